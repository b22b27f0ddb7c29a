//! Where the meaning of two sets of rules differs, one thing at a time.

use super::Side;
use super::joined::Joined;
use super::name_changes::{definition, kind_words};
use super::part::Part;
use super::rule_changes::{achievement, bands, conversion};
use super::said::{only_in, say_dates, several};
use super::stretches::{Stretch, at, whole, years_of};
use crate::program::{Definition, FieldId, General, NameId, Program};
use crate::source::Sources;
use crate::syntax::ast::Years;

/// One difference.
#[derive(Debug, Clone)]
pub struct Change {
    /// What it affects; several things if one `umum` applies to all.
    pub of: Vec<Thing>,
    pub part: Part,
    /// The years in which it applies.
    pub years: Vec<Years>,
    /// The name of the thing: `kelompok IKU`, `aturan predikat Ordinal`.
    pub called: String,
    /// The old version; empty if there was nothing.
    pub before: String,
    /// The new version.
    pub after: String,
    /// The regulation that the new rules name for it.
    pub basis: Option<String>,
}

/// What can change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// `paket`
    Package,
    /// `kolom`: an extra data column
    Field(FieldId),
    /// `data`, by its path
    Data(String),
    /// Something with a value.
    Name(NameId),
    /// `aturan capaian`
    Achievement(String),
    /// `aturan predikat`
    Bands(String),
    /// `aturan konversi`
    Conversion(String),
    /// `tabel`
    Table(String),
    /// `pastikan`, by its message
    Assertion(String),
}

/// Collects the changes of one thing in one period of years.
pub(super) struct Found<'f> {
    all: &'f mut Vec<Raw>,
    pub(super) years: Years,
    /// Whether everything about it comes from an `umum`.
    pub(super) is_inherited: bool,
}

/// A difference in some years.
struct Raw {
    years: Years,
    part: Part,
    before: String,
    after: String,
    is_inherited: bool,
}

impl Found<'_> {
    pub(super) fn add(
        &mut self,
        part: Part,
        differs: bool,
        before: impl FnOnce() -> String,
        after: impl FnOnce() -> String,
    ) {
        let is_inherited = self.is_inherited;
        self.add_of(part, differs, is_inherited, before, after);
    }

    /// The same, for what may come from an `umum`.
    pub(super) fn add_of(
        &mut self,
        part: Part,
        differs: bool,
        is_inherited: bool,
        before: impl FnOnce() -> String,
        after: impl FnOnce() -> String,
    ) {
        if differs {
            self.all.push(Raw { years: self.years, part, before: before(), after: after(), is_inherited });
        }
    }
}

/// Things with versions that can be compared.
trait Versioned {
    fn basis(&self) -> Option<&String>;

    /// The `umum` that makes it from a code of the data, among those of its side.
    fn made_by<'g>(&self, _side: &'g Program) -> Vec<(Years, &'g General)> {
        Vec::new()
    }

    fn compare(found: &mut Found, before: (&Self, &Sources), after: (&Self, &Sources), joined: &Joined);
}

macro_rules! versioned {
    ($type:ty, $compare:expr $(, $($made_by:tt)+)?) => {
        impl Versioned for $type {
            fn basis(&self) -> Option<&String> {
                self.sources.basis.first()
            }

            $($($made_by)+)?

            fn compare(found: &mut Found, before: (&Self, &Sources), after: (&Self, &Sources), joined: &Joined) {
                $compare(found, before, after, joined)
            }
        }
    };
}

versioned!(
    Definition,
    definition,
    fn made_by<'g>(&self, side: &'g Program) -> Vec<(Years, &'g General)> {
        let all = if self.from_data { side.generals_of(side.code(self.name)) } else { Vec::new() };
        all.into_iter().filter(|(_, general)| general.prefix.is_some()).collect()
    }
);
versioned!(crate::program::AchievementRule, achievement);
versioned!(crate::program::BandRule, bands);
versioned!(crate::program::ConversionRule, conversion);

