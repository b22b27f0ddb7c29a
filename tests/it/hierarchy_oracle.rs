//! What is a part of what in which year, from rule text and data to the table of each year, compared with a model of
//! its page in Python (tests/table_oracle/hierarchy.py): things appear and disappear, and nothing is lost silently.

use crate::package::Texts;
use crate::sample;
use std::collections::BTreeSet;
use std::fs;
use takar::report::table::{Cell, Table};

#[test]
fn sample() {
    let packages = include_str!("../table_oracle/hierarchy.txt").split("=== ").skip(1);
    let tally = compare(sample::kinds(packages));
    assert!(
        tally.packages >= sample::of(25, 120)
            && tally.rows >= sample::of(400, 2_000)
            && tally.findings >= sample::of(4, 20),
        "{tally:?}"
    );
    assert_eq!(tally.differences, 0);
}

#[test]
#[ignore = "needs a generated file, see tests/table_oracle/full.sh"]
fn full() {
    let path = std::env::var("TAKAR_HIERARCHY_ORACLE").expect("TAKAR_HIERARCHY_ORACLE names the file");
    let text = fs::read_to_string(path).expect("the file can be read");
    let tally = compare(text.split("=== ").skip(1));
    println!("takar:\n{tally:?}");
    assert!(tally.packages > 0);
    assert_eq!(tally.differences, 0);
}

#[derive(Debug, Default)]
struct Tally {
    packages: usize,
    rows: usize,
    findings: usize,
    differences: usize,
}

fn compare<'t>(packages: impl Iterator<Item = &'t str>) -> Tally {
    let mut tally = Tally::default();
    for package in packages {
        let part = |name: &str| {
            let (_, rest) = package.split_once(&format!("--- {name}\n")).expect("a part");
            rest.split("--- ").next().unwrap_or_default().to_string()
        };
        let texts = Texts::new(&part("a.takar"), &part("d.csv"));
        let rules = texts.package();
        assert!(rules.program().is_some(), "{package}\n{}", texts.messages());
        tally.packages += 1;
        for year in 2022..2026 {
            let wanted = part(&format!("harap {year}"));
            let wanted: Vec<&str> = wanted.lines().collect();
            let (found, orphans) = texts.run_with(rules.clone(), Some(year), |seen| {
                let mut lines: Vec<String> = seen.run.tables().iter().flat_map(lines).collect();
                lines.sort();
                let titles = seen
                    .findings
                    .iter()
                    .filter(|one| one.code.as_str() == "D0040" && one.title.contains(" tahun "))
                    .map(|one| orphan(&one.title));
                (lines, titles.collect::<BTreeSet<String>>())
            });
            let (findings, tables) = (part("temuan"), wanted != found);
            let findings: BTreeSet<&str> = findings.lines().filter(|line| !line.is_empty()).collect();
            tally.rows += wanted.len();
            tally.findings += findings.len();
            // Of many alike only some are told whole.
            let told = findings.len() > 20 || findings.iter().copied().eq(orphans.iter().map(String::as_str));
            if tables || !told {
                tally.differences += 1;
                if tally.differences < 6 {
                    println!("{package}\n{year}: found\n{}\n{orphans:?}", found.join("\n"));
                }
            }
        }
    }
    tally
}

/// `induk 7.1, "7.9", tidak ada tahun 2024` as the model writes it.
fn orphan(title: &str) -> String {
    title.replace("induk ", "temuan ").replace(", \"", " ").replace("\", tidak ada tahun", "")
}

/// The rows of a table as the model writes them.
fn lines(table: &Table) -> Vec<String> {
    let shown = table.rows.iter().filter(|row| row[0].text.as_deref().is_some_and(|text| !text.is_empty()));
    shown.map(|row| row.iter().map(token).collect::<Vec<_>>().join(" ")).collect()
}

fn token(cell: &Cell) -> String {
    match (&cell.plain, &cell.missing, &cell.text) {
        (Some(plain), _, _) => plain.clone(),
        (None, Some(missing), _) => missing.state.words().replace(' ', "-"),
        (None, None, text) => text.clone().unwrap_or_default(),
    }
}
