//! Text to syntax tree. The only room that knows the grammar; it knows no indicator and resolves no name.
//!
//! [`parse`] never fails: a line that cannot be read becomes a message, and every other line of the file still counts.

#![deny(clippy::wildcard_enum_match_arm)]

pub mod ast;
mod build;
mod clause;
mod examples;
mod expression;
pub mod fits;
pub mod functions;
mod limits;
mod lines;
mod lost_heads;
pub mod meanings;
mod mistakes;
mod open;
mod parser;
mod problem;
mod reader;
mod stray;
pub mod tokens;
pub mod typed;
mod ways;
pub mod words;

pub use lines::{is_break, is_name_char, is_quote, is_space, significant};
pub use problem::{WritingProblem, short};

use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use ast::Module;
use reader::{Current, Reader};

/// Most messages about one file; nobody reads more, and they cost more than the file.
const MOST_PROBLEMS: usize = 500;

/// The good half of a file, and what is wrong with the other.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// What could be read.
    pub module: Module,
    /// One message for most mistaken lines, in order; after some hundreds the last one counts the rest.
    pub diagnostics: Vec<Diagnostic>,
    /// Words of head lines that could not be read: probably names, so nobody should call them unknown.
    pub lost_names: Vec<String>,
    /// The used package it belongs to; none for the package itself.
    pub package: Option<String>,
}

/// Parses one rule file. Linear in its length; never panics, whatever the text.
pub fn parse(source: SourceId, text: &str) -> Parsed {
    let (reader, cut) = read(source, text);
    let problems = at_most(one_for_each_name(reader.problems, text));
    Parsed {
        module: Module { source, items: reader.items, comments: cut.comments },
        diagnostics: problems.into_iter().map(WritingProblem::into_diagnostic).collect(),
        lost_names: reader.lost_names,
        package: None,
    }
}

/// Cuts a text and reads every line of it.
fn read(source: SourceId, text: &str) -> (Reader<'_>, lines::Lines) {
    let mut cut = lines::cut(source, text);
    let mut reader = Reader {
        source,
        text,
        items: Vec::new(),
        problems: std::mem::take(&mut cut.problems),
        lost_names: Vec::new(),
        current: Current::Nothing,
        indent: 0,
        next_word: None,
        sound: Vec::new(),
        passed: 0,
        stopped: None,
        weighed: 0,
    };
    for (index, line) in cut.lines.iter().enumerate() {
        reader.next_word = cut.lines.get(index + 1).map(|next| &text[next.word.range()]);
        reader.line(line);
    }
    (reader, cut)
}

/// A name that cannot be one is reported where it is given; what its uses look like after that says nothing more.
fn one_for_each_name(problems: Vec<WritingProblem>, text: &str) -> Vec<WritingProblem> {
    let bad: Vec<(Span, &str)> = problems
        .iter()
        .filter_map(|problem| {
            let WritingProblem::BadName { span, .. } = problem else { return None };
            Some((*span, &text[span.range()]))
        })
        .collect();
    let is_use = |problem: &WritingProblem| {
        let span = problem.span();
        let line = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.start as usize..].find('\n').map_or(text.len(), |at| span.start as usize + at);
        bad.iter().any(|(given, name)| {
            // It is told once, where it stands first.
            let is_own = matches!(problem, WritingProblem::BadName { .. } | WritingProblem::UnknownLine { .. });
            let before = given.start < span.start || !is_own;
            let here = text[line..end].match_indices(name).map(|(at, _)| line + at);
            before
                && *given != span
                && here.into_iter().any(|at| at <= span.end as usize && span.start as usize <= at + name.len())
        })
    };
    problems.iter().filter(|problem| !is_use(problem)).cloned().collect()
}

/// The first problems in order of place; one more counts the rest.
fn at_most(mut problems: Vec<WritingProblem>) -> Vec<WritingProblem> {
    problems.sort_by_key(|problem| problem.span());
    if problems.len() > MOST_PROBLEMS {
        let count = problems.len() - MOST_PROBLEMS;
        let span = problems[MOST_PROBLEMS].span();
        problems.truncate(MOST_PROBLEMS);
        problems.push(WritingProblem::More { span, count });
    }
    problems
}
