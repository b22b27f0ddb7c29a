//! The integration tests, one binary.

mod report_diagnostics;
mod report_tables;
