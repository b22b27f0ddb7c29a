//! What two sets of rules mean differently, one thing at a time.

use super::joined::Joined;
use super::name_changes::{definition, kind_words};
use super::rule_changes::{achievement, bands, conversion};
use super::said::{only_in, say_dates, several};
use super::stretches::{Stretch, at};
use crate::program::{Definition, FieldId, NameId, Program};
use crate::source::Sources;
use crate::syntax::ast::Years;

/// One difference.
#[derive(Debug, Clone)]
pub struct Change {
    /// Where it is; several things, where one `umum` says it of all.
    pub of: Vec<Thing>,
    /// What of it.
    pub part: Part,
    /// The years in which it counts.
    pub years: Vec<Years>,
    /// How the thing is called: `kelompok IKU`, `aturan predikat Ordinal`.
    pub called: String,
    /// As it was; empty where there was nothing.
    pub before: String,
    /// As it is.
    pub after: String,
    /// The regulation that the rules of now name for it.
    pub basis: Option<String>,
}

/// What has a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// `paket`
    Package,
    /// `kolom`: a further column of the data
    Field(FieldId),
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
    /// `pastikan`, by its words
    Assertion(String),
}

/// What of a thing is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It counts in other years.
    Dates,
    /// It is called otherwise.
    Renamed,
    /// Its words are others.
    Label,
    /// Its `sasaran` is another.
    Goal,
    /// The years of the plan (`periode`).
    Period,
    /// The year that is reported on.
    Year,
    /// What it is a part of.
    Parent,
    /// What it admits (`terima`).
    Admitted,
    /// It is another kind of thing.
    Kind,
    /// Its formula, or the formulas and cases of a rule.
    Formula,
    /// Its target by a formula.
    Target,
    /// Which way is better.
    Direction,
    /// The rule of its achievement.
    Rule,
    /// Caps alone.
    Cap,
    /// Roundings alone.
    Rounding,
    /// Caps and roundings.
    Steps,
    /// The rule of its grades.
    BandRule,
    /// Its unit.
    Unit,
    /// Its scale.
    Scale,
    /// The step of its values.
    Step,
    /// The words it may be.
    Order,
    /// How quarters become a year.
    Quarters,
    /// Members of a group.
    Members,
    /// Weights.
    Weights,
    /// Whether blanks are passed over.
    Blanks,
    /// The bands, or the pieces of a conversion.
    Rows,
    /// The rounding before a band is looked up.
    RowRounding,
    /// The heading of a table.
    Title,
    /// How many decimals are shown.
    Show,
    /// The rows of a table.
    TableRows,
    /// A column: its value, its title, its place.
    Column,
    /// A footer.
    Footer,
    /// A subtotal.
    Subtotal,
    /// Which rows are left out.
    Filter,
    /// In which order they stand.
    Sort,
    /// By what they stand together.
    Grouping,
    /// A table beside another.
    Beside,
    /// What has to hold.
    Condition,
    /// Of what it need not hold.
    Except,
}

impl Part {
    /// What is said of it.
    pub fn words(self) -> &'static str {
        match self {
            Part::Added => "baru",
            Part::Removed => "dihapus",
            Part::Dates => "berlaku",
            Part::Renamed => "nama",
            Part::Label => "uraian",
            Part::Goal => "sasaran",
            Part::Period => "periode",
            Part::Year => "tahun",
            Part::Parent => "induk",
            Part::Admitted => "terima",
            Part::Kind => "jenis",
            Part::Formula => "rumus",
            Part::Target => "target",
            Part::Direction => "arah",
            Part::Rule => "aturan capaian",
            Part::Cap => "batas",
            Part::Rounding => "pembulatan",
            Part::Steps => "batas dan pembulatan",
            Part::BandRule => "aturan predikat",
            Part::Unit => "satuan",
            Part::Scale => "skala",
            Part::Step => "langkah",
            Part::Order => "urutan",
            Part::Quarters => "triwulan",
            Part::Members => "anggota",
            Part::Weights => "bobot",
            Part::Blanks => "isian kosong",
            Part::Rows => "rentang",
            Part::RowRounding => "pembulatan sebelum rentang",
            Part::Title => "judul",
            Part::Show => "tampil",
            Part::TableRows => "baris",
            Part::Column => "kolom",
            Part::Footer => "penutup",
            Part::Subtotal => "subtotal",
            Part::Filter => "saring",
            Part::Sort => "urut",
            Part::Grouping => "kelompokkan",
            Part::Beside => "sanding",
            Part::Condition => "syarat",
            Part::Except => "kecuali",
        }
    }

    /// Whether making it can move a value.
    pub fn can_be_made(self) -> bool {
        !matches!(self, Part::Renamed | Part::Step | Part::Label | Part::Goal | Part::Year) && !self.is_shown()
    }

    /// Whether it is of what tables show or of what has to hold, on which no value rests.
    fn is_shown(self) -> bool {
        match self {
            Part::Title | Part::Show | Part::TableRows | Part::Column | Part::Footer | Part::Subtotal => true,
            Part::Filter | Part::Sort | Part::Grouping | Part::Beside | Part::Condition | Part::Except => true,
            Part::Added | Part::Removed | Part::Dates | Part::Renamed | Part::Label | Part::Parent => false,
            Part::Admitted | Part::Kind | Part::Formula | Part::Target | Part::Direction | Part::Rule => false,
            Part::Cap | Part::Rounding | Part::Steps | Part::BandRule | Part::Unit | Part::Scale | Part::Step => false,
            Part::Goal | Part::Period | Part::Year => false,
            Part::Order | Part::Quarters | Part::Members | Part::Weights | Part::Blanks => false,
            Part::Rows | Part::RowRounding => false,
        }
    }

    /// Whether it says that something is there or not.
    pub fn is_presence(self) -> bool {
        matches!(self, Part::Added | Part::Removed | Part::Dates)
    }
}

