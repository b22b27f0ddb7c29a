//! Which values a person may enter for an unknown: the step and the range, each with where it comes from.

use super::state::{Given, Target, View};
use crate::check::{self, Ranges};
use crate::data::{Content, Dataset, Field};
use crate::number::{Bound, Exact, Interval};
use crate::program::Program;
use crate::program::Role;
use crate::program::intervals::say;
use crate::seek::Grid;
use crate::syntax::ast::Direction;
use rust_decimal::Decimal;

/// Decimals where neither rules nor data say any.
const USUAL_DECIMALS: u32 = 2;

/// The values of an unknown.
#[derive(Debug, Clone)]
pub struct Entries {
    /// On a grid.
    pub grid: Grid,
    /// The range the grid lies in.
    pub range: Interval,
    /// `25 sampai 100, langkah 0,01 (menurut data)`
    pub words: String,
}

/// The values that may be entered for a target; the reason when there are none.
pub fn entries(view: &View, data: &Dataset, target: &Target) -> Result<Entries, String> {
    let name = view.program().by_code.get(&target.code);
    let version = name.and_then(|name| view.program().version(*name, target.when.year));
    let Some(version) = version else {
        return Err(format!("{} tidak berlaku tahun {}", target.code, target.when.year));
    };
    let is_money = matches!(target.role, Role::Budget | Role::Spent);
    if !version.order.is_empty() && matches!(target.role, Role::Main | Role::Target) {
        return Err(format!(
            "{} berisi kata ({}), yang dapat dicari hanya angka",
            target.code,
            version.order.join(", ")
        ));
    }
    let is_ranged = version.kind.indicator().is_some_and(|one| one.direction == Direction::Range);
    if is_ranged && target.role == Role::Target {
        return Err(format!("target {} berupa rentang; cari target_bawah atau target_atas", target.code));
    }
    let range = match target.role {
        Role::Main | Role::Target | Role::TargetLow | Role::TargetHigh => Ranges::scale(version),
        _ => Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded),
    };
    let (step, source) = match (version.step, decimals(data, target)) {
        _ if is_money => (Decimal::ONE, "rupiah penuh"),
        (Some(step), _) => (step, "menurut aturan"),
        (None, Some(decimals)) => (Decimal::new(1, decimals), "seperti dalam data"),
        (None, None) => (Decimal::new(1, USUAL_DECIMALS), "dua desimal"),
    };
    let step = Exact::from(step);
    let words = format!("{}, langkah {} ({source})", say(&range), super::show::number(&step));
    match Grid::new(step, &range) {
        Some(grid) => Ok(Entries { grid, range, words }),
        None => Err(format!("tidak ada angka yang dapat diisikan untuk {} ({words})", target.code)),
    }
}

/// The most decimals that the data have of it.
fn decimals(data: &Dataset, target: &Target) -> Option<u32> {
    let field = match target.role {
        Role::Main => Field::Value,
        Role::Target | Role::TargetLow | Role::TargetHigh => Field::Target,
        _ => return None,
    };
    let columns = data.columns().filter(|(key, _)| *key.code == *target.code && key.field == field);
    let cells = columns.flat_map(|(_, column)| column.iter().flatten());
    let in_data = cells.filter_map(|datum| match datum.content {
        Content::Number(number) => Some(number.scale()),
        _ => None,
    });
    in_data.max()
}

/// Why a value cannot stand for a target: outside of its scale, no word of its order; with the regulations behind it.
pub fn refused(program: &Program, target: &Target, value: &Given) -> Option<(String, Vec<String>)> {
    let name = program.by_code.get(&target.code)?;
    let Some(version) = program.version(*name, target.when.year) else {
        return Some((
            format!("tidak dapat dipakai: {} tidak berlaku tahun {}", target.code, target.when.year),
            Vec::new(),
        ));
    };
    let content = match value {
        Given::Number(number) => Content::Number(*number),
        Given::Word(word) => Content::Text(word.as_str().into()),
    };
    check::stated_refused(version, target.role, &content)
}
