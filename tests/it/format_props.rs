//! What formatting never does, for every text: change a meaning, lose a word or a comment, or come out otherwise the
//! second time.

use super::format_cases::formatted;
use super::sample;
use super::syntax_cases::{files, read};
use proptest::prelude::*;
use std::sync::LazyLock;
use takar::format::format;
use takar::source::{Sources, with_breaks};
use takar::syntax::tokens::{Kind, tokens};
use takar::syntax::words::reserved;

/// Every rule file that is shipped or tested with.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folders =
        ["tests/cases/ok", "tests/cases/format", "tests/cases/syntax", "tests/cases/check", "tests/cases/clean"];
    let all = folders.into_iter().chain(["rules/mojoagung-2024"]).flat_map(files);
    all.map(|(_, text)| text).collect()
});

#[test]
fn every_file_at_hand() {
    assert!(TEXTS.len() > 200);
    for text in sample::kinds(TEXTS.iter().map(String::as_str)) {
        holds(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: sample::of(100, 400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files(which in any::<prop::sample::Index>(), damage in prop::collection::vec(damage(), 1..6)) {
        let text: &String = which.get(TEXTS.as_slice());
        holds(&damaged(text, &damage));
    }

    #[test]
    fn lines_in_any_order(lines in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..12)) {
        let line = |(file, line): &(prop::sample::Index, prop::sample::Index)| {
            let lines: Vec<&str> = file.get::<String>(&TEXTS).split_inclusive('\n').collect();
            if lines.is_empty() { String::new() } else { line.get(&lines).to_string() }
        };
        holds(&lines.iter().map(line).collect::<String>());
    }

    #[test]
    fn scraps(scraps in prop::collection::vec(scrap(), 0..40)) {
        holds(&scraps.concat());
    }

    #[test]
    fn any_text(text in any::<String>()) {
        holds(&text);
    }
}

/// A place, how much is taken away there, and what is put in.
type Damage = (prop::sample::Index, usize, &'static str);

fn damage() -> impl Strategy<Value = Damage> {
    (any::<prop::sample::Index>(), 0..6_usize, scrap())
}

fn scrap() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "\t",
        "\u{feff}",
        "\u{a0}",
        "\u{2003}",
        "\u{85}",
        "# c",
        "#",
        "//",
        "\"",
        "“",
        "\"a b\"",
        "\"7.01\"",
        "(",
        ")",
        "[",
        "]",
        "[tahun-1]",
        ";",
        ":",
        "..",
        "<",
        ">",
        ">=",
        "≥",
        "=",
        "==",
        "<>",
        "+",
        "-",
        "–",
        "*",
        "×",
        "/",
        "÷",
        "^",
        "%",
        "1",
        "1.5",
        "1.250",
        "1,5",
        "1_000",
        "2024",
        "A",
        "Target",
        "Pertumbuhan",
        "TURUN",
        "TIDAK ",
        "DAN",
        "\"1a1\"",
        "≈",
        "~=",
        "belum diisi",
        "tidak terdefinisi",
        "x",
        "bulat(",
        "min(",
        "dan",
        "ATAU",
        "tidak ",
        "jika ",
        "maka ",
        "selain itu ",
        "ganti ",
        "rumus ",
        "A = ",
        "besaran B",
        "indikator ",
        "aturan predikat P\n",
        "aturan konversi P\n",
        "> 1 .. 2 : ",
        "\"WTP\" : ",
        "skala ",
        "0..5",
        "kolom ",
        "tabel T\n",
        "anggota ",
        "tampil 2",
        "paket \"P\"",
        "umum ",
        "terima ",
        "contoh \"c\"",
        "hasil ",
    ])
}

fn damaged(text: &str, damage: &[Damage]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (place, length, put) in damage {
        let at = place.index(letters.len() + 1);
        let end = (at + length).min(letters.len());
        letters.splice(at..end, put.chars());
    }
    letters.into_iter().collect()
}

fn holds(text: &str) {
    // A lone carriage return ends a line before anything else is looked at.
    let text = &with_breaks(text.to_string());
    let source = Sources::default().add("berkas.takar", text);
    if tokens(source, text).hidden > 0 {
        assert_eq!(format(source, text), None, "a line is hidden:\n{text:?}");
        return;
    }
    let once = formatted(text);
    assert_eq!(formatted(&once), once, "twice is not once:\n{text:?}");
    assert_eq!(meaning(&once), meaning(text), "the meaning changed:\n{text:?}\n{once:?}");
    let (before, after) = (parts(text), parts(&once));
    assert_eq!(after.comments, before.comments, "comments:\n{text:?}\n{once:?}");
    assert_eq!(after.words, before.words, "words:\n{text:?}\n{once:?}");
    assert_eq!(after.verbatim, before.verbatim, "mistaken lines:\n{text:?}\n{once:?}");
    assert_eq!(signs(&once), signs(text), "something else than space:\n{text:?}\n{once:?}");
    assert!(once.is_empty() || once.ends_with('\n') && !once.starts_with('\u{feff}'));
}

/// What is read and which messages there are, without the places; roles in lower case.
fn meaning(text: &str) -> String {
    let parsed = read("berkas.takar", text).0;
    let mut items = parsed.module.items;
    let codes: Vec<&str> = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    let shown: Vec<String> = items.iter_mut().map(|item| without_places(&format!("{item:?}"))).collect();
    format!("{}\n{codes:?}", shown.join("\n"))
}

/// A debug text with every `0:12..34` outside quotes as `0:`, and every quoted role in lower case.
fn without_places(shown: &str) -> String {
    let parts = shown.split('"').enumerate().map(|(at, part)| {
        if at % 2 == 1 {
            let role = reserved().find(|role| part.eq_ignore_ascii_case(role));
            return role.unwrap_or(part).to_string();
        }
        let mut bare = String::new();
        let mut rest = part;
        while let Some(at) = rest.find("0:") {
            bare.push_str(&rest[..at]);
            rest = rest[at + 2..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        }
        bare + rest
    });
    parts.collect::<Vec<_>>().join("\"")
}

/// A text without its space and with commas for points: all that formatting leaves alone, however lines are read.
fn signs(text: &str) -> String {
    let is_space = |c: &char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{a0}' | '\u{202f}');
    text.chars().filter(|c| !is_space(c)).map(|c| if c == '.' { ',' } else { c }).collect()
}

struct Parts {
    comments: Vec<String>,
    words: Vec<(Kind, String)>,
    verbatim: Vec<String>,
}

/// All that a text consists of.
fn parts(text: &str) -> Parts {
    let found = tokens(Sources::default().add("berkas.takar", text), text);
    let slice = |span: takar::source::Span| text[span.range()].to_string();
    let verbatim = found.lines.iter().filter(|line| line.tokens.is_none()).map(|line| slice(line.span));
    let breaks_as_one =
        |line: String| line.split('\n').map(|line| line.trim_end_matches('\r')).collect::<Vec<_>>().join("\n");
    Parts {
        comments: found.comments.iter().map(|&comment| slice(comment)).collect(),
        verbatim: verbatim.map(breaks_as_one).collect(),
        words: found
            .lines
            .into_iter()
            .flat_map(|line| line.tokens.unwrap_or_default())
            .map(|token| (token.kind, token.text))
            .collect(),
    }
}
