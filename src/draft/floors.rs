//! Where the scales of things begin whose figures are below 0.

use super::figures::plain;
use super::package::{Known, value};
use super::things::Thing;
use crate::number::Exact;
use crate::program::units::Unit;
use std::collections::BTreeMap;

impl Known<'_> {
    /// Where the scale of a thing with a figure below 0 begins. Its own figure is no end that anybody set: it is the next power of ten
    /// below all figures of its unit, which for percent of growth is -100%.
    pub fn floor(&self, thing: &Thing) -> Option<String> {
        self.least(thing).filter(Exact::is_negative)?;
        let least = self.once.least.get_or_init(|| self.least_of_units()).get(&thing.unit)?;
        let is_percent = thing.unit.as_deref().is_some_and(|unit| Unit::from_word(unit).is_percent());
        let mut floor = if is_percent { -Exact::HUNDRED } else { Exact::from(-10) };
        while floor > *least {
            floor = floor * Exact::from(10);
        }
        Some(format!("{}{}", plain(&floor), if is_percent { "%" } else { "" }))
    }

    /// The least figure of each unit.
    fn least_of_units(&self) -> BTreeMap<Option<String>, Exact> {
        let mut all: BTreeMap<Option<String>, Exact> = BTreeMap::new();
        for (thing, least) in self.things.iter().filter_map(|thing| Some((thing, self.least(thing)?))) {
            let known = all.entry(thing.unit.clone()).or_insert_with(|| least.clone());
            *known = least.min(known.clone());
        }
        all
    }

    /// The least figure of a thing.
    fn least(&self, thing: &Thing) -> Option<Exact> {
        let columns = self.measured.years.iter().flat_map(|year| [year.target, year.real]).flatten();
        let columns = columns.chain(self.quarters().into_iter().map(|(at, _)| at));
        let columns = columns.chain(self.aim_columns().iter().copied());
        columns.filter_map(|at| value(self.shape.cell(at, thing.row))).min()
    }
}
