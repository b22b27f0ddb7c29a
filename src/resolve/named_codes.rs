//! Codes of the data that a question names, as a statement of the rules would.

use super::data_codes::{add, with_data};
use super::parents;
use super::program::*;
use crate::data::Dataset;

/// The program with the codes of its data, and further ones that a question names.
pub fn with_data_and(program: &Program, data: &Dataset, codes: &[&str]) -> Program {
    let mut program = program.clone();
    name(&mut program, codes);
    with_data(&program, data)
}

/// The program without data, with the codes that a question names.
pub fn with_codes(program: &Program, codes: &[&str]) -> Program {
    let mut program = program.clone();
    name(&mut program, codes);
    parents::settle(&mut program, None);
    program
}

/// Adds codes that something beside examples names.
fn name(program: &mut Program, codes: &[&str]) {
    for code in codes {
        add(program, code);
        let name = program.by_code.get(*code);
        name.into_iter().for_each(|name| _ = program.example_codes.remove(name));
    }
}
