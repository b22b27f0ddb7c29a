//! The wording for invalid shares of `persentil`, for ranks without a fixed subject, and for what does not move by
//! itself.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::Span;

/// An invalid share, perhaps a percentage without its sign.
pub fn percentile_share(span: Span, lacks_sign: bool) -> Diagnostic {
    let title = "persentil memerlukan persen dari 0% sampai 100%";
    let base = Diagnostic::new(Code::K0338, Severity::Error, title).at(span, "");
    match lacks_sign {
        true => base.suggest("tulis tanda persennya", vec![Edit::insert_after(span, "%")]),
        false => base.advise("tulis persennya langsung, misalnya  persentil(75%; A; B; C)"),
    }
}

/// A rank of the item of an enclosing aggregate.
pub fn place_inside(span: Span) -> Diagnostic {
    let title = "yang diperingkat berganti selama menghitung, jadi belum jelas siapa yang diperingkat";
    Diagnostic::new(Code::K0339, Severity::Error, title)
        .at(span, "")
        .advise("sebut namanya, atau tulis sebagai kolom, misalnya  kolom peringkat(capaian; capaian anggota IKU)")
}

/// A `buktikan` that moves what something else determines.
pub fn not_moved(span: Span, written: &str) -> Diagnostic {
    let title = format!("\"{written}\" bukan masukan, padahal yang naik atau turun harus masukan berupa angka");
    let base = Diagnostic::new(Code::K0413, Severity::Error, title).at(span, "");
    base.advise("contoh:  buktikan capaian IKU tidak turun bila realisasi AKIP naik")
}
