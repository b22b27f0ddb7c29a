//! Which row of the rules a printed total is by its figures alone, before its words and its place are asked: that of all, or the sum of rows
//! right above it that the rules do not have.

use super::evidence::is_round;
use super::footers;
use super::held::Held;
use super::joint;
use super::lines::{Known, MOST_COMPARED, Print, Rows, Speaks};
use super::model::PrintedTable;
use super::read;
use super::row_keys::RowKeys;
use super::slips;
use super::spanned;
use super::titles::Columns;
use super::world::cell_at;
use crate::eval;
use crate::number::Exact;
use crate::plan::SlotId;

/// A printed row, with the row of the rules that it is.
pub(super) type Member = (usize, Option<usize>);

/// Whether the figures of a printed row are what others have together, or, where that is asked, what is printed of them.
pub(super) type Together<'t> = dyn Fn(usize, &[Member], bool) -> bool + 't;

/// Whether all figures of a printed row are those of a row of the rules.
pub(super) fn is_it(speaks: &Speaks, row: usize, at: usize) -> bool {
    let found = speaks(row, at);
    found.telling > 0 && found.agree == found.all && found.beyond == 0
}

/// Takes the totals of all that exactly one row has the figures of, or of rows that are exactly a part's as well the last one. No other
/// row is then that total by its words, nor by its words one that was declared.
pub(super) fn settle(
    keys: &mut [RowKeys],
    known: &[Known],
    rows: &mut Rows,
    taken: &mut [Option<usize>],
    speaks: &Speaks,
) {
    let footers = || (0..known.len()).filter(|at| known[*at].is_footer);
    rows.settled = footers().filter(|at| taken[*at].is_some()).collect();
    let may_be = |row: &usize| {
        rows.is_open(*row)
            && keys[*row].has_figures
            && !footers::is_of_other_year(&keys[*row])
            && footers::may_be_of_all(&keys[*row], known)
    };
    let open: Vec<usize> = (0..keys.len()).filter(may_be).collect();
    let parts: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_subtotal).collect();
    if open.len() * known.len() > MOST_COMPARED {
        return;
    }
    for at in footers().filter(|at| taken[*at].is_none()).collect::<Vec<_>>() {
        let fits: Vec<usize> = open.iter().copied().filter(|row| is_it(speaks, *row, at)).collect();
        let is_of_part = |row: &usize| parts.iter().any(|part| is_it(speaks, *row, *part));
        let row = match fits.as_slice() {
            [only] if !is_of_part(only) => *only,
            [others @ .., last] if !others.is_empty() && others.iter().all(is_of_part) => *last,
            [..] => continue,
        };
        // Further down one that is nothing else may be meant, printed wrong.
        let is_none = |other: &&usize| !(0..known.len()).any(|one| is_it(speaks, **other, one));
        let sums = |row: usize| keys[row].words.iter().find_map(|(_, cell)| footers::of(cell));
        if open.iter().filter(|other| **other > row && sums(**other) == sums(row)).any(|other| is_none(&other)) {
            continue;
        }
        // Of several totals with the same figures the words say which it is.
        let is_alone = footers().filter(|other| is_it(speaks, row, *other)).count() == 1;
        if rows.is_open(row) && (is_alone || footers::is_called(&keys[row], &known[at])) {
            rows.guess(row, &keys[row], &known[at]);
            rows.take((row, &keys[row]), at, taken);
            rows.settled.push(at);
        }
    }
    for (row, keys) in keys.iter_mut().enumerate() {
        let is_open = rows.is_open(row) && keys.says;
        keys.waits |= is_open && rows.settled.iter().any(|at| footers::is_called(keys, &known[*at]));
    }
}

