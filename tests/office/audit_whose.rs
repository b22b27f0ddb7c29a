//! Whose a table of a document is, of several with the same rows: of another year, office or part of the year; and rows of merged
//! figures under names that are not quite those of the rules.

use crate::command::Package;
use serde_json::Value;

const RULES: &str = r#"
paket "Kecamatan Karangsari"
  tahun 2024

data "d.csv" angka id

aturan capaian Baku
  makin tinggi : realisasi / target * 100
  tampil 2 biasa

umum
  arah makin tinggi
  capaian Baku

indikator A "Nilai evaluasi AKIP"
indikator B "Indeks kepuasan masyarakat"
  satuan persen
indikator C "Jumlah dokumen tersusun"
indikator D "Jumlah koperasi aktif"

kelompok IKU
  anggota A; B; C; D
  capaian rata_rata(capaian anggota)

tabel T31 "Capaian Indikator Kinerja Utama"
  baris anggota IKU
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "% Capaian"
  penutup rata_rata(capaian) "Rata-rata"
"#;

const OWN: [&str; 5] = ["80;72", "90;88,20", "40;38", "200;150", "capaian"];
const OTHER: [&str; 5] = ["78;70,5", "88;86", "44;40", "150;120", "capaian"];
const NAMES: [&str; 4] =
    ["Nilai evaluasi AKIP", "Indeks kepuasan masyarakat", "Jumlah dokumen tersusun", "Jumlah koperasi aktif"];
const OWN_ACHIEVED: [&str; 5] = ["90,00", "98,00", "95,00", "75,00", "89,50"];
const OTHER_ACHIEVED: [&str; 5] = ["90,38", "97,73", "90,91", "80,00", "89,76"];

/// The rows of a table, right for its year or office.
fn rows(figures: [&str; 5], achieved: [&str; 5]) -> Vec<String> {
    let things = NAMES.iter().zip(figures).zip(achieved);
    let mut all: Vec<String> =
        things.map(|((name, figures), achieved)| format!("{name};{figures};{achieved}%")).collect();
    all.push(format!("Rata-rata;;;{}%", achieved[4]));
    all
}

fn own() -> Vec<String> {
    rows(OWN, OWN_ACHIEVED)
}

fn other() -> Vec<String> {
    rows(OTHER, OTHER_ACHIEVED)
}

fn table(caption: &str, rows: &[String]) -> String {
    let row = |row: &String| {
        format!("<tr>{}</tr>", row.split(';').map(|cell| format!("<td>{cell}</td>")).collect::<String>())
    };
    let head = row(&"Indikator;Target;Realisasi;% Capaian".to_string());
    format!("<p>{caption}</p><table>{head}{}</table>", rows.iter().map(row).collect::<String>())
}

fn data(rows: [&str; 5], year: i32) -> String {
    ["A", "B", "C", "D"].iter().zip(rows).map(|(code, row)| format!("{code};{year};{row}\n")).collect()
}

/// How many figures agree in how many tables, what is found, and why tables were passed over.
fn audit(package: &Package, more: &[&str]) -> String {
    let (out, told) = package.run(&[&["audit", ".", "--format", "json"], more].concat());
    let audit: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{told}"));
    let figures = audit["angka"].as_array().expect("figures");
    let agree = figures.iter().filter(|one| one["putusan"] == "cocok").count();
    let found: Vec<&str> =
        audit["temuan"].as_array().expect("findings").iter().filter_map(|one| one["putusan"].as_str()).collect();
    let why = told.lines().filter_map(|line| line.split_once("= karena: ")).map(|(_, why)| why).collect::<Vec<_>>();
    format!("cocok {agree} dari {}, {found:?}, {why:?}", figures.len())
}

fn reported(pages: &[String], declared: &[(&str, &str)]) -> Package {
    let data = format!("kode;tahun;target;realisasi\n{}{}", data(OWN, 2024), data(OTHER, 2023));
    let package = Package::of(&[("aturan.takar", RULES), ("d.csv", &data)]);
    package.write("cetakan/laporan.xls", &format!("<html><body>{}</body></html>", pages.concat()));
    declared.iter().for_each(|(name, text)| package.write(&format!("cetakan/{name}"), text));
    package
}

const CAPTION: &str = "Tabel 3.1 Capaian Indikator Kinerja Utama";

#[test]
fn a_table_of_another_year_office_or_quarter_is_not_this_one() {
    let second = [
        ("", "Kecamatan Ngoro"),
        ("Tahun 2024", "Tahun 2023"),
        ("Tahun 2024", "Tahun 2021"),
        ("", "Tahun 2023"),
        ("Tahun 2024", "Kecamatan Ngoro Tahun 2024"),
        ("Kecamatan Karangsari", "Kec. Ngoro"),
        ("Kecamatan Karangsari Tahun 2024", "Kabupaten Sumberjo Tahun 2024"),
        ("", "Desa Sukamaju"),
        ("Tahun 2024", "Triwulan II Tahun 2024"),
        ("Triwulan IV", "Triwulan II"),
    ];
    let mut said = String::new();
    for (first, second) in second {
        let captions = [format!("{CAPTION} {first}"), format!("{CAPTION} {second}").replace("3.1", "3.2")];
        let tables = [table(&captions[0], &own()), table(&captions[1], &other())];
        let turned = [tables[1].clone(), tables[0].clone()];
        for pages in [tables, turned] {
            said += &format!("{first} | {second}: {}\n", audit(&reported(&pages, &[]), &[]));
        }
    }
    insta::assert_snapshot!(said);
}

