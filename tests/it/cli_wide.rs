//! `takar hitung --data`: wide files row by row, what is told of them, and that threads change nothing.

use super::desk::{Desk, command};
use super::reference;
use std::io::Write;
use std::process::Stdio;
use takar::columns::{self, Tally};
use takar::data::csv::{CsvFile, read_csv};
use takar::data::{Content, Dataset, Datum, Field, Key};
use takar::engine::Package;
use takar::eval;
use takar::number::NumberFormat;
use takar::source::Sources;
use takar::stream::{Job, Options, Worker};

const WIDE: &str = "\
unit;tahun;SAKIP;target SAKIP;SKM;target SKM;Nama Camat
Mojoagung;2024;73,12;72,5;81,55;90;Budi
\"Jombang; Kota\";2024;80;0;;90;=1+1

Sumobito;2023;n/a;70;9155;90;-
Kesamben;2024;1.250;70;85%;90;
Ploso;tahun lalu;1;2;3;4;
Kudu;2024;1;2
";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("besar.csv", WIDE);
    desk
}

#[test]
fn a_wide_file() {
    insta::assert_snapshot!(desk().runs_to_file(&["hitung contoh --data besar.csv --keluar hasil.csv"]));
}

/// A quantity has no target, a group no value of its own: such columns are named, as unknown ones are.
#[test]
fn columns_that_nothing_takes() {
    let desk = Desk::new();
    let rules = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n  \
        makin tinggi : realisasi / target * 100\nindikator A\n  arah makin tinggi\n  capaian Baku\nbesaran IPP\n\
        kelompok IKU\n  anggota A\n  capaian rata_rata(capaian anggota)\nB = A + IPP\n";
    desk.put("g.takar", rules);
    desk.put("besar.csv", "A;target A;IPP;target IPP;IKU;B;target B;capaian A\n5;10;3;4;90;8;9;50\n");
    insta::assert_snapshot!(desk.runs_to_file(&["hitung g.takar --data besar.csv --keluar hasil.csv --tahun 2024"]));
}

/// A unit in brackets that the figures have anyway, and headings in two lines; a factor is never left out without a word.
#[test]
fn headings_with_units_and_in_two_lines() {
    let desk = Desk::new();
    desk.put(
        "s.takar",
        "paket \"P\"\n  tahun 2024\nbesaran A\n  satuan persen\nbesaran B\n  satuan orang\nF = A * 1%\nG = B * 2\nH = pagu B - serapan B\n",
    );
    let run = |header: &str, row: &str| {
        desk.put("d.csv", format!("unit;{header}\nX;{row}\n"));
        desk.runs_to_file(&["hitung s.takar --data d.csv --keluar hasil.csv --timpa"])
    };
    let plain = run("A;B;pagu B;serapan B", "50;7;9;4");
    assert!(plain.contains("X,2024,") && !plain.contains("D0107"), "{plain}");
    for header in [
        "A (%);B (orang);pagu B (Rp);serapan B (rupiah)",
        "A;B;B di bawah pagu;B di bawah serapan",
        "A;B;pagu di bawah B;serapan (Rp) di bawah B",
    ] {
        assert_eq!(run(header, "50;7;9;4"), plain, "{header}");
    }
    for header in ["A (orang);B", "A;B (ribu orang)", "A;B;pagu B (juta rupiah)", "A;B (unit)"] {
        let told = run(header, "50;7;9");
        assert!(told.contains("D0107"), "{header}");
        assert_eq!(told.contains("menyebut"), header.contains("ribu") || header.contains("juta"), "{told}");
    }
}

/// A mark inside quotes parts nothing, whatever parts the cells.
#[test]
fn marks_inside_a_quoted_heading() {
    let desk = Desk::new();
    desk.put("t.takar", "paket \"P\"\n  tahun 2024\nbesaran A\nF = A * 2\n");
    desk.put("panjang.csv", "kode,realisasi,\"Ket; baru\"\nA,5,x\n");
    desk.put("lebar.csv", "A,\"Ket; baru\"\n5,\"x; y\"\n");
    desk.put("tab.csv", "kode\trealisasi\t\"Ket; \"\"baru\"\"\"\nA\t5\tx\n");
    desk.put("titik-koma.csv", "kode;realisasi;\"Ket, a, b, c\"\nA;5;x\n");
    let run = |file: &str| desk.runs_to_file(&[&format!("hitung t.takar --data {file} --keluar hasil.csv --timpa")]);
    insta::assert_snapshot!(["panjang.csv", "lebar.csv", "tab.csv", "titik-koma.csv"].map(run).join("\n"));
}

