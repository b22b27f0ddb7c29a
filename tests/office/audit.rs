//! The report itself in `cetakan`: workbooks, documents and pages audited as their tables typed by hand are.

use crate::command::Package;
use serde_json::Value;

/// The shipped report with nothing printed but these.
fn report(files: &[&str], declared: &[(&str, &str)]) -> Package {
    let package = Package::copy("rules/mojoagung-2024");
    package.empty("cetakan");
    files
        .iter()
        .for_each(|file| package.add(&format!("tests/office/fixtures/cetakan/{file}"), &format!("cetakan/{file}")));
    declared.iter().for_each(|(name, text)| package.write(&format!("cetakan/{name}"), text));
    package
}

/// Rules and data of four indicators beside their printed table in a workbook.
fn small(declared: &[(&str, &str)]) -> Package {
    let package = Package::of(&[("aturan.takar", RULES), ("d.csv", DATA)]);
    package.add("tests/office/fixtures/cetakan/kecil.xlsx", "cetakan/kecil.xlsx");
    declared.iter().for_each(|(name, text)| package.write(&format!("cetakan/{name}"), text));
    package
}

/// The shipped report with these of its own CSV.
fn typed(names: &[&str]) -> Package {
    let package = report(&[], &[]);
    for name in names {
        package.add(&format!("rules/mojoagung-2024/cetakan/{name}.csv"), &format!("cetakan/{name}.csv"));
    }
    package
}

fn audit(package: &Package) -> Value {
    let (out, _) = package.run(&["audit", ".", "--format", "json"]);
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
}

/// What is found, without where it stands.
fn findings(audit: &Value) -> Vec<String> {
    let words = |cell: &Value| {
        let place = &cell["tempat"];
        [&place["tabel"], &place["nama"], &place["kolom"], &cell["tercetak"], &cell["seharusnya"], &cell["selisih"]]
            .map(|one| one.as_str().unwrap_or_default().to_string())
            .join(" | ")
    };
    let all = audit["temuan"].as_array().expect("findings").iter();
    all.map(|found| format!("{}: {} ← {}", found["putusan"], words(&found["sel"]), found["sebab"])).collect()
}

fn verdicts(audit: &Value) -> Vec<String> {
    let all = audit["angka"].as_array().expect("figures").iter();
    all.map(|one| format!("{} {} {}", one["tempat"]["nama"], one["tempat"]["kolom"], one["putusan"])).collect()
}

#[test]
fn a_document_is_audited_as_its_tables_typed_are() {
    let (typed, printed) = (audit(&typed(&["T31", "T312"])), audit(&report(&["laporan.docx"], &[])));
    assert_eq!(findings(&printed), findings(&typed));
    assert_eq!(verdicts(&printed), verdicts(&typed));
    assert!(verdicts(&printed).len() > 100, "{:?}", verdicts(&printed));
}

#[test]
fn every_kind_of_file_says_the_same_of_a_table() {
    let typed = audit(&typed(&["T31"]));
    for file in ["T31.ods", "T31.xls", "tanpa-judul.docx"] {
        let printed = audit(&report(&[file], &[]));
        assert_eq!(findings(&printed), findings(&typed), "{file}");
        assert_eq!(verdicts(&printed), verdicts(&typed), "{file}");
    }
}

#[test]
fn what_is_found_names_its_cell() {
    let package = small(&[]);
    insta::assert_snapshot!(package.shown(&["audit", "."]));
    let audit = audit(&package);
    let place = &audit["temuan"][0]["sel"]["tempat"];
    assert_eq!((&place["berkas"], &place["lembar"]), (&"cetakan/kecil.xlsx".into(), &"Capaian".into()));
    assert_eq!(place["sel"], "C4");
}

#[test]
fn what_a_workbook_shows_is_what_is_printed() {
    let (out, told) = report(&["laporan.xlsx"], &[]).run(&["audit", "."]);
    assert!(out.contains("7 angka dalam 1 tabel: cocok 7"), "{out}");
    insta::assert_snapshot!(told);
}

