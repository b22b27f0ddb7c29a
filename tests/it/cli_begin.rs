//! `takar baru`: the package it makes, and when it makes none.

use super::desk::{Desk, status};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn a_new_package_is_sound_and_computes() {
    let desk = Desk::new();
    let made = desk.run_words(&["baru", "baru-saja", "--judul", "LKjIP “Kecamatan”  Contoh"]);
    assert!(desk.get("baru-saja/paket.takar").contains("\npaket \"LKjIP 'Kecamatan' Contoh\"\n"));
    let used = desk.runs(&[
        "periksa baru-saja",
        "rapikan baru-saja --periksa",
        "hitung baru-saja --format md",
        "hitung baru-saja --format md --tahun 2024",
        "uji baru-saja",
    ]);
    insta::assert_snapshot!(format!("{made}\n{used}"));
}

#[test]
fn what_excel_and_notepad_open_is_written_for_them() {
    let desk = Desk::new();
    desk.run("new kec");
    for name in ["kec/data/iku.csv", "kec/BACA.txt"] {
        let text = desk.get(name);
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{name}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
    }
    assert!(desk.get("kec/BACA.txt").starts_with("\u{feff}kec\r\n"), "the folder gives the title");
    let files: BTreeSet<String> = names(&desk.path("kec"));
    let expected = ["BACA.txt", "acuan", "aturan.takar", "data", "iku.takar", "paket.takar", "tabel.takar"];
    assert!(files.iter().eq(expected), "{files:?}");
    assert!(
        files
            .iter()
            .all(|name| !fs::read_to_string(desk.path("kec").join(name)).unwrap_or_default().contains("{judul}"))
    );
}

#[test]
fn folders_that_cannot_be_made() {
    let desk = Desk::new();
    desk.put("berkas", "");
    let before = names(&desk.path(""));
    let lines = ["baru contoh", "baru berkas", "baru tidak/ada", "baru aux", "baru a:b", "baru titik.", "baru ."];
    let shown = desk.runs(&lines);
    assert_eq!(names(&desk.path("")), before, "nothing half-made is left");
    insta::assert_snapshot!(shown);
}

/// What stands there is read with the other package, and rules there would end it.
#[test]
fn no_package_inside_what_another_one_reads() {
    let desk = Desk::new();
    let sound = desk.run("periksa contoh");
    let mut shown = String::new();
    for folder in ["skenario", "data", "acuan", "cetakan"] {
        fs::create_dir_all(desk.path(&format!("contoh/{folder}/kosong"))).expect("a folder");
        for place in ["", "/baru", "/kosong", "/kosong/baru", "/kosong/../baru"] {
            let seen = desk.run(&format!("baru contoh/{folder}{place}"));
            assert_eq!(status(&seen), Some("2"), "{seen}");
            assert!(seen.contains("B0404"), "{seen}");
            shown = seen;
        }
    }
    assert_eq!(desk.run("periksa contoh"), sound);
    // Beside it, and in a folder of that name that belongs to no package.
    fs::create_dir_all(desk.path("data")).expect("a folder");
    for line in ["baru contoh/unit", "baru data/kec"] {
        assert_eq!(status(&desk.run(line)), Some("0"), "{line}");
    }
    insta::assert_snapshot!(shown);
}

/// Two folders that look alike are two packages for the computer and one for people.
#[test]
fn names_with_signs_that_nobody_sees() {
    let desk = Desk::new();
    let before = names(&desk.path(""));
    let mut shown = String::new();
    for sign in ['\u{200B}', '\u{FEFF}', '\u{AD}', '\u{202E}', '\u{A0}', '\u{2060}', '\u{3164}'] {
        let seen = desk.run_words(&["baru", &format!("keca{sign}matan")]);
        assert!(seen.contains("B0403"), "{sign:?} {seen}");
        shown = shown + &seen + "\n";
    }
    assert_eq!(names(&desk.path("")), before);
    insta::assert_snapshot!(shown);
}

#[test]
fn an_empty_folder_is_filled() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("laporan/kosong")).expect("a folder");
    assert_eq!(status(&desk.run("baru laporan/kosong/")), Some("0"));
    assert_eq!(status(&desk.run("uji laporan/kosong")), Some("0"));
    assert_eq!(names(&desk.path("laporan")).len(), 1);
}

#[test]
#[cfg(unix)]
fn a_folder_without_the_right_to_write() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    fs::create_dir(desk.path("tertutup")).expect("a folder");
    fs::set_permissions(desk.path("tertutup"), fs::Permissions::from_mode(0o555)).expect("closed");
    // Some users may write everywhere.
    if fs::write(desk.path("tertutup/coba"), "").is_err() {
        assert!(desk.run("baru tertutup/kec").contains("B0203"));
    }
    desk.run("baru kec");
    let mode = fs::metadata(desk.path("kec")).expect("made").permissions().mode();
    assert_eq!(mode & 0o700, 0o700);
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}
