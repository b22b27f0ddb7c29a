//! No command loses what somebody wrote: results replace results alone, files are rewritten only as they were read.

use super::desk::{DATA, Desk, RULES, command, status};
use proptest::prelude::*;
use std::fs;
use takar::cli::shelf::Folder;
use takar::whatif::{Shelf, Written};

/// Rules and data for `--data`.
fn wide() -> Desk {
    let desk = Desk::new();
    desk.put("lebar.csv", "unit;tahun;SAKIP;target SAKIP;SKM;target SKM\nA;2024;70;80;81;90\n");
    desk
}

#[test]
fn no_result_takes_the_place_of_what_is_read() {
    let desk = wide();
    desk.put("contoh/BACA.txt", "petunjuk\n");
    desk.put("baru/aturan.takar", RULES);
    desk.put("baru/data/iku.csv", DATA);
    desk.put("contoh/skenario/baik.takar", "skenario \"baik\"\n  diketahui SKM = 85\n");
    desk.put("contoh/skenario/hitungan.json", "");
    desk.put("catatan.md", "### Catatan rapat\n\nAngka SKM belum final.\n");
    desk.put("lain.csv", "kode;tahun;realisasi\nSAKIP;2023;70\n");
    desk.put("rapat.txt", "Rapat 2024\n\nhadir semua\n");
    desk.put("lain.json", "{\"tabel\": []}\n");
    assert_eq!(status(&desk.run("uji contoh --terima")), Some("0"));
    fs::hard_link(desk.path("contoh/data/iku.csv"), desk.path("sama.csv")).expect("a link");
    let before = contents(&desk);
    let lines = [
        "hitung contoh --keluar contoh/data/iku.csv",
        "hitung contoh --keluar contoh/../contoh/data/./iku.csv",
        "hitung contoh --keluar sama.csv",
        "hitung contoh --keluar contoh/acuan/T1.md",
        "hitung contoh --keluar contoh/skenario/hitungan.json",
        "hitung contoh --keluar contoh/BACA.txt",
        "hitung contoh --keluar catatan.md",
        "hitung contoh --keluar lain.csv",
        "hitung contoh --keluar lain.json",
        "hitung contoh --keluar rapat.txt",
        "hitung contoh --data lebar.csv --keluar lebar.csv",
        "hitung contoh --data lebar.csv --keluar contoh/data/iku.csv",
        "hitung contoh --data lebar.csv --keluar lain.csv",
        "hitung baru --keluar baru/acuan",
        "hitung baru --keluar baru/Skenario",
    ];
    let shown = desk.runs(&lines);
    assert_eq!(shown.matches("── status 2 ──").count(), lines.len(), "{shown}");
    assert_eq!(contents(&desk), before);
    insta::assert_snapshot!(shown);
}

#[cfg(unix)]
#[test]
fn no_result_goes_through_a_link_to_what_is_read() {
    use std::os::unix::fs::symlink;
    let desk = wide();
    symlink("contoh/data/iku.csv", desk.path("a.csv")).expect("a link");
    symlink("a.csv", desk.path("b.csv")).expect("a link");
    symlink("contoh", desk.path("paket")).expect("a link");
    symlink("lebar.csv", desk.path("c.csv")).expect("a link");
    let before = contents(&desk);
    for line in [
        "hitung contoh --keluar b.csv",
        "hitung paket --keluar contoh/data/iku.csv",
        "hitung contoh --keluar paket/data/iku.csv",
        "hitung contoh --data c.csv --keluar lebar.csv",
        "hitung contoh --data lebar.csv --keluar c.csv",
    ] {
        let shown = desk.run(line);
        assert!(shown.contains("kesalahan B0206") && status(&shown) == Some("2"), "{shown}");
    }
    assert_eq!(contents(&desk), before);
}

