//! One line that could be read, written anew: its tokens, its comments, and the breaks its author gave it.

use super::spacing::spaces;
use crate::source::Span;
use crate::syntax::tokens::{Kind, Token};

/// Before what goes on from the line above.
const GOES_ON: &str = "    ";

/// A line ready to be written.
pub struct Laid<'t> {
    text: &'t str,
    comments: &'t [Span],
    pub tokens: &'t [Token],
    /// Per token, whether it begins a line of its own.
    pub broken: Vec<bool>,
    /// Per token, how many spaces stand before it.
    pub spaces: Vec<usize>,
}

impl<'t> Laid<'t> {
    /// Lays out a line by its tokens; `comments` are those inside and behind it.
    pub fn new(text: &'t str, tokens: &'t [Token], comments: &'t [Span]) -> Self {
        let mut end = tokens.first().map_or(0, |token| token.span.start as usize);
        let mut broken = Vec::new();
        for token in tokens {
            broken.push(text[end..token.span.start as usize].contains('\n'));
            end = token.span.end as usize;
        }
        let spaces = spaces(tokens, &broken).into_iter().map(usize::from).collect();
        Laid { text, comments, tokens, broken, spaces }
    }

    /// Writes it, without the last line break.
    pub fn write(&self, indent: &str, page: &mut String) {
        let mut comments = self.comments.iter().peekable();
        page.push_str(indent);
        for (at, token) in self.tokens.iter().enumerate() {
            while let Some(comment) = comments.next_if(|comment| comment.start < token.span.start) {
                self.comment(*comment, page);
            }
            if self.broken[at] {
                page.push('\n');
                let closes = matches!(token.kind, Kind::Close | Kind::ClosePeriod);
                page.push_str(if closes { indent } else { GOES_ON });
            } else {
                page.extend(std::iter::repeat_n(' ', self.spaces[at]));
            }
            page.push_str(&token.text);
        }
        comments.for_each(|comment| self.comment(*comment, page));
    }

    /// A comment behind a token stays there, one on a line of its own stays on its own.
    fn comment(&self, comment: Span, page: &mut String) {
        if is_alone(self.text, comment) {
            page.push('\n');
            page.push_str(GOES_ON);
        } else {
            page.push_str("  ");
        }
        page.push_str(&self.text[comment.range()]);
    }

    /// How wide the tokens of a range are, with the spaces between them.
    pub fn width(&self, range: std::ops::Range<usize>) -> usize {
        let first = range.start;
        range.map(|at| self.tokens[at].text.chars().count() + if at > first { self.spaces[at] } else { 0 }).sum()
    }
}

/// Whether only space stands before a comment on its line.
pub fn is_alone(text: &str, comment: Span) -> bool {
    text[line_start(text, comment.start)..comment.start as usize].chars().all(crate::syntax::is_space)
}

/// Where the line of the file begins that a place is in.
pub fn line_start(text: &str, at: u32) -> usize {
    text[..at as usize].rfind('\n').map_or(0, |before| before + 1)
}

/// Where the line of the file ends that a place is in.
pub fn line_end(text: &str, at: u32) -> usize {
    text[at as usize..].find('\n').map_or(text.len(), |length| at as usize + length)
}
