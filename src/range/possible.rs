//! What a slot can be while its inputs vary over ranges: never less than what really occurs.
//!
//! Every function here gives an enclosure: it allows each cell that the evaluator can give for some value of the
//! unknowns. It may allow more. For single values it allows little else, and there the evaluator itself decides.

use crate::data::State;
use crate::eval::{Cell, Value};
use crate::number::{Bound, Exact, Interval, Places};
use crate::syntax::ast::Comparison;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

/// What a cell can be.
#[derive(Debug, Clone)]
pub struct Possible {
    pub numbers: Interval,
    pub words: Vec<Arc<str>>,
    /// Further words that cannot be listed.
    pub any_word: bool,
    pub truths: Truths,
    /// The ways of having no value.
    pub lacks: Lacks,
}

/// Which truth values a condition can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Truths {
    /// It can be true.
    pub yes: bool,
    /// It can be false.
    pub no: bool,
}

/// Which ways of having no value a cell can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lacks {
    /// *belum diisi*
    pub not_filled: bool,
    /// *tidak berlaku*
    pub not_applicable: bool,
    /// *tidak terdefinisi* or *keliru*
    pub faulty: bool,
}

impl Possible {
    /// Nothing.
    pub const NOTHING: Possible = Possible {
        numbers: Interval::EMPTY,
        words: Vec::new(),
        any_word: false,
        truths: Truths { yes: false, no: false },
        lacks: Lacks { not_filled: false, not_applicable: false, faulty: false },
    };

    /// Anything a data cell may hold where no rule restricts it.
    pub const ANYTHING: Possible = Possible {
        numbers: Interval::ALL,
        words: Vec::new(),
        any_word: true,
        truths: Truths { yes: false, no: false },
        lacks: Lacks::ALL,
    };

    /// Numbers of an interval.
    pub fn numbers(numbers: Interval) -> Possible {
        Possible { numbers, ..Possible::NOTHING }
    }

    /// A condition.
    pub fn truths(yes: bool, no: bool) -> Possible {
        Possible { truths: Truths { yes, no }, ..Possible::NOTHING }
    }

    /// Exactly one cell.
    pub fn of(cell: &Cell) -> Possible {
        match cell {
            Ok(Value::Number(value)) => Possible::numbers(Interval::point(value.clone())),
            Ok(Value::Irrational(root)) => {
                // Narrow enough for the differences that reports show; otherwise the evaluator decides.
                let near = Places::new(30).and_then(|places| root.enclosure(places).ok());
                Possible::numbers(near.map_or(Interval::ALL, |(low, high)| Interval::closed(low, high)))
            }
            Ok(Value::Text(word)) => Possible { words: vec![word.clone()], ..Possible::NOTHING },
            Ok(Value::Truth(truth)) => Possible::truths(*truth, !*truth),
            Err(fault) => Possible { lacks: Lacks::of(fault.state), ..Possible::NOTHING },
        }
    }

    /// Whether it can have a value.
    pub fn has_value(&self) -> bool {
        !self.numbers.is_empty() || self.has_words() || self.truths.yes || self.truths.no
    }

    /// Whether it can be a word.
    pub fn has_words(&self) -> bool {
        self.any_word || !self.words.is_empty()
    }

    /// Either of two.
    pub fn or(mut self, other: &Possible) -> Possible {
        self.numbers = self.numbers.hull(&other.numbers);
        if self.words.is_empty() {
            self.words.clone_from(&other.words);
        } else if !other.words.is_empty() {
            let known: HashSet<&str> = self.words.iter().map(AsRef::as_ref).collect();
            let new: Vec<_> = other.words.iter().filter(|word| !known.contains(&***word)).cloned().collect();
            self.words.extend(new);
        }
        self.any_word |= other.any_word;
        self.truths.yes |= other.truths.yes;
        self.truths.no |= other.truths.no;
        self.lacks = self.lacks | other.lacks;
        self
    }

    /// What both allow.
    pub fn and(mut self, other: &Possible) -> Possible {
        self.numbers = self.numbers.intersect(&other.numbers);
        if !other.any_word {
            let words = if self.any_word { other.words.clone() } else { std::mem::take(&mut self.words) };
            let known: HashSet<&str> = other.words.iter().map(AsRef::as_ref).collect();
            self.words = words.into_iter().filter(|word| known.contains(&**word)).collect();
            self.any_word = false;
        }
        self.truths.yes &= other.truths.yes;
        self.truths.no &= other.truths.no;
        self.lacks = self.lacks & other.lacks;
        self
    }

    /// The same with further ways of having no value.
    pub fn lacking(mut self, lacks: Lacks) -> Possible {
        self.lacks = self.lacks | lacks;
        self
    }

