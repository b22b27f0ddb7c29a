//! Names of indicators: those that go on in the next row, those that only another column tells apart, and their units.

use super::figures::Says;
use super::labels::is_label;
use super::roles::Role;
use super::shape::Shape;
use super::things::{text, unit_of};
use crate::audit::words::folded;
use crate::office::RowIs;
use std::collections::BTreeSet;

/// The rows that one name stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The one with its figures.
    pub row: usize,
    /// All of them, top down.
    pub rows: Vec<usize>,
    /// The row of the heading that it is a part of: `a. Kakao` below `Produksi perkebunan`.
    pub below: Option<usize>,
}

/// The rows of a table that name something, each with those that its name goes on in.
pub fn groups(shape: &Shape) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in 0..shape.found.rows.len() {
        let name = shape.text(shape.name, row);
        let is_named =
            shape.found.rows[row].is == RowIs::Thing && name.chars().any(char::is_alphabetic) && !is_label(&name);
        if !is_named || !shape.is_of_year(row) {
            continue;
        }
        let before = groups.last_mut().filter(|group| group.rows.last().is_some_and(|last| last + 1 == row));
        match before.filter(|_| goes_on(shape, row, &name)) {
            Some(group) if !is_measured(shape, row) => group.rows.push(row),
            Some(group) if !is_measured(shape, group.row) => {
                group.rows.push(row);
                group.row = row;
            }
            Some(_) | None => groups.push(Group { row, rows: vec![row], below: None }),
        }
    }
    without_headings(shape, groups)
}

/// Without names that only stand over others, and have no figure themselves: `Produksi perkebunan` over `a. Kakao`, or
/// `Produksi perkebunan (Ton)` over names without a unit. What is marked as a part knows what it is part of.
fn without_headings(shape: &Shape, groups: Vec<Group>) -> Vec<Group> {
    let name = |group: &Group| shape.text(shape.name, group.row);
    let mut kept: Vec<Group> = Vec::new();
    let mut over: Option<usize> = None;
    for (at, group) in groups.iter().enumerate() {
        let own = name(group);
        let next = groups.get(at + 1).filter(|next| has_figures(shape, next.row));
        let heads = next.map(name).is_some_and(|next| {
            let has_unit = |name: &str| in_brackets(name).is_some_and(is_unit);
            let is_over = part(&own).is_none() && part(&next).is_some();
            is_over || shape.unit.is_none() && has_unit(&own) && !has_unit(&next)
        });
        if heads && !has_figures(shape, group.row) && group.rows.len() == 1 {
            over = Some(group.row);
            continue;
        }
        over = over.filter(|_| part(&own).is_some());
        kept.push(Group { below: over, ..group.clone() });
    }
    kept
}

/// `Kakao` of `a. Kakao` and `- Kakao`: a part of what stands above.
pub fn part(name: &str) -> Option<&str> {
    let name = name.trim_start();
    let letter = name.strip_prefix(|first: char| first.is_ascii_lowercase());
    let lettered = letter.and_then(|rest| rest.strip_prefix(['.', ')']));
    let dashed = || name.strip_prefix(['-', '–', '•', '▪']).filter(|rest| rest.starts_with(' '));
    lettered.or_else(dashed).map(str::trim_start).filter(|rest| rest.contains(char::is_alphabetic))
}

/// Whether a row has anything to say about a figure.
fn has_figures(shape: &Shape, row: usize) -> bool {
    let of_figures = |at: &usize| {
        matches!(
            shape.heads[*at].role,
            Role::Target | Role::Real | Role::Achieved | Role::Budget | Role::Spent | Role::Absorbed | Role::Unknown
        )
    };
    (0..shape.heads.len()).filter(of_figures).any(|at| *shape.cell(at, row) != Says::Blank)
}

