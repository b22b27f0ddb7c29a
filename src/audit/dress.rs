//! What stands around a printed number: taken off from its front and from behind it, sign by sign, until the digits are left. What
//! nobody knows is no part of a number, and no number is read there.

use super::figure::{Beside, Torn};
use super::marks;
use super::notes;
use super::signs::{self, Scale};
use std::cmp::Ordering;

/// A number without what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bare {
    /// Its digits with the signs between them; those after the first are read without the mark of a footnote that lost its place
    /// above the line: `75,38` for `75,381)`.
    pub digits: Vec<String>,
    pub sign: Sign,
    pub unit: Beside,
    pub scale: Scale,
    pub grade: Option<String>,
    /// Which way it went by the mark or word beside it.
    pub went: Option<Ordering>,
}

/// Whether a number is less than nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Above,
    Below,
    /// `(75,00)`, `turun 2,5`, `2,50-`: it may be; whether that is the likelier.
    Open {
        below: bool,
    },
}

/// A cell with digits, without what stands around them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Undressed {
    Bare(Bare),
    Words,
    Torn(Torn),
}

/// The most words behind a number that are its unit: more are a name that begins with one.
const MOST_WORDS: usize = 3;

/// Takes off what stands around the number of a cell.
pub(super) fn undress(text: &str, unit: Beside) -> Undressed {
    let mut dress = Dress { sign: Sign::Above, unit, scale: Scale::PLAIN, grade: None, went: None, is_word: false };
    let rest = dress.front(text.trim());
    if rest.starts_with(char::is_alphabetic) {
        return dress.behind_grade(rest);
    }
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return match bracketed(rest) {
            Some((inner, tail)) => dress.within(inner, tail),
            // What closes it stands in the next cell, or is lost.
            None => match rest.strip_prefix(['(', '[']).filter(|rest| !rest.contains([')', ']'])) {
                Some(rest) => dress.within(rest, ""),
                None => Undressed::Torn(torn(rest)),
            },
        };
    }
    let grouped = signs::grouped(rest);
    let rest = grouped.as_deref().unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at(end);
    let bare = digits.trim_end_matches([',', '.']);
    dress.tail(bare, &digits[bare.len()..], tail)
}

/// What is known of what stands around a number.
struct Dress {
    sign: Sign,
    unit: Beside,
    scale: Scale,
    grade: Option<String>,
    went: Option<Ordering>,
    /// Whether a word stands before the number.
    is_word: bool,
}

