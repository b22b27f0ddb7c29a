//! Which column of the rules a printed one is, where its title does not say: its figures decide, and where they cannot, nobody
//! is accused. And every figure, range and grade that is printed is judged, or said not to be.

use super::{DATA, RULES, T1, audited, lines};
use std::fmt::Write;
use takar::audit::{self, Audit, Verdict};
use takar::diagnostic::Diagnostic;

/// Performance and money in one table.
const BOTH: &str = r#"
paket "Kantor"
  tahun 2024
data "d.csv" angka id
aturan capaian Baku
  makin tinggi : realisasi / target * 100
  batas 0..120
  tampil 2 biasa
aturan predikat Skala
  > 90 : "Sangat Baik"
  > 50 .. 90 : "Baik"
  <= 50 : "Kurang"
indikator A "Nilai SAKIP"
  arah makin tinggi
  capaian Baku
  predikat Skala
indikator B "Indeks SPBE"
  arah makin tinggi
  capaian Baku
  predikat Skala
indikator C "Jumlah desa mandiri"
  arah makin tinggi
  capaian Baku
  predikat Skala
indikator D "Rasio elektrifikasi"
  arah makin tinggi
  capaian Baku
  predikat Skala
tabel T1
  baris A; B; C; D
  kolom nama "Indikator"
"#;

const MONEY: &str = "kode;tahun;target;realisasi;pagu;serapan
A;2024;80;80;456257596;456257596
B;2024;50;49;300000000;297000000
C;2024;10;10;200000000;200000000
D;2024;90;72;100000000;99100000
";

fn of(columns: &str, text: &str) -> (Audit, Vec<Diagnostic>) {
    let columns: Vec<String> = columns.split("; ").map(|one| format!("  kolom {one}\n")).collect();
    audited(&format!("{BOTH}{}", columns.concat()), MONEY, &[("cetakan/T1.csv", text)])
}

/// What is said of a table: what agrees, messages, notes, findings.
fn told(columns: &str, text: &str) -> String {
    let (audit, problems) = of(columns, text);
    let mut out = format!("{columns}\n{text}→ {} cocok\n", audit.count(Verdict::Agrees));
    for line in problems.iter().map(|one| format!("{}: {}", one.code, one.title)).chain(lines(&audit)) {
        writeln!(out, "→ {line}").expect("text");
    }
    let terminal = audit::terminal(&audit);
    for note in terminal.lines().filter(|line| line.starts_with("catatan")) {
        writeln!(out, "→ {note}").expect("text");
    }
    out
}

const NAMES: [&str; 4] = ["Nilai SAKIP", "Indeks SPBE", "Jumlah desa mandiri", "Rasio elektrifikasi"];
const VALUES: [&str; 4] = ["80", "49", "10", "72"];
const ACHIEVED: [&str; 4] = ["100", "98", "100", "80"];
const BUDGET: [&str; 4] = ["456.257.596", "300.000.000", "200.000.000", "100.000.000"];
const SPENT: [&str; 4] = ["456.257.596", "297.000.000", "200.000.000", "99.100.000"];
const SHARE: [&str; 4] = ["100,00", "99,00", "100,00", "99,10"];

fn table(columns: &[(&str, [&str; 4])]) -> String {
    let mut text = format!("Indikator;{}\n", columns.iter().map(|(title, _)| *title).collect::<Vec<_>>().join(";"));
    for (at, name) in NAMES.iter().enumerate() {
        let cells: Vec<&str> = columns.iter().map(|(_, cells)| cells[at]).collect();
        writeln!(text, "{name};{}", cells.join(";")).expect("text");
    }
    text
}

