//! Which printed column is which column of the rules: as declared, else by its title, else by a near one.

use super::model::{LEVELS, PrintedTable};
use super::words::{alike, folded, other_numbers};

/// A column of the rules; blocks stand side by side.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Its title.
    pub title: String,
    /// Its expression as the rules write it.
    pub text: String,
    /// Whether it holds numbers.
    pub numeric: bool,
}

impl Wanted {
    /// Whether it holds weights.
    pub fn is_weight(&self) -> bool {
        self.text.trim_start().to_lowercase().starts_with("bobot")
    }

    /// Whether it names the unit of each row.
    pub fn is_unit(&self) -> bool {
        !self.numeric && (folded(&self.text) == "satuan" || folded(&self.title) == "satuan")
    }
}

/// How sure it is that two columns are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// By what they hold.
    Guessed,
    /// By words that are nearly the same.
    Near,
    /// By the same words, or by declaration.
    Certain,
}

/// For each printed column the column of the rules, where titles alone are enough: as declared, of the same title, words
/// of a near one; and what was declared and means nothing.
pub(super) fn columns(table: &PrintedTable, wanted: &[Wanted]) -> (Vec<Option<(usize, Sure)>>, Vec<String>) {
    let mut found: Vec<Option<(usize, Sure)>> = vec![None; table.header.len()];
    let mut unknown = Vec::new();
    let mut closed = vec![false; table.header.len()];
    for (at, holds) in &table.layout.columns {
        let place = at - 1;
        let column = declared(holds, wanted);
        match (found.get(place).is_some(), column) {
            (true, Some(column)) => found[place] = Some((column, Sure::Certain)),
            (true, None) if holds == "lewati" => closed[place] = true,
            _ => unknown.push(format!("kolom {at} = {holds}")),
        }
    }
    let is_free =
        |found: &[Option<(usize, Sure)>], column: usize| !found.iter().flatten().any(|(own, _)| *own == column);
    // Equal titles in their order: the second `Capaian` is the second.
    for place in 0..table.header.len() {
        if found[place].is_some() || closed[place] || folded(&table.header[place]).is_empty() {
            continue;
        }
        let own = folded(&table.header[place]);
        let column = (0..wanted.len()).find(|at| folded(&wanted[*at].title) == own && is_free(&found, *at));
        found[place] = column.map(|column| (column, Sure::Certain));
    }
    // Below titles of other levels its own words, where no other column has them and none names a year.
    for place in 0..table.header.len() {
        let Some((above, own)) = leaf(table, place).filter(|_| found[place].is_none() && !closed[place]) else {
            continue;
        };
        let column = (0..wanted.len()).find(|at| folded(&wanted[*at].title) == folded(own) && is_free(&found, *at));
        found[place] = column.filter(|_| !names_year(above)).map(|column| (column, Sure::Certain));
    }
    near(table, wanted, &mut found, &|_, of| (!wanted[of].numeric).then_some(0));
    (found, unknown)
}

/// Titles that are nearly the same, where no other is as near. `bonus` says how much the figures of a printed column speak
/// for one of the rules, none where the two cannot be one.
pub(super) fn near(
    table: &PrintedTable,
    wanted: &[Wanted],
    found: &mut [Option<(usize, Sure)>],
    bonus: &dyn Fn(usize, usize) -> Option<u32>,
) {
    let is_declared = |place: usize| table.layout.columns.iter().any(|(at, _)| *at == place + 1);
    loop {
        let mut best: Option<(u32, usize, usize)> = None;
        for place in 0..table.header.len() {
            if found[place].is_some() || is_declared(place) || is_counting(&table.header[place]) {
                continue;
            }
            let mut scores: Vec<(u32, usize)> = (0..wanted.len())
                .filter(|at| !found.iter().flatten().any(|(own, _)| own == at))
                .filter(|at| !other_numbers(&table.header[place], &wanted[*at].title))
                .filter_map(|at| {
                    let own = leaf(table, place).map_or(0, |(_, own)| alike(own, &wanted[at].title));
                    let alike = alike(&table.header[place], &wanted[at].title).max(own);
                    let bonus = bonus(place, at)?;
                    (alike + bonus >= 55 && alike >= 30).then_some((alike + bonus, at))
                })
                .collect();
            scores.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
            let Some(&(score, at)) = scores.first() else { continue };
            // As near to another: then the place would have to decide, and it may be wrong.
            if scores.get(1).is_some_and(|(second, _)| second + 10 > score) {
                continue;
            }
            if best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, place, at));
            }
        }
        let Some((_, place, at)) = best else { return };
        found[place] = Some((at, Sure::Near));
    }
}

/// The titles above a column and its own, where no other column has the same one.
fn leaf(table: &PrintedTable, place: usize) -> Option<(&str, &str)> {
    let own = |title: &'_ str| title.rsplit_once(LEVELS).map_or(folded(title), |(_, own)| folded(own));
    let (above, words) = table.header.get(place)?.rsplit_once(LEVELS)?;
    let alone = table.header.iter().filter(|title| own(title) == folded(words)).count() == 1;
    alone.then_some((above, words))
}

fn names_year(title: &str) -> bool {
    super::words::tokens(title).iter().any(|word| word.len() == 4 && word.bytes().all(|c| c.is_ascii_digit()))
}

/// Whether a title is that of the running number.
pub(super) fn is_counting(title: &str) -> bool {
    matches!(folded(title).as_str(), "" | "no" | "nomor" | "no urut" | "nomor urut")
}

/// The column of the rules that is meant by its expression or its title.
fn declared(holds: &str, wanted: &[Wanted]) -> Option<usize> {
    let bare =
        |text: &str| text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    let title = folded(holds.trim_matches('"'));
    let by_text = wanted.iter().position(|one| bare(&one.text) == bare(holds));
    by_text.or_else(|| wanted.iter().position(|one| folded(&one.title) == title))
}
