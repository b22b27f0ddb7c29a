//! `IKM[2023]`, `target S[triwulan 2]`: the time in brackets after a name in a question.

use super::question::{self, Unclear};
use crate::program::{Definition, Expr, ExprKind, Kind, NameId, Program, Role, Subject, ValueRef, When};
use crate::syntax::ast::{Period, YearOf};

/// The words before the brackets, and the time they name, relative to a year; none if the brackets contain anything
/// else.
pub(super) fn split(words: &str, year: i32, plan: Option<(i32, i32)>) -> (&str, When) {
    let here = When::year(year);
    let bare = words.trim().trim_matches('"');
    let inner = bare.strip_suffix(']').and_then(|open| open.rsplit_once('['));
    match inner.and_then(|(name, inner)| Some((name.trim(), period(inner)?))) {
        Some((name, period)) => (name, here.resolve(Some(period), plan)),
        None => (words.trim(), here),
    }
}

/// `2023`, `tahun-1`, `awal`, `triwulan 2`, `2023 triwulan 2`
fn period(inner: &str) -> Option<Period> {
    let lower = inner.trim().to_lowercase();
    let (year, quarter) = match lower.split_once("triwulan") {
        Some((year, quarter)) => (year.trim(), Some(quarter.trim().parse().ok().filter(|at| (1..=4).contains(at))?)),
        None => (lower.as_str(), None),
    };
    let year = match year {
        "" | "tahun" => YearOf::Shift(0),
        "awal" => YearOf::First,
        "akhir" => YearOf::Last,
        _ => match year.strip_prefix("tahun") {
            Some(shift) => YearOf::Shift(shift.replace(['–', '−'], "-").replace(' ', "").parse().ok()?),
            None => YearOf::Fixed(year.parse().ok().filter(|year| (1900..3000).contains(year))?),
        },
    };
    Some(Period { year, quarter })
}

/// The values that must be planned for a question about another time; none if it is about the current year, or unclear.
pub fn wanted(program: &Program, year: i32, words: &str) -> Vec<Expr> {
    let asked = || -> Result<Vec<Expr>, Unclear> {
        let (role, name, when) = question::parts(program, year, words)?;
        let Some(definition) = program.version(name, when.year).filter(|_| when != When::year(year)) else {
            return Ok(Vec::new());
        };
        let roles = role.map_or_else(|| telling(definition), |role| vec![role]);
        Ok(exprs(definition, &roles, when))
    };
    asked().unwrap_or_default()
}

/// The values of names in earlier years that show how they developed.
pub fn earlier(program: &Program, names: &[NameId], years: &[i32]) -> Vec<Expr> {
    let of = |name: NameId, year: i32| {
        let definition = program.version(name, year)?;
        Some(exprs(definition, &telling(definition), When::year(year)))
    };
    let each = names.iter().flat_map(|name| years.iter().map(move |year| (*name, *year)));
    each.filter_map(|(name, year)| of(name, year)).flatten().collect()
}

/// Which values of a thing are shown.
fn telling(definition: &Definition) -> Vec<Role> {
    let graded = definition.band.is_some().then_some(Role::Band);
    let measured: &[Role] = match definition.kind {
        Kind::Quantity => &[Role::Value],
        Kind::Group(_) => &[Role::Achievement],
        Kind::Indicator(_) => &[Role::Achievement, Role::Value, Role::Target],
    };
    measured.iter().copied().chain(graded).collect()
}

fn exprs(definition: &Definition, roles: &[Role], when: When) -> Vec<Expr> {
    let period = Some(Period { year: YearOf::Fixed(when.year), quarter: when.quarter });
    let expr = |role: &Role| {
        let kind = ExprKind::Value(ValueRef { role: *role, subject: Subject::Name(definition.name), period });
        Expr { kind, span: definition.span }
    };
    roles.iter().map(expr).collect()
}