/// Right reports whose titles are near those of other columns of the rules, or the very same.
#[test]
fn figures_decide_between_titles() {
    let shared = "realisasi \"Realisasi Kinerja\"; capaian \"Capaian Kinerja\"; pagu \"Anggaran\"; serapan \"Realisasi Anggaran\"; serapan / pagu * 100% \"% Realisasi\"";
    let swapped = "realisasi \"Realisasi Kinerja\"; capaian \"Capaian\"; pagu \"Anggaran\"; serapan \"Realisasi\"; serapan / pagu * 100% \"%\"";
    let one = [
        ("Realisasi Kinerja", VALUES),
        ("%", ACHIEVED),
        ("Pagu", BUDGET),
        ("Realisasi Anggaran", SPENT),
        ("% Anggaran", SHARE),
    ];
    let other =
        [("Realisasi", VALUES), ("%", ACHIEVED), ("Anggaran", BUDGET), ("Realisasi (Rp)", SPENT), ("Capaian", SHARE)];
    let money = [("Realisasi", VALUES), ("Serapan", SPENT), ("Pagu Anggaran", BUDGET)];
    for (columns, text) in [(shared, table(&one)), (swapped, table(&other)), (shared, table(&money))] {
        let (audit, _) = of(columns, &text);
        assert_eq!(lines(&audit), Vec::<String>::new(), "{}", told(columns, &text));
        assert_eq!(audit.unmatched, 0, "{}", told(columns, &text));
    }
    insta::assert_snapshot!(told(shared, &table(&one)));
}

/// The same with one figure wrong: that one is found, and no other.
#[test]
fn one_slip_moves_no_column() {
    let rules = "pagu \"Anggaran\"; serapan \"Realisasi\"; serapan / pagu * 100% \"%\"";
    let mut spent = SPENT;
    spent[3] = "91.100.000";
    let text = table(&[("Pagu", BUDGET), ("Realisasi Anggaran", spent), ("%", SHARE)]);
    let (audit, _) = of(rules, &text);
    assert_eq!(audit.findings.len(), 1, "{}", told(rules, &text));
    assert_eq!(audit.findings[0].cell.right, "99.100.000");
}

/// Of two columns with one title the one that has the figures, also where rows are known by nearly their name.
#[test]
fn of_two_alike_the_one_with_the_figures() {
    let rules = "target \"Target\"; realisasi \"Realisasi\"; capaian \"% Capaian\"";
    let text = table(&[
        ("Target", ["80", "50", "10", "90"]),
        ("Realisasi", SPENT),
        ("Realisasi", VALUES),
        ("% Capaian", ACHIEVED),
    ]);
    for text in [text.clone(), NAMES.iter().fold(text, |text, name| text.replace(name, &format!("{name} Kecamatan A")))]
    {
        let (audit, problems) = of(rules, &text);
        assert_eq!((lines(&audit), audit.count(Verdict::Agrees)), (Vec::new(), 12), "{}", told(rules, &text));
        let said: Vec<&str> = problems.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(said, ["kolom \"Realisasi\" di kolom 3 tidak dikenal; angkanya tidak diperiksa"]);
    }
}

/// Money is no percentage, and a title that says nothing accuses nobody where its figures are nobody's.
#[test]
fn nobody_is_accused_by_a_title_alone() {
    let rules = "realisasi \"Realisasi\"; serapan / pagu * 100% \"% Serapan\"";
    let text = table(&[("Realisasi", VALUES), ("Serapan", ["1.000.000", "2.000.000", "3.000.000", "4.000.000"])]);
    let (audit, problems) = of(rules, &text);
    assert_eq!((lines(&audit), audit.unmatched, problems.len()), (Vec::new(), 4, 1), "{}", told(rules, &text));
}

/// Grades under whatever title, and where it says nothing of grades they are said not to be judged.
#[test]
fn grades_under_other_titles() {
    let rules = "capaian \"% Capaian\"; predikat \"Predikat\"";
    for title in ["Kriteria", "Kategori", "Status", "Kriteria Capaian", "Predikat Kinerja"] {
        let text = table(&[("% Capaian", ACHIEVED), (title, ["Kurang", "Kurang", "Kurang", "Kurang"])]);
        let (audit, problems) = of(rules, &text);
        assert_eq!((audit.count(Verdict::Grade), problems.len()), (4, 0), "{}", told(rules, &text));
    }
    let text = table(&[("% Capaian", ACHIEVED), ("Tahun lalu", ["Baik", "Kurang", "Baik", "Baik"])]);
    let (audit, problems) = of(rules, &text);
    assert_eq!((lines(&audit), audit.unmatched, problems.len()), (Vec::new(), 4, 1), "{}", told(rules, &text));
}

