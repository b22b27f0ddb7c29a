//! Sheets as data: rules and what they say of a workbook, together.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

pub const RULES: &str = "\
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100

indikator IKM \"Indeks Kepuasan Masyarakat\"
  satuan indeks
  arah makin tinggi
  capaian Baku

indikator AKIP \"Nilai AKIP\"
  satuan nilai
  arah makin tinggi
  capaian Baku
";

/// What `periksa` and `hitung` show of a file of the fixtures under the lines that name it.
pub fn shown(file: &str, data: &str, rules: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/found").join(file);
    fs::copy(from, folder.path().join(file)).expect("a fixture");
    fs::write(folder.path().join("aturan.takar"), format!("paket \"Kantor\"\n  tahun 2024\n\n{data}\n{rules}"))
        .expect("a file");
    let mut text = format!("{data}\n");
    for command in ["periksa", "hitung"] {
        let mut takar = Command::new(env!("CARGO_BIN_EXE_takar"));
        takar.args([command, "."]).current_dir(folder.path()).env("COLUMNS", "100").env("NO_COLOR", "1");
        for name in ["XDG_STATE_HOME", "LOCALAPPDATA"] {
            takar.env(name, folder.path().join(".keadaan"));
        }
        let output = takar.output().expect("the program runs");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let err = if command == "hitung" { "" } else { &*err };
        write!(text, "── {command} ──\n{err}{out}").expect("a string");
    }
    text
}

#[test]
fn known_headings_need_no_line() {
    insta::assert_snapshot!(shown("judul.xlsx", "data \"judul.xlsx\"\n", RULES));
}

#[test]
fn years_stand_above() {
    insta::assert_snapshot!(shown("dua-tingkat.xlsx", "data \"dua-tingkat.xlsx\" lembar \"IKU\"\n", RULES));
}

#[test]
fn a_column_is_named_with_what_stands_above() {
    let rules = "besaran D \"Jumlah Dokumen\"\n  satuan dokumen\n";
    let data = "data \"tiga-tingkat.xlsx\"\n  kolom realisasi = \"K\" di bawah \"II\" di bawah \"Realisasi\"\n  kolom serapan = \"Rp\" di bawah \"II\"\n";
    insta::assert_snapshot!(shown("tiga-tingkat.xlsx", data, rules));
}

#[test]
fn a_header_of_two_columns_is_asked_about() {
    let data = "data \"nama-sama.xlsx\"\n  kolom realisasi = \"REAL\"\n";
    insta::assert_snapshot!(shown("nama-sama.xlsx", data, "umum \"1\"\n  satuan ruang\n"));
}

#[test]
fn a_header_that_is_not_there_is_told_with_those_that_are() {
    let data = "data \"nama-sama.xlsx\"\n  kolom realisasi = \"REALISASI\" di bawah \"FISIK\"\n";
    insta::assert_snapshot!(shown("nama-sama.xlsx", data, "umum \"1\"\n  satuan ruang\n"));
}

#[test]
fn the_same_words_below_two_groups() {
    insta::assert_snapshot!(shown("nama-sama.xlsx", "data \"nama-sama.xlsx\"\n", "umum \"1\"\n  satuan ruang\n"));
}

#[test]
fn a_sheet_that_is_not_there_is_told_with_those_that_are() {
    insta::assert_snapshot!(shown("lembar.xlsx", "data \"lembar.xlsx\" lembar \"IKK\"\n", RULES));
}

#[test]
fn of_several_sheets_one_has_to_be_named() {
    insta::assert_snapshot!(shown("lembar.xlsx", "data \"lembar.xlsx\"\n", RULES));
}

#[test]
fn a_workbook_is_named_once_for_each_sheet() {
    let data = "data \"lembar.xlsx\" lembar \"IKU\"\n\ndata \"lembar.xlsx\" lembar \"Renja\"\n";
    insta::assert_snapshot!(shown("lembar.xlsx", data, RULES));
}

#[test]
fn a_sheet_without_a_heading_says_what_was_expected() {
    insta::assert_snapshot!(shown("tanpa-judul.xlsx", "data \"tanpa-judul.xlsx\"\n", RULES));
}

#[test]
fn a_heading_without_rows_says_that_they_are_missing() {
    insta::assert_snapshot!(shown("tanpa-baris.xlsx", "data \"tanpa-baris.xlsx\"\n", RULES));
}

