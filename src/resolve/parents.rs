//! What each thing is a part of, year by year: parents may appear and disappear, and orphans are attached to the
//! nearest existing ancestor.

use super::about::About;
use super::program::*;
use crate::data::CellOrigin;
use crate::data::segments::above;
use crate::syntax::ast::Years;
use std::collections::BTreeSet;

/// Things each of which is a part of the next, and the last of the first.
#[derive(Debug)]
pub(super) struct Circle {
    /// The codes, each with the cell that names its parent.
    pub codes: Vec<(String, Option<CellOrigin>)>,
    /// The one whose parent is ignored.
    pub opened: String,
}

/// What names the parent of a thing, by precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// `induk` of its definition.
    Own,
    /// The column `induk`, and the cell.
    Data(Option<CellOrigin>),
    /// The longest code that is a prefix of its own.
    Code,
    /// `induk` of its `umum`.
    General,
}

/// Gives every definition its parent in each year. With data, one of the things in a cycle loses its parent, so that
/// all stay visible; a cycle in the rules alone is an error reported elsewhere.
pub(super) fn settle(program: &mut Program, about: Option<&About>) -> Vec<Circle> {
    let family = Family::new(program, about);
    let mut circles: Vec<Circle> = Vec::new();
    let mut found: Vec<Vec<(Years, NameId)>> = vec![Vec::new(); program.definitions.len()];
    for years in family.stretches() {
        let year = years.from.or(years.to).unwrap_or_default();
        let mut parents = family.in_year(year);
        let mut given_up = vec![0; program.names.len()];
        while let Some(members) = about.and_then(|_| circle(&parents)) {
            // Cut at one place only, so that all stay together: where the data name the parent, at the least code.
            let order = |name: &&NameId| (!parents[name.0 as usize].is_some_and(is_of_data), program.code(**name));
            let Some(open) = members.iter().min_by_key(order).copied() else { break };
            let one = Circle {
                codes: members
                    .iter()
                    .map(|name| (program.code(*name).to_string(), cell(parents[name.0 as usize])))
                    .collect(),
                opened: program.code(open).to_string(),
            };
            if !circles.iter().any(|known| codes(known) == codes(&one)) {
                circles.push(one);
            }
            given_up[open.0 as usize] += 1;
            parents[open.0 as usize] = family.parent(open, year, given_up[open.0 as usize]);
        }
        for (index, parent) in parents.iter().enumerate() {
            let (Some((_, parent)), Some(id)) = (parent, family.version(NameId(index as u32), year)) else { continue };
            let known = &mut found[id.0 as usize];
            match known.last_mut() {
                Some((last, same)) if *same == *parent && last.to.is_some_and(|to| Some(to + 1) == years.from) => {
                    last.to = years.to;
                }
                _ => known.push((years, *parent)),
            }
        }
    }
    for (definition, parents) in program.definitions.iter_mut().zip(found) {
        definition.parents = parents;
    }
    program.find_parts();
    circles
}

/// A thing with a row in a year in which neither its stated parent nor anything above that exists.
#[derive(Debug)]
pub(super) struct Orphan {
    pub code: String,
    pub parent: String,
    pub year: i32,
    /// The cell that names the parent; none if the rules do.
    pub cell: Option<CellOrigin>,
}

/// Everything that loses its parent in a year of the data; if the rules name the parent, only after its last year.
pub(super) fn orphans(program: &Program, about: &About) -> Vec<Orphan> {
    let family = Family::new(program, Some(about));
    let mut found = Vec::new();
    for (code, year) in about.rows() {
        let Some(&name) = program.by_code.get(code) else { continue };
        if family.version(name, year).is_none() {
            continue;
        }
        let Some((source, parent)) = family.candidates(name, year).into_iter().next() else { continue };
        if family.there(parent, year, name).is_some() {
            continue;
        }
        let ended = || program.versions(parent).any(|one| one.in_force.to.is_some_and(|to| to < year));
        let cell = match source {
            Source::Data(cell) => cell,
            Source::Own | Source::General if ended() => None,
            Source::Own | Source::General | Source::Code => continue,
        };
        let parent = program.code(parent).to_string();
        found.push(Orphan { code: code.to_string(), parent, year, cell });
    }
    found
}

fn codes(circle: &Circle) -> BTreeSet<&str> {
    circle.codes.iter().map(|(code, _)| code.as_str()).collect()
}

fn is_of_data((source, _): (Source, NameId)) -> bool {
    matches!(source, Source::Data(_))
}

fn cell(parent: Option<(Source, NameId)>) -> Option<CellOrigin> {
    match parent?.0 {
        Source::Data(cell) => cell,
        Source::Own | Source::Code | Source::General => None,
    }
}

/// What is known of parents before the years are settled.
struct Family<'p> {
    program: &'p Program,
    about: Option<&'p About<'p>>,
    /// The versions of the `umum` of each name, if the data are known.
    generals: Vec<Vec<(Years, &'p General)>>,
}

impl<'p> Family<'p> {
    fn new(program: &'p Program, about: Option<&'p About<'p>>) -> Self {
        let generals = |name: &Name| match about {
            Some(_) => {
                let generals = program.generals_of(&name.code).into_iter();
                generals.filter(|(_, general)| general.prefix.is_some()).collect()
            }
            None => Vec::new(),
        };
        Family { program, about, generals: program.names.iter().map(generals).collect() }
    }

