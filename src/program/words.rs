//! The order of words: of those that `urutan` names, and of the grades of a band rule. Told here alone.

use super::intervals::start;
use super::{Band, BandRule, Definition, NameId, Program, Role};
use std::collections::HashSet;
use std::sync::Arc;

/// The words that a value can be, lowest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordOrder<'p> {
    /// Who says so.
    pub of: OrderOf<'p>,
    /// The words; one may stand in two places.
    pub words: Vec<&'p str>,
}

/// Who gives words their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderOf<'p> {
    /// `urutan` of a name.
    Name(NameId),
    /// The grades of a band rule, by its name.
    Bands(&'p str),
    /// The words of those grades.
    BandWords(&'p str),
}

impl Program {
    /// The order of what a version has in a role, under the rules of a year; none where it is no word with an order.
    pub fn word_order<'p>(&'p self, definition: &'p Definition, role: Role, year: i32) -> Option<WordOrder<'p>> {
        match role {
            Role::Band | Role::BandWords => {
                let (rule, _) = definition.band.as_ref()?;
                let rule = self.band_rule(rule, year)?;
                Some(if role == Role::Band { rule.order() } else { rule.order_of_words() })
            }
            Role::Main | Role::Value | Role::Target => definition.own_order(),
            Role::RawAchievement
            | Role::CappedAchievement
            | Role::Achievement
            | Role::Label
            | Role::Code
            | Role::Goal
            | Role::UnitName
            | Role::Parent
            | Role::TargetLow
            | Role::TargetHigh
            | Role::ScaleLow
            | Role::ScaleHigh
            | Role::Weight
            | Role::Budget
            | Role::Spent
            | Role::Field(_) => None,
        }
    }
}

impl Definition {
    /// What `urutan` says; none for numbers.
    pub fn own_order(&self) -> Option<WordOrder<'_>> {
        let words = self.order.iter().map(String::as_str).collect();
        (!self.order.is_empty()).then_some(WordOrder { of: OrderOf::Name(self.name), words })
    }
}

impl BandRule {
    /// Its grades.
    pub fn order(&self) -> WordOrder<'_> {
        let words = self.ascending().map(|band| band.grade.as_str()).collect();
        WordOrder { of: OrderOf::Bands(&self.name), words }
    }

    /// Their words, where they have some.
    pub fn order_of_words(&self) -> WordOrder<'_> {
        let words = self.ascending().map(|band| band.words.as_deref().unwrap_or(&band.grade)).collect();
        WordOrder { of: OrderOf::BandWords(&self.name), words }
    }

    fn ascending(&self) -> impl Iterator<Item = &Band> {
        let mut bands: Vec<&Band> = self.bands.iter().collect();
        bands.sort_by(|a, b| start(a.range.lo()).cmp(&start(b.range.lo())));
        bands.into_iter()
    }
}

impl<'p> WordOrder<'p> {
    /// A word that stands in two places with another between them. Side by side they are one place.
    pub fn twice(&self) -> Option<&'p str> {
        let mut places = self.words.clone();
        places.dedup();
        let mut known = HashSet::new();
        places.into_iter().find(|word| !known.insert(*word))
    }

    /// The words as a plan holds them.
    pub fn shared(&self) -> Arc<[Arc<str>]> {
        self.words.iter().map(|word| (*word).into()).collect()
    }

    /// What it is called: `urutan X` or `predikat Skala`.
    pub fn title(&self, program: &Program) -> String {
        match self.of {
            OrderOf::Name(name) => format!("urutan {}", program.code(name)),
            OrderOf::Bands(rule) => format!("predikat {rule}"),
            OrderOf::BandWords(rule) => format!("sebutan {rule}"),
        }
    }

    /// The order that holds both: the same, or what one of them became when words were added. None where they differ.
    pub fn with(&self, other: &WordOrder<'p>) -> Option<WordOrder<'p>> {
        let (long, short) = if self.words.len() < other.words.len() { (other, self) } else { (self, other) };
        let mut rest = long.words.iter();
        short.words.iter().all(|word| rest.any(|known| known == word)).then(|| long.clone())
    }
}
