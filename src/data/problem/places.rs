//! The places of problems of data files.

use super::{DataProblem, OfOffice};
use crate::data::header::is_passed_over;
use crate::diagnostic::{CellPlace, Label, Place};

impl DataProblem {
    /// The places, the most informative first.
    pub fn labels(&self) -> Vec<Label> {
        let label = |place: &CellPlace, text: &str| Label { place: Place::Cell(place.clone()), text: text.into() };
        match self {
            DataProblem::EmptyFile { file } => vec![Label { place: Place::File(file.clone()), text: String::new() }],
            DataProblem::HeaderOnly { header }
            | DataProblem::NoCodeColumn { header, .. }
            | DataProblem::NoYearColumn { header }
            | DataProblem::HeaderNotFirst { header, .. }
            | DataProblem::TwoRowHeader { header, .. }
            | DataProblem::TooManyColumns { header, .. } => vec![label(header, "")],
            DataProblem::NoSuchHeading { header, heading, .. } => {
                vec![label(header, ""), Label { place: Place::Text(heading.span), text: "dicari di sini".into() }]
            }
            DataProblem::UntitledColumn { row, .. }
            | DataProblem::FieldCount { row, .. }
            | DataProblem::UnclosedQuote { row }
            | DataProblem::OtherHeading { row, .. }
            | DataProblem::EmptyKey { row, .. } => vec![label(row, "")],
            DataProblem::Duplicate { row, first, .. } => {
                first.iter().map(|first| label(first, "yang pertama")).chain([label(row, "tertulis lagi")]).collect()
            }
            DataProblem::AttributeDiffers { cell, first, .. } => {
                let first = first.iter().map(|first| label(first, "yang pertama"));
                first.chain([label(&cell.place, "yang ini berbeda")]).collect()
            }
            DataProblem::OfficesDiffer { kept, other, .. } => {
                let said = |one: &OfOffice| label(&one.place, &format!("{}: \"{}\"", one.unit, one.text));
                vec![said(kept), said(other)]
            }
            DataProblem::OfficeOfSum { office } => vec![label(&office.place, "dihitung sebagai kantor tersendiri")],
            DataProblem::OfficesAlike { first, second } => {
                [first, second].map(|one| label(&one.place, &format!("\"{}\"", one.unit))).into()
            }
            DataProblem::ColumnsWithoutYear { cells, .. } => cells.iter().map(|cell| label(&cell.place, "")).collect(),
            DataProblem::UnusedColumns { cells, .. } => {
                let first = cells.iter().find(|cell| !is_passed_over(&cell.text)).or(cells.first());
                first.iter().map(|cell| label(&cell.place, "")).collect()
            }
            DataProblem::SpendingAsValue { cell, .. } => vec![label(&cell.place, "")],
            DataProblem::ParentCircle { cells, .. } => cells.iter().map(|cell| label(cell, "")).collect(),
            DataProblem::NoParent { place, .. }
            | DataProblem::UnknownParent { place, .. }
            | DataProblem::AbsentParent { place, .. } => vec![label(place, "")],
            DataProblem::Followed { cell, clear, .. } => {
                vec![label(&cell.place, ""), label(&clear.place, "sel ini hanya punya satu bacaan")]
            }
            // Its other end has the sign, or an unseen cell may have it.
            DataProblem::BareShare { cell, clear, .. } if cell.place == clear.place || clear.text.is_empty() => {
                vec![label(&cell.place, "")]
            }
            DataProblem::BareShare { cell, clear, .. } => {
                vec![label(&cell.place, ""), label(&clear.place, &format!("di sini \"{}\"", clear.text))]
            }
            DataProblem::Value { cell, torn, .. } => {
                let torn = torn.iter().map(|one| label(&one.place, &format!("di sini \"{}\"", one.text)));
                std::iter::once(label(&cell.place, "")).chain(torn).collect()
            }
            DataProblem::BareQuarters { cells, .. } => {
                cells.iter().take(1).map(|cell| label(&cell.place, "")).collect()
            }
            DataProblem::NearHeader { cell, .. }
            | DataProblem::HeaderUnit { cell, .. }
            | DataProblem::UnreadUnit { cell, .. }
            | DataProblem::UnitAsWord { cell, .. }
            | DataProblem::FactorBeside { cell, .. }
            | DataProblem::AmbiguousHeader { cell, .. }
            | DataProblem::BadQuarter { cell, .. }
            | DataProblem::QuarterUnused { cell, .. }
            | DataProblem::NotInOrder { cell, .. }
            | DataProblem::UnknownCode { cell, .. }
            | DataProblem::AmbiguousLabel { cell, .. }
            | DataProblem::BadYear { cell, .. }
            | DataProblem::YearNotCovered { cell, .. }
            | DataProblem::UnitDiffers { cell, .. }
            | DataProblem::NearUnit { cell, .. }
            | DataProblem::UnitStated { cell, .. }
            | DataProblem::NotTaken { cell, .. }
            | DataProblem::OffStep { cell, .. }
            | DataProblem::FarBelow { cell, .. }
            | DataProblem::OutOfScale { cell, .. } => vec![label(&cell.place, "")],
            DataProblem::Several { all } => all.first().map(DataProblem::labels).unwrap_or_default(),
            DataProblem::More { next, .. } => next.iter().map(|place| label(place, "")).collect(),
            DataProblem::BothFilled { cell, first } => vec![label(&first.place, ""), label(&cell.place, "")],
            DataProblem::DuplicateHeader { cell, column, first_column, .. } => {
                vec![label(&cell.place, &format!("kolom ke-{first_column} dan kolom ke-{column}"))]
            }
        }
    }

