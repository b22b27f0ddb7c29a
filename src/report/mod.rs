//! Tables and messages as plain values, and their way to terminal, Markdown, CSV and JSON.

pub mod build;
pub mod csv;
pub mod diagnostics;
pub mod explanation;
mod graded;
mod json;
pub mod markdown;
mod remarks;
pub mod table;
pub mod terminal;
mod text;

pub use csv::{CsvStyle, csv, csv_rows, csv_text};
pub use json::{END as JSON_END, json, piece as json_piece};
pub use markdown::markdown;
pub use terminal::terminal;
