//! What is proposed can stand where it is proposed: each is put in its place, over places of the shipped packages.

use crate::client::{Client, edited};
use crate::sample;
use serde_json::{Value, json};
use std::path::Path;
use takar::source::Sources;
use takar::syntax;

/// The files of rules that are shipped.
fn shipped() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut found = Vec::new();
    for package in std::fs::read_dir(&root).expect("the packages").map(|entry| entry.expect("an entry")) {
        for file in std::fs::read_dir(package.path()).expect("a package").map(|entry| entry.expect("an entry")) {
            let name = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
            if name(&file).ends_with(".takar") {
                found.push((name(&package), name(&file)));
            }
        }
    }
    found.sort();
    found
}

/// Where words begin and end, and lines.
fn places(text: &str) -> Vec<usize> {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let all = text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]);
    let is_place = |at: usize, next: Option<char>| {
        let last = text[..at].chars().next_back();
        let is_edge = is_word(last) != is_word(next) || last == Some(' ') || next.is_none_or(|c| c == '\n');
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        is_edge && !line.contains('#')
    };
    all.filter(|(at, next)| is_place(*at, *next)).map(|(at, _)| at).collect()
}

fn position(text: &str, at: usize) -> (u32, u32) {
    let before = &text[..at];
    let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    (before.matches('\n').count() as u32, column as u32)
}

/// How many mistakes of writing a text has.
fn mistakes(text: &str) -> usize {
    let source = Sources::default().add_rules("", text);
    syntax::parse(source, text).diagnostics.len()
}

/// The definition around a place: its first and last byte.
fn around(text: &str, starts: &[usize], at: usize) -> (usize, usize) {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let from = starts.iter().rev().find(|start| **start <= line).copied().unwrap_or(0);
    let to = starts.iter().find(|start| **start > line).copied().unwrap_or(text.len());
    (from, to)
}

/// Where definitions begin.
fn starts(text: &str) -> Vec<usize> {
    let source = Sources::default().add_rules("", text);
    let items = syntax::parse(source, text).module.items;
    items.iter().map(|item| text[..item.span.start as usize].rfind('\n').map_or(0, |at| at + 1)).collect()
}

/// A text with something that was proposed; what is to be filled in is.
fn with(text: &str, item: &Value) -> String {
    let mut edit = item["textEdit"].clone();
    let new = edit["newText"].as_str().expect("a text").replace("$1", "1").replace("$2", "1").replace("$0", "");
    edit["newText"] = new.into();
    edited(text, &json!([edit]))
}

/// The text with what is proposed, but only the definition around it: its beginning and its end are as they were.
fn block(text: &str, (from, to): (usize, usize), item: &Value) -> String {
    let new = with(text, item);
    let behind = text.len() - to;
    new[from..new.len() - behind].to_string()
}

fn proposed(client: &mut Client, file: &str, text: &str, at: usize) -> Vec<Value> {
    let found = client.at("textDocument/completion", file, position(text, at)).expect("an answer");
    found["items"].as_array().cloned().unwrap_or_default()
}

/// At a place of a line that can be read, everything that is proposed leaves it one that can be read; where nothing stands
/// behind the place yet, it adds no mistake.
#[test]
fn whatever_is_proposed_can_be_read() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for (number, (package, file)) in shipped().into_iter().enumerate() {
        let mut client = Client::over(&package);
        client.open(&file);
        let text = std::fs::read_to_string(client.path(&file)).expect("rules");
        let starts = starts(&text);
        let all = places(&text);
        for at in all.iter().copied().skip(number % 5).step_by(sample::of(53, 1)) {
            let block_at = around(&text, &starts, at);
            let before = mistakes(&text[block_at.0..block_at.1]);
            for item in proposed(&mut client, &file, &text, at) {
                tried += 1;
                // A word that begins a line on which nothing stands yet goes on.
                let is_blank = text[..at].ends_with('\n') && (text[at..].starts_with('\n') || text[at..].is_empty());
                let new = block(&text, block_at, &item);
                if mistakes(&new) > before + usize::from(is_blank) {
                    wrong.push(told(&package, &file, &text, at, &item));
                }
            }
        }
        let mut version = 1;
        for at in all.iter().copied().skip(number % 7).step_by(sample::of(151, 5)) {
            // What is typed ends its line; a head that is typed has nothing below it yet.
            let line_begin = text[..at].rfind('\n').map_or(0, |at| at + 1);
            let own_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            let item_end = || text[..around(&text, &starts, at).1].trim_end().len();
            let end = if starts.contains(&line_begin) { own_end.max(item_end()) } else { own_end };
            let cut = format!("{}{}", &text[..at], &text[end..]);
            version += 1;
            client.set(&file, version, &cut);
            let (from, to) = around(&text, &starts, at);
            let block_at = (from, to - (end - at));
            let before = mistakes(&cut[block_at.0..block_at.1]);
            let line = cut[..at].rsplit('\n').next().unwrap_or_default();
            let begins = line.trim().chars().all(|c| c.is_alphanumeric() || c == '_');
            for item in proposed(&mut client, &file, &cut, at) {
                tried += 1;
                let new = block(&cut, block_at, &item);
                if mistakes(&new) > before.max(usize::from(begins)) {
                    wrong.push(told(&package, &file, &cut, at, &item));
                }
            }
        }
        assert_eq!(client.leave(), Some(0));
    }
    assert!(wrong.is_empty() && tried > 900, "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

fn told(package: &str, file: &str, text: &str, at: usize, item: &Value) -> String {
    let new = with(text, item);
    let line = position(text, at).0 as usize;
    let shown = |text: &str| text.lines().nth(line).unwrap_or_default().trim().to_string();
    format!("{package}/{file}:{}: {} -> {}", line + 1, shown(text), shown(&new))
}

/// What is proposed means something where it is proposed: no name that is unknown there, of another kind, or of which what
/// stands there is a part.
#[test]
fn whatever_is_proposed_is_known_there() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for (number, (package, file)) in shipped().into_iter().enumerate() {
        let mut client = Client::over(&package);
        client.open(&file);
        client.computed();
        let text = std::fs::read_to_string(client.path(&file)).expect("rules");
        let mut version = 1;
        for at in places(&text).into_iter().skip(number * 3 % 11).step_by(sample::of(181, 7)) {
            let all = proposed(&mut client, &file, &text, at);
            // One of each kind, and some more.
            for item in all.iter().skip(at % 3).step_by(1 + all.len() / 6) {
                tried += 1;
                version += 1;
                let found = client.set(&file, version, &with(&text, item));
                let errors = found.as_array().expect("findings").iter().filter(|one| one["severity"] == 1);
                for one in errors.filter(|one| !is_fine(one["code"].as_str().unwrap_or_default())) {
                    wrong.push(format!("{}: {}", one["code"], told(&package, &file, &text, at, item)));
                }
            }
            version += 1;
            client.set(&file, version, &text);
        }
        assert_eq!(client.leave(), Some(0));
    }
    assert!(wrong.is_empty() && tried > 25, "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a person may mean who puts another word there: a line that begins, other members than those that have weights, a mean by
/// weights of what is not filled in yet, another unit or scale, words for a figure.
fn is_fine(code: &str) -> bool {
    matches!(code, "K0009" | "K0029" | "K0135" | "K0136" | "K0137" | "K0410")
        || code.starts_with("K02")
        || code.starts_with("K03")
}
