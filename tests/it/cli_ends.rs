//! How a run ends: by a signal, at a reader that has gone, at a line that is too long; and what it leaves.

use super::desk::{Desk, status};
#[cfg(unix)]
use std::fs;
#[cfg(unix)]
use std::path::Path;

/// The rules of the desk and a long file; `rows` is so many.
fn long(rows: usize) -> Desk {
    let desk = Desk::new();
    let row = |at: usize| format!("unit {at};2024;{},5;80;81;90\n", at % 70);
    let rows: String = (0..rows).map(row).collect();
    desk.put("besar.csv", format!("unit;tahun;SAKIP;target SAKIP;SKM;target SKM\n{rows}"));
    desk
}

#[cfg(unix)]
fn temporary(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.starts_with("~$takar")).collect()
}

/// A run that is stopped while it writes leaves nothing; one that is killed leaves what the next one removes.
#[cfg(unix)]
#[test]
fn signals_leave_nothing() {
    use super::desk::command;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    let desk = long(300_000);
    let line = "hitung contoh --data besar.csv --keluar hasil.csv --utas 2";
    // On a busy machine a run may end before it is seen at work, or before it is told to stop.
    let stopped = |signal: &str| {
        (0..20).find_map(|_| {
            let mut run = command(desk.folder.path(), line);
            let mut running = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
            while temporary(desk.folder.path()).is_empty() && running.try_wait().expect("a process").is_none() {
                std::thread::yield_now();
            }
            // One that has ended and is not waited for yet takes the signal without harm.
            if running.try_wait().expect("a process").is_none() {
                let sent = Command::new("kill").args([signal, &running.id().to_string()]).status();
                assert!(sent.expect("kill").success());
            }
            let ended = running.wait().expect("it ends");
            if ended.success() {
                fs::remove_file(desk.path("hasil.csv")).expect("a whole run writes it");
            }
            ended.signal()
        })
    };
    for (signal, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1)] {
        // Under `nohup` the tests ignore it, and so do the programs they start.
        if signal == "-HUP" && ignores_hangup() {
            continue;
        }
        assert_eq!(stopped(signal), Some(number), "it ends as the signal says");
        assert!(temporary(desk.folder.path()).is_empty() && !desk.path("hasil.csv").exists(), "{signal}");
    }
    assert_eq!(stopped("-KILL"), Some(9));
    assert_eq!(temporary(desk.folder.path()).len(), 1);
    // What somebody is writing is no leftover.
    desk.put("~$takarSEDANG.tmp", "");
    let busy = fs::OpenOptions::new().write(true).open(desk.path("~$takarSEDANG.tmp")).expect("a file");
    busy.try_lock().expect("a lock");
    fs::create_dir(desk.path("~$takarKOSONG.tmp")).expect("a folder");
    assert_eq!(status(&desk.run("hitung contoh --keluar hasil.md")), Some("0"));
    assert_eq!(temporary(desk.folder.path()), ["~$takarSEDANG.tmp"]);
}

#[cfg(unix)]
pub fn ignores_hangup() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}

/// A shell that goes on without its terminal wants its jobs to go on too.
#[cfg(target_os = "linux")]
#[test]
fn an_ignored_signal_stays_ignored() {
    use std::process::Command;
    let desk = long(100_000);
    let script = "trap '' HUP; \"$0\" hitung contoh --data besar.csv --keluar hasil.csv & \
                  while ! ls | grep -q takar; do :; done; kill -HUP $!; wait $!";
    let mut shell = Command::new("sh");
    let shell = shell.args(["-c", script, env!("CARGO_BIN_EXE_takar")]).current_dir(desk.folder.path());
    let shell = shell.env("XDG_STATE_HOME", desk.path(".keadaan"));
    assert_eq!(shell.output().expect("it runs").status.code(), Some(0));
    assert_eq!(desk.get("hasil.csv").lines().count(), 100_001);
}

