//! Tables as CSV: for programs (`en`), or to open in an Indonesian Excel (`id`).
//!
//! All tables are in one rectangle under one header, so that any reader can load them at once: first `tabel`, `unit`,
//! `tahun`, under a scenario `skenario`, and `bagian` (`baris`; `judul` and `subtotal` of a group of rows; `penutup`,
//! `catatan`), then the columns of all tables in order of appearance, blank where a table lacks one, then `satuan` and
//! last `catatan` with the notes of the row. So the rows with `bagian` equal to `baris` are those that may be summed. A
//! footer has its label in a blank column, of words if there is one; a note that no cell refers to has a row of its
//! own. Numbers are rounded as displayed, without grouping and unit; without a number, a cell has the words of its
//! state, such as `belum diisi`.
//!
//! `satuan` has the unit of each number of the row under the title of its column: `Target: orang | Capaian: persen`.
//! The columns are the same whatever the data, so that rows of other units can be appended. A number rounded from an
//! irrational root has `≈` in `catatan`, under the title of its column.

use super::table::{Cell, Footer, Table};
use super::text::visible;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// How numbers and fields are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum CsvStyle {
    /// Commas between fields, decimal point, UTF-8 without a byte order mark.
    #[default]
    En,
    /// Semicolons between fields, decimal comma, Windows line endings, and the byte order mark by which Excel
    /// recognises UTF-8.
    Id,
}

/// The tables as one CSV.
pub fn csv(tables: &[Table], style: CsvStyle) -> String {
    let mark = if style == CsvStyle::Id { "\u{FEFF}" } else { "" };
    mark.to_string() + &write(&records(tables, style), style)
}

/// The same tables of other units, to be appended: without the header, which is the same.
pub fn csv_rows(tables: &[Table], style: CsvStyle) -> String {
    write(records(tables, style).get(1..).unwrap_or_default(), style)
}

/// The header and the rows.
fn records(tables: &[Table], style: CsvStyle) -> Vec<Vec<String>> {
    let is_marked = tables.iter().any(|table| table.scenario.is_some());
    let fixed = if is_marked { &MARKED[..] } else { &FIXED[..] };
    let (header, places) = columns(tables, fixed);
    let mut records = vec![header];
    let width = records[0].len() - fixed.len() - LAST.len();
    for (table, places) in tables.iter().zip(&places) {
        let mut used = vec![false; table.notes.len()];
        let mut push = |part: &str, cells: Vec<String>, last: [String; 2]| {
            let mut row = vec![String::new(); width];
            for (&place, cell) in places.iter().zip(cells) {
                row[place] = cell;
            }
            let head = lead(table, part, is_marked);
            records.push(head.into_iter().chain(row).chain(last).collect());
        };
        for (part, row) in table.parted_rows() {
            let cells = row.iter().map(|cell| field(cell, style)).collect();
            push(part.words(), cells, [units(table, row), remarks(table, row, &mut used)]);
        }
        for footer in &table.footers {
            let mut cells: Vec<String> = footer.cells.iter().map(|cell| field(cell, style)).collect();
            let (units, notes) = (units(table, &footer.cells), remarks(table, &footer.cells, &mut used));
            match label_column(footer, table) {
                Some(column) => {
                    cells[column] = safe(&footer.label);
                    push("penutup", cells, [units, notes]);
                }
                None => push("penutup", cells, [units, safe(&join([footer.label.as_str(), notes.as_str()]))]),
            }
        }
        for (note, _) in table.notes.iter().zip(used).filter(|(_, used)| !used) {
            push("catatan", Vec::new(), [String::new(), safe(&note.text)]);
        }
        for remark in &table.remarks {
            push("catatan", Vec::new(), [String::new(), safe(remark)]);
        }
    }
    records
}

const FIXED: [&str; 4] = ["tabel", "unit", "tahun", "bagian"];
const MARKED: [&str; 5] = ["tabel", "unit", "tahun", "skenario", "bagian"];
const LAST: [&str; 2] = ["satuan", "catatan"];

/// The header, and for each table the index of each of its columns. Columns with the same title share one, except
/// within a table; no two of them have the same header.
fn columns(tables: &[Table], fixed: &[&str]) -> (Vec<String>, Vec<Vec<usize>>) {
    let mut known: HashMap<(&str, usize), usize> = HashMap::new();
    let mut titles = Vec::new();
    let mut places = Vec::new();
    for table in tables {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut own = Vec::new();
        for column in &table.columns {
            let title = column.title.as_str();
            let count = seen.entry(title).or_default();
            *count += 1;
            own.push(*known.entry((title, *count)).or_insert_with(|| {
                let numbered = (*count..).map(|count| match count {
                    1 => safe(title),
                    again => safe(&format!("{title} ({again})")),
                });
                let is_taken = |name: &str| fixed.iter().chain(&LAST).any(|known| *known == name);
                let mut free = numbered.filter(|name| !is_taken(name) && !titles.contains(name));
                titles.extend(free.next());
                titles.len() - 1
            }));
        }
        places.push(own);
    }
    let fixed = fixed.iter().map(ToString::to_string);
    (fixed.chain(titles).chain(LAST.iter().map(ToString::to_string)).collect(), places)
}

