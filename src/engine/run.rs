//! A package over data: planned for one year, and run for its units.

use super::units::{unit_named, unknown_unit};
use super::{Package, far_below, in_tables, printed, reported, weights, without_money};
use crate::data::Dataset;
#[cfg(feature = "docx")]
use crate::data::{Column, Content, Field};
use crate::diagnostic::Diagnostic;
use crate::eval::compare::Difference;
use crate::eval::{self, Evaluation, Results};
use crate::explain::{self, Question};
use crate::finding::{Finding, about_plan};
use crate::finding::{counted_twice, twice};
use crate::number::Interval;
use crate::plan::{self, Plan};
use crate::program::{Expr, Kind, NameId, Program, Role};
use crate::report::build;
use crate::report::explanation::Explanation;
use crate::report::table::{Cell, Table};
use crate::source::{Sources, Span};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A package over data in one year.
#[derive(Debug)]
pub struct Run<'p> {
    pub(super) sources: &'p Sources,
    pub(super) program: Arc<Program>,
    pub(super) computed: &'p BTreeMap<Span, Interval>,
    pub(super) data: Cow<'p, Dataset>,
    pub(super) plan: Arc<Plan>,
    pub(super) evaluation: Evaluation,
}

/// A package planned over data for one year, not evaluated yet.
#[derive(Debug, Clone)]
pub struct Planned<'p> {
    pub(super) sources: &'p Sources,
    pub(super) program: Arc<Program>,
    pub(super) computed: &'p BTreeMap<Span, Interval>,
    pub(super) data: &'p Dataset,
    pub(super) plan: Arc<Plan>,
}

/// What a finding of a run is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// The data, compared with each other and with what is computed from them.
    Data,
    /// The results, whatever they depend on.
    Results,
}

/// How many values are held at a time when units are evaluated in groups.
const HELD: usize = 1 << 17;

/// How many years back a page shows.
const YEARS_BACK: i32 = 5;

/// The earlier years of the data that it shows.
pub(crate) fn years_before(data: &Dataset, year: i32) -> Vec<i32> {
    data.years().into_iter().filter(|one| (year - YEARS_BACK..year).contains(one)).collect()
}

/// For how many things.
const LOOKED_BACK: usize = 60;

/// The values in the tables of a plan for earlier years of the data.
pub(crate) fn earlier(program: &Program, plan: &Plan, data: &Dataset) -> Vec<Expr> {
    let mut names: Vec<NameId> = Vec::new();
    let mut known = BTreeSet::new();
    for table in &plan.tables {
        let summed_up = table.footers.iter().flat_map(|footer| &footer.cells).flatten();
        let summed_up = summed_up.filter_map(|cell| plan.slot(cell.slot).role);
        let summed_up = summed_up.filter(|(_, role, _)| role.is_achievement()).map(|(name, ..)| name);
        for name in table.subjects.iter().map(|(name, _)| *name).chain(summed_up) {
            if names.len() < LOOKED_BACK && known.insert(name) {
                names.push(name);
            }
        }
    }
    explain::earlier(program, &names, &years_before(data, plan.year))
}

impl<'p> Planned<'p> {
    /// The rules together with the codes of the data.
    #[doc(hidden)]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The plan.
    #[doc(hidden)]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Whether a table shows only quarters of the year that have not come yet: the data have none as late.
    #[cfg(feature = "docx")]
    pub(crate) fn is_to_come(&self, table: &str) -> bool {
        let Some(table) = self.plan.tables.iter().find(|one| one.name == table) else { return false };
        let rows = table.blocks.iter().flat_map(|block| &block.rows);
        let slots = rows.flat_map(|row| row.cells.iter().flatten().map(|cell| cell.slot));
        let quarters = slots.filter_map(|slot| self.plan.slot(slot).role?.2.quarter);
        let first = quarters.min();
        let of_year = self.data.columns().filter(|(key, _)| key.year == self.plan.year && key.field == Field::Value);
        let is_filled = |column: &Column| column.iter().any(|(_, datum)| matches!(datum.content, Content::Number(_)));
        let last = of_year.filter(|(_, column)| is_filled(column)).filter_map(|(key, _)| key.quarter).max();
        first.zip(last).is_some_and(|(first, last)| first > last)
    }

