//! Names of units.

use takar::data::units::{BLOCK, Units};

#[test]
fn each_name_has_its_lane_once() {
    let mut units = Units::default();
    assert_eq!((units.lane("a"), units.get(0), units.is_empty()), (None, None, true));
    let names: Vec<String> =
        (0..3 * BLOCK + 7).map(|at| format!("{}é{at}", "x".repeat(at % 5))).chain([String::new()]).collect();
    // Names whose ends are far apart, too.
    let long = (0..BLOCK).map(|at| format!("{}{at}", "panjang ".repeat(20)));
    let names: Vec<String> = names.into_iter().chain(long).collect();
    for round in 0..2 {
        for (lane, name) in names.iter().enumerate() {
            assert_eq!(units.lane(name), (round > 0).then_some(lane), "{name}");
            assert_eq!(units.add(name), lane);
            assert_eq!(&units[lane], name);
        }
    }
    assert_eq!(units.len(), names.len());
    assert!(units.iter().eq(names.iter()));
    assert_eq!((units.lane("x"), units.get(names.len())), (None, None));
}
