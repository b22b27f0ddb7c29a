//! The indicators of a table, one a row, and what is left out.

use super::codes::Codes;
use super::figures::Says;
use super::infer::Way;
use super::names;
use super::roles::Role;
use super::shape::Shape;
use crate::audit::words::{folded, tokens};

/// A row that becomes an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// Row of the found table.
    pub row: usize,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The objective it serves.
    pub objective: Option<String>,
    /// Its unit, as rules write it.
    pub unit: Option<String>,
    /// All rows that its name stands in.
    pub rows: Vec<usize>,
    /// The row of the indicator that it is counted for, where it is none itself.
    pub component: Option<usize>,
}

/// The rows of a table that become indicators; the others are counted by what they are.
pub fn rows(shape: &Shape) -> Vec<usize> {
    names::groups(shape).into_iter().map(|group| group.row).filter(|row| !shape.is_below_zero(*row)).collect()
}

/// Makes things of rows, which stand in their order. `taken` are names that something else has; `measures` are the columns with their figures.
pub fn things(shape: &Shape, rows: &[usize], measures: &[usize], taken: &[String]) -> Vec<Thing> {
    let mut codes = Codes::besides(taken.iter().cloned());
    let mut things = Vec::new();
    for group in names::groups(shape).into_iter().filter(|group| rows.binary_search(&group.row).is_ok()) {
        let row = group.row;
        let (name, own) = names::of(shape, &group);
        let code_of = |row: &usize| shape.code.map(|at| shape.code_text(at, *row)).filter(|code| is_code(code));
        let printed = code_of(&row).or_else(|| group.rows.iter().find_map(code_of)).or(own);
        let code = codes.take(printed.as_deref(), &name);
        let objective = shape.objective.map(|at| shape.text(at, row)).or_else(|| shape.objective_above(row));
        let objective = objective.map(|words| text(&words)).filter(|words| !words.is_empty());
        let above = || group.below.map(|over| shape.text(shape.name, over));
        let unit = unit(shape, row, measures).or_else(|| names::unit(shape, &name, measures));
        let unit = unit.or_else(|| names::unit(shape, &above()?, measures));
        let unit = unit.or_else(|| names::in_percent(shape, &name, measures));
        things.push(Thing { row, code, name, objective, unit, rows: group.rows, component: None });
    }
    things
}

fn is_code(code: &str) -> bool {
    code.chars().any(char::is_alphanumeric)
}

/// Which way each row counts, where the table says so.
pub fn ways(shape: &Shape, rows: &[usize]) -> Vec<Option<Way>> {
    let Some(column) = shape.way else { return rows.iter().map(|row| signed(shape, *row)).collect() };
    let way = |row: &usize| {
        let words = tokens(&shape.text(column, *row));
        let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
        match (
            has(&["naik", "tinggi", "positif", "maximize", "besar"]),
            has(&["turun", "rendah", "negatif", "minimize", "kecil"]),
        ) {
            (true, false) => Some(Way::Up),
            (false, true) => Some(Way::Down),
            (true, true) | (false, false) => None,
        }
    };
    rows.iter().map(way).collect()
}

/// `≤ 15 menit`: the sign of a target says which way is better.
fn signed(shape: &Shape, row: usize) -> Option<Way> {
    let targets = (0..shape.heads.len()).filter(|at| shape.heads[*at].role == Role::Target);
    let mut ways = targets.filter_map(|at| match shape.text(at, row).trim_start().chars().next() {
        Some('≤' | '<') => Some(Way::Down),
        Some('≥' | '>') => Some(Way::Up),
        Some(_) | None => None,
    });
    ways.next()
}

/// The unit of its column, else the one typed beside its figures.
fn unit(shape: &Shape, row: usize, measures: &[usize]) -> Option<String> {
    let stated = shape.unit.map(|at| shape.text(at, row)).and_then(|unit| unit_of(&unit));
    let beside = || {
        let mut units = measures.iter().filter_map(|at| match shape.cell(*at, row) {
            Says::Number(number) => number.unit.as_deref().and_then(unit_of),
            Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => None,
        });
        units.next()
    };
    stated.or_else(beside)
}

/// A unit as rules write it; none for a dash or a figure, which is none.
pub fn unit_of(unit: &str) -> Option<String> {
    let unit = text(unit);
    match folded(&unit).as_str() {
        "" => None,
        figure if !figure.contains(char::is_alphabetic) => None,
        "persen" | "persen persen" | "prosen" => Some("persen".into()),
        "rp" | "rupiah" => Some("rupiah".into()),
        _ => Some(unit),
    }
}

/// A text that can stand between quotes on one line.
pub fn text(words: &str) -> String {
    let quotes = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let plain = words.replace(quotes, "'").replace(char::is_control, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