/// Rows below all things that have the words of a total of the rules that is known by its figures, and stands elsewhere in these words.
pub(super) fn again((table, keys): Print, known: &[Known], rows: &mut Rows, taken: &[Option<usize>]) {
    for at in rows.settled.clone() {
        let is_declared = |row: usize| table.layout.rows.iter().any(|(own, _)| *own == row + 1);
        let is_called = |row: usize| footers::is_called(&keys[row], &known[at]);
        let Some(first) = taken[at].filter(|row| is_called(*row) && !is_declared(*row)) else { continue };
        let is_of_part = |row: usize| footers::is_of_part((table, keys), known, rows, (row, at));
        let is_again = |row: &usize| rows.is_open(*row) && keys[*row].waits && is_called(*row) && !is_of_part(*row);
        for row in (footers::below(keys, known, rows)..keys.len()).filter(is_again).collect::<Vec<_>>() {
            match is_as_much(table, row, first) {
                true => rows.found[row] = Some(at),
                false => rows.repeat(row, first),
            }
        }
    }
}

/// Leaves the totals that are exactly those of rows above them, where the rules have no row of these.
pub(super) fn leave(
    (table, keys): Print,
    known: &[Known],
    rows: &mut Rows,
    taken: &mut [Option<usize>],
    (speaks, together): (&Speaks, &Together),
) {
    let is_thing = |at: usize| !known[at].is_footer && !known[at].is_subtotal && !known[at].is_heading;
    let is_declared = |row: usize| table.layout.rows.iter().any(|(at, _)| *at == row + 1);
    let found: Vec<Option<usize>> = rows.found.clone();
    let is_total = |row: usize| {
        keys[row].has_figures
            && !found[row].is_some_and(is_thing)
            && keys[row].words.iter().any(|(_, cell)| names_sum(cell))
    };
    let is_member = |row: usize| {
        found[row].is_some_and(is_thing) || found[row].is_none() && keys[row].has_figures && !is_total(row)
    };
    let totals: Vec<usize> = (0..keys.len()).filter(|row| is_total(*row)).collect();
    if totals.len() * known.len() > MOST_COMPARED {
        return;
    }
    let mut left: Vec<(usize, bool)> = Vec::new();
    for &row in &totals {
        let is_free =
            found[row].map_or_else(|| rows.is_open(row), |at| known[at].is_footer && !rows.settled.contains(&at));
        let is_own = |at: usize| is_it(speaks, row, at);
        // Of a total of the rules that cannot be computed the reason is told.
        let is_known = found[row].is_some_and(|at| is_own(at) || speaks(row, at).all == 0);
        if !is_free || is_known || is_declared(row) || footers::is_of_other_year(&keys[row]) {
            continue;
        }
        // Whose part it is the rows above say.
        if (0..known.len()).any(|at| known[at].is_subtotal && is_own(at)) {
            left.push((row, false));
            continue;
        }
        if (0..known.len()).any(|at| known[at].is_footer && is_own(at)) {
            continue;
        }
        // A part's row that nothing in print is yet may be this one, following what is printed wrong or rounded above it.
        let may_follow =
            (0..known.len()).any(|at| known[at].is_subtotal && taken[at].is_none() && speaks(row, at).all > 0);
        let above: Vec<usize> = (0..row).filter(|other| is_member(*other)).collect();
        let parts = |at: &usize| {
            let is_parted = || (above[*at - 1] + 1..above[*at]).any(|between| !is_member(between));
            *at > 0 && (is_parted() || begins(table, &above, *at))
        };
        // Where the rules have no total of all, or where that stands elsewhere, any rows right above it may be meant.
        let has_whole = (0..known.len()).any(|at| known[at].is_footer && speaks(row, at).all > 0);
        let is_told = |at: &usize| {
            rows.settled.iter().any(|settled| taken[*settled].is_some_and(|whole| whole > row)) && above.len() - at > 1
        };
        let goes_on = (row..keys.len()).any(is_member);
        let starts = (0..above.len()).filter(|at| parts(at) || *at == 0 && (!has_whole || goes_on) || is_told(at));
        let mut starts = starts.filter(|at| above.len() - at > 1 || totals.len() > 1);
        let members = |at: usize| above[at..].iter().map(|row| (*row, found[*row])).collect::<Vec<Member>>();
        if starts.any(|at| together(row, &members(at), !may_follow)) {
            left.push((row, true));
        }
    }
    for (row, is_sum) in left {
        if let Some(at) = rows.found[row].take() {
            taken[at] = None;
        }
        if is_sum {
            rows.sums.push(row);
            rows.close(row);
        }
    }
}

