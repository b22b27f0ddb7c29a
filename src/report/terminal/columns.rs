//! Column widths of a grid.

use super::{mark, with_mark};
use crate::report::table::{Cell, Table};
use crate::report::text::{NARROWEST, longest_word, room, widest_line};
use std::ops::Range;

/// The gap between columns, and whether `belum diisi [1]` stays on one line: the first of these that fits is used.
const TRIES: [(usize, bool); 3] = [(2, true), (2, false), (1, false)];

/// A word longer than this may be broken before the grid is given up.
const LONG_WORD: usize = 24;

/// A column of sentences gets at least this.
const SENTENCE: usize = 12;

/// The layout of the columns of one table.
#[derive(Clone)]
pub(super) struct Columns {
    pub widths: Vec<usize>,
    pub rights: Vec<bool>,
    /// Room for the marks after the numbers of each column.
    pub marks: Vec<usize>,
    pub gap: usize,
}

/// The columns side by side, or `None` if they do not fit in `width`.
pub(super) fn arrange(table: &Table, width: usize) -> Option<Columns> {
    let count = table.columns.len();
    let marks: Vec<usize> = (0..count).map(|column| mark_room(table, column)).collect();
    let needs: Vec<[Need; 2]> = marks.iter().enumerate().map(|(at, &marks)| needs(table, at, marks)).collect();
    let arrange = |(gap, whole): (usize, bool)| {
        let needs: Vec<Need> = needs.iter().map(|both| both[usize::from(whole)]).collect();
        let gaps = count.checked_sub(1)?.checked_mul(gap)?;
        Some((gap, widths(&needs, width.checked_sub(gaps)?)?))
    };
    let (gap, widths) = TRIES.into_iter().find_map(arrange)?;
    Some(Columns { widths, rights: table.columns.iter().map(|column| column.numeric).collect(), marks, gap })
}

impl Columns {
    /// The width of the first `count` columns together.
    pub(super) fn across(&self, count: usize) -> usize {
        self.widths[..count].iter().sum::<usize>() + self.gap * count.saturating_sub(1)
    }

    /// The same with some columns merged; an empty range merges none.
    pub(super) fn merged(&self, those: Range<usize>) -> Columns {
        let Range { start, end } = those;
        if those.is_empty() {
            return self.clone();
        }
        let merge = |one: usize, all: &[usize]| [&all[..start], &[one], &all[end..]].concat();
        let width = self.widths[start..end].iter().sum::<usize>() + self.gap * (end - start - 1);
        Columns {
            widths: merge(width, &self.widths),
            rights: [&self.rights[..start], &[false], &self.rights[end..]].concat(),
            marks: merge(0, &self.marks),
            gap: self.gap,
        }
    }
}

/// The widths that a column needs, in terminal columns.
#[derive(Debug, Clone, Copy)]
struct Need {
    /// Below this it would not be readable: numbers and words would break.
    pub least: usize,
    /// Wide enough that nothing has to be wrapped.
    pub natural: usize,
}

/// Distributes `room` so that the columns with the most text get the most of it; `None` if not even the least widths
/// fit.
fn widths(needs: &[Need], room: usize) -> Option<Vec<usize>> {
    let natural: usize = needs.iter().map(|need| need.natural).sum();
    if natural <= room {
        return Some(needs.iter().map(|need| need.natural).collect());
    }
    let mut widths: Vec<usize> = needs.iter().map(|need| need.least).collect();
    let mut spare = room.checked_sub(widths.iter().sum())?;
    // One by one to the column that would otherwise wrap into the most lines.
    while spare > 0 {
        let hungry = (0..needs.len()).filter(|&i| widths[i] < needs[i].natural).max_by(|&a, &b| {
            let (left, right) = (needs[a].natural * widths[b], needs[b].natural * widths[a]);
            left.cmp(&right).then(b.cmp(&a))
        });
        let Some(hungry) = hungry else { break };
        widths[hungry] += 1;
        spare -= 1;
    }
    Some(widths)
}

fn cells(table: &Table, column: usize) -> impl Iterator<Item = &Cell> {
    let footers = table.footers.iter().map(|footer| &footer.cells);
    table.rows.iter().chain(footers).filter_map(move |row| row.get(column))
}

/// The widest mark of a number in a column of numbers.
fn mark_room(table: &Table, column: usize) -> usize {
    if !table.columns[column].numeric {
        return 0;
    }
    let numbers = cells(table, column).filter(|cell| cell.plain.is_some());
    numbers.map(|cell| room(&mark(cell))).max().unwrap_or(0)
}

/// The widths of a column if words in place of numbers may break, and if they may not.
fn needs(table: &Table, column: usize, marks: usize) -> [Need; 2] {
    let heading = &table.columns[column];
    let need = Need { least: least(&heading.title), natural: widest_line(&heading.title) };
    let mut both = [need; 2];
    for cell in cells(table, column) {
        let number = heading.numeric && cell.plain.is_some();
        let state = heading.numeric && cell.missing.is_some();
        let words = with_mark(cell);
        let natural = if number { widest_line(cell.words()) + marks } else { widest_line(&words) };
        let broken = if number { natural } else { longest_word(&words).min(LONG_WORD).max(natural.min(SENTENCE)) };
        for (need, narrowest) in both.iter_mut().zip([broken, if state { natural } else { broken }]) {
            need.least = need.least.max(narrowest);
            need.natural = need.natural.max(natural);
        }
    }
    both
}

/// The least width at which a text wraps without breaking its words, unless they are overlong.
pub(super) fn least(text: &str) -> usize {
    let word = longest_word(text).min(LONG_WORD);
    word.max(widest_line(text).min(NARROWEST))
}
