//! Fractions without a sign beside percentages: `0,97` next to `95%` is 97% or less than one.

use super::figures::{Number, Says, at_most, is_printed, shown};
use super::pairs::Measured;
use super::roles::Role;
use super::shape::Shape;
use super::things::{Thing, unit_of};
use crate::number::{Exact, Places};

/// A cell with such a fraction.
#[derive(Debug, Clone, PartialEq)]
pub struct Fraction {
    /// Its column.
    pub column: usize,
    /// Where it stands: `E5`.
    pub place: String,
    /// What stands there.
    pub printed: String,
    /// Whether the printed achievement says that it is a percentage; it is read so then.
    pub is_told: bool,
}

/// Finds them, and reads those as percentages that a printed achievement tells to be.
pub fn settle(shape: &mut Shape, rows: &[usize]) -> Vec<Fraction> {
    let mut all = Vec::new();
    for &row in rows {
        let of_figures = |at: &usize| matches!(shape.heads[*at].role, Role::Target | Role::Real);
        let figures: Vec<usize> = (0..shape.heads.len()).filter(of_figures).collect();
        for &at in &figures {
            let Says::Number(own) = shape.cell(at, row) else { continue };
            if !is_fraction(own) {
                continue;
            }
            let year_of = |at: usize| shape.heads[at].year.unwrap_or(shape.year);
            let year = year_of(at);
            let signed = |is_of_year: bool| {
                let beside = figures.iter().filter(|other| **other != at && (year_of(**other) == year) == is_of_year);
                let percent = beside.filter_map(|other| {
                    let Says::Number(number) = shape.cell(*other, row) else { return None };
                    let is_percent = number.unit.is_none() && of_percent(shape, row) && number.value > Exact::ONE;
                    (number.unit.as_deref() == Some("%") || is_percent).then_some((*other, number))
                });
                percent.collect::<Vec<(usize, &Number)>>()
            };
            let (others, signed) = (signed(false), signed(true));
            // Far below what the thing was in all other years.
            if signed.is_empty() {
                let is_far = others.iter().all(|(_, number)| number.value >= Exact::from(20_i64));
                if is_far && !others.is_empty() {
                    let (place, printed) = (shape.place(at, row), shown(&own.value, own.places));
                    all.push(Fraction { column: at, place, printed, is_told: false });
                }
                continue;
            }
            let mut told = Vec::new();
            for (other, number) in &signed {
                for (column, head) in shape.heads.iter().enumerate() {
                    let Says::Number(printed) = shape.cell(column, row) else { continue };
                    if head.role != Role::Achieved || head.year.unwrap_or(shape.year) != year {
                        continue;
                    }
                    let is_real = shape.heads[at].role == Role::Real && shape.heads[*other].role == Role::Target;
                    if is_real {
                        told.push((
                            gives(&own.value, &number.value, printed),
                            gives(&hundred(own), &number.value, printed),
                        ));
                    } else {
                        told.push((
                            gives(&number.value, &own.value, printed),
                            gives(&number.value, &hundred(own), printed),
                        ));
                    }
                }
            }
            // The same figure in percent, as a quarter is that of its year.
            let is_again = |(other, number): &(usize, &Number)| {
                let is_alike = shape.heads[*other].role == shape.heads[at].role
                    && shape.heads[*other].part != shape.heads[at].part;
                (is_alike && number.value == hundred(own)).then_some((false, true))
            };
            told.extend(signed.iter().find_map(is_again));
            let (as_it_is, as_percent) = (told.iter().any(|told| told.0), told.iter().any(|told| told.1));
            if as_it_is && !as_percent {
                continue;
            }
            let (place, printed) = (shape.place(at, row), shown(&own.value, own.places));
            let is_told = as_percent && !as_it_is;
            // Without a sign only what is far larger makes a small one strange.
            let is_strange = |number: &Number| number.unit.is_some() || number.value >= Exact::from(20_i64);
            if !is_told && !signed.iter().any(|(_, number)| is_strange(number)) {
                continue;
            }
            if is_told {
                let places = Places::new((own.places.get() - 2).max(0)).unwrap_or(own.places);
                let number = Number { value: hundred(own), places, unit: Some("%".into()), ..own.clone() };
                shape.says[at][row] = Says::Number(number);
            }
            all.push(Fraction { column: at, place, printed, is_told });
        }
    }
    all
}

