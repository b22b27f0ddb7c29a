//! Aggregates that count conditions: `banyaknya_bila`, and `peringkat`, which counts better values; and the share of
//! `persentil`.

use super::expressions::{Each, Resolver, Scope, Type};
use super::problem::ExpressionProblem;
use super::program::*;
use super::sets::sets_in;
use super::units::Unit;
use crate::number::Exact;
use crate::program::Share;
use crate::source::Span;
use crate::syntax::ast::{self, Comparison, Operator};

impl Resolver<'_> {
    /// `banyaknya_bila(capaian anggota >= 100)`
    pub(super) fn count_if(&mut self, arguments: &[ast::Expr], scope: Scope) -> (ExprKind, Type) {
        let aggregate = Aggregate::CountIf;
        let place = format!("isi {}", aggregate.word());
        let over = match arguments {
            [only] if !sets_in(only).is_empty() => {
                let sets = sets_in(only);
                let Some(set) = self.only_set(sets[0], &sets, scope) else {
                    return (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
                };
                let member = Scope { each: Each::Member, over_rows: false, ..scope };
                Over::Members(set, Box::new(self.condition(only, member, &place)))
            }
            [only] if scope.over_rows => {
                let row = Scope { each: Each::Row, over_rows: false, ..scope };
                Over::Rows(Box::new(self.condition(only, row, &place)))
            }
            several => Over::List(several.iter().map(|one| self.condition(one, scope, &place)).collect()),
        };
        (ExprKind::Aggregate { aggregate, over }, Type::COUNT)
    }

    /// Conditions in an aggregate of values are counted by another one: `jumlah(capaian anggota IKU >= 90)`.
    pub(super) fn conditions_inside(
        &mut self,
        before: usize,
        aggregate: Aggregate,
        function: &ast::Word,
        arguments: &[ast::Expr],
    ) {
        let is_condition = |at: Span| arguments.iter().any(|argument| argument.span == at);
        for problem in &mut self.problems[before..] {
            if let ExpressionProblem::WrongKind { span, found, place, .. } = problem
                && *found == Type::Truth.words()
                && is_condition(*span)
            {
                let is_meant = matches!(aggregate, Aggregate::Sum | Aggregate::Count);
                let (span, place) = (*span, std::mem::take(place));
                *problem = ExpressionProblem::ConditionCounted { span, place, function: function.span, is_meant };
            }
        }
    }

    /// `ada(capaian >= 100)`: a condition is no value that may be there or not.
    pub(super) fn condition_given(&mut self, condition: &ast::Expr, whole: Span) {
        let before = &self.sources.get(whole.source).text()[..whole.start as usize];
        let is_alone = ["saring", "jika", "pastikan"].iter().any(|word| before.trim_end().ends_with(word));
        let written = self.sources.slice(condition.span).trim();
        let meant = if is_alone { written.to_string() } else { format!("({written})") };
        self.problems.push(ExpressionProblem::ConditionGiven { span: condition.span, whole, meant });
    }

    /// `peringkat(capaian A; capaian anggota IKU)`: each of the others is compared with the first; which of two is
    /// better is determined by the plan, from the direction of the first.
    pub(super) fn place(&mut self, arguments: &[ast::Expr], scope: Scope) -> (ExprKind, Type) {
        let (aggregate, unknown) = (Aggregate::Place, (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown));
        let [first, others @ ..] = arguments else { return unknown };
        let own_scope = Scope { over_rows: false, ..scope };
        let (own, measure) = self.measured(first, own_scope, "yang diperingkat");
        let than = |member: Expr| {
            let span = member.span;
            let (left, right) = (Box::new(member), Box::new(own.clone()));
            Expr { kind: ExprKind::Binary { operator: Operator::Compare(Comparison::Greater), left, right }, span }
        };
        let over = match others {
            [only] if !sets_in(only).is_empty() => {
                if mentions(&own, Subject::Each) {
                    self.problems.push(ExpressionProblem::PlaceInside { span: first.span });
                    return unknown;
                }
                let sets = sets_in(only);
                let Some(set) = self.only_set(sets[0], &sets, scope) else { return unknown };
                let member = Scope { each: Each::Member, over_rows: false, ..scope };
                let (body, _) = self.body(aggregate, only, member);
                let unit = self.member_units(aggregate, &set, only).unwrap_or_default();
                if measure.unit.same(&unit).is_none() {
                    self.unlike_units(first.span, (&own, &measure.unit), (&body, &unit), "diperingkat di antara");
                }
                Over::Members(set, Box::new(than(body)))
            }
            [only] if scope.over_rows => {
                if mentions(&own, Subject::Each) || mentions(&own, Subject::This) {
                    self.problems.push(ExpressionProblem::PlaceInside { span: first.span });
                    return unknown;
                }
                let row = Scope { each: Each::Row, over_rows: false, ..scope };
                let (body, _) = self.body(aggregate, only, row);
                Over::Rows(Box::new(than(body)))
            }
            several => {
                let mut found = vec![(own.clone(), Type::Number(measure))];
                found.extend(several.iter().map(|one| self.expr(one, scope)));
                let (values, _) = self.together(found, aggregate.word());
                Over::List(values.into_iter().skip(1).map(than).collect())
            }
        };
        (ExprKind::Aggregate { aggregate, over }, Type::COUNT)
    }

    /// The share of `persentil(75%; …)`; a plain number is accepted only if it cannot be mistaken for percent.
    pub(super) fn share(&mut self, first: &ast::Expr) -> Option<Share> {
        let found = if let ast::ExprKind::Number { value, percent } = &first.kind {
            let (value, is_plain) = (Exact::from(*value), !percent);
            let share = if is_plain { value.clone() } else { &value * &Exact::HUNDREDTH };
            let millionths = &share * &Exact::from(i64::from(Share::WHOLE.0));
            let fits = share <= Exact::ONE && millionths.is_integer() && !(is_plain && value.is_integer());
            let millionths = millionths.to_decimal().and_then(|many| u32::try_from(many).ok());
            match (fits, millionths) {
                (true, Some(many)) => Ok(Share(many)),
                _ => Err(is_plain && value <= Exact::HUNDRED && value.is_integer()),
            }
        } else {
            Err(false)
        };
        match found {
            Ok(share) => Some(share),
            Err(lacks_sign) => {
                self.problems.push(ExpressionProblem::PercentileShare { span: first.span, lacks_sign });
                None
            }
        }
    }
}

/// Whether an expression contains a value of the thing at hand. Depth is bounded by the parser.
fn mentions(expr: &Expr, subject: Subject) -> bool {
    let own = matches!(&expr.kind, ExprKind::Value(reference) if reference.subject == subject);
    own || expr.children().any(|child| mentions(child, subject))
}
