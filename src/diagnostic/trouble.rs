//! What the system says when something fails, in Indonesian where it is a kind that people meet.

use super::{Code, Diagnostic, Severity};
use std::io::{Error, ErrorKind};

/// So that what reads a file can end in `?`, as the texts that [`crate::engine::Package::read_data`] asks for. Which file it was is
/// told by whoever asked.
impl From<Error> for Box<Diagnostic> {
    fn from(error: Error) -> Self {
        let title = match error.kind() {
            ErrorKind::NotFound => "berkas ini tidak ditemukan",
            ErrorKind::PermissionDenied => "Anda tidak mempunyai izin membaca berkas ini",
            _ => "berkas ini tidak dapat dibaca",
        };
        let finding = Diagnostic::new(Code::B0111, Severity::Error, title.to_string()).because(told(&error));
        Box::new(finding.advise("periksa nama dan foldernya, lalu ulangi"))
    }
}

/// Whether Windows refuses a file because another program, often Excel, has it open: a sharing violation, or a part that is locked.
pub fn is_open_elsewhere(error: &Error, windows: bool) -> bool {
    windows && matches!(error.raw_os_error(), Some(32 | 33))
}

/// `pesan dari komputer: …`
pub fn told(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::StorageFull => "disk penuh",
        ErrorKind::QuotaExceeded => "jatah disk habis",
        ErrorKind::FileTooLarge => "berkas melebihi ukuran yang diizinkan",
        ErrorKind::InvalidFilename => "nama berkas terlalu panjang, atau memuat huruf yang tidak diizinkan",
        ErrorKind::NotFound => "berkas atau folder tidak ada",
        ErrorKind::PermissionDenied => "tidak ada izin",
        ErrorKind::ReadOnlyFilesystem => "disk hanya boleh dibaca",
        ErrorKind::AlreadyExists => "sudah ada",
        ErrorKind::NotADirectory => "bukan folder",
        ErrorKind::IsADirectory => "folder, bukan berkas",
        ErrorKind::DirectoryNotEmpty => "folder itu berisi",
        ErrorKind::ResourceBusy => "sedang dipakai program lain",
        ErrorKind::StaleNetworkFileHandle | ErrorKind::NetworkDown | ErrorKind::NetworkUnreachable => {
            "folder jaringan terputus"
        }
        ErrorKind::TimedOut => "tidak ada jawaban",
        ErrorKind::OutOfMemory => "memori habis",
        _ if is_loop(error) => "tautan berputar ke dirinya sendiri",
        // The rest is rare, and a number that can be looked up says more than nothing.
        _ => return format!("pesan dari komputer: {error}"),
    };
    format!("pesan dari komputer: {words}")
}

/// The standard library has no stable name for it.
fn is_loop(error: &Error) -> bool {
    cfg!(target_os = "linux") && error.raw_os_error() == Some(40)
}