/// What the second row of a heading says is never a value, and what has figures and no heading is named.
#[test]
fn a_heading_with_a_gap_is_read_whole() {
    insta::assert_snapshot!(shown("celah.xlsx", "data \"celah.xlsx\"\n", RULES));
}

/// Groups say which realisation is money; a share of it is offered as none.
#[test]
fn groups_say_what_is_money() {
    let rules = format!(
        "{RULES}\ntabel T \"Kinerja dan anggaran\"\n  baris IKM; AKIP\n  kolom target\n  kolom realisasi\n  kolom pagu\n  kolom serapan\n"
    );
    insta::assert_snapshot!(shown("kelompok.xlsx", "data \"kelompok.xlsx\"\n", &rules));
}

#[test]
fn a_plan_has_its_targets_below_the_years() {
    insta::assert_snapshot!(shown("renstra.xlsx", "data \"renstra.xlsx\"\n", RULES));
}

#[test]
fn quarters_stand_below_what_they_are_of() {
    let rules = RULES.replace("  satuan indeks\n", "  satuan indeks\n  triwulan terakhir\n");
    insta::assert_snapshot!(shown("triwulan-judul.xlsx", "data \"triwulan-judul.xlsx\"\n", &rules));
}

#[test]
fn hidden_rows_are_told_and_decided() {
    let told = shown("tersembunyi.xlsx", "data \"tersembunyi.xlsx\"\n", RULES);
    let out = shown("tersembunyi.xlsx", "data \"tersembunyi.xlsx\"\n  baris tersembunyi tidak\n", RULES);
    insta::assert_snapshot!(format!("{told}\n{out}"));
}

#[test]
fn cells_carry_units_percent_and_hidden_digits() {
    let rules = "\
aturan capaian Baku
  makin tinggi : realisasi / target * 100

indikator ADUAN \"Persentase Aduan Selesai\"
  satuan persen
  arah makin tinggi
  capaian Baku

indikator PEGAWAI \"Jumlah Pegawai\"
  satuan orang
  arah makin tinggi
  capaian Baku
";
    insta::assert_snapshot!(shown("bentuk-angka.xlsx", "data \"bentuk-angka.xlsx\"\n", rules));
}

#[test]
fn formulas_without_a_value_and_errors_name_their_cell() {
    insta::assert_snapshot!(shown("rumus.xlsx", "data \"rumus.xlsx\"\n", RULES));
}

#[test]
fn a_value_off_its_scale_is_mended_in_words() {
    let rules = RULES.replace("satuan indeks", "satuan indeks\n  skala 0..80");
    insta::assert_snapshot!(shown("judul.xlsx", "data \"judul.xlsx\"\n", &rules));
}

#[test]
fn machine_headings_are_named_by_rules() {
    let data = "data \"mesin.xlsx\"\n  kolom nama = \"nama_indikator\"\n  kolom realisasi = \"tahun2\"\n";
    insta::assert_snapshot!(shown("mesin.xlsx", data, RULES));
}

#[test]
fn programmes_with_a_known_code_are_data() {
    let data = "data \"jenjang.xlsx\"\n  kolom pagu = \"Anggaran\"\n";
    let rules = "aturan capaian Baku\n  makin tinggi : realisasi / target * 100\n\numum \"1.01\"\n  arah makin tinggi\n  capaian Baku\n";
    insta::assert_snapshot!(shown("jenjang.xlsx", data, rules));
}

#[test]
fn a_table_of_a_document_is_named_by_its_number_or_caption() {
    let by_number = shown("ulang.docx", "data \"ulang.docx\" lembar \"tabel 1\"\n", RULES);
    let by_caption = shown("ulang.docx", "data \"ulang.docx\" lembar \"Tabel 3.1\"\n", RULES);
    assert_eq!(by_number.split_once("──").map(|(_, rest)| rest), by_caption.split_once("──").map(|(_, rest)| rest));
    insta::assert_snapshot!(by_number);
}

#[test]
fn two_tables_of_a_sheet_are_told_apart_by_what_rules_know() {
    insta::assert_snapshot!(shown("dua-tabel.xlsx", "data \"dua-tabel.xlsx\"\n", RULES));
}