    /// The same with the values that a question about another year or a quarter needs.
    #[must_use]
    pub fn asking(self, words: &str) -> Planned<'p> {
        let wanted = explain::wanted(&self.program, self.plan.year, words);
        if wanted.is_empty() {
            return self;
        }
        let plan = Arc::new(plan::plan_asking(&self.program, self.plan.year, self.data, &wanted));
        Planned { plan, ..self }
    }

    /// The same with the values of its tables in earlier years of the data, to show how they developed.
    #[doc(hidden)]
    #[must_use]
    pub fn looking_back(&self) -> Planned<'p> {
        let asked = earlier(&self.program, &self.plan, self.data);
        let plan = Arc::new(plan::plan_asking(&self.program, self.plan.year, self.data, &asked));
        Planned { plan, ..self.clone() }
    }

    /// The question meant by words like `capaian AKIP`, or why they are unclear.
    pub fn question(&self, words: &str) -> Result<Question, Box<Diagnostic>> {
        explain::question(&self.program, &self.plan, words).map_err(|unclear| Box::new(unclear.into_diagnostic()))
    }

    /// Findings that do not depend on the unit.
    pub fn findings(&self) -> Vec<Diagnostic> {
        about_plan(&self.plan)
    }

    /// The run in groups of units, in order: constant memory whatever the number of units.
    pub fn groups(&self) -> impl Iterator<Item = Run<'p>> {
        let size = (HELD / self.plan.slots.len().max(1)).max(1);
        let whole = self.data.units().len() <= size;
        let parts = (!whole).then(|| self.data.parts(size).map(Cow::Owned)).into_iter().flatten();
        whole.then_some(Cow::Borrowed(self.data)).into_iter().chain(parts).map(|data| self.run_over(data))
    }

    /// The lane of a unit.
    pub(crate) fn lane_of(&self, unit: &str) -> Option<usize> {
        self.data.units().lane(unit)
    }

    /// The run of one unit, which is lane 0 there.
    pub fn unit(&self, lane: usize) -> Run<'p> {
        match self.data.units().len() {
            0 | 1 => self.run_over(Cow::Borrowed(self.data)),
            _ => self.run_over(Cow::Owned(self.data.only(lane))),
        }
    }

    pub(super) fn run_over(&self, data: Cow<'p, Dataset>) -> Run<'p> {
        let evaluation = eval::evaluate(&self.plan, &data);
        let (program, plan) = (Arc::clone(&self.program), Arc::clone(&self.plan));
        Run { sources: self.sources, program, computed: self.computed, data, plan, evaluation }
    }
}

impl<'p> Run<'p> {
    /// With values that were computed elsewhere, such as those of a package with assumptions over its data.
    pub(crate) fn under(
        package: &'p Package,
        (program, plan): (&Arc<Program>, &Arc<Plan>),
        data: &'p Dataset,
        evaluation: &Evaluation,
    ) -> Run<'p> {
        let (program, plan) = (Arc::clone(program), Arc::clone(plan));
        let (sources, computed, data) = (&package.sources, &package.computed, Cow::Borrowed(data));
        Run { sources, program, computed, data, plan, evaluation: evaluation.clone() }
    }
}

