//! Rules cut, mixed and repeated at random: whatever comes of them is checked and, when sound, run, without a panic.

use crate::packages::{cases, read};
use proptest::prelude::*;
use std::sync::OnceLock;
use takar::data::Dataset;
use takar::engine::Package;
use takar::report::diagnostics::render;

/// The lines of the shipped package and of every case.
fn corpus() -> &'static Vec<Vec<String>> {
    static CORPUS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let shipped = read("rules/mojoagung-2024");
        let cases = ["check", "clean"].into_iter().flat_map(cases).map(|(_, files)| files);
        let lines = |files: Vec<(String, String)>| {
            files.iter().flat_map(|(_, text)| text.lines()).map(str::to_string).collect::<Vec<_>>()
        };
        std::iter::once(shipped).chain(cases).map(lines).collect()
    })
}

/// What is done to the lines, in order.
#[derive(Debug, Clone)]
enum Change {
    Drop(prop::sample::Index),
    Repeat(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    /// A line of another case at some place.
    Borrow(prop::sample::Index, prop::sample::Index, prop::sample::Index),
    /// A whole other case at the end.
    Append(prop::sample::Index),
    /// A word put in place of another.
    Reword(prop::sample::Index, prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        3 => at().prop_map(Change::Drop),
        2 => at().prop_map(Change::Repeat),
        3 => (at(), at()).prop_map(|(a, b)| Change::Swap(a, b)),
        3 => (at(), at(), at()).prop_map(|(a, b, c)| Change::Borrow(a, b, c)),
        1 => at().prop_map(Change::Append),
        3 => (at(), at()).prop_map(|(a, b)| Change::Reword(a, b)),
    ]
}

fn apply(lines: &mut Vec<String>, change: &Change) {
    if lines.is_empty() {
        return;
    }
    match change {
        Change::Drop(at) => {
            lines.remove(at.index(lines.len()));
        }
        Change::Repeat(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at].clone());
        }
        Change::Swap(a, b) => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        Change::Borrow(case, line, at) => {
            let other = case.get(corpus());
            let at = at.index(lines.len());
            lines.insert(at, line.get(other).clone());
        }
        Change::Append(case) => lines.extend(case.get(corpus()).iter().cloned()),
        Change::Reword(from, to) => {
            let words: Vec<String> =
                lines.iter().flat_map(|line| line.split_whitespace()).map(str::to_string).collect();
            if !words.is_empty() {
                let (from, to) = (from.get(&words), to.get(&words));
                let line = lines.iter_mut().find(|line| line.contains(from.as_str()));
                line.into_iter().for_each(|line| *line = line.replacen(from.as_str(), to, 1));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_rules_make_a_panic(
        start in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 0..12),
    ) {
        let mut lines = start.get(corpus()).clone();
        changes.iter().for_each(|change| apply(&mut lines, change));
        let package = Package::new("Acak", [("acak.takar", lines.join("\n"))]);
        render(package.sources(), package.diagnostics(), false);
        let (data, _) = (Dataset::new(), package.examples());
        if let Some(run) = package.run(&data, 2024) {
            run.tables();
            run.findings();
        }
    }
}
