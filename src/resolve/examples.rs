//! `contoh` and `pastikan`.

use super::definitions::{Clauses, Definer};
use super::expressions::{Here, Scope, Type};
use super::problem::ExpressionProblem;
use super::program::*;
use super::typed_values::SeenFrom;
use crate::data::State;
use crate::number::Places;
use crate::source::{Sources, Span};
use crate::syntax::ast::{self, Assignment, ClauseKind, Item, Word, Years};
use crate::syntax::words::Block;
use std::collections::HashMap;

/// What a person gives, and where each value first occurs.
#[derive(Default)]
pub(super) struct Givens {
    pub all: Vec<(ValueRef, Wanted, Span)>,
    first: HashMap<(Role, Subject, Option<ast::Period>), Span>,
}

impl Definer<'_, '_> {
    /// `contoh`
    pub fn example(&mut self, item: &Item, title: &Word, package: &Package) -> Example {
        let clauses = Clauses::new(item, &mut self.problems);
        let year = clauses.find(|kind| if let ClauseKind::Year(year) = kind { Some(*year) } else { None });
        let seen = SeenFrom { year: year.or(package.year).unwrap_or(EXAMPLE_YEAR), plan: package.plan };
        let mut given = Givens::default();
        let mut expected = Vec::new();
        for clause in &item.clauses {
            if let ClauseKind::Given(list) = &clause.kind {
                for assignment in list {
                    let known = given.all.len();
                    self.given(assignment, seen, &mut given);
                    if let Some((reference, ..)) = given.all.get(known) {
                        self.refuse_year(reference, seen, assignment.target.span);
                    }
                }
            } else if let ClauseKind::Expect(list) = &clause.kind {
                expected.extend(list.iter().map(|one| self.expected(one, "hasil contoh")));
            }
        }
        if expected.is_empty() {
            self.missing(item, "hasil", &[], "tulis yang diharapkan:  hasil NAMA = ANGKA");
        }
        Example { title: title.text.clone(), year, given: given.all, expected, span: item.head_span }
    }

    pub(super) fn given(&mut self, assignment: &Assignment, seen: SeenFrom, given: &mut Givens) {
        let span = assignment.target.span;
        let (kind, type_) = self.resolver.reference(&assignment.target, Scope::of(Here::Nothing));
        let value = match &assignment.value {
            ast::Wanted::Value(value) => value,
            ast::Wanted::State(state, at) => {
                let wanted = Wanted::State(state_of(*state), *at);
                if type_ == Type::Unknown {
                    return;
                }
                // Only rules state that something is undefined.
                if let ExprKind::Value(reference) = kind
                    && self.is_given(&reference)
                    && *state != ast::Stated::Undefined
                {
                    self.give(reference, wanted, span, given);
                } else {
                    self.not_givable(span, None);
                }
                return;
            }
        };
        let (value, value_type) = self.resolver.expr(value, Scope::of(Here::Nothing));
        if type_ == Type::Unknown || value_type == Type::Unknown {
            return;
        }
        let literal = if let ExprKind::Negate(inner) = &value.kind {
            matches!(inner.kind, ExprKind::Number(..))
        } else {
            matches!(value.kind, ExprKind::Number(..) | ExprKind::Text(_))
        };
        if !literal {
            let is_target = matches!(kind, ExprKind::Value(ValueRef { role: Role::Target, .. }));
            let range = range_with_dash(&value, self.resolver.sources).filter(|_| is_target);
            self.resolver.problems.push(ExpressionProblem::GivenNotLiteral { span: value.span, range });
            return;
        }
        let target = if let ExprKind::Value(reference) = &kind { self.set_target(reference) } else { None };
        if let ExprKind::Value(reference) = kind
            && self.is_given(&reference)
        {
            if std::mem::discriminant(&type_) != std::mem::discriminant(&value_type) {
                self.wrong_kind(value.span, &type_, "yang diketahui");
            }
            self.refuse_percent(&reference, &value, seen);
            self.refuse_small(&reference, &value, seen);
            self.give(reference, Wanted::Value(value), span, given);
        } else {
            self.not_givable(span, target);
        }
    }

    fn not_givable(&mut self, span: Span, target: Option<Span>) {
        let written = self.resolver.sources.slice(span).to_string();
        self.resolver.problems.push(ExpressionProblem::NotGivable { span, written, target });
    }

    /// The line that sets the target that is meant.
    fn set_target(&self, reference: &ValueRef) -> Option<Span> {
        let Subject::Name(name) = reference.subject else { return None };
        let versions = self.resolver.names.versions(name);
        let target = versions.iter().find_map(|version| version.computes_target);
        target.filter(|_| matches!(reference.role, Role::Target | Role::TargetLow | Role::TargetHigh))
    }

    /// `diketahui C = 50` for a year in which C has no rules: no row of data would count there.
    fn refuse_year(&mut self, reference: &ValueRef, seen: SeenFrom, span: Span) {
        let Subject::Name(name) = reference.subject else { return };
        let year = When::year(seen.year).resolve(reference.period, seen.plan).year;
        // A year written there itself is reported where the name is read; codes of the data have no versions yet.
        let is_written = matches!(reference.period, Some(ast::Period { year: ast::YearOf::Fixed(_), .. }));
        if !is_written && !self.resolver.names.versions(name).is_empty() {
            self.resolver.check_year(name, year, span);
        }
    }

