//! The signs of percent at the ends of ranges: `0%..80%`.

use crate::number::Exact;
use crate::source::Span;

/// What the ends of the ranges of a clause or a rule say of percent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ends {
    /// The signs of percent.
    pub signs: Vec<Span>,
    /// Ends without a sign that may as well be meant as parts of one, `0..0,9`; none where a greater end says that they
    /// are not, `0,5..100`. With the place of each number, without a minus.
    pub small: Vec<(Exact, Span)>,
    /// Every end without a sign that is not zero, without its minus.
    pub plain: Vec<Exact>,
}

impl Ends {
    /// Whether they are written in percent.
    pub fn are_signed(&self) -> bool {
        !self.signs.is_empty()
    }
}
