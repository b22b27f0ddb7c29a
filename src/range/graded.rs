//! What a grade implies for the number that decides it.

use super::ranges::Ranges;
use crate::number::{Exact, Interval};
use crate::plan::{BandTable, SlotId};
use crate::syntax::ast::Comparison;
use std::sync::Arc;

impl Ranges<'_> {
    /// Records what a comparison of two words implies when one of them is known; false where it never comes out so.
    pub(super) fn words_compared(&mut self, a: SlotId, comparison: Comparison, b: SlotId, deepest: usize) -> bool {
        let is_equal = match comparison {
            Comparison::Equal => true,
            Comparison::NotEqual => false,
            Comparison::Less | Comparison::LessEqual | Comparison::Greater | Comparison::GreaterEqual => return true,
        };
        for (known, graded) in [(a, b), (b, a)] {
            let Some(word) = self.only_word(known) else { continue };
            if !self.graded(graded, &|one| (*one == *word) == is_equal, deepest) {
                return false;
            }
        }
        true
    }

    fn only_word(&self, slot: SlotId) -> Option<Arc<str>> {
        let known = self.possible(slot);
        let is_one = !known.any_word && known.words.len() == 1 && known.numbers.is_empty();
        known.words.first().filter(|_| is_one).cloned()
    }

    /// Records that a grade is one of some words: the number behind it lies in one of their bands. False where it never
    /// does.
    pub(super) fn graded(&mut self, grade: SlotId, is_one: &dyn Fn(&str) -> bool, deepest: usize) -> bool {
        let Some((number, table)) = self.plan().graded(grade) else { return true };
        let bands = table.bands.iter().filter(|(_, word)| is_one(word));
        let hull = bands.fold(Interval::EMPTY, |all, (range, _)| all.hull(&before_rounding(table, range)));
        self.narrow(number, &hull, deepest)
    }
}

/// The numbers that may lie in a band after rounding, and some beside them.
fn before_rounding(table: &BandTable, range: &Interval) -> Interval {
    match &table.round {
        None => range.clone(),
        Some(precision) => {
            let step = Exact::from(10).checked_pow(-precision.places.get()).unwrap_or(Exact::ONE);
            range.add(&Interval::closed(-&step, step))
        }
    }
}
