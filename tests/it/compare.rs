//! Two sets of rules beside each other: what they mean differently, and which change moves which value.

use takar::compare::{Comparison, Side, compare};
use takar::data::{Dataset, Field};
use takar::engine::Package;

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
    let programs = [&old, &new].map(|one| one.program().expect("sound"));
    let old = Side { program: programs[0], sources: old.sources(), year: 2024 };
    let new = Side { program: programs[1], sources: new.sources(), year: 2024 };
    compare(old, new, data, &|_| None)
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

const QUANTITIES: &str = "
besaran B
besaran A
  rumus B * 2
besaran D
  rumus A - A[tahun-1]
";

fn measured(figures: &[(&str, i32, Option<u8>, i64)]) -> Dataset {
    let mut data = Dataset::new();
    let lane = data.lane("");
    for (code, year, quarter, value) in figures {
        let key = takar::data::Key { code: (*code).into(), field: Field::Value, year: *year, quarter: *quarter };
        let content = takar::data::Content::Number((*value).into());
        data.set(lane, key, takar::data::Datum { content, origin: None });
    }
    data
}

#[test]
fn last_year_is_that_of_the_rules_of_before() {
    let data = measured(&[("B", 2024, None, 60), ("B", 2023, None, 50)]);
    let found = between(QUANTITIES, &QUANTITIES.replace("B * 2", "B * 3"), &data);
    assert_eq!(told(&found).1, ["A | 120 | 180 | 60,00 | 1 rumus", "D | 20 | 30 | 10,00 | 1 rumus"]);
    // What other years alone have differently is a change of its own.
    let versions = |past: &str, now: &str| {
        let of = |formula: &str, when: &str| format!("besaran A\n  berlaku {when}\n  rumus {formula}\n");
        let both = of(past, "sampai 2023") + &of(now, "mulai 2024");
        QUANTITIES.replace("besaran A\n  rumus B * 2\n", &both)
    };
    let found = between(&versions("B * 2", "B * 2"), &versions("B * 4", "B * 3"), &data);
    let (changes, effects) = told(&found);
    assert_eq!(changes, ["besaran A: rumus", "besaran A (sampai 2023): rumus"]);
    assert_eq!(effects, ["A | 120 | 180 | 60,00 | 1 rumus", "D | 20 | −20 | −40,00 | 1 rumus + 2 rumus"]);
}

#[test]
fn quarters_of_a_year_that_is_not_over_are_told() {
    let old = "indikator S\n  arah makin tinggi\n  capaian C\n  triwulan jumlah\n\naturan capaian C\n  makin tinggi : realisasi / target * 100\n  batas 0..100\n";
    let mut data = measured(&[("S", 2024, Some(1), 15)]);
    let lane = data.lane("");
    let key = takar::data::Key { code: "S".into(), field: Field::Target, year: 2024, quarter: Some(1) };
    let content = takar::data::Content::Number(10.into());
    data.set(lane, key, takar::data::Datum { content, origin: None });
    let found = between(old, &old.replace("0..100", "0..120"), &data);
    assert!(told(&found).1.iter().any(|row| row.starts_with("capaian S[triwulan 1] | 100,00% | 120,00% | 20,00")));
}

#[test]
fn rules_groups_and_one_umum_are_not_told_of_each_that_uses_them() {
    let data = figures(&[("AKIP", 80, 60), ("LAYANAN", 70, 56)]);
    let renamed = BASE.replace("Baku", "Umum").replace("Ordinal", "Mutu").replace("IKU", "KINERJA");
    let (changes, effects) = told(&between(BASE, &renamed, &data));
    assert_eq!(changes, ["aturan capaian Umum: nama", "aturan predikat Mutu: nama", "kelompok KINERJA: nama"]);
    assert!(effects.is_empty(), "{effects:?}");
    let umum = BASE.replace("  batas 0..100\n", "") + "\numum\n  batas 0..70\n";
    let found = between(&umum, &umum.replace("0..70", "0..90"), &data);
    assert_eq!(told(&found).0.len(), 1, "{:?}", told(&found).0);
    assert!(told(&found).0[0].starts_with("umum, untuk AKIP; LAYANAN: batas"));
    assert!(told(&found).1.iter().all(|row| row.ends_with("1 batas")), "{:?}", told(&found).1);
}

