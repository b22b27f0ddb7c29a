//! The wording of one finding: a factor beside figures that is not applied to them.

use super::texts::{list, short};
use super::{Beside, DataProblem};

pub(super) fn message(problem: &DataProblem) -> String {
    let DataProblem::FactorBeside { cell, words, beside, .. } = problem else { return String::new() };
    match beside {
        Beside::Note { .. } => format!("baris \"{}\" menyebut satuan, tetapi bukan bagian tabel", short(&cell.text)),
        Beside::Unit => format!("satuan \"{}\" tidak dibaca untuk pagu dan serapan", short(&cell.text)),
        Beside::Header { name, .. } => {
            format!("kolom \"{}\" tidak menyebut {words}, padahal \"{}\" menyebutnya", short(&cell.text), short(name))
        }
    }
}

pub(super) fn reasons(problem: &DataProblem) -> Vec<String> {
    let DataProblem::FactorBeside { words, beside, .. } = problem else { return Vec::new() };
    let reason = match beside {
        Beside::Note { .. } => format!("angka di tabel dibaca tanpa \"{}\"", short(words)),
        Beside::Unit => "pagu dan serapan dibaca dalam rupiah, maka isi baris ini tidak dipakai sampai jelas".into(),
        Beside::Header { .. } => "angka di kedua kolom sama besarnya".into(),
    };
    vec![reason]
}

pub(super) fn advice(problem: &DataProblem) -> Vec<String> {
    let DataProblem::FactorBeside { cell, words, beside, mends } = problem else { return Vec::new() };
    match beside {
        Beside::Note { .. } if !mends.is_empty() => Vec::new(),
        Beside::Note { parts } if !parts.is_empty() => {
            let columns = list(parts);
            vec![format!(
                "tulis angka yang memang dalam {words} selengkapnya di kolom {columns}, \"({words})\" di judul kolom lain yang seluruhnya begitu, lalu hapus baris ini"
            )]
        }
        Beside::Note { .. } => {
            vec![format!("tulis \"({words})\" di judul kolomnya, juga bila disebut dalam aturan, lalu hapus baris ini")]
        }
        Beside::Unit => {
            let first = "tulis jumlahnya dalam rupiah penuh, lalu \"rupiah\" di kolom satuan".to_string();
            let plain = "bila angkanya memang rupiah, tulis \"(rupiah)\" di judul kolomnya, misalnya  Pagu (rupiah)";
            Some(first).filter(|_| mends.is_empty()).into_iter().chain([plain.into()]).collect()
        }
        Beside::Header { is_named, unit, .. } => {
            let both = if *is_named { " di berkas dan di aturan" } else { "" };
            let keep = format!("tulis judul \"{} ({words})\"{both}", cell.text);
            let plain = match unit {
                None => "bila satuannya memang lain, tulis satuannya di judul itu".to_string(),
                Some(unit) => format!("bila angkanya memang {unit}, tulis judul \"{} ({unit})\"{both}", cell.text),
            };
            Some(keep).filter(|_| mends.is_empty()).into_iter().chain([plain]).collect()
        }
    }
}
