//! The extension of VS Code: its colours know the words of the language, its frames are rules.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use takar::syntax::{self, functions, words};

fn extension(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).expect("a file of the extension")).expect("JSON")
}

/// The words of the longest list between bars in a pattern.
fn listed(pattern: &str) -> BTreeSet<String> {
    let lists = pattern.split(['(', ')']).map(|part| part.trim_start_matches("?:").trim_start_matches("?i:"));
    let longest = lists.max_by_key(|list| list.matches('|').count()).unwrap_or_default();
    longest.split('|').map(str::to_string).collect()
}

#[test]
fn the_colours_know_every_word() {
    let grammar = extension("syntaxes/takar.tmLanguage.json");
    let own =
        |pointer: &str| listed(grammar.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer}")));
    let set = |words: Vec<&str>| words.into_iter().map(str::to_string).collect::<BTreeSet<_>>();
    assert_eq!(own("/repository/head/match"), set(words::HEADS.iter().map(|(word, _)| *word).collect()));
    assert_eq!(own("/repository/clause/match"), set(words::CLAUSES.iter().map(|(word, ..)| *word).collect()));
    let values = grammar["repository"]["value"]["patterns"].as_array().expect("patterns");
    let named = |name: &str| {
        let pattern = values.iter().find(|one| one["name"] == name).expect("a pattern");
        listed(pattern["match"].as_str().expect("a pattern"))
    };
    let of_functions: Vec<&str> = functions::words().collect();
    let of_roles: Vec<&str> = words::reserved().filter(|word| functions::help(word).is_none()).collect();
    assert_eq!(named("support.function.takar"), set(of_functions));
    assert_eq!(named("variable.language.takar"), set(of_roles));
    assert!(named("keyword.operator.word.takar").iter().all(|word| words::is_key_word(word)));
}

/// A frame with the words that stand in it reads without a mistake.
#[test]
fn frames_are_rules() {
    let frames = extension("snippets/takar.json");
    for (name, frame) in frames.as_object().expect("frames") {
        let lines: Vec<&str> = frame["body"].as_array().expect("lines").iter().filter_map(Value::as_str).collect();
        let text = filled(&lines.join("\n"));
        let source = takar::source::Sources::default().add("", "");
        let found = syntax::parse(source, &text);
        assert!(found.diagnostics.is_empty(), "{name}: {:?}\n{text}", found.diagnostics);
        assert!(!found.module.items.is_empty(), "{name}");
    }
}

/// `${1:IKM}` is `IKM`, `${1|a,b|}` the first, `$0` nothing.
fn filled(body: &str) -> String {
    let mut whole = String::new();
    let mut rest = body.replace("$0", "");
    while let Some(at) = rest.find("${") {
        whole.push_str(&rest[..at]);
        let end = at + rest[at..].find('}').expect("its end");
        let inside = rest[at + 2..end].trim_start_matches(|c: char| c.is_ascii_digit());
        let first =
            inside.strip_prefix(':').unwrap_or_else(|| inside.trim_matches('|').split(',').next().unwrap_or_default());
        whole.push_str(first);
        rest = rest[end + 1..].to_string();
    }
    whole + &rest
}

/// What is packed says the version of the program, and its commands are those that the client knows.
#[test]
fn the_commands_of_the_extension_are_there() {
    let package = extension("package.json");
    let client = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode/src/klien.js"))
        .expect("the client");
    for command in package["contributes"]["commands"].as_array().expect("commands") {
        let name = command["command"].as_str().expect("a name");
        assert!(client.contains(&format!("registerCommand(\"{name}\"")), "{name}");
    }
    assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
}
