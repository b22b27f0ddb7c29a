//! What the rows of a table are.

use super::{Comparison, Edge, Reference, Word};
use crate::source::Span;
use rust_decimal::Decimal;

/// What the rows of a table are.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// Names and sets, `AKIP; anggota IKU[2022]`.
    Items(Vec<Reference>),
    /// `tahun 2022..2024`
    Years { from: i32, to: i32, span: Span },
    /// `kelas capaian_asli anggota IKU > 100 "…"; …`
    Classes { value: Reference, classes: Vec<Class> },
}

/// A class of members.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// How the value compares.
    pub comparison: Comparison,
    /// The number that a value is compared with.
    pub value: Decimal,
    /// The number's place.
    pub number: Span,
    /// The upper end of a class between two numbers: `60 .. < 100`.
    pub upper: Option<Edge>,
    /// The row's heading.
    pub label: Word,
    /// Its text in the file.
    pub span: Span,
}
