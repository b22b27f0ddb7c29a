//! The cells of problems, and how their texts are replaced.

use super::{About, Cell, DataProblem, row_beside};
use crate::data::cell_error::CellError;
use crate::diagnostic::{CellPlace, Diagnostic, Edit, Label, Place};
use crate::source::Span;

/// A typed number with a percent sign, refused like one in a cell.
pub fn as_typed(span: Span, written: String, about: About, unit: Option<String>) -> Diagnostic {
    let number = written.trim_end_matches(['%', ' ']).to_string();
    let place = CellPlace { source: span.source, row: 0, column: None };
    let cell = Cell { place, text: written, bytes: Some((span, ';')) };
    let error = CellError::WrongUnit { found: "%".into(), number };
    let (format, file) = (None, String::new());
    let problem = DataProblem::Value { cell, about, unit, format, file, alike: 0, torn: Vec::new(), error };
    let label = Label { place: Place::Text(span), text: String::new() };
    Diagnostic { labels: vec![label], ..problem.into_diagnostic() }
}

impl DataProblem {
    /// Whether it is about a row of the printed sheet that is not data.
    pub(in crate::data) fn is_beside(&self) -> bool {
        match self {
            DataProblem::UnknownCode { cell, near: None, .. } => row_beside(&cell.text).is_some(),
            DataProblem::EmptyKey { beside, .. } => beside.is_some(),
            _ => false,
        }
    }
}

impl Cell {
    /// Replaces the content of the cell, quoted if necessary; none if the cell's bytes are unknown.
    pub fn replace(&self, text: &str) -> Option<Edit> {
        let (span, delimiter) = self.bytes?;
        Some(Edit::replace(span, quoted(text, delimiter)))
    }
}

/// A text as a cell of a file with this delimiter.
pub fn quoted(text: &str, delimiter: char) -> String {
    if text.contains([delimiter, '"', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text.to_string()
}

/// The text of a fix: if the cell needs quotes in the file, whoever types it has to know.
pub(super) fn typed(text: String, edits: &[Edit]) -> String {
    match edits {
        [Edit { text: cell, .. }]
            if cell.starts_with('"') && text.contains(cell.trim_matches('"')) && !text.contains(&**cell) =>
        {
            format!("{text} (di Notepad, dengan tanda kutipnya: {cell})")
        }
        _ => text,
    }
}
