//! `bandingkan` compared with packages that are computed again under every set of edits, in Python
//! (tests/compare_oracle/pairs.py): every changed value is reported with both figures, nothing else is, the most
//! serious first, and the sets of changes that are named are exactly the smallest that give the new value. All formats
//! agree.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use takar::compare::{Side, compare};
use takar::data::Dataset;
use takar::engine::Package;
use takar::eval;
use takar::number::Exact;
use takar::plan;
use takar::program::{Program, Role};
use takar::report::{CsvStyle, csv, markdown, terminal};
use takar::resolve;

#[test]
fn a_sample_agrees() {
    let told = run(include_str!("../compare_oracle/sample.jsonl"));
    println!("{told:?}");
    assert!(
        told.values >= 300 && told.pairs_of_changes >= 40 && told.silent >= 1 && told.shown >= 30 && told.cells >= 60,
        "the sample is lopsided: {told:?}"
    );
}

#[test]
#[ignore = "needs a generated file, see tests/compare_oracle/full.sh"]
fn many_agree() {
    let path = std::env::var("TAKAR_COMPARE_ORACLE").expect("the file that full.sh makes");
    println!("{:?}", run(&std::fs::read_to_string(path).expect("a readable file")));
}

#[derive(Debug, Default)]
struct Told {
    comparisons: usize,
    changes: usize,
    values: usize,
    /// Of these, cells of tables.
    cells: usize,
    /// Causes of several changes that are needed together.
    pairs_of_changes: usize,
    /// Changes of tables and of what has to hold.
    shown: usize,
    /// Comparisons that say nothing.
    silent: usize,
}

fn run(pairs: &str) -> Told {
    let mut told = Told::default();
    for line in pairs.lines() {
        let case: Value = serde_json::from_str(line).expect("JSON");
        one(&case, &mut told);
    }
    told
}

