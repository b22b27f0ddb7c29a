//! Formulas that cannot be meant, in every year in which the rules are different.

use super::{Refused, plan_expected};
use crate::program::{EXAMPLE_YEAR, Expectation, Program};
use crate::syntax::ast::Years;
use std::collections::BTreeSet;

/// The formulas of a program that have no value until they are mended, each once.
pub fn refused(program: &Program) -> Vec<Refused> {
    let mut found: Vec<Refused> = Vec::new();
    for year in years(program) {
        let examples =
            program.examples.iter().filter(|one| one.year.or(program.package.year).is_none_or(|own| own == year));
        let expected: Vec<&Expectation> = examples.flat_map(|one| &one.expected).collect();
        for refused in plan_expected(program, year, &expected).0.refused {
            if !found.iter().any(|known| known.says_the_same(&refused)) {
                found.push(refused);
            }
        }
    }
    found
}

/// A year of each stretch in which the same versions are in force.
fn years(program: &Program) -> BTreeSet<i32> {
    let mut years: BTreeSet<i32> = program.package.year.into_iter().collect();
    let mut turns = |in_force: &Years| years.extend(in_force.from.into_iter().chain(in_force.to.map(|last| last + 1)));
    program.definitions.iter().for_each(|one| turns(&one.in_force));
    program.achievement_rules.iter().for_each(|one| turns(&one.in_force));
    program.band_rules.iter().for_each(|one| turns(&one.in_force));
    program.conversions.iter().for_each(|one| turns(&one.in_force));
    program.generals.iter().for_each(|one| turns(&one.in_force));
    program.assertions.iter().for_each(|one| turns(&one.in_force));
    // Before the first turn, or in rules without one.
    let first = years.first().map_or(EXAMPLE_YEAR, |first| first - 1);
    years.insert(first);
    years
}
