//! What a person asks of rules that are already there: values, assignments, names. One line each, read like a line of a
//! rule file, with the same messages.

use super::ast::{Assignment, Expr, Promise, Reference};
use super::build::Builder;
use super::lines;
use super::parser::Rule;
use super::problem::WritingProblem;
use super::{clause, reader, stray};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use pest::iterators::Pair;

/// What was asked, or what is wrong with it; never an empty list.
pub type Read<T> = Result<T, Vec<Diagnostic>>;

/// Reads `capaian IKPP - target IKPP` in a part of a text.
pub fn value(text: &str, part: Span) -> Read<Expr> {
    read(text, part, Rule::value_line, clause::value)
}

/// Reads `IKM = 92; target IKPP = 8,7` in a part of a text.
pub fn assignments(text: &str, part: Span) -> Read<Vec<Assignment>> {
    read(text, part, Rule::set_line, clause::assignments)
}

/// Reads `buktikan capaian IKU <= 100` in a part of a text.
pub fn promise(text: &str, part: Span) -> Read<Promise> {
    read(text, part, Rule::prove_line, clause::promise)
}

/// Reads `IKM; realisasi IPP` in a part of a text.
pub fn names(text: &str, part: Span) -> Read<Vec<Reference>> {
    read(text, part, Rule::names_line, clause::names)
}

/// What a comment hides; see `lines::cut`.
pub fn hidden_break(source: SourceId, text: &str) -> Option<Vec<Diagnostic>> {
    let hidden = lines::cut(source, text).problems.into_iter();
    let hidden: Vec<_> = hidden.filter(WritingProblem::is_hidden_break).map(WritingProblem::into_diagnostic).collect();
    (!hidden.is_empty()).then_some(hidden)
}

fn read<T>(text: &str, part: Span, rule: Rule, build: impl Fn(&Builder, Pair<Rule>) -> T) -> Read<T> {
    // Depth and length are counted where lines are cut. Space in front keeps every place as it is.
    let shown = format!("{}{}", " ".repeat(part.start as usize), &text[part.range()]);
    let mut cut = lines::cut(part.source, &shown);
    let told = |problems: Vec<WritingProblem>| problems.into_iter().map(WritingProblem::into_diagnostic).collect();
    if !cut.problems.is_empty() {
        stray::weigh(text, part, rule, &mut cut.problems);
        return Err(told(cut.problems));
    }
    // What the cutter takes for several lines is one here: its rule says where it does not fit.
    let whole = match (cut.lines.first(), cut.lines.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => part,
    };
    // What only warrants a look in a file is asked again here: nothing in a question is guessed.
    match reader::read_line(text, whole, rule, None, build) {
        (Some(built), problems) if problems.is_empty() => Ok(built),
        (_, problems) => Err(told(problems)),
    }
}
