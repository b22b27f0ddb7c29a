//! The values of a year and of its quarters, without tables and conditions.

use super::Plan;
use super::planner::{FACETS, Planner};
use crate::data::Dataset;
use crate::program::{NameId, Program, When};

/// Plans every value of a year, and those up to some of its quarters.
pub fn plan_values(program: &Program, year: i32, data: &Dataset, quarters: &[u8]) -> Plan {
    let mut planner = Planner::new(program, year, Some(data));
    planner.values_of(&FACETS);
    let names = (0..program.names.len() as u32).map(NameId);
    let in_force: Vec<NameId> = names.filter(|name| program.version(*name, year).is_some()).collect();
    for quarter in quarters {
        let when = When { year, quarter: Some(*quarter) };
        for name in &in_force {
            FACETS.iter().for_each(|facet| planner.ensure(*name, *facet, when));
        }
    }
    planner.finish()
}
