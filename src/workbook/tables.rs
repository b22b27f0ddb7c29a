//! Sheets of tables: each table one sheet, units below each other under one header.

use super::cells::{Shown, Writer};
use super::double::Why;
use super::lines::{self, Fill, write_fill, write_text};
use super::style::{self, Look};
use super::translate::Made;
use crate::eval::Results;
use crate::plan::{PlannedTable, SlotId};
use crate::report::placed::{Of, placed, rows_of};
use crate::report::table::{Part, Table};
use crate::report::terminal::REPORTED;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::collections::HashMap;
use std::ops::Range;

/// Lines above the header of columns: title, package, blank.
pub(super) const ABOVE: u32 = 3;

#[derive(Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<Shown>,
    is_strong: bool,
    /// The label of a footer, over these columns.
    pub(super) label: Option<(String, Range<usize>)>,
    /// Which rows of the rules stand in it, side by side, each with its columns.
    pub(super) of: Vec<(Range<usize>, Of)>,
}

#[derive(Debug)]
pub(super) struct Block {
    pub(super) unit: Option<String>,
    pub(super) rows: Vec<Row>,
    notes: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    table: (String, String),
    title: String,
    package: String,
    pub(super) columns: Vec<(String, bool)>,
    pub(super) blocks: Vec<Block>,
}

/// The sheets of all tables.
#[derive(Debug)]
pub struct Sheets {
    has_units: bool,
    pub(super) sheets: Vec<Sheet>,
    /// Whether blocks of one table are states of one thing, to be held against each other.
    pub(super) are_states: bool,
    cells: usize,
}

impl Sheets {
    pub fn new(has_units: bool, are_states: bool) -> Sheets {
        Sheets { has_units, are_states, sheets: Vec::new(), cells: 0 }
    }

    /// How many cells there are.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// Adds a table of a unit.
    pub fn add(
        &mut self,
        results: Results,
        (lane, name): (usize, &str),
        (table, planned): (&Table, &PlannedTable),
        made: &HashMap<SlotId, Made>,
    ) {
        let writer = Writer { results, lane, made };
        let at = placed(results, lane, planned);
        let mut rows: Vec<Row> = Vec::new();
        // Only states are held against each other.
        let of = if self.are_states { rows_of(results, lane, planned) } else { Vec::new() };
        let of = of.into_iter().chain(std::iter::repeat(Vec::new()));
        for ((at, (part, cells)), of) in at.iter().zip(table.parted_rows()).zip(of) {
            rows.push(Row { cells: writer.row(cells, at), is_strong: part != Part::Row, label: None, of });
        }
        for (place, (footer, planned)) in table.footers.iter().zip(&planned.footers).enumerate() {
            let label = Some((footer.label.clone(), footer.from..footer.until()));
            let of = vec![(0..table.columns.len(), Of::Footer(place))];
            rows.push(Row { cells: writer.row(&footer.cells, &planned.cells), is_strong: true, label, of });
        }
        self.cells += rows.len() * table.columns.len();
        let block = Block { unit: self.has_units.then(|| name.to_string()), rows, notes: notes(table) };
        let key = (table.name.clone(), table.title.clone());
        match self.sheets.iter_mut().find(|sheet| sheet.table == key) {
            Some(sheet) => sheet.blocks.push(block),
            None => {
                let name = self.free(if table.name.is_empty() { &table.title } else { &table.name });
                let scenario = table.scenario.as_ref().map(|name| format!(" · skenario {name}")).unwrap_or_default();
                let title = if table.title.is_empty() { &table.name } else { &table.title };
                self.sheets.push(Sheet {
                    name,
                    table: key,
                    title: title.clone(),
                    package: format!("{} · {}{scenario}", table.package, table.year),
                    columns: table.columns.iter().map(|column| (column.title.clone(), column.numeric)).collect(),
                    blocks: vec![block],
                });
            }
        }
    }

    /// A name for a sheet that no other has: 31 letters, and none that names of sheets may not have.
    fn free(&self, wanted: &str) -> String {
        const MOST: usize = 31;
        let clean: String =
            wanted.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c }).collect();
        let clean = clean.trim();
        let clean = if clean.is_empty() { "Tabel" } else { clean };
        let is_taken = |name: &str| {
            let known = self.sheets.iter().map(|sheet| sheet.name.as_str());
            let own = [super::inputs::SHEET, lines::SHEET, super::scales::SHEET, super::sources::SHEET];
            // Excel keeps the last one for itself.
            let own = own.into_iter().chain([super::differences::SHEET, "History"]);
            known.chain(own).any(|known| known.eq_ignore_ascii_case(name))
        };
        let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>().trim().to_string();
        let mut name = cut(clean, MOST);
        let mut again = 2;
        while is_taken(&name) {
            let ending = format!(" ({again})");
            name = cut(clean, MOST - ending.len()) + &ending;
            again += 1;
        }
        name
    }

    /// The cells that are values, each with the reason.
    pub fn values(&self) -> Vec<(String, Why)> {
        let mut found = Vec::new();
        for sheet in &self.sheets {
            sheet.walk(|row, column, cell| {
                if let Some(why) = cell.why {
                    found.push((format!("{}!{}{}", sheet.name, super::terms::letters(column), row + 1), why));
                }
            });
        }
        found
    }

    /// Writes the sheets.
    pub fn write(&self, book: &mut Workbook, title: &str) -> Result<(), XlsxError> {
        for sheet in &self.sheets {
            sheet.write(book.add_worksheet(), title)?;
        }
        Ok(())
    }
}

