//! Headers that are nearly one that the file lacks.

use super::years::split_year;
use super::{HeaderColumn, Role, STRICT, ValueKind, all_headers, is_passed_over, plain_role, word_role};
use crate::data::csv::{Row, Sheet};
use crate::data::problem::DataProblem;
use crate::data::schema::Schema;
use crate::diagnostic::nearest::{nearest, one_slip};
use crate::source::sheet::BELOW;

/// Words of budgets: a column of money is no realisation, whatever else its header says.
const MONEY: [&str; 5] = ["anggaran", "keuangan", "dana", "belanja", "rupiah"];

/// What a header of money is likely for: `pagu`, or `serapan` where it was spent.
pub(in crate::data) fn money_of(header: &str) -> Option<&'static str> {
    let words = words_of(header);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let spent = has(&["realisasi", "serapan", "penyerapan", "terserap"]);
    has(&MONEY).then_some(if spent { "serapan" } else { "pagu" })
}

fn words_of(header: &str) -> Vec<String> {
    header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Tells undeclared headers that are nearly one the file lacks. Gives the roles that were probably meant.
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
    // What the rules find under a header of the file's own is not looked for under another.
    let sought: Vec<Role> = schema.headings.iter().map(|heading| word_role(&heading.role)).collect();
    for (index, column) in columns.iter_mut().enumerate() {
        // What the office computed itself, and what it only keeps, is no slip of anything.
        let is_open = matches!(column.role, Role::Value(_, ValueKind::Undeclared)) && !column.is_told;
        if !is_open || is_passed_over(&column.name) {
            continue;
        }
        let in_year = if years_in_rows { None } else { split_year(&column.name) };
        let (name, year) = match in_year {
            Some((words, year)) => (words, Some(year)),
            None => (column.name.to_string(), None),
        };
        let lacks = |known: &&str| {
            let role = plain_role(known, schema);
            (year.is_none() || role.holds_numbers()) && !sought.contains(&role) && !taken.contains(&(role, year))
        };
        let missing = || all_headers(schema).filter(lacks);
        // `tahun1`, `tahun2` are a series, and no slips of the word.
        let is_numbered = name.ends_with(|c: char| c.is_ascii_digit())
            && all_headers(schema)
                .any(|known| known == name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase());
        if is_numbered {
            continue;
        }
        let slip = nearest(&name, missing().filter(|h| !STRICT.contains(h) || one_slip(&name, h)));
        let lower = column.name.to_lowercase();
        let words = words_of(&name);
        // `tercetak_target` is a name of the office's own; it counts only where rows cannot be read without it.
        let own = lower.split_once('_').is_some_and(|(first, _)| all_headers(schema).all(|known| known != first));
        let is_money = money_of(&name).is_some();
        let says_more = words.iter().any(|word| *word != "tahun" && all_headers(schema).any(|known| known == word));
        let counts = |known: &&str| match plain_role(known, schema) {
            Role::Code | Role::Label => !own || !has_key,
            // `Target Tahun Ini` names no year.
            Role::Year => !says_more && (!own || !has_year),
            Role::Remark | Role::Value(_, ValueKind::Attribute) => false,
            Role::Value(_, ValueKind::Scaled) => !own && !is_money,
            // `K` under `Realisasi Triwulan` is no column of quarters.
            Role::Quarter => !own && !column.name.contains(BELOW),
            _ => !own,
        };
        let by_word = || words.iter().find_map(|word| missing().filter(counts).find(|known| known == word));
        let Some(meant) = slip.or_else(by_word) else {
            continue;
        };
        let role = plain_role(meant, schema);
        let keys = match role {
            Role::Code | Role::Label | Role::Year => true,
            // "Unit Kerja" is often a mere remark; without a unit column the rows are still told apart.
            Role::Unit => slip.is_some(),
            Role::Quarter => slip.is_some() || lower.starts_with("triwulan"),
            _ => false,
        };
        problems.push(DataProblem::NearHeader {
            cell: sheet.cell(row, index, &column.name),
            meant: year.map_or(meant.to_string(), |year| format!("{meant} {year}")),
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
    found
}
