//! A package under a scenario that is kept, unit by unit: what `takar hitung --skenario` shows.

use super::assume::reversed_target;
use super::outdone;
use super::scenario::{self, Shelf};
use super::stands;
use super::state::{Assumed, Failure, Rules, State, View, quarterly};
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::{Package, Planned, Run, unit_named};
use crate::plan::{Plan, SlotId};
use crate::program::EXAMPLE_YEAR;
use crate::report::table::Table;
use crate::source::Sources;
use std::sync::Arc;

/// What the tables of a unit come from: it is the first of these runs.
pub struct Unit<'u> {
    /// Their run.
    pub run: &'u Run<'u>,
    /// The same by a plan in which what is assumed is a number of its own; where that was asked for.
    pub told: Option<&'u Run<'u>>,
    /// The slots that are assumed.
    pub held: &'u [SlotId],
}

/// The rules and data of a package as a scenario has them, in one year.
pub struct Under<'p> {
    name: String,
    /// The package without the scenario, which says what is to be said of its data.
    base: Option<Planned<'p>>,
    data: Arc<Dataset>,
    assumed: Vec<Assumed>,
    /// The only unit whose figures are assumed; none when those of every unit are.
    only: Option<usize>,
    /// The values of the first unit, whose plan is that of all.
    first: View,
    year: i32,
    findings: Vec<Diagnostic>,
    gone: Vec<Diagnostic>,
}

