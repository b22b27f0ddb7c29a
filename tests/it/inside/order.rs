//! The order of codes.

use takar::program::natural;

#[test]
fn numbers_count_and_signs_compare() {
    let ordered = ["", "1", "2", "10", "A", "T.1", "T.01.5", "T.2", "T.10", "T.10-2", "T.10.1", "T.11", "Ta"];
    let mut mixed = ordered.to_vec();
    mixed.reverse();
    mixed.sort_by(|a, b| natural(a, b));
    assert_eq!(mixed, ordered);
}
