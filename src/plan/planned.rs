//! Planned tables: blocks, rows, cells and footers, where every cell is a slot.

use super::{Admitted, SlotId};
use crate::program::{NameId, When};
use crate::source::Span;
use crate::syntax::ast::Precision;
use std::sync::Arc;

/// A table whose cells are slots.
#[derive(Debug, Clone)]
pub struct PlannedTable {
    /// Short name; empty for the standard table.
    pub name: String,
    /// Heading.
    pub title: String,
    /// Blocks side by side; shorter ones are padded at the bottom.
    pub blocks: Vec<PlannedBlock>,
    /// Footers; each has as many cells as there are columns.
    pub footers: Vec<PlannedFooter>,
    /// The names that are rows, with their time.
    pub names: Vec<(NameId, When)>,
    /// The names and times whose achievement is shown, in order, each once.
    pub subjects: Vec<(NameId, When)>,
    /// Notes of the rules below the table.
    pub notes: Vec<String>,
    /// Comparisons of years with different members, noted below it.
    pub admitted: Vec<Admitted>,
}

/// Rows with their columns.
#[derive(Debug, Clone)]
pub struct PlannedBlock {
    /// Columns, left to right.
    pub columns: Vec<PlannedColumn>,
    /// Rows in planned order: those of a group together.
    pub rows: Vec<PlannedRow>,
    /// Whether the greatest comes first, when rows are sorted by [`PlannedRow::sort`].
    pub descending: Option<bool>,
}

#[derive(Debug, Clone)]
pub struct PlannedColumn {
    /// Heading.
    pub title: String,
    /// Numbers, not words.
    pub numeric: bool,
}

#[derive(Debug, Clone)]
pub struct PlannedRow {
    /// The row as a remark names it.
    pub words: Arc<str>,
    /// One per column of its block; blank where the row does not have that column.
    pub cells: Vec<Option<PlannedCell>>,
    /// The condition under which the row is shown.
    pub filter: Option<SlotId>,
    /// The sort key of the row.
    pub sort: Option<SlotId>,
    /// Whether it is the heading or a subtotal of a group of rows, not a row of its own.
    pub frame: Option<Frame>,
}

/// The frame of a group of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// The heading above.
    Heading(String),
    /// The label of a subtotal below.
    Subtotal(String),
}

#[derive(Debug, Clone)]
pub struct PlannedFooter {
    pub label: String,
    /// One per column.
    pub cells: Vec<Option<PlannedCell>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedCell {
    /// Its value.
    pub slot: SlotId,
    /// How it is shown.
    pub show: Show,
}

/// One statement of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedClaim {
    /// The claim, and the statement in it.
    pub of: (usize, usize),
    /// Its value, brought to a common unit with the figure beside it; for a condition, a truth value.
    pub cell: PlannedCell,
    /// The figure or word that the claim states.
    pub wanted: Option<SlotId>,
    /// What a condition compares, each with its place in the rules.
    pub sides: Vec<(Span, SlotId)>,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// With declared decimals.
    Declared(Precision),
    /// As written in the data cell; a computed number as [`Show::Automatic`], or by the precision of the package.
    AsWritten(Option<Precision>),
    /// A year: no grouping, no decimals.
    Year,
    /// With all its decimals, however many: what is given, not computed.
    Exact,
    /// With all its decimals if they are at most four, else two, half away from zero; percentages always two.
    Automatic,
}

impl PlannedTable {
    /// Every cell, footers last.
    pub fn cells(&self) -> impl Iterator<Item = PlannedCell> {
        let rows = self.blocks.iter().flat_map(|block| &block.rows).flat_map(|row| &row.cells);
        rows.chain(self.footers.iter().flat_map(|footer| &footer.cells)).filter_map(|cell| *cell)
    }

    /// Every slot that it shows, or that selects or sorts its rows.
    pub fn slots(&self) -> impl Iterator<Item = SlotId> {
        let rows = self.blocks.iter().flat_map(|block| &block.rows);
        self.cells().map(|cell| cell.slot).chain(rows.flat_map(|row| row.filter.into_iter().chain(row.sort)))
    }
    /// For tables side by side, the first column of the block that a footer has its first value in.
    pub fn side_of(&self, footer: &PlannedFooter) -> usize {
        let first = footer.cells.iter().position(Option::is_some).unwrap_or(0);
        let ends = self.blocks.iter().scan(0, |end, block| {
            *end += block.columns.len();
            Some(*end)
        });
        ends.take_while(|end| *end <= first).last().unwrap_or(0)
    }
}
