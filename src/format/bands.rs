//! Rows of bands one below the other: their `..` and their `:` in columns.

use super::line::Laid;
use crate::syntax::tokens::Kind;

/// Where the signs stand that are set in columns.
#[derive(Clone, Copy)]
struct Signs {
    /// `..` behind a lower end.
    dots: Option<usize>,
    /// The first `:`
    colon: usize,
}

/// Sets the rows of one rule, as they follow each other, in columns.
pub fn align(rows: &mut [&mut Laid<'_>]) {
    let signs: Vec<Option<Signs>> = rows.iter().map(|row| signs(row)).collect();
    for wanted in [|signs: Signs| signs.dots, |signs: Signs| Some(signs.colon)] {
        let places: Vec<Option<usize>> = signs.iter().map(|signs| signs.and_then(wanted)).collect();
        let width = |row: &Laid, at: Option<usize>| at.map(|at| row.width(0..at));
        let widest = rows.iter().zip(&places).filter_map(|(row, &at)| width(row, at)).max().unwrap_or(0);
        for (row, &at) in rows.iter_mut().zip(&places) {
            if let (Some(at), Some(width)) = (at, width(row, at)) {
                row.spaces[at] = 1 + widest - width;
            }
        }
    }
}

/// None for a row that is broken before its colon: it has no columns.
fn signs(row: &Laid) -> Option<Signs> {
    let colon = row.tokens.iter().position(|token| token.kind == Kind::Colon)?;
    if row.broken[..=colon].contains(&true) {
        return None;
    }
    let dots = row.tokens[..colon].iter().position(|token| matches!(token.kind, Kind::Dots { .. }));
    Some(Signs { dots: dots.filter(|&at| at > 0), colon })
}
