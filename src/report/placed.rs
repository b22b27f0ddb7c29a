//! The sources of a table's body: the planned cells of each displayed row, and which row of the rules it is.

use super::build::Builder;
use super::shown::LeftOut;
use crate::eval::Results;
use crate::plan::{Frame, PlannedCell, PlannedRow, PlannedTable};
use std::collections::HashMap;
use std::ops::Range;

/// Which row of a table something is, whatever the data: the same in two runs that sort and filter differently.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Of {
    /// That of a thing, a year or a class in a block, by its code or words; the last number distinguishes those with
    /// the same name.
    Row(usize, String, usize),
    /// The heading of a group.
    Heading(usize, String, usize),
    /// A subtotal, by its label and that of its group.
    Subtotal(usize, String, String, usize),
    /// A footer, by its index.
    Footer(usize),
}

/// The planned cells of the body of a table, row by row as displayed.
pub fn placed(results: Results, lane: usize, planned: &PlannedTable) -> Vec<Vec<Option<PlannedCell>>> {
    let blocks: Vec<(usize, Vec<&PlannedRow>)> = shown(results, lane, planned);
    let row = |at: usize| {
        let cells = blocks.iter().map(|(width, rows)| rows.get(at).map_or(vec![None; *width], |row| row.cells.clone()));
        cells.flatten().collect()
    };
    (0..height(&blocks)).map(row).collect()
}

/// The rows of the rules behind those of the body, row by row as displayed: for each block its columns and its row.
pub fn rows_of(results: Results, lane: usize, planned: &PlannedTable) -> Vec<Vec<(Range<usize>, Of)>> {
    let known: Vec<HashMap<*const PlannedRow, Of>> =
        planned.blocks.iter().enumerate().map(|(at, block)| named(at, &block.rows)).collect();
    let blocks = shown(results, lane, planned);
    let row = |at: usize| {
        let mut first = 0;
        let pieces = blocks.iter().zip(&known).filter_map(|((width, rows), known)| {
            let columns = first..first + width;
            first = columns.end;
            let row: *const PlannedRow = *rows.get(at)?;
            Some((columns, known.get(&row)?.clone()))
        });
        pieces.collect()
    };
    (0..height(&blocks)).map(row).collect()
}

fn shown<'t>(results: Results, lane: usize, planned: &'t PlannedTable) -> Vec<(usize, Vec<&'t PlannedRow>)> {
    let (builder, mut left_out) = (Builder::new(results, lane), LeftOut::default());
    let blocks = planned.blocks.iter();
    blocks.map(|block| (block.columns.len(), builder.shown_rows(block, &mut left_out))).collect()
}

fn height(blocks: &[(usize, Vec<&PlannedRow>)]) -> usize {
    blocks.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0)
}

/// The rows of a block as planned, before sorting and filtering.
fn named(block: usize, rows: &[PlannedRow]) -> HashMap<*const PlannedRow, Of> {
    let (mut group, mut seen) = (String::new(), HashMap::new());
    let mut named = HashMap::new();
    for row in rows {
        if let Some(Frame::Heading(words)) = &row.frame {
            group.clone_from(words);
        }
        let of = |again: usize| match &row.frame {
            None => Of::Row(block, row.words.to_string(), again),
            Some(Frame::Heading(words)) => Of::Heading(block, words.clone(), again),
            Some(Frame::Subtotal(words)) => Of::Subtotal(block, group.clone(), words.clone(), again),
        };
        let again: &mut usize = seen.entry(of(0)).or_default();
        named.insert(std::ptr::from_ref(row), of(*again));
        *again += 1;
    }
    named
}

impl Of {
    /// The code or words of a row.
    pub fn words(&self) -> &str {
        match self {
            Of::Row(_, words, _) | Of::Heading(_, words, _) | Of::Subtotal(_, _, words, _) => words,
            Of::Footer(_) => "",
        }
    }
}
