//! Scenarios: what was changed, as a text of the same language, and the way back.

use super::state::{Assumed, Given, RuleChange, State, Target};
use crate::check::{Program, question};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::Package;
use crate::source::{Sources, Span};
use crate::syntax;
use crate::syntax::ast::{Assignment, ClauseKind, Head, Item};

/// The name of things as they are in the package and its data.
pub const BASE: &str = "dasar";

/// Where scenarios are kept.
pub trait Shelf {
    /// The names of all, in order.
    fn names(&self) -> Result<Vec<String>, Box<Diagnostic>>;
    /// The text of one; none when there is none of this name.
    fn read(&self, name: &str) -> Result<Option<String>, Box<Diagnostic>>;
    /// Keeps a text. One that is there is written over only when `over` says so.
    fn write(&mut self, name: &str, text: &str, over: bool) -> Result<Written, Box<Diagnostic>>;
}

/// What came of keeping a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It stands there now, under this path.
    Done(String),
    /// Another of this name was there, and stays.
    Exists(String),
}

/// A scenario as read: what it assumes and changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// What it changes.
    pub state: State,
    /// The year it is about, when it says one.
    pub year: Option<i32>,
}

/// The text of a state, for a year.
pub fn write(name: &str, state: &State, program: &Program, year: i32) -> String {
    let mut text = format!("skenario \"{name}\"\n  tahun {year}\n");
    for one in &state.assumed {
        text.push_str(&format!("  diketahui {} = {}\n", one.of.words(program, year), one.value.written()));
    }
    for change in &state.rules {
        text.push('\n');
        text.push_str(change.text.trim_end());
        text.push('\n');
    }
    text
}

/// Reads the text of a scenario against a package; every finding at once, with the texts they point into.
pub fn read(name: &str, text: &str, base: &Package, year: i32) -> Result<Read, (Vec<Diagnostic>, Sources)> {
    let mut sources = base.sources().clone();
    let id = sources.add(name, text);
    let parsed = syntax::parse(id, text);
    if crate::engine::has_errors(&parsed.diagnostics) {
        return Err((parsed.diagnostics, sources));
    }
    let head = parsed.module.items.iter().find(|item| matches!(item.head, Head::Scenario { .. }));
    let Some(head) = head else {
        let finding = Diagnostic::new(Code("T0010"), Severity::Error, format!("\"{name}\" bukan skenario"));
        let finding = finding.advise("baris pertamanya harus  skenario \"…\"");
        return Err((vec![finding], sources));
    };
    let own_year = head.clauses.iter().find_map(|clause| match clause.kind {
        ClauseKind::Year(year) => Some(year),
        _ => None,
    });
    let year = own_year.unwrap_or(year);
    let rules: Vec<String> = parsed
        .module
        .items
        .iter()
        .filter(|item| !std::ptr::eq(*item, head))
        .map(|item| format!("{}\n", text[item.span.range()].trim_end()))
        .collect();
    let package = if rules.is_empty() { base.clone() } else { base.altered(name, text, year) };
    let Some(program) = package.program() else {
        let new = package.diagnostics().iter().filter(|finding| !base.diagnostics().contains(finding));
        return Err((new.cloned().collect(), package.sources().clone()));
    };
    let rules = rules.into_iter().map(|text| RuleChange { text, year }).collect();
    let state = State { assumed: assumed(head, program, &sources, year).map_err(|found| (found, sources))?, rules };
    Ok(Read { state, year: own_year })
}

fn assumed(head: &Item, program: &Program, sources: &Sources, year: i32) -> Result<Vec<Assumed>, Vec<Diagnostic>> {
    let assignments: Vec<Assignment> = head
        .clauses
        .iter()
        .filter_map(|clause| match &clause.kind {
            ClauseKind::Given(list) => Some(list.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    resolve(program, sources, &assignments, year)
}

/// What a person gives, as assumptions; refused where it lies outside of its scale or order.
pub fn resolve(
    program: &Program,
    sources: &Sources,
    assignments: &[Assignment],
    year: i32,
) -> Result<Vec<Assumed>, Vec<Diagnostic>> {
    let given = question::given(program, sources, assignments)?;
    let mut problems = Vec::new();
    let mut found = Vec::new();
    for (reference, expr, span) in given {
        let Some((of, value)) = Target::of(program, &reference, year).zip(Given::of(&expr)) else { continue };
        match accepted(program, of, value, year, span.to(expr.span)) {
            Ok(one) => found.push(one),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// An assumption; refused where the value lies outside of its scale or order.
pub fn accepted(
    program: &Program,
    of: Target,
    value: Given,
    year: i32,
    span: Span,
) -> Result<Assumed, Box<Diagnostic>> {
    match super::grid::refused(program, &of, &value) {
        Some((reason, basis)) => {
            let title = format!("{} = {} {reason}", of.words(program, year), value.written());
            let base = Diagnostic::new(Code("T0004"), Severity::Error, title).at(span, "");
            Err(Box::new(basis.into_iter().fold(base, Diagnostic::because)))
        }
        None => Ok(Assumed { of, value, unit: None }),
    }
}
