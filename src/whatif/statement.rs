//! What a person types, told apart by its first word.

use super::blocks::{begins_block, first_word};
use super::spoken::{behind_saved_as, is_saved_as, without_owner};
use super::word_at::word_at;
use crate::calendar;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::program::Role;
use crate::source::{SourceId, Span};
use crate::syntax::ast::{Assignment, Expr, Promise, Reference};
use crate::syntax::functions;
use crate::syntax::typed;
use crate::syntax::words;

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// Nothing, or a comment.
    Nothing,
    /// An expression to show.
    Ask(Expr),
    /// `IKM = 92; target IKPP = 8,7`, `IKPP = 1,5*(IKM/25) + IPP`
    Assign(Vec<Assignment>),
    /// A change of rules, as the text of a scenario has it.
    Rules(String),
    /// `cari IKM agar IKPP = 8,7`
    Seek {
        /// One or two unknowns.
        unknowns: Vec<Reference>,
        /// What is to hold.
        goal: Expr,
    },
    /// `buktikan capaian IKU <= 100`
    Prove(Box<Promise>, Span),
    /// `kepekaan IKPP`
    Sensitivity(Expr),
    /// `jelaskan IKPP`
    Explain(String),
    /// `tabel T31`; all their names without one.
    Table(Option<String>),
    /// `grafik T31`; those of all tables without one.
    Chart(Option<String>),
    /// `tahun 2023`; the year at hand without one.
    Year(Option<i32>),
    /// `unit …`; their names without one.
    Unit(Option<String>),
    /// `andaian`: what was changed.
    Changes,
    /// `batal`, `batal 2`: so many steps back.
    Undo(usize),
    /// `batal IKM`
    Drop(Reference),
    /// `maju lagi`
    Redo,
    /// `awal`
    Reset,
    /// `skenario daftar`
    Scenarios,
    /// `skenario simpan NAMA`, with `ganti` to write over one that is there.
    Save {
        /// Its name.
        name: String,
        /// Whether one that is there may be written over.
        over: bool,
    },
    /// `skenario buka NAMA`
    Open(String),
    /// `bandingkan A; B`
    Compare(String, String),
    /// `bantuan`, on a thing or in general.
    Help(Option<String>),
    /// `keluar`
    Leave,
}

/// The words that begin a statement and are no name, each with how it is written.
pub const COMMANDS: &[(&str, &str)] = &[
    ("cari", "cari IKM agar IKPP = 8,7"),
    ("buktikan", "buktikan capaian IKU <= 100"),
    ("kepekaan", "kepekaan IKPP"),
    ("jelaskan", "jelaskan IKPP"),
    ("tabel", "tabel T31"),
    ("grafik", "grafik T31"),
    ("tahun", "tahun 2023"),
    ("unit", "unit \"Kecamatan Mojoagung\""),
    ("ubah", "ubah IKPP batas 0..120"),
    ("andaian", "andaian"),
    ("batal", "batal"),
    ("maju", "maju lagi"),
    ("awal", "awal"),
    ("skenario", "skenario simpan optimis"),
    ("bandingkan", "bandingkan optimis; dasar"),
    ("bantuan", "bantuan cari"),
    ("keluar", "keluar"),
];

/// Whether an example is one of those that know no package.
pub fn is_sample(example: &str) -> bool {
    let others = ["batal IKM", "cari IKM; IPP agar IKPP = 8,7", "cari realisasi AKIP agar capaian IKU >= 100"];
    COMMANDS.iter().any(|(_, known)| *known == example) || others.contains(&example)
}

