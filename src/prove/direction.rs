//! Does the achievement follow the direction of its indicator? A higher realisation never has a lower achievement with
//! `makin tinggi`, nor a lower one with `makin rendah`; nothing beats the inside of a range.
//!
//! Proved at every target over the whole scale, and without a target (`follows`, for words `follows_words`). What
//! cannot be proved is searched for counterexamples among made-up data (`backwards`).

use super::backwards::{Broken, search};
use super::direction_findings as findings;
use super::follows::follows;
use super::follows_words;
use super::ground::Ground;
use super::promise;
use super::stretches::rises;
use crate::diagnostic::Diagnostic;
use crate::number::{Exact, Interval};
use crate::plan::SlotId;
use crate::program::{
    AchievementRule, Definition, Expr, ExprKind, Indicator, NameId, Program, Promise, Role, Says, Step, Subject as Of,
    ValueRef, steps_of,
};
use crate::range::Ranges;
use crate::seek::Patience;
use crate::source::{Sources, Span};
use crate::syntax::ast::{Direction, Years};
use std::collections::{BTreeSet, HashMap, HashSet};

/// An indicator whose achievement has to follow its realisation.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'p> {
    pub definition: &'p Definition,
    /// Its rule in the year at hand.
    pub rule: &'p AchievementRule,
    /// The direction that is better.
    pub direction: Direction,
    /// The realisation.
    pub value: SlotId,
    pub target: SlotId,
    pub low: SlotId,
    pub high: SlotId,
    /// The achievement.
    pub goal: SlotId,
}

impl Subject<'_> {
    /// The words that the realisation may be, the least first; empty for numbers.
    pub fn words(&self) -> &[String] {
        &self.definition.order
    }

    /// The step of realisations in the data.
    pub fn value_step(&self) -> Option<Exact> {
        self.definition.step.filter(|_| self.definition.formula.is_none()).map(Exact::from)
    }

    /// The step of targets in the data.
    pub fn target_step(&self) -> Option<Exact> {
        let is_computed = self.definition.kind.indicator().is_some_and(|indicator| indicator.target.is_some());
        self.definition.step.filter(|_| !is_computed).map(Exact::from)
    }

    /// The numbers that the realisation may be. A value reported in place of a formula lies among those that it can
    /// give.
    pub fn domain(&self, ranges: &Ranges) -> Interval {
        let scale = self.definition.data_range();
        match self.definition.formula {
            Some(_) => scale.intersect(&ranges.possible(self.value).numbers),
            None => scale,
        }
    }
}

/// The verdict on an indicator.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// It follows.
    Follows,
    /// It does not follow: a counterexample.
    Broken(Box<Broken>),
    /// Neither a proof nor a counterexample was found.
    Open,
    /// No proof was found, and the achievement depends on values that are unknown because they depend on ever more
    /// years.
    Endless,
}

/// Findings about every rule, the first indicator of each standing for all. In years that rules refer to by number
/// (`named`) only counterexamples are reported: there a value is compared with itself.
pub fn prove(program: &Program, texts: &Sources, grounds: &mut [Ground], named: &BTreeSet<i32>) -> Vec<Diagnostic> {
    let mut proved: HashMap<Key, bool> = HashMap::new();
    let mut known: HashMap<(Key, Interval), Verdict> = HashMap::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut told: HashSet<(Span, Direction)> = HashSet::new();
    let mut needed: HashSet<Span> = HashSet::new();
    let mut used: HashSet<(Span, Direction)> = HashSet::new();
    for ground in grounds {
        let named_year = named.get(&ground.year).copied();
        for index in 0..ground.program.names.len() {
            let name = NameId(index as u32);
            let Some(subject) = subject(ground, name) else { continue };
            let rule = subject.rule;
            if told.contains(&(rule.span, subject.direction)) {
                continue;
            }
            let verdict = match key(&subject) {
                None => judge(ground, texts, &subject),
                Some(key) => {
                    let general = proved
                        .entry(key.clone())
                        .or_insert_with(|| subject.words().is_empty() && follows(&mut ground.ranges, &subject, true));
                    match *general {
                        true => Verdict::Follows,
                        false => {
                            let scale = subject.definition.data_range();
                            known.entry((key, scale)).or_insert_with(|| judge(ground, texts, &subject)).clone()
                        }
                    }
                }
            };
            used.insert((rule.span, subject.direction));
            if matches!(verdict, Verdict::Follows) || named_year.is_some() && !matches!(verdict, Verdict::Broken(_)) {
                continue;
            }
            told.insert((rule.span, subject.direction));
            needed.insert(rule.span);
            if rule.backwards.is_none() {
                let code = ground.program.code(name);
                found.push(match &verdict {
                    Verdict::Broken(broken) => findings::broken(&subject, code, broken, named_year),
                    Verdict::Open | Verdict::Follows => findings::undecided(&subject, code, false),
                    Verdict::Endless => findings::undecided(&subject, code, true),
                });
            }
        }
    }
    // A direction that no indicator uses may be the intended one.
    let ways = [Direction::Higher, Direction::Lower, Direction::Range];
    let is_judged = |rule: &&AchievementRule| {
        ways.iter().all(|way| rule.formulas_for(*way).next().is_none() || used.contains(&(rule.span, *way)))
    };
    for rule in program.achievement_rules.iter().filter(is_judged) {
        if let Some((_, span)) = &rule.backwards
            && !needed.contains(&rule.span)
        {
            found.push(findings::needless(*span));
        }
    }
    found
}

