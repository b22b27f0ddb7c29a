//! Another name, everywhere or not at all.

use crate::client::{Client, DATA, RULES, edited, small, spot};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn rename(client: &mut Client, file: &str, at: (u32, u32), new: &str) -> Result<BTreeMap<String, Value>, String> {
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

/// The office of a row, a unit, a remark, a thing that a row is not about may be called as a thing is.
#[test]
fn a_word_of_other_columns_keeps_its_name() {
    let rules = "paket \"p\"\n  tahun 2024\nbesaran LAY\n  satuan LAY\nbesaran B\n  satuan LAY\ndata \"d.csv\"\n  kolom jenis \"Jenis\" teks\ntabel T\n  baris LAY; B\n  kolom nilai\n";
    let data = "unit;kode;indikator;satuan;tahun;nilai;Jenis;catatan;Status\n\
                LAY;LAY;LAY;LAY;2024;3;LAY;LAY;LAY\nPMD;\"LAY\";;;2024;4;;;\nPMD;B;LAY;LAY;2024;4;LAY;;\nLAY;B;;;2024;5;;;\n";
    let mut client = Client::new(&[("a.takar", rules), ("d.csv", data)]);
    client.open("a.takar");
    client.computed();
    let found = rename(&mut client, "a.takar", spot(rules, "LAY\n  satuan"), "ZUZ").expect("edits");
    assert_eq!(
        edited(data, &found["d.csv"]),
        data.replace("LAY;LAY;LAY;LAY;2024", "LAY;ZUZ;LAY;LAY;2024").replace("\"LAY\"", "\"ZUZ\"")
    );
    assert_eq!(
        edited(rules, &found["a.takar"]),
        rules.replace("besaran LAY", "besaran ZUZ").replace("baris LAY", "baris ZUZ")
    );
    assert_eq!(client.leave(), Some(0));

    // Without a column of codes names are codes, and what things are part of is one in any case.
    let rules = "paket \"p\"\n  tahun 2024\naturan capaian Baku\n  makin tinggi : realisasi / target * 100\nbesaran LAY\nindikator B\n  arah makin tinggi\n  capaian Baku\n  induk LAY\ndata \"d.csv\"\n  kolom kode = \"Sandi\"\ndata \"e.csv\"\n";
    let (own, names) = (
        "Sandi;induk;tahun;nilai;catatan\nLAY;;2024;3;LAY\nB;LAY;2024;4;\n",
        "indikator;tahun;nilai;catatan\nLAY;2023;3;LAY\n",
    );
    let mut client = Client::new(&[("a.takar", rules), ("d.csv", own), ("e.csv", names)]);
    client.open("a.takar");
    client.computed();
    let found = rename(&mut client, "a.takar", spot(rules, "LAY\nindikator"), "ZUZ").expect("edits");
    assert_eq!(edited(own, &found["d.csv"]), own.replace("LAY;;", "ZUZ;;").replace("B;LAY", "B;ZUZ"));
    assert_eq!(edited(names, &found["e.csv"]), names.replace("LAY;2023", "ZUZ;2023"));
    assert_eq!(client.leave(), Some(0));
}

/// A package that uses this one and has an error cannot be tried; nor where a line that cannot be read holds the name.
#[test]
fn a_package_with_errors_that_uses_this_one_is_mended_first() {
    let base = "besaran S\n";
    let data = "kode;tahun;nilai\nS;2024;3\n";
    let wrong = "gunakan \"d\"\nX = S + NOPE\ndata \"a.csv\"\n";
    let right = wrong.replace(" + NOPE", "");
    let examples = "contoh \"c\"\n  diketahui S = 1\n  hasil X = NOPE\n";
    let cases = [
        (
            &[("k/a.takar", wrong)][..],
            "paket k memakai paket ini: betulkan dulu kesalahan aturannya, agar penggantian nama dapat diperiksa",
        ),
        (
            &[("k/a.takar", right.as_str()), ("k/contoh.takar", examples)],
            "paket k memakai paket ini: betulkan dulu kesalahan aturannya, agar penggantian nama dapat diperiksa",
        ),
        (
            &[
                ("k/a.takar", right.as_str()),
                ("k/skenario/s.takar", "skenario \"s\"\n  tahun 2024\n  diketahui S ? 3\n"),
            ],
            "betulkan dulu kesalahan di skenario/s.takar (paket k): S tertulis di sana",
        ),
    ];
    for (files, wanted) in cases {
        let all = [&[("d/d.takar", base), ("k/a.csv", data)], files].concat();
        let mut client = Client::new(&all);
        client.open("d/d.takar");
        let refused = rename(&mut client, "d/d.takar", (0, 8), "ZUZ").expect_err(wanted);
        assert_eq!(refused, wanted);
        assert_eq!(client.leave(), Some(0));
    }
}

/// What is said beside printed tables follows; where a printed figure would be read otherwise, or no longer, the name stays.
#[test]
fn printed_tables_are_read_as_before() {
    let rules = "paket \"p\"\n  tahun 2024\nbesaran LAY\nbesaran B \"Bb\"\naturan predikat Z\n  > 80 : \"LAY\"\n  <= 80 : \"C\"\ndata \"d.csv\"\n\
                 X = jika predikat B = \"LAY\" maka 1 selain itu 0\n\
                 tabel T1\n  baris ROWS\n  kolom kode \"Kode\"\n  kolom nama \"Nama\"\n  kolom nilai \"Nilai\"\n";
    let rules = &rules.replace("B \"Bb\"\n", "B \"Bb\"\n  predikat Z\n");
    let data = "kode;tahun;nilai\nLAY;2024;8\nB;2024;9\n";
    let said = "dengan nama ZUZ cetakan/T1.csv (paket p) tidak lagi terbaca sama: barisnya dikenali dari namanya, dan salinan cetakan tidak ikut berganti";
    let printed_there = said.replace("barisnya", "di sana tercetak LAY, barisnya");
    let cases = [
        ("Nama;Nilai\nPelayanan umum;8\nBb;9\n", "cetakan T1\nbaris 1 = LAY\n", Ok("cetakan T1\nbaris 1 = ZUZ\n")),
        (
            "Nama;Nilai\nPelayanan umum;8\nBb;9\n",
            "cetakan T1\nbaris 1 = \"LAY\" # LAY\n\nklaim \"k\"\n  LAY > 1\n",
            Ok("cetakan T1\nbaris 1 = \"ZUZ\" # LAY\n\nklaim \"k\"\n  ZUZ > 1\n"),
        ),
        (
            "Nama;Nilai\nPelayanan umum;8\nBb;9\n",
            "baris 1 = LAY\npersis LAY; B\n",
            Ok("baris 1 = ZUZ\npersis ZUZ; B\n"),
        ),
        ("Kode;Nilai\nLAY;8\nB;9\n", "", Err(&*printed_there)),
        ("Nama;Nilai\nLAY kecamatan;8\nBb;9\n", "", Err(said)),
        // It may be the row of that name.
        ("Kode;Nama;Nilai\nB;LAY, Bb;9\n", "", Err(&*printed_there)),
    ];
    // Names with commas, columns and grades called so are no code of a table without it.
    let others = [
        ("Kode;Nama;Nilai\nB;LAY, Bb;9\n", "", Ok("")),
        ("Kode;Nama;Nilai;LAY\nB;Bb;9;1\n", "", Ok("")),
        ("Kode;Nama;Nilai;Predikat\nB;Bb;9;LAY\n", "", Ok("")),
    ];
    let all = cases.map(|one| ("LAY; B", one)).into_iter().chain(others.map(|one| ("B", one)));
    for (rows, (printed, beside, wanted)) in all {
        let rules = &rules.replace("ROWS", rows);
        let mut client = Client::new(&[
            ("p/a.takar", rules),
            ("p/d.csv", data),
            ("p/cetakan/T1.csv", printed),
            ("p/cetakan/T1.takar", beside),
        ]);
        client.open("p/a.takar");
        client.computed();
        let found = rename(&mut client, "p/a.takar", spot(rules, "LAY\nbesaran"), "ZUZ");
        let new =
            found.as_ref().map(|found| found.get("T1.takar").map_or(beside.to_string(), |edits| edited(beside, edits)));
        assert_eq!(new.map_err(String::clone), wanted.map(str::to_string).map_err(str::to_string), "{printed}");
        assert_eq!(client.leave(), Some(0));
    }
}

/// The report of a package names things in its fields, and is not changed from here.
#[cfg(feature = "docx")]
#[test]
fn fields_of_the_report_keep_their_names() {
    let beside = "paket \"p\"\n  tahun 2024\nbesaran LAY\nbesaran B\nbesaran C\n";
    let mut client = Client::new(&[("p/a.takar", beside)]);
    std::fs::write(
        client.path("p/naskah.docx"),
        report("Nilainya {LAY}, tercapai {jika B &gt; 2 : \"LAY\" : \"C\"} dari {tabel B}"),
    )
    .expect("a file");
    client.open("p/a.takar");
    let refused = rename(&mut client, "p/a.takar", spot(beside, "LAY"), "ZUZ").expect_err("a field names it");
    assert_eq!(
        refused,
        "LAY disebut isian di naskah.docx (paket p), yang tidak dapat diubah dari sini: ganti dulu di sana"
    );
    assert_eq!(rename(&mut client, "p/a.takar", spot(beside, "C\n"), "ZUZ").map(|found| found.len()), Ok(1));
    assert_eq!(client.leave(), Some(0));
}

/// A text that a field compares may be the code of a row.
#[cfg(feature = "docx")]
#[test]
fn fields_that_compare_a_text_keep_the_name() {
    let rules = "paket \"p\"\n  tahun 2024\nbesaran LAY\nbesaran B\n  induk LAY\n";
    let mut client = Client::new(&[("p/a.takar", rules)]);
    let line = "{jika induk B = \"LAY\" : \"ya\" : \"tidak\"}";
    std::fs::write(client.path("p/naskah.docx"), report(line)).expect("a file");
    client.open("p/a.takar");
    assert!(rename(&mut client, "p/a.takar", spot(rules, "LAY"), "ZUZ").is_err());
    assert_eq!(client.leave(), Some(0));
}

/// What a year before, another unit and a table show has to stay as well: the code may be compared with what the data say.
#[test]
fn whatever_is_shown_anywhere_stays() {
    let head = "paket \"p\"\n  tahun 2024\ndata \"a.csv\" angka id\n  kolom ket teks\nbesaran LAY\nbesaran B\n";
    let data = "kode;tahun;unit;nilai;ket\nLAY;2024;Utara;9;B\nB;2024;Utara;3;B\nLAY;2023;Utara;9;B\nLAY;2024;Timur;9;LAY\nB;2024;Timur;4;B\n";
    let now = data.replace("Timur;9;LAY", "Timur;9;B");
    let before = now.replace("2023;Utara;9;B", "2023;Utara;9;LAY");
    let table = "tabel T1 \"Satu\"\n  baris LAY; B\n  kolom nama\n";
    for (rest, data, is_offered) in [
        ("  saring ket = kode\n  kolom nilai \"N\"\n", &now, true),
        ("  saring ket = kode\n  kolom nilai \"N\"\n", &data.to_string(), false),
        ("  kolom jika ket = kode maka 1 selain itu 0 \"q\"\n", &before, false),
        ("  saring nama <> \"LAY\"\n  kolom nilai \"N\"\n", &now, false),
        ("  urut kode\n  kolom nilai \"N\"\n  penutup terakhir(nilai) \"T\"\n", &now, true),
    ] {
        let rules = format!("{head}{table}{rest}");
        let mut client = Client::new(&[("p/a.takar", &rules), ("p/a.csv", data)]);
        client.open("p/a.takar");
        let found = rename(&mut client, "p/a.takar", spot(&rules, "LAY"), "ZUZ");
        assert_eq!(found.is_ok(), is_offered, "{rest}{data}{found:?}");
        assert_eq!(client.leave(), Some(0));
    }
}

/// What only a scenario shows has to stay as well.
#[test]
fn whatever_a_scenario_shows_stays() {
    let rules = "paket \"p\"\n  tahun 2024\ndata \"a.csv\"\n  kolom ket teks\nbesaran LAY\nbesaran B\n\
                 X = jika LAY > 10 dan nama LAY = \"LAY\" maka 1 selain itu 0\n";
    let (data, other) =
        ("kode;tahun;nilai;ket\nLAY;2024;8;LAY\nB;2024;6;LAY\n", "kode;tahun;nilai;ket\nLAY;2024;8;B\nB;2024;6;B\n");
    let plain = &rules.replace(" dan nama LAY = \"LAY\"", "");
    let table = "skenario \"o\"\n  diketahui LAY = 5\n\ntabel T2\n  baris LAY; B\n  saring ket = kode\n  kolom nilai\n";
    for (rules, data, scenario, is_offered) in [
        (rules, data, "skenario \"o\"\n  diketahui LAY = 15\n", false),
        (plain, data, "skenario \"o\"\n  diketahui LAY = 15\n", true),
        (plain, data, table, false),
        (plain, other, table, true),
    ] {
        let mut client = Client::new(&[("p/a.takar", rules), ("p/a.csv", data), ("p/skenario/o.takar", scenario)]);
        client.open("p/a.takar");
        let found = rename(&mut client, "p/a.takar", spot(rules, "LAY"), "ZUZ");
        assert_eq!(found.is_ok(), is_offered, "{scenario}{data}{found:?}");
        let said = found.err().unwrap_or_default();
        // The first also shows in the year before the data, where nothing is known of LAY.
        let places = [": realisasi X 2023", ": tabel T2 2024, skenario o"];
        assert!(is_offered || places.iter().any(|place| said.ends_with(place)), "{said}");
        assert_eq!(client.leave(), Some(0));
    }
}

/// A package whose table `T1` was printed, with what is said of that; one of its files is open.
pub fn beside_a_table(rules: &str, printed: &str, beside: &str, open: &str) -> Client {
    let mut client = Client::new(&[
        ("p/a.takar", rules),
        ("p/a.csv", "kode;tahun;nilai\nLAY;2024;8\nB;2024;6\n"),
        ("p/cetakan/T1.csv", printed),
        ("p/cetakan/T1.takar", beside),
    ]);
    client.open(open);
    client.computed();
    client
}

/// A row that is printed twice, by its title and by its code, is so after a change of names, and not because of it.
#[test]
fn rows_printed_twice_stay_so() {
    let rules = "paket \"p\"\n  tahun 2024\ndata \"a.csv\"\nbesaran LAY \"Layanan\"\nbesaran B \"Bb\"\n\
                 tabel T1 \"T\"\n  baris LAY; B\n  kolom nama \"Nama\"\n  kolom nilai \"L\"\n";
    for printed in ["Nama;L\nLayanan;8\nLAY;5\nBb;6\n", "Nama;L\nLayanan;8\nZUZ;6\n"] {
        let mut client = beside_a_table(rules, printed, "", "p/a.takar");
        let refused = rename(&mut client, "p/a.takar", spot(rules, "LAY"), "ZUZ").expect_err("another verdict");
        let name = if printed.contains("LAY") { "LAY" } else { "ZUZ" };
        let why = format!("tidak lagi terbaca sama: di sana tercetak {name}, barisnya dikenali dari namanya");
        assert!(refused.contains(&why), "{refused}");
        assert_eq!(client.leave(), Some(0));
    }
}

/// A column that is declared beside a printed table follows, and every report of the folder is looked at.
#[test]
fn what_prints_figures_follows_or_is_named() {
    let rules = "paket \"p\"\n  tahun 2024\ndata \"a.csv\"\nbesaran LAY \"Layanan\"\nbesaran B \"Bb\"\n\
                 tabel T1 \"T\"\n  baris LAY; B\n  kolom nama \"Nama\"\n  kolom nilai LAY \"L\"\n";
    let beside = "cetakan T1\nkolom 2 = nilai LAY\n";
    let mut client = beside_a_table(rules, "Nama;Q\nLayanan;8\nBb;8\n", beside, "p/a.takar");
    let found = rename(&mut client, "p/a.takar", spot(rules, "LAY"), "ZUZ").expect("edits");
    assert_eq!(edited(beside, &found["T1.takar"]), beside.replace("LAY", "ZUZ"));
    // What it names there has its card, and its place.
    client.open("p/cetakan/T1.takar");
    let card = client.at("textDocument/hover", "p/cetakan/T1.takar", spot(beside, "LAY")).expect("a card");
    assert!(card["contents"]["value"].as_str().expect("words").contains("Layanan"), "{card}");
    #[cfg(feature = "docx")]
    {
        std::fs::write(client.path("p/laporan.docx"), report("Nilainya {LAY}")).expect("a file");
        let refused = rename(&mut client, "p/a.takar", spot(rules, "LAY"), "ZUZ").expect_err("a field names it");
        assert!(refused.starts_with("LAY disebut isian di laporan.docx"), "{refused}");
    }
    assert_eq!(client.leave(), Some(0));
}

/// A claim of the rules prints nothing.
#[test]
fn a_claim_that_says_something_else_is_named() {
    let rules = "paket \"p\"\n  tahun 2024\nbesaran LAY\nklaim \"k\"\n  nama LAY = \"LAY\"\n";
    let mut client = Client::new(&[("p/a.takar", rules)]);
    client.open("p/a.takar");
    let refused = rename(&mut client, "p/a.takar", spot(rules, "LAY"), "ZUZ").expect_err("it says something else");
    assert!(refused.contains("klaim di a.takar") || refused.contains("hasil hitungannya"), "{refused}");
    assert_eq!(client.leave(), Some(0));
}

/// A document of Word with a line of text.
#[cfg(feature = "docx")]
fn report(line: &str) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    let of_document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{types}\"><Override PartName=\"/word/document.xml\" ContentType=\"{of_document}\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"{relation}\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/document.xml",
            format!(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{line}</w:t></w:r></w:p></w:body></w:document>"
            ),
        ),
    ];
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        packed.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        packed.write_all(text.as_bytes()).expect("its text");
    }
    packed.finish().expect("a document").into_inner()
}

