//! Numbers side by side, and numbers where a unit is declared: which unit counts, and what has to be taken a hundredfold.

use super::measure::{Counted, Measure, Oddity, Sort, Stands, is_large};
use super::units::{Unit, combine};
use crate::number::Exact;
use crate::syntax::ast::Operator;

/// What numbers that stand side by side come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// What they all are, once those in `hundreds` are taken a hundredfold.
    pub measure: Measure,
    /// For each whether it is taken a hundredfold: a part beside percent.
    pub hundreds: Vec<bool>,
    /// The first that cannot be meant, and which of them it is.
    pub oddity: Option<(usize, Oddity)>,
}

/// Where numbers stand side by side, which tells what a small literal may mean there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// In a choice, a list: `min(2; R / T * 100%)`.
    Terms,
    /// In a sum, which is judged as a whole as well: `2 - R / T * 100%` is two less a share.
    Sum,
    /// In a comparison: two percent are often asked for, twice a share as 1,2 or 1,5.
    Compared,
    /// Beside what a report prints.
    Printed,
    /// In a conversion, which maps numbers to numbers, each stands for what it says.
    Conversion,
}

impl Among {
    /// Whether a literal may as well be meant as a part of one, beside points only or beside percent.
    fn may_be_part(self, value: &Exact, is_of_points: bool) -> bool {
        match self {
            Among::Terms | Among::Sum => is_part_or_percent(value),
            Among::Compared if !is_of_points && !value.is_integer() => is_part_or_percent(value),
            Among::Compared | Among::Printed => is_small(value),
            Among::Conversion => false,
        }
    }
}

/// Numbers side by side: in a sum, a comparison, a choice. What cannot be meant of one of them in percent is told where they
/// are percent, and else is carried on.
pub fn level(all: &[Measure], among: Among) -> Level {
    let is_hundredth = |one: &Measure| one.sort == Sort::Hundredth;
    let is_torn = all.iter().any(is_hundredth) && !all.iter().all(is_hundredth);
    let of_all: Vec<Measure> = match is_torn && !all.iter().any(|one| one.unit.is_percent()) {
        true => all.iter().map(torn).collect(),
        false => all.to_vec(),
    };
    let mut found = side_by_side(&of_all, among);
    // A conversion has its own numbers; one that is written beside a value may be a part of one.
    if let Sort::Small { value, is_score: false, .. } = &found.measure.sort
        && all.iter().any(|one| matches!(&one.sort, Sort::Literal(Some(small)) if is_part_or_percent(small)))
    {
        found.measure.doubt = Some(Box::new(Oddity::SmallLiteral(value.clone())));
    }
    let is_told = |doubt: &Oddity| among != Among::Conversion || !matches!(doubt, Oddity::SmallLiteral(_));
    let doubted = |(at, one): (usize, &Measure)| Some((at, one.doubt.clone().filter(|doubt| is_told(doubt))?));
    if let Some((at, doubt)) = of_all.iter().enumerate().find_map(doubted) {
        match found.measure.unit.is_percent() {
            true => found.oddity = found.oddity.or(Some((at, *doubt))),
            false => found.measure.doubt = found.measure.doubt.or(Some(doubt)),
        }
    }
    found
}

/// Beside another number a hundredth of a ratio stays one, however often both are taken.
fn torn(one: &Measure) -> Measure {
    match one.sort == Sort::Hundredth {
        true => Measure { sort: Sort::Ratio, doubt: Some(Box::new(Oddity::MixedRatio)), ..one.clone() },
        false => one.clone(),
    }
}

