//! What a formula may say in numbers, and whether it still says one of these when an edit has been made.
//!
//! A formula is worked out at a few points, in plain fractions: 80% is 0,8. What a number in it stands for may be open (`1 - K` with 1 %,
//! or all of it), and how often the whole is taken a hundred times is what the edits are about. So an edit may make any of these
//! readings certain, or take the whole a hundred times; it may not bring in another number, as `100 - (I - 100) / 3` does for
//! `1 - (I - 1) / 3`.

use crate::number::{Bound, Exact};
use crate::program::units::Unit;
use crate::program::{Expr, ExprKind, NameId, Over, Program, Role, Subject, ValueRef};
use crate::source::Span;
use crate::syntax::ast::Operator;

/// At so many points the numbers are compared.
const POINTS: u64 = 3;
/// Names are followed so deep.
const DEEPEST: usize = 8;

/// Which of its readings is worked out.
#[derive(Debug, Clone, Copy, Default)]
struct Reading {
    /// Beside percent numbers are percent, and percent numbers, `R / T * 100`, the percentage they say.
    is_plain: bool,
    /// Numbers in sums and lists are so whatever stands beside them.
    numbers: bool,
    /// The same of percent numbers.
    scores: bool,
    /// Values without a unit that no number divides are percent numbers, unless their scale ends below 50.
    values: bool,
    /// Percentages are read as their percent numbers.
    points: bool,
    /// Written ones are.
    signs: bool,
    /// Values whose unit the rules do not tell are percentages.
    unknown: bool,
}

impl Reading {
    /// As the rules mean it.
    const PLAIN: Reading = Reading {
        is_plain: true,
        numbers: false,
        scores: false,
        values: false,
        points: false,
        signs: false,
        unknown: false,
    };

    /// Every one that may be meant.
    fn all() -> impl Iterator<Item = Reading> {
        (0..128u8).map(|which| {
            let has = |bit: u8| which & bit != 0;
            let (numbers, scores, values) = (has(1), has(2), has(4));
            Reading { is_plain: has(8), numbers, scores, values, points: has(16), unknown: has(32), signs: has(64) }
        })
    }
}

/// What an expression comes to.
struct Figure {
    value: Exact,
    /// How many percentages are factors of it, less those it is divided by.
    percent: i32,
    /// How many hundreds are.
    hundreds: i32,
    /// It is more than written numbers.
    has_values: bool,
}

impl Figure {
    fn atom(value: Exact, percent: i32) -> Figure {
        Figure { value, percent, hundreds: 0, has_values: true }
    }
}

/// Whether a formula says after an edit, in rules that are `new`, one of the numbers that it may have said before. Where that cannot
/// be worked out nothing is against it.
pub(super) fn is_kept(old: (&Program, Span), new: (&Program, Span)) -> bool {
    let (Some(before), Some(after)) = (part_with(old), part_with(new)) else { return true };
    // A percent number a hundred times is none: `(1 - X / 12 * 100) * 100`.
    let hundreds = |expr: &Expr, program: &Program| {
        let reading = Reading { is_plain: false, ..Reading::PLAIN };
        let worker = Worker { program, point: 0, reading, depth: 0 };
        worker.figure(expr).map_or(0, |figure| figure.hundreds)
    };
    if hundreds(after, new.0) > hundreds(before, old.0).max(1) {
        return false;
    }
    let figures = |expr: &Expr, program: &Program, reading: Reading| -> Option<Vec<Exact>> {
        (0..POINTS).map(|point| worked_out(expr, program, point, reading)).collect()
    };
    let later = [false, true].map(|unknown| figures(after, new.0, Reading { unknown, ..Reading::PLAIN }));
    let [Some(later), of_unknown] = later else { return true };
    let mut is_known = false;
    for reading in Reading::all() {
        let Some(first) = figures(before, old.0, reading) else { continue };
        is_known = true;
        let is_one = |later: &Vec<Exact>| {
            let mut ratios = first.iter().zip(later).map(|(first, later)| later.checked_div(first));
            let by = ratios.next().flatten().filter(is_hundreds);
            by.is_some_and(|by| ratios.all(|ratio| ratio.as_ref() == Some(&by)))
        };
        if is_one(&later) || of_unknown.as_ref().is_some_and(is_one) {
            return true;
        }
    }
    !is_known
}

