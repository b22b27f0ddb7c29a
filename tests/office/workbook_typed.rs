//! Workbooks as an office types into them: what may be changed counts, and what is held against another says by how much.

use calamine::{Data, Reader, Xlsx, open_workbook};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const RULES: &str = r#"paket "Uji"
  tahun 2024

aturan capaian R
  jika target = 0 : tidak terdefinisi "target nol"
  rentang makin tinggi : jika realisasi > target_atas maka realisasi / target_atas * 100 selain itu 100
  makin tinggi : realisasi / target * 100

aturan predikat P
  >= 110 : "Baik"
  < 110 : "Cukup"

indikator IPM "Indeks pembangunan manusia"
  satuan nilai
  skala > 0 .. 100
  arah makin tinggi
  capaian R
  predikat P

indikator HADIR "Kehadiran"
  satuan persen
  skala 0..100
  arah makin tinggi
  capaian R
  predikat P

data "iku.csv"

tabel History "Riwayat"
  baris IPM; HADIR
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "% Capaian"
  kolom predikat "Predikat"
"#;

const DATA: &str = "kode;tahun;target;realisasi\nIPM;2024;69,1-69,5;80\nHADIR;2024;90;92,5\n";

struct Room(TempDir);

impl Room {
    fn new() -> Room {
        let room = Room(tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(room.path("uji/skenario")).expect("folders");
        fs::write(room.path("uji/aturan.takar"), RULES).expect("rules");
        fs::write(room.path("uji/iku.csv"), DATA).expect("data");
        fs::write(
            room.path("uji/skenario/turun.takar"),
            "skenario \"turun\"\n  tahun 2024\n  diketahui realisasi IPM = 70\n",
        )
        .expect("a scenario");
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the program with some typed lines.
    fn run(&self, arguments: &[&str], typed: &str) -> String {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_takar")));
        command.args(arguments).current_dir(self.0.path()).env("XDG_STATE_HOME", self.path("state"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program");
        std::io::Write::write_all(child.stdin.as_mut().expect("its input"), typed.as_bytes()).expect("typed");
        let out = child.wait_with_output().expect("its end");
        format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
    }

    fn book(&self, name: &str) -> Xlsx<std::io::BufReader<fs::File>> {
        open_workbook(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// The cells of a row that begins with a text, or has it anywhere.
fn row(book: &mut Xlsx<std::io::BufReader<fs::File>>, sheet: &str, says: &str) -> Vec<String> {
    let range = book.worksheet_range(sheet).expect(sheet);
    let mut rows = range.rows().map(|row| row.iter().map(Data::to_string).collect::<Vec<_>>());
    rows.find(|row| row.iter().any(|cell| cell.contains(says))).unwrap_or_else(|| panic!("{sheet}: no {says}"))
}

#[test]
fn a_target_that_is_a_range_is_made_of_its_ends() {
    let room = Room::new();
    let said = room.run(&["hitung", "uji", "--keluar", "a.xlsx"], "");
    let mut book = room.book("a.xlsx");
    assert!(book.sheet_names().contains(&"History (2)".to_string()), "{said}{:?}", book.sheet_names());
    let formulas = book.worksheet_formula("Masukan").expect("formulas");
    let made: Vec<&String> = formulas.used_cells().map(|(_, _, formula)| formula).collect();
    assert_eq!(made.len(), 1, "{made:?}");
    assert!(made[0].contains("SUBSTITUTE"), "{made:?}");
    assert!(row(&mut book, "Masukan", "IPM").contains(&"69,1–69,5".to_string()));
    // The table follows, and so does what takes a single target once both ends are alike.
    let table = book.worksheet_formula("History (2)").expect("formulas");
    assert_eq!(table.get((0, 0)).map(String::as_str), Some("Hitungan!D6"), "{table:?}");
    assert!(row(&mut book, "History (2)", "Indeks pembangunan").contains(&"69,1–69,5".to_string()));
    assert!(!row(&mut book, "Sumber", "Berkas data").concat().contains("rentang"));
    // Ends the wrong way round are wrong, as in data.
    assert!(made[0].contains("IF(OR(F4>G4,"), "{made:?}");
    // So are ends out of the scale.
    assert!(made[0].contains("NOT(AND(F4>") && made[0].contains("G4<=100))),\"keliru\""), "{made:?}");
    // What is pasted past the check of Excel is held against the scale here, too.
    let lines = book.worksheet_formula("Hitungan").expect("formulas");
    assert!(lines.used_cells().any(|(_, _, formula)| formula.contains("<=100),0,4)")), "no check of the scale");
    assert!(
        lines.used_cells().any(|(_, _, formula)| formula.contains("Masukan!F4<=Masukan!G4")),
        "no check of the ends"
    );
    assert!(lines.used_cells().any(|(_, _, formula)| formula.contains("ISNUMBER(D6)")), "no single target");
}

/// As in data, words of an order count whatever their case.
#[test]
fn words_of_an_order_are_found_in_any_case() {
    let room = Room::new();
    let rules = "paket \"Uji\"\n  tahun 2024\n\naturan capaian O\n  makin tinggi : jika realisasi >= target maka 100 selain itu 0\n\n\
                 indikator OPINI \"Opini\"\n  urutan \"WDP\"; \"WTP\"\n  arah makin tinggi\n  capaian O\n\ndata \"iku.csv\"\n";
    fs::write(room.path("uji/aturan.takar"), rules).expect("rules");
    fs::write(room.path("uji/iku.csv"), "kode;target;realisasi\nOPINI;WTP;wtp\n").expect("data");
    let said = room.run(&["hitung", "uji", "--keluar", "a.xlsx"], "");
    let lines = room.book("a.xlsx").worksheet_formula("Hitungan").expect("formulas");
    let found = "INDEX({\"WDP\",\"WTP\"},MATCH(";
    assert!(lines.used_cells().any(|(_, _, formula)| formula.contains(found)), "{said}{lines:?}");
}

#[test]
fn differences_say_by_how_much_and_sources_say_what_is_tried() {
    let room = Room::new();
    let said = room.run(&["coba", "uji"], "IPM = 75,4\nsimpan coba.xlsx\n");
    let mut book = room.book("coba.xlsx");
    let one = row(&mut book, "Perbandingan", "Realisasi");
    let difference: f64 = one[5].parse().unwrap_or_else(|_| panic!("{said}{one:?}"));
    assert!((difference - -4.6).abs() < 1e-9, "{one:?}");
    let grade = row(&mut book, "Perbandingan", "Predikat");
    assert_eq!(&grade[3..], ["Cukup", "Baik", "–"], "{grade:?}");
    assert!(row(&mut book, "Sumber", "diketahui IPM").concat().contains("75,4"));
    room.run(&["hitung", "uji", "--skenario", "turun", "--keluar", "b.xlsx"], "");
    let mut book = room.book("b.xlsx");
    assert!(row(&mut book, "Sumber", "skenario/turun.takar").concat().contains("turun"));
    row(&mut book, "Sumber", "diketahui IPM = 70");
}

/// Figures may sort rows otherwise, or leave some out: they are found by what they are.
#[test]
fn differences_find_rows_that_stand_elsewhere() {
    let room = Room::new();
    let tables = "\ntabel Urut \"Urut\"\n  baris IPM; HADIR\n  urut realisasi turun\n  kolom nama\n  kolom realisasi \"Realisasi\"\n\n\
                  tabel Saring \"Saring\"\n  baris IPM; HADIR\n  saring realisasi > 85\n  kolom nama\n  kolom realisasi \"Realisasi\"\n";
    let rules = RULES.split("tabel History").next().expect("rules").to_string() + tables;
    fs::write(room.path("uji/aturan.takar"), rules).expect("rules");
    let said = room.run(&["coba", "uji"], "IPM = 95; HADIR = 70\nsimpan coba.xlsx\n");
    let range = room.book("coba.xlsx").worksheet_range("Perbandingan").expect("a sheet");
    let rows = range.rows().skip(3).map(|row| row.iter().map(Data::to_string).collect::<Vec<_>>().join("|"));
    let rows: Vec<String> = rows.collect();
    let wanted = [
        "Urut|Indeks pembangunan manusia|Realisasi|95|80|15",
        "Urut|Kehadiran|Realisasi|70|92.5|-22.5",
        "Saring|Indeks pembangunan manusia|(seluruh baris)|ada|tidak ada|–",
        "Saring|Kehadiran|(seluruh baris)|tidak ada|ada|–",
    ];
    assert_eq!(rows, wanted, "{said}");
}

/// What is typed into a cell that was empty is held against its scale, as what was there before.
#[test]
fn empty_cells_have_the_guards_of_filled_ones() {
    let room = Room::new();
    fs::write(room.path("uji/iku.csv"), "kode;tahun;target;realisasi\nIPM;2024;;\nHADIR;2024;90;\nHADIR;2023;80-85;\n")
        .expect("data");
    let said = room.run(&["hitung", "uji", "--keluar", "a.xlsx"], "");
    let mut book = room.book("a.xlsx");
    let lines = book.worksheet_formula("Hitungan").expect("formulas");
    let inputs: Vec<&String> =
        lines.used_cells().map(|(_, _, text)| text).filter(|text| text.contains("\"belum diisi\"")).collect();
    assert_eq!(inputs.len(), 8, "{said}{inputs:?}");
    assert!(inputs.iter().all(|text| text.contains("<=100")), "{inputs:?}");
    // A target that is empty is made of the ends of a range once they are typed.
    let made = "IF(AND(ISNUMBER(Masukan!F4),ISNUMBER(Masukan!G4)),IF(Masukan!F4=Masukan!G4,Masukan!F4,SUBSTITUTE(";
    assert!(lines.used_cells().any(|(_, _, text)| text.contains(made)), "{lines:?}");
}

/// What is shown as zero has no sign.
#[test]
fn small_numbers_below_zero_are_shown_as_zero() {
    let room = Room::new();
    let rules = "paket \"Uji\"\n  tahun 2024\n\nbesaran A\n\nX = (A - 50) / 100000\n\ndata \"iku.csv\"\n\n\
                 tabel T \"T\"\n  baris A; X\n  kolom nama\n  kolom nilai tampil 2\n";
    fs::write(room.path("uji/aturan.takar"), rules).expect("rules");
    fs::write(room.path("uji/iku.csv"), "kode;nilai\nA;49\n").expect("data");
    let said = room.run(&["hitung", "uji", "--keluar", "a.xlsx"], "");
    let mut book = room.book("a.xlsx");
    let table = book.worksheet_formula("T").expect("formulas");
    let formulas: Vec<&String> = table.used_cells().map(|(_, _, text)| text).collect();
    let of_x = "IF(Hitungan!D9<0,IF(ROUND(Hitungan!D9,2)=0,0,Hitungan!D9),Hitungan!D9)";
    assert_eq!(formulas, ["Hitungan!D5", of_x], "{said}");
    assert_eq!(row(&mut book, "T", "X"), ["X", "0"]);
}

/// A file shows nobody why the command fails.
#[test]
fn cells_without_a_number_are_told_beside_a_file() {
    let room = Room::new();
    let rules = "paket \"Uji\"\n  tahun 2024\n\nbesaran A\n\nbesaran B\n\nX = jika B >= 0 maka A / B selain itu 0\n\n\
                 data \"iku.csv\"\n\ntabel T \"T\"\n  baris X\n  kolom nama\n  kolom nilai\n";
    fs::write(room.path("uji/aturan.takar"), rules).expect("rules");
    fs::write(room.path("uji/iku.csv"), "kode;nilai\nA;5\nB;0\n").expect("data");
    let said = ["hitung uji --keluar a.xlsx", "susun uji --keluar set"]
        .map(|line| room.run(&line.split(' ').collect::<Vec<_>>(), ""));
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn names_of_files_and_of_kinds_must_agree() {
    let room = Room::new();
    let said = [
        "hitung uji --format xlsx --keluar a.csv",
        "hitung uji --format docx --keluar a.xlsx",
        "hitung uji --keluar a.xls",
    ]
    .map(|line| room.run(&line.split(' ').collect::<Vec<_>>(), ""));
    insta::assert_snapshot!(said.join("\n"));
    assert!(!room.path("a.csv").exists());
}
