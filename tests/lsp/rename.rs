//! Another name, everywhere or not at all.

use crate::client::{Client, DATA, RULES, edited, small, spot};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn rename(client: &mut Client, file: &str, at: (u32, u32), new: &str) -> Result<BTreeMap<String, Value>, String> {
    let uri = client.uri(file);
    let params =
        json!({ "textDocument": { "uri": uri }, "position": { "line": at.0, "character": at.1 }, "newName": new });
    let answer = client
        .ask("textDocument/rename", params)
        .map_err(|error| error["message"].as_str().expect("words").to_string())?;
    let changes = answer["documentChanges"].as_array().expect("changes").iter();
    let name = |change: &Value| {
        change["textDocument"]["uri"].as_str().expect("an address").rsplit('/').next().unwrap_or_default().to_string()
    };
    Ok(changes.map(|change| (name(change), change["edits"].clone())).collect())
}

#[test]
fn a_thing_is_renamed_in_rules_and_data() {
    let mut client = small();
    client.open("aturan.takar");
    client.computed();
    let found = rename(&mut client, "aturan.takar", spot(RULES, "IKM/25"), "SKM").expect("edits");
    let rules = edited(RULES, &found["aturan.takar"]);
    assert_eq!(rules, RULES.replace("IKM", "SKM"));
    assert_eq!(edited(DATA, &found["iku.csv"]), DATA.replace("IKM", "SKM"));
    // A name that is no plain word gets its quotes, in rules only; where it would read as a text there, it is refused.
    let found = rename(&mut client, "aturan.takar", spot(RULES, "IKPP \"Indeks"), "7.01").expect("edits");
    assert_eq!(edited(RULES, &found["aturan.takar"]), RULES.replace("IKPP", "\"7.01\""));
    assert_eq!(edited(DATA, &found["iku.csv"]), DATA.replace("IKPP", "7.01"));
    let found = rename(&mut client, "aturan.takar", spot(RULES, "IKM/25"), "\"SKM\"").expect("edits");
    assert_eq!(edited(RULES, &found["aturan.takar"]), RULES.replace("IKM", "SKM"));
    let refused = rename(&mut client, "aturan.takar", spot(RULES, "IKM/25"), "SKM\"").expect_err("half a text");
    assert!(refused.contains("tidak dapat menjadi nama"), "{refused}");
    let refused = rename(&mut client, "aturan.takar", spot(RULES, "IKM/25"), "7.01").expect_err("it reads as a text");
    assert!(refused.contains("terbaca sebagai teks"), "{refused}");
    let found = rename(&mut client, "aturan.takar", spot(RULES, "Baku\n  predikat"), "Lazim").expect("edits");
    assert_eq!(edited(RULES, &found["aturan.takar"]), RULES.replace("capaian Baku", "capaian Lazim"));
    assert_eq!(found.len(), 1);
    let place = client.at("textDocument/prepareRename", "aturan.takar", spot(RULES, "IKM/25")).expect("a place");
    assert_eq!(place["placeholder"], "IKM");
    assert_eq!(client.leave(), Some(0));
}

/// Codes of the data hang on a name by their points: `rincian SP` would be empty, and that of a new name would hold what is not its own.
#[test]
fn a_name_that_codes_hang_on_stays() {
    let rules = "paket \"p\"\n  tahun 2024\n\nbesaran SP \"Sarana\"\nbesaran Y \"Lain\"\n\numum \"SP\"\n  satuan nilai\n\ndata \"data/d.csv\"\n\n\
                 tabel T \"t\"\n  baris Y; rincian SP\n  kolom kode\n  kolom realisasi\n";
    let data = "kode,tahun,uraian,realisasi\nSP.A,2024,Meja,3\nSP.B,2024,Kursi,4\nY,2024,Lain,5\n";
    let mut client = Client::new(&[("aturan.takar", rules), ("data/d.csv", data)]);
    client.open("aturan.takar");
    client.computed();
    let refused = rename(&mut client, "aturan.takar", spot(rules, "SP \"Sarana"), "SARPRAS").expect_err("it has parts");
    assert_eq!(refused, "menurut titiknya kode SP.A adalah rincian SP, sehingga tabel dapat berubah");
    let refused = rename(&mut client, "aturan.takar", spot(rules, "Y \"Lain"), "SP.Z").expect_err("it becomes a part");
    assert_eq!(refused, "menurut titiknya kode SP.Z adalah rincian SP, sehingga tabel dapat berubah");
    assert_eq!(rename(&mut client, "aturan.takar", spot(rules, "Y \"Lain"), "Z").map(|found| found.len()), Ok(2));
    assert_eq!(client.leave(), Some(0));
}

