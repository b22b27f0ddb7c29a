//! What a run finds out: values that differ, conditions that fail, examples that do not come out. With their words.

use crate::diagnostic::{CellPlace, Code, Diagnostic, Edit, Place, Severity};
use crate::eval::Value;
use crate::eval::compare::Difference;
use crate::number::Exact;
use crate::program::intervals::say_number;
use crate::source::Span;
use crate::syntax::ast::Comparison;

/// The year of an example that names none, in a package that names none. Any year serves: nothing in such a package
/// depends on it, or a `berlaku` would have it say one.
pub const EXAMPLE_YEAR: i32 = 2024;

/// A finding about results.
#[derive(Debug, Clone)]
pub enum Finding {
    /// A reported value is not the computed one.
    ReportedDiffers { code: String, difference: Difference, cell: Option<CellPlace> },
    /// `pastikan` does not hold.
    AssertionFailed {
        about: Option<String>,
        accepted: Option<String>,
        message: String,
        sides: Option<(Exact, Comparison, Exact)>,
        span: Span,
    },
    /// `pastikan` cannot be decided.
    AssertionUnknown { message: String, reason: String, cell: Option<CellPlace>, span: Span },
    /// An example comes out otherwise; `value` is what it says comes out.
    ExampleDiffers { title: String, found: Value, wanted: Value, span: Span, value: Span },
    /// An example cannot be computed, perhaps because it does not give all it needs.
    ExampleUnknown { title: String, reason: String, lacks_given: bool, span: Span },
    /// No year can be told.
    NoYear,
    /// Nothing is in force in the year asked for.
    NothingInForce { year: i32 },
    /// A table was asked for that is not there.
    NoSuchTable { name: String, nearest: Option<String>, known: Vec<String> },
}

impl Finding {
    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        let error = |code, title: String| Diagnostic::new(Code(code), Severity::Error, title);
        match self {
            Finding::ReportedDiffers { code, difference, cell } => {
                let reported = say_number(&Exact::from(difference.reported));
                let year = difference.pair.when.year;
                let title = format!(
                    "{code} tahun {year}: dilaporkan {reported}, menurut rumus {}",
                    say_number(&difference.computed)
                );
                let base = error("H0001", title);
                let base = match cell {
                    Some(cell) => base.at_place(Place::Cell(cell), ""),
                    None => base,
                };
                base.at(difference.pair.span, "rumusnya")
                    .because("yang dipakai dalam tabel adalah hasil rumus")
                    .advise("periksa angka yang dilaporkan, atau masukan rumusnya")
            }
            Finding::AssertionFailed { about, accepted, message, sides, span } => {
                let message = about.map_or(message.clone(), |about| format!("{about}: {message}"));
                let title = match &sides {
                    Some((left, sign, right)) => {
                        let difference = say_number(&(left - right));
                        format!(
                            "{message}: {} seharusnya {} {} (selisih {difference})",
                            say_number(left),
                            sign.sign(),
                            say_number(right)
                        )
                    }
                    None => format!("tidak terpenuhi: {message}"),
                };
                let finding = error("H0002", title).at(span, "");
                match accepted {
                    Some(reason) => Diagnostic { severity: Severity::Warning, ..finding }.because(reason),
                    None => finding,
                }
            }
            Finding::AssertionUnknown { message, reason, cell, span } => {
                let base = error("H0003", format!("tidak dapat dipastikan: {message}")).at(span, "").because(reason);
                match cell {
                    Some(cell) => base.at_place(Place::Cell(cell), ""),
                    None => base,
                }
            }
            Finding::ExampleDiffers { title, found, wanted, span, value } => {
                let words = format!("contoh \"{title}\" menghasilkan {}, bukan {}", say(&found), say(&wanted));
                let base = error("H0004", words).at(span, "");
                match written(&found) {
                    Some(text) => base.suggest(
                        format!("bila hasil hitungan yang benar, tulis {text}"),
                        vec![Edit::replace(value, text)],
                    ),
                    None => base,
                }
            }
            Finding::ExampleUnknown { title, reason, lacks_given, span } => {
                let base =
                    error("H0005", format!("contoh \"{title}\" tidak dapat dihitung")).at(span, "").because(reason);
                if lacks_given { base.advise("lengkapi  diketahui  dengan nilai itu") } else { base }
            }
            Finding::NoYear => error("H0008", "tahun laporan tidak diketahui".into())
                .advise("tulis  tahun 2024  di bawah paket, atau pakai  --tahun 2024"),
            Finding::NothingInForce { year } => {
                error("H0009", format!("tidak ada aturan yang berlaku untuk tahun {year}"))
                    .advise("periksa  berlaku  pada aturan, atau pilih tahun lain dengan  --tahun")
            }
            Finding::NoSuchTable { name, nearest, known } => {
                let base = error("B0015", format!("tabel \"{name}\" tidak ada"));
                match nearest {
                    Some(near) => base.advise(format!("apakah maksud Anda {near}?")),
                    None if known.is_empty() => base.advise("paket ini belum punya tabel bernama"),
                    None => base.advise(format!("yang ada: {}", known.join(", "))),
                }
            }
        }
    }
}

fn say(value: &Value) -> String {
    match value {
        Value::Number(value) => match value.to_exact_plain() {
            Some(_) => say_number(value),
            None => {
                let (numerator, denominator) = value.fraction();
                format!("{} (tepatnya {numerator}/{denominator})", say_number(value))
            }
        },
        Value::Irrational(root) => format!("{root} ({})", root.describe()),
        Value::Text(text) => format!("\"{text}\""),
        Value::Truth(true) => "benar".into(),
        Value::Truth(false) => "salah".into(),
    }
}

/// A value as a rule writes it.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::Number(value) => Some(match value.to_exact_plain() {
            Some(plain) => plain.replace('.', ","),
            None => {
                let (numerator, denominator) = value.fraction();
                format!("{numerator}/{denominator}")
            }
        }),
        Value::Text(text) => Some(format!("\"{text}\"")),
        Value::Truth(_) | Value::Irrational(_) => None,
    }
}
