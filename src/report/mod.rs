//! Tables and messages as plain values, and their output to terminal, Markdown, CSV and JSON.
//!
//! ```
//! use takar::data::Field;
//! use takar::engine::Package;
//! use takar::report::{CsvStyle, csv, markdown};
//!
//! let rules = "besaran A\n\ntabel T1 \"Isi\"\n  baris A\n  kolom nama \"Nama\"\n  kolom realisasi\n";
//! let package = Package::new("contoh", [("aturan.takar", rules)]);
//! let mut data = takar::data::Dataset::new();
//! data.set_number("A", Field::Value, 2024, "1234.5".parse().unwrap());
//! let tables = package.run(&data, 2024).unwrap().tables();
//! assert!(csv(&tables, CsvStyle::En).contains("1234.5"));
//! assert!(markdown(&tables[0]).contains("1.234,5"));
//! ```

#![deny(clippy::wildcard_enum_match_arm)]

#[doc(hidden)]
pub mod build;
#[doc(hidden)]
pub mod chart;
#[doc(hidden)]
pub mod csv;
pub mod diagnostics;
pub mod explanation;
mod figures;
mod graded;
mod joined;
pub(crate) mod json;
#[doc(hidden)]
pub mod markdown;
#[doc(hidden)]
pub mod placed;
mod remarks;
mod shown;
mod so_far;
pub mod table;
#[doc(hidden)]
pub mod terminal;
mod text;

pub use csv::{CsvStyle, csv};
#[doc(hidden)]
pub use csv::{csv_rows, csv_text};
pub(crate) use json::document;
pub use json::json;
#[doc(hidden)]
pub use json::{END as JSON_END, piece as json_piece};
pub use markdown::markdown;
pub use terminal::terminal;
#[cfg(feature = "docx")]
pub(crate) use terminal::{REPORTED, mark};
#[cfg(any(feature = "cli", feature = "docx", feature = "html"))]
#[doc(hidden)]
pub use text::visible;
