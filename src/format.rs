//! Rule text to the same text in its one canonical layout. Nothing is lost, and nothing that is mistaken is touched.
//!
//! It works on the tokens of each line, never on their meaning: what cannot be read stays as it is, byte for byte, but
//! for the line breaks, which are those of the whole file.

mod bands;
mod line;
mod page;
mod spacing;

use crate::source::{SourceId, with_breaks};
use crate::syntax::tokens::{Kind, Token, tokens};

/// The canonical layout of a rule text. Formatting twice is formatting once. None where anything but space and decimal
/// points would come out otherwise, or a line is hidden: such a text is better left alone.
///
/// Line breaks are those that most lines of the text end in; a byte order mark is dropped.
pub fn format(source: SourceId, text: &str) -> Option<String> {
    let (text, breaks) = unify(&with_breaks(text.to_string()));
    let found = tokens(source, &text);
    if found.hidden > 0 {
        return None;
    }
    let page = page::lay_out(&text, &found);
    // What stood before the first line may have hidden a second mark.
    let page = page.trim_start_matches(MARK);
    if content(source, page) != content(source, &text) {
        return None;
    }
    Some(match breaks {
        Breaks::Unix => page.to_string(),
        Breaks::Windows => page.replace('\n', "\r\n"),
    })
}

/// All that a text says, piece by piece: the words and signs of each line, lines that cannot be read, and comments.
fn content(source: SourceId, text: &str) -> Vec<Vec<String>> {
    let found = tokens(source, text);
    let piece = |token: &Token| {
        let written = &text[token.span.range()];
        if token.kind == Kind::Number { written.replace('.', ",") } else { written.to_string() }
    };
    let lines = found.lines.iter().map(|line| match &line.tokens {
        Some(tokens) => tokens.iter().map(piece).collect(),
        None => text[line.span.range()].split_whitespace().map(str::to_string).collect(),
    });
    let comments = found.comments.iter().map(|comment| vec![text[comment.range()].to_string()]);
    lines.chain(comments).collect()
}

/// The byte order mark.
const MARK: char = '\u{FEFF}';

#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Unix,
    Windows,
}

/// The text with one kind of line break and without the mark, and the kind that most of its lines had.
fn unify(text: &str) -> (String, Breaks) {
    let text = text.trim_start_matches(MARK);
    let lines: Vec<&str> = text.split('\n').collect();
    let ended = &lines[..lines.len() - 1];
    let windows = ended.iter().filter(|line| line.ends_with('\r')).count();
    let breaks = if windows * 2 > ended.len() { Breaks::Windows } else { Breaks::Unix };
    let bare: Vec<&str> = lines.iter().map(|line| line.trim_end_matches('\r')).collect();
    (bare.join("\n"), breaks)
}
