//! What a printed cell says: a number with its decimals, unit and grade; or a word, a blank, something torn.

use super::marks;
use super::signs::{self, Scale};
use crate::data::digits::read_digits;
use crate::data::range_target::MARKS;
use crate::number::{Exact, NumberFormat, NumberStyle, Places, Rounding, format, parse_decimal};
use crate::source::sheet::MARK;
use std::cmp::Ordering;

/// A printed cell, read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Printed {
    /// Nothing.
    Blank,
    /// `-`: nothing, on purpose.
    Dash,
    /// Words.
    Words(String),
    /// A number in each way in which its digits can be read; at least one.
    Number(Vec<Figure>),
    /// `#DIV/0!`
    Fault,
    /// Digits that are no number.
    Torn,
}

/// A printed number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// Its value.
    pub value: Exact,
    /// Its decimals, as many as are printed; below 0 where a word stands for tens.
    pub places: Places,
    /// In what it is printed.
    pub scale: Scale,
    /// The unit beside it.
    pub unit: Beside,
    /// A grade beside it: `73,50 (BB)`.
    pub grade: Option<String>,
    /// How the rules round what they show in its place.
    pub mode: Rounding,
}

/// The unit that a number is printed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Beside {
    Nothing,
    Percent,
    Rupiah,
    Word(String),
}

impl Printed {
    /// Its readings, where it is a number.
    pub fn figures(&self) -> &[Figure] {
        if let Printed::Number(figures) = self { figures } else { &[] }
    }

    /// Its numbers as the rules round what they show in its place.
    pub fn rounded_by(&mut self, mode: Rounding) {
        if let Printed::Number(figures) = self {
            figures.iter_mut().for_each(|figure| figure.mode = mode);
        }
    }

    /// Reads its numbers also as so many tens, where none is said of them; percent only where it is said.
    pub fn also_in(&mut self, scale: Scale) {
        let Printed::Number(figures) = self else { return };
        let Some(tens) = Exact::from(10).checked_pow(scale.tens) else { return };
        let plain: Vec<Figure> = figures.iter().filter(|one| one.scale == Scale::PLAIN).cloned().collect();
        figures.extend(plain.into_iter().filter_map(|one| {
            let places = Places::new(one.places.get() - scale.tens)?;
            Some(Figure { value: one.value.clone() * tens.clone(), places, scale, ..one })
        }));
    }
}

impl Figure {
    /// The same digits where the word behind them is part of the unit: of `71.307 juta rupiah` in juta rupiah.
    pub fn unscaled(&self) -> Option<Figure> {
        let tens = Exact::from(10).checked_pow(-self.scale.tens)?;
        let (value, places) = (self.value.clone() * tens, self.printed_places());
        (self.scale.tens > 0).then(|| Figure {
            value,
            places,
            scale: Scale::PLAIN,
            unit: Beside::Nothing,
            ..self.clone()
        })
    }

    /// The decimals that stand there.
    pub fn printed_places(&self) -> Places {
        self.scale.places(self.places)
    }

    /// A value in what this one is printed in.
    pub fn scaled(&self, value: &Exact) -> Exact {
        Exact::from(10).checked_pow(-self.scale.tens).map_or_else(|| value.clone(), |tens| value.clone() * tens)
    }

    /// Whether a value is printed so.
    pub fn is(&self, value: &Exact) -> bool {
        self.is_by(value, self.mode)
    }

    /// The same with another rounding.
    pub fn is_by(&self, value: &Exact, mode: Rounding) -> bool {
        value.round(self.places, mode) == self.value
    }

    /// Its digits from the first that is not 0.
    pub fn digits(&self) -> String {
        let plain = self.scaled(&self.value).abs().to_plain(self.printed_places(), Rounding::HalfAway).replace('.', "");
        plain.trim_start_matches('0').to_string()
    }

    /// As people write it.
    pub fn plain(&self) -> String {
        let plain = self.scaled(&self.value).to_plain(self.printed_places(), Rounding::HalfAway);
        format!("{}{}", format(&plain, NumberStyle::Indonesian), self.scale.word)
    }

