//! Columns before cells: one other reading of a whole column that explains it better than the rules do.

use super::case::{Case, First, rounded};
use super::figure::Figure;
use super::outcome::Verdict;
use super::ways::Way;
use super::world::{Pins, Position, cell_at};
use crate::eval::{self, Cell};
use crate::number::{Exact, Rounding};
use crate::plan::SlotId;
use crate::program::{Role, When};
use std::collections::BTreeMap;

/// Another reading of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// Another convention.
    Way(Way),
    /// Every indicator better the other way, with caps or without.
    Turned(bool),
    /// Every achievement by another rule of the package.
    Rule(usize),
    /// What another column of the table holds.
    Column(usize),
    /// What the row above or below holds; what falls out at the end may stand at the other.
    Row(isize),
    /// What another year holds, so many years on.
    Year(i32),
    /// Worked out with the target or the realisation of the row above or below.
    Of(Role, isize),
    /// Right, but cut or rounded otherwise.
    Mode(Rounding),
    /// Less 100.
    LessHundred,
    /// 100 less it.
    HundredLess,
    /// So many tens more.
    Shifted(i32),
}

impl Reading {
    /// Those with what stands in the row above or below.
    pub fn of_rows() -> Vec<Reading> {
        let roles = [Role::Target, Role::Value].into_iter();
        roles.flat_map(|role| [-1, 1].map(|by| Reading::Of(role, by))).collect()
    }
}

/// The fewest cells that make a column.
pub(super) const FEWEST: usize = 3;

/// For each column that is read otherwise: the printed table and column, the reading, and the spots that it explains.
pub(super) fn columns(case: &Case) -> Vec<(Reading, Vec<usize>)> {
    let mut columns: BTreeMap<(usize, usize, Option<i32>), Vec<usize>> = BTreeMap::new();
    for (at, spot) in case.spots.iter().enumerate() {
        // Rows of another year are another column.
        let year = case.printed[spot.table].rows.get(spot.row).and_then(|row| row.year);
        columns.entry((spot.table, spot.column, year)).or_default().push(at);
    }
    columns.into_values().flat_map(|spots| otherwise(case, &spots)).collect()
}

fn otherwise(case: &Case, spots: &[usize]) -> Vec<(Reading, Vec<usize>)> {
    let mut open: Vec<usize> = spots.iter().copied().filter(|at| is_off(case, *at)).collect();
    let mut found = Vec::new();
    // A column may be read one way above and another below.
    while open.len() >= FEWEST {
        let Some((reading, explained)) = best(case, spots, &open) else { break };
        // Both stand in the order of the report.
        open.retain(|at| explained.binary_search(at).is_err());
        found.push((reading, explained));
    }
    found
}

/// The reading that explains most of the open cells of a column, in the stretch of rows that it fits best.
fn best(case: &Case, spots: &[usize], open: &[usize]) -> Option<(Reading, Vec<usize>)> {
    let mut best: Option<(usize, Reading, Vec<usize>)> = None;
    for reading in all(case, spots) {
        let fitting: Vec<usize> = open.iter().copied().filter(|at| fits(case, *at, &reading)).collect();
        // What a neighbour prints beside it counts only where the rules say so of others, too.
        let strict = fitting.iter().filter(|at| by_rules(case, **at, &reading)).count();
        if strict < FEWEST || best.as_ref().is_some_and(|(most, ..)| fitting.len() <= *most) {
            continue;
        }
        let (score, explained) = stretch(case, spots, &fitting, &reading);
        let is_more = best.as_ref().is_none_or(|(most, ..)| score > *most);
        // A few cells of a column with many mistakes are no column.
        let is_whole = matches!(reading, Reading::Column(_)) || explained.len() * 10 >= open.len() * 6;
        if is_more && is_whole && explained.len() >= FEWEST && tells(case, &explained, &reading) {
            best = Some((score, reading, explained));
        }
    }
    best.map(|(_, reading, explained)| (reading, explained))
}

