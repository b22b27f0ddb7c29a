//! The wording for invalid shares of `persentil`, for ranks without a fixed subject, and for what does not move by
//! itself.

use super::SYARAT;
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

/// A number where a text belongs, and so on.
pub fn wrong_kind(span: Span, place: &str, wanted: &str, found: &str) -> Diagnostic {
    let base =
        Diagnostic::new(Code::K0303, Severity::Error, format!("{place} harus {wanted}, bukan {found}")).at(span, "");
    match (wanted, found) {
        (SYARAT, _) => base.advise("bandingkan dengan sesuatu, misalnya  IKM >= 80"),
        ("angka", "syarat") => base.advise("syarat menjadi angka dengan  jika SYARAT maka 1 selain itu 0"),
        _ => base,
    }
}

/// A weighted mean of things without weights; the word that weighs.
pub fn no_weights(span: Span, word: Option<Span>) -> Diagnostic {
    let title = "rata_rata_tertimbang menimbang anggota kelompok, dan di sini tidak ada bobot";
    let base = Diagnostic::new(Code::K0137, Severity::Error, title).at(span, "");
    let base = match word {
        Some(word) => base.suggest("tulis  rata_rata  bila semua sama berat", vec![Edit::replace(word, "rata_rata")]),
        None => base,
    };
    base.advise("bila beratnya berbeda, tulis bobotnya, misalnya  60% * A + 40% * B")
}

/// A condition in an aggregate of values.
pub fn condition_counted(span: Span, place: String, function: Span, is_meant: bool) -> Diagnostic {
    let wanted = if place.ends_with("banyaknya") { "nilai" } else { "angka" };
    let base =
        Diagnostic::new(Code::K0303, Severity::Error, format!("{place} harus {wanted}, bukan syarat")).at(span, "");
    let text = "yang menghitung berapa yang memenuhi syarat:  banyaknya_bila";
    match is_meant {
        true => base.suggest(text, vec![Edit::replace(function, "banyaknya_bila")]),
        false => base.advise(format!("{text}(SYARAT)")),
    }
}

/// `ada` of a condition, which is always true where it is anything.
pub fn condition_given(span: Span, whole: Span, meant: String) -> Diagnostic {
    Diagnostic::new(Code::K0303, Severity::Error, "isi ada harus nilai, bukan syarat".to_string())
        .at(span, "")
        .suggest(format!("tulis syaratnya saja:  {meant}"), vec![Edit::replace(whole, meant)])
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
