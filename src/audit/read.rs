//! Printed cells to what they say.

use super::dress::{Bare, Sign, Undressed, undress};
use super::figure::{Beside, Figure, Printed, Torn, places};
use super::marks;
use super::signs;
use crate::data::digits::read_digits;
use crate::data::range_target::MARKS;
use crate::number::{Exact, NumberFormat, Places, Rounding, parse_decimal};
use crate::source::sheet::MARK;

/// Words in the place of a figure that there is none of: no title of a column.
pub(super) fn is_nothing(cell: &str) -> bool {
    const NOTHING: [&str; 14] = [
        "tidak ada data",
        "data tidak ada",
        "belum ada",
        "belum ada data",
        "belum rilis",
        "belum dirilis",
        "data belum rilis",
        "belum tersedia",
        "data belum tersedia",
        "tidak tersedia",
        "data tidak tersedia",
        "belum diukur",
        "tidak diukur",
        "belum dinilai",
    ];
    let words = cell.trim().trim_end_matches(['.', '*']).to_lowercase();
    NOTHING.contains(&words.as_str()) || self::cell(cell) == Printed::Dash
}

/// Reads a cell. One of a sheet whose digits have one reading ends with the mark of such cells.
pub(crate) fn cell(cell: &str) -> Printed {
    read_as(cell, Beside::Nothing)
}

/// Whether the digits of a cell may as well be two numbers: who knows no value that is meant cannot tell.
pub(crate) fn may_be_two(cell: &str) -> bool {
    signs::may_be_two(&marks::tidy(cell))
}

/// The readings of a cell of money in what only money is said: `1,25 M`.
pub(crate) fn money(cell: &str) -> Vec<Figure> {
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
    let plain = marks::plain(cell);
    let tidy = marks::tidy(&plain);
    let bare = tidy.as_ref();
    if bare.is_empty() || is_note(bare) {
        return Printed::Blank;
    }
    if bare.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '−' | '.' | '…' | '/')) {
        return Printed::Dash;
    }
    if matches!(bare.to_lowercase().as_str(), "n/a" | "n.a" | "n.a." | "na" | "nihil" | "tidak ada") {
        return Printed::Dash;
    }
    if bare.starts_with('#') && bare.len() > 1 && !bare[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return Printed::Fault;
    }
    if !bare.contains(|letter: char| letter.is_ascii_digit()) {
        return Printed::Words(bare.to_string());
    }
    let read = number(marks::bound(&plain).map_or(&plain, |(_, rest)| rest), unit);
    match read {
        // Words are kept without the marks of footnotes; `25%-30%`, `25..30` are two numbers.
        Printed::Words(_) => Printed::Words(bare.to_string()),
        Printed::Torn(_) if !pair(bare).is_empty() => Printed::Words(bare.to_string()),
        Printed::Blank | Printed::Dash | Printed::Number(_) | Printed::Fault | Printed::Torn(_) => read,
    }
}

/// Whether two cells say the same, however they are dressed: `92,11` and `92,11 %`.
pub(super) fn says_same(one: &str, other: &str) -> bool {
    let value = |text: &str| cell(text).figures().first().map(|figure| (figure.value.clone(), figure.places));
    one == other || value(one).is_some_and(|own| value(other) == Some(own))
}

/// Whether a cell is the mark of a footnote alone: `1)`.
fn is_note(cell: &str) -> bool {
    let digits = cell.strip_suffix(')').unwrap_or_default();
    (1..=2).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
}

fn number(cell: &str, unit: Beside) -> Printed {
    let bare = match undress(cell, unit) {
        Undressed::Bare(bare) => bare,
        Undressed::Words => return Printed::Words(cell.to_string()),
        Undressed::Torn(torn) => return Printed::Torn(torn),
    };
    let mut figures: Vec<Figure> = Vec::new();
    for figure in bare.digits.iter().flat_map(|digits| readings(&bare, digits)) {
        if !figures.contains(&figure) {
            figures.push(figure);
        }
    }
    if figures.is_empty() { Printed::Torn(Torn::Digits) } else { Printed::Number(figures) }
}

