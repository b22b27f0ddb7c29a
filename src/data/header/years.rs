//! Headers with a year.

use super::quarters::split_quarter;
use super::{HeaderColumn, Role, ValueKind, groups, is_elsewhere, measure, role_of, word_role};
use crate::data::Field;
use crate::data::csv::{Row, Sheet};
use crate::data::keys::read_year;
use crate::data::problem::DataProblem;
use crate::data::schema::{Heading, Schema};
use crate::diagnostic::nearest::same as same_name;
use crate::source::sheet::BELOW;
use std::collections::BTreeSet;

/// The period in a header besides its role.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Period {
    pub year: Option<i32>,
    pub quarter: Option<u8>,
}

/// The meaning of a header with a year or a quarter: `2024`, `Tahun 2024`, `Target 2024`, `2024 Target`, `Target
/// (2024)`, `TARGET_2024`, `Realisasi Tahun 2024`, `Target TW II 2024`. The flags say which of the two have no column
/// of their own.
pub(super) fn period_column(header: &str, schema: &Schema, (years, quarters): (bool, bool)) -> Option<(Role, Period)> {
    let has_digit = |c: char| c.is_ascii_digit() || matches!(c, 'i' | 'I');
    if !header.contains(has_digit) {
        return None;
    }
    // Like any word of the language, it has that meaning unless the file itself declares such a column.
    if schema.own_headed(header).next().is_some() {
        return None;
    }
    let (words, period) = without_period(header, schema, (years, quarters))?;
    if schema.heading(header).is_some() {
        return Some((role_of(header, schema), period)).filter(|(role, _)| role.holds_values());
    }
    if period.quarter == Some(4) && groups::is_lead(&words) {
        let value = Role::Value(Field::Value, ValueKind::Scaled);
        return (!is_elsewhere(&value, schema)).then_some((value, Period { quarter: None, ..period }));
    }
    if let Some(heading) = named_in_period(header, schema) {
        return Some((word_role(&heading.role), period)).filter(|(role, _)| role.holds_values());
    }
    match role_of(&words, schema) {
        // A quarter alone may be of targets, too.
        Role::Untitled | Role::Year if period.quarter.is_none() => {
            let value = Role::Value(Field::Value, ValueKind::Scaled);
            (!is_elsewhere(&value, schema)).then_some((value, period))
        }
        // What an office computed itself is compared with a year.
        role @ Role::Value(_, ValueKind::Printed) => period.quarter.is_none().then_some((role, period)),
        role => role.holds_values().then_some((role, period)),
    }
}

/// A header without its year and quarter; none if it has neither.
pub(super) fn without_period(
    header: &str,
    schema: &Schema,
    (years, quarters): (bool, bool),
) -> Option<(String, Period)> {
    // `(juta rupiah)` after the year is not part of it.
    let measured = measure::split(header, schema, false);
    let bare = measured.as_ref().map_or(header, |(bare, _)| bare);
    let in_quarter = if quarters { split_quarter(bare) } else { None };
    let rest = in_quarter.as_ref().map_or(bare, |(rest, _)| rest);
    let in_year = if years { split_year(rest) } else { None };
    let words = in_year.as_ref().map_or(rest, |(words, _)| words);
    let words = words.trim().to_string();
    let period =
        Period { year: in_year.map(|(_, year)| year), quarter: in_quarter.as_ref().map(|(_, quarter)| *quarter) };
    (period != Period::default()).then_some((words, period))
}

/// The header of the rules that matches except for its year and quarter, both with the same unit: `Anggaran (juta
/// rupiah)` for `Anggaran (juta rupiah) 2025`.
fn named_in_period<'s>(header: &str, schema: &'s Schema) -> Option<&'s Heading> {
    if schema.headings.is_empty() {
        return None;
    }
    let (_, said) = measure::split(header, schema, false)?;
    let (words, _) = without_period(header, schema, (true, true))?;
    schema.headings.iter().find(|heading| {
        let own = measure::split(&heading.header, schema, false);
        own.is_some_and(|(bare, of)| same_name(&bare, &words) && of == said)
    })
}

