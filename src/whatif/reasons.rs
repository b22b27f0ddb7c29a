//! Why a wish cannot come true: the end of a scale, a cap, the reach of what is sought, or a value that is missing.

use super::find::{Sought, result, value};
use super::grid::Entries;
use super::held::held_back;
use super::show;
use crate::eval::{self, Cell, Value, rational};
use crate::number::{Bound, Exact, Interval};
use crate::plan::{BandTable, Op, Reason, SlotId};
use crate::program::intervals::say;
use crate::program::{ExprKind, Role, Subject};
use crate::seek::{self, Ground, Side, Want};
use crate::syntax::ast::{Comparison, Operator};
use std::sync::Arc;

/// The lines of an answer `mustahil`.
pub fn impossible(
    sought: &Sought,
    ground: Ground,
    slot: SlotId,
    entries: &Entries,
    (of, greatest, least): (SlotId, Option<i64>, Option<i64>),
) -> Vec<String> {
    let name = sought.words(&sought.unknowns[0]);
    if let Some(reason) = beyond_scale(sought).or_else(|| no_such_grade(sought)) {
        return vec![format!("mustahil: {reason}")];
    }
    let cell_at = |at: i64| seek::cells_at(ground, slot, &entries.grid.value(at), &[of]).remove(0);
    let at = |at: Option<i64>| at.map(cell_at);
    let Some(telling) = telling(sought, greatest, (least, at(least))) else {
        return vec![format!("mustahil: {}", no_value(sought, ground, slot, entries, of))];
    };
    if let (Some(Ok(most)), Some(Ok(fewest))) = (at(greatest), at(least))
        && most == fewest
    {
        let told = result(sought, ground, slot, entries, telling);
        let held = held_back(sought.view, sought.unknowns, sought.year);
        let mut lines = vec![format!("mustahil: berapa pun {name}, {}{held}", told.replacen(" = ", " tetap ", 1))];
        lines.extend(reported(sought, ground, slot, of).into_iter().map(|line| format!("  {line}")));
        lines.extend(caps(sought, ground, slot, entries, of, telling).map(|cap| format!("  {cap}")));
        return lines;
    }
    let end = match (greatest == Some(telling), Some(telling) == entries.grid.last, Some(telling) == entries.grid.first)
    {
        (_, true, _) => format!("{name} paling tinggi {}", value(entries, telling)),
        (_, _, true) => format!("{name} paling rendah {}", value(entries, telling)),
        (true, ..) => format!("paling besar dicapai pada {name} = {}", value(entries, telling)),
        _ => format!("paling kecil dicapai pada {name} = {}", value(entries, telling)),
    };
    let only = if greatest == Some(telling) { "baru" } else { "masih" };
    let told = result(sought, ground, slot, entries, telling);
    let is_end = [entries.grid.last, entries.grid.first].contains(&Some(telling));
    let beside = [telling.checked_sub(1), telling.checked_add(1)].into_iter().flatten();
    let is_plateau = !is_end && beside.map(cell_at).any(|cell| cell == cell_at(telling));
    let mut lines = if is_plateau {
        let most = if greatest == Some(telling) { "besar" } else { "kecil" };
        let told = told.replacen(" = ", &format!(" paling {most} "), 1);
        // Where the rule holds it, not where the search came by.
        let same = cell_at(telling);
        let edge = edge(entries.grid.first.unwrap_or(telling), telling, |at| cell_at(at) == same);
        vec![format!("mustahil: {told}, misalnya dengan {name} = {}", value(entries, edge))]
    } else {
        vec![format!("mustahil: {end}, dan dengan itu {}", told.replacen(" = ", &format!(" {only} "), 1))]
    };
    lines.extend(caps(sought, ground, slot, entries, of, telling).map(|cap| format!("  {cap}")));
    lines.extend(others(sought, ground, slot, of).into_iter().map(|other| format!("  {other}")));
    lines.extend(wanted_band(sought).map(|band| format!("  {band}")));
    lines
}

