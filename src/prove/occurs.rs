//! Whether a value really occurs: constructs data and runs the evaluator.
//!
//! Columns are set to the ends of what they can hold, to numbers between, and left without a value; where results lie
//! on both sides of what is sought, the data between are bisected. What is found is certain; what is not found may
//! still occur.

use crate::data::{Dataset, Field, State};
use crate::eval::{self, Cell, Evaluation, Fault, Value};
use crate::number::{Bound, Exact, Interval, Places, Rounding};
use crate::plan::{Plan, Reason, SlotId};
use crate::range::Ranges;
use crate::syntax::ast::Precision;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The most slots computed for one question.
const MOST_WORK: usize = 200_000;
/// The most columns that are tried one by one.
const MOST_SINGLE: usize = 12;
/// Kinds of numbers that are tried in a column.
const KINDS: usize = 6;
/// Bisections between two sets of data.
const HALVINGS: usize = 48;

/// A plan with made-up data.
pub struct Trial<'p> {
    plan: &'p Plan,
    /// Columns that stay empty: what they hold is proved to lie among what is computed.
    empty: BTreeSet<SlotId>,
    data: Dataset,
    evaluation: Evaluation,
    /// Slots evaluated so far.
    pub steps: usize,
}

/// What a column holds: a value, or a state.
pub type Held = Result<Value, State>;

