//! Takar: exact performance indicators from declarative rules.
pub mod number;