/// Whether it is 1, or so many hundreds times that.
fn is_hundreds(by: &Exact) -> bool {
    let by = by.abs();
    let powers = [Exact::ONE, Exact::HUNDRED, &Exact::HUNDRED * &Exact::HUNDRED];
    powers.iter().any(|power| by == *power || Exact::ONE.checked_div(power).is_some_and(|below| by == below))
}

/// The part of a formula that is one number and holds a place: the whole, or one side of a comparison in it, or what is converted.
fn part_with((program, place): (&Program, Span)) -> Option<&Expr> {
    let mut whole = None;
    program.each_expression(&mut |expr: &Expr| {
        if expr.span.holds(place) {
            whole = Some(expr);
        }
    });
    let whole: &Expr = whole?;
    let (mut part, mut left) = (whole, vec![whole]);
    while let Some(one) = left.pop() {
        let is_scope = matches!(
            one.kind,
            ExprKind::Binary { operator: Operator::Compare(_) | Operator::And | Operator::Or, .. }
                | ExprKind::Convert(..)
                | ExprKind::Not(_)
        );
        let inside = one.children().filter(|child| child.span.holds(place));
        let inside: Vec<&Expr> = inside.collect();
        match (is_scope, &one.kind) {
            // Its two sides stand beside each other.
            (true, ExprKind::Binary { operator: Operator::Compare(_), .. }) => part = one,
            (true, _) if inside.is_empty() => return None,
            (true, _) => part = inside[0],
            (false, _) => {}
        }
        left.extend(inside);
    }
    Some(part)
}

fn worked_out(expr: &Expr, program: &Program, point: u64, reading: Reading) -> Option<Exact> {
    let worker = Worker { program, point, reading, depth: 0 };
    worker.figure(expr).map(|figure| figure.value).filter(|value| !value.is_zero())
}

#[derive(Clone, Copy)]
struct Worker<'p> {
    program: &'p Program,
    point: u64,
    reading: Reading,
    depth: usize,
}

