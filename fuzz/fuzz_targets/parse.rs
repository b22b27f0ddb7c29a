//! Any text is read without a panic, its messages point into it, and its mends can be applied.

#![no_main]

use libfuzzer_sys::fuzz_target;
use takar::diagnostic::{Diagnostic, Place, apply_edits};
use takar::report::diagnostics::render;
use takar::source::{Sources, Span};
use takar::syntax::{Parsed, parse};

fuzz_target!(|text: &str| {
    let parsed = read(text);
    for suggestion in parsed.diagnostics.iter().flat_map(|diagnostic| &diagnostic.suggestions).take(16) {
        read(&apply_edits(text, &suggestion.edits));
    }
});

fn read(text: &str) -> Parsed {
    let mut sources = Sources::default();
    let parsed = parse(sources.add("fuzz.takar", text), text);
    render(&sources, &parsed.diagnostics, false);
    for span in parsed.diagnostics.iter().flat_map(spans) {
        assert!(text.get(span.range()).is_some(), "{span:?} is no piece of the text");
    }
    let lines = parsed.module.items.iter().flat_map(|item| item.clauses.iter().map(|clause| (clause.span, item.span)));
    for (clause, item) in lines {
        let slice = text.get(clause.range()).expect("a clause is a piece of the text");
        assert_eq!(slice, slice.trim(), "no space around a clause");
        assert!(item.start <= clause.start && clause.end <= item.end, "a clause lies in its definition");
    }
    parsed
}

/// Every place that a message speaks of or changes.
fn spans(diagnostic: &Diagnostic) -> Vec<Span> {
    let labels = diagnostic.labels.iter().filter_map(|label| match label.place {
        Place::Text(span) => Some(span),
        Place::Cell(_) | Place::File(_) => None,
    });
    let edits = diagnostic.suggestions.iter().flat_map(|suggestion| &suggestion.edits).map(|edit| edit.span);
    labels.chain(edits).collect()
}
