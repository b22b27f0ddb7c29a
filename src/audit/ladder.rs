//! The ladder of explanations for one figure, from harmless to grave: the first that explains it wins.

use super::above;
use super::case::{Case, First, rounded};
use super::figure::{Figure, Printed};
use super::inside;
use super::outcome::Verdict;
use super::quarters;
use super::readings::{self, Reading, cut};
use super::slips;
use super::ways::{self, Way};
use super::world::Pins;
use crate::data::Field;
use crate::eval::{self, Value};
use crate::number::{Exact, NumberStyle, Rounding, format, parse_decimal};
use crate::plan::{Input, SlotId};
use crate::program::{Role, When};
use rust_decimal::Decimal;

/// What is said of a figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub verdict: Verdict,
    pub why: String,
    /// Distinct explanations of this kind that were tried.
    pub tried: usize,
    /// Of a thousand figures of this size so many would have fitted.
    pub chance: Option<u32>,
}

impl Told {
    /// What needs no other explanation.
    pub fn plain(verdict: Verdict, why: impl Into<String>) -> Told {
        Told { verdict, why: why.into(), tried: 0, chance: None }
    }

    /// An explanation that was one of several.
    pub fn of_several(verdict: Verdict, why: String, figure: &Figure, tried: usize) -> Told {
        Told { verdict, why, tried, chance: Some(chance(figure, tried)) }
    }
}

/// Of a thousand figures with as many digits, so many are among those tried.
fn chance(figure: &Figure, tried: usize) -> u32 {
    let digits = figure.digits().len().clamp(1, 12);
    let all = 9_u128 * 10_u128.pow(u32::try_from(digits - 1).unwrap_or(0));
    u32::try_from((tried as u128 * 1000).div_ceil(all).min(1000)).unwrap_or(1000)
}

/// The explanation of a figure that is off; `column` is how its column is read, where that is not as the rules say.
pub(super) fn explain(case: &Case, at: usize, figure: &Figure, column: Option<&Reading>) -> Told {
    let goal = case.spots[at].cell.slot;
    let cone = case.world.cone(goal);
    if let Some(inputs) = inside::inputs(case.world, goal, &cone, figure) {
        return Told::plain(Verdict::WithinRounding, inputs);
    }
    explain_beyond(case, at, figure, column)
}

/// The same where rounded inputs are no excuse.
pub(super) fn explain_beyond(case: &Case, at: usize, figure: &Figure, column: Option<&Reading>) -> Told {
    let cone = case.world.cone(case.spots[at].cell.slot);
    // Of a few that are counted every other number is near another convention's.
    let is_count = ways::is_count(case.world.plan(), case.spots[at].cell.slot);
    let told = above::of_rounded(case, at, figure)
        .or_else(|| if is_count { None } else { other_way(case, at, figure, column) })
        .or_else(|| other_unit(case, at, figure))
        .or_else(|| copied(case, at, figure))
        .or_else(|| typed(case, at, figure))
        .or_else(|| misprinted_input(case, at, figure, &cone));
    told.unwrap_or_else(|| unexplained(case, at))
}

