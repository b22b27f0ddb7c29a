//! What tells whether a file is still what was read.

use takar::cli::write::Print;

#[test]
fn the_pieces_do_not_count() {
    let sum = |pieces: &[&str]| {
        let mut print = Print::default();
        pieces.iter().for_each(|piece| print.add(piece.as_bytes()));
        print
    };
    assert_eq!(sum(&["foobar"]), sum(&["foo", "", "bar"]));
    assert_ne!(sum(&["foobar"]), sum(&["foobaz"]));
    // As published with the algorithm.
    assert_eq!(sum(&["foobar"]).sum, 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
}
