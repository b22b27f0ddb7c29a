//! The range a value can take, by interval arithmetic over scales, and ranges in words.

use super::program::*;
use crate::number::{Bound, Exact, Interval, NumberStyle, Places, Rounding, format};
use crate::syntax::ast::{Comparison, Direction, Operator, Precision, Years};
use std::cell::RefCell;
use std::collections::HashMap;

/// Chains of definitions longer than this count as unbounded; no recursion may be as deep as a file is long.
const MAX_CHAIN: usize = 40;

/// Ranges of the values of a program.
pub struct Ranges<'p> {
    program: &'p Program,
    known: RefCell<HashMap<(DefinitionId, bool), Interval>>,
}

/// What an expression may refer to without a name.
#[derive(Clone, Default)]
struct Own {
    target: Option<Interval>,
    value: Option<Interval>,
    member: Option<Interval>,
}

impl<'p> Ranges<'p> {
    /// Ranges of `program`.
    pub fn new(program: &'p Program) -> Self {
        Ranges { program, known: RefCell::default() }
    }

    /// What data may hold for a definition: its `skala`, else 0 and up.
    pub fn scale(definition: &Definition) -> Interval {
        match &definition.scale {
            Some((scale, _)) => scale.clone(),
            None => not_negative(),
        }
    }

    /// The value (realisation) of a definition.
    pub fn value(&self, id: DefinitionId) -> Interval {
        self.value_at(id, 0)
    }

    /// The achievement of an indicator or group, after cap and rounding.
    pub fn achievement(&self, id: DefinitionId) -> Interval {
        self.achievement_at(id, 0)
    }

