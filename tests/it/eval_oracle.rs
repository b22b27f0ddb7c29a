//! Whole packages, from rule text and data to values and tables, against an evaluator of its own in Python
//! (tests/eval_oracle).

use crate::package::{Seen, Texts};
use std::collections::BTreeMap;
use std::fs;
use takar::data::State;
use takar::eval;
use takar::eval::Value;
use takar::plan::{PlannedCell, PlannedTable};
use takar::program::{Role, When};

#[test]
fn sample() {
    let tally = compare(include_str!("../eval_oracle/sample.txt"));
    assert!(tally.packages >= 200, "{tally:?}");
    assert!(tally.numbers >= 1500 && tally.missing >= 500 && tally.texts >= 100, "{tally:?}");
    assert_eq!(tally.differences, 0);
}

/// Quarters, years, blanks, wrong cells, budgets and their hierarchy (tests/eval_oracle/quarters.py).
#[test]
fn quarters() {
    let tally = compare(include_str!("../eval_oracle/quarters.txt"));
    assert!(tally.packages >= 200, "{tally:?}");
    assert!(tally.numbers >= 1500 && tally.missing >= 1500, "{tally:?}");
    assert_eq!(tally.differences, 0);
}

#[test]
#[ignore = "needs a generated file, see tests/eval_oracle/full.sh"]
fn full() {
    let path = std::env::var("TAKAR_EVAL_ORACLE").expect("TAKAR_EVAL_ORACLE names the file");
    let tally = compare(&fs::read_to_string(path).expect("the file can be read"));
    println!("takar:\n{tally:?}");
    assert!(tally.packages > 0);
    assert_eq!(tally.differences, 0);
}

#[derive(Debug, Default)]
struct Tally {
    packages: usize,
    numbers: usize,
    texts: usize,
    missing: usize,
    differences: usize,
}

fn compare(text: &str) -> Tally {
    let mut tally = Tally::default();
    for package in text.split("=== ").skip(1) {
        let before = tally.differences;
        let (number, rest) = package.split_once('\n').expect("a number");
        let parts: Vec<(&str, &str)> = rest.split("--- ").skip(1).filter_map(|part| part.split_once('\n')).collect();
        let texts = |ending: &str| -> Vec<(String, String)> {
            let found = parts.iter().filter(|(name, _)| name.ends_with(ending));
            found.map(|(name, text)| (name.to_string(), text.to_string())).collect()
        };
        let texts = Texts { rules: texts(".takar"), data: texts(".csv") };
        let wanted: Vec<(&str, &str)> =
            parts.iter().filter_map(|(name, lines)| Some((name.strip_prefix("harap ")?, *lines))).collect();
        let year = wanted[0].0.split(' ').next().and_then(|year| year.parse().ok()).expect("a year");
        let rules = texts.package();
        if rules.program().is_none() {
            println!("package {number} is refused:\n{}", texts.messages());
            tally.differences += 1;
        } else {
            texts.run_with(rules, Some(year), |seen| {
                for (head, lines) in &wanted {
                    let unit = head.split_once(' ').map_or("", |(_, unit)| unit);
                    let lane = seen.data.units().iter().position(|known| **known == *unit).unwrap_or(0);
                    let found = found_lines(seen, lane);
                    compare_lines(number, lines, &found, &mut tally);
                }
            });
        }
        tally.packages += 1;
        if tally.differences > before && tally.differences < 20 {
            println!("{package}");
        }
    }
    tally
}

fn compare_lines(number: &str, wanted: &str, found: &BTreeMap<String, Vec<String>>, tally: &mut Tally) {
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in wanted.lines() {
        let (name, cells) = line.split_once(' ').unwrap_or((line, ""));
        expected.entry(name.to_string()).or_default().push(cells.to_string());
        for cell in cells.split(' ').map(|cell| cell.split_once('=').map_or(cell, |(_, value)| value)) {
            match cell {
                "-" | "n/a" | "?" | "!" => tally.missing += 1,
                cell if cell.starts_with('"') => tally.texts += 1,
                _ => tally.numbers += 1,
            }
        }
    }
    for (name, wanted) in &expected {
        let found = found.get(name).cloned().unwrap_or_default();
        if *wanted != found {
            tally.differences += 1;
            println!("package {number}: {name}\n  expected {wanted:?}\n  computed {found:?}");
        }
    }
}

/// What the crate gives, in the form of the expected lines: by name of definition or table.
fn found_lines(seen: &Seen, lane: usize) -> BTreeMap<String, Vec<String>> {
    let (plan, program) = (seen.run.plan(), seen.package.program().expect("sound rules"));
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (code, &name) in &program.by_code {
        let Some(definition) = program.version(name, plan.year) else { continue };
        let roles: &[(&str, Role)] = match () {
            () if definition.kind.group().is_some() => &GROUP,
            () if definition.kind.indicator().is_some() => &INDICATOR,
            () => &QUANTITY,
        };
        let graded = definition.band.as_ref().map(|_| ("predikat", Role::Band));
        let cells = roles.iter().copied().chain(graded).map(|(word, role)| {
            let slot = plan.value(name, role, When::year(plan.year));
            let value = slot.map_or("(none)".to_string(), |slot| shown(seen.run.evaluation().cell(slot, lane)));
            format!("{word}={value}")
        });
        lines.entry(code.clone()).or_default().push(cells.collect::<Vec<_>>().join(" "));
    }
    for table in &plan.tables {
        lines.insert(table.name.clone(), table_lines(seen, table, lane));
    }
    lines
}

const QUANTITY: [(&str, Role); 1] = [("realisasi", Role::Value)];
const GROUP: [(&str, Role); 3] = [
    ("capaian_asli", Role::RawAchievement),
    ("capaian_terbatas", Role::CappedAchievement),
    ("capaian", Role::Achievement),
];
const INDICATOR: [(&str, Role); 5] =
    [("realisasi", Role::Value), ("target", Role::Target), GROUP[0], GROUP[1], GROUP[2]];

fn table_lines(seen: &Seen, table: &PlannedTable, lane: usize) -> Vec<String> {
    let cell = |cell: &Option<PlannedCell>| match cell {
        Some(cell) => shown(seen.run.evaluation().cell(cell.slot, lane)),
        None => "_".to_string(),
    };
    let rows = table
        .blocks
        .iter()
        .flat_map(|block| &block.rows)
        .map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join(" "));
    let footers = table.footers.iter().map(|footer| {
        let at = footer.cells.iter().position(Option::is_some).expect("a value");
        format!("penutup {at} {}", cell(&footer.cells[at]))
    });
    rows.chain(footers).collect()
}

fn shown(cell: &eval::Cell) -> String {
    match cell {
        Ok(Value::Number(value)) => match value.fraction() {
            (num, den) if den == "1" => num,
            (num, den) => format!("{num}/{den}"),
        },
        Ok(Value::Text(text)) => format!("\"{text}\""),
        Ok(Value::Irrational(root)) => root.describe(),
        Ok(Value::Truth(truth)) => truth.to_string(),
        Err(fault) => match fault.state {
            State::NotFilled => "-",
            State::NotApplicable => "n/a",
            State::Undefined => "?",
            State::Faulty => "!",
        }
        .to_string(),
    }
}
