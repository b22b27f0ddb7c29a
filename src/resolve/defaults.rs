//! `umum`: defaults, and the definitions of codes of the data.

use super::definitions::{Clauses, Definer, interval};
use super::names::RuleKind;
use super::problem::StructureProblem;
use super::program::*;
use super::units::Unit;
use crate::source::Span;
use crate::syntax::ast::{ClauseKind, Direction, Item, Word, Years};
use std::collections::BTreeMap;

impl Definer<'_, '_> {
    /// An `umum`, for each period of years left to it where another package replaced it in others.
    pub fn general(&mut self, item: &Item, prefix: Option<&Word>, left: Option<&[Years]>) -> Vec<General> {
        let clauses = Clauses::new(item, &mut self.problems);
        let said = [item.in_force().unwrap_or(Years::ALWAYS)];
        let spans = left.unwrap_or(&said);
        let in_force = spans.first().copied().unwrap_or(said[0]);
        let rule = clauses.find(|kind| if let ClauseKind::Achievement(expr) = kind { Some(expr) } else { None });
        let rule = rule.and_then(|expr| self.rule_in(expr, in_force));
        let direction = clauses.find(|kind| if let ClauseKind::Direction(way) = kind { Some(*way) } else { None });
        if prefix.is_some() {
            self.whole_general(item, &clauses, direction);
        } else {
            let parent = item.clauses.iter().find(|clause| matches!(clause.kind, ClauseKind::Parent(_)));
            self.problems.extend(parent.map(|clause| StructureProblem::ParentOfAll { span: clause.span }));
        }
        let band = clauses.find(|kind| if let ClauseKind::Band(word) = kind { Some(word) } else { None });
        let band = band.and_then(|word| self.rule_name(RuleKind::Band, word, in_force));
        let unit = clauses
            .find(|kind| if let ClauseKind::Unit(word) = kind { Some(Unit::from_word(&word.text)) } else { None });
        self.single_numbers(item);
        self.signs_of_limits(item, unit.as_ref().unwrap_or(&Unit::Any));
        let general = General {
            prefix: prefix.map(|word| word.text.clone()),
            in_force,
            unit,
            scale: clauses.find(|kind| {
                if let ClauseKind::Scale(range) = kind { Some((interval(range), range.span)) } else { None }
            }),
            step: clauses.find(|kind| if let ClauseKind::Step(step) = kind { Some(*step) } else { None }),
            goal: clauses.find(|kind| if let ClauseKind::Goal(goal) = kind { Some(goal.text.clone()) } else { None }),
            direction,
            rule,
            band,
            steps: clauses.steps(),
            defaults: Vec::new(),
            show: clauses.show(),
            quarters: clauses.find(|kind| if let ClauseKind::Quarters(how) = kind { Some(*how) } else { None }),
            money: clauses.money(),
            complete: clauses.complete(),
            parent: clauses.parent().and_then(|word| self.parent(word)),
            sources: clauses.sources(),
            span: item.head_span,
            block: item.span,
        };
        spans.iter().map(|in_force| General { in_force: *in_force, ..general.clone() }).collect()
    }

    /// A definition for codes of the data is an indicator with direction and rule, or a quantity with neither.
    fn whole_general(&mut self, item: &Item, clauses: &Clauses, direction: Option<Direction>) {
        let rule = clauses.find(|kind| if let ClauseKind::Achievement(expr) = kind { Some(expr) } else { None });
        let has_rule = rule.is_some();
        match (has_rule, direction) {
            (true, None) => {
                let lines = self.directions_for(rule);
                self.missing(item, "arah", lines, "");
            }
            (false, Some(_)) => {
                let known = self.rules_for(direction);
                let advice = "tulis  capaian NAMA , atau hapus  arah  bila kodenya besaran";
                let lines: Vec<&str> = known.iter().map(String::as_str).collect();
                self.missing(item, "aturan capaian", &lines, advice);
            }
            (true, Some(_)) | (false, None) => {}
        }
    }

