//! A compiled plan: steps over registers of lanes.

use super::lives::Life;
use crate::number::{Exact, Rounding};
use crate::plan::SlotId;
use crate::syntax::ast::{Comparison, Precision};

/// A register of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Val(pub u16);

/// A register of bytes: marks (0, or a state), truth values (0 or 1), or words by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Byte(pub u16);

/// The register of zeros: no lane is marked.
pub const NONE: Byte = Byte(0);

/// One loop over the lanes.
#[derive(Debug, Clone)]
pub enum Step {
    /// `from * by`
    Scale { to: Val, from: Val, by: f64 },
    /// `left + right`
    Add { to: Val, left: Val, right: Val },
    /// `left - right`
    Subtract { to: Val, left: Val, right: Val },
    /// `left * right`
    Multiply { to: Val, left: Val, right: Val },
    /// `num * up / (den * down)`; a divisor of 0 is replaced by 1
    Quotient { to: Val, num: Val, up: f64, den: Val, down: f64 },
    /// Determines the true bound of a quotient, and with it its error.
    Measure { of: Val },
    /// The nearest number inside `low..=high`.
    Clamp { to: Val, from: Val, low: f64, high: f64 },
    /// `-from`
    Negate { to: Val, from: Val },
    /// `|from|`
    Absolute { to: Val, from: Val },
    /// The lesser.
    Least { to: Val, left: Val, right: Val },
    /// The greater.
    Greatest { to: Val, left: Val, right: Val },
    /// Rounds to whole numbers; `doubt` if they may need an exact decision. If `open`, only the chunk itself determines
    /// whether the result stays within its bound.
    Round { to: Val, from: Val, mode: Rounding, doubt: Option<Doubt>, open: bool },
    /// `then` where `when` is 1, else `otherwise`.
    Select { to: Val, when: Byte, then: Val, otherwise: Val },
    /// `num / den` of floats; lanes whose divisor may be 0 go through the exact evaluator unless `what` marks them.
    Over { to: Val, marks: Byte, num: Val, den: Val, what: Doubt },
    /// Roots of products.
    Roots(Roots),
    /// Every lane that `what` does not mark, by the exact evaluator.
    Foreign { to: Val, marks: Byte, what: Doubt },
    /// A sum of the members that take part, and their total weight or number.
    Sum(Sum),
    /// The greater: for two marks, that of the worse state.
    Worst { to: Byte, left: Byte, right: Byte },
    /// `left` where it is marked, else `right`.
    First { to: Byte, left: Byte, right: Byte },
    /// `first` where it is marked, else *tidak terdefinisi* where `den` is 0.
    MarkZeros { to: Byte, first: Byte, den: Val },
    /// Which interval between edges a number lies in: `base`, plus the `delta` of each edge reached.
    Stretch { to: Byte, from: Val, base: u8, edges: Vec<Edge>, doubt: Option<Doubt> },
    /// Whether a number is whole.
    IsWhole { to: Byte, from: Val, doubt: Option<Doubt> },
    /// How two numbers compare; doubts are decided by their slots, where neither is marked.
    Compare { to: Byte, left: Val, comparison: Comparison, right: Val, doubt: Option<(SlotId, SlotId, Byte)> },
    /// How two bytes compare: words by their number, or truth values.
    CompareBytes { to: Byte, left: Byte, comparison: Comparison, right: Byte },
    /// Conjunction, or disjunction when `deciding` is 1: `truth` where a side decides, otherwise the marks of both
    /// sides.
    Decide { truth: Byte, marks: Byte, left: (Byte, Byte), right: (Byte, Byte), deciding: u8 },
    /// `then` where `when` is 1, else `otherwise`.
    SelectBytes { to: Byte, when: Byte, then: Byte, otherwise: Byte },
    /// `decided` where every condition tested is known, else the worst state that the choice may depend on.
    Undecided { to: Byte, decided: Byte, asked: Vec<Asked>, otherwise: Byte },
    /// Marks of members by their conditions: [`APART`] where the condition does not hold.
    Keep { to: Byte, item: Byte, truth: Byte, marks: Byte },
}

/// The mark of a member whose condition does not hold: no state, and left out under every policy.
pub const APART: u8 = 9;

/// A condition of a choice, its marks, and those of its value as far as they count while undecided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub when: Byte,
    pub unknown: Byte,
    pub value: Byte,
}