impl<'p> Under<'p> {
    /// Reads a scenario. The year is the one asked for, else that of the scenario, else that of the package.
    pub fn open(
        package: &'p Package,
        data: &'p Dataset,
        asked: Option<i32>,
        name: &str,
        shelf: &dyn Shelf,
    ) -> Result<Under<'p>, Failure> {
        let own = package.year(asked, data).unwrap_or(EXAMPLE_YEAR);
        let name = scenario::meant(name, shelf).map_err(|finding| (vec![*finding], package.sources().clone()))?;
        let read = scenario::named((package, data, own), name, shelf)?;
        let year = asked.or(read.year).unwrap_or(own);
        let lane = read.unit.as_ref().and_then(|unit| unit_named(data.units(), unit));
        let only = lane.filter(|_| data.units().len() > 1);
        let again = read.data.map(Arc::new);
        let all = again.clone().unwrap_or_else(|| Arc::new(data.clone()));
        let mut findings = read.warnings;
        findings.extend(of_other_year(name, read.year, year));
        let units = of_units(data.units().len(), name, read.unit.as_deref(), !read.state.assumed.is_empty());
        let because = |finding: Diagnostic| match &read.no_unit {
            Some(unit) => finding.because(format!("tidak ada unit \"{unit}\" dalam data")),
            None => finding,
        };
        findings.extend(units.map(because));
        let (changes, program) = (read.state.rules, read.program);
        let (package_under, quarterly) = (Arc::new(read.package), quarterly(&all));
        let rules = Rules { changes, package: package_under, program, findings: Vec::new(), data: again, quarterly };
        let assumed = read.state.assumed;
        let of_first = if only.is_none_or(|only| only == 0) { &assumed[..] } else { &[] };
        let first = View::new(rules, &Arc::new(all.only(0)), year, of_first, &[]);
        let (base, name) = (package.planned(data, year), name.to_string());
        Ok(Under { name, base, data: all, assumed, only, first, year, findings, gone: read.gone })
    }

    /// Its name, where it stands, and what it assumes and changes, as a scenario is written.
    pub fn told(&self) -> [String; 3] {
        let state = State { assumed: self.assumed.clone(), rules: self.first.rules.changes.clone() };
        let unit = self.only.and_then(|lane| self.data.units().get(lane));
        let text = scenario::write(&self.name, &state, &self.first.rules.program, (self.year, unit));
        [self.name.clone(), scenario::text_name(&self.name), text]
    }

    /// The year its tables are about.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// What is to be said of the scenario itself.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// What is to be said of the data no more, as the rules of the scenario take them.
    pub fn gone(&self) -> &[Diagnostic] {
        &self.gone
    }

    /// The plan of all units.
    pub fn plan(&self) -> &Plan {
        &self.first.plan
    }

    /// The texts that findings point into.
    pub fn sources(&self) -> &Sources {
        self.first.rules.package.sources()
    }

    /// The data of all units.
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// How many units there are.
    pub fn lanes(&self) -> usize {
        self.data.units().len().max(1)
    }

    /// The tables of a unit, marked, and what does not hold in it.
    pub fn unit(&self, lane: usize) -> Result<(Vec<Table>, Vec<Diagnostic>), Failure> {
        self.with_unit(lane, false, |_, tables, findings| (tables, findings))
    }

    /// The same together with what they come from. `as_assumed` asks for what a derivation tells, too.
    pub fn with_unit<T>(
        &self,
        lane: usize,
        as_assumed: bool,
        then: impl FnOnce(Unit, Vec<Table>, Vec<Diagnostic>) -> T,
    ) -> Result<T, Failure> {
        let assumed = if self.only.is_none_or(|only| only == lane) { &self.assumed[..] } else { &[] };
        let other;
        let view = match lane {
            0 => &self.first,
            _ => {
                other = View::new(self.first.rules.clone(), &Arc::new(self.data.only(lane)), self.year, assumed, &[]);
                &other
            }
        };
        if let Some(finding) = reversed_target(view, assumed, self.year) {
            return Err((vec![finding], self.sources().clone()));
        }
        let run = Run::under(&view.rules.package, (&view.rules.program, &view.plan), &view.data, &view.evaluation);
        let mut tables = run.tables();
        tables.iter_mut().for_each(|table| table.scenario = Some(self.name.clone()));
        let mut findings = self.about_data(lane);
        findings.extend(stands::findings(view));
        findings.extend(outdone::findings(view, self.year, &scenario::text_name(&self.name)));
        findings.extend(run.findings_of_results(0));
        let told = as_assumed.then(|| {
            let plan = Arc::new(view.plan_as_assumed());
            Run::under(&view.rules.package, (&view.rules.program, &plan), &view.data, &view.evaluation)
        });
        Ok(then(Unit { run: &run, told: told.as_ref(), held: &view.computed_pins() }, tables, findings))
    }

    /// What the data of a unit say twice, or otherwise than the rules compute: told of them as they are, since what is assumed
    /// is no fault of theirs.
    fn about_data(&self, lane: usize) -> Vec<Diagnostic> {
        let Some(base) = &self.base else { return Vec::new() };
        let lane = self.data.units().get(lane).map_or(Some(0), |unit| base.lane_of(unit));
        lane.map(|lane| base.unit(lane).findings_of_data(0)).unwrap_or_default()
    }
}

fn of_other_year(name: &str, own: Option<i32>, year: i32) -> Option<Diagnostic> {
    let own = own.filter(|own| *own != year)?;
    let title = format!("skenario {name} dibuat untuk tahun {own}; tabel ini tentang tahun {year}");
    Some(told(title).advise(format!("untuk tabel tahun skenario itu:  --tahun {own}")))
}

/// What is said where there are several units: of which of them the figures are assumed.
fn of_units(units: usize, name: &str, made_for: Option<&str>, assumes: bool) -> Option<Diagnostic> {
    if units < 2 || !assumes {
        return None;
    }
    Some(match made_for {
        Some(unit) => told(format!("andaian skenario {name} hanya untuk unit {unit}; unit lain dihitung dari datanya")),
        None => told(format!("andaian skenario {name} dipakai untuk semua unit ({units} unit)"))
            .advise(format!("bila hanya untuk satu unit, tulis  catatan \"unit NAMA\"  di bawah  skenario \"{name}\"")),
    })
}

fn told(title: String) -> Diagnostic {
    Diagnostic::new(Code::B0506, Severity::Warning, title)
}
