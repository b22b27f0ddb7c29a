//! What is a part of what.

use super::{NameId, Program, natural};
use std::collections::{BTreeMap, BTreeSet};

impl Program {
    /// The direct parts of a thing, in order of code.
    pub fn parts(&self, name: NameId) -> Vec<NameId> {
        self.parts.get(&name).cloned().unwrap_or_default()
    }

    /// Works out [`Program::parts`] from what each version says it is a part of.
    pub fn find_parts(&mut self) {
        let mut parts: BTreeMap<NameId, Vec<NameId>> = BTreeMap::new();
        for definition in &self.definitions {
            for (_, parent) in &definition.parents {
                parts.entry(*parent).or_default().push(definition.name);
            }
        }
        for known in parts.values_mut() {
            known.sort();
            known.dedup();
            let from_data = |name: &NameId| self.versions(*name).all(|version| version.from_data);
            match known.iter().all(from_data) {
                true => known.sort_by_key(|name| (self.data_order.get(name), *name)),
                false => known.sort_by(|a, b| natural(self.code(*a), self.code(*b))),
            }
        }
        self.parts = parts;
    }

    /// The direct parts of a thing in a year, in order of code.
    pub fn parts_in(&self, name: NameId, year: i32) -> Vec<NameId> {
        let mut parts = self.parts(name);
        parts.retain(|part| self.version(*part, year).is_some_and(|version| version.parent_in(year) == Some(name)));
        parts
    }

    /// The parts of a thing in a year, each followed by its own parts.
    pub fn descendants_in(&self, name: NameId, year: i32) -> Vec<NameId> {
        self.walk(name, |name| self.parts_in(name, year))
    }

    /// The parts of a thing in any year, each followed by its own parts.
    pub fn descendants(&self, name: NameId) -> Vec<NameId> {
        self.walk(name, |name| self.parts(name))
    }

    /// What a thing is a part of in a year, the nearest first; of what is a part of itself each once.
    pub fn wholes_in(&self, name: NameId, year: i32) -> Vec<NameId> {
        let parent = |name: NameId| self.version(name, year)?.parent_in(year);
        let (mut found, mut next) = (Vec::new(), parent(name));
        while let Some(whole) = next.filter(|whole| *whole != name && !found.contains(whole)) {
            found.push(whole);
            next = parent(whole);
        }
        found
    }

    fn walk(&self, name: NameId, parts: impl Fn(NameId) -> Vec<NameId>) -> Vec<NameId> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut stack: Vec<NameId> = parts(name).into_iter().rev().collect();
        while let Some(next) = stack.pop() {
            if next != name && seen.insert(next) {
                found.push(next);
                stack.extend(parts(next).into_iter().rev());
            }
        }
        found
    }
}
