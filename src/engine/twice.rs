//! What the data of a run say twice and differently, as findings.

use super::Run;
use crate::eval::Value;
use crate::eval::twice::{Said, Twice, twice};
use crate::finding::{Covered, Finding};
use crate::plan::{SlotId, Uneven, UnevenQuarter};
use crate::program::NameId;
use std::collections::BTreeSet;

/// What is said twice, and what is set against each other over different quarters, for a unit.
pub(super) fn findings(run: &Run, lane: usize) -> Vec<Finding> {
    said_twice(run, lane).into_iter().chain(uneven(run, lane)).collect()
}

/// What is said twice; of spending that nothing says how to add, once for each rule.
fn said_twice(run: &Run, lane: usize) -> Vec<Finding> {
    let mut ways = BTreeSet::new();
    let rule = |twice: &Twice| run.program.version(twice.name, twice.when.year).map(|version| version.span);
    twice(&run.plan, &run.evaluation, &run.data, lane)
        .into_iter()
        .filter(|twice| !matches!(twice.said, Said::Added { .. }) || ways.insert(rule(twice)))
        .map(|twice| {
            let stated = match twice.said {
                Said::Target { stated, .. } => run.plan.slot(stated).span,
                Said::OutOfScale { .. } => run
                    .program
                    .version(twice.name, twice.when.year)
                    .and_then(|version| version.scale.as_ref())
                    .map(|one| one.1),
                Said::Year { .. } | Said::Changed { .. } | Said::Added { .. } => None,
            };
            let code = run.program.code(twice.name).to_string();
            let cell = twice.origin.and_then(|origin| run.data.place(origin));
            Finding::Twice { code, cell, twice, stated }
        })
        .collect()
}

/// What is set against each other and covers different quarters.
fn uneven(run: &Run, lane: usize) -> Vec<Finding> {
    let holds = |slot| matches!(run.evaluation.cell(slot, lane), Ok(Value::Truth(true)));
    let what = |(name, year): (NameId, i32)| format!("{} tahun {year}", run.program.code(name));
    let finding = |uneven: &Uneven| {
        let differs = uneven.quarters.iter().find(|one| holds(one.differs))?;
        let (one, two) = differs.sides;
        let of_pair = uneven.quarters.iter().filter(|other| other.sides == (one, two));
        let last = |side: fn(&UnevenQuarter) -> SlotId| {
            of_pair.clone().filter(|one| holds(side(one))).map(|one| one.quarter).max()
        };
        let first = Covered { what: what(one), last: last(|one| one.covers.0) };
        let second = Covered { what: what(two), last: last(|one| one.covers.1) };
        Some(Finding::Uneven { first, second, span: uneven.span })
    };
    run.plan.uneven.iter().filter_map(finding).collect()
}
