//! Powers and square roots, in percent and out of a hundred.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::program::Expr;
use crate::program::measure::{Counted, Dimension, Measure, Oddity, Sort};

impl Planner<'_> {
    /// A percentage to a power is meaningless.
    pub(super) fn power(&mut self, expr: &Expr, base: &Expr, exponent: i32, context: &Context) -> SlotId {
        let base_slot = self.part(base, context);
        let (slot, measure) = (base_slot, self.measure(base_slot));
        if measure.unit.is_percent() {
            return self.refuse_at(expr, (base, base), Oddity::Power, &[slot]);
        }
        let sort = match (&measure.unit, measure.sort.clone()) {
            (Unit::Any, Sort::Literal(value)) => Sort::Literal(value.and_then(|value| value.checked_pow(exponent))),
            (Unit::Any, Sort::Compound(units)) => {
                let raised = |units: Arc<[Dimension]>| {
                    units.iter().map(|(word, count)| (word.clone(), count * exponent)).collect()
                };
                Sort::Compound(units.map(raised))
            }
            (Unit::Any, sort) => sort.raised(exponent),
            (Unit::Named(word), _) => Sort::Compound(Some([(word.clone(), exponent)].into())),
            (Unit::Percent | Unit::Points, _) => Sort::Thing,
        };
        let slot = self.push(Op::Power(slot, exponent), Unit::Any, Some(expr.span));
        self.site_of_division(slot, base);
        let is_points =
            exponent > 1 && sort == Sort::Power(exponent, Counted::Thing) && self.is_scored(base_slot, base);
        let points = is_points.then(|| Box::new(Oddity::ProductOfPoints(exponent.unsigned_abs())));
        self.set_measure(slot, Measure { doubt: measure.doubt.or(points), ..Measure::plain(sort) });
        slot
    }

    /// A square root; that of a percentage is the root of the fraction, in percent.
    pub(super) fn root(&mut self, expr: &Expr, of: &Expr, context: &Context) -> SlotId {
        let slot = self.part(of, context);
        let measure = self.measure(slot);
        let root = match measure.root() {
            Ok(root) => root,
            Err(oddity) => return self.refuse_at(expr, (of, of), oddity, &[slot]),
        };
        let share = if measure.unit.is_percent() { self.hundredfold(slot, -1) } else { slot };
        let slot = self.push(Op::Root(share), Unit::Any, Some(expr.span));
        let slot = if measure.unit.is_percent() { self.hundredfold(slot, 1) } else { slot };
        self.measured_as(slot, root)
    }
}
