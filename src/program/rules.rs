//! Rules of a checked program: achievements, bands, conversions.

use super::units::Unit;
use super::{Expr, Indicator, Sources};
use crate::number::Interval;
use crate::source::Span;
use crate::syntax::ast::{Direction, Precision, Years};

/// What happens to an achievement after its formula, in the order written.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Cap or rounding.
    pub kind: StepKind,
    /// The line that says so.
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
    /// `rentang`
    pub range: Option<Outcome>,
    /// `rentang makin tinggi`
    pub higher_range: Option<Outcome>,
    /// `rentang makin rendah`
    pub lower_range: Option<Outcome>,
    /// Cap and rounding in order.
    pub steps: Vec<Step>,
    /// `tampil`
    pub show: Option<Precision>,
    /// Why it may reward the wrong way (`terima arah terbalik`), with the place.
    pub backwards: Option<(String, Span)>,
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
    /// The unit of the values it grades and what says so: `satuan`, or a range with `%`.
    pub unit: Option<(Unit, Span)>,
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
    /// Why there is none, in the words of the rules.
    pub reason: String,
    /// The range as written.
    pub range_span: Span,
    /// The whole line.
    pub span: Span,
}

/// `aturan konversi`: a map in pieces.
#[derive(Debug, Clone)]
pub struct ConversionRule {
    /// Its name.
    pub name: String,
    /// Years it speaks for.
    pub in_force: Years,
    /// Rounding of the value before it is looked up.
    pub round: Option<Precision>,
    /// In the order written.
    pub pieces: Vec<Piece>,
    /// Why it may jump (`terima loncatan`), with the place.
    pub jump: Option<(String, Span)>,
    /// Regulation and remarks.
    pub sources: Sources,
    /// The head line.
    pub span: Span,
    /// The whole block.
    pub block: Span,
}

/// One piece of a conversion.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What it speaks for.
    pub from: PieceFrom,
    /// What it gives; `nilai` is `ExprKind::Argument`.
    pub value: Expr,
    /// The range or word as written.
    pub from_span: Span,
    /// The whole line.
    pub span: Span,
}

/// What a piece speaks for.
#[derive(Debug, Clone, PartialEq)]
pub enum PieceFrom {
    /// Numbers.
    Range(Interval),
    /// A word.
    Text(String),
}

impl AchievementRule {
    /// The formulas it has, for whatever direction.
    pub fn formulas(&self) -> impl Iterator<Item = &Outcome> {
        [&self.higher, &self.lower, &self.range, &self.higher_range, &self.lower_range].into_iter().flatten()
    }

    /// The formula for targets of a direction that are ranges; that of `rentang` alone is its only one.
    pub fn ranged(&self, direction: Direction) -> &Option<Outcome> {
        match direction {
            Direction::Higher => &self.higher_range,
            Direction::Lower => &self.lower_range,
            Direction::Range => &None,
        }
    }

    /// Every formula for a direction, the one for single targets first.
    pub fn formulas_for(&self, direction: Direction) -> impl Iterator<Item = &Outcome> {
        self.formula(direction).iter().chain(self.ranged(direction))
    }

    /// The formula for a direction.
    pub fn formula(&self, direction: Direction) -> &Option<Outcome> {
        match direction {
            Direction::Higher => &self.higher,
            Direction::Lower => &self.lower,
            Direction::Range => &self.range,
        }
    }
}

/// The steps that count for an indicator: its own, else those of its rule, else those of the package's `umum`.
pub fn steps_of(rule: &AchievementRule, indicator: &Indicator) -> Vec<Step> {
    effective_steps(&effective_steps(&indicator.defaults, &rule.steps), &indicator.steps)
}

/// The steps that count when an indicator has its own: the nearest cap and the nearest rounding each replace that of the
/// rule where it stands; a cap the rule has not comes first, a rounding last. Where the indicator has both, they count in
/// the order it writes them.
pub fn effective_steps(rule: &[Step], own: &[Step]) -> Vec<Step> {
    let is_cap = |step: &Step| matches!(step.kind, StepKind::Cap(_));
    let own_cap = own.iter().find(|step| is_cap(step));
    let own_round = own.iter().find(|step| !is_cap(step));
    if own_cap.is_some() && own_round.is_some() {
        return own.to_vec();
    }
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
