//! What is converted or divided into classes, beside the ends of the ranges.

use super::lower::Context;
use super::mend::Mend;
use super::planner::Planner;
use super::refused::{Factor, Refused, literal, terms};
use super::*;
use crate::number::Exact;
use crate::program::ends::Ends;
use crate::program::level::{Among, Level, level};
use crate::program::measure::{Measure, Oddity, Sort, is_large};
use crate::program::{Expr, ExprKind};

impl Planner<'_> {
    /// What is converted, beside the ends of the ranges: a ratio beside ends in percent is taken in percent, and a part of a
    /// value has no place beside them.
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
        if measure.unit == Unit::Any && measure.sort == Sort::Ratio && self.is_share_beside_points(expr, ends, context)
        {
            let refused = Refused::beside_ends(expr, Oddity::ShareBesidePoints, ends);
            return Err(self.refused(refused, expr, &[value]));
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
                // Only a value that is a number of its own can be held against ends without a sign.
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

    /// Whether it is a part of one that all ends are far above: `0 .. < 50` for `realisasi / target`. Only what is surely one
    /// counts, what was realised over its target and money over money; forty pupils to a teacher are as much like over like.
    fn is_share_beside_points(&mut self, expr: &Expr, ends: &Ends, context: &Context) -> bool {
        // Of a single range nothing is chosen: `0 .. 100 : nilai * 90%`.
        if ends.plain.len() < 2 || !ends.plain.iter().all(is_large) {
            return false;
        }
        // A debt may be four times what is owned.
        let is_far = ends.plain.contains(&Exact::HUNDRED) || ends.plain.iter().all(|end| *end > Exact::from(12));
        let all = terms(expr);
        let mut shares = all.iter().filter(|term| literal(term).is_none()).peekable();
        let is_share = |planner: &mut Self, term: &Expr| {
            is_of_target(term) || is_far && planner.factor(term, context).1.cancels("rupiah")
        };
        shares.peek().is_some() && shares.all(|term| is_share(self, term))
    }
}

/// What something was over its target, or the other way round.
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
