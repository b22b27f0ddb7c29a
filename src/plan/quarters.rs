//! The quarters of a year as one value: which of them count, and what a blank one means.
//!
//! A blank quarter is not zero. Up to the last quarter with a value every quarter needs one; the later ones have not
//! been measured yet. A requested quarter (`X[triwulan 2]`) needs a value itself.

use super::planner::Planner;
use super::*;
use crate::program::Aggregate;
use crate::program::Definition;
use crate::syntax::ast::Combination;

/// The quarters of a year.
pub(super) const QUARTERS: [u8; 4] = [1, 2, 3, 4];

/// The time of a quarter of a year.
pub(super) fn at(when: When, quarter: u8) -> When {
    When { quarter: Some(quarter), ..when }
}

/// How many quarters a time has: the requested one and those before it, or the whole year.
pub(super) fn until(when: When) -> usize {
    when.quarter.map_or(QUARTERS.len(), usize::from)
}

/// The aggregate that `triwulan` means.
fn aggregate(how: Combination) -> Aggregate {
    match how {
        Combination::Sum => Aggregate::Sum,
        Combination::Last => Aggregate::Last,
        Combination::Mean => Aggregate::Mean,
        Combination::Greatest => Aggregate::Greatest,
        Combination::Least => Aggregate::Least,
    }
}

impl Planner<'_> {
    /// The cells of all quarters of a year.
    pub(super) fn quarter_cells(&mut self, definition: &Definition, field: &Field, when: When) -> Vec<SlotId> {
        QUARTERS.map(|quarter| self.column(definition, field.clone(), at(when, quarter))).to_vec()
    }

    /// What was measured over the quarters up to a time; `cells` are those of all quarters.
    pub(super) fn combined_to_date(
        &mut self,
        definition: &Definition,
        how: Combination,
        cells: &[SlotId],
        when: When,
    ) -> SlotId {
        let cells = &cells[..until(when)];
        match (how, when.quarter) {
            // The last of the quarters up to a quarter is that quarter.
            (Combination::Last, Some(_)) => cells[cells.len() - 1],
            (Combination::Last, None) => self.over(definition, how, cells, None, true),
            (_, Some(_)) => self.over(definition, how, cells, None, true),
            (_, None) => {
                let counts = self.up_to_the_last(cells);
                self.over(definition, how, cells, Some(counts), true)
            }
        }
    }

    /// Combines several quarters; with `keep`, those that count; with `complete`, none may be blank.
    pub(super) fn over(
        &mut self,
        definition: &Definition,
        how: Combination,
        cells: &[SlotId],
        keep: Option<Vec<SlotId>>,
        complete: bool,
    ) -> SlotId {
        let unit = self.unit(cells[0]);
        let items = cells.to_vec();
        let aggregate = aggregate(how);
        let complete = complete && !aggregate.passes_blanks();
        let op = AggregateOp { aggregate, items, keep, weights: None, order: None, complete, of_quarters: true };
        self.push(Op::Aggregate(Box::new(op)), unit, Some(definition.span))
    }

    /// For each quarter whether it counts: one with a value counts, and so does a blank one before it. Where none has a
    /// value all of them count, so that the first is named as missing.
    fn up_to_the_last(&mut self, cells: &[SlotId]) -> Vec<SlotId> {
        let measured = self.measured_since(cells);
        let none = self.condition(Op::Not(measured[0]));
        measured.into_iter().map(|measured| self.condition(Op::Or(measured, none))).collect()
    }

    /// For each quarter whether it or a later one has a value.
    pub(super) fn measured_since(&mut self, cells: &[SlotId]) -> Vec<SlotId> {
        let mut since: Vec<SlotId> = Vec::with_capacity(cells.len());
        for cell in cells.iter().rev() {
            let present = self.is_filled(*cell);
            let later = since.last().copied();
            since.push(later.map_or(present, |later| self.condition(Op::Or(present, later))));
        }
        since.reverse();
        since
    }

    /// Whether a cell has a value; for a faulty cell (*keliru* or *tidak terdefinisi*) the answer is faulty, too.
    pub(super) fn is_filled(&mut self, cell: SlotId) -> SlotId {
        self.takes_part(cell, None)
    }

    /// Whether a condition holds in any of the first `count` quarters.
    pub(super) fn any(&mut self, [first, rest @ ..]: [SlotId; 4], count: usize) -> SlotId {
        rest.into_iter().take(count.saturating_sub(1)).fold(first, |any, one| self.condition(Op::Or(any, one)))
    }

    /// A condition that is not in the rules.
    pub(super) fn condition(&mut self, op: Op) -> SlotId {
        self.push(op, Unit::Any, None)
    }

    /// A choice that is not in the rules.
    pub(super) fn choice(&mut self, cases: Vec<(SlotId, SlotId)>, otherwise: SlotId) -> SlotId {
        let unit = self.unit(otherwise);
        self.push(Op::Choose { cases, otherwise }, unit, None)
    }

    /// Records that the data may give a value both for the year and for its quarters.
    pub(super) fn over_year(&mut self, one: YearAndQuarters) {
        self.plan.years.push(one);
    }

    /// Records that a target may be both in the data and in the rules.
    pub(super) fn target_twice(&mut self, one: StatedTarget) {
        self.plan.targets.push(one);
    }
}

/// A value that the data give for the year and for its quarters.
#[derive(Debug, Clone)]
pub struct YearAndQuarters {
    /// The thing whose value it is.
    pub name: NameId,
    /// Which of its values.
    pub field: Field,
    /// In which year.
    pub when: When,
    /// The cell of the year.
    pub year: SlotId,
    /// What the quarters give.
    pub quarters: SlotId,
    /// The same before it is checked against the scale of the value.
    pub raw: SlotId,
    /// The cells of the quarters.
    pub cells: Vec<SlotId>,
    /// Whether the rules say how the quarters are combined.
    pub declared: bool,
    /// Whether they are averaged; a mean may have more decimals than any cell can.
    pub is_mean: bool,
    /// The range that each of the cells may be in.
    pub within: Interval,
}
