//! Several packages in one command, a folder of packages, and results that go into a folder.

use super::desk::{Desk, RULES, status};
use std::fs;

/// A desk with a folder of three packages, one of them with a mistake.
fn desk() -> Desk {
    let desk = Desk::new();
    for name in ["paket/camat", "paket/lurah", "paket/salah"] {
        desk.put(&format!("{name}/aturan.takar"), RULES);
        desk.put(&format!("{name}/data/iku.csv"), desk.get("contoh/data/iku.csv"));
        desk.run(&format!("uji {name} --terima"));
    }
    desk.edit("paket/salah/aturan.takar", "anggota SAKIP; SKM", "anggota SAKIP; SMK");
    desk.put("paket/catatan.txt", "bukan paket");
    desk
}

#[test]
fn a_folder_of_packages_is_checked_and_tested_at_once() {
    let desk = desk();
    insta::assert_snapshot!(desk.runs(&[
        "periksa paket",
        "periksa paket/camat paket/lurah",
        "periksa paket --format json",
        "uji paket",
        "uji paket/camat paket/lurah/",
        "periksa paket/camat paket/camat/ tidakada",
    ]));
}

#[test]
fn differences_name_their_package() {
    let desk = desk();
    desk.edit("paket/camat/data/iku.csv", "72,5;73,12", "72,5;70,12");
    desk.edit("paket/lurah/aturan.takar", "  satuan nilai\n  skala 0..100", "  satuan   nilai\n  skala 0..100");
    desk.put("paket/lurah/acuan/lama.md", "### lama\n");
    insta::assert_snapshot!(desk.runs(&["uji paket/camat paket/lurah", "rapikan paket --periksa", "rapikan paket"]));
}

#[test]
fn tables_of_several_packages() {
    let desk = desk();
    insta::assert_snapshot!(desk.runs(&[
        "hitung paket/camat paket/lurah --tabel T2",
        "hitung paket/camat paket/lurah --tabel T2 --format md",
        "hitung paket/camat paket/lurah --format csv",
        "hitung paket/camat paket/lurah --keluar hasil.md",
        "hitung paket/camat paket/lurah --data x.csv --keluar hasil.csv",
    ]));
}

#[test]
fn a_folder_takes_one_file_for_each_table() {
    let desk = desk();
    let shown = desk.runs(&[
        "hitung contoh --keluar hasil/",
        "hitung contoh --keluar hasil",
        "hitung paket/camat paket/lurah --keluar banyak/",
        "hitung paket/camat contoh --format json --keluar banyak",
    ]);
    let mut files = String::new();
    for folder in ["hasil", "banyak"] {
        let mut names: Vec<_> =
            fs::read_dir(desk.path(folder)).expect(folder).map(|entry| entry.expect("a name").file_name()).collect();
        names.sort();
        for name in names {
            let name = format!("{folder}/{}", name.to_string_lossy());
            let text = desk.get(&name);
            let text = text.replace('\u{feff}', "<BOM>").replace('\r', "<CR>");
            let text = if name.ends_with(".json") { format!("{} bytes\n", text.len()) } else { text };
            files += &format!("── {name} ──\n{text}");
        }
    }
    insta::assert_snapshot!(format!("{shown}\n{files}"));
}

/// Nothing of it appears when one file is guarded.
#[test]
fn a_guarded_file_in_the_folder_stays() {
    let desk = desk();
    desk.put("hasil/T2.csv", "milik orang lain\n".repeat(400_000));
    let shown = desk.run("hitung contoh --keluar hasil");
    assert_eq!(status(&shown), Some("2"), "{shown}");
    assert!(!desk.path("hasil/T1.csv").exists());
    assert!(desk.get("hasil/T2.csv").starts_with("milik"));
}

#[test]
fn one_name_torn_at_its_spaces() {
    let desk = desk();
    desk.put("data kecamatan baru/aturan.takar", RULES);
    let words = |words: &[&str]| desk.run_words(words);
    let shown = [
        words(&["periksa", "data", "kecamatan", "baru"]),
        words(&["periksa", "contoh", "data", "kecamatan", "baru"]),
        words(&["periksa", "data kecamatan baru", "contoh"]),
        words(&["hitung", "“Data", "Desa”"]),
        words(&["hitung", "contoh", "--tahun", "2023", "b", "c", "contoh"]),
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_package_with_nothing_to_test() {
    let desk = Desk::new();
    let rules = |example: &str| format!("paket \"Baru\"\n  tahun 2024\n\nbesaran A\n\nB = A + 1\n{example}");
    desk.put("baru/aturan.takar", rules(""));
    desk.put("contohnya/aturan.takar", rules("\ncontoh \"satu\"\n  diketahui A = 1\n  hasil B = 2\n"));
    insta::assert_snapshot!(desk.runs(&["uji baru", "uji contohnya", "uji baru contohnya"]));
}