/// Collects the changes of one thing in one stretch of years.
pub(super) struct Found<'f> {
    all: &'f mut Vec<Raw>,
    pub(super) years: Years,
    /// Whether an `umum` says everything of it.
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

    /// The same, of what an `umum` may say.
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

/// What has versions that can be compared.
trait Versioned {
    fn basis(&self) -> Option<&String>;

    fn compare(found: &mut Found, before: (&Self, &Sources), after: (&Self, &Sources), host: &Program);
}

macro_rules! versioned {
    ($type:ty, $compare:expr) => {
        impl Versioned for $type {
            fn basis(&self) -> Option<&String> {
                self.sources.basis.first()
            }

            fn compare(found: &mut Found, before: (&Self, &Sources), after: (&Self, &Sources), host: &Program) {
                $compare(found, before, after, host)
            }
        }
    };
}

versioned!(Definition, definition);
versioned!(crate::program::AchievementRule, achievement);
versioned!(crate::program::BandRule, bands);
versioned!(crate::program::ConversionRule, conversion);

/// Every difference, in the order of things: rules, then what has a value.
pub fn changes(joined: &Joined, old: &Sources, new: &Sources) -> Vec<Change> {
    let mut all = super::statements::changes(joined);
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

/// The differences of one thing over the years, and whether an `umum` says them.
fn of_thing<T: Versioned>(
    joined: &Joined,
    stretches: &[Stretch<T>],
    old: &Sources,
    new: &Sources,
    renamed: Option<(String, String)>,
) -> Vec<(Change, bool)> {
    let mut raw = Vec::new();
    let [before, after] = at(stretches, joined.year);
    let is_there = |side: usize| stretches.iter().any(|one| one.sides[side].is_some());
    let is_other_version = !joined.is_moved;
    let years = Years { from: Some(joined.year), to: Some(joined.year) };
    let mut say = |part, before, after| raw.push(Raw { years, part, before, after, is_inherited: false });
    if let Some((was, now)) = renamed {
        say(Part::Renamed, was, now);
    }
    match (before.is_some(), after.is_some(), is_there(0), is_there(1)) {
        (false, true, false, _) => say(Part::Added, String::new(), String::new()),
        (false, true, true, _) if !is_other_version => say(Part::Added, String::new(), String::new()),
        (true, false, _, false) => say(Part::Removed, String::new(), String::new()),
        (true, false, _, true) if !is_other_version => say(Part::Removed, String::new(), String::new()),
        (_, _, true, false) => say(Part::Removed, String::new(), String::new()),
        (_, _, false, true) => say(Part::Added, String::new(), String::new()),
        (_, _, _, _) => {
            let [was, is] = [0, 1].map(|side| super::stretches::years_of(stretches, side));
            if is_other_version && was != is {
                say(Part::Dates, say_dates(&was), say_dates(&is));
            }
        }
    }
    for one in stretches {
        if let [Some(before), Some(after)] = &one.sides {
            let mut found = Found { all: &mut raw, years: one.years, is_inherited: false };
            T::compare(&mut found, (before, old), (after, new), &joined.host);
        }
    }
    // What is said alike of several years is one change.
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
    // Those of the year at hand first, each with the others of its part.
    let place = |part: Part, all: &[(Change, bool)]| all.iter().position(|(change, _)| change.part == part);
    let order: Vec<Option<usize>> = told.iter().map(|(change, _)| place(change.part, &told)).collect();
    let mut order: Vec<(Option<usize>, bool, (Change, bool))> =
        order.into_iter().zip(told.drain(..)).map(|(at, one)| (at, !one.0.called.is_empty(), one)).collect();
    order.sort_by_key(|(at, is_elsewhere, _)| (*at, *is_elsewhere));
    order.into_iter().map(|(_, _, one)| one).collect()
}
