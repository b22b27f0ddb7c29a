//! What a table does about targets and realisations of zero, where a formula divides by them.

use super::rule::{Down, Recipe, Way};
use super::{Case, Shown};
use crate::number::{Exact, Places};

/// What is printed where there is nothing to divide by.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Nothing: a dash, a blank, an error.
    Undefined,
    /// So many percent.
    Percent(Exact),
}

/// What the table does, where it shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Zero {
    /// Target and realisation are zero.
    pub both: Option<Outcome>,
    /// Only the target is.
    pub target: Option<Outcome>,
    /// Only the realisation is, and the formula divides by it.
    pub real: Option<Outcome>,
}

/// Which of the three a case is; none where its formula divides by no zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Both,
    Target,
    Real,
}

impl Kind {
    fn of(case: &Case, way: Way, down: Down) -> Option<Kind> {
        match (case.target.is_zero(), case.real.is_zero()) {
            (true, true) => Some(Kind::Both),
            (true, false) => Some(Kind::Target),
            (false, true) if way == Way::Down && down == Down::Inverse => Some(Kind::Real),
            (false, _) => None,
        }
    }
}

impl Zero {
    /// What most cases of each kind print.
    pub(super) fn of(cases: &[Case], ways: &dyn Fn(usize) -> Way, rule: &Recipe) -> Zero {
        let most = |kind: Kind| {
            let mut counted: Vec<(Outcome, usize)> = Vec::new();
            let own = cases.iter().filter(|case| Kind::of(case, ways(case.thing), rule.down) == Some(kind));
            for outcome in own.map(|case| printed(case, rule)) {
                match counted.iter_mut().find(|(known, _)| *known == outcome) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((outcome, 1)),
                }
            }
            // Of as many the first that the table prints.
            let best = counted.iter().map(|(_, count)| *count).max()?;
            counted.into_iter().find(|(_, count)| *count == best).map(|(outcome, _)| outcome)
        };
        Zero { both: most(Kind::Both), target: most(Kind::Target), real: most(Kind::Real) }
    }

    /// Whether more gives less where the target is zero.
    pub fn falls(&self) -> bool {
        matches!((&self.both, &self.target), (Some(Outcome::Percent(none)), Some(Outcome::Percent(more))) if more < none)
    }

    /// What is done about a case that divides by zero; none where it does not. What the table does not show is undefined.
    pub fn outcome(&self, case: &Case, way: Way, down: Down) -> Option<Outcome> {
        let known = match Kind::of(case, way, down)? {
            Kind::Both => &self.both,
            Kind::Target => &self.target,
            Kind::Real => &self.real,
        };
        Some(known.clone().unwrap_or(Outcome::Undefined))
    }

    /// Whether what is printed of a case is what is done about it; none where it does not divide by zero.
    pub(super) fn explains(&self, case: &Case, way: Way, rule: &Recipe) -> Option<bool> {
        let outcome = self.outcome(case, way, rule.down)?;
        Some(match (&outcome, &case.shown) {
            (Outcome::Undefined, Shown::Nothing) => true,
            (Outcome::Percent(value), Shown::Figure(figure, places)) => rule.prints(value, figure, *places),
            (Outcome::Undefined, Shown::Figure(..)) | (Outcome::Percent(_), Shown::Nothing) => false,
        })
    }
}

/// What a case prints, in percent.
fn printed(case: &Case, rule: &Recipe) -> Outcome {
    match &case.shown {
        Shown::Nothing => Outcome::Undefined,
        Shown::Figure(value, _) if rule.share => Outcome::Percent(value.clone() * Exact::HUNDRED),
        Shown::Figure(value, _) => Outcome::Percent(value.clone()),
    }
}

/// The decimals of whole numbers.
pub(super) const WHOLE: Places = Places::WHOLE;
