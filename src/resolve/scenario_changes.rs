//! Changes to rules: the modules of a package with some definitions altered, replaced or added, to be checked again.
//!
//! `ubah IKPP` replaces the clauses of the same kind, in place. A definition of an existing name replaces it; `IKPP =
//! …` for an existing name changes only its formula. Only the version in force in the current year is changed.

use super::link::link;
use super::problem::changes::{alters_nothing, not_changeable, not_for_it};
use crate::diagnostic::Diagnostic;
use crate::syntax::Parsed;
use crate::syntax::ast::{Clause, ClauseKind, Head, Item, Word};
use crate::syntax::words::{self, Block};
use std::mem::discriminant;

/// The modules with the changes of another text applied, and the findings about what cannot be changed.
pub fn altered(parsed: &[Parsed], changes: &Parsed, year: i32) -> (Vec<Parsed>, Vec<Diagnostic>) {
    let mut result = parsed.to_vec();
    let mut problems = Vec::new();
    for change in &changes.module.items {
        match &change.head {
            Head::Scenario { .. } => {}
            Head::Alter { name } => alter(&mut result, name, &change.clauses, year, &mut problems),
            Head::Formula { name, formula }
                if find(&result, year, |item| is_value_named(item, &name.text)).is_some() =>
            {
                let formula = Clause { kind: ClauseKind::Formula(formula.clone()), span: change.head_span };
                let clauses: Vec<Clause> = std::iter::once(formula).chain(change.clauses.iter().cloned()).collect();
                alter(&mut result, name, &clauses, year, &mut problems);
            }
            Head::Formula { .. } | Head::Named { .. } => put(&mut result, change, year),
            // These are tested in files, and would say nothing here.
            Head::Example { .. } | Head::Assert { .. } | Head::Prove { .. } | Head::Claim { .. } => {
                problems.push(not_changeable(change));
            }
            Head::Package { .. } | Head::General { .. } | Head::Use { .. } | Head::Data { .. } => {
                problems.push(not_changeable(change));
            }
        }
    }
    (result, problems)
}

fn alter(modules: &mut [Parsed], name: &Word, clauses: &[Clause], year: i32, problems: &mut Vec<Diagnostic>) {
    // A name may belong to a value and to a rule: the one that may have the clauses is meant.
    let takes = |item: &Item| clauses.iter().all(|clause| may_hold(item, &clause.kind));
    let named = |item: &Item| item.name().is_some_and(|known| known.text == name.text);
    let at = find(modules, year, |item| named(item) && takes(item)).or_else(|| find(modules, year, named));
    let Some((module, at)) = at else {
        let known = modules.iter().flat_map(|one| &one.module.items).filter_map(Item::name);
        problems.push(alters_nothing(name, year, known.map(|word| word.text.as_str())));
        return;
    };
    let item = &mut modules[module].module.items[at];
    for clause in clauses.iter().filter(|clause| !may_hold(item, &clause.kind)) {
        problems.push(not_for_it(clause, &name.text, item.block()));
    }
    let formula = clauses
        .iter()
        .find_map(|clause| if let ClauseKind::Formula(formula) = &clause.kind { Some(formula.clone()) } else { None });
    match (&mut item.head, formula) {
        (Head::Formula { formula: old, .. }, Some(new)) => {
            *old = new;
            let is_formula = |clause: &&Clause| matches!(clause.kind, ClauseKind::Formula(_));
            let rest: Vec<Clause> = clauses.iter().filter(|clause| !is_formula(clause)).cloned().collect();
            in_place(&mut item.clauses, &rest);
        }
        _ => in_place(&mut item.clauses, clauses),
    }
}

/// Puts each clause in place of the one it replaces, in whatever order the change has them; the others at the end. A
/// step without a predecessor goes beside the other step of the change, in the order of the change.
fn in_place(old: &mut Vec<Clause>, new: &[Clause]) {
    let mut waiting: Vec<&Clause> = new.iter().collect();
    let mut result = Vec::with_capacity(old.len() + new.len());
    for clause in old.drain(..) {
        if !new.iter().any(|one| replaces(&one.kind, &clause.kind)) {
            result.push(clause);
            continue;
        }
        let here = waiting.extract_if(.., |one| replaces(&one.kind, &clause.kind));
        result.extend(here.cloned());
    }
    for one in waiting {
        let at = beside_other_step(&result, one, new).unwrap_or(result.len());
        result.insert(at, one.clone());
    }
    *old = result;
}

/// Where a step of a change goes that replaces none: after the step before it in the change, or before the one after
/// it.
fn beside_other_step(placed: &[Clause], step: &Clause, new: &[Clause]) -> Option<usize> {
    let is_step = |clause: &Clause| matches!(clause.kind, ClauseKind::Cap(_) | ClauseKind::Round(_));
    if !is_step(step) {
        return None;
    }
    let own = new.iter().position(|one| one.span == step.span)?;
    let place = |other: &Clause| placed.iter().position(|one| one.span == other.span);
    let before = new[..own].iter().rev().filter(|one| is_step(one)).find_map(|one| Some(place(one)? + 1));
    before.or_else(|| new[own + 1..].iter().filter(|one| is_step(one)).find_map(place))
}

