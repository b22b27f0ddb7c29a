//! Printed grades against the number that is printed beside them.

use super::case::{Case, First};
use super::figure::{Figure, Printed};
use super::outcome::Verdict;
use super::spots::Spot;
use super::words::same_in_print;
use crate::eval::{self, Value};
use crate::plan::SlotId;
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
            None if is_expected => return First::Plain(Verdict::Unjudged, String::new()),
            None => return First::Passed,
        },
        Printed::Torn if is_expected => return First::Plain(Verdict::Unjudged, String::new()),
        Printed::Fault => {
            return First::Plain(Verdict::Fault, "lembar kerjanya tidak dapat menghitung sel ini".into());
        }
        Printed::Blank | Printed::Dash if is_expected => return First::Plain(Verdict::Blank, String::new()),
        Printed::Torn | Printed::Blank | Printed::Dash => return First::Passed,
    };
    if matches!(right, Ok(Value::Text(right)) if is_named(printed, right)) {
        return First::Plain(Verdict::Agrees, String::new());
    }
    // Another scale than that of the rules, or words that are no grade: nothing is said.
    if !table.bands.iter().any(|(_, grade)| is_named(printed, grade)) {
        return First::Plain(Verdict::Unjudged, "bukan predikat dari aturan ini".into());
    }
    // The number beside it, in its row or anywhere in its table, may be the reason.
    let key = case.world.key(value);
    let beside = case.spots.iter().filter(|other| other.table == spot.table && other.key == key);
    let figures = beside.filter_map(|other| other.printed.figures().first());
    for figure in figures {
        let graded = eval::grade(&Ok(Value::Number(figure.value.clone())), table);
        if matches!(&graded, Ok(Value::Text(graded)) if is_named(printed, graded)) {
            return First::Plain(Verdict::Follows, String::new());
        }
    }
    First::Plain(Verdict::Grade, wrong(case, value))
}

/// What is wrong with the grade beside a number that is right.
pub(super) fn beside(case: &Case, spot: &Spot, figure: &Figure) -> Option<String> {
    let printed = figure.grade.as_deref()?;
    let (name, _, when) = case.world.role(spot.cell.slot)?;
    let slot = case.world.plan().value(name, Role::Band, when)?;
    let (value, table) = case.world.plan().graded(slot)?;
    let is_own = case.world.key(value) == spot.key;
    let is_grade = table.bands.iter().any(|(_, grade)| is_named(printed, grade));
    let graded = eval::grade(&Ok(Value::Number(figure.value.clone())), table);
    let differs = !matches!(&graded, Ok(Value::Text(graded)) if is_named(printed, graded));
    (is_own && is_grade && differs).then(|| match graded {
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

fn is_named(printed: &str, grade: &str) -> bool {
    let bare = printed.trim_matches(['"', '(', ')', '“', '”', ' ']);
    same_in_print(bare, grade)
}