impl<'p> Trial<'p> {
    /// A plan over no data, with columns that stay empty.
    pub fn new(plan: &'p Plan, empty: BTreeSet<SlotId>) -> Trial<'p> {
        let data = Dataset::new();
        let evaluation = eval::evaluate(plan, &data);
        Trial { plan, empty, data, evaluation, steps: plan.slots.len() }
    }

    /// Sets each slot to a value or a state, and evaluates what depends on it.
    pub fn settle(&mut self, roots: &[SlotId], held: &[Held], order: &[SlotId]) {
        for (root, held) in roots.iter().zip(held) {
            let cell = match held {
                Ok(value) => Ok(value.clone()),
                Err(state) => Err(Fault::computed(*state, Reason::Unsaid)),
            };
            self.evaluation.pin(*root, 0, cell);
        }
        self.steps += order.len();
        self.evaluation.revise(self.plan, &self.data, 0, order);
    }

    /// The cell of a slot at the last evaluation.
    pub fn cell(&self, slot: SlotId) -> &Cell {
        self.evaluation.cell(slot, 0)
    }

    /// A number of a range that a slot takes for some data, after a rounding.
    pub fn occurs(
        &mut self,
        (ranges, step): (&Ranges, &dyn Fn(SlotId) -> Option<Exact>),
        goal: SlotId,
        round: Option<&Precision>,
        wanted: &Interval,
    ) -> Option<Exact> {
        let plan = self.plan;
        let inputs = plan.under(&[goal], &[]).into_iter();
        let roots: Vec<(SlotId, &Field)> = inputs
            .filter_map(|slot| Some((slot, &plan.slot(slot).op.input()?.field)))
            .filter(|(slot, _)| !self.empty.contains(slot))
            .collect();
        let slots: Vec<SlotId> = roots.iter().map(|(slot, _)| *slot).collect();
        let order = self.plan.between(&slots, &[goal], &[]);
        let most = (MOST_WORK / order.len().max(1)).max(2);
        let steps: Vec<Option<Exact>> = slots.iter().map(|slot| step(*slot)).collect();
        let each = slots.iter().zip(&steps);
        let samples: Vec<[Exact; KINDS]> =
            each.map(|(slot, step)| samples(&ranges.possible(*slot).numbers, step.as_ref())).collect::<Option<_>>()?;
        let mut seen: [Option<Vec<Held>>; 2] = [None, None];
        let mut found = None;
        for held in patterns(&roots, &samples).into_iter().take(most) {
            self.settle(&slots, &held, &order);
            match self.side(goal, round, wanted) {
                Some((Ordering::Equal, value)) => return Some(value),
                Some((side, _)) => {
                    let side = usize::from(side == Ordering::Greater);
                    seen[side].get_or_insert(held);
                }
                None => {}
            }
        }
        if let [Some(below), Some(above)] = seen {
            found = self.between((&slots, &steps), &order, [below, above], goal, round, wanted);
        }
        found
    }

    /// Bisects between two sets of data.
    fn between(
        &mut self,
        (slots, steps): (&[SlotId], &[Option<Exact>]),
        order: &[SlotId],
        [mut below, mut above]: [Vec<Held>; 2],
        goal: SlotId,
        round: Option<&Precision>,
        wanted: &Interval,
    ) -> Option<Exact> {
        let places = Places::new(12)?;
        let half = Exact::ratio(1, 2)?;
        for _ in 0..HALVINGS {
            let middle: Vec<Held> = below
                .iter()
                .zip(&above)
                .zip(steps)
                .map(|((a, b), step)| match (a, b) {
                    (Ok(Value::Number(a)), Ok(Value::Number(b))) => {
                        let middle = ((a + b) * half.clone()).round(places, Rounding::HalfEven);
                        Ok(Value::Number(on_step(middle, step.as_ref())))
                    }
                    (other, _) => other.clone(),
                })
                .collect();
            self.settle(slots, &middle, order);
            match self.side(goal, round, wanted)? {
                (Ordering::Equal, value) => return Some(value),
                (Ordering::Less, _) => below = middle,
                (Ordering::Greater, _) => above = middle,
            }
        }
        None
    }

    /// On which side of a range the value of a slot lies.
    fn side(&self, slot: SlotId, round: Option<&Precision>, wanted: &Interval) -> Option<(Ordering, Exact)> {
        let value = self.cell(slot).as_ref().ok()?.clone();
        let value = match round {
            Some(precision) => value.rounded(precision)?,
            None => value,
        };
        let Value::Number(number) = value else { return None };
        let below = Interval::new(Bound::Unbounded, wanted.hi().clone());
        let side = match () {
            () if wanted.contains(&number) => Ordering::Equal,
            () if below.contains(&number) => Ordering::Less,
            () => Ordering::Greater,
        };
        Some((side, number))
    }
}

/// The number itself if it is a multiple of the step, else the multiple below it.
pub(super) fn on_step(number: Exact, step: Option<&Exact>) -> Exact {
    let near = step.and_then(|step| Some(&number.checked_div(step)?.round(Places::WHOLE, Rounding::Floor) * step));
    near.unwrap_or(number)
}

/// Numbers of a range: its ends, its middle and some near the lower end, all multiples of the step if there is one;
/// none if it is empty.
fn samples(range: &Interval, step: Option<&Exact>) -> Option<[Exact; KINDS]> {
    let small = Exact::ratio(1, 10_000)?;
    let far = Exact::from(1_000_000);
    let at = |bound: &Bound<Exact>, inward: Exact| match bound {
        Bound::Included(value) => Some(value.clone()),
        Bound::Excluded(value) => Some(value + &inward),
        Bound::Unbounded => None,
    };
    let (low, high) = match (at(range.lo(), small.clone()), at(range.hi(), -small)) {
        (Some(low), Some(high)) => (low, high),
        (Some(low), None) => (low.clone(), low + far),
        (None, Some(high)) => (high.clone() - far, high),
        (None, None) => (-far.clone(), far),
    };
    let middle = (&low + &high) * Exact::ratio(1, 2)?;
    let within = |value: Exact| if range.contains(&value) { value } else { middle.clone() };
    let found =
        [low.clone(), high, middle.clone(), within(low + Exact::ONE), within(Exact::from(100)), within(Exact::ONE)];
    let found = found.map(|value| on_step(value, step));
    found.iter().all(|value| range.contains(value)).then_some(found)
}

/// Data worth trying: every pair of kinds for realisations and targets, then single columns that differ from the
/// others.
fn patterns(roots: &[(SlotId, &Field)], samples: &[[Exact; KINDS]]) -> Vec<Vec<Held>> {
    let is_end = |field: &Field| matches!(field, Field::TargetLow | Field::TargetHigh);
    let held = |at: usize, kind: usize| match is_end(roots[at].1) {
        true => Err(State::NotFilled),
        false => Ok(Value::Number(samples[at][kind].clone())),
    };
    let is_target = |at: usize| *roots[at].1 == Field::Target;
    let all = |value: usize, target: usize| -> Vec<Held> {
        (0..roots.len()).map(|at| held(at, if is_target(at) { target } else { value })).collect()
    };
    let has_target = (0..roots.len()).any(is_target);
    let targets = if has_target { KINDS } else { 1 };
    let mut patterns: Vec<Vec<Held>> =
        (0..KINDS).flat_map(|value| (0..targets).map(move |target| (value, target))).map(|(v, t)| all(v, t)).collect();
    if roots.len() > MOST_SINGLE {
        return patterns;
    }
    for (base, single) in [(0, 1), (1, 0), (2, 0), (2, 1), (1, 3), (3, 1)] {
        let base: Vec<Held> = (0..roots.len()).map(|at| held(at, base)).collect();
        for at in 0..roots.len() {
            for other in [held(at, single), Err(State::NotApplicable), Err(State::NotFilled)] {
                let mut one = base.clone();
                one[at] = other;
                patterns.push(one);
            }
        }
    }
    if roots.len() <= 6 {
        for corner in 0..1usize << roots.len() {
            patterns.push((0..roots.len()).map(|at| held(at, corner >> at & 1)).collect());
        }
    }
    patterns
}