fn side_by_side(all: &[Measure], among: Among) -> Level {
    let named = all.iter().find(|one| matches!(one.unit, Unit::Named(_)));
    let percent = all.iter().any(|one| one.unit.is_percent());
    let plain = vec![false; all.len()];
    if let Some(named) = named {
        let unlike = all.iter().position(|one| one.unit.is_percent());
        let oddity = unlike.map(|at| (at, Oddity::Unlike(named.unit.clone(), all[at].unit.clone())));
        // Two words are told apart where both are certain, before there is a plan.
        let is_one = all.iter().all(|one| one.unit.same(&named.unit).is_some());
        let unit = if is_one { named.unit.clone() } else { Unit::Any };
        // Beside a ratio it is now one, now none, as it is without a unit.
        let is_mixed = |one: &Measure| matches!(one.sort.counted(), Sort::Ratio | Sort::Multiple | Sort::Mixed);
        let sort = match () {
            () if all.iter().any(is_mixed) => Sort::Mixed,
            () if all.iter().any(|one| one.sort == Sort::Whole) => Sort::Whole,
            () => Sort::Thing,
        };
        return Level { measure: Measure { sort, ..Measure::thing(unit) }, hundreds: plain, oddity };
    }
    if !percent {
        return Level { measure: Measure::plain(plain_sort(all, among)), hundreds: plain, oddity: None };
    }
    let hundreds = all.iter().map(|one| one.unit == Unit::Any && is_part(&one.sort)).collect();
    let is_of_points = all.iter().all(|one| one.unit != Unit::Percent);
    let odd = |one: &Measure| match &one.sort {
        Sort::Literal(Some(value)) if one.unit == Unit::Any && among.may_be_part(value, is_of_points) => {
            Some(Oddity::SmallLiteral(value.clone()))
        }
        // In a sum a weighted sum may be one of several that are weighted: `60 * (30 * K + 20 * L) / 50 + 40 * M`.
        Sort::Multiple if one.unit != Unit::Any => (among != Among::Sum).then_some(Oddity::WeightsAsPercent),
        Sort::Hundredth => Some(Oddity::BareRatio),
        Sort::Hundreds => (among != Among::Sum).then_some(Oddity::Hundredfold),
        Sort::Multiple | Sort::Power(_, Counted::Multiple) => Some(Oddity::BareMultiple),
        Sort::Power(_, Counted::Ratio) if one.unit == Unit::Any => Some(Oddity::BareRatio),
        Sort::Power(_, Counted::Mixed) if one.unit == Unit::Any => Some(Oddity::MixedRatio),
        Sort::Small { value, is_score: true, .. } if one.unit == Unit::Any && among != Among::Conversion => {
            Some(Oddity::SmallLiteral(value.clone()))
        }
        Sort::Small { is_score: false, .. } if one.unit == Unit::Any => Some(Oddity::UnitlessBeside),
        Sort::Count | Sort::Thing | Sort::Mixed | Sort::Whole | Sort::Compound(_) | Sort::Power(_, Counted::Thing)
            if one.unit == Unit::Any =>
        {
            Some(Oddity::UnitlessBeside)
        }
        Sort::Literal(_) | Sort::Small { .. } | Sort::Count | Sort::Thing | Sort::Mixed => None,
        Sort::Whole | Sort::Compound(_) | Sort::Weight | Sort::Part | Sort::Ratio | Sort::Score => None,
        Sort::Unknown | Sort::Power(..) | Sort::Absent => None,
    };
    let is_bare = |one: &Measure| {
        one.unit == Unit::Any
            && matches!(&one.sort, Sort::Literal(value) if value.as_ref().is_none_or(|value| !value.is_zero()))
    };
    let has_bare = all.iter().any(is_bare);
    // A ratio of percentages, or a percentage: the number beside it decides.
    let odd = |one: &Measure| {
        let is_mixed = one.sort == Sort::Mixed && has_bare && one.unit.is_percent();
        if is_mixed { Some(Oddity::MixedRatio) } else { odd(one) }
    };
    let oddity = all.iter().enumerate().find_map(|(at, one)| Some((at, odd(one)?)));
    let is_written = all.iter().all(|one| matches!(one.sort, Sort::Literal(_)));
    let sort = if is_written { Sort::Literal(None) } else { Sort::Thing };
    let unit = if is_of_points { Unit::Points } else { Unit::Percent };
    Level { measure: Measure { sort, ..Measure::thing(unit) }, hundreds, oddity }
}

/// The two sides of a sum, a difference or a comparison: what they come to, with the value of what is written.
pub fn sum(operator: Operator, left: &Measure, right: &Measure) -> Level {
    let mut found = level(&[left.clone(), right.clone()], Among::Sum);
    if found.measure.unit.is_percent() {
        found.measure.unit = combine(operator, &left.unit, &right.unit).unwrap_or(found.measure.unit);
    }
    if let Sort::Small { stands, .. } = &mut found.measure.sort
        && operator == Operator::Subtract
    {
        *stands = match (&left.sort, &right.sort) {
            (Sort::Literal(_), _) => Stands::From,
            (Sort::Small { .. }, Sort::Literal(_)) => *stands,
            (_, Sort::Literal(_)) => Stands::Off,
            (_, Sort::Small { .. }) => Stands::Beside.max(*stands),
            _ => *stands,
        };
    }
    // A sum has no value where one of its sides has none.
    if found.measure.unit == Unit::Any && [left, right].iter().any(|one| one.sort == Sort::Absent) {
        found.measure.sort = Sort::Absent;
    }
    if let Sort::Literal(value) = &mut found.measure.sort {
        *value = match (&left.sort, &right.sort) {
            (Sort::Literal(Some(a)), Sort::Literal(Some(b))) => {
                Some(if operator == Operator::Subtract { a - b } else { a + b })
            }
            _ => None,
        };
    }
    found
}

