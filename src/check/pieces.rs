//! The proof of conversions: no gap, no overlap, and no jump that the rule does not admit.

use super::intervals::{complement, end, on_grid, say_number, say_on_grid, start};
use super::known::Known;
use super::program::*;
use super::ranges::Ranges;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::{Bound, Exact, Interval};
use crate::source::Span;
use crate::syntax::ast::Precision;

/// Findings about every conversion.
pub fn prove(program: &Program) -> Vec<Diagnostic> {
    let ranges = Ranges::new(program);
    let mut findings: Vec<Diagnostic> = program.conversions.iter().flat_map(|rule| prove_rule(rule, &ranges)).collect();
    for definition in &program.definitions {
        let formulas = definition.formula.iter().chain(definition.kind.group().map(|group| &group.achievement));
        let known = Known::of(definition);
        formulas.for_each(|formula| uses(program, formula, &known, &ranges, &mut findings));
    }
    findings
}

/// Every value that a call may hand to a conversion has a piece.
fn uses(program: &Program, expr: &Expr, known: &Known, ranges: &Ranges, findings: &mut Vec<Diagnostic>) {
    if let ExprKind::If { condition, then, otherwise } = &expr.kind {
        uses(program, condition, known, ranges, findings);
        uses(program, then, &known.clone().after(condition, true, ranges), ranges, findings);
        uses(program, otherwise, &known.clone().after(condition, false, ranges), ranges, findings);
        return;
    }
    if let ExprKind::Convert(name, inner) = &expr.kind {
        let given = ranges.range(inner, known);
        for rule in program.conversions.iter().filter(|rule| rule.name == *name) {
            findings.extend(outside(rule, &given, expr.span));
        }
    }
    expr.children().for_each(|child| uses(program, child, known, ranges, findings));
}

fn outside(rule: &ConversionRule, given: &Interval, call: Span) -> Option<Diagnostic> {
    let pieces: Vec<Interval> = rule
        .pieces
        .iter()
        .filter_map(|piece| match &piece.from {
            PieceFrom::Range(range) => Some(on_grid(range, rule.round)),
            PieceFrom::Text(_) => None,
        })
        .collect();
    // A conversion of words takes no numbers; gaps between pieces are reported with the rule itself.
    let hull = pieces.into_iter().reduce(|a, b| a.hull(&b))?;
    let given = match rule.round {
        Some(precision) => given.snap(precision.places, precision.mode),
        None => given.clone(),
    };
    let gap = complement(&on_grid(&given, rule.round), &[hull]).into_iter().next()?;
    let gap = on_grid(&gap, rule.round);
    let words = say_on_grid(&gap, rule.round);
    let title = format!("nilai {words} dapat muncul di sini, tetapi tidak punya hasil konversi {}", rule.name);
    Some(
        Diagnostic::new(Code::K0224, Severity::Warning, title)
            .at(call, "")
            .at(rule.span, "")
            .advise("tambahkan baris untuk nilai itu, atau batasi nilainya lebih dulu dengan min(…) atau maks(…)"),
    )
}

/// A piece over numbers, in order of its lower end.
struct Part<'r> {
    range: Interval,
    piece: &'r Piece,
}

fn prove_rule(rule: &ConversionRule, ranges: &Ranges) -> Vec<Diagnostic> {
    let mut parts: Vec<Part> = rule
        .pieces
        .iter()
        .filter_map(|piece| match &piece.from {
            PieceFrom::Range(range) => Some(Part { range: on_grid(range, rule.round), piece }),
            PieceFrom::Text(_) => None,
        })
        .collect();
    parts.sort_by(|a, b| start(a.range.lo()).cmp(&start(b.range.lo())));
    let mut findings = words(rule);
    let hull = parts.iter().map(|part| part.range.clone()).reduce(|a, b| a.hull(&b)).unwrap_or(Interval::EMPTY);
    let covered: Vec<Interval> = parts.iter().map(|part| part.range.clone()).collect();
    for gap in complement(&hull, &covered) {
        let gap = on_grid(&gap, rule.round);
        if !gap.is_empty() {
            let title = format!("nilai {} tidak punya hasil konversi", say_on_grid(&gap, rule.round));
            findings.push(
                Diagnostic::new(Code::K0220, Severity::Error, title)
                    .at(rule.span, "")
                    .advise("sambung rentang di bawahnya, atau tambahkan baris untuk nilai itu"),
            );
        }
    }
    let mut jumps = Vec::new();
    for pair in parts.windows(2) {
        let [low, high] = pair else { continue };
        let shared = low.range.intersect(&high.range);
        if !shared.is_empty() {
            let title = format!("nilai {} termasuk dua bagian konversi", say_on_grid(&shared, rule.round));
            let finding = Diagnostic::new(Code::K0221, Severity::Error, title);
            findings.push(finding.at(high.piece.from_span, "").at(low.piece.from_span, ""));
            continue;
        }
        if let Some(jump) = jump(low, high, rule.round, ranges) {
            jumps.push((jump, low.piece.from_span, high.piece.from_span));
        }
    }
    findings.extend(admitted(rule, jumps));
    findings
}

