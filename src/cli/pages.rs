//! What is said where there is no page.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::page::Refused;

/// Why there is none.
pub fn no_page(why: Refused) -> Diagnostic {
    let title = match why {
        Refused::TooLarge => "tabel-tabel ini terlalu banyak untuk satu halaman: lebih dari 100.000 sel",
        Refused::Unwritten => "tabel-tabel ini tidak muat dalam bentuk halaman HTML",
    };
    let advice = "pilih tabelnya dengan --tabel, atau simpan sebagai csv:  --format csv";
    Diagnostic::new(Code::B0205, Severity::Error, title).advise(advice)
}
