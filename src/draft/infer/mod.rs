//! Which rule gives printed achievements: formulas, bounds, rounding and what is done about zeros, tried in exact numbers.
//!
//! One rule holds for a whole table; which way an indicator counts is its own. Every rule that explains as many figures
//! as the best one is kept, so that what the figures leave open can be asked.

mod rule;
mod search;
mod zero;

pub use rule::{Decimals, Down, Recipe, Way};
pub use search::infer;
pub use zero::{Outcome, Zero};

use crate::number::{Exact, Places};

/// A printed achievement with what it was computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The indicator; one may have several, of several years.
    pub thing: usize,
    /// Its target.
    pub target: Exact,
    /// Its realisation.
    pub real: Exact,
    /// What is printed.
    pub shown: Shown,
}

/// What is printed as an achievement.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A figure, as it stands, with so many decimals.
    Figure(Exact, Places),
    /// A dash, a blank, an error: none could be computed.
    Nothing,
}

/// What is known of the whole column before any rule is tried.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// Which way each indicator counts, where the table says so.
    pub ways: Vec<Option<Way>>,
    /// Whether the figures are kept unrounded, as in cells of a workbook.
    pub unrounded: bool,
}

/// The rule that explains most figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Inferred {
    /// The rule; of several that explain as much the plainest.
    pub rule: Recipe,
    /// All rules that explain as much, this one first.
    pub ties: Vec<Recipe>,
    /// What is done about zeros.
    pub zero: Zero,
    /// Which way each indicator counts.
    pub ways: Vec<Told>,
    /// How many figures it explains.
    pub explained: usize,
    /// Of how many.
    pub figures: usize,
    /// The cases whose figure it does not explain.
    pub wrong: Vec<usize>,
    /// Whether anything where more is better has a target of zero.
    pub zero_above: bool,
    /// Whether any figure could tell a rule: some target differs from its realisation, and neither is zero.
    pub telling: bool,
}

/// Which way an indicator counts, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The way.
    pub way: Way,
    /// Who says so.
    pub by: By,
}

/// Who says which way an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The table.
    Table,
    /// Its figures: the other way gives others.
    Figures,
    /// Nobody: both ways give the same figures.
    Nobody,
}

impl Inferred {
    /// Whether what is done about targets of zero is that of the lower the better, and of nothing else.
    pub fn zero_is_below(&self) -> bool {
        self.zero.falls() && !self.zero_above
    }

    /// What a part of the rule can also be, other than it is.
    pub fn others<T: PartialEq>(&self, part: impl Fn(&Recipe) -> T) -> Vec<T> {
        let mut found = vec![part(&self.rule)];
        for rule in &self.ties {
            let one = part(rule);
            if !found.contains(&one) {
                found.push(one);
            }
        }
        found.split_off(1)
    }

    /// The achievement of a case by this rule; none where it has none.
    pub fn achieved(&self, case: &Case) -> Option<Exact> {
        let way = self.ways.get(case.thing).map_or(Way::Up, |told| told.way);
        match self.zero.outcome(case, way, self.rule.down) {
            Some(Outcome::Undefined) => None,
            Some(Outcome::Percent(value)) => Some(self.rule.bounded(value)),
            None => self.rule.achieved(case, way),
        }
    }
}