/// What a verdict depends on where a rule reads only target and realisation: the same rule, steps and words.
type Key = (Span, Direction, Vec<String>, bool, Vec<String>);

fn key(subject: &Subject) -> Option<Key> {
    let indicator = subject.definition.kind.indicator()?;
    let own = |step: &Step| format!("{:?}", step.kind);
    let step = subject.definition.step.map(|step| format!("langkah {step}"));
    let steps = steps_of(subject.rule, indicator).iter().map(own).chain(step).collect();
    let from_zero = rises(&subject.definition.data_range());
    // A formula may restrict its value where other values of the rule are known.
    let is_measured = indicator.target.is_none() && subject.definition.formula.is_none();
    (is_measured && only_own(subject.rule)).then(|| {
        let words = subject.words().to_vec();
        (subject.rule.span, subject.direction, steps, from_zero, words)
    })
}

/// Whether a rule reads only target and realisation.
fn only_own(rule: &AchievementRule) -> bool {
    use crate::program::Outcome;
    fn plain(expr: &Expr) -> bool {
        let own = match &expr.kind {
            ExprKind::Value(reference) => {
                reference.role.is_value_or_target() && reference.subject == Of::This && reference.period.is_none()
            }
            ExprKind::Aggregate { .. } | ExprKind::Convert(..) => false,
            ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year | ExprKind::Argument => true,
            ExprKind::Negate(_) | ExprKind::Not(_) | ExprKind::Binary { .. } | ExprKind::If { .. } => true,
            ExprKind::Least(_) | ExprKind::Greatest(_) | ExprKind::Round(..) | ExprKind::Absolute(_) => true,
            ExprKind::Root(_) | ExprKind::Difference(..) | ExprKind::Growth(..) | ExprKind::Present(_) => true,
        };
        own && expr.children().all(plain)
    }
    let formulas =
        [&rule.higher, &rule.lower, &rule.range, &rule.higher_range, &rule.lower_range].into_iter().flatten();
    let outcomes = rule.cases.iter().map(|(_, outcome)| outcome).chain(formulas);
    let values = outcomes.filter_map(|outcome| if let Outcome::Value(expr) = outcome { Some(expr) } else { None });
    values.chain(rule.cases.iter().map(|(condition, _)| condition)).all(plain)
}

fn subject<'p>(ground: &Ground<'p>, name: NameId) -> Option<Subject<'p>> {
    let program = ground.program;
    let definition = program.version(name, ground.year)?;
    let Indicator { direction, rule, .. } = definition.kind.indicator()?;
    let rule = program.achievement_rule(&rule.0, ground.year)?;
    rule.formulas_for(*direction).next()?;
    let goal = ground.slot(name, Role::Achievement)?;
    let of = |role| ground.slot(name, role);
    let (value, target) = (of(Role::Value)?, of(Role::Target)?);
    let (low, high) = (of(Role::TargetLow)?, of(Role::TargetHigh)?);
    let has_value = !definition.order.is_empty() || !ground.numbers(value).is_empty();
    (ground.is_told(goal) && ground.is_told(value) && has_value).then_some(Subject {
        definition,
        rule,
        direction: *direction,
        value,
        target,
        low,
        high,
        goal,
    })
}

fn judge(ground: &mut Ground, texts: &Sources, subject: &Subject) -> Verdict {
    let follows = match subject.words() {
        [] => follows(&mut ground.ranges, subject, false),
        _ => follows_words::follows(&mut ground.ranges, subject),
    };
    if follows {
        return Verdict::Follows;
    }
    // What depends only on the realisation has no other inputs.
    let ends = [subject.value, subject.target, subject.low, subject.high];
    let beside = ground.plan.under(&[subject.goal], &ends);
    let is_endless = |slot: &SlotId| !ends.contains(slot) && ground.is_endless(*slot);
    let inputs = beside.iter().filter(|slot| ground.plan.slot(**slot).op.input().is_some());
    if inputs.copied().any(|slot| is_endless(&slot)) {
        return Verdict::Endless;
    }
    match search(ground, subject) {
        Some(broken) => Verdict::Broken(Box::new(broken)),
        None if follows_on_steps(ground, texts, subject) => Verdict::Follows,
        None => Verdict::Open,
    }
}

/// Whether the achievement follows at the steps of the realisation, whatever lies between: checked like a `buktikan`.
fn follows_on_steps(ground: &Ground, texts: &Sources, subject: &Subject) -> bool {
    let along = match subject.direction {
        Direction::Higher => true,
        Direction::Lower => false,
        Direction::Range => return false,
    };
    if subject.value_step().is_none() || !subject.words().is_empty() {
        return false;
    }
    let span = subject.definition.span;
    let of = |role| ValueRef { role, subject: Of::Name(subject.definition.name), period: None };
    let value = Expr { kind: ExprKind::Value(of(Role::Achievement)), span };
    let says = Says::Keeps { value, along, with: of(Role::Value), with_span: span };
    let in_force = Years { from: Some(ground.year), to: Some(ground.year) };
    let promise = Promise { says, in_force, span };
    let answer = promise::judge(ground.program, texts, &promise, &Patience::default());
    matches!(answer, promise::Answer::Proved(_))
}
