//! The files that data come from, and what messages call their cells.

use super::{CellOrigin, Dataset};
use crate::diagnostic::CellPlace;
use crate::source::SourceId;
use crate::source::sheet::OnSheet;
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
    /// Where it stands on a sheet, if it was laid out from one.
    #[doc(hidden)]
    pub sheet: Option<Arc<OnSheet>>,
}

impl Dataset {
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
