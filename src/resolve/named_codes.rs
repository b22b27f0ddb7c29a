//! Codes of the data named in a question, treated like those named in the rules.

use super::data_codes::{add, with_data};
use super::parents;
use super::program::*;
use crate::data::Dataset;

/// The program with the codes of its data, and those named in a question.
pub fn with_data_and(program: &Program, data: &Dataset, codes: &[&str]) -> Program {
    let mut program = program.clone();
    name(&mut program, codes);
    with_data(&program, data)
}

/// The program without data, with the codes named in a question.
pub fn with_codes(program: &Program, codes: &[&str]) -> Program {
    let mut program = program.clone();
    name(&mut program, codes);
    parents::settle(&mut program, None);
    program
}

/// Marks codes as named outside examples.
fn name(program: &mut Program, codes: &[&str]) {
    for code in codes {
        add(program, code);
        let name = program.by_code.get(*code);
        name.into_iter().for_each(|name| _ = program.example_codes.remove(name));
    }
}
