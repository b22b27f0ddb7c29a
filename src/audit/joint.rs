//! What rows of a table have together: the sum of their money, the mean of their percents, the share that was spent of what
//! they were given. A figure that stands for several rows is held against that, and against the value of no single one.

use super::case::{Case, First};
use super::figure::Figure;
use super::ladder::Told;
use super::outcome::Verdict;
use super::readings;
use super::slips;
use super::spanned;
use super::world::World;
use crate::eval;
use crate::number::{Exact, NumberStyle, format};
use crate::plan::{Op, SlotId};
use crate::program::Role;
use crate::program::units::Unit;

/// How a figure is made of those of several rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Sum,
    Mean,
    /// What was spent of them by what they were given.
    Share,
}

impl How {
    /// As what a figure is right.
    pub fn words(self) -> &'static str {
        match self {
            How::Sum => "jumlah beberapa baris sekaligus",
            How::Mean => "rata-rata beberapa baris sekaligus",
            How::Share => "serapan beberapa baris sekaligus",
        }
    }

    /// The same of so many rows.
    pub fn of_rows(self, rows: usize) -> String {
        match self {
            How::Sum => format!("jumlah {rows} baris"),
            How::Mean => format!("rata-rata {rows} baris"),
            How::Share => format!("serapan {rows} baris"),
        }
    }
}

/// What rows have together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Joint {
    pub how: How,
    pub right: Exact,
}

/// A figure that is wrong for the rows that it stands for.
#[derive(Debug, Clone)]
pub(super) struct Whole {
    pub figure: Figure,
    pub joint: Joint,
    /// The prints of its column in these rows.
    pub prints: Vec<usize>,
}

impl Whole {
    /// How the right value comes about.
    pub fn derivation(&self) -> String {
        let plain = self.joint.right.to_exact_plain();
        let exact = plain.map_or_else(
            || crate::program::intervals::say_number(&self.joint.right),
            |plain| format(&plain, NumberStyle::Indonesian),
        );
        format!("tepatnya {exact}, {}", self.joint.how.of_rows(self.prints.len()))
    }
}

/// What the figures of a column are made of in several rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Money,
    Share,
    Achievement,
    /// Nobody can say: targets, realisations, what the rules work out otherwise.
    Other,
}

pub(super) fn kind(case: &Case, slot: SlotId) -> Kind {
    let shown = case.world.shown_input(slot).unwrap_or(slot);
    let is_rupiah = matches!(&case.world.plan().slot(slot).unit, Unit::Named(word) if &**word == "rupiah");
    if quotient(case.world, slot).is_some() {
        Kind::Share
    } else if is_money(case.world, shown) || is_rupiah {
        Kind::Money
    } else if case.world.role(slot).is_some_and(|(_, role, _)| role.is_achievement()) {
        Kind::Achievement
    } else {
        Kind::Other
    }
}

/// What rows may have together in a column, the likeliest first; nothing where one of them has no value.
pub(super) fn of(case: &Case, prints: &[usize]) -> Vec<Joint> {
    let Some((rights, first)) = rights(case, prints).zip(prints.first()) else { return Vec::new() };
    let sum = || Some(Joint { how: How::Sum, right: rights.iter().copied().sum() });
    let mean = || Some(Joint { how: How::Mean, right: spanned::mean(&rights)? });
    let share = || Some(Joint { how: How::Share, right: share(case, prints, &rights)? });
    let all = match kind(case, case.spots[*first].cell.slot) {
        Kind::Money => [sum(), None],
        Kind::Share => [share(), mean()],
        Kind::Achievement => [mean(), None],
        Kind::Other => [sum(), mean()],
    };
    all.into_iter().flatten().collect()
}

/// As what a figure is exactly that of several rows; a mean also of what is printed of them.
pub(super) fn fits(case: &Case, own: &Figure, prints: &[usize]) -> Option<How> {
    let is_it = |joint: &Joint| match joint.how {
        How::Sum | How::Share => own.is(&joint.right),
        How::Mean => rights(case, prints).is_some_and(|rights| spanned::is_exact_mean(own, &rights)),
    };
    of(case, prints).into_iter().find(is_it).map(|joint| joint.how)
}

/// Whether it may be theirs: the mean up to its last digit.
pub(super) fn is_nearly(case: &Case, own: &Figure, prints: &[usize]) -> bool {
    let is_percent = prints
        .first()
        .is_some_and(|at| matches!(kind(case, case.spots[*at].cell.slot), Kind::Share | Kind::Achievement));
    is_percent && rights(case, prints).is_some_and(|rights| spanned::is_mean(own, &rights))
}

