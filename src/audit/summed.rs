//! Figures that are right where they stand for several rows: money added up in one cell and the share that was spent of it,
//! percents added up below where the rules have their mean.

use super::case::{Case, First};
use super::figure::Figure;
use super::footers::{self, Sums};
use super::outcome::Verdict;
use super::slips;
use super::spanned::{self, goes_on};
use super::spots::first_words;
use super::world::Position;
use crate::eval;
use crate::number::Exact;
use crate::plan::{Op, SlotId};
use crate::program::Role;
use std::collections::BTreeMap;

/// By printed table and column the prints of one kind, top down.
type Columns = BTreeMap<(usize, usize), Vec<usize>>;

/// What is said of money that is exactly that of its rows together: right, but no figure of its row, so nothing is held against it.
pub(super) const SUM_OF_SEVERAL: &str = "jumlah beberapa baris sekaligus";

/// Says of such figures what they are.
pub(super) fn hold(case: &mut Case) {
    let money = columns(case, &|slot| is_money(case, slot));
    let shares = columns(case, &|slot| quotient(case, slot).is_some());
    let achievements =
        spanned::columns(case, &spanned::is_achievement).into_values().map(|rows| rows.into_values().collect());
    let shares: Vec<Vec<usize>> = shares.into_values().chain(achievements).collect();
    let sums: Vec<usize> = money.values().flat_map(|prints| of_several(case, prints, &is_sum)).collect();
    let shares: Vec<usize> = shares.iter().flat_map(|prints| of_several(case, prints, &is_share)).collect();
    let added: Vec<usize> = (0..case.spots.len()).filter(|at| is_added_up(case, *at)).collect();
    for (found, why) in [
        (sums, SUM_OF_SEVERAL),
        (shares, "mungkin milik beberapa baris sekaligus"),
        (added, "jumlah angka di atasnya, bukan rata-ratanya"),
    ] {
        found.into_iter().for_each(|at| case.first[at] = First::Plain(Verdict::Unjudged, why.into()));
    }
}

fn columns(case: &Case, holds: &dyn Fn(SlotId) -> bool) -> Columns {
    let mut columns = Columns::new();
    for (at, spot) in case.spots.iter().enumerate() {
        if matches!(spot.position, Position::Body(..)) && holds(spot.cell.slot) {
            columns.entry((spot.table, spot.column)).or_default().push(at);
        }
    }
    columns
}

/// The figures of a column that are what the rows together have: their own and those below, which are left open or all have that figure.
fn of_several(case: &Case, prints: &[usize], is_what: &dyn Fn(&Case, &Figure, &[usize]) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    for (place, &at) in prints.iter().enumerate() {
        let First::Off(_) = &case.first[at] else { continue };
        let figures = case.spots[at].printed.figures();
        let is_of = |prints: &[usize]| figures.iter().any(|own| is_what(case, own, prints));
        let rest = &prints[place + 1..];
        let open = rest.iter().take_while(|at| goes_on(case, **at)).count();
        if (1..=open).any(|count| is_of(&prints[place..=place + count])) {
            found.push(at);
        }
        let own = figures.first().map(|own| &own.value);
        let is_same = |at: &&usize| {
            let first = case.spots[**at].printed.figures().first();
            matches!(&case.first[**at], First::Off(_)) && first.map(|first| &first.value) == own
        };
        let same = &prints[place..=place + rest.iter().take_while(is_same).count()];
        // Of a copied figure and of nothing the sum is that figure.
        let is_any = |at: &usize| eval::rational(case.right(*at)).is_some_and(|right| !right.is_zero());
        // The rows below may have as much together.
        let mut groups = (2..=same.len()).map(|count| &same[..count]);
        found.extend(groups.find(|group| group.iter().all(is_any) && is_of(group)).into_iter().flatten());
        found.extend(beside_misprint(case, &prints[place..], is_what));
    }
    found
}

/// A figure of several rows that is written out in each of them, in one with a slip: those that are right, the slip stays.
fn beside_misprint(case: &Case, prints: &[usize], is_of: &dyn Fn(&Case, &Figure, &[usize]) -> bool) -> Vec<usize> {
    let figure = |at: usize| match &case.first[at] {
        First::Off(figure) => Some(figure),
        First::Plain(..) | First::Told(_) | First::Passed => None,
    };
    for &meant in prints.iter().take(2) {
        let Some(own) = figure(meant).filter(|own| own.digits().len() >= 3) else { continue };
        let is_same = |at: usize| figure(at).is_some_and(|other| other.value == own.value);
        let is_slip = |at: usize| figure(at).is_some_and(|other| slips::of(other, &own.value).is_some());
        let count = prints.iter().take_while(|at| is_same(**at) || is_slip(**at)).count();
        let is_it = |group: &&[usize]| {
            group.contains(&meant) && group.iter().filter(|at| !is_same(**at)).count() == 1 && is_of(case, own, group)
        };
        if let Some(group) = (2..=count).map(|count| &prints[..count]).find(is_it) {
            return group.iter().copied().filter(|at| is_same(*at)).collect();
        }
    }
    Vec::new()
}

