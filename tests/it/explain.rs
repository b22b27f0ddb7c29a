//! Explanations of values: how they read, and that every number in them is the evaluator's.

mod holds;

use super::desk::{Desk, command};
use crate::package::Texts;
use crate::sample;
use holds::{Formulas, Known, numbers_are_the_evaluators};
use std::fs;
use std::path::Path;
use takar::data::{Dataset, Field};
use takar::engine::{Package, Run};
use takar::explain::{Question, question};
use takar::report::explanation::text;

/// What the built program shows for a question about the shipped package.
fn mojoagung(words: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = command(root, &format!("jelaskan {words}")).output().expect("it runs");
    let text = [output.stdout, output.stderr].concat();
    format!("$ takar jelaskan {words}\n{}", String::from_utf8(text).expect("UTF-8"))
}

#[test]
fn an_achievement_down_to_its_cells() {
    insta::assert_snapshot!(mojoagung("capaian AKIP rules/mojoagung-2024"));
}

#[test]
fn a_group_with_its_grade() {
    insta::assert_snapshot!(mojoagung("IKU rules/mojoagung-2024"));
}

#[test]
fn a_group_of_another_year_and_its_version() {
    insta::assert_snapshot!(mojoagung("capaian IKU rules/mojoagung-2024 --tahun 2022 --format md"));
}

