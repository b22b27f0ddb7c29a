//! Which `pastikan` compare an amount of a thing with those of its parts.

use crate::program::{Aggregate, Expr, ExprKind, NameId, Over, Program, Role, SetKind, Subject, When};
use crate::syntax::ast::{Comparison, Operator};
use std::collections::BTreeMap;

/// What a `pastikan` says about an amount and the sum of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guard {
    /// It detects a difference in the year of the plan, whatever relation it states.
    Tells,
    /// The same, and it states that the two are equal.
    Equals,
    /// It names the thing under `kecuali`: the difference is known.
    Accepts,
}

/// How the `pastikan` compare an amount of a thing with those of its parts: every condition that compares the two
/// counts. One that names the thing under `kecuali` takes precedence.
pub(super) fn guard(program: &Program, name: NameId, role: Role, when: When, parts: &[NameId]) -> Option<Guard> {
    let in_force = program.assertions.iter().filter(|one| one.in_force.covers(when.year));
    let pair = Pair { name, role, parts };
    let guards = in_force.filter(|one| pair.is_always_compared(&one.condition)).map(|one| {
        match one.except.iter().any(|(known, _)| *known == name) {
            true => Guard::Accepts,
            false if pair.says_equal(&one.condition) => Guard::Equals,
            false => Guard::Tells,
        }
    });
    guards.max()
}

/// An amount of a thing and those of its parts.
struct Pair<'p> {
    name: NameId,
    role: Role,
    parts: &'p [NameId],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Term {
    Own,
    SumOfParts,
    Part(NameId),
}

/// How often each amount is added.
type Amounts = BTreeMap<Term, i32>;

impl Pair<'_> {
    /// Whether a condition always compares the two, whatever else it tests. A comparison inside a branch may not be
    /// evaluated.
    fn is_always_compared(&self, condition: &Expr) -> bool {
        if let ExprKind::Binary { operator: Operator::And, left, right } = &condition.kind {
            return self.is_always_compared(left) || self.is_always_compared(right);
        }
        let asked = if let ExprKind::Not(inner) = &condition.kind { inner } else { condition };
        let ExprKind::Binary { operator: Operator::Compare(_), left, right } = &asked.kind else { return false };
        self.are_opposed(left, right) || self.holds_them(left) || self.holds_them(right)
    }

    /// Whether a condition says that the two are equal, among whatever else it tests.
    fn says_equal(&self, condition: &Expr) -> bool {
        let ExprKind::Binary { operator, left, right } = &condition.kind else { return false };
        match operator {
            Operator::And => self.says_equal(left) || self.says_equal(right),
            Operator::Compare(Comparison::Equal) => matches!(
                (self.term(left), self.term(right)),
                (Some(Term::Own), Some(Term::SumOfParts)) | (Some(Term::SumOfParts), Some(Term::Own))
            ),
            Operator::Compare(_) | Operator::Or => false,
            Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Power => false,
        }
    }

    /// Whether one is subtracted from the other or divided by it, as in `|pagu - jumlah(pagu rincian)| <= 1`.
    fn holds_them(&self, expr: &Expr) -> bool {
        if let Some(amounts) = self.amounts(expr) {
            return self.is_balance(&amounts);
        }
        if let ExprKind::Binary { operator: Operator::Divide, left, right } | ExprKind::Growth(left, right) = &expr.kind
            && self.are_opposed(left, right)
        {
            return true;
        }
        !matches!(expr.kind, ExprKind::Aggregate { .. }) && expr.children().any(|inner| self.holds_them(inner))
    }

    fn are_opposed(&self, left: &Expr, right: &Expr) -> bool {
        let both = self.amounts(left).zip(self.amounts(right));
        both.is_some_and(|(left, right)| self.is_balance(&added(left, right, -1)))
    }

    /// Whether the thing is on one side and all its parts on the other.
    fn is_balance(&self, amounts: &Amounts) -> bool {
        let of = |term| amounts.get(&term).copied().unwrap_or_default();
        let (own, named) = (of(Term::Own), self.parts.iter().map(|part| of(Term::Part(*part))));
        let by_name = of(Term::SumOfParts) == 0 && named.clone().all(|part| part == -own);
        let by_sum = of(Term::SumOfParts) == -own && named.clone().all(|part| part == 0);
        own != 0 && (by_sum || by_name)
    }

    /// How often an expression adds each of the amounts; none where it does something else with them. What it adds
    /// besides is a tolerance.
    fn amounts(&self, expr: &Expr) -> Option<Amounts> {
        if let Some(term) = self.term(expr) {
            return Some(Amounts::from([(term, 1)]));
        }
        if let ExprKind::Binary { operator: Operator::Add, left, right } = &expr.kind {
            return Some(added(self.amounts(left)?, self.amounts(right)?, 1));
        }
        if let ExprKind::Binary { operator: Operator::Subtract, left, right } | ExprKind::Difference(left, right) =
            &expr.kind
        {
            return Some(added(self.amounts(left)?, self.amounts(right)?, -1));
        }
        if let ExprKind::Negate(inner) = &expr.kind {
            return Some(added(Amounts::new(), self.amounts(inner)?, -1));
        }
        if let ExprKind::Round(inner, _) = &expr.kind {
            return self.amounts(inner);
        }
        if let ExprKind::Aggregate { aggregate: Aggregate::Sum, over: Over::List(all) } = &expr.kind {
            let all = all.iter().map(|one| self.amounts(one)).collect::<Option<Vec<_>>>()?;
            return Some(all.into_iter().fold(Amounts::new(), |sum, one| added(sum, one, 1)));
        }
        self.is_free_of_them(expr).then(Amounts::new)
    }

    /// Which amount an expression is.
    fn term(&self, expr: &Expr) -> Option<Term> {
        if let ExprKind::Aggregate { aggregate: Aggregate::Sum, over: Over::Members(set, each) } = &expr.kind {
            let is_of_it = set.of.is_none_or(|of| of == self.name) && set.period.is_none();
            let is_sum = set.kind == SetKind::Parts && is_of_it && self.subject(each) == Some(Subject::Each);
            return is_sum.then_some(Term::SumOfParts);
        }
        match self.subject(expr)? {
            Subject::This => Some(Term::Own),
            Subject::Name(name) if name == self.name => Some(Term::Own),
            Subject::Name(name) => self.parts.contains(&name).then_some(Term::Part(name)),
            Subject::Each => None,
        }
    }

    /// The thing whose amount of the year an expression is.
    fn subject(&self, expr: &Expr) -> Option<Subject> {
        let ExprKind::Value(value) = &expr.kind else { return None };
        (value.role == self.role && value.period.is_none()).then_some(value.subject)
    }

    /// Whether an expression mentions neither the thing nor its parts.
    fn is_free_of_them(&self, expr: &Expr) -> bool {
        self.term(expr).is_none() && expr.children().all(|inner| self.is_free_of_them(inner))
    }
}

fn added(mut sum: Amounts, more: Amounts, times: i32) -> Amounts {
    for (term, count) in more {
        *sum.entry(term).or_default() += times * count;
    }
    sum
}
