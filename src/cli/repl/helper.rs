//! What the line editor asks while a person types: completion, hints, colours, and whether more lines are wanted.

use super::keys::Keys;
use crate::syntax::words;
use crate::whatif::COMMANDS;
use crate::whatif::blocks::wants_more;
use crate::whatif::complete::Vocabulary;
use anstyle::{AnsiColor, Style};
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};
use std::borrow::Cow;
use std::cell::RefCell;

/// Longer lines are neither coloured nor completed while they grow: both would look at the whole line for each letter of it.
const LONG: usize = 1_000;

/// The words of the session, between two lines.
pub struct LineHelper {
    pub words: Vocabulary,
    pub colour: bool,
    pub keys: Keys,
    /// The line so far, before and behind the cursor: a reader that fails keeps none.
    pub typed: RefCell<(String, String)>,
}

impl Helper for LineHelper {}

impl Completer for LineHelper {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>), ReadlineError> {
        let (start, found) = self.words.complete(&line[..at]);
        let pair = |one: crate::whatif::complete::Candidate| Pair { display: one.shown, replacement: one.text };
        Ok((start, found.into_iter().map(pair).collect()))
    }
}

impl Hinter for LineHelper {
    type Hint = String;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<String> {
        let (before, behind) = line.split_at(at);
        let (kept_before, kept_behind) = &mut *self.typed.borrow_mut();
        before.clone_into(kept_before);
        behind.clone_into(kept_behind);
        (at == line.len() && at <= LONG).then(|| self.words.hint(line)).flatten()
    }
}

impl Validator for LineHelper {
    fn validate(&self, context: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        Ok(match wants_more(context.input()) && !self.keys.has_ended() {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

impl Highlighter for LineHelper {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if !self.colour || line.len() > LONG {
            return Cow::Borrowed(line);
        }
        let mut painted = String::new();
        let mut rest = line;
        let mut first = true;
        while let Some(c) = rest.chars().next() {
            let length = token(rest, c);
            let (token, after) = rest.split_at(length);
            let style = self.style(token, c, first);
            painted.push_str(&format!("{style}{token}{style:#}"));
            first &= c.is_whitespace();
            rest = after;
        }
        Cow::Owned(painted)
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        let style = Style::new().dimmed();
        if self.colour { Cow::Owned(format!("{style}{hint}{style:#}")) } else { Cow::Borrowed(hint) }
    }

    fn highlight_char(&self, line: &str, _: usize, _: CmdKind) -> bool {
        self.colour && line.len() <= LONG
    }
}

impl LineHelper {
    fn style(&self, token: &str, begins: char, first: bool) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        let is_word = |words: &[&str]| words.iter().any(|word| token.eq_ignore_ascii_case(word));
        let is_reserved = || words::reserved().any(|word| token.eq_ignore_ascii_case(word));
        let commands: Vec<&str> = COMMANDS.iter().map(|(word, _)| *word).collect();
        match begins {
            '"' => colour(AnsiColor::Green),
            '#' => Style::new().dimmed(),
            _ if begins.is_ascii_digit() => colour(AnsiColor::Yellow),
            _ if first && is_word(&commands) || is_word(&["agar"]) => colour(AnsiColor::Cyan).bold(),
            _ if self.words.names.iter().any(|(name, _)| name == token) => Style::new().bold(),
            _ if is_reserved() || words::head(token).is_some() || words::clause(token).is_some() => {
                colour(AnsiColor::Cyan)
            }
            _ => Style::new(),
        }
    }
}

/// The length of the word, number, text or sign that a line begins with.
fn token(rest: &str, begins: char) -> usize {
    let until = |ends: &dyn Fn(char) -> bool| rest.find(ends).unwrap_or(rest.len());
    match begins {
        '"' => rest[1..].find('"').map_or(rest.len(), |at| at + 2),
        '#' => rest.len(),
        _ if begins.is_ascii_digit() => until(&|c| !c.is_ascii_digit() && !matches!(c, ',' | '.' | '%')),
        _ if begins.is_alphabetic() || begins == '_' => until(&|c| !c.is_alphanumeric() && c != '_'),
        _ => begins.len_utf8(),
    }
}
