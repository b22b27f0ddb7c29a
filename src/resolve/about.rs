//! What the data say about codes: names, units, parents, and the years in which they stand.

use super::program::*;
use super::units::Unit;
use crate::data::{CellOrigin, Dataset, Field, Key, segments};
use crate::syntax::ast::Years;
use std::collections::BTreeMap;

/// The text columns of the data about codes, by year.
pub(super) struct About<'d> {
    data: &'d Dataset,
    words: BTreeMap<&'d str, BTreeMap<i32, Words<'d>>>,
    /// The cells of `satuan` and `induk`, by code and year.
    units: BTreeMap<(&'d str, i32), CellOrigin>,
    parents: BTreeMap<(&'d str, i32), CellOrigin>,
    /// The first and last year in which codes below a code stand.
    below: BTreeMap<&'d str, (i32, i32)>,
}

/// The words about one code in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words<'d> {
    /// `uraian`: the name of a program, activity or item.
    title: Option<&'d str>,
    /// `indikator`: the words of its indicator.
    indicator: Option<&'d str>,
    /// `sasaran`
    pub(super) goal: Option<&'d str>,
    /// `satuan`
    pub(super) unit: Option<&'d str>,
    /// The unit of the year before, else of the first year that has one, where this one has none.
    pub(super) unit_beside: Option<&'d str>,
    /// `induk`, the code of what it is a part of.
    parent: Option<&'d str>,
}

impl<'d> About<'d> {
    pub(super) fn read(data: &'d Dataset) -> Self {
        // The columns of a code are adjacent.
        let mut of_codes: Vec<(&str, BTreeMap<i32, Words>)> = Vec::new();
        let (mut units, mut parents) = (BTreeMap::new(), BTreeMap::new());
        for (Key { code, field, year, .. }, column) in data.columns() {
            if of_codes.last().is_none_or(|(known, _)| *known != &**code) {
                of_codes.push((code, BTreeMap::new()));
            }
            let Some((_, of_code)) = of_codes.last_mut() else { continue };
            let of_year = of_code.entry(*year).or_default();
            let Field::Extra(name) = field else { continue };
            let name = name.to_lowercase();
            let place = match name.as_str() {
                "uraian" => &mut of_year.title,
                "indikator" => &mut of_year.indicator,
                "sasaran" => &mut of_year.goal,
                "satuan" => &mut of_year.unit,
                "induk" => &mut of_year.parent,
                _ => continue,
            };
            // A quarter without a text does not override one with a text.
            let Some((text, origin)) = column.texts().next() else { continue };
            *place = Some(text);
            let cells = match name.as_str() {
                "satuan" => &mut units,
                "induk" => &mut parents,
                _ => continue,
            };
            if let Some(origin) = origin {
                cells.insert((&**code, *year), origin);
            }
        }
        let mut words: BTreeMap<&str, BTreeMap<i32, Words>> = of_codes.into_iter().collect();
        for of_code in words.values_mut().filter(|years| years.values().any(|words| words.unit.is_some())) {
            let mut beside = of_code.values().find_map(|words| words.unit);
            for words in of_code.values_mut().filter(|words| **words != Words::default()) {
                match words.unit {
                    Some(unit) => beside = Some(unit),
                    None => words.unit_beside = beside,
                }
            }
        }
        let below = years_below(&words);
        About { data, words, units, parents, below }
    }

