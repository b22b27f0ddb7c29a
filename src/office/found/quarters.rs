//! Quarters that stand in rows: the head of their column, and what its cells say.

use super::Head;
use super::grid::said;
use crate::calendar::quarter;
use crate::office::model::Content;

/// Whether a head is that of quarters, one a row.
pub fn is_of_quarters(head: &Head) -> bool {
    let last = head.levels.last().map(|level| level.trim().trim_end_matches('.').to_lowercase());
    matches!(last.as_deref(), Some("triwulan" | "tw" | "trw" | "triwulan ke"))
}

/// The quarter that a cell says: `II`, `TW 2`, `Triwulan II`.
pub fn quarter_of(content: &Content) -> Option<u8> {
    let text = said(content).to_lowercase();
    let bare = ["triwulan", "trw", "tw"].iter().find_map(|word| text.trim().strip_prefix(word));
    quarter(bare.unwrap_or(&text).trim_matches([' ', '.', '-']))
}
