//! Differences in rules: formulas and cases, caps and roundings, bands, pieces of conversions.

use super::changes::Found;
use super::joined::Joined;
use super::part::Part;
use super::shown::{say_precision, say_show};
use crate::program::{AchievementRule, BandRule, ConversionRule, Outcome, Step, StepKind};
use crate::source::Sources;

/// Only caps or only roundings, if the others and the order are the same.
pub(super) fn steps_part(before: &[Step], after: &[Step]) -> Part {
    let is_round = |step: &&Step| matches!(step.kind, StepKind::Round(_));
    let of = |steps: &[Step], round: bool| -> Vec<StepKind> {
        steps.iter().filter(|step| is_round(step) == round).map(|step| step.kind.clone()).collect()
    };
    let both = |steps: &[Step]| !of(steps, true).is_empty() && !of(steps, false).is_empty();
    let order = |steps: &[Step]| steps.iter().map(|step| is_round(&step)).collect::<Vec<_>>();
    let is_same = |round: bool| of(before, round) == of(after, round);
    let is_turned = both(before) && both(after) && order(before) != order(after);
    match (is_same(true), is_same(false)) {
        (true, false) if !is_turned => Part::Cap,
        (false, true) if !is_turned => Part::Rounding,
        (_, _) => Part::Steps,
    }
}

pub(super) fn kinds(steps: &[Step]) -> Vec<&StepKind> {
    steps.iter().map(|step| &step.kind).collect()
}

pub(super) fn say_steps(steps: &[Step], sources: &Sources) -> String {
    let said: Vec<String> = steps.iter().map(|step| sources.one_line(step.span)).collect();
    if said.is_empty() { "tanpa batas dan pembulatan".to_string() } else { said.join("; ") }
}

pub(super) fn achievement(
    found: &mut Found,
    (before, old): (&AchievementRule, &Sources),
    (after, new): (&AchievementRule, &Sources),
    _: &Joined,
) {
    let result = |outcome: &Outcome, sources: &Sources| match outcome {
        Outcome::Value(expr) => sources.one_line(expr.span),
        Outcome::Undefined(_, reason) => format!("tidak terdefinisi {}", sources.one_line(*reason)),
    };
    let lines = |rule: &AchievementRule, sources: &Sources| {
        let cases = rule.cases.iter().map(|(condition, outcome)| {
            format!("jika {} : {}", sources.one_line(condition.span), result(outcome, sources))
        });
        let formulas = ways(rule)
            .into_iter()
            .filter_map(|(way, outcome)| Some(format!("{way} : {}", result(outcome.as_ref()?, sources))));
        cases.chain(formulas).collect::<Vec<_>>()
    };
    let (first, second) = (lines(before, old), lines(after, new));
    let differs = !same_rule(before, after);
    found.add(Part::Formula, differs, || only(&first, &second), || only(&second, &first));
    let differs = kinds(&before.steps) != kinds(&after.steps);
    let part = steps_part(&before.steps, &after.steps);
    found.add(part, differs, || say_steps(&before.steps, old), || say_steps(&after.steps, new));
    found.add(Part::Show, before.show != after.show, || say_show(before.show), || say_show(after.show));
}

fn ways(rule: &AchievementRule) -> [(&'static str, &Option<Outcome>); 5] {
    [
        ("makin tinggi", &rule.higher),
        ("makin rendah", &rule.lower),
        ("rentang", &rule.range),
        ("rentang makin tinggi", &rule.higher_range),
        ("rentang makin rendah", &rule.lower_range),
    ]
}

/// Whether two rules give the same before caps and roundings.
pub(super) fn same_rule(before: &AchievementRule, after: &AchievementRule) -> bool {
    let same = |a: &Outcome, b: &Outcome| match (a, b) {
        (Outcome::Value(a), Outcome::Value(b)) => a == b,
        (Outcome::Undefined(a, _), Outcome::Undefined(b, _)) => a == b,
        (Outcome::Value(_), Outcome::Undefined(..)) | (Outcome::Undefined(..), Outcome::Value(_)) => false,
    };
    let cases = before.cases.len() == after.cases.len()
        && before.cases.iter().zip(&after.cases).all(|((a, x), (b, y))| a == b && same(x, y));
    let formulas = ways(before).into_iter().zip(ways(after)).all(|((_, a), (_, b))| match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    });
    cases && formulas
}

/// The lines of one that the other does not have.
fn only(lines: &[String], others: &[String]) -> String {
    let own: Vec<&str> = lines.iter().filter(|line| !others.contains(line)).map(String::as_str).collect();
    own.join("; ")
}

pub(super) fn bands(
    found: &mut Found,
    (before, old): (&BandRule, &Sources),
    (after, new): (&BandRule, &Sources),
    _: &Joined,
) {
    let lines = |rule: &BandRule, sources: &Sources| -> Vec<String> {
        let bands = rule.bands.iter().map(|band| band.span);
        bands.chain(rule.uncovered.iter().map(|one| one.span)).map(|span| sources.one_line(span)).collect()
    };
    let (first, second) = (lines(before, old), lines(after, new));
    found.add(Part::Rows, band_rows(before) != band_rows(after), || only(&first, &second), || only(&second, &first));
    rounding(found, (before.round, after.round));
    let unit = |rule: &BandRule| rule.unit.as_ref().map(|(unit, _)| unit.clone());
    let say = |rule: &BandRule| {
        unit(rule).and_then(|unit| unit.word().map(str::to_string)).unwrap_or_else(|| "tanpa satuan".to_string())
    };
    found.add(Part::Unit, unit(before) != unit(after), || say(before), || say(after));
}

pub(super) fn conversion(
    found: &mut Found,
    (before, old): (&ConversionRule, &Sources),
    (after, new): (&ConversionRule, &Sources),
    _: &Joined,
) {
    let lines = |rule: &ConversionRule, sources: &Sources| -> Vec<String> {
        rule.pieces.iter().map(|piece| sources.one_line(piece.span)).collect()
    };
    let (first, second) = (lines(before, old), lines(after, new));
    found.add(Part::Rows, !same_pieces(before, after), || only(&first, &second), || only(&second, &first));
    rounding(found, (before.round, after.round));
}

fn rounding(
    found: &mut Found,
    (before, after): (Option<crate::syntax::ast::Precision>, Option<crate::syntax::ast::Precision>),
) {
    let say = |one: Option<crate::syntax::ast::Precision>| match one {
        Some(precision) => format!("bulat {}", say_precision(precision)),
        None => "tanpa pembulatan".to_string(),
    };
    found.add(Part::RowRounding, before != after, || say(before), || say(after));
}

/// The lines of a band rule in canonical order.
pub(super) fn band_rows(rule: &BandRule) -> Vec<(String, String, Option<String>)> {
    let bands = rule.bands.iter().map(|band| (format!("{:?}", band.range), band.grade.clone(), band.words.clone()));
    let uncovered = rule.uncovered.iter().map(|one| (format!("{:?}", one.range), String::new(), None));
    let mut rows: Vec<_> = bands.chain(uncovered).collect();
    rows.sort();
    rows
}

/// Whether two conversions give the same before they are rounded.
pub(super) fn same_pieces(before: &ConversionRule, after: &ConversionRule) -> bool {
    before.pieces.len() == after.pieces.len()
        && before.pieces.iter().zip(&after.pieces).all(|(a, b)| a.from == b.from && a.value == b.value)
}