/// A slash parts codes as a point does; a text that codes are compared with would not follow.
#[test]
fn what_means_a_code_in_other_words_keeps_its_name() {
    let rules = "paket \"p\"\n  tahun 2024\n\nbesaran LAY \"Layanan\"\nbesaran Y \"Lain\"\nbesaran Z \"Lagi\"\n\numum \"LAY\"\n\n\
                 data \"data/d.csv\"\n\ntabel T \"t\"\n  baris Y; Z; rincian LAY\n  saring kode <> \"Y\"\n  kolom kode\n  kolom realisasi\n";
    let data = "kode,tahun,uraian,realisasi\nLAY/1,2024,Meja,3\nY,2024,Lain,5\nZ,2024,Lagi,5\n";
    let mut client = Client::new(&[("aturan.takar", rules), ("data/d.csv", data)]);
    client.open("aturan.takar");
    client.computed();
    let mut said =
        |word: &str| rename(&mut client, "aturan.takar", spot(rules, word), "BARU").expect_err("it would not follow");
    assert_eq!(said("LAY \"Layanan"), "menurut titiknya kode LAY/1 adalah rincian LAY, sehingga tabel dapat berubah");
    assert_eq!(said("Y \"Lain"), "teks \"Y\" (aturan.takar baris 14) dapat berarti kode ini dan tidak ikut berganti");
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

/// Where a file of data is missing nothing can be computed that a new name might change.
#[test]
fn missing_data_are_told_before_anything_is_renamed() {
    let mut client = Client::new(&[("p/a.takar", "besaran A\n\nB = A * 2\n\ndata \"a.csv\"\n")]);
    client.open("p/a.takar");
    let refused = rename(&mut client, "p/a.takar", (0, 8), "X").expect_err("there are no data");
    assert!(refused.starts_with("betulkan dulu B0110: "), "{refused}");
    assert_eq!(client.leave(), Some(0));
}
