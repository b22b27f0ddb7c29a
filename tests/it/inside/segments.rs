//! Codes and their segments.

use takar::data::segments::{above, begins_with, is_code};

#[test]
fn codes_are_cut_alike_everywhere() {
    let above = |code: &'static str| above(code).collect::<Vec<_>>();
    assert_eq!(above("7.01.05"), ["7.01", "7"]);
    assert_eq!(above("7.01/05"), ["7.01", "7"]);
    assert_eq!(above("7.01.05-2"), ["7.01", "7"]);
    assert_eq!(above("7.1-2.1"), ["7.1-2", "7"]);
    assert_eq!(above("IKU-1.1/1"), ["IKU-1.1", "IKU-1"]);
    assert_eq!(above("IKU-1.1-2"), ["IKU-1"]);
    assert!(above("7-1").is_empty() && above("7-1-2").is_empty());
    for (code, prefix) in [("7.1", "7"), ("7/1", "7"), ("7-1", "7"), ("7", "7"), ("7.1", "7."), ("7/1", "7/")] {
        assert!(begins_with(code, prefix) && is_code(code), "{code} {prefix}");
    }
    assert!(!begins_with("71", "7") && !begins_with("7.12", "7.1"));
    assert!(!is_code("7..1") && !is_code("7.1/") && !is_code("") && !is_code("7 1"));
}
