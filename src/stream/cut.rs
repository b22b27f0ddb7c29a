//! Where a file may be cut: after a whole row.

use crate::data::split::row_end;

/// The end of the last whole row; more of the file may follow.
pub fn last_row(bytes: &[u8], delimiter: u8) -> Option<usize> {
    if memchr::memchr(b'"', bytes).is_none() {
        // A `\r` at the very end may be half of a line break.
        let returns = || memchr::memrchr(b'\r', &bytes[..bytes.len().saturating_sub(1)]);
        return memchr::memrchr(b'\n', bytes).or_else(returns);
    }
    whole_rows(bytes, &[delimiter]).last().map(|(_, end)| end)
}

/// The end of the header line, whatever delimiter its cells have.
pub fn first_row(bytes: &[u8]) -> Option<usize> {
    whole_rows(bytes, b";,\t").next().map(|(_, end)| end)
}

/// The whole rows: where each begins and where its line break ends.
pub(super) fn whole_rows(bytes: &[u8], marks: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let (end, _) = row_end(bytes, start, marks);
        at = end + 1;
        let half = bytes.get(end) == Some(&b'\r') && at == bytes.len();
        (end < bytes.len() && !half).then_some((start, end))
    })
}
