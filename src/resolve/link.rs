//! Modules of a package and of the packages it uses, joined: which items count, and which take the place of others.

use super::names::RuleKind;
use super::problem::StructureProblem;
use super::program::Replaced;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::syntax::Parsed;
use crate::syntax::ast::{ClauseKind, Head, Item, Word, Years};
use crate::syntax::words::Block;
use std::collections::BTreeMap;

/// The items that count, those of used packages first.
pub struct Linked<'m> {
    /// The definitions that count, in the order of the files.
    pub items: Vec<&'m Item>,
    /// What was replaced.
    pub replaced: Vec<Replaced>,
    /// The years that are left to an item whose name is replaced in others, by its head line; never none.
    pub left: BTreeMap<Span, Vec<Years>>,
}

/// Where a name lives; rules of each kind have names of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    Value,
    Rule(RuleKind),
}

/// Joins modules. Of used packages only definitions and rules count: their tables, data and examples are their own.
pub fn link<'m>(parsed: &'m [Parsed], problems: &mut Vec<StructureProblem>) -> Linked<'m> {
    let mut imported: BTreeMap<(Space, &str), (&str, Vec<&'m Item>)> = BTreeMap::new();
    let mut unnamed: Vec<(&str, &'m Item)> = Vec::new();
    let mut clashes: Vec<(Space, &str)> = Vec::new();
    for (package, item) in parsed.iter().flat_map(|one| one.module.items.iter().map(|item| (&one.package, item))) {
        let Some(package) = package else { continue };
        let Some((space, name)) = named(item) else {
            if matches!(item.head, Head::General { .. }) {
                unnamed.push((package, item));
            }
            continue;
        };
        let (owner, items) = imported.entry((space.clone(), &name.text)).or_insert((package, Vec::new()));
        if *owner == package {
            items.push(item);
        } else if !clashes.contains(&(space.clone(), &name.text)) {
            clashes.push((space, &name.text));
            let at = use_of(parsed, package);
            problems.push(StructureProblem::TwoPackages {
                name: name.text.clone(),
                first: owner.to_string(),
                second: package.clone(),
                span: at.map_or(name.span, |word| word.span),
            });
        }
    }
    let local = || parsed.iter().filter(|one| one.package.is_none()).flat_map(|one| &one.module.items);
    let mut replaced: Vec<Replaced> = Vec::new();
    for item in local() {
        let Some((space, name)) = named(item) else {
            if let Some(span) = item.replaces {
                problems.push(StructureProblem::ReplacesNothing { span, name: item.block().word().to_string() });
            }
            continue;
        };
        let words = format!("{} {}", item.block().word(), name.text);
        match (item.replaces, imported.get(&(space.clone(), name.text.as_str()))) {
            (Some(_), Some((package, _))) => {
                let words = format!("{words} (paket {package})");
                match replaced.iter_mut().find(|known| known.words == words) {
                    Some(known) => known.years.push(years(item)),
                    None => replaced.push(Replaced { words, years: vec![years(item)] }),
                }
            }
            (Some(span), None) => {
                let again = local().any(|other| {
                    named(other).is_some_and(|(s, n)| s == space && n.text == name.text && n.span != name.span)
                });
                if !again {
                    problems.push(StructureProblem::ReplacesNothing { span, name: words });
                }
            }
            (None, Some((package, items))) => problems.push(StructureProblem::NeedsReplace {
                span: name.span,
                head: item.head_span,
                name: words,
                package: package.to_string(),
                original: items[0].head_span,
            }),
            (None, None) => {}
        }
    }
    // One that replaces in some years only leaves the others as they were.
    let mut left = BTreeMap::new();
    let mut items: Vec<&Item> = Vec::new();
    for ((space, name), (_, of_package)) in &imported {
        let own = local().filter(|item| named(item).is_some_and(|(s, n)| s == *space && n.text == *name));
        let own: Vec<Years> = own.map(years).collect();
        if own.is_empty() {
            items.extend(of_package);
            continue;
        }
        for (item, settled) in of_package.iter().zip(settled(of_package)) {
            let rest = own.iter().fold(vec![settled], |rest, taken| without(&rest, *taken));
            if !rest.is_empty() {
                items.push(item);
                left.insert(item.head_span, rest);
            }
        }
    }
    items.sort_by_key(|item| item.head_span);
    // Of an `umum` for the same codes in the same years that of the package itself counts.
    let prefix = |item: &Item| match &item.head {
        Head::General { prefix } => Some(prefix.as_ref().map(|word| word.text.clone())),
        _ => None,
    };
    let replaces = |item: &Item| local().any(|own| prefix(own) == prefix(item) && years(own).overlaps(years(item)));
    unnamed.retain(|(_, item)| !replaces(item));
    // Of two used packages neither comes before the other.
    let mut told: Vec<(&str, &str, Option<String>)> = Vec::new();
    let mut kept: Vec<(&str, &Item)> = Vec::new();
    for (package, item) in unnamed {
        let same = |(owner, other): &&(&str, &Item)| {
            *owner != package && prefix(other) == prefix(item) && years(other).overlaps(years(item))
        };
        let Some((owner, other)) = kept.iter().find(same).copied() else {
            kept.push((package, item));
            continue;
        };
        let prefix = prefix(item).flatten();
        let one = (owner, package, prefix.clone());
        if !told.contains(&one) {
            told.push(one);
            problems.push(StructureProblem::TwoGenerals {
                prefix,
                first: (owner.to_string(), other.head_span),
                second: (package.to_string(), item.head_span),
                span: use_of(parsed, package).map_or(item.head_span, |word| word.span),
            });
        }
    }
    items.extend(kept.into_iter().map(|(_, item)| item));
    items.extend(local());
    Linked { items, replaced, left }
}

/// The years an item speaks for, as it says.
fn years(item: &Item) -> Years {
    let said = item.clauses.iter().find_map(|clause| match clause.kind {
        ClauseKind::InForce(years) => Some(years),
        _ => None,
    });
    said.unwrap_or(Years::ALWAYS)
}

/// The years of each version of one name, an open earlier one ended by the next that begins later.
fn settled(versions: &[&Item]) -> Vec<Years> {
    let said: Vec<Years> = versions.iter().map(|item| years(item)).collect();
    let end = |one: &Years| {
        let later = said.iter().filter_map(|other| other.from).filter(|from| one.from.is_none_or(|own| own < *from));
        one.to.or_else(|| later.min().map(|next| next - 1))
    };
    said.iter().map(|one| Years { to: end(one), ..*one }).collect()
}

/// Spans of years without those of another span.
pub(super) fn without(spans: &[Years], taken: Years) -> Vec<Years> {
    let mut rest = Vec::new();
    for span in spans {
        if !span.overlaps(taken) {
            rest.push(*span);
            continue;
        }
        if let Some(from) = taken.from.filter(|from| span.from.is_none_or(|own| own < *from)) {
            rest.push(Years { to: Some(from - 1), ..*span });
        }
        if let Some(to) = taken.to.filter(|to| span.to.is_none_or(|own| own > *to)) {
            rest.push(Years { from: Some(to + 1), ..*span });
        }
    }
    rest
}

/// Where the package at hand names a package that it uses.
fn use_of<'m>(parsed: &'m [Parsed], package: &str) -> Option<&'m Word> {
    let own = parsed.iter().filter(|one| one.package.is_none()).flat_map(|one| &one.module.items);
    own.filter_map(used).find(|word| word.text == package)
}

