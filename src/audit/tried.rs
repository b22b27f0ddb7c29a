//! Columns that were taken for one of the rules by their place and title, most of their figures not agreeing: filled wrongly from top
//! to bottom, or of another thing. Where nothing explains them nobody knows, and nobody is accused.

use super::case::{self, Case, First};
use super::figure::Figure;
use super::held::Held;
use super::ladder;
use super::lines::Rows;
use super::model::PrintedTable;
use super::naming::{self, Differs};
use super::outcome::Verdict;
use super::passed;
use super::readings::{self, is_off};
use super::remark::Remark;
use super::spots::Laid;
use super::titles::{Columns, Sure};
use super::whose::Whose;
use super::world::World;
use crate::eval::Value;
use crate::number::Exact;
use std::collections::BTreeSet;

/// Such a column, with what is to be said where it is none of the rules'.
#[derive(Debug)]
pub(super) struct Tried {
    pub table: usize,
    pub column: usize,
    pub unknown: Remark,
}

/// The columns whose title leaves open what they are and of which most figures do not agree.
pub(super) fn of(held: &Held, columns: &Columns, rows: &[Rows]) -> impl Iterator<Item = (usize, Remark)> {
    let is_tried = |column: &usize| {
        let near = columns[*column].filter(|(of, sure)| *sure != Sure::Certain && held.wanted[*of].numeric);
        near.is_some_and(|(of, _)| {
            let told = held.agreement(rows, *column, of, false);
            let title = &held.sheet.table.header[*column];
            let is_of_hundreds = naming::is_bare_achievement(title) && told.is_nearly();
            let is_own = held.titles.whose(*column, of) == Whose::Own;
            !told.is_most()
                && !is_own
                && !is_of_hundreds
                && told.all > 0
                && held.wanted[of].differs(title) != Differs::Little
        })
    };
    let tried: Vec<usize> = (0..columns.len()).filter(is_tried).collect();
    let unknown = tried.into_iter().filter_map(|column| {
        let mut without = columns.clone();
        without[column] = None;
        Some((column, passed::unknown_column(held, &without, rows, column)?))
    });
    unknown.collect::<Vec<_>>().into_iter()
}

/// Whether a wrong figure is that of another convention, another unit or another cell, and hardly by chance.
fn is_explained(case: &Case, at: usize) -> bool {
    let First::Off(figure) = &case.first[at] else { return false };
    if is_turned(case, at, figure) {
        return true;
    }
    let told = ladder::explain(case, at, figure, None);
    matches!(told.verdict, Verdict::OtherWay | Verdict::Unit | Verdict::Copied)
        && told.chance.is_none_or(|chance| chance <= 100)
}

/// Whether a percentage was divided the wrong way round: target by realisation.
fn is_turned(case: &Case, at: usize, figure: &Figure) -> bool {
    let Ok(Value::Number(right)) = case.right(at) else { return false };
    let turned = (&Exact::HUNDRED * &Exact::HUNDRED).checked_div(right);
    turned.is_some_and(|turned| case::is(figure, &Value::Number(turned)))
}

/// Takes the columns that no reading explains out again.
pub(super) fn leave(world: &World, printed: &[PrintedTable], laid: &mut Laid) {
    let tried = std::mem::take(&mut laid.tried);
    if tried.is_empty() {
        return;
    }
    let left: BTreeSet<(usize, usize)> = {
        let case = Case::new(world, printed, &laid.spots, &[]);
        let explained: BTreeSet<usize> = readings::columns(&case).into_iter().flat_map(|(_, spots)| spots).collect();
        let is_left = |one: &&Tried| {
            let own = |at: &usize| (laid.spots[*at].table, laid.spots[*at].column) == (one.table, one.column);
            let off: Vec<usize> = (0..laid.spots.len()).filter(own).filter(|at| is_off(&case, *at)).collect();
            // One of several is explained by chance.
            let is_most = |count: usize| count >= 2 && count * 4 >= off.len() * 3;
            off.iter().filter(|at| explained.contains(at)).count() * 2 < off.len()
                && !is_most(off.iter().filter(|at| is_explained(&case, **at)).count())
        };
        tried.iter().filter(is_left).map(|one| (one.table, one.column)).collect()
    };
    let is_left = |table: usize, column: usize| left.contains(&(table, column));
    laid.unmatched += laid.spots.iter().filter(|spot| is_left(spot.table, spot.column)).count();
    laid.spots.retain(|spot| !is_left(spot.table, spot.column));
    for one in tried.into_iter().filter(|one| is_left(one.table, one.column)) {
        let title = &printed[one.table].header[one.column];
        let file = &printed[one.table].file;
        laid.remarks.retain(|remark| {
            !matches!(remark, Remark::NearColumn { file: own, title: words, .. } if own == file && words == title)
        });
        laid.remarks.push(one.unknown);
    }
}