    fn definition(&self, id: DefinitionId) -> &'p Definition {
        &self.program.definitions[id.0 as usize]
    }

    fn value_at(&self, id: DefinitionId, depth: usize) -> Interval {
        let definition = self.definition(id);
        match (&definition.scale, &definition.formula) {
            (Some((scale, _)), _) => scale.clone(),
            (None, None) => not_negative(),
            (None, Some(formula)) => self.remember((id, true), depth, |ranges| {
                ranges.expr(
                    formula,
                    &Own { target: Some(not_negative()), ..Own::default() },
                    definition.in_force,
                    depth + 1,
                )
            }),
        }
    }

    fn achievement_at(&self, id: DefinitionId, depth: usize) -> Interval {
        let definition = self.definition(id);
        self.remember((id, false), depth, |ranges| match &definition.kind {
            Kind::Quantity => Interval::ALL,
            Kind::Indicator(indicator) => ranges.indicator(id, definition, indicator, depth),
            Kind::Group(group) => {
                let members = group.members.iter().flat_map(|(name, _)| ranges.versions_in(*name, definition.in_force));
                let member = members.map(|id| ranges.achievement_at(id, depth + 1)).reduce(|a, b| a.hull(&b));
                let own = Own { member, ..Own::default() };
                let raw = ranges.expr(&group.achievement, &own, definition.in_force, depth + 1);
                apply(&raw, &group.steps)
            }
        })
    }

    fn indicator(&self, id: DefinitionId, definition: &Definition, indicator: &Indicator, depth: usize) -> Interval {
        let rules = self.program.achievement_rules.iter();
        let rules = rules.filter(|rule| rule.name == indicator.rule.0 && rule.in_force.overlaps(definition.in_force));
        let value = self.value_at(id, depth + 1);
        let ranges = rules.map(|rule| {
            let mut own = Own { target: Some(Self::scale(definition)), value: Some(value.clone()), member: None };
            let mut raw = Interval::EMPTY;
            for (condition, outcome) in &rule.cases {
                if let Outcome::Value(expr) = outcome {
                    raw = raw.hull(&self.expr(expr, &own, definition.in_force, depth + 1));
                }
                own.exclude(condition);
            }
            let formula = match indicator.direction {
                Direction::Higher => &rule.higher,
                Direction::Lower => &rule.lower,
            };
            if let Some(Outcome::Value(expr)) = formula {
                raw = raw.hull(&self.expr(expr, &own, definition.in_force, depth + 1));
            }
            apply(&raw, &effective_steps(&rule.steps, &indicator.steps))
        });
        ranges.reduce(|a, b| a.hull(&b)).unwrap_or(Interval::ALL)
    }

    fn remember(&self, key: (DefinitionId, bool), depth: usize, compute: impl Fn(&Self) -> Interval) -> Interval {
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        if depth > MAX_CHAIN {
            return Interval::ALL;
        }
        // A cycle is reported elsewhere; here it only must end.
        self.known.borrow_mut().insert(key, Interval::ALL);
        let computed = compute(self);
        self.known.borrow_mut().insert(key, computed.clone());
        computed
    }

    fn versions_in(&self, name: NameId, years: Years) -> impl Iterator<Item = DefinitionId> {
        let versions = self.program.names[name.0 as usize].versions.iter().copied();
        versions.filter(move |id| self.definition(*id).in_force.overlaps(years))
    }

    fn reference(&self, reference: &ValueRef, own: &Own, years: Years, depth: usize) -> Interval {
        let hundred_free = || Interval::ALL;
        match reference.subject {
            Subject::This => match reference.role {
                Role::Target => own.target.clone(),
                Role::Value | Role::Main => own.value.clone(),
                _ => None,
            }
            .unwrap_or_else(hundred_free),
            Subject::Each if reference.role == Role::Achievement => own.member.clone().unwrap_or_else(hundred_free),
            Subject::Each => Interval::ALL,
            Subject::Name(name) => {
                let years = if reference.period.is_some() { Years::ALWAYS } else { years };
                let of_version = |id: DefinitionId| {
                    let definition = self.definition(id);
                    match (reference.role, &definition.kind) {
                        (Role::Main | Role::Achievement, Kind::Group(_)) | (Role::Achievement, _) => {
                            self.achievement_at(id, depth + 1)
                        }
                        (Role::Main | Role::Value, _) => self.value_at(id, depth + 1),
                        (Role::Target, _) => Self::scale(definition),
                        _ => Interval::ALL,
                    }
                };
                self.versions_in(name, years).map(of_version).reduce(|a, b| a.hull(&b)).unwrap_or(Interval::ALL)
            }
        }
    }

    fn expr(&self, expr: &Expr, own: &Own, years: Years, depth: usize) -> Interval {
        let of = |expr: &Expr| self.expr(expr, own, years, depth);
        match &expr.kind {
            ExprKind::Number(value, _) => Interval::point(value.clone()),
            ExprKind::Value(reference) => self.reference(reference, own, years, depth),
            ExprKind::Negate(inner) => of(inner).neg(),
            ExprKind::Absolute(inner) => of(inner).abs(),
            ExprKind::Binary { operator, left, right } => {
                let (left, right) = (of(left), of(right));
                match operator {
                    Operator::Add => left.add(&right),
                    Operator::Subtract => left.sub(&right),
                    Operator::Multiply => left.mul(&right),
                    Operator::Divide => left.div(&right).unwrap_or(Interval::ALL),
                    _ => Interval::ALL,
                }
            }
            ExprKind::If { then, otherwise, .. } => of(then).hull(&of(otherwise)),
            ExprKind::Least(values) => values.iter().map(of).reduce(|a, b| a.min(&b)).unwrap_or(Interval::ALL),
            ExprKind::Greatest(values) => values.iter().map(of).reduce(|a, b| a.max(&b)).unwrap_or(Interval::ALL),
            ExprKind::Round(inner, precision) => of(inner).snap(precision.places, precision.mode),
            ExprKind::Aggregate { aggregate, over } => {
                let between = matches!(aggregate, Aggregate::Mean | Aggregate::Least | Aggregate::Greatest);
                let values: Vec<Interval> = match over {
                    Over::List(values) => values.iter().map(of).collect(),
                    Over::Members(_, body) if between => vec![of(body)],
                    _ => return if *aggregate == Aggregate::Count { not_negative() } else { Interval::ALL },
                };
                let hull = || values.iter().cloned().reduce(|a, b| a.hull(&b)).unwrap_or(Interval::ALL);
                match aggregate {
                    Aggregate::Sum => values.iter().cloned().reduce(|a, b| a.add(&b)).unwrap_or(Interval::ALL),
                    Aggregate::Count => not_negative(),
                    Aggregate::Mean | Aggregate::Least | Aggregate::Greatest => hull(),
                }
            }
            ExprKind::Text(_) | ExprKind::Year | ExprKind::Not(_) | ExprKind::Present(_) => Interval::ALL,
        }
    }
}

