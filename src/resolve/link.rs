//! Joins the modules of a package and of the packages it uses: which items count, and which replace others.

use super::names::RuleKind;
use super::problem::StructureProblem;
use super::program::Replaced;
use super::uses::Uses;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::syntax::Parsed;
use crate::syntax::ast::{Head, Item, Word, Years};
use crate::syntax::words::Block;
use std::collections::BTreeMap;

/// The items that count, those of used packages first.
pub struct Linked<'m> {
    /// The definitions that count, in the order of the files.
    pub items: Vec<&'m Item>,
    pub replaced: Vec<Replaced>,
    /// The years left to an item whose name is replaced in others, by its head line; never empty.
    pub left: BTreeMap<Span, Vec<Years>>,
}

/// The namespace of a name; rules of each kind have their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Value,
    Rule(RuleKind),
}

/// What several packages may each have, only one of which counts in a year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing<'m> {
    /// A definition or rule.
    Named(Space, &'m str),
    /// An `umum`, by the codes it covers.
    General(Option<&'m str>),
}

/// The versions of a thing in one package; `None` is the package being checked.
struct Versions<'m> {
    package: Option<&'m str>,
    items: Vec<&'m Item>,
}

impl<'m> Thing<'m> {
    fn of(item: &'m Item) -> Option<Thing<'m>> {
        if let Head::General { prefix } = &item.head {
            return Some(Thing::General(prefix.as_ref().map(|word| word.text.as_str())));
        }
        named(item).map(|(space, name)| Thing::Named(space, &name.text))
    }

    /// The finding that two used packages have it, in some years without an own definition.
    fn in_two(&self, [first, second]: [&Left; 2], years: Option<Years>, span: Span) -> StructureProblem {
        let packages = [first.package.to_string(), second.package.to_string()];
        match self {
            Thing::Named(_, name) => StructureProblem::TwoPackages { name: name.to_string(), packages, years, span },
            Thing::General(prefix) => StructureProblem::TwoGenerals {
                prefix: prefix.map(str::to_string),
                packages,
                places: [first.item.head_span, second.item.head_span],
                years,
                span,
            },
        }
    }
}

/// Joins modules. Of used packages only definitions, rules and `umum` count: their tables, data and examples are their
/// own.
pub fn link<'m>(parsed: &'m [Parsed], problems: &mut Vec<StructureProblem>) -> Linked<'m> {
    let uses = Uses::read(parsed);
    let mut things: BTreeMap<Thing, Vec<Versions>> = BTreeMap::new();
    for (package, item) in parsed.iter().flat_map(|one| one.module.items.iter().map(|item| (&one.package, item))) {
        let package = package.as_deref();
        let Some(thing) = Thing::of(item) else { continue };
        let owners = things.entry(thing).or_default();
        match owners.iter_mut().find(|known| known.package == package) {
            Some(known) => known.items.push(item),
            None => owners.push(Versions { package, items: vec![item] }),
        }
    }
    let local = || parsed.iter().filter(|one| one.package.is_none()).flat_map(|one| &one.module.items);
    problems.extend(local().filter_map(|item| replaces_nothing(item, &things)));
    let mut linked = Linked { items: Vec::new(), replaced: Vec::new(), left: BTreeMap::new() };
    let mut told: Vec<(&str, &str, &Thing)> = Vec::new();
    let mut generals: Vec<&Item> = Vec::new();
    for (thing, owners) in &things {
        problems.extend(own_without_replace(owners, thing));
        linked.replaced.extend(replaced(owners, thing, &uses));
        let mut kept: Vec<Left> = Vec::new();
        for one in owners.iter().filter_map(|owner| uses.left(owner, owners)).flatten() {
            // Neither of two used packages takes precedence over the other.
            let both = kept.iter().find_map(|known| Some((known, known.shared(&one)?)));
            let Some((known, years)) = both else {
                kept.push(one);
                continue;
            };
            if !told.contains(&(known.package, one.package, thing)) {
                told.push((known.package, one.package, thing));
                let span = uses.named(one.package).map_or(one.item.head_span, |word| word.span);
                let own = owners.iter().any(|owner| owner.package.is_none()).then_some(years);
                problems.push(thing.in_two([known, &one], own, span));
            }
        }
        for one in kept {
            if one.is_less {
                linked.left.insert(one.item.head_span, one.years);
            }
            if matches!(thing, Thing::General(_)) { generals.push(one.item) } else { linked.items.push(one.item) }
        }
    }
    linked.items.sort_by_key(|item| item.head_span);
    generals.sort_by_key(|item| item.head_span);
    linked.items.extend(generals);
    linked.items.extend(local());
    linked
}

