//! Runs a `contoh` on its data.

use crate::check::stated;
use crate::data::range_target::whole_of;
use crate::data::{Content, Dataset, Datum, Field, Key};
use crate::diagnostic::{Diagnostic, Label, Place};
use crate::eval::{self, Cell, Results};
use crate::finding::{Finding, twice};
use crate::plan;
use crate::program::{Example, Expectation, Expr, ExprKind, NameId, Program, Role, Subject, ValueRef, Wanted, When};
use crate::resolve;

/// A finding for each result that differs from what it states, and for given values that do not count beside others, as
/// for data.
pub(super) fn run_example(program: &Program, example: &Example) -> Vec<Diagnostic> {
    let year = example.year_in(program);
    let mut data = Dataset::new();
    let lane = data.lane("");
    for (reference, value, _) in &example.given {
        let Subject::Name(name) = reference.subject else { continue };
        // Only what data could hold can be given.
        let Some(field) = program.field_of(reference.role) else { continue };
        let when = When::year(year).resolve(reference.period, program.package.plan);
        let Some(content) = stated(value) else { continue };
        let key = Key { code: program.code(name).into(), field, year: when.year, quarter: when.quarter };
        data.set(lane, key, Datum { content, origin: None });
    }
    set_ranges(program, example, &mut data, lane, year);
    let program = &resolve::with_given(program, example, &data);
    let expected: Vec<&Expectation> = example.expected.iter().collect();
    let (plan, sides) = plan::plan_expected(program, year, &data, &expected);
    let evaluation = eval::evaluate(&plan, &data);
    let findings = expected.into_iter().zip(sides).filter_map(|(one, sides)| {
        let found: Vec<&Cell> = sides.iter().map(|side| evaluation.cell(*side, lane)).collect();
        difference(example, one, &found)
    });
    let mut findings: Vec<Diagnostic> = findings.map(Finding::into_diagnostic).collect();
    let results = Results { program, plan: &plan, evaluation: &evaluation, data: &data };
    // At the given figure that it is about, if there is one.
    let place = |name: NameId, field: &Field| {
        let of_name = || example.given.iter().filter(|(reference, ..)| reference.subject == Subject::Name(name));
        let is_it = |reference: &ValueRef| program.field_of(reference.role).as_ref() == Some(field);
        of_name().find(|(reference, ..)| is_it(reference)).or_else(|| of_name().next())
    };
    let mut beside = |(name, field): (NameId, &Field), finding: Finding| {
        let span = place(name, field).map_or(example.span, |(_, value, span)| span.to(value.span()));
        let mut told = finding.into_diagnostic().because(format!("begitu menurut contoh \"{}\"", example.title));
        told.labels.insert(0, Label { place: Place::Text(span), text: String::new() });
        findings.push(told);
    };
    for difference in eval::compare::differences(&plan, &evaluation, &data, lane) {
        let (name, code) = (difference.pair.name, program.code(difference.pair.name).to_string());
        beside((name, &Field::Value), Finding::ReportedDiffers { code, difference, cell: None });
    }
    for finding in twice::said_twice(results, lane) {
        if let Finding::Twice { twice, .. } = &finding {
            let (name, field) = (twice.name, twice.field.clone());
            beside((name, &field), finding);
        }
    }
    findings
}

/// Whether a figure has a percent sign.
fn is_percent(wanted: &Expr) -> bool {
    match &wanted.kind {
        ExprKind::Number(_, unit) => unit.is_percent(),
        ExprKind::Negate(inner) => is_percent(inner),
        _ => false,
    }
}

/// A target given by its ends also exists as a whole, as in data.
fn set_ranges(program: &Program, example: &Example, data: &mut Dataset, lane: usize, year: i32) {
    for (reference, ..) in &example.given {
        let (Subject::Name(name), Role::TargetLow) = (reference.subject, reference.role) else { continue };
        let when = When::year(year).resolve(reference.period, program.package.plan);
        let key = |field| Key { code: program.code(name).into(), field, year: when.year, quarter: when.quarter };
        let end = |field| data.get(lane, &key(field)).map(|datum| datum.content.clone());
        if let (Some(Content::Number(low)), Some(Content::Number(high)), None) =
            (end(Field::TargetLow), end(Field::TargetHigh), end(Field::Target))
        {
            data.set(lane, key(Field::Target), Datum { content: whole_of(low, high), origin: None });
        }
    }
}

/// The finding where an expectation is not met; `found` has the values that [`plan::plan_expected`] plans.
fn difference(example: &Example, one: &Expectation, found: &[&Cell]) -> Option<Finding> {
    let title = example.title.clone();
    let (value, right) = (*found.first()?, one.span);
    match (&one.wanted, value) {
        (Wanted::State(state, _), Err(fault)) if fault.state == *state => None,
        (Wanted::State(state, span), _) => Some(Finding::ExampleState {
            title,
            found: value.clone(),
            wanted: *state,
            span: right,
            sides: (one.sign, *span),
        }),
        (Wanted::Value(wanted), _) => {
            let sides = (one.sign, wanted.span);
            match (value, *found.get(1)?) {
                (Ok(value), Ok(figure)) => {
                    let printed = one.printed.as_ref().zip(found.get(2).and_then(|cell| cell.as_ref().ok()));
                    let agrees = printed.is_some_and(|(_, rounded)| rounded == figure);
                    let is_enough = one.printed.as_ref().is_some_and(|printed| printed.enough);
                    let comes_out = if is_enough { agrees } else { value == figure };
                    (!comes_out).then(|| Finding::ExampleDiffers {
                        title,
                        found: value.clone(),
                        wanted: figure.clone(),
                        printed: printed.map(|(printed, rounded)| (rounded.clone(), printed.places, is_enough)),
                        span: right,
                        sides,
                        in_percent: is_percent(wanted),
                    })
                }
                (Err(fault), _) | (_, Err(fault)) => {
                    Some(Finding::ExampleUnknown { title, fault: fault.clone(), span: right, sides })
                }
            }
        }
    }
}
