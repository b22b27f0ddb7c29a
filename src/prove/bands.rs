//! The band proof: over the range a value can take after its cap, every value has exactly one grade and every grade is
//! reachable.
//!
//! Compares end points, never enumerates, on the grid the value lies on (continuous if nothing rounds it).

use super::band_findings::{BandProblem, Hole, Part, before};
use super::clear::Unclear;
use super::ground::Ground;
use super::overlap::Overlap;
use crate::diagnostic::{Diagnostic, nearest};
use crate::number::{Exact, Interval, Places, Rounding};
use crate::plan::SlotId;
use crate::program::intervals::{complement, end, on_grid, start};
use crate::program::units::Unit;
use crate::program::*;
use crate::resolve::problem::small_percent::small_ends;
use crate::source::Span;
use crate::syntax::ast::Precision;
use std::collections::{HashMap, HashSet};

/// Values that a band rule grades.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The values, after cap and every rounding.
    pub range: Interval,
    /// The planned year, and the slot in it; none for an unused rule.
    pub at: Option<(usize, SlotId)>,
    /// The grid they lie on; continuous if none.
    pub grid: Option<Precision>,
    /// What is graded, worded for a message.
    pub what: String,
    /// What bounds it.
    pub limit: Option<Limit>,
    /// The definition.
    pub span: Span,
}

/// A `batas` or `skala`.
#[derive(Debug, Clone)]
pub struct Limit {
    pub range: Interval,
    /// The line that sets it.
    pub span: Span,
    /// A cap set by a rule, not the scale of a quantity.
    pub is_cap: bool,
}

/// Findings about every band rule. Nothing is concluded where `unclear` has a finding of its own.
pub fn prove(program: &Program, unclear: &Unclear, grounds: &mut [Ground]) -> Vec<Diagnostic> {
    let mut users: HashMap<&str, Vec<DefinitionId>> = HashMap::new();
    for (index, definition) in program.definitions.iter().enumerate() {
        if let Some((name, _)) = &definition.band {
            users.entry(name).or_default().push(DefinitionId(index as u32));
        }
    }
    let mut judged = judged(grounds);
    let mut findings = Vec::new();
    for rule in program.band_rules.iter().filter(|rule| !unclear.holds(rule.block)) {
        let users = users.get(rule.name.as_str()).map(Vec::as_slice).unwrap_or_default();
        findings.extend(unlike_units(program, rule, users).into_iter().map(|problem| problem.into_diagnostic(rule)));
        findings.extend(small_ends_for(program, rule, users));
        let mut judged = judged.remove(&rule.span).unwrap_or_default();
        judged.iter_mut().flatten().for_each(|one| tighten(rule, one, grounds));
        findings.extend(prove_rule(rule, judged, grounds).into_iter().map(|problem| problem.into_diagnostic(rule)));
    }
    findings
}

/// Users whose values are in another unit than the bands.
fn unlike_units<'r>(program: &Program, rule: &'r BandRule, users: &[DefinitionId]) -> Vec<BandProblem<'r>> {
    let Some((unit, place)) = &rule.unit else { return Vec::new() };
    let users = users_of(program, rule, users);
    let judged = judged_unit;
    let is_one = users.iter().all(|one| judged(one) == judged(users[0]));
    // Ranges with signs are for percent only: a value without a unit may be 0,9 or 90.
    let is_plain = |one: &Definition| rule.ends.are_signed() && !one.from_data && judged(one) == Unit::Any;
    let unlike = users.iter().filter(|one| judged(one).same(unit).is_none() || is_plain(one));
    unlike
        .filter_map(|one| {
            let is_achievement = !matches!(one.kind, Kind::Quantity);
            let code = program.code(one.name);
            Some(BandProblem::UnlikeUnit {
                what: if is_achievement { format!("capaian {code}") } else { code.to_string() },
                unit: judged(one).word().map(str::to_string),
                bands: unit.word()?.to_string(),
                span: one.band.as_ref()?.1,
                place: *place,
                is_achievement,
                is_only: is_one,
            })
        })
        .collect()
}

fn users_of<'p>(program: &'p Program, rule: &BandRule, users: &[DefinitionId]) -> Vec<&'p Definition> {
    let users = users.iter().map(|id| &program.definitions[id.0 as usize]);
    users.filter(|definition| definition.in_force.overlaps(rule.in_force)).collect()
}

