//! Mends of factors: wherever a factor stands and whatever it is put on, every figure is what it was, or what it is meant to be.

use rust_decimal::Decimal;
use takar::data::{Content, Dataset, Field, Key};
use takar::diagnostic::{Diagnostic, apply_edits};
use takar::engine::Package;

const RULES: &str = "\
paket \"M\"
  tahun 2025

aturan capaian B
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100

indikator R \"Pendapatan\"
  satuan rupiah
  arah makin tinggi
  capaian B

indikator O \"Peserta\"
  satuan orang
  arah makin tinggi
  capaian B

indikator P \"Layanan\"
  satuan persen
  arah makin tinggi
  capaian B

indikator N \"Nilai\"
  arah makin tinggi
  capaian B

umum \"7.01\"
";

/// A row: its code, its unit, target and realisation, budget and spending.
type Row = (&'static str, Option<&'static str>, [&'static str; 4]);

const ROWS: [Row; 5] = [
    ("R", Some("rupiah"), ["8,5", "10", "640", "611,4"]),
    ("O", Some("orang"), ["1,25", "1", "320", "300"]),
    ("P", Some("persen"), ["80%", "81%", "", ""]),
    ("N", None, ["3,5", "3", "12", "11,5"]),
    ("7.01", None, ["", "", "1000", "950"]),
];

const FIELDS: [Field; 4] = [Field::Target, Field::Value, Field::Budget, Field::Spent];

/// What is said of figures in a unit, and the zeros that it gives them.
#[derive(Clone, Copy)]
struct Said {
    line: &'static str,
    zeros: [(&'static str, u32); 2],
}

const SAID: [Said; 5] = [
    Said { line: "(dalam juta rupiah)", zeros: [("rupiah", 6), ("orang", 0)] },
    Said { line: "(dalam ribu orang)", zeros: [("rupiah", 0), ("orang", 3)] },
    Said { line: "(dalam ribuan)", zeros: [("rupiah", 3), ("orang", 0)] },
    Said { line: "(ribu orang dan juta rupiah)", zeros: [("rupiah", 6), ("orang", 3)] },
    Said { line: "(juta rupiah, kecuali persen)", zeros: [("rupiah", 6), ("orang", 0)] },
];

/// How the columns are called, with what the rules say of it.
struct Titles {
    rules: &'static str,
    titles: [&'static str; 4],
    in_years: bool,
}

const TITLES: [Titles; 4] = [
    Titles { rules: "", titles: ["target", "realisasi", "pagu", "serapan"], in_years: false },
    Titles { rules: "", titles: ["Target 2025", "Realisasi 2025", "Pagu 2025", "Serapan 2025"], in_years: true },
    Titles {
        rules: "  kolom pagu = \"Anggaran Belanja\"\n  kolom target = \"Sasaran Angka\"\n",
        titles: ["Sasaran Angka", "realisasi", "Anggaran Belanja", "serapan"],
        in_years: false,
    },
    Titles { rules: "", titles: ["Target", "Realisasi", "", ""], in_years: false },
];

impl Titles {
    fn columns(&self) -> Vec<usize> {
        (0..4).filter(|at| !self.titles[*at].is_empty()).collect()
    }

    fn header(&self, mark: &str) -> String {
        let titles = self.columns().into_iter().map(|at| self.titles[at].to_string());
        let keys = if self.in_years { vec!["kode".to_string()] } else { vec!["kode".into(), "tahun".into()] };
        keys.into_iter().chain(titles).collect::<Vec<_>>().join(mark)
    }

    fn row(&self, (code, _, figures): &Row, mark: &str) -> String {
        let quoted = |figure: &str| if figure.contains(mark) { format!("\"{figure}\"") } else { figure.to_string() };
        let figures = self.columns().into_iter().map(|at| quoted(figures[at]));
        let keys = if self.in_years { vec![code.to_string()] } else { vec![code.to_string(), "2025".into()] };
        keys.into_iter().chain(figures).collect::<Vec<_>>().join(mark)
    }

    /// What every figure is, by the zeros that its unit gets in its column.
    fn figures(&self, rows: &[Row], zeros: &dyn Fn(usize, Option<&str>) -> u32) -> Vec<(String, Option<Decimal>)> {
        let mut all = Vec::new();
        for (code, unit, figures) in rows {
            for at in self.columns() {
                let unit = if at < 2 { *unit } else { Some("rupiah") };
                let number = figures[at].trim_end_matches('%').replace(',', ".");
                let number =
                    number.parse::<Decimal>().ok().map(|number| number * Decimal::from(10_u64.pow(zeros(at, unit))));
                all.push((format!("{code} {:?}", FIELDS[at]), number.map(|number| number.normalize())));
            }
        }
        all
    }
}

fn read(package: &mut Package, text: &str) -> (Dataset, Vec<Diagnostic>) {
    package.read_data(|_| Ok(text.to_string()))
}

fn found(data: &Dataset, titles: &Titles, rows: &[Row]) -> Vec<(String, Option<Decimal>)> {
    let mut all = Vec::new();
    for (code, ..) in rows {
        for at in titles.columns() {
            let key = Key { code: (*code).into(), field: FIELDS[at].clone(), year: 2025, quarter: None };
            let number = match data.get(0, &key).map(|datum| datum.content) {
                Some(Content::Number(number)) => Some(number.normalize()),
                _ => None,
            };
            all.push((format!("{code} {:?}", FIELDS[at]), number));
        }
    }
    all
}

fn package(titles: &Titles) -> Package {
    let rules = format!("{RULES}\ndata \"d.csv\" angka id\n{}", titles.rules);
    Package::new("", [("aturan.takar".to_string(), rules)])
}

/// Each row, each two of them, and all.
fn choices() -> Vec<Vec<Row>> {
    let all = 1..1_u32 << ROWS.len();
    let some = all.filter(|set| set.count_ones() < 3 || set.count_ones() as usize == ROWS.len());
    some.map(|set| (0..ROWS.len()).filter(|at| set & (1 << at) != 0).map(|at| ROWS[at]).collect()).collect()
}

/// The findings that are about factors, which have an edit.
fn mends(findings: &[Diagnostic]) -> Vec<&takar::diagnostic::Suggestion> {
    let about = findings.iter().filter(|one| matches!(one.code.as_str(), "D0007" | "D0060"));
    about.flat_map(|one| &one.suggestions).filter(|one| !one.edits.is_empty()).collect()
}

fn zeros_of(said: &[Said], unit: Option<&str>) -> u32 {
    let all = said.iter().flat_map(|said| said.zeros);
    all.filter(|(of, _)| Some(*of) == unit).map(|(_, zeros)| zeros).max().unwrap_or(0)
}

#[test]
fn a_line_above_moved_into_the_table_moves_no_figure() {
    let mut tried = 0;
    let lines: Vec<Vec<Said>> =
        SAID.iter().map(|one| vec![*one]).chain([vec![SAID[0], SAID[1]], vec![SAID[1], SAID[0]]]).collect();
    for titles in &TITLES {
        for rows in choices() {
            let mut package = package(titles);
            for said in &lines {
                for mark in [";", ","] {
                    let top: String = said
                        .iter()
                        .map(|one| {
                            let line = if one.line.contains(mark) {
                                format!("\"{}\"", one.line)
                            } else {
                                one.line.to_string()
                            };
                            line + "\n"
                        })
                        .collect();
                    let body: Vec<String> = rows.iter().map(|row| titles.row(row, mark)).collect();
                    let text = format!("LAPORAN\n{top}{}\n{}\n", titles.header(mark), body.join("\n"));
                    let meant = titles.figures(&rows, &|_, unit| zeros_of(said, unit));
                    let (data, findings) = read(&mut package, &text);
                    assert_eq!(found(&data, titles, &rows), meant, "{text}\n{findings:#?}");
                    for mend in mends(&findings) {
                        let mended = apply_edits(&text, &mend.edits);
                        let (data, left) = read(&mut package, &mended);
                        assert_eq!(
                            found(&data, titles, &rows),
                            meant,
                            "{text}\n\"{}\"\n{mended}\n{left:#?}",
                            mend.text
                        );
                        assert!(left.iter().all(|one| one.code.as_str() != "D0007"), "{mended}\n{left:#?}");
                        tried += 1;
                    }
                    // Where some figure has the unit it can be said in the table.
                    let is_used = meant != titles.figures(&rows, &|_, _| 0);
                    assert!(!is_used || !mends(&findings).is_empty(), "{text}\n{findings:#?}");
                }
            }
        }
    }
    assert!(tried > 500, "{tried}");
}

#[test]
fn a_note_below_is_put_on_every_figure_that_it_is_about() {
    let mut tried = 0;
    for titles in &TITLES {
        for rows in choices() {
            let mut package = package(titles);
            for said in SAID {
                let body: Vec<String> = rows.iter().map(|row| titles.row(row, ";")).collect();
                let text = format!(
                    "{}\n{}\nCatatan: {}{}\n",
                    titles.header(";"),
                    body.join("\n"),
                    said.line.trim_matches(['(', ')']),
                    ";".repeat(titles.header(";").matches(';').count())
                );
                let (data, findings) = read(&mut package, &text);
                assert_eq!(found(&data, titles, &rows), titles.figures(&rows, &|_, _| 0), "{text}\n{findings:#?}");
                assert!(findings.iter().any(|one| one.code.as_str() == "D0060"), "{text}\n{findings:#?}");
                let meant = titles.figures(&rows, &|_, unit| zeros_of(&[said], unit));
                for mend in mends(&findings) {
                    let mended = apply_edits(&text, &mend.edits);
                    let (data, left) = read(&mut package, &mended);
                    assert_eq!(found(&data, titles, &rows), meant, "{text}\n\"{}\"\n{mended}\n{left:#?}", mend.text);
                    tried += 1;
                }
                let is_used = meant != titles.figures(&rows, &|_, _| 0);
                assert!(!is_used || !mends(&findings).is_empty(), "{text}\n{findings:#?}");
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

/// A row of units below the header says of each column what it is in.
#[test]
fn a_row_of_units_is_put_on_the_figures_of_its_columns() {
    let mut tried = 0;
    let units = [("juta rupiah", [("rupiah", 6), ("orang", 0)]), ("ribu orang", [("rupiah", 0), ("orang", 3)])];
    for titles in &TITLES {
        for rows in choices() {
            let mut package = package(titles);
            for (word, zeros) in units {
                let said: Vec<Option<&str>> = titles
                    .columns()
                    .into_iter()
                    .map(|at| if at < 2 { Some(word) } else { Some("juta rupiah") })
                    .collect();
                let keys = if titles.in_years { "" } else { ";" };
                let cells: Vec<&str> = said.iter().map(|one| one.unwrap_or_default()).collect();
                let body: Vec<String> = rows.iter().map(|row| titles.row(row, ";")).collect();
                let text = format!("{}\n{}\n{keys};{}\n", titles.header(";"), body.join("\n"), cells.join(";"));
                let (_, findings) = read(&mut package, &text);
                let own = Said { line: "", zeros };
                let meant = titles.figures(&rows, &|at, unit| if at < 2 { zeros_of(&[own], unit) } else { 6 });
                for mend in mends(&findings) {
                    let mended = apply_edits(&text, &mend.edits);
                    let (data, left) = read(&mut package, &mended);
                    assert_eq!(found(&data, titles, &rows), meant, "{text}\n\"{}\"\n{mended}\n{left:#?}", mend.text);
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 50, "{tried}");
}

/// Two factors of one unit contradict each other: neither is read, and both are told.
#[test]
fn two_factors_of_one_unit_are_told() {
    let titles = &TITLES[0];
    let mut package = package(titles);
    let text =
        "(dalam ribu rupiah)\n(dalam juta rupiah)\nkode;tahun;target;realisasi;pagu;serapan\nR;2025;8,5;10;640;611,4\n";
    let (data, findings) = read(&mut package, text);
    assert_eq!(found(&data, titles, &ROWS[..1]), titles.figures(&ROWS[..1], &|_, _| 0));
    assert!(mends(&findings).is_empty(), "{findings:#?}");
    let told = findings.iter().find(|one| one.code.as_str() == "D0007").expect("it is told");
    assert!(
        told.reasons.iter().any(|one| one.contains("(dalam ribu rupiah)") && one.contains("(dalam juta rupiah)")),
        "{told:#?}"
    );
}
