//! Accepted copies as they come from an editor, or from somebody else.

use super::desk::{Desk, status};

/// What an editor changes unseen is no difference; what is one is shown with nothing that steers a terminal.
#[test]
fn accepted_tables_behind_an_editor() {
    let desk = Desk::new();
    desk.run("uji contoh --terima");
    let copy = desk.get("contoh/acuan/T1.md");
    let lines = |end: &str| copy.lines().map(|line| format!("{line}{end}")).collect::<String>();
    let same = [
        copy.trim_end().to_string(),
        copy.clone() + "\n\n",
        copy.clone() + "  ",
        lines(" \n"),
        lines("\t \r\n"),
        format!("\u{feff}{}", lines("  \r\n").trim_end()),
    ];
    for text in same {
        desk.put("contoh/acuan/T1.md", &text);
        assert_eq!(status(&desk.run("uji contoh")), Some("0"), "{text:?}");
    }
    // Spaces that stand elsewhere, a line that is gone, and one more.
    for text in [copy.replacen("| 90", "|  90", 1), copy.lines().skip(1).collect(), copy.clone() + "a\n"] {
        desk.put("contoh/acuan/T1.md", &text);
        assert_eq!(status(&desk.run("uji contoh")), Some("1"), "{text:?}");
    }
    desk.put("contoh/acuan/T1.md", copy.clone() + "a\u{1b}[2Jb\u{7}\0c\u{9b}\u{202e}\n");
    for line in ["uji contoh", "uji contoh --terima"] {
        let shown = desk.run(line);
        assert!(shown.contains("\n  - a␛[2Jb␇␀c\u{FFFD}\u{FFFD}\n"), "{shown}");
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
    }
    assert_eq!(desk.get("contoh/acuan/T1.md"), copy);
}

/// A copy is only renewed when the difference could be shown.
#[cfg(target_os = "linux")]
#[test]
fn what_could_not_be_shown_is_not_accepted() {
    use std::process::Command;
    let desk = Desk::new();
    desk.run("uji contoh --terima");
    let copy = desk.get("contoh/acuan/T1.md");
    desk.edit("contoh/data/iku.csv", "81,55", "82");
    for ending in ["> /dev/full", ">&-"] {
        let script = format!("\"$0\" uji contoh --terima {ending}");
        let mut shell = Command::new("bash");
        let shell = shell.args(["-c", &script, env!("CARGO_BIN_EXE_takar")]).current_dir(desk.folder.path());
        let output = shell.env("XDG_STATE_HOME", desk.path(".keadaan")).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{ending}");
        assert_eq!(desk.get("contoh/acuan/T1.md"), copy, "{ending}");
    }
    assert_eq!(status(&desk.run("uji contoh --terima")), Some("0"));
    assert_ne!(desk.get("contoh/acuan/T1.md"), copy);
}

/// Names of files come from a disk, and lines from whoever wrote them.
#[cfg(unix)]
#[test]
fn nothing_in_a_package_steers_a_terminal() {
    let desk = Desk::new();
    desk.put("contoh/acuan/T\u{1b}[2J.md", "### T\n");
    desk.put("contoh/lain\u{1b}[2J.takar", "B   =  1 # \u{1b}[2J\n");
    for line in ["uji contoh", "rapikan contoh --periksa", "rapikan contoh"] {
        let shown = desk.run(line);
        assert!(shown.contains("␛[2J") && !shown.contains('\u{1b}'), "{shown:?}");
    }
}

/// The copies are of one year: those of another are not written over by accident.
#[test]
fn a_copy_of_another_year_stays() {
    let desk = Desk::new();
    desk.run("uji contoh --terima");
    let copy = desk.get("contoh/acuan/T1.md");
    let rules = desk.get("contoh/aturan.takar");
    desk.put("contoh/aturan.takar", rules.replace("tahun 2024", "tahun 2023"));
    let shown = desk.run("uji contoh");
    assert!(shown.contains("acuannya tahun 2024, tabelnya tahun 2023"), "{shown}");
    let shown = desk.run("uji contoh --terima");
    assert!(shown.contains("B0212") && status(&shown) == Some("1"), "{shown}");
    assert_eq!(desk.get("contoh/acuan/T1.md"), copy);
}
