//! Quick fixes: the mends that findings propose, as they are.

use super::desk::Desk;
use super::findings::{Mend, Told};
use super::protocol::{Range, TextEdit};
use super::server::Client;
use crate::diagnostic::Severity;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The mends of what is wrong in a range of a text.
pub fn actions(desk: &mut Desk, uri: &str, range: Range, can: Client) -> Value {
    // What is known is of the texts as they are now.
    if desk.view(uri).is_none() && desk.document(uri).is_none() {
        return Value::Null;
    }
    if let Some(home) = desk.document(uri).and_then(|document| document.home.clone()) {
        desk.weigh(&home);
    }
    let Some(document) = desk.document(uri) else { return Value::Null };
    let touches = |told: &&Told| told.range.start <= range.end && range.start <= told.range.end;
    let all: Vec<&Told> = desk.told_in(document).collect();
    let mut found = Vec::new();
    for told in all.iter().copied().filter(touches) {
        let is_preferred = is_preferred(told, &all);
        for Mend { title, edits } in &told.mends {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut action = json!({
                "title": title, "kind": "quickfix", "diagnostics": [desk.diagnostic(told)], "edit": edit(desk, edits, can),
            });
            if is_preferred {
                action["isPreferred"] = true.into();
            }
            found.push(action);
        }
    }
    Value::Array(found)
}

/// Whether the mend of a finding may be made unread: it is the only one, and no other finding would write there.
fn is_preferred(told: &Told, all: &[&Told]) -> bool {
    let Some(own) = certain(told) else { return false };
    let mut is_behind = false;
    for other in all.iter().copied() {
        if std::ptr::eq(other, told) {
            is_behind = true;
            continue;
        }
        let in_line = |mend: &&Mend| other.severity == Severity::Error && are_near(own, mend, by_line);
        for mend in other.mends.iter().filter(in_line) {
            // Of two that write in one line each for itself the first comes first.
            let is_rival = are_near(own, mend, |range| (range.start, range.end)) && own.edits != mend.edits;
            if is_rival || !is_behind && certain(other).is_some() {
                return false;
            }
        }
    }
    true
}

/// The only mend of what is wrong, if it decides nothing.
fn certain(told: &Told) -> Option<&Mend> {
    told.mends.first().filter(|_| told.is_certain)
}

fn by_line(range: Range) -> (u32, u32) {
    (range.start.line, range.end.line)
}

/// Whether two mends write in a piece together.
fn are_near<P: PartialOrd>(one: &Mend, other: &Mend, ends: impl Fn(Range) -> (P, P)) -> bool {
    one.edits.iter().any(|(path, range, _)| {
        let (start, end) = ends(*range);
        other.edits.iter().any(|(other_path, other, _)| {
            let (other_start, other_end) = ends(*other);
            path == other_path && start <= other_end && other_start <= end
        })
    })
}

/// Edits of files as one edit of all of them.
pub fn edit(desk: &Desk, edits: &[(PathBuf, Range, String)], can: Client) -> Value {
    let mut by_file: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
    for (path, range, text) in edits {
        by_file.entry(desk.uri(path)).or_default().push(TextEdit { range: *range, new_text: text.clone() });
    }
    if !can.versions {
        return json!({ "changes": by_file.into_iter().map(|(uri, edits)| (uri, json!(edits))).collect::<Map<_, _>>() });
    }
    let of_file = |(uri, edits): (String, Vec<TextEdit>)| {
        let version = desk.document(&uri).map(|document| document.version);
        json!({ "textDocument": { "uri": uri, "version": version }, "edits": edits })
    };
    json!({ "documentChanges": by_file.into_iter().map(of_file).collect::<Vec<_>>() })
}
