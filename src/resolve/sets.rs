//! Members, parts and descendants inside aggregates: which they are, and whether their values are compatible.

use super::expressions::{Each, Here, Resolver, Scope, Type};
use super::inferred_units::At;
use super::problem::ExpressionProblem;
use super::program::*;
use super::references::{is_set, set_kind, supports};
use super::units::Unit;
use crate::diagnostic::Edit;
use crate::number::Exact;
use crate::syntax::ast::{self, Reference, Word};

impl Resolver<'_> {
    /// The unit of an expression that is the same at every member of a group, if it is certain.
    pub(super) fn member_units(&mut self, aggregate: Aggregate, set: &SetRef, body: &ast::Expr) -> Option<Unit> {
        if set.kind != SetKind::Members {
            return None;
        }
        let groups = self.groups_of(set);
        self.word_members(aggregate, &groups, body);
        let at = |name| At { member: Some(name), ..At::default() };
        let units: Vec<_> = groups.iter().map(|group| self.units_at(aggregate, group, body, at)).collect();
        units.into_iter().reduce(|a, b| if a == b { a } else { None }).flatten()
    }

    /// The members of each version of a group; nothing is known about parts.
    pub(super) fn groups_of(&self, set: &SetRef) -> Vec<Vec<NameId>> {
        match (set.kind, set.of) {
            (SetKind::Parts | SetKind::Descendants, _) => Vec::new(),
            (SetKind::Members, Some(name)) => self.names.members(name),
            (SetKind::Members, None) => vec![self.members.clone()],
        }
    }

    /// Reports the first member whose value is a word where numbers are combined; counting accepts anything.
    fn word_members(&mut self, aggregate: Aggregate, groups: &[Vec<NameId>], body: &ast::Expr) {
        if aggregate.only_counts() || aggregate == Aggregate::CountIf {
            return;
        }
        let role = |reference: &&Reference| match set_kind(&reference.words[0]) {
            Some(_) => Some(Role::Main),
            None => self.role(&reference.words[0].text),
        };
        let roles: Vec<Role> = sets_in(body).iter().filter_map(role).collect();
        let is_word = |member: &&NameId| roles.iter().any(|role| self.type_of(*role, Some(**member)) == Type::Text);
        if let Some(member) = groups.iter().flatten().find(is_word) {
            self.problems.push(ExpressionProblem::WordMember {
                span: body.span,
                aggregate: aggregate.word(),
                member: self.names.values[member.0 as usize].code.clone(),
                mend: achievement_instead(body),
            });
        }
    }

    /// The unit of an expression at each of several things; reports incompatible units.
    pub(super) fn units_at(
        &mut self,
        aggregate: Aggregate,
        things: &[NameId],
        body: &ast::Expr,
        at: impl Fn(NameId) -> At,
    ) -> Option<Unit> {
        if aggregate.only_counts() || things.is_empty() {
            return None;
        }
        let units: Vec<(NameId, Option<Unit>)> =
            things.iter().map(|&thing| (thing, self.names.unit_of(body, at(thing)))).collect();
        let mut known = units.iter().filter_map(|(thing, unit)| Some((*thing, unit.clone()?)));
        let known = known.by_ref().filter(|(_, unit)| *unit != Unit::Any).collect::<Vec<_>>();
        let (first, unit) = known.first()?;
        if let Some((other, unlike)) = known.iter().find(|(_, other)| other.same(unit).is_none()) {
            let code = |name: &NameId| self.names.values[name.0 as usize].code.clone();
            let word = |unit: &Unit| unit.word().unwrap_or("angka").to_string();
            let has_achievement = |thing: &NameId| {
                self.names.versions(*thing).iter().all(|version| supports(version.block, Role::Achievement))
            };
            let mend = things.iter().all(has_achievement).then(|| achievement_instead(body)).flatten();
            self.problems.push(ExpressionProblem::MixedUnits {
                span: body.span,
                aggregate: aggregate.word(),
                first: (code(first), word(unit)),
                second: (code(other), word(unlike)),
                mend,
                column: self.names.written_column_of_row(body),
            });
            return None;
        }
        let all = units.iter().map(|(_, unit)| unit.clone()).collect::<Option<Vec<_>>>()?;
        all.into_iter().try_fold(Unit::Any, |both, unit| both.same(&unit))
    }

    /// The set that words with `anggota`, `rincian` or `turunan` mean.
    pub(super) fn set(&mut self, reference: &Reference, scope: Scope) -> Option<SetRef> {
        let words: Vec<&Word> = reference.words.iter().skip_while(|word| set_kind(word).is_none()).collect();
        let kind = words.first().and_then(|word| set_kind(word))?;
        let of = match (words.as_slice(), kind) {
            // A footer runs over rows, and rows that are members of a class are not the class.
            ([_], SetKind::Members)
                if scope.here == Here::Group
                    || scope.here == Here::Class && !scope.over_rows && !matches!(scope.each, Each::Row) =>
            {
                None
            }
            // The rows of a footer are those that are shown; their whole is not a row.
            ([word], SetKind::Parts | SetKind::Descendants) if scope.over_rows => {
                let (set, role) = (word.text.clone(), reference.words[0].text.clone());
                self.problems.push(ExpressionProblem::PartsInFooter { span: reference.span, set, role });
                return None;
            }
            ([_], SetKind::Parts | SetKind::Descendants) if matches!(scope.here, Here::Row | Here::Indicator) => None,
            ([_], SetKind::Parts | SetKind::Descendants) if scope.here == Here::Node => {
                self.used_node = true;
                None
            }
            ([word], SetKind::Members | SetKind::Parts | SetKind::Descendants) => {
                let role = word.text.clone();
                let example = if kind == SetKind::Members { "anggota IKU" } else { "rincian \"7.01.01\"" };
                let example = Some(example.to_string());
                self.problems.push(ExpressionProblem::NoSubject { span: word.span, role, example, in_group: false });
                return None;
            }
            ([_, name], SetKind::Members) => Some(self.group(name, reference)?),
            ([_, name], SetKind::Parts | SetKind::Descendants) => Some(self.any_name(name)?),
            _ => {
                self.phrase(reference);
                return None;
            }
        };
        Some(SetRef { kind, of, period: reference.period, span: reference.span })
    }

    /// A reference such as `capaian anggota IKU` inside an aggregate: the value of the member at hand.
    pub(super) fn member_value(&mut self, reference: &Reference) -> (ExprKind, Type) {
        let role = match before_set(reference) {
            [] => Some(Role::Main),
            [role] => self.role(&role.text),
            _ => None,
        };
        let Some(role) = role else {
            self.phrase(reference);
            return (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
        };
        let value = ValueRef { role, subject: Subject::Each, period: reference.period };
        (ExprKind::Value(value), self.type_of(role, None))
    }
}