/// Another convention, alone or cut.
fn other_way(case: &Case, at: usize, figure: &Figure, column: Option<&Reading>) -> Option<Told> {
    let right = case.right(at).as_ref().ok()?;
    let shown = rounded(right, figure.places, figure.mode)?;
    let mut tried: Vec<Exact> = Vec::new();
    let mut fits: Vec<String> = Vec::new();
    let mut cuts: Vec<String> = Vec::new();
    for mode in
        [Rounding::HalfAway, Rounding::Truncate, Rounding::HalfEven].into_iter().filter(|one| *one != figure.mode)
    {
        let Some(value) = rounded(right, figure.places, mode).filter(|value| *value != shown) else { continue };
        if value == figure.value && fits.is_empty() {
            fits.push(readings::mode_words(mode).into());
        }
        note(&mut tried, value);
    }
    if !shown.is_zero() && figure.value == -shown.clone() {
        let why = "tandanya berlawanan: dikurangkan ke arah sebaliknya".into();
        return Some(Told::of_several(Verdict::OtherWay, why, figure, 1));
    }
    let percent = case.world.plan().slot(case.spots[at].cell.slot).unit.is_percent();
    let mut all: Vec<Reading> = column.cloned().into_iter().collect();
    all.extend(Way::all().into_iter().map(Reading::Way));
    all.extend([Reading::Turned(true), Reading::Turned(false)]);
    all.extend((0..case.world.rules().count()).map(Reading::Rule));
    all.extend(Reading::of_rows());
    // Of nothing and of all every figure is 100 less the other.
    if percent && !shown.is_zero() && shown != Exact::HUNDRED {
        all.extend([Reading::LessHundred, Reading::HundredLess]);
    }
    let single = all.len();
    all.extend(Way::formulas().into_iter().chain(Way::uncapped()).map(Reading::Way));
    // Where nothing is computed, the figure of another year is one that was copied.
    let stated = is_stated(case, at);
    let is_copy = |reading: &Reading| stated && matches!(reading, Reading::Way(way) if way.is_of_year());
    for (at_reading, reading) in all.into_iter().enumerate().filter(|(_, reading)| !is_copy(reading)) {
        if at_reading >= single && !fits.is_empty() {
            break;
        }
        let Some(value) = readings::value(case, at, &reading) else { continue };
        let own = value.round(figure.places, figure.mode);
        if own == shown && *right == Value::Number(value.clone()) {
            continue;
        }
        let words = || readings::words(case, at, &reading);
        if own == figure.value && own != shown {
            fits.push(words());
        } else if cut(figure, &value) && own != shown {
            cuts.push(format!("{}, lalu dipotong", words()));
        }
        if own != shown {
            note(&mut tried, own);
        }
    }
    let mut fits = if fits.is_empty() { cuts } else { fits };
    fits.dedup();
    let first = fits.first()?.clone();
    let why = match fits.get(1) {
        Some(other) => format!("{first} (atau {other})"),
        None => first,
    };
    Some(Told::of_several(Verdict::OtherWay, why, figure, tried.len()))
}

fn note(tried: &mut Vec<Exact>, value: Exact) {
    if !tried.contains(&value) {
        tried.push(value);
    }
}

/// A slip of the point.
fn other_unit(case: &Case, at: usize, figure: &Figure) -> Option<Told> {
    let right = eval::rational(case.right(at))?;
    let Printed::Number(figures) = &case.spots[at].printed else { return None };
    let tens = [1, 2, 3, -1, -2, -3];
    let found = tens.into_iter().find(|by| {
        let value = Exact::from(10).checked_pow(*by).map(|tens| right.clone() * tens);
        // `99,74` with its point moved and filled up, `997,40`, is ten times what is shown.
        let is_shown = |figure: &Figure| {
            let shown = rounded(case.right(at).as_ref().ok()?, figure.places, figure.mode)?;
            Some(shown * Exact::from(10).checked_pow(*by)? == figure.value)
        };
        let is_it = |value: &Exact, figure: &Figure| figure.is(value) || *by > 0 && is_shown(figure) == Some(true);
        value.is_some_and(|value| {
            !right.is_zero() && figures.iter().any(|figure| is_it(&value, figure) && !figure.value.is_zero())
        })
    })?;
    Some(Told::of_several(Verdict::Unit, readings::shifted_of(case, at, found), figure, tens.len() + 3))
}