fn package(rules: &str, data: &str) -> (Package, Dataset) {
    let text = format!("data \"d.csv\"\n\n{rules}");
    let mut package = Package::new("acak", [("acak.takar", text.as_str())]);
    let (read, _) = package.read_data(|_| Ok(data.to_string()));
    (package, read)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn one(case: &Value, told: &mut Told) {
    let (rules, data) = ([text(case, "lama"), text(case, "baru")], text(case, "data"));
    let (old, own) = package(rules[0], data);
    let (new, read) = package(rules[1], data);
    let context = || format!("seed {}\n{}\n==== baru\n{}\n{data}", case["seed"], rules[0], rules[1]);
    let sound = |one: &Package| match one.program() {
        Some(program) => program.clone(),
        None => panic!("{}\n{:#?}", context(), one.diagnostics()),
    };
    let programs = [sound(&old), sound(&new)];
    let year = |at: usize| case["tahun"][at].as_i64().expect("a year") as i32;
    let sides = [
        Side { program: &programs[0], sources: old.sources(), year: year(0) },
        Side { program: &programs[1], sources: new.sources(), year: year(1) },
    ];
    let found = compare(sides[0], sides[1], &read, &|program| new.read_as(program, &read));
    let json: Value = serde_json::from_str(&found.json).expect("JSON");

    let changes = json["perubahan"].as_array().expect("changes");
    let mut named: Vec<Value> = changes.iter().map(|one| serde_json::json!([one["pada"], one["bagian"]])).collect();
    let change = |number: &Value| named[number.as_u64().expect("a number") as usize - 1].clone();
    let said: Vec<Value> = json["akibat"].as_array().expect("values").iter().map(|one| effect(one, &change)).collect();
    named.sort_by_key(Value::to_string);
    let mut wanted = case["perubahan"].as_array().expect("changes").clone();
    wanted.sort_by_key(Value::to_string);
    assert_eq!(named, wanted, "{}", context());

    let key = |one: &Value| format!("{} {} {}", one["unit"], one["peran"], one["kode"]);
    let mut wanted = case["akibat"].as_array().expect("values").clone();
    let mut sorted = said.clone();
    wanted.sort_by_key(key);
    sorted.sort_by_key(key);
    for (told, wanted) in sorted.iter().zip(&wanted) {
        assert_eq!(*told, normal(wanted), "{}\n{}", context(), found.json);
    }
    assert_eq!(sorted.len(), wanted.len(), "{}\n{sorted:#?}\n{wanted:#?}", context());
    // The old rules alone know nothing of what the data call otherwise.
    let is_of_data = |one: &Value| one["bagian"] == "nama" && !text(one, "pada").starts_with("aturan");
    if year(0) == year(1) && !changes.iter().any(is_of_data) {
        let own = [(&programs[0], &own), (&programs[1], &read)]
            .map(|(program, data)| values(&resolve::with_data(program, data), data, year(1), ROLES));
        let of_things: Vec<Value> = said.iter().filter(|one| !is_cell(one)).cloned().collect();
        as_each_side_alone(own, &of_things, &context);
    }
    in_order(&said);
    alike(&found.tables, &json);

    let is_shown =
        |one: &&Value| one[0].as_str().is_some_and(|it| it.starts_with("tabel") || it.starts_with("pastikan"));
    told.shown += named.iter().filter(is_shown).count();
    told.comparisons += 1;
    told.changes += named.len();
    told.values += said.len();
    told.cells += said.iter().filter(|one| is_cell(one)).count();
    told.silent += usize::from(named.is_empty() && said.is_empty());
    let sets = said.iter().flat_map(|one| one["sebab"].as_array().into_iter().flatten());
    told.pairs_of_changes += sets.filter(|set| set.as_array().is_some_and(|set| set.len() > 1)).count();
}

/// The roles whose values are held against those of each side alone.
const ROLES: &[(Role, &str)] = &[(Role::Achievement, "capaian"), (Role::Value, "nilai"), (Role::Target, "target")];

/// Every value that rules compute of a year, of the roles named, by unit, role and code, as `hitung` does it.
pub fn values(
    program: &Program,
    data: &Dataset,
    year: i32,
    roles: &[(Role, &'static str)],
) -> BTreeMap<(String, &'static str, String), String> {
    let plan = plan::plan_values(program, year, data, &[]);
    let evaluation = eval::evaluate(&plan, data);
    let units: Vec<&str> = data.units().iter().collect();
    let mut found = BTreeMap::new();
    for ((name, role, when), slot) in &plan.values {
        let Some((_, word)) = roles.iter().find(|(one, _)| one == role) else { continue };
        if when.year != year || program.version(*name, year).is_none() {
            continue;
        }
        for (lane, unit) in units.iter().enumerate() {
            let value = match evaluation.cell(*slot, lane) {
                Err(fault) => fault.state.words().to_string(),
                cell => eval::rational(cell)
                    .map(Exact::fraction)
                    .map_or(String::new(), |(above, below)| format!("{above}/{below}")),
            };
            found.insert((unit.to_string(), *word, program.code(*name).to_string()), value);
        }
    }
    found
}

/// What is said of both sides is what each gives by itself, and what is not said is the same on both.
fn as_each_side_alone(
    [before, after]: [BTreeMap<(String, &'static str, String), String>; 2],
    said: &[Value],
    context: &impl Fn() -> String,
) {
    let mut told = BTreeSet::new();
    for one in said {
        let word = ROLES.iter().map(|(_, word)| *word).find(|word| one["peran"] == *word);
        let key = (text(one, "unit").to_string(), word.expect("a role"), text(one, "kode").to_string());
        for (side, values) in [("lama", &before), ("baru", &after)] {
            let known = values.get(&key).cloned().unwrap_or("tidak ada".into());
            assert_eq!(known, text(one, side), "{side}: {one}\n{key:?}\n{}", context());
        }
        told.insert(key);
    }
    for key in before.keys().chain(after.keys()) {
        let sides = [&before, &after].map(|side| side.get(key));
        // A blank comes and goes without a word where something else of its thing is said.
        let is_blank = |side: Option<&String>| side.is_none_or(|it| ["belum diisi", "tidak berlaku"].contains(&&**it));
        let of_thing = |(unit, _, code): &&(String, &str, String)| (unit, code) == (&key.0, &key.2);
        let is_said = told.contains(key) || sides.into_iter().all(is_blank) && told.iter().any(|one| of_thing(&one));
        assert!(sides[0] == sides[1] || is_said, "not said: {key:?} {sides:?}\n{}", context());
    }
}

/// Whether it is a cell of a table.
fn is_cell(one: &Value) -> bool {
    ["penutup", "sel"].iter().any(|word| one["peran"] == *word)
}

/// A value that is another, in the words of the cases.
fn effect(one: &Value, change: &impl Fn(&Value) -> Value) -> Value {
    let causes = |why: &Value| match why {
        Value::Null => Value::Null,
        why => {
            assert_eq!(why["terkecil"], true, "{why}");
            let sets = why["gabungan"].as_array().expect("sets").iter();
            sets.map(|set| Value::from(set.as_array().expect("a set").iter().map(change).collect::<Vec<_>>())).collect()
        }
    };
    let is_graded = one["predikat"]["sebab"] != Value::Null;
    let grades = ["lama", "baru"].map(|side| Value::from(grade(&one["predikat"][side])));
    normal(&serde_json::json!({
        "unit": one["unit"], "peran": one["peran"], "kode": if is_cell(one) { &one["nilai"] } else { &one["kode"] },
        "lama": exact(&one["lama"]), "baru": exact(&one["baru"]),
        "selisih": if one["selisih"].is_null() { Value::Null } else { exact(&one["selisih"]).into() },
        "berat": one["berat"],
        "predikat": if is_graded { Value::from(grades.to_vec()) } else { Value::Null },
        "sebab": causes(&one["sebab"]), "sebab_predikat": causes(&one["predikat"]["sebab"]),
    }))
}

/// Sets of causes in one order.
fn normal(one: &Value) -> Value {
    let mut one = one.clone();
    for key in ["sebab", "sebab_predikat"] {
        if let Some(sets) = one[key].as_array_mut() {
            for set in sets.iter_mut().filter_map(Value::as_array_mut) {
                set.sort_by_key(Value::to_string);
            }
            sets.sort_by_key(Value::to_string);
        }
    }
    one
}

/// `7/2`, or the state.
fn exact(cell: &Value) -> String {
    if let Some(state) = cell["kosong"]["keadaan"].as_str() {
        return state.to_string();
    }
    if cell["teks"] == "tidak ada" {
        return "tidak ada".into();
    }
    if let Some(decimal) = cell["desimal"].as_str() {
        let (whole, parts) = decimal.split_once('.').unwrap_or((decimal, ""));
        let above: i128 = format!("{whole}{parts}").parse().expect("a number");
        return lowest(above, 10_i128.pow(parts.len() as u32));
    }
    let part = |key: &str| cell["pecahan"][key].as_str().and_then(|text| text.parse().ok());
    match (part("pembilang"), part("penyebut")) {
        (Some(above), Some(below)) => lowest(above, below),
        _ => panic!("no number: {cell}"),
    }
}

fn lowest(above: i128, below: i128) -> String {
    let (mut a, mut b) = (above.abs(), below);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    format!("{}/{}", above / a, below / a)
}

fn grade(cell: &Value) -> String {
    match cell["kosong"]["keadaan"].as_str() {
        Some(state) => state.to_string(),
        None => cell["teks"].as_str().unwrap_or("tidak berlaku").to_string(),
    }
}

/// Other grades first, then what comes and goes, then the widest differences.
fn in_order(said: &[Value]) {
    let place = |one: &Value| ["predikat", "keadaan", "angka"].iter().position(|word| one["berat"] == *word);
    let size = |one: &Value| match one["selisih"].as_str().and_then(|text| text.split_once('/')) {
        Some((above, below)) => {
            (above.parse::<i128>().expect("a number").abs(), below.parse::<i128>().expect("a number"))
        }
        None => (0, 1),
    };
    for pair in said.windows(2) {
        let (a, b) = (size(&pair[0]), size(&pair[1]));
        assert!(place(&pair[0]) < place(&pair[1]) || place(&pair[0]) == place(&pair[1]) && a.0 * b.1 >= b.0 * a.1);
    }
}

/// What people read says what programs read, row for row.
fn alike(tables: &[takar::report::table::Table], json: &Value) {
    let column = |title: &str| tables[1].columns.iter().position(|column| column.title == title);
    let effects = json["akibat"].as_array().expect("values");
    assert_eq!(tables[0].rows.len(), json["perubahan"].as_array().expect("changes").len());
    assert_eq!(tables[1].rows.len(), effects.len());
    let text = csv(tables, CsvStyle::En);
    let pages = [tables.iter().map(markdown).collect::<String>(), terminal(&tables[1], 10_000, false)];
    let lines = text.lines().filter(|line| line.starts_with("AKIBAT,") && line.contains(",baris,"));
    assert_eq!(lines.count(), effects.len(), "{text}");
    for (row, one) in tables[1].rows.iter().zip(effects) {
        let cell = |title: &str| column(title).map(|at| row[at].shown.as_str()).unwrap_or_default();
        let shown = |value: &Value| value["tampil"].as_str().unwrap_or_default().to_string();
        assert_eq!((cell("Lama"), cell("Baru")), (&*shown(&one["lama"]), &*shown(&one["baru"])));
        assert_ne!((cell("Lama"), cell("Predikat lama")), (cell("Baru"), cell("Predikat baru")), "{one}");
        assert_eq!(cell("Selisih"), shown(&one["selisih"]));
        assert_eq!(cell("Nilai"), one["nilai"].as_str().unwrap_or_default());
        for page in &pages {
            let has = |line: &str| ["Nilai", "Lama", "Baru", "Sebab"].iter().all(|title| line.contains(cell(title)));
            assert!(page.lines().any(has), "{row:?}\n{page}");
        }
    }
}
