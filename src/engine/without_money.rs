//! Formulas that read `pagu` or `serapan` without a code, of a thing that has none in the data though codes have: theirs are meant.

use super::Package;
use crate::data::{Dataset, segments};
use crate::diagnostic::Diagnostic;
use crate::finding::Finding;
use crate::finding::without_money::WithoutMoney;
use crate::program::{Definition, ExprKind, Program, Role, Subject};
use crate::resolve;
use crate::source::Span;
use std::collections::BTreeSet;

impl Package {
    /// What is told of them without a run.
    #[doc(hidden)]
    pub fn without_money(&self, data: &Dataset) -> Vec<Diagnostic> {
        let (Some(program), Some(year)) = (&self.program, self.year(None, data)) else { return Vec::new() };
        let program = resolve::with_data(program, data);
        findings(&program, data, year).into_iter().map(Finding::into_diagnostic).collect()
    }
}

/// Those of a year.
pub(super) fn findings(program: &Program, data: &Dataset, year: i32) -> Vec<Finding> {
    let money = data.columns().filter(|(key, _)| key.field.is_money());
    let codes: BTreeSet<&str> = money.map(|(key, _)| &*key.code).collect();
    if codes.is_empty() {
        return Vec::new();
    }
    let covering = program.generals.iter().filter(|one| codes.iter().all(|code| one.covers(code)));
    let tops: BTreeSet<&str> = covering.filter_map(|one| one.prefix.as_deref()).collect();
    let of = tops.first().filter(|_| tops.len() == 1).map(|top| top.to_string());
    let definitions = program.in_order().into_iter().filter_map(|name| program.version(name, year));
    let own = definitions.filter_map(|one| {
        let (places, code) = (own_money(one), program.code(one.name));
        let is_there = || codes.iter().any(|known| is_in(known, code) || is_part(program, known, one));
        (!places.is_empty() && !is_there()).then(|| WithoutMoney { code: code.to_string(), places, of: of.clone() })
    });
    own.map(Finding::WithoutMoney).collect()
}

/// Whether a code is another, or below it.
fn is_in(code: &str, top: &str) -> bool {
    code == top || segments::above(code).any(|above| above == top)
}

/// Whether `induk` puts a code right below a thing.
fn is_part(program: &Program, code: &str, of: &Definition) -> bool {
    let mut versions = program.by_code.get(code).into_iter().flat_map(|name| program.versions(*name));
    versions.any(|one| one.parents.iter().any(|(_, parent)| *parent == of.name))
}

/// Where a formula reads the money of its own thing of the year, each with its word.
fn own_money(of: &Definition) -> Vec<(Span, &'static str)> {
    let mut found = Vec::new();
    let Some(formula) = &of.formula else { return found };
    formula.each(&mut |one| {
        let ExprKind::Value(value) = &one.kind else { return };
        let is_own = value.subject == Subject::This || value.subject == Subject::Name(of.name);
        let word = value.role.word().filter(|_| matches!(value.role, Role::Budget | Role::Spent));
        found.extend(word.filter(|_| is_own && value.period.is_none()).map(|word| (one.span, word)));
    });
    found
}
