//! Bytes of a wide file to cells, in one pass over each row: their positions, and their digits if they are plain
//! numbers.

use super::split::cells;
use std::ops::Range;

/// A cell as scanned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Where it begins.
    pub start: usize,
    /// The position of its delimiter or line break.
    pub end: usize,
    /// Whether it is digits with at most one separator between them, few enough to be exact.
    pub plain: bool,
    /// Its digits.
    pub(super) steps: i64,
    /// `,` or `.`, if there is one.
    pub(super) mark: u8,
    pub(super) whole: u8,
    pub(super) decimals: u8,
    pub(super) leading_zero: bool,
}

/// Scans the cells of the row that begins at `at`, which has no quotes; returns where its line ends.
pub fn scan_row(bytes: &[u8], at: usize, delimiter: u8, cells: &mut Vec<Scanned>) -> usize {
    cells.clear();
    let mut at = at;
    loop {
        cells.push(Scanned::default());
        let Some(cell) = cells.last_mut() else { return at };
        let end = scan_cell(bytes, at, delimiter, cell);
        if bytes.get(end) != Some(&delimiter) {
            return end;
        }
        at = end + 1;
    }
}

/// Scans a cell and returns the position after its content: eight bytes at once if they contain all of it.
#[inline(always)]
pub fn scan_cell(bytes: &[u8], start: usize, delimiter: u8, cell: &mut Scanned) -> usize {
    match bytes.get(start..).and_then(|rest| rest.first_chunk::<8>()).and_then(|word| short_cell(*word, delimiter)) {
        Some((length, short)) => {
            *cell = Scanned { start, end: start + length, ..short };
            start + length
        }
        None => scan_any_cell(bytes, start, delimiter, cell),
    }
}

/// A cell of digits with at most one separator that ends within eight bytes, and its length; none for any other.
#[inline(always)]
pub fn short_cell(word: [u8; 8], delimiter: u8) -> Option<(usize, Scanned)> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // Digits become their values. A non-digit gets the highest bit of its byte, without a carry into the next.
    let values = u64::from_le_bytes(word) ^ (EACH * 0x30);
    let others = (((values & (EACH * 0x7f)) + EACH * 0x76) | values) & (EACH * 0x80);
    let first = others.trailing_zeros() as usize / 8;
    let ends = |at: usize| word.get(at).is_some_and(|byte| *byte == delimiter || *byte == b'\n');
    if ends(first) && first > 0 {
        let steps = eight_digits(values << (64 - 8 * first));
        let short =
            Scanned { plain: true, steps, whole: first as u8, leading_zero: word[0] == b'0', ..Scanned::default() };
        return Some((first, short));
    }
    let second = (others & others.wrapping_sub(1)).trailing_zeros() as usize / 8;
    let mark = *word.get(first)?;
    if !matches!(mark, b',' | b'.') || first == 0 || second < first + 2 || !ends(second) {
        return None;
    }
    // The digits after the separator move up to those before it.
    let before = values & ((1 << (8 * first)) - 1);
    let behind = values >> (8 * (first + 1)) << (8 * first);
    let steps = eight_digits((before | behind) << (64 - 8 * (second - 1)));
    let (whole, decimals) = (first as u8, (second - first - 1) as u8);
    let leading_zero = word[0] == b'0';
    Some((second, Scanned { plain: true, steps, mark, whole, decimals, leading_zero, ..Scanned::default() }))
}

/// The number of eight digit values, the first in the lowest byte: pairs, then fours, then all.
#[inline(always)]
fn eight_digits(values: u64) -> i64 {
    let pairs = values.wrapping_mul(10).wrapping_add(values >> 8);
    let low = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(0x000f_4240_0000_0064);
    let high = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(0x0000_2710_0000_0001);
    (low.wrapping_add(high) >> 32) as i64
}

/// The same, a byte at a time.
#[inline]
pub fn scan_any_cell(bytes: &[u8], start: usize, delimiter: u8, cell: &mut Scanned) -> usize {
    cell.start = start;
    let negative = bytes.get(start) == Some(&b'-');
    let first = start + usize::from(negative);
    let (mut at, mut steps, mut point) = (first, 0i64, usize::MAX);
    let stop = loop {
        let Some(byte) = bytes.get(at) else { break 0 };
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            steps = steps.wrapping_mul(10).wrapping_add(i64::from(digit));
        } else if *byte == delimiter {
            break *byte;
        } else if point == usize::MAX && (*byte == b',' || *byte == b'.') {
            point = at;
        } else {
            break *byte;
        }
        at += 1;
    };
    let ends = stop == delimiter || stop == b'\n' || at == bytes.len();
    let returns = stop == b'\r' && matches!(bytes.get(at + 1), Some(b'\n') | None);
    let mut end = at;
    if !ends && !returns {
        end = memchr::memchr2(delimiter, b'\n', &bytes[at..]).map_or(bytes.len(), |offset| at + offset);
        let cut = usize::from(end > start && bytes[end - 1] == b'\r' && bytes.get(end) != Some(&delimiter));
        cell.end = end - cut;
        return end;
    }
    let (mark, whole, decimals) = match point {
        usize::MAX => (0, at - first, 0),
        point => (bytes[point], point - first, at - point - 1),
    };
    if returns {
        end += 1;
    }
    // Fifteen digits are below 2^52; sixteen may be, and the scale of a column has to allow them.
    cell.plain = whole > 0 && whole + decimals <= 16 && (mark == 0 || decimals > 0);
    cell.end = at;
    cell.steps = if negative { steps.wrapping_neg() } else { steps };
    cell.mark = mark;
    cell.whole = whole.min(255) as u8;
    cell.decimals = decimals.min(255) as u8;
    cell.leading_zero = bytes.get(first) == Some(&b'0');
    end
}

/// The cells of a row with quotes, whose line ends at `end`.
pub fn split_row(bytes: &[u8], at: usize, end: usize, delimiter: u8, found: &mut Vec<Scanned>) {
    let end = if end > at && bytes[end - 1] == b'\r' { end - 1 } else { end };
    let cell = |cell: Range<usize>| {
        let mut scanned = Scanned::default();
        let stop = scan_cell(&bytes[..cell.end], cell.start, delimiter, &mut scanned);
        // A delimiter inside quotes ends no cell.
        if stop == cell.end { scanned } else { Scanned { start: cell.start, end: cell.end, ..Scanned::default() } }
    };
    found.clear();
    found.extend(cells(bytes, at..end, delimiter).map(cell));
}