impl Own {
    /// After a case `target = 0` did not hold, the target is not 0.
    fn exclude(&mut self, condition: &Expr) {
        let ExprKind::Binary { operator: Operator::Compare(Comparison::Equal), left, right } = &condition.kind else {
            return;
        };
        let (ExprKind::Value(reference), ExprKind::Number(value, _)) = (&left.kind, &right.kind) else { return };
        if reference.subject != Subject::This || reference.period.is_some() {
            return;
        }
        let known = match reference.role {
            Role::Target => &mut self.target,
            Role::Value => &mut self.value,
            _ => return,
        };
        if let Some(range) = known {
            let open = |bound: &Bound<Exact>| match bound {
                Bound::Included(at) if at == value => Bound::Excluded(at.clone()),
                other => other.clone(),
            };
            *range = Interval::new(open(range.lo()), open(range.hi()));
        }
    }
}

/// What remains of a range after caps and roundings, in order.
pub fn apply(range: &Interval, steps: &[Step]) -> Interval {
    steps.iter().fold(range.clone(), |range, step| match &step.kind {
        StepKind::Cap(cap) => range.clamp(end(cap.lo()), end(cap.hi())),
        StepKind::Round(precision) => range.snap(precision.places, precision.mode),
    })
}

/// The number at an end, if there is one.
pub fn end(bound: &Bound<Exact>) -> Option<&Exact> {
    match bound {
        Bound::Included(value) | Bound::Excluded(value) => Some(value),
        Bound::Unbounded => None,
    }
}

fn not_negative() -> Interval {
    Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded)
}

/// The parts of `domain` that no range covers, in order.
pub fn complement(domain: &Interval, ranges: &[Interval]) -> Vec<Interval> {
    let mut ranges: Vec<&Interval> = ranges.iter().filter(|range| !range.is_empty()).collect();
    ranges.sort_by(|a, b| start(a.lo()).cmp(&start(b.lo())));
    let mut gaps = Vec::new();
    let mut rest = domain.clone();
    for range in ranges {
        let gap = match range.lo() {
            Bound::Unbounded => Interval::EMPTY,
            low => rest.intersect(&Interval::new(Bound::Unbounded, flip(low))),
        };
        if !gap.is_empty() {
            gaps.push(gap);
        }
        rest = match range.hi() {
            Bound::Unbounded => Interval::EMPTY,
            high => rest.intersect(&Interval::new(flip(high), Bound::Unbounded)),
        };
    }
    if !rest.is_empty() {
        gaps.push(rest);
    }
    gaps
}

/// Orders lower bounds: none first, then by number, the included before the excluded.
pub fn start(bound: &Bound<Exact>) -> (bool, Option<&Exact>, bool) {
    match bound {
        Bound::Unbounded => (false, None, false),
        Bound::Included(value) => (true, Some(value), false),
        Bound::Excluded(value) => (true, Some(value), true),
    }
}

/// The other side of the same edge.
pub fn flip(bound: &Bound<Exact>) -> Bound<Exact> {
    match bound {
        Bound::Included(value) => Bound::Excluded(value.clone()),
        Bound::Excluded(value) => Bound::Included(value.clone()),
        Bound::Unbounded => Bound::Unbounded,
    }
}

