//! `kepekaan`: what one step of each input does to a result, and how far each is from the next grade.

use super::aligned::{aligned, fits, within};
use super::find::{Told, why_unfinished};
use super::grid::{self, Entries, entries};
use super::show::{self, number};
use super::state::{Target, View};
use crate::data::{Dataset, State};
use crate::eval::{Cell, Value, rational};
use crate::number::{Exact, Places, Real, Rounding};
use crate::plan::{Input, Op, Reason, SlotId};
use crate::program::Role;
use crate::program::units::Unit;
use crate::seek::{self, Ground, Patience};

/// Inputs that are told at most; the rest are counted.
const MOST_TOLD: usize = 25;

/// One input and its weight.
struct Row {
    words: String,
    now: String,
    step: String,
    up: Effect,
    down: Effect,
    next_grade: String,
}

/// What a step changes.
struct Effect {
    /// How much, for ordering.
    size: Exact,
    words: String,
    /// Why there is no result any more.
    lost: Option<String>,
}

/// Why it is not known what a step changes.
enum Unmoved {
    /// The patience ended before.
    OutOfTime,
    /// There is no other value that may be entered, for this reason.
    NoOther(String),
}

/// The table of all inputs that a slot rests on, the strongest first.
pub fn sensitivity(
    view: &View,
    (data, patience): (&Dataset, &Patience),
    slot: SlotId,
    words: &str,
    (year, width): (i32, usize),
) -> Told {
    // Of a grade, what counts is the number it is decided by.
    let (slot, grade) = match view.plan.graded(slot) {
        Some((number, _)) => (number, Some(slot)),
        None => (slot, view.grade_of(slot)),
    };
    let (inputs, lacking) = inputs(view, slot, year);
    let (mut rows, mut unchecked, mut fixed): (Vec<Row>, Vec<String>, Vec<String>) = Default::default();
    for input in inputs {
        let words = input.target.words(view.program(), year);
        match row(view, (data, patience), (slot, grade), input, year) {
            Ok(row) => rows.extend(row),
            Err(Unmoved::OutOfTime) => unchecked.push(words),
            Err(Unmoved::NoOther(reason)) => fixed.push(reason),
        }
    }
    let list = |what: &str, words: &[String]| match words.len() {
        0 => String::new(),
        1..=MOST_TOLD => format!("  {what}: {}\n", words.join(", ")),
        all => format!("  {what}: {}, dan {} lagi\n", words[..MOST_TOLD].join(", "), all - MOST_TOLD),
    };
    let why = format!("belum diperiksa {}", why_unfinished(patience));
    let in_state = |state: State| {
        let names = lacking.iter().filter(|(own, _)| *own == state).map(|(_, words)| words.clone());
        list(state.words(), &names.collect::<Vec<_>>())
    };
    let missing = in_state(State::NotFilled)
        + &in_state(State::Faulty)
        + &list(&why, &unchecked)
        + &list("tidak digeser", &fixed);
    let told = |text: String| Told { text, unfinished: !unchecked.is_empty() };
    if rows.is_empty() && !unchecked.is_empty() {
        return told(missing);
    }
    if rows.is_empty() && matches!(view.plan.slot(slot).op, Op::Input(_)) {
        let indicator =
            view.program().by_code.get(words).and_then(|name| view.program().version(*name, year)?.kind.indicator());
        let instead =
            indicator.map(|_| format!("  pengaruh atas capaiannya:  kepekaan capaian {words}\n")).unwrap_or_default();
        return told(format!("{words} adalah masukan: angkanya dari data, bukan hasil hitungan\n{instead}{missing}"));
    }
    if rows.is_empty() {
        return told(format!("{words} tidak bergantung pada masukan yang berisi angka\n{missing}"));
    }
    let size = |row: &Row| row.up.size.clone().max(row.down.size.clone());
    rows.sort_by_key(|row| std::cmp::Reverse(size(row)));
    let total = rows.len();
    let lost = lost(&rows, words);
    let unit = show::difference_unit(&view.plan.slot(slot).unit);
    let unit = unit.word().map(|word| format!(" ({word})")).unwrap_or_default();
    let mut heading = vec!["Masukan".into(), "Sekarang".into(), "Langkah".into()];
    heading.extend([format!("Naik{unit}"), format!("Turun{unit}")]);
    let mut lines = vec![heading];
    let mut grades = vec!["Ke predikat lain".to_string()];
    for row in together(rows.into_iter().take(MOST_TOLD)) {
        lines.push(vec![row.words, row.now, row.step, row.up.words, row.down.words]);
        grades.push(row.next_grade);
    }
    let table = laid(lines, grade.map(|_| grades), width);
    let shown = show::plain(view.evaluation.cell(slot, 0), &view.plan.slot(slot).unit);
    // A grade is decided by a number.
    let shown = match grade.filter(|_| words.starts_with("predikat ")).map(|grade| view.evaluation.cell(grade, 0)) {
        Some(grade @ Ok(_)) => format!("{}, dari {shown}", show::plain(grade, &Unit::Any)),
        _ => shown,
    };
    let mut text = format!("{words} = {shown}\n{table}{missing}");
    if total > MOST_TOLD {
        text.push_str(&format!("  dan {} masukan lagi yang pengaruhnya lebih kecil\n", total - MOST_TOLD));
    }
    told(text + &lost)
}