    /// Periods of years in which the same things exist and have the same stated parents.
    fn stretches(&self) -> Vec<Years> {
        let in_force = self.program.definitions.iter().map(|one| one.in_force);
        let mut edges: BTreeSet<i32> =
            in_force.flat_map(|years| [years.from, years.to.and_then(|to| to.checked_add(1))]).flatten().collect();
        edges.extend(self.about.into_iter().flat_map(About::parent_years));
        let mut stretches = Vec::new();
        let mut from = None;
        for edge in edges {
            stretches.push(Years { from, to: edge.checked_sub(1) });
            from = Some(edge);
        }
        stretches.push(Years { from, to: None });
        stretches
    }

    fn version(&self, name: NameId, year: i32) -> Option<DefinitionId> {
        let versions = &self.program.names[name.0 as usize].versions;
        versions.iter().copied().find(|id| self.program.definitions[id.0 as usize].in_force.covers(year))
    }

    /// The parent of every name that exists in a year.
    fn in_year(&self, year: i32) -> Vec<Option<(Source, NameId)>> {
        let names = (0..self.program.names.len()).map(|index| NameId(index as u32));
        names.map(|name| self.version(name, year).and_then(|_| self.parent(name, year, 0))).collect()
    }

    /// The parent of a thing in a year, after some of the first candidates have been given up. If nothing above it
    /// exists, it stays a part of a missing thing, so that `turunan` of that finds it.
    fn parent(&self, name: NameId, year: i32, given_up: usize) -> Option<(Source, NameId)> {
        let all = || self.candidates(name, year).into_iter();
        let mut there = all().filter_map(|(source, parent)| Some((source, self.there(parent, year, name)?)));
        let absent = || all().chain(self.absent_prefix(name)).find(|(_, parent)| self.version(*parent, year).is_none());
        there.nth(given_up).or_else(absent)
    }

    /// The longest code that is a prefix of another, existing or not.
    fn absent_prefix(&self, name: NameId) -> Option<(Source, NameId)> {
        let general = self.generals[name.0 as usize].first();
        general.and(self.prefixes(name).next()).map(|parent| (Source::Code, parent))
    }

    /// The codes that are prefixes of another, the longest first.
    fn prefixes(&self, name: NameId) -> impl Iterator<Item = NameId> {
        // `7.01.05-2` is a second indicator beside `7.01.05`, not a part of it.
        above(self.program.code(name)).filter_map(|whole| self.program.by_code.get(whole).copied())
    }

    /// A thing if it exists in a year, else its nearest existing ancestor; on the way up from `part`.
    fn there(&self, name: NameId, year: i32, part: NameId) -> Option<NameId> {
        if self.version(name, year).is_some() {
            return Some(name);
        }
        let mut passed = BTreeSet::from([part]);
        let mut left = vec![name];
        while let Some(next) = left.pop() {
            if !passed.insert(next) {
                continue;
            }
            if self.version(next, year).is_some() {
                return Some(next);
            }
            left.extend(self.candidates(next, year).into_iter().rev().map(|(_, parent)| parent));
        }
        None
    }

    /// Everything that may name the parent, by precedence. For a thing that does not exist in a year, the version
    /// before it counts, else the one after.
    fn candidates(&self, name: NameId, year: i32) -> Vec<(Source, NameId)> {
        let program = self.program;
        let versions = || program.versions(name);
        let before = || versions().filter(|one| one.in_force.to.is_some_and(|to| to < year)).last();
        let version = versions().find(|one| one.in_force.covers(year)).or_else(before).or_else(|| versions().next());
        let own = version.and_then(|version| version.parent).map(|parent| (Source::Own, parent));
        let said = self.about.and_then(|about| about.parent(program.code(name), year));
        let by_data = said.and_then(|(parent, cell)| Some((Source::Data(cell), *program.by_code.get(parent)?)));
        let generals = &self.generals[name.0 as usize];
        let general = generals.iter().find(|(years, _)| years.covers(year)).or(generals.first());
        let by_code = general.and_then(|_| self.prefixes(name).find(|prefix| self.version(*prefix, year).is_some()));
        let by_general = general.and_then(|(_, general)| general.parent).filter(|parent| *parent != name);
        let rest = [by_code.map(|parent| (Source::Code, parent)), by_general.map(|parent| (Source::General, parent))];
        [own, by_data].into_iter().chain(rest).flatten().collect()
    }
}

/// Some cycle of things.
fn circle(parents: &[Option<(Source, NameId)>]) -> Option<Vec<NameId>> {
    // The thing from which each was first reached.
    let mut passed: Vec<Option<usize>> = vec![None; parents.len()];
    for start in 0..parents.len() {
        let mut path: Vec<NameId> = Vec::new();
        let mut at = NameId(start as u32);
        while passed[at.0 as usize].is_none() {
            passed[at.0 as usize] = Some(start);
            path.push(at);
            let Some((_, parent)) = parents[at.0 as usize] else { break };
            at = parent;
        }
        let from = path.iter().position(|known| *known == at);
        // The last one of a path that ends has no parent.
        if let (Some(from), Some(_)) = (from, parents[at.0 as usize]) {
            return Some(path.split_off(from));
        }
    }
    None
}
