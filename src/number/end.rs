//! One end of an interval: comparing ends and computing with them.

use std::cmp::Ordering;
use std::ops::Bound;

use super::exact::Exact;

/// An end as a place on the number line, infinities included; `closed` says whether the place itself belongs. An
/// infinity never does.
#[derive(Clone)]
pub(super) struct End {
    pub place: Place,
    pub closed: bool,
}

/// A place on the number line. The order of the variants is their order on the line.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    MinusInfinity,
    At(Exact),
    PlusInfinity,
}

impl End {
    pub fn low(bound: &Bound<Exact>) -> End {
        End::from(bound, Place::MinusInfinity)
    }

    pub fn high(bound: &Bound<Exact>) -> End {
        End::from(bound, Place::PlusInfinity)
    }

    fn from(bound: &Bound<Exact>, unbounded: Place) -> End {
        let (place, closed) = match bound {
            Bound::Unbounded => (unbounded, false),
            Bound::Included(value) => (Place::At(value.clone()), true),
            Bound::Excluded(value) => (Place::At(value.clone()), false),
        };
        End { place, closed }
    }

    pub fn bound(self) -> Bound<Exact> {
        match self.place {
            Place::At(value) if self.closed => Bound::Included(value),
            Place::At(value) => Bound::Excluded(value),
            _ => Bound::Unbounded,
        }
    }

    /// The lower place; if both are equal, closed if either is.
    pub fn lower(self, other: End) -> End {
        match self.place.cmp(&other.place) {
            Ordering::Less => self,
            Ordering::Greater => other,
            Ordering::Equal => End { closed: self.closed || other.closed, ..self },
        }
    }

    /// The higher place; if both are equal, closed if either is.
    pub fn higher(self, other: End) -> End {
        match self.place.cmp(&other.place) {
            Ordering::Less => other,
            Ordering::Greater => self,
            Ordering::Equal => End { closed: self.closed || other.closed, ..self },
        }
    }

    /// The higher place; if both are equal, closed only if both are.
    pub fn higher_strict(self, other: End) -> End {
        match self.place.cmp(&other.place) {
            Ordering::Less => other,
            Ordering::Greater => self,
            Ordering::Equal => End { closed: self.closed && other.closed, ..self },
        }
    }

    /// The lower place; if both are equal, closed only if both are.
    pub fn lower_strict(self, other: End) -> End {
        match self.place.cmp(&other.place) {
            Ordering::Less => self,
            Ordering::Greater => other,
            Ordering::Equal => End { closed: self.closed && other.closed, ..self },
        }
    }

    /// The sum of two low ends or of two high ends.
    pub fn plus(&self, other: &End) -> End {
        let place = match (&self.place, &other.place) {
            (Place::At(x), Place::At(y)) => Place::At(x + y),
            (Place::At(_), infinite) | (infinite, _) => infinite.clone(),
        };
        End { place, closed: self.closed && other.closed }
    }

    /// The product of two ends, as a corner of the rectangle they span. A closed zero makes the product closed whatever
    /// the other end is; 0 times infinity is 0, because every product along that edge is 0.
    pub fn times(&self, other: &End) -> End {
        let (mine, theirs) = (self.place.signum(), other.place.signum());
        if mine == 0 || theirs == 0 {
            let closed = (mine == 0 && self.closed) || (theirs == 0 && other.closed);
            return End { place: Place::At(Exact::ZERO), closed };
        }
        match (&self.place, &other.place) {
            (Place::At(x), Place::At(y)) => End { place: Place::At(x * y), closed: self.closed && other.closed },
            _ if mine == theirs => End { place: Place::PlusInfinity, closed: false },
            _ => End { place: Place::MinusInfinity, closed: false },
        }
    }
}

impl Place {
    fn signum(&self) -> i32 {
        match self {
            Place::MinusInfinity => -1,
            Place::At(value) => value.signum(),
            Place::PlusInfinity => 1,
        }
    }
}
