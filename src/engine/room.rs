//! Messages about data that do not fit in memory.

use crate::data;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::number;

/// The message about data that do not fit.
pub(super) fn too_much(path: &str) -> Diagnostic {
    let title = "data ini terlalu banyak untuk dihitung sekaligus".to_string();
    let most = number::format(&data::MOST_PLACES.to_string(), number::NumberStyle::Indonesian);
    Diagnostic::new(Code::B0119, Severity::Error, title)
        .at_place(Place::File(path.to_string()), "")
        .because(format!("tempat untuk nilai, banyaknya unit kali banyaknya kode dan kolom, lebih dari {most}"))
        .advise(piecewise(path))
}

/// A data file that does not fit in memory.
pub fn no_room(path: &str) -> Diagnostic {
    Diagnostic::new(Code::B0120, Severity::Error, format!("memori komputer tidak cukup untuk data \"{path}\""))
        .at_place(Place::File(path.to_string()), "")
        .advise(piecewise(path))
        .advise("atau tutup program lain, lalu ulangi")
}

fn piecewise(path: &str) -> String {
    format!("hitung sebagian demi sebagian:  takar hitung PAKET --data {path} --keluar hasil.csv")
}
