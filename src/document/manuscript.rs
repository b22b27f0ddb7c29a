//! The report of an office: read, asked what it wants, filled, written.

use super::container::{Container, Kind};
use super::field::{expression, table};
use super::kept::{self, Kept};
use super::line::GAP;
use super::tree::{parse, write};
use super::trouble::{Noted, Unreadable, incomplete, narrow, no_fields, no_rows, no_table, no_value};
use super::walk::{Answer, Asked, Spot, Walk, Wrong};
use crate::data::State;
use crate::diagnostic::Diagnostic;
use crate::engine::Planned;
use crate::program::{Expr, ExprKind};
use crate::report::table::{Cell, Missing, Table};
use crate::source::{SourceId, Sources, Span};
use std::collections::BTreeMap;
use std::io::{self, Read, Seek, Write};

/// The report of an office, open.
pub struct Manuscript<R> {
    container: Container<R>,
    stories: Vec<Story>,
    kept: Kept,
    /// The part with properties of one's own, and its text.
    properties: Option<(String, String)>,
    style: Option<String>,
    /// The year that it was filled for, where one was named.
    pub year: Option<i32>,
    /// How messages call it.
    name: String,
}

struct Story {
    kind: Kind,
    name: String,
    text: String,
}

/// A report as it is to be written.
pub struct Filled {
    parts: BTreeMap<String, String>,
    /// What is said of it.
    pub findings: Vec<Diagnostic>,
    /// How many fields there are.
    pub fields: usize,
    /// Whether a value is none by arithmetic or by a rule, or wrong in the data.
    pub is_faulty: bool,
}

impl<R: Read + Seek> Manuscript<R> {
    /// Opens a document of Word; `name` is how messages call it.
    pub fn open(file: R, name: &str) -> Result<Manuscript<R>, Box<Diagnostic>> {
        let read = || -> Result<Manuscript<R>, Unreadable> {
            let mut container = Container::open(file)?;
            let stories = container.stories()?;
            let stories = stories.into_iter().map(|(kind, name, text)| Story { kind, name, text }).collect();
            let properties = container.properties()?;
            let kept = properties.as_ref().map(|(_, text)| kept::read(text)).transpose()?.unwrap_or_default();
            let year = properties.as_ref().map(|(_, text)| kept::year(text)).transpose()?.flatten();
            let style = container.caption_style()?;
            Ok(Manuscript { container, stories, kept, properties, style, year, name: name.to_string() })
        };
        read().map_err(|why| Box::new(why.into_diagnostic(name)))
    }

    /// What its fields ask for, each as an expression of the language; tables are none.
    pub fn expressions(&self) -> Vec<String> {
        let mut walk = Walk::new(&self.kept, self.style.as_deref(), None);
        for story in &self.stories {
            if let Ok(mut nodes) = parse(&story.text) {
                walk.story(story.kind, &mut nodes);
            }
        }
        let values = walk.asked.iter().filter(|one| table(&one.says).is_none());
        values.map(|one| expression(&one.says)).collect()
    }

    /// What the report is with the values of a unit; all that keeps it from being filled where something does. Texts that findings
    /// point into are added to `sources`.
    pub fn fill(&mut self, planned: &Planned, lane: usize, sources: &mut Sources) -> Result<Filled, Vec<Diagnostic>> {
        let name = self.name.clone();
        let damaged = |why: Unreadable| vec![why.into_diagnostic(&name)];
        let mut walk = Walk::new(&self.kept, self.style.as_deref(), None);
        for story in &self.stories {
            match parse(&story.text) {
                Ok(mut nodes) => walk.story(story.kind, &mut nodes),
                Err(why) if story.kind.is_filled() => return Err(damaged(why)),
                Err(_) => {}
            }
        }
        let (asked, wrong) = (walk.asked, walk.wrong);
        if asked.is_empty() && wrong.is_empty() {
            return Err(vec![no_fields(&self.name)]);
        }
        let texts = self.texts(&asked, &wrong, sources);
        let mut findings: Vec<Diagnostic> = wrong.iter().map(|wrong| told(wrong, texts[wrong.order])).collect();
        let (answers, found) = answers(&asked, &texts, (planned, lane), sources);
        findings.extend(found.findings);
        if crate::engine::has_errors(&findings) {
            return Err(findings);
        }
        let (mut parts, fields) = (BTreeMap::new(), asked.iter().filter(|asked| !asked.is_again).count());
        let mut walk = Walk::new(&self.kept, self.style.as_deref(), Some(answers));
        for story in self.stories.iter().filter(|story| story.kind.is_filled()) {
            let mut nodes = parse(&story.text).map_err(damaged)?;
            walk.story(story.kind, &mut nodes);
            let mut text = String::with_capacity(story.text.len() + story.text.len() / 4);
            write(&nodes, &mut text);
            if text != story.text {
                parts.insert(story.name.clone(), text);
            }
        }
        findings.extend(walk.narrow.iter().map(|words| narrow(words, &self.name)));
        let now = walk.now;
        self.keep(&now, &mut parts).map_err(damaged)?;
        Ok(Filled { parts, findings, fields, is_faulty: found.is_faulty })
    }

