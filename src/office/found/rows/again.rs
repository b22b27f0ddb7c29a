//! The heading that stands again among the rows, as on the next page: word for word, or with its columns in another order.

use super::super::band::{band_at, heads, numbers_columns, same};
use super::super::grid::{filled, said};
use super::super::is_strong;
use super::super::words::{Looks, is_numbering, looks};
use super::{Reader, Turned};
use crate::calendar::{printed_year, quarter};
use crate::diagnostic::nearest;
use crate::number::zeros;
use crate::office::found::Head;
use crate::office::model::{Content, Row};
use std::sync::Arc;

impl Reader<'_, '_> {
    /// Passes over a heading that stands here again; gives the index of the row behind it.
    pub(super) fn pass_heading(&mut self, at: usize) -> Option<usize> {
        let number = self.grid.sheet.rows[at].number;
        if self.repeats_heading(at) {
            // The numbers below the heading that was passed last say nothing of their order.
            if !numbers_columns(&self.grid.sheet.rows[at]) {
                self.turned = None;
            }
            self.again.push(number);
            return Some(self.behind_heading(at));
        }
        let turned = self.turned_heading(at)?;
        let is_as_before = turned.iter().zip(&self.heads).all(|(place, head)| *place == (head.column, head.width));
        match is_as_before {
            true => self.again.push(number),
            false => self.turns.push(number),
        }
        self.turned = (!is_as_before).then(|| Arc::from(turned));
        Some(self.behind_heading(at))
    }

    /// Whether the heading stands here again, in whatever order.
    pub(super) fn is_heading_again(&self, at: usize) -> bool {
        self.repeats_heading(at) || self.turned_heading(at).is_some()
    }

    fn repeats_heading(&self, at: usize) -> bool {
        let row = &self.grid.sheet.rows[at];
        let first = self.band.rows.iter().find_map(|row| self.grid.sheet.row(*row));
        let is_same = first.is_some_and(|first| {
            let says = |row: &Row| -> Vec<(u32, String)> {
                filled(row).map(|(column, content)| (column, said(content).to_lowercase())).collect()
            };
            filled(row).count() > 1 && filled(row).count() == filled(first).count() && says(row) == says(first)
        });
        is_same || (self.band.numbers.is_some() && numbers_columns(row) && self.same_numbers(row))
    }

    fn same_numbers(&self, row: &Row) -> bool {
        let numbers = self.band.numbers.and_then(|numbers| self.grid.sheet.row(numbers));
        numbers.is_some_and(|numbers| {
            filled(numbers).map(|(column, content)| (column, said(content))).eq(filled(row).map(|(c, s)| (c, said(s))))
        })
    }

    /// Where each head stands in a heading that says nearly all of what the first one says; a head that it does not have stays
    /// where nothing is.
    fn turned_heading(&self, at: usize) -> Option<Vec<Turned>> {
        let (new, found) = self.alike(at)?;
        // A word that is not the same in both is the one in the same place.
        let beside = |head: &Head| {
            let own = new.iter().position(|other| other.column == head.column);
            own.filter(|own| !found.contains(&Some(*own)))
        };
        let place = |(head, at): (&Head, &Option<usize>)| {
            at.or_else(|| beside(head)).map_or((head.column, 0), |at| (new[at].column, new[at].width))
        };
        Some(self.heads.iter().zip(&found).map(place).collect())
    }

    /// The heads of a heading that says nearly all of what the first one says, and which of them is each head of the first.
    fn alike(&self, at: usize) -> Option<(Vec<Head>, Vec<Option<usize>>)> {
        let row = &self.grid.sheet.rows[at];
        if filled(row).count() < MOST_LIKELY || filled(row).any(|(_, content)| looks(content) == Looks::Figure) {
            return None;
        }
        // Few rows say what a heading says; the others need no closer look.
        let says = |text: &str| self.heads.iter().flat_map(|head| &head.levels).any(|level| same(level, text));
        let known = filled(row).filter(|(_, content)| says(&said(content))).count();
        if known * 3 < filled(row).count() * 2 {
            return None;
        }
        let new = heads(self.grid, &band_at(self.grid, at, self.choice)?);
        let is_it = |one: &Head, other: &Head| {
            one.levels.len() == other.levels.len()
                && one.levels.iter().zip(&other.levels).all(|(one, other)| same(one, other))
        };
        let only = |head: &Head| {
            let mut own = (0..new.len()).filter(|at| is_it(head, &new[*at]));
            own.next().filter(|_| own.next().is_none())
        };
        let found: Vec<Option<usize>> = self.heads.iter().map(only).collect();
        let known = found.iter().flatten().count();
        (known >= MOST_LIKELY && known * 3 >= new.len() * 2).then_some((new, found))
    }

