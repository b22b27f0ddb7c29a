//! Text whose cells are parted by a mark, as one sheet.

use super::bounds::{Bounds, MOST_COLUMNS};
use super::model::{Book, Cell, Content, Kind, Row, Sheet};
use super::refused::{Refusal, Refused};
use crate::data::split::{cells, line_breaks, row_end, unquoted};

/// What may part cells; of equals the first.
const MARKS: [u8; 3] = [b';', b'\t', b','];
/// Rows that are looked at to find the mark.
const LOOKED_AT: usize = 50;

/// Reads a text; its sheet has the name of the file. A row has the number of its first line.
pub(super) fn read(text: &str, name: &str) -> Result<Book, Refused> {
    let (mut bounds, bytes, mark) = (Bounds::new(), text.as_bytes(), mark(text));
    let mut sheet = Sheet { name: name.to_string(), ..Sheet::default() };
    let (mut at, mut line) = (0, 1u32);
    while at < bytes.len() {
        let (end, _) = row_end(bytes, at, &[mark]);
        let here = |why: Refusal| Refused::from(why).in_row(line);
        let within = &bytes[at..end];
        let within = if bytes.get(end) == Some(&b'\n') { within.strip_suffix(b"\r").unwrap_or(within) } else { within };
        let row = at..at + within.len();
        let mut kept = Vec::new();
        for (column, cell) in (0u32..).zip(cells(bytes, row, mark)) {
            let words = unquoted(&text[cell]);
            if words.trim().is_empty() {
                continue;
            }
            if column >= MOST_COLUMNS {
                return Err(here(Refusal::Damaged));
            }
            bounds.cell().map_err(here)?;
            let content = Content::Text(bounds.words(words.trim()).map_err(here)?);
            kept.push(Cell { column, content });
        }
        if !kept.is_empty() {
            bounds.cell().map_err(here)?;
            sheet.rows.push(Row { number: line, hidden: false, cells: kept });
        }
        line = line.saturating_add(line_breaks(within) + 1);
        at = end + 1;
    }
    if sheet.rows.is_empty() {
        return Err(Refusal::NoTable.into());
    }
    Ok(Book { kind: Kind::Csv, sheets: vec![sheet] })
}

/// The mark that parts most rows into equally many cells.
fn mark(text: &str) -> u8 {
    let bytes = text.as_bytes();
    let agreeing = |mark: u8| {
        let (mut counts, mut at) = (Vec::new(), 0);
        while at < bytes.len() && counts.len() < LOOKED_AT {
            let (end, _) = row_end(bytes, at, &[mark]);
            if !text[at..end].trim().is_empty() {
                counts.push(cells(bytes, at..end, mark).count());
            }
            at = end + 1;
        }
        let of = |count: usize| counts.iter().filter(|other| **other == count).count();
        counts.iter().filter(|count| **count > 1).map(|count| of(*count)).max().unwrap_or(0)
    };
    let most = MARKS.map(agreeing).into_iter().max().unwrap_or(0);
    MARKS.into_iter().find(|mark| agreeing(*mark) == most).unwrap_or(b';')
}
