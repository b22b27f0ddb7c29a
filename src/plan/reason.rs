//! Why there is no value, as values with everything a person has to know, but without prose. The wording is in
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
    /// Not given: the caller only has the state.
    Unsaid,
    /// A computed value that was assumed to be missing.
    Assumed { what: Arc<str>, state: State },
    /// Stated by the rules (`tidak terdefinisi "target nol"`).
    Stated(Arc<str>),
    /// A data cell that is absent or not filled.
    NotFilled(Input),
    /// A data cell that states why it has no number.
    InData { input: Input, state: State, why: Arc<str> },
    /// A name without a version in a year; none for the group at hand.
    NotInForce { name: Option<Arc<str>>, year: i32 },
    /// A rule that is not in force in a year.
    RuleNotInForce { kind: RuleOf, name: Arc<str>, year: i32 },
    /// An achievement rule without a formula for the direction.
    NoFormulaForDirection { rule: Arc<str> },
    /// A thing without such a value.
    HasNone { code: Arc<str>, role: Role },
    /// A thing without a scale.
    NoScale { code: Arc<str> },
    /// A member without a weight here.
    NoWeight { code: Arc<str> },
    /// A row of a table that is not a thing.
    NothingInRow,
    /// A column that is filled only by quarter.
    QuartersOnly { column: Arc<str>, code: Arc<str>, year: i32 },
    /// Quarters whose sum leaves the scale.
    SumOffScale { code: Arc<str>, year: i32, of_target: bool },
    /// A target that is a range.
    TargetIsRange { code: Arc<str> },
    /// Two values, each with its year, only one of which covers a quarter.
    DifferentQuarters { sides: Box<[(Arc<str>, i32); 2]>, quarter: u8 },
    /// Two years of a group whose members differ.
    DifferentMembers { group: Arc<str>, new: i32, old: i32 },
    /// Rows one of which contains what the other has: its money, else its achievement.
    CountedTwice { part: Arc<str>, whole: Arc<str>, is_money: bool },
    /// Two values with incompatible units.
    Unlike { operator: Operator, sides: Box<[Measured; 2]> },
    /// Several values, two of which have incompatible units; `what` is the word that combines them.
    Mixed { what: &'static str, sides: Box<[Measured; 2]> },
    /// A value in a unit that its band rule does not grade, which only the data reveal.
    OtherUnitThanBands { rule: Arc<str>, bands: Arc<str>, value: Box<Measured> },
    /// A formula that has to be fixed.
    Refused(Oddity),
    /// Outside a conversion, `nilai` means nothing.
    NothingToConvert,
    /// A value that matches no piece of a conversion.
    NotInConversion { rule: Arc<str> },
    /// A division by 0; the dividend, unless it is a root.
    DividedByZero(Option<Exact>),
    /// 0 to a negative power.
    ZeroToNegative,
    /// A power with more digits than any report needs.
    PowerTooLarge,
    /// A value with more digits than any report needs.
    TooLong,
    /// A root too hard to decide.
    TooHard,
    /// The least or the greatest of nothing.
    NothingCounted,
    /// An aggregate without a member that takes part.
    NobodyCounted,
    /// Members that take part, with weights that add up to 0.
    WeightsAreZero,
    /// A geometric mean of something below 0.
    NegativeGeometric,
    /// A square root of something below 0.
    NegativeRoot,
    /// A rank of realisations where values inside a range are best.
    RankOfRange { code: Arc<str> },
    /// A rank of a thing for which less is better among others for which more is.
    RankOfTwoWays { lower: Arc<str> },
    /// A rank of something computed from a thing for which less is better.
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
    /// Words without a known order, compared by place.
    NoOrder,
    /// Words of two orders, compared by place.
    TwoOrders,
    /// A grade that occurs twice in its order.
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
    /// The thing whose value it is, if known.
    pub code: Option<Arc<str>>,
    /// The data cell that states the unit.
    pub cell: Option<Arc<str>>,
    /// The year, if it is not the requested one.
    pub year: Option<i32>,
}

/// Two years with different members, compared because the rules give a reason why that is admissible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    pub group: Arc<str>,
    /// The reason given by the rules.
    pub why: String,
}
