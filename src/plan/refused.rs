//! Formulas with meaningless percentages, with the edits that express what may be meant. The wording is in
//! `finding/refused.rs`.

use super::behind::{bare, behind, plain, times_whole};
use super::mend::{Mend, Mends};
use super::{Measured, inside, points, weighted};
use crate::diagnostic::Edit;
use crate::number::Exact;
use crate::program::ends::Ends;
use crate::program::intervals::write_number;
use crate::program::measure::{Degree, Oddity, is_large};
use crate::program::{Expr, ExprKind, Over};
use crate::source::Span;
use crate::syntax::ast::Operator;

/// A formula that has no value until it is fixed.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The formula.
    pub span: Span,
    /// What is meaningless about it.
    pub oddity: Oddity,
    /// The part that is blamed.
    pub place: Span,
    /// The percentage that it is combined with, where that is what is wrong.
    pub beside: Option<Span>,
    /// Whether it is the product itself, whatever it is combined with.
    pub is_product: bool,
    /// The fixes, each with its edits.
    pub mends: Mends,
    /// The values whose units only the data state.
    pub from_data: Vec<Measured>,
    /// The numbers that weigh its terms.
    pub figures: Vec<Exact>,
    /// The fixes are what is left of several.
    pub is_left: bool,
}

/// One factor of a product as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Factor<'e> {
    /// The factor.
    pub expr: &'e Expr,
    /// What is removed with it, that is, its operator; none for a single factor.
    pub away: Option<Span>,
    /// It stands below the line.
    pub is_divisor: bool,
    /// It stands right behind `/`.
    pub is_behind_stroke: bool,
    /// It is a percentage that is no literal.
    pub is_share: bool,
}

impl<'e> Factor<'e> {
    /// As a plain number, `K / 100%`: in brackets behind `/`.
    fn plain(&self) -> Vec<Edit> {
        plain(self.expr, self.is_behind_stroke)
    }

    /// Every factor of a product, brackets around products opened.
    pub fn all(expr: &'e Expr) -> Vec<Factor<'e>> {
        let mut found = Vec::new();
        collect(expr, None, [false; 2], &mut found);
        found
    }
}

/// A chain of factors may be long, brackets are never deep.
fn collect<'e>(expr: &'e Expr, away: Option<Span>, [is_divisor, is_behind]: [bool; 2], found: &mut Vec<Factor<'e>>) {
    let (mut first, mut away, mut is_behind_stroke) = (expr, away, is_behind);
    loop {
        if let ExprKind::Negate(inner) = &first.kind {
            first = inner;
        } else if let ExprKind::Binary { operator: operator @ (Operator::Multiply | Operator::Divide), left, right } =
            &first.kind
        {
            let second = Span { start: left.span.end, ..right.span };
            let is_quotient = *operator == Operator::Divide;
            collect(right, Some(second), [is_divisor != is_quotient, is_quotient], found);
            is_behind_stroke = false;
            // Of `a / b` the first cannot go alone.
            away = (*operator == Operator::Multiply).then_some(Span { end: right.span.start, ..left.span });
            first = left;
        } else {
            found.push(Factor { expr: first, away, is_divisor, is_behind_stroke, is_share: false });
            return;
        }
    }
}

impl Refused {
    /// A formula with the part that is blamed, and nothing else yet.
    pub(super) fn at(span: Span, oddity: Oddity, place: Span) -> Refused {
        let (mends, from_data, figures) = (Mends::new(), Vec::new(), Vec::new());
        Refused { span, oddity, place, beside: None, is_product: false, mends, from_data, figures, is_left: false }
    }

