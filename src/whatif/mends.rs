//! What the mends of an answer make of the line: a door for tests that hold each of them to what it promises.

use super::session::TYPED;
use super::state::Failure;
use crate::diagnostic::{Diagnostic, Edit, Place, Suggestion, apply_edits};
use crate::source::{SourceId, Sources, Span};

/// One mend, applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Code and title of the message that proposes it.
    pub finding: String,
    /// The sentence a person reads.
    pub text: String,
    /// The statement with its edits.
    pub statement: String,
}

/// The mends of findings that touch nothing but the statement, the last text under its name.
pub(super) fn of(findings: &[Diagnostic], sources: &Sources) -> Vec<Mend> {
    let proposed = |finding: &Diagnostic| {
        let title = format!("{}: {}", finding.code, finding.title);
        let mends = finding.suggestions.iter().filter_map(|mend| Some((mend.text.clone(), statement(mend, sources)?)));
        mends.map(|(text, statement)| Mend { finding: title.clone(), text, statement }).collect::<Vec<_>>()
    };
    findings.iter().flat_map(proposed).collect()
}

/// What a mend makes of the statement; none where it is about another text.
pub(super) fn statement(mend: &Suggestion, sources: &Sources) -> Option<String> {
    let source = the_source(&mend.edits)?;
    let is_typed = sources.get(source).name() == TYPED;
    is_typed.then(|| apply_edits(sources.get(source).text(), &mend.edits))
}

/// The one text that edits are about.
fn the_source(edits: &[Edit]) -> Option<SourceId> {
    let first = edits.first()?.span.source;
    edits.iter().all(|edit| edit.span.source == first).then_some(first)
}

/// A failure about a line that was read in other words, about the one that was typed: each place where the same words stand in
/// it once, else the whole of it; each mend as the line that it makes.
pub(super) fn about_typed(line: &str, failure: Failure) -> Failure {
    let (mut findings, sources) = failure;
    let read = |span: Span| {
        let source = sources.get(span.source);
        let text = source.text();
        (source.name() == TYPED && text != line && !text.contains('\n')).then_some(text)
    };
    let is_read = |finding: &Diagnostic| finding.spans().any(|span| read(span).is_some());
    if line.contains('\n') || !findings.iter().any(is_read) {
        return (findings, sources);
    }
    let mut shown = sources.clone();
    let id = shown.add_rules(TYPED, line);
    let whole = Span::new(id, line.len() - line.trim_start().len(), line.trim_end().len());
    let place = |piece: &str| match line.match_indices(piece).collect::<Vec<_>>().as_slice() {
        [(at, _)] if !piece.is_empty() => Span::new(id, *at, at + piece.len()),
        _ => whole,
    };
    for finding in &mut findings {
        for label in &mut finding.labels {
            if let Place::Text(span) = &mut label.place
                && read(*span).is_some()
            {
                *span = place(sources.slice(*span).trim());
            }
        }
        for mend in &mut finding.suggestions {
            if let Some(made) = statement(mend, &sources) {
                let made = made.trim();
                *mend = Suggestion::new(format!("tulis  {made}"), vec![Edit::replace(whole, made)]);
            }
        }
    }
    (findings, shown)
}
