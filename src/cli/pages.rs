//! Pages: what a page that answers needs, and what is said where there is none.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::page::Refused;
use crate::page::core::{Core, NoCore};
use std::fs;
use std::path::{Path, PathBuf};

/// The page of the whole program, which has the core.
const PAGE: &str = "takar.html";

/// Why there is none.
pub fn no_page(why: Refused) -> Diagnostic {
    let title = match why {
        Refused::TooLarge => "tabel-tabel ini terlalu banyak untuk satu halaman: lebih dari 100.000 sel",
        Refused::Unwritten => "tabel-tabel ini tidak muat dalam bentuk halaman HTML",
    };
    let advice = "pilih tabelnya dengan --tabel, atau simpan sebagai csv:  --format csv";
    Diagnostic::new(Code::B0205, Severity::Error, title).advise(advice)
}

/// The core of the page named, else of the one that lies beside the program.
pub fn core(named: &Path) -> Result<Core, Box<Diagnostic>> {
    let is_named = !named.as_os_str().is_empty();
    let path = if is_named { named.to_path_buf() } else { beside_program() };
    let shown = path.display();
    let told = |title: String| Diagnostic::new(Code::B0214, Severity::Error, title);
    let text = fs::read_to_string(&path).map_err(|error| match (error.kind(), is_named) {
        (std::io::ErrorKind::NotFound, false) => told("--hidup memerlukan takar.html, yang belum ada di sebelah program ini".into())
            .because(format!("yang dicari: {shown}"))
            .advise("ambil takar.html dari unduhan Takar yang sama dan taruh di situ, atau sebut tempatnya:  --hidup=TEMPAT/takar.html"),
        (std::io::ErrorKind::NotFound, true) => {
            told(format!("berkas \"{shown}\" tidak ada")).advise("periksa nama berkas dan foldernya")
        }
        _ => told(format!("\"{shown}\" tidak dapat dibaca sebagai teks")).advise("sebut takar.html dari unduhan Takar"),
    })?;
    Core::of_page(&text).map_err(|why| {
        Box::new(match why {
            NoCore::Absent => {
                told(format!("\"{shown}\" bukan takar.html yang utuh")).advise("sebut takar.html dari unduhan Takar")
            }
            NoCore::Other => told(format!("\"{shown}\" dibuat dari Takar lain, hitungannya mungkin berbeda"))
                .advise("pakai takar.html dari unduhan yang sama dengan program ini"),
        })
    })
}

/// Where the page lies when both were taken from one download.
fn beside_program() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.with_file_name(PAGE)
}
