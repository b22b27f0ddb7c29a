//! What money is in that no heading says, where the printed percent of the budget tell it: `1.500.000.000 | 1.200 | 80%`.

use super::factors::Heading;
use super::figures::{self, Says, at_most};
use super::money::Money;
use super::package::{Known, value};
use crate::data::header::Said;
use crate::number::{Exact, Places};

/// What printed percent say of budget and spending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// What both are in then; none where a heading says another unit.
    pub read: Option<[Option<Said>; 2]>,
    /// A cell with such a percent.
    pub cell: (usize, usize),
}

/// The tens that money is counted in.
const TENS: [u32; 4] = [0, 3, 6, 9];

impl Known<'_> {
    /// Other units than these, where the printed percent are of them and none is of these.
    pub fn proved_units(&self, money: Money, said: [&Option<Said>; 2]) -> Option<Proved> {
        let columns = [money.budget?, money.spent?];
        let absorbed = money.absorbed?;
        let zeros = said.map(|said| said.as_ref().map_or(0, |said| said.zeros));
        let cases: Vec<(usize, Exact, Exact, Places)> = self
            .things
            .iter()
            .filter_map(|thing| {
                let Says::Number(printed) = self.shape.cell(absorbed, thing.row) else { return None };
                let [whole, part] = columns.map(|at| value(self.shape.cell(at, thing.row)));
                let percent = part?.checked_div(&whole?)? * Exact::HUNDRED;
                (!percent.is_zero()).then(|| (thing.row, percent, printed.value.clone(), printed.places))
            })
            .collect();
        let own = i64::from(zeros[1]) - i64::from(zeros[0]);
        if cases.is_empty() || cases.iter().any(|case| is_near(case, own)) {
            return None;
        }
        let all = (-9..=9).step_by(3).filter(|tens| *tens != own);
        let fitting = |tens: i64| cases.iter().filter(|case| is_printed(case, tens)).count();
        let tens = all.into_iter().find(|tens| fitting(*tens) * 2 > cases.len())?;
        let first = cases.iter().find(|case| is_printed(case, tens)).map(|(row, ..)| *row)?;
        // What a heading says itself stays; of the rest as little is changed as may be, and the smallest unit is taken.
        let is_open = columns.map(|at| Heading::of(self.shape, at) == Heading::Bare);
        let pairs = TENS.into_iter().flat_map(|one| TENS.into_iter().map(move |other| [one, other]));
        let fits = pairs.filter(|pair| {
            let stays = |at: usize| is_open[at] || pair[at] == zeros[at];
            i64::from(pair[1]) - i64::from(pair[0]) == tens && stays(0) && stays(1)
        });
        let changed = |pair: &[u32; 2]| (0..2).filter(|at| pair[*at] != zeros[*at]).count();
        let read = fits.min_by_key(|pair| (changed(pair), pair[0] + pair[1]));
        let read = read.map(|pair| [0, 1].map(|at| in_tens(pair[at], said[at].as_ref())));
        Some(Proved { read, cell: (absorbed, first) })
    }

    /// What is asked of such units.
    pub fn asked_proved(&self, proved: &Proved) -> Option<String> {
        let money = self.money();
        let (column, row) = proved.cell;
        let [budget, spent] = [money.budget?, money.spent?].map(|at| self.shape.title(at));
        let cell = format!("persen tercetak (sel {}, {})", self.shape.place(column, row), self.shape.text(column, row));
        let Some(read) = &proved.read else {
            return Some(format!(
                "{cell} tidak cocok dengan satuan di judul \"{budget}\" dan \"{spent}\". Tertulis menurut judulnya; mana yang benar?"
            ));
        };
        let words = |said: &Option<Said>| said.as_ref().map_or("rupiah".to_string(), |said| said.words.clone());
        Some(format!(
            "{cell} hanya cocok bila \"{budget}\" {} dan \"{spent}\" {}; tertulis begitu. Bila lain, ganti satuan di judul data.",
            words(&read[0]),
            words(&read[1])
        ))
    }
}

/// A factor of money; what was said of it keeps its words.
fn in_tens(zeros: u32, said: Option<&Said>) -> Option<Said> {
    let word = match zeros {
        3 => "ribu rupiah",
        6 => "juta rupiah",
        9 => "miliar rupiah",
        _ => return None,
    };
    let own = said.filter(|said| said.zeros == zeros).cloned();
    Some(own.unwrap_or_else(|| Said { zeros, unit: Some("rupiah".into()), words: word.to_string() }))
}

fn with_tens(percent: &Exact, tens: i64) -> Option<Exact> {
    Some(percent.clone() * Exact::from(10).checked_pow(i32::try_from(tens).ok()?)?)
}

/// Whether a percent with so many more tens is what is printed.
fn is_printed((_, percent, printed, places): &(usize, Exact, Exact, Places), tens: i64) -> bool {
    let Some(value) = with_tens(percent, tens) else { return false };
    !printed.is_zero() && figures::is_printed(&value, printed, at_most(*places, 6))
}

/// Whether it is about what is printed: a slip is another matter.
fn is_near((_, percent, printed, _): &(usize, Exact, Exact, Places), tens: i64) -> bool {
    let Some(value) = with_tens(percent, tens) else { return true };
    let ratio = value.checked_div(printed);
    ratio.is_none_or(|ratio| ratio > Exact::HUNDREDTH * Exact::from(10) && ratio < Exact::from(10))
}
