//! Web pages: applications offer a page with a table as `.xls`, and Excel opens it. Each table is a sheet.

mod letters;
mod tokens;

use super::bounds::{Bounds, MOST_COLUMNS};
use super::merges::settle;
use super::model::{Book, Cell, Kind, Merge, Row, Sheet};
use super::raised::{Line, all_struck, content};
use super::refused::{Refusal, Refused};
use tokens::{Tag, Token, Tokens};

pub(super) use letters::decode;

/// The widest and highest a merged cell may say it is, as browsers hold it.
const MOST_WIDE: u32 = 1000;
const MOST_HIGH: u32 = 65_534;
/// Lines above a table that may belong to it.
const MOST_ABOVE: usize = 12;
/// Tables within tables.
const MOST_DEPTH: usize = 50;

/// Reads the tables of a page.
pub(super) fn read(page: &str) -> Result<Book, Refused> {
    let mut reading = Reading::new();
    for token in Tokens::new(page) {
        match token {
            Token::Text(text) => reading.flow().words(&text),
            Token::Open(tag) => reading.open(&tag)?,
            Token::Close(name) => reading.close(&name)?,
        }
    }
    while !reading.tables.is_empty() {
        reading.close("table")?;
    }
    reading.sheets.retain(|sheet| !sheet.rows.is_empty());
    if reading.sheets.is_empty() {
        return Err(Refusal::NoTable.into());
    }
    for (at, sheet) in reading.sheets.iter_mut().enumerate() {
        sheet.name = format!("tabel {}", at + 1);
        settle(sheet);
    }
    Ok(Book { kind: Kind::Html, sheets: reading.sheets })
}

/// Where reading stands.
struct Reading {
    bounds: Bounds,
    sheets: Vec<Sheet>,
    /// The tables that are open, each in a cell of the one before.
    tables: Vec<Table>,
    /// What stands outside of tables.
    body: Flow,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    sheet: usize,
    /// The row that is read, from 1.
    row: u32,
    hidden: bool,
    column: u32,
    cells: Vec<Cell>,
    /// For each column the last row that a cell from above reaches.
    taken: Vec<u32>,
    cell: Option<(u32, Flow)>,
    in_row: bool,
    /// Between rows: a caption.
    loose: Flow,
}

impl Reading {
    fn new() -> Reading {
        Reading { bounds: Bounds::new(), sheets: Vec::new(), tables: Vec::new(), body: Flow::default() }
    }

    fn flow(&mut self) -> &mut Flow {
        match self.tables.last_mut() {
            Some(Table { cell: Some((_, flow)), .. }) => flow,
            Some(table) => &mut table.loose,
            None => &mut self.body,
        }
    }

    fn open(&mut self, tag: &Tag) -> Result<(), Refusal> {
        match &*tag.name {
            "table" => self.table()?,
            "tr" => {
                self.end_row()?;
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    (table.column, table.in_row, table.hidden) = (0, true, is_hidden(tag));
                }
            }
            "td" | "th" => self.cell(tag)?,
            "br" => self.flow().break_line(),
            "sup" => self.flow().raised = true,
            "s" | "strike" | "del" => self.flow().striking = true,
            name if is_block(name) => self.flow().end_line(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "sup" => self.flow().raised = false,
            "s" | "strike" | "del" => self.flow().striking = false,
            "td" | "th" => self.end_cell()?,
            "tr" => self.end_row()?,
            "table" => {
                self.end_row()?;
                if let Some(mut table) = self.tables.pop() {
                    table.loose.end_line();
                    let sheet = &mut self.sheets[table.sheet];
                    let last = table.row.max(1);
                    // A cell reaches no further than the table.
                    for merge in &mut sheet.merges {
                        merge.rows = *merge.rows.start()..=(*merge.rows.end()).min(last);
                    }
                    let one = |merge: &Merge| {
                        merge.rows.start() == merge.rows.end() && merge.columns.start() == merge.columns.end()
                    };
                    sheet.merges.retain(|merge| !one(merge));
                    sheet.above.append(&mut table.loose.lines);
                }
            }
            name if is_block(name) => self.flow().end_line(),
            _ => {}
        }
        Ok(())
    }

