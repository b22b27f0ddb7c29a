//! The wording of cells of a sheet that show another number than they hold.

use super::Cell;
use super::texts::short;
use crate::data::cell_error::CellError;
use crate::data::tens::Tens;
use crate::diagnostic::Edit;
use crate::number::{NumberStyle, format};
use crate::source::sheet::{HELD, SEEN};

pub(super) fn message(cell: &Cell, error: &CellError) -> String {
    match error {
        CellError::OtherTens(tens) => format!(
            "{} tampil sebagai {}: format selnya menghilangkan {}, padahal satuan angkanya {}",
            said(&cell.text),
            said(&tens.left),
            tens.left_out,
            short(&tens.words)
        ),
        CellError::InFull(tens) => format!(
            "{} tampil penuh dalam {}, padahal format sel lain di kolom atau barisnya menghilangkan {}",
            said(&cell.text),
            short(&tens.words),
            tens.left_out
        ),
        _ => {
            let rest = cell.text.strip_prefix(SEEN).unwrap_or(&cell.text);
            let (seen, held) = rest.split_once(HELD).unwrap_or((rest, ""));
            format!("sel menampilkan \"{}\", padahal isinya {}", short(seen), said(held))
        }
    }
}

pub(super) fn suggestions(cell: &Cell, tens: &Tens) -> Vec<(String, Vec<Edit>)> {
    let typed = |number: &str, why: &str| {
        let number = number.replace('.', ",");
        let edit = cell.replace(&number)?;
        Some((format!("tulis {number} bila {why} yang benar"), vec![edit]))
    };
    let both = [typed(&tens.in_unit, "isi selnya"), typed(&tens.left, "yang tampil")];
    both.into_iter().flatten().collect()
}

pub(super) fn advice(cell: &Cell, error: &CellError) -> Vec<String> {
    match error {
        CellError::OtherTens(_) => {
            vec!["atau samakan satuan di judulnya dengan yang dihilangkan format selnya".into()]
        }
        CellError::InFull(tens) => {
            let (own, words) = (said(&cell.text), short(&tens.words));
            vec![
                format!("bila isinya memang penuh, {own}, beri format yang sama dengan sel lain itu"),
                format!(
                    "bila memang {own} {words}, ketik {}, lalu beri format yang sama dengan sel lain itu",
                    tens.full.replace('.', ",")
                ),
            ]
        }
        _ => vec!["beri sel itu format angka biasa, lalu ketik angka yang benar".into()],
    }
}

/// A number with its groups.
fn said(number: &str) -> String {
    let (number, percent) = number.strip_suffix('%').map_or((number, ""), |number| (number, "%"));
    format(&number.replace(',', "."), NumberStyle::Indonesian) + percent
}
