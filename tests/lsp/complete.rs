//! What is proposed where somebody types.

use crate::client::{Client, DATA, RULES, edited, small};
use serde_json::Value;

/// The rules with a text behind them, and what is answered at its `|`, or at its end.
fn answered(client: &mut Client, version: i32, behind: &str) -> (String, Vec<Value>) {
    let (before, rest) = behind.split_once('|').unwrap_or((behind, ""));
    let text = format!("{RULES}\n{before}");
    client.set("aturan.takar", version, &format!("{text}{rest}"));
    let line = text.matches('\n').count() as u32;
    let column = text.rsplit('\n').next().unwrap_or_default().encode_utf16().count() as u32;
    let found = client.at("textDocument/completion", "aturan.takar", (line, column)).expect("an answer");
    (text + rest, found["items"].as_array().cloned().unwrap_or_default())
}

/// What is proposed there.
fn proposed(client: &mut Client, version: i32, behind: &str) -> Vec<(String, String)> {
    let (_, items) = answered(client, version, behind);
    let word = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_string();
    items.iter().map(|one| (word(one, "label"), word(one, "detail"))).collect()
}

#[test]
fn words_are_proposed_where_they_can_stand() {
    let mut client = small();
    client.open("aturan.takar");
    client.computed();
    let cases = [
        ("", &["indikator", "besaran", "tabel"][..], &["satuan", "IKM"][..]),
        ("ind", &["indikator"], &["besaran"]),
        ("besaran Z\n  sa", &["satuan", "sasaran"], &["anggota", "arah"]),
        ("indikator Z\n  arah ", &["makin tinggi", "makin rendah", "rentang"], &["IKM"]),
        ("indikator Z\n  capaian ", &["Baku"], &["Nilai", "IKM"]),
        ("indikator Z\n  predikat ", &["Nilai"], &["Baku"]),
        ("indikator Z\n  rumus ", &["IKM", "IPP", "IKPP", "min", "realisasi"], &["satuan orang", "indikator"]),
        ("indikator Z\n  rumus 2 * IK", &["IKM", "IKPP"], &["IPP", "min"]),
        ("indikator Z\n  rumus IKM[", &["2024", "triwulan 1", "tahun-1"], &["IKM"]),
        ("Z = capaian ", &["IKPP"], &["min", "IKM", "anggota"]),
        ("Z = jumlah(capaian ", &["IKPP", "anggota"], &["min", "IKM"]),
        ("indikator Z\n  arah makin tinggi\n  ", &["skala"], &["arah"]),
        ("indikator Z\n  arah makin tinggi ", &[], &["makin tinggi", "rentang"]),
        ("indikator Z\n  arah makin ", &["makin tinggi", "makin rendah"], &["rentang"]),
        ("kelompok Z\n  anggota ", &["IKPP"], &["Z", "min"]),
        ("kelompok Z\n  anggota IKPP; ", &[], &["IKPP"]),
        ("Z = IKM ", &[], &["IPP", "min", "maka"]),
        ("Z = jika IKM > 90 ", &["maka"], &["IPP"]),
        ("pastikan predikat IKPP = ", &["\"Baik\"", "\"Kurang\""], &["IKM"]),
        ("Z = jumlah(\n  ", &["IKM"], &["indikator"]),
        ("besaran Z\n  satuan ", &["nilai", "persen", "rupiah"], &["IKM"]),
        // With the others a name would be given twice.
        ("gunakan \"", &["akip", "pmk-22-2021"], &["IKM", "skm"]),
        // Nor is what is made of a formula, of a target, of a rule.
        ("besaran A\nX = A + 1\nY = X + 1\nX = A + ", &["IPP"], &["X", "Y"]),
        (
            "indikator Z\n  arah makin tinggi\n  capaian Baku\n  target 2\nG = capaian Z * 2\n\nindikator Z\n  target ",
            &["IPP"],
            &["G"],
        ),
        (
            "indikator Z\n  arah makin tinggi\n  capaian BakuLain\nG = capaian Z * 2\n\naturan capaian BakuLain\n  makin tinggi : realisasi + ",
            &["IPP"],
            &["G"],
        ),
        ("indikator C\n  induk Z\n\nindikator Z\n  induk ", &["IKPP"], &["Z", "C"]),
        // Those behind the place are members, too; what a member holds would count twice; a group is assumed by nobody.
        ("indikator M\nkelompok Z\n  anggota |; IKPP\n", &["M"], &["IKPP"]),
        ("indikator M\nkelompok Z\n  anggota M; IKPP\n  bobot |; IKPP 40%\n", &["M"], &["IKPP", "IPP"]),
        ("indikator M\nkelompok K\n  anggota IKPP\nkelompok Z\n  anggota IKPP; ", &["M"], &["K"]),
        ("indikator M\nkelompok K\n  anggota IKPP\nkelompok Z\n  anggota K; ", &["M"], &["IKPP"]),
        ("kelompok K\n  anggota IKPP\ncontoh \"c\"\n  diketahui ", &["IKM", "IKPP"], &["K"]),
        // What is made of a conversion is no part of it.
        ("besaran N\n  rumus KV(IPP)\n\naturan konversi KV\n  < 0 : ", &["IPP"], &["N"]),
        (
            "aturan capaian BakuLain\n  makin tinggi : realisasi / target * 100 + KV(1)\n\nindikator Z\n  arah makin tinggi\n  capaian BakuLain\nG = capaian Z * 2\n\naturan konversi KV\n  < 0 : ",
            &["IPP"],
            &["G"],
        ),
        // The only file is named already.
        ("data ", &[], &["\"data/iku.csv\"", "IKM"]),
        ("kelompok Z\n  triwulan ", &["jumlah", "terakhir"], &["IKM"]),
        ("# besaran ", &[], &["IKM", "indikator"]),
        ("besaran Z \"Nama ", &[], &["IKM", "indikator"]),
        ("tabel T\n  baris IKM\n  kolom nilai\n  penutup rata_rata(nilai) pada ", &["nilai"], &["rata_rata", "unit"]),
        ("klaim \"k\"\n  ", &["IKM", "capaian", "berlaku"], &[]),
        // Years stand behind a name.
        ("Z = |[tahun-1]", &["IKM"], &["rata_rata", "min"]),
        // A name that was given just now is known before the rules are whole.
        ("besaran BARU\nZ = B", &["BARU"], &[]),
    ];
    for (at, (behind, wanted, unwanted)) in cases.iter().enumerate() {
        let found: Vec<String> =
            proposed(&mut client, at as i32 + 2, behind).into_iter().map(|(label, _)| label).collect();
        for word in *wanted {
            assert!(found.iter().any(|known| known == word), "{behind:?}: {word} is not among {found:?}");
        }
        for word in *unwanted {
            assert!(!found.iter().any(|known| known == word), "{behind:?}: {word} is among {found:?}");
        }
    }
    let words = proposed(&mut client, 100, "indikator Z\n  ");
    let about = words.iter().map(|(label, about)| format!("{label}: {about}\n")).collect::<String>();
    insta::assert_snapshot!(about);
    let values = proposed(&mut client, 101, "Z = ");
    assert!(values.contains(&("IKM".into(), "Indeks Kepuasan Masyarakat".into())), "{values:?}");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_package_is_not_offered_to_itself() {
    let mut client = Client::over("ikpp");
    let text = client.open("ikpp.takar");
    assert!(!text.is_null());
    let rules = std::fs::read_to_string(client.path("ikpp.takar")).expect("rules");
    client.set("ikpp.takar", 2, &format!("{rules}\ngunakan \""));
    let line = rules.matches('\n').count() as u32 + 1;
    let found = client.at("textDocument/completion", "ikpp.takar", (line, 9)).expect("an answer");
    let labels: Vec<&str> =
        found["items"].as_array().expect("items").iter().filter_map(|one| one["label"].as_str()).collect();
    assert!(labels.contains(&"capaian") && !labels.contains(&"ikpp"), "{labels:?}");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn codes_of_data_are_proposed_with_their_words() {
    let rules = format!("{RULES}\numum \"7.01\"\n  arah makin tinggi\n  capaian Baku\n");
    let data = "kode;tahun;uraian;satuan;target;realisasi\n7.01.02;2024;Layanan;dokumen;5;4\n";
    let rules = rules.replace(
        "data \"data/iku.csv\" angka id",
        "data \"data/iku.csv\" angka id\ndata \"data/kegiatan.csv\" angka id",
    );
    let mut client = Client::new(&[("aturan.takar", &rules), ("data/iku.csv", DATA), ("data/kegiatan.csv", data)]);
    client.open("aturan.takar");
    client.computed();
    let text = format!("{rules}\nZ = \"7");
    client.set("aturan.takar", 2, &text);
    let line = text.matches('\n').count() as u32;
    let found = client.at("textDocument/completion", "aturan.takar", (line, 6)).expect("an answer");
    assert_eq!(found["items"][0]["label"], "7.01.02", "{found}");
    assert_eq!(found["items"][0]["textEdit"]["newText"], "7.01.02\"");
    assert_eq!(client.leave(), Some(0));
}

/// Every word of the language has its meaning.
#[test]
fn no_word_is_without_its_meaning() {
    use takar::syntax::meanings::of_word;
    use takar::syntax::words;
    let heads = words::HEADS.iter().map(|(word, _)| *word).chain([words::REPLACE]);
    let clauses = words::CLAUSES.iter().map(|(word, ..)| *word);
    let without: Vec<&str> = heads.chain(clauses).filter(|word| of_word(word, true).is_none()).collect();
    assert!(without.is_empty(), "{without:?}");
    let without: Vec<&str> = words::reserved().filter(|word| of_word(word, false).is_none()).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// The text with the proposal of this name at its `|`.
fn taken(client: &mut Client, version: i32, behind: &str, label: &str) -> Option<String> {
    let (text, items) = answered(client, version, behind);
    let item = items.iter().find(|one| one["label"] == label)?;
    let new = edited(&text, &serde_json::json!([item["textEdit"]]));
    Some(new[RULES.len() + 1..].to_string())
}

/// Of two words the second may stand already, or that of another choice.
#[test]
fn a_second_word_that_stands_is_not_doubled() {
    let mut client = small();
    client.open("aturan.takar");
    client.computed();
    let cases = [
        ("indikator Z\n  arah mak| tinggi\n", "makin rendah", "indikator Z\n  arah makin rendah\n"),
        ("indikator Z\n  arah m|ak tinggi\n", "makin tinggi", "indikator Z\n  arah makin tinggi\n"),
        ("Z = jika IKM > 90 maka 1 s| itu 0\n", "selain itu", "Z = jika IKM > 90 maka 1 selain itu 0\n"),
        ("Z = jika IKM > 90 maka 1 s|\n", "selain itu", "Z = jika IKM > 90 maka 1 selain itu\n"),
    ];
    for (at, (typed, label, wanted)) in cases.into_iter().enumerate() {
        assert_eq!(taken(&mut client, at as i32 + 2, typed, label).as_deref(), Some(wanted), "{typed}");
    }
    assert_eq!(client.leave(), Some(0));
}

/// Beside a printed table the words that declare it, its columns and codes; in a claim what a rule would have.
#[test]
fn what_declares_a_printed_table_is_proposed() {
    let rules = "paket \"p\"\n  tahun 2024\nindikator LAY \"Layanan\"\nbesaran B\ntabel T1 \"Judul\"\n  baris LAY; B\n  kolom nama \"Nama\"\n  kolom realisasi[2023] \"R\"\n";
    let mut client = Client::new(&[("p/a.takar", rules), ("p/cetakan/T1.takar", "cetakan T1\n")]);
    client.open("p/cetakan/T1.takar");
    let cases = [
        ("", &["cetakan", "kolom", "baris", "persis", "judul", "halaman", "klaim"][..], &["indikator", "LAY"][..]),
        ("ba", &["baris"], &["kolom"]),
        ("cetakan ", &["T1"], &["LAY"]),
        ("baris 1 = ", &["LAY", "B", "penutup", "lewati"], &["T1", "nama"]),
        ("baris ", &["mulai", "tersembunyi ikut"], &["LAY"]),
        ("kolom 2 = r", &["realisasi[2023]"], &["nama", "LAY"]),
        ("persis LAY; ", &["B"], &["T1"]),
        ("klaim \"k\"\n  capaian ", &["LAY"], &["T1", "B"]),
        ("klaim \"k\"\n  LAY > 1\nko", &["kolom"], &["LAY"]),
    ];
    for (at, (typed, wanted, unwanted)) in cases.into_iter().enumerate() {
        client.set("p/cetakan/T1.takar", at as i32 + 2, typed);
        let place = (typed.matches('\n').count() as u32, typed.rsplit('\n').next().unwrap_or_default().len() as u32);
        let found = client.at("textDocument/completion", "p/cetakan/T1.takar", place).expect("an answer");
        let items = found["items"].as_array().map_or(&[][..], Vec::as_slice);
        let labels: Vec<&str> = items.iter().filter_map(|one| one["label"].as_str()).collect();
        assert!(wanted.iter().all(|word| labels.contains(word)), "{typed:?}: {labels:?}");
        assert!(!unwanted.iter().any(|word| labels.contains(word)), "{typed:?}: {labels:?}");
    }
    // What a word means there: that of the statement; in a claim that of the thing.
    client.set("p/cetakan/T1.takar", 50, "kolom 2 = LAY\nklaim \"k\"\n  capaian LAY > 1\n");
    for (place, wanted) in [((0, 2), "isi sebuah kolom tercetak"), ((2, 4), "capaian sesudah semua batas")] {
        let card = client.at("textDocument/hover", "p/cetakan/T1.takar", place).expect("a card");
        assert!(card["contents"]["value"].as_str().is_some_and(|text| text.contains(wanted)), "{card}");
    }
    assert_eq!(client.leave(), Some(0));
}