    /// A meaningless product.
    pub(super) fn product(expr: &Expr, mut oddity: Oddity, factors: &[Factor], degree: &Degree) -> Refused {
        let hundred = factors.iter().find(|one| literal(one.expr).is_some_and(|value| is_hundred(&value)));
        let share = factors.iter().find(|one| one.is_share);
        let mut mends = Vec::new();
        let mut place = expr.span;
        match (&oddity.clone(), hundred, share) {
            // A percent number that is to become a percentage again.
            (Oddity::WholeOfUnitless, ..) if degree.hundreds == 1 && points::whole(factors).is_some() => {
                let whole = points::whole(factors);
                place = whole.map_or(place, |one| one.expr.span);
                let away = whole.and_then(|one| one.away);
                mends.extend(away.map(|away| (Mend::Remove, vec![Edit::replace(away, "")])));
            }
            // A hundred that 60 and 40 add up to.
            (Oddity::Hundredfold | Oddity::WholeOfUnitless, None, _) => {
                let is_sum = |one: &&Expr| weighted::holds_numbers(one);
                if let Some(sum) = factors.iter().map(|one| one.expr).find(is_sum) {
                    if degree.hundreds == 1 {
                        mends.push((Mend::NumbersWithSigns, weighted::signs(sum)));
                        mends.extend(weighted::hundreds(sum));
                    }
                    if oddity == Oddity::Hundredfold {
                        (place, oddity) = (sum.span, Oddity::WeightsAsPercent);
                    }
                } else if let Some(share) = share.filter(|_| oddity == Oddity::Hundredfold && degree.hundreds == 1) {
                    mends.push((Mend::AsNumber, share.plain()));
                } else if let Some(whole) = points::whole(factors).filter(|_| oddity == Oddity::Hundredfold) {
                    mends.extend(whole.away.map(|away| (Mend::Remove, vec![Edit::replace(away, "")])));
                } else if let Some(whole) = points::whole(factors).filter(|_| points::is_written(expr)) {
                    mends.extend(whole.away.map(|away| (Mend::RemoveWhole, vec![Edit::replace(away, "")])));
                }
            }
            // Without 100 it would be another number: `K * 25 / 100` of something.
            (Oddity::Hundredfold, Some(hundred), _) if !weighted::is_right_without(hundred, degree) => {
                place = hundred.expr.span;
                mends.extend(weighted::as_percent(hundred, factors));
                mends.extend(weighted::of_percent(hundred, factors));
                // `(60 * K + 40 * L) / 100 * 100%` is percent without its last factor.
                if let Some(whole) = points::whole(factors).filter(|_| mends.is_empty() && degree.is_plain()) {
                    place = whole.expr.span;
                    mends.extend(whole.away.map(|away| (Mend::Remove, vec![Edit::replace(away, "")])));
                }
            }
            (Oddity::Hundredfold | Oddity::WeightHundredfold, Some(hundred), _) => {
                place = hundred.expr.span;
                mends.extend(hundred.away.map(|away| (Mend::Remove, vec![Edit::replace(away, "")])));
                let hundreds = factors.iter().filter(|one| literal(one.expr) == Some(Exact::HUNDRED)).count();
                if oddity == Oddity::Hundredfold && literal(hundred.expr) == Some(Exact::HUNDRED) && hundreds == 1 {
                    let mend = if hundred.is_divisor { Mend::OverHundredPercent } else { Mend::HundredPercent };
                    mends.push((mend, vec![Edit::insert_after(place, "%")]));
                }
                if weighted::is_few(hundred, degree) {
                    mends.extend(weighted::as_percent(hundred, factors));
                }
            }
            // The hundred of a percent number that a ratio is divided by.
            (Oddity::BareRatio, ..) => {
                let hundred = factors.iter().find(|one| one.is_divisor && literal(one.expr) == Some(Exact::HUNDRED));
                let away = hundred.and_then(|one| one.away);
                mends.extend(away.map(|away| (Mend::Remove, vec![Edit::replace(away, "")])));
            }
            // What a percentage is out of 80: `K / 80 * 100`, `60% * K / 80%`.
            (Oddity::PartOfUnit(_), ..) => mends.extend(points::of_number(expr, factors)),
            (Oddity::WeightsAsPercent, ..) => {
                let sums = factors.iter().map(|one| one.expr).filter(|one| weighted::holds_numbers(one));
                mends.push((Mend::NumbersWithSigns, sums.flat_map(weighted::signs).collect()));
            }
            (Oddity::MixedRatio, ..) => {
                if let Some((number, found)) = inside::as_one(factors) {
                    (place, mends) = (number, found);
                }
            }
            (Oddity::PartOfUnitless, _, Some(share)) => {
                mends.push((Mend::AsNumber, share.plain()));
            }
            (Oddity::PartOfUnitless, _, None) => mends.extend(points::of_hidden(expr, factors)),
            _ => {}
        }
        mends.retain(|(_, edits)| !edits.is_empty());
        Refused { is_product: true, mends, ..Refused::at(expr.span, oddity, place) }
    }

