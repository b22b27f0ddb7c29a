//! A small number of percent without its sign: 0,5 may be half a percent, or a half.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::Exact;
use crate::program::intervals::{say_number, write_number};
use crate::source::Span;

/// `0,5 di sini berarti 0,5%, bukan 50%`
pub fn title(value: &Exact) -> String {
    let hundredfold = &value.abs() * &Exact::HUNDRED;
    format!("{0} di sini berarti {0}%, bukan {1}%", say_number(&value.abs()), say_number(&hundredfold))
}

/// `50%`
pub fn as_percent(value: &Exact) -> String {
    format!("{}%", write_number(&(value * &Exact::HUNDRED)).unwrap_or_default())
}

/// The finding about one that a person gives.
pub fn small_percent(span: Span, value: &Exact) -> Diagnostic {
    let percent = as_percent(value);
    Diagnostic::new(Code::K0334, Severity::Error, title(value))
        .at(span, "")
        .suggest(format!("tulis  {percent}"), vec![Edit::replace(span, percent)])
        .suggest("bila memang sekecil itu, tulis tanda persennya", vec![Edit::insert_after(span, "%")])
}
