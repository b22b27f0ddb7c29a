//! Everything reported about a year of a package beside its tables, for any front end.

use super::{Package, has_errors};
use crate::data::Dataset;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::few::Few;
use crate::finding::Finding;
use crate::plan::Plan;

/// The computed year, and everything reported about it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Said {
    /// None if nothing could be computed; the findings say why.
    pub year: Option<i32>,
    /// About rules, data and results, as reported; repeated ones are counted.
    pub findings: Vec<Diagnostic>,
}

impl Package {
    /// Computes a year for every unit and returns the findings, including `of_data`: what reading the data found.
    pub fn said(&self, asked: Option<i32>, data: &Dataset, of_data: &[Diagnostic]) -> Said {
        let known = || self.diagnostics().iter().chain(of_data).cloned();
        if self.program.is_none() {
            return Said { year: None, findings: known().collect() };
        }
        let year = self.year(asked, data);
        let Some((year, planned)) = year.and_then(|year| Some((year, self.planned(data, year)?))) else {
            return Said { year: None, findings: known().chain([Finding::NoYear.into_diagnostic()]).collect() };
        };
        if let Some(why) = without_rules(planned.plan(), year, of_data) {
            return Said { year: None, findings: known().chain(why).collect() };
        }
        let mut few = Few::default();
        few.extend(planned.findings());
        for run in planned.groups() {
            (0..run.evaluation().lanes()).for_each(|lane| few.extend(run.findings_of(lane)));
        }
        Said { year: Some(year), findings: self.told((data, year), of_data.to_vec(), few) }
    }

    /// The findings at the end of a run: about the rules, the data, and the results.
    pub(crate) fn told(
        &self,
        (data, year): (&Dataset, i32),
        of_data: Vec<Diagnostic>,
        of_results: Few,
    ) -> Vec<Diagnostic> {
        let (mut findings, is_read) = (self.diagnostics().to_vec(), !has_errors(&of_data));
        findings.extend(of_data);
        let known = data.years();
        if !known.is_empty() && !known.contains(&year) && is_read {
            findings.push(Finding::NoDataOfYear { year, known: known.into_iter().collect() }.into_diagnostic());
        }
        findings.extend(of_results.into_findings());
        findings
    }
}

/// Why a year in which no rule is in force is not computed; none if there is one.
pub(crate) fn without_rules(plan: &Plan, year: i32, of_data: &[Diagnostic]) -> Option<Vec<Diagnostic>> {
    if plan.values.keys().any(|(_, _, in_force)| in_force.year == year) {
        return None;
    }
    // Unreadable data name no codes: then their faults are the reason.
    let is_told = has_errors(of_data);
    Some(if is_told { Vec::new() } else { vec![Finding::NothingInForce { year }.into_diagnostic()] })
}
