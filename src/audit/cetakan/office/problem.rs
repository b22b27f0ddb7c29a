//! What is said of tables of workbooks and documents.

use super::super::super::model::PrintedTable;
use super::super::FOLDER;
use super::super::layout::{Declared, From, problem};
use super::caption::Caption;
use super::fits::Fits;
use super::{file_of, shown};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest};
use crate::office::{Book, Content, Found, Kind, Remark, Sheet, first_of_figures, letters, rows_told, said};
use crate::source::sheet::MARK;

/// So many tables or sheets are named one by one.
const MOST: usize = 8;

fn warn(code: Code, title: String, name: &str) -> Diagnostic {
    Diagnostic::new(code, Severity::Warning, title).at_place(Place::File(name.to_string()), "")
}

fn listed(names: &[String]) -> String {
    let more = names.len().saturating_sub(MOST);
    let shown = names.iter().take(MOST).cloned().collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{shown}; dan {more} lagi") } else { shown }
}

/// `tabel 3 (Tabel 1.2 Jumlah Penduduk)`: never more of a table than its caption, which holds no name of a person.
pub(super) fn told(table: &PrintedTable) -> String {
    let Some(sheet) = &table.sheet else { return String::new() };
    let name = if sheet.is_lettered { format!("lembar \"{}\"", sheet.name) } else { sheet.name.clone() };
    match &table.title {
        Some(title) => format!("{name} ({title})"),
        None => name,
    }
}

/// How a declaration names the table.
fn line(table: &PrintedTable, of: &str) -> String {
    let Some(sheet) = &table.sheet else { return String::new() };
    let which = if sheet.is_lettered { format!("lembar \"{}\"", sheet.name) } else { sheet.name.clone() };
    format!("cetakan {of} dari \"{}\" {which}", file_of(&sheet.file))
}

pub(super) fn hidden_sheets(name: &str, book: &Book) -> Option<Diagnostic> {
    let hidden: Vec<String> =
        book.sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| format!("\"{}\"", sheet.name)).collect();
    if hidden.is_empty() {
        return None;
    }
    let title = format!("lembar tersembunyi di \"{name}\" tidak diperiksa: {}", listed(&hidden));
    Some(warn(Code::C0007, title, name).advise("tampilkan lembarnya (Unhide) bila memang bagian laporan"))
}

/// A sheet that is called as a table of the rules, and no heading on it.
pub(super) fn unread(fits: &Fits, name: &str, sheet: &Sheet) -> Option<Diagnostic> {
    let caption = sheet.above.iter().rev().find_map(|line| Caption::of(line));
    let own =
        caption.and_then(|caption| fits.captioned(&caption).first().copied()).or_else(|| fits.called(&sheet.name));
    let own = own?;
    let table = fits.name(own);
    let title = format!("{} di \"{name}\", yang menurut judulnya tabel {table}, tidak terbaca", sheet.name);
    let found = warn(Code::C0015, title, name)
        .because("tidak ada baris judul kolom, misalnya  Indikator | Target | Realisasi,  dengan angka di bawahnya");
    let Some(first) = first_of_figures(sheet) else { return Some(found) };
    let line = format!("cetakan {table} dari \"{}\" lembar \"{}\"", file_of(name), sheet.name);
    // What stands in its columns only a person knows where nothing stands above them.
    let is_bare = sheet.rows.first().is_some_and(|row| row.number >= first);
    let columns = match fits.first_column(own).filter(|_| is_bare) {
        Some(column) => format!(" , dan isi tiap kolomnya:  kolom 1 = {column} , dan seterusnya"),
        None => String::new(),
    };
    Some(found.advise(format!(
        "tulis baris data yang pertama dalam {FOLDER}/{table}.takar:  {line} , lalu  baris mulai {first}{columns}"
    )))
}

pub(super) fn passed_over(
    name: &str,
    tables: Vec<String>,
    of_rules: Option<&str>,
    declared: &[Declared],
) -> Option<Diagnostic> {
    if tables.is_empty() {
        return None;
    }
    let title = format!("{} tabel di \"{name}\" bukan tabel aturan; tidak diperiksa", tables.len());
    let found = warn(Code::C0001, title, name).because(listed(&tables));
    let Some(own) = of_rules else { return Some(found.advise("tulis dahulu  tabel  yang dicetak dalam aturan")) };
    // A file speaks of one table.
    let is_taken = declared.iter().any(|one| !one.is_of_none() && super::super::stem(one.name) == own);
    let file = if is_taken { format!("{own}_2") } else { own.to_string() };
    Some(found.advise(format!(
        "bila salah satunya memang tabel aturan, misalnya {own}, tulis dalam {FOLDER}/{file}.takar:  cetakan {own} dari \"{}\" {}",
        file_of(name),
        tables[0].split(" (").next().unwrap_or_default().split(": ").next().unwrap_or_default()
    )))
}

