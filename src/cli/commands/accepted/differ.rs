//! Two runs of tables set against each other while they come, an old one and a new one: what differs, as a person reads it.

use super::super::difference::{changed_lines, indented};
use crate::number::{NumberStyle, format};
use std::collections::VecDeque;

/// How many lines that differ are shown of one copy; the others are counted.
pub const MOST_LINES: usize = 1_000;

/// How much text waits on each side, in bytes, for a table that both have.
const HELD: usize = 1 << 16;

/// Two texts compared line by line take up to so many times their size.
const COMPARING: usize = 7;

/// Where the old tables come from.
pub trait Tables {
    /// Why there is no next one.
    type Failure;
    /// The next one.
    fn next(&mut self) -> Result<Option<String>, Self::Failure>;
    /// Refuses what takes so many bytes more than there are.
    fn refuse_without_room(&self, bytes: usize) -> Result<(), Self::Failure>;
}

/// What was found to differ, and what waits to be compared.
#[derive(Debug, Default)]
pub struct Differ {
    old: Waiting,
    new: Waiting,
    shown: Shown,
    differs: bool,
}

impl Differ {
    /// Sets the next new table against the old ones.
    pub fn add<T: Tables>(&mut self, new: String, tables: &mut T) -> Result<(), T::Failure> {
        if self.new.is_empty() {
            match self.old.next(tables)? {
                Some(old) if old == new => return Ok(()),
                Some(old) => self.old.put_back(old),
                None => {}
            }
        }
        self.differs = true;
        while self.old.bytes < HELD && self.old.read(tables)? {}
        let same = self.old.position(heading(&new));
        self.new.push(new);
        match same {
            // What stands before the table that both have is told first.
            Some(before) => {
                self.tell(before, self.new.texts.len() - 1, tables)?;
                self.tell(1, 1, tables)?;
            }
            None if self.new.bytes >= HELD => self.tell(self.new.texts.len(), self.new.texts.len(), tables)?,
            None => {}
        }
        Ok(())
    }

    /// What differs, after the last of the new tables; none when nothing does.
    pub fn finish<T: Tables>(mut self, tables: &mut T) -> Result<Option<String>, T::Failure> {
        loop {
            while self.old.bytes < HELD && self.old.read(tables)? {}
            if self.old.is_empty() && self.new.is_empty() {
                break;
            }
            self.differs = true;
            self.tell(self.old.texts.len(), self.new.texts.len(), tables)?;
        }
        Ok(self.differs.then(|| self.shown.told()))
    }

    /// Tells the lines that differ between so many old tables and so many new ones.
    fn tell<T: Tables>(&mut self, old: usize, new: usize, tables: &T) -> Result<(), T::Failure> {
        let (old, new) = (self.old.take(old), self.new.take(new));
        tables.refuse_without_room(COMPARING * (old.len() + new.len()))?;
        self.shown.add(&changed_lines(&old, &new));
        Ok(())
    }
}

/// The same for what has no accepted copy yet.
#[derive(Debug, Default)]
pub struct Shown {
    text: String,
    lines: usize,
}

impl Shown {
    /// A text that is new altogether.
    pub fn add_new(&mut self, text: &str) {
        self.add(&indented('+', text));
    }

    fn add(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            self.lines += 1;
            if self.lines <= MOST_LINES {
                self.text.push_str(line);
            }
        }
    }

    /// What is shown, and how many more there are.
    pub fn told(self) -> String {
        let Shown { mut text, lines } = self;
        if lines > MOST_LINES {
            let more = format(&(lines - MOST_LINES).to_string(), NumberStyle::Indonesian);
            text.push_str(&format!("  … dan {more} baris lagi\n"));
        }
        text
    }
}

/// Tables in order, and how much they are.
#[derive(Debug, Default)]
struct Waiting {
    texts: VecDeque<String>,
    bytes: usize,
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    fn push(&mut self, text: String) {
        self.bytes += text.len();
        self.texts.push_back(text);
    }

    fn put_back(&mut self, text: String) {
        self.bytes += text.len();
        self.texts.push_front(text);
    }

    fn next<T: Tables>(&mut self, tables: &mut T) -> Result<Option<String>, T::Failure> {
        match self.texts.pop_front() {
            Some(text) => {
                self.bytes -= text.len();
                Ok(Some(text))
            }
            None => tables.next(),
        }
    }

    /// One more; false when there is none.
    fn read<T: Tables>(&mut self, tables: &mut T) -> Result<bool, T::Failure> {
        let next = tables.next()?;
        let is_one = next.is_some();
        next.into_iter().for_each(|text| self.push(text));
        Ok(is_one)
    }

    fn position(&self, wanted: &str) -> Option<usize> {
        self.texts.iter().position(|text| heading(text) == wanted)
    }

    fn take(&mut self, count: usize) -> String {
        let count = count.min(self.texts.len());
        let text: String = self.texts.drain(..count).collect();
        self.bytes -= text.len();
        text
    }
}

fn heading(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