/// The figure of a neighbour.
fn copied(case: &Case, at: usize, figure: &Figure) -> Option<Told> {
    let spot = &case.spots[at];
    let mut near: Vec<(Exact, String)> = Vec::new();
    // What is itself wrong there is copied from, where nothing else has the figure.
    let mut wrong: Vec<(Exact, String)> = Vec::new();
    let table = &case.printed[spot.table];
    let title = |column: usize| table.header.get(column).cloned().unwrap_or_default();
    let mut beside: Vec<usize> = case.row(spot).iter().copied().filter(|other| *other != at).collect();
    beside.sort_by_key(|other| case.spots[*other].column.abs_diff(spot.column));
    // Who copies what should be the same has it right: the only part of a thing, two that reached all.
    let shown = |at: usize| rounded(case.right(at).as_ref().ok()?, figure.places, figure.mode);
    let own = shown(at);
    let is_source = |other: &usize| shown(*other).is_none_or(|right| own.as_ref() != Some(&right));
    for other in beside.into_iter().filter(is_source) {
        if let Some(value) = case.figure(other) {
            let of = if agrees(case, other) { &mut near } else { &mut wrong };
            of.push((value.value, format!("sama dengan kolom \"{}\" di baris ini", title(case.spots[other].column))));
        }
    }
    // Past rows that are none of the rules', and those without a figure there; of another year is another column.
    let same_year = |row: &usize| table.rows[*row].year == table.rows[spot.row].year;
    let below = (spot.row + 1..table.rows.len()).filter(same_year).take(3);
    let above = (0..spot.row).rev().filter(same_year).take(3);
    for (mut rows, words) in
        [(Box::new(above) as Box<dyn Iterator<Item = usize>>, "di atasnya"), (Box::new(below), "di bawahnya")]
    {
        let other = rows.find_map(|row| case.spot_at(spot.table, row, spot.column)).filter(is_source);
        if let Some(value) = other.and_then(|other| case.figure(other)) {
            near.push((value.value, format!("sama dengan sel {words}")));
        }
        // What belongs there stands here, and what belongs here there, or something else.
        if let Some(value) = other.and_then(shown) {
            let is_turned = other.and_then(|other| case.figure(other)).map(|value| value.value) == own;
            near.push((
                value,
                format!("{} sel {words}", if is_turned { "tertukar dengan" } else { "angka yang benar bagi" }),
            ));
        }
    }
    if let Some((name, role, when)) = case.world.role(spot.cell.slot) {
        for quarter in (1..=4).filter(|quarter| when.quarter.is_some_and(|own| own != *quarter)) {
            let slot = case.world.plan().value(name, role, When { quarter: Some(quarter), ..when });
            let value = slot
                .and_then(|slot| eval::rational(case.world.right(slot)).cloned())
                .or_else(|| quarters::of_data(case, (name, role, When { quarter: Some(quarter), ..when })));
            if let Some(value) = value {
                near.push((value.round(figure.places, figure.mode), format!("angka triwulan {quarter}")));
            }
        }
        if let Some(target) = case.world.plan().value(name, Role::Target, when)
            && let Some(value) = eval::rational(case.world.right(target))
        {
            near.push((value.round(figure.places, figure.mode), "sama dengan targetnya".into()));
        }
    }
    for (year, value) in [-1, 1].into_iter().filter_map(|by| readings::of_year(case, at, by)) {
        near.push((value.round(figure.places, figure.mode), format!("angka tahun {year}")));
    }
    near.extend(wrong);
    let mut distinct: Vec<Exact> = Vec::new();
    near.iter().for_each(|(value, _)| note(&mut distinct, value.clone()));
    let (_, why) = near.into_iter().find(|(value, _)| *value == figure.value)?;
    let told = Told::of_several(Verdict::Copied, why, figure, distinct.len());
    Some(Told { chance: told.chance.max(Some(case.share(spot, figure))), ..told })
}

fn typed(case: &Case, at: usize, figure: &Figure) -> Option<Told> {
    let right = eval::rational(case.right(at)).filter(|_| !is_last_digit(case, at, figure))?;
    let Printed::Number(figures) = &case.spots[at].printed else { return None };
    let (words, plain) = figures.iter().find_map(|figure| slips::of(figure, right))?;
    let why = format!("{words}: {}", format(&plain, NumberStyle::Indonesian));
    Some(Told::of_several(Verdict::Typed, why, figure, slips::count(&plain)))
}

