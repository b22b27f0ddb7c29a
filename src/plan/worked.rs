//! What a name stands for whose unit comes from its formula: the formula in brackets, see
//! [`crate::program::measure::Worked`].

use super::planner::Planner;
use super::*;
use crate::program::measure::{Measure, Taken, Worked};
use crate::program::quick::QuickMap;
use crate::program::{Definition, ExprKind};

/// What a planner knows of such names.
#[derive(Default)]
pub struct Workings {
    /// For the values of names, where it is more than their kind of number.
    pub of: QuickMap<SlotId, Arc<Worked>>,
    /// The multipliers of the values of products and sums.
    pub taken: QuickMap<SlotId, Taken>,
    /// The upper ends of the scales of the values that rules and columns call `realisasi` and `target`.
    pub tops: QuickMap<SlotId, Exact>,
    /// Whether the values of all rows of the table, or of all that is divided into classes, are parts of one.
    pub are_parts: bool,
    /// For the terms of mixed sums.
    pub known: super::inside::Known,
    /// What is wrong with the thing whose achievement is being lowered, if its rule does not fit its target.
    pub target_in_units: Option<Refused>,
    /// The product that was lowered last.
    pub last_product: Option<(SlotId, Worked)>,
    /// Whether the product that is lowered next is a term of a sum.
    pub is_term: bool,
}

impl Planner<'_> {
    /// What a name without a stated unit stands for, unless its formula gives something else than was found before
    /// planning.
    pub(super) fn worked_out(&mut self, definition: &Definition, formula: &Expr, slot: SlotId) -> Option<Arc<Worked>> {
        let product = self.worked.last_product.take().filter(|(product, _)| *product == slot);
        if !definition.has_unit_of_formula || definition.unit != Unit::Any && definition.unit != self.unit(slot) {
            return None;
        }
        // The value that a name or an achievement refers to may be a product too, that of another formula.
        let asked = matches!(formula.kind, ExprKind::Value(_));
        match (product.filter(|_| !asked), self.worked.of.get(&slot).filter(|_| asked)) {
            (Some((_, worked)), _) => Some(Arc::new(worked)),
            (None, Some(worked)) => Some(worked.clone()),
            (None, None) => Some(Arc::new(Worked::of_factor(self.measure(slot), self.as_factor(slot, formula)))),
        }
    }

    /// What kind of number the formula of a definition gives: its declared unit, else the inferred one.
    pub(super) fn measure_of_formula(&self, definition: &Definition, slot: SlotId) -> Measure {
        match definition.unit == Unit::Any {
            true => self.measure(slot).named(),
            false => Measure::thing(definition.unit.clone()),
        }
    }
}
