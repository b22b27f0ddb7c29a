//! What an example may expect instead of what does not come out.

use super::figures::{figure, with_sign, written};
use crate::data::State;
use crate::diagnostic::{Diagnostic, Edit};
use crate::eval::{Fault, Value};
use crate::number::{Places, Rounding};
use crate::source::Span;
use crate::syntax::ast::Precision;

/// The ways to write down what comes out: the same figure as a printed one, the exact number, or a printed one.
pub(super) fn example_mends(
    base: Diagnostic,
    found: &Value,
    wanted: &Value,
    printed: Option<(Value, Places, bool)>,
    ((sign, right), in_percent): ((Span, Span), bool),
) -> Diagnostic {
    let figure =
        |value: &Value, places| figure(value, places).map(|text| if in_percent { with_sign(&text) } else { text });
    // `200/3%` is 200 over 3 %.
    let written = |value: &Value| match written(value) {
        Some(text) if in_percent => (!text.contains('/')).then(|| with_sign(&text)),
        text => text,
    };
    match (written(found), printed) {
        (_, Some((rounded, places, _))) if rounded == *wanted => {
            let text = figure(wanted, places).unwrap_or_default();
            let words = format!("tulis  ≈ {text}  karena sama sampai desimal yang tertulis");
            base.suggest(words, vec![Edit::replace(sign, "≈")])
        }
        (_, Some((rounded, places, true))) => printed_mend(base, figure(&rounded, places), (sign, right)),
        (Some(text), _) if !text.contains('/') => {
            base.suggest(format!("bila hasil hitungan yang benar, tulis {text}"), vec![Edit::replace(right, text)])
        }
        (_, Some((_, places, false))) => printed_mend(base, rounded(found, places.max(two()), &figure), (sign, right)),
        (_, None) => printed_mend(base, rounded(found, two(), &super::figures::figure), (sign, right)),
    }
}

/// A number where no value is expected: as it is, or as it would be printed where it never ends.
pub(super) fn value_mend(base: Diagnostic, found: &Value, (sign, right): (Span, Span)) -> Diagnostic {
    match written(found).filter(|text| !text.contains('/')) {
        Some(text) => {
            let edits = vec![Edit::replace(sign, "="), Edit::replace(right, text.clone())];
            base.suggest(format!("bila hasil hitungan yang benar, tulis  = {text}"), edits)
        }
        None => printed_mend(base, rounded(found, two(), &figure), (sign, right)),
    }
}

/// A figure as it would be printed, where there is one.
fn printed_mend(base: Diagnostic, figure: Option<String>, (sign, right): (Span, Span)) -> Diagnostic {
    match figure {
        Some(text) => {
            let edits = vec![Edit::replace(sign, "≈"), Edit::replace(right, text.clone())];
            base.suggest(format!("bila hasil hitungan yang benar, tulis  ≈ {text}"), edits)
        }
        None => base,
    }
}

/// A number rounded to so many decimals, as a figure.
fn rounded(found: &Value, places: Places, figure: &dyn Fn(&Value, Places) -> Option<String>) -> Option<String> {
    figure(&found.rounded(&Precision { places, mode: Rounding::HalfAway })?, places)
}

/// Decimals of a number that never ends.
fn two() -> Places {
    Places::new(2).unwrap_or(Places::WHOLE)
}

/// Where an example may say that there is no value: a fault of data or of arithmetic is nothing to expect.
pub(super) fn state_mend(base: Diagnostic, fault: &Fault, (sign, right): (Span, Span)) -> Diagnostic {
    match fault.state {
        State::Undefined | State::NotFilled | State::NotApplicable => {
            let state = fault.state.words();
            let edits = vec![Edit::replace(sign, "="), Edit::replace(right, state)];
            base.suggest(format!("bila memang demikian, tulis  = {state}"), edits)
        }
        State::Faulty => base,
    }
}
