//! Numbers written into bytes.

use takar::columns::plain;
use takar::report::CsvStyle;
use takar::stream::digits::number;

#[test]
fn numbers_are_written_as_the_slow_way_writes_them() {
    let numbers = [0, 1, 9, 10, 99, 100, 101, 999, 1000, 12_345, 1_234_500, 9_007_199_254_740_992, i64::MAX];
    for (steps, sign) in numbers.into_iter().flat_map(|steps| [(steps, 1), (steps, -1)]) {
        for (scale, trim) in (0..16).flat_map(|scale| [(scale, false), (scale, true)]) {
            let mut line = Vec::new();
            number(&mut line, steps * sign, scale, trim, CsvStyle::En);
            assert_eq!(String::from_utf8_lossy(&line), plain(steps * sign, scale, trim));
        }
    }
}
