//! Runs a `contoh` over the data it gives.

use crate::data::{Content, Dataset, Datum, Key, State};
use crate::eval;
use crate::finding::Finding;
use crate::number::Exact;
use crate::plan;
use crate::program::Program;
use crate::program::{Example, Expr, ExprKind, Subject, When};
use crate::source::Span;
use rust_decimal::Decimal;

/// A finding for each result that does not come out exactly.
pub(super) fn run_example(program: &Program, example: &Example) -> Vec<Finding> {
    let year = example.year.or(program.package.year).unwrap_or(crate::finding::EXAMPLE_YEAR);
    let mut data = Dataset::new();
    let lane = data.lane("");
    for (reference, value, _) in &example.given {
        let Subject::Name(name) = reference.subject else { continue };
        // What is given is what data could hold.
        let Some(field) = program.field_of(reference.role) else { continue };
        let when = When::year(year).resolve(reference.period, program.package.plan);
        let Some(content) = literal(value) else { continue };
        let key = Key { code: program.code(name).into(), field, year: when.year, quarter: when.quarter };
        data.set(lane, key, Datum { content, origin: None });
    }
    let expressions: Vec<_> = example.expected.iter().flat_map(|(left, right, _)| [left, right]).collect();
    let (plan, cells) = plan::plan_with(program, year, &expressions);
    let evaluation = eval::evaluate(&plan, &data);
    let pairs = cells.chunks(2).zip(&example.expected);
    pairs
        .filter_map(|(pair, (_, value, span))| {
            let (found, wanted) = (evaluation.cell(pair[0].slot, lane), evaluation.cell(pair[1].slot, lane));
            example_finding(example, found, wanted, *span, value.span)
        })
        .collect()
}

fn example_finding(
    example: &Example,
    found: &eval::Cell,
    wanted: &eval::Cell,
    span: Span,
    value: Span,
) -> Option<Finding> {
    let title = example.title.clone();
    match (found, wanted) {
        (Ok(found), Ok(wanted)) if found == wanted => None,
        (Ok(found), Ok(wanted)) => {
            Some(Finding::ExampleDiffers { title, found: found.clone(), wanted: wanted.clone(), span, value })
        }
        (Err(fault), _) | (_, Err(fault)) => {
            let lacks_given = fault.state == State::NotFilled;
            Some(Finding::ExampleUnknown { title, reason: fault.reason.to_string(), lacks_given, span })
        }
    }
}

/// What a plain number or text gives; none for anything else.
pub fn literal(expr: &Expr) -> Option<Content> {
    let decimal = |value: &Exact| -> Option<Decimal> { value.to_decimal() };
    match &expr.kind {
        ExprKind::Number(value, _) => decimal(value).map(Content::Number),
        ExprKind::Text(text) => Some(Content::Text(text.as_str().into())),
        ExprKind::Negate(inner) => match &inner.kind {
            ExprKind::Number(value, _) => decimal(value).map(|value| Content::Number(-value)),
            _ => None,
        },
        _ => None,
    }
}
