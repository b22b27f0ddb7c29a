//! Factors beside figures that are not in their header: in a note below the table, in `satuan` of a money row, in the
//! header of one column and not of another. Each is reported, with an edit that keeps it.

use super::cell::{is_blank, read_value};
use super::csv::Row;
use super::header::{Above, HeaderColumn, Role, Said, ValueKind, factors_above, said};
use super::keys::read_year;
use super::problem::{Beside, Cell, DataProblem, RowKey};
use super::rows::{Current, RowReader};
use super::{Content, Dataset, Datum, Field, Key};
use crate::diagnostic::Edit;
use crate::number;
use crate::number::with_comma;
use rust_decimal::Decimal;

/// What a row that is not data states about figures of others.
pub(super) struct Note {
    cell: Cell,
    /// Each for all figures in its unit, or for those of a column if it is in that.
    said: Vec<(Said, Option<usize>)>,
    /// The edit that removes the row.
    away: Edit,
}

impl Note {
    /// What it states about the numbers of a column in a unit.
    fn of(&self, index: usize, unit: Option<&str>) -> Option<Said> {
        let of_column = |said: &Said| said.zeros(unit).filter(|zeros| *zeros > 0);
        let found = self.said.iter().find(|(said, column)| match column {
            Some(column) => *column == index && of_column(said).is_some(),
            None => zeros_of(said, unit).is_some(),
        });
        found.map(|(said, _)| said.clone())
    }
}

/// If it may apply to figures of any column.
fn zeros_of(said: &Said, unit: Option<&str>) -> Option<u32> {
    Above { said: said.clone(), words: String::new() }.zeros(unit)
}

