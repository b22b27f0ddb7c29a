//! What the system says when something fails, in Indonesian where it is a kind that people meet.

use std::io::{Error, ErrorKind};

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
