//! A file in blocks of whole lines, each with the number of its first line.

use crate::diagnostic::Diagnostic;
use crate::folder::files;
use crate::stream::{first_row, last_row, line_breaks};
use std::io::{self, Read};

/// How much is read at a time. With a few blocks per thread on the way, memory stays far below what is promised.
pub const BLOCK: usize = 1 << 18;

/// A longer line is no row of a table, and more lines of one unit are no data of an office.
const LONGEST: usize = 1 << 22;

/// The blocks of a reader.
pub struct Blocks<R> {
    source: R,
    rest: Vec<u8>,
    line: u32,
    ended: bool,
}

/// A block of whole lines.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The number of its first line, from 1.
    pub line: u32,
    /// Its bytes, line breaks included.
    pub bytes: Vec<u8>,
}

/// Why there is no next block.
#[derive(Debug)]
pub enum Failure {
    /// The disk gives no more.
    Unreadable(io::Error),
    /// What belongs together, from this line on, is longer than is read.
    TooLong {
        /// From 1.
        line: u32,
        /// Whether it is several lines, those of one unit.
        unit: bool,
    },
}

impl Failure {
    /// In words, about a file.
    pub fn told(&self, name: &str) -> Box<Diagnostic> {
        match self {
            Failure::Unreadable(error) => files::broken_off(name, error),
            Failure::TooLong { line, unit } => files::too_long(name, *line, *unit),
        }
    }
}

impl<R: Read> Blocks<R> {
    /// From the beginning of a file.
    pub fn new(source: R) -> Blocks<R> {
        Blocks { source, rest: Vec::new(), line: 1, ended: false }
    }

    /// The first line alone, without its break.
    pub fn first_line(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let Some(block) = self.next_block(first_row)? else { return Ok(None) };
        Ok(Some(block.bytes))
    }

    /// The whole rows that come next, as many as are read at a time; they stay where they are.
    pub fn ahead(&mut self) -> Result<&[u8], Failure> {
        self.fill(BLOCK)?;
        let end = if self.ended { Some(self.rest.len()) } else { last_row(&self.rest, b';') };
        Ok(&self.rest[..end.unwrap_or_default()])
    }

    /// Reads until so much is there, or the end.
    fn fill(&mut self, wanted: usize) -> Result<(), Failure> {
        while !self.ended && self.rest.len() < wanted {
            let missing = (wanted - self.rest.len()) as u64;
            let read = self.source.by_ref().take(missing).read_to_end(&mut self.rest);
            self.ended = read.map_err(Failure::Unreadable)? == 0;
        }
        Ok(())
    }

    /// The next block: as much as it takes until `cut` says where a whole line, or what else belongs together, ends.
    pub fn next_block(&mut self, cut: impl Fn(&[u8]) -> Option<usize>) -> Result<Option<Block>, Failure> {
        let mut wanted = BLOCK;
        loop {
            self.fill(wanted)?;
            let end = match cut(&self.rest) {
                Some(end) => end + 1,
                None if self.ended => self.rest.len(),
                None if wanted < LONGEST => {
                    wanted *= 2;
                    continue;
                }
                None => return Err(Failure::TooLong { line: self.line, unit: first_row(&self.rest).is_some() }),
            };
            if end == 0 {
                return Ok(None);
            }
            let mut next = Vec::with_capacity(BLOCK + 1);
            next.extend_from_slice(&self.rest[end..]);
            let mut bytes = std::mem::replace(&mut self.rest, next);
            bytes.truncate(end);
            let line = self.line;
            self.line = line.saturating_add(line_breaks(&bytes));
            return Ok(Some(Block { line, bytes }));
        }
    }
}
