//! Thousands of tables into a folder, and as accepted copies: few files are open at a time, and the next run knows them all.

#![cfg(unix)]

use super::desk::{Desk, command};
use std::fs;
use std::process::Command;

const MANY: usize = 1_200;

/// So many files may be open at a time.
const OPEN: usize = 32;

fn desk() -> Desk {
    let desk = Desk::new();
    let table = |at| format!("tabel T{at}\n  baris anggota IKU\n  kolom nama\n  kolom realisasi\n");
    desk.put("contoh/lagi.takar", (3..=MANY).map(table).collect::<String>());
    desk
}

/// Runs a command line that may have few files open, and gives its status with what it says.
fn run(desk: &Desk, line: &str) -> (Option<i32>, String) {
    let mut shell = Command::new("sh");
    let program = command(desk.folder.path(), "");
    shell.args(["-c", &format!("ulimit -n {OPEN}; exec \"$0\" {line}")]).arg(program.get_program());
    shell.current_dir(desk.folder.path()).env("XDG_STATE_HOME", desk.path(".keadaan"));
    let output = shell.output().expect("it runs");
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn thousands_of_tables_in_a_folder() {
    let desk = desk();
    for realisation in ["82", "83"] {
        desk.put("contoh/data/iku.csv", format!("kode;tahun;target;realisasi\nSKM;2024;90;{realisation}\n"));
        let (status, shown) = run(&desk, "hitung contoh --keluar hasil/");
        assert_eq!(status, Some(0), "{shown}");
        let names = fs::read_dir(desk.path("hasil")).expect("a folder").count();
        assert_eq!(names, MANY);
        assert!(desk.get("hasil/T1199.csv").contains(&format!(";{realisation};")), "{}", desk.get("hasil/T1199.csv"));
    }
    // One that somebody changed stays, and so do all others.
    desk.edit("hasil/T77.csv", "83", "84");
    desk.edit("contoh/data/iku.csv", "90;83", "90;85");
    let (status, shown) = run(&desk, "hitung contoh --keluar hasil/");
    assert!(status == Some(2) && shown.contains("kesalahan B0207") && shown.contains("T77.csv"), "{shown}");
    assert!(desk.get("hasil/T1.csv").contains("83") && desk.get("hasil/T1199.csv").contains("83"));
    assert_eq!(fs::read_dir(desk.path("hasil")).expect("a folder").count(), MANY);
}

#[test]
fn thousands_of_accepted_copies() {
    let desk = desk();
    let (status, shown) = run(&desk, "uji contoh --terima");
    assert_eq!(status, Some(0), "{shown}");
    assert_eq!(fs::read_dir(desk.path("contoh/acuan")).expect("a folder").count(), MANY);
    let (status, shown) = run(&desk, "uji contoh");
    assert!(status == Some(0) && shown.contains(&format!("{MANY} tabel sama")), "{shown}");
}
