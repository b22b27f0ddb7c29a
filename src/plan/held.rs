//! What an achievement measures against its own target, and so does not depend on how far the year has come.
//!
//! The principle: everything in an achievement is made of values over quarters. Where a realisation is divided by its
//! own target or one is subtracted from the other, both were compared over the same quarters, and the result depends on
//! neither any more. A difference may then still be divided by either of them: `(2 * target - realisasi) / target`.
//! What merely occurs beside a target, in `min`, in a sum, in another branch, is not compared, and the achievement
//! still depends on it.

use super::coverage::Base;
use super::planner::Planner;
use super::taking_part::{Part, handed_on};
use super::turns::Way;
use super::*;
use crate::program::quick::{QuickMap, QuickSet};
use std::collections::BTreeSet;

/// A thing in a year.
type Thing = (NameId, i32);

/// When something holds. A condition that is never needed has no slot.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Holds {
    #[default]
    Never,
    Always,
    Where(Option<SlotId>),
}

/// What a slot is made of.
#[derive(Debug, Clone, Default)]
struct Made {
    /// The values over quarters.
    parts: BTreeMap<SlotId, Holds>,
    /// What of a thing is in it, which may be compared with the target of that thing.
    of: BTreeMap<Thing, Own>,
}

/// What of a thing is in a slot.
#[derive(Debug, Clone, Copy, Default)]
struct Own {
    realisation: Holds,
    target: Holds,
    /// The difference of both.
    difference: Holds,
    /// Any of these.
    some: Holds,
}

/// How two sides are combined.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meeting {
    Difference,
    Quotient,
}

impl Planner<'_> {
    /// The values over quarters that an achievement may depend on.
    pub(super) fn rests_of_achievement(&mut self, achievement: SlotId) -> Option<Arc<[SlotId]>> {
        let made = Walk { planner: self, builds: false }.made(achievement)?;
        Some(made.parts.into_keys().collect())
    }

    /// The same, each under its condition.
    pub(super) fn parts_of_achievement(&mut self, achievement: SlotId) -> Option<Vec<Part>> {
        let made = Walk { planner: self, builds: true }.made(achievement)?;
        let part = |(base, holds)| match holds {
            Holds::Never => None,
            Holds::Always => Some(Part { base, under: None }),
            Holds::Where(under) => Some(Part { base, under }),
        };
        Some(made.parts.into_iter().filter_map(part).collect())
    }

    /// The slots of an achievement down to the values of names, each after its operands.
    fn below_achievement(&self, achievement: SlotId) -> Vec<SlotId> {
        let (mut open, mut seen) = (vec![achievement], QuickSet::default());
        while let Some(at) = open.pop() {
            if seen.insert(at) && (at == achievement || !self.is_value(at)) {
                open.extend(self.made_of(at));
            }
        }
        let mut all = Vec::from_iter(seen);
        // A slot uses only slots before it.
        all.sort_unstable();
        all
    }

    fn is_value(&self, slot: SlotId) -> bool {
        self.slot(slot).role.is_some() || self.is_over(slot)
    }

    /// The thing whose realisation or target a slot is, and whether it is the target.
    fn owner(&self, slot: SlotId) -> Option<(Thing, bool)> {
        if let Some((name, role, when)) = self.slot(slot).role {
            let is_one = role.is_target() || role == Role::Value;
            return is_one.then_some(((name, when.year), role.is_target()));
        }
        let base = self.coverage.bases.get(&slot)?;
        Some((of_target_or_realisation(base)?, base.field != Field::Value))
    }

    /// How the two sides of an operation are compared, where they are.
    fn meeting(&self, op: &Op) -> Option<(SlotId, SlotId, Meeting)> {
        let way = |slot| self.turn_below(slot).map_or(Way::Up, |turn| turn.way);
        let is_opposed = |a, b| matches!((way(a), way(b)), (Way::Up, Way::Down) | (Way::Down, Way::Up));
        match op {
            Op::Divide(a, b) => Some((*a, *b, Meeting::Quotient)),
            Op::Multiply(a, b) if self.is_inverse(*a) || self.is_inverse(*b) => Some((*a, *b, Meeting::Quotient)),
            // `realisasi - (0 - target)` is a sum, `realisasi + (0 - target)` is none.
            Op::Subtract(a, b) if !is_opposed(*a, *b) => Some((*a, *b, Meeting::Difference)),
            Op::Add(a, b) if is_opposed(*a, *b) => Some((*a, *b, Meeting::Difference)),
            Op::Multiply(..) | Op::Subtract(..) | Op::Add(..) => None,
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Negate(_) | Op::Absolute(_) => None,
            Op::Share(_) | Op::Percentage(_) | Op::Power(..) | Op::Root(_) | Op::Same(_) | Op::Least(_) => None,
            Op::Greatest(_) | Op::Round(..) | Op::Clamp(..) | Op::Compare(..) | Op::And(..) | Op::Or(..) => None,
            Op::Not(_) | Op::Filled(_) | Op::Present(_) | Op::Choose { .. } | Op::Aggregate(_) | Op::Band(..) => None,
            Op::Fallback(..) | Op::Within(..) | Op::Rank(..) => None,
        }
    }

    /// Whether a slot is a number divided by something: `100 / target`.
    fn is_inverse(&self, mut slot: SlotId) -> bool {
        let is_number = |slot: SlotId| matches!(self.op(slot), Op::Number(_));
        loop {
            slot = match self.op(slot) {
                Op::Divide(above, _) => return is_number(*above),
                Op::Multiply(a, b) if is_number(*a) => *b,
                Op::Multiply(a, b) if is_number(*b) => *a,
                Op::Same(a) | Op::Share(a) | Op::Percentage(a) | Op::Round(a, _) => *a,
                Op::Multiply(..) | Op::Subtract(..) | Op::Add(..) => return false,
                Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Negate(_) => return false,
                Op::Absolute(_) | Op::Power(..) | Op::Root(_) | Op::Least(_) | Op::Greatest(_) => return false,
                Op::Clamp(..) | Op::Compare(..) | Op::And(..) | Op::Or(..) | Op::Not(_) => return false,
                Op::Filled(_) | Op::Present(_) | Op::Choose { .. } | Op::Aggregate(_) | Op::Band(..) => return false,
                Op::Fallback(..) | Op::Within(..) | Op::Rank(..) => return false,
            }
        }
    }
}

