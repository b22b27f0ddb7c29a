//! What the data state twice and differently: a year and its quarters, a target beside that of the rules, a budget that
//! changes from quarter to quarter.

use super::compare::{rounded, told};
use super::reach::{Reach, beyond};
use super::{Cell, Evaluation, Value, rational};
use crate::data::{CellOrigin, Content, Dataset, Field, State};
use crate::number::{Exact, Places, Rounding};
use crate::plan::{Op, OwnAndParts, Plan, ScaledSum, SlotId, StatedTarget, YearAndQuarters};
use crate::program::{NameId, When};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The significant digits that a spreadsheet cell keeps.
const SPREADSHEET_DIGITS: u32 = 15;

/// Something stated twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Twice {
    /// The thing that it is stated about.
    pub name: NameId,
    /// Which of its values.
    pub field: Field,
    /// In which year.
    pub when: When,
    /// How the two statements differ.
    pub said: Said,
    /// The cell to look at.
    pub origin: Option<CellOrigin>,
}

/// The ways in which data can state something twice.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// The figure of the year is not what the quarters give.
    Year { year: Told, quarters: Told, filled: Vec<u8> },
    /// The figure of the year is one that the quarters cannot give, whatever the blank ones hold.
    Never { year: Exact, bound: Bounded, filled: Vec<u8>, blank: Vec<u8> },
    /// A thing is stated to have no amount of its own, but its parts have amounts.
    Parts { own: State, sum: Exact },
    /// Its own amount is not the sum of its parts, or is less than they already have while some are missing or cover
    /// less of the year.
    OtherParts { own: Exact, sum: Exact, open: Option<Open>, parts: Vec<(SlotId, Exact, Option<CellOrigin>)> },
    /// The target of the data, as its two ends, is not that of the rules; `filled` names the quarters if it comes from
    /// them.
    Target { ends: [Exact; 2], filled: Vec<u8>, stated: SlotId, value: Exact },
    /// The target of the rules is one that those of some quarters cannot give, whatever the blank ones hold; there is
    /// no bound where some are ranges and add up.
    NeverTarget { bound: Option<Bounded>, filled: Vec<u8>, blank: Vec<u8>, stated: SlotId, value: Exact },
    /// Budgets of two quarters differ, and no rule says which counts.
    Changed { before: (u8, Exact), after: (u8, Exact) },
    /// More is spent than the budget that stands alike in several quarters, and no rule says whether these add up.
    Outspent { filled: Vec<u8>, budget: Exact, spent: Exact },
    /// The sum of the quarters leaves the scale that each of them keeps.
    OutOfScale { sum: Exact, filled: Vec<u8> },
    /// Spending of several quarters, and no rule says that they add up.
    Added { filled: Vec<u8>, sum: Exact },
}

/// Why a sum of parts may still grow.
#[derive(Debug, Clone, PartialEq)]
pub enum Open {
    /// These have no value yet.
    Blank(Vec<SlotId>),
    /// Some of them are undefined.
    Undefined,
    /// Their quarters cover less of the year than those of the whole.
    Behind,
}

/// A bound on what the quarters give while some are blank.
#[derive(Debug, Clone, PartialEq)]
pub enum Bounded {
    /// At least this.
    AtLeast(Exact),
    /// At most this.
    AtMost(Exact),
}

/// A value as stated.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    Number(Exact),
    Word(Arc<str>),
    /// It has none: `n/a`, `tidak terdefinisi`.
    Without(State),
}

impl Said {
    /// Whether the two cannot both be right.
    pub fn is_contradiction(&self) -> bool {
        match self {
            Said::Year { .. } | Said::Never { .. } | Said::Parts { .. } | Said::OtherParts { .. } => true,
            Said::Target { .. } | Said::NeverTarget { .. } | Said::OutOfScale { .. } => true,
            // It is known which one counts, and nothing contradicts it.
            Said::Changed { .. } | Said::Outspent { .. } | Said::Added { .. } => false,
        }
    }
}

impl Told {
    /// What a cell states; `None` if it is blank or faulty.
    pub(super) fn of(cell: &Cell) -> Option<Told> {
        match cell {
            Ok(Value::Number(number)) => Some(Told::Number(number.clone())),
            Ok(Value::Text(word)) => Some(Told::Word(word.clone())),
            Ok(Value::Irrational(_) | Value::Truth(_)) => None,
            Err(fault) => match fault.state {
                State::NotApplicable | State::Undefined => Some(Told::Without(fault.state)),
                State::NotFilled | State::Faulty => None,
            },
        }
    }
}

