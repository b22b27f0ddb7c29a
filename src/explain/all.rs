//! The derivations of many values of one unit, each thing once: for a page on which every figure can be asked.

use super::formula::Scope;
use super::{Explainer, Key};
use crate::eval::Results;
use crate::plan::{PlannedCell, SlotId};
use crate::report::explanation::{Rule, Subject, Thing};
use crate::source::Sources;
use std::collections::HashMap;

/// A value that is asked about.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Where it is.
    pub cell: PlannedCell,
    /// What it is called where it is the value of no name, as a column that computes is.
    pub called: String,
}

/// How a value came about, with the rules that had a part in that one step.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The value, its steps and what it is made of.
    pub thing: Thing,
    /// The rules of these.
    pub rules: Vec<Rule>,
}

/// What was asked, and all that it is made of.
#[derive(Debug, Clone, Default)]
pub struct Derivations {
    /// Each value once; what one is made of comes after it, as long as nothing before it is made of that too.
    pub all: Vec<Derived>,
    /// Which of them a slot is that was asked about.
    pub of_slot: HashMap<SlotId, usize>,
    /// Which of them has a name: `capaian AKIP 2024`. A part that is explained is found by it.
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
    /// What is explained, with the rules that are met on the way.
    fn derived(&mut self, explain: impl FnOnce(&mut Self) -> Option<Thing>) -> Option<Derived> {
        self.noted.clear();
        let thing = explain(self);
        let rules = std::mem::take(&mut self.rules);
        thing.map(|thing| Derived { thing, rules })
    }

    /// A value that no name has.
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
