//! Single figures of achievements that stand for several rows, where a column as a whole does not give that away
//! (`spread.rs`): merged over the rows below, or written out beside rows of which nothing is known.

use super::case::{Case, First};
use super::evidence::is_round;
use super::figure::{Figure, Printed};
use super::joint::{self, How};
use super::outcome::Verdict;
use super::read;
use super::slips;
use super::wholes;
use super::world::Position;
use crate::eval;
use crate::number::Exact;
use crate::program::Role;
use std::collections::{BTreeMap, BTreeSet};

/// A column with fewer cells that are blank beside a value is not merged.
const FEWEST: usize = 2;

/// What stands in a cell for which the one above it goes on, without dots, slashes and blanks.
const DITTO: [&str; 6] = ["", "idem", "sda", "sd", "↑", "\""];

/// By printed table, and table and column of the rules: the printed rows, and the print of each.
pub(super) type Columns = BTreeMap<(usize, usize, usize), BTreeMap<usize, usize>>;

/// The figures and grades that may be those of several rows; which, nobody can say.
pub(super) fn of_several(case: &Case) -> Vec<(usize, First)> {
    let columns = columns(case, &is_achievement);
    let mut found: Vec<(usize, First)> = Vec::new();
    for (&(table, ..), column) in &columns {
        let prints: Vec<usize> = column.values().copied().collect();
        let runs = runs(case, table, column);
        let is_merged = prints.iter().filter(|at| is_open(case, **at)).count() >= FEWEST;
        for (place, &at) in prints.iter().enumerate() {
            let beside =
                || [place.checked_sub(1), Some(place + 1)].into_iter().flatten().filter_map(|at| prints.get(at));
            let of_several = match &case.first[at] {
                First::Off(own) => of_runs(case, own, &runs[place], is_merged),
                First::Plain(Verdict::Undefined, _) => {
                    let is_it = figure(case, at).is_some_and(|own| {
                        let is_of_next = |next: &usize| is_open(case, *next) && is_right(case, at, *next);
                        let is_same = || beside().any(|at| figure(case, *at).as_ref() == Some(&own));
                        !is_round(&own) && (is_same() || prints.get(place + 1).is_some_and(is_of_next))
                    });
                    is_it.then(unjudged)
                }
                First::Plain(..) | First::Told(_) | First::Together(_) | First::Passed => None,
            };
            found.extend(of_several.map(|first| (at, first)));
        }
    }
    found.extend(means(case, &columns).chain(grades(case)).map(|at| (at, unjudged())));
    found
}

/// What is said of a figure that may be of several rows and nobody knows of which.
pub(super) fn unjudged() -> First {
    First::Plain(Verdict::Unjudged, "mungkin milik beberapa baris sekaligus".into())
}

/// What is said of a figure over one of some runs of rows.
fn of_runs(case: &Case, own: &Figure, runs: &[Vec<usize>], is_merged: bool) -> Option<First> {
    let together = runs.iter().filter(|run| run.len() > 1).find_map(|run| {
        let how = joint::fits(case, own, run)?;
        (!may_be_cut(case, own, run, how)).then_some(First::Together(how))
    });
    together.or_else(|| runs.iter().any(|run| is_of(case, own, run, is_merged)).then(unjudged))
}

/// Whether the mean of rows is what each of them may be cut to.
pub(super) fn may_be_cut(case: &Case, own: &Figure, prints: &[usize], how: How) -> bool {
    how == How::Mean && joint::are_alike(case, own, prints)
}

/// Whether what is right in a cell is an achievement; what has no value may be no role's.
pub(super) fn is_achievement(case: &Case, at: usize) -> bool {
    case.world.role(case.spots[at].cell.slot).is_some_and(|(_, role, _)| role.is_achievement())
}

/// The columns that hold what is asked for.
pub(super) fn columns(case: &Case, holds: &dyn Fn(&Case, usize) -> bool) -> Columns {
    let mut columns = Columns::new();
    let mut held: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for (at, spot) in case.spots.iter().enumerate() {
        let Position::Body(table, 0, _, column) = spot.position else { continue };
        let key = (spot.table, table, column);
        if holds(case, at) {
            held.insert(key);
        }
        let prints = columns.entry(key).or_default();
        // Of a table of several pages a row is blank in the columns of the others.
        if spot.printed != Printed::Blank || !prints.contains_key(&spot.row) {
            prints.insert(spot.row, at);
        }
    }
    columns.retain(|key, _| held.contains(key));
    columns
}

