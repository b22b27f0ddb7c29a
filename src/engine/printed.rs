//! Achievements and weights printed in the data, compared with those of the rules: no result depends on them, but an
//! office whose own sheet has another figure wants to know.

use super::Run;
use crate::data::printed::{ACHIEVEMENT, Figure, WEIGHT, field_of, figure, has_printed};
use crate::data::{Key, State};
use crate::eval::compare::rounded;
use crate::finding::{Finding, Printed};
use crate::number::Exact;
use crate::program::{Definition, NameId, Role, When};
use crate::resolve::written_weight;

/// The differences of a unit, one finding for each of the two columns.
pub(super) fn findings(run: &Run, lane: usize) -> Vec<Finding> {
    let columns =
        [(ACHIEVEMENT, achievement as fn(&Run, usize, &Definition, Figure) -> Option<Other>), (WEIGHT, weight)];
    let found = columns.into_iter().filter_map(|(word, other)| {
        let cells = cells(run, lane, word, other);
        (!cells.is_empty()).then(|| Finding::PrintedDiffers { word, year: run.plan.year, cells })
    });
    found.collect()
}

/// What the rules give instead: another figure, or none.
type Other = Result<Exact, State>;

/// The cells that differ; `other` returns what the rules give instead.
fn cells(
    run: &Run,
    lane: usize,
    word: &str,
    other: impl Fn(&Run, usize, &Definition, Figure) -> Option<Other>,
) -> Vec<Printed> {
    if !has_printed(&run.data, word) {
        return Vec::new();
    }
    let year = run.plan.year;
    let definitions = run.program.in_order().into_iter().filter_map(|name| run.program.version(name, year));
    let differs = |definition: &Definition| {
        let code = run.program.code(definition.name);
        let key = Key { code: code.into(), field: field_of(word), year, quarter: None };
        let datum = run.data.get(lane, &key)?;
        let printed = figure(&datum.content)?;
        let computed = other(run, lane, definition, printed)?;
        let place = datum.origin.and_then(|origin| run.data.place(origin));
        let in_percent = printed.in_percent;
        Some(Printed { code: code.to_string(), printed: Exact::from(printed.number), computed, in_percent, place })
    };
    definitions.filter_map(differs).collect()
}

/// The achievement at the decimals of the printed one, if it differs. A sheet may hold the ratio: 0,94 for 94 %, 1 for
/// 100 %; a whole number counts as the ratio only if the achievement rounds to just that many percent, otherwise any
/// achievement up to 150 % would match a ratio of 0 or 1.
fn achievement(run: &Run, lane: usize, definition: &Definition, printed: Figure) -> Option<Other> {
    let slot = run.plan.value(definition.name, Role::Achievement, When { year: run.plan.year, quarter: None })?;
    let (cell, scale) = (run.evaluation.cell(slot, lane), printed.number.scale() as i32);
    // A faulty cell is reported already.
    if let Err(fault) = cell {
        return (fault.state != State::Faulty).then_some(Err(fault.state));
    }
    let shown = rounded(cell, scale)?;
    let number = Exact::from(printed.number);
    let decimals = if scale == 0 { 0 } else { scale.saturating_sub(2) };
    let is_ratio = || !printed.in_percent && rounded(cell, decimals) == Some(&number * &Exact::HUNDRED);
    (shown != number && !is_ratio()).then_some(Ok(shown))
}

/// The weight of a thing in a group, in the form of the printed one, if no group gives it that one.
fn weight(run: &Run, _: usize, definition: &Definition, printed: Figure) -> Option<Other> {
    let given: Vec<Exact> = weights_of(run, definition.name);
    let number = Exact::from(printed.number);
    let is_it = |part: &Exact| number == part * &Exact::HUNDRED || (!printed.in_percent && number == *part);
    if given.is_empty() || given.iter().any(is_it) {
        return None;
    }
    let first = given.into_iter().next()?;
    Some(Ok(if printed.in_percent || number > Exact::ONE { &first * &Exact::HUNDRED } else { first }))
}

/// The weights of a thing in the groups of the year, as fractions.
fn weights_of(run: &Run, name: NameId) -> Vec<Exact> {
    let groups = run.program.definitions.iter().filter(|one| one.in_force.covers(run.plan.year));
    let weights = groups.filter_map(|one| one.kind.group()).flat_map(|group| &group.weights);
    weights.filter(|(member, _)| *member == name).filter_map(|(_, weight)| Some(written_weight(weight)?.part)).collect()
}
