//! Places as editors count them: UTF-16, every way to end a line.

use crate::client::{Client, RULES, spot};
use proptest::prelude::*;
use serde_json::json;
use takar::lsp::address;
use takar::lsp::halves::{self, given_out};
use takar::lsp::lines::Lines;
use takar::lsp::protocol::{Position, Range};

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

    /// Whatever is put wherever, inside of letters too: the text is what an editor has that counts in UTF-16.
    #[test]
    fn edits_are_exact_in_utf_16(edits in prop::collection::vec((0usize..5, 0usize..9, 0usize..4, pieces()), 1..24)) {
        let mut editor: Vec<u16> = Vec::new();
        let mut text = String::new();
        for (line, character, length, new) in edits {
            let range = range_in(&editor, line, character, length);
            let (from, to) = (unit_at(&editor, range.start), unit_at(&editor, range.end));
            text = Lines::of(&text).replaced(&text, range, &taken_in(&new));
            editor.splice(from..to, new);
            prop_assert_eq!(units_of(&given_out(serde_json::to_string(&text).expect("JSON"))), editor.clone());
            // What comes whole is the same text.
            prop_assert_eq!(&taken_in(&editor), &text);
        }
    }

    /// Addresses of whatever people call their files.
    #[test]
    fn addresses_are_found_again(path in "(/[a-zA-Z0-9 é%#?&+😀._-]{1,8}){1,4}") {
        let uri = address::uri(std::path::Path::new(&path));
        prop_assert!(uri.is_ascii());
        prop_assert_eq!(address::path(&uri), Some(std::path::PathBuf::from(path)));
    }
}

/// Letters, pairs, halves of them, and signs that stand for halves here.
fn pieces() -> impl Strategy<Value = Vec<u16>> {
    let one = prop::sample::select(vec![
        vec![0x61],
        vec![0xe9],
        vec![0x0a],
        vec![0xd83d, 0xde00],
        vec![0xd83d],
        vec![0xde00],
        vec![0xdbfe],
        vec![0xdc3d],
        vec![0xdbfe, 0xdc3d],
        vec![0xf83d],
    ]);
    prop::collection::vec(one, 0..4).prop_map(|pieces| pieces.concat())
}

/// The range of some units from a place on, none of them beyond the end of its line.
fn range_in(editor: &[u16], line: usize, character: usize, length: usize) -> Range {
    let lines: Vec<&[u16]> = editor.split(|unit| *unit == 0x0a).collect();
    let line = line % lines.len();
    let character = character % (lines[line].len() + 1);
    let end = (character + length).min(lines[line].len());
    let place = |character: usize| Position { line: line as u32, character: character as u32 };
    Range { start: place(character), end: place(end) }
}

fn unit_at(editor: &[u16], place: Position) -> usize {
    let lines = editor.split(|unit| *unit == 0x0a);
    lines.take(place.line as usize).map(|line| line.len() + 1).sum::<usize>() + place.character as usize
}

/// Units as they come over the wire, each escaped.
fn taken_in(units: &[u16]) -> String {
    let body: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
    let body = format!("\"{body}\"");
    let taken = halves::taken_in(body.as_bytes());
    serde_json::from_slice(taken.as_deref().unwrap_or(body.as_bytes())).expect("a text")
}

/// The units of a text as it goes out.
fn units_of(json: &str) -> Vec<u16> {
    let (mut units, mut letters) = (Vec::new(), json.trim_matches('"').chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('u') => {
                    let digits: String = letters.by_ref().take(4).collect();
                    units.push(u16::from_str_radix(&digits, 16).expect("digits"));
                }
                Some('n') => units.push(0x0a),
                other => panic!("{other:?} is escaped"),
            },
            letter => units.extend(letter.encode_utf16(&mut [0; 2]).iter()),
        }
    }
    units
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
