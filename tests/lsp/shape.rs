//! The shape of a text: outline, folding, layout.

use crate::client::{DATA, RULES, edited, small};
use serde_json::{Value, json};

#[test]
fn an_outline_says_what_is_defined() {
    let mut client = small();
    client.open("aturan.takar");
    let found = client.about("textDocument/documentSymbol", "aturan.takar");
    let line = |one: &Value| {
        format!(
            "{} | {} | {}\n",
            one["name"].as_str().unwrap_or_default(),
            one["detail"].as_str().unwrap_or_default(),
            one["range"]
        )
    };
    insta::assert_snapshot!(found.as_array().expect("symbols").iter().map(line).collect::<String>());
    let found = client.ask("workspace/symbol", json!({ "query": "kepuasan" })).expect("an answer");
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    assert_eq!(found[0]["name"], "IKM");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn blocks_and_remarks_fold() {
    let mut client = small();
    let text = format!("# satu\n# dua\n\n{RULES}");
    client.open_as("aturan.takar", &text);
    let found = client.about("textDocument/foldingRange", "aturan.takar");
    let folds = found.as_array().expect("folds");
    assert!(folds.contains(&json!({ "startLine": 0, "endLine": 1, "kind": "comment" })), "{found}");
    assert!(folds.contains(&json!({ "startLine": 3, "endLine": 4 })), "{found}");
    assert_eq!(folds.len(), 8, "{found}");
    assert_eq!(client.leave(), Some(0));
}

/// The layout is that of `takar rapikan`, whatever ends the lines.
#[test]
fn the_layout_is_that_of_the_command() {
    let untidy = RULES
        .replace("  satuan", "      satuan")
        .replace("1,25*(IKM/25) + IPP", "1.25 * ( IKM/25 )+IPP")
        .replace("kolom target", "kolom   target");
    let mut client = small();
    client.open("aturan.takar");
    for (at, text) in [untidy.clone(), untidy.replace('\n', "\r\n"), RULES.to_string(), untidy.replace("paket", "pakt")]
        .iter()
        .enumerate()
    {
        client.set("aturan.takar", at as i32 + 2, text);
        let edits = client.about("textDocument/formatting", "aturan.takar");
        let source = takar::source::Sources::default().add("", "");
        let wanted = takar::format::format(source, text).expect("a layout");
        assert_eq!(edited(text, &edits), wanted, "case {at}");
        // Lines that stay are not touched, so that marks and folds stay where they are.
        let whole: usize =
            edits.as_array().expect("edits").iter().map(|edit| edit["newText"].as_str().map_or(0, str::len)).sum();
        assert!(whole < wanted.len(), "case {at}: {whole}");
    }
    // A data file has no layout of ours.
    client.open_as("data/iku.csv", DATA);
    assert_eq!(client.about("textDocument/formatting", "data/iku.csv"), Value::Null);
    assert_eq!(client.leave(), Some(0));
}
