//! What the parser knows of a problem, together with the words as they were typed.

use super::definition::{self, RUN, SEEK, TRY};
use super::problem::quoted;
use crate::program::Role;
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

    /// The line with a name in quotes that was torn apart by its spaces: the plain words before and after `word`, when
    /// `word` follows the package. All else that was typed stays.
    pub(super) fn with_words_around(&self, word: &str) -> Option<String> {
        let at = self.words.iter().rposition(|typed| typed == word)?;
        let plain = |word: &&String| !word.starts_with('-');
        let before = at.checked_sub(1)?;
        self.words.get(before).filter(plain)?;
        self.words.get(at.checked_sub(2)?).filter(plain)?;
        let end = at + self.words[at..].iter().take_while(plain).count();
        let name = self.words[before..end].join(" ").replace(['“', '”', '"'], "");
        let [head, tail] = [&self.words[..before], &self.words[end..]];
        let typed = |words: &[String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>();
        Some([typed(head), vec![format!("\"{name}\"")], typed(tail)].concat().join(" "))
    }

    /// The command as it is meant, with quotes and in its order, where its words can only be told apart so.
    pub(super) fn meant(&self, surplus: &str) -> Option<String> {
        let command = self.command?;
        let behind = self.words.iter().skip_while(|word| definition::command_named(word) != Some(command)).skip(1);
        let words: Vec<&str> = behind.map(|word| word.trim_matches(['“', '”', '"'])).collect();
        if words.iter().any(|word| word.starts_with('-')) {
            return None;
        }
        let is_question = |word: &str| word.contains(char::is_whitespace) || word.contains(['=', '<', '>', ';']);
        // `target IKM agar …`, `IKM; IPP agar …` begin a question.
        let is_package = |word: &str| !word.ends_with(';') && Role::from_word(word).is_none();
        match (command, words.as_slice()) {
            // `takar cari SPBE agar TATA = 80 dinas`: the package stands last, or first.
            (SEEK, [first, middle @ .., last]) if middle.contains(&"agar") => {
                let is_end = middle.last().is_some_and(|before| !before.ends_with(['=', '<', '>']));
                let (package, question) = match is_end {
                    true => (Some(*last), words[..words.len() - 1].join(" ")),
                    false if middle.first() != Some(&"agar") && is_package(first) => {
                        (Some(*first), words[1..].join(" "))
                    }
                    false => (None, words.join(" ")),
                };
                let package = package.map(|package| format!(" {}", quoted(package))).unwrap_or_default();
                Some(format!("takar cari \"{question}\"{package}"))
            }
            (TRY, [package, question, ..]) if is_question(question) || words.len() > 2 => {
                Some(format!("takar coba {}  dan di sana  {}", quoted(package), words[1..].join(" ")))
            }
            (RUN, [package, word, table, ..]) if word.eq_ignore_ascii_case("tabel") && surplus == *word => {
                Some(format!("takar hitung {} --tabel {table}", quoted(package)))
            }
            _ => None,
        }
    }

    /// The words as they were typed.
    pub(super) fn line(&self) -> String {
        let quoted =
            |word: &String| if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.clone() };
        self.words.iter().map(quoted).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn see_help(&self) -> String {
        match self.command {
            Some(command) => format!("cara pakainya:  takar bantuan {command}"),
            None => "cara pakainya:  takar bantuan".to_string(),
        }
    }
}