/// A word that two pieces speak for.
fn words(rule: &ConversionRule) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (at, piece) in rule.pieces.iter().enumerate() {
        let PieceFrom::Text(word) = &piece.from else { continue };
        if rule.pieces[..at].iter().any(|earlier| earlier.from == piece.from) {
            let finding =
                Diagnostic::new(Code::K0221, Severity::Error, format!("\"{word}\" termasuk dua bagian konversi"));
            findings
                .push(finding.at(piece.from_span, "").suggest("hapus yang kedua", vec![Edit::replace(piece.span, "")]));
        }
    }
    findings
}

/// What changes abruptly between two neighbours, in words.
///
/// Off a grid the two must meet where they touch. On a grid the step from one to the other may be as large as the larger
/// of the last step before and the first step after.
fn jump(low: &Part, high: &Part, grid: Option<Precision>, ranges: &Ranges) -> Option<String> {
    let (top, bottom) = (end(low.range.hi())?, end(high.range.lo())?);
    let before = value(low.piece, top, ranges)?;
    let after = value(high.piece, bottom, ranges)?;
    let step = (&after - &before).abs();
    let allowed = match grid {
        None => Exact::ZERO,
        Some(_) => {
            let width = bottom - top;
            let last = value(low.piece, &(top - &width), ranges).map(|previous| (&before - &previous).abs());
            let next = value(high.piece, &(bottom + &width), ranges).map(|next| (&next - &after).abs());
            last.into_iter().chain(next).max().unwrap_or(Exact::ZERO)
        }
    };
    (step > allowed).then(|| {
        format!("dari {} ke {} di sekitar nilai {}", say_number(&before), say_number(&after), say_number(bottom))
    })
}

/// The value of a piece at a number, when it follows from the number alone.
fn value(piece: &Piece, at: &Exact, ranges: &Ranges) -> Option<Exact> {
    let known = Known::in_years(crate::syntax::ast::Years::ALWAYS).converting(Interval::point(at.clone()));
    let range = ranges.range(&piece.value, &known);
    match (range.lo(), range.hi()) {
        (Bound::Included(low), Bound::Included(high)) if low == high => Some(low.clone()),
        _ => None,
    }
}

fn admitted(rule: &ConversionRule, jumps: Vec<(String, Span, Span)>) -> Vec<Diagnostic> {
    match (&rule.jump, jumps.is_empty()) {
        (Some((_, span)), true) => {
            let title = "\"terima loncatan\" ini tidak diperlukan: hasilnya tidak meloncat";
            let finding = Diagnostic::new(Code::K0223, Severity::Warning, title).at(*span, "");
            vec![finding.suggest("hapus baris ini", vec![Edit::replace(*span, "")])]
        }
        (Some(_), false) => Vec::new(),
        (None, _) => {
            let last = rule.pieces.last().map_or(rule.span, |piece| piece.span);
            let accept = "terima loncatan \"…\"";
            jumps
                .into_iter()
                .map(|(words, low, high)| {
                    Diagnostic::new(Code::K0222, Severity::Error, format!("hasil konversi meloncat {words}"))
                        .at(high, "")
                        .at(low, "")
                        .suggest(
                            format!("bila memang demikian menurut aturannya, tulis  {accept}"),
                            vec![Edit::insert_after(last, format!("\n  {accept}"))],
                        )
                })
                .collect()
        }
    }
}