/// As near to several tables of the rules.
pub(super) fn unclear(table: &PrintedTable, file: &str, names: Vec<&str>) -> Diagnostic {
    let title = format!("{} di \"{file}\" dapat berarti tabel {}; tidak diperiksa", told(table), names.join(" atau "));
    let found = warn(Code::C0015, title, &table.file);
    let first = names.first().copied().unwrap_or_default();
    found.advise(format!("tulis mana yang dimaksud, misalnya dalam {FOLDER}/{first}.takar:  {}", line(table, first)))
}

pub(super) fn no_file(name: &str, from: &From, files: Vec<&str>) -> Diagnostic {
    let title = format!("\"{name}\" menyebut \"{}\", yang tidak ada dalam folder {FOLDER}", from.file);
    let found = problem(title, name);
    match nearest(&from.file, files.iter().copied()) {
        Some(near) => found.advise(format!("apakah maksud Anda  dari \"{near}\"?")),
        None if files.is_empty() => found.advise(format!("simpan berkasnya langsung di dalam folder {FOLDER}")),
        None => found.advise(format!("yang ada: {}", files.join(", "))),
    }
}

pub(super) fn no_sheet(name: &str, from: &From, book: &Book) -> Diagnostic {
    let asked = from.sheet.as_deref().unwrap_or_default();
    let what = if book.kind == Kind::Docx { "tabel" } else { "lembar" };
    let title = format!("\"{}\" tidak punya {what} \"{asked}\"", from.file);
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    match nearest(asked, names.iter().copied()) {
        Some(near) => problem(title, name).advise(format!("apakah maksud Anda  lembar \"{near}\"?")),
        None => {
            let all: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            problem(title, name).advise(format!("yang ada: {}", listed(&all)))
        }
    }
}

/// A row is named, but no sheet that it stands on.
pub(super) fn which_sheet(name: &str, from: &From, book: &Book) -> Diagnostic {
    let first = book.sheets.first().map_or("", |sheet| sheet.name.as_str());
    problem(format!("\"{name}\" menyebut baris, tetapi \"{}\" punya {} lembar", from.file, book.sheets.len()), name)
        .advise(format!("tulis juga lembarnya:  dari \"{}\" lembar \"{first}\"", from.file))
}

pub(super) fn no_table(name: &str, from: &From) -> Diagnostic {
    let place = from.sheet.as_ref().map_or_else(String::new, |sheet| format!(", \"{sheet}\","));
    problem(format!("tidak ada tabel yang terbaca di \"{}\"{place} yang belum disebut berkas lain", from.file), name)
        .advise("tulis baris data yang pertama; judul kolom berada tepat di atasnya:  baris mulai 5")
}

/// A declaration that fits several tables.
pub(super) fn several(name: &str, from: &From, tables: Vec<(&PrintedTable, &Found)>) -> Diagnostic {
    let of = |(table, found): &(&PrintedTable, &Found)| {
        format!("{}, mulai baris {}", told(table), found.rows.first().map_or(0, |row| row.number))
    };
    let all: Vec<String> = tables.iter().map(of).collect();
    let title = format!("\"{}\" punya {} tabel yang dapat dimaksud \"{name}\"", from.file, tables.len());
    let found = problem(title, name).because(listed(&all));
    let sheets = tables.iter().any(|(_, found)| found.sheet != tables[0].1.sheet);
    match (sheets, tables.first()) {
        (true, Some((table, _))) => {
            let own = super::super::stem(name);
            found.advise(format!("tulis lembar atau tabelnya, misalnya  {}", line(table, own)))
        }
        (false, Some((_, first))) => {
            let row = first.rows.first().map_or(0, |row| row.number);
            found.advise(format!("tulis baris data pertamanya, misalnya  baris mulai {row}"))
        }
        (_, None) => found,
    }
}

/// What was done to read a table, said once.
pub(super) fn how_read(table: &PrintedTable, found: &Found) -> Option<Diagnostic> {
    let mut told: Vec<String> = found.remarks.iter().filter_map(remark).collect();
    told.extend(uncomputed(table, found));
    if told.is_empty() {
        return None;
    }
    let title = "cara tabel ini dibaca perlu dilihat sekali".to_string();
    Some(told.into_iter().fold(warn(Code::C0016, title, &table.file), Diagnostic::because))
}

