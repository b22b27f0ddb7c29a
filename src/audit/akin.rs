//! Titles in the words of a document or of the office, `Target Renja`, `Realisasi OPD`, `Anggaran Program`, and in those of somebody else,
//! `Realisasi Provinsi`: the first is the same column by another name, the second only where every figure is.

use super::evidence::Evidence;
use super::held::Held;
use super::lines::Rows;
use super::naming::{self, Differs};
use super::titles::{self, Columns, Wanted};
use super::weigh::{is_kind, kinds_of};
use super::whose::Whose;
use super::words::tokens;

impl Held<'_, '_> {
    /// Whether a column is one of the rules, as far as the words of its title decide that.
    pub fn by_words(&self, rows: &[Rows], columns: &Columns, column: usize, of: usize) -> Option<bool> {
        let is_it = self.is_akin(rows, columns, column, of);
        (is_it || !self.is_let(rows, columns, column, of)).then_some(is_it)
    }

    /// Whether a column is one of the rules in the words of the office: three quarters of its figures are, or half where no
    /// other column is of that kind.
    fn is_akin(&self, rows: &[Rows], columns: &Columns, column: usize, of: usize) -> bool {
        let whose = self.titles.whose(column, of);
        if !matches!(whose, Whose::Own | Whose::Changed) || !self.is_its_own(column, of) {
            return false;
        }
        if self.is_rivalled(rows, columns, column, of) {
            return false;
        }
        let found = self.agreement(rows, column, of, false);
        let is_free = found.beyond == 0 && self.titles.is_free(columns, column, of);
        let is_nearly = || found.agree >= 3 && found.distinct >= 3 && found.is_nearly();
        let is_half = || found.agree > 0 && found.agree * 2 >= found.all;
        let is_only = || whose == Whose::Own && self.is_kind(column, of) && !self.has_own(rows, columns, column, of);
        is_free && (is_nearly() && !self.is_claimed(columns, column, of) || is_only() && is_half())
    }

    /// Whether its title lets a column be one of the rules: with the words of somebody else, or with one that nobody knows, only
    /// where every figure is and no column of the office itself may be it.
    pub fn is_let(&self, rows: &[Rows], columns: &Columns, column: usize, of: usize) -> bool {
        match self.titles.whose(column, of) {
            Whose::Unsaid => true,
            Whose::Own | Whose::Changed => !self.is_rivalled(rows, columns, column, of),
            Whose::Unknown | Whose::Other if self.titles.are_apart(column, of) => true,
            Whose::Unknown | Whose::Other => {
                self.agreement(rows, column, of, false).is_all() && !self.has_own(rows, columns, column, of)
            }
        }
    }

    /// Whether a column is of the rules' time and thing, as far as its title tells.
    fn is_its_own(&self, column: usize, of: usize) -> bool {
        let (title, wanted) = (&self.sheet.table.header[column], &self.wanted[of]);
        let names_year = || tokens(title).iter().any(|word| naming::is_year(word));
        let is_of_end = || is_end(wanted, self.titles.now.last) && names_end(title) && !names_year();
        // Money that is filled where a whole begins is added up there.
        let is_of_rows = || wanted.is_money() || !self.titles.is_over_wholes(column);
        !wanted.beside && (self.titles.is_of(column, of) || is_of_end()) && is_of_rows()
    }

    fn is_kind(&self, column: usize, of: usize) -> bool {
        let title = &self.sheet.table.header[column];
        let is_said = naming::share(title, &self.wanted[of].title) || !kinds_of(title).is_empty();
        is_said && is_kind(title, &self.wanted[of])
    }

    /// Whether another column that is not known to be anything else may be one of the rules in the words of the office.
    fn has_own(&self, rows: &[Rows], columns: &Columns, column: usize, of: usize) -> bool {
        // Wholly another one it was filled wrongly, and the other column may be it.
        let is_another = |other: usize| {
            let others = (0..self.wanted.len()).filter(|one| *one != of && self.wanted[*one].numeric);
            others
                .filter(|one| self.titles.is_of(other, *one))
                .any(|one| self.agreement(rows, other, one, false).is_all())
        };
        self.of_office(columns, column, of).any(|other| !is_another(other))
    }

    /// Whether not all figures of a column are those of the rules, and all of another one are that may be it by its words.
    fn is_rivalled(&self, rows: &[Rows], columns: &Columns, column: usize, of: usize) -> bool {
        let is_whole = |column: usize| {
            let Evidence { agree, all, beyond, .. } = self.agreement(rows, column, of, false);
            agree == all && beyond == 0 && agree >= 2
        };
        let mut others = self.of_office(columns, column, of).peekable();
        others.peek().is_some() && !is_whole(column) && others.any(is_whole)
    }

    /// The other columns that are not known to be anything else and may be one of the rules in the words of the office.
    fn of_office<'c>(&'c self, columns: &'c Columns, column: usize, of: usize) -> impl Iterator<Item = usize> + 'c {
        let table = self.sheet.table;
        let is_open = move |other: &usize| {
            *other != column
                && columns[*other].is_none_or(|(own, _)| own == of)
                && !self.titles.is_declared(*other)
                && !titles::is_counting(&table.header[*other])
                && table.stand_together(column, *other)
        };
        let is_own = move |other: &usize| {
            !matches!(self.titles.whose(*other, of), Whose::Other | Whose::Unknown)
                && self.is_kind(*other, of)
                && self.is_its_own(*other, of)
                && (self.wanted[of].is_money() || !self.titles.is_other(*other, of))
        };
        (0..columns.len()).filter(is_open).filter(is_own)
    }

    /// Whether another column that nobody knows has more of the title.
    fn is_claimed(&self, columns: &Columns, column: usize, of: usize) -> bool {
        let table = self.sheet.table;
        let claims = |other: &usize| {
            let is_it = matches!(self.wanted[of].differs(&table.header[*other]), Differs::Little | Differs::Less);
            is_it
                && !titles::is_counting(&table.header[*other])
                && naming::share(&table.header[*other], &self.wanted[of].title)
                && self.titles.is_of(*other, of)
                && !self.titles.is_other(*other, of)
        };
        let others = (0..columns.len()).filter(|other| *other != column && columns[*other].is_none());
        others.filter(|other| table.stand_together(column, *other)).any(|other| claims(&other))
    }
}

/// Whether a title speaks of the end of a plan.
fn names_end(title: &str) -> bool {
    let words = tokens(title);
    naming::names_plan(&words) || words.windows(2).any(|pair| pair[0] == "jangka" && pair[1] == "menengah")
}

/// Whether a column of the rules has what was set for the end of the plan.
fn is_end(wanted: &Wanted, last: Option<i32>) -> bool {
    wanted.is_set() && wanted.year.is_some() && wanted.year == last
}
