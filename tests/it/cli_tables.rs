//! Many tables into a folder, and as accepted copies: few files are open at a time, and the next run knows them all.

#![cfg(unix)]

use super::desk::{Desk, command};
use std::fs;
use std::process::Command;

/// Many times as many as may be open, so that one left open for each of them is noticed.
const MANY: usize = 300;

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
fn many_tables_in_a_folder() {
    let desk = desk();
    for realisation in ["82", "83"] {
        desk.put("contoh/data/iku.csv", format!("kode;tahun;target;realisasi\nSKM;2024;90;{realisation}\n"));
        let (status, shown) = run(&desk, "hitung contoh --keluar hasil/");
        assert_eq!(status, Some(0), "{shown}");
        let names = fs::read_dir(desk.path("hasil")).expect("a folder").count();
        assert_eq!(names, MANY);
        assert!(desk.get("hasil/T299.csv").contains(&format!(";{realisation};")), "{}", desk.get("hasil/T299.csv"));
    }
    // One that somebody changed stays, and so do all others.
    desk.edit("hasil/T77.csv", "83", "84");
    desk.edit("contoh/data/iku.csv", "90;83", "90;85");
    let (status, shown) = run(&desk, "hitung contoh --keluar hasil/");
    assert!(status == Some(2) && shown.contains("kesalahan B0207") && shown.contains("T77.csv"), "{shown}");
    assert!(desk.get("hasil/T1.csv").contains("83") && desk.get("hasil/T299.csv").contains("83"));
    assert_eq!(fs::read_dir(desk.path("hasil")).expect("a folder").count(), MANY);
}

#[test]
fn many_accepted_copies() {
    let desk = desk();
    let (status, shown) = run(&desk, "uji contoh --terima");
    assert_eq!(status, Some(0), "{shown}");
    assert_eq!(fs::read_dir(desk.path("contoh/acuan")).expect("a folder").count(), MANY);
    let (status, shown) = run(&desk, "uji contoh");
    assert!(status == Some(0) && shown.contains(&format!("{MANY} tabel sama")), "{shown}");
}

/// Under a heading that says percent a weight is shown in percent, in rows and in footers; what has no unit stays as it is.
#[test]
fn weights_under_a_heading_of_percent() {
    let desk = Desk::new();
    desk.put("p/d.csv", "kode;tahun;nilai\nA;2024;6\nB;2024;8\n");
    let rules = |heading: &str| {
        format!(
            "paket \"P\"\n  tahun 2024\nbesaran A\nbesaran B\nkelompok G\n  anggota A; B\n  bobot A 60%; B 0,4\n  capaian \
             rata_rata_tertimbang(nilai anggota)\ntabel T \"t\"\n  baris anggota G\n  kolom kode\n  kolom bobot \"{heading}\"\n  \
             kolom nilai \"Nilai (%)\"\n  penutup jumlah(bobot) \"Jumlah\"\ndata \"d.csv\"\n"
        )
    };
    for heading in ["Bobot (%)", "Bobot, persen", "Persentase"] {
        desk.put("p/aturan.takar", rules(heading));
        let run = desk.run("hitung p");
        let lines: Vec<String> =
            run.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        for wanted in ["A 60,00% 6", "B 40,00% 8", "100,00%"] {
            assert!(lines.iter().any(|line| line == wanted), "{wanted}\n{run}");
        }
    }
    desk.put("p/aturan.takar", rules("Bobot"));
    let run = desk.run("hitung p");
    assert!(run.contains("0,6") && !run.contains("60,00%"), "{run}");
}