/// Rows below their heading, with what leads to another grade beside them, or below where a screen is too narrow for that.
fn laid(lines: Vec<Vec<String>>, grades: Option<Vec<String>>, width: usize) -> String {
    let Some(grades) = grades else { return within(&lines, width) };
    let rows = lines.iter().zip(&grades).map(|(line, grade)| [line.as_slice(), std::slice::from_ref(grade)].concat());
    let whole: Vec<Vec<String>> = rows.collect();
    if fits(&aligned(&whole, true), width) {
        return aligned(&whole, true);
    }
    if !fits(&aligned(&lines, true), width) {
        let values: Vec<Vec<String>> = lines.iter().map(|line| line[1..].to_vec()).collect();
        let values = aligned(&values, true);
        let names = lines.iter().zip(&grades).map(|(line, grade)| (&line[0], grade));
        let below = |(value, (name, grade)): (&str, (&String, &String))| match name == &lines[0][0] {
            true => format!("  {name}\n  {value}\n"),
            false => format!("  {name}\n  {value}\n      ke predikat lain {grade}\n"),
        };
        let text: String = values.lines().zip(names).map(below).collect();
        return if fits(&text, width) { text } else { within(&whole, width) };
    }
    let below = lines.iter().zip(&grades).skip(1).map(|(line, grade)| vec![line[0].clone(), grade.clone()]);
    let below = aligned(&below.collect::<Vec<_>>(), false);
    format!("{}  {}:\n{below}", aligned(&lines, true), grades[0].to_lowercase())
}

/// Quarters of one thing that say the same are one row: `target SURAT[triwulan 1 sampai 4]`.
fn together(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let parted = |words: &str| {
        let (of, number) = words.rsplit_once("[triwulan ")?;
        let number = number.strip_suffix(']')?;
        let last: u8 = number.rsplit(' ').next()?.parse().ok()?;
        Some((of.to_string(), number.split(' ').next()?.to_string(), last))
    };
    let mut found: Vec<Row> = Vec::new();
    for row in rows {
        let says = |row: &Row| {
            [&row.now, &row.step, &row.up.words, &row.down.words, &row.next_grade].map(|text| text.to_string())
        };
        let before = found.last_mut().filter(|last| says(last) == says(&row));
        let joined = before.as_ref().and_then(|last| {
            let ((of, first, end), (other, number, _)) = (parted(&last.words)?, parted(&row.words)?);
            let is_next = of == other && number == (end + 1).to_string();
            is_next.then(|| format!("{of}[triwulan {first} sampai {number}]"))
        });
        match before.zip(joined) {
            Some((last, joined)) => last.words = joined,
            None => found.push(row),
        }
    }
    found
}

/// The inputs of which one step takes the result away, and why. They have no size to be ordered by, so they stand apart,
/// and none is cut off.
fn lost(rows: &[Row], words: &str) -> String {
    let told = rows.iter().flat_map(|row| {
        [(&row.up, "naik"), (&row.down, "turun")].into_iter().filter_map(|(effect, way)| {
            let reason = effect.lost.as_ref()?;
            Some(format!("    {} {way} {}: {reason}\n", row.words, row.step))
        })
    });
    let told: String = told.collect();
    if told.is_empty() { told } else { format!("  dengan satu langkah {words} tidak ada nilainya lagi:\n{told}") }
}

/// An input: its slot, what it is, and the assumptions that stay when it moves.
struct Moving {
    slot: SlotId,
    target: Target,
    held: Vec<SlotId>,
}

