//! The sheet of working cells: one line for each slot that a printed cell rests on, in the order of the plan.

use super::double::Why;
use super::state::{self, States};
use super::style::{self, Look};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};

/// The name of the sheet.
pub const SHEET: &str = "Hitungan";

/// Lines above the first one: title, what the columns mean, header.
const ABOVE: usize = 4;

/// Columns: what it is, where the rule stands, state, value, remark.
const STATE: char = 'C';
const VALUE: char = 'D';

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Fill {
    /// Nothing.
    Blank,
    /// A number.
    Number(f64),
    /// Words.
    Text(String),
    /// A condition.
    Truth(bool),
    /// A formula and what it gives now.
    Formula(String, String),
}

/// A working cell.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// Where its rule stands.
    pub place: String,
    /// Its state.
    pub state: Fill,
    /// Its value.
    pub value: Fill,
    /// Why it is no formula, where it is none.
    pub why: Option<Why>,
}

/// A line, or the name of a unit above its lines.
#[derive(Debug)]
enum Entry {
    Unit(String),
    Line(Line, String),
}

/// All of them.
#[derive(Debug, Default)]
pub struct Lines {
    entries: Vec<Entry>,
    /// The unit whose lines follow.
    unit: String,
}

impl Lines {
    /// What follows is of another unit.
    pub fn begin_unit(&mut self, unit: &str, has_units: bool) {
        self.unit = unit.to_string();
        if has_units {
            self.entries.push(Entry::Unit(self.unit.clone()));
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The references to state and value of the line that comes next.
    pub fn next(&self) -> (String, String) {
        let row = ABOVE + self.entries.len() + 1;
        (format!("{STATE}{row}"), format!("{VALUE}{row}"))
    }

    /// The row of the line that comes next, from 1.
    pub fn next_row(&self) -> usize {
        ABOVE + self.entries.len() + 1
    }

    /// The ranges of states and of values of some lines.
    pub fn range(first: usize, last: usize) -> (String, String) {
        (format!("{STATE}{first}:{STATE}{last}"), format!("{VALUE}{first}:{VALUE}{last}"))
    }

    /// Adds a line.
    pub fn push(&mut self, line: Line) {
        self.entries.push(Entry::Line(line, self.unit.clone()));
    }

    /// Names a line that has no name of its own yet.
    pub fn retitle(&mut self, value: &str, name: &str) {
        let row: Option<usize> = value.strip_prefix(VALUE).and_then(|row| row.parse().ok());
        if let Some(Entry::Line(line, _)) = row.and_then(|row| self.entries.get_mut(row - ABOVE - 1))
            && line.name.is_empty()
        {
            line.name = name.to_string();
        }
    }

    /// The lines that are values, with their cells and units.
    pub fn values(&self) -> impl Iterator<Item = (String, &Line, &str)> {
        self.entries.iter().enumerate().filter_map(|(at, entry)| match entry {
            Entry::Line(line, unit) if line.why.is_some() => {
                Some((format!("{SHEET}!{VALUE}{}", ABOVE + at + 1), line, unit.as_str()))
            }
            Entry::Line(..) | Entry::Unit(_) => None,
        })
    }

    /// Writes the sheet.
    pub fn write(&self, book: &mut Workbook, title: &str) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(SHEET)?;
        style::page(sheet, title, ABOVE as u32 - 1, false)?;
        sheet.write_string_with_format(0, 0, "Hitungan antara", &style::title())?;
        let words = "Tiap baris satu langkah hitungan, di atas sel Masukan; tabel mengacu ke sini. Keadaan: 0 ada nilainya, 1 tidak berlaku, 2 belum diisi, 3 tidak terdefinisi, 4 keliru, -1 tidak ikut dihitung.";
        style::across(sheet, 1, (0, 4), words, &style::note(), style::lines_of(words, 118))?;
        for (at, head) in ["Nama", "Tempat aturan", "Keadaan", "Nilai", "Keterangan"].into_iter().enumerate() {
            sheet.write_string_with_format(ABOVE as u32 - 1, at as u16, head, &style::header())?;
        }
        for (column, width) in [(0, 52.0), (1, 24.0), (2, 9.0), (3, 20.0), (4, 30.0)] {
            sheet.set_column_width(column, width)?;
        }
        for (at, entry) in self.entries.iter().enumerate() {
            let row = (ABOVE + at) as u32;
            match entry {
                Entry::Unit(unit) => {
                    sheet.write_string_with_format(row, 0, unit, &style::group())?;
                }
                Entry::Line(line, _) => {
                    let lines = style::lines_of(&line.name, 50).max(style::lines_of(&line.place, 22));
                    sheet.set_row_height(row, style::height(lines))?;
                    let look = if line.why.is_some() { Look::Fixed } else { Look::Plain };
                    write_text(sheet, row, 0, &line.name, &style::words(look))?;
                    write_text(sheet, row, 1, &line.place, &style::words(look))?;
                    write_fill(sheet, (row, 2), &line.state, &style::whole(look))?;
                    write_fill(sheet, (row, 3), &line.value, &style::value(look))?;
                    if let Some(why) = line.why {
                        sheet.write_string_with_format(
                            row,
                            4,
                            format!("nilai: {}", why.words()),
                            &style::words(look),
                        )?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Words, of which an empty one is no cell.
pub fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    match text.is_empty() {
        true => sheet.write_blank(row, column, format)?,
        false => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

/// Writes a cell.
pub fn write_fill(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    fill: &Fill,
    format: &Format,
) -> Result<(), XlsxError> {
    match fill {
        Fill::Blank => sheet.write_blank(row, column, format)?,
        Fill::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        Fill::Text(text) => return write_text(sheet, row, column, text, format),
        Fill::Truth(truth) => sheet.write_boolean_with_format(row, column, *truth, format)?,
        Fill::Formula(formula, result) => {
            let formula = Formula::new(formula).set_result(result);
            sheet.write_formula_with_format(row, column, formula, format)?
        }
    };
    Ok(())
}

/// The value of a line behind its guard: where it has no value, the words of its state.
pub fn guarded(states: &States, state: &str, value: String) -> String {
    match states.constant() {
        Some(0) => value,
        Some(code) => super::terms::text(state::words(code)),
        None => format!("IF({state}>0,CHOOSE({state},\"–\",\"–\",\"tidak terdefinisi\",\"keliru\"),{value})"),
    }
}
