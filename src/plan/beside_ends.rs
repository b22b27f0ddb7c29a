//! What is converted or classified, compared with the ends of the ranges.

use super::behind::behind;
use super::lower::Context;
use super::mend::Mend;
use super::planner::Planner;
use super::refused::{Factor, Refused, literal, terms};
use super::*;
use crate::number::Exact;
use crate::program::ends::Ends;
use crate::program::level::{Among, Level, level};
use crate::program::measure::{Factors, Measure, Oddity, Sort, is_large};
use crate::program::{Expr, ExprKind, Subject};

impl Planner<'_> {
    /// What is converted, compared with the ends of the ranges: a ratio is taken in percent if the ends are in percent,
    /// and a part of a value cannot be compared with them.
    pub(super) fn beside_ends(
        &mut self,
        value: SlotId,
        (expr, part): (&Expr, Option<Oddity>),
        ends: &Ends,
        context: &Context,
    ) -> Result<SlotId, SlotId> {
        let measure = self.measure(value);
        if let Some(refused) = self.unsettled(value, expr) {
            return Err(refused);
        }
        if let Some(refused) = self.share_beside_points(expr, value, ends, context) {
            return Err(refused);
        }
        let sign = Measure { sort: Sort::Literal(None), ..Measure::thing(Unit::Percent) };
        let (is_part, oddity) = match (measure.unit.is_percent(), ends.are_signed(), measure.sort == Sort::Unknown) {
            (true, ..) => (false, None),
            (false, false, _) | (false, true, true) if part.is_none() => return Ok(value),
            (false, false, _) | (false, true, true) => (false, None),
            (false, true, false) => {
                let Level { hundreds, oddity, .. } = level(&[measure.clone(), sign], Among::Terms);
                (hundreds.first() == Some(&true), oddity.map(|(_, oddity)| oddity))
            }
        };
        let small = ends.small.first().map(|(value, _)| Oddity::SmallLiteral(value.clone()));
        let is_mixed = matches!(measure.sort.counted(), Sort::Mixed | Sort::Whole | Sort::Compound(_));
        match part.or(oddity).or(small) {
            Some(oddity) => {
                let mut refused = Refused::beside_ends(expr, oddity, ends);
                // Only a value that is a plain number can be compared with ends without a percent sign.
                if is_mixed {
                    refused.mends.retain(|(mend, _)| *mend != Mend::WithoutSign);
                }
                if self.is_named_whole(&refused, &[value]) {
                    refused.mends.clear();
                }
                Err(self.refused(refused, expr, &[value]))
            }
            None if is_part => Ok(self.in_percent(value, Unit::Percent)),
            None => Ok(value),
        }
    }

    /// A fraction below 1 compared with ends that are all far above it: `0 .. < 50` for `realisasi / target`. Only
    /// certain fractions count: a realisation over its own target, and money over money; pupils per teacher are also a
    /// quotient of like units.
    pub(super) fn share_beside_points(
        &mut self,
        expr: &Expr,
        value: SlotId,
        ends: &Ends,
        context: &Context,
    ) -> Option<SlotId> {
        // A single range chooses nothing: `0 .. 100 : nilai * 90%`.
        if ends.plain.len() < 2 || !ends.plain.iter().all(is_large) {
            return None;
        }
        // A debt may be four times the assets.
        let of_money = ends.plain.contains(&Exact::HUNDRED) || ends.plain.iter().all(|end| *end > Exact::from(12));
        self.refused_share(expr, value, ends, (Far { of_money, of_others: are_of_hundred(&ends.plain) }, context))
    }

    /// A ratio that is certainly a fraction, refused.
    fn refused_share(
        &mut self,
        expr: &Expr,
        value: SlotId,
        ends: &Ends,
        (far, context): (Far, &Context),
    ) -> Option<SlotId> {
        let measure = self.measure(value);
        let is_ratio = measure.unit == Unit::Any && measure.sort == Sort::Ratio;
        if !is_ratio && !self.is_part_of_one(value, expr) || !self.are_shares(expr, far, context) {
            return None;
        }
        let refused = Refused::beside_ends(expr, Oddity::ShareBesidePoints, ends);
        Some(self.refused(refused, expr, &[value]))
    }

    /// Whether everything in it that is not a number is certainly a fraction: of a target; or, where the numbers
    /// compared with it are far from any fraction, of money, of a whole percentage or of anything else.
    fn are_shares(&mut self, expr: &Expr, far: Far, context: &Context) -> bool {
        let all = terms(expr);
        let shares: Vec<&Expr> = all.into_iter().filter(|term| literal(term).is_none()).collect();
        !shares.is_empty() && shares.into_iter().all(|term| self.is_share(term, far, context))
    }

    /// Whether it is surely a part of one beside a number out of a hundred.
    pub(super) fn is_share_of_hundred(&mut self, term: &Expr, context: &Context) -> bool {
        self.is_share(term, Far { of_money: true, of_others: true }, context)
    }

    fn is_share(&mut self, term: &Expr, far: Far, context: &Context) -> bool {
        if is_of_target(term) {
            return true;
        }
        if let ExprKind::Value(value) = &term.kind {
            let slot = self.part(term, context);
            if self.is_part_of_one(slot, term) {
                return true;
            }
            // The value of a row stands for its formula here too.
            if !matches!(value.subject, Subject::Name(_)) && self.worked.are_parts {
                let worked = self.worked.of.get(&slot);
                return worked.is_some_and(|worked| is_far(&worked.factors, far));
            }
        }
        let factors = Factor::all(term);
        let others: Vec<&Factor> = factors.iter().filter(|one| literal(one.expr).is_none()).collect();
        if let [sum] = others.as_slice()
            && factors.len() > 1
            && !sum.is_divisor
            && terms(sum.expr).len() > 1
        {
            return self.are_shares(sum.expr, far, context);
        }
        let known = (far.of_money || far.of_others).then(|| self.factor(term, context).1);
        known.is_some_and(|known| is_far(&known, far))
    }

    /// Whether its declared scale ends at 1.
    fn is_part_of_one(&self, slot: SlotId, expr: &Expr) -> bool {
        self.top(slot, expr).is_some_and(|top| top <= Exact::ONE)
    }

    /// `selisih(R / T; S / U)`: two percent apart it is 0,02, and would be printed as so many points.
    pub(super) fn shares_apart(
        &mut self,
        whole: &Expr,
        sides: [&Expr; 2],
        slots: &[SlotId],
        context: &Context,
    ) -> Option<SlotId> {
        let far = Far { of_money: true, of_others: false };
        let is_bare = |planner: &Self, slot: SlotId| matches!(planner.measure(slot).sort, Sort::Ratio | Sort::Part);
        let bare = sides.into_iter().zip(slots).filter(|(_, slot)| is_bare(self, **slot)).map(|(side, _)| side);
        let bare: Vec<&Expr> = bare.collect();
        let first = *bare.first().filter(|_| bare.iter().any(|side| self.is_share(side, far, context)))?;
        let mut refused = Refused::at(whole.span, Oddity::BareRatio, first.span);
        let edits = bare.into_iter().flat_map(|side| behind(side, " * 100%")).collect();
        refused.mends.push((Mend::TimesHundredPercent, edits));
        Some(self.refused(refused, whole, slots))
    }

    /// A fraction compared with a number that it never comes near, in a condition: `realisasi / target < 50`.
    pub(super) fn share_beside_number(
        &mut self,
        (left, first): (&Expr, SlotId),
        (right, second): (&Expr, SlotId),
        context: &Context,
    ) -> Option<SlotId> {
        let number = |planner: &Self, slot: SlotId| {
            let measure = planner.measure(slot);
            let Sort::Literal(Some(value)) = measure.sort else { return None };
            Some(value.abs()).filter(|value| measure.unit == Unit::Any && *value > Exact::from(12))
        };
        let (share, slot, number) = match (number(self, first), number(self, second)) {
            (Some(number), None) => (right, second, number),
            (None, Some(number)) => (left, first, number),
            (Some(_), Some(_)) | (None, None) => return None,
        };
        let far = Far { of_money: true, of_others: are_of_hundred(&[number]) };
        self.refused_share(share, slot, &Ends::default(), (far, context))
    }
}

