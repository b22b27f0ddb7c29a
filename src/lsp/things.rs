//! What stands at a place and where else it does: definitions, uses, rows of the data.

use super::address::BUILT_IN;
use super::cells::Cells;
use super::desk::{Desk, View};
use super::mentions::{Kind, Mention};
use super::package::{Checked, Home, Whole, path};
use super::printed;
use super::protocol::{Location, Position, Range};
use super::server::Client;
use super::wire::{Failure, notification};
use crate::folder::below::{Below, packages_below};
use crate::folder::files;
use crate::folder::unsaved::real;
use crate::library;
use crate::source::SourceId;
use crate::syntax::Parsed;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Something with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Its name.
    pub name: String,
    /// What kind of name.
    pub kind: Kind,
    /// The word that stands there, without quotes.
    pub range: Range,
}

/// What a word at a place names: in rules by what the line says, in data by the cell.
pub fn thing_at(view: &View, position: Position) -> Option<Thing> {
    let text = &view.document.text;
    let offset = view.document.lines.offset(text, position);
    if let Some((bytes, name)) = beside_printed(view, offset) {
        let range = view.document.lines.range(text, bytes);
        return Some(Thing { name, kind: Kind::Value, range });
    }
    let Some(parsed) = module(view) else {
        let (cell, name) = Cells::of(text).at(offset)?;
        let is_known = !name.is_empty() && (defines(&view.checked, Kind::Value, &name) || in_data(view, &name));
        return is_known.then(|| Thing { name, kind: Kind::Value, range: view.document.lines.range(text, cell) });
    };
    let mentions = view.checked.mentions_in(parsed.module.source);
    let touched = |one: &&Mention| one.span.start as usize <= offset && offset <= one.span.end as usize;
    let mention = mentions.iter().filter(touched).min_by_key(|one| one.span.end - one.span.start)?;
    let is_known = defines(&view.checked, mention.kind, &mention.text)
        || matches!(mention.kind, Kind::Value | Kind::Prefix) && in_data(view, &mention.text)
        || matches!(mention.kind, Kind::Package | Kind::File);
    is_known.then(|| Thing {
        name: mention.text.clone(),
        kind: mention.kind,
        range: view.document.lines.range(text, inner(text, mention)),
    })
}

/// What a statement beside a printed table names at a place: `baris 1 = AKIP`, `kolom 3 = realisasi AKIP`.
fn beside_printed(view: &View, offset: usize) -> Option<(std::ops::Range<usize>, String)> {
    let path = view.document.path.as_deref()?;
    let folder = path.parent()?.file_name()?;
    if folder != files::PRINTED || !path.file_name().and_then(|name| name.to_str()).is_some_and(files::is_rule_file) {
        return None;
    }
    let text = &view.document.text;
    let named =
        printed::codes_in(&view.checked, text).into_iter().filter(|bytes| bytes.start <= offset && offset <= bytes.end);
    let mut named = named.map(|bytes| (bytes.clone(), text[bytes].to_string()));
    named.find(|(_, name)| defines(&view.checked, Kind::Value, name) || in_data(view, name))
}

/// The bytes of a name without its quotes.
pub fn inner(text: &str, mention: &Mention) -> std::ops::Range<usize> {
    let bytes = mention.span.range();
    let written = text.get(bytes.clone()).unwrap_or_default();
    let start = bytes.start + (written.len() - written.trim_start_matches(crate::syntax::is_quote).len());
    start..start + written.trim_matches(crate::syntax::is_quote).len()
}

/// The rule file or scenario that a text is; none for data.
pub fn module<'v>(view: &'v View) -> Option<&'v Parsed> {
    match &view.document.path {
        Some(path) => view.checked.module_at(path),
        None => view.checked.modules().next(),
    }
}

