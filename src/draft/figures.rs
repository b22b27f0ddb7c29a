//! What the cells of a column say: numbers with their decimals and unit, words, nothing.

use super::roles::Role;
use crate::audit::figure::{Beside, Figure, Printed};
use crate::audit::read as printed;
use crate::calendar::{SHORT_MONTHS, SPREADSHEET_MONTHS};
use crate::data::digits::only_format;
use crate::number::{Exact, NumberFormat, NumberStyle, Places, Rounding, format};
use crate::office::{Content, Shown, said};

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    /// Nothing stands there.
    Blank,
    /// A dash, an error, a formula without a value: nothing could be said.
    Nothing,
    /// Words.
    Words(String),
    /// A number.
    Number(Number),
    /// A number from one to another, as typed.
    Range(String),
}

/// A number as it stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Its value; percent as so many hundredths, so 95 for `95%`.
    pub value: Exact,
    /// Its decimals.
    pub places: Places,
    /// So many tens of the word typed beside it: 6 for `juta`. Its value has them.
    pub tens: i32,
    /// The unit typed beside it.
    pub unit: Option<String>,
    /// The grade typed behind it.
    pub grade: Option<String>,
    /// Whether its digits can be read as another number, and nothing near it says which.
    pub doubtful: bool,
    /// Whether its digits can be read as another number, and other cells say which.
    pub followed: bool,
}

impl Number {
    /// As a data file takes it: a comma, no groups.
    pub fn typed(&self) -> String {
        plain(&self.value)
    }
}

/// Whether a value with so many decimals is printed so, rounded or cut off.
pub fn is_printed(value: &Exact, printed: &Exact, places: Places) -> bool {
    let is = |mode| value.round(places, mode) == printed.round(places, mode);
    is(Rounding::HalfAway) || is(Rounding::Truncate)
}

/// Decimals, at most so many of those that a float holds.
pub fn at_most(places: Places, most: i32) -> Places {
    places.min(Places::new(most).unwrap_or(places))
}

/// A number in full, as a data file takes it; what never ends is cut far behind what anybody prints.
pub fn plain(value: &Exact) -> String {
    let cut = || value.to_plain(Places::new(12).unwrap_or(Places::WHOLE), Rounding::HalfAway);
    value.to_exact_plain().unwrap_or_else(cut).replace('.', ",")
}

/// A number as people read it, with so many decimals.
pub fn shown(value: &Exact, places: Places) -> String {
    format(&value.to_plain(places, Rounding::HalfAway), NumberStyle::Indonesian)
}

/// How the numbers of a table are typed, where its cells are texts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    indonesian: usize,
    english: usize,
}

impl Style {
    /// What these cells say of it.
    pub fn of<'c>(cells: impl Iterator<Item = &'c Option<Content>>) -> Style {
        let mut style = Style::default();
        for cell in cells {
            let Some(Content::Text(text)) = cell else { continue };
            match digits_of(text).and_then(only_format) {
                Some(NumberFormat::Indonesian) => style.indonesian += 1,
                Some(NumberFormat::English) => style.english += 1,
                None => {}
            }
        }
        style
    }

    /// The only one that is met.
    fn settled(self) -> Option<NumberFormat> {
        match (self.indonesian, self.english) {
            (0, 0) => None,
            (_, 0) => Some(NumberFormat::Indonesian),
            (0, _) => Some(NumberFormat::English),
            (_, _) => None,
        }
    }
}

/// Reads the cells of a column; `table` says how the other columns are typed.
pub fn read(cells: &[&Option<Content>], table: Style) -> Vec<Says> {
    let own = Style::of(cells.iter().copied()).settled().or(table.settled());
    cells.iter().map(|cell| cell.as_ref().map_or(Says::Blank, |content| one(content, own))).collect()
}

/// Reads the cells of a column below a heading. `1. Indeks SPBE` among names counts nothing.
pub fn read_below(role: Role, cells: &[&Option<Content>], table: Style) -> Vec<Says> {
    let mut all = read(cells, table);
    let is_named = matches!(role, Role::Name | Role::Objective | Role::Level);
    for (cell, says) in cells.iter().zip(&mut all) {
        let (Some(content @ Content::Text(_)), Says::Number(_) | Says::Range(_)) = (cell, &*says) else { continue };
        let text = said(content);
        if text.contains(char::is_alphabetic) && (is_named || role == Role::Unknown && is_numbered(&text)) {
            *says = Says::Words(text.into_owned());
        }
    }
    all
}

/// `1. Indeks SPBE`, `1.2) Nilai AKIP`: a number and the words that it counts, not a figure and its unit.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &text.trim_start()[..text.trim_start().len() - rest.len()];
    let words = if number.ends_with('.') { Some(rest) } else { rest.strip_prefix(')') };
    !number.is_empty() && words.is_some_and(|words| words.trim_start().starts_with(char::is_alphabetic))
}