/// Cells that no result reads are looked at as those that one does.
#[test]
fn cells_that_no_result_reads() {
    let desk = Desk::new();
    let rules = "besaran A\n  langkah 5\nbesaran Z\n  skala 0..100\nbesaran P\n  satuan persen\n\
        indikator R\n  arah rentang\n  capaian C\naturan capaian C\n  rentang : jika realisasi < target_bawah maka 0 selain itu 100\n\
        X = jika ada(A[2023]) maka 1 selain itu 0\nY = 1\n";
    desk.put("t.takar", rules);
    desk.put("lebar.csv", "tahun;A;Z;pagu Z;P;target R;R\n2024;7;abc;-1;120%;9..x;\n2025;10;101;1.000;50%;1..2;1\n");
    desk.put(
        "panjang.csv",
        "tahun;kode;nilai;target;pagu\n2024;A;7;;\n2024;Z;abc;;-1\n2024;P;120%;;\n2024;R;;9..x;\n2025;A;10;;\n2025;Z;101;;1.000\n2025;P;50%;;\n2025;R;1;1..2;\n",
    );
    insta::assert_snapshot!(desk.runs_to_file(&[
        "hitung t.takar --data lebar.csv --keluar hasil.csv",
        "hitung t.takar --data panjang.csv --keluar hasil.csv --timpa",
    ]));
}

/// Years that no `berlaku` and no `tahun` names: what a formula or the period of the package names counts too.
#[test]
fn values_of_years_that_only_formulas_name() {
    let desk = Desk::new();
    let rules = "paket \"P\"\n  periode 2024..2026\nbesaran I\nNAIK = jika ada(I[awal]) maka I - I[awal] selain itu 0\n\
        LALU = jika ada(I[2019]) maka 1 selain itu 0\nDUA = 2 * I\n";
    desk.put("t.takar", rules);
    desk.put("lebar.csv", "unit;tahun;I\nU;2019;40\nU;2024;50\nU;2025;60\n");
    insta::assert_snapshot!(desk.runs_to_file(&["hitung t.takar --data lebar.csv --keluar hasil.csv"]));
}

/// A cell in a year that no rules speak for, and a number between two steps, are told as in a long file; so is a unit that
/// only a long file tells.
#[test]
fn what_long_files_tell_is_told_of_wide_ones() {
    let desk = Desk::new();
    let rules = "besaran A\n  berlaku mulai 2024\nbesaran B\n  satuan orang\n  langkah 1\nbesaran K\n  rumus 2 * B\n";
    desk.put("t.takar", rules);
    desk.put("lebar.csv", "unit;tahun;A;B\nU;2023;5;1\nV;2023;-;1,31\nW;2024;6;\"2,5 orang\"\n");
    desk.put("panjang.csv", "unit;kode;tahun;satuan;nilai\nU;A;2023;;5\nU;B;2024;orang;1,31\nV;A;2024;persen;80%\n");
    insta::assert_snapshot!(desk.runs_to_file(&[
        "hitung t.takar --data lebar.csv --keluar hasil.csv",
        "hitung t.takar --data panjang.csv --keluar hasil.csv --timpa",
    ]));
}

/// A target of the file is held against that of the rules; what is not looked at in such a file is said.
#[test]
fn targets_beside_those_of_the_rules() {
    let desk = Desk::new();
    let rules = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n  \
        makin tinggi : realisasi / target * 100\nindikator A\n  target 80\n  arah makin tinggi\n  capaian Baku\n\
        besaran M\n  berlaku sampai 2023\n  satuan orang\nbesaran M\n  berlaku mulai 2024\n  satuan jam\nB = 2 * M\n\
        pastikan A < 100 \"kurang dari seratus\"\n";
    desk.put("t.takar", rules);
    desk.put("besar.csv", "unit;tahun;A;target A;M;B\nX;2024;40;80;1;2\nY;2024;40;90;1;3\nX;2024;50;70;;\nZ;2023;50;;1;2\nX;2023;5;8l;1;\n");
    insta::assert_snapshot!(desk.runs_to_file(&["hitung t.takar --data besar.csv --keluar hasil.csv"]));
}

