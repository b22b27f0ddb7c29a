//! Word's documents: each table a sheet, in the order in which they begin. Of tracked changes what was inserted counts, and
//! what was deleted does not.

mod notes;
mod rules;
mod table;

use super::bounds::Bounds;
use super::model::{Book, Cell, Content, Kind, Row, Sheet};
use super::pack::Pack;
use super::raised::Line;
use super::refused::{Refusal, Refused};
use super::xml::{Step, Xml};
use notes::Notes;
use rules::RunRules;
use std::io::BufRead;
use table::Table;

/// Paragraphs above a table that may belong to it.
const MOST_ABOVE: usize = 12;

/// Reads the tables of a document whose text is the part `main`.
pub(super) fn read(pack: &mut Pack, main: &str) -> Result<Book, Refused> {
    let mut reading = Reading::new();
    reading.all(pack.xml(main)?)?;
    if reading.sheets.is_empty() {
        return Err(Refusal::NoTable.into());
    }
    Ok(Book { kind: Kind::Docx, sheets: reading.sheets })
}

/// Where reading stands.
struct Reading {
    bounds: Bounds,
    sheets: Vec<Sheet>,
    /// The tables that are open, each in a cell of the one before.
    tables: Vec<Table>,
    /// What stands outside of tables.
    body: Flow,
    /// The runs that are open: a text box stands in a run.
    runs: Vec<RunRules>,
    /// For each control that is open, whether it shows only what to type in it.
    controls: Vec<bool>,
    /// Within the text of a run.
    typing: bool,
}

/// Paragraphs, one below the other.
#[derive(Default)]
struct Flow {
    /// The one that is read.
    line: Line,
    /// Its end was deleted: the next goes on in it.
    joins: bool,
    /// The next has not begun yet.
    waits: bool,
    lines: Vec<String>,
    /// What is struck through of the lines that say nothing else.
    struck: String,
    /// Lines before these stand above an earlier table.
    since: usize,
    /// The notes below the last table, and its sheet.
    notes: Notes,
    /// How many of them are kept: of a cell all, outside of tables those that may stand above the next one.
    most: Option<usize>,
}

impl Reading {
    fn new() -> Reading {
        Reading {
            bounds: Bounds::new(),
            sheets: Vec::new(),
            tables: Vec::new(),
            body: Flow { most: Some(MOST_ABOVE), ..Flow::default() },
            runs: Vec::new(),
            controls: Vec::new(),
            typing: false,
        }
    }

    fn all<R: BufRead>(&mut self, mut xml: Xml<R>) -> Result<(), Refusal> {
        loop {
            match xml.next()? {
                Step::Open(tag) => match tag.name() {
                    // Deleted, moved away, the same again for older programs, what a field computes, how a sign is spoken.
                    "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "delInstrText" | "rt" => xml.skip()?,
                    "sectPr" | "tblPr" | "tblPrEx" | "tblGrid" | "sdtEndPr" => xml.skip()?,
                    "sdt" => self.controls.push(false),
                    "sdtPr" => {
                        let placeholder = rules::shows_placeholder(&mut xml)?;
                        self.controls.last_mut().into_iter().for_each(|control| *control = placeholder);
                    }
                    "r" => self.runs.push(RunRules::default()),
                    "rPr" => {
                        let rules = rules::run(&mut xml)?;
                        self.runs.last_mut().into_iter().for_each(|run| *run = rules);
                    }
                    "t" => self.typing = true,
                    "tab" => self.add(" ")?,
                    "br" | "cr" => self.add("\n")?,
                    "noBreakHyphen" => self.add("-")?,
                    "p" => {
                        self.bounds.paragraph()?;
                        self.flow().begin();
                    }
                    "pPr" => self.flow().joins = rules::joins_next(&mut xml)?,
                    "tbl" => self.table()?,
                    "tr" => self.tables.last_mut().into_iter().for_each(Table::row),
                    "trPr" => {
                        let row = rules::row(&mut xml)?;
                        self.tables.last_mut().into_iter().for_each(|table| table.row_rules(&row));
                    }
                    "tc" => self.tables.last_mut().into_iter().for_each(Table::cell),
                    "tcPr" => {
                        let cell = rules::cell(&mut xml)?;
                        self.tables.last_mut().into_iter().for_each(|table| table.cell_rules(&cell));
                    }
                    _ => {}
                },
                Step::Close(end) => match end.name() {
                    "t" => self.typing = false,
                    "r" => drop(self.runs.pop()),
                    "sdt" => drop(self.controls.pop()),
                    "p" => self.flow().end_unless_joined(),
                    "tc" => self.within(Table::end_cell)?,
                    "tr" => self.within(Table::end_row)?,
                    "tbl" => {
                        if let Some(table) = self.tables.pop() {
                            let sheet = table.sheet;
                            table.end(&mut self.sheets);
                            self.unwrap(sheet);
                        }
                    }
                    _ => {}
                },
                Step::Text(text) if self.typing && !text.is_empty() => {
                    let text = text.into_owned();
                    self.add(&text)?;
                }
                Step::Text(_) => {}
                Step::Finish => {
                    self.body.end();
                    if let Some((sheet, below)) = self.body.notes.at_end() {
                        self.sheets[sheet].below = below;
                    }
                    return Ok(());
                }
            }
        }
    }

