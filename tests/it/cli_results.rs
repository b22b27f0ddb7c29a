//! What a result may replace: a result that nobody touched since, or anything when asked to, but never a part of a package.

use super::desk::{Desk, command, status};
use crate::sample;
use std::fs;
use std::path::Path;

/// Rules and data for `--data`.
fn wide() -> Desk {
    let desk = Desk::new();
    desk.put("lebar.csv", "unit;tahun;SAKIP;target SAKIP;SKM;target SKM\nA;2024;70;80;81;90\n");
    desk
}

fn is_refused(desk: &Desk, line: &str) -> bool {
    let shown = desk.run(line);
    assert_eq!(status(&shown) == Some("2"), shown.contains("kesalahan B0207"), "{shown}");
    status(&shown) == Some("2")
}

/// A package in every form and each shipped one in one of them, over itself and over the other forms of the same ending.
#[test]
fn results_are_replaced_by_results() {
    let desk = wide();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut packages = vec![desk.path("contoh")];
    packages.extend(fs::read_dir(root.join("rules")).expect("rules").map(|entry| entry.expect("an entry").path()));
    for (at, package) in packages.iter().enumerate() {
        let package = package.display().to_string();
        let forms = [
            ("hasil.csv", "--angka=id"),
            ("hasil.csv", "--angka=en"),
            ("hasil.md", ""),
            ("hasil.json", ""),
            ("hasil.txt", ""),
        ];
        // The two styles of CSV stand for one, for they are written over each other.
        let is_due = |form: usize| at == 0 || sample::is_long() || form.max(1) % 4 == at % 4;
        for (_, (name, more)) in forms.into_iter().enumerate().filter(|(form, _)| is_due(*form)) {
            for _ in 0..2 {
                let words = ["hitung", &package, "--keluar", name, more];
                let shown = desk.run_words(&words[..if more.is_empty() { 4 } else { 5 }]);
                assert!(!shown.contains("kesalahan B02"), "{shown}");
            }
        }
    }
    desk.put("kosong.md", "");
    assert_eq!(status(&desk.run("hitung contoh --keluar kosong.md")), Some("0"));
    for style in ["id", "en", "id"] {
        let shown = desk.run(&format!("hitung contoh --data lebar.csv --keluar besar.csv --angka {style}"));
        assert_eq!(status(&shown), Some("0"), "{shown}");
    }
    // The rules compute more than before; the data have other columns.
    desk.edit("contoh/aturan.takar", "tabel T1", "RATA = (SAKIP + SKM) / 2\n\ntabel T1");
    assert_eq!(status(&desk.run("hitung contoh --data lebar.csv --keluar besar.csv")), Some("0"));
    desk.put("panjang.csv", "unit;kode;tahun;realisasi;target\nA;SAKIP;2024;70;80\n");
    assert_eq!(status(&desk.run("hitung contoh --data panjang.csv --keluar besar.csv")), Some("0"));
}

/// What a person writes in the shape of a result is no result.
#[test]
fn files_that_only_look_like_results_stay() {
    let desk = wide();
    for (name, text) in [
        ("a.md", "### Rapat 2025\n\n| a | b |\n| --- | --- |\n| x | y |\n"),
        ("a.csv", "unit,tahun,capaian SAKIP\nA,2024,90\n"),
        ("b.csv", "tabel,unit,tahun,bagian,catatan\n"),
        ("a.json", "{\"versi\":1,\"tabel\":[]}\n"),
        ("a.txt", "Capaian 2024\n\n────\n"),
    ] {
        desk.put(name, text);
        assert!(is_refused(&desk, &format!("hitung contoh --keluar {name}")), "{name}");
        if name.ends_with(".csv") {
            assert!(is_refused(&desk, &format!("hitung contoh --data lebar.csv --keluar {name}")), "{name}");
        }
        assert_eq!(desk.get(name), text);
    }
}

