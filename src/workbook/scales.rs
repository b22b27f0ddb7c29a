//! The sheet of scales: the edges of each band rule in a table that formulas look grades up in.

use super::double;
use super::style::{self, Look};
use crate::number::{Exact, Interval};
use crate::plan::BandTable;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::ops::Bound;
use std::sync::Arc;

/// The name of the sheet.
pub const SHEET: &str = "Skala";

/// Lines above the first table.
const ABOVE: usize = 3;

/// Stands for no end: greater than any figure.
const ENDLESS: f64 = 1e300;

/// The tables, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Scales {
    known: Vec<(BandTable, usize)>,
    rows: usize,
}

/// Where a table stands.
pub struct Scale {
    first: usize,
    last: usize,
    /// The grades.
    pub grades: String,
    /// The state of each row: 0 with a grade, 1 without one on purpose.
    pub states: String,
}

impl Scale {
    /// In which row of the table the number of a cell lies, from 1; 0 in none.
    pub fn place(&self, x: &str) -> String {
        let range = |column: char| format!("{SHEET}!${column}${}:${column}${}", self.first, self.last);
        let [low_sign, low, high_sign, high] = ['A', 'B', 'C', 'D'].map(range);
        format!(
            "SUMPRODUCT((({x}>{low})+({x}={low})*({low_sign}=\"≥\"))*(({x}<{high})+({x}={high})*({high_sign}=\"≤\"))*(ROW({low})-{}))",
            self.first - 1
        )
    }
}

impl Scales {
    /// Where a scale stands, entered when it is new; none where its ranges overlap, so that no row is the only one.
    pub fn of(&mut self, table: &BandTable) -> Option<Scale> {
        let ranges: Vec<&Interval> = table.bands.iter().chain(&table.uncovered).map(|(range, _)| range).collect();
        let overlap = |at: usize| ranges[..at].iter().any(|other| !ranges[at].intersect(other).is_empty());
        if ranges.is_empty() || (0..ranges.len()).any(overlap) {
            return None;
        }
        let known =
            self.known.iter().find(|(known, _)| known.bands == table.bands && known.uncovered == table.uncovered);
        let first = match known {
            Some((_, first)) => *first,
            None => {
                let first = ABOVE + self.rows + 2;
                self.rows += ranges.len() + 2;
                self.known.push((table.clone(), first));
                first
            }
        };
        let last = first + ranges.len() - 1;
        let range = |column: char| format!("{SHEET}!${column}${first}:${column}${last}");
        Some(Scale { first, last, grades: range('E'), states: range('F') })
    }

    /// Writes the sheet, where there is a scale.
    pub fn write(&self, book: &mut Workbook, title: &str) -> Result<(), XlsxError> {
        if self.known.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet();
        sheet.set_name(SHEET)?;
        style::page(sheet, title, 0, false)?;
        sheet.write_string_with_format(0, 0, "Skala predikat", &style::title())?;
        let words = "Predikat dicari di tabel ini: baris yang rentangnya memuat angkanya. Keadaan 1: tanpa predikat dengan sengaja.";
        style::across(sheet, 1, (0, 6), words, &style::note(), 1)?;
        for (column, width) in [(0, 5.0), (1, 14.0), (2, 5.0), (3, 14.0), (4, 26.0), (5, 9.0), (6, 44.0)] {
            sheet.set_column_width(column, width)?;
        }
        for (table, first) in &self.known {
            let head = (*first - 2) as u32;
            for (at, words) in ["", "Dari", "", "Sampai", "Predikat", "Keadaan", "Keterangan"].into_iter().enumerate() {
                sheet.write_string_with_format(head, at as u16, words, &style::header())?;
            }
            let graded = table.bands.iter().map(|(range, grade)| (range, Some(grade), None));
            let uncovered = table.uncovered.iter().map(|(range, why)| (range, None, Some(why)));
            for (at, (range, grade, why)) in graded.chain(uncovered).enumerate() {
                let row = (*first - 1 + at) as u32;
                let (low_sign, low) = end(range.lo(), ["≥", ">"], -ENDLESS);
                let (high_sign, high) = end(range.hi(), ["≤", "<"], ENDLESS);
                let (plain, middle) = (style::words(Look::Plain), style::whole(Look::Plain));
                sheet.write_string_with_format(row, 0, low_sign, &middle)?;
                sheet.write_number_with_format(row, 1, low, &style::edge())?;
                sheet.write_string_with_format(row, 2, high_sign, &middle)?;
                sheet.write_number_with_format(row, 3, high, &style::edge())?;
                let text = |text: Option<&Arc<str>>| text.map(|text| text.to_string()).unwrap_or_default();
                let shown = if grade.is_some() { text(grade) } else { "–".to_string() };
                sheet.write_string_with_format(row, 4, shown, &plain)?;
                sheet.write_number_with_format(row, 5, if grade.is_some() { 0.0 } else { 1.0 }, &middle)?;
                super::lines::write_text(sheet, row, 6, &text(why), &plain)?;
            }
        }
        Ok(())
    }
}

fn end(bound: &Bound<Exact>, [included, excluded]: [&'static str; 2], endless: f64) -> (&'static str, f64) {
    match bound {
        Bound::Included(end) => (included, double::near(end)),
        Bound::Excluded(end) => (excluded, double::near(end)),
        Bound::Unbounded => (excluded, endless),
    }
}
