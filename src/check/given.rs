//! What a person gives at once, held to each other as rows of data are: each value once, no range turned round.

use super::stated_values::{said, stated};
use crate::data::Content;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::number::with_comma;
use crate::program::*;
use crate::source::Span;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// One value as it is meant.
struct One<'g> {
    reference: &'g ValueRef,
    role: Role,
    when: When,
    content: Content,
    span: Span,
    whole: Span,
}

impl One<'_> {
    fn is_there(&self) -> bool {
        !matches!(self.content, Content::Missing(..))
    }

    fn is_like(&self, other: &One) -> bool {
        let own = |one: &One| (one.role, one.reference.period, one.is_there());
        own(self) == own(other)
    }
}

/// The findings about values that an example or a scenario (`within`) gives in a year.
pub fn together(program: &Program, year: i32, given: &[(ValueRef, Wanted, Span)], within: &str) -> Vec<Diagnostic> {
    let meant = given.iter().filter_map(|(reference, value, span)| {
        let role = reference.role.as_given();
        let when = When::year(year).resolve(reference.period, program.package.plan);
        Some(One { reference, role, when, content: stated(value)?, span: *span, whole: span.to(value.span()) })
    });
    let mut known: HashMap<(Subject, When), Vec<One>> = HashMap::new();
    let mut found = Vec::new();
    for one in meant {
        let before = known.entry((one.reference.subject, one.when)).or_default();
        let told = |first: &One| twice(program, first, &one, within).or_else(|| turned(program, first, &one, within));
        found.extend(before.iter().find_map(told));
        // What is written alike again was told with its name; it brings nothing new.
        if !before.iter().any(|first| first.is_like(&one)) {
            before.push(one);
        }
    }
    found
}

/// The same value, or a target beside an end of it.
fn twice(program: &Program, first: &One, one: &One, within: &str) -> Option<Diagnostic> {
    // Where it is written alike, the names say so already.
    let is_written_alike = first.role == one.role && first.reference.period == one.reference.period;
    let whole_and_end = first.role.is_target_end() && one.role == Role::Target && one.is_there()
        || one.role.is_target_end() && first.role == Role::Target && first.is_there();
    if is_written_alike || first.role != one.role && !whole_and_end {
        return None;
    }
    let role = if whole_and_end { Role::Target } else { one.role };
    let title = format!("{} diberi nilai dua kali dalam satu {within}", named(program, one, role));
    let found = Diagnostic::new(Code::K0408, Severity::Error, title).at(one.span, "");
    Some(found.at(first.span, "yang pertama di sini").advise("hapus salah satunya"))
}

/// A target whose lower end lies above its upper one.
fn turned(program: &Program, first: &One, one: &One, within: &str) -> Option<Diagnostic> {
    let (low, high) = match (first.role, one.role) {
        (Role::TargetLow, Role::TargetHigh) => (first, one),
        (Role::TargetHigh, Role::TargetLow) => (one, first),
        _ => return None,
    };
    let (bottom, top) = (number(&low.content)?, number(&high.content)?);
    (bottom > top).then(|| {
        let name = named(program, one, Role::Target);
        let (bottom, top) = (with_comma(bottom), with_comma(top));
        let title = format!("{within} menyebut {name} terbalik: batas bawahnya {bottom}, batas atasnya {top}");
        let found = Diagnostic::new(Code::K0411, Severity::Error, title).at(one.whole, "").at(first.whole, "");
        found.advise(format!("tulis kedua ujungnya sekaligus:  {name} = {top}..{bottom}"))
    })
}

/// `target A`, `A[2023 triwulan 1]`
fn named(program: &Program, one: &One, role: Role) -> String {
    let code = if let Subject::Name(name) = one.reference.subject { program.code(name) } else { "" };
    let period = match (one.reference.period.is_some(), one.when.quarter) {
        (false, _) => String::new(),
        (true, None) => format!("[{}]", one.when.year),
        (true, Some(quarter)) => format!("[{} triwulan {quarter}]", one.when.year),
    };
    said(role, code) + &period
}

fn number(content: &Content) -> Option<Decimal> {
    if let Content::Number(number) = content { Some(*number) } else { None }
}
