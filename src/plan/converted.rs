//! Conversions: each piece under its condition, and what kind of number results.
//!
//! A conversion gives numbers on a scale, whatever the unit of its argument: `80 .. 99 : 70 + (nilai - 80)`. If one
//! result is written with a percent sign, all of them are in percent.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::data::State;
use crate::program::level::{Among, level};
use crate::program::measure::{Counted, Measure, Sort, Stands};
use crate::program::{ExprKind, Piece, PieceFrom};
use crate::syntax::ast::Operator;

impl Planner<'_> {
    /// Each piece under its condition; a value that matches no piece has no result.
    pub(super) fn convert(&mut self, expr: &Expr, name: &str, inner: &Expr, context: &Context) -> SlotId {
        let program = self.program;
        let value = self.part(inner, context);
        let Some(rule) = program.conversion(name, context.when.year) else {
            let (kind, name) = (RuleOf::Conversion, name.into());
            let reason = Reason::RuleNotInForce { kind, name, year: context.when.year };
            return self.missing(State::Faulty, reason, Some(expr.span));
        };
        // The argument is a value, however it is written.
        let named = self.measure(value).named();
        let is_signed = rule.ends.are_signed();
        let part = self.part_of_value(value, inner).filter(|_| is_signed || self.measure(value).sort == Sort::Whole);
        let value = self.own(value, named.unit.clone());
        self.set_measure(value, named);
        let value = match self.beside_ends(value, (inner, part), &rule.ends, context) {
            Ok(value) => value,
            Err(refused) => return refused,
        };
        let measure = self.measure(value);
        let argument = match rule.round {
            Some(precision) => {
                let rounded = self.push(Op::Round(value, precision), Unit::Any, Some(rule.span));
                self.measured_as(rounded, measure)
            }
            None => value,
        };
        // Rounding needs a number; words are looked up unchanged.
        let by_words = rule.pieces.iter().all(|piece| matches!(piece.from, PieceFrom::Text(_)));
        let argument = if by_words { value } else { argument };
        let inside = Context { argument: Some(argument), ..Context::at(context.when) };
        let pieces = rule.pieces.iter().map(|piece| {
            let condition = match &piece.from {
                PieceFrom::Range(range) => Op::Within(argument, Box::new(range.clone())),
                PieceFrom::Text(word) => {
                    let word = self.push(Op::Text(word.as_str().into()), Unit::Any, Some(piece.from_span));
                    Op::Compare(argument, Comparison::Equal, word)
                }
            };
            let condition = self.push(condition, Unit::Any, Some(piece.from_span));
            (condition, self.lower(&piece.value, &inside))
        });
        let (conditions, results): (Vec<SlotId>, Vec<SlotId>) = pieces.unzip();
        let (results, measure) = match self.results(expr, &rule.pieces, results, &inside) {
            Ok(found) => found,
            Err(refused) => return refused,
        };
        let cases = conditions.into_iter().zip(results).collect();
        let reason = Reason::NotInConversion { rule: name.into() };
        let otherwise = self.missing(State::Undefined, reason, Some(rule.span));
        let slot = self.push(Op::Choose { cases, otherwise }, Unit::Any, Some(rule.span));
        self.coverage.converted.insert(slot, argument);
        self.site_of_conversion(slot, value, rule.span, Some(expr.span));
        self.measured_as(slot, measure)
    }

    /// The results of the pieces, and their common kind of number.
    pub(super) fn results(
        &mut self,
        expr: &Expr,
        pieces: &[Piece],
        slots: Vec<SlotId>,
        context: &Context,
    ) -> Result<(Vec<SlotId>, Measure), SlotId> {
        let measures: Vec<Measure> = slots.iter().map(|slot| self.measure(*slot)).collect();
        // If the argument is no percentage itself, only a written sign makes percent.
        let is_written = context.argument.is_some_and(|argument| !self.measure(argument).unit.is_percent());
        let mut both = pieces.iter().zip(&measures);
        if both.any(|(piece, measure)| measure.unit.is_percent() && (is_written || says_percent(&piece.value))) {
            let parts: Vec<&Expr> = pieces.iter().map(|piece| &piece.value).collect();
            let (slots, measure) = self.levelled("konversi", expr, &parts, &slots, &Context::at(context.when))?;
            return Ok((slots, measure.named()));
        }
        Ok((slots, Measure::plain(on_scale(&measures))))
    }
}

