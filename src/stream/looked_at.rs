//! What is reported at the end of a run over a file: findings independent of the rows, and what was not checked.

use super::{Job, Shape, Year};
use crate::data::Field;
use crate::diagnostic::Diagnostic;
use crate::finding::about_plan;
use std::collections::HashSet;

impl Job<'_> {
    /// Findings about the years that rows were about.
    pub fn about_years(&self) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.planned_years().flat_map(|year| about_plan(&year.plan)).collect();
        let mut told = HashSet::new();
        findings.retain(|finding| told.insert((finding.span(), finding.title.clone())));
        findings
    }

    /// What a run over the data of a package would have checked and this one did not, in a line; none if nothing.
    pub fn not_looked_at(&self) -> Option<String> {
        let has_column = |code: &str| match &self.shape {
            Shape::Wide(wide) => wide.column_of(code, &Field::Value).is_some(),
            Shape::Long(_) => true,
        };
        let mut computed = self.program.definitions.iter().filter(|one| one.formula.is_some());
        let what = [
            (!self.program.assertions.is_empty()).then_some("pastikan"),
            computed
                .any(|one| has_column(self.program.code(one.name)))
                .then_some("nilai yang dilaporkan di samping rumusnya"),
            self.planned_years().any(|year| !year.plan.weights.is_empty()).then_some("jumlah bobot dari data"),
        ];
        let what: Vec<&str> = what.into_iter().flatten().collect();
        (!what.is_empty()).then(|| format!("tidak diperiksa dengan --data: {}\n", what.join("; ")))
    }

    pub(super) fn planned_years(&self) -> impl Iterator<Item = &Year> {
        self.years.iter().filter_map(|year| year.get())
    }
}
