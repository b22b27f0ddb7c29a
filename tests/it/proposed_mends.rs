//! Mends are tried before they are proposed: one that leads to another error at its place is a hint, or nothing beside one that works.

use crate::dice::Dice;
use crate::packages::{Files, check, mended};
use crate::sample;
use std::collections::BTreeMap;
use takar::diagnostic::{Diagnostic, Edit, Severity};
use takar::engine::Package;

/// A mistake with the mends and the hints that are left.
fn told(rules: &str, code: &str) -> (Vec<String>, Vec<String>) {
    let package = check(&vec![("a.takar".into(), rules.into())]);
    let one = package.diagnostics().iter().find(|one| one.code.as_str() == code);
    let one = one.unwrap_or_else(|| panic!("{code} in {:?}", package.diagnostics()));
    (one.suggestions.iter().map(|mend| mend.text.clone()).collect(), one.advice.clone())
}

#[test]
fn a_meaning_whose_units_do_not_fit_is_not_proposed() {
    let rules = "besaran B\n  satuan rupiah\nbesaran P\n  satuan persen\n\nX = B * (100% - P / 2\n";
    let (mends, _) = told(rules, "K0005");
    assert_eq!(mends, ["menjadi: X = B * (100% - P / 2)", "menjadi: X = B * (100% - P) / 2"]);
}

#[test]
fn a_formula_is_not_mended_by_itself() {
    let (mends, _) = told("besaran A\n\nbesaran IKPP\n  rumus IPP + A\n\nX = IKPP * 2\n", "K0102");
    assert_eq!(mends, ["bila IPP adalah masukan dari data, nyatakan  besaran IPP"]);
}

#[test]
fn a_power_that_is_no_number_is_a_hint() {
    let (mends, hints) = told("besaran A\n\nB = 2**A\n", "K0016");
    assert_eq!((mends.as_slice(), hints.len()), (["tulis * bila dikali".to_string()].as_slice(), 0));
}

#[test]
fn what_only_comes_to_light_keeps_a_mend() {
    // The indicator lacks more than its first word.
    let (mends, _) = told("indikatur AKIP \"Nilai\"\n  skala 0..100\n", "K0001");
    assert_eq!(mends, ["apakah maksud Anda \"indikator\"?"]);
}

#[test]
fn a_header_without_its_line_break_keeps_its_lines() {
    let rules = "besaran A\n  satuan persen\n  skala 0..100 besaran P\n  satuan persen\n  skala 0..100\n\nX = A + P\n";
    let package = check(&vec![("a.takar".into(), rules.into())]);
    let titles: Vec<&str> = package.diagnostics().iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["\"besaran\" harus di baris tersendiri"]);
}

/// In a sum another summand would count twice: it is asked about, and what may be declared comes first.
#[test]
fn a_name_that_stands_beside_is_no_certain_mend() {
    let rules = "besaran TW_I\nbesaran TW_II\nbesaran TW_IV\n\nX = TW_I + TW_II + TW_III + TW_IV\n";
    let (mends, _) = told(rules, "K0102");
    assert_eq!(mends.len(), 2, "{mends:?}");
    assert!(mends[0].starts_with("bila TW_III adalah masukan") && mends[1].starts_with("bila dimaksud"), "{mends:?}");
    // The same name in other letters is that name.
    let (mends, _) = told("besaran NILAI_A\nbesaran NILAI_B\n\nX = NILAI_A + NILAI_b\n", "K0102");
    assert_eq!(mends, ["apakah maksud Anda NILAI_B (a.takar:2)?"]);
}

/// A doubled sign may divide as well as begin a comment.
#[test]
fn two_slashes_in_a_formula_are_asked_about() {
    let (mends, _) = told("besaran A\nbesaran B\n  skala > 0\n\nX = A // B\n", "K0025");
    assert_eq!(mends, ["hapus satu / bila membagi", "tulis # bila keterangan"]);
    let (mends, _) = told("besaran A\n\nX = A * 2 // dua kali, kata pedoman\n", "K0025");
    assert_eq!(mends, ["tulis #"]);
}

const RULES: &str = "\
aturan capaian Baku
  jika target = 0 dan realisasi = 0 : 100
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100
  batas 0..120