/// Merged objectives above a footer of a name of its own.
#[test]
fn merged_objectives_over_a_footer() {
    let text = "Sasaran;Indikator;Target;Realisasi;Capaian (%);Predikat
Mutu;Nilai Evaluasi AKIP;73,5;73,48;99,97;Kurang
;Indeks Kepuasan Masyarakat;92;81,5;88,59;Kurang
Surat;Surat yang dibalas;130;121;93,08;Kurang
;Nilai kinerja;;;91,24;
";
    for rules in [RULES.to_string(), RULES.replace("\"Rata-rata\"", "\"Nilai kinerja\"")] {
        let (audit, _) = audited(&rules, DATA, &[("cetakan/T1.csv", text)]);
        assert_eq!(audit.count(Verdict::Grade), 2, "{:?}", lines(&audit));
        assert!(!audit::terminal(&audit).contains("dibaca sebagai \"Target\""));
    }
}

/// A target that is a range.
#[test]
fn ranges_are_judged() {
    let rules = r#"
paket "K"
  tahun 2024
data "d.csv" angka id
aturan capaian R
  rentang : jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100
indikator A "Indeks Pembangunan Manusia"
  arah rentang
  capaian R
tabel T1
  baris A
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
"#;
    let data = "kode;tahun;target;realisasi\nA;2024;69,03-69,66;61,92\n";
    let of = |target: &str| {
        let text = format!("Indikator;Target;Realisasi\nIndeks Pembangunan Manusia;{target};61,92\n");
        audited(rules, data, &[("cetakan/T1.csv", &text)]).0
    };
    for right in ["69,03-69,66", "69,03 – 69,66", "69,03 s/d 69,66", "69,03 sampai 69,66", "69-70"] {
        assert_eq!((lines(&of(right)), of(right).count(Verdict::Agrees)), (Vec::new(), 2), "{right}");
    }
    for wrong in ["64,03-67,66", "69,03 – 69,67", "60 s/d 70"] {
        assert_eq!(of(wrong).count(Verdict::Contradicts), 1, "{wrong}");
    }
    assert_eq!(of("69,03").count(Verdict::Unjudged), 1);
}

/// Sheets of which nothing can be read are told with what is wrong, and the quote that is left open swallows no rows.
#[test]
fn sheets_that_cannot_be_read() {
    let plain = T1.replace(';', " ");
    let strokes: String = T1.lines().map(|line| format!("| {} |\n", line.replace(';', " | "))).collect();
    let open = T1.replace("Nilai Evaluasi", "\"Nilai Evaluasi").replace("99,97", "97,99");
    let said = |text: &str| {
        let (audit, problems) = audited(RULES, DATA, &[("cetakan/T1.csv", text)]);
        let titles: Vec<String> = problems.iter().map(|one| format!("{}: {}", one.code, one.title)).collect();
        (audit.count(Verdict::Agrees), audit.findings.len(), titles)
    };
    assert_eq!(said(&plain).2, ["C0013: \"cetakan/T1.csv\" terbaca sebagai satu kolom; angkanya tidak diperiksa"]);
    assert_eq!(said(&strokes), (17, 0, Vec::new()));
    let (_, findings, titles) = said(&open);
    assert_eq!(findings, 1);
    assert_eq!(
        titles,
        [
            "C0013: tanda petik di baris 2 \"cetakan/T1.csv\" tidak ditutup; mulai baris itu tiap baris dibaca sebagai satu baris tabel"
        ]
    );
}

/// A quote that closes in a later line has taken in rows: told with its line, and each line is a row again. A name of several
/// lines is one.
#[test]
fn quotes_that_close_in_a_later_row() {
    let said = |text: &str| {
        let (audit, problems) = audited(RULES, DATA, &[("cetakan/T1.csv", text)]);
        let titles: Vec<String> = problems.iter().map(|one| format!("{}: {}", one.code, one.title)).collect();
        (audit.count(Verdict::Agrees), lines(&audit), titles)
    };
    let both = T1.replace("Nilai Evaluasi", "\"Nilai Evaluasi").replace("Surat yang", "\"Surat yang");
    let (agree, found, titles) = said(&both);
    assert_eq!((agree, found), (17, Vec::new()));
    assert_eq!(titles.len(), 1, "{titles:?}");
    assert!(titles[0].starts_with("C0013: tanda petik di baris 2 \"cetakan/T1.csv\" tidak ditutup"), "{titles:?}");
    let wrong = said(&both.replace("88,59", "85,89"));
    assert_eq!(wrong.1.len(), 1, "{wrong:?}");
    for own in ["\"Nilai Evaluasi\n AKIP\"", "\"Nilai\n; Evaluasi; AKIP\"", "\"Nilai\n\nEvaluasi AKIP\""] {
        let (agree, found, titles) = said(&T1.replace("Nilai Evaluasi AKIP", own));
        assert_eq!((agree, found, titles), (17, Vec::new(), Vec::new()), "{own}");
    }
}