/// A number where a unit is declared or certain: whether it is taken a hundredfold, and what cannot be meant. An
/// achievement takes the number of what has a unit of its own, as `is_achievement` says.
pub fn placed(one: &Measure, unit: &Unit, is_achievement: bool) -> (bool, Option<Oddity>) {
    if !unit.is_percent() {
        let is_unlike = !is_achievement && one.unit.same(unit).is_none();
        return (false, is_unlike.then(|| Oddity::Unlike(unit.clone(), one.unit.clone())));
    }
    if let Some(doubt) = &one.doubt {
        return (false, Some((**doubt).clone()));
    }
    match (&one.unit, &one.sort) {
        (Unit::Percent | Unit::Points, Sort::Multiple) => (false, Some(Oddity::WeightsAsPercent)),
        (Unit::Percent | Unit::Points, _) => (false, None),
        (Unit::Named(_), Sort::Mixed) if is_achievement => (false, Some(Oddity::MixedRatio)),
        (Unit::Named(word), Sort::Whole) if is_achievement => (false, Some(Oddity::PartOfUnit(Some(word.clone())))),
        (Unit::Named(_), _) => match is_achievement {
            true => (false, None),
            false => (false, Some(Oddity::Unlike(unit.clone(), one.unit.clone()))),
        },
        (Unit::Any, sort) => match &sort.counted() {
            Sort::Ratio | Sort::Hundredth => (false, Some(Oddity::BareRatio)),
            Sort::Multiple => (false, Some(Oddity::BareMultiple)),
            Sort::Hundreds => (false, Some(Oddity::Hundredfold)),
            Sort::Mixed => (false, Some(Oddity::MixedRatio)),
            Sort::Whole => (false, Some(Oddity::WholeOfUnitless)),
            Sort::Literal(Some(value)) if is_small(value) || is_achievement && is_part_or_percent(value) => {
                (false, Some(Oddity::SmallLiteral(value.clone())))
            }
            Sort::Small { value, .. } => (false, Some(Oddity::SmallLiteral(value.clone()))),
            Sort::Compound(units) => (false, Some(Oddity::CompoundAsPercent(units.clone()))),
            Sort::Part | Sort::Weight => (true, None),
            Sort::Literal(_) | Sort::Count | Sort::Score | Sort::Thing => (false, None),
            Sort::Unknown | Sort::Power(..) | Sort::Absent => (false, None),
        },
    }
}

/// A number that says how much of a whole.
fn is_part(sort: &Sort) -> bool {
    match sort {
        Sort::Ratio | Sort::Part | Sort::Weight | Sort::Power(_, Counted::Part) => true,
        Sort::Power(_, Counted::Ratio | Counted::Multiple | Counted::Mixed | Counted::Thing) => false,
        Sort::Literal(_)
        | Sort::Count
        | Sort::Hundredth
        | Sort::Multiple
        | Sort::Mixed
        | Sort::Small { .. }
        | Sort::Score
        | Sort::Hundreds
        | Sort::Thing
        | Sort::Whole
        | Sort::Compound(_)
        | Sort::Unknown
        | Sort::Absent => false,
    }
}

/// Above 0 and up to 1, or the same below 0: beside percent it may as well be meant as a part.
pub fn is_small(value: &Exact) -> bool {
    !value.is_zero() && value.abs() <= Exact::ONE
}

/// The same up to 2, beside what is a percentage or an achievement: twice all of it, or two percent?
fn is_part_or_percent(value: &Exact) -> bool {
    !value.is_zero() && !is_large(&value.abs())
}