/// The stretch of rows in which a reading explains most for what it contradicts.
fn stretch(case: &Case, spots: &[usize], fitting: &[usize], reading: &Reading) -> (usize, Vec<usize>) {
    let agrees = |at: &usize| matches!(case.first[*at], First::Plain(Verdict::Agrees, _));
    let weights: Vec<isize> = spots
        .iter()
        .map(|at| match fitting.binary_search(at).is_ok() {
            true => 1,
            // A cell that is right by the rules and not by the reading speaks twice against it; one below several of another one.
            false if agrees(at) && !is_total(case, *at) && !fits(case, *at, reading) => -2,
            false => 0,
        })
        .collect();
    let (mut most, mut range, mut sum, mut from) = (0, 0..0, 0, 0);
    for (at, weight) in weights.iter().enumerate() {
        if sum <= 0 {
            (sum, from) = (0, at);
        }
        sum += weight;
        if sum > most {
            (most, range) = (sum, from..at + 1);
        }
    }
    let explained = spots[range].iter().copied().filter(|at| fitting.binary_search(at).is_ok()).collect();
    (most.unsigned_abs(), explained)
}

/// Whether a spot is a total or mean of several of its column.
fn is_total(case: &Case, at: usize) -> bool {
    match case.spots[at].position {
        Position::Body(table, block, row, _) => case.world.plan().tables[table].blocks[block].rows[row].frame.is_some(),
        Position::Footer(..) => true,
        Position::Claim(_) => false,
    }
}

/// One figure over and over says little about a convention, a copied word of it nothing.
fn tells(case: &Case, explained: &[usize], reading: &Reading) -> bool {
    let mut values: Vec<Exact> = explained.iter().filter_map(|at| Some(case.figure(*at)?.value)).collect();
    values.sort();
    values.dedup();
    let is_cap = || {
        let mut rights: Vec<&Exact> = explained.iter().filter_map(|at| eval::rational(case.right(*at))).collect();
        rights.sort();
        rights.dedup();
        *reading == Reading::Way(Way::Cap) && rights.len() >= 2
    };
    // Whatever lies beyond a cap is the cap.
    values.len() >= 2 || is_cap() || matches!(reading, Reading::Column(_)) && explained.len() >= 5
}

/// Whether a spot is another number, or the right one of another unit.
pub(super) fn is_off(case: &Case, at: usize) -> bool {
    matches!(case.first[at], First::Off(_) | First::Plain(Verdict::Unit, _))
}

fn all(case: &Case, spots: &[usize]) -> Vec<Reading> {
    let mut all: Vec<Reading> = Way::all().into_iter().map(Reading::Way).collect();
    all.extend([Reading::Turned(true), Reading::Turned(false)]);
    all.extend((0..case.world.rules().count()).map(Reading::Rule));
    all.extend(Way::formulas().map(Reading::Way));
    all.extend(
        [Rounding::HalfAway, Rounding::Truncate, Rounding::Ceiling, Rounding::Floor, Rounding::HalfEven]
            .map(Reading::Mode),
    );
    all.extend([Reading::LessHundred, Reading::HundredLess]);
    all.extend([-3, -2, -1, 1, 2, 3].map(Reading::Shifted));
    let first = spots.iter().map(|at| case.spots[*at].position).find(|position| matches!(position, Position::Body(..)));
    let mut columns = Vec::new();
    if let Some(Position::Body(table, block, _, own)) = first {
        let count = case.world.plan().tables[table].blocks[block].columns.len();
        columns.extend((0..count).filter(|column| *column != own).map(Reading::Column));
        all.extend([Reading::Row(-1), Reading::Row(1)]);
        all.extend(Reading::of_rows());
        all.extend([Reading::Year(-1), Reading::Year(1)]);
    }
    // A column that holds another is the simplest that can be said of it.
    columns.into_iter().chain(all).collect()
}

/// Whether a reading gives what is printed.
pub(super) fn fits(case: &Case, at: usize, reading: &Reading) -> bool {
    let Some(figure) = case.figure(at) else { return false };
    if let Reading::Mode(mode) = reading {
        if matches!(case.first[at], First::Plain(Verdict::Unit, _)) {
            return false;
        }
        let right = case.right(at).as_ref().ok();
        return right.and_then(|right| rounded(right, figure.places, *mode)).is_some_and(|value| value == figure.value);
    }
    by_rules(case, at, reading) || matches!(reading, Reading::Column(other) if beside(case, at, *other))
}

