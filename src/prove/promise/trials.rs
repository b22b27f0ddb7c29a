//! Made-up data for a promise: values at ends, in the middle and near the numbers of the rules, for many columns at
//! once.

use super::columns::{Chosen, Column, Holds, Part};
use super::ground::{Ground, MOST_WORK};
use crate::data::State;
use crate::number::{Exact, Interval};
use crate::plan::Op;
use crate::seek::Grid;
use std::collections::BTreeSet;

/// Sets of data that are tried before a proof is attempted.
const TRIALS: usize = 400;
/// The most decimals of made-up data.
const MOST_DECIMALS: u32 = 6;
/// Kinds of values that all columns are given at once.
const ALIKE: usize = 3;

impl Ground<'_> {
    /// The numbers that the rules behind a goal state: ends of bands and caps, factors.
    fn stated(&self) -> BTreeSet<Exact> {
        let mut stated = BTreeSet::new();
        let mut ends = |range: &Interval| {
            let ends = [range.lo(), range.hi()].into_iter().filter_map(crate::program::intervals::end);
            stated.extend(ends.cloned());
        };
        let mut numbers = Vec::new();
        for slot in &self.order {
            let op = &self.plan.slot(*slot).op;
            if let Op::Clamp(_, range) | Op::Within(_, range) = op {
                ends(range);
            } else if let Op::Band(_, table) = op {
                table.bands.iter().for_each(|(range, _)| ends(range));
            }
            numbers.extend(op.operands().filter_map(|operand| self.plan.slot(operand).op.number().cloned()));
        }
        stated.extend(numbers);
        stated
    }

    /// Refines the grids of made-up data: by one decimal more than the rules state. Returns the previous grids.
    pub fn refine(&mut self) -> Vec<Option<Grid>> {
        let decimals = |number: &Exact| number.to_decimal().map_or(0, |number| number.normalize().scale());
        let finest = self.stated().iter().map(decimals).max().unwrap_or(0).min(MOST_DECIMALS - 1);
        let step = Exact::power_of_ten(-(finest as i32 + 1));
        let grid = |column: &Column| match &column.holds {
            Holds::Numbers(entry) if entry.dense => {
                let tenth = entry.grid.step.checked_div(&Exact::from(10))?;
                Grid::new(tenth.min(step.clone()), &entry.scale)
            }
            Holds::Numbers(_) | Holds::Words(_) | Holds::Any(..) => None,
        };
        let finer: Vec<Option<Grid>> = self.columns.iter().map(grid).collect();
        self.regrid(finer)
    }

    /// Replaces the grids of columns, and returns the previous ones.
    pub fn regrid(&mut self, grids: Vec<Option<Grid>>) -> Vec<Option<Grid>> {
        self.forget();
        let put = |(column, grid): (&mut Column, Option<Grid>)| match (&mut column.holds, grid) {
            (Holds::Numbers(entry), Some(grid)) => Some(std::mem::replace(&mut entry.grid, grid)),
            (_, _) => None,
        };
        self.columns.iter_mut().zip(grids).map(put).collect()
    }

    /// Data worth trying: values at ends, in the middle, near the numbers of the rules, and sometimes nothing.
    pub fn trials(&mut self, moving: Option<usize>) -> Vec<Vec<Chosen>> {
        let stated = self.stated();
        let kinds: Vec<Vec<Chosen>> = self.columns.iter().map(|column| kinds(column, &stated)).collect();
        let all = kinds.iter().map(Vec::len).try_fold(1usize, usize::checked_mul).unwrap_or(usize::MAX);
        let affordable = (MOST_WORK / 4 / (self.order.len() + self.columns.len()).max(1)).max(8);
        let most = TRIALS.min(affordable);
        if all <= most {
            let turns = 1 << (self.years.len() + 2 * self.apart.len()).min(3);
            let both = (0..all).flat_map(|at| (0..turns).map(move |turn| (at, turn)));
            return both.map(|(at, turn)| self.consistent(nth(&kinds, at), turn, moving)).collect();
        }
        let mut dice = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = |sides: usize| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            (dice % sides.max(1) as u64) as usize
        };
        let mut one = || kinds.iter().map(|kinds| kinds[next(kinds.len())].clone()).collect::<Vec<_>>();
        // All columns of one kind first: where parts are alike, a counterexample has them alike, too.
        let alike = |(value, target): (usize, usize)| {
            let kind = |column: &Column| if column.is_target() { target } else { value };
            let of = |(column, kinds): (&Column, &Vec<Chosen>)| kinds[kind(column) % kinds.len()].clone();
            self.columns.iter().zip(&kinds).map(of).collect::<Vec<_>>()
        };
        let pairs = (0..ALIKE).flat_map(|value| (0..ALIKE).map(move |target| (value, target)));
        let all: Vec<Vec<Chosen>> = pairs.map(alike).chain((0..most).map(|_| one())).take(most).collect();
        all.into_iter().enumerate().map(|(turn, one)| self.consistent(one, turn, moving)).collect()
    }

    /// Numbers of a column worth trying, as multiples of its step.
    pub fn multiples(&self, column: usize) -> Vec<i64> {
        let kinds = kinds(&self.columns[column], &self.stated());
        kinds.into_iter().filter_map(|one| if let Chosen::Number(at) = one { Some(at) } else { None }).collect()
    }
}

/// One of all combinations, by number.
fn nth(kinds: &[Vec<Chosen>], mut at: usize) -> Vec<Chosen> {
    let mut one = Vec::with_capacity(kinds.len());
    for kinds in kinds {
        one.push(kinds[at % kinds.len()].clone());
        at /= kinds.len();
    }
    one
}

fn kinds(column: &Column, stated: &BTreeSet<Exact>) -> Vec<Chosen> {
    let (mut kinds, _) = column.some(&Part::All);
    if let Holds::Numbers(entry) = &column.holds {
        let near = stated.iter().filter_map(|number| entry.multiple(number));
        let near: BTreeSet<i64> = near.flat_map(|at| [at - 1, at, at + 1]).collect();
        let inside = near.into_iter().filter(|at| entry.scale.contains(&entry.grid.value(*at)));
        kinds.extend(inside.take(48).map(Chosen::Number));
        let numbers: Vec<i64> =
            kinds.iter().filter_map(|one| if let Chosen::Number(at) = one { Some(*at) } else { None }).collect();
        if column.is_target() && column.may_be_range {
            kinds.extend(
                numbers.windows(2).filter(|pair| pair[0] < pair[1]).take(4).map(|pair| Chosen::Range(pair[0], pair[1])),
            );
        }
    }
    if !matches!(column.holds, Holds::Any(..)) {
        kinds.extend([State::NotFilled, State::NotApplicable].map(Chosen::Missing));
    }
    kinds
}
