//! Whose a table is, of several of one form with the same rows: what captions, the lines above and the names of sheets say of
//! year, part of a year and office.

use super::super::super::footers;
use super::super::super::quarters::is_part_of_year;
use super::super::super::same_row::OFFICES;
use super::super::super::words::{folded, tokens};
use super::caption::Caption;
use super::{Candidate, Is, Matching, continued};
use crate::calendar::quarter;
use crate::office::{Line, Titled};
use std::collections::{BTreeMap, BTreeSet};

/// The office whose report is audited.
pub(super) struct Host {
    /// Its offices by what they are: `kecamatan` to `karangsari`.
    own: BTreeMap<String, Vec<String>>,
    /// What the unit is called that is asked for, and the other units of the data.
    unit: Vec<String>,
    others: Vec<Vec<String>>,
}

/// Whose a title says that a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whose {
    /// Of its office, or of nobody that it names.
    Own,
    /// Of an area that the office may lie in.
    Around(String),
    Other(String),
    /// Of another unit of the data, which is never the one that is asked for.
    Unit,
}

/// Which part of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All of it, or what the table of the rules is of.
    Whole,
    /// Up to its end.
    Last,
    Some((&'static str, u8)),
}

/// What stands above a table and on its sheet.
struct Said {
    year: Option<i32>,
    whose: Whose,
    part: Part,
    titled: Titled,
}

/// Areas that offices lie in.
const AROUND: [&str; 3] = ["kabupaten", "kota", "provinsi"];

/// Words that speak of a table below: a sentence may name any time and office.
const OF_SENTENCE: [&str; 8] =
    ["berikut", "disajikan", "terlihat", "dilihat", "ditunjukkan", "menunjukkan", "sebagaimana", "tersebut"];

/// A line that is no caption and has more words is a sentence.
const MOST_WORDS: usize = 14;

/// Why a table is none of the rules', though it has its rows.
const OF_OFFICE: &str = "menurut judulnya milik kantor lain";
const OF_PART: &str = "menurut judulnya bagian tahun yang lain";
const OF_DECLARED: &str = "berkas .takar menyebut tabel lain";
const OF_CAPTION: &str = "judulnya lain dari tabel di atasnya dengan baris yang sama";

impl Host {
    /// The office that a package is called after, and its unit by its place in the data.
    pub fn new<'d>(title: &str, units: impl Iterator<Item = &'d str>, lane: Option<usize>) -> Host {
        let units: Vec<Vec<String>> = units.map(words).collect();
        let unit = lane.and_then(|lane| units.get(lane).cloned()).unwrap_or_default();
        let is_other = |(at, words): &(usize, &Vec<String>)| lane.is_some_and(|lane| *at != lane) && !words.is_empty();
        let others = units.iter().enumerate().filter(is_other).map(|(_, words)| words.clone()).collect();
        let mut own = offices(&words(title));
        own.extend(offices(&unit));
        Host { own, unit, others }
    }

    fn whose(&self, lines: &[&str]) -> Whose {
        lines.iter().find_map(|line| self.whose_line(&words(line))).unwrap_or(Whose::Own)
    }

    /// Whose a line says; none where it names nobody.
    fn whose_line(&self, line: &[String]) -> Option<Whose> {
        let has = |name: &[String]| !name.is_empty() && line.windows(name.len()).any(|part| part == name);
        if has(&self.unit) {
            return Some(Whose::Own);
        }
        if self.others.iter().any(|other| has(other)) {
            return Some(Whose::Unit);
        }
        let named = offices(line);
        let same = |(kind, name): (&String, &Vec<String>)| {
            self.own.get(kind).is_some_and(|own| own.starts_with(name) || name.starts_with(own))
        };
        // Who the office is nobody says: any may be it.
        if named.is_empty() || self.own.is_empty() {
            return named.keys().next().map(|_| Whose::Own);
        }
        if named.iter().any(same) {
            return Some(Whose::Own);
        }
        let text = |(kind, name): (&String, &Vec<String>)| format!("{kind} {}", name.join(" "));
        let is_around =
            |(kind, _): &(&String, &Vec<String>)| AROUND.contains(&kind.as_str()) && !self.own.contains_key(*kind);
        let other = named.iter().find(|one| !is_around(one)).map(|one| Whose::Other(text(one)));
        other.or_else(|| named.iter().next().map(|one| Whose::Around(text(one))))
    }
}

/// The words of a line, those for what offices are written out.
fn words(line: &str) -> Vec<String> {
    let mut words = tokens(line);
    for word in &mut words {
        match word.as_str() {
            "kab" => *word = "kabupaten".into(),
            "kec" => *word = "kecamatan".into(),
            "kel" => *word = "kelurahan".into(),
            "prov" => *word = "provinsi".into(),
            _ => {}
        }
    }
    words
}

