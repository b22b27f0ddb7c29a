//! A percentage up to one beside what the rules compute for the same thing, or beside a value of the unit in an earlier
//! year: reported as in a run over the data of a package. In a wide file the rows of other years are not available.

use super::layout::OutColumn;
use super::tally::Report;
use super::wide::Here;
use super::{Job, Shape};
use crate::columns::{Found, Results};
use crate::data::wide::CellReader;
use crate::data::{Column, Content, Dataset, Datum, Field, Key};
use crate::diagnostic::{CellPlace, Code};
use crate::finding::Finding;
use crate::finding::far_below::{Beside, FarBelow, earlier, has_signed, is_far, is_small};
use crate::number::Exact;
use crate::program::units::Unit;
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::Arc;

/// An indicator in percent whose realisation is computed and output.
pub(super) struct Computed {
    code: Arc<str>,
    /// Its index among the wanted results.
    result: usize,
    /// The columns of a wide file with its target and its reported value; how a target is read.
    target: Option<(usize, CellReader)>,
    reported: Option<usize>,
}

/// A small target of the current chunk, kept until its realisation is computed.
pub(super) struct Small {
    lane: usize,
    result: usize,
    code: Arc<str>,
    number: Decimal,
    place: CellPlace,
}

impl Job<'_> {
    /// Those of a year; `places` are the results of the output columns.
    pub(super) fn computed(&self, year: i32, places: &[Option<usize>]) -> Vec<Computed> {
        let of_column = |(column, result): (&OutColumn, &Option<usize>)| {
            let of = column.realisation_of(self.program, year)?;
            let code: Arc<str> = self.program.code(of.name).into();
            let (target, reported) = match &self.shape {
                Shape::Wide(wide) => (wide.column_of(&code, &Field::Target), wide.column_of(&code, &Field::Value)),
                Shape::Long(_) => (None, None),
            };
            let reader = |at| (at, CellReader::new(&self.schema, &code, &Field::Target, year, self.format_of(at)));
            let (target, result) = (target.map(reader), (*result)?);
            Some(Computed { code, result, target, reported })
        };
        self.out.iter().zip(places).filter_map(of_column).collect()
    }

    /// Whether a thing is in percent in a year.
    fn is_percent(&self, key: &Key) -> bool {
        let name = self.program.by_code.get(&*key.code);
        let version = name.and_then(|name| self.program.version(*name, key.year));
        version.is_some_and(|one| one.unit == Unit::Percent)
    }
}

impl Computed {
    /// The target in a row of a wide file, if it is small and nothing is reported beside it.
    pub(super) fn small(&self, here: &Here, lane: usize) -> Option<Small> {
        let (at, reader) = self.target.as_ref()?;
        if self.reported.is_some_and(|at| !here.is_empty(at)) || here.is_empty(*at) {
            return None;
        }
        let number = here.small(reader, *at)?;
        let (result, code, place) = (self.result, Arc::clone(&self.code), here.place(*at));
        Some(Small { lane, result, code, number, place })
    }

    /// Reports the targets of some units of a long file that are far below what was computed.
    pub(super) fn tell_long(
        &self,
        of: (&Dataset, i32, Range<usize>),
        text: (&str, u32),
        results: &Results,
        report: &mut Report,
    ) {
        let (data, year, chunk) = of;
        let key = |field: Field| Key { code: Arc::clone(&self.code), field, year, quarter: None };
        let (Some(targets), reported) = (data.column(&key(Field::Target)), data.column(&key(Field::Value))) else {
            return;
        };
        for unit in chunk.clone() {
            if report.has_told(Code::D0061) {
                return;
            }
            let Some((number, place)) = small_in(data, targets, unit, text) else { continue };
            if reported.and_then(|column| number_of(&column.get(unit)?)).is_none() {
                let (lane, result, code) = (unit - chunk.start, self.result, Arc::clone(&self.code));
                Small { lane, result, code, number, place }.tell(results, report);
            }
        }
    }
}

impl Small {
    /// Reports it if the computed value is far greater.
    pub(super) fn tell(self, results: &Results, report: &mut Report) {
        let Found::Number { steps, scale, .. } = results.get(self.result, self.lane) else { return };
        let value = Decimal::new(steps, scale);
        if is_far(&value) {
            let Small { code, number, place: cell, .. } = self;
            let beside = Beside::Computed("realisasi", Exact::from(value));
            let found = FarBelow { code: code.to_string(), number, cell, beside };
            report.find(Finding::FarBelow(found).into_diagnostic());
        }
    }
}

/// Reports those of a block of a long file that an earlier year of the same unit makes doubtful.
pub(super) fn tell_of_years(job: &Job, data: &Dataset, text: (&str, u32), report: &mut Report) {
    let of_year = |key: &Key| matches!(key.field, Field::Target | Field::Value) && key.quarter.is_none();
    for (key, column) in data.columns().filter(|(key, _)| of_year(key) && job.is_percent(key)) {
        for unit in 0..data.units().len() {
            if report.has_told(Code::D0061) {
                return;
            }
            let number = |key: &Key| number_of(&data.get(unit, key)?);
            let Some(small) = column.get(unit).and_then(|datum| number_of(&datum)).filter(is_small) else { continue };
            let Some((year, before)) = earlier(key, &number) else { continue };
            let Some((_, cell)) = small_in(data, column, unit, text) else { continue };
            let found =
                FarBelow { code: key.code.to_string(), number: small, cell, beside: Beside::Earlier(year, before) };
            report.find(Finding::FarBelow(found).into_diagnostic());
        }
    }
}

/// The number of a unit, with its cell, if it is small and has no percent sign.
fn small_in(data: &Dataset, column: &Column, unit: usize, (text, line): (&str, u32)) -> Option<(Decimal, CellPlace)> {
    let datum = column.get(unit)?;
    let number = number_of(&datum).filter(is_small)?;
    let place = data.place(datum.origin?)?;
    let written = text.split('\n').nth(place.row.checked_sub(line)? as usize)?;
    (!has_signed(written, number)).then_some((number, place))
}

fn number_of(datum: &Datum) -> Option<Decimal> {
    if let Content::Number(number) = datum.content { Some(number) } else { None }
}
