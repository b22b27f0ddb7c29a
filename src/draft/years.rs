//! Which year a table is about: a column of years, its titles, the name of its sheet or file.

use super::figures::Says;
use super::shape::Lacks;
use crate::audit::words::tokens;
use crate::calendar::{PRINTED_YEARS, printed_year};
use crate::office::{Found, Head, Titled, year_of as titled_year};
use std::collections::BTreeSet;

/// Whether a column is that of years, `Tahun`.
pub fn is_of_years(head: &Head) -> bool {
    head.levels.last().is_some_and(|level| tokens(level) == ["tahun"])
}

/// The year of a column `Tahun`, and that column where only some of its rows are of the year asked for.
pub fn year_column(
    found: &Found,
    says: &[Vec<Says>],
    rows: &[usize],
    asked: Option<i32>,
) -> Result<(Option<i32>, Option<usize>), Lacks> {
    let Some(at) = found.heads.iter().position(is_of_years) else { return Ok((None, None)) };
    let years: BTreeSet<i32> = rows.iter().filter_map(|row| year_of(&says[at][*row])).collect();
    match (years.len(), asked) {
        (0, _) => Ok((None, None)),
        (_, Some(asked)) if years.contains(&asked) => Ok((Some(asked), (years.len() > 1).then_some(at))),
        (1, None) => Ok((years.first().copied(), None)),
        (_, Some(_)) => Err(Lacks::OtherYears),
        (_, None) => Err(years.last().map_or(Lacks::Year, |last| Lacks::YearsInRows(*last))),
    }
}

/// The year that a cell says.
pub fn year_of(says: &Says) -> Option<i32> {
    let Says::Number(number) = says else { return None };
    let (year, one) = number.value.small_ratio()?;
    i32::try_from(year).ok().filter(|year| one == 1 && PRINTED_YEARS.contains(year))
}

/// The year that the titles name, else the name of the sheet or file; running text names many, and counts only where it names one.
pub fn year_in(found: &Found, hints: &[&str]) -> Option<i32> {
    let of_titles = || Titled::of(&found.above).year;
    let of_hints = || hints.iter().find_map(|text| titled_year(text));
    let in_text = || match years_in_text(found).as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    of_titles().or_else(of_hints).or_else(in_text)
}

/// The years that the lines above a table name, each once.
pub fn years_in_text(found: &Found) -> Vec<i32> {
    let words = found.above.iter().flat_map(|line| tokens(&line.text));
    let mut years: Vec<i32> = words.filter_map(|word| printed_year(&word)).collect();
    years.sort_unstable();
    years.dedup();
    years
}
