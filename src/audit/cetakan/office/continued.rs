//! The second part of a table, on the next page of a document or further down a sheet: the same headings, and rows that its
//! first part has not.

use super::super::super::naming::is_year;
use super::super::super::words::folded;
use super::{Candidate, Is, Matching};
use crate::office::Kind;
use std::collections::BTreeSet;

impl Matching<'_> {
    /// A table that goes on is the table before it, whatever else has such columns and rows.
    pub(super) fn continued(&mut self) {
        for at in 1..self.all.len() {
            let Is::Table(table) = self.all[at - 1].is else { continue };
            if self.goes_on(at) && self.fits.score(&self.all[at].printed, table).is_some() {
                self.all[at].is = Is::Table(table);
            }
        }
    }

    fn goes_on(&self, at: usize) -> bool {
        let (before, one) = (&self.all[at - 1], &self.all[at]);
        let book = &self.books[one.book].book;
        let is_text = match book.kind {
            Kind::Docx | Kind::Html => true,
            Kind::Xlsx | Kind::Ods | Kind::Csv => false,
        };
        let is_beside = before.book == one.book && (is_text || before.found.sheet == one.found.sheet);
        // Another caption begins another table, and so does another year.
        let names_year = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(is_year);
        let is_apart = one.printed.title.is_some() || one.found.above.iter().any(|line| names_year(&line.text));
        let heads = |one: &Candidate| one.printed.header.iter().map(|title| folded(title)).collect::<Vec<_>>();
        matches!(one.is, Is::Open)
            && is_beside
            && !is_apart
            && heads(before) == heads(one)
            && rows(before).is_disjoint(&rows(one))
    }
}

/// What its rows are called, as far as their cells tell.
fn rows(one: &Candidate) -> BTreeSet<String> {
    let name = |cells: &Vec<String>| {
        let named = cells.iter().find(|cell| cell.chars().filter(|letter| letter.is_alphabetic()).count() >= 3);
        named.map(|cell| folded(cell))
    };
    one.printed.rows.iter().filter_map(|row| name(&row.cells)).collect()
}
