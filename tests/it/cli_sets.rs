//! `takar susun`: all shapes in one folder, together or not at all.

use super::desk::{Desk, status};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const NAMES: [&str; 5] = ["contoh.docx", "contoh.html", "contoh.json", "contoh.md", "contoh.xlsx"];

/// What a kill between two renames leaves.
const NOTICE: &str = "BELUM SELESAI contoh.txt";

/// The files of a folder with what they hold.
fn held(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    // What tells whose turn it is.
    let is_ours = |path: &PathBuf| name(path).starts_with("~$takar");
    entries
        .filter(|path| path.is_file() && !is_ours(path))
        .map(|path| (name(&path), fs::read(&path).expect("a file")))
        .collect()
}

fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let changed = |name: &String| fs::metadata(folder.join(name)).and_then(|kind| kind.modified()).expect("a time");
    held(folder).into_keys().map(|name| (name.clone(), changed(&name))).collect()
}

#[test]
fn a_set_stands_beside_the_package() {
    let desk = Desk::new();
    let first = desk.run("susun contoh");
    let set = held(&desk.path("contoh-hasil"));
    assert_eq!(set.keys().collect::<Vec<_>>(), NAMES.iter().collect::<Vec<_>>());
    // Each is what the command for one of them writes.
    for name in NAMES {
        desk.run(&format!("hitung contoh --keluar satu/{name}"));
        desk.put("satu/ada", "");
        assert_eq!(status(&desk.run(&format!("hitung contoh --keluar satu/{name}"))), Some("0"));
        assert!(set[name] == fs::read(desk.path(&format!("satu/{name}"))).expect("a result"), "{name}");
    }
    let before = times(&desk.path("contoh-hasil"));
    let again = desk.run("susun contoh");
    assert_eq!(times(&desk.path("contoh-hasil")), before, "what is as it was is not touched");
    // What the tables show is in all of them; where the data come from is in two.
    desk.edit("contoh/data/iku.csv", "73,12", "71,9");
    let changed = desk.run("susun contoh");
    assert!(times(&desk.path("contoh-hasil")).iter().all(|(name, time)| before[name] < *time));
    insta::assert_snapshot!([first, again, changed].join("\n"));
}

#[test]
fn options_are_those_of_tables() {
    let desk = Desk::new();
    put_in_units(&desk, &["Barat", "Timur"]);
    desk.put("contoh/skenario/naik.takar", "skenario \"naik\"\n  tahun 2024\n  diketahui SKM = 90\n");
    let text = |folder: &str| {
        let of = if folder == "lagi" { "contoh-skenario-naik" } else { "contoh" };
        desk.get(&format!("{folder}/{of}.md"))
    };
    for (options, holds, lacks) in [
        ("--keluar semua", "Barat · 2024", "2023"),
        ("--keluar satu --unit timur --tabel T2 --tahun 2023", "Timur · 2023", "Barat"),
        ("--keluar lagi --skenario naik", "skenario naik", "T9"),
    ] {
        let said = desk.run(&format!("susun contoh {options}"));
        let folder = options.split(' ').nth(1).expect("a folder");
        assert!(text(folder).contains(holds) && !text(folder).contains(lacks), "{said}\n{}", text(folder));
    }
    assert!(!text("satu").contains("T1"));
    let page = desk.get("satu/contoh.html");
    assert!(page.contains("Timur") && !page.contains("Barat"));
}

/// What is assumed has names of its own, in a folder of its own and in one that is named.
#[test]
fn a_scenario_never_takes_the_place_of_the_report() {
    let desk = Desk::new();
    desk.put("contoh/skenario/naik.takar", "skenario \"naik\"\n  tahun 2024\n  diketahui SKM = 90\n");
    let lines = ["susun contoh", "susun contoh --skenario naik", "susun contoh --skenario naik --keluar contoh-hasil"];
    let (mut before, mut said) = (BTreeMap::new(), Vec::new());
    for line in lines {
        said.push(desk.run(line));
        let now = held(&desk.path("contoh-hasil"));
        assert!(before.iter().all(|(name, bytes)| now.get(name) == Some(bytes)), "{line}");
        before = now;
    }
    insta::assert_snapshot!(said.join("\n"));
}

