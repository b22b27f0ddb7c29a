//! What commands say of data: `periksa` reads them, headers of the office's own are found, nothing is dropped in silence.

use super::desk::Desk;

const RULES: &str = "paket \"Kantor\"
  tahun 2024
indikator A \"Alfa\"
  arah makin tinggi
  capaian Baku
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100
data \"data/iku.csv\" angka id
";

fn office(data: &str) -> Desk {
    let desk = Desk::new();
    desk.put("kantor/aturan.takar", RULES);
    desk.put("kantor/data/iku.csv", data);
    desk
}

#[test]
fn a_check_reads_the_data() {
    let desk = office("kode;target;realisasi\nA;80;9x\n");
    insta::assert_snapshot!(desk.runs(&[
        "periksa kantor",
        "periksa kantor --format json",
        "periksa kantor --tanpa-data",
        "periksa kantor/aturan.takar",
    ]));
}

#[test]
fn rules_with_two_endings_in_any_folder() {
    let desk = office("kode;target;realisasi\nA;80;90\n");
    desk.put("kantor/data/iku.takar.txt", "");
    desk.put("kantor/lama/2023/iku.takar.txt", "");
    desk.put("kantor/lain/lain.takar", "X = 1\n");
    desk.put("kantor/lain/lain.takar.txt", "");
    insta::assert_snapshot!(desk.run("periksa kantor"));
}

#[test]
fn a_year_without_data() {
    let desk = office("kode;tahun;target;realisasi\nA;2023;80;90\nA;2024;80;90\n");
    insta::assert_snapshot!(desk.run("hitung kantor --tahun 2030"));
}

#[test]
fn notes_with_commands_for_the_terminal() {
    let desk = office("kode;target;realisasi;catatan\nA;80;90;\u{1b}[31mmerah\u{1b}[0m\n");
    let written = ["csv", "json", "md"].map(|format| desk.run(&format!("hitung kantor --format {format}")));
    assert!(written.iter().all(|text| !text.contains('\u{1b}')), "{written:?}");
    assert!(written[0].contains("␛[31mmerah"));
}

#[test]
fn headers_of_its_own_piece_by_piece() {
    let desk = office("kode;target;realisasi\nA;80;90\n");
    desk.edit(
        "kantor/aturan.takar",
        "angka id\n",
        "angka id\n  kolom kode = \"Kode IKP\"\n  kolom realisasi = \"Hasil\"\n",
    );
    desk.put("kantor/data/iku.csv", "No;Kode IKP;target;Hasil;Anggaran;capaian\n1;A;80;60;5000;80\n");
    insta::assert_snapshot!(
        desk.runs(&["hitung kantor", "hitung kantor --data kantor/data/iku.csv --keluar hasil.csv"])
    );
    insta::assert_snapshot!("what_it_came_to", desk.get("hasil.csv"));
}

#[test]
fn data_that_cannot_be_read_are_the_only_reason() {
    let desk = office("Kode IKP;target;realisasi\nT.1;80;90\n");
    desk.put(
        "kantor/aturan.takar",
        "paket \"Kantor\"\n  tahun 2024\numum \"T\"\n  satuan nilai\ndata \"data/iku.csv\"\n",
    );
    insta::assert_snapshot!(desk.run("hitung kantor"));
}

/// Without data of the year nothing changes, whatever the rules say: that is told, with the way that shows it.
#[test]
fn compared_in_a_year_without_data() {
    let desk = Desk::new();
    let shown = desk.runs(&[
        "bandingkan contoh --tahun 2024 --tahun 2026",
        "bandingkan contoh --tahun 2026 --tahun 2027",
        "bandingkan contoh contoh --tahun 2026",
    ]);
    assert_eq!(shown.matches("H0023").count(), 3, "{shown}");
    assert!(!desk.run("bandingkan contoh --tahun 2023 --tahun 2024").contains("H0023"));
    let said: Vec<&str> = shown.lines().filter(|line| !line.contains('─')).collect();
    insta::assert_snapshot!(said.join("\n"));
}

/// Files in `data/` that no rule names are told, in one message with the line to add; what is no data, or of another
/// package, or given with `--data`, is not.
#[test]
fn data_that_no_rule_names() {
    let desk = Desk::new();
    let rules = "paket \"P\"\n  tahun 2024\nindikator A\n  satuan persen\n  arah makin tinggi\n  capaian B\naturan capaian B\n  makin tinggi : realisasi / target * 100\n";
    desk.put("p/iku.takar", rules);
    desk.put("p/data/iku.csv", "kode;target;realisasi\nA;80;60\n");
    for quiet in ["catatan.txt", "BACA.md", "~$iku.xlsx", ".iku.csv", "laporan.docx", "peta.png", "lama/iku.csv"] {
        desk.put(&format!("p/data/{quiet}"), "x");
    }
    let mut shown = desk.run("periksa p");
    shown += &desk.run("hitung p");
    desk.put("p/iku.takar", format!("{rules}data \"data/iku.csv\"\n"));
    shown += &desk.run("periksa p");
    for also in ["Iku.xlsx", "lama.csv", "b.ods"] {
        desk.put(&format!("p/data/{also}"), "x");
    }
    shown += &desk.run("periksa p");
    insta::assert_snapshot!(shown);
    // Named with its own case and slash, or given on its own; a folder of rules is a package.
    desk.put("q/iku.takar", format!("{rules}data \"Data\\\\IKU.csv\"\n"));
    desk.put("q/data/iku.csv", "kode;target;realisasi\nA;80;60\n");
    assert!(!desk.run("periksa q").contains("B0123"));
    desk.put("r/iku.takar", rules);
    desk.put("r/data/besar.csv", "kode;target;realisasi\nA;80;60\n");
    assert!(!desk.run("hitung r --data r/data/besar.csv").contains("B0123"));
    desk.put("r/data/iku.takar", rules);
    assert!(!desk.run("periksa r").contains("B0123"));
}
