//! What a row of a table is: a thing with figures, a heading among the names, a total.

use super::super::sums::{aims, grades_all, is_total, stands_over, sums_money, sums_up};
use super::super::words::{Looks, is_code_head, is_note, is_numbering, looks, of_money};
use super::super::{Head, RowIs};
use super::Raw;
use crate::office::found::grid::{one_line, said};
use crate::office::model::Content;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which heads are what.
pub(super) struct Kinds {
    /// What is measured.
    indicator: Option<usize>,
    /// The same, also where a heading says it among others: `Sasaran / Indikator`, `Uraian`.
    name: Option<usize>,
    unit: Option<usize>,
    target: Option<usize>,
    realised: Option<usize>,
    /// Heads of what comes of target and realisation: achievements and their grades.
    outcomes: Vec<bool>,
    /// Heads that hold figures in some row.
    figures: Vec<bool>,
    /// Heads of numbers of rows.
    numbering: Vec<bool>,
    /// Those, and heads of codes.
    codes: Vec<bool>,
    /// Heads of money.
    money: Vec<bool>,
    /// Heads of what things belong to, left of the indicator.
    pub groups: Vec<usize>,
    /// How rows with a target or a realisation are numbered; none where nothing tells them from headings.
    numbers: BTreeSet<Number>,
}

impl Kinds {
    pub fn of(heads: &[Head], rows: &[Raw]) -> Kinds {
        let begins = |head: &Head, word: &str| head.levels.iter().any(|level| level.to_lowercase().starts_with(word));
        let indicator = heads.iter().position(|head| begins(head, "indikator") || begins(head, "nama indikator"));
        let unit =
            heads.iter().position(|head| head.levels.last().is_some_and(|last| last.eq_ignore_ascii_case("satuan")));
        let target = heads.iter().position(|head| begins(head, "target"));
        let realised = heads.iter().position(|head| begins(head, "realisasi"));
        let among = |head: &Head| head.levels.iter().any(|level| level.to_lowercase().contains("indikator"));
        let described = || heads.iter().position(|head| target.is_some() && begins(head, "uraian"));
        let name = indicator.or_else(|| heads.iter().position(among)).or_else(described);
        let last = |head: &Head| head.levels.last().cloned().unwrap_or_default();
        let numbering: Vec<bool> = heads.iter().map(|head| is_numbering(&last(head))).collect();
        let codes: Vec<bool> =
            heads.iter().map(|head| is_code_head(&last(head)) || is_numbering(&last(head))).collect();
        let is_figure = |cell: &Option<Content>| cell.as_ref().is_some_and(|cell| looks(cell) == Looks::Figure);
        let figures: Vec<bool> =
            (0..heads.len()).map(|at| !codes[at] && rows.iter().any(|row| is_figure(&row.cells[at]))).collect();
        let groups = match indicator {
            Some(indicator) => (0..indicator).filter(|at| !codes[*at] && !figures[*at]).collect(),
            None => Vec::new(),
        };
        let money: Vec<bool> = heads.iter().map(|head| head.levels.iter().any(|level| of_money(level))).collect();
        // Without both beside them they are all that a row has.
        let has_both = target.is_some() && realised.is_some();
        let outcomes = heads.iter().map(|head| has_both && is_outcome(head)).collect();
        let numbers = BTreeSet::new();
        let mut kinds = Kinds {
            indicator,
            name,
            unit,
            target,
            realised,
            outcomes,
            figures,
            numbering,
            codes,
            money,
            groups,
            numbers,
        };
        let is_sum = |raw: &Raw| {
            let name =
                name.and_then(|at| raw.cells[at].as_ref()).map(|name| said(name).into_owned()).unwrap_or_default();
            is_total(&name, true) || sums_up(&name)
        };
        let has_name = |raw: &Raw| name.is_some_and(|at| raw.cells[at].is_some());
        let measured = rows.iter().filter(|raw| kinds.is_measured(raw) && has_name(raw) && !is_sum(raw));
        kinds.numbers = measured.map(|raw| kinds.number(raw)).collect();
        kinds
    }

