//! A whole session, recorded: what an editor says and what it is answered.

use crate::client::{DATA, RULES, small, spot};
use serde_json::{Value, json};

/// The addresses of a folder that is there for a moment are shown as if it were one of a person.
fn recorded(value: &Value, folder: &str) -> String {
    serde_json::to_string_pretty(value).expect("JSON").replace(folder, "file:///kecamatan/")
}

#[test]
fn a_session_is_as_it_was() {
    let mut client = small();
    let folder = client.uri("");
    let mut said = String::new();
    let mut note = |what: &str, value: &Value| said += &format!("== {what}\n{}\n\n", recorded(value, &folder));
    note("didOpen aturan.takar", &client.open("aturan.takar"));
    client.computed();
    let typed = RULES.replace("IKM/25", "IKN/25");
    note("didChange: IKM menjadi IKN", &client.set("aturan.takar", 2, &typed));
    note("codeAction", &client.about("textDocument/codeAction", "aturan.takar"));
    note("didChange: kembali", &client.set("aturan.takar", 3, RULES));
    client.computed();
    note("hover IKPP", &client.at("textDocument/hover", "aturan.takar", spot(RULES, "IKPP \"Indeks")).expect("a card"));
    note(
        "definition IKM",
        &client.at("textDocument/definition", "aturan.takar", spot(RULES, "IKM/25")).expect("a place"),
    );
    note("inlayHint", &client.about("textDocument/inlayHint", "aturan.takar"));
    client.open_as("data/iku.csv", DATA);
    let uri = client.uri("data/iku.csv");
    let params = json!({ "textDocument": { "uri": uri }, "position": { "line": 1, "character": 0 }, "newName": "SKM" });
    note("rename IKM dari baris data", &client.ask("textDocument/rename", params).expect("edits"));
    insta::assert_snapshot!(said);
    assert_eq!(client.leave(), Some(0));
}
