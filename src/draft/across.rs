//! Quarters that stand in rows, `IKM | I`, `IKM | II`: laid beside each other, a row for each indicator.

use super::among::beside_others;
use super::roles::{self, Role, Said};
use crate::calendar::roman;
use crate::office::{
    Content, Found, FoundRow, Head, RowIs, is_of_quarters, is_of_times, is_up_to, names_quarter, names_whole_year,
    quarter_of, said,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a cell holds, and the row that it stands in.
pub type Cell = (Option<Content>, u32);

/// A column of the table that is made: one of the old, of a quarter where it is measured in each.
struct Column {
    old: usize,
    quarter: Option<u8>,
}

/// What is told of rows of two or three times, `Periode` over `I` to `III`: those of a year that is not over, or parts of other lengths.
pub fn told(found: &Found) -> Option<String> {
    let cells = |at: usize| {
        let things = found.rows.iter().filter(|row| row.is == RowIs::Thing);
        things.filter_map(move |row| row.cells[at].as_ref())
    };
    let own = |at: usize| cells(at).filter_map(quarter_of).collect::<BTreeSet<u8>>();
    let is_some = |at: &usize| {
        is_of_times(&found.heads[*at])
            && matches!(own(*at).len(), 2 | 3)
            && cells(*at).all(|one| quarter_of(one).is_some())
    };
    let at = (0..found.heads.len()).find(is_some)?;
    let times = own(at).into_iter().map(roman).collect::<Vec<_>>().join(", ");
    Some(format!(
        "kolom \"{}\" menyebut {times}; tiap baris dibaca sendiri. Bila itu triwulan, beri judul \"Triwulan\" lalu susun lagi",
        found.heads[at].called()
    ))
}

/// The table with a column for each quarter; none where quarters stand in no rows, or one stands twice, and none of money alone,
/// which the data have of years: there each row stands for itself.
pub fn laid(found: &Found) -> Option<Found> {
    let things = || found.rows.iter().filter(|row| row.is == RowIs::Thing);
    // Where no head is that of quarters, the cells say what they are.
    let says = |at: &usize| {
        let mut cells = things().filter_map(|row| row.cells[*at].as_ref()).peekable();
        cells.peek().is_some() && cells.all(|content| names_quarter(content) || names_whole_year(content))
    };
    // `Periode` over `I` to `IV`, all four.
    let are_times = |at: &usize| {
        let cells = || things().filter_map(|row| row.cells[*at].as_ref());
        let own: BTreeSet<u8> = cells().filter_map(quarter_of).collect();
        is_of_times(&found.heads[*at])
            && own.len() == 4
            && cells().all(|content| quarter_of(content).is_some() || names_whole_year(content))
    };
    let named = found.heads.iter().position(is_of_quarters);
    let all = || 0..found.heads.len();
    let at = named.or_else(|| all().find(says)).or_else(|| all().find(are_times))?;
    let quarter = |row: &FoundRow| row.cells[at].as_ref().and_then(quarter_of);
    let until = things().filter_map(|row| row.cells[at].as_ref()).filter(|content| is_up_to(content)).count();
    let lead = if until * 2 > things().filter(|row| quarter(row).is_some()).count() { "s.d. " } else { "" };
    let is_of_year = |content: &Content| said(content).trim().is_empty() || names_whole_year(content);
    let is_blank = |row: &FoundRow| row.cells[at].as_ref().is_none_or(is_of_year);
    let quarters: BTreeSet<u8> = things().filter_map(quarter).collect();
    if quarters.len() < 2 || !things().all(|row| quarter(row).is_some() || is_blank(row)) {
        return None;
    }
    let heads: Vec<Role> = found.heads.iter().map(|head| roles::said(head).role).collect();
    if is_money_alone(found) {
        return None;
    }
    let is_key = |role: &Role| matches!(role, Role::Code | Role::Name | Role::Objective | Role::Level);
    let is_year = |head: &Head| head.levels.last().is_some_and(|level| level.trim().eq_ignore_ascii_case("tahun"));
    let key = |row: &FoundRow| -> Vec<String> {
        let own = (0..heads.len()).filter(|at| is_key(&heads[*at]) || is_year(&found.heads[*at]));
        own.map(|at| row.cells[at].as_ref().map(|content| said(content).into_owned()).unwrap_or_default()).collect()
    };
    let mut groups: Vec<BTreeMap<Option<u8>, &FoundRow>> = Vec::new();
    let mut places: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for row in things() {
        let place = *places.entry(key(row)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(BTreeMap::new());
        }
        if groups[place].insert(quarter(row), row).is_some() {
            return None;
        }
    }
    let is_measured = |at: &usize| {
        let role = heads[*at];
        !is_year(&found.heads[*at])
            && !is_key(&role)
            && !matches!(role, Role::Counter | Role::Unit | Role::Way | Role::Person)
    };
    let fixed = (0..heads.len()).filter(|old| *old != at && !is_measured(old)).map(|old| Column { old, quarter: None });
    let mut columns: Vec<Column> = fixed.collect();
    let own: Vec<usize> = (0..heads.len()).filter(|old| *old != at && is_measured(old)).collect();
    let has_year = groups.iter().any(|group| group.contains_key(&None));
    let parts = quarters.iter().map(|quarter| Some(*quarter)).chain(has_year.then_some(None));
    columns.extend(parts.flat_map(|quarter| own.iter().map(move |old| Column { old: *old, quarter })));
    let measured: BTreeSet<usize> = own.iter().copied().collect();
    let head = |column: &Column| {
        let mut head = found.heads[column.old].clone();
        if let Some(quarter) = column.quarter {
            head.levels.insert(0, format!("{lead}Triwulan {}", roman(quarter)));
        }
        head
    };
    let row = |first: &FoundRow, of: &dyn Fn(&Column) -> Option<Cell>| row(first, columns.iter().map(of));
    let grouped = |group: &BTreeMap<Option<u8>, &FoundRow>| {
        let first = group.values().min_by_key(|row| row.number)?;
        Some(row(first, &|column| match measured.contains(&column.old) {
            true => group.get(&column.quarter).map(|row| cell(row, column.old)),
            false => Some(cell(first, column.old)),
        }))
    };
    let other = |old: &FoundRow| row(old, &|column| (!measured.contains(&column.old)).then(|| cell(old, column.old)));
    let mut rows: Vec<FoundRow> = groups.iter().filter_map(grouped).collect();
    rows.extend(found.rows.iter().filter(|row| row.is != RowIs::Thing).map(other));
    rows.sort_by_key(|row| row.number);
    Some(Found { heads: columns.iter().map(head).collect(), rows, ..found.clone() })
}

/// A cell as it stands.
pub fn cell(row: &FoundRow, column: usize) -> Cell {
    (row.cells[column].clone(), row.from[column])
}

/// A row that is made in the place of one that stands there, of cells of this and of others.
pub fn row(first: &FoundRow, cells: impl Iterator<Item = Option<Cell>>) -> FoundRow {
    let (cells, from) = cells.map(|cell| cell.unwrap_or((None, first.number))).unzip();
    FoundRow { number: first.number, hidden: first.hidden, is: first.is, cells, from, columns: None }
}

/// Whether budgets and what was spent are all that is measured.
fn is_money_alone(found: &Found) -> bool {
    let mut heads: Vec<Said> = found.heads.iter().map(roles::said).collect();
    beside_others(found, &mut heads);
    let has = |role: Role| heads.iter().any(|head| head.role == role);
    (has(Role::Budget) || has(Role::Spent)) && ![Role::Target, Role::Real, Role::Achieved].into_iter().any(has)
}