    fn table(&mut self) -> Result<(), Refusal> {
        self.bounds.cell()?;
        if self.tables.len() >= MOST_DEPTH {
            return Err(Refusal::Deep);
        }
        let flow = self.flow();
        flow.end_line();
        let above = flow.lines.get(flow.since..).unwrap_or_default();
        let above = above[above.len().saturating_sub(MOST_ABOVE)..].to_vec();
        flow.since = flow.lines.len();
        self.tables.push(Table { sheet: self.sheets.len(), ..Table::default() });
        self.sheets.push(Sheet { above, ..Sheet::default() });
        Ok(())
    }

    /// A cell begins; the one before it ends where nobody said so.
    fn cell(&mut self, tag: &Tag) -> Result<(), Refusal> {
        self.end_cell()?;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        if !table.in_row {
            table.row += 1;
            (table.column, table.in_row, table.hidden) = (0, true, false);
        }
        let span =
            |name: &str, most| tag.get(name).and_then(|span| span.trim().parse().ok()).unwrap_or(1).clamp(1, most);
        let (wide, high) = (span("colspan", MOST_WIDE), span("rowspan", MOST_HIGH));
        while table.taken.get(table.column as usize).is_some_and(|last| *last >= table.row) {
            table.column += 1;
        }
        let (first, row) = (table.column, table.row);
        let last = first + wide - 1;
        if last >= MOST_COLUMNS {
            return Err(Refusal::Damaged);
        }
        table.column = last + 1;
        if high > 1 {
            if table.taken.len() <= last as usize {
                table.taken.resize(last as usize + 1, 0);
            }
            table.taken[first as usize..=last as usize].fill(row.saturating_add(high - 1));
        }
        if wide > 1 || high > 1 {
            self.bounds.cell()?;
            let merge = Merge { rows: row..=row.saturating_add(high - 1), columns: first..=last };
            self.sheets[table.sheet].merges.push(merge);
        }
        table.cell = Some((first, Flow::default()));
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let Some((column, mut flow)) = table.cell.take() else { return Ok(()) };
        flow.end_line();
        let mut text = flow.lines.join("\n");
        if text.is_empty() && !flow.struck.is_empty() {
            text = all_struck(&flow.struck);
        }
        if !text.is_empty() {
            self.bounds.cell()?;
            table.cells.push(Cell { column, content: content(self.bounds.words(&text)?) });
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        self.end_cell()?;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        table.in_row = false;
        if !table.cells.is_empty() {
            self.bounds.cell()?;
            let cells = std::mem::take(&mut table.cells);
            self.sheets[table.sheet].rows.push(Row { number: table.row, hidden: table.hidden, cells });
        }
        Ok(())
    }
}

fn is_hidden(tag: &Tag) -> bool {
    let style = tag.get("style").unwrap_or_default().to_ascii_lowercase().replace(char::is_whitespace, "");
    style.contains("display:none") || tag.get("hidden").is_some()
}

/// Elements that stand on lines of their own.
fn is_block(name: &str) -> bool {
    let headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
    matches!(name, "p" | "div" | "li" | "ul" | "ol" | "center" | "caption" | "hr" | "body") || headings.contains(&name)
}

/// Lines of text.
#[derive(Default)]
struct Flow {
    line: Line,
    /// What comes stands above the line.
    raised: bool,
    /// What comes is struck through.
    striking: bool,
    /// What is struck through of the lines that say nothing else.
    struck: String,
    lines: Vec<String>,
    /// Lines before these stand above an earlier table.
    since: usize,
}

impl Flow {
    /// Words, with one space where there is any.
    fn words(&mut self, text: &str) {
        let mut words = String::new();
        for sign in text.chars() {
            match sign {
                sign if sign.is_whitespace() => {
                    let before = if words.is_empty() { &self.line.text } else { &words };
                    if !before.is_empty() && !before.ends_with([' ', '\n']) {
                        words.push(' ');
                    }
                }
                sign => words.push(sign),
            }
        }
        match (self.striking, self.raised) {
            (true, _) => self.line.struck(&words),
            (false, true) => self.line.raised(&words),
            (false, false) => self.line.plain(&words),
        }
    }

    fn break_line(&mut self) {
        let kept = self.line.text.trim_end_matches(' ').len();
        self.line.text.truncate(kept);
        self.line.plain("\n");
    }

    fn end_line(&mut self) {
        let struck = self.line.take_struck();
        let line = self.line.text.trim();
        if line.is_empty() {
            self.struck.extend(struck);
        } else {
            self.lines.push(line.to_string());
        }
        self.line.clear();
    }
}
