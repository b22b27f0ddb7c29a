//! Which tokens of a line stand apart.
//!
//! `*` and `/` stand apart where nothing else is computed beside them, and close up where `+` or `-` is, so that the
//! eye sees what is computed first: `realisasi / target * 100`, `1,25*IKM + IPP`. A bracket in a closed-up product
//! closes up with it: `1,25*(IKM/25) + IPP`.

use crate::syntax::tokens::{Kind, Token};

/// Per token, whether a space stands before it; never before the first. `broken` tells, per token, whether a line break
/// does.
pub fn spaces(tokens: &[Token], broken: &[bool]) -> Vec<bool> {
    let tight = closed_up(tokens, broken);
    let space = |at: usize| {
        let Some(before) = at.checked_sub(1) else { return false };
        let product = [before, at].into_iter().find(|&at| tokens[at].kind == Kind::Product);
        match (tokens[before].kind, tokens[at].kind) {
            (_, Kind::Semicolon | Kind::Percent | Kind::Close | Kind::ClosePeriod | Kind::OpenPeriod) => false,
            (Kind::Open | Kind::OpenPeriod | Kind::Negative | Kind::Function, _) => false,
            (Kind::Shift | Kind::Power, _) | (_, Kind::Shift | Kind::Power) => false,
            (Kind::Dots { wide }, _) => wide,
            (Kind::Number | Kind::Percent, Kind::Dots { wide }) => wide,
            _ => product.is_none_or(|at| !tight[at]),
        }
    };
    (0..tokens.len()).map(space).collect()
}

/// What is computed together: within one pair of brackets, between comparisons, semicolons and key words.
struct Part {
    /// It adds or subtracts.
    sum: bool,
    /// Its brackets, by the places of their tokens.
    brackets: Option<(usize, usize)>,
}

/// Per token, whether it is a product sign that closes up.
fn closed_up(tokens: &[Token], broken: &[bool]) -> Vec<bool> {
    let (parts, part_of) = parts(tokens);
    let is_broken = |at: usize| broken.get(at).copied().unwrap_or(false);
    let mut tight = vec![false; tokens.len()];
    let mut in_order: Vec<(usize, usize)> = part_of.iter().copied().zip(0..).collect();
    // Outer parts begin before inner ones, so the sign beside a bracket is decided before what stands inside.
    in_order.sort_unstable();
    for (part, at) in in_order {
        if tokens[at].kind == Kind::Product && !is_broken(at) && !is_broken(at + 1) {
            let part = &parts[part];
            tight[at] = part.sum || part.brackets.is_some_and(|brackets| beside_product(tokens, &tight, brackets));
        }
    }
    tight
}

/// Whether brackets, with the function or minus before them, stand beside a product that closes up.
fn beside_product(tokens: &[Token], tight: &[bool], (open, close): (usize, usize)) -> bool {
    let belongs = |kind| matches!(kind, Kind::Function | Kind::Negative);
    let before = tokens[..open].iter().rposition(|token| !belongs(token.kind));
    before.is_some_and(|at| tight[at]) || tight.get(close + 1).is_some_and(|tight| *tight)
}

/// The parts of a line in the order they begin, and per token the part it stands in.
fn parts(tokens: &[Token]) -> (Vec<Part>, Vec<usize>) {
    let mut parts = vec![Part { sum: false, brackets: None }];
    let mut part_of = Vec::new();
    // Where each open bracket interrupted a part.
    let mut interrupted: Vec<usize> = Vec::new();
    let mut current = 0;
    for (at, token) in tokens.iter().enumerate() {
        part_of.push(current);
        match token.kind {
            Kind::Sum => parts[current].sum = true,
            Kind::Key | Kind::Compare | Kind::Semicolon | Kind::Colon => {
                let brackets = parts[current].brackets;
                parts.push(Part { sum: false, brackets });
                current = parts.len() - 1;
            }
            Kind::Open | Kind::OpenPeriod => {
                interrupted.push(current);
                parts.push(Part { sum: false, brackets: Some((at, closing(tokens, at))) });
                current = parts.len() - 1;
            }
            Kind::Close | Kind::ClosePeriod => {
                current = interrupted.pop().unwrap_or(current);
            }
            _ => {}
        }
    }
    (parts, part_of)
}

/// Where the bracket that opens at `at` closes.
fn closing(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0usize;
    for (place, token) in tokens.iter().enumerate().skip(at) {
        match token.kind {
            Kind::Open | Kind::OpenPeriod => depth += 1,
            Kind::Close | Kind::ClosePeriod if depth == 1 => return place,
            Kind::Close | Kind::ClosePeriod => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}