/// The inputs with a number that a slot rests on, but for those that an assumption hides; and those that are empty or wrong.
fn inputs(view: &View, slot: SlotId, year: i32) -> (Vec<Moving>, Vec<(State, String)>) {
    let (mut found, mut lacking) = (Vec::new(), Vec::new());
    let needed = view.plan.needed(std::iter::once(slot), &view.pins);
    for candidate in (0..view.plan.slots.len() as u32).map(SlotId) {
        let pinned = view.pins.contains(&candidate);
        let planned = view.plan.slot(candidate);
        let target = match (&planned.op, planned.role) {
            (_, Some((name, role, when))) if pinned => {
                let role = role.as_given();
                Some(Target { code: view.program().code(name).to_string(), role, when })
            }
            (Op::Input(input), _) => target_of(view, input),
            _ => None,
        };
        let Some(target) = target else { continue };
        if candidate == slot || !needed[candidate.0 as usize] {
            continue;
        }
        let held: Vec<SlotId> = view.pins.iter().copied().filter(|pin| *pin != candidate).collect();
        match view.evaluation.cell(candidate, 0) {
            Ok(Value::Number(_)) => found.push(Moving { slot: candidate, target, held }),
            // Of one that is missing for good reason, and of the ends of a target that is no range, nobody asks.
            Err(fault)
                if target.role == Role::Main
                    && (fault.state == State::Faulty
                        || fault.state == State::NotFilled && !is_filled(view, &target, candidate)) =>
            {
                lacking.push((fault.state, target.words(view.program(), year)));
            }
            _ => {}
        }
    }
    (found, lacking)
}

/// Whether a formula or its quarters say what an empty cell does not.
fn is_filled(view: &View, target: &Target, cell: SlotId) -> bool {
    let name = view.program().by_code.get(&target.code);
    let version = name.and_then(|name| view.program().version(*name, target.when.year));
    let computed = version.is_some_and(|version| version.formula.is_some());
    let by_others = view.plan.slots.iter().enumerate().any(|(at, slot)| {
        let Op::Fallback(first, second) = slot.op else { return false };
        // Where a bare number stands behind it, it is only asked whether the cell may still be filled.
        let is_asked = matches!(view.plan.slot(second).op, Op::Number(_));
        (first == cell && !is_asked || second == cell) && view.evaluation.cell(SlotId(at as u32), 0).is_ok()
    });
    computed || by_others
}

/// What an assumption about a cell of the data is about.
pub(super) fn target_of(view: &View, input: &Input) -> Option<Target> {
    let role = view.program().role_of(&input.field)?;
    Some(Target { code: input.code.to_string(), role, when: input.when })
}

fn row(
    view: &View,
    (data, patience): (&Dataset, &Patience),
    (slot, grade): (SlotId, Option<SlotId>),
    input: Moving,
    year: i32,
) -> Result<Option<Row>, Unmoved> {
    // What lies between an input and the result is as much as the result rests on: of thousands none is begun too late.
    if patience.is_over() {
        return Err(Unmoved::OutOfTime);
    }
    let ground = Ground { plan: &view.plan, data, evaluation: &view.evaluation, held: &input.held, patience };
    let Some(now) = rational(view.evaluation.cell(input.slot, 0)).cloned() else { return Ok(None) };
    let entries = entries(view, &input.target, None).map_err(Unmoved::NoOther)?;
    let step = |moved: Exact| match entries.range.contains(&moved) {
        false => Ok(Effect { size: Exact::ZERO, words: beyond(&input.target, &moved, &now).into(), lost: None }),
        true => match seek::cell_in_time(ground, input.slot, &moved, slot) {
            Some(after) => Ok(effect(view, slot, &after)),
            None => Err(Unmoved::OutOfTime),
        },
    };
    let wide = sensible_step(view, &input.target, &entries.grid.step, &now);
    Ok(Some(Row {
        words: input.target.words(view.program(), year),
        now: number(&now),
        step: number(&wide),
        up: step(&now + &wide)?,
        down: step(&now - &wide)?,
        next_grade: grade
            .map_or_else(String::new, |grade| next_grade(view, ground, input.slot, &entries, (slot, grade), &now)),
    }))
}

/// The step of the grid; of money and counts, where no rule states one, a power of ten below a hundredth of what is there.
fn sensible_step(view: &View, target: &Target, step: &Exact, now: &Exact) -> Exact {
    let name = view.program().by_code.get(&target.code);
    let version = name.and_then(|name| view.program().version(*name, target.when.year));
    let is_money = matches!(target.role, Role::Budget | Role::Spent);
    let is_counted = |unit: &Unit| unit.word() == Some("rupiah") || grid::is_count(unit);
    let counts = is_money || version.is_some_and(|version| version.step.is_none() && is_counted(&version.unit));
    let mut wide = step.clone();
    let (ten, thousand) = (Exact::from(10), Exact::from(1000));
    while counts && *step == Exact::ONE && &wide * &thousand <= now.abs() {
        wide = &wide * &ten;
    }
    wide
}

