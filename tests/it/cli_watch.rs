//! `takar susun --pantau`: made again whenever something changes, whatever happens to the files, until Ctrl-C.
//!
//! Nothing here is timed: each step waits for what it is to see, for as long as a busy machine may take.

#![cfg(unix)]

use super::desk::{Desk, command};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longer than any machine that works at all.
const PATIENCE: Duration = Duration::from_secs(180);

/// A run that watches, and what it has said.
struct Watching<'d> {
    desk: &'d Desk,
    child: Child,
    /// How much of it was looked at.
    read: usize,
}

impl<'d> Watching<'d> {
    fn begin(desk: &'d Desk, line: &str) -> Watching<'d> {
        let said = File::create(desk.path("kata.txt")).expect("a file");
        let mut run = command(desk.folder.path(), line);
        let run = run.stdout(said.try_clone().expect("a file")).stderr(said);
        Watching { desk, child: run.spawn().expect("it runs"), read: 0 }
    }

    /// Waits until it says something new with these words, and gives all of that.
    fn says(&mut self, words: &str) -> String {
        let begun = Instant::now();
        loop {
            let said = self.desk.get("kata.txt");
            let new = &said[self.read..];
            if new.contains(words) && new.ends_with('\n') {
                let new = new.to_string();
                self.read = said.len();
                return new;
            }
            assert!(begun.elapsed() < PATIENCE, "{words:?} is not said, but:\n{said}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ctrl-C; gives what was said after all, and the status.
    fn end(self) -> (String, Option<i32>) {
        self.end_by("-INT")
    }

    /// The same by any signal.
    fn end_by(mut self, signal: &str) -> (String, Option<i32>) {
        assert!(Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill").success());
        let status = self.child.wait().expect("it ends").code();
        (self.desk.get("kata.txt")[self.read..].to_string(), status)
    }
}

impl Drop for Watching<'_> {
    fn drop(&mut self) {
        // A test that fails leaves nobody behind.
        let _ = self.child.kill();
    }
}

/// As editors do it: another file under the name.
fn save_by_rename(path: &Path, text: &str) {
    let beside = path.with_extension("baru~");
    fs::write(&beside, text).expect("a file");
    fs::rename(&beside, path).expect("a rename");
}

#[test]
fn changes_are_followed_and_broken_files_survived() {
    let desk = Desk::new();
    let mut watching = Watching::begin(&desk, "susun contoh --pantau");
    let mut told = watching.says("Ctrl-C selesai\n");
    let json = |desk: &Desk| desk.get("contoh-hasil/contoh.json");
    assert!(json(&desk).contains("73,12"));
    let page = desk.get("contoh-hasil/contoh.html");
    assert!(page.contains("contoh.pantau.js") && page.contains("takarPantau"));
    let signal = desk.get("contoh-hasil/contoh.pantau.js");
    // Written into.
    desk.edit("contoh/data/iku.csv", "73,12", "71,5");
    told += &watching.says("diperbarui\n");
    assert!(json(&desk).contains("71,5"));
    assert_ne!(desk.get("contoh-hasil/contoh.pantau.js"), signal, "an open page is told");
    // Written anew under its name, and broken.
    let rules = desk.get("contoh/aturan.takar");
    save_by_rename(&desk.path("contoh/aturan.takar"), &rules.replace("kolom target", "kolom targte"));
    told += &watching.says("disusun lagi");
    assert!(json(&desk).contains("71,5"), "the old set stays");
    save_by_rename(&desk.path("contoh/aturan.takar"), &rules);
    told += &watching.says("hasilnya tetap sama\n");
    // A file that is gone, and there again with other words.
    let data = desk.get("contoh/data/iku.csv");
    fs::remove_file(desk.path("contoh/data/iku.csv")).expect("a file");
    told += &watching.says("disusun lagi");
    save_by_rename(&desk.path("contoh/data/iku.csv"), &data.replace("71,5", "70,5"));
    told += &watching.says("diperbarui\n");
    assert!(json(&desk).contains("70,5"));
    // A new file of rules, with a table.
    desk.put("contoh/lagi.takar", "tabel T3 \"Tambahan\"\n  baris IKU\n  kolom nama \"Nama\"\n");
    told += &watching.says("diperbarui\n");
    assert!(json(&desk).contains("Tambahan"));
    fs::remove_file(desk.path("contoh/lagi.takar")).expect("a file");
    told += &watching.says("diperbarui\n");
    assert!(!json(&desk).contains("Tambahan"));
    let (last, status) = watching.end();
    assert_eq!(status, Some(0));
    insta::assert_snapshot!(told + &last);
    // What is left is what is made without watching.
    let names: Vec<String> = fs::read_dir(desk.path("contoh-hasil"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(!desk.get("contoh-hasil/contoh.html").contains("pantau"));
    assert!(desk.run("susun contoh").matches("tidak berubah").count() == 5);
}

/// Whether a page that is left looks for newer ones: by itself, and by what it looks for.
fn looks(desk: &Desk) -> (bool, bool) {
    (desk.get("contoh-hasil/contoh.html").contains("takarPantau"), desk.path("contoh-hasil/contoh.pantau.js").exists())
}

/// A terminal that is closed, a machine that is shut down; and where nothing can be done any more, the next run.
#[test]
fn however_it_ends_the_page_that_is_left_looks_no_more() {
    for signal in ["-HUP", "-TERM"] {
        if signal == "-HUP" && crate::cli_ends::ignores_hangup() {
            continue;
        }
        let desk = Desk::new();
        let mut watching = Watching::begin(&desk, "susun contoh --pantau");
        watching.says("Ctrl-C selesai\n");
        assert_eq!(looks(&desk), (true, true));
        let (last, status) = watching.end_by(signal);
        assert_eq!((last.as_str(), status), ("selesai; hasil terakhir ada di contoh-hasil/\n", Some(0)), "{signal}");
        assert_eq!(looks(&desk), (false, false), "{signal}");
    }
    // Nobody reads any more what it says.
    let desk = Desk::new();
    let mut run = command(desk.folder.path(), "susun contoh --pantau");
    let mut child = run.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
    while !first.contains("Ctrl-C selesai") {
        assert!(reader.read_line(&mut first).expect("text") > 0, "{first}");
    }
    drop(reader);
    desk.edit("contoh/data/iku.csv", "73,12", "71,5");
    child.wait().expect("it ends");
    assert_eq!(looks(&desk), (false, false));
    assert!(desk.get("contoh-hasil/contoh.json").contains("71,5"));
    // Killed.
    let mut watching = Watching::begin(&desk, "susun contoh --pantau");
    watching.says("Ctrl-C selesai\n");
    watching.end_by("-KILL");
    assert_eq!(looks(&desk), (true, true));
    desk.run("susun contoh");
    assert_eq!(looks(&desk), (false, false));
}

/// Another command makes the same set meanwhile: its page is one that looks again, without any change of a file.
#[test]
fn a_set_that_another_command_wrote_is_followed_again() {
    let desk = Desk::new();
    let mut watching = Watching::begin(&desk, "susun contoh --pantau");
    watching.says("Ctrl-C selesai\n");
    desk.run("susun contoh");
    let said = watching.says("diperbarui\n");
    assert_eq!(said, "contoh-hasil/ ditulis perintah lain: 1 berkas diperbarui\n");
    assert_eq!(looks(&desk), (true, true));
    assert_eq!(watching.end().1, Some(0));
}

/// It begins with rules that are broken, and with results inside the package.
#[test]
fn what_it_writes_is_no_change() {
    let desk = Desk::new();
    desk.edit("contoh/aturan.takar", "kolom target", "kolom targte");
    let mut watching = Watching::begin(&desk, "susun contoh --keluar contoh/hasil --pantau");
    let first = watching.says("Ctrl-C selesai\n");
    assert!(first.contains("belum ada hasil") && !desk.path("contoh/hasil").exists(), "{first}");
    desk.edit("contoh/aturan.takar", "kolom targte", "kolom target");
    watching.says("tersusun di contoh/hasil/");
    // Were its own files a change, it would speak of them before it speaks of this one.
    std::thread::sleep(Duration::from_secs(2));
    desk.edit("contoh/data/iku.csv", "73,12", "71,5");
    let said = watching.says("diperbarui\n");
    let lines: Vec<&str> = said.lines().filter(|line| line.contains(": ")).collect();
    assert_eq!(lines, ["data/iku.csv berubah: 5 berkas diperbarui"], "{said}");
    std::thread::sleep(Duration::from_secs(1));
    let (last, status) = watching.end();
    assert_eq!((last.as_str(), status), ("selesai; hasil terakhir ada di contoh/hasil/\n", Some(0)));
}

/// A package that another one uses, beside it.
#[test]
fn used_packages_are_followed() {
    let desk = Desk::new();
    desk.put("umum/dasar.takar", "X = 1\n");
    desk.put("pakai/a.takar", "paket \"Pakai\"\n  tahun 2024\ngunakan \"umum\"\nY = X + 1\ntabel T\n  baris Y\n  kolom nama \"Nama\"\n  kolom realisasi\n");
    let mut watching = Watching::begin(&desk, "susun pakai --tabel T --pantau");
    watching.says("Ctrl-C selesai\n");
    desk.put("umum/dasar.takar", "X = 41\n");
    let said = watching.says("diperbarui\n");
    assert!(desk.get("pakai-hasil/pakai.md").contains("42"), "{said}");
    assert_eq!(watching.end().1, Some(0));
}
