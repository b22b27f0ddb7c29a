//! After all files: contradictions between offices about one code and year, which has one unit, one parent and one name
//! for all of them.

use super::found::MOST_ALIKE;
use super::parents::few;
use super::problem::{DataProblem, OfOffice, names_sum};
use super::row_values::unit_word;
use super::schema::{Schema, VersionSchema};
use super::units::Units;
use super::{CellOrigin, Column, Content, Dataset, Field, Key};
use crate::diagnostic::nearest::fold;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// A finding for each code, year and describing column in which two offices disagree.
pub fn unlike_offices(data: &Dataset, schema: &Schema) -> Vec<DataProblem> {
    if data.units().len() < 2 {
        return Vec::new();
    }
    let columns = data.columns().filter_map(|(key, column)| {
        let Field::Extra(name) = &key.field else { return None };
        counts(name, key, schema).then_some((key, &**name, column))
    });
    let differing = columns.filter_map(|(key, name, column)| differing(data, key, name, column));
    few(differing.chain(named_alike(data)).chain(sums(data)))
}

/// Offices whose names differ only in case or spaces: two tables, where one was probably meant.
fn named_alike(data: &Dataset) -> Vec<DataProblem> {
    let mut alike = alike(data.units());
    alike.truncate(MOST_ALIKE + 1);
    // Few have any; only those are searched in all columns.
    let told = |(first, second): (usize, usize)| {
        Some(DataProblem::OfficesAlike { first: office(data, first)?, second: office(data, second)? })
    };
    alike.into_iter().filter_map(told).collect()
}

/// Sum rows that are read as those of an office.
fn sums(data: &Dataset) -> Vec<DataProblem> {
    let lanes = (0..data.units().len()).filter(|lane| data.units().get(*lane).is_some_and(names_sum));
    let found = lanes.take(MOST_ALIKE + 1).filter_map(|lane| office(data, lane));
    found.map(|office| DataProblem::OfficeOfSum { office }).collect()
}

/// An office, at the first of its rows.
fn office(data: &Dataset, lane: usize) -> Option<OfOffice> {
    let origins = data.columns().filter_map(|(_, column)| column.get(lane)?.origin);
    let first = origins.min_by_key(|origin| (origin.file, origin.row))?;
    let place = data.place(CellOrigin { column: u16::MAX, ..first })?;
    Some(OfOffice { place, text: "".into(), unit: data.units().get(lane)?.into() })
}

/// How many names are compared at a time.
const AT_ONCE: usize = 1 << 20;

/// The units whose names nearly equal an earlier one, each with the first such. Units are processed in groups of about
/// a million by the remainder of their hash, with eight bytes held for each.
fn alike(units: &Units) -> Vec<(usize, usize)> {
    let state = RandomState::new();
    let folded = |lane: u32| fold(&units[lane as usize]);
    let turns = units.len().div_ceil(AT_ONCE) as u64;
    let mut alike = Vec::new();
    // A margin above the average size, or the table would double.
    let share = units.len() / turns.max(1) as usize;
    let mut hashes: Vec<(u32, u32)> = Vec::with_capacity(share + share / 16 + 64);
    for turn in 0..turns {
        let of_turn = (0..units.len() as u32).map(|lane| (state.hash_one(folded(lane)), lane));
        hashes.extend(of_turn.filter(|(hash, _)| hash % turns == turn).map(|(hash, lane)| ((hash >> 32) as u32, lane)));
        hashes.sort_unstable();
        for same in hashes.chunk_by(|(one, _), (other, _)| one == other).filter(|same| same.len() > 1) {
            let mut first: HashMap<String, u32> = HashMap::new();
            for (_, lane) in same {
                let known = *first.entry(folded(*lane)).or_insert(*lane);
                alike.extend((known != *lane).then_some((known as usize, *lane as usize)));
            }
        }
        hashes.clear();
    }
    alike.sort_unstable_by_key(|(_, second)| *second);
    alike
}

/// Whether a column applies to all offices: what the rules do not say, and parents of everything.
fn counts(name: &str, key: &Key, schema: &Schema) -> bool {
    let open = |is_open: fn(&VersionSchema) -> bool| {
        schema.codes.get(&*key.code).is_none_or(|code| {
            let version = code.versions.iter().find(|version| version.covers(key.year));
            version.is_some_and(is_open)
        })
    };
    match name.to_lowercase().as_str() {
        "satuan" => open(|version| version.open_unit),
        "uraian" | "indikator" => open(|version| version.open_label),
        "sasaran" => open(|version| version.open_goal),
        "induk" => true,
        _ => false,
    }
}

/// The first text of a column and the first that differs from it.
fn differing(data: &Dataset, key: &Key, name: &str, column: &Column) -> Option<DataProblem> {
    let said = |text: &str| match name.eq_ignore_ascii_case("satuan") {
        true => fold(&unit_word(text)),
        false => fold(text),
    };
    let first = said(column.texts().next()?.0);
    if column.texts().all(|(text, _)| said(text) == first) {
        return None;
    }
    let mut texts = column.iter().filter_map(|(lane, datum)| match datum.content {
        Content::Text(text) => Some((lane, text, datum.origin)),
        Content::Number(_) | Content::Missing(..) => None,
    });
    let one = texts.next()?;
    let other = texts.find(|(_, text, _)| said(text) != first)?;
    let told = |(lane, text, origin): (usize, _, Option<CellOrigin>)| {
        Some(OfOffice { place: data.place(origin?)?, text, unit: data.units().get(lane)?.into() })
    };
    Some(DataProblem::OfficesDiffer {
        kept: told(one)?,
        other: told(other)?,
        name: name.to_string(),
        code: key.code.clone(),
        year: key.year,
    })
}
