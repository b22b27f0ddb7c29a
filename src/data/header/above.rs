//! Lines above a header that state the unit of the figures below it: `(dalam juta rupiah)`, `Satuan: ribu orang`.

use super::letters::letter_in;
use super::measure::{Said, bracketed, split};
use super::unit_words::{capital, is_alike, is_currency, is_part, said};
use super::unread::{looks_like_unit, unread_of};
use crate::data::csv::Row;
use crate::data::schema::Schema;

/// What a line states about figures in one unit, and about no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::data) struct Above {
    pub said: Said,
    /// As written there.
    pub words: String,
}

impl Above {
    /// The unit of the figures; a factor alone is one of money.
    pub fn of(&self) -> &str {
        self.said.unit.as_deref().unwrap_or("rupiah")
    }

    /// How many zeros a number in a unit gets; none if the line says nothing about that unit.
    pub fn zeros(&self, unit: Option<&str>) -> Option<u32> {
        self.said.zeros(unit).filter(|_| unit.is_some_and(|unit| is_alike(unit, self.of())))
    }
}

/// What lines state, one thing for each unit, and units in them that are not understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::data) struct Lines {
    pub stated: Vec<Above>,
    pub unread: Vec<String>,
}

impl Lines {
    /// What the rows above a header, and lines that stand in no row, state. Two factors for one unit contradict each other, and neither is used.
    pub fn of<'r>(
        rows: impl IntoIterator<Item = &'r Row>,
        captions: &'r [String],
        knows: &dyn Fn(&str) -> bool,
    ) -> Lines {
        let cells = rows.into_iter().flat_map(|row| (0..row.len()).map(|at| row.get(at)));
        Lines::of_cells(cells.chain(captions.iter().map(String::as_str)).flat_map(pieces), knows)
    }

    fn of_cells<'t>(cells: impl Iterator<Item = &'t str>, knows: &dyn Fn(&str) -> bool) -> Lines {
        let (mut all, mut unread): (Vec<Above>, Vec<String>) = (Vec::new(), Vec::new());
        for cell in cells {
            let found = above_in(cell, knows);
            unread.extend(named_above(cell).filter(|_| found.is_empty()));
            all.extend(found);
        }
        let differs =
            |one: &Above| all.iter().any(|other| is_alike(other.of(), one.of()) && other.said.zeros != one.said.zeros);
        let mut lines = Lines { stated: Vec::new(), unread };
        for one in &all {
            match differs(one) {
                true => lines.unread.push(one.words.clone()),
                false if lines.stated.iter().any(|other| is_alike(other.of(), one.of())) => {}
                false => lines.stated.push(one.clone()),
            }
        }
        lines.unread.dedup();
        lines
    }
}

/// A line may be a whole cell, or a cell may have several.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split([';', '\t', '"'])).map(str::trim)
}

/// What one line states. Only factors are relevant, of money and of what the rules count: a thing with no other unit
/// than its own needs none.
fn above_in(cell: &str, knows: &dyn Fn(&str) -> bool) -> Vec<Above> {
    let in_brackets = bracketed(cell).flat_map(|(_, inside)| {
        let words = format!("({inside})");
        factors(inside, knows).into_iter().map(move |said| Above { said, words: words.clone() })
    });
    let found: Vec<Above> = in_brackets.collect();
    if !found.is_empty() {
        return found;
    }
    let mut outside = cell.to_string();
    for (at, inside) in bracketed(cell) {
        let both = at..at + inside.len() + 2;
        outside.replace_range(both.clone(), &" ".repeat(both.len()));
    }
    let words: Vec<&str> = outside.split_whitespace().collect();
    let from = words.iter().position(|word| matches!(word.to_lowercase().as_str(), "dalam" | "satuan" | "satuan:"));
    let is_whole = || words.len() < 4 || !factors(&words.join(" "), knows).is_empty();
    let Some(from) = from.or_else(|| is_whole().then_some(0)) else { return Vec::new() };
    let runs = (from + 1..=words.len()).rev().map(|to| words[from..to].join(" "));
    let told = runs.map(|run| (factors(&run, knows), run)).find(|(found, _)| !found.is_empty());
    let told = told.into_iter().flat_map(|(found, run)| found.into_iter().map(move |said| (said, run.clone())));
    told.map(|(said, words)| Above { said, words }).collect()
}

