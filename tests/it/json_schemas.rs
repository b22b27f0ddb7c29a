//! The JSON that programs read is what `docs/skema/` says: every key is there, and no other.

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use takar::engine::Package;
use takar::explain::codes;
use takar::report::explanation::meaning;
use takar::report::{diagnostics, explanation, json};

#[test]
fn tables_and_explanations_are_as_described() {
    let mut folder = takar::folder::open(rules()).expect("the shipped report");
    let read = folder.read_data().expect("its data");
    let run = folder.package.run(&read.data, 2023).expect("sound rules");
    let (tables, reasons) = (Schema::read("tabel"), Schema::read("asal"));
    let mut seen = Seen::default();
    tables.check(&mut seen, &json(&run.tables()), "tables");
    let mut marked = run.tables();
    marked.iter_mut().for_each(|table| table.scenario = Some("optimis".to_string()));
    tables.check(&mut seen, &json(&marked), "tables under a scenario");
    let planned = folder.package.planned(&read.data, 2023).expect("sound rules");
    for asked in ["capaian IKU", "capaian AKIP", "serapan 7.01.01", "predikat AKIP", "AKIP", "target AKIP"] {
        let question = planned.question(asked).expect("a question");
        reasons.check(&mut seen, &explanation::json(&planned.unit(0).explain(&question, 0)), asked);
    }
    // What no run shows is not held by this test.
    let told = [
        "pecahan", "desimal", "kosong", "penutup", "catatan", "tempat", "uraian", "anggota", "sel", "dasar", "skenario",
    ];
    seen.has(&told);
}

#[test]
fn messages_and_meanings_are_as_described() {
    let files = [("aturan.takar", "besaran IKM\nNILAI = IKN + IKM\n"), ("iku.takar", "data \"tidak ada.csv\"\n")];
    let mut package = Package::new("salah", files);
    let (messages, meanings) = (Schema::read("pesan"), Schema::read("arti"));
    let mut seen = Seen::default();
    messages.check(&mut seen, &diagnostics::json(package.sources(), package.diagnostics()), "rules");
    package = Package::new("data", [files[1]]);
    let csv = "kode;tahun;target;realisasi\nA;2024;1;x\n";
    let (_, findings) = package.read_data(|_| Ok(csv.to_string()));
    messages.check(&mut seen, &diagnostics::json(package.sources(), &findings), "data");
    for meaning in codes::all() {
        meanings.check(&mut seen, &meaning::json(&meaning), meaning.code);
    }
    seen.has(&["suntingan", "ganti", "baris_akhir", "judul_kolom", "tindakan", "contoh"]);
}

#[test]
fn comparisons_are_as_described() {
    let rules = |cap: &str, edge: &str, more: &str| {
        format!(
            "aturan capaian C\n  makin tinggi : realisasi / target * 100\n  batas 0..{cap}\n\naturan predikat P\n  \
             > {edge} : \"Baik\"\n  .. {edge} : \"Kurang\"\n\nindikator X\n  arah makin tinggi\n  capaian C\n  \
             predikat P\n  triwulan jumlah\n\nbesaran S\n  rumus X / 3\n{more}\ndata \"d.csv\"\n"
        )
    };
    let data = "kode;tahun;triwulan;target;realisasi\nX;2024;1;10;15\nX;2024;2;10;15\nX;2024;3;10;15\nX;2024;4;10;15\n";
    let sides = [rules("100", "90", ""), rules("120", "110", "  dasar \"Perbup 1/2024\"\n").replace("X / 3", "X / 7")];
    let mut read = takar::data::Dataset::new();
    let packages = sides.map(|text| {
        let mut package = Package::new("p", [("p.takar", text.as_str())]);
        read = package.read_data(|_| Ok(data.to_string())).0;
        package
    });
    let programs = packages.each_ref().map(|one| takar::resolve::with_data(one.program().expect("sound"), &read));
    let side = |at: usize| takar::compare::Side { program: &programs[at], sources: packages[at].sources(), year: 2024 };
    let mut seen = Seen::default();
    let found = takar::compare::compare(side(0), side(1), &read, &|_| None);
    Schema::read("bandingkan").check(&mut seen, &found.json, "a comparison");
    seen.has(&["perubahan", "akibat", "sebab", "gabungan", "predikat", "pecahan", "teks"]);
}

#[test]
fn an_audit_is_as_described() {
    let root = rules();
    let mut folder = takar::folder::open(&root).expect("the shipped report");
    let read = folder.read_data().expect("its data");
    let names = ["T34", "T312", "T35b"].map(|name| format!("cetakan/{name}.csv"));
    let texts = names.map(|name| (fs::read_to_string(root.join(&name)).expect("a printed table"), name));
    let (mut printed, _) = takar::audit::read(texts.iter().map(|(text, name)| (name.as_str(), text.as_str())));
    printed[0].page = Some(41);
    let report = fs::read(fixture("cetakan/laporan.xlsx")).expect("a fixture");
    let year_data = (&folder.package, &read.data, 2024, None);
    printed.extend(takar::audit::read_with(year_data, &[], &[("cetakan/laporan.xlsx", &report)]).0);
    let table = printed.iter_mut().rev().find(|one| !one.is_passed).expect("its table");
    table.rows[0].cells[3] = "1,48".to_string();
    let audit = takar::audit::audit(&folder.package, &read.data, 2024, &printed).expect("sound rules");
    let mut seen = Seen::default();
    Schema::read("audit").check(&mut seen, &takar::audit::json(&audit), "an audit");
    seen.has(&["halaman", "asal", "dasar", "dicoba", "kebetulan_per_seribu", "sel_lain", "ikut", "isi", "banyaknya"]);
    seen.has(&["lembar", "sel"]);
}

