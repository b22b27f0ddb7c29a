//! `takar baru`: a package to start from, whole or not at all.

use super::super::args::NewArgs;
use super::super::console::{self, Stream};
use super::super::shelf;
use super::super::write;
use super::Stop;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::folder::files;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files of a new package, and what each is for. `{judul}` in them becomes the title.
const FILES: [(&str, &str, &str); 7] = [
    ("paket.takar", include_str!("../baru/paket.takar"), "judul, tahun, dan berkas data"),
    ("aturan.takar", include_str!("../baru/aturan.takar"), "rumus capaian dan predikat"),
    ("iku.takar", include_str!("../baru/iku.takar"), "indikator, kelompok, dan contoh hitungan"),
    ("tabel.takar", include_str!("../baru/tabel.takar"), "tabel yang dicetak"),
    ("data/iku.csv", include_str!("../baru/data/iku.csv"), "target dan realisasi; buka dengan Excel"),
    ("acuan/T1.md", include_str!("../baru/acuan/T1.md"), "tabel yang sudah disetujui"),
    ("BACA.txt", include_str!("../baru/BACA.txt"), "petunjuk singkat"),
];

/// Makes the folder and tells what is in it.
pub fn begin(args: &NewArgs) -> Result<u8, Stop> {
    let folder = &args.folder;
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unseen = files::unseen(&name);
    if files::safe_name(&name) != name || unseen.is_some() {
        return Err(Box::new(unnameable(folder, unseen)).into());
    }
    if let Some(other) = write::kept_folder(folder) {
        return Err(Box::new(inside_another(folder, &other)).into());
    }
    let empty = is_empty_folder(folder)?;
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    if !parent.is_dir() {
        return Err(Box::new(
            problem(Code::B0202, folder, format!("folder \"{}\" tidak ada", parent.display()))
                .advise("buat dahulu folder itu, atau pilih folder lain"),
        )
        .into());
    }
    let asked = args.title.as_deref().map(title).filter(|title| !title.is_empty());
    let title = asked.unwrap_or_else(|| title(&name));
    let (files, told) = match &args.from {
        None => (begun(&title), told(folder)),
        Some(path) => drafted(args, path, &title)?,
    };
    make(folder, &parent, empty, &files).map_err(|error| write::explain_creating(folder, &error))?;
    console::write(Stream::Out, &told)?;
    Ok(0)
}

/// Whether the folder is there already, with nothing in it. One with something in it is refused.
fn is_empty_folder(folder: &Path) -> Result<bool, Stop> {
    let shown = folder.display();
    let refused = match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(write::explain_creating(folder, &error).into()),
        Ok(kind) if !kind.is_dir() => problem(Code::B0402, folder, format!("\"{shown}\" sudah ada, dan bukan folder")),
        Ok(_) => match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
            Ok(true) => return Ok(true),
            Ok(false) => problem(Code::B0401, folder, format!("folder \"{shown}\" sudah ada dan berisi"))
                .because("isi folder yang sudah ada tidak pernah ditimpa"),
            Err(error) => return Err(write::explain_creating(folder, &error).into()),
        },
    };
    Err(Box::new(refused.advise("pilih nama folder lain")).into())
}

/// All files are written beside the folder, under another name; a rename then is one step.
fn make(folder: &Path, parent: &Path, empty: bool, files: &[(String, String)]) -> io::Result<()> {
    let beside = write::beside(parent)?;
    let package = beside.within("paket");
    let _held = write::undisturbed();
    for (name, text) in files {
        let path = package.join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    if empty {
        // Windows does not rename onto a folder, not even onto an empty one.
        fs::remove_dir(folder)?;
    }
    fs::rename(package, folder)
}

/// The files of a package to start from.
fn begun(title: &str) -> Vec<(String, String)> {
    let file =
        |(name, content, _): (&str, &str, &str)| (name.to_string(), written(name, &content.replace("{judul}", title)));
    FILES.into_iter().map(file).collect()
}

/// What Excel and Notepad open has the line breaks of Windows, and the mark by which Excel knows UTF-8.
fn written(name: &str, content: &str) -> String {
    let text = content.replace("\r\n", "\n");
    match name.rsplit('.').next() {
        Some("csv" | "txt") => format!("\u{feff}{}", text.replace('\n', "\r\n")),
        _ => text,
    }
}

/// A title that can stand between quotes on one line.
fn title(wanted: &str) -> String {
    let quotes = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let plain = wanted.replace(quotes, "'").replace(char::is_control, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn told(folder: &Path) -> String {
    let shown = folder.display().to_string();
    let mut text = format!("folder \"{shown}\" dibuat:\n");
    for (name, _, purpose) in FILES {
        text.push_str(&format!("  {name:<13}  {purpose}\n"));
    }
    let word = if shown.contains(char::is_whitespace) { format!("\"{shown}\"") } else { shown };
    text + &format!("berikutnya:  takar hitung {word}\n")
}

/// The files of a package drafted from a table, and what is told of it.
#[cfg(feature = "office")]
fn drafted(args: &NewArgs, path: &Path, title: &str) -> Result<(Vec<(String, String)>, String), Stop> {
    let draft = super::drafted::drafted(args, path, title)?;
    let shown = args.folder.display().to_string();
    let names: Vec<&str> = draft.files.iter().map(|(name, _)| name.as_str()).collect();
    let mut text = format!("folder \"{shown}\" dibuat: {}\n", names.join(", "));
    for line in &draft.told {
        text.push_str(&format!("  {line}\n"));
    }
    let word = if shown.contains(char::is_whitespace) { format!("\"{shown}\"") } else { shown };
    text.push_str(&format!("berikutnya:  takar hitung {word}   lalu   takar audit {word}\n"));
    let files = draft.files.into_iter().map(|(name, text)| (name.clone(), written(&name, &text)));
    Ok((files.collect(), text))
}

#[cfg(not(feature = "office"))]
fn drafted(_: &NewArgs, path: &Path, _: &str) -> Result<(Vec<(String, String)>, String), Stop> {
    Err(Box::new(problem(Code::B0405, path, "program ini dibuat tanpa pembaca tabel".to_string())).into())
}

fn unnameable(folder: &Path, unseen: Option<char>) -> Diagnostic {
    problem(Code::B0403, folder, format!("\"{}\" tidak dapat menjadi nama folder", folder.display()))
        .because(unseen.map(shelf::unseen_in_it).unwrap_or_else(|| {
            "di Windows, nama tidak boleh memuat  < > : \" | ? *  atau berakhir dengan titik atau spasi, \
             dan bukan nama khusus seperti con, aux, atau nul"
                .into()
        }))
        .advise("pilih nama lain, misalnya  takar baru kecamatan")
}

/// A place among the data, scenarios or copies of another package, which would take the new files for its own.
fn inside_another(folder: &Path, kept: &str) -> Diagnostic {
    problem(Code::B0404, folder, format!("\"{}\" berada di folder {kept} milik paket lain", folder.display()))
        .because(format!("isi folder {kept} dibaca bersama paket itu"))
        .advise("buat di sampingnya, misalnya  takar baru kecamatan")
}

fn problem(code: Code, folder: &Path, title: String) -> Diagnostic {
    let place = Place::File(folder.display().to_string());
    Diagnostic::new(code, Severity::Error, title).at_place(place, "")
}
