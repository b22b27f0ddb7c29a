//! Printed grades against the number that is printed beside them.

use super::case::{Case, First};
use super::figure::{Beside, Figure, Printed};
use super::outcome::Verdict;
use super::spots::Spot;
use super::words::same_in_print;
use crate::eval::{self, Cell, Value};
use crate::number::Exact;
use crate::plan::{BandTable, SlotId};
use crate::program::Role;

/// The first look at a cell that holds a grade.
pub(super) fn look(case: &Case, spot: &Spot) -> First {
    let Some((value, table)) = case.world.plan().graded(spot.cell.slot) else { return First::Passed };
    let right = case.world.right(spot.cell.slot);
    let is_expected = matches!(right, Ok(Value::Text(_)));
    let printed = match &spot.printed {
        Printed::Words(printed) => printed,
        // `95 (Kurang)`: the number is judged where it has a column of its own.
        Printed::Number(figures) => match figures.iter().find_map(|figure| figure.grade.as_ref()) {
            Some(grade) => grade,
            None => return First::Plain(Verdict::Unjudged, "angka di tempat predikat".into()),
        },
        Printed::Torn(_) => return First::Plain(Verdict::Unjudged, "angka di tempat predikat".into()),
        Printed::Fault => {
            return First::Plain(Verdict::Fault, "lembar kerjanya tidak dapat menghitung sel ini".into());
        }
        Printed::Blank | Printed::Dash if is_expected => return First::Plain(Verdict::Blank, String::new()),
        Printed::Blank | Printed::Dash => return First::Passed,
    };
    if matches!(right, Ok(Value::Text(right)) if is_named(printed, right)) {
        return First::Plain(Verdict::Agrees, String::new());
    }
    // Another scale than that of the rules, or words that are no grade: nothing is said.
    if !table.bands.iter().any(|(_, grade)| is_named(printed, grade)) {
        return First::Plain(Verdict::Unjudged, "bukan predikat dari aturan ini".into());
    }
    // The number beside it, in its row or anywhere in its table, may be the reason.
    if let Some((_, figure, verdict)) = reason(case, spot, printed, value, table) {
        let why = match verdict == Verdict::OtherWay {
            true => format!("predikat angka yang sudah dibulatkan, {}", figure.plain()),
            false => String::new(),
        };
        return First::Plain(verdict, why);
    }
    match right {
        Ok(_) if is_of_unread(case, spot, printed, value, table) => {
            First::Plain(Verdict::Unjudged, "predikat angka di sampingnya, yang tidak diperiksa".into())
        }
        Ok(_) => First::Plain(Verdict::Grade, wrong(case, value)),
        // Of a number that the rules do not have nothing is known.
        Err(fault) => First::Plain(Verdict::Unjudged, fault.reason.to_string()),
    }
}

/// The printed number that gives a grade, and what follows: it is wrong itself, or rounded, or the rules have none.
fn reason(
    case: &Case,
    spot: &Spot,
    printed: &str,
    value: SlotId,
    table: &BandTable,
) -> Option<(usize, Figure, Verdict)> {
    let key = case.world.key(value);
    let beside = case.same(key).iter().copied().filter(|at| case.spots[*at].table == spot.table);
    beside.filter_map(|at| Some((at, case.spots[at].printed.figures().first()?.clone()))).find_map(|(at, figure)| {
        let fits = gives(&figure, printed, table);
        let right = case.world.right(value);
        let verdict = match right {
            Ok(right) if super::case::is(&figure, right) => Verdict::OtherWay,
            Ok(_) => Verdict::Follows,
            Err(_) => Verdict::Unjudged,
        };
        fits.then_some((at, figure, verdict))
    })
}

/// Whether a grade is that of a number in its row that belongs to no column of the rules, where its own number is not printed:
/// of an objective, written out in the rows below it.
fn is_of_unread(case: &Case, spot: &Spot, printed: &str, value: SlotId, table: &BandTable) -> bool {
    let same = case.same(case.world.key(value)).iter().map(|at| &case.spots[*at]);
    let mut beside = same.filter(|own| (own.table, own.row) == (spot.table, spot.row));
    if beside.any(|own| own.printed != Printed::Blank) {
        return false;
    }
    let cells = &case.printed[spot.table].rows[spot.row].cells;
    let unread = cells.iter().enumerate().filter(|(at, _)| case.spot_at(spot.table, spot.row, *at).is_none());
    let mut unread = unread.map(|(_, cell)| super::read::cell(cell));
    unread.any(|cell| cell.figures().iter().any(|figure| gives(figure, printed, table)))
}

