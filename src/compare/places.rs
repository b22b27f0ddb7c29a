//! References in the old rules, translated to the names of the new ones.

use super::renames::Renames;
use crate::program::{
    AchievementRule, Definition, Expr, ExprKind, FieldId, Footer, Kind, NameId, Outcome, Over, Program, Role, RowItem,
    Rows, SetRef, Subject, Table,
};
use std::collections::BTreeMap;

/// The new indexes of old names and columns, and the new names of its rules.
pub(super) struct Places<'p> {
    pub names: Vec<NameId>,
    /// The same for references to other years: a name that changed its meaning only from some year on keeps its own.
    pub past: Vec<NameId>,
    pub fields: Vec<FieldId>,
    pub renamed: &'p Renames,
}

impl<'p> Places<'p> {
    /// The indexes of those that still exist; the others have none.
    pub fn between(old: &Program, new: &Program, renamed: &'p Renames) -> Places<'p> {
        let now = |code: &String| new.by_code.get(renamed.names.get(code).unwrap_or(code)).copied();
        let names: Vec<NameId> = old.names.iter().map(|name| now(&name.code).unwrap_or(NameId(u32::MAX))).collect();
        let field = |name: &str| new.fields.iter().position(|field| field.name == name).unwrap_or(u32::MAX as usize);
        let fields = old.fields.iter().map(|one| FieldId(field(&one.name) as u32)).collect();
        Places { past: names.clone(), names, fields, renamed }
    }

    /// An expression in the new names.
    pub fn expr(&self, expr: &Expr) -> Expr {
        let mut expr = expr.clone();
        expr_in(&mut expr, self, &self.names);
        expr
    }
}

pub(super) fn called(name: &mut String, renamed: &BTreeMap<String, String>) {
    if let Some(now) = renamed.get(name) {
        name.clone_from(now);
    }
}

/// Translates everything that an old definition refers to.
pub(super) fn definition_in(definition: &mut Definition, places: &Places, names: &[NameId]) {
    let name = |name: &mut NameId| *name = names[name.0 as usize];
    name(&mut definition.name);
    definition.parent.iter_mut().for_each(name);
    definition.parents.iter_mut().for_each(|(_, parent)| name(parent));
    definition.formula.iter_mut().for_each(|formula| expr_in(formula, places, names));
    definition.band.iter_mut().for_each(|(rule, _)| called(rule, &places.renamed.bands));
    match &mut definition.kind {
        Kind::Quantity => {}
        Kind::Indicator(indicator) => {
            called(&mut indicator.rule.0, &places.renamed.achievements);
            indicator.target.iter_mut().for_each(|target| expr_in(target, places, names));
        }
        Kind::Group(group) => {
            group.members.iter_mut().for_each(|(member, _)| name(member));
            expr_in(&mut group.achievement, places, names);
            for (member, weight) in &mut group.weights {
                name(member);
                expr_in(weight, places, names);
            }
        }
    }
}

pub(super) fn table_in(table: &mut Table, places: &Places) {
    let names = &places.names;
    let set_in = |set: &mut SetRef| set.of.iter_mut().for_each(|of| *of = names[of.0 as usize]);
    let footer_in = |footer: &mut Footer| footer.values.iter_mut().for_each(|(expr, _)| expr_in(expr, places, names));
    table.footers.iter_mut().for_each(footer_in);
    for block in &mut table.blocks {
        match &mut block.rows {
            Rows::Items(items) => items.iter_mut().for_each(|item| match item {
                RowItem::Name(name, _) => *name = names[name.0 as usize],
                RowItem::Members(set) => set_in(set),
            }),
            Rows::Years(..) => {}
            Rows::Classes { set, value, .. } => {
                set.iter_mut().for_each(set_in);
                expr_in(value, places, names);
            }
        }
        block.columns.iter_mut().for_each(|column| expr_in(&mut column.value, places, names));
        block.subtotals.iter_mut().for_each(footer_in);
        block.filter.iter_mut().for_each(|filter| expr_in(filter, places, names));
        block.sort.iter_mut().for_each(|(expr, _)| expr_in(expr, places, names));
        if let Some(Role::Field(field)) = &mut block.grouping {
            *field = places.fields[field.0 as usize];
        }
    }
}

pub(super) fn rule_in(rule: &mut AchievementRule, places: &Places) {
    let names = &places.names;
    called(&mut rule.name, &places.renamed.achievements);
    let outcome = |outcome: &mut Outcome| {
        if let Outcome::Value(expr) = outcome {
            expr_in(expr, places, names);
        }
    };
    for (condition, one) in &mut rule.cases {
        expr_in(condition, places, names);
        outcome(one);
    }
    let formulas = [&mut rule.higher, &mut rule.lower, &mut rule.range, &mut rule.higher_range, &mut rule.lower_range];
    formulas.into_iter().flatten().for_each(outcome);
}

/// Depth is bounded by the parser.
pub(super) fn expr_in(expr: &mut Expr, places: &Places, names: &[NameId]) {
    let named = |name: &mut NameId, is_other_year: bool| {
        *name = if is_other_year { places.past[name.0 as usize] } else { names[name.0 as usize] };
    };
    match &mut expr.kind {
        ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year | ExprKind::Argument => {}
        ExprKind::Value(value) => {
            if let Subject::Name(of) = &mut value.subject {
                named(of, value.period.is_some());
            }
            if let Role::Field(field) = &mut value.role {
                *field = places.fields[field.0 as usize];
            }
        }
        ExprKind::Convert(rule, inner) => {
            called(rule, &places.renamed.conversions);
            expr_in(inner, places, names);
        }
        ExprKind::Negate(inner)
        | ExprKind::Not(inner)
        | ExprKind::Round(inner, _)
        | ExprKind::Absolute(inner)
        | ExprKind::Root(inner)
        | ExprKind::Present(inner) => expr_in(inner, places, names),
        ExprKind::Difference(a, b) | ExprKind::Growth(a, b) | ExprKind::Binary { left: a, right: b, .. } => {
            expr_in(a, places, names);
            expr_in(b, places, names);
        }
        ExprKind::If { condition, then, otherwise } => {
            [condition, then, otherwise].into_iter().for_each(|one| expr_in(one, places, names));
        }
        ExprKind::Least(items) | ExprKind::Greatest(items) => {
            items.iter_mut().for_each(|one| expr_in(one, places, names))
        }
        ExprKind::Aggregate { over, .. } => match over {
            Over::List(items) => items.iter_mut().for_each(|one| expr_in(one, places, names)),
            Over::Members(set, body) => {
                let is_other_year = set.period.is_some();
                set.of.iter_mut().for_each(|of| named(of, is_other_year));
                expr_in(body, places, names);
            }
            Over::Rows(body) => expr_in(body, places, names),
        },
    }
}
