//! A first package out of a table that an office has: indicators, targets, and the rules its printed figures follow.
//!
//! A table that was found on a sheet goes through these steps: [`roles`] says what each column holds, [`things`] which rows
//! are indicators and what their cells say, [`infer`] which rule gives the printed achievements, [`grades`] which known scale
//! the printed grades, and [`page`] writes it all as rules, data and the table as printed. What cannot be told stands in
//! the rules as a question. At the end the package is checked and computed, and its table held against the printed one.

pub mod infer;