/// Two columns with each other's figures under titles that say which is which are one finding; under titles that may mean either they are
/// read by their figures.
#[test]
fn columns_with_each_others_figures_are_exchanged() {
    let columns =
        "capaian \"Capaian (%)\"; serapan \"Realisasi Anggaran\"; serapan / pagu * 100% \"Realisasi Anggaran (%)\"";
    let all = [
        [("Capaian (%)", SHARE), ("Realisasi Anggaran", SPENT), ("Realisasi Anggaran (%)", ACHIEVED)],
        [("Capaian (%)", ACHIEVED), ("Realisasi Anggaran", SHARE), ("Realisasi Anggaran (%)", SPENT)],
        [("Capaian (%)", SHARE), ("Realisasi Anggaran", SPENT), ("%", ACHIEVED)],
    ];
    insta::assert_snapshot!(all.map(|one| told(columns, &table(&one))).concat());
}

/// Of two columns of one title the one that is not read is told by its place.
#[test]
fn which_of_two_columns_is_not_read() {
    let mut text = String::new();
    for (at, line) in T1.lines().enumerate() {
        let cells: Vec<&str> = line.split(';').collect();
        let money = if at == 0 { "Realisasi".to_string() } else { format!("{at}98.168.962") };
        text.push_str(&format!("{};{money};{}\n", cells[..2].join(";"), cells[2..].join(";")));
    }
    let (_, problems) = audited(RULES, DATA, &[("cetakan/T1.csv", &text)]);
    let titles: Vec<&str> = problems.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["kolom \"Realisasi\" di kolom 3 tidak dikenal; angkanya tidak diperiksa"]);
    assert!(format!("{:?}", problems[0]).contains("kolom 3 = "), "{problems:?}");
}

/// Units that stand in the rules as they are printed.
#[test]
fn units_with_words_and_digits() {
    let rules = RULES.replace("satuan surat", "satuan UNIT");
    let of = |unit: &str, cell: &str| {
        let rules = rules.replace("UNIT", unit);
        let text = format!("Indikator;Realisasi\nSurat yang dibalas;{cell}\n");
        lines(&audited(&rules, &DATA.replace("130;121", "94125;71307"), &[("cetakan/T1.csv", &text)]).0)
    };
    for (unit, cell) in [
        ("\"juta rupiah\"", "71.307 juta rupiah"),
        ("\"juta rupiah\"", "Rp71.307 juta"),
        ("\"miliar rupiah\"", "71.307 miliar rupiah"),
        ("m2", "71.307 m2"),
        ("m2", "71.307m2"),
        ("\"m²\"", "71.307 m2"),
        ("m3", "71.307 m³"),
        ("\"m3/detik\"", "71.307 m3/detik"),
        ("\"ton CO2eq\"", "71.307 ton CO₂eq"),
        ("km2", "71.307 km2"),
    ] {
        assert_eq!(of(unit, cell), Vec::<String>::new(), "{unit} {cell}");
        assert_eq!(of(unit, &cell.replace("71.307", "71.037")).len(), 1, "{unit} {cell}");
    }
}

/// A slip in a printed input with what follows from it is one cause.
#[test]
fn one_cause_for_an_input_and_what_follows() {
    let text = T1.replace("81,5;88,59;Kurang", "81,8;88,91;Kurang").replace("91,24", "91,32");
    let audit = super::of("T1", &text);
    assert_eq!(audit.findings.len(), 1, "{:?}", lines(&audit));
    assert_eq!(audit.findings[0].cell.printed, "81,8");
    assert_eq!(audit.findings[0].followers.len(), 2, "{:?}", lines(&audit));
}