/// Whether a header is one that rules name, except for its unit and period.
pub(super) fn is_called(header: &str, named: &str, schema: &Schema) -> bool {
    let without = |header: &str| measure::split(header, schema, false).map_or(header.to_string(), |(bare, _)| bare);
    same_name(header, named)
        || without_period(header, schema, (true, true)).is_some_and(|(words, _)| same_name(&words, named))
        || same_name(&without(header), named)
        || named_in_period(header, schema).is_some_and(|heading| heading.header == named)
}

/// The words of a header and its year, if it has exactly one.
pub(in crate::data) fn split_year(header: &str) -> Option<(String, i32)> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '_' | '(' | ')' | '[' | ']' | ':' | '-' | '/');
    let mut years = header.split(is_mark).filter_map(|word| read_year(word).ok().map(|year| (word, year)));
    let (Some((word, year)), None) = (years.next(), years.next()) else { return None };
    // The word is a slice of the header.
    let start = word.as_ptr() as usize - header.as_ptr() as usize;
    // Brackets around other words stay: `Anggaran (APBD) 2024`.
    let before = header.get(..start)?.trim_end_matches(|c| is_mark(c) && !matches!(c, ')' | ']'));
    let after = header.get(start + word.len()..)?.trim_start_matches(|c| is_mark(c) && !matches!(c, '(' | '['));
    let before = without_year_word(before);
    // `2024` below or above other words.
    let before = before.strip_suffix(BELOW.trim_end()).unwrap_or(before);
    let after = if before.is_empty() { after.strip_prefix(BELOW.trim_start()).unwrap_or(after) } else { after };
    Some(if after.is_empty() {
        (before.to_string(), year)
    } else {
        (format!("{before} {after}").trim().to_string(), year)
    })
}

/// A heading of several rows without those that are a year alone: named so it is that of each year.
pub(in crate::data) fn without_years_above(header: &str) -> String {
    let is_year = |part: &&str| split_year(part).is_some_and(|(words, _)| words.is_empty());
    let parts = header.split(BELOW).enumerate().filter(|(at, part)| *at == 0 || !is_year(part));
    parts.map(|(_, part)| part).collect::<Vec<_>>().join(BELOW)
}

/// `Realisasi Tahun` from `Realisasi Tahun 2024`, without words that only introduce the year. `Realisasi Anggaran 2024`
/// is about money: `anggaran` introduces a year only after `tahun`.
fn without_year_word(words: &str) -> &str {
    let split =
        |words: &'_ str| words.trim_end().rsplit_once(char::is_whitespace).map(|(a, b)| (a.len(), b.to_lowercase()));
    let last = |words: &str| split(words).map_or(words.trim().to_lowercase(), |(_, last)| last);
    let rest = |words: &'_ str| split(words).map_or(0, |(end, _)| end);
    let is_year = |word: &str| matches!(word, "tahun" | "ta" | "ta." | "thn" | "thn." | "th" | "th.");
    let mut words = words.trim_end();
    // `Target Tahun ke` above the years.
    if last(words) == "ke" && is_year(&last(&words[..rest(words)])) {
        words = words[..rest(words)].trim_end();
    }
    if last(words) == "anggaran" && is_year(&last(&words[..rest(words)])) {
        words = words[..rest(words)].trim_end();
    }
    if is_year(&last(words)) {
        words = words[..rest(words)].trim_end();
    }
    words
}

/// If years are columns, a column of values without one is about the year of the package.
pub(super) fn settle_years(
    sheet: &Sheet,
    row: &Row,
    schema: &Schema,
    columns: &mut [HeaderColumn],
    problems: &mut Vec<DataProblem>,
) {
    if columns.iter().all(|column| column.year.is_none() || !column.role.holds_values()) {
        return;
    }
    let years: BTreeSet<i32> = columns.iter().filter_map(|column| column.year).collect();
    let only = years.first().copied().filter(|_| years.len() == 1);
    let mut cells = Vec::new();
    for (index, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.year.is_none()) {
        if column.role.holds_values() {
            // A header named in the rules is about their year, if there is no other year.
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