/// Every difference, in the order of things: rules first, then what has a value.
pub fn changes(joined: &Joined, before: Side, after: Side) -> Vec<Change> {
    let (old, new) = (before.sources, after.sources);
    let mut all = super::statements::changes(joined);
    all.extend(super::files::changes(before.program, after.program));
    let mut inherited = Vec::new();
    let mut add = |of: Thing, called: String, found: Vec<(Change, bool)>| {
        for (change, is_inherited) in found {
            let change = Change { of: vec![of.clone()], called: called.clone() + &change.called, ..change };
            if is_inherited { inherited.push(change) } else { all.push(change) }
        }
    };
    let renamed = |now: &str, names: &std::collections::BTreeMap<String, String>| {
        names.iter().find(|(_, other)| *other == now).map(|(was, _)| (was.clone(), now.to_string()))
    };
    for (name, stretches) in &joined.achievements {
        let found = of_thing(joined, stretches, old, new, renamed(name, &joined.renamed.achievements));
        add(Thing::Achievement(name.clone()), format!("aturan capaian {name}"), found);
    }
    for (name, stretches) in &joined.bands {
        let found = of_thing(joined, stretches, old, new, renamed(name, &joined.renamed.bands));
        add(Thing::Bands(name.clone()), format!("aturan predikat {name}"), found);
    }
    for (name, stretches) in &joined.conversions {
        let found = of_thing(joined, stretches, old, new, renamed(name, &joined.renamed.conversions));
        add(Thing::Conversion(name.clone()), format!("aturan konversi {name}"), found);
    }
    for (name, stretches) in &joined.names {
        let sides = || stretches.iter().flat_map(|one| one.sides.iter().rev().flatten());
        let [before, after] = joined.both(*name);
        let Some(one) = after.or(before).or_else(|| sides().next()) else { continue };
        let code = joined.host.code(*name);
        let was = renamed(code, &joined.renamed.names).filter(|_| before.is_some() && after.is_some());
        let found = of_thing(joined, stretches, old, new, was);
        add(Thing::Name(*name), format!("{} {code}", kind_words(one)), found);
    }
    several(inherited, &joined.host).into_iter().for_each(|change| all.push(change));
    all.extend(super::shown::changes(joined, old, new));
    all
}

