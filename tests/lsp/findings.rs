//! Findings while somebody types, and their mends as quick fixes.

use crate::client::{Client, DATA, RULES, edited, small, spot};
use serde_json::{Value, json};
use takar::diagnostic::apply_edits;
use takar::engine::Package;

fn codes(found: &Value) -> Vec<String> {
    found.as_array().expect("findings").iter().map(|one| one["code"].as_str().expect("a code").to_string()).collect()
}

#[test]
fn a_mistake_is_told_when_it_is_typed_and_gone_when_it_is_mended() {
    let mut client = small();
    assert_eq!(client.open("aturan.takar"), json!([]));
    let (line, column) = spot(RULES, "IKM/25");
    let at = |from: u32, to: u32| json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
    client.change("aturan.takar", 2, json!([{ "range": at(column + 2, column + 3), "text": "N" }]));
    let found = client.diagnostics("aturan.takar", 2);
    assert_eq!(codes(&found), ["K0102"]);
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0]["source"], "takar");
    insta::assert_snapshot!(found[0]["message"].as_str().expect("words"));
    let actions = client.ask("textDocument/codeAction", json!({
        "textDocument": { "uri": client.uri("aturan.takar") }, "range": at(column, column), "context": { "diagnostics": [] },
    })).expect("mends");
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "K0102");
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 2);
    let mended = edited(&RULES.replace("IKM/25", "IKN/25"), &change["edits"]);
    assert_eq!(mended, RULES);
    assert_eq!(client.set("aturan.takar", 3, &mended), json!([]));
    assert_eq!(client.leave(), Some(0));
}