/// What remains of a thing in a used package after others replaced it in some years.
struct Left<'m> {
    package: &'m str,
    item: &'m Item,
    years: Vec<Years>,
    is_less: bool,
}

impl Left<'_> {
    /// The first years for which another package has the same.
    fn shared(&self, other: &Left) -> Option<Years> {
        let pairs = self.years.iter().flat_map(|years| other.years.iter().map(|other| years.shared(*other)));
        pairs.flatten().next().filter(|_| self.package != other.package)
    }
}

impl Uses<'_> {
    /// What remains of the versions of a used package; none for the package's own.
    fn left<'m>(&self, owner: &Versions<'m>, owners: &[Versions<'m>]) -> Option<Vec<Left<'m>>> {
        let package = owner.package?;
        let taken: Vec<Years> = owners.iter().flat_map(|other| self.taken(owner, other)).collect();
        let years = owner.items.iter().zip(settled(&owner.items)).map(|(item, settled)| {
            let years = taken.iter().fold(vec![settled], |rest, taken| Years::without(&rest, *taken));
            Left { package, item, is_less: years != [settled], years }
        });
        Some(years.filter(|left| !left.years.is_empty()).collect())
    }

    /// The years in which one package replaces what another has.
    fn taken(&self, of: &Versions, by: &Versions) -> Vec<Years> {
        let counts = match (of.package, by.package) {
            (None, _) => return Vec::new(),
            (Some(_), None) => |_: &Item| true,
            (Some(of), Some(by)) if self.is_above(by, of) => {
                |item: &Item| item.replaces.is_some() || matches!(item.head, Head::General { .. })
            }
            (Some(_), Some(_)) => return Vec::new(),
        };
        let years = by.items.iter().zip(settled(&by.items));
        years.filter(|(item, _)| counts(item)).map(|(_, years)| years).collect()
    }
}

/// `ganti` of something that no used package has.
fn replaces_nothing(item: &Item, things: &BTreeMap<Thing, Vec<Versions>>) -> Option<StructureProblem> {
    let span = item.replaces?;
    let block = item.block().word();
    let Some((thing, name)) = Thing::of(item).zip(replaceable(item)) else {
        return Some(StructureProblem::ReplacesNothing { span, name: block.to_string() });
    };
    let owners = things.get(&thing).map(Vec::as_slice).unwrap_or_default();
    let is_known = owners.iter().any(|owner| owner.package.is_some() || owner.items.len() > 1);
    (!is_known).then(|| StructureProblem::ReplacesNothing { span, name: format!("{block} {}", name.text) })
}

/// Own definitions of what a used package has, without `ganti`.
fn own_without_replace<'m>(owners: &[Versions<'m>], thing: &Thing) -> Vec<StructureProblem> {
    let own = owners.iter().filter(|owner| owner.package.is_none()).flat_map(|owner| &owner.items);
    let original = owners.iter().find_map(|owner| Some((owner.package?, owner.items.first()?)));
    let Some((package, original)) = original.filter(|_| matches!(thing, Thing::Named(..))) else { return Vec::new() };
    let without = own.filter(|item| item.replaces.is_none()).filter_map(|item| Some((item, replaceable(item)?)));
    let problem = |(item, name): (&&Item, &Word)| StructureProblem::NeedsReplace {
        span: name.span,
        head: item.head_span,
        name: format!("{} {}", item.block().word(), name.text),
        package: package.to_string(),
        original: original.head_span,
    };
    without.map(problem).collect()
}

