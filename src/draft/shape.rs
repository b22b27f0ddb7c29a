//! How a found table is laid out: which column is which, of which year, and what its cells say.

use super::among::{beside_others, budgets_changed, without_units};
use super::figures::{self, Says, Style};
use super::joined::Part;
use super::names;
use super::own_units::Signed;
use super::package::value;
use super::roles::{self, OTHER_PART, Role, Said};
use super::told::{few, spans};
use super::until;
use super::years::{disputed, is_of_years, of_budgets, of_figures, year_column, year_in, year_of, years_in_text};
use crate::audit::words::tokens;
use crate::office::{Content, Found, RowIs, letters, said};
use std::collections::BTreeSet;

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
    /// A column of years, where only the rows of this year are read.
    pub only: Option<usize>,
    /// Another year that the table says it is of, where one was asked for.
    pub says_year: Option<i32>,
    /// The column that tells rows of the same name apart.
    pub apart: Option<usize>,
    /// Whether it tells all rows apart without their names.
    pub apart_alone: bool,
    /// A heading that says realisation and holds words.
    pub reals_in_words: Option<usize>,
    /// The last quarter of figures from the beginning of the year, where those are the quarters of the table.
    pub cumulative: Option<u8>,
    /// Figures of money whose sign leaves open what they are in.
    pub signed: Vec<Signed>,
    /// Those that say what they are in and were read as their column is, by column and row.
    pub restated: BTreeSet<(usize, usize)>,
    /// The tables that its rows come from, where there are several.
    pub parts: &'f [Part],
}

/// Why no package can be made of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacks {
    /// No column holds names.
    Names,
    /// No column holds figures of indicators.
    Figures,
    /// Several columns hold figures, and the headings of none say what they are: these.
    Unnamed(Vec<String>),
    /// Nothing says which year it is about.
    Year,
    /// Only running text above it names years: these.
    YearsInText(Vec<i32>),
    /// Its title names another year than its headings, and some headings of figures name none: these.
    YearsApart(Vec<i32>),
    /// Its rows are of several years, of which this is the last.
    YearsInRows(i32),
    /// No row is of the year asked for.
    OtherYears,
    /// It lists persons.
    Persons,
    /// It has more rows than a package has indicators.
    Bounds,
}

