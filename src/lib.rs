//! Takar: exact performance indicators from declarative rules.

pub mod check;
pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod engine;
pub mod eval;
pub mod finding;
pub mod number;
pub mod plan;
pub mod report;
pub mod source;
pub mod syntax;
