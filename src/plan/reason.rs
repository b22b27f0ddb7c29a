//! Why there is no value: values with what a person has to know, without a word of prose. The words are in
//! `finding/missing.rs`.

use super::Input;
use crate::data::State;
use crate::number::Exact;
use crate::program::Role;
use crate::program::measure::Oddity;
use crate::syntax::ast::Operator;
use std::sync::Arc;

/// Why there is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// None is told: whoever asks has the state alone.
    Unsaid,
    /// A computed value that was assumed to be missing.
    Assumed { what: Arc<str>, state: State },
    /// The rules say why (`tidak terdefinisi "target nol"`).
    Stated(Arc<str>),
    /// A data cell that is not there or not filled.
    NotFilled(Input),
    /// A data cell that says why it has no number.
    InData { input: Input, state: State, why: Arc<str> },
    /// A name that no version speaks for in a year; none for the group at hand.
    NotInForce { name: Option<Arc<str>>, year: i32 },
    /// A rule that does not speak for a year.
    RuleNotInForce { kind: RuleOf, name: Arc<str>, year: i32 },
    /// An achievement rule without a formula for the direction.
    NoFormulaForDirection { rule: Arc<str> },
    /// A thing without such a value.
    HasNone { code: Arc<str>, role: Role },
    /// A thing without a scale.
    NoScale { code: Arc<str> },
    /// A member without a weight here.
    NoWeight { code: Arc<str> },
    /// A row of a table that stands for no thing.
    NothingInRow,
    /// A column that is filled by quarters alone.
    QuartersOnly { column: Arc<str>, code: Arc<str>, year: i32 },
    /// Quarters whose sum leaves the scale.
    SumOffScale { code: Arc<str>, year: i32, of_target: bool },
    /// A target of two ends.
    TargetIsRange { code: Arc<str> },
    /// Two values, each with its year, of which one covers a quarter and the other not.
    DifferentQuarters { sides: Box<[(Arc<str>, i32); 2]>, quarter: u8 },
    /// Two years of a group whose members differ.
    DifferentMembers { group: Arc<str>, new: i32, old: i32 },
    /// Rows of which one holds what the other has: its money, else its achievement.
    CountedTwice { part: Arc<str>, whole: Arc<str>, is_money: bool },
    /// Two values whose units do not go together.
    Unlike { operator: Operator, sides: Box<[Measured; 2]> },
    /// Several values, of which two have units that do not go together; `what` is the word that brings them together.
    Mixed { what: &'static str, sides: Box<[Measured; 2]> },
    /// A value in a unit that its band rule does not grade; only the data say it.
    OtherUnitThanBands { rule: Arc<str>, bands: Arc<str>, value: Box<Measured> },
    /// A formula that has to be mended.
    Refused(Oddity),
    /// Outside a conversion, `nilai` is nothing.
    NothingToConvert,
    /// A value that no piece of a conversion speaks for.
    NotInConversion { rule: Arc<str> },
    /// A division by 0; of what, unless it is a root.
    DividedByZero(Option<Exact>),
    /// 0 to a negative power.
    ZeroToNegative,
    /// A power with more digits than any report can mean.
    PowerTooLarge,
    /// A value with more digits than any report can mean.
    TooLong,
    /// A root too deep to decide.
    TooHard,
    /// The least or the greatest of nothing.
    NothingCounted,
    /// An aggregate without a member that counts.
    NobodyCounted,
    /// Members that count, with weights that add up to 0.
    WeightsAreZero,
    /// A geometric mean of something below 0.
    NegativeGeometric,
    /// A square root of something below 0.
    NegativeRoot,
    /// A rank of realisations of which those inside a range are best.
    RankOfRange { code: Arc<str> },
    /// A rank of a thing of which less is better among others of which more is.
    RankOfTwoWays { lower: Arc<str> },
    /// A rank of something that is computed of a thing of which less is better.
    RankInside { lower: Arc<str> },
    /// A text compared with a number.
    TextAgainstNumber,
    /// A text where a number is wanted.
    NotNumber(Arc<str>),
    /// A condition where a number is wanted.
    ConditionNotNumber,
    /// A root where a weight is wanted.
    RootAsWeight,
    /// A value where a condition is wanted.
    NotCondition,
    /// A word that is not in the order.
    NotInOrder(Arc<str>),
    /// A value where a word of an order is wanted.
    NotOrdered,
    /// Words that no order is known of, compared by place.
    NoOrder,
    /// Words of two orders, compared by place.
    TwoOrders,
    /// A grade that stands in two places of its order.
    TwoPlaces(Arc<str>),
    /// A value that has no grade on purpose, and why.
    Uncovered(Arc<str>),
    /// A value outside every band.
    OutsideBands(Exact),
    /// A root outside every band, in digits.
    RootOutsideBands(Arc<str>),
}

/// Which kind of rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleOf {
    /// `aturan capaian`
    Achievement,
    /// `aturan predikat`
    Band,
    /// `aturan konversi`
    Conversion,
}

/// A value with its unit, and where the unit comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The word of its unit; none for a plain number.
    pub unit: Option<Arc<str>>,
    /// Whose value it is, where that is known.
    pub code: Option<Arc<str>>,
    /// The data cell that says the unit.
    pub cell: Option<Arc<str>>,
    /// The year, when it is another than the one asked for.
    pub year: Option<i32>,
}

/// Two years whose members differ, compared all the same because the rules say why that may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    /// The group.
    pub group: Arc<str>,
    /// What the rules say.
    pub why: String,
}