/// Whether a name that is used as one kind is given as another: what has a value and a column of the data share the words of
/// formulas, and a scenario changes things and rules.
pub fn is_same(used: Kind, given: Kind) -> bool {
    let is_of_rules = matches!(given, Kind::Achievement | Kind::Band | Kind::Conversion);
    used == given
        || match used {
            Kind::Value => given == Kind::Column,
            Kind::Column => given == Kind::Value,
            Kind::Changed => given == Kind::Value || is_of_rules,
            Kind::Achievement | Kind::Band | Kind::Conversion => given == Kind::Changed,
            // From a prefix the code of that name is found, never the other way round.
            Kind::Prefix => given == Kind::Value,
            Kind::Table | Kind::Package | Kind::File | Kind::Text => false,
        }
        || given == Kind::Changed && used == Kind::Value
}

/// Every place in rules and scenarios that means a thing.
pub fn meant<'c>(checked: &'c Checked, kind: Kind, name: &'c str) -> impl Iterator<Item = (SourceId, &'c Mention)> {
    let all = checked.mentions().iter().flat_map(|(source, found)| found.iter().map(|one| (*source, one)));
    all.filter(move |(_, one)| one.text == name && is_same(kind, one.kind))
}

fn defines(checked: &Checked, kind: Kind, name: &str) -> bool {
    meant(checked, kind, name).any(|(_, one)| one.defines)
}

fn in_data(view: &View, name: &str) -> bool {
    let program = view.whole.as_ref().and_then(|whole| whole.program.as_ref());
    let id = program.and_then(|program| Some((program, *program.by_code.get(name)?)));
    id.is_some_and(|(program, id)| program.versions(id).all(|version| version.from_data))
}

/// Where a thing is defined; one that only the data know, where they name it.
pub fn definition(desk: &mut Desk, uri: &str, position: Position, can: Client) -> Result<Value, Failure> {
    let Some(view) = desk.view(uri) else { return Ok(Value::Null) };
    let Some(thing) = thing_at(&view, position) else { return Ok(Value::Null) };
    let (checked, whole) = (view.checked, view.whole);
    let mut found: Vec<(PathBuf, Range)> = match thing.kind {
        Kind::Package => first_line(&checked, &thing.name).into_iter().collect(),
        Kind::File => vec![(checked.folder.root.join(thing.name.replace('\\', "/")), Range::default())],
        Kind::Value
        | Kind::Column
        | Kind::Achievement
        | Kind::Band
        | Kind::Conversion
        | Kind::Table
        | Kind::Prefix
        | Kind::Text
        | Kind::Changed => {
            let given = meant(&checked, thing.kind, &thing.name).filter(|(_, one)| one.defines);
            given.filter_map(|(_, one)| checked.place(one.span)).collect()
        }
    };
    if found.is_empty() {
        found = whole.iter().flat_map(|whole| rows(whole, &thing.name)).collect();
    }
    found.retain(|(path, _)| can.shows_built_in || !path.starts_with(BUILT_IN));
    let found: Vec<Location> = found.iter().map(|(path, range)| desk.location(path, *range)).collect();
    Ok(json!(found))
}

/// The top of the first file of a package that is used.
fn first_line(checked: &Checked, package: &str) -> Option<(PathBuf, Range)> {
    let parsed = checked.modules().find(|parsed| parsed.package.as_deref() == Some(package))?;
    Some((path(&checked.folder, parsed.module.source)?, Range::default()))
}

fn rows(whole: &Whole, code: &str) -> Vec<(PathBuf, Range)> {
    whole.rows(code).into_iter().flat_map(|(path, rows)| rows.into_iter().map(move |row| (path.clone(), row))).collect()
}

