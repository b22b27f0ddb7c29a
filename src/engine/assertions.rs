//! `pastikan` over the data: what does not hold, and what is undecided.

use super::Run;
use crate::data::State;
use crate::eval::{self, Value};
use crate::finding::{Finding, Undecided};
use crate::plan::SlotId;
use crate::program::NameId;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

impl Run<'_> {
    pub(super) fn failed_assertions(&self, lane: usize) -> Vec<Finding> {
        let mut findings = Vec::new();
        let for_each = self.plan.assertions.iter().filter_map(|assertion| assertion.about);
        let with_data = self.with_data(for_each.collect(), lane);
        // The undecided cases of one `pastikan`, reported once.
        let mut undecided: BTreeMap<Span, Undecided> = BTreeMap::new();
        for assertion in &self.plan.assertions {
            if assertion.about.is_some_and(|about| !with_data.contains(&about)) {
                continue;
            }
            let number = |slot| eval::rational(self.evaluation.cell(slot, lane)).cloned();
            let named = || match assertion.about {
                Some(name) => format!("{}: {}", self.words(name), assertion.message),
                None => assertion.message.clone(),
            };
            match self.evaluation.cell(assertion.condition, lane) {
                Ok(Value::Truth(true)) => {}
                // A condition without data yet cannot fail; one about a named thing that is undecided is worth a look.
                Err(fault) if assertion.about.is_some() && is_absent(fault) => {
                    let is_begun = fault.state == State::NotFilled && self.is_begun(assertion.condition, lane);
                    let Some(about) = assertion.about.filter(|_| is_begun) else { continue };
                    let one = undecided.entry(assertion.span).or_insert_with(|| Undecided {
                        message: assertion.message.clone(),
                        codes: Vec::new(),
                        reason: fault.reason.to_string(),
                        cell: fault.origin.and_then(|origin| self.data.place(origin)),
                        span: assertion.span,
                    });
                    one.codes.push(self.program.code(about).to_string());
                }
                Err(fault) => findings.push(Finding::AssertionUnknown {
                    message: named(),
                    reason: fault.reason.to_string(),
                    cell: fault.origin.and_then(|origin| self.data.place(origin)),
                    span: assertion.span,
                }),
                Ok(_) => findings.push(Finding::AssertionFailed {
                    accepted: assertion.accepted.clone(),
                    message: named(),
                    sides: assertion.sides.and_then(|(left, sign, right)| Some((number(left)?, sign, number(right)?))),
                    span: assertion.span,
                }),
            }
        }
        findings.extend(undecided.into_values().map(Finding::AssertionUndecided));
        findings
    }

    /// Whether any input of a condition is filled, so that it could be checked.
    fn is_begun(&self, condition: SlotId, lane: usize) -> bool {
        let is_filled = |slot: &SlotId| {
            self.plan
                .slot(*slot)
                .op
                .input()
                .is_some_and(|input| input.when.year == self.plan.year && self.evaluation.cell(*slot, lane).is_ok())
        };
        self.plan.under(&[condition], &[]).iter().any(is_filled)
    }

    /// Of several things, those that a unit has data about, or a value for.
    fn with_data(&self, names: BTreeSet<NameId>, lane: usize) -> BTreeSet<NameId> {
        if names.is_empty() {
            return names;
        }
        let rests = self.plan.resting_where(|input| self.data.get(lane, &input.key()).is_some());
        let values = self.plan.values.iter().filter(|((_, _, when), slot)| {
            when.year == self.plan.year && (rests[slot.0 as usize] || self.evaluation.cell(**slot, lane).is_ok())
        });
        let mut known: BTreeSet<NameId> = values.map(|((name, ..), _)| *name).collect();
        let here = self.data.columns().filter(|(key, column)| key.year == self.plan.year && column.has(lane));
        known.extend(here.filter_map(|(key, _)| self.program.by_code.get(&*key.code)));
        names.intersection(&known).copied().collect()
    }

    /// `7.01.01.2.06 Administrasi Umum Perangkat Daerah`
    fn words(&self, name: NameId) -> String {
        let code = self.program.code(name);
        let goal = self.program.version(name, self.plan.year).and_then(|version| version.goal.clone());
        goal.map_or_else(|| code.to_string(), |goal| format!("{code} {goal}"))
    }
}

fn is_absent(fault: &eval::Fault) -> bool {
    matches!(fault.state, State::NotFilled | State::NotApplicable)
}
