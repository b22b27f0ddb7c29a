//! `cetakan/T31.csv`: a header with the printed titles, then the printed rows. Lines that begin with `#` say the page and
//! the heading.

use super::super::headings;
use super::super::model::{PrintedRow, PrintedTable};
use super::{own, stem};
use crate::data::split::{cells, line_breaks, row_end, unquoted};
use crate::source::sheet::figures_apart;
use std::ops::Range;

/// Reads a file; none where it has more cells than are `left`. With the line of a quote that is left open, from where each line
/// is a row again.
pub(super) fn read(name: &str, text: &str, left: &mut usize) -> Option<(PrintedTable, Option<u32>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut table = PrintedTable { table: stem(name).to_string(), file: name.to_string(), ..PrintedTable::default() };
    let mark = mark(text);
    let (bytes, mut at, mut line, mut open, mut wide) = (text.as_bytes(), 0, 1, None, 0);
    while at < bytes.len() {
        let (mut end, mut is_open) = row_end(bytes, at, &[mark]);
        is_open |= holds_rows(text, at..end, mark, wide);
        if is_open {
            open = open.or(Some(line));
            end = at + text[at..].find(['\n', '\r']).unwrap_or(text.len() - at);
        }
        let own = line;
        line += line_breaks(&bytes[at..(end + 1).min(bytes.len())]);
        let range = at..text[at..end].trim_end_matches('\r').len() + at;
        at = end + 1;
        let whole = text[range.clone()].trim();
        // Below the heading a row may begin so; there only the page is a remark.
        let remark = whole.trim_start_matches('"').strip_prefix('#');
        let is_page = |remark: &str| remark.trim_start().to_lowercase().starts_with("halaman");
        if let Some(remark) = remark.filter(|remark| table.rows.is_empty() || is_page(remark)) {
            note(&mut table, remark.trim_end_matches(['"', char::from(mark)]).trim());
            continue;
        }
        let plain = |cell: &str| clean(&cell.replace('"', ""));
        // Before a cell of them is kept.
        let count = if is_open {
            text[range.clone()].bytes().filter(|byte| *byte == mark).count() + 1
        } else {
            cells(bytes, range.clone(), mark).count()
        };
        *left = left.checked_sub(count)?;
        let row: Vec<String> = match is_open {
            true => text[range].split(char::from(mark)).map(plain).collect(),
            false => cells(bytes, range, mark).map(|cell| clean(&unquoted(text[cell].trim()))).collect(),
        };
        let row = if mark == b'|' { between_strokes(row) } else { row };
        if !row.iter().all(String::is_empty) && !is_numbering(&row, table.rows.len() <= 3) {
            wide = wide.max(row.len());
            table.rows.push(PrintedRow { line: own, cells: row, ..PrintedRow::default() });
        }
    }
    own::lift(&mut table, mark);
    headings::lift(&mut table);
    Some((table, open))
}

/// Whether a quote that closes in a later line has taken in whole rows: lines inside of it have as many cells as a row.
fn holds_rows(text: &str, row: Range<usize>, mark: u8, wide: usize) -> bool {
    if wide < 3 || !text[row.clone()].contains(['\n', '\r']) {
        return false;
    }
    // In words a space stands behind the mark.
    let parts = |line: &str| {
        let bytes = line.trim_end().as_bytes();
        let marks = bytes.iter().enumerate().filter(|(_, byte)| **byte == mark);
        let is_word = marks.clone().any(|(at, _)| bytes.get(at + 1) == Some(&b' '));
        if is_word { 0 } else { marks.count() }
    };
    cells(text.as_bytes(), row, mark).enumerate().any(|(before, cell)| {
        let mut lines = text[cell].split(['\n', '\r']).filter(|line| !line.is_empty());
        let first = lines.next().map_or(0, parts);
        let rest: Vec<usize> = lines.map(parts).collect();
        !rest.is_empty() && (first > 0 && before + first + 1 == wide || rest.iter().any(|marks| marks + 1 == wide))
    })
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

/// No title, name or figure has more letters; of a longer cell the beginning is kept, which is quoted again and again.
const MOST_LETTERS: usize = 400;

/// The cells of `| a | b |`: nothing stands before the first stroke and behind the last, nor in the line below a heading.
fn between_strokes(mut row: Vec<String>) -> Vec<String> {
    let is_line = |cell: &String| cell.chars().all(|letter| matches!(letter, '-' | ':'));
    if row.iter().all(is_line) {
        return Vec::new();
    }
    if row.last().is_some_and(String::is_empty) && row.first().is_some_and(String::is_empty) {
        row.pop();
        row.remove(0);
    }
    row
}

/// A cell of several printed lines is one text.
pub(super) fn clean(cell: &str) -> String {
    let text = figures_apart(cell).unwrap_or_else(|| cell.split_whitespace().collect::<Vec<_>>().join(" "));
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// `1;2;3;4`, `(1);(2);(3);(4=3/2)`, which reports print below their titles; of two only right below them.
fn is_numbering(row: &[String], is_high: bool) -> bool {
    let number = |cell: &String| {
        let bare = cell.trim_start_matches('(');
        let end = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
        let behind = bare[end..].trim_end_matches([')', '.', ' ']).trim_start_matches([')', ' ']);
        // `6 = 5 / 4 x 100%`: how the column is computed.
        let is_bare = behind.is_empty() || behind.starts_with('=');
        bare[..end].parse::<u32>().ok().filter(|_| is_bare && end <= 2)
    };
    let filled: Vec<&String> = row.iter().filter(|cell| !cell.is_empty()).collect();
    let numbers: Vec<u32> = filled.iter().filter_map(|cell| number(cell)).collect();
    let is_long = numbers.len() > 2 || is_high && numbers.len() == 2 && numbers[0] == 1;
    let rises = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let is_computed = filled.iter().any(|cell| cell.contains('=')) && numbers.windows(2).all(|pair| pair[1] > pair[0]);
    numbers.len() == filled.len() && is_long && (rises || is_computed)
}

/// What parts the cells: the mark that the first line that is no remark has most of. Above the heading may stand words with a
/// comma in them.
fn mark(text: &str) -> u8 {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let count = |line: &str, mark: u8| line.bytes().filter(|byte| *byte == mark).count();
    let most = |line: &str| [b'|', b',', b'\t', b';'].into_iter().max_by_key(|mark| count(line, *mark)).unwrap_or(b';');
    let first: Vec<&str> = lines.by_ref().take(4).collect();
    let Some((head, below)) = first.split_first() else { return b';' };
    let other = [b';', b'\t'].into_iter().find(|mark| {
        let many = below.first().map_or(0, |line| count(line, *mark));
        many > 0 && count(head, *mark) == 0 && below.iter().all(|line| count(line, *mark) == many)
    });
    other.unwrap_or_else(|| most(head))
}
