//! `simpan hasil.xlsx` at the prompt: what was tried leaves as a workbook, its formulas alive.

use super::console;
use super::shelf::Folder;
use super::write::{Fresh, Guard, Memory, Over};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::report::diagnostics;
use crate::report::table::Table;
use crate::source::Sources;
use crate::whatif::{Reply, Session, Shelf, Side, behind_saved_as, is_fixed_state};
use crate::workbook::{Book, Refused};
use std::path::{Path, PathBuf};

/// What stands before the name of the file, behind the states.
const INTO: [&str; 4] = [" ke ", " sebagai ", " dengan nama ", " di "];
/// What may stand between two states.
const AND: [&str; 2] = [" dan ", ","];

/// The states and the file of a statement that asks for a workbook; none for any other.
fn wanted(statement: &str) -> Option<(Vec<String>, PathBuf)> {
    const QUOTES: [char; 3] = ['"', '“', '”'];
    let (word, rest) = statement.trim().split_once(char::is_whitespace)?;
    let rest = rest.trim();
    if !word.eq_ignore_ascii_case("simpan") || !rest.trim_end_matches(QUOTES).to_lowercase().ends_with(".xlsx") {
        return None;
    }
    // In quotes stands a name as it is: `simpan "ke hasil.xlsx"`.
    let end = rest.find(QUOTES).unwrap_or(rest.len());
    let (names, file) = match behind_saved_as(rest) {
        Some(file) => ("", file),
        None => {
            let parts = INTO.iter().filter_map(|into| Some((rest[..end].to_lowercase().rfind(into)?, into.len())));
            parts.max().map_or(("", rest), |(at, length)| (&rest[..at], &rest[at + length..]))
        }
    };
    let file = behind_file(file.trim());
    let names = names.split(';').map(|name| name.trim().to_string()).filter(|name| !name.is_empty());
    Some((names.collect(), PathBuf::from(file.trim_matches(QUOTES))))
}

/// `berkas hasil.xlsx`
fn behind_file(text: &str) -> &str {
    let behind = text.get(.."berkas ".len()).filter(|begin| begin.eq_ignore_ascii_case("berkas "));
    behind.map_or(text, |begin| text[begin.len()..].trim_start())
}

/// `sekarang dan dasar`: the states that one name joins, where all of them are there.
fn parted(name: &str, shelf: &Folder) -> Vec<String> {
    let known = shelf.names().unwrap_or_default();
    let is_known = |one: &str| is_fixed_state(one) || known.iter().any(|known| known == one);
    let parts = AND.iter().map(|and| name.split(and).map(|part| part.trim().to_string()).collect::<Vec<_>>());
    let mut fitting = parts.filter(|parts| parts.len() > 1 && parts.iter().all(|one| is_known(one)));
    fitting.next().filter(|_| !is_known(name)).unwrap_or_else(|| vec![name.to_string()])
}

/// `tabel T1`, `T1`: a table, and no state or scenario.
fn of_table(name: &str, session: &Session, shelf: &Folder) -> bool {
    let is_kept = shelf.names().unwrap_or_default().iter().any(|known| known == name);
    let (first, rest) = name.split_once(char::is_whitespace).unwrap_or(("", name));
    let is_it = |table: &Table| table.name.eq_ignore_ascii_case(rest.trim());
    (first.is_empty() || first.eq_ignore_ascii_case("tabel")) && !is_kept && session.tables().iter().any(is_it)
}

/// Files of other kinds that people ask for.
const OTHERS: [&str; 9] = ["docx", "pdf", "csv", "json", "md", "html", "xls", "ods", "odt"];

/// The kind of file that a statement asks for and that is not written here; none for any other statement.
fn other_kind(statement: &str) -> Option<&str> {
    let (word, rest) = statement.trim().split_once(char::is_whitespace)?;
    let (_, ending) = rest.trim().trim_end_matches(['"', '”']).rsplit_once('.')?;
    let is_other = OTHERS.iter().any(|other| other.eq_ignore_ascii_case(ending));
    (word.eq_ignore_ascii_case("simpan") && is_other).then_some(ending)
}

