//! The rows of a table with the slots of their cells.

use crate::eval::Results;
use crate::plan::{PlannedCell, PlannedTable, SlotId};
use crate::program::{NameId, Role, When};
use crate::report::build;
use crate::report::table::{Cell, Column, Part, Table, naming};

/// A row of a table.
#[derive(Debug)]
pub struct Line<'t> {
    /// Its kind; none for a footer.
    pub part: Option<Part>,
    /// Its label.
    pub label: String,
    /// Its cells.
    pub cells: &'t [Cell],
    /// The planned cell of each.
    pub at: Vec<Option<PlannedCell>>,
}

/// Body and footers, in display order.
pub fn lines<'t>(
    results: Results,
    table: &'t Table,
    planned: &PlannedTable,
    placed: &[Vec<Option<PlannedCell>>],
) -> Vec<Line<'t>> {
    let body = table.parted_rows().zip(placed).map(|((part, cells), at)| {
        let label = label_of_line(results, part, &table.columns, (cells, at));
        Line { part: Some(part), label, cells, at: at.clone() }
    });
    let feet = table.footers.iter().zip(&planned.footers).map(|(footer, planned)| Line {
        part: None,
        label: footer.label.clone(),
        cells: &footer.cells,
        at: planned.cells.clone(),
    });
    body.chain(feet).collect()
}

/// One of the tables that are side by side in a table.
#[derive(Debug)]
pub struct Block<'t> {
    /// Its columns.
    pub columns: &'t [Column],
    /// Its rows, and the parts of footers below it.
    pub lines: Vec<Line<'t>>,
}

/// The tables that a table consists of, each with its own names; mostly only one.
pub fn blocks<'t>(results: Results, table: &'t Table, planned: &PlannedTable, lines: &[Line<'t>]) -> Vec<Block<'t>> {
    let is_alone = planned.blocks.len() == 1;
    let mut from = 0;
    let each = planned.blocks.iter().map(|block| {
        let own = from..from + block.columns.len();
        from = own.end;
        let columns = table.columns.get(own.clone()).unwrap_or_default();
        let lines = lines.iter().map(|line| {
            let cells = line.cells.get(own.clone()).unwrap_or_default();
            let at = line.at.get(own.clone()).unwrap_or_default().to_vec();
            // Beside a row of one block there may be a subtotal of the other.
            let own = || block.rows.iter().find(|row| row.cells == at);
            let part = line.part.map(|part| if is_alone { part } else { build::part(own().into_iter()) });
            let label = part.map(|part| label_of_line(results, part, columns, (cells, &at)));
            let label = label.unwrap_or_else(|| line.label.clone());
            Line { part, label, cells, at }
        });
        Block { columns, lines: lines.collect() }
    });
    each.collect()
}

/// Each row with the heading above its group; a footer has none.
pub fn with_groups<'l>(lines: &'l [Line]) -> impl Iterator<Item = (&'l Line<'l>, &'l str)> {
    lines.iter().scan("", |group, line| {
        *group = match line.part {
            // It is in the first column, whichever names the rows.
            Some(Part::Heading) => {
                let mut words = line.cells.iter().map(|cell| cell.words().trim());
                words.find(|words| !words.is_empty()).unwrap_or_default()
            }
            Some(Part::Row | Part::Subtotal) => *group,
            None => "",
        };
        Some((line, *group))
    })
}

/// The label of a line of the body: its naming words, else the first thing it shows.
fn label_of_line(
    results: Results,
    part: Part,
    columns: &[Column],
    (cells, at): (&[Cell], &[Option<PlannedCell>]),
) -> String {
    let words = |column: usize| cells.get(column).map(|cell| cell.words().trim()).unwrap_or_default();
    let naming = match part {
        Part::Row => naming_of_row(results, columns, at),
        // Their words are in the column where nothing is planned.
        Part::Heading | Part::Subtotal => {
            (0..at.len()).find(|column| at[*column].is_none() && !words(*column).is_empty())
        }
    };
    let first = || at.iter().flatten().find_map(|cell| label(results, cell.slot));
    let own = naming.map(words).filter(|words| !words.is_empty());
    own.map_or_else(|| first().unwrap_or_default(), str::to_string)
}

/// The column that names a row: as for a table, but only of words that name it, not of words about it (its grade, its
/// goal); else the first that names it before the numbers, else any.
fn naming_of_row(results: Results, columns: &[Column], at: &[Option<PlannedCell>]) -> Option<usize> {
    let names = |column: &usize| {
        let role = at.get(*column).copied().flatten().and_then(|cell| role(results, cell.slot));
        !columns[*column].numeric && role.is_none_or(|(_, role, _)| role == Role::Label)
    };
    let before = columns.iter().take_while(|column| !column.numeric).count();
    let named = (0..before).rfind(names).or_else(|| (before..columns.len()).find(names));
    named.or_else(|| Some(naming(columns)).filter(|column| columns.get(*column).is_some_and(|column| !column.numeric)))
}

/// Which value of which thing a slot is; for an achievement without cap and rounding, the final one.
pub fn role(results: Results, slot: SlotId) -> Option<(NameId, Role, When)> {
    let plan = results.plan;
    let (name, role, when) = plan.slot(slot).role.or_else(|| plan.slot(plan.plain(slot)).role)?;
    let finished = plan.value(name, Role::Achievement, when).filter(|_| role.is_achievement());
    let is_finished = finished.is_some_and(|finished| plan.plain(finished) == plan.plain(slot));
    Some((name, if is_finished { Role::Achievement } else { role }, when))
}

/// The label of the thing whose value a slot is.
pub fn label(results: Results, slot: SlotId) -> Option<String> {
    let (name, _, when) = role(results, slot)?;
    Some(label_of(results, name, when.year))
}

/// The label of a thing, else its code.
pub fn label_of(results: Results, name: NameId, year: i32) -> String {
    let program = results.program;
    let label = program.version(name, year).and_then(|version| version.label.clone());
    label.unwrap_or_else(|| program.code(name).to_string())
}