    /// A part that is meaningless where it is, perhaps combined with another.
    pub(super) fn beside(whole: &Expr, part: &Expr, beside: &Expr, oddity: Oddity, tops: &[Option<Exact>]) -> Refused {
        let mut place = part.span;
        let mends = match &oddity {
            // What is multiplied by a hundred in a term may already be percent.
            Oddity::BareRatio if weighted::holds_numbers(part) => Vec::new(),
            Oddity::BareRatio => vec![(Mend::TimesHundredPercent, times_whole(part))],
            Oddity::WeightsAsPercent => {
                let signs: Vec<Edit> =
                    Factor::all(part).into_iter().flat_map(|one| weighted::signs(one.expr)).collect();
                let signs = if signs.is_empty() { weighted::signs_of_some(part) } else { signs };
                let signs = if signs.is_empty() { weighted::signs_inside(part) } else { signs };
                [(Mend::NumbersWithSigns, signs)].into_iter().chain(weighted::hundreds(part)).collect()
            }
            // A percent number multiplied by a hundred again.
            Oddity::Hundredfold => {
                let factors = Factor::all(part);
                let hundred =
                    factors.iter().rev().find(|one| !one.is_divisor && literal(one.expr) == Some(Exact::HUNDRED));
                let away = hundred.and_then(|hundred| hundred.away);
                let signs = weighted::signs(part);
                let signs = if signs.is_empty() { weighted::signs_of_some(part) } else { signs };
                let signs = if signs.is_empty() { weighted::signs_inside(part) } else { signs };
                vec![
                    (Mend::NumbersWithSigns, signs),
                    (Mend::Remove, away.map(|away| Edit::replace(away, "")).into_iter().collect()),
                ]
            }
            Oddity::BareMultiple if weighted::holds_numbers(part) => {
                let sums = Factor::all(part).into_iter().flat_map(|one| weighted::signs(one.expr));
                vec![(Mend::NumbersWithSigns, sums.collect())]
            }
            Oddity::BareMultiple | Oddity::MixedRatio => {
                let terms = terms(part);
                let sign = |number: &Expr| Edit::insert_after(number.span, "%");
                let signs: Vec<Edit> = terms.iter().filter_map(|term| multiplier(term)).map(sign).collect();
                // Beside a number of its own the sum is already in percent, and so is that number.
                let is_own = |number: &&Expr| literal(number).is_some_and(|it| is_large(&it));
                let own: Vec<Edit> = terms.iter().filter_map(|term| number_in(term)).filter(is_own).map(sign).collect();
                let is_all = own.is_empty() && oddity == Oddity::BareMultiple;
                let percent = is_all.then(|| (Mend::TimesHundredPercent, times_whole(part)));
                // If a term stays unchanged, signs on the others do not make the whole percent; nor if a term is
                // divided by 100.
                let is_any = |term: &&Expr| multiplier(term).is_some() || number_in(term).is_some();
                let is_mended = oddity == Oddity::BareMultiple || terms.iter().all(is_any);
                // Only weights out of a hundred inside weights out of a hundred count separately.
                let numbers = terms.iter().filter_map(|term| multiplier(term).and_then(literal));
                let is_hundred = numbers.sum::<Exact>() == Exact::HUNDRED;
                let is_over =
                    |term: &&Expr| is_over_hundred(term) && !(is_hundred && weighted::holds_weights_of_hundred(term));
                let is_mended = is_mended && !terms.iter().any(is_over);
                // One of several weights out of a hundred does not get a sign alone.
                let is_other = |term: &&Expr| !part.span.holds(term.span) && multiplier(term).is_some();
                let is_mended = is_mended && !self::terms(whole).iter().any(is_other);
                // Twelve months beside a cap of 100 are not twelve percent.
                let twelve = Exact::from(12);
                let months = |term: &&Expr| multiplier(term).and_then(literal).is_some_and(|value| value <= twelve);
                let is_mended = is_mended && (own.is_empty() || !terms.iter().any(months));
                // For a single product a sign would be the same fix again.
                let is_mended = is_mended && (oddity == Oddity::BareMultiple || terms.len() > 1);
                let sign = (is_mended && !signs.is_empty())
                    .then(|| (Mend::NumberWithSign, signs.into_iter().chain(own).collect()));
                percent.into_iter().chain(sign).collect()
            }
            Oddity::SmallLiteral(value) => {
                place = number_in(part).map_or(part.span, |number| number.span);
                let many = write_number(&(&value.abs() * &Exact::HUNDRED)).unwrap_or_default();
                let edits = vec![Edit::replace(place, format!("{many}%"))];
                // Inside a choice or a function there may be several.
                match number_in(part) {
                    Some(_) => {
                        vec![(Mend::AsPercent(many), edits), (Mend::WithSign, vec![Edit::insert_after(place, "%")])]
                    }
                    None => Vec::new(),
                }
            }
            Oddity::UnitlessBeside => match number_in(beside) {
                Some(number) => vec![(Mend::WithoutSign, bare(number))],
                None => points::beside_scale(beside, tops),
            },
            Oddity::Power => {
                place = whole.span;
                vec![(Mend::AsNumber, plain(part, true))]
            }
            // `R / T * 100` becomes the ratio in percent.
            Oddity::Root(None) => {
                match multiplier(part).filter(|number| literal(number).is_some_and(|it| it == Exact::HUNDRED)) {
                    Some(number) => vec![(Mend::HundredPercent, vec![Edit::insert_after(number.span, "%")])],
                    None => Vec::new(),
                }
            }
            Oddity::ProductOfPoints(count) if *count < 4 => {
                let many = if *count == 2 { " / 100" } else { " / 10_000" };
                vec![(Mend::OverHundred, behind(part, many))]
            }
            Oddity::ProductOfPoints(_) => Vec::new(),
            Oddity::Unlike(..) | Oddity::CompoundAsPercent(_) | Oddity::Root(Some(_)) => Vec::new(),
            Oddity::TargetInUnits(..) | Oddity::ShareBesidePoints => Vec::new(),
            // Beside a number only the part becomes a percent number.
            Oddity::PartOfUnit(_) if terms(part).into_iter().any(weighted::is_large_number) => Vec::new(),
            Oddity::PartOfUnit(_) => vec![(Mend::InPoints, points::in_points(part))],
            Oddity::WholeOfUnitless => {
                let factors = Factor::all(part);
                let whole = points::whole(&factors);
                let away = whole.and_then(|one| one.away).map(|away| Edit::replace(away, ""));
                let plain = whole.map(|one| bare(one.expr)).unwrap_or_default();
                vec![(Mend::RemoveWhole, away.into_iter().collect()), (Mend::PlainHundred, plain)]
            }
            Oddity::WeightHundredfold | Oddity::PartOfUnitless => Vec::new(),
        };
        let mends = mends.into_iter().filter(|(_, edits): &(Mend, Vec<Edit>)| !edits.is_empty()).collect();
        let beside = (oddity == Oddity::UnitlessBeside).then_some(beside.span);
        Refused { beside, mends, ..Refused::at(whole.span, oddity, place) }
    }

