//! The part of a plan between unknowns and a goal, evaluated over ranges of the unknowns or at single values.

use super::ends::Ends;
use super::patience::Patience;
use crate::data::Dataset;
use crate::eval::{self, Cell, Evaluation, Value};
use crate::number::{Exact, Interval};
use crate::plan::{Plan, SlotId};
use crate::range::{Possible, compare, enclose};
use crate::syntax::ast::Comparison;
use std::sync::Arc;

/// The goal condition.
#[derive(Debug, Clone)]
pub enum Want {
    /// A condition.
    Truth(SlotId),
    /// A comparison of a slot with something.
    Compare(SlotId, Comparison, Side),
}

/// What a slot is compared with.
#[derive(Debug, Clone)]
pub enum Side {
    Slot(SlotId),
    Number(Exact),
    Word(Arc<str>),
}

impl Want {
    /// The slots it reads, that of its left side first.
    pub fn slots(&self) -> Vec<SlotId> {
        match self {
            Want::Truth(slot) => vec![*slot],
            Want::Compare(left, _, Side::Slot(right)) => vec![*left, *right],
            Want::Compare(left, ..) => vec![*left],
        }
    }
}

impl Side {
    /// Its cell in an evaluation.
    pub fn cell(&self, evaluation: &Evaluation) -> Cell {
        match self {
            Side::Slot(slot) => evaluation.cell(*slot, 0).clone(),
            Side::Number(number) => Ok(Value::Number(number.clone())),
            Side::Word(word) => Ok(Value::Text(word.clone())),
        }
    }
}

/// The basis of a search: a plan and its values for one unit, some of which are held fixed.
#[derive(Clone, Copy)]
pub struct Ground<'p> {
    pub plan: &'p Plan,
    /// The data of the one unit.
    pub data: &'p Dataset,
    /// The current values.
    pub evaluation: &'p Evaluation,
    /// Slots that keep their value whatever their inputs.
    pub held: &'p [SlotId],
    /// How long a search may take.
    pub patience: &'p Patience,
}

/// The slots between unknowns and goals, with what they can be at the moment.
pub struct Cone<'p> {
    plan: &'p Plan,
    data: &'p Dataset,
    roots: Vec<SlotId>,
    /// Range targets with an unknown end; their wholes follow the unknowns among the roots.
    ends: Vec<Ends>,
    /// In plan order.
    order: Vec<SlotId>,
    /// For each slot of the plan its index in `store`; `u32::MAX` for slots outside the cone.
    place: Vec<u32>,
    store: Vec<Possible>,
    evaluation: Evaluation,
    patience: &'p Patience,
}

