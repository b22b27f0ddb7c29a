//! One what-if answer and one goal seek on the Mojoagung package, beside a hand-written sum of the same kind.
//!
//! `cargo bench --bench whatif`. The baseline does by hand, with `rust_decimal`, what one answer has to compute at least: the
//! two achievements, their caps, the mean. Everything an answer does beyond that (reading the statement, resolving names,
//! finding what moved, words) is in the difference.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark times and reads files; only the library must not"
)]

use rust_decimal::Decimal;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use takar::diagnostic::Diagnostic;
use takar::engine::Package;
use takar::whatif::{Screen, Session, Shelf, Written};

const ROUNDS: usize = 400;

/// No scenarios.
struct Nothing;

impl Shelf for Nothing {
    fn names(&self) -> Result<Vec<String>, Box<Diagnostic>> {
        Ok(Vec::new())
    }

    fn read(&self, _: &str) -> Result<Option<String>, Box<Diagnostic>> {
        Ok(None)
    }

    fn write(&mut self, _: &str, _: &str, _: bool) -> Result<Written, Box<Diagnostic>> {
        Ok(Written::Exists(String::new()))
    }
}

fn main() {
    let mut session = mojoagung();
    let mut told = |line: &str| {
        let reply = session.answer(line, &mut Nothing);
        assert!(!reply.failed, "{line}: {}", reply.text);
        reply.text
    };
    let mut at = 0;
    let answer = time(|| {
        at += 1;
        told(&format!("realisasi AKIP = 7{},{}", at % 10, at / 10 % 10))
    });
    let question = time(|| told("capaian IKU"));
    let seek = time(|| told("cari realisasi AKIP agar capaian IKU >= 97,5"));
    let impossible = time(|| told("cari realisasi AKIP agar predikat IKU = \"Istimewa\""));
    let rules = time(|| told("ubah IKU tampil 2 biasa"));
    let by_hand = time(|| hand_written(black_box(7348), black_box(830)).to_string());
    println!("{ROUNDS} rounds, medians in microseconds");
    let rows = [
        ("one what-if answer", answer),
        ("one question", question),
        ("goal seek, found", seek),
        ("goal seek, impossible", impossible),
        ("one change of rules", rules),
        ("by hand: two achievements and their mean", by_hand),
    ];
    for (name, time) in rows {
        println!("{name:42}{:>10}.{:03}", time.as_micros(), time.as_nanos() % 1000);
    }
}

fn mojoagung() -> Session {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/mojoagung-2024");
    let mut rules = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the package").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".takar") {
            rules.push((name, std::fs::read_to_string(entry.path()).expect("a rule file")));
        }
    }
    rules.sort();
    let mut package = Package::new("mojoagung", rules);
    let read = |name: &str| Ok(std::fs::read_to_string(folder.join(name)).expect("a data file"));
    let (data, _) = package.read_data(read);
    Session::new(package, data, 2024, Screen { width: 80, colour: false }).expect("sound rules")
}

fn hand_written(akip: i64, ikpp: i64) -> Decimal {
    let hundred = Decimal::ONE_HUNDRED;
    let achievement = |value: Decimal, target: Decimal| (value / target * hundred).min(hundred).max(Decimal::ZERO);
    let first = achievement(Decimal::new(akip, 2), Decimal::new(735, 1));
    let second = achievement(Decimal::new(ikpp, 2), Decimal::new(87, 1));
    (first + second) / Decimal::TWO
}

/// The median of many runs.
fn time(mut work: impl FnMut() -> String) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}
