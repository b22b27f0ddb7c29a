//! Whatever a span covers, a message is drawn within its width and without control characters.

use crate::report_tables::any_text::text;
use proptest::prelude::*;
use takar::diagnostic::{Code, Diagnostic, Edit, Severity};
use takar::report::diagnostics::{json, render_within};
use takar::source::{SourceId, Sources, Span};
use unicode_width::UnicodeWidthStr;

proptest! {
    #[test]
    fn any_spans_over_any_text(
        lines in prop::collection::vec(text(), 0..8),
        labels in prop::collection::vec((0_usize..400, 0_usize..60, text()), 0..5),
        title in text(),
        remark in text(),
        width in 0_usize..140,
    ) {
        let (sources, id) = one_source(&lines.join("\n"));
        let span = |start: usize, length: usize| Span::new(id, start, start + length);
        let mut diagnostic = Diagnostic::new(Code::K0001, Severity::Error, title).because(remark.clone());
        for (start, length, text) in labels {
            let mend = vec![Edit::replace(span(start, length), text.clone())];
            diagnostic = diagnostic.at(span(start, length), text).suggest(remark.clone(), mend);
        }
        let drawn = render_within(&sources, std::slice::from_ref(&diagnostic), width, false);
        prop_assert!(drawn.chars().all(|c| c == '\n' || !c.is_control()), "{drawn:?}");
        for line in drawn.lines() {
            prop_assert!(line.width() <= width.max(40), "at {width}: {line:?}");
        }
        let read: Result<serde_json::Value, _> = serde_json::from_str(&json(&sources, &[diagnostic]));
        prop_assert!(read.is_ok());
    }

    #[test]
    fn carets_stand_under_their_span(before in "[ a-z\t語]{0,200}", piece in "[a-z語]{1,20}", after in "[ a-z]{0,200}") {
        let (sources, id) = one_source(&format!("{before}{piece}{after}"));
        let span = Span::new(id, before.len(), before.len() + piece.len());
        let diagnostic = Diagnostic::new(Code::K0001, Severity::Error, "x").at(span, "");
        let drawn = render_within(&sources, &[diagnostic], 80, false);
        let lines: Vec<&str> = drawn.lines().collect();
        let (before_carets, carets) = lines[3].split_at(lines[3].find('^').unwrap_or_default());
        let under = columns(lines[2], before_carets.width(), carets.width());
        prop_assert_eq!(under, piece);
    }
}

fn one_source(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let id = sources.add("uji.takar", text);
    (sources, id)
}

/// The characters that stand in `count` columns from `start` on.
fn columns(line: &str, start: usize, count: usize) -> String {
    let mut at = 0;
    let mut inside = String::new();
    for c in line.chars() {
        if (start..start + count).contains(&at) {
            inside.push(c);
        }
        at += c.to_string().width();
    }
    inside
}
