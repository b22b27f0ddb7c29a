//! Lines and columns as editors count: from 0, columns in UTF-16, lines ended by `\n`, `\r\n` or a lone `\r`.

use super::halves;
use super::protocol::{Position, Range};

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Those of a text.
    pub fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Lines { starts: std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect() }
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The offset of a position; one beyond the end of its line is that end, one beyond the last line the end of the text.
    pub fn offset(&self, text: &str, position: Position) -> usize {
        self.spot(text, position).0
    }

    /// The same, and the letter that a position is inside of, which is a pair in UTF-16.
    fn spot(&self, text: &str, position: Position) -> (usize, Option<char>) {
        let Some(&start) = self.starts.get(position.line as usize) else { return (text.len(), None) };
        let line = self.content(text, position.line);
        let mut units = 0;
        for (at, c) in line.char_indices() {
            if units + halves::units(c) > position.character {
                return (start as usize + at, (units < position.character).then_some(c));
            }
            units += halves::units(c);
        }
        (start as usize + line.len(), None)
    }

    /// A text with another in the place of a range, which may begin and end inside of a letter.
    pub fn replaced(&self, text: &str, range: Range, new: &str) -> String {
        let (from, of_first) = self.spot(text, range.start);
        let (to, of_last) = self.spot(text, range.end.max(range.start));
        let (high, _) = of_first.and_then(halves::parted).unzip();
        let low = of_last.and_then(halves::parted).map(|(_, low)| low);
        let behind = to + of_last.map_or(0, char::len_utf8);
        let sign = |half: Option<char>| half.map(String::from).unwrap_or_default();
        halves::joined(&[&text[..from], &sign(high), new, &sign(low), &text[behind..]])
    }

    /// The position of an offset; within a character it is where that begins.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor(text, offset);
        let line = self.starts.partition_point(|&start| start as usize <= offset) - 1;
        let before = &text[self.starts[line] as usize..offset];
        Position { line: line as u32, character: halves::length(before) }
    }

    /// The range of some bytes.
    pub fn range(&self, text: &str, bytes: std::ops::Range<usize>) -> Range {
        Range { start: self.position(text, bytes.start), end: self.position(text, bytes.end) }
    }

    /// A line without what ends it.
    pub fn content<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let Some(&start) = self.starts.get(line as usize) else { return "" };
        let end = self.starts.get(line as usize + 1).map_or(text.len(), |&next| next as usize);
        text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// The offset where a line begins.
    pub fn start(&self, line: u32) -> usize {
        self.starts.get(line as usize).map_or(0, |&start| start as usize)
    }

    /// The whole line, for marking it.
    pub fn whole(&self, text: &str, line: u32) -> Range {
        let start = self.start(line);
        self.range(text, start..start + self.content(text, line).len())
    }
}

/// The place itself, or the nearest one before it that parts no letter.
pub fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
