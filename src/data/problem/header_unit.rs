//! The words of one finding: a header says another unit than the numbers below it have.

use super::texts::{short, unit_clause};
use super::{DataProblem, What};
use crate::diagnostic::Edit;

pub(super) fn message(problem: &DataProblem) -> String {
    let DataProblem::HeaderUnit { header, found, unit, about, .. } = problem else { return String::new() };
    let owner = about.unit_owner();
    let declared = match unit {
        Some(unit) => format!("satuan {owner} adalah {unit}"),
        None => format!("{owner} tidak bersatuan"),
    };
    format!("kolom \"{}\" bersatuan {}, padahal {declared}", short(&header.text), spelt(found))
}

pub(super) fn suggestions(problem: &DataProblem) -> Vec<(String, Vec<Edit>)> {
    let DataProblem::HeaderUnit { header, bare: Some(bare), is_named: false, unit, .. } = problem else {
        return Vec::new();
    };
    let known = unit.as_ref().map_or("memang tidak bersatuan".to_string(), |unit| format!("memang {unit}"));
    let edit = header.replace(bare).map(|edit| vec![edit]);
    edit.map(|edit| (format!("tulis judul \"{bare}\" bila angkanya {known}"), edit)).into_iter().collect()
}

pub(super) fn advice(problem: &DataProblem) -> Vec<String> {
    let DataProblem::HeaderUnit { bare, is_named, found, unit, about, .. } = problem else { return Vec::new() };
    let (owner, found) = (about.unit_owner(), spelt(found));
    let unit = unit.as_deref().unwrap_or("tanpa satuan");
    let both = match bare {
        Some(bare) => {
            let both = format!("bila angkanya memang {unit}, tulis judul \"{bare}\" di berkas dan di aturan");
            Some(both).filter(|_| *is_named)
        }
        None => Some(format!("bila angkanya memang {unit}, pindahkan ke kolom yang judulnya tidak menyebut {found}")),
    };
    let clause = unit_clause(found);
    let known = match (&about.what, &about.prefix) {
        (What::Budget | What::Spent, _) => "bila tidak, tulis jumlahnya dalam rupiah".into(),
        (What::Value | What::Target, Some(_)) => {
            format!("bila memang {found}, tulis  {found}  di kolom \"satuan\" barisnya")
        }
        (What::Column(_), _) => format!("bila memang {found}, nyatakan  satuan {clause}  pada kolom itu di aturan"),
        (What::Value | What::Target, None) => format!("bila memang {found}, nyatakan  satuan {clause}  pada {owner}"),
    };
    both.into_iter().chain([known]).collect()
}

/// A unit as rules write it.
fn spelt(found: &str) -> &str {
    match found {
        "%" => "persen",
        "rp" | "rp." => "rupiah",
        "‰" => "permil",
        other => other,
    }
}
