//! A found table as it is printed: each cell as the office program shows it.

use super::super::super::headings;
use super::super::super::model::{LEVELS, PrintedRow, PrintedTable, Sheet};
use super::super::super::read;
use super::super::super::signs::says_money;
use super::super::super::words::folded;
use super::super::csv::clean;
use super::caption::Caption;
use crate::number;
use crate::office::{self, Book, Content, Found, FoundRow, Head, Kind, Remark, Shown, said};
use crate::source::sheet::MARK;
use rust_decimal::Decimal;

/// The table, as a reviewer would type it.
pub(super) fn printed(file: &str, book: &Book, found: &Found) -> PrintedTable {
    let name = &book.sheets[found.sheet].name;
    let label = match book.kind {
        Kind::Docx => format!("{file}, {name}"),
        Kind::Xlsx | Kind::Ods | Kind::Html | Kind::Csv => format!("{file}, lembar \"{name}\""),
    };
    let sheet =
        Sheet { file: file.to_string(), name: name.clone(), is_lettered: book.kind != Kind::Docx, is_guessed: false };
    let columns = columns(found);
    let row = |row: &FoundRow| {
        let places = columns.iter().map(|column| match *column {
            Column::Head(head) => (row.column(head, &found.heads), cell(row, head)),
            Column::Untitled(column) => (column, untitled(&book.sheets[found.sheet], row, (column, &found.heads))),
        });
        let (columns, cells): (Vec<u32>, Vec<String>) = places.unzip();
        let (reach, until) = reach(&book.sheets[found.sheet], row.number, &columns);
        PrintedRow { line: row.number, cells, columns, reach, until, is_hidden: row.hidden, ..PrintedRow::default() }
    };
    let title = |column: &Column| match *column {
        Column::Head(head) => title(&found.heads[head]),
        Column::Untitled(_) => String::new(),
    };
    let rows = found.rows.iter().map(row).filter(|row| !headings::filled(row).is_empty());
    PrintedTable {
        title: Caption::above(found).map(str::to_string),
        in_units: found.above.iter().map(|line| line.text.clone()).filter(|text| says_money(text)).collect(),
        header: columns.iter().map(title).collect(),
        rows: rows.collect(),
        file: label,
        sheet: Some(sheet),
        ..PrintedTable::default()
    }
}

/// Of the cells of a row that are merged with those below them the last of these rows, and the last column where they are merged to the
/// right as well; of the others 0.
fn reach(sheet: &office::Sheet, row: u32, columns: &[u32]) -> (Vec<u32>, Vec<u32>) {
    // Merged cells stand in the order of their first rows.
    let from = sheet.merges.partition_point(|merge| *merge.rows.start() < row);
    let own = sheet.merges[from..].iter().take_while(|merge| *merge.rows.start() == row);
    let tall: Vec<&office::Merge> = own.filter(|merge| merge.rows.end() > &row).collect();
    if tall.is_empty() {
        return Default::default();
    }
    let last = |column: &u32| {
        let own = tall.iter().find(|merge| merge.columns.start() == column);
        let until =
            |one: &&&office::Merge| if one.columns.start() < one.columns.end() { *one.columns.end() } else { 0 };
        own.map_or((0, 0), |one| (*one.rows.end(), until(&one)))
    };
    columns.iter().map(last).unzip()
}

/// A column of a table.
enum Column {
    /// With a title: by its head.
    Head(usize),
    /// With figures and without one, which nobody may lose: by its place on the sheet.
    Untitled(u32),
}

/// The columns of a table, left to right.
fn columns(found: &Found) -> Vec<Column> {
    let of = |remark: &Remark| if let Remark::Untitled(columns) = remark { Some(columns.clone()) } else { None };
    let untitled = found.remarks.iter().filter_map(of).flatten();
    let heads = found.heads.iter().enumerate().map(|(at, head)| (head.column, Column::Head(at)));
    let mut all: Vec<(u32, Column)> = heads.chain(untitled.map(|column| (column, Column::Untitled(column)))).collect();
    all.sort_by_key(|(column, _)| *column);
    all.into_iter().map(|(_, column)| column).collect()
}

