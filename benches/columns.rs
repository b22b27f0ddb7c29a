//! The reference work in columns beside the same work written by hand: evaluation, and CSV to CSV.
//!
//! `cargo bench --bench columns` prints ratios of one run, in which both sides take turns; `-- --rows 10000000` sets the
//! size of the file, `-- --write FILE` only writes it.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark times and reads files; only the library must not"
)]

mod reference;

use reference::limit::{self, Inputs, LANES, Outputs};
use reference::{RULES, Rows, SCALES};
use std::fs;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use takar::columns::{self, Batch, Columns, Results};
use takar::engine::Package;
use takar::source::Sources;
use takar::stream::{Job, Options, Worker};

/// Chunks whose evaluation is timed: together they fit no cache but the last.
const CHUNKS: usize = 64;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let after = |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1));
    let rows: u64 = after("--rows").and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000);
    if let Some(path) = after("--write") {
        let mut file = BufWriter::new(fs::File::create(path).expect("a file"));
        reference::write_csv(rows, 1, &mut file).expect("written");
        file.flush().expect("written");
        return;
    }
    let rounds = after("--rounds").and_then(|rounds| rounds.parse().ok()).unwrap_or(15);
    println!("{:34}{:>12}{:>12}{:>10}", "", "limit", "takar", "ratio");
    if after("--only").is_none_or(|only| only == "evaluation") {
        evaluation(rounds);
    }
    if after("--only").is_none_or(|only| only == "csv") {
        csv(rows, rounds.min(7));
    }
}

fn evaluation(rounds: usize) {
    let package = Package::new("acuan", [("acuan.takar", RULES)]);
    let program = package.program().expect("sound rules");
    let job = job(&package);
    let (plan, wanted) = job.planned(2024).expect("a year");
    let _ = program;
    let inputs = columns::inputs(plan, wanted);
    let order: Vec<Option<usize>> = inputs.iter().map(|input| job.column_of(input)).collect();
    let mut random = Rows::new(1);
    let (mut by_hand, mut batches) = (Vec::new(), Vec::new());
    for _ in 0..CHUNKS {
        let mut chunk = Inputs(vec![[0.0; LANES]; 18]);
        let mut batch = Batch::new(inputs.len());
        batch.given(|at| order[at].is_some());
        for lane in 0..LANES {
            let row = random.next();
            row.iter().enumerate().for_each(|(column, steps)| chunk.0[column][lane] = *steps as f64);
            for (column, at) in batch.columns.iter_mut().zip(&order) {
                // Two columns stand before the inputs.
                if let Some(at) = at {
                    column.put_steps(lane, row[at - 2], SCALES[at - 2]);
                }
            }
        }
        batch.keep(LANES);
        by_hand.push(chunk);
        batches.push(batch);
    }
    let mut out = Outputs::new();
    let mut ready = Columns::new(plan, &inputs, wanted);
    let mut results = Results::default();
    let times = take_turns(
        rounds,
        || by_hand.iter().for_each(|chunk| limit::evaluate(black_box(chunk), &mut out)),
        || batches.iter_mut().for_each(|batch| ready.run(black_box(batch), &mut results)),
    );
    let rows = (CHUNKS * LANES) as u64;
    report("evaluation, one thread", rows, times);
    println!("{:34}{:>12}{:>12}", "  lanes decided exactly", out.exact, ready.tally.lanes);
    assert_eq!(ready.tally.exact, 0, "chunks by the exact evaluator");
}

fn csv(rows: u64, rounds: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, first, second) = (folder.path().join("d.csv"), folder.path().join("1.csv"), folder.path().join("2.csv"));
    let mut file = BufWriter::new(fs::File::create(&data).expect("a file"));
    reference::write_csv(rows, 1, &mut file).expect("written");
    drop(file);
    let rules = folder.path().join("acuan.takar");
    fs::write(&rules, RULES).expect("rules");
    let takar = |threads: &str, to: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_takar"));
        command
            .arg("hitung")
            .arg(&rules)
            .arg("--data")
            .arg(&data)
            .arg("--keluar")
            .arg(to)
            .args(["--timpa", "--utas", threads]);
        let output = command.output().expect("it runs");
        assert!(output.status.code().is_some_and(|status| status < 2), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let times = take_turns(rounds, || by_hand(&data, &first), || takar("1", &second));
    report(&format!("CSV to CSV, {rows} rows, one thread"), rows, times);
    assert!(same(&first, &second), "both give the same lines");
    let times = take_turns(rounds, || takar("2", &first), || takar("1", &second));
    report("  two threads against one", rows, times);
    assert!(same(&first, &second), "as many threads as you like");
    in_memory(&data, rounds);
}

