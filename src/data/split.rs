//! Where the cells of a CSV row stand in the file, by the same rules as the `csv` crate reads them.

use std::ops::Range;

/// The byte ranges of the cells of one row, quotes included, and whether a quote is left open.
pub(super) fn cell_ranges(text: &str, row: Range<usize>, delimiter: u8) -> (Vec<Range<usize>>, bool) {
    #[derive(PartialEq)]
    enum At {
        Start,
        Bare,
        Quoted,
        QuoteInQuoted,
    }
    let mut cells = Vec::new();
    let (mut at, mut start) = (At::Start, row.start);
    let bytes = text.as_bytes().get(row.clone()).unwrap_or_default();
    for (offset, &byte) in bytes.iter().enumerate() {
        at = match at {
            At::Start if byte == b'"' => At::Quoted,
            At::Quoted if byte == b'"' => At::QuoteInQuoted,
            At::Quoted => At::Quoted,
            At::QuoteInQuoted if byte == b'"' => At::Quoted,
            _ if byte == delimiter => {
                let here = row.start + offset;
                cells.push(start..here);
                start = here + 1;
                At::Start
            }
            _ => At::Bare,
        };
    }
    cells.push(start..row.end);
    (cells, at == At::Quoted)
}

/// What parts the cells, judged by the lines that may hold the header: the mark that yields most
/// known headers, else the one that is there most often.
pub(super) fn find_delimiter(text: &str, is_known: &dyn Fn(&str) -> bool) -> u8 {
    const LINES: usize = 20;
    let lines = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(LINES);
    let score = |delimiter: u8| {
        let known = |line: &str| {
            let cells = line.split(char::from(delimiter));
            cells.filter(|cell| is_known(cell.trim().trim_matches('"'))).count()
        };
        let marks = |line: &str| line.bytes().filter(|&byte| byte == delimiter).count();
        // A single known header in an unsplit line says nothing about the delimiter. A line with no more cells than another
        // has known ones needs no look.
        let most = |most: usize, line: &str| if marks(line) < most { most } else { most.max(known(line)) };
        let headers = Some(lines().fold(1, most)).filter(|&known| known > 1).unwrap_or(0);
        let first = lines().map(marks).find(|&marks| marks > 0).unwrap_or(0);
        (headers, first)
    };
    // The last of equals wins.
    [b',', b'\t', b';'].into_iter().max_by_key(|&mark| score(mark)).unwrap_or(b';')
}
