//! Where a name is given and where it is used: in rules, other packages, rows of the data.

use crate::client::{Client, DATA, RULES, small, spot};
use serde_json::{Value, json};

fn lines(found: &Value) -> Vec<(String, u64)> {
    let one = |one: &Value| {
        let uri = one["uri"].as_str().expect("an address");
        (
            uri.rsplit('/').next().unwrap_or_default().to_string(),
            one["range"]["start"]["line"].as_u64().expect("a line"),
        )
    };
    found.as_array().map_or_else(Vec::new, |all| all.iter().map(one).collect())
}

#[test]
fn a_name_leads_to_its_definition_from_rules_and_from_data() {
    let mut client = small();
    client.open("aturan.takar");
    client.open_as("data/iku.csv", DATA);
    client.computed();
    let given = spot(RULES, "IKM \"Indeks").0 as u64;
    let cases = [
        ("aturan.takar", spot(RULES, "IKM/25")),
        ("aturan.takar", spot(RULES, "IKM \"Indeks")),
        ("data/iku.csv", (1, 1)),
    ];
    for (file, at) in cases {
        let found = client.at("textDocument/definition", file, at).expect("an answer");
        assert_eq!(lines(&found), [("aturan.takar".to_string(), given)], "{file}");
    }
    let rule =
        client.at("textDocument/definition", "aturan.takar", spot(RULES, "Baku\n  predikat")).expect("an answer");
    assert_eq!(lines(&rule), [("aturan.takar".into(), spot(RULES, "aturan capaian Baku").0 as u64)]);
    let file = client.at("textDocument/definition", "aturan.takar", spot(RULES, "data/iku.csv")).expect("an answer");
    assert_eq!(lines(&file), [("iku.csv".into(), 0)]);
    // A word of the language, a text, a remark.
    for word in ["satuan nilai", "Indeks Kepuasan", "Dua masukan"] {
        let found = client.at("textDocument/definition", "aturan.takar", spot(RULES, word)).expect("an answer");
        assert!(lines(&found).is_empty(), "{word}: {found}");
    }
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn every_use_is_found() {
    let mut client = small();
    client.open("aturan.takar");
    client.computed();
    let uri = client.uri("aturan.takar");
    let (line, character) = spot(RULES, "IKPP \"Indeks");
    let mut ask = |with: bool| {
        let params = json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character }, "context": { "includeDeclaration": with } });
        lines(&client.ask("textDocument/references", params).expect("an answer"))
    };
    let row = ("iku.csv".to_string(), 3);
    let used = ("aturan.takar".to_string(), spot(RULES, "baris IKPP").0 as u64);
    assert_eq!(ask(false), [used.clone(), row.clone()]);
    assert_eq!(ask(true), [("aturan.takar".to_string(), line as u64), used, row]);
    let marked =
        client.at("textDocument/documentHighlight", "aturan.takar", spot(RULES, "IPP \"Indeks")).expect("an answer");
    assert_eq!(marked.as_array().map(Vec::len), Some(2));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn packages_that_use_this_one_are_searched_too() {
    let uses = "gunakan \"dasar\"\n\nbesaran B\n  satuan orang\n\nC = A + B\n";
    let mut client = Client::new(&[("dasar/a.takar", "besaran A\n  satuan orang\n"), ("kantor/b.takar", uses)]);
    client.open("kantor/b.takar");
    client.open("dasar/a.takar");
    let definition = client.at("textDocument/definition", "kantor/b.takar", spot(uses, "A + B")).expect("an answer");
    assert_eq!(lines(&definition), [("a.takar".into(), 0)]);
    let package = client.at("textDocument/definition", "kantor/b.takar", spot(uses, "dasar")).expect("an answer");
    assert_eq!(lines(&package), [("a.takar".into(), 0)]);
    let uri = client.uri("dasar/a.takar");
    let params = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 8 }, "context": { "includeDeclaration": false } });
    let found = client.ask("textDocument/references", params).expect("an answer");
    assert_eq!(lines(&found), [("b.takar".into(), 5)]);
    assert_eq!(client.leave(), Some(0));
}

/// `umum "7.01"` speaks of all codes that begin so, not of the one that is called so; from there that one is found.
#[test]
fn a_prefix_is_no_use_of_a_code() {
    let rules = "data \"d.csv\" angka id\n\numum \"7.01\"\n  satuan dokumen\n\nZ = pagu \"7.01\"\n";
    let data = "kode;tahun;pagu\n7.01;2024;5\n7.01.02;2024;5\n";
    let mut client = Client::new(&[("aturan.takar", rules), ("d.csv", data)]);
    client.open("aturan.takar");
    client.computed();
    let uri = client.uri("aturan.takar");
    let (line, character) = spot(rules, "pagu");
    let params = json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character + 6 }, "context": { "includeDeclaration": true } });
    let found = lines(&client.ask("textDocument/references", params).expect("an answer"));
    assert_eq!(found, [("aturan.takar".to_string(), 5), ("d.csv".to_string(), 1)]);
    let (line, character) = spot(rules, "\"7.01\"\n  satuan");
    let place = json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character + 1 }, "newName": "8.01" });
    let refused = client.ask("textDocument/rename", place).expect_err("it is a prefix");
    assert_eq!(refused["message"], "7.01 di sini awalan kode, bukan nama: ubah langsung di baris ini");
    assert_eq!(client.leave(), Some(0));
}

/// A package that is built in lies nowhere; an editor that can show it gets its text.
#[test]
fn built_in_packages_can_be_looked_at() {
    let rules = "gunakan \"capaian\"\n\nindikator A\n  arah makin tinggi\n  capaian Permendagri86\n";
    for (options, shown) in [(json!({}), false), (json!({ "isiBawaan": true }), true)] {
        let mut client = Client::with(&[("a.takar", rules)], options);
        client.open("a.takar");
        let found = client.at("textDocument/definition", "a.takar", spot(rules, "capaian\"")).expect("an answer");
        assert_eq!(!lines(&found).is_empty(), shown, "{found}");
        if shown {
            let uri = found[0]["uri"].as_str().expect("an address").to_string();
            assert_eq!(uri, "takar:/capaian/capaian.takar");
            let text = client.ask("takar/isi", json!({ "textDocument": { "uri": uri } })).expect("an answer");
            assert!(text.as_str().expect("a text").contains("aturan capaian"));
            assert_eq!(client.ask("takar/isi", json!({ "textDocument": { "uri": "takar:/../x" } })), Ok(Value::Null));
        }
        assert_eq!(client.leave(), Some(0));
    }
}
