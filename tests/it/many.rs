//! Many units, many findings: the same results as one by one, in pieces that do not grow.

use super::desk::{Desk, RULES, status};
use takar::data::Dataset;
use takar::data::found::MOST_ALIKE;
use takar::engine::Package;
use takar::report::{CsvStyle, JSON_END, csv, csv_rows, json, json_piece};

/// The rules of the desk over data of so many units, with remarks and faults among them.
fn office(units: usize) -> (Package, Dataset) {
    let mut package = Package::new("Kantor", [("aturan.takar", RULES)]);
    let mut text = "unit;kode;tahun;target;realisasi;catatan\n".to_string();
    for at in 0..units {
        let target = if at % 5 == 0 { 0 } else { 80 };
        let remark = if at % 3 == 0 { format!("catatan {at}") } else { String::new() };
        text += &format!("U{at};SAKIP;2024;{target};{},5;{remark}\n", at % 90);
        if at % 7 != 0 {
            text += &format!("U{at};SKM;2024;90;{};\n", 25 + at % 70);
        }
    }
    let (data, findings) = package.read_data(|_| Ok(text.clone()));
    assert!(findings.is_empty(), "{findings:?}");
    (package, data)
}

#[test]
fn parts_of_data_give_what_the_whole_gives() {
    let (package, data) = office(40);
    let whole = package.run(&data, 2024).expect("sound rules").tables();
    for size in [1, 2, 7, 39, 40, 41, 0] {
        let parts = data.parts(size).map(|part| package.run(&part, 2024).expect("sound rules").tables());
        assert_eq!(parts.flatten().collect::<Vec<_>>(), whole, "{size}");
    }
    let planned = package.planned(&data, 2024).expect("sound rules");
    let each = (0..40).flat_map(|lane| planned.unit(lane).tables());
    assert_eq!(each.collect::<Vec<_>>(), whole);
}

/// More units than are evaluated at once.
#[test]
fn groups_of_units_give_what_the_whole_gives() {
    let (package, data) = office(12_000);
    let planned = package.planned(&data, 2024).expect("sound rules");
    let (mut groups, mut lanes) = (0, 0);
    for run in planned.groups() {
        let last = run.evaluation().lanes() - 1;
        for lane in [0, last] {
            assert_eq!(run.tables_of(lane), planned.unit(lanes + lane).tables());
        }
        (groups, lanes) = (groups + 1, lanes + last + 1);
    }
    assert!(groups > 1, "{} slots", planned.plan().slots.len());
    assert_eq!(lanes, 12_000);
}

#[test]
fn pieces_of_a_result_are_the_whole() {
    let (package, data) = office(9);
    let tables = package.run(&data, 2024).expect("sound rules").tables();
    // Two tables of each unit.
    for size in [2, 4, 18] {
        let mut pieces = tables.chunks(size);
        let first = pieces.next().expect("a table");
        for style in [CsvStyle::En, CsvStyle::Id] {
            let more: String = tables.chunks(size).skip(1).map(|piece| csv_rows(piece, style)).collect();
            assert_eq!(csv(first, style) + &more, csv(&tables, style));
        }
        let more: String = pieces.map(|piece| json_piece(piece, false)).collect();
        assert_eq!(json_piece(first, true) + &more + JSON_END, json(&tables));
    }
}

/// A file that is wrong in every row: some messages of each kind, the others counted.
#[test]
fn findings_that_are_alike_are_counted() {
    let desk = Desk::new();
    let mut text = "kode;tahun;target;realisasi\n".to_string();
    for year in 0..3000 {
        text += &format!("SAKIP;{};8x0;70\nSKM;2024;80;7o\nLAIN;2024;1;1\n", 1000 + year);
    }
    desk.put("contoh/data/iku.csv", text);
    let shown = desk.run("hitung contoh --tabel T2 --format md");
    let of = |code: &str| shown.matches(&format!("kesalahan {code}:")).count();
    // What is said of one code, or of one text in one column, is one message.
    assert_eq!((of("D0011"), of("D0021"), of("D0014")), (2, MOST_ALIKE + 1, 2), "{shown}");
    assert!(shown.len() < 40_000, "{}", shown.len());
    let told = shown.split("kesalahan D").filter(|message| message.contains("lagi seperti ini"));
    insta::assert_snapshot!(told.map(|one| one.trim_end()).collect::<Vec<_>>().join("\n\n"));
    assert_eq!(status(&shown), Some("1"));
}

/// An assertion that fails in every unit.
#[test]
fn results_that_are_alike_are_counted() {
    let desk = Desk::new();
    let rows: String = (0..500).map(|at| format!("U{at};SAKIP;2024;80;{}\n", at % 80)).collect();
    desk.put("contoh/data/iku.csv", format!("unit;kode;tahun;target;realisasi\n{rows}"));
    desk.put(
        "contoh/cek.takar",
        "pastikan SAKIP >= 80 \"SAKIP paling sedikit 80\"\npastikan SAKIP >= 0 \"tidak negatif\"\n",
    );
    let shown = desk.run("hitung contoh --keluar hasil.csv");
    assert!(shown.contains("… dan 400 lagi seperti ini"), "{shown}");
    assert_eq!(shown.matches("SAKIP paling sedikit 80").count(), 201, "the message, its place, and that of the next");
}
