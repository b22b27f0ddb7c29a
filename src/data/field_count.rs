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

/// Whether a row with one cell too many, which is empty, may have a decimal comma that was not quoted: `72,5,` for 72,5 and
/// nothing behind it.
pub(super) fn may_be_parted(sheet: &Sheet, row: &Row, columns: &[HeaderColumn]) -> bool {
    sheet.delimiter == b',' && row.len() == columns.len() + 1 && parted(row, columns).next().is_some()
}

/// The columns of numbers where the cells of two hold digits and nothing else.
fn parted<'r>(row: &'r Row, columns: &'r [HeaderColumn]) -> impl Iterator<Item = usize> + 'r {
    let digits = |index: usize| {
        let text = row.get(index);
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    };
    let holds = columns.iter().enumerate().filter(|(_, column)| column.role.holds_numbers());
    holds.map(|(index, _)| index).filter(move |index| digits(*index) && digits(index + 1))
}

/// One decimal comma that was not quoted parts one number into two cells.
fn join_decimal(sheet: &Sheet, row: &Row, columns: &[HeaderColumn]) -> Option<(String, Edit)> {
    let mut places = parted(row, columns);
    let (Some(index), None) = (places.next(), places.next()) else {
        return None;
    };
    let ranges = sheet.ranges(row);
    let span = sheet.span(ranges.get(index)?.start..ranges.get(index + 1)?.end);
    let number = format!("\"{},{}\"", row.get(index), row.get(index + 1));
    Some((format!("apakah maksud Anda {number}?"), Edit::replace(span, number)))
}
