//! The cells of a data file as pieces of its text: where a finding about a cell points, where a code stands.

use crate::data::coded::CodeColumns;
use crate::data::csv;
use crate::data::schema::Schema;
use crate::data::split;
use std::ops::Range;

/// The rows of a text, each with the line it begins on (from 1) and its bytes.
pub struct Cells<'t> {
    text: &'t str,
    delimiter: u8,
    rows: Vec<(u32, Range<usize>)>,
}

impl<'t> Cells<'t> {
    /// Those of a data file.
    pub fn of(text: &'t str) -> Cells<'t> {
        let head: usize = text.split_inclusive('\n').take(2).map(str::len).sum();
        let delimiter = csv::unit_column(&text[..head], &Schema::default()).0;
        let (bytes, marks) = (text.as_bytes(), [delimiter]);
        let (mut rows, mut at, mut line) = (Vec::new(), 0, 1);
        while at < bytes.len() {
            let (end, _) = split::row_end(bytes, at, &marks);
            let row = at..end - usize::from(end > at && bytes.get(end) == Some(&b'\n') && bytes[end - 1] == b'\r');
            rows.push((line, row));
            let next = (end + 1).min(bytes.len());
            line += split::line_breaks(&bytes[at..next]);
            at = next;
        }
        Cells { text, delimiter, rows }
    }

    /// A cell of the row on a line, under a header; the whole row where no header is told or found.
    pub fn cell(&self, line: u32, header: Option<&str>) -> Option<Range<usize>> {
        let at = self.rows.binary_search_by_key(&line, |(line, _)| *line).ok()?;
        let row = self.rows[at].1.clone();
        let Some(header) = header else { return Some(row) };
        // Headers stand above, in one row or, over groups of columns, in two.
        let named = |row: &Range<usize>| self.cells(row).position(|cell| self.says(&cell) == header);
        let column = self.rows[..at].iter().take(MOST_ABOVE).find_map(|(_, row)| named(row));
        Some(column.and_then(|column| self.cells(&row).nth(column)).unwrap_or(row))
    }

    /// Every cell that is this code, below the header.
    pub fn naming(&self, code: &str, columns: &CodeColumns) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (_, row) in self.rows.iter().skip(1).filter(|(_, row)| self.text[row.clone()].contains(code)) {
            let cells: Vec<Range<usize>> = self.cells(row).collect();
            let has_code =
                columns.codes.iter().any(|at| cells.get(*at).is_some_and(|cell| !self.says(cell).is_empty()));
            let names = if has_code { &[][..] } else { &columns.names };
            let mut naming: Vec<usize> = columns.codes.iter().chain(names).chain(&columns.parents).copied().collect();
            naming.sort_unstable();
            let naming = naming.into_iter().filter_map(|at| cells.get(at)).filter(|cell| self.says(cell) == code);
            found.extend(naming.map(|cell| self.inner(cell.clone())));
        }
        found
    }

    /// The cell that an offset is in, as it says.
    pub fn at(&self, offset: usize) -> Option<(Range<usize>, String)> {
        let at = self.rows.partition_point(|(_, row)| row.end < offset);
        let row = &self.rows.get(at)?.1;
        let cell = self.cells(row).find(|cell| cell.start <= offset && offset <= cell.end)?;
        Some((self.inner(cell.clone()), self.says(&cell).to_string()))
    }

    fn cells(&self, row: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'t> {
        split::cells(self.text.as_bytes(), row.clone(), self.delimiter)
    }

    fn says(&self, cell: &Range<usize>) -> String {
        split::unquoted(self.text[cell.clone()].trim()).trim().to_string()
    }

    /// The words of a cell without space and quotes around them.
    fn inner(&self, cell: Range<usize>) -> Range<usize> {
        let written = &self.text[cell.clone()];
        let is_around = |c: char| c.is_whitespace() || c == '"';
        let start = cell.start + (written.len() - written.trim_start_matches(is_around).len());
        let end = start + written.trim_matches(is_around).len();
        start.min(cell.end)..end.min(cell.end)
    }
}

/// So many rows from the top may be headers.
const MOST_ABOVE: usize = 30;