/// What the command line proposes is what the editor proposes, for the example of every code that has a mend.
#[test]
fn quick_fixes_are_the_mends_of_the_messages() {
    let cases = [
        "besaran IKM\nbesaran IPP\nNILAI = IKN + IPP\n",
        "besran IKM\n",
        "besaran A\n  satuan orang\n  skla 0..10\n",
        "besaran A\nbesaran B\nC = A × × B\n",
        "indikator A\n  arah makin tingi\n",
        "aturan predikat X\n  >= 80 : \"Baik\"\n  < 70 : \"Kurang\"\n",
    ];
    let mut seen = 0;
    for (at, rules) in cases.iter().enumerate() {
        let mut client = Client::new(&[("aturan.takar", rules)]);
        client.open("aturan.takar");
        let actions = client.about("textDocument/codeAction", "aturan.takar");
        let package = Package::new("aturan", [("aturan.takar", *rules)]);
        let wanted: Vec<(String, String)> = package
            .diagnostics()
            .iter()
            .flat_map(|one| &one.suggestions)
            .map(|mend| (mend.text.split_whitespace().collect::<Vec<_>>().join(" "), apply_edits(rules, &mend.edits)))
            .collect();
        let proposed: Vec<(String, String)> = actions
            .as_array()
            .expect("mends")
            .iter()
            .map(|action| {
                let title = action["title"].as_str().expect("words").to_string();
                (title, edited(rules, &action["edit"]["documentChanges"][0]["edits"]))
            })
            .collect();
        assert_eq!(proposed, wanted, "case {at}");
        seen += wanted.len();
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn data_are_told_of_in_their_file_at_their_cell() {
    let mut client = Client::new(&[("aturan.takar", RULES), ("data/iku.csv", &DATA.replace("90", "900"))]);
    client.open("aturan.takar");
    let uri = client.uri("data/iku.csv");
    let told =
        client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] != json!([]));
    let found = &told["params"]["diagnostics"][0];
    assert_eq!(
        found["range"],
        json!({ "start": { "line": 1, "character": 10 }, "end": { "line": 1, "character": 13 } })
    );
    insta::assert_snapshot!(found["message"].as_str().expect("words"));
    // Mended in the editor and not saved: it counts.
    client.open_as("data/iku.csv", DATA);
    client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] == json!([]));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn several_packages_are_told_of_each_by_itself() {
    let uses = "gunakan \"dasar\"\n\nbesaran B\n  satuan orang\n\nC = A + B\n";
    let mut client = Client::new(&[
        ("dasar/a.takar", "besaran A\n  satuan orang\n"),
        ("kantor/b.takar", uses),
        ("lain/c.takar", "besran X\n"),
    ]);
    assert_eq!(client.open("kantor/b.takar"), json!([]));
    assert!(!client.open("lain/c.takar").as_array().expect("findings").is_empty());
    assert_eq!(client.open("dasar/a.takar"), json!([]));
    // A change of the one, not saved, is seen in the other.
    client.set("dasar/a.takar", 2, "besaran AA\n  satuan orang\n");
    let uri = client.uri("kantor/b.takar");
    let told =
        client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] != json!([]));
    assert_eq!(codes(&told["params"]["diagnostics"]), ["K0102"]);
    client.set("dasar/a.takar", 3, "besaran A\n  satuan orang\n");
    client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] == json!([]));
    // Closed without being saved, the file on the disk counts again; a package that is closed is told of no more.
    client.set("dasar/a.takar", 4, "besaran AA\n  satuan orang\n");
    client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] != json!([]));
    let closed = client.uri("dasar/a.takar");
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": closed } }));
    client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] == json!([]));
    let other = client.uri("lain/c.takar");
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": other } }));
    client.wait(|message| message["params"]["uri"] == json!(other) && message["params"]["diagnostics"] == json!([]));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_text_that_lies_nowhere_is_a_package_by_itself() {
    let mut client = small();
    let text = "besran A\n";
    client.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": "untitled:Untitled-1", "languageId": "takar", "version": 1, "text": text } }),
    );
    let told = client.wait(|message| message["params"]["uri"] == "untitled:Untitled-1");
    assert!(!told["params"]["diagnostics"].as_array().expect("findings").is_empty());
    // A file that is new and was never saved belongs to the package of its folder.
    let found = client.open_as("baru.takar", "JUMLAH = IKM + IPPP\n");
    assert_eq!(codes(&found), ["K0102"]);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn scenarios_are_rules_of_their_package() {
    let mut client = Client::new(&[
        ("aturan.takar", RULES),
        ("data/iku.csv", DATA),
        ("skenario/naik.takar", "skenario \"naik\"\n  diketahui IKN = 95\n"),
    ]);
    client.open("skenario/naik.takar");
    let uri = client.uri("skenario/naik.takar");
    let told =
        client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] != json!([]));
    assert!(told["params"]["diagnostics"][0]["message"].as_str().expect("words").contains("IKN"), "{told}");
    client.computed();
    client.set("skenario/naik.takar", 2, "skenario \"naik\"\n  diketahui IKM = 95\n");
    client.computed();
    let told = client.so_far("textDocument/publishDiagnostics");
    assert!(told.iter().all(|message| message["params"]["diagnostics"] == json!([])), "{told:?}");
    assert_eq!(client.leave(), Some(0));
}

/// An editor shows a file in another encoding somehow; what the program says of it counts until somebody changes it.
#[test]
fn a_file_that_cannot_be_read_is_told_though_it_is_open() {
    let mut client = Client::new(&[("aturan.takar", RULES), ("data/iku.csv", DATA)]);
    let file = client.path("data/iku.csv");
    std::fs::write(&file, [DATA.as_bytes(), b"caf\xE9;2024;;1\n"].concat()).expect("a file");
    client.open("aturan.takar");
    let shown = format!("{DATA}caf\u{FFFD};2024;;1\n");
    let uri = client.uri("data/iku.csv");
    client.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": uri, "languageId": "csv", "version": 1, "text": shown } }),
    );
    let told =
        client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] != json!([]));
    assert_eq!(codes(&told["params"]["diagnostics"]), ["B0105"]);
    client.set("data/iku.csv", 2, DATA);
    client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] == json!([]));
    assert_eq!(client.leave(), Some(0));
}

/// What names a folder, or a file outside of the package, is wrong where it is named.
#[test]
fn what_is_no_file_is_told_where_it_is_named() {
    for (named, code) in [("sub", "B0104"), ("../z/a.csv", "B0108"), ("lain.csv", "B0110")] {
        let rules = format!("besaran A\ndata \"{named}\"\n");
        let mut client = Client::new(&[("p/a.takar", &rules), ("p/sub/x.csv", ""), ("z/a.csv", "")]);
        client.open("p/a.takar");
        let uri = client.uri("p/a.takar");
        let told = client.wait(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics" && params["diagnostics"] != json!([])
        });
        assert_eq!((&told["params"]["uri"], &told["params"]["diagnostics"][0]["code"]), (&json!(uri), &json!(code)));
        assert_eq!(told["params"]["diagnostics"][0]["range"]["start"]["line"], 1, "{named}");
        assert_eq!(client.leave(), Some(0));
    }
}