/// The first value from which on it is the same, as far as halving finds it.
fn edge(first: i64, telling: i64, is_same: impl Fn(i64) -> bool) -> i64 {
    let (mut below, mut same) = (first.min(telling), telling);
    if is_same(below) {
        return below;
    }
    while same - below > 1 {
        let middle = below + (same - below) / 2;
        if is_same(middle) { same = middle } else { below = middle }
    }
    same
}

/// The value of the unknown that shows best how far off the wish is.
fn telling(sought: &Sought, greatest: Option<i64>, (least, fewest): (Option<i64>, Option<Cell>)) -> Option<i64> {
    let upward = match &sought.want {
        Want::Compare(_, Comparison::Less | Comparison::LessEqual, _) => false,
        // A grade whose numbers all lie below what is least.
        Want::Compare(left, Comparison::Equal, Side::Word(word)) => {
            let Some((_, table)) = sought.view.plan.graded(*left) else { return greatest };
            let Some(Ok(Value::Number(fewest))) = &fewest else { return greatest.or(least) };
            let below = Interval::new(Bound::Unbounded, Bound::Excluded(fewest.clone()));
            let mut wanted = table.bands.iter().filter(|(_, grade)| grade == word).map(|(range, _)| range);
            !wanted.any(|range| !range.intersect(&below).is_empty())
        }
        Want::Compare(left, Comparison::Equal, right) => {
            // An equality is missed from below or from above.
            let (now, wanted) = (sought.view.evaluation.cell(*left, 0), right.cell(&sought.view.evaluation));
            !matches!(eval::compared(now, Comparison::Greater, &wanted), Ok(Value::Truth(true)))
        }
        Want::Truth(_) | Want::Compare(..) => true,
    };
    if upward { greatest.or(least) } else { least.or(greatest) }
}

/// `skala IKPP berakhir di 10`
fn beyond_scale(sought: &Sought) -> Option<String> {
    let ExprKind::Binary { operator: Operator::Compare(comparison), left, right } = &sought.goal.kind else {
        return None;
    };
    let (ExprKind::Value(reference), ExprKind::Number(wanted, _)) = (&left.kind, &right.kind) else { return None };
    let (Subject::Name(name), Role::Main | Role::Value) = (reference.subject, reference.role) else { return None };
    let version = sought.view.program().version(name, sought.year)?;
    let (scale, span) = version.scale.as_ref()?;
    let zero = Exact::ZERO;
    let wish = match comparison {
        Comparison::Equal => Interval::point(wanted.clone()),
        Comparison::Greater => Interval::new(Bound::Excluded(wanted.clone()), Bound::Unbounded),
        Comparison::GreaterEqual => Interval::new(Bound::Included(wanted.clone()), Bound::Unbounded),
        Comparison::Less => Interval::new(Bound::Unbounded, Bound::Excluded(wanted.clone())),
        Comparison::LessEqual => Interval::new(Bound::Unbounded, Bound::Included(wanted.clone())),
        Comparison::NotEqual => return None,
    };
    if !scale.intersect(&wish).is_empty() {
        return None;
    }
    let (code, place) = (sought.view.program().code(name), sought.sources.place(*span));
    let above = match scale.hi() {
        Bound::Included(high) | Bound::Excluded(high) => wanted >= high,
        Bound::Unbounded => *wanted > zero,
    };
    let words = match (above, scale.lo(), scale.hi()) {
        (true, _, Bound::Included(end) | Bound::Excluded(end)) => format!("berakhir di {}", show::number(end)),
        (false, Bound::Included(end) | Bound::Excluded(end), _) => format!("mulai dari {}", show::number(end)),
        _ => say(scale),
    };
    Some(format!("skala {code} {words} ({place})"))
}

/// `tidak dapat dihitung: target X …`, where what is wished for has no value as things are.
pub fn without_value(sought: &Sought) -> Option<String> {
    let slots = sought.want.slots();
    let fault = slots.iter().find_map(|slot| sought.view.evaluation.cell(*slot, 0).as_ref().err())?;
    Some(format!("tidak dapat dihitung: {}", show::reason(fault, sought.data)))
}

