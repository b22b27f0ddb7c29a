//! The wording of findings about an achievement that does not follow its direction.

use super::backwards::Broken;
use super::direction::Subject;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::eval::Value;
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::program::Outcome;
use crate::program::intervals::say_number;
use crate::source::Span;
use crate::syntax::ast::Direction;

/// Two realisations that violate the direction, in one year if it is the only one.
pub fn broken(subject: &Subject, code: &str, broken: &Broken, year: Option<i32>) -> Diagnostic {
    let Broken { target, beside, first, second } = broken;
    let title = match subject.direction {
        Direction::Higher => format!("capaian {code} turun saat realisasinya naik, padahal arahnya makin tinggi"),
        Direction::Lower => format!("capaian {code} naik saat realisasinya naik, padahal arahnya makin rendah"),
        Direction::Range => format!("capaian {code} di luar target lebih tinggi daripada di dalamnya"),
    };
    let at = match target {
        None => "tanpa target".to_string(),
        Some((low, high)) if low == high => format!("pada target {}", say(high)),
        Some((low, high)) => format!("pada target {} sampai {}", say(low), say(high)),
    };
    let beside: String = beside
        .iter()
        .map(|(name, held)| match held {
            Some(value) => format!(", {name} {}", say(value)),
            None => format!(", {name} belum diisi"),
        })
        .collect();
    let worth = |(realisation, achievement): &(Value, Exact)| {
        format!("realisasi {} bercapaian {}", say(realisation), say_near(achievement))
    };
    let at = year.map_or_else(|| at.clone(), |year| format!("tahun {year} {at}"));
    let words = format!("{at}{beside}, {} dan {}", worth(first), worth(second));
    let finding = Diagnostic::new(Code::K0350, Severity::Warning, title).at(formula(subject), "").because(words);
    let finding = match subject.direction {
        Direction::Lower => {
            finding.advise("rumus yang lazim: (2*target - realisasi) / target * 100, atau target / realisasi * 100")
        }
        Direction::Higher => finding.advise("rumus yang lazim: realisasi / target * 100"),
        Direction::Range => finding,
    };
    accepted(finding, subject)
}

/// Neither proved nor disproved.
pub fn undecided(subject: &Subject, code: &str, is_endless: bool) -> Diagnostic {
    let way = subject.direction.words();
    let title = format!("belum dapat dipastikan bahwa capaian {code} mengikuti arahnya, {way}");
    let why = match is_endless {
        true => "capaiannya bergantung pada nilai tahun-tahun lain, yang dapat berapa saja",
        false => "contoh yang berlawanan tidak ditemukan, tetapi rumus ini terlalu berliku untuk dibuktikan",
    };
    let finding = Diagnostic::new(Code::K0351, Severity::Warning, title).at(formula(subject), "").because(why);
    accepted(finding, subject)
}

/// An acceptance that no longer accepts anything.
pub fn needless(span: Span) -> Diagnostic {
    let title = "\"terima arah terbalik\" ini tidak diperlukan: capaiannya selalu mengikuti arah";
    let finding = Diagnostic::new(Code::K0352, Severity::Warning, title).at(span, "");
    finding.suggest("hapus baris ini", vec![Edit::replace(span, "")])
}

fn accepted(finding: Diagnostic, subject: &Subject) -> Diagnostic {
    let line = "terima arah terbalik \"alasannya\"";
    let edit = Edit::insert_after(formula(subject), format!("\n  {line}"));
    finding.suggest(format!("bila memang demikian menurut aturannya, tulis  {line}"), vec![edit])
}

/// The formula of the direction.
fn formula(subject: &Subject) -> Span {
    subject.rule.formulas_for(subject.direction).next().map_or(subject.rule.span, Outcome::span)
}

/// A realisation or a target.
fn say(value: &Value) -> String {
    match value {
        Value::Number(number) => say_number(number),
        Value::Text(word) => word.to_string(),
        Value::Irrational(_) | Value::Truth(_) => String::new(),
    }
}

/// An achievement with two decimals, or as many as needed to show a smaller one.
fn say_near(value: &Exact) -> String {
    let places = Places::new(2).unwrap_or(Places::WHOLE);
    match value.round(places, Rounding::HalfAway) == *value {
        true => say_number(value),
        false => format(&value.to_plain(places, Rounding::HalfAway), NumberStyle::Indonesian),
    }
}
