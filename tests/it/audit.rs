//! Printed reports held against their rules: every verdict on small packages, and the shipped report as a whole.

mod blanks;
mod bounds;
mod cells;
mod chosen;
mod claims;
mod command;
mod dressed;
mod exactly;
mod follows;
mod forms;
mod groups;
mod input;
mod laid;
mod left;
mod marks;
mod near;
mod planted;
mod report;
mod rows;
mod summed;
mod totals;
mod unseen;
mod verdicts;

use takar::audit::{self, Audit, PrintedTable, Verdict};
use takar::diagnostic::Diagnostic;
use takar::engine::Package;

/// Two indicators, their mean, a share of counted things, money.
pub const RULES: &str = r#"
paket "Kantor"
  tahun 2024
  periode 2024..2026

data "d.csv" angka id

aturan capaian Baku
  jika target = 0 : tidak terdefinisi "target nol"
  makin tinggi : realisasi / target * 100
  makin rendah : (2*target - realisasi) / target * 100
  batas 0..100
  tampil 2 biasa

aturan predikat Skala
  > 90 .. 100 : "Baik"
  0 .. 90 : "Kurang"

indikator AKIP "Nilai Evaluasi AKIP"
  satuan nilai
  skala 0..100
  arah makin tinggi
  capaian Baku
  predikat Skala

indikator IKM "Indeks Kepuasan Masyarakat"
  satuan nilai
  skala 0..100
  arah makin tinggi
  capaian Baku
  predikat Skala

indikator SURAT "Surat yang dibalas"
  satuan surat
  arah makin tinggi
  capaian Baku
  predikat Skala

indikator ADUAN "Pengaduan"
  satuan aduan
  arah makin rendah
  capaian Baku
  predikat Skala

kelompok IKU "Indikator Kinerja Utama"
  anggota AKIP; IKM; SURAT; ADUAN
  capaian rata_rata(capaian anggota)
  tampil 2 biasa
  predikat Skala

tabel T1 "Capaian"
  baris anggota IKU
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "Capaian (%)"
  kolom predikat "Predikat"
  penutup rata_rata(capaian) pada capaian "Rata-rata"

tabel T2 "Perbandingan"
  baris anggota IKU
  kolom nama "Indikator"
  kolom realisasi[2023] "Realisasi 2023"
  kolom realisasi[2024] "Realisasi 2024"
  kolom capaian_asli "Tanpa batas"
"#;

pub const DATA: &str = "kode;tahun;target;realisasi
AKIP;2024;73,5;73,48
IKM;2024;92;81,5
SURAT;2024;130;121
ADUAN;2024;12;14
AKIP;2023;72,5;73,12
IKM;2023;90;83,75
SURAT;2023;120;118
ADUAN;2023;12;11
";

/// Four indicators without a table.
pub const RULES_OF_FOUR: &str = r#"
paket "LKjIP Kabupaten Randu"
  tahun 2024
aturan capaian Baku
  makin tinggi : realisasi / target * 100
  tampil 2 biasa
umum
  arah makin tinggi
  capaian Baku
indikator A "Surat dijawab"
indikator B "Aduan selesai"
indikator C "Jalan mantap"
indikator D "Arsip tertata"
"#;

/// Their year, with money.
pub const DATA_OF_FOUR: &str = "kode;tahun;target;realisasi;pagu;serapan
A;2024;80;78;123456000;100000000
B;2024;70;60;287334000;250000000
C;2024;59;52;51907000;50000000
D;2024;40;31;76218000;70000000
";

/// A group of four things and a table of it, to which the columns are added.
pub const FOUR: &str = "kelompok IKU
  anggota A; B; C; D
  capaian rata_rata(capaian anggota)
data \"d.csv\" angka id
tabel T1 \"Capaian\"
  baris anggota IKU
";

/// What is right in `T1`.
pub const T1: &str = "Indikator;Target;Realisasi;Capaian (%);Predikat
Nilai Evaluasi AKIP;73,5;73,48;99,97;Baik
Indeks Kepuasan Masyarakat;92;81,5;88,59;Kurang
Surat yang dibalas;130;121;93,08;Baik
Pengaduan;12;14;83,33;Kurang
Rata-rata;;;91,24;
";

/// Reads rules and data and holds printed files against them; with what is said of the files.
pub fn audited(rules: &str, data: &str, files: &[(&str, &str)]) -> (Audit, Vec<Diagnostic>) {
    audited_as(rules, data, files, &|_| {})
}

/// The same with what is done to each table as it was read.
pub fn audited_as(
    rules: &str,
    data: &str,
    files: &[(&str, &str)],
    laid: &dyn Fn(&mut PrintedTable),
) -> (Audit, Vec<Diagnostic>) {
    let mut package = Package::new("uji", [("a.takar", rules)]);
    assert!(package.program().is_some(), "{:?}", package.diagnostics());
    let (data, found) = package.read_data(|_| Ok(data.to_string()));
    assert!(found.is_empty(), "{found:?}");
    let year = package.year(None, &data).expect("a year");
    let (mut printed, mut problems) = audit::read(files.iter().copied());
    printed.iter_mut().for_each(laid);
    let (claims, unreadable) = audit::claims(&mut package, files.iter().copied());
    problems.extend(unreadable);
    let audit = audit::audit_with(&package, &data, year, &printed, &claims).expect("sound rules");
    problems.extend(audit::diagnostics(&audit));
    (audit, problems)
}

/// The same of one printed table of the package here.
pub fn of(table: &str, text: &str) -> Audit {
    let (audit, problems) = audited(RULES, DATA, &[(&format!("cetakan/{table}.csv"), text)]);
    assert!(problems.is_empty(), "{problems:?}");
    audit
}

/// The findings as short lines: verdict, row, column, reason.
pub fn lines(audit: &Audit) -> Vec<String> {
    let line = |finding: &audit::Finding| {
        let place = &finding.cell.place;
        let follows: Vec<&str> = finding.followers.iter().map(|cell| cell.printed.as_str()).collect();
        let follows = if follows.is_empty() { String::new() } else { format!(" ← {}", follows.join(", ")) };
        format!("{}: {} / {}: {}{follows}", finding.verdict.word(), place.row, place.column, finding.why)
    };
    audit.findings.iter().map(line).collect()
}

/// Whether nothing grave was found.
pub fn is_clean(audit: &Audit) -> bool {
    !audit.is_grave() && audit.count(Verdict::Agrees) > 0
}
