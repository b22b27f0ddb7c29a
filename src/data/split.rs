//! Rows and cells of CSV text, in one place for reading a file whole, reading it in pieces, and deciding where to cut
//! it.
//!
//! The rules are those of the `csv` crate. A quote opens only at the start of a cell; anywhere else it is an ordinary
//! character. Rows end at `\n`, `\r\n` and a lone `\r`, outside quotes.

use std::borrow::Cow;
use std::ops::Range;

/// Where the row that begins at `at` ends: at its line break (for `\r\n` at the `\n`), else at the end of the bytes;
/// and whether a quote is left open. `marks` are the delimiters.
pub fn row_end(bytes: &[u8], at: usize, marks: &[u8]) -> (usize, bool) {
    let mut from = at;
    while let Some(offset) = memchr::memchr3(b'"', b'\n', b'\r', &bytes[from..]) {
        let here = from + offset;
        match bytes[here] {
            b'"' if here == at || marks.contains(&bytes[here - 1]) => match closing(bytes, here) {
                Some(close) => from = close + 1,
                None => return (bytes.len(), true),
            },
            b'"' => from = here + 1,
            b'\r' if bytes.get(here + 1) == Some(&b'\n') => return (here + 1, false),
            _ => return (here, false),
        }
    }
    (bytes.len(), false)
}

/// The number of line breaks, of any kind.
pub fn line_breaks(bytes: &[u8]) -> u32 {
    let is_break = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    let count = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(is_break).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether a row ends at a `\r` without a `\n`.
pub fn has_lone_return(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
}

/// The cells of a row, quotes included.
pub fn cells(bytes: &[u8], row: Range<usize>, delimiter: u8) -> impl Iterator<Item = Range<usize>> {
    let mut next = Some(row.start);
    let bytes = &bytes[..row.end];
    std::iter::from_fn(move || {
        let start = next?;
        let behind = match bytes.get(start) {
            Some(b'"') => closing(bytes, start).map_or(bytes.len(), |close| close + 1),
            _ => start,
        };
        let end = memchr::memchr(delimiter, &bytes[behind..]).map(|offset| behind + offset);
        next = end.map(|end| end + 1);
        Some(start..end.unwrap_or(bytes.len()))
    })
}

/// The content of a cell: without its quotes, with doubled ones halved.
pub fn unquoted(cell: &str) -> Cow<'_, str> {
    if !cell.starts_with('"') {
        return Cow::Borrowed(cell);
    }
    let close = closing(cell.as_bytes(), 0);
    let (inner, rest) = (&cell[1..close.unwrap_or(cell.len())], &cell[close.map_or(cell.len(), |close| close + 1)..]);
    Cow::Owned(inner.replace("\"\"", "\"") + rest)
}

/// Where the quote that opens at `open` closes.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let mut from = open + 1;
    loop {
        let here = from + memchr::memchr(b'"', bytes.get(from..)?)?;
        if bytes.get(here + 1) != Some(&b'"') {
            return Some(here);
        }
        from = here + 2;
    }
}

/// The byte ranges of the cells of one row, quotes included, and whether a quote is left open.
pub(super) fn cell_ranges(text: &str, row: Range<usize>, delimiter: u8) -> (Vec<Range<usize>>, bool) {
    let end = row.end.min(text.len());
    let ranges: Vec<Range<usize>> = cells(text.as_bytes(), row.start.min(end)..end, delimiter).collect();
    let bytes = &text.as_bytes()[..end];
    let is_open = |cell: &Range<usize>| bytes.get(cell.start) == Some(&b'"') && closing(bytes, cell.start).is_none();
    let open = ranges.last().is_some_and(is_open);
    (ranges, open)
}

/// What a cell may be in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// A word of the language or of the rules.
    Word,
    /// `2024`, `Target 2024`.
    Year,
    /// Neither.
    Nothing,
}

/// The delimiter, judged by the rows that may be the header: the one that yields most known headers, else the most
/// frequent one. Delimiters inside quotes do not count.
pub(super) fn find_delimiter(text: &str, heads: &dyn Fn(&str) -> Heading) -> u8 {
    let rows = first_rows(text);
    // `least`: known headers with another delimiter. A row with fewer cells cannot have as many, so it can be skipped.
    let score = |delimiter: u8, least: usize| {
        let known = |row: &Range<usize>| {
            let mut found = [0, 0];
            for cell in parted(text.as_bytes(), row, delimiter) {
                match heads(unquoted(text.get(cell).unwrap_or_default()).trim().trim_matches('"')) {
                    Heading::Word => found[0] += 1,
                    Heading::Year => found[1] += 1,
                    Heading::Nothing => {}
                }
            }
            // Years are in rows of figures too; in a header they are beside words.
            if found[0] == 0 { 0 } else { found[0] + found[1] }
        };
        let marks = |row: &Range<usize>| parted(text.as_bytes(), row, delimiter).len() - 1;
        // A single known header in an unsplit line says nothing about the delimiter. A line with at most as many cells
        // as another has known ones can be skipped.
        let most = |most: usize, row: &Range<usize>| match marks(row) {
            marks if marks < most || marks + 1 < least => most,
            _ => most.max(known(row)),
        };
        let headers = Some(rows.iter().fold(1, most)).filter(|&known| known > 1).unwrap_or(0);
        let first = rows.iter().map(marks).find(|&marks| marks > 0).unwrap_or(0);
        (headers, first)
    };
    let (mut best, mut found) = (score(b';', 0), b';');
    for mark in [b'\t', b','] {
        let next = score(mark, best.0);
        if next > best {
            (best, found) = (next, mark);
        }
    }
    found
}

/// The possible delimiters.
const MARKS: [u8; 3] = [b',', b'\t', b';'];

/// The first non-blank rows.
fn first_rows(text: &str) -> Vec<Range<usize>> {
    const ROWS: usize = 20;
    let (mut rows, mut at) = (Vec::new(), 0);
    while at < text.len() && rows.len() < ROWS {
        let (end, _) = row_end(text.as_bytes(), at, &MARKS);
        let row = text.get(at..end).unwrap_or_default();
        if !row.trim().is_empty() {
            rows.push(at..at + row.trim_end_matches(['\n', '\r']).len());
        }
        at = end + 1;
    }
    rows
}

/// The cells of a row whose delimiter is still unknown: a quote may open after any of them.
fn parted(bytes: &[u8], row: &Range<usize>, delimiter: u8) -> Vec<Range<usize>> {
    let (bytes, mut cells) = (&bytes[..row.end], Vec::new());
    let (mut start, mut at) = (row.start, row.start);
    while at < row.end {
        match bytes[at] {
            b'"' if at == row.start || MARKS.contains(&bytes[at - 1]) => {
                at = closing(bytes, at).map_or(row.end, |close| close + 1);
                continue;
            }
            byte if byte == delimiter => {
                cells.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    cells.push(start..row.end);
    cells
}