    /// Whether a heading stands here that has a column of other figures where the first one has its own: `Pagu` in the place of
    /// `Realisasi`. Its figures are not those of the first.
    fn has_other_columns(&self, at: usize) -> bool {
        let Some((new, found)) = self.alike(at) else { return false };
        let own = |other: &Head| self.heads.iter().zip(&found).find(|(head, _)| head.column == other.column);
        let is_other = |(_, other): (usize, &Head)| {
            own(other).is_some_and(|(head, found)| found.is_none() && !is_spelt_alike(head, other))
        };
        let is_new = |(at, _): &(usize, &Head)| !found.contains(&Some(*at));
        !self.repeats_heading(at) && new.iter().enumerate().filter(is_new).any(is_other)
    }

    /// Whether a heading begins here that is like that of the table and says another year, quarter or unit, or is of other things:
    /// `Target 2023` where the first has `Target 2024`, `Pagu` where it has `Pagu (juta rupiah)`, `Program` where it has `Indikator`.
    pub(super) fn is_of_another(&self, at: usize) -> bool {
        let row = &self.grid.sheet.rows[at];
        if filled(row).count() < MOST_LIKELY || filled(row).any(|(_, content)| looks(content) == Looks::Figure) {
            return false;
        }
        if self.is_numbered_anew(at) || self.has_other_columns(at) {
            return true;
        }
        let says = |text: &str| self.heads.iter().flat_map(|head| &head.levels).any(|level| same(level, text));
        if filled(row).filter(|(_, content)| says(&said(content))).count() < 2 {
            return false;
        }
        let Some(band) = band_at(self.grid, at, self.choice) else { return false };
        let new: Vec<(Vec<String>, Vec<String>)> = heads(self.grid, &band).iter().map(apart).collect();
        let (mut alike, mut moved) = (0, 0);
        for (stem, time) in self.heads.iter().map(apart) {
            let mut own = new.iter().filter(|(other, _)| *other == stem).peekable();
            let has_any = own.peek().is_some();
            let has_same = own.any(|(_, other)| *other == time);
            alike += usize::from(has_any);
            moved += usize::from(has_any && !has_same);
        }
        let is_like = alike >= MOST_LIKELY && alike * 3 >= new.len() * 2;
        let own = named(self.heads.iter().map(apart).map(|(stem, _)| stem));
        let other = named(new.iter().map(|(stem, _)| stem.clone()));
        is_like && (moved > 0 || own.is_some() && other.is_some() && own != other)
    }

    /// Whether a heading with a column of numbers of its own stands directly below the rows, `No | Program | Pagu` below
    /// `No | Indikator | Target`: no row is numbered `No`.
    fn is_numbered_anew(&self, at: usize) -> bool {
        let row = &self.grid.sheet.rows[at];
        let is_number = |content: &Content| matches!(content, Content::Text(text) if is_numbering(text));
        filled(row).any(|(_, content)| is_number(content))
            && is_strong(self.grid, at, self.choice)
            && !self.is_heading_again(at)
    }