#[test]
fn what_is_shown_alike_is_told_apart() {
    let data = measured(&[("B", 2024, None, 100_000)]);
    let old = "besaran B\nbesaran A\n  rumus B / 3\n  tampil 2\n";
    let found = between(old, &old.replace("B / 3", "(B + 0,001) / 3"), &data);
    assert_eq!(told(&found).1, ["A | 33.333,333 | 33.333,334 | 0,0003 | 1 rumus"]);
}

/// Three changes, of which two are needed together and the third alone does the same.
#[test]
fn the_smallest_sets_are_named_and_no_larger_one() {
    let old = "besaran X\nbesaran P\n  rumus X * 0\nbesaran Q\n  rumus X * 0\nbesaran R\n  rumus X * 0\nbesaran H\n  rumus maks(P + Q; R)\n";
    let new = old.replacen("X * 0", "X * 1", 1).replacen("X * 0", "X * 2", 1).replacen("X * 0", "X * 3", 1);
    let found = between(old, &new, &measured(&[("X", 2024, None, 1)]));
    assert!(told(&found).1.contains(&"H | 0 | 3 | 3,00 | 3 rumus".to_string()), "{:?}", told(&found).1);
    let found = between(old, &new.replace("X * 3", "X * 2"), &measured(&[("X", 2024, None, 1)]));
    assert!(told(&found).1.contains(&"H | 0 | 3 | 3,00 | 1 rumus + 2 rumus".to_string()), "{:?}", told(&found).1);
}

#[test]
fn both_packages_are_told_by_folder_and_the_result_goes_where_it_may() {
    let desk = super::desk::Desk::new();
    for (name, formula) in [("lama", "B * 2"), ("baru", "B * 3"), ("rusak", "B *")] {
        desk.put(
            &format!("{name}/a.takar"),
            format!("paket \"P\"\n  tahun 2024\nbesaran B\nbesaran A\n  rumus {formula}\n"),
        );
    }
    // The old one is a copy of the rules alone: its data are not there.
    desk.put("lama/data.takar", "data \"d.csv\"\n");
    desk.put("baru/data.takar", "data \"d.csv\"\n");
    desk.put("baru/d.csv", "kode;tahun;realisasi\nB;2024;5\n");
    let shown = desk.run("bandingkan lama baru");
    assert!(shown.contains("1 rumus") && super::desk::status(&shown) == Some("0"), "{shown}");
    let shown = desk.run("bandingkan lama rusak");
    assert!(shown.contains("rusak/a.takar") && super::desk::status(&shown) == Some("1"), "{shown}");
    let shown = desk.run("bandingkan rusak baru");
    assert!(shown.contains("rusak/a.takar") && super::desk::status(&shown) == Some("1"), "{shown}");
    for refused in ["baru/a.takar", "baru/d.csv", "lama/a.takar", "hasil.xlsx"] {
        let shown = desk.run(&format!("bandingkan lama baru --keluar {refused}"));
        assert_eq!(super::desk::status(&shown), Some("2"), "{shown}");
    }
    for _ in 0..2 {
        let shown = desk.run("bandingkan lama baru --keluar hasil.json");
        assert_eq!(super::desk::status(&shown), Some("0"), "{shown}");
    }
    assert!(std::fs::read_to_string(desk.path("hasil.json")).expect("a result").contains("\"perubahan\""));
}

