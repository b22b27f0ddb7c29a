//! Takar: exact performance indicators from declarative rules.

pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod number;
pub mod report;
pub mod source;
pub mod syntax;
