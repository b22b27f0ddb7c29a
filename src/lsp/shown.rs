//! All that a package shows: every year of its data, every unit, each value and each table. Under another name of a thing it has to
//! be the same, but for that name.

use super::package::Whole;
use crate::engine::Run;
use crate::eval::Results;
use crate::plan;
use crate::program::{NameId, Role, When};
use crate::report::build;
use crate::report::table::Cell;
use std::collections::BTreeMap;

/// What is shown of a thing.
const ROLES: [Role; 4] = [Role::Value, Role::Target, Role::Achievement, Role::Band];

/// So many codes have their values looked up.
const MOST_VALUES: usize = 5_000;

/// So many cells are looked at, of a larger package those of the latest years.
const MOST: usize = 400_000;

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

/// What is shown, in its order.
pub struct Shown {
    values: BTreeMap<String, String>,
    cells: Vec<String>,
}

impl Shown {
    /// All of a package, with a name as if it were another one.
    pub fn of(whole: &Whole, name: &str, as_if: &str) -> Shown {
        let mut shown = Shown { values: BTreeMap::new(), cells: Vec::new() };
        let mut years = whole.data.years();
        years.insert(whole.year);
        for year in years.into_iter().rev() {
            let Some(planned) = whole.folder.package.planned(&whole.data, year) else { continue };
            for run in planned.groups() {
                for lane in 0..run.evaluation().lanes() {
                    shown.take(&run, lane, year, (name, as_if));
                    if shown.values.len() + shown.cells.len() > MOST {
                        return shown;
                    }
                }
            }
        }
        shown
    }

    fn take(&mut self, run: &Run, lane: usize, year: i32, (name, as_if): (&str, &str)) {
        let results = run.results();
        let unit = results.data.units().get(lane).unwrap_or_default().to_string();
        each_value(results, lane, year, |code, role, cell| {
            let code = if code == name { as_if } else { code };
            self.values.insert(format!("{year} {unit} {code} {role:?}"), cell.shown);
        });
        for table in run.tables_of(lane) {
            self.cells.push(format!("{year} {unit} {}", table.name));
            self.cells.extend(table.cells().map(|cell| cell.shown.clone()));
            self.cells.extend(table.footers.iter().map(|footer| footer.label.clone()));
        }
    }

    /// Whether both show the same; a cell that is the old name may be the new one.
    pub fn is_as(&self, other: &Shown, (old, new): (&str, &str)) -> bool {
        let is_same = |(one, other): (&String, &String)| one == other || one == old && other == new;
        let pairs = self.values.iter().zip(&other.values);
        self.values.len() == other.values.len()
            && pairs.into_iter().all(|((key, one), (other_key, other))| key == other_key && is_same((one, other)))
            && self.cells.len() == other.cells.len()
            && self.cells.iter().zip(&other.cells).all(is_same)
    }
}
