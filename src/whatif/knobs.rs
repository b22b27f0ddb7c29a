//! Inputs as knobs: what can be moved, from where to where, in which steps.

use super::grid;
use super::overlay;
use super::session::Session;
use super::state::Target;
use crate::data::{Content, Field, Key};
use crate::eval;
use crate::number::{Exact, Places, Rounding};
use crate::plan::Op;
use crate::program::Role;
use serde::Serialize;

/// An input of the year at hand that a person can turn. Numbers are whole ones, times ten to [`Knob::decimals`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Knob {
    /// As a statement names it: `target IKM`.
    #[serde(rename = "hal")]
    pub name: String,
    /// What the rules call the thing; empty where they say no more than its code.
    #[serde(rename = "nama")]
    pub label: String,
    /// Its unit, as it stands behind a number; may be empty.
    #[serde(rename = "satuan")]
    pub unit: String,
    /// Decimals of the numbers below.
    #[serde(rename = "desimal")]
    pub decimals: u32,
    /// Where it begins. What a person types may lie beyond: rules say what is refused.
    #[serde(rename = "dari")]
    pub least: i64,
    /// Where it ends.
    #[serde(rename = "sampai")]
    pub most: i64,
    /// One step; some hundred lead from end to end.
    #[serde(rename = "langkah")]
    pub step: i64,
    /// Where it stands; none where nothing is filled in.
    #[serde(rename = "nilai")]
    pub at: Option<i64>,
}

/// So many steps a hand can tell apart.
const MOST_STEPS: i64 = 1000;
/// A scale that reaches further beyond what stands there is cut.
const FAR: i64 = 5;
/// No input has more decimals here.
const MOST_DECIMALS: u32 = 6;

impl Session {
    /// The inputs of the year and unit at hand that numbers can be put in for, in the order of the rules.
    pub fn knobs(&self) -> Vec<Knob> {
        let program = self.view.program();
        let mut targets: Vec<Target> = Vec::new();
        let is_given = |key: &Key| {
            let datum = self.view.base.get(0, key);
            datum.is_some_and(|datum| matches!(datum.content, Content::Number(_)))
        };
        for slot in &self.view.plan.slots {
            let Op::Input(input) = &slot.op else { continue };
            let is_other = input.when.year != self.year || matches!(input.field, Field::Extra(_));
            let Some(role) = program.role_of(&input.field).filter(|_| !is_other) else { continue };
            let of = Target { code: input.code.to_string(), role, when: input.when };
            // Nobody waits for money of what has none, for a quarter, an end of a range, or what a formula computes.
            let is_extra =
                matches!(role, Role::Budget | Role::Spent) || role.is_target_end() || of.when.quarter.is_some();
            let waits = !is_extra && overlay::field(program, &of).is_some();
            let is_known = program.by_code.contains_key(&of.code) && !targets.contains(&of);
            if is_known && (waits || is_given(&input.key())) {
                targets.push(of);
            }
        }
        targets.iter().filter_map(|of| self.knob(of)).collect()
    }

    fn knob(&self, of: &Target) -> Option<Knob> {
        let view = &self.view;
        let program = view.program();
        let entries = grid::entries(view, of, Some(&[])).ok()?;
        let slot = view.slots_of(of).first().copied()?;
        let now = eval::rational(view.evaluation.cell(slot, 0));
        let ends = [Some(entries.grid.step.clone()), now.cloned()];
        let decimals =
            ends.iter().flatten().filter_map(|number| number.to_decimal()).map(|one| one.normalize().scale());
        let decimals = decimals.max().unwrap_or(0).min(MOST_DECIMALS);
        let scaled = |number: &Exact| whole(number, decimals);
        let at = now.and_then(scaled);
        let step = scaled(&entries.grid.step)?.max(1);
        let end = |multiple: Option<i64>| multiple.and_then(|multiple| scaled(&entries.grid.value(multiple)));
        let (low, high) = (end(entries.grid.first), end(entries.grid.last));
        let one = 10i64.checked_pow(decimals)?;
        let reach = nice(at.map_or(100 * one, i64::saturating_abs).max(one).saturating_mul(2));
        // A scale far beyond what stands there would make each step a leap.
        let near = |end: i64| at.is_none_or(|at| end.saturating_abs() / FAR <= at.saturating_abs().max(one));
        let most = high.filter(|high| near(*high)).unwrap_or(reach.min(high.unwrap_or(i64::MAX)));
        let least = low.filter(|low| near(*low)).unwrap_or(if at.is_some_and(|at| at < 0) { -reach } else { 0 });
        let least = least.max(low.unwrap_or(i64::MIN));
        if most <= least {
            return None;
        }
        let step = coarse(step, most - least);
        let version = program.version(*program.by_code.get(&of.code)?, of.when.year)?;
        let (label, unit) = (version.label.clone().unwrap_or_default(), of.unit(program).suffix().to_string());
        Some(Knob { name: of.words(program, self.year), label, unit, decimals, least, most, step, at })
    }
}

/// A number times ten to some decimals; none where it is too large.
fn whole(number: &Exact, decimals: u32) -> Option<i64> {
    let plain = number.to_plain(Places::new(decimals as i32)?, Rounding::Truncate);
    plain.replace('.', "").parse().ok()
}

/// The step, or the least round multiple of it that leads from end to end in few enough.
fn coarse(step: i64, length: i64) -> i64 {
    let rounds = std::iter::successors(Some(1i64), |ten| ten.checked_mul(10)).flat_map(|ten| [ten, 2 * ten, 5 * ten]);
    let steps = rounds.take(50).filter_map(|round| step.checked_mul(round));
    steps.into_iter().find(|step| length / step <= MOST_STEPS).unwrap_or(step)
}

/// A round number that is no less.
fn nice(number: i64) -> i64 {
    let tens = std::iter::successors(Some(1i64), |ten| ten.checked_mul(10)).take(18);
    let mut rounds = tens.flat_map(|ten| [Some(ten), ten.checked_mul(2), ten.checked_mul(5)]).flatten();
    rounds.find(|round| *round >= number).unwrap_or(number)
}