/// The same of what the rules give under that reading, whatever else is printed.
fn by_rules(case: &Case, at: usize, reading: &Reading) -> bool {
    let Some(figure) = case.figure(at) else { return false };
    if let Reading::Mode(_) = reading {
        return fits(case, at, reading);
    }
    // A copied `1.210` is what it is where it was copied from.
    let is_copy = matches!(reading, Reading::Column(_) | Reading::Row(_));
    let figures = if is_copy { case.spots[at].printed.figures() } else { std::slice::from_ref(&figure) };
    let is_it = value(case, at, reading).is_some_and(|value| figures.iter().any(|figure| figure.is(&value)));
    // The right number of another unit is not explained by a convention that gives the same number.
    let is_unit = matches!(case.first[at], First::Plain(Verdict::Unit, _));
    let other = match reading {
        Reading::Column(other) => other_slot(case, at, *other),
        Reading::Row(by) => row_slot(case, at, *by),
        Reading::Way(_) | Reading::Turned(_) | Reading::Mode(_) | Reading::LessHundred => return is_it && !is_unit,
        Reading::Rule(_) | Reading::HundredLess | Reading::Shifted(_) => return is_it && !is_unit,
        Reading::Of(..) | Reading::Year(_) => return is_it && !is_unit,
    };
    // Under a copied figure stands its own unit, or that of the column it was copied into.
    let fits = |slot: SlotId| super::units::other(&figure.unit, &case.world.plan().slot(slot).unit).is_none();
    is_it && other.is_none_or(|slot| fits(slot) || fits(case.spots[at].cell.slot))
}

/// The slot of another column in the same row.
fn other_slot(case: &Case, at: usize, other: usize) -> Option<SlotId> {
    let Position::Body(table, block, row, _) = case.spots[at].position else { return None };
    cell_at(case.world.plan(), Position::Body(table, block, row, other)).map(|cell| cell.slot)
}

/// The slot of the same column in another row of a thing; behind the last is the first.
fn row_slot(case: &Case, at: usize, by: isize) -> Option<SlotId> {
    let Position::Body(table, block, row, column) = case.spots[at].position else { return None };
    let rows = &case.world.plan().tables[table].blocks[block].rows;
    let things: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].frame.is_none()).collect();
    let (own, count) = (things.binary_search(&row).ok()?, things.len());
    let other = things[own.checked_add_signed(by).unwrap_or(count - 1) % count];
    cell_at(case.world.plan(), Position::Body(table, block, other, column)).map(|cell| cell.slot)
}

/// What a cell holds so many years on: of the thing that it shows, or what its place in the table of that year gives.
pub(super) fn of_year(case: &Case, at: usize, by: i32) -> Option<(i32, Exact)> {
    let world = case.world;
    let spot = &case.spots[at];
    let Some((name, role, mut when)) = world.role(spot.cell.slot) else {
        let year = world.plan().year + by;
        return Some((year, world.of_year_at(spot.position, year)?));
    };
    when.year += by;
    let slot = world.plan().value(name, role, when);
    let value = slot.and_then(|slot| eval::rational(world.right(slot)).cloned());
    Some((when.year, value.or_else(|| world.of_year(name, role, when))?))
}

/// The value of a cell with the target or the realisation of another row in the place of its own.
fn with_row(case: &Case, at: usize, role: Role, by: isize) -> Option<Exact> {
    let world = case.world;
    let Position::Body(table, block, row, _) = case.spots[at].position else { return None };
    let rows = &world.plan().tables[table].blocks[block].rows;
    let slot = case.spots[at].cell.slot;
    let now = When { year: world.plan().year, quarter: None };
    let when = world.role(slot).map_or(now, |(_, _, when)| when);
    let of = |row: usize| {
        let name = *world.program().by_code.get(&*rows.get(row)?.words)?;
        world.plan().value(name, role, when)
    };
    let (own, other) = (of(row)?, of(row.checked_add_signed(by)?)?);
    let pins: Pins = [(world.key(own), eval::rational(world.right(other))?.clone())].into();
    eval::rational(&world.pinned(slot, &world.cone(slot), &pins)).cloned()
}

/// Whether the other column prints the same beside it, right or wrong.
fn beside(case: &Case, at: usize, other: usize) -> bool {
    let is_it = |one: &&usize| matches!(case.spots[**one].position, Position::Body(.., column) if column == other);
    let printed = case.row(&case.spots[at]).iter().find(is_it).and_then(|one| case.figure(*one));
    let is_same = |own: &Figure| printed.as_ref().is_some_and(|one| one.value == own.value && one.unit == own.unit);
    case.spots[at].printed.figures().iter().any(is_same)
}

