//! Tables that are drafted in parts: one table for each indicator, figures in quarters, names over others.

use super::compose::Room;
use super::draft::{drafted, file, holds};
use std::fs;
use std::path::Path;
use takar::draft::{self, Asked, Lacks, Refused};
use takar::office::{open, tables_of};

#[test]
fn tables_of_one_form_are_one() {
    let room = Room::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/found/satu-tabel.docx");
    fs::copy(&from, room.path("satu-tabel.docx")).expect("a copy");
    let said = room.takar("baru --dari satu-tabel.docx kantor --tahun 2024");
    let read = |name: &str| fs::read_to_string(room.path("kantor").join(name)).expect(name).replace("\r\n", "\n");
    let rules = read("iku.takar");
    assert!(rules.starts_with("# 3 indikator"), "{rules}");
    let data = read("data/iku.csv");
    for row in [
        "IKM;2024;;80;\n",
        "IKM;2024;1;;21,5\n",
        "AKIP;2024;;70;\n",
        "AKIP;2024;1;;68\n",
        ";2024;;90,5;\n",
        ";2024;1;;24\n",
    ] {
        assert!(data.contains(row), "{row}: {data}");
    }
    let objectives: Vec<&str> = rules.lines().filter_map(|line| line.trim().strip_prefix("sasaran ")).collect();
    assert_eq!(
        objectives,
        ["\"Meningkatnya kepuasan\"", "\"Meningkatnya akuntabilitas\"", "\"Meningkatnya akuntabilitas\""],
        "{rules}"
    );
    for words in [
        "3 tabel berjudul kolom sama dibaca sebagai satu",
        "tidak dipakai: F4 (tabel 3) \"24 (sementara)\"",
        "1 tabel lain tidak dipakai: tabel 4",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

/// The same headings with the same names are another office or another time.
#[test]
fn tables_of_the_same_names_stay_apart() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/found/satu-tabel.docx");
    let book = open(&fs::read(from).expect("a document"), "a.docx").expect("a document");
    let mut tables = tables_of(&book);
    let alike = draft::alike(&tables[0], &tables, &|_| true);
    let (whole, parts) = draft::join(&alike, &|_| None);
    assert_eq!((alike.len(), whole.rows.len(), parts.len(), parts[1].first), (3, 3, 3, 1));
    assert_eq!(draft::alike(&tables[0], &tables, &|_| false).len(), 1);
    tables[1].rows = tables[0].rows.clone();
    assert_eq!(draft::alike(&tables[0], &tables, &|_| true).len(), 1);
}

/// Targets of quarters tell how a year is put together where its realisation is not printed, and stand beside them.
#[test]
fn targets_of_quarters_are_read() {
    let text = "Indikator;Satuan;Target 2024;TW I;;TW II;;TW III;;TW IV;\n;;;T;R;T;R;T;R;T;R\n\
                Mutu;nilai;82;80;79;81;80;82;81;82;83\nAduan;aduan;80;20;25;40;45;60;70;80;90\n\
                Surat;surat;12;3;3;3;3;3;2;3;4\nRapat;kali;10;1;1;2;2;3;3;3;3\n";
    let draft = drafted(text, None);
    let rules = file(&draft, "iku.takar");
    let ways: Vec<&str> = rules.lines().filter_map(|line| line.trim().strip_prefix("triwulan ")).collect();
    assert_eq!(ways, ["terakhir", "terakhir", "jumlah", "jumlah"], "{rules}");
    let data = file(&draft, "data/iku.csv");
    for row in ["MUTU;2024;;82;\n", "MUTU;2024;1;80;79\n", "ADUAN;2024;4;80;90\n", "SURAT;2024;3;3;2\n"] {
        assert!(data.contains(row), "{row}: {data}");
    }
    // Quarters that make 9 of a year of 10 say something else: they are left out, and the way is asked.
    assert!(data.contains("RAPAT;2024;1;;1\n"), "{data}");
    holds(&draft, "aturan.takar", "triwulan 1 indikator tidak");
}

/// A name without figures over others is no indicator; what is marked as its part says so.
#[test]
fn names_over_others_are_headings() {
    let text = "No;Indikator;Satuan;Target;Realisasi\n1;Produksi kebun;;;\n;a. Kakao;ton;100;90\n;b. Kopi;ton;50;60\n2;Nilai AKIP;nilai;;\n\
                3;Surat;surat;5;6\n";
    let draft = drafted(text, Some(2024));
    let rules = file(&draft, "iku.takar");
    assert!(rules.starts_with("# 4 indikator"), "{rules}");
    assert!(rules.contains("\"Produksi kebun, Kakao\"") && rules.contains("\"Produksi kebun, Kopi\""), "{rules}");
    // What is not filled in yet stays an indicator.
    assert!(rules.contains("\"Nilai AKIP\""), "{rules}");
    assert!(draft.told.iter().any(|line| line.contains("(judul bagi baris di bawahnya): 2")), "{:?}", draft.told);
    let units = "Indikator;Target\nCadangan (Kg);10\nProduksi kebun (Ton) :;\nKakao;100\nKopi;50\n";
    let draft = drafted(units, Some(2024));
    assert!(file(&draft, "iku.takar").starts_with("# 3 indikator"), "{}", file(&draft, "iku.takar"));
    assert!(draft.told.iter().any(|line| line.contains("(judul bagi baris di bawahnya): 3")), "{:?}", draft.told);
}

#[test]
fn words_and_years_are_asked() {
    let text = "indikator;target;realisasi;capaian\nSurat;10;sembilan surat;90\nRapat;10;8;80\n";
    let rules = file(&drafted(text, Some(2024)), "aturan.takar").to_string();
    assert!(rules.contains("TANYA: sel C2 berisi kata di tempat angka: \"sembilan surat\""), "{rules}");
    let all = "indikator;rencana hasil kerja;target;realisasi;capaian\nSurat;surat terkirim;10;selesai;90\nRapat;rapat berjalan;10;selesai juga;80\n";
    let rules = file(&drafted(all, Some(2024)), "aturan.takar").to_string();
    assert!(rules.contains("TANYA: sel D2, dan 1 sel lain, berisi kata"), "{rules}");
    let years = "indikator;target;tahun1;capaian1;tahun2;capaian2\nSurat;10;9;90;8;80\nRapat;20;15;75;18;90\n";
    let rules = file(&drafted(years, Some(2024)), "aturan.takar").to_string();
    assert!(rules.contains("\"tahun1\" dihitung sebagai tahun 2024"), "{rules}");
}

/// Letters that stand for a known index are not made of other words.
#[test]
fn known_short_names_are_left_to_their_own() {
    let text = "Indikator;Target\nIndeks Kesiapsiagaan Masyarakat;0,48\nIndeks Kepuasan Masyarakat;80\n";
    let draft = drafted(text, Some(2024));
    let rules = file(&draft, "iku.takar");
    assert!(rules.contains("indikator IKM \"Indeks Kepuasan Masyarakat\""), "{rules}");
}

/// `%` beside target and realisation below `FISIK` is what was achieved, in a sheet that is data as in a draft.
#[test]
fn percent_below_what_is_measured_is_an_achievement() {
    let room = Room::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/found/nama-sama.xlsx");
    fs::copy(&from, room.path("nama-sama.xlsx")).expect("a copy");
    let rules = "paket \"Kantor\"\n  tahun 2024\n\ndata \"nama-sama.xlsx\"\n\naturan capaian Terbatas\n  \
                 jika target = 0 : tidak terdefinisi \"target nol\"\n  makin tinggi : realisasi / target * 100\n  batas 0..50\n\n\
                 indikator \"1.01\" \"Jumlah Ruang\"\n  satuan ruang\n  arah makin tinggi\n  capaian Terbatas\n";
    fs::write(room.path("aturan.takar"), rules).expect("rules");
    insta::assert_snapshot!(room.takar("hitung aturan.takar"));
}

#[test]
fn more_rows_than_a_package_has_are_refused() {
    let rows: String = (0..=draft::MOST_THINGS).map(|row| format!("Dokumen {row};5;6\n")).collect();
    let book = open(format!("Indikator;Target;Realisasi\n{rows}").as_bytes(), "iku.csv").expect("a text of cells");
    let asked = Asked { title: "Kantor", source: "iku.csv", year: Some(2024), ..Asked::default() };
    let refused = draft::draft(&tables_of(&book)[0], &asked);
    assert!(matches!(refused, Err(Refused::Lacks(Lacks::Bounds))));
}

/// A fraction beside a percentage without a sign: the printed achievement says which it is, else it is asked.
#[test]
fn fractions_beside_percentages_without_a_sign() {
    let text = "Indikator;Satuan;Target;Realisasi;Capaian\nSurat;%;95;0,97;102,11\nRapat;%;80;90;112,50\n";
    assert!(file(&drafted(text, Some(2024)), "data/iku.csv").contains(";2024;95;97\n"));
    let open = "Indikator;Satuan;Target;Realisasi\nSurat;%;95;0,97\nRapat;%;80;90\n";
    let draft = drafted(open, Some(2024));
    holds(&draft, "aturan.takar", "TANYA: sel D2 (0,97) di samping angka persen");
    let small = "Indikator;Satuan;Target;Realisasi\nInflasi;%;3;0,97\nRapat;%;80;90\n";
    assert!(!file(&drafted(small, Some(2024)), "aturan.takar").contains("di samping angka persen"));
}
