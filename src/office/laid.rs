//! A found table as text: a line for each row of the sheet and a cell for each of its columns, which readers of data know.
//!
//! Rows that are none of the data are empty lines, so a line is a row and a cell a column of the sheet.

mod choose;
mod problem;
mod remarks;
mod totals;

use super::found::{
    Found, FoundRow, Head, Remark, RowIs, Scaled, is_figure, is_of_quarters, of_money, one_line, said, tables_of,
    without_heading,
};
use super::model::{Book, Content, Kind, Line, Shown};
use super::whole::whole;
use crate::data::header::{Said, factors_above, unit_above};
use crate::diagnostic::Diagnostic;
use crate::source::sheet::{HELD, IN_FULL, LEFT_OUT, Laid, MARK, OnSheet, SEEN, Wanted};
pub use choose::sheet_named;
use choose::{Chosen, choose};
pub use remarks::{merged_told, rows_told, seen};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// Lays out the table of a book that is looked for.
pub fn lay(book: &Book, wanted: &Wanted) -> Result<Laid, Box<Diagnostic>> {
    let (book, joined) = whole(book);
    let book = &*book;
    let Chosen { found, names, others } = choose(book, wanted)?;
    let sheet = &book.sheets[found.sheet];
    let name = match book.kind {
        Kind::Docx => format!("{}, {}", wanted.file, sheet.name),
        Kind::Csv => wanted.file.to_string(),
        Kind::Xlsx | Kind::Ods | Kind::Html => format!("{}, lembar \"{}\"", wanted.file, sheet.name),
    };
    let page = Page::of(&found, &names, wanted);
    let mut told = remarks::told(&found, &page, wanted, &others);
    told.extend(joined);
    if book.kind == Kind::Docx {
        told.extend(without_heading(book, &tables_of(book)).map(|names| format!("{names} tidak dibaca")));
    }
    let headers = page.headers();
    let is_lettered = book.kind != Kind::Docx;
    let sums = totals::wrong(&page, is_lettered);
    let (file, own) = (wanted.file.to_string(), sheet.name.clone());
    let (filled, worded, above) = (page.filled(), page.worded(), captions_of_money(&found));
    let sheet = OnSheet { file, name: own, headers, filled, is_lettered, worded, above };
    Ok(Laid { name, text: page.text(), sheet, told, sums })
}

/// The lines above a table of a document that say what its money is in, where they agree; they stand in no row of it.
fn captions_of_money(found: &Found) -> Vec<String> {
    let factors = |line: &Line| factors_above(&line.text, &|_| false);
    let is_money = |said: &Said| matches!(said.unit.as_deref(), None | Some("rupiah"));
    let lines = found.above.iter().filter(|line| line.row == 0);
    let told: Vec<(&Line, u32)> =
        lines.filter_map(|line| Some((line, factors(line).into_iter().find(is_money)?.zeros))).collect();
    match told.iter().all(|(_, zeros)| *zeros == told[0].1) {
        true => told.into_iter().map(|(line, _)| line.text.clone()).collect(),
        false => Vec::new(),
    }
}

/// The sums of these columns that are not the sum of their rows, as [`Laid::sums`] tells them.
pub fn wrong_sums(found: &Found, columns: &[usize], code: Option<usize>, is_lettered: bool) -> Vec<String> {
    let is = |own: &dyn Fn(usize) -> bool| (0..found.heads.len()).map(own).collect::<Vec<bool>>();
    let rows = (0..found.rows.len()).filter(|at| found.rows[*at].is == RowIs::Thing).collect();
    let (codes, used) = (is(&|at| Some(at) == code), is(&|at| columns.contains(&at)));
    let page = Page { found, names: &[], codes, used, rows, scaled: Scaled::of(found), merged: BTreeMap::new() };
    totals::wrong(&page, is_lettered)
}

/// A table with the names its columns have in the text.
pub(super) struct Page<'f> {
    pub found: &'f Found,
    pub names: &'f [String],
    /// Which heads hold codes, whose numbers are words.
    pub codes: Vec<bool>,
    /// Which heads the rules or the language know.
    pub used: Vec<bool>,
    /// The rows that are written, by their index.
    pub rows: Vec<usize>,
    /// Where formats leave thousands out.
    scaled: Scaled,
    /// Merged cells with a figure: by column their first and last rows, top down.
    merged: BTreeMap<u32, Vec<(u32, u32)>>,
}