/// What a person changes in a result is a person's, however small it is.
#[test]
fn results_that_were_changed_stay() {
    let desk = wide();
    let change = |line: &str, name: &str, change: &dyn Fn(&str) -> String| {
        let line = format!("hitung contoh {line}--keluar {name}");
        assert_eq!(status(&desk.run(&line)), Some("0"));
        let changed = change(&desk.get(name));
        assert_ne!(changed, desk.get(name), "{name}");
        // Two writes within one tick of the clock of the disk would have one time.
        std::thread::sleep(std::time::Duration::from_millis(20));
        desk.put(name, &changed);
        assert!(is_refused(&desk, &line), "{line}");
        assert_eq!(desk.get(name), changed);
        fs::remove_file(desk.path(name)).expect("it is there");
    };
    let last = |text: &str| text.trim_end().rsplit_once('\n').expect("lines").0.to_string() + "\n";
    change("", "a.txt", &|text| format!("{text}Menurut tabel ini, SKM belum tercapai.\n"));
    change("", "a.md", &|text| format!("{text}\nMenurut tabel ini, SKM belum tercapai.\n"));
    change("", "a.md", &|text| text.replacen("73,12", "73,13", 1));
    change("", "a.md", &|text| text.replacen("### ", "### Lampiran ", 1));
    change("", "a.csv", &|text| text.replacen("73,12", "73,13", 1));
    change("", "a.csv", &last);
    change("", "a.csv", &|text| format!("{text}rapat;;;besok;;;;;;\n"));
    change("", "a.json", &|text| text.replacen("{", "{\"catatan saya\":1,", 1));
    change("--data lebar.csv ", "a.csv", &|text| format!("{text}{}", last(text).lines().last().expect("a line")));
    change("--data lebar.csv ", "a.csv", &|text| text.replacen("2024", "2023", 1));
}

/// A file that already says what the result will say is no loss, even where nothing is remembered.
#[test]
fn the_same_words_may_be_written_again() {
    let desk = Desk::new();
    let line = "hitung contoh --keluar hasil.md";
    assert_eq!(status(&desk.run(line)), Some("0"));
    fs::remove_dir_all(desk.path(".keadaan")).expect("something is remembered");
    assert_eq!(status(&desk.run(line)), Some("0"));
    desk.edit("contoh/data/iku.csv", "90;81,55", "90;82");
    assert_eq!(status(&desk.run(line)), Some("0"), "remembered by the second run");
    fs::remove_dir_all(desk.path(".keadaan")).expect("something is remembered");
    desk.edit("contoh/data/iku.csv", "90;82", "90;83");
    let shown = desk.run(line);
    assert!(shown.contains("kesalahan B0207"), "{shown}");
    // Where nothing can be remembered, a result is written all the same.
    let run = |line: &str| {
        let mut run = command(desk.folder.path(), line);
        let run = ["XDG_STATE_HOME", "LOCALAPPDATA", "HOME"].iter().fold(&mut run, |run, name| run.env_remove(name));
        run.output().expect("it runs").status.code()
    };
    assert_eq!(run("hitung contoh --keluar lain.md"), Some(0));
    assert_eq!(run("hitung contoh --keluar lain.md"), Some(0));
    desk.edit("contoh/data/iku.csv", "90;83", "90;84");
    assert_eq!(run("hitung contoh --keluar lain.md"), Some(2));
    assert_eq!(run("hitung contoh --keluar lain.md --timpa"), Some(0));
}

/// A moved or copied result is not where Takar wrote it.
#[test]
fn results_in_another_place_stay() {
    let desk = Desk::new();
    assert_eq!(status(&desk.run("hitung contoh --keluar hasil.md")), Some("0"));
    fs::rename(desk.path("hasil.md"), desk.path("simpan.md")).expect("it is there");
    desk.edit("contoh/data/iku.csv", "90;81,55", "90;82");
    assert!(is_refused(&desk, "hitung contoh --keluar simpan.md"));
    assert_eq!(status(&desk.run("hitung contoh --keluar hasil.md")), Some("0"));
}