/// The table printed twice is the own one both times, and what is wrong in it is found.
#[test]
fn the_own_table_again_is_judged() {
    let wrong: Vec<String> = own().iter().map(|row| row.replace("95,00", "59,00")).collect();
    for (first, second) in [
        ("", ""),
        ("Tahun 2024", ""),
        ("Kecamatan Karangsari", "Tahun 2024"),
        ("", "Kec. Karangsari"),
        ("Triwulan I s.d. IV Tahun 2024", "Tahun 2024"),
    ] {
        let captions = [format!("{CAPTION} {first}"), format!("{CAPTION} {second}").replace("3.1", "3.9")];
        let pages = [table(&captions[0], &own()), table(&captions[1], &wrong)];
        let said = audit(&reported(&pages, &[]), &[]);
        assert_eq!(said, "cocok 25 dari 26, [\"ketik\"], []", "{first} | {second}");
    }
}

/// A declaration says which of two tables is meant, and which is none; a part that goes on is none of these.
#[test]
fn declarations_choose_and_leave_out() {
    let pages = [table(CAPTION, &other()), table(&CAPTION.replace("3.1", "3.2"), &own())];
    let chosen = "cetakan T31 dari \"laporan.xls\" lembar \"tabel 2\"\n";
    let left = "cetakan lewati dari \"laporan.xls\" lembar \"tabel 1\"\n";
    let nowhere = "cetakan lewati dari \"laporan.xls\" lembar \"tabel 7\"\n";
    let said: Vec<String> = [chosen, left, &format!("{chosen}{left}"), nowhere]
        .iter()
        .map(|text| reported(&pages, &[("T31.takar", text)]).shown(&["audit", "."]))
        .collect();
    insta::assert_snapshot!(said.join("\n══\n"));
    let parts = [table(CAPTION, &own()[..2]), table(&format!("Lanjutan {CAPTION}"), &own()[2..])];
    let first = chosen.replace("tabel 2", "tabel 1");
    assert_eq!(audit(&reported(&parts, &[("T31.takar", &first)]), &[]), "cocok 13 dari 13, [], []");
}

/// Of units of the data a table is that of the one it names.
#[test]
fn a_table_is_of_the_unit_that_it_names() {
    let of = |unit: &str, rows: [&str; 5]| -> String {
        let all = ["A", "B", "C", "D"].iter().zip(rows);
        all.map(|(code, row)| format!("{unit};{code};2024;{row}\n")).collect()
    };
    let data = format!(
        "unit;kode;tahun;target;realisasi\n{}{}",
        of("Kecamatan Karangsari", OWN),
        of("Kecamatan Ngoro", OTHER)
    );
    let rules = RULES.replace("Kecamatan Karangsari", "Kabupaten Sumberjo");
    let package = Package::of(&[("aturan.takar", &rules), ("d.csv", &data)]);
    let [one, two] = ["Karangsari", "Ngoro"].map(|name| format!("{CAPTION} Kecamatan {name}"));
    let page = table(&one, &own()) + &table(&two, &other());
    package.write("cetakan/laporan.xls", &format!("<html><body>{page}</body></html>"));
    for unit in ["Kecamatan Karangsari", "Kecamatan Ngoro"] {
        let said = audit(&package, &["--unit", unit]);
        assert!(said.starts_with("cocok 13 dari 13, []"), "{unit}: {said}");
    }
}

/// A second part below the same headings is of the table before it, also where its rows are called as totals are.
#[test]
fn a_table_goes_on_below_the_same_headings() {
    for cut in 1..4 {
        for between in ["", "Lanjutan"] {
            let pages = [table(CAPTION, &own()[..cut]), table(between, &own()[cut..])];
            assert_eq!(audit(&reported(&pages, &[]), &[]), "cocok 13 dari 13, [], []", "{cut} {between}");
        }
    }
}

/// Money merged over a row that is known by its name but for what numbers it, its unit, or a slip, is held against all; over one that
/// is not known it is not judged.
#[test]
fn money_over_a_row_of_another_name_stays_open() {
    let columns = "  kolom nama \"Indikator\"\n  kolom pagu \"Anggaran\"\n";
    let (rules, _) = RULES.split_once("  kolom nama").expect("columns");
    let data = "kode;tahun;target;realisasi;pagu\nA;2024;80;72;41000000\nB;2024;90;88,20;25300000\nC;2024;40;38;12750000\nD;2024;200;150;8600000\n";
    let mut said = String::new();
    for name in [
        "Indeks kepuasan masyarakat",
        "IKU 2: Indeks kepuasan masyarakat",
        "IKU-2 Indeks kepuasan masyarakat",
        "Indeks kepuasan masyarakat (%)",
        "Indeks kepuasan masyarakat (persen)",
        "Indeks kepuasan masarakat",
        "Indeks kepuasan pelanggan",
        "Jumlah desa",
    ] {
        for money in ["79.050.000", "79.500.000"] {
            let rows = format!(
                "<tr><td>{}</td><td rowspan=\"3\">{money}</td></tr><tr><td>{name}</td></tr><tr><td>{}</td></tr><tr><td>{}</td><td>8.600.000</td></tr>",
                NAMES[0], NAMES[2], NAMES[3]
            );
            let package = Package::of(&[("aturan.takar", &format!("{rules}{columns}")), ("d.csv", data)]);
            package.write(
                "cetakan/T31.xls",
                &format!("<html><body><table><tr><td>Indikator</td><td>Anggaran</td></tr>{rows}</table></body></html>"),
            );
            said += &format!("{name} {money}: {}\n", audit(&package, &[]));
        }
    }
    insta::assert_snapshot!(said);
}