/// Whether a figure is off in its last digit alone, among others of its column with as many decimals: no slip is told then. Of
/// more decimals than theirs the last may have been typed twice.
fn is_last_digit(case: &Case, at: usize, figure: &Figure) -> bool {
    let spot = &case.spots[at];
    let rows = 0..case.printed[spot.table].rows.len();
    let mut peers = rows.filter(|row| *row != spot.row).filter_map(|row| case.spot_at(spot.table, row, spot.column));
    let is_peer = |other: usize| case.figure(other).is_some_and(|other| other.places == figure.places);
    eval::rational(case.right(at)).is_some_and(|right| slips::only_last(figure, right))
        && (case.claimed(at).is_some() || peers.any(is_peer))
}

/// The most inputs of a cell that are looked at for a slip.
pub(super) const MOST_INPUTS: usize = 4;

/// What is said of an input with a slip in it.
pub(super) fn if_it_were(input: &Input, misprint: &str, right: &str) -> String {
    let shown = |plain: &str| format(plain, NumberStyle::Indonesian);
    format!("benar bila {} {}, bukan {}", input.words(), shown(misprint), shown(right))
}

/// A slip in an input that gives the figure.
fn misprinted_input(case: &Case, at: usize, figure: &Figure, cone: &[SlotId]) -> Option<Told> {
    let world = case.world;
    let goal = case.spots[at].cell.slot;
    let inputs: Vec<SlotId> =
        cone.iter().copied().filter(|slot| *slot != goal && world.plan().slot(*slot).op.input().is_some()).collect();
    if inputs.is_empty() || inputs.len() > MOST_INPUTS || figure.digits().len() < 3 || is_input(case, at) {
        return None;
    }
    // Among as many slips as an input may have one moves the last digit to wherever it stands.
    if is_last_digit(case, at, figure) {
        return None;
    }
    let mut tried = 0;
    let mut found: Vec<String> = Vec::new();
    for slot in inputs {
        let Some((input, value)) = world.input(slot) else { continue };
        let plain = value.to_string();
        let digits = plain.chars().filter(char::is_ascii_digit).count();
        // What the report itself prints right is not misprinted.
        if digits < 3 || case.same(world.key(slot)).iter().any(|at| agrees(case, *at)) {
            continue;
        }
        for variant in slips::variants(&plain) {
            let Some(decimal) = parse_decimal(&variant).ok().filter(|one| may_be(case, input, *one, value)) else {
                continue;
            };
            tried += 1;
            let misprint = Exact::from(decimal);
            let pins: Pins = [(world.key(slot), misprint.clone())].into();
            let value = world.pinned(goal, cone, &pins);
            if eval::rational(&value).is_some_and(|value| figure.is(value)) && !rules_out(case, slot, &misprint) {
                found.push(if_it_were(input, &variant, &plain));
            }
        }
    }
    // Many slips that all fit say nothing.
    match found.as_slice() {
        [first] | [first, _] => Some(Told::of_several(Verdict::Input, first.clone(), figure, tried)),
        _ => None,
    }
}

/// Whether a cell prints what is right.
pub(super) fn agrees(case: &Case, at: usize) -> bool {
    matches!(case.first[at], First::Plain(Verdict::Agrees, _))
}

/// Whether a number can stand in the place of an input: no more decimals than it has, and on the `langkah` of the thing.
pub(super) fn may_be(case: &Case, input: &Input, misprint: Decimal, right: Decimal) -> bool {
    let program = case.world.program();
    let name = program.by_code.get(&*input.code).filter(|_| matches!(input.field, Field::Value | Field::Target));
    let step = name.and_then(|name| program.version(*name, input.when.year)).and_then(|one| one.step);
    let on_grid = step.is_none_or(|step| {
        Exact::from(misprint).checked_div(&Exact::from(step)).is_some_and(|steps| steps.is_integer())
    });
    on_grid && misprint.scale() <= right.scale()
}

/// Whether a cell shows a figure of the data, in whatever tens, and computes nothing else.
pub(super) fn is_input(case: &Case, at: usize) -> bool {
    case.world.shown_input(case.spots[at].cell.slot).is_some()
}

