//! Cells that go on behind a heading that stands again, as on the next page: the figure is printed once, or on both pages.

use super::case::{Case, First};
use super::figure::{Figure, Printed};
use super::joint::{self, How, Kind};
use super::outcome::Verdict;
use super::slips;
use super::spanned;
use super::spots::Spot;
use super::world::Position;
use crate::eval;
use crate::number::Exact;
use crate::plan::SlotId;
use std::collections::BTreeSet;

/// Whether something stands between two prints of a column that follow one another: a heading that stands again, another piece of
/// the table.
pub(super) fn is_between(case: &Case, one: usize, next: usize) -> bool {
    let (one, next) = (&case.spots[one], &case.spots[next]);
    let line = |spot: &Spot| {
        let row = &case.printed[spot.table].rows[spot.row];
        (row.line, row.part)
    };
    let ((own, part), (other, behind)) = (line(one), line(next));
    // A record of a text may have several lines.
    let is_sheet = case.printed[one.table].sheet.is_some();
    one.table != next.table || part != behind || is_sheet && next.row == one.row + 1 && other > own + 1
}

/// The prints behind some of a column that their figure may be of as well: where a heading stands again behind the last of them, those that
/// are blank, or begin with the same figure.
pub(super) fn behind(case: &Case, prints: &[usize]) -> Vec<usize> {
    let (Some(&first), Some(&last)) = (prints.first(), prints.last()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut before = last;
    for next in next_prints(case, last) {
        let is_again = || is_between(case, before, next) && is_same(case, first, next);
        let is_open = case.spots[next].printed == Printed::Blank;
        if found.is_empty() && !is_between(case, last, next) || !is_open && !is_again() {
            break;
        }
        found.push(next);
        before = next;
    }
    found
}

/// The prints above one of the first row behind a heading that stands again that a cell broken there may begin with: the last figure above
/// it and what is blank below that.
pub(super) fn above(case: &Case, at: usize) -> Vec<usize> {
    let own = column(case, at);
    let prints = (0..at).rev().filter(|other| own.is_some() && column(case, *other) == own);
    let mut found: Vec<usize> = Vec::new();
    for other in prints.take(MOST_ABOVE) {
        if found.is_empty() && !is_between(case, other, at) {
            break;
        }
        found.push(other);
        if case.spots[other].printed != Printed::Blank {
            break;
        }
    }
    found.reverse();
    found
}

/// A cell is broken after so many rows at most.
const MOST_ABOVE: usize = 60;

/// The print behind one of the last row before a heading that stands again.
pub(super) fn next(case: &Case, at: usize) -> Option<usize> {
    let spot = &case.spots[at];
    let printed = &case.printed[spot.table];
    let own = printed.rows.get(spot.row)?;
    let ends = match printed.rows.get(spot.row + 1) {
        Some(row) => row.cells.is_empty() || printed.sheet.is_some() && row.line > own.line + 1 || row.part != own.part,
        None => case.printed.get(spot.table + 1).is_some_and(|next| next.table == printed.table),
    };
    let next = if ends { next_prints(case, at).next() } else { None };
    next.filter(|next| is_between(case, at, *next))
}

/// The prints of its column below one, of all pieces of its table.
fn next_prints(case: &Case, at: usize) -> impl Iterator<Item = usize> {
    let own = column(case, at);
    let name = &case.printed[case.spots[at].table].table;
    let is_below = move |other: &usize| {
        let is_table = case.printed[case.spots[*other].table].table == *name;
        is_table && own.is_some() && column(case, *other) == own
    };
    (at + 1..case.spots.len()).filter(is_below)
}

/// The column of the rules that a print of a row is in.
fn column(case: &Case, at: usize) -> Option<(usize, usize, usize)> {
    match case.spots[at].position {
        Position::Body(table, block, _, column) => Some((table, block, column)),
        Position::Footer(..) | Position::Claim(_) => None,
    }
}

/// Whether a cell ends with the last row of its table, where the rules have more: it may go on where nobody read it.
pub(super) fn is_at_end(case: &Case, last: usize) -> bool {
    let spot = &case.spots[last];
    let Position::Body(table, block, ..) = spot.position else { return false };
    let is_last = spot.row + 1 == case.printed[spot.table].rows.len();
    is_last && !unseen(case, (table, block)).is_empty()
}

/// The rows of a block of the rules that nobody printed.
fn unseen(case: &Case, of: (usize, usize)) -> BTreeSet<usize> {
    let seen = |spot: &Spot| match spot.position {
        Position::Body(table, block, row, _) => Some(row).filter(|_| (table, block) == of),
        Position::Footer(..) | Position::Claim(_) => None,
    };
    let seen: BTreeSet<usize> = case.spots.iter().filter_map(seen).collect();
    let rows = &case.world.plan().tables[of.0].blocks[of.1].rows;
    (0..rows.len()).filter(|row| rows[*row].frame.is_none() && !seen.contains(row)).collect()
}

/// Wrong figures in the last row of a table that are exactly of it and of the rows of the rules behind it, which nobody printed: a cell
/// that goes on where nobody read it.
pub(super) fn cut_off(case: &mut Case) {
    for at in 0..case.spots.len() {
        let First::Off(own) = &case.first[at] else { continue };
        let is_own_slip = eval::rational(case.right(at)).is_some_and(|right| slips::of(own, right).is_some());
        if let Some((how, rows)) = of_unseen(case, at, own).filter(|_| !is_own_slip) {
            let why = format!("{}, {} di antaranya tidak ada dalam cetakan", how.of_rows(rows), rows - 1);
            case.first[at] = First::Plain(Verdict::Unjudged, why);
        }
    }
}

/// As what a figure is that of its row and of how many rows with those behind it that nobody printed.
fn of_unseen(case: &Case, at: usize, own: &Figure) -> Option<(How, usize)> {
    let Position::Body(table, block, row, column) = case.spots[at].position else { return None };
    let kind = joint::kind(case, case.spots[at].cell.slot);
    if kind == Kind::Other || own.digits().len() < 3 || !is_at_end(case, at) {
        return None;
    }
    let (unseen, rows) = (unseen(case, (table, block)), &case.world.plan().tables[table].blocks[block].rows);
    let behind = (row + 1..rows.len()).take_while(|other| unseen.contains(other));
    let mut slots: Vec<SlotId> = vec![case.spots[at].cell.slot];
    let mut rights: Vec<&Exact> = vec![eval::rational(case.right(at))?];
    for other in behind.take(MOST_ABOVE) {
        let slot = rows[other].cells.get(column).copied().flatten()?.slot;
        slots.push(slot);
        rights.push(eval::rational(case.world.right(slot))?);
        let share = || joint::share_of(case.world, slots.iter().copied(), &rights);
        let how = match kind {
            Kind::Money if own.is(&rights.iter().copied().sum()) => Some(How::Sum),
            Kind::Share if share().is_some_and(|share| own.is(&share)) => Some(How::Share),
            Kind::Share | Kind::Achievement if spanned::is_exact_mean(own, &rights) => Some(How::Mean),
            Kind::Money | Kind::Share | Kind::Achievement | Kind::Other => None,
        };
        if let Some(how) = how {
            return Some((how, rights.len()));
        }
    }
    None
}

/// Whether a cell says nothing of its own row: blank, merged, or with a figure that is none of its row's.
pub(super) fn is_open(case: &Case, at: usize) -> bool {
    let spot = &case.spots[at];
    let is_merged = || case.printed[spot.table].rows[spot.row].reach_of(spot.column).is_some();
    spot.printed == Printed::Blank || matches!(case.first[at], First::Off(_)) || is_merged()
}

/// Whether two cells have the same figure.
pub(super) fn is_same(case: &Case, one: usize, other: usize) -> bool {
    let value = |at: usize| case.spots[at].printed.figures().first().map(|figure| &figure.value);
    value(one).is_some() && value(one) == value(other)
}
