//! Other conventions by which reports are computed, each laid over the plan: where a slot is met, another cell in its place.

use super::world::World;
use crate::data::{Content, Field, Key};
use crate::eval::{self, Cell, Evaluation, Value};
use crate::number::{Exact, Places, Rounding};
use crate::plan::{AggregateOp, Op, Plan, SlotId, Takes};
use crate::program::{Aggregate, Role};

/// A convention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// No value is held inside a range.
    NoCap,
    /// Achievements are held inside 0..100.
    Cap,
    /// Values are rounded before others are computed from them.
    RoundedFirst(i32),
    /// Quotients are rounded before they become percent.
    RoundedQuotient(i32),
    /// A mean over one more, or one less.
    Divisor(i32),
    /// A mean over those that have parts.
    Parents,
    /// A mean over those that have none.
    Leaves,
    /// A sum is its last value.
    SumAsLast,
    /// A sum is a mean.
    SumAsMean,
    /// A mean is a sum.
    MeanAsSum,
    /// A weighted mean is a plain one.
    NoWeights,
    /// Weights of two decimals: 0,11 for 1/9.
    ShortWeights,
    /// The target of another year.
    TargetOf(i32),
    /// The realisation of another year.
    ValueOf(i32),
    /// `T / R` in the place of `R / T`.
    Inverse,
    /// `R / T`.
    Ratio,
    /// `(2T − R) / T`.
    Mirrored,
    /// `1 − R / T`.
    OneLess,
    /// `R − T`.
    Difference,
    /// The target stands for the realisation.
    Reached,
    /// Another one, and no value is held inside a range.
    Uncapped(Box<Way>),
}

/// Whether a value is how many there are of something, or a place among them.
pub(super) fn is_count(plan: &Plan, slot: SlotId) -> bool {
    let counts = |aggregate| matches!(aggregate, Aggregate::Count | Aggregate::CountIf | Aggregate::Place);
    matches!(&plan.slot(plan.plain(slot)).op, Op::Aggregate(op) if counts(op.aggregate))
}

impl Way {
    /// Those that are laid over the plan, the likeliest first.
    pub fn all() -> Vec<Way> {
        let mut all = vec![Way::NoCap, Way::Cap];
        all.extend([2, 1, 0].map(Way::RoundedFirst));
        all.extend([2, 3, 4].map(Way::RoundedQuotient));
        all.extend([Way::Divisor(1), Way::Divisor(-1), Way::Parents, Way::Leaves]);
        all.extend([Way::SumAsLast, Way::SumAsMean, Way::MeanAsSum, Way::NoWeights, Way::ShortWeights]);
        all.extend([-1, 1, 2].into_iter().flat_map(|by| [Way::TargetOf(by), Way::ValueOf(by)]));
        all.extend([Way::Inverse, Way::OneLess, Way::Difference, Way::Reached]);
        all
    }

    /// The formulas that most rules have for one direction and for the other, where these rules have but one.
    pub fn formulas() -> [Way; 2] {
        [Way::Ratio, Way::Mirrored]
    }

    /// Those that are laid over the plan without its caps, where no single one explains a figure.
    pub fn uncapped() -> Vec<Way> {
        let all = [-1, 1, 2].into_iter().flat_map(|by| [Way::TargetOf(by), Way::ValueOf(by)]);
        let all = all.chain([2, 1, 0].map(Way::RoundedFirst)).chain([Way::Divisor(1), Way::Divisor(-1)]);
        all.map(|way| Way::Uncapped(Box::new(way))).collect()
    }

    /// Whether it takes what the year before or after has.
    pub fn is_of_year(&self) -> bool {
        if let Way::Uncapped(way) = self {
            return way.is_of_year();
        }
        matches!(self, Way::TargetOf(-1 | 1) | Way::ValueOf(-1 | 1))
    }

    /// Its name, as the finding says it.
    pub fn words(&self) -> String {
        match self {
            Way::NoCap => "tanpa batas capaian".into(),
            Way::Cap => "dibatasi 0 sampai 100".into(),
            Way::RoundedFirst(places) => format!("masukannya dibulatkan dahulu sampai {places} desimal"),
            Way::RoundedQuotient(places) => format!("hasil baginya dibulatkan dahulu sampai {places} desimal"),
            Way::Divisor(1) => "rata-rata dibagi satu lebih banyak (n + 1)".into(),
            Way::Divisor(_) => "rata-rata dibagi satu lebih sedikit (n − 1)".into(),
            Way::Parents => "rata-rata atas induknya saja".into(),
            Way::Leaves => "rata-rata atas rinciannya saja".into(),
            Way::SumAsLast => "nilai terakhir, bukan jumlah".into(),
            Way::SumAsMean => "rata-rata, bukan jumlah".into(),
            Way::MeanAsSum => "jumlah, bukan rata-rata".into(),
            Way::NoWeights => "rata-rata tanpa bobot".into(),
            Way::ShortWeights => "bobot dibulatkan sampai dua desimal".into(),
            Way::TargetOf(by) => format!("target {}", other_year(*by)),
            Way::ValueOf(by) => format!("realisasi {}", other_year(*by)),
            Way::Inverse => "target dibagi realisasi".into(),
            Way::Ratio => "realisasi dibagi target".into(),
            Way::Mirrored => "rumus arah sebaliknya: (2 × target − realisasi) / target".into(),
            Way::OneLess => "100 dikurangi realisasi per target".into(),
            Way::Difference => "realisasi dikurangi target".into(),
            Way::Reached => "realisasi dianggap sama dengan target".into(),
            Way::Uncapped(way) => format!("{}, tanpa batas capaian", way.words()),
        }
    }

