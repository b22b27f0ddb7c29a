//! Which rows were read, by what they are about: no two share a unit, a code, a year and a quarter.

use std::collections::HashMap;

/// Code by its number, year, quarter, and which [`BESIDE`] units.
type Key = (u32, i32, Option<u8>, u32);

/// How many units share an entry: most files have the same rows for each of them.
const BESIDE: usize = 16;

/// The line of each row, and where it begins; nothing where both are 0.
#[derive(Debug, Default)]
pub(super) struct Seen(HashMap<Key, Vec<(u32, u32)>>);

impl Seen {
    /// The row that was read of the same, else this one is noted.
    pub fn earlier(
        &mut self,
        (lane, code, year, quarter): (usize, u32, i32, Option<u8>),
        row: (u32, u32),
    ) -> Option<(u32, u32)> {
        let beside = u32::try_from(lane / BESIDE).unwrap_or(u32::MAX);
        let rows = self.0.entry((code, year, quarter, beside)).or_default();
        let at = lane % BESIDE;
        if rows.len() <= at {
            rows.reserve_exact(at + 1 - rows.len());
            rows.resize(at + 1, (0, 0));
        }
        match rows[at] {
            (0, 0) => {
                rows[at] = row;
                None
            }
            earlier => Some(earlier),
        }
    }
}
