//! CSV text -> rows with their lines and bytes. The meaning of the rows is handled in `rows.rs`.
//!
//! Cells are separated by `;`, `,` or tab, whichever the header line uses; Excel's `sep=;` line is obeyed. Blank lines
//! and rows of empty cells are skipped. A row's number is the line of the file it begins on.

use super::cell::trim;
use super::found::Found;
use super::header::second_row;
use super::header::{heads, is_unit};
use super::problem::{Cell, DataProblem};
use super::rows::read_rows;
use super::schema::{NumberFormat, Schema};
use super::several::gathered;
use super::shares::{Shares, Signs};
use super::split::{Heading, cell_ranges, find_delimiter};
use super::wide::{WideColumn, wide_column};
use super::{Dataset, Room};
use crate::diagnostic::CellPlace;
use crate::source::sheet::unmarked;
use crate::source::{SourceId, Span};
use std::cell::OnceCell;
use std::ops::Range;

/// A CSV file and how it is to be read.
#[derive(Debug, Clone, Copy)]
pub struct CsvFile<'a> {
    /// The source of its text; edits point into it.
    pub source: SourceId,
    /// The name that messages show.
    pub name: &'a str,
    /// The text, without a byte order mark.
    pub text: &'a str,
    /// `angka id`, `angka en`, or nothing declared.
    pub format: Option<NumberFormat>,
}

/// Reads a file into the dataset and returns every finding, in file order. A faulty value is stored as
/// [`super::State::Faulty`] with the reason, so that it hides nothing else; a row whose code, year or unit is unknown
/// is reported and not stored.
pub fn read_csv(file: CsvFile, schema: &Schema, into: &mut Dataset) -> Vec<DataProblem> {
    read_csv_while(file, schema, into, &|| true).0
}

/// The same while there is memory: rows are read until `room` returns false, and the dataset is then full. Also returns
/// the percent signs of codes, to be compared with other files.
pub fn read_csv_while(file: CsvFile, schema: &Schema, into: &mut Dataset, room: Room) -> (Vec<DataProblem>, Shares) {
    let (start, delimiter) = begin(file.text, schema);
    let sheet = Sheet { file, delimiter, signs: None };
    let (problems, shares) = read(&sheet, (start, 0), schema, into, room);
    (gathered(problems), shares)
}

/// The same for a piece of a file, given its header line, which determined the delimiter; `skipped` lines of the file
/// are between the two. Also returns its percent signs, to be compared with other pieces; or compares them with
/// `signs`, if given.
pub fn read_part(
    (file, delimiter): (CsvFile, u8),
    skipped: u32,
    schema: &Schema,
    signs: &Signs,
    into: &mut Dataset,
) -> (Vec<DataProblem>, Shares) {
    let sheet = Sheet { file, delimiter, signs: Some(signs) };
    read(&sheet, (skip_preamble(file.text).0, skipped), schema, into, &|| true)
}

fn read(
    sheet: &Sheet,
    (start, skipped): (usize, u32),
    schema: &Schema,
    into: &mut Dataset,
    room: Room,
) -> (Vec<DataProblem>, Shares) {
    let mut found = Found::default();
    let shares = read_rows(Rows::new(sheet, start, skipped), schema, (into, room), &mut found);
    (found.into_problems(), shares)
}

/// The finding about a file whose header continues in the second non-blank row, as in printed sheets.
pub fn two_row_header(file: CsvFile, schema: &Schema) -> Option<DataProblem> {
    let (start, delimiter) = begin(file.text, schema);
    let sheet = Sheet { file, delimiter, signs: None };
    let mut rows = Rows::new(&sheet, start, 0);
    let (top, below) = (rows.next()?, rows.next()?);
    second_row(&sheet, &top, &below, schema)
}

/// Whether a header is a word of the language or of the rules.
pub fn knows_header(header: &str, schema: &Schema) -> bool {
    heads(header, schema) != Heading::Nothing
}

