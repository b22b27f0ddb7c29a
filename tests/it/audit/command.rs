//! `takar audit` on disk: what stands beside the printed tables, and where the findings go.

use super::{DATA, RULES, T1};
use crate::desk::{Desk, status};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("kantor/a.takar", RULES);
    desk.put("kantor/d.csv", DATA);
    desk.put("kantor/cetakan/T1.csv", T1);
    desk
}

#[test]
fn what_is_no_printed_table_is_named() {
    let desk = desk();
    desk.put("kantor/cetakan/bab3/T1.csv", T1.replace("130;", "131;"));
    desk.put("kantor/cetakan/T1.pdf", "x");
    let shown = desk.run("audit kantor");
    for name in ["cetakan/bab3", "cetakan/T1.pdf"] {
        assert!(shown.contains(&format!("peringatan C0007: \"{name}\" bukan tabel tercetak; tidak dibaca")), "{shown}");
    }
    assert!(shown.contains("tidak ada temuan") && status(&shown) == Some("0"), "{shown}");
    // With tabs between, and whatever the case of the ending.
    desk.put("kantor/cetakan/T1.tsv", T1.replace("130;", "131;").replace(';', "\t"));
    desk.put("kantor/cetakan/T2.CSV", "Indikator;Realisasi 2023\nPengaduan;12\n");
    let shown = desk.run("audit kantor");
    assert!(shown.contains("tercetak 131, seharusnya 130") && shown.contains("tercetak 12, seharusnya 11"), "{shown}");
}

#[test]
fn findings_are_saved() {
    let desk = desk();
    desk.put("kantor/cetakan/T1.csv", T1.replace("93,08", "39,08"));
    for (name, start) in
        [("t.md", "# Kantor"), ("t.json", "{\n"), ("t.csv", "temuan;"), ("t.xml", "<?xml"), ("t.txt", "Kantor")]
    {
        let shown = desk.run(&format!("audit kantor --keluar {name}"));
        assert!(status(&shown) == Some("1") && !shown.contains("ketik"), "{shown}");
        assert!(desk.get(name).starts_with(start), "{}", desk.get(name));
    }
    let shown = desk.run("audit kantor --keluar t.md --format csv");
    assert!(status(&shown) == Some("1") && desk.get("t.md").starts_with("temuan;"), "{shown}");
    // Never over what was read, nor over what somebody else wrote.
    for name in ["kantor/cetakan/T1.csv", "kantor/d.csv", "kantor/cetakan/baru.md"] {
        let shown = desk.run(&format!("audit kantor --timpa --keluar {name}"));
        assert!(status(&shown) == Some("2") && shown.contains("kesalahan B02"), "{shown}");
    }
    desk.put("surat.md", "surat");
    assert_eq!(status(&desk.run("audit kantor --keluar surat.md")), Some("2"));
    assert_eq!(desk.get("surat.md"), "surat");
    assert_eq!(status(&desk.run("audit kantor --keluar surat.md --timpa")), Some("1"));
    assert_eq!(status(&desk.run("audit kantor --timpa")), Some("2"));
}

#[test]
fn the_report_of_another_year_is_told() {
    let desk = desk();
    let last = "Indikator;Target;Realisasi;Capaian (%);Predikat
Nilai Evaluasi AKIP;72,5;73,12;100,00;Baik
Indeks Kepuasan Masyarakat;90;83,75;93,06;Baik
Surat yang dibalas;120;118;98,33;Baik
Pengaduan;12;11;100,00;Baik
Rata-rata;;;97,85;
";
    desk.put("kantor/cetakan/T1.csv", last);
    let shown = desk.run("audit kantor");
    assert!(shown.contains("peringatan C0017: yang tercetak tampaknya angka tahun 2023, bukan tahun 2024"), "{shown}");
    assert!(shown.contains("17 dari 17 angka cocok") && status(&shown) == Some("1"), "{shown}");
    // With its year, and where one figure alone is last year's, nothing is to be said.
    let shown = desk.run("audit kantor --tahun 2023");
    assert!(!shown.contains("C0017") && status(&shown) == Some("0"), "{shown}");
    desk.put("kantor/cetakan/T1.csv", T1.replace("92;81,5;", "90;81,5;"));
    let shown = desk.run("audit kantor");
    assert!(!shown.contains("C0017") && status(&shown) == Some("1"), "{shown}");
}
