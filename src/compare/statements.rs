//! Differences in `paket` and `kolom`, which concern all things at once.

use super::changes::{Change, Thing};
use super::joined::Joined;
use super::part::Part;
use super::shown::say_show;
use crate::program::{Field, Package};
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
    package(&joined.packages, &mut |part, sides| add(Thing::Package, "paket", part, sides));
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

/// What `paket` says. A package without a title has that of its folder, which says nothing.
fn package(sides: &[Package; 2], add: &mut dyn FnMut(Part, [String; 2])) {
    let mut differ = |part, say: &dyn Fn(&Package) -> Option<String>| {
        add(part, [&sides[0], &sides[1]].map(|one| say(one).unwrap_or(NOTHING.into())));
    };
    differ(Part::Title, &|one| one.is_titled.then(|| format!("\"{}\"", one.title)));
    differ(Part::Year, &|one| one.year.map(|year| year.to_string()));
    differ(Part::Period, &|one| one.plan.map(|(first, last)| format!("{first}..{last}")));
    differ(Part::Show, &|one| one.show.map(|show| say_show(Some(show))));
}