/// The words before a set: of `capaian anggota IKU` the role.
pub(super) fn before_set(reference: &Reference) -> &[Word] {
    let at = reference.words.iter().position(|word| set_kind(word).is_some());
    &reference.words[..at.unwrap_or_default()]
}

/// Every reference to members inside an expression. Depth is bounded by the parser.
pub(super) fn sets_in(expr: &ast::Expr) -> Vec<&Reference> {
    match &expr.kind {
        ast::ExprKind::Reference(reference) if is_set(reference) => vec![reference],
        ast::ExprKind::Negate(inner) | ast::ExprKind::Not(inner) => sets_in(inner),
        ast::ExprKind::Binary { left, right, .. } => [sets_in(left), sets_in(right)].concat(),
        ast::ExprKind::If { condition, then, otherwise } => {
            [sets_in(condition), sets_in(then), sets_in(otherwise)].concat()
        }
        // A set inside a nested aggregate belongs to that aggregate.
        ast::ExprKind::Call { function, arguments } if Aggregate::from_word(&function.text).is_none() => {
            arguments.iter().flat_map(sets_in).collect()
        }
        ast::ExprKind::Number { .. }
        | ast::ExprKind::Text(_)
        | ast::ExprKind::Reference(_)
        | ast::ExprKind::Call { .. } => Vec::new(),
    }
}

/// Suggests `capaian` in place of a value that is read of each member or row: `realisasi anggota`, `anggota`,
/// `realisasi`.
fn achievement_instead(body: &ast::Expr) -> Option<Edit> {
    let ast::ExprKind::Reference(reference) = &body.kind else { return None };
    let first = reference.words.first()?;
    match set_kind(first) {
        Some(_) => Some(Edit::insert_before(first.span, "capaian ")),
        None => Some(Edit::replace(first.span, "capaian")),
    }
}

pub(super) fn set_words(reference: &Reference) -> Vec<String> {
    let words = reference.words.iter().skip_while(|word| set_kind(word).is_none());
    words.map(|word| word.text.to_lowercase()).collect()
}
