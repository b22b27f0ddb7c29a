//! The rules of before in the names of the rules of now, so that both can be laid side by side and mixed.

use super::Side;
use crate::program::{
    AchievementRule, BandRule, ConversionRule, Definition, Expr, ExprKind, FieldId, Kind, Name, NameId, Outcome, Over,
    Program, Role, Subject,
};
use crate::source::Sources;
use crate::syntax::ast::Years;
use std::collections::BTreeMap;

/// Both sides in one set of names.
pub struct Joined {
    /// The rules of now, with the names that only those of before have.
    pub host: Program,
    /// The year whose rules of now are meant; the data are those of this year.
    pub year: i32,
    /// What each name is before.
    pub old: BTreeMap<NameId, Definition>,
    /// What each name is now.
    pub new: BTreeMap<NameId, Definition>,
    /// Rules of achievement, before and now.
    pub achievements: BTreeMap<String, [Option<AchievementRule>; 2]>,
    /// Rules of bands.
    pub bands: BTreeMap<String, [Option<BandRule>; 2]>,
    /// Conversions.
    pub conversions: BTreeMap<String, [Option<ConversionRule>; 2]>,
    /// Names that are called otherwise now, with what they were called.
    pub renamed: BTreeMap<NameId, String>,
    /// Whether no name is on both sides.
    pub is_strange: bool,
}

/// Where names and columns of before stand among those of now.
struct Places {
    names: Vec<NameId>,
    fields: Vec<FieldId>,
}

/// Lays both sides over each other.
pub fn join(old: Side, new: Side) -> Joined {
    let mut host = new.program.clone();
    let renamed = renamed(old, new);
    let mut places = Places { names: Vec::new(), fields: Vec::new() };
    for name in &old.program.names {
        let called = renamed.iter().find(|(_, before)| **before == name.code).map(|(id, _)| *id);
        let at = called.or_else(|| host.by_code.get(&name.code).copied()).unwrap_or_else(|| {
            let id = NameId(host.names.len() as u32);
            host.names.push(Name { code: name.code.clone(), versions: Vec::new() });
            host.by_code.insert(name.code.clone(), id);
            id
        });
        places.names.push(at);
    }
    for field in &old.program.fields {
        let at = host.fields.iter().position(|known| known.name == field.name).unwrap_or_else(|| {
            host.fields.push(field.clone());
            host.fields.len() - 1
        });
        places.fields.push(FieldId(at as u32));
    }
    let before = (0..old.program.names.len() as u32).map(NameId).filter_map(|name| {
        let mut definition = old.program.version(name, old.year)?.clone();
        definition_in(&mut definition, &places);
        Some((definition.name, definition))
    });
    let before: BTreeMap<NameId, Definition> = before.collect();
    let now = (0..new.program.names.len() as u32).map(NameId);
    let now = now.filter_map(|name| Some((name, new.program.version(name, new.year)?.clone())));
    let now: BTreeMap<NameId, Definition> = now.collect();
    let mut achievements: BTreeMap<String, [Option<AchievementRule>; 2]> = BTreeMap::new();
    let mut bands: BTreeMap<String, [Option<BandRule>; 2]> = BTreeMap::new();
    let mut conversions: BTreeMap<String, [Option<ConversionRule>; 2]> = BTreeMap::new();
    for (side, at) in [(old, 0), (new, 1)] {
        let covers = |years: Years| years.covers(side.year);
        for rule in side.program.achievement_rules.iter().filter(|rule| covers(rule.in_force)) {
            let mut rule = rule.clone();
            if at == 0 {
                rule_in(&mut rule, &places);
            }
            let name = rule.name.clone();
            achievements.entry(name).or_default()[at] = Some(rule);
        }
        for rule in side.program.band_rules.iter().filter(|rule| covers(rule.in_force)) {
            bands.entry(rule.name.clone()).or_default()[at] = Some(rule.clone());
        }
        for rule in side.program.conversions.iter().filter(|rule| covers(rule.in_force)) {
            let mut rule = rule.clone();
            if at == 0 {
                rule.pieces.iter_mut().for_each(|piece| expr_in(&mut piece.value, &places));
            }
            let name = rule.name.clone();
            conversions.entry(name).or_default()[at] = Some(rule);
        }
    }
    let is_strange = !before.keys().any(|name| now.contains_key(name));
    let year = new.year;
    Joined { host, year, old: before, new: now, achievements, bands, conversions, renamed, is_strange }
}

