//! What formatting does: each file of `tests/cases/format` before and after, and the shipped rules as they are.

use super::syntax_cases::files;
use std::fs;
use std::path::Path;
use takar::format::format;
use takar::source::Sources;

#[test]
fn before_and_after() {
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots/format" }, {
        for (name, text) in files("tests/cases/format") {
            let after = formatted(&text);
            assert_eq!(formatted(&after), after, "{name}: once more changes it");
            let shown = format!("{}\n════\n{}", visible(&text), visible(&after));
            insta::assert_snapshot!(name.trim_end_matches(".takar"), shown);
        }
    });
}

#[test]
fn shipped_rules_are_as_the_formatter_leaves_them() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut seen = 0;
    for package in fs::read_dir(rules).expect("rules") {
        for entry in fs::read_dir(package.expect("a package").path()).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "takar") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                assert_eq!(formatted(&text), text, "{}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen >= 5, "only {seen} files");
}

#[test]
fn the_line_breaks_of_most_lines_are_kept() {
    let same = [
        ("A = 1\r\nB = 2\r\nC = 3\n", "A = 1\r\nB = 2\r\nC = 3\r\n"),
        ("A = 1\r\nB = 2\nC = 3\n", "A = 1\nB = 2\nC = 3\n"),
        ("A = 1\r\n", "A = 1\r\n"),
        ("A = 1", "A = 1\n"),
        ("A = 1\r\nB =", "A = 1\r\nB =\r\n"),
        ("\u{feff}A = 1\n\n\n", "A = 1\n"),
        ("\u{feff}\r\n \u{feff}\n", ""),
        ("", ""),
    ];
    for (before, after) in same {
        assert_eq!(formatted(before), after, "{before:?}");
    }
}

/// Where a decimal comma would change what is read, or hide a warning, the point stays.
#[test]
fn a_point_that_must_stay_stays() {
    let same = ["A = 1.250\n", "A = bulat(1.5)\n", "A = maks((1.5%))\n", "A = 1.2.3\n"];
    for text in same {
        assert_eq!(formatted(text), text);
    }
    let changed = [
        ("A = 0.250\n", "A = 0,250\n"),
        ("A = bulat(1.5; 1)\n", "A = bulat(1,5; 1)\n"),
        ("A = (1.5)\n", "A = (1,5)\n"),
        ("A = 1_250.5\n", "A = 1_250,5\n"),
    ];
    for (before, after) in changed {
        assert_eq!(formatted(before), after);
    }
}

/// The canonical layout of a text.
pub fn formatted(text: &str) -> String {
    format(Sources::default().add("berkas.takar", text), text).expect("nothing but the layout changes")
}

/// A text with its invisible signs shown.
fn visible(text: &str) -> String {
    let shown = text.replace('\r', "␍").replace('\u{feff}', "<BOM>").replace('\u{a0}', "⍽").replace('\t', "→");
    let at_end = |line: &str| {
        let bare = line.trim_end_matches(' ');
        format!("{bare}{}", "·".repeat(line.len() - bare.len()))
    };
    shown.split('\n').map(at_end).collect::<Vec<_>>().join("\n")
}
