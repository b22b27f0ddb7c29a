//! Money of a thing that its parts do not make up, where the report prints both; and what has the same gap above it.

use super::case::Case;
use super::finding::cell;
use super::outcome::{Finding, Verdict};
use crate::data::Field;
use crate::eval;
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::plan::{Op, OwnAndParts};
use crate::program::{NameId, Role, When};
use std::collections::HashMap;

/// One finding for each gap, with the figures above that have it too.
pub(super) fn sums(case: &Case) -> Vec<(usize, Finding)> {
    let world = case.world;
    let number = |slot| eval::rational(world.right(slot)).cloned();
    let mut all: Vec<(usize, Finding)> = Vec::new();
    let spots = spots(case);
    for one in &world.plan().parts {
        let Op::Aggregate(op) = &world.plan().slot(one.parts).op else { continue };
        // Parts without a value may still bring what is missing.
        if op.items.iter().any(|item| world.right(*item).is_err()) {
            continue;
        }
        let (Some(own), Some(parts)) = (number(one.own), number(one.parts)) else { continue };
        if own == parts {
            continue;
        }
        let Some(at) = spot_of(&spots, one) else { continue };
        let gap = own.clone() - parts.clone();
        let say = |value: &Exact| format(&value.to_plain(Places::WHOLE, Rounding::HalfAway), NumberStyle::Indonesian);
        let mut shown = cell(case, at);
        shown.right = say(&parts);
        shown.difference = say(&gap);
        let why = format!("jumlah rinciannya {}, selisih {}", say(&parts), say(&gap));
        let followers = above(case, &spots, one, at);
        all.push((at, Finding { followers, ..Finding::new(Verdict::Sum, shown, why) }));
    }
    all
}

/// The first printed cell of each thing's money.
type Spots = HashMap<(NameId, bool, When), usize>;

fn spots(case: &Case) -> Spots {
    let plan = case.world.plan();
    let mut found = Spots::new();
    for (at, spot) in case.spots.iter().enumerate() {
        let Some((name, role, when)) = case.world.role(plan.plain(spot.cell.slot)) else { continue };
        if matches!(role, Role::Budget | Role::Spent) && matches!(spot.printed, super::figure::Printed::Number(_)) {
            found.entry((name, role == Role::Spent, when)).or_insert(at);
        }
    }
    found
}

fn spot_of(spots: &Spots, one: &OwnAndParts) -> Option<usize> {
    let is_money = matches!(one.field, Field::Budget | Field::Spent);
    spots.get(&(one.name, one.field == Field::Spent, one.when)).filter(|_| is_money).copied()
}

/// The printed money of what a thing is a part of, which carries its gap on.
fn above(case: &Case, spots: &Spots, one: &OwnAndParts, at: usize) -> Vec<super::outcome::Cell> {
    let world = case.world;
    let wholes = world.program().wholes_in(one.name, world.plan().year).into_iter();
    let is_it = |other: &&OwnAndParts, whole| other.name == whole && other.field == one.field;
    let own = wholes.filter_map(|whole| world.plan().parts.iter().find(|other| is_it(other, whole)));
    let spots = own.filter_map(|one| spot_of(spots, one)).filter(|spot| *spot != at);
    spots.map(|spot| cell(case, spot)).collect()
}
