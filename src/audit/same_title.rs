//! Printed columns that bear one title, which the rules have once: two `Realisasi`, one of them of another office or before a revision.
//! Their place says nothing; the one whose figures are those of the rules is it.

use super::evidence::Evidence;
use super::held::Held;
use super::lines::Rows;
use super::titles::Columns;
use super::words::folded;

/// Gives such a column of the rules to the printed one that has most of its figures; where none has more than another and they differ,
/// to none.
pub(super) fn settle(held: &Held, rows: &[Rows], columns: &mut Columns) {
    let table = held.sheet.table;
    for column in 0..columns.len() {
        let Some((of, sure)) = columns[column] else { continue };
        let twins = twins(held, columns, column, of);
        let told = |at: usize| -> Evidence { held.agreement(rows, at, of, false) };
        let Some(best) = twins.iter().copied().max_by_key(|at| (told(*at).agree, std::cmp::Reverse(*at))) else {
            continue;
        };
        let own = told(column);
        let is_equal = |at: usize| (0..table.rows.len()).all(|row| table.cell(row, at) == table.cell(row, column));
        if told(best).agree > own.agree {
            columns[column] = None;
            columns[best] = Some((of, sure));
        } else if told(best).agree == own.agree && own.agree < own.all && !twins.into_iter().all(is_equal) {
            columns[column] = None;
        }
    }
}

/// The other columns of the very title of one under its heading, where the rules have it no more than once.
fn twins(held: &Held, columns: &Columns, column: usize, of: usize) -> Vec<usize> {
    let table = held.sheet.table;
    let written = |at: usize| table.header[at].trim().to_lowercase();
    let title = folded(&table.header[column]);
    let known = held.wanted.iter().filter(|one| !one.beside && folded(&one.title) == title).count();
    if held.titles.is_declared(column) || !held.wanted[of].numeric || title.is_empty() || known > 1 {
        return Vec::new();
    }
    let is_twin = |at: &usize| {
        *at != column
            && columns[*at].is_none()
            && written(*at) == written(column)
            && !held.titles.is_declared(*at)
            && table.stand_together(column, *at)
            && held.titles.is_of(*at, of)
            && (0..table.rows.len()).any(|row| !held.sheet.cell(row, *at).figures().is_empty())
    };
    (0..columns.len()).filter(is_twin).collect()
}
