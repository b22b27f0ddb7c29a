//! Arbitrary text never stops the reader, and its work grows with the text, not faster.

use crate::data_cases::read;
use proptest::prelude::*;
use std::time::{Duration, Instant};
use takar::diagnostic::apply_edits;

const GOOD: &str = "unit;kode;uraian;satuan;tahun;triwulan;target;realisasi;pagu;catatan\r\n\
    Mojowarno;IKM;;;2024;;80;85,20;;\"naik; terus\"\r\n\
    Bareng;IPP;;;2023;;n/a;3.74;Rp 5000;\"kata \"\"baik\"\"\"\r\n\
    Bareng;SURAT;Surat;;2024;TW II;3;4;;\r\n\
    Bareng;GINI;;;2024;;69,1-69,5;69,2;;\r\n\
    Bareng;7.01.02;Program;dokumen;2024;;3 dokumen;2;Rp. 3.012.572.306,00;\r\n\
    Bareng;7.01.03.2.01;Kegiatan;%;2024;1;100%;-;;\r\n\
    Bareng;OPINI;;;2024;;WTP;wdp;;\r\n";

fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\"".to_string()),
        Just(";".to_string()),
        Just(",".to_string()),
        Just("\r".to_string()),
        Just("\n".to_string()),
        Just("\u{feff}".to_string()),
        Just("kode".to_string()),
        Just("1.250".to_string()),
        Just("(–5 %)".to_string()),
        Just("69,1-69,5".to_string()),
        Just("69 s.d. 6%".to_string()),
        Just("Triwulan".to_string()),
        Just("7.01.".to_string()),
        "\\PC{0,6}",
    ]
}

/// Reads, and carries out every proposal, so that each edit is known to stand on whole characters.
fn exercise(name: &str, text: &str) {
    let (_, found) = read(name, text);
    for suggestion in found.iter().flat_map(|found| &found.suggestions) {
        for edit in &suggestion.edits {
            assert!(text.get(edit.span.range()).is_some(), "{edit:?} cuts a character");
        }
        read(name, &apply_edits(text, &suggestion.edits));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::sample::of(100, 300), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}|[kodetahunrealisasi;,\t\r\n\"0-9.%()-]{0,200}") {
        exercise("a.csv", &text);
        exercise("a.id.csv", &text);
    }

    #[test]
    fn a_damaged_file_is_survived(
        damage in proptest::collection::vec((0..GOOD.len(), 0..20_usize, scrap()), 1..6),
    ) {
        let mut text = GOOD.to_string();
        for (at, length, scrap) in damage {
            let end = (at + length).min(text.len());
            if text.get(at..end).is_some() {
                text.replace_range(at..end, &scrap);
            }
        }
        exercise("a.csv", &text);
        exercise("a.en.csv", &text);
    }

    #[test]
    fn any_cell_is_survived(cell in "\\PC{0,12}|[RpE0-9., %()–-]{0,12}") {
        exercise("a.id.csv", &format!("kode;tahun;realisasi\nSERAP;2024;\"{cell}\"\nPAGU;2024;{cell}\n"));
        exercise("b.csv", &format!("kode;tahun;triwulan;target;serapan\nGINI;2024;{cell};{cell};\nOPINI;2024;;{cell};{cell}\n"));
        exercise("c.csv", &format!("kode;satuan;induk;tahun;target\n7.01.02;{cell};{cell};2024;{cell}\n7.{cell};;;2024;1\n"));
    }
}

/// Ten times the text may cost ten times the time, not a hundred; the slack is for a busy machine.
#[test]
fn work_grows_with_the_text() {
    type Make = fn(usize) -> String;
    let shapes: [(&str, Make); 7] = [
        ("units", |n| rows(n, |i| format!("u{i};IKM;2024;80;85;\n"))),
        ("unknown codes", |n| rows(n, |i| format!("u;X{i};2024;80;85;\n"))),
        ("the same row", |n| rows(n, |_| "u;IKM;2024;80;85;\n".to_string())),
        ("broken rows", |n| rows(n, |i| format!("u{i};IKM;2024;1.250\n"))),
        ("codes of a prefix", |n| rows(n, |i| format!("u;7.01.{i}.2;2024;80;85;\n"))),
        ("ambiguous numbers", |n| rows(n, |i| format!("u{i};PEG;2024;1.250;1.250;\n"))),
        ("one long cell", |n| rows(1, |_| format!("u;PEG;2024;{};(1;\n", "1.250 (-Rp% ".repeat(n)))),
    ];
    for (name, shape) in shapes {
        let took = |n: usize| {
            let text = shape(n);
            let start = Instant::now();
            read("a.csv", &text);
            start.elapsed()
        };
        took(100);
        let (small, large) = (took(400), took(8_000));
        let allowed = small * 100 + Duration::from_millis(200);
        assert!(large < allowed, "{name}: {small:?} then {large:?}");
    }
}

fn rows(n: usize, row: impl Fn(usize) -> String) -> String {
    let header = "unit;kode;tahun;target;realisasi;catatan\n".to_string();
    (0..n).fold(header, |text, i| text + &row(i))
}