/// The sort of numbers without a unit side by side.
fn plain_sort(all: &[Measure], among: Among) -> Sort {
    let counted: Vec<Measure> = all.iter().map(|one| Measure::plain(one.sort.counted())).collect();
    let is_of_parts = |one: &Measure| {
        let is_number = matches!(one.sort, Sort::Literal(_) | Sort::Part | Sort::Weight | Sort::Absent);
        is_number || matches!(one.sort, Sort::Power(_, Counted::Part | Counted::Mixed))
    };
    let mut sort = counted_sort(&counted, among);
    if sort == Sort::Mixed && all.iter().all(is_of_parts) {
        // Whatever else of the kind is added, it is one number still.
        sort = Sort::Power(0, Counted::Mixed);
    }
    let bare = [(Sort::Part, Counted::Part), (Sort::Ratio, Counted::Ratio), (Sort::Multiple, Counted::Multiple)];
    let bare = bare.into_iter().find(|(bare, _)| *bare == sort).map(|(_, counted)| counted);
    let counted = if let Sort::Power(_, counted) = sort { Some(counted) } else { bare };
    let Some(counted) = counted else { return sort };
    let powers = all.iter().map(|one| if let Sort::Power(power, _) = one.sort { power } else { 0 });
    match powers.min() {
        Some(power) if power < 0 => Sort::Power(power, counted),
        _ => sort,
    }
}

/// The same, of what they count as.
fn counted_sort(all: &[Measure], among: Among) -> Sort {
    let any = |wanted: fn(&Sort) -> bool| all.iter().any(|one| wanted(&one.sort));
    if !all.is_empty() && all.iter().all(|one| one.sort == Sort::Absent) {
        return Sort::Absent;
    }
    if any(|sort| *sort == Sort::Unknown) {
        return Sort::Unknown;
    }
    if any(|sort| *sort == Sort::Whole) {
        return Sort::Whole;
    }
    // What is refused or converted by itself where percent is wanted is refused beside what is not.
    let is_part = any(|sort| matches!(sort, Sort::Ratio | Sort::Multiple));
    let is_thing = any(|sort| matches!(sort, Sort::Thing | Sort::Small { is_score: false, .. }));
    let is_score = any(|sort| matches!(sort, Sort::Score | Sort::Hundreds | Sort::Small { is_score: true, .. }));
    let is_other = is_thing || is_score || any(|sort| matches!(sort, Sort::Compound(_)));
    let is_share = any(|sort| matches!(sort, Sort::Part | Sort::Weight));
    // A hundred times a percent number beside one is neither; of weighted sums among those that are weighted the whole is judged.
    let is_twice = among != Among::Sum
        && any(|sort| *sort == Sort::Hundreds)
        && any(|sort| matches!(sort, Sort::Score | Sort::Small { .. }));
    if any(|sort| *sort == Sort::Mixed) || (is_part || is_share) && is_other || is_twice {
        return Sort::Mixed;
    }
    // One small literal is enough to ask whether it is meant as a part.
    let literals = all.iter().filter_map(|one| {
        let (Sort::Literal(Some(value)) | Sort::Small { value, .. }) = &one.sort else { return None };
        let stands = if let Sort::Small { stands, .. } = one.sort { stands } else { Stands::Beside };
        let may_be_part = if is_thing { is_small(value) } else { is_part_or_percent(value) };
        may_be_part.then_some((value, stands))
    });
    let literals: Vec<(&Exact, Stands)> = literals.collect();
    let stands = literals.iter().map(|(_, stands)| *stands).max().unwrap_or(Stands::Beside);
    let small = literals.into_iter().map(|(value, _)| value).min_by_key(|value| value.abs()).cloned();
    if let (true, Some(value)) = (is_thing || is_score, &small) {
        return Sort::Small { value: value.clone(), is_score: !is_thing, stands };
    }
    if is_thing {
        return Sort::Thing;
    }
    if any(|sort| matches!(sort, Sort::Compound(_))) {
        let mut others =
            all.iter().map(|one| &one.sort).filter(|sort| !matches!(sort, Sort::Literal(_) | Sort::Absent));
        let first = others.next();
        return first.filter(|first| others.all(|other| other == *first)).cloned().unwrap_or(Sort::Compound(None));
    }
    // Beside `50% / 2`, 10 may be meant as ten percent, beside a ratio whatever no ratio is near: `100 - R / T`.
    let is_above = |least: i64| {
        let least = Exact::from(least);
        all.iter().any(
            |one| matches!(&one.sort, Sort::Literal(value) if value.as_ref().is_none_or(|value| value.abs() > least)),
        )
    };
    if if is_part { is_above(2) } else { is_share && is_above(1) } {
        return Sort::Power(0, Counted::Mixed);
    }
    // The first of these that is among them.
    let others = [
        Sort::Hundreds,
        Sort::Score,
        Sort::Multiple,
        Sort::Ratio,
        Sort::Hundredth,
        Sort::Part,
        Sort::Weight,
        Sort::Count,
    ];
    if let Some(sort) = others.into_iter().find(|sort| all.iter().any(|one| one.sort == *sort)) {
        return sort;
    }
    Sort::Literal(small)
}
