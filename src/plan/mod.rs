//! A program for one year, as an ordered list of operations over columns. The central data structure of the crate.
//!
//! Each [`Slot`] is computed from slots before it by one [`Op`] of a small closed set with exact meaning: the evaluator
//! runs it over columns, `explain` walks it, goal seek inverts it. What has no value in a year becomes a slot that says
//! so.

#![deny(clippy::wildcard_enum_match_arm)]

mod absence;
mod achieved;
mod adds_up;
mod against;
mod assertions;
mod behind;
mod beside_ends;
mod classes;
mod converted;
mod coverage;
mod covered;
mod expected;
mod extra;
mod grades;
mod groups;
mod guards;
mod held;
mod inside;
mod judged;
pub mod looks;
mod lower;
mod measured;
mod members;
mod mend;
mod money;
mod of_hundred;
mod once;
mod opposed;
mod planned;
mod planner;
mod points;
mod powers;
mod quarters;
mod range_target;
mod ranked;
mod reason;
mod refused;
mod same_members;
mod shares;
mod show;
mod sites;
mod standard;
mod tables;
mod taken;
mod taking_part;
mod together;
mod told_once;
mod turns;
mod uneven;
mod unlike;
mod valued;
mod walk;
mod weighted;
mod whole_terms;
mod words;
mod worked;
mod years;

pub use absence::{AggregateOp, RowOrder, Takes, counts_undecided};
pub use behind::times_hundred;
pub use expected::{plan_claims, plan_expected};
pub use guards::Guard;
pub use judged::{Judged, judge};
pub use mend::Mend;
pub use money::{OwnAndParts, plan_with_quarters, with_quarters};
pub use once::Twice;
pub use planned::*;
pub use quarters::YearAndQuarters;
pub use reason::{Admitted, Measured, Reason, RuleOf};
pub use refused::Refused;
pub use shares::typed;
pub use show::cell;
pub use sites::{Conversion, Division, OfData, OfDataIs, PieceSite, Sites, Unknown, plan_unknown, plan_unknown_for};
pub use valued::plan_values;

use crate::data::{Dataset, Field, State};
use crate::number::{Exact, Interval};
use crate::program::units::Unit;
use crate::program::{Expr, NameId, Program, Role, When};
use crate::source::Span;
use crate::syntax::ast::{Comparison, Precision};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Index into [`Plan::slots`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub u32);

/// Everything to compute for one year.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The planned year.
    pub year: i32,
    /// Operations in order; each uses only slots before it.
    pub slots: Vec<Slot>,
    /// The slot of each value of each name.
    pub values: BTreeMap<(NameId, Role, When), SlotId>,
    /// Tables, whose cells are slots.
    pub tables: Vec<PlannedTable>,
    /// What has to hold.
    pub assertions: Vec<PlannedAssertion>,
    /// What a printed report claims, if it is audited.
    pub claims: Vec<PlannedClaim>,
    /// Values both computed and reported, to be compared.
    pub reported: Vec<ReportedPair>,
    /// Weights that depend on data, to be checked.
    pub weights: Vec<PlannedWeights>,
    /// Values that the data give for the year and for its quarters, to be compared.
    pub years: Vec<YearAndQuarters>,
    /// Sums of quarters that are checked against a scale.
    pub sums: Vec<ScaledSum>,
    /// Targets both in the data and in the rules, to be compared.
    pub targets: Vec<StatedTarget>,
    /// The order of the words by which rows are sorted, for each slot that has one.
    pub orders: HashMap<SlotId, Arc<[Arc<str>]>>,
    /// Amounts that a thing may have both of its own and from its parts.
    pub parts: Vec<OwnAndParts>,
    /// What is computed from values over quarters that may differ.
    pub uneven: Vec<Uneven>,
    /// Conflicts of units that only the data reveal, each place and reason once.
    pub unlike: Vec<(Option<Span>, Arc<Reason>)>,
    /// Formulas that have no value until they are fixed, each place once.
    pub refused: Vec<Refused>,
    /// Footers whose rows may contain what other rows have.
    pub twice: Vec<Twice>,
}

/// One operation and where it comes from.
#[derive(Debug, Clone)]
pub struct Slot {
    /// What is computed.
    pub op: Op,
    /// Unit of the number, when it is one.
    pub unit: Unit,
    /// The rule text it comes from.
    pub span: Option<Span>,
    /// The value of a name that it is, when it is one.
    pub role: Option<(NameId, Role, When)>,
}

