//! Drafts of tables whose rows are not one indicator each, in one order: headings among the names, a heading again, quarters.

use super::compose::Room;
use super::draft::{drafted, file};
use std::fs;
use std::path::Path;

/// What a draft of a fixture says, its data, and what is computed and found of it.
fn worked(name: &str) -> String {
    let room = Room::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/found").join(name);
    fs::copy(&from, room.path(name)).expect("a copy");
    let said = room.takar(&format!("baru --dari {name} kantor"));
    let data = fs::read_to_string(room.path("kantor/data/iku.csv")).unwrap_or_default().replace('\r', "");
    [said, data, room.takar("hitung kantor"), room.takar("audit kantor")].join("────\n")
}

#[test]
fn headings_among_the_names_are_no_indicators() {
    let all = worked("judul-nama.xlsx");
    assert!(all.contains("3 indikator, tahun 2024"), "{all}");
    assert!(all.contains("3 baris tidak dipakai (judul di antara baris): 3–4, 7"), "{all}");
    // The wrong mean is found, because nothing hides it.
    assert!(all.contains("tercetak 95,07, seharusnya 91,07%"), "{all}");
    insta::assert_snapshot!(all);
}

/// Where numbers or codes tell nothing, a name without a figure stays an indicator, unless it says that it stands over others.
#[test]
fn names_without_figures_are_headings_only_where_something_says_so() {
    let text = "Indikator;Target;Realisasi\nMeningkatnya layanan;;\nIKM kota;80;78\nProgram Pelayanan;;\nSurat;5;6\n";
    let draft = drafted(text, Some(2024));
    let rules = file(&draft, "iku.takar");
    assert!(rules.contains("\"Meningkatnya layanan\"") && !rules.contains("\"Program Pelayanan\""), "{rules}");
    let coded = text.replace("Indikator;", "Kode;Indikator;").replace("\nM", "\n;M").replace("\nI", "\nK1;I");
    let coded = coded.replace("\nP", "\n;P").replace("\nS", "\nK2;S");
    let rules = file(&drafted(&coded, Some(2024)), "iku.takar").to_string();
    assert!(!rules.contains("Meningkatnya") && !rules.contains("Program"), "{rules}");
    // One that is not filled in has its number as the others have.
    let numbered = "No;Indikator;Target;Realisasi\n1;IKM kota;80;78\n2;Program yang selesai;;\n3;Surat;5;6\n";
    assert!(file(&drafted(numbered, Some(2024)), "iku.takar").contains("\"Program yang selesai\""));
}

#[test]
fn a_heading_again_in_another_order_moves_the_columns() {
    let all = worked("judul-berubah.xlsx");
    assert!(all.contains("4 indikator") && all.contains("judul kolom di baris 6 lain urutannya"), "{all}");
    assert!(all.contains("1 sel berisi kata di tempat angka tidak dibaca: E8"), "{all}");
    insta::assert_snapshot!(all);
}

#[test]
fn figures_up_to_a_quarter_are_not_added_up() {
    let all = worked("triwulan-kumulatif.xlsx");
    assert!(all.contains(";2024;4;;78\n") && all.contains("rumus capaian menjelaskan 2 dari 2 angka"), "{all}");
    assert!(!all.contains("H0010"), "{all}");
    let all = worked("triwulan-tengah.xlsx");
    assert!(all.contains(";2024;2;60;54\n") && all.contains("rumus capaian menjelaskan 2 dari 2 angka"), "{all}");
}

#[test]
fn quarters_in_rows_are_quarters() {
    let all = worked("triwulan-baris.xlsx");
    assert!(all.contains("2 indikator") && all.contains("rumus capaian menjelaskan 8 dari 8 angka"), "{all}");
    assert!(all.contains("SURAT;2024;2;30;27\n"), "{all}");
}