/// Why there is no number whatever the unknown is.
fn no_value(sought: &Sought, ground: Ground, slot: SlotId, entries: &Entries, of: SlotId) -> String {
    let cell_at = |at: i64| seek::cells_at(ground, slot, &entries.grid.value(at), &[of]).remove(0);
    // At its largest the sum of the quarters may leave the scale, which is not why there is no number elsewhere.
    let ends = [entries.grid.last, entries.grid.first].into_iter().flatten().map(cell_at);
    let found = ends.collect::<Vec<_>>();
    let is_telling = |cell: &&Cell| !matches!(cell, Err(fault) if matches!(*fault.reason, Reason::SumOffScale { .. }));
    let telling = found.iter().find(is_telling).or(found.first()).cloned();
    match telling.unwrap_or_else(|| cell_at(0)) {
        Err(fault) => {
            format!("{} tidak dapat dihitung: {}", sought.left_words(), show::reason(&fault, sought.data))
        }
        Ok(_) => format!("tidak ada {} dengan mana {} terpenuhi", sought.words(&sought.unknowns[0]), sought.written),
    }
}

/// The caps that hold the number where it is: `capaian AKIP dibatasi 0 sampai 100 (aturan.takar:12)`
fn caps<'s>(
    sought: &'s Sought,
    ground: Ground,
    slot: SlotId,
    entries: &Entries,
    of: SlotId,
    at: i64,
) -> impl Iterator<Item = String> + 's {
    let between = ground.plan.between(&[slot], &[of], ground.held);
    let clamps: Vec<(SlotId, SlotId)> = between
        .iter()
        .filter_map(
            |found| if let Op::Clamp(inner, _) = ground.plan.slot(*found).op { Some((*found, inner)) } else { None },
        )
        .collect();
    let slots: Vec<SlotId> = clamps.iter().flat_map(|(clamp, inner)| [*clamp, *inner]).collect();
    let cells = seek::cells_at(ground, slot, &entries.grid.value(at), &slots);
    let acting: Vec<SlotId> = clamps
        .iter()
        .zip(cells.chunks(2))
        .filter(|(_, cells)| rational(&cells[0]).is_some() && rational(&cells[0]) != rational(&cells[1]))
        .map(|((clamp, _), _)| *clamp)
        .collect();
    acting.into_iter().map(move |clamp| {
        let planned = sought.view.plan.slot(clamp);
        let range = if let Op::Clamp(_, range) = &planned.op { say(range) } else { String::new() };
        let what = planned.role.map(|(name, _, _)| sought.view.program().code(name));
        let what = what.map_or_else(|| "capaian".to_string(), |code| format!("capaian {code}"));
        let place = planned.span.map(|span| format!(" ({})", sought.sources.place(span)));
        format!("{what} dibatasi {range}{}", place.unwrap_or_default())
    })
}

/// `IKPP tidak dihitung (IPP tahun 2024 belum diisi), dipakai 8,3 yang dilaporkan`
fn reported(sought: &Sought, ground: Ground, slot: SlotId, of: SlotId) -> Vec<String> {
    let between = ground.plan.between(&[slot], &[of], ground.held);
    let line = |found: &SlotId| {
        let (computed, _) = ground.plan.reported(*found)?;
        let (Err(fault), Ok(used)) = (ground.evaluation.cell(computed, 0), ground.evaluation.cell(*found, 0)) else {
            return None;
        };
        let (name, ..) = ground.plan.slot(*found).role?;
        let shown = show::plain(&Ok(used.clone()), &ground.plan.slot(*found).unit);
        let code = sought.view.program().code(name);
        Some(format!("{code} tidak dihitung ({}), dipakai {shown} yang dilaporkan", fault.reason))
    };
    between.iter().filter_map(line).collect()
}

