//! The quick way over cells.

use super::random::dice;
use takar::data::scan::{Scanned, scan_any_cell, scan_cell, short_cell};

/// The quick way gives what the slow way gives, for every text of a few of these bytes.
#[test]
fn short_cells_are_as_any_cells() {
    const BYTES: &[u8] = b"0123456789,.;-\n\r x\"";
    let mut random = dice(7);
    let mut quick = 0;
    for _ in 0..crate::sample::of(60_000, 300_000) {
        // Mostly digits, so that many are numbers.
        let text: [u8; 12] =
            std::array::from_fn(|_| BYTES[if random(3) > 0 { random(10) } else { random(BYTES.len()) }]);
        for delimiter in [b';', b','] {
            let (mut any, mut short) = (Scanned::default(), Scanned::default());
            let end = scan_any_cell(&text, 1, delimiter, &mut any);
            assert_eq!((scan_cell(&text, 1, delimiter, &mut short), short), (end, any), "{text:?}");
            quick += usize::from(text[1..].first_chunk().is_some_and(|word| short_cell(*word, delimiter).is_some()));
        }
    }
    assert!(quick > crate::sample::of(10_000, 50_000), "{quick}");
}
