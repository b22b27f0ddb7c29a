//! Which words an expression can be: those of `urutan`, grades, and the words for grades.

use crate::program::*;
use crate::syntax::ast::{YearOf, Years};

/// Which things a role without a name may mean.
#[derive(Clone, Copy)]
pub struct Things<'a, 'p> {
    /// Each of them, or one.
    pub definitions: &'a [&'p Definition],
    /// They are all there can be. Else the data may add others, and nothing follows of one alone.
    pub certain: bool,
}

/// The words that a value can be in some years.
#[derive(Debug, Clone, PartialEq)]
pub struct Words<'p> {
    /// The thing whose words they are.
    pub of: NameId,
    /// When.
    pub years: Years,
    /// `urutan X`, `predikat Skala`, `sebutan Skala`.
    pub title: String,
    /// The words, and for `urutan` and grades their order.
    pub order: WordOrder<'p>,
}

/// The words of an expression, an entry for each thing and run of years; empty where it is no word, or nothing is known.
pub fn of<'p>(program: &'p Program, expr: &'p Expr, things: Things<'_, 'p>) -> Vec<Words<'p>> {
    let mut found: Vec<Words<'p>> = Vec::new();
    let mut add = |words: Words<'p>| found.push(words);
    match &expr.kind {
        ExprKind::If { then, otherwise, .. } => {
            [then, otherwise].into_iter().flat_map(|one| of(program, one, things)).for_each(add);
        }
        ExprKind::Aggregate { aggregate: Aggregate::Last, over } => match over {
            Over::List(values) => values.iter().flat_map(|one| of(program, one, things)).for_each(add),
            Over::Members(set, body) => {
                let members = members(program, set);
                let members =
                    Things { definitions: members.as_deref().unwrap_or_else(|| unknown(things)), certain: false };
                of(program, body, members).into_iter().for_each(add);
            }
            Over::Rows(body) => {
                let rows = Things { definitions: unknown(things), certain: false };
                of(program, body, rows).into_iter().for_each(add);
            }
        },
        ExprKind::Value(ValueRef { role, subject, period }) => {
            let fixed = period.and_then(|period| match period.year {
                YearOf::Fixed(year) => Some(Years { from: Some(year), to: Some(year) }),
                YearOf::Shift(_) | YearOf::First | YearOf::Last => None,
            });
            let meant = |definition: &&'p Definition| fixed.is_none_or(|year| year.overlaps(definition.in_force));
            match subject {
                Subject::Name(name) => {
                    program.versions(*name).filter(meant).flat_map(|one| of_role(program, one, *role)).for_each(add);
                }
                Subject::This | Subject::Each => {
                    let things = things.definitions.iter().copied().filter(meant);
                    things.flat_map(|one| of_role(program, one, *role)).for_each(&mut add);
                }
            }
        }
        ExprKind::Number(..)
        | ExprKind::Text(_)
        | ExprKind::Year
        | ExprKind::Argument
        | ExprKind::Convert(..)
        | ExprKind::Difference(..)
        | ExprKind::Growth(..)
        | ExprKind::Negate(_)
        | ExprKind::Not(_)
        | ExprKind::Binary { .. }
        | ExprKind::Least(_)
        | ExprKind::Greatest(_)
        | ExprKind::Round(..)
        | ExprKind::Absolute(_)
        | ExprKind::Root(_)
        | ExprKind::Present(_)
        | ExprKind::Aggregate { .. } => {}
    }
    found
}

/// Whether an expression may be a value of the thing that its rule is applied to, which is a word where that has `urutan`.
pub fn hands_on_own_word(expr: &Expr) -> bool {
    let is_own = |one: &Expr| matches!(&one.kind, ExprKind::Value(ValueRef { role, subject: Subject::This, .. }) if role.may_be_word());
    expr.handed_on().into_iter().any(is_own)
}

/// The members of a group that is named; those of one that data or the place decide are not known here.
fn members<'p>(program: &'p Program, set: &SetRef) -> Option<Vec<&'p Definition>> {
    let group = set.of.filter(|_| set.kind == SetKind::Members && set.period.is_none())?;
    let groups = program.versions(group).filter_map(|version| version.kind.group());
    let members = groups.flat_map(|group| group.members.iter().flat_map(|(member, _)| program.versions(*member)));
    Some(members.collect())
}

/// The things that others than the one in question may be.
fn unknown<'a, 'p>(things: Things<'a, 'p>) -> &'a [&'p Definition] {
    if things.certain { &[] } else { things.definitions }
}

/// The words of a version in a role.
fn of_role<'p>(program: &'p Program, definition: &'p Definition, role: Role) -> Vec<Words<'p>> {
    let of = definition.name;
    let with = |years, order: WordOrder<'p>| Words { of, years, title: order.title(program), order };
    if role.may_be_word() {
        return definition.own_order().map(|order| with(definition.in_force, order)).into_iter().collect();
    }
    let Some((name, _)) = definition.band.as_ref().filter(|_| matches!(role, Role::Band | Role::BandWords)) else {
        return Vec::new();
    };
    let in_years = |rule: &&'p BandRule| rule.in_force.overlaps(definition.in_force);
    let order = |rule: &'p BandRule| if role == Role::Band { rule.order() } else { rule.order_of_words() };
    program.band_rules.called(name).filter(in_years).map(|rule| with(rule.in_force, order(rule))).collect()
}

impl Words<'_> {
    /// Whether both may be had in one year.
    pub fn meets(&self, other: &Words) -> bool {
        self.years.overlaps(other.years)
    }
}
