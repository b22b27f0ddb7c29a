//! Years that stand in rows, `2021 | 0,38 | 72,3`, with nothing that names a row: laid on their side, a row for each column.

use super::figures::{self, Says, Style};
use super::roles::{self, Role};
use super::years::is_of_years;
use crate::calendar::printed_year;
use crate::office::{Content, Found, FoundRow, Head, RowIs, said};
use std::collections::BTreeSet;

/// The table on its side; none where a column holds words, or a heading says more than a plain figure.
pub fn laid(found: &Found) -> Option<Found> {
    let things: Vec<&FoundRow> = found.rows.iter().filter(|row| row.is == RowIs::Thing).collect();
    let at = found.heads.iter().position(is_of_years)?;
    let year = |row: &&FoundRow| printed_year(said(row.cells[at].as_ref()?).trim());
    let years: Vec<i32> = things.iter().map(year).collect::<Option<_>>()?;
    if years.len() < 2 || years.iter().collect::<BTreeSet<_>>().len() < years.len() {
        return None;
    }
    let style = Style::of(things.iter().flat_map(|row| &row.cells));
    let role = |column: usize| roles::said(&found.heads[column]).role;
    let is_plain = |column: &usize| {
        let cells: Vec<&Option<Content>> = things.iter().map(|row| &row.cells[*column]).collect();
        let says = figures::read(&cells, style);
        let are_figures = says.iter().all(|says| matches!(says, Says::Number(_) | Says::Blank | Says::Nothing));
        role(*column) == Role::Unknown && are_figures && says.iter().any(|says| matches!(says, Says::Number(_)))
    };
    let others = (0..found.heads.len()).filter(|column| *column != at);
    let columns: Vec<usize> = others.filter(|column| role(*column) != Role::Counter).collect();
    if columns.is_empty() || !columns.iter().all(is_plain) {
        return None;
    }
    let head = |levels: String| Head { levels: vec![levels], ..found.heads[at].clone() };
    let named = std::iter::once(head("Indikator".to_string()));
    let heads: Vec<Head> = named.chain(years.iter().map(|year| head(year.to_string()))).collect();
    let row = |column: &usize| {
        let own = &found.heads[*column];
        let figures = things.iter().map(|row| (row.cells[*column].clone(), row.from[*column]));
        let name = Some(Content::Text(own.levels.join(" ").into()));
        let (cells, from): (Vec<_>, Vec<_>) = std::iter::once((name, own.row)).chain(figures).unzip();
        let columns = Some(vec![own.column; cells.len()]);
        FoundRow { number: own.row, hidden: own.hidden, is: RowIs::Thing, cells, from, columns }
    };
    Some(Found { heads, rows: columns.iter().map(row).collect(), ..found.clone() })
}
