//! A checked program: every name resolved, every kind known. What [`crate::plan`] starts from.

#![deny(clippy::wildcard_enum_match_arm)]

mod claim;
pub mod depend;
pub mod ends;
mod example;
mod expr;
mod expressions;
mod files;
mod general;
pub mod grids;
mod hierarchy;
pub mod intervals;
pub mod level;
pub mod measure;
mod order;
mod promise;
pub mod quick;
mod rules;
mod scale;
mod table;
mod title;
pub mod to_date;
pub mod units;
mod versions;
mod words;
mod written;

pub use claim::*;
pub use example::*;
pub use expr::*;
pub use files::*;
pub use general::*;
pub use order::natural;
pub use promise::*;
pub use rules::*;
pub use table::*;
pub use versions::{Named, Versions};
pub use words::*;
pub use written::written_name;

use self::units::Unit;
use crate::data;
use crate::number::Interval;
use crate::source::Span;
use crate::syntax::ast::{Combination, Direction, Precision, Years};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// All rules of a package, ready to plan.
#[derive(Debug, Clone)]
pub struct Program {
    /// What `paket` says.
    pub package: Package,
    /// Everything that has a value, by [`NameId`].
    pub names: Vec<Name>,
    /// The names by their text.
    pub by_code: BTreeMap<String, NameId>,
    /// Every version of every name, by [`DefinitionId`].
    pub definitions: Vec<Definition>,
    /// `aturan capaian`, every version.
    pub achievement_rules: Versions<AchievementRule>,
    /// `aturan predikat`, every version.
    pub band_rules: Versions<BandRule>,
    /// `aturan konversi`, every version.
    pub conversions: Versions<ConversionRule>,
    /// `umum`: defaults for the package and for codes of the data.
    pub generals: Vec<General>,
    /// The definitions of used packages that this one replaces.
    pub replaced: Vec<Replaced>,
    /// The place of each code of the data among those of the files; rules may name some of them before.
    pub data_order: BTreeMap<NameId, usize>,
    /// Codes of the data that only examples name: without data they are there in those examples alone.
    pub example_codes: BTreeSet<NameId>,
    /// Whether data were read: what they do not say of a code, nothing says.
    pub has_met_data: bool,
    /// The direct parts of each thing that has any, in order of code.
    pub parts: BTreeMap<NameId, Vec<NameId>>,
    /// Extra data columns, by [`FieldId`].
    pub fields: Vec<Field>,
    /// Data files in the order named.
    pub data: Vec<DataSource>,
    /// Tables in the order written.
    pub tables: Vec<Table>,
    /// Worked examples.
    pub examples: Vec<Example>,
    /// `pastikan`.
    pub assertions: Vec<Assertion>,
    /// `buktikan`.
    pub promises: Vec<Promise>,
    /// `klaim`.
    pub claims: Vec<Claim>,
}

/// A definition of a used package that this one, or another used one, replaces.
#[derive(Debug, Clone)]
pub struct Replaced {
    /// `aturan capaian Baku (paket capaian) diganti oleh aturan paket ini`
    pub words: String,
    /// The years in which it does.
    pub years: Vec<Years>,
}

/// What `paket` says.
#[derive(Debug, Clone, Default)]
pub struct Package {
    /// Its title, or the name of the folder.
    pub title: String,
    /// Whether it says its title itself.
    pub is_titled: bool,
    /// The year it reports on.
    pub year: Option<i32>,
    /// `periode`, first and last year of the plan (Renstra).
    pub plan: Option<(i32, i32)>,
    /// How computed values are shown unless something nearer says otherwise.
    pub show: Option<Precision>,
    /// Regulation and remarks.
    pub sources: Sources,
}

/// `dasar` and `catatan` of a definition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Regulations it rests on.
    pub basis: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
}

/// Index into [`Program::names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

/// Index into [`Program::definitions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefinitionId(pub u32);

/// Index into [`Program::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u32);

/// A name and its versions in order of time.
#[derive(Debug, Clone)]
pub struct Name {
    /// As written.
    pub code: String,
    /// None overlap.
    pub versions: Vec<DefinitionId>,
}

