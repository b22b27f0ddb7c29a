//! The value cells of a row: read by kind, checked, and reported if faulty.

use super::cell::{is_blank, read_text, read_value, trim};
use super::cell_error::CellError;
use super::column_format::Evidence;
use super::csv::Row;
use super::header::{Role, ValueKind};
use super::printed::kept;
use super::problem::{About, Cell, DataProblem, What};
use super::range_target::{Ends, read_range, whole_of};
use super::rows::{Current, RowReader, faulty};
use super::scale::{check_money, check_scale};
use super::schema::{NumberFormat, Takes, VersionSchema, unit_of_cells};
use super::unit_names::one_name;
use super::word_order::{WordError, read_word};
use super::{Content, Field, State};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The content of a cell.
pub(super) struct Reading {
    pub content: Content,
    /// The ends, if it is a target that is a range.
    pub ends: Option<Ends>,
}

/// The current cell, and its meaning.
pub(super) struct Spot<'c> {
    pub current: &'c Current<'c>,
    pub index: usize,
    pub what: What,
}

impl From<Content> for Reading {
    fn from(content: Content) -> Self {
        Reading { content, ends: None }
    }
}

impl RowReader<'_> {
    /// Reads a cell; findings are reported unless the whole row is wrong in a way that explains them.
    pub fn read_cell(&mut self, current: &Current, index: usize, field: &Field, kind: ValueKind) -> Reading {
        let text = current.row.get(index);
        let is_nothing = || current.fault.is_none() && is_blank(text);
        if let Some(reason) = self.fault_of(current, field, kind).filter(|_| !current.again && !is_nothing()) {
            let content = match text.is_empty() && index < current.row.len() {
                true => Content::Missing(State::NotFilled, "".into()),
                false => faulty(Arc::clone(reason)),
            };
            return content.into();
        }
        let read = match kind {
            ValueKind::Text | ValueKind::Undeclared | ValueKind::Attribute => return read_text(text).into(),
            ValueKind::Printed => return self.read_printed(text).into(),
            ValueKind::Scaled => self.read_scaled(current, index, field),
            ValueKind::Money => self.read_money(current, index, field),
            ValueKind::Number => self.read_extra(current, index),
        };
        match read {
            Ok(reading) => reading,
            Err(problem) => {
                let reason = self.reason(problem.message());
                self.tell(*problem);
                faulty(reason).into()
            }
        }
    }

    /// A result computed by the office; words beside the number, or an ambiguous number, are not compared.
    fn read_printed(&self, text: &str) -> Content {
        match read_value(text, self.sheet.file.format, Some("persen")) {
            Ok(Content::Number(number)) => kept(number, trim(text).ends_with(|c: char| !c.is_numeric())),
            Ok(other) => other,
            Err(_) => read_text(text),
        }
    }

    /// `target` and `realisasi`.
    fn read_scaled(&self, current: &Current, index: usize, field: &Field) -> Result<Reading, Box<DataProblem>> {
        let text = current.row.get(index);
        let format = self.sheet.file.format;
        let what = || if *field == Field::Target { What::Target } else { What::Value };
        let words = current.version.map_or(&[][..], |version| &version.words);
        if !words.is_empty() && !text.starts_with('#') {
            let read = read_word(trim(text), words, format);
            return read.map(Reading::from).map_err(|error| self.word_problem(current, index, what(), words, error));
        }
        let unit = current.unit.as_deref();
        let ranged = *field == Field::Target && current.version.is_some_and(|version| version.range_target);
        let ends = |format| read_range(trim(text), format, unit);
        let followed = |read: &Option<Result<Ends, (CellError, String)>>| {
            let is_ambiguous = matches!(read, Some(Err((CellError::Ambiguous { .. }, _))));
            is_ambiguous.then(|| self.follow(current, index)).flatten()
        };
        let mut read = if ranged { ends(format) } else { None };
        if let Some(format) = followed(&read) {
            read = ends(Some(format));
        }
        if let Some(read) = read {
            return match read {
                Ok(ends) => {
                    let spot = Spot { current, index, what: What::Target };
                    if ends.is_torn {
                        let cell = self.sheet.cell(current.row, index, self.header(index));
                        let (about, clear) = (self.about(current, What::Target), cell.clone());
                        return Err(Box::new(DataProblem::BareShare { cell, about, clear, number: None }));
                    }
                    self.share_of(&spot, unit, ends.high, true)?;
                    let ends = self.in_measure(&spot, unit)?.ends(ends);
                    let ends = ends.map_err(|error| self.value_problem(current, index, What::Target, error))?;
                    self.check_ends(current, index, ends)
                }
                Err((error, part)) => {
                    let mut problem = self.value_problem(current, index, what(), error);
                    if let DataProblem::Value { cell, .. } = &mut *problem {
                        cell.text = part;
                    }
                    Err(problem)
                }
            };
        }
        let content =
            self.number(current, index, unit).map_err(|error| self.value_problem(current, index, what(), error))?;
        match content {
            Content::Number(number) => {
                let spot = Spot { current, index, what: what() };
                self.share_of(&spot, unit, number, false)?;
                let zeros = self.in_measure(&spot, unit)?;
                let number = zeros.of(number).map_err(|error| self.value_problem(current, index, what(), error))?;
                let found = || (self.sheet.cell(current.row, index, self.header(index)), self.about(current, what()));
                let outside = check_scale(number, current.version, format, found);
                outside
                    .map(|problem| zeros.without_mend(problem))
                    .map_or(Ok(Content::Number(number).into()), |problem| Err(Box::new(problem)))
            }
            Content::Text(_) => Err(self.value_problem(current, index, what(), CellError::Words)),
            missing => Ok(missing.into()),
        }
    }

    fn check_ends(&self, current: &Current, index: usize, ends: Ends) -> Result<Reading, Box<DataProblem>> {
        let check = |end: Decimal| {
            let found = || (self.sheet.cell(current.row, index, self.header(index)), self.about(current, What::Target));
            check_scale(end, current.version, self.sheet.file.format, found)
        };
        match check(ends.low).or_else(|| check(ends.high)) {
            None => {
                let content = whole_of(ends.low, ends.high);
                let ends = matches!(content, Content::Text(_)).then_some(ends);
                Ok(Reading { content, ends })
            }
            Some(mut problem) => {
                // A suggestion for one end must not replace both.
                if let DataProblem::OutOfScale { mend, .. } = &mut problem {
                    *mend = None;
                }
                Err(Box::new(problem))
            }
        }
    }

    /// `pagu` and `serapan`: rupiah, whatever the unit of the code.
    fn read_money(&self, current: &Current, index: usize, field: &Field) -> Result<Reading, Box<DataProblem>> {
        let what = || if *field == Field::Budget { What::Budget } else { What::Spent };
        let wrong = |error| self.value_problem(current, index, what(), error);
        match self.number(current, index, Some("rupiah")).map_err(wrong)? {
            Content::Number(number) => {
                let zeros = self.in_measure(&Spot { current, index, what: what() }, Some("rupiah"))?;
                let number = zeros.of(number).map_err(wrong)?;
                let found = || (self.sheet.cell(current.row, index, self.header(index)), self.about(current, what()));
                check_money(number, found).map_or(Ok(Content::Number(number).into()), |problem| Err(Box::new(problem)))
            }
            Content::Text(_) => Err(wrong(CellError::Words)),
            missing => Ok(missing.into()),
        }
    }

    /// A declared column of numbers.
    fn read_extra(&self, current: &Current, index: usize) -> Result<Reading, Box<DataProblem>> {
        let own = self.columns.get(index).and_then(|column| column.unit.as_deref());
        let unit = unit_of_cells(own, current.unit.as_deref());
        let read = self.number(current, index, unit);
        let what = || if own.is_some() { What::Column(self.header(index).into()) } else { What::Value };
        if let Ok(Content::Text(_)) = read {
            let column = What::Column(self.header(index).into());
            return Err(self.value_problem(current, index, column, CellError::Words));
        }
        if let Ok(Content::Number(number)) = read {
            let spot = Spot { current, index, what: what() };
            self.share_of(&spot, unit, number, false)?;
            let number = self.in_measure(&spot, unit)?.of(number);
            let number = number.map_err(|error| self.value_problem(current, index, what(), error))?;
            return Ok(Content::Number(number).into());
        }
        read.map(Reading::from).map_err(|error| self.value_problem(current, index, what(), error))
    }

    fn share_of(
        &self,
        spot: &Spot,
        unit: Option<&str>,
        number: Decimal,
        is_range: bool,
    ) -> Result<(), Box<DataProblem>> {
        match unit {
            Some("persen") => self.check_share(spot, number, is_range),
            Some(_) | None => Ok(()),
        }
    }

    /// A cell of numbers, read in the format of its file, else in that of the cells of its column.
    fn number(&self, current: &Current, index: usize, unit: Option<&str>) -> Result<Content, CellError> {
        let text = current.row.typed(index);
        let read = read_value(text, self.sheet.file.format, unit);
        match read {
            Err(CellError::Ambiguous { .. }) => match self.follow(current, index) {
                Some(format) => read_value(text, Some(format), unit),
                None => read,
            },
            Ok(_) if text.contains(['.', ',']) && self.is_written_otherwise().is_some() => {
                match read_value(text, None, unit) {
                    Err(error @ CellError::Ambiguous { .. }) => Err(error),
                    Ok(_) | Err(_) => read,
                }
            }
            read => read,
        }
    }

    /// A number that is written otherwise than the file says, where no number is written so: those with two readings are in doubt.
    fn is_written_otherwise(&self) -> Option<&Cell> {
        self.sheet.file.format?;
        let numbers = self.columns.iter().enumerate().filter(|(_, column)| column.role.holds_numbers());
        let numbers: Vec<(usize, &str)> = numbers.map(|(index, _)| (index, self.header(index))).collect();
        self.formats.otherwise(self.sheet, &numbers)
    }

    /// The format of the clear cells of a column, for one with two readings; that it was followed is told once.
    fn follow(&self, current: &Current, index: usize) -> Option<NumberFormat> {
        let Evidence::Agreed(format, clear) = self.formats.of(self.sheet, index, self.header(index)) else {
            return None;
        };
        let mut followed = self.followed.borrow_mut();
        let told = followed.entry(index).or_insert_with(|| DataProblem::Followed {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            clear: clear.clone(),
            format: *format,
            file: self.sheet.file.name.to_string(),
            cells: 0,
        });
        if let DataProblem::Followed { cells, .. } = told {
            *cells += 1;
        }
        Some(*format)
    }

    pub(super) fn value_problem(
        &self,
        current: &Current,
        index: usize,
        what: What,
        error: CellError,
    ) -> Box<DataProblem> {
        let own = self.columns.get(index).and_then(|column| column.unit.clone());
        let unit = match what {
            What::Budget | What::Spent => Some("rupiah".into()),
            What::Column(_) => own.filter(|unit| !unit.is_empty()),
            What::Value | What::Target => current.unit.clone(),
        };
        let error = self.measured_error(index, unit.as_deref(), error);
        let torn = match (&error, self.formats.of(self.sheet, index, self.header(index))) {
            (CellError::Ambiguous { .. }, _) if self.sheet.file.format.is_some() => {
                self.is_written_otherwise().cloned().into_iter().collect()
            }
            (CellError::Ambiguous { .. }, Evidence::Torn(id, en)) => vec![id.clone(), en.clone()],
            (_, Evidence::Torn(..) | Evidence::Agreed(..) | Evidence::None) => Vec::new(),
        };
        Box::new(DataProblem::Value {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            about: self.about(current, what),
            unit: unit.map(|unit| unit.to_string()),
            format: self.sheet.file.format,
            file: self.sheet.file.name.to_string(),
            alike: 0,
            torn,
            error,
        })
    }

    fn word_problem(
        &self,
        current: &Current,
        index: usize,
        what: What,
        words: &[String],
        error: WordError,
    ) -> Box<DataProblem> {
        let (number, near) = match error {
            WordError::Number => (true, None),
            WordError::Unknown(near) => (false, near),
        };
        Box::new(DataProblem::NotInOrder {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            about: self.about(current, what),
            words: words.to_vec(),
            number,
            near,
        })
    }

    /// Adds a finding; ambiguous numbers share one, since one declaration fixes them all.
    fn tell(&mut self, problem: DataProblem) {
        if let DataProblem::Value { error: CellError::Ambiguous { .. }, .. } = &problem {
            let first = self.ambiguous.and_then(|at| self.problems.get_mut(at));
            if let Some(DataProblem::Value { alike, .. }) = first {
                *alike += 1;
                return;
            }
            self.ambiguous = Some(self.problems.len());
        }
        self.problems.push(problem);
    }

    /// What a value of this row is about.
    pub fn about(&self, current: &Current, what: What) -> About {
        let prefix = current.prefix.map(|prefix| prefix.prefix.as_str().into());
        let is_computed = |version: &VersionSchema| version.takes != Takes::Nothing && !version.open_unit;
        let is_computed = current.prefix.is_none() && current.version.is_some_and(is_computed);
        About { code: Arc::clone(&current.id.code), what, prefix, is_computed }
    }

    /// The unit of the row's numbers: for a code of an `umum`, and if the rules have none, its own `satuan` first.
    pub fn row_unit(&self, current: &Current) -> Option<Arc<str>> {
        let ruled = current.version.and_then(|version| version.unit.as_deref());
        let open = current.prefix.is_some() || current.version.is_none_or(|version| version.open_unit);
        let written = if open { self.written_unit(current.row).map(|(_, unit)| unit) } else { None };
        written.or_else(|| ruled.map(Arc::from))
    }

    /// The content of the column `satuan`, and its index.
    pub fn written_unit(&self, row: &Row) -> Option<(usize, Arc<str>)> {
        let column = self.columns.iter().position(|column| {
            column.disputed.is_none()
                && matches!(&column.role, Role::Value(Field::Extra(name), ValueKind::Attribute) if name.eq_ignore_ascii_case("satuan"))
        });
        column.and_then(|index| match read_text(row.get(index)) {
            Content::Text(text) => Some((index, unit_word(&text))),
            Content::Number(_) | Content::Missing(..) => None,
        })
    }
}

/// A unit as rules write it.
pub(super) fn unit_word(text: &str) -> Arc<str> {
    one_name(text).map_or_else(|| text.to_lowercase().into(), Arc::from)
}
