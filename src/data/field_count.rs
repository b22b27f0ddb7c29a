//! The mend for a row with too few or too many cells, where there is a likely one.

use super::csv::{Row, Sheet};
use super::header::HeaderColumn;
use crate::diagnostic::Edit;

/// The sentence and its edit.
pub(super) fn mend(sheet: &Sheet, row: &Row, columns: &[HeaderColumn]) -> Option<(String, Edit)> {
    let end = row.bytes.end;
    let other = row.get(0).matches([',', '\t']).count();
    if row.len() == 1 && columns.len() > 2 && other + 1 >= columns.len() {
        // The whole row stands in one cell, parted by another sign.
        return None;
    }
    if row.len() < columns.len() {
        let missing = columns.len() - row.len();
        let mark = String::from(char::from(sheet.delimiter)).repeat(missing);
        let shown = if sheet.delimiter == b'\t' { "tab".to_string() } else { format!("\"{mark}\"") };
        let text = format!("tambahkan {shown} di akhir baris bila {missing} sel terakhir memang kosong");
        return Some((text, Edit::replace(sheet.span(end..end), mark)));
    }
    if sheet.delimiter == b',' && row.len() == columns.len() + 1 {
        return join_decimal(sheet, row, columns);
    }
    None
}

/// One decimal comma that was not quoted parts one number into two cells.
fn join_decimal(sheet: &Sheet, row: &Row, columns: &[HeaderColumn]) -> Option<(String, Edit)> {
    let digits = |index: usize| {
        let text = row.get(index);
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    };
    let mut places = columns
        .iter()
        .enumerate()
        .filter(|(index, column)| column.role.holds_numbers() && digits(*index) && digits(index + 1))
        .map(|(index, _)| index);
    let (Some(index), None) = (places.next(), places.next()) else {
        return None;
    };
    let ranges = sheet.ranges(row);
    let span = sheet.span(ranges.get(index)?.start..ranges.get(index + 1)?.end);
    let number = format!("\"{},{}\"", row.get(index), row.get(index + 1));
    Some((format!("apakah maksud Anda {number}?"), Edit::replace(span, number)))
}
