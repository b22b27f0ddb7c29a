//! How much a book may hold: whoever sends a file decides neither our memory nor our time.

use super::refused::Refusal;
use std::collections::HashSet;
use std::sync::Arc;

/// Cells of a book; 32 bytes each.
const MOST_CELLS: usize = 4_000_000;
/// Paragraphs of a document; each in a cell costs some 60 bytes beside its text.
const MOST_PARAGRAPHS: usize = 1_000_000;
/// Bytes of text of a book.
const MOST_TEXT: usize = 128 << 20;
/// What the same text costs beside its bytes.
const EACH_TEXT: usize = 32;
/// Texts that are looked up among those that were there: a column of words has few, one of sentences all different.
const MOST_KNOWN: usize = 20_000;
/// The longest text that is looked up.
const LONGEST_KNOWN: usize = 80;
/// Columns of a sheet, as Excel has them.
pub(super) const MOST_COLUMNS: u32 = 16_384;
/// Rows of a sheet, as Excel has them.
pub(super) const MOST_ROWS: u32 = 1_048_576;

/// What is left of a book's bounds, and the words that stand in it already.
pub(super) struct Bounds {
    cells: usize,
    paragraphs: usize,
    text: usize,
    known: HashSet<Arc<str>>,
}

impl Bounds {
    pub(super) fn new() -> Bounds {
        Bounds { cells: MOST_CELLS, paragraphs: MOST_PARAGRAPHS, text: MOST_TEXT, known: HashSet::new() }
    }

    /// One more cell, or something of its size.
    pub(super) fn cell(&mut self) -> Result<(), Refusal> {
        self.cells = self.cells.checked_sub(1).ok_or(Refusal::ManyCells)?;
        Ok(())
    }

    /// One more row, which takes as much as two cells beside its own.
    pub(super) fn row(&mut self) -> Result<(), Refusal> {
        self.cells = self.cells.checked_sub(2).ok_or(Refusal::ManyCells)?;
        Ok(())
    }

    /// One more paragraph of a document.
    pub(super) fn paragraph(&mut self) -> Result<(), Refusal> {
        self.paragraphs = self.paragraphs.checked_sub(1).ok_or(Refusal::ManyParagraphs)?;
        Ok(())
    }

    /// A text to keep; often one that is kept already.
    pub(super) fn words(&mut self, text: &str) -> Result<Arc<str>, Refusal> {
        if text.len() > LONGEST_KNOWN {
            return self.own_words(text);
        }
        if let Some(known) = self.known.get(text) {
            return Ok(known.clone());
        }
        let kept = self.own_words(text)?;
        if self.known.len() < MOST_KNOWN {
            self.known.insert(kept.clone());
        }
        Ok(kept)
    }

    /// A text to keep that is known to be another than those before.
    pub(super) fn own_words(&mut self, text: &str) -> Result<Arc<str>, Refusal> {
        self.spend(text.len() + EACH_TEXT)?;
        Ok(text.into())
    }

    /// So many bytes of text that are kept for a while.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.text = self.text.checked_sub(bytes).ok_or(Refusal::MuchText)?;
        Ok(())
    }
}