/// The unit of what is graded.
fn judged_unit(definition: &Definition) -> Unit {
    match definition.kind {
        Kind::Quantity => definition.unit.clone(),
        Kind::Indicator(_) | Kind::Group(_) => Unit::Percent,
    }
}

/// Ends without a sign that may be meant as fractions, where percentages are graded.
fn small_ends_for(program: &Program, rule: &BandRule, users: &[DefinitionId]) -> Option<Diagnostic> {
    let is_percent = users_of(program, rule, users).into_iter().any(|one| judged_unit(one).is_percent());
    (is_percent && !rule.ends.small.is_empty()).then(|| small_ends(&rule.ends.small))
}

/// Every distinct range that each rule grades, by its head line; none for a user about which nothing can be said.
fn judged(grounds: &[Ground]) -> HashMap<Span, Vec<Option<Judged>>> {
    let mut all: HashMap<Span, Vec<Option<Judged>>> = HashMap::new();
    let mut known = HashSet::new();
    for (at, ground) in grounds.iter().enumerate() {
        let program = ground.program;
        for index in 0..program.names.len() {
            let Some(definition) = program.version(NameId(index as u32), ground.year) else { continue };
            let Some((name, _)) = &definition.band else { continue };
            let Some(rule) = program.band_rule(name, ground.year) else { continue };
            let judged = judge(ground, at, rule, definition);
            let key = judged.as_ref().map(|one| (one.range.clone(), one.grid));
            if known.insert((rule.span, key)) {
                all.entry(rule.span).or_default().push(judged);
            }
        }
    }
    all
}

/// Narrows the ranges further where bands leave part of one uncovered.
fn tighten(rule: &BandRule, judged: &mut Judged, grounds: &mut [Ground]) {
    let parts = rule.bands.iter().map(|band| &band.range).chain(rule.uncovered.iter().map(|part| &part.range));
    let covered: Vec<Interval> = parts.map(|range| on_grid(range, judged.grid)).collect();
    if let Some((at, slot)) = judged.at
        && !complement(&on_grid(&judged.range, judged.grid), &covered).is_empty()
    {
        let range = grounds[at].tightest(slot);
        judged.range = match rule.round {
            Some(precision) => range.snap(precision.places, precision.mode),
            None => range,
        };
    }
}

fn judge(ground: &Ground, at: usize, rule: &BandRule, definition: &Definition) -> Option<Judged> {
    let code = ground.program.code(definition.name);
    let capaian = || format!("capaian {code}");
    let (role, steps, what) = match &definition.kind {
        Kind::Quantity => (Role::Value, Vec::new(), code.to_string()),
        Kind::Indicator(indicator) => {
            let rule = ground.program.achievement_rule(&indicator.rule.0, ground.year)?;
            (Role::Achievement, steps_of(rule, indicator), capaian())
        }
        Kind::Group(group) => (Role::Achievement, group.steps.clone(), capaian()),
    };
    let slot = ground.slot(definition.name, role)?;
    if !ground.is_clear(slot) {
        return None;
    }
    let range = match rule.round {
        Some(precision) => ground.numbers(slot).snap(precision.places, precision.mode),
        None => ground.numbers(slot).clone(),
    };
    let cap = steps.iter().rev().find_map(|step| match &step.kind {
        StepKind::Cap(cap) => Some(Limit { range: cap.clone(), span: step.span, is_cap: true }),
        StepKind::Round(_) => None,
    });
    let scale = definition.scale.as_ref().filter(|_| matches!(definition.kind, Kind::Quantity));
    let scale = scale.map(|(range, span)| Limit { range: range.clone(), span: *span, is_cap: false });
    let grid = coarser(rule.round, last_rounding(&steps));
    Some(Judged { range, at: Some((at, slot)), grid, what, limit: cap.or(scale), span: definition.span })
}

/// A value rounded twice lies on the coarser grid.
fn coarser(band: Option<Precision>, value: Option<Precision>) -> Option<Precision> {
    match (band, value) {
        (Some(band), Some(value)) => Some(if value.places < band.places { value } else { band }),
        (one, other) => one.or(other),
    }
}