/// Digits in each way in which they can be read, above and below nothing where both may be meant.
fn readings<'b>(bare: &'b Bare, digits: &'b str) -> impl Iterator<Item = Figure> + 'b {
    let formats = [NumberFormat::Indonesian, NumberFormat::English];
    let plains = formats.into_iter().filter_map(|format| read_digits(digits, Some(format)).ok());
    let above = plains.filter_map(|plain| {
        let decimal = parse_decimal(&plain).ok()?;
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let value = Exact::from(decimal) * Exact::from(10).checked_pow(bare.scale.tens)?;
        let places = Places::new(places(decimals).get() - bare.scale.tens)?;
        let (scale, unit, grade) = (bare.scale, bare.unit.clone(), bare.grade.clone());
        Some(Figure { value, places, scale, unit, grade, went: bare.went, mode: Rounding::HalfAway })
    });
    above.flat_map(|above| {
        let below = Figure { value: -above.value.clone(), ..above.clone() };
        let [first, second] = match bare.sign {
            Sign::Above => [Some(above), None],
            Sign::Below => [Some(below), None],
            Sign::Open { below: true } => [Some(below), Some(above)],
            Sign::Open { below: false } => [Some(above), Some(below)],
        };
        first.into_iter().chain(second)
    })
}

/// A number in brackets behind another one: `98,57 (88,89)`.
pub(super) fn bracketed(text: &str) -> Vec<Figure> {
    let Some((before, inner)) = text.split_once('(') else { return Vec::new() };
    let Some((inner, _)) = inner.split_once(')').filter(|_| before.contains(|c: char| c.is_ascii_digit())) else {
        return Vec::new();
    };
    cell(inner).figures().to_vec()
}

/// The ends of `64,03-67,66`, `69 – 70`, `5 s/d 7`: two numbers, the lower first.
pub(crate) fn range(cell: &str) -> Option<(Figure, Figure)> {
    ends(cell).into_iter().next().filter(|(low, high)| low.value < high.value)
}

/// The same where the higher may stand first, in each way in which its points and commas can be read.
pub(crate) fn ends(cell: &str) -> Vec<(Figure, Figure)> {
    between(cell, MARKS.iter().chain(&["hingga"]))
}

/// The numbers of what may be meant as a range, in their order, `67,66-64,03`, `25/30`; or as a part of a whole, `46 dari 65`.
pub(crate) fn pair(cell: &str) -> Vec<(Figure, Figure)> {
    between(cell, MARKS.iter().chain(&["hingga", "/", ":", "dari"]))
}

/// The two numbers between which one of some marks stands; no years.
fn between<'m>(cell: &str, mut marks: impl Iterator<Item = &'m &'m str>) -> Vec<(Figure, Figure)> {
    let cell = cell.to_lowercase();
    let end = |text: &str| match number(text.trim(), Beside::Nothing) {
        Printed::Number(figures) => figures.first().cloned().zip(figures.last().cloned()),
        Printed::Blank | Printed::Dash | Printed::Words(_) | Printed::Fault | Printed::Torn(_) => None,
    };
    let is_figure = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let found = marks.find_map(|mark| {
        let (low, high) = cell.split_once(*mark)?;
        if is_figure(low) && is_figure(high) { Some((end(low)?, end(high)?)) } else { None }
    });
    let Some(((low, low_too), (high, high_too))) = found else { return Vec::new() };
    let is_year = |one: &Figure| super::naming::is_year(&one.plain().replace('.', ""));
    if is_year(&low) && is_year(&high) {
        return Vec::new();
    }
    let mut all = vec![(low, high), (low_too, high_too)];
    all.dedup();
    all
}
