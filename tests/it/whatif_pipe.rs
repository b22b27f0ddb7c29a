//! `takar coba` and `takar cari` from a pipe and in one line.

use super::desk::{Desk, command};
use std::io::Write;
use std::process::Stdio;

/// What a pipe of statements gives, both streams and the status.
fn piped(desk: &Desk, line: &str, statements: &[u8]) -> String {
    let mut child = command(desk.folder.path(), line)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(statements).expect("statements");
    let output = child.wait_with_output().expect("an end");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    format!(
        "── stdout ──\n{}── stderr ──\n{}── status {} ──\n",
        text(output.stdout),
        text(output.stderr),
        output.status.code().expect("a status")
    )
}

#[test]
fn from_a_pipe() {
    let desk = Desk::new();
    let good = piped(&desk, "coba contoh", b"SKM\r\nSKM = 85\r\nIKU\r\n");
    let bad = piped(&desk, "coba contoh", b"SKM = 850\nSKN\nIKU\n");
    let block = "ganti aturan capaian Baku\n  makin tinggi : realisasi / target * 50%\nIKU\n\nkeluar\nSKM\n";
    let block = piped(&desk, "coba contoh", block.as_bytes());
    let windows = piped(&desk, "coba contoh", b"\xef\xbb\xbfSKM\n");
    let broken = piped(&desk, "coba contoh", b"SKM\n\xff\xfe\xfd\n");
    let nothing = piped(&desk, "coba contoh", b"");
    insta::assert_snapshot!([good, bad, block, windows, broken, nothing].join("\n"));
}

/// What is no text is told where it stands, whatever was answered before.
#[test]
fn bytes_that_are_no_text() {
    let desk = Desk::new();
    for before in 0..3 {
        let shown = piped(&desk, "coba contoh", &["SKM\n".repeat(before).as_bytes(), b"SKM = \xff 1\nIKU\n"].concat());
        let place = format!("tidak dapat dibaca di baris {}, sesudah:  SKM =", before + 1);
        assert!(shown.contains(&place) && shown.contains("B0105") && shown.contains("── status 2 ──"), "{shown}");
        assert_eq!(shown.matches("SKM = 81,55").count(), before, "{shown}");
    }
}

/// Ten million letters in one line, and a line with a zero where UTF-16 has one: told, and the next line is answered.
#[test]
fn lines_that_were_pasted_by_mistake() {
    let desk = Desk::new();
    let long = ["a".repeat(10_000_000), format!("SKM = {}", "1".repeat(10_000_000)), "(é".repeat(3_000_000)].join("\n");
    let shown = piped(&desk, "coba contoh", format!("{long}\nSKM\nS\0K\0\nSAKIP\n").as_bytes());
    assert_eq!(shown.matches("lebih dari 65.536 huruf").count(), 3, "{}", &shown[..shown.len().min(2000)]);
    assert!(shown.contains("SKM = 81,55") && shown.contains("SAKIP = 73,12"), "{shown}");
    assert!(shown.len() < 3000, "{}", shown.len());
    // A block of many lines is none that is too long.
    let block = format!(
        "ganti aturan capaian Baku\n  makin tinggi : realisasi / target * 50%\n{}\nIKU\n",
        "  # x\n".repeat(20_000)
    );
    assert!(piped(&desk, "coba contoh", block.as_bytes()).contains("── status 0 ──"));
}

#[test]
fn seeking_from_the_command_line() {
    let desk = Desk::new();
    let asked = [
        vec!["cari", "SKM agar capaian SKM >= 100", "contoh"],
        vec!["cari", "SKM agar IKU >= 99", "contoh", "--andaikan", "SAKIP = 72"],
        vec!["cari", "SKM agar IKU >= 99", "contoh", "--andaikan", "SAKIP = 720"],
        vec!["seek", "SKM agar IKU >= 101", "contoh", "--year", "2024"],
        vec!["cari", "SKM", "contoh"],
        vec!["cari"],
    ];
    let shown: Vec<String> = asked.iter().map(|words| desk.run_words(words)).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn scenarios_on_disk() {
    let desk = Desk::new();
    let made = piped(
        &desk,
        "coba contoh",
        b"SKM = 85\nskenario simpan optimis\nskenario simpan optimis\nskenario simpan a:b\n",
    );
    let text = desk.get("contoh/skenario/optimis.takar");
    desk.put("contoh/skenario/rusak.takar", b"skenario \"\xff\"");
    let used = piped(
        &desk,
        "coba contoh",
        b"skenario daftar\nskenario buka optimis\nbandingkan optimis; dasar\nskenario buka rusak\n",
    );
    // A code that only the data name is kept and found again.
    let data = desk.get("contoh/data/iku.csv");
    let office = "umum \"7.01\"\n  satuan dokumen\n  arah makin tinggi\n  capaian Baku\n\nindikator SAKIP";
    desk.edit("contoh/aturan.takar", "indikator SAKIP", office);
    desk.put("contoh/data/iku.csv", format!("{data}7.01;2024;10;9\n"));
    let code = b"\"7.01\" = 8\nskenario simpan kode\nawal\nskenario buka kode\n";
    let used = used + &piped(&desk, "coba contoh", code);
    // A scenario is no part of the rules: tables stay as they are.
    assert!(desk.run("hitung contoh --tabel T1").contains("81,55"));
    let folder = desk.folder.path().display().to_string();
    insta::assert_snapshot!(format!("{made}{text}{used}").replace(&folder, "").replace('\\', "/"));
}