/// The differences of one thing over the years, and whether they come from an `umum`.
fn of_thing<T: Versioned>(
    joined: &Joined,
    stretches: &[Stretch<T>],
    old: &Sources,
    new: &Sources,
    renamed: Option<(String, String)>,
) -> Vec<(Change, bool)> {
    let mut raw = Vec::new();
    let [before, after] = at(stretches, joined.year);
    let there: [Vec<&T>; 2] = [0, 1].map(|side| stretches.iter().filter_map(|one| one.sides[side].as_ref()).collect());
    let programs = [&joined.frame, &joined.host];
    let made_by = [0, 1].map(|side| there[side].first().map(|one| one.made_by(programs[side])).unwrap_or_default());
    let is_other_version = !joined.is_moved;
    let years = Years { from: Some(joined.year), to: Some(joined.year) };
    let mut say = |part, before, after, is_inherited| raw.push(Raw { years, part, before, after, is_inherited });
    if let Some((was, now)) = renamed {
        say(Part::Renamed, was, now, false);
    }
    let nobody = [0, 1].map(|side| there[side].is_empty());
    match (before.is_some(), after.is_some()) {
        (false, true) if nobody[0] || !is_other_version => {
            comes(&made_by[1], |umum| say(Part::Added, String::new(), umum.0, umum.1))
        }
        (true, false) if nobody[1] || !is_other_version => {
            comes(&made_by[0], |umum| say(Part::Removed, umum.0, String::new(), umum.1))
        }
        (_, _) if nobody[1] => comes(&made_by[0], |umum| say(Part::Removed, umum.0, String::new(), umum.1)),
        (_, _) if nobody[0] => comes(&made_by[1], |umum| say(Part::Added, String::new(), umum.0, umum.1)),
        (_, _) if is_other_version => {
            if let Some([was, is]) = dates(stretches, &made_by) {
                say(Part::Dates, was, is, made_by.iter().all(|one| !one.is_empty()));
            }
        }
        (_, _) => {}
    }
    for one in stretches {
        if let [Some(before), Some(after)] = &one.sides {
            let mut found = Found { all: &mut raw, years: one.years, is_inherited: false };
            T::compare(&mut found, (before, old), (after, new), joined);
        }
    }
    // The same difference in several years is one change.
    let mut apart: Vec<(Raw, Vec<Years>)> = Vec::new();
    for one in raw {
        let is_same = |(other, _): &&mut (Raw, Vec<Years>)| {
            (other.part, &other.before, &other.after) == (one.part, &one.before, &one.after)
        };
        match apart.iter_mut().find(is_same) {
            Some((known, years)) => {
                years.push(one.years);
                known.is_inherited &= one.is_inherited;
            }
            None => {
                let years = vec![one.years];
                apart.push((one, years));
            }
        }
    }
    let told = apart.into_iter().map(|(said, years)| {
        let is_here = years.iter().any(|years| years.covers(joined.year));
        let called = if is_here { String::new() } else { only_in(years.iter().copied()) };
        let there = stretches.iter().find(|one| years.contains(&one.years)).and_then(|one| one.sides[1].as_ref());
        let basis = there.filter(|_| !is_here).or(after).and_then(|one| one.basis().cloned());
        let Raw { part, before, after, is_inherited, .. } = said;
        (Change { of: Vec::new(), part, years, called, before, after, basis }, is_inherited)
    });
    let mut told: Vec<(Change, bool)> = told.collect();
    // Those of the compared year first, each followed by the others of its part.
    let place = |part: Part, all: &[(Change, bool)]| all.iter().position(|(change, _)| change.part == part);
    let order: Vec<Option<usize>> = told.iter().map(|(change, _)| place(change.part, &told)).collect();
    let mut order: Vec<(Option<usize>, bool, (Change, bool))> =
        order.into_iter().zip(told.drain(..)).map(|(at, one)| (at, !one.0.called.is_empty(), one)).collect();
    order.sort_by_key(|(at, is_elsewhere, _)| (*at, *is_elsewhere));
    order.into_iter().map(|(_, _, one)| one).collect()
}

/// Describes what an `umum` makes of a code, if one does, and that it does.
fn comes(made_by: &[(Years, &General)], say: impl FnOnce((String, bool))) {
    let umum =
        made_by.first().and_then(|(_, general)| general.prefix.as_ref()).map(|prefix| format!("umum \"{prefix}\""));
    let is_inherited = umum.is_some();
    say((umum.unwrap_or_default(), is_inherited));
}

/// The years in which something applies before and after, if they differ. For a code of the data these are the years of
/// its `umum`; in which of them it has rows does not depend on the rules.
fn dates<T>(stretches: &[Stretch<T>], made_by: &[Vec<(Years, &General)>; 2]) -> Option<[String; 2]> {
    let counts = [0, 1].map(|side| years_of(stretches, side));
    let ruled = [0, 1].map(|side| match made_by[side].is_empty() {
        true => counts[side].clone(),
        false => whole(made_by[side].iter().map(|(years, _)| *years).collect()),
    });
    let is_one_of_data = made_by[0].is_empty() != made_by[1].is_empty();
    if ruled[0] != ruled[1] {
        return Some(ruled.map(|years| say_dates(&years)));
    }
    (counts[0] != counts[1]).then(|| {
        [0, 1].map(|side| match is_one_of_data && !made_by[side].is_empty() {
            true => "menurut data".to_string(),
            false => say_dates(&counts[side]),
        })
    })
}
