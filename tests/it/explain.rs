//! Explanations of values: how they read, and that every number in them is the evaluator's.

use super::desk::{Desk, command};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use takar::check::program::{Role, When};
use takar::data::{Dataset, Field};
use takar::engine::{Package, Run};
use takar::eval::Value;
use takar::explain::{Question, question};
use takar::number::{Exact, Places, Rounding};
use takar::plan::SlotId;
use takar::report::explanation::{Explanation, Part, Reading, Subject, json, markdown, text};

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
    numbers_are_the_evaluators(&run, &explanation);
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
    for year in [2022, 2023, 2024] {
        let run = package.run(&data, year).expect("a run");
        for (name, role, when) in run.plan().values.keys().copied().collect::<Vec<_>>() {
            let question = Question { name, role: Some(role), when };
            let explanation = run.explain(&question, 0);
            numbers_are_the_evaluators(&run, &explanation);
            explained += explanation.things.len();
        }
    }
    assert!(explained > 2_000, "only {explained} things explained");
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

/// What is shown of a named value is that value; what is shown of any other is one of the plan's; each thing stands
/// there once; all three formats can be made.
fn numbers_are_the_evaluators(run: &Run, explanation: &Explanation) {
    let all: Vec<SlotId> = (0..run.plan().slots.len() as u32).map(SlotId).collect();
    let known: BTreeSet<String> = all.iter().filter_map(|slot| told(run, *slot)).collect();
    let mut names = BTreeSet::new();
    let check = |subject: Option<&Subject>, reading: &Reading| {
        let full = bare(&reading.full);
        match subject.and_then(|subject| slot_of(run, subject)) {
            Some(slot) => {
                assert_eq!(Some(full.to_string()), told(run, slot).or_else(|| state(run, slot)), "{subject:?}");
                if let Ok(Value::Number(value)) = run.evaluation().cell(slot, 0) {
                    assert_eq!(reading.cell.value.as_ref(), Some(value));
                    rounds_to(value, reading.cell.plain.as_deref().expect("a number"));
                }
            }
            None if reading.cell.value.is_some() => assert!(known.contains(full), "{full}"),
            None => {}
        }
    };
    let check_part = |part: &Part| {
        check(part.subject.as_ref(), &part.value);
        part.weight.iter().for_each(|weight| check(None, weight));
    };
    for thing in &explanation.things {
        assert!(names.insert(&thing.name), "{} stands there twice", thing.name);
        check(Some(&thing.subject), &thing.value);
        thing.parts.iter().for_each(check_part);
        for step in &thing.steps {
            step.before.iter().chain(&step.after).for_each(|reading| check(None, reading));
            step.parts.iter().for_each(check_part);
        }
    }
    let (text, markdown, json) = (text(explanation, 80, false), markdown(explanation), json(explanation));
    assert!(text.ends_with('\n') && markdown.ends_with('\n') && json.ends_with('\n'));
    // What is said to be explained is explained.
    let parts = explanation.things.iter().flat_map(|thing| {
        thing.parts.iter().chain(thing.steps.iter().flat_map(|step| &step.parts)).filter(|part| part.explained)
    });
    for part in parts {
        let code = part.subject.as_ref().map(|subject| &subject.code);
        assert!(explanation.things.iter().any(|thing| Some(&thing.subject.code) == code), "{}", part.name);
    }
}

/// The digits before `…` are those of the value; a full number is the value.
fn told(run: &Run, slot: SlotId) -> Option<String> {
    let decimals = Places::new(6).expect("places");
    let plain = match run.evaluation().cell(slot, 0) {
        Ok(Value::Number(value)) => match value.to_exact_plain() {
            Some(plain) if plain.split_once('.').is_none_or(|(_, part)| part.len() <= 10) => plain,
            _ => format!("{}…", value.to_plain(decimals, Rounding::Truncate)),
        },
        Ok(Value::Irrational(root)) => format!("{}…", root.to_plain(decimals, Rounding::Truncate).expect("digits")),
        Ok(Value::Text(text)) => return Some(text.to_string()),
        Ok(Value::Truth(_)) | Err(_) => return None,
    };
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if whole.starts_with('-') { "-" } else { "" };
    let digits: Vec<char> = whole.trim_start_matches('-').chars().collect();
    let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    let tail = if part.is_empty() { String::new() } else { format!(",{part}") };
    Some(format!("{sign}{}{tail}", groups.join(".")))
}

fn state(run: &Run, slot: SlotId) -> Option<String> {
    run.evaluation().cell(slot, 0).as_ref().err().map(|fault| fault.state.words().to_string())
}

/// A number without its unit; words stay as they are.
fn bare(text: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ',' | '…');
    let end = text.find(|c| !number(c)).unwrap_or(text.len());
    let rest = &text[end..];
    let is_unit = rest == "%" || rest.starts_with(' ') && !rest.trim().contains(' ');
    if end > 0 && text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && is_unit { &text[..end] } else { text }
}

fn slot_of(run: &Run, subject: &Subject) -> Option<SlotId> {
    let name = *run.program().by_code.get(&subject.code)?;
    let when = When { year: subject.year, quarter: subject.quarter };
    run.plan().value(name, Role::from_word(&subject.role)?, when)
}

/// What is shown differs from the exact value by at most half a step of its last decimal, in whatever mode a whole.
fn rounds_to(value: &Exact, plain: &str) {
    let decimals = plain.split_once('.').map_or(0, |(_, part)| part.len() as i32);
    let places = Places::new(decimals).expect("places");
    let modes = Rounding::ALL.into_iter();
    assert!(modes.map(|mode| value.to_plain(places, mode)).any(|one| one == plain), "{plain} for {value:?}");
}
