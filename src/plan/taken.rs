//! Multipliers of values in a plan: what the numbers in a sum add up to, for whatever contains the sum.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::program::ExprKind;
use crate::program::measure::{Counted, Factors, Measure, Oddity, Sort, Taken, Terms, is_large};

impl Planner<'_> {
    /// What a slot is as a factor that is not a product. The value of a name is one number, taken once, and so is the
    /// argument of a conversion.
    pub(super) fn as_factor(&self, slot: SlotId, expr: &Expr) -> Factors {
        let measure = self.measure(slot);
        let is_value = matches!(expr.kind, ExprKind::Value(_) | ExprKind::Argument);
        match self.worked.taken.get(&slot).filter(|_| !is_value && !matches!(measure.sort, Sort::Literal(_))) {
            Some(taken) => Factors::of_taken(&measure, taken.clone()),
            None if self.is_scored(slot, expr) => Factors::of_taken(&measure, Taken::scored()),
            None => Factors::of(&measure),
        }
    }

    /// The multiplier of the value in a slot; none for literals, which take the kind of what they are combined with.
    pub(super) fn taken(&self, slot: SlotId, expr: &Expr) -> Option<Taken> {
        let written = matches!(self.measure(slot).sort, Sort::Literal(_));
        let is_name = !matches!(expr.kind, ExprKind::Argument);
        let named = || self.worked.of.get(&slot).filter(|_| is_name).map(|worked| worked.factors.taken());
        (!written).then(|| named().unwrap_or_else(|| self.as_factor(slot, expr).taken()))
    }

    /// A sum as a whole, from its terms, each with whether it is subtracted. If the multipliers of its terms add up to
    /// a hundred, its ratios become percent numbers, and its percentages a hundred times themselves.
    pub(super) fn summed(
        &mut self,
        slot: SlotId,
        whole: &Expr,
        terms: &[(&Expr, SlotId, bool)],
        context: &Context,
    ) -> SlotId {
        let Measure { unit, sort, doubt } = self.measure(slot);
        let (mut all, mut whose, mut are_scored) = (Terms::default(), Vec::new(), true);
        for (term, slot, is_off) in terms {
            if let Some(taken) = self.taken(*slot, term) {
                are_scored &= taken.is_scored();
                // Beside percent a percent number counts as a percentage.
                let is_number = unit.is_percent() && !self.unit(*slot).is_percent();
                // So does one out of a hundred beside a value without a unit.
                let is_points = sort == Sort::Thing && unit == Unit::Any && self.measure(*slot).sort == Sort::Score;
                match unit.is_percent() {
                    true => all.add_in_percent(&taken, *is_off, is_number),
                    false => all.add(&if is_points { taken.as_percentage() } else { taken }, *is_off),
                }
                whose.push(*term);
            } else if let Measure { unit: Unit::Any, sort: Sort::Literal(Some(value)), .. } = self.measure(*slot) {
                all.add_written(&value, *is_off);
            } else if self.unit(*slot).is_percent() {
                all.add_percentage();
            }
        }
        if unit.is_percent()
            && let Some(at) = all.odd()
        {
            let (_, factors) = self.factor(whose[at], context);
            let degree = factors.with_known().taken().degree();
            return self.refuse(whose[at], (Oddity::Hundredfold, true), &degree, context);
        }
        if unit.is_percent()
            && let Some((term, _, _)) = terms.iter().find(|(term, slot, _)| self.is_few_points(*slot, term))
        {
            let slots: Vec<SlotId> = terms.iter().map(|(_, slot, _)| *slot).collect();
            return self.refuse_at(whole, (term, term), Oddity::BareMultiple, &slots);
        }
        let slots = || terms.iter().map(|(_, slot, _)| *slot);
        let are_numbers = |slot: SlotId| self.unit(slot) == Unit::Any && self.measure(slot).sort == Sort::Hundreds;
        let has_numbers = unit.is_percent() && slots().any(are_numbers);
        let has_weighted = has_numbers || unit.is_percent() && slots().any(|slot| self.is_weighted(slot));
        // Weighted percent numbers are combined with other weighted terms unchanged, or nothing outside undoes their
        // weights.
        let is_unsettled = has_weighted && all.together(true).is_none() || has_numbers && !all.are_weights();
        if unit.is_percent() && sort == Sort::Thing && (all.are_unlike() || is_unsettled) {
            let slots: Vec<SlotId> = slots().collect();
            return self.refuse_at(whole, (whole, whole), Oddity::WeightsAsPercent, &slots);
        }
        // Percent numbers combine as percentages do, in percent.
        let are_numbers = unit == Unit::Any && matches!(sort, Sort::Score | Sort::Hundreds);
        let of_percentages = all.of_percentages();
        let is_unlike = are_numbers && of_percentages.are_unlike()
            || unit == Unit::Any && sort == Sort::Thing && are_scored && all.are_unlike();
        let doubt = doubt.or_else(|| is_unlike.then(|| Box::new(Oddity::WeightsAsPercent)));
        if is_unlike {
            self.set_measure(slot, Measure { unit: unit.clone(), sort: sort.clone(), doubt: doubt.clone() });
        }
        let sort = match (&unit, &sort) {
            (Unit::Named(_), Sort::Thing) if all.is_torn() => {
                let torn = Measure { unit: unit.clone(), sort: Sort::Mixed, doubt: doubt.clone() };
                self.set_measure(slot, torn);
                Sort::Mixed
            }
            _ => sort,
        };
        let part = all.with_part().filter(|_| matches!(sort, Sort::Thing | Sort::Small { .. }) && !unit.is_percent());
        if let Some(part) = part {
            self.worked.taken.insert(slot, part);
            // Whatever the sum is multiplied by, the part in it is not a part of what it is combined with.
            let word = if let Unit::Named(word) = &unit { Some(word.clone()) } else { None };
            let doubt = doubt.or_else(|| Some(Box::new(Oddity::PartOfUnit(word))));
            self.set_measure(slot, Measure { unit, sort, doubt });
            return slot;
        }
        let Some(taken) = all.together(unit.is_percent()) else {
            if sort == Sort::Thing && !unit.is_percent() {
                self.worked.taken.insert(slot, Taken::many());
            }
            return slot;
        };
        let hundreds = taken.degree().hundreds;
        self.worked.taken.insert(slot, taken);
        let sort = match (&unit, sort, hundreds) {
            (Unit::Percent | Unit::Points, Sort::Thing, 0) if has_weighted || all.are_weights() => Sort::Multiple,
            (Unit::Percent | Unit::Points, Sort::Thing, ..=-1 | 1..) => Sort::Multiple,
            (Unit::Any, Sort::Multiple | Sort::Power(_, Counted::Multiple), 1) => Sort::Score,
            (Unit::Any, Sort::Score | Sort::Multiple, 2..) => Sort::Hundreds,
            (Unit::Any, Sort::Score, _) if of_percentages.are_weights() || of_percentages.is_weight_beside() => {
                Sort::Hundreds
            }
            _ => return slot,
        };
        self.set_measure(slot, Measure { unit, sort, doubt });
        slot
    }

    /// Whether it is so few points of a percentage that it may be the percentage, taken a few times: `3 * R / T / 100%`.
    pub(super) fn is_few_points(&self, slot: SlotId, term: &Expr) -> bool {
        let is_score = self.unit(slot) == Unit::Any && self.measure(slot).sort == Sort::Score;
        is_score && self.taken(slot, term).is_some_and(|taken| taken.is_few_points())
    }

    /// Whether it consists of percentages weighted with plain numbers, which something outside may undo.
    fn is_weighted(&self, slot: SlotId) -> bool {
        let measure = self.measure(slot);
        measure.unit.is_percent() && measure.sort == Sort::Multiple
    }

    /// Whether a percentage is divided by a hundred: `K / 100`.
    pub(super) fn is_hundredth(&self, slot: SlotId) -> bool {
        let taken = self.worked.taken.get(&slot);
        self.unit(slot).is_percent() && taken.is_some_and(|taken| taken.degree().hundreds < 0)
    }

    /// Whether one of the ratios has a multiplier that is more likely a weight out of a hundred than a count: ratios
    /// are added up for at most twelve months.
    pub(super) fn may_be_weighed(&self, slots: &[SlotId]) -> bool {
        let twelve = Exact::from(12);
        let is_weight = |times: Exact| times > twelve && times <= Exact::HUNDRED;
        let ratios = slots.iter().filter(|slot| self.measure(**slot).sort.counted() == Sort::Multiple);
        let named = |slot: &SlotId| self.worked.of.get(slot).map(|worked| worked.factors.taken());
        let mut taken = ratios.filter_map(|slot| named(slot).or_else(|| self.worked.taken.get(slot).cloned()));
        taken.any(|taken| is_weight(taken.degree().times))
    }

    /// Whether each of several terms has a multiplier above 2.
    pub(super) fn are_weighed(&self, slots: &[SlotId]) -> bool {
        let is_weighed =
            |slot: &SlotId| self.worked.taken.get(slot).is_some_and(|taken| is_large(&taken.degree().times));
        slots.len() > 1 && slots.iter().all(is_weighed)
    }

    /// A weight: a plain fraction, however it is written.
    pub(super) fn as_weight(&mut self, slot: SlotId) -> SlotId {
        let measure = self.measure(slot);
        match (measure.unit, measure.sort) {
            (Unit::Percent | Unit::Points, _) => {
                let slot = self.hundredfold(slot, -1);
                self.set_measure(slot, Measure::plain(Sort::Weight));
                slot
            }
            (Unit::Any, Sort::Literal(_) | Sort::Part | Sort::Ratio | Sort::Weight | Sort::Score) => {
                let slot = self.own(slot, Unit::Any);
                self.set_measure(slot, Measure::plain(Sort::Weight));
                slot
            }
            (Unit::Any | Unit::Named(_), _) => slot,
        }
    }

    /// A percentage multiplied or divided by a hundred, where nothing further can undo it.
    pub(super) fn unsettled(&mut self, slot: SlotId, expr: &Expr) -> Option<SlotId> {
        self.is_weighted(slot).then(|| self.refuse_at(expr, (expr, expr), Oddity::WeightsAsPercent, &[slot]))
    }
}