#[test]
fn a_document_names_table_and_row_and_no_person() {
    let shown = report(&["laporan.docx"], &[]).shown(&["audit", "."]);
    assert!(!shown.contains("SUTRISNO") && !shown.contains("1970"), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn a_declaration_names_its_table() {
    let t31 = "cetakan T31 dari \"tanpa-judul.docx\" tabel 1\nhalaman 34\nkolom 5 = lewati\n";
    let shown = report(&["tanpa-judul.docx"], &[("T31.takar", t31)]).shown(&["audit", "."]);
    insta::assert_snapshot!(shown);
}

#[test]
fn a_declaration_that_names_nothing_says_what_there_is() {
    let declared = [
        ("a.takar", "cetakan T31 dari \"laporam.docx\" tabel 1\n"),
        ("b.takar", "cetakan T31 dari \"laporan.xlsx\" lembar \"IKI\"\n"),
        ("c.takar", "cetakan T31 dari laporan.xlsx\n"),
        ("d.takar", "cetakan T31 dari \"laporan.xlsx\"\nbaris mulai 5\n"),
    ];
    insta::assert_snapshot!(report(&["laporan.xlsx"], &declared).shown(&["audit", "."]));
}

#[test]
fn hidden_rows_count_unless_told() {
    let told = small(&[]).shown(&["audit", "."]);
    let left =
        small(&[("T1.takar", "cetakan T1 dari \"kecil.xlsx\"\nbaris tersembunyi tidak\n")]).shown(&["audit", "."]);
    insta::assert_snapshot!(format!("{told}\n══\n{left}"));
}

#[test]
fn merged_cells_are_of_all_their_rows() {
    for file in ["gabung.xlsx", "gabung.docx"] {
        let package = Package::of(&[("aturan.takar", RULES), ("d.csv", DATA)]);
        package.add(&format!("tests/office/fixtures/cetakan/{file}"), &format!("cetakan/{file}"));
        let audit = audit(&package);
        let found = findings(&audit);
        assert!(
            found.len() == 1 && found[0].contains("salin") && found[0].contains("93,08 | 88,21"),
            "{file}: {found:?}"
        );
        let agrees = "\"AKIP Nilai Evaluasi AKIP\" \"Capaian (%)\" \"cocok\"";
        assert!(verdicts(&audit).iter().any(|one| one == agrees), "{file}: {:?}", verdicts(&audit));
    }
}

#[test]
fn merged_cells_may_be_wide_and_go_on_over_a_page() {
    let package = Package::of(&[("aturan.takar", RULES), ("d.csv", DATA)]);
    package.add("tests/office/fixtures/cetakan/lebar.xlsx", "cetakan/lebar.xlsx");
    let audit = audit(&package);
    let found = findings(&audit);
    assert!(found.len() == 1 && found[0].contains("salin") && found[0].contains("99,97 | 94,28"), "{found:?}");
    let agrees = "\"SURAT Surat yang dibalas\" \"Capaian (%)\" \"cocok\"";
    assert!(verdicts(&audit).iter().any(|one| one == agrees), "{:?}", verdicts(&audit));
}

/// A page with a table in two pieces, the second without a heading.
fn broken(first: &str, between: &str) -> String {
    format!(
        "<html><body>{first}<p>{between}</p><table><tr><td>Indeks Kepuasan Masyarakat</td><td>92</td><td>81,5</td><td>85,89</td></tr>\
         <tr><td>Surat yang dibalas</td><td>130</td><td>121</td><td>93,08</td></tr></table></body></html>"
    )
}

#[test]
fn a_table_that_goes_on_without_a_heading_is_read_as_it_began() {
    let first = "<p>Tabel 1 Capaian</p><table><tr><th>Indikator</th><th>Target</th><th>Realisasi</th><th>Capaian (%)</th></tr>\
                 <tr><td>Nilai Evaluasi AKIP</td><td>73,5</td><td>73,48</td><td>99,97</td></tr></table>";
    for between in ["", "Lanjutan Tabel 1", "Tabel 1 (lanjutan)", "Lanjutan"] {
        let package =
            Package::of(&[("aturan.takar", RULES), ("d.csv", DATA), ("cetakan/laporan.xls", &broken(first, between))]);
        let audit = audit(&package);
        let found = findings(&audit);
        assert!(found.len() == 1 && found[0].contains("85,89"), "{between}: {found:?}");
    }
}

#[test]
fn a_table_without_any_heading_says_how_it_is_read() {
    let page = broken("", "Tabel 1 Capaian");
    let package = Package::of(&[("aturan.takar", RULES), ("d.csv", DATA), ("cetakan/laporan.xls", &page)]);
    let told = package.shown(&["audit", "."]);
    let declared = "cetakan T1 dari \"laporan.xls\" lembar \"tabel 1\"\nbaris mulai 1\nkolom 1 = nama\nkolom 2 = target\nkolom 3 = realisasi\nkolom 4 = capaian\n";
    package.write("cetakan/T1.takar", declared);
    insta::assert_snapshot!(format!("{told}\n══\n{declared}\n{}", package.shown(&["audit", "."])));
}

#[test]
fn a_table_that_may_be_two_is_asked_about() {
    let twice = RULES.replace("tabel T1 \"Capaian\"", "tabel T1 \"Hasil\"").replace("tabel T1 ", "tabel T2 \"Lain\"\n  baris AKIP; IKM; SURAT; ADUAN\n  kolom nama \"Indikator\"\n  kolom target \"Target\"\n  kolom realisasi \"Realisasi\"\n  kolom capaian \"Capaian (%)\"\n  kolom predikat \"Predikat\"\n\ntabel T1 ");
    let package = Package::of(&[("aturan.takar", &twice), ("d.csv", DATA)]);
    package.add("tests/office/fixtures/cetakan/kecil.xlsx", "cetakan/kecil.xlsx");
    insta::assert_snapshot!(package.shown(&["audit", "."]));
}

#[test]
fn what_cannot_be_opened_is_named_and_the_rest_is_audited() {
    let package = report(&["laporan.docx"], &[]);
    package.add("tests/office/fixtures/forms/password.xlsx", "cetakan/rahasia.xlsx");
    package.add("tests/office/fixtures/forms/old.doc", "cetakan/lama.docx");
    let shown = package.shown(&["audit", "."]);
    assert!(shown.contains("\"rahasia.xlsx\" dikunci") || shown.contains("rahasia.xlsx\" dikunci"), "{shown}");
    assert!(shown.contains("bentuk Word lama"), "{shown}");
    assert!(shown.contains("dalam 2 tabel"), "{shown}");
}

#[test]
fn what_takar_writes_agrees_with_itself() {
    for ending in ["docx", "xlsx"] {
        let package = report(&[], &[]);
        package.run(&["hitung", ".", "--keluar", &format!("hasil.{ending}")]);
        package.rename(&format!("hasil.{ending}"), &format!("cetakan/hasil.{ending}"));
        let audit = audit(&package);
        // The one that the rules themselves tell of: a sum of the report.
        assert!(audit["temuan"].as_array().is_some_and(|found| found.len() <= 1), "{ending}: {:?}", findings(&audit));
        assert!(audit["angka"].as_array().is_some_and(|figures| figures.len() > 1500), "{ending}");
    }
}

const RULES: &str = r#"
paket "Kantor"
  tahun 2024

data "d.csv" angka id

aturan capaian Baku
  makin tinggi : realisasi / target * 100
  makin rendah : (2*target - realisasi) / target * 100
  batas 0..100
  tampil 2 biasa

aturan predikat Skala
  > 90 .. 100 : "Baik"
  0 .. 90 : "Kurang"

indikator AKIP "Nilai Evaluasi AKIP"
  satuan nilai
  arah makin tinggi
  capaian Baku
  predikat Skala

indikator IKM "Indeks Kepuasan Masyarakat"
  satuan nilai
  arah makin tinggi
  capaian Baku
  predikat Skala

indikator SURAT "Surat yang dibalas"
  satuan surat
  arah makin tinggi
  capaian Baku
  predikat Skala

indikator ADUAN "Pengaduan"
  satuan aduan
  arah makin rendah
  capaian Baku
  predikat Skala

kelompok IKU "Indikator Kinerja Utama"
  anggota AKIP; IKM; SURAT; ADUAN
  capaian rata_rata(capaian anggota)

tabel T1 "Capaian"
  baris anggota IKU
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "Capaian (%)"
  kolom predikat "Predikat"
  penutup rata_rata(capaian) pada capaian "Rata-rata"
"#;

const DATA: &str = "kode;tahun;target;realisasi
AKIP;2024;73,5;73,48
IKM;2024;92;81,5
SURAT;2024;130;121
ADUAN;2024;12;14
";

/// Reports number their tables anew: the words of a caption say more than its number, and so do columns and rows where it has none.
#[test]
fn words_of_a_caption_outweigh_its_number() {
    let rules = format!(
        "{}\ntabel T32 \"Tabel 3.2 Perbandingan Target dan Realisasi Tahun 2023\"\n  baris anggota IKU\n  kolom nama \"Indikator\"\n  kolom target[2023] \"Target 2023\"\n  kolom realisasi[2023] \"Realisasi 2023\"\n",
        RULES.replace("tabel T1 \"Capaian\"", "tabel T31 \"Tabel 3.1 Capaian Kinerja Tahun 2024\"")
    );
    let data = format!("{DATA}AKIP;2023;72,5;73,12\nIKM;2023;90;83,75\nSURAT;2023;120;118\nADUAN;2023;12;11\n");
    let table = |caption: &str, rows: &[&str]| {
        let row = |row: &&str| {
            format!("<tr>{}</tr>", row.split(';').map(|cell| format!("<td>{cell}</td>")).collect::<String>())
        };
        format!("<p>{caption}</p><table>{}</table>", rows.iter().map(row).collect::<String>())
    };
    let achieved = [
        "Indikator;Target;Realisasi;Capaian (%)",
        "Nilai Evaluasi AKIP;73,5;73,48;99,97",
        "Indeks Kepuasan Masyarakat;92;81,5;88,59",
        "Surat yang dibalas;130;121;93,08",
        "Pengaduan;12;14;83,33",
    ];
    let compared = [
        "Indikator;Target 2023;Realisasi 2023",
        "Nilai Evaluasi AKIP;72,5;73,12",
        "Indeks Kepuasan Masyarakat;90;83,75",
        "Surat yang dibalas;120;118",
        "Pengaduan;12;11",
    ];
    for [first, second] in [
        ["Tabel 3.2 Capaian 2024", "Tabel 3.3 Perbandingan Target dan Realisasi 2023"],
        ["Tabel 3.2 Capaian Kinerja Tahun 2024", "Tabel 3.1 Perbandingan Target dan Realisasi Tahun 2023"],
        ["Tabel 3.2 Pengukuran Kinerja", "Tabel 3.1 Tahun Sebelumnya"],
        ["Tabel 3.2", "Tabel 3.1"],
        ["Tabel 4.7 Capaian Kinerja", "Tabel 4.8 Perbandingan"],
    ] {
        let package = Package::of(&[("aturan.takar", &rules), ("d.csv", &data)]);
        let page = format!("<html><body>{}{}</body></html>", table(first, &achieved), table(second, &compared));
        package.write("cetakan/laporan.xls", &page);
        let audit = audit(&package);
        let agree = verdicts(&audit).iter().filter(|one| one.ends_with("\"cocok\"")).count();
        // A mere number leaves it open where the columns fit another table better.
        let all = if first == "Tabel 3.2" { 0..=20 } else { 20..=20 };
        assert_eq!(findings(&audit), Vec::<String>::new(), "{first}");
        assert!(all.contains(&agree), "{first}: {:?}", verdicts(&audit));
    }
}
