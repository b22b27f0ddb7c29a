//! The rules of before in the names of the rules of now, so that both can be laid side by side and mixed.

use super::Side;
use super::renames::{self, Renames};
use super::stretches::{Stretch, at, moved, stretches};
use crate::program::{
    AchievementRule, Assertion, BandRule, ConversionRule, Definition, Expr, ExprKind, Field, FieldId, Footer, General,
    Kind, Name, NameId, Outcome, Over, Package, Program, Role, RowItem, Rows, SetRef, Subject, Table,
};
use crate::syntax::ast::Years;
use std::collections::{BTreeMap, HashSet};

/// Both sides in one set of names.
pub struct Joined {
    /// The rules of now, with the names that only those of before have.
    pub host: Program,
    /// The same without anything but the names and what holds for all.
    pub frame: Program,
    /// The year whose rules of now are meant; the data are those of this year.
    pub year: i32,
    /// What each name is before and now.
    pub names: BTreeMap<NameId, Vec<Stretch<Definition>>>,
    /// Rules of achievement, before and now.
    pub achievements: BTreeMap<String, Vec<Stretch<AchievementRule>>>,
    /// Rules of bands.
    pub bands: BTreeMap<String, Vec<Stretch<BandRule>>>,
    /// Conversions.
    pub conversions: BTreeMap<String, Vec<Stretch<ConversionRule>>>,
    /// Tables, before and now, in their order.
    pub tables: [Vec<Table>; 2],
    /// What has to hold, before and now, in the year of each side where these are not the same.
    pub assertions: [Vec<Assertion>; 2],
    /// What `paket` says, before and now.
    pub packages: [Package; 2],
    /// The columns that both sides declare, before and now.
    pub fields: BTreeMap<FieldId, [Field; 2]>,
    /// What is called otherwise now.
    pub renamed: Renames,
    /// Whether rules of one year are held against those of another.
    pub is_moved: bool,
    /// Whether no name is on both sides.
    pub is_strange: bool,
}

/// Where names and columns of before stand among those of now, and how its rules are called.
struct Places<'p> {
    names: Vec<NameId>,
    /// The same where other years are meant: a name that is another one only from some year on keeps its own.
    past: Vec<NameId>,
    fields: Vec<FieldId>,
    renamed: &'p Renames,
}

impl Joined {
    /// What a name is in the year that is compared.
    pub fn both(&self, name: NameId) -> [Option<&Definition>; 2] {
        self.names.get(&name).map_or([None, None], |all| at(all, self.year))
    }
}