/// The names of sets come from those of packages and scenarios, which may meet; so do tables of packages in one folder.
#[test]
fn a_result_never_takes_the_place_of_another_ones() {
    let desk = Desk::new();
    desk.put("contoh/skenario/naik.takar", "skenario \"naik\"\n  tahun 2024\n  diketahui SKM = 90\n");
    desk.put("lain/contoh/aturan.takar", super::desk::RULES);
    desk.put("lain/contoh/data/iku.csv", super::desk::DATA.replace("73,12", "61,5"));
    desk.put("contoh-skenario-naik/aturan.takar", super::desk::RULES);
    desk.put("contoh-skenario-naik/data/iku.csv", super::desk::DATA);
    let all = |folders: &[&str]| folders.iter().map(|folder| held(&desk.path(folder))).collect::<Vec<_>>();
    let folders = ["contoh-skenario-naik-hasil", "satu", "csv"];
    for line in
        ["susun contoh-skenario-naik", "susun contoh --keluar satu/", "hitung contoh --format csv --keluar csv/"]
    {
        assert_eq!(status(&desk.run(line)), Some("0"), "{line}");
    }
    let before = all(&folders);
    let said = desk.runs(&[
        "susun contoh --skenario naik",
        "susun lain/contoh --keluar satu/",
        "hitung contoh --skenario naik --tabel T1 --format md --keluar satu/",
        "hitung lain/contoh --format csv --keluar csv/",
    ]);
    assert_eq!(all(&folders), before);
    let again = desk.runs(&[
        "susun contoh --keluar satu/ --tahun 2024",
        "susun contoh --skenario naik --timpa",
        "susun contoh --skenario naik",
        "susun contoh-skenario-naik",
    ]);
    let here = desk.folder.path().canonicalize().expect("a folder");
    let shown = super::desk::unbroken(&format!("{said}\n{again}"));
    insta::assert_snapshot!(shown.replace(&*here.to_string_lossy(), "/meja"));
}

#[test]
fn what_cannot_be_a_set_is_refused() {
    let desk = Desk::new();
    desk.put("contoh/acuan/T1.csv", "");
    desk.put("bukan/contoh.json", "milik saya");
    let lines = [
        "susun contoh --keluar contoh",
        "susun contoh --keluar contoh/data",
        "susun contoh --keluar contoh/acuan/baru",
        "susun contoh --keluar bukan",
        "susun contoh --keluar a.html",
        "susun contoh --keluar a.docx",
        "susun contoh --naskah a.docx --keluar b.docx --pantau",
        "susun contoh --naskah a.docx --keluar b.docx --tabel T1",
        "susun contoh --naskah a.docx --skenario naik",
        "susun contoh --tabel T7",
        "susun contoh --unit Barat",
        "susun tidak-ada --pantau",
    ];
    insta::assert_snapshot!(desk.runs(&lines));
    assert_eq!(desk.get("bukan/contoh.json"), "milik saya");
    assert_eq!(held(&desk.path("bukan")).len(), 1, "none of the others is there");
    assert!(!desk.path("contoh-hasil").exists() && !desk.path("contoh/acuan/baru").exists());
    assert_eq!(status(&desk.run("susun contoh --keluar bukan --timpa")), Some("0"));
    // A broken rule leaves what was there.
    let before = held(&desk.path("bukan"));
    desk.edit("contoh/aturan.takar", "kolom target", "kolom targte");
    assert_eq!(status(&desk.run("susun contoh --keluar bukan")), Some("1"));
    assert_eq!(held(&desk.path("bukan")), before);
    // So do data that cannot be read, of which a screen would show what can be told.
    desk.edit("contoh/aturan.takar", "kolom targte", "kolom target");
    desk.edit("contoh/data/iku.csv", "73,12", "tujuh puluh");
    assert_eq!(status(&desk.run("susun contoh --keluar bukan")), Some("1"));
    assert_eq!(held(&desk.path("bukan")), before);
}

