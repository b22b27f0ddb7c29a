//! The workbook itself as data, where it reads as the table was read: `data "data/iku.xlsx" lembar "IKU"`.
//!
//! Nothing is assumed of how a reader of data takes the sheet. The package is computed twice, once over the figures as they
//! were copied and once over the sheet, and the sheet stays only if every table comes out the same.

use super::figures::Says;
use super::package::Known;
use super::questions::ASKED;
use super::things::{Thing, text};
use crate::calendar::printed_year;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::{Contents, Package};
use crate::office::{Book, lay};
use crate::report::table::{Cell, Table};
use crate::source::sheet::{BELOW, Wanted, quoted};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The file that a table was found in.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// What it holds.
    pub book: &'a Book,
    /// Where it lies in the package: `data/iku.xlsx`.
    pub file: &'a str,
    /// Its sheet, or table of a document.
    pub sheet: &'a str,
    /// Whether other tables stand on that sheet.
    pub has_others: bool,
}

/// The data of a drafted package, as a file of their own.
pub const COPY: &str = "data/iku.csv";

/// Why a workbook is not the data of its package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// As it is told.
    pub why: String,
    /// What is asked, where the sheet itself reads as other figures.
    pub asked: Option<String>,
}

impl Copied {
    fn because(why: &str) -> Copied {
        Copied { why: why.to_string(), asked: None }
    }
}

/// The files with the workbook as their data, or why they are not.
pub fn kept(known: &Known, files: &[(String, String)], kept: &Kept) -> Result<Vec<(String, String)>, Copied> {
    if known.shape.has_persons() {
        return Err(Copied::because("berkasnya memuat data orang"));
    }
    if known.has_quarters() {
        return Err(Copied::because("triwulannya berada di kolom-kolom"));
    }
    if by(known).is_none() {
        return Err(Copied::because("tidak ada satu kolom yang menyebut kode atau nama setiap baris"));
    }
    let year = known.shape.year;
    let cells = |files: &[(String, String)], sheet: &mut Reads| {
        tables(files, year, sheet).map(|tables| tables.iter().flat_map(sums).collect::<Vec<Sum>>())
    };
    let copied = cells(files, &mut |_| None).map_err(|_| Copied::because("hitungannya tidak dapat dibandingkan"))?;
    let mut why: Option<String> = None;
    let mut nearest: Option<Nearest> = None;
    // Of the way that gives the fewest other cells these.
    let mut fewest: Option<(usize, Vec<usize>)> = None;
    for lines in variants(known, kept) {
        let files = with(files, kept, &lines);
        match cells(&files, &mut |wanted| sheet_of(kept, wanted)) {
            Ok(own) => match unlike(&copied, &own) {
                0 => return Ok(with_passed(known, kept, files, &copied)),
                count => {
                    let others = copied.iter().zip(&own).enumerate().filter(|(_, (one, other))| contradict(one, other));
                    let first = others.map(|(at, _)| at).next();
                    if fewest.as_ref().is_none_or(|(least, ..)| count < *least) {
                        let cells = copied.iter().zip(&own).enumerate().filter(|(_, (one, other))| one != other);
                        fewest = Some((count, cells.map(|(at, _)| at).take(MOST_NAMED).collect()));
                    }
                    if let Some(first) = first.filter(|_| nearest.as_ref().is_none_or(|(least, ..)| count < *least)) {
                        nearest = Some((count, files, first));
                    }
                }
            },
            // The last way names every column.
            Err(told) => why = Some(told),
        }
    }
    if let Some((count, cells)) = fewest {
        let tables = tables(files, year, &mut |_| None).unwrap_or_default();
        let names: Vec<String> = cells.iter().filter_map(|at| Some(said(&tables, *at)?.0)).collect();
        let more = if count > names.len() && !names.is_empty() { ", …" } else { "" };
        let names = if names.is_empty() { String::new() } else { format!(" ({}{more})", names.join("; ")) };
        why = Some(format!("{}{names}", told_unlike(count)));
    }
    let asked = nearest.and_then(|(count, own, at)| {
        let said = |files: &[(String, String)], sheet: &mut Reads| said(&tables(files, year, sheet).ok()?, at);
        let (copy, sheet) = (said(files, &mut |_| None)?, said(&own, &mut |wanted| sheet_of(kept, wanted))?);
        Some(format!(
            "{count} angka terbaca lain langsung dari lembarnya, misalnya {}: {} di sini, {} dari lembar. Mana yang benar? Tertulis \
             seperti yang pertama.",
            copy.0, copy.1, sheet.1
        ))
    });
    Err(Copied { why: why.unwrap_or_default(), asked })
}