/// A cell of a target may hold a range, here as in the data of a package; swapped ends are a fault, told once.
#[test]
fn targets_that_are_ranges() {
    let desk = Desk::new();
    desk.put("lama.takar", RANGES);
    desk.put("besar.csv", "unit;LAMA;target LAMA\nA;6,5;7-8\nB;9;7 s.d. 8\nC;9;8\nD;9;8-7\nE;9;\nF;9;8l\nG;7,5;7..8\n");
    insta::assert_snapshot!(desk.runs_to_file(&["hitung lama.takar --data besar.csv --keluar hasil.csv --tahun 2024"]));
}

const RANGES: &str = "\
aturan capaian SKP
  jika target_atas = 0 : tidak terdefinisi \"target nol\"
  jika target_bawah = 0 : tidak terdefinisi \"target nol\"
  makin rendah : (2*target - realisasi) / target * 100
  rentang makin rendah : jika realisasi > target_atas maka (2*target_atas - realisasi) / target_atas * 100 selain itu jika realisasi < target_bawah maka (2*target_bawah - realisasi) / target_bawah * 100 selain itu 100
indikator LAMA
  arah makin rendah
  capaian SKP
";

#[test]
fn for_an_indonesian_excel() {
    let desk = desk();
    desk.put("besar.csv", "SAKIP,target SAKIP,SKM,target SKM\r\n73.12,72.5,81.55,90\r\n");
    insta::assert_snapshot!(desk.runs_to_file(&["hitung contoh --data besar.csv --keluar hasil.csv --angka id"]));
}

#[test]
fn strict_stops_and_leaves_nothing() {
    let desk = desk();
    let shown = desk.run("hitung contoh --data besar.csv --keluar hasil.csv --ketat");
    assert!(!desk.path("hasil.csv").exists());
    desk.put("hasil.csv", "lama");
    desk.run("hitung contoh --data besar.csv --keluar hasil.csv --ketat --utas 3");
    assert_eq!(desk.get("hasil.csv"), "lama");
    insta::assert_snapshot!(shown);
}

#[test]
fn files_and_words_that_do_not_do() {
    let desk = desk();
    desk.put("panjang.csv", "kode;target;realisasi;kode\nSAKIP;1;2;SKM\n");
    desk.put("lain.csv", "nama;umur\nA;1\n");
    desk.put("kecil.csv", "unit;skm\nA;1\n");
    desk.put("dua.csv", "SAKIP;realisasi SAKIP\n1;2\n");
    desk.put("kosong.csv", "");
    desk.put("latin.csv", b"SAKIP;target SAKIP;unit\n1;2;a\n1;2;caf\xe9\n");
    desk.put("salah.csv", "SAKIP;target SAKIPP;SKN;target SKM\n80;90;80;90\n");
    let lines = [
        "hitung contoh --data besar.csv",
        "hitung contoh --data besar.csv --keluar hasil.csv --tabel T1",
        "hitung contoh --data besar.csv --keluar hasil.json --format json",
        "hitung contoh --ketat",
        "hitung contoh --data besar.csv --keluar hasil.csv --utas 0",
        "hitung contoh --data tiada.csv --keluar hasil.csv",
        "hitung contoh --data panjang.csv --keluar hasil.csv",
        "hitung contoh --data lain.csv --keluar hasil.csv",
        "hitung contoh --data kecil.csv --keluar hasil.csv",
        "hitung contoh --data dua.csv --keluar hasil.csv",
        "hitung contoh --data kosong.csv --keluar hasil.csv",
        "hitung contoh --data latin.csv --keluar hasil.csv",
    ];
    let refused = desk.runs(&lines);
    assert!(!desk.path("hasil.csv").exists());
    let read = desk.runs_to_file(&["hitung contoh --data salah.csv --keluar hasil.csv"]);
    insta::assert_snapshot!(format!("{refused}\n{read}"));
}

