//! Headers that nearly match one that the file lacks.

use super::letters::{letter_behind, letter_in};
use super::quarters::is_of_part;
use super::unread::unread_of;
use super::years::split_year;
use super::{HeaderColumn, Role, STRICT, ValueKind, all_headers, is_passed_over, measure, plain_role, word_role};
use crate::calendar::printed_year;
use crate::data::Field;
use crate::data::csv::{Row, Sheet};
use crate::data::printed::{ACHIEVEMENT, field_of};
use crate::data::problem::DataProblem;
use crate::data::schema::Schema;
use crate::diagnostic::nearest::{nearest, one_slip, same};
use crate::source::sheet::BELOW;

/// Words of budgets: a column of money is not a realisation, whatever else its header says.
const MONEY: [&str; 6] = ["anggaran", "keuangan", "dana", "belanja", "rupiah", "rp"];

/// What a header of money probably means: `pagu`, or `serapan` if it was spent.
pub(in crate::data) fn money_of(header: &str) -> Option<&'static str> {
    let words = words_of(header);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let spent = has(&["realisasi", "serapan", "penyerapan", "terserap"]);
    has(&MONEY).then_some(if spent { "serapan" } else { "pagu" })
}

/// Whether a header of money is that of a share of it: `Serapan %`.
pub(in crate::data) fn is_share(header: &str) -> bool {
    const SHARES: [&str; 4] = ["persen", "persentase", "tingkat", "capaian"];
    header.contains('%') || words_of(header).iter().any(|word| SHARES.contains(&word.as_str()))
}

