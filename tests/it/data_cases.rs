//! Every file in `tests/cases/data` is one mistake, named by it; its snapshot shows it with the messages.

use std::fs;
use std::path::{Path, PathBuf};
use takar::data::Dataset;
use takar::data::csv::{CsvFile, read_csv};
use takar::data::parents::missing_parents;
use takar::data::schema::{CodeSchema, FieldSchema, NumberFormat, PrefixSchema, Schema, Takes, VersionSchema};
use takar::diagnostic::{Diagnostic, Place, apply_edits};
use takar::number::{Bound, Exact, Interval};
use takar::source::{SourceId, Sources};

#[test]
fn each_mistake_has_its_message() {
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots/data" }, {
        for path in cases() {
            let (name, text) = load(&path);
            let (_, diagnostics) = read(&name, &text);
            assert!(!diagnostics.is_empty(), "{name} draws no message");
            let shown = format!("{}\n\n{}", visible(&text), render(&name, &diagnostics));
            insta::assert_snapshot!(name.trim_end_matches(".csv"), shown);
        }
    });
}

#[test]
fn a_suggestion_mends_its_finding() {
    let mut mends = 0;
    for path in cases() {
        let (name, text) = load(&path);
        let (_, found) = read(&name, &text);
        for diagnostic in &found {
            for suggestion in &diagnostic.suggestions {
                let mended = apply_edits(&text, &suggestion.edits);
                let (_, left) = read(&name, &mended);
                let same = |other: &&Diagnostic| other.code == diagnostic.code && other.title == diagnostic.title;
                assert!(
                    !left.iter().any(|other| same(&other)) && left.len() < found.len(),
                    "{name}: \"{}\" leaves\n{}\nin\n{mended}",
                    suggestion.text,
                    render(&name, &left)
                );
                mends += 1;
            }
        }
    }
    assert!(mends >= 20, "only {mends} mends were tried");
}

#[test]
fn every_code_has_a_case() {
    let mut shown = std::collections::BTreeSet::new();
    for path in cases() {
        let (name, text) = load(&path);
        let (_, found) = read(&name, &text);
        shown.extend(found.into_iter().map(|diagnostic| diagnostic.code.as_str()));
    }
    // D0031 to D0033 were about bytes; whoever reads the file tells of them now.
    let all: Vec<String> =
        (1..=30).chain(34..=45).chain([49, 51, 53, 56, 58, 60, 61, 62]).map(|number| format!("D{number:04}")).collect();
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), all);
}

/// The cases in order of their names.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/data");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .collect();
    files.sort();
    files
}

fn load(path: &Path) -> (String, String) {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let bytes = fs::read(path).expect("a readable case");
    (name, String::from_utf8(bytes).expect("UTF-8"))
}

/// Reads a text under the format that the ending of its name says.
pub fn read(name: &str, text: &str) -> (Dataset, Vec<Diagnostic>) {
    let format = match name {
        name if name.ends_with(".id.csv") => Some(NumberFormat::Indonesian),
        name if name.ends_with(".en.csv") => Some(NumberFormat::English),
        _ => None,
    };
    let mut data = Dataset::new();
    let name = format!("data/{name}");
    let file = CsvFile { source: source(&name, text), name: &name, text, format };
    let mut problems = read_csv(file, &schema(), &mut data);
    problems.extend(missing_parents(&data, &schema()));
    (data, problems.into_iter().map(|problem| problem.into_diagnostic()).collect())
}

fn source(name: &str, text: &str) -> SourceId {
    Sources::default().add(name, text)
}

