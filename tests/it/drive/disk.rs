//! What stays when a run is killed, and when the disk is full.

use super::{Dice, program, records, rounds, run};
use crate::desk::Desk;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// A command, what it may write, and that is all: each file holds what it held or what the command wanted, whenever it is killed.
#[test]
fn killed_at_any_time() {
    let desk = Desk::new();
    desk.put("contoh/z.takar", "SKM2=SKM*1\n".to_string() + &"# catatan\n".repeat(20_000));
    let row = |at: usize| format!("unit {at};2024;{},5;80;81;90\n", at % 70);
    let rows: String = (0..30_000).map(row).collect();
    desk.put("besar.csv", format!("unit;tahun;SAKIP;target SAKIP;SKM;target SKM\n{rows}"));
    desk.put("simpan.txt", "SKM = 85\nskenario simpan baik ganti\n");
    let untidy = snapshot(desk.folder.path());
    let commands = [
        "hitung contoh --data besar.csv --keluar hasil.csv",
        "hitung contoh --keluar tabel.csv",
        "rapikan contoh",
        "uji contoh --terima",
        "coba contoh < simpan.txt",
    ];
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut killed = 0;
    for command in commands {
        let line = format!("exec \"$0\" {command}");
        let spawn = || {
            let mut shell = Command::new("sh");
            shell.args(["-c", &line, &program()]).current_dir(desk.folder.path()).env("XDG_STATE_HOME", records());
            shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs")
        };
        let begun = Instant::now();
        spawn().wait().expect("an end");
        let whole = begun.elapsed();
        let done = snapshot(desk.folder.path());
        for _ in 0..rounds(4, 60.0 / 25_000.0) {
            restore(desk.folder.path(), &untidy);
            let mut child = spawn();
            std::thread::sleep(whole.mul_f64(dice.at(1200) as f64 / 1000.0));
            child.kill().expect("a process");
            killed += usize::from(child.wait().expect("an end").signal() == Some(9));
            for (path, bytes) in snapshot(desk.folder.path()) {
                if path.to_string_lossy().contains("~$takar") {
                    continue;
                }
                let is_whole = untidy.get(&path) == Some(&bytes) || done.get(&path) == Some(&bytes);
                assert!(is_whole, "{command}: {} is half written", path.display());
            }
            let lost = untidy.keys().find(|path| !path.exists());
            assert!(lost.is_none(), "{command}: {lost:?} is gone");
        }
        restore(desk.folder.path(), &untidy);
        // The next run cleans up where it writes.
        spawn().wait().expect("an end");
        let left = snapshot(desk.folder.path()).into_keys().find(|path| path.to_string_lossy().contains("~$takar"));
        assert!(left.is_none(), "{command}: {left:?} stays");
        restore(desk.folder.path(), &untidy);
    }
    println!("killed {killed} times");
}