/// The closed set of operations. Large and rare operands are boxed: a plan has a slot for every figure of every row.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// A data column.
    Input(Input),
    /// A number that the rules state.
    Number(Exact),
    /// A text that the rules state.
    Text(Arc<str>),
    /// No value, and why.
    Missing(State, Arc<Reason>),
    /// `-a`
    Negate(SlotId),
    /// `|a|`
    Absolute(SlotId),
    /// `a + b`
    Add(SlotId, SlotId),
    /// `a - b`
    Subtract(SlotId, SlotId),
    /// `a * b`
    Multiply(SlotId, SlotId),
    /// `a / b`; no value when b is 0
    Divide(SlotId, SlotId),
    /// A percentage as a fraction, 80 % as 0.8: `a / 100`
    Share(SlotId),
    /// A fraction in percent, 0.8 as 80 %: `a * 100`
    Percentage(SlotId),
    /// `a ^ n`; no value for 0 to a negative power
    Power(SlotId, i32),
    /// The square root; no value below 0
    Root(SlotId),
    /// The value of another slot, passed on unchanged with its own name, unit or place.
    Same(SlotId),
    /// The least of several.
    Least(Vec<SlotId>),
    /// The greatest of several.
    Greatest(Vec<SlotId>),
    /// A declared rounding.
    Round(SlotId, Precision),
    /// The nearest value inside a range; its ends count as included.
    Clamp(SlotId, Box<Interval>),
    /// A comparison of two numbers or of two texts.
    Compare(SlotId, Comparison, SlotId),
    /// Both; false as soon as one is false, even if the other is missing.
    And(SlotId, SlotId),
    /// Either; true as soon as one is true, even if the other is missing.
    Or(SlotId, SlotId),
    /// Not.
    Not(SlotId),
    /// True where there is a value; where there is none, missing with the same reason.
    Filled(SlotId),
    /// Whether there is a value; *keliru* where the value is, otherwise never missing.
    Present(SlotId),
    /// The value of the first condition that holds; a missing condition makes it missing ([`counts_undecided`]).
    Choose {
        /// Condition and value.
        cases: Vec<(SlotId, SlotId)>,
        /// When none holds.
        otherwise: SlotId,
    },
    /// Several values into one.
    Aggregate(Box<AggregateOp>),
    /// The grade (or its words) of a number.
    Band(SlotId, Arc<BandTable>),
    /// The first; the second where the first is not filled.
    Fallback(SlotId, SlotId),
    /// Whether a number lies in a range.
    Within(SlotId, Box<Interval>),
    /// The place of a word in an order, from 0.
    Rank(SlotId, Arc<[Arc<str>]>),
}

/// A data column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Input {
    pub code: Arc<str>,
    /// Which of its values the column holds.
    pub field: Field,
    /// Year, and quarter where the data have quarters.
    pub when: When,
}

/// A band rule, ready to look up.
#[derive(Debug, Clone, PartialEq)]
pub struct BandTable {
    /// Rounding for the decision only.
    pub round: Option<Precision>,
    /// Ranges and what they give.
    pub bands: Vec<(Interval, Arc<str>)>,
    /// Ranges without a grade on purpose, and why.
    pub uncovered: Vec<(Interval, Arc<str>)>,
}

/// A condition that has to hold.
#[derive(Debug, Clone)]
pub struct PlannedAssertion {
    pub condition: SlotId,
    /// Its two sides, when it compares.
    pub sides: Option<(SlotId, Comparison, SlotId)>,
    pub message: String,
    /// The thing it is about, when it is checked for each.
    pub about: Option<NameId>,
    /// Why a failure is known and accepted.
    pub accepted: Option<String>,
    /// Its place in the rules.
    pub span: Span,
}

/// A sum of quarters of a value with a scale.
#[derive(Debug, Clone)]
pub struct ScaledSum {
    /// The thing whose value it is.
    pub name: NameId,
    /// Which of its values.
    pub field: Field,
    /// In which year.
    pub when: When,
    /// The cell of the year, which takes precedence over the quarters.
    pub year: SlotId,
    /// The sum as computed.
    pub sum: SlotId,
    /// The same where it keeps the scale.
    pub kept: SlotId,
}