#[test]
fn codes_of_the_data() {
    let words = ["7.01.01.2.06", "serapan AKIP", "LKE.PERENCANAAN"];
    let shown = words.map(|words| mojoagung(&format!("{words} rules/mojoagung-2024")));
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn what_is_not_there() {
    let words = ["IKM", "SP", "capaian IKPP --tahun 2025"];
    let shown = words.map(|words| mojoagung(&format!("{words} rules/mojoagung-2024")));
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn an_achievement_as_json() {
    insta::assert_snapshot!(mojoagung("capaian IKPP rules/mojoagung-2024 --format json"));
}

#[test]
fn questions_that_have_no_answer() {
    let desk = Desk::new();
    desk.put("dua/aturan.takar", desk.get("contoh/aturan.takar"));
    desk.put(
        "dua/data/iku.csv",
        "kode;tahun;unit;target;realisasi\nSAKIP;2024;Utara;72,5;73,12\nSAKIP;2024;Selatan;72,5;70\n",
    );
    insta::assert_snapshot!(desk.runs(&[
        "jelaskan",
        "jelaskan SAKP contoh",
        "jelaskan capain SAKIP contoh",
        "jelaskan predikat SAKIP contoh",
        "jelaskan capaian SAKIP dua",
        "jelaskan capaian SAKIP dua --unit selatan",
        "jelaskan capaian SAKIP dua --unit Barat",
        "jelaskan capaian SAKIP contoh --unit Barat",
        "jelaskan capaian SAKIP contoh --format pdf",
        "jelaskan capaian SAKIP contoh lain",
    ]));
}

#[test]
fn english_words_do_the_same() {
    let desk = Desk::new();
    let shown = |line: &str| desk.run(line).split_once('\n').expect("lines").1.to_string();
    assert_eq!(
        shown("jelaskan capaian SAKIP contoh --tahun 2023 --format md"),
        shown("explain CAPAIAN sakip contoh --year 2023 --format markdown")
    );
}

/// A package in memory: rules, and values of 2024.
fn asked(rules: &str, values: &[(&str, Field, &str)], words: &str) -> String {
    let package = Package::new("contoh", [("aturan.takar", rules)]);
    assert!(package.program().is_some(), "{:?}", package.diagnostics());
    let data = given(values);
    let run = package.run(&data, 2024).expect("a run");
    let question = question(run.program(), run.plan(), words).expect("a question");
    let explanation = run.explain(&question, 0);
    numbers_are_the_evaluators(&run, 0, &Known::of(&run, 0), &explanation);
    Formulas::default().come_out(&explanation);
    text(&explanation, 80, false)
}

fn given(values: &[(&str, Field, &str)]) -> Dataset {
    let mut data = Dataset::new();
    for (code, field, value) in values {
        data.set_number(code, field.clone(), 2024, value.parse().expect("a decimal"));
    }
    data
}

#[test]
fn a_geometric_mean_and_a_conversion() {
    let rules = format!("gunakan \"pmk-22-2021\"\n{}", read("rules/pmk-22-2021/contoh.takar"));
    let values = [
        ("Keluaran1", Field::Target, "100"),
        ("Keluaran1", Field::Value, "90"),
        ("Keluaran2", Field::Target, "100"),
        ("Keluaran2", Field::Value, "70"),
        ("AnggaranPagu", Field::Value, "1000000"),
        ("AnggaranRealisasi", Field::Value, "700000"),
    ];
    insta::assert_snapshot!(asked(&rules, &values, "NilaiContoh"));
}

#[test]
fn a_chain_of_packages_with_a_band() {
    let rules = "gunakan \"ikpp\"\n";
    let values = [("IKM", Field::Value, "92"), ("IPP", Field::Value, "3.9")];
    insta::assert_snapshot!(asked(rules, &values, "IKPP"));
}

const STEPS: &str = "
aturan capaian Ketat
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
  batas 0..100
  bulat 1 ke_bawah
  dasar \"Keputusan Camat 5/2024\"

aturan predikat Nilai
  bulat 0 genap
  0 .. 79   : \"Kurang\"
  80 .. 100 : \"Baik\" # lulus

indikator A \"Yang pertama\"
  satuan dokumen
  arah makin tinggi
  capaian Ketat
  predikat Nilai

indikator B
  satuan dokumen
  arah makin tinggi
  rumus bulat(X / 3; 2) - Y + jumlah(X; Y) * (X - Y) / 100
  capaian Ketat
  predikat Nilai

besaran X
besaran Y

indikator C
  arah makin tinggi
  capaian Ketat

kelompok K \"Semua\"
  anggota A; B; C
  bobot A 50%; B 30%; C 20%
  capaian rata_rata_tertimbang(capaian anggota)
  abaikan yang kosong
  predikat Nilai
";

#[test]
fn roundings_caps_weights_and_what_is_left_out() {
    let values = [
        ("A", Field::Target, "7"),
        ("A", Field::Value, "9"),
        ("B", Field::Target, "9"),
        ("B", Field::Value, "7.28"),
        ("X", Field::Value, "20"),
        ("Y", Field::Value, "2"),
    ];
    insta::assert_snapshot!(asked(STEPS, &values, "K"));
}

#[test]
fn a_rule_that_gives_nothing() {
    let values = [("A", Field::Target, "0"), ("A", Field::Value, "9")];
    insta::assert_snapshot!(asked(STEPS, &values, "predikat A"));
}

/// What cannot be converted because it is not there is not a conversion with a gap.
#[test]
fn a_conversion_of_nothing() {
    let rules = "besaran A\n  skala 0..10\nbesaran B\n  rumus K(bulat(A; 0))\naturan konversi K\n  0 .. 5 : nilai\n  > 5 .. 10 : 2 * nilai - 5\n";
    let shown = asked(rules, &[("X", Field::Value, "1")], "B");
    assert!(shown.contains("konversi   nilai yang dikonversi belum diisi"), "{shown}");
    assert!(!shown.contains("tidak ada bagian"), "{shown}");
}

/// Targets of quarters are put together by no formula, though the rules state another target; parts are no quarters.
#[test]
fn quarters_beside_a_rule() {
    let desk = Desk::new();
    let rules = "paket \"Uji\"\n  tahun 2024\naturan capaian C\n  makin tinggi : realisasi\nindikator X\n  arah makin tinggi\n  \
                 capaian C\n  target 100\n  triwulan jumlah\nindikator R\n  induk X\n  arah makin tinggi\n  capaian C\ndata \"d.csv\"\n";
    desk.put("p/aturan.takar", rules);
    desk.put(
        "p/d.csv",
        "kode;tahun;triwulan;target;realisasi;serapan\nX;2024;1;10;1;\nX;2024;2;10;1;\nX;2024;3;10;1;\nX;2024;4;10;1;\nR;2024;;;;99\n",
    );
    insta::assert_snapshot!([desk.run("jelaskan target X p"), desk.run("jelaskan serapan X p")].join("\n"));
}

#[test]
fn quarters_one_by_one() {
    let desk = Desk::new();
    desk.edit(
        "contoh/aturan.takar",
        "indikator SAKIP \"Nilai SAKIP\"\n",
        "indikator SAKIP \"Nilai SAKIP\"\n  triwulan jumlah\n",
    );
    desk.put(
        "contoh/data/iku.csv",
        "kode;tahun;triwulan;target;realisasi\nSAKIP;2024;1;20;18\nSAKIP;2024;2;20;21\nSAKIP;2024;3;20;\n",
    );
    insta::assert_snapshot!(desk.run("jelaskan capaian SAKIP contoh"));
}

/// Every value of every shipped package with data, in every year it has: explained, every number as evaluated.
#[test]
fn every_number_is_the_evaluators() {
    let (package, data) = shipped();
    let mut explained = 0;
    let mut formulas = Formulas::default();
    for year in [2022, 2023, 2024] {
        let run = package.run(&data, year).expect("a run");
        explained += explain_all(&run, 0, &mut formulas);
    }
    assert!(sample::of(3, 1) * explained > 2_000, "only {explained} things explained");
    assert!(sample::of(3, 1) * formulas.tried > 100, "only {} formulas tried", formulas.tried);
}

/// The same over packages that were made by chance, with every kind of hole in their data.
#[test]
fn every_number_is_the_evaluators_in_any_package() {
    let made = include_str!("../eval_oracle/sample.txt");
    let mut explained = 0;
    let mut formulas = Formulas::default();
    // Every second of those of a kind: what is explained is looked at in every place, so that kinds meet often enough.
    for package in sample::kinds(made.split("=== ").skip(1)).step_by(sample::of(2, 1)) {
        let parts: Vec<(&str, &str)> = package.split("--- ").skip(1).filter_map(|part| part.split_once('\n')).collect();
        let ending = |ending: &str| -> Vec<(String, String)> {
            let found = parts.iter().filter(|(name, _)| name.ends_with(ending));
            found.map(|(name, text)| (name.to_string(), text.to_string())).collect()
        };
        let texts = Texts { rules: ending(".takar"), data: ending(".csv") };
        let head = parts.iter().find_map(|(name, _)| name.strip_prefix("harap ")).expect("a head");
        let year = head.split(' ').next().and_then(|year| year.parse().ok());
        let rules = texts.package();
        // Some ask for grades that their rule does not have.
        if rules.program().is_none() {
            continue;
        }
        texts.run_with(rules, year, |seen| {
            for lane in 0..seen.run.evaluation().lanes() {
                explained += explain_all(seen.run, lane, &mut formulas);
            }
        });
    }
    assert!(sample::of(8, 1) * explained > 5_000, "only {explained} things explained");
    assert!(sample::of(8, 1) * formulas.tried > 500, "only {} formulas tried", formulas.tried);
}

fn explain_all(run: &Run, lane: usize, formulas: &mut Formulas) -> usize {
    let (mut explained, known) = (0, Known::of(run, lane));
    // Every third, not the same in each package and year.
    let step = sample::of(3, 1);
    let from = (run.plan().values.len() + lane) % step;
    for (name, role, when) in run.plan().values.keys().copied().skip(from).step_by(step) {
        let explanation = run.explain(&Question { name, role: Some(role), when }, lane);
        numbers_are_the_evaluators(run, lane, &known, &explanation);
        formulas.come_out(&explanation);
        explained += explanation.things.len();
    }
    explained
}

fn shipped() -> (Package, Dataset) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/mojoagung-2024");
    let mut package = Package::new("mojoagung", super::packages::read(&root));
    let (data, findings) = package.read_data(|name| Ok(fs::read_to_string(root.join(name)).expect("a data file")));
    assert!(findings.is_empty());
    (package, data)
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

/// A value that a choice hands on has the text of the choice, not the head of what it is the value of; the ends of a target
/// are no target.
#[test]
fn values_handed_on_and_ends_of_targets() {
    let desk = Desk::new();
    let rules = "paket \"P\"\n  tahun 2024\nbesaran X\nbesaran Y\nbesaran Z\nF = jika X > 3 maka X selain itu Y\nG = jika X > 9 maka X selain itu Y\n\
        H = jika Z > 3 maka X selain itu Z\naturan capaian R\n  jika target_bawah = 0 : tidak terdefinisi \"nol\"\n  rentang : jika realisasi < target_bawah maka \
        realisasi / target_bawah * 100 selain itu 100\nindikator S\n  arah rentang\n  capaian R\n\
        aturan capaian T\n  jika target = 0 : realisasi\n  makin tinggi : jika realisasi > target maka target selain itu realisasi / target * 100\n\
        indikator U \"Nama\"\n  arah makin tinggi\n  capaian T\ndata \"d.csv\"\n";
    desk.put("p/aturan.takar", rules);
    desk.put("p/d.csv", "kode;tahun;target;nilai\nX;2024;;7\nY;2024;;2\nS;2024;25-30;24\nU;2024;50;60\n");
    for (question, lines) in [
        ("F", &["rumus      X", "= 7", "(besaran F, aturan.takar:6)"][..]),
        ("G", &["rumus      Y", "= 2", "(besaran G, aturan.takar:7)"]),
        ("H", &["sebab      realisasi Z tahun 2024 belum diisi"]),
        ("capaian U", &["rumus      target", "(aturan capaian T, aturan.takar:17)"]),
        ("F[triwulan 1]", &["jika       X > 3? (belum diisi) > 3: belum diisi"]),
        ("nilai F[2024 triwulan 1]", &["jika       X > 3? (belum diisi) > 3: belum diisi"]),
        ("capaian S", &["target_bawah S 2024 = 25", "data       d.csv, baris 4, kolom \"target\""]),
    ] {
        let run = desk.run(&format!("jelaskan {question} p"));
        let is_there = |line: &&str| run.lines().any(|known| known.trim() == *line);
        assert!(lines.iter().all(is_there), "{question}\n{run}");
        assert!(!run.contains("rumus      besaran") && !run.contains("dari       target S"), "{question}\n{run}");
    }
}

/// One value in several conditions that are counted is told by these; cells of a further column by their quarters.
#[test]
fn each_of_several_has_its_own_name() {
    let desk = Desk::new();
    let rules = "paket \"P\"\n  tahun 2024\nbesaran X\nbesaran Y\nbesaran Z\nF = banyaknya_bila(X > 5; Y > 5; X > Y)\n\
                 G = kab Z\ndata \"d.csv\"\n  kolom kab \"Kab\" triwulan jumlah\n";
    desk.put("p/aturan.takar", rules);
    desk.put("p/d.csv", "kode;tahun;triwulan;nilai;Kab\nX;2024;;7;\nY;2024;;2;\nZ;2024;1;;3\nZ;2024;2;;4\n");
    let run = desk.run("jelaskan F p");
    assert!(
        run.contains("X > 5") && run.contains("X > Y") && !run.contains("X 2024 = 7\n             X 2024"),
        "{run}"
    );
    let run = desk.run("jelaskan G p");
    assert!(run.contains("kab Z 2024 triwulan 1 = 3") && run.contains("kab Z 2024 triwulan 2 sendiri = 4"), "{run}");
    insta::assert_snapshot!(format!("{}{run}", desk.run("jelaskan F p")));
    // What is read of a quarter is told in `cari`, too.
    let data = "kode;tahun;triwulan;nilai;Kab\nX;2024;;7;\nY;2024;;2;\nZ;2024;1;;3\nZ;2024;2;;4\n";
    desk.put("p/d.csv", data);
    let run = desk.run_words(&["cari", "Y agar X + Y >= 20", "p", "--andaikan", "X = kab Z[triwulan 2] + 1"]);
    assert!(
        run.contains("kab Z[triwulan 2] dibaca sampai triwulan 2: 7; triwulan 2 sendiri 4\nY paling rendah 12"),
        "{run}"
    );
}
