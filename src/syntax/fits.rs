//! Whether a line that is being typed can be read, or could if it went on: what may be proposed rests on it.

use super::lines::{self, significant};
use super::parser::{self, Rule};
use super::reader::Reader;
use crate::source::{SourceId, Span};

/// How the last line of some rules reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// As a whole line.
    Whole,
    /// As the beginning of one.
    Begun,
    /// As neither.
    Not,
}

/// How the last line of a text reads; above it stands the head of its definition, where it has one.
pub fn fit(source: SourceId, text: &str) -> Fit {
    let closed = format!("{text}{}", closing(text));
    let (reader, cut) = super::read(source, &closed);
    let Reader { problems, stopped, .. } = reader;
    // The line fits as far as it is typed.
    let fits_until = |rule: Rule, span: Span| {
        let mismatch = parser::parse_line(rule, &closed[span.range()]).err();
        mismatch.is_some_and(|mismatch| span.start as usize + mismatch.at >= lines::trim_end(text).len())
    };
    match (cut.lines.last(), stopped) {
        _ if problems.is_empty() && closed.len() == text.len() => Fit::Whole,
        _ if problems.is_empty() => Fit::Begun,
        (Some(last), Some((span, rule))) if span == last.span && fits_until(rule, span) => Fit::Begun,
        _ => Fit::Not,
    }
}

/// Where the line begins that goes on at the end of a text; the end itself where none does.
pub fn line_at_end(source: SourceId, text: &str) -> usize {
    // A word stands for whatever is typed next.
    let probe = format!("{text}x");
    lines::cut(source, &probe).lines.last().map_or(text.len(), |line| line.span.start as usize)
}

/// Where the line ends that a place stands in, or before.
pub fn line_end(source: SourceId, text: &str, at: usize) -> usize {
    let begin = |line: &lines::Line| text[..line.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let holds = |line: &&lines::Line| begin(line) <= at && at <= line.span.end as usize;
    lines::cut(source, text).lines.iter().find(holds).map_or(at, |line| line.span.end as usize)
}

/// The brackets that a text leaves open, closed.
pub fn closing(text: &str) -> String {
    let mut open = Vec::new();
    for (_, c, _) in significant(text).filter(|(.., is_text)| !is_text) {
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            ')' | ']' => _ = open.pop(),
            _ => {}
        }
    }
    open.into_iter().rev().collect()
}
