//! Values that are words with an order (`urutan`).

use super::cell::{read_state, read_value};
use super::schema::NumberFormat;
use super::{Content, State};
use crate::diagnostic::nearest::{fold, nearest};
use std::sync::Arc;

/// Why a cell is not one of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WordError {
    /// A number.
    Number,
    /// Another word, and the one probably meant.
    Unknown(Option<String>),
}

/// The word as the rules write it, or the state.
pub(super) fn read_word(text: &str, words: &[String], format: Option<NumberFormat>) -> Result<Content, WordError> {
    let state = |state: State| Content::Missing(state, "".into());
    let exact = words.iter().find(|word| *word == text);
    if let Some(word) = exact.or_else(|| words.iter().find(|word| fold(word) == fold(text))) {
        return Ok(Content::Text(Arc::from(word.as_str())));
    }
    if let Some(found) = read_state(text) {
        return Ok(state(found));
    }
    if matches!(read_value(text, format, None), Ok(Content::Number(_))) || !text.contains(char::is_alphabetic) {
        return Err(WordError::Number);
    }
    Err(WordError::Unknown(nearest(text, words.iter().map(String::as_str)).map(str::to_string)))
}