    /// From where to where values are printed so.
    pub fn reach(&self) -> (Exact, Exact) {
        let (half, own) = (self.half(), self.value.clone());
        let step = half.clone() + half.clone();
        let is_below = match self.mode {
            Rounding::HalfAway | Rounding::HalfEven => return (own.clone() - half.clone(), own + half),
            Rounding::Truncate if own.is_zero() => return (own.clone() - step.clone(), own + step),
            Rounding::Truncate => own < Exact::ZERO,
            Rounding::Ceiling => true,
            Rounding::Floor => false,
        };
        if is_below { (own.clone() - step, own) } else { (own.clone(), own + step) }
    }

    /// Half of the last decimal.
    pub fn half(&self) -> Exact {
        half_of(self.places)
    }
}

/// Half of the last of so many decimals.
pub(super) fn half_of(places: Places) -> Exact {
    let step = Exact::from(10).checked_pow(-places.get()).unwrap_or(Exact::ONE);
    step * Exact::ratio(1, 2).unwrap_or(Exact::ONE)
}

/// So many decimals, as rounding takes them.
pub(super) fn places(decimals: usize) -> Places {
    i32::try_from(decimals).ok().and_then(Places::new).unwrap_or(Places::WHOLE)
}

/// Reads a cell. One of a sheet whose digits have one reading ends with the mark of such cells.
pub(crate) fn read(cell: &str) -> Printed {
    read_as(cell, Beside::Nothing)
}

/// Whether the digits of a cell may as well be two numbers: who knows no value that is meant cannot tell.
pub(crate) fn may_be_two(cell: &str) -> bool {
    signs::may_be_two(&marks::tidy(cell))
}

/// The readings of a cell of money in what only money is said: `1,25 M`.
pub(crate) fn read_money(cell: &str) -> Vec<Figure> {
    let Printed::Number(mut figures) = read_as(cell, Beside::Rupiah) else { return Vec::new() };
    figures.retain(|one| one.scale.tens > 0);
    figures
}

fn read_as(cell: &str, unit: Beside) -> Printed {
    let Some(clear) = cell.strip_suffix(MARK) else { return read_any(cell, unit) };
    let mut read = read_any(clear, unit);
    if let Printed::Number(figures) = &mut read {
        figures.truncate(1);
    }
    read
}

fn read_any(cell: &str, unit: Beside) -> Printed {
    let tidy = marks::tidy(cell);
    let cell = tidy.as_ref();
    if cell.is_empty() || is_note(cell) {
        return Printed::Blank;
    }
    if cell.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '−' | '.' | '…' | '/')) {
        return Printed::Dash;
    }
    if matches!(cell.to_lowercase().as_str(), "n/a" | "n.a" | "n.a." | "na" | "nihil" | "tidak ada") {
        return Printed::Dash;
    }
    if cell.starts_with('#') && cell.len() > 1 && !cell[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return Printed::Fault;
    }
    if !cell.contains(|letter: char| letter.is_ascii_digit()) {
        return Printed::Words(cell.to_string());
    }
    if let Some(read) = turned(cell, &unit) {
        return read;
    }
    let read = number(cell, unit);
    // `25%-30%`, `25..30`
    if matches!(read, Printed::Torn) && pair(cell).is_some() { Printed::Words(cell.to_string()) } else { read }
}

/// A figure with an arrow or a word for where it went: what went down may be printed without its sign.
fn turned(cell: &str, unit: &Beside) -> Option<Printed> {
    let (way, rest) = marks::turned(cell)?;
    let Printed::Number(mut figures) = number(rest, unit.clone()) else { return None };
    if way == Ordering::Less {
        let above = figures.iter().filter(|one| one.value > Exact::ZERO);
        let below: Vec<Figure> = above.map(|one| Figure { value: -one.value.clone(), ..one.clone() }).collect();
        figures.extend(below);
    }
    Some(Printed::Number(figures))
}

/// Whether two cells say the same, however they are dressed: `92,11` and `92,11 %`.
pub(super) fn says_same(one: &str, other: &str) -> bool {
    let value = |cell: &str| read(cell).figures().first().map(|figure| (figure.value.clone(), figure.places));
    one == other || value(one).is_some_and(|own| value(other) == Some(own))
}

