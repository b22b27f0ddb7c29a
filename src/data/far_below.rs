//! Reports a percentage up to one beside a far greater one of the same thing, where the small one has no sign: 0,87
//! beside a target of 90 is 0,87 % or 87 %. The other one is in the same row, in the rules, in another quarter, or in
//! another file.

use super::cell::{read_value, trim};
use super::header::{HeaderColumn, Role};
use super::problem::{Cell, DataProblem};
use super::range_target::{numbers_in, read_range, shown, whole_of};
use super::rows::{Current, RowReader};
use super::schema::NumberFormat;
use super::shares::has_sign;
use super::wide::{CellReader, Steps};
use super::{Content, Dataset, Field, Key};
use crate::diagnostic::CellPlace;
use crate::number::with_comma;
use crate::source::SourceId;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A percentage up to one and another one of at least this size are hardly of the same kind.
pub(crate) const FAR: i64 = 20;

/// A percentage up to one that has none or only another small one beside it in its row: another file, quarter or row
/// may decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alone {
    lane: usize,
    beside: Key,
    cell: Cell,
    /// Both ends if it is a range.
    numbers: Vec<Decimal>,
    /// Whether another one up to one is beside it.
    is_paired: bool,
}

/// How many of them are kept for comparison with other files.
pub(super) const MOST_ALONE: usize = 1_000;

impl Alone {
    /// The finding about it once everything is read: compared with the other figure of its own time, else with any of
    /// its year, such as the target of the year or the realisation of another quarter.
    pub fn problem(self, data: &Dataset, asked: &Asked) -> Option<DataProblem> {
        if self.is_paired {
            // If one of a column is in question, so are the others.
            let (other, text) = asked.get(&column_of(&self.cell))?;
            return far_below(self.cell, &self.numbers, *other, format!("{text} di baris lain"), &self.beside.code);
        }
        let number = |field: &Field, quarter: Option<u8>| {
            let key = Key { field: field.clone(), quarter, ..self.beside.clone() };
            figure(&data.get(self.lane, &key)?.content)
        };
        let of_year = || {
            let fields = [self.beside.field.clone()].into_iter().chain(opposite(&self.beside.field));
            let all: Vec<(Decimal, String)> =
                fields.flat_map(|field| QUARTERS.map(|quarter| number(&field, quarter))).flatten().collect();
            all.into_iter().find(|(other, _)| other.abs() >= Decimal::from(FAR))
        };
        let (other, text) = number(&self.beside.field, self.beside.quarter).or_else(of_year)?;
        far_below(self.cell, &self.numbers, other, text, &self.beside.code)
    }
}

/// The greater figure beside the first questionable one in its row, by column.
pub(super) type Asked = BTreeMap<Column, (Decimal, String)>;

/// A column of a file.
pub(super) type Column = (SourceId, Option<String>);

fn column_of(cell: &Cell) -> Column {
    (cell.place.source, cell.place.column.clone())
}

/// The times that a figure may be of: the year, or a quarter of it.
const QUARTERS: [Option<u8>; 5] = [None, Some(1), Some(2), Some(3), Some(4)];

/// The field that a percentage is compared with.
fn opposite(field: &Field) -> Option<Field> {
    match field {
        Field::Value => Some(Field::Target),
        Field::Target => Some(Field::Value),
        Field::TargetLow | Field::TargetHigh | Field::Budget | Field::Spent | Field::Extra(_) => None,
    }
}

/// What a figure is compared by, and its text; of a range it is the end nearest to zero.
fn figure(content: &Content) -> Option<(Decimal, String)> {
    let numbers = numbers_in(content);
    Some((numbers.iter().copied().min_by_key(Decimal::abs)?, shown(&numbers)))
}

/// The number in a cell, or both ends of a range, if none is above one.
fn small(content: &Content) -> Option<Vec<Decimal>> {
    let numbers = numbers_in(content);
    let is_small =
        numbers.iter().any(|number| !number.is_zero()) && numbers.iter().all(|number| number.abs() <= Decimal::ONE);
    is_small.then_some(numbers)
}

/// Reads the other figure, perhaps a range.
fn read_beside(text: &str, format: Option<NumberFormat>, takes_range: bool) -> Option<Decimal> {
    let content = match read_value(text, format, Some("persen")) {
        Ok(content) => content,
        Err(_) if !takes_range => return None,
        Err(_) => {
            let ends = read_range(trim(text), format, Some("persen"))?.ok()?;
            whole_of(ends.low, ends.high)
        }
    };
    figure(&content).map(|(number, _)| number)
}

