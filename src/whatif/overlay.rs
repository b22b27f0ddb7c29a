//! Assumptions as data would hold them: the same cells, written over those of the data.
//!
//! What is assumed is exactly what would come out with the value in the data file. A realisation that a formula computes has
//! no cell that would count; its slot is held instead (`View::assume`).

use super::state::{Assumed, Given, Target};
use crate::data::range_target::whole_of;
use crate::data::{Content, Dataset, Datum, Field, Key};
use crate::program::{Program, Role};
use rust_decimal::Decimal;

/// The field of the data that holds a target; none where a formula computes it.
pub fn field(program: &Program, of: &Target) -> Option<Field> {
    let name = program.by_code.get(&of.code)?;
    let computed = program.version(*name, of.when.year).is_some_and(|version| version.formula.is_some());
    if computed && matches!(of.role, Role::Main | Role::Value) {
        return None;
    }
    program.field_of(of.role)
}

/// Where the data keep a field of what a target is about.
pub fn key(of: &Target, field: Field) -> Key {
    Key { code: of.code.as_str().into(), field, year: of.when.year, quarter: of.when.quarter }
}

/// Writes an assumption into the data of one unit; the cells that are others now.
pub fn write(data: &mut Dataset, program: &Program, one: &Assumed) -> Vec<Key> {
    let Some(field) = field(program, &one.of) else { return Vec::new() };
    if data.units().is_empty() {
        data.lane("");
    }
    let content = match &one.value {
        Given::Number(number) => Content::Number(as_before(data, &key(&one.of, field.clone()), *number)),
        Given::Word(word) => Content::Text(word.as_str().into()),
        Given::Missing(state) => Content::Missing(*state, "".into()),
    };
    let mut changed = ends_made_ready(data, program, &one.of);
    changed.push(put(data, key(&one.of, field.clone()), content));
    if matches!(field, Field::TargetLow | Field::TargetHigh) {
        changed.extend(whole(data, &one.of));
        changed.extend(single(data, &one.of));
    }
    changed
}

/// A range with two equal ends is one number, as in a file: it has no ends of its own.
fn single(data: &mut Dataset, of: &Target) -> Vec<Key> {
    let ends = [Field::TargetLow, Field::TargetHigh].map(|end| key(of, end));
    let [Some(low), Some(high)] = [0, 1].map(|at| data.get(0, &ends[at]).map(|datum| datum.content)) else {
        return Vec::new();
    };
    let (Content::Number(low), Content::Number(high)) = (low, high) else { return Vec::new() };
    if low != high {
        return Vec::new();
    }
    ends.iter().for_each(|end| data.take_out(end));
    let whole = put(data, key(of, Field::Target), Content::Number(low));
    ends.into_iter().chain([whole]).collect()
}

/// A target that may be a range stands in three cells: the whole and its ends. A single number has no ends; of a range
/// both ends are there. The cells that are others now.
pub fn ends_made_ready(data: &mut Dataset, program: &Program, of: &Target) -> Vec<Key> {
    let version = program.by_code.get(&of.code).and_then(|name| program.version(*name, of.when.year));
    if !version.is_some_and(|version| program.has_range_target(version)) {
        return Vec::new();
    }
    let ends = [Field::TargetLow, Field::TargetHigh].map(|end| key(of, end));
    match of.role {
        Role::Target => {
            ends.iter().for_each(|end| data.take_out(end));
            ends.into()
        }
        Role::TargetLow | Role::TargetHigh => {
            let single = data.get(0, &key(of, Field::Target)).map(|datum| datum.content);
            let Some(Content::Number(single)) = single else { return Vec::new() };
            let bare = ends.into_iter().filter(|end| data.get(0, end).is_none()).collect::<Vec<_>>();
            let mut changed: Vec<Key> = bare.into_iter().map(|end| put(data, end, Content::Number(single))).collect();
            changed.extend(whole(data, of));
            changed
        }
        Role::Main
        | Role::Value
        | Role::RawAchievement
        | Role::CappedAchievement
        | Role::Achievement
        | Role::Band
        | Role::BandWords
        | Role::Label
        | Role::Code
        | Role::Goal
        | Role::UnitName
        | Role::Parent
        | Role::ScaleLow
        | Role::ScaleHigh
        | Role::Weight
        | Role::Budget
        | Role::Spent
        | Role::Field(_) => Vec::new(),
    }
}

/// A number with no fewer decimals than the cell has that it takes the place of: a column keeps its look.
fn as_before(data: &Dataset, key: &Key, number: Decimal) -> Decimal {
    let Some(Content::Number(old)) = data.get(0, key).map(|datum| datum.content) else { return number };
    let mut wider = number;
    wider.rescale(old.scale().max(number.scale()));
    if wider == number { wider } else { number }
}

/// The cell of a range as it is shown, out of its ends; of two equal ones it is that number.
fn whole(data: &mut Dataset, of: &Target) -> Option<Key> {
    let end = |field| match data.get(0, &key(of, field))?.content {
        Content::Number(number) => Some(number),
        Content::Text(_) | Content::Missing(..) => None,
    };
    let (low, high) = (end(Field::TargetLow)?, end(Field::TargetHigh)?);
    Some(put(data, key(of, Field::Target), whole_of(low, high)))
}

fn put(data: &mut Dataset, key: Key, content: Content) -> Key {
    data.set(0, key.clone(), Datum { content, origin: None });
    key
}