/// What this package, or a used one, replaces with `ganti`.
fn replaced(owners: &[Versions], thing: &Thing, uses: &Uses) -> Vec<Replaced> {
    let Thing::Named(_, name) = thing else { return Vec::new() };
    let mut replaced = Vec::new();
    for by in owners {
        let replaces = |item: &&&Item| item.replaces.is_some();
        let Some(item) = by.items.iter().find(replaces) else { continue };
        let of = owners.iter().filter(|of| !uses.taken(of, by).is_empty());
        let packages: Vec<String> = of.filter_map(|of| Some(format!("paket {}", of.package?))).collect();
        if packages.is_empty() {
            continue;
        }
        let by_whom = by.package.map_or("aturan paket ini".to_string(), |package| format!("aturan paket {package}"));
        let words = format!("{} {name} ({}) diganti oleh {by_whom}", item.block().word(), packages.join(" dan "));
        let taken: Vec<Years> = owners.iter().flat_map(|other| uses.taken(by, other)).collect();
        let settled = by.items.iter().zip(settled(&by.items)).filter(|(item, _)| item.replaces.is_some());
        let years: Vec<Years> = settled.map(|(_, years)| years).collect();
        let years = taken.iter().fold(years, |rest, taken| Years::without(&rest, *taken));
        replaced.push(Replaced { words, years });
    }
    replaced
}

/// The years of each version of one name; an open one is ended by the next that begins later.
fn settled(versions: &[&Item]) -> Vec<Years> {
    let said: Vec<Years> = versions.iter().map(|item| item.in_force().unwrap_or(Years::ALWAYS)).collect();
    let end = |one: &Years| {
        let later = said.iter().filter_map(|other| other.from).filter(|from| one.from.is_none_or(|own| own < *from));
        one.to.or_else(|| later.min().map(|next| next - 1))
    };
    said.iter().map(|one| Years { to: end(one), ..*one }).collect()
}

/// The package an item uses.
pub fn used(item: &Item) -> Option<&Word> {
    if let Head::Use { package } = &item.head { Some(package) } else { None }
}

/// `gunakan` of a package that is neither built in nor found.
pub fn no_such_package(word: &Word, sources: &Sources) -> Diagnostic {
    let known: Vec<String> = crate::library::PACKAGES.iter().map(|package| package.name.to_string()).collect();
    let nearest = crate::diagnostic::nearest(&word.text, known.iter().map(String::as_str)).map(str::to_string);
    StructureProblem::NoSuchPackage { span: word.span, name: word.text.clone(), nearest, known }
        .into_diagnostic(sources)
}

/// The name of a definition that `ganti` can replace.
pub fn replaceable(item: &Item) -> Option<&Word> {
    named(item).map(|(_, name)| name)
}

pub(super) fn named(item: &Item) -> Option<(Space, &Word)> {
    let space = match item.block() {
        Block::AchievementRule => Space::Rule(RuleKind::Achievement),
        Block::BandRule => Space::Rule(RuleKind::Band),
        Block::ConversionRule => Space::Rule(RuleKind::Conversion),
        Block::Table => return None,
        Block::Package
        | Block::Quantity
        | Block::Formula
        | Block::Indicator
        | Block::Group
        | Block::General
        | Block::Use
        | Block::Data
        | Block::Example
        | Block::Assert
        | Block::Prove
        | Block::Claim
        | Block::Scenario
        | Block::Alter => Space::Value,
    };
    item.name().map(|name| (space, name))
}
