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
    let about = |text: String| vec![Edit::replace(sign, "≈"), Edit::replace(right, text)];
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
        (_, Some((rounded, places, true))) => match figure(&rounded, places) {
            Some(text) => base.suggest(format!("bila hasil hitungan yang benar, tulis  ≈ {text}"), about(text)),
            None => base,
        },
        (Some(text), _) if !text.contains('/') => {
            base.suggest(format!("bila hasil hitungan yang benar, tulis {text}"), vec![Edit::replace(right, text)])
        }
        (_, Some((_, places, false))) => {
            let places = places.max(Places::new(2).unwrap_or(Places::WHOLE));
            let rounded = found.rounded(&Precision { places, mode: Rounding::HalfAway });
            match rounded.and_then(|rounded| figure(&rounded, places)) {
                Some(text) => base.suggest(format!("bila hasil hitungan yang benar, tulis  ≈ {text}"), about(text)),
                None => base,
            }
        }
        (Some(text), None) if !text.contains('/') => {
            base.suggest(format!("bila hasil hitungan yang benar, tulis {text}"), vec![Edit::replace(right, text)])
        }
        (_, None) => printed_mend(base, found, (sign, right)),
    }
}

/// A number where no value is expected: as it is, or as it would be printed where it never ends.
pub(super) fn value_mend(base: Diagnostic, found: &Value, (sign, right): (Span, Span)) -> Diagnostic {
    match written(found).filter(|text| !text.contains('/')) {
        Some(text) => {
            let edits = vec![Edit::replace(sign, "="), Edit::replace(right, text.clone())];
            base.suggest(format!("bila hasil hitungan yang benar, tulis  = {text}"), edits)
        }
        None => printed_mend(base, found, (sign, right)),
    }
}

/// A number that never ends, at two decimals.
fn printed_mend(base: Diagnostic, found: &Value, (sign, right): (Span, Span)) -> Diagnostic {
    let places = Places::new(2).unwrap_or(Places::WHOLE);
    let rounded = found.rounded(&Precision { places, mode: Rounding::HalfAway });
    match rounded.and_then(|rounded| figure(&rounded, places)) {
        Some(text) => {
            let edits = vec![Edit::replace(sign, "≈"), Edit::replace(right, text.clone())];
            base.suggest(format!("bila hasil hitungan yang benar, tulis  ≈ {text}"), edits)
        }
        None => base,
    }
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