#[test]
fn places_in_workbooks_are_as_described() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(fixture("found/judul.xlsx"), folder.path().join("judul.xlsx")).expect("a fixture");
    let rules = "paket \"Kantor\"\n  tahun 2024\ndata \"judul.xlsx\"\naturan capaian Baku\n  makin tinggi : realisasi - target\n\
                 indikator IKM \"Indeks Kepuasan Masyarakat\"\n  skala 0..100\n  arah makin tinggi\n  capaian Baku\n";
    fs::write(folder.path().join("aturan.takar"), rules).expect("a file");
    let mut folder = takar::folder::open(folder.path()).expect("a package");
    let read = folder.read_data().expect("its data");
    let (messages, reasons) = (Schema::read("pesan"), Schema::read("asal"));
    let mut seen = Seen::default();
    messages.check(&mut seen, &diagnostics::json(folder.package.sources(), &read.findings), "data");
    seen.has(&["lembar", "sel"]);
    let planned = folder.package.planned(&read.data, 2024).expect("sound rules");
    let question = planned.question("capaian IKM").expect("a question");
    let mut seen = Seen::default();
    reasons.check(&mut seen, &explanation::json(&planned.unit(0).explain(&question, 0)), "a cell");
    seen.has(&["lembar", "sel"]);
}

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures").join(name)
}

#[test]
fn what_a_schema_does_not_tell_is_noticed() {
    let schema = Schema::read("arti");
    let sound = serde_json::json!({
        "versi": 1, "kode": "K0102", "judul": "", "arti": "", "contoh": [], "perbaikan": [], "tindakan": null
    });
    assert_eq!(schema.first_fault(&mut Seen::default(), &sound), None);
    for (key, value) in [("versi", 2.into()), ("judul", Value::Null), ("baru", 1.into()), ("contoh", vec![1].into())] {
        let mut other = sound.clone();
        other[key] = value;
        assert!(schema.first_fault(&mut Seen::default(), &other).is_some(), "{key}");
    }
    let mut short = sound;
    short.as_object_mut().expect("an object").remove("arti");
    assert_eq!(schema.first_fault(&mut Seen::default(), &short).as_deref(), Some(": no arti"));
}

fn rules() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/mojoagung-2024")
}

/// The keys that were met.
#[derive(Default)]
struct Seen(BTreeSet<String>);

impl Seen {
    fn has(&self, keys: &[&str]) {
        let missing: Vec<_> = keys.iter().filter(|key| !self.0.contains(**key)).collect();
        assert!(missing.is_empty(), "never met: {missing:?}");
    }
}

/// A schema of `docs/skema`, of those words of JSON Schema that are used there.
struct Schema(Value);

impl Schema {
    fn read(name: &str) -> Schema {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/skema/{name}.json"));
        Schema(serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON"))
    }

    fn check(&self, seen: &mut Seen, document: &str, what: &str) {
        let value = serde_json::from_str(document).expect("JSON");
        if let Some(fault) = self.first_fault(seen, &value) {
            panic!("{what}{fault}");
        }
    }

    fn first_fault(&self, seen: &mut Seen, value: &Value) -> Option<String> {
        self.fault(seen, &self.0, value)
    }

    fn fault(&self, seen: &mut Seen, schema: &Value, value: &Value) -> Option<String> {
        for (word, told) in schema.as_object().expect("a schema") {
            let fault = match word.as_str() {
                "$ref" => {
                    let name = told.as_str().and_then(|path| path.strip_prefix("#/$defs/")).expect("a definition");
                    self.fault(seen, &self.0["$defs"][name], value)
                }
                "anyOf" => {
                    let mut faults = told.as_array().expect("several").iter().map(|one| self.fault(seen, one, value));
                    let first = faults.next().expect("one");
                    first.and_then(|fault| faults.all(|other| other.is_some()).then_some(fault))
                }
                "type" => {
                    let is = |kind: &Value| kind.as_str().is_some_and(|kind| kind == kind_of(value));
                    let fits = is(told) || told.as_array().is_some_and(|kinds| kinds.iter().any(is));
                    (!fits).then(|| format!(": {} is no {told}", kind_of(value)))
                }
                "const" => (value != told).then(|| format!(": {value} is not {told}")),
                "enum" => {
                    (!told.as_array().expect("words").contains(value)).then(|| format!(": {value} is none of {told}"))
                }
                "required" => {
                    let missing = told.as_array().expect("keys").iter().filter_map(Value::as_str);
                    missing.filter(|key| value.get(key).is_none()).map(|key| format!(": no {key}")).next()
                }
                "items" => {
                    let items = value.as_array().into_iter().flatten().enumerate();
                    first(items.map(|(at, item)| (at.to_string(), self.fault(seen, told, item))))
                }
                "properties" => {
                    let known = told.as_object().expect("keys");
                    self.unlike(seen, known, value.as_object())
                }
                "additionalProperties" => (told != false).then(|| ": a schema that allows anything".to_string()),
                "$schema" | "$defs" | "title" | "description" => None,
                other => panic!("{other} is not understood here"),
            };
            if fault.is_some() {
                return fault;
            }
        }
        None
    }

    fn unlike(
        &self,
        seen: &mut Seen,
        known: &Map<String, Value>,
        value: Option<&Map<String, Value>>,
    ) -> Option<String> {
        first(value.into_iter().flatten().map(|(key, value)| {
            seen.0.insert(key.clone());
            let fault = match known.get(key) {
                Some(schema) => self.fault(seen, schema, value),
                None => Some(": not told of".to_string()),
            };
            (key.clone(), fault)
        }))
    }
}

fn first(mut faults: impl Iterator<Item = (String, Option<String>)>) -> Option<String> {
    faults.find_map(|(place, fault)| Some(format!(".{place}{}", fault?)))
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
