//! Tables of a plan: blocks, rows, cells and footers, every cell a slot.

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
    /// Blocks side by side, the shorter ones padded below.
    pub blocks: Vec<PlannedBlock>,
    /// Footers; each has as many cells as there are columns.
    pub footers: Vec<PlannedFooter>,
    /// The names that are rows, with their time.
    pub names: Vec<(NameId, When)>,
    /// The names and times of which an achievement is shown, in order, each once.
    pub subjects: Vec<(NameId, When)>,
    /// What the rules say below the table.
    pub notes: Vec<String>,
    /// Comparisons of unlike years that are told below it.
    pub admitted: Vec<Admitted>,
}

/// Rows with their columns.
#[derive(Debug, Clone)]
pub struct PlannedBlock {
    /// Columns, left to right.
    pub columns: Vec<PlannedColumn>,
    /// Rows, in the order planned: those of a group together.
    pub rows: Vec<PlannedRow>,
    /// Whether the greatest comes first, when rows are sorted by [`PlannedRow::sort`].
    pub descending: Option<bool>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct PlannedColumn {
    /// Heading.
    pub title: String,
    /// Numbers and not words.
    pub numeric: bool,
}

/// A row.
#[derive(Debug, Clone)]
pub struct PlannedRow {
    /// What it is about, as a remark names it.
    pub words: Arc<str>,
    /// One per column of its block; blank where the row has no such column.
    pub cells: Vec<Option<PlannedCell>>,
    /// The condition under which the row is shown.
    pub filter: Option<SlotId>,
    /// What the row is sorted by.
    pub sort: Option<SlotId>,
    /// A heading or a subtotal of a group of rows, and not a row of its own.
    pub frame: Option<Frame>,
}

/// What frames a group of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// The words above.
    Heading(String),
    /// The words of a subtotal below.
    Subtotal(String),
}

/// A footer.
#[derive(Debug, Clone)]
pub struct PlannedFooter {
    /// Its words.
    pub label: String,
    /// One per column.
    pub cells: Vec<Option<PlannedCell>>,
}

/// A cell.
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
    /// Its value, beside a figure as what both are together; a condition's is a truth.
    pub cell: PlannedCell,
    /// The figure or word that it is said to be.
    pub wanted: Option<SlotId>,
    /// What a condition compares, each with its place in the rules.
    pub sides: Vec<(Span, SlotId)>,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// With declared decimals.
    Declared(Precision),
    /// As the data cell has it; a computed number as [`Show::Automatic`], or by the precision of the package.
    AsWritten(Option<Precision>),
    /// A year: no grouping, no decimals.
    Year,
    /// Whole if it ends within four decimals, else two, half away from zero; percentages always two.
    Automatic,
}

impl PlannedTable {
    /// Every cell, those of footers last.
    pub fn cells(&self) -> impl Iterator<Item = PlannedCell> {
        let rows = self.blocks.iter().flat_map(|block| &block.rows).flat_map(|row| &row.cells);
        rows.chain(self.footers.iter().flat_map(|footer| &footer.cells)).filter_map(|cell| *cell)
    }

    /// Every slot that it shows, or shows its rows by.
    pub fn slots(&self) -> impl Iterator<Item = SlotId> {
        let rows = self.blocks.iter().flat_map(|block| &block.rows);
        self.cells().map(|cell| cell.slot).chain(rows.flat_map(|row| row.filter.into_iter().chain(row.sort)))
    }
    /// The first column of the side, of tables that stand beside each other, on which a footer has its first value.
    pub fn side_of(&self, footer: &PlannedFooter) -> usize {
        let first = footer.cells.iter().position(Option::is_some).unwrap_or(0);
        let ends = self.blocks.iter().scan(0, |end, block| {
            *end += block.columns.len();
            Some(*end)
        });
        ends.take_while(|end| *end <= first).last().unwrap_or(0)
    }
}