    /// Writes the report; what is not filled is copied as it is.
    pub fn write(mut self, filled: Filled, out: impl Write) -> io::Result<()> {
        self.container.write(filled.parts, out)
    }

    /// Keeps what the fields say in the properties of the document.
    fn keep(&mut self, now: &Kept, parts: &mut BTreeMap<String, String>) -> Result<(), Unreadable> {
        let before = self.properties.as_ref();
        let text = kept::properties(before.map(|(_, text)| text.as_str()), now, self.year)?;
        match before {
            Some((name, _)) => drop(parts.insert(name.clone(), text)),
            None => {
                parts.insert(kept::PLACE.to_string(), text);
                for (name, more) in [("[Content_Types].xml", kept::AS_TYPE), ("_rels/.rels", kept::AS_RELATION)] {
                    let list = self.container.text(name)?.ok_or(Unreadable::Damaged)?;
                    parts.insert(name.to_string(), kept::added(&list, more)?);
                }
            }
        }
        Ok(())
    }

    /// Adds the lines that findings can point into, in the order of the document.
    fn texts(&self, asked: &[Asked], wrong: &[Wrong], sources: &mut Sources) -> Vec<SourceId> {
        let asked = asked.iter().map(|one| {
            let text = format!("{}{}{}", one.before, expression(&one.says), one.behind);
            (one.order, self.place(one.spot, one.before.is_empty()), text)
        });
        // The sign is as long as what it stands for.
        let shown = |line: &str| line.replace(GAP, "\u{25A1}");
        let wrong = wrong.iter().map(|one| (one.order, self.place(one.spot, false), shown(&one.line)));
        let mut all: Vec<(usize, String, String)> = asked.chain(wrong).collect();
        all.sort();
        all.into_iter().map(|(_, name, text)| sources.add_single(name, text)).collect()
    }

    /// `laporan.docx, kepala halaman, paragraf 1`
    fn place(&self, spot: Spot, is_old: bool) -> String {
        let part = match spot.kind {
            Kind::Body => "",
            Kind::Header => ", kepala halaman",
            Kind::Footer => ", kaki halaman",
            Kind::Footnotes => ", catatan kaki",
            Kind::Endnotes => ", catatan akhir",
            Kind::Comments => ", komentar",
            Kind::Chart => ", grafik",
            Kind::Diagram => ", diagram",
            Kind::Properties => return format!("{}, properti dokumen", self.name),
        };
        let paragraph = spot.paragraph.max(1);
        let where_ =
            if spot.in_box { format!("kotak teks di paragraf {paragraph}") } else { format!("paragraf {paragraph}") };
        format!("{}{part}, {where_}{}", self.name, if is_old { ", isian lama" } else { "" })
    }
}

/// What is wrong with a paragraph, and where.
fn told(wrong: &Wrong, text: SourceId) -> Diagnostic {
    let span = Span::new(text, wrong.letters.start, wrong.letters.end);
    wrong.trouble.clone().into_diagnostic().at(span, "")
}

