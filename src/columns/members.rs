//! Compiling aggregates: which members take part in which lane, and how they are combined.

use super::algebra::{Num, Unfit, own_scale};
use super::batch::{EXACT, mark};
use super::compile::{Compiler, What};
use super::program::{Byte, How, Known, NONE, Step, Sum, Val};
use super::steps::{below, decimal};
use crate::data::State;
use crate::number::Exact;
use crate::plan::AggregateOp;
use crate::program::{Aggregate, Share};

/// The members of an aggregate.
pub struct Members {
    aggregate: Aggregate,
    /// Number (none if no lane has any), marks and weight in steps.
    items: Vec<(Option<Num>, Byte, f64)>,
    /// Decimals of the weights.
    weight_scale: i32,
    lenient: bool,
    latest: bool,
}

impl Members {
    pub(super) fn of(compiler: &mut Compiler, op: &AggregateOp) -> Result<Members, Unfit> {
        if op.order.is_some() {
            return Err(Unfit("the last of sorted rows"));
        }
        let weights = weights(compiler, op)?;
        let weight_scale = weights.iter().map(|(_, scale)| *scale).max().unwrap_or(0);
        let mut items = Vec::new();
        for (at, item) in op.items.iter().enumerate() {
            let number = if op.aggregate.only_counts() { None } else { compiler.number_of(*item)? };
            let mut marks = compiler.column(*item)?.marks;
            if let Some(keep) = &op.keep {
                let (truth, unknown) = compiler.truth(keep[at])?;
                marks = compiler.builder.bytes(|to| Step::Keep { to, item: marks, truth, marks: unknown });
            }
            let weight = match weights.get(at) {
                Some((steps, scale)) => steps * super::steps::power(weight_scale - scale).unwrap_or(f64::INFINITY),
                None => 1.0,
            };
            if !below(weight.abs(), EXACT) {
                return Err(Unfit("a weight is too long"));
            }
            items.push((number, marks, weight));
        }
        let lenient = op.leaves_out(State::NotFilled);
        let latest = op.is_latest_quarter();
        Ok(Members { aggregate: op.aggregate, items, weight_scale, lenient, latest })
    }

    /// Their aggregate, and its marks.
    pub(super) fn combined(self, compiler: &mut Compiler) -> Result<(What, Byte), Unfit> {
        let count = self.aggregate == Aggregate::Count;
        if self.items.is_empty() {
            return match count {
                true => Ok((What::Number(compiler.builder.number(&Exact::ZERO)?), NONE)),
                false => Ok((What::Never, compiler.builder.fixed(mark(State::NotApplicable)))),
            };
        }
        if let Some(state) = self.nothing(compiler) {
            return Ok((What::Never, compiler.builder.fixed(mark(state))));
        }
        if self.aggregate == Aggregate::GeometricMean {
            let items: Vec<(Option<Num>, Byte)> =
                self.items.iter().map(|(number, marks, _)| (*number, *marks)).collect();
            return compiler.roots(&items, 0, self.lenient);
        }
        let how = if self.latest { How::Latest } else { kernel(self.aggregate)? };
        let (values, known, number) = self.values(compiler, how)?;
        let items = values.into_iter().zip(&self.items).map(|(val, (_, marks, weight))| (val, *marks, *weight));
        let items: Vec<(Val, Byte, f64)> = items.collect();
        let whole: f64 = items.iter().map(|(.., weight)| weight.abs()).sum();
        if !below(whole, EXACT) {
            return Err(Unfit("a weight is too long"));
        }
        let builder = &mut compiler.builder;
        let to = match known.exact {
            true => builder.exact(known.bound),
            false => builder.near(0.0),
        };
        let (counted, marks) = (builder.exact(whole), builder.byte());
        let lenient = self.lenient;
        builder.program.steps.push(Step::Sum(Sum { to, count: counted, marks, items, how, lenient }));
        let counted = Num::Whole { val: counted, scale: self.weight_scale, bound: whole };
        let ((low, high), number) = (number.range(self.weight_scale), number.at(to));
        match self.aggregate {
            Aggregate::Count => Ok((What::Number(counted), marks)),
            Aggregate::Mean | Aggregate::WeightedMean => {
                let (mean, den) = builder.divide(number, counted)?.ok_or(Unfit("a mean is too long"))?;
                let positive = self.items.iter().all(|(.., weight)| *weight > 0.0);
                let mean = match mean {
                    // A mean lies between the least and the greatest of its members.
                    Num::Near { val, scale, sharp, .. } if positive => Num::Near { val, scale, low, high, sharp },
                    Num::Near { .. } | Num::Whole { .. } | Num::Ratio { .. } => mean,
                };
                let marks = match self.aggregate == Aggregate::WeightedMean {
                    true => builder.bytes(|to| Step::MarkZeros { to, first: marks, den }),
                    false => marks,
                };
                Ok((What::Number(mean), marks))
            }
            Aggregate::Place => {
                let one = builder.number(&Exact::ONE)?;
                Ok((What::Number(builder.add(number, one, false)?), marks))
            }
            Aggregate::Sum | Aggregate::CountIf | Aggregate::Least | Aggregate::Greatest | Aggregate::Last => {
                Ok((What::Number(number), marks))
            }
            Aggregate::Median | Aggregate::Percentile(_) => match (how, number) {
                (How::Percentile { down, .. }, Num::Whole { .. }) => {
                    let part = Exact::ratio(1, down.into()).unwrap_or(Exact::ONE);
                    Ok((What::Number(builder.times(number, &part)?), marks))
                }
                _ => Ok((What::Number(number), marks)),
            },
            // It has no kernel, so it never gets here: see `kernel`.
            Aggregate::GeometricMean => Err(Unfit("an aggregate without a kernel")),
        }
    }