/// Reads a statement out of a whole source; the messages point into it.
pub fn read(source: SourceId, text: &str) -> Result<Statement, Vec<Diagnostic>> {
    let mut body = text.trim_start_matches('\u{FEFF}').trim_start();
    // What stands below a comment counts.
    while body.starts_with('#') {
        if let Some(hidden) = typed::hidden_break(source, text) {
            return Err(hidden);
        }
        body = body.split_once('\n').map_or("", |(_, below)| below.trim_start());
    }
    let (start, body) = (text.len() - body.len(), body.trim_end());
    if body.is_empty() {
        return Ok(Statement::Nothing);
    }
    let line = Line { source, text, start, end: start + body.len() };
    let (word, rest) = line.first_word();
    let word = word.to_lowercase();
    let whole = line.slice(rest);
    let named = || unquoted(whole);
    Ok(match word.as_str() {
        // `unit = …` and the like mean a name after all.
        _ if whole.starts_with('=') => return line.assign(),
        "cari" => return line.seek(rest),
        "buktikan" if whole.is_empty() => {
            return Err(line.incomplete("apa yang dibuktikan?", "buktikan capaian IKU <= 100"));
        }
        "buktikan" => {
            let span = line.span(line.start, line.end);
            return typed::promise(text, span).map(|promise| Statement::Prove(Box::new(promise), span));
        }
        "kepekaan" => Statement::Sensitivity(line.value(rest, "kepekaan IKPP")?),
        "jelaskan" => match named() {
            Some(name) => Statement::Explain(name),
            None => return Err(line.incomplete("apa yang dijelaskan?", "jelaskan IKPP")),
        },
        "tabel" => Statement::Table(named()),
        "grafik" => {
            // `grafik tabel T31` is what a person may type.
            let (first, name) = whole.split_once(char::is_whitespace).unwrap_or((whole, ""));
            Statement::Chart(unquoted(if first.eq_ignore_ascii_case("tabel") { name } else { whole }))
        }
        // `tahun - 2000` asks for a number.
        "tahun" if !whole.starts_with(['+', '-', '−', '–', '*', '/', '^', '<', '>']) => {
            match (whole.parse(), whole.is_empty()) {
                (Ok(year), _) if calendar::YEARS.contains(&year) => Statement::Year(Some(year)),
                (_, true) => Statement::Year(None),
                _ => return Err(line.incomplete("\"tahun\" diikuti angka tahun", "tahun 2023")),
            }
        }
        "unit" => Statement::Unit(named()),
        "andaian" if whole.is_empty() => Statement::Changes,
        "batal" | "undo" if whole.is_empty() => Statement::Undo(1),
        "batal" | "undo" if whole.parse::<usize>().is_ok_and(|steps| (1..1000).contains(&steps)) => {
            Statement::Undo(whole.parse().unwrap_or(1))
        }
        // A question as people put it.
        "berapa" if !whole.trim_end_matches('?').trim().is_empty() => {
            let end = rest + whole.trim_end_matches(['?', ' ']).len();
            return typed::value(text, line.span(rest, end)).map(Statement::Ask);
        }
        "tampilkan" if !whole.is_empty() => {
            let (first, name) = whole.split_once(char::is_whitespace).unwrap_or((whole, ""));
            let name = if first.eq_ignore_ascii_case("tabel") { name } else { whole };
            Statement::Table(unquoted(name))
        }
        "batal" => match typed::names(text, line.span(rest, line.end))?.as_slice() {
            [one] => Statement::Drop(one.clone()),
            _ => return Err(line.incomplete("batalkan satu per satu", "batal IKM")),
        },
        "maju" if whole.is_empty() || whole.eq_ignore_ascii_case("lagi") => Statement::Redo,
        "awal" if whole.is_empty() => Statement::Reset,
        "keluar" | "exit" | "quit" if whole.is_empty() => Statement::Leave,
        "bantuan" | "help" => Statement::Help(named()),
        "" if whole == "?" => Statement::Help(None),
        "skenario" => return line.scenario(rest),
        "bandingkan" => match whole.split_once(';') {
            Some((a, b)) => match (unquoted(a), unquoted(b)) {
                (Some(a), Some(b)) => Statement::Compare(a, b),
                _ => return Err(line.incomplete("sebut dua skenario", "bandingkan optimis; dasar")),
            },
            None => match named() {
                // One name is held against things as they are in the data.
                Some(name) => Statement::Compare(name, super::scenario::BASE.to_string()),
                None => return Err(line.incomplete("sebut dua skenario", "bandingkan optimis; dasar")),
            },
        },
        "ubah" => return line.alter(rest),
        _ => return line.other(&word),
    })
}

