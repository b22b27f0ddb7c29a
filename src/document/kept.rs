//! What fields say, kept with the document: a mark around each, and a property of the document that holds its words. Word and
//! LibreOffice leave both as they are, whatever else they write anew.

use super::text::escaped;
use super::tree::{Element, Node, parse, write};
use super::trouble::Unreadable;
use std::collections::BTreeMap;

/// What each field says, by its id.
pub(super) type Kept = BTreeMap<String, Held>;

/// What is kept of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Held {
    pub says: String,
    /// A trace of what was written for it, by which it is seen whether somebody changed it; none where it is not known.
    pub wrote: String,
}

/// A trace of words, whatever space and line ends other programs make between them.
pub(super) fn trace(words: &str) -> String {
    let letters = words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}'));
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    let mut is_empty = true;
    for c in letters {
        is_empty = false;
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3);
    }
    if is_empty { String::new() } else { format!("{hash:016x}") }
}

/// How marks of values begin.
const VALUE: &str = "takar_";
/// How marks of tables begin.
const TABLE: &str = "takar_tabel_";

/// Longer texts of properties are cut by some programs.
const LONGEST: usize = 200;

/// The part of a property that holds the trace.
const TRACE: usize = 0;

/// The name of a mark without what LibreOffice adds where it copies one: `takar_1` of `takar_1_Copy_2`.
fn uncopied(name: &str) -> &str {
    let mut name = name;
    while let Some((before, _)) = name.rsplit_once("_Copy_").filter(|(_, number)| is_number(number)) {
        name = before;
    }
    name
}

/// Whether a mark is named as one that was copied.
pub(super) fn is_copied(name: &str) -> bool {
    uncopied(name).len() < name.len()
}

/// The id of a value by the name of a mark; none of a table, or of anything else.
pub(super) fn id_of_mark(name: &str) -> Option<&str> {
    let name = uncopied(name);
    let number = name.strip_prefix(VALUE)?;
    is_number(number).then_some(name)
}

/// The id of a table by the name of the mark in its first cell.
pub(super) fn id_of_table(name: &str) -> Option<&str> {
    let name = uncopied(name);
    let number = name.strip_prefix(TABLE)?;
    is_number(number).then_some(name)
}

/// The id of a table by the name of a mark around a line that belongs to it.
pub(super) fn id_of_beside<'n>(name: &'n str, what: &str) -> Option<&'n str> {
    let name = uncopied(name);
    let (id, rest) = name.split_at_checked(name.rfind(what)?)?;
    id_of_table(id).filter(|_| is_number(&rest[what.len()..]))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 9 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of an id.