fn far_below(cell: Cell, numbers: &[Decimal], other: Decimal, beside: String, code: &Arc<str>) -> Option<DataProblem> {
    if other.abs() < Decimal::from(FAR) {
        return None;
    }
    let whole: Option<Vec<Decimal>> = numbers.iter().map(|number| number.checked_mul(Decimal::ONE_HUNDRED)).collect();
    let shown = [shown(numbers), shown(&whole?)];
    Some(DataProblem::FarBelow { cell, beside, shown, code: Arc::clone(code) })
}

impl RowReader<'_> {
    /// Reports one in a row of a long file.
    pub fn check_far_below(&mut self, current: &Current, index: usize, field: &Field, read: &Content) {
        let Some(other) = opposite(field).filter(|_| current.unit.as_deref() == Some("persen")) else { return };
        let Some(numbers) = small(read) else { return };
        let is_open = !has_sign(current.row.get(index)) && current.fault.is_none();
        if !is_open {
            return;
        }
        let cell = self.sheet.cell(current.row, index, self.header(index));
        let code = &current.id.code;
        let alone = |cell: &Cell, other: Field, is_paired: bool| Alone {
            lane: current.lane,
            beside: current.key(other),
            cell: cell.clone(),
            numbers: numbers.clone(),
            is_paired,
        };
        let problem = match self.beside(current, index, &other) {
            Some((beside, _)) if !beside.is_zero() && beside.abs() <= Decimal::ONE => {
                if self.sheet.is_whole() {
                    self.shares.borrow_mut().note_alone(alone(&cell, other, true));
                }
                None
            }
            Some((beside, text)) => {
                let asked = || (column_of(&cell), (beside, text.clone()));
                if beside.abs() >= Decimal::from(FAR) && self.sheet.is_whole() {
                    self.shares.borrow_mut().note_asked(asked());
                }
                far_below(cell, &numbers, beside, text, code)
            }
            None => match current.version.and_then(|version| version.target).filter(|_| other == Field::Target) {
                Some(target) => far_below(cell, &numbers, target, with_comma(target), code),
                None => {
                    if self.sheet.is_whole() {
                        self.shares.borrow_mut().note_alone(alone(&cell, other, false));
                    }
                    None
                }
            },
        };
        problem.into_iter().for_each(|problem| self.problems.push(problem));
    }

    /// The number of the other field in the same row, of the same time, and its text.
    fn beside(&self, current: &Current, index: usize, other: &Field) -> Option<(Decimal, String)> {
        let own = &self.columns[index];
        let is_beside = |column: &HeaderColumn| {
            matches!(&column.role, Role::Value(field, _) if field == other)
                && column.year == own.year
                && column.quarter == own.quarter
        };
        let at = self.columns.iter().position(is_beside)?;
        let takes_range = current.version.is_some_and(|version| version.range_target) && *other == Field::Target;
        let number = read_beside(current.row.typed(at), self.sheet.file.format, takes_range)?;
        Some((number, current.row.get(at).to_string()))
    }
}

impl CellReader {
    /// The field whose cell such a number is compared with; none if it is not a percentage up to one.
    #[inline]
    pub fn opposite(&self, number: Steps) -> Option<Field> {
        if !self.is_percent || !number.is_small() {
            return None;
        }
        opposite(&self.field)
    }

    /// The same for a cell that was read in full, with its number, or the ends of its range.
    pub fn opposite_read(&self, content: &Content, text: &str) -> Option<(Field, Vec<Decimal>)> {
        if !self.is_percent || has_sign(text) {
            return None;
        }
        Some((opposite(&self.field)?, small(content)?))
    }

    /// The finding about one in a row of a wide file, compared with the text of the other field, or, if that is blank,
    /// with the target of the rules.
    pub fn far_below(
        &self,
        (numbers, text): (&[Decimal], &str),
        place: CellPlace,
        beside: Option<&str>,
    ) -> Option<DataProblem> {
        let read =
            beside.and_then(|text| Some((read_beside(text, self.format, self.takes_range())?, text.to_string())));
        let stated = || self.stated_target().map(|target| (target, with_comma(target)));
        let (other, beside) = read.or_else(stated)?;
        let cell = Cell { place, text: text.to_string(), bytes: None };
        far_below(cell, numbers, other, beside, &self.code)
    }
}
