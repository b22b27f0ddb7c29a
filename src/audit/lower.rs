//! Figures of several rows that stand in another row than the first of them, and what stands below one for saying that it goes on.

use super::case::{Case, First, is};
use super::figure::{Figure, Printed};
use super::footers;
use super::joint::{self, Kind};
use super::ladder::Told;
use super::outcome::Verdict;
use super::spanned::{self, goes_on};
use super::spots::has_figures;
use super::summed::stand;
use crate::eval;
use crate::number::Exact;
use crate::plan::SlotId;
use crate::program::Role;

/// A number of fewer digits is the sum or mean of others by chance.
const FEWEST_DIGITS: usize = 3;

/// So many blank cells on each side are tried in every way.
const MOST_BLANKS: usize = 20;

/// Whether a value is a target or a realisation.
pub(super) fn is_measured(case: &Case, slot: SlotId) -> bool {
    matches!(case.world.role(slot), Some((_, Role::Target | Role::Main | Role::Value, _)))
}

/// Wrong figures of a column below blank cells that no figure above them is of: right for these, its own row and the blank ones below it,
/// or nobody knows of which rows they are.
pub(super) fn hold(case: &mut Case, prints: &[usize]) {
    for place in 0..prints.len() {
        let at = prints[place];
        if let First::Together(_) = case.first[at]
            && !case.covered.contains(&at)
        {
            let open: Vec<usize> =
                prints[place..].iter().skip(1).copied().take_while(|at| is_blank(case, *at)).collect();
            case.covered.extend(open);
        }
        let First::Off(own) = &case.first[at] else { continue };
        let is_free = |at: &&usize| is_blank(case, **at) && !case.covered.contains(*at);
        // A dash says that there is nothing, and goes on only what stands above it.
        let is_empty = |at: &&usize| case.spots[**at].printed == Printed::Blank && is_free(at);
        let above = prints[..place].iter().rev().take_while(is_empty).count();
        let below = prints[place + 1..].iter().take_while(is_free).count();
        if above == 0 {
            continue;
        }
        // All of them before some; of many only those near it.
        let (up, down) = (above.min(MOST_BLANKS), below.min(MOST_BLANKS));
        let some = move || (1..=up).rev().flat_map(move |up| (0..=down).rev().map(move |down| (up, down)));
        let ends = || std::iter::once((above, below)).chain(some()).map(|(up, down)| (place - up, place + down));
        let found = ends().find_map(|(from, to)| Some((from, to, of_rows(case, at, &prints[from..=to])?)));
        let is_nearly = || ends().any(|(from, to)| joint::is_nearly(case, own, &prints[from..=to]));
        match found {
            Some((from, to, first)) => stand(case, &prints[from..=to], &first),
            None if is_nearly() => case.first[at] = spanned::unjudged(),
            None if is_slip(case, at, own) || is_of_one(case, at, &prints[place - above..=place + below]) => {}
            None => case.first[at] = spanned::unjudged(),
        }
    }
}

/// A wrong target or realisation over blank cells that is the sum or mean of its row and these.
pub(super) fn above_blanks(case: &mut Case, prints: &[usize]) {
    let First::Off(_) = &case.first[prints[0]] else { return };
    let open = prints[1..].iter().take_while(|at| is_blank(case, **at)).count();
    let found = (1..=open).find_map(|count| Some((count, of_rows(case, prints[0], &prints[..=count])?)));
    if let Some((count, first)) = found {
        stand(case, &prints[..=count], &first);
    }
}

/// What is said of a figure that is exactly that of some rows.
fn of_rows(case: &Case, at: usize, prints: &[usize]) -> Option<First> {
    let figures = case.spots[at].printed.figures();
    let fits = |own: &Figure| {
        let how = joint::fits(case, own, prints)?;
        let is_telling = own.digits().len() >= FEWEST_DIGITS && !spanned::may_be_cut(case, own, prints, how);
        Some(if is_telling { First::Together(how) } else { spanned::unjudged() })
    };
    figures.iter().find_map(fits)
}

/// Whether a figure is that of another one of some rows.
fn is_of_one(case: &Case, at: usize, prints: &[usize]) -> bool {
    let is_right = |own: &Figure, other: &usize| matches!(case.right(*other), Ok(right) if is(own, right));
    let figures = case.spots[at].printed.figures().iter().filter(|own| own.digits().len() >= FEWEST_DIGITS);
    figures.into_iter().any(|own| prints.iter().any(|other| *other != at && is_right(own, other)))
}

/// Whether a figure is a slip in that of its own row, or differs from it in little more than its last digit.
fn is_slip(case: &Case, at: usize, own: &Figure) -> bool {
    let figures = std::slice::from_ref(own);
    let is_long = own.digits().len() >= FEWEST_DIGITS;
    let is_near = |right: &Exact| (own.value.clone() - right.clone()).abs() <= own.half() * Exact::from(20);
    let is_it = |right: &Exact| is_near(right) || joint::slip(figures, right).is_some();
    is_long && eval::rational(case.right(at)).is_some_and(is_it)
}

/// Whether a cell says nothing of its own in a row with other figures.
fn is_blank(case: &Case, at: usize) -> bool {
    let spot = &case.spots[at];
    let has_figures = || case.row(spot).iter().any(|other| !case.spots[*other].printed.figures().is_empty());
    goes_on(case, at)
        || is_measured(case, spot.cell.slot)
            && spot.printed == Printed::Blank
            && case.right(at).is_ok()
            && has_figures()
}

/// Wrong figures over a row that the rules do not have and that is blank there: what it has may be in them.
pub(super) fn over_strangers(case: &mut Case, prints: &[usize]) {
    for at in prints.iter().copied() {
        let (First::Off(own), spot) = (&case.first[at], &case.spots[at]) else { continue };
        let table = &case.printed[spot.table];
        let is_stranger = |row: usize| case.first_of_row(spot.table, row).is_none() && has_figures(table, row);
        let is_total = |row: usize| footers::of_row(table, row).is_some();
        let below = (spot.row + 1..table.rows.len())
            .take_while(|row| table.cell(*row, spot.column).is_empty() && !is_total(*row));
        if below.into_iter().any(is_stranger) && !is_slip(case, at, own) {
            case.first[at] = spanned::unjudged();
        }
    }
}

/// Cells that say that what stands above them is theirs, too, `idem`: as wrong as it is for their row.
pub(super) fn again(case: &mut Case, prints: &[usize]) {
    let mut above: Option<usize> = None;
    for (place, &at) in prints.iter().enumerate() {
        if !case.spots[at].printed.figures().is_empty() {
            above = Some(place);
            continue;
        }
        let Some(from) = above.filter(|_| spanned::is_ditto(&case.spots[at].printed)) else {
            above = None;
            continue;
        };
        let first = prints[from];
        let figures = case.spots[first].printed.figures();
        let is_own = figures.iter().any(|own| matches!(case.right(at), Ok(right) if is(own, right)));
        let is_joint = || figures.iter().any(|own| joint::fits(case, own, &prints[from..=place]).is_some());
        // Nobody knows how the achievement of several rows is made.
        let is_open = joint::kind(case, case.spots[first].cell.slot) == Kind::Achievement;
        let is_right = matches!(case.first[first], First::Plain(Verdict::Agrees, _)) && !is_open;
        if case.covered.contains(&at) || !is_right || case.right(at).is_err() {
            continue;
        }
        case.first[at] = if is_own || is_joint() {
            First::Plain(Verdict::Agrees, String::new())
        } else {
            First::Told(Told::plain(Verdict::Copied, "angka di atasnya, yang hanya benar bagi barisnya sendiri"))
        };
    }
}
