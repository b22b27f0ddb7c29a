//! Reading rule text: `syntax::parse`, with spans, numbers, names and messages, beside bare pest that only matches.
//!
//! `cargo bench --bench parse`. The bare side is told which rule each line follows, so it does not even look for it.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    missing_docs,
    reason = "a benchmark times; the parser that pest generates has no words of its own"
)]

use pest::Parser;
use std::hint::black_box;
use std::time::{Duration, Instant};
use takar::source::Sources;
use takar::syntax;

mod bare {
    /// The grammar without anything around it.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/takar.pest"]
    pub struct Bare;
}

use bare::{Bare, Rule};

const ROUNDS: usize = 12;
const COPIES: usize = 12_000;

/// A block as planners write it, each line with its rule.
const LINES: [(Rule, &str); 11] = [
    (Rule::indicator_line, "indikator IND \"Indeks Kualitas Pelayanan Publik\""),
    (Rule::unit_line, "  satuan nilai"),
    (Rule::scale_line, "  skala 0..100"),
    (Rule::step_line, "  langkah 0,01"),
    (Rule::formula_clause_line, "  rumus (1,25*(IKM/25) + IPP) * 10 - min(A; B; C)"),
    (Rule::direction_line, "  arah makin tinggi"),
    (Rule::achievement_line, "  capaian Baku"),
    (Rule::band_name_line, "  predikat Ordinal"),
    (Rule::cap_line, "  batas 0..120"),
    (Rule::basis_line, "  dasar \"PermenPANRB 14/2017\""),
    (Rule::note_line, "  catatan \"dihitung setahun sekali, menurut survei\""),
];

fn main() {
    let block: String = LINES.iter().map(|(_, line)| format!("{line}\n")).collect();
    let text = format!("{block}\n").repeat(COPIES);
    let mut sources = Sources::default();
    let id = sources.add("besar.takar", text.as_str());
    assert!(syntax::parse(id, &text).diagnostics.is_empty(), "the text is sound");
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(time(|| drop(black_box(syntax::parse(id, &text)))));
        bare.push(time(|| {
            for _ in 0..COPIES {
                for (rule, line) in LINES {
                    black_box(Bare::parse(rule, line.trim_start()).expect("a sound line"));
                }
            }
        }));
    }
    ours.sort();
    bare.sort();
    let ratio = bare[0].as_nanos() * 100 / ours[0].as_nanos().max(1);
    println!("{} kB, {ROUNDS} rounds, least times", text.len() / 1000);
    println!(
        "takar {} ms, bare pest {} ms: {}.{:02} of its speed",
        ours[0].as_millis(),
        bare[0].as_millis(),
        ratio / 100,
        ratio % 100
    );
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
