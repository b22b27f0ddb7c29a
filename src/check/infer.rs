//! Units that nobody declares and that are certain all the same: those of formulas, and of members inside an aggregate.
//!
//! Works on expressions as written, before any is resolved: the units of names must be known by then.

use super::names::{Names, Version};
use super::program::{Aggregate, NameId, Role};
use super::references::{is_set, set_kind};
use super::units::{Unit, combine};
use crate::number::Exact;
use crate::syntax::ast::{ClauseKind, Expr, ExprKind, Head, Item, Operator, Reference};
use crate::syntax::words::Block;
use std::collections::HashMap;

/// What words without a name of their own mean, where a single unit is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct At {
    /// The member an aggregate is at: `realisasi anggota`.
    pub member: Option<NameId>,
    /// The row an aggregate is at: `realisasi`.
    pub row: Option<NameId>,
}

/// A formula whose unit is asked for: whose version it is, and whether it is looked at already.
struct Pending<'i> {
    name: NameId,
    version: usize,
    formula: &'i Expr,
    is_seen: bool,
}

/// Gives every version without `satuan` the unit of its `umum`, else that of its formula.
pub fn complete(names: &mut Names, items: &[&Item]) {
    let mut pending = pending(names, items);
    let mut of_name: HashMap<NameId, Vec<usize>> = HashMap::new();
    for (at, one) in pending.iter().enumerate() {
        of_name.entry(one.name).or_default().push(at);
    }
    // What a formula needs comes first; a chain may be as long as the file.
    let mut stack: Vec<(usize, bool)> = (0..pending.len()).rev().map(|at| (at, false)).collect();
    while let Some((at, is_ready)) = stack.pop() {
        if is_ready {
            let unit = names.unit_of(pending[at].formula, At::default());
            let versions = &mut names.values[pending[at].name.0 as usize].versions;
            give(versions, pending[at].version, unit.unwrap_or_default());
        } else if !std::mem::replace(&mut pending[at].is_seen, true) {
            stack.push((at, true));
            let mut needs = Vec::new();
            mentioned(names, pending[at].formula, &mut needs);
            let needed = needs.iter().filter_map(|name| of_name.get(name)).flatten();
            stack.extend(needed.map(|&at| (at, false)));
        }
    }
}

/// The versions without a declared unit that have a formula. Those under an `umum` with a unit get it here.
fn pending<'i>(names: &mut Names, items: &[&'i Item]) -> Vec<Pending<'i>> {
    let unit_in = |item: &Item| {
        item.clauses.iter().find_map(|clause| match &clause.kind {
            ClauseKind::Unit(word) => Some(Unit::from_word(&word.text)),
            _ => None,
        })
    };
    let generals = items.iter().filter_map(|item| match &item.head {
        Head::General { prefix } => Some((prefix.as_ref().map_or("", |prefix| prefix.text.as_str()), unit_in(item))),
        _ => None,
    });
    let generals: Vec<(&str, Option<Unit>)> = generals.collect();
    let covers = |code: &str, prefix: &str| prefix.is_empty() || super::program::begins_with(code, prefix);
    let mut pending = Vec::new();
    for item in items {
        let (word, own) = match &item.head {
            Head::Named { name, block: Block::Quantity | Block::Indicator, .. } => (name, None),
            Head::Formula { name, formula } => (name, Some(formula)),
            _ => continue,
        };
        let Some(&name) = names.by_code.get(&word.text).filter(|_| unit_in(item).is_none()) else { continue };
        let versions = &mut names.values[name.0 as usize].versions;
        let Some(version) = versions.iter().position(|version| version.head == item.head_span) else { continue };
        let covering = generals.iter().filter(|(prefix, _)| covers(&word.text, prefix));
        if let Some((_, Some(unit))) = covering.max_by_key(|(prefix, _)| prefix.len()) {
            give(versions, version, unit.clone());
            continue;
        }
        let clause = item.clauses.iter().find_map(|clause| match &clause.kind {
            ClauseKind::Formula(expr) => Some(expr),
            _ => None,
        });
        let formula = own.or(clause);
        pending.extend(formula.map(|formula| Pending { name, version, formula, is_seen: false }));
    }
    pending
}

/// Gives a version its unit, and the others that are of the same text: what replaces it may part it in two.
fn give(versions: &mut [Version], at: usize, unit: Unit) {
    let head = versions[at].head;
    versions.iter_mut().filter(|version| version.head == head).for_each(|version| version.unit = unit.clone());
}

/// Every name an expression mentions.
fn mentioned(names: &Names, expr: &Expr, found: &mut Vec<NameId>) {
    match &expr.kind {
        ExprKind::Reference(reference) => {
            found.extend(reference.words.iter().filter_map(|word| names.by_code.get(&word.text)));
        }
        ExprKind::Call { arguments, .. } => arguments.iter().for_each(|one| mentioned(names, one, found)),
        ExprKind::Negate(inner) | ExprKind::Not(inner) => mentioned(names, inner, found),
        ExprKind::Binary { left, right, .. } => {
            mentioned(names, left, found);
            mentioned(names, right, found);
        }
        ExprKind::If { then, otherwise, .. } => {
            mentioned(names, then, found);
            mentioned(names, otherwise, found);
        }
        ExprKind::Number { .. } | ExprKind::Text(_) => {}
    }
}