/// The data of the package as those of each of these units.
fn put_in_units(desk: &Desk, units: &[&str]) {
    let text = desk.get("contoh/data/iku.csv");
    let (head, rows) = text.split_once('\n').expect("rows");
    let of = |unit: &&str| rows.lines().map(|row| format!("{unit};{row}\n")).collect::<String>();
    desk.put("contoh/data/iku.csv", format!("unit;{head}\n{}", units.iter().map(of).collect::<String>()));
}

/// A part of the report stands under its names: the screen says which part.
#[test]
fn what_was_chosen_is_said() {
    let desk = Desk::new();
    put_in_units(&desk, &["Timur"]);
    insta::assert_snapshot!(desk.runs(&["susun contoh --unit timur --tabel T1 --tabel T2 --tahun 2024"]));
}

/// Where a set goes when nobody says it.
#[test]
fn the_folder_is_never_inside_the_package() {
    let desk = Desk::new();
    desk.put("contoh/nol.txt", "");
    let mut run = super::desk::command(&desk.path("contoh"), "susun");
    let run = run.env("XDG_STATE_HOME", desk.path(".keadaan"));
    assert!(run.output().expect("it runs").status.success());
    assert_eq!(held(&desk.path("contoh-hasil")).len(), 5);
    assert_eq!(held(&desk.path("contoh")).len(), 2, "nothing new in the package");
    desk.put("satu.takar", "besaran A\ntabel T\n  baris A\n  kolom nama \"Nama\"\n");
    assert_eq!(status(&desk.run("susun satu.takar --tahun 2024")), Some("0"));
    assert_eq!(held(&desk.path("satu-hasil")).len(), 5);
}

/// A file that says what to do is lifted by the next run, and is nobody else's.
#[test]
fn an_unfinished_set_is_made_whole() {
    let desk = Desk::new();
    desk.run("susun contoh");
    let whole = held(&desk.path("contoh-hasil"));
    let head = "Penggantian berkas di folder ini terputus di tengah jalan: sebagian lama, sebagian baru.\n";
    for begun in ["", "Penggantian", head] {
        desk.put(&format!("contoh-hasil/{NOTICE}"), begun);
        assert_eq!(status(&desk.run("susun contoh")), Some("0"), "{begun}");
        assert_eq!(held(&desk.path("contoh-hasil")), whole, "{begun}");
    }
    // One of another set in the same folder speaks of what this one does not make.
    let other = "contoh-hasil/BELUM SELESAI contoh-skenario-naik.txt";
    desk.put(other, head);
    assert_eq!(status(&desk.run("susun contoh")), Some("0"));
    assert_eq!(desk.get(other), head);
    desk.put(&format!("contoh-hasil/{NOTICE}"), "catatan saya");
    let said = desk.run("susun contoh");
    assert!(said.contains("B0207") && said.contains(NOTICE), "{said}");
    assert_eq!(desk.get(&format!("contoh-hasil/{NOTICE}")), "catatan saya");
}