    /// The cell of a slot under this convention, where it is another one.
    pub fn instead(&self, world: &World, done: &Evaluation, slot: SlotId, goal: SlotId) -> Option<Cell> {
        let op = &world.plan().slot(slot).op;
        match self {
            Way::NoCap => uncapped(op, done),
            Way::Uncapped(way) => uncapped(op, done).or_else(|| way.instead(world, done, slot, goal)),
            Way::Cap => {
                let value = number(done, slot)?;
                let is_share = is_achievement(world, slot) || slot == goal && world.plan().slot(slot).unit.is_percent();
                let within = value.clone().max(Exact::ZERO).min(Exact::HUNDRED);
                (is_share && within != *value).then(|| cell(within))
            }
            Way::RoundedFirst(places) => {
                let is_value = world
                    .role(slot)
                    .is_some_and(|(_, role, _)| role.is_achievement() || matches!(role, Role::Value | Role::Main));
                let is_ratio = matches!(op, Op::Percentage(_));
                ((is_value || is_ratio) && world.key(slot) != world.key(goal)).then(|| rounded(done, slot, *places))?
            }
            Way::RoundedQuotient(places) => {
                let is_before = matches!(op, Op::Divide(..)) && world.key(slot) != world.key(goal);
                is_before.then(|| rounded(done, slot, *places))?
            }
            Way::Divisor(_) | Way::Parents | Way::Leaves | Way::MeanAsSum | Way::NoWeights | Way::ShortWeights => {
                let Op::Aggregate(own) = op else { return None };
                self.mean(own, world, done).map(cell)
            }
            Way::SumAsLast | Way::SumAsMean => {
                let Op::Aggregate(own) = op else { return None };
                let values = (own.aggregate == Aggregate::Sum).then(|| taking_part(own, done))?;
                if *self == Way::SumAsLast {
                    return values.last().map(|(_, last)| cell(last.clone()));
                }
                mean(values.iter().map(|(_, value)| value)).map(cell)
            }
            Way::TargetOf(by) | Way::ValueOf(by) => {
                let input = op.input()?;
                let is_target = matches!(self, Way::TargetOf(_));
                let wanted = if is_target { Field::Target } else { Field::Value };
                let mut key: Key = input.key();
                (key.field == wanted).then_some(())?;
                key.year = match by {
                    2 => world.program().package.plan?.1,
                    by => key.year + by,
                };
                match world.results.data.get(0, &key)?.content {
                    Content::Number(value) => Some(cell(value.into())),
                    Content::Text(_) | Content::Missing(..) => None,
                }
            }
            Way::Inverse | Way::Ratio | Way::Mirrored | Way::OneLess | Way::Difference | Way::Reached => {
                let (name, role, when) = world.role(slot)?;
                (role == Role::RawAchievement).then_some(())?;
                let of = |role: Role| world.plan().value(name, role, when).and_then(|slot| number(done, slot).cloned());
                let (target, value) = (of(Role::Target)?, of(Role::Value)?);
                let ratio = |top: &Exact, bottom: &Exact| Some(top.checked_div(bottom)? * Exact::HUNDRED);
                let reached = (*self == Way::Reached).then_some(Exact::HUNDRED);
                let inverse = || (*self == Way::Inverse).then(|| ratio(&target, &value)).flatten();
                let plain = || (*self == Way::Ratio).then(|| ratio(&value, &target)).flatten();
                let mirrored = || {
                    let twice = || target.clone() + target.clone() - value.clone();
                    (*self == Way::Mirrored).then(|| ratio(&twice(), &target)).flatten()
                };
                let less = || {
                    (*self == Way::OneLess).then(|| ratio(&value, &target)).flatten().map(|one| Exact::HUNDRED - one)
                };
                let difference = || (*self == Way::Difference).then(|| value.clone() - target.clone());
                reached.or_else(inverse).or_else(plain).or_else(mirrored).or_else(less).or_else(difference).map(cell)
            }
        }
    }

