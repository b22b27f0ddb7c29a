//! What a value can depend on, on either side: only a change within its reach can affect it.

use super::changes::{Change, Thing};
use super::joined::Joined;
use crate::program::{
    AchievementRule, ConversionRule, Definition, Expr, ExprKind, Kind, NameId, Over, Role, RowItem, Rows, Table, depend,
};
use crate::syntax::ast::{Period, YearOf};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Which changes are within the reach of which name.
pub struct Reach<'r> {
    /// What each thing depends on, including what it may be a part of.
    rests_on: BTreeMap<Thing, BTreeSet<Thing>>,
    /// The changes of each thing.
    changes: BTreeMap<&'r Thing, Vec<usize>>,
}

impl<'r> Reach<'r> {
    pub fn new(joined: &Joined, changes: &'r [Change]) -> Self {
        let mut rests_on: BTreeMap<Thing, BTreeSet<Thing>> = BTreeMap::new();
        for (name, stretches) in &joined.names {
            for definition in stretches.iter().flat_map(|one| one.sides.iter().flatten()) {
                let own = rests_on.entry(Thing::Name(*name)).or_default();
                own.extend(of_definition(definition));
                for (_, parent) in &definition.parents {
                    rests_on.entry(Thing::Name(*parent)).or_default().insert(Thing::Name(*name));
                }
            }
        }
        for (name, stretches) in &joined.achievements {
            let rules = stretches.iter().flat_map(|one| one.sides.iter().flatten());
            let expressions = rules.flat_map(|rule: &AchievementRule| rule.expressions());
            rests_on.insert(Thing::Achievement(name.clone()), expressions.flat_map(of_expression).collect());
        }
        for (name, stretches) in &joined.conversions {
            let rules = stretches.iter().flat_map(|one| one.sides.iter().flatten());
            let pieces = rules.flat_map(|rule: &ConversionRule| &rule.pieces);
            let rests = pieces.flat_map(|piece| of_expression(&piece.value)).collect();
            rests_on.insert(Thing::Conversion(name.clone()), rests);
        }
        let mut by_thing: BTreeMap<&Thing, Vec<usize>> = BTreeMap::new();
        for (at, change) in changes.iter().enumerate().filter(|(_, change)| change.part.can_be_made()) {
            change.of.iter().for_each(|thing| by_thing.entry(thing).or_default().push(at));
        }
        Reach { rests_on, changes: by_thing }
    }

    /// The changes that can affect a value of a name, by index, and every name that it can depend on.
    pub fn of(&self, name: NameId) -> Within {
        self.of_things(vec![Thing::Name(name)])
    }

    /// The same for what a table prints, before and after.
    pub fn of_tables<'t>(&self, tables: impl Iterator<Item = &'t Table>) -> Within {
        let mut things = Vec::new();
        for table in tables {
            let blocks = || table.blocks.iter();
            let columns = blocks().flat_map(|block| block.columns.iter().map(|column| &column.value));
            let footers = table.all_footers().flat_map(|footer| footer.values.iter().map(|(value, _)| value));
            let sieves = blocks().flat_map(|block| &block.filter);
            things.extend(columns.chain(footers).chain(sieves).flat_map(of_expression));
            blocks().for_each(|block| self.of_rows(&block.rows, &mut things));
        }
        self.of_things(things)
    }

    fn of_rows(&self, rows: &Rows, things: &mut Vec<Thing>) {
        let mut of_set = |of: Option<NameId>| match of {
            Some(of) => things.push(Thing::Name(of)),
            // Everything.
            None => things.extend(self.rests_on.keys().cloned()),
        };
        match rows {
            Rows::Items(items) => items.iter().for_each(|item| match item {
                RowItem::Name(name, _) => of_set(Some(*name)),
                RowItem::Members(set) => of_set(set.of),
            }),
            Rows::Years(..) => {}
            Rows::Classes { set, value, .. } => {
                of_set(set.as_ref().and_then(|set| set.of));
                things.extend(of_expression(value));
            }
        }
    }

    fn of_things(&self, mut open: Vec<Thing>) -> Within {
        let mut found = BTreeSet::new();
        let mut seen: HashSet<Thing> = HashSet::new();
        while let Some(thing) = open.pop() {
            if !seen.insert(thing.clone()) {
                continue;
            }
            found.extend(self.changes.get(&thing).into_iter().flatten());
            open.extend(self.rests_on.get(&thing).into_iter().flatten().cloned());
        }
        let names = seen.into_iter().filter_map(|thing| if let Thing::Name(name) = thing { Some(name) } else { None });
        Within { changes: found.into_iter().collect(), names: names.collect() }
    }
}

/// What is within the reach of a name.
pub struct Within {
    /// Changes, by index.
    pub changes: Vec<usize>,
    /// Names, including itself.
    pub names: BTreeSet<NameId>,
}

fn of_definition(definition: &Definition) -> Vec<Thing> {
    let mut found: Vec<Thing> = named(definition).into_iter().map(Thing::Name).collect();
    let rule = definition.kind.indicator().map(|one| Thing::Achievement(one.rule.0.clone()));
    found.extend(rule);
    found.extend(definition.band.iter().map(|(rule, _)| Thing::Bands(rule.clone())));
    found.extend(expressions(definition).into_iter().flat_map(of_expression));
    found
}

fn of_expression(expr: &Expr) -> Vec<Thing> {
    let mut called = Vec::new();
    depend::conversions(expr, &mut called);
    let called = called.into_iter().map(|rule| Thing::Conversion(rule.to_string()));
    let mut found: Vec<Thing> = called.chain(expr.names().into_iter().map(Thing::Name)).collect();
    let is_of_plan =
        |period: &Option<Period>| period.is_some_and(|period| matches!(period.year, YearOf::First | YearOf::Last));
    expr.each(&mut |one| {
        if let ExprKind::Value(value) = &one.kind {
            found.extend(if let Role::Field(field) = value.role { Some(Thing::Field(field)) } else { None });
            found.extend(is_of_plan(&value.period).then_some(Thing::Package));
        } else if let ExprKind::Aggregate { over: Over::Members(set, _), .. } = &one.kind {
            found.extend(is_of_plan(&set.period).then_some(Thing::Package));
        }
    });
    found
}

/// Every expression of a definition.
pub fn expressions(definition: &Definition) -> Vec<&Expr> {
    let mut all: Vec<&Expr> = definition.formula.iter().collect();
    match &definition.kind {
        Kind::Quantity => {}
        Kind::Indicator(indicator) => all.extend(&indicator.target),
        Kind::Group(group) => {
            all.push(&group.achievement);
            all.extend(group.weights.iter().map(|(_, weight)| weight));
        }
    }
    all
}

/// Everything that a definition refers to directly.
pub fn named(definition: &Definition) -> Vec<NameId> {
    let members = definition.kind.group().into_iter().flat_map(|group| &group.members).map(|(member, _)| *member);
    members.chain(expressions(definition).into_iter().flat_map(Expr::names)).collect()
}