#[test]
fn values_of_another_year_are_left_out() {
    let desk = desk();
    desk.edit("contoh/aturan.takar", "tabel T1", "besaran BEDA\n  rumus SKM - SKM[tahun-1]\n\ntabel T1");
    let read = desk.runs_to_file(&["hitung contoh --data besar.csv --keluar hasil.csv --utas 2"]);
    let alone = desk.runs(&["hitung contoh --data besar.csv --keluar lain.csv --kolom BEDA"]);
    insta::assert_snapshot!(format!("{read}\n{alone}"));
}

#[test]
fn as_many_threads_as_you_like() {
    let desk = Desk::new();
    desk.put("acuan.takar", reference::RULES);
    let mut data = Vec::new();
    reference::write_csv(30_000, 7, &mut data).expect("memory");
    let mut text = String::from_utf8(data).expect("a text");
    // A fault now and then, in two years.
    for (from, to) in [
        ("U0000100;2024", "U0000100;2x24"),
        ("U0020000;2024", "\"U;20000\";2023"),
        ("U0029999;2024;", "U0029999;2024;9"),
    ] {
        assert!(text.contains(from));
        text = text.replace(from, to);
    }
    desk.put("data.csv", text);
    let result = desk.same_with_any_threads("hitung acuan.takar --data data.csv");
    assert_eq!(result.lines().count(), 30_000);
}

fn job(package: &Package) -> Job<'_> {
    let source = Sources::default().add("d.csv", "");
    let options = Options::of(source, "d.csv");
    let header = format!("unit;tahun;{}", reference::INPUTS.join(";"));
    Job::new(package.program().expect("sound rules"), package.schema(), &header, options).expect("a header")
}

/// Against fractions in Python (tests/columns_oracle).
#[test]
fn reference_rows_against_fractions() {
    let package = Package::new("acuan", [("acuan.takar", reference::RULES)]);
    let job = job(&package);
    let mut data = Vec::new();
    reference::write_csv(1000, 1, &mut data).expect("memory");
    let text = String::from_utf8(data).expect("a text");
    let (_, body) = text.split_once('\n').expect("a header");
    let mut lines = Vec::new();
    Worker::new(&job).block(body, 2, &mut lines);
    let expected = include_str!("../columns_oracle/sample.csv");
    for (found, expected) in String::from_utf8(lines).expect("a text").lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(expected.lines().count(), 1000);
}

