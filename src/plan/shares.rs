//! Percent in products, sums and declared places: n % is n/100, decided by [`crate::program::measure`] and applied
//! here. What is meaningless becomes a slot without a value, and a finding.

use super::lower::Context;
use super::mend::Mend;
use super::planner::Planner;
use super::refused::{Factor, Refused, literal};
use super::*;
use crate::program::level::{Among, Level, level, placed};
use crate::program::measure::{Degree, Factors, Measure, Oddity, Sort, Taken, Worked};
use crate::program::{ExprKind, Subject, ValueRef};
use crate::syntax::ast::Operator;

/// What stands beside the figure that an example expects.
pub(super) const EXPECTED: &str = "hasil";

/// Where a number in a unit is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A quantity or target with a declared unit.
    Declared,
    /// An achievement, always in percent.
    Achievement,
    /// A column whose heading says percent.
    Heading,
}

/// How the parts of an expression are combined.
fn among(what: &str, whole: &Expr, context: &Context) -> Among {
    match (&whole.kind, what) {
        _ if context.argument.is_some() => Among::Conversion,
        (_, EXPECTED) => Among::Printed,
        (ExprKind::Binary { operator: Operator::Compare(_), .. }, _) => Among::Compared,
        (ExprKind::Binary { operator: Operator::Add | Operator::Subtract, .. }, _) => Among::Sum,
        _ => Among::Terms,
    }
}

/// Whether the value of an expression has to be multiplied by a hundred to be a value in a unit, or why it cannot be
/// one.
pub fn typed(program: &Program, year: i32, expr: &Expr, unit: &Unit) -> Result<bool, Box<Refused>> {
    let mut planner = Planner::new(program, year, None);
    planner.everything();
    let slot = planner.lower(expr, &Context::of_year(year));
    let measure = planner.measure(slot);
    let (is_part, oddity) = placed(&measure, unit, false);
    let is_bare = *unit == Unit::Any && measure.unit.is_percent();
    let oddity = oddity.or_else(|| is_bare.then(|| Oddity::Unlike(Unit::Any, measure.unit.clone())));
    match oddity {
        Some(oddity) => Err(Box::new(Refused::beside(expr, expr, expr, oddity, &[]))),
        None => Ok(is_part),
    }
}

