//! Values without a unit that are out of a hundred by their declared scale, and what cannot be meant of them: a hundred
//! of them again, several multiplied, a small number beside them.

use super::planner::Planner;
use super::weighted::terms;
use super::*;
use crate::number::{Bound, Exact};
use crate::program::level::Among;
use crate::program::measure::{Measure, Oddity, Sort, Stands, is_large};
use crate::program::{Expr, ExprKind, Subject, ValueRef};

impl Planner<'_> {
    /// Whether it is a value without a unit whose declared scale goes beyond 50: its number is out of a hundred.
    pub(super) fn is_scored(&self, slot: SlotId, expr: &Expr) -> bool {
        let ExprKind::Value(ValueRef { subject, .. }) = expr.kind else { return false };
        match subject {
            Subject::Name(name) => self.is_of_hundred(name),
            Subject::This | Subject::Each => self.worked.tops.get(&slot).is_some_and(|top| *top >= Exact::from(50)),
        }
    }

    /// The same of the value of a name.
    pub(super) fn is_of_hundred(&self, name: NameId) -> bool {
        self.top_of(name).is_some_and(|top| top >= Exact::from(50))
    }

    /// The upper end of the declared scale of a name without a unit.
    pub(super) fn top_of(&self, name: NameId) -> Option<Exact> {
        let version = self.program.version(name, self.year)?;
        let (scale, _) = version.scale.as_ref().filter(|_| version.unit == Unit::Any)?;
        match scale.hi() {
            Bound::Included(top) | Bound::Excluded(top) => Some(top.clone()),
            Bound::Unbounded => None,
        }
    }

    /// The same of a value as written.
    pub(super) fn top(&self, slot: SlotId, expr: &Expr) -> Option<Exact> {
        let ExprKind::Value(ValueRef { subject, role, .. }) = expr.kind else { return None };
        match subject {
            Subject::Name(name) => self.top_of(name).filter(|_| role.is_value_or_target()),
            Subject::This | Subject::Each => self.worked.tops.get(&slot).filter(|_| self.worked.are_parts).cloned(),
        }
    }

    /// Whether the values of all of these are surely parts of one: what is said of one row is then right for the others.
    pub(super) fn are_parts(&mut self, names: &[(Option<NameId>, When)]) -> bool {
        let mut names = names.iter();
        names.len() > 0 && names.all(|(name, when)| name.is_some_and(|name| self.is_named_part(name, *when)))
    }

    fn is_named_part(&mut self, name: NameId, when: When) -> bool {
        if let Some(top) = self.top_of(name) {
            return top <= Exact::ONE;
        }
        let slot = self.role(name, Role::Main, when, None);
        let worked = self.worked.of.get(&slot);
        worked.is_some_and(|worked| worked.measure.sort == Sort::Ratio && worked.factors.cancelled().is_some())
    }

    /// Why a value out of a hundred is not a percent number when multiplied by a hundred again: `N * 100`, `N * 35 + N
    /// * 65`.
    pub(super) fn beyond_scale(&self, slot: SlotId, expr: &Expr) -> Option<Oddity> {
        let Measure { unit, sort, .. } = self.measure(slot);
        let is_value = unit == Unit::Any && matches!(sort, Sort::Thing | Sort::Small { .. });
        let is_beyond = is_value && self.taken(slot, expr).is_some_and(|taken| taken.is_beyond_scale());
        is_beyond.then_some(match terms(expr) {
            Some(_) => Oddity::WeightsAsPercent,
            None => Oddity::Hundredfold,
        })
    }

    /// Beside a value in points a number up to 2 that caps it, or that it is taken off, may as well be so many of one:
    /// `min(X / 80 * 100; 1,2)`. Two points more or less are common.
    pub(super) fn small_beside_points(
        &self,
        measure: Measure,
        parts: &[&Expr],
        slots: &[SlotId],
        among: Among,
    ) -> Measure {
        if measure.unit != Unit::Any || measure.sort != Sort::Thing || !matches!(among, Among::Terms | Among::Sum) {
            return measure;
        }
        let is_small = |value: &Exact| !value.is_zero() && !is_large(&value.abs());
        let value = |slot: &SlotId| {
            let measure = self.measure(*slot);
            if let Sort::Literal(Some(value)) = measure.sort { Some(value).filter(is_small) } else { None }
        };
        let is_points =
            |(part, slot): (&&Expr, &SlotId)| self.taken(*slot, part).is_some_and(|taken| taken.is_number_of_hundred());
        let Some(value) = slots.iter().find_map(value).filter(|_| parts.iter().zip(slots).any(is_points)) else {
            return measure;
        };
        let doubt = measure.doubt.or_else(|| Some(Box::new(Oddity::SmallLiteral(value.clone()))));
        let stands = if among == Among::Sum { Stands::From } else { Stands::Beside };
        Measure { doubt, sort: Sort::Small { value, is_score: false, stands }, unit: Unit::Any }
    }
}
