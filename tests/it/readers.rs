//! Every reader of texts that others wrote, over damaged ones: nothing panics. The same as the targets in `fuzz/`, a few rounds.
//!
//! `TAKAR_ROUNDS=10000 cargo test --release --test it readers::` goes on longer; `TAKAR_DICE` throws other dice.

#![cfg(unix)]

use super::dice::Dice;
use super::drive::{dice, rounds};
use std::panic::{AssertUnwindSafe, catch_unwind};

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

/// A text with some places cut out, doubled, or filled with scraps.
fn damaged(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(5) {
        let from = dice.at(letters.len() + 1);
        let to = letters.len().min(from + dice.at(12));
        let put: Vec<char> = match dice.below(3) {
            0 => Vec::new(),
            1 => letters[from..to].iter().cycle().take(2 * (to - from)).copied().collect(),
            _ => dice.pick(SCRAPS).chars().collect(),
        };
        letters.splice(from..to, put);
    }
    letters.into_iter().collect()
}

/// Its name, what it reads with, and good texts to begin with.
type Target = (&'static str, fn(&str), &'static [&'static str]);

#[test]
fn no_text_stops_a_reader() {
    let targets: [Target; 5] = [
        ("rules", texts::rules, &[texts::RULES]),
        ("data", texts::data, &[texts::DATA]),
        ("columns", texts::columns, &[LONG, WIDE]),
        ("prompt", texts::prompt, &[LINES]),
        ("scenario", texts::scenario, &[SCENARIO]),
    ];
    let mut dice = dice(0x5EED_7E47);
    for (name, read, seeds) in targets {
        seeds.iter().for_each(|seed| read(seed));
        for round in 0..rounds(12, 1.0) {
            let seed = *dice.of(seeds);
            let text = damaged(seed, &mut dice);
            let ended = catch_unwind(AssertUnwindSafe(|| read(&text)));
            assert!(ended.is_ok(), "{name}, round {round}:\n{text}");
        }
    }
}