/// What a reading gives, for those that give a value.
pub(super) fn value(case: &Case, at: usize, reading: &Reading) -> Option<Exact> {
    let spot = &case.spots[at];
    let slot = spot.cell.slot;
    let number = |cell: &Cell| eval::rational(cell).cloned();
    let right = || number(case.right(at));
    match reading {
        Reading::Way(way) => number(&case.world.by(slot, &case.world.cone(slot), way)),
        Reading::Turned(capped) => number(&case.world.turned(spot.position, *capped)?),
        Reading::Rule(rule) => number(&case.world.by_rule(spot.position, *rule)?),
        Reading::Column(other) => number(case.world.right(other_slot(case, at, *other)?)),
        Reading::Row(by) => number(case.world.right(row_slot(case, at, *by)?)),
        Reading::Of(role, by) => with_row(case, at, *role, *by),
        // What is below a column of last year's follows from it.
        Reading::Year(_) if !matches!(spot.position, Position::Body(..)) => None,
        Reading::Year(by) => of_year(case, at, *by).map(|(_, value)| value),
        Reading::LessHundred => Some(right()? - Exact::HUNDRED),
        Reading::HundredLess => Some(Exact::HUNDRED - right()?),
        Reading::Shifted(by) => Some(right()? * Exact::from(10).checked_pow(*by)?),
        Reading::Mode(_) => right(),
    }
}

/// A reading in words.
pub(super) fn words(case: &Case, at: usize, reading: &Reading) -> String {
    let title = |other: usize| match case.spots[at].position {
        Position::Body(table, block, ..) => case.world.plan().tables[table].blocks[block].columns[other].title.clone(),
        Position::Footer(..) | Position::Claim(_) => String::new(),
    };
    match reading {
        Reading::Way(way) => way.words(),
        Reading::Rule(rule) => {
            format!("menurut aturan capaian {}", case.world.rules().nth(*rule).unwrap_or_default())
        }
        Reading::Turned(true) => "rumus untuk arah sebaliknya".into(),
        Reading::Turned(false) => "rumus untuk arah sebaliknya, tanpa batas capaian".into(),
        Reading::Column(other) => format!("berisi kolom \"{}\"", title(*other)),
        Reading::Row(by) => format!("berisi baris {}", if *by < 0 { "di atasnya" } else { "di bawahnya" }),
        Reading::Of(role, by) => {
            let of = if *role == Role::Target { "target" } else { "realisasi" };
            format!("dengan {of} baris {}", if *by < 0 { "di atasnya" } else { "di bawahnya" })
        }
        Reading::Year(by) => {
            let own =
                case.world.role(case.spots[at].cell.slot).map_or(case.world.plan().year, |(_, _, when)| when.year);
            format!("angka tahun {}", own + by)
        }
        Reading::Mode(mode) => mode_words(*mode).into(),
        Reading::LessHundred => "dikurangi 100".into(),
        Reading::HundredLess => "100 dikurangi nilainya".into(),
        Reading::Shifted(by) => shifted_of(case, at, *by),
    }
}

/// A slip of the point in words: where a percentage of the data is a fraction, that may be theirs.
pub(super) fn shifted_of(case: &Case, at: usize, by: i32) -> String {
    let slot = case.spots[at].cell.slot;
    let is_input = case.world.shown_input(slot).is_some() && case.world.plan().slot(slot).unit.is_percent();
    let is_fraction = || eval::rational(case.right(at)).is_some_and(|value| value.abs() <= Exact::ONE);
    let theirs = if by == 2 && is_input && is_fraction() { "; mungkin data paket yang berupa pecahan" } else { "" };
    format!("{}{theirs}", shifted(by))
}

/// `×100`, `÷10`
pub(super) fn shifted(by: i32) -> String {
    let zeros = "0".repeat(usize::try_from(by.abs()).unwrap_or(0));
    format!("{}1{zeros}", if by > 0 { "×" } else { "÷" })
}

pub(super) fn mode_words(mode: Rounding) -> &'static str {
    match mode {
        Rounding::Truncate => "dipotong, tidak dibulatkan",
        Rounding::HalfEven => "dibulatkan ke angka genap",
        Rounding::Ceiling => "dibulatkan ke atas",
        Rounding::Floor => "dibulatkan ke bawah",
        Rounding::HalfAway => "dibulatkan biasa",
    }
}

/// A figure cut under a reading: `104,9` is without a cap, then cut.
pub(super) fn cut(figure: &Figure, value: &Exact) -> bool {
    figure.is_by(value, Rounding::Truncate)
}
