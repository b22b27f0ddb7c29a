//! A file that Takar wrote itself (`report/csv.rs`): one rectangle for all tables, with columns that no report prints.

use super::super::model::PrintedTable;
use crate::data::State;
use crate::diagnostic::nearest::same;
use std::collections::BTreeSet;

/// Leaves of such a file what is printed of the table of its name, or of the only one in it: its rows and columns. One of
/// several units stays as it is, as nothing here says whose report is audited.
pub(super) fn lift(table: &mut PrintedTable, mark: u8) {
    let Some(begin) = table.rows.first().and_then(|row| begin(&row.cells)) else { return };
    let header = table.rows[0].cells.clone();
    let end = header.len() - LAST.len();
    let of = |place: usize| table.rows[1..].iter().filter_map(move |row| row.cells.get(place));
    let names: BTreeSet<&String> = of(0).collect();
    if of(1).collect::<BTreeSet<_>>().len() > 1 {
        return;
    }
    let own = match names.iter().find(|name| same(name, &table.table)) {
        Some(own) => (*own).clone(),
        None => match names.iter().collect::<Vec<_>>().as_slice() {
            [only] => (**only).clone(),
            _ => return,
        },
    };
    if !own.is_empty() {
        table.table = own.clone();
    }
    let is_own =
        |cells: &[String]| cells.first() == Some(&own) && cells.get(begin - 1).is_none_or(|part| part != "catatan");
    table.rows.retain(|row| row.cells == header || is_own(&row.cells));
    let is_filled =
        |place: &usize| table.rows[1..].iter().any(|row| row.cells.get(*place).is_some_and(|cell| !cell.is_empty()));
    let kept: Vec<usize> = (begin..end).filter(is_filled).collect();
    for row in &mut table.rows {
        row.year = row.cells.get(2).and_then(|year| year.parse().ok());
        let cells = kept.iter().map(|place| row.cells.get(*place).cloned().unwrap_or_default());
        let cells = cells.map(|cell| if mark == b',' { with_comma(cell) } else { cell });
        row.cells = cells.map(|cell| if is_state(&cell) { "–".to_string() } else { cell }).collect();
    }
    // The second of two columns of one title.
    let titles = table.rows[0].cells.clone();
    for title in &mut table.rows[0].cells {
        let again = title.rsplit_once(" (").filter(|(_, number)| number.trim_end_matches(')').parse::<u32>().is_ok());
        if let Some((first, _)) = again.filter(|(first, _)| titles.iter().any(|other| other == first)) {
            *title = first.to_string();
        }
    }
}

/// A file of that kind that is left as it is: with its units, where it has several.
pub(super) fn several(table: &PrintedTable) -> Option<Vec<&str>> {
    begin(&table.header)?;
    let units: BTreeSet<&str> = table.rows.iter().filter_map(|row| row.cells.get(1)).map(String::as_str).collect();
    Some(if units.len() > 1 { units.into_iter().filter(|unit| !unit.is_empty()).collect() } else { Vec::new() })
}

const LAST: [&str; 2] = ["satuan", "catatan"];

/// Where the columns of the tables begin, in a header of that kind.
fn begin(header: &[String]) -> Option<usize> {
    let begin = header.iter().position(|title| title == "bagian").filter(|at| matches!(at, 3 | 4))? + 1;
    let first = header.iter().map(String::as_str).take(3).eq(["tabel", "unit", "tahun"]);
    (first && header.len() > begin + LAST.len() && header.ends_with(&LAST.map(str::to_string))).then_some(begin)
}

/// Whether a cell says why it has no value, where a report prints a dash.
fn is_state(cell: &str) -> bool {
    use State::{Faulty, NotApplicable, NotFilled, Undefined};
    [NotFilled, NotApplicable, Undefined, Faulty].into_iter().any(|state| state.words() == cell)
}

/// Numbers for programs have a decimal point.
fn with_comma(cell: String) -> String {
    let digits = cell.trim_start_matches(['-', '≈', ' ']);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().filter(|byte| *byte == b'.').count() == 1;
    if is_number { cell.replace('.', ",") } else { cell }
}