/// Whether the figures of a row are in percent by its unit.
fn of_percent(shape: &Shape, row: usize) -> bool {
    let name = shape.text(shape.name, row).to_lowercase();
    let by_name = ["persentase", "prosentase", "persen "].iter().any(|word| name.trim_start().starts_with(word));
    by_name && shape.unit.is_none()
        || shape.unit.and_then(|at| unit_of(&shape.text(at, row))).is_some_and(|unit| unit == "persen")
}

fn is_fraction(number: &Number) -> bool {
    let value = &number.value;
    number.unit.is_none() && !value.is_zero() && !value.is_negative() && *value <= Exact::ONE
}

fn hundred(number: &Number) -> Exact {
    number.value.clone() * Exact::from(100_i64)
}

/// Whether a realisation against a target is the achievement that is printed, the higher the better or the lower.
fn gives(real: &Exact, target: &Exact, printed: &Number) -> bool {
    let Some(ratio) = real.clone().checked_div(target) else { return false };
    let places = at_most(printed.places, 6);
    let mirrored = Exact::from(2_i64) - ratio.clone();
    [ratio, mirrored].into_iter().any(|ratio| is_printed(&(ratio * Exact::HUNDRED), &printed.value, places))
}

/// The questions that are left, of the columns that are used.
pub fn asked(all: &[Fraction], used: &[usize]) -> Vec<String> {
    let open = all.iter().filter(|one| !one.is_told && used.contains(&one.column));
    let open: Vec<String> = open.map(|one| format!("sel {} ({})", one.place, one.printed)).collect();
    if open.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "{} di samping angka persen: persen kurang dari satu, atau bagian dari satu (0,97 = 97%)? Tertulis seperti yang \
         pertama.",
        open.join(", ")
    )]
}

/// What is told of those that were read as percentages.
pub fn told(all: &[Fraction]) -> Vec<String> {
    let read: Vec<String> =
        all.iter().filter(|one| one.is_told).map(|one| format!("sel {} ({})", one.place, one.printed)).collect();
    if read.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "dibaca sebagai bagian dari satu (0,97 = 97%), seperti capaian atau angka lain di barisnya: {}",
        read.join(", ")
    )]
}

/// Figures up to one whose unit is percent, in rows where no sign stands: `0,8` of 80% or less than one percent.
pub fn unsigned(shape: &Shape, things: &[Thing], measured: &Measured) -> Option<String> {
    let columns = measured.years.iter().flat_map(|year| [year.target, year.real]).flatten().collect::<Vec<_>>();
    let mut cells = Vec::new();
    for thing in things.iter().filter(|thing| thing.unit.as_deref() == Some("persen")) {
        let own = columns.iter().filter_map(|at| match shape.cell(*at, thing.row) {
            Says::Number(number) if !number.value.is_zero() => Some((*at, number)),
            Says::Number(_) | Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => None,
        });
        let own: Vec<(usize, &Number)> = own.collect();
        let is_open = !own.is_empty() && own.iter().all(|(_, number)| is_fraction(number));
        let first = own.first().filter(|_| is_open);
        cells.extend(
            first.map(|(at, number)| {
                format!("{} ({})", shape.place(*at, thing.row), shown(&number.value, number.places))
            }),
        );
    }
    // Beside other small percentages a small one is nothing strange.
    let others = things.iter().filter(|thing| thing.unit.as_deref() == Some("persen"));
    let others = others.flat_map(|thing| columns.iter().map(|at| shape.cell(*at, thing.row)));
    let is_small = |says: &Says| match says {
        Says::Number(number) => number.value > Exact::ONE && number.value < Exact::from(20_i64),
        Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => false,
    };
    if others.into_iter().any(is_small) {
        return None;
    }
    let more = if cells.len() > 8 { format!(", dan {} baris lain", cells.len() - 8) } else { String::new() };
    cells.truncate(8);
    (!cells.is_empty()).then(|| {
        format!(
            "sel {}{more} bersatuan persen tanpa tanda %: persen kurang dari satu, atau bagian dari satu (0,97 = 97%)? Tertulis seperti yang pertama.",
            cells.join(", ")
        )
    })
}