/// Lays both sides over each other. `in_data` are the codes of which the data have something.
pub fn join(old: Side, new: Side, in_data: &HashSet<&str>) -> Joined {
    let mut host = new.program.clone();
    let renamed = renames::renames(old, new, in_data);
    let mut places = Places { names: Vec::new(), past: Vec::new(), fields: Vec::new(), renamed: &renamed };
    for name in &old.program.names {
        let now = renamed.names.get(&name.code).and_then(|now| host.by_code.get(now).copied());
        let kept = host.by_code.get(&name.code).copied();
        let at = now.or(kept).unwrap_or_else(|| {
            let id = NameId(host.names.len() as u32);
            host.names.push(Name { code: name.code.clone(), versions: Vec::new() });
            host.by_code.insert(name.code.clone(), id);
            id
        });
        places.names.push(at);
        places.past.push(kept.unwrap_or(at));
    }
    let mut fields: BTreeMap<FieldId, [Field; 2]> = BTreeMap::new();
    for field in &old.program.fields {
        let at = host.fields.iter().position(|known| known.name == field.name).unwrap_or_else(|| {
            host.fields.push(field.clone());
            host.fields.len() - 1
        });
        let id = FieldId(at as u32);
        places.fields.push(id);
        if let Some(now) = new.program.fields.get(at) {
            fields.insert(id, [Field { header: now.header.clone(), ..field.clone() }, now.clone()]);
        }
    }
    let is_moved = old.year != new.year || places.names != places.past;
    let split = |years| if is_moved { moved(years, (old.year, new.year)) } else { (Vec::new(), Some(years)) };
    let mut names: BTreeMap<NameId, Sides<Definition>> = BTreeMap::new();
    for definition in &old.program.definitions {
        let (elsewhere, mut here) = split(definition.in_force);
        // Which codes of the data there are is no matter of rules: those of the year of the data.
        if definition.from_data && old.year != new.year {
            let only = Years { from: Some(new.year), to: Some(new.year) };
            let is_in = |year| old.program.version(definition.name, year).is_some();
            let year = if is_in(old.year) && is_in(new.year) { old.year } else { new.year };
            here = definition.in_force.covers(year).then_some(only);
        }
        if let Some(years) = here {
            let mut one = definition.clone();
            // A version that ends before the year of the data is a part there of what it was a part of in its own.
            if !definition.in_force.covers(new.year) {
                one.parents = definition.parent_in(old.year).map(|parent| (years, parent)).into_iter().collect();
            }
            definition_in(&mut one, &places, &places.names);
            names.entry(one.name).or_default()[0].push((years, one));
        }
        for years in elsewhere {
            let mut one = definition.clone();
            definition_in(&mut one, &places, &places.past);
            names.entry(one.name).or_default()[0].push((years, one));
        }
    }
    for definition in &new.program.definitions {
        names.entry(definition.name).or_default()[1].push((definition.in_force, definition.clone()));
    }
    let achievements = by_name(
        &old.program.achievement_rules,
        &new.program.achievement_rules,
        |rule| (rule.name.clone(), rule.in_force),
        |rule| rule_in(rule, &places),
        split,
    );
    let bands = by_name(
        &old.program.band_rules,
        &new.program.band_rules,
        |rule| (rule.name.clone(), rule.in_force),
        |rule| called(&mut rule.name, &renamed.bands),
        split,
    );
    let conversions = by_name(
        &old.program.conversions,
        &new.program.conversions,
        |rule| (rule.name.clone(), rule.in_force),
        |rule| {
            called(&mut rule.name, &renamed.conversions);
            let names = &places.names;
            rule.pieces.iter_mut().for_each(|piece| expr_in(&mut piece.value, &places, names));
        },
        split,
    );
    let mut tables = [old.program.tables.clone(), new.program.tables.clone()];
    tables[0].iter_mut().for_each(|table| table_in(table, &places));
    let meant = |side: Side| {
        let all = side.program.assertions.iter();
        all.filter(|one| old.year == new.year || one.in_force.covers(side.year)).cloned().collect::<Vec<_>>()
    };
    let mut assertions = [meant(old), meant(new)];
    for one in &mut assertions[0] {
        expr_in(&mut one.condition, &places, &places.names);
        one.except.iter_mut().for_each(|(name, _)| *name = places.names[name.0 as usize]);
    }
    let names = laid(names);
    let is_on_both = |all: &Vec<Stretch<Definition>>| at(all, new.year).iter().all(Option::is_some);
    let is_strange = !names.values().any(is_on_both);
    let year = new.year;
    let mut frame = Program {
        definitions: Vec::new(),
        tables: Vec::new(),
        assertions: Vec::new(),
        promises: Vec::new(),
        claims: Vec::new(),
        examples: Vec::new(),
        achievement_rules: Default::default(),
        band_rules: Default::default(),
        conversions: Default::default(),
        parts: BTreeMap::new(),
        ..host.clone()
    };
    frame.names.iter_mut().for_each(|name| name.versions.clear());
    frame.package.plan = old.program.package.plan;
    fields.iter().for_each(|(id, [before, _])| frame.fields[id.0 as usize].clone_from(before));
    let general = |one: &General| {
        let mut one = one.clone();
        one.rule.iter_mut().for_each(|(rule, _)| called(rule, &renamed.achievements));
        let (elsewhere, here) = split(one.in_force);
        elsewhere.into_iter().chain(here).map(move |in_force| General { in_force, ..one.clone() }).collect::<Vec<_>>()
    };
    frame.generals = old.program.generals.iter().flat_map(general).collect();
    Joined {
        host,
        frame,
        year,
        names,
        achievements: laid(achievements),
        bands: laid(bands),
        conversions: laid(conversions),
        tables,
        assertions,
        packages: [old, new].map(|side| side.program.package.clone()),
        fields,
        renamed,
        is_moved: old.year != new.year,
        is_strange,
    }
}

/// The versions before and now.
type Sides<T> = [Vec<(Years, T)>; 2];

fn laid<K: Ord, T: Clone>(all: BTreeMap<K, Sides<T>>) -> BTreeMap<K, Vec<Stretch<T>>> {
    all.into_iter().map(|(key, [before, after])| (key, stretches(&before, &after))).collect()
}

/// Rules by how they are called now.
fn by_name<T: Clone>(
    old: &[T],
    new: &[T],
    key: impl Fn(&T) -> (String, Years),
    place: impl Fn(&mut T),
    split: impl Fn(Years) -> (Vec<Years>, Option<Years>),
) -> BTreeMap<String, Sides<T>> {
    let mut all: BTreeMap<String, Sides<T>> = BTreeMap::new();
    for rule in old {
        let mut rule = rule.clone();
        place(&mut rule);
        let (name, years) = key(&rule);
        let (elsewhere, here) = split(years);
        let versions = elsewhere.into_iter().chain(here).map(|years| (years, rule.clone()));
        all.entry(name).or_default()[0].extend(versions);
    }
    for rule in new {
        let (name, years) = key(rule);
        all.entry(name).or_default()[1].push((years, rule.clone()));
    }
    all
}

fn called(name: &mut String, renamed: &BTreeMap<String, String>) {
    if let Some(now) = renamed.get(name) {
        name.clone_from(now);
    }
}

/// Everything that a definition of before names, as it is called now.
fn definition_in(definition: &mut Definition, places: &Places, names: &[NameId]) {
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

fn table_in(table: &mut Table, places: &Places) {
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

fn rule_in(rule: &mut AchievementRule, places: &Places) {
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
fn expr_in(expr: &mut Expr, places: &Places, names: &[NameId]) {
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