impl Dress {
    /// Takes off what stands before the number.
    fn front<'t>(&mut self, text: &'t str) -> &'t str {
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            if let Some(behind) = rest.strip_prefix("+/-") {
                self.may_be_below();
                rest = behind;
            } else if let Some(behind) = signs::money(rest) {
                self.unit = Beside::Rupiah;
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix(['-', '−', '–', '—']).filter(|behind| is_number(behind))
            {
                self.sign = Sign::Below;
                rest = behind;
            } else if let Some((inner, behind)) = bracketed(rest).filter(|(_, behind)| is_number(behind)) {
                if inner.contains(|c: char| c.is_ascii_digit()) || !self.is_sign(inner) {
                    return rest;
                }
                rest = behind;
            } else if let Some((way, behind)) = first(rest, marks::way) {
                self.goes(way);
                rest = behind;
            } else if let Some((way, behind)) = marks::way_before(rest).filter(|(_, behind)| is_number(behind)) {
                self.is_word = true;
                if let Some(way) = way {
                    self.goes(way);
                }
                rest = behind;
            } else if let Some(behind) = marks::minus_before(rest).filter(|behind| is_number(behind)) {
                self.sign = Sign::Below;
                rest = behind;
            } else if let Some((letter, behind)) = first(rest, |c| marks::is_plain(c).then_some(c)) {
                if matches!(letter, '±' | '~') {
                    self.may_be_below();
                }
                rest = behind;
            } else {
                return rest;
            }
        }
    }

    fn may_be_below(&mut self) {
        if self.sign == Sign::Above {
            self.sign = Sign::Open { below: false };
        }
    }

    /// What went down may be printed without its sign.
    fn goes(&mut self, way: Ordering) {
        self.went = Some(way);
        if way == Ordering::Less {
            self.may_be_below();
        }
    }

    /// Whether words or signs alone in brackets are a sign: `(-)`, `(turun)`, `(↓)`; takes it.
    fn is_sign(&mut self, inner: &str) -> bool {
        let word = inner.trim().to_lowercase();
        if let Some(way) = word.chars().next().filter(|_| word.chars().count() == 1).and_then(marks::way) {
            self.goes(way);
            return true;
        }
        match word.as_str() {
            "+" | "plus" => {}
            "-" | "−" | "–" | "minus" | "negatif" => self.sign = Sign::Below,
            _ => match marks::way_of(&word) {
                Some(way) => self.goes(way),
                None => return inner.chars().all(marks::is_plain),
            },
        }
        true
    }

    /// `BB (73,48)`, `BB / 73,48`: a grade first.
    fn behind_grade(&self, text: &str) -> Undressed {
        let within = text.split_once('(').and_then(|(word, inner)| Some((word, inner.trim_end().strip_suffix(')')?)));
        let Some((word, inner)) = within.or_else(|| text.split_once('/')) else { return Undressed::Words };
        match undress(inner.trim(), Beside::Nothing) {
            Undressed::Bare(bare) if bare.grade.is_none() => {
                let grade = word.trim();
                let is_grade = !grade.is_empty() && !grade.contains(|c: char| c.is_ascii_digit());
                Undressed::Bare(Bare { grade: is_grade.then(|| grade.to_string()), ..bare })
            }
            Undressed::Bare(_) | Undressed::Words | Undressed::Torn(_) => Undressed::Words,
        }
    }

    /// `(75,00)` is how accounts write less than nothing, and how others set a figure apart.
    fn within(mut self, inner: &str, tail: &str) -> Undressed {
        let bare = match undress(inner, self.unit.clone()) {
            Undressed::Bare(bare) => bare,
            Undressed::Words => return Undressed::Words,
            Undressed::Torn(torn) => return Undressed::Torn(torn),
        };
        self.sign = match bare.sign {
            Sign::Below => Sign::Below,
            _ if self.sign == Sign::Below => Sign::Below,
            Sign::Above | Sign::Open { .. } => Sign::Open { below: true },
        };
        (self.unit, self.scale, self.grade) = (bare.unit, bare.scale, bare.grade);
        self.went = self.went.or(bare.went);
        let Some(digits) = bare.digits.first() else { return Undressed::Words };
        // `(1.000),00`
        let end = tail
            .strip_prefix([',', '.'])
            .map_or(0, |rest| 1 + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        let end = if end > 1 { end } else { 0 };
        self.tail(&format!("{digits}{}", &tail[..end]), "", &tail[end..])
    }

    /// Takes off what stands behind the number, from left to right; `end` is what ended its digits, `1.000,-`.
    fn tail(mut self, digits: &str, end: &str, tail: &str) -> Undressed {
        let mut digits = vec![digits.to_string()];
        let mut rest = tail;
        // `1.000,-`, `1.000,--`
        if !end.is_empty() {
            rest = rest.trim_start_matches(['-', '–', '—', '−']);
        }
        loop {
            let (is_joined, own) = (rest.len() == tail.len(), rest);
            let is_spaced = own.starts_with(char::is_whitespace);
            rest = rest.trim_start();
            if rest.is_empty() {
                let Dress { sign, unit, scale, grade, went, .. } = self;
                return Undressed::Bare(Bare { digits, sign, unit, scale, grade, went });
            }
            if let Some(behind) = rest.strip_prefix('%').or_else(|| rest.strip_prefix("o/o")) {
                self.unit = Beside::Percent;
                rest = behind;
            } else if let Some(behind) = notes::mark(rest, is_spaced || !is_joined) {
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix(')') {
                // `75,381)`: the mark of a footnote that lost its place above the line.
                if is_joined && !is_spaced {
                    self.may_be_below();
                    without_notes(&mut digits);
                }
                rest = behind;
            } else if let Some((inner, behind)) = bracketed(rest) {
                self.in_brackets(inner);
                rest = behind;
            } else if let Some(inner) = rest.strip_prefix('(') {
                self.in_brackets(inner);
                rest = "";
            } else if let Some((way, behind)) = first(rest, marks::way) {
                self.goes(way);
                rest = behind;
            } else if let Some(grade) = behind_stroke(rest) {
                self.graded(grade);
                rest = "";
            } else if rest.chars().all(|c| matches!(c, '-' | '−' | '–' | '—')) {
                // How accounts write less than nothing, and how money ends.
                self.may_be_below();
                rest = "";
            } else if let Some((_, behind)) = first(rest, |c| marks::is_plain(c).then_some(())) {
                rest = behind;
            } else if rest.starts_with(char::is_alphabetic) {
                let is_joined = is_joined && !is_spaced;
                let end = end_of_words(rest);
                if let Some(failed) = self.words(rest[..end].trim(), is_joined) {
                    return failed;
                }
                rest = &rest[end..];
            } else {
                return self.failed(rest, tail);
            }
        }
    }

    /// What stands in brackets behind a number: a unit, a sign, else a grade.
    fn in_brackets(&mut self, inner: &str) {
        let inner = inner.trim().trim_end_matches(')').trim();
        let is_percent = matches!(inner.to_lowercase().as_str(), "%" | "persen" | "prosen");
        if is_percent && self.unit == Beside::Nothing {
            self.unit = Beside::Percent;
        } else if matches!(inner, "-" | "−" | "–") {
            self.may_be_below();
        } else if !is_percent && !self.is_sign(inner) {
            self.graded(inner);
        }
    }

    fn graded(&mut self, grade: &str) {
        let is_grade = !grade.is_empty() && !grade.contains(|c: char| c.is_ascii_digit());
        if is_grade && self.grade.is_none() {
            self.grade = Some(grade.to_string());
        }
    }

    /// Takes words behind a number: its tens, its unit, which way it went; or why no number stands there.
    fn words(&mut self, words: &str, is_joined: bool) -> Option<Undressed> {
        let is_money = self.unit == Beside::Rupiah;
        let (first, others) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        if let Some(own) = signs::scale(first, is_money) {
            self.scale = own;
            return if others.trim().is_empty() { None } else { self.words(others.trim(), false) };
        }
        // `13O`, `1OO`: letters in the place of digits.
        if is_joined && words.chars().all(|c| matches!(c, 'O' | 'o' | 'I' | 'l' | 'S' | 'B' | 'Z')) {
            return Some(Undressed::Torn(Torn::Digits));
        }
        if words.contains(|c: char| c.is_ascii_digit()) && !signs::is_unit(words, is_joined) {
            let two = signs::more_than_one(words);
            return Some(if two { Undressed::Words } else { Undressed::Torn(torn(words)) });
        }
        // `2. Persentase laporan yang …` is a name with a number before it.
        let count = words.split_whitespace().count();
        if count > MOST_WORDS || self.is_word && count > 1 {
            return Some(Undressed::Words);
        }
        let (words, way) = marks::without_way(words);
        if let Some(way) = way {
            self.goes(way);
        }
        if words.is_empty() || marks::is_status(words) || self.unit == Beside::Percent {
            return None;
        }
        if notes::is_lone(words) {
            return None;
        }
        self.unit = beside(words, self.unit.clone());
        None
    }

    /// What it is where something stands behind digits that nobody knows.
    fn failed(&self, rest: &str, tail: &str) -> Undressed {
        // `46 dari 65`, `38/40`, `12 Januari 2024`: more than one number.
        if tail.split_whitespace().count() > MOST_WORDS || signs::more_than_one(tail) {
            return Undressed::Words;
        }
        Undressed::Torn(torn(rest))
    }
}

/// The unit that words behind a number name.
fn beside(words: &str, unit: Beside) -> Beside {
    match words.to_lowercase().trim_end_matches('.') {
        "" => unit,
        "persen" | "prosen" | "persent" | "percent" | "pct" => Beside::Percent,
        "rupiah" => Beside::Rupiah,
        _ if unit == Beside::Rupiah => unit,
        _ => Beside::Word(words.to_string()),
    }
}

/// Digits read also without their last one or two, which may be the mark of a footnote.
fn without_notes(digits: &mut Vec<String>) {
    let Some(own) = digits.first().cloned() else { return };
    let shorter = |by: usize| own.get(..own.len().checked_sub(by)?).map(|rest| rest.trim_end_matches([',', '.']));
    let shorter = [1, 2].into_iter().filter_map(shorter).filter(|rest| !rest.is_empty());
    digits.extend(shorter.map(str::to_string));
}

/// Where words end: before brackets, marks of footnotes and their labels, `dokumen a)`; not before the 2 of `m²`.
fn end_of_words(text: &str) -> usize {
    let mut before = ' ';
    let end = text.find(|letter: char| {
        let is_power = matches!(before, 'm' | 'M') && matches!(letter, '²' | '³');
        before = letter;
        matches!(letter, '(' | ')' | '[' | '{' | '^') || notes::is_mark(letter) || notes::is_raised(letter) && !is_power
    });
    let end = end.unwrap_or(text.len());
    let label = text[end..].starts_with(')').then(|| text[..end].rfind(' ')).flatten();
    label.filter(|at| notes::mark(text[*at..].trim_start(), true).is_some()).unwrap_or(end)
}

/// What stands between brackets at the beginning, and behind them.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (open, close) = if text.starts_with('(') { ('(', ')') } else { ('[', ']') };
    let inner = text.strip_prefix(open)?;
    let mut depth = 1;
    let end = inner.find(|letter| {
        depth += i32::from(letter == open) - i32::from(letter == close);
        depth == 0
    })?;
    Some((&inner[..end], &inner[end + 1..]))
}