fn remark(remark: &Remark) -> Option<String> {
    let columns = |columns: &[u32]| columns.iter().map(|column| letters(*column)).collect::<Vec<_>>().join(", ");
    Some(match remark {
        Remark::HiddenRows { rows, taken: true } => format!(
            "{} baris tersembunyi ikut diperiksa ({}); bila tidak tercetak, tulis  baris tersembunyi tidak",
            rows.len(),
            rows_told(rows)
        ),
        Remark::HiddenRows { rows, taken: false } => {
            format!("{} baris tersembunyi tidak diperiksa ({})", rows.len(), rows_told(rows))
        }
        Remark::StruckRows(rows) => {
            format!("{} baris dicoret tidak diperiksa ({})", rows.len(), rows_told(rows))
        }
        Remark::HiddenColumns(hidden) => format!("kolom tersembunyi ikut diperiksa ({})", columns(hidden)),
        Remark::BelowSignatures(rows) => {
            format!("baris berangka di bawah tanda tangan tidak diperiksa ({})", rows_told(rows))
        }
        // A column without a title is told among those that are not known.
        Remark::FilledDown { .. }
        | Remark::Untitled(_)
        | Remark::HeadingAgain(_)
        | Remark::HeadingTurned(_)
        | Remark::MergedFigures(_)
        | Remark::JoinedCodes { .. }
        | Remark::Signatures { .. } => return None,
    })
}

/// A cell of a table, as people call it.
fn place(table: &PrintedTable, row: u32, column: u32) -> String {
    match table.sheet.as_ref().is_some_and(|sheet| sheet.is_lettered) {
        true => format!("sel {}{row}", letters(column)),
        false => format!("baris {row}, kolom ke-{}", column + 1),
    }
}

fn contents(found: &Found) -> impl Iterator<Item = (u32, u32, &Content)> {
    let rows = found.rows.iter();
    rows.flat_map(|row| {
        let own = row.cells.iter().zip(&row.from).zip(&found.heads).filter(|((_, from), _)| **from == row.number);
        own.filter_map(|((content, _), head)| Some((row.number, head.column, content.as_ref()?)))
    })
}

/// Cells of a file that show fewer digits than they hold: what they show is what is printed.
#[derive(Default)]
pub(super) struct Rounded {
    first: Option<String>,
    count: usize,
}

impl Rounded {
    pub fn add(&mut self, table: &PrintedTable, found: &Found) {
        let rounded = contents(found).filter(|(_, _, content)| match content {
            // What a format leaves out is no digit that it rounds away.
            Content::Number(number, shown) => {
                shown.seen(*number).is_some_and(|seen| shown.scaled(*number) != Some(seen))
            }
            Content::Worded(worded) => worded.shown.seen(worded.number).is_some_and(|seen| seen != worded.number),
            Content::Text(_) | Content::Vast(_) | Content::Date(_) => false,
            Content::Truth(_) | Content::Error(_) | Content::Uncomputed(_) => false,
        });
        let name = table.sheet.as_ref().map_or("", |sheet| &sheet.name);
        for (row, column, content) in rounded {
            self.count += 1;
            self.first.get_or_insert_with(|| {
                let shown = shown::text(content);
                format!(
                    "lembar \"{name}\", {} menampilkan {}, isinya {}; yang tampil yang diperiksa",
                    place(table, row, column),
                    shown.trim_end_matches(MARK),
                    said(content)
                )
            });
        }
    }

    pub fn told(self, name: &str) -> Option<Diagnostic> {
        let more = self.count.saturating_sub(1);
        let others = if more > 0 { format!(", begitu pula {more} sel lain") } else { String::new() };
        let title = "sel menampilkan angka yang dibulatkan".to_string();
        Some(warn(Code::C0016, title, name).because(format!("{}{others}", self.first?)))
    }
}

fn uncomputed(table: &PrintedTable, found: &Found) -> Option<String> {
    let mut open = contents(found).filter(|(_, _, content)| matches!(content, Content::Uncomputed(_)));
    let (row, column, _) = open.next()?;
    let more = open.count();
    let others = if more > 0 { format!(", begitu pula {more} sel lain") } else { String::new() };
    Some(format!(
        "{} berisi rumus tanpa hasil, tidak diperiksa{others}; buka berkasnya di Excel, lalu simpan",
        place(table, row, column)
    ))
}
