//! What a printed cell says: a number with its decimals, unit and grade; or a word, a blank, something torn.

use crate::data::digits::read_digits;
use crate::number::{Exact, NumberFormat, Places, Rounding, parse_decimal};

/// A printed cell, read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Printed {
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
pub(super) struct Figure {
    /// Its value.
    pub value: Exact,
    /// Decimals printed.
    pub places: Places,
    /// The unit beside it.
    pub unit: Beside,
    /// A grade beside it: `73,50 (BB)`.
    pub grade: Option<String>,
}

/// The unit that a number is printed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Beside {
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
}

impl Figure {
    /// Whether a value is printed so, rounded half away from zero.
    pub fn is(&self, value: &Exact) -> bool {
        self.is_by(value, Rounding::HalfAway)
    }

    /// The same with another rounding.
    pub fn is_by(&self, value: &Exact, mode: Rounding) -> bool {
        value.round(self.places, mode) == self.value
    }

    /// Its digits from the first that is not 0.
    pub fn digits(&self) -> String {
        let plain = self.value.abs().to_plain(self.places, Rounding::HalfAway).replace('.', "");
        plain.trim_start_matches('0').to_string()
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

/// Reads a cell.
pub(super) fn read(cell: &str) -> Printed {
    let cell = cell.trim().trim_matches('*').trim();
    if cell.is_empty() {
        return Printed::Blank;
    }
    if cell.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '−' | '.' | '…' | '/')) {
        return Printed::Dash;
    }
    if matches!(cell.to_lowercase().as_str(), "n/a" | "na" | "nihil" | "tidak ada") {
        return Printed::Dash;
    }
    if cell.starts_with('#') && cell.len() > 1 && !cell[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return Printed::Fault;
    }
    if !cell.contains(|letter: char| letter.is_ascii_digit()) {
        return Printed::Words(cell.to_string());
    }
    number(cell)
}

fn number(cell: &str) -> Printed {
    let (mut rest, mut unit) = (cell, Beside::Nothing);
    if let Some(behind) = money(rest) {
        (rest, unit) = (behind, Beside::Rupiah);
    }
    // `BB (73,48)`: a grade first.
    if rest.starts_with(char::is_alphabetic) {
        let Some((word, inner)) = rest.split_once('(') else { return Printed::Words(cell.to_string()) };
        let Some(inner) = inner.trim_end().strip_suffix(')') else { return Printed::Words(cell.to_string()) };
        if let Printed::Number(figures) = number(inner.trim()) {
            return Printed::Number(graded(figures, word.trim()));
        }
        return Printed::Words(cell.to_string());
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
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(end);
    let tail = behind.trim();
    // A full stop or comma that ends the words around it.
    let digits = digits.trim_end_matches([',', '.']).trim_end_matches(",-");
    let (tail, grade) = match tail.split_once('(') {
        Some((before, inner)) => (before.trim(), inner.trim_end().trim_end_matches(')').trim()),
        None => (tail, ""),
    };
    match tail {
        "" | ",-" | "-" => {}
        "%" | "persen" | "Persen" => unit = Beside::Percent,
        // `13O`: a letter in the place of a digit.
        word if word == behind && word.chars().count() == 1 && word.starts_with(char::is_alphabetic) => {
            return Printed::Torn;
        }
        // `2. Persentase laporan yang …` is a name with a number before it.
        words if words.split_whitespace().count() > 3 => return Printed::Words(cell.to_string()),
        word if word.starts_with(|c: char| c.is_alphabetic()) && !word.contains(|c: char| c.is_ascii_digit()) => {
            unit = if unit == Beside::Rupiah { unit } else { Beside::Word(word.to_string()) };
        }
        word if word.strip_prefix('%').is_some_and(|rest| rest.trim().chars().all(|c| !c.is_ascii_digit())) => {
            unit = Beside::Percent;
        }
        _ => return Printed::Torn,
    }
    let readings = [NumberFormat::Indonesian, NumberFormat::English];
    let mut figures: Vec<Figure> = Vec::new();
    for plain in readings.iter().filter_map(|format| read_digits(digits, Some(*format)).ok()) {
        let Ok(decimal) = parse_decimal(&plain) else { continue };
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let value = Exact::from(decimal);
        let value = if negative { -value } else { value };
        let figure = Figure { value, places: places(decimals), unit: unit.clone(), grade: None };
        if !figures.contains(&figure) {
            figures.push(figure);
        }
    }
    match figures.is_empty() {
        true => Printed::Torn,
        false if grade.is_empty() => Printed::Number(figures),
        false => Printed::Number(graded(figures, grade)),
    }
}

fn graded(figures: Vec<Figure>, grade: &str) -> Vec<Figure> {
    let is_grade = !grade.is_empty() && !grade.contains(|c: char| c.is_ascii_digit());
    let grade = is_grade.then(|| grade.to_string());
    figures.into_iter().map(|figure| Figure { grade: grade.clone(), ..figure }).collect()
}

/// What stands behind `Rp`, `Rp.`, `IDR`.
fn money(text: &str) -> Option<&str> {
    let rest = ["rp", "idr"].iter().find_map(|sign| {
        let head = text.get(..sign.len())?;
        head.eq_ignore_ascii_case(sign).then(|| &text[sign.len()..])
    })?;
    let rest = rest.trim_start_matches(['.', ':']).trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '(' | '−')).then_some(rest)
}
