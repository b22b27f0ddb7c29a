//! A figure displayed beside its grade: where the two would seem to contradict each other, a note has the exact figure.

use super::build::Builder;
use super::table::Cell;
use crate::eval::{self, Value};
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::plan::{BandTable, PlannedCell, SlotId};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// No number is read with more decimals than this.
const MOST: i32 = 28;

/// Used where even those are in another band.
const NEARER: &str = "predikatnya menurut angka yang belum dibulatkan, bukan menurut angka yang tampil";

impl Builder<'_> {
    /// The figures whose displayed digits are in another band than the grade beside them: their positions and notes.
    /// `grades` are the cells of the same row, or of another footer, whose grades are in the same columns.
    pub(super) fn contradictions(
        &self,
        figures: &[Option<PlannedCell>],
        shown: &[Cell],
        grades: &[Option<PlannedCell>],
    ) -> Vec<(usize, String)> {
        let plan = self.results.plan;
        let mut places: HashMap<SlotId, Vec<usize>> = HashMap::new();
        for (place, figure) in figures.iter().enumerate() {
            let slot = figure.as_ref().map(|figure| plan.plain(figure.slot));
            slot.into_iter().for_each(|slot| places.entry(slot).or_default().push(place));
        }
        let mut found = Vec::new();
        for (at, grade) in grades.iter().enumerate() {
            let Some((value, bands)) = self.graded(grade) else { continue };
            let mut shows = places.get(&plan.plain(value)).cloned().unwrap_or_default();
            let beside = figures.get(at).and_then(Option::as_ref);
            if beside.is_some_and(|figure| self.is_same(figure.slot, value)) && !shows.contains(&at) {
                shows.push(at);
                shows.sort_unstable();
            }
            for place in shows {
                let note = shown.get(place).and_then(|cell| self.contradiction(cell, value, bands));
                found.extend(note.map(|note| (place, note)));
            }
        }
        found
    }

    /// Whether some cell is a grade.
    pub(super) fn has_grades(&self, cells: &[Option<PlannedCell>]) -> bool {
        cells.iter().any(|cell| self.graded(cell).is_some())
    }

    /// The slot that a cell grades, and the bands; none if it is not a grade.
    fn graded(&self, cell: &Option<PlannedCell>) -> Option<(SlotId, &BandTable)> {
        let (value, bands) = self.results.plan.graded(cell.as_ref()?.slot)?;
        Some((value, bands))
    }

    fn is_same(&self, a: SlotId, b: SlotId) -> bool {
        let cell = |slot| self.results.evaluation.cell(slot, self.lane);
        matches!((cell(a), cell(b)), (Ok(a), Ok(b)) if a == b)
    }

    /// The exact figure, with as many decimals as it takes to understand its grade.
    fn contradiction(&self, cell: &Cell, value: SlotId, bands: &BandTable) -> Option<String> {
        let plain = cell.plain.as_deref()?;
        let found = self.results.evaluation.cell(value, self.lane);
        let grade = eval::grade(found, bands);
        let same = |number: Exact| eval::grade(&Ok(Value::Number(number)), bands) == grade;
        let shown = Exact::from(plain.parse::<Decimal>().ok()?);
        if same(shown) {
            return None;
        }
        let suffix = self.results.plan.slot(value).unit.suffix();
        let places = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
        let texts = (places + 1..=MOST).filter_map(Places::new).filter_map(|places| {
            let text = match found.as_ref().ok()? {
                Value::Number(number) => number.to_plain(places, Rounding::HalfAway),
                Value::Irrational(root) => root.to_plain(places, Rounding::HalfAway).ok()?,
                Value::Text(_) | Value::Truth(_) => return None,
            };
            let number = Exact::from(text.parse::<Decimal>().ok()?);
            let is_exact = eval::rational(found) == Some(&number);
            same(number).then_some((text, is_exact))
        });
        let Some((text, is_exact)) = texts.into_iter().next() else {
            return matches!(found, Ok(Value::Number(_) | Value::Irrational(_))).then(|| NEARER.to_string());
        };
        let words = if is_exact { "tepatnya" } else { "lebih tepatnya" };
        let text = format(&text, NumberStyle::Indonesian);
        Some(format!("{words} {text}{suffix}; predikatnya menurut angka ini, bukan menurut angka yang tampil"))
    }
}
