//! The whole program driven at random: mutated rules and data, lines at the prompt, kills, a disk that is full.
//!
//! A few rounds each time. `TAKAR_ROUNDS=25000 cargo test --release --test it drive:: -- --nocapture` drives longer, and tells
//! how often what came out; a failure names the folder that it leaves. `TAKAR_PROGRAM` drives a program that is built already,
//! `TAKAR_DICE` throws other dice than usual.

#![cfg(unix)]

mod disk;

use super::desk::{DATA, Desk, RULES};
use super::dice::Dice;
use super::packages::{cases, read};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How many rounds: a few, or as many as are asked for, in the proportion of the drives to each other.
pub(crate) fn rounds(few: usize, share: f64) -> usize {
    let asked = std::env::var("TAKAR_ROUNDS").ok().and_then(|asked| asked.parse::<usize>().ok());
    asked.map_or(few, |asked| (asked as f64 * share).ceil() as usize)
}

/// The dice, and others when a number for them is given.
pub(crate) fn dice(usual: u64) -> Dice {
    let other = std::env::var("TAKAR_DICE").ok().and_then(|asked| asked.parse::<u64>().ok()).unwrap_or(0);
    Dice(usual ^ other.wrapping_mul(0x2545_F491_4F6C_DD1D))
}

/// The program that is driven.
fn program() -> String {
    std::env::var("TAKAR_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_takar").to_string())
}

/// Where the program keeps its records meanwhile: not with those of the person who drives.
fn records() -> std::path::PathBuf {
    std::env::temp_dir().join("takar-drive-keadaan")
}

/// The program at work in a folder; what it reads is given. It ends by itself, soon, and never by a panic.
fn run(folder: &Path, words: &[&str], input: &[u8]) -> Output {
    let begun = Instant::now();
    let mut child = Command::new(program())
        .args(words)
        .current_dir(folder)
        .env("XDG_STATE_HOME", records())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut keys = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // A program that stops reading is none of this.
    let typing = std::thread::spawn(move || drop(keys.write_all(&input)));
    let output = child.wait_with_output().expect("an end");
    typing.join().expect("typed");
    let told = String::from_utf8_lossy(&output.stderr);
    let fine = matches!(output.status.code(), Some(0..=2)) && !told.contains("panicked");
    assert!(fine, "{words:?} in {}: {:?}\n{told}", kept(folder), output.status);
    assert!(begun.elapsed() < Duration::from_secs(60), "{words:?} in {} took {:?}", kept(folder), begun.elapsed());
    output
}

/// A copy of a folder that stays, to look at.
fn kept(folder: &Path) -> String {
    let copy = std::env::temp_dir().join(format!("takar-drive-{}", std::process::id()));
    let copied = Command::new("cp").arg("-r").args([folder, copy.as_path()]).status();
    if copied.is_ok_and(|status| status.success()) { copy.display().to_string() } else { "a folder".into() }
}

/// What people and programs leave in files.
const SCRAPS: &[&str] = &[
    "",
    " ",
    "\n",
    "\n  ",
    "\t",
    ";",
    ",",
    "\"",
    "(",
    ")",
    "%",
    "0",
    "-1",
    "1.250",
    "1e9",
    "99999999999999999999999999999",
    "0,000000000001",
    "n/a",
    "-",
    "..",
    "2024",
    "rumus ",
    "jika ",
    "maka ",
    "selain itu ",
    "anggota ",
    "batas 0..100",
    "skala 0..100",
    "satuan persen",
    "triwulan ",
    "target ",
    "capaian ",
    "bobot ",
    "kelompok X \"X\"",
    "umum \"7.01\"",
    "ganti ",
    "tahun 2023",
    "sejak 2025",
    "median(",
    "rata_rata_geometrik(",
    "ada(",
    "#",
    "é",
    "≈",
    "\u{feff}",
    "\r\n",
    "\u{0}",
    "𝟗",
    "AKIP",
    "predikat ",
    "pagu",
    "serapan",
    "^",
    "/ 0",
];

/// A text with some of it dropped, doubled, moved or written over.
fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    for _ in 0..1 + dice.at(6) {
        let at = dice.at(signs.len() + 1);
        let end = (at + dice.at(12)).min(signs.len());
        match dice.at(5) {
            0 => drop(signs.splice(at..end, [])),
            1 => {
                let piece: Vec<char> = signs[at..end].to_vec();
                let to = dice.at(signs.len() + 1);
                signs.splice(to..to, piece);
            }
            2 => drop(signs.splice(at..at, dice.of(SCRAPS).chars())),
            3 => drop(signs.splice(at..end, dice.of(SCRAPS).chars())),
            _ => {
                let mut lines: Vec<String> = signs.iter().collect::<String>().lines().map(String::from).collect();
                if !lines.is_empty() {
                    let (one, two) = (dice.at(lines.len()), dice.at(lines.len()));
                    lines.swap(one, two);
                }
                signs = lines.join("\n").chars().collect();
            }
        }
    }
    signs.into_iter().collect()
}