    /// Whether a row has a name of its own, or one that reaches down to it.
    pub fn is_named(&self, raw: &Raw) -> bool {
        self.indicator.is_some_and(|at| raw.cells[at].is_some())
    }

    /// Whether a row has a figure that is no money.
    fn is_measured(&self, raw: &Raw) -> bool {
        let figures = (0..raw.cells.len()).filter(|at| self.figures[*at] && !self.money[*at] && !self.outcomes[*at]);
        figures.filter_map(|at| raw.cells[at].as_ref()).any(|content| looks(content) == Looks::Figure)
    }

    /// Whether a row only stands over others in the column of names: `Program Pelayanan` with its money or nothing, where what
    /// is measured is numbered otherwise.
    fn stands_over(&self, raw: &Raw, name: &str) -> bool {
        let says = |at: usize| match &raw.cells[at] {
            Some(content) => looks(content) != Looks::Mark && raw.from[at] == raw.number,
            None => false,
        };
        let is_blank =
            |at: usize| !says(at) || self.money[at] || self.outcomes[at] || self.numbering[at] || self.codes[at];
        let beside = (0..raw.cells.len()).filter(|at| Some(*at) != self.name && !self.groups.contains(at));
        // A name goes on in small letters, and a part of a name has a mark.
        let goes_on = name.trim_start_matches(['-', '–', '•', '▪', ' ']).starts_with(char::is_lowercase);
        if self.numbers.is_empty() || goes_on || !beside.clone().all(is_blank) || name.starts_with(['-', '–', '•', '▪'])
        {
            return false;
        }
        let own = self.number(raw);
        let is_numbered = own.row != Kind::Nothing || own.has_code;
        let has_outcome = (0..raw.cells.len()).any(|at| self.outcomes[at] && says(at));
        !self.numbers.contains(&own) || stands_over(name, !is_numbered) || has_outcome && aims(name)
    }

    /// Whether a row has no number and no code of its own, in a table of money alone.
    fn is_of_budget(&self, raw: &Raw) -> bool {
        let has_own = |at: usize| raw.cells[at].is_some() && raw.from[at] == raw.number;
        let has_money = (0..raw.cells.len()).any(|at| self.figures[at] && self.money[at]);
        let is_numbered = (0..raw.cells.len()).any(|at| self.codes[at] && has_own(at));
        let of_indicators = self.indicator.or(self.target).or(self.unit).is_some();
        has_money && !of_indicators && !is_numbered
    }

    /// How a row is numbered.
    fn number(&self, raw: &Raw) -> Number {
        let own = |kinds: &[bool]| {
            (0..raw.cells.len()).filter(|at| kinds[*at]).find_map(|at| raw.cells[at].as_ref()).cloned()
        };
        let row = own(&self.numbering).map_or(Kind::Nothing, |content| Kind::of(&said(&content)));
        let only_codes: Vec<bool> =
            self.codes.iter().zip(&self.numbering).map(|(code, number)| *code && !number).collect();
        Number { row, has_code: own(&only_codes).is_some() }
    }

