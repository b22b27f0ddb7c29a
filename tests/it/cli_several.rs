//! Several packages in one command, a folder of packages, and results that go into a folder.

use super::desk::{Desk, RULES, command, status};
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
    for folder in ["hasil", "banyak", "banyak/camat", "banyak/lurah"] {
        let entries = fs::read_dir(desk.path(folder)).expect(folder).map(|entry| entry.expect("a name").path());
        let mut names: Vec<_> = entries.filter(|path| path.is_file()).collect();
        names.sort();
        for name in names {
            let name = format!("{folder}/{}", name.file_name().expect("a name").to_string_lossy());
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

/// Results of packages whose names are much alike lie apart, or are refused before any is written.
#[test]
fn results_of_packages_stay_apart() {
    let desk = Desk::new();
    for (name, value) in [("q/ikm-1.0", "73,12"), ("q/ikm-1.1", "71"), ("r/ikm-1.0", "70")] {
        desk.put(&format!("{name}/aturan.takar"), RULES);
        desk.put(&format!("{name}/data/iku.csv"), desk.get("contoh/data/iku.csv").replace("73,12", value));
    }
    let shown = desk.runs(&[
        "hitung q --keluar hasil/",
        "hitung q/ikm-1.0 r/ikm-1.0 --keluar beda/ --format json",
        "hitung q/ikm-1.0 r/ikm-1.0 --keluar q/ikm-1.1/data/",
    ]);
    let t1 = |name: &str| desk.get(&format!("hasil/{name}/T1.csv"));
    assert!(t1("ikm-1.0").contains(";73,12;") && t1("ikm-1.1").contains(";71;"));
    assert!(desk.path("beda/q-ikm-1.0.json").exists() && desk.path("beda/r-ikm-1.0.json").exists());
    insta::assert_snapshot!(shown);
    // A link to a package of another folder is that package; two that would be one are refused.
    desk.put("s/a-b/aturan.takar", RULES);
    desk.put("a/b/aturan.takar", RULES);
    desk.put("t/a-b/aturan.takar", RULES);
    desk.put("t-a/b/aturan.takar", RULES);
    let shown = desk.run("hitung t/a-b s/a-b t-a/b a/b --keluar lain/ --format md");
    assert_eq!(status(&shown), Some("2"), "{shown}");
    assert!(shown.contains("B0210") && !desk.path("lain").exists(), "{shown}");
}

/// No package of a command loses what it reads to the results of another.
#[test]
fn results_never_replace_what_another_package_reads() {
    let desk = Desk::new();
    desk.put("p/a/aturan.takar", RULES);
    desk.put("p/a/data/iku.csv", desk.get("contoh/data/iku.csv"));
    desk.put("p/b/aturan.takar", RULES.replace("data/iku.csv", "data/a/T1.csv"));
    desk.put("p/b/data/a/T1.csv", desk.get("contoh/data/iku.csv"));
    let shown = desk.run("hitung p --keluar p/b/data/ --timpa");
    assert_eq!(status(&shown), Some("2"), "{shown}");
    assert_eq!(desk.get("p/b/data/a/T1.csv"), desk.get("contoh/data/iku.csv"));
    let shown = desk.run("hitung contoh --keluar contoh/skenario/lain/");
    assert_eq!(status(&shown), Some("2"), "{shown}");
    assert!(!desk.path("contoh/skenario").exists());
}

/// A package that cannot be read is one, and not passed over.
#[cfg(target_os = "linux")]
#[test]
fn a_package_that_cannot_be_read_is_counted() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    desk.put("w/baik/aturan.takar", "besaran A\n");
    let odd = desk.path("w").join(std::ffi::OsStr::from_bytes(b"\xff"));
    fs::create_dir(&odd).expect("a folder");
    fs::write(odd.join("a.takar"), "besaran A = \n").expect("a file");
    let shown = desk.run("periksa w");
    assert_eq!(status(&shown), Some("1"), "{shown}");
    assert!(shown.contains("2 paket: 1 beres, 1 belum"), "{shown}");
}

/// What the shell reads from a file is an input like any other.
#[cfg(target_os = "linux")]
#[test]
fn data_that_the_shell_reads_stay() {
    let desk = Desk::new();
    let text = "unit;tahun;SAKIP;target SAKIP;SKM;target SKM\nA;2024;73;70;80;90\n";
    desk.put("x.csv", text);
    let mut run = command(desk.folder.path(), "hitung contoh --data - --keluar x.csv --timpa");
    let output = run.stdin(fs::File::open(desk.path("x.csv")).expect("it is there")).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(desk.get("x.csv"), text);
}

/// Only hidden folders are passed over, as everywhere.
#[test]
fn names_that_are_passed_over() {
    let desk = Desk::new();
    for name in ["~baru", "~$kunci", ".git", "biasa"] {
        desk.put(&format!("w/{name}/aturan.takar"), "besaran A\n");
    }
    let shown = desk.run("rapikan w --periksa");
    assert!(shown.contains("w/~baru: 1 berkas sudah rapi") && shown.contains("2 paket: semua beres"), "{shown}");
}
