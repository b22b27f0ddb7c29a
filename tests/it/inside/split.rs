//! Rows and cells of CSV.

use super::random::dice;
use crate::sample;
use takar::data::split::{cells, line_breaks, row_end, unquoted};

/// Rows and cells are those of the `csv` crate, for every text of a few of these bytes.
#[test]
fn rows_and_cells_are_those_of_the_reader() {
    const SIGNS: &[u8] = b"a\";\n\r\" ;a";
    let mut random = dice(11);
    let mut open = 0;
    for _ in 0..sample::of(40_000, 200_000) {
        let length = 1 + random(12);
        let text: String = (0..length).map(|_| char::from(SIGNS[random(SIGNS.len())])).collect();
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(b';').from_reader(text.as_bytes());
        let read: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("text").iter().map(str::to_string).collect()).collect();
        let (bytes, mut at, mut split) = (text.as_bytes(), 0, Vec::new());
        while at < bytes.len() {
            let (end, is_open) = row_end(bytes, at, b";");
            open += usize::from(is_open);
            let stop = end - usize::from(end > at && bytes.get(end) == Some(&b'\n') && bytes[end - 1] == b'\r');
            // What opens and never closes is told, and not used.
            let row = cells(bytes, at..stop, b';').map(|cell| unquoted(&text[cell]).into_owned());
            split.push(row.collect::<Vec<_>>());
            at = end + 1;
        }
        split.retain(|row| *row != [""]);
        let read: Vec<_> = read.into_iter().filter(|row| *row != [""]).collect();
        assert_eq!(split, read, "{text:?}");
        assert_eq!(line_breaks(bytes), text.replace("\r\n", "\n").matches(['\n', '\r']).count() as u32);
    }
    assert!(open > 200);
}
