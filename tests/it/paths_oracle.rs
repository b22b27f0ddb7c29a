//! Rows read as the data of a package, by `--data` long, and by `--data` wide: equal cell for cell and word for word,
//! or reported. The forms are those that once differed: quotes in bare cells, lone `\r`, ranges, extra columns,
//! `induk`, codes named like keys, number notations.

use super::{dice::Dice, sample};
use std::collections::{BTreeMap, BTreeSet};
use takar::engine::Package;
use takar::report::CsvStyle;
use takar::report::table::Cell;
use takar::source::Sources;
use takar::stream::{Job, Options, Signs, Worker};

pub(super) const RULES: &str = "\
aturan capaian K
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
  rentang : jika realisasi < target_bawah maka 50 selain itu 100
  terima arah terbalik \"x\"
aturan predikat M
  < 50 : \"Kurang\"
  >= 50 : \"Baik\"
besaran A
  satuan nilai
  skala -100..1_000_000
besaran UNIT
  satuan nilai
besaran TAHUN
  satuan orang
besaran P
  satuan persen
  skala -100..1000
besaran BESAR
  satuan nilai
  skala 10_000_000_000..99_999_999_999
besaran ANAK
  satuan nilai
indikator I
  satuan persen
  arah makin tinggi
  capaian K
  predikat M
indikator R
  satuan persen
  skala 0..1000
  arah rentang
  capaian K
indikator C
  satuan persen
  induk I
  arah makin tinggi
  capaian K
F = A + UNIT
  tampil 3
G = A / 7
H = P * 2
J = jika ada(kab P) maka kab P selain itu 0
  satuan persen
L = jika ada(kab A) maka kab A / 3 selain itu 1
N = TAHUN - 1
O = BESAR * 2
S = jumlah(nilai rincian I)
T = pagu I
  tampil -1
";

const CODES: [&str; 9] = ["A", "UNIT", "TAHUN", "P", "BESAR", "ANAK", "I", "R", "C"];

/// One row of a long file.
#[derive(Clone)]
pub(super) struct Row {
    unit: String,
    year: i32,
    code: &'static str,
    value: String,
    target: String,
    budget: String,
    kab: String,
    parent: &'static str,
    note: &'static str,
}

fn number(dice: &mut Dice) -> String {
    let whole = dice.pick(&[0, 1, 7, 40, 85, 999, 1250, 123_456]);
    let texts = [
        format!("{whole}"),
        format!("{whole},5"),
        format!("{whole},25"),
        format!("-{whole}"),
        "0,4".into(),
        "75,123456".into(),
        "10000000000,5".into(),
        "5,123456789".into(),
    ];
    dice.of(&texts).clone()
}

fn odd(dice: &mut Dice) -> String {
    let texts = [
        "1.250",
        "2.500.000",
        "1.25",
        "90%",
        "0,95",
        "\"6\" ",
        "\"6\"",
        "abc",
        "-",
        "n/a",
        "5 orang",
        "Rp 5.000",
        "3\"",
    ];
    dice.pick(&texts).into()
}

fn cell(dice: &mut Dice) -> String {
    match dice.below(12) {
        0 => String::new(),
        1 => odd(dice),
        _ => number(dice),
    }
}

fn range(dice: &mut Dice) -> String {
    dice.pick(&[
        "40-60",
        "0,4-0,6",
        "40%-60%",
        "40%-0,6",
        "0,4-60%",
        "1%-60",
        "69,1 s.d. 69,5",
        "60-40",
        "50",
        "",
        "0,5",
    ])
    .into()
}

pub(super) fn rows(dice: &mut Dice) -> Vec<Row> {
    let units = ["U1", "Kantor 5\"", "Kantor 6\"", "\"Jombang; Kota\"", "\"a \"\"b\"\"\"", "\"dua\nbaris\"", "V"];
    let (some_odd, mut rows) = (dice.one_in(2), Vec::new());
    for unit in &units[..1 + dice.at(units.len())] {
        for year in 2023..=2024 {
            for code in CODES {
                if dice.one_in(6) {
                    continue;
                }
                let is_indicator = matches!(code, "I" | "R" | "C");
                let any = |dice: &mut Dice| if some_odd { cell(dice) } else { number(dice).replace('-', "") };
                rows.push(Row {
                    unit: unit.to_string(),
                    year,
                    code,
                    value: any(dice),
                    target: match code {
                        "R" => range(dice),
                        _ if is_indicator => any(dice),
                        _ => String::new(),
                    },
                    budget: if is_indicator && dice.one_in(2) { "5000".into() } else { String::new() },
                    kab: if dice.one_in(3) { any(dice) } else { String::new() },
                    parent: if some_odd && dice.one_in(60) { "I" } else { "" },
                    note: dice.pick(&["", "pipa 5\"", "\"tanda; petik\"", "12\" x 5\""]),
                });
            }
        }
    }
    rows
}

