//! Data files, and how messages refer to their cells.

use super::Content;
use super::header::{Above, HeaderColumn, Said};
use super::{CellOrigin, Dataset};
use crate::diagnostic::CellPlace;
use crate::number::{NumberStyle, format};
use crate::source::SourceId;
use crate::source::sheet::OnSheet;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A file that data came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// The source of its text, if it is kept.
    pub source: Option<SourceId>,
    /// The name that messages show.
    pub name: String,
    /// The header cells, left to right.
    pub headers: Vec<String>,
    /// The factors of the numbers of columns, from their headers or lines above.
    #[doc(hidden)]
    pub factors: BTreeMap<u16, Vec<Factor>>,
    /// Its position on a sheet, if it was laid out from one.
    #[doc(hidden)]
    pub sheet: Option<Arc<OnSheet>>,
}

/// The factor of the numbers of a column, as a number of zeros.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// 6 for millions.
    pub zeros: u32,
    /// The origin of the factor: `judul "Pagu (juta rupiah)"`.
    pub by: String,
    /// The same without the origin.
    pub words: String,
    /// Whether that is the header of the column.
    pub in_header: bool,
    /// The rows whose number is not multiplied by it.
    pub without: BTreeSet<u32>,
}

/// The columns whose numbers get a factor, and its origin.
pub(super) fn factors(columns: &[HeaderColumn], above: &[Above]) -> BTreeMap<u16, Vec<Factor>> {
    let factor = |said: &Said, by: String, in_header: bool| {
        let (zeros, words) = (said.zeros, said.words.clone());
        (zeros > 0).then_some(Factor { zeros, by, words, in_header, without: BTreeSet::new() })
    };
    let of = |(at, column): (usize, &HeaderColumn)| {
        let all: Vec<Factor> = match &column.measure {
            Some(measure) => factor(&measure.said, format!("judul \"{}\"", column.name), true).into_iter().collect(),
            None if column.role.holds_numbers() => {
                let by = |one: &Above| factor(&one.said, format!("\"{}\" di atas judul", one.words), false);
                above.iter().filter_map(by).collect()
            }
            None => Vec::new(),
        };
        Some((u16::try_from(at).ok()?, all)).filter(|(_, all)| !all.is_empty())
    };
    columns.iter().enumerate().filter_map(of).collect()
}

impl Dataset {
    /// What the number of a cell was multiplied by, and the origin of the factor: `120 × 1.000.000, judul "Pagu (juta
    /// rupiah)"`.
    pub(crate) fn factor_words(&self, origin: CellOrigin, content: &Content) -> Option<String> {
        let file = self.files.get(origin.file as usize)?;
        let factor = file.factors.get(&origin.column)?.iter().find(|one| !one.without.contains(&origin.row))?;
        let Content::Number(number) = content else { return None };
        let times = Decimal::from_i128_with_scale(10_i128.checked_pow(factor.zeros)?, 0);
        let words = |number: Decimal| format(&number.normalize().to_string(), NumberStyle::Indonesian);
        let product = format!("{} × {}", words(number.checked_div(times)?), words(times));
        // The place of a text cell already names its header.
        let is_named = factor.in_header && file.sheet.is_none();
        Some(if is_named { product } else { format!("{product}, {}", factor.by) })
    }

    /// Records that only one factor of its column applies to the number of a cell, or none.
    pub(super) fn only_factor(&mut self, origin: CellOrigin, words: Option<&str>) {
        let file = self.files.get_mut(origin.file as usize);
        let factors = file.and_then(|file| file.factors.get_mut(&origin.column));
        for factor in factors.into_iter().flatten().filter(|factor| Some(factor.words.as_str()) != words) {
            factor.without.insert(origin.row);
        }
    }

    /// Records that the files of a source were laid out from a sheet.
    pub(crate) fn stands_on(&mut self, source: SourceId, sheet: &Arc<OnSheet>) {
        for file in self.files.iter_mut().filter(|file| file.source == Some(source)) {
            file.sheet = Some(Arc::clone(sheet));
        }
    }

    /// `data/iku.csv, baris 5, kolom "Realisasi"`.
    pub fn describe(&self, origin: CellOrigin) -> String {
        let Some(file) = self.files.get(origin.file as usize) else {
            return format!("baris {}", origin.row);
        };
        if let Some(sheet) = &file.sheet {
            return format!("{}, {}", file.name, sheet.cell(origin.row, origin.column.into()));
        }
        match file.headers.get(origin.column as usize) {
            Some(header) => format!("{}, baris {}, kolom \"{header}\"", file.name, origin.row),
            None => format!("{}, baris {}", file.name, origin.row),
        }
    }

    /// The cell at an origin, for a message; none if its file is not kept as a source.
    pub fn place(&self, origin: CellOrigin) -> Option<CellPlace> {
        let file = self.files.get(origin.file as usize)?;
        let column = file.headers.get(origin.column as usize).cloned();
        Some(CellPlace { source: file.source?, row: origin.row, column })
    }
}
