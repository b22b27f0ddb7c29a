//! A table as rows of cells that stand in them.

use super::figures::Figures;
use super::view::{self, Row};
use crate::data::State;
use crate::plan::PlannedCell;
use crate::report::chart::lines::Line;
use crate::report::table::{Cell, Footer, Part, Table};
use crate::report::terminal::{REPORTED, mark};

/// Words wrap at about so many letters.
const WRAPPED: usize = 18;

/// More letters than these side by side need a page turned sideways.
const UPRIGHT: usize = 116;

/// The table, without its charts.
pub(super) fn table(table: &Table, lines: &[Line], figures: &Figures, id: String) -> view::Table {
    let (body, feet): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.part.is_some());
    let rows = body.iter().zip(joined(table)).map(|(line, down)| row(table, line, figures, &down)).collect();
    let feet = feet.iter().zip(&table.footers).map(|(line, footer)| foot(table, (line, footer), figures)).collect();
    view::Table {
        id,
        heading: table.heading(),
        wide: letters(table) > UPRIGHT,
        fixed: false,
        columns: table
            .columns
            .iter()
            .map(|column| view::Column { title: column.title.clone(), numeric: column.numeric })
            .collect(),
        rows,
        feet,
        reported: table.has_reported().then_some(REPORTED),
        notes: table.notes.iter().map(|note| note.text.clone()).collect(),
        remarks: table.remarks.clone(),
        bars: None,
        trends: Vec::new(),
        trend_legend: String::new(),
        long_trends: false,
        money: None,
    }
}

/// A row of the body; `down` says how many rows each of its first cells reaches over, 0 for one that stands above.
fn row(table: &Table, line: &Line, figures: &Figures, down: &[usize]) -> Row {
    let part = line.part.unwrap_or_default();
    if part == Part::Heading && line.cells.iter().skip(1).all(Cell::is_blank) {
        let words = line.cells.first().map(|cell| cell.words().to_string()).unwrap_or_default();
        let across = table.columns.len();
        return Row { kind: part.words(), cells: vec![view::Cell { words, across, down: 1, ..Default::default() }] };
    }
    let naming = table.naming();
    let named = !table.columns.first().is_none_or(|column| column.numeric);
    let cells = line.cells.iter().zip(&line.at).enumerate().filter_map(|(at, (cell, planned))| {
        let down = down.get(at).copied().unwrap_or(1);
        let heads = named && at == naming && !cell.words().is_empty();
        (down > 0).then(|| view::Cell { down, heads, ..content(table, at, (cell, *planned), figures) })
    });
    Row { kind: part.words(), cells: cells.collect() }
}

/// A footer: its label stands in the columns of its side before the first value, else before that value.
fn foot(table: &Table, (line, footer): (&Line, &Footer), figures: &Figures) -> Row {
    let all = table.columns.len().max(1);
    let (from, blank) = (footer.from, footer.until());
    let until = blank.clamp(from + 1, all.max(from + 1));
    let cell = |at: usize| {
        let cell = line.cells.get(at).map(|cell| (cell, line.at.get(at).copied().flatten()));
        cell.map_or_else(view::Cell::default, |cell| content(table, at, cell, figures))
    };
    let beside = if blank <= from { cell(from) } else { view::Cell::default() };
    let numeric = blank <= from && beside.numeric;
    let label = Some(line.label.clone());
    let before = (from > 0).then(|| view::Cell { across: from, down: 1, ..Default::default() });
    let mut cells: Vec<view::Cell> = before.into_iter().collect();
    cells.push(view::Cell { label, heads: true, across: until - from, down: 1, numeric, ..beside });
    cells.extend((until..table.columns.len()).map(|at| view::Cell { down: 1, ..cell(at) }));
    Row { kind: "penutup", cells }
}

fn content(table: &Table, at: usize, (cell, planned): (&Cell, Option<PlannedCell>), figures: &Figures) -> view::Cell {
    let state = cell.missing.as_ref().map(|missing| match missing.state {
        State::Faulty | State::Undefined => "keliru",
        State::NotFilled | State::NotApplicable => "kosong",
    });
    view::Cell {
        label: None,
        words: cell.words().to_string(),
        mark: mark(cell),
        link: planned.and_then(|planned| figures.link(planned.slot)),
        numeric: table.columns.get(at).is_some_and(|column| column.numeric),
        heads: false,
        across: 1,
        down: 1,
        state,
        plain: cell.plain.clone(),
    }
}

/// For each row, how many rows each of its cells before the one that names it reaches over: 0 for those one with others above.
fn joined(table: &Table) -> Vec<Vec<usize>> {
    let columns: Vec<Vec<usize>> = table.said_again().into_iter().map(|again| reaches(&again)).collect();
    (0..table.rows.len()).map(|at| columns.iter().map(|column| column[at]).collect()).collect()
}

/// The same of one column.
fn reaches(again: &[bool]) -> Vec<usize> {
    let mut all = vec![1; again.len()];
    let mut begins = 0;
    for (at, again) in again.iter().enumerate() {
        if *again {
            all[begins] += 1;
            all[at] = 0;
        } else {
            begins = at;
        }
    }
    all
}

/// How many letters stand side by side, words taken to wrap; a number stays in one line with its mark.
fn letters(table: &Table) -> usize {
    let longest = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let column = |at: usize| {
        let cells = table.cells().skip(at).step_by(table.columns.len().max(1));
        let own = cells.map(|cell| match cell.plain {
            Some(_) => cell.words().chars().count() + mark(cell).chars().count(),
            None => cell.words().chars().count().min(WRAPPED).max(longest(cell.words())),
        });
        own.max().unwrap_or(0).max(longest(&table.columns[at].title)) + 2
    };
    (0..table.columns.len()).map(column).sum()
}
