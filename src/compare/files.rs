//! Differences in how the rules read their data files. A file that only one side names is not a change of rules: each
//! year has its own files.

use super::changes::{Change, Thing};
use super::part::Part;
use crate::number::NumberFormat;
use crate::program::{DataSource, Program};
use crate::syntax::ast::Years;
use std::collections::BTreeSet;

/// One change for each file that both sides name and read differently.
pub(super) fn changes(old: &Program, new: &Program) -> Vec<Change> {
    let both = new.data.iter().filter_map(|after| {
        let before = old.data.iter().find(|before| before.path == after.path && before.sheet == after.sheet);
        let same_path = || alone(old, &after.path).filter(|_| alone(new, &after.path).is_some());
        Some([(old, before.or_else(same_path)?), (new, after)].map(|(side, file)| clauses(side, file)))
            .map(|sides| (after, sides))
    });
    let differ = both.filter(|(_, [before, after])| before != after);
    let told = differ.map(|(file, [before, after])| Change {
        of: vec![Thing::Data(file.path.clone())],
        part: Part::Reading,
        years: vec![Years { from: None, to: None }],
        called: format!("data \"{}\"", file.path),
        before: said(&before, &after),
        after: said(&after, &before),
        basis: None,
    });
    told.collect()
}

/// The only mention of a path.
fn alone<'p>(side: &'p Program, path: &str) -> Option<&'p DataSource> {
    let mut all = side.data.iter().filter(|file| file.path == path);
    all.next().filter(|_| all.next().is_none())
}

/// What the rules say about a file, as written.
fn clauses(side: &Program, file: &DataSource) -> BTreeSet<String> {
    let hidden = |is_read: bool| if is_read { "ikut" } else { "tidak" };
    let format = file.format.map(|format| match format {
        NumberFormat::Indonesian => "angka id".to_string(),
        NumberFormat::English => "angka en".to_string(),
    });
    let sheet = file.sheet.as_ref().map(|sheet| format!("lembar \"{sheet}\""));
    let first = file.first_row.map(|row| format!("baris mulai {row}"));
    let hidden = file.hidden_rows.map(|is_read| format!("baris tersembunyi {}", hidden(is_read)));
    let headings = file.headings.iter().map(|one| format!("kolom {} = \"{}\"", one.role, one.header));
    let own = |(field, header): &(crate::program::FieldId, String)| {
        side.fields.get(field.0 as usize).map(|field| format!("kolom {} \"{header}\"", field.name))
    };
    let all = [format, sheet, first, hidden].into_iter().flatten();
    all.chain(headings).chain(file.headers.iter().filter_map(own)).collect()
}

/// The clauses that the other side does not have.
fn said(own: &BTreeSet<String>, other: &BTreeSet<String>) -> String {
    let only: Vec<&str> = own.difference(other).map(String::as_str).collect();
    if only.is_empty() { "tidak dinyatakan".into() } else { only.join("; ") }
}
