//! The derivations of many values of one unit, each thing once: for a page on which every figure can be opened.

use super::formula::Scope;
use super::{Explainer, Key};
use crate::eval::Results;
use crate::plan::{PlannedCell, SlotId};
use crate::report::explanation::{Rule, Subject, Thing};
use crate::source::Sources;
use std::collections::HashMap;

/// A value whose derivation is requested.
#[derive(Debug, Clone)]
pub struct Asked {
    pub cell: PlannedCell,
    /// Its name if it is not the value of a name, such as that of a computed column.
    pub called: String,
}

/// The derivation of a value, with the rules used in that one step.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The value, its steps and its parts.
    pub thing: Thing,
    /// The rules used.
    pub rules: Vec<Rule>,
}

/// The requested values, and everything they are made of.
#[derive(Debug, Clone, Default)]
pub struct Derivations {
    /// Each value once; the parts of a value come after it, unless an earlier one has them too.
    pub all: Vec<Derived>,
    /// The index of each requested slot.
    pub of_slot: HashMap<SlotId, usize>,
    /// The index of each name: `capaian AKIP 2024`. A part with its own derivation is found this way.
    pub of_name: HashMap<String, usize>,
}

/// The derivations of values of one unit.
pub fn explain_all(results: Results, sources: &Sources, lane: usize, asked: &[Asked]) -> Derivations {
    let mut explainer = Explainer::new(results, sources, lane);
    let mut found = Derivations::default();
    let mut of_key: HashMap<Key, usize> = HashMap::new();
    for one in asked {
        if found.of_slot.contains_key(&one.cell.slot) {
            continue;
        }
        let plain = results.plan.plain(one.cell.slot);
        let key = explainer.key_of(one.cell.slot).or_else(|| explainer.key_of(plain));
        let mut waiting = Vec::new();
        match key.map(|key| explainer.home(key)) {
            Some(key) => waiting.push(key),
            None => {
                let derived = explainer.derived(|explainer| Some(explainer.unnamed(one)));
                found.of_slot.insert(one.cell.slot, found.all.len());
                found.all.extend(derived);
                waiting.extend(explainer.next.drain(..).rev());
            }
        }
        while let Some(key) = waiting.pop() {
            if !explainer.known.insert(key) {
                continue;
            }
            if let Some(derived) = explainer.derived(|explainer| explainer.thing(key)) {
                of_key.insert(key, found.all.len());
                found.of_name.insert(derived.thing.name.clone(), found.all.len());
                found.all.push(derived);
            }
            waiting.extend(explainer.next.drain(..).rev());
        }
        if let Some(at) = key.and_then(|key| of_key.get(&explainer.home(key))) {
            found.of_slot.insert(one.cell.slot, *at);
        }
    }
    found
}

impl Explainer<'_> {
    /// What `explain` derives, with the rules it used.
    fn derived(&mut self, explain: impl FnOnce(&mut Self) -> Option<Thing>) -> Option<Derived> {
        self.noted.clear();
        let thing = explain(self);
        let rules = std::mem::take(&mut self.rules);
        thing.map(|thing| Derived { thing, rules })
    }

    /// A value without a name.
    fn unnamed(&mut self, asked: &Asked) -> Thing {
        let PlannedCell { slot, show } = asked.cell;
        let year = self.results.plan.year;
        let mut thing = Thing {
            name: asked.called.clone(),
            subject: Subject { code: String::new(), role: String::new(), year, quarter: None },
            label: None,
            value: self.shown(slot, show),
            to_date: crate::report::build::to_date(self.results, &self.leavings, self.lane, slot),
            steps: Vec::new(),
            parts: Vec::new(),
        };
        self.chain(slot, None, &mut Scope { thing: &mut thing, own: None, argument: None });
        let Thing { steps, parts, .. } = &mut thing;
        parts.retain(|part| !steps.iter().flat_map(|step| &step.parts).any(|member| member.name == part.name));
        thing
    }
}
