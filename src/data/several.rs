//! The same finding in many cells becomes one message.

use super::cell_error::CellError;
use super::problem::DataProblem;
use super::schema::NumberFormat;
use crate::diagnostic::Code;
use std::collections::{BTreeMap, BTreeSet};

/// Up to this many are reported separately; more are combined.
const FEW: usize = 2;

/// What makes findings the same: the code, the column, and the wording.
type Kind = (Code, Option<String>, String);

/// Combines findings about more than a few cells, at the position of the first.
pub(super) fn gathered(problems: Vec<DataProblem>) -> Vec<DataProblem> {
    let mut members: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    for (at, problem) in problems.iter().enumerate() {
        if let Some(kind) = kind(problem) {
            members.entry(kind).or_default().push(at);
        }
    }
    members.retain(|_, members| members.len() > FEW);
    if members.is_empty() {
        return problems;
    }
    let groups: BTreeMap<usize, &Vec<usize>> = members.values().map(|members| (members[0], members)).collect();
    let inside: BTreeSet<usize> = members.values().flat_map(|members| members.iter().skip(1).copied()).collect();
    let told = problems.iter().enumerate().filter(|(at, _)| !inside.contains(at));
    let told = told.map(|(at, problem)| match groups.get(&at) {
        Some(members) => DataProblem::Several { all: members.iter().map(|at| problems[*at].clone()).collect() },
        None => problem.clone(),
    });
    told.collect()
}

/// None for what is reported for each cell: its wording or its fix is specific.
fn kind(problem: &DataProblem) -> Option<Kind> {
    let (cell, said) = match problem {
        DataProblem::Value { cell, error, unit, format, .. } => {
            (cell, said(error, &cell.text, unit.as_deref(), *format)?)
        }
        DataProblem::HeaderUnit { cell, found, .. } => (cell, found.clone()),
        // A spreadsheet removes the zeros of a whole column.
        DataProblem::UnknownCode { cell, near: Some(near), .. } if near.lost_zeros_in(&cell.text) => {
            (cell, "0".to_string())
        }
        DataProblem::UnknownCode { cell, zeros, .. } if !zeros.is_empty() => (cell, "0?".to_string()),
        DataProblem::UnknownCode { cell, near: Some(_), .. } => (cell, cell.text.clone()),
        DataProblem::UnknownCode { cell, near: None, .. } => (cell, problem.advice().concat()),
        DataProblem::UnitDiffers { cell, declared, code } => (cell, format!("{declared:?} {code} {}", cell.text)),
        DataProblem::NotInOrder { cell, .. }
        | DataProblem::BadYear { cell, .. }
        | DataProblem::BadQuarter { cell, .. } => (cell, cell.text.clone()),
        DataProblem::YearNotCovered { cell, year, .. } => (cell, year.to_string()),
        DataProblem::NotTaken { cell, role, code, .. } => (cell, format!("{role} {code}")),
        DataProblem::EmptyKey { key, beside, .. } => {
            return Some((problem.code(), None, format!("{} {beside:?}", key.word())));
        }
        _ => return None,
    };
    Some((problem.code(), cell.place.column.clone(), said))
}

/// The wording for a cell, without its own text.
fn said(error: &CellError, text: &str, unit: Option<&str>, format: Option<NumberFormat>) -> Option<String> {
    Some(match error {
        CellError::WrongUnit { found, .. } => format!("{found} {unit:?}"),
        CellError::Grouping { .. } => format!("{format:?}"),
        CellError::Scientific | CellError::Date | CellError::Formula | CellError::Struck | CellError::Seen => {
            String::new()
        }
        CellError::OtherTens(tens) | CellError::InFull(tens) => format!("{} {}", tens.words, tens.left_out),
        CellError::Magnitude { word, .. } => word.clone(),
        CellError::Words | CellError::Spreadsheet | CellError::Malformed { .. } | CellError::Note { .. } => {
            text.to_string()
        }
        CellError::Ambiguous { .. }
        | CellError::Range
        | CellError::Many
        | CellError::Twice { .. }
        | CellError::Reversed { .. }
        | CellError::Parentheses { .. }
        | CellError::TooManyDigits { .. } => return None,
    })
}
