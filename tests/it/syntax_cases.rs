//! Every file in `tests/cases/syntax` is one mistake, named by it; its snapshot shows it with the messages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use takar::diagnostic::{Diagnostic, apply_edits};
use takar::report::diagnostics::render;
use takar::source::Sources;
use takar::syntax::{Parsed, parse};

#[test]
fn each_mistake_has_its_message() {
    let mut silent = Vec::new();
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots/syntax" }, {
        for (name, text) in files("tests/cases/syntax") {
            let (parsed, shown) = read(&name, &text);
            if parsed.diagnostics.is_empty() {
                silent.push(name.clone());
            }
            let shown = format!("{}\n\n{shown}", visible(&text));
            insta::assert_snapshot!(name.trim_end_matches(".takar"), shown);
        }
    });
    assert!(silent.is_empty(), "these draw no message: {silent:?}");
}

#[test]
fn every_code_has_a_case() {
    let mut shown = BTreeSet::new();
    for (name, text) in files("tests/cases/syntax") {
        shown.extend(read(&name, &text).0.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()));
    }
    // K0032 counts what a file of hundreds of mistakes has beyond those shown; it has a test of its own.
    let all: Vec<String> = (1..=31).chain(33..=37).map(|number| format!("K{number:04}")).collect();
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), all);
}

#[test]
fn a_suggestion_mends_its_finding() {
    let (mut mends, mut faults) = (0, Vec::new());
    for (name, text) in files("tests/cases/syntax") {
        let found = read(&name, &text).0.diagnostics;
        for diagnostic in &found {
            for suggestion in &diagnostic.suggestions {
                let mended = apply_edits(&text, &suggestion.edits);
                assert_ne!(mended, text, "{name}: \"{}\" changes nothing", suggestion.text);
                let (left, shown) = read(&name, &mended);
                let place = |of: &Diagnostic| of.span().map(|span| span.start);
                let same = |other: &Diagnostic| other.code == diagnostic.code && place(other) == place(diagnostic);
                let known = |other: &Diagnostic| found.iter().any(|before| before.code == other.code);
                if left.diagnostics.iter().any(same) || !left.diagnostics.iter().all(known) {
                    faults.push(format!("{name}: \"{}\" leaves\n{shown}\nin\n{mended}", suggestion.text));
                }
                mends += 1;
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(mends >= 60, "only {mends} mends were tried");
}

/// Reads a text as the file of that name: what was read, and the messages as a planner sees them.
pub fn read(name: &str, text: &str) -> (Parsed, String) {
    let mut sources = Sources::default();
    let parsed = parse(sources.add(name, text), text);
    let shown = render(&sources, &parsed.diagnostics, false);
    (parsed, shown)
}

/// The rule files of a folder, by name, in order.
pub fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "takar"))
        .collect();
    files.sort();
    let load = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("UTF-8"))
    };
    files.iter().map(load).collect()
}

/// A text with its invisible signs shown, and long lines cut.
fn visible(text: &str) -> String {
    let text = text.replace('\r', "␍").replace('\u{feff}', "<BOM>").replace('\u{a0}', "⍽");
    let hidden = |text: String, c: char| text.replace(c, &format!("<U+{:04X}>", u32::from(c)));
    let text = ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'].into_iter().fold(text, hidden);
    let cut = |line: &str| match line.char_indices().nth(150) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_string(),
    };
    text.lines().map(cut).collect::<Vec<_>>().join("\n")
}