    /// A table of one cell within a cell only frames what that cell says.
    fn unwrap(&mut self, sheet: usize) {
        let Some(Sheet { rows, .. }) = self.sheets.get_mut(sheet).filter(|_| !self.tables.is_empty()) else { return };
        let text = match rows.as_slice() {
            [Row { cells, .. }] => match cells.as_slice() {
                [Cell { content: Content::Text(text) | Content::Error(text), .. }] => text.to_string(),
                _ => return,
            },
            _ => return,
        };
        rows.clear();
        let flow = self.flow();
        flow.end();
        flow.lines.push(text);
    }

    fn within(
        &mut self,
        end: impl Fn(&mut Table, &mut Sheet, &mut Bounds) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let Some(sheet) = self.sheets.get_mut(table.sheet) else { return Ok(()) };
        end(table, sheet, &mut self.bounds)
    }

    /// The paragraphs that text belongs to: those of the innermost cell that is open.
    fn flow(&mut self) -> &mut Flow {
        let cells = self.tables.iter_mut().rev().find_map(Table::flow);
        cells.unwrap_or(&mut self.body)
    }

    fn add(&mut self, text: &str) -> Result<(), Refusal> {
        let RunRules { hidden, raised, struck } = self.runs.last().copied().unwrap_or_default();
        if hidden || self.controls.contains(&true) {
            return Ok(());
        }
        self.bounds.spend(text.len())?;
        let line = &mut self.flow().line;
        if struck {
            line.struck(text)
        } else if raised {
            line.raised(text)
        } else {
            line.plain(text)
        }
        Ok(())
    }

    fn table(&mut self) -> Result<(), Refusal> {
        self.bounds.cell()?;
        let own = self.sheets.len();
        let flow = self.flow();
        flow.end();
        let above = flow.lines.get(flow.since..).unwrap_or_default();
        let mut above = above[above.len().saturating_sub(MOST_ABOVE)..].to_vec();
        flow.since = flow.lines.len();
        if let Some((sheet, below)) = flow.notes.before_table(own) {
            let said = below.iter().zip(&above).take_while(|(note, line)| note == line).count();
            above.drain(..said);
            self.sheets[sheet].below = below;
        }
        let name = format!("tabel {}", self.sheets.len() + 1);
        self.tables.push(Table::new(self.sheets.len()));
        self.sheets.push(Sheet { name, above, ..Sheet::default() });
        Ok(())
    }
}

impl Flow {
    /// The paragraph ends.
    fn end(&mut self) {
        let struck = self.line.take_struck();
        if !self.line.text.trim().is_empty() {
            self.notes.take(self.line.text.trim());
            self.lines.push(self.line.text.trim().to_string());
        } else if self.most.is_none() {
            self.struck.extend(struck);
        }
        // Twice as many stay for a while, so that not each line moves all.
        if let Some(most) = self.most.filter(|most| self.lines.len() > 2 * most) {
            let gone = self.lines.len() - most;
            self.lines.drain(..gone);
            self.since = self.since.saturating_sub(gone);
        }
        self.line.clear();
        (self.joins, self.waits) = (false, false);
    }

    fn end_unless_joined(&mut self) {
        if self.joins {
            (self.joins, self.waits) = (false, true);
        } else {
            self.end();
        }
    }

    /// A paragraph begins: below the last, unless that goes on in it. One in a text box begins within another.
    fn begin(&mut self) {
        if !std::mem::take(&mut self.waits) {
            self.end();
        }
    }
}