/// Whether a printed grade is that of the mean of what some cells grade.
pub(super) fn is_of_mean(case: &Case, at: usize, run: &[usize]) -> bool {
    let graded = |at: &usize| {
        let (value, _) = case.world.plan().graded(case.spots[*at].cell.slot)?;
        eval::rational(case.world.right(value))
    };
    let Some((_, table)) = case.world.plan().graded(case.spots[at].cell.slot) else { return false };
    let all: Vec<&Exact> = run.iter().filter_map(graded).collect();
    let Some(mean) = super::spanned::mean(&all).filter(|_| all.len() == run.len()) else { return false };
    let grade = eval::grade(&Ok(Value::Number(mean)), table);
    matches!((&case.spots[at].printed, grade), (Printed::Words(printed), Ok(Value::Text(grade))) if is_named(printed, &grade))
}

/// Whether a grade is that of a number.
fn gives(figure: &Figure, printed: &str, table: &BandTable) -> bool {
    matches!(&graded(figure, table), Ok(Value::Text(graded)) if is_named(printed, graded))
}

fn graded(figure: &Figure, table: &BandTable) -> Cell {
    eval::grade(&Ok(Value::Number(figure.value.clone())), table)
}

/// The printed number that a grade follows from.
pub(super) fn cause(case: &Case, at: usize) -> Option<usize> {
    let spot = &case.spots[at];
    let First::Plain(Verdict::Follows, _) = &case.first[at] else { return None };
    let (value, table) = case.world.plan().graded(spot.cell.slot)?;
    let grade = || spot.printed.figures().iter().find_map(|figure| figure.grade.as_ref());
    let printed = if let Printed::Words(words) = &spot.printed { Some(words) } else { grade() };
    reason(case, spot, printed?, value, table).map(|(at, ..)| at)
}

/// `73,48 BB`: a word behind a number that is a grade of it, and no unit.
pub(super) fn behind(case: &Case, spot: &Spot, figure: &Figure) -> Option<Figure> {
    let Beside::Word(word) = &figure.unit else { return None };
    let (name, _, when) = case.world.role(spot.cell.slot)?;
    let slot = case.world.plan().value(name, Role::Band, when)?;
    let (_, table) = case.world.plan().graded(slot)?;
    let is_grade = table.bands.iter().any(|(_, grade)| is_named(word, grade));
    is_grade.then(|| Figure { unit: Beside::Nothing, grade: Some(word.clone()), ..figure.clone() })
}

/// What is wrong with the grade beside a number that is right.
pub(super) fn beside(case: &Case, spot: &Spot, figure: &Figure) -> Option<String> {
    let printed = figure.grade.as_deref()?;
    let (name, _, when) = case.world.role(spot.cell.slot)?;
    let slot = case.world.plan().value(name, Role::Band, when)?;
    let (value, table) = case.world.plan().graded(slot)?;
    let is_own = case.world.key(value) == spot.key;
    let is_grade = table.bands.iter().any(|(_, grade)| is_named(printed, grade));
    let differs = !gives(figure, printed, table);
    (is_own && is_grade && differs).then(|| match graded(figure, table) {
        Ok(Value::Text(graded)) => format!("predikat {printed} bukan predikat angkanya: {graded}"),
        _ => format!("predikat {printed} bukan predikat angkanya"),
    })
}

fn wrong(case: &Case, value: SlotId) -> String {
    match case.world.right(value) {
        Ok(Value::Number(number)) => {
            format!("bukan predikat {}", crate::program::intervals::say_number(number))
        }
        _ => "bukan predikat angkanya".into(),
    }
}

pub(super) fn is_named(printed: &str, grade: &str) -> bool {
    let bare = printed.trim_matches(['"', '(', ')', '“', '”', ' ']);
    same_in_print(bare, grade)
}
