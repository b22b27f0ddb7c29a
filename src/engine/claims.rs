//! Claims that are meaningless whatever the data.

use crate::diagnostic::Diagnostic;
use crate::plan::{self, Refused};
use crate::program::{Claim, EXAMPLE_YEAR, Program};
use crate::source::Span;

/// The refused claims of sound rules, in the year of the package.
pub(crate) fn refused(program: &Program) -> Vec<Diagnostic> {
    if program.claims.is_empty() {
        return Vec::new();
    }
    let year = program.package.year.unwrap_or(EXAMPLE_YEAR);
    let claims: Vec<Claim> = program.claims_of(year).cloned().collect();
    let plan = plan::plan_claims(program, year, None, &claims);
    of_claims(plan.refused, &claims).into_iter().map(Refused::into_diagnostic).collect()
}

/// Those refusals that are about claims.
pub(crate) fn of_claims(refused: Vec<Refused>, claims: &[Claim]) -> Vec<Refused> {
    let spans: Vec<Span> = claims.iter().flat_map(|claim| &claim.statements).map(|one| one.span()).collect();
    refused.into_iter().filter(|one| spans.iter().any(|span| span.holds(one.span))).collect()
}
