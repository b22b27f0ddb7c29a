//! Which row of the rules a printed total is, its figures say before its words and its place do.

use super::{audited, lines};
use std::fmt::Write;
use takar::audit::Verdict;

const RULES: &str = r#"
paket "Kantor"
  tahun 2024
data "d.csv" angka id
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "target nol"
  makin tinggi : realisasi / target * 100
indikator A "Nilai evaluasi"
  sasaran "Akuntabilitas"
  arah makin tinggi
  capaian Baku
indikator B "Indeks kepuasan"
  sasaran "Akuntabilitas"
  arah makin tinggi
  capaian Baku
indikator C "Dokumen tersusun"
  sasaran "Pelayanan"
  arah makin tinggi
  capaian Baku
indikator D "Koperasi aktif"
  sasaran "Pelayanan"
  arah makin tinggi
  capaian Baku
kelompok IKU
  anggota A; B; C; D
  capaian rata_rata(capaian anggota)
tabel T1 "Kinerja"
  baris anggota IKU
"#;

const DATA: &str = "\
kode;tahun;target;realisasi;pagu;serapan
A;2024;80;72;41000000;36900000
B;2024;90;88,20;25300000;21505000
C;2024;40;38;12750000;12240000
D;2024;200;150;8600000;7998000
";

const ALL: &str = "Nilai evaluasi;80;72;90,00%\nIndeks kepuasan;90;88,20;98,00%\n@Dokumen tersusun;40;38;95,00%\nKoperasi aktif;200;150;75,00%\n";
const MONEY: &str = "Nilai evaluasi;41.000.000;36.900.000\nIndeks kepuasan;25.300.000;21.505.000\n@Dokumen tersusun;12.750.000;12.240.000\nKoperasi aktif;8.600.000;7.998.000\n";
const CAPAIAN: &str = "  kolom nama \"Indikator\"\n  kolom target \"Target\"\n  kolom realisasi \"Realisasi\"\n  kolom capaian \"% Capaian\"\n";
const PURSE: &str = "  kolom nama \"Indikator\"\n  kolom pagu \"Anggaran\"\n  kolom serapan \"Serapan\"\n";
const GROUPS: &str = "  kelompokkan sasaran\n";

/// The rules' totals, what is printed below a group and below all, and what is said of it.
fn said(rules: &str, data: &str, files: &[(&str, &str)]) -> String {
    let (audit, problems) = audited(&format!("{RULES}{rules}"), data, files);
    let mut out = String::new();
    let counts = [Verdict::Agrees, Verdict::Unjudged].map(|verdict| audit.count(verdict));
    writeln!(out, "cocok, tidak diperiksa, bukan miliknya: {counts:?} {}", audit.unmatched).expect("a string");
    lines(&audit).iter().for_each(|line| writeln!(out, "  {line}").expect("a string"));
    problems.iter().for_each(|one| writeln!(out, "  {}", one.title).expect("a string"));
    out
}

/// Means: rules and print of `Rata-rata` below all and below each objective.
#[test]
fn a_mean_is_that_of_the_rows_whose_it_exactly_is() {
    let both = "  subtotal rata_rata(capaian) \"Rata-rata\"\n  penutup rata_rata(capaian) \"Rata-rata capaian\"\n";
    let parts = "  subtotal rata_rata(capaian) \"Rata-rata sasaran\"\n";
    let cases = [
        ("jumlah semua di bawah bagian terakhir", both, "", "Rata-rata;;;89,50%\n"),
        ("hanya subtotal dalam aturan", parts, "", "Rata-rata keseluruhan;;;89,50%\n"),
        ("milik bagian terakhir", parts, "", "Rata-rata keseluruhan;;;85,00%\n"),
        ("salah ketik", both, "Rata-rata;;;94,00%\n", "Rata-rata;;;85,00%\nRata-rata capaian;;;98,50%\n"),
        ("salah ketik di subtotal", both, "Rata-rata;;;94,00%\n", "Rata-rata;;;58,00%\nRata-rata capaian;;;89,50%\n"),
    ];
    let said = cases.map(|(name, totals, below, end)| {
        let printed = format!("Indikator;Target;Realisasi;% Capaian\n{}{end}", ALL.replace('@', below));
        let said = said(&format!("{GROUPS}{CAPAIAN}{totals}"), DATA, &[("cetakan/T1.csv", &printed)]);
        format!("{name}\n{said}")
    });
    insta::assert_snapshot!(said.join("\n"));
}