/// Whether a cell is the mark of a footnote alone: `1)`.
fn is_note(cell: &str) -> bool {
    let digits = cell.strip_suffix(')').unwrap_or_default();
    (1..=2).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
}

fn number(cell: &str, mut unit: Beside) -> Printed {
    let mut rest = cell;
    if let Some(behind) = signs::money(rest) {
        (rest, unit) = (behind, Beside::Rupiah);
    }
    // `BB (73,48)`, `BB / 73,48`: a grade first.
    if rest.starts_with(char::is_alphabetic) {
        let within = rest.split_once('(').and_then(|(word, inner)| Some((word, inner.trim_end().strip_suffix(')')?)));
        let Some((word, inner)) = within.or_else(|| rest.split_once('/')) else {
            return Printed::Words(cell.to_string());
        };
        return match number(inner.trim(), Beside::Nothing) {
            Printed::Number(figures) if figures.iter().all(|one| one.grade.is_none()) => {
                Printed::Number(graded(figures, word.trim()))
            }
            Printed::Number(_)
            | Printed::Blank
            | Printed::Dash
            | Printed::Words(_)
            | Printed::Fault
            | Printed::Torn => Printed::Words(cell.to_string()),
        };
    }
    let accounting = rest.strip_prefix('(').and_then(|inner| inner.split_once(')')).filter(|(inner, behind)| {
        inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '%'))
            && behind.trim_matches('%').trim().is_empty()
    });
    let mut negative = false;
    let owned;
    if let Some((inner, behind)) = accounting {
        owned = format!("{inner}{behind}");
        (rest, negative) = (&owned, true);
    }
    if let Some(behind) = rest.strip_prefix(['-', '−', '–', '+']) {
        negative = !rest.starts_with('+');
        rest = behind.trim_start();
    }
    let grouped = signs::grouped(rest);
    let rest = grouped.as_deref().unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(end);
    let tail = behind.trim();
    // A full stop or comma that ends the words around it.
    let mut digits = digits.trim_end_matches([',', '.']).trim_end_matches(",-");
    let mut scale = Scale::PLAIN;
    let (tail, grade) = match tail.split_once('(') {
        Some((before, inner)) => (before.trim(), inner.trim_end().trim_end_matches(')').trim()),
        None => behind_stroke(tail).map_or((tail, ""), |grade| ("", grade)),
    };
    match tail {
        "" | ",-" | "-" => {}
        "%" => unit = Beside::Percent,
        // `75,381)`: the mark of a footnote that lost its place above the line.
        ")" if digits.len() > 1 => digits = digits[..digits.len() - 1].trim_end_matches([',', '.']),
        // `1OO`: letters in the place of digits.
        word if word == behind && word.chars().all(|c| matches!(c, 'O' | 'o' | 'I' | 'l')) => return Printed::Torn,
        // `13O`: a letter in the place of a digit.
        word if word == behind
            && word.chars().count() == 1
            && word.starts_with(char::is_alphabetic)
            && signs::scale(word, unit == Beside::Rupiah).is_none() =>
        {
            return Printed::Torn;
        }
        // `2. Persentase laporan yang …` is a name with a number before it.
        words if words.split_whitespace().count() > 3 => return Printed::Words(cell.to_string()),
        word if word.starts_with(|c: char| c.is_alphabetic()) && signs::is_unit(word, word == behind) => {
            let (first, rest) = word.split_once(char::is_whitespace).unwrap_or((word, ""));
            let rest = match signs::scale(first, unit == Beside::Rupiah) {
                Some(own) => {
                    scale = own;
                    rest.trim()
                }
                None => word,
            };
            unit = beside(rest, unit);
        }
        word if word.strip_prefix('%').is_some_and(|rest| rest.trim().chars().all(|c| !c.is_ascii_digit())) => {
            unit = Beside::Percent;
        }
        // `46 dari 65`, `38/40`, `12 Januari 2024`: more than one number.
        word if signs::more_than_one(word) => return Printed::Words(cell.to_string()),
        _ => return Printed::Torn,
    }
    let readings = [NumberFormat::Indonesian, NumberFormat::English];
    let mut figures: Vec<Figure> = Vec::new();
    for plain in readings.iter().filter_map(|format| read_digits(digits, Some(*format)).ok()) {
        let Ok(decimal) = parse_decimal(&plain) else { continue };
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let Some(tens) = Exact::from(10).checked_pow(scale.tens) else { continue };
        let value = Exact::from(decimal) * tens;
        let value = if negative { -value } else { value };
        let Some(places) = Places::new(places(decimals).get() - scale.tens) else { continue };
        let figure = Figure { value, places, scale, unit: unit.clone(), grade: None, mode: Rounding::HalfAway };
        // `(75,00)` is how accounts write less than nothing, and how others set a figure apart.
        let apart = accounting.map(|_| Figure { value: -figure.value.clone(), ..figure.clone() });
        for figure in std::iter::once(figure).chain(apart) {
            if !figures.contains(&figure) {
                figures.push(figure);
            }
        }
    }
    match figures.is_empty() {
        true => Printed::Torn,
        false if grade.is_empty() => Printed::Number(figures),
        false => Printed::Number(graded(figures, grade)),
    }
}

