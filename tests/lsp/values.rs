//! Values of this year: under the pointer, beside formulas, as tables, explained.

use crate::client::{Client, DATA, RULES, small, spot};
use serde_json::{Value, json};

fn card(client: &mut Client, file: &str, at: (u32, u32)) -> String {
    let found = client.at("textDocument/hover", file, at).expect("an answer");
    found["contents"]["value"].as_str().unwrap_or_default().to_string()
}

#[test]
fn a_card_tells_meaning_unit_scale_version_and_value() {
    let mut client = small();
    client.open("aturan.takar");
    client.open_as("data/iku.csv", DATA);
    client.computed();
    let words = [
        "IKPP \"Indeks",
        "IKM/25",
        "Baku\n  predikat",
        "Nilai\n  dasar",
        "skala 0..5",
        "arah makin",
        "realisasi /",
        "data/iku.csv",
    ];
    let mut said = String::new();
    for word in words {
        let told = card(&mut client, "aturan.takar", spot(RULES, word));
        said += &format!("== {}\n{told}\n\n", word.lines().next().unwrap_or_default());
    }
    said += &format!("== iku.csv, baris 2\n{}\n", card(&mut client, "data/iku.csv", (1, 1)));
    insta::assert_snapshot!(said);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn values_stand_beside_formulas_and_move_with_what_is_typed() {
    let mut client = small();
    client.open("aturan.takar");
    client.computed();
    let hints = |client: &mut Client| -> Vec<(u64, String)> {
        let found = client.about("textDocument/inlayHint", "aturan.takar");
        let one = |one: &Value| {
            (one["position"]["line"].as_u64().expect("a line"), one["label"].as_str().expect("words").to_string())
        };
        found.as_array().expect("hints").iter().map(one).collect()
    };
    let line = u64::from(spot(RULES, "rumus 1,25").0);
    assert_eq!(hints(&mut client), [(line, "= 8,5".to_string())]);
    client.set("aturan.takar", 2, &RULES.replace("+ IPP", "+ IPP / 2"));
    client.computed();
    assert_eq!(hints(&mut client), [(line, "= 6,5".to_string())]);
    // Data that are typed and not saved count.
    client.open_as("data/iku.csv", &DATA.replace("IPP;2024;;4", "IPP;2024;;3"));
    client.computed();
    assert_eq!(hints(&mut client), [(line, "= 6".to_string())]);
    // Rules with errors have no values.
    client.set("aturan.takar", 3, &RULES.replace("+ IPP", "+ IPQ"));
    assert_eq!(hints(&mut client), []);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn versions_and_missing_values_are_told() {
    let mut client = Client::over("mojoagung-2024");
    client.open("iku.takar");
    client.computed();
    let rules = std::fs::read_to_string(client.path("iku.takar")).expect("rules");
    insta::assert_snapshot!(card(&mut client, "iku.takar", spot(&rules, "IKM \"Indeks")));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_card_is_of_the_version_it_stands_in() {
    let rules = "paket \"p\"\n  tahun 2024\nbesaran X\nbesaran N \"lama\"\n  berlaku 2022..2023\n  satuan orang\n  rumus X + 1\n\
                 besaran N \"baru\"\n  berlaku mulai 2024\n  satuan orang\n  rumus X * 2\nM = N\n\
                 P = N[2023]\nbesaran Q\n  berlaku sampai 2022\n  rumus N * 3\nbesaran Q\n  berlaku mulai 2023\n  rumus X\ndata \"d.csv\"\n";
    let mut client = Client::new(&[("a.takar", rules), ("d.csv", "kode,tahun,realisasi\nX,2024,4\n")]);
    client.open("a.takar");
    client.computed();
    let of = |client: &mut Client, word| card(client, "a.takar", spot(rules, word));
    let words = ["N \"lama", "N \"baru", "N\nP", "N[2023]", "N * 3"];
    let said: Vec<String> = words.iter().map(|word| format!("== {word}\n{}", of(&mut client, word))).collect();
    insta::assert_snapshot!(said.join("\n\n"));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn tables_and_explanations_can_be_asked_for() {
    let mut client = small();
    client.open("aturan.takar");
    let uri = client.uri("aturan.takar");
    let run = |client: &mut Client, command: &str, arguments: Value| {
        client.ask("workspace/executeCommand", json!({ "command": command, "arguments": arguments }))
    };
    let tables = run(&mut client, "takar.hitung", json!([uri])).expect("tables");
    assert_eq!(tables["judul"], "Coba 2024");
    let (line, character) = spot(RULES, "IKPP \"Indeks");
    let why = run(&mut client, "takar.jelaskan", json!([uri, { "line": line, "character": character }])).expect("why");
    insta::assert_snapshot!(format!(
        "{}\n\n{}",
        tables["isi"].as_str().expect("a text"),
        why["isi"].as_str().expect("a text")
    ));
    let nowhere = run(&mut client, "takar.jelaskan", json!([uri, { "line": 0, "character": 0 }])).expect_err("no name");
    assert_eq!(nowhere["message"], "letakkan kursor pada nama indikator, besaran, atau kelompok");
    assert_eq!(run(&mut client, "takar.menari", json!([uri])).expect_err("nobody knows it")["code"], -32601);
    client.set("aturan.takar", 2, &RULES.replace("+ IPP", "+ IPQ"));
    let refused = run(&mut client, "takar.hitung", json!([uri])).expect_err("mistakes");
    assert_eq!(refused["message"], "aturannya masih keliru: betulkan dulu yang bertanda merah");
    assert_eq!(client.leave(), Some(0));
}

/// The version is that of the year a use is of, whatever says which that is.
#[test]
fn a_card_is_of_the_year_it_is_used_in() {
    let base = "paket \"p\"\n  tahun 2024\nbesaran X\nbesaran B \"lama\"\n  berlaku sampai 2023\n  rumus X + 1\nbesaran B \"baru\"\n  berlaku mulai 2024\n  rumus X * 2\n";
    let claims = "klaim \"k\"\n  berlaku 2022\n  B > 1\n";
    let scenario = "skenario \"s\"\n  tahun 2023\n  diketahui B = 3\n";
    let cases = [
        ("a.takar", "pastikan B > 0 \"pesan\"\n  berlaku sampai 2023\n", "B > 0", "lama"),
        ("a.takar", "pastikan B > 0 \"pesan\"\n", "B > 0", "baru"),
        ("a.takar", "Y = B[tahun-1] + 1\n", "B[tahun", "lama"),
        ("a.takar", "Y = B[2022] + 1\n", "B[2022", "lama"),
        ("a.takar", "Y = B + 1\n", "B + 1", "baru"),
        ("cetakan/b.takar", "", "B > 1", "lama"),
        ("skenario/s.takar", "", "B = 3", "lama"),
    ];
    for (file, behind, place, wanted) in cases {
        let rules = format!("{base}{behind}");
        let all = [("a.takar", rules.as_str()), ("cetakan/b.takar", claims), ("skenario/s.takar", scenario)];
        let mut client = Client::new(&all);
        client.open("a.takar");
        client.computed();
        client.open(file);
        let text = all.iter().find(|(name, _)| *name == file).expect("a file").1;
        let told = card(&mut client, file, spot(text, place));
        assert!(told.contains(wanted), "{file} {behind}: {told}");
        assert_eq!(client.leave(), Some(0));
    }
}

/// The formula is that of the text as it is, with errors too; a value from before says that it is.
#[test]
fn a_card_tells_no_earlier_text() {
    let rules = "paket \"p\"\n  tahun 2024\nbesaran A\nB = A * 2\ndata \"d.csv\"\n";
    let mut client = Client::new(&[("a.takar", rules), ("d.csv", "kode,tahun,realisasi\nA,2024,4\n")]);
    client.open("a.takar");
    client.computed();
    let wrong = rules.replace("A * 2", "A * 3") + "C = NOPE\n";
    client.set("a.takar", 2, &wrong);
    let told = card(&mut client, "a.takar", spot(&wrong, "B = A"));
    assert!(told.contains("rumus `A * 3`") && !told.contains("2024"), "{told}");
    assert_eq!(client.leave(), Some(0));
}
