//! Whole packages, from rule text and data to values and tables, compared with an independent evaluator in Python
//! (tests/eval_oracle).

use crate::oracle::{self, Package, Tally, is_missing, shown};
use crate::package::Seen;
use std::collections::{BTreeMap, BTreeSet};
use takar::diagnostic::Code;
use takar::diagnostic::Diagnostic;
use takar::plan::{PlannedCell, PlannedTable};
use takar::program::{Role, When};

#[test]
fn sample() {
    let least = [("packages", 200), ("numbers", 1500), ("missing", 500), ("texts", 100)];
    oracle::sample(include_str!("../eval_oracle/sample.txt"), &least, compare);
}

/// Quarters, years, blanks, wrong cells, budgets and their hierarchy (tests/eval_oracle/quarters.py).
#[test]
fn quarters() {
    let least = [("packages", 200), ("numbers", 1500), ("missing", 1500)];
    oracle::sample(include_str!("../eval_oracle/quarters.txt"), &least, compare);
}

/// Computed realisations and targets by formula, over values of different quarters (tests/eval_oracle/covers.py).
#[test]
fn covers() {
    let least = [("packages", 200), ("numbers", 900), ("missing", 400)];
    oracle::sample(include_str!("../eval_oracle/covers.txt"), &least, compare);
}

/// Values over different quarters that meet: formulas beside reported quarters, targets by formula and of other years,
/// further columns, ranges, words, half years, and what is told of them (tests/eval_oracle/spans.py).
#[test]
fn spans() {
    let least = [("packages", 120), ("numbers", 1500), ("missing", 1500), ("texts", 50), ("told", 200)];
    oracle::sample(include_str!("../eval_oracle/spans.txt"), &least, compare);
}

/// Every way to write caps and roundings at an indicator, its rule and an `umum` (tests/eval_oracle/steps.py).
#[test]
fn steps() {
    oracle::sample(include_str!("../eval_oracle/steps.txt"), &[("packages", 125), ("numbers", 1250)], compare);
}

#[test]
#[ignore = "needs a generated file, see tests/eval_oracle/full.sh"]
fn full() {
    oracle::full("TAKAR_EVAL_ORACLE", compare);
}

fn compare(package: &Package, tally: &mut Tally) {
    let texts = package.texts();
    let wanted: Vec<(&str, &str)> = package.said("harap ").collect();
    let year = wanted[0].0.split(' ').next().and_then(|year| year.parse().ok()).expect("a year");
    let rules = texts.package();
    if rules.program().is_none() {
        // Some of the packages ask for grades that their rule does not have.
        let is_known = rules.diagnostics().iter().any(|one| one.code == Code::K0157);
        if !is_known {
            tally.differs(|| format!("refused:\n{}", texts.messages()));
        }
        return;
    }
    texts.run_with(rules, Some(year), |seen| {
        for (head, lines) in &wanted {
            let unit = head.split_once(' ').map_or("", |(_, unit)| unit);
            let lane = seen.data.units().lane(unit).unwrap_or(0);
            compare_lines(lines, &found_lines(seen, lane), tally);
        }
        for (_, lines) in package.said("pesan") {
            compare_messages(lines, &told(seen), tally);
        }
    });
}

fn compare_lines(wanted: &str, found: &BTreeMap<String, Vec<String>>, tally: &mut Tally) {
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in wanted.lines() {
        let (name, cells) = line.split_once(' ').unwrap_or((line, ""));
        expected.entry(name.to_string()).or_default().push(cells.to_string());
        for cell in cells.split(' ').map(|cell| cell.split_once('=').map_or(cell, |(_, value)| value)) {
            let sort = if cell.starts_with('"') { "texts" } else { "numbers" };
            tally.count(if is_missing(cell) { "missing" } else { sort }, 1);
        }
    }
    for (name, wanted) in &expected {
        let found = found.get(name).cloned().unwrap_or_default();
        if wanted.len() != found.len() || wanted.iter().zip(&found).any(|(wanted, found)| !is_as_said(wanted, found)) {
            tally.differs(|| format!("{name}\n  expected {wanted:?}\n  computed {found:?}"));
        }
    }
}

/// Whether cells are those of the model, which leaves open what it writes as `~`.
fn is_as_said(wanted: &str, found: &str) -> bool {
    let cells = || wanted.split(' ').zip(found.split(' '));
    wanted.split(' ').count() == found.split(' ').count()
        && cells().all(|(wanted, found)| wanted == found || wanted == "~" || wanted.ends_with("=~"))
}

/// What has to be told (`harus`) and what may be (`boleh`); nothing else of these sorts is told.
fn compare_messages(wanted: &str, found: &BTreeSet<String>, tally: &mut Tally) {
    let lines = |word: &str| wanted.lines().filter_map(|line| line.strip_prefix(word)).collect::<BTreeSet<_>>();
    let (has_to, may) = (lines("harus "), lines("boleh "));
    tally.count("told", has_to.len());
    for line in has_to.iter().filter(|line| !found.contains(**line)) {
        tally.differs(|| format!("not told: {line}"));
    }
    for line in found.iter().filter(|line| !has_to.contains(line.as_str()) && !may.contains(line.as_str())) {
        tally.differs(|| format!("told: {line}"));
    }
}

/// What is said twice, and what meets over different quarters: by the thing, and by the line of the rules.
fn told(seen: &Seen) -> BTreeSet<String> {
    let line = |finding: &Diagnostic| {
        let span = finding.span().expect("a place");
        let text = seen.package.sources().get(span.source).text();
        let begin = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        text[begin..].lines().next().expect("a line").trim().to_string()
    };
    let of = |finding: &Diagnostic| match finding.code.as_str() {
        "H0014" => Some(line(finding)),
        "H0001" | "H0010" | "H0011" => finding.title.split(':').next().map(str::to_string),
        _ => None,
    };
    seen.findings.iter().filter_map(|one| Some(format!("{} {}", one.code.as_str(), of(one)?))).collect()
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
