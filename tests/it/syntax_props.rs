//! Whatever the text: no panic, places that exist, mends that can be applied, work that grows with the length.

use super::syntax_cases::{files, read};
use super::syntax_spans::check_spans;
use crate::sample;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use takar::diagnostic::{Diagnostic, Place, apply_edits};
use takar::report::diagnostics::render;
use takar::source::Sources;
use takar::syntax::parse;

/// Parses a text and checks everything that must hold of any text.
fn survives(text: &str) {
    let (parsed, _) = read("uji.takar", text);
    check_spans(&parsed.module, text);
    for diagnostic in &parsed.diagnostics {
        check_places(diagnostic, text);
        for suggestion in &diagnostic.suggestions {
            let mended = apply_edits(text, &suggestion.edits);
            let (again, _) = read("uji.takar", &mended);
            check_spans(&again.module, &mended);
        }
    }
}

fn check_places(diagnostic: &Diagnostic, text: &str) {
    let labels = diagnostic.labels.iter().filter_map(|label| match label.place {
        Place::Text(span) => Some(span),
        _ => None,
    });
    let edits = diagnostic.suggestions.iter().flat_map(|suggestion| &suggestion.edits).map(|edit| edit.span);
    for span in labels.chain(edits) {
        assert!(text.get(span.range()).is_some(), "{span:?} of {} is no piece of the text", diagnostic.title);
    }
}

/// The shipped rules and all cases.
fn corpus() -> Vec<String> {
    let folders = ["tests/cases/ok", "tests/cases/syntax", "rules"];
    let present =
        folders.into_iter().filter(|folder| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).exists());
    present.flat_map(files).map(|(_, text)| text).filter(|text| text.len() < 4000).collect()
}

const PIECES: &[&str] = &[
    "≈",
    "~=",
    " belum diisi",
    " tidak berlaku",
    "\"1a1\"",
    " DAN ",
    " TIDAK ",
    " JIKA ",
    " TURUN",
    "TARGET = ",
    "\nhasil ",
    "\ndiketahui target R = 80..90",
    "\"",
    "“",
    "(",
    ")",
    "[",
    "]",
    ";",
    ":",
    "..",
    ".",
    ",",
    "=",
    "==",
    "#",
    "//",
    "\n",
    "\r\n",
    "\u{feff}",
    "\u{a0}",
    "-",
    "–",
    "*",
    "×",
    "^",
    "%",
    "<",
    ">=",
    "≥",
    "{",
    "'",
    "$",
    "&&",
    "x",
    "1",
    "1,25",
    "1.250.000",
    "jika",
    "maka",
    "selain itu",
    "dan",
    "atau",
    "tidak",
    "if(",
    "IKM",
    "indikator",
    "besaran",
    "aturan",
    "predikat",
    "kolom",
    "rumus",
    "target",
    "tahun",
    "é",
    "İ",
    "ß",
    "ǆ",
    "👍🏽",
    "\u{300}",
    "\0",
    "\u{202e}",
    "  ",
    "\t",
];

