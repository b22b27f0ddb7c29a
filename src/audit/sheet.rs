//! A printed table with its cells read: as they stand, and as they mean under a column of the rules.

use super::figure::{Beside, Figure, Printed};
use super::model::PrintedTable;
use super::signs::{self, Scale};
use super::titles::Wanted;
use super::world::Measure;
use crate::number::{Exact, Rounding};
use crate::plan::Show;
use crate::program::Role;
use crate::program::units::Unit;
use std::borrow::Cow;
use std::cmp::Ordering;

/// A printed table with its cells read.
pub(super) struct Sheet<'s> {
    pub table: &'s PrintedTable,
    read: Vec<Vec<Printed>>,
    /// For each column whether all of its figures are 1 or more: weights of 60 and 40 are shares of 100.
    whole: Vec<bool>,
    /// What its title says of the figures of each column: in what they are, and whether that is percent.
    titled: Vec<(Option<Scale>, bool)>,
    /// In what the heading says that money is.
    caption: Option<Scale>,
}

impl<'s> Sheet<'s> {
    pub fn new(table: &'s PrintedTable) -> Sheet<'s> {
        let cells = |row: usize| table.rows[row].cells.len().max(table.header.len());
        let read: Vec<Vec<Printed>> = (0..table.rows.len())
            .map(|row| (0..cells(row)).map(|column| super::read::cell(table.cell(row, column))).collect())
            .collect();
        let is_whole = |column: usize| {
            let figures = read.iter().filter_map(|row| row.get(column)?.figures().first());
            figures.filter(|one| !one.value.is_zero()).all(|one| one.value >= Exact::ONE)
        };
        let whole = (0..table.header.len()).map(is_whole).collect();
        let titled = table.header.iter().map(|title| (signs::scale_of_title(title), signs::is_percent(title)));
        let caption = table.title.as_deref().and_then(signs::scale_of_caption);
        let caption = caption.or_else(|| signs::scale_of_lines(&table.in_units));
        Sheet { table, read, whole, titled: titled.collect(), caption }
    }

    /// The cells that hold figures.
    pub fn figures(&self) -> impl Iterator<Item = (usize, usize)> {
        let rows = self.read.iter().enumerate();
        rows.flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, cell)| (row, column, cell)))
            .filter(|(.., cell)| matches!(cell, Printed::Number(_) | Printed::Torn(_)))
            .map(|(row, column, _)| (row, column))
    }

    /// How many cells a row has.
    pub fn width(&self, row: usize) -> usize {
        self.read.get(row).map_or(0, Vec::len)
    }

    /// A cell as it was read.
    pub fn cell(&self, row: usize, column: usize) -> &Printed {
        self.read.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Printed::Blank)
    }

    /// The same under a column of the rules: in millions where its title says so, a share as percent.
    pub fn under(&self, at: (usize, usize), wanted: &Wanted, measure: Measure, show: Show) -> Cow<'_, Printed> {
        let mut cell = self.scaled(at, wanted, measure);
        let mode = rounding(show);
        let went = cell.figures().first().and_then(|one| one.went).filter(|_| wanted.is_change());
        if went == Some(Ordering::Less)
            && let Printed::Number(figures) = cell.to_mut()
        {
            figures.retain(|one| one.value <= Exact::ZERO);
        }
        if mode != Rounding::HalfAway && !cell.figures().is_empty() {
            cell.to_mut().rounded_by(mode);
        }
        cell
    }

    fn scaled(
        &self,
        (row, column): (usize, usize),
        wanted: &Wanted,
        Measure { unit, tens: own_tens }: Measure,
    ) -> Cow<'_, Printed> {
        let cell = self.cell(row, column);
        let (scale, is_titled_percent) = self.titled.get(column).copied().unwrap_or_default();
        let is_rupiah = matches!(unit, Unit::Named(word) if &**word == "rupiah");
        // Also where the title of the rules says so: what is computed below it may be in rupiah all the same, unless the rules
        // have divided it by as much.
        let tens = scale.or(self.caption.filter(|_| is_rupiah)).filter(|scale| scale.tens != own_tens);
        let is_percent = cell.figures().iter().any(|one| one.unit == Beside::Percent)
            || is_titled_percent
            || wanted.is_weight() && self.whole.get(column) == Some(&true);
        let percent = (is_percent && *unit == Unit::Any).then_some(Scale::PERCENT);
        // `71.307 juta rupiah` of a thing that is counted in juta rupiah; of money itself the word is part of the figure.
        let is_in = |unit: &Unit| match unit {
            Unit::Named(own) => signs::scale_of_title(own).is_some(),
            Unit::Any => matches!(wanted.role, Some(Role::Target | Role::Value | Role::Main)),
            Unit::Percent | Unit::Points => false,
        };
        let own: Vec<Figure> = match is_in(unit) {
            true => cell.figures().iter().filter_map(Figure::unscaled).collect(),
            false => Vec::new(),
        };
        let of_money = if is_rupiah { self.of_money(row, column) } else { Vec::new() };
        if of_money.is_empty() && (cell.figures().is_empty() || tens.is_none() && percent.is_none() && own.is_empty()) {
            return Cow::Borrowed(cell);
        }
        let mut cell = if cell.figures().is_empty() { Printed::Number(Vec::new()) } else { cell.clone() };
        if let Printed::Number(figures) = &mut cell {
            figures.extend(of_money);
        }
        if let Printed::Number(figures) = &mut cell {
            figures.extend(own);
        }
        [tens, percent].into_iter().flatten().for_each(|scale| cell.also_in(scale));
        Cow::Owned(cell)
    }
}

/// How what is shown is rounded.
pub(super) fn rounding(show: Show) -> Rounding {
    match show {
        Show::Declared(precision) | Show::AsWritten(Some(precision)) => precision.mode,
        Show::AsWritten(None) | Show::Year | Show::Automatic => Rounding::HalfAway,
    }
}

impl Sheet<'_> {
    /// The readings of a cell that it has only as money: `1,25 M`.
    fn of_money(&self, row: usize, column: usize) -> Vec<Figure> {
        let is_open = match self.cell(row, column) {
            Printed::Torn(_) => true,
            Printed::Number(figures) => figures.iter().any(|one| matches!(one.unit, Beside::Word(_))),
            Printed::Blank | Printed::Dash | Printed::Words(_) | Printed::Fault => false,
        };
        if is_open { super::read::money(self.table.cell(row, column)) } else { Vec::new() }
    }
}
