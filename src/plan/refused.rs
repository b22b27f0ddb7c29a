//! What a formula says of percent that cannot be meant, with the edits that say what is.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::Exact;
use crate::program::intervals::{say_number, write_number};
use crate::program::measure::Oddity;
use crate::program::{Expr, ExprKind};
use crate::source::Span;
use crate::syntax::ast::Operator;

/// A formula that has no value until it is mended.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Where.
    pub span: Span,
    /// The message.
    pub finding: Diagnostic,
}

/// One factor of a product as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Factor<'e> {
    /// The factor.
    pub expr: &'e Expr,
    /// What goes when it goes, its operator with it; none for a factor alone.
    pub away: Option<Span>,
    /// It stands behind `/`.
    pub is_divisor: bool,
    /// It is a percentage that is no literal.
    pub is_share: bool,
}

impl<'e> Factor<'e> {
    /// Every factor of a product, brackets around products opened.
    pub fn all(expr: &'e Expr) -> Vec<Factor<'e>> {
        let mut found = Vec::new();
        collect(expr, None, false, &mut found);
        found
    }
}

/// A chain of factors may be long, brackets are never deep.
fn collect<'e>(expr: &'e Expr, away: Option<Span>, is_divisor: bool, found: &mut Vec<Factor<'e>>) {
    let (mut first, mut away) = (expr, away);
    loop {
        if let ExprKind::Negate(inner) = &first.kind {
            first = inner;
        } else if let ExprKind::Binary { operator: operator @ (Operator::Multiply | Operator::Divide), left, right } =
            &first.kind
        {
            let second = Span { start: left.span.end, ..right.span };
            collect(right, Some(second), is_divisor != (*operator == Operator::Divide), found);
            // Of `a / b` the first cannot go alone.
            away = (*operator == Operator::Multiply).then_some(Span { end: right.span.start, ..left.span });
            first = left;
        } else {
            found.push(Factor { expr: first, away, is_divisor, is_share: false });
            return;
        }
    }
}

impl Refused {
    /// A product that cannot be meant.
    pub(super) fn product(expr: &Expr, oddity: &Oddity, factors: &[Factor]) -> Refused {
        let hundred = factors.iter().find(|one| literal(one.expr).is_some_and(|value| is_hundred(&value)));
        let share = factors.iter().find(|one| one.is_share);
        let base = base(oddity);
        let finding = match (oddity, hundred, share) {
            (Oddity::Hundredfold | Oddity::WeightHundredfold, Some(hundred), _) => {
                let mut base = base.at(hundred.expr.span, "");
                if let Some(away) = hundred.away {
                    base = base.suggest("hapus bagian ini", vec![Edit::replace(away, "")]);
                }
                if *oddity == Oddity::Hundredfold && literal(hundred.expr) == Some(Exact::HUNDRED) {
                    let words = match hundred.is_divisor {
                        true => "tulis  / 100%  bila yang dimaksud bagiannya sebagai angka biasa: 80% menjadi 0,8",
                        false => "tulis  100%",
                    };
                    base = base.suggest(words, vec![Edit::insert_after(hundred.expr.span, "%")]);
                }
                base
            }
            (Oddity::PartOfUnitless, _, Some(share)) => base
                .at(expr.span, "")
                .suggest("tulis persennya sebagai angka biasa, dengan  / 100%", plain(share.expr, share.is_divisor))
                .advise("bila yang dimaksud bagian dari nilai itu, beri nilai itu  satuan"),
            _ => base.at(expr.span, ""),
        };
        Refused { span: expr.span, finding }
    }

    /// A part that cannot be meant where it stands, perhaps beside another.
    pub(super) fn beside(whole: &Expr, part: &Expr, beside: &Expr, oddity: &Oddity) -> Refused {
        let base = base(oddity);
        let finding = match oddity {
            Oddity::BareRatio => base.at(part.span, "").suggest("tambahkan  * 100%", times_whole(part)),
            Oddity::SmallLiteral(value) => {
                let (span, value) = (number_in(part).map_or(part.span, |number| number.span), value.abs());
                let many = write_number(&(&value * &Exact::HUNDRED)).unwrap_or_default();
                base.at(span, "")
                    .suggest(format!("tulis  {many}%"), vec![Edit::replace(span, format!("{many}%"))])
                    .suggest("bila memang sekecil itu, tulis tanda persennya", vec![Edit::insert_after(span, "%")])
            }
            Oddity::UnitlessBeside => {
                let base = base.at(part.span, "tanpa satuan").at(beside.span, "persen");
                let (words, edits) = match number_in(beside) {
                    Some(number) => ("tulis angkanya tanpa tanda persen", bare(number)),
                    None => ("tulis persennya sebagai angka biasa, dengan  / 100%", plain(beside, true)),
                };
                base.suggest(words, edits).advise("bila nilai itu memang persen, beri  satuan persen")
            }
            Oddity::Power => base
                .at(whole.span, "")
                .suggest("tulis persennya sebagai angka biasa, dengan  / 100%", plain(part, true)),
            Oddity::Unlike(wanted, found) => {
                let word = |unit: &crate::program::units::Unit| unit.word().unwrap_or("angka").to_string();
                base.at(part.span, format!("bersatuan {}, bukan {}", word(found), word(wanted)))
            }
            Oddity::WholeOfUnitless => {
                base.at(part.span, "").advise("beri nilai itu  satuan , atau hapus  * 100%  bila angkanya sudah persen")
            }
            Oddity::Hundredfold | Oddity::WeightHundredfold | Oddity::PartOfUnitless => base.at(part.span, ""),
        };
        Refused { span: whole.span, finding }
    }

