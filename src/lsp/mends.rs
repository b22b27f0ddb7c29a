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
    let mut found = Vec::new();
    for told in desk.told_in(document).filter(touches) {
        let is_only = told.mends.len() == 1;
        for Mend { title, edits } in &told.mends {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut action = json!({
                "title": title, "kind": "quickfix", "diagnostics": [desk.diagnostic(told)], "edit": edit(desk, edits, can),
            });
            // What only has to be looked at is no mistake to be mended unread.
            // Nor is what holds on a condition only.
            let is_certain = !title.split(' ').any(|word| matches!(word, "bila" | "misalnya" | "kalau"));
            if is_only && is_certain && told.severity == Severity::Error {
                action["isPreferred"] = true.into();
            }
            found.push(action);
        }
    }
    Value::Array(found)
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
