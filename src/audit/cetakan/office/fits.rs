//! How well a printed table fits those of the rules: by their names, and by its columns and rows.

use super::super::super::figure::Printed;
use super::super::super::footers;
use super::super::super::model::PrintedTable;
use super::super::super::naming::{self, Now};
use super::super::super::read;
use super::super::super::titles::{Titles, Wanted, is_counting};
use super::super::super::words::{folded, tokens};
use super::super::super::years;
use super::apart::Host;
use super::caption::Caption;
use crate::data::Dataset;
use crate::office::Line;
use crate::plan;
use crate::program::Program;
use crate::source::Sources;
use std::collections::BTreeSet;

/// The tables of the rules.
pub(in super::super) struct Fits {
    tables: Vec<Known>,
    now: Now,
    /// Whose report is audited.
    pub(super) host: Host,
}

/// A table of the rules.
struct Known {
    name: String,
    title: String,
    wanted: Vec<Wanted>,
    /// What its rows are called, as words.
    rows: Vec<Vec<String>>,
}

/// Rows of a printed table that are looked at.
const MOST_ROWS: usize = 100;

/// As near to one as to another.
const NEAR: u32 = 8;

/// Words of a caption that have so much of a hundred in common with another table than that of its number say that it is that one,
/// where those with its own have so much less.
const ENOUGH: u32 = 50;
/// The same where no table has its number.
const NEARLY_ALL: u32 = 80;
const FAR: u32 = 20;

/// Which of several is the best.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Best {
    None,
    One(usize),
    Several(Vec<usize>),
}

/// The one with the highest score, where none is nearly as high.
pub(super) fn best(scores: impl Iterator<Item = (usize, u32)>) -> Best {
    let scores: Vec<(usize, u32)> = scores.collect();
    let Some(most) = scores.iter().map(|(_, score)| *score).max() else { return Best::None };
    let near: Vec<usize> = scores.iter().filter(|(_, score)| score + NEAR > most).map(|(at, _)| *at).collect();
    match near.as_slice() {
        [only] => Best::One(*only),
        _ => Best::Several(near),
    }
}

impl Fits {
    /// Those of a program that its data have been added to.
    pub fn new(program: &Program, sources: &Sources, data: &Dataset, (year, lane): (i32, Option<usize>)) -> Fits {
        let plan = plan::plan_claims(program, year, Some(data), &[]);
        let now = years::now(program, year);
        let known = |planned: &plan::PlannedTable| {
            let table = program.tables.iter().find(|table| table.name == planned.name && !table.name.is_empty())?;
            let codes: BTreeSet<&str> =
                planned.blocks.iter().flat_map(|block| &block.rows).map(|row| &*row.words).collect();
            let label = |code: &str| {
                let name = *program.by_code.get(code)?;
                let own = program.version(name, year).or_else(|| program.versions(name).next());
                own.and_then(|definition| definition.label.clone())
            };
            let names = codes.iter().flat_map(|code| [Some((*code).to_string()), label(code)]).flatten();
            let rows = names.map(|name| tokens(&name)).filter(|words| !words.is_empty()).collect();
            let wanted = years::wanted(program, sources, table, now);
            Some(Known { name: table.name.clone(), title: table.title.clone(), wanted, rows })
        };
        let units = (0..data.units().len()).map(|at| data.units().get(at).unwrap_or_default());
        let host = Host::new(&program.package.title, units, lane);
        Fits { tables: plan.tables.iter().filter_map(known).collect(), now, host }
    }

    /// The year of the audit.
    pub fn year(&self) -> i32 {
        self.now.year
    }

    /// All of them.
    pub fn all(&self) -> std::ops::Range<usize> {
        0..self.tables.len()
    }

    /// The name of the first table that has one.
    pub fn first(&self) -> Option<&str> {
        self.tables.iter().map(|table| table.name.as_str()).find(|name| !name.is_empty())
    }

    /// What a table is called.
    pub fn name(&self, table: usize) -> &str {
        &self.tables[table].name
    }

    /// The heading of a table, as a line above it.
    pub(super) fn heading(&self, table: usize) -> Line {
        Line { row: 0, text: self.tables[table].title.clone() }
    }

    /// What the first column of a table holds.
    pub fn first_column(&self, table: usize) -> Option<&str> {
        self.tables[table].wanted.first().map(|one| one.text.as_str())
    }

    /// The titles of their columns.
    pub fn titles(&self) -> Vec<String> {
        self.tables.iter().flat_map(|table| table.wanted.iter().map(|one| one.title.clone())).collect()
    }