/// The office of a row may be called as a thing is.
#[test]
fn a_word_of_other_columns_keeps_its_name() {
    let rules =
        "paket \"p\"\n  tahun 2024\nbesaran LAY\nbesaran B\ndata \"d.csv\"\ntabel T\n  baris LAY; B\n  kolom nilai\n";
    let data = "unit;kode;tahun;nilai\nLAY;LAY;2024;3\nPMD;LAY;2024;4\nPMD;B;2024;4\n";
    let mut client = Client::new(&[("a.takar", rules), ("d.csv", data)]);
    client.open("a.takar");
    client.computed();
    let refused = rename(&mut client, "a.takar", spot(rules, "LAY\nbesaran"), "ZUZ").expect_err("the office too");
    assert_eq!(refused, "LAY juga tertulis di kolom \"unit\" (d.csv), yang artinya lain: ganti langsung di berkasnya");
    assert_eq!(rename(&mut client, "a.takar", spot(rules, "B\ndata"), "ZUZ").map(|found| found.len()), Ok(2));
    assert_eq!(client.leave(), Some(0));
}

/// A slash parts codes as a point does; a text that codes are compared with, and a printed code, would not follow.
#[test]
fn what_means_a_code_in_other_words_keeps_its_name() {
    let rules = "paket \"p\"\n  tahun 2024\n\nbesaran LAY \"Layanan\"\nbesaran Y \"Lain\"\nbesaran Z \"Lagi\"\n\numum \"LAY\"\n\n\
                 data \"data/d.csv\"\n\ntabel T \"t\"\n  baris Y; Z; rincian LAY\n  saring kode <> \"Y\"\n  kolom kode\n  kolom realisasi\n";
    let data = "kode,tahun,uraian,realisasi\nLAY/1,2024,Meja,3\nY,2024,Lain,5\nZ,2024,Lagi,5\n";
    let printed = "kode;realisasi\nZ;5\n";
    let mut client = Client::new(&[("aturan.takar", rules), ("data/d.csv", data), ("cetakan/T.csv", printed)]);
    client.open("aturan.takar");
    client.computed();
    let mut said =
        |word: &str| rename(&mut client, "aturan.takar", spot(rules, word), "BARU").expect_err("it would not follow");
    assert_eq!(said("LAY \"Layanan"), "menurut titiknya kode LAY/1 adalah rincian LAY, sehingga tabel dapat berubah");
    assert_eq!(said("Y \"Lain"), "teks \"Y\" (aturan.takar baris 14) dapat berarti kode ini dan tidak ikut berganti");
    assert_eq!(said("Z \"Lagi"), "Z tertulis di cetakan/T.csv, yang tidak ikut berganti: ganti dulu di sana");
    assert_eq!(client.leave(), Some(0));
}

/// Each refusal with its words.
#[test]
fn what_would_break_is_refused() {
    let rules =
        format!("gunakan \"akip\"\n\n{RULES}\nkelompok K\n  anggota IKPP\n  capaian rata_rata(capaian anggota)\n");
    let mut client = Client::new(&[("aturan.takar", rules.as_str()), ("data/iku.csv", DATA)]);
    client.open("aturan.takar");
    client.computed();
    let ikm = spot(&rules, "IKM/25");
    let cases = [
        (ikm, "IPP"),
        (ikm, "IKM"),
        (ikm, "target"),
        (ikm, ""),
        (ikm, "dan"),
        (spot(&rules, "T1 \"Capaian"), "T2"),
        (spot(&rules, "satuan nilai"), "X"),
        (spot(&rules, "akip"), "X"),
    ];
    let mut said = String::new();
    for (at, new) in cases {
        let refused = rename(&mut client, "aturan.takar", at, new).expect_err("it would break");
        said += &format!("{} -> {new:?}: {refused}\n", rules.lines().nth(at.0 as usize).unwrap_or_default().trim());
    }
    client.set("aturan.takar", 2, &rules.replace("IKM/25", "IKX/25"));
    let refused =
        rename(&mut client, "aturan.takar", spot(&rules, "IPP \"Indeks"), "X").expect_err("it cannot be tried");
    said += &format!("dengan kesalahan: {refused}\n");
    insta::assert_snapshot!(said);
    assert_eq!(client.leave(), Some(0));
}

/// A package that uses this one, though it is not open, gets the new name with it.
#[test]
fn packages_that_use_this_one_follow() {
    let uses = "gunakan \"dasar\"\n\nbesaran B\n  satuan orang\n\nC = A + B\n";
    let base = "besaran A\n  satuan orang\n";
    let folders = ["kantor", "kantor.2024", "unit/a/b/c/d"];
    for folder in folders {
        // Deep below, what is used lies beside what uses it.
        let beside =
            folder.rsplit_once('/').map_or("dasar/a.takar".to_string(), |(above, _)| format!("{above}/dasar/a.takar"));
        let mut client = Client::new(&[(&beside, base), (&format!("{folder}/b.takar"), uses)]);
        client.open(&beside);
        let found = rename(&mut client, &beside, (0, 8), "PEGAWAI").expect("edits");
        assert_eq!(edited(uses, &found["b.takar"]), uses.replace("A + B", "PEGAWAI + B"), "{folder}");
        assert_eq!(client.leave(), Some(0));
    }
    let mut client = Client::new(&[("dasar/a.takar", base), ("kantor/b.takar", uses)]);
    client.open("dasar/a.takar");
    let found = rename(&mut client, "dasar/a.takar", (0, 8), "PEGAWAI").expect("edits");
    assert_eq!(edited(uses, &found["b.takar"]), uses.replace("A + B", "PEGAWAI + B"));
    assert_eq!(found.len(), 2);
    client.open("kantor/b.takar");
    let refused = rename(&mut client, "kantor/b.takar", (5, 4), "X").expect_err("it is of another package");
    assert_eq!(refused, "A ditulis dalam paket lain (dasar/a.takar): ganti di sana");
    assert_eq!(client.leave(), Some(0));
}

