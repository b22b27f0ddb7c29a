//! The order of the house: who may know whom, what every file begins with, what stands in no file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, lowest first. A room may use the rooms of earlier lines; rooms of one line do not know each other.
const ORDER: [&[&str]; 18] = [
    &["calendar", "number", "source", "library"],
    &["diagnostic"],
    &["syntax", "data"],
    &["office"],
    &["program", "format"],
    &["resolve"],
    &["check"],
    &["plan"],
    &["eval"],
    &["columns", "range"],
    &["finding", "report", "seek"],
    &["prove"],
    &["explain", "stream", "compare"],
    &["engine"],
    &["whatif", "folder", "workbook", "document", "page", "frame"],
    &["audit"],
    &["draft", "lsp"],
    &["cli"],
];

/// The longest a file of code may be.
const MOST_LINES: usize = 400;

#[test]
fn rooms_know_only_what_lies_below() {
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        let Some(room) = room(&name) else { continue };
        let level = level(room).unwrap_or_else(|| panic!("{name}: the room {room} has no place in ORDER"));
        let top = name == format!("src/{room}/mod.rs") || name == format!("src/{room}.rs");
        if top && text.contains("super::") {
            wrong.push(format!("{name}: from the top of a room, super:: leads out of it; write crate::"));
        }
        for (line, other) in uses(&text) {
            let below = other == room || self::level(&other).is_some_and(|below| below < level);
            if !below {
                wrong.push(format!("{name}:{line}: {room} must not use {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_order_and_in_lib() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let declared: BTreeSet<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let ordered: BTreeSet<&str> = ORDER.iter().flat_map(|rooms| rooms.iter().copied()).collect();
    assert_eq!(declared, ordered);
}

/// Paths are written from `src`, or from the room that a line is about.
#[test]
fn the_page_of_the_house_names_files_that_are_there() {
    let page = fs::read_to_string(root().join("docs/architecture.md")).expect("the page");
    let all: Vec<String> = ["src", "tests", "browser/src", "python/src", "release/src"]
        .iter()
        .flat_map(|folder| files(folder))
        .map(|path| relative(&path))
        .collect();
    let is_path = |word: &&str| word.ends_with(".rs") && !word.contains(char::is_whitespace);
    let named: BTreeSet<&str> = page.split('`').skip(1).step_by(2).filter(is_path).collect();
    let is_there = |path: &str| all.iter().any(|known| known == path || known.ends_with(&format!("/{path}")));
    let missing: Vec<&str> = named.into_iter().filter(|path| !is_there(path)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The doors of the crate; every other room is hidden from the documentation, and free to change.
#[test]
fn few_doors_are_open() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    assert!(lib.contains("#![warn(missing_docs)]"), "every public item is documented");
    let lines: Vec<&str> = lib.lines().collect();
    let open = lines.windows(2).filter(|pair| pair[0] != "#[doc(hidden)]");
    let open: Vec<&str> = open.filter_map(|pair| pair[1].strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(open, ["audit", "data", "diagnostic", "engine", "frame", "report", "whatif", "folder"]);
}

/// The rooms that say what an operation means. Whoever adds one is asked by the compiler what it is there.
const NO_WILDCARD: [&str; 17] = [
    "audit", "check", "columns", "compare", "eval", "explain", "finding", "page", "plan", "program", "prove", "range",
    "report", "resolve", "seek", "syntax", "whatif",
];

/// What files of `syntax/` say that pick the few of a hundred rules of the grammar which a line can have.
const OF_GRAMMAR: &str =
    "#![expect(clippy::wildcard_enum_match_arm, reason = \"a line of the grammar has few of its rules\")]";

#[test]
fn rooms_of_meaning_answer_for_every_variant() {
    let denied = "#![deny(clippy::wildcard_enum_match_arm)]";
    for room in NO_WILDCARD {
        let name = format!("src/{room}/mod.rs");
        let name = if root().join(&name).exists() { name } else { format!("src/{room}.rs") };
        let text = fs::read_to_string(root().join(&name)).expect("a room");
        assert!(text.lines().any(|line| line == denied), "{name}: no {denied}");
    }
    let inside = |name: &str| NO_WILDCARD.iter().any(|room| name.starts_with(&format!("src/{room}/")));
    let let_in = ["allow(clippy::wildcard", "expect(clippy::wildcard"];
    let mut wrong = lines_with("src", &let_in, inside);
    wrong.retain(|line| !(line.starts_with("src/syntax/") && line.ends_with(OF_GRAMMAR)));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Why there is no value is a value (`plan/reason.rs`); its words are in `finding/`. Single words are of the language.
#[test]
fn the_core_holds_no_prose() {
    let core = |name: &str| ["plan", "eval", "range"].iter().any(|room| name.starts_with(&format!("src/{room}/")));
    let mut wrong = lines_with("src", &["\""], core);
    wrong.retain(|line| {
        let texts = line.split('"').skip(1).step_by(2);
        texts
            .into_iter()
            .any(|text| text.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count() > 1)
    });
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_syntax_knows_the_grammar() {
    let outside = |name: &str| !name.starts_with("src/syntax/");
    let wrong = lines_with("src", &["use pest", "pest::", "pest_derive", "Rule::"], outside);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_shell_touches_disk_clock_and_surroundings() {
    let touches = ["src/cli/", "src/folder/", "src/main.rs"];
    let outside = |name: &str| !touches.iter().any(|room| name.starts_with(room));
    let wrong = lines_with("src", &["std::fs", "std::env::", "std::time", "std::net", "std::process"], outside);
    // The version of the package is known when it is built.
    let wrong: Vec<String> = wrong.into_iter().filter(|line| !line.contains("env!(")).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests/it", "browser/src", "python/src"] {
        for (name, text) in sources(folder) {
            if !text.starts_with("//! ") {
                wrong.push(format!("{name}: begins without a //! line"));
            }
            let lines = text.lines().count();
            if lines > MOST_LINES {
                wrong.push(format!("{name}: {lines} lines, at most {MOST_LINES}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_is_a_part_of_the_crate() {
    let files = sources("src");
    let path = |file: &str| file.trim_end_matches(".rs").trim_end_matches("/mod").trim_end_matches("/lib").to_string();
    let mut named: Vec<String> = vec!["src".into(), "src/main".into()];
    for (file, text) in &files {
        let modules = text.lines().filter_map(|line| line.trim_end().strip_suffix(';')?.rsplit_once("mod "));
        let modules = modules.filter(|(before, _)| before.is_empty() || before.starts_with("pub"));
        named.extend(modules.map(|(_, module)| format!("{}/{module}", path(file))));
    }
    let lost: Vec<&String> = files.iter().map(|(file, _)| file).filter(|file| !named.contains(&path(file))).collect();
    assert!(lost.is_empty(), "no module names these: {lost:?}");
}

#[test]
fn nothing_is_left_half_done() {
    // Put together here, so that this file does not find itself.
    let words: Vec<String> = ["todo", "dbg", "unimplemented"].iter().map(|word| format!("{word}!(")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let wrong = [lines_with("src", &words, |_| true), lines_with("tests/it", &words, |_| true)].concat();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn shipped_rules_are_plain_text() {
    let mut wrong = Vec::new();
    for path in files("rules") {
        let name = relative(&path);
        let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name} is not UTF-8"));
        if !text.ends_with('\n') || text.ends_with("\n\n") {
            wrong.push(format!("{name}: does not end in one line break"));
        }
        for (at, line) in text.lines().enumerate() {
            if line.contains('\t') {
                wrong.push(format!("{name}:{}: a tab", at + 1));
            }
            if line.ends_with(' ') && name.ends_with(".takar") {
                wrong.push(format!("{name}:{}: a space at the end", at + 1));
            }
        }
        // `lines` hides the carriage return of `\r\n`.
        if text.contains('\r') {
            wrong.push(format!("{name}: a carriage return"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_name_can_live_on_windows() {
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for path in files("") {
        let name = relative(&path);
        if name.split('/').any(|part| !fits_windows(part)) {
            wrong.push(format!("{name}: a name that Windows cannot hold"));
        }
        if !seen.insert(name.to_lowercase()) {
            wrong.push(format!("{name}: differs from another file in case only"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    // Put together here, so that this file does not find itself.
    let places: Vec<String> =
        ["home", "Users", "root", "work", "tmp", "private"].iter().map(|folder| format!("/{folder}/")).collect();
    let mut wrong = Vec::new();
    for path in files("") {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (at, line) in text.lines().enumerate() {
            // A folder of the web (`github.com/…`) or of a glob begins behind a letter or a sign.
            let begins = |place: &String| {
                line.match_indices(place.as_str())
                    .any(|(at, _)| line[..at].chars().next_back().is_none_or(|before| " \"'`(=:".contains(before)))
            };
            if places.iter().any(begins) {
                wrong.push(format!("{}:{}: {}", relative(&path), at + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn fits_windows(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let numbered =
        |device: &str| stem.len() == 4 && stem.starts_with(device) && stem.ends_with(|c: char| c.is_ascii_digit());
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt");
    !device && !part.contains(['<', '>', ':', '"', '|', '?', '*', '\\']) && !part.ends_with(['.', ' '])
}

/// The room of a file: `src/check/units.rs` and `src/engine.rs` lie in `check` and `engine`; `lib.rs` and `main.rs` in
/// none.
fn room(name: &str) -> Option<&str> {
    let inner = name.strip_prefix("src/")?;
    let first = inner.split('/').next()?;
    let room = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(room, "lib" | "main")).then_some(room)
}

fn level(room: &str) -> Option<usize> {
    ORDER.iter().position(|rooms| rooms.contains(&room))
}

/// Every `crate::room` of code, with its line, in groups too; comments may name whom they like.
fn uses(text: &str) -> Vec<(usize, String)> {
    let bare: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = bare.join("\n");
    let mut found = Vec::new();
    for (start, word) in code.match_indices("crate::") {
        let line = code[..start].lines().count().max(1);
        let rest = &code[start + word.len()..];
        let parts: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        let names = parts.into_iter().map(|part| part.trim().chars().take_while(is_name).collect::<String>());
        found.extend(names.filter(|name| !name.is_empty()).map(|name| (line, name)));
    }
    found
}

/// The parts between the commas of a group, up to its closing brace; inner groups stay whole.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0usize, 0, Vec::new());
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
                if sign == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn uses_are_seen_however_they_are_written() {
    let text = "use crate::data::Key;\nuse crate::{\n    plan::{Op, Plan},\n    eval,\n};\n// crate::cli\nlet a = crate::program::intervals::say;";
    let seen: Vec<String> = uses(text).into_iter().map(|(line, name)| format!("{line} {name}")).collect();
    assert_eq!(seen, ["1 data", "2 plan", "2 eval", "7 program"]);
}

fn lines_with(folder: &str, words: &[&str], counts: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in sources(folder).into_iter().filter(|(name, _)| counts(name)) {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!("{name}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    found
}

/// Every Rust file below a folder, with its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let rust = files(folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    rust.map(|path| (relative(&path), fs::read_to_string(&path).expect("a source in UTF-8"))).collect()
}

/// Every file below a folder, in order; nothing that is built, fetched or left by a test that failed.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let fuzzing = matches!(name.as_str(), "corpus" | "artifacts" | "coverage");
            let passing =
                fuzzing || matches!(name.as_str(), ".git" | "target" | "Cargo.lock") || name.ends_with(".snap.new");
            match (passing, path.is_dir()) {
                (true, _) => {}
                (false, true) => folders.push(path),
                (false, false) => files.push(path),
            }
        }
    }
    files.sort();
    files
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