#[test]
fn asked_to_a_result_replaces_anything_but_parts_of_packages() {
    let desk = wide();
    let add = |name: &str, text: &str| desk.put(name, text);
    add("catatan.md", "Rapat\n");
    add("lain.csv", "kode;tahun\n");
    add("lain/aturan.takar", "besaran X\n");
    add("lain/acuan/T1.md", "T1\n");
    add("contoh/skenario/a.json", "{}\n");
    assert_eq!(status(&desk.run("uji contoh --terima")), Some("0"));
    let refused = [
        "hitung contoh --keluar contoh/data/iku.csv --timpa",
        "hitung contoh --keluar contoh/aturan.takar --timpa",
        "hitung contoh --keluar contoh/acuan/T1.md --timpa",
        "hitung contoh --keluar contoh/skenario/a.json --timpa",
        "hitung contoh --keluar lain/acuan/T1.md --timpa",
        "hitung contoh --keluar lain/acuan/T2.md",
        "hitung contoh --keluar contoh/acuan/T9.md",
        "hitung contoh --keluar contoh/data/../ACUAN/../acuan/T9.md",
        "hitung contoh --data lebar.csv --keluar lebar.csv --timpa",
        "hitung contoh --keluar contoh --timpa",
        "hitung contoh --timpa",
    ];
    for line in refused {
        let shown = desk.run(line);
        assert_eq!(status(&shown), Some("2"), "{shown}");
    }
    assert!(!desk.path("contoh/acuan/T9.md").exists() && !desk.path("lain/acuan/T2.md").exists());
    assert_eq!(desk.get("lain/acuan/T1.md"), "T1\n");
    let shown = desk.runs(&[
        "hitung contoh --keluar catatan.md",
        "hitung contoh --keluar lain/acuan/T2.md",
        "hitung contoh --timpa",
        "hitung contoh --keluar catatan.md --timpa",
        "hitung contoh --keluar catatan.md",
        "hitung contoh --data lebar.csv --keluar lain.csv --timpa",
        "hitung contoh --data lebar.csv --keluar lain.csv",
    ]);
    // A folder of that name outside packages is like any other.
    desk.put("surat/acuan/x", "");
    assert_eq!(status(&desk.run("hitung contoh --keluar surat/acuan/hasil.md")), Some("0"));
    insta::assert_snapshot!(shown);
}

#[cfg(unix)]
#[test]
fn results_do_not_replace_links() {
    use std::os::unix::fs::symlink;
    let desk = wide();
    symlink("tiada.md", desk.path("a.md")).expect("a link");
    symlink("b.md", desk.path("b.md")).expect("a link");
    symlink("tiada/c.md", desk.path("c.md")).expect("a link");
    symlink("contoh/acuan", desk.path("jalan")).expect("a link");
    let mut shown = String::new();
    for name in ["a.md", "b.md", "c.md"] {
        for more in ["", " --timpa"] {
            let seen = desk.run(&format!("hitung contoh --keluar {name}{more}"));
            assert!(seen.contains("kesalahan B0204") && status(&seen) == Some("2"), "{seen}");
            assert!(desk.path(name).is_symlink());
            shown += if more.is_empty() { &seen } else { "" };
        }
    }
    fs::create_dir(desk.path("contoh/acuan")).expect("a folder");
    let seen = desk.run("hitung contoh --keluar jalan/T9.md");
    assert!(seen.contains("kesalahan B0206"), "{seen}");
    // A link to a result is followed.
    desk.run("hitung contoh --keluar hasil.md");
    symlink("hasil.md", desk.path("d.md")).expect("a link");
    desk.edit("contoh/data/iku.csv", "90;81,55", "90;82");
    assert_eq!(status(&desk.run("hitung contoh --keluar d.md")), Some("0"));
    assert!(desk.path("d.md").is_symlink() && desk.get("hasil.md").contains("82"));
    insta::assert_snapshot!(shown);
}

/// Runs that end at the same time remember each other's results.
#[test]
fn runs_side_by_side_are_all_remembered() {
    let desk = Desk::new();
    let round = || {
        let line = |at: usize| format!("hitung contoh --keluar hasil{at}.md");
        let start = |at| command(desk.folder.path(), &line(at)).stdout(std::process::Stdio::null()).spawn();
        let running: Vec<_> = (0..12).map(|at| start(at).expect("it runs")).collect();
        running.into_iter().map(|mut run| run.wait().expect("it ends").code()).collect::<Vec<_>>()
    };
    assert_eq!(round(), vec![Some(0); 12]);
    desk.edit("contoh/data/iku.csv", "90;81,55", "90;82");
    assert_eq!(round(), vec![Some(0); 12]);
}