/// Data of a package that uses this one name its things too, and what would read otherwise there refuses the name.
#[test]
fn data_of_packages_that_use_this_one_follow() {
    let base = "aturan capaian Baku\n  makin tinggi : realisasi / target * 100\n\nindikator LKE \"Evaluasi\"\n  arah makin tinggi\n  satuan nilai\n  capaian Baku\n";
    let uses = "paket \"Kantor\"\n  tahun 2025\ngunakan \"dasar\"\ndata \"d.csv\" angka id\ntabel T \"T\"\n  baris LKE\n  kolom capaian \"C\"\n";
    let data = "kode;tahun;target;realisasi\nLKE;2025;80;84\n";
    let files = [("dasar/a.takar", base), ("kantor/b.takar", uses), ("kantor/d.csv", data)];
    let mut client = Client::new(&files);
    client.open("dasar/a.takar");
    let found = rename(&mut client, "dasar/a.takar", (3, 10), "AKIP").expect("edits");
    assert_eq!(edited(data, &found["d.csv"]), data.replace("LKE", "AKIP"));
    assert_eq!(edited(uses, &found["b.takar"]), uses.replace("LKE", "AKIP"));
    assert_eq!(client.leave(), Some(0));

    let prefix = uses.replace("tabel T", "umum \"LKE\"\n  satuan nilai\ntabel T");
    let mut client = Client::new(&[files[0], ("kantor/b.takar", &prefix), files[2]]);
    client.open("dasar/a.takar");
    let tried = rename(&mut client, "dasar/a.takar", (3, 10), "AKIP");
    assert!(
        tried.is_err() || edited(&prefix, &tried.as_ref().expect("edits")["b.takar"]).contains("umum \"LKE\""),
        "{tried:?}"
    );
    assert_eq!(client.leave(), Some(0));
}

/// A place behind the end of a text that has grown shorter.
#[test]
fn a_card_behind_the_end_is_none() {
    let mut client = Client::new(&[("a.takar", "besaran A\n")]);
    client.open("a.takar");
    let place =
        json!({ "textDocument": { "uri": client.uri("a.takar") }, "position": { "line": 9999, "character": 0 } });
    assert_eq!(client.ask("textDocument/hover", place).expect("an answer"), Value::Null);
    assert_eq!(client.leave(), Some(0));
}

/// Claims beside printed tables stand among lines that are no rules.
#[test]
fn claims_follow_and_are_told_of() {
    let claim = "cetakan T1 \"Capaian\"\n\nklaim \"IKPP baik\"\n  capaian IKPP > 50\n";
    let mut client = Client::new(&[
        ("aturan.takar", RULES),
        ("data/iku.csv", DATA),
        ("cetakan/T1.takar", claim),
        ("cetakan/T1.csv", "Indikator;Capaian\n"),
    ]);
    assert_eq!(client.open("cetakan/T1.takar"), json!([]));
    client.open("aturan.takar");
    client.computed();
    let found = rename(&mut client, "aturan.takar", spot(RULES, "IKPP \"Indeks"), "LAYANAN").expect("edits");
    assert_eq!(edited(claim, &found["T1.takar"]), claim.replace("capaian IKPP", "capaian LAYANAN"));
    client.set("cetakan/T1.takar", 2, &claim.replace("capaian IKPP", "capaian IKP"));
    let uri = client.uri("cetakan/T1.takar");
    let told =
        client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] != json!([]));
    assert!(told["params"]["diagnostics"][0]["message"].as_str().expect("words").contains("IKP"), "{told}");
    assert_eq!(client.about("textDocument/formatting", "cetakan/T1.takar"), Value::Null);
    assert_eq!(client.leave(), Some(0));
}

/// Every name of the largest shipped package that is given in its rules: the package with the new one says the same.
#[test]
fn names_of_a_real_package_are_renamed_whole() {
    let mut client = Client::over("mojoagung-2024");
    client.open("iku.takar");
    client.computed();
    let rules = std::fs::read_to_string(client.path("iku.takar")).expect("rules");
    let found = rename(&mut client, "iku.takar", spot(&rules, "TRANTIB"), "TERTIB").expect("edits");
    assert!(found.contains_key("iku.takar") && found.contains_key("iku.csv"), "{:?}", found.keys());
    assert_eq!(client.leave(), Some(0));
}
