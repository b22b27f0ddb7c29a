//! A percentage up to one beside one a hundred times as large that only the run knows, or that the thing had in an earlier year.

use crate::data::far_below::FAR;
use crate::data::{Field, Key};
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::number::{Exact, with_comma};
use crate::program::intervals::say_number;
use rust_decimal::Decimal;

/// What it stands beside.
#[derive(Debug, Clone)]
pub enum Beside {
    /// What the rules compute: its role in a word.
    Computed(&'static str, Exact),
    /// What it was in an earlier year.
    Earlier(i32, Decimal),
}

/// The number with its cell.
#[derive(Debug, Clone)]
pub struct FarBelow {
    /// The thing.
    pub code: String,
    /// As the cell has it.
    pub number: Decimal,
    /// Its cell.
    pub cell: CellPlace,
    /// What it stands beside.
    pub beside: Beside,
}

impl FarBelow {
    /// The same question as where both stand in the data.
    pub(super) fn told(self) -> Diagnostic {
        let beside = match &self.beside {
            Beside::Computed(role, value) => format!("{role} menurut rumus {}", say_number(value)),
            Beside::Earlier(year, value) => format!("{} tahun {year}", with_comma(value.normalize())),
        };
        let own = with_comma(self.number.normalize());
        let whole = with_comma((self.number * Decimal::ONE_HUNDRED).normalize());
        let title = format!("{} {own} di samping {beside}: persen kurang dari satu, atau bagian dari satu?", self.code);
        Diagnostic::new(Code::D0061, Severity::Warning, title)
            .at_place(Place::Cell(self.cell), "")
            .because(format!("satuannya persen, maka dihitung {own}%"))
            .advise(format!("bila maksudnya {whole}%, tulis {whole}; bila memang {own}%, tulis  {own}%"))
    }
}

/// So many years back are looked at.
const YEARS: i32 = 3;

/// Up to one, and something.
pub(crate) fn is_small(number: &Decimal) -> bool {
    !number.is_zero() && number.abs() <= Decimal::ONE
}

pub(crate) fn is_far(number: &Decimal) -> bool {
    number.abs() >= Decimal::from(FAR)
}

/// The nearest earlier year in which a target or a realisation was far greater, unless what stands beside it tells that itself:
/// where target and realisation stand in the data, their reader asks.
pub(crate) fn earlier(key: &Key, number: &impl Fn(&Key) -> Option<Decimal>) -> Option<(i32, Decimal)> {
    let opposite = if key.field == Field::Target { Field::Value } else { Field::Target };
    let other = number(&Key { field: opposite, ..key.clone() });
    let is_alone = other.is_none_or(|other| other.abs() <= Decimal::ONE);
    let mut years = (1..=YEARS).filter(|_| is_alone).map(|back| key.year - back);
    years.find_map(|year| Some((year, number(&Key { year, ..key.clone() }).filter(is_far)?)))
}

/// Whether a line of the data has a number with its sign of percent.
pub(crate) fn has_signed(line: &str, number: Decimal) -> bool {
    let cells = line.split([';', '\t', '|', '"']);
    // A comma parts cells, or decimals.
    let cells = cells.flat_map(|cell| std::iter::once(cell).chain(cell.split(',')));
    let signed = cells.filter_map(|cell| cell.trim().strip_suffix('%'));
    signed.filter_map(|cell| cell.trim().replace(',', ".").parse::<Decimal>().ok()).any(|found| found == number)
}
