//! What the mends of an answer make of the line: a door for tests that hold each of them to what it promises.

use crate::diagnostic::{Diagnostic, Edit, Suggestion, apply_edits};
use crate::source::{SourceId, Sources};

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
    let is_typed = sources.get(source).name() == super::session::TYPED;
    is_typed.then(|| apply_edits(sources.get(source).text(), &mend.edits))
}

/// The one text that edits are about.
fn the_source(edits: &[Edit]) -> Option<SourceId> {
    let first = edits.first()?.span.source;
    edits.iter().all(|edit| edit.span.source == first).then_some(first)
}