impl Worker<'_> {
    fn figure(self, expr: &Expr) -> Option<Figure> {
        Some(match &expr.kind {
            ExprKind::Number(value, unit) if unit.is_percent() => Figure {
                value: if self.reading.signs { value.clone() } else { value * &Exact::HUNDREDTH },
                percent: 1,
                hundreds: 0,
                has_values: false,
            },
            ExprKind::Number(value, _) => Figure {
                value: value.clone(),
                percent: 0,
                hundreds: i32::from(*value == Exact::HUNDRED),
                has_values: false,
            },
            ExprKind::Text(_) => return None,
            ExprKind::Year => Figure::atom(Exact::from(2024), 0),
            ExprKind::Argument => Figure::atom(self.some(&"nilai"), 0),
            ExprKind::Value(value) => return self.value(value),
            ExprKind::Negate(_) | ExprKind::Binary { operator: Operator::Add | Operator::Subtract, .. } => {
                return self.beside(terms(expr).into_iter(), None);
            }
            ExprKind::Binary { operator: Operator::Multiply, left, right } => {
                self.product(self.figure(left)?, &self.figure(right)?, 1)?
            }
            ExprKind::Binary { operator: Operator::Divide, left, right } => {
                // Several values over a number are their mean.
                let is_mean = matches!(&right.kind, ExprKind::Number(value, _) if *value <= Exact::from(12))
                    && terms(left).iter().filter(|(_, term)| !matches!(term.kind, ExprKind::Number(..))).count() > 1;
                let reading = Reading { values: self.reading.values && is_mean, ..self.reading };
                let inside = Worker { reading, ..self };
                self.product(inside.figure(left)?, &inside.figure(right)?, -1)?
            }
            ExprKind::Binary { operator: Operator::Power, left, right } => {
                let (base, exponent) = (self.figure(left)?, self.figure(right)?);
                let exponent = exponent.value.small_ratio().filter(|(_, below)| *below == 1)?.0;
                Figure { value: base.value.checked_pow(i32::try_from(exponent).ok()?)?, ..base }
            }
            ExprKind::Binary { operator: Operator::Compare(_), left, right } => {
                return self.beside([(1, &**left), (-1, &**right)].into_iter(), Some(expr));
            }
            ExprKind::Binary { operator: Operator::And | Operator::Or, .. } | ExprKind::Not(_) => return None,
            ExprKind::If { then, otherwise, .. } => {
                return self.beside([(1, &**then), (1, &**otherwise)].into_iter(), Some(expr));
            }
            ExprKind::Least(all) | ExprKind::Greatest(all) => {
                return self.beside(all.iter().map(|one| (1, one)), Some(expr));
            }
            ExprKind::Difference(new, old) | ExprKind::Growth(new, old) => {
                return self.beside([(1, &**new), (-1, &**old)].into_iter(), Some(expr));
            }
            ExprKind::Aggregate { over: Over::List(all), .. } => {
                return self.beside(all.iter().map(|one| (1, one)), Some(expr));
            }
            ExprKind::Aggregate { over: Over::Members(_, body) | Over::Rows(body), .. } => return self.figure(body),
            ExprKind::Round(inner, _) | ExprKind::Absolute(inner) | ExprKind::Root(inner) => return self.figure(inner),
            ExprKind::Present(_) => return None,
            ExprKind::Convert(name, _) => Figure::atom(self.some(&name.as_str()), 0),
        })
    }

    fn product(self, left: Figure, right: &Figure, sign: i32) -> Option<Figure> {
        let value = if sign > 0 { &left.value * &right.value } else { left.value.checked_div(&right.value)? };
        // `50% / 2` is a part, as `0,25` is; `1/3 * 100%` is percent.
        let is_part = !left.has_values && !right.has_values && left.value != Exact::ONE && right.value != Exact::ONE;
        Some(Figure {
            value,
            percent: if is_part { 0 } else { left.percent + sign * right.percent },
            hundreds: left.hundreds + sign * right.hundreds,
            has_values: left.has_values || right.has_values,
        })
    }

    /// Numbers side by side. Of a list, as of the branches of a choice, each counts with a weight of its own, so that all of them are
    /// compared.
    fn beside<'e>(self, all: impl Iterator<Item = (i64, &'e Expr)>, list: Option<&Expr>) -> Option<Figure> {
        let figures: Option<Vec<(i64, Figure)>> = all.map(|(sign, one)| Some((sign, self.figure(one)?))).collect();
        let figures = figures?;
        let has_percent = figures.iter().any(|(_, one)| one.percent > 0);
        let (mut value, mut percent, mut hundreds) = (Exact::ZERO, 0, i32::MAX);
        for (at, (sign, one)) in figures.iter().enumerate() {
            let is_score = one.has_values && one.percent <= 0 && one.hundreds > 0;
            let is_signed = one.percent > 0 && one.value.abs() <= Exact::from(2);
            let is_plain = !one.has_values && !is_signed;
            let beside_percent = self.reading.is_plain && has_percent;
            // What is up to 2 is made certain by its sign alone.
            let is_number = self.reading.numbers && one.value.abs() > Exact::from(2);
            let is_points = is_plain && (is_number || beside_percent && one.percent == 0)
                || is_score && (self.reading.scores || beside_percent);
            let is_points = is_points && !(self.reading.points || self.reading.signs);
            let figure = if is_points { &one.value * &Exact::HUNDREDTH } else { one.value.clone() };
            let weight = if list.is_some() { self.some(&at) } else { Exact::ONE };
            value = &value + &(&(&figure * &weight) * &Exact::from(*sign));
            percent = percent.max(one.percent);
            if one.has_values {
                hundreds = hundreds.min(if is_points { 0 } else { one.hundreds });
            }
        }
        let has_values = figures.iter().any(|(_, one)| one.has_values);
        Some(Figure { value, percent, hundreds: if hundreds == i32::MAX { 0 } else { hundreds }, has_values })
    }

    /// A name without a unit of its own is its formula.
    fn value(self, asked: &ValueRef) -> Option<Figure> {
        let ValueRef { role, subject, period } = asked;
        let is_value = matches!(role, Role::Main | Role::Value | Role::Target);
        let column = if let Role::Field(id) = role { Some(&self.program.fields[id.0 as usize].unit) } else { None };
        let stated = column.cloned().flatten().or_else(|| role.own_unit());
        let Subject::Name(name) = *subject else {
            let value = self.some(&format!("{role:?} {subject:?} {period:?}"));
            let is_percent = stated.map_or(self.reading.unknown, |unit| unit.is_percent());
            return Some(self.atom(value, is_percent, is_value));
        };
        let first = self.program.versions(name).next();
        if let Some(definition) = first
            && definition.unit == Unit::Any
            && period.is_none()
            && matches!(role, Role::Main | Role::Value)
            && self.depth < DEEPEST
            && let Some(formula) = &definition.formula
        {
            return Worker { depth: self.depth + 1, ..self }.figure(formula);
        }
        let is_group = first.is_some_and(|one| one.kind.group().is_some());
        let is_of_row = is_value || column.is_some();
        let unit = match stated {
            Some(unit) => unit,
            None if is_of_row && is_group => Unit::Percent,
            None if is_of_row => first.map(|one| one.unit.clone()).unwrap_or_default(),
            None => Unit::Any,
        };
        let value = self.some(&format!("{} {role:?} {period:?}", self.program.code(name)));
        Some(self.atom(value, unit.is_percent(), is_value && unit == Unit::Any && self.is_open(name)))
    }

    fn atom(self, value: Exact, is_percent: bool, is_open: bool) -> Figure {
        match (is_percent, is_open) {
            (true, _) if self.reading.points => Figure::atom(&value * &Exact::HUNDRED, 1),
            (true, _) => Figure::atom(value, 1),
            (false, true) if self.reading.values => Figure::atom(&value * &Exact::HUNDREDTH, 0),
            (false, _) => Figure::atom(value, 0),
        }
    }

    /// Whether its numbers may be percent.
    fn is_open(self, name: NameId) -> bool {
        let mut scales = self.program.versions(name).filter_map(|one| one.scale.as_ref());
        scales.all(|(scale, _)| match scale.hi() {
            Bound::Included(top) | Bound::Excluded(top) => *top >= Exact::from(50),
            Bound::Unbounded => true,
        })
    }

    /// A number for a thing, another one at each point.
    fn some(self, of: &dyn std::fmt::Debug) -> Exact {
        let text = format!("{of:?} {}", self.point);
        let mixed = text.bytes().fold(17u64, |mixed, byte| (mixed * 131 + u64::from(byte)) % 1_000_003);
        Exact::ratio(i128::from(mixed % 9_973 + 1_009), i128::from(mixed % 97 + 1_013)).unwrap_or(Exact::ONE)
    }
}

