//! What may stand where somebody types: words that begin a line, and behind them what that line takes. Whatever is proposed
//! can be read where it is proposed: it is tried in its line.

use super::beside;
use super::choice::Choice;
use super::desk::View;
use super::mentions::{Kind, kind_of};
use super::offers::Line;
use super::protocol::{Position, Range};
use super::server::Client;
use super::things::module;
use crate::source::{SourceId, Sources};
use crate::syntax::ast::Item;
use crate::syntax::fits::{self, Fit, fit};
use crate::syntax::is_quote;
use crate::syntax::words::REPLACE;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What may stand at a place, with what it means.
pub fn complete(view: &View, position: Position, can: Client) -> Value {
    let (text, lines) = (&*view.document.text, &view.document.lines);
    let offset = lines.offset(text, position);
    let before = &text[lines.start(position.line)..offset];
    if !is_remark(before) && beside::declares(view, offset, before) {
        return beside::complete(view, position, can);
    }
    if module(view).is_none() || is_remark(before) {
        return json!({ "isIncomplete": false, "items": [] });
    }
    let source = Sources::default().add_rules("", text);
    let word = offset - before.len() + before.rfind(|c| !is_name(c)).map_or(0, |at| at + width(before, at));
    let start = fits::line_at_end(source, &text[..word]);
    let item = item_above(view, start);
    // `ganti` stands before a definition that is written as any other.
    let replaces = replaced(&text[start..offset]).filter(|at| start + at <= word);
    let begin = start + replaces.unwrap_or(0);
    let own = named_here(&text[begin..offset]).filter(|_| start == 0 || text[..start].ends_with('\n'));
    let line = Line {
        view,
        before: &text[begin..offset],
        replaces: replaces.is_some(),
        item,
        is_inside: start > 0 && !text[..start].ends_with('\n'),
        begins: begin == word,
        is_formula: own.is_some(),
        own: own.or_else(|| {
            item.filter(|item| {
                matches!(kind_of(item.block()), Some(Kind::Value | Kind::Conversion | Kind::Achievement))
            })
            .and_then(Item::name)
            .map(|name| &*name.text)
        }),
        rest: text[offset..].lines().next().unwrap_or_default(),
        at: begin,
    };
    let (at, choices) = line.choices();
    // What stands below a head belongs to it.
    let headed = module(view).into_iter().flat_map(|parsed| &parsed.module.items);
    let headed = headed.map(|item| item.span).find(|span| span.start as usize == start);
    let line_end = headed.map_or_else(|| fits::line_end(source, text, offset), |span| span.end as usize);
    let place = Place {
        text,
        source,
        head: head(text, item, start),
        start,
        at: begin + at,
        offset,
        line_end: line_end.max(offset),
    };
    let seconds = second_words(&choices);
    let choices = choices.into_iter().filter_map(|choice| {
        let end = place.end(&choice, &seconds);
        place.takes(&choice, end).then_some((choice, end))
    });
    let items = choices.enumerate().map(|(number, (choice, end))| {
        let range = Range { start: lines.position(text, place.at), end: lines.position(text, end) };
        choice.item(number, range, can)
    });
    json!({ "isIncomplete": false, "items": items.collect::<Vec<_>>() })
}

/// Where something is proposed.
struct Place<'t> {
    text: &'t str,
    source: SourceId,
    /// The line that begins the definition around it, where that is another one.
    head: String,
    /// Where its line begins.
    start: usize,
    /// Where the word begins that is typed.
    at: usize,
    /// Where somebody types.
    offset: usize,
    /// Where its line ends; that of a head with all that stands below it.
    line_end: usize,
}

