//! Drafts of tables whose rows are not one indicator each, in one order: headings among the names, a heading again, quarters.

use super::compose::Room;
use super::data::{RULES, shown};
use super::draft::{drafted, file};
use std::fs;
use std::path::Path;

/// What a draft of a fixture says, its data, and what is computed and found of it.
pub fn worked(name: &str) -> String {
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
    insta::assert_snapshot!(all);
    let all = worked("triwulan-tengah.xlsx");
    assert!(all.contains(";2024;2;60;54\n") && all.contains("rumus capaian menjelaskan 2 dari 2 angka"), "{all}");
    insta::assert_snapshot!(all);
}

#[test]
fn quarters_in_rows_are_quarters() {
    let all = worked("triwulan-baris.xlsx");
    assert!(all.contains("2 indikator") && all.contains("rumus capaian menjelaskan 8 dari 8 angka"), "{all}");
    assert!(all.contains("SURAT;2024;2;30;27\n"), "{all}");
    insta::assert_snapshot!(all);
}

#[test]
fn one_figure_over_two_rows_is_told() {
    insta::assert_snapshot!(shown("target-gabung.xlsx", "data \"target-gabung.xlsx\"\n", RULES));
    let all = worked("target-gabung.xlsx");
    assert!(all.contains("satu angka di sel gabungan C3:C4 dibaca untuk baris pertamanya saja"), "{all}");
}

#[test]
fn a_table_of_one_cell_frames_its_figure() {
    let all = shown("bersarang.docx", "data \"bersarang.docx\"\n", RULES);
    assert!(all.contains("97,50%") || all.contains("97,5"), "{all}");
    assert!(worked("bersarang.docx").contains("2 indikator"));
}

/// What a package accepts for whoever uses it is told to nobody who uses it.
#[test]
fn a_draft_is_told_nothing_of_lines_that_are_not_its_own() {
    let room = Room::new();
    let text = "Tabel 3.1 Capaian Tahun 2024\nNo;Indikator Kinerja;Satuan;Target;Realisasi;Capaian (%);Predikat\n\
                1;IKM kota;nilai;80;78;97,50;Baik\n2;Surat;surat;130;121;93,08;Baik\n3;Layanan;layanan;50;20;40,00;Sangat Kurang\n";
    fs::write(room.path("iku.csv"), text).expect("a file");
    room.takar("baru --dari iku.csv kantor");
    let said = room.takar("periksa kantor");
    assert!(!said.contains("K0216") && said.contains("(status 0)"), "{said}");
}

/// Where no column is of the year, the printed achievement tells what the quarters make of it; `kumulatif` and `hingga` say it.
#[test]
fn a_printed_achievement_tells_how_quarters_make_their_year() {
    let text = |lead: &str, rows: &str| {
        let real = |quarter: &str| format!("Realisasi {lead} {quarter}");
        format!("Indikator;Satuan;Target;{};Capaian (%)\n{rows}", ["I", "II", "III", "IV"].map(real).join(";"))
    };
    let up_to = "Jumlah peserta;orang;100;20;45;70;90;90\nJumlah surat;surat;200;40;90;140;190;95\n";
    for lead in ["TW", "Kumulatif TW", "hingga TW"] {
        let draft = drafted(&text(lead, up_to), Some(2024));
        let rules = file(&draft, "iku.takar");
        assert!(rules.contains("triwulan terakhir") && !rules.contains("triwulan jumlah"), "{lead}: {rules}");
        let told = draft.told.join("\n");
        assert!(!told.contains("tidak dapat dihitung"), "{lead}: {told}");
        assert!(!file(&draft, "aturan.takar").contains("cara menggabungkan triwulan"), "{lead}");
    }
    let apart = "Jumlah peserta;orang;100;20;25;25;20;90\nJumlah surat;surat;200;40;50;50;50;95\n";
    let rules = file(&drafted(&text("TW", apart), Some(2024)), "iku.takar").to_string();
    assert!(rules.contains("triwulan jumlah") && !rules.contains("triwulan terakhir"), "{rules}");
}

/// A budget of two rows stands in the first; the other has none of its own, and the total is right.
#[test]
fn a_budget_over_two_rows() {
    let all = worked("pagu-gabung.xlsx");
    assert!(all.contains("sel gabungan F3:F4, G3:G4 dibaca untuk baris pertamanya saja"), "{all}");
    assert!(all.contains("70         63    – [1]    – [2]\n") && all.contains("800 [3]  720 [4]\n"), "{all}");
    assert!(all.contains("data dibaca langsung"), "{all}");
    assert!(all.contains("tidak ada temuan"), "{all}");
}
