//! What a file states twice and differently, reported as in a run over the data of a package.
//!
//! Columns compute the results. What is checked here (quarters beside a year, a target beside that of the rules, values
//! over different quarters) is evaluated exactly, and only if a file can contain any of it.

use super::Job;
use crate::data::Dataset;
use crate::diagnostic::Diagnostic;
use crate::eval::{self, Results};
use crate::finding::twice::{asked, findings};
use crate::number::Exact;
use crate::plan::{Op, OwnAndParts, Plan, SlotId};

/// Units evaluated at a time.
const AT_A_TIME: usize = 64;

/// The plan of a year with only these checks; none if there is nothing to check.
pub(super) fn looked_at(plan: &Plan) -> Option<Plan> {
    let asked = asked(plan);
    if asked.is_empty() {
        return None;
    }
    let needed = plan.under(&asked, &[]);
    let mut plan = Plan { tables: Vec::new(), assertions: Vec::new(), ..plan.clone() };
    for (at, slot) in plan.slots.iter_mut().enumerate() {
        if !needed.contains(&SlotId(at as u32)) {
            slot.op = Op::Number(Exact::ZERO);
        }
    }
    Some(plan)
}

impl Job<'_> {
    /// What units state twice in a year, as findings.
    pub(super) fn said_twice(&self, plan: &Plan, data: &Dataset) -> Vec<Diagnostic> {
        let has_quarters = data.columns().any(|(key, _)| key.quarter.is_some());
        let given = |one: &OwnAndParts| {
            let input = plan.slot(one.cell).op.input();
            input.is_some_and(|input| data.columns().any(|(key, _)| *key == input.key()))
        };
        if !has_quarters && plan.targets.is_empty() && !plan.parts.iter().any(given) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for part in data.parts(AT_A_TIME) {
            let evaluation = eval::evaluate(plan, &part);
            let run = Results { program: self.program, plan, evaluation: &evaluation, data: &part };
            for (lane, unit) in part.units().iter().enumerate() {
                found.extend(findings(run, lane).into_iter().map(|finding| {
                    let mut finding = finding.into_diagnostic();
                    finding.reasons.extend((!unit.is_empty()).then(|| format!("unit {unit}")));
                    finding
                }));
            }
        }
        found
    }
}
