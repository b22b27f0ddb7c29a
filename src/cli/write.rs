//! Writing a result: the whole file or none of it.

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes a file in one step: readers see the old content or the new, and a failure leaves the old.
///
/// The new content is first written beside the target, for a rename is only one step within a disk.
pub fn write(path: &Path, content: &[u8]) -> Result<(), Box<Diagnostic>> {
    let mut fresh = Fresh::beside(path)?;
    fresh.add(content)?;
    fresh.finish()
}

/// A file in the making, which appears whole or, when dropped before its end, not at all.
pub struct Fresh {
    path: PathBuf,
    target: PathBuf,
    file: NamedTempFile,
}

impl Fresh {
    /// Begins a file that will stand at `path`.
    pub fn beside(path: &Path) -> Result<Fresh, Box<Diagnostic>> {
        let path = path.to_path_buf();
        // Behind a link lies the file that is meant; a rename would replace the link.
        let target = path.canonicalize().unwrap_or_else(|_| path.clone());
        refuse(&path, &target)?;
        let failed = |error: io::Error| Box::new(explain(&path, Step::Create, &error, cfg!(windows)));
        let file = beside(&folder_of(&target), &target).map_err(failed)?;
        Ok(Fresh { path, target, file })
    }

    /// Adds to its end.
    pub fn add(&mut self, content: &[u8]) -> Result<(), Box<Diagnostic>> {
        self.file.write_all(content).map_err(|error| self.failed(Step::Fill, &error))
    }

    /// Puts it in its place.
    pub fn finish(self) -> Result<(), Box<Diagnostic>> {
        self.file.as_file().sync_all().map_err(|error| self.failed(Step::Fill, &error))?;
        let path = self.path;
        let replaced = self.file.persist(&self.target);
        replaced.map(drop).map_err(|error| Box::new(explain(&path, Step::Replace, &error.error, cfg!(windows))))
    }

    fn failed(&self, step: Step, error: &io::Error) -> Box<Diagnostic> {
        Box::new(explain(&self.path, step, error, cfg!(windows)))
    }
}

/// Writes a file that is not there yet, in one step; false, and nothing written, when there is one of that name.
pub fn write_new(path: &Path, content: &[u8]) -> Result<bool, Box<Diagnostic>> {
    let folder = folder_of(path);
    let failed = |step| move |error: io::Error| Box::new(explain(path, step, &error, cfg!(windows)));
    let mut fresh = beside(&folder, path).map_err(failed(Step::Create))?;
    fresh.write_all(content).map_err(failed(Step::Fill))?;
    fresh.as_file().sync_all().map_err(failed(Step::Fill))?;
    match fresh.persist_noclobber(path) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed(Step::Replace)(error.error)),
    }
}

/// What was being done when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Create,
    Fill,
    Replace,
}

fn refuse(path: &Path, target: &Path) -> Result<(), Box<Diagnostic>> {
    let folder = folder_of(target);
    if !folder.is_dir() {
        return Err(Box::new(
            problem("B0202", path, format!("folder \"{}\" tidak ada", folder.display()))
                .advise("buat dahulu folder itu, atau pilih folder lain"),
        ));
    }
    match fs::metadata(target) {
        Ok(kind) if kind.is_dir() => Err(Box::new(
            problem("B0204", path, format!("\"{}\" adalah folder, bukan berkas", path.display()))
                .advise("tambahkan nama berkasnya, misalnya hasil.csv"),
        )),
        // A rename would replace a device such as /dev/null by a file.
        Ok(kind) if !kind.is_file() => Err(Box::new(
            problem("B0204", path, format!("\"{}\" bukan berkas biasa", path.display()))
                .advise("pilih nama berkas lain, misalnya hasil.csv"),
        )),
        // A rename would replace it all the same on some systems, against the will of whoever protected it.
        Ok(kind) if kind.permissions().readonly() => Err(Box::new(
            problem("B0203", path, format!("\"{}\" hanya boleh dibaca", path.display()))
                .advise("pilih nama lain, atau hapus tanda Hanya-baca (Read-only) pada Properti berkas itu"),
        )),
        _ => Ok(()),
    }
}

/// Makes a folder, and those above it, where there is none yet.
pub fn create_folder(folder: &Path) -> Result<(), Box<Diagnostic>> {
    fs::create_dir_all(folder).map_err(|error| explain_creating(folder, &error))
}

/// Why something could not be made in the first place.
pub fn explain_creating(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    Box::new(explain(path, Step::Create, error, cfg!(windows)))
}

fn folder_of(target: &Path) -> PathBuf {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

fn beside(folder: &Path, target: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("~$takar").suffix(".tmp");
    let file;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is private by itself; a result is to be shared like any other file.
        file = builder.permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)?;
        if let Ok(old) = fs::metadata(target) {
            // Some disks know no permissions; the result matters more.
            let _ = file.as_file().set_permissions(old.permissions());
        }
    }
    #[cfg(not(unix))]
    {
        let _ = target;
        file = builder.tempfile_in(folder)?;
    }
    Ok(file)
}

fn explain(path: &Path, step: Step, error: &io::Error, windows: bool) -> Diagnostic {
    let shown = path.display();
    // Windows refuses to replace a file that is open: access denied, sharing violation, or lock violation.
    let open = windows && step == Step::Replace && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    if open {
        return problem("B0201", path, format!("\"{shown}\" sedang dibuka di program lain"))
            .advise("tutup berkas itu di Excel, lalu ulangi; isi lamanya tidak berubah");
    }
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            problem("B0203", path, format!("Anda tidak mempunyai izin menulis \"{shown}\""))
                .advise("simpan ke folder lain, misalnya folder Dokumen Anda")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            problem("B0205", path, format!("disk penuh, \"{shown}\" tidak tersimpan"))
                .advise("kosongkan sebagian disk, lalu ulangi; isi lamanya tidak berubah")
        }
        _ => problem("B0205", path, format!("\"{shown}\" tidak dapat ditulis"))
            .because(format!("pesan dari komputer: {error}"))
            .advise("periksa nama dan foldernya, lalu ulangi"),
    }
}

fn problem(code: &'static str, path: &Path, title: String) -> Diagnostic {
    let place = Place::File(path.display().to_string());
    Diagnostic::new(Code(code), Severity::Error, title).at_place(place, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_open_in_excel_is_named_as_such_on_windows_only() {
        let error = io::Error::from_raw_os_error(32);
        let told = |step, windows| explain(Path::new("hasil.csv"), step, &error, windows);
        assert_eq!(told(Step::Replace, true).code, Code("B0201"));
        assert!(told(Step::Replace, true).advice[0].starts_with("tutup berkas itu di Excel"));
        assert_eq!(told(Step::Create, true).code, Code("B0205"));
        assert_eq!(told(Step::Replace, false).code, Code("B0205"));
    }
}
