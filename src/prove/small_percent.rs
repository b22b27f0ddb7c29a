//! Formulas in percent whose numbers never come to more than one: 0,75 counts as 0,75 % there, and is hardly ever meant so.

use super::ground::Ground;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::{Exact, Interval};
use crate::plan::times_hundred;
use crate::program::intervals::{end, say_number, write_number};
use crate::program::units::Unit;
use crate::program::*;

/// Findings about every formula whose place is in percent and whose number has no unit. What its own scale says in percent
/// is meant so: `skala 0 .. 1%`.
pub fn prove(ground: &mut Ground) -> Vec<Diagnostic> {
    let program = ground.program;
    let mut findings = Vec::new();
    for index in 0..program.names.len() {
        let Some(definition) = program.version(NameId(index as u32), ground.year) else { continue };
        let is_meant = definition.scale.as_ref().is_some_and(|(scale, _)| most(scale).is_some_and(|top| is_few(&top)));
        if !definition.unit.is_percent() || definition.unit == Unit::Points || is_meant {
            continue;
        }
        let target = definition.kind.indicator().and_then(|indicator| indicator.target.as_ref());
        let code = program.code(definition.name);
        let formulas = [(definition.formula.as_ref(), code.to_string()), (target, format!("target {code}"))];
        for (formula, what) in formulas {
            let Some(formula) = formula else { continue };
            let site = ground.sites.percents.iter().find(|(_, span)| *span == formula.span);
            findings.extend(site.copied().and_then(|(slot, _)| small(ground, definition, (formula, &what), slot)));
        }
    }
    findings
}

fn small(
    ground: &Ground,
    definition: &Definition,
    (formula, what): (&Expr, &str),
    slot: crate::plan::SlotId,
) -> Option<Diagnostic> {
    let reach = ground.ranges.unlimited(slot).clone();
    let top = most(&reach).filter(|top| is_few(top) && !top.is_zero() && ground.is_clear(slot))?;
    let many = say_number(&(&top * &Exact::HUNDRED));
    let title = format!("{what} paling banyak {0}: di sini itu berarti {0}%, bukan {many}%", say_number(&top));
    let mut finding = Diagnostic::new(Code::K0334, Severity::Warning, title).at(formula.span, "");
    let mut has_hundred = false;
    formula.each(&mut |one: &Expr| {
        has_hundred |= matches!(&one.kind, ExprKind::Number(value, _) if *value == Exact::HUNDRED);
    });
    if !has_hundred {
        let words = "ubah menjadi angka persennya: 75, bukan 0,75";
        finding = finding.suggest(words, times_hundred(formula));
    }
    let ends = (end(reach.lo()).and_then(write_number), end(reach.hi()).and_then(write_number));
    if let (Some(low), Some(high)) = ends {
        let scale = format!("skala {low}% .. {high}%");
        let edit = match &definition.scale {
            Some((_, span)) => Edit::replace(*span, format!("{low}% .. {high}%")),
            None => Edit::insert_after(definition.span, format!("\n  {scale}")),
        };
        finding = finding.suggest(format!("bila memang sekecil itu, nyatakan  {scale}"), vec![edit]);
    }
    Some(finding)
}

/// How far a range reaches from 0.
fn most(range: &Interval) -> Option<Exact> {
    Some(end(range.lo())?.abs().max(end(range.hi())?.abs()))
}

fn is_few(value: &Exact) -> bool {
    *value <= Exact::ONE
}
