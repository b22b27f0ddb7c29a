//! Means and totals of the rows of one objective or programme, right below these: whatever words they have, the rows above say whose
//! they are.

use super::footers;
use super::lines::{Known, Print, Rows, Speaks};
use super::words::folded;

/// Takes the rows that are the subtotal of those right above them.
pub(super) fn by_rows(
    (_, keys): Print,
    known: &[Known],
    rows: &mut Rows,
    taken: &mut [Option<usize>],
    speaks: &Speaks,
) {
    if !known.iter().any(|one| one.is_subtotal) {
        return;
    }
    let is_thing = |at: usize| !known[at].is_footer && !known[at].is_subtotal && !known[at].is_heading;
    let thing = |rows: &Rows, row: usize| rows.found[row].filter(|at| is_thing(*at));
    let last = (0..keys.len()).rev().find(|row| thing(rows, *row).is_some());
    // The things of a part, and its subtotals behind them.
    let part = |at: usize| {
        let begin = (0..at).rev().find(|other| !is_thing(*other)).map_or(0, |other| other + 1);
        let end = (at..known.len()).find(|other| !is_thing(*other)).unwrap_or(known.len());
        let below = (end..known.len()).take_while(|other| known[*other].is_subtotal).collect::<Vec<_>>();
        (begin..end, below)
    };
    let mut any = false;
    for row in 0..keys.len() {
        let is_open = rows.is_open(row) && keys[row].has_figures && !keys[row].words.is_empty();
        let Some(above) = (0..row).rev().find_map(|other| thing(rows, other)).filter(|_| is_open) else { continue };
        let (things, below) = part(above);
        // Of a part whose rows stand further down as well nobody knows what stands between them.
        let goes_on = (row..keys.len()).any(|other| thing(rows, other).is_some_and(|at| things.contains(&at)));
        let said = keys[row].words.iter().find_map(|(_, cell)| footers::of(cell));
        let is_called = |at: usize| {
            let is_it = |cell: &String| known[at].names.iter().any(|name| folded(name) == folded(cell));
            keys[row].words.iter().any(|(_, cell)| is_it(cell))
        };
        let free: Vec<usize> = below.into_iter().filter(|at| taken[*at].is_none()).collect();
        let called: Vec<usize> = free.iter().copied().filter(|at| is_called(*at)).collect();
        let fits: Vec<usize> = match called.is_empty() {
            true => free.into_iter().filter(|at| said.is_some() && said == known[*at].sums).collect(),
            false => called.clone(),
        };
        let ([at], false) = (fits.as_slice(), goes_on) else { continue };
        // Below all things it may as well be the total of all: its words tell, or another one below it, or its figures.
        let is_last = last.is_some_and(|last| last < row);
        let is_total = |other: usize| {
            let is_mean = keys[other].words.iter().any(|(_, cell)| footers::of(cell).is_some());
            keys[other].has_figures && is_mean
        };
        let has_total = (row + 1..keys.len()).any(is_total);
        let is_of_all = |one: &Known| one.is_footer && one.names.iter().any(|name| known[*at].names.contains(name));
        let is_own = !called.is_empty() && !known.iter().any(is_of_all);
        let is_it = !is_last || is_own || any && has_total || speaks(row, *at).is_most();
        if is_it {
            any = true;
            rows.guess(row, &keys[row], &known[*at]);
            rows.take((row, &keys[row]), *at, taken);
            rows.unclear.retain(|one| *one != row);
        }
    }
}