fn is_sum(case: &Case, own: &Figure, prints: &[usize]) -> bool {
    rights(case, prints).is_some_and(|rights| own.is(&rights.into_iter().sum()))
}

/// Whether a figure is the quotient of the sums, or the mean of the quotients as they would be printed.
fn is_share(case: &Case, own: &Figure, prints: &[usize]) -> bool {
    let Some(rights) = rights(case, prints) else { return false };
    let of_sums = || {
        let parts: Option<Vec<_>> = prints.iter().map(|at| quotient(case, case.spots[*at].cell.slot)).collect();
        let (above, below): (Vec<&Exact>, Vec<&Exact>) = parts?.into_iter().unzip();
        // What a quotient is multiplied by, percent.
        let times = (rights[0] * below[0]).checked_div(above[0])?;
        let of_sums = above.into_iter().sum::<Exact>().checked_div(&below.into_iter().sum())?;
        Some(own.is(&(of_sums * times)))
    };
    spanned::is_mean(own, &rights) || of_sums() == Some(true)
}

fn is_money(case: &Case, slot: SlotId) -> bool {
    matches!(case.world.role(slot), Some((_, Role::Budget | Role::Spent, _)))
}

/// What money is divided by money, where a value is no more than that.
fn quotient<'c>(case: &'c Case, slot: SlotId) -> Option<(&'c Exact, &'c Exact)> {
    let world = case.world;
    let plain = |slot: SlotId| world.plan().plain(slot);
    let op = |slot: SlotId| &world.plan().slot(plain(slot)).op;
    let is_number = |slot: SlotId| matches!(op(slot), Op::Number(_));
    let is_money = |slot: SlotId| world.shown_input(slot).is_some_and(|input| is_money(case, input));
    let mut slot = slot;
    loop {
        if let Op::Divide(above, below) = op(slot)
            && is_money(*above)
            && is_money(*below)
        {
            return Some((eval::rational(world.right(*above))?, eval::rational(world.right(*below))?));
        }
        slot = if let Op::Multiply(by, inner) = op(slot)
            && is_number(*by)
        {
            *inner
        } else {
            world.in_other_tens(slot)?
        };
    }
}

fn rights<'c>(case: &'c Case, prints: &[usize]) -> Option<Vec<&'c Exact>> {
    prints.iter().map(|at| eval::rational(case.right(*at))).collect()
}

/// Whether a figure in a row that is called a total is the sum of those above it, where the rules have their mean.
fn is_added_up(case: &Case, at: usize) -> bool {
    let spot = &case.spots[at];
    let (Position::Footer(..), First::Off(own)) = (spot.position, &case.first[at]) else { return false };
    let plan = case.world.plan();
    let is_mean = footers::by_rule(&plan.slot(plan.plain(spot.cell.slot)).op) == Some(Sums::Mean);
    let is_called = || footers::of(&first_words(&case.printed[spot.table], spot.row)) == Some(Sums::Total);
    if !is_mean || !is_called() {
        return false;
    }
    let above = (0..spot.row).filter_map(|row| case.spot_at(spot.table, row, spot.column));
    let above = above.filter(|at| matches!(case.spots[*at].position, Position::Body(..)));
    // A dash adds nothing.
    let (above, figures): (Vec<usize>, Vec<Figure>) = above.filter_map(|at| Some((at, case.figure(at)?))).unzip();
    let printed: Exact = figures.iter().map(|figure| &figure.value).sum();
    let rights: Option<Vec<&Exact>> = above.into_iter().map(|at| eval::rational(case.right(at))).collect();
    // Of a misprint among them it is the sum of what was meant, rounded before or not.
    let meant = rights.map(|rights| {
        let as_printed = rights.iter().zip(&figures).map(|(right, figure)| right.round(figure.places, figure.mode));
        [rights.iter().copied().sum(), as_printed.sum()]
    });
    figures.len() > 1 && (own.is(&printed) || meant.is_some_and(|meant| meant.iter().any(|sum| own.is(sum))))
}