    /// The ways of having no value when a number is needed: words and conditions are faulty then.
    pub fn lacks_as_number(&self) -> Lacks {
        let other = self.has_words() || self.truths.yes || self.truths.no;
        Lacks { faulty: self.lacks.faulty || other, ..self.lacks }
    }

    /// The same for a condition.
    pub fn lacks_as_truth(&self) -> Lacks {
        let other = self.has_words() || !self.numbers.is_empty();
        Lacks { faulty: self.lacks.faulty || other, ..self.lacks }
    }
}

impl Lacks {
    /// None.
    pub const NONE: Lacks = Lacks { not_filled: false, not_applicable: false, faulty: false };
    /// All.
    pub const ALL: Lacks = Lacks { not_filled: true, not_applicable: true, faulty: true };
    /// Undefined or faulty.
    pub const FAULTY: Lacks = Lacks { not_filled: false, not_applicable: false, faulty: true };

    /// The way that corresponds to a state.
    pub fn of(state: State) -> Lacks {
        match state {
            State::NotFilled => Lacks { not_filled: true, ..Lacks::NONE },
            State::NotApplicable => Lacks { not_applicable: true, ..Lacks::NONE },
            State::Undefined | State::Faulty => Lacks::FAULTY,
        }
    }

    /// Whether there is any.
    pub fn any(self) -> bool {
        self.not_filled || self.not_applicable || self.faulty
    }
}

impl std::ops::BitAnd for Lacks {
    type Output = Lacks;

    fn bitand(self, other: Lacks) -> Lacks {
        Lacks {
            not_filled: self.not_filled && other.not_filled,
            not_applicable: self.not_applicable && other.not_applicable,
            faulty: self.faulty && other.faulty,
        }
    }
}

impl std::ops::BitOr for Lacks {
    type Output = Lacks;

    fn bitor(self, other: Lacks) -> Lacks {
        Lacks {
            not_filled: self.not_filled || other.not_filled,
            not_applicable: self.not_applicable || other.not_applicable,
            faulty: self.faulty || other.faulty,
        }
    }
}

/// The possible orders of two numbers whose difference lies in a range.
pub(super) fn orders(apart: &Interval) -> impl Iterator<Item = Ordering> {
    let sides = [
        (Interval::new(Bound::Unbounded, Bound::Excluded(Exact::ZERO)), Ordering::Less),
        (Interval::point(Exact::ZERO), Ordering::Equal),
        (Interval::new(Bound::Excluded(Exact::ZERO), Bound::Unbounded), Ordering::Greater),
    ];
    sides.into_iter().filter(|(side, _)| !apart.intersect(side).is_empty()).map(|(_, order)| order)
}

/// The possible outcomes of a comparison of two cells.
pub fn compare(left: &Possible, comparison: Comparison, right: &Possible) -> Possible {
    let mut truths = Truths::default();
    let mut note = |ordering| match comparison.holds(ordering) {
        true => truths.yes = true,
        false => truths.no = true,
    };
    if !left.numbers.is_empty() && !right.numbers.is_empty() {
        orders(&left.numbers.sub(&right.numbers)).for_each(&mut note);
    }
    // Words have no order by themselves; the alphabet is none.
    let unordered = comparison.is_by_place() && left.has_words() && right.has_words();
    if let (Some(first), Some(second), false) = (left.words.first(), right.words.first(), unordered) {
        let known: HashSet<&str> = right.words.iter().map(AsRef::as_ref).collect();
        if left.words.iter().any(|word| known.contains(&**word)) {
            note(Ordering::Equal);
        }
        // Different words only matter as different; their order does not.
        if left.words.iter().any(|word| word != second) || right.words.iter().any(|word| word != first) {
            note(Ordering::Less);
        }
    }
    let truth_pairs = [(left.truths.yes, true), (left.truths.no, false)];
    for (_, first) in truth_pairs.into_iter().filter(|(possible, _)| *possible) {
        for (_, second) in [(right.truths.yes, true), (right.truths.no, false)].into_iter().filter(|(yes, _)| *yes) {
            note(first.cmp(&second));
        }
    }
    if !unordered && (left.any_word && right.has_words() || right.any_word && left.has_words()) {
        truths = Truths { yes: true, no: true };
    }
    let kinds = |one: &Possible| [!one.numbers.is_empty(), one.has_words(), one.truths.yes || one.truths.no];
    let (a, b) = (kinds(left), kinds(right));
    let mixed = (0..3).any(|i| (0..3).any(|j| i != j && a[i] && b[j]));
    let lacks = left.lacks | right.lacks | Lacks { faulty: mixed || unordered, ..Lacks::NONE };
    Possible { truths, lacks, ..Possible::NOTHING }
}

/// Whether an interval is contained in another.
pub fn inside(inner: &Interval, outer: &Interval) -> bool {
    inner.intersect(outer) == *inner
}