impl<'f> Page<'f> {
    fn of(found: &'f Found, names: &'f [String], wanted: &Wanted) -> Page<'f> {
        let is_code = |(head, name): (&Head, &String)| {
            let bare = name.to_lowercase();
            wanted.codes.contains(name) || bare == "kode" || bare.starts_with("kode ") || head.width > 1
        };
        let codes: Vec<bool> = found.heads.iter().zip(names).map(is_code).collect();
        let own_codes = |row: &FoundRow| -> Vec<String> {
            let cells = row.cells.iter().zip(&codes).filter(|(_, is_code)| **is_code);
            cells.filter_map(|(cell, _)| cell.as_ref()).map(code).collect()
        };
        let things = found.rows.iter().filter(|row| row.is == RowIs::Thing);
        // Of a long sheet they are many, and mostly nobody asks.
        let of_things = LazyCell::new(|| things.flat_map(own_codes).collect::<Vec<String>>());
        let depth = |code: &str| code.matches('.').count();
        let is_beside = |code: &str| {
            let is_part = |other: &String| other.strip_prefix(code).is_some_and(|rest| rest.starts_with('.'));
            of_things.iter().any(|other| depth(other) == depth(code)) && !of_things.iter().any(is_part)
        };
        // A heading among the rows that the rules know by its code has figures of its own; what stands beside things by its
        // code and has no parts is one of them whose figures are not filled in yet.
        let is_known = |row: &FoundRow| {
            let has_figure =
                row.cells.iter().zip(&codes).any(|(cell, is_code)| !is_code && cell.as_ref().is_some_and(is_figure));
            own_codes(row).iter().any(|code| (wanted.knows)(code) && (has_figure || is_beside(code)))
        };
        let is_used =
            |name: &String| wanted.headers.iter().any(|(header, _)| header == name) || (wanted.is_known)(name);
        let used: Vec<bool> = names.iter().map(is_used).collect();
        // Figures of a time without a word beside them are of something, and whose nobody says: whoever reads them asks.
        let is_time = |at: usize| is_of_quarters(&found.heads[at]) || names[at].eq_ignore_ascii_case("tahun");
        let is_nameless = |row: &FoundRow| {
            let own = |at: usize| row.cells[at].as_ref().filter(|_| row.from[at] == row.number);
            let has = |at: &usize| own(*at).is_some_and(is_figure) && used[*at] && !codes[*at] && !is_time(*at);
            let is_silent =
                |at: usize| is_time(at) || !own(at).is_some_and(|cell| said(cell).contains(char::is_alphabetic));
            let all = 0..found.heads.len();
            all.clone().any(|at| is_of_quarters(&found.heads[at]) && own(at).is_some())
                && all.clone().any(|at| has(&at))
                && all.clone().all(is_silent)
        };
        let is_written = |row: &FoundRow| match row.is {
            RowIs::Thing => true,
            RowIs::Level => is_known(row) || is_nameless(row),
            RowIs::Total => false,
        };
        let rows = (0..found.rows.len()).filter(|at| is_written(&found.rows[*at])).collect();
        Page { found, names, codes, used, rows, scaled: Scaled::of(found), merged: merged(found) }
    }

    /// The row that the headers stand in: the lowest of the heading.
    fn head_row(&self) -> u32 {
        self.found.heads.iter().map(|head| head.row).max().unwrap_or(1).max(1)
    }

    fn width(&self) -> usize {
        self.found.heads.last().map_or(0, |head| head.column as usize + 1)
    }

    fn headers(&self) -> Vec<String> {
        let mut headers = vec![String::new(); self.width()];
        for (head, name) in self.found.heads.iter().zip(self.names) {
            headers[head.column as usize] = name.clone();
        }
        headers
    }

    fn filled(&self) -> BTreeMap<(u32, u32), (u32, u32)> {
        let heads = &self.found.heads;
        let rows = self.rows.iter().map(|at| &self.found.rows[*at]);
        let cells = rows.flat_map(|row| {
            let own = row.from.iter().enumerate();
            own.map(move |(at, from)| ((row.number, heads[at].column), (*from, row.column(at, heads))))
        });
        cells.filter(|(place, from)| place != from).collect()
    }

    /// The cells whose format writes words around the number, or leaves thousands out.
    fn worded(&self) -> BTreeSet<(u32, u32)> {
        let is_worded =
            |content: &Content| matches!(content, Content::Worded(_) | Content::Number(_, Shown::Scaled { .. }));
        let rows = self.rows.iter().map(|at| &self.found.rows[*at]);
        let cells = rows.flat_map(|row| row.cells.iter().enumerate().map(move |(at, cell)| (row, at, cell)));
        let worded = cells.filter(|(_, _, cell)| cell.as_ref().is_some_and(is_worded));
        worded.map(|(row, at, _)| (row.number, self.found.heads[at].column)).collect()
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let mut line = 1;
        let mut go_to = |text: &mut String, row: u32| {
            text.extend(std::iter::repeat_n('\n', row.saturating_sub(line) as usize));
            line = line.max(row);
        };
        // What stands above and says what the figures are in is read with them, or told.
        let top = self.found.heads.iter().map(|head| head.row).min().unwrap_or(1);
        let is_stated = |line: &&Line| line.row > 0 && line.row < top && unit_above(&line.text).is_some();
        for line in self.found.above.iter().filter(is_stated) {
            go_to(&mut text, line.row);
            text.push_str(&quoted(&line.text));
        }
        go_to(&mut text, self.head_row());
        let headers: Vec<String> = self.headers().iter().map(|header| quoted(header)).collect();
        text.push_str(&headers.join(";"));
        for row in self.rows.iter().map(|at| &self.found.rows[*at]) {
            go_to(&mut text, row.number);
            let mut cells = vec![String::new(); self.width()];
            for (at, content) in row.cells.iter().enumerate() {
                let Some(content) = content else {
                    if self.is_of_above(row, at) {
                        cells[self.found.heads[at].column as usize] = "n/a".to_string();
                    }
                    continue;
                };
                cells[self.found.heads[at].column as usize] = self.cell(row, at, content);
            }
            text.push_str(&cells.join(";"));
        }
        // So does what stands below.
        let is_stated = |line: &&Line| !factors_above(&line.text, &|_| false).is_empty();
        for line in self.found.below.iter().filter(is_stated) {
            go_to(&mut text, line.row);
            text.push_str(&quoted(&line.text));
            text.extend(std::iter::repeat_n(';', self.width().saturating_sub(1)));
        }
        text.push('\n');
        text
    }

    /// Whether a cell is part of a merged one with money: this counts in the first of its rows, and is none of the others.
    fn is_of_above(&self, row: &FoundRow, at: usize) -> bool {
        let head = &self.found.heads[at];
        let own = self.merged.get(&head.column).map_or(&[][..], Vec::as_slice);
        let above = own[..own.partition_point(|(first, _)| *first < row.number)].last();
        above.is_some_and(|(_, last)| row.number <= *last) && head.levels.iter().any(|level| of_money(level))
    }

    fn cell(&self, row: &FoundRow, at: usize, content: &Content) -> String {
        match content {
            _ if self.codes[at] => quoted(&code(content)),
            Content::Number(number, shown) => {
                let number = number.normalize();
                let is_percent = matches!(shown, Shown::Percent(_));
                let marks = match shown {
                    Shown::Scaled { thousands, .. } => String::from(LEFT_OUT).repeat(usize::from(*thousands)),
                    _ => String::from(IN_FULL).repeat(usize::from(self.scaled.beside(row, at, number))),
                };
                // Digits alone have one reading, and are years and names too.
                match number.is_integer() && !is_percent && marks.is_empty() {
                    true => number.to_string(),
                    false => format!("{MARK}{}{marks}", said(content)),
                }
            }
            Content::Worded(worded) => match &worded.seen {
                Some(seen) => quoted(&format!("{SEEN}{seen}{HELD}{}", worded.held())),
                // The mark belongs to the text.
                None => match quoted(&worded.typed()) {
                    text if text.starts_with('"') => format!("\"{MARK}{}", &text[1..]),
                    text => format!("{MARK}{text}"),
                },
            },
            Content::Text(_)
            | Content::Vast(_)
            | Content::Date(_)
            | Content::Truth(_)
            | Content::Error(_)
            | Content::Uncomputed(_) => quoted(&said(content)),
        }
    }
}

fn merged(found: &Found) -> BTreeMap<u32, Vec<(u32, u32)>> {
    let mut merged: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    for remark in &found.remarks {
        let Remark::MergedFigures(cells) = remark else { continue };
        cells.iter().for_each(|(first, last, column)| merged.entry(*column).or_default().push((*first, *last)));
    }
    merged.values_mut().for_each(|rows| rows.sort_unstable());
    merged
}

/// What a cell says as a code: a number as it is written, with its point and the zeros in front.
pub(super) fn code(content: &Content) -> String {
    content.code().map_or_else(|| said(content), |code| one_line(&code).into_owned().into()).into_owned()
}

/// A text as a cell: without the mark of numbers, in quotes where it must be.
fn quoted(text: &str) -> String {
    let text = text.replace([MARK, LEFT_OUT, IN_FULL], "");
    match text.contains([';', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}