    /// Whether any year says this about a code.
    pub(super) fn says<T>(&self, code: &str, word: impl Fn(&Words<'d>) -> Option<T>) -> bool {
        self.words.get(code).is_some_and(|years| years.values().any(|words| word(words).is_some()))
    }

    /// The runs of years about which the same is said, which together are the years of a version. A version whose years
    /// say nothing uses those of other years: the latest before it, else the first after it.
    pub(super) fn runs_in<T: PartialEq>(
        &self,
        code: &str,
        in_force: Years,
        word: impl Fn(&Words<'d>) -> Option<T>,
    ) -> Vec<(Years, T)> {
        let said = self.words.get(code).into_iter().flatten().filter_map(|(year, words)| Some((*year, word(words)?)));
        let (inside, mut outside): (Vec<_>, Vec<_>) = said.partition(|(year, _)| in_force.covers(*year));
        let mut runs: Vec<(Years, T)> = Vec::new();
        for (year, said) in inside {
            match runs.last_mut() {
                Some((_, known)) if *known == said => {}
                Some((years, _)) => {
                    years.to = Some(year - 1);
                    runs.push((Years { from: Some(year), to: in_force.to }, said));
                }
                None => runs.push((in_force, said)),
            }
        }
        if runs.is_empty() && !outside.is_empty() {
            let before = outside.iter().rposition(|(year, _)| in_force.from.is_some_and(|from| *year < from));
            let (_, said) = outside.swap_remove(before.unwrap_or(0));
            runs.push((in_force, said));
        }
        runs
    }

    /// The cell with the unit of a code, as seen from a year: in the latest year that gives it.
    pub(super) fn unit_cell(&self, code: &str, years: Years) -> Option<String> {
        let mut cells = self.units.range((code, i32::MIN)..=(code, i32::MAX));
        let inside = cells.clone().rfind(|((_, year), _)| years.covers(*year));
        let (_, origin) = inside.or_else(|| cells.next_back())?;
        Some(self.data.describe(*origin))
    }

    /// The first year of each run of years with the same words; years without any belong to the run before. If the
    /// `umum` has a unit, the unit is not part of the run.
    pub(super) fn runs(&self, code: &str, has_unit: bool) -> Vec<(i32, Words<'d>)> {
        let without_unit = |words: &Words<'d>| Words { unit: None, ..words.clone() };
        let mut runs: Vec<(i32, Words)> = Vec::new();
        for (year, words) in self.words.get(code).into_iter().flatten() {
            let says_nothing = *words == Words::default();
            let words = match runs.last() {
                Some((_, last)) if says_nothing && has_unit => without_unit(last),
                Some(_) if says_nothing => continue,
                _ => words.clone(),
            };
            match runs.last_mut() {
                Some((_, last)) if *last == words => {}
                Some((_, last)) if *last == Words::default() && has_unit && words.unit.is_some() => {
                    *last = without_unit(&words);
                    runs.push((*year, words));
                }
                Some((_, last)) if *last == Words::default() => *last = words,
                _ => runs.push((*year, words)),
            }
        }
        runs
    }

    /// The first year in which a code, or one below it, stands: what its parts add up to needs no row of its own.
    pub(super) fn first_year(&self, code: &str) -> Option<i32> {
        let own = self.words.get(code)?.keys().next().copied();
        own.into_iter().chain(self.below.get(code).map(|(first, _)| *first)).min()
    }

    pub(super) fn last_year(&self, code: &str) -> Option<i32> {
        let own = self.words.get(code)?.keys().next_back().copied();
        own.into_iter().chain(self.below.get(code).map(|(_, last)| *last)).max()
    }

    /// The parent in the row of a year, with its cell; a blank cell says that there is none. A year whose files have
    /// neither such a column nor words belongs to the previous one that has some, as in [`About::runs`].
    pub(super) fn parent(&self, code: &str, year: i32) -> Option<(&'d str, Option<CellOrigin>)> {
        let words = self.words.get(code)?;
        let speaks =
            |(year, words): &(&i32, &Words)| **words != Words::default() || self.data.has_blank_parent(code, **year);
        let said = words.range(..=year).rev().find(speaks).or_else(|| words.iter().find(speaks));
        let (year, parent) = said.and_then(|(year, words)| Some((*year, words.parent?)))?;
        Some((parent, self.parents.get(&(code, year)).copied()))
    }

    /// The years in which codes may get another parent.
    pub(super) fn parent_years(&self) -> impl Iterator<Item = i32> {
        let names_one = |words: &&BTreeMap<i32, Words>| words.values().any(|words| words.parent.is_some());
        self.words.values().filter(names_one).flat_map(|words| words.keys().copied())
    }

    /// Every code and year with a row.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'d str, i32)> {
        self.words.iter().flat_map(|(code, years)| years.keys().map(|year| (*code, *year)))
    }
}

impl<'d> Words<'d> {
    /// What it is called: by the words of its indicator, else by its own.
    pub(super) fn label(&self) -> Option<&'d str> {
        self.indicator.or(self.title)
    }

    pub(super) fn describe(&self, definition: &mut Definition) {
        let text = |word: Option<&str>| word.map(str::to_string);
        definition.label = text(self.label()).or_else(|| definition.label.take());
        definition.goal = text(self.title).or_else(|| text(self.goal)).or_else(|| definition.goal.take());
        // The cells of a row are read in the unit that the row names, whatever its `umum` says about the others. If
        // neither names one, the unit is that of other years.
        let beside = self.unit_beside.filter(|_| definition.unit == Unit::Any);
        if let Some(unit) = self.unit.or(beside) {
            definition.unit = Unit::from_word(unit);
        }
    }
}

/// For each code the years in which codes below it stand that name no other parent.
fn years_below<'d>(words: &BTreeMap<&'d str, BTreeMap<i32, Words<'d>>>) -> BTreeMap<&'d str, (i32, i32)> {
    let mut found: BTreeMap<&str, (i32, i32)> = BTreeMap::new();
    for (&code, years) in words {
        let mut own = years.iter().filter(|(_, words)| words.parent.is_none()).map(|(year, _)| *year);
        let Some(first) = own.next() else { continue };
        let last = own.next_back().unwrap_or(first);
        for above in segments::above(code).filter(|above| words.contains_key(above)) {
            let known = found.entry(above).or_insert((first, last));
            *known = (known.0.min(first), known.1.max(last));
        }
    }
    found
}