    /// The table of a name.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.name.eq_ignore_ascii_case(name))
    }

    /// The table that a sheet or file is named after: by its name, its heading, or the number in that.
    pub fn called(&self, name: &str) -> Option<usize> {
        let caption = Caption::of(name);
        let by_caption = || match self.captioned(caption.as_ref()?).as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let same = |table: &Known| !table.title.is_empty() && folded(&table.title) == folded(name);
        self.named(name.trim()).or_else(|| self.tables.iter().position(same)).or_else(by_caption)
    }

    /// The tables that a caption may be that of: by its words, else by its number. Reports number their tables anew; a number does
    /// not outweigh words that say another table, and where they say nothing of its own table, columns and rows decide.
    pub(super) fn captioned(&self, caption: &Caption) -> Vec<usize> {
        let own: Vec<Option<Caption>> = self.tables.iter().map(|table| Caption::of(&table.title)).collect();
        let words = |at: usize| match &own[at] {
            Some(own) => own.words.clone(),
            None => folded(&self.tables[at].title),
        };
        let has_words = caption.words.contains(' ');
        let of_number: Vec<usize> = (0..own.len())
            .filter(|at| match &own[*at] {
                Some(own) => own.number == caption.number,
                // `T31` prints `Tabel 3.1`, where its heading has no number of its own.
                None => digits(&self.tables[*at].name) == caption.number.replace('.', ""),
            })
            .collect();
        let same: Vec<usize> = (0..own.len()).filter(|at| has_words && words(*at) == caption.words).collect();
        if !same.is_empty() {
            let numbered: Vec<usize> = same.iter().copied().filter(|at| of_number.contains(at)).collect();
            return if numbered.is_empty() { same } else { numbered };
        }
        let scores: Vec<u32> = (0..own.len()).map(|at| shared(&words(at), &caption.words)).collect();
        let most = scores.iter().copied().max().unwrap_or(0);
        let own_most = of_number.iter().map(|at| scores[*at]).max().unwrap_or(0);
        let enough = if of_number.is_empty() { NEARLY_ALL } else { ENOUGH };
        if has_words && most >= own_most + FAR && most >= enough {
            return (0..own.len()).filter(|at| scores[*at] + NEAR > most).collect();
        }
        let says_other = has_words && own_most == 0 && of_number.iter().all(|at| words(*at).contains(' '));
        if says_other { Vec::new() } else { of_number.into_iter().filter(|at| scores[*at] == own_most).collect() }
    }

    /// Whether words are those of a total or a mean, and no name of a row: `Jumlah dokumen`.
    pub(super) fn is_sum(&self, cell: &str, table: usize) -> bool {
        let words = tokens(cell);
        footers::of(cell).is_some() && !self.tables[table].rows.iter().any(|name| is_name(name, &words))
    }

    /// How well a printed table fits a table of the rules; none where it is none of it.
    pub fn score(&self, printed: &PrintedTable, table: usize) -> Option<u32> {
        let Known { wanted, rows, .. } = &self.tables[table];
        let columns = Titles { table: printed, wanted, now: self.now }.by_words();
        let found: BTreeSet<usize> = columns.iter().flatten().map(|(of, _)| *of).collect();
        let has_figures = found.iter().any(|of| wanted[*of].numeric);
        if found.len() < 2 || !has_figures {
            return None;
        }
        let (mut things, mut known, mut met) = (0, 0, BTreeSet::new());
        let with_figures = printed.rows.iter().filter(|row| {
            let is_sum = row.cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| self.is_sum(cell, table));
            let is_figure = |cell: &String| matches!(read::cell(cell), Printed::Number(_) | Printed::Torn(_));
            !is_sum && row.cells.iter().skip(1).any(is_figure)
        });
        for row in with_figures.take(MOST_ROWS) {
            let cells: Vec<Vec<String>> = row.cells.iter().map(|cell| tokens(cell)).collect();
            let own = rows.iter().position(|name| cells.iter().any(|cell| is_name(name, cell)));
            things += 1;
            known += usize::from(own.is_some());
            met.extend(own);
        }
        if known == 0 || known * 2 < things {
            return None;
        }
        let titles = printed.header.iter().filter(|title| !is_counting(title)).count();
        let part = |of: usize, all: usize, most: usize| u32::try_from(most * of / all.max(1)).unwrap_or(0);
        let shared = part(2 * found.len(), titles + wanted.len(), 100);
        Some(shared + part(known, things, 100) + part(met.len() * 2, rows.len(), 50).min(50))
    }
}

/// Whether a cell is the name of a row: its words, or most of them and few others.
fn is_name(name: &[String], cell: &[String]) -> bool {
    if name == cell {
        return true;
    }
    let shared = name.iter().filter(|word| cell.contains(word)).count();
    name.len() > 1 && shared * 10 >= name.len() * 6 && shared * 2 >= cell.len()
}

/// How much of a hundred two titles have in common, years and the words for them aside.
fn shared(one: &str, other: &str) -> u32 {
    let telling = |text: &str| -> BTreeSet<String> {
        let words = tokens(text).into_iter().filter(|word| !naming::is_year(word));
        words.filter(|word| !matches!(word.as_str(), "tahun" | "dan" | "pada" | "tabel" | "ta")).collect()
    };
    let (own, others) = (telling(one), telling(other));
    let common = own.intersection(&others).count();
    u32::try_from(200 * common / (own.len() + others.len()).max(1)).unwrap_or(0)
}

fn digits(name: &str) -> String {
    let letters = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    letters.chars().filter(|c| *c != '.' && *c != '_').collect()
}
