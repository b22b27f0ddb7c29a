//! A percentage up to one, without its sign, beside one a hundred times as large: what the rules compute, or the value
//! of an earlier year. Readers detect it where both are in the data of a year (`data/far_below.rs`); these cases need
//! the run.

use super::Run;
use crate::data::far_below::FAR;
use crate::data::{Content, Datum, Field, Key};
use crate::eval::rational;
use crate::finding::Finding;
use crate::finding::far_below::{Beside, FarBelow, earlier, has_signed, is_far, is_small};
use crate::number::{Exact, Places, Rounding};
use crate::program::units::Unit;
use crate::program::{Definition, ExprKind, Role, When};
use rust_decimal::Decimal;
use std::sync::Arc;

/// Those of a unit in the computed year, one for each thing.
pub(super) fn findings(run: &Run, lane: usize) -> Vec<Finding> {
    let year = run.plan.year;
    let names = run.program.in_order().into_iter();
    let definitions = names.filter_map(|name| run.program.version(name, year));
    let found = definitions.filter(|one| one.unit == Unit::Percent).filter_map(|one| {
        let found = [Field::Target, Field::Value].into_iter().find_map(|field| below(run, lane, one, field));
        found.map(Finding::FarBelow)
    });
    found.collect()
}

fn below(run: &Run, lane: usize, of: &Definition, field: Field) -> Option<FarBelow> {
    let year = run.plan.year;
    let (Datum { origin, .. }, number) = cell(run, lane, of, &field, year)?;
    let opposite = if field == Field::Target { Field::Value } else { Field::Target };
    let other = cell(run, lane, of, &opposite, year).map(|(_, number)| number);
    // If both are in the data, the reader detects it; if both are small, they are compared with other years.
    if !is_small(&number) || other.is_some_and(|other| is_far(&other)) {
        return None;
    }
    let computed = || beside_computed(run, lane, of, &opposite).filter(|_| other.is_none());
    let key = Key { code: run.program.code(of.name).into(), field: field.clone(), year, quarter: None };
    let number_at = |key: &Key| match run.data.get(lane, key)?.content {
        Content::Number(number) => Some(number),
        Content::Text(_) | Content::Missing(..) => None,
    };
    let earlier = || earlier(&key, &number_at).map(|(year, number)| Beside::Earlier(year, number));
    let beside = computed().or_else(earlier)?;
    let cell = run.data.place(origin?)?;
    let (_, line) = run.sources.get(cell.source).line(cell.row);
    let code = run.program.code(of.name).to_string();
    (!has_signed(line, number)).then_some(FarBelow { code, number, cell, beside })
}

/// The number in the data of a year.
fn cell(run: &Run, lane: usize, of: &Definition, field: &Field, year: i32) -> Option<(Datum, Decimal)> {
    let code: Arc<str> = run.program.code(of.name).into();
    let datum = run.data.get(lane, &Key { code, field: field.clone(), year, quarter: None })?;
    let Content::Number(number) = datum.content else { return None };
    Some((datum, number))
}

/// The computed value of the other of target and realisation; a target written in the rules is known to the readers.
fn beside_computed(run: &Run, lane: usize, of: &Definition, other: &Field) -> Option<Beside> {
    let (role, word) = if *other == Field::Value { (Role::Value, "realisasi") } else { (Role::Target, "target") };
    let target = of.kind.indicator().and_then(|one| one.target.as_ref());
    let is_computed = match other {
        Field::Value => of.formula.is_some(),
        _ => target.is_some_and(|target| !matches!(target.kind, ExprKind::Number(..))),
    };
    let slot = run.plan.value(of.name, role, When::year(run.plan.year)).filter(|_| is_computed)?;
    let value = rational(run.evaluation.cell(slot, lane))?;
    (value.abs() >= Exact::from(FAR))
        .then(|| Beside::Computed(word, value.round(Places::new(2).unwrap_or(Places::WHOLE), Rounding::HalfAway)))
}