/// On a grid every range has included ends; off it, ranges stay as they are.
pub fn on_grid(range: &Interval, grid: Option<Precision>) -> Interval {
    let Some(precision) = grid else { return range.clone() };
    if range.is_empty() {
        return Interval::EMPTY;
    }
    let step = Exact::ONE.checked_div(&ten_to(precision.places)).unwrap_or(Exact::ONE);
    let inward = |bound: &Bound<Exact>, mode: Rounding, step: Exact| match bound {
        Bound::Unbounded => Bound::Unbounded,
        Bound::Included(value) => Bound::Included(value.round(precision.places, mode)),
        Bound::Excluded(value) => {
            let rounded = value.round(precision.places, mode);
            Bound::Included(if rounded == *value { rounded + step } else { rounded })
        }
    };
    Interval::new(inward(range.lo(), Rounding::Ceiling, step.clone()), inward(range.hi(), Rounding::Floor, -step))
}

fn ten_to(places: Places) -> Exact {
    Exact::from(10).checked_pow(places.get()).unwrap_or(Exact::ONE)
}

/// A number as people read it, with all its decimals.
pub fn say_number(value: &Exact) -> String {
    let plain = value.to_exact_plain().unwrap_or_else(|| {
        let places = Places::new(4).unwrap_or(Places::WHOLE);
        format!("kira-kira {}", value.to_plain(places, Rounding::HalfAway))
    });
    format(&plain, NumberStyle::Indonesian)
}

/// A range in words: `80,01 sampai 90`, `lebih dari 100`, `di bawah 0`, `tepat 5`.
pub fn say(range: &Interval) -> String {
    say_with(range, say_number)
}

/// A range in words, its numbers with the decimals of a grid.
pub fn say_on_grid(range: &Interval, grid: Option<Precision>) -> String {
    say_with(range, |value| match grid {
        Some(precision) => {
            format(&value.to_plain(precision.places.max(Places::WHOLE), Rounding::HalfAway), NumberStyle::Indonesian)
        }
        None => say_number(value),
    })
}

fn say_with(range: &Interval, number: impl Fn(&Exact) -> String) -> String {
    match (range.lo(), range.hi()) {
        (Bound::Unbounded, Bound::Unbounded) => "semua nilai".into(),
        (Bound::Included(low), Bound::Unbounded) => format!("{} ke atas", number(low)),
        (Bound::Excluded(low), Bound::Unbounded) => format!("lebih dari {}", number(low)),
        (Bound::Unbounded, Bound::Included(high)) => format!("{} ke bawah", number(high)),
        (Bound::Unbounded, Bound::Excluded(high)) => format!("di bawah {}", number(high)),
        (Bound::Included(low), Bound::Included(high)) if low == high => number(low),
        (Bound::Included(low), Bound::Included(high)) => format!("{} sampai {}", number(low), number(high)),
        (Bound::Excluded(low), Bound::Included(high)) => format!("lebih dari {} sampai {}", number(low), number(high)),
        (Bound::Included(low), Bound::Excluded(high)) => format!("{} sampai di bawah {}", number(low), number(high)),
        (Bound::Excluded(low), Bound::Excluded(high)) => format!("antara {} dan {}", number(low), number(high)),
    }
}

/// A range as a rule writes it: `> 90 .. 110`.
pub fn write_range(range: &Interval) -> String {
    let number = |value: &Exact| value.to_exact_plain().unwrap_or_default().replace('.', ",");
    match (range.lo(), range.hi()) {
        (Bound::Unbounded, Bound::Unbounded) => "..".into(),
        (Bound::Included(low), Bound::Unbounded) => format!(">= {}", number(low)),
        (Bound::Excluded(low), Bound::Unbounded) => format!("> {}", number(low)),
        (Bound::Unbounded, Bound::Included(high)) => format!("<= {}", number(high)),
        (Bound::Unbounded, Bound::Excluded(high)) => format!("< {}", number(high)),
        (low, high) => {
            let low = match low {
                Bound::Excluded(low) => format!("> {}", number(low)),
                Bound::Included(low) => number(low),
                Bound::Unbounded => String::new(),
            };
            let high = match high {
                Bound::Excluded(high) => format!("< {}", number(high)),
                Bound::Included(high) => number(high),
                Bound::Unbounded => String::new(),
            };
            if low == high { low } else { format!("{low} .. {high}") }
        }
    }
}