/// What is filled in for each that is asked, and what is said of it.
fn answers(
    asked: &[Asked],
    texts: &[SourceId],
    (planned, lane): (&Planned, usize),
    sources: &Sources,
) -> (Vec<Answer>, Found) {
    let mut found = Found::default();
    let tables = match asked.iter().any(|asked| table(&asked.says).is_some()) {
        true => planned.unit(lane).tables_of(0),
        false => Vec::new(),
    };
    let known: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    // Each value by its place among those that are understood.
    let (mut exprs, mut of): (Vec<Expr>, Vec<Result<usize, Option<&Table>>>) = Default::default();
    for one in asked {
        let from = one.before.len();
        let span = Span::new(texts[one.order], from, from + expression(&one.says).len());
        let wrong = match table(&one.says) {
            Some(name) => {
                let table = tables.iter().find(|table| table.name.eq_ignore_ascii_case(name));
                of.push(Err(table));
                table.is_none().then(|| vec![no_table(name, &known).at(span, "")])
            }
            None => {
                let read = planned.expression(sources, span);
                of.push(read.as_ref().map_or(Err(None), |_| Ok(exprs.len())));
                read.map(|expr| exprs.push(expr)).err()
            }
        };
        found.findings.extend(wrong.into_iter().flatten().filter(|_| !one.is_again).map(in_one_line));
    }
    let values = planned.values(lane, &exprs);
    let mut answers = Vec::with_capacity(asked.len());
    for (one, of) in asked.iter().zip(of) {
        answers.push(match of {
            Err(Some(table)) => {
                let is_to_come = planned.is_to_come(&table.name);
                found.table(table, one, texts[one.order], is_to_come);
                Answer::Table(Box::new(table.clone()))
            }
            Err(None) => Answer::Words(String::new()),
            Ok(at) => match &values[at] {
                Ok(noted) if is_unsaid(&exprs[at], &noted.cell) => {
                    Answer::Words(found.missing(State::NotFilled, "", one, exprs[at].span))
                }
                Ok(noted) => Answer::Words(found.words(&noted.cell, &noted.left_out, one, exprs[at].span)),
                Err(wrong) => {
                    found.findings.extend(wrong.iter().filter(|_| !one.is_again).cloned());
                    Answer::Words(String::new())
                }
            },
        });
    }
    let noted = std::mem::take(&mut found.noted);
    found.findings.extend(noted.iter().map(|(notes, fields)| incomplete(fields, notes)));
    (answers, found)
}

/// A field has one line: what would go into another one has no place.
fn in_one_line(mut wrong: Diagnostic) -> Diagnostic {
    let count = wrong.suggestions.len();
    wrong.suggestions.retain(|mend| mend.edits.iter().all(|edit| !edit.text.contains('\n')));
    match wrong.suggestions.len() < count {
        true => {
            wrong.title = "isian memuat satu nilai atau hitungan saja".to_string();
            wrong.advise("hapus bagian ini; desimalnya menurut  tampil  dalam aturan")
        }
        false => wrong,
    }
}

/// Whether a value that is asked for by itself is a word that nobody states.
fn is_unsaid(expr: &Expr, cell: &Cell) -> bool {
    matches!(expr.kind, ExprKind::Value(_)) && cell.missing.is_none() && cell.words().is_empty()
}

/// What came of the fields.
#[derive(Default)]
struct Found {
    findings: Vec<Diagnostic>,
    /// Fields whose values have notes, those with the same notes together.
    noted: Vec<(Vec<String>, Vec<Noted>)>,
    is_faulty: bool,
}

impl Found {
    fn note(&mut self, notes: &[String], field: Noted) {
        match self.noted.iter_mut().find(|(known, _)| known == notes) {
            Some((_, fields)) => fields.push(field),
            None => self.noted.push((notes.to_vec(), vec![field])),
        }
    }

    /// A value as the report says it: as a table shows it, and a missing one by the words for that.
    fn words(&mut self, cell: &Cell, left_out: &[String], asked: &Asked, span: Span) -> String {
        if let Some(missing) = &cell.missing {
            return self.missing(missing.state, &missing.reason, asked, span);
        }
        // In a table a mark says so; a sentence has none.
        if !asked.is_again && !left_out.is_empty() {
            self.note(left_out, Noted { says: asked.says.clone(), value: cell.words().to_string(), span });
        }
        cell.words().to_string()
    }

    fn missing(&mut self, state: State, reason: &str, asked: &Asked, span: Span) -> String {
        self.is_faulty |= state.is_fault();
        if !asked.is_again {
            self.findings.push(no_value(&asked.says, "diisi", state.words(), reason).at(span, ""));
        }
        state.words().to_string()
    }

    /// A table with a cell that is none by arithmetic or by a rule, or wrong in the data.
    fn table(&mut self, table: &Table, asked: &Asked, text: SourceId, is_to_come: bool) {
        let from = asked.before.len();
        let span = Span::new(text, from, from + expression(&asked.says).len());
        if table.rows.is_empty() && !asked.is_again && !is_to_come {
            self.findings.push(no_rows(&asked.says, &table.remarks).at(span, ""));
        }
        let is_fault = |missing: &&Missing| missing.state.is_fault();
        let Some(missing) = table.cells().filter_map(|cell| cell.missing.as_ref()).find(is_fault) else { return };
        self.is_faulty = true;
        if !asked.is_again {
            self.findings.push(no_value(&asked.says, "memuat", missing.state.words(), &missing.reason).at(span, ""));
        }
    }
}
