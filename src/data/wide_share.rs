//! Percentages with and without their sign in a wide file, where each column is about one code.

use super::cell::trim;
use super::problem::{About, Cell, DataProblem, What};
use super::range_target::read_range;
use super::shares::{Of, Shares, Signs, has_sign, is_small};
use super::wide::{CellReader, Steps};
use super::{Content, Field};
use crate::diagnostic::CellPlace;
use rust_decimal::Decimal;
use std::sync::Arc;

impl CellReader {
    /// Records a percent cell; `cell` returns its text and place.
    #[inline]
    pub fn note(&self, number: Steps, shares: &mut Shares, cell: impl FnOnce() -> (String, CellPlace)) {
        if self.is_percent && number.is_small() {
            let (text, place) = cell();
            let content = Content::Number(Decimal::new(number.steps, number.scale));
            self.note_read(&content, shares, &text, place);
        }
    }

    /// Records the sign of a percent cell, whatever its other faults: its neighbours are ambiguous all the same.
    pub fn note_sign(&self, text: &str, shares: &mut Shares, place: impl Fn() -> CellPlace) {
        if self.is_percent && !self.is_end() && has_sign(text) && text.contains(|c: char| c.is_ascii_digit()) {
            self.of().for_each(|of| shares.note_signed(of, || self.cell(text, place()).0));
        }
    }

    /// Whether its numbers are percent.
    pub fn is_percent(&self) -> bool {
        self.is_percent
    }

    /// Whether there is no finding about any of these numbers with so many decimals, which lie inside its scale.
    pub fn is_clear(&self, all: &[i64], scale: u32) -> bool {
        self.step.is_none() && (!self.is_percent || !all.iter().any(|steps| Steps { steps: *steps, scale }.is_small()))
    }

    /// The same for a cell that was read in full; one with a sign is recorded before it is read ([`Self::note_sign`]).
    pub fn note_read(&self, content: &Content, shares: &mut Shares, text: &str, place: CellPlace) {
        // An end of a range is not recorded: its target is.
        let Some((number, is_range)) = self.share(content, text).filter(|_| !self.is_end()) else { return };
        if !has_sign(text) && is_small(number) {
            self.of().for_each(|of| {
                shares.note_bare(of, || {
                    let (cell, about) = self.cell(text, place.clone());
                    (cell, about, (!is_range).then_some(number))
                })
            });
        }
    }

    /// The fault of a percentage without its sign, if another cell of its code is known to have one; `cell` returns its
    /// text and place.
    #[inline]
    pub fn bare(
        &self,
        number: Steps,
        signs: &Signs,
        cell: impl FnOnce() -> (String, CellPlace),
    ) -> Option<DataProblem> {
        if signs.is_empty() || !self.is_percent || !number.is_small() {
            return None;
        }
        let (text, place) = cell();
        self.bare_read(&Content::Number(Decimal::new(number.steps, number.scale)), signs, &text, place)
    }

    /// The same for a cell that was read in full.
    pub fn bare_read(&self, content: &Content, signs: &Signs, text: &str, place: CellPlace) -> Option<DataProblem> {
        if signs.is_empty() {
            return None;
        }
        let (number, is_range) =
            self.share(content, text).filter(|(number, _)| is_small(*number) && !has_sign(text))?;
        let clear = self.of().find_map(|of| signs.get(&of.key()))?.clone();
        let (cell, about) = self.cell(text, place);
        Some(DataProblem::BareShare { cell, about, clear, number: (!is_range).then_some(number) })
    }

    /// The percentage in a cell, for a range the greater end; whether it is a range.
    fn share(&self, content: &Content, text: &str) -> Option<(Decimal, bool)> {
        let is_target = matches!(self.field, Field::Target | Field::TargetLow | Field::TargetHigh);
        match content {
            _ if !self.is_percent => None,
            Content::Missing(..) => None,
            Content::Number(_) | Content::Text(_) if is_target && self.takes_range() => {
                match read_range(trim(text), self.format, self.unit.as_deref()) {
                    Some(ends) => Some((ends.ok()?.high, true)),
                    None => number(content).map(|number| (number, false)),
                }
            }
            Content::Number(_) | Content::Text(_) => number(content).map(|number| (number, false)),
        }
    }

    /// The groups of its cells: their code, and the column if it has its own unit.
    fn of(&self) -> impl Iterator<Item = Of<'_>> {
        let column = match &self.field {
            Field::Extra(name) if self.has_own_unit => Some(Of::Column(name)),
            Field::Extra(_)
            | Field::Value
            | Field::Target
            | Field::TargetLow
            | Field::TargetHigh
            | Field::Budget
            | Field::Spent => None,
        };
        std::iter::once(Of::Code(&self.code)).chain(column)
    }

    fn cell(&self, text: &str, place: CellPlace) -> (Cell, About) {
        let what = match &self.field {
            Field::Target | Field::TargetLow | Field::TargetHigh => What::Target,
            Field::Extra(name) if self.has_own_unit => What::Column(Arc::clone(name)),
            Field::Extra(_) | Field::Value | Field::Budget | Field::Spent => What::Value,
        };
        let about = About { code: Arc::clone(&self.code), what, prefix: None, is_computed: false };
        (Cell { place, text: trim(text).to_string(), bytes: None }, about)
    }
}

impl Steps {
    /// Whether it may be a fraction, as a percentage.
    pub(super) fn is_small(self) -> bool {
        self.steps != 0 && self.steps.abs() <= 10_i64.checked_pow(self.scale).unwrap_or(i64::MAX)
    }
}

fn number(content: &Content) -> Option<Decimal> {
    match content {
        Content::Number(number) => Some(*number),
        Content::Text(_) | Content::Missing(..) => None,
    }
}