/// Whether a row goes on with the name above: in small letters, and without a number or code of its own.
fn goes_on(shape: &Shape, row: usize, name: &str) -> bool {
    let own = &shape.found.rows[row];
    let stands = |at: usize| own.cells[at].is_some() && own.from.get(at).is_none_or(|from| *from == own.number);
    let numbers = (0..shape.heads.len()).filter(|at| matches!(shape.heads[*at].role, Role::Counter | Role::Code));
    let mut numbers = numbers.peekable();
    let is_numbered = numbers.peek().is_some();
    name.starts_with(char::is_lowercase)
        && part(name).is_none()
        && stands(shape.name)
        && is_numbered
        && !numbers.any(stands)
}

/// Whether a row has a figure or a unit.
fn is_measured(shape: &Shape, row: usize) -> bool {
    let tells = |at: usize| match shape.cell(at, row) {
        Says::Number(_) | Says::Range(_) => !matches!(shape.heads[at].role, Role::Counter | Role::Code),
        Says::Nothing => true,
        Says::Words(_) => Some(at) == shape.unit,
        Says::Blank => false,
    };
    (0..shape.heads.len()).any(tells)
}

/// The name of a group; and a code where its own name tells it from no other.
pub fn of(shape: &Shape, group: &Group) -> (String, Option<String>) {
    let words: Vec<String> = group.rows.iter().map(|row| shape.text(shape.name, *row)).collect();
    let name = text(&words.join(" "));
    let name = match group.below {
        Some(over) => text(&format!("{}, {}", shape.text(shape.name, over), part(&name).unwrap_or(&name))),
        None => name,
    };
    let Some(apart) = shape.apart else { return (name, None) };
    let own = shape.code_text(apart, group.row);
    let is_short = own.len() <= 12 && own.chars().any(|c| c.is_ascii_digit()) && !own.contains(' ');
    let is_short = is_short && shape.apart_alone;
    (text(&format!("{name}, {}", shape.text(apart, group.row))), is_short.then_some(own))
}

/// The rows that only stand over others.
pub fn headings(shape: &Shape, named: &BTreeSet<usize>) -> Vec<usize> {
    let is_thing = |row: &usize| shape.found.rows[*row].is == RowIs::Thing && shape.is_of_year(*row);
    let is_named = |row: &usize| shape.text(shape.name, *row).chars().any(char::is_alphabetic);
    let all = (0..shape.found.rows.len()).filter(is_thing).filter(is_named);
    all.filter(|row| !named.contains(row) && !shape.is_below_zero(*row)).collect()
}

/// The column of codes: of several the first whose codes are each row's own, as those of the province beside those of its regencies
/// are not.
pub fn code(shape: &Shape) -> Option<usize> {
    let rows: Vec<usize> = groups(shape).into_iter().map(|group| group.row).collect();
    let all = || (0..shape.heads.len()).filter(|at| shape.heads[*at].role == Role::Code);
    // Where none has, that with the most of them: the code of an office stands beside those of its activities.
    let most = |at: &usize| distinct(rows.iter().map(|row| shape.code_text(*at, *row)));
    all().find(|at| has_own(shape, *at, &rows)).or_else(|| all().rev().max_by_key(most)).or(shape.code)
}

/// Whether each row has its own code there.
pub fn has_own(shape: &Shape, code: usize, rows: &[usize]) -> bool {
    distinct(rows.iter().map(|row| shape.code_text(code, *row))) == rows.len()
}

/// The column that tells rows of the same name apart, where names stand there three times and more, or twice where no code tells
/// them apart: regions, offices. With its words each row has a name of its own.
pub fn apart(shape: &Shape) -> Option<usize> {
    let rows: Vec<usize> = groups(shape).into_iter().map(|group| group.row).collect();
    let names = distinct(rows.iter().map(|row| shape.text(shape.name, *row)));
    // What tells rows of persons apart is about persons.
    let least = if shape.code.is_some_and(|at| has_own(shape, at, &rows)) { 3 } else { 2 };
    if rows.len() < 3 || names * least > rows.len() || shape.has_persons() {
        return None;
    }
    let is_apart = |at: &usize| {
        let role = shape.heads[*at].role;
        let whole = |row: &usize| match shape.cell(*at, *row) {
            Says::Number(number) => number.value.is_integer() && number.unit.is_none(),
            Says::Words(_) => true,
            Says::Blank | Says::Nothing | Says::Range(_) => false,
        };
        let may = matches!(role, Role::Unknown | Role::Level | Role::Code | Role::Objective);
        let both = |row: &usize| format!("{}\n{}", shape.text(shape.name, *row), shape.text(*at, *row));
        may && *at != shape.name
            && Some(*at) != shape.only
            && !shape.is_personal(*at)
            && rows.iter().all(whole)
            && distinct(rows.iter().map(both)) == rows.len()
    };
    (0..shape.heads.len()).find(is_apart)
}

