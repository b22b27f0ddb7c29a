//! Values over quarters that have to cover the same ones: in which quarters two of them differ, among those that take
//! part.

use super::coverage::Known;
use super::planner::Planner;
use super::taking_part::Part;
use super::*;

/// Up to this many values are compared pairwise with those of the other sides.
const FEW: usize = 10;

/// The values of one kind that precede a value in a list.
#[derive(Default)]
struct Kind {
    /// Those that always take part.
    fixed: Vec<SlotId>,
    /// The others.
    open: Vec<Open>,
}

/// A value that may take part.
struct Open {
    base: SlotId,
    counts: SlotId,
    /// The quarters of the nearest preceding one that takes part, and whether there is one.
    others: Option<(Known, SlotId)>,
}

impl Planner<'_> {
    /// Each quarter that one of several covers and an earlier one does not, where two of the sides take part. Values of
    /// one kind fit each other if each fits the nearest one before it that takes part; what also fits other values (a
    /// target its realisation, a quarter its year) is of another kind.
    pub(super) fn uneven_among(&mut self, sides: &[Arc<[Part]>], under: Option<SlotId>) -> Vec<UnevenQuarter> {
        let mut uneven = Vec::new();
        let parts: Vec<Part> = sides.iter().flat_map(|side| side.iter().copied()).collect();
        if parts.iter().all(|one| one.base == parts[0].base) {
            return uneven;
        }
        // A target of the year and a named quarter fit values that do not fit each other.
        let fits_more = |planner: &Self, base| planner.is_target(base) || planner.is_of_a_quarter(base);
        let is_chain = parts.iter().all(|one| one.under.is_none() && !fits_more(self, one.base));
        if parts.len() <= FEW && !is_chain {
            for (at, side) in sides.iter().enumerate() {
                let before = sides[..at].iter().flat_map(|before| before.iter());
                for (one, other) in before.flat_map(|one| side.iter().map(move |other| (one, other))) {
                    if one.base != other.base && !self.goes_with(one.base, other.base) {
                        let both = self.all_hold([under, one.under, other.under]);
                        uneven.extend(self.unlike_quarters(one.base, other.base, both));
                    }
                }
            }
            return uneven;
        }
        let two = self.two_of(sides);
        let under = self.all_hold([under, two]);
        let mut kinds: [Kind; 4] = Default::default();
        for Part { base, under: own } in parts {
            for kind in &kinds {
                let unlike = |planner: &mut Self, one: SlotId| one != base && !planner.goes_with(one, base);
                if let Some(fixed) = kind.fixed.iter().copied().find(|one| unlike(self, *one)) {
                    let both = self.all_hold([under, own]);
                    uneven.extend(self.unlike_quarters(fixed, base, both));
                    continue;
                }
                let Some(nearest) = kind.open.iter().rev().find(|one| unlike(self, one.base)) else { continue };
                let both = self.all_hold([under, Some(nearest.counts), own]);
                uneven.extend(self.unlike_quarters(nearest.base, base, both));
                if let Some((known, counts)) = &nearest.others {
                    let none = self.condition(Op::Not(nearest.counts));
                    let both = self.all_hold([under, Some(none), Some(*counts), own]);
                    uneven.extend(self.unlike_others(known, base, both));
                }
            }
            let kind = &mut kinds[usize::from(self.is_target(base)) + 2 * usize::from(self.is_of_a_quarter(base))];
            match own {
                None => kind.fixed.push(base),
                Some(counts) => {
                    let others = kind.open.last().and_then(|last| self.also(last));
                    kind.open.push(Open { base, counts, others });
                }
            }
        }
        uneven
    }

    /// Whether two of several sides have a part; none where that is always so.
    fn two_of(&mut self, sides: &[Arc<[Part]>]) -> Option<SlotId> {
        let fixed = sides.iter().filter(|side| side.iter().any(|part| part.under.is_none())).count();
        if fixed >= 2 {
            return None;
        }
        let (mut one, mut two): (Option<SlotId>, Option<SlotId>) = (None, None);
        for side in sides.iter().filter(|side| side.iter().all(|part| part.under.is_some())) {
            let parts = side.iter().filter_map(|part| part.under);
            let Some(own) = parts.reduce(|any, part| self.condition(Op::Or(any, part))) else { continue };
            if let Some(one) = one {
                let both = self.condition(Op::And(one, own));
                two = Some(two.map_or(both, |two| self.condition(Op::Or(two, both))));
            }
            one = Some(one.map_or(own, |one| self.condition(Op::Or(one, own))));
        }
        if fixed == 1 { one } else { two }
    }

    pub(super) fn all_hold(&mut self, conditions: impl IntoIterator<Item = Option<SlotId>>) -> Option<SlotId> {
        conditions.into_iter().flatten().reduce(|all, one| self.condition(Op::And(all, one)))
    }

    /// The quarters of the nearest value that takes part, among a value and those before it.
    fn also(&mut self, last: &Open) -> Option<(Known, SlotId)> {
        let known = self.known(last.base)?;
        let Some((earlier, any)) = &last.others else { return Some((known, last.counts)) };
        let not = self.condition(Op::Not(last.counts));
        let mut of_those = |own: &[SlotId], earlier: &[SlotId]| {
            let pairs = own.iter().zip(earlier).map(|(own, earlier)| {
                let own = self.condition(Op::And(last.counts, *own));
                let earlier = self.condition(Op::And(not, *earlier));
                self.condition(Op::Or(own, earlier))
            });
            pairs.collect::<Vec<SlotId>>()
        };
        let all = of_those(&known.all, &earlier.all);
        let furthest = match known.all == known.any && earlier.all == earlier.any {
            true => all.clone(),
            false => of_those(&known.any, &earlier.any),
        };
        let for_the_year = match (known.for_the_year, earlier.for_the_year) {
            (Some(own), Some(earlier)) => of_those(&[own], &[earlier]).first().copied(),
            (own, earlier) => own.or(earlier),
        };
        let any = self.condition(Op::Or(*any, last.counts));
        Some((Known { all, any: furthest, counts: None, for_the_year }, any))
    }
}
