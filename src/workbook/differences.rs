//! The sheet of differences: figures that two states of a package do not share, each beside the other.

use super::cells::Shown;
use super::lines::{Fill, write_fill};
use super::style::{self, Look};
use super::tables::{ABOVE, Block, Row, Sheet, Sheets};
use super::terms;
use crate::report::placed::Of;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::collections::HashMap;
use std::ops::Range;
use std::str::FromStr;

/// The name of the sheet.
pub const SHEET: &str = "Perbandingan";

/// Writes the sheet, where there are two states.
pub fn write(sheets: &Sheets, book: &mut Workbook, title: &str) -> Result<(), XlsxError> {
    let names = sheets.sheets.iter().find_map(|sheet| match &sheet.blocks[..] {
        [Block { unit: Some(one), .. }, Block { unit: Some(other), .. }] => Some([one, other]),
        _ => None,
    });
    let Some([one, other]) = names.filter(|_| sheets.are_states) else { return Ok(()) };
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    style::page(sheet, title, 2, true)?;
    sheet.write_string_with_format(0, 0, format!("{one} dan {other}"), &style::title())?;
    let words = "Isi tabel yang berbeda saat buku kerja ini dibuat; selisih angkanya ikut berubah bila Masukan diubah.";
    style::across(sheet, 1, (0, 5), words, &style::note(), 1)?;
    for (at, head) in ["Tabel", "Baris", "Kolom", one, other, "Selisih"].into_iter().enumerate() {
        sheet.write_string_with_format(2, at as u16, head, &style::header())?;
    }
    for (column, width) in [(0, 12.0), (1, 50.0), (2, 24.0), (3, 18.0), (4, 18.0), (5, 16.0)] {
        sheet.set_column_width(column, width)?;
    }
    let mut row = 3;
    for table in &sheets.sheets {
        for difference in found(table) {
            let (words, column) = match &difference {
                Difference::Cell { row, column, .. } => (row, *column),
                Difference::Alone { row, .. } => (row, ROW_ALONE),
            };
            let plain = style::words(Look::Plain);
            sheet.write_string_with_format(row, 0, &table.name, &plain)?;
            sheet.write_string_with_format(row, 1, words, &plain)?;
            sheet.write_string_with_format(row, 2, column, &plain)?;
            sheet.set_row_height(row, style::height(style::lines_of(words, 48)))?;
            match difference {
                Difference::Cell { places, cells, .. } => {
                    for (at, (place, cell)) in places.into_iter().zip(cells).enumerate() {
                        let fill = Fill::Formula(format!("'{}'!{place}", table.name), said(cell).unwrap_or_default());
                        let code = cell.code.as_deref().unwrap_or("General");
                        write_fill(sheet, (row, 3 + at as u16), &fill, &style::number(Look::Plain, code))?;
                    }
                    let at = row + 1;
                    let difference = format!("IF(AND(ISNUMBER(D{at}),ISNUMBER(E{at})),D{at}-E{at},\"–\")");
                    let format = style::number(Look::Plain, "+#,##0.00;\"−\"#,##0.00;0.00");
                    write_fill(sheet, (row, 5), &Fill::Formula(difference, between(cells)), &format)?;
                }
                Difference::Alone { side, .. } => {
                    let words = if side == 0 { ["ada", "tidak ada", "–"] } else { ["tidak ada", "ada", "–"] };
                    for (at, words) in words.into_iter().enumerate() {
                        sheet.write_string_with_format(row, 3 + at as u16, words, &style::words_right(Look::Plain))?;
                    }
                }
            }
            row += 1;
        }
    }
    if row == 3 {
        sheet.write_string_with_format(row, 0, "Semua angka sama.", &style::words(Look::Plain))?;
    }
    Ok(())
}

/// What stands in the column of a row that only one state shows.
const ROW_ALONE: &str = "(seluruh baris)";