impl<'p> Cone<'p> {
    /// The cone between `roots` and `goals`.
    pub fn new(ground: Ground<'p>, mut roots: Vec<SlotId>, goals: &[SlotId]) -> Cone<'p> {
        let Ground { plan, data, evaluation, held, patience } = ground;
        let ends = Ends::of(plan, &roots, evaluation);
        roots.extend(ends.iter().map(|ends| ends.whole));
        let held: Vec<SlotId> = held.iter().copied().filter(|held| !roots.contains(held)).collect();
        let order = plan.between(&roots, goals, &held);
        let mut place = vec![u32::MAX; plan.slots.len()];
        let mut store = Vec::new();
        let mut keep = |slot: SlotId| {
            if place[slot.0 as usize] == u32::MAX {
                place[slot.0 as usize] = store.len() as u32;
                store.push(Possible::of(evaluation.cell(slot, 0)));
            }
        };
        roots.iter().chain(goals).for_each(|slot| keep(*slot));
        ends.iter().flat_map(Ends::both).for_each(&mut keep);
        for slot in &order {
            plan.slot(*slot).op.operands().for_each(&mut keep);
            keep(*slot);
        }
        Cone { plan, data, roots, ends, order, place, store, evaluation: evaluation.clone(), patience }
    }

    /// Whether the slot depends on an unknown.
    pub fn reaches(&self, slot: SlotId) -> bool {
        self.roots.contains(&slot) || self.order.contains(&slot)
    }

    /// Whether a search over it has to stop.
    pub fn is_enough(&self) -> bool {
        self.patience.is_over()
    }

    /// How many slots each evaluation computes.
    pub fn size(&self) -> usize {
        self.order.len().max(1)
    }

    /// Lets each unknown vary over its range. False if the search was stopped before the end.
    #[must_use]
    pub fn spread(&mut self, ranges: &[Interval]) -> bool {
        for (root, range) in self.roots.iter().zip(ranges) {
            self.store[self.place[root.0 as usize] as usize] = Possible::numbers(range.clone());
        }
        for ends in &self.ends {
            let [low, high] = ends.both().map(|end| self.possible(end));
            let whole = Ends::possible(low, high);
            self.store[self.place[ends.whole.0 as usize] as usize] = whole;
        }
        for slot in &self.order {
            if self.is_enough() {
                return false;
            }
            let (place, store) = (&self.place, &self.store);
            let found = enclose(&self.plan.slot(*slot).op, &|operand| &store[place[operand.0 as usize] as usize]);
            self.store[place[slot.0 as usize] as usize] = found;
        }
        true
    }

    /// What a slot can be while the unknowns vary.
    pub fn possible(&self, slot: SlotId) -> &Possible {
        &self.store[self.place[slot.0 as usize] as usize]
    }

    /// Whether the goal condition holds for all values of the unknowns, for none, or (`None`) that is not known yet.
    pub fn verdict(&self, want: &Want) -> Option<bool> {
        let found = match want {
            Want::Truth(slot) => self.possible(*slot).clone(),
            Want::Compare(left, comparison, Side::Slot(right)) => {
                compare(self.possible(*left), *comparison, self.possible(*right))
            }
            Want::Compare(left, comparison, side) => {
                compare(self.possible(*left), *comparison, &Possible::of(&side.cell(&self.evaluation)))
            }
        };
        match (found.truths.yes, found.truths.no || found.lacks_as_truth().any()) {
            (false, _) => Some(false),
            (true, false) => Some(true),
            (true, true) => None,
        }
    }

    /// Evaluates exactly at one value for each unknown. False if the search was stopped before the end: nested roots
    /// take time.
    #[must_use]
    pub fn settle(&mut self, values: &[Exact]) -> bool {
        self.pin(values);
        for slot in &self.order {
            if self.patience.is_over() {
                return false;
            }
            self.evaluation.revise(self.plan, self.data, 0, std::slice::from_ref(slot));
        }
        true
    }

    /// The same without stopping.
    pub fn settle_all(&mut self, values: &[Exact]) {
        self.pin(values);
        self.evaluation.revise(self.plan, self.data, 0, &self.order);
    }

    fn pin(&mut self, values: &[Exact]) {
        for (root, value) in self.roots.iter().zip(values) {
            self.evaluation.pin(*root, 0, Ok(Value::Number(value.clone())));
        }
        for ends in &self.ends {
            if let Some(whole) = ends.exactly(&self.evaluation) {
                self.evaluation.pin(ends.whole, 0, whole);
            }
        }
    }

    /// The cell of a slot at the last evaluation.
    pub fn cell(&self, slot: SlotId) -> &Cell {
        self.evaluation.cell(slot, 0)
    }

    /// Whether the goal condition holds at the last evaluation; a missing value does not satisfy it.
    pub fn holds(&self, want: &Want) -> bool {
        match want {
            Want::Truth(slot) => matches!(self.cell(*slot), Ok(Value::Truth(true))),
            Want::Compare(left, comparison, side) => {
                let right = side.cell(&self.evaluation);
                matches!(eval::compared(self.cell(*left), *comparison, &right), Ok(Value::Truth(true)))
            }
        }
    }
}
