//! Tables, from rule text and data to every cell that is shown, against a model of their page in Python
//! (tests/table_oracle).

use crate::package::Texts;
use std::fs;
use takar::report::table::{Cell, Table};
use takar::report::{CsvStyle, csv};

#[test]
fn sample() {
    let tally = compare(include_str!("../table_oracle/sample.txt"));
    assert!(tally.packages >= 200 && tally.cells >= 5000 && tally.marked >= 5, "{tally:?}");
    assert_eq!(tally.differences, 0);
}

#[test]
#[ignore = "needs a generated file, see tests/table_oracle/full.sh"]
fn full() {
    let path = std::env::var("TAKAR_TABLE_ORACLE").expect("TAKAR_TABLE_ORACLE names the file");
    let tally = compare(&fs::read_to_string(path).expect("the file can be read"));
    println!("takar:\n{tally:?}");
    assert!(tally.packages > 0);
    assert_eq!(tally.differences, 0);
}

#[derive(Debug, Default)]
struct Tally {
    packages: usize,
    cells: usize,
    /// Figures with a footnote against their grade.
    marked: usize,
    differences: usize,
}

fn compare(text: &str) -> Tally {
    let mut tally = Tally::default();
    for package in text.split("=== ").skip(1) {
        let part = |name: &str| {
            let (_, rest) = package.split_once(&format!("--- {name}\n")).expect("a part");
            rest.split("--- ").next().unwrap_or_default().to_string()
        };
        let texts =
            Texts { rules: vec![("a.takar".into(), part("a.takar"))], data: vec![("d.csv".into(), part("d.csv"))] };
        let wanted = part("harap 2024");
        let rules = texts.package();
        assert!(rules.program().is_some(), "{package}\n{}", texts.messages());
        let found = texts.run_with(rules, Some(2024), |seen| {
            let tables = seen.run.tables();
            assert!(in_csv(&tables), "{package}");
            tables.iter().flat_map(lines).collect::<Vec<String>>()
        });
        let wanted: Vec<&str> = wanted.lines().collect();
        tally.packages += 1;
        tally.cells += wanted.iter().map(|line| line.split(' ').filter(|cell| *cell != "_").count()).sum::<usize>();
        tally.marked += wanted.iter().map(|line| line.matches('*').count()).sum::<usize>();
        if wanted != found {
            tally.differences += 1;
            if tally.differences < 6 {
                println!("{package}\nfound\n{}", found.join("\n"));
            }
        }
    }
    tally
}

/// Every figure and every state stands in the CSV as in the table.
fn in_csv(tables: &[Table]) -> bool {
    let text = csv(tables, CsvStyle::En);
    let cells = tables
        .iter()
        .flat_map(|table| table.rows.iter().flatten().chain(table.footers.iter().flat_map(|footer| &footer.cells)));
    let shown = |cell: &Cell| match (&cell.plain, &cell.missing) {
        (Some(plain), _) => text.contains(plain.as_str()),
        (None, Some(missing)) => text.contains(missing.state.words()),
        (None, None) => true,
    };
    cells.into_iter().all(shown)
}

/// A table as the model writes it.
fn lines(table: &Table) -> Vec<String> {
    let mut lines = Vec::new();
    let line = |cells: &[Cell]| cells.iter().map(|cell| token(table, cell)).collect::<Vec<_>>().join(" ");
    lines.extend(table.rows.iter().map(|row| format!("{} {}", table.name, line(row))));
    lines.extend(table.footers.iter().map(|footer| format!("{} penutup {}", table.name, line(&footer.cells))));
    let hidden =
        table.remarks.iter().find_map(|remark| remark.strip_suffix(" baris tidak ditampilkan karena saringan tabel"));
    let unknown = table
        .remarks
        .iter()
        .find_map(|remark| remark.strip_prefix("tidak ditampilkan karena syarat saringannya tidak diketahui: "));
    // Each is named with its reason behind it.
    let names = unknown.unwrap_or_default().split("; ").filter_map(|one| one.split(' ').next());
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let tail = format!("{} tersaring {} {}", table.name, hidden.unwrap_or("0"), names.join(","));
    lines.push(tail.trim_end().to_string());
    lines
}

fn token(table: &Table, cell: &Cell) -> String {
    let marked = cell.notes.iter().any(|note| table.notes[note - 1].text.contains("predikatnya menurut angka ini"));
    let mark = if marked { "*" } else { "" };
    match (&cell.value, &cell.plain, &cell.missing, &cell.text) {
        (Some(value), Some(plain), _, _) => {
            let (numerator, denominator) = value.fraction();
            format!("{numerator}/{denominator}~{plain}{mark}")
        }
        (_, _, Some(missing), _) => missing.state.words().replace(' ', "-"),
        (_, _, _, Some(text)) if !text.is_empty() => format!("\"{text}\""),
        _ => "_".into(),
    }
}
