//! Ends of lines of other programs: a lone carriage return is one, and nothing hides behind what only looks like one.

use super::desk::{DATA, Desk, RULES, command, status};
use std::io::Write;
use std::process::Stdio;

fn with_returns(text: &str) -> String {
    text.replace('\n', "\r")
}

#[test]
fn a_lone_return_ends_a_line() {
    let desk = Desk::new();
    let rules = format!("# Aturan kecamatan\n{RULES}");
    desk.put("contoh/aturan.takar", &rules);
    let same = |desk: &Desk| desk.runs(&["periksa contoh", "hitung contoh", "uji contoh"]);
    let expected = same(&desk);
    desk.put("contoh/aturan.takar", with_returns(&rules));
    desk.put("contoh/data/iku.csv", with_returns(DATA));
    assert_eq!(same(&desk), expected);
    desk.put("a.takar", "A = 5 # lima\rB = A + 1\r");
    let shown = desk.runs(&[
        "hitung a.takar --tahun 2024",
        "rapikan a.takar --periksa",
        "rapikan a.takar",
        "hitung a.takar --tahun 2024",
    ]);
    assert_eq!(desk.get("a.takar"), "A = 5  # lima\nB = A + 1\n");
    insta::assert_snapshot!(shown);
    // A text never spans lines, and the place is told as people count.
    desk.put("b.takar", "A = 5\rbesaran C \"satu\rsatuan rupiah\"\r");
    let shown = desk.run("periksa b.takar");
    assert!(shown.contains("b.takar:2") && shown.contains("b.takar:3"), "{shown}");
    desk.run("rapikan b.takar");
    assert_eq!(desk.get("b.takar").lines().count(), 3);
}

/// Scenarios, used packages, and lines of a session alike.
#[test]
fn a_lone_return_ends_a_line_everywhere() {
    let desk = Desk::new();
    desk.put("contoh/skenario/a.takar", "skenario \"a\"\r# catatan\r  diketahui SKM = 85; target SKM = 85\r");
    desk.put("lain/aturan.takar", "# pakai\rbesaran LAIN\r");
    desk.put("p/p.takar", "gunakan \"lain\"\rX = LAIN # dua\rY = X\r");
    let shown = desk.runs(&["periksa contoh", "periksa p"]);
    assert_eq!(shown.matches("status 0").count(), 2, "{shown}");
    assert!(desk.run("hitung p --tahun 2024").contains('Y'));
    let said = |lines: &str| {
        let mut run = command(desk.folder.path(), "coba contoh");
        let mut run = run.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        run.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("it reads");
        let output = run.wait_with_output().expect("it ends");
        String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
    };
    let lines = "skenario buka a\nSKM # sekarang\nSAKIP = 70 # turun\ncapaian SAKIP\n";
    assert!(said(lines).contains("85"), "{}", said(lines));
    assert_eq!(said(&with_returns(lines)), said(lines));
    assert_eq!(said(&lines.replace('\n', "\r\n")), said(lines));
    let shown = desk.run_words(&["cari", "SKM agar capaian SKM = 100", "contoh", "--andaikan", "# x\rtarget SKM = 80"]);
    assert!(shown.contains("SKM paling rendah 80"), "{shown}");
}

#[test]
fn nothing_hides_behind_other_ends_of_lines() {
    let desk = Desk::new();
    for hidden in ["\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
        let text = format!("A=5   # x{hidden}B = 3\n");
        desk.put("a.takar", &text);
        for line in ["hitung a.takar", "periksa a.takar"] {
            let shown = desk.run(line);
            assert!(shown.contains("K0036") && status(&shown) == Some("1"), "{shown}");
        }
        let shown = desk.run("rapikan a.takar");
        assert!(shown.contains("1 baris keliru dibiarkan"), "{shown}");
        assert_eq!(desk.get("a.takar"), text);
        let shown = desk.run_words(&[
            "cari",
            "SKM agar capaian SKM = 100",
            "contoh",
            "--andaikan",
            &format!("# x{hidden}IPP = 3"),
        ]);
        assert!(shown.contains("K0036") && status(&shown) == Some("2"), "{shown}");
    }
}