    /// What a row is; `is_last` where no other follows.
    pub fn row_is(&self, raw: &Raw, is_last: bool) -> RowIs {
        let text = |at: usize| match &raw.cells[at] {
            Some(Content::Text(text)) if raw.from[at] == raw.number => Some(one_line(text)),
            _ => None,
        };
        let has_unit = self.unit.is_some_and(|at| raw.cells[at].is_some());
        let figures = (0..raw.cells.len()).filter(|at| self.figures[*at]);
        let measured =
            figures.filter(|at| raw.cells[*at].as_ref().is_some_and(|one| looks(one) == Looks::Figure)).count();
        let names = (0..raw.cells.len()).filter(|at| !self.numbering[*at]).filter_map(text);
        let first = names
            .map(|text| text.into_owned())
            .find(|text| matches!(looks(&Content::Text(Arc::from(text.as_str()))), Looks::Word));
        let is_named = self.is_named(raw);
        match &first {
            Some(first) if raw.own == 1 && (raw.is_apart || is_note(first)) => return RowIs::Level,
            Some(first) => {
                let stands_there = || self.indicator.and_then(text).as_deref() == Some(first);
                // `Jumlah Program` is a total beside a blank indicator, or behind all others without a target of its own.
                let has_target = self.target.is_some_and(|at| raw.cells[at].is_some());
                let can_name = match self.indicator {
                    Some(_) => !is_named || (is_last && self.target.is_some() && !has_target),
                    None => is_last,
                };
                let has = |at: usize| raw.cells[at].is_some() && raw.from[at] == raw.number;
                let is_bare = || {
                    let has_own = [self.target, self.realised].into_iter().flatten().any(has);
                    let is_numbered = (0..raw.cells.len()).any(|at| self.numbering[at] && has(at));
                    self.target.is_some() && measured > 0 && !has_unit && !has_own && !is_numbered
                };
                let is_bare_grade = || {
                    let has_own = [self.target, self.realised].into_iter().flatten().any(has);
                    self.target.is_some() && !has_unit && !has_own && grades_all(first)
                };
                let is_total = is_total(first, can_name && !has_unit)
                    || sums_up(first) && is_bare()
                    || is_bare_grade()
                    || sums_money(first) && self.is_of_budget(raw);
                // `1 | Jumlah | dokumen | 10 | 9` among others is an indicator of that name.
                let is_whole = || {
                    let figures = self.target.zip(self.realised).is_some_and(|(target, real)| has(target) && has(real));
                    let is_numbered = (0..raw.cells.len()).any(|at| self.numbering[at] && has(at));
                    !is_last && has_unit && is_numbered && figures
                };
                if is_total && (!is_named || stands_there()) && !is_whole() {
                    return RowIs::Total;
                }
            }
            None => {
                let says = |at: &usize| !self.figures[*at] && !self.numbering[*at] && raw.cells[*at].is_some();
                if measured > 0 && is_last && !is_named && !(0..raw.cells.len()).any(|at| says(&at)) {
                    return RowIs::Total;
                }
            }
        }
        let own_name = || self.name.and_then(text);
        if own_name().is_some_and(|name| self.stands_over(raw, &name)) {
            return RowIs::Level;
        }
        match self.indicator {
            Some(_) if is_named => RowIs::Thing,
            Some(_) => RowIs::Level,
            None if measured > 0 => RowIs::Thing,
            // A table of words: grades, answers.
            None if raw.own > 1 && !self.figures.contains(&true) => RowIs::Thing,
            None => RowIs::Level,
        }
    }
}

/// Whether a head is that of an achievement or a grade by its lowest words: above others they stand over targets too.
fn is_outcome(head: &Head) -> bool {
    const WORDS: [&str; 6] = ["capaian", "tingkat capaian", "persentase capaian", "% capaian", "predikat", "kategori"];
    let words = |level: &String| level.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase();
    let lowest = head.levels.iter().rev().map(words).find(|level| !matches!(level.as_str(), "%" | "persen"));
    lowest.is_some_and(|level| WORDS.iter().any(|word| level.starts_with(word)))
}

/// How a row is numbered, and whether it has a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Number {
    row: Kind,
    has_code: bool,
}

/// Of what kind the number of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Nothing,
    /// `1`, `1.2`: with so many points.
    Digits(usize),
    /// `A`, `II`
    Letters,
    Words,
}

impl Kind {
    fn of(text: &str) -> Kind {
        let bare = text.trim().trim_matches(['(', ')', '.', ' ']);
        let is_digits = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        match bare {
            "" | "-" => Kind::Nothing,
            _ if is_digits => Kind::Digits(bare.matches(['.', ',']).count()),
            _ if bare.len() < 5 && bare.chars().all(char::is_alphabetic) => Kind::Letters,
            _ => Kind::Words,
        }
    }
}