aturan predikat P
  > 50 .. 120 : \"Baik\"
  0 .. 50 : \"Kurang\"

besaran A \"Alfa\"
  satuan rupiah
  skala > 0

besaran B \"Beta\"
  satuan rupiah
  skala > 0

indikator AKIP
  skala 0..100
  arah makin tinggi
  capaian Baku
  predikat P

indikator IKPP
  skala 0..100
  arah makin tinggi
  capaian Baku
  predikat P

kelompok IKU
  anggota AKIP; IKPP
  bobot AKIP 60%; IKPP 40%
  capaian rata_rata_tertimbang(capaian anggota)

SERAP = B / A * 100%
LULUS = jika AKIP >= 76,61 dan IKPP > 3 maka 1 selain itu 0
RATA = maks(AKIP; 50; bulat(IKPP / 3; 2))

tabel T
  baris AKIP; IKPP
  kolom nama \"Indikator\"
  kolom capaian tampil 2
  penutup rata_rata(capaian) \"Rata-rata\"
";

/// The pieces of a line with their places.
fn pieces(line: &str) -> Vec<(usize, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ',';
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (at, c) in line.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        match found.last_mut() {
            Some((start, piece)) if is_word(c) && *start + piece.len() == at && piece.ends_with(is_word) => {
                *piece = &line[*start..at + c.len_utf8()];
            }
            _ => found.push((at, &line[at..at + c.len_utf8()])),
        }
    }
    found
}

/// One slip: a piece lost, doubled, or changed with the next.
fn slip(dice: &mut Dice) -> String {
    let lines: Vec<&str> = RULES.lines().collect();
    let at = loop {
        let at = dice.at(lines.len());
        if !lines[at].trim().is_empty() {
            break at;
        }
    };
    let (line, pieces) = (lines[at], pieces(lines[at]));
    let (start, piece) = *dice.of(&pieces);
    let (before, behind) = (&line[..start], &line[start + piece.len()..]);
    let new = match dice.below(4) {
        0 | 1 => format!("{before}{behind}"),
        2 => format!("{before}{piece} {piece}{behind}"),
        _ => format!("{before}{}{behind}", dice.pick(&["(", ")", ";", ":", "=", "*", "kalau", "5", "%", "A"])),
    };
    let mut lines: Vec<String> = lines.into_iter().map(String::from).collect();
    lines[at] = new;
    lines.join("\n") + "\n"
}

fn errors(package: &Package) -> Vec<Diagnostic> {
    package.diagnostics().iter().filter(|one| one.severity == Severity::Error).cloned().collect()
}

/// Whether a new mistake in writing stands in the line that was mended.
fn leads_on(package: &Package, files: &Files, edits: &[Edit]) -> Option<String> {
    let new = mended(package.sources(), files, edits);
    let start = edits.iter().map(|edit| edit.span.start).min()? as usize;
    let text = &new[0].1;
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let known = errors(package);
    let left = errors(&check(&new)).into_iter().find(|one| {
        let is_there = one.span().is_some_and(|span| (from..=end).contains(&(span.start as usize)));
        let is_known = known.iter().any(|other| (other.code, &other.title) == (one.code, &one.title));
        one.code.as_str().starts_with("K00") && is_there && !is_known
    });
    left.map(|one| format!("{}: {} {}", &text[from..end], one.code, one.title))
}

