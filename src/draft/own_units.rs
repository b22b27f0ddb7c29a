//! Figures of money that say themselves what they are in: `6,973 miliar` below `Pagu (juta rupiah)`. They are read as their column is.

use super::factors::{Heading, of_money};
use super::figures::{Number, Says, Style, is_printed, read_letters};
use super::package::value;
use super::roles::Role;
use super::shape::Shape;
use super::told::few;
use crate::data::header::unread_unit;
use crate::number::{Exact, Places};
use crate::office::RowIs;
use std::collections::BTreeSet;

/// A figure with `Rp` before it in a column that counts in thousands or more: in full or as the others, nobody says which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    column: usize,
    row: usize,
    /// Whether it was read in full.
    is_full: bool,
}

/// What is in rupiah is never as much: a thousand million million.
const MOST_ZEROS: u32 = 15;

/// Few have a million million: it is asked.
const LIKELY_ZEROS: u32 = 12;

impl Shape<'_> {
    /// Reads them.
    pub fn read_own_units(&mut self) {
        let style = Style::of(self.found.rows.iter().flat_map(|row| &row.cells));
        let is_money = |at: &usize| matches!(self.heads[*at].role, Role::Budget | Role::Spent);
        for at in (0..self.heads.len()).filter(is_money) {
            let cells: Vec<_> = self.found.rows.iter().map(|row| &row.cells[at]).collect();
            read_letters(&cells, style, &mut self.says[at]);
        }
        let above = Heading::above(self).map(|said| said.zeros);
        let zeros = |at: usize| match Heading::of(self, at) {
            Heading::Factor(said) => Some(said).filter(of_money).map(|said| said.zeros),
            Heading::Bare => above,
            Heading::Plain => None,
        };
        let columns: Vec<(usize, u32)> =
            (0..self.heads.len()).filter(is_money).map(|at| (at, zeros(at).unwrap_or(0))).collect();
        let mut read: Vec<(usize, usize, Number)> = Vec::new();
        let mut signed = Vec::new();
        for (at, zeros) in columns.iter().copied().filter(|(_, zeros)| *zeros > 0) {
            for row in 0..self.found.rows.len() {
                let Says::Number(number) = &self.says[at][row] else { continue };
                let is_full = match number.tens {
                    0 if number.unit.as_deref() == Some("rupiah") => {
                        let (is_full, is_open) = self.is_full(&columns, (at, row), number, zeros);
                        signed.extend(is_open.then_some(Signed { column: at, row, is_full }));
                        is_full
                    }
                    tens => tens > 0,
                };
                read.extend(is_full.then(|| (at, row, divided(number, zeros))));
            }
        }
        for (at, row, number) in read {
            self.says[at][row] = Says::Number(number);
            self.restated.insert((at, row));
        }
        self.signed = signed;
    }

    /// Whether a figure with `Rp` before it is in full, and whether that is open: where the others of its column have no sign, the size
    /// of those tells; where all have it, it says nothing but what no budget can be.
    fn is_full(&self, columns: &[(usize, u32)], (at, row): (usize, usize), own: &Number, zeros: u32) -> (bool, bool) {
        if let Some(is_full) = self.is_full_by_percent(columns, (at, row)) {
            return (is_full, false);
        }
        let full = own.value.abs();
        let as_others = full.clone() * tens(zeros);
        let plain = |at: usize, row: usize, zeros: u32| match &self.says[at][row] {
            // What says itself what it is in was read in full.
            Says::Number(other) if other.tens > 0 => Some(other.value.abs()),
            Says::Number(other) if other.unit.is_none() && other.tens == 0 && !other.value.is_zero() => {
                Some(other.value.abs() * tens(zeros))
            }
            Says::Number(_) | Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => None,
        };
        let beside = columns.iter().find_map(|(other, zeros)| plain(*other, row, *zeros));
        let things = || (0..self.found.rows.len()).filter(|row| self.found.rows[*row].is == RowIs::Thing);
        // Those with a sign that their percent settle say how large the others are too.
        let settled = |row: usize| {
            let is_full = self.is_full_by_percent(columns, (at, row))?;
            let own = value(&self.says[at][row])?.abs();
            Some(if is_full { own } else { own * tens(zeros) })
        };
        let among = || things().find_map(|row| plain(at, row, zeros)).or_else(|| things().find_map(settled));
        let Some(like) = beside.or_else(among) else {
            return (as_others >= tens(MOST_ZEROS), as_others >= tens(LIKELY_ZEROS));
        };
        let apart = |value: &Exact| {
            let (one, other) = (value.checked_div(&like), like.checked_div(value));
            one.zip(other).map(|(one, other)| one.max(other))
        };
        (apart(&full) < apart(&as_others), true)
    }

    /// Whether it is in full by the percent that are printed in its row, of budget and spending as they can be read.
    fn is_full_by_percent(&self, columns: &[(usize, u32)], (at, row): (usize, usize)) -> Option<bool> {
        // Each way to read a cell, and whether it is in full.
        let ways = |column: usize, zeros: u32| match &self.says[column][row] {
            Says::Number(own) if own.tens > 0 || zeros == 0 => vec![(own.value.abs(), true)],
            Says::Number(own) if own.unit.as_deref() == Some("rupiah") => {
                vec![(own.value.abs(), true), (own.value.abs() * tens(zeros), false)]
            }
            Says::Number(own) => vec![(own.value.abs() * tens(zeros), false)],
            Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => Vec::new(),
        };
        let of = |role: Role| columns.iter().filter(move |(column, _)| self.heads[*column].role == role);
        let percent =
            (0..self.heads.len()).filter(|at| matches!(self.heads[*at].role, Role::Absorbed | Role::Achieved));
        let percent: Vec<&Number> = percent
            .filter_map(|column| match &self.says[column][row] {
                Says::Number(printed) if !printed.value.is_zero() => Some(printed),
                _ => None,
            })
            .collect();
        let mut found = BTreeSet::new();
        for ((budget, of_budget), (spent, of_spent)) in
            of(Role::Budget).flat_map(|one| of(Role::Spent).map(move |other| (*one, *other)))
        {
            for (whole, whole_full) in ways(budget, of_budget) {
                for (part, part_full) in ways(spent, of_spent) {
                    let Some(ratio) = part.checked_div(&whole).map(|ratio| ratio * Exact::HUNDRED) else { continue };
                    let is_it = |printed: &&Number| is_printed(&ratio, &printed.value, printed.places);
                    if percent.iter().any(is_it) {
                        found.extend((at == budget).then_some(whole_full));
                        found.extend((at == spent).then_some(part_full));
                    }
                }
            }
        }
        if found.len() == 1 { found.first().copied() } else { None }
    }

    /// What is told of them.
    pub fn told_restated(&self) -> Option<String> {
        let cells: Vec<String> = self.restated.iter().map(|(at, row)| self.place(*at, *row)).collect();
        (!cells.is_empty()).then(|| format!("bersatuan sendiri, ditulis dalam satuan judulnya: {}", few(&cells)))
    }

    /// What is asked of figures of money beside which stands what no money is in: `130 K`.
    pub fn asked_units(&self) -> Option<String> {
        let is_money = |at: &usize| matches!(self.heads[*at].role, Role::Budget | Role::Spent);
        let is_open = |at: usize, row: usize| match &self.says[at][row] {
            Says::Number(own) => {
                own.tens == 0 && own.unit.as_deref().is_some_and(|unit| !matches!(unit, "rupiah" | "%"))
            }
            Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => false,
        };
        let things = || (0..self.found.rows.len()).filter(|row| self.found.rows[*row].is == RowIs::Thing);
        let cells = (0..self.heads.len()).filter(is_money).flat_map(|at| things().map(move |row| (at, row)));
        let cells: Vec<String> = cells
            .filter(|(at, row)| is_open(*at, *row))
            .map(|(at, row)| format!("{} (\"{}\")", self.place(at, row), self.text(at, row).replace('"', "'")))
            .collect();
        (!cells.is_empty()).then(|| {
            format!(
                "satuan di samping angka uang tidak dimengerti: {}; dibaca dalam satuan judulnya. Periksa.",
                few(&cells)
            )
        })
    }

    /// What is asked of figures below a heading whose unit is not understood: `Pagu (ratusan juta)`.
    pub fn asked_unread(&self) -> Option<String> {
        let is_money = |at: usize| matches!(self.heads[at].role, Role::Budget | Role::Spent);
        let is_figure = |at: &usize| is_money(*at) || matches!(self.heads[*at].role, Role::Target | Role::Real);
        let is_unread =
            |at: &usize| self.found.heads[*at].levels.iter().any(|level| unread_unit(level, is_money(*at)).is_some());
        let columns: Vec<usize> = (0..self.heads.len()).filter(is_figure).filter(is_unread).collect();
        let named: Vec<String> = columns.iter().map(|at| self.column_said(*at)).collect();
        let how = if columns.iter().any(|at| is_money(*at)) { ", uang sebagai rupiah" } else { "" };
        (!named.is_empty()).then(|| {
            format!(
                "satuan di judul kolom tidak dimengerti: {}; angkanya disalin seperti tercetak{how}. Periksa.",
                few(&named)
            )
        })
    }

    /// What is asked of them.
    pub fn asked_signed(&self) -> Option<String> {
        let first = self.signed.first()?;
        let place = self.place(first.column, first.row);
        let more =
            if self.signed.len() > 1 { format!(", dan {} sel lain,", self.signed.len() - 1) } else { String::new() };
        let read = if first.is_full { "dalam rupiah penuh" } else { "dalam satuan judulnya" };
        Some(format!(
            "sel {place}{more} bertanda Rp (\"{}\") di bawah judul \"{}\": dibaca {read}, menurut besarnya. Periksa.",
            self.text(first.column, first.row).replace('"', "'"),
            self.title(first.column)
        ))
    }
}

fn tens(zeros: u32) -> Exact {
    Exact::from(10).checked_pow(i32::try_from(zeros).unwrap_or(0)).unwrap_or(Exact::ONE)
}

/// A figure in full as its column counts.
fn divided(number: &Number, zeros: u32) -> Number {
    let value = number.value.checked_div(&tens(zeros)).unwrap_or_else(|| number.value.clone());
    let places = i32::try_from(zeros).ok().and_then(|zeros| Places::new(number.places.get() + zeros));
    Number { value, places: places.unwrap_or(number.places), tens: 0, unit: None, ..number.clone() }
}