    /// A conversion argument that cannot be compared with the ends of the ranges.
    pub(super) fn beside_ends(expr: &Expr, oddity: Oddity, ends: &Ends) -> Refused {
        let sign = ends.signs.first().copied();
        let without =
            || (Mend::WithoutSign, ends.signs.iter().map(|sign| Edit::replace(*sign, "")).collect::<Vec<Edit>>());
        let small = ends.small.first();
        let (place, beside, mends) = match (&oddity, small) {
            (Oddity::SmallLiteral(value), Some((_, place))) => {
                let many = |value: &Exact| write_number(&(value * &Exact::HUNDRED)).unwrap_or_default();
                let parts = ends.small.iter().map(|(value, span)| Edit::replace(*span, format!("{}%", many(value))));
                let signs = ends.small.iter().map(|(_, span)| Edit::insert_after(*span, "%"));
                let mends = [(Mend::AsPercent(many(value)), parts.collect()), (Mend::WithSign, signs.collect())];
                (*place, Some(expr.span), mends.into())
            }
            (Oddity::PartOfUnit(_), _) => {
                let (points, signs) = (points::in_points(expr), without().1);
                let all = |points: Vec<Edit>| points.into_iter().chain(signs.clone()).collect();
                let mend = if signs.is_empty() { Mend::InPoints } else { Mend::InPointsBesideEnds };
                let mends = (!points.is_empty()).then(|| (mend, all(points)));
                (expr.span, None, mends.into_iter().collect())
            }
            (Oddity::ShareBesidePoints, _) => (expr.span, None, vec![(Mend::InPoints, behind(expr, " * 100"))]),
            (odd, _) => (expr.span, sign.filter(|_| *odd == Oddity::UnitlessBeside), vec![without()]),
        };
        Refused { beside, mends, ..Refused::at(expr.span, oddity, place) }
    }

