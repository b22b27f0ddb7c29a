//! Which year a table is about: a column of years, its titles, the name of its sheet or file.

use super::figures::Says;
use super::roles::{Role, Said};
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
        (_, None) => {
            // The one that the title names too, else that of most rows; of several the last.
            let titled = Titled::of(&found.above).year;
            let count = |year: i32| rows.iter().filter(|row| year_of(&says[at][**row]) == Some(year)).count();
            let likely = years.iter().copied().max_by_key(|year| (titled == Some(*year), count(*year), *year));
            Err(likely.map_or(Lacks::Year, Lacks::YearsInRows))
        }
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

/// The last year that the headings of figures name. Where only a target is of it, as of the end of a plan, the one before that
/// something was realised in counts, if the title names that or an achievement none.
pub fn of_figures(heads: &[Said], said: Option<i32>) -> Option<i32> {
    let last = |roles: &[Role]| {
        let own = heads.iter().filter(|head| roles.contains(&head.role) && !head.elsewhere);
        own.filter_map(|head| head.year).max()
    };
    let all = last(&[Role::Target, Role::Real, Role::Achieved, Role::Unknown])?;
    // `Realisasi 2023` beside `Realisasi`: what names no year is of another one, which a title has to say.
    if is_beside_plain(heads) {
        return said.filter(|said| *said >= all);
    }
    let realised = last(&[Role::Real, Role::Achieved, Role::Unknown]).filter(|year| *year < all);
    let has_open = heads.iter().any(|head| head.role == Role::Achieved && head.year.is_none());
    let counts = |year: &i32| said == Some(*year) || has_open && said != Some(all);
    Some(realised.filter(counts).unwrap_or(all))
}

/// Whether a heading of figures names a year and another one of the same names none.
fn is_beside_plain(heads: &[Said]) -> bool {
    let is_of = |role: Role, in_year: bool| {
        let is_whole = |head: &&Said| head.part.is_none() && head.until.is_none() && !head.elsewhere;
        heads.iter().filter(is_whole).any(|head| head.role == role && head.year.is_some() == in_year)
    };
    [Role::Target, Role::Real].into_iter().any(|role| is_of(role, true) && is_of(role, false))
}

/// The years that the title and the headings name, where these are others and some headings of figures name none: those may be
/// of either, `Target | Realisasi 2024 | Capaian` below `Kinerja Tahun 2025`.
pub fn disputed(found: &Found, heads: &[Said]) -> Option<Vec<i32>> {
    let titled = Titled::of(&found.above).year?;
    let is_figure = |head: &&Said| {
        matches!(head.role, Role::Target | Role::Real | Role::Achieved) && !head.elsewhere && head.part.is_none()
    };
    let mut years: Vec<i32> = heads.iter().filter(is_figure).filter_map(|head| head.year).collect();
    let has_plain = heads.iter().filter(is_figure).any(|head| head.year.is_none());
    if years.is_empty() || years.contains(&titled) || !has_plain || is_beside_plain(heads) {
        return None;
    }
    years.push(titled);
    years.sort_unstable();
    years.dedup();
    Some(years)
}

/// The year that a table of money is of: the one that is said elsewhere, where a heading names it too or none does; else the last that
/// one names.
pub fn of_budgets(heads: &[Said], said: Option<i32>) -> Option<i32> {
    let is_money = |head: &&Said| matches!(head.role, Role::Budget | Role::Spent) && !head.elsewhere;
    let years: BTreeSet<i32> = heads.iter().filter(is_money).filter_map(|head| head.year).collect();
    let is_alone = !heads.iter().any(|head| matches!(head.role, Role::Target | Role::Achieved | Role::Real));
    let last = years.last().copied().filter(|_| is_alone || said.is_none());
    said.filter(|year| last.is_none() || years.contains(year)).or(last)
}

/// Columns that name their year alone: a heading that the report writes moves on with the year of the package, while one in
/// quotes stays. A table of more than two years is one of a plan, whose years stay.
pub fn of_running_year(shows: &str, title: &str, own: i32, years: &[i32]) -> Option<String> {
    const WORDS: [&str; 6] = ["target", "realisasi", "nilai", "capaian", "pagu", "serapan"];
    let (word, year) = match shows.split_once('[') {
        Some((word, year)) => (word, year.strip_suffix(']')?.parse().ok()?),
        None => (shows, own),
    };
    let (named, of) = title.rsplit_once(' ')?;
    let mut letters = named.chars();
    let is_plain = letters.next().is_some_and(char::is_uppercase) && named.to_lowercase() == word;
    let is_lower = letters.all(char::is_lowercase);
    if !WORDS.contains(&word) || !is_plain || !is_lower || of.parse() != Ok(year) || years.len() > 2 {
        return None;
    }
    match own - year {
        0 => Some(format!("{word}[tahun]")),
        1 => Some(format!("{word}[tahun-1]")),
        _ => None,
    }
}
