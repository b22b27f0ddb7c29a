//! Reports a percentage up to one beside a far greater one of the same thing, where the small one has no sign: 0,87
//! beside a target of 90 is 0,87 % or 87 %. The other one is in the same row, in the rules, in another quarter, or in
//! another file.

use super::cell::read_value;
use super::csv::Row;
use super::header::{HeaderColumn, Role};
use super::problem::{Cell, DataProblem};
use super::rows::{Current, RowReader};
use super::shares::{has_sign, is_small};
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
    number: Decimal,
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
            return far_below(self.cell, self.number, *other, format!("{text} di baris lain"), &self.beside.code);
        }
        let number = |field: &Field, quarter: Option<u8>| {
            let key = Key { field: field.clone(), quarter, ..self.beside.clone() };
            match data.get(self.lane, &key)?.content {
                Content::Number(other) => Some(other),
                Content::Text(_) | Content::Missing(..) => None,
            }
        };
        let of_year = || {
            let fields = [self.beside.field.clone()].into_iter().chain(opposite(&self.beside.field));
            let all: Vec<Decimal> =
                fields.flat_map(|field| QUARTERS.map(|quarter| number(&field, quarter))).flatten().collect();
            all.into_iter().find(|other| other.abs() >= Decimal::from(FAR))
        };
        let other = number(&self.beside.field, self.beside.quarter).or_else(of_year)?;
        far_below(self.cell, self.number, other, with_comma(other), &self.beside.code)
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

fn far_below(cell: Cell, number: Decimal, other: Decimal, beside: String, code: &Arc<str>) -> Option<DataProblem> {
    let whole = number.checked_mul(Decimal::ONE_HUNDRED).filter(|_| other.abs() >= Decimal::from(FAR))?;
    let shown = [with_comma(number.normalize()), with_comma(whole.normalize())];
    Some(DataProblem::FarBelow { cell, beside, shown, code: Arc::clone(code) })
}

impl RowReader<'_> {
    /// Reports one in a row of a long file.
    pub fn check_far_below(&mut self, current: &Current, index: usize, field: &Field, read: &Content) {
        let (Content::Number(number), Some(other)) = (read, opposite(field)) else { return };
        let is_open = current.unit.as_deref() == Some("persen")
            && is_small(*number)
            && !has_sign(current.row.get(index))
            && current.fault.is_none();
        if !is_open {
            return;
        }
        let cell = self.sheet.cell(current.row, index, self.header(index));
        let code = &current.id.code;
        let alone = |cell: &Cell, other: Field, is_paired: bool| Alone {
            lane: current.lane,
            beside: current.key(other),
            cell: cell.clone(),
            number: *number,
            is_paired,
        };
        let problem = match self.beside(current.row, index, &other) {
            Some((beside, _)) if is_small(beside) => {
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
                far_below(cell, *number, beside, text, code)
            }
            None => match current.version.and_then(|version| version.target).filter(|_| other == Field::Target) {
                Some(target) => far_below(cell, *number, target, with_comma(target), code),
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
    fn beside(&self, row: &Row, index: usize, other: &Field) -> Option<(Decimal, String)> {
        let own = &self.columns[index];
        let is_beside = |column: &HeaderColumn| {
            matches!(&column.role, Role::Value(field, _) if field == other)
                && column.year == own.year
                && column.quarter == own.quarter
        };
        let at = self.columns.iter().position(is_beside)?;
        match read_value(row.typed(at), self.sheet.file.format, Some("persen")) {
            Ok(Content::Number(number)) => Some((number, row.get(at).to_string())),
            Ok(_) | Err(_) => None,
        }
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

    /// The same for a cell that was read in full, with its number.
    pub fn opposite_read(&self, content: &Content, text: &str) -> Option<(Field, Decimal)> {
        match content {
            Content::Number(number) if self.is_percent && is_small(*number) && !has_sign(text) => {
                Some((opposite(&self.field)?, *number))
            }
            Content::Number(_) | Content::Text(_) | Content::Missing(..) => None,
        }
    }

    /// The finding about one in a row of a wide file, compared with the text of the other field, or, if that is blank,
    /// with the target of the rules.
    pub fn far_below(
        &self,
        (number, text): (Decimal, &str),
        place: CellPlace,
        beside: Option<&str>,
    ) -> Option<DataProblem> {
        let read = beside.and_then(|text| match read_value(text, self.format, Some("persen")) {
            Ok(Content::Number(number)) => Some((number, text.to_string())),
            Ok(_) | Err(_) => None,
        });
        let stated = || self.stated_target().map(|target| (target, with_comma(target)));
        let (other, beside) = read.or_else(stated)?;
        let cell = Cell { place, text: text.to_string(), bytes: None };
        far_below(cell, number, other, beside, &self.code)
    }
}
