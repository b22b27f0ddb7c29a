//! The shape of a text: what it defines, what can be folded, its one layout.

use super::desk::{Desk, View};
use super::lines::floor;
use super::mentions::kind_of;
use super::package::path;
use super::protocol::{Range, TextEdit};
use super::server::Client;
use super::things::module;
use super::wire::{Failure, notification};
use crate::format::format;
use crate::source::{Sources, Span};
use crate::syntax::ast::{Head, Item, Word};
use crate::syntax::tokens::tokens;
use crate::syntax::words::Block;
use serde_json::{Value, json};

/// What a text defines, in its order.
pub fn symbols(view: &View, can: Client) -> Value {
    let Some(parsed) = module(view) else { return json!([]) };
    let (text, lines) = (&*view.document.text, &view.document.lines);
    let range = |span: Span| lines.range(text, span.range());
    let symbol = |item: &Item| {
        let (name, about, place) = said(item, text);
        let kind = symbol_kind(item.block());
        if can.nested_symbols {
            return json!({ "name": name, "detail": about, "kind": kind, "range": range(item.span), "selectionRange": range(place) });
        }
        json!({ "name": name, "kind": kind, "containerName": about, "location": { "uri": view.document.uri, "range": range(item.span) } })
    };
    Value::Array(parsed.module.items.iter().map(symbol).collect())
}

/// The name of an item, what is said beside it, and where the name stands.
fn said(item: &Item, text: &str) -> (String, String, Span) {
    let block = item.block().word();
    let named = |word: &Word, about: String| (word.text.clone(), about, word.span);
    let both = |label: &Option<Word>| {
        label.as_ref().map_or_else(|| block.to_string(), |label| format!("{block} · {}", label.text))
    };
    match &item.head {
        Head::Named { name, label, .. } => named(name, both(label)),
        Head::Formula { name, .. } | Head::Alter { name } => named(name, block.to_string()),
        Head::Package { title: Some(word) } | Head::General { prefix: Some(word) } => named(word, block.to_string()),
        Head::Use { package: word } | Head::Data { path: word, .. } => named(word, block.to_string()),
        Head::Example { title: word } | Head::Scenario { title: word } => named(word, block.to_string()),
        Head::Assert { message: word, .. } | Head::Claim { words: word, .. } => named(word, block.to_string()),
        Head::Package { title: None } | Head::General { prefix: None } | Head::Prove { .. } => {
            let written = text.get(item.head_span.range()).unwrap_or(block);
            (written.split_whitespace().collect::<Vec<_>>().join(" "), String::new(), item.head_span)
        }
    }
}

/// The number that the protocol has for a kind of symbol.
fn symbol_kind(block: Block) -> u8 {
    const FILE: u8 = 1;
    const MODULE: u8 = 2;
    const PACKAGE: u8 = 4;
    const CLASS: u8 = 5;
    const FUNCTION: u8 = 12;
    const VARIABLE: u8 = 13;
    const CONSTANT: u8 = 14;
    const ARRAY: u8 = 18;
    const STRUCT: u8 = 23;
    const EVENT: u8 = 24;
    match block {
        Block::Package | Block::Use => PACKAGE,
        Block::Quantity | Block::Formula => VARIABLE,
        Block::Indicator => CONSTANT,
        Block::Group => CLASS,
        Block::Table => STRUCT,
        Block::AchievementRule | Block::BandRule | Block::ConversionRule => FUNCTION,
        Block::General => ARRAY,
        Block::Data => FILE,
        Block::Example | Block::Assert | Block::Prove | Block::Claim => EVENT,
        Block::Scenario | Block::Alter => MODULE,
    }
}

/// So many symbols are given at a time.
const MOST_SYMBOLS: usize = 500;

