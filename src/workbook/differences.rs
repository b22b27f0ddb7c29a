//! The sheet of differences: figures that two states of a package do not share, each beside the other.

use super::cells::Shown;
use super::lines::{Fill, write_fill};
use super::style::{self, Look};
use super::tables::{ABOVE, Block, Row, Sheet, Sheets};
use super::terms;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError};
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
        for (words, column, [first, second], cells) in pairs(table) {
            let plain = style::words(Look::Plain);
            sheet.write_string_with_format(row, 0, &table.name, &plain)?;
            sheet.write_string_with_format(row, 1, &words, &plain)?;
            sheet.write_string_with_format(row, 2, column, &plain)?;
            sheet.set_row_height(row, style::height(style::lines_of(&words, 48)))?;
            for (at, (place, cell)) in [first, second].into_iter().zip(cells).enumerate() {
                let fill = Fill::Formula(format!("'{}'!{place}", table.name), said(cell).unwrap_or_default());
                let code = cell.code.as_deref().unwrap_or("General");
                write_fill(sheet, (row, 3 + at as u16), &fill, &style::number(Look::Plain, code))?;
            }
            let at = row + 1;
            let difference = format!("IF(AND(ISNUMBER(D{at}),ISNUMBER(E{at})),D{at}-E{at},\"–\")");
            let format = style::number(Look::Plain, "+#,##0.00;\"−\"#,##0.00;0.00");
            write_fill(sheet, (row, 5), &Fill::Formula(difference, between(cells)), &format)?;
            row += 1;
        }
    }
    if row == 3 {
        sheet.write_string_with_format(row, 0, "Semua angka sama.", &style::words(Look::Plain))?;
    }
    Ok(())
}

type Pair<'s> = (String, &'s str, [String; 2], [&'s Shown; 2]);

/// The cells of two blocks that show other figures or words, row by row as long as the rows are about the same.
fn pairs(sheet: &Sheet) -> Vec<Pair<'_>> {
    let [one, other] = &sheet.blocks[..] else { return Vec::new() };
    let first = ABOVE + 3;
    let second = first + one.rows.len() as u32 + one.notes() + 2;
    let mut found = Vec::new();
    for (at, (left, right)) in one.rows.iter().zip(&other.rows).enumerate() {
        let words = [left, right].map(|row| named(row, sheet));
        if words[0] != words[1] {
            continue;
        }
        for (column, (a, b)) in left.cells.iter().zip(&right.cells).enumerate() {
            let differs = said(a) != said(b);
            if let (true, Some((title, _))) = (differs, sheet.columns.get(column)) {
                let places = [first, second].map(|row| format!("{}{}", terms::letters(column), row + at as u32));
                found.push((words[0].clone(), title.as_str(), places, [a, b]));
            }
        }
    }
    found
}

/// What a row is about: its words.
fn named(row: &Row, sheet: &Sheet) -> String {
    if let Some((label, _)) = &row.label {
        return label.clone();
    }
    let cells = row.cells.iter().zip(&sheet.columns).filter(|(_, (_, is_number))| !is_number);
    let words = cells.filter_map(|(cell, _)| match &cell.fill {
        Fill::Text(text) => Some(text.as_str()),
        Fill::Blank | Fill::Number(_) | Fill::Truth(_) | Fill::Formula(..) => None,
    });
    words.collect::<Vec<_>>().join(" · ")
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