/// Packages with rules and data to begin with.
fn corpus() -> Vec<Vec<(String, String)>> {
    let desk = vec![("aturan.takar".to_string(), RULES.to_string()), ("data/iku.csv".to_string(), DATA.to_string())];
    let mut all = vec![desk];
    let name = "rules/mojoagung-2024";
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join(name).join("data");
    let mut files = read(name);
    files.extend(fs::read_dir(data).into_iter().flatten().flatten().map(|entry| {
        let name = format!("data/{}", entry.file_name().to_string_lossy());
        (name, fs::read_to_string(entry.path()).unwrap_or_default())
    }));
    all.push(files);
    all.extend(["check", "clean"].into_iter().flat_map(cases).map(|(_, files)| files));
    all
}

#[test]
fn mutated_packages() {
    let corpus = corpus();
    let mut dice = dice(0x9E37_79B9_7F4A_7C15);
    let mut seen: BTreeMap<(&str, i32), usize> = BTreeMap::new();
    for round in 0..rounds(12, 1.0) {
        if round > 0 && round % 500 == 0 {
            println!("{round} packages: {seen:?}");
        }
        let desk = Desk::new();
        fs::remove_dir_all(desk.path("contoh")).expect("it is there");
        // Half of the time a package that computes much.
        let mut files = if dice.at(2) == 0 { dice.of(&corpus[..2]).clone() } else { dice.of(&corpus).clone() };
        let one = dice.at(files.len());
        for (at, (name, text)) in files.iter_mut().enumerate() {
            let name =
                if name.ends_with(".takar") || name.contains('/') { name.clone() } else { format!("{name}.takar") };
            if at == one || dice.at(6) == 0 {
                *text = mutated(text, &mut dice);
            }
            desk.put(&format!("contoh/{name}"), &*text);
        }
        if dice.at(8) == 0 {
            let words = ["data \"data/iku.csv\"\n", "data \"../x.csv\"\n", "data \"data\"\n", "gunakan \"contoh\"\n"];
            desk.put("contoh/~lagi.takar", dice.of(&words));
        }
        let commands: [&[&str]; 4] =
            [&["periksa", "contoh"], &["hitung", "contoh", "--format", "csv"], &["uji", "contoh"], &["coba", "contoh"]];
        for words in commands {
            let output = run(desk.folder.path(), words, b"andaian\ncari IKM agar IKPP >= 8\nkepekaan IKU\ntabel\n");
            *seen.entry((words[0], output.status.code().unwrap_or(-1))).or_default() += 1;
        }
        // Arranging twice changes nothing the second time.
        let output = run(desk.folder.path(), &["rapikan", "contoh"], b"");
        *seen.entry(("rapikan", output.status.code().unwrap_or(-1))).or_default() += 1;
        if output.status.code() == Some(0) {
            let again = run(desk.folder.path(), &["rapikan", "contoh", "--periksa"], b"");
            assert_eq!(again.status.code(), Some(0), "arranged again: {}", kept(desk.folder.path()));
        }
    }
    println!("mutated packages: {seen:?}");
}

#[test]
fn mutated_lines_at_the_prompt() {
    let desk = Desk::new();
    let lines = [
        "SKM",
        "SKM = 85",
        "capaian IKU",
        "cari SKM agar IKU >= 99",
        "cari SKM; SAKIP agar IKU = 90",
        "kepekaan IKU",
        "jelaskan IKU",
        "tabel T1",
        "tahun 2023",
        "tahun 2024",
        "andaian",
        "batal",
        "batal SKM",
        "maju lagi",
        "awal",
        "skenario simpan a",
        "skenario buka a",
        "skenario daftar",
        "bandingkan a; dasar",
        "bantuan",
        "ubah IKU tampil 2 biasa",
        "ubah SKM batas 0..120",
        "target SKM = 90; SAKIP = n/a",
        "ganti aturan capaian Baku\n  makin tinggi : realisasi / target * 50%\n",
        "besaran X\n  satuan nilai\n",
        "IKU = 1/3 * SKM + SAKIP ^ 2",
    ];
    let mut dice = dice(0xD1B5_4A32_D192_ED03);
    let mut left = rounds(300, 109.0 / 25.0);
    while left > 0 {
        let count = left.min(2000);
        left -= count;
        let mut typed = String::new();
        for _ in 0..count {
            let line = dice.of(&lines).to_string();
            let line = if dice.at(3) > 0 { mutated(&line, &mut dice) } else { line };
            // To leave is no way to go on.
            typed += &line.replace("keluar", "");
            typed.push('\n');
        }
        let output = run_slowly(desk.folder.path(), typed.as_bytes());
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
        // What was saved can be opened.
        for name in fs::read_dir(desk.path("contoh/skenario")).into_iter().flatten().flatten() {
            let name = name.file_name().to_string_lossy().into_owned();
            let name = name.strip_suffix(".takar").expect("a scenario").to_string();
            let opened = run(desk.folder.path(), &["coba", "contoh"], format!("skenario buka \"{name}\"\n").as_bytes());
            assert_eq!(opened.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&opened.stderr));
        }
    }
}

/// Many lines take their time.
fn run_slowly(folder: &Path, input: &[u8]) -> Output {
    let path = folder.join("masukan.txt");
    fs::write(&path, input).expect("a file");
    let output = Command::new(program())
        .args(["coba", "contoh"])
        .current_dir(folder)
        .env("XDG_STATE_HOME", records())
        .stdin(fs::File::open(&path).expect("the file"))
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!told.contains("panicked") && output.status.code().is_some(), "{}: {told}", kept(folder));
    output
}