/// One version of something that has a value.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its name.
    pub name: NameId,
    /// Its words.
    pub label: Option<String>,
    /// Years it speaks for.
    pub in_force: Years,
    /// `satuan`.
    pub unit: Unit,
    /// Nobody says its unit: it is that of its formula.
    pub has_unit_of_formula: bool,
    /// It stands for a code of the data, by an `umum`.
    pub from_data: bool,
    /// The data cell that says its unit, as a reason names it; none when the rules do.
    pub unit_cell: Option<String>,
    /// `skala` and where it is written; without one, values are 0 and up.
    pub scale: Option<(Interval, Span)>,
    /// `langkah`, the grid a person enters values on.
    pub step: Option<Decimal>,
    /// `sasaran`.
    pub goal: Option<String>,
    /// `urutan`: the words it may be, the least first; empty for numbers.
    pub order: Vec<String>,
    /// `triwulan`: how the quarters of a year become one value.
    pub quarters: Option<Combination>,
    /// `triwulan pagu`, `triwulan serapan`: the same of money, where it is declared.
    pub money: MoneyQuarters,
    /// Whether a part without money leaves the sum of the parts without a value; false for `abaikan yang kosong`.
    pub complete: bool,
    /// What it says it is a part of (`induk`).
    pub parent: Option<NameId>,
    /// What it is a part of in which of its years, by `induk`, the data or its code: something
    /// that is there then, unless nothing above it is.
    pub parents: Vec<(Years, NameId)>,
    /// `tampil`.
    pub show: Option<Precision>,
    /// `rumus`, or the right side of `NAMA =`.
    pub formula: Option<Expr>,
    /// `predikat`, the name of a band rule and where it is named.
    pub band: Option<(String, Span)>,
    /// What kind of thing.
    pub kind: Kind,
    /// Regulation and remarks.
    pub sources: Sources,
    /// The head line.
    pub span: Span,
    /// The whole block.
    pub block: Span,
}

/// What kind of thing has the value.
#[derive(Debug, Clone)]
pub enum Kind {
    /// `besaran` or `NAMA =`: a value.
    Quantity,
    /// `indikator`: a value, a target and an achievement.
    Indicator(Indicator),
    /// `kelompok`: members and an achievement.
    Group(Group),
}

/// What only an indicator has.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Which way is better.
    pub direction: Direction,
    /// Whether an `umum` says so and not the indicator itself.
    pub direction_inherited: bool,
    /// The achievement rule and where it is named.
    pub rule: (String, Span),
    /// `target` as a formula.
    pub target: Option<Expr>,
    /// Own cap and rounding; each replaces that of the rule.
    pub steps: Vec<Step>,
    /// Cap and rounding of an `umum` for the whole package; each counts where the rule has none.
    pub defaults: Vec<Step>,
}

/// What only a group has.
#[derive(Debug, Clone)]
pub struct Group {
    /// Members with the place that names them.
    pub members: Vec<(NameId, Span)>,
    /// How the achievement follows from them.
    pub achievement: Expr,
    /// Cap and rounding of the group's own achievement.
    pub steps: Vec<Step>,
    /// `wajib lengkap`; false for `abaikan yang kosong`.
    pub complete: bool,
    /// Whether it says so itself; else its `umum` does.
    pub says_complete: bool,
    /// `bobot`, one for each member, or none at all.
    pub weights: Vec<(NameId, Expr)>,
    /// Whether they may add up to something else (`terima jumlah bobot`).
    pub weights_admitted: bool,
    /// Why years with other members may be compared (`terima anggota berbeda`).
    pub other_members: Option<String>,
    /// Where it says that members of its members may count again (`terima anggota ganda`).
    pub twice_admitted: Option<Span>,
}

impl Program {
    /// The version of a name that speaks for a year.
    pub fn version(&self, name: NameId, year: i32) -> Option<&Definition> {
        self.versions(name).find(|definition| definition.in_force.covers(year))
    }

    /// Every version of a name.
    pub fn versions(&self, name: NameId) -> impl Iterator<Item = &Definition> {
        self.names[name.0 as usize].versions.iter().map(|id| &self.definitions[id.0 as usize])
    }

    /// Every name as it is shown: those of the rules in their order, then the codes of the data in that of the files.
    pub fn in_order(&self) -> Vec<NameId> {
        let mut names: Vec<NameId> = (0..self.names.len() as u32).map(NameId).collect();
        let of_data = |name: &NameId| {
            let mut versions = self.versions(*name).peekable();
            versions.peek().is_some() && versions.all(|version| version.from_data)
        };
        names.sort_by_key(|name| (of_data(name), if of_data(name) { self.data_order.get(name) } else { None }, *name));
        names
    }

    /// The text of a name.
    pub fn code(&self, name: NameId) -> &str {
        &self.names[name.0 as usize].code
    }

    /// Whether the targets of a direction may be ranges under a rule.
    pub fn takes_ranges(&self, direction: Option<Direction>, rule: Option<&str>) -> bool {
        let has_formula = |rule: &&AchievementRule| direction.is_some_and(|way| rule.ranged(way).is_some());
        let mut rules = rule.into_iter().flat_map(|rule| self.achievement_rules.called(rule));
        direction == Some(Direction::Range) || rules.any(|rule| has_formula(&rule))
    }

