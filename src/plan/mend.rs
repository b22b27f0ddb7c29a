//! The mends of formulas that cannot be meant.

use crate::diagnostic::Edit;

/// Mends, each with its edits.
pub type Mends = Vec<(Mend, Vec<Edit>)>;

/// What a mend does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// Takes the part away.
    Remove,
    /// Writes 100 as `100%`, a factor.
    HundredPercent,
    /// Writes 100 as `100%`, a divisor.
    OverHundredPercent,
    /// Makes a plain number of the percentage: `/ 100%`.
    AsNumber,
    /// The same beside what is a part of one itself, as 0,8 is.
    AsPart,
    /// Makes the number of percent of it, beside what runs up to 100: `/ 100% * 100`.
    AsScore,
    /// Writes the literal without its percent sign.
    WithoutSign,
    /// Makes a percentage of the ratio: `* 100%`.
    TimesHundredPercent,
    /// Takes `* 100%` away from what is percent already.
    RemoveWhole,
    /// Writes 100 in the place of `100%`, behind a ratio.
    PlainHundred,
    /// Takes a part of a value a hundred times, which makes a percent number of it: `* 100`.
    InPoints,
    /// The same, with ends of ranges that say so too.
    InPointsBesideEnds,
    /// Writes so many percent.
    AsPercent(String),
    /// Writes the percent sign behind the number that a ratio is taken times.
    NumberWithSign,
    /// Writes the percent signs behind the numbers of a weighted sum.
    NumbersWithSigns,
    /// Writes the percent sign that is meant.
    WithSign,
    /// Writes so many of a hundred, beside values without a unit.
    AsNumberOfHundred(String),
    /// Writes a percent number as the part of one that a ratio beside it is.
    AsOne(String),
    /// Writes so many percent, and takes away what made them of the whole.
    AsManyPercent(String),
    /// Writes a divisor as the decimal that the value is taken times: `* 0,2`.
    TimesDecimal,
    /// Puts what a number weighs in brackets, up to its `100%`.
    InBrackets,
    /// Declares the unit of the thing.
    Unit(String),
    /// Makes percent numbers of the ratios in it: `* 100`.
    RatiosInPoints,
    /// Makes numbers of a hundred of both, of a percentage and of a part beside it.
    AllInPoints,
}
