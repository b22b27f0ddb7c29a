//! Codes that the data may add to those that the rules name, as parts of the same things.

use super::about::About;
use super::data_codes::{add, forget};
use super::parents;
use super::program::*;
use crate::data::Dataset;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The program as it may be with data: named codes that an `umum` covers are parts of each other as they would be
/// there, and whatever has such a part, or is named as something that such codes are parts of, gets one more, unnamed
/// part.
pub fn with_further_parts(program: &Program) -> Cow<'_, Program> {
    if program.generals.iter().all(|general| general.prefix.is_none()) {
        return Cow::Borrowed(program);
    }
    let (mut whole, nothing) = (program.clone(), Dataset::new());
    let about = About::read(&nothing);
    forget(&mut whole, &[], &BTreeSet::new());
    parents::settle(&mut whole, Some(&about));
    let named: Vec<NameId> = (0..whole.names.len()).map(|at| NameId(at as u32)).collect();
    for name in named {
        let is_of_data = |part: &NameId| whole.versions(*part).any(|version| version.from_data);
        let Some(part) = whole.parts(name).into_iter().find(is_of_data) else { continue };
        let code = whole.code(part).to_string();
        let stem = code.rfind('.').map_or("", |at| &code[..=at]);
        let free = (1..100).rev().map(|at| format!("{stem}{at}")).find(|one| !whole.by_code.contains_key(one));
        free.iter().for_each(|code| add(&mut whole, code));
    }
    for prefix in program.generals.iter().filter_map(|general| general.prefix.as_deref()) {
        let stem = format!("{}.", prefix.trim_end_matches('.'));
        let is_named = |definition: &Definition| {
            let rest = whole.code(definition.name).strip_prefix(&stem);
            definition.from_data && rest.is_some_and(|rest| !rest.contains('.'))
        };
        if !whole.definitions.iter().any(is_named) {
            let free = (1..100).rev().map(|at| format!("{stem}{at}")).find(|one| !whole.by_code.contains_key(one));
            free.iter().for_each(|code| add(&mut whole, code));
        }
    }
    parents::settle(&mut whole, Some(&about));
    Cow::Owned(whole)
}