/// Whether the numbers that a ratio is held against are far from what it can be.
#[derive(Clone, Copy)]
struct Far {
    /// Of money over money, and of a whole percentage.
    of_money: bool,
    /// Of like over like in other units.
    of_others: bool,
}

/// Whether a quotient of these is far from what it is held against.
fn is_far(known: &Factors, far: Far) -> bool {
    let is_far_of = |word: &str| if word == "rupiah" { far.of_money } else { far.of_others };
    known.cancelled().is_some_and(is_far_of) || far.of_money && known.is_over_whole()
}

/// Whether these can only be of a hundred: a teacher may have forty pupils, a doctor two thousand patients.
fn are_of_hundred(ends: &[Exact]) -> bool {
    let most = Exact::from(200);
    let is_half = |end: &Exact| *end >= Exact::from(50);
    (ends.contains(&Exact::HUNDRED) || ends.iter().all(is_half)) && ends.iter().all(|end| *end <= most)
}

/// A value over its target, or the inverse.
fn is_of_target(term: &Expr) -> bool {
    let factors = Factor::all(term);
    let [other, one] = factors.as_slice() else { return false };
    let (ExprKind::Value(above), ExprKind::Value(below)) = (&one.expr.kind, &other.expr.kind) else { return false };
    let is_target = |role: Role| role == Role::Target;
    !one.is_divisor
        && other.is_divisor
        && (above.subject, above.period) == (below.subject, below.period)
        && is_target(above.role) != is_target(below.role)
        && [above.role, below.role].iter().all(|role| matches!(role, Role::Main | Role::Value | Role::Target))
}
