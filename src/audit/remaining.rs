//! What titles and figures have left: a printed column with figures and a column of the rules that nobody else is. Where a title
//! can mean only that one, fewer figures have to agree, so that what is wrong among them is found and not passed over.

use super::evidence::Evidence;
use super::held::Held;
use super::lines::Rows;
use super::naming::{self, Differs};
use super::quarters;
use super::readings::FEWEST;
use super::titles::{self, Columns, Sure};
use super::weigh::{is_kind, kinds_of, names_achievement};

/// A printed column that may be one of the rules, with what its figures say.
struct Pair {
    column: usize,
    of: usize,
    told: Evidence,
}

/// Takes printed columns that are left for those of the rules that are left.
pub(super) fn claim(held: &Held, rows: &[Rows], columns: &mut Columns) {
    while let Some((column, of)) = next(held, rows, columns) {
        columns[column] = Some((of, Sure::Near));
    }
}

/// The column of which most is known.
fn next(held: &Held, rows: &[Rows], columns: &Columns) -> Option<(usize, usize)> {
    let table = held.sheet.table;
    let is_open = |column: &usize| {
        let has_figures = |row: usize| !held.sheet.cell(row, *column).figures().is_empty();
        columns[*column].is_none()
            && !held.titles.is_declared(*column)
            && !titles::is_counting(&table.header[*column])
            && (0..table.rows.len()).any(has_figures)
    };
    let open: Vec<usize> = (0..columns.len()).filter(is_open).collect();
    if columns.len() > titles::MOST_COLUMNS {
        return None;
    }
    let pairs = open.iter().flat_map(|&column| {
        let is_it = move |of: &usize| may_be(held, columns, column, *of) && held.is_let(rows, columns, column, *of);
        let all = (0..held.wanted.len()).filter(is_it);
        all.map(move |of| Pair { column, of, told: held.agreement(rows, column, of, false) })
    });
    let pairs: Vec<Pair> = pairs.collect();
    let fits = pairs.iter().filter(|pair| pair.is_it(held, columns, &pairs));
    fits.max_by_key(|pair| (pair.told.agree, std::cmp::Reverse(pair.column))).map(|pair| (pair.column, pair.of))
}

/// Whether a title says nothing against a column being one of the rules that no other is.
fn may_be(held: &Held, columns: &Columns, column: usize, of: usize) -> bool {
    let (title, wanted) = (&held.sheet.table.header[column], &held.wanted[of]);
    let is_its_time = || held.titles.is_of(column, of) || quarters::are_of_one(title, &wanted.title);
    wanted.numeric
        && held.titles.is_free(columns, column, of)
        && !held.titles.is_other(column, of)
        && is_kind(title, wanted)
        && is_its_time()
}

impl Pair {
    /// Whether a column is the one of the rules: nothing else is left for it and it for nothing else, or its figures say so.
    fn is_it(&self, held: &Held, columns: &Columns, all: &[Pair]) -> bool {
        let Evidence { agree, all: figures, distinct, telling, .. } = self.told;
        let (title, wanted) = (&held.sheet.table.header[self.column], &held.wanted[self.of]);
        let together = |other: &&Pair| held.sheet.table.stand_together(self.column, other.column);
        let others = || all.iter().filter(|other| other.column == self.column && other.of != self.of);
        let rivals = || all.iter().filter(|other| other.of == self.of && other.column != self.column).filter(together);
        // As good for another one: the figures do not tell.
        if others().chain(rivals()).any(|other| other.told.agree >= agree && other.told.agree > 0) {
            return false;
        }
        let differs = wanted.differs(title);
        let is_shorter = matches!(differs, Differs::Little | Differs::Less);
        let is_between = || is_shorter && held.titles.is_between(columns, self.column, self.of);
        let is_said = naming::share(title, &wanted.title)
            || kinds_of(title).iter().any(|kind| kinds_of(&wanted.title).contains(kind))
            || quarters::are_of_one(title, &wanted.title);
        let is_alone = others().next().is_none() && rivals().next().is_none();
        // What is right by chance is half of a column at times, hardly three quarters of one with several figures.
        let is_whole = |least: usize| distinct >= least && telling >= 2 && self.told.is_nearly();
        match is_said {
            true if is_whole(2) => true,
            // No other column is left between those beside it; where most of it does not agree, something has to explain it (`tried`).
            true if agree > 0 && (telling > 0 || agree == figures) && is_between() => true,
            // Where everything is attained only a title that can mean nothing else tells it from another column of hundreds.
            true if self.told.is_nearly() && naming::is_bare_achievement(title) && is_between() => true,
            // A column of achievements that is wrong from top to bottom, if another reading explains it.
            true => {
                let is_it = figures >= FEWEST && held.titles.is_of(self.column, self.of) && names_achievement(title);
                agree * 3 < figures * 2 && is_it && is_between() && self.told.beyond == 0
            }
            false => is_alone && is_whole(3) && agree >= 3,
        }
    }
}
