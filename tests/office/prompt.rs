//! `simpan hasil.xlsx` at the prompt: what was tried leaves as a workbook.

use super::compose::Room;
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::fs;
use std::path::Path;

fn cells(path: &Path, sheet: &str) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = book.worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
    range.used_cells().map(|(_, _, cell)| cell.to_string()).collect()
}

#[test]
fn what_is_assumed_is_saved_beside_what_is() {
    let room = Room::new();
    let said = room.asked("P", "AKIP = 70\nsimpan hasil.xlsx\nsimpan sekarang; dasar ke beda.xlsx\nbantuan simpan\n");
    assert!(said.contains("tersimpan di hasil.xlsx: ") && said.contains("tersimpan di beda.xlsx: "), "{said}");
    assert!(said.contains("simpan A; B ke hasil.xlsx") && said.ends_with("(status 0)\n"), "{said}");
    let mut book: Xlsx<_> = open_workbook(room.path("hasil.xlsx")).expect("a workbook");
    let table = book.worksheet_range("T31").expect("a sheet");
    let figures: Vec<f64> = table
        .used_cells()
        .filter_map(|(_, _, cell)| match cell {
            Data::Float(value) => Some(*value),
            _ => None,
        })
        .collect();
    let has = |figure: f64| figures.iter().any(|one| (one - figure).abs() < 1e-9);
    // 70 of 73,5, and what is printed in its place where nothing is assumed.
    assert!(has(70.0) && has(7000.0 / 73.5), "{figures:?}");
    assert!(book.worksheet_formula("Hitungan").is_ok_and(|formulas| !formulas.is_empty()));
    let both = cells(&room.path("beda.xlsx"), "Perbandingan");
    assert!(both.iter().any(|cell| cell == "Selisih"), "{both:?}");
}

#[test]
fn nothing_of_others_is_written_over() {
    let room = Room::new();
    fs::write(room.path("punya.xlsx"), "milik orang").expect("a file");
    let said = room.asked("P", "AKIP = 70\nsimpan punya.xlsx\n");
    assert!(said.contains("B02"), "{said}");
    assert_eq!(fs::read_to_string(room.path("punya.xlsx")).expect("the file"), "milik orang");
}

#[test]
fn other_files_are_refused_by_name() {
    let said = Room::new().asked("P", "simpan sekarang; dasar ke beda.docx\n");
    assert!(said.contains("B0013") && said.contains("simpan A; B ke hasil.xlsx"), "{said}");
}
