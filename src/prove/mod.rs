//! What rules promise, proved before there are data: over every value that data may hold, every state, every year.
//!
//! The rules are planned once for each period of years, over unknown data, and [`crate::range`] bounds each slot.
//! Bands, conversions, scales, divisors and directions are judged by these bounds. An error has been confirmed by the
//! evaluator on data made up for it (`occurs`); what is merely possible is a warning.

#![deny(clippy::wildcard_enum_match_arm)]

mod backwards;
mod band_findings;
mod bands;
mod clear;
mod dead_cases;
mod direction;
mod direction_findings;
mod divisors;
mod ends;
mod follows;
mod follows_words;
mod ground;
mod occurs;
mod overlap;
mod pieces;
pub mod promise;
mod regions;
mod scales;
mod shown;
mod small_percent;
mod stretches;
mod years;

pub use years::{named_years, standing_for_all};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::number::Interval;
use crate::plan::looks;
use crate::plan::{Plan, Unknown, plan, plan_unknown};
use crate::program::{NameId, Program, Role, When};
use crate::source::{Sources, Span};
use crate::syntax::Parsed;
use crate::syntax::ast::{Head, Item};
use clear::Unclear;
use ground::Ground;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The result.
#[derive(Debug, Default)]
pub struct Proved {
    /// Every finding about what rules can give.
    pub findings: Vec<Diagnostic>,
    /// What the formula of a definition without a scale can give, by its head line.
    pub computed: BTreeMap<Span, Interval>,
    /// Slots computed on the way, to measure how proofs grow with the rules.
    pub steps: usize,
}

/// Proves what rules promise. Nothing is concluded about definitions with places in `unclear`; what needs the whole
/// package is only proved if it is sound. A plan of a year that exists already is reused.
pub fn prove(
    program: &Program,
    unclear: &[Span],
    is_sound: bool,
    planned_year: Option<&Plan>,
    texts: &Sources,
) -> Proved {
    let unclear = Unclear::new(unclear);
    let whole = if is_sound { Cow::Borrowed(program) } else { Cow::Owned(unclear.without(program)) };
    let endless = looks::endless(&whole);
    let looks = looks::looks(&whole, &endless);
    let mut years = years::representatives(&whole, &looks);
    let named: BTreeSet<i32> = looks.realised.difference(&years).copied().collect();
    years.extend(&named);
    let planned: Vec<Unknown> = years.into_iter().map(|year| plan_unknown(&whole, year, &endless)).collect();
    let mut grounds: Vec<Ground> =
        planned.iter().map(|unknown| Ground::new(&whole, unknown, &unclear, &endless)).collect();
    let mut findings = bands::prove(program, &unclear, &mut grounds);
    // What a package accepts for its users need not occur here, and nobody here can remove it.
    findings.retain(|finding| !(matches!(finding.code, Code::K0215 | Code::K0216) && is_of_used(finding, texts)));
    findings.extend(pieces::prove(program, &unclear, &mut grounds));
    findings.extend(dead_cases::prove(program, &unclear, texts));
    if is_sound {
        findings.extend(years::too_far(&looks));
        for ground in &mut grounds {
            findings.extend(scales::prove(ground, texts));
            findings.extend(small_percent::prove(ground));
        }
        findings.extend(divisors::prove(&grounds, texts));
        findings.extend(direction::prove(program, texts, &mut grounds, &named));
        let year = program.package.year.or(planned_year.map(|plan| plan.year));
        let year = year.or(grounds.last().map(|ground| ground.year));
        if let Some(year) = year.filter(|_| program.definitions.iter().any(|one| one.band.is_some())) {
            let (from, to) = years::stretch_of(&whole, &looks, year);
            let ground = grounds.iter().find(|ground| (from..=to).contains(&ground.year));
            let reach = |(name, role, when): (NameId, Role, When)| {
                let ground = ground?;
                let when = When { year: when.year - year + ground.year, ..when };
                let slot = ground.plan.value(name, role, when)?;
                let input = ground.plan.slot(ground.plan.plain(slot)).op.input();
                let step = input.and_then(|input| ground::step_of(program, input));
                Some(shown::CanBe { numbers: ground.numbers(slot).clone(), step })
            };
            match planned_year.filter(|plan| plan.year == year) {
                Some(plan) => findings.extend(shown::prove(program, plan, &reach)),
                None => findings.extend(shown::prove(program, &plan(program, year), &reach)),
            }
        }
    }
    let steps = grounds.iter().map(Ground::steps).sum();
    Proved { findings: once(findings), computed: computed(&grounds), steps }
}

/// Whether a finding is about a text of a package that this one uses.
fn is_of_used(finding: &Diagnostic, texts: &Sources) -> bool {
    let place = finding.labels.first().map(|label| &label.place);
    matches!(place, Some(Place::Text(span)) if texts.get(span.source).is_used())
}

/// The part of an unsound program in which percentages can be judged: what has a finding of its own exists, but of
/// unknown kind. None if the finding may concern everything.
pub fn certain(program: &Program, unclear: &[Span], modules: &[Parsed]) -> Option<Program> {
    let unclear = Unclear::new(unclear);
    let items = || modules.iter().flat_map(|one| &one.module.items).filter(|item| unclear.holds(item.span));
    let is_of_all = |item: &Item| matches!(item.head, Head::General { .. } | Head::Data { .. } | Head::Use { .. });
    if items().any(is_of_all) {
        return None;
    }
    let mut certain = unclear.unknown(program);
    let heads: HashSet<Span> = items().map(|item| item.head_span).collect();
    certain.tables.retain(|table| !heads.contains(&table.span));
    certain.examples.retain(|example| !heads.contains(&example.span));
    certain.assertions.retain(|assertion| !heads.contains(&assertion.span));
    certain.promises.retain(|promise| !heads.contains(&promise.span));
    Some(certain)
}

/// The numbers that each value of a year can be, whatever the data.
pub fn reach(program: &Program, year: i32) -> BTreeMap<(NameId, Role), Interval> {
    let endless = looks::endless(program);
    let unknown = plan_unknown(program, year, &endless);
    let ground = Ground::new(program, &unknown, &Unclear::new(&[]), &endless);
    let values = unknown.plan.values.iter().filter(|((_, _, when), _)| *when == When::year(year));
    values.map(|((name, role, _), slot)| ((*name, *role), ground.numbers(*slot).clone())).collect()
}

/// What formulas without a scale can give, over all years.
fn computed(grounds: &[Ground]) -> BTreeMap<Span, Interval> {
    let mut computed: BTreeMap<Span, Interval> = BTreeMap::new();
    for ground in grounds {
        for pair in &ground.plan.reported {
            let Some(definition) = ground.program.version(pair.name, pair.when.year) else { continue };
            if definition.scale.is_none() {
                let known = computed.entry(definition.span).or_insert(Interval::EMPTY);
                *known = match ground.is_clear(pair.computed) {
                    true => known.hull(ground.numbers(pair.computed)),
                    false => Interval::ALL,
                };
            }
        }
    }
    computed
}

/// Each finding once, though several years have it: the first of the most severe.
fn once(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by_key(|finding| finding.severity);
    let mut told = HashSet::new();
    findings.retain(|finding| told.insert((finding.code, finding.span(), finding.title.clone())));
    findings
}