    /// Takes a value, and reports one that is already given in the same words, or without `realisasi`.
    fn give(&mut self, reference: ValueRef, wanted: Wanted, span: Span, given: &mut Givens) {
        let meant = (reference.role.as_given(), reference.subject, reference.period);
        let first = *given.first.entry(meant).or_insert(span);
        if first != span {
            let written = self.resolver.sources.slice(span).to_string();
            self.resolver.problems.push(ExpressionProblem::GivenTwice { span, first, written });
        }
        given.all.push((reference, wanted, span));
    }

    /// Whether data can give it: a realisation, a target or an extra column, but no achievement.
    pub(super) fn is_given(&self, reference: &ValueRef) -> bool {
        let Subject::Name(name) = reference.subject else { return false };
        let versions = self.resolver.names.versions(name);
        match reference.role {
            Role::Main | Role::Value => versions.iter().any(|version| version.block != Block::Group),
            Role::Target | Role::TargetLow | Role::TargetHigh => {
                versions.iter().any(|version| version.computes_target.is_none())
            }
            Role::Budget | Role::Spent | Role::Field(_) => true,
            Role::RawAchievement | Role::CappedAchievement | Role::Achievement | Role::Band | Role::BandWords => false,
            Role::Label | Role::Code | Role::Goal | Role::UnitName | Role::Parent => false,
            Role::ScaleLow | Role::ScaleHigh | Role::Weight => false,
        }
    }

    fn wrong_kind(&mut self, span: Span, wanted: &Type, place: &str) {
        let (found, wanted) = if *wanted == Type::Text { ("angka", "teks") } else { ("teks", "angka") };
        self.resolver.problems.push(ExpressionProblem::WrongKind { span, found, wanted, place: place.to_string() });
    }

    pub(super) fn expected(&mut self, one: &ast::Expectation, place: &str) -> Expectation {
        let scope = Scope::of(Here::Nothing);
        let (value, type_) = self.resolver.expr(&one.value, scope);
        let (sign, value_span) = (one.sign, value.span);
        let wanted = match &one.wanted {
            ast::Wanted::State(state, span) => {
                if one.about {
                    self.resolver.problems.push(ExpressionProblem::AboutNoFigure { sign, span: *span });
                }
                let wanted = Wanted::State(state_of(*state), *span);
                return Expectation { value, wanted, printed: None, sign, span: value_span.to(*span) };
            }
            ast::Wanted::Value(wanted) => wanted,
        };
        let (right, right_type) = match type_ == Type::Text && self.resolver.is_unquoted(wanted) {
            true => (Expr { kind: value.kind.clone(), span: wanted.span }, Type::Unknown),
            false => self.resolver.expr(wanted, scope),
        };
        match (&type_, &right_type) {
            (Type::Number(_), Type::Number(_)) | (Type::Text, Type::Text) => {}
            (Type::Unknown, _) | (_, Type::Unknown) => {}
            (Type::Text, _) if self.resolver.is_code(&value) => self.resolver.code_as_text(&value),
            (_, Type::Text) if self.resolver.is_code(&right) => self.resolver.code_as_text(&right),
            _ => self.wrong_kind(right.span, &type_, place),
        }
        let places = decimals(wanted).filter(|_| matches!(type_, Type::Number(_)));
        if one.about && places.is_none() && right_type != Type::Unknown && type_ != Type::Unknown {
            self.resolver.problems.push(ExpressionProblem::AboutNoFigure { sign, span: right.span });
        }
        let printed = places.map(|places| Printed { places, enough: one.about });
        let span = value_span.to(right.span);
        Expectation { value, wanted: Wanted::Value(right), printed, sign, span }
    }

    fn exceptions(&mut self, item: &Item) -> Vec<(NameId, String)> {
        let clauses = item.clauses.iter().filter_map(|clause| {
            if let ClauseKind::Except { name, reason } = &clause.kind { Some((name, reason)) } else { None }
        });
        clauses.filter_map(|(name, reason)| Some((self.resolver.any_name(name)?, reason.text.clone()))).collect()
    }

    /// `pastikan`
    pub fn assertion(&mut self, item: &Item, condition: &ast::Expr, message: &Word) -> Assertion {
        Clauses::new(item, &mut self.problems);
        self.resolver.used_node = false;
        Assertion {
            condition: self.resolver.condition(condition, Scope::of(Here::Node), "yang dipastikan"),
            for_each: std::mem::take(&mut self.resolver.used_node),
            message: message.text.clone(),
            except: self.exceptions(item),
            in_force: item.in_force().unwrap_or(Years::ALWAYS),
            span: item.head_span,
        }
    }
}

/// `25%-30%` in the syntax of rules.
fn range_with_dash(value: &Expr, sources: &Sources) -> Option<String> {
    let ExprKind::Binary { operator: ast::Operator::Subtract, left, right } = &value.kind else { return None };
    match (&left.kind, &right.kind) {
        (ExprKind::Number(low, _), ExprKind::Number(high, _)) if low <= high => {
            Some(format!("{}..{}", sources.slice(left.span).trim(), sources.slice(right.span).trim()))
        }
        _ => None,
    }
}

/// The decimals of a figure as written.
fn decimals(expr: &ast::Expr) -> Option<Places> {
    if let ast::ExprKind::Negate(inner) = &expr.kind {
        return decimals(inner);
    }
    let ast::ExprKind::Number { value, .. } = &expr.kind else { return None };
    Places::new(value.scale() as i32)
}

fn state_of(stated: ast::Stated) -> State {
    match stated {
        ast::Stated::Undefined => State::Undefined,
        ast::Stated::NotFilled => State::NotFilled,
        ast::Stated::NotApplicable => State::NotApplicable,
    }
}
