//! Findings that are alike: so many are shown, the others counted.

use super::{Code, Diagnostic, Place};
use crate::number;
use crate::source::Span;
use std::collections::BTreeMap;

/// How many findings of one kind are shown.
pub const MOST_ALIKE: usize = 100;

/// Findings as they come. Alike are those of one code about one place in the rules, and those of one code about data.
#[derive(Debug, Clone, Default)]
pub struct Few {
    shown: Vec<Diagnostic>,
    /// Whether the place in the rules does not count.
    by_code: bool,
    kinds: BTreeMap<(Code, Option<Span>), Kind>,
}

#[derive(Debug, Clone, Default)]
struct Kind {
    count: usize,
    /// The first that is not shown.
    next: Option<Box<Diagnostic>>,
}

impl Few {
    /// Findings of one code are alike wherever they are: those of a check, each about its own place.
    pub fn by_code() -> Few {
        Few { by_code: true, ..Few::default() }
    }

    /// Adds a finding, or counts it.
    pub fn push(&mut self, finding: Diagnostic) {
        let place = finding.labels.first().and_then(|label| match &label.place {
            Place::Text(span) if !self.by_code => Some(*span),
            Place::Text(_) => None,
            Place::Cell(_) | Place::File(_) => None,
        });
        let kind = self.kinds.entry((finding.code, place)).or_default();
        kind.count += 1;
        if kind.count <= MOST_ALIKE {
            self.shown.push(finding);
        } else if kind.next.is_none() {
            kind.next = Some(Box::new(finding));
        }
    }

    /// What is shown, and a last finding of each kind that says how many more there are.
    pub fn into_findings(self) -> Vec<Diagnostic> {
        let mut findings = self.shown;
        let more = |Kind { count, next }: Kind| {
            let next = next?;
            let more = number::format(&(count - MOST_ALIKE).to_string(), number::NumberStyle::Indonesian);
            let mut told = Diagnostic::new(next.code, next.severity, format!("… dan {more} lagi seperti ini"));
            told.labels = next.labels.into_iter().take(1).collect();
            Some(told)
        };
        findings.extend(self.kinds.into_values().filter_map(more));
        findings
    }
}

impl Extend<Diagnostic> for Few {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, findings: T) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}