/// The delimiter of a header line, including that of a wide file.
pub fn header_delimiter(header: &str, schema: &Schema) -> u8 {
    let is_value = |header: &str| !matches!(wide_column(header, schema), WideColumn::Unknown(_));
    let judged = |header: &str| if is_value(header) { Heading::Word } else { heads(header, schema) };
    find_delimiter(header, &judged)
}

/// The delimiter of a file, and the column of units, from its header line.
pub fn unit_column(header: &str, schema: &Schema) -> (u8, Option<usize>) {
    let (start, delimiter) = begin(header, schema);
    let ranges = cell_ranges(header, start..header.len(), delimiter).0;
    let title = |range: Range<usize>| header.get(range).unwrap_or_default().trim().trim_matches('"');
    (delimiter, ranges.into_iter().position(|range| is_unit(title(range), schema)))
}

/// Where the content begins, and the delimiter.
fn begin(text: &str, schema: &Schema) -> (usize, u8) {
    let (start, declared) = skip_preamble(text);
    let body = text.get(start..).unwrap_or_default();
    (start, declared.unwrap_or_else(|| find_delimiter(body, &|header| heads(header, schema))))
}

/// A file with a known delimiter.
pub(super) struct Sheet<'a> {
    pub file: CsvFile<'a>,
    pub delimiter: u8,
    /// The percent signs of the other pieces, if this is a piece of a file.
    pub signs: Option<&'a Signs>,
}

/// A row that is not blank.
pub(super) struct Row {
    /// Line in the file, from 1.
    pub line: u32,
    /// Its bytes, without the line break.
    pub bytes: Range<usize>,
    /// Where the next line begins.
    pub next: usize,
    record: csv::StringRecord,
    ranges: OnceCell<Vec<Range<usize>>>,
}

impl Row {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// Whether both rows are equal.
    pub fn record_eq(&self, other: &Row) -> bool {
        self.record == other.record
    }

    /// A cell without white space around it; empty beyond the end of the row.
    pub fn get(&self, column: usize) -> &str {
        let text = self.typed(column);
        unmarked(text)
    }

    /// The same, with the mark of a number that comes from a real cell of a sheet.
    pub fn typed(&self, column: usize) -> &str {
        trim(self.record.get(column).unwrap_or_default())
    }

    /// Whether all cells from `column` on are empty.
    pub fn is_empty_from(&self, column: usize) -> bool {
        (column..self.len()).all(|column| self.get(column).is_empty())
    }
}

impl Sheet<'_> {
    /// Whether this is a whole file, not a piece.
    pub fn is_whole(&self) -> bool {
        self.signs.is_none()
    }

    /// The place of a row, or of one of its cells under `header`.
    pub fn place(&self, row: &Row, header: Option<&str>) -> CellPlace {
        CellPlace {
            source: self.file.source,
            row: row.line,
            column: header.filter(|header| !header.is_empty()).map(str::to_string),
        }
    }

    /// A cell with everything needed to edit it.
    pub fn cell(&self, row: &Row, column: usize, header: &str) -> Cell {
        let range = self.ranges(row).get(column).cloned();
        Cell {
            place: self.place(row, Some(header)),
            text: row.get(column).to_string(),
            bytes: range.map(|range| (self.span(range), char::from(self.delimiter))),
        }
    }

    /// The byte ranges of the cells, or none if they differ from what the reader saw.
    pub fn ranges<'r>(&self, row: &'r Row) -> &'r [Range<usize>] {
        row.ranges.get_or_init(|| {
            let (ranges, _) = cell_ranges(self.file.text, row.bytes.clone(), self.delimiter);
            if ranges.len() == row.len() { ranges } else { Vec::new() }
        })
    }

    /// A range of the file's bytes.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file.source, range.start, range.end)
    }
}

/// Where the content begins, and the delimiter if the file states it.
fn skip_preamble(text: &str) -> (usize, Option<u8>) {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let rest = text.get(mark..).unwrap_or_default();
    let line = rest.split(['\r', '\n']).next().unwrap_or_default();
    match line.as_bytes() {
        [s, e, p, b'=', delimiter @ (b';' | b',' | b'\t')] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => {
            (mark + line.len(), Some(*delimiter))
        }
        _ => (mark, None),
    }
}

