//! The wording about a small percentage without its sign: alone, or as an end of a range.

use super::texts::short;
use super::{About, Cell};
use crate::data::range_target::{in_percent, with_signs};
use crate::data::shares;
use crate::diagnostic::Edit;
use rust_decimal::Decimal;

pub(super) fn message(cell: &Cell, about: &About, clear: &Cell, number: Option<Decimal>) -> String {
    let (subject, shown) = (about.subject(), short(&cell.text));
    if clear.place == cell.place {
        return format!("{subject} = {shown} bertanda persen di satu ujung saja");
    }
    match readings(cell, number).as_slice() {
        [more, own] => format!("{subject} = {shown} tanpa tanda persen, dapat berarti {own} atau {more}"),
        _ => format!("{subject} = {shown} tanpa tanda persen, padahal sel lain {}", shares::signed(clear)),
    }
}

pub(super) fn suggestions(cell: &Cell, number: Option<Decimal>) -> Vec<(String, Vec<Edit>)> {
    let readings = readings(cell, number).into_iter();
    readings.filter_map(|text| Some((format!("tulis {text}"), vec![cell.replace(&text)?]))).collect()
}

/// What to do if no edit is enough: for one end of a range, or where the cell is not at hand.
pub(super) fn advice(cell: &Cell, clear: &Cell, number: Option<Decimal>) -> Vec<String> {
    let readings = readings(cell, number);
    let here = match readings.is_empty() {
        false if cell.bytes.is_some() => return Vec::new(),
        false => readings.join(" atau "),
        true => "tanda persen di kedua ujungnya".to_string(),
    };
    if clear.place == cell.place {
        return vec![format!("tulis {here}")];
    }
    let column = match &cell.place.column {
        Some(column) => format!("kolom \"{}\"", short(column)),
        None => "kolom itu".to_string(),
    };
    vec![format!("tulis {here} di sini, dan tanda persen di sel {column} lainnya yang belum bertanda")]
}

/// How one far below another is counted.
pub(super) fn counted(own: &str) -> String {
    format!("satuannya persen, maka dihitung {}", in_percent(own))
}

/// What to write for one far below another, as a fraction or as it is.
pub(super) fn either(own: &str, whole: &str) -> String {
    let (own, of_whole) = (in_percent(own), in_percent(whole));
    format!("bila maksudnya {of_whole}, tulis {whole}; bila memang {own}, tulis  {own}")
}

/// The cell with its signs, in the order in which they are suggested: as fractions, as written.
fn readings(cell: &Cell, number: Option<Decimal>) -> Vec<String> {
    match number {
        Some(number) => {
            let mark = if cell.text.contains('.') { '.' } else { ',' };
            vec![format!("{}%", hundredfold(number, mark)), format!("{}%", cell.text)]
        }
        None => with_signs(&cell.text, hundredfold),
    }
}

/// A fraction in percent, as a cell writes it: 0.885 as 88,5.
fn hundredfold(number: Decimal, mark: char) -> String {
    (number * Decimal::ONE_HUNDRED).normalize().to_string().replace('.', &mark.to_string())
}
