//! Whether conditions together cover everything: decided in each region into which the numbers they compare with divide
//! their values.

use super::dead_cases::{allows, comparison, joined, number};
use crate::number::Exact;
use crate::program::units::Unit;
use crate::program::{Expr, ExprKind};
use crate::syntax::ast::{Comparison, Operator};

/// The most regions that are examined, over all values together.
const MOST: usize = 1_000;

/// A dimension of the conditions.
enum Axis<'e> {
    /// A value compared with numbers, in order: below, at and above each of them.
    Numbers(&'e Expr, &'e Unit, Vec<Exact>),
    /// Two values compared with each other: less, equal, greater.
    Pair(&'e Expr, &'e Expr),
    /// Anything else: true or false.
    Truth(&'e Expr),
}

/// Which of the earlier conditions decide wherever the later one holds, or everywhere if there is none; none where
/// something is left over. Values that depend on each other are treated as independent, so a verdict of "covered" is
/// always right.
pub(super) fn covering(later: Option<&Expr>, earlier: &[&Expr]) -> Option<Vec<usize>> {
    let mut axes: Vec<Axis> = Vec::new();
    later.iter().chain(earlier).for_each(|condition| gather(condition, &mut axes));
    let sizes: Vec<usize> = axes.iter().map(Axis::size).collect();
    let all = sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size)).filter(|all| *all <= MOST)?;
    let mut deciding = vec![false; earlier.len()];
    for at in 0..all {
        let mut rest = at;
        let mut next = |size: &usize| {
            let at = rest % size;
            rest /= size;
            at
        };
        let place: Vec<usize> = sizes.iter().map(&mut next).collect();
        if later.is_none_or(|later| holds(later, &axes, &place)) {
            deciding[earlier.iter().position(|condition| holds(condition, &axes, &place))?] = true;
        }
    }
    let found: Vec<usize> = (0..earlier.len()).filter(|at| deciding[*at]).collect();
    (!found.is_empty()).then_some(found)
}

impl Axis<'_> {
    fn size(&self) -> usize {
        match self {
            Axis::Numbers(_, _, numbers) => 2 * numbers.len() + 1,
            Axis::Pair(..) => 3,
            Axis::Truth(_) => 2,
        }
    }
}

/// A value, a sign and a number, in either order.
fn beside_number(expr: &Expr) -> Option<(&Expr, Comparison, Exact, &Unit)> {
    let (left, sign, right) = comparison(expr)?;
    match (number(left), number(right)) {
        (None, Some((number, unit))) => Some((left, sign, number, unit)),
        (Some((number, unit)), None) => Some((right, sign.mirrored(), number, unit)),
        _ => None,
    }
}

fn gather<'e>(expr: &'e Expr, axes: &mut Vec<Axis<'e>>) {
    if let Some((_, one, other)) = joined(expr) {
        gather(one, axes);
        gather(other, axes);
    } else if let ExprKind::Not(inner) = &expr.kind {
        gather(inner, axes);
    } else if let Some((value, _, number, unit)) = beside_number(expr) {
        let known = axes.iter_mut().find_map(|axis| match axis {
            Axis::Numbers(of, of_unit, numbers) if *of == value && *of_unit == unit => Some(numbers),
            Axis::Numbers(..) | Axis::Pair(..) | Axis::Truth(_) => None,
        });
        match known {
            Some(numbers) => {
                if let Err(at) = numbers.binary_search(&number) {
                    numbers.insert(at, number);
                }
            }
            None => axes.push(Axis::Numbers(value, unit, vec![number])),
        }
    } else if let Some((left, _, right)) = comparison(expr) {
        if pair(left, right, axes).is_none() {
            axes.push(Axis::Pair(left, right));
        }
    } else if truth(expr, axes).is_none() {
        axes.push(Axis::Truth(expr));
    }
}

/// The axis of two values, and whether it has them in reverse order.
fn pair(left: &Expr, right: &Expr, axes: &[Axis]) -> Option<(usize, bool)> {
    axes.iter().enumerate().find_map(|(at, axis)| match axis {
        Axis::Pair(one, other) if *one == left && *other == right => Some((at, false)),
        Axis::Pair(one, other) if *one == right && *other == left => Some((at, true)),
        Axis::Numbers(..) | Axis::Pair(..) | Axis::Truth(_) => None,
    })
}

fn truth(expr: &Expr, axes: &[Axis]) -> Option<usize> {
    axes.iter().position(|axis| match axis {
        Axis::Truth(of) => *of == expr,
        Axis::Numbers(..) | Axis::Pair(..) => false,
    })
}

/// Whether a condition holds in a region, given by the position of each value.
fn holds(expr: &Expr, axes: &[Axis], place: &[usize]) -> bool {
    if let Some((operator, one, other)) = joined(expr) {
        return match operator == Operator::And {
            true => holds(one, axes, place) && holds(other, axes, place),
            false => holds(one, axes, place) || holds(other, axes, place),
        };
    }
    if let ExprKind::Not(inner) = &expr.kind {
        return !holds(inner, axes, place);
    }
    if let Some((value, sign, number, unit)) = beside_number(expr) {
        let found = axes.iter().enumerate().find_map(|(at, axis)| match axis {
            Axis::Numbers(of, of_unit, numbers) if *of == value && *of_unit == unit => {
                Some((at, numbers.binary_search(&number).ok()?))
            }
            Axis::Numbers(..) | Axis::Pair(..) | Axis::Truth(_) => None,
        });
        // Position 2n + 1 is the number itself, the even ones lie between.
        return found.is_some_and(|(at, number)| is_allowed(sign, place[at].cmp(&(2 * number + 1))));
    }
    if let Some((left, sign, right)) = comparison(expr) {
        return pair(left, right, axes).is_some_and(|(at, is_turned)| {
            let sign = if is_turned { sign.mirrored() } else { sign };
            is_allowed(sign, place[at].cmp(&1))
        });
    }
    truth(expr, axes).is_some_and(|at| place[at] == 1)
}

fn is_allowed(sign: Comparison, order: std::cmp::Ordering) -> bool {
    allows(sign)[(order as i8 + 1) as usize]
}
