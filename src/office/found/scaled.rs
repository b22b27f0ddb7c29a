//! Figures whose format leaves thousands out (`#,##0,,`): below a heading that says as much (`juta rupiah`) they are what they show.

use super::super::model::{Content, Shown};
use super::Found;
use crate::data::header::{factor_of, factors_above};

/// Takes such figures as they are shown where the heading, or a line around the table, names what is left out; elsewhere what they
/// hold counts.
pub(super) fn as_headed(found: &mut Found) {
    let is_scaled = |content: &Content| matches!(content, Content::Number(_, Shown::Scaled { .. }));
    if !found.rows.iter().flat_map(|row| row.cells.iter().flatten()).any(is_scaled) {
        return;
    }
    let lines = found.above.iter().chain(&found.below);
    let around: Vec<u32> =
        lines.flat_map(|line| factors_above(&line.text, &|_| false)).map(|said| said.zeros).collect();
    for (at, head) in found.heads.iter().enumerate() {
        let own = head.levels.iter().find_map(|level| factor_of(level)).map(|said| said.zeros);
        let names = |zeros: u32| own.map_or(around.contains(&zeros), |own| own == zeros);
        for cell in found.rows.iter_mut().filter_map(|row| row.cells.get_mut(at)?.as_mut()) {
            if let Content::Number(number, shown @ Shown::Scaled { thousands, decimals }) = *cell
                && names(u32::from(thousands) * 3)
                && let Some(number) = shown.scaled(number)
            {
                *cell = Content::Number(number, Shown::Decimals(decimals));
            }
        }
    }
}
