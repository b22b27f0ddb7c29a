//! The band proof: over the range a value can take after its cap, every value has one grade and every grade can be had.
//!
//! By end points, never by enumeration, on the grid the value lies on (continuous when nothing rounds it).

use super::intervals::{complement, end, flip, on_grid, say_number, say_on_grid, start, write_range};
use super::program::*;
use super::ranges::Ranges;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::{Bound, Exact, Interval};
use crate::source::Span;
use crate::syntax::ast::Precision;

/// A range of values that a band rule has to judge.
struct Judged {
    range: Interval,
    grid: Option<Precision>,
    /// What is judged, for the words of a message.
    what: String,
    /// The cap that bounds it.
    cap: Option<(Interval, Span)>,
}

/// Findings about every band rule.
pub fn prove(program: &Program) -> Vec<Diagnostic> {
    let ranges = Ranges::new(program);
    program.band_rules.iter().flat_map(|rule| prove_rule(rule, &judged(program, &ranges, rule))).collect()
}

/// Every different range that the rule judges.
fn judged(program: &Program, ranges: &Ranges, rule: &BandRule) -> Vec<Judged> {
    let mut all: Vec<Judged> = Vec::new();
    for (index, definition) in program.definitions.iter().enumerate() {
        let uses = definition.band.as_ref().is_some_and(|(name, _)| *name == rule.name);
        if !uses || !definition.in_force.overlaps(rule.in_force) {
            continue;
        }
        let id = DefinitionId(index as u32);
        let code = program.code(definition.name);
        let (range, steps, what) = match &definition.kind {
            Kind::Quantity => {
                let cap = definition
                    .scale
                    .iter()
                    .map(|(scale, span)| Step { kind: StepKind::Cap(scale.clone()), span: *span });
                (ranges.value(id), cap.collect(), code.to_string())
            }
            Kind::Indicator(indicator) => {
                let rules = program.achievement_rules.iter();
                let steps = rules
                    .filter(|rule| rule.name == indicator.rule.0 && rule.in_force.overlaps(definition.in_force))
                    .flat_map(|rule| effective_steps(&rule.steps, &indicator.steps))
                    .collect();
                (ranges.achievement(id), steps, format!("capaian {code}"))
            }
            Kind::Group(group) => (ranges.achievement(id), group.steps.clone(), format!("capaian {code}")),
        };
        // The last rounding counts as a grid only when no cap off the grid follows it; caps are grid points in practice,
        // and where they are not, the end itself is still inside the range.
        let grid = rule.round.or_else(|| last_rounding(&steps));
        let range = match rule.round {
            Some(precision) => range.snap(precision.places, precision.mode),
            None => range,
        };
        let cap = steps.iter().rev().find_map(|step| match &step.kind {
            StepKind::Cap(cap) => Some((cap.clone(), step.span)),
            StepKind::Round(_) => None,
        });
        if !all.iter().any(|known| known.range == range && known.grid == grid) {
            all.push(Judged { range, grid, what, cap });
        }
    }
    all
}

fn last_rounding(steps: &[Step]) -> Option<Precision> {
    match steps.last().map(|step| &step.kind) {
        Some(StepKind::Round(precision)) => Some(*precision),
        Some(StepKind::Cap(cap)) => {
            let rounded = last_rounding(&steps[..steps.len() - 1])?;
            let on = |bound| end(bound).is_none_or(|value| value.round(rounded.places, rounded.mode) == *value);
            (on(cap.lo()) && on(cap.hi())).then_some(rounded)
        }
        None => None,
    }
}

fn prove_rule(rule: &BandRule, judged: &[Judged]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let grid = rule.round;
    overlaps(rule, grid, &mut findings);
    for band in rule.bands.iter().filter(|band| on_grid(&band.range, grid).is_empty()) {
        findings.push(
            Diagnostic::new(
                Code("K0212"),
                Severity::Error,
                format!("rentang \"{}\" tidak memuat satu nilai pun", band.grade),
            )
            .at(band.range_span, "")
            .suggest("hapus rentang itu", vec![Edit::replace(band.span, "")]),
        );
    }
    let inner;
    let judged = if judged.is_empty() {
        // Nobody uses it yet: prove it between its own ends.
        let hull = rule.bands.iter().map(|band| band.range.clone()).reduce(|a, b| a.hull(&b));
        inner = [Judged { range: hull.unwrap_or(Interval::EMPTY), grid, what: "nilai".into(), cap: None }];
        &inner
    } else {
        judged
    };
    let mut gaps: Vec<Interval> = Vec::new();
    for one in judged {
        for gap in gaps_of(rule, one) {
            if !gaps.contains(&gap) {
                findings.push(gap_finding(rule, one, &gap));
                gaps.push(gap);
            }
        }
    }
    unreachable(rule, judged, &mut findings);
    needless(rule, judged, &mut findings);
    findings
}