/// Whether what is right for rows is so nearly the same that their mean is what each of them may be cut to.
pub(super) fn are_alike(case: &Case, own: &Figure, prints: &[usize]) -> bool {
    let rights = rights(case, prints).unwrap_or_default();
    let far = rights.iter().max().zip(rights.iter().min()).map(|(most, least)| (*most).clone() - (*least).clone());
    far.is_none_or(|far| far <= own.half() * Exact::from(8))
}

/// What is right for each of some rows; none where one has no value.
pub(super) fn rights<'c>(case: &'c Case, prints: &[usize]) -> Option<Vec<&'c Exact>> {
    prints.iter().map(|at| eval::rational(case.world.right(case.spots[*at].cell.slot))).collect()
}

/// The quotient of the sums.
fn share(case: &Case, prints: &[usize], rights: &[&Exact]) -> Option<Exact> {
    share_of(case.world, prints.iter().map(|at| case.spots[*at].cell.slot), rights)
}

/// The same of some slots with their values.
pub(super) fn share_of(world: &World, slots: impl Iterator<Item = SlotId>, rights: &[&Exact]) -> Option<Exact> {
    let parts: Option<Vec<_>> = slots.map(|slot| quotient(world, slot)).collect();
    let (above, below): (Vec<&Exact>, Vec<&Exact>) = parts?.into_iter().unzip();
    // What a quotient is multiplied by, percent.
    let times = (*rights.first()? * below[0]).checked_div(above[0])?;
    let of_sums = above.into_iter().sum::<Exact>().checked_div(&below.into_iter().sum())?;
    Some(of_sums * times)
}

pub(super) fn is_money(world: &World, slot: SlotId) -> bool {
    matches!(world.role(slot), Some((_, Role::Budget | Role::Spent, _)))
}

/// What money is divided by money, where a value is no more than that.
pub(super) fn quotient<'w>(world: &'w World, slot: SlotId) -> Option<(&'w Exact, &'w Exact)> {
    let plain = |slot: SlotId| world.plan().plain(slot);
    let op = |slot: SlotId| &world.plan().slot(plain(slot)).op;
    let is_number = |slot: SlotId| matches!(op(slot), Op::Number(_));
    let is_money = |slot: SlotId| world.shown_input(slot).is_some_and(|input| is_money(world, input));
    let mut slot = slot;
    loop {
        if let Op::Divide(above, below) = op(slot)
            && is_money(*above)
            && is_money(*below)
        {
            return Some((eval::rational(world.right(*above))?, eval::rational(world.right(*below))?));
        }
        slot = if let Op::Multiply(by, inner) = op(slot)
            && is_number(*by)
        {
            *inner
        } else {
            world.in_other_tens(slot)?
        };
    }
}

/// Of a figure that is read in several ways the one that lies nearest to a value.
pub(super) fn nearest(figures: &[Figure], right: &Exact) -> Option<Figure> {
    figures.iter().min_by_key(|figure| (figure.value.clone() - right.clone()).abs()).cloned()
}

/// A slip of the point or of the keyboard that makes a figure of a value.
pub(super) fn slip(figures: &[Figure], right: &Exact) -> Option<(Figure, Told)> {
    let tens = [1, 2, 3, -1, -2, -3];
    let shifted = tens.into_iter().find_map(|by| {
        let value = Exact::from(10).checked_pow(by).map(|tens| right.clone() * tens)?;
        let figure = figures.iter().find(|figure| figure.is(&value) && !figure.value.is_zero())?;
        Some((figure.clone(), Told::of_several(Verdict::Unit, readings::shifted(by), figure, tens.len())))
    });
    shifted.or_else(|| {
        let long = figures.iter().filter(|figure| figure.digits().len() >= 3);
        long.filter_map(|figure| Some((figure, slips::of(figure, right)?))).next().map(|(figure, (words, plain))| {
            let why = format!("{words}: {}", format(&plain, NumberStyle::Indonesian));
            (figure.clone(), Told::of_several(Verdict::Typed, why, figure, slips::count(&plain)))
        })
    })
}

/// Says of a figure that it is wrong for the rows that it stands for.
pub(super) fn accuse(case: &mut Case, at: usize, told: Told, whole: Whole) {
    case.first[at] = First::Told(told);
    case.wholes.insert(at, whole);
}
