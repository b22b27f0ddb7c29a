//! A header of two rows, as sheets print it: a year over `Target` and `Realisasi`. It is reported with the equivalent
//! single row, and nothing is read until then, since the cells below are under the wrong words.

use super::years::split_year;
use super::{Role, is_measure, plain_role, role_of};
use crate::data::csv::{Row, Sheet};
use crate::data::problem::{DataProblem, quoted};
use crate::data::schema::Schema;
use crate::diagnostic::Edit;

/// The finding if the row below a header line is the rest of the header.
pub(in crate::data) fn second_row(sheet: &Sheet, top: &Row, below: &Row, schema: &Schema) -> Option<DataProblem> {
    let width = top.len().max(below.len());
    let is_key = |column: usize| matches!(role_of(top.get(column), schema), Role::Code | Role::Label);
    let keys: Vec<usize> = (0..width).filter(|column| is_key(*column)).collect();
    if keys.is_empty() || keys.iter().any(|column| !below.get(*column).is_empty()) {
        return None;
    }
    let words: Vec<usize> = (0..width).filter(|column| !below.get(*column).is_empty()).collect();
    let is_year = |text: &str| split_year(text).is_some_and(|(words, _)| words.is_empty());
    // `(juta rupiah)` below `Pagu`.
    let is_unit = |column: usize| is_measure(below.get(column)) && role_of(top.get(column), schema).holds_numbers();
    let is_word = |text: &str| is_value(text, schema) || is_year(text) || !text.contains(char::is_numeric);
    let says = |column: &&usize| is_value(below.get(**column), schema) || is_unit(**column);
    let is_merged = || words.iter().any(|column| top.get(*column).is_empty());
    let is_header = words.iter().all(|column| is_word(below.get(*column)) || is_unit(*column))
        && (words.iter().any(|column| says(&column))
            || (is_merged() && words.iter().all(|one| is_year(below.get(*one)))));
    if words.is_empty() || !is_header {
        return None;
    }
    let mut names = Vec::new();
    let mut over = "";
    for column in 0..width {
        let (own, sub) = (top.get(column), below.get(column));
        if !own.is_empty() {
            over = own;
        }
        names.push(joined(if sub.is_empty() { own } else { over }, sub, schema));
    }
    let delimiter = char::from(sheet.delimiter);
    let line = names.iter().map(|name| quoted(name, delimiter)).collect::<Vec<_>>().join(&delimiter.to_string());
    let edit = Edit::replace(sheet.span(top.bytes.start..below.bytes.end), line);
    Some(DataProblem::TwoRowHeader { header: sheet.place(top, None), names, edit })
}

/// Whether a title is that of values, by its words or by the rules about the file.
fn is_value(title: &str, schema: &Schema) -> bool {
    plain_role(title, schema).holds_values() || role_of(title, schema).holds_values()
}

/// `Target 2025` from `2025` over `Target`, or from `Target` over `2025`.
fn joined(over: &str, sub: &str, schema: &Schema) -> String {
    let year = |text: &str| split_year(text).filter(|(words, _)| words.is_empty()).map(|(_, year)| year);
    match (over.is_empty(), sub.is_empty(), year(over), year(sub)) {
        (_, true, ..) => over.to_string(),
        (true, false, ..) => sub.to_string(),
        _ if is_measure(sub) => format!("{over} ({})", sub.trim_matches(['(', ')', '[', ']', ' '])),
        (.., Some(year), _) => format!("{sub} {year}"),
        (.., Some(year)) => format!("{over} {year}"),
        // `Nilai` below `Target` adds nothing.
        _ if is_value(over, schema) && sub.eq_ignore_ascii_case("nilai") => over.to_string(),
        _ if is_value(sub, schema) => sub.to_string(),
        _ => format!("{over} {sub}"),
    }
}