/// Whether words say that a row is a sum or a mean.
fn names_sum(cell: &str) -> bool {
    footers::of(cell).is_some() || super::words::tokens(cell).first().is_some_and(|word| word.starts_with("sub"))
}

/// Whether a part of a table begins at one of some rows: below it names to the left are blank.
fn begins(table: &PrintedTable, rows: &[usize], at: usize) -> bool {
    let is_words =
        |row: usize, column: usize| table.cell(row, column).chars().filter(|c| c.is_alphabetic()).count() >= 3;
    at + 1 < rows.len()
        && (0..table.header.len()).any(|column| {
            is_words(rows[at], column) && rows[at + 1..].iter().all(|row| table.cell(*row, column).is_empty())
        })
}

/// Whether all figures of a printed row are what others have together: of the rules to the last digit, or as they are printed.
pub(super) fn is_together(
    held: &Held,
    columns: &Columns,
    block: usize,
    (row, others): (usize, &[Member]),
    as_printed: bool,
) -> bool {
    let (own, from) = (&held.planned.blocks[block], held.offsets[block]);
    let mut told = false;
    for (column, of) in columns.iter().enumerate() {
        let of = of.and_then(|(of, _)| held.of_row_in(row, of));
        let is_own = |of: &usize| (from..from + own.columns.len()).contains(of) && held.wanted[*of].numeric;
        let Some(of) = of.filter(is_own) else { continue };
        let cells = others.iter().filter_map(|(_, at)| cell_at(held.world.plan(), held.position(block, (*at)?, of)));
        let cells: Vec<_> = cells.collect();
        let Some(first) = cells.first() else { continue };
        let measure = held.world.measure(first.slot);
        let under = |row: usize| held.sheet.under((row, column), &held.wanted[of], measure, first.show);
        let printed = under(row);
        if printed.figures().is_empty() {
            continue;
        }
        let values = cells.iter().filter_map(|cell| Some((cell.slot, eval::rational(held.world.right(cell.slot))?)));
        let (slots, rights): (Vec<SlotId>, Vec<&Exact>) = values.unzip();
        let shown: Vec<Exact> =
            others.iter().filter_map(|(row, _)| Some(under(*row).figures().first()?.value.clone())).collect();
        let shown: Vec<&Exact> = shown.iter().collect();
        let is_known = others.iter().all(|(_, at)| at.is_some());
        let figure = printed.figures().iter().find(|one| {
            let of_rights = || {
                let share = || joint::share_of(held.world, slots.iter().copied(), &rights);
                one.is(&rights.iter().copied().sum())
                    || spanned::is_exact_mean(one, &rights)
                    || share().is_some_and(|it| one.is(&it))
            };
            let of_shown =
                || one.is(&shown.iter().copied().sum()) || spanned::mean(&shown).is_some_and(|mean| one.is(&mean));
            !rights.is_empty() && is_known && of_rights() || as_printed && !shown.is_empty() && of_shown()
        });
        let Some(figure) = figure else { return false };
        told |= !is_round(&figure.value);
    }
    told
}

/// Whether the figures of a row are those of another one, but for slips of the keyboard.
pub(super) fn is_as_much(table: &PrintedTable, row: usize, other: usize) -> bool {
    let value = |row: usize, column: usize| read::cell(table.cell(row, column)).figures().first().cloned();
    let told = (0..table.header.len()).filter_map(|column| {
        let (own, right) = (value(row, column)?, value(other, column)?.value);
        Some(own.is(&right) || slips::of(&own, &right).is_some())
    });
    let told: Vec<bool> = told.collect();
    !told.is_empty() && told.iter().all(|one| *one)
}
