//! Which quarters a value covers. Values over different quarters are not divided, subtracted or compared: half a year
//! against a whole one says nothing.

use super::planner::Planner;
use super::quarters::QUARTERS;
use super::*;
use std::collections::HashMap;

/// What is known of the quarters of a plan while it grows.
#[derive(Default)]
pub(super) struct Coverage {
    /// The values of a year that are put together from quarters, each with its cells.
    bases: HashMap<SlotId, Base>,
    /// The bases that each slot rests on, as far as they were asked for.
    rests: Vec<Arc<[SlotId]>>,
}

/// A value of a year that may be put together from quarters.
#[derive(Clone)]
struct Base {
    name: NameId,
    when: When,
    /// The cell of the year.
    year: SlotId,
    /// The cells of the quarters.
    cells: Vec<SlotId>,
    /// For each quarter whether it is covered, once that was asked for.
    covers: Option<Vec<SlotId>>,
}

impl Planner<'_> {
    /// Notes a value that is put together from quarters.
    pub(super) fn is_over_quarters(&mut self, slot: SlotId, one: &YearAndQuarters) {
        let base = Base { name: one.name, when: one.when, year: one.year, cells: one.cells.clone(), covers: None };
        self.coverage.bases.insert(slot, base);
    }

    /// A result of two sides, or why there is none where they cover different quarters.
    pub(super) fn over_same_quarters(
        &mut self,
        (left, right): (SlotId, SlotId),
        span: Option<Span>,
        result: impl FnOnce(&mut Self) -> SlotId,
    ) -> SlotId {
        let (of_left, of_right) = (self.rests_on(left), self.rests_on(right));
        let sides: Vec<SlotId> = of_left.iter().chain(&*of_right).copied().collect();
        if of_left.is_empty() || of_right.is_empty() || sides.iter().all(|one| *one == sides[0]) {
            return result(self);
        }
        let first = sides[0];
        let mut cases = Vec::new();
        let mut uneven = Vec::new();
        for other in sides.into_iter().filter(|other| *other != first) {
            let (a, b) = (self.covers(first), self.covers(other));
            let (one, two) = (self.subject_of(first), self.subject_of(other));
            for (at, quarter) in QUARTERS.into_iter().enumerate() {
                let differs = self.condition(Op::Compare(a[at], Comparison::NotEqual, b[at]));
                let sides = Box::new([one, two].map(|(name, year)| (self.program.code(name).into(), year)));
                let reason = Reason::DifferentQuarters { sides, quarter };
                let missing = self.missing(State::NotFilled, reason, span);
                cases.push((differs, missing));
                uneven.push(UnevenQuarter { differs, covers: (a[at], b[at]), quarter, sides: (one, two) });
            }
        }
        let result = result(self);
        let unit = self.unit(result);
        if let Some(span) = span {
            self.plan.uneven.push(Uneven { quarters: uneven, span });
        }
        self.push(Op::Choose { cases, otherwise: result }, unit, span)
    }

    /// For each quarter whether a value covers it: the year as a whole, or that quarter or a later one.
    fn covers(&mut self, slot: SlotId) -> Vec<SlotId> {
        let Some(base) = self.coverage.bases.get(&slot).cloned() else { return Vec::new() };
        if let Some(covers) = base.covers {
            return covers;
        }
        let year = self.condition(Op::Present(base.year));
        let since = self.measured_since(&base.cells);
        let covers: Vec<SlotId> = since.into_iter().map(|since| self.condition(Op::Or(year, since))).collect();
        if let Some(base) = self.coverage.bases.get_mut(&slot) {
            base.covers = Some(covers.clone());
        }
        covers
    }

    /// Whether what a slot is computed of in a year was measured as a whole there; none where nothing of it has quarters.
    pub(super) fn rests_on_whole_years(&mut self, slot: SlotId, year: i32) -> Option<SlotId> {
        let bases: Vec<Base> =
            self.rests_on(slot).iter().filter_map(|base| self.coverage.bases.get(base).cloned()).collect();
        let years = bases.into_iter().filter(|base| base.when.year == year).map(|base| base.year);
        let present: Vec<SlotId> = years.map(|year| self.condition(Op::Present(year))).collect();
        present.into_iter().reduce(|any, one| self.condition(Op::Or(any, one)))
    }

    fn subject_of(&self, slot: SlotId) -> (NameId, i32) {
        self.coverage.bases.get(&slot).map_or((NameId(0), 0), |base| (base.name, base.when.year))
    }

    /// The values over quarters that a slot rests on; an achievement is held against the targets of its own quarters.
    fn rests_on(&mut self, slot: SlotId) -> Arc<[SlotId]> {
        if self.coverage.bases.is_empty() {
            return Arc::new([]);
        }
        while self.coverage.rests.len() <= slot.0 as usize {
            let at = SlotId(self.coverage.rests.len() as u32);
            let Slot { op, role, .. } = self.plan.slot(at);
            // How many there are says nothing of how far each has come.
            let counts = matches!(op, Op::Aggregate(op) if op.aggregate.only_counts());
            let ends = role.is_some_and(|(_, role, _)| role.is_achievement())
                || counts
                || matches!(op, Op::Band(..) | Op::Present(_));
            let found: Vec<SlotId> = match () {
                () if self.coverage.bases.contains_key(&at) => vec![at],
                () if ends => Vec::new(),
                () => {
                    let mut found: Vec<SlotId> =
                        op.operands().flat_map(|slot| self.coverage.rests[slot.0 as usize].to_vec()).collect();
                    found.sort_unstable();
                    found.dedup();
                    found
                }
            };
            self.coverage.rests.push(found.into());
        }
        self.coverage.rests[slot.0 as usize].clone()
    }
}