/// Whether the report prints an input right so that it cannot have stood there as another number: in millions only where that
/// shows in millions.
pub(super) fn rules_out(case: &Case, input: SlotId, misprint: &Exact) -> bool {
    let world = case.world;
    let key = world.key(input);
    let mut prints = case.prints_of(input).iter().copied().filter(|at| agrees(case, *at));
    prints.any(|at| {
        let slot = case.spots[at].cell.slot;
        let value = match case.spots[at].key == key {
            true => Some(misprint.clone()),
            false => {
                let pins: Pins = [(key, misprint.clone())].into();
                eval::rational(&world.pinned(slot, &world.cone(slot), &pins)).cloned()
            }
        };
        case.figure(at).zip(value).is_some_and(|(figure, value)| !figure.is(&value))
    })
}

/// What a printed figure of the data says that an input is.
pub(super) fn said_input(case: &Case, at: usize) -> Option<(SlotId, Exact)> {
    let (world, spot, figure) = (case.world, &case.spots[at], case.figure(at)?);
    let input = world.shown_input(spot.cell.slot)?;
    if world.key(input) == spot.key {
        return Some((spot.key, figure.value));
    }
    let own = eval::rational(world.right(input))?;
    let scale = own.checked_div(eval::rational(case.right(at))?)?;
    Some((world.key(input), figure.value * scale))
}

/// Whether a cell shows what was set or measured and is computed from nothing: data, or a target that the rules give.
fn is_stated(case: &Case, at: usize) -> bool {
    let role = case.world.role(case.spots[at].cell.slot).map(|(_, role, _)| role);
    let is_target = matches!(role, Some(Role::Target | Role::TargetLow | Role::TargetHigh | Role::Budget));
    is_target || is_input(case, at)
}

/// Nothing explains it. A figure of the data is not wrong by the rules: the report says it in two ways.
fn unexplained(case: &Case, at: usize) -> Told {
    if !is_input(case, at) {
        return Told::plain(Verdict::Wrong, "");
    }
    let spot = &case.spots[at];
    let agrees = |other: &&usize| agrees(case, **other);
    let said = said_input(case, at);
    let rests = |other: &&usize| {
        let slot = case.spots[**other].cell.slot;
        let cone = case.world.cone(slot);
        let differs = |(key, value): &(SlotId, Exact)| {
            let pins: Pins = [(*key, value.clone())].into();
            // What is right for the printed figure as well says nothing of which is misprinted.
            cone.iter().any(|slot| case.world.key(*slot) == *key)
                && case.world.pinned(slot, &cone, &pins) != *case.world.right(slot)
        };
        !is_stated(case, **other) && said.as_ref().is_some_and(differs)
    };
    if let Some(result) = case.row(spot).iter().filter(agrees).find(rests) {
        let title = case.printed[spot.table].header.get(case.spots[*result].column).cloned().unwrap_or_default();
        return Told::plain(Verdict::Input, format!("kolom \"{title}\" dihitung dari angka yang benar"));
    }
    let plan = case.world.plan();
    let shown = case.world.shown_input(spot.cell.slot);
    let input = shown.and_then(|slot| plan.slot(slot).op.input());
    let origin = input.and_then(|input| case.world.results.data.get(0, &input.key())).and_then(|datum| datum.origin);
    let data = origin.map(|origin| case.world.results.data.describe(origin)).unwrap_or_default();
    let prints = shown.map_or(&[][..], |input| case.prints_of(input));
    let elsewhere = prints.iter().find(|other| case.spots[**other].table != spot.table && agrees(other));
    let why = match elsewhere {
        Some(other) => {
            format!("tercetak lain di {}", case.printed[case.spots[*other].table].file)
        }
        None if data.is_empty() => "lain dengan data paket".into(),
        None => format!("lain dengan data paket ({data})"),
    };
    Told::plain(Verdict::Contradicts, why)
}
