//! Units that are certain without being declared: those of formulas, and of members inside an aggregate.
//!
//! Works on expressions as written, before any is resolved: the units of names must be known by then.

use super::names::Names;
use super::program::{Aggregate, Function, NameId, Role, UnitOf};
use super::references::{is_set, set_kind};
use super::units::Unit;
use crate::number::Exact;
use crate::program::level::{Among, level, sum};
use crate::program::measure::{Factors, Measure, Sort, Worked};
use crate::source::Span;
use crate::syntax::ast::{ClauseKind, Expr, ExprKind, Head, Item, Operator, Reference};
use crate::syntax::words::Block;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What words without a name of their own mean, for the inference of a single unit.
#[derive(Debug, Clone, Copy, Default)]
pub struct At {
    /// The member an aggregate is at: `realisasi anggota`.
    pub member: Option<NameId>,
    /// The row an aggregate is at: `realisasi`.
    pub row: Option<NameId>,
}

/// A formula whose unit is being inferred: whose version it is, and whether it has been visited.
struct Pending<'i> {
    name: NameId,
    version: usize,
    formula: &'i Expr,
    /// `satuan poin`: percentage points, unless the formula gives points of something else.
    is_points: bool,
    is_seen: bool,
}

/// The versions of a name with the same text, by its head line: a replacement may split one in two.
type OfOneText = HashMap<(NameId, Span), Vec<usize>>;

/// Gives every version without `satuan` the unit of its `umum`, else that of its formula; `percentages` are those that
/// a plan found to be percentages, by head line.
pub fn complete(names: &mut Names, items: &[&Item], percentages: &HashMap<Span, Unit>) {
    names.percent_conversions = percent_conversions(names, items);
    let mut of_text = OfOneText::new();
    for (name, value) in names.values.iter().enumerate() {
        for (at, version) in value.versions.iter().enumerate() {
            of_text.entry((NameId(name as u32), version.head)).or_default().push(at);
        }
    }
    let mut pending = pending(names, items, &of_text);
    let mut of_name: HashMap<NameId, Vec<usize>> = HashMap::new();
    for (at, one) in pending.iter().enumerate() {
        of_name.entry(one.name).or_default().push(at);
    }
    // The dependencies of a formula come first; a chain may be as long as the file.
    let mut stack: Vec<(usize, bool)> = (0..pending.len()).rev().map(|at| (at, false)).collect();
    while let Some((at, is_ready)) = stack.pop() {
        if is_ready {
            let one = &pending[at];
            let head = names.values[one.name.0 as usize].versions[one.version].head;
            let told = percentages.get(&head).cloned();
            let worked = names.worked_out(one.formula, At::default());
            let unit = told.or_else(|| certain(&worked.measure));
            let others = Unit::Any.difference();
            let given = match unit {
                unit if !one.is_points => Some(unit.unwrap_or_default()),
                None => is_difference(one.formula).then_some(others),
                Some(unit) => (unit == others).then_some(others),
            };
            let worked = (!one.is_points).then(|| Arc::new(worked));
            if let Some(unit) = given {
                give(names, (one.name, one.version), unit, worked, &of_text);
            }
        } else if !std::mem::replace(&mut pending[at].is_seen, true) {
            stack.push((at, true));
            let mut needs = Vec::new();
            mentioned(names, pending[at].formula, &mut needs);
            let needed = needs.iter().filter_map(|name| of_name.get(name)).flatten();
            stack.extend(needed.map(|&at| (at, false)));
        }
    }
}

/// The conversions with a result written in percent in every version; their other results are then in percent too.
fn percent_conversions(names: &Names, items: &[&Item]) -> BTreeSet<String> {
    let conversions = items.iter().filter_map(|item| {
        if let Head::Named { name, block: Block::ConversionRule, .. } = &item.head {
            let is_in_percent = item.clauses.iter().any(|clause| {
                if let ClauseKind::Piece { value, .. } = &clause.kind {
                    names.measure_of(value, At::default()).unit == Unit::Percent
                } else {
                    false
                }
            });
            Some((name.text.clone(), is_in_percent))
        } else {
            None
        }
    });
    let (with, without): (Vec<_>, Vec<_>) = conversions.partition(|(_, is_in_percent)| *is_in_percent);
    let without: BTreeSet<String> = without.into_iter().map(|(name, _)| name).collect();
    with.into_iter().map(|(name, _)| name).filter(|name| !without.contains(name)).collect()
}

