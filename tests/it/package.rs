//! Packages as texts: read once, changed in memory, and run from rule text to tables.

use std::fs;
use std::path::Path;
use takar::data::Dataset;
use takar::diagnostic::Diagnostic;
use takar::engine::{Package, Run};
use takar::report::diagnostics;
use takar::report::table::Table;

/// The shipped package of the report.
pub const MOJOAGUNG: &str = "rules/mojoagung-2024";

/// Rule files and data files by name.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    pub rules: Vec<(String, String)>,
    pub data: Vec<(String, String)>,
}

impl Texts {
    /// A package on disk, relative to the crate.
    pub fn read(folder: &str) -> Texts {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let data = if root.join("data").is_dir() { files(&root, "data", ".csv") } else { Vec::new() };
        Texts { rules: files(&root, "", ".takar"), data }
    }

    /// A package of one rule file and, if any, one data file called `d.csv`.
    pub fn new(rules: &str, data: &str) -> Texts {
        Texts { rules: vec![("a.takar".into(), rules.into())], data: vec![("d.csv".into(), data.into())] }
    }

    /// The same with one piece of one rule file replaced; the piece must occur exactly once.
    pub fn with_rule(&self, old: &str, new: &str) -> Texts {
        let mut changed = self.clone();
        let hits: usize = self.rules.iter().map(|(_, text)| text.matches(old).count()).sum();
        assert_eq!(hits, 1, "{old:?}");
        changed.rules.iter_mut().for_each(|(_, text)| *text = text.replace(old, new));
        changed
    }

    /// The same with lines added to a data file.
    pub fn with_data(&self, file: &str, lines: &str) -> Texts {
        let mut changed = self.clone();
        let found = changed.data.iter_mut().find(|(name, _)| name == file);
        found.expect("a data file").1.push_str(lines);
        changed
    }

    /// Runs the package of a year and hands everything over.
    pub fn run<T>(&self, year: Option<i32>, look: impl FnOnce(&Seen) -> T) -> T {
        self.run_with(self.package(), year, look)
    }

    /// The rules, read and checked.
    pub fn package(&self) -> Package {
        Package::new("uji", self.rules.iter().cloned())
    }

    /// The same with rules that were read before.
    pub fn run_with<T>(&self, mut package: Package, year: Option<i32>, look: impl FnOnce(&Seen) -> T) -> T {
        let (data, mut found) = package.read_data(|name| {
            let file = self.data.iter().find(|(known, _)| known == name);
            Ok(file.unwrap_or_else(|| panic!("no file {name}")).1.clone())
        });
        let year = package.year(year, &data).expect("a year");
        let run = package.run(&data, year).unwrap_or_else(|| panic!("no errors in\n{}", told(&package, &[])));
        found.extend(run.findings());
        look(&Seen { package: &package, data: &data, run: &run, findings: &found })
    }

    /// The tables of a year.
    pub fn tables(&self, year: Option<i32>) -> Vec<Table> {
        self.run(year, |seen| seen.run.tables())
    }

    /// The messages about rules that cannot be used.
    pub fn messages(&self) -> String {
        let package = self.package();
        assert!(package.program().is_none(), "the rules are sound");
        told(&package, &[])
    }
}

/// A package that ran.
pub struct Seen<'s> {
    pub package: &'s Package,
    pub data: &'s Dataset,
    pub run: &'s Run<'s>,
    /// About data and results.
    pub findings: &'s [Diagnostic],
}

impl Seen<'_> {
    /// Every finding as people read it.
    pub fn messages(&self) -> String {
        told(self.package, self.findings)
    }
}

fn told(package: &Package, more: &[Diagnostic]) -> String {
    let findings: Vec<Diagnostic> = package.diagnostics().iter().chain(more).cloned().collect();
    diagnostics::render_within(package.sources(), &findings, 80, false)
}

fn files(root: &Path, folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = fs::read_dir(root.join(folder))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(ending))
        .map(|name| {
            let name = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let text = fs::read_to_string(root.join(&name)).expect("a text");
            (name, text)
        })
        .collect();
    found.sort();
    found
}
