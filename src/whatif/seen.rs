//! What a screen shows of a session beside its answers: the tables as things are assumed now, and what can be asked of them.

use super::session::Session;
use super::state::{Target, View};
use crate::engine::earlier;
use crate::eval::Results;
use crate::plan::{PlannedCell, SlotId};
use crate::program::{Kind, NameId, Role};
use crate::report::build;
use crate::report::placed::placed;
use crate::report::table::Table;
use crate::source::Sources;
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;

/// A result that a goal can be set for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Outcome {
    /// As a question names it: `capaian IKM`.
    #[serde(rename = "hal")]
    pub name: String,
    /// What the rules call the thing; empty where they say no more than its code.
    #[serde(rename = "nama")]
    pub label: String,
    /// Whether it is a word, which stands in quotes.
    #[serde(rename = "kata")]
    pub is_word: bool,
}

impl Session {
    /// The year at hand.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The tables of the unit at hand under everything that is assumed.
    pub fn tables(&self) -> Vec<Table> {
        build::tables(self.view.results(), 0)
    }

    /// Those of [`Session::tables`] that are wanted, the others none.
    pub fn tables_where(&self, is_wanted: impl Fn(usize) -> bool) -> Vec<Option<Table>> {
        build::tables_where(self.view.results(), 0, is_wanted)
    }

    /// For each of [`Session::tables`] whether it, or a chart of its things, may be otherwise than in another session of the
    /// same unit. Most of a large package is not moved by one assumption.
    pub fn moved_since(&self, before: &Session) -> Vec<bool> {
        let (view, was) = (&self.view, &before.view);
        let plan = &view.plan;
        if !Arc::ptr_eq(plan, &was.plan) {
            return vec![true; plan.tables.len()];
        }
        let slots = (0..plan.slots.len()).map(|at| SlotId(at as u32));
        let differs = |slot: &SlotId| view.evaluation.cell(*slot, 0) != was.evaluation.cell(*slot, 0);
        let mut moved: Vec<SlotId> = slots.filter(differs).collect();
        // What is assumed may have the same value in other words; notes tell of what a value rests on.
        moved.extend(view.pins.iter().chain(&was.pins));
        moved.extend(plan.resting_on(&moved, &[]));
        let role = |slot: SlotId| plan.slot(slot).role.or_else(|| plan.slot(plan.plain(slot)).role);
        // A chart has more of a thing than the cells of its table: other years, what was before a cap.
        let names: HashSet<NameId> = moved.iter().filter_map(|slot| role(*slot)).map(|(name, ..)| name).collect();
        let moved: HashSet<SlotId> = moved.into_iter().collect();
        let is_moved =
            |slot: SlotId| moved.contains(&slot) || role(slot).is_some_and(|(name, ..)| names.contains(&name));
        plan.tables.iter().map(|table| table.slots().any(is_moved)).collect()
    }

    /// For each of [`Session::tables`] what asks where a cell comes from (`capaian IKM`), where `jelaskan` can tell: the rows of
    /// the body as they are shown, then the footers.
    pub fn questions(&self) -> Vec<Vec<Vec<Option<String>>>> {
        let view = &self.view;
        let words = |cells: &[Option<PlannedCell>]| cells.iter().map(|cell| self.question_of((*cell)?.slot)).collect();
        let tables = view.plan.tables.iter().map(|table| {
            let body = placed(view.results(), 0, table);
            let footers = table.footers.iter().map(|footer| words(&footer.cells));
            body.iter().map(|row| words(row)).chain(footers).collect()
        });
        tables.collect()
    }

    /// What all that is shown of the unit at hand comes from.
    #[doc(hidden)]
    pub fn results(&self) -> Results<'_> {
        self.view.results()
    }

    /// The same with what is assumed in the place of what it would be computed from, as explanations tell it.
    #[doc(hidden)]
    pub fn explained<T>(&self, tell: impl FnOnce(Results, &Sources) -> T) -> T {
        let plan = self.view.plan_as_assumed();
        tell(Results { plan: &plan, ..self.view.results() }, self.view.rules.package.sources())
    }

    /// Plans beside it what tables show as it was in earlier years; until the rules change.
    #[doc(hidden)]
    pub fn look_back(&mut self) {
        let asked = earlier(self.view.program(), &self.view.plan, &self.all);
        self.view = self.asking(&asked.iter().collect::<Vec<_>>());
    }

    fn question_of(&self, slot: SlotId) -> Option<String> {
        let plan = &self.view.plan;
        let (name, role, when) = plan.slot(plan.as_written(slot)).role?;
        let of = Target { code: self.view.program().code(name).to_string(), role, when };
        Some(of.words(self.view.program(), self.year))
    }

    /// The results of the year that a goal can be set for.
    pub fn outcomes(&self) -> Vec<Outcome> {
        let View { plan, .. } = &self.view;
        let program = self.view.program();
        let mut found = Vec::new();
        for name in program.in_order() {
            let Some(version) = program.version(name, self.year) else { continue };
            let is_computed = version.formula.is_some();
            for role in [Role::Achievement, Role::Value, Role::Band] {
                let when = crate::program::When::year(self.year);
                let is_asked = role != Role::Value || is_computed && !matches!(version.kind, Kind::Group(_));
                if !is_asked || plan.value(name, role, when).is_none() {
                    continue;
                }
                let of = Target { code: program.code(name).to_string(), role: role.as_given(), when };
                let label = version.label.clone().unwrap_or_default();
                found.push(Outcome { name: of.words(program, self.year), label, is_word: role == Role::Band });
            }
        }
        found
    }
}