/// A statement in its source.
struct Line<'t> {
    source: SourceId,
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Line<'t> {
    fn slice(&self, from: usize) -> &'t str {
        self.text[from..self.end].trim()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    /// The first word and where the rest begins.
    fn first_word(&self) -> (&'t str, usize) {
        let body = &self.text[self.start..self.end];
        let end = body.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(body.len());
        let rest = self.start + end;
        let space = self.text[rest..self.end].len() - self.text[rest..self.end].trim_start().len();
        (&body[..end], rest + space)
    }

    fn value(&self, from: usize, example: &'static str) -> Result<Expr, Vec<Diagnostic>> {
        if self.slice(from).is_empty() {
            return Err(self.incomplete("apa yang dihitung?", example));
        }
        typed::value(self.text, self.span(from, self.end))
    }

    fn incomplete(&self, title: &str, example: &str) -> Vec<Diagnostic> {
        let found = Diagnostic::new(Code::T0001, Severity::Error, title);
        vec![found.at(self.span(self.start, self.end), "").advise(format!("contoh:  {example}"))]
    }

    /// `cari IKM; IPP agar IKPP = 8,7`
    fn seek(&self, mut rest: usize) -> Result<Statement, Vec<Diagnostic>> {
        // `takar cari "cari IKM agar …"` says it twice.
        if first_word(&self.text[rest..self.end]).eq_ignore_ascii_case("cari") {
            rest += "cari".len();
        }
        let Some((at, end)) = word_at(self.text, rest, self.end, "agar") else {
            return Err(
                self.incomplete("tulis apa yang dicari, \"agar\", lalu yang diinginkan", "cari IKM agar IKPP = 8,7")
            );
        };
        if self.text[rest..at].trim().is_empty() || self.text[end..self.end].trim().is_empty() {
            return Err(
                self.incomplete("tulis apa yang dicari, \"agar\", lalu yang diinginkan", "cari IKM agar IKPP = 8,7")
            );
        }
        let unknowns = typed::names(self.text, self.span(rest, at))?;
        let goal = typed::value(self.text, self.span(end, self.end))?;
        if unknowns.len() > 2 {
            return Err(self.incomplete("paling banyak dua yang dicari sekaligus", "cari IKM; IPP agar IKPP = 8,7"));
        }
        Ok(Statement::Seek { unknowns, goal })
    }

    /// `ubah IKPP batas 0..120`: the clause goes to a line of its own, as in a scenario.
    fn alter(&self, rest: usize) -> Result<Statement, Vec<Diagnostic>> {
        let body = without_kind(&self.text[rest..self.end]);
        let mut quoted = false;
        let end = body.find(|c: char| {
            quoted ^= c == '"';
            c.is_whitespace() && !quoted
        });
        let (name, clauses) = body.split_at(end.unwrap_or(body.len()));
        if name.is_empty() || clauses.trim().is_empty() {
            return Err(self.incomplete("tulis apa yang diubah, lalu barisnya yang baru", "ubah IKPP batas 0..120"));
        }
        // `ubah batas 0..120`: the clause of what?
        let clause = words::clause(name).filter(|(known, ..)| Role::from_word(known).is_none());
        if let Some((clause, ..)) = clause.filter(|_| name.starts_with(char::is_lowercase)) {
            let start = name.as_ptr() as usize - self.text.as_ptr() as usize;
            return Err(vec![without_owner(clause, self.span(start, start + name.len()), self.slice(start))]);
        }
        let inline = !clauses.trim_start_matches([' ', '\t']).starts_with(['\r', '\n']);
        let clauses = if inline { format!("\n  {}", clauses.trim_start()) } else { clauses.to_string() };
        Ok(Statement::Rules(format!("ubah {name}{clauses}\n")))
    }

    fn scenario(&self, rest: usize) -> Result<Statement, Vec<Diagnostic>> {
        let mut parts = self.slice(rest).splitn(2, char::is_whitespace);
        let (verb, name) = (parts.next().unwrap_or_default().to_lowercase(), parts.next().unwrap_or_default());
        let wrong = || self.incomplete("skenario: simpan, buka, atau daftar", "skenario simpan optimis");
        let (name, over) = match name.trim().strip_suffix("ganti").map(str::trim_end) {
            Some(name) if verb == "simpan" && !name.is_empty() => (name, true),
            _ => (name, false),
        };
        // `skenario simpan ke rapat`: no name begins so unless it stands in quotes.
        let name = if verb == "simpan" { behind_saved_as(name.trim()).unwrap_or(name.trim()) } else { name };
        let is_nameless = verb == "simpan" && (is_saved_as(name) || name.eq_ignore_ascii_case("ganti"));
        match (verb.as_str(), unquoted(name)) {
            _ if is_nameless => Err(wrong()),
            ("daftar" | "", None) => Ok(Statement::Scenarios),
            ("simpan", Some(name)) => Ok(Statement::Save { name, over }),
            ("buka", Some(name)) => Ok(Statement::Open(name)),
            ("hapus", _) => {
                let title = "skenario dihapus di luar Takar: hapus berkasnya dalam folder skenario";
                let found = Diagnostic::new(Code::T0001, Severity::Error, title);
                Err(vec![found.at(self.span(self.start, self.end), "").advise("lihat namanya dengan  skenario daftar")])
            }
            _ => Err(wrong()),
        }
    }

    /// No command: a change, a block of rules, or an expression.
    fn other(&self, word: &str) -> Result<Statement, Vec<Diagnostic>> {
        let body = &self.text[self.start..self.end];
        if begins_block(word, body) {
            return Ok(Statement::Rules(format!("{body}\n")));
        }
        if has_plain_equals(body) {
            return self.assign();
        }
        let clause = words::clause(word).filter(|(known, ..)| Role::from_word(known).is_none());
        let clause = clause.filter(|_| !self.begins_a_value(word));
        if let Some((clause, ..)) = clause {
            return Err(vec![without_owner(clause, self.span(self.start, self.start + word.len()), body)]);
        }
        if let Some(finding) = self.without_equals() {
            return Err(finding);
        }
        typed::value(self.text, self.span(self.start, self.end)).map(Statement::Ask)
    }

    /// `bulat(A / 3; 2)`, `jika A > 1 maka A selain itu 0`: words that begin a clause too.
    fn begins_a_value(&self, word: &str) -> bool {
        let (_, rest) = self.first_word();
        match word {
            // `JIKA(…; …; …)` as in a worksheet.
            "jika" => word_at(self.text, rest, self.end, "maka").is_some() || self.slice(rest).starts_with('('),
            "tahun" => !self.slice(rest).is_empty(),
            _ => self.slice(rest).starts_with('(') && functions::words().any(|known| known == word),
        }
    }

    /// `IKM 92` and `IKM: 92` for `IKM = 92`, `IKPP 2024` for `IKPP[2024]`.
    fn without_equals(&self) -> Option<Vec<Diagnostic>> {
        let body = &self.text[self.start..self.end];
        let (name, number) = body.split_once([' ', ':'])?;
        let (name, number) = (name.trim(), number.trim_start_matches([' ', ':']).trim());
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
        let is_year = calendar::year(number).is_some();
        let is_code = number.contains(['.', ',']) && Role::from_word(name).is_some();
        let meant = match (is_year, is_code) {
            (true, _) => format!("{name}[{number}]"),
            (_, true) => format!("{name} \"{}\"", number.replace(',', ".")),
            _ => format!("{name} = {number}"),
        };
        // `IKM : 2` with space on both sides is a division as well.
        let divided = body[name.len()..].starts_with(" :").then(|| format!("{name} / {number}"));
        let is_slip = is_name && is_number && !name.starts_with(|c: char| c.is_ascii_digit());
        let found = Diagnostic::new(Code::T0001, Severity::Error, format!("\"{body}\" belum lengkap"));
        is_slip.then(|| {
            let whole = self.span(self.start, self.end);
            let asked = |meant: String| (format!("apakah maksud Anda  {meant} ?"), vec![Edit::replace(whole, meant)]);
            let mends = [Some(meant), divided].into_iter().flatten().map(asked);
            vec![mends.fold(found.at(whole, ""), |found, (text, edits)| found.suggest(text, edits))]
        })
    }

    fn assign(&self) -> Result<Statement, Vec<Diagnostic>> {
        typed::assignments(self.text, self.span(self.start, self.end)).map(Statement::Assign)
    }
}