impl Place<'_> {
    /// What is replaced ends here: the word that is typed in ends where it ends, not where somebody stands in it.
    fn end(&self, choice: &Choice, seconds: &BTreeSet<(String, String)>) -> usize {
        let rest = self.text[self.offset..].lines().next().unwrap_or_default();
        let last = choice.text.chars().next_back();
        let is_open = last.is_some_and(is_quote) && self.text[..self.at].ends_with(is_quote);
        let replaces_text = choice.replaces_text && self.at == self.offset && rest.starts_with(is_quote);
        let length = if is_open {
            rest.find(is_quote).map(|at| at + width(rest, at))
        } else if replaces_text {
            let behind = &rest[width(rest, 0)..];
            behind.find(is_quote).map(|at| width(rest, 0) + at + width(behind, at))
        } else if last == Some(']') {
            let inside = |c: char| is_name(c) || matches!(c, ' ' | '-' | '+');
            let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
            rest[length..].starts_with(']').then_some(length + 1)
        } else {
            None
        };
        let word = || {
            let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            // `arah mak| tinggi`: what stands behind may be the second word of this choice or of one beside it.
            let first = choice.text.split_once(' ').map(|(first, _)| first);
            let behind = rest[end..].trim_start();
            let next = &behind[..behind.find(|c| !is_name(c)).unwrap_or(behind.len())];
            let is_second = first.is_some_and(|first| seconds.contains(&(first.to_string(), next.to_lowercase())));
            if is_second { rest.len() - behind.len() + next.len() } else { end }
        };
        self.offset + length.unwrap_or_else(word)
    }

    /// Whether a line that can be read still can with it, and one that is not finished can go on behind it.
    fn takes(&self, choice: &Choice, end: usize) -> bool {
        let line = &self.text[self.start..self.line_end];
        let read = |text: &str| fit(self.source, &format!("{}{text}", self.head));
        let was = if line.trim().is_empty() { Fit::Begun } else { read(line) };
        let before = &self.text[self.start..self.at];
        let tried = format!("{before}{}", choice.tried());
        match was {
            Fit::Whole => {
                let behind = &self.text[end..self.line_end.max(end)];
                let has_name = behind.trim_start().starts_with(|c: char| is_name(c) || is_quote(c));
                (!choice.needs_name || has_name) && read(&format!("{tried}{behind}")) == Fit::Whole
            }
            // What stands before it cannot be read anyway: a text that is open, a mistake.
            Fit::Begun | Fit::Not => read(&tried) != Fit::Not || !before.is_empty() && read(before) == Fit::Not,
        }
    }
}

/// The first two words of choices that have so many.
fn second_words(choices: &[Choice]) -> BTreeSet<(String, String)> {
    let pairs = choices.iter().filter_map(|choice| choice.text.split_once(' '));
    pairs.map(|(first, rest)| (first.to_string(), rest.split(' ').next().unwrap_or_default().to_string())).collect()
}

/// The line that begins the definition that a line belongs to, with what stands before that line.
fn head(text: &str, item: Option<&Item>, start: usize) -> String {
    let begin = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let head = item.map(|item| (begin(item.head_span.start as usize), item.head_span.end as usize));
    let indent = &text[begin(start)..start];
    match head.filter(|(_, end)| *end < start) {
        Some((from, end)) => format!("{}\n{indent}", &text[from..end]),
        None => indent.to_string(),
    }
}

/// Where a definition begins behind `ganti`.
fn replaced(line: &str) -> Option<usize> {
    let word = line.get(..REPLACE.len()).filter(|word| word.eq_ignore_ascii_case(REPLACE))?;
    let rest = &line[word.len()..];
    rest.starts_with(char::is_whitespace).then(|| line.len() - rest.trim_start().len())
}

/// `NAME = …`: the name that the line gives.
fn named_here(line: &str) -> Option<&str> {
    let name = line.split_once('=')?.0.trim().trim_matches(is_quote);
    (!name.is_empty() && name.chars().all(|c| is_name(c) || ".-/".contains(c))).then_some(name)
}

/// The definition whose lines a place is among: the last that begins above it.
fn item_above<'v>(view: &'v View, start: usize) -> Option<&'v Item> {
    module(view)?.module.items.iter().rev().find(|item| (item.span.start as usize) < start)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// How many bytes a sign takes.
fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether a `#` outside of a text stands before.
fn is_remark(before: &str) -> bool {
    before.split('"').step_by(2).any(|outside| outside.contains('#'))
}