/// The versions with a formula and without a declared unit. Those under an `umum` with a unit get it here.
fn pending<'i>(names: &mut Names, items: &[&'i Item], of_text: &OfOneText) -> Vec<Pending<'i>> {
    let unit_in = |item: &Item| {
        item.clauses.iter().find_map(|clause| {
            if let ClauseKind::Unit(word) = &clause.kind { Some(Unit::from_word(&word.text)) } else { None }
        })
    };
    let generals = items.iter().filter_map(|item| {
        if let Head::General { prefix } = &item.head {
            Some((prefix.as_ref().map_or("", |prefix| prefix.text.as_str()), unit_in(item)))
        } else {
            None
        }
    });
    let generals: Vec<(&str, Option<Unit>)> = generals.collect();
    let covers = |code: &str, prefix: &str| prefix.is_empty() || crate::data::segments::begins_with(code, prefix);
    let mut pending = Vec::new();
    for item in items {
        let (word, own) = if let Head::Named { name, block: Block::Quantity | Block::Indicator, .. } = &item.head {
            (name, None)
        } else if let Head::Formula { name, formula } = &item.head {
            (name, Some(formula))
        } else {
            continue;
        };
        let said = unit_in(item);
        let is_points = said == Some(Unit::Points);
        let Some(&name) = names.by_code.get(&word.text).filter(|_| said.is_none() || is_points) else { continue };
        let Some(version) = names.place(name, item.head_span) else { continue };
        let covering = || generals.iter().filter(|(prefix, _)| covers(&word.text, prefix));
        let longest = covering().map(|(prefix, _)| prefix.len()).max();
        // What the one for these codes leaves out comes from that for the whole package.
        let says = covering().any(|(prefix, unit)| Some(prefix.len()) == longest && unit.is_some());
        let longest = longest.map(|longest| if says { longest } else { 0 });
        let mut said = covering().filter(|(prefix, _)| Some(prefix.len()) == longest).map(|(_, unit)| unit);
        let first = said.next().and_then(Option::as_ref);
        // If versions have different units, it stays open here; each year gets its own from them.
        if let Some(unit) = first.filter(|unit| !is_points && said.all(|other| other.as_ref() == Some(unit))) {
            give(names, (name, version), unit.clone(), None, of_text);
            continue;
        }
        let clause = item
            .clauses
            .iter()
            .find_map(|clause| if let ClauseKind::Formula(expr) = &clause.kind { Some(expr) } else { None });
        let formula = own.or(clause);
        pending.extend(formula.map(|formula| Pending { name, version, formula, is_points, is_seen: false }));
    }
    pending
}

/// Gives a version its unit, and the measure of its formula where that determines it; the same for other versions with
/// the same text.
fn give(names: &mut Names, (name, at): (NameId, usize), unit: Unit, worked: Option<Arc<Worked>>, of_text: &OfOneText) {
    let versions = &mut names.values[name.0 as usize].versions;
    for &twin in of_text.get(&(name, versions[at].head)).into_iter().flatten() {
        (versions[twin].unit, versions[twin].worked) = (unit.clone(), worked.clone());
    }
}

/// The unit of an expression's measure, if it is certain.
fn certain(Measure { unit, sort, .. }: &Measure) -> Option<Unit> {
    // Rupiah per person, or person-days: there is no word for it.
    let has_no_word = *unit == Unit::Any && matches!(sort, Sort::Unknown | Sort::Compound(_));
    (!has_no_word).then(|| unit.clone())
}

