//! Single figures of achievements that stand for several rows, where a column as a whole does not give that away
//! (`spread.rs`): merged over the rows below, or written out beside rows of which nothing is known.

use super::case::{Case, First};
use super::evidence::is_round;
use super::figure::{Printed, read};
use super::outcome::Verdict;
use super::world::Position;
use crate::eval;
use crate::number::Exact;
use std::collections::{BTreeMap, BTreeSet};

/// A column with fewer cells that are blank beside a value is not merged.
const FEWEST: usize = 2;

/// By printed table, and table and column of the rules: the printed rows, and the print of each.
type Columns = BTreeMap<(usize, usize, usize), BTreeMap<usize, usize>>;

/// The figures that may be those of several rows; which, nobody can say.
pub(super) fn of_several(case: &Case) -> Vec<usize> {
    let columns = columns(case);
    let mut found: Vec<usize> = Vec::new();
    for column in columns.values() {
        let prints: Vec<usize> = column.values().copied().collect();
        let is_merged = prints.iter().filter(|at| is_open(case, **at)).count() >= FEWEST;
        for (place, &at) in prints.iter().enumerate() {
            let beside =
                || [place.checked_sub(1), Some(place + 1)].into_iter().flatten().filter_map(|at| prints.get(at));
            let is_of_several = match &case.first[at] {
                First::Off(_) => is_merged && prints.get(place + 1).is_some_and(|next| is_open(case, *next)),
                First::Plain(Verdict::Undefined, _) => figure(case, at).is_some_and(|own| {
                    let is_of_next = |next: &usize| is_open(case, *next) && is_right(case, at, *next);
                    let is_same = || beside().any(|at| figure(case, *at).as_ref() == Some(&own));
                    !is_round(&own) && (is_same() || prints.get(place + 1).is_some_and(is_of_next))
                }),
                First::Plain(..) | First::Told(_) | First::Passed => false,
            };
            if is_of_several {
                found.push(at);
            }
        }
    }
    found.extend(means(case, &columns));
    found
}

/// The columns of achievements.
fn columns(case: &Case) -> Columns {
    let mut columns = Columns::new();
    let mut judged: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for (at, spot) in case.spots.iter().enumerate() {
        let Position::Body(table, 0, _, column) = spot.position else { continue };
        let key = (spot.table, table, column);
        // What has no value may be no role's.
        if case.world.role(spot.cell.slot).is_some_and(|(_, role, _)| role.is_achievement()) {
            judged.insert(key);
        }
        let prints = columns.entry(key).or_default();
        // Of a table of several pages a row is blank in the columns of the others.
        if spot.printed != Printed::Blank || !prints.contains_key(&spot.row) {
            prints.insert(spot.row, at);
        }
    }
    columns.retain(|key, _| judged.contains(key));
    columns
}

/// Totals that are the mean of all that is printed above them, of merged cells and of rows that nobody knows.
fn means<'c>(case: &'c Case, columns: &'c Columns) -> impl Iterator<Item = usize> + 'c {
    let is_mean = |at: &usize| {
        let spot = &case.spots[*at];
        let (Position::Footer(table, _, column), First::Off(own)) = (spot.position, &case.first[*at]) else {
            return false;
        };
        let Some(column) = columns.get(&(spot.table, table, column)) else { return false };
        let printed = &case.printed[spot.table];
        let places: BTreeSet<usize> = column.values().map(|at| case.spots[*at].column).collect();
        let cells = (0..spot.row).flat_map(|row| places.iter().map(move |column| printed.cell(row, *column)));
        let all: Vec<Exact> = cells.filter_map(|cell| Some(read(cell).figures().first()?.value.clone())).collect();
        let Ok(count) = i64::try_from(all.len()) else { return false };
        let sum = all.iter().fold(Exact::ZERO, |sum, one| &sum + one);
        let mean = sum.checked_div(&Exact::from(count));
        column.values().any(|at| is_open(case, *at)) && mean.is_some_and(|mean| own.is(&mean))
    };
    (0..case.spots.len()).filter(is_mean)
}

/// Whether a cell is blank beside a value of the rules.
fn is_open(case: &Case, at: usize) -> bool {
    case.spots[at].printed == Printed::Blank && eval::rational(case.right(at)).is_some()
}

/// Whether what is printed in a cell is right for another one.
fn is_right(case: &Case, at: usize, other: usize) -> bool {
    let right = eval::rational(case.right(other));
    right.is_some_and(|right| case.spots[at].printed.figures().iter().any(|one| one.is(right)))
}

fn figure(case: &Case, at: usize) -> Option<Exact> {
    Some(case.spots[at].printed.figures().first()?.value.clone())
}
