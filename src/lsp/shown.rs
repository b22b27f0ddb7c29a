//! All that a package shows: every year of its data, every unit, each value and each table, and what is told of them, by itself
//! and under each of its scenarios. Under another name of a thing it has to be the same, but for that name.

use super::findings::{Told, figures, told};
use super::package::{Checked, Whole};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::few::Few;
use crate::engine::Run;
use crate::eval::Results;
use crate::plan;
use crate::program::{NameId, Role, When};
use crate::report::build;
use crate::report::table::{Cell, Table};
use crate::syntax::significant;
use crate::whatif::{Under, Unit};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is shown of a thing.
const ROLES: [Role; 4] = [Role::Value, Role::Target, Role::Achievement, Role::Band];

/// So many codes have their values looked up.
const MOST_VALUES: usize = 5_000;

/// So many cells are looked at, of a larger package those of the latest years.
const MOST: usize = 400_000;

/// So many years that rules speak of are tried beside those of the data.
const MOST_SPOKEN: usize = 12;

/// What each thing is in a year, for one unit.
pub fn each_value(results: Results, lane: usize, year: i32, mut show: impl FnMut(&str, Role, Cell)) {
    let (program, plan) = (results.program, results.plan);
    for name in (0..program.names.len() as u32).map(NameId).take(MOST_VALUES) {
        for role in ROLES {
            if let Some(cell) = plan::cell(program, plan, name, role, When::year(year)) {
                show(program.code(name), role, build::value(results, lane, cell).0);
            }
        }
    }
}

/// What the renamed thing is called in the package at hand, before and after.
#[derive(Clone, Copy)]
pub struct Names<'n> {
    pub own: &'n str,
    pub old: &'n str,
    pub new: &'n str,
}

/// What is shown, in its order: each with where it is.
pub struct Shown {
    /// By what it is of: scenario, year and unit; code; role.
    values: BTreeMap<(Arc<str>, String, &'static str), String>,
    cells: Vec<(Arc<str>, String)>,
    /// What is told of each year.
    pub told: Vec<(i32, Vec<Told>)>,
}

impl Shown {
    /// All of a package in some years, under the new name.
    pub fn of(checked: &Checked, whole: &Whole, years: &BTreeSet<i32>, names: Names) -> Shown {
        let mut shown = Shown { values: BTreeMap::new(), cells: Vec::new(), told: Vec::new() };
        for year in years.iter().rev() {
            let Some(planned) = whole.folder.package.planned(&whole.data, *year) else { continue };
            let mut few = Few::default();
            few.extend(planned.findings());
            for run in planned.groups() {
                for lane in 0..run.evaluation().lanes() {
                    if !shown.is_full() {
                        shown.take(&run, lane, (*year, ""), run.tables_of(lane), names);
                    }
                    few.extend(run.findings_of(lane));
                }
            }
            shown.told.push((*year, told(&whole.folder, &few.into_findings())));
        }
        shown.under_scenarios(checked, whole, years, names);
        shown
    }

    /// The same under each scenario: in the year that it is made for, and in the others.
    fn under_scenarios(&mut self, checked: &Checked, whole: &Whole, years: &BTreeSet<i32>, names: Names) {
        let shelf = checked.shelf();
        let mut own = Shown { values: BTreeMap::new(), cells: Vec::new(), told: Vec::new() };
        for scenario in shelf.0.keys() {
            let mut known = BTreeSet::new();
            for year in std::iter::once(None).chain(years.iter().rev().map(|year| Some(*year))) {
                if own.is_full() || year.is_some_and(|year| known.contains(&year)) {
                    continue;
                }
                let (package, data) = (&whole.folder.package, &whole.data);
                let under = match Under::open(package, data, year, scenario, &shelf) {
                    Ok(under) => under,
                    Err((findings, _)) => {
                        own.found(&words_of(scenario, year, ""), &findings, names);
                        continue;
                    }
                };
                known.insert(under.year());
                for lane in 0..under.lanes() {
                    let of_unit = under.with_unit(lane, false, |Unit { run, .. }, tables, findings| {
                        own.take(run, 0, (under.year(), scenario), tables, names);
                        findings
                    });
                    let (Ok(findings) | Err((findings, _))) = of_unit;
                    let unit = under.data().units().get(lane).unwrap_or_default();
                    own.found(&words_of(scenario, Some(under.year()), unit), &findings, names);
                }
            }
        }
        self.values.append(&mut own.values);
        self.cells.append(&mut own.cells);
    }

    fn found(&mut self, place: &str, findings: &[Diagnostic], names: Names) {
        let place: Arc<str> = place.into();
        let told = |one: &Diagnostic| format!("{} {:?}", one.code, figures(&one.title, (names.old, names.new)));
        self.cells.extend(findings.iter().map(|one| (Arc::clone(&place), told(one))));
    }

    fn is_full(&self) -> bool {
        self.values.len() + self.cells.len() > MOST
    }

