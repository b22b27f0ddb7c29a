//! How much memory whole commands take at their most, against the columns of their data: of what once took too much.
//!
//! `cargo bench --bench memory` prints a table. Bytes asked of the allocator are counted, in this process, so the figures are the
//! same on every run; what the system holds beyond them (the program itself, what the allocator keeps) is some MiB more.
//! What the commands say comes before the table. `-- --units 2000` takes so many units instead of 200 000, and all else in proportion.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads and writes files; only the library must not"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;
use takar::cli::{args, commands};

#[allow(dead_code, reason = "the desk of the tests is for much else")]
#[path = "../tests/it/desk.rs"]
mod desk;

mod counting;

/// Header and rows of a data file.
type Rows = (&'static str, Box<dyn Fn(usize) -> String>, usize);

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let asked = words.iter().position(|word| word == "--units").and_then(|at| words.get(at + 1)?.parse().ok());
    let units: usize = asked.unwrap_or(200_000);
    let few = units / 100;
    let folder = tempfile::tempdir().expect("a folder");
    std::env::set_current_dir(folder.path()).expect("the folder");
    let two = |units: usize| -> Rows {
        let row = |at: usize| match at % 2 {
            0 => format!("Unit {};SAKIP;2024;80;{},5\n", at / 2, at / 2 % 90),
            _ => format!("Unit {};SKM;2024;90;{}\n", at / 2, 25 + at / 2 % 70),
        };
        ("unit;kode;tahun;target;realisasi", Box::new(row), units * 2)
    };
    let bad: Rows = ("kode;tahun;target;realisasi", Box::new(|at| format!("SAKIP;2024;80;7{at}o\n")), units * 5);
    let worse: Rows = (
        "unit;kode;tahun;target;realisasi",
        Box::new(|at| format!("Unit {};SAKIP;{};{at}x;{at}y\n", at / 10, 2015 + at % 10)),
        units * 5 / 2,
    );
    let same: Rows = ("kode;tahun;target;realisasi", Box::new(|_| "SAKIP;2024;80;70\n".to_string()), units * 5);
    let wide: Rows = (
        "unit;tahun;SAKIP;target SAKIP;SKM;target SKM",
        Box::new(|at| format!("Unit {at};2024;{},5;80;81;90\n", at % 90)),
        units * 5,
    );
    let packages = [("sedikit", two(few)), ("banyak", two(units)), ("salah", bad), ("keliru", worse), ("ganda", same)];
    for (name, rows) in &packages {
        fs::create_dir_all(format!("{name}/data")).expect("a folder");
        fs::write(format!("{name}/aturan.takar"), desk::RULES).expect("rules");
        write(Path::new(&format!("{name}/data/iku.csv")), rows);
    }
    write(Path::new("lebar.csv"), &wide);
    let mut table =
        String::from("| case | file | most at once | over the file | time |\n| --- | ---: | ---: | ---: | ---: |\n");
    let mut line = |what: &str, file: &str, command: &str| {
        let _ = fs::remove_file("hasil.csv");
        let file = fs::metadata(file).expect("a file").len() as usize;
        let (took, most) = counting::most(|| {
            let words = std::iter::once("takar").chain(command.split(' ')).map(|word| word.replace('_', " "));
            let asked = args::parse(words.map(std::ffi::OsString::from)).unwrap_or_else(|exit| panic!("{}", exit.text));
            let begun = Instant::now();
            commands::run(asked);
            begun.elapsed()
        });
        let mib = |bytes: usize| format!("{:.1} MiB", bytes as f64 / (1 << 20) as f64);
        let over = mib(most.saturating_sub(file));
        table += &format!("| {what} | {} | {} | {over} | {:.1} s |\n", mib(file), mib(most), took.as_secs_f64());
    };
    let of = |package: &str| format!("{package}/data/iku.csv");
    let result = "--keluar hasil.csv";
    line(&format!("hitung, {few} units × 2 rows"), &of("sedikit"), &format!("hitung sedikit {result}"));
    line(&format!("hitung, {units} units × 2 rows"), &of("banyak"), &format!("hitung banyak {result}"));
    line("the same as JSON", &of("banyak"), &format!("hitung banyak {result} --format json").replace(".csv", ".json"));
    line("bad cells, each in its own way", &of("salah"), &format!("hitung salah {result}"));
    line("bad cells of many units and years", &of("keliru"), &format!("hitung keliru {result}"));
    line("rows of one code, unit and year", &of("ganda"), &format!("hitung ganda {result}"));
    line("wide CSV with --data", "lebar.csv", &format!("hitung sedikit --data lebar.csv {result}"));
    line("long CSV with --data", &of("banyak"), &format!("hitung sedikit --data banyak/data/iku.csv {result}"));
    line(&format!("uji, {few} units, nothing accepted"), &of("sedikit"), "uji sedikit");
    line(&format!("uji, {units} units, nothing accepted"), &of("banyak"), "uji banyak");
    line("uji --terima", &of("banyak"), "uji banyak --terima");
    line("uji, all as accepted", &of("banyak"), "uji banyak");
    line("cari", &of("banyak"), "cari SKM_agar_IKU_>=_99 banyak");
    line("coba, opened and left", &of("banyak"), "coba banyak");
    println!("\n{table}");
}

fn write(path: &Path, (header, row, count): &Rows) {
    let mut file = std::io::BufWriter::new(fs::File::create(path).expect("a file"));
    writeln!(file, "{header}").expect("a line");
    (0..*count).for_each(|at| file.write_all(row(at).as_bytes()).expect("a row"));
    file.flush().expect("a file");
}
