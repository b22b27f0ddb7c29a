//! Headers that name a year.

use super::{HeaderColumn, Role, ValueKind, is_elsewhere, role_of};
use crate::data::Field;
use crate::data::csv::{Row, Sheet};
use crate::data::keys::read_year;
use crate::data::problem::DataProblem;
use crate::data::schema::Schema;
use std::collections::BTreeSet;

/// What a header says that names a year: `2024`, `Tahun 2024`, `Target 2024`, `2024 Target`, `Target (2024)`, `TARGET_2024`,
/// `Realisasi Tahun 2024`.
pub(super) fn year_column(header: &str, schema: &Schema) -> Option<(Role, i32)> {
    // As any word of the language, it is that where the file itself declares no such column.
    if schema.own_headed(header).next().is_some() {
        return None;
    }
    let (words, year) = split_year(header)?;
    if schema.heading(header).is_some() {
        return Some((role_of(header, schema), year)).filter(|(role, _)| role.holds_values());
    }
    match role_of(&words, schema) {
        Role::Untitled | Role::Year => {
            let value = Role::Value(Field::Value, ValueKind::Scaled);
            (!is_elsewhere(&value, schema)).then_some((value, year))
        }
        role => role.holds_values().then_some((role, year)),
    }
}

/// The words of a header and the only year that stands among them, if one does.
pub(in crate::data) fn split_year(header: &str) -> Option<(String, i32)> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '_' | '(' | ')' | '[' | ']' | ':' | '-' | '/');
    let mut years = header.split(is_mark).filter_map(|word| read_year(word).ok().map(|year| (word, year)));
    let (Some((word, year)), None) = (years.next(), years.next()) else { return None };
    // The word is a piece of the header.
    let start = word.as_ptr() as usize - header.as_ptr() as usize;
    let before = header.get(..start)?.trim_end_matches(is_mark);
    let after = header.get(start + word.len()..)?.trim_start_matches(is_mark);
    let before = without_year_word(before);
    Some(if after.is_empty() {
        (before.to_string(), year)
    } else {
        (format!("{before} {after}").trim().to_string(), year)
    })
}

/// `Realisasi Tahun` of `Realisasi Tahun 2024`, without what only leads on to the year. `Realisasi Anggaran 2024` is about
/// money: `anggaran` leads on behind `tahun` alone.
fn without_year_word(words: &str) -> &str {
    let split =
        |words: &'_ str| words.trim_end().rsplit_once(char::is_whitespace).map(|(a, b)| (a.len(), b.to_lowercase()));
    let last = |words: &str| split(words).map_or(words.trim().to_lowercase(), |(_, last)| last);
    let rest = |words: &'_ str| split(words).map_or(0, |(end, _)| end);
    let is_year = |word: &str| matches!(word, "tahun" | "ta" | "ta." | "thn" | "thn." | "th" | "th.");
    let mut words = words.trim_end();
    if last(words) == "anggaran" && is_year(&last(&words[..rest(words)])) {
        words = words[..rest(words)].trim_end();
    }
    if is_year(&last(words)) {
        words = words[..rest(words)].trim_end();
    }
    words
}

/// Where years are columns, a column of values that names none is about the year of the package.
pub(super) fn settle_years(
    sheet: &Sheet,
    row: &Row,
    schema: &Schema,
    columns: &mut [HeaderColumn],
    problems: &mut Vec<DataProblem>,
) {
    if columns.iter().all(|column| column.year.is_none()) {
        return;
    }
    let years: BTreeSet<i32> = columns.iter().filter_map(|column| column.year).collect();
    let only = years.first().copied().filter(|_| years.len() == 1);
    let mut cells = Vec::new();
    for (index, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.year.is_none()) {
        if column.role.holds_values() {
            // What the rules name by its header is of their year where no other year stands there.
            let is_named = schema.heading(&column.name).is_some() && only.is_some() && only == schema.default_year;
            if !is_named {
                cells.push(sheet.cell(row, index, &column.name));
            }
            column.year = schema.default_year;
            if column.year.is_none() {
                column.role = Role::Ignored;
            }
        }
    }
    if !cells.is_empty() {
        problems.push(DataProblem::ColumnsWithoutYear { cells, year: schema.default_year });
    }
}
