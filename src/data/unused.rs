//! Columns that are read for nothing. Nothing of what an office has is passed over in silence: they are told, once for a
//! file, where they hold anything.

use super::Field;
use super::cell::is_blank;
use super::csv::{Row, Sheet};
use super::header::{HeaderColumn, Role, ValueKind, is_passed_over, money_of};
use super::problem::{Cell, DataProblem};
use super::spending::Spending;

/// The columns of a file that nothing reads.
pub(super) struct Unused {
    columns: Vec<usize>,
    /// Those of which every cell so far is blank.
    blank: Vec<usize>,
    /// Values that are likely spending.
    pub spending: Option<Spending>,
}

impl Unused {
    pub fn of(columns: &[HeaderColumn]) -> Unused {
        let is_unused = |column: &HeaderColumn| {
            let is_read =
                !matches!(column.role, Role::Unused | Role::Value(_, ValueKind::Printed | ValueKind::Undeclared));
            !column.is_told && !is_read
        };
        let unused: Vec<usize> = (0..columns.len()).filter(|at| is_unused(&columns[*at])).collect();
        Unused { blank: unused.clone(), columns: unused, spending: Spending::of(columns) }
    }

    /// Looks at the cells of a row.
    pub fn look(&mut self, row: &Row) {
        self.blank.retain(|column| is_blank(row.get(*column)));
    }

    /// Notes that what a column says is held against what is computed.
    pub fn held(&mut self, column: usize) {
        self.columns.retain(|one| *one != column);
    }

    /// What is to be said of them; `is_bare` tells that there is no row at all, as where a header is read alone.
    pub fn told(&self, sheet: &Sheet, header: &Row, columns: &[HeaderColumn], is_bare: bool) -> Option<DataProblem> {
        let filled = self.columns.iter().filter(|column| is_bare || !self.blank.contains(column));
        let cells: Vec<Cell> = filled.map(|column| sheet.cell(header, *column, header.get(*column))).collect();
        let lines = lines(&cells, columns);
        (!cells.is_empty()).then_some(DataProblem::UnusedColumns { cells, lines })
    }
}

/// So many lines of rules are proposed.
const MOST_LINES: usize = 2;

/// The lines that would have columns read: money as what it likely is, else the first as a column of its own.
fn lines(cells: &[Cell], columns: &[HeaderColumn]) -> Vec<String> {
    let is_free =
        |field: &Field| !columns.iter().any(|column| matches!(&column.role, Role::Value(of, _) if of == field));
    let mut money: Vec<(&str, &str)> = Vec::new();
    for cell in cells {
        let Some(word) = money_of(&cell.text) else { continue };
        let field = if word == "pagu" { Field::Budget } else { Field::Spent };
        if is_free(&field) && !money.iter().any(|(known, _)| *known == word) {
            money.push((word, &cell.text));
        }
    }
    if !money.is_empty() {
        return money
            .into_iter()
            .take(MOST_LINES)
            .map(|(word, header)| format!("kolom {word} = \"{header}\""))
            .collect();
    }
    let first = cells.iter().find(|cell| !is_passed_over(&cell.text));
    first.map(|cell| own_column(&cell.text)).into_iter().collect()
}

/// `kolom penanggung_jawab "Penanggung Jawab"`
fn own_column(header: &str) -> String {
    let words = header.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.map(str::to_lowercase).collect::<Vec<_>>().join("_");
    let name = if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("kolom_{name}") };
    if name == header { format!("kolom {name}") } else { format!("kolom {name} \"{header}\"") }
}
