//! Text that is no part of what a cell says: the mark of a footnote above the line, and what was struck through.

use super::model::Content;
use crate::source::sheet::STRUCK;
use std::borrow::Cow;
use std::sync::Arc;

/// What stands in a cell, as its runs come one after the other.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Something stands there on the line itself: a cell that is raised as a whole has no mark but text.
    has_plain: bool,
    /// What was struck through: it no longer holds.
    struck: String,
}

impl Line {
    /// Adds what stands on the line.
    pub(super) fn plain(&mut self, text: &str) {
        self.has_plain |= !text.trim().is_empty();
        self.text.push_str(text);
    }

    /// Adds what stands above the line; the mark of a footnote is left out.
    pub(super) fn raised(&mut self, text: &str) {
        let is_of_text = !self.has_plain || !is_mark(text) || is_measure(&self.text);
        if is_of_text {
            self.text.push_str(text);
        } else if is_ten(&self.text) {
            self.text.extend(text.chars().map(power));
        }
    }

    /// Adds what is struck through.
    pub(super) fn struck(&mut self, text: &str) {
        self.struck.push_str(text);
    }

    /// What was struck through so far, where it says something; the line knows of none afterwards.
    pub(super) fn take_struck(&mut self) -> Option<String> {
        Some(std::mem::take(&mut self.struck)).filter(|struck| !struck.trim().is_empty())
    }

    /// Empties it.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.struck.clear();
        self.has_plain = false;
    }
}

/// What a cell says of which nothing is left but what was struck through.
pub(super) fn all_struck(struck: &str) -> String {
    format!("{STRUCK} {}", struck.trim())
}

/// The content of a cell of words.
pub(super) fn content(text: Arc<str>) -> Content {
    if text.starts_with(STRUCK) { Content::Error(text) } else { Content::Text(text) }
}

/// A content whose cell is struck through as a whole.
pub(super) fn struck_content(content: &Content) -> Option<String> {
    let said: Cow<str> = super::found::said(content);
    (!said.trim().is_empty() && !said.starts_with(STRUCK)).then(|| all_struck(&said))
}

/// `1`, `12`, `a`, `*`, `1)`, `1,2`; brackets say of themselves that they are none of the figure: `[1]`.
fn is_mark(text: &str) -> bool {
    let is_one = |part: &str| {
        let all = |fits: fn(&char) -> bool| part.chars().all(|letter| fits(&letter));
        let short = part.chars().count() <= 2;
        short && all(char::is_ascii_digit) || part.len() == 1 && all(char::is_ascii_alphabetic) || all(is_sign)
    };
    text.split([',', ';', ' ', '(', ')', '\u{a0}']).all(is_one)
}

fn is_sign(letter: &char) -> bool {
    matches!(letter, '*' | '†' | '‡' | '§' | '¶')
}

/// Whether a text ends with a sign of measure, of which there are squares and cubes.
fn is_measure(text: &str) -> bool {
    let word = text.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    matches!(word.to_lowercase().as_str(), "m" | "mm" | "cm" | "dm" | "hm" | "km")
}

/// Whether a text ends with 10, of which there are powers.
fn is_ten(text: &str) -> bool {
    let rest = text.strip_suffix("10");
    rest.is_some_and(|rest| !rest.ends_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',')))
}

/// A digit as it stands above the line.
fn power(letter: char) -> char {
    const POWERS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    letter.to_digit(10).map_or(letter, |digit| POWERS[digit as usize])
}
