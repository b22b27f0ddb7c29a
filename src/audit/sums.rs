//! Money of a thing that its parts do not make up, where the report prints both; and what has the same gap above it.

use super::case::Case;
use super::finding::cell;
use super::outcome::{Finding, Verdict};
use crate::data::Field;
use crate::eval;
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::plan::{Op, OwnAndParts};
use crate::program::{NameId, Role};

/// One finding for each gap, with the figures above that have it too.
pub(super) fn sums(case: &Case) -> Vec<(usize, Finding)> {
    let world = case.world;
    let number = |slot| eval::rational(world.right(slot)).cloned();
    let mut all: Vec<(usize, Finding)> = Vec::new();
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
        let Some(at) = spot_of(case, one) else { continue };
        let gap = own.clone() - parts.clone();
        let say = |value: &Exact| format(&value.to_plain(Places::WHOLE, Rounding::HalfAway), NumberStyle::Indonesian);
        let mut shown = cell(case, at);
        shown.right = say(&parts);
        shown.difference = say(&gap);
        let why = format!("jumlah rinciannya {}, selisih {}", say(&parts), say(&gap));
        let followers = above(case, one.name, &one.field, at);
        all.push((at, Finding { followers, ..Finding::new(Verdict::Sum, shown, why) }));
    }
    all
}

/// The printed cell of money of a thing.
fn spot_of(case: &Case, one: &OwnAndParts) -> Option<usize> {
    let plan = case.world.plan();
    let is_own = |slot| {
        case.world.role(slot).is_some_and(|(name, role, when)| {
            let fits =
                role == Role::Budget && one.field == Field::Budget || role == Role::Spent && one.field == Field::Spent;
            name == one.name && fits && when == one.when
        })
    };
    case.spots.iter().position(|spot| {
        is_own(plan.plain(spot.cell.slot)) && matches!(spot.printed, super::figure::Printed::Number(_))
    })
}

/// The printed money of what a thing is a part of, which carries its gap on.
fn above(case: &Case, name: NameId, field: &Field, at: usize) -> Vec<super::outcome::Cell> {
    let world = case.world;
    let wholes = world.program().wholes_in(name, world.plan().year).into_iter();
    let own = wholes.filter_map(|whole| world.plan().parts.iter().find(|one| one.name == whole && one.field == *field));
    let spots = own.filter_map(|one| spot_of(case, one)).filter(|spot| *spot != at);
    spots.map(|spot| cell(case, spot)).collect()
}
