//! Scenarios among the files of a package: checked and arranged with it, opened by what the data name too.

use super::desk::{Desk, status};

/// A package whose data name a code that no rule names.
fn office() -> Desk {
    let desk = Desk::new();
    desk.edit(
        "contoh/aturan.takar",
        "indikator SAKIP",
        "umum \"7.01\"\n  satuan dokumen\n  arah makin tinggi\n  capaian Baku\n\nindikator SAKIP",
    );
    let data = desk.get("contoh/data/iku.csv");
    desk.put("contoh/data/iku.csv", format!("{data}7.01;2024;10;9\n"));
    desk
}

#[test]
fn checked_with_the_package() {
    let desk = office();
    desk.put(
        "contoh/skenario/baik.takar",
        "skenario \"baik\"\n  diketahui target \"7.01\" = 9; SKM = 85\nubah Baku\n  batas 0..110\n",
    );
    assert!(desk.run("periksa contoh").contains("tidak ada kesalahan"), "{}", desk.run("periksa contoh"));
    desk.put("contoh/skenario/keliru.takar", "skenario \"keliru\"\n  diketahui SKN = 85; SKM = 850; \"7.02\" = 1\n");
    desk.put("contoh/skenario/kosong.takar", "SAKIP = 1\n");
    desk.put("contoh/skenario/merusak.takar", "skenario \"merusak\"\n\nubah SKM\n  satuan rupiah\n  skala 0..1000\n\nubah IKU\n  anggota SAKIP\n  batas 0..10\n");
    desk.put("contoh/skenario/salah.takar", "skenario \"salah\"\n  diketahui SKM 85\n");
    desk.put("contoh/skenario/~$salah.takar", "kunci");
    let all = desk.run("periksa contoh");
    assert_eq!(status(&all), Some("1"));
    let json = desk.run("periksa contoh --format json");
    assert!(json.contains("skenario/salah.takar") && json.contains("skenario/keliru.takar"), "{json}");
    // Within a scenario alone nothing is known of its package.
    let alone = desk.run("periksa contoh/skenario/baik.takar");
    insta::assert_snapshot!([all, alone].join("\n"));
}

#[test]
fn of_rules_with_errors_and_of_files_that_cannot_be_read() {
    let desk = office();
    desk.put("contoh/skenario/baik.takar", "skenario \"baik\"\n  diketahui SKM = 85\n  diketahui SKM 86\n");
    desk.edit("contoh/aturan.takar", "  batas 0..100\n", "  batas 0 100\n");
    let both = desk.run("periksa contoh");
    desk.edit("contoh/aturan.takar", "  batas 0 100\n", "  batas 0..100\n");
    desk.edit("contoh/aturan.takar", "data/iku.csv", "data/iki.csv");
    let no_data = desk.run("periksa contoh");
    desk.put("contoh/skenario/bukan_teks.takar", b"skenario \"\xff\"");
    let no_text = desk.runs(&["periksa contoh", "rapikan contoh"]);
    insta::assert_snapshot!([both, no_data, no_text].join("\n"));
}

#[test]
fn arranged_with_the_package() {
    let desk = office();
    desk.put(
        "contoh/skenario/optimis.takar",
        "skenario \"optimis\"\n    diketahui SKM=85;\"7.01\" = 12\n\n\n\nubah Baku\n   batas 0..110\n",
    );
    let shown = desk.runs(&["rapikan contoh --periksa", "rapikan contoh", "rapikan contoh --periksa"]);
    insta::assert_snapshot!(format!("{shown}\n{}", desk.get("contoh/skenario/optimis.takar")));
}
