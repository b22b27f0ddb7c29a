//! The quarters of one value, and of everything a formula is made of, as conditions.

use super::coverage::{Base, Covering, Known};
use super::planner::Planner;
use super::quarters::{QUARTERS, until};
use super::taking_part::Part;
use super::*;

impl Planner<'_> {
    /// The quarters of a value, from those of what it is made of.
    pub(super) fn covered(&mut self, slot: SlotId, base: &Base) -> Known {
        match &base.of {
            Covering::Cells { year, cells } => {
                let year = self.condition(Op::Present(*year));
                let covers = self.or_each(year, cells);
                // What has no value at all is left out or reported as such.
                Known { all: covers.clone(), any: covers, counts: Some(self.is_filled(slot)), for_the_year: None }
            }
            Covering::Quarter => {
                let covers = self.until_quarter(base.when);
                Known { all: covers.clone(), any: covers, counts: Some(self.is_filled(slot)), for_the_year: None }
            }
            Covering::Either { value, first, second } => {
                let value = self.is_filled(*value);
                let sides = self.one_of(*first, *second).map(|(side, is_it)| (side, self.parts_of(side), is_it));
                let (mut all, mut any) = (vec![None; QUARTERS.len()], vec![None; QUARTERS.len()]);
                let mut counts = value;
                let mut for_the_year = None;
                for (at, (side, known, is_it)) in sides.into_iter().enumerate() {
                    let Some(known) = known else {
                        // What is reported beside a formula over quarters is about the year.
                        if at == 1 {
                            self.or_where(&mut all, is_it, &[is_it; QUARTERS.len()]);
                            self.or_where(&mut any, is_it, &[is_it; QUARTERS.len()]);
                            continue;
                        }
                        let other = self.condition(Op::Not(is_it));
                        counts = self.condition(Op::And(counts, other));
                        continue;
                    };
                    // A realisation is never for the whole year, whatever it is computed from.
                    if let Some(year) = known.for_the_year.filter(|_| base.field == Field::Target) {
                        let year = self.condition(Op::And(is_it, year));
                        for_the_year = Some(for_the_year.map_or(year, |other| self.condition(Op::Or(other, year))));
                    }
                    self.or_where(&mut all, is_it, &known.all);
                    self.or_where(&mut any, is_it, &known.any);
                    let is_target = base.field == Field::Target;
                    let added = is_target.then(|| self.adds_a_whole_year(side, base.when.year)).flatten();
                    if let Some(added) = added {
                        self.or_where(&mut any, is_it, &[added; QUARTERS.len()]);
                    }
                }
                let [all, any] = [all, any].map(|one| one.into_iter().map(|one| one.unwrap_or(value)).collect());
                Known { all, any, counts: Some(counts), for_the_year }
            }
            Covering::Target { year, stated, whole, targets, measured } => {
                let counts = Some(self.is_filled(slot));
                let year = self.is_filled(*year);
                let none_written = self.any_written(*targets);
                let none_written = self.condition(Op::Not(none_written));
                // Where a quarter is requested, its own targets come first.
                let mut of_year = match base.when.quarter {
                    None => year,
                    Some(_) => self.condition(Op::And(year, none_written)),
                };
                let stated = stated.map(|stated| {
                    let not_of_year = self.condition(Op::Not(year));
                    let is_stated = self.condition(Op::And(not_of_year, none_written));
                    (self.parts_of(stated), is_stated, self.adds_a_whole_year(stated, base.when.year))
                });
                if let Some((parts, is_stated, _)) = &stated {
                    let of_parts = match parts {
                        None => Some(*is_stated),
                        Some(parts) => parts.for_the_year.map(|year| self.condition(Op::And(*is_stated, year))),
                    };
                    of_year = of_parts.map_or(of_year, |one| self.condition(Op::Or(of_year, one)));
                }
                let covers: Vec<SlotId> = match whole {
                    None => self.until_quarter(base.when),
                    Some(whole) => {
                        let all = self.condition(Op::Or(of_year, *whole));
                        let since = self.since(measured);
                        let none = self.condition(Op::Not(since[0]));
                        // Before anything is measured, the written targets count.
                        let written = self.measured_since(targets);
                        let covers = since.into_iter().zip(written).map(|(measured, written)| {
                            let written = self.condition(Op::And(none, written));
                            let some = self.condition(Op::Or(measured, written));
                            self.condition(Op::Or(all, some))
                        });
                        covers.collect()
                    }
                };
                let Some((Some(parts), is_stated, added)) = stated else {
                    return Known { all: covers.clone(), any: covers, counts, for_the_year: Some(of_year) };
                };
                let not_stated = self.condition(Op::Not(is_stated));
                let [all, any] = [(&parts.all, None), (&parts.any, added)].map(|(parts, added)| {
                    let mut all = vec![None; QUARTERS.len()];
                    self.or_where(&mut all, not_stated, &covers);
                    self.or_where(&mut all, is_stated, parts);
                    if let Some(added) = added {
                        self.or_where(&mut all, is_stated, &[added; QUARTERS.len()]);
                    }
                    all.into_iter().flatten().collect()
                });
                Known { all, any, counts, for_the_year: Some(of_year) }
            }
        }
    }

    /// Adds for each quarter what is covered where a condition holds.
    fn or_where(&mut self, all: &mut [Option<SlotId>], holds: SlotId, covers: &[SlotId]) {
        for (all, one) in all.iter_mut().zip(covers) {
            let one = self.condition(Op::And(holds, *one));
            *all = Some(all.map_or(one, |all| self.condition(Op::Or(all, one))));
        }
    }

    /// The quarters up to the requested one.
    fn until_quarter(&mut self, when: When) -> Vec<SlotId> {
        let one = self.condition(Op::Number(Exact::ONE));
        let [yes, no] =
            [Comparison::Equal, Comparison::NotEqual].map(|sign| self.condition(Op::Compare(one, sign, one)));
        QUARTERS.map(|quarter| if usize::from(quarter) <= until(when) { yes } else { no }).to_vec()
    }

    /// The quarters of all values over quarters that a slot depends on; none where it depends on none.
    fn parts_of(&mut self, slot: SlotId) -> Option<Known> {
        let mut whole: Option<Known> = None;
        for Part { base, under } in self.parts_in(slot).iter().copied() {
            let known = self.coverage.bases.get(&base).and_then(|base| base.known.clone());
            let Some(Known { all, any, counts, for_the_year }) = known else { continue };
            let counts = self.all_hold([under, counts]);
            let no = counts.map(|counts| self.condition(Op::Not(counts)));
            let counts_not = |planner: &mut Self, one| no.map_or(one, |no| planner.condition(Op::Or(no, one)));
            let for_the_year = for_the_year.or(no).map(|one| counts_not(self, one));
            let every: Vec<SlotId> = all.iter().map(|one| counts_not(self, *one)).collect();
            let some = any.iter().map(|one| counts.map_or(*one, |counts| self.condition(Op::And(counts, *one))));
            let some: Vec<SlotId> = some.collect();
            whole = Some(match whole {
                None => Known { all: every, any: some, counts: None, for_the_year },
                Some(known) => Known {
                    all: self.both_ways(&known.all, &every, Op::And),
                    any: self.both_ways(&known.any, &some, Op::Or),
                    counts: None,
                    for_the_year: match (known.for_the_year, for_the_year) {
                        (Some(one), Some(other)) => Some(self.condition(Op::And(one, other))),
                        (_, _) => None,
                    },
                },
            });
        }
        whole
    }

    fn both_ways(&mut self, one: &[SlotId], other: &[SlotId], op: fn(SlotId, SlotId) -> Op) -> Vec<SlotId> {
        one.iter().zip(other).map(|(one, other)| self.condition(op(*one, *other))).collect()
    }
}