impl Run<'_> {
    /// The rules together with the codes of the data.
    #[doc(hidden)]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The plan.
    #[doc(hidden)]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The values of every slot.
    #[doc(hidden)]
    pub fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// Every table, unit by unit.
    pub fn tables(&self) -> Vec<Table> {
        (0..self.evaluation.lanes()).flat_map(|lane| self.tables_of(lane)).collect()
    }

    /// Every table of one unit.
    pub fn tables_of(&self, lane: usize) -> Vec<Table> {
        build::tables(self.results(), lane)
    }

    /// One value of one unit, in the words of the language: `capaian IKU`, `predikat AKIP`, `target 7.01`. The code
    /// alone is the realisation, or the achievement of a group. Data about a single office have the unit `""`.
    ///
    /// # Errors
    ///
    /// What is unclear about the question, or that no unit has this name. A missing value is not an error, but a cell
    /// that says why.
    pub fn value(&self, words: &str, unit: &str) -> Result<Cell, Box<Diagnostic>> {
        let units = self.data.units();
        let at = unit_named(units, unit).or((units.is_empty() && unit.is_empty()).then_some(0));
        let lane = at.ok_or_else(|| unknown_unit(units, unit))?;
        let question =
            explain::question(&self.program, &self.plan, words).map_err(|unclear| unclear.into_diagnostic())?;
        let name = question.name;
        let is_group = self.program.version(name, self.plan.year).is_some_and(|one| matches!(one.kind, Kind::Group(_)));
        let role = question.role.unwrap_or(if is_group { Role::Achievement } else { Role::Value });
        let planned = plan::cell(&self.program, &self.plan, name, role, question.when);
        Ok(planned.map(|planned| build::value(self.results(), lane, planned).0).unwrap_or_default())
    }

    /// How a value was derived, for one unit; see [`Planned::question`].
    pub fn explain(&self, question: &Question, lane: usize) -> Explanation {
        explain::explain(self.results(), self.sources, question, lane)
    }

    /// Findings of the run: failed `pastikan`, and reported values that differ from computed ones.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let lanes = 0..self.evaluation.lanes();
        let mut findings = about_plan(&self.plan);
        findings.extend(lanes.flat_map(|lane| self.findings_of(lane)));
        findings
    }

    /// Those of one unit.
    pub fn findings_of(&self, lane: usize) -> Vec<Diagnostic> {
        self.told(lane, |_| true)
    }

    /// Those about the data of a unit.
    pub(crate) fn findings_of_data(&self, lane: usize) -> Vec<Diagnostic> {
        self.told(lane, |about| about == About::Data)
    }

    /// The others of a unit.
    pub(crate) fn findings_of_results(&self, lane: usize) -> Vec<Diagnostic> {
        self.told(lane, |about| about == About::Results)
    }

    fn told(&self, lane: usize, is_asked: impl Fn(About) -> bool) -> Vec<Diagnostic> {
        let unit = self.data.units().get(lane).filter(|unit| !unit.is_empty());
        let differs = |difference: Difference| {
            let code = self.program.code(difference.pair.name).to_string();
            let cell = difference.origin.and_then(|origin| self.data.place(origin));
            Finding::ReportedDiffers { code, difference, cell }
        };
        let (of_data, of_results) = (is_asked(About::Data), is_asked(About::Results));
        let mut found: Vec<Finding> = Vec::new();
        if of_data {
            let differences = eval::compare::differences(&self.plan, &self.evaluation, &self.data, lane);
            found.extend(differences.into_iter().map(differs));
            found.extend(twice::said_twice(self.results(), lane));
        }
        if of_results {
            found.extend(twice::uneven(self.results(), lane));
            found.extend(weights::findings(self, lane));
        }
        if of_data {
            found.extend(reported::impossible(self, lane));
            found.extend(printed::findings(self, lane));
            found.extend(far_below::findings(self, lane));
            if lane == 0 {
                found.extend(without_money::findings(&self.program, &self.data, self.plan.year));
            }
        }
        if of_results {
            found.extend(self.failed_assertions(lane));
        }
        let footers = of_results.then_some(&self.plan.twice).into_iter().flatten().filter_map(|one| {
            let fault = self.evaluation.cell(one.slot, lane).as_ref().err()?;
            counted_twice::told(one, &fault.reason, self.sources)
        });
        let rows =
            if of_data && lane == 0 { in_tables::of_rows(&self.program, &self.plan, &self.data) } else { Vec::new() };
        let ranges = if of_results { in_tables::ranges(self, lane) } else { Vec::new() };
        let of_unit = |mut diagnostic: Diagnostic| {
            diagnostic.reasons.extend(unit.map(|unit| format!("unit {unit}")));
            diagnostic
        };
        let found = found.into_iter().map(Finding::into_diagnostic).chain(footers).chain(ranges).map(of_unit);
        found.chain(rows).collect()
    }

    #[doc(hidden)]
    pub fn results(&self) -> Results<'_> {
        Results { program: &self.program, plan: &self.plan, evaluation: &self.evaluation, data: &self.data }
    }
}
