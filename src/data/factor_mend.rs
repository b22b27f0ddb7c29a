//! The edits that put a factor where its figures are, so that no value changes: into the headers of columns all of
//! whose numbers get it, and as full numbers into the cells of the others.

use super::Content;
use super::cell::read_value;
use super::csv::{CsvFile, Row, Rows, Sheet};
use super::header::{Above, HeaderColumn, Role, Said, ValueKind, read_header};
use super::in_units::{InUnit, MOST_CELLS};
use super::problem::{Cell, DataProblem, Stated, lines_above};
use super::rows::RowReader;
use super::schema::NumberFormat;
use crate::diagnostic::Edit;
use crate::number;
use std::sync::Arc;

/// The factor that applies to numbers of a column in a unit.
pub(super) type Meant<'m> = &'m dyn Fn(usize, Option<&str>) -> Option<Said>;

/// Where a factor belongs.
#[derive(Debug, Default)]
pub(super) struct Spread {
    /// Columns all of whose numbers get it, with their new headers.
    pub titles: Vec<(usize, String)>,
    /// Columns of which only some numbers do, or whose header cannot be changed.
    pub parts: Vec<usize>,
    /// The new contents of their cells; none if they are too many, or cannot be written out.
    cells: Option<Vec<(Cell, String)>>,
}

