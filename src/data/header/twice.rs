//! Columns with the same meaning.

use super::{HeaderColumn, KNOWN, Role, ValueKind};
use crate::data::Field;
use crate::data::csv::{Row, Sheet};
use crate::data::printed::{ACHIEVEMENT, field_of};
use crate::data::problem::DataProblem;
use crate::data::schema::Schema;
use crate::diagnostic::nearest::same as same_name;
use std::collections::BTreeSet;

/// Of two columns of a printed result for a year the first counts. If years are columns, its year is the one it names,
/// else the only one, else that of the column to its left; if that has none, its year is unknown.
pub(super) fn settle_printed(columns: &mut [HeaderColumn], default_year: Option<i32>) {
    let is_dated = |column: &&HeaderColumn| column.role.holds_values() && column.year.is_some();
    let in_years = columns.iter().any(|column| is_dated(&column));
    let of = |column: &HeaderColumn| column.year.or(default_year);
    let scaled = |column: &&HeaderColumn| matches!(column.role, Role::Value(_, ValueKind::Scaled));
    let years: BTreeSet<Option<i32>> = columns.iter().filter(scaled).map(of).collect();
    let beside = |at: usize| {
        let left = columns[..at].iter().rev().find(|column| column.role != Role::Untitled);
        left.filter(scaled).and_then(of)
    };
    let mut seen: Vec<(Field, Option<i32>)> = Vec::new();
    let settled: Vec<(usize, Option<Option<i32>>)> = columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| {
            let Role::Value(field, ValueKind::Printed) = &column.role else { return None };
            let year = match column.year {
                None if !in_years => Some(None),
                None if years.len() == 1 => years.first().copied().filter(Option::is_some),
                None if *field == field_of(ACHIEVEMENT) => beside(at).map(Some),
                None => None,
                Some(own) if !in_years => (Some(own) == default_year).then_some(None),
                Some(own) => years.contains(&Some(own)).then_some(Some(own)),
            };
            let year = year.filter(|year| !seen.contains(&(field.clone(), *year)));
            seen.extend(year.map(|year| (field.clone(), year)));
            Some((at, year))
        })
        .collect();
    for (at, year) in settled {
        match year {
            Some(year) => columns[at].year = year,
            None => columns[at].role = Role::Unused,
        }
    }
}

/// Of two headers for what a row is about, the one with the spelling of the language counts; else the first.
pub(super) fn settle_synonyms(columns: &mut [HeaderColumn], schema: &Schema) {
    for role in [Role::Code, Role::Label, Role::Year] {
        let with: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].role == role).collect();
        let is_plain = |at: &usize| {
            let name = &columns[*at].name;
            schema.heading(name).is_some() || KNOWN.iter().any(|(known, of)| *of == role && same_name(known, name))
        };
        let plain: Vec<usize> = with.iter().copied().filter(is_plain).collect();
        let kept = if plain.is_empty() { with.iter().copied().take(1).collect() } else { plain };
        for at in with.into_iter().filter(|at| !kept.contains(at)) {
            columns[at].role = Role::Unused;
        }
    }
}

/// Of two columns for the same thing neither is used. Returns whether the rows can still be distinguished.
pub(super) fn settle_duplicates(
    sheet: &Sheet,
    row: &Row,
    columns: &mut [HeaderColumn],
    problems: &mut Vec<DataProblem>,
) -> bool {
    let mut readable = true;
    for second in 1..columns.len() {
        let (before, rest) = columns.split_at_mut(second);
        let Some(column) = rest.first_mut().filter(|column| !column.role.is_unread()) else {
            continue;
        };
        let is_same = |other: &HeaderColumn| {
            same(&other.role, &column.role) && (other.year, other.quarter) == (column.year, column.quarter)
        };
        let Some(first) = before.iter().position(is_same) else {
            continue;
        };
        let Some(other) = before.get_mut(first) else {
            continue;
        };
        // Columns that nothing reads may be repeated.
        if matches!(column.role, Role::Value(_, ValueKind::Undeclared)) {
            column.role = Role::Unused;
            continue;
        }
        // A list of indicators and quantities has `realisasi` for the former and `nilai` for the latter.
        let is_value = matches!(column.role, Role::Value(Field::Value, ValueKind::Scaled));
        if is_value && other.twin.is_none() && other.disputed.is_none() && !same_name(&other.name, &column.name) {
            (other.twin, column.twin) = (Some(second), Some(first));
            continue;
        }
        let problem = DataProblem::DuplicateHeader {
            cell: sheet.cell(row, second, &column.name),
            column: second + 1,
            first: other.name.to_string(),
            first_column: first + 1,
        };
        readable &= matches!(column.role, Role::Value(..) | Role::Remark);
        other.disputed = Some(problem.message().into());
        column.role = Role::Ignored;
        problems.push(problem);
    }
    readable
}

fn same(a: &Role, b: &Role) -> bool {
    match (a, b) {
        (Role::Value(Field::Extra(a), _), Role::Value(Field::Extra(b), _)) => same_name(a, b),
        (a, b) => a == b,
    }
}
