//! Maps and sets that are asked very often.

use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map keyed by what people write, hashed otherwise each time the program runs.
pub type WrittenMap<K, V> = HashMap<K, V, RandomState>;
/// A map keyed by small numbers that the program itself gives out, as names and slots. Text that people write is no key
/// here: it could be made to collide.
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;
/// A set of such keys.
pub type QuickSet<K> = HashSet<K, BuildHasherDefault<QuickHasher>>;

/// Odd, its bits well mixed: 2^64 divided by the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// A product for each number of a key: the proofs take a twentieth longer with a hasher for keys of any length.
#[derive(Debug, Clone, Copy, Default)]
pub struct QuickHasher(u64);

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_i32(&mut self, number: i32) {
        self.write_u64(u64::from(number.cast_unsigned()));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(26) ^ number).wrapping_mul(SPREAD);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        // A table looks at the lowest bits and at the highest; the product has its mixed ones at the top.
        self.0.rotate_left(26)
    }
}
