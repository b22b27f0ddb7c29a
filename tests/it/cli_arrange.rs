//! `takar rapikan` from its words to the files it leaves.

use super::desk::{Desk, status};
use std::fs;

/// The rules of the desk, with one part untidy.
fn untidy() -> Desk {
    let desk = Desk::new();
    desk.edit(
        "contoh/aturan.takar",
        "  makin tinggi : realisasi / target * 100\n",
        "makin tinggi:realisasi/target*100   \n",
    );
    desk.edit("contoh/aturan.takar", "kelompok IKU", "\n\nKelompok  IKU");
    desk.put("contoh/lain.takar", "# tidak ada apa-apa\n");
    desk
}

#[test]
fn files_that_differ_are_rewritten() {
    let desk = untidy();
    let before = desk.run("hitung contoh");
    let shown =
        desk.runs(&["rapikan contoh --periksa", "rapikan contoh", "rapikan contoh --periksa", "rapikan contoh"]);
    assert_eq!(desk.run("hitung contoh"), before);
    insta::assert_snapshot!(format!("{shown}\n{}", desk.get("contoh/aturan.takar")));
}

#[test]
fn english_words_do_the_same() {
    let desk = untidy();
    let shown = |line: &str| desk.run(line).split_once('\n').expect("lines").1.to_string();
    assert_eq!(shown("fmt contoh --check"), shown("rapikan contoh --periksa"));
    assert_eq!(status(&desk.run("fmt contoh")), Some("0"));
}

#[test]
fn checking_changes_nothing() {
    let desk = untidy();
    let before = desk.get("contoh/aturan.takar");
    assert_eq!(status(&desk.run("rapikan contoh --periksa")), Some("1"));
    assert_eq!(desk.get("contoh/aturan.takar"), before);
}

#[test]
fn mistakes_stay_and_stop_nothing() {
    let desk = untidy();
    desk.edit("contoh/aturan.takar", "anggota SAKIP; SKM", "anggotaa  SAKIP;SKM");
    let shown = desk.runs(&["rapikan contoh", "rapikan contoh --periksa"]);
    assert!(desk.get("contoh/aturan.takar").contains("\n  anggotaa  SAKIP;SKM\n"));
    insta::assert_snapshot!(shown);
}

#[test]
fn one_file_alone() {
    let desk = untidy();
    desk.put("contoh/lain.takar", "A=1\n");
    assert_eq!(status(&desk.run("rapikan contoh/lain.takar")), Some("0"));
    assert_eq!(desk.get("contoh/lain.takar"), "A = 1\n");
    assert!(desk.get("contoh/aturan.takar").contains("Kelompok  IKU"));
}

#[test]
fn files_from_windows_keep_their_line_breaks() {
    let desk = Desk::new();
    let text = desk.get("contoh/aturan.takar").replace('\n', "\r\n");
    desk.put("contoh/aturan.takar", format!("\u{feff}{text}"));
    let shown = desk.runs(&["rapikan contoh --periksa", "rapikan contoh", "rapikan contoh --periksa"]);
    assert_eq!(desk.get("contoh/aturan.takar"), text);
    insta::assert_snapshot!(shown);
}

/// One file that is no text, one that is too untidy: neither is touched.
#[test]
fn nothing_is_written_when_a_file_cannot_be_read() {
    let desk = untidy();
    desk.put("contoh/lama.takar", b"# Keputusan \x93baru\x94\n");
    let before = desk.get("contoh/aturan.takar");
    let shown = desk.runs(&["rapikan contoh", "rapikan conto"]);
    assert_eq!(desk.get("contoh/aturan.takar"), before);
    insta::assert_snapshot!(shown);
}

#[test]
fn a_file_that_is_as_it_should_be_is_not_written() {
    let desk = Desk::new();
    let path = desk.path("contoh/aturan.takar");
    let mut rights = fs::metadata(&path).expect("it is there").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).expect("read-only");
    assert_eq!(status(&desk.run("rapikan contoh")), Some("0"));
}
