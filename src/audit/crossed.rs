//! Columns for which the rules have one title twice, `Capaian` of performance and `Capaian` of budget, and print has it once: words
//! alone may take the one for the other.

use super::evidence::Evidence;
use super::held::Held;
use super::lines::Rows;
use super::titles::Columns;
use super::words::folded;

/// Gives two such columns each other's place where the figures of both say so.
pub(super) fn put_right(held: &Held, rows: &[Rows], columns: &mut Columns) {
    let says = |column: usize, of: usize| {
        let told = held.agreement(rows, column, of, true);
        let is_it = told.distinct >= 2 && told.agree * 10 >= told.all * 8;
        (is_it, told)
    };
    let is_not = |Evidence { agree, all, .. }: Evidence| agree * 2 < all;
    for one in 0..columns.len() {
        for other in one + 1..columns.len() {
            let (Some((own, sure)), Some((its, its_sure))) = (columns[one], columns[other]) else { continue };
            let title = |of: usize| folded(&held.wanted[of].title);
            let is_declared = held.titles.is_declared(one) || held.titles.is_declared(other);
            let is_one_title = own != its && title(own) == title(its) && !is_declared;
            if !is_one_title || !held.sheet.table.stand_together(one, other) {
                continue;
            }
            let is_crossed = says(one, its).0 && says(other, own).0;
            if is_crossed && is_not(says(one, own).1) && is_not(says(other, its).1) {
                (columns[one], columns[other]) = (Some((its, sure.min(its_sure))), Some((own, sure.min(its_sure))));
            }
        }
    }
}
