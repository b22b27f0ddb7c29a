//! What a resolved program must hold as a whole, before anything is planned: no value of itself, nothing unused, no
//! weight unread. Collects every finding; never evaluates data.

#![deny(clippy::wildcard_enum_match_arm)]

mod cycles;
mod given;
mod nested_aggregates;
mod possible_words;
mod range_formulas;
mod shared_members;
mod stated_values;
mod unused;
mod weights;
mod word_orders;
mod words_as_numbers;

pub use cycles::{circles, made_of, needed_by, through_years};
pub use given::together as given_together;
pub use stated_values::{literal, no_quarters, refused as stated_refused, stated};
pub use word_orders::in_question as words_in_question;

use crate::diagnostic::{Diagnostic, Severity};
use crate::program::Program;
use crate::resolve::problem::{ExpressionProblem, StructureProblem};
use crate::resolve::{Resolved, resolve, with_samples};
use crate::source::{Sources, Span};
use crate::syntax::Parsed;
use std::collections::{HashMap, HashSet};

/// What checking gives: a program, as much of it as could be read, and every finding.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Only to be planned as a whole where it is sound.
    pub program: Program,
    /// No finding is an error, and every line could be read.
    pub is_sound: bool,
    /// Places that have a finding of their own: nothing is to be concluded of the definitions they lie in.
    pub unclear: Vec<Span>,
    /// Findings of this stage, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings about claims, which keep nobody from computing.
    pub unclaimed: Vec<Diagnostic>,
}

/// Resolves the modules of a package together and checks what they make. `title` stands in when no `paket` names it.
/// Of formulas with these head lines a plan of the same modules told that they are `percentages`.
pub fn check(
    parsed: &[Parsed],
    sources: &Sources,
    title: &str,
    percentages: &HashMap<Span, crate::program::units::Unit>,
) -> Checked {
    let Resolved {
        program,
        mut structure,
        mut expressions,
        unclaimed,
        misplaced,
        unclear: lost,
        incomplete,
        used,
        used_conversions,
    } = resolve(parsed, sources, title, percentages);
    structure.extend(shared_members::find(&program));
    let lacking = structure.iter().filter_map(|problem| {
        let StructureProblem::MissingClause { span, what: "arah", .. } = problem else { return None };
        Some(*span)
    });
    let guessed: HashSet<Span> = lacking.chain(incomplete.iter().copied()).collect();
    let judged = with_samples(&program);
    structure.extend(unused::directions(&judged, |head| guessed.contains(&head)));
    structure.extend(cycles::find(&judged));
    drop(judged);
    structure.extend(cycles::conversions(&program));
    let mut diagnostics: Vec<Diagnostic> =
        structure.into_iter().map(|problem| problem.into_diagnostic(sources)).collect();
    // A word that nobody knows may have been the one that reads weights.
    let unknown = expressions.iter().filter_map(|problem| {
        if let ExpressionProblem::UnknownName { spans, .. } = problem { Some(spans) } else { None }
    });
    let unknown: Vec<Span> = unknown.flatten().copied().collect();
    let holds_unknown = |span: Span| unknown.iter().any(|name| span.holds(*name));
    expressions.retain(|problem| !matches!(problem, ExpressionProblem::NoWeights { span, .. } if holds_unknown(*span)));
    diagnostics.extend(weights::unread(&program, sources, holds_unknown));
    diagnostics.extend(weights::negative(&program));
    diagnostics.extend(word_orders::check(&program));
    diagnostics.extend(words_as_numbers::findings(&program));
    diagnostics.extend(nested_aggregates::nested(&program, sources));
    diagnostics.extend(range_formulas::findings(&program, sources));
    diagnostics.extend(misplaced);
    diagnostics.extend(expressions.into_iter().map(ExpressionProblem::into_diagnostic));
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let unread = parsed.iter().flat_map(|one| &one.diagnostics).any(|diagnostic| is_error(&diagnostic));
    let is_sound = !unread && lost.is_empty() && !diagnostics.iter().any(|one| is_error(&one));
    // A line that could not be read may have been the one that uses a definition.
    if is_sound {
        diagnostics.extend(weights::missing(&program, sources));
        let used_sources: Vec<_> =
            parsed.iter().filter(|one| one.package.is_some()).map(|one| one.module.source).collect();
        let is_own = |span: Span| !used_sources.contains(&span.source);
        let unused = unused::find(&program, &used, &used_conversions, is_own).into_iter();
        diagnostics.extend(unused.map(|problem| problem.into_diagnostic(sources)));
    }
    let errors = diagnostics.iter().chain(parsed.iter().flat_map(|one| &one.diagnostics)).filter(is_error);
    let mut unclear: Vec<Span> = errors.flat_map(Diagnostic::spans).collect();
    unclear.extend(lost);
    unclear.extend(incomplete);
    diagnostics.extend(stated_values::prove(&program, &unclear));
    diagnostics.sort_by_key(|diagnostic| diagnostic.span());
    let is_sound = is_sound && !diagnostics.iter().any(|one| is_error(&one));
    Checked { program, is_sound, unclear, diagnostics, unclaimed: unclaimed.into_diagnostics(sources) }
}
