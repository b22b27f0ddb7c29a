//! A checked program: every name resolved, every kind known. What [`crate::plan`] starts from.

mod expr;
mod table;

pub use expr::*;
pub use table::*;

use super::units::Unit;
use crate::number::Interval;
use crate::source::Span;
use crate::syntax::ast::{Direction, NumberFormat, Period, Precision, Years};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

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
    pub achievement_rules: Vec<AchievementRule>,
    /// `aturan predikat`, every version.
    pub band_rules: Vec<BandRule>,
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
}

/// What `paket` says.
#[derive(Debug, Clone, Default)]
pub struct Package {
    /// Its title, or the name of the folder.
    pub title: String,
    /// The year it reports on.
    pub year: Option<i32>,
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
    /// `skala` and where it is written; without one, values are 0 and up.
    pub scale: Option<(Interval, Span)>,
    /// `langkah`, the grid a person enters values on.
    pub step: Option<Decimal>,
    /// `sasaran`.
    pub goal: Option<String>,
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
    /// The achievement rule and where it is named.
    pub rule: (String, Span),
    /// `target` as a formula.
    pub target: Option<Expr>,
    /// Own cap and rounding; each replaces that of the rule.
    pub steps: Vec<Step>,
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
}

/// What happens to an achievement after its formula, in the order written.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// Where.
    pub span: Span,
}

/// A cap or a rounding.
#[derive(Debug, Clone, PartialEq)]
pub enum StepKind {
    /// `batas`
    Cap(Interval),
    /// `bulat`
    Round(Precision),
}

/// `aturan capaian`
#[derive(Debug, Clone)]
pub struct AchievementRule {
    /// Its name.
    pub name: String,
    /// Years it speaks for.
    pub in_force: Years,
    /// `jika` in order; the first that holds decides.
    pub cases: Vec<(Expr, Outcome)>,
    /// `makin tinggi`
    pub higher: Option<Outcome>,
    /// `makin rendah`
    pub lower: Option<Outcome>,
    /// Cap and rounding in order.
    pub steps: Vec<Step>,
    /// `tampil`
    pub show: Option<Precision>,
    /// Regulation and remarks.
    pub sources: Sources,
    /// The head line.
    pub span: Span,
    /// The whole block.
    pub block: Span,
}

/// What a case gives.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// A number.
    Value(Expr),
    /// `tidak terdefinisi`, with its reason.
    Undefined(String, Span),
}

/// `aturan predikat`
#[derive(Debug, Clone)]
pub struct BandRule {
    /// Its name.
    pub name: String,
    /// Years it speaks for.
    pub in_force: Years,
    /// Rounding for the decision only.
    pub round: Option<Precision>,
    /// In the order written.
    pub bands: Vec<Band>,
    /// Ranges that have no grade on purpose, with the reason.
    pub uncovered: Vec<Uncovered>,
    /// Grades that may stay unreachable (none: every one), with the place.
    pub accepted: Vec<(Option<String>, Span)>,
    /// Regulation and remarks.
    pub sources: Sources,
    /// The head line.
    pub span: Span,
    /// The whole block.
    pub block: Span,
}

/// One band.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Values it speaks for.
    pub range: Interval,
    /// The grade, which is compared.
    pub grade: String,
    /// Its words.
    pub words: Option<String>,
    /// The range as written.
    pub range_span: Span,
    /// The whole line.
    pub span: Span,
}

/// A range without a grade on purpose.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncovered {
    /// Values it speaks for.
    pub range: Interval,
    /// Why.
    pub reason: String,
    /// The range as written.
    pub range_span: Span,
    /// The whole line.
    pub span: Span,
}

/// An extra data column.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name rules use.
    pub name: String,
    /// The header in the file.
    pub header: String,
    /// Text instead of numbers.
    pub is_text: bool,
    /// Its unit.
    pub unit: Unit,
    /// Where it is declared.
    pub span: Span,
}

/// A data file.
#[derive(Debug, Clone)]
pub struct DataSource {
    /// Path relative to the package, with forward slashes.
    pub path: String,
    /// `angka id` or `angka en`.
    pub format: Option<NumberFormat>,
    /// The path as written.
    pub span: Span,
}

/// `contoh`
#[derive(Debug, Clone)]
pub struct Example {
    /// Its words.
    pub title: String,
    /// The year, when stated.
    pub year: Option<i32>,
    /// `diketahui`
    pub given: Vec<(ValueRef, Expr, Span)>,
    /// `hasil`
    pub expected: Vec<(Expr, Expr, Span)>,
    /// The head line.
    pub span: Span,
}

/// `pastikan`
#[derive(Debug, Clone)]
pub struct Assertion {
    /// What has to hold.
    pub condition: Expr,
    /// Its words.
    pub message: String,
    /// Years it speaks for.
    pub in_force: Years,
    /// The head line.
    pub span: Span,
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

    /// The text of a name.
    pub fn code(&self, name: NameId) -> &str {
        &self.names[name.0 as usize].code
    }

    /// The achievement rule of this name that speaks for a year.
    pub fn achievement_rule(&self, name: &str, year: i32) -> Option<&AchievementRule> {
        self.achievement_rules.iter().find(|rule| rule.name == name && rule.in_force.covers(year))
    }

    /// The band rule of this name that speaks for a year.
    pub fn band_rule(&self, name: &str, year: i32) -> Option<&BandRule> {
        self.band_rules.iter().find(|rule| rule.name == name && rule.in_force.covers(year))
    }
}

/// The steps that count when an indicator has its own: the nearest cap and the nearest rounding each replace that of the
/// rule where it stands; a cap the rule has not comes first, a rounding last.
pub fn effective_steps(rule: &[Step], own: &[Step]) -> Vec<Step> {
    let is_cap = |step: &Step| matches!(step.kind, StepKind::Cap(_));
    let own_cap = own.iter().find(|step| is_cap(step));
    let own_round = own.iter().find(|step| !is_cap(step));
    let mut steps: Vec<Step> = rule
        .iter()
        .map(|step| if is_cap(step) { own_cap.unwrap_or(step) } else { own_round.unwrap_or(step) })
        .cloned()
        .collect();
    if let (Some(cap), false) = (own_cap, rule.iter().any(is_cap)) {
        steps.insert(0, cap.clone());
    }
    if let (Some(round), true) = (own_round, rule.iter().all(is_cap)) {
        steps.push(round.clone());
    }
    steps
}
