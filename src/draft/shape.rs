//! How a found table is laid out: which column is which, of which year, and what its cells say.

use super::figures::{self, Says, Style};
use super::roles::{self, OTHER_PART, Role, Said};
use crate::audit::words::tokens;
use crate::office::{Content, Found, RowIs, letters, said};

/// A found table with its columns told apart.
#[derive(Debug, Clone)]
pub struct Shape<'f> {
    /// The table.
    pub found: &'f Found,
    /// What each heading says; columns that are not used for what they say are `Unknown`.
    pub heads: Vec<Said>,
    /// What each cell says, by column, then row.
    pub says: Vec<Vec<Says>>,
    /// The column of codes.
    pub code: Option<usize>,
    /// The column of names.
    pub name: usize,
    /// The column of objectives.
    pub objective: Option<usize>,
    /// The column of units.
    pub unit: Option<usize>,
    /// The column that says which way is better.
    pub way: Option<usize>,
    /// The year of what names none.
    pub year: i32,
}

/// Why no package can be made of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    /// No column holds names.
    Names,
    /// No column holds figures of indicators.
    Figures,
    /// Nothing says which year it is about.
    Year,
    /// Its rows are of several years.
    YearsInRows,
}

impl<'f> Shape<'f> {
    /// Tells the columns of a table apart. `year` is the one asked for, `hints` are texts that may name it.
    pub fn of(found: &'f Found, year: Option<i32>, hints: &[&str]) -> Result<Shape<'f>, Lacks> {
        let style = Style::of(found.rows.iter().flat_map(|row| &row.cells));
        let column = |at: usize| {
            let cells: Vec<_> = found.rows.iter().map(|row| &row.cells[at]).collect();
            figures::read(&cells, style)
        };
        let says: Vec<Vec<Says>> = (0..found.heads.len()).map(column).collect();
        let mut heads: Vec<Said> = found.heads.iter().map(roles::said).collect();
        let things: Vec<usize> = (0..found.rows.len()).filter(|row| found.rows[*row].is == RowIs::Thing).collect();
        let first = |role: Role| heads.iter().position(|head| head.role == role);
        let texts = |at: usize| distinct(&says[at], &things);
        let longest = |role: Role| {
            let own = (0..heads.len()).filter(|at| heads[*at].role == role && texts(*at) > 0);
            own.max_by_key(|at| (texts(*at), std::cmp::Reverse(*at)))
        };
        let name = first(Role::Name).filter(|at| texts(*at) > 0).or_else(|| longest(Role::Level));
        let name = name.or_else(|| longest(Role::Unknown)).or_else(|| longest(Role::Objective)).ok_or(Lacks::Names)?;
        let (code, objective, unit) =
            (first(Role::Code), nearest_objective(&heads, name, &|at| texts(at) > 0), first(Role::Unit));
        let way = first(Role::Way);
        let in_rows = year_column(found, &says, &things)?;
        for at in 0..heads.len() {
            let numbers = things.iter().filter(|row| matches!(says[at][**row], Says::Number(_))).count();
            let holds_figures = matches!(
                heads[at].role,
                Role::Target | Role::Real | Role::Achieved | Role::Budget | Role::Spent | Role::Absorbed
            );
            // A heading of figures without any figure may be left as it is: a form not filled in.
            if holds_figures && numbers == 0 && things.iter().any(|row| matches!(says[at][*row], Says::Words(_))) {
                heads[at].role = Role::Unknown;
            }
        }
        let of_figures = |head: &&Said| matches!(head.role, Role::Target | Role::Real | Role::Achieved | Role::Unknown);
        let of_heads =
            heads.iter().filter(of_figures).filter(|head| !head.elsewhere).filter_map(|head| head.year).max();
        let year = year.or(in_rows).or(of_heads).or_else(|| year_in(found, hints)).ok_or(Lacks::Year)?;
        Ok(Shape { found, heads, says, code, name, objective, unit, way, year })
    }

    /// What a cell says.
    pub fn cell(&self, column: usize, row: usize) -> &Says {
        &self.says[column][row]
    }

    /// Whether a cell holds a formula without a value, or an error.
    pub fn is_faulty(&self, column: usize, row: usize) -> bool {
        matches!(self.found.rows[row].cells[column], Some(Content::Uncomputed(_) | Content::Error(_)))
    }

    /// What stands in a cell, in one line.
    pub fn text(&self, column: usize, row: usize) -> String {
        self.found.rows[row].cells[column].as_ref().map(|content| said(content).into_owned()).unwrap_or_default()
    }

    /// Where a cell stands: `sel D7`.
    pub fn place(&self, column: usize, row: usize) -> String {
        let own = &self.found.rows[row];
        let number = own.from.get(column).copied().unwrap_or(own.number);
        format!("{}{number}", letters(self.found.heads[column].column))
    }

    /// What a column is called: all its words, top down.
    pub fn title(&self, column: usize) -> String {
        let levels =
            self.found.heads[column].levels.iter().map(|level| level.split_whitespace().collect::<Vec<_>>().join(" "));
        levels.collect::<Vec<_>>().join(" · ").replace(['"', '“', '”', ';'], "'")
    }

    /// Columns with figures whose heading says nothing known.
    pub fn unknown_figures(&self) -> Vec<usize> {
        let is_figures = |at: &usize| {
            let numbers = self.says[*at].iter().filter(|says| matches!(says, Says::Number(_))).count();
            self.heads[*at].role == Role::Unknown && *at != self.name && numbers > 0
        };
        (0..self.heads.len()).filter(is_figures).collect()
    }

    /// Columns that hold this of a whole year, in order.
    pub fn columns(&self, role: Role) -> Vec<usize> {
        (0..self.heads.len()).filter(|at| self.heads[*at].role == role && self.heads[*at].part.is_none()).collect()
    }

    /// Columns that hold this of a quarter.
    pub fn quarters(&self, role: Role) -> Vec<(usize, u8)> {
        let of = |at: usize| self.heads[at].part.filter(|part| *part != OTHER_PART).map(|part| (at, part));
        (0..self.heads.len()).filter(|at| self.heads[*at].role == role).filter_map(of).collect()
    }
}

/// The objective next to the names: left of them stand wider ones.
fn nearest_objective(heads: &[Said], name: usize, is_filled: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut own = (0..heads.len()).filter(|at| heads[*at].role == Role::Objective && *at != name && is_filled(*at));
    let before = own.clone().rfind(|at| *at < name);
    before.or_else(|| own.next())
}

/// How many different texts a column has.
fn distinct(says: &[Says], rows: &[usize]) -> usize {
    let words = rows.iter().filter_map(|row| match &says[*row] {
        Says::Words(words) => Some(words.as_str()),
        Says::Blank | Says::Nothing | Says::Number(_) | Says::Range(_) => None,
    });
    words.collect::<std::collections::BTreeSet<_>>().len()
}

/// The year of a column `Tahun`, where all rows have the same.
fn year_column(found: &Found, says: &[Vec<Says>], rows: &[usize]) -> Result<Option<i32>, Lacks> {
    let is_years = |head: &crate::office::Head| head.levels.last().is_some_and(|level| tokens(level) == ["tahun"]);
    let Some(at) = found.heads.iter().position(is_years) else { return Ok(None) };
    let years: std::collections::BTreeSet<i32> = rows
        .iter()
        .filter_map(|row| match &says[at][*row] {
            Says::Number(number) => number.value.small_ratio().and_then(|(year, _)| i32::try_from(year).ok()),
            Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => None,
        })
        .filter(|year| (1990..=2099).contains(year))
        .collect();
    match years.len() {
        0 => Ok(None),
        1 => Ok(years.first().copied()),
        _ => Err(Lacks::YearsInRows),
    }
}

/// The year that the titles name, else the name of the sheet or file.
fn year_in(found: &Found, hints: &[&str]) -> Option<i32> {
    let above = found.above.iter().rev().map(|line| line.text.as_str());
    above.chain(hints.iter().copied()).find_map(|text| {
        let words = tokens(text);
        let year = |word: &String| word.parse().ok().filter(|year| word.len() == 4 && (1990..=2099).contains(year));
        words.iter().rev().find_map(year)
    })
}