/// Sums of money, the same.
#[test]
fn a_sum_is_that_of_the_rows_whose_it_exactly_is() {
    let share = "; jumlah(serapan) / jumlah(pagu) * 100% pada serapan / pagu * 100%";
    let both =
        "  subtotal jumlah(pagu); jumlah(serapan) \"Jumlah\"\n  penutup jumlah(pagu); jumlah(serapan) \"Total\"\n";
    let alike =
        "  subtotal jumlah(pagu); jumlah(serapan) \"Jumlah\"\n  penutup jumlah(pagu); jumlah(serapan) \"Jumlah\"\n";
    let whole = "  penutup jumlah(pagu); jumlah(serapan) \"Jumlah\"\n";
    let (first, last, all) =
        ("Jumlah;66.300.000;58.405.000\n", "Jumlah;21.350.000;20.238.000\n", "Jumlah;87.650.000;78.643.000\n");
    let cases = [
        ("semua, di bawah bagian terakhir", both, first, all.to_string()),
        ("dua bagian, tanpa jumlah semua", whole, first, last.to_string()),
        ("bagian terakhir saja", whole, "", format!("{last}{}", all.replace("Jumlah", "Total"))),
        ("jumlah semua salah ketik", alike, first, format!("{last}{}", all.replace("87.6", "86.7"))),
        ("jumlah semua hanya bagian terakhir", whole, "", last.to_string()),
    ];
    let all = cases.map(|(name, totals, below, end)| {
        let printed = format!("Indikator;Anggaran;Serapan\n{}{end}", MONEY.replace('@', below));
        format!("{name}\n{}", said(&format!("{GROUPS}{PURSE}{totals}"), DATA, &[("cetakan/T1.csv", &printed)]))
    });
    let shares = format!(
        "{GROUPS}{PURSE}  kolom serapan / pagu * 100% \"% Serapan\" tampil 2\n  subtotal jumlah(pagu); jumlah(serapan){share} \"Subtotal\"\n  penutup jumlah(pagu); jumlah(serapan){share} \"Jumlah\"\n"
    );
    let printed = "Indikator;Anggaran;Serapan;% Serapan\nAkuntabilitas;;;\nNilai evaluasi;41.000.000;36.900.000;90,00%\nIndeks kepuasan;25.300.000;21.505.000;85,00%\nPelayanan;;;\nDokumen tersusun;12.750.000;12.240.000;96,00%\nKoperasi aktif;8.600.000;7.998.000;93,00%\nJumlah;21.350.000;20.238.000;94,79%\nTotal;87.650.000;78.643.000;89,72%\n";
    let of_shares = said(&shares, DATA, &[("cetakan/T1.csv", printed)]);
    let declared = said(&shares, DATA, &[("cetakan/T1.csv", printed), ("cetakan/T1.takar", "baris 8 = penutup\n")]);
    let mut all = all.to_vec();
    all.push(format!("dengan persen serapan\n{of_shares}"));
    all.push(format!("dinyatakan\n{declared}"));
    insta::assert_snapshot!(all.join("\n"));
}

/// The only objective and all are the same: both rows are printed as the rules have them.
#[test]
fn the_total_of_the_only_part_is_not_printed_twice() {
    let rules = format!(
        "{GROUPS}{PURSE}  subtotal jumlah(pagu); jumlah(serapan) \"Jumlah\"\n  penutup jumlah(pagu); jumlah(serapan) \"Jumlah\"\n"
    );
    let package = RULES.replace("A; B; C; D", "A; B");
    let printed = "Indikator;Anggaran;Serapan\nNilai evaluasi;41.000.000;36.900.000\nIndeks kepuasan;25.300.000;21.505.000\nJumlah;66.300.000;58.405.000\nJumlah;66.300.000;58.405.000\n";
    let (audit, problems) = audited(&format!("{package}{rules}"), DATA, &[("cetakan/T1.csv", printed)]);
    assert!(problems.is_empty() && lines(&audit).is_empty(), "{:?} {problems:?}", lines(&audit));
    assert_eq!(audit.count(Verdict::Agrees), 8);
}

