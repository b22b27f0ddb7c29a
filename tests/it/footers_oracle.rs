//! Footers and subtotals over rows some of which contain what others have, from rule text and data, compared with a
//! model of their page in exact fractions (tests/table_oracle/footers.py): nothing counts twice, and nothing is left
//! out.

use crate::package::Texts;
use crate::sample;
use std::fs;
use std::path::Path;
use takar::diagnostic::Severity;
use takar::report::table::{Cell, Part, Table};

#[test]
fn sample() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/table_oracle/footers.txt");
    let text = fs::read_to_string(path).expect("the sample can be read");
    let tally = compare(sample::kinds(text.split("=== ").skip(1)));
    assert!(
        tally.packages >= sample::of(80, 150)
            && tally.numbers >= sample::of(80, 250)
            && tally.refused >= sample::of(25, 80),
        "{tally:?}"
    );
    assert_eq!(tally.differences, 0);
}

#[test]
#[ignore = "needs a generated file, see tests/table_oracle/full.sh"]
fn full() {
    let path = std::env::var("TAKAR_FOOTERS_ORACLE").expect("TAKAR_FOOTERS_ORACLE names the file");
    let text = fs::read_to_string(path).expect("the file can be read");
    let tally = compare(text.split("=== ").skip(1));
    println!("takar:\n{tally:?}");
    assert!(tally.packages > 0);
    assert_eq!(tally.differences, 0);
}

#[derive(Debug, Default)]
struct Tally {
    packages: usize,
    /// Packages that are refused before any data.
    known_before: usize,
    numbers: usize,
    refused: usize,
    differences: usize,
}

fn compare<'t>(packages: impl Iterator<Item = &'t str>) -> Tally {
    let mut tally = Tally::default();
    for package in packages {
        let part = |name: &str| {
            let (_, rest) = package.split_once(&format!("--- {name}\n")).expect("a part");
            rest.split("--- ").next().unwrap_or_default().to_string()
        };
        let (texts, wanted) = (Texts::new(&part("a.takar"), &part("d.csv")), part("harap"));
        let wanted: Vec<&str> = wanted.lines().collect();
        let rules = texts.package();
        tally.packages += 1;
        if rules.program().is_none() {
            let mut errors = rules.diagnostics().iter().filter(|one| one.severity == Severity::Error);
            let is_right = wanted.contains(&"mungkin") && errors.all(|one| one.code.as_str() == "K0155");
            tally.known_before += 1;
            tally.refused += 1;
            told(&mut tally, is_right, package, &texts.messages());
            continue;
        }
        let found = texts.run_with(rules, None, |seen| seen.run.tables().iter().flat_map(lines).collect::<Vec<_>>());
        let wanted: Vec<&str> = wanted.into_iter().filter(|line| *line != "mungkin").collect();
        tally.numbers += wanted.iter().map(|line| line.matches('/').count()).sum::<usize>();
        tally.refused += wanted.iter().map(|line| line.matches("keliru").count()).sum::<usize>();
        told(&mut tally, wanted == found, package, &found.join("\n"));
    }
    tally
}

fn told(tally: &mut Tally, is_right: bool, package: &str, found: &str) {
    if !is_right {
        tally.differences += 1;
        if tally.differences < 6 {
            println!("{package}\nfound\n{found}");
        }
    }
}

/// The subtotals and footers of a table as the model writes them.
fn lines(table: &Table) -> Vec<String> {
    let line = |word: &str, cells: &[Cell]| {
        let tokens = cells.iter().map(token).filter(|token| token != "_");
        [word.to_string()].into_iter().chain(tokens).collect::<Vec<_>>().join(" ")
    };
    let parts = table.rows.iter().zip(&table.parts).filter(|(_, part)| matches!(part, Part::Subtotal));
    let subtotals = parts.map(|(cells, _)| line("S", cells));
    subtotals.chain(table.footers.iter().map(|footer| line("J", &footer.cells))).collect()
}

fn token(cell: &Cell) -> String {
    match (&cell.value, &cell.missing) {
        (Some(value), _) => {
            let (numerator, denominator) = value.fraction();
            format!("{numerator}/{denominator}")
        }
        (None, Some(missing)) => missing.state.words().replace(' ', "-"),
        (None, None) => "_".into(),
    }
}