    /// The state when every member is always left out.
    fn nothing(&self, compiler: &Compiler) -> Option<State> {
        let always = |marks: Byte| compiler.builder.program.fixed.iter().find(|(byte, _)| *byte == marks);
        let (not_filled, not_applicable) = (mark(State::NotFilled), mark(State::NotApplicable));
        let mut state = State::NotApplicable;
        for (_, marks, _) in &self.items {
            match always(*marks) {
                Some((_, mark)) if *mark == not_applicable => {}
                Some((_, mark)) if *mark == not_filled && self.lenient => state = State::NotFilled,
                _ => return None,
            }
        }
        (self.aggregate != Aggregate::Count).then_some(state)
    }

    /// The registers of the members in steps of one scale, and what is known of the result.
    fn values(&self, compiler: &mut Compiler, how: How) -> Result<(Vec<Val>, Known, Combined), Unfit> {
        let builder = &mut compiler.builder;
        let zero = builder.constant(0.0);
        let numbers: Vec<Num> = self.items.iter().filter_map(|(number, ..)| *number).collect();
        let scale = numbers.iter().map(|number| own_scale(*number)).max().unwrap_or(0);
        // A percentile of exact steps is kept as a whole number of fractions of a step.
        let fold = if let How::Percentile { down, .. } = how { f64::from(down) } else { 1.0 };
        let weigh = |bound: f64, weight: f64| bound * weight.abs() * fold;
        let add = |sum: f64, bound: f64| if how == How::Sum { sum + bound } else { sum.max(bound) };
        let total_scale = if how == How::Sum { scale + self.weight_scale } else { scale };
        // All of them as exact steps, if they and their sum stay whole floats.
        let mut exact = Some((Vec::new(), 0.0));
        for (number, _, weight) in &self.items {
            let aligned = match number {
                Some(number) => builder.aligned(*number, scale),
                None => Some((zero, 0.0)),
            };
            exact = match (exact, aligned) {
                (Some((mut vals, sum)), Some((val, bound))) => {
                    vals.push(val);
                    Some((vals, add(sum, weigh(bound, *weight))))
                }
                _ => None,
            };
        }
        if let Some((vals, bound)) = exact.filter(|(_, bound)| *bound < EXACT) {
            let known = Known { exact: true, bound, relative: 0.0 };
            return Ok((vals, known, Combined::Whole { scale: total_scale, bound }));
        }
        let mut vals = Vec::new();
        let (mut low, mut high, mut sharp) = (f64::INFINITY, f64::NEG_INFINITY, true);
        // Quotients may bring in more decimals than the members have by themselves.
        let floats: Vec<Num> = numbers.iter().map(|number| builder.floats(*number, scale)).collect::<Result<_, _>>()?;
        let scale = floats.iter().map(|number| own_scale(*number)).max().unwrap_or(scale);
        let mut floats = floats.into_iter();
        for (number, ..) in &self.items {
            let Some(float) = number.and_then(|_| floats.next()) else {
                vals.push(zero);
                continue;
            };
            let float = builder.floats(float, scale)?;
            builder.measure(float);
            let one = super::algebra::near(float)?;
            (low, high, sharp) = (low.min(one.low), high.max(one.high), sharp && one.sharp);
            vals.push(one.val);
        }
        let known = Known { exact: false, bound: f64::INFINITY, relative: 0.0 };
        let scale = if how == How::Sum { scale + self.weight_scale } else { scale };
        Ok((
            vals,
            known,
            Combined::Near {
                scale,
                low,
                high,
                sharp: sharp && !matches!(how, How::Sum | How::Percentile { .. }),
                summed: how == How::Sum,
            },
        ))
    }
}

