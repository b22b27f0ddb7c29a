//! The part of the protocol that is spoken here, as plain values. Answers are put together as JSON where they arise.

use super::wire::{Failure, INVALID_PARAMS};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A place: line and column from 0, the column in UTF-16.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// From 0.
    pub line: u32,
    /// From 0, in UTF-16.
    pub character: u32,
}

/// From a place to just before another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Range {
    /// The first.
    pub start: Position,
    /// Behind the last.
    pub end: Position,
}

/// A range of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// The file.
    pub uri: String,
    /// Where.
    pub range: Range,
}

/// A text in the place of a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TextEdit {
    /// What goes.
    pub range: Range,
    /// What comes.
    pub new_text: String,
}

/// A file that is meant.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// Its address.
    pub uri: String,
    /// The version that the editor has; of one that is closed none.
    #[serde(default)]
    pub version: Option<i32>,
}

/// What is said of a file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The file.
    pub text_document: Named,
}

/// A file that is opened.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// It, with its text.
    pub text_document: OpenedText,
}

/// A file with its text.
#[derive(Debug, Deserialize)]
pub struct OpenedText {
    /// Its address.
    pub uri: String,
    /// The version.
    #[serde(default)]
    pub version: i32,
    /// All of it.
    pub text: String,
}

/// A file that changes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// It.
    pub text_document: Named,
    /// One after the other.
    pub content_changes: Vec<Change>,
}

/// A change.
#[derive(Debug, Deserialize)]
pub struct Change {
    /// Where; none where the whole text is new.
    #[serde(default)]
    pub range: Option<Range>,
    /// What comes.
    pub text: String,
}

/// A place of a file that is asked about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Spot {
    /// The file.
    pub text_document: Named,
    /// The place.
    pub position: Position,
}

/// The same with a new name.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Renaming {
    /// The file.
    pub text_document: Named,
    /// The place.
    pub position: Position,
    /// What it shall be called.
    pub new_name: String,
}

/// A range of a file that is asked about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stretch {
    /// The file.
    pub text_document: Named,
    /// The range.
    pub range: Range,
    /// What is wanted there.
    #[serde(default)]
    pub context: StretchContext,
}

/// What is wanted of a range.
#[derive(Debug, Default, Deserialize)]
pub struct StretchContext {
    /// Only these kinds of actions; all where it is not said.
    #[serde(default)]
    pub only: Option<Vec<String>>,
}

/// References that are asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Referring {
    /// The file.
    pub text_document: Named,
    /// The place.
    pub position: Position,
    /// Whether the definition is one of them.
    #[serde(default)]
    pub context: ReferringContext,
}

/// What counts as a reference.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferringContext {
    /// The definition too.
    #[serde(default)]
    pub include_declaration: bool,
}

/// A command.
#[derive(Debug, Deserialize)]
pub struct Commanded {
    /// Which.
    pub command: String,
    /// With what.
    #[serde(default)]
    pub arguments: Vec<Value>,
}

/// Files that changed on the disk.
#[derive(Debug, Deserialize)]
pub struct Watched {
    /// They.
    pub changes: Vec<Named>,
}

/// A word that symbols are looked for by.
#[derive(Debug, Deserialize)]
pub struct Sought {
    /// It.
    pub query: String,
}

/// A request that is wanted no more.
#[derive(Debug, Deserialize)]
pub struct Cancelled {
    /// Its id.
    pub id: Value,
}

/// What a method takes.
pub fn params<T: DeserializeOwned>(params: Value) -> Result<T, Failure> {
    // What exactly is wrong the decoder says in English, for whoever writes an editor; people are told that it is the editor's.
    serde_json::from_value(params)
        .map_err(|_| Failure::new(INVALID_PARAMS, "isi permintaan editor ini tidak sesuai dengan protokolnya"))
}