    /// In `1 - K / 100` everything is a fraction: with a sign on the number nothing is divided by 100 any more.
    pub(super) fn without_hundredth(&mut self, beside: &Expr) {
        let factors = Factor::all(beside);
        let hundred = factors.iter().find(|one| one.is_divisor && literal(one.expr) == Some(Exact::HUNDRED));
        let away = hundred.and_then(|one| one.away).map(|away| Edit::replace(away, ""));
        let mends = std::mem::take(&mut self.mends).into_iter();
        self.mends = mends
            .filter_map(|(mend, edits)| {
                let Mend::AsPercent(many) = mend else { return None };
                Some((Mend::AsPercentOfAll(many), edits.into_iter().chain([away.clone()?]).collect()))
            })
            .collect();
    }

    /// Whether two give a person the same message, whatever formula they are about.
    pub(super) fn says_the_same(&self, other: &Refused) -> bool {
        (&self.oddity, self.place, self.beside, self.is_product, &self.mends)
            == (&other.oddity, other.place, other.beside, other.is_product, &other.mends)
    }
}

/// The value of a plain literal.
pub(super) fn literal(expr: &Expr) -> Option<Exact> {
    let ExprKind::Number(value, unit) = &expr.kind else { return None };
    (!unit.is_percent()).then(|| value.abs())
}

/// The terms of a sum, or the operands of a choice or a function.
pub(super) fn terms(expr: &Expr) -> Vec<&Expr> {
    let (mut found, mut left) = (Vec::new(), vec![expr]);
    while let Some(first) = left.pop() {
        match &first.kind {
            ExprKind::Binary { operator: Operator::Add | Operator::Subtract, left: one, right } => {
                left.extend([&**one, &**right]);
            }
            ExprKind::If { then, otherwise, .. } => left.extend([&**then, &**otherwise]),
            ExprKind::Least(all) | ExprKind::Greatest(all) => left.extend(all),
            ExprKind::Round(inner, _) | ExprKind::Absolute(inner) => left.push(inner),
            // A percent sign inside a root means another number than one after it.
            ExprKind::Root(_) => found.push(first),
            ExprKind::Aggregate { over: Over::List(all), .. } => left.extend(all),
            ExprKind::Aggregate { over: Over::Members(..) | Over::Rows(_), .. } => found.push(first),
            ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year | ExprKind::Argument => found.push(first),
            ExprKind::Binary { .. } | ExprKind::Value(_) | ExprKind::Negate(_) | ExprKind::Convert(..) => {
                found.push(first);
            }
            ExprKind::Difference(..) | ExprKind::Growth(..) | ExprKind::Not(_) | ExprKind::Present(_) => {
                found.push(first);
            }
        }
    }
    found
}

/// Whether a product is divided by 100.
fn is_over_hundred(expr: &Expr) -> bool {
    Factor::all(expr).iter().any(|one| one.is_divisor && literal(one.expr) == Some(Exact::HUNDRED))
}

/// The number above 2 that a product is multiplied by.
fn multiplier(expr: &Expr) -> Option<&Expr> {
    let factors = Factor::all(expr);
    let is_product = factors.len() > 1;
    let mut numbers = factors.iter().filter(|one| is_product && !one.is_divisor).map(|one| one.expr);
    numbers.find(|one| literal(one).is_some_and(|value| is_large(&value)))
}

/// The number that an expression is, apart from its sign.
fn number_in(expr: &Expr) -> Option<&Expr> {
    if let ExprKind::Negate(inner) = &expr.kind {
        return number_in(inner);
    }
    matches!(expr.kind, ExprKind::Number(..)).then_some(expr)
}

fn is_hundred(value: &Exact) -> bool {
    *value == Exact::HUNDRED || *value == Exact::HUNDREDTH
}
