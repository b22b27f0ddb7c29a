//! Verdicts to findings: columns as one, causes with what follows from them, the gravest first.

use super::case::{Case, First, rounded};
use super::claimed::Says;
use super::figure::Printed;
use super::follow;
use super::ladder::{self, Told};
use super::model::PrintedTable;
use super::origins;
use super::outcome::{Cell, Finding, Judged, Verdict, Where};
use super::readings::{self, Reading};
use super::spots::Laid;
use super::world::World;
use crate::eval::{self, Value};
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::plan::{Input, SlotId};
use crate::program::intervals::say_number;
use crate::source::sheet::letters;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Every finding, and the verdict on every figure.
pub(super) fn findings(case: &Case, laid: &Laid, watch: &dyn Fn(usize, usize)) -> (Vec<Finding>, Vec<Judged>) {
    let columns = readings::columns(case);
    let in_columns: BTreeSet<usize> = columns.iter().flat_map(|(_, spots)| spots.iter().copied()).collect();
    let read: BTreeMap<(usize, usize), &Reading> = columns
        .iter()
        .filter_map(|(reading, spots)| {
            let spot = &case.spots[*spots.first()?];
            Some(((spot.table, spot.column), reading))
        })
        .collect();
    let all = case.spots.len();
    let mut causes = follow::causes(case, &in_columns, &|at| watch(at / 2, all));
    let origins = origins::origins(case, &in_columns, &causes);
    for origin in &origins {
        causes[origin.at] = None;
        origin.followers.iter().for_each(|at| causes[*at] = Some(origin.at));
    }
    let mut verdicts: Vec<Option<Told>> = vec![None; case.spots.len()];
    for at in 0..case.spots.len() {
        // As long as what follows from what is looked for, so far is half of it.
        watch(all / 2 + at / 2, all);
        let spot = &case.spots[at];
        verdicts[at] = match &case.first[at] {
            _ if in_columns.contains(&at) => Some(Told::plain(Verdict::Column, "")),
            First::Passed => None,
            First::Plain(Verdict::Claim, _) if causes[at].is_some() => Some(Told::plain(Verdict::Follows, "")),
            First::Plain(verdict, why) => Some(Told::plain(*verdict, why)),
            First::Told(_) if causes[at].is_some() => Some(Told::plain(Verdict::Follows, "")),
            First::Told(told) => Some(told.clone()),
            First::Together(how) => Some(Told::plain(Verdict::Agrees, how.words())),
            First::Off(figure) => Some(match origins.iter().find(|origin| origin.at == at) {
                Some(origin) => origin.told.clone(),
                None if causes[at].is_some() => Told::plain(Verdict::Follows, ""),
                None => ladder::explain(case, at, figure, read.get(&(spot.table, spot.column)).copied()),
            }),
        };
    }
    super::together::hold(case, &mut verdicts);
    let mut findings: Vec<(usize, Finding)> = exchanged(case, laid, &mut verdicts);
    // Where a finding about a spot stands among them.
    let mut of: BTreeMap<usize, usize> = BTreeMap::new();
    for (reading, spots) in &columns {
        let words = readings::words(case, spots[0], reading);
        let (first, rest) = (spots[0], &spots[1..]);
        of.extend(spots.iter().map(|at| (*at, findings.len())));
        let finding = Finding {
            cells: rest.iter().map(|at| cell(case, *at)).collect(),
            ..finding(case, first, &Told::plain(Verdict::Column, format!("{} sel: {words}", spots.len())))
        };
        findings.push((first, finding));
    }
    // One unit for another down a column is one mistake.
    let mut units: BTreeMap<(usize, usize, &str), Vec<usize>> = BTreeMap::new();
    for (at, told) in verdicts.iter().enumerate().filter(|(_, told)| is_of(told, Verdict::Unit)) {
        if let (First::Plain(..), Some(told)) = (&case.first[at], told) {
            units.entry((case.spots[at].table, case.spots[at].column, &told.why)).or_default().push(at);
        }
    }
    units.retain(|_, cells| cells.len() >= readings::FEWEST);
    let firsts: BTreeMap<usize, usize> =
        units.values().flat_map(|cells| cells.iter().map(|at| (*at, cells[0]))).collect();
    for (at, told) in verdicts.iter().enumerate() {
        let Some(told) = told else { continue };
        let is_told = told.verdict.is_grave() || told.verdict == Verdict::WithinRounding;
        if let Some(place) = firsts.get(&at).and_then(|first| of.get(first)).copied() {
            let first = &mut findings[place].1;
            first.cells.push(cell(case, at));
            first.why = format!("{} sel: {}", first.cells.len() + 1, told.why);
            of.insert(at, place);
            continue;
        }
        if is_told && told.verdict != Verdict::Column {
            of.insert(at, findings.len());
            findings.push((at, finding(case, at, told)));
        }
    }
    for at in 0..case.spots.len() {
        let follows = matches!(&verdicts[at], Some(told) if told.verdict == Verdict::Follows);
        let Some(mut cause) = causes[at].filter(|_| follows) else { continue };
        // The cause of the cause, as long as there is one.
        for _ in 0..MOST_CAUSES {
            match causes[cause] {
                Some(next) if next != at && !of.contains_key(&cause) => cause = next,
                _ => break,
            }
        }
        if let Some(place) = of.get(&cause) {
            findings[*place].1.followers.push(cell(case, at));
        }
    }
    findings.extend(repeated(case, laid));
    findings.extend(super::sums::sums(case));
    findings.sort_by_key(|(at, finding)| (std::cmp::Reverse(weight(finding.verdict)), *at));
    let judged = verdicts.into_iter().enumerate().filter_map(|(at, told)| {
        let told = told?;
        let is_told = matches!(told.verdict, Verdict::Unjudged | Verdict::Agrees);
        let why = if is_told { told.why } else { String::new() };
        Some(Judged { place: place(case, at), verdict: told.verdict, why })
    });
    (findings.into_iter().map(|(_, finding)| finding).collect(), judged.collect())
}