/// What stands in a column without a title, unless a title stands over it in this part of the table.
fn untitled(sheet: &office::Sheet, row: &FoundRow, (column, heads): (u32, &[Head])) -> String {
    let is_titled = || (0..heads.len()).any(|head| row.column(head, heads) == column);
    let content = sheet.row(row.number).and_then(|row| row.get(column)).filter(|_| !is_titled());
    content.map_or_else(String::new, text)
}

/// A sheet of which no table was read: its cells, whatever they are.
pub(super) fn unread(file: &str, sheet: &office::Sheet) -> PrintedTable {
    let row = |row: &office::Row| PrintedRow {
        line: row.number,
        cells: row.cells.iter().map(|cell| text(&cell.content)).collect(),
        ..PrintedRow::default()
    };
    let rows = sheet.rows.iter().map(row).collect();
    PrintedTable { rows, file: file.to_string(), is_passed: true, ..PrintedTable::default() }
}

/// The title of a column, those of several levels from the top down.
fn title(head: &Head) -> String {
    let mut levels: Vec<&str> = Vec::new();
    for level in &head.levels {
        if levels.last().is_none_or(|above| folded(above) != folded(level)) {
            levels.push(level);
        }
    }
    levels.into_iter().map(clean).collect::<Vec<_>>().join(LEVELS)
}

/// The cell below a head: what reaches down from a row above stands there alone, as in print.
fn cell(row: &FoundRow, head: usize) -> String {
    match &row.cells[head] {
        Some(content) if row.from[head] == row.number => text(content),
        Some(_) | None => String::new(),
    }
}

/// What a cell shows.
pub(super) fn text(content: &Content) -> String {
    match content {
        Content::Text(text) => clean(&text.replace(MARK, "")),
        Content::Number(number, how) => {
            let text = match content.code() {
                Some(code) if matches!(how, Shown::Padded(_)) => code.into_owned(),
                Some(_) | None => number_as(*number, *how),
            };
            // What the digits of a real number mean is in no doubt.
            let is_unclear = read::cell(&text).figures().len() > 1;
            if is_unclear { format!("{text}{MARK}") } else { text }
        }
        Content::Worded(worded) => match &worded.seen {
            Some(seen) => clean(seen),
            None => {
                let number = number_as(worded.number, worded.shown);
                clean(&format!("{}{number}{}", worded.before, worded.behind))
            }
        },
        // Nothing is shown until a program has computed it.
        Content::Uncomputed(_) => String::new(),
        Content::Vast(_) | Content::Date(_) | Content::Truth(_) | Content::Error(_) => clean(&said(content)),
    }
}

fn number_as(number: Decimal, how: Shown) -> String {
    let seen = |how: Shown| how.seen(number).unwrap_or(number);
    match how {
        Shown::Scaled { decimals, thousands, named } => {
            let word = number::word(3 * u32::from(thousands)).filter(|_| named);
            plain(seen(how), decimals) + &word.map(|word| format!(" {word}")).unwrap_or_default()
        }
        Shown::Decimals(places) => plain(seen(how), places),
        Shown::Percent(places) => plain(seen(how), places) + "%",
        Shown::Money(places) => format!("Rp{}", grouped(&plain(seen(how), places))),
        Shown::General | Shown::Padded(_) | Shown::Hidden | Shown::Other => {
            let places = general(number);
            plain(seen(Shown::Decimals(places)), places)
        }
    }
}

/// How many decimals a cell without a format shows: a dozen signs fit into it.
fn general(number: Decimal) -> u8 {
    const SIGNS: usize = 10;
    let whole = number.trunc().abs().normalize().to_string().len();
    let own = number.normalize().scale() as usize;
    u8::try_from(own.min(SIGNS.saturating_sub(whole).max(2))).unwrap_or(0)
}

fn plain(number: Decimal, places: u8) -> String {
    format!("{number:.*}", usize::from(places)).replace('.', ",")
}

/// `3012572306,00` with its points.
fn grouped(plain: &str) -> String {
    let (whole, decimals) = plain.split_once(',').map_or((plain, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    let decimals = decimals.map(|decimals| format!(",{decimals}")).unwrap_or_default();
    format!("{sign}{text}{decimals}")
}
