//! What is made of totals follows from them, and a number with the signs of another style is no right one.

use super::{audited, lines};
use takar::audit::Verdict;

const MONEY: &str = r#"
paket "Kantor"
  tahun 2024
data "d.csv" angka id
umum "7.01"
tabel T1 "Anggaran"
  baris "7.01.01"; "7.01.02"; "7.01.03"
  kolom nama "Program"
  kolom pagu "Pagu"
  kolom serapan "Realisasi"
  kolom serapan / pagu * 100% "%" tampil 2 biasa
  kolom pagu - serapan "Sisa"
  penutup jumlah(pagu); jumlah(serapan); jumlah(serapan) / jumlah(pagu) * 100% pada serapan / pagu * 100%; jumlah(pagu - serapan) pada pagu - serapan "Jumlah" tampil 2 biasa
"#;

const SPENT: &str = "\
kode;tahun;uraian;pagu;serapan
7.01.01;2024;Program satu;3117379552;2732752396
7.01.02;2024;Program dua;4000000000;3500000000
7.01.03;2024;Program tiga;2000000000;2000000000
";

const ROWS: &str = "\
Program;Pagu;Realisasi;%;Sisa
Program satu;3.117.379.552;2.732.752.396;87,66;384.627.156
Program dua;4.000.000.000;3.500.000.000;87,50;500.000.000
Program tiga;2.000.000.000;2.000.000.000;100,00;0
";

fn of_total(total: &str) -> String {
    let (audit, _) = audited(MONEY, SPENT, &[("cetakan/T1.csv", &format!("{ROWS}{total}\n"))]);
    format!("{total}\n{:#?}", lines(&audit))
}

/// The share and what is left are right for the printed totals: of one, of the other, of both.
#[test]
fn what_is_made_of_totals_follows_from_them() {
    let spent = of_total("Jumlah;9.117.379.552;8.432.752.396;92,49;684.627.156");
    let budget = of_total("Jumlah;9.171.379.552;8.232.752.396;89,77;938.627.156");
    let both = of_total("Jumlah;9.171.379.552;8.432.752.396;91,95;738.627.156");
    let unlike = of_total("Jumlah;9.117.379.552;4.800.114.773;52,65;4.317.264.779");
    let right_share = of_total("Jumlah;9.117.379.552;8.432.752.396;90,30;684.627.156");
    insta::assert_snapshot!([spent, budget, both, unlike, right_share].join("\n"));
}

/// A total of one thing alone prints that thing once more: the thing is the cause, and nothing follows from itself.
#[test]
fn a_thing_and_its_total_do_not_follow_from_each_other() {
    let rules = "paket \"Kantor\"\n  tahun 2024\ndata \"d.csv\" angka id\numum \"5.01\"\ntabel T5\n  baris turunan \"5.01\"\n  kolom kode\n  kolom nama \"Program\"\n  kolom pagu \"Pagu\"\n  penutup jumlah(pagu rincian \"5.01\") pada pagu \"Jumlah\"\n";
    let data = "kode;tahun;uraian;pagu\n5.01.02;2024;Program satu;\n5.01.02.1;2024;Kegiatan satu;881000000\n5.01.03;2024;Program dua;\n5.01.03.1;2024;Kegiatan dua;400000000\n5.01.03.2;2024;Kegiatan tiga;500000000\n";
    let printed = "Kode;Program;Pagu\n5.01.02;Program satu;812.345.678\n5.01.02.1;Kegiatan satu;812.345.678\n5.01.03;Program dua;900.000.000\n5.01.03.1;Kegiatan dua;400.000.000\n5.01.03.2;Kegiatan tiga;500.000.000\n;Jumlah;1.712.345.678\n";
    let (audit, _) = audited(rules, data, &[("cetakan/T5.csv", printed)]);
    insta::assert_snapshot!(format!("{:#?}", lines(&audit)));
}

const ROADS: &str = r#"
paket "Kantor"
  tahun 2024
data "d.csv" angka id
aturan capaian Baku
  makin tinggi : realisasi / target * 100
  tampil 2 biasa
indikator A "Jalan mantap"
  satuan km
  arah makin tinggi
  capaian Baku
indikator B "Jalan desa"
  satuan km
  arah makin tinggi
  capaian Baku
indikator C "Saluran"
  satuan km
  arah makin tinggi
  capaian Baku
tabel T1
  baris A; B; C
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "Capaian"
"#;

/// Below figures like `118,529` `21.806` says twenty-one thousand; another column may have other signs, or one of both.
#[test]
fn signs_of_another_style_mislead_where_no_other_of_the_column_has_them() {
    let data = "kode;tahun;target;realisasi\nA;2024;20;18,525\nB;2024;100;118,529\nC;2024;20;21,806\n";
    let printed = |rows: &str| {
        let table = format!("Indikator;Target;Realisasi;Capaian\n{rows}");
        let (audit, _) = audited(ROADS, data, &[("cetakan/T1.csv", &table)]);
        format!("{rows}{:#?}", lines(&audit))
    };
    let lone = printed("Jalan mantap;20;18,525;92,63\nJalan desa;100;118,529;118,53\nSaluran;20;21.806;109,03\n");
    let two = printed("Jalan mantap;20;18.525;92,63\nJalan desa;100;118,529;118,53\nSaluran;20;21.806;109,03\n");
    let points = printed("Jalan mantap;20;18,525;92.63\nJalan desa;100;118,529;118.53\nSaluran;20;21,806;109.03\n");
    insta::assert_snapshot!([lone, two, points].join("\n"));
}

/// Merged over rows a figure is of all of them: nobody says which row it is wrong for. Of a page with titles that nobody knows the
/// rows are blank, and its total is not read.
#[test]
fn single_figures_of_several_rows_are_told() {
    let merged = "Indikator;Target;Realisasi;Capaian (%)
Nilai Evaluasi AKIP;73,5;73,48;99,97
Indeks Kepuasan Masyarakat;92;81,5;90,84
Indikator;Target;Realisasi;Persentase
Surat yang dibalas;130;121;
Pengaduan;12;14;
Rata-rata;;;95,41
";
    let judged = |text: &str, verdict: Verdict| -> Vec<String> {
        let (audit, _) = audited(super::RULES, super::DATA, &[("cetakan/T1.csv", text)]);
        audit.judged.iter().filter(|one| one.verdict == verdict).map(|one| one.place.row.clone()).collect()
    };
    assert_eq!(judged(merged, Verdict::Unjudged), ["IKM Indeks Kepuasan Masyarakat"]);
    assert!(judged(merged, Verdict::Wrong).is_empty());
    // A column that is filled is of the rows.
    let filled = merged.replace("121;\n", "121;93,08\n").replace("14;\n", "14;83,33\n");
    assert_eq!(judged(&filled, Verdict::Wrong), ["IKM Indeks Kepuasan Masyarakat"]);
    assert!(judged(&filled, Verdict::Unjudged).is_empty());
}