/// Whether an `=` stands behind nothing but names: `IKM = …`, and not `jika a = 1 maka …` or `a + b = c`.
fn has_plain_equals(text: &str) -> bool {
    let Some((left, _)) = text.split_once('=') else { return false };
    let is_condition = left.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("jika"));
    !is_condition && !left.contains(['<', '>', '*', '/', '(', ')', '^', ','])
}

/// A name without the quotes it may have.
pub fn bare(text: &str) -> &str {
    let text = text.trim().trim_matches(['"', '“', '”', '„']).trim();
    // As a name is quoted at a terminal.
    let single = text.strip_prefix(['\'', '‘']).and_then(|inner| inner.strip_suffix(['\'', '’']));
    single.map_or(text, str::trim)
}

/// `ubah aturan predikat Ordinal …`, `ubah indikator IKM …`: what kind of thing it is, its name says already.
fn without_kind(body: &str) -> &str {
    let behind = |text: &'_ str, kinds: &[&str]| {
        let word = first_word(text);
        let is_kind = kinds.iter().any(|kind| word.eq_ignore_ascii_case(kind));
        is_kind.then_some(word.len()).filter(|at| text[*at..].trim_start().contains(char::is_whitespace))
    };
    let Some(at) = behind(body, &["aturan", "indikator", "kelompok", "besaran"]) else {
        return behind(body, &["predikat"]).map_or(body, |at| body[at..].trim_start());
    };
    let rest = body[at..].trim_start();
    behind(rest, &["capaian", "predikat", "konversi"]).map_or(rest, |at| rest[at..].trim_start())
}

/// A name with or without quotes; none when there is none.
fn unquoted(text: &str) -> Option<String> {
    let name = bare(text);
    (!name.is_empty()).then(|| name.to_string())
}