/// The factors in a text: `juta rupiah`, `ribu orang dan juta rupiah`. A unit beside a factor and without one of its
/// own may be included in it or not, except percent, which is never counted in thousands.
fn factors(text: &str, knows: &dyn Fn(&str) -> bool) -> Vec<Said> {
    let factor = |text: &str| {
        let said = said(text, &|_| false).filter(|said| said.zeros > 0)?;
        said.unit.as_deref().is_none_or(|unit| unit == "rupiah" || knows(unit)).then_some(said)
    };
    if let Some(whole) = factor(text) {
        return vec![whole];
    }
    let lower = text.to_lowercase();
    let lower = lower.split("kecuali").next().unwrap_or_default().trim_end_matches([',', ' ']).to_string();
    let joined = [" dan ", " serta ", " & ", ", "].iter().fold(lower, |text, mark| text.replace(mark, "\n"));
    let is_percent = |part: &&str| said(part, &|_| false).is_some_and(|said| said.unit.as_deref() == Some("persen"));
    let parts: Vec<&str> = joined.lines().map(str::trim).filter(|part| !is_percent(part)).collect();
    // What is said of things that no row counts is of none, and takes nothing from what is said of the others.
    let any = |part: &str| said(part, &|_| false).filter(|said| said.zeros > 0);
    let found: Vec<Said> = parts.iter().filter_map(|part| any(part)).collect();
    let is_known = parts.iter().any(|part| factor(part).is_some());
    if is_known && found.len() == parts.len() { found } else { Vec::new() }
}

/// A unit in a line that is not understood: another currency, thousandths, a single letter, unknown words.
fn named_above(text: &str) -> Option<String> {
    let other = |inside: &str| {
        let is_other =
            |said: Said| said.zeros > 0 || said.unit.is_some_and(|unit| is_currency(&unit) || is_part(&unit));
        capital(inside.trim()).is_some() || said(inside, &|_| false).map_or_else(|| looks_like_unit(inside), is_other)
    };
    let found = bracketed(text).map(|(_, inside)| inside).filter(|inside| other(inside)).last();
    let leads = |line: &str| ["dalam ", "dlm", "satuan"].iter().any(|lead| line.to_lowercase().starts_with(lead));
    let found = found.map(|inside| format!("({inside})"));
    found.or_else(|| pieces(text).filter(|line| leads(line) && other(line)).last().map(str::to_string))
}

/// The unit in a line above a table, understood or not.
pub fn unit_above(text: &str) -> Option<String> {
    let lines = Lines::of_cells(pieces(text), &|_| false);
    lines.stated.into_iter().next_back().map(|above| above.words).or_else(|| lines.unread.into_iter().next_back())
}

/// The factor in a heading, with its unit: `Pagu (juta rupiah)`.
pub fn factor_of(header: &str) -> Option<Said> {
    // A header row may contain nothing else: `(Rp juta)`.
    let alone = said(header, &|_| false).filter(|said| said.zeros > 0);
    let said = alone.or_else(|| split(header, &Schema::default(), false).map(|(_, said)| said));
    let said = said.filter(|said| said.zeros > 0);
    let letter = || {
        let (_, letter) = letter_in(header)?;
        Some(Said { zeros: capital(letter)?, unit: Some("rupiah".into()), words: letter.into() })
    };
    said.or_else(letter)
}

/// The unit of a heading that is not understood, or is another currency: `ratusan juta`, `USD`.
pub fn unread_unit(header: &str, is_money: bool) -> Option<String> {
    let (rest, said) = split(header, &Schema::default(), false).unzip();
    let currency = said.filter(|said| said.unit.as_deref().is_some_and(is_currency)).map(|said| said.words);
    let unread = || unread_of(rest.as_deref().unwrap_or(header), Some(is_money), false);
    currency.or_else(|| unread().filter(|unread| unread.is_sure).map(|unread| unread.words))
}

/// A heading without its factor and unit: `Pagu (Rp.000)` is `Pagu`.
pub fn without_factor(header: &str) -> Option<String> {
    split(header, &Schema::default(), false).filter(|(_, said)| said.zeros > 0).map(|(bare, _)| bare)
}

/// The factors in a line above or below a table: `(dalam juta rupiah)`, `Catatan: dalam jutaan rupiah`.
pub fn factors_above(text: &str, knows: &dyn Fn(&str) -> bool) -> Vec<Said> {
    let of =
        |text| Lines::of_cells(pieces(text), knows).stated.into_iter().map(|above| above.said).collect::<Vec<Said>>();
    let behind = || text.rsplit_once([':', '=', '*', ')']).map(|(_, rest)| of(rest)).unwrap_or_default();
    let found = of(text);
    if found.is_empty() { behind() } else { found }
}
