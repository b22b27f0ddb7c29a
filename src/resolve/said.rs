//! Common words for which the language has others: columns of reports, numbers with letters for digits, years.

use super::units::Unit;
use crate::syntax::ast::Years;

/// Column names of reports, and their equivalents here.
const COLUMNS: &[(&str, &str)] = &[
    ("uraian", "nama"),
    ("indikator", "nama"),
    ("nama_indikator", "nama"),
    ("indikator_kinerja", "nama"),
    ("judul", "nama"),
    ("id", "kode"),
    ("persentase", "capaian"),
    ("persen", "capaian"),
    ("capaian_persen", "capaian"),
    ("kinerja", "capaian"),
    ("kategori", "predikat"),
    ("kriteria", "predikat"),
    ("anggaran", "pagu"),
    ("realisasi_anggaran", "serapan"),
    ("unit_ukur", "satuan"),
];

/// The column that reports call by this name.
pub(super) fn column(word: &str) -> Option<&'static str> {
    COLUMNS.iter().find(|(said, _)| word.eq_ignore_ascii_case(said)).map(|&(_, meant)| meant)
}

/// What English, or a wish to be plain, calls a role.
pub(super) fn role(word: &str) -> Option<&'static str> {
    ["actual", "aktual"].iter().any(|said| word.eq_ignore_ascii_case(said)).then_some("realisasi")
}

/// `l00`: a number with letters that look like digits.
pub(super) fn number(word: &str) -> Option<String> {
    let alike = |c: char| match c {
        'l' => Some('1'),
        'o' | 'O' => Some('0'),
        digit if digit.is_ascii_digit() => Some(digit),
        _ => None,
    };
    let digits: String = word.chars().map(alike).collect::<Option<_>>()?;
    let is_number = word.len() >= 3 && word.bytes().filter(u8::is_ascii_digit).count() * 2 >= word.len();
    (is_number && !digits.starts_with('0')).then_some(digits)
}

/// `2024..2026`, `mulai 2025`, `sampai 2023`, `semua tahun`.
pub fn say_years(years: Years) -> String {
    match (years.from, years.to) {
        (None, None) => "semua tahun".into(),
        (Some(from), None) => format!("mulai {from}"),
        (None, Some(to)) => format!("sampai {to}"),
        (Some(from), Some(to)) if from == to => format!("{from}"),
        (Some(from), Some(to)) => format!("{from}..{to}"),
    }
}

/// A unit as rules write it; none for a number without one.
pub(super) fn as_written(unit: &Unit) -> Option<String> {
    let word = unit.word()?;
    let is_plain = word.chars().all(|c| c.is_alphanumeric() || c == '_');
    Some(if is_plain { word.to_string() } else { format!("\"{word}\"") })
}
