//! Rows that leave their unit to others: a blank `satuan` takes that of the same year, else that of its `umum`, else
//! that of other years of the code. Which one is only known when everything is read; if a row was read in another unit,
//! the data are read again, with the unit known.

use super::row_values::unit_word;
use super::rows::{Current, RowReader};
use super::schema::UnitsBeside;
use super::{Dataset, Field};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a row that leaves its unit to others was read.
#[derive(Debug, Clone)]
pub(super) struct Left {
    /// The unit according to the rules.
    ruled: Option<Arc<str>>,
    /// The first and the last year of the rules of a code; none for those of an `umum`.
    years: (Option<i32>, Option<i32>),
}

impl RowReader<'_> {
    /// Records a row whose unit may come from others, and gives it that unit if it is known.
    pub(super) fn take_unit_beside(&self, current: &mut Current, into: &mut Dataset) {
        let (code, year) = (&current.id.code, current.id.year);
        let is_open = current.prefix.is_some() || current.version.is_some_and(|version| version.open_unit);
        // With `--data` no unit in the data counts.
        if !is_open || !self.sheet.is_whole() || self.written_unit(current.row).is_some() {
            return;
        }
        into.left.entry((Arc::clone(code), year)).or_insert_with(|| {
            let own = current.version.filter(|_| current.prefix.is_none());
            Left { ruled: current.unit.clone(), years: own.map_or((None, None), |version| (version.from, version.to)) }
        });
        if let Some(unit) = self.schema.units_beside.get(code).and_then(|years| years.get(&year)) {
            current.unit = Some(Arc::clone(unit));
        }
    }
}

/// The units from other rows for the codes and years of rows without one, if the rules have another one or none.
pub fn units_beside(data: &Dataset) -> UnitsBeside {
    let mut beside = UnitsBeside::new();
    if data.left.is_empty() {
        return beside;
    }
    let mut said: BTreeMap<&str, BTreeMap<i32, Arc<str>>> = BTreeMap::new();
    for (key, column) in data.columns() {
        let is_unit = matches!(&key.field, Field::Extra(name) if name.eq_ignore_ascii_case("satuan"));
        if let Some((text, _)) = column.texts().next().filter(|_| is_unit) {
            said.entry(&*key.code).or_default().entry(key.year).or_insert_with(|| unit_word(text));
        }
    }
    for ((code, year), left) in &data.left {
        let Some(said) = said.get(&**code) else { continue };
        let of_year = said.get(year);
        let unit = if left.ruled.is_none() { of_year.or_else(|| nearest(said, *year, left.years)) } else { of_year };
        if let Some(unit) = unit.filter(|unit| left.ruled.as_ref() != Some(unit)) {
            beside.entry(Arc::clone(code)).or_default().insert(*year, Arc::clone(unit));
        }
    }
    beside
}

/// The unit of the latest year before, else of the first year after it: among the years of one version of the rules,
/// else among all others.
fn nearest(said: &BTreeMap<i32, Arc<str>>, year: i32, (from, to): (Option<i32>, Option<i32>)) -> Option<&Arc<str>> {
    let (from, to) = (from.unwrap_or(i32::MIN), to.unwrap_or(i32::MAX));
    let inside = said.range(from..=to);
    let before = |until: i32| said.range(..until).next_back();
    let own = inside.clone().take_while(|(other, _)| **other < year).last().or_else(|| inside.clone().next());
    own.or_else(|| before(from)).or_else(|| said.iter().next()).map(|(_, unit)| unit)
}
