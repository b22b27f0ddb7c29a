//! `takar baru`: a package to start from, whole or not at all.

use super::super::args::{NewArgs, Template};
use super::super::console::{self, Stream};
use super::super::shelf;
use super::super::write;
use super::Stop;
#[cfg(feature = "xlsx")]
use super::templates::{self, Content};
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

/// Files of a new package, and what is told of them.
type Made = (Vec<(String, Vec<u8>)>, String);

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
    let (files, told) = match (&args.from, args.template) {
        (Some(path), _) => drafted(args, path, &title)?,
        (None, Some(template)) => prepared(args, template, &title)?,
        (None, None) => (begun(&title), told(folder)),
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
fn make(folder: &Path, parent: &Path, empty: bool, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let beside = write::beside(parent)?;
    let package = beside.within("paket");
    let _held = write::undisturbed();
    for (name, bytes) in files {
        let path = package.join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, bytes)?;
    }
    if empty {
        // Windows does not rename onto a folder, not even onto an empty one.
        fs::remove_dir(folder)?;
    }
    fs::rename(package, folder)
}

/// The files of a package to start from.
fn begun(title: &str) -> Vec<(String, Vec<u8>)> {
    let file =
        |(name, content, _): (&str, &str, &str)| (name.to_string(), written(name, &content.replace("{judul}", title)));
    FILES.into_iter().map(file).collect()
}

/// The files of a package that is made for something, and what is told of them.
#[cfg(feature = "xlsx")]
fn prepared(args: &NewArgs, template: Template, title: &str) -> Result<Made, Stop> {
    let refused = || Box::new(problem(Code::B0013, &args.folder, "buku kerjanya tidak dapat ditulis".to_string()));
    let prepared = templates::prepared(template, title, args.year).map_err(|_| refused())?;
    let listed: Vec<(&str, &str)> = prepared.files.iter().map(|file| (file.name, file.purpose)).collect();
    let shown = args.folder.display().to_string();
    let (word, manuscript) =
        (console_word(&shown), console_word(&format!("{}/naskah.docx", shown.trim_end_matches('/'))));
    let told = list(&args.folder, &listed)
        + &format!(
            "berikutnya:  isi masukan.xlsx, lalu  takar periksa {word}\ndan:  takar susun {word} --naskah {manuscript} --keluar {}\n",
            prepared.result
        );
    let files = prepared.files.into_iter().map(|file| {
        let bytes = match file.content {
            Content::Text(text) => written(file.name, &text),
            Content::Bytes(bytes) => bytes,
        };
        (file.name.to_string(), bytes)
    });
    Ok((files.collect(), told))
}

#[cfg(not(feature = "xlsx"))]
fn prepared(args: &NewArgs, _: Template, _: &str) -> Result<Made, Stop> {
    Err(Box::new(problem(Code::B0013, &args.folder, "program ini dibuat tanpa buku kerja Excel".to_string())).into())
}

/// What Excel and Notepad open has the line breaks of Windows, and the mark by which Excel knows UTF-8.
fn written(name: &str, content: &str) -> Vec<u8> {
    let text = content.replace("\r\n", "\n");
    let text = match name.rsplit('.').next() {
        Some("csv" | "txt") => format!("\u{feff}{}", text.replace('\n', "\r\n")),
        _ => text,
    };
    text.into_bytes()
}

/// A title that can stand between quotes on one line.
fn title(wanted: &str) -> String {
    let quotes = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let plain = wanted.replace(quotes, "'").replace(char::is_control, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn told(folder: &Path) -> String {
    let listed = FILES.map(|(name, _, purpose)| (name, purpose));
    list(folder, &listed) + &format!("berikutnya:  takar hitung {}\n", console_word(&folder.display().to_string()))
}

/// The files of a folder, each with what it is for; commands behind them are not broken.
fn list(folder: &Path, files: &[(&str, &str)]) -> String {
    let lines = files.iter().map(|(name, purpose)| format!("  {name:<13}  {purpose}\n"));
    let text = format!("folder \"{}\" dibuat:\n", folder.display()) + &lines.collect::<String>();
    console::fitted(Stream::Out, &text)
}

/// A name as it is typed in a command.
fn console_word(name: &str) -> String {
    if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name.to_string() }
}

/// The files of a package drafted from a table, and what is told of it.
#[cfg(feature = "office")]
fn drafted(args: &NewArgs, path: &Path, title: &str) -> Result<Made, Stop> {
    let (draft, kept) = super::drafted::drafted(args, path, title)?;
    let shown = args.folder.display().to_string();
    let names = draft.files.iter().map(|(name, _)| name.as_str());
    let names: Vec<&str> = names.chain(kept.as_ref().map(|(name, _)| name.as_str())).collect();
    let mut text = format!("folder \"{shown}\" dibuat: {}\n", names.join(", "));
    for line in &draft.told {
        text.push_str(&format!("  {line}\n"));
    }
    let mut text = console::fitted(Stream::Out, &text);
    let word = console_word(&shown);
    let is_printed = names.iter().any(|name| name.starts_with("cetakan/"));
    let audit = if is_printed { format!("   lalu   takar audit {word}") } else { String::new() };
    text.push_str(&format!("berikutnya:  takar hitung {word}{audit}\n"));
    let files = draft.files.into_iter().map(|(name, text)| (name.clone(), written(&name, &text)));
    Ok((files.chain(kept).collect(), text))
}

#[cfg(not(feature = "office"))]
fn drafted(_: &NewArgs, path: &Path, _: &str) -> Result<Made, Stop> {
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