fn overlaps(rule: &BandRule, grid: Option<Precision>, findings: &mut Vec<Diagnostic>) {
    let mut parts: Vec<(Interval, Span, &str)> = rule
        .bands
        .iter()
        .map(|band| (on_grid(&band.range, grid), band.range_span, band.grade.as_str()))
        .chain(rule.uncovered.iter().map(|part| (on_grid(&part.range, grid), part.span, "tanpa predikat")))
        .filter(|(range, ..)| !range.is_empty())
        .collect();
    parts.sort_by(|a, b| start(a.0.lo()).cmp(&start(b.0.lo())));
    for pair in parts.windows(2) {
        let [(first, first_span, first_grade), (second, second_span, second_grade)] = pair else { continue };
        let shared = first.intersect(second);
        if shared.is_empty() {
            continue;
        }
        let words =
            format!("{} termasuk dua rentang: \"{first_grade}\" dan \"{second_grade}\"", say_on_grid(&shared, grid));
        let base = Diagnostic::new(Code("K0211"), Severity::Error, words).at(*second_span, "").at(*first_span, "");
        let is_band = |span: &Span| rule.bands.iter().find(|band| band.range_span == *span);
        findings.push(match (is_band(first_span), end(first.lo()), end(second.lo())) {
            // Let the lower range end where the upper one begins.
            (Some(band), low, Some(edge)) if low.is_none_or(|low| low < edge) => {
                let upper = match second.lo() {
                    Bound::Included(edge) => Bound::Excluded(edge.clone()),
                    other => flip(other),
                };
                let mended = write_range(&Interval::new(band.range.lo().clone(), upper));
                base.suggest(format!("tulis  {mended}"), vec![Edit::replace(band.range_span, mended)])
            }
            _ => base.suggest("hapus rentang ini", vec![Edit::replace(line_of(rule, *second_span), "")]),
        });
    }
}

/// The whole line of a band or of `tanpa predikat`.
fn line_of(rule: &BandRule, span: Span) -> Span {
    rule.bands.iter().find(|band| band.range_span == span).map_or(span, |band| band.span)
}

fn gaps_of(rule: &BandRule, judged: &Judged) -> Vec<Interval> {
    let bands = rule.bands.iter().map(|band| &band.range);
    let covered: Vec<Interval> =
        bands.chain(rule.uncovered.iter().map(|part| &part.range)).map(|range| on_grid(range, judged.grid)).collect();
    let gaps = complement(&on_grid(&judged.range, judged.grid), &covered);
    gaps.into_iter().map(|gap| on_grid(&gap, judged.grid)).filter(|gap| !gap.is_empty()).collect()
}

fn gap_finding(rule: &BandRule, judged: &Judged, gap: &Interval) -> Diagnostic {
    let title = format!("nilai {} tidak punya predikat", say_on_grid(gap, judged.grid));
    let mut base = Diagnostic::new(Code("K0210"), Severity::Error, title);
    let below = neighbour(rule, |band| before(&band.range, gap), true);
    let above = neighbour(rule, |band| before(gap, &band.range), false);
    match (below, above) {
        (Some(below), Some(above)) => {
            let (low_end, high_start) = (say_end(below.range.hi()), say_end(above.range.lo()));
            let begins = if matches!(above.range.lo(), Bound::Excluded(_)) { "sesudah " } else { "dari " };
            base = base
                .at(
                    below.range_span,
                    format!("berakhir di {low_end}, sedangkan rentang di atasnya mulai {begins}{high_start}"),
                )
                .at(above.range_span, "");
            let upper = match above.range.lo() {
                Bound::Included(edge) => Bound::Excluded(edge.clone()),
                other => flip(other),
            };
            let mended = write_range(&Interval::new(below.range.lo().clone(), upper));
            base = base.suggest(format!("tulis  {mended}"), vec![Edit::replace(below.range_span, mended)]);
        }
        (Some(below), None) => {
            base = base.at(below.range_span, "rentang tertinggi berakhir di sini");
            let mended = write_range(&Interval::new(below.range.lo().clone(), judged.range.hi().clone()));
            base = base.suggest(format!("tulis  {mended}"), vec![Edit::replace(below.range_span, mended)]);
        }
        (None, Some(above)) => {
            base = base.at(above.range_span, "rentang terendah mulai di sini");
            let mended = write_range(&Interval::new(judged.range.lo().clone(), above.range.hi().clone()));
            base = base.suggest(format!("tulis  {mended}"), vec![Edit::replace(above.range_span, mended)]);
        }
        (None, None) => base = base.at(rule.span, ""),
    }
    if let Some((_, cap)) = &judged.cap {
        base = base.at(*cap, format!("{} dibatasi di sini", judged.what));
    }
    // Between its neighbours a gap is written by their edges, `> 80 .. 90`, not by the grid points inside it.
    let lower = below.map_or_else(|| gap.lo().clone(), |below| flip(below.range.hi()));
    let upper = above.map_or_else(|| gap.hi().clone(), |above| flip(above.range.lo()));
    let accept = format!("tanpa predikat {} \"belum diatur\"", write_range(&Interval::new(lower, upper)));
    let last = rule.bands.last().map_or(rule.span, |band| band.span);
    base.suggest(format!("atau nyatakan  {accept}"), vec![Edit::insert_after(last, format!("\n  {accept}"))])
}