/// A mean that has no value is a dash: no mean of an objective above it is that one.
#[test]
fn a_dash_below_all_leaves_the_means_above_it() {
    let rules = format!("{CAPAIAN}  penutup rata_rata(capaian) \"Rata-rata IKU\"\n");
    let data = DATA.replace("A;2024;80", "A;2024;0");
    let printed = "Indikator;Target;Realisasi;% Capaian\nNilai evaluasi;0;72;-\nIndeks kepuasan;90;88,20;98,00%\nRata-rata Sasaran;;;98,00%\nDokumen tersusun;40;38;95,00%\nKoperasi aktif;200;150;75,00%\nRata-rata Sasaran;;;85,00%\nRATA-RATA;;;-\n";
    insta::assert_snapshot!(said(&rules, &data, &[("cetakan/T1.csv", printed)]));
}

/// Of a table of one objective the mean is that of its rows; a wrong one is still told.
#[test]
fn totals_of_the_rows_printed_with_them_are_not_judged() {
    let rules = format!("{CAPAIAN}  penutup rata_rata(capaian) \"Rata-rata\"\n");
    let (one, other) = ALL.split_once('@').expect("two parts");
    let part = |rows: &str, mean: &str| format!("Indikator;Target;Realisasi;% Capaian\n{rows}Rata-rata;;;{mean}\n");
    let right = said(&rules, DATA, &[("cetakan/T1.csv", &part(one, "94,00%"))]);
    let wrong = said(&rules, DATA, &[("cetakan/T1.csv", &part(other, "58,00%"))]);
    insta::assert_snapshot!([right, wrong].join("\n"));
}

/// A sum of figures that were rounded before is another way to add up.
#[test]
fn a_sum_of_rounded_figures_is_named() {
    let rules =
        "  kolom nama \"Indikator\"\n  kolom pagu \"Anggaran (juta rupiah)\"\n  penutup jumlah(pagu) \"Jumlah\"\n";
    let data = "kode;tahun;pagu\nA;2024;41333333\nB;2024;25333333\nC;2024;12433333\nD;2024;8633333\n";
    let printed = |sum: &str| {
        format!(
            "Indikator;Anggaran (juta rupiah)\nNilai evaluasi;41,3\nIndeks kepuasan;25,3\nDokumen tersusun;12,4\nKoperasi aktif;8,6\nJumlah;{sum}\n"
        )
    };
    let said = ["87,6", "87,7", "87,5"].map(|sum| said(rules, data, &[("cetakan/T1.csv", &printed(sum))]));
    insta::assert_snapshot!(said.join("\n"));
}

/// Two figures cut alike stand one below the other: each is of its own row.
#[test]
fn figures_cut_alike_are_of_their_rows() {
    let rules = format!("{PURSE}  kolom serapan / pagu * 100% \"% Serapan\" tampil 0\n");
    let data = "kode;tahun;pagu;serapan\nA;2024;799370049;773737774\nB;2024;48000000;46352739\nC;2024;12750000;12240000\nD;2024;8600000;7998000\n";
    let printed = "Indikator;Anggaran;Serapan;% Serapan\nNilai evaluasi;799.370.049;773.737.774;96%\nIndeks kepuasan;48.000.000;46.352.739;96%\nDokumen tersusun;12.750.000;12.240.000;96%\nKoperasi aktif;8.600.000;7.998.000;93%\n";
    insta::assert_snapshot!(said(&rules, data, &[("cetakan/T1.csv", printed)]));
}

/// A subtotal of the rules that follows what is printed wrong above it is that one, though another one is exact.
#[test]
fn a_subtotal_follows_what_is_printed_wrong_above_it() {
    let purse = "  kolom nama \"Indikator\"\n  kolom pagu \"Anggaran\"\n";
    let sums = "  subtotal jumlah(pagu) \"Sub Jumlah\"\n  penutup jumlah(pagu) \"Total\"\n";
    let rules = format!("{RULES}{purse}{GROUPS}{sums}");
    let printed = "Indikator;Anggaran\nNilai evaluasi;47.000.000\nIndeks kepuasan;25.300.000\nSub Jumlah;72.300.000\nDokumen tersusun;12.750.000\nKoperasi aktif;8.600.000\nSub Jumlah;21.350.000\n";
    let (audit, told) = audited(&rules, DATA, &[("cetakan/T1.csv", printed)]);
    assert!(told.is_empty(), "{told:?}");
    assert_eq!([Verdict::Agrees, Verdict::Follows].map(|verdict| audit.count(verdict)), [4, 1]);
}
