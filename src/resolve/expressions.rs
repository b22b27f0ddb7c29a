//! Expressions from words to meaning: names, kinds and units resolved. Collects findings, never stops.

use super::names::Names;
use super::problem::{ExpressionProblem, SYARAT};
use super::program::*;
use super::range_signs::needless_sign;
use super::units::{self, Unit};
use crate::number::Exact;
use crate::program::level::sum;
use crate::program::measure::{Factors, Measure, Sort};
use crate::source::{Sources, Span};
use crate::syntax::ast::{self, Operator, Word};
use std::collections::{BTreeMap, BTreeSet};

/// The type of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A number of a kind and unit.
    Number(Measure),
    Text,
    Truth,
    /// Unknown after a mistake; compatible with everything, so that one mistake gives one message.
    Unknown,
}

/// What a role without a name means in this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// Nothing: a formula of the package.
    Nothing,
    /// The indicator that a rule is applied to, with its unit unknown.
    Indicator,
    /// A row of a table.
    Row,
    /// A class of members in a table.
    Class,
    /// A year in a table.
    Year,
    /// A group, whose `anggota` may be used.
    Group,
    /// Inside a conversion, where `nilai` is the argument.
    Conversion,
    /// Each thing that has parts.
    Node,
}

/// The context of an expression.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// What a role without a name means.
    pub here: Here,
    /// Whether aggregates may run over the rows of the table (footers).
    pub over_rows: bool,
    /// What an enclosing aggregate runs over.
    pub each: Each,
}

/// What an aggregate runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// There is no enclosing aggregate.
    Nothing,
    /// Rows: a role without a name is that of the row.
    Row,
    /// Members: `ROLE anggota …` is that of the member.
    Member,
}

/// Resolves expressions against the names of the package.
pub struct Resolver<'a> {
    /// The names; grows in a sketch.
    pub names: Names,
    /// The texts, for quoting.
    pub sources: &'a Sources,
    /// The findings.
    pub problems: Vec<ExpressionProblem>,
    /// Names that something refers to.
    pub used: BTreeSet<NameId>,
    /// Conversions that something calls.
    pub used_conversions: BTreeSet<String>,
    /// Inputs assumed in a sketch.
    pub assumed: Vec<Word>,
    /// Codes that an `umum` covers, named by rules before any data are read.
    pub covered: Vec<Word>,
    /// The members of the group whose clauses are being read.
    pub members: Vec<NameId>,
    /// The rows of the table whose footers are being read, if all are known.
    pub rows: Vec<NameId>,
    /// Whether `periode` of the package is known.
    pub has_plan: bool,
    /// `[awal]` or `[akhir]` where it is not.
    pub no_plan: Vec<(Span, &'static str)>,
    /// Whether a role without a name was used for each thing with parts.
    pub used_node: bool,
    /// Where a missing `besaran` would be declared: before the current head; none where only other kinds make sense.
    pub declare_at: Option<Span>,
    /// Places that stay unknown after a mistake, reported or not: nothing may be concluded from them.
    pub unclear: Vec<Span>,
    /// The finding of each unknown name, so that repeated uses of a name give one message.
    pub unknown: BTreeMap<String, usize>,
}

impl Scope {
    /// A place with this meaning of roles and no rows.
    pub fn of(here: Here) -> Scope {
        Scope { here, over_rows: false, each: Each::Nothing }
    }
}

impl<'a> Resolver<'a> {
    /// A resolver without findings.
    pub fn new(names: Names, sources: &'a Sources) -> Self {
        Resolver {
            names,
            sources,
            problems: Vec::new(),
            used: BTreeSet::new(),
            used_conversions: BTreeSet::new(),
            assumed: Vec::new(),
            covered: Vec::new(),
            members: Vec::new(),
            rows: Vec::new(),
            has_plan: false,
            no_plan: Vec::new(),
            used_node: false,
            declare_at: None,
            unclear: Vec::new(),
            unknown: BTreeMap::new(),
        }
    }

    /// The same names, without findings.
    pub fn anew(self) -> Self {
        Resolver { has_plan: self.has_plan, ..Resolver::new(self.names, self.sources) }
    }

    /// Resolves an expression that must be a number.
    pub fn number(&mut self, expr: &ast::Expr, scope: Scope, place: &str) -> (Expr, Unit) {
        let (expr, measure) = self.measured(expr, scope, place);
        (expr, measure.unit)
    }

    /// The same, with the kind of number.
    pub(super) fn measured(&mut self, expr: &ast::Expr, scope: Scope, place: &str) -> (Expr, Measure) {
        let found = self.expr(expr, scope);
        self.as_number(found, place)
    }

    pub(super) fn as_number(&mut self, (expr, kind): (Expr, Type), place: &str) -> (Expr, Measure) {
        let unknown = Measure::plain(Sort::Unknown);
        match kind {
            Type::Number(measure) => (expr, measure),
            Type::Unknown => (expr, unknown),
            Type::Text if self.is_code(&expr) => {
                self.code_as_text(&expr);
                (expr, unknown)
            }
            other @ (Type::Text | Type::Truth) => {
                self.wrong_kind(expr.span, &other, "angka", place);
                (expr, unknown)
            }
        }
    }

