//! Places as editors count them: UTF-16, every way to end a line.

use crate::client::{Client, RULES, spot};
use proptest::prelude::*;
use serde_json::json;
use takar::lsp::address;
use takar::lsp::lines::Lines;
use takar::lsp::protocol::Position;

proptest! {
    /// Every place between two characters is found again, and no place leads outside of the text.
    #[test]
    fn places_are_found_again(text in "(a|é|😀|\n|\r|\r\n|besaran ){0,40}", line in 0u32..50, character in 0u32..50) {
        let lines = Lines::of(&text);
        for (at, _) in text.char_indices().filter(|(at, c)| !(*c == '\n' && text[..*at].ends_with('\r'))) {
            prop_assert_eq!(lines.offset(&text, lines.position(&text, at)), at);
        }
        let offset = lines.offset(&text, Position { line, character });
        prop_assert!(text.is_char_boundary(offset));
        prop_assert_eq!(lines.count() as usize, 1 + text.replace("\r\n", "\n").matches(['\n', '\r']).count());
    }

    /// Addresses of whatever people call their files.
    #[test]
    fn addresses_are_found_again(path in "(/[a-zA-Z0-9 é%#?&+😀._-]{1,8}){1,4}") {
        let uri = address::uri(std::path::Path::new(&path));
        prop_assert!(uri.is_ascii());
        prop_assert_eq!(address::path(&uri), Some(std::path::PathBuf::from(path)));
    }
}

#[test]
fn addresses_of_windows_are_paths() {
    let path = |uri: &str| address::path(uri).map(|path| path.to_string_lossy().into_owned());
    assert_eq!(path("file:///c%3A/Data%20Kecamatan/iku.takar").as_deref(), Some(r"c:\Data Kecamatan\iku.takar"));
    assert_eq!(path("file:///srv/iku.takar#5").as_deref(), Some("/srv/iku.takar"));
    assert_eq!(path("untitled:Untitled-1"), None);
    assert_eq!(path("file:///rusak%ZZ"), None);
}

/// A sign that is two in UTF-16 before the mistake, and lines that end as on Windows.
#[test]
fn columns_are_those_of_utf_16() {
    let rules = RULES.replace("rumus 1,25*(IKM/25) + IPP", "rumus 1,25*(IKN/25) + IPP");
    let rules = rules.replace("besaran IKM \"Indeks", "besaran IKM \"😀 Indeks").replace('\n', "\r\n");
    let mut client = Client::new(&[("aturan.takar", &rules)]);
    let found = client.open("aturan.takar");
    let (line, column) = spot(&rules, "IKN");
    let unknown =
        found.as_array().expect("findings").iter().find(|one| one["code"] == "K0102").expect("an unknown name");
    assert_eq!(unknown["range"]["start"], json!({ "line": line, "character": column }));
    assert_eq!(unknown["range"]["end"], json!({ "line": line, "character": column + 3 }));
    // On the line of the wide sign, a place behind it.
    let (line, column) = spot(&rules, "Kepuasan");
    client.change("aturan.takar", 2, json!([{
        "range": { "start": { "line": line, "character": column }, "end": { "line": line, "character": column + 8 } }, "text": "Kesukaan",
    }]));
    client.diagnostics("aturan.takar", 2);
    let (line, column) = spot(&rules, "IKM");
    let card = client.at("textDocument/hover", "aturan.takar", (line, column)).expect("a card");
    assert!(card["contents"]["value"].as_str().expect("words").contains("😀 Indeks Kesukaan Masyarakat"), "{card}");
    assert_eq!(client.leave(), Some(0));
}