/// What tables show and what has to hold is compared, too; layout says nothing there either.
#[test]
fn tables_and_assertions() {
    let shown = "
tabel T1 \"Capaian\"
  baris AKIP; LAYANAN
  kolom nama \"Indikator\"
  kolom capaian \"Capaian\"
  penutup rata_rata(capaian) \"Rata-rata\"

pastikan capaian AKIP <= 100 \"paling tinggi 100\"
";
    let before = format!("{BASE}{shown}");
    let said = |from: &str, to: &str| {
        assert!(before.contains(from), "{from}");
        let found = between(&before, &before.replace(from, to), &figures(&[]));
        let said = found
            .changes
            .iter()
            .map(|one| format!("{} | {} | {} | {}", one.called, one.part.words(), one.before, one.after));
        said.collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(said("baris AKIP; LAYANAN", "baris  AKIP;   LAYANAN # dua"), none);
    let (column, words) = ("kolom capaian \"Capaian\"", "\"paling tinggi 100\"");
    let (two, whole) =
        (format!("kolom realisasi \"Realisasi\"\n  {column}"), format!("pastikan capaian AKIP <= 100 {words}"));
    let gone = "pastikan \"paling tinggi 100\" | dihapus | capaian AKIP <= 100 | ";
    let footer = "tabel T1 | penutup | rata_rata(capaian) \"Rata-rata\" | terbesar(capaian) \"Rata-rata\"";
    let condition = "pastikan \"paling tinggi 100\" | syarat | capaian AKIP <= 100 | capaian AKIP <= 90";
    let all = [
        ("\"Capaian\"\n  baris", "\"Hasil\"\n  baris", "tabel T1 | judul | \"Capaian\" | \"Hasil\""),
        ("baris AKIP; LAYANAN", "baris LAYANAN; AKIP", "tabel T1 | baris | AKIP; LAYANAN | LAYANAN; AKIP"),
        ("baris AKIP; LAYANAN", "baris AKIP", "tabel T1 | baris | LAYANAN | "),
        (column, &two, "tabel T1 | kolom | tidak ada | realisasi \"Realisasi\""),
        (column, "kolom capaian \"Nilai\"", "tabel T1 | kolom | capaian \"Capaian\" | capaian \"Nilai\""),
        ("penutup rata_rata(capaian)", "penutup terbesar(capaian)", footer),
        ("tabel T1", "tabel T2", "tabel T1 | dihapus |  | "),
        ("<= 100 \"", "<= 90 \"", condition),
        (words, "\"dibatasi\"", "pastikan \"dibatasi\" | uraian | \"paling tinggi 100\" | \"dibatasi\""),
        (&whole, "", gone),
    ];
    for (from, to, wanted) in all {
        assert_eq!(said(from, to).first().map(String::as_str), Some(wanted), "{to}");
    }
    // What is renamed is no other column, row or condition.
    let renamed = before.replace("AKIP", "SAKIP").replace("Nilai SAKIP", "Nilai AKIP");
    let found = between(&before, &renamed, &figures(&[]));
    assert_eq!(told(&found).0, ["indikator SAKIP: nama"]);
}

/// A footer that is another one prints another value: told with its cause, alone or with a change of the rules. What the old
/// one would print as well is told of its rows.
#[test]
fn what_a_changed_footer_prints_is_told() {
    let table = "
tabel T1 \"Capaian\"
  baris AKIP; LAYANAN
  kolom nama \"Indikator\"
  kolom capaian \"Capaian\"
  penutup rata_rata(capaian) \"Rata-rata\"
";
    let before = format!("{BASE}{table}");
    let data = figures(&[("AKIP", 80, 60), ("LAYANAN", 70, 84)]);
    let after = |changes: &[(&str, &str)]| {
        let new = changes.iter().fold(before.clone(), |text, (from, to)| text.replace(from, to));
        told(&between(&before, &new, &data))
    };
    let footer = ("penutup rata_rata(capaian)", "penutup terbesar(capaian)");
    let (changes, effects) = after(&[footer]);
    assert_eq!(changes, ["tabel T1: penutup"]);
    assert_eq!(effects, ["T1: \"Rata-rata\", kolom \"Capaian\" | 87,50% | 100,00% | 12,50 | 1 penutup"]);
    let cap = ("batas 0..100", "batas 0..120");
    let (_, effects) = after(&[cap, footer]);
    let moved = "T1: \"Rata-rata\", kolom \"Capaian\" | 87,50% | 120,00% | 32,50 |  |  | 1 batas + 2 penutup";
    assert!(effects.iter().any(|row| row == moved), "{effects:#?}");
    let rows = ("baris AKIP; LAYANAN", "baris LAYANAN");
    assert_eq!(after(&[rows]).1, ["T1: \"Rata-rata\", kolom \"Capaian\" | 87,50% | 100,00% | 12,50 | 1 baris"]);
    // What only rules move is told too.
    let moved = "T1: \"Rata-rata\", kolom \"Capaian\" | 87,50% | 97,50% | 10,00 |  |  | 1 batas";
    let (_, effects) = after(&[cap]);
    assert!(effects.iter().any(|row| row == moved), "{effects:#?}");
}
