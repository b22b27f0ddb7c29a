//! Reports that differ from their rules in more than one thing: rows of other indicators under one objective, two columns of one
//! title, tables in millions, ranges turned round, figures cut in two.

use super::{audited, lines};
use std::fmt::Write;
use takar::audit::Verdict;

const RULES: &str = r#"
paket "Kantor"
  tahun 2024
data "d.csv" angka id
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "nol"
  makin tinggi : realisasi / target * 100
  rentang makin tinggi : jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100
indikator A "Indeks kepuasan masyarakat"
  sasaran "Meningkatnya layanan"
  arah makin tinggi
  capaian Baku
indikator B "Nilai AKIP"
  sasaran "Meningkatnya akuntabilitas"
  arah makin tinggi
  capaian Baku
indikator C "Surat yang dijawab"
  sasaran "Tertibnya surat"
  arah makin tinggi
  capaian Baku
tabel T1
  baris A; B; C
  kolom sasaran "Sasaran"
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "Capaian" tampil 2
tabel T2
  baris A; B; C
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "Capaian" tampil 2
  kolom pagu "Pagu"
  kolom serapan "Realisasi"
  kolom serapan / pagu * 100% "%" tampil 2
tabel T3
  baris A; B; C
  kolom nama "Indikator"
  kolom pagu / 1_000_000 "Pagu" tampil 2
  kolom serapan / 1_000_000 "Realisasi" tampil 2
  kolom serapan / pagu * 100% "%" tampil 2
  kolom (pagu - serapan) / 1_000_000 "Sisa" tampil 2
  penutup jumlah(pagu / 1_000_000); jumlah(serapan / 1_000_000) "Jumlah"
"#;

const DATA: &str = "kode;tahun;target;realisasi;pagu;serapan
A;2024;80;84;120500000;118250500
B;2024;70;73,48;96124760;90112000
C;2024;130;121;15498500;15000000
";

/// The printed table, and what is said of it.
fn told(data: &str, table: &str, text: &str) -> String {
    let (audit, problems) = audited(RULES, data, &[(&format!("cetakan/{table}.csv"), text)]);
    let mut out = format!("{text}→ {} cocok, {} dilewati\n", audit.count(Verdict::Agrees), audit.unmatched);
    let said = problems.iter().map(|one| format!("{}: {}", one.code, one.title)).chain(lines(&audit));
    said.for_each(|line| writeln!(out, "→ {line}").expect("text"));
    out
}

fn all(data: &str, table: &str, texts: &[&str]) -> String {
    texts.iter().map(|text| told(data, table, text)).collect::<Vec<_>>().join("\n")
}

/// Another indicator under the same objective is another row; one of another name is the row where its figures are, and what
/// numbers a name or says what kind of thing it is is no part of it.
#[test]
fn rows_beside_their_objective() {
    insta::assert_snapshot!(all(
        DATA,
        "T1",
        &[
            "Sasaran;Indikator;Target;Realisasi;Capaian\nMeningkatnya layanan;Indeks kepuasan pegawai;75;81;108,00\n;Indeks kepuasan masyarakat;80;84;105,00\nMeningkatnya akuntabilitas;Nilai SAKIP;70;73,48;104,97\nTertibnya surat;Surat yang dijawab;130;121;93,08\n",
            "Sasaran;Indikator;Target;Realisasi;Capaian\nMeningkatnya layanan;IKU 1: Indeks kepuasan masyarakat (%);75;61;81,33\n;2. Nilai AKIP;70;73,48;104,97\nTertibnya surat;Kegiatan: Surat yang dijawab;130;112;86,15\n",
        ]
    ));
}

/// Each with the title of the other: the units beside the first, the second wholly wrong.
#[test]
fn two_columns_of_one_title() {
    insta::assert_snapshot!(all(
        DATA,
        "T2",
        &[
            "Indikator;Target;Realisasi;Realisasi;Capaian;Pagu;Realisasi;%\nIndeks kepuasan masyarakat;80;84;indeks;105,00;120.500.000;181.250.500;98,13\nNilai AKIP;70;73,48;nilai;104,97;96.124.760;90.121.000;93,74\nSurat yang dijawab;130;121;surat;93,08;15.498.500;15.000.000;96,78\n",
            "Indikator;Target;Realisasi;;Capaian;Pagu;Realisasi;%\nIndeks kepuasan masyarakat;80;84;;105,00;120.500.000;118.250.500;98,13\nNilai AKIP;70;73;48;104,97;96.124.760;90.112.000;93,74\nSurat yang dijawab;130;121;;93,08;15.498.500;15.000.000;96,78;17\n",
        ]
    ));
}

/// One cause, and what was worked out from it, from exact or from rounded figures.
#[test]
fn in_millions() {
    insta::assert_snapshot!(all(
        DATA,
        "T3",
        &[
            "Indikator;Pagu;Realisasi;%;Sisa\nIndeks kepuasan masyarakat;120,50;181,25;150,41;-60,75\nNilai AKIP;96,12;90,11;93,74;6,01\nSurat yang dijawab;15,50;15,00;96,78;0,50\nJumlah;232,12;286,36\n",
            "Indikator;Pagu;Realisasi;%\nIndeks kepuasan masyarakat;120,50;118,25;98,13\nNilai AKIP;96,12;91,10;94,78\nSurat yang dijawab;15,50;15,00;96,78\n",
        ]
    ));
}

/// A range is held end by end; two numbers that are none are told.
#[test]
fn ends_of_ranges() {
    let data = DATA.replace("A;2024;80;84", "A;2024;64,03-67,66;66").replace("B;2024;70", "B;2024;25-30");
    let rows = |a: &str, b: &str| {
        format!("Indikator;Target;Realisasi\nIndeks kepuasan masyarakat;{a};66\nNilai AKIP;{b};73,48\n")
    };
    let texts = [rows("67,66-64,03", "25/30"), rows("46,03-67,66", "25/35"), rows("61,11 s.d. 62,22", "25 dari 30")];
    insta::assert_snapshot!(all(&data, "T2", &texts.each_ref().map(String::as_str)));
}

/// What belongs to the row above is a copy, worked out with its target another way; a last digit is no slip, nor one of an input.
#[test]
fn neighbours() {
    insta::assert_snapshot!(all(
        DATA,
        "T2",
        &[
            "Indikator;Target;Realisasi;Capaian\nIndeks kepuasan masyarakat;80;84;105,00\nNilai AKIP;70;73,48;93,08\nSurat yang dijawab;130;121;104,97\n",
            "Indikator;Target;Realisasi;Capaian\nIndeks kepuasan masyarakat;80;84;105,00\nNilai AKIP;70;73,48;91,85\nSurat yang dijawab;130;121;106,92\n",
        ]
    ));
}