    /// A name given as `induk`.
    pub fn parent(&mut self, word: &Word) -> Option<NameId> {
        let reference = crate::syntax::ast::Reference { words: vec![word.clone()], period: None, span: word.span };
        let scope = super::expressions::Scope::of(super::expressions::Here::Nothing);
        // A parent has parts, so an unknown one should not be declared as an input.
        let declare_at = self.resolver.declare_at.take();
        let found = self.resolver.reference(&reference, scope).0;
        self.resolver.declare_at = declare_at;
        if let ExprKind::Value(ValueRef { subject: Subject::Name(name), .. }) = found { Some(name) } else { None }
    }
}

/// The definition of a code of the data, from the `umum` that covers it in some years: a quantity if that has no
/// direction. None if a direction has no rule, which has its own finding.
pub fn definition((years, general): (Years, &General), name: NameId, span: Span) -> Option<Definition> {
    let kind = match general.direction {
        Some(direction) => Kind::Indicator(Indicator {
            direction,
            direction_inherited: true,
            rule: general.rule.clone()?,
            target: None,
            steps: general.steps.clone(),
            defaults: general.defaults.clone(),
        }),
        None => Kind::Quantity,
    };
    Some(Definition {
        from_data: true,
        unit: general.unit.clone().unwrap_or_default(),
        scale: general.scale.clone(),
        step: general.step,
        goal: general.goal.clone(),
        quarters: general.quarters,
        money: general.money,
        complete: general.complete,
        show: general.show,
        band: general.band.clone(),
        sources: general.sources.clone(),
        ..Definition::bare(name, years, kind, (span, span))
    })
}

/// Sorts the versions of each `umum` by time, like those of a name: a later one ends an earlier open one, and remaining
/// overlaps are reported.
pub fn settle(generals: &mut [General], problems: &mut Vec<StructureProblem>) {
    let mut versions: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for (at, general) in generals.iter().enumerate() {
        versions.entry(general.prefix.clone()).or_default().push(at);
    }
    for versions in versions.values_mut() {
        versions.sort_by_key(|at| generals[*at].in_force.from);
        for pair in versions.windows(2) {
            let (next, earlier) = (generals[pair[1]].in_force.from, &mut generals[pair[0]].in_force);
            if earlier.to.is_none() && earlier.from < next {
                earlier.to = next.map(|next| next - 1);
            }
        }
        // Each is compared with the one before it that lasts longest.
        let mut longest = versions[0];
        for &at in &versions[1..] {
            let (first, second) = (&generals[longest.min(at)], &generals[longest.max(at)]);
            if first.in_force.overlaps(second.in_force) {
                problems.push(StructureProblem::SameGeneral {
                    prefix: first.prefix.clone(),
                    first: (first.span, first.in_force),
                    second: (second.span, second.in_force),
                    block: second.block,
                });
            }
            let last = |at: usize| generals[at].in_force.to.unwrap_or(i32::MAX);
            if last(at) > last(longest) {
                longest = at;
            }
        }
    }
}

/// Fills in each `umum` for codes from that for the whole package: it acts as the definition of its codes. If the
/// latter covers only some of its years, it is split.
pub fn reach(generals: &mut Vec<General>) {
    let (whole, of_codes): (Vec<General>, Vec<General>) =
        std::mem::take(generals).into_iter().partition(|general| general.prefix.is_none());
    for general in of_codes {
        let mut alone = vec![general.in_force];
        for defaults in &whole {
            let Some(in_force) = general.in_force.shared(defaults.in_force) else { continue };
            alone = Years::without(&alone, in_force);
            generals.push(with_defaults(General { in_force, ..general.clone() }, defaults));
        }
        generals.extend(alone.into_iter().map(|in_force| General { in_force, ..general.clone() }));
    }
    generals.extend(whole);
}

