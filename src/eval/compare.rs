//! Reported values against computed ones.

use super::twice::Told;
use super::{Cell, Evaluation, Value, rational};
use crate::data::{CellOrigin, Content, Dataset, Datum};
use crate::number::{Exact, Places, Rounding};
use crate::plan::{Op, Plan, ReportedPair, SlotId};
use crate::program::Aggregate;

/// Decimals shown of a root beyond those of the reported number.
const MORE: i32 = 2;

/// A reported value that differs from the computed one at its own number of decimals.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The value, computed and reported.
    pub pair: ReportedPair,
    /// As in the data.
    pub reported: Exact,
    /// Exact; a root is rounded to a few decimals more than the reported number has. It may have no value, without a
    /// blank that the reported value could fill.
    pub computed: Told,
    pub origin: Option<CellOrigin>,
}

/// Every difference for a unit.
pub fn differences(plan: &Plan, evaluation: &Evaluation, data: &Dataset, lane: usize) -> Vec<Difference> {
    let differs = |pair: &ReportedPair| {
        let reported = rational(evaluation.cell(pair.reported, lane))?;
        let computed = evaluation.cell(pair.computed, lane);
        let (scale, origin) = shown(plan, evaluation, data, pair.reported, lane)?;
        let places = Places::new(scale)?;
        if let Some(without @ Told::Without(_)) = Told::of(computed) {
            return Some(Difference { pair: *pair, reported: reported.clone(), computed: without, origin });
        }
        (rounded(computed, scale)? != reported.round(places, Rounding::HalfAway)).then_some(())?;
        let (reported, computed) = (reported.clone(), Told::Number(told(computed, scale)?));
        Some(Difference { pair: *pair, reported, computed, origin })
    };
    plan.reported.iter().filter_map(differs).collect()
}

/// The decimals of a reported number and its cell: that of the year, or those of the quarters it is made of.
fn shown(
    plan: &Plan,
    evaluation: &Evaluation,
    data: &Dataset,
    reported: SlotId,
    lane: usize,
) -> Option<(i32, Option<CellOrigin>)> {
    let used = evaluation.used_of(plan, reported, lane);
    let whole = rational(evaluation.cell(used, lane))?;
    // One of the quarters is the value itself; the others have no bearing on its decimals.
    let is_one = matches!(&plan.slot(used).op, Op::Aggregate(op)
        if matches!(op.aggregate, Aggregate::Last | Aggregate::Greatest | Aggregate::Least));
    let cells = plan.inputs_of(std::iter::once(used)).filter_map(|input| data.get(lane, &input.key()));
    let shown = cells.filter_map(|Datum { content, origin, .. }| match content {
        Content::Number(number) => {
            let scale = number.scale() as i32;
            (!is_one || Exact::from(number) == *whole).then_some((scale, origin))
        }
        Content::Text(_) | Content::Missing(..) => None,
    });
    shown.reduce(|first, next| (first.0.max(next.0), next.1.or(first.1)))
}

/// A number rounded to so many decimals, rational or not.
pub fn rounded(cell: &Cell, scale: i32) -> Option<Exact> {
    let places = Places::new(scale)?;
    match cell {
        Ok(Value::Number(value)) => Some(value.round(places, Rounding::HalfAway)),
        Ok(Value::Irrational(root)) => root.round(places, Rounding::HalfAway).ok(),
        Ok(Value::Text(_) | Value::Truth(_)) | Err(_) => None,
    }
}

/// A number as shown beside another with so many decimals.
pub(super) fn told(cell: &Cell, scale: i32) -> Option<Exact> {
    rational(cell).cloned().or_else(|| rounded(cell, scale.saturating_add(MORE)).or_else(|| rounded(cell, scale)))
}
