//! Tables of one form that stand apart: one for each indicator or objective of a document, each with the same headings.

use super::roles::{self, Role};
use crate::audit::words::folded;
use crate::office::{Content, Found, Head, Titled, said};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Index of its first row among those of all.
    pub first: usize,
    /// What it is called where its rows are numbered anew: `tabel 3`.
    pub name: Option<String>,
    /// The objective that stands above it.
    pub objective: Option<String>,
}

impl Part {
    /// Behind the cells and rows of it.
    pub fn said(&self) -> String {
        self.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default()
    }
}

/// The tables that are one with this one: with the same headings, of the same time and office, and with names that stand in none
/// of the others.
pub fn alike<'t>(table: &'t Found, others: &'t [Found], may: &dyn Fn(&Found) -> bool) -> Vec<&'t Found> {
    let levels = |found: &Found| -> Vec<Vec<String>> {
        found.heads.iter().map(|head| head.levels.iter().map(|level| folded(level)).collect()).collect()
    };
    let own = levels(table);
    let said = Titled::of(&table.above);
    let is_of_it = |other: &Found| !Titled::of(&other.above).contradicts(&said);
    let is_part = |other: &Found| may(other) && levels(other) == own && is_of_it(other);
    let all: Vec<&Found> = others.iter().filter(|other| std::ptr::eq(*other, table) || is_part(other)).collect();
    let mut seen = BTreeSet::new();
    let is_new = |found: &&Found| names(found).into_iter().all(|name| seen.insert(name));
    if all.len() > 1 && all.iter().all(is_new) { all } else { vec![table] }
}

/// The names in a table, each once.
fn names(found: &Found) -> BTreeSet<String> {
    let first = |role: Role| found.heads.iter().position(|head| roles::said(head).role == role);
    let Some(at) = first(Role::Name).or_else(|| first(Role::Level)) else { return BTreeSet::new() };
    let text = |content: &Content| folded(&said(content));
    found.rows.iter().filter_map(|row| row.cells[at].as_ref().map(text)).filter(|name| !name.is_empty()).collect()
}

/// All of them as one table, and where each begins. `name` tells what one is called, where rows are numbered anew in each.
pub fn join<'t>(tables: &[&'t Found], name: &dyn Fn(&Found) -> Option<String>) -> (Cow<'t, Found>, Vec<Part>) {
    let [first, _, ..] = tables else {
        return (
            tables.first().map(|only| Cow::Borrowed(*only)).unwrap_or_else(|| Cow::Owned(Found::default())),
            Vec::new(),
        );
    };
    let mut all =
        Found { sheet: first.sheet, above: first.above.clone(), heads: first.heads.clone(), ..Found::default() };
    let mut parts = Vec::new();
    for table in tables {
        parts.push(Part { first: all.rows.len(), name: name(table), objective: objective(table) });
        all.rows.extend(table.rows.iter().cloned());
        all.below.extend(table.below.iter().cloned());
        all.remarks.extend(table.remarks.iter().cloned());
    }
    (Cow::Owned(all), parts)
}

/// `Sasaran : Meningkatnya …` above a table.
fn objective(table: &Found) -> Option<String> {
    let of_objective = |word: &str| roles::said(&Head { levels: vec![word.to_string()], ..Head::default() }).role;
    table.above.iter().rev().find_map(|line| {
        let (word, rest) = line.text.split_once(':')?;
        (of_objective(word) == Role::Objective && !rest.trim().is_empty()).then(|| rest.trim().to_string())
    })
}