/// The same files with the columns of words declared that nothing reads, where that changes no figure: what was told once is no
/// warning each time.
fn with_passed(known: &Known, kept: &Kept, files: Vec<(String, String)>, copied: &[Sum]) -> Vec<(String, String)> {
    let shape = known.shape;
    let mut package = package(&files);
    let (_, told) = package
        .read_sheets_while(|wanted| sheet_of(kept, wanted).unwrap_or(Ok(Contents::Text(String::new()))), &|| true);
    let told: Vec<String> = told.into_iter().filter(|one| one.code == Code::D0056).map(|one| one.title).collect();
    let is_words = |at: &usize| {
        let mut cells = known.things.iter().map(|thing| shape.cell(*at, thing.row));
        !cells.any(|says| matches!(says, Says::Number(_) | Says::Range(_)))
    };
    let called = |at: usize| shape.found.heads[at].called();
    let is_told = |at: &usize| told.iter().any(|title| title.contains(&format!("\"{}\"", called(*at))));
    let passed = (0..shape.heads.len()).filter(|at| is_told(at) && is_words(at) && !shape.is_personal(*at));
    let lines: Vec<String> = passed
        .filter_map(|at| Some(format!("  kolom {} {} teks\n", word_of(&called(at))?, quoted(&called(at)))))
        .collect();
    if lines.is_empty() {
        return files;
    }
    let own = format!("data \"{}\" lembar \"{}\"\n", kept.file, kept.sheet);
    let declared = |name: &str, text: &str| match text.split_once(&own).filter(|_| name == "paket.takar") {
        Some((before, behind)) => format!("{before}{own}{behind}{}", lines.concat()),
        None => text.to_string(),
    };
    let declared: Vec<(String, String)> =
        files.iter().map(|(name, text)| (name.clone(), declared(name, text))).collect();
    let tables = tables(&declared, shape.year, &mut |wanted| sheet_of(kept, wanted));
    let is_same = tables.is_ok_and(|tables| unlike(copied, &tables.iter().flat_map(sums).collect::<Vec<Sum>>()) == 0);
    if is_same { declared } else { files }
}

/// `penanggung_jawab` of `Penanggung Jawab`.
fn word_of(title: &str) -> Option<String> {
    const MOST: usize = 5;
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(MOST);
    let word = words.map(str::to_lowercase).collect::<Vec<_>>().join("_");
    word.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(word)
}

fn sheet_of(kept: &Kept, wanted: &Wanted) -> Option<Opened> {
    Some(lay(kept.book, wanted).map(|laid| Contents::Sheet(Box::new(laid))))
}

/// So many cells that are read otherwise are named.
const MOST_NAMED: usize = 4;

fn told_unlike(count: usize) -> String {
    format!("{count} sel terbaca lain langsung dari lembarnya")
}

/// How many cells a way to read the sheet gives otherwise, its files, and the first of those cells.
type Nearest = (usize, Vec<(String, String)>, usize);

/// A cell as a sum of what it says, and whether it has a value.
type Sum = (u64, bool);

/// Whether both have a value, and not the same.
fn contradict(one: &Sum, other: &Sum) -> bool {
    one.1 && other.1 && one.0 != other.0
}

/// What a data file holds, or why it cannot be read.
type Opened = Result<Contents, Box<Diagnostic>>;

/// What gives a sheet of data; none where the copy is read.
type Reads<'r> = dyn FnMut(&Wanted) -> Option<Opened> + 'r;

/// The tables of a package; else the first thing that is wrong. Those of two ways to read a sheet are not held in memory at once.
fn tables(files: &[(String, String)], year: i32, sheet: &mut Reads) -> Result<Vec<Table>, String> {
    let mut package = package(files);
    let copy = || files.iter().find(|(name, _)| name == COPY).map(|(_, text)| text.clone()).unwrap_or_default();
    let read = |wanted: &Wanted| sheet(wanted).unwrap_or_else(|| Ok(Contents::Text(copy())));
    let (data, of_data) = package.read_sheets_while(read, &|| true);
    let findings = package.diagnostics().iter().chain(&of_data);
    if let Some(wrong) = findings.clone().find(|finding| finding.severity == Severity::Error) {
        return Err(wrong.title.clone());
    }
    let run = package.run(&data, year).ok_or_else(|| "aturannya belum benar".to_string())?;
    Ok(run.tables())
}

fn package(files: &[(String, String)]) -> Package {
    let is_rules = |name: &str| name.ends_with(".takar") && !name.contains('/');
    Package::new("", files.iter().filter(|(name, _)| is_rules(name)).cloned())
}

/// The cells of a table, row by row.
fn cells_of(table: &Table) -> impl Iterator<Item = (&[Cell], usize)> {
    let rows = table.rows.iter().chain(table.footers.iter().map(|footer| &footer.cells));
    rows.flat_map(|row| (0..row.len()).map(move |at| (row.as_slice(), at)))
}