/// Everything stated twice for a unit.
pub fn twice(plan: &Plan, evaluation: &Evaluation, data: &Dataset, lane: usize) -> Vec<Twice> {
    let look = Look { plan, evaluation, data, lane };
    let years = plan.years.iter().filter_map(|one| look.year(one));
    let sums = plan.sums.iter().filter_map(|one| look.sum(one));
    let targets = plan.targets.iter().filter_map(|one| look.target(one));
    let parts = plan.parts.iter().filter_map(|one| look.parts(one));
    let mut found: Vec<Twice> = Vec::new();
    for one in years.chain(sums).chain(targets).chain(parts) {
        // Both ends of a single target give the same finding.
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

pub(super) struct Look<'a> {
    pub(super) plan: &'a Plan,
    pub(super) evaluation: &'a Evaluation,
    data: &'a Dataset,
    pub(super) lane: usize,
}

impl Look<'_> {
    fn year(&self, one: &YearAndQuarters) -> Option<Twice> {
        let cell = |slot: SlotId| self.evaluation.cell(slot, self.lane);
        let cells = || one.cells.iter().zip(1..).filter(|(slot, _)| cell(**slot).is_ok());
        let quarters: Vec<u8> = cells().map(|(_, quarter)| quarter).collect();
        let (last, _) = cells().last()?;
        let found = |said, origin: SlotId| Twice {
            name: one.name,
            field: one.field.clone(),
            when: one.when,
            said,
            origin: self.origin(origin),
        };
        if let (Some(year), None) = (self.number(one.year), self.number(one.raw)) {
            return self.never(one, year, quarters).map(|said| found(said, one.year));
        }
        if let Some(year) = Told::of(cell(one.year)) {
            let given = Told::of(cell(one.raw)).filter(|given| !matches!(given, Told::Without(_)))?;
            let same = match (&year, &given) {
                (Told::Number(year), Told::Number(given)) => {
                    // What has no finite decimal form is compared at as many decimals as the cell shows. All else is
                    // compared exactly: proofs equate a year with what its quarters give.
                    let rounded = self.rounded(given, one.year).filter(|_| one.is_mean);
                    rounded.unwrap_or_else(|| given.clone()) == *year || self.is_cut(one, year, given)
                }
                (Told::Number(_) | Told::Word(_) | Told::Without(_), _) => given == year,
            };
            let said = Said::Year { year, quarters: given, filled: quarters };
            return (!same).then(|| found(said, one.year));
        }
        if one.declared || cell(one.year).is_ok() {
            return None;
        }
        let numbers = cells().filter_map(|(slot, quarter)| Some((quarter, *slot, self.number(*slot)?)));
        let filled: Vec<(u8, SlotId, &Exact)> = numbers.collect();
        match one.field {
            Field::Budget => match filled.windows(2).find(|pair| pair[0].2 != pair[1].2) {
                Some([before, after, ..]) => {
                    let (first, second) = ((before.0, before.2.clone()), (after.0, after.2.clone()));
                    Some(found(Said::Changed { before: first, after: second }, after.1))
                }
                Some(_) => None,
                None => {
                    let (_, slot, budget) = filled.last().filter(|_| filled.len() > 1)?;
                    let spent = self.spent(one).filter(|spent| spent > budget)?.clone();
                    Some(found(Said::Outspent { filled: quarters, budget: (*budget).clone(), spent }, *slot))
                }
            },
            Field::Spent if filled.len() > 1 => {
                let sum = self.number(one.quarters)?.clone();
                Some(found(Said::Added { filled: quarters, sum }, *last))
            }
            Field::Spent | Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh | Field::Extra(_) => {
                None
            }
        }
    }

    /// What is spent over the year of a budget.
    fn spent(&self, budget: &YearAndQuarters) -> Option<&Exact> {
        let is_spent =
            |one: &&YearAndQuarters| one.field == Field::Spent && (one.name, one.when) == (budget.name, budget.when);
        let spent = self.plan.years.iter().find(is_spent)?;
        self.number(spent.year).or_else(|| self.number(spent.quarters))
    }

    /// The figure of a year that quarters with a gap cannot give, whatever the blank ones hold.
    fn never(&self, one: &YearAndQuarters, year: &Exact, filled: Vec<u8>) -> Option<Said> {
        let is_target = matches!(one.field, Field::Target | Field::TargetLow | Field::TargetHigh);
        let last = if is_target { one.cells.len() as u8 } else { *filled.last()? };
        let Reach { range, blank, .. } = self.reach(one.raw, &one.cells[..usize::from(last)], &one.within)?;
        let range = match self.scale(one.year).filter(|_| one.is_mean) {
            Some(scale) => range.snap(Places::new(scale)?, Rounding::HalfAway),
            None => range,
        };
        let bound = beyond(&range, year)?;
        let (Bounded::AtLeast(nearest) | Bounded::AtMost(nearest)) = &bound;
        if self.is_cut(one, year, nearest) {
            return None;
        }
        Some(Said::Never { year: year.clone(), bound, filled, blank })
    }

    /// Whether two figures differ by no more than the digits that a spreadsheet cell loses: thirds.
    fn is_cut(&self, one: &YearAndQuarters, year: &Exact, given: &Exact) -> bool {
        let lost = |cell: &SlotId| {
            let Content::Number(shown) = self.datum(*cell)?.content else { return None };
            let digits = shown.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
            (digits >= SPREADSHEET_DIGITS && shown.scale() > 0).then(|| Exact::from(Decimal::new(1, shown.scale())))
        };
        let lost: Exact = one.cells.iter().chain([&one.year]).filter_map(lost).sum();
        let (more, less) = (given + &lost, given - &lost);
        less <= *year && *year <= more
    }

    fn target(&self, one: &StatedTarget) -> Option<Twice> {
        // A target of the year takes precedence over those of the quarters.
        let of_year = one.quarters[0].is_empty();
        if !of_year && self.evaluation.cell(one.cell, self.lane).is_ok() {
            return None;
        }
        let said = match one.ends.map(|end| self.number(end)) {
            [Some(low), Some(high)] => self.other_target(one, [low.clone(), high.clone()])?,
            [_, _] => self.never_target(one)?,
        };
        let last = one.quarters[0].iter().rev().find(|cell| self.number(**cell).is_some());
        let origin = self.origin(*last.unwrap_or(&one.cell));
        Some(Twice { name: one.name, field: Field::Target, when: one.when, said, origin })
    }

    /// What the rules state where the target of the data differs.
    fn other_target(&self, one: &StatedTarget, ends: [Exact; 2]) -> Option<Said> {
        let cells = if one.quarters[0].is_empty() { &one.ends[..] } else { &one.quarters[0] };
        let (stated, scale) = self.stated(one, cells);
        if stated.is_empty() || ends.iter().all(|end| stated.contains(end)) {
            return None;
        }
        let value = told(self.evaluation.cell(one.stated, self.lane), scale.unwrap_or_default())?;
        let quarters = one.quarters[0].iter().zip(1..);
        let filled = quarters.filter(|(cell, _)| self.number(**cell).is_some()).map(|(_, quarter)| quarter).collect();
        Some(Said::Target { ends, filled, stated: one.stated, value })
    }

    /// What the rules state where the targets of some quarters cannot give it, whatever the blank ones hold.
    fn never_target(&self, one: &StatedTarget) -> Option<Said> {
        let cells = &one.quarters[0];
        let (stated, scale) = self.stated(one, cells);
        if stated.is_empty() {
            return None;
        }
        let reach = |at: usize| self.reach(one.ends[at], &one.quarters[at], &one.within);
        let [low, high] = [reach(0)?, reach(1)?];
        let (filled, blank) = (low.filled.clone(), low.blank.clone());
        let is_out = |reach: &Reach| stated.iter().find_map(|value| beyond(&reach.range, value));
        let is_in = |reach: &Reach| stated.iter().any(|value| reach.range.contains(value));
        let bound = match [&low, &high].map(is_in) {
            // A sum keeps the width of every range in it, so it is never a single number.
            [true, true] => match low.adds && low.least != high.least {
                true => None,
                false => return None,
            },
            [false, _] => Some(is_out(&low)?),
            [true, false] => Some(is_out(&high)?),
        };
        let value = told(self.evaluation.cell(one.stated, self.lane), scale.unwrap_or_default())?;
        Some(Said::NeverTarget { bound, filled, blank, stated: one.stated, value })
    }

    /// What the rules state: the number itself, and rounded to the most decimals that any of the cells shows; and those
    /// decimals.
    fn stated(&self, one: &StatedTarget, cells: &[SlotId]) -> (Vec<Exact>, Option<i32>) {
        let scale = cells.iter().filter_map(|cell| self.scale(*cell)).max();
        let stated = self.evaluation.cell(one.stated, self.lane);
        let values = [rational(stated).cloned(), scale.and_then(|scale| rounded(stated, scale))];
        (values.into_iter().flatten().collect(), scale)
    }

    fn parts(&self, one: &OwnAndParts) -> Option<Twice> {
        let said = match Told::of(self.evaluation.cell(one.own, self.lane))? {
            Told::Without(own) => Said::Parts { own, sum: self.number(one.parts)?.clone() },
            Told::Number(own) => self.other_parts(one, own)?,
            Told::Word(_) => return None,
        };
        let origin = self.origin(one.cell).or_else(|| self.own_origin(one.own));
        Some(Twice { name: one.name, field: one.field.clone(), when: one.when, said, origin })
    }

    fn sum(&self, one: &ScaledSum) -> Option<Twice> {
        let sum = self.number(one.sum)?;
        if self.evaluation.cell(one.kept, self.lane).is_ok() || !self.absent(one.year) {
            return None;
        }
        let added = self.added(one.sum);
        let last = added.last().and_then(|(_, cell)| self.origin(*cell));
        let said = Said::OutOfScale { sum: sum.clone(), filled: added.iter().map(|(quarter, _)| *quarter).collect() };
        Some(Twice { name: one.name, field: one.field.clone(), when: one.when, said, origin: last })
    }

    /// The quarters whose cells make a sum.
    fn added(&self, sum: SlotId) -> Vec<(u8, SlotId)> {
        let holds = |slot: SlotId| matches!(self.evaluation.cell(slot, self.lane), Ok(Value::Truth(true)));
        let mut sum = sum;
        while let Op::Choose { cases, otherwise } = &self.plan.slot(sum).op {
            sum = cases.iter().find(|(condition, _)| holds(*condition)).map_or(*otherwise, |(_, value)| *value);
        }
        let Op::Aggregate(op) = &self.plan.slot(sum).op else { return Vec::new() };
        let counts = |at: usize| op.keep.as_ref().is_none_or(|keep| holds(keep[at]));
        let items = op.items.iter().copied().zip(1..).enumerate();
        let counted = items.filter(|(at, (cell, _))| counts(*at) && self.number(*cell).is_some());
        counted.map(|(_, (cell, quarter))| (quarter, cell)).collect()
    }

    fn absent(&self, slot: SlotId) -> bool {
        matches!(self.evaluation.cell(slot, self.lane), Err(fault) if fault.state == State::NotFilled)
    }

    pub(super) fn number(&self, slot: SlotId) -> Option<&Exact> {
        rational(self.evaluation.cell(slot, self.lane))
    }

    /// A number at the decimals that a data cell shows.
    fn rounded(&self, value: &Exact, cell: SlotId) -> Option<Exact> {
        Some(value.round(Places::new(self.scale(cell)?)?, Rounding::HalfAway))
    }

    /// The decimals that a data cell shows.
    fn scale(&self, cell: SlotId) -> Option<i32> {
        let Content::Number(shown) = self.datum(cell)?.content else { return None };
        Some(shown.scale() as i32)
    }

    /// The cell of a value; for one made of quarters, the last of them.
    pub(super) fn own_origin(&self, slot: SlotId) -> Option<CellOrigin> {
        self.origin(*self.own_cells(slot).last()?)
    }

    /// The cell of a value, or those of the quarters that it is made of.
    pub(super) fn own_cells(&self, slot: SlotId) -> Vec<SlotId> {
        let used = self.evaluation.used_of(self.plan, slot, self.lane);
        match self.datum(used) {
            Some(_) => vec![used],
            None => self.added(used).into_iter().map(|(_, cell)| cell).collect(),
        }
    }

    pub(super) fn origin(&self, cell: SlotId) -> Option<CellOrigin> {
        self.datum(cell)?.origin
    }

    fn datum(&self, cell: SlotId) -> Option<crate::data::Datum> {
        let cell = self.evaluation.used_of(self.plan, cell, self.lane);
        self.data.get(self.lane, &self.plan.slot(cell).op.input()?.key())
    }
}