/// Of each print of a column those that it may be merged over: itself and those below it that say nothing of their own, in one
/// whole, in each way in which the rows are parts of wholes.
fn runs(case: &Case, table: usize, column: &BTreeMap<usize, usize>) -> Vec<Vec<Vec<usize>>> {
    let (rows, prints): (Vec<usize>, Vec<usize>) = column.iter().map(|(row, at)| (*row, *at)).unzip();
    let is_of_rows = |column: usize| {
        let mut own = rows.iter().filter_map(|row| case.spot_at(table, *row, column));
        own.any(|at| case.spots[at].role != Some(Role::Goal))
    };
    let mut partings = wholes::partings(&case.printed[table], &rows, &is_of_rows);
    if partings.is_empty() {
        partings.push(vec![(0..rows.len()).collect()]);
    }
    let mut runs: Vec<Vec<Vec<usize>>> = vec![Vec::new(); rows.len()];
    for part in partings.iter().flatten() {
        for (at, place) in part.iter().enumerate() {
            let below = part[at + 1..].iter().map(|place| prints[*place]).take_while(|at| goes_on(case, *at));
            runs[*place].push(std::iter::once(prints[*place]).chain(below).collect());
        }
    }
    runs
}

/// Whether a figure may be that of several rows: their mean, or in a column that is merged something between what is right for
/// them, and no slip in that of its own row.
fn is_of(case: &Case, own: &Figure, run: &[usize], is_merged: bool) -> bool {
    let rights: Vec<&Exact> = run.iter().filter_map(|at| eval::rational(case.right(*at))).collect();
    let (Some(first), Some(least), Some(most)) = (rights.first(), rights.iter().min(), rights.iter().max()) else {
        return false;
    };
    let is_between = || own.value > **least && own.value < **most && slips::of(own, first).is_none();
    run.len() > 1 && (is_mean(own, &rights) || is_merged && is_between())
}

/// Whether a figure is the mean of values, which may have been rounded before.
pub(super) fn is_mean(own: &Figure, rights: &[&Exact]) -> bool {
    mean(rights).is_some_and(|mean| (mean - own.value.clone()).abs() <= own.half() + own.half())
}

/// The same to the last digit: of the values, or of these as they are printed.
pub(super) fn is_exact_mean(own: &Figure, rights: &[&Exact]) -> bool {
    let rounded: Vec<Exact> = rights.iter().map(|right| right.round(own.places, own.mode)).collect();
    let means = [mean(rights), mean(&rounded.iter().collect::<Vec<_>>())];
    means.iter().flatten().any(|mean| own.is(mean))
}

pub(super) fn mean(all: &[&Exact]) -> Option<Exact> {
    let sum: Exact = all.iter().copied().sum();
    sum.checked_div(&Exact::from(i64::try_from(all.len()).ok()?))
}

/// Grades that are none of their own row's and that of the mean of the rows that they may be merged over.
fn grades(case: &Case) -> Vec<usize> {
    let is_grade = |case: &Case, at: usize| case.world.plan().graded(case.spots[at].cell.slot).is_some();
    let mut found = Vec::new();
    for (&(table, ..), column) in &columns(case, &is_grade) {
        let prints: Vec<usize> = column.values().copied().collect();
        for (at, runs) in prints.iter().zip(runs(case, table, column)) {
            let is_wrong = matches!(case.first[*at], First::Plain(Verdict::Grade, _));
            if is_wrong && runs.iter().any(|run| run.len() > 1 && super::grades::is_of_mean(case, *at, run)) {
                found.push(*at);
            }
        }
    }
    found
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
        let all: Vec<Exact> =
            cells.filter_map(|cell| Some(read::cell(cell).figures().first()?.value.clone())).collect();
        let mean = mean(&all.iter().collect::<Vec<_>>());
        column.values().any(|at| is_open(case, *at)) && mean.is_some_and(|mean| own.is(&mean))
    };
    (0..case.spots.len()).filter(is_mean)
}

/// Whether a cell says nothing of its own: blank, a dash, or that what stands above goes on.
pub(super) fn goes_on(case: &Case, at: usize) -> bool {
    let printed = &case.spots[at].printed;
    is_open(case, at) || (*printed == Printed::Dash || is_ditto(printed)) && case.right(at).is_ok()
}

/// Whether words say that what stands above goes on.
pub(super) fn is_ditto(printed: &Printed) -> bool {
    let Printed::Words(words) = printed else { return false };
    let bare: String = words.chars().filter(|sign| !" ./…".contains(*sign)).collect();
    DITTO.contains(&bare.to_lowercase().as_str())
}

/// Whether a cell is blank beside a value of the rules, in a row that has what this is worked out from.
pub(super) fn is_open(case: &Case, at: usize) -> bool {
    let spot = &case.spots[at];
    if spot.printed != Printed::Blank || case.right(at).is_err() {
        return false;
    }
    let is_result = |at: &&usize| matches!(case.spots[**at].role, Some(Role::Main | Role::Value));
    let mut results = case.row(spot).iter().filter(is_result).peekable();
    results.peek().is_none() || results.any(|at| case.spots[*at].printed != Printed::Blank)
}

/// Whether what is printed in a cell is right for another one.
fn is_right(case: &Case, at: usize, other: usize) -> bool {
    let right = eval::rational(case.right(other));
    right.is_some_and(|right| case.spots[at].printed.figures().iter().any(|one| one.is(right)))
}

fn figure(case: &Case, at: usize) -> Option<Exact> {
    Some(case.spots[at].printed.figures().first()?.value.clone())
}
