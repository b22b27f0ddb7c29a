//! Rows with too few or too many cells, and the likely fixes.
//!
//! An unquoted decimal comma splits one number in two in comma-separated files. Empty cells after the last heading are
//! normally harmless, but not there, since cells may have shifted: `AHH,2025,72,5,` under four headings.

use super::csv::{Row, Sheet};
use super::header::{HeaderColumn, Role};
use super::schema::NumberFormat;
use crate::diagnostic::Edit;
use std::cell::Cell;

/// With more ways to read a row than this, none is suggested.
const MOST_WAYS: usize = 3;

/// Whether each cell of a row is under its heading.
pub(super) fn fits(sheet: &Sheet, row: &Row, columns: &[HeaderColumn]) -> bool {
    let expected = columns.len();
    let is_longer = row.len() > expected && row.is_empty_from(expected);
    let is_under_none = row.len() == expected && meant(row, columns).len() < expected;
    match (is_longer, is_under_none) {
        (true, _) => joined(sheet, row, columns).is_empty(),
        (false, true) => joined(sheet, row, meant(row, columns)).is_empty(),
        // Cells below no heading may be missing.
        (false, false) => (titled(columns)..=expected).contains(&row.len()),
    }
}

/// The columns that a row is read with: including columns without a heading at the end, if the row fills them.
pub(super) fn meant<'c>(row: &Row, columns: &'c [HeaderColumn]) -> &'c [HeaderColumn] {
    let titled = titled(columns);
    if row.len() == columns.len() && !row.is_empty_from(titled) { &columns[..titled] } else { columns }
}

/// The number of columns up to the last with a heading.
fn titled(columns: &[HeaderColumn]) -> usize {
    columns.iter().rposition(|column| column.role != Role::Untitled).map_or(0, |last| last + 1)
}

/// The suggestions and their edits.
pub(super) fn mends(sheet: &Sheet, row: &Row, columns: &[HeaderColumn]) -> Vec<(String, Edit)> {
    let (end, columns) = (row.bytes.end, meant(row, columns));
    let other = row.get(0).matches([',', '\t']).count();
    if row.len() == 1 && columns.len() > 2 && other + 1 >= columns.len() {
        // The whole row is in one cell, with another delimiter.
        return Vec::new();
    }
    if row.len() < columns.len() {
        let missing = columns.len() - row.len();
        let mark = String::from(char::from(sheet.delimiter)).repeat(missing);
        let shown = if sheet.delimiter == b'\t' { "tab".to_string() } else { format!("\"{mark}\"") };
        let text = format!("tambahkan {shown} di akhir baris bila {missing} sel terakhir memang kosong");
        return vec![(text, Edit::replace(sheet.span(end..end), mark))];
    }
    let mut all: Vec<(String, Edit)> =
        joined(sheet, row, columns).iter().filter_map(|joins| join(sheet, row, joins)).collect();
    if row.is_empty_from(columns.len()) && !all.is_empty() {
        let last = sheet.ranges(row).get(columns.len() - 1).map(|cell| cell.end);
        all.extend(last.map(|last| {
            let many = row.len() - columns.len();
            let text = format!("hapus {many} koma terakhir bila setiap koma memang memisahkan sel");
            (text, Edit::replace(sheet.span(last..end), ""))
        }));
    }
    if all.is_empty() && sheet.delimiter == b';' {
        all.extend(needless(sheet, row, columns.len()));
    }
    all
}

/// `AKIP;2025;;80`: the one empty cell that a row has too many.
fn needless(sheet: &Sheet, row: &Row, expected: usize) -> Option<(String, Edit)> {
    let mut empty = (0..row.len()).filter(|at| row.get(*at).trim().is_empty());
    let (at, others) = (empty.next()?, empty.next());
    let next = sheet.ranges(row).get(at + 1)?.start;
    let start = sheet.ranges(row).get(at)?.start;
    let text = format!("hapus satu titik koma di sel ke-{} yang kosong, bila sel itu berlebih", at + 1);
    (row.len() == expected + 1 && others.is_none()).then(|| (text, Edit::replace(sheet.span(start..next), "")))
}

