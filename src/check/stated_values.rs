//! Values that a person states, against the scale, the order and the sign that data are held to.

use super::given;
use crate::data::Content;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::number::{Exact, with_comma};
use crate::program::intervals::say;
use crate::program::*;
use crate::source::Span;

/// Why a value cannot stand where data could not hold it, with the regulations behind that.
pub fn refused(program: &Program, version: &Definition, role: Role, value: &Content) -> Option<(String, Vec<String>)> {
    if role.is_target_end() && !program.has_range_target(version) {
        return Some(("tidak dapat dipakai: targetnya satu angka, bukan rentang".to_string(), Vec::new()));
    }
    let basis = || version.sources.basis.iter().take(1).cloned().collect();
    match (value, role) {
        (Content::Number(number), Role::Main | Role::Value | Role::Target | Role::TargetLow | Role::TargetHigh)
            if version.order.is_empty() =>
        {
            let scale = version.data_range();
            let outside = !scale.contains(&Exact::from(*number));
            outside.then(|| (format!("di luar skala {}", say(&scale)), basis()))
        }
        (Content::Number(number), Role::Budget | Role::Spent) if number.is_sign_negative() && !number.is_zero() => {
            Some(("kurang dari nol".to_string(), Vec::new()))
        }
        (Content::Text(word), Role::Main | Role::Value | Role::Target) if !version.order.is_empty() => {
            let known = version.order.iter().any(|known| **known == **word);
            (!known).then(|| (format!("bukan salah satu dari {}", version.order.join(", ")), basis()))
        }
        (Content::Number(_), Role::Main | Role::Value | Role::Target) if !version.order.is_empty() => {
            Some((format!("bukan salah satu dari {}", version.order.join(", ")), basis()))
        }
        (
            Content::Text(_),
            Role::Main | Role::Value | Role::Target | Role::TargetLow | Role::TargetHigh | Role::Budget | Role::Spent,
        ) => Some(("bukan angka".to_string(), Vec::new())),
        _ => None,
    }
}

/// Why a value of a quarter cannot stand where nothing says how quarters join, as a row of data could not.
pub fn no_quarters(program: &Program, version: &Definition, role: Role, when: When) -> Option<String> {
    when.quarter?;
    let of_column = if let Role::Field(field) = role { program.fields.get(field.0 as usize) } else { None };
    // Money has a way of its own, whatever the rules say.
    let is_money = matches!(role, Role::Budget | Role::Spent);
    let joins = is_money || version.quarters.is_some() || of_column.is_some_and(|column| column.quarters.is_some());
    let code = program.code(version.name);
    (!joins).then(|| format!("padahal aturan {code} tidak menyebut triwulan"))
}

/// The findings about examples: an example states nothing that data could not hold. What is expected states nothing yet where
/// it is `unclear`: a name that is not known, or that has no value.
pub fn prove(program: &Program, unclear: &[Span]) -> Vec<Diagnostic> {
    program.examples.iter().flat_map(|example| of_example(program, example, unclear)).collect()
}

fn of_example(program: &Program, example: &Example, unclear: &[Span]) -> Vec<Diagnostic> {
    let year = example.year_in(program);
    let version = |reference: &ValueRef| {
        let Subject::Name(name) = reference.subject else { return None };
        let when = When::year(year).resolve(reference.period, program.package.plan);
        Some((program.code(name), program.version(name, when.year)?, when))
    };
    let given = example.given.iter().filter_map(|(reference, value, span)| {
        let (code, version, when) = version(reference)?;
        let content = stated(value)?;
        // The line that could not be read may be the one that says how.
        let is_whole = !unclear.contains(&version.span);
        if let Some(reason) = no_quarters(program, version, reference.role, when).filter(|_| is_whole) {
            let of = format!("{}[triwulan {}]", said(reference.role, code), when.quarter.unwrap_or_default());
            return Some(without_way(&of, &content, reason, span.to(value.span())));
        }
        let (reason, basis) = refused(program, version, reference.role, &content)?;
        Some(finding(&said(reference.role, code), &content, reason, basis, span.to(value.span())))
    });
    let expected = example.expected.iter().filter_map(|one| {
        let (ExprKind::Value(reference), Wanted::Value(value)) = (&one.value.kind, &one.wanted) else { return None };
        let (code, version, _) = version(reference)?;
        // What a formula gives is held to the scale it declares, and to none else.
        version.scale.as_ref().filter(|_| !unclear.iter().any(|place| value.span.holds(*place)))?;
        let content = literal(value)?;
        let (reason, basis) = refused(program, version, reference.role, &content)?;
        Some(finding(&said(reference.role, code), &content, reason, basis, one.span))
    });
    let mut found: Vec<Diagnostic> = given.chain(expected).collect();
    found.extend(given::together(program, year, &example.given, "contoh"));
    found
}

/// `target AKIP`
pub(super) fn said(role: Role, code: &str) -> String {
    role.word().map_or_else(|| code.to_string(), |role| format!("{role} {code}"))
}

fn finding(of: &str, content: &Content, reason: String, basis: Vec<String>, span: Span) -> Diagnostic {
    let found = titled(of, content, &reason, span);
    basis.into_iter().fold(found, Diagnostic::because).advise("perbaiki angka contohnya, atau skala pada definisinya")
}

fn without_way(of: &str, content: &Content, reason: String, span: Span) -> Diagnostic {
    titled(of, content, &reason, span).advise("tulis angka setahun, atau cara triwulannya:  triwulan jumlah")
}

fn titled(of: &str, content: &Content, reason: &str, span: Span) -> Diagnostic {
    let shown = match content {
        Content::Number(number) => with_comma(*number),
        Content::Text(word) => format!("\"{word}\""),
        Content::Missing(state, _) => state.words().to_string(),
    };
    let title = format!("contoh menyebut {of} = {shown}, {reason}");
    Diagnostic::new(Code::K0411, Severity::Error, title).at(span, "")
}

/// What is stated to be there, as data would hold it; none for what is no plain number or text.
pub fn stated(wanted: &Wanted) -> Option<Content> {
    match wanted {
        Wanted::Value(expr) => literal(expr),
        Wanted::State(state, _) => Some(Content::Missing(*state, "".into())),
    }
}

/// What a plain number or text gives; none for anything else.
pub fn literal(expr: &Expr) -> Option<Content> {
    if let ExprKind::Text(text) = &expr.kind {
        return Some(Content::Text(text.as_str().into()));
    }
    let inner = if let ExprKind::Negate(inner) = &expr.kind { inner } else { expr };
    let ExprKind::Number(value, _) = &inner.kind else { return None };
    let value = value.to_decimal()?;
    Some(Content::Number(if matches!(expr.kind, ExprKind::Negate(_)) { -value } else { value }))
}