impl RowReader<'_> {
    /// What a row without data of its own states about figures of others: `Catatan: dalam juta rupiah`.
    pub(super) fn note_of_factor(&self, row: &Row, found: &[DataProblem]) -> Option<Note> {
        let is_about_nothing = found.iter().any(|one| match one {
            DataProblem::UnknownCode { near, .. } => near.is_none(),
            DataProblem::EmptyKey { key, .. } => *key == RowKey::Code,
            _ => false,
        });
        let states = |at: usize| factors_above(row.get(at), &|unit| self.schema.has_unit(unit));
        let holds_numbers = |at: usize| self.columns.get(at).is_some_and(|column| column.role.holds_numbers());
        let is_figure = |at: usize| holds_numbers(at) && !is_blank(row.get(at)) && states(at).is_empty();
        // A row with a year has figures, whatever its code: `Rp 10.000.000,00` is not a factor there.
        let year = self.columns.iter().position(|column| column.role == Role::Year);
        let has_year = year.is_some_and(|at| read_year(row.get(at).trim()).is_ok());
        if !is_about_nothing || has_year || (0..row.len()).any(is_figure) {
            return None;
        }
        let at = (0..row.len()).find(|at| !states(*at).is_empty())?;
        // A row of units has each below its header.
        let said = match holds_numbers(at) {
            true => (0..row.len())
                .filter(|at| holds_numbers(*at))
                .flat_map(|at| states(at).into_iter().map(move |said| (said, Some(at))))
                .collect(),
            false => (0..row.len()).flat_map(states).map(|said| (said, None)).collect(),
        };
        let end = self.sheet.file.text.len().min(row.next);
        let away = Edit::replace(self.sheet.span(row.bytes.start..end), "");
        Some(Note { cell: self.sheet.cell(row, at, self.header(at)), said, away })
    }

    /// Reports such rows once all figures are known; those that agree with every figure add nothing.
    pub(super) fn tell_notes(&mut self) {
        for note in std::mem::take(&mut self.notes) {
            let (mut is_said, mut is_other, mut is_new) = (false, false, false);
            for index in 0..self.columns.len() {
                for one in self.units_of(index) {
                    let Some(said) = note.of(index, one.unit.as_deref()) else { continue };
                    let column = &self.columns[index];
                    match self.factor(column, one.unit.as_deref()) {
                        Some((_, zeros)) if zeros == said.zeros => is_said = true,
                        None if column.measure.is_none() => is_new = true,
                        _ => is_other = true,
                    }
                }
            }
            if is_said && !is_new && !is_other {
                continue;
            }
            let is_open = |index: usize, unit: Option<&str>| self.factor(&self.columns[index], unit).is_none();
            let spread = self.spread(&|index, unit| note.of(index, unit).filter(|_| is_open(index, unit)));
            let mend = Some(("hapus baris ini", note.away.clone())).filter(|_| !is_other);
            let mend = mend.and_then(|away| self.mend(&spread, away));
            let parts = spread.parts.iter().map(|index| self.header(*index).to_string()).collect();
            let mut words: Vec<&str> = note.said.iter().map(|(said, _)| said.words.as_str()).collect();
            words.sort_unstable();
            words.dedup();
            let words = words.join(" dan ");
            let mends = mend.into_iter().collect();
            self.problems.push(DataProblem::FactorBeside {
                cell: note.cell,
                words,
                beside: Beside::Note { parts },
                mends,
            });
        }
    }

    /// Reports `juta` in the column `satuan` of a row with money only: it cannot be about anything else.
    pub(super) fn check_money_unit(&mut self, current: &mut Current) {
        if current.fault.is_some() {
            return;
        }
        let Some((at, _)) = self.written_unit(current.row) else { return };
        let said = said(current.row.get(at), &|_| false).filter(|said| said.zeros > 0);
        let Some(said) = said.filter(|said| matches!(said.unit.as_deref(), None | Some("rupiah"))) else { return };
        let filled = (0..self.columns.len()).filter(|index| !is_blank(current.row.get(*index)));
        let values: Vec<(usize, ValueKind)> =
            filled.filter_map(|index| Some((index, self.value_column(index, &current.id)?.1))).collect();
        let numbers: Vec<usize> = values
            .iter()
            .filter(|(_, kind)| matches!(kind, ValueKind::Scaled | ValueKind::Money | ValueKind::Number))
            .map(|(index, _)| *index)
            .collect();
        let is_open_money = |index: &usize| {
            let column = &self.columns[*index];
            self.factor(column, Some("rupiah")).is_none()
                && column.measure.is_none()
                && matches!(column.role, Role::Value(_, ValueKind::Money))
        };
        if numbers.is_empty() || !numbers.iter().all(is_open_money) {
            return;
        }
        let whole = |index: &usize| {
            let read = read_value(current.row.typed(*index), self.sheet.file.format, Some("rupiah")).ok()?;
            let Content::Number(number) = read else { return None };
            let text = with_comma(number::with_zeros(number, said.zeros)?);
            let cell = self.sheet.cell(current.row, *index, self.header(*index));
            Some((text.clone(), cell.replace(&text)?)).filter(|_| !text.contains(','))
        };
        let cell = self.sheet.cell(current.row, at, self.header(at));
        let wholes: Option<Vec<(String, Edit)>> = numbers.iter().map(whole).collect();
        let mends = wholes.zip(cell.replace("rupiah")).map(|(wholes, unit)| {
            let shown: Vec<&str> = wholes.iter().map(|(text, _)| text.as_str()).collect();
            let text = format!("tulis rupiah penuh, dan \"rupiah\" di kolom satuan:  {}", shown.join(", "));
            (text, wholes.into_iter().map(|(_, edit)| edit).chain([unit]).collect())
        });
        let mends = mends.into_iter().collect();
        let problem = DataProblem::FactorBeside { cell, words: said.words, beside: Beside::Unit, mends };
        current.fault = Some(self.reason(problem.message()));
        self.problems.push(problem);
    }

    /// Reports two columns of one unit, only one of which has a factor in its header, though their figures have the
    /// same magnitude as written.
    pub(super) fn tell_unlike_factors(&mut self, into: &Dataset) {
        // Findings about a file may not depend on where it was cut.
        if !self.sheet.is_whole() {
            return;
        }
        for (one, other) in [(Field::Budget, Field::Spent), (Field::Target, Field::Value)] {
            if let Some((factor, bare)) = self.unlike(&one, &other, into) {
                let Some(measure) = self.columns[factor].measure.as_ref() else { continue };
                let words = measure.said.words.clone();
                let cell = self.sheet.cell(self.heading, bare, self.header(bare));
                let is_named = self.is_named(bare);
                let title = format!("{} ({words})", self.header(bare));
                let edits = Some(()).filter(|()| !is_named).and_then(|()| self.renamed(&[(bare, title.clone())]));
                let mends = edits.map(|edits| (format!("tulis judul \"{title}\""), edits)).into_iter().collect();
                let unit = measure.said.unit.as_deref().or(one.is_money().then_some("rupiah")).map(str::to_string);
                let beside = Beside::Header { name: self.header(factor).to_string(), is_named, unit };
                self.problems.push(DataProblem::FactorBeside { cell, words, beside, mends });
            }
        }
    }

    /// The column with a factor and the one without.
    fn unlike(&self, one: &Field, other: &Field, into: &Dataset) -> Option<(usize, usize)> {
        let any = |field: &Field, is_it: &dyn Fn(&HeaderColumn) -> bool| {
            let is_of = |column: &HeaderColumn| matches!(&column.role, Role::Value(own, _) if own == field);
            self.columns.iter().any(|column| is_of(column) && is_it(column))
        };
        let has_factor = |column: &HeaderColumn| column.measure.as_ref().is_some_and(|measure| measure.said.zeros > 0);
        let is_bare = |column: &HeaderColumn| {
            let is_open = match column.role {
                Role::Value(_, ValueKind::Money) => self.factor(column, Some("rupiah")).is_none(),
                _ => self.above.is_empty(),
            };
            column.measure.is_none() && is_open
        };
        let differs = |one: &Field, other: &Field| any(one, &has_factor) && any(other, &is_bare);
        if !differs(one, other) && !differs(other, one) {
            return None;
        }
        let mut found = None;
        for (key, column) in into.columns().filter(|(key, _)| key.field == *one) {
            for (lane, datum) in column.iter() {
                let beside = into.get(lane, &Key { field: other.clone(), ..key.clone() });
                let (Some((first, own)), Some((second, beside))) =
                    (self.figure(&datum), beside.and_then(|datum| self.figure(&datum)))
                else {
                    continue;
                };
                let (factor, bare, written, plain) = match (&self.columns[first], &self.columns[second]) {
                    (factor, bare) if has_factor(factor) && is_bare(bare) => (first, second, own, beside),
                    (bare, factor) if has_factor(factor) && is_bare(bare) => (second, first, beside, own),
                    _ => continue,
                };
                // As written: a figure that is a thousand times as much has its own unit.
                if plain > written.checked_mul(Decimal::TWO)? {
                    return None;
                }
                found = found.or(Some((factor, bare)));
            }
        }
        found
    }

    /// The column of a nonzero figure of this file, and the figure as written.
    fn figure(&self, datum: &Datum) -> Option<(usize, Decimal)> {
        let origin = datum.origin.filter(|origin| origin.file == self.file)?;
        let column = usize::from(origin.column);
        let zeros = self.columns.get(column)?.measure.as_ref().map_or(0, |measure| measure.said.zeros);
        let Content::Number(number) = &datum.content else { return None };
        let written = number.checked_div(number::with_zeros(Decimal::ONE, zeros)?)?;
        (written > Decimal::ZERO).then_some((column, written))
    }

    /// Whether the rules name the header of a column, which then cannot be changed alone.
    pub(super) fn is_named(&self, column: usize) -> bool {
        let name = self.header(column);
        self.schema.heading(name).is_some() || !self.schema.headed(name).is_empty()
    }

    /// Edits of headers.
    pub(super) fn renamed(&self, titles: &[(usize, String)]) -> Option<Vec<Edit>> {
        let edit = |(at, title): &(usize, String)| self.sheet.cell(self.heading, *at, self.header(*at)).replace(title);
        titles.iter().map(edit).collect()
    }
}
