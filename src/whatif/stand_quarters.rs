//! A year that has a figure of its own, or a formula: what is assumed of its quarters moves nothing of it.

use super::overlay;
use super::show;
use super::stands::{Below, Stands, Why, emptied, standing};
use super::state::{Target, View};
use crate::data::{CellOrigin, Field, State};
use crate::eval::{Value, same};
use crate::plan::{Op, SlotId, YearAndQuarters};
use crate::program::{Role, When};

/// The years that stand, each thing once.
pub(super) fn stands(view: &View) -> Vec<Stands> {
    let mut years: Vec<(Target, Vec<&Target>)> = Vec::new();
    for of in view.assumed.iter().filter(|of| of.when.quarter.is_some()) {
        // Both ends of a target stand in one cell.
        let role = if of.role.is_target() { Role::Target } else { of.role };
        let year = Target { code: of.code.clone(), role, when: When::year(of.when.year) };
        match years.iter_mut().find(|(known, _)| *known == year) {
            Some((_, quarters)) => quarters.push(of),
            None => years.push((year, vec![of])),
        }
    }
    let found = years.iter().filter_map(|(year, quarters)| match overlay::field(view.program(), year) {
        Some(field) => written(view, year, &field),
        None => computed(view, year, quarters),
    });
    found.collect()
}

/// A year with a cell of its own.
fn written(view: &View, year: &Target, field: &Field) -> Option<Stands> {
    let name = *view.program().by_code.get(&year.code)?;
    let is_end = |field: &Field| matches!(field, Field::TargetLow | Field::TargetHigh);
    let is_it = |one: &&YearAndQuarters| {
        (one.name, one.when) == (name, year.when)
            && (one.field == *field || *field == Field::Target && is_end(&one.field))
    };
    let known: Vec<&YearAndQuarters> = view.plan.years.iter().filter(is_it).collect();
    let shown = |slot: fn(&YearAndQuarters) -> SlotId| {
        let mut each: Vec<String> = known.iter().map(|one| shown(view, slot(one), one.year)).collect();
        each.dedup();
        each.join("..")
    };
    // Of a range both ends stand, or none.
    let own = standing(view.evaluation.cell(known.first()?.year, 0), || shown(|one| one.year))?;
    if known.iter().all(|one| same(view.evaluation.cell(one.year, 0), view.evaluation.cell(one.raw, 0))) {
        return None;
    }
    let is_there = |one: &&YearAndQuarters| view.evaluation.cell(one.raw, 0).is_ok();
    let by = known.iter().all(is_there).then(|| shown(|one| one.raw));
    let cell = known.iter().find_map(|one| origin(view, one.year)).map(|origin| view.data.describe(origin));
    Some(Stands {
        what: year.words(view.program(), view.plan.year),
        own,
        by,
        below: Below::Quarters,
        why: cell.map_or(Why::Assumed, Why::Cell),
        line: emptied(view, year),
    })
}

/// A year that a formula gives, of what else is known of the year.
fn computed(view: &View, year: &Target, quarters: &[&Target]) -> Option<Stands> {
    let value = view.plan.value(*view.program().by_code.get(&year.code)?, Role::Value, year.when)?;
    let pinned: Vec<SlotId> = quarters.iter().flat_map(|of| view.slots_of(of)).collect();
    if view.plan.resting_on(&pinned, &[]).contains(&value) {
        return None;
    }
    let own = match view.evaluation.cell(value, 0) {
        Ok(_) => shown(view, value, value),
        Err(fault) => fault.state.words().to_string(),
    };
    let why = if view.assumed.contains(year) { Why::Assumed } else { Why::Formula };
    let what = year.words(view.program(), view.plan.year);
    Some(Stands { what, own, by: None, below: Below::Quarters, why, line: emptied(view, year) })
}

/// A value in the unit of another, with all its decimals.
fn shown(view: &View, slot: SlotId, like: SlotId) -> String {
    let cell = view.evaluation.cell(slot, 0);
    match cell {
        Ok(Value::Number(_) | Value::Text(_) | Value::Truth(_) | Value::Irrational(_)) => {
            show::plain(cell, &view.plan.slot(like).unit)
        }
        Err(fault) => fault.state.words().to_string(),
    }
}

/// The cell that a figure stands in; none where it is assumed.
fn origin(view: &View, slot: SlotId) -> Option<CellOrigin> {
    let is_blank = |slot| matches!(view.evaluation.cell(slot, 0), Err(fault) if fault.state == State::NotFilled);
    let mut at = view.plan.plain(slot);
    while let Op::Fallback(first, second) = view.plan.slot(at).op {
        at = view.plan.plain(if is_blank(first) { second } else { first });
    }
    view.data.get(0, &view.plan.slot(at).op.input()?.key())?.origin
}
