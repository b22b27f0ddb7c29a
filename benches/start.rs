//! From command to table: `takar hitung rules/mojoagung-2024` into a pipe, beside a bare program with clap and pest.
//!
//! `cargo bench --bench start` spawns both many times, one after the other in turn, so that whatever else the machine
//! does falls on both alike.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark times and runs programs; only the library must not"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 400;
const WARM_UP: usize = 20;

fn main() {
    let takar = PathBuf::from(env!("CARGO_BIN_EXE_takar"));
    let Some(bare) = build_bare(&takar) else {
        println!("the example `bare` cannot be built");
        return;
    };
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/mojoagung-2024");
    let package = package.to_string_lossy().into_owned();
    let thirty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tiga-puluh");
    thirty_indicators(&thirty).expect("a package can be written");
    let thirty = thirty.to_string_lossy().into_owned();
    let programs: [(&str, &Path, Vec<&str>); 4] = [
        ("bare", &bare, vec![]),
        ("takar --versi", &takar, vec!["--versi"]),
        ("30 indikator", &takar, vec!["hitung", &thirty]),
        ("mojoagung-2024", &takar, vec!["hitung", &package]),
    ];
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); programs.len()];
    for round in 0..WARM_UP + ROUNDS {
        for (times, (_, program, words)) in times.iter_mut().zip(&programs) {
            let took = run(program, words);
            if round >= WARM_UP {
                times.push(took);
            }
        }
    }
    times.iter_mut().for_each(|times| times.sort());
    let base = &times[0];
    println!("{ROUNDS} rounds\n{:16}{:>10}{:>10}{:>16}", "", "min ms", "median ms", "median ratio");
    for ((name, ..), times) in programs.iter().zip(&times) {
        let ratio = per_thousand(times[ROUNDS / 2], base[ROUNDS / 2]);
        println!("{name:16}{:>10}{:>10}{:>16}", millis(times[0]), millis(times[ROUNDS / 2]), ratio);
    }
}

/// A package of 30 indicators and one table.
fn thirty_indicators(folder: &Path) -> std::io::Result<()> {
    let mut rules = String::from(
        "paket \"Tiga Puluh\"\n  tahun 2024\ndata \"iku.csv\" angka id\n\naturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n  makin tinggi : realisasi / target * 100\n  batas 0..120\n  tampil 2 biasa\n\naturan predikat Ordinal\n  bulat 2 biasa\n  < 70 : \"Kurang\"\n  70 .. < 90 : \"Cukup\"\n  >= 90 : \"Baik\"\n",
    );
    let mut data = String::from("kode;tahun;target;realisasi\n");
    let names: Vec<String> = (1..=30).map(|at| format!("I{at}")).collect();
    for (at, name) in names.iter().enumerate() {
        rules += &format!(
            "\nindikator {name} \"Indikator {at}\"\n  satuan nilai\n  arah makin tinggi\n  capaian Baku\n  predikat Ordinal\n"
        );
        data += &format!("{name};2024;{},5;{},25\n", 60 + at, 58 + at);
    }
    rules += &format!(
        "\nkelompok IKU \"Utama\"\n  anggota {}\n  capaian rata_rata(capaian anggota)\n  predikat Ordinal\n",
        names.join("; ")
    );
    rules += "\ntabel T1 \"Capaian\"\n  baris anggota IKU\n  kolom nama \"Indikator\"\n  kolom target\n  kolom realisasi\n  kolom capaian\n  kolom predikat \"Predikat\"\n  penutup rata_rata(capaian) \"Rata-rata\"\n";
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("aturan.takar"), rules)?;
    std::fs::write(folder.join("iku.csv"), data)
}

/// Spawns a program, reads all it writes, and waits for its end.
fn run(program: &Path, words: &[&str]) -> Duration {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let output = command.output().expect("the program runs");
    let took = start.elapsed();
    assert!(output.status.success() && !output.stdout.is_empty());
    took
}

/// Builds the example in the profile of the benchmark; cargo builds no examples for one by itself.
fn build_bare(takar: &Path) -> Option<PathBuf> {
    let cargo = std::env::var_os("CARGO")?;
    let build = ["build", "--quiet", "--release", "--example", "bare"];
    let built = Command::new(cargo).args(build).current_dir(env!("CARGO_MANIFEST_DIR")).status().ok()?;
    let bare = takar.parent()?.join("examples").join(format!("bare{}", std::env::consts::EXE_SUFFIX));
    (built.success() && bare.exists()).then_some(bare)
}

fn millis(time: Duration) -> String {
    format!("{}.{:03}", time.as_millis(), time.as_micros() % 1000)
}

fn per_thousand(time: Duration, base: Duration) -> String {
    let ratio = time.as_nanos() * 100 / base.as_nanos().max(1);
    format!("{}.{:02}", ratio / 100, ratio % 100)
}