fn lead(table: &Table, part: &str, is_marked: bool) -> Vec<String> {
    let text = |text: &Option<String>| safe(text.as_deref().unwrap_or_default());
    let mut lead = vec![safe(&table.name), text(&table.unit), table.year.to_string()];
    lead.extend(is_marked.then(|| text(&table.scenario)));
    lead.push(part.to_string());
    lead
}

/// The column of a footer's label: a blank one, of words if there is one.
fn label_column(footer: &Footer, table: &Table) -> Option<usize> {
    let blank = |column: &usize| footer.cells[*column].is_blank();
    let words = |column: &usize| table.columns.get(*column).is_some_and(|column| !column.numeric);
    let mut columns = (footer.from..footer.cells.len()).filter(blank);
    columns.clone().find(words).or_else(|| columns.next())
}

fn field(cell: &Cell, style: CsvStyle) -> String {
    match (&cell.plain, &cell.missing, &cell.text) {
        (Some(plain), _, _) => match style {
            CsvStyle::En => plain.clone(),
            CsvStyle::Id => plain.replace('.', ","),
        },
        (None, Some(missing), _) => missing.state.words().to_string(),
        (None, None, Some(text)) if cell.is_range => range(text, style),
        (None, None, Some(text)) => safe(text),
        (None, None, None) => safe(&cell.shown),
    }
}

/// A range of two numbers, formatted like numbers.
fn range(text: &str, style: CsvStyle) -> String {
    let plain = text.replace('.', "").replace('−', "-");
    safe(&match style {
        CsvStyle::En => plain.replace(',', "."),
        CsvStyle::Id => plain,
    })
}

/// The unit of each number, or range of numbers, that has one, under the title of its column.
fn units(table: &Table, cells: &[Cell]) -> String {
    let numbers = table.columns.iter().zip(cells).filter(|(_, cell)| cell.plain.is_some() || cell.text.is_some());
    let said = numbers.filter_map(|(column, cell)| Some(format!("{}: {}", column.title, cell.unit.as_ref()?)));
    let said: Vec<String> = said.collect();
    safe(&join(said.iter().map(String::as_str)))
}

/// What was reported, the notes that the cells refer to, and the reasons that no note repeats.
fn remarks(table: &Table, cells: &[Cell], used: &mut [bool]) -> String {
    let mut remarks: Vec<String> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        if let (true, Some(column)) = (cell.reported, table.columns.get(index)) {
            remarks.push(format!("{}: dilaporkan", column.title));
        }
        if let (true, Some(column)) = (cell.root.is_some(), table.columns.get(index)) {
            remarks.push(format!("{}: ≈", column.title));
        }
        let known = remarks.len();
        for index in cell.notes.iter().filter_map(|note| note.checked_sub(1)) {
            if let Some(note) = table.notes.get(index) {
                used[index] = true;
                // A line stands alone: of what is said of several rows only its own.
                let own = cell.missing.as_ref().filter(|_| note.is_joined);
                remarks.push(own.map_or(&note.text, |missing| &missing.reason).clone());
            }
        }
        if let (true, Some(missing)) = (remarks.len() == known, &cell.missing) {
            remarks.push(missing.reason.clone());
        }
    }
    let mut seen = HashSet::new();
    remarks.retain(|remark| seen.insert(remark.clone()));
    safe(&join(remarks.iter().map(String::as_str)))
}

fn join<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" | ")
}

/// Text that a spreadsheet would run as a formula is prefixed with an apostrophe; numeric text stays.
fn safe(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
    let text = without_controls(text);
    if formula && !number { format!("'{text}") } else { text.into_owned() }
}

/// Control characters, which could move the cursor or run a command in a terminal, are made visible; line breaks and
/// tabs stay.
fn without_controls(text: &str) -> Cow<'_, str> {
    let stays = |c: char| !c.is_control() || c == '\n' || c == '\t';
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|c| if stays(c) { c } else { visible(c) }).collect())
}

/// A text as a cell: protected against formula injection, quoted if necessary.
pub fn csv_text(text: &str, style: CsvStyle) -> String {
    let text = safe(text);
    let delimiter = if style == CsvStyle::Id { ';' } else { ',' };
    match text.contains([delimiter, '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

fn write(records: &[Vec<String>], style: CsvStyle) -> String {
    let mut builder = ::csv::WriterBuilder::new();
    if style == CsvStyle::Id {
        builder.delimiter(b';').terminator(::csv::Terminator::CRLF);
    }
    let mut writer = builder.from_writer(Vec::new());
    for record in records {
        // Writing to memory does not fail, and all records have the same length.
        let _ = writer.write_record(record);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