/// Nor, with `--timpa`, does it through a link to what belongs to another package: its rules, copies, scenarios, printed tables.
#[cfg(unix)]
#[test]
fn no_result_goes_through_a_link_to_another_package() {
    let desk = Desk::new();
    for (at, file) in
        ["aturan.takar", "acuan/T1.md", "skenario/a.takar", "cetakan/T1.csv", "cetakan/bab3.takar"].iter().enumerate()
    {
        let lain = format!("lain/{file}");
        desk.put("lain/paket.takar", "paket \"L\"\n  tahun 2024\n");
        desk.put(&lain, "milik orang lain\n");
        let link = format!("tautan{at}");
        std::os::unix::fs::symlink(&lain, desk.path(&link)).expect("a link");
        for line in [
            format!("hitung contoh --format md --keluar {link} --timpa"),
            format!("hitung contoh --format md --keluar {lain} --timpa"),
        ] {
            let told = desk.run(&line);
            assert!(told.contains("B0206") || told.contains("B0012"), "{line}\n{told}");
            assert_eq!(desk.get(&lain), "milik orang lain\n", "{line}");
        }
    }
}

/// The files of a folder and below, with what is in them.
fn contents(desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![desk.folder.path().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() && !path.is_symlink() {
                // What is remembered is no work of anybody.
                true if path.ends_with(".keadaan") => {}
                true => folders.push(path),
                false => found.push((path.display().to_string(), fs::read(&path).unwrap_or_default())),
            }
        }
    }
    found.sort();
    found
}

/// Many untidy files; while the first are written, somebody works on the last one.
#[test]
fn an_edit_made_while_files_are_arranged_is_kept() {
    let desk = Desk::new();
    let last = "contoh/z.takar";
    let put_all = || {
        for at in 0..150 {
            desk.put(&format!("contoh/b{at:03}.takar"), format!("B{at}=1\n"));
        }
        desk.put(last, "Z=1\n");
    };
    for _ in 0..3 {
        put_all();
        let mut run = command(desk.folder.path(), "rapikan contoh");
        let mut running =
            run.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().expect("runs");
        while fs::read_to_string(desk.path("contoh/b000.takar")).is_ok_and(|text| text == "B0=1\n") {
            std::thread::yield_now();
        }
        desk.put(last, "Z=2 # pekerjaan satu jam\n");
        let end = running.wait().expect("it ends");
        assert_eq!(desk.get(last), "Z=2 # pekerjaan satu jam\n");
        assert_eq!(end.code(), Some(2));
    }
}

#[cfg(unix)]
#[test]
fn owner_and_mode_of_what_is_rewritten_are_kept() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let desk = Desk::new();
    desk.edit("contoh/aturan.takar", "anggota SAKIP; SKM", "anggota   SAKIP;SKM");
    desk.run("uji contoh --terima");
    desk.edit("contoh/data/iku.csv", "90;81,55", "90;82");
    assert_eq!(status(&desk.run("hitung contoh --keluar hasil.csv")), Some("0"));
    let files = ["contoh/aturan.takar", "contoh/acuan/T1.md", "hasil.csv"];
    // Only the administrator may give files away.
    let given = files.map(|name| chown(desk.path(name), Some(12_345), Some(12_346)).is_ok());
    for name in files {
        fs::set_permissions(desk.path(name), fs::Permissions::from_mode(0o640)).expect("permissions");
    }
    let before = files.map(|name| desk.get(name));
    desk.runs(&["rapikan contoh", "uji contoh --terima", "hitung contoh --keluar hasil.csv"]);
    for ((name, before), given) in files.into_iter().zip(before).zip(given) {
        let kind = fs::metadata(desk.path(name)).expect("a file");
        assert_eq!(kind.permissions().mode() & 0o7777, 0o640, "{name}");
        assert!(!given || (kind.uid(), kind.gid()) == (12_345, 12_346), "{name}");
        assert!(name == "hasil.csv" || desk.get(name) != before, "{name} was written");
    }
}