    /// Whether the target of a definition may be a range; words have none, whatever else their rule serves.
    pub fn has_range_target(&self, definition: &Definition) -> bool {
        let indicator = definition.kind.indicator().filter(|_| definition.order.is_empty());
        indicator.is_some_and(|indicator| self.takes_ranges(Some(indicator.direction), Some(&indicator.rule.0)))
    }

    /// The achievement rule of this name that speaks for a year.
    pub fn achievement_rule(&self, name: &str, year: i32) -> Option<&AchievementRule> {
        self.achievement_rules.called(name).find(|rule| rule.in_force.covers(year))
    }

    /// The conversion of this name that speaks for a year.
    pub fn conversion(&self, name: &str, year: i32) -> Option<&ConversionRule> {
        self.conversions.called(name).find(|rule| rule.in_force.covers(year))
    }

    /// The versions of every `umum` that speaks for a code, each in its years; see [`generals_of`].
    pub fn generals_of(&self, code: &str) -> Vec<(Years, &General)> {
        generals_of(&self.generals, code)
    }

    /// The version of it that speaks for a year.
    pub fn general(&self, code: &str, year: i32) -> Option<&General> {
        self.generals_of(code).into_iter().find(|(years, _)| years.covers(year)).map(|(_, general)| general)
    }

    /// The data column that a role is read from; none for what is computed or only words.
    pub fn field_of(&self, role: Role) -> Option<data::Field> {
        Some(match role {
            Role::Main | Role::Value => data::Field::Value,
            Role::Target => data::Field::Target,
            Role::TargetLow => data::Field::TargetLow,
            Role::TargetHigh => data::Field::TargetHigh,
            Role::Budget => data::Field::Budget,
            Role::Spent => data::Field::Spent,
            Role::Field(id) => data::Field::Extra(self.fields[id.0 as usize].name.as_str().into()),
            Role::RawAchievement | Role::CappedAchievement | Role::Achievement => return None,
            Role::Band | Role::BandWords | Role::Weight | Role::ScaleLow | Role::ScaleHigh => return None,
            Role::Label | Role::Goal | Role::UnitName | Role::Parent | Role::Code => return None,
        })
    }

    /// The role that reads a data column; none for a column that no rule declares.
    pub fn role_of(&self, field: &data::Field) -> Option<Role> {
        Some(match field {
            data::Field::Value => Role::Main,
            data::Field::Target => Role::Target,
            data::Field::TargetLow => Role::TargetLow,
            data::Field::TargetHigh => Role::TargetHigh,
            data::Field::Budget => Role::Budget,
            data::Field::Spent => Role::Spent,
            data::Field::Extra(name) => {
                let id = self.fields.iter().position(|field| field.name == **name)?;
                Role::Field(FieldId(id as u32))
            }
        })
    }

    /// The band rule of this name that speaks for a year.
    pub fn band_rule(&self, name: &str, year: i32) -> Option<&BandRule> {
        self.band_rules.called(name).find(|rule| rule.in_force.covers(year))
    }
}

impl Definition {
    /// One that says nothing but what it is, and where it stands.
    pub fn bare(name: NameId, in_force: Years, kind: Kind, (span, block): (Span, Span)) -> Definition {
        Definition {
            name,
            label: None,
            in_force,
            unit: Unit::Any,
            has_unit_of_formula: false,
            from_data: false,
            unit_cell: None,
            scale: None,
            step: None,
            goal: None,
            order: Vec::new(),
            quarters: None,
            money: MoneyQuarters::default(),
            complete: true,
            parent: None,
            parents: Vec::new(),
            show: None,
            formula: None,
            band: None,
            kind,
            sources: Sources::default(),
            span,
            block,
        }
    }

    /// What it is a part of in a year.
    pub fn parent_in(&self, year: i32) -> Option<NameId> {
        self.parents.iter().find(|(years, _)| years.covers(year)).map(|(_, parent)| *parent)
    }

    /// Whether this kind of thing has a role at all, whatever the data say: a quantity has no target.
    pub fn has(&self, role: Role) -> bool {
        match (role, &self.kind) {
            (Role::Value, Kind::Group(_)) | (Role::Target, Kind::Group(_) | Kind::Quantity) => false,
            (Role::TargetLow | Role::TargetHigh, Kind::Group(_) | Kind::Quantity) => false,
            (Role::Band | Role::BandWords, _) => self.band.is_some(),
            (role, Kind::Quantity) => !role.is_achievement(),
            (_, Kind::Indicator(_) | Kind::Group(_)) => true,
        }
    }
}
