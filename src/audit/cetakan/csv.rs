//! `cetakan/T31.csv`: a header with the printed titles, then the printed rows. Lines that begin with `#` say the page and
//! the heading.

use super::super::model::{PrintedRow, PrintedTable};
use super::{heading, stem};
use crate::data::split::{cells, line_breaks, row_end, unquoted};

/// Reads a file; nothing in it can be wrong as a whole.
pub(super) fn read(name: &str, text: &str) -> PrintedTable {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut table = PrintedTable { table: stem(name).to_string(), file: name.to_string(), ..PrintedTable::default() };
    let mark = mark(text);
    // Where the cells of a row stand in the first heading.
    let mut order: Option<Vec<usize>> = None;
    let (bytes, mut at, mut line) = (text.as_bytes(), 0, 1);
    while at < bytes.len() {
        let (end, _) = row_end(bytes, at, &[mark]);
        let own = line;
        line += line_breaks(&bytes[at..(end + 1).min(bytes.len())]);
        let range = at..text[at..end].trim_end_matches('\r').len() + at;
        at = end + 1;
        let whole = text[range.clone()].trim();
        // Below the heading a row may begin so; there only the page is a remark.
        let remark = whole.trim_start_matches('"').strip_prefix('#');
        let is_page = |remark: &str| remark.trim_start().to_lowercase().starts_with("halaman");
        if let Some(remark) = remark.filter(|remark| table.header.is_empty() || is_page(remark)) {
            note(&mut table, remark.trim_end_matches(['"', char::from(mark)]).trim());
            continue;
        }
        let row: Vec<String> = cells(bytes, range, mark).map(|cell| clean(&unquoted(text[cell].trim()))).collect();
        if row.iter().all(String::is_empty) || is_numbering(&row) {
            continue;
        }
        if table.header.is_empty() {
            table.header = row;
        } else if let Some(header) = heading::joined(&table.header, &row).filter(|_| table.rows.is_empty()) {
            table.header = header;
        } else {
            // It stays a row: rows are declared by their number.
            order = heading::reordered(&mut table, &row).or(order);
            table.rows.push(PrintedRow { line: own, cells: ordered(row, order.as_deref()) });
        }
    }
    table
}

/// The cells of a row below a heading in another order, in that of the first.
fn ordered(row: Vec<String>, order: Option<&[usize]>) -> Vec<String> {
    let Some(order) = order else { return row };
    let width = order.iter().max().map_or(0, |last| last + 1);
    let mut cells = vec![String::new(); width];
    for (at, cell) in row.into_iter().enumerate() {
        match order.get(at) {
            Some(place) => cells[*place] = cell,
            None => cells.push(cell),
        }
    }
    cells
}

/// `# halaman 34`, `# judul Tabel 3.1 …`; what else stands there is a remark.
fn note(table: &mut PrintedTable, remark: &str) {
    let (word, rest) = remark.split_once(char::is_whitespace).unwrap_or((remark, ""));
    if word.eq_ignore_ascii_case("halaman") {
        table.page = rest.trim().parse().ok().or(table.page);
    } else if word.eq_ignore_ascii_case("judul") {
        table.title = Some(rest.trim().trim_matches('"').to_string());
    }
}

/// A cell of several printed lines is one text.
fn clean(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1;2;3;4`, which reports print below their titles.
fn is_numbering(row: &[String]) -> bool {
    let filled: Vec<&String> = row.iter().filter(|cell| !cell.is_empty()).collect();
    let numbers: Vec<u32> = filled.iter().filter_map(|cell| cell.trim_matches(['(', ')', '.']).parse().ok()).collect();
    numbers.len() == filled.len() && numbers.len() > 2 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// What parts the cells: the mark that the first line that is no remark has most of.
fn mark(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let count = |mark: u8| first.map_or(0, |line| line.bytes().filter(|byte| *byte == mark).count());
    [b',', b'\t', b';'].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b';')
}