fn long(rows: &[Row], with_parent: bool) -> String {
    let parent = |text: &str| if with_parent { format!(";{text}") } else { String::new() };
    let mut text = format!("unit;kode;tahun;target;realisasi;pagu;Kabupaten;ket{}\n", parent("induk"));
    for row in rows {
        let Row { unit, year, code, value, target, budget, kab, note, .. } = row;
        text += &format!("{unit};{code};{year};{target};{value};{budget};{kab};{note}{}\n", parent(row.parent));
    }
    text
}

pub(super) fn wide(rows: &[Row]) -> String {
    let fields = |code: &str| match code {
        "I" | "R" | "C" => {
            vec![code.to_string(), format!("target {code}"), format!("pagu {code}"), format!("Kabupaten {code}")]
        }
        _ => vec![code.to_string(), format!("Kabupaten {code}")],
    };
    let mut text = format!("unit;tahun;{};ket\n", CODES.map(|code| fields(code).join(";")).join(";"));
    let keys: BTreeSet<(&str, i32)> = rows.iter().map(|row| (&*row.unit, row.year)).collect();
    for (unit, year) in keys {
        text += &format!("{unit};{year}");
        for code in CODES {
            let row = rows.iter().find(|row| (&*row.unit, row.year, row.code) == (unit, year, code));
            let cells = row.map(|row| match code {
                "I" | "R" | "C" => [&row.value, &row.target, &row.budget, &row.kab].map(|cell| cell.as_str()).join(";"),
                _ => format!("{};{}", row.value, row.kab),
            });
            text += &format!(";{}", cells.unwrap_or_else(|| ";".repeat(fields(code).len() - 1)));
        }
        text += ";pipa 7\"\n";
    }
    text
}

/// Lines of results by unit and year, titles and cells; and the codes of errors.
pub(super) type Given = (BTreeMap<(String, String), Vec<(String, String)>>, BTreeSet<String>);

/// None where nothing is given at all.
pub(super) fn by_pieces(
    package: &Package,
    text: &str,
    dice: &mut Dice,
    signs: Signs,
) -> (Option<Given>, BTreeSet<String>) {
    let end = takar::stream::first_row(text.as_bytes()).expect("a header");
    let (header, body) = text.split_at(end + 1);
    let program = package.program().expect("sound rules");
    let options =
        Options { format: program.data[0].format, ..Options::of(Sources::default().add("data.csv", ""), "data.csv") };
    assert!(matches!(options.style, CsvStyle::En));
    let job = match Job::new(program, package.schema_of(program.data.first()), header, options) {
        Ok(job) => job.knowing(signs.clone()),
        Err(refused) => {
            return (None, refused.into_diagnostics("data.csv").iter().map(|one| one.code.to_string()).collect());
        }
    };
    let (mut report, mut lines, mut line, mut left) = (takar::stream::Report::default(), Vec::new(), 2, body);
    while !left.is_empty() {
        // Cut where a part of the file that happens to be at hand may be cut.
        let seen = left.len().min(1 + dice.at(400));
        let cut = (0..=seen).rev().find(|at| left.is_char_boundary(*at)).unwrap_or(0);
        let until = match (cut < left.len()).then(|| job.cut(&left.as_bytes()[..cut])).flatten() {
            Some(end) => end + 1,
            None => job.cut(left.as_bytes()).map_or(left.len(), |end| end + 1),
        };
        let found = Worker::new(&job).block(&left[..until], line, &mut lines);
        if found.stop.is_some() {
            return (None, found.stop.iter().map(|one| one.code.to_string()).collect());
        }
        report.add(found);
        line += takar::stream::line_breaks(&left.as_bytes()[..until]);
        left = &left[until..];
    }
    let codes: BTreeSet<String> = report.faults.keys().cloned().collect();
    if report.is_doubtful {
        assert!(signs.is_empty(), "doubtful twice");
        return by_pieces(package, text, dice, report.shares.into_signs());
    }
    let mut all = job.head();
    all.extend(lines);
    let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(&all[..]);
    let titles: Vec<String> = reader.headers().expect("titles").iter().skip(2).map(str::to_string).collect();
    let mut given = BTreeMap::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let cells = titles.iter().cloned().zip(row.iter().skip(2).map(str::to_string)).collect();
        given.insert((row[0].to_string(), row[1].to_string()), cells);
    }
    (Some((given, codes.clone())), codes)
}

