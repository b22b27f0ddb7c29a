//! The quarters of a table: which columns hold them, and how they make the year of an indicator.

use super::figures::{self, Number, Says, at_most};
use super::package::{Known, value};
use super::roles::Role;
use super::told::few;
use super::until;
use crate::number::Exact;
use crate::program::units::Unit;
use std::collections::BTreeSet;

impl Known<'_> {
    /// The realisations of quarters that are read.
    pub fn quarters(&self) -> Vec<(usize, u8)> {
        self.of_quarters(Role::Real)
    }

    /// Whether quarters stand in its columns: what was realised, or targets alone, as in a plan of action.
    pub fn has_quarters(&self) -> bool {
        !self.quarters().is_empty() || !self.aim_columns().is_empty()
    }

    /// The column of the year that stands for its last quarter, where figures count from the beginning of the year.
    fn whole_column(&self, role: Role) -> Option<usize> {
        let year = self.measured.years.iter().find(|year| year.year == self.shape.year)?;
        if role == Role::Target { year.target } else { year.real }
    }

    fn of_quarters(&self, role: Role) -> Vec<(usize, u8)> {
        if let Some(last) = self.shape.cumulative {
            let whole = self.whole_column(role);
            // The target of a whole year is none to the end of its quarter.
            let whole = whole.filter(|at| role == Role::Real || self.shape.heads[*at].until == Some(last));
            let mut own = until::before(self.shape, role, last);
            let to_end = until::before(self.shape, role, last + 1)
                .into_iter()
                .find(|(at, quarter)| *quarter == last && self.shape.heads[*at].part == Some(last));
            // What is printed for the year is not in the place of what is printed up to its end.
            own.extend(to_end.or(whole.map(|at| (at, last))));
            return own;
        }
        let mut seen = Vec::new();
        let mut own = self.shape.quarters(role);
        own.retain(|(_, part)| {
            !seen.contains(part) && {
                seen.push(*part);
                true
            }
        });
        own
    }

    /// The targets of quarters of a thing, where they make the target of its year the way its realisations do; beside
    /// another one they would say something else of the year.
    pub fn aims(&self, at: usize) -> Vec<(usize, u8)> {
        let Some((how, is_told)) = self.way(at) else { return Vec::new() };
        let aims = self.of_quarters(Role::Target);
        if aims.is_empty() {
            return aims;
        }
        // Nothing else says what the year aims at.
        let are_alone = self.whole_column(Role::Target).is_none();
        let quarters = self.quarters();
        let row = self.things[at].row;
        let are_whole = aims.iter().all(|(at, _)| value(self.shape.cell(*at, row)).is_some());
        let are_measured = quarters.iter().all(|(_, part)| aims.iter().any(|(_, own)| own == part));
        let fits = match self.whole(row, Role::Target) {
            // One quarter alone is its year in every way.
            Some(_) => (is_told || aims.len() > 1) && self.fitting(row, Role::Target).contains(&how),
            None => is_told || are_alone,
        };
        if are_whole && are_measured && fits { aims } else { Vec::new() }
    }

    /// The columns with targets of quarters that are read for any of its things.
    pub fn aim_columns(&self) -> &[usize] {
        self.once.aims.get_or_init(|| {
            let all = (0..self.things.len()).flat_map(|at| self.aims(at)).map(|(at, _)| at);
            all.collect::<BTreeSet<usize>>().into_iter().collect()
        })
    }

    /// Targets of quarters that are left out of columns that are used: those of a thing that do not make the target of its year.
    pub fn left_aims(&self) -> Option<String> {
        let used = self.aim_columns();
        let is_left = |at: &usize| self.aims(*at).is_empty();
        let left = (0..self.things.len()).filter(is_left).filter_map(|at| {
            let row = self.things[at].row;
            let first = used.iter().find(|column| value(self.shape.cell(**column, row)).is_some())?;
            Some(self.shape.place(*first, row))
        });
        let left: Vec<String> = left.collect();
        (!left.is_empty()).then(|| {
            format!(
                "target triwulan {} indikator tidak dipakai, tidak lengkap atau tidak membentuk target setahunnya: {}",
                left.len(),
                few(&left)
            )
        })
    }

    /// How quarters of a thing make its year, where the data have any, and whether its figures say it.
    pub fn rolled(&self, at: usize) -> Option<(&'static str, bool)> {
        self.way(at).filter(|_| !self.quarters().is_empty() || !self.aims(at).is_empty())
    }

    fn way(&self, at: usize) -> Option<(&'static str, bool)> {
        if self.quarters().is_empty() && self.of_quarters(Role::Target).is_empty() {
            return None;
        }
        if self.shape.cumulative.is_some() {
            return Some(("terakhir", true));
        }
        let row = self.things[at].row;
        if let [how] = self.achieving(row)[..] {
            return Some((how, true));
        }
        let (reals, aims) = (self.fitting(row, Role::Real), self.fitting(row, Role::Target));
        let both: Vec<&str> = reals.iter().filter(|how| aims.contains(how)).copied().collect();
        let are_nothing = self.parts(row, Role::Real).iter().all(Exact::is_zero);
        // One quarter alone is sum, mean and last; its year then says nothing. The targets of its quarters may.
        Some(match (reals.as_slice(), both.as_slice(), aims.as_slice()) {
            ([how], _, _) | ([_, _, ..], [how], _) => (*how, true),
            ([], _, [how, more @ ..]) if self.whole(row, Role::Real).is_none() => (*how, more.is_empty()),
            ([how, ..], _, _) => (*how, are_nothing),
            ([], _, _) => (self.guessed(at), false),
        })
    }

    /// How quarters of a thing make its year where no figure says it: marks and indices are not added up, nor are percent beyond
    /// the whole.
    fn guessed(&self, at: usize) -> &'static str {
        let thing = &self.things[at];
        let unit = thing.unit.as_deref().map(str::to_lowercase).unwrap_or_default();
        let is_beyond = |role: Role| {
            let parts = self.parts(thing.row, role);
            parts.into_iter().sum::<Exact>() > Exact::HUNDRED
        };
        let is_mark = matches!(unit.as_str(), "nilai" | "indeks" | "skor" | "poin" | "predikat" | "level");
        let is_share = Unit::from_word(&unit).is_percent() && (is_beyond(Role::Real) || is_beyond(Role::Target));
        if is_mark || is_share { "terakhir" } else { "jumlah" }
    }

    /// The ways in which the quarters of a thing make what stands there for its year.
    fn fitting(&self, row: usize, role: Role) -> Vec<&'static str> {
        let (parts, Some(whole)) = (self.parts(row, role), self.whole(row, role)) else { return Vec::new() };
        ways(&parts).into_iter().filter(|(_, made)| is_printed(made, whole)).map(|(how, _)| how).collect()
    }

    /// The ways in which the quarters of a thing, where nothing else stands there for its year, give the printed achievement.
    fn achieving(&self, row: usize) -> Vec<&'static str> {
        let year = self.measured.years.iter().find(|year| year.year == self.shape.year);
        let Some(achieved) = year.filter(|year| year.real.is_none()).and_then(|year| year.achieved) else {
            return Vec::new();
        };
        let (Says::Number(printed), Some(target)) = (self.shape.cell(achieved, row), self.whole(row, Role::Target))
        else {
            return Vec::new();
        };
        let gives = |real: &Exact| {
            let plain = real.clone().checked_div(&target.value).map(|part| part * Exact::HUNDRED);
            plain.is_some_and(|plain| {
                let mirrored = Exact::HUNDRED + Exact::HUNDRED - plain.clone();
                is_printed(&plain, printed) || is_printed(&mirrored, printed)
            })
        };
        ways(&self.parts(row, Role::Real)).into_iter().filter(|(_, made)| gives(made)).map(|(how, _)| how).collect()
    }

    /// What stands in the quarters of a row.
    fn parts(&self, row: usize, role: Role) -> Vec<Exact> {
        self.of_quarters(role).iter().filter_map(|(at, _)| value(self.shape.cell(*at, row))).collect()
    }

    /// What stands there for the year.
    fn whole(&self, row: usize, role: Role) -> Option<&Number> {
        match self.shape.cell(self.whole_column(role)?, row) {
            Says::Number(number) => Some(number),
            Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => None,
        }
    }
}

/// What each way makes of quarters.
fn ways(parts: &[Exact]) -> Vec<(&'static str, Exact)> {
    let Some(last) = parts.last() else { return Vec::new() };
    let sum: Exact = parts.iter().sum();
    let mean = Exact::ratio(1, i128::try_from(parts.len()).unwrap_or(1)).map(|part| sum.clone() * part);
    let ways = [("jumlah", Some(sum)), ("terakhir", Some(last.clone())), ("rata_rata", mean)];
    ways.into_iter().filter_map(|(how, made)| Some((how, made?))).collect()
}

/// Whether a value stands there: printed with fewer decimals than it has, or kept with as many as a float holds.
fn is_printed(value: &Exact, printed: &Number) -> bool {
    figures::is_printed(value, &printed.value, at_most(printed.places, 8))
}
