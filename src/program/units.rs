//! Units (`satuan`): what may be added to what, and what comes out.

use crate::data::unit_names::one_name;
use crate::syntax::ast::Operator;
use crate::syntax::functions::UnitOf;
use std::sync::Arc;

/// The unit of a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    /// Not declared, or a bare number: goes with everything.
    #[default]
    Any,
    /// `persen`
    Percent,
    /// Difference of two `persen`.
    Points,
    /// Any other word, lower case.
    Named(Arc<str>),
}

impl Unit {
    /// Percent, or a difference of percentages.
    pub fn is_percent(&self) -> bool {
        matches!(self, Unit::Percent | Unit::Points)
    }

    /// The unit of a difference by `selisih`: points of percent, rupiah, and points of whatever else.
    pub fn difference(&self) -> Unit {
        match self {
            Unit::Percent | Unit::Points => Unit::Points,
            Unit::Named(word) if &**word == "rupiah" => self.clone(),
            Unit::Named(_) | Unit::Any => Unit::Named("poin".into()),
        }
    }
}

impl UnitOf {
    /// The unit of a result whose values have `common` in common.
    pub fn of(self, common: Unit) -> Unit {
        match self {
            UnitOf::Common => common,
            // Of a square of a unit there is no word.
            UnitOf::Root => {
                if common.is_percent() {
                    Unit::Percent
                } else {
                    Unit::Any
                }
            }
            UnitOf::Plain => Unit::Any,
            UnitOf::Percent => Unit::Percent,
            UnitOf::Points => common.difference(),
        }
    }
}

impl Unit {
    /// The unit a word names.
    pub fn from_word(word: &str) -> Unit {
        match (one_name(word), word.trim().to_lowercase().as_str()) {
            (Some("persen"), _) => Unit::Percent,
            (Some(name), _) => Unit::Named(name.into()),
            (None, "") => Unit::Any,
            (None, "poin") => Unit::Points,
            (None, other) => Unit::Named(other.into()),
        }
    }

    /// Its word; none for [`Unit::Any`].
    pub fn word(&self) -> Option<&str> {
        match self {
            Unit::Any => None,
            Unit::Percent => Some("persen"),
            Unit::Points => Some("poin"),
            Unit::Named(word) => Some(word),
        }
    }

    /// What people see behind a number: `%`, ` poin`, ` dokumen`; nothing for scores and money.
    pub fn suffix(&self) -> String {
        match self {
            Unit::Any => String::new(),
            Unit::Percent => "%".into(),
            Unit::Points => " poin".into(),
            Unit::Named(word) if matches!(&**word, "nilai" | "rupiah" | "indeks" | "skor") => String::new(),
            Unit::Named(word) => format!(" {word}"),
        }
    }

    /// The unit of both, where a number of one may stand for the other; none when they differ.
    pub fn same(&self, other: &Unit) -> Option<Unit> {
        match (self, other) {
            (Unit::Any, unit) | (unit, Unit::Any) => Some(unit.clone()),
            (a, b) if a == b => Some(a.clone()),
            (Unit::Percent | Unit::Points, Unit::Percent | Unit::Points) => Some(Unit::Percent),
            _ => None,
        }
    }
}

impl Unit {
    /// Its word beside another unit: there are points of persen, and points of whatever else.
    pub fn told_apart(&self, beside: &Unit) -> &str {
        match self.word() == beside.word() {
            true if self.is_percent() => "poin persen",
            true => "poin nilai",
            false => self.word().unwrap_or("angka"),
        }
    }
}

/// The unit of a sum, difference or comparison; none when its sides may not stand beside each other. Products are judged
/// by [`super::measure`].
pub fn combine(operator: Operator, left: &Unit, right: &Unit) -> Option<Unit> {
    match operator {
        Operator::Add => match (left, right) {
            (Unit::Points, Unit::Points) => Some(Unit::Points),
            _ => left.same(right),
        },
        Operator::Subtract => match (left, right) {
            // A bare number takes the other side's unit, so 100 − capaian is a difference in points too.
            (Unit::Percent, Unit::Percent | Unit::Any) | (Unit::Any, Unit::Percent) => Some(Unit::Points),
            (Unit::Points, Unit::Points) => Some(Unit::Points),
            _ => left.same(right),
        },
        Operator::Compare(_) => left.same(right),
        Operator::Multiply | Operator::Divide | Operator::Power | Operator::And | Operator::Or => Some(Unit::Any),
    }
}