/// The thing whose realisation or target a value over quarters is.
fn of_target_or_realisation(base: &Base) -> Option<Thing> {
    match base.field {
        Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => Some((base.name, base.when.year)),
        Field::Budget | Field::Spent | Field::Extra(_) => None,
    }
}

/// Always, or under a condition.
fn holds_under(under: Option<SlotId>) -> Holds {
    under.map_or(Holds::Always, |under| Holds::Where(Some(under)))
}

/// A walk over the slots of an achievement.
struct Walk<'w, 'p> {
    planner: &'w mut Planner<'p>,
    /// Whether conditions are built. Whether an achievement may depend on something is also asked where no two values
    /// are compared.
    builds: bool,
}

impl Walk<'_, '_> {
    /// What an achievement is made of; none where it contains no target.
    fn made(&mut self, achievement: SlotId) -> Option<Made> {
        let below = self.planner.below_achievement(achievement);
        let is_target = |at: &SlotId| self.planner.owner(*at).is_some_and(|(_, is_target)| is_target);
        if !below.iter().any(is_target) {
            return None;
        }
        let mut known: QuickMap<SlotId, Made> = QuickMap::default();
        for at in below {
            let made = match at != achievement && self.planner.is_value(at) {
                true => self.of_value(at),
                false => self.of_operation(at, &known),
            };
            known.insert(at, made);
        }
        known.remove(&achievement)
    }

    fn of_value(&mut self, at: SlotId) -> Made {
        let parts: Vec<Part> = match self.builds {
            true => self.planner.parts_in(at).to_vec(),
            false => {
                let rests = self.planner.rests_known(at).unwrap_or_default();
                rests.iter().map(|base| Part { base: *base, under: None }).collect()
            }
        };
        let (always, never) = (Holds::Always, Holds::Never);
        let own = self.planner.owner(at).map(|(thing, is_target)| {
            let (realisation, target) = if is_target { (never, always) } else { (always, never) };
            (thing, Own { realisation, target, difference: never, some: always })
        });
        let parts = parts.into_iter().map(|part| (part.base, holds_under(part.under)));
        Made { parts: parts.collect(), of: own.into_iter().collect() }
    }

    fn of_operation(&mut self, at: SlotId, known: &QuickMap<SlotId, Made>) -> Made {
        let nothing = Made::default();
        let of = |slot: SlotId| known.get(&slot).unwrap_or(&nothing);
        let op = self.planner.op(at).clone();
        if let Some((a, b, meeting)) = self.planner.meeting(&op) {
            return self.meet(of(a), of(b), meeting);
        }
        let (values, is_choice) = self.handed_on(&op, |slot| known.contains_key(&slot));
        let values: Vec<(&Made, Holds)> = values.into_iter().map(|(value, under)| (of(value), under)).collect();
        let made = self.together(&values, is_choice);
        match self.planner.coverage.converted.get(&at) {
            Some(argument) => self.together(&[(&made, Holds::Always), (of(*argument), Holds::Always)], false),
            None => made,
        }
    }

    /// The values that an operation may pass on, each with its condition, and whether exactly one of them is passed on.
    fn handed_on(&mut self, op: &Op, is_known: impl Fn(SlotId) -> bool) -> (Vec<(SlotId, Holds)>, bool) {
        let is_choice = matches!(op, Op::Choose { .. } | Op::Fallback(..));
        let mut handed = match self.builds {
            true => self.planner.handed_under(op, |_, value| is_known(value)),
            false => handed_on(op).into_iter().map(|value| (value, None)).collect(),
        };
        if matches!(op, Op::Choose { .. }) {
            handed.retain(|(value, _)| !matches!(self.planner.op(*value), Op::Missing(..)));
        }
        let is_open = is_choice && handed.len() > 1 || matches!(op, Op::Aggregate(_));
        let holds = |under| if is_open && !self.builds { Holds::Where(None) } else { holds_under(under) };
        (handed.into_iter().map(|(value, under)| (value, holds(under))).collect(), is_choice)
    }

