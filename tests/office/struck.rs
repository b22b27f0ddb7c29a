//! Cells that look like one figure and are none: struck through, two in a cell; units below a table, hidden sheets, and tables
//! that go on without a heading.

use super::compose::Room;
use super::data::{RULES, shown};
use std::fs;
use std::path::Path;

/// A draft from a fixture: what is told, and its data.
fn drafted(name: &str) -> (String, String) {
    let room = Room::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/found").join(name);
    fs::copy(&from, room.path(name)).expect("a copy");
    let told = room.takar(&format!("baru --dari {name} --tahun 2024 kantor"));
    let data = fs::read_to_string(room.path("kantor/data/iku.csv")).unwrap_or_default();
    (told, data)
}

#[test]
fn what_is_struck_through_is_no_part_of_a_cell() {
    insta::assert_snapshot!(shown("coret.xlsx", "data \"coret.xlsx\"\n", RULES));
    insta::assert_snapshot!(shown("coret.docx", "data \"coret.docx\"\n", RULES));
    for (name, rows) in [("coret.xlsx", "1 baris dicoret tidak dibaca: 3"), ("coret.docx", "")] {
        let (told, _) = drafted(name);
        assert!(told.contains("2 indikator") && told.contains(rows), "{name}: {told}");
        assert!(told.contains("1 sel galat, dicoret, atau rumus tanpa nilai tidak dibaca"), "{name}: {told}");
    }
}

#[test]
fn two_figures_in_a_cell_are_never_one() {
    insta::assert_snapshot!(shown("dua-angka.xlsx", "data \"dua-angka.xlsx\"\n", RULES));
    let (told, data) = drafted("dua-angka.xlsx");
    assert!(told.contains("2 sel berisi kata di tempat angka tidak dibaca: D2, C3"), "{told}");
    assert!(!data.contains("130150"), "{data}");
}

#[test]
fn a_unit_below_a_sheet_is_told() {
    insta::assert_snapshot!(shown("satuan-bawah.xlsx", "data \"satuan-bawah.xlsx\"\n", RULES));
    let (told, _) = drafted("satuan-bawah.xlsx");
    assert!(told.contains("satuan pagu dan serapan di data: juta rupiah, seperti di tabel"), "{told}");
}

#[test]
fn a_draft_is_of_what_is_seen() {
    let (told, _) = drafted("lembar-tersembunyi.xlsx");
    assert!(told.contains("lembar \"IKU\":") && told.contains("Lama (tersembunyi, judul di baris 2)"), "{told}");
}

#[test]
fn a_table_that_goes_on_without_a_heading_is_read_with_it() {
    insta::assert_snapshot!(shown("lanjutan.docx", "data \"lanjutan.docx\" lembar \"tabel 1\"\n", RULES));
    let (told, _) = drafted("lanjutan.docx");
    assert!(told.contains("2 indikator"), "{told}");
    assert!(told.contains("tabel 2 dibaca sebagai lanjutan tabel 1 (mulai baris 3)"), "{told}");
}