/// The answer to a statement that asks for a workbook, or another file; none for any other.
pub fn answer(session: &Session, statement: &str, shelf: &mut Folder) -> Option<Reply> {
    let saved = match (wanted(statement), other_kind(statement)) {
        (Some((names, path)), _) => save(session, &names, &path, shelf),
        (None, Some(ending)) => {
            let title = format!("berkas .{ending} tidak dapat disimpan dari sini, hanya buku kerja Excel");
            let finding = Diagnostic::new(Code::B0013, Severity::Error, title);
            let told = finding.advise("tulis  simpan hasil.xlsx , atau  simpan A; B ke hasil.xlsx");
            Err((vec![told], Sources::default()))
        }
        (None, None) => return None,
    };
    let (text, failed) = match saved {
        Ok(text) => (text, false),
        Err((findings, sources)) => {
            (diagnostics::render(&sources, &findings, console::console(console::Stream::Err).color), true)
        }
    };
    Some(Reply { text, failed, unfinished: false, read: String::new(), leave: false, mends: Vec::new() })
}

type Failure = (Vec<Diagnostic>, Sources);

fn save(session: &Session, names: &[String], path: &Path, shelf: &mut Folder) -> Result<String, Failure> {
    let names: Vec<String> = names.iter().flat_map(|name| parted(name, shelf)).collect();
    if let [name] = names.as_slice()
        && of_table(name, session, shelf)
    {
        let title = format!("\"{name}\" tidak disimpan sendiri: buku kerjanya memuat semua tabel");
        let finding = Diagnostic::new(Code::B0013, Severity::Error, title);
        return Err((vec![finding.advise(format!("tulis  simpan {}", path.display()))], Sources::default()));
    }
    let sides = session.sides(&names, shelf)?;
    let sources = || sides.first().map(|side| side.sources().clone()).unwrap_or_default();
    let failed = |finding: Box<Diagnostic>| (vec![*finding], sources());
    let bytes = book(&sides).map_err(|why| failed(Box::new(no_book(why))))?;
    let guard = Guard { inputs: shelf.inputs(), over: Over::Results, memory: Memory::of_person(), of: None };
    let mut file = Fresh::result(path, guard, None).map_err(failed)?;
    file.add(&bytes).map_err(failed)?;
    file.finish().map_err(failed)?;
    let told: Vec<&str> = sides.iter().map(|side| side.name.as_str()).collect();
    Ok(format!("tersimpan di {}: {}\n", path.display(), told.join(", ")))
}

fn book(sides: &[Side]) -> Result<Vec<u8>, Refused> {
    let runs: Vec<_> = sides.iter().map(Side::run).collect();
    let tables: Vec<Vec<Table>> = runs.iter().map(|run| run.tables()).collect();
    let plans: Vec<_> = sides.iter().map(|side| (side.plan(), side.data())).collect();
    let title = runs.first().map(|run| run.program().package.title.clone()).unwrap_or_default();
    let all: &[Table] = tables.first().map_or(&[], Vec::as_slice);
    let mut book = Book::beside(&title, &plans, all, "Keadaan", sides.len() > 1);
    for ((side, run), tables) in sides.iter().zip(&runs).zip(&tables) {
        book.add_named((run, 0), &side.name, tables, side.sources(), &side.held())?;
        book.tried(&side.name, "", &side.text);
    }
    book.finish()
}

/// Why there is no workbook.
pub fn no_book(why: Refused) -> Diagnostic {
    let title = match why {
        Refused::TooLarge => "tabel-tabel ini terlalu banyak untuk satu buku kerja: lebih dari 2.000.000 sel",
        Refused::Unwritten => "tabel-tabel ini tidak muat dalam bentuk buku kerja Excel",
    };
    let advice = "pilih tabelnya dengan --tabel, atau simpan sebagai csv:  --format csv";
    Diagnostic::new(Code::B0205, Severity::Error, title).advise(advice)
}