/// Many tables in a folder: a run that is killed leaves none that the next one does not know as its own, whatever changed meanwhile.
#[test]
fn killed_between_tables() {
    let desk = Desk::new();
    let tables: String =
        (3..60).map(|at| format!("tabel T{at}\n  baris anggota IKU\n  kolom nama\n  kolom realisasi\n")).collect();
    desk.put("contoh/lagi.takar", tables);
    let spawn = || {
        let mut command = Command::new(program());
        command.args(["hitung", "contoh", "--keluar", "hasil/"]).current_dir(desk.folder.path());
        command.env("XDG_STATE_HOME", desk.path("keadaan"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs")
    };
    let measured = |round: usize| {
        let data = format!("kode;tahun;target;realisasi\nSAKIP;2024;80;{}\nSKM;2024;90;81,5\n", 40 + round % 40);
        desk.put("contoh/data/iku.csv", data);
    };
    let begun = Instant::now();
    measured(0);
    assert!(spawn().wait_with_output().expect("an end").status.success());
    let whole = begun.elapsed();
    let mut dice = Dice(0x5DEE_CE66_D1CE_4E5B);
    for round in 1..=rounds(6, 60.0 / 25_000.0) {
        measured(2 * round);
        let mut child = spawn();
        std::thread::sleep(whole.mul_f64(dice.at(1200) as f64 / 1000.0));
        child.kill().expect("a process");
        child.wait().expect("an end");
        measured(2 * round + 1);
        let next = spawn().wait_with_output().expect("an end");
        assert!(next.status.success(), "{}", String::from_utf8_lossy(&next.stderr));
        let names: Vec<PathBuf> = snapshot(&desk.path("hasil")).into_keys().collect();
        assert_eq!(names.len(), 59, "{names:?}");
    }
}

/// Told to end while a folder of tables is made, by whatever signal that can be heard, a run leaves nothing of its own; killed, it
/// leaves what the next one removes.
#[test]
fn ended_between_tables() {
    let desk = Desk::new();
    let tables: String =
        (3..400).map(|at| format!("tabel T{at}\n  baris anggota IKU\n  kolom nama\n  kolom realisasi\n")).collect();
    desk.put("contoh/lagi.takar", tables);
    let commands: [&[&str]; 3] =
        [&["hitung", "contoh", "--keluar", "hasil/"], &["uji", "contoh", "--terima"], &["baru", "paket"]];
    let signals = ["INT", "TERM", "HUP", "KILL"];
    let (mut dice, mut ended) = (Dice(0x94D0_49BB_1331_11EB), [0; 4]);
    for words in commands {
        let spawn = || {
            let mut command = Command::new(program());
            command.args(words).current_dir(desk.folder.path()).env("XDG_STATE_HOME", records());
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs")
        };
        let begun = Instant::now();
        spawn().wait_with_output().expect("an end");
        let whole = begun.elapsed();
        for _ in 0..rounds(6, 80.0 / 25_000.0) {
            let _ = fs::remove_dir_all(desk.path("paket"));
            for copy in snapshot(&desk.path("contoh/acuan")).into_keys() {
                fs::remove_file(copy).expect("it is there");
            }
            let with = dice.at(signals.len());
            let child = spawn();
            std::thread::sleep(whole.mul_f64(dice.at(1100) as f64 / 1000.0));
            let name = format!("-{}", signals[with]);
            let _ = Command::new("kill").args([&name, &child.id().to_string()]).stderr(Stdio::null()).status();
            let output = child.wait_with_output().expect("an end");
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.code() == Some(0) || told.is_empty(), "{words:?} {name}: {told}");
            ended[with] += usize::from(output.status.signal().is_some());
            if signals[with] == "KILL" {
                spawn().wait().expect("an end");
            }
            assert_eq!(leftovers(desk.folder.path()), Vec::<PathBuf>::new(), "{words:?} {name}");
        }
    }
    println!("ended between tables by {signals:?}: {ended:?}");
}

/// What has a writer stays; what has none goes, also where its key is gone already.
#[test]
fn leftovers_without_a_key_go() {
    let desk = Desk::new();
    desk.put("hasil/~$takarsatu.tmp/~$takar1", "setengah");
    desk.put("hasil/~$takardua.tmp/~$kunci", "");
    desk.put("hasil/~$takardua.tmp/~$takar1", "setengah");
    desk.put("hasil/~$takartiga.tmp/~$kunci", "");
    desk.put("hasil/~$takartiga.tmp/~$takar1", "masih ditulis");
    desk.put("hasil/~$takarempat.tmp", "setengah");
    fs::create_dir(desk.path("hasil/~$takarlima.tmp")).expect("a folder");
    let key = fs::File::open(desk.path("hasil/~$takartiga.tmp/~$kunci")).expect("the key");
    key.lock().expect("a lock");
    let output = run(desk.folder.path(), &["hitung", "contoh", "--keluar", "hasil/"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(leftovers(desk.folder.path()), [desk.path("hasil/~$takartiga.tmp")]);
    assert!(desk.path("hasil/~$takartiga.tmp/~$takar1").exists(), "it has a writer");
}

/// What the program made for itself and did not remove.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            match path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$")) {
                true => found.push(path),
                false if path.is_dir() => folders.push(path),
                false => {}
            }
        }
    }
    found
}

/// Every file below a folder.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => drop(found.insert(path.clone(), fs::read(path).unwrap_or_default())),
            }
        }
    }
    found
}

/// The files as they were; what the program left of its own stays.
fn restore(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) {
    for path in snapshot(folder).into_keys() {
        let own = path.to_string_lossy().contains("~$takar");
        if !own && !files.contains_key(&path) {
            fs::remove_file(path).expect("it is there");
        }
    }
    for (path, bytes) in files {
        fs::write(path, bytes).expect("a file");
    }
}

/// Files may grow so far and no further: a message, and all that was there stays.
#[test]
fn a_disk_that_is_full() {
    let desk = Desk::new();
    desk.put("contoh/z.takar", "SKM2=SKM*1\n".to_string() + &"# catatan yang panjang sekali\n".repeat(4000));
    desk.edit(
        "contoh/aturan.takar",
        "tabel T2",
        "tabel T3 \"Lagi\"\n  baris IKU\n  kolom nama \"Kelompok\"\n\ntabel T2",
    );
    let rows: String = (0..3000).map(|at| format!("unit {at};2024;{},5;80;81;90\n", at % 70)).collect();
    desk.put("besar.csv", format!("unit;tahun;SAKIP;target SAKIP;SKM;target SKM\n{rows}"));
    let before = snapshot(desk.folder.path());
    let commands = [
        ("hitung contoh --data besar.csv --keluar hasil.csv", 8),
        ("hitung contoh --keluar tabel.csv", 0),
        ("rapikan contoh", 64),
        ("uji contoh --terima", 0),
        ("baru paket", 0),
        ("hitung contoh > tabel.txt", 0),
    ];
    for (command, blocks) in commands {
        // The signal ignored, writing fails as on a full disk.
        let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" {command}");
        let mut shell = Command::new("sh");
        let shell =
            shell.args(["-c", &line, &program()]).current_dir(desk.folder.path()).env("XDG_STATE_HOME", records());
        let output = shell.output().expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{command}: {told}");
        let _ = fs::remove_file(desk.path("tabel.txt"));
        let after = snapshot(desk.folder.path());
        assert!(
            after == before,
            "{command}: {:?}",
            after.keys().filter(|path| !before.contains_key(*path)).collect::<Vec<_>>()
        );
    }
}