/// What the packages at hand define, by a part of its name or its words.
pub fn everywhere(desk: &mut Desk, query: &str) -> Value {
    let query = query.to_lowercase();
    let mut found = Vec::new();
    for (_, checked) in desk.all() {
        for parsed in checked.modules().filter(|parsed| parsed.package.is_none()) {
            let source = parsed.module.source;
            let Some(path) = path(&checked.folder, source) else { continue };
            let items = parsed.module.items.iter().filter(|item| kind_of(item.block()).is_some());
            for item in items {
                let (name, about, place) = said(item, checked.text(source));
                if found.len() < MOST_SYMBOLS && format!("{name} {about}").to_lowercase().contains(&query) {
                    let range = checked.lines(source).range(checked.text(source), place.range());
                    let location = desk.location(&path, range);
                    found.push(json!({ "name": name, "kind": symbol_kind(item.block()), "containerName": about, "location": location }));
                }
            }
        }
    }
    Value::Array(found)
}

/// Blocks and runs of remarks.
pub fn folds(view: &View) -> Value {
    let Some(parsed) = module(view) else { return json!([]) };
    let (text, lines) = (&*view.document.text, &view.document.lines);
    let line = |offset: u32| lines.position(text, offset as usize).line;
    let mut found = Vec::new();
    for item in &parsed.module.items {
        let (first, last) = (line(item.span.start), line(item.span.end));
        if last > first {
            found.push(json!({ "startLine": first, "endLine": last }));
        }
    }
    // A remark beside a rule is part of its line.
    let alone = |span: &&Span| text[lines.start(line(span.start))..span.start as usize].trim().is_empty();
    let remarks: Vec<u32> = parsed.module.comments.iter().filter(alone).map(|span| line(span.start)).collect();
    for run in remarks.chunk_by(|one, next| *next == one + 1).filter(|run| run.len() > 1) {
        found.push(json!({ "startLine": run[0], "endLine": run[run.len() - 1], "kind": "comment" }));
    }
    Value::Array(found)
}

/// The one layout, as `takar rapikan` has it: only the lines that differ.
pub fn layout(desk: &mut Desk, uri: &str) -> Result<Value, Failure> {
    let is_rule = desk
        .view(uri)
        .is_some_and(|view| module(&view).is_some_and(|parsed| view.checked.has_layout(parsed.module.source)));
    let Some(document) = desk.document(uri).filter(|_| is_rule) else { return Ok(Value::Null) };
    let text = &*document.text;
    let source = Sources::default().add_rules("", text);
    let Some(arranged) = format(source, text) else {
        let message = "dibiarkan: merapikannya akan mengubah isinya, bukan hanya jaraknya";
        desk.post(notification("window/showMessage", json!({ "type": 2, "message": message })));
        return Ok(json!([]));
    };
    let found = tokens(source, text);
    let mistakes = found.lines.iter().filter(|line| line.tokens.is_none()).count() + found.hidden;
    let edits = difference(document.lines.clone(), text, &arranged);
    if mistakes > 0 {
        let message = format!("{mistakes} baris keliru dibiarkan");
        desk.post(notification("window/logMessage", json!({ "type": 3, "message": message })));
    }
    Ok(json!(edits))
}

/// What makes one text of another, without the lines that both begin and end with.
fn difference(lines: super::lines::Lines, old: &str, new: &str) -> Vec<TextEdit> {
    if old == new {
        return Vec::new();
    }
    let same = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let begun = old[..floor(old, same(old, new))].rfind('\n').map_or(0, |at| at + 1);
    let (rest, wanted) = (&old[begun..], &new[begun..]);
    let ended = rest.bytes().rev().zip(wanted.bytes().rev()).take_while(|(a, b)| a == b).count();
    // From the line break on, so that a pair of them stays together.
    let tail = &rest[(rest.len() - ended..).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len())..];
    let kept = tail.find('\n').map_or(0, |at| tail.len() - at - 1);
    let range = Range { start: lines.position(old, begun), end: lines.position(old, old.len() - kept) };
    vec![TextEdit { range, new_text: wanted[..wanted.len() - kept].to_string() }]
}