/// The rounding that still holds after all steps; a cap off its grid breaks it.
fn last_rounding(steps: &[Step]) -> Option<Precision> {
    let at = steps.iter().rposition(|step| matches!(step.kind, StepKind::Round(_)))?;
    let StepKind::Round(rounded) = steps[at].kind else { return None };
    let on_grid = |step: &Step| match &step.kind {
        StepKind::Cap(cap) => [cap.lo(), cap.hi()]
            .into_iter()
            .all(|bound| end(bound).is_none_or(|value| value.round(rounded.places, Rounding::Floor) == *value)),
        StepKind::Round(_) => true,
    };
    steps[at + 1..].iter().all(on_grid).then_some(rounded)
}

fn prove_rule<'r>(rule: &'r BandRule, judged: Vec<Option<Judged>>, grounds: &mut [Ground]) -> Vec<BandProblem<'r>> {
    let mut problems = Vec::new();
    let bands = rule.bands.iter().map(Part::Band);
    let parts: Vec<Part> = bands.chain(rule.uncovered.iter().map(Part::Uncovered)).collect();
    overlaps(&parts, rule.round, &mut problems);
    let is_empty = |band: &&Band| on_grid(&band.range, rule.round).is_empty();
    problems.extend(rule.bands.iter().filter(is_empty).map(BandProblem::Empty));
    unknown_grades(rule, &mut problems);
    if judged.is_empty() {
        // It is unused: prove it between its own ends.
        let hull = rule.bands.iter().map(|band| band.range.clone()).reduce(|a, b| a.hull(&b));
        let range = hull.unwrap_or(Interval::EMPTY);
        let judged = Judged { range, at: None, grid: rule.round, what: "nilai".into(), limit: None, span: rule.span };
        holes(rule, &parts, &[judged], grounds, &mut problems);
        return problems;
    }
    let certain: Vec<Judged> = judged.iter().flatten().cloned().collect();
    holes(rule, &parts, &certain, grounds, &mut problems);
    if certain.len() == judged.len() {
        unreachable(rule, &certain, &mut problems);
        needless(rule, &certain, &mut problems);
    }
    problems
}

/// Overlapping parts, each with the earlier one that reaches furthest.
fn overlaps<'r>(parts: &[Part<'r>], grid: Option<Precision>, problems: &mut Vec<BandProblem<'r>>) {
    let mut placed: Vec<(Interval, Part)> = parts.iter().map(|part| (on_grid(part.range(), grid), *part)).collect();
    placed.retain(|(range, _)| !range.is_empty());
    placed.sort_by(|a, b| start(a.0.lo()).cmp(&start(b.0.lo())));
    let mut furthest = 0;
    for at in 1..placed.len() {
        let ((first, lower), (second, upper)) = (&placed[furthest], &placed[at]);
        let shared = first.intersect(second);
        if !shared.is_empty() {
            let is_below = |one: &&(Interval, Part)| before(&one.0, &shared) && one.0.intersect(&shared).is_empty();
            let is_above = |one: &&(Interval, Part)| before(&shared, &one.0) && one.0.intersect(&shared).is_empty();
            let below = placed.iter().rev().find(is_below).map(|(_, part)| *part);
            let above = placed.iter().find(is_above).map(|(_, part)| *part);
            let beside = (below, above);
            problems.push(BandProblem::Overlap(Overlap { lower: *lower, upper: *upper, shared, grid, beside }));
        }
        if first.hull(second) != *first {
            furthest = at;
        }
    }
}