/// The package an item uses.
pub fn used(item: &Item) -> Option<&Word> {
    match &item.head {
        Head::Use { package } => Some(package),
        _ => None,
    }
}

/// `gunakan` of a package that is neither built in nor found.
pub fn no_such_package(word: &Word, sources: &Sources) -> Diagnostic {
    let known: Vec<String> = crate::library::PACKAGES.iter().map(|package| package.name.to_string()).collect();
    let nearest = crate::diagnostic::nearest(&word.text, known.iter().map(String::as_str)).map(str::to_string);
    StructureProblem::NoSuchPackage { span: word.span, name: word.text.clone(), nearest, known }
        .into_diagnostic(sources)
}

/// The name of a definition that `ganti` can take the place of.
pub fn replaceable(item: &Item) -> Option<&Word> {
    named(item).map(|(_, name)| name)
}

fn named(item: &Item) -> Option<(Space, &Word)> {
    match &item.head {
        Head::Formula { name, .. } => Some((Space::Value, name)),
        Head::Named { block, name, .. } => Some((
            match block {
                Block::AchievementRule => Space::Rule(RuleKind::Achievement),
                Block::BandRule => Space::Rule(RuleKind::Band),
                Block::ConversionRule => Space::Rule(RuleKind::Conversion),
                Block::Table => return None,
                _ => Space::Value,
            },
            name,
        )),
        _ => None,
    }
}
