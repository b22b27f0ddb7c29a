//! A head that cannot be read draws one message; what follows it is neither lost nor reported again.

use super::syntax_cases::read;

/// The codes of the messages, the names that may be meant, and how many definitions were read.
fn outcome(text: &str) -> (Vec<&'static str>, Vec<String>, usize) {
    let (parsed, _) = read("uji.takar", text);
    let codes = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    (codes, parsed.lost_names, parsed.module.items.len())
}

fn names(of: &[&str]) -> Vec<String> {
    of.iter().map(|name| name.to_string()).collect()
}

#[test]
fn clauses_of_a_broken_head_are_not_reported() {
    let rest = "\n  satuan nilai\n  arah makin tinggi\n\nbesaran IKM\n  skala 25..100\n";
    for (head, code, lost) in [
        ("indikatr AKIP", "K0001", "AKIP"),
        ("indikator AKIP \"Nilai", "K0004", "AKIP"),
        ("indikatr AKIP \"Nilai", "K0004", "AKIP"),
        ("indikator AKIP Nilai", "K0017", "AKIP"),
        ("indikator AKIP-1", "K0030", "AKIP"),
        ("indikator AKIP )", "K0006", "AKIP"),
    ] {
        let (codes, lost_names, items) = outcome(&format!("{head}{rest}"));
        assert_eq!((codes, items), (vec![code], 1), "{head}");
        assert_eq!(lost_names.first().map(String::as_str), Some(lost), "{head}");
    }
}

#[test]
fn clauses_of_a_broken_head_are_still_read() {
    let (codes, ..) = outcome("indikator\n  skala 1-2\n  arah makin tingi\n  anggota A\n");
    assert_eq!(codes, ["K0009", "K0019", "K0009", "K0003"]);
}

#[test]
fn a_rule_of_unknown_kind_takes_what_either_kind_has() {
    let (codes, ..) = outcome("aturan Baku\n  jika target = 0 : 100\n  makin tinggi : realisasi\n  batas 0..100\n");
    assert_eq!(codes, ["K0029"]);
    let (codes, ..) = outcome("aturan Ordinal\n  > 90 : \"Baik\"\n  .. 90 \"Cukup\"\n  tanpa predikat 5 \"x\"\n");
    assert_eq!(codes, ["K0029", "K0021"]);
}

#[test]
fn a_broken_formula_keeps_its_name_and_its_clauses() {
    let (codes, lost_names, items) = outcome("IKPP = 1,25 *\n  skala 1..10\n  predikat Ordinal\nA = IKPP\n");
    assert_eq!((codes, lost_names, items), (vec!["K0023"], names(&["IKPP"]), 1));
}

#[test]
fn clauses_without_a_head_draw_one_message() {
    let (codes, ..) = outcome("skala 0..100\nsatuan nilai\nlangkah 1\nbesaran IKM\n  skala 0..100\n");
    assert_eq!(codes, ["K0002"]);
}

#[test]
fn a_broken_clause_marks_its_definition() {
    let (parsed, _) = read("uji.takar", "besaran IKM\n  skala 0-100\nbesaran IPP\n  skala 0..100\n  skla 1\n");
    let incomplete: Vec<bool> = parsed.module.items.iter().map(|item| item.incomplete).collect();
    assert_eq!(incomplete, [true, true]);
    let ends: Vec<u32> = parsed.module.items.iter().map(|item| item.span.end).collect();
    assert_eq!(ends, [25, 61], "a definition reaches to its last line, mistaken or not");
}

#[test]
fn many_choices_side_by_side_are_not_deep() {
    let choices = "jika a > 1 maka b selain itu c; ".repeat(100);
    let (codes, ..) = outcome(&format!("A = jumlah({choices} 1)\n"));
    assert_eq!(codes, Vec::<&str>::new());
    let bracketed = "(jika a maka b selain itu c) + ".repeat(100);
    assert_eq!(outcome(&format!("A = {bracketed} 1\n")).0, Vec::<&str>::new());
}

#[test]
fn no_word_the_grammar_keeps_is_proposed_as_a_name() {
    let grammar = include_str!("../../grammar/takar.pest");
    let kept = grammar.lines().find(|line| line.starts_with("joining ")).unwrap();
    let kept: Vec<&str> = kept.split('"').skip(1).step_by(2).collect();
    assert!(kept.contains(&"jika") && kept.contains(&"turun"), "{kept:?}");
    for word in kept {
        let (first, rest) = word.split_at(1);
        assert_eq!(outcome(&format!("besaran {}\nA = 1 + {}\n", word.to_uppercase(), word.to_uppercase())).0, [""; 0]);
        for written in [word.to_string(), first.to_uppercase() + rest] {
            let (parsed, _) = read("uji.takar", &format!("besaran {written}\n"));
            let [found] = &parsed.diagnostics[..] else { panic!("{written}: {:?}", parsed.diagnostics) };
            let proposed: Vec<_> = found.suggestions.iter().map(|suggestion| &suggestion.edits).collect();
            assert_eq!((found.code.as_str(), proposed.len()), ("K0030", 0), "{written}: {proposed:?}");
        }
    }
}
