//! Places on a sheet.

use takar::office::letters;

#[test]
fn columns_have_letters() {
    let all = [0, 25, 26, 27, 701, 702, 16_383].map(letters);
    assert_eq!(all, ["A", "Z", "AA", "AB", "ZZ", "AAA", "XFD"]);
}
