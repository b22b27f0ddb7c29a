//! One sign lost from a sound line, or one too many: a mend that stands alone and leaves nothing to say has to give the line's
//! own meaning back, unless its words tell what it takes for granted. Of several each tells the line that it makes.

use crate::packages::{Files, check, mended};
use takar::syntax::ast::ClauseKind;
use takar::syntax::ast::Head;

const ABOVE: &str = "\
besaran A
  skala 0..100
besaran B
  skala 0..100

indikator AKIP
  skala 0..4
  arah makin tinggi
  capaian Baku

aturan capaian Baku
  makin tinggi : realisasi / 2 * 100

SUM = A + B
pastikan SUM >= 0 \"nol\"

";

const SOUND: [&str; 13] = [
    "X = (A + B) * 2",
    "X = 5 - (A - B) / 2",
    "X = maks(A; 2 * (B + 1))",
    "X = bulat(A / (B + 2); 1)",
    "X = jika A > 1 dan (B > 2 atau A < 3) maka 2 * (A + B) selain itu 3",
    "X = -(A + B) * abs(A - B)",
    "X = min(A; B; 30 + abs(A - 4 * 2))",
    "pastikan A >= 0 dan (B >= 0 atau A < 2) \"nol\"",
    "pastikan tidak (A < 0 dan B < 0) \"nol\"",
    "buktikan maks(A; B) >= 0",
    "aturan predikat P\n  > 50 : \"Baik\" # x\n  <= 50 : \"Kurang\"",
    "tabel T\n  baris AKIP\n  kolom capaian \"C\" tampil 2 # x\n  kolom realisasi / 2 \"R\"",
    "contoh \"x\"\n  diketahui AKIP = 3\n  hasil AKIP = 3",
];

/// Words of a mend that say what it takes for granted.
const CONDITION: [&str; 5] = ["bila ", "menjadi: ", "misalnya", "apakah maksud", "lengkapi"];

/// The text without one sign, and with one more, at each place.
fn slips(text: &str) -> Vec<String> {
    let signs = |c: char| "()[]+-*/;:=<>\"".contains(c);
    let lost = text.char_indices().filter(|(_, c)| signs(*c));
    let lost = lost.map(|(at, c)| format!("{}{}", &text[..at], &text[at + c.len_utf8()..]));
    let places = text.char_indices().map(|(at, _)| at).filter(|at| !text[..*at].ends_with(char::is_alphabetic));
    let more = places.flat_map(|at| ["(", ")"].map(|sign| format!("{}{sign}{}", &text[..at], &text[at..])));
    lost.chain(more).collect()
}

/// What the rules say, whatever brackets say it.
fn meaning(files: &Files) -> String {
    let parsed = takar::syntax::parse(takar::source::SourceId::default(), &files[0].1);
    let said: Vec<(&Head, Vec<&ClauseKind>)> = parsed
        .module
        .items
        .iter()
        .map(|item| (&item.head, item.clauses.iter().map(|one| &one.kind).collect()))
        .collect();
    let shown = format!("{said:?}");
    // Without the places.
    let is_place = |piece: &&str| piece.contains("..") && piece.contains(':');
    shown
        .split([' ', ',', '(', ')', '{', '}', '[', ']'])
        .filter(|piece| !is_place(piece) && !piece.is_empty())
        .collect()
}

#[test]
fn a_lone_mend_gives_the_meaning_back() {
    let mut wrong = Vec::new();
    let mut alone = 0;
    for line in SOUND {
        let sound: Files = vec![("a.takar".into(), format!("{ABOVE}{line}\n"))];
        assert!(check(&sound).diagnostics().is_empty(), "{line}: {:?}", check(&sound).diagnostics());
        let wanted = meaning(&sound);
        for slip in slips(line) {
            let files: Files = vec![("a.takar".into(), format!("{ABOVE}{slip}\n"))];
            let package = check(&files);
            let Some(finding) = package.diagnostics().first() else { continue };
            let [mend] = finding.suggestions.as_slice() else { continue };
            let new = mended(package.sources(), &files, &mend.edits);
            if !check(&new).diagnostics().is_empty() {
                continue;
            }
            alone += 1;
            if meaning(&new) != wanted && !CONDITION.iter().any(|word| mend.text.contains(word)) {
                let now = new[0].1.strip_prefix(ABOVE).unwrap_or_default().trim_end();
                wrong.push(format!("{slip} -> {now} ({} {})", finding.code, mend.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {alone}:\n{}", wrong.len(), wrong.join("\n"));
}
