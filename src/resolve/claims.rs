//! `klaim`: statements in the running text of a printed report.

use super::definitions::{Clauses, Definer};
use super::expressions::{Here, Scope};
use super::problem::{ExpressionProblem, StructureProblem};
use super::program::*;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::syntax::ast::{self, ClauseKind, Head, Item, Years};

/// Findings about claims. They prevent neither computing nor the check of other claims.
#[derive(Debug, Default)]
pub struct Unclaimed {
    /// About the contents of claims.
    pub structure: Vec<StructureProblem>,
    /// About their statements.
    pub expressions: Vec<ExpressionProblem>,
}

impl Unclaimed {
    /// The findings.
    pub fn into_diagnostics(self, sources: &Sources) -> Vec<Diagnostic> {
        let structure = self.structure.into_iter().map(|problem| problem.into_diagnostic(sources));
        structure.chain(self.expressions.into_iter().map(ExpressionProblem::into_diagnostic)).collect()
    }
}

/// Every valid `klaim`, and the findings about the others.
pub(super) fn claims(items: &[&Item], definer: &mut Definer) -> (Vec<Claim>, Unclaimed) {
    let (mut claims, mut wrong) = (Vec::new(), Unclaimed::default());
    for item in items.iter().filter(|item| matches!(item.head, Head::Claim { .. })) {
        definer.resolver.declare_at = Some(item.head_span);
        // A claim of a report does not make anything in the rules uncertain.
        let (problems, resolver) = (definer.problems.len(), &mut *definer.resolver);
        let known = (resolver.problems.len(), resolver.unclear.len(), resolver.no_plan.len());
        let unknown = resolver.unknown.clone();
        let claim = definer.claim(item);
        let mut structure = definer.problems.split_off(problems);
        let resolver = &mut *definer.resolver;
        let expressions = resolver.problems.split_off(known.0);
        resolver.unclear.truncate(known.1);
        let ends = resolver.no_plan.split_off(known.2).into_iter();
        structure.extend(ends.map(|(span, word)| StructureProblem::NoPlanPeriod { span, word, package: None }));
        resolver.unknown = unknown;
        if structure.is_empty() && expressions.is_empty() {
            claims.extend(claim);
        }
        wrong.structure.extend(structure);
        wrong.expressions.extend(expressions);
    }
    (claims, wrong)
}

impl Definer<'_, '_> {
    /// A `klaim`; none after a mistake.
    pub fn claim(&mut self, item: &Item) -> Option<Claim> {
        let Head::Claim { words, page } = &item.head else { return None };
        let clauses = Clauses::new(item, &mut self.problems);
        let years = clauses.find(|kind| if let ClauseKind::InForce(years) = kind { Some(*years) } else { None });
        let mut statements = Vec::new();
        for clause in &item.clauses {
            let ClauseKind::Claimed(list) = &clause.kind else { continue };
            statements.extend(list.iter().map(|one| match one {
                ast::Claimed::Is(expected) => Statement::Is(self.expected(expected, "angka klaim")),
                ast::Claimed::Holds(condition) => {
                    Statement::Holds(self.resolver.condition(condition, Scope::of(Here::Nothing), "dalam klaim"))
                }
            }));
        }
        if statements.is_empty() && !item.incomplete {
            self.missing(item, "pernyataan", &[], "tulis di bawahnya apa yang dikatakan:  NILAI ≈ ANGKA");
        }
        Some(Claim {
            words: words.text.clone(),
            page: *page,
            statements,
            in_force: years.unwrap_or(Years::ALWAYS),
            span: item.head_span,
        })
    }
}
