//! What an office printed itself, where it is another figure than the one computed.

use crate::data::State;
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::number::Exact;
use crate::program::intervals::say_number;

/// A figure of the data beside what the rules give.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The code.
    pub code: String,
    /// As the data have it.
    pub printed: Exact,
    /// As the rules have it, in the form of the other; a state where they give none.
    pub computed: Result<Exact, State>,
    /// Whether the cell has the sign of percent.
    pub in_percent: bool,
    /// The cell.
    pub place: Option<CellPlace>,
}

impl Printed {
    /// Both figures, as the cell writes its own.
    fn said(&self) -> [String; 2] {
        let sign = if self.in_percent { "%" } else { "" };
        let said = |figure: &Exact| format!("{}{sign}", say_number(figure));
        let computed = self.computed.as_ref().map_or_else(|state| state.words().to_string(), said);
        [said(&self.printed), computed]
    }
}

/// So many cells are shown.
const MOST: usize = 8;

/// The finding about a column: one, however many of its cells differ.
pub(super) fn differs(word: &str, year: i32, cells: Vec<Printed>) -> Diagnostic {
    let rules = if word == crate::data::printed::WEIGHT { "di aturan" } else { "dihitung" };
    let title = match cells.as_slice() {
        [one] => {
            let [printed, computed] = one.said();
            format!("{word} {} tahun {year} di data {printed}, {rules} {computed}", one.code)
        }
        several => format!("{word} {} kode tahun {year} di data berbeda dari yang {rules}", several.len()),
    };
    let (is_one, more) = (cells.len() == 1, cells.len().saturating_sub(MOST));
    let base = Diagnostic::new(Code::H0022, Severity::Warning, title);
    let base = cells.into_iter().take(MOST).fold(base, |base, cell| {
        let [printed, computed] = cell.said();
        let text = if is_one { String::new() } else { format!("{} {printed}, {rules} {computed}", cell.code) };
        match cell.place {
            Some(place) => base.at_place(Place::Cell(place), text),
            None => base,
        }
    });
    let base = if more > 0 { base.because(format!("{more} sel lagi begitu")) } else { base };
    base.because(format!("kolom {word} di data tidak dipakai dalam tabel")).advise(match word {
        crate::data::printed::WEIGHT => "samakan bobotnya di data atau di aturan, atau hapus kolom itu dari data",
        _ => "periksa target dan realisasinya, atau rumus dan batas capaian di aturan",
    })
}
