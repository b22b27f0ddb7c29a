//! Rows below an indicator that say what it was counted from: `a. Jumlah layanan tepat waktu | 81` below a share with its own
//! target and realisation. They are quantities; whether an office wants them as indicators it is asked.

use super::figures::Says;
use super::names;
use super::pairs::Measured;
use super::questions::listed;
use super::roles::Role;
use super::shape::Shape;
use super::things::Thing;

/// Marks them.
pub fn mark(shape: &Shape, things: &mut [Thing], measured: &Measured) {
    let of_years = |pick: &dyn Fn(&super::pairs::YearColumns) -> Option<usize>| -> Vec<usize> {
        measured.years.iter().filter_map(pick).collect()
    };
    let with = |mut own: Vec<usize>, role: Role| {
        own.extend(shape.quarters(role).into_iter().map(|(at, _)| at));
        own
    };
    let targets = with(of_years(&|year| year.target), Role::Target);
    let reals = with(of_years(&|year| year.real), Role::Real);
    let achieved = of_years(&|year| year.achieved);
    let says = |columns: &[usize], row: usize| columns.iter().any(|at| *shape.cell(*at, row) != Says::Blank);
    let counters: Vec<usize> =
        (0..shape.heads.len()).filter(|at| matches!(shape.heads[*at].role, Role::Counter | Role::Code)).collect();
    let number = |row: usize| {
        let own = &shape.found.rows[row];
        let at = counters.iter().find(|at| own.cells[**at].is_some() && own.from[**at] == own.number);
        at.map(|at| shape.text(*at, row))
    };
    let is_numbered = |row: usize| number(row).is_some_and(|number| !is_letter(&number));
    // The indicator above, with whether it is numbered; what stands between is counted for it too.
    let mut over: Option<(usize, bool)> = None;
    for thing in things {
        let row = thing.row;
        let is_number = reals.iter().any(|at| matches!(shape.cell(*at, row), Says::Number(_)));
        let is_lone = is_number && !says(&targets, row) && !says(&achieved, row);
        let is_below = over.is_some_and(|(_, numbered)| {
            let is_counted = numbered && !is_numbered(row) && counts(&thing.name);
            names::part(&thing.name).is_some() || number(row).is_some_and(|number| is_letter(&number)) || is_counted
        });
        if is_lone && is_below {
            thing.component = over.map(|(row, _)| row);
        } else {
            over = (says(&targets, row) && says(&reals, row)).then(|| (row, is_numbered(row)));
        }
    }
}

/// `a.`, which numbers parts of what stands above.
fn is_letter(number: &str) -> bool {
    let bare = number.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() == 1 && bare.starts_with(|c: char| c.is_ascii_lowercase())
}

/// `Jumlah layanan`, `Pembilang: …`
fn counts(name: &str) -> bool {
    let first = name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    ["jumlah", "pembilang", "penyebut", "numerator", "denominator"].contains(&first.to_lowercase().as_str())
}

/// What is asked about them.
pub fn asked(shape: &Shape, things: &[Thing]) -> Option<String> {
    let own: Vec<&Thing> = things.iter().filter(|thing| thing.component.is_some()).collect();
    let first = own.first()?;
    let over = things.iter().find(|thing| Some(thing.row) == first.component)?;
    let few: Vec<String> = own.iter().take(MOST).map(|thing| thing.code.clone()).collect();
    let more = if own.len() > MOST { format!(" dan {} lagi", own.len() - MOST) } else { String::new() };
    let rows: Vec<usize> = own.iter().map(|thing| thing.row).collect();
    Some(format!(
        "baris {} tanpa target di bawah indikatornya ditulis sebagai besaran ({}{more}), misalnya {} di bawah {}. Bila \
         bagian hitungannya, tulis rumusnya; bila indikator sendiri, beri targetnya.",
        shape.rows_said(&rows),
        listed(&few),
        first.code,
        over.code
    ))
}

/// So many are named.
const MOST: usize = 6;
