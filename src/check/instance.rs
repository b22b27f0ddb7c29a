//! A program meets its data: codes of the data that an `umum` speaks for become definitions, and things find what they
//! are a part of.

use super::generals;
use super::program::*;
use super::units::Unit;
use crate::data::{Content, Dataset, Field, Key};
use std::collections::BTreeMap;

/// The program with a definition for every code of the data that an `umum` with a prefix speaks for.
pub fn with_data(program: &Program, data: &Dataset) -> Program {
    let mut program = program.clone();
    let about = About::read(data);
    let mut codes: Vec<&str> = data.columns().map(|(key, _)| &*key.code).collect();
    codes.dedup();
    for code in codes {
        add(&mut program, code);
    }
    for definition in &mut program.definitions {
        let from_data = definition.kind.indicator().is_some_and(|indicator| indicator.from_data);
        if from_data {
            let code = program.names[definition.name.0 as usize].code.as_str();
            about.describe(code, definition);
        }
    }
    find_parents(&mut program, &about);
    program
}

fn add(program: &mut Program, code: &str) {
    if program.by_code.contains_key(code) {
        return;
    }
    let Some(general) = program.general(code).filter(|general| general.prefix.is_some()) else { return };
    let name = NameId(program.names.len() as u32);
    let Some(definition) = generals::definition(general, name, general.span) else { return };
    let id = DefinitionId(program.definitions.len() as u32);
    program.definitions.push(definition);
    program.names.push(Name { code: code.to_string(), versions: vec![id] });
    program.by_code.insert(code.to_string(), name);
}

/// What a thing is a part of: what it says itself, else what the data say, else the longest code that its own code
/// begins with, else what its `umum` says.
fn find_parents(program: &mut Program, about: &About) {
    let mut parents: Vec<Option<NameId>> = Vec::with_capacity(program.definitions.len());
    for definition in &program.definitions {
        let code = program.code(definition.name);
        let general = program.general(code).filter(|general| general.prefix.is_some());
        let by_data = about.words.get(&(code, "induk")).and_then(|parent| program.by_code.get(*parent)).copied();
        let by_code = general.and_then(|_| {
            let cuts = code.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '-'));
            cuts.filter_map(|(at, _)| program.by_code.get(&code[..at])).next().copied()
        });
        let by_general = general.and_then(|general| general.parent);
        let parent = definition.parent.or(by_data).or(by_code).or(by_general);
        parents.push(parent.filter(|parent| *parent != definition.name));
    }
    for (definition, parent) in program.definitions.iter_mut().zip(parents) {
        definition.parent = parent;
    }
    program.find_parts();
}

/// What text columns of the data say of a code, in the latest year that says it.
struct About<'d> {
    words: BTreeMap<(&'d str, &'static str), &'d str>,
}

const COLUMNS: [&str; 5] = ["uraian", "indikator", "sasaran", "satuan", "induk"];

impl<'d> About<'d> {
    fn read(data: &'d Dataset) -> Self {
        let mut words = BTreeMap::new();
        for (Key { code, field, .. }, column) in data.columns() {
            let Field::Extra(name) = field else { continue };
            let Some(known) = COLUMNS.iter().find(|known| name.eq_ignore_ascii_case(known)) else { continue };
            let text = column.iter().flatten().find_map(|datum| match &datum.content {
                Content::Text(text) => Some(&**text),
                _ => None,
            });
            // Columns come in order of year, so the latest wins.
            if let Some(text) = text {
                words.insert((&**code, *known), text);
            }
        }
        About { words }
    }

    fn describe(&self, code: &str, definition: &mut Definition) {
        let word = |column| self.words.get(&(code, column)).map(|text| text.to_string());
        definition.label = definition.label.take().or_else(|| word("indikator")).or_else(|| word("uraian"));
        definition.goal = word("uraian").or_else(|| word("sasaran")).or_else(|| definition.goal.take());
        if let (Unit::Any, Some(unit)) = (&definition.unit, word("satuan")) {
            definition.unit = Unit::from_word(&unit);
        }
    }
}
