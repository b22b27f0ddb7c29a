//! The parts that money is added up from, in a finding.

use crate::diagnostic::{CellPlace, Diagnostic, Place};
use crate::number::Exact;
use crate::program::intervals::say_number;

/// The cells of parts, the first few, and which parts have none.
pub(super) fn with_parts(base: Diagnostic, parts: Vec<(String, Option<Exact>, Option<CellPlace>)>) -> Diagnostic {
    const MOST: usize = 4;
    let blank: Vec<&str> = parts.iter().filter(|one| one.1.is_none()).map(|one| one.0.as_str()).collect();
    let reason = match blank.as_slice() {
        [] => None,
        [first, rest @ ..] if rest.len() >= MOST => Some(format!("{first} dan {} lainnya belum diisi", rest.len())),
        all => Some(format!("{} belum diisi", all.join(", "))),
    };
    let amounts: Vec<String> = parts
        .iter()
        .filter_map(|(code, amount, cell)| match (amount, cell) {
            (Some(amount), None) => Some(format!("{code} {}", say_number(amount))),
            (Some(_), Some(_)) | (None, _) => None,
        })
        .take(MOST)
        .collect();
    let sums = (!amounts.is_empty()).then(|| format!("jumlah rincian di bawahnya: {}", amounts.join("; ")));
    let cells = parts.into_iter().filter_map(|(code, amount, cell)| Some((code, amount?, cell?)));
    let base = cells.take(MOST).fold(base, |base, (code, amount, cell)| {
        base.at_place(Place::Cell(cell), format!("{code}: {}", say_number(&amount)))
    });
    [sums, reason].into_iter().flatten().fold(base, Diagnostic::because)
}
