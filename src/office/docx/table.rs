//! A table of a document while it is read: which column a cell stands in, and what is merged.

use super::super::bounds::{Bounds, MOST_COLUMNS};
use super::super::merges::settle;
use super::super::model::{Cell, Merge, Row, Sheet};
use super::super::raised::{all_struck, content};
use super::super::refused::Refusal;
use super::Flow;
use super::rules::{CellRules, Merging, RowRules};
use std::collections::BTreeMap;

/// A table that is open.
pub(super) struct Table {
    /// Which sheet it becomes.
    pub(super) sheet: usize,
    row: u32,
    column: u32,
    hidden: bool,
    deleted: bool,
    cells: Vec<Cell>,
    merges: Vec<Merge>,
    /// By its first column the merged cell that goes on in the row below.
    down: BTreeMap<u32, usize>,
    /// The merged cell on the left.
    left: Option<usize>,
    open: Option<(CellRules, Flow)>,
}

impl Table {
    pub(super) fn new(sheet: usize) -> Table {
        Table {
            sheet,
            row: 0,
            column: 0,
            hidden: false,
            deleted: false,
            cells: Vec::new(),
            merges: Vec::new(),
            down: BTreeMap::new(),
            left: None,
            open: None,
        }
    }

    /// A row begins.
    pub(super) fn row(&mut self) {
        self.row += 1;
        (self.column, self.hidden, self.deleted, self.left) = (0, false, false, None);
    }

    pub(super) fn row_rules(&mut self, rules: &RowRules) {
        self.column = rules.before;
        (self.hidden, self.deleted) = (rules.hidden, rules.deleted);
    }

    /// A cell begins.
    pub(super) fn cell(&mut self) {
        self.open = Some((CellRules::default(), Flow::default()));
    }

    pub(super) fn cell_rules(&mut self, rules: &CellRules) {
        if let Some((own, _)) = &mut self.open {
            *own = CellRules { ..*rules };
        }
    }

    /// The paragraphs of the cell that is open.
    pub(super) fn flow(&mut self) -> Option<&mut Flow> {
        self.open.as_mut().map(|(_, flow)| flow)
    }

    pub(super) fn end_cell(&mut self, _: &mut Sheet, bounds: &mut Bounds) -> Result<(), Refusal> {
        let Some((rules, mut flow)) = self.open.take() else { return Ok(()) };
        if rules.deleted || self.deleted {
            return Ok(());
        }
        flow.end();
        let (first, width) = (self.column, rules.width.unwrap_or(1));
        let last = first + width - 1;
        if last >= MOST_COLUMNS {
            return Err(Refusal::Damaged);
        }
        self.column = last + 1;
        let (row, last_row) = (self.row, self.row.wrapping_sub(1));
        let above = self.down.get(&first).copied().filter(|&at| *self.merges[at].rows.end() == last_row);
        match (rules.down, above, rules.right, self.left) {
            (Some(Merging::GoesOn), Some(above), _, _) => {
                let merge = &mut self.merges[above];
                merge.rows = *merge.rows.start()..=row;
                self.left = None;
                return Ok(());
            }
            (_, _, Some(Merging::GoesOn), Some(left)) => {
                let merge = &mut self.merges[left];
                merge.columns = *merge.columns.start()..=last;
                return Ok(());
            }
            _ => {}
        }
        self.left = None;
        if rules.down.is_some() || rules.right.is_some() || width > 1 {
            bounds.cell()?;
            self.merges.push(Merge { rows: row..=row, columns: first..=last });
            self.left = Some(self.merges.len() - 1);
        }
        if rules.down.is_some() {
            self.down.insert(first, self.merges.len() - 1);
        }
        let mut text = flow.lines.join("\n");
        if text.is_empty() && !flow.struck.is_empty() {
            text = all_struck(&flow.struck);
        }
        if !text.is_empty() {
            bounds.cell()?;
            self.cells.push(Cell { column: first, content: content(bounds.words(&text)?) });
        }
        Ok(())
    }

    pub(super) fn end_row(&mut self, sheet: &mut Sheet, bounds: &mut Bounds) -> Result<(), Refusal> {
        if self.deleted {
            // It takes no number: the next row stands in its place.
            self.row = self.row.saturating_sub(1);
            self.cells.clear();
            return Ok(());
        }
        if !self.cells.is_empty() {
            bounds.row()?;
            let cells = std::mem::take(&mut self.cells);
            sheet.rows.push(Row { number: self.row, hidden: self.hidden, cells });
        }
        Ok(())
    }

    /// The table ends.
    pub(super) fn end(self, sheets: &mut [Sheet]) {
        let Some(sheet) = sheets.get_mut(self.sheet) else { return };
        sheet.merges = self.merges;
        sheet
            .merges
            .retain(|merge| merge.rows.start() != merge.rows.end() || merge.columns.start() != merge.columns.end());
        settle(sheet);
    }
}
