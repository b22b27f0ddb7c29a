//! What cannot be meant in percent cannot be meant inside anything: a formula that is refused alone is refused in each
//! context that leaves standing what is wrong with it, written out or by a name; and what has a meaning has it there too.

use crate::package::Texts;
use crate::percent_oracle::refused_in;

/// Refused in percent, whatever they stand in.
const REFUSED: &[&str] = &[
    "2 - R / T * 100",
    "2 - R / T * 100%",
    "1,2 - K",
    "K + 1",
    "R / T * 100 + 1",
    "min(K; 1,2)",
    "min(R / T * 100; 1)",
    "min(R / T; 100)",
    "jika R > S maka 1 selain itu R / T * 100",
    "100 - R / T",
    "(100 - R / T) * 100",
    "R / T * 100 + R / T",
    "R / T * 100 / (100 - R / T)",
    "R / T * 100 / (S / U * 100 + R / T)",
    "min(R / T / (A / B * 100); 1) * 100",
    "(S / T + R / T / (A / B * 100)) * 100",
    "(1 - R / T / (A / B * 100)) * 100",
    "K + R / T / (A / B * 100)",
    "60 * K + 40 * L",
    "30 * K + 20 * L",
    "K + 40 * L",
    "60% * K + 40 * L",
    "(60 * M + 40 * (60 * K + 40 * L)) / 100",
    "(60 * R / T * 100 + 40 * (60 * R / T + 40 * S / T) * 100) / 100",
    "(K / 100% * 6 + K * 4) / 10",
    "((W * 100 * R / T + V * K) / (W + V)) * 100",
    "K * L * 100",
    "R / T * 100 * K",
    "K + X",
    "X + 50%",
    "X + 1",
    "X / 12",
    "X / 5 + Y",
    "200 - X / 12",
    "100 - I / 5",
    "min(X / 12; 100)",
    "N * 100",
    "(1 - N) * 100",
    "N * 35 + N * 65",
    "K ^ 2",
    "K * R / A",
    "R / A * 100%",
];

/// Contexts that undo none of it.
const CONTEXTS: &[&str] = &[
    "F",
    "0,5 * (F)",
    "50% * (F)",
    "(F) * 50%",
    "(F) / 2",
    "1 * (F)",
    "-(F)",
    "60% * M + 40% * (F)",
    "0,6 * M + 0,4 * (F)",
    "(M + 0,5 * (F)) / 2",
    "M - (F)",
    "100% - (F)",
    "maks(F; 0)",
    "min(maks(F; 0); 120%)",
    "abs(F)",
    "0,5 * abs(F)",
    "50% * bulat(F; 1)",
    "jika R > S maka M selain itu F",
    "jika R > S maka F selain itu M",
    "rata_rata(M; F)",
    "median(M; F; L)",
    "jumlah(60% * M; 40% * (F))",
    "(F) * S / S",
    "(F) * 100 / 100",
];

/// What has a meaning in percent, whatever it stands in.
const MEANT: &[&str] = &[
    "K",
    "2 * K - L",
    "R / T * 100%",
    "60% * K + 40% * L",
    "200% - R / T * 100%",
    "min(R / T * 100%; 120%)",
    "K / 100% * 30% + 70% * R / T",
    "R / T * 100% / (A / B)",
];

/// A package in which a formula stands in each context, written out or by a name, with what it is in.
fn package(formula: &str, is_named: bool) -> (Texts, Vec<(String, String)>) {
    let things = [("RSTU", "  satuan rupiah\n"), ("AB", "  satuan orang\n"), ("KLM", "  satuan persen\n"), ("XY", "")];
    let things = things.into_iter().flat_map(|(names, unit)| names.chars().map(move |name| (name, unit)));
    let mut rules: String = things.map(|(name, unit)| format!("besaran {name}\n{unit}  skala 1..1000\n")).collect();
    rules.push_str(
        "besaran N\n  skala 0..100\nbesaran I\n  skala 1..5\nbesaran W\n  satuan nilai\nbesaran V\n  satuan nilai\n",
    );
    let mut all = Vec::new();
    for (at, context) in CONTEXTS.iter().enumerate() {
        let inside = if is_named { format!("G{at}") } else { formula.to_string() };
        let text = context.replace('F', &inside);
        if is_named {
            rules.push_str(&format!("G{at} = {formula}\n"));
        }
        rules.push_str(&format!("besaran F{at}\n  satuan persen\n  rumus {text}\n"));
        all.push((at.to_string(), format!("{text}, {formula}")));
    }
    (Texts::new(&rules, ""), all)
}

#[test]
fn refused_alone_is_refused_inside() {
    for (formula, is_named) in REFUSED.iter().flat_map(|formula| [(formula, false), (formula, true)]) {
        let (texts, all) = package(formula, is_named);
        let found = refused_in(&texts);
        let is_refused = |at: &str| found.contains(&format!("F{at}")) || found.contains(&format!("G{at}"));
        let accepted: Vec<&String> = all.iter().filter(|(at, _)| !is_refused(at)).map(|(_, text)| text).collect();
        assert!(accepted.is_empty(), "{accepted:#?}");
    }
}

/// A hundred that is divided again makes no weight of the number in front of it.
#[test]
fn a_hundred_taken_back_is_none() {
    for formula in ["12 / X", "R * 12 / T", "60 * R / T", "R / T"] {
        let rules = format!(
            "besaran R\n  satuan rupiah\n  skala 1..9\nbesaran T\n  satuan rupiah\n  skala 1..9\nbesaran X\n  skala 1..9\n\
             besaran F0\n  satuan persen\n  rumus {formula}\nbesaran F1\n  satuan persen\n  rumus ({formula}) * 100 / 100\n\
             besaran F2\n  satuan persen\n  rumus ({formula}) * 100%\n"
        );
        let found = refused_in(&Texts::new(&rules, ""));
        assert_eq!(["F0", "F1", "F2"].map(|name| found.contains(name)), [true, true, false], "{formula}");
    }
}

#[test]
fn meant_alone_is_meant_inside() {
    for (formula, is_named) in MEANT.iter().flat_map(|formula| [(formula, false), (formula, true)]) {
        let (texts, all) = package(formula, is_named);
        let found = refused_in(&texts);
        let refused: Vec<_> = all.iter().filter(|(at, _)| found.contains(&format!("F{at}"))).collect();
        assert!(refused.is_empty(), "{refused:#?}\n{}", texts.messages());
    }
}
