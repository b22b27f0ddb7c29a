//! The hasher of small keys.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use takar::program::quick::QuickHasher;

#[test]
fn keys_in_a_row_spread_over_a_table() {
    let hash = |key: (u32, i32, Option<u8>)| {
        let mut hasher = QuickHasher::default();
        key.hash(&mut hasher);
        hasher.finish()
    };
    let keys = (0..4_096).flat_map(|name| [2_023, 2_024].map(|year| (name, year, (name % 5 > 0).then_some(1))));
    let hashes: Vec<u64> = keys.map(hash).collect();
    let buckets: HashSet<u64> = hashes.iter().map(|hash| hash % 8_192).collect();
    let tags: HashSet<u64> = hashes.iter().map(|hash| hash >> 57).collect();
    // By chance it would be two thirds of 8.192.
    assert!(buckets.len() > 4_500, "{} buckets", buckets.len());
    assert_eq!(tags.len(), 128);
}
