//! When memory is not enough: said in words, with what helps, before it ends; and nothing half-made stays.

use super::desk::Desk;
use std::process::Command;

/// What a command shows, and its status, where a process gets so many kilobytes.
fn within(desk: &Desk, kilobytes: usize, line: &str) -> (Option<i32>, String) {
    let script = format!("ulimit -v {kilobytes}; exec \"$0\" {line}");
    let mut shell = Command::new("bash");
    let shell = shell.args(["-c", &script, env!("CARGO_BIN_EXE_takar")]).current_dir(desk.folder.path());
    let output = shell.env("XDG_STATE_HOME", desk.path(".keadaan")).output().expect("it runs");
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
}

/// With how many kilobytes the program begins at all: the larger it is, the more.
fn begins(desk: &Desk) -> usize {
    (16_000..).step_by(1_000).find(|kilobytes| within(desk, *kilobytes, "--versi").0 == Some(0)).expect("a limit")
}

/// A package with many units.
fn large() -> Desk {
    let desk = Desk::new();
    let row = |at: usize| format!("Unit {at};SAKIP;2024;80;{}\nUnit {at};SKM;2024;90;{}\n", at % 90, 25 + at % 70);
    let rows: String = (0..100_000).map(row).collect();
    desk.put("contoh/data/iku.csv", format!("unit;kode;tahun;target;realisasi\n{rows}"));
    desk
}

/// Too much data is told before memory ends, by what is read and with what helps.
#[test]
fn data_that_memory_has_no_room_for() {
    let desk = large();
    let room = begins(&desk) + 9_000;
    let lines = ["hitung contoh --keluar hasil.csv", "uji contoh --terima", "cari 'SKM agar IKU >= 90' contoh"];
    let told = lines.map(|line| {
        let (status, told) = within(&desk, room, line);
        format!("$ takar {line}\n{told}── status {status:?} ──\n")
    });
    let mut left: Vec<_> = std::fs::read_dir(&desk.folder).expect("a folder").flatten().collect();
    left.retain(|entry| entry.file_name() != ".keadaan");
    assert_eq!(left.len(), 1, "{left:?}");
    // Piece by piece there is room.
    let (status, told_of_pieces) =
        within(&desk, room, "hitung contoh --data contoh/data/iku.csv --angka id --keluar hasil.csv --utas 1");
    assert_eq!(status, Some(0), "{told_of_pieces}");
    insta::assert_snapshot!(told.join("\n"));
}

/// A copy that is no longer that of its table is named, with what helps there.
#[test]
fn a_copy_that_memory_has_no_room_for() {
    let desk = Desk::new();
    desk.run("uji contoh --terima");
    let copy = desk.get("contoh/acuan/T1.md");
    let room = begins(&desk) + 4_000;
    for more in ["baris\n".repeat(1_500_000), "x".repeat(9_000_000)] {
        desk.put("contoh/acuan/T1.md", format!("{copy}{more}"));
        let (status, told) = within(&desk, room, "uji contoh");
        assert_eq!(status, Some(2), "{told}");
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = "kesalahan B0120: memori komputer tidak cukup untuk membandingkan \"acuan/T1.md\"";
        assert!(told.contains(title) && told.contains("hapus berkas itu") && !told.contains("--data"), "{told}");
    }
}

/// However little there is, the words are those of the program. Below some megabytes the system cannot even begin it.
#[test]
fn whatever_the_limit() {
    let desk = large();
    let mut refused = 0;
    let begins = begins(&desk);
    for kilobytes in (begins - 4_000..begins + 16_000).step_by(4_000) {
        for line in ["hitung contoh --tabel T1 --format csv", "periksa contoh"] {
            let (status, told) = within(&desk, kilobytes, line);
            match status {
                None | Some(127) => {}
                Some(2) => {
                    assert!(told.contains("kesalahan B0120: memori komputer ") && told.contains("--data"), "{told}");
                    refused += 1;
                }
                Some(0) => assert!(line.starts_with("periksa"), "{kilobytes} is enough for {line}"),
                Some(other) => panic!("{kilobytes}: {line}: {other}: {told}"),
            }
        }
    }
    assert!(refused > 3, "{refused}");
}