/// A computation over values whose quarters may differ.
#[derive(Debug, Clone)]
pub struct Uneven {
    /// Each quarter in which they may differ.
    pub quarters: Vec<UnevenQuarter>,
    /// Where it is computed.
    pub span: Span,
}

/// A quarter that one of two values may cover and the other not.
#[derive(Debug, Clone)]
pub struct UnevenQuarter {
    /// Whether it does differ.
    pub differs: SlotId,
    /// Whether each of them covers it.
    pub covers: (SlotId, SlotId),
    pub quarter: u8,
    /// Which side is made of values over different quarters and represented by the one that reaches furthest; none
    /// where neither is.
    pub furthest: Option<usize>,
    /// The two values, each with its year.
    pub sides: [(Arc<str>, i32); 2],
}

/// A target both in the data and in the rules.
#[derive(Debug, Clone)]
pub struct StatedTarget {
    /// The thing whose target it is.
    pub name: NameId,
    /// In which year.
    pub when: When,
    /// The cell of the data.
    pub cell: SlotId,
    /// The ends in the data, equal for a single target: of the cell, or of all quarters.
    pub ends: [SlotId; 2],
    /// The cells of the quarters for either end, where the ends come from them.
    pub quarters: [Vec<SlotId>; 2],
    /// The range that each of them may be in.
    pub within: Interval,
    /// What the rules state.
    pub stated: SlotId,
}

/// A value computed by a formula and reported in the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportedPair {
    /// The thing whose value it is.
    pub name: NameId,
    /// In which year.
    pub when: When,
    /// By formula.
    pub computed: SlotId,
    /// From the data.
    pub reported: SlotId,
    /// The formula.
    pub span: Span,
}

/// The weights of a group in a year, where they are not stated as numbers.
#[derive(Debug, Clone)]
pub struct PlannedWeights {
    pub group: NameId,
    /// Each member with its weight.
    pub weights: Vec<(NameId, SlotId)>,
    /// Whether the rules admit another sum than the whole.
    pub admitted: bool,
    /// Their place in the rules.
    pub span: Span,
}

/// Plans every value, table and assertion of a program for one year.
pub fn plan(program: &Program, year: i32) -> Plan {
    plan_with(program, year, &[]).0
}

/// Like [`plan`], but without the quarters of money that the data do not have. A later assumption may need them.
pub fn plan_over(program: &Program, year: i32, data: &Dataset) -> Plan {
    plan_asking(program, year, data, &[])
}

/// Like [`plan_over`], with values that nothing else in the year reads.
pub fn plan_asking(program: &Program, year: i32, data: &Dataset, asked: &[Expr]) -> Plan {
    let mut planner = planner::Planner::new(program, year, Some(data));
    planner.everything();
    for expr in asked {
        planner.question(expr);
    }
    planner.finish()
}

/// Like [`plan`], and plans further expressions (questions): the slot of each and how it is shown.
pub fn plan_with(program: &Program, year: i32, expressions: &[&Expr]) -> (Plan, Vec<PlannedCell>) {
    let mut planner = planner::Planner::new(program, year, None);
    planner.everything();
    let extra = expressions.iter().map(|expr| planner.question(expr)).collect();
    (planner.finish(), extra)
}

/// The same over the figures of an example, which determine whose quarters exist.
pub fn plan_given(program: &Program, year: i32, given: &Dataset, expressions: &[&Expr]) -> (Plan, Vec<PlannedCell>) {
    let mut planner = planner::Planner::new(program, year, Some(given));
    planner.everything();
    let extra = expressions.iter().map(|expr| planner.question(expr)).collect();
    (planner.finish(), extra)
}

impl Plan {
    /// The operation behind a slot.
    pub fn slot(&self, id: SlotId) -> &Slot {
        &self.slots[id.0 as usize]
    }

    /// The slot of a value, if the rules give one in that year.
    pub fn value(&self, name: NameId, role: Role, when: When) -> Option<SlotId> {
        self.values.get(&(name, role, when)).copied()
    }

    /// The two sides of a value that is both computed and reported, if the slot is such a value.
    pub fn reported(&self, slot: SlotId) -> Option<(SlotId, SlotId)> {
        let Op::Fallback(computed, reported) = self.slot(slot).op else { return None };
        self.reported.iter().any(|pair| pair.computed == computed).then_some((computed, reported))
    }
}