/// Killed at any time, a set is the old one, or the new one, or one beside which stands what to do.
#[cfg(unix)]
#[test]
fn killed_between_two_renames() {
    use super::desk::command;
    use std::process::Stdio;
    let desk = Desk::new();
    let folder = desk.path("contoh-hasil");
    let data = desk.get("contoh/data/iku.csv");
    let versions = [data.clone(), data.replace("73,12", "61,5")];
    let line = "susun contoh --tahun 2024 --tabel T1 --tabel T2";
    let again = "takar susun \"contoh\" --tahun 2024 --tabel \"T1\" --tabel \"T2\"\n";
    let sets: Vec<BTreeMap<String, Vec<u8>>> = versions
        .iter()
        .map(|data| {
            desk.put("contoh/data/iku.csv", data);
            assert_eq!(status(&desk.run(line)), Some("0"));
            held(&folder)
        })
        .collect();
    for round in 0..super::sample::of(10, 100) {
        desk.put("contoh/data/iku.csv", &versions[round % 2]);
        let mut run = command(desk.folder.path(), line);
        let mut running = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        // The first trace of the renames, as far as somebody can look so often.
        let notice = folder.join(NOTICE);
        for look in 1_u64.. {
            if notice.exists() || look % 64 == 0 && running.try_wait().expect("a process").is_some() {
                break;
            }
        }
        running.kill().expect("a process");
        running.wait().expect("an end");
        let mut now = held(&folder);
        let notice = now.remove(NOTICE);
        match notice {
            Some(text) => {
                let of_one = |name: &String, bytes: &Vec<u8>| sets.iter().any(|set| set.get(name) == Some(bytes));
                assert!(now.len() == 5 && now.iter().all(|(name, bytes)| of_one(name, bytes)), "round {round}");
                let text = String::from_utf8(text).expect("UTF-8");
                assert!(text.is_empty() || text.contains(again), "{text}");
            }
            None => assert!(sets.contains(&now), "round {round}: a set of two times, and nobody says so"),
        }
        assert_eq!(status(&desk.run(line)), Some("0"));
        assert_eq!(held(&folder), sets[round % 2], "round {round}");
        let left = fs::read_dir(&folder).expect("a folder").count();
        assert_eq!(left, 5, "what a killed run leaves goes with the next");
    }
}

/// Two at once in one folder, of sets and of tables: what stands there in the end is all of one of them.
#[test]
fn two_at_once_leave_the_set_of_one() {
    use super::desk::command;
    use std::process::Stdio;
    let desk = Desk::new();
    for (line, folder) in [("susun contoh", "contoh-hasil"), ("hitung contoh --format csv --keluar csv/", "csv")] {
        let lines = [format!("{line} --tahun 2024"), format!("{line} --tahun 2023")];
        let sets = lines.each_ref().map(|line| {
            assert_eq!(status(&desk.run(line)), Some("0"), "{line}");
            held(&desk.path(folder))
        });
        for round in 0..super::sample::of(8, 80) {
            let runs = lines.each_ref().map(|line| {
                let mut run = command(desk.folder.path(), line);
                run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs")
            });
            let ends = runs.map(|mut run| run.wait().expect("an end").code());
            assert_eq!(ends, [Some(0), Some(0)], "{line}, round {round}");
            assert!(sets.contains(&held(&desk.path(folder))), "{line}, round {round}: some of each");
        }
    }
}

/// While another run puts its files there nothing is replaced; what a killed one left keeps nobody waiting.
#[cfg(unix)]
#[test]
fn a_run_waits_for_its_turn() {
    use super::desk::command;
    use std::process::Stdio;
    let desk = Desk::new();
    desk.run("susun contoh");
    let (folder, lock) = (desk.path("contoh-hasil"), desk.path("contoh-hasil/~$takargiliran.tmp"));
    let before = held(&folder);
    desk.edit("contoh/data/iku.csv", "73,12", "61,5");
    let other = fs::File::create_new(&lock).expect("a file");
    other.lock().expect("a lock");
    let mut run = command(desk.folder.path(), "susun contoh");
    let mut running = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    let is_ready = || {
        let names = fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path());
        names.filter(|path| path.is_dir()).any(|path| fs::read_dir(path).is_ok_and(|made| made.count() > 5))
    };
    while !is_ready() {
        assert_eq!(running.try_wait().expect("a process"), None, "it does not wait");
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(running.try_wait().expect("a process"), None, "it does not wait");
    assert_eq!(held(&folder), before);
    // As at the end of a process: the file stays.
    drop(other);
    assert!(running.wait().expect("an end").success());
    assert!(held(&folder).len() == 5 && held(&folder) != before);
    let changed = held(&folder);
    desk.put("contoh-hasil/~$takargiliran.tmp", "");
    desk.edit("contoh/data/iku.csv", "61,5", "73,12");
    assert_eq!(status(&desk.run("susun contoh")), Some("0"));
    assert!(held(&folder) == before && changed != before);
}