fn words_of(header: &str) -> Vec<String> {
    header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Reports undeclared headers that nearly match one the file lacks. Returns the roles that were probably meant.
pub(super) fn find_near(
    sheet: &Sheet,
    row: &Row,
    schema: &Schema,
    columns: &mut [HeaderColumn],
    problems: &mut Vec<DataProblem>,
) -> Vec<Role> {
    let mut taken: Vec<(Role, Option<i32>)> = columns.iter().map(|column| (column.role.clone(), column.year)).collect();
    let mut found = Vec::new();
    if columns.len() == 1 {
        return found; // the delimiter was not found, and the header is a whole line
    }
    let has_key = taken.iter().any(|(role, _)| matches!(role, Role::Code | Role::Label));
    let years_in_rows = taken.iter().any(|(role, _)| *role == Role::Year);
    let has_year = years_in_rows || schema.default_year.is_some() || taken.iter().any(|(_, year)| year.is_some());
    if taken.iter().any(|(role, _)| *role == Role::Code) {
        taken.push((Role::Label, None));
    }
    // A column that the rules find under a header of the file's own is not searched under another.
    let sought: Vec<Role> = schema.headings.iter().map(|heading| word_role(&heading.role)).collect();
    for (index, column) in columns.iter_mut().enumerate() {
        // Columns computed or merely kept by the office are not misspellings of anything.
        let is_open = matches!(column.role, Role::Value(_, ValueKind::Undeclared)) && !column.is_told;
        // A part of a year, or several years, are not misspellings of the year.
        if !is_open || is_passed_over(&column.name) || is_of_part(&column.name) {
            continue;
        }
        // `Target (M)` in rupiah: any suggestion would lose the factor.
        let letter = letter_in(&column.name).or_else(|| letter_behind(&column.name));
        let is_thousand = column.name.to_lowercase().ends_with(" k");
        if letter.is_some() && schema.has_unit("rupiah") || is_thousand {
            continue;
        }
        let measured = measure::split(&column.name, schema, false);
        let rest = measured.as_ref().map_or(&*column.name, |(words, _)| words);
        let unread = unread_of(rest, None, false);
        if unread.as_ref().is_some_and(|unread| unread.is_sure) {
            continue;
        }
        let own_words = measured.as_ref().map_or(&*column.name, |(words, _)| words);
        // A header known except for its unit was skipped because of that.
        if measured.is_some() && !plain_role(own_words, schema).says_nothing() {
            continue;
        }
        let in_year = if years_in_rows { None } else { split_year(own_words) };
        let (name, year) = match in_year {
            Some((words, year)) => (words, Some(year)),
            None => (own_words.to_string(), None),
        };
        let lacks = |known: &&str| {
            let role = plain_role(known, schema);
            let is_taken = |(known, of): &(Role, Option<i32>)| *known == role && (*of == year || year.is_none());
            (year.is_none() || role.holds_numbers()) && !sought.contains(&role) && !taken.iter().any(is_taken)
        };
        let missing = || all_headers(schema).filter(lacks);
        // `tahun1`, `tahun2` are a series, not misspellings of the word.
        let is_numbered = name.ends_with(|c: char| c.is_ascii_digit())
            && all_headers(schema)
                .any(|known| known == name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase());
        if is_numbered {
            // `Target2025`
            let (words, digits) = name.split_at(name.trim_end_matches(|c: char| c.is_ascii_digit()).len());
            let role = plain_role(&words.to_lowercase(), schema);
            let is_free = |year| !taken.contains(&(role.clone(), Some(year))) && !taken.contains(&(role.clone(), None));
            let of_year = printed_year(digits).filter(|year| role.holds_numbers() && is_free(*year));
            if of_year.is_some() {
                let (cell, role) = (sheet.cell(row, index, &column.name), words.to_lowercase());
                let meant = if years_in_rows { role.clone() } else { format!("{words} {digits}") };
                problems.push(DataProblem::NearHeader { cell, meant, role, typo: false, keys: false });
                column.is_told = true;
            }
            continue;
        }
        // `realisasi (sementara)` is not a misspelling.
        let outside = name.split(['(', '[']).next().unwrap_or_default();
        let is_word = missing().any(|known| outside.len() < name.len() && same(known, outside));
        let slip = nearest(&name, missing().filter(|h| !STRICT.contains(h) || one_slip(&name, h)));
        // Neither is `target kw`.
        let slip = slip.filter(|_| !is_word && unread.is_none());
        let lower = column.name.to_lowercase();
        let words = words_of(&name);
        // `tercetak_target` is a name of the office's own; it counts only if rows cannot be read without it.
        let own = lower.split_once('_').is_some_and(|(first, _)| all_headers(schema).all(|known| known != first));
        let is_money = money_of(&name).is_some();
        let says_more = words.iter().any(|word| *word != "tahun" && all_headers(schema).any(|known| known == word));
        let says_value = words.iter().any(|word| plain_role(word, schema).holds_numbers());
        let counts = |known: &&str| match plain_role(known, schema) {
            Role::Code | Role::Label => !own || !has_key,
            // `Target Tahun Ini` names no year.
            Role::Year => !says_more && (!own || !has_year),
            Role::Remark | Role::Value(_, ValueKind::Attribute) => false,
            Role::Value(_, ValueKind::Scaled) => !own && !is_money,
            Role::Value(_, ValueKind::Money) => !own && !is_share(&column.name),
            // `K` under `Realisasi Triwulan` is not a column of quarters, nor is `realisasi TW 22`.
            Role::Quarter => !own && !column.name.contains(BELOW) && !says_value,
            _ => !own,
        };
        let by_word = || words.iter().find_map(|word| missing().filter(counts).find(|known| known == word));
        let Some(meant) = slip.or_else(by_word) else {
            continue;
        };
        let role = plain_role(meant, schema);
        let meant = if role == Role::Quarter && slip.is_none() { "triwulan" } else { meant };
        let in_year = year.map_or(meant.to_string(), |year| format!("{meant} {year}"));
        let keys = match role {
            Role::Code | Role::Label | Role::Year => true,
            // "Unit Kerja" is often just a remark; without a unit column the rows are still distinct.
            Role::Unit => slip.is_some(),
            Role::Quarter => slip.is_some() || lower.starts_with("triwulan"),
            _ => false,
        };
        problems.push(DataProblem::NearHeader {
            cell: sheet.cell(row, index, &column.name),
            meant: measured.map_or(in_year.clone(), |(_, said)| format!("{in_year} ({})", said.words)),
            role: meant.to_string(),
            typo: slip.is_some(),
            keys,
        });
        column.is_told = true;
        taken.push((role.clone(), year));
        if keys {
            found.push(role);
        }
    }
    let is_value = |role: &Role| matches!(role, Role::Value(Field::Value, _));
    let has = |field: Field| taken.iter().any(|(role, _)| matches!(role, Role::Value(of, _) if *of == field));
    // `Kode;Target;Capaian`: what offices call achievement is often the realisation.
    if has(Field::Target) && !has(Field::Value) && !sought.iter().any(is_value) {
        let is_it = |column: &HeaderColumn| {
            let is_printed =
                matches!(&column.role, Role::Value(of, ValueKind::Printed) if *of == field_of(ACHIEVEMENT));
            is_printed
                && !column.name.contains('%')
                && !words_of(&column.name).iter().any(|word| word.starts_with("persen"))
        };
        let printed = columns.iter().position(is_it).map(|at| sheet.cell(row, at, &columns[at].name));
        let (meant, role) = ("realisasi".to_string(), "realisasi".to_string());
        problems.extend(printed.map(|cell| DataProblem::NearHeader { cell, meant, role, typo: false, keys: false }));
    }
    found
}