impl<'f> Shape<'f> {
    /// Tells the columns of a table apart. `year` is the one asked for, `hints` are texts that may name it.
    pub fn of(found: &'f Found, parts: &'f [Part], year: Option<i32>, hints: &[&str]) -> Result<Shape<'f>, Lacks> {
        let style = Style::of(found.rows.iter().flat_map(|row| &row.cells));
        let column = |at: usize| {
            let cells: Vec<_> = found.rows.iter().map(|row| &row.cells[at]).collect();
            figures::read(&cells, style)
        };
        let says: Vec<Vec<Says>> = (0..found.heads.len()).map(column).collect();
        let mut heads: Vec<Said> =
            found.heads.iter().map(|head| roles::said(&without_units(head, &found.heads))).collect();
        let things: Vec<usize> = (0..found.rows.len()).filter(|row| found.rows[*row].is == RowIs::Thing).collect();
        let first = |role: Role| heads.iter().position(|head| head.role == role);
        let texts = |at: usize| distinct(&says[at], &things);
        // Dates and numbers are no names, nor are those of persons.
        let is_words = |says: &Says| matches!(says, Says::Words(words) if words.contains(char::is_alphabetic));
        let may_name = |at: usize, role: Role| {
            let mut levels = found.heads[at].levels.iter().flat_map(|level| tokens(level));
            let is_people = role == Role::Note && levels.any(|word| PEOPLE.contains(&word.as_str()));
            !is_people && things.iter().any(|row| is_words(&says[at][*row]))
        };
        let longest = |role: Role| {
            let own = (0..heads.len()).filter(|at| heads[*at].role == role && may_name(*at, role));
            own.max_by_key(|at| (texts(*at), std::cmp::Reverse(*at)))
        };
        let name = first(Role::Name).filter(|at| texts(*at) > 0).or_else(|| longest(Role::Level));
        let name = [Role::Unknown, Role::Objective, Role::Note, Role::Grade]
            .into_iter()
            .fold(name, |name, role| name.or_else(|| longest(role)));
        let name = name.ok_or(Lacks::Names)?;
        let (code, objective, unit) =
            (first(Role::Code), nearest_objective(&heads, name, &|at| texts(at) > 0), first(Role::Unit));
        let way = first(Role::Way);
        let is_named = |at: usize| heads[at].role == Role::Name;
        if first(Role::Person).is_some() && !is_named(name) && !says_figures(&heads) {
            return Err(Lacks::Persons);
        }
        let (in_rows, only) = year_column(found, &says, &things, year)?;
        let mut reals_in_words = None;
        for at in 0..heads.len() {
            let numbers = things.iter().filter(|row| matches!(says[at][**row], Says::Number(_))).count();
            let holds_figures = matches!(
                heads[at].role,
                Role::Target | Role::Real | Role::Achieved | Role::Budget | Role::Spent | Role::Absorbed
            );
            // A heading of figures without any figure may be left as it is: a form not filled in.
            if holds_figures && numbers == 0 && things.iter().any(|row| matches!(says[at][*row], Says::Words(_))) {
                let is_real = heads[at].role == Role::Real;
                reals_in_words = reals_in_words.or(is_real.then_some(at));
                heads[at].role = Role::Unknown;
            }
            // Grades are few; where nearly each row has its own words they tell something else.
            if heads[at].role == Role::Grade && texts(at) > MOST_GRADES && texts(at) * 2 > things.len() {
                heads[at].role = Role::Note;
            }
        }
        beside_others(found, &mut heads);
        budgets_changed(found, &mut heads, &says);
        let cumulative = until::settle(&mut heads);
        let said_above = year_in(found, hints);
        let of_heads = of_figures(&heads, said_above);
        let said = in_rows.or(of_heads).or_else(|| of_budgets(&heads, said_above));
        let says_year = said.filter(|said| year.is_some_and(|year| year != *said));
        if let Some(years) = disputed(found, &heads).filter(|_| year.is_none() && in_rows.is_none()) {
            return Err(Lacks::YearsApart(years));
        }
        let year = year.or(said).ok_or_else(|| match years_in_text(found) {
            years if years.is_empty() => Lacks::Year,
            years => Lacks::YearsInText(years),
        })?;
        let apart = None;
        let mut shape = Shape {
            found,
            heads,
            says,
            code,
            name,
            objective,
            unit,
            way,
            year,
            only,
            says_year,
            apart,
            apart_alone: false,
            reals_in_words,
            cumulative,
            signed: Vec::new(),
            restated: BTreeSet::new(),
            parts,
        };
        shape.read_parted(&things);
        shape.read_own_units();
        shape.code = names::code(&shape);
        shape.apart = names::apart(&shape);
        if let Some(apart) = shape.apart {
            // Such a column is no figure, and codes of what rows share are none of theirs.
            shape.heads[apart].role = Role::Level;
            let rows: Vec<usize> = things.iter().copied().filter(|row| shape.is_of_year(*row)).collect();
            let own = |at: &usize| names::has_own(&shape, *at, &rows);
            (shape.apart_alone, shape.code) = (own(&apart), shape.code.filter(own));
        }
        Ok(shape)
    }

    /// Reads digits that may be two numbers, `670 949`, where another figure of the row shows how large they are.
    fn read_parted(&mut self, rows: &[usize]) {
        let is_figure =
            |at: &usize| matches!(self.heads[*at].role, Role::Target | Role::Real | Role::Budget | Role::Spent);
        let columns: Vec<usize> = (0..self.heads.len()).filter(is_figure).collect();
        for (row, at) in rows.iter().flat_map(|row| columns.iter().map(|at| (*row, *at))) {
            let Says::Words(text) = &self.says[at][row] else { continue };
            let is_money = |at: usize| matches!(self.heads[at].role, Role::Budget | Role::Spent);
            let others = columns.iter().filter(|other| is_money(**other) == is_money(at));
            let number = others.filter_map(|other| match &self.says[*other][row] {
                Says::Number(other) => figures::parted(text, &other.value),
                Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => None,
            });
            if let Some(number) = number.into_iter().next() {
                self.says[at][row] = Says::Number(number);
            }
        }
    }

    /// Whether a row is of the year that is read.
    pub fn is_of_year(&self, row: usize) -> bool {
        self.only.is_none_or(|at| year_of(&self.says[at][row]) == Some(self.year))
    }

    /// Whether a row has nothing but money, and some of it below 0: `SURPLUS/(DEFISIT)`, which is no budget.
    pub fn is_below_zero(&self, row: usize) -> bool {
        let figures = |money: bool| {
            let is_own = move |at: &usize| match self.heads[*at].role {
                Role::Budget | Role::Spent => money,
                Role::Target | Role::Real => !money,
                _ => false,
            };
            (0..self.heads.len()).filter(is_own).filter_map(move |at| value(self.cell(at, row)))
        };
        figures(true).any(|value| value.is_negative()) && figures(false).next().is_none()
    }

    /// Whether rows are about persons.
    pub fn has_persons(&self) -> bool {
        self.heads.iter().any(|head| head.role == Role::Person)
    }

    /// Whether a column is about persons, and goes nowhere.
    pub fn is_personal(&self, column: usize) -> bool {
        let of_persons = self.has_persons();
        let is_name = || {
            let words = self.found.heads[column].levels.last().map(|level| tokens(level)).unwrap_or_default();
            words.first().is_some_and(|word| word == "nama") && column != self.name
        };
        // Offices stand there too; where they are not used nothing is lost.
        let is_people = || {
            let levels = self.found.heads[column].levels.iter().flat_map(|level| tokens(level)).collect::<Vec<_>>();
            levels.iter().any(|word| PEOPLE.contains(&word.as_str())) && Some(column) != self.apart
        };
        match self.heads[column].role {
            Role::Person => true,
            Role::Level => of_persons && is_name() || column != self.name && is_people(),
            Role::Note | Role::Unknown => column != self.name && is_people(),
            Role::Counter
            | Role::Code
            | Role::Name
            | Role::Objective
            | Role::Unit
            | Role::Way
            | Role::Target
            | Role::Real
            | Role::Achieved
            | Role::Grade
            | Role::Budget
            | Role::Spent
            | Role::Absorbed => false,
        }
    }

    /// What stands in a cell as a code: a number with the zeros that its format shows.
    pub fn code_text(&self, column: usize, row: usize) -> String {
        let content = self.found.rows[row].cells[column].as_ref();
        content.and_then(Content::code).map(|code| code.trim().to_string()).unwrap_or_default()
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
        format!(
            "{}{number}{}",
            letters(own.column(column, &self.found.heads)),
            self.part(row).map(Part::said).unwrap_or_default()
        )
    }

    /// Rows by their numbers: `3, 7–12`; of several tables with the name of each.
    pub fn rows_said(&self, rows: &[usize]) -> String {
        let of = |part: Option<&Part>| {
            let own = rows.iter().filter(|row| self.part(**row) == part);
            spans(&own.map(|row| self.found.rows[*row].number).collect::<Vec<_>>())
        };
        if self.parts.is_empty() {
            return of(None);
        }
        let each = self.parts.iter().map(|part| (part, of(Some(part)))).filter(|(_, rows)| !rows.is_empty());
        few(&each.map(|(part, rows)| rows + &part.said()).collect::<Vec<_>>())
    }

    /// The table that a row comes from, where there are several on sheets of their own.
    fn part(&self, row: usize) -> Option<&'f Part> {
        self.parts.iter().rfind(|part| part.first <= row)
    }

    /// The objective that stands above the table of a row, where each has its own table.
    pub fn objective_above(&self, row: usize) -> Option<String> {
        self.part(row)?.objective.clone()
    }

    /// What a column is called: all its words, top down.
    pub fn title(&self, column: usize) -> String {
        let levels =
            self.found.heads[column].levels.iter().map(|level| level.split_whitespace().collect::<Vec<_>>().join(" "));
        levels.collect::<Vec<_>>().join(" · ").replace(['"', '“', '”', ';'], "'")
    }

    /// A column as it is told: `B "PDRB ADHB"`.
    pub fn column_said(&self, column: usize) -> String {
        let title = self.title(column);
        let short: String = title.chars().take(40).collect();
        let more = if short.len() < title.len() { "…" } else { "" };
        format!("{} \"{short}{more}\"", letters(self.found.heads[column].column))
    }

    /// Columns with figures whose heading says nothing known.
    pub fn unknown_figures(&self) -> Vec<usize> {
        let is_figures = |at: &usize| {
            let numbers = self.says[*at].iter().filter(|says| matches!(says, Says::Number(_))).count();
            let head = self.heads[*at];
            head.role == Role::Unknown
                && head.part.is_none()
                && !is_of_years(&self.found.heads[*at])
                && *at != self.name
                && Some(*at) != self.only
                && numbers > 0
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

/// Headings of columns that may hold names of persons.
const PEOPLE: [&str; 14] = [
    "penanggung",
    "penanggungjawab",
    "pic",
    "validator",
    "verifikator",
    "evaluator",
    "pegawai",
    "petugas",
    "pejabat",
    "pengampu",
    "operator",
    "pimpinan",
    "ketua",
    "kontak",
];

/// More words than these are no grades, where rows do not share them.
const MOST_GRADES: usize = 8;

/// Whether a table has figures of indicators by its headings.
fn says_figures(heads: &[Said]) -> bool {
    heads.iter().any(|head| matches!(head.role, Role::Target | Role::Achieved))
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
    words.collect::<BTreeSet<_>>().len()
}
