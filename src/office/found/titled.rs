//! What lines above a table say of its time, its office and its unit: they tell another table from one that goes on.

use super::Head;
use super::words::{is_caption, is_place_and_day};
use crate::calendar::{MONTHS, printed_year, quarter};
use crate::data::header::factors_above;
use crate::office::model::Line;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands above a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Titled {
    /// The year it names.
    pub year: Option<i32>,
    /// The part of a year: `triwulan 2`, `semester 1`, `bulan 3`.
    pub part: Option<(&'static str, u8)>,
    /// Offices by what they are: `dinas` to `pertanian`.
    offices: BTreeMap<String, String>,
    /// What figures are in: zeros, and the unit.
    unit: Option<(u32, Option<Arc<str>>)>,
    /// The number of its caption.
    number: Option<String>,
    /// Whether it says that a table goes on.
    goes_on: bool,
}

impl Titled {
    /// What lines say, the nearest last; of two that say the same thing the nearer one counts.
    pub fn of(lines: &[Line]) -> Titled {
        let mut said = Titled::default();
        for line in Titled::lines(lines) {
            let lower = line.to_lowercase();
            let words: Vec<&str> =
                lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            said.goes_on |= words.iter().any(|word| matches!(*word, "lanjutan" | "sambungan"));
            said.year = said.year.or_else(|| year_of(line));
            said.part = said.part.or_else(|| part(&words));
            if let Some((kind, name)) = office(&words) {
                said.offices.entry(kind).or_insert(name);
            }
            let factor = || factors_above(line, &|_| false).into_iter().next().map(|said| (said.zeros, said.unit));
            said.unit = said.unit.or_else(factor);
            let number = || is_caption(line).then(|| lower.split_whitespace().nth(1).map(bare)).flatten();
            said.number = said.number.or_else(number);
        }
        said
    }

    /// The lines that are titles, the nearest first.
    pub fn lines(lines: &[Line]) -> impl Iterator<Item = &str> {
        let all = lines.iter().rev().map(|line| line.text.as_str());
        all.filter(|line| !is_of_print(line) && !is_prose(line))
    }

    /// The same with a year that headings name, where no line does.
    pub(super) fn or_of_heads(mut self, heads: &[Head]) -> Titled {
        let levels = heads.iter().flat_map(|head| &head.levels);
        let words = levels.flat_map(|level| level.split(|c: char| !c.is_alphanumeric()));
        self.year = self.year.or_else(|| words.filter_map(printed_year).max());
        self
    }

    /// Whether it is of another time, office or unit than the table before it.
    pub fn is_other_than(&self, before: &Titled) -> bool {
        // What the table before does not say is another thing, unless this one goes on with it.
        fn differs<T: PartialEq>(own: &Option<T>, before: &Option<T>, goes_on: bool) -> bool {
            match (own, before) {
                (Some(own), Some(before)) => own != before,
                (Some(_), None) => !goes_on,
                (None, _) => false,
            }
        }
        let of_office = |(kind, name): (&String, &String)| match before.offices.get(kind) {
            Some(before) => before != name,
            None => !self.goes_on && !AROUND.contains(&kind.as_str()),
        };
        let is_captioned = self.number.is_some() && before.number.is_some() && self.number != before.number;
        differs(&self.year, &before.year, self.goes_on)
            || differs(&self.part, &before.part, self.goes_on)
            || differs(&self.unit, &before.unit, self.goes_on)
            || self.offices.iter().any(of_office)
            || is_captioned
    }

    /// The same without the year.
    pub fn without_year(mut self) -> Titled {
        self.year = None;
        self
    }

    /// Whether the two have captions of different numbers.
    pub fn is_captioned_otherwise(&self, other: &Titled) -> bool {
        self.number.is_some() && other.number.is_some() && self.number != other.number
    }

    /// Whether the two name different times or offices.
    pub fn contradicts(&self, other: &Titled) -> bool {
        let of_office = |(kind, name): (&String, &String)| other.offices.get(kind).is_some_and(|other| other != name);
        self.year.is_some() && other.year.is_some() && self.year != other.year
            || self.part.is_some() && other.part.is_some() && self.part != other.part
            || self.offices.iter().any(of_office)
    }
}

/// Places that offices lie in: a title names them or does not.
const AROUND: [&str; 2] = ["kabupaten", "provinsi"];

/// What tells when and where it was printed, and says nothing of a table.
fn is_of_print(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    is_place_and_day(text.trim())
        || ["dicetak", "tanggal cetak", "tgl cetak", "halaman", "hal."].iter().any(|word| lower.starts_with(word))
}

/// Running text, which may speak of any time and office.
fn is_prose(text: &str) -> bool {
    const LONGEST: usize = 200;
    text.len() > LONGEST || text.trim_end().ends_with('.') && text.split_whitespace().count() > 5
}

/// The year that a title is about: the latest that it names. The years of a plan, `2021-2026`, say nothing of it.
pub fn year_of(text: &str) -> Option<i32> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let years: Vec<(usize, i32)> =
        words.iter().enumerate().filter_map(|(at, word)| Some((at, printed_year(word)?))).collect();
    let is_span = |one: &(usize, i32), other: &(usize, i32)| {
        let between = &words[one.0 + 1..other.0];
        one.1 < other.1
            && between
                .iter()
                .all(|word| matches!(word.to_lowercase().as_str(), "s" | "d" | "sd" | "sampai" | "dengan" | "hingga"))
    };
    let in_span = |at: usize| {
        let after = years.get(at + 1).is_some_and(|next| is_span(&years[at], next));
        after || at > 0 && is_span(&years[at - 1], &years[at])
    };
    (0..years.len()).filter(|at| !in_span(*at)).map(|at| years[at].1).max()
}

