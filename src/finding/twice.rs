//! What the data of a run say twice and differently, as findings.

use super::{Covered, Finding};
use crate::diagnostic::CellPlace;
use crate::eval::twice::{Open, Said, Twice, twice};
use crate::eval::{Results, Value};
use crate::number::Exact;
use crate::plan::{Plan, SlotId, Uneven, UnevenQuarter};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The slots that have to be evaluated for [`findings`].
pub fn asked(plan: &Plan) -> Vec<SlotId> {
    let years = plan.years.iter().flat_map(|one| one.cells.iter().copied().chain([one.year, one.quarters, one.raw]));
    let sums = plan.sums.iter().flat_map(|one| [one.year, one.sum, one.kept]);
    let targets = plan.targets.iter();
    let targets =
        targets.flat_map(|one| one.quarters.iter().flatten().chain(&one.ends).copied().chain([one.cell, one.stated]));
    let parts = plan.parts.iter().flat_map(|one| {
        let uneven = one.uneven.iter().flat_map(|(differs, own)| [*differs, *own]);
        [one.cell, one.own, one.parts].into_iter().chain(uneven)
    });
    let quarters = plan.uneven.iter().flat_map(|one| &one.quarters);
    years
        .chain(sums)
        .chain(targets)
        .chain(parts)
        .chain(quarters.flat_map(|one| [one.differs, one.covers.0, one.covers.1]))
        .collect()
}

/// What is said twice, and what is set against each other over different quarters, for a unit.
pub fn findings(run: Results, lane: usize) -> Vec<Finding> {
    said_twice(run, lane).into_iter().chain(uneven(run, lane)).collect()
}

/// What is said twice; of spending that nothing says how to add, once for each rule.
pub fn said_twice(run: Results, lane: usize) -> Vec<Finding> {
    let mut ways = BTreeSet::new();
    let rule = |twice: &Twice| run.program.version(twice.name, twice.when.year).map(|version| version.span);
    twice(run.plan, run.evaluation, run.data, lane)
        .into_iter()
        .filter(|twice| !matches!(twice.said, Said::Added { .. }) || ways.insert(rule(twice)))
        .map(|twice| {
            let stated = match twice.said {
                Said::Target { stated, .. } | Said::NeverTarget { stated, .. } => run.plan.slot(stated).span,
                Said::OutOfScale { .. } => run
                    .program
                    .version(twice.name, twice.when.year)
                    .and_then(|version| version.scale.as_ref())
                    .map(|one| one.1),
                Said::Year { .. } | Said::Never { .. } | Said::Parts { .. } | Said::OtherParts { .. } => None,
                Said::Changed { .. } | Said::Outspent { .. } | Said::Added { .. } => None,
            };
            let code = run.program.code(twice.name).to_string();
            let cell = twice.origin.and_then(|origin| run.data.place(origin));
            let parts = parts_of(&run, &twice.said);
            Finding::Twice { code, cell, twice, stated, parts }
        })
        .collect()
}

/// The parts that are told of: their codes, what they have, and where.
fn parts_of(run: &Results, said: &Said) -> Vec<(String, Option<Exact>, Option<CellPlace>)> {
    let Said::OtherParts { open, parts, .. } = said else { return Vec::new() };
    let code = |slot: SlotId| {
        let (name, ..) = run.plan.slot(slot).role?;
        Some(run.program.code(name).to_string())
    };
    let blank: &[SlotId] = if let Some(Open::Blank(blank)) = open { blank } else { &[] };
    let there = parts.iter().filter_map(|(slot, amount, origin)| {
        let place = origin.and_then(|origin| run.data.place(origin));
        Some((code(*slot)?, Some(amount.clone()), place))
    });
    there.chain(blank.iter().filter_map(|slot| Some((code(*slot)?, None, None)))).collect()
}

/// What is set against each other over different quarters.
pub fn uneven(run: Results, lane: usize) -> Vec<Finding> {
    let holds = |slot| matches!(run.evaluation.cell(slot, lane), Ok(Value::Truth(true)));
    let what = |(what, year): &(Arc<str>, i32)| format!("{} tahun {year}", super::missing::side(what));
    let finding = |uneven: &Uneven| {
        let differs = uneven.quarters.iter().find(|one| holds(one.differs))?;
        let [one, two] = &differs.sides;
        let of_pair =
            uneven.quarters.iter().filter(|other| (&other.sides, other.furthest) == (&differs.sides, differs.furthest));
        let last = |side: fn(&UnevenQuarter) -> SlotId| {
            of_pair.clone().filter(|one| holds(side(one))).map(|one| one.quarter).max()
        };
        let first = Covered { what: what(one), last: last(|one| one.covers.0) };
        let second = Covered { what: what(two), last: last(|one| one.covers.1) };
        Some(Finding::Uneven { first, second, span: uneven.span })
    };
    run.plan.uneven.iter().filter_map(finding).collect()
}