/// The kind of number that results on a scale have.
fn on_scale(all: &[Measure]) -> Sort {
    let large = |one: &Measure| matches!(&one.sort, Sort::Literal(Some(value)) if value.abs() > Exact::from(2));
    let plain = all.iter().map(|one| match (&one.unit, one.sort.counted()) {
        (
            Unit::Any,
            sort @ (Sort::Ratio | Sort::Hundredth | Sort::Multiple | Sort::Mixed | Sort::Whole | Sort::Literal(_)),
        ) => Measure::plain(sort),
        // What is a part by itself is also one here.
        (Unit::Any, Sort::Part | Sort::Weight) => Measure::plain(Sort::Ratio),
        (Unit::Any | Unit::Named(_) | Unit::Percent | Unit::Points, _) => Measure::plain(Sort::Thing),
    });
    let plain: Vec<Measure> = plain.collect();
    let is_written = plain.iter().all(|one| matches!(one.sort, Sort::Literal(_)));
    match level(&plain, Among::Conversion).measure.sort {
        // If none of them is greater, each may as well be a fraction.
        Sort::Literal(Some(value)) if is_written && !all.iter().any(large) => {
            Sort::Small { value, is_score: false, stands: Stands::Beside }
        }
        sort @ (Sort::Ratio | Sort::Hundredth | Sort::Multiple | Sort::Mixed | Sort::Whole) => sort,
        sort @ Sort::Power(_, Counted::Mixed) => sort,
        Sort::Literal(_) | Sort::Count | Sort::Weight | Sort::Part | Sort::Score | Sort::Hundreds | Sort::Thing => {
            Sort::Thing
        }
        Sort::Small { .. } | Sort::Compound(_) | Sort::Unknown => Sort::Thing,
        Sort::Power(..) | Sort::Absent => Sort::Thing,
    }
}

/// Whether a result is written in percent, not only in percent because `nilai` is: `10%`, `50% + nilai / 2`.
fn says_percent(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(_, unit) => unit.is_percent(),
        // In percent whatever the unit of `nilai`.
        ExprKind::Value(_) | ExprKind::Growth(..) | ExprKind::Convert(..) | ExprKind::Aggregate { .. } => true,
        ExprKind::Difference(new, old) => says_percent(new) || says_percent(old),
        ExprKind::Negate(inner) | ExprKind::Absolute(inner) | ExprKind::Root(inner) | ExprKind::Round(inner, _) => {
            says_percent(inner)
        }
        ExprKind::If { then, otherwise, .. } => says_percent(then) || says_percent(otherwise),
        ExprKind::Least(all) | ExprKind::Greatest(all) => all.iter().any(says_percent),
        ExprKind::Binary { operator: Operator::Multiply | Operator::Divide, .. } => {
            let factors = super::refused::Factor::all(expr);
            let above = || factors.iter().filter(|one| !one.is_divisor).map(|one| one.expr);
            let has_whole = above().any(|one| {
                matches!(&one.kind, ExprKind::Number(value, unit) if unit.is_percent() && *value == Exact::HUNDRED)
            });
            has_whole || !factors.iter().any(|one| is_of_argument(one.expr)) && above().any(says_percent)
        }
        ExprKind::Binary { operator: Operator::Add | Operator::Subtract, left, right } => {
            says_percent(left) || says_percent(right)
        }
        ExprKind::Binary { .. } | ExprKind::Text(_) | ExprKind::Year | ExprKind::Argument => false,
        ExprKind::Not(_) | ExprKind::Present(_) => false,
    }
}

/// Whether `nilai` occurs in an expression.
fn is_of_argument(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Argument) || expr.children().any(is_of_argument)
}
