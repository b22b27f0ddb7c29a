//! One printed cell changed at a time, each verdict by its own kind.

use super::{DATA, RULES, T1, audited, is_clean, lines, of};
use takar::audit::Verdict;

/// The lines of `T1` with one piece printed otherwise.
fn with(old: &str, new: &str) -> Vec<String> {
    assert_eq!(T1.matches(old).count(), 1, "{old}");
    lines(&of("T1", &T1.replace(old, new)))
}

#[test]
fn a_right_table_has_no_finding() {
    let audit = of("T1", T1);
    assert!(is_clean(&audit), "{:?}", lines(&audit));
    assert_eq!(audit.judged.len(), audit.count(Verdict::Agrees));
    // Fewer decimals, other forms of the same number, merged cells.
    let other = "No;Indikator Kinerja;Target;Realisasi;Capaian (%);Predikat\n1;Nilai Evaluasi AKIP Kecamatan;73.50;73,48;99.97 %;BAIK\n2;Indeks Kepuasan Masyarakat (IKM);92,0;81.5;88,6%;Kurang\n3;Surat yang dibalas;130 surat;121 surat;93;Baik\n4;Pengaduan;12 aduan;14;83,3 persen;Kurang\n;RATA-RATA;;;91,24%;\n";
    let audit = of("T1", other);
    assert!(is_clean(&audit), "{:?}", lines(&audit));
    assert_eq!(audit.unmatched, 0);
}

#[test]
fn other_ways() {
    insta::assert_snapshot!(
        [
            with("93,08", "93,07"),
            with("88,59", "88,58"),
            with("83,33", "116,67"),
            with("91,24", "91,25"),
            with("91,24", "72,99"),
            with("93,08", "100,83"),
        ]
        .concat()
        .join("\n")
    );
}

#[test]
fn units_copies_slips() {
    insta::assert_snapshot!(
        [
            with("88,59", "8,859"),
            with("121;93,08", "121;121,00"),
            with("88,59", "88,95"),
            with("93,08", "93,98"),
            with("93,08", "9,08"),
            with("83,33", "77,41"),
            with("130;121", "13O;121"),
            with("130;121", "130 orang;121"),
            with("83,33;Kurang", "83,33;Baik"),
            with("73,48;99,97", "73,48;#DIV/0!"),
        ]
        .concat()
        .join("\n")
    );
}

#[test]
fn what_follows_is_no_finding_of_its_own() {
    // The mean is right for the figure that is wrong.
    let audit = of("T1", &T1.replace("93,08", "39,08").replace("91,24", "77,74"));
    assert_eq!(lines(&audit), ["ketik: SURAT Surat yang dibalas / Capaian (%): dua angka tertukar: 93,08 ← 77,74"]);
    assert_eq!(audit.count(Verdict::Follows), 1);
}

#[test]
fn a_column_is_one_finding() {
    let rows = "Indikator;Realisasi 2023;Realisasi 2024;Tanpa batas
Nilai Evaluasi AKIP;73,12;73,48;73,50
Indeks Kepuasan Masyarakat;83,75;81,5;92,00
Surat yang dibalas;118;121;130,00
Pengaduan;11;14;12,00
";
    let rules = RULES.replace(
        "  kolom realisasi[2024] \"Realisasi 2024\"\n",
        "  kolom realisasi[2024] \"Realisasi 2024\"\n  kolom target \"Target\"\n",
    );
    let (audit, _) = audited(&rules, DATA, &[("cetakan/T2.csv", rows)]);
    assert_eq!(lines(&audit), ["kolom: AKIP Nilai Evaluasi AKIP / Tanpa batas: 4 sel: berisi kolom \"Target\""]);
    assert_eq!(audit.findings[0].cells.len(), 3);
}

#[test]
fn rounding_of_inputs_is_no_error() {
    // 81,5 may have been 81,46.
    let audit = of("T1", &T1.replace("88,59", "88,55"));
    assert_eq!(audit.findings.len(), 1);
    assert_eq!(audit.findings[0].verdict, Verdict::WithinRounding);
    assert!(!audit.is_grave());
    // What is counted has no rounding.
    assert!(of("T1", &T1.replace("93,08", "93,04")).is_grave());
}

/// What is measured and not rounded is declared beside the table.
#[test]
fn persis_closes_the_rounding_of_an_input() {
    let text = T1.replace("88,59", "88,55");
    let beside = |layout: &str| audited(RULES, DATA, &[("cetakan/T1.csv", &text), ("cetakan/T1.takar", layout)]);
    assert!(!beside("persis AKIP\n").0.is_grave());
    let (audit, problems) = beside("persis AKIP; IKM\n");
    assert!(audit.is_grave() && problems.is_empty(), "{problems:?}");
    let (_, problems) = beside("persis IKN\n");
    assert_eq!(problems[0].title, "\"persis IKN\" tidak menunjuk apa pun dalam tabelnya");
}

/// A rule of achievement that an indicator does not follow is a convention of the package's own, for one figure and for
/// a whole column.
#[test]
fn another_rule_of_the_package_is_another_way() {
    let own = "aturan capaian Lama\n  makin tinggi : realisasi / (target + 2) * 100\n  makin rendah : (2*target - realisasi) / (target + 1) * 100\n\naturan capaian Baku";
    let rules = RULES.replacen("aturan capaian Baku", own, 1);
    let of = |text: &str| lines(&audited(&rules, DATA, &[("cetakan/T1.csv", text)]).0);
    assert_eq!(of(T1), Vec::<String>::new());
    assert_eq!(
        of(&T1.replace("93,08", "91,67")),
        ["cara lain: SURAT Surat yang dibalas / Capaian (%): menurut aturan capaian Lama"]
    );
    let column = T1
        .replace("99,97", "97,32")
        .replace("88,59", "86,70")
        .replace("93,08", "91,67")
        .replace("83,33", "76,92")
        .replace("91,24", "88,15");
    assert_eq!(of(&column), ["kolom: AKIP Nilai Evaluasi AKIP / Capaian (%): 5 sel: menurut aturan capaian Lama"]);
}

/// A misprint has to be a number that the input can be, and none where the report prints the input right.
#[test]
fn an_input_that_is_right_or_cannot_be_is_no_cause() {
    let verdict = |rules: &str, text: &str| audited(rules, DATA, &[("cetakan/T1.csv", text)]).0.findings[0].verdict;
    let on_grid = RULES.replacen("  skala 0..100", "  langkah 0,01\n  skala 0..100", 1);
    // 73,488 would give it, and has a decimal more.
    assert_eq!(verdict(&on_grid, "Indikator;Capaian (%)\nNilai Evaluasi AKIP;99,98\n"), Verdict::Wrong);
    assert_eq!(verdict(&on_grid, &T1.replace("99,97", "99,98")), Verdict::Wrong);
    // 70,48 for 73,48, which the report does not print, or prints right.
    assert_eq!(verdict(&on_grid, "Indikator;Capaian (%)\nNilai Evaluasi AKIP;95,89\n"), Verdict::Input);
    assert_eq!(verdict(&on_grid, &T1.replace("99,97", "95,89")), Verdict::Wrong);
}
