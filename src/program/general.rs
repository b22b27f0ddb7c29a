//! `umum`: what holds for a package, or for codes that begin alike, unless they say otherwise.

use super::units::Unit;
use super::{MoneyQuarters, NameId, Sources, Step};
use crate::data::segments::begins_with;
use crate::number::Interval;
use crate::source::Span;
use crate::syntax::ast::{Combination, Direction, Precision, Years};
use rust_decimal::Decimal;

/// `umum`: defaults for a package, or for codes that begin with a prefix.
#[derive(Debug, Clone)]
pub struct General {
    /// Codes it speaks for; every definition of the package when none.
    pub prefix: Option<String>,
    /// Years it speaks for.
    pub in_force: Years,
    /// `satuan`
    pub unit: Option<Unit>,
    /// `skala`
    pub scale: Option<(Interval, Span)>,
    /// `langkah`
    pub step: Option<Decimal>,
    /// `sasaran`
    pub goal: Option<String>,
    /// `arah`
    pub direction: Option<Direction>,
    /// `capaian`
    pub rule: Option<(String, Span)>,
    /// `predikat`
    pub band: Option<(String, Span)>,
    /// `batas`, `bulat`
    pub steps: Vec<Step>,
    /// Those of the `umum` for the whole package, which stand below the rule; none where this is that one.
    pub defaults: Vec<Step>,
    /// `tampil`
    pub show: Option<Precision>,
    /// `triwulan`
    pub quarters: Option<Combination>,
    /// `triwulan pagu`, `triwulan serapan`
    pub money: MoneyQuarters,
    /// `abaikan yang kosong` makes it false.
    pub complete: bool,
    /// `induk` of the codes that have none among the codes
    pub parent: Option<NameId>,
    /// Regulation and remarks.
    pub sources: Sources,
    /// The head line.
    pub span: Span,
    /// The whole block.
    pub block: Span,
}

/// The versions of every `umum` that speaks for a code, each in the years in which none with a longer prefix does; the
/// longest first.
pub fn generals_of<'g>(generals: &'g [General], code: &str) -> Vec<(Years, &'g General)> {
    let length = |general: &General| general.prefix.as_ref().map_or(0, |prefix| prefix.len() + 1);
    let covering = generals.iter().filter(|general| general.covers(code));
    by_longest(covering.map(|general| (length(general), general.in_force, general)).collect())
}

/// What covers a code, by the length of the prefix and the years: each in those years in which nothing longer does, the
/// longest first.
pub fn by_longest<T: Copy>(mut covering: Vec<(usize, Years, T)>) -> Vec<(Years, T)> {
    covering.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
    let mut taken: Vec<(usize, Years)> = Vec::new();
    let mut found = Vec::new();
    for (length, years, what) in covering {
        let longer = taken.iter().filter(|(other, _)| *other > length);
        let left = longer.fold(vec![years], |left, (_, years)| Years::without(&left, *years));
        taken.extend(left.iter().map(|years| (length, *years)));
        found.extend(left.into_iter().map(|years| (years, what)));
    }
    found
}

impl General {
    /// Whether it speaks for a code.
    pub fn covers(&self, code: &str) -> bool {
        self.prefix.as_ref().is_none_or(|prefix| begins_with(code, prefix))
    }
}
