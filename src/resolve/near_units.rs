//! Units that are most likely misspellings of `persen` and `rupiah`, where rules name them.

use super::problem::StructureProblem;
use crate::data::unit_names::near_unit;
use crate::syntax::ast::{ClauseKind, Item, Word};

/// A finding for each.
pub(super) fn find(items: &[&Item]) -> Vec<StructureProblem> {
    let clauses = items.iter().flat_map(|item| &item.clauses);
    let words = clauses.filter_map(|clause| {
        let (ClauseKind::Unit(word) | ClauseKind::Field { unit: Some(word), .. }) = &clause.kind else { return None };
        Some(word)
    });
    words.filter_map(slip).collect()
}

fn slip(word: &Word) -> Option<StructureProblem> {
    let near = near_unit(&word.text)?;
    Some(StructureProblem::NearUnit { span: word.span, written: word.text.clone(), near })
}