/// The ends of `64,03-67,66`, `69 – 70`, `5 s/d 7`: two numbers, the lower first.
pub(crate) fn range(cell: &str) -> Option<(Figure, Figure)> {
    ends(cell).filter(|(low, high)| low.value < high.value)
}

/// The same where the higher may stand first.
pub(crate) fn ends(cell: &str) -> Option<(Figure, Figure)> {
    between(cell, MARKS.iter().chain(&["hingga"]))
}

/// The numbers of what may be meant as a range, in their order, `67,66-64,03`, `25/30`; or as a part of a whole, `46 dari 65`.
pub(crate) fn pair(cell: &str) -> Option<(Figure, Figure)> {
    between(cell, MARKS.iter().chain(&["hingga", "/", ":", "dari"]))
}

/// The two numbers between which one of some marks stands; no years.
fn between<'m>(cell: &str, mut marks: impl Iterator<Item = &'m &'m str>) -> Option<(Figure, Figure)> {
    let cell = cell.to_lowercase();
    let end = |text: &str| match number(text.trim(), Beside::Nothing) {
        Printed::Number(figures) => figures.into_iter().next(),
        Printed::Blank | Printed::Dash | Printed::Words(_) | Printed::Fault | Printed::Torn => None,
    };
    let is_figure = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let (low, high) = marks.find_map(|mark| {
        let (low, high) = cell.split_once(*mark)?;
        if is_figure(low) && is_figure(high) { Some((end(low)?, end(high)?)) } else { None }
    })?;
    let is_years = |one: &Figure| super::naming::is_year(&one.plain().replace('.', ""));
    (!(is_years(&low) && is_years(&high))).then_some((low, high))
}

/// The grade of `73,48 / BB`, `73,48 - Baik`.
fn behind_stroke(tail: &str) -> Option<&str> {
    let grade = tail.strip_prefix(['/', '|', ':', '=', '-', '–', '—'])?.trim();
    let is_words = !grade.contains(|c: char| c.is_ascii_digit()) && grade.split_whitespace().count() <= 3;
    (grade.starts_with(char::is_alphabetic) && is_words).then_some(grade)
}

/// The unit that words behind a number name.
fn beside(words: &str, unit: Beside) -> Beside {
    match words.to_lowercase().as_str() {
        "" => unit,
        "persen" | "prosen" | "persent" | "percent" | "pct" => Beside::Percent,
        "rupiah" => Beside::Rupiah,
        _ if unit == Beside::Rupiah => unit,
        _ => Beside::Word(words.to_string()),
    }
}

fn graded(figures: Vec<Figure>, grade: &str) -> Vec<Figure> {
    let is_grade = !grade.is_empty() && !grade.contains(|c: char| c.is_ascii_digit());
    let grade = is_grade.then(|| grade.to_string());
    figures.into_iter().map(|figure| Figure { grade: grade.clone(), ..figure }).collect()
}
