//! What the data say twice and differently: a year and its quarters, a target beside the one of the rules, a budget that
//! changes from quarter to quarter.

use super::{Evaluation, rational};
use crate::data::{CellOrigin, Content, Dataset, Field, State};
use crate::number::{Exact, Places, Rounding};
use crate::plan::{Op, Plan, SlotId, StatedTarget, YearAndQuarters};
use crate::program::{NameId, When};

/// Something said twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Twice {
    /// The thing that is told of twice.
    pub name: NameId,
    /// Which of its values.
    pub field: Field,
    /// In which year.
    pub when: When,
    /// How it is said differently.
    pub said: Said,
    /// The cell to look at.
    pub origin: Option<CellOrigin>,
}

/// The ways in which data say something twice.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// The figure of the year is not what the quarters give.
    Year { year: Exact, quarters: Exact, filled: Vec<u8> },
    /// The target of the data is not that of the rules.
    Target { cell: Exact, stated: SlotId, value: Exact },
    /// A budget of two quarters, and nothing says which counts.
    Changed { before: (u8, Exact), after: (u8, Exact) },
    /// The sum of the quarters leaves the scale that each of them keeps.
    OutOfScale { sum: Exact, filled: Vec<u8> },
    /// Spending of several quarters, and nothing says that they add up.
    Added { filled: Vec<u8>, sum: Exact },
}

/// All of it for a unit.
pub fn twice(plan: &Plan, evaluation: &Evaluation, data: &Dataset, lane: usize) -> Vec<Twice> {
    let look = Look { plan, evaluation, data, lane };
    let years = plan.years.iter().filter_map(|one| look.year(one));
    let targets = plan.targets.iter().filter_map(|one| look.target(one));
    years.chain(targets).collect()
}

struct Look<'a> {
    plan: &'a Plan,
    evaluation: &'a Evaluation,
    data: &'a Dataset,
    lane: usize,
}

impl Look<'_> {
    fn year(&self, one: &YearAndQuarters) -> Option<Twice> {
        let filled: Vec<(u8, SlotId, &Exact)> = one
            .cells
            .iter()
            .zip(1..)
            .filter_map(|(cell, quarter)| Some((quarter, *cell, self.number(*cell)?)))
            .collect();
        let (_, last, _) = filled.last()?;
        let quarters: Vec<u8> = filled.iter().map(|(quarter, ..)| *quarter).collect();
        let found = |said, origin: SlotId| Twice {
            name: one.name,
            field: one.field.clone(),
            when: one.when,
            said,
            origin: self.origin(origin),
        };
        if let Some(year) = self.number(one.year) {
            let given = self.number(one.raw)?;
            let same = self.rounded(given, one.year).unwrap_or_else(|| given.clone()) == *year;
            let said = Said::Year { year: year.clone(), quarters: given.clone(), filled: quarters };
            return (!same).then(|| found(said, one.year));
        }
        if let Some(sum) = self.number(one.raw)
            && self.evaluation.cell(one.quarters, self.lane).is_err()
            && self.absent(one.year)
        {
            return Some(found(Said::OutOfScale { sum: sum.clone(), filled: quarters }, *last));
        }
        if one.declared || self.evaluation.cell(one.year, self.lane).is_ok() {
            return None;
        }
        match one.field {
            Field::Budget => {
                let pairs = filled.windows(2).find(|pair| pair[0].2 != pair[1].2)?;
                let (before, after) = (&pairs[0], &pairs[1]);
                let said = Said::Changed { before: (before.0, before.2.clone()), after: (after.0, after.2.clone()) };
                Some(found(said, after.1))
            }
            Field::Spent if filled.len() > 1 => {
                let sum = self.number(one.quarters)?.clone();
                Some(found(Said::Added { filled: quarters, sum }, *last))
            }
            Field::Spent | Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh | Field::Extra(_) => {
                None
            }
        }
    }

    fn target(&self, one: &StatedTarget) -> Option<Twice> {
        let (cell, value) = (self.number(one.cell)?, self.number(one.stated)?);
        let same = self.rounded(value, one.cell).unwrap_or_else(|| value.clone()) == *cell;
        let said = Said::Target { cell: cell.clone(), stated: one.stated, value: value.clone() };
        (!same).then(|| Twice {
            name: one.name,
            field: Field::Target,
            when: one.when,
            said,
            origin: self.origin(one.cell),
        })
    }

    fn absent(&self, slot: SlotId) -> bool {
        matches!(self.evaluation.cell(slot, self.lane), Err(fault) if fault.state == State::NotFilled)
    }

    fn number(&self, slot: SlotId) -> Option<&Exact> {
        rational(self.evaluation.cell(slot, self.lane))
    }

    /// A number at the decimals that a data cell shows.
    fn rounded(&self, value: &Exact, cell: SlotId) -> Option<Exact> {
        let Content::Number(shown) = self.datum(cell)?.content else { return None };
        Some(value.round(Places::new(shown.scale() as i32)?, Rounding::HalfAway))
    }

    fn origin(&self, cell: SlotId) -> Option<CellOrigin> {
        self.datum(cell)?.origin
    }

    fn datum(&self, cell: SlotId) -> Option<crate::data::Datum> {
        let Op::Input(input) = &self.plan.slot(self.plan.plain(cell)).op else { return None };
        self.data.get(self.lane, &input.key())
    }
}