/// A circle that a package closes in what it uses stands in a file of that one, which knows of no mistake by itself.
#[test]
fn an_error_in_a_file_of_another_package_is_told_where_that_is_used() {
    let files = [
        ("d/d.takar", "besaran S\n\nDUA = S * 2\n\nTIGA = DUA + 1\n"),
        ("k/a.takar", "gunakan \"d\"\n\nganti DUA = TIGA * 3\n"),
    ];
    for is_open in [false, true] {
        let mut client = Client::new(&files);
        if is_open {
            assert_eq!(client.open("d/d.takar"), json!([]));
        }
        let found = client.open("k/a.takar");
        assert_eq!(codes(&found), ["K0108"], "{is_open}");
        assert_eq!(found[0]["range"]["start"]["line"], 2);
        let there = &found[0]["relatedInformation"][0]["location"];
        assert_eq!((&there["uri"], &there["range"]["start"]["line"]), (&json!(client.uri("d/d.takar")), &json!(4)));
        assert_eq!(client.leave(), Some(0));
    }
}

/// An editor that keeps the mark in front of a text counts it.
#[test]
fn a_mark_in_front_moves_no_mend() {
    let mut client = Client::new(&[("aturan.takar", "")]);
    client.open("aturan.takar");
    let text = "\u{feff}paket \"😀Dinas\nbesaran A\n";
    let found = client.set("aturan.takar", 2, text);
    assert_eq!(found[0]["code"], "K0004");
    assert_eq!(found[0]["range"]["start"], json!({ "line": 0, "character": 7 }));
    let actions = client.about("textDocument/codeAction", "aturan.takar");
    let mended = edited(text, &actions[0]["edit"]["documentChanges"][0]["edits"]);
    assert_eq!(mended, text.replace("Dinas", "Dinas\""));
    assert_eq!(client.leave(), Some(0));
}

/// What only has to be looked at is not mended unread.
#[test]
fn a_warning_has_no_preferred_mend() {
    let text = "indikator A\n  arah makin tinggi\n  capaian B\n\naturan capaian B\n  makin tinggi : realisasi\n\naturan predikat P\n  > 0 : \"x\"\n\ntabel T\n  baris A\n  kolom kode\n";
    let mut client = Client::new(&[("aturan.takar", text)]);
    client.open("aturan.takar");
    let actions = client.about("textDocument/codeAction", "aturan.takar");
    let all = actions.as_array().expect("mends");
    let deletes = all.iter().find(|one| one["title"].as_str().is_some_and(|title| title.starts_with("hapus bila")));
    assert_eq!(deletes.expect("a mend")["isPreferred"], Value::Null);
    assert_eq!(client.leave(), Some(0));
}

/// Where several mends would write in one place, or one only guesses, none is made unread.
#[test]
fn of_rivals_none_is_preferred() {
    let overlaps = "aturan predikat P\n  > 90 : \"A\"\n  > 75 .. 90 : \"B\"\n  51 .. : \"C\"\n  < 51 : \"D\"\n";
    let stranger = "indikator A\nindikator B\nbesaran C\n\nkelompok K\n  anggota A; B\n  bobot A 60%; C 40%\n  capaian rata_rata_tertimbang(capaian anggota)\n";
    let divisor =
        "besaran A\n  skala 0..100\n\nbesaran B\n  skala 0..4\n\nbesaran I\n  skala 0..10\n  rumus 1,25 * A + B\n";
    for text in [overlaps, stranger, divisor] {
        let mut client = Client::new(&[("aturan.takar", text)]);
        client.open("aturan.takar");
        let actions = client.about("textDocument/codeAction", "aturan.takar");
        let all = actions.as_array().expect("mends");
        assert!(!all.is_empty() && all.iter().all(|one| one["isPreferred"].is_null()), "{all:?}");
        assert_eq!(client.leave(), Some(0));
    }
}