/// What an `umum` for codes inherits from that for the whole package; not `arah` and `capaian`, which are its own or
/// none.
fn with_defaults(general: General, defaults: &General) -> General {
    let is_indicator = general.direction.is_some();
    General {
        unit: general.unit.or_else(|| defaults.unit.clone()),
        scale: general.scale.or_else(|| defaults.scale.clone()),
        step: general.step.or(defaults.step),
        goal: general.goal.or_else(|| defaults.goal.clone()),
        band: general.band.or_else(|| defaults.band.clone().filter(|_| is_indicator)),
        defaults: if is_indicator { defaults.steps.clone() } else { Vec::new() },
        show: general.show.or(defaults.show),
        quarters: general.quarters.or(defaults.quarters),
        money: general.money.or(defaults.money),
        complete: general.complete && defaults.complete,
        ..general
    }
}

/// Fills in definitions from the `umum` that covers their code; one that covers only some of their years splits them,
/// as a version of their own would.
pub fn complete(program: &mut Program) {
    let generals = std::mem::take(&mut program.generals);
    for at in 0..program.definitions.len() {
        let definition = &program.definitions[at];
        let code = program.names[definition.name.0 as usize].code.clone();
        let mut alone = vec![definition.in_force];
        let mut parts = Vec::new();
        for (years, general) in generals_of(&generals, &code) {
            let Some(in_force) = definition.in_force.shared(years) else { continue };
            alone = Years::without(&alone, in_force);
            parts.push(completed(Definition { in_force, ..definition.clone() }, general, &generals));
        }
        if parts.is_empty() {
            continue;
        }
        parts.extend(alone.into_iter().map(|in_force| Definition { in_force, ..definition.clone() }));
        let mut parts = parts.into_iter();
        if let Some(first) = parts.next() {
            program.definitions[at] = first;
        }
        program.definitions.extend(parts);
    }
    program.generals = generals;
}

/// A definition filled in from an `umum`.
fn completed(mut definition: Definition, general: &General, generals: &[General]) -> Definition {
    if definition.unit == Unit::Any {
        definition.unit = general.unit.clone().unwrap_or_default();
        definition.has_unit_of_formula &= general.unit.is_none();
    }
    if definition.scale.is_none() && definition.formula.is_none() {
        definition.scale = general.scale.clone();
    }
    definition.step = definition.step.or(general.step);
    definition.show = definition.show.or(general.show);
    definition.goal = definition.goal.take().or_else(|| general.goal.clone());
    definition.quarters = definition.quarters.or(general.quarters);
    definition.money = definition.money.or(general.money);
    definition.complete &= general.complete;
    let band = definition.band.take();
    let indicator = match &mut definition.kind {
        Kind::Indicator(indicator) => indicator,
        Kind::Group(group) => {
            if !group.says_complete {
                group.complete = general.complete;
            }
            definition.band = band.or_else(|| general.band.clone());
            return definition;
        }
        // A quantity is only graded by an `umum` for its codes: one for a package is about quantities of any scale.
        Kind::Quantity => {
            let grades = general.prefix.is_some() && general.direction.is_none();
            definition.band = band.or_else(|| general.band.clone().filter(|_| grades));
            return definition;
        }
    };
    if let Some(direction) = general.direction.filter(|_| indicator.direction_inherited) {
        indicator.direction = direction;
    }
    // A rule in another version of the `umum` is not its own.
    let holds =
        |block: Span, span: Span| block.source == span.source && block.start <= span.start && span.end <= block.end;
    let is_inherited = |span: Span| generals.iter().any(|one| holds(one.block, span));
    if let Some(rule) = general.rule.clone().filter(|_| is_inherited(indicator.rule.1)) {
        indicator.rule = rule;
    }
    definition.band = band.or_else(|| general.band.clone());
    // An `umum` for the whole package ranks below the rule, one for these codes above it.
    if general.prefix.is_none() {
        indicator.defaults = general.steps.clone();
        return definition;
    }
    indicator.steps = nearest_steps(&[&indicator.steps, &general.steps], &[&indicator.steps, &general.steps]);
    indicator.defaults = general.defaults.clone();
    definition
}
