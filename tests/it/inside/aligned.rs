//! Lines on a narrow screen.

use takar::whatif::aligned::wrapped;

#[test]
fn columns_go_below_where_a_screen_is_narrow() {
    let line = "  predikat IKM  \"Sangat Baik\"  →  \"Baik\"";
    assert_eq!(wrapped(line, 34), "  predikat IKM  \"Sangat Baik\"  →\n      \"Baik\"\n");
    let help = "  batal  mundur, maju, atau kembali ke data";
    assert_eq!(wrapped(help, 24), "  batal\n      mundur, maju, atau\n      kembali ke data\n");
    assert_eq!(wrapped("  a  b", 20), "  a  b\n");
}