/// Whether a line only states the delimiter, or nothing: the header may be below it.
pub fn is_above_header(line: &str) -> bool {
    let (start, delimiter) = skip_preamble(line);
    delimiter.is_some() || line.get(start..).is_none_or(|rest| rest.trim().is_empty())
}

/// The non-blank rows, one at a time: a long file is never split as a whole.
pub(super) struct Rows<'a> {
    sheet: &'a Sheet<'a>,
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    lines: LineCount<'a>,
    start: usize,
    /// The number of lines left out below the header line.
    skipped: u32,
    /// An unclosed quote, once the rows have come to it.
    pub unclosed: Option<CellPlace>,
}

impl<'a> Rows<'a> {
    /// From an offset on.
    pub fn new(sheet: &'a Sheet<'a>, start: usize, skipped: u32) -> Rows<'a> {
        let text = sheet.file.text;
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(sheet.delimiter)
            .from_reader(text.get(start..).unwrap_or_default().as_bytes());
        let lines = LineCount { text, at: 0, line: 1 };
        Rows { sheet, reader, record: csv::StringRecord::new(), lines, start, skipped, unclosed: None }
    }

    /// From a row on that was read before.
    pub fn again(sheet: &'a Sheet<'a>, start: usize, line: u32) -> Rows<'a> {
        let mut rows = Rows::new(sheet, start, 0);
        rows.lines = LineCount { at: start, line, ..rows.lines };
        rows
    }

    /// The file of the rows.
    pub fn sheet(&self) -> &'a Sheet<'a> {
        self.sheet
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let text = self.sheet.file.text;
        loop {
            let from = self.start + self.reader.position().byte() as usize;
            // The text is UTF-8 in memory: reading only fails at its end.
            if !matches!(self.reader.read_record(&mut self.record), Ok(true)) {
                return None;
            }
            let to = self.start + self.reader.position().byte() as usize;
            let bytes = without_breaks(text, from..to);
            let row = Row {
                line: self.lines.line_of(bytes.start),
                next: after_break(text, bytes.end),
                bytes,
                record: self.record.clone(),
                ranges: OnceCell::new(),
            };
            if to >= text.len() && cell_ranges(text, row.bytes.clone(), self.sheet.delimiter).1 {
                self.unclosed = Some(self.sheet.place(&row, None));
            } else if !row.is_empty_from(0) {
                self.lines.line = self.lines.line.saturating_add(std::mem::take(&mut self.skipped));
                return Some(row);
            }
        }
    }
}

/// The CSV reader leaves line breaks at both ends of a row.
fn without_breaks(text: &str, range: Range<usize>) -> Range<usize> {
    let raw = text.get(range.clone()).unwrap_or_default();
    let start = range.end - raw.trim_start_matches(['\r', '\n']).len();
    let end = range.start + raw.trim_end_matches(['\r', '\n']).len();
    start.min(end.max(range.start))..end.max(range.start)
}

/// The offset after the line break at `end`.
fn after_break(text: &str, end: usize) -> usize {
    let rest = text.as_bytes().get(end..).unwrap_or_default();
    end + match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// Counts lines while moving forward through the text; `\n`, `\r\n` and a lone `\r` each end a line.
struct LineCount<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl LineCount<'_> {
    fn line_of(&mut self, offset: usize) -> u32 {
        let passed = self.text.as_bytes().get(self.at..offset).unwrap_or_default();
        let returns = passed.iter().filter(|&&byte| byte == b'\r').count();
        let feeds = passed.iter().filter(|&&byte| byte == b'\n').count();
        let pairs = passed.windows(2).filter(|pair| pair == b"\r\n").count();
        let breaks = returns + feeds - pairs;
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.at = self.at.max(offset);
        self.line
    }
}
