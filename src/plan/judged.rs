//! Formulas that cannot be meant, in every year in which the rules are different.

use super::Refused;
use super::expected::refused_beside;
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
        for refused in refused_beside(program, year, &expected) {
            if !found.iter().any(|known| known.says_the_same(&refused)) {
                found.push(refused);
            }
        }
    }
    found
}

/// A year of each stretch in which the same versions are in force, and that of the package.
fn years(program: &Program) -> BTreeSet<i32> {
    let mut turns = program.turns();
    let generals = program.generals.iter().map(|one| one.in_force);
    turns.extend(generals.chain(program.assertions.iter().map(|one| one.in_force)).flat_map(Years::turns));
    let own = program.package.year;
    match turns.first() {
        // Every year is like every other.
        None => BTreeSet::from([own.unwrap_or(EXAMPLE_YEAR)]),
        Some(first) => {
            let before = first - 1;
            turns.into_iter().chain(own).chain([before]).collect()
        }
    }
}
