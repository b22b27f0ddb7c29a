//! Rounded inputs excuse a figure only where the same inputs give the others that share them, too.

use super::case::{Case, First};
use super::inside;
use super::ladder::{self, Told, agrees};
use super::outcome::Verdict;
use crate::number::Exact;
use crate::plan::SlotId;
use std::collections::{BTreeMap, BTreeSet};

/// Takes the excuse from figures that no inputs give together with the others.
pub(super) fn hold(case: &Case, verdicts: &mut [Option<Told>]) {
    let is_within = |told: &Option<Told>| told.as_ref().is_some_and(|told| told.verdict == Verdict::WithinRounding);
    let within: Vec<usize> =
        (0..verdicts.len()).filter(|at| is_within(&verdicts[*at]) && case.claimed(*at).is_none()).collect();
    let mut excused: BTreeSet<usize> = BTreeSet::new();
    let mut stretches: BTreeMap<SlotId, (Exact, Exact)> = BTreeMap::new();
    for at in within {
        let other = other_print(case, at, &excused);
        if other.is_none() && fits(case, at, &mut stretches) {
            excused.insert(at);
            continue;
        }
        let Some(figure) = case.figure(at) else { continue };
        let told = ladder::explain_beyond(case, at, &figure, None);
        verdicts[at] = Some(match (other, told.verdict) {
            // Another convention says more than that two prints differ.
            (None, _) | (Some(_), Verdict::OtherWay) => told,
            (Some(other), _) => {
                let place = super::finding::place(case, other);
                let why = format!("tercetak {} di {}, baris {}", case.text(other), place.file, place.line);
                Told::plain(Verdict::Contradicts, why)
            }
        });
    }
}

/// Another print of the same value with as many decimals and another figure, right or excused itself.
fn other_print(case: &Case, at: usize, excused: &BTreeSet<usize>) -> Option<usize> {
    let own = case.figure(at)?;
    let mut others = case.same(case.spots[at].key).iter().copied().filter(|other| *other != at);
    others.find(|other| {
        let figure = case.figure(*other).filter(|_| agrees(case, *other) || excused.contains(other));
        figure.is_some_and(|figure| figure.places == own.places && figure.value != own.value)
    })
}

/// Whether some value of its only rounded input gives a figure and those that were heard before it; that is remembered.
fn fits(case: &Case, at: usize, stretches: &mut BTreeMap<SlotId, (Exact, Exact)>) -> bool {
    let of = |at: usize| inside::stretch(case.world, case.spots[at].cell.slot, &case.figure(at)?);
    let Some((input, low, high)) = of(at) else { return true };
    let meet = |one: (Exact, Exact), other: (Exact, Exact)| {
        let (low, high) = (one.0.max(other.0), one.1.min(other.1));
        (low < high).then_some((low, high))
    };
    let known = stretches.remove(&input).or_else(|| {
        // What is right beside it rests on the same inputs.
        let beside = case.row(&case.spots[at]).iter().copied();
        let right = beside.filter(|other| agrees(case, *other) && matches!(case.first[*other], First::Plain(..)));
        let mut right = right.filter_map(of).filter(|(other, ..)| *other == input);
        let (_, low, high) = right.next()?;
        Some(right.fold((low, high), |all, (_, low, high)| meet(all.clone(), (low, high)).unwrap_or(all)))
    });
    let Some(known) = known else {
        stretches.insert(input, (low, high));
        return true;
    };
    let both = meet(known.clone(), (low, high));
    stretches.insert(input, both.clone().unwrap_or(known));
    both.is_some()
}