/// `anggota lain: capaian IKPP 95,4022…%`: what holds a mean where it is.
fn others(sought: &Sought, ground: Ground, slot: SlotId, of: SlotId) -> Option<String> {
    const MOST: usize = 6;
    let mut at = of;
    let items = loop {
        match &ground.plan.slot(at).op {
            Op::Clamp(inner, _) | Op::Round(inner, _) => at = *inner,
            Op::Same(inner) => at = *inner,
            Op::Aggregate(op) => break &op.items,
            Op::Input(_)
            | Op::Number(_)
            | Op::Text(_)
            | Op::Missing(..)
            | Op::Negate(_)
            | Op::Absolute(_)
            | Op::Add(..)
            | Op::Subtract(..)
            | Op::Multiply(..)
            | Op::Divide(..)
            | Op::Share(_)
            | Op::Percentage(_)
            | Op::Power(..)
            | Op::Root(_)
            | Op::Least(_)
            | Op::Greatest(_)
            | Op::Compare(..)
            | Op::And(..)
            | Op::Or(..)
            | Op::Not(_)
            | Op::Filled(_)
            | Op::Present(_)
            | Op::Choose { .. }
            | Op::Band(..)
            | Op::Fallback(..)
            | Op::Within(..)
            | Op::Rank(..) => return None,
        }
    };
    let moving = ground.plan.between(&[slot], &[of], ground.held);
    let still: Vec<String> = items
        .iter()
        .filter(|item| !moving.contains(item))
        .filter_map(|item| {
            let planned = ground.plan.slot(*item);
            let (name, role, _) = planned.role?;
            // A formula without cap or rounding has one slot for all readings of an achievement.
            let role = if role.is_achievement() { Role::Achievement } else { role };
            let shown = show::plain(ground.evaluation.cell(*item, 0), &planned.unit);
            Some(format!("{} {shown}", show::what(role, sought.view.program().code(name))))
        })
        .collect();
    match still.len() {
        0 => None,
        1..=MOST => Some(format!("yang lain tetap: {}", still.join(", "))),
        more => Some(format!("yang lain tetap: {}, dan {} lagi", still[..MOST].join(", "), more - MOST)),
    }
}

/// `predikat "Istimewa" untuk lebih dari 110 sampai 120`
fn wanted_band(sought: &Sought) -> Option<String> {
    let (wanted, table) = wanted_grade(sought)?;
    let ranges: Vec<String> =
        table.bands.iter().filter(|(_, word)| *word == wanted).map(|(range, _)| say(range)).collect();
    Some(format!("predikat \"{wanted}\" untuk {}", ranges.join(", ")))
}

/// A grade that the rule does not have.
fn no_such_grade(sought: &Sought) -> Option<String> {
    let (wanted, table) = wanted_grade(sought)?;
    if table.bands.iter().any(|(_, word)| *word == wanted) {
        return None;
    }
    let known: Vec<String> = table.bands.iter().map(|(_, word)| format!("\"{word}\"")).collect();
    Some(format!("predikat \"{wanted}\" tidak ada; yang ada: {}", known.join(", ")))
}

/// The grade that is wished for, or one above or below, and the rule it is a grade of.
fn wanted_grade<'s>(sought: &'s Sought) -> Option<(Arc<str>, &'s BandTable)> {
    let (left, right) = match &sought.want {
        Want::Truth(_) | Want::Compare(_, Comparison::NotEqual, _) => return None,
        Want::Compare(left, _, right) => (*left, right),
    };
    let op = |slot: SlotId| &sought.view.plan.slot(sought.view.plan.plain(slot)).op;
    // Words that are compared by their place in an order are told as the words.
    let word = |slot: SlotId| if let Op::Rank(inner, _) = op(slot) { *inner } else { slot };
    let Op::Band(_, table) = op(word(left)) else { return None };
    let right = match right {
        Side::Slot(slot) => Side::Slot(word(*slot)),
        Side::Number(_) | Side::Word(_) => right.clone(),
    };
    match right.cell(&sought.view.evaluation) {
        Ok(Value::Text(wanted)) => Some((wanted, table)),
        _ => None,
    }
}
