//! `cetakan/T31.takar`: what titles and names cannot tell, one statement a line.

use super::super::model::{Layout, PrintedTable, RowIs};
use super::stem;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use std::ops::Range;

/// What a file says of a printed table.
#[derive(Debug, Default)]
pub(super) struct Declared<'f> {
    /// The file that says it.
    pub name: &'f str,
    /// `cetakan T31`
    table: Option<String>,
    /// `dari "laporan.docx" tabel 3`
    pub from: Option<From>,
    /// `cetakan lewati dari "laporan.docx" tabel 4`
    pub left_out: Vec<From>,
    /// `baris mulai 5`
    pub first: Option<u32>,
    /// `baris tersembunyi ikut`, `tidak`
    pub hidden: Option<bool>,
    page: Option<u32>,
    title: Option<String>,
    layout: Layout,
    /// What in it is not understood.
    pub problems: Vec<Diagnostic>,
}

/// A workbook or document, and which of its tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct From {
    pub file: String,
    /// The name of a sheet, the caption of a table, `tabel 3`.
    pub sheet: Option<String>,
}

/// Reads the statements of a file.
pub(super) fn read<'f>(name: &'f str, text: &str) -> Declared<'f> {
    let mut declared = Declared { name, ..Declared::default() };
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let statement = without_remark(line);
        if !statement.is_empty() && declared.take(statement).is_none() {
            let title = format!("baris {} \"{name}\" tidak dimengerti: {statement}", at + 1);
            let shapes = "tulis seperti  kolom 3 = realisasi ,  baris 4 = penutup ,  halaman 34 ,  persis AKIP , atau  judul \"Tabel 3.1\"";
            let found = problem(title, name).advise(shapes);
            let is_named = statement.starts_with("cetakan");
            declared.problems.push(match is_named {
                true => found.advise(format!(
                    "tabel dalam buku kerja atau dokumen:  cetakan {} dari \"laporan.docx\" tabel 3",
                    stem(name)
                )),
                false => found,
            });
        }
    }
    declared
}

/// A word of a statement that may name a thing of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where, without quotes.
    pub bytes: Range<usize>,
    /// All that a column is said to hold, of which this is a word: it may be its title.
    pub column: Option<String>,
}

/// Where statements name things of the rules.
pub(super) fn codes_in(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let start = from;
        from += line.len();
        let Some((word, rest)) = without_remark(line).split_once(char::is_whitespace) else { continue };
        let (named, column): (Vec<&str>, Option<&str>) = match (word, counted(rest)) {
            ("persis", _) => (rest.split(';').collect(), None),
            ("baris", Some((_, is))) => (vec![is], None),
            // `kolom 3 = realisasi AKIP`
            ("kolom", Some((_, holds))) => (names(holds), Some(holds)),
            _ => continue,
        };
        for code in named.into_iter().map(|code| code.trim().trim_matches('"')).filter(|code| !code.is_empty()) {
            // Each is a piece of the line.
            let at = start + (code.as_ptr() as usize - line.as_ptr() as usize);
            found.push(Named { bytes: at..at + code.len(), column: column.map(str::to_string) });
        }
    }
    found
}

/// The words of a column of the rules, codes in quotes among them, which may be names; a text that something is compared with
/// is none.
fn names(text: &str) -> Vec<&str> {
    let (mut found, mut is_compared) = (Vec::new(), false);
    for (at, part) in text.split('"').enumerate() {
        match at % 2 {
            0 => {
                is_compared = part.trim_end().ends_with(['=', '>']);
                found.extend(part.split(|c: char| !c.is_alphanumeric() && c != '_'));
            }
            _ if is_compared => {}
            _ => found.push(part),
        }
    }
    found
}

/// There is nothing that a file could speak of.
pub(super) fn alone(name: &str, has_office: bool) -> Diagnostic {
    let title = format!("\"{name}\" tidak menemani tabel mana pun: \"{}.csv\" tidak ada", stem(name));
    let found = problem(title, name).advise("beri nama yang sama dengan berkas CSV tabelnya");
    match has_office {
        true => {
            found.advise(format!("atau sebut tabelnya, misalnya  cetakan {} dari \"laporan.docx\" tabel 3", stem(name)))
        }
        false => found,
    }
}

pub(super) fn problem(title: String, name: &str) -> Diagnostic {
    Diagnostic::new(Code::C0004, Severity::Error, title).at_place(Place::File(name.to_string()), "")
}

/// A line up to its remark; a `#` inside quotes is none.
fn without_remark(line: &str) -> &str {
    let mut quoted = false;
    let end = line.char_indices().find(|(_, letter)| {
        quoted ^= *letter == '"';
        *letter == '#' && !quoted
    });
    end.map_or(line, |(at, _)| &line[..at]).trim()
}