    /// Resolves an expression that must be a condition.
    pub fn condition(&mut self, expr: &ast::Expr, scope: Scope, place: &str) -> Expr {
        let (expr, kind) = self.expr(expr, scope);
        if !matches!(kind, Type::Truth | Type::Unknown) {
            self.wrong_kind(expr.span, &kind, SYARAT, place);
        }
        expr
    }

    /// Resolves any expression. Depth is bounded by the parser.
    pub fn expr(&mut self, expr: &ast::Expr, scope: Scope) -> (Expr, Type) {
        let span = expr.span;
        let (kind, type_) = match &expr.kind {
            ast::ExprKind::Number { value, percent } => {
                let unit = if *percent { Unit::Percent } else { Unit::Any };
                let value = Exact::from(*value);
                let sort = Sort::Literal(Some(value.clone()));
                (ExprKind::Number(value, unit.clone()), Type::Number(Measure { sort, ..Measure::thing(unit) }))
            }
            ast::ExprKind::Text(text) => (ExprKind::Text(text.clone()), Type::Text),
            ast::ExprKind::Reference(reference) => self.reference(reference, scope),
            ast::ExprKind::Call { function, arguments } => self.call(function, arguments, span, scope),
            ast::ExprKind::Negate(_) => {
                let (negated, factors) = self.factor(expr, scope, "yang dihitung");
                (negated.kind, Type::Number(factors.settle().measure))
            }
            ast::ExprKind::Not(inner) => {
                let before = self.problems.len();
                let inner = self.condition(inner, scope, "yang disangkal");
                // Unknown is compatible with everything.
                let type_ = if self.problems.len() > before { Type::Unknown } else { Type::Truth };
                (ExprKind::Not(Box::new(inner)), type_)
            }
            ast::ExprKind::Binary { .. } if self.is_spoken_mean(expr) => {
                (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown)
            }
            ast::ExprKind::Binary { .. } => return self.chain(expr, scope).0,
            ast::ExprKind::If { condition, then, otherwise } => {
                let condition = self.condition(condition, scope, "sesudah \"jika\"");
                let (then, first) = self.expr(then, scope);
                let (otherwise, second) = self.expr(otherwise, scope);
                let type_ = self.branch(span, (&then, &first), (&otherwise, &second));
                let (condition, then, otherwise) = (Box::new(condition), Box::new(then), Box::new(otherwise));
                self.branch_units(&then, &first, &otherwise, &second, span);
                (ExprKind::If { condition, then, otherwise }, type_)
            }
        };
        self.noted(kind, type_, span)
    }

    pub(super) fn noted(&mut self, kind: ExprKind, type_: Type, span: Span) -> (Expr, Type) {
        if type_ == Type::Unknown {
            self.unclear.push(span);
        }
        (Expr { kind, span }, type_)
    }

    /// A factor with what it is made of: a product in brackets belongs to the product around it. Boxed, like everything
    /// carried through brackets: the stack of a thread holds many of them.
    fn factor(&mut self, expr: &ast::Expr, scope: Scope, place: &str) -> (Expr, Box<Factors>) {
        match &expr.kind {
            ast::ExprKind::Negate(inner) => {
                let (inner, factors) = self.factor(inner, scope, "yang dikurangkan");
                (Expr { kind: ExprKind::Negate(Box::new(inner)), span: expr.span }, Box::new(factors.negated()))
            }
            ast::ExprKind::Binary { .. } => {
                let (found, factors) = self.chain(expr, scope);
                let (found, measure) = self.as_number(found, place);
                (found, factors.unwrap_or_else(|| Box::new(Factors::of(&measure))))
            }
            ast::ExprKind::Number { .. }
            | ast::ExprKind::Text(_)
            | ast::ExprKind::Reference(_)
            | ast::ExprKind::Call { .. }
            | ast::ExprKind::Not(_)
            | ast::ExprKind::If { .. } => {
                let (found, measure) = self.measured(expr, scope, place);
                let factors = Box::new(self.in_product(&found, &measure));
                (found, factors)
            }
        }
    }

    /// `a + b - c …`, from its left end: a sum may be much longer than brackets may be deep. With the factors, if it is
    /// a product.
    fn chain(&mut self, expr: &ast::Expr, scope: Scope) -> ((Expr, Type), Option<Box<Factors>>) {
        let mut links = Vec::new();
        let mut first = expr;
        while let ast::ExprKind::Binary { operator, left, right } = &first.kind {
            links.push((*operator, left, right, first.span));
            if matches!(operator, Operator::Compare(_)) {
                break;
            }
            first = left;
        }
        // The factors of the current product: it is judged as a whole.
        let mut product: Option<Box<Factors>> = None;
        let mut done = match (links.last(), &first.kind) {
            (Some((Operator::Compare(comparison), left, right, span)), _) => {
                let compared = self.comparison(*comparison, left, right, *span, scope);
                links.pop();
                compared
            }
            (_, ast::ExprKind::Negate(_)) => {
                let (negated, factors) = self.factor(first, scope, "yang dihitung");
                let measure = factors.settle().measure;
                product = Some(factors);
                (negated, Type::Number(measure))
            }
            _ => self.expr(first, scope),
        };
        while let Some((operator, _, right, span)) = links.pop() {
            let (kind, type_) = self.binary(operator, done, right, span, scope, &mut product);
            done = self.noted(kind, type_, span);
        }
        (done, product)
    }

