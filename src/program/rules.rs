//! Rules of a checked program: achievements, bands, conversions.

use super::ends::Ends;
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
    /// What the ends of its ranges say of percent.
    pub ends: Ends,
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
    /// What the ends of its ranges say of percent.
    pub ends: Ends,
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

impl Outcome {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Outcome::Value(expr) => expr.span,
            Outcome::Undefined(_, span) => *span,
        }
    }

    /// The formula, where it is one.
    pub fn expr(&self) -> Option<&Expr> {
        match self {
            Outcome::Value(expr) => Some(expr),
            Outcome::Undefined(..) => None,
        }
    }
}

impl AchievementRule {
    /// The formulas it has, for whatever direction.
    pub fn formulas(&self) -> impl Iterator<Item = &Outcome> {
        [&self.higher, &self.lower, &self.range, &self.higher_range, &self.lower_range].into_iter().flatten()
    }

    /// Every expression of it: conditions and what they give, then the formulas.
    pub fn expressions(&self) -> impl Iterator<Item = &Expr> {
        let conditions = self.cases.iter().map(|(condition, _)| condition);
        let outcomes = self.cases.iter().map(|(_, outcome)| outcome).chain(self.formulas());
        conditions.chain(outcomes.filter_map(Outcome::expr))
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

/// The steps that count for an indicator: the nearest cap and the nearest rounding, of its own, of its rule, of the package's
/// `umum`. The rule says in which order they count; one that has not both leaves it to the indicator, then to the `umum`.
pub fn steps_of(rule: &AchievementRule, indicator: &Indicator) -> Vec<Step> {
    let (own, rule, general) = (&*indicator.steps, &*rule.steps, &*indicator.defaults);
    nearest_steps(&[own, rule, general], &[rule, own, general])
}

/// Of several lists the cap and the rounding of the first that has one; in the order of the first of `orders` that has both,
/// else the cap first.
pub fn nearest_steps(lists: &[&[Step]], orders: &[&[Step]]) -> Vec<Step> {
    let of = |cap: bool| lists.iter().find(|steps| steps.iter().any(|step| is_cap(step) == cap)).copied();
    let steps = |cap: bool| of(cap).unwrap_or_default().iter().filter(move |step| is_cap(step) == cap).cloned();
    let order = orders.iter().find(|steps| steps.iter().any(is_cap) && !steps.iter().all(is_cap));
    match order.and_then(|steps| steps.first()) {
        Some(first) if !is_cap(first) => steps(false).chain(steps(true)).collect(),
        Some(_) | None => steps(true).chain(steps(false)).collect(),
    }
}

/// Whether it is `batas`, and not `bulat`.
pub fn is_cap(step: &Step) -> bool {
    matches!(step.kind, StepKind::Cap(_))
}