#[derive(Debug, Clone)]
enum Change {
    Insert(usize, usize),
    Delete(usize, usize),
    Double(usize, usize),
    Swap(usize, usize, usize),
    Cut(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..4000_usize;
    prop_oneof![
        (at.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (at.clone(), 1..20_usize).prop_map(|(at, length)| Change::Delete(at, length)),
        (at.clone(), 1..60_usize).prop_map(|(at, length)| Change::Double(at, length)),
        (at.clone(), 1..20_usize, 1..20_usize).prop_map(|(at, first, second)| Change::Swap(at, first, second)),
        at.prop_map(Change::Cut),
    ]
}

/// Applies a change, counting in characters, wherever it falls.
fn apply(text: &str, change: &Change) -> String {
    let chars: Vec<char> = text.chars().collect();
    let within = |at: usize| at % (chars.len() + 1);
    let upto = |at: usize, length: usize| (at + length).min(chars.len());
    let join = |parts: &[&[char]]| parts.concat().into_iter().collect::<String>();
    match *change {
        Change::Insert(at, piece) => {
            let piece: Vec<char> = PIECES[piece].chars().collect();
            join(&[&chars[..within(at)], &piece, &chars[within(at)..]])
        }
        Change::Delete(at, length) => join(&[&chars[..within(at)], &chars[upto(within(at), length)..]]),
        Change::Double(at, length) => {
            let (start, end) = (within(at), upto(within(at), length));
            join(&[&chars[..end], &chars[start..]])
        }
        Change::Swap(at, first, second) => {
            let start = within(at);
            let (middle, end) = (upto(start, first), upto(start, first + second));
            join(&[&chars[..start], &chars[middle..end], &chars[start..middle], &chars[end..]])
        }
        Change::Cut(at) => join(&[&chars[..within(at)]]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::sample::of(256, 512), ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_survives(text in any::<String>()) {
        survives(&text);
    }

    #[test]
    fn arbitrary_pieces_survive(pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..60)) {
        let piece = |&(piece, space): &(usize, bool)| PIECES[piece].to_string() + if space { " " } else { "" };
        survives(&pieces.iter().map(piece).collect::<String>());
    }

    #[test]
    fn changed_files_survive(which in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..4)) {
        let corpus = corpus();
        let text = changes.iter().fold(corpus[which.index(corpus.len())].clone(), |text, change| apply(&text, change));
        survives(&text);
    }
}

#[test]
fn every_beginning_of_every_case_survives() {
    // Of each case every third beginning, not the same in each.
    let step = sample::of(3, 1);
    for (case, text) in corpus().iter().filter(|text| text.len() < 400).enumerate() {
        for (at, _) in text.char_indices().skip(case % step).step_by(step) {
            survives(&text[..at]);
        }
    }
}

/// Runs in a thread with the least stack that a platform gives to a program (Windows).
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work).expect("a thread");
    thread.join().expect("no panic, no overflow");
}

/// What is read of a list takes four hundred times the room of its text, so a line has an end.
#[test]
fn a_list_has_so_many_parts_at_most() {
    let group = |members: usize| {
        let text = format!("kelompok G\n  anggota A{}\nbesaran A\n", "; A".repeat(members - 1));
        read("uji.takar", &text)
    };
    let (parsed, _) = group(100_000);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics.first());
    let (parsed, shown) = group(100_001);
    assert!(parsed.module.items.iter().all(|item| item.clauses.is_empty()), "nothing is kept of it");
    insta::assert_snapshot!(shown);
}

#[test]
fn deep_and_long_lines_end_in_a_result_or_a_message() {
    let million = sample::of(200_000, 1_000_000);
    on_a_small_stack(move || {
        let shapes = [
            format!("A = {}1{}", "(".repeat(10_000), ")".repeat(10_000)),
            format!("A = {}1", "(".repeat(10_000)),
            format!("A = {}1{}", "f(".repeat(10_000), ")".repeat(10_000)),
            format!("A = {}1", "-".repeat(100_000)),
            format!("A = 1{}", "^1".repeat(100_000)),
            format!("A = 1{}", "^-1".repeat(100_000)),
            format!("A = {}a", "tidak ".repeat(100_000)),
            format!("A = {}a", "jika ".repeat(100_000)),
            format!("A = {}0", "jika a maka b selain itu ".repeat(100_000)),
            format!("A = 1{}", " + 1".repeat(million)),
            format!("A = jumlah(1{})", "; 1".repeat(100_000)),
            format!("A = jumlah(1{})", ";1.2.3".repeat(50_000)),
            format!("A = {}", "a ".repeat(million / 4)),
            format!("A = {}", "x".repeat(5 * million)),
            format!("dasar {}", "x ".repeat(2 * million)),
            format!("dasar \"{}", "x".repeat(5 * million)),
            "(".repeat(million),
            "\"".repeat(million),
            "1.".repeat(million / 2),
            "a;\n".repeat(million / 5),
            "A = if(1;".repeat(10_000),
            "\u{a0}".repeat(million),
        ];
        for text in shapes {
            let (parsed, shown) = read("uji.takar", &text);
            parsed.diagnostics.iter().for_each(|diagnostic| check_places(diagnostic, &text));
            assert!(shown.len() < 1_000_000, "messages stay short");
        }
    });
}

