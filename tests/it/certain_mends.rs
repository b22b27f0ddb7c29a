//! What a suggestion says of itself: one that decides what only the author can is never made unread.

use crate::packages::{cases, check};
use takar::diagnostic::{Diagnostic, Edit, Suggestion};
use takar::engine::Package;
use takar::source::Sources;

/// What the edits of a mend take away, where they write nothing instead.
fn taken(mend: &Suggestion, sources: &Sources) -> Option<String> {
    let is_gone = |edit: &Edit| edit.text.trim().is_empty();
    let said = mend.edits.iter().map(|edit| sources.slice(edit.span).split_whitespace().collect::<Vec<_>>().join(" "));
    mend.edits.iter().all(is_gone).then(|| said.collect::<Vec<_>>().join(" "))
}

/// A certain mend that asks, or that loses words which stand nowhere else.
fn wrong(finding: &Diagnostic, mend: &Suggestion, package: &Package) -> Option<&'static str> {
    let asks = ["bila", "misalnya", "kalau", "atau"];
    if mend.text.split_whitespace().any(|word| asks.contains(&word)) {
        return Some("asks");
    }
    let lost = taken(mend, package.sources()).filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 2)?;
    let all = package.sources().iter().flat_map(|(_, source)| source.text().split_whitespace());
    let whole = all.collect::<Vec<_>>().join(" ");
    (finding.suggestions.len() > 1 || whole.matches(lost.as_str()).count() < 2).then_some("loses words")
}

#[test]
fn a_certain_mend_of_a_case_file_decides_nothing() {
    let (mut certain, mut found) = (0, Vec::new());
    for (name, files) in ["check", "syntax", "ok"].into_iter().flat_map(cases) {
        let package = check(&files);
        for finding in package.diagnostics() {
            let Some(mend) = finding.certain() else { continue };
            certain += 1;
            let told = wrong(finding, mend, &package);
            found.extend(told.map(|told| format!("{name}: {} {told}: {}", finding.code, mend.text)));
        }
    }
    assert!(found.is_empty(), "{} of {certain}:\n{}", found.len(), found.join("\n"));
    assert!(certain > 100, "{certain}");
}

const RULES: &str = "\
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100
  batas 0..120

indikator IKM \"Indeks Kepuasan Masyarakat\"
  skala 0..100
  arah makin tinggi
  capaian Baku

indikator IPP \"Indeks Pelayanan Publik\"
  skala 0..5
  arah makin tinggi
  capaian Baku

besaran RINCI_1
besaran RINCI_2

kelompok IKU
  anggota IKM; IPP
  capaian rata_rata(capaian anggota)

JML = RINCI_1 + RINCI_2
NAIK = IPP * 10 - IPP[2023]

tabel T
  baris anggota IKU; JML; NAIK
  kolom nama
  kolom realisasi
";

/// The rules with a slip, and what is told of it: whether its mend is certain, and what it makes of the line.
fn told(old: &str, new: &str, code: &str) -> (bool, Vec<String>) {
    assert!(RULES.contains(old), "{old}");
    let files = vec![("a.takar".into(), RULES.replacen(old, new, 1))];
    let package = check(&files);
    let finding = package.diagnostics().iter().find(|one| one.code.as_str() == code);
    let finding = finding.unwrap_or_else(|| panic!("{code} in {:?}", package.diagnostics()));
    (finding.certain().is_some(), finding.suggestions.iter().map(|mend| mend.text.clone()).collect())
}

#[test]
fn what_can_be_meant_twice_is_asked_about() {
    let asked = [
        ("  batas 0..120", "  batas 0..100\n  batas 0..120", "K0103", 2),
        ("- IPP[2023]", "- IKP[2023]", "K0102", 2),
        ("realisasi / target * 100", "realisasi / target ** 100", "K0016", 1),
        ("RINCI_1 + RINCI_2", "RINCI_1 +", "K0023", 1),
        ("  capaian rata_rata(capaian anggota)\n", "", "K0104", 1),
        ("skala 0..100", "skala 25100", "K0150", 1),
        ("IPP * 10", "bulat(1 0 * IPP; 0)", "K0011", 2),
        ("aturan capaian Baku", "aturan capaian Bakuu", "K0105", 2),
    ];
    for (old, new, code, mends) in asked {
        let (is_certain, told) = told(old, new, code);
        assert!(!is_certain && told.len() >= mends, "{new}: {told:?}");
    }
}

#[test]
fn what_can_only_be_meant_once_is_restored() {
    let restored = [
        ("realisasi / target * 100", "realisasi : target * 100", "K0016", "tulis /"),
        ("  anggota IKM", "  • anggota IKM", "K0001", "hapus tanda ini"),
        ("  batas 0..120", "  batas 0..120\n  batas  0..120", "K0103", "hapus yang kedua, isinya sama"),
        (
            "aturan capaian Baku\n",
            "aturan capaian Baku\naturan capaian Baku\n",
            "K0101",
            "hapus yang pertama, yang tidak berisi",
        ),
        ("= RINCI_1", "= RINCI-1", "K0102", "apakah maksud Anda RINCI_1 (a.takar:16)?"),
        (
            "\"Indeks Pelayanan Publik\"",
            "\"\"Indeks Pelayanan Publik\"\"",
            "K0031",
            "tulis satu tanda kutip di tiap ujungnya",
        ),
        ("indikator IPP", "\u{200b}indikator IPP", "K0001", "hapus tanda ini"),
    ];
    for (old, new, code, mend) in restored {
        assert_eq!(told(old, new, code), (true, vec![mend.to_string()]), "{new}");
    }
}

/// What a dash cut off is not what its number says.
#[test]
fn a_dash_does_not_take_the_number_of_another_name() {
    let rules = "besaran RINCI_1\n\nX = RINCI-2 + RINCI_1\n";
    let package = check(&vec![("a.takar".into(), rules.into())]);
    let mends = package.diagnostics().iter().flat_map(|one| &one.suggestions);
    assert!(
        mends.flat_map(|mend| &mend.edits).all(|edit| !edit.text.contains("RINCI_1")),
        "{:?}",
        package.diagnostics()
    );
}