/// Without the disk: text in memory to lines in memory.
fn in_memory(data: &Path, rounds: usize) {
    let text = fs::read_to_string(data).expect("a text");
    let start = text.find('\n').expect("a header") + 1;
    let body: Vec<&str> = pieces(&text[start..], 1 << 18);
    let package = Package::new("acuan", [("acuan.takar", RULES)]);
    let job = job(&package);
    let mut worker = Worker::new(&job);
    let (mut inputs, mut out, mut units) = (Inputs(vec![[0.0; LANES]; 18]), Outputs::new(), Vec::new());
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let times = take_turns(
        rounds,
        || {
            for piece in &body {
                first.clear();
                limit::lines(piece.as_bytes(), &mut inputs, &mut out, &mut units, &mut first);
            }
        },
        || {
            for piece in &body {
                second.clear();
                black_box(worker.block(piece, 2, &mut second));
            }
        },
    );
    report("text to text in memory", text.lines().count() as u64, times);
}

fn pieces(mut text: &str, size: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    while text.len() > size {
        let end = text[..size].rfind('\n').expect("a line") + 1;
        pieces.push(&text[..end]);
        text = &text[end..];
    }
    pieces.push(text);
    pieces
}

fn by_hand(data: &Path, to: &Path) {
    let mut blocks = takar::cli::blocks::Blocks::new(fs::File::open(data).expect("a file"));
    blocks.first_line().expect("a header");
    let mut file = fs::File::create(to).expect("a file");
    let package = Package::new("acuan", [("acuan.takar", RULES)]);
    let job = job(&package);
    file.write_all(&job.head()).expect("written");
    let (mut inputs, mut out, mut units) = (Inputs(vec![[0.0; LANES]; 18]), Outputs::new(), Vec::new());
    let mut lines = Vec::new();
    while let Some(block) = blocks.next_block(|bytes| job.cut(bytes)).expect("a block") {
        lines.clear();
        limit::lines(&block.bytes, &mut inputs, &mut out, &mut units, &mut lines);
        file.write_all(&lines).expect("written");
    }
    file.sync_all().expect("written");
}

fn job(package: &Package) -> Job<'_> {
    let source = Sources::default().add("d.csv", "");
    let options = Options::of(source, "d.csv");
    let header = format!("unit;tahun;{}", reference::INPUTS.join(";"));
    Job::new(package.program().expect("sound rules"), package.schema(), &header, options).expect("a header")
}

fn same(first: &Path, second: &Path) -> bool {
    fs::read(first).expect("a file") == fs::read(second).expect("a file")
}

/// Times both, one after the other in turn; gives all times of each.
fn take_turns(rounds: usize, mut first: impl FnMut(), mut second: impl FnMut()) -> [Vec<Duration>; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..=rounds {
        let start = Instant::now();
        first();
        let middle = Instant::now();
        second();
        let end = Instant::now();
        if round > 0 {
            times[0].push(middle - start);
            times[1].push(end - middle);
        }
    }
    times
}

/// Rows a second of each, and how much longer the second takes: by the least times and by the medians.
fn report(what: &str, rows: u64, times: [Vec<Duration>; 2]) {
    let [first, second] = times.map(|mut times| {
        times.sort();
        (times[0].as_secs_f64(), times[times.len() / 2].as_secs_f64())
    });
    let speed = |seconds: f64| format!("{:.2} M/s", rows as f64 / seconds / 1e6);
    let (least, median) = (second.0 / first.0, second.1 / first.1);
    println!("{what:34}{:>12}{:>12}{least:>10.2}  (median {median:.2})", speed(first.0), speed(second.0));
}
