//! The second part of a table, on the next page of a document or further down a sheet: the same headings, and rows that its
//! first part has not.

use super::super::super::model::PrintedRow;
use super::super::super::naming::is_year;
use super::super::super::read;
use super::super::super::words::folded;
use super::caption::{self, Caption};
use super::{Candidate, Is, Matching, Open};
use crate::office::{Choice, Found, Head, Kind, Sheet, rows_under};
use std::collections::BTreeSet;

/// The rows of a sheet without a heading: of one that goes on with the table before it under the headings of that one, of one
/// whose first row a declaration names under blank ones, which it names too.
pub(super) fn without_heading(
    books: &[Open],
    (at, sheet): (usize, usize),
    before: &[Candidate],
    choice: &Choice,
) -> Option<Found> {
    let book = &books[at].book;
    let is_text = matches!(book.kind, Kind::Docx | Kind::Html);
    let is_before = |one: &&Candidate| one.book == at && one.found.sheet + 1 == sheet;
    let before = before.iter().rev().find(is_before).filter(|_| is_text);
    let heads = before.filter(|before| goes_on_bare(&book.sheets[sheet], before)).map(|before| &*before.found.heads);
    (heads.is_some() || choice.first.is_some()).then(|| rows_under(&book.sheets[sheet], heads, choice))?
}

/// Whether a sheet has rows as wide as a table before it, and nothing stands between them but words that say so.
fn goes_on_bare(sheet: &Sheet, before: &Candidate) -> bool {
    let caption = |line: &str| Caption::of(line).map(|caption| caption.number);
    let own = before.printed.title.as_deref().and_then(caption);
    let says_so = |line: &String| caption::goes_on(line) || own.is_some() && caption(line) == own;
    let columns: BTreeSet<u32> = before.found.heads.iter().flat_map(columns).collect();
    let widest = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let is_within = sheet.rows.iter().flat_map(|row| &row.cells).all(|cell| columns.contains(&cell.column));
    let fills = before.found.rows.iter().map(|row| row.cells.iter().flatten().count()).max().unwrap_or(0);
    sheet.above.iter().all(says_so) && is_within && widest > 1 && widest >= fills.min(columns.len())
}

fn columns(head: &Head) -> std::ops::Range<u32> {
    head.column..head.column + head.width
}

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
        matches!(one.is, Is::Open) && is_beside && !is_apart && heads(before) == heads(one) && are_apart(before, one)
    }
}

/// What its rows are called, as far as their cells tell.
fn rows(one: &Candidate) -> BTreeSet<String> {
    let name = |cells: &Vec<String>| cells.iter().find(|cell| is_words(cell)).map(|cell| folded(cell));
    one.printed.rows.iter().filter_map(|row| name(&row.cells)).collect()
}

/// Whether two tables have other rows, as far as their words tell: what they begin with, or under a title before their figures.
fn are_apart(one: &Candidate, other: &Candidate) -> bool {
    if self::rows(one).is_disjoint(&self::rows(other)) {
        return true;
    }
    let rows = || one.printed.rows.iter().chain(&other.printed.rows);
    let words =
        |row: &PrintedRow, column: usize| row.cells.get(column).filter(|cell| is_words(cell)).map(|cell| folded(cell));
    let holds_words = |column: &usize| rows().any(|row| words(row, *column).is_some());
    let is_figure = |row: &PrintedRow, column: usize| row.cells.get(column).is_some_and(|cell| is_figure(cell));
    let first = (0..one.printed.header.len()).find(holds_words);
    let names = first.into_iter().flat_map(|first| first..one.printed.header.len());
    let mut names = names.take_while(|column| !rows().any(|row| is_figure(row, *column)));
    names.any(|column| {
        let mut seen = BTreeSet::new();
        rows().filter_map(|row| words(row, column)).all(|words| seen.insert(words)) && seen.len() > 1
    })
}

/// A name has so many letters at least.
const LETTERS: usize = 3;

/// Whether a cell may be a name.
pub(super) fn is_words(cell: &str) -> bool {
    cell.chars().filter(|letter| letter.is_alphabetic()).count() >= LETTERS
}

fn is_figure(cell: &str) -> bool {
    !read::cell(cell).figures().is_empty()
}
