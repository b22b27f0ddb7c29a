//! The files that data come from, and what messages call their cells.

use super::Content;
use super::header::{By, HeaderColumn};
use super::{CellOrigin, Dataset};
use crate::diagnostic::CellPlace;
use crate::number::{NumberStyle, format};
use crate::source::SourceId;
use crate::source::sheet::OnSheet;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A file the data came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its text among the sources, when it is kept.
    pub source: Option<SourceId>,
    /// The name that messages show.
    pub name: String,
    /// The header cells, left to right.
    pub headers: Vec<String>,
    /// The columns whose numbers are multiplied, by what their headers or a line above say.
    #[doc(hidden)]
    pub factors: BTreeMap<u16, Factor>,
    /// Where it stands on a sheet, if it was laid out from one.
    #[doc(hidden)]
    pub sheet: Option<Arc<OnSheet>>,
}

/// What is put behind the numbers of a column.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// 6 for millions.
    pub zeros: u32,
    /// What says so: `judul "Pagu (juta rupiah)"`.
    pub by: String,
    /// Whether that is the header of the column.
    pub in_header: bool,
    /// The rows whose number is in another unit.
    pub without: BTreeSet<u32>,
}

/// The columns whose numbers get zeros, and what says so.
pub(super) fn factors(columns: &[HeaderColumn]) -> BTreeMap<u16, Factor> {
    let of = |(at, column): (usize, &HeaderColumn)| {
        let measure = column.measure.as_ref().filter(|measure| measure.said.zeros > 0)?;
        let in_header = matches!(measure.by, By::Header { .. });
        let by = match &measure.by {
            By::Header { .. } => format!("judul \"{}\"", column.name),
            By::Above(words) => format!("\"{words}\" di atas judul"),
        };
        Some((u16::try_from(at).ok()?, Factor { zeros: measure.said.zeros, by, in_header, without: BTreeSet::new() }))
    };
    columns.iter().enumerate().filter_map(of).collect()
}

impl Dataset {
    /// What the number of a cell was multiplied by, and what says so: `120 × 1.000.000, judul "Pagu (juta rupiah)"`.
    pub(crate) fn factor_words(&self, origin: CellOrigin, content: &Content) -> Option<String> {
        let file = self.files.get(origin.file as usize)?;
        let factor = file.factors.get(&origin.column)?;
        let Content::Number(number) = content else { return None };
        if factor.without.contains(&origin.row) {
            return None;
        }
        let times = Decimal::from_i128_with_scale(10_i128.checked_pow(factor.zeros)?, 0);
        let words = |number: Decimal| format(&number.normalize().to_string(), NumberStyle::Indonesian);
        let product = format!("{} × {}", words(number.checked_div(times)?), words(times));
        // The place of a cell of text names its header.
        let is_named = factor.in_header && file.sheet.is_none();
        Some(if is_named { product } else { format!("{product}, {}", factor.by) })
    }

    /// Notes that the number of a cell stays as it is written.
    pub(super) fn without_factor(&mut self, origin: CellOrigin) {
        let file = self.files.get_mut(origin.file as usize);
        if let Some(factor) = file.and_then(|file| file.factors.get_mut(&origin.column)) {
            factor.without.insert(origin.row);
        }
    }

    /// Tells that the files of a source were laid out from a sheet.
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

    /// The cell behind an origin, for a message; none when its file is not kept as a source.
    pub fn place(&self, origin: CellOrigin) -> Option<CellPlace> {
        let file = self.files.get(origin.file as usize)?;
        let column = file.headers.get(origin.column as usize).cloned();
        Some(CellPlace { source: file.source?, row: origin.row, column })
    }
}