/// Every place that means a thing: rules, scenarios, rows of the data, other packages at hand that use this one.
pub fn references(desk: &mut Desk, uri: &str, position: Position, with_definition: bool) -> Result<Value, Failure> {
    let Some(view) = desk.view(uri) else { return Ok(Value::Null) };
    let Some(thing) = thing_at(&view, position) else { return Ok(Value::Null) };
    let (own, whole) = (view.checked, view.whole);
    let mut found: Vec<(PathBuf, Range)> = Vec::new();
    let of = |checked: &Checked| -> Vec<(PathBuf, Range)> {
        let counted = meant(checked, thing.kind, &thing.name).filter(|(_, one)| with_definition || !one.defines);
        counted.filter_map(|(_, one)| checked.place(one.span)).collect()
    };
    let given: Vec<PathBuf> = definitions(&own, &thing);
    found.extend(of(&own));
    for other in neighbours(desk, &own, &given) {
        if definitions(&other, &thing).iter().any(|path| given.contains(path)) {
            found.extend(of(&other));
        }
    }
    if matches!(thing.kind, Kind::Value | Kind::Changed | Kind::Prefix) {
        found.extend(whole.iter().flat_map(|whole| rows(whole, &thing.name)));
    }
    found.retain(|(path, _)| !path.starts_with(BUILT_IN));
    let mut found: Vec<Location> = found.iter().map(|(path, range)| desk.location(path, *range)).collect();
    found.sort();
    found.dedup();
    Ok(json!(found))
}

/// The files that define a thing.
pub fn definitions(checked: &Checked, thing: &Thing) -> Vec<PathBuf> {
    let given = meant(checked, thing.kind, &thing.name).filter(|(_, one)| one.defines);
    given.filter_map(|(source, _)| path(&checked.folder, source)).collect()
}

/// So deep below the folders of an editor packages are looked for.
const MOST_DEEP: usize = 8;

/// Other packages that use a file of this one: beside it, where used packages are looked for, and in the folders of the editor.
pub fn neighbours(desk: &mut Desk, own: &Arc<Checked>, given: &[PathBuf]) -> Vec<Arc<Checked>> {
    if given.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Arc<Checked>> = desk.all().into_iter().map(|(_, checked)| checked).collect();
    let known: BTreeSet<PathBuf> = found.iter().chain([own]).map(|checked| checked.folder.root.clone()).collect();
    let unsaved = desk.unsaved();
    let below: Vec<Below> = desk.folders.iter().map(|folder| packages_below(folder, MOST_DEEP)).collect();
    if below.iter().any(|below| !below.is_all) {
        let message = "folder yang terbuka terlalu besar: paket jauh di dalamnya tidak ikut dilihat";
        desk.post(notification("window/showMessage", json!({ "type": 2, "message": message })));
    }
    let beside = own.folder.root.parent().map(|parent| packages_below(parent, 1).packages).unwrap_or_default();
    let roots = below.into_iter().flat_map(|below| below.packages).chain(beside).map(|root| real(&root));
    for root in roots.filter(|root| !known.contains(root)).collect::<BTreeSet<PathBuf>>() {
        found.extend(Checked::open(&Home::Folder(root), &unsaved, None).ok().map(Arc::new));
    }
    found.retain(|checked| checked.folder.root != own.folder.root);
    found.retain(|checked| checked.folder.files.iter().any(|file| given.contains(&file.path)));
    found
}

/// The other places in the same text.
pub fn highlights(view: &View, position: Position) -> Value {
    let (Some(thing), Some(parsed)) = (thing_at(view, position), module(view)) else { return Value::Null };
    let own = meant(&view.checked, thing.kind, &thing.name).filter(|(source, _)| *source == parsed.module.source);
    let marked = |one: &Mention| {
        let range = view.document.lines.range(&view.document.text, inner(&view.document.text, one));
        json!({ "range": range, "kind": if one.defines { 3 } else { 2 } })
    };
    Value::Array(own.map(|(_, one)| marked(one)).collect())
}

/// The text of a file of a package that is built in, by its address.
pub fn built_in(uri: &str) -> Option<&'static str> {
    let (package, file) = uri.strip_prefix(BUILT_IN)?.split_once('/')?;
    library::find(package)?.files.iter().find(|(name, _)| *name == file).map(|(_, text)| *text)
}