/// What follows from what follows is followed so far.
const MOST_CAUSES: usize = 1000;

fn is_of(told: &Option<Told>, verdict: Verdict) -> bool {
    told.as_ref().is_some_and(|told| told.verdict == verdict)
}

/// How high a finding stands.
fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Column => 9,
        Verdict::Wrong | Verdict::Sum | Verdict::Claim | Verdict::Grade | Verdict::Undefined | Verdict::Fault => 8,
        Verdict::Contradicts | Verdict::Repeated => 7,
        Verdict::Input | Verdict::Torn => 6,
        Verdict::Typed => 5,
        Verdict::Copied => 4,
        Verdict::Unit => 3,
        Verdict::OtherWay => 2,
        Verdict::WithinRounding => 1,
        Verdict::Agrees | Verdict::Follows | Verdict::Blank | Verdict::Unjudged => 0,
    }
}

pub(super) fn place(case: &Case, at: usize) -> Where {
    let spot = &case.spots[at];
    let table = &case.printed[spot.table];
    let column = table.header.get(spot.column).cloned().unwrap_or_default();
    Where { row: spot.who.clone(), column, ..stands(table, spot.row, Some(spot.column)) }
}

/// Where a row of a printed table stands, or a cell of it.
fn stands(table: &PrintedTable, row: usize, column: Option<usize>) -> Where {
    let own = table.rows.get(row);
    let line = own.map_or(0, |row| row.line);
    let sheet = table.sheet.as_ref();
    let place = own.and_then(|row| row.columns.get(column.unwrap_or(0)));
    let cell = sheet.filter(|sheet| sheet.is_lettered).and_then(|_| Some(format!("{}{line}", letters(*place?))));
    Where {
        file: sheet.map_or(&table.file, |sheet| &sheet.file).clone(),
        line,
        table: table.table.clone(),
        page: table.page,
        sheet: sheet.map(|sheet| sheet.name.clone()),
        cell,
        ..Where::default()
    }
}

