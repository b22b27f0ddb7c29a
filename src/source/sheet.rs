//! Texts that were laid out from a sheet of a workbook or a table of a document: a line for each row, a cell for each
//! column, so that places in the text are places on the sheet.

use super::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Stands before a number that comes from a real cell: its decimal sign is the comma, and nothing about it is in doubt. Only
/// texts laid out here have it.
pub const MARK: char = '\u{F8F0}';

/// Stands behind a number, once for every three digits that its format leaves out: twice for `#,##0,,`.
pub const LEFT_OUT: char = '\u{F8F1}';

/// Stands behind a number that is shown in full beside such ones, once for every three digits that theirs leave out.
pub const IN_FULL: char = '\u{F8F2}';

/// A text without the marks of numbers.
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix(MARK).map_or(text, |number| number.trim_end_matches([LEFT_OUT, IN_FULL]))
}

/// How often one of the marks behind a number stands there, times three.
pub fn zeros_marked(text: &str, mark: char) -> u32 {
    if text.starts_with(MARK) { 3 * text.chars().rev().take_while(|last| *last == mark).count() as u32 } else { 0 }
}

/// What stands before the words of a cell that shows another number than it holds: `#tampil 80.000 #isi 80`.
pub const SEEN: &str = "#tampil ";

/// What stands before that number.
pub const HELD: &str = " #isi ";

/// What stands before the words of a cell that is struck through as a whole.
pub const STRUCK: &str = "#dicoret";

/// Figures on lines of their own in one cell, set apart: a line break never joins digits to one number.
pub fn figures_apart(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_figure = |line: &&str| {
        line.starts_with(|c: char| c.is_ascii_digit())
            && line.ends_with(|c: char| c.is_ascii_digit() || c == '%')
            && line.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '%'))
    };
    (lines.len() > 1 && lines.iter().all(is_figure)).then(|| lines.join("; "))
}

/// Stands between a header and the one above it, where a heading has several rows.
pub const BELOW: &str = " di bawah ";

/// Where a text stands on its sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnSheet {
    /// The file, as rules name it.
    pub file: String,
    /// The sheet; of a document `tabel 3`.
    pub name: String,
    /// The headers as the text has them, by column; empty where there is none.
    pub headers: Vec<String>,
    /// Cells that stand elsewhere, by row and column: what stands above them where they were blank, another column of their row
    /// where a heading has another order.
    pub filled: BTreeMap<(u32, u32), (u32, u32)>,
    /// Whether its cells have letters, as in a workbook.
    pub is_lettered: bool,
    /// Cells whose format writes words around the number, by row and column: what is typed there gets them too.
    pub worded: BTreeSet<(u32, u32)>,
    /// Lines above a table of a document, which stand in no row of it, that say what its money is in.
    pub above: Vec<String>,
}

/// A text laid out from a sheet.
#[derive(Debug, Clone)]
pub struct Laid {
    /// What messages call it: `iku.xlsx, lembar "IKU"`.
    pub name: String,
    /// Cells parted by `;`.
    pub text: String,
    /// Where it stands.
    pub sheet: OnSheet,
    /// What was done to read it, to be said once.
    pub told: Vec<String>,
    /// Rows of sums that are not the sum of their rows.
    pub sums: Vec<String>,
}

/// What is looked for in a workbook or document.
#[derive(Clone, Copy)]
pub struct Wanted<'w> {
    /// The file as rules name it.
    pub file: &'w str,
    /// `lembar "IKU"`
    pub sheet: Option<&'w str>,
    /// `baris mulai 5`
    pub first_row: Option<u32>,
    /// `baris tersembunyi ikut`, `tidak`
    pub hidden_rows: Option<bool>,
    /// The headers that the rules name, as they write them: `K di bawah II di bawah Realisasi`.
    pub headers: &'w [(String, Span)],
    /// Which of them are those of codes.
    pub codes: &'w [String],
    /// Where the rules name the file.
    pub span: Option<Span>,
    /// The year of figures that name none.
    pub year: Option<i32>,
    /// Whether the rules know a code.
    pub knows: &'w dyn Fn(&str) -> bool,
    /// Whether a header is a word of the language or of the rules.
    pub is_known: &'w dyn Fn(&str) -> bool,
    /// What a text of a heading says its figures are in: `juta rupiah` of `Keuangan (juta rupiah)`.
    pub measure: &'w dyn Fn(&str) -> Option<String>,
}

impl OnSheet {
    /// `sel D7`, or `baris 7` where no column is meant.
    pub fn place(&self, row: u32, header: Option<&str>) -> String {
        let column = header.and_then(|header| self.headers.iter().position(|known| known == header));
        match (column, header) {
            (Some(column), _) => self.cell(row, column as u32),
            (None, Some(header)) => format!("baris {row}, kolom \"{header}\""),
            (None, None) => format!("baris {row}"),
        }
    }

    /// The cell of a row under a header, or in a column: `D7`; none of a document.
    pub fn cell_name(&self, row: u32, header: Option<&str>) -> Option<String> {
        let column = self.headers.iter().position(|known| Some(known.as_str()) == header)? as u32;
        let turned = self.filled.get(&(row, column)).filter(|(from, _)| *from == row);
        self.is_lettered.then(|| format!("{}{row}", letters(turned.map_or(column, |(_, column)| *column))))
    }

    /// `sel D7`; of a document `baris 7, kolom "Target"`.
    pub fn cell(&self, row: u32, column: u32) -> String {
        let named = |row: u32, column: u32| match self.is_lettered {
            true => format!("sel {}{row}", letters(column)),
            false => match self.headers.get(column as usize).filter(|header| !header.is_empty()) {
                Some(header) => format!("baris {row}, kolom \"{header}\""),
                None => format!("baris {row}, kolom ke-{}", column + 1),
            },
        };
        match self.filled.get(&(row, column)) {
            Some((from, own)) if *from == row => named(row, *own),
            Some((from, own)) => format!("{}, isi dari {}", named(row, column), named(*from, *own)),
            None => named(row, column),
        }
    }
}

/// The letters of a column: 0 is `A`, 27 is `AB`.
pub fn letters(column: u32) -> String {
    let (mut rest, mut letters) = (u64::from(column) + 1, Vec::new());
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + digit as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A header as rules write it: `"K" di bawah "II"`.
pub fn quoted(header: &str) -> String {
    format!("\"{}\"", header.replace(BELOW, "\" di bawah \""))
}
