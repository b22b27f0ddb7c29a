//! One cause is one finding: what follows from it through another printed figure, in millions, or from what it was before it
//! was rounded for print.

use super::{audited, lines};

fn rules(cap: &str) -> String {
    format!(
        r#"
paket "Kantor"
  tahun 2024
data "d.csv" angka id
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "nol"
  makin tinggi : realisasi / target * 100
{cap}
indikator A "Nilai SAKIP"
  arah makin tinggi
  capaian Baku
indikator B "Jumlah desa mandiri"
  arah makin tinggi
  capaian Baku
tabel T1 "Capaian"
  baris A; B
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "% Capaian" tampil 2
tabel T8 "Efisiensi"
  baris A; B
  kolom nama "Indikator"
  kolom capaian "Capaian" tampil 2
  kolom pagu "Pagu"
  kolom serapan "Serapan"
  kolom selisih(capaian; serapan / pagu * 100%) "Efisiensi" tampil 2
"#
    )
}

/// The findings, where the first row is printed so in the two tables.
fn found(cap: &str, data: &str, first: &str, second: &str) -> Vec<String> {
    let data = format!("kode;tahun;target;realisasi;pagu;serapan\n{data}\nB;2024;12;11;5000000;4100000\n");
    let one = format!("Indikator;Target;Realisasi;% Capaian\nNilai SAKIP;{first}\nJumlah desa mandiri;12;11;91,67\n");
    let two = format!(
        "Indikator;Capaian;Pagu;Serapan;Efisiensi\nNilai SAKIP;{second}\nJumlah desa mandiri;91,67;5.000.000;4.100.000;9,67\n"
    );
    let (audit, problems) = audited(&rules(cap), &data, &[("cetakan/T1.csv", &one), ("cetakan/T8.csv", &two)]);
    assert!(problems.is_empty(), "{problems:?}");
    lines(&audit)
}

/// What follows from a figure that itself follows from an input has its cause there, also beside a print of the first.
#[test]
fn through_another_printed_figure() {
    let data = "A;2024;36,37;25,97;69000000;57384623";
    let all = found("", data, "36,37;25,79;70,91", "70,91;69.000.000;57.384.623;-12,26");
    assert_eq!(all, ["ketik: A Nilai SAKIP / Realisasi: dua angka tertukar: 25,97 ← 70,91, 70,91, -12,26"]);
    // Where nothing of it is printed wrong, the figures are explained by themselves.
    let all = found("", data, "36,37;25,97;70,91", "70,91;69.000.000;57.384.623;-12,26");
    assert_eq!(all.len(), 1, "{all:?}");
}

/// Spreadsheets go on with all decimals of a figure that they print with two.
#[test]
fn before_it_was_rounded_for_print() {
    let data = "A;2024;37;45;69000000;52361271";
    let all = found("  batas 0..110", data, "37;45;121,62", "121,62;69.000.000;52.361.271;45,74");
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].ends_with(" ← 121,62, 45,74"), "{all:?}");
    // From the printed figure it follows as well; two last digits off it does not.
    let all = found("  batas 0..110", data, "37;45;121,62", "121,62;69.000.000;52.361.271;45,73");
    assert_eq!(all.len(), 1, "{all:?}");
    let all = found("  batas 0..110", data, "37;45;121,62", "121,62;69.000.000;52.361.271;45,76");
    assert_eq!(all.len(), 2, "{all:?}");
}

const MILLIONS: &str = r#"
paket "Badan"
  tahun 2024
data "d.csv" angka id
umum "7"
tabel T5 "Anggaran (juta rupiah)"
  baris "7.1"; "7.2"; "7.3"
  kolom kode "Kode"
  kolom pagu / 1_000_000 "Anggaran" tampil 2
  kolom serapan / 1_000_000 "Realisasi" tampil 2
  kolom (pagu - serapan) / 1_000_000 "Sisa" tampil 2
  kolom serapan / pagu * 100% "Persentase" tampil 2
  penutup jumlah(pagu / 1_000_000); jumlah(serapan / 1_000_000); jumlah((pagu - serapan) / 1_000_000); jumlah(serapan) / jumlah(pagu) * 100% pada serapan / pagu * 100% "Jumlah" tampil 2
"#;

fn in_millions(second: &str, total: &str) -> Vec<String> {
    let data = "kode;tahun;pagu;serapan\n7.1;2024;2500000000;2311420000\n7.2;2024;1200000000;1150300000\n7.3;2024;800000000;612750000\n";
    let text = format!(
        "Kode;Anggaran;Realisasi;Sisa;Persentase\n7.1;2.500,00;2.311,42;188,58;92,46\n7.2;{second}\n7.3;800,00;612,75;187,25;76,59\nJumlah;{total}\n"
    );
    let (audit, problems) = audited(MILLIONS, data, &[("cetakan/T5.csv", &text)]);
    assert!(problems.is_empty(), "{problems:?}");
    lines(&audit)
}

#[test]
fn in_tables_in_millions() {
    assert!(in_millions("1.200,00;1.150,30;49,70;95,86", "4.500,00;4.074,47;425,53;90,54").is_empty());
    // A total, and what is left and the share of it.
    let all = in_millions("1.200,00;1.150,30;49,70;95,86", "4.500,00;4.047,47;452,53;89,94");
    assert_eq!(all, ["ketik: Jumlah / Realisasi: dua angka tertukar: 4.074,47 ← 452,53, 89,94"]);
    // What is left is wrong by itself: what was spent does not follow from it.
    let all = in_millions("1.200,00;1.150,30;94,70;95,86", "4.500,00;4.074,47;425,53;90,54");
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].contains("/ Sisa: "), "{all:?}");
}

const CHAIN: &str = r#"
paket "Dinas"
  tahun 2024
data "d.csv" angka id
umum "5.01"
tabel T5 "Anggaran"
  baris "5.01"; turunan "5.01"
  kolom kode "Kode"
  kolom sasaran "Program/Kegiatan"
  kolom pagu "Anggaran"
  penutup jumlah(pagu) "Jumlah"
"#;

fn chain(whole: &str, part: &str) -> Vec<String> {
    let data = "kode;tahun;uraian;pagu\n5.01;2024;Urusan;\n5.01.02;2024;Program;\n5.01.02.2.01;2024;Kegiatan;\n5.01.02.2.01.001;2024;Pembinaan;881000000\n5.01.02.2.01.002;2024;Lembaga;100000000\n";
    let text = format!(
        "Kode;Program/Kegiatan;Anggaran\n5.01;Urusan;{whole}\n5.01.02;Program;{whole}\n5.01.02.2.01;Kegiatan;{whole}\n5.01.02.2.01.001;Pembinaan;{part}\n5.01.02.2.01.002;Lembaga;100.000.000\n;Jumlah;{whole}\n"
    );
    let (audit, problems) = audited(CHAIN, data, &[("cetakan/T5.csv", &text)]);
    assert!(problems.is_empty(), "{problems:?}");
    lines(&audit)
}

/// Things that are the only part of another: one cause, and none in an input that is printed right.
#[test]
fn chains_of_only_parts() {
    let all = chain("918.000.000", "818.000.000");
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].starts_with("ketik: 5.01.02.2.01.001") && all[0].matches("918.000.000").count() == 4, "{all:?}");
    let all = chain("918.000.000", "881.000.000");
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(!all[0].starts_with("masukan") && all[0].matches("918.000.000").count() == 3, "{all:?}");
}
