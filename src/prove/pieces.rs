//! The conversion proof: no gap, no overlap, and no jump that the rule does not admit.

use super::clear::Unclear;
use super::ground::Ground;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::{Bound, Exact, Interval};
use crate::plan::PieceSite;
use crate::program::intervals::{complement, end, on_grid, say_on_grid, say_signed, start};
use crate::program::*;
use crate::source::Span;
use std::collections::HashMap;

/// Findings about every conversion.
pub fn prove(program: &Program, unclear: &Unclear, grounds: &mut [Ground]) -> Vec<Diagnostic> {
    let clear = program.conversions.iter().filter(|rule| !unclear.holds(rule.block));
    let mut findings: Vec<Diagnostic> = clear.flat_map(|rule| prove_rule(rule, grounds)).collect();
    let by_place: HashMap<Span, &ConversionRule> = program.conversions.iter().map(|rule| (rule.span, rule)).collect();
    for ground in grounds {
        for call in &ground.sites.conversions {
            let rule = by_place.get(&call.rule).filter(|rule| !unclear.holds(rule.block));
            let given = ground.ranges.given(call.slot).filter(|_| ground.is_clear(call.argument));
            if let (Some(rule), Some(given), Some(place)) = (rule, given, call.call) {
                findings.extend(outside(rule, given, place));
            }
        }
    }
    findings
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
    let words = say_on_grid(&gap, rule.round, rule.ends.are_signed());
    let title = format!("nilai {words} dapat muncul di sini, tetapi tidak punya hasil konversi {}", rule.name);
    Some(
        Diagnostic::new(Code::K0224, Severity::Warning, title)
            .at(call, "")
            .at(rule.span, "")
            .advise("tambahkan baris untuk nilai itu, atau batasi nilainya lebih dulu dengan min(…) atau maks(…)"),
    )
}

/// A piece over numbers; sorted by lower end.
struct Part<'r> {
    range: Interval,
    piece: &'r Piece,
}

fn prove_rule(rule: &ConversionRule, grounds: &mut [Ground]) -> Vec<Diagnostic> {
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
            let title =
                format!("nilai {} tidak punya hasil konversi", say_on_grid(&gap, rule.round, rule.ends.are_signed()));
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
            let title = format!(
                "nilai {} termasuk dua bagian konversi",
                say_on_grid(&shared, rule.round, rule.ends.are_signed())
            );
            let finding = Diagnostic::new(Code::K0221, Severity::Error, title);
            findings.push(finding.at(high.piece.from_span, "").at(low.piece.from_span, ""));
            continue;
        }
        if let Some(jump) = jump(low, high, rule, grounds) {
            jumps.push((jump, low.piece.from_span, high.piece.from_span));
        }
    }
    findings.extend(admitted(rule, jumps));
    findings
}

/// A word that matches two pieces.
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

/// The jump between two neighbours, worded.
///
/// Off a grid the two must agree where they touch. On a grid the step from one to the other may be as large as the
/// larger of the last step before and the first step after.
fn jump(low: &Part, high: &Part, rule: &ConversionRule, grounds: &mut [Ground]) -> Option<String> {
    let (top, bottom) = (end(low.range.hi())?, end(high.range.lo())?);
    let before = value(low.piece, top, grounds)?;
    let after = value(high.piece, bottom, grounds)?;
    let step = (&after - &before).abs();
    let allowed = match rule.round {
        None => Exact::ZERO,
        Some(_) => {
            let width = bottom - top;
            let last = value(low.piece, &(top - &width), grounds).map(|previous| (&before - &previous).abs());
            let next = value(high.piece, &(bottom + &width), grounds).map(|next| (&next - &after).abs());
            last.into_iter().chain(next).max().unwrap_or(Exact::ZERO)
        }
    };
    let in_percent = [low, high].iter().any(|part| grounds.iter().any(|ground| gives_percent(part.piece, ground)));
    (step > allowed).then(|| {
        let (before, after) = (say_signed(&before, in_percent), say_signed(&after, in_percent));
        format!("dari {before} ke {after} di sekitar nilai {}", say_signed(bottom, rule.ends.are_signed()))
    })
}

/// Whether the result of a piece is in percent whatever the argument.
fn gives_percent(piece: &Piece, ground: &Ground) -> bool {
    ground.sites.pieces.get(&piece.span).is_some_and(|site| site.in_percent)
}

/// The value of a piece at a number, if it depends on the number alone.
fn value(piece: &Piece, at: &Exact, grounds: &mut [Ground]) -> Option<Exact> {
    let ground = grounds.iter_mut().find(|ground| ground.sites.pieces.contains_key(&piece.span))?;
    let PieceSite { argument, result, .. } = ground.sites.pieces[&piece.span];
    let ranges = &mut ground.ranges;
    ranges.open();
    ranges.refresh();
    ranges.narrow(argument, &Interval::point(at.clone()), 0);
    ranges.settle(result);
    let range = ranges.possible(result).numbers.clone();
    ranges.close();
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