/// The row with as many numbers joined as necessary.
fn join(sheet: &Sheet, row: &Row, joins: &[usize]) -> Option<(String, Edit)> {
    let ranges = sheet.ranges(row);
    let number = |at: usize| format!("\"{},{}\"", row.get(at), row.get(at + 1));
    let (first, last) = (*joins.first()?, *joins.last()?);
    let (mut cells, mut at) = (Vec::new(), first);
    while at <= last {
        match joins.contains(&at) {
            true => cells.push(number(at)),
            false => cells.push(sheet.file.text.get(ranges.get(at)?.clone())?.to_string()),
        }
        at += if joins.contains(&at) { 2 } else { 1 };
    }
    let shown: Vec<String> = joins.iter().map(|at| number(*at)).collect();
    let span = sheet.span(ranges.get(first)?.start..ranges.get(last + 1)?.end);
    Some((format!("apakah maksud Anda {}?", shown.join(" dan ")), Edit::replace(span, cells.join(","))))
}

/// The ways to read a row so that nothing is left after the last heading, each as the cells that begin a number split
/// at its comma; none if commas do not separate cells.
fn joined(sheet: &Sheet, row: &Row, columns: &[HeaderColumn]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let more = row.len().saturating_sub(columns.len());
    let has_comma = sheet.file.format != Some(NumberFormat::English);
    if has_comma && sheet.delimiter == b',' && (1..=MOST_MORE).contains(&more) {
        let reading = Reading { sheet, row, columns, steps: Cell::new(0) };
        reading.go((0, 0), &mut Vec::new(), &mut found);
    }
    // A way that includes another one adds nothing.
    let least = found.iter().map(Vec::len).min().unwrap_or(0);
    found.retain(|joins| joins.len() == least);
    found.truncate(MOST_WAYS);
    found
}

/// With more surplus commas than this, they are not decimals of one row.
const MOST_MORE: usize = 6;

/// A row of numbers that needs more steps than this has no single reading.
const MOST_STEPS: u32 = 5_000;

struct Reading<'r> {
    sheet: &'r Sheet<'r>,
    row: &'r Row,
    columns: &'r [HeaderColumn],
    steps: Cell<u32>,
}

impl Reading<'_> {
    fn go(&self, (cell, column): (usize, usize), joins: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MOST_STEPS {
            return;
        }
        if column == self.columns.len() {
            if !joins.is_empty() && self.row.is_empty_from(cell) {
                found.push(joins.clone());
            }
            return;
        }
        let left = self.row.len().saturating_sub(cell);
        // Each further column takes at least one cell.
        if left < self.columns.len() - column {
            return;
        }
        if self.is_parted(cell, column) {
            joins.push(cell);
            self.go((cell + 2, column + 1), joins, found);
            joins.pop();
        }
        self.go((cell + 1, column + 1), joins, found);
    }

    /// Whether two cells can be the two sides of a decimal comma: `72` and `5`, `1.250` and `5%`.
    fn is_parted(&self, cell: usize, column: usize) -> bool {
        let is_key =
            matches!(self.columns[column].role, Role::Code | Role::Label | Role::Year | Role::Quarter | Role::Unit);
        let is_bare = |at: usize| {
            let range = self.sheet.ranges(self.row).get(at).cloned();
            range.and_then(|range| self.sheet.file.text.get(range)).is_some_and(|text| !text.contains('"'))
        };
        let (whole, rest) = (self.row.get(cell), self.row.get(cell + 1));
        let whole = whole.trim_start_matches(|c: char| !c.is_ascii_digit());
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        !is_key
            && !whole.is_empty()
            && whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && whole.ends_with(|c: char| c.is_ascii_digit())
            && rest.starts_with(|c: char| c.is_ascii_digit())
            && !behind.contains(|c: char| c.is_ascii_digit())
            && is_bare(cell)
            && is_bare(cell + 1)
    }
}
