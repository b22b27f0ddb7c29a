//! Nothing is written through a link inside a package that is another thing than what is meant: data, rules, other copies.

#![cfg(unix)]

use super::desk::{Desk, command, status};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Stdio;

/// What the links are (to where, and their names), and what is run over them; `|` goes before what is typed.
type Trick = (&'static [(&'static str, &'static str)], &'static str);

const SAVED: &str = "coba contoh | SKM = 90; skenario simpan a; skenario simpan a ganti";

/// Writes that would go elsewhere are refused with 2 (at the prompt with 1), and every file is what it was.
#[test]
fn links_to_another_kind_are_not_written_through() {
    let tricks: [Trick; 23] = [
        (&[("../data/iku.csv", "contoh/acuan/T1.md")], "uji contoh --terima"),
        (&[("../aturan.takar", "contoh/acuan/T1.md")], "uji contoh --terima"),
        (&[("../aturan.takar", "contoh/acuan/T1.md")], "uji contoh/aturan.takar --terima"),
        (&[("../catatan.md", "contoh/acuan/T1.md")], "uji contoh --terima"),
        (&[("../cetakan/T1.md", "contoh/acuan/T1.md")], "uji contoh --terima"),
        (&[("../jalan", "contoh/acuan/T1.md"), ("data/iku.csv", "contoh/jalan")], "uji contoh --terima"),
        (&[("T1.csv", "contoh/acuan/T1.md")], "uji contoh --terima"),
        (&[("T2.md", "contoh/acuan/T1.md")], "uji contoh --terima"),
        (&[("data", "contoh/acuan")], "uji contoh --terima"),
        (&[(".", "contoh/acuan")], "uji contoh --terima"),
        (&[("cetakan", "contoh/acuan")], "uji contoh --terima"),
        (&[("lain/acuan", "contoh/acuan")], "uji contoh --terima"),
        (&[("contoh", "paket"), ("../data/iku.csv", "contoh/acuan/T1.md")], "uji paket --terima"),
        (&[("../aturan.takar", "contoh/skenario/a.takar")], SAVED),
        (&[("../data/iku.csv", "contoh/skenario/a.takar")], SAVED),
        (&[("../lain/aturan.takar", "contoh/skenario/a.takar")], SAVED),
        (&[("lama.takar", "contoh/skenario/a.takar")], SAVED),
        (&[(".", "contoh/skenario")], SAVED),
        (&[(".", "contoh/skenario")], "coba contoh | SKM = 90; skenario simpan aturan ganti"),
        (&[("lain", "contoh/skenario")], "coba contoh | SKM = 90; skenario simpan aturan ganti"),
        (&[("data/iku.csv", "contoh/x.takar")], "rapikan contoh"),
        (&[("acuan/T2.md", "contoh/x.takar")], "rapikan contoh"),
        (&[("../data/iku.csv", "contoh/skenario/x.takar")], "rapikan contoh"),
    ];
    let mut shown = String::new();
    for (links, line) in tricks {
        let desk = filled();
        for (to, name) in links {
            link(&desk, to, name);
        }
        let before = contents(&desk);
        let seen = run(&desk, line);
        let expected = if line.starts_with("coba") { "1" } else { "2" };
        assert_eq!(status(&seen), Some(expected), "{links:?}\n{seen}");
        assert!(seen.contains("B0213") || seen.contains("B0210"), "{links:?}\n{seen}");
        assert!(!seen.contains("tersimpan"), "{links:?}\n{seen}");
        assert_eq!(contents(&desk), before, "{links:?}\n{seen}");
        let links: Vec<String> = links.iter().map(|(to, name)| format!("{name} -> {to}")).collect();
        shown += &format!("{}\n{seen}\n", links.join(", "));
    }
    insta::assert_snapshot!(shown);
}

/// Nor, without any link, over what the package reads as data, whatever its name.
#[test]
fn data_among_copies_and_scenarios_are_not_written_over() {
    let mut shown = String::new();
    let desk = filled();
    fs::remove_file(desk.path("contoh/acuan/T1.md")).expect("a file");
    fs::hard_link(desk.path("contoh/data/iku.csv"), desk.path("contoh/acuan/T1.md")).expect("a link");
    let before = contents(&desk);
    shown += &desk.run("uji contoh --terima");
    assert_eq!(contents(&desk), before, "{shown}");
    for (data, line) in [("acuan/T1.md", "uji contoh --terima"), ("skenario/a.takar", SAVED)] {
        let desk = Desk::new();
        let text = desk.get("contoh/data/iku.csv");
        desk.put(&format!("contoh/{data}"), text);
        desk.edit("contoh/aturan.takar", "data/iku.csv", data);
        let before = contents(&desk);
        shown += &run(&desk, line);
        assert_eq!(contents(&desk), before, "{shown}");
    }
    insta::assert_snapshot!(shown);
}

