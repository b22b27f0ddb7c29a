//! The output columns: every value that the rules compute, in the order of the rules.

use super::problem::Refused;
use crate::columns::{Decimals, Wanted};
use crate::diagnostic::nearest;
use crate::number::{Places, Rounding};
use crate::plan::Plan;
use crate::program::Program;
use crate::program::units::Unit;
use crate::program::{Definition, Kind, NameId, Role, When};
use crate::syntax::ast::Precision;

#[derive(Debug, Clone)]
pub(super) struct OutColumn {
    pub title: String,
    name: NameId,
    role: Role,
    /// Whether it holds grades.
    pub graded: bool,
}

/// Every computed value of every name that has one in some year.
pub(super) fn columns(program: &Program) -> Vec<OutColumn> {
    let mut columns = Vec::new();
    for (at, name) in program.names.iter().enumerate() {
        let versions: Vec<&Definition> = name.versions.iter().map(|id| &program.definitions[id.0 as usize]).collect();
        let any = |of: &dyn Fn(&Definition) -> bool| versions.iter().any(|version| of(version));
        let mut add = |wanted: bool, word: &str, role: Role, graded: bool| {
            if wanted {
                let title = if word.is_empty() { name.code.clone() } else { format!("{word} {}", name.code) };
                columns.push(OutColumn { title, name: NameId(at as u32), role, graded });
            }
        };
        let quantity = |one: &Definition| matches!(one.kind, Kind::Quantity);
        add(any(&|one| quantity(one) && one.formula.is_some()), "", Role::Value, false);
        add(any(&|one| one.kind.indicator().is_some() && one.formula.is_some()), "realisasi", Role::Value, false);
        add(any(&|one| !quantity(one)), "capaian", Role::Achievement, false);
        add(any(&|one| one.band.is_some()), "predikat", Role::Band, true);
    }
    columns
}

/// The requested columns, by title or by code, in the requested order; all if none is requested.
pub(super) fn chosen(all: Vec<OutColumn>, asked: &[String]) -> Result<Vec<OutColumn>, Refused> {
    if asked.is_empty() {
        return Ok(all);
    }
    let mut chosen: Vec<OutColumn> = Vec::new();
    for words in asked {
        let plain = words.replace('"', "").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let is_title = |column: &&OutColumn| column.title.to_lowercase() == plain;
        // A code alone means everything computed for it.
        let is_code = |column: &&OutColumn| column.title.to_lowercase().ends_with(&format!(" {plain}"));
        let mut found: Vec<&OutColumn> = all.iter().filter(is_title).collect();
        if found.is_empty() {
            found.extend(all.iter().filter(is_code));
        }
        if found.is_empty() {
            let known: Vec<String> = all.iter().map(|column| column.title.clone()).collect();
            // A misspelt code is taken for the nearest title.
            let of_code = |title: &String| title.rsplit(' ').next().unwrap_or_default().to_string();
            let codes: Vec<String> = known.iter().map(of_code).collect();
            let names = known.iter().chain(&codes).map(String::as_str);
            let nearest = nearest(&plain, names).map(str::to_string);
            return Err(Refused::NoSuchResult { asked: words.clone(), nearest, known });
        }
        let is_new = |column: &&OutColumn| chosen.iter().all(|known| known.title != column.title);
        let found: Vec<OutColumn> = found.into_iter().filter(is_new).cloned().collect();
        chosen.extend(found);
    }
    Ok(chosen)
}

impl OutColumn {
    /// The indicator in percent whose computed realisation this is in a year.
    pub fn realisation_of<'p>(&self, program: &'p Program, year: i32) -> Option<&'p Definition> {
        let of = program.version(self.name, year).filter(|_| self.role == Role::Value)?;
        (of.unit == Unit::Percent && of.kind.indicator().is_some() && of.formula.is_some()).then_some(of)
    }

    /// The result behind the column in the year of a plan; none if the rules give none. `places` are the decimals of
    /// numbers, if requested.
    pub fn wanted(&self, program: &Program, plan: &Plan, places: Option<Places>) -> Option<Wanted> {
        let slot = plan.value(self.name, self.role, When::year(plan.year))?;
        let definition = program.version(self.name, plan.year)?;
        let by_rule = match (&definition.kind, self.role) {
            (Kind::Indicator(indicator), Role::Achievement) => {
                program.achievement_rule(&indicator.rule.0, plan.year).and_then(|rule| rule.show)
            }
            _ => definition.show,
        };
        let two = Precision { places: Places::new(2).unwrap_or(Places::WHOLE), mode: Rounding::HalfAway };
        let percent = matches!(plan.slot(slot).unit, Unit::Percent | Unit::Points);
        let asked = places.map(|places| Precision { places, mode: Rounding::HalfAway });
        let decimals = match asked.or(by_rule).or(program.package.show) {
            Some(precision) => Decimals::Declared(precision),
            None if percent => Decimals::Declared(two),
            None => Decimals::Automatic,
        };
        Some(Wanted { slot, decimals })
    }
}