impl Block {
    /// How many lines stand below its rows.
    pub(super) fn notes(&self) -> u32 {
        self.notes.len() as u32
    }
}

/// What stands below a table.
fn notes(table: &Table) -> Vec<String> {
    let reported = table.has_reported().then(|| format!("* {REPORTED}"));
    let notes = table.notes.iter().enumerate().map(|(at, note)| format!("[{}] {}", at + 1, note.text));
    let remarks = table.remarks.iter().map(|remark| format!("Catatan: {remark}"));
    reported.into_iter().chain(notes).chain(remarks).collect()
}

impl Row {
    /// How many lines its words take.
    fn lines(&self, widths: &[f64]) -> usize {
        let words = |cell: &Shown| match &cell.fill {
            Fill::Text(text) | Fill::Formula(_, text) if !cell.is_number => text.clone(),
            Fill::Blank | Fill::Number(_) | Fill::Text(_) | Fill::Truth(_) | Fill::Formula(..) => String::new(),
        };
        let skipped = self.label.as_ref().map_or(0, |(_, those)| those.end);
        let cells = self.cells.iter().zip(widths).skip(skipped);
        cells.map(|(cell, width)| style::lines_of(&words(cell), style::letters_in(*width))).max().unwrap_or(1)
    }
}

impl Sheet {
    /// Words stand left, in a column of figures right.
    fn words(&self, column: usize, look: Look) -> Format {
        match self.columns.get(column) {
            Some((_, true)) => style::words_right(look),
            Some(_) | None => style::words(look),
        }
    }

    /// Every cell with its row and column, counted from 0.
    fn walk<'s>(&'s self, mut seen: impl FnMut(u32, usize, &'s Shown)) {
        let mut row = ABOVE + 1;
        for block in &self.blocks {
            row += u32::from(block.unit.is_some());
            for line in &block.rows {
                line.cells.iter().enumerate().for_each(|(column, cell)| seen(row, column, cell));
                row += 1;
            }
            row += block.notes.len() as u32 + 1;
        }
    }

    /// How wide each column is, in letters: as its figures are, words up to a bound where they wrap.
    fn widths(&self) -> Vec<f64> {
        let mut widths: Vec<(usize, usize)> = self
            .columns
            .iter()
            .map(|(title, _)| (title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0) + 2, 0))
            .collect();
        self.walk(|_, column, cell| {
            if let Some(width) = widths.get_mut(column) {
                match cell.is_number {
                    true => width.0 = width.0.max(cell.width + 3),
                    false => width.1 = width.1.max(cell.width + 3),
                }
            }
        });
        widths.into_iter().map(|(least, words)| least.max(words.min(44)).clamp(8, 60) as f64).collect()
    }

    fn write(&self, sheet: &mut Worksheet, title: &str) -> Result<(), XlsxError> {
        sheet.set_name(&self.name)?;
        let widths = self.widths();
        let last = (widths.len().max(1) - 1) as u16;
        let whole = widths.iter().sum::<f64>();
        style::page(sheet, title, ABOVE, whole > 115.0)?;
        sheet.write_string_with_format(0, 0, &self.title, &style::title())?;
        sheet.write_string_with_format(1, 0, &self.package, &style::subtitle())?;
        for (at, (title, _)) in self.columns.iter().enumerate() {
            sheet.write_string_with_format(ABOVE, at as u16, title, &style::header())?;
            sheet.set_column_width(at as u16, widths[at])?;
        }
        let titles = self.columns.iter().zip(&widths);
        let lines = titles.map(|((title, _), width)| style::lines_of(title, style::letters_in(*width))).max();
        sheet.set_row_height(ABOVE, style::height(lines.unwrap_or(1)))?;
        let mut row = ABOVE + 1;
        for block in &self.blocks {
            if let Some(unit) = &block.unit {
                sheet.write_string_with_format(row, 0, unit, &style::group())?;
                row += 1;
            }
            for line in &block.rows {
                sheet.set_row_height(row, style::height(line.lines(&widths)))?;
                self.write_row(sheet, row, line)?;
                row += 1;
            }
            for note in &block.notes {
                style::across(
                    sheet,
                    row,
                    (0, last),
                    note,
                    &style::note(),
                    style::lines_of(note, (whole * 1.15) as usize),
                )?;
                row += 1;
            }
            row += 1;
        }
        sheet.set_print_area(0, 0, row.saturating_sub(2), last)?;
        Ok(())
    }

    fn write_row(&self, sheet: &mut Worksheet, at: u32, row: &Row) -> Result<(), XlsxError> {
        let labelled = row.label.as_ref().map_or(0..0, |(_, those)| those.clone());
        if let Some((label, those)) = &row.label {
            let words = style::words(Look::Strong);
            let (first, last) = (those.start as u16, those.end.saturating_sub(1) as u16);
            match those.len() {
                0 => {}
                1 => write_text(sheet, at, first, label, &words)?,
                _ => _ = sheet.merge_range(at, first, at, last, label, &words)?,
            }
        }
        for (column, cell) in row.cells.iter().enumerate().filter(|(column, _)| !labelled.contains(column)) {
            let look = match (row.is_strong, cell.is_fixed) {
                (false, false) => Look::Plain,
                (false, true) => Look::Fixed,
                (true, false) => Look::Strong,
                (true, true) => Look::StrongFixed,
            };
            let format: Format = match (&cell.code, cell.is_number) {
                (Some(code), true) => style::number(look, code),
                (Some(code), false) => self.words(column, look).set_num_format(code),
                (None, _) => self.words(column, look),
            };
            write_fill(sheet, (at, column as u16), &cell.fill, &format)?;
        }
        Ok(())
    }
}