/// What two states do not share.
enum Difference<'s> {
    /// A cell: its row in words, the title of its column, both places and cells.
    Cell { row: String, column: &'s str, places: [String; 2], cells: [&'s Shown; 2] },
    /// A row that only one of them shows.
    Alone { row: String, side: usize },
}

/// The cells of two blocks that show other figures or words, and the rows that stand in one alone. Rows are found by what the
/// rules say they are: figures may sort them otherwise, or leave some out.
fn found(sheet: &Sheet) -> Vec<Difference<'_>> {
    let [one, other] = &sheet.blocks[..] else { return Vec::new() };
    let first = ABOVE + 3;
    let second = first + one.rows.len() as u32 + one.notes() + 2;
    let pieces = |block: &'_ Block| -> HashMap<Of, usize> {
        let rows = block.rows.iter().enumerate();
        rows.flat_map(|(at, row)| row.of.iter().map(move |(_, of)| (of.clone(), at))).collect()
    };
    let [known, beside] = [pieces(one), pieces(other)];
    let alone = |(columns, of): &(Range<usize>, Of), row: &Row, side: usize| Difference::Alone {
        row: named(row, columns, of, sheet),
        side,
    };
    let mut found = Vec::new();
    for (at, left) in one.rows.iter().enumerate() {
        for piece in &left.of {
            let (columns, of) = piece;
            let Some(place) = beside.get(of) else {
                found.push(alone(piece, left, 0));
                continue;
            };
            let right = &other.rows[*place];
            for column in columns.clone() {
                let (Some(a), Some(b)) = (left.cells.get(column), right.cells.get(column)) else { continue };
                if let (true, Some((title, _))) = (said(a) != said(b), sheet.columns.get(column)) {
                    let rows = [first + at as u32, second + *place as u32];
                    found.push(Difference::Cell {
                        row: named(left, columns, of, sheet),
                        column: title,
                        places: rows.map(|row| format!("{}{row}", terms::letters(column))),
                        cells: [a, b],
                    });
                }
            }
        }
    }
    for right in &other.rows {
        found.extend(right.of.iter().filter(|(_, of)| !known.contains_key(of)).map(|piece| alone(piece, right, 1)));
    }
    found
}

/// What a row is about: its words, else its code.
fn named(row: &Row, columns: &Range<usize>, of: &Of, sheet: &Sheet) -> String {
    if let Some((label, _)) = &row.label {
        return label.clone();
    }
    let cells = row.cells.iter().zip(&sheet.columns).enumerate();
    let words = cells.filter(|(at, (_, (_, is_number)))| columns.contains(at) && !is_number);
    let words = words.filter_map(|(_, (cell, _))| match &cell.fill {
        Fill::Text(text) if !text.is_empty() => Some(text.as_str()),
        Fill::Text(_) | Fill::Blank | Fill::Number(_) | Fill::Truth(_) | Fill::Formula(..) => None,
    });
    let words = words.collect::<Vec<_>>().join(" · ");
    if words.is_empty() { of.words().to_string() } else { words }
}

/// What the difference of two cells gives now, in decimals and not in floats.
fn between(cells: [&Shown; 2]) -> String {
    let numbers = cells.map(|cell| said(cell).filter(|_| !matches!(cell.fill, Fill::Text(_))));
    let [Some(one), Some(other)] = numbers else { return "–".to_string() };
    if let (Ok(one), Ok(other)) = (Decimal::from_str(&one), Decimal::from_str(&other))
        && let Some(difference) = one.checked_sub(other)
    {
        return difference.normalize().to_string();
    }
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => super::double::digits(one - other),
        (Ok(_) | Err(_), Ok(_) | Err(_)) => "–".to_string(),
    }
}

/// What a cell gives now.
fn said(cell: &Shown) -> Option<String> {
    match &cell.fill {
        Fill::Number(number) => Some(super::double::digits(*number)),
        Fill::Formula(_, result) => Some(result.clone()),
        Fill::Text(text) => Some(text.clone()),
        Fill::Blank | Fill::Truth(_) => None,
    }
}
