//! What the parser knows of a problem, together with the words as they were typed.

use super::definition;
use clap::error::{ContextKind, ContextValue};

/// What the parser tells about a problem, together with what was typed.
pub(super) struct Context<'a> {
    error: &'a clap::Error,
    /// The words after the program's name.
    pub(super) words: &'a [String],
    /// The command they name, if any.
    pub(super) command: Option<&'static str>,
}

impl<'a> Context<'a> {
    pub(super) fn new(error: &'a clap::Error, words: &'a [String]) -> Self {
        // No option before the command takes a value, so the first plain word is the command.
        let first = words.iter().find(|word| !word.starts_with('-'));
        Context { error, words, command: first.and_then(|word| definition::command_named(word)) }
    }

    pub(super) fn text(&self, kind: ContextKind) -> String {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.first().cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }

    pub(super) fn list(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::Strings(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }

    /// `--tahun` of `--tahun <TAHUN>`; a plain word stays whole.
    pub(super) fn option(&self) -> String {
        let told = self.text(ContextKind::InvalidArg);
        match told.strip_prefix("--").and_then(|_| told.split([' ', '=']).next()) {
            Some(name) => name.to_string(),
            None => told,
        }
    }

    /// A name torn apart by its spaces: the plain words before and after `word`, when `word` follows the package.
    pub(super) fn words_around(&self, word: &str) -> Option<String> {
        let at = self.words.iter().rposition(|typed| typed == word)?;
        let plain = |word: &&String| !word.starts_with('-');
        let before = self.words.get(at.checked_sub(1)?).filter(plain)?;
        self.words.get(at.checked_sub(2)?).filter(plain)?;
        let after = self.words[at..].iter().take_while(plain).map(String::as_str);
        let name = std::iter::once(before.as_str()).chain(after).collect::<Vec<_>>().join(" ");
        Some(name.replace(['“', '”', '"'], ""))
    }

    pub(super) fn see_help(&self) -> String {
        match self.command {
            Some(command) => format!("cara pakainya:  takar bantuan {command}"),
            None => "cara pakainya:  takar bantuan".to_string(),
        }
    }
}