    fn mean(&self, own: &AggregateOp, world: &World, done: &Evaluation) -> Option<Exact> {
        let values = taking_part(own, done);
        let is_mean = matches!(own.aggregate, Aggregate::Mean | Aggregate::WeightedMean);
        if !is_mean || own.of_quarters || values.is_empty() {
            return None;
        }
        let count = i64::try_from(values.len()).ok()?;
        let sum = || sum(values.iter().map(|(_, value)| value));
        match self {
            Way::Divisor(by) => sum().checked_div(&Exact::from(count + i64::from(*by))),
            Way::MeanAsSum => Some(sum()),
            Way::NoWeights => own.weights.is_some().then(|| mean(values.iter().map(|(_, value)| value)))?,
            Way::ShortWeights => match &own.weights {
                Some(slots) => {
                    let weight = |(at, _): &(usize, Exact)| number(done, slots[*at]).cloned().unwrap_or(Exact::ZERO);
                    let weights: Vec<Exact> = values.iter().map(weight).collect();
                    let is_hundred = self::sum(weights.iter()) > Exact::from(2);
                    let short =
                        |weight: &Exact| weight.round(place(if is_hundred { 0 } else { 2 }), Rounding::HalfAway);
                    let unit = if is_hundred { Exact::HUNDRED } else { Exact::ONE };
                    let weighted =
                        values.iter().zip(&weights).map(|((_, value), weight)| value.clone() * short(weight));
                    self::sum(weighted.collect::<Vec<_>>().iter()).checked_div(&unit)
                }
                None => {
                    let share = Exact::ONE.checked_div(&Exact::from(count))?.round(place(2), Rounding::HalfAway);
                    Some(sum() * share)
                }
            },
            Way::Parents | Way::Leaves => {
                let has_parts = |at: usize| {
                    world
                        .role(own.items[at])
                        .map(|(name, ..)| world.program().parts.get(&name).is_some_and(|parts| !parts.is_empty()))
                };
                let wanted = matches!(self, Way::Parents);
                let some: Vec<&Exact> =
                    values.iter().filter(|(at, _)| has_parts(*at) == Some(wanted)).map(|(_, value)| value).collect();
                (!some.is_empty() && some.len() < values.len()).then(|| mean(some.into_iter()))?
            }
            Way::NoCap | Way::Cap | Way::RoundedFirst(_) | Way::RoundedQuotient(_) | Way::Uncapped(_) => None,
            Way::SumAsLast | Way::SumAsMean | Way::TargetOf(_) | Way::ValueOf(_) => None,
            Way::Inverse | Way::Ratio | Way::Mirrored | Way::OneLess | Way::Difference | Way::Reached => None,
        }
    }
}

/// What a range holds a value inside of, before it does.
fn uncapped(op: &Op, done: &Evaluation) -> Option<Cell> {
    if let Op::Clamp(inner, _) = op { Some(done.cell(*inner, 0).clone()) } else { None }
}

fn other_year(by: i32) -> String {
    match by {
        -1 => "tahun sebelumnya".into(),
        1 => "tahun berikutnya".into(),
        _ => "akhir periode".into(),
    }
}

fn place(places: i32) -> Places {
    Places::new(places).unwrap_or(Places::WHOLE)
}

fn cell(value: Exact) -> Cell {
    Ok(Value::Number(value))
}

fn number(done: &Evaluation, slot: SlotId) -> Option<&Exact> {
    eval::rational(done.cell(slot, 0))
}

fn rounded(done: &Evaluation, slot: SlotId, places: i32) -> Option<Cell> {
    Some(cell(number(done, slot)?.round(place(places), Rounding::HalfAway)))
}

fn sum<'v>(values: impl Iterator<Item = &'v Exact>) -> Exact {
    eval::sum(&values.collect::<Vec<_>>())
}

fn mean<'v>(values: impl Iterator<Item = &'v Exact>) -> Option<Exact> {
    let values: Vec<&Exact> = values.collect();
    eval::sum(&values).checked_div(&Exact::from(i64::try_from(values.len()).ok()?))
}

/// The values that take part in an aggregate, each with its place in it.
fn taking_part(own: &AggregateOp, done: &Evaluation) -> Vec<(usize, Exact)> {
    let takes_part = |at: &usize| matches!(done.takes(own, *at, 0), Takes::Part);
    let places = (0..own.items.len()).filter(takes_part);
    places.filter_map(|at| Some((at, number(done, own.items[at])?.clone()))).collect()
}

fn is_achievement(world: &World, slot: SlotId) -> bool {
    world.role(slot).is_some_and(|(_, role, _)| role.is_achievement())
}