/// Against `eval`, cell by cell: so many rows as `TAKAR_COLUMNS_ROWS` says, else a sample.
#[test]
fn reference_rows_against_the_exact_evaluator() {
    let rows: usize = std::env::var("TAKAR_COLUMNS_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(3_000);
    let package = Package::new("acuan", [("acuan.takar", reference::RULES)]);
    let job = job(&package);
    let (plan, wanted) = job.planned(2024).expect("a year");
    let inputs = columns::inputs(plan, wanted);
    let mut random = reference::Rows::new(11);
    let mut tally = Tally::default();
    let mut left = rows;
    while left > 0 {
        let mut data = Dataset::new();
        for lane in 0..left.min(1_000) {
            data.lane(&lane.to_string());
            let row = random.next();
            for input in &inputs {
                let Some(at) = job.column_of(input) else { continue };
                let number = rust_decimal::Decimal::new(row[at - 2], reference::SCALES[at - 2]);
                let key: Key = input.key();
                assert!(matches!(key.field, Field::Value | Field::Target | Field::Budget | Field::Spent));
                data.set(lane, key, Datum { content: Content::Number(number), origin: None });
            }
        }
        let evaluation = eval::evaluate(plan, &data);
        let chunk = columns::evaluate(plan, &data, wanted, |from, results| {
            for (column, one) in wanted.iter().enumerate() {
                for lane in 0..results.lanes() {
                    let (cell, found) = (evaluation.cell(one.slot, from + lane), results.get(column, lane));
                    assert!(super::columns::agrees(cell, found, one.decimals), "{one:?}: {cell:?} but {found:?}");
                }
            }
        });
        tally.lanes += chunk.lanes;
        tally.exact += chunk.exact;
        left -= left.min(1_000);
    }
    assert!(tally.exact == 0 && tally.lanes > 0, "{tally:?}");
    println!("{rows} rows, {} cells, {tally:?}", rows * wanted.len());
}

/// A wide file and the long file of the same values come to the same.
#[test]
fn wide_as_long() {
    let desk = desk();
    desk.run("hitung contoh --data besar.csv --keluar hasil.csv --angka en");
    let package = Package::new("contoh", [("aturan.takar", super::desk::RULES)]);
    let mut data = Dataset::new();
    let text = "kode;tahun;unit;realisasi;target\nSAKIP;2024;Mojoagung;73,12;72,5\nSKM;2024;Mojoagung;81,55;90\n";
    let source = Sources::default().add("l.csv", "");
    let csv = CsvFile { source, name: "l.csv", text, format: Some(NumberFormat::Indonesian) };
    assert!(read_csv(csv, &package.schema(), &mut data).is_empty());
    let run = package.run(&data, 2024).expect("a run");
    let shown: Vec<String> = run.tables()[0].rows.iter().map(|row| row[3].plain.clone().expect("a number")).collect();
    let line = desk.get("hasil.csv").lines().nth(1).expect("a line").to_string();
    assert_eq!(line, format!("Mojoagung,2024,{},{},95.31", shown[0], shown[1]));
}

#[test]
fn results_and_decimals_by_choice() {
    let desk = desk();
    insta::assert_snapshot!(desk.runs_to_file(&[
        "hitung contoh --data besar.csv --keluar hasil.csv --kolom iku --desimal 6",
        "hitung contoh --data besar.csv --keluar hasil.csv --kolom SKM;sakip --angka en",
        "hitung contoh --data besar.csv --keluar hasil.csv --kolom SMK",
        "hitung contoh --data besar.csv --keluar hasil.csv --kolom lain",
        "hitung contoh --data besar.csv --keluar hasil.csv --desimal 16",
        "hitung contoh --kolom SKM",
    ]));
}

/// More decimals than a column holds are exact all the same.
#[test]
fn many_decimals_are_exact() {
    let desk = Desk::new();
    desk.put("g.takar", "besaran A\nB = A / 9\nC = A * 1_000_000 / 7\n");
    desk.put("besar.csv", "tahun;A\n2024;1\n2024;123456789\n2024;-2\n");
    let line = "hitung g.takar --data besar.csv --keluar hasil.csv --desimal 15";
    insta::assert_snapshot!(desk.runs_to_file(&[line]));
}

#[test]
fn data_from_another_command() {
    let desk = desk();
    let mut child = command(desk.folder.path(), "hitung contoh --data - --keluar hasil.csv")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("a pipe").write_all(WIDE.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    let piped = desk.get("hasil.csv");
    desk.run("hitung contoh --data besar.csv --keluar hasil.csv");
    assert_eq!(piped, desk.get("hasil.csv"));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr));
}

/// Results that do not fit columns are named, with the rule that keeps them out; over few rows nobody notices.
#[test]
fn what_makes_a_run_slow_is_said() {
    let desk = Desk::new();
    let rules = "besaran A\nbesaran OPINI\n  urutan \"TMP\"; \"WDP\"; \"WTP\"\n\
        LAYAK = jika OPINI >= \"WDP\" maka A selain itu 0\nDUA = LAYAK * 2\nTIGA = LAYAK * 3\nEMPAT = LAYAK * 4\nCEPAT = A * 2\n";
    desk.put("t.takar", rules);
    let rows = |count: usize| "tahun;A;OPINI\n".to_string() + &"2024;5;WTP\n".repeat(count);
    // How few nobody notices: in a plain run fewer, for each takes its time.
    desk.put("kecil.csv", rows(super::sample::of(500, 9_999)));
    desk.put("besar.csv", rows(10_000));
    let small = desk.run("hitung t.takar --data kecil.csv --keluar hasil.csv");
    assert!(!small.contains("lambat"), "{small}");
    let large = desk.run("hitung t.takar --data besar.csv --keluar hasil.csv");
    let fast = desk.run("hitung t.takar --data besar.csv --kolom CEPAT --keluar hasil.csv");
    assert!(!fast.contains("lambat"), "{fast}");
    insta::assert_snapshot!(large);
}