/// Why a value cannot be entered.
fn beyond(target: &Target, moved: &Exact, now: &Exact) -> &'static str {
    let passes_the_other =
        (target.role == Role::TargetLow && moved > now) || (target.role == Role::TargetHigh && moved < now);
    if passes_the_other { "rentang terbalik" } else { "di luar skala" }
}

/// What changes when a slot takes another value.
fn effect(view: &View, slot: SlotId, after: &Cell) -> Effect {
    // The unit stands in the heading.
    let unit = Unit::Any;
    let none = |words: &str| Effect { size: Exact::ZERO, words: words.into(), lost: None };
    match (view.evaluation.cell(slot, 0), after) {
        (Ok(Value::Number(before)), Ok(Value::Number(after))) if before == after => none("tetap"),
        (Ok(Value::Number(before)), Ok(Value::Number(after))) => {
            let change = after - before;
            Effect { size: change.abs(), words: show::signed(&change, &unit), lost: None }
        }
        (Ok(before), Ok(after)) => match (real(before), real(after)) {
            (Some(before), Some(after)) => {
                let change = &after - &before;
                let near = Places::new(12).and_then(|places| change.enclosure(places).ok());
                let size = near.map_or(Exact::ZERO, |(low, _)| low.abs());
                let shown = show::plain(&Ok(Value::Irrational(change)), &unit);
                Effect { size, words: shown, lost: None }
            }
            _ => none("–"),
        },
        (Ok(_), Err(fault)) => {
            let state = fault.state.words();
            let reason = if *fault.reason == Reason::Unsaid { String::new() } else { format!(" ({})", fault.reason) };
            Effect { size: Exact::ZERO, words: state.into(), lost: Some(format!("{state}{reason}")) }
        }
        _ => none("–"),
    }
}

fn real(value: &Value) -> Option<Real> {
    match value {
        Value::Number(number) => Some(Real::from(number)),
        Value::Irrational(root) => Some(root.clone()),
        Value::Text(_) | Value::Truth(_) => None,
    }
}

/// `+6,09 → "Istimewa"`: the least change of an input that gives another grade, or none, upward and downward.
fn next_grade(
    view: &View,
    ground: Ground,
    input: SlotId,
    entries: &Entries,
    (slot, grade): (SlotId, SlotId),
    now: &Exact,
) -> String {
    let Ok(Value::Text(current)) = view.evaluation.cell(grade, 0) else { return "–".into() };
    if ground.patience.is_over() {
        return "belum diperiksa".into();
    }
    let found = seek::values_with_grade(ground, input, &entries.grid, grade, current);
    let grid = &entries.grid;
    let steps = now.checked_div(&grid.step).and_then(|steps| steps.round(Places::WHOLE, Rounding::Floor).to_decimal());
    let Some(below) = steps.and_then(|steps| i64::try_from(steps).ok()) else { return "–".into() };
    let above = if grid.value(below) == *now { below } else { below + 1 };
    // From where things are to the end of the stretch with this grade, and one step on.
    let holding = |at: i64| found.stretches.iter().find(|part| part.holds(at));
    let down = holding(below).map_or(Some(below), |part| part.from.map(|from| from - 1));
    let up = holding(above).map_or(Some(above), |part| part.to.map(|to| to + 1));
    let down = down.filter(|at| grid.first.is_none_or(|first| first <= *at));
    let up = up.filter(|at| grid.last.is_none_or(|last| *at <= last));
    let is_unsearched = |at: i64| found.unsearched.iter().any(|part| part.holds(at));
    if [down, up].into_iter().flatten().all(is_unsearched) && !found.unsearched.is_empty() {
        return "belum diperiksa".into();
    }
    let words = |(at, way): (i64, &str)| {
        if is_unsearched(at) {
            return Some(format!("{way} belum diperiksa"));
        }
        // Where there is no result either, nobody speaks of another grade.
        let cells = seek::cells_at(ground, input, &grid.value(at), &[slot, grade]);
        let after = match cells.as_slice() {
            [_, Ok(Value::Text(word))] => format!("\"{word}\""),
            [Err(_), _] => return None,
            _ => "tanpa predikat".into(),
        };
        Some(format!("{} → {after}", show::signed(&(grid.value(at) - now), &Unit::Any)))
    };
    let sides = [down.zip(Some("turun")), up.zip(Some("naik"))];
    let both: Vec<String> = sides.into_iter().flatten().filter_map(words).collect();
    if both.is_empty() { "tidak tercapai".into() } else { both.join("; ") }
}