/// Whether a formula gives a difference like `selisih(…)`: of values without a unit it is in points too, even if
/// rounded, multiplied, or in one branch only.
fn is_difference(formula: &Expr) -> bool {
    let is_number = |expr: &Expr| matches!(expr.kind, ExprKind::Number { percent: false, .. });
    let beside = |all: &[&Expr]| {
        all.iter().any(|one| is_difference(one)) && all.iter().all(|one| is_difference(one) || is_number(one))
    };
    match &formula.kind {
        ExprKind::Call { function, arguments } => match Function::from_word(&function.text.to_lowercase()) {
            Some(Function::Difference) => true,
            Some(Function::Round | Function::Absolute) => arguments.first().is_some_and(is_difference),
            Some(Function::Least | Function::Greatest) => beside(&arguments.iter().collect::<Vec<_>>()),
            Some(Function::Growth | Function::Root | Function::Present) | None => false,
        },
        ExprKind::Negate(inner) => is_difference(inner),
        ExprKind::If { then, otherwise, .. } => beside(&[&**then, &**otherwise]),
        ExprKind::Binary { operator, left, right } => match operator {
            Operator::Add | Operator::Subtract => beside(&[&**left, &**right]),
            Operator::Multiply => is_difference(left) && is_number(right) || is_number(left) && is_difference(right),
            Operator::Divide => is_difference(left) && is_number(right),
            Operator::Power | Operator::Compare(_) | Operator::And | Operator::Or => false,
        },
        ExprKind::Reference(_) | ExprKind::Number { .. } | ExprKind::Text(_) | ExprKind::Not(_) => false,
    }
}

/// Every name an expression mentions.
fn mentioned(names: &Names, expr: &Expr, found: &mut Vec<NameId>) {
    references(expr, &mut |reference| {
        found.extend(reference.words.iter().filter_map(|word| names.by_code.get(&word.text)));
    });
}

/// Every reference inside an expression.
pub(super) fn references<'e>(expr: &'e Expr, found: &mut impl FnMut(&'e Reference)) {
    match &expr.kind {
        ExprKind::Reference(reference) => found(reference),
        ExprKind::Call { arguments, .. } => arguments.iter().for_each(|one| references(one, found)),
        ExprKind::Negate(inner) | ExprKind::Not(inner) => references(inner, found),
        ExprKind::Binary { left, right, .. } => {
            references(left, found);
            references(right, found);
        }
        ExprKind::If { then, otherwise, .. } => {
            references(then, found);
            references(otherwise, found);
        }
        ExprKind::Number { .. } | ExprKind::Text(_) => {}
    }
}

impl Names {
    /// The unit of an expression if it is certain; [`Unit::Any`] for a bare number, none if nothing is known.
    pub fn unit_of(&self, expr: &Expr, at: At) -> Option<Unit> {
        certain(&self.measure_of(expr, at))
    }

    pub(super) fn measure_of(&self, expr: &Expr, at: At) -> Measure {
        let of = |expr: &Expr| self.measure_of(expr, at);
        let unknown = Measure::plain(Sort::Unknown);
        match &expr.kind {
            ExprKind::Number { value, percent } => {
                let unit = if *percent { Unit::Percent } else { Unit::Any };
                Measure { sort: Sort::Literal(Some(Exact::from(*value))), ..Measure::thing(unit) }
            }
            ExprKind::Reference(reference) => match self.worked_reference(reference).filter(|worked| worked.is_known())
            {
                Some(worked) => worked.measure.clone(),
                None => match self.unit_of_reference(reference, at) {
                    // Of the bare words only the year is certainly a number without a unit.
                    Some(Unit::Any) => Measure::plain(Sort::Count),
                    unit => unit.map_or(unknown, Measure::thing),
                },
            },
            ExprKind::If { then, otherwise, .. } => beside(&[of(then), of(otherwise)]),
            ExprKind::Negate(_) => self.factors_of(expr, at).settle().measure,
            ExprKind::Binary { operator, .. } => match operator {
                Operator::Multiply | Operator::Divide => self.factors_of(expr, at).settle().measure,
                Operator::Add | Operator::Subtract => self.sum_of(expr, at),
                Operator::Power | Operator::Compare(_) | Operator::And | Operator::Or => unknown,
            },
            ExprKind::Call { function, arguments } => match self.percent_conversions.contains(&function.text) {
                true => Measure::thing(Unit::Percent),
                false => self.measure_of_call(&function.text.to_lowercase(), arguments, at),
            },
            ExprKind::Text(_) | ExprKind::Not(_) => unknown,
        }
    }

    fn sum_of(&self, expr: &Expr, at: At) -> Measure {
        let (first, links) = chain(expr, [Operator::Add, Operator::Subtract]);
        let begun = self.measure_of(first, at);
        links.fold(begun, |left, (operator, right)| {
            let right = self.measure_of(right, at);
            match is_unclear(&[&left, &right]) {
                true => Measure::plain(Sort::Unknown),
                false => sum(operator, &left, &right).measure,
            }
        })
    }