/// A printed figure with what is right.
pub(super) fn cell(case: &Case, at: usize) -> Cell {
    let whole = case.wholes.get(&at).map(|whole| Ok(Value::Number(whole.joint.right.clone())));
    let right = whole.as_ref().unwrap_or_else(|| case.right(at));
    let figure = case.figure(at);
    let unit = case.world.plan().slot(case.spots[at].cell.slot).unit.suffix();
    let places =
        |value: &Value| figure.as_ref().map_or_else(|| decimals(value), |figure| telling(value, figure.places));
    let mode = figure.as_ref().map_or(Rounding::HalfAway, |figure| figure.mode);
    let say = |value: &Exact, places: Places| match &figure {
        Some(figure) => {
            let plain = figure.scaled(value).to_plain(figure.scale.places(places), Rounding::HalfAway);
            format!("{}{}", format(&plain, NumberStyle::Indonesian), figure.scale.word)
        }
        None => format(&value.to_plain(places, Rounding::HalfAway), NumberStyle::Indonesian),
    };
    let difference = figure.as_ref().and_then(|figure| {
        let right = right.as_ref().ok()?;
        let places = places(right);
        let less = figure.value.clone() - rounded(right, places, mode)?;
        (!less.is_zero()).then(|| say(&less, places))
    });
    let shown = match right {
        Ok(value @ (Value::Number(_) | Value::Irrational(_))) => {
            let places = places(value);
            let value = rounded(value, places, mode).unwrap_or(Exact::ZERO);
            format!("{}{unit}", say(&value, places))
        }
        Ok(Value::Text(text)) => text.to_string(),
        Ok(Value::Truth(_)) => String::new(),
        Err(fault) => fault.state.words().to_string(),
    };
    Cell {
        place: place(case, at),
        printed: case.text(at).to_string(),
        right: shown,
        difference: difference.unwrap_or_default(),
    }
}

/// The printed decimals, and more where a value rounded to them would be another number: 0,6 is not 1.
fn telling(value: &Value, printed: Places) -> Places {
    let finest = Places::new(printed.get() + 12).unwrap_or(Places::MAX);
    let Some(exact) = rounded(value, finest, Rounding::HalfAway) else { return printed };
    let tells = |places: &Places| {
        let off = (exact.round(*places, Rounding::HalfAway) - exact.clone()).abs();
        off * Exact::from(20) <= exact.abs()
    };
    (0..12).filter_map(|more| Places::new(printed.get() + more)).find(tells).unwrap_or(printed)
}

/// Decimals to show of a value that is not printed as a number.
pub(super) fn decimals(value: &Value) -> Places {
    let plain = if let Value::Number(value) = value { value.to_exact_plain() } else { None };
    let ends = plain.map(|plain| plain.split_once('.').map_or(0, |(_, part)| part.len()));
    Places::new(ends.map_or(2, |count| i32::try_from(count.min(4)).unwrap_or(2))).unwrap_or(Places::WHOLE)
}

fn finding(case: &Case, at: usize, told: &Told) -> Finding {
    let slot = case.spots[at].cell.slot;
    Finding {
        derivation: derivation(case, at),
        basis: basis(case, slot),
        tried: told.tried,
        chance: told.chance,
        ..Finding::new(told.verdict, cell(case, at), told.why.clone())
    }
}

/// Two columns with each other's figures are one finding each; all of these that are right elsewhere are its cells.
fn exchanged(case: &Case, laid: &Laid, verdicts: &mut [Option<Told>]) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    for (table, one, other) in &laid.exchanged {
        let is_in = |at: &usize| case.spots[*at].table == *table && [one, other].contains(&&case.spots[*at].column);
        let is_right = |at: &usize| is_of(&verdicts[*at], Verdict::Agrees) && case.figure(*at).is_some();
        let cells: Vec<usize> = (0..case.spots.len()).filter(is_in).filter(is_right).collect();
        let Some((first, rest)) = cells.split_first() else { continue };
        // What should stand there is what is printed in the other column.
        let turned = |at: usize| {
            let spot = &case.spots[at];
            let its = case.spot_at(spot.table, spot.row, if spot.column == *one { *other } else { *one });
            let right = its.map_or_else(String::new, |its| case.text(its).to_string());
            Cell { right, difference: String::new(), ..cell(case, at) }
        };
        let title = |column: usize| &case.printed[*table].header[column];
        let why = format!("{} sel: isi kolom \"{}\" dan \"{}\" tertukar", cells.len(), title(*one), title(*other));
        let cells_of_rest = rest.iter().map(|at| turned(*at)).collect();
        found.push((
            *first,
            Finding { cells: cells_of_rest, ..Finding::new(Verdict::Column, turned(*first), why.clone()) },
        ));
        cells.iter().for_each(|at| verdicts[*at] = Some(Told::plain(Verdict::Column, "")));
    }
    found
}