/// How many different texts there are.
pub fn distinct(texts: impl Iterator<Item = String>) -> usize {
    texts.collect::<BTreeSet<_>>().len()
}

/// The unit in brackets behind a heading of figures, or behind the name, where no column holds units.
pub fn unit(shape: &Shape, name: &str, measures: &[usize]) -> Option<String> {
    if shape.unit.is_some() {
        return None;
    }
    let heads = measures.iter().filter_map(|at| in_brackets(shape.found.heads[*at].levels.last()?));
    // What the name says is said of it alone.
    in_brackets(name).into_iter().chain(heads).find(|unit| is_unit(unit)).and_then(unit_of)
}

/// Percent, where a line above or below the table says that its figures are: `(dalam persen)`, `*) dalam persen`. With a mark it is
/// said of what has that mark, where anything has.
pub fn in_percent(shape: &Shape, name: &str, measures: &[usize]) -> Option<String> {
    let says_so = |text: &str| {
        let lower = text.to_lowercase();
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').trim();
        let bare = ["dinyatakan ", "angka ", "catatan: ", "keterangan: "]
            .iter()
            .find_map(|word| bare.strip_prefix(word))
            .unwrap_or(bare);
        matches!(bare, "dalam persen" | "dalam %" | "dalam persentase" | "satuan persen" | "satuan: persen")
    };
    let found = shape.found;
    let line = found.above.iter().chain(&found.below).map(|line| line.text.as_str()).find(|text| says_so(text))?;
    let marked = |at: &usize| found.heads[*at].levels.iter().any(|level| level.contains('*'));
    let names = || (0..found.rows.len()).any(|row| shape.text(shape.name, row).contains('*'));
    let has_marks = line.contains('*') && ((0..found.heads.len()).any(|at| marked(&at)) || names());
    let is_said = !has_marks || name.contains('*') || measures.iter().any(marked);
    (shape.unit.is_none() && is_said).then(|| "persen".to_string())
}

fn is_unit(words: &str) -> bool {
    KNOWN.contains(&folded(words).as_str())
}

/// `Kg` of `Cadangan pangan (Kg)`.
fn in_brackets(words: &str) -> Option<&str> {
    words.trim_end_matches([' ', ':']).strip_suffix(')')?.rsplit_once('(').map(|(_, inner)| inner.trim())
}

/// What behind a name is a unit, and no short name.
const KNOWN: [&str; 34] = [
    "persen",
    "rp",
    "rupiah",
    "ribu rupiah",
    "juta rupiah",
    "miliar rupiah",
    "nilai",
    "indeks",
    "skor",
    "angka",
    "orang",
    "jiwa",
    "dokumen",
    "laporan",
    "unit",
    "paket",
    "kegiatan",
    "hari",
    "jam",
    "menit",
    "bulan",
    "ha",
    "hektar",
    "hektare",
    "m",
    "m2",
    "km",
    "km2",
    "kg",
    "kuintal",
    "kwintal",
    "ton",
    "liter",
    "ekor",
];

/// Cells that hold two indicators: `1. Nilai … 2. Indeks …`.
pub fn double(name: &str) -> bool {
    let opens = |first: &str, second: &str| {
        name.trim_start().starts_with(first)
            && name.match_indices(second).any(|(at, _)| at > 0 && name[..at].ends_with([' ', ';', ',']))
    };
    [("1.", "2."), ("1)", "2)"), ("a.", "b."), ("a)", "b)"), ("-", "- ")]
        .iter()
        .any(|(first, second)| opens(first, second))
}