/// A rename that fails in the middle takes the others back.
#[cfg(target_os = "linux")]
#[test]
fn a_rename_that_fails_leaves_the_old_set() {
    use std::process::Command;
    let desk = Desk::new();
    desk.run("susun contoh");
    let folder = desk.path("contoh-hasil");
    let (before, then) = (held(&folder), times(&folder));
    desk.edit("contoh/data/iku.csv", "73,12", "61,5");
    // Over a file on which another is mounted nothing can be renamed; it looks like the one below it.
    let script = "cp -p contoh-hasil/contoh.json salinan && mount --bind salinan contoh-hasil/contoh.json || exit 77; \
                  exec \"$0\" susun contoh";
    let mut shell = Command::new("unshare");
    shell.args(["-rm", "sh", "-c", script, env!("CARGO_BIN_EXE_takar")]).current_dir(desk.folder.path());
    let Ok(output) = shell.env("XDG_STATE_HOME", desk.path(".keadaan")).output() else { return };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // A system that lets nobody mount has nothing to try it with.
    if output.status.code() == Some(77) || said.contains("unshare") {
        return;
    }
    assert!(output.status.code() == Some(2) && said.contains("contoh.json"), "{said}");
    assert_eq!((held(&folder), times(&folder)), (before, then));
    assert!(!folder.join(NOTICE).exists(), "nothing is left to be done");
    assert_eq!(status(&desk.run("susun contoh")), Some("0"), "the old ones are still known");
}

/// A disk that is full at whatever step: the run says so and ends, and the set is all old or all new.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_run_and_leaves_the_set_whole() {
    use std::process::Command;
    let desk = Desk::new();
    let data = desk.get("contoh/data/iku.csv");
    let sets = [data.clone(), data.replace("73,12", "61,5")].map(|data| {
        desk.put("contoh/data/iku.csv", data);
        assert_eq!(status(&desk.run("susun contoh")), Some("0"));
        held(&desk.path("contoh-hasil"))
    });
    desk.put("lama.csv", &data);
    desk.put("baru.csv", data.replace("73,12", "61,5"));
    let mut full = 0;
    // So many files may lie on the disk: those of the set are five.
    for most in [7, 9, 12, 14, 16, 18, 19, 20, 21, 30] {
        let script = format!(
            "rm -rf jadi; mount -t tmpfs -o nr_inodes=99 kecil contoh-hasil || exit 77; cp lama.csv contoh/data/iku.csv; \
             \"$0\" susun contoh || exit 78; cp baru.csv contoh/data/iku.csv; mount -o remount,nr_inodes={most} contoh-hasil || exit 77; \
             timeout 60 \"$0\" susun contoh; end=$?; mkdir jadi; cp contoh-hasil/* jadi; exit $end"
        );
        let mut shell = Command::new("unshare");
        shell.args(["-rm", "sh", "-c", &script, env!("CARGO_BIN_EXE_takar")]).current_dir(desk.folder.path());
        let Ok(output) = shell.env("XDG_STATE_HOME", desk.path(".penuh")).output() else { return };
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // A system that lets nobody mount has nothing to try it with.
        if output.status.code() == Some(77) || said.contains("unshare") {
            return;
        }
        let now = held(&desk.path("jadi"));
        match output.status.code() {
            Some(0) => assert!(now == sets[1], "{most}: {said}"),
            Some(2) => {
                full += 1;
                assert!(now == sets[0] && said.contains("penuh"), "{most}: {:?}\n{said}", now.keys());
            }
            other => panic!("{most}: {other:?}\n{said}"),
        }
    }
    assert!(full > 4, "the disk was never full");
}
