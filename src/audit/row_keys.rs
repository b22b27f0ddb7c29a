//! What a printed row says of itself: its words, whether it has figures, its year.

use super::figure::{Beside, Printed};
use super::model::PrintedTable;
use super::read;
use super::words::tokens;
use std::ops::Range;

/// What a printed row says of itself.
pub(super) struct RowKeys {
    /// Words with the column of the rules that they stand in, where that is known.
    pub words: Vec<(Option<usize>, String)>,
    /// Those of them that stand under a title of codes.
    pub codes: Vec<String>,
    pub has_figures: bool,
    /// Whether something stands under a known column that is no name: then it is a row, and no heading or note.
    pub says: bool,
    /// Several rows have the words of one total: which of them it is, is told by where they stand.
    pub waits: bool,
    /// The year of its figures.
    pub year: i32,
}

impl RowKeys {
    pub fn of(
        (table, now): (&PrintedTable, i32),
        row: usize,
        columns: &[Option<usize>],
        own: &Range<usize>,
    ) -> RowKeys {
        let (mut words, mut codes) = (Vec::new(), Vec::new());
        let is_titled =
            |at: usize| table.header.get(at).is_some_and(|title| tokens(title).contains(&"kode".to_string()));
        let (mut has_figures, mut says) = (false, false);
        for (place, cell) in table.rows[row].cells.iter().enumerate() {
            let cell = cell.trim();
            // What stands beside belongs to another row of another block.
            if columns.get(place).copied().flatten().is_some_and(|column| !own.contains(&column)) {
                continue;
            }
            let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
            let starts_with_digit = cell.starts_with(|c: char| c.is_ascii_digit());
            has_figures |= starts_with_digit || cell.starts_with("Rp");
            // `Rp3.000.000` is money, and no code.
            let is_code = is_code(cell) && !is_money(cell);
            // `3 dokumen` is a figure; `2. Persentase laporan …` and `8. Nilai IKPP` are names.
            if letters >= 3 && !(starts_with_digit && letters < 12 && !is_numbered(cell)) || is_code {
                words.push((columns.get(place).copied().flatten(), cell.to_string()));
            }
            if is_code && is_titled(place) {
                codes.push(cell.to_string());
            }
            let is_said = !matches!(read::cell(cell), Printed::Blank | Printed::Words(_));
            says |= is_said && columns.get(place).copied().flatten().is_some();
        }
        RowKeys { words, codes, has_figures, says, waits: false, year: table.rows[row].year.unwrap_or(now) }
    }
}

/// Whether a cell is an amount of money.
fn is_money(cell: &str) -> bool {
    read::cell(cell).figures().iter().any(|figure| figure.unit == Beside::Rupiah)
}

/// Whether words have a number of their own before them: `8. Nilai IKPP`, `8) …`.
pub(super) fn is_numbered(cell: &str) -> bool {
    let rest = cell.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = rest.strip_prefix(['.', ')']).map(str::trim_start);
    rest.len() < cell.len() && behind.is_some_and(|words| words.starts_with(char::is_alphabetic))
}

/// Whether a cell may be a code of a programme or an indicator: `7.01.02`, `IKU-1`, `AKIP`.
pub(super) fn is_code(cell: &str) -> bool {
    !cell.contains(char::is_whitespace)
        && cell.len() >= 2
        && cell.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c))
}