/// More inputs than this are not written out.
const MOST_WRITTEN: usize = 4;

/// What a value is computed from: its exact number, and the data cells behind it.
fn derivation(case: &Case, at: usize) -> String {
    let (world, slot) = (case.world, case.spots[at].cell.slot);
    if let Some(whole) = case.wholes.get(&at) {
        return whole.derivation();
    }
    let Some(claimed) = case.claimed(at) else { return computed(world, slot).unwrap_or_default() };
    let of = |(text, slot): (&str, SlotId)| Some(format!("{text}: {}", computed(world, slot)?));
    match claimed.says {
        Says::Holds => {
            let sides = claimed.values.iter().filter_map(|(text, slot)| of((text, *slot)));
            sides.collect::<Vec<_>>().join("; ")
        }
        Says::Figure { .. } | Says::Word(_) | Says::State(_) => {
            of((&claimed.text, slot)).unwrap_or_else(|| claimed.text.clone())
        }
    }
}

fn computed(world: &World, slot: SlotId) -> Option<String> {
    let value = eval::rational(world.right(slot))?;
    let exact = match value.to_exact_plain() {
        Some(plain) => format(&plain, NumberStyle::Indonesian),
        None => say_number(value),
    };
    let cone = world.cone(slot);
    let say = |(input, value): (&Input, Decimal)| {
        format!("{} {}", input.words(), format(&value.to_string(), NumberStyle::Indonesian))
    };
    let inputs: Vec<String> = cone.iter().filter_map(|slot| world.input(*slot)).map(say).collect();
    let from = match inputs.len() {
        0 => String::new(),
        1..=MOST_WRITTEN => format!(", dari {}", inputs.join("; ")),
        more => format!(", dari {more} angka data"),
    };
    Some(format!("tepatnya {exact}{from}"))
}

/// The regulations that a value rests on.
fn basis(case: &Case, slot: SlotId) -> Vec<String> {
    let world = case.world;
    let Some((name, role, when)) = world.role(slot) else { return Vec::new() };
    let Some(definition) = world.program().version(name, when.year) else { return Vec::new() };
    let mut basis = definition.sources.basis.clone();
    if let Some(indicator) = definition.kind.indicator()
        && role.is_achievement()
        && let Some(rule) = world.program().achievement_rule(&indicator.rule.0, when.year)
    {
        basis.splice(0..0, rule.sources.basis.iter().cloned());
    }
    basis.dedup();
    basis
}

/// Rows that are printed twice.
fn repeated(case: &Case, laid: &Laid) -> Vec<(usize, Finding)> {
    let mut all = Vec::new();
    for (table, row, first, words) in &laid.again {
        let printed = &case.printed[*table];
        let is_counting = |column: &usize| super::titles::is_counting(&printed.header[*column]);
        let pair = |column: usize| (printed.cell(*row, column), printed.cell(*first, column));
        let told = (0..printed.header.len()).filter(|column| !is_counting(column)).map(pair);
        let (figures, others): (Vec<_>, Vec<_>) =
            told.partition(|(own, other)| holds_figure(own) || holds_figure(other));
        let are_same = |all: &[(&str, &str)]| all.iter().all(|(own, other)| super::read::says_same(own, other));
        let above = first + 1;
        let why = match (are_same(&figures), are_same(&others)) {
            (true, true) => format!("sama dengan baris {above} di bawah judul"),
            (true, false) => format!("baris yang sama dengan baris {above} di bawah judul, dengan angka yang sama"),
            (false, _) => format!("baris yang sama dengan baris {above} di bawah judul, dengan angka lain"),
        };
        let of = case.first_of_row(*table, *first);
        let name = of.map_or(words, |at| &case.spots[at].who).clone();
        let cell = Cell { place: Where { row: name, ..stands(printed, *row, None) }, ..Cell::default() };
        let at = of.unwrap_or(0);
        all.push((at, Finding::new(Verdict::Repeated, cell, why)));
    }
    all
}

/// Whether a cell holds a figure, or what stands in the place of one.
fn holds_figure(cell: &str) -> bool {
    !matches!(super::read::cell(cell), Printed::Blank | Printed::Words(_))
}
