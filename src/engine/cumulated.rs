//! Quarters written cumulatively under a rule that adds them up: 300, 600, 900, 1.200.

use crate::data::{CellOrigin, Content, Dataset, Field, Key};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::number::{NumberStyle, format};
use crate::program::Program;
use crate::resolve;
use crate::syntax::ast::Combination;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A code whose targets grow from quarter to quarter, and whose values never fall.
struct Grown {
    code: Arc<str>,
    year: i32,
    targets: Vec<Decimal>,
    origin: Option<CellOrigin>,
}

/// The findings, one for each code.
pub(super) fn cumulated(program: &Program, data: &Dataset) -> Vec<Diagnostic> {
    let first = data.columns().filter(|(key, _)| key.field == Field::Target && key.quarter == Some(1));
    let grown: Vec<Grown> =
        first.filter_map(|(key, _)| (0..data.units().len()).find_map(|lane| grown(data, key, lane))).collect();
    if grown.is_empty() {
        return Vec::new();
    }
    let program = resolve::with_data(program, data);
    let adds = |one: &&Grown| {
        let name = program.by_code.get(&*one.code).copied();
        let mut versions = name.into_iter().flat_map(|name| program.versions(name));
        versions.any(|version| version.in_force.covers(one.year) && version.quarters == Some(Combination::Sum))
    };
    let mut told = BTreeSet::new();
    let of = grown.iter().filter(adds).filter(|one| told.insert(Arc::clone(&one.code)));
    of.map(|one| finding(one, data)).collect()
}

fn grown(data: &Dataset, first: &Key, lane: usize) -> Option<Grown> {
    let number = |field: &Field, quarter: u8| {
        let key = Key { field: field.clone(), quarter: Some(quarter), ..first.clone() };
        match data.get(lane, &key)?.content {
            Content::Number(number) => Some(number),
            Content::Text(_) | Content::Missing(..) => None,
        }
    };
    let targets: Vec<Decimal> = (1..=4).map_while(|quarter| number(&Field::Target, quarter)).collect();
    let step = *targets.first().filter(|step| **step > Decimal::ZERO)?;
    let is_even = targets.iter().zip(1_i64..).all(|(target, times)| step.checked_mul(times.into()) == Some(*target));
    if targets.len() < MOST_CERTAIN || !is_even {
        return None;
    }
    let values: Vec<Decimal> = (1..=4).filter_map(|quarter| number(&Field::Value, quarter)).collect();
    let grows = values.len() > 1 && values.windows(2).all(|pair| pair[0] <= pair[1]);
    let origin = data.get(lane, first)?.origin;
    grows.then(|| Grown { code: Arc::clone(&first.code), year: first.year, targets, origin })
}

/// This many quarters leave little doubt.
const MOST_CERTAIN: usize = 3;

fn finding(grown: &Grown, data: &Dataset) -> Diagnostic {
    let Grown { code, year, targets, origin } = grown;
    let title = format!("triwulan {code} tahun {year} tampak kumulatif, padahal aturannya menjumlahkan");
    let words = |number: &Decimal| Cow::Owned::<str>(format(&number.normalize().to_string(), NumberStyle::Indonesian));
    let shown: Vec<Cow<str>> = targets.iter().map(words).collect();
    let base = Diagnostic::new(Code::D0059, Severity::Warning, title)
        .because(format!("targetnya {}, dan realisasinya tidak pernah turun", shown.join("; ")))
        .advise(format!("bila angkanya memang kumulatif, nyatakan  triwulan terakhir  pada {code}"))
        .advise("bila tidak, abaikan pesan ini");
    match origin.and_then(|origin| data.place(origin)) {
        Some(place) => base.at_place(crate::diagnostic::Place::Cell(place), ""),
        None => base,
    }
}