fn say_end(bound: &Bound<Exact>) -> String {
    end(bound).map(say_number).unwrap_or_else(|| "tanpa batas".into())
}

/// Whether `low` lies wholly before `high`.
fn before(low: &Interval, high: &Interval) -> bool {
    match (end(low.hi()), end(high.lo())) {
        (Some(a), Some(b)) => a <= b,
        _ => false,
    }
}

/// The band nearest to the gap among those that satisfy `side`.
fn neighbour(rule: &BandRule, side: impl Fn(&Band) -> bool, highest: bool) -> Option<&Band> {
    let candidates = rule.bands.iter().filter(|band| side(band));
    let key = |band: &&Band| end(band.range.lo()).cloned();
    if highest { candidates.max_by_key(key) } else { candidates.min_by_key(key) }
}

fn unreachable(rule: &BandRule, judged: &[Judged], findings: &mut Vec<Diagnostic>) {
    for band in &rule.bands {
        let reached = judged
            .iter()
            .any(|one| !on_grid(&band.range, one.grid).intersect(&on_grid(&one.range, one.grid)).is_empty());
        let empty = on_grid(&band.range, rule.round).is_empty();
        let accepted = rule.accepted.iter().any(|(grade, _)| grade.as_ref().is_none_or(|grade| *grade == band.grade));
        if reached || empty || accepted {
            continue;
        }
        let title = format!("predikat \"{}\" tidak akan pernah tercapai", band.grade);
        let mut base = Diagnostic::new(Code("K0214"), Severity::Warning, title).at(band.range_span, "");
        if let Some((one, (cap, span))) = judged.iter().find_map(|one| one.cap.as_ref().map(|cap| (one, cap))) {
            let reach = say_on_grid(&one.range, one.grid);
            base = base.at(*span, format!("{} hanya dapat bernilai {reach}", one.what));
            if let Some(top) = end(band.range.hi()).filter(|top| end(cap.hi()).is_some_and(|limit| limit < top)) {
                let raised = write_range(&Interval::new(cap.lo().clone(), Bound::Included(top.clone())));
                base = base.suggest(format!("naikkan batas menjadi {raised}"), vec![raise(*span, cap, &raised)]);
            }
        }
        let accept = format!("terima tak terjangkau \"{}\" \"…\"", band.grade);
        base = base.suggest("hapus rentang itu", vec![Edit::replace(band.span, "")]);
        findings.push(
            base.suggest(
                format!("atau nyatakan  {accept}"),
                vec![Edit::insert_after(band.span, format!("\n  {accept}"))],
            ),
        );
    }
}

/// Rewrites a `batas` line, or the range of a `skala`.
fn raise(span: Span, cap: &Interval, raised: &str) -> Edit {
    // A `batas` step points at its whole line, a `skala` at its range only.
    let written = write_range(cap).len() as u32;
    let is_line = span.end - span.start > written + 3;
    Edit::replace(span, if is_line { format!("batas {raised}") } else { raised.to_string() })
}

/// Acceptances that accept nothing any more.
fn needless(rule: &BandRule, judged: &[Judged], findings: &mut Vec<Diagnostic>) {
    for part in &rule.uncovered {
        let used = judged
            .iter()
            .any(|one| !on_grid(&part.range, one.grid).intersect(&on_grid(&one.range, one.grid)).is_empty());
        if !used {
            findings.push(
                Diagnostic::new(
                    Code("K0215"),
                    Severity::Warning,
                    "\"tanpa predikat\" ini tidak diperlukan: nilai itu tidak mungkin muncul",
                )
                .at(part.span, "")
                .suggest("hapus baris ini", vec![Edit::replace(part.span, "")]),
            );
        }
    }
    for (grade, span) in &rule.accepted {
        let bands = rule.bands.iter().filter(|band| grade.as_ref().is_none_or(|grade| *grade == band.grade));
        let unreached = bands.clone().any(|band| {
            judged.iter().all(|one| on_grid(&band.range, one.grid).intersect(&on_grid(&one.range, one.grid)).is_empty())
        });
        if !unreached {
            findings.push(
                Diagnostic::new(
                    Code("K0216"),
                    Severity::Warning,
                    "\"terima tak terjangkau\" ini tidak diperlukan: semua predikat dapat tercapai",
                )
                .at(*span, "")
                .suggest("hapus baris ini", vec![Edit::replace(*span, "")]),
            );
        }
    }
}
