//! Numbers as people read them: with the decimals that are declared, written in the data, or sufficient.

use super::build::Builder;
use super::table::Cell;
use crate::data::Content;
use crate::eval::{self, Fault, Results};
use crate::number::{Exact, NumberStyle, Places, Real, Rounding, format};
use crate::plan::{Op, PlannedCell, Show, SlotId};
use crate::program::Role;
use crate::program::units::Unit;
use crate::syntax::ast::Precision;

impl Builder<'_> {
    pub(super) fn number(&self, value: &Exact, planned: PlannedCell) -> Cell {
        let unit = &self.results.plan.slot(planned.slot).unit;
        let precision = match planned.show {
            Show::Declared(precision) => precision,
            Show::AsWritten(general) => match self.written_places(planned.slot) {
                Some(places) => Precision { places, mode: Rounding::HalfAway },
                None => general.unwrap_or_else(|| automatic(value, unit)),
            },
            Show::Year => Precision::WHOLE,
            Show::Automatic => automatic(value, unit),
            Show::Exact => in_full(value, unit),
        };
        // Rounding to tens shows no decimals, but the rounding itself still goes to tens.
        let rounded = value.round(precision.places, precision.mode);
        let plain = rounded.to_plain(precision.places.max(Places::WHOLE), Rounding::HalfAway);
        Cell {
            shown: match planned.show {
                Show::Year => plain.clone(),
                Show::Declared(_) | Show::AsWritten(_) | Show::Automatic | Show::Exact => {
                    format!("{}{}", format(&plain, NumberStyle::Indonesian), unit.suffix())
                }
            },
            plain: Some(plain),
            value: Some(value.clone()),
            unit: unit.word().map(str::to_string),
            ..Cell::default()
        }
    }

    /// An irrational number: rounded as exactly as any other, and marked.
    pub(super) fn root(&self, root: &Real, planned: PlannedCell) -> Cell {
        let unit = &self.results.plan.slot(planned.slot).unit;
        let two = Precision { places: Places::new(2).unwrap_or(Places::WHOLE), mode: Rounding::HalfAway };
        let precision = match planned.show {
            Show::Declared(precision) | Show::AsWritten(Some(precision)) => precision,
            Show::AsWritten(None) | Show::Automatic | Show::Exact | Show::Year => two,
        };
        // As for any other number, rounding to tens shows no decimals and still goes to tens.
        let rounded = root.round(precision.places, precision.mode);
        let shown = precision.places.max(Places::WHOLE);
        match rounded.map(|rounded| rounded.to_plain(shown, Rounding::HalfAway)) {
            Ok(plain) => Cell {
                shown: format!("≈{}{}", format(&plain, NumberStyle::Indonesian), unit.suffix()),
                plain: Some(plain),
                root: Some(root.describe()),
                unit: unit.word().map(str::to_string),
                ..Cell::default()
            },
            Err(hard) => Cell { shown: hard.to_string(), ..Cell::default() },
        }
    }

    /// The decimals of the data cell that a slot passes on unchanged.
    pub(super) fn written_places(&self, slot: SlotId) -> Option<Places> {
        let Results { plan, evaluation, data, .. } = self.results;
        let mut slot = plan.plain(slot);
        // A computed value has no decimals of its own; a reported one, or one of two cells, has those of its cell.
        if let Op::Fallback(first, second) = plan.slot(slot).op {
            slot = if evaluation.cell(first, self.lane).is_ok() { first } else { second };
        }
        let input = plan.slot(slot).op.input()?;
        let Content::Number(number) = data.get(self.lane, &input.key())?.content else { return None };
        Places::new(number.scale() as i32)
    }

    /// A target that is a range combined from quarters, shown by its ends like one of the year.
    pub(super) fn range_of_quarters(&self, planned: PlannedCell, fault: &Fault) -> Option<Cell> {
        let Results { plan, evaluation, .. } = self.results;
        let (name, _, when) =
            plan.slot(planned.slot).role.filter(|(_, role, _)| *role == Role::Target && fault.is_range_target())?;
        let ends = [Role::TargetLow, Role::TargetHigh].map(|role| {
            let slot = plan.value(name, role, when)?;
            self.number(eval::rational(evaluation.cell(slot, self.lane))?, PlannedCell { slot, ..planned }).plain
        });
        let [Some(low), Some(high)] = ends else { return None };
        let shown = [&low, &high].map(|end| format(end, NumberStyle::Indonesian)).join("–");
        let unit = &plan.slot(planned.slot).unit;
        let (words, unit) = (format!("{shown}{}", unit.suffix()), unit.word().map(str::to_string));
        Some(Cell { shown: words, text: Some(shown), unit, is_range: true, ..Cell::default() })
    }
}

/// All decimals, if they end; at least as many as other numbers of its unit have.
fn in_full(value: &Exact, unit: &Unit) -> Precision {
    const MOST: i32 = 20;
    let usual = automatic(value, unit);
    let ends = (usual.places.get()..=MOST).filter_map(Places::new);
    let mut ends = ends.map(|places| Precision { places, ..usual });
    ends.find(|at| value.round(at.places, at.mode) == *value).unwrap_or(usual)
}

/// All decimals if there are at most four, else two; percentages always two.
fn automatic(value: &Exact, unit: &Unit) -> Precision {
    let places = |places| Places::new(places).unwrap_or(Places::WHOLE);
    let two = Precision { places: places(2), mode: Rounding::HalfAway };
    if matches!(unit, Unit::Percent | Unit::Points) {
        return two;
    }
    let ends = (0..=4).map(places).find(|&at| value.round(at, Rounding::HalfAway) == *value);
    ends.map_or(two, |places| Precision { places, mode: Rounding::HalfAway })
}