    /// Whether most of the first rows below a heading that stands again are called as rows above it: the same things once more.
    pub(super) fn repeats_names(&self, at: usize) -> bool {
        const FIRST: usize = 4;
        let turned = self.turned_heading(at);
        let is_word = |content: &Content| looks(content) == Looks::Word;
        let words = |head: usize| self.rows.iter().filter(|raw| raw.cells[head].as_ref().is_some_and(is_word)).count();
        let begins = |head: &Head| head.levels.iter().any(|level| level.to_lowercase().starts_with("indikator"));
        let own = self.heads.iter().position(begins);
        let Some(name) = own.or_else(|| (0..self.heads.len()).rev().max_by_key(|head| words(*head))) else {
            return false;
        };
        let column = turned.map_or(self.heads[name].column, |turned| turned[name].0);
        let folded = |content: &Content| said(content).trim().to_lowercase();
        let names = |row: &Row| row.get(column).filter(|content| is_word(content)).map(folded);
        let next = self.grid.sheet.rows[self.behind_heading(at)..].iter().filter_map(names).take(FIRST);
        let next: Vec<String> = next.collect();
        let known =
            |own: &&String| self.rows.iter().any(|raw| raw.cells[name].as_ref().map(folded).as_ref() == Some(*own));
        !next.is_empty() && next.iter().filter(known).count() * 2 > next.len()
    }

    /// The index of the row behind a heading.
    fn behind_heading(&self, at: usize) -> usize {
        let rows = &self.grid.sheet.rows;
        let height = match numbers_columns(&rows[at]) {
            true => 1,
            false => band_at(self.grid, at, self.choice).map_or(1, |band| band.last - rows[at].number + 1),
        };
        rows.partition_point(|row| row.number < rows[at].number + height)
    }
}

/// The words of a head without the time and the unit that they name, and those: `Pagu` and a million of `Pagu (juta rupiah)`.
fn apart(head: &Head) -> (Vec<String>, Vec<String>) {
    let (mut stem, mut said, mut is_part) = (Vec::new(), Vec::new(), false);
    for level in &head.levels {
        let lower = level.to_lowercase();
        let (before, unit) = match lower.trim().strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
            Some((before, unit)) => (before, unit),
            None => (lower.as_str(), ""),
        };
        for word in words(before) {
            let is_time = printed_year(word).is_some() || is_part && quarter(word).is_some();
            is_part = matches!(word, "tw" | "trw" | "triwulan" | "semester");
            match zeros(word) {
                Some(zeros) => said.push(format!("10^{zeros}")),
                None if is_time => said.push(word.to_string()),
                None => stem.push(word.to_string()),
            }
        }
        // Money is in rupiah where nothing says so.
        let of_unit = words(unit).filter(|word| !matches!(*word, "dalam" | "dlm" | "rp" | "rupiah"));
        said.extend(of_unit.map(|word| zeros(word).map_or(word.to_string(), |zeros| format!("10^{zeros}"))));
        is_part = false;
    }
    (stem, said)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|word| !word.is_empty())
}

/// Whether two heads say the same, one of them shortened or misspelt: `Sat.` and `Satuan`, `Indikator` and `Indikator Kinerja`.
fn is_spelt_alike(one: &Head, other: &Head) -> bool {
    let ((one, own), (other, others)) = (apart(one), apart(other));
    let is_near = |(one, other): (&String, &String)| {
        one.starts_with(other.as_str()) || other.starts_with(one.as_str()) || nearest(one, [other.as_str()]).is_some()
    };
    let is_thing =
        || named([one.clone()].into_iter()).is_some_and(|thing| Some(thing) == named([other.clone()].into_iter()));
    own == others && (is_thing() || one.len() == other.len() && one.iter().zip(&other).all(is_near))
}

/// What the rows of a table are: indicators where a head says so, else what the first such word says.
fn named(heads: impl Iterator<Item = Vec<String>>) -> Option<&'static str> {
    const THINGS: [&str; 6] = ["indikator", "program", "kegiatan", "subkegiatan", "sasaran", "urusan"];
    let firsts =
        heads.filter_map(|stem| THINGS.into_iter().find(|thing| stem.first().is_some_and(|word| word == thing)));
    let all: Vec<&'static str> = firsts.collect();
    all.iter().copied().find(|thing| *thing == "indikator").or(all.first().copied())
}

/// So many words of a heading are no chance.
const MOST_LIKELY: usize = 3;
