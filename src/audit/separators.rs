//! Numbers whose point and comma stand for the other than everywhere else in their column: `21.806` below figures like `118,529`
//! says twenty-one thousand to who reads it, whatever its digits are. Columns of one table may differ: shares come out of a
//! spreadsheet as `99.49`, beside `17.910` people.

use super::case::{Case, First, is};
use super::figure::Figure;
use super::outcome::Verdict;
use super::spots::Spot;
use std::collections::{BTreeMap, BTreeSet};

/// Which of the signs parts decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Comma,
    Point,
}

impl Style {
    fn other(self) -> Style {
        match self {
            Style::Comma => Style::Point,
            Style::Point => Style::Comma,
        }
    }
}

/// What the signs of a right figure say.
struct Signs {
    style: Style,
    /// Whether its digits have one reading.
    is_clear: bool,
}

/// Fewer figures of its column say nothing of another one.
const FEWEST: usize = 2;

/// A figure that is right only by signs that no other in its column bears out.
pub(super) struct Alone {
    pub at: usize,
    /// What it is read as.
    pub own: String,
    /// What it says to who reads the others.
    pub says: String,
    /// Whether it misleads: the others prove what their signs are, or both readings look alike in their column.
    pub misleads: bool,
}

/// The figures that are right only by signs that no other in their column and no clear one in their table bears out, or against
/// those that their column proves.
pub(super) fn alone(case: &Case) -> Vec<Alone> {
    let told: Vec<(usize, &Spot, Signs)> =
        case.spots.iter().enumerate().filter_map(|(at, spot)| Some((at, spot, signs(case, at, spot)?))).collect();
    let mut votes: BTreeMap<(usize, usize, Style), usize> = BTreeMap::new();
    let mut clear: BTreeSet<(usize, Style)> = BTreeSet::new();
    let mut clear_below: BTreeSet<(usize, usize, Style)> = BTreeSet::new();
    for (_, spot, signs) in &told {
        *votes.entry((spot.table, spot.column, signs.style)).or_default() += 1;
        if signs.is_clear {
            clear.insert((spot.table, signs.style));
            clear_below.insert((spot.table, spot.column, signs.style));
        }
    }
    let all = case.spots.iter().enumerate().filter(|(at, _)| case.claimed(*at).is_none());
    let proven: BTreeSet<(usize, usize, Style)> =
        all.filter_map(|(at, spot)| Some((spot.table, spot.column, proof(case.text(at))?))).collect();
    let count = |spot: &Spot, style: Style| votes.get(&(spot.table, spot.column, style)).copied().unwrap_or(0);
    let is_lone = |spot: &Spot, style: Style| {
        count(spot, style) == 1 && count(spot, style.other()) >= FEWEST && !clear.contains(&(spot.table, style))
    };
    let is_against = |spot: &Spot, style: Style| {
        proven.contains(&(spot.table, spot.column, style.other()))
            && !clear_below.contains(&(spot.table, spot.column, style))
    };
    let open = told.into_iter().filter(|(_, _, signs)| !signs.is_clear);
    open.filter_map(|(at, spot, signs)| {
        let (is_against, is_lone) = (is_against(spot, signs.style), is_lone(spot, signs.style));
        (is_against || is_lone).then_some(())?;
        // Thousands are parted by points where decimals came out of a spreadsheet; the other way round nobody writes.
        let is_foreign = is_against && signs.style == Style::Point;
        let own = case.figure(at)?;
        let other = spot.printed.figures().iter().find(|figure| figure.value.abs() != own.value.abs())?;
        // Who sees two decimals down a column takes `371.238` for no third of them.
        let in_column = |one: &Spot| (one.table, one.column) == (spot.table, spot.column) && one.row != spot.row;
        let beside = case.spots.iter().filter(|one| in_column(one)).flat_map(|one| one.printed.figures());
        let most = beside.map(Figure::printed_places).max()?;
        let is_alike = own.printed_places() > other.printed_places() || other.printed_places() <= most;
        Some(Alone { at, own: own.plain(), says: other.plain(), misleads: is_foreign || is_lone && is_alike })
    })
    .collect()
}

/// Whether points stand before decimals in the column of a cell, or in its table where the column does not say.
pub(super) fn is_of_points(case: &Case, spot: &Spot) -> bool {
    let says = |is_of: &dyn Fn(&Spot) -> bool| {
        let own = case.spots.iter().enumerate().filter(|(at, one)| is_of(one) && case.claimed(*at).is_none());
        let said: BTreeSet<Style> = own.filter_map(|(at, one)| clear(case.text(at), one)).collect();
        (!said.is_empty()).then(|| said.len() == 1 && said.contains(&Style::Point))
    };
    let in_table = |one: &Spot| one.table == spot.table;
    says(&|one| in_table(one) && one.column == spot.column).or_else(|| says(&in_table)) == Some(true)
}

/// What the signs of a number with one reading say.
fn clear(text: &str, spot: &Spot) -> Option<Style> {
    let [only] = spot.printed.figures() else { return None };
    let decimal =
        || text.chars().rev().find(|sign| matches!(sign, '.' | ',')).filter(|_| only.printed_places().get() > 0);
    proof(text).or_else(|| decimal().map(|sign| if sign == ',' { Style::Comma } else { Style::Point }))
}

/// What a number proves of the signs: one that has both, `1.234,5`, or one of them again and again, `1.234.567`.
fn proof(text: &str) -> Option<Style> {
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit());
    let is_plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    match (points, commas) {
        _ if !is_plain || digits.is_empty() => None,
        (1.., 1) if digits.rfind('.') < digits.find(',') => Some(Style::Comma),
        (1, 1..) if digits.rfind(',') < digits.find('.') => Some(Style::Point),
        (2.., 0) => Some(Style::Comma),
        (0, 2..) => Some(Style::Point),
        _ => None,
    }
}

/// What the signs of a figure say that is right; of one without any nothing.
fn signs(case: &Case, at: usize, spot: &Spot) -> Option<Signs> {
    if case.claimed(at).is_some() {
        return None;
    }
    let First::Plain(Verdict::Agrees, _) = &case.first[at] else { return None };
    let right = case.right(at).as_ref().ok()?;
    let figures = spot.printed.figures();
    let own = figures.iter().find(|figure| is(figure, right))?;
    let text = case.text(at);
    let last = text.chars().rev().find(|sign| matches!(sign, '.' | ','))?;
    let is_between_digits = text.split(['.', ',']).all(|part| part.contains(|c: char| c.is_ascii_digit()));
    let is_decimal = own.printed_places().get() > 0;
    let style = if is_decimal == (last == ',') { Style::Comma } else { Style::Point };
    is_between_digits
        .then(|| Signs { style, is_clear: figures.iter().all(|figure| figure.value.abs() == own.value.abs()) })
}