/// The offices that words name, each by what it is.
fn offices(words: &[String]) -> BTreeMap<String, Vec<String>> {
    const ENDS: [&str; 10] =
        ["tahun", "ta", "semester", "bulan", "periode", "lanjutan", "menurut", "terhadap", "per", "dengan"];
    let is_end = |word: &String| {
        ENDS.contains(&word.as_str())
            || OFFICES.contains(&word.as_str())
            || word.starts_with("triwulan")
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut named = BTreeMap::new();
    for (at, kind) in words.iter().enumerate().filter(|(_, word)| OFFICES.contains(&word.as_str())) {
        let name: Vec<String> = words[at + 1..].iter().take_while(|word| !is_end(word)).cloned().collect();
        if !name.is_empty() {
            named.entry(kind.clone()).or_insert(name);
        }
    }
    named
}

/// The part of a year that a title names; of several none.
fn part(titled: &Titled, lines: &[&str]) -> Option<(&'static str, u8)> {
    let named = |line: &&&str| Titled::of(&[Line { row: 0, text: (**line).to_string() }]).part.is_some();
    let line = lines.iter().find(named)?;
    let words = tokens(line);
    let behind = words.iter().position(|word| is_part_of_year(word)).map_or(&[][..], |at| &words[at + 1..]);
    let is_span = matches!(behind.first().map(String::as_str), Some("s" | "sd" | "sampai" | "hingga" | "dan"))
        && behind.iter().take(4).any(|word| quarter(word).is_some() || is_part_of_year(word));
    titled.part.filter(|_| !is_span)
}

impl Matching<'_> {
    /// What stands above a table, nearest first, and the name of its sheet.
    fn lines(&self, at: usize) -> Vec<&str> {
        let one = &self.all[at];
        let is_title = |line: &&str| {
            let words = tokens(line);
            let is_short = words.len() <= MOST_WORDS && !line.trim_end().ends_with(':');
            (is_short || Caption::of(line).is_some()) && !words.iter().any(|word| OF_SENTENCE.contains(&word.as_str()))
        };
        let above = Titled::lines(&one.found.above).filter(is_title);
        let sheet = &self.books[one.book].book.sheets[one.found.sheet].name;
        let is_lettered = one.printed.sheet.as_ref().is_some_and(|sheet| sheet.is_lettered);
        above.chain(is_lettered.then_some(sheet.as_str())).collect()
    }

    fn said(&self, at: usize) -> Said {
        let lines = self.lines(at);
        // Of lines that say the same thing the nearest counts, the last one here.
        let as_lines: Vec<Line> = lines.iter().rev().map(|text| Line { row: 0, text: (*text).to_string() }).collect();
        let titled = Titled::of(&as_lines);
        let of_rules = self.table_of(at).map(|table| Titled::of(&[self.fits.heading(table)])).unwrap_or_default();
        let part = match part(&titled, &lines) {
            own if own.is_none() || own == of_rules.part => Part::Whole,
            Some(("triwulan", 4) | ("semester", 2) | ("bulan", 12)) => Part::Last,
            own => own.map_or(Part::Whole, Part::Some),
        };
        let year = titled.year.filter(|year| *year != self.fits.year() && of_rules.year != Some(*year));
        Said { year, whose: self.fits.host.whose(&lines), part, titled }
    }

    /// The table of the rules that a printed one is said to be.
    fn table_of(&self, at: usize) -> Option<usize> {
        match &self.all[at].is {
            Is::Table(table) => Some(*table),
            Is::Declared(at) => self.fits.named(self.declared[*at].table()),
            Is::Open | Is::Other(_) | Is::Left | Is::Unclear(_) => None,
        }
    }

    /// Tables on one sheet with one heading of which one is another's: only what names it makes it one of the rules.
    pub(super) fn of_one_form(&mut self) {
        let same =
            |one: &Candidate, other: &Candidate| one.found.sheet == other.found.sheet && levels(one) == levels(other);
        let is_open = |at: &usize| matches!(self.all[*at].is, Is::Open);
        let all: Vec<usize> = (0..self.all.len()).filter(is_open).collect();
        self.part(&all, &|matching, one, other| same(&matching.all[one], &matching.all[other]));
    }

    /// Tables that are one of the rules', of which one is another's, or is excluded by one that a declaration names; and those of
    /// another year, which have that.
    pub(super) fn of_one_table(&mut self) {
        let all: Vec<usize> = (0..self.all.len()).filter(|at| self.table_of(*at).is_some()).collect();
        let same = |matching: &Self, one: usize, other: usize| matching.table_of(one) == matching.table_of(other);
        let of: Vec<(usize, Option<i32>)> = all.iter().map(|at| (*at, self.year_of(*at, &all, &same))).collect();
        for (at, year) in of.into_iter().filter(|(_, year)| year.is_some()) {
            self.all[at].printed.rows.iter_mut().for_each(|row| row.year = year);
        }
        self.part(&all, &same);
    }

    /// The other year that a table is of, where another one with its rows is of this or of a third.
    fn year_of(&self, at: usize, all: &[usize], same: &dyn Fn(&Self, usize, usize) -> bool) -> Option<i32> {
        let own = self.said(at);
        let is_beside = |other: &&usize| same(self, at, **other) && self.has_rows_of(at, **other);
        let mut others = all.iter().filter(is_beside).map(|other| self.said(*other));
        own.year.filter(|_| others.any(|other| other.year != own.year && rank(&other) <= rank(&own)))
    }

    fn part(&mut self, all: &[usize], same: &dyn Fn(&Self, usize, usize) -> bool) {
        let said: BTreeMap<usize, Said> = all.iter().map(|at| (*at, self.said(*at))).collect();
        let is_declared = |at: usize| matches!(self.all[at].is, Is::Declared(_));
        let why = |at: &usize| {
            let own = &said[at];
            let beside = all.iter().copied().filter(|other| same(self, *at, *other) && self.has_rows_of(*at, *other));
            let mut beside = beside.map(|other| (other, &said[&other]));
            if own.whose == Whose::Unit {
                return Some(OF_OFFICE);
            }
            beside.find_map(|(other, one)| {
                let is_of_year = one.year.is_none() || one.year == own.year;
                let is_rather = is_of_year && rank(one) < rank(own);
                let is_unlike = one.whose != own.whose || one.part != own.part;
                let is_as_far = is_of_year && is_unlike && rank(one) == rank(own);
                let is_captioned = || self.is_captioned_otherwise((*at, own), (other, one));
                if is_declared(other) {
                    return Some(OF_DECLARED);
                }
                if !is_rather && !is_as_far {
                    return is_captioned().then_some(OF_CAPTION);
                }
                Some(if one.whose == own.whose { OF_PART } else { OF_OFFICE })
            })
        };
        let open = all.iter().filter(|at| !is_declared(**at));
        let others: Vec<(usize, &'static str)> = open.filter_map(|at| Some((*at, why(at)?))).collect();
        others.into_iter().for_each(|(at, why)| self.all[at].is = Is::Other(why));
    }

    /// Whether only columns and rows say what a table is, and one above it on its sheet has a caption of another number.
    fn is_captioned_otherwise(&self, (at, own): (usize, &Said), (other, one): (usize, &Said)) -> bool {
        let is_named = |at: usize| {
            let guessed = self.all[at].printed.sheet.as_ref().is_some_and(|sheet| sheet.is_guessed);
            self.table_of(at).is_some() && !guessed
        };
        other < at
            && self.all[at].found.sheet == self.all[other].found.sheet
            && !is_named(at)
            && own.titled.is_captioned_otherwise(&one.titled)
    }

    /// Whether a table has half of the rows of another one of its file.
    fn has_rows_of(&self, at: usize, other: usize) -> bool {
        let (one, another) = (&self.all[at], &self.all[other]);
        if at == other || one.book != another.book {
            return false;
        }
        let (own, others) = (self.names(at), self.names(other));
        !own.is_empty() && own.intersection(&others).count() * 2 >= own.len().min(others.len())
    }

    /// What its rows are called, as far as their cells tell; no totals. Of several columns of words the one with most of them tells.
    fn names(&self, at: usize) -> BTreeSet<String> {
        let one = &self.all[at].printed;
        let is_sum =
            |cell: &String| footers::of(cell).is_some() && self.fits.all().all(|of| self.fits.is_sum(cell, of));
        let things: Vec<_> = one.rows.iter().filter(|row| !row.cells.iter().any(is_sum)).collect();
        let in_column = |column: usize| -> BTreeSet<String> {
            let cells = things.iter().filter_map(|row| row.cells.get(column));
            cells.filter(|cell| continued::is_words(cell)).map(|cell| folded(cell)).collect()
        };
        let mut most = BTreeSet::new();
        for own in (0..one.header.len()).map(in_column) {
            if own.len() > most.len() {
                most = own;
            }
        }
        most
    }
}

/// How far from the package's own a table is, whoever else's it is.
fn rank(said: &Said) -> (u8, u8) {
    let whose = match said.whose {
        Whose::Own => 0,
        Whose::Around(_) => 1,
        Whose::Other(_) => 2,
        Whose::Unit => 3,
    };
    (
        whose,
        match said.part {
            Part::Whole => 0,
            Part::Last => 1,
            Part::Some(_) => 2,
        },
    )
}

/// The words of its headings, whatever their order.
fn levels(one: &Candidate) -> Vec<Vec<String>> {
    let of = |level: &String| level.to_lowercase();
    let heads = one.found.heads.iter();
    let mut all: Vec<Vec<String>> = heads.map(|head| head.levels.iter().map(of).collect()).collect();
    all.sort_unstable();
    all
}