    fn take(&mut self, run: &Run, lane: usize, (year, scenario): (i32, &str), tables: Vec<Table>, names: Names) {
        if self.is_full() {
            return;
        }
        let results = run.results();
        let unit = results.data.units().get(lane).unwrap_or_default();
        let place: Arc<str> = words_of(scenario, Some(year), unit).into();
        each_value(results, lane, year, |code, role, cell| {
            let code = if code == names.own { names.new } else { code };
            self.values.insert((Arc::clone(&place), code.to_string(), role.word().unwrap_or("nilai")), cell.shown);
        });
        for table in tables {
            let place: Arc<str> = format!("tabel {} {place}", table.name).into();
            let labels = table.footers.iter().map(|footer| footer.label.clone());
            let shown = table.cells().map(|cell| cell.shown.clone()).chain(labels).chain([String::new()]);
            self.cells.extend(shown.map(|shown| (Arc::clone(&place), shown)));
        }
    }

    /// Where the other shows something else; a cell that is the old name may be the new one.
    pub fn differs(&self, other: &Shown, (old, new): (&str, &str)) -> Option<String> {
        let is_same = |one: &str, other: &str| one == other || one == old && other == new;
        let named = |code: &str| if code == new { old.to_string() } else { code.to_string() };
        let mut values = self.values.iter().zip(&other.values);
        let value = values.find(|((key, one), (other_key, other))| key != other_key || !is_same(one, other));
        if let Some((((place, code, role), _), _)) = value {
            return Some(format!("{role} {} {place}", named(code)));
        }
        let mut cells = self.cells.iter().zip(&other.cells);
        let cell = cells.find(|((place, one), (other_place, other))| place != other_place || !is_same(one, other));
        let place = cell.map(|((place, _), _)| place.to_string());
        let is_longer = self.values.len() != other.values.len() || self.cells.len() != other.cells.len();
        let last = || self.cells.last().or(other.cells.last()).map(|(place, _)| place.to_string());
        place.or_else(|| is_longer.then(last).flatten()).or_else(|| is_longer.then(String::new))
    }
}

/// `2024, unit Utara, skenario optimis`
fn words_of(scenario: &str, year: Option<i32>, unit: &str) -> String {
    let year = year.map(|year| year.to_string());
    let unit = (!unit.is_empty()).then(|| format!("unit {unit}"));
    let scenario = (!scenario.is_empty()).then(|| format!("skenario {scenario}"));
    year.into_iter().chain(unit).chain(scenario).collect::<Vec<_>>().join(", ")
}

/// The years of the data and of the package, those that rules speak of, and the two beside them: of a year without data formulas
/// say something, too.
pub fn years(checked: &Checked, whole: &Whole) -> BTreeSet<i32> {
    let mut years = whole.data.years();
    years.insert(whole.year);
    let near = |years: Vec<i32>| {
        let years: BTreeSet<(u32, i32)> = years.into_iter().map(|year| (year.abs_diff(whole.year), year)).collect();
        years.into_iter().map(|(_, year)| year).take(MOST_SPOKEN)
    };
    let texts: Vec<String> = checked.modules().map(|parsed| of_rules(checked.text(parsed.module.source))).collect();
    years.extend(near(texts.iter().flat_map(|text| spoken(text)).collect()));
    years.extend(near(texts.iter().flat_map(|text| reckoned(text)).collect()));
    let beside = [years.first().map(|first| first - 1), years.last().map(|last| last + 1)];
    years.extend(beside.into_iter().flatten());
    years
}

/// A text of rules without what stands in quotes and remarks.
fn of_rules(text: &str) -> String {
    significant(text).map(|(_, c, is_text)| if is_text { '"' } else { c }).collect()
}

/// The years in a text of rules: `berlaku mulai 2023`, `tahun < 2022`.
fn spoken(text: &str) -> Vec<i32> {
    numbers(text).filter(|year| (1990..=2100).contains(year)).collect()
}

/// The years that conditions come to: `tahun - 2000 = 15`, `tahun > 2030 dan tahun < 2032`.
fn reckoned(text: &str) -> Vec<i32> {
    let of_line = |line: &str| {
        let all: Vec<i32> = numbers(line).take(MOST_SPOKEN).collect();
        let steps: Vec<i32> = all.iter().copied().filter(|step| (2..200).contains(step)).chain([1]).collect();
        let moved =
            all.into_iter().flat_map(|year| steps.clone().into_iter().flat_map(move |by| [year - by, year + by]));
        moved.filter(|year| (1990..=2100).contains(year)).collect::<Vec<_>>()
    };
    let compares = |line: &&str| line.contains(['=', '<', '>']) && line.to_lowercase().contains("tahun");
    text.lines().filter(compares).flat_map(of_line).collect()
}

fn numbers(text: &str) -> impl Iterator<Item = i32> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter_map(|word| word.parse().ok())
}