pub(super) fn number(id: &str) -> u32 {
    id.rsplit('_').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

pub(super) fn value_id(number: u32) -> String {
    format!("{VALUE}{number}")
}

pub(super) fn table_id(number: u32) -> String {
    format!("{TABLE}{number}")
}

/// What the properties of a document hold.
pub(super) fn read(properties: &str) -> Result<Kept, Unreadable> {
    let mut parts: BTreeMap<(String, usize), String> = BTreeMap::new();
    for node in parse(properties)? {
        let Some(all) = node.element() else { continue };
        for (property, name) in ours(all) {
            let words = words(property);
            let (id, part) = name.split_once('.').unwrap_or((&name, "1"));
            parts.insert((id.to_string(), part.parse().unwrap_or(0)), words);
        }
    }
    let mut kept = Kept::new();
    for ((id, part), words) in parts {
        let held: &mut Held = kept.entry(id).or_default();
        match part {
            TRACE => held.wrote = words,
            _ => held.says.push_str(&words),
        }
    }
    Ok(kept)
}

/// What a property says.
fn words(property: &Element) -> String {
    let mut words = String::new();
    property.each(&mut |element| {
        if element.name.ends_with("lpwstr") {
            words += &element.text();
        }
    });
    words
}

/// The properties that hold fields, each with its name.
fn ours<'a, 'x>(all: &'a Element<'x>) -> impl Iterator<Item = (&'a Element<'x>, String)> {
    let named = all.kids.iter().filter_map(Node::element).filter_map(|one| Some((one, one.get("name")?)));
    named.filter(|(_, name)| is_ours(name))
}

fn is_ours(name: &str) -> bool {
    let id = name.split('.').next().unwrap_or_default();
    !is_copied(id) && id_of_mark(id).or(id_of_table(id)).is_some()
}

/// The property that holds the year a report was filled for, where it was named.
const YEAR: &str = "takar_tahun";

/// The year that a report was filled for.
pub(super) fn year(properties: &str) -> Result<Option<i32>, Unreadable> {
    let nodes = parse(properties)?;
    let all = nodes.iter().filter_map(Node::element).flat_map(|all| all.kids.iter().filter_map(Node::element));
    let mut year = all.filter(|one| one.get("name").as_deref() == Some(YEAR)).map(|one| words(one).trim().parse());
    Ok(year.next().and_then(Result::ok))
}

/// The properties with these fields, and that year, in the place of those that were there.
pub(super) fn properties(before: Option<&str>, kept: &Kept, year: Option<i32>) -> Result<String, Unreadable> {
    let mut nodes = parse(before.unwrap_or(EMPTY))?;
    let root = nodes.iter_mut().find_map(Node::element_mut).ok_or(Unreadable::Damaged)?;
    root.kids.retain(|node| {
        !node.element().and_then(|one| one.get("name")).is_some_and(|name| is_ours(&name) || name == YEAR)
    });
    let pids = root.kids.iter().filter_map(Node::element).filter_map(|one| one.get("pid")?.parse::<u32>().ok());
    let mut pid = pids.max().unwrap_or(1).max(1);
    let mut ids: Vec<&String> = kept.keys().collect();
    ids.sort_by_key(|id| (id_of_table(id).is_some(), number(id)));
    let mut text = String::new();
    for id in ids {
        let Held { says, wrote } = &kept[id];
        let letters: Vec<char> = says.chars().collect();
        let parts = letters.chunks(LONGEST).enumerate().map(|(at, part)| {
            let name = if at == 0 { id.clone() } else { format!("{id}.{}", at + 1) };
            (name, part.iter().collect::<String>())
        });
        let trace = Some((format!("{id}.{TRACE}"), wrote.clone())).filter(|_| !wrote.is_empty());
        for (name, words) in parts.chain(trace) {
            pid += 1;
            text += &property(pid, &name, &words);
        }
    }
    text.extend(year.map(|year| property(pid + 1, YEAR, &year.to_string())));
    root.kids.push(Node::new(text));
    if root.close.is_empty() {
        return Err(Unreadable::Damaged);
    }
    let mut out = String::new();
    write(&nodes, &mut out);
    Ok(out)
}

fn property(pid: u32, name: &str, words: &str) -> String {
    let words = escaped(words);
    format!(
        "<property xmlns=\"{NAMESPACE}\" fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{pid}\" name=\"{name}\">\
         <vt:lpwstr xmlns:vt=\"{TYPES}\">{words}</vt:lpwstr></property>"
    )
}

/// A list of relations, or of kinds of parts, with one more.
pub(super) fn added(list: &str, markup: &str) -> Result<String, Unreadable> {
    let mut nodes = parse(list)?;
    let root = nodes.iter_mut().find_map(Node::element_mut).filter(|root| !root.close.is_empty());
    root.ok_or(Unreadable::Damaged)?.kids.push(Node::new(markup.to_string()));
    let mut out = String::new();
    write(&nodes, &mut out);
    Ok(out)
}

/// Where the properties lie when there are none yet.
pub(super) const PLACE: &str = "docProps/custom.xml";
pub(super) const AS_TYPE: &str = "<Override xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" PartName=\"/docProps/custom.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>";
pub(super) const AS_RELATION: &str = "<Relationship xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\" Id=\"rIdTakar\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\" Target=\"docProps/custom.xml\"/>";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"></Properties>";
