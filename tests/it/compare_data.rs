//! Two sets of rules over one set of data: each side judges the cells by its own rules, and what comes, goes or is seen from
//! another year is told.

use takar::compare::{Side, compare};
use takar::engine::Package;
use takar::resolve;

/// Changes and effects, row by row, of two sets of rules over data in a file.
fn told(old: &str, new: &str, data: &str) -> String {
    let package = |rules: &str| {
        let text = format!("paket \"P\"\n  tahun 2024\n{rules}");
        let text = if rules.contains("data \"") { text } else { format!("{text}\ndata \"d.csv\"\n") };
        let mut package = Package::new("p", [("p.takar", text.as_str())]);
        assert!(package.program().is_some(), "{text}\n{:#?}", package.diagnostics());
        let (read, _) = package.read_data(|_| Ok(data.to_string()));
        (package, read)
    };
    let ((old, _), (new, read)) = (package(old), package(new));
    let programs = [&old, &new].map(|one| resolve::with_data(one.program().expect("sound"), &read));
    let sides = [
        Side { program: &programs[0], sources: old.sources(), year: 2024 },
        Side { program: &programs[1], sources: new.sources(), year: 2024 },
    ];
    let found = compare(sides[0], sides[1], &read, &|program| new.read_as(program, &read));
    let rows = found.tables.iter().flat_map(|table| &table.rows);
    let lines = rows.map(|row| row.iter().map(|cell| cell.shown.as_str()).collect::<Vec<_>>().join(" | "));
    lines.map(|line| line.trim_end_matches([' ', '|']).to_string()).collect::<Vec<_>>().join("\n")
}

const RULES: &str = "
aturan capaian C
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100
indikator A \"a\"
  arah makin tinggi
  capaian C
indikator B \"b\"
  arah makin tinggi
  capaian C
kelompok K
  anggota A; B
  capaian rata_rata(capaian anggota)
Z = capaian K / 100%
";

const DATA: &str = "kode;tahun;target;realisasi\nA;2024;10;9\nB;2024;10;7\n";

#[test]
fn a_scale_judges_the_cells_of_its_side() {
    let narrow = RULES.replace("\"a\"\n", "\"a\"\n  skala 0..8\n");
    let wide = RULES.replace("\"a\"\n", "\"a\"\n  skala 0..100\n");
    insta::assert_snapshot!(told(&narrow, &wide, DATA));
    insta::assert_snapshot!(told(RULES, &narrow, DATA));
}

#[test]
fn quarters_and_years_in_force_judge_the_cells_of_their_side() {
    let data = "kode;tahun;triwulan;target;realisasi\nA;2024;1;5;4\nA;2024;2;5;5\nB;2024;;10;7\n";
    let quarters = RULES.replace("\"a\"\n", "\"a\"\n  triwulan jumlah\n");
    insta::assert_snapshot!(told(&quarters, RULES, data));
    let until = RULES.replace("\"b\"\n", "\"b\"\n  berlaku sampai 2023\n");
    insta::assert_snapshot!(told(RULES, &until, DATA));
}

#[test]
fn what_comes_and_goes_is_an_effect() {
    let later = RULES.replace("kelompok K\n", "kelompok K\n  berlaku mulai 2025\n");
    insta::assert_snapshot!(told(RULES, &later, DATA));
    let more = format!("{RULES}Y = A + B\nN = A + C2\nbesaran C2\n");
    insta::assert_snapshot!(told(RULES, &more, DATA));
}

#[test]
fn the_years_of_the_plan_move_what_looks_at_them() {
    let data = "kode;tahun;realisasi\nX;2022;1\nX;2023;4\nX;2024;7\n";
    let rules = "  periode 2023..2025\nbesaran X\nAW = X + X[awal]\n";
    insta::assert_snapshot!(told(rules, &rules.replace("2023..", "2022.."), data));
}

#[test]
fn a_column_with_quarters_is_another_column() {
    let data = "kode;tahun;triwulan;realisasi;Lain\nA2;2024;1;1;3\nA2;2024;2;1;2\n";
    let rules = "besaran A2\n  triwulan jumlah\nSJ = lain A2\n";
    let old = format!("data \"d.csv\"\n  kolom lain \"Lain\"\n{rules}");
    insta::assert_snapshot!(told(&old, &old.replace("\"Lain\"", "\"Lain\" triwulan jumlah"), data));
}

#[test]
fn changes_are_told_as_they_are_written() {
    let new =
        RULES.replace("realisasi / target * 100", "realisasi / (2 * target) * 100").replace("\"nol\"", "\"kosong\"");
    let goal = new.replace("\"b\"\n", "\"b\"\n  sasaran \"S\"\n");
    insta::assert_snapshot!(told(RULES, &goal, DATA));
    let general = "umum \"7\"\n  arah makin tinggi\n  capaian C\n  batas 0..100\n";
    let rules = format!("{general}{}", RULES.replace("Z = capaian K / 100%\n", ""));
    let data = "kode;tahun;triwulan;target;realisasi\n7.1;2024;;10;12\n7.1.1;2024;;10;13\nA;2024;;10;9\nB;2024;;10;7\n";
    let capped = rules
        .replace("batas 0..100", "batas 0..120")
        .replace("umum \"7\"\n  arah makin tinggi", "umum \"7\"\n  arah makin rendah");
    let capped = capped
        .replace("  makin tinggi : realisasi", "  makin rendah : target / realisasi * 100\n  makin tinggi : realisasi");
    insta::assert_snapshot!(told(&rules, &capped, data));
}