    /// The cell or row that it is about.
    pub(in crate::data) fn cell_place(&self) -> Option<&CellPlace> {
        match self {
            DataProblem::Duplicate { row, .. } => Some(row),
            DataProblem::AttributeDiffers { cell, .. } | DataProblem::BothFilled { cell, .. } => Some(&cell.place),
            DataProblem::OfficesDiffer { other, .. } => Some(&other.place),
            DataProblem::OfficesAlike { second: office, .. } | DataProblem::OfficeOfSum { office } => {
                Some(&office.place)
            }
            DataProblem::Value { cell, .. } => Some(&cell.place),
            DataProblem::FieldCount { row, .. }
            | DataProblem::UnclosedQuote { row }
            | DataProblem::OtherHeading { row, .. }
            | DataProblem::EmptyKey { row, .. } => Some(row),
            DataProblem::NearHeader { cell, .. }
            | DataProblem::HeaderUnit { cell, .. }
            | DataProblem::UnreadUnit { cell, .. }
            | DataProblem::UnitAsWord { cell, .. }
            | DataProblem::FactorBeside { cell, .. }
            | DataProblem::DuplicateHeader { cell, .. }
            | DataProblem::AmbiguousHeader { cell, .. }
            | DataProblem::UnknownCode { cell, .. }
            | DataProblem::AmbiguousLabel { cell, .. }
            | DataProblem::BadYear { cell, .. }
            | DataProblem::YearNotCovered { cell, .. }
            | DataProblem::Followed { cell, .. }
            | DataProblem::BareShare { cell, .. }
            | DataProblem::OutOfScale { cell, .. }
            | DataProblem::BadQuarter { cell, .. }
            | DataProblem::QuarterUnused { cell, .. }
            | DataProblem::UnitDiffers { cell, .. }
            | DataProblem::NearUnit { cell, .. }
            | DataProblem::UnitStated { cell, .. }
            | DataProblem::NotTaken { cell, .. }
            | DataProblem::OffStep { cell, .. }
            | DataProblem::FarBelow { cell, .. }
            | DataProblem::SpendingAsValue { cell, .. }
            | DataProblem::NotInOrder { cell, .. } => Some(&cell.place),
            DataProblem::NoParent { place, .. }
            | DataProblem::UnknownParent { place, .. }
            | DataProblem::AbsentParent { place, .. } => Some(place),
            DataProblem::UntitledColumn { row, .. } => Some(row),
            DataProblem::HeaderOnly { header }
            | DataProblem::NoCodeColumn { header, .. }
            | DataProblem::NoYearColumn { header }
            | DataProblem::HeaderNotFirst { header, .. }
            | DataProblem::NoSuchHeading { header, .. }
            | DataProblem::TwoRowHeader { header, .. }
            | DataProblem::TooManyColumns { header, .. } => Some(header),
            DataProblem::ParentCircle { cells, .. } => cells.first(),
            DataProblem::ColumnsWithoutYear { cells, .. }
            | DataProblem::BareQuarters { cells, .. }
            | DataProblem::UnusedColumns { cells, .. } => cells.first().map(|cell| &cell.place),
            DataProblem::Several { all } => all.first().and_then(DataProblem::cell_place),
            DataProblem::EmptyFile { .. } | DataProblem::More { .. } => None,
        }
    }
}
