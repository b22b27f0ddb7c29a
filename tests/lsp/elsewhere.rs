//! Another name changes nothing in other years, nor what stands beside printed tables.

use crate::client::{Client, edited, spot};
use crate::rename::{beside_a_table, rename};
use serde_json::Value;

/// A `pastikan` that only another year breaks, one that rules speak of, and a claim of another year say what they said.
#[test]
fn what_another_year_says_stays() {
    let head = "paket \"p\"\n  tahun 2024\ndata \"a.csv\"\nbesaran LAY\n  predikat Z\naturan predikat Z\n  > 80 : \"LAY\"\n  .. 80 : \"K\"\n";
    let data = "kode;tahun;nilai\nLAY;2024;1\nLAY;2023;90\n";
    let holds = "pastikan predikat LAY <> kode LAY \"n\"\n";
    let sound = "pastikan predikat LAY <> \"K\" \"n\"\n";
    let reckoned = "besaran B \"ZUZ\"\npastikan tahun - 2000 <> 15 atau kode LAY <> nama B \"n\"\n";
    let between = "besaran B \"ZUZ\"\npastikan tahun < 2031 atau tahun > 2031 atau kode LAY <> nama B \"n\"\n";
    let far = "besaran B \"ZUZ\"\npastikan tahun > 2012 atau kode LAY <> nama B \"n\"\n";
    let claim = "klaim \"k\"\n  berlaku 2023\n  predikat LAY = kode LAY\n";
    let other = claim.replace("kode LAY", "\"K\"");
    let of_rules = "klaim \"k\"\n  predikat LAY <> kode LAY\n";
    for (rules, beside, wanted) in [
        (holds, "", Some("hasil hitungannya menjadi lain: temuan H0002 2023")),
        (sound, "", None),
        (far, "", Some("temuan H0002 2012")),
        (reckoned, "", Some("temuan H0002 2015")),
        (between, "", Some("temuan H0002 2031")),
        ("", claim, Some("klaim di cetakan/b.takar (paket p) menjadi lain, diperiksa untuk tahun 2023")),
        ("", &other, None),
        (of_rules, "", Some("klaim di a.takar (paket p) menjadi lain, diperiksa untuk tahun 2023")),
    ] {
        let rules = format!("{head}{rules}");
        let files = [("p/a.takar", &*rules), ("p/a.csv", data), ("p/cetakan/b.takar", beside)];
        let mut client = Client::new(&files[..if beside.is_empty() { 2 } else { 3 }]);
        client.open("p/a.takar");
        client.computed();
        let found = rename(&mut client, "p/a.takar", spot(&rules, "LAY\n  predikat"), "ZUZ");
        match wanted {
            None => assert!(found.is_ok(), "{rules}{beside}{found:?}"),
            Some(said) => assert!(found.clone().is_err_and(|why| why.ends_with(said)), "{rules}{beside}{found:?}"),
        }
        assert_eq!(client.leave(), Some(0));
    }
}

/// A claim is held against each unit: of the first, of another one, of one that has data in another year alone.
#[test]
fn a_claim_of_one_unit_stays() {
    let rules = "paket \"p\"\n  tahun 2024\ndata \"a.csv\"\nbesaran LAY\n  predikat Z\naturan predikat Z\n  > 80 : \"LAY\"\n  .. 80 : \"K\"\n\
                 klaim \"k\"\n  predikat LAY <> kode LAY\n";
    let head = "unit;kode;tahun;nilai\n";
    for (data, wanted) in [
        ("A;LAY;2024;1\nQ;LAY;2024;2\n", None),
        ("A;LAY;2024;90\nQ;LAY;2024;2\n", Some("untuk tahun 2024")),
        ("A;LAY;2024;1\nQ;LAY;2024;90\n", Some("untuk tahun 2024")),
        ("A;LAY;2024;1\nQ;LAY;2024;2\nV;LAY;2021;90\n", Some("untuk tahun 2021")),
    ] {
        let mut client = Client::new(&[("p/a.takar", rules), ("p/a.csv", &format!("{head}{data}"))]);
        client.open("p/a.takar");
        client.computed();
        let found = rename(&mut client, "p/a.takar", spot(rules, "LAY\n  predikat"), "ZUZ");
        match wanted {
            None => assert!(found.is_ok(), "{data}{found:?}"),
            Some(said) => assert!(found.clone().is_err_and(|why| why.ends_with(said)), "{data}{found:?}"),
        }
        assert_eq!(client.leave(), Some(0));
    }
}

/// Beside a printed table a column may be called by its title, which is no name, and a name leads to its definition.
#[test]
fn a_title_beside_a_printed_table_is_no_name() {
    let rules = "paket \"p\"\n  tahun 2024\ndata \"a.csv\"\nbesaran LAY \"Layanan\"\nbesaran B \"Bb\"\n\
                 tabel T1 \"T\"\n  baris LAY; B\n  kolom nama \"Nama\"\n  kolom nilai \"Lay\"\n";
    let beside = "cetakan T1\nbaris 1 = LAY\nkolom 2 = LAY\n";
    let mut client = beside_a_table(rules, "Nama;Q\nLayanan;8\nBb;6\n", beside, "p/cetakan/T1.takar");
    let file = "p/cetakan/T1.takar";
    let wanted = beside.replace("1 = LAY", "1 = ZUZ");
    let found = rename(&mut client, file, spot(beside, "LAY\nkolom"), "ZUZ").expect("edits");
    assert_eq!(edited(beside, &found["T1.takar"]), wanted);
    assert_eq!(edited(rules, &found["a.takar"]), rules.replace("LAY", "ZUZ"));
    let place = client.at("textDocument/definition", file, spot(beside, "LAY\nkolom")).expect("a place");
    assert_eq!(place[0]["range"]["start"]["line"], 3, "{place}");
    assert!(place[0]["uri"].as_str().is_some_and(|uri| uri.ends_with("p/a.takar")), "{place}");
    let title = (2, 10);
    assert_eq!(client.at("textDocument/definition", file, title).unwrap_or(Value::Null), Value::Null);
    assert!(rename(&mut client, file, title, "ZUZ").is_err());
    assert_eq!(client.leave(), Some(0));
}

/// Data that cannot be read may name the thing: other letters than are read, a file that is cut short, one that is no workbook.
#[test]
fn data_that_cannot_be_read_are_mended_first() {
    let utf_16: Vec<u8> = "kode;tahun;nilai\nLAY;2024;1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, of, bytes, code) in [
        ("a.csv", "", [b"\xff\xfe".to_vec(), utf_16].concat(), "B0106"),
        ("a.csv", "", b"kode;tahun;nilai\nLAY;2024;\xe9\n".to_vec(), "B0105"),
        ("a.xlsx", "", b"PK\x03\x04 nonsense".to_vec(), "B0121"),
        ("a.xlsx", " lembar \"IKU\"", b"PK nonsense".to_vec(), "B0131"),
    ] {
        let rules = format!("paket \"p\"\n  tahun 2024\ndata \"{name}\"{of}\nbesaran LAY\n");
        let mut client = Client::new(&[("p/a.takar", &rules), ("p/other", "")]);
        std::fs::write(client.path(&format!("p/{name}")), bytes).expect("a file");
        client.open("p/a.takar");
        client.computed();
        let refused = rename(&mut client, "p/a.takar", spot(&rules, "LAY"), "ZUZ").expect_err("who knows");
        assert!(refused.starts_with(&format!("betulkan dulu {code}: ")), "{name}{of}: {refused}");
        assert_eq!(client.leave(), Some(0));
    }
}