impl Names {
    /// The unit of an expression where it is certain; [`Unit::Any`] for a bare number, none where nothing can be said.
    pub fn unit_of(&self, expr: &Expr, at: At) -> Option<Unit> {
        let of = |expr: &Expr| self.unit_of(expr, at);
        match &expr.kind {
            ExprKind::Number { percent, .. } => Some(if *percent { Unit::Percent } else { Unit::Any }),
            ExprKind::Reference(reference) => self.unit_of_reference(reference, at),
            ExprKind::Negate(inner) => of(inner),
            ExprKind::If { then, otherwise, .. } => one_unit([of(then)?, of(otherwise)?]),
            ExprKind::Binary { operator, left, right } => match operator {
                Operator::Multiply if is_whole(left) || is_whole(right) => {
                    let other = if is_whole(left) { of(right) } else { of(left) };
                    combine(Operator::Multiply, &other.unwrap_or_default(), &Unit::Percent)
                }
                Operator::Multiply | Operator::Divide => {
                    let (left, right) = (of(left)?, of(right)?);
                    let is_named = |unit: &Unit| matches!(unit, Unit::Named(_));
                    let is_bare = |unit: &Unit| *unit == Unit::Any;
                    // Rupiah for each person, persons times days, percent of percent: there is no word for it.
                    let is_new = match operator {
                        Operator::Multiply => {
                            !is_bare(&left) && !is_bare(&right) && is_named(&left) == is_named(&right)
                        }
                        _ => is_named(&right) && left != right,
                    };
                    if is_new { None } else { combine(*operator, &left, &right) }
                }
                Operator::Add | Operator::Subtract => match (of(left), of(right)) {
                    (Some(left), Some(right)) => combine(*operator, &left, &right),
                    // What is added must be of the same unit, or there is a finding.
                    (Some(unit @ Unit::Named(_)), None) | (None, Some(unit @ Unit::Named(_))) => Some(unit),
                    _ => None,
                },
                _ => None,
            },
            ExprKind::Call { function, arguments } => self.unit_of_call(&function.text.to_lowercase(), arguments, at),
            ExprKind::Text(_) | ExprKind::Not(_) => None,
        }
    }

    fn unit_of_call(&self, function: &str, arguments: &[Expr], at: At) -> Option<Unit> {
        let of = |expr: &Expr| self.unit_of(expr, at);
        match (function, Aggregate::from_word(function)) {
            ("pertumbuhan", _) => Some(Unit::Percent),
            ("selisih", _) => {
                let unit = one_unit([of(arguments.first()?)?, of(arguments.get(1)?)?])?;
                Some(if unit.word() == Some("rupiah") { unit } else { Unit::Points })
            }
            ("bulat" | "abs", _) => of(arguments.first()?),
            (_, Some(Aggregate::Count)) => Some(Unit::Any),
            ("min" | "maks", _) | (_, Some(_)) => one_unit(arguments.iter().map(of).collect::<Option<Vec<_>>>()?),
            _ => None,
        }
    }

    fn unit_of_reference(&self, reference: &Reference, at: At) -> Option<Unit> {
        let role = |word: &str| Role::from_word(word).or_else(|| self.field(word).map(Role::Field));
        if is_set(reference) {
            let first = &reference.words[0];
            let role = if set_kind(first).is_some() { Role::Main } else { role(&first.text)? };
            return self.unit_of_role(role, at.member);
        }
        match reference.words.as_slice() {
            [word] if word.text.eq_ignore_ascii_case("tahun") => Some(Unit::Any),
            [word] => match self.by_code.get(&word.text) {
                Some(&name) => self.unit_of_role(Role::Main, Some(name)),
                None => self.unit_of_role(role(&word.text)?, at.row),
            },
            [first, name] => self.unit_of_role(role(&first.text)?, Some(*self.by_code.get(&name.text)?)),
            _ => None,
        }
    }

    fn unit_of_role(&self, role: Role, name: Option<NameId>) -> Option<Unit> {
        let versions = || name.map(|name| self.versions(name)).unwrap_or_default();
        match role {
            Role::RawAchievement | Role::CappedAchievement | Role::Achievement => Some(Unit::Percent),
            Role::Budget | Role::Spent => Some(Unit::from_word("rupiah")),
            Role::Main if versions().iter().any(|version| version.block == Block::Group) => Some(Unit::Percent),
            Role::Main
            | Role::Value
            | Role::Target
            | Role::TargetLow
            | Role::TargetHigh
            | Role::ScaleLow
            | Role::ScaleHigh => Some(self.unit(name)).filter(|unit| *unit != Unit::Any),
            Role::Field(field) => {
                let field = self.fields.get(field.0 as usize)?;
                Some(field.unit.clone()).filter(|unit| !field.is_text && *unit != Unit::Any)
            }
            _ => None,
        }
    }
}

/// The unit of all of several values; none where they differ.
fn one_unit(units: impl IntoIterator<Item = Unit>) -> Option<Unit> {
    units.into_iter().try_fold(Unit::Any, |both, unit| both.same(&unit))
}

/// `100%`, by which a ratio becomes a percentage whatever it is a ratio of.
fn is_whole(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Number { value, percent: true } if Exact::from(*value) == Exact::from(100))
}