/// What a register means: the slot it represents and the decimals of its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// The slot of the plan.
    pub slot: SlotId,
    /// Steps of the register per 1, as a power of ten.
    pub scale: i32,
    /// The marks of its lanes: marked ones are ignored.
    pub marks: Byte,
    /// The sharp lanes, where the register as a whole is not: the float decides them.
    pub sure: Byte,
    /// The register holds the value of the slot after this rounding.
    pub round: Option<Precision>,
}

/// A point where a value changes its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// Where, in steps.
    pub at: f64,
    /// Where, exactly.
    pub exact: Exact,
    /// Whether the edge itself belongs to the interval below.
    pub above: bool,
    /// What is added to the byte, wrapping.
    pub delta: u8,
}

/// A sum over members, some of which may be left out.
#[derive(Debug, Clone)]
pub struct Sum {
    /// The sum of value times weight.
    pub to: Val,
    /// The sum of weights, or the number of members.
    pub count: Val,
    /// Marks of the result.
    pub marks: Byte,
    /// Value, marks and weight of each.
    pub items: Vec<(Val, Byte, f64)>,
    /// How the values are combined.
    pub how: How,
    /// Whether *belum diisi* is left out as well.
    pub lenient: bool,
}

/// Roots of the products of members, some of which may be left out.
#[derive(Debug, Clone)]
pub struct Roots {
    /// The roots.
    pub to: Val,
    /// Marks of the result.
    pub marks: Byte,
    /// Value and marks of each.
    pub items: Vec<(Val, Byte)>,
    /// Their degree; 0 for the number of members that take part.
    pub degree: u32,
    /// Whether *belum diisi* is left out as well.
    pub lenient: bool,
}

/// How the values of members are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Their sum.
    Sum,
    /// The least.
    Least,
    /// The greatest.
    Greatest,
    /// The last.
    Last,
    /// The last, whatever faults precede it.
    Latest,
    /// The percentile at `up / down`; in exact steps, `down` times its value.
    Percentile { up: u32, down: u32 },
    /// None of them: only the count matters.
    Count,
}

/// What is known of a register of numbers before it is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// Whether every lane is the true number of steps.
    pub exact: bool,
    /// The bound of the lanes, if [`Known::exact`].
    pub bound: f64,
    /// Relative error of one quotient; 0 for other registers.
    pub relative: f64,
}

/// A compiled plan.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// What is done with each chunk, one after another.
    pub steps: Vec<Step>,
    /// The registers whose lifetimes begin and end at each step.
    pub lives: Vec<Life>,
    /// Registers of numbers; the first are the inputs.
    pub vals: Vec<Known>,
    /// Registers of numbers that never change, with their number.
    pub constants: Vec<(Val, f64)>,
    /// How many registers of bytes; after [`NONE`] come the marks of the inputs.
    pub bytes: u16,
    /// Registers of bytes that never change.
    pub fixed: Vec<(Byte, u8)>,
    /// Where each wanted result is found.
    pub outputs: Vec<Output>,
    /// For each result, whether its register may be moved out: it is rewritten in every chunk and used for no other
    /// result.
    pub free: Vec<bool>,
    /// The words that bytes represent.
    pub words: Vec<std::sync::Arc<str>>,
}

impl Program {
    /// Determines which registers of results may be moved out; `inputs` is the number of input registers.
    pub fn free_results(&mut self, inputs: usize) {
        let number = |output: &Output| match output {
            Output::Number { val, .. } => Some(*val),
            Output::Automatic { .. } | Output::Word { .. } | Output::Truth { .. } => None,
        };
        let all: Vec<Val> = self.outputs.iter().filter_map(number).collect();
        let mixed = |val: Val| {
            self.outputs
                .iter()
                .any(|output| matches!(output, Output::Automatic { four, two, .. } if *four == val || *two == val))
        };
        let free = |val: Val| {
            usize::from(val.0) >= inputs
                && self.constants.iter().all(|(known, _)| *known != val)
                && all.iter().filter(|known| **known == val).count() == 1
                && !mixed(val)
        };
        self.free = self.outputs.iter().map(|output| number(output).is_some_and(free)).collect();
    }
}

/// The location of a result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Output {
    /// Whole steps of the decimal `scale`; `trim` if trailing zeros are removed.
    Number { val: Val, scale: u32, marks: Byte, trim: bool },
    /// Steps of four decimals where `ends` is 1, else of two.
    Automatic { four: Val, two: Val, ends: Byte, marks: Byte },
    /// A word, by its number.
    Word { byte: Byte, marks: Byte },
    /// 0 or 1.
    Truth { byte: Byte, marks: Byte },
}
