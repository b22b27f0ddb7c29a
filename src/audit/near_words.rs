//! Printed rows that bear nearly the name of a row of the rules.

use super::footers;
use super::lines::{Known, MOST_COMPARED, Pass, Rows, Speaks, is_same_name};
use super::row_keys::RowKeys;
use super::same_row::{NEARLY_EQUAL, Pair, disagree, is_it, is_whole_of, likest, near, own_name};
use super::words::{another, is_turned, says_more};
use std::collections::BTreeSet;

/// Words that are nearly the same, where no other row is as near.
pub(super) fn by_near_words(
    keys: &[RowKeys],
    known: &[Known],
    rows: &mut Rows,
    taken: &mut [Option<usize>],
    (pass, speaks): (Pass, &Speaks),
) {
    let is_named = |row: &usize| pass.is_of(&keys[*row]) && !keys[*row].waits && !keys[*row].words.is_empty();
    let open: Vec<usize> = (0..keys.len()).filter(|row| rows.is_open(*row) && is_named(row)).collect();
    let may_be = |at: &usize| taken[*at].is_none() && pass.may_be(&known[*at]);
    let free: Vec<usize> = (0..known.len()).filter(may_be).collect();
    if open.len() * free.len() > MOST_COMPARED {
        return;
    }
    let footers = free.iter().copied().filter(|at| known[*at].is_footer);
    let pairs = footers.flat_map(|at| open.iter().map(move |row| (*row, at)));
    let over_total: BTreeSet<(usize, usize)> =
        pairs.filter(|pair| footers::stands_over_total(keys, known, rows, *pair)).collect();
    let score = |row: usize, at: usize| -> u32 {
        let one = &known[at];
        if disagree(&keys[row], one) || over_total.contains(&(row, at)) {
            return 0;
        }
        // Beside its own name what a row is a part of says little.
        let has_name = own_name(&keys[row], one).is_some();
        let scores = keys[row].words.iter().filter_map(|(column, cell)| {
            let under = column.and_then(|column| one.words.iter().find(|(own, _)| *own == column));
            let near = |words: &String| if is_turned(words, cell) { 0 } else { near(words, cell, keys[row].year) };
            let beside = one.names.iter().map(near).max();
            let score = under.map(|(_, words)| near(words)).max(beside)?;
            Some((score, !has_name || under.is_none() || *column == one.named))
        });
        let scores: Vec<(u32, bool)> = scores.filter(|(score, _)| *score >= 50).collect();
        let count = u32::try_from(scores.len()).unwrap_or(0);
        let names = scores.iter().filter(|(_, is_name)| *is_name).map(|(score, _)| score);
        names.max().map_or(0, |most| most + 5 * (count - 1))
    };
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for &row in &open {
        let mut scores: Vec<(u32, usize)> =
            free.iter().map(|at| (score(row, *at), *at)).filter(|(score, _)| *score >= 60).collect();
        scores.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        match scores.as_slice() {
            [] => {}
            [(first, _), (second, _), ..] if second + 8 > *first => rows.unclear.push(row),
            [(first, at), ..] => pairs.push((*first, row, *at)),
        }
    }
    pairs.sort_by_key(|(score, row, _)| (std::cmp::Reverse(*score), *row));
    for (_, row, at) in pairs {
        let is_it = is_it(likest(&keys[row], &known[at]), keys[row].year, speaks(row, at));
        // Where nothing but the name speaks, it is one up to slips.
        let is_alone = |pair: Pair| pair.0 >= NEARLY_EQUAL && !another(pair.1, pair.2) && !says_more(pair.2, pair.1);
        let is_said = pass != Pass::Words || likest(&keys[row], &known[at]).is_some_and(is_alone);
        let is_it = is_it && is_said && !is_whole_of(keys, row, &known[at]);
        match taken[at] {
            _ if !is_it => {}
            None => {
                rows.guess(row, &keys[row], &known[at]);
                rows.take((row, &keys[row]), at, taken);
            }
            Some(first) if is_same_name(keys, (row, first), &known[at]) => rows.take((row, &keys[row]), at, taken),
            Some(_) => rows.unclear.push(row),
        }
    }
}

/// Rows that have the very name of one that is known by words that are near, and no other objective: it is printed twice.
pub(super) fn twice(keys: &[RowKeys], known: &[Known], rows: &mut Rows, taken: &mut [Option<usize>], speaks: &Speaks) {
    let is_open = |row: &usize| rows.is_open(*row) && keys[*row].says && !keys[*row].waits;
    let open: Vec<usize> = (0..keys.len()).filter(is_open).collect();
    if open.len() * known.len() > MOST_COMPARED {
        return;
    }
    for row in open {
        let is_twice = |at: &usize| {
            let one = &known[*at];
            let is_again = taken[*at].is_some_and(|first| is_same_name(keys, (row, first), one));
            let likest = likest(&keys[row], one).filter(|(score, ..)| *score >= 60);
            is_again
                && !one.is_footer
                && !one.is_subtotal
                && !disagree(&keys[row], one)
                && likest.is_some()
                && is_it(likest, keys[row].year, speaks(row, *at))
        };
        if let [at] = (0..known.len()).filter(is_twice).collect::<Vec<_>>().as_slice() {
            rows.take((row, &keys[row]), *at, taken);
            rows.unclear.retain(|one| *one != row);
        }
    }
}
