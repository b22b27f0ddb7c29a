//! Printed files as people type them, and what is said of those that cannot be used; the rest is audited all the same.

use super::{DATA, RULES, T1, audited, is_clean, lines};
use takar::audit;
use takar::diagnostic::Diagnostic;

fn said(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let (audit, problems) = audited(RULES, DATA, files);
    let said = |one: &Diagnostic| format!("{}: {}", one.code, one.title);
    (problems.iter().map(said).collect(), lines(&audit))
}

#[test]
fn a_table_nobody_declared() {
    let (said, found) = said(&[("cetakan/T9.csv", "A;B\nx;1\n"), ("cetakan/T1.csv", T1)]);
    assert_eq!(said, ["C0001: tabel \"T9\" tidak ada dalam aturan; \"cetakan/T9.csv\" tidak diperiksa"]);
    assert!(found.is_empty());
}

#[test]
fn columns_and_rows_that_nobody_knows() {
    let text = T1.replace("Target;", "Anggaran;").replace("Pengaduan;12", "Lain-lain;77");
    let (said, found) = said(&[("cetakan/T1.csv", &text)]);
    assert_eq!(said, ["C0003: baris 4 di bawah judul (\"Lain-lain\") tidak dikenal; angkanya tidak diperiksa"]);
    assert!(found.is_empty(), "{found:?}");
}

/// The row that a message names is the one that a declaration beside the table means, also below a heading of two lines.
#[test]
fn rows_are_counted_alike() {
    let text = format!("# halaman 3\nIndikator;Tahun 2024;;;\n;{}", T1.split_once(';').expect("a heading").1)
        .replace("Pengaduan;12", "Lain-lain;77");
    let (told, _) = said(&[("cetakan/T1.csv", &text)]);
    let row = told.first().and_then(|told| told.split("baris ").nth(1)?.split(' ').next()).expect("a row");
    assert_eq!(row, "4", "{told:?}");
    let beside = format!("baris {row} = ADUAN\n");
    let (told, found) = said(&[("cetakan/T1.csv", &text), ("cetakan/T1.takar", &beside)]);
    assert!(told.is_empty(), "{told:?}");
    assert!(
        found.iter().all(|one| one.contains("Lain-lain") || one.contains("ADUAN") || one.contains("Pengaduan")),
        "{found:?}"
    );
    assert!(!found.is_empty());
}

#[test]
fn a_row_that_is_as_near_to_two() {
    let rules = RULES
        .replace("\"Nilai Evaluasi AKIP\"", "\"Nilai pelayanan kantor pusat\"")
        .replace("\"Indeks Kepuasan Masyarakat\"", "\"Nilai pelayanan kantor cabang\"");
    let text = "Indikator;Target\nNilai pelayanan kantor;73,5\nSurat yang dibalas;130\n";
    let (audit, problems) = audited(&rules, DATA, &[("cetakan/T1.csv", text)]);
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].title,
        "baris 1 di bawah judul (\"Nilai pelayanan kantor\") dapat berarti beberapa baris; angkanya tidak diperiksa"
    );
    assert!(is_clean(&audit));
}

#[test]
fn what_titles_cannot_tell_is_declared() {
    let text = "# halaman 34\nIndikator;Angka;Angka;Angka\nNilai Evaluasi AKIP;73,5;73,48;99,97\nPengaduan;12;14;83,33\nSemua;;;91,24\n";
    let layout = "# Tiga judul yang sama.\ncetakan T1\nkolom 2 = target\nkolom 3 = realisasi\nkolom 4 = capaian\nbaris 3 = penutup\njudul \"Tabel 1\" ke 2\n";
    let (audit, problems) = audited(RULES, DATA, &[("cetakan/X.csv", text), ("cetakan/X.takar", layout)]);
    // Two of the four rows are not printed.
    assert!(problems.iter().all(|one| one.code.as_str() == "C0014"), "{problems:?}");
    assert!(is_clean(&audit), "{:?}", lines(&audit));
    assert_eq!(audit.judged.len(), 7);
    assert_eq!(audit.judged[0].place.page, Some(34));
}

#[test]
fn declarations_that_mean_nothing() {
    let layout = "kolom 9 = target\nkolom dua = target\nbaris 2 = TIDAKADA\nhalaman empat\n";
    let (said, found) =
        said(&[("cetakan/T1.csv", T1), ("cetakan/T1.takar", layout), ("cetakan/T7.takar", "halaman 1\n")]);
    insta::assert_snapshot!(said.join("\n"));
    assert!(found.is_empty());
}

#[test]
fn rows_by_place_and_rows_twice() {
    // The third row has no words; it stands where only one row of the rules is left.
    let text = T1.replace("Surat yang dibalas", "");
    let (said, found) = said(&[("cetakan/T1.csv", &text)]);
    assert!(said.is_empty() && found.is_empty(), "{said:?} {found:?}");
    let row = "Pengaduan;12;14;83,33;Kurang\n";
    let (audit, _) = audited(RULES, DATA, &[("cetakan/T1.csv", &T1.replace(row, &row.repeat(2)))]);
    assert_eq!(lines(&audit), ["berulang: ADUAN Pengaduan / : sama dengan baris 4 di bawah judul"]);
}

#[test]
fn arbitrary_text_is_no_reason_to_stop() {
    for text in
        ["", "\n", ";;;\n;;;", "\"", "a", "#", "Indikator;Target\n\"x;1\ny", "Indikator\tTarget\nAKIP\t73,5\t9\t9\n"]
    {
        audited(RULES, DATA, &[("cetakan/T1.csv", text), ("cetakan/T1.takar", text)]);
    }
}

/// What is not held against the rules is said: a column without a title, words where a figure belongs, figures in the
/// place of grades, rows that begin with `#`.
#[test]
fn nothing_is_passed_over_in_silence() {
    let (told, _) = said(&[("cetakan/T1.csv", &T1.replace("Capaian (%);", ";"))]);
    assert_eq!(told, ["C0002: kolom \"ke-4, tanpa judul\" tidak dikenal; angkanya tidak diperiksa"]);
    let numbered: Vec<String> = T1
        .lines()
        .enumerate()
        .map(|(at, line)| if at == 0 { format!(";{line}") } else { format!("{at};{line}") })
        .collect();
    let (told, found) = said(&[("cetakan/T1.csv", &numbered.join("\n"))]);
    assert!(told.is_empty() && found.is_empty(), "{told:?} {found:?}");
    let text = T1.replace("73,48;99,97;Baik", "belum rilis;99,97;99,97");
    let shown = audit::terminal(&audited(RULES, DATA, &[("cetakan/T1.csv", &text)]).0);
    for column in ["Realisasi", "Predikat"] {
        assert!(
            shown.contains(&format!("tidak diperiksa: T1: AKIP Nilai Evaluasi AKIP, kolom \"{column}\"")),
            "{shown}"
        );
    }
    let (_, found) = said(&[("cetakan/T1.csv", &T1.replace("93,08;Baik", "93,08;93,08 (Kurang)"))]);
    assert_eq!(found, ["predikat: SURAT Surat yang dibalas / Predikat: bukan predikat kira-kira 93,0769"]);
    let (_, found) = said(&[("cetakan/T1.csv", &T1.replace("Pengaduan;12;14", "# Pengaduan;12;15"))]);
    assert_eq!(found.len(), 1, "{found:?}");
    let (audit, _) = audited(RULES, DATA, &[("cetakan/T1.csv", "Indikator;Target\n")]);
    assert!(audit.is_idle() && audit::terminal(&audit).ends_with("tidak ada angka yang dapat diperiksa\n"));
}
