//! Tables, from rule text and data to every cell that is shown, compared with a model of their page in Python
//! (tests/table_oracle).

use crate::oracle::{self, Package, Tally};
use takar::report::table::{Cell, Table};
use takar::report::{CsvStyle, csv};

#[test]
fn sample() {
    // Marked are figures with a footnote against their grade.
    let least = [("packages", 200), ("cells", 5000), ("marked", 5)];
    oracle::sample(include_str!("../table_oracle/sample.txt"), &least, compare);
}

/// Rows that are classes, by values of this and of other years.
#[test]
fn classes() {
    let least = [("packages", 30), ("cells", 400)];
    oracle::sample(include_str!("../table_oracle/classes.txt"), &least, compare);
}

#[test]
#[ignore = "needs a generated file, see tests/table_oracle/full.sh"]
fn full() {
    oracle::full("TAKAR_TABLE_ORACLE", compare);
}

#[test]
#[ignore = "needs a generated file, see tests/table_oracle/full.sh"]
fn full_classes() {
    oracle::full("TAKAR_CLASSES_ORACLE", compare);
}

fn compare(package: &Package, tally: &mut Tally) {
    let texts = package.texts();
    let rules = texts.package();
    assert!(rules.program().is_some(), "{}\n{}", package.text, texts.messages());
    let found = texts.run_with(rules, Some(2024), |seen| {
        let tables = seen.run.tables();
        assert!(in_csv(&tables), "{}", package.text);
        tables.iter().flat_map(lines).collect::<Vec<String>>()
    });
    let wanted: Vec<&str> = package.part("harap 2024").lines().collect();
    for line in &wanted {
        tally.count("cells", line.split(' ').filter(|cell| *cell != "_").count());
        tally.count("marked", line.matches('*').count());
    }
    if wanted != found {
        tally.differs(|| format!("found\n{}", found.join("\n")));
    }
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
    let hidden = table
        .remarks
        .iter()
        .find_map(|remark| Some(remark.split_once(" baris tidak ditampilkan karena saringan tabel")?.0));
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