/// Names that are gone and stand under another one now: of the same kind and words, and nothing else is like them.
fn renamed(old: Side, new: Side) -> BTreeMap<NameId, String> {
    let only = |of: Side, beside: Side| -> Vec<NameId> {
        let names = (0..of.program.names.len() as u32).map(NameId);
        let is_there = |name: &NameId| of.program.version(*name, of.year).is_some();
        let is_gone = |name: &NameId| {
            let other = beside.program.by_code.get(of.program.code(*name));
            other.is_none_or(|other| beside.program.version(*other, beside.year).is_none())
        };
        names.filter(is_there).filter(is_gone).collect()
    };
    let (gone, come) = (only(old, new), only(new, old));
    let like = |a: &NameId, b: &NameId| {
        let (Some(a), Some(b)) = (old.program.version(*a, old.year), new.program.version(*b, new.year)) else {
            return false;
        };
        let kinds = std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind);
        let words = |one: &Definition, sources: &Sources| {
            let formula = one.formula.as_ref().map(|formula| sources.one_line(formula.span));
            (one.label.clone(), formula, one.unit.clone())
        };
        let (a, b) = (words(a, old.sources), words(b, new.sources));
        kinds && a == b && (a.0.is_some() || a.1.is_some())
    };
    let found = come.iter().filter_map(|now| {
        let mut before = gone.iter().filter(|before| like(before, now));
        let only = before.next().filter(|_| before.next().is_none())?;
        let others = come.iter().filter(|other| like(only, other)).count();
        (others == 1).then(|| (*now, old.program.code(*only).to_string()))
    });
    found.collect()
}

fn definition_in(definition: &mut Definition, places: &Places) {
    let name = |name: &mut NameId| *name = places.names[name.0 as usize];
    name(&mut definition.name);
    definition.parent.iter_mut().for_each(name);
    definition.parents.iter_mut().for_each(|(_, parent)| name(parent));
    definition.formula.iter_mut().for_each(|formula| expr_in(formula, places));
    match &mut definition.kind {
        Kind::Quantity => {}
        Kind::Indicator(indicator) => indicator.target.iter_mut().for_each(|target| expr_in(target, places)),
        Kind::Group(group) => {
            group.members.iter_mut().for_each(|(member, _)| name(member));
            expr_in(&mut group.achievement, places);
            for (member, weight) in &mut group.weights {
                name(member);
                expr_in(weight, places);
            }
        }
    }
}

fn rule_in(rule: &mut AchievementRule, places: &Places) {
    let outcome = |outcome: &mut Outcome| {
        if let Outcome::Value(expr) = outcome {
            expr_in(expr, places);
        }
    };
    for (condition, one) in &mut rule.cases {
        expr_in(condition, places);
        outcome(one);
    }
    let formulas = [&mut rule.higher, &mut rule.lower, &mut rule.range, &mut rule.higher_range, &mut rule.lower_range];
    formulas.into_iter().flatten().for_each(outcome);
}

/// Depth is bounded by the parser.
fn expr_in(expr: &mut Expr, places: &Places) {
    let name = |name: &mut NameId| *name = places.names[name.0 as usize];
    match &mut expr.kind {
        ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year | ExprKind::Argument => {}
        ExprKind::Value(value) => {
            if let Subject::Name(of) = &mut value.subject {
                name(of);
            }
            if let Role::Field(field) = &mut value.role {
                *field = places.fields[field.0 as usize];
            }
        }
        ExprKind::Convert(_, inner)
        | ExprKind::Negate(inner)
        | ExprKind::Not(inner)
        | ExprKind::Round(inner, _)
        | ExprKind::Absolute(inner)
        | ExprKind::Root(inner)
        | ExprKind::Present(inner) => expr_in(inner, places),
        ExprKind::Difference(a, b) | ExprKind::Growth(a, b) | ExprKind::Binary { left: a, right: b, .. } => {
            expr_in(a, places);
            expr_in(b, places);
        }
        ExprKind::If { condition, then, otherwise } => {
            [condition, then, otherwise].into_iter().for_each(|one| expr_in(one, places));
        }
        ExprKind::Least(items) | ExprKind::Greatest(items) => items.iter_mut().for_each(|one| expr_in(one, places)),
        ExprKind::Aggregate { over, .. } => match over {
            Over::List(items) => items.iter_mut().for_each(|one| expr_in(one, places)),
            Over::Members(set, body) => {
                set.of.iter_mut().for_each(name);
                expr_in(body, places);
            }
            Over::Rows(body) => expr_in(body, places),
        },
    }
}