/// A cell as CSV has it.
fn written(cell: &Cell) -> String {
    let missing = || cell.missing.as_ref().map(|missing| missing.state.words().to_string());
    cell.plain.clone().or_else(|| cell.text.clone()).or_else(missing).unwrap_or_else(|| cell.shown.clone())
}

/// The name of a unit as results have it: a lone return is made visible.
fn shown(unit: &str) -> String {
    unit.replace("\r\n", "\n").replace('\r', "␍")
}

fn compare(seed: u64) -> (usize, usize) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let rows = rows(&mut dice);
    let format = dice.pick(&["", " angka id"]);
    let rules = format!(
        "{RULES}data \"data.csv\"{format}\n  kolom kab \"Kabupaten\"\ndata \"lain.csv\"\n  kolom prov \"Kabupaten\"\n"
    );
    let mut package = Package::new("p", [("a.takar", rules.as_str())]);
    let end = dice.pick(&["\n", "\r\n", "\r"]);
    let has_parent = rows.iter().any(|row| !row.parent.is_empty());
    let texts = [long(&rows, has_parent), wide(&rows)].map(|text| text.replace('\n', end));
    let lain = "kode;tahun;nilai\n";
    let (data, findings) =
        package.read_data(|path| Ok(if path == "lain.csv" { lain.into() } else { texts[0].clone() }));
    let expected: BTreeSet<String> = findings
        .iter()
        .filter(|one| one.severity == takar::diagnostic::Severity::Error)
        .map(|one| one.code.to_string())
        .collect();
    let (mut cells, mut refused) = (0, 0);
    for (shape, text) in ["long", "wide"].into_iter().zip(&texts) {
        if shape == "wide" && has_parent {
            continue;
        }
        let (given, codes) = by_pieces(&package, text, &mut dice, Signs::new());
        let at = || format!("seed {seed} {shape}\n{text}\n{codes:?} but {expected:?}");
        let Some((given, _)) = given else {
            // Nothing is given where the data make other parts than the rules.
            assert!(codes.iter().all(|code| code == "D0116"), "{}", at());
            refused += 1;
            continue;
        };
        if format.is_empty() && codes.contains("D0012") {
            // What has two readings follows the cells of its column only where all of them are at hand.
            refused += 1;
            continue;
        }
        if shape == "wide" && expected.contains("D0049") {
            // A column of a long file is about many codes, of a wide one about one.
            continue;
        }
        let missed: Vec<&String> = expected.iter().filter(|code| !codes.contains(*code)).collect();
        assert!(missed.is_empty(), "{missed:?} {}", at());
        let units: BTreeSet<&str> = data.units().iter().collect();
        for year in [2023, 2024] {
            let run = package.run(&data, year).expect("a run");
            for unit in &units {
                let Some(line) = given.get(&(shown(unit), year.to_string())) else { continue };
                for (title, found) in line {
                    let wanted = written(&run.value(title, unit).expect("a value"));
                    assert_eq!(*found, wanted, "{title} of {unit} in {year}: {}", at());
                    cells += 1;
                }
            }
        }
        let known: BTreeSet<&str> = given.keys().map(|(unit, _)| unit.as_str()).collect();
        let vanished: Vec<&&str> = units.iter().filter(|unit| !known.contains(&*shown(unit))).collect();
        assert!(vanished.is_empty(), "{vanished:?} vanished: {}", at());
    }
    (cells, refused)
}

fn compare_all(seeds: std::ops::Range<u64>) {
    let (mut cells, mut refused, count) = (0, 0, seeds.end - seeds.start);
    for seed in seeds {
        let (more, not) = compare(seed);
        (cells, refused) = (cells + more, refused + not);
    }
    println!("{count} packages, {cells} cells, {refused} refused");
    assert!(cells as u64 > count * 20, "{cells} cells, {refused} refused");
}

#[test]
fn both_ways_give_the_same() {
    compare_all(1..sample::of(20, 60));
}

#[test]
#[ignore = "minutes"]
fn both_ways_give_the_same_over_many_packages() {
    compare_all(1000..3000);
}
