//! The wording of one finding: a header with another unit than the numbers below it.

use super::texts::{short, unit_clause};
use super::{DataProblem, What};
use crate::data::header::is_part_of_one;
use crate::diagnostic::Edit;

pub(super) fn message(problem: &DataProblem) -> String {
    if let DataProblem::UnreadUnit { cell, words, is_sure, .. } = problem {
        let is_not = if *is_sure { "tidak dimengerti" } else { "tidak dibaca" };
        return format!("satuan \"{}\" di judul \"{}\" {is_not}", short(words), short(&cell.text));
    }
    if let DataProblem::UnitAsWord { header, words, .. } = problem {
        return format!("\"{}\" di judul \"{}\" tidak dibaca sebagai satuan", short(words), short(header));
    }
    let DataProblem::HeaderUnit { header, found, unit, about, .. } = problem else { return String::new() };
    let owner = about.unit_owner();
    let declared = match unit {
        Some(unit) => format!("satuan {owner} adalah {unit}"),
        None => format!("{owner} tidak bersatuan"),
    };
    format!("kolom \"{}\" bersatuan {}, padahal {declared}", short(&header.text), spelt(found))
}

pub(super) fn reasons(problem: &DataProblem) -> Vec<String> {
    match problem {
        DataProblem::UnreadUnit { is_sure: true, .. } => {
            vec!["angkanya dapat berarti lain, maka isi kolom itu tidak dipakai sampai satuannya jelas".into()]
        }
        DataProblem::UnreadUnit { .. } => vec!["angkanya dipakai seperti tertulis".into()],
        DataProblem::UnitAsWord { unit, about, .. } => {
            let of = about.unit_owner();
            let own =
                unit.as_ref().map_or(format!("{of} tidak bersatuan"), |unit| format!("satuan {of} adalah {unit}"));
            vec![format!("{own}, dan angkanya dipakai seperti tertulis")]
        }
        _ => Vec::new(),
    }
}

/// What to write in place of an unknown unit.
fn instead(problem: &DataProblem) -> Option<Vec<String>> {
    let DataProblem::UnreadUnit { words, bare, is_named, is_money, is_sure, .. } = problem else { return None };
    let (bare, both) = (short(bare), if *is_named { " di berkas dan di aturan" } else { "" });
    let first = if *is_sure { "tulis satuannya" } else { "bila itu satuan, tulis" };
    let lower = words.to_lowercase();
    let is_rupiah =
        *is_money || lower.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "rp" | "rupiah" | "idr"));
    let (factor, unit) = if is_rupiah { ("juta", "rupiah") } else { ("ribu", "orang") };
    let example = format!("{first} dengan kata{both}, misalnya  {bare} ({factor} {unit})  atau  {bare} ({unit})");
    let own =
        format!("bila memang satuannya, nyatakan  satuan {}  pada indikatornya", unit_clause(&words.to_lowercase()));
    Some(std::iter::once(example).chain(Some(own).filter(|_| !is_rupiah)).collect())
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
    if let Some(instead) = instead(problem) {
        return instead;
    }
    if let DataProblem::UnitAsWord { words, bare, about, .. } = problem {
        let (of, clause) = (about.unit_owner(), unit_clause(words));
        let bare = short(bare);
        return vec![
            format!("bila angkanya memang {words}, tulis judul \"{bare} ({words})\" di berkas dan di aturan"),
            format!("bila semua angka {of} {words}, nyatakan  satuan {clause}  pada {of}"),
        ];
    }
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
    if is_part_of_one(found) {
        let hundredfold =
            format!("bila bagian dari satu, kalikan 100 (0,95 menjadi 95), lalu hapus \"{found}\" dari judul");
        return both.into_iter().chain([hundredfold]).collect();
    }
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
        "‰" | "o/oo" | "0/00" | "o/00" | "0/oo" => "permil",
        other => other,
    }
}