/// What a link leads to is written where it is of the same kind, and the link stays.
#[test]
fn links_to_the_same_kind_are_written_through() {
    let desk = filled();
    fs::rename(desk.path("contoh/acuan/T1.md"), desk.path("contoh/acuan/utama.md")).expect("a file");
    fs::rename(desk.path("contoh/acuan/T2.md"), desk.path("contoh/acuan/T1.md")).expect("a file");
    fs::remove_file(desk.path("contoh/acuan/T1.md")).expect("a file");
    link(&desk, "utama.md", "contoh/acuan/T1.md");
    desk.run("uji contoh --terima");
    assert!(desk.get("contoh/acuan/utama.md").starts_with("### T1"));
    desk.put("contoh/bersama/satu.takar", "besaran   X\n");
    link(&desk, "bersama/satu.takar", "contoh/satu.takar");
    link(&desk, "satu.takar", "contoh/dua.takar");
    let seen = desk.run("rapikan contoh");
    assert_eq!(status(&seen), Some("0"), "{seen}");
    assert_eq!(desk.get("contoh/bersama/satu.takar"), "besaran X\n", "{seen}");
    for name in ["acuan/T1.md", "satu.takar", "dua.takar"] {
        assert!(desk.path(&format!("contoh/{name}")).is_symlink(), "{name}");
    }
}

/// What is remembered in the state folder is not written through a link there.
#[test]
fn the_record_of_results_is_no_way_to_a_package() {
    let desk = filled();
    let data = desk.get("contoh/data/iku.csv");
    for name in ["hasil.txt.baru", "hasil.txt", "hasil.kunci"] {
        link(&desk, desk.path("contoh/data/iku.csv"), &format!(".keadaan/takar/{name}"));
    }
    for at in 0..2 {
        let seen = desk.run("hitung contoh --keluar hasil.csv");
        assert_eq!(status(&seen), Some("0"), "{at} {seen}");
        assert_eq!(desk.get("contoh/data/iku.csv"), data);
    }
}

/// `baru` makes a folder, and goes through no link.
#[test]
fn a_new_package_is_not_made_behind_a_link() {
    for (to, line) in [("kosong", "baru p"), ("kosong", "baru p/"), ("tiada", "baru p"), ("contoh", "baru p/")] {
        let desk = filled();
        fs::create_dir(desk.path("kosong")).expect("a folder");
        link(&desk, to, "p");
        let before = contents(&desk);
        let seen = desk.run(line);
        assert_eq!(status(&seen), Some("2"), "{seen}");
        assert_eq!(contents(&desk), before, "{seen}");
        assert!(desk.path("p").is_symlink() && desk.path("kosong").is_dir(), "{seen}");
    }
}

/// The desk with another package inside the package, and something of every kind.
fn filled() -> Desk {
    let desk = Desk::new();
    desk.run("uji contoh --terima");
    desk.edit("contoh/data/iku.csv", "81,55", "82");
    desk.put("contoh/catatan.md", "### Catatan rapat\n");
    desk.put("contoh/acuan/T1.csv", "kode;capaian\n");
    desk.put("contoh/cetakan/T1.md", "| Indikator |\n| --- |\n");
    desk.put("contoh/lain/aturan.takar", "besaran X\n");
    desk.put("contoh/skenario/lama.takar", "skenario \"lama\"\n  diketahui SKM = 85\n");
    desk.put("contoh/lain/acuan/T1.md", "### T1\n");
    // As spreadsheets write it, so that arranging would change it.
    for name in ["contoh/data/iku.csv", "contoh/acuan/T2.md"] {
        desk.put(name, format!("\u{feff}{}", desk.get(name)));
    }
    desk
}

/// In the place of whatever has that name.
fn link(desk: &Desk, to: impl AsRef<Path>, name: &str) {
    let path = desk.path(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
    symlink(to, path).expect("a link");
}

/// What a line shows; behind `|` stands what is typed, parted by semicolons.
fn run(desk: &Desk, line: &str) -> String {
    let Some((line, typed)) = line.split_once(" | ") else { return desk.run(line) };
    let mut program = command(desk.folder.path(), line);
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = program.spawn().expect("it runs");
    let typed = typed.replace("; ", "\n") + "\n";
    running.stdin.take().expect("a pipe").write_all(typed.as_bytes()).expect("it reads");
    let output = running.wait_with_output().expect("it ends");
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).expect("UTF-8"));
    format!("$ takar {line}\n{typed}{out}{err}── status {} ──\n", output.status.code().expect("a status"))
}

/// Every file of the desk that is no link, with what is in it, and where links lead.
fn contents(desk: &Desk) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![desk.folder.path().to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_symlink() {
                let to = fs::read_link(&path).expect("a link").display().to_string();
                found.insert(path.display().to_string(), to.into_bytes());
            } else if path.is_dir() {
                folders.extend((!path.ends_with(".keadaan")).then_some(path));
            } else {
                found.insert(path.display().to_string(), fs::read(&path).expect("a file"));
            }
        }
    }
    found
}