#[test]
fn the_deepest_lines_that_are_allowed_are_read_on_a_small_stack() {
    on_a_small_stack(|| {
        let shapes = [
            format!("A = {}1{}", "(".repeat(64), ")".repeat(64)),
            format!("A = {}1{}", "f(-".repeat(64), ")".repeat(64)),
            format!("A = {}0", "jika a maka b selain itu ".repeat(64)),
            format!("A = {}0 maka 1 selain itu 2", "jika ".repeat(64)),
            format!("A = {}1", "-".repeat(399)),
            format!("A = 1{}", "^1".repeat(399)),
            format!("A = 1{}", "^-1".repeat(199)),
            format!("A = {}a", "tidak ".repeat(399)),
            format!("A = 1{}", " + 1".repeat(399)),
        ];
        for (index, text) in shapes.iter().enumerate() {
            let (parsed, shown) = read("uji.takar", text);
            assert!(index == 3 || parsed.diagnostics.is_empty(), "{text}\n{shown}");
        }
    });
}

const GOOD: &str =
    "indikator AKIP \"Nilai Evaluasi AKIP\"\n  satuan nilai\n  arah makin tinggi\n  rumus 1,25*(IKM/25) + IPP\n";
const BAD: &str = "indikatr AKIP \"Nilai\n  satuan: nilai\n  arah makin tingi\n  rumus 1,25*(IKM/25 + IPP\n";

#[test]
fn large_files_are_read_and_their_messages_stay_few() {
    on_a_small_stack(|| {
        let size = sample::of(1 << 20, 5 << 20);
        let good = GOOD.repeat(size / GOOD.len());
        let (parsed, shown) = read("uji.takar", &good);
        assert_eq!((parsed.module.items.len(), shown.as_str()), (size / GOOD.len(), ""));
        let bad = BAD.repeat(size / BAD.len());
        let (parsed, shown) = read("uji.takar", &bad);
        assert_eq!(parsed.diagnostics.len(), 501);
        assert_eq!(parsed.diagnostics[500].code.as_str(), "K0032");
        assert!(shown.contains("kesalahan penulisan lain di berkas ini"));
    });
}

#[test]
fn time_grows_with_the_length() {
    let one_line = |count: usize| format!("A = jumlah(1{})", ";1.2.3".repeat(count));
    let shapes: [&dyn Fn(usize) -> String; 4] =
        [&|count| GOOD.repeat(count), &|count| BAD.repeat(count), &one_line, &|count| "a ".repeat(count * 20)];
    for (index, shape) in shapes.iter().enumerate() {
        let (small, large) = (shape(120), shape(120 * 16));
        // The same length in one piece; a quadratic step would cost 16 times as much, every time.
        let ratio = || worked_on(&large, 2).as_secs_f64() / worked_on(&small, 2 * 16).as_secs_f64().max(1e-9);
        let linear = (0..4).any(|_| ratio() < 5.0);
        assert!(linear, "shape {index} costs over 5 times as much in one piece as in 16");
    }
}

/// How long so many readings of a text take.
fn worked_on(text: &str, times: usize) -> Duration {
    let start = worked();
    for _ in 0..times {
        let mut sources = Sources::default();
        let parsed = parse(sources.add("uji.takar", text), text);
        render(&sources, &parsed.diagnostics, false);
    }
    worked() - start
}

/// How long this thread has worked, to a few thousandths of a second; what others do on the machine meanwhile does not
/// count, where the system tells.
pub fn worked() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    worked.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}
