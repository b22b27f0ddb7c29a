//! Two sets of rules beside each other: what they mean differently, and which change moves which value.

use takar::compare::{Comparison, Side, compare};
use takar::data::{Dataset, Field};
use takar::engine::Package;
use takar::resolve;

const BASE: &str = "
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
  batas 0..100

aturan predikat Ordinal
  > 90 : \"Baik\"
  > 70 .. 90 : \"Cukup\"
  .. 70 : \"Kurang\"

indikator AKIP \"Nilai AKIP\"
  satuan nilai
  arah makin tinggi
  capaian Baku

indikator LAYANAN \"Indeks pelayanan\"
  satuan nilai
  arah makin tinggi
  capaian Baku

kelompok IKU
  anggota AKIP; LAYANAN
  bobot AKIP 50%; LAYANAN 50%
  capaian rata_rata_tertimbang(capaian anggota)
  predikat Ordinal
";

fn package(text: &str) -> Package {
    let package = Package::new("kantor", [("aturan.takar", text)]);
    assert!(package.program().is_some(), "{:#?}", package.diagnostics());
    package
}

fn figures(figures: &[(&str, i64, i64)]) -> Dataset {
    let mut data = Dataset::new();
    for (code, target, value) in figures {
        data.set_number(code, Field::Target, 2024, (*target).into());
        data.set_number(code, Field::Value, 2024, (*value).into());
    }
    data
}

fn between(old: &str, new: &str, data: &Dataset) -> Comparison {
    let (old, new) = (package(old), package(new));
    let programs = [&old, &new].map(|one| resolve::with_data(one.program().expect("sound"), data));
    let old = Side { program: &programs[0], sources: old.sources(), year: 2024 };
    let new = Side { program: &programs[1], sources: new.sources(), year: 2024 };
    compare(old, new, data)
}

/// Each change as `where: what`, and each effect as `code: causes`.
fn told(found: &Comparison) -> (Vec<String>, Vec<String>) {
    let changes = found.changes.iter().map(|one| format!("{}: {}", one.called, one.part.words())).collect();
    let cells = |row: &Vec<takar::report::table::Cell>| row.iter().map(|cell| cell.shown.clone()).collect::<Vec<_>>();
    (changes, found.tables[1].rows.iter().map(|row| cells(row).join(" | ")).collect())
}

#[test]
fn layout_order_and_comments_say_nothing() {
    let (rules, groups) = BASE.split_at(BASE.find("indikator AKIP").expect("there"));
    let again = format!("# lain\n{groups}\n\n{rules}").replace("100\n  batas", "100   # seratus\n  batas");
    let again = again.replace("realisasi / target * 100", "(realisasi / target) * 100");
    let found = between(BASE, &again, &figures(&[("AKIP", 80, 60), ("LAYANAN", 70, 84)]));
    assert_eq!(told(&found), (Vec::new(), Vec::new()));
}

#[test]
fn a_cap_an_edge_and_weights_each_move_their_own() {
    let new = BASE.replace("batas 0..100", "batas 0..120").replace("> 70 .. 90", "> 75 .. 90");
    let new = new.replace(".. 70 :", ".. 75 :").replace("AKIP 50%; LAYANAN 50%", "LAYANAN 30%; AKIP 70%");
    let found = between(BASE, &new, &figures(&[("AKIP", 100, 60), ("LAYANAN", 100, 95)]));
    let (changes, effects) = told(&found);
    let expected = ["aturan capaian Baku: batas", "aturan predikat Ordinal: rentang", "kelompok IKU: bobot"];
    assert_eq!(changes, expected);
    let moved =
        "capaian IKU | 77,50% | 70,50% | −7,00 | Cukup | Kurang | nilai: 3 bobot; predikat: 2 rentang + 3 bobot";
    assert_eq!(effects, [moved]);
    // Both have to be there where a value follows from both.
    let found = between(BASE, &new, &figures(&[("AKIP", 80, 60), ("LAYANAN", 70, 84)]));
    assert!(told(&found).1.iter().any(|row| row.starts_with("capaian IKU") && row.ends_with("1 batas + 3 bobot")));
}

#[test]
fn a_new_name_for_the_same_is_told_as_one() {
    let new = BASE.replace("AKIP", "SAKIP").replace("\"Nilai SAKIP\"", "\"Nilai AKIP\"");
    let found = between(BASE, &new, &figures(&[("SAKIP", 80, 60), ("LAYANAN", 70, 56)]));
    assert_eq!(told(&found), (vec!["indikator SAKIP: nama".to_string()], Vec::new()));
}

#[test]
fn members_that_come_and_values_that_go_are_told() {
    let new = BASE.replace("anggota AKIP; LAYANAN\n  bobot AKIP 50%; LAYANAN 50%", "anggota AKIP\n  bobot AKIP 100%");
    let new = new.replace("jika target = 0 :", "jika target = 0 atau realisasi = 0 :");
    let found = between(BASE, &new, &figures(&[("AKIP", 80, 60), ("LAYANAN", 70, 0)]));
    let (changes, effects) = told(&found);
    assert_eq!(changes, ["aturan capaian Baku: rumus", "kelompok IKU: anggota", "kelompok IKU: bobot"]);
    assert!(effects[0].starts_with("capaian LAYANAN") || effects[1].starts_with("capaian LAYANAN"), "{effects:?}");
    assert!(effects.iter().all(|row| !row.contains("sebab lain")), "{effects:?}");
}

#[test]
fn packages_without_a_name_in_common_are_strangers() {
    let other = "besaran A\n  skala 0..1\n";
    assert!(between(BASE, other, &Dataset::new()).is_strange);
}