fn part(words: &[&str]) -> Option<(&'static str, u8)> {
    let behind = |names: &[&str], kind: &'static str| {
        let at = words.iter().position(|word| names.contains(word))?;
        let number = words[at + 1..].iter().find(|word| **word != "ke")?;
        quarter(number).map(|number| (kind, number))
    };
    let month = || {
        let at = words.iter().position(|word| *word == "bulan")?;
        let month = MONTHS.iter().position(|month| words.get(at + 1) == Some(month))?;
        u8::try_from(month + 1).ok().map(|month| ("bulan", month))
    };
    behind(&["triwulan", "tw", "trw"], "triwulan").or_else(|| behind(&["semester", "smt"], "semester")).or_else(month)
}

/// `Dinas Pertanian` of `Capaian Kinerja Dinas Pertanian Tahun 2024`.
fn office(words: &[&str]) -> Option<(String, String)> {
    const KINDS: [&str; 13] = [
        "dinas",
        "badan",
        "kecamatan",
        "kelurahan",
        "puskesmas",
        "rsud",
        "inspektorat",
        "sekretariat",
        "satpol",
        "uptd",
        "upt",
        "kabupaten",
        "provinsi",
    ];
    const BEFORE: [&str; 4] = ["perjalanan", "rumah", "kendaraan", "pakaian"];
    let at = words.iter().position(|word| KINDS.contains(word))?;
    if at > 0 && BEFORE.contains(&words[at - 1]) {
        return None;
    }
    let is_end = |word: &&&str| {
        !matches!(**word, "tahun" | "ta" | "triwulan" | "tw" | "semester" | "bulan" | "periode" | "lanjutan")
            && !AROUND.contains(*word)
            && !word.starts_with(|c: char| c.is_ascii_digit())
    };
    let name: Vec<&str> = words[at + 1..].iter().take_while(is_end).copied().collect();
    (!name.is_empty()).then(|| (words[at].to_string(), name.join(" ")))
}

/// `3.1` of `3.1.` and `3.1:`.
fn bare(number: &str) -> String {
    number.trim_matches(|c: char| !c.is_alphanumeric()).to_string()
}