impl Declared<'_> {
    /// Whether it only leaves tables out.
    pub fn is_of_none(&self) -> bool {
        let says_nothing = self.table.is_none() && self.from.is_none() && self.layout == Layout::default();
        says_nothing && !self.left_out.is_empty() && self.problems.is_empty()
    }

    /// The table of the rules that is meant.
    pub fn table(&self) -> &str {
        self.table.as_deref().unwrap_or_else(|| stem(self.name))
    }

    /// Lays what is said over a table.
    pub fn lay(&self, table: &mut PrintedTable) {
        if let Some(own) = &self.table {
            table.table.clone_from(own);
        }
        table.page = self.page.or(table.page);
        if self.title.is_some() {
            table.title.clone_from(&self.title);
        }
        table.layout = self.layout.clone();
    }

    /// Takes a statement; none where it means nothing.
    fn take(&mut self, statement: &str) -> Option<()> {
        let (word, rest) = statement.split_once(char::is_whitespace)?;
        let rest = rest.trim();
        match word {
            "cetakan" => {
                let (own, from) = named(rest)?;
                if own.as_deref() == Some("lewati") {
                    self.left_out.push(from?);
                    return Some(());
                }
                self.table = own.or(self.table.take());
                self.from = from.or(self.from.take());
            }
            "halaman" => self.page = Some(rest.parse().ok()?),
            // The second of two tables with one heading: what a reader of documents needs, and a person wants to see.
            "judul" => {
                let (words, behind) = quoted(rest)?;
                match behind.split_whitespace().collect::<Vec<_>>().as_slice() {
                    [] => self.title = Some(words.to_string()),
                    ["ke", which] => self.title = Some(format!("{words} (ke-{})", which.parse::<u32>().ok()?)),
                    _ => return None,
                }
            }
            "persis" => {
                let codes = rest.split(';').map(|code| code.trim().trim_matches('"').to_string());
                let codes: Vec<String> = codes.filter(|code| !code.is_empty()).collect();
                (!codes.is_empty()).then(|| self.layout.exact.extend(codes))?;
            }
            "kolom" => {
                let (at, holds) = counted(rest)?;
                self.layout.columns.push((at, holds.to_string()));
            }
            "baris" => self.row(rest)?,
            _ => return None,
        }
        Some(())
    }

    fn row(&mut self, rest: &str) -> Option<()> {
        match rest.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["mulai", first] => self.first = Some(first.parse().ok().filter(|first| *first > 0)?),
            ["tersembunyi", "ikut"] => self.hidden = Some(true),
            ["tersembunyi", "tidak"] => self.hidden = Some(false),
            _ => {
                let (at, is) = counted(rest)?;
                let (word, behind) = is.split_once(char::is_whitespace).unwrap_or((is, ""));
                let words = || behind.trim().trim_matches('"').to_string();
                let is = match word {
                    "penutup" => RowIs::Footer((!behind.trim().is_empty()).then(words)),
                    "lewati" => RowIs::Nothing,
                    _ => RowIs::Thing(is.trim_matches('"').to_string()),
                };
                self.layout.rows.push((at, is));
            }
        }
        Some(())
    }
}

/// `T31`, `T31 dari "laporan.docx" tabel 3`, `dari "laporan.xlsx" lembar "IKU"`
fn named(text: &str) -> Option<(Option<String>, Option<From>)> {
    let (own, rest) = match text.split_once(char::is_whitespace) {
        None => (Some(text), None),
        Some(("dari", rest)) => (None, Some(rest)),
        Some((own, rest)) => (Some(own), Some(rest.trim().strip_prefix("dari")?)),
    };
    let own = own.map(str::to_string).filter(|own| !own.is_empty() && !own.contains('"'));
    let Some(rest) = rest else { return own.map(|own| (Some(own), None)) };
    let (file, behind) = quoted(rest.trim())?;
    let sheet = match behind.trim().split_once(char::is_whitespace) {
        None if behind.trim().is_empty() => None,
        None => return None,
        Some(("lembar", name)) => {
            Some(quoted(name.trim()).filter(|(_, behind)| behind.trim().is_empty())?.0.to_string())
        }
        Some(("tabel", which)) => match quoted(which.trim()) {
            Some((name, behind)) => behind.trim().is_empty().then(|| Some(name.to_string()))?,
            None => Some(format!("tabel {}", which.trim().parse::<u32>().ok()?)),
        },
        Some(_) => return None,
    };
    let file = file.rsplit('/').next().unwrap_or(file).to_string();
    (!file.is_empty()).then_some((own, Some(From { file, sheet })))
}

/// `"words"`, and what stands behind.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('"')?.split_once('"')
}

/// `3 = realisasi`
fn counted(text: &str) -> Option<(usize, &str)> {
    let (at, what) = text.split_once('=')?;
    let at: usize = at.trim().parse().ok()?;
    let what = what.trim();
    (at > 0 && !what.is_empty()).then_some((at, what))
}
