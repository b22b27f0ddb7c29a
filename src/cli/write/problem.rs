//! Why something was not written, in words.

use super::inputs::Input;
use super::leftover::undisturbed;
use crate::diagnostic::trouble;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::folder::files;
use std::io;
use std::path::Path;

/// What was being done when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A file was to be made.
    Create,
    /// It was to be filled.
    Fill,
    /// It was to take the place of another.
    Replace,
}

pub(super) fn no_folder(path: &Path, folder: &Path) -> Diagnostic {
    problem(Code::B0202, path, format!("folder \"{}\" tidak ada", folder.display()))
        .advise("buat dahulu folder itu, atau pilih folder lain")
}

pub(super) fn no_file(path: &Path, folder: bool) -> Diagnostic {
    match folder {
        true => problem(Code::B0204, path, format!("\"{}\" adalah folder, bukan berkas", path.display()))
            .advise(format!("tambahkan nama berkasnya, misalnya {}", example(path))),
        false => problem(Code::B0204, path, format!("\"{}\" bukan berkas biasa", path.display()))
            .advise(format!("pilih nama berkas lain, misalnya {}", example(path))),
    }
}

/// A package in the place of a folder of results.
pub(super) fn a_package(path: &Path) -> Diagnostic {
    problem(Code::B0204, path, format!("\"{}\" adalah folder paket, bukan tempat hasil", path.display()))
        .advise("tulis folder lain, misalnya  --keluar hasil/ , atau nama berkas, misalnya  --keluar hasil.csv")
}

pub(super) fn protected(path: &Path) -> Diagnostic {
    problem(Code::B0203, path, format!("\"{}\" hanya boleh dibaca", path.display()))
        .advise("pilih nama lain, atau hapus tanda Hanya-baca (Read-only) pada Properti berkas itu")
}

pub(super) fn an_input(path: &Path, input: &Input) -> Diagnostic {
    let shown = path.display().to_string();
    let finding = problem(Code::B0206, path, format!("hasil tidak disimpan ke \"{shown}\""));
    let because = match input {
        Input::File(name) if shown.replace('\\', "/").ends_with(name.as_str()) => {
            "berkas itu dibaca perintah ini".into()
        }
        Input::File(name) => format!("berkas itu sama dengan \"{name}\", yang dibaca perintah ini"),
        Input::Folder(name) if shown.to_lowercase().ends_with(&name.to_lowercase()) => {
            format!("\"{name}\" tempat sebuah folder milik paket")
        }
        Input::Folder(name) => format!("isi folder \"{name}\" bagian dari paket"),
        Input::Rules => "tautan itu menuju berkas aturan".into(),
    };
    finding.because(because).advise(format!("pilih nama lain, misalnya  --keluar {}", example(path)))
}

/// A folder for results in which inputs lie.
pub(super) fn among_inputs(folder: &Path, input: &Input) -> Diagnostic {
    let name = match input {
        Input::File(name) | Input::Folder(name) => name.as_str(),
        Input::Rules => "aturan",
    };
    problem(Code::B0206, folder, format!("hasil tidak disimpan ke \"{}\"", folder.display()))
        .because(format!("di situ ada \"{name}\", yang dibaca perintah ini"))
        .advise("tulis folder lain, misalnya  --keluar hasil/")
}

/// A file of a package that leads, through a link, to something else of it; `folder` is the link when the folder is it.
pub(super) fn another_kind(path: &Path, led: &str, folder: Option<&str>) -> Diagnostic {
    let finding = not_written(path);
    match folder {
        Some(folder) => finding
            .because(format!("folder \"{folder}\" adalah tautan, sehingga yang tertulis \"{led}\""))
            .advise(format!("ganti tautan \"{folder}\" dengan folder biasa, lalu ulangi")),
        None => finding
            .because(format!("berkas itu adalah tautan, sehingga yang tertulis \"{led}\""))
            .advise("hapus tautan itu, lalu ulangi; berkas yang ditujunya tidak berubah"),
    }
}

/// A file of a package that the package reads as something else.
pub(super) fn read_by_package(path: &Path, input: &Input) -> Diagnostic {
    let shown = path.display();
    match input {
        Input::File(name) if !files::slashed(path).ends_with(name.as_str()) => not_written(path)
            .because(format!("berkas itu sama dengan \"{name}\", yang dibaca perintah ini"))
            .advise(format!("hapus \"{shown}\", lalu ulangi; \"{name}\" tidak berubah")),
        Input::File(_) | Input::Folder(_) | Input::Rules => not_written(path)
            .because("perintah ini membacanya sebagai data atau aturan")
            .advise("pindahkan berkas itu ke folder lain, misalnya data, dan sesuaikan namanya dalam aturan"),
    }
}