/// Of which row and column a cell is, and what it says.
fn said(tables: &[Table], at: usize) -> Option<(String, String)> {
    let mut cells = tables.iter().flat_map(|table| cells_of(table).map(move |(row, at)| (table, row, at)));
    let (table, row, at) = cells.nth(at)?;
    let name = row.iter().find(|cell| cell.value.is_none()).map(|cell| cell.words().to_string()).unwrap_or_default();
    let title = table.columns.get(at).map(|column| column.title.replace('"', "'")).unwrap_or_default();
    Some((format!("{} di kolom \"{title}\"", text(&name)), row[at].words().to_string()))
}

/// What each cell of a table says, as a sum: two that say different things have the same one as good as never.
fn sums(table: &Table) -> Vec<Sum> {
    let sum = |cell: &Cell| {
        let mut hasher = DefaultHasher::new();
        match &cell.value {
            // What was typed may be shown with other zeros.
            Some(value) => value.hash(&mut hasher),
            None => cell.words().hash(&mut hasher),
        }
        (hasher.finish(), cell.value.is_some())
    };
    cells_of(table).map(|(row, at)| sum(&row[at])).collect()
}

/// How many cells are unlike.
fn unlike(one: &[Sum], other: &[Sum]) -> usize {
    one.iter().zip(other).filter(|(one, other)| one != other).count() + one.len().abs_diff(other.len())
}

/// The files with a line for the sheet in the place of the copy.
fn with(files: &[(String, String)], kept: &Kept, lines: &[String]) -> Vec<(String, String)> {
    let copy = format!("data \"{COPY}\" angka id\n");
    let own = format!("data \"{}\" lembar \"{}\"\n{}", kept.file, kept.sheet, lines.concat());
    let text = |name: &str, text: &str| match name {
        "paket.takar" => text.replace(&copy, &own),
        // Questions name the file to look at.
        _ => text.replace(COPY, kept.file),
    };
    let rest = files.iter().filter(|(name, _)| name != COPY);
    rest.map(|(name, content)| (name.clone(), text(name, content))).collect()
}

/// What may stand below the line, the shortest first: nothing, where every heading is a word of the language; the headings
/// of the columns that were read.
fn variants(known: &Known, kept: &Kept) -> Vec<Vec<String>> {
    let shape = known.shape;
    let first = shape.found.rows.first().map(|row| format!("  baris mulai {}\n", row.number));
    let start: Vec<String> = first.filter(|_| kept.has_others).into_iter().collect();
    let line = |role: &str, header: String| format!("  kolom {role} = {header}\n");
    let full = |at: usize| quoted(&shape.found.heads[at].called());
    let base = |at: usize| quoted(&without_year(&shape.found.heads[at].called()));
    let (role, at) = by(known).unwrap_or(("nama", shape.name));
    let by = line(role, full(at));
    let value = if known.has_targets { "realisasi" } else { "nilai" };
    let money = known.money();
    let named = |header: &dyn Fn(usize) -> String| {
        let mut lines = start.clone();
        lines.push(by.clone());
        let years = &known.measured.years;
        let of_years = years.iter().flat_map(|year| [(year.target, "target"), (year.real, value)]);
        let all = of_years.chain([(money.budget, "pagu"), (money.spent, "serapan")]);
        for (at, role) in all.filter_map(|(at, role)| Some((at?, role))) {
            let line = line(role, header(at));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    };
    let mut all = vec![start.clone(), named(&full), named(&base)];
    let mut by_alone = start;
    by_alone.push(by);
    all.insert(1, by_alone);
    all.dedup();
    all
}

/// The column that tells which row is whose: of codes, else of names; none where neither has them as they are.
fn by(known: &Known) -> Option<(&'static str, usize)> {
    let shape = known.shape;
    let has_code = |at: &usize| known.things.iter().all(|thing| shape.code_text(*at, thing.row) == thing.code);
    let has_name = |thing: &Thing| text(&shape.text(shape.name, thing.row)) == thing.name;
    let code = shape.code.filter(has_code).map(|at| ("kode", at));
    code.or_else(|| known.things.iter().all(has_name).then_some(("nama", shape.name)))
}

/// A heading without the year that it names, above, behind or before its words.
fn without_year(called: &str) -> String {
    let level = |level: &str| {
        level.split_whitespace().filter(|word| printed_year(word).is_none()).collect::<Vec<_>>().join(" ")
    };
    called.split(BELOW).map(level).filter(|level| !level.is_empty()).collect::<Vec<_>>().join(BELOW)
}

/// Writes a question above the data of a package.
pub fn ask(files: &mut [(String, String)], asked: &str) {
    let own = files.iter_mut().find(|(name, _)| name == "paket.takar");
    own.into_iter().for_each(|(_, text)| *text = text.replace("data \"", &format!("# {ASKED}{asked}\ndata \"")));
}

/// What is told of a table whose figures were copied.
pub fn told(why: &str) -> String {
    format!("angka disalin ke {COPY}: {why}")
}

/// What is told of one that stays where it is.
pub fn told_kept(kept: &Kept) -> String {
    format!("data dibaca langsung dari {}, lembar \"{}\"", kept.file, kept.sheet)
}