    /// What several values make together; for a choice, one of them.
    fn together(&mut self, values: &[(&Made, Holds)], is_choice: bool) -> Made {
        let bases: BTreeSet<SlotId> = values.iter().flat_map(|(made, _)| made.parts.keys().copied()).collect();
        let things: BTreeSet<Thing> = values.iter().flat_map(|(made, _)| made.of.keys().copied()).collect();
        let parts = bases.into_iter().map(|base| {
            let of_base = |made: &Made| made.parts.get(&base).copied().unwrap_or_default();
            (base, self.any_of(values, is_choice, of_base))
        });
        let parts = parts.collect();
        let of = things.into_iter().map(|thing| {
            let own = |made: &Made| made.of.get(&thing).copied().unwrap_or_default();
            let own = Own {
                realisation: self.any_of(values, is_choice, |made| own(made).realisation),
                target: self.any_of(values, is_choice, |made| own(made).target),
                difference: self.any_of(values, is_choice, |made| own(made).difference),
                some: self.any_of(values, is_choice, |made| own(made).some),
            };
            (thing, own)
        });
        let of = of.collect();
        Made { parts, of }
    }

    fn any_of(&mut self, values: &[(&Made, Holds)], is_choice: bool, of: impl Fn(&Made) -> Holds) -> Holds {
        if is_choice && values.iter().all(|(made, _)| of(made) == Holds::Always) {
            return Holds::Always;
        }
        values.iter().fold(Holds::Never, |any, (made, under)| {
            let one = self.both(*under, of(made));
            self.either(any, one)
        })
    }

    /// What remains of two sides that are compared: nothing of a thing whose target is on the other side.
    fn meet(&mut self, a: &Made, b: &Made, meeting: Meeting) -> Made {
        let mut made = self.together(&[(a, Holds::Always), (b, Holds::Always)], false);
        for (thing, one) in &a.of {
            let Some(other) = b.of.get(thing) else { continue };
            let sides = match meeting {
                Meeting::Difference => [(one.realisation, other.target), (one.target, other.realisation)],
                Meeting::Quotient => {
                    let [over, under] = [one, other].map(|own| self.either(own.target, own.difference));
                    [(one.some, under), (over, other.some)]
                }
            };
            let [first, second] = sides.map(|(a, b)| self.both(a, b));
            let met = self.either(first, second);
            if met == Holds::Never {
                continue;
            }
            let stays = self.not(met);
            for (base, holds) in &mut made.parts {
                let of = self.planner.coverage.bases.get(base).and_then(of_target_or_realisation);
                if of == Some(*thing) {
                    *holds = self.both(*holds, stays);
                }
            }
            let own = made.of.get(thing).copied().unwrap_or_default();
            let [realisation, target, difference] =
                [own.realisation, own.target, own.difference].map(|holds| self.both(holds, stays));
            let difference = match meeting {
                Meeting::Difference => self.either(own.difference, met),
                Meeting::Quotient => difference,
            };
            let some = [target, difference].into_iter().fold(realisation, |any, one| self.either(any, one));
            made.of.insert(*thing, Own { realisation, target, difference, some });
        }
        made.parts.retain(|_, holds| *holds != Holds::Never);
        made
    }

    fn both(&mut self, one: Holds, other: Holds) -> Holds {
        match (one, other) {
            (Holds::Never, _) | (_, Holds::Never) => Holds::Never,
            (Holds::Always, other) => other,
            (one, Holds::Always) => one,
            (Holds::Where(Some(one)), Holds::Where(Some(other))) => self.condition(Op::And(one, other)),
            (Holds::Where(_), Holds::Where(_)) => Holds::Where(None),
        }
    }

    fn either(&mut self, one: Holds, other: Holds) -> Holds {
        match (one, other) {
            (Holds::Always, _) | (_, Holds::Always) => Holds::Always,
            (Holds::Never, other) => other,
            (one, Holds::Never) => one,
            (Holds::Where(Some(one)), Holds::Where(Some(other))) => self.condition(Op::Or(one, other)),
            (Holds::Where(_), Holds::Where(_)) => Holds::Where(None),
        }
    }

    fn not(&mut self, one: Holds) -> Holds {
        match one {
            Holds::Never => Holds::Always,
            Holds::Always => Holds::Never,
            Holds::Where(None) => Holds::Where(None),
            Holds::Where(Some(one)) => self.condition(Op::Not(one)),
        }
    }

    fn condition(&mut self, op: Op) -> Holds {
        Holds::Where(Some(self.planner.condition(op)))
    }
}