/// The rules all cases are read under.
pub fn schema() -> Schema {
    let closed = |low: i64, high: i64| Interval::closed(Exact::from(low), Exact::from(high));
    let from_zero = || Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
    let version = |scale: Option<Interval>, unit: Option<&str>| VersionSchema {
        from: None,
        to: None,
        scale_declared: scale.is_some(),
        scale: scale.unwrap_or_else(from_zero),
        unit: unit.map(str::to_string),
        open_unit: unit.is_none(),
        open_label: false,
        open_goal: false,
        basis: None,
        quarters: false,
        quarterly_money: false,
        range_target: false,
        target: None,
        step: None,
        takes: Takes::ValueAndTarget,
        words: Vec::new(),
    };
    let code =
        |label: &str, version: VersionSchema| CodeSchema { labels: vec![label.to_string()], versions: vec![version] };
    let ikm = VersionSchema {
        basis: Some("PermenPANRB 14/2017 mengenal dua bentuk, 1..4 dan 25..100".into()),
        ..version(Some(closed(25, 100)), Some("nilai"))
    };
    let akip = VersionSchema { from: Some(2022), ..version(Some(closed(0, 100)), Some("nilai")) };
    let ranged = VersionSchema { range_target: true, ..version(Some(closed(0, 100)), None) };
    let ratio = VersionSchema { range_target: true, ..version(Some(closed(0, 100)), Some("persen")) };
    let quarterly = VersionSchema { quarters: true, ..version(None, Some("dokumen")) };
    let words = ["TMP", "WDP", "WTP"].map(str::to_string).to_vec();
    let opinion = VersionSchema { words, ..version(None, None) };
    let programme = VersionSchema { quarters: true, ..version(None, Some("persen")) };
    let whole = VersionSchema { step: Some(1.into()), ..version(None, Some("orang")) };
    let quantity = VersionSchema { takes: Takes::Value, ..version(None, Some("orang")) };
    let group = VersionSchema { takes: Takes::Nothing, ..version(None, None) };
    let codes = [
        ("LAMPAU", code("Jumlah Pensiunan", quantity)),
        ("HADIR", code("Jumlah Hadir", whole)),
        ("IKU", code("Indikator Kinerja Utama", group)),
        ("IKM", code("Indeks Kepuasan Masyarakat", ikm)),
        ("SKM", code("Survei Kepuasan", version(Some(closed(1, 4)), None))),
        ("IPP", code("Indeks Pelayanan Publik", version(Some(closed(0, 5)), None))),
        ("AKIP", code("Nilai Evaluasi AKIP", akip)),
        ("PAGU", code("Pagu Anggaran", version(None, Some("rupiah")))),
        ("SERAP", code("Serapan Anggaran", version(None, Some("persen")))),
        ("PEG", code("Jumlah Pegawai", version(None, Some("orang")))),
        ("PNS", code("Jumlah Pegawai", version(None, Some("orang")))),
        ("SUHU", code("Suhu Simpan", VersionSchema { step: Some(1.into()), ..ranged.clone() })),
        ("GINI", code("Indeks Gini", ranged)),
        ("RASIO", code("Rasio Belanja", ratio)),
        ("SURAT", code("Surat", quarterly)),
        ("OPINI", code("Opini BPK", opinion)),
        ("TUMBUH", code("Pertumbuhan", version(Some(closed(-100, 100)), None))),
    ];
    Schema {
        codes: codes.into_iter().map(|(code, what)| (code.to_string(), what)).collect(),
        headings: Vec::new(),
        fields: vec![
            field("nasional", "Nasional", false, None),
            field("pj", "Penanggung Jawab", true, None),
            field("bobot", "Bobot", false, Some("persen")),
        ],
        prefixes: vec![PrefixSchema { prefix: "7.01".into(), versions: vec![programme] }],
        default_year: None,
        disputed_units: Default::default(),
        units_beside: Default::default(),
        weighed: Default::default(),
        can_name: None,
        signs: Default::default(),
        headers: Default::default(),
        above: Vec::new(),
    }
}

fn field(name: &str, header: &str, is_text: bool, unit: Option<&str>) -> FieldSchema {
    FieldSchema {
        name: name.into(),
        header: header.into(),
        others: Vec::new(),
        is_text,
        unit: unit.map(str::to_string),
        quarters: false,
        is_own: false,
    }
}

/// A file as a snapshot can show it.
fn visible(text: &str) -> String {
    text.replace('\u{feff}', "<BOM>").replace('\r', "<CR>").trim_end().to_string()
}

/// Messages as `docs` describe them; the real drawing is a matter of reports.
fn render(name: &str, diagnostics: &[Diagnostic]) -> String {
    let mut shown = String::new();
    for diagnostic in diagnostics {
        let word = diagnostic.severity.word();
        shown += &format!("{word} {}: {}\n", diagnostic.code, diagnostic.title);
        for label in &diagnostic.labels {
            let place = match &label.place {
                Place::Cell(cell) => {
                    let column = cell.column.as_ref();
                    let column = column.map(|name| format!(", kolom \"{name}\""));
                    format!("data/{name}, baris {}{}", cell.row, column.unwrap_or_default())
                }
                Place::File(name) => name.clone(),
                other => format!("{other:?}"),
            };
            shown += format!("  ┌ {place}  {}", label.text).trim_end();
            shown.push('\n');
        }
        let lines = |word: &str, texts: &[String]| -> String {
            texts.iter().map(|text| format!("  = {word}: {text}\n")).collect()
        };
        shown += &lines("karena", &diagnostic.reasons);
        let suggestions: Vec<String> =
            diagnostic.suggestions.iter().map(|suggestion| suggestion.text.clone()).collect();
        shown += &lines("saran", &suggestions);
        shown += &lines("petunjuk", &diagnostic.advice);
        shown.push('\n');
    }
    shown
}