/// Reads cells of money again that count in one letter, which is a factor of money alone: `8,85 M`.
pub fn read_letters(cells: &[&Option<Content>], table: Style, says: &mut [Says]) {
    let own = Style::of(cells.iter().copied()).settled().or(table.settled());
    for (cell, says) in cells.iter().zip(says) {
        let (Some(content @ (Content::Text(_) | Content::Worded(_))), Says::Number(Number { tens: 0, .. })) =
            (cell, &*says)
        else {
            continue;
        };
        let figures = printed::money(&said(content));
        if !figures.is_empty() {
            *says = number(&figures, own);
        }
    }
}

fn one(content: &Content, style: Option<NumberFormat>) -> Says {
    match content {
        Content::Number(number, form) => {
            let number = number.normalize();
            let places = i32::try_from(number.scale()).ok().and_then(Places::new).unwrap_or(Places::MAX);
            let value = Exact::from(number);
            let unit = matches!(form, Shown::Percent(_)).then(|| "%".to_string());
            Says::Number(Number { value, places, tens: 0, unit, grade: None, doubtful: false, followed: false })
        }
        Content::Text(_) => text(&said(content), style),
        Content::Worded(worded) if worded.seen.is_some() => Says::Nothing,
        Content::Worded(worded) => text(&worded.typed(), Some(NumberFormat::Indonesian)),
        Content::Vast(_) | Content::Date(_) | Content::Truth(_) => Says::Words(said(content).into_owned()),
        Content::Error(_) | Content::Uncomputed(_) => Says::Nothing,
    }
}

fn text(text: &str, style: Option<NumberFormat>) -> Says {
    // Nothing may be none, or not filled in.
    let is_none = matches!(text.trim().to_lowercase().as_str(), "nihil" | "tidak ada");
    if is_none || is_day(text) || printed::may_be_two(text) {
        return Says::Words(text.to_string());
    }
    match printed::cell(text) {
        Printed::Blank => Says::Blank,
        Printed::Dash | Printed::Fault => Says::Nothing,
        Printed::Number(figures) => number(&figures, style),
        Printed::Words(words) if is_range(&words) => Says::Range(words),
        Printed::Words(words) => Says::Words(words),
        Printed::Torn(_) if is_range(text) => Says::Range(text.to_string()),
        Printed::Torn(_) => Says::Words(text.to_string()),
    }
}

/// The number of digits that may as well be two, `670 949`, beside another figure of the same thing that is as large.
pub fn parted(text: &str, beside: &Exact) -> Option<Number> {
    let (Printed::Number(figures), true) = (printed::cell(text), printed::may_be_two(text)) else { return None };
    let Says::Number(number) = number(&figures, Some(NumberFormat::Indonesian)) else { return None };
    let (own, hundred) = (number.value.abs(), Exact::HUNDRED);
    let is_alike = beside.abs() <= own.clone() * hundred.clone() && own <= beside.abs() * hundred;
    let is_large = beside.abs() >= Exact::from(10_000) && own >= Exact::from(10_000);
    (is_alike && is_large).then_some(Number { followed: true, ..number })
}

/// Of two ways to read the digits the one of the column; where nothing tells, the Indonesian one, doubted.
fn number(figures: &[Figure], style: Option<NumberFormat>) -> Says {
    // Of one with a sign that is open both are in doubt.
    let first = &figures[0];
    let mut same = figures.iter().filter(|one| (one.value < Exact::ZERO) == (first.value < Exact::ZERO));
    let figure = if style == Some(NumberFormat::English) { same.nth(1).unwrap_or(first) } else { first };
    let unit = match &figure.unit {
        Beside::Nothing => None,
        Beside::Percent => Some("%".to_string()),
        Beside::Rupiah => Some("rupiah".to_string()),
        Beside::Word(word) => Some(word.clone()),
    };
    let is_open = figures.len() > 1;
    let (doubtful, followed) = (is_open && style.is_none(), is_open && style.is_some());
    let (value, places, grade) = (figure.value.clone(), figure.places, figure.grade.clone());
    let tens = figure.scale.tens.max(0);
    Says::Number(Number { value, places, tens, unit, grade, doubtful, followed })
}

/// `10-Dec`, `12-Des`: a day that a program made of figures, which are lost.
fn is_day(text: &str) -> bool {
    let Some((day, month)) = text.trim().split_once(['-', '/']) else { return false };
    let is_number = !day.is_empty() && day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit());
    let month: String = month.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let begins = |short: &&str| month.starts_with(short);
    let is_month = SPREADSHEET_MONTHS.iter().flatten().any(begins) || SHORT_MONTHS.iter().any(begins);
    is_number && (3..=9).contains(&month.len()) && is_month
}

/// `69,1-69,5`, `4 s.d. 5 hari`.
fn is_range(text: &str) -> bool {
    const BETWEEN: [&str; 8] = ["s.d.", "s.d", "s/d", "sampai", "..", "–", "—", "-"];
    let is_end = |end: &str| matches!(printed::cell(end), Printed::Number(_));
    BETWEEN.iter().filter_map(|mark| text.split_once(mark)).any(|(low, high)| is_end(low) && is_end(high))
}

/// The first digits of a text, with the marks between them.
fn digits_of(text: &str) -> Option<&str> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['.', ',']))
}
