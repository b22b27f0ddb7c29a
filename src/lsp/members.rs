//! Lines that take names alone: the members of a group, their weights, what something is a part of.

use super::choice::{Choice, VALUE};
use super::circles;
use super::offers::{Line, is_in_text};
use super::operands::{Around, Sort, bare, is_after_value, is_name, sorts, vocabulary, words};
use crate::program::Role;
use crate::syntax::ast::{ClauseKind, Item};
use crate::syntax::is_quote;
use crate::syntax::words::is_word;
use std::collections::{BTreeMap, BTreeSet};

/// Names alone.
pub fn names(line: &Line, before: &str) -> (usize, Vec<Choice>) {
    named(line, before, |_, _| true)
}

/// `induk AKIP`: what is neither this nor a part of it.
pub fn wholes(line: &Line, before: &str) -> (usize, Vec<Choice>) {
    let items = || line.view.checked.modules().flat_map(|parsed| &parsed.module.items);
    let is_fine = line.own.and_then(|own| circles::wholes(line, own));
    let closes = |name: &str| is_fine.as_ref().is_some_and(|is_fine| !is_fine(name));
    let whole_of = |item: &Item| {
        let mut clauses = item.clauses.iter();
        clauses
            .find_map(|clause| if let ClauseKind::Parent(word) = &clause.kind { Some(word.text.clone()) } else { None })
    };
    let parts: Vec<(String, String)> =
        items().filter_map(|item| Some((item.name()?.text.clone(), whole_of(item)?))).collect();
    let mut below: BTreeSet<String> = line.own.map(str::to_string).into_iter().collect();
    loop {
        let more = parts.iter().filter(|(part, whole)| below.contains(whole) && !below.contains(part));
        let more: Vec<String> = more.map(|(part, _)| part.clone()).collect();
        if more.is_empty() {
            return named(line, before, |name, _| !below.contains(name) && !closes(name));
        }
        below.extend(more);
    }
}

/// `anggota AKIP; IKPP`: what is no member yet and is not made of this group.
pub fn members(line: &Line, before: &str) -> (usize, Vec<Choice>) {
    if is_after_value(before.trim_end_matches(is_name)) {
        return (before.len(), Vec::new());
    }
    let taken: BTreeSet<&str> = words(before.trim_end_matches(is_name)).chain(behind(line)).collect();
    let sorts = sorts(line);
    let around = Around { line, earlier: before, role: None, sorts: &sorts };
    let circles = around.circles();
    // What is asked of the members, some things do not have.
    let asked =
        line.item.map(|item| line.view.checked.text(item.span.source).get(item.span.range()).unwrap_or_default());
    let asked: Vec<&str> = words(asked.unwrap_or_default()).collect();
    let asked = asked.windows(2).filter(|pair| is_word(pair[1], "anggota")).filter_map(|pair| Role::from_word(pair[0]));
    let asked: Vec<Role> = asked.collect();
    let twice = Held::of(line);
    named(line, before, |name, sorts| {
        let has = |role: &Role| match (sorts.get(name), role) {
            (Some(Sort::Group), Role::Value | Role::Target) => false,
            (Some(Sort::Quantity), role) => !role.is_achievement() && *role != Role::Target,
            _ => true,
        };
        let is_one = asked.iter().all(has);
        let main = [Role::Main];
        let asked = if asked.is_empty() { &main[..] } else { &asked };
        let closes = |role: &Role| circles.as_ref().is_some_and(|circles| !circles.takes(name, Some(*role), None));
        is_one && !taken.contains(name) && !twice.counts(name, &taken) && !asked.iter().any(closes)
    })
}

/// The words behind the place: those are members already, too.
fn behind<'l>(line: &'l Line) -> impl Iterator<Item = &'l str> {
    words(line.rest.split('#').next().unwrap_or_default().trim_start_matches(is_name))
}

/// What groups hold: a member of two groups that are members would count twice.
struct Held {
    /// None where the group says that it means that.
    members: Option<BTreeMap<String, Vec<String>>>,
}

impl Held {
    fn of(line: &Line) -> Held {
        let own = line.item.map_or(&[][..], |item| &item.clauses);
        if own.iter().any(|clause| matches!(clause.kind, ClauseKind::AcceptTwice { .. })) {
            return Held { members: None };
        }
        let items = line.view.checked.modules().flat_map(|parsed| &parsed.module.items);
        let of_item = |item: &Item| {
            let clauses = item.clauses.iter();
            let named = clauses.flat_map(|clause| match &clause.kind {
                ClauseKind::Members(all) => all.as_slice(),
                _ => &[],
            });
            let codes = named.filter_map(|one| Some(one.words.last()?.text.clone()));
            Some((item.name()?.text.clone(), codes.collect()))
        };
        Held { members: Some(items.filter_map(of_item).collect()) }
    }

    /// All that a name holds, and itself.
    fn below<'h>(&'h self, name: &'h str) -> BTreeSet<&'h str> {
        let (mut found, mut open) = (BTreeSet::new(), vec![name]);
        while let Some(one) = open.pop() {
            if found.insert(one) {
                let more = self.members.as_ref().and_then(|members| members.get(one));
                open.extend(more.into_iter().flatten().map(String::as_str));
            }
        }
        found
    }

    /// Whether a name beside those that are taken would make something count twice.
    fn counts(&self, name: &str, taken: &BTreeSet<&str>) -> bool {
        let own = self.below(name);
        self.members.is_some() && taken.iter().any(|one| self.below(one).iter().any(|held| own.contains(held)))
    }
}

/// `bobot AKIP 60%; IKPP 40%`: the members that have no weight yet.
pub fn weighed(line: &Line, before: &str) -> (usize, Vec<Choice>) {
    let earlier = before.trim_end_matches(is_name);
    // Behind a name stands its weight.
    if !(earlier.trim().is_empty() || earlier.trim_end().ends_with(';')) {
        return (before.len(), Vec::new());
    }
    let taken: BTreeSet<&str> = words(earlier).chain(behind(line)).collect();
    let clauses = line.item.map_or(&[][..], |item| &item.clauses);
    let members: BTreeSet<&str> = clauses
        .iter()
        .flat_map(|clause| if let ClauseKind::Members(all) = &clause.kind { all.as_slice() } else { &[] })
        .filter_map(|one| one.words.last().map(|word| word.text.as_str()))
        .collect();
    named(line, before, |name, _| members.contains(name) && !taken.contains(name))
}

fn named(line: &Line, before: &str, takes: impl Fn(&str, &BTreeMap<String, Sort>) -> bool) -> (usize, Vec<Choice>) {
    let quote = is_in_text(before).then(|| before.rfind(is_quote)).flatten();
    let at = quote.unwrap_or(before.trim_end_matches(is_name).len());
    let typed = before[at..].to_lowercase();
    if typed.is_empty() && line.rest.starts_with(is_quote) {
        return (at, Vec::new());
    }
    let sorts = sorts(line);
    let all = vocabulary(line).names.into_iter();
    let fitting = all.filter(|(name, _)| name.to_lowercase().starts_with(&typed) && takes(bare(name), &sorts));
    let found: Vec<Choice> = fitting.map(|(name, label)| Choice::new(name, label, VALUE)).collect();
    // An open quote stays; what is put there closes it.
    match quote {
        Some(at) => {
            let behind = |one: Choice| Choice { text: one.text[1..].to_string(), ..one };
            (at + 1, found.into_iter().map(behind).collect())
        }
        None => (at, found),
    }
}
