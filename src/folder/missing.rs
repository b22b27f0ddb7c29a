//! Messages about missing files and folders, and where they probably are.

use super::files::{is_rule_file, names_in, problem, unreadable};
use crate::diagnostic::nearest::nearest_or_begun;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use std::fs;
use std::io;
use std::path::Path;

/// A package that cannot be accessed.
pub(super) fn package(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = slashed(path);
    // A file on the path, or a name that the system cannot have: for a person it is just missing.
    if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename)
    {
        return unreadable(&shown, error);
    }
    let what = if is_rule_file(&shown) { "berkas" } else { "folder" };
    let finding = problem(Code::B0101, format!("{what} \"{shown}\" tidak ditemukan"), &shown);
    if let Ok(year @ 1900..=2999) = shown.parse::<u16>() {
        return finding.advise(format!("bila itu tahun, tulis  --tahun {year}"));
    }
    match nearest_path(path, |name, is_folder| is_folder || is_rule_file(name)) {
        Some(found) => finding.advise(format!("apakah maksud Anda \"{found}\"?")),
        None => finding.advise("periksa ejaannya, atau pindah dahulu ke folder induknya dengan perintah  cd"),
    }
}

/// A single file that is not a rule file.
pub(super) fn not_a_rule_file(name: &str) -> Diagnostic {
    let finding = problem(Code::B0112, format!("\"{name}\" bukan berkas .takar"), name);
    match without_doubled_ending(name) {
        Some(plain) => finding.advise(rename(name, plain)),
        None => finding.advise("tulis nama folder paket, atau nama berkas aturan yang berakhiran .takar"),
    }
}

/// A folder without rule files; `names` are its contents.
pub(super) fn no_rules(folder: &Path, names: &[String]) -> Diagnostic {
    let shown = slashed(folder);
    let here = if shown == "." { "folder ini".to_string() } else { format!("folder \"{shown}\"") };
    if names.is_empty() {
        return problem(Code::B0102, format!("{here} kosong"), &shown)
            .advise("simpan berkas aturan, misalnya iku.takar, di folder itu");
    }
    let finding = problem(Code::B0102, format!("tidak ada berkas .takar di {here}"), &shown);
    let doubled = names.iter().find_map(|name| Some((name, without_doubled_ending(name)?)));
    if let Some((name, plain)) = doubled {
        return finding.advise(rename(name, plain)).advise(SHOW_ENDINGS);
    }
    let deeper = names.iter().find(|name| {
        let inside = names_in(&folder.join(name)).unwrap_or_default();
        inside.iter().any(|name| is_rule_file(name))
    });
    match deeper {
        Some(name) => {
            let path = slashed(&folder.join(name));
            finding.advise(format!("berkas .takar ada di folder \"{path}\": pakai folder itu sebagai paket"))
        }
        None => finding.advise("simpan berkas aturan dengan akhiran .takar, misalnya iku.takar, di folder itu"),
    }
}

/// Advice about a file that looks like a rule file and is skipped.
pub(super) fn doubled_ending(name: &str) -> Option<Diagnostic> {
    let plain = without_doubled_ending(name)?;
    let finding = Diagnostic::new(Code::B0113, Severity::Warning, format!("\"{name}\" tidak ikut dibaca"))
        .at_place(Place::File(name.to_string()), "");
    Some(match plain.rsplit_once('/') {
        Some((_, last)) => finding.advise(format!("pindahkan ke folder paket, dengan nama \"{last}\"")),
        None => finding.advise(rename(name, plain)).advise(SHOW_ENDINGS),
    })
}

/// A missing data file.
pub(super) fn data(root: &Path, name: &str) -> Diagnostic {
    let finding = problem(Code::B0110, format!("berkas data \"{name}\" tidak ditemukan"), name);
    let found = nearest_path(&root.join(name), |_, _| true);
    let inside = found.as_deref().map(|found| {
        let root = format!("{}/", slashed(root));
        found.strip_prefix(&root).unwrap_or(found).to_string()
    });
    match inside {
        Some(found) => finding.advise(format!("apakah maksud Anda \"{found}\"?")),
        None => finding.advise("simpan berkas itu di dalam folder paket, dengan nama yang sama seperti di aturan"),
    }
}

/// A rule file whose name is not valid text.
pub(super) fn illegible(name: &str) -> Diagnostic {
    problem(Code::B0115, format!("nama berkas \"{name}\" memuat huruf yang tidak dapat dibaca"), name)
        .because("huruf yang tidak dapat dibaca ditampilkan sebagai �")
        .advise("ganti nama berkas itu dengan huruf biasa, misalnya iku.takar")
}

const SHOW_ENDINGS: &str =
    "agar akhiran nama terlihat: File Explorer, Tampilkan (View), Ekstensi nama file (File name extensions)";

fn rename(name: &str, plain: &str) -> String {
    format!("Notepad menyimpannya dengan akhiran ganda; ganti nama \"{name}\" menjadi \"{plain}\"")
}

/// `iku.takar` of `iku.takar.txt`.
fn without_doubled_ending(name: &str) -> Option<&str> {
    let cut = name.len().checked_sub(".txt".len())?;
    let ending = name.get(cut..)?;
    let plain = name.get(..cut)?;
    (ending.eq_ignore_ascii_case(".txt") && is_rule_file(plain)).then_some(plain)
}

/// The path with its first missing part replaced by the nearest existing name, if the result exists.
fn nearest_path(path: &Path, wanted: impl Fn(&str, bool) -> bool) -> Option<String> {
    let is_missing = |part: &&Path| !part.as_os_str().is_empty() && fs::symlink_metadata(part).is_err();
    let missing = path.ancestors().take_while(is_missing).last()?;
    let parent = missing.parent()?;
    let typed = missing.file_name()?.to_string_lossy();
    let looked_in = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let names = names_in(looked_in).ok()?;
    let fits = |name: &&str| wanted(name, looked_in.join(name).is_dir());
    let found = nearest_or_begun(&typed, names.iter().map(String::as_str).filter(fits))?;
    // Joining an empty rest would end the path in a slash, and a file with a slash does not exist.
    let mut proposed = parent.join(found);
    proposed.extend(path.strip_prefix(missing).ok()?);
    proposed.exists().then(|| slashed(&proposed))
}

/// A path as messages show it: with forward slashes, and without one at its end.
pub fn slashed(path: &Path) -> String {
    let shown = path.display().to_string();
    let shown = if cfg!(windows) { shown.replace('\\', "/") } else { shown };
    match shown.trim_end_matches('/') {
        "" => shown,
        trimmed => trimmed.to_string(),
    }
}
