//! Fixes for meaningless formulas.

use crate::diagnostic::Edit;

/// Fixes, each with its edits.
pub type Mends = Vec<(Mend, Vec<Edit>)>;

/// What a fix does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// Removes the part.
    Remove,
    /// Writes 100 as `100%`, a factor.
    HundredPercent,
    /// Writes 100 as `100%`, a divisor.
    OverHundredPercent,
    /// Makes a number out of a hundred again of a product of several: `/ 100`.
    OverHundred,
    /// Makes the percentage a plain number: `/ 100%`.
    AsNumber,
    /// The same beside a fraction, such as 0,8.
    AsPart,
    /// Makes the percentage a percent number, beside values up to 100: `/ 100% * 100`.
    AsScore,
    /// Writes the literal without its percent sign.
    WithoutSign,
    /// Makes the ratio a percentage: `* 100%`.
    TimesHundredPercent,
    /// Removes `* 100%` from what is already percent.
    RemoveWhole,
    /// Replaces `100%` by 100, after a ratio.
    PlainHundred,
    /// Multiplies a part of a value by a hundred, which makes it a percent number: `* 100`.
    InPoints,
    /// The same, where the ends of ranges show it too.
    InPointsBesideEnds,
    /// Writes the number in percent.
    AsPercent(String),
    /// The same, and takes away the `/ 100` beside it.
    AsPercentOfAll(String),
    /// Writes a percentage as the decimal that it is, and makes a percent number of the whole by `* 100`.
    AsDecimal(String),
    /// Writes a divisor in percent, and takes the `* 100` away.
    OfPercent(String),
    /// Takes brackets away.
    WithoutBrackets,
    /// Writes the percent sign behind the number that a ratio is taken times.
    NumberWithSign,
    /// Adds the percent signs to the numbers of a weighted sum.
    NumbersWithSigns,
    /// Adds the percent sign that is meant.
    WithSign,
    /// Writes the number out of a hundred, beside values without a unit.
    AsNumberOfHundred(String),
    /// Writes a percent number as a fraction, like the ratio beside it.
    AsOne(String),
    /// Writes the number in percent, and removes what made it a percentage of the whole.
    AsManyPercent(String),
    /// Replaces a divisor by multiplication with a decimal: `* 0,2`.
    TimesDecimal,
    /// Puts what a number weighs in brackets, up to its `100%`.
    InBrackets,
    /// Does this and what the message behind it proposes: the line that results.
    Becoming(Box<Mend>, String),
    /// Declares the unit of the thing.
    Unit(String),
    /// Makes its ratios percent numbers: `* 100`.
    RatiosInPoints,
    /// Makes both a percentage and the fraction beside it numbers out of a hundred.
    AllInPoints,
}
