//! Nothing leaves a package and nothing comes in but by its own folder: links, circles of links, names that are no text.

#![cfg(unix)]

use super::desk::{Desk, status};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;

/// The desk with a folder `luar` beside the package, in which nothing may change and of which nothing may be shown.
fn office() -> Desk {
    let desk = Desk::new();
    desk.put("luar/rahasia.takar", "sandi=rahasia\n");
    desk.put("luar/data.csv", "kode;tahun;target;realisasi\nSAKIP;2024;72,5;73,12\n");
    desk
}

fn link(desk: &Desk, to: impl AsRef<Path>, name: &str) {
    fs::create_dir_all(desk.path(name).parent().expect("a parent")).expect("a folder");
    symlink(to, desk.path(name)).expect("a link");
}

const COMMANDS: [&str; 8] = [
    "periksa contoh",
    "hitung contoh",
    "uji contoh --terima",
    "rapikan contoh",
    "rapikan contoh --periksa",
    "jelaskan SAKIP contoh",
    "cari SKM contoh",
    "coba contoh",
];

/// What it is, the links that make it (to where, and their names), and the commands that meet it.
type Trick = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

/// Every command over every trick: none shows what lies outside, none writes there, and those that meet it refuse.
#[test]
fn links_out_of_a_package_lead_nowhere() {
    let tricks: [Trick; 8] = [
        ("a rule file", &[("../luar/rahasia.takar", "contoh/x.takar")], &COMMANDS),
        ("a rule file by its whole name", &[("/etc/passwd", "contoh/x.takar")], &COMMANDS),
        ("a rule file behind two links", &[("luar", "dua"), ("../dua/rahasia.takar", "contoh/x.takar")], &COMMANDS),
        ("accepted copies", &[("../luar", "contoh/acuan")], &COMMANDS[2..3]),
        ("an accepted copy", &[("../../luar/T1.md", "contoh/acuan/T1.md")], &COMMANDS[2..3]),
        ("scenarios", &[("../luar", "contoh/skenario")], &["periksa contoh", "rapikan contoh"]),
        (
            "a scenario",
            &[("../../luar/rahasia.takar", "contoh/skenario/x.takar")],
            &["periksa contoh", "rapikan contoh"],
        ),
        ("data", &[("../../luar/data.csv", "contoh/data/x.csv")], &[]),
    ];
    let mut shown = String::new();
    for (what, links, refused) in tricks {
        let desk = office();
        desk.put("luar/T1.md", "### T1\n");
        for (to, name) in links {
            link(&desk, to, name);
        }
        let before = listing(&desk.path("luar"));
        for line in COMMANDS {
            let seen = desk.run(line);
            assert!(!seen.contains("sandi") && !seen.contains("root:"), "{what}: {seen}");
            if refused.contains(&line) {
                assert!(seen.contains("kesalahan B0108") && status(&seen) == Some("2"), "{what}: {seen}");
            }
            if refused.first() == Some(&line) {
                shown += &format!("{what}\n{seen}\n");
            }
        }
        assert_eq!(listing(&desk.path("luar")), before, "{what}");
    }
    insta::assert_snapshot!(shown);
}

/// `gunakan` takes a folder in the package or beside it, not one that a link leads to elsewhere.
#[test]
fn a_used_package_is_no_link_to_elsewhere() {
    let desk = office();
    desk.put("kerja/contoh/aturan.takar", "gunakan \"lain\"\nbesaran IKM\n");
    link(&desk, "../../luar", "kerja/contoh/lain");
    let inside = desk.run("periksa kerja/contoh");
    fs::remove_file(desk.path("kerja/contoh/lain")).expect("the link");
    link(&desk, "../luar", "kerja/lain");
    let beside = desk.run("periksa kerja/contoh");
    for seen in [&inside, &beside] {
        assert!(!seen.contains("sandi") && status(seen) == Some("2"), "{seen}");
    }
    fs::remove_file(desk.path("kerja/lain")).expect("the link");
    desk.put("kerja/lain/rusak.takar", b"# \xff\n");
    let broken = desk.run("periksa kerja/contoh");
    insta::assert_snapshot!([inside, beside, broken].join("\n"));
}

#[test]
fn links_that_lead_nowhere_and_files_in_the_place_of_folders() {
    let mut shown = String::new();
    let mut seen = |prepare: &dyn Fn(&Desk), line: &str| {
        let desk = office();
        prepare(&desk);
        let seen = desk.run(line);
        assert_eq!(status(&seen), Some("2"), "{seen}");
        shown += &seen;
        shown.push('\n');
    };
    seen(&|desk| link(desk, "x.takar", "contoh/x.takar"), "periksa contoh");
    seen(&|desk| link(desk, "tiada.takar", "contoh/x.takar"), "periksa contoh");
    seen(&|desk| link(desk, "skenario", "contoh/skenario"), "periksa contoh");
    seen(&|desk| link(desk, "acuan", "contoh/acuan"), "uji contoh");
    seen(&|desk| desk.put("contoh/skenario", ""), "periksa contoh");
    seen(&|desk| desk.put("contoh/acuan", ""), "uji contoh");
    seen(&|desk| desk.put("contoh/acuan/T1.md/x", ""), "uji contoh");
    seen(
        &|desk| {
            fs::write(desk.path("contoh").join(OsStr::from_bytes(b"keputusan\xe9.takar")), "besaran X\n")
                .expect("a file");
        },
        "periksa contoh",
    );
    insta::assert_snapshot!(shown);
}

/// An unreadable copy is not taken for one that is missing.
#[test]
fn accepted_copies_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.run("uji contoh --terima");
    let folder = desk.path("contoh/acuan");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).expect("permissions");
    // The administrator reads everything, and then there is nothing to see.
    let administrator = fs::read_dir(&folder).is_ok();
    let seen = desk.run("uji contoh");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("permissions");
    assert!(administrator || seen.contains("kesalahan B0103") && status(&seen) == Some("2"), "{seen}");
}

fn listing(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut all: Vec<_> = files.map(|path| (path.display().to_string(), fs::read(&path).expect("a file"))).collect();
    all.sort();
    all
}
