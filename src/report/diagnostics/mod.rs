//! Messages for people: the problem, the place with its carets, the reason, the suggested fix.

mod excerpt;
mod frame;
pub mod json;
mod marks;
mod style;

use super::text::{paint, wrap};
use crate::diagnostic::{Diagnostic, Place, Severity, Suggestion};
use crate::source::{SourceId, Sources, Span};
use frame::{Canvas, draw};
use marks::{Frame, frames};
use std::borrow::Cow;
use style::{Palette, palette};

pub use json::{json, json_of_all};

/// The default width for wrapping text.
pub const WIDTH: usize = 100;

/// All messages in order of source and position, separated by blank lines, with [`summary`] at the end; empty if there
/// are none. A title may have further lines, which are indented below it.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], colour: bool) -> String {
    render_within(sources, diagnostics, WIDTH, colour)
}

/// The same for a terminal of `width` columns (at least 40). Names of places are never wrapped.
pub fn render_within(sources: &Sources, diagnostics: &[Diagnostic], width: usize, colour: bool) -> String {
    let mut text = messages(sources, diagnostics, width, colour);
    if !text.is_empty() {
        text += &summary(diagnostics);
        text.push('\n');
    }
    text
}

/// Only the messages, each followed by a blank line.
pub fn messages(sources: &Sources, diagnostics: &[Diagnostic], width: usize, colour: bool) -> String {
    each(sources, diagnostics, width, colour).map(|message| message + "\n").collect()
}

/// Message by message, in the order of [`json()`].
pub fn each<'a>(
    sources: &'a Sources,
    diagnostics: &'a [Diagnostic],
    width: usize,
    colour: bool,
) -> impl Iterator<Item = String> + 'a {
    in_order(sources, diagnostics).into_iter().map(move |diagnostic| {
        let lines = message(sources, diagnostic, width.max(40), colour);
        lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
    })
}

/// `2 kesalahan, 1 peringatan`.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let word = |severity: Severity| match count(severity) {
        0 => None,
        count => Some(format!("{count} {}", severity.word())),
    };
    let words: Vec<String> = [Severity::Error, Severity::Warning].into_iter().filter_map(word).collect();
    if words.is_empty() {
        return "tidak ada kesalahan".to_string();
    }
    words.join(", ")
}

/// By source and position; those without a place in a source come last.
fn in_order<'d>(sources: &Sources, diagnostics: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_cached_key(|diagnostic| position(sources, diagnostic));
    sorted
}

fn position(sources: &Sources, diagnostic: &Diagnostic) -> (bool, Option<SourceId>, u32, usize) {
    match diagnostic.labels.first().map(|label| &label.place) {
        Some(Place::Text(span)) => {
            let start = span.start as usize;
            let line = sources.get(span.source).position(start).line;
            (false, Some(span.source), line, start)
        }
        Some(Place::Cell(cell)) => (false, Some(cell.source), cell.row, 0),
        Some(Place::File(_)) | None => (true, None, 0, 0),
    }
}

fn message(sources: &Sources, diagnostic: &Diagnostic, width: usize, colour: bool) -> Vec<String> {
    let palette = palette(diagnostic.severity, colour);
    let mut lines = heading(diagnostic, width, &palette);
    let frames = frames(sources, &diagnostic.labels);
    let last = frames.iter().map(Frame::last_line).max().unwrap_or(0);
    let gutter = last.to_string().len();
    let canvas = Canvas { sources, gutter, width, palette };
    lines.extend(frames.iter().flat_map(|frame| draw(frame, &canvas)));
    let suggestions = diagnostic.suggestions.iter().map(|suggestion| match line_of(suggestion, diagnostic, sources) {
        Some(line) => Cow::Owned(format!("di baris {line}: {}", suggestion.text)),
        None => Cow::Borrowed(suggestion.text.as_str()),
    });
    let remarks = (diagnostic.reasons.iter().map(|text| ("karena", Cow::Borrowed(text.as_str()))))
        .chain(suggestions.map(|text| ("saran", text)))
        .chain(diagnostic.advice.iter().map(|text| ("petunjuk", Cow::Borrowed(text.as_str()))));
    for (word, text) in remarks {
        lines.extend(remark(word, &text, gutter, width, &palette));
    }
    lines
}

/// The line that a fix changes, if the message shows several lines of one file; none for one that adds lines.
fn line_of(mend: &Suggestion, diagnostic: &Diagnostic, sources: &Sources) -> Option<u32> {
    let line = |span: Span| (span.source, sources.get(span.source).position(span.start as usize).line);
    let mut shown = diagnostic.labels.iter().map(|label| match label.place {
        Place::Text(span) => Some(line(span)),
        Place::Cell(_) | Place::File(_) => None,
    });
    let first = shown.next()??;
    let others: Option<Vec<_>> = shown.collect();
    let others = others.filter(|all| all.iter().all(|(source, _)| *source == first.0))?;
    let mut edited = mend.edits.iter().map(|edit| (!edit.text.contains('\n')).then(|| line(edit.span)));
    let own = edited.next()??;
    let is_one = own.0 == first.0 && edited.all(|one| one == Some(own));
    (is_one && others.iter().any(|one| *one != first)).then_some(own.1)
}

/// `kesalahan K0301: …`
fn heading(diagnostic: &Diagnostic, width: usize, palette: &Palette) -> Vec<String> {
    let head = format!("{} {}:", diagnostic.severity.word(), diagnostic.code);
    let indent = 4;
    let (first, rest) = match diagnostic.title.split_once('\n') {
        Some((first, rest)) => (first, Some(rest)),
        None => (diagnostic.title.as_str(), None),
    };
    let mut lines = Vec::new();
    // The head is wrapped with the text, so that it takes its room; its own spaces never break.
    let mut wrapped = wrap(&format!("{} {first}", "x".repeat(head.len())), width - indent);
    wrapped.extend(rest.iter().flat_map(|rest| wrap(rest, width - indent)));
    for (index, line) in wrapped.iter().enumerate() {
        lines.push(match line.get(head.len()..) {
            Some(title) if index == 0 => {
                let head = paint(palette.head, &head);
                format!("{head}{}", paint(palette.title, title))
            }
            _ => format!("{:indent$}{}", "", paint(palette.title, line)),
        });
    }
    lines
}

/// `= saran: …`, further lines below the text.
fn remark(word: &str, text: &str, gutter: usize, width: usize, palette: &Palette) -> Vec<String> {
    let indent = gutter + 1 + "= : ".len() + word.len();
    let lines = wrap(text, width.saturating_sub(indent)).into_iter().enumerate();
    let line = |(index, line): (usize, String)| match index {
        0 => {
            let sign = paint(palette.frame, "=");
            format!("{:gutter$} {sign} {}: {line}", "", paint(palette.word, word))
        }
        _ => format!("{:indent$}{line}", ""),
    };
    lines.map(line).collect()
}
