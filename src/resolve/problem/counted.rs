//! The words for shares of `persentil` that are none, and for ranks of nobody in particular.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::Span;

/// A share that is none, perhaps a percentage without its sign.
pub fn percentile_share(span: Span, lacks_sign: bool) -> Diagnostic {
    let title = "persentil memerlukan persen dari 0% sampai 100%";
    let base = Diagnostic::new(Code::K0338, Severity::Error, title).at(span, "");
    match lacks_sign {
        true => base.suggest("tulis tanda persennya", vec![Edit::insert_after(span, "%")]),
        false => base.advise("tulis persennya langsung, misalnya  persentil(75%; A; B; C)"),
    }
}

/// A rank of what an aggregate around it is at.
pub fn place_inside(span: Span) -> Diagnostic {
    let title = "yang diperingkat berganti selama menghitung, jadi belum jelas siapa yang diperingkat";
    Diagnostic::new(Code::K0339, Severity::Error, title)
        .at(span, "")
        .advise("sebut namanya, atau tulis sebagai kolom, misalnya  kolom peringkat(capaian; capaian anggota IKU)")
}
