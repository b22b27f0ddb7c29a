//! `kepekaan`: what one step of each input does to a result, and how far each is from the next grade.

use super::grid::{Entries, entries};
use super::show::{self, number};
use super::state::{Given, Target, View};
use super::table::aligned;
use crate::check::program::Role;
use crate::data::{Dataset, Field};
use crate::eval::{Cell, Value};
use crate::number::Exact;
use crate::plan::{Op, SlotId};
use crate::seek::{self, Ground};

/// Inputs that are told at most; the rest are counted.
const MOST_TOLD: usize = 25;

/// One input and its weight.
struct Row {
    words: String,
    now: String,
    step: String,
    effect: Option<Exact>,
    effect_words: String,
    next_grade: String,
}

/// The table of all inputs that a slot rests on, the strongest first.
pub fn sensitivity(view: &View, data: &Dataset, slot: SlotId, words: &str, year: i32) -> String {
    let inputs = inputs(view, slot);
    let grade = view.grade_of(slot);
    let mut rows: Vec<Row> = inputs
        .into_iter()
        .filter_map(|(input, target, held)| row(view, data, (slot, grade), (input, target), &held, year))
        .collect();
    if rows.is_empty() {
        return format!("{words} tidak bergantung pada masukan yang berisi angka\n");
    }
    rows.sort_by(|a, b| {
        let size = |row: &Row| row.effect.as_ref().map(Exact::abs);
        size(b).cmp(&size(a))
    });
    let total = rows.len();
    let mut lines =
        vec![["Masukan", "Sekarang", "Langkah", "Pengaruhnya", "Ke predikat lain"].map(String::from).to_vec()];
    for row in rows.into_iter().take(MOST_TOLD) {
        lines.push(vec![row.words, row.now, row.step, row.effect_words, row.next_grade]);
    }
    let shown = show::plain(view.evaluation.cell(slot, 0), &view.plan.slot(slot).unit);
    let mut text = format!("{words} = {shown}\n{}", aligned(&lines, 2));
    if total > MOST_TOLD {
        text.push_str(&format!("  dan {} masukan lagi yang pengaruhnya lebih kecil\n", total - MOST_TOLD));
    }
    text
}

/// The inputs with a number that a slot rests on: assumptions first, then data cells that no assumption hides.
fn inputs(view: &View, slot: SlotId) -> Vec<(SlotId, Target, Vec<SlotId>)> {
    let mut found = Vec::new();
    let all: Vec<SlotId> = (0..view.plan.slots.len() as u32).map(SlotId).collect();
    for candidate in all {
        let pinned = view.pins.contains(&candidate);
        let planned = view.plan.slot(candidate);
        let target = match (&planned.op, planned.role) {
            (_, Some((name, role, when))) if pinned => {
                let role = if role == Role::Value { Role::Main } else { role };
                Some(Target { code: view.program().code(name).to_string(), role, when })
            }
            (Op::Input(input), _) => target_of(view, input),
            _ => None,
        };
        let Some(target) = target else { continue };
        if !matches!(view.evaluation.cell(candidate, 0), Ok(Value::Number(_))) {
            continue;
        }
        let held: Vec<SlotId> = view.pins.iter().copied().filter(|pin| *pin != candidate).collect();
        if candidate == slot || !view.plan.between(&[candidate], &[slot], &held).contains(&slot) {
            continue;
        }
        found.push((candidate, target, held));
    }
    found
}

fn target_of(view: &View, input: &crate::plan::Input) -> Option<Target> {
    let role = match &input.field {
        Field::Value => Role::Main,
        Field::Target => Role::Target,
        Field::TargetLow => Role::TargetLow,
        Field::TargetHigh => Role::TargetHigh,
        Field::Budget => Role::Budget,
        Field::Spent => Role::Spent,
        Field::Extra(name) => {
            let id = view.program().fields.iter().position(|field| field.name == **name)?;
            Role::Field(crate::check::program::FieldId(id as u32))
        }
    };
    Some(Target { code: input.code.to_string(), role, when: input.when })
}

fn row(
    view: &View,
    data: &Dataset,
    (slot, grade): (SlotId, Option<SlotId>),
    (input, target): (SlotId, Target),
    held: &[SlotId],
    year: i32,
) -> Option<Row> {
    let ground = Ground { plan: &view.plan, data, evaluation: &view.evaluation, held };
    let now = as_number(view.evaluation.cell(input, 0))?;
    let decimals = now.to_decimal().map(|value| Given::Number(value.normalize()));
    let entries = entries(view, data, &target, decimals.as_ref()).ok()?;
    let unit = show::difference_unit(&view.plan.slot(slot).unit);
    let before = as_number(view.evaluation.cell(slot, 0));
    // Up where the scale allows it, else down.
    let up = &now + &entries.grid.step;
    let (moved, sign) = match entries.range.contains(&up) {
        true => (up, "+"),
        false => (&now - &entries.grid.step, "−"),
    };
    let after = as_number(&seek::cells_at(ground, input, &moved, &[slot])[0]);
    let effect = before.zip(after).map(|(before, after)| after - before);
    let effect_words = match &effect {
        Some(effect) if effect.is_zero() => "tidak berubah".to_string(),
        Some(effect) => {
            let plus = if effect.is_negative() { "" } else { "+" };
            format!("{plus}{}", show::plain(&Ok(Value::Number(effect.clone())), &unit))
        }
        None => "–".to_string(),
    };
    Some(Row {
        words: target.words(view.program(), year),
        now: number(&now),
        step: format!("{sign}{}", number(&entries.grid.step)),
        effect,
        effect_words,
        next_grade: grade.map_or_else(String::new, |grade| next_grade(view, ground, input, &entries, grade, &now)),
    })
}

/// `+6,09 → "Istimewa"`: the least change of an input that gives another grade, upward and downward.
fn next_grade(view: &View, ground: Ground, input: SlotId, entries: &Entries, grade: SlotId, now: &Exact) -> String {
    let Ok(Value::Text(current)) = view.evaluation.cell(grade, 0) else { return "–".into() };
    let Op::Band(_, table) = &view.plan.slot(grade).op else { return "–".into() };
    let mut nearest: Vec<(Exact, Exact, String)> = Vec::new();
    for (_, word) in table.bands.iter().filter(|(_, word)| word != current) {
        let found = seek::values_with_grade(ground, input, &entries.grid, grade, word);
        for at in found.stretches.iter().flat_map(|part| [part.from, part.to]).flatten() {
            let change = entries.grid.value(at) - now;
            nearest.push((change.abs(), change, word.to_string()));
        }
    }
    nearest.sort_by(|a, b| a.0.cmp(&b.0));
    let side = |negative: bool| nearest.iter().find(|(_, change, _)| change.is_negative() == negative);
    let words = |(_, change, word): &(Exact, Exact, String)| {
        let plus = if change.is_negative() { "" } else { "+" };
        format!("{plus}{} → \"{word}\"", number(change))
    };
    let both: Vec<String> = [side(false), side(true)].into_iter().flatten().map(words).collect();
    if both.is_empty() { "tidak tercapai".into() } else { both.join("; ") }
}

fn as_number(cell: &Cell) -> Option<Exact> {
    match cell {
        Ok(Value::Number(value)) => Some(value.clone()),
        _ => None,
    }
}
