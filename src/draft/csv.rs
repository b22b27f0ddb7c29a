//! A table of text as a sheet: cells parted by a mark, every one of them typed.

use crate::data::split::{cells, row_end, unquoted};
use crate::office::{Cell, Content, Row, Sheet};

/// The sheet that a text is; lines that begin with `#` are remarks.
pub fn sheet(name: &str, text: &str) -> Sheet {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (text, declared) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((mark, rest)) => (rest, mark.bytes().next()),
        None => (text, None),
    };
    let mark = declared.unwrap_or_else(|| mark(text));
    let (bytes, mut at, mut number) = (text.as_bytes(), 0, 0);
    let mut sheet = Sheet { name: name.to_string(), ..Sheet::default() };
    while at < bytes.len() {
        let (end, _) = row_end(bytes, at, &[mark]);
        let range = at..at + text[at..end].trim_end_matches('\r').len();
        at = end + 1;
        number += 1;
        let line = text[range.clone()].trim();
        if let Some(remark) = line.strip_prefix('#') {
            sheet.above.push(remark.trim().trim_start_matches("judul").trim().to_string());
            continue;
        }
        let cell = |(column, range): (usize, std::ops::Range<usize>)| {
            let said = unquoted(text[range].trim()).trim().to_string();
            let column = u32::try_from(column).ok()?;
            (!said.is_empty()).then(|| Cell { column, content: Content::Text(said.into()) })
        };
        let cells: Vec<Cell> = cells(bytes, range, mark).enumerate().filter_map(cell).collect();
        if !cells.is_empty() {
            sheet.rows.push(Row { number, hidden: false, cells });
        }
    }
    sheet
}

/// The mark that most lines have, of the first thirty.
fn mark(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).take(30).collect();
    let count = |mark: u8| lines.iter().filter(|line| line.as_bytes().contains(&mark)).count();
    [b'\t', b';', b','].into_iter().max_by_key(|mark| (count(*mark), *mark == b';')).unwrap_or(b';')
}
