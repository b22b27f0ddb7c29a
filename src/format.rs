//! Rule text to the same text in its one canonical layout. Nothing is lost, and nothing that is mistaken is touched.
//!
//! It works on the tokens of each line, never on their meaning: what cannot be read stays as it is, byte for byte, but
//! for the line breaks, which are those of the whole file.

mod bands;
mod line;
mod page;
mod spacing;

use crate::source::SourceId;
use crate::syntax::tokens::tokens;

/// The canonical layout of a rule text. Formatting twice is formatting once.
///
/// Line breaks are those that most lines of the text end in; a byte order mark is dropped.
pub fn format(source: SourceId, text: &str) -> String {
    let (text, breaks) = unify(text);
    let page = page::lay_out(&text, &tokens(source, &text));
    // What stood before the first line may have hidden a second mark.
    let page = page.trim_start_matches(MARK);
    match breaks {
        Breaks::Unix => page.to_string(),
        Breaks::Windows => page.replace('\n', "\r\n"),
    }
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