/// The terms of a sum with their signs.
fn terms(expr: &Expr) -> Vec<(i64, &Expr)> {
    let (mut found, mut left) = (Vec::new(), vec![(1, expr)]);
    while let Some((sign, one)) = left.pop() {
        match &one.kind {
            ExprKind::Negate(inner) => left.push((-sign, inner)),
            ExprKind::Binary { operator: Operator::Add, left: first, right } => {
                left.extend([(sign, &**right), (sign, &**first)]);
            }
            ExprKind::Binary { operator: Operator::Subtract, left: first, right } => {
                left.extend([(-sign, &**right), (sign, &**first)]);
            }
            ExprKind::Binary { .. } | ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year => {
                found.push((sign, one))
            }
            ExprKind::Argument | ExprKind::Convert(..) | ExprKind::Difference(..) | ExprKind::Growth(..) => {
                found.push((sign, one));
            }
            ExprKind::Value(_)
            | ExprKind::Not(_)
            | ExprKind::If { .. }
            | ExprKind::Least(_)
            | ExprKind::Greatest(_) => {
                found.push((sign, one));
            }
            ExprKind::Round(..) | ExprKind::Absolute(_) | ExprKind::Root(_) | ExprKind::Present(_) => {
                found.push((sign, one));
            }
            ExprKind::Aggregate { .. } => found.push((sign, one)),
        }
    }
    found
}
