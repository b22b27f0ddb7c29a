//! Every folder in `tests/cases/result` is a package with data; its snapshot shows rules and data with what a run finds
//! out and the tables it gives.

use crate::packages::{Files, cases, check, mended, shown};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use takar::diagnostic::Diagnostic;
use takar::engine::Package;
use takar::report::{diagnostics::render, terminal};

/// All cases with what is told of each, which is worked out once for the tests that look at it.
static TOLD: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let told = |(name, files): (String, Files)| {
        let mut package = check(&files);
        assert!(package.program().is_some(), "{}", render(package.sources(), package.diagnostics(), false));
        let (findings, tables) = told(&name, &mut package);
        Case { name, files, package, findings, tables }
    };
    cases("result").into_iter().map(told).collect()
});

struct Case {
    name: String,
    files: Files,
    package: Package,
    findings: Vec<Diagnostic>,
    tables: String,
}

/// Everything a run says: findings about rules, data, results and examples, then the tables.
fn told(name: &str, package: &mut Package) -> (Vec<Diagnostic>, String) {
    let mut findings = package.diagnostics().to_vec();
    let root = Path::new("tests/cases/result").join(name);
    let (data, about_data) = package.read_data(|path| Ok(fs::read_to_string(root.join(path)).expect("a data file")));
    findings.extend(about_data);
    findings.extend(package.examples());
    findings.extend(package.prove_promises().findings);
    let mut tables = String::new();
    if let Some(year) = package.year(None, &data) {
        let run = package.run(&data, year).expect("sound rules");
        findings.extend(run.findings());
        tables = run.tables().iter().map(|table| terminal(table, 100, false)).collect::<Vec<_>>().join("\n");
    }
    (findings, tables)
}

#[test]
fn each_result_has_its_message() {
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots/result" }, {
        for Case { name, files, package, findings, tables } in TOLD.iter() {
            let data = fs::read_to_string(Path::new("tests/cases/result").join(name).join("data/iku.csv"));
            let messages = render(package.sources(), findings, false);
            let parts = [shown(files), data.unwrap_or_default(), messages, tables.clone()];
            insta::assert_snapshot!(name.as_str(), parts.map(|part| part.trim().to_string()).join("\n\n"));
        }
    });
}

#[test]
fn every_code_of_results_has_a_case() {
    let codes: BTreeSet<&str> = TOLD.iter().flat_map(|case| &case.findings).map(|one| one.code.as_str()).collect();
    let all = "H0001 H0002 H0003 H0004 H0005 H0010 H0011 H0012 H0013 H0014 H0015 H0017 H0018 H0019 H0022 H0024 H0025 H0026 H0027 H0028";
    for code in all.split(' ') {
        assert!(codes.contains(code), "no case draws {code}");
    }
}

#[test]
fn a_suggestion_makes_an_example_come_out() {
    let mut mends = 0;
    for Case { name, files, package, .. } in TOLD.iter() {
        for diagnostic in package.examples() {
            for suggestion in &diagnostic.suggestions {
                let better = check(&mended(package.sources(), files, &suggestion.edits));
                assert!(better.program().is_some(), "{name}: {}", suggestion.text);
                let left = better.examples();
                let same = |other: &Diagnostic| other.code == diagnostic.code && other.title == diagnostic.title;
                assert!(!left.iter().any(same), "{name}: {}", suggestion.text);
                mends += 1;
            }
        }
    }
    assert!(mends >= 3, "only {mends} mends were tried");
}