/// Whether a clause replaces another: of the same kind, and about the same thing if there may be several.
fn replaces(new: &ClauseKind, old: &ClauseKind) -> bool {
    match new {
        // Regulations and notes accumulate.
        ClauseKind::Basis(_) | ClauseKind::Note(_) => false,
        ClauseKind::ByDirection { direction, ranged, .. } => {
            matches!(old, ClauseKind::ByDirection { direction: a, ranged: of, .. } if (a, of) == (direction, ranged))
        }
        ClauseKind::MoneyQuarters { money, .. } => {
            matches!(old, ClauseKind::MoneyQuarters { money: other, .. } if other == money)
        }
        ClauseKind::Except { name, .. } => {
            matches!(old, ClauseKind::Except { name: other, .. } if other.text == name.text)
        }
        ClauseKind::AcceptUnreachable { grade, .. } => {
            let word = |grade: &Option<Word>| grade.as_ref().map(|grade| grade.text.clone());
            // Without a grade it is about every grade.
            matches!(old, ClauseKind::AcceptUnreachable { grade: other, .. } if grade.is_none() || word(grade) == word(other))
        }
        // Only one counts, or all of them are one list.
        ClauseKind::Year(_)
        | ClauseKind::Unit(_)
        | ClauseKind::Scale(_)
        | ClauseKind::Step(_)
        | ClauseKind::Formula(_)
        | ClauseKind::Target(_)
        | ClauseKind::Goal(_)
        | ClauseKind::Direction(_)
        | ClauseKind::Achievement(_)
        | ClauseKind::Band(_)
        | ClauseKind::Cap(_)
        | ClauseKind::Round(_)
        | ClauseKind::Show(_)
        | ClauseKind::InForce(_)
        | ClauseKind::Case { .. }
        | ClauseKind::BandRow { .. }
        | ClauseKind::NoBand { .. }
        | ClauseKind::AcceptWeights { .. }
        | ClauseKind::AcceptJump { .. }
        | ClauseKind::AcceptBackwards { .. }
        | ClauseKind::AcceptOtherMembers { .. }
        | ClauseKind::AcceptTwice { .. }
        | ClauseKind::Piece { .. }
        | ClauseKind::Weights(_)
        | ClauseKind::Parent(_)
        | ClauseKind::Order(_)
        | ClauseKind::Quarters(_)
        | ClauseKind::Plan(_)
        | ClauseKind::Grouping(_)
        | ClauseKind::Filter(_)
        | ClauseKind::Sort { .. }
        | ClauseKind::Subtotal { .. }
        | ClauseKind::Members(_)
        | ClauseKind::Complete(_)
        | ClauseKind::Rows(_)
        | ClauseKind::Beside(_)
        | ClauseKind::Column { .. }
        | ClauseKind::Footer { .. }
        | ClauseKind::Field { .. }
        | ClauseKind::Heading { .. }
        | ClauseKind::FirstRow(_)
        | ClauseKind::HiddenRows(_)
        | ClauseKind::Given(_)
        | ClauseKind::Expect(_)
        | ClauseKind::Claimed(_) => discriminant(new) == discriminant(old),
    }
}

fn may_hold(item: &Item, kind: &ClauseKind) -> bool {
    // Clauses that do not begin with a key word of their own.
    if let ClauseKind::Formula(_) = kind {
        return matches!(item.block(), Block::Formula | Block::Quantity | Block::Indicator);
    }
    if let ClauseKind::BandRow { .. } = kind {
        return item.block() == Block::BandRule;
    }
    if let ClauseKind::Piece { .. } = kind {
        return item.block() == Block::ConversionRule;
    }
    words::clause(kind.word()).is_none_or(|(_, _, blocks)| blocks.contains(&item.block()))
}

/// Puts a definition in place of the one with its name, or after the others.
fn put(modules: &mut [Parsed], change: &Item, year: i32) {
    let own = change.name().map(|name| name.text.clone());
    let same = |item: &Item| {
        is_rule(item) == is_rule(change)
            && (!is_rule(item) || item.block() == change.block())
            && (item.block() == Block::Table) == (change.block() == Block::Table)
            && own.is_some()
            && item.name().map(|name| &name.text) == own.as_ref()
    };
    let mut item = Item { replaces: None, ..change.clone() };
    match find(modules, year, same) {
        Some((module, at)) => {
            let old = &modules[module].module.items[at];
            item.replaces = old.replaces;
            let years = old.clauses.iter().find(|clause| matches!(clause.kind, ClauseKind::InForce(_)));
            // What replaces one version takes its years unless it states its own.
            if !item.clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::InForce(_))) {
                item.clauses.extend(years.cloned());
            }
            modules[module].module.items[at] = item;
        }
        None => {
            if let Some(own) = modules.iter_mut().find(|one| one.package.is_none()) {
                own.module.items.push(item);
            }
        }
    }
}

/// The item that counts in a year: of several versions, the one that covers it and begins last. Of a used package, only
/// what is not replaced in that year.
fn find(modules: &[Parsed], year: i32, wanted: impl Fn(&Item) -> bool) -> Option<(usize, usize)> {
    let linked = link(modules, &mut Vec::new());
    let counts = |item: &Item| {
        let said = || item.in_force().is_none_or(|years| years.covers(year));
        let left = linked.left.get(&item.head_span);
        let is_in_force = left.map_or_else(said, |left| left.iter().any(|years| years.covers(year)));
        is_in_force && linked.items.iter().any(|one| std::ptr::eq(*one, item))
    };
    let places = modules.iter().enumerate().flat_map(|(module, one)| {
        let items = one.module.items.iter().enumerate().filter(|(_, item)| wanted(item) && counts(item));
        items.map(move |(at, item)| ((one.package.is_none(), item), (module, at)))
    });
    places
        .max_by_key(|((is_own, item), _)| (*is_own, item.in_force().and_then(|years| years.from)))
        .map(|(_, place)| place)
}

fn is_rule(item: &Item) -> bool {
    matches!(item.block(), Block::AchievementRule | Block::BandRule | Block::ConversionRule)
}

fn is_value_named(item: &Item, name: &str) -> bool {
    let is_value = !is_rule(item) && item.block() != Block::Table;
    is_value && item.name().is_some_and(|known| known.text == name)
}
