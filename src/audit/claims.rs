//! `klaim` beside the printed tables: files of `cetakan` hold what the running text of a report says, in the language.

use super::cetakan;
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::Package;
use crate::program::{Claim, Program};
use crate::resolve::{self, asked};
use crate::source::{Sources, Span};
use crate::syntax;
use crate::syntax::ast::{Head, Item};

/// What printed sentences claim, beside what the rules say that they do.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    items: Vec<Item>,
}

/// Reads the claims out of files beside the printed tables, each with its name below the package and its text; and what is
/// wrong with how they are written. The package takes the texts in, so that findings point into them.
pub fn claims<'f>(
    package: &mut Package,
    files: impl IntoIterator<Item = (&'f str, &'f str)>,
) -> (Claims, Vec<Diagnostic>) {
    let (mut claims, mut findings) = (Claims::default(), Vec::new());
    let mut left = cetakan::MOST_CLAIMED;
    for (name, text) in files {
        let Some(text) = cetakan::claims_of(name, text) else { continue };
        // Each line may be a statement.
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        let Some(rest) = left.checked_sub(lines) else {
            findings.push(cetakan::too_large(name, cetakan::MOST_CLAIMED));
            continue;
        };
        left = rest;
        let id = package.keep(name, text);
        let parsed = syntax::parse(id, package.sources().get(id).text());
        findings.extend(parsed.diagnostics);
        for item in parsed.module.items {
            match item.head {
                // One of which a line could not be read is told already; what is left of it still says something.
                Head::Claim { .. } if !item.incomplete || !item.clauses.is_empty() => claims.items.push(item),
                Head::Claim { .. } => {}
                Head::Package { .. }
                | Head::Named { .. }
                | Head::Formula { .. }
                | Head::General { .. }
                | Head::Use { .. }
                | Head::Data { .. }
                | Head::Example { .. }
                | Head::Assert { .. }
                | Head::Prove { .. }
                | Head::Scenario { .. }
                | Head::Alter { .. } => findings.push(no_claim(item.head_span)),
            }
        }
    }
    (claims, findings)
}

/// What is wrong with claims that are written well: unknown names, figures that are none.
pub fn review(package: &Package, data: &Dataset, claims: &Claims) -> Vec<Diagnostic> {
    let Some(program) = package.program() else { return Vec::new() };
    let program = resolve::with_data(program, data);
    claims.resolved(&program, package.sources()).1
}

impl Claims {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Those that mean something to the rules, and what is wrong with the others.
    pub(super) fn resolved(&self, program: &Program, sources: &Sources) -> (Vec<Claim>, Vec<Diagnostic>) {
        if self.items.is_empty() { Default::default() } else { asked::claims(program, sources, &self.items) }
    }
}

fn no_claim(span: Span) -> Diagnostic {
    let title = "di samping tabel tercetak hanya berdiri  klaim";
    Diagnostic::new(Code::C0004, Severity::Error, title).at(span, "").advise("pindahkan baris ini ke berkas aturan")
}