/// Whether a number is still to come.
fn is_number(rest: &str) -> bool {
    rest.contains(|c: char| c.is_ascii_digit())
}

/// The first letter of a text for which something holds, what that is, and the text behind it.
fn first<T>(text: &str, holds: impl Fn(char) -> Option<T>) -> Option<(T, &str)> {
    let mut letters = text.chars();
    let found = holds(letters.next()?)?;
    Some((found, letters.as_str()))
}

/// The grade of `73,48 / BB`, `73,48 - Baik`.
fn behind_stroke(tail: &str) -> Option<&str> {
    let grade = tail.strip_prefix(['/', '|', ':', '=', '-', '–', '—'])?.trim();
    let is_words = !grade.contains(|c: char| c.is_ascii_digit()) && grade.split_whitespace().count() <= MOST_WORDS;
    (grade.starts_with(char::is_alphabetic) && is_words).then_some(grade)
}

/// Whether digits are scattered, or what stands beside them is not known.
fn torn(rest: &str) -> Torn {
    let is_of_digits = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, '.' | ',' | '%' | '-' | '(' | ')' | '\'' | '·' | '٫' | 'O' | 'o' | 'I' | 'l')
    };
    if rest.contains(|c: char| c.is_ascii_digit()) && rest.chars().all(is_of_digits) {
        Torn::Digits
    } else {
        Torn::Marks
    }
}
