//! A small percentage without its sign: 0,5 may be half a percent, or a half. And signs in the wrong places.

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

/// The finding about one given by a person.
pub fn small_percent(span: Span, value: &Exact) -> Diagnostic {
    let percent = as_percent(value);
    Diagnostic::new(Code::K0334, Severity::Error, title(value))
        .at(span, "")
        .suggest(format!("tulis  {percent}"), vec![Edit::replace(span, percent)])
        .suggest("bila memang sekecil itu, tulis tanda persennya", vec![Edit::insert_after(span, "%")])
}

/// The same for the ends of ranges.
pub fn small_ends(ends: &[(Exact, Span)]) -> Diagnostic {
    let largest = ends.iter().map(|(value, _)| value).max();
    let base = Diagnostic::new(Code::K0334, Severity::Error, largest.map(title).unwrap_or_default());
    let base = ends.iter().fold(base, |base, (_, span)| base.at(*span, ""));
    let parts: Vec<String> = ends.iter().map(|(value, _)| as_percent(value)).collect();
    let edits = ends.iter().zip(&parts).map(|((_, span), part)| Edit::replace(*span, part.clone())).collect();
    let signs = ends.iter().map(|(_, span)| Edit::insert_after(*span, "%")).collect();
    let mut words = parts.clone();
    words.dedup();
    base.suggest(format!("tulis  {}", words.join(" dan ")), edits)
        .suggest("bila memang sekecil itu, tulis tanda persennya", signs)
}

/// Percent signs at a range or step of something in another unit.
pub fn foreign_signs(signs: &[Span], what: &str, unit: Option<String>) -> Diagnostic {
    let (code, of) = match &unit {
        Some(unit) => (Code::K0336, format!("bersatuan {unit}")),
        None => (Code::K0335, "tanpa satuan".into()),
    };
    let base = Diagnostic::new(code, Severity::Error, format!("{what} bertanda persen untuk nilai {of}"));
    let base = signs.iter().take(1).fold(base, |base, sign| base.at(*sign, ""));
    let edits = signs.iter().map(|sign| Edit::replace(*sign, "")).collect();
    let base = base.suggest("tulis angkanya tanpa tanda persen", edits);
    match unit {
        Some(_) => base,
        None => base.advise("bila nilai itu memang persen, beri  satuan persen"),
    }
}

/// Adds the fix that removes a percent sign, if there is one.
pub fn without(sign: Option<Span>, base: Diagnostic) -> Diagnostic {
    let edits = |sign| vec![Edit::replace(sign, "")];
    sign.into_iter().fold(base, |base, sign| base.suggest("tulis angkanya tanpa tanda persen", edits(sign)))
}