fn holes<'r>(
    rule: &BandRule,
    parts: &[Part<'r>],
    judged: &[Judged],
    grounds: &mut [Ground],
    problems: &mut Vec<BandProblem<'r>>,
) {
    // One hole between two parts is one finding, however many users fall into it.
    let mut found: Vec<Hole> = Vec::new();
    let mut known: HashMap<(Option<Span>, Option<Span>), usize> = HashMap::new();
    let mut ordered = parts.to_vec();
    ordered.sort_by_key(|part| end(part.range().lo()).cloned());
    for one in judged {
        let covered: Vec<Interval> = parts.iter().map(|part| on_grid(part.range(), one.grid)).collect();
        for gap in complement(&on_grid(&one.range, one.grid), &covered) {
            let gap = on_grid(&gap, one.grid);
            if gap.is_empty() {
                continue;
            }
            let hole = Hole::new(&ordered, gap, one);
            let key = (hole.below.map(Part::range_span), hole.above.map(Part::range_span));
            match known.get(&key) {
                None => {
                    known.insert(key, found.len());
                    found.push(hole);
                }
                Some(&at) if found[at].gap.hull(&hole.gap) != found[at].gap => found[at] = hole,
                Some(_) => {}
            }
        }
    }
    for hole in &mut found {
        hole.occurs =
            hole.at().is_none_or(|(at, slot)| grounds[at].occurs(slot, rule.round.as_ref(), &hole.gap).is_some());
    }
    let Some(precision) = grid_of(parts, judged) else {
        problems.extend(found.into_iter().map(BandProblem::Hole));
        return;
    };
    // Holes that close once the value is rounded to the grid of the printed edges are one mistake.
    let closes =
        |hole: &Hole| hole.below.is_some() && hole.above.is_some() && on_grid(&hole.gap, Some(precision)).is_empty();
    let (closing, others): (Vec<Hole>, Vec<Hole>) = found.into_iter().partition(closes);
    let more = closing.len().saturating_sub(1);
    let first = closing.into_iter().next();
    problems.extend(first.map(|first| BandProblem::Unrounded { first, more, places: precision.places.get() }));
    problems.extend(others.into_iter().map(BandProblem::Hole));
}

/// The decimals of the printed edges; none when values are already rounded or the edges are not decimals.
fn grid_of(parts: &[Part], judged: &[Judged]) -> Option<Precision> {
    if judged.iter().any(|one| one.grid.is_some()) {
        return None;
    }
    let edges = parts.iter().flat_map(|part| [part.range().lo(), part.range().hi()]).filter_map(end);
    let decimals = |edge: &Exact| edge.to_exact_plain()?.split_once('.').map_or(Some(0), |(_, part)| Some(part.len()));
    let places = edges.map(decimals).collect::<Option<Vec<_>>>()?.into_iter().max()?;
    Some(Precision { places: Places::new(i32::try_from(places).ok()?)?, mode: Rounding::HalfAway })
}

fn reaches(range: &Interval, judged: &[Judged]) -> bool {
    let within = |one: &Judged| on_grid(range, one.grid).intersect(&on_grid(&one.range, one.grid));
    judged.iter().any(|one| !within(one).is_empty())
}

fn unreachable<'r>(rule: &'r BandRule, judged: &[Judged], problems: &mut Vec<BandProblem<'r>>) {
    for band in &rule.bands {
        // A grade misspelt in its acceptance has a finding of its own.
        let is_meant = |grade: &String| nearest(grade, [band.grade.as_str()]).is_some();
        let accepted = rule.accepted.iter().any(|(grade, _)| grade.as_ref().is_none_or(is_meant));
        if !accepted && !on_grid(&band.range, rule.round).is_empty() && !reaches(&band.range, judged) {
            let limited = judged.iter().find(|one| one.limit.is_some()).or(judged.first()).cloned();
            problems.push(BandProblem::Unreachable { band, judged: limited });
        }
    }
}

fn unknown_grades<'r>(rule: &'r BandRule, problems: &mut Vec<BandProblem<'r>>) {
    for (grade, span) in &rule.accepted {
        if let Some(grade) = grade
            && !rule.bands.iter().any(|band| band.grade == *grade)
        {
            problems.push(BandProblem::UnknownGrade { grade, span: *span });
        }
    }
}

/// Acceptances that no longer accept anything.
fn needless<'r>(rule: &'r BandRule, judged: &[Judged], problems: &mut Vec<BandProblem<'r>>) {
    let unused = rule.uncovered.iter().filter(|part| !reaches(&part.range, judged));
    problems.extend(unused.map(|part| BandProblem::NeedlessUncovered { span: part.span }));
    for (grade, span) in &rule.accepted {
        let mut bands =
            rule.bands.iter().filter(|band| grade.as_ref().is_none_or(|grade| *grade == band.grade)).peekable();
        if bands.peek().is_some() && bands.all(|band| reaches(&band.range, judged)) {
            problems.push(BandProblem::NeedlessAcceptance { grade: grade.as_deref(), span: *span });
        }
    }
}