impl Planner<'_> {
    /// What kind of number a slot is.
    pub(super) fn measure(&self, slot: SlotId) -> Measure {
        let (sort, doubt) = self.sorts.get(&slot).cloned().unwrap_or((Sort::Thing, None));
        Measure { unit: self.unit(slot), sort, doubt }
    }

    /// Sets what kind of number a slot is.
    pub(super) fn set_measure(&mut self, slot: SlotId, measure: Measure) {
        self.set_unit(slot, measure.unit);
        self.sorts.insert(slot, (measure.sort, measure.doubt));
    }

    /// What kind of number a role of a name is in the years in which it is in force.
    pub(super) fn measure_in_other_years(&self, name: NameId, role: Role) -> Measure {
        let versions = &self.program.names[name.0 as usize].versions;
        let mut versions = versions.iter().map(|id| &self.program.definitions[id.0 as usize]);
        let first = versions.next();
        let is_group = first.is_some_and(|one| one.kind.group().is_some());
        // Cells of an extra column without a unit are like those of its row.
        let is_of_row = matches!(role, Role::Field(_)) && self.unit_of_column(role).is_none();
        let is_of_name = role.is_value_or_target() || is_of_row;
        let unit = match is_of_name {
            true if is_group && (role == Role::Main || is_of_row) => Unit::Percent,
            true => {
                let unit = first.map(|one| one.unit.clone()).unwrap_or_default();
                if versions.all(|one| one.unit == unit) { unit } else { Unit::Any }
            }
            false => role.own_unit().or_else(|| self.unit_of_column(role)).unwrap_or_default(),
        };
        if unit == Unit::Any { Measure::plain(Sort::Absent) } else { Measure::thing(unit) }
    }

    /// The unit that an extra column states.
    fn unit_of_column(&self, role: Role) -> Option<Unit> {
        let Role::Field(id) = role else { return None };
        self.program.fields[id.0 as usize].unit.clone()
    }

    /// A product, with all its factors.
    pub(super) fn product(&mut self, expr: &Expr, context: &Context) -> SlotId {
        let is_term = std::mem::take(&mut self.worked.is_term);
        let (slot, factors) = self.factor(expr, context);
        let known = factors.clone().with_known();
        let settled = known.settle();
        // The effect of a hundred in a term is reported for the whole sum, if nothing undoes it.
        let is_taken = |odd: &Oddity| is_term && *odd == Oddity::Hundredfold && settled.measure.unit.is_percent();
        if let Some(oddity) = settled.oddity.as_ref().filter(|odd| !is_taken(odd)) {
            return self.refuse(expr, (oddity.clone(), is_term), &known.taken().degree(), context);
        }
        let slot = self.hundredfold(slot, settled.hundreds);
        self.worked.last_product = Some((slot, Worked::of_product(&factors, &settled)));
        let is_share = matches!(settled.measure.unit, Unit::Named(_)) && known.is_share();
        self.set_measure(slot, settled.measure);
        self.worked.taken.insert(slot, known.taken().of_share(is_share));
        slot
    }

    /// The product as written, and the kinds of its factors.
    pub(super) fn factor(&mut self, expr: &Expr, context: &Context) -> (SlotId, Factors) {
        if let ExprKind::Negate(inner) = &expr.kind {
            let (inner, factors) = self.factor(inner, context);
            return (self.push(Op::Negate(inner), Unit::Any, Some(expr.span)), factors.negated());
        }
        if let ExprKind::Binary { operator: Operator::Multiply | Operator::Divide, .. } = expr.kind {
            return self.factors(expr, context);
        }
        let slot = self.part(expr, context);
        let known = if let ExprKind::Value(asked) = &expr.kind { self.value_factors(slot, asked) } else { None };
        (slot, known.unwrap_or_else(|| self.as_factor(slot, expr)))
    }

    /// What is known of a value as a factor. A value in a rule is a single value, compared with a target of its kind.
    fn value_factors(&self, slot: SlotId, asked: &ValueRef) -> Option<Factors> {
        if let Subject::Name(_) = asked.subject {
            return self.worked.of.get(&slot).map(|worked| worked.factors.clone());
        }
        let measure = self.measure(slot);
        // A small number in its formula is asked about there, where it can be percent.
        let is_small = matches!(measure.doubt.as_deref(), Some(Oddity::SmallLiteral(_)));
        let is_asked = is_small && !measure.unit.is_percent();
        let doubt = measure.doubt.clone().filter(|_| !is_asked);
        (measure.is_some_number() || is_asked).then(|| Factors::of(&Measure { doubt, ..measure.named() }))
    }

    /// `a * b / c …`, from its left end.
    fn factors(&mut self, expr: &Expr, context: &Context) -> (SlotId, Factors) {
        let (mut links, mut first) = (Vec::new(), expr);
        while let ExprKind::Binary { operator: operator @ (Operator::Multiply | Operator::Divide), left, right } =
            &first.kind
        {
            links.push((*operator == Operator::Divide, first.span, &**right));
            first = left;
        }
        let (mut done, mut all) = self.factor(first, context);
        // What was just multiplied by a hundred: divided by one again, it is as if neither were written.
        let mut before: Option<Factors> = None;
        for (is_quotient, span, right) in links.into_iter().rev() {
            let (next, other) = self.factor(right, context);
            let is_hundred = literal(right) == Some(Exact::HUNDRED);
            let undone = before.take().filter(|_| is_quotient && is_hundred);
            before = (!is_quotient && is_hundred).then(|| all.clone());
            (done, all) = match is_quotient {
                true => {
                    let span = Some(span);
                    let quotient = |planner: &mut Self| {
                        let slot = planner.push(Op::Divide(done, next), Unit::Any, span);
                        planner.site_of_division(slot, right);
                        slot
                    };
                    let over = undone.unwrap_or_else(|| all.over(&other));
                    (self.over_same_quarters(&[done, next], span, quotient), over)
                }
                false => {
                    let product = |planner: &mut Self| planner.push(Op::Multiply(done, next), Unit::Any, Some(span));
                    (self.over_same_if_opposed([done, next], true, Some(span), product), all.times(&other))
                }
            };
        }
        (done, all)
    }

    /// A slot multiplied or divided by a hundred several times.
    pub(super) fn hundredfold(&mut self, mut slot: SlotId, hundreds: i32) -> SlotId {
        let span = self.slot(slot).span;
        for _ in 0..hundreds.unsigned_abs() {
            slot = match hundreds > 0 {
                true => self.push(Op::Percentage(slot), Unit::Any, span),
                false => self.push(Op::Share(slot), Unit::Any, span),
            };
        }
        slot
    }

    /// Operands brought to a common kind of number; none if that is impossible, with what replaces them.
    pub(super) fn levelled(
        &mut self,
        what: &'static str,
        whole: &Expr,
        parts: &[&Expr],
        slots: &[SlotId],
        context: &Context,
    ) -> Result<(Vec<SlotId>, Measure), SlotId> {
        let measures: Vec<Measure> = slots.iter().map(|slot| self.measure(*slot)).collect();
        if let Err((first, other)) = self.common_unit(slots)
            && !self.unit(first).is_percent()
            && !self.unit(other).is_percent()
        {
            return Err(match self.is_from_rules(&[first, other]) {
                true => {
                    let at = |slot| slots.iter().position(|one| *one == slot).and_then(|at| parts.get(at).copied());
                    let oddity = Oddity::Unlike(self.unit(first), self.unit(other));
                    let sides = (at(other).unwrap_or(whole), at(first).unwrap_or(whole));
                    self.refuse_at(whole, sides, oddity, slots)
                }
                false => self.mixed(what, first, other, Some(whole.span)),
            });
        }
        let among = among(what, whole, context);
        let Level { measure, hundreds, oddity } = level(&measures, among);
        let measure = match among == Among::Terms {
            true => self.small_beside_points(measure, parts, slots, among),
            false => measure,
        };
        self.keep_terms(&measure, parts, slots);
        if among != Among::Conversion
            && let Some(refused) = self.unlike_scores(whole, parts, slots, context)
        {
            return Err(refused);
        }
        // In a sum they are judged with all its terms.
        let oddity = oddity.or_else(|| {
            let is_few = |(part, slot): (&&Expr, &SlotId)| self.is_few_points(*slot, part);
            let is_judged = !matches!(among, Among::Sum | Among::Conversion);
            let at = parts.iter().zip(slots).position(is_few).filter(|_| is_judged)?;
            measure.unit.is_percent().then_some((at, Oddity::BareMultiple))
        });
        if let Some((at, oddity)) = oddity {
            let other = measures.iter().position(|one| one.unit.is_percent()).unwrap_or(at);
            let (part, beside) = (parts.get(at).copied().unwrap_or(whole), parts.get(other).copied().unwrap_or(whole));
            let is_hundredth = slots.get(other).is_some_and(|slot| self.is_hundredth(*slot));
            if matches!(oddity, Oddity::SmallLiteral(_)) && is_hundredth {
                let mut refused = Refused::beside(whole, part, beside, oddity, &[]);
                refused.without_hundredth(beside);
                return Err(self.refused(refused, part, slots));
            }
            return Err(self.refuse_at(whole, (part, beside), oddity, slots));
        }
        let slots = slots.iter().zip(hundreds).map(|(slot, is_part)| match is_part {
            true => self.in_percent(*slot, Unit::Percent),
            false => *slot,
        });
        Ok((slots.collect(), measure))
    }

    /// A value where a unit is wanted.
    pub(super) fn placed(&mut self, slot: SlotId, unit: &Unit, expr: &Expr, place: Place) -> SlotId {
        let (hundred, oddity) = placed(&self.measure(slot), unit, place == Place::Achievement);
        let oddity = match oddity {
            None | Some(Oddity::WholeOfUnitless) if unit.is_percent() => {
                self.part_of_value(slot, expr).or(oddity).or_else(|| self.beyond_scale(slot, expr))
            }
            oddity => oddity,
        };
        let oddity = oddity
            .filter(|oddity| place != Place::Heading || matches!(oddity, Oddity::BareRatio | Oddity::BareMultiple));
        match oddity {
            Some(oddity) => self.refuse_at(expr, (expr, expr), oddity, &[slot]),
            None if hundred => self.in_percent(slot, unit.clone()),
            None => {
                // From here on it is a value in that unit.
                self.worked.taken.remove(&slot);
                let Measure { unit: own, sort, .. } = self.measure(slot);
                let is_bare = own == Unit::Any && unit.is_percent() && !matches!(sort, Sort::Literal(_));
                if let Some(sites) = self.sites.as_mut().filter(|_| is_bare && place == Place::Declared) {
                    sites.percents.push((slot, expr.span));
                }
                slot
            }
        }
    }

    /// A fraction as a percentage.
    pub(super) fn in_percent(&mut self, slot: SlotId, unit: Unit) -> SlotId {
        let slot = self.hundredfold(slot, 1);
        self.set_measure(slot, Measure::thing(unit));
        slot
    }

    /// A meaningless product, multiplied so many times.
    pub(super) fn refuse(
        &mut self,
        expr: &Expr,
        (oddity, is_term): (Oddity, bool),
        degree: &Degree,
        context: &Context,
    ) -> SlotId {
        let mut factors = Factor::all(expr);
        let mut slots = Vec::new();
        for factor in &mut factors {
            let slot = self.part(factor.expr, context);
            let measure = self.measure(slot);
            factor.is_share = measure.unit.is_percent() && !matches!(measure.sort, Sort::Literal(_));
            slots.push(slot);
        }
        let mut refused = Refused::product(expr, oddity, &factors, degree);
        // A plain number in a sum may be a weight out of a hundred that divides the sum: only its unit says which.
        if refused.oddity == Oddity::PartOfUnitless && is_term {
            refused.mends.retain(|(mend, _)| matches!(mend, Mend::AsDecimal(_)));
        }
        // A hundredth of a value out of a hundred is its share of it.
        if factors.iter().zip(&slots).any(|(one, slot)| self.is_scored(*slot, one.expr)) {
            refused.mends.retain(|(mend, _)| *mend != Mend::OverHundredPercent);
        }
        // The other terms stay as they are.
        if is_term && refused.oddity == Oddity::WholeOfUnitless {
            refused.mends.retain(|(mend, _)| *mend != Mend::Remove);
        }
        self.mend_term(&mut refused, expr, is_term, &slots);
        self.refused(refused, expr, &slots)
    }

    pub(super) fn refuse_at(
        &mut self,
        whole: &Expr,
        (part, beside): (&Expr, &Expr),
        oddity: Oddity,
        slots: &[SlotId],
    ) -> SlotId {
        let tops = if oddity == Oddity::UnitlessBeside { self.tops(part) } else { Vec::new() };
        let mut refused = Refused::beside(whole, part, beside, oddity, &tops);
        // Where all terms are weighted, the sum is judged instead.
        let may_be_weighed = || self.may_be_weighed(slots) || super::weighted::is_weighed(part);
        if refused.oddity == Oddity::BareMultiple && may_be_weighed() && !self.are_weighed(slots) {
            refused.mends.retain(|(mend, _)| *mend != Mend::TimesHundredPercent);
        }
        let is_part = |slot: &SlotId| {
            let is_whole = self.measure(*slot).sort == Sort::Whole;
            is_whole || self.worked.taken.get(slot).is_some_and(Taken::is_part)
        };
        if refused.oddity == Oddity::UnitlessBeside && slots.iter().any(is_part) {
            refused.mends.clear();
        }
        // In a sum that contains parts of values, only these have to be fixed.
        let is_beside = |slot: &SlotId| matches!(self.measure(*slot).doubt.as_deref(), Some(Oddity::PartOfUnit(_)));
        let is_part_of_sum = matches!(refused.oddity, Oddity::PartOfUnit(_)) && slots.iter().any(is_beside);
        if self.is_named_whole(&refused, slots) || is_part_of_sum && super::weighted::terms(part).is_some() {
            refused.mends.clear();
        }
        self.mend_inside(&mut refused, part, beside, slots);
        // A quotient that may as well be meant as it is.
        let is_either = |slot: &SlotId| self.worked.taken.get(slot).is_some_and(Taken::is_of_length);
        let is_part = matches!(refused.oddity, Oddity::PartOfUnit(_));
        if is_part
            && (refused.mends.is_empty() || slots.iter().any(is_either))
            && refused.mends.iter().all(|(mend, _)| *mend != Mend::TimesDecimal)
            && let Some(decimal) = super::inside::as_decimal(part)
        {
            refused.mends.push((Mend::TimesDecimal, decimal));
        }
        self.refused(refused, part, slots)
    }

    pub(super) fn refused(&mut self, mut refused: Refused, part: &Expr, slots: &[SlotId]) -> SlotId {
        refused.figures = super::weighted::figures(part);
        refused.from_data = self.units_of_data(slots);
        let slot = self.missing(State::Faulty, Reason::Refused(refused.oddity.clone()), Some(refused.span));
        self.note(refused);
        slot
    }
}