fn not_written(path: &Path) -> Diagnostic {
    problem(Code::B0213, path, format!("\"{}\" tidak ditulis", path.display()))
}

pub(super) fn dead_link(path: &Path, gone: bool) -> Diagnostic {
    let title = match gone {
        true => format!("\"{}\" adalah tautan ke berkas yang tidak ada", path.display()),
        false => format!("\"{}\" adalah tautan yang berputar ke dirinya sendiri", path.display()),
    };
    problem(Code::B0204, path, title)
        .advise(format!("hapus tautan itu, atau pilih nama lain, misalnya  --keluar {}", example(path)))
}

pub(super) fn not_ours(path: &Path) -> Diagnostic {
    problem(Code::B0207, path, format!("\"{}\" sudah ada, dan bukan hasil Takar yang masih utuh", path.display()))
        .because("yang diganti hanya hasil yang ditulis Takar di komputer ini dan sejak itu tidak diubah")
        .advise("pilih nama lain, atau hapus dahulu berkas itu")
        .advise("bila isinya memang boleh hilang, tambahkan  --timpa")
}

/// A result that is of something else, which happens to have the same name.
pub(super) fn of_another(path: &Path, other: &str) -> Diagnostic {
    problem(Code::B0207, path, format!("\"{}\" sudah ada, dan hasil dari yang lain", path.display()))
        .because(format!("isinya dari {other}"))
        .advise("pilih folder lain, misalnya  --keluar hasil-lain/")
        .advise("bila isinya memang boleh hilang, tambahkan  --timpa")
}

/// A folder into which another run has been putting its results for longer than that takes.
pub(super) fn another_run(folder: &Path) -> Diagnostic {
    let folder_name = files::slashed(folder);
    problem(Code::B0201, folder, format!("perintah Takar lain sedang menulis di folder \"{folder_name}\""))
        .because("hasil dua perintah tidak boleh bercampur dalam satu folder; isi lamanya tidak berubah")
        .advise("tunggu sampai perintah itu selesai, atau hentikan, lalu ulangi")
        .advise("atau tulis folder lain dengan  --keluar")
}

pub(super) fn another_owner(path: &Path) -> Diagnostic {
    problem(Code::B0208, path, format!("\"{}\" milik pengguna lain", path.display()))
        .because("berkas yang ditulis ulang akan berganti pemilik")
        .advise("simpan dengan nama lain, atau minta pemiliknya menjalankan perintah ini")
}

/// What the system said, in words.
pub fn explain(path: &Path, step: Step, error: &io::Error) -> Diagnostic {
    // A process that is told to end removes its own files, and says nothing of their being gone.
    drop(undisturbed());
    explain_on(path, step, error, cfg!(windows))
}

/// The same as if the program ran on Windows, or not.
pub fn explain_on(path: &Path, step: Step, error: &io::Error, windows: bool) -> Diagnostic {
    let shown = path.display();
    // Windows refuses to replace a file that is open: access denied, sharing violation, or lock violation.
    let is_refused = windows && error.raw_os_error() == Some(5);
    let open = step == Step::Replace && (is_refused || trouble::is_open_elsewhere(error, windows));
    if open {
        return problem(Code::B0201, path, format!("\"{shown}\" sedang dibuka di program lain"))
            .advise("tutup berkas itu di Excel, lalu ulangi; isi lamanya tidak berubah");
    }
    let kept = if path.is_file() { "; isi lamanya tidak berubah" } else { "" };
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            problem(Code::B0203, path, format!("Anda tidak mempunyai izin menulis \"{shown}\""))
                .advise("simpan ke folder lain, misalnya folder Dokumen Anda")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            problem(Code::B0205, path, format!("disk penuh, \"{shown}\" tidak tersimpan"))
                .advise(format!("kosongkan sebagian disk, lalu ulangi{kept}"))
        }
        _ => problem(Code::B0205, path, format!("\"{shown}\" tidak dapat ditulis"))
            .because(trouble::told(error))
            .advise("periksa nama dan foldernya, lalu ulangi"),
    }
}

/// A name of the same kind of file.
fn example(path: &Path) -> &'static str {
    let is = |ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    match (is("docx"), is("xlsx")) {
        (true, _) => "hasil.docx",
        (false, true) => "hasil.xlsx",
        (false, false) => "hasil.csv",
    }
}

fn problem(code: Code, path: &Path, title: String) -> Diagnostic {
    let place = Place::File(path.display().to_string());
    Diagnostic::new(code, Severity::Error, title).at_place(place, "")
}