    fn binary(
        &mut self,
        operator: Operator,
        left: (Expr, Type),
        right: &ast::Expr,
        span: Span,
        scope: Scope,
        product: &mut Option<Box<Factors>>,
    ) -> (ExprKind, Type) {
        let build = |left, right| ExprKind::Binary { operator, left: Box::new(left), right: Box::new(right) };
        let begun = product.take();
        match operator {
            Operator::And | Operator::Or => {
                let ((left, first), (right, second)) = (left, self.expr(right, scope));
                let is_wrong = |kind: &Type| !matches!(kind, Type::Truth | Type::Unknown);
                // Two wrong sides are one mistake.
                let wrong = match (is_wrong(&first), is_wrong(&second)) {
                    (false, false) => return (build(left, right), Type::Truth),
                    (true, true) => (span, first),
                    (true, false) => (left.span, first),
                    (false, true) => (right.span, second),
                };
                let word = if operator == Operator::And { "\"dan\"" } else { "\"atau\"" };
                self.wrong_kind(wrong.0, &wrong.1, SYARAT, &format!("di kiri dan kanan {word}"));
                (build(left, right), Type::Unknown)
            }
            Operator::Power => {
                let (base, _) = self.as_number(left, "yang dipangkatkan");
                let (exponent, _) = self.number(right, scope, "pangkat");
                if whole_literal(&exponent).is_none() {
                    self.problems.push(ExpressionProblem::Exponent {
                        span: right.span,
                        sign: needless_sign(self.sources, &exponent),
                    });
                }
                (build(base, exponent), Type::of(Unit::Any))
            }
            Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Compare(_) => {
                let place = "yang dihitung";
                let (left, left_measure) = self.as_number(left, place);
                // As written: what could not be resolved has become a 0.
                let zero = matches!(&right.kind, ast::ExprKind::Number { value, .. } if value.is_zero());
                if matches!(operator, Operator::Multiply | Operator::Divide) {
                    let (right, other) = self.factor(right, scope, place);
                    if operator == Operator::Divide && zero {
                        self.problems.push(ExpressionProblem::ByZero { span: right.span });
                    }
                    let first = || Box::new(self.in_product(&left, &left_measure));
                    let (factors, measure) = joined(*begun.unwrap_or_else(first), operator, &other);
                    *product = Some(factors);
                    return (build(left, right), Type::Number(measure));
                }
                let (right, right_measure) = self.measured(right, scope, place);
                if units::combine(operator, &left_measure.unit, &right_measure.unit).is_none() {
                    let verb = if operator == Operator::Add { "ditambah" } else { "dikurangi" };
                    self.unlike_units(span, (&left, &left_measure.unit), (&right, &right_measure.unit), verb);
                }
                let measure = sum(operator, &left_measure, &right_measure).measure;
                (build(left, right), Type::Number(measure))
            }
        }
    }

    pub(super) fn wrong_kind(&mut self, span: Span, found: &Type, wanted: &'static str, place: &str) {
        self.problems.push(ExpressionProblem::WrongKind {
            span,
            found: found.words(),
            wanted,
            place: place.to_string(),
        });
    }
}

/// A product with one more factor, and its measure.
fn joined(factors: Factors, operator: Operator, other: &Factors) -> (Box<Factors>, Measure) {
    let factors = if operator == Operator::Divide { factors.over(other) } else { factors.times(other) };
    let measure = factors.settle().measure;
    (Box::new(factors), measure)
}

/// A number of which only the unit is known.
pub(super) fn of_unit(unit: Unit) -> Measure {
    match unit {
        Unit::Any => Measure::plain(Sort::Unknown),
        unit @ (Unit::Percent | Unit::Points | Unit::Named(_)) => Measure::thing(unit),
    }
}

/// A whole number written as such, with or without a minus.
pub fn whole_literal(expr: &Expr) -> Option<i32> {
    if let ExprKind::Negate(inner) = &expr.kind {
        return whole_literal(inner).map(|value| -value);
    }
    let ExprKind::Number(value, unit) = &expr.kind else { return None };
    if !value.is_integer() || unit.is_percent() {
        return None;
    }
    value.to_decimal().and_then(|value| i32::try_from(value).ok())
}

impl Type {
    /// A pure number: a year, a count.
    pub(super) const COUNT: Type = Type::Number(Measure { unit: Unit::Any, sort: Sort::Count, doubt: None });

    /// A number of which only the unit is known.
    pub(super) fn of(unit: Unit) -> Type {
        Type::Number(of_unit(unit))
    }

    pub(super) fn words(&self) -> &'static str {
        match self {
            Type::Number(_) => "angka",
            Type::Text => "teks",
            Type::Truth => "syarat",
            Type::Unknown => "sesuatu",
        }
    }
}
