//! A sheet as its cells cover it: merged cells, blank ones, and what a cell says in one line.

use crate::office::model::{Content, Merge, Row, Sheet, Shown};
use crate::source::sheet::figures_apart;
use std::borrow::Cow;
use std::collections::HashMap;

/// A sheet with its merged cells at hand.
pub(super) struct Grid<'s> {
    pub sheet: &'s Sheet,
    /// Merged cells by the rows that they cover.
    merged: HashMap<u32, Vec<usize>>,
    /// Those of more rows than are listed one by one.
    tall: Vec<usize>,
}

/// Merged cells of more rows are looked through for each cell.
const TALL: u32 = 2_000;

/// So many rows are listed for merged cells at most; a hostile file merges more.
const MOST_LISTED: usize = 2_000_000;

impl<'s> Grid<'s> {
    pub fn new(sheet: &'s Sheet) -> Grid<'s> {
        let (mut merged, mut tall, mut listed): (HashMap<u32, Vec<usize>>, _, _) = (HashMap::new(), Vec::new(), 0);
        for (at, merge) in sheet.merges.iter().enumerate() {
            let height = merge.rows.end().saturating_sub(*merge.rows.start());
            listed += height as usize + 1;
            if height > TALL || listed > MOST_LISTED {
                tall.push(at);
                continue;
            }
            for row in merge.rows.clone() {
                merged.entry(row).or_default().push(at);
            }
        }
        Grid { sheet, merged, tall }
    }

    /// The merged cells that cover a place.
    pub fn merge(&self, row: u32, column: u32) -> Option<&'s Merge> {
        let listed = self.merged.get(&row).into_iter().flatten();
        let mut merges = listed.chain(&self.tall).map(|at| &self.sheet.merges[*at]);
        merges.find(|merge| merge.columns.contains(&column) && merge.rows.contains(&row))
    }

    /// The merged cells that begin in a row.
    pub fn begin_in(&self, row: u32) -> impl Iterator<Item = &'s Merge> {
        let merges = self.merged.get(&row).into_iter().flatten().map(|at| &self.sheet.merges[*at]);
        merges.filter(move |merge| *merge.rows.start() == row)
    }

    /// What stands in a cell itself, if it says anything.
    pub fn own(&self, row: u32, column: u32) -> Option<&'s Content> {
        self.sheet.row(row)?.get(column).filter(|content| !is_blank(content))
    }

    /// What covers a place, with the cell it stands in.
    pub fn covering(&self, row: u32, column: u32) -> Option<(&'s Content, (u32, u32))> {
        let at = self.merge(row, column).map_or((row, column), |merge| (*merge.rows.start(), *merge.columns.start()));
        Some((self.own(at.0, at.1)?, at))
    }

    /// The columns that a cell takes in its row.
    pub fn reach(&self, row: u32, column: u32) -> std::ops::RangeInclusive<u32> {
        self.merge(row, column).map_or(column..=column, |merge| merge.columns.clone())
    }
}

/// The cells of a row that say something.
pub(super) fn filled(row: &Row) -> impl Iterator<Item = (u32, &Content)> {
    row.cells.iter().filter(|cell| !is_blank(&cell.content)).map(|cell| (cell.column, &cell.content))
}

/// Whether a cell says nothing.
pub(super) fn is_blank(content: &Content) -> bool {
    matches!(content, Content::Text(text) if text.trim().is_empty())
}

/// What a cell says, in one line.
pub fn said(content: &Content) -> Cow<'_, str> {
    match content {
        Content::Text(text) => figures_apart(text).map_or_else(|| one_line(text), Cow::Owned),
        Content::Number(number, shown) => {
            let sign = if matches!(shown, Shown::Percent(_)) { "%" } else { "" };
            Cow::Owned(format!("{}{sign}", number.normalize()).replace('.', ","))
        }
        Content::Worded(worded) => Cow::Owned(one_line(&worded.said()).into_owned()),
        Content::Vast(text) | Content::Date(text) | Content::Error(text) => Cow::Borrowed(text),
        Content::Truth(yes) => Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }),
        Content::Uncomputed(formula) => Cow::Owned(format!("={}", formula.trim_start_matches('='))),
    }
}

/// A text with single spaces where lines break or spaces run on.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let is_plain = !text.contains(|c: char| c != ' ' && c.is_whitespace()) && !text.contains("  ");
    match is_plain && text.trim().len() == text.len() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}
