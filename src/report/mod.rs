//! Tables and messages as plain values, and their way to terminal, Markdown, CSV and JSON.

pub mod table;