impl RowReader<'_> {
    /// Where a factor belongs that no header states.
    pub(super) fn spread(&self, meant: Meant) -> Spread {
        let (mut titles, mut parts) = (Vec::new(), Vec::new());
        for index in (0..self.columns.len()).filter(|index| self.columns[*index].measure.is_none()) {
            let found: Vec<Option<Said>> =
                self.units_of(index).iter().map(|one| meant(index, one.unit.as_deref())).collect();
            let Some(first) = found.iter().flatten().next() else { continue };
            match found.iter().all(|said| said.as_ref() == Some(first)) && !self.is_named(index) {
                true => titles.push((index, self.title(index, first))),
                false => parts.push(index),
            }
        }
        let lost = self.lost_by(&titles);
        titles.retain(|(index, _)| !lost.contains(index));
        parts.extend(lost);
        let cells = parts.iter().map(|index| self.written_out(*index, meant)).collect::<Option<Vec<_>>>();
        Spread { titles, parts, cells: cells.map(|cells| cells.concat()) }
    }

    /// The same as edits, with a text that can be continued: `tulis satuannya di judul, {away}:  pagu (juta rupiah)`.
    pub(super) fn mend(&self, spread: &Spread, away: (&str, Edit)) -> Option<(String, Vec<Edit>)> {
        const SHOWN: usize = 4;
        let cells = spread.cells.as_ref().filter(|_| self.sheet.is_whole())?;
        let what = match (spread.titles.is_empty(), cells.is_empty()) {
            (true, true) => return None,
            (false, true) => "satuannya di judul",
            (true, false) => "angkanya lengkap",
            (false, false) => "satuannya di judul dan angka lainnya lengkap",
        };
        let mut shown: Vec<String> = spread.titles.iter().map(|(_, title)| title.clone()).collect();
        shown.extend(cells.iter().take(SHOWN).map(|(cell, text)| format!("{} menjadi {text}", cell.text)));
        let more = if cells.len() > SHOWN { "; …" } else { "" };
        let text = format!("tulis {what}, lalu {}:  {}{more}", away.0, shown.join("; "));
        let edits = self.renamed(&spread.titles)?.into_iter().map(Some);
        let edits = edits.chain(cells.iter().map(|(cell, text)| cell.replace(text))).chain([Some(away.1)]);
        Some((text, edits.collect::<Option<Vec<Edit>>>()?))
    }

    /// Adds to a finding what the lines above the header are used for, and how to put it into the table.
    pub(super) fn tell_above(&mut self, told: Option<usize>) {
        if self.above.is_empty() {
            return;
        }
        let header = |index: &usize| self.header(*index).to_string();
        let said = |above: &Above, unit: Option<&str>| above.zeros(unit).map(|_| above.said.clone());
        let columns = |above: &Above| {
            let spread = self.spread(&|_, unit| said(above, unit));
            let whole = spread.titles.iter().map(|(index, _)| header(index)).collect();
            Stated { whole, parts: spread.parts.iter().map(header).collect(), ..Stated::of(above) }
        };
        let found: Vec<Stated> = self.above.iter().map(columns).collect();
        let spread = self.spread(&|_, unit| self.above.iter().find_map(|above| said(above, unit)));
        let Some(DataProblem::HeaderNotFirst { header, above, unread, .. }) =
            told.and_then(|at| self.problems.get_mut(at))
        else {
            return;
        };
        let away = (lines_above(header.row), Edit::replace(*above, ""));
        let mend = if unread.is_empty() { self.mend(&spread, (&away.0, away.1)) } else { None };
        if let Some(DataProblem::HeaderNotFirst { stated, mend: place, .. }) =
            told.and_then(|at| self.problems.get_mut(at))
        {
            (*stated, *place) = (found, mend);
        }
    }

    /// The units of the numbers of a column. For a piece of a file these are unknown, only the possible ones are.
    pub(super) fn units_of(&self, index: usize) -> Vec<InUnit> {
        let of = |unit: &str| InUnit { unit: Some(Arc::from(unit)), cells: Vec::new() };
        let column = &self.columns[index];
        let found = self.in_units.of(index);
        match &column.role {
            Role::Value(_, ValueKind::Money) if found.is_empty() => vec![of("rupiah")],
            role if !role.holds_numbers() || self.sheet.is_whole() => found,
            _ => self.schema.units().map(of).collect(),
        }
    }

    /// `pagu (juta rupiah)`. A factor alone is one of money, and the title says so if the column does not.
    fn title(&self, index: usize, said: &Said) -> String {
        let is_money = matches!(self.columns[index].role, Role::Value(_, ValueKind::Money));
        let unit = if said.unit.is_none() && !is_money { " rupiah" } else { "" };
        format!("{} ({}{unit})", self.header(index), said.words)
    }

    /// The columns that would change their meaning with new headers.
    fn lost_by(&self, titles: &[(usize, String)]) -> Vec<usize> {
        if titles.is_empty() {
            return Vec::new();
        }
        let header = |at: usize| titles.iter().find(|(index, _)| *index == at).map(|(_, title)| title.as_str());
        let cells = (0..self.columns.len()).map(|at| header(at).unwrap_or(self.header(at)));
        let line = cells.map(|text| super::problem::quoted(text, char::from(self.sheet.delimiter)));
        let line = line.collect::<Vec<String>>().join(&String::from(char::from(self.sheet.delimiter)));
        let sheet =
            Sheet { file: CsvFile { text: &line, ..self.sheet.file }, delimiter: self.sheet.delimiter, signs: None };
        let read = |sheet: &Sheet, row: &Row| {
            let mut problems = Vec::new();
            let columns = read_header(sheet, row, self.schema, &mut problems)?;
            Some((columns, problems.len()))
        };
        let then = Rows::new(&sheet, 0, 0).next().and_then(|row| read(&sheet, &row));
        let all = || titles.iter().map(|(index, _)| *index).collect();
        let (Some((then, told)), Some((_, before))) = (then, read(self.sheet, self.heading)) else { return all() };
        let is_same = |one: &HeaderColumn, other: &HeaderColumn| {
            (&one.role, one.year, one.quarter, one.twin) == (&other.role, other.year, other.quarter, other.twin)
        };
        if told > before || then.len() != self.columns.len() {
            return all();
        }
        let lost = titles.iter().filter(|(index, _)| {
            let (then, now) = (&then[*index], &self.columns[*index]);
            !is_same(then, now) || then.measure.is_none()
        });
        let others = (0..then.len()).any(|at| header(at).is_none() && !is_same(&then[at], &self.columns[at]));
        if others { all() } else { lost.map(|(index, _)| *index).collect() }
    }

    /// The cells of a column that get a factor, and their numbers in full.
    fn written_out(&self, index: usize, meant: Meant) -> Option<Vec<(Cell, String)>> {
        let mut all = Vec::new();
        for InUnit { unit, cells } in self.units_of(index) {
            let Some(said) = meant(index, unit.as_deref()) else { continue };
            for cell in cells {
                let Ok(Content::Number(number)) = read_value(&cell.text, self.sheet.file.format, unit.as_deref())
                else {
                    return None;
                };
                let text = number::with_zeros(number, said.zeros)?.normalize().to_string();
                let text = match self.sheet.file.format {
                    Some(NumberFormat::English) => text,
                    Some(NumberFormat::Indonesian) => text.replace('.', ","),
                    None => Some(text).filter(|text| !text.contains('.'))?,
                };
                all.push((cell, text));
            }
        }
        (all.len() <= MOST_CELLS).then_some(all)
    }
}
