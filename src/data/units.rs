//! The names of the units, in order of appearance: many of them in one text, and a hash table to find them.
//!
//! There may be millions of them. A name takes its text plus about nine bytes.

use std::hash::{BuildHasher, RandomState};
use std::ops::Index;

/// The names of units by their lanes.
#[derive(Debug, Clone, Default)]
pub struct Units {
    blocks: Vec<Block>,
    count: usize,
    /// Lanes, by open addressing from the hash of their name; [`NONE`] if free. The length is a power of two, and the
    /// table is never full.
    table: Vec<u32>,
    hashes: RandomState,
}

/// How many names share a text.
pub const BLOCK: usize = 1 << 10;

/// No lane.
const NONE: u32 = u32::MAX;

/// Names one after the other, and where each ends.
#[derive(Debug, Clone, Default)]
struct Block {
    text: String,
    /// Ends within the first 65 536 bytes, which are all of them if names are short.
    near: Vec<u16>,
    /// The other ends.
    far: Vec<u32>,
}

impl Block {
    fn count(&self) -> usize {
        self.near.len() + self.far.len()
    }

    fn end(&self, at: usize) -> Option<usize> {
        match at.checked_sub(self.near.len()) {
            None => self.near.get(at).map(|end| usize::from(*end)),
            Some(far) => self.far.get(far).map(|end| *end as usize),
        }
    }

    fn name(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.end(before))?;
        self.text.get(start..self.end(at)?)
    }

    fn add(&mut self, name: &str) {
        self.text.push_str(name);
        match u16::try_from(self.text.len()) {
            Ok(end) => self.near.push(end),
            Err(_) => self.far.push(u32::try_from(self.text.len()).unwrap_or(NONE)),
        }
    }
}

impl Units {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The name of a lane.
    pub fn get(&self, lane: usize) -> Option<&str> {
        self.blocks.get(lane / BLOCK)?.name(lane % BLOCK)
    }

    /// All of them, by lane.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(|block| (0..block.count()).filter_map(|at| block.name(at)))
    }

    /// The lane of a name.
    pub fn lane(&self, name: &str) -> Option<usize> {
        self.look(name).ok()
    }

    /// The lane of a name, added when new.
    #[doc(hidden)]
    pub fn add(&mut self, name: &str) -> usize {
        if self.count * 4 >= self.table.len() * 3 {
            self.grow();
        }
        let place = match self.look(name) {
            Ok(lane) => return lane,
            Err(place) => place,
        };
        let lane = self.count;
        self.table[place] = u32::try_from(lane).unwrap_or(NONE);
        if lane.is_multiple_of(BLOCK) {
            if let Some(full) = self.blocks.last_mut() {
                full.text.shrink_to_fit();
            }
            self.blocks.push(Block::default());
        }
        if let Some(block) = self.blocks.last_mut() {
            block.add(name);
        }
        self.count += 1;
        lane
    }

    /// The lane of a name, or the index in the table where it would go.
    fn look(&self, name: &str) -> Result<usize, usize> {
        let Some(last) = self.table.len().checked_sub(1) else { return Err(0) };
        let mut place = self.hashes.hash_one(name) as usize & last;
        loop {
            match self.table[place] {
                NONE => return Err(place),
                lane if self.get(lane as usize) == Some(name) => return Ok(lane as usize),
                _ => place = (place + 1) & last,
            }
        }
    }

    /// The names are enough to rebuild the table, so the old one is freed before the new one is allocated.
    fn grow(&mut self) {
        let length = (self.table.len() * 2).max(8);
        self.table = Vec::new();
        let mut table = vec![NONE; length];
        for (lane, name) in self.iter().enumerate() {
            let mut place = self.hashes.hash_one(name) as usize & (length - 1);
            while table[place] != NONE {
                place = (place + 1) & (length - 1);
            }
            table[place] = u32::try_from(lane).unwrap_or(NONE);
        }
        self.table = table;
    }
}

impl Index<usize> for Units {
    type Output = str;

    fn index(&self, lane: usize) -> &str {
        self.get(lane).expect("a lane of these units")
    }
}