#[test]
fn a_scenario_that_somebody_else_changed_stays() {
    let desk = Desk::new();
    let mut shelf = Folder::of(&desk.path("contoh"));
    let put = |text: &str| desk.put("contoh/skenario/a.takar", text);
    assert!(matches!(shelf.write("a", "satu", false), Ok(Written::Done(_))));
    assert!(matches!(shelf.write("a", "dua", false), Ok(Written::Exists(_))));
    assert!(matches!(shelf.write("a", "dua", true), Ok(Written::Done(_))));
    put("orang lain");
    assert_eq!(shelf.write("a", "tiga", true).expect_err("it changed").code.as_str(), "B0505");
    assert_eq!(desk.get("contoh/skenario/a.takar"), "orang lain");
    assert_eq!(shelf.read("a").expect("text").as_deref(), Some("orang lain"));
    assert!(matches!(shelf.write("a", "tiga", true), Ok(Written::Done(_))));
    fs::remove_file(desk.path("contoh/skenario/a.takar")).expect("it is there");
    assert_eq!(shelf.write("a", "empat", true).expect_err("it is gone").code.as_str(), "B0505");
    assert_eq!(shelf.write("b\u{7}", "", false).expect_err("no name").code.as_str(), "B0502");
    assert!(matches!(shelf.write("B", "", false), Ok(Written::Done(_))));
    assert_eq!(shelf.write("b", "", false).expect_err("one file on Windows").code.as_str(), "B0504");
}

#[test]
fn names_of_scenarios_that_would_be_lost_are_refused() {
    let desk = Desk::new();
    for name in [
        ".x",
        "~x",
        "~$x",
        "CONIN$",
        "conout$",
        "CONIN$.takar",
        "aux",
        "com1",
        "lpt²",
        "a/b",
        "..",
        "",
        "x.",
        "x ",
        "a\u{200b}b",
        "a\u{feff}",
        "a\u{ad}b",
        "a\u{202e}b",
        "a\u{2066}b",
        "a\u{a0}b",
        "\u{3164}",
        "a\u{fe0f}",
    ] {
        let refused = Folder::of(&desk.path("contoh")).write(name, "", false).expect_err(name);
        assert_eq!(refused.code.as_str(), "B0502", "{name}");
    }
    assert!(!desk.path("contoh/skenario").exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What is saved is told and can be read.
    #[test]
    fn a_saved_scenario_is_found_again(name in "[.~$ A-Za-z0-9é_:*%,'()-]{0,8}(\\$|\\.takar)?") {
        let folder = tempfile::tempdir().expect("a folder");
        let mut shelf = Folder::of(folder.path());
        if let Ok(written) = shelf.write(&name, "isi", false) {
            prop_assert!(matches!(written, Written::Done(_)));
            prop_assert_eq!(shelf.names().expect("names"), vec![name.clone()]);
            prop_assert_eq!(Folder::of(folder.path()).read(&name).expect("text"), Some("isi".to_string()));
        }
    }
}

#[test]
fn tables_that_would_share_a_file_are_not_accepted() {
    let desk = Desk::new();
    desk.put("contoh/aturan.takar", format!("{RULES}\ntabel t1\n  baris SAKIP\n  kolom nama \"Indikator\"\n"));
    let shown = desk.runs(&["uji contoh --terima", "uji contoh"]);
    assert!(!desk.path("contoh/acuan").exists());
    insta::assert_snapshot!(shown);
}

/// By another name for the same file, too, nothing that a run reads is replaced.
#[cfg(unix)]
#[test]
fn no_result_takes_another_name_of_what_is_read() {
    let desk = wide();
    assert_eq!(status(&desk.run("uji contoh --terima")), Some("0"));
    desk.put("contoh/skenario/baik.takar", "skenario \"baik\"\n  diketahui SKM = 85\n");
    desk.put("contoh/cetakan/T1.csv", "Indikator;Target\nSAKIP;80\n");
    for (file, name) in [("acuan/T1.md", "a.md"), ("skenario/baik.takar", "b.md"), ("cetakan/T1.csv", "c.csv")] {
        fs::hard_link(desk.path(&format!("contoh/{file}")), desk.path(name)).expect("a link");
    }
    let lines = [
        "hitung contoh --keluar a.md --timpa",
        "hitung contoh --keluar b.md --timpa",
        "audit contoh --keluar c.csv --timpa",
    ];
    let shown = desk.runs(&lines);
    assert_eq!(shown.matches("── status 2 ──").count(), lines.len(), "{shown}");
    insta::assert_snapshot!(shown);
}