    /// Why there is no value.
    pub fn reason(&self) -> String {
        format!("rumusnya perlu diperbaiki: {}", self.finding.title)
    }
}

fn base(oddity: &Oddity) -> Diagnostic {
    let (code, title) = match oddity {
        Oddity::BareRatio => {
            (Code::K0330, "hasil bagi ini akan tercetak seratus kali terlalu kecil: 0,75 menjadi 0,75%".into())
        }
        Oddity::Hundredfold => {
            (Code::K0331, "persen sudah berarti per seratus, jadi tidak dikali atau dibagi 100 lagi".into())
        }
        Oddity::WeightHundredfold => {
            (Code::K0331, "bobot sudah berarti bagian dari satu, jadi tidak dibagi 100 lagi".into())
        }
        Oddity::PartOfUnitless => {
            (Code::K0332, "nilai tanpa satuan dikali atau dibagi persen: bagiannya, atau bobotnya?".into())
        }
        Oddity::WholeOfUnitless => (Code::K0332, "nilai tanpa satuan dikali 100%: nisbah, atau sudah persen?".into()),
        Oddity::Power => (Code::K0333, "persen yang dipangkatkan tidak punya arti".into()),
        Oddity::SmallLiteral(value) => {
            let number = say_number(&value.abs());
            (
                Code::K0334,
                format!("{number} di sini berarti {number}%, bukan {}%", say_number(&(&value.abs() * &Exact::HUNDRED))),
            )
        }
        Oddity::UnitlessBeside => {
            (Code::K0335, "nilai tanpa satuan di samping persen: angkanya persen atau bukan?".into())
        }
        Oddity::Unlike(wanted, found) => {
            let word = |unit: &crate::program::units::Unit| unit.word().unwrap_or("angka").to_string();
            (Code::K0336, format!("{} tidak dapat berdampingan dengan {}", word(found), word(wanted)))
        }
    };
    Diagnostic::new(code, Severity::Error, title)
}

/// The value of a plain literal.
fn literal(expr: &Expr) -> Option<Exact> {
    let ExprKind::Number(value, unit) = &expr.kind else { return None };
    (!unit.is_percent()).then(|| value.abs())
}

/// The number that an expression is, behind its sign.
fn number_in(expr: &Expr) -> Option<&Expr> {
    if let ExprKind::Negate(inner) = &expr.kind {
        return number_in(inner);
    }
    matches!(expr.kind, ExprKind::Number(..)).then_some(expr)
}

fn is_hundred(value: &Exact) -> bool {
    *value == Exact::HUNDRED || *value == Exact::HUNDREDTH
}

/// `80%` without its sign.
fn bare(number: &Expr) -> Vec<Edit> {
    let ExprKind::Number(value, _) = &number.kind else { return Vec::new() };
    vec![Edit::replace(number.span, write_number(value).unwrap_or_default())]
}

/// `K / 100%`, in brackets where something else would bind first.
fn plain(expr: &Expr, in_brackets: bool) -> Vec<Edit> {
    let (open, close) = match (is_open(expr), in_brackets) {
        (true, true) => ("((", ") / 100%)"),
        (true, false) => ("(", ") / 100%"),
        (false, true) => ("(", " / 100%)"),
        (false, false) => return vec![Edit::insert_after(expr.span, " / 100%")],
    };
    vec![Edit::insert_before(expr.span, open), Edit::insert_after(expr.span, close)]
}

/// `… * 100%`
fn times_whole(expr: &Expr) -> Vec<Edit> {
    match is_open(expr) {
        true => vec![Edit::insert_before(expr.span, "("), Edit::insert_after(expr.span, ") * 100%")],
        false => vec![Edit::insert_after(expr.span, " * 100%")],
    }
}

/// Whether an expression written in front of `*` needs brackets and has none.
fn is_open(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary { operator: Operator::Multiply | Operator::Divide | Operator::Power, .. } => false,
        ExprKind::Binary { left, right, .. } => left.span.start <= expr.span.start && right.span.end >= expr.span.end,
        ExprKind::If { .. } | ExprKind::Not(_) => true,
        ExprKind::Number(..)
        | ExprKind::Text(_)
        | ExprKind::Year
        | ExprKind::Argument
        | ExprKind::Convert(..)
        | ExprKind::Rank(..)
        | ExprKind::Difference(..)
        | ExprKind::Growth(..)
        | ExprKind::Value(_)
        | ExprKind::Negate(_)
        | ExprKind::Least(_)
        | ExprKind::Greatest(_)
        | ExprKind::Round(..)
        | ExprKind::Absolute(_)
        | ExprKind::Present(_)
        | ExprKind::Aggregate { .. } => false,
    }
}
