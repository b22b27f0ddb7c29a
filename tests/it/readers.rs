//! Every reader of texts that others wrote, over damaged ones: nothing panics. The same as the targets in `fuzz/`, a few rounds.
//!
//! `TAKAR_ROUNDS=10000 cargo test --release --test it readers:: -- --nocapture` goes on longer, `TAKAR_SECONDS=600` for so many seconds with
//! each; `TAKAR_DICE` throws other dice.

#![cfg(unix)]

use super::dice::Dice;
use super::drive::{dice, rounds};
use super::packages::cases;
use std::collections::HashSet;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

#[path = "../../fuzz/readers.rs"]
mod texts;

const LONG: &str = "unit;kode;tahun;triwulan;target;realisasi\nX;A;2024;;80;70\nX;B;2024;1;3;4\nY;A;2024;;0;1\nY;OPINI;2024;;WTP;WDP\n";
const WIDE: &str = "unit;tahun;A;target A;IKM;OPINI;target OPINI\nX;2024;70,5;80;85;WTP;WDP\nY;2024;;n/a;0,5;-;WTP\n";
const LINES: &str = "A = 90\nA\ncari IKM agar C >= 100\nkepekaan C\nganti aturan capaian Baku\nskenario simpan x\nbandingkan x; dasar\ntabel";
const SCENARIO: &str = "skenario \"asing\"\n  tahun 2024\n  A = 90\n  target OPINI = \"WTP\"\n  7.01.02 = n/a\n";

const SCRAPS: &[&str] = &[
    "\"",
    ";",
    ",",
    "\n",
    "\r",
    "\u{feff}",
    "(",
    ")",
    "..",
    "%",
    "=",
    ">=",
    "1.250",
    "-",
    "n/a",
    "kode",
    "tahun",
    "target ",
    "A",
    "OPINI",
    "K",
    "7.01.",
    "[tahun-1]",
    "jika ",
    " maka ",
    "jumlah(",
    "é",
    "\0",
    "99999999999999999999",
    "2024",
    " : ",
    "#",
    "’",
];

/// A text with some places cut out, doubled, filled with scraps, or with a piece of another one.
fn damaged(text: &str, other: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let beside: Vec<char> = other.chars().collect();
    for _ in 0..=dice.below(5) {
        let from = dice.at(letters.len() + 1);
        let to = letters.len().min(from + dice.at(12));
        let put: Vec<char> = match dice.below(4) {
            0 => Vec::new(),
            1 => letters[from..to].iter().cycle().take(2 * (to - from)).copied().collect(),
            2 => {
                let begin = dice.at(beside.len() + 1);
                beside[begin..beside.len().min(begin + dice.at(80))].to_vec()
            }
            _ => dice.pick(SCRAPS).chars().collect(),
        };
        letters.splice(from..to, put);
    }
    letters.into_iter().collect()
}

/// Reads damaged texts, a few or for as long as is asked.
fn drive(name: &str, read: fn(&str), seeds: impl Iterator<Item = String>) {
    let seconds = std::env::var("TAKAR_SECONDS").ok().and_then(|asked| asked.parse().ok());
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    // A few rounds begin with the plain ones.
    let is_short = until.is_none() && rounds(0, 1.0) == 0;
    let seeds: Vec<String> = seeds.take(if is_short { 2 } else { usize::MAX }).collect();
    let mut dice = dice(0x5EED_7E47);
    let (state, mut seen) = (RandomState::new(), HashSet::new());
    let (mut round, mut slowest) = (0, Duration::ZERO);
    seeds.iter().for_each(|seed| read(seed));
    while until.map_or_else(|| round < rounds(12, 1.0), |until| Instant::now() < until) {
        let (seed, other) = (dice.of(&seeds), dice.of(&seeds));
        let text = damaged(seed, other, &mut dice);
        let begun = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(|| read(&text)));
        assert!(ended.is_ok(), "{name}, round {round}:\n{text}");
        slowest = slowest.max(begun.elapsed());
        seen.insert(state.hash_one(text));
        round += 1;
    }
    let (different, begun_with) = (seen.len(), seeds.len());
    println!(
        "{name}: {round} texts, {different} of them different, {begun_with} to begin with; the slowest took {slowest:?}"
    );
}

/// All rule files of the cases.
fn rule_texts() -> impl Iterator<Item = String> {
    ["syntax", "check", "clean", "ok"].into_iter().flat_map(cases).flat_map(|(_, files)| files).map(|(_, text)| text)
}

/// All data files of the cases.
fn data_texts() -> impl Iterator<Item = String> {
    let entries = fs::read_dir("tests/cases/data").into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().filter_map(|path| fs::read_to_string(path).ok())
}

/// What stands in `cetakan/` of the shipped report.
fn printed_texts(ending: &'static str) -> impl Iterator<Item = String> {
    let entries = fs::read_dir("rules/mojoagung-2024/cetakan").into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter(move |path| path.to_string_lossy().ends_with(ending))
        .filter_map(|path| fs::read_to_string(path).ok())
}

fn with(plain: &[&str], more: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    plain.iter().map(ToString::to_string).chain(more)
}

#[test]
fn any_text_as_rules() {
    drive("parse", texts::parse, with(&[texts::RULES], rule_texts()));
}

#[test]
fn rules_that_are_computed() {
    drive("rules", texts::rules, with(&[texts::RULES], rule_texts()));
}

#[test]
fn data_of_a_package() {
    drive("data", texts::data, with(&[texts::DATA], data_texts()));
}

#[test]
fn data_in_pieces() {
    drive("columns", texts::columns, with(&[LONG, WIDE], data_texts()));
}

#[test]
fn lines_at_the_prompt() {
    drive("prompt", texts::prompt, with(&[LINES], std::iter::empty()));
}

#[test]
fn scenarios_of_others() {
    drive("scenario", texts::scenario, with(&[SCENARIO], std::iter::empty()));
}

#[test]
fn printed_tables() {
    drive("printed", texts::printed, with(&[texts::PRINTED], printed_texts(".csv")));
}

#[test]
fn claims_of_reports() {
    drive("claims", texts::claims, with(&[texts::CLAIMS], printed_texts(".takar")));
}
