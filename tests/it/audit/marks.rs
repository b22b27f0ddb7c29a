//! What stands around a right figure: understood it is right, not understood it is told; accused it is in no form.

use super::{audited, lines};
use crate::dice::Dice;
use std::fmt::Write;
use takar::audit::Verdict;

const RULES: &str = r#"
paket "Dinas"
  tahun 2024
aturan capaian Baku
  makin tinggi : realisasi / target * 100
data "d.csv" angka id
indikator A "Angka melek huruf"
  arah makin tinggi
  capaian Baku
indikator B "Indeks kepuasan"
  arah makin tinggi
  capaian Baku
indikator C "Jumlah wisatawan"
  satuan orang
  arah makin tinggi
  capaian Baku
tabel T1 "Capaian"
  baris A; B; C
  kolom nama "Indikator"
  kolom realisasi "Realisasi"
  kolom realisasi - realisasi[2023] "Naik/Turun"
  kolom capaian "Capaian (%)" tampil 2
"#;

const DATA: &str = "kode;tahun;target;realisasi
A;2024;90;80
B;2024;70;69
C;2024;1200;1100
A;2023;90;82,5
B;2023;70;66,5
C;2023;1200;2100
";

/// The table with these three in its first row.
fn printed(value: &str, change: &str, achieved: &str) -> String {
    format!(
        "Indikator;Realisasi;Naik/Turun;Capaian (%)\nAngka melek huruf;{value};{change};{achieved}\nIndeks kepuasan;69;2,5;98,57\nJumlah wisatawan;1.100;-1.000;91,67\n"
    )
}

/// What is said of a printed table: how many figures are right, and what is told of the others.
fn told(text: &str) -> String {
    let (audit, problems) = audited(RULES, DATA, &[("cetakan/T1.csv", text)]);
    let mut said = format!("{} cocok", audit.count(Verdict::Agrees));
    let unjudged = audit.judged.iter().filter(|one| one.verdict == Verdict::Unjudged);
    let all = problems.iter().map(|one| one.title.clone()).chain(lines(&audit));
    all.chain(unjudged.map(|one| format!("tidak diperiksa: {}", one.why)))
        .for_each(|line| write!(said, "; {line}").expect("text"));
    said
}

fn all(forms: &[&str], of: impl Fn(&str) -> String) -> String {
    forms.iter().fold(String::new(), |mut out, form| {
        writeln!(out, "{form} → {}", told(&of(form))).expect("text");
        out
    })
}

/// All but what nobody can know is right.
const ALL: &str = "9 cocok";

/// Less than nothing, with marks and words: every one is −2,5.
#[test]
fn what_is_less_than_nothing() {
    let forms = [
        "-2,50",
        "- 2,50",
        "−2,50",
        "–2,50",
        "—2,50",
        "(2,50)",
        "( 2,50 )",
        "(-2,50)",
        "-(2,50)",
        "(2,50)*)",
        "(2,50) *",
        "(2,50)¹",
        "(2,50) a)",
        "(2,50)r",
        "(2,50) poin",
        "(2,50) poin persen",
        "(2,5)%",
        "-2,50*",
        "-2,50r",
        "2,50-",
        "2,50 -",
        "turun 2,50",
        "turun (2,50)",
        "Menurun (2,50)",
        "turun -2,50",
        "turun sebesar 2,50",
        "turun 2,50 poin",
        "penurunan 2,50",
        "2,50 (turun)",
        "-2,50 (menurun)",
        "▼ (2,50)",
        "(2,50) ▼",
        "↓ -2,50",
        "minus 2,50",
        "(-) 2,50",
        "(turun) 2,50",
        "2,50 (-)",
        "2,50 (minus)",
        "2,50 lebih rendah",
        "[2,50]",
        "(2,50",
        "2,50)",
        "(2.50)",
        "±2,50",
        "+/-2,50",
    ];
    for form in forms {
        assert_eq!(told(&printed("80", form, "88,89")), ALL, "{form}");
    }
    // A rise, and another fall, is none of them.
    let wrong = ["2,50", "+2,50", "naik 2,50", "▲ 2,50", "(5,20)*)", "turun 5,20 poin", "-Rp5,20"];
    insta::assert_snapshot!(all(&wrong, |form| printed("80", form, "88,89")));
}