/// How a column combines the values of an aggregate; an error for one that only the evaluator computes.
pub(super) fn kernel(aggregate: Aggregate) -> Result<How, Unfit> {
    match aggregate {
        Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean => Ok(How::Sum),
        Aggregate::CountIf | Aggregate::Place => Ok(How::Sum),
        Aggregate::Least => Ok(How::Least),
        Aggregate::Greatest => Ok(How::Greatest),
        Aggregate::Last => Ok(How::Last),
        Aggregate::Count => Ok(How::Count),
        Aggregate::GeometricMean => Err(Unfit("a geometric mean")),
        Aggregate::Median => Ok(share(Share::HALF)),
        Aggregate::Percentile(part) => Ok(share(part)),
    }
}

/// In lowest terms.
fn share(share: Share) -> How {
    let common = num_integer::gcd(share.0, Share::WHOLE.0).max(1);
    How::Percentile { up: share.0 / common, down: Share::WHOLE.0 / common }
}

/// The kind of an aggregate, before its register is known.
enum Combined {
    Whole { scale: i32, bound: f64 },
    Near { scale: i32, low: f64, high: f64, sharp: bool, summed: bool },
}

impl Combined {
    fn at(&self, val: Val) -> Num {
        match *self {
            Combined::Whole { scale, bound } => Num::Whole { val, scale, bound },
            Combined::Near { scale, summed: true, .. } => {
                Num::Near { val, scale, low: f64::NEG_INFINITY, high: f64::INFINITY, sharp: false }
            }
            Combined::Near { scale, low, high, sharp, .. } => Num::Near { val, scale, low, high, sharp },
        }
    }

    /// The range of all members, in steps refined by the decimals of the weights.
    fn range(&self, finer: i32) -> (f64, f64) {
        match *self {
            Combined::Near { low, high, .. } => match super::steps::power(finer) {
                Some(power) => (low * power, high * power),
                None => (f64::NEG_INFINITY, f64::INFINITY),
            },
            Combined::Whole { .. } => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }
}

/// The weights in steps, with their decimals.
fn weights(compiler: &Compiler, op: &AggregateOp) -> Result<Vec<(f64, i32)>, Unfit> {
    let Some(weights) = &op.weights else { return Ok(Vec::new()) };
    let steps = |weight: Exact| decimal(&weight).ok_or(Unfit("a weight without decimals"));
    weights.iter().map(|slot| compiler.stated_weight(*slot).and_then(steps)).collect()
}