/// `takar … | head -1` ends without a word; an output that was closed is said to be.
#[cfg(target_os = "linux")]
#[test]
fn outputs_without_a_reader() {
    use std::process::Command;
    let desk = Desk::new();
    let lines = "hitung\n".repeat(20_000);
    desk.put("pertanyaan.txt", lines.replace("hitung", "SAKIP = 70"));
    let run = |script: &str| {
        let mut shell = Command::new("bash");
        let shell = shell.args(["-c", script, env!("CARGO_BIN_EXE_takar")]).current_dir(desk.folder.path());
        let shell = shell.env("XDG_STATE_HOME", desk.path(".keadaan"));
        let output = shell.output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (_, out, err) = run("\"$0\" coba contoh < pertanyaan.txt | head -1; echo ${PIPESTATUS[0]}");
    assert!(out.ends_with("\n2\n") && err.is_empty(), "{out}\n{err}");
    let (code, _, err) = run("\"$0\" hitung contoh >&-");
    assert_eq!(code, Some(2));
    insta::assert_snapshot!(err);
    assert_eq!(run("\"$0\" hitung contoh > /dev/null").0, Some(0));
    assert_eq!(run("\"$0\" hitung contoh <> /dev/null >&0").0, Some(0));
    assert_eq!(run("\"$0\" bantuan >&-").0, Some(2));
    assert_eq!(run("\"$0\" hitung contoh --keluar hasil.md >&-").0, Some(0));
}

#[test]
fn lines_that_are_too_long() {
    let desk = long(3);
    let rest = desk.get("besar.csv");
    desk.put("besar.csv", format!("{rest}\"unit\n{}", "unit;2024;1;1;1;1\n".repeat(400_000)));
    let quote = desk.run("hitung contoh --data besar.csv --keluar hasil.csv");
    desk.put("besar.csv", format!("{rest}{};2024;1;1;1;1\n", "a".repeat(5 << 20)));
    let line = desk.run("hitung contoh --data besar.csv --keluar hasil.csv --utas 1");
    desk.put("besar.csv", "a".repeat(5 << 20));
    let head = desk.run("hitung contoh --data besar.csv --keluar hasil.csv");
    let one = "unit;kode;tahun;realisasi\n".to_string() + &"A;SAKIP;2024;70\n".repeat(400_000);
    desk.put("panjang.csv", one);
    let unit = desk.run("hitung contoh --data panjang.csv --keluar hasil.csv");
    assert!(!desk.path("hasil.csv").exists());
    insta::assert_snapshot!([quote, line, head, unit].join("\n"));
}

/// Where the system gives no further thread, the one there is does all the work.
#[test]
fn without_another_thread() {
    use super::desk::command;
    let desk = long(30_000);
    desk.edit("contoh/aturan.takar", "anggota SAKIP; SKM", "anggota   SAKIP;SKM");
    // No machine has room for such a stack.
    let run = |line: &str| {
        let mut run = command(desk.folder.path(), line);
        let output = run.env("RUST_MIN_STACK", "1000000000000000").output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    for line in [
        "hitung contoh --data besar.csv --keluar hasil.csv",
        "hitung contoh --data besar.csv --keluar hasil.csv --utas 1",
        "hitung contoh --keluar hasil.md",
        "rapikan contoh",
        "baru kecamatan",
    ] {
        assert_eq!(run(line), (Some(0), String::new()), "{line}");
    }
    assert_eq!(desk.get("hasil.csv").lines().count(), 30_001);
}

/// A search that is stopped, or has no time left, says so, and does not end as if all were answered.
#[cfg(unix)]
#[test]
fn a_search_that_does_not_come_to_its_end() {
    use super::desk::command;
    use std::process::{Command, Stdio};
    let desk = Desk::new();
    // Nothing but each value tells: so much happens in `bulat`.
    let factor = |at: usize| format!("bulat(X * {at},37; 0) - {at},37 * X");
    let sum = (1..80).map(factor).collect::<Vec<_>>().join(" + ");
    desk.put(
        "x.takar",
        format!("paket \"X\"\n  tahun 2024\nbesaran X\n  skala 0..1_000_000\n  langkah 0,0001\nY = {sum}\n"),
    );
    let seek = |more: &[&str]| {
        let mut command = command(desk.folder.path(), "cari");
        command.args(["X agar Y = 3,14159", "x.takar"]).args(more).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("it runs")
    };
    let told = |run: std::process::Child| {
        let output = run.wait_with_output().expect("it ends");
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
    };
    let (code, text) = told(seek(&["--waktu", "1"]));
    assert!(code == Some(1) && text.contains("karena waktunya habis"), "{code:?} {text}");
    // Told to stop before it searches, as on a busy machine, it ends by the signal itself.
    let mut ends = [1, 2, 4, 8, 16, 32].into_iter().map(|wait| {
        let run = seek(&["--waktu", "120"]);
        std::thread::sleep(std::time::Duration::from_millis(700 * wait));
        assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().expect("kill").success());
        told(run)
    });
    let (code, text) = ends.find(|(code, _)| code.is_some()).expect("it searches in the end");
    assert!(code == Some(130) && text.contains("karena dihentikan"), "{code:?} {text}");
}

/// What the system says reaches people in their language, and nothing half-made stays.
#[cfg(target_os = "linux")]
#[test]
fn what_the_system_refuses_is_told_in_words() {
    use std::process::Command;
    let desk = long(30_000);
    let run = |script: &str| {
        let mut shell = Command::new("bash");
        let shell = shell.args(["-c", script, env!("CARGO_BIN_EXE_takar")]).current_dir(desk.folder.path());
        let output = shell.env("XDG_STATE_HOME", desk.path(".keadaan")).output().expect("it runs");
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
    };
    let name = "x".repeat(300);
    let refused = [
        run("ulimit -f 8; \"$0\" hitung contoh --data besar.csv --keluar hasil.csv"),
        run("\"$0\" hitung contoh > /dev/full"),
        run(&format!("\"$0\" hitung contoh --keluar {name}.md")),
        run("\"$0\" coba contoh < ."),
        run("ulimit -f 0; echo 'SKM = 90\nskenario simpan a' | \"$0\" coba contoh"),
        run("\"$0\" hitung -- -x --tahun 2024"),
    ];
    assert!(temporary(desk.folder.path()).is_empty() && !desk.path("contoh/skenario").exists());
    let told = |(code, text): &(Option<i32>, String)| format!("{}(status {code:?})\n", text.replace(&name, "xxx"));
    insta::assert_snapshot!(refused.iter().map(told).collect::<Vec<_>>().join("\n"));
}
