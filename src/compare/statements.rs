//! What `paket` and `kolom` say otherwise: statements about all things at once.

use super::changes::{Change, Part, Thing};
use super::joined::Joined;
use crate::program::Field;
use crate::syntax::ast::Years;

const NOTHING: &str = "tidak dinyatakan";

/// Every difference, the package first.
pub(super) fn changes(joined: &Joined) -> Vec<Change> {
    let mut all = Vec::new();
    let mut add = |of: Thing, called: &str, part: Part, [before, after]: [String; 2]| {
        if before != after {
            let years = vec![Years { from: None, to: None }];
            let called = called.to_string();
            all.push(Change { of: vec![of], part, years, called, before, after, basis: None });
        }
    };
    let period = |plan: Option<(i32, i32)>| plan.map_or(NOTHING.into(), |(first, last)| format!("{first}..{last}"));
    add(Thing::Package, "paket", Part::Period, joined.plans.map(period));
    for (id, sides) in &joined.fields {
        let called = format!("kolom {}", sides[1].name);
        let mut differ = |part, say: &dyn Fn(&Field) -> String| {
            add(Thing::Field(*id), &called, part, [say(&sides[0]), say(&sides[1])]);
        };
        differ(Part::Kind, &|field| if field.is_text { "teks" } else { "angka" }.into());
        differ(Part::Unit, &|field| match &field.unit {
            Some(unit) => unit.word().unwrap_or("tanpa satuan").into(),
            None => NOTHING.into(),
        });
        differ(Part::Quarters, &|field| field.quarters.map_or(NOTHING.into(), |how| how.word().into()));
    }
    all
}
