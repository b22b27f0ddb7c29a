//! Titles in the words of a document or of an office: `Target Renja`, `Realisasi OPD`, `Anggaran Program`. They may be of another
//! thing; where three quarters of the figures are those of the rules they are the same by another name, and the others are wrong.

use super::figure::Figure;
use super::held::Held;
use super::joint;
use super::lines::Rows;
use super::naming::{self, Differs};
use super::titles::{self, Columns, Wanted};
use super::words::tokens;
use crate::eval;
use crate::number::Exact;
use crate::program::Role;

/// Plans of one year, which have its targets.
const OF_YEAR: [&str; 2] = ["renja", "rkpd"];

/// Plans of several years, which have those of their end.
const OF_YEARS: [&str; 6] = ["renstra", "rpjmd", "rpd", "rpjm", "jangka", "menengah"];

/// Whose the figures are: the office that reports.
const OFFICES: [&str; 4] = ["opd", "skpd", "kabupaten", "kota"];

/// Money by other words, and what it is given to.
const OF_MONEY: [&str; 9] =
    ["keuangan", "anggaran", "belanja", "realisasi", "serapan", "penyerapan", "pagu", "alokasi", "dpa"];
const GIVEN_TO: [&str; 4] = ["program", "kegiatan", "subkegiatan", "sub"];

/// How far a title may be that of a column of the rules by another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Akin {
    /// It names the same thing.
    Same,
    /// It names what the money of a row was given to, which may have more: what is not that of the row is a slip in it.
    Given,
}

impl Held<'_, '_> {
    /// Whether a column is one of the rules by another name: three quarters of its figures are, and no other column claims it.
    pub fn is_akin(&self, rows: &[Rows], columns: &Columns, column: usize, of: usize) -> bool {
        let Some(akin) = self.akin(column, of) else { return false };
        let found = self.agreement(rows, column, of, false);
        let is_nearly = found.agree >= 3 && found.distinct >= 3 && found.is_nearly() && found.beyond == 0;
        is_nearly
            && self.titles.is_free(columns, column, of)
            && !self.is_claimed(columns, column, of)
            && (akin == Akin::Same || self.are_slips(rows, column, of))
    }

    fn akin(&self, column: usize, of: usize) -> Option<Akin> {
        let (title, wanted) = (&self.sheet.table.header[column], &self.wanted[of]);
        if wanted.beside || self.titles.is_over_wholes(column) {
            return None;
        }
        let is_end = names_end(title) && is_end(wanted, self.titles.now.last);
        let names_year = || tokens(title).iter().any(|word| naming::is_year(word));
        let is_its_time = self.titles.is_of(column, of) || is_end && !names_year();
        if !is_its_time {
            return None;
        }
        let is_money = wanted.is_money();
        let is_measured = matches!(wanted.role, Some(Role::Target | Role::Main | Role::Value));
        let is_target = wanted.role == Some(Role::Target);
        let may_be = |word: &str| {
            let is = |all: &[&str]| all.contains(&word);
            is_target && (is(&OF_YEAR) || is_end && (is(&OF_YEARS) || word == "akhir") || word == "sasaran")
                || is_measured && is(&OFFICES)
                || is_money && (is(&OF_MONEY) || is(&GIVEN_TO))
                || naming::is_harmless(word)
        };
        // Any other word is that of another thing: `Realisasi Kabupaten Randu Barat`.
        let known = tokens(&wanted.title);
        let words = tokens(&wanted.own(title));
        let others = || words.iter().filter(|word| !known.contains(word));
        let is_given = is_money && others().any(|word| GIVEN_TO.contains(&word.as_str()));
        others().all(|word| may_be(word)).then_some(if is_given { Akin::Given } else { Akin::Same })
    }

    /// Whether another column that nobody knows has more of the title.
    fn is_claimed(&self, columns: &Columns, column: usize, of: usize) -> bool {
        let table = self.sheet.table;
        let claims = |other: &usize| {
            let is_it = matches!(self.wanted[of].differs(&table.header[*other]), Differs::Little | Differs::Less);
            is_it
                && !titles::is_counting(&table.header[*other])
                && naming::share(&table.header[*other], &self.wanted[of].title)
                && self.titles.is_of(*other, of)
                && !self.titles.is_other(*other, of)
        };
        let others = (0..columns.len()).filter(|other| *other != column && columns[*other].is_none());
        others.filter(|other| table.stand_together(column, *other)).any(|other| claims(&other))
    }

    /// Whether each figure that is not that of its row is a slip in it, or the one of a row beside it.
    fn are_slips(&self, rows: &[Rows], column: usize, of: usize) -> bool {
        let right = |row: usize| {
            let cell = self.body_cell(rows, row, of)?;
            Some((cell, eval::rational(self.world.right(cell.slot))?))
        };
        let count = self.sheet.table.rows.len();
        (0..count).filter_map(|row| Some((row, right(row)?))).all(|(row, (cell, own))| {
            let printed = self.sheet.under((row, column), &self.wanted[of], self.world.measure(cell.slot), cell.show);
            let figures = printed.figures();
            let is = |value: &Exact| figures.iter().any(|one: &Figure| one.is(value));
            let beside = || [row.checked_sub(1), Some(row + 1)].into_iter().flatten().filter_map(right);
            figures.is_empty()
                || is(own)
                || self.is_of_several(rows, (row, column), of, &printed)
                || joint::slip(figures, own).is_some()
                || beside().any(|(_, value)| is(value))
        })
    }
}

/// Whether a title speaks of the end of a plan.
fn names_end(title: &str) -> bool {
    let words = tokens(title);
    naming::names_plan(&words) || words.windows(2).any(|pair| pair[0] == "jangka" && pair[1] == "menengah")
}

/// Whether a column of the rules has what was set for the end of the plan.
fn is_end(wanted: &Wanted, last: Option<i32>) -> bool {
    wanted.is_set() && wanted.year.is_some() && wanted.year == last
}
