//! How long registers of numbers are needed: a chunk reuses a few registers that stay in the L1 cache.

use super::program::{Output, Program, Step, Val};

/// The registers that a step fills first, and those that are not read after it.
#[derive(Debug, Clone, Default)]
pub struct Life {
    pub begins: Vec<Val>,
    pub ends: Vec<Val>,
}

/// The lifetimes of registers that hold no input, constant or result, by step; the others keep their lanes.
pub fn lives(program: &Program, inputs: usize) -> Vec<Life> {
    let mut lives = vec![Life::default(); program.steps.len()];
    let mut own = vec![true; program.vals.len()];
    let keep = |own: &mut Vec<bool>, val: Val| own[usize::from(val.0)] = false;
    (0..inputs).for_each(|at| own[at] = false);
    program.constants.iter().for_each(|(val, _)| keep(&mut own, *val));
    for output in &program.outputs {
        match output {
            Output::Number { val, .. } => keep(&mut own, *val),
            Output::Automatic { four, two, .. } => [four, two].into_iter().for_each(|val| keep(&mut own, *val)),
            Output::Word { .. } | Output::Truth { .. } => {}
        }
    }
    let mut last: Vec<Option<usize>> = vec![None; program.vals.len()];
    for (at, step) in program.steps.iter().enumerate() {
        let (read, written) = operands(step);
        // What is read before anything fills it keeps its content.
        for val in read {
            match last[usize::from(val.0)] {
                Some(_) => last[usize::from(val.0)] = Some(at),
                None => keep(&mut own, val),
            }
        }
        for val in written.into_iter().filter(|val| own[usize::from(val.0)]) {
            if last[usize::from(val.0)].replace(at).is_none() {
                lives[at].begins.push(val);
            }
        }
    }
    for (val, last) in last.iter().enumerate().filter(|(val, _)| own[*val]) {
        if let Some(at) = last {
            lives[*at].ends.push(Val(val as u16));
        }
    }
    lives
}

/// The registers of numbers that a step reads, and those that it fills.
pub(super) fn operands(step: &Step) -> (Vec<Val>, Vec<Val>) {
    match step {
        Step::Scale { to, from, .. }
        | Step::Clamp { to, from, .. }
        | Step::Negate { to, from }
        | Step::Absolute { to, from }
        | Step::Round { to, from, .. } => (vec![*from], vec![*to]),
        Step::Add { to, left, right }
        | Step::Subtract { to, left, right }
        | Step::Multiply { to, left, right }
        | Step::Least { to, left, right }
        | Step::Greatest { to, left, right } => (vec![*left, *right], vec![*to]),
        Step::Quotient { to, num, den, .. } | Step::Over { to, num, den, .. } => (vec![*num, *den], vec![*to]),
        Step::Select { to, then, otherwise, .. } => (vec![*then, *otherwise], vec![*to]),
        Step::Measure { of } => (vec![*of], Vec::new()),
        Step::Roots(roots) => (roots.items.iter().map(|(val, _)| *val).collect(), vec![roots.to]),
        Step::Foreign { to, .. } => (Vec::new(), vec![*to]),
        Step::Sum(sum) => (sum.items.iter().map(|(val, ..)| *val).collect(), vec![sum.to, sum.count]),
        Step::MarkZeros { den, .. } => (vec![*den], Vec::new()),
        Step::Stretch { from, .. } | Step::IsWhole { from, .. } => (vec![*from], Vec::new()),
        Step::Compare { left, right, .. } => (vec![*left, *right], Vec::new()),
        Step::Worst { .. }
        | Step::First { .. }
        | Step::CompareBytes { .. }
        | Step::Decide { .. }
        | Step::SelectBytes { .. }
        | Step::Undecided { .. }
        | Step::Keep { .. } => (Vec::new(), Vec::new()),
    }
}