#[test]
fn no_mend_leads_to_another_mistake_in_its_line() {
    let mut dice = Dice(131);
    let (mut tried, mut wrong) = (BTreeMap::<String, usize>::new(), Vec::new());
    for _ in 0..sample::of(60, 600) {
        let files: Files = vec![("a.takar".into(), slip(&mut dice))];
        let package = check(&files);
        let told = errors(&package);
        if told.len() > 8 {
            continue;
        }
        for one in &told {
            for mend in &one.suggestions {
                *tried.entry(one.code.to_string()).or_default() += 1;
                wrong.extend(leads_on(&package, &files, &mend.edits).map(|told| format!("{}: {told}", mend.text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried:?}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried.values().sum::<usize>() > sample::of(15, 200), "{tried:?}");
}

#[test]
fn a_divisor_is_proposed_only_in_a_sum_of_values() {
    let rules = |formula: &str| {
        format!("besaran A\n  skala 0..100\n\nbesaran B\n  skala 0..4\n\nbesaran I\n  skala 0..10\n  rumus {formula}\n")
    };
    let divides = |formula: &str| told(&rules(formula), "K0301").0.iter().any(|mend| mend.contains('/'));
    assert!(divides("1,25 * A + B"));
    for formula in ["A * 0,5", "A", "A / 5 * 1000", "maks(A - B * 0,1; 0)"] {
        assert!(!divides(formula), "{formula}");
    }
}

#[test]
fn a_heading_without_quotes_is_no_input() {
    let rules = "besaran A\nbesaran B\nX = A + B\n\ntabel T\n  baris X\n  kolom nama Indikator\n  kolom realisasi\n";
    assert_eq!(told(rules, "K0102").0, ["bila itu judul kolom, tulis \"Indikator\""]);
}

#[test]
fn a_name_with_its_year_and_a_foreign_word_are_asked_about() {
    let (mends, _) = told("besaran A\nbesaran B\nX = A_2024 + B\n", "K0102");
    assert_eq!(mends[0], "bila dimaksud A[2024], tulis A[2024]");
    let (mends, _) = told(
        "aturan capaian C\n  makin tinggi : actual / target * 100\n\nindikator A\n  arah makin tinggi\n  capaian C\n",
        "K0102",
    );
    assert_eq!(mends[0], "bila dimaksud realisasi, tulis realisasi");
}

/// Two spellings of which one is defined and nothing else uses it: either may be the wrong one.
#[test]
fn a_misspelt_definition_is_mended_there() {
    let (mends, _) = told("besaran AUDAN\n\nX = ADUAN * 2\n\nY = ADUAN + 1\n", "K0102");
    assert_eq!(mends, ["bila ADUAN yang benar, ganti AUDAN (a.takar:1)", "bila AUDAN yang benar, tulis AUDAN"]);
    let (mends, _) = told("besaran AUDAN\n\nX = ADUAN * 2\n\nY = AUDAN + 1\n", "K0102");
    assert_eq!(mends, ["apakah maksud Anda AUDAN (a.takar:1)?"]);
}

#[test]
fn members_outside_of_a_function_are_weighted_where_weights_stand() {
    let rules = |weights: &str| {
        format!("indikator A\nindikator B\n\nkelompok K\n  anggota A; B\n{weights}  capaian (capaian anggota)\n")
    };
    let first = |weights: &str| told(&rules(weights), "K0117").0[0].clone();
    assert_eq!(first("  bobot A 60%; B 40%\n"), "bila bobotnya dipakai, tulis  rata_rata_tertimbang(…)");
    assert_eq!(first(""), "bila dimaksud rata-ratanya, tulis  rata_rata(…)");
}

#[test]
fn a_line_behind_the_rule_of_an_indicator_is_moved_not_thrown_away() {
    let rules = "aturan capaian C\n  makin tinggi : realisasi\n\naturan predikat P\n  > 0 : \"x\"\n  <= 0 : \"y\"\n\nindikator A\n  arah makin tinggi\n  capaian C predikat P\n";
    assert_eq!(told(rules, "K0153").0, ["pindahkan ke baris baru"]);
}

#[test]
fn a_doubled_minus_is_asked_about() {
    let (mends, _) = told("besaran A\nbesaran B\nX = A -- B\n", "K0016");
    assert_eq!(mends, ["tulis - bila dikurangi", "tulis + bila ditambah"]);
    for formula in ["A - -B", "A - (-B)", "A -B"] {
        let package = check(&vec![("a.takar".into(), format!("besaran A\nbesaran B\nX = {formula}\n"))]);
        assert!(package.diagnostics().is_empty(), "{formula}: {:?}", package.diagnostics());
    }
}

#[test]
fn a_scale_around_zero_keeps_both_ends() {
    let (mends, _) = told("besaran A\n  skala -20.20\n", "K0150");
    assert_eq!(mends[0], "tulis  skala -20..20");
}