    pub(super) fn factors_of(&self, expr: &Expr, at: At) -> Factors {
        let (first, links) = chain(expr, [Operator::Multiply, Operator::Divide]);
        let begun = if let ExprKind::Negate(inner) = &first.kind {
            self.factors_of(inner, at).negated()
        } else if let ExprKind::Reference(reference) = &first.kind
            && let Some(worked) = self.worked_reference(reference)
        {
            worked.factors.clone()
        } else {
            Factors::of(&self.measure_of(first, at))
        };
        links.fold(begun, |all, (operator, right)| {
            if operator == Operator::Divide {
                all.over(&self.factors_of(right, at))
            } else {
                all.times(&self.factors_of(right, at))
            }
        })
    }

    fn measure_of_call(&self, function: &str, arguments: &[Expr], at: At) -> Measure {
        let all = || arguments.iter().map(|one| self.measure_of(one, at)).collect::<Vec<_>>();
        let unknown = Measure::plain(Sort::Unknown);
        match (Function::from_word(function), Aggregate::from_word(function)) {
            (Some(Function::Growth), _) => Measure::thing(Unit::Percent),
            (Some(Function::Difference), _) => {
                let both = beside(&all());
                if both.sort == Sort::Unknown { unknown } else { Measure::thing(both.unit.difference()) }
            }
            (Some(Function::Round | Function::Absolute), _) => {
                arguments.first().map_or(unknown, |first| self.measure_of(first, at))
            }
            (Some(Function::Root), _) => {
                let of = arguments.first().map_or(unknown.clone(), |first| self.measure_of(first, at));
                of.root().unwrap_or(unknown)
            }
            (Some(Function::Least | Function::Greatest), _) => beside(&all()),
            (None, Some(aggregate)) if matches!(aggregate.unit(), UnitOf::Plain) => Measure::plain(Sort::Count),
            (None, Some(Aggregate::Percentile(_))) => beside(&all().split_off(arguments.len().min(1))),
            (None, Some(_)) => beside(&all()),
            (Some(Function::Present), _) | (None, None) => unknown,
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
            // A row of a code of the data may have another unit than its `umum`; that of money is certain.
            [first, name] => self.unit_of_role(role(&first.text)?, self.by_code.get(&name.text).copied()),
            _ => None,
        }
    }

    fn unit_of_role(&self, role: Role, name: Option<NameId>) -> Option<Unit> {
        let versions = || name.map(|name| self.versions(name)).unwrap_or_default();
        if let Some(unit) = role.own_unit() {
            return Some(unit);
        }
        match role {
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
                let of_row = || self.unit_of_role(Role::Main, name);
                let unit = if let Some(unit) = &field.unit { Some(unit.clone()) } else { of_row() };
                unit.filter(|unit| !field.is_text && *unit != Unit::Any)
            }
            Role::RawAchievement | Role::CappedAchievement | Role::Achievement | Role::Band | Role::BandWords => None,
            Role::Label | Role::Code | Role::Goal | Role::UnitName | Role::Parent => None,
            Role::Weight | Role::Budget | Role::Spent => None,
        }
    }
}

/// The common measure of operands; beside percent, an unknown one may still turn points into percentage points.
fn beside(all: &[Measure]) -> Measure {
    match is_unclear(&all.iter().collect::<Vec<_>>()) {
        true => Measure::plain(Sort::Unknown),
        false => level(all, Among::Terms).measure,
    }
}

fn is_unclear(all: &[&Measure]) -> bool {
    let is_unknown = all.iter().any(|one| one.unit == Unit::Any && one.sort == Sort::Unknown);
    is_unknown && all.iter().any(|one| one.unit.is_percent())
}

/// `a + b - c …` from its left end, and the operands joined to it one by one: it may be much longer than brackets may
/// be deep.
fn chain(expr: &Expr, joints: [Operator; 2]) -> (&Expr, impl Iterator<Item = (Operator, &Expr)>) {
    let (mut links, mut first) = (Vec::new(), expr);
    while let ExprKind::Binary { operator, left, right } = &first.kind
        && joints.contains(operator)
    {
        links.push((*operator, &**right));
        first = left;
    }
    (first, links.into_iter().rev())
}