/// The same of money.
#[test]
fn money_less_than_nothing() {
    let forms = [
        "Rp(1.000)",
        "Rp (1.000)",
        "(Rp1.000)",
        "(Rp 1.000,00)",
        "-Rp1.000",
        "- Rp 1.000",
        "Rp-1.000",
        "Rp -1.000,-",
        "Rp. (1.000,00)",
        "(Rp1.000,-)",
        "Rp(1.000)*",
        "Rp (1.000) turun",
        "minus Rp1.000",
        "Rp 1.000-",
        "Rp1.000 (-)",
        "IDR (1.000)",
        "(1.000),00",
        "(1.000) orang",
        "-1.000 orang",
    ];
    for form in forms {
        let text = printed("80", "-2,5", "88,89").replace(";-1.000;", &format!(";{form};"));
        assert_eq!(told(&text), ALL, "{form}");
    }
}

/// Marks of footnotes, letters, symbols and words of state beside a right figure.
#[test]
fn marks_of_footnotes() {
    let forms = [
        "88,89 a)",
        "88,89xx)",
        "88,89 xx)",
        "88,89r",
        "88,89 r",
        "88,89x",
        "88,89ᵃ",
        "88,89ᵃ⁾",
        "88,89 ʳ",
        "88,89ˣˣ⁾",
        "88,89ⁿ",
        "88,89**",
        "88,89*)**)",
        "88,89 a)b)",
        "88,89 a,b)",
        "88,89 1,2)",
        "88,89¹,²",
        "88,89 ii)",
        "88,89 iv)",
        "88,89^1",
        "88,89^a)",
        "88,89 {1}",
        "88,89 [1]",
        "88,89 +)",
        "88,89 *a)",
        "→ 88,89",
        "88,89 →",
        "88,89 ↑",
        "88,89 ↔",
        "88,89 (naik)",
        "88,89 (tetap)",
        "88,89 tetap",
        "88,89 sementara",
        "88,89 est.",
        "88,89 tercapai",
        "88,89 *sementara",
        "± 88,89",
        "≥ 88,89",
        "≈ 88,89",
        "sekitar 88,89",
        "sebesar 88,89%",
        "nilai 88,89",
        "88,89 ✓",
        "🟢 88,89",
        "88,89 ●",
        "88,89 !",
        "\"“88,89”\"",
        "88,89'",
        "|88,89|",
        "88,89:",
        "88,89 =",
        "88,89 o/o",
        "88,89 ﹪",
        "88,89% xx)",
        "88,89 %r",
        "(88,89%)",
        "88٫89",
    ];
    for form in forms {
        assert_eq!(told(&printed("80", "-2,5", form)), ALL, "{form}");
    }
}

/// What nobody knows beside a figure is told with its reason; what is scattered among its digits is no mark.
#[test]
fn what_is_not_known_is_told() {
    let forms = [
        "88,89 ‰",
        "$ 88,89",
        "88,89 /",
        "88,89 flub",
        "88,89 Z",
        "88,89 1",
        "98,57 (88,89)",
        "88,89 dari 100",
        "AA 88,89",
        "88,8 9",
        "88,,89",
        "88,8O",
        "88,89 ton",
        "88,98 a)",
        "88,98 (tetap)",
        "88,98 flub",
    ];
    insta::assert_snapshot!(all(&forms, |form| printed("80", "-2,5", form)));
}

/// Units that the rules do not know are no other unit; those that offices count in are.
#[test]
fn words_behind_a_count() {
    let forms = [
        "1.100 orang",
        "1.100 jiwa",
        "1.100 wisatawan",
        "1.100 (seribu seratus) orang",
        "1.100 dokumen",
        "1.100 flub",
        "1.001 orang *)",
    ];
    insta::assert_snapshot!(all(&forms, |form| printed("80", "-2,5", "88,89").replace(";1.100;", &format!(";{form};"))));
}

/// Any letters in a cell are read as something.
#[test]
fn any_cell_is_read() {
    let signs = "0123456789,.%()[]{}-−–+*/^¹²ᵃ₂aOxRp± ≥▼→✓\"'«»|:;~🟢é";
    let letters: Vec<char> = signs.chars().collect();
    let mut dice = Dice(7);
    let mut cell = || (0..=dice.at(9)).map(|_| dice.pick(&letters)).collect::<String>();
    for _ in 0..40 {
        let row = |name: &str, cells: [String; 3]| {
            let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            format!("{name};{}\n", quoted.join(";"))
        };
        let rows: String = ["Angka melek huruf", "Indeks kepuasan", "Jumlah wisatawan"]
            .into_iter()
            .map(|name| row(name, [cell(), cell(), cell()]))
            .collect();
        told(&format!("Indikator;Realisasi;Naik/Turun;Capaian (%)\n{rows}"));
    }
}
