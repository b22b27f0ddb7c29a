//! What an office printed beside its data, and headings that say a word of the language in more words.

use super::desk::Desk;
use super::paths::told;

const RULES: &str = "\
paket \"P\"
  tahun 2024

aturan capaian R
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100

indikator A \"Indeks A\"
  satuan indeks
  arah makin tinggi
  capaian R
  triwulan terakhir

data \"d.csv\" angka id
";

/// What `hitung` shows of a file: the row of A in CSV, and the codes of its messages.
fn shown(desk: &Desk, text: &str) -> (String, String) {
    desk.put("p/aturan.takar", RULES);
    desk.put("p/d.csv", text);
    let run = desk.run("hitung p --format csv --angka en");
    let row = run.lines().find(|line| line.contains(",baris,")).unwrap_or_default().to_string();
    (row, told(&run))
}

/// An achievement beside columns of years is that of the year it names, of the only one, or of what stands on its left.
#[test]
fn achievements_beside_years_are_held_against_them() {
    let desk = Desk::new();
    let cases = [
        ("target 2024;realisasi 2024;Capaian (%)", "80;60;75", ""),
        ("target 2024;realisasi 2024;Capaian (%)", "80;60;50", "H0022"),
        ("Tingkat Capaian (%);target 2024;realisasi 2024", "50;80;60", "H0022"),
        ("target 2024;realisasi 2024;Capaian 2024", "80;60;50", "H0022"),
        ("target 2024;realisasi 2024;Capaian Tahun 2024 (%)", "80;60;50", "H0022"),
        ("target;realisasi;Capaian 2024", "80;60;50", "H0022"),
        ("realisasi 2023;target 2024;realisasi 2024;Capaian", "1;80;60;50", "H0022"),
        ("target 2023;realisasi 2023;Capaian;target 2024;realisasi 2024;Capaian", "80;40;1;80;60;75", ""),
        ("target 2023;realisasi 2023;Capaian;target 2024;realisasi 2024;Capaian", "80;40;50;80;60;1", "H0022"),
        (
            "Capaian 2023;target 2023;realisasi 2023;Capaian 2024;target 2024;realisasi 2024",
            "1;80;40;50;80;60",
            "H0022",
        ),
        // Of which year, nobody knows.
        ("Capaian;target 2023;realisasi 2023;target 2024;realisasi 2024", "50;80;40;80;60", "D0056"),
        ("target 2023;target 2024;realisasi 2024;Akhir Renstra;Capaian", "80;80;60;90;50", "D0056"),
        ("target 2024;realisasi 2024;Capaian 2023", "80;60;50", "D0056"),
        ("target 2024;realisasi 2024;Capaian TW II", "80;60;50", "D0056"),
    ];
    for (heads, cells, code) in cases {
        let (_, codes) = shown(&desk, &format!("kode;{heads}\nA;{cells}\n"));
        assert_eq!(codes, format!("0 {code}").trim(), "{heads}: {cells}");
    }
}

/// What was attained up to the end of the year, or up to now, is what the year has; up to an earlier quarter it is not.
#[test]
fn headings_of_the_year_in_more_words() {
    let desk = Desk::new();
    let (plain, none) = shown(&desk, "kode;target;realisasi\nA;80;60\n");
    assert_eq!(none, "0");
    let same = [
        "Target Tahunan;Realisasi",
        "Target Setahun;Realisasi s.d. Desember",
        "Target;Realisasi s.d. TW IV",
        "Target;Realisasi s/d Triwulan 4",
        "Target;Realisasi sampai dengan Bulan Ini",
        "Target 2024;Realisasi s.d. TW IV 2024",
        "Target 2024;Realisasi s.d. Desember 2024",
        "Target Tahun ke- 2024;Realisasi 2024",
    ];
    for heads in same {
        let (row, codes) = shown(&desk, &format!("kode;{heads}\nA;80;60\n"));
        assert_eq!((row, &*codes), (plain.clone(), "0"), "{heads}");
    }
    for heads in ["Target;Realisasi s.d. TW II", "Target;Realisasi s.d. Bulan Lalu", "Target;Realisasi s.d. Tahun 2024"]
    {
        let (row, codes) = shown(&desk, &format!("kode;{heads}\nA;80;60\n"));
        assert!(row != plain && codes != "0", "{heads}: {codes}");
    }
    // The word itself goes before others that mean the same.
    for heads in [
        "Target Tahunan;Realisasi s.d. Bulan Ini;Realisasi;Target",
        "Realisasi;Target;Target Tahunan;Realisasi s.d. TW IV",
    ] {
        let cells = if heads.starts_with("Target") { "1;2;60;80" } else { "60;80;1;2" };
        let (row, codes) = shown(&desk, &format!("kode;{heads}\nA;{cells}\n"));
        assert_eq!((row, &*codes), (plain.clone(), "0 D0056"), "{heads}");
    }
}

/// A share of money is no money, and what the nation attained is not what the office did.
#[test]
fn shares_and_others_are_not_offered() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", RULES);
    for head in
        ["Serapan Anggaran (%)", "Persentase Serapan Anggaran", "Realisasi Nasional", "Tingkat Penyerapan Anggaran"]
    {
        desk.put("p/d.csv", format!("kode;target;{head}\nA;80;60\n"));
        let told = desk.run("periksa p");
        assert!(!told.contains("kolom serapan =") && !told.contains("kolom realisasi ="), "{head}\n{told}");
    }
}

/// Cells of a spreadsheet hold 15 digits: a third that was cut there contradicts nothing, and a digit more does.
#[test]
fn thirds_are_no_contradiction() {
    let desk = Desk::new();
    let file = |year: &str| {
        let rules = RULES.replace("triwulan terakhir", "triwulan jumlah");
        desk.put("p/aturan.takar", rules);
        let parts = "21,6666666666667;16,6666666666667;21,6666666666667;21,6666666666667";
        let heads = "kode;target;realisasi;realisasi TW I;realisasi TW II;realisasi TW III;realisasi TW IV";
        desk.put("p/d.csv", format!("{heads}\nA;100;{year};{parts}\n"));
        told(&desk.run("hitung p"))
    };
    assert_eq!(file("81,6666666666667"), "0");
    assert_eq!(file("81,6666666666666"), "0");
    assert_eq!(file("81,6666666666"), "1 H0010");
    assert_eq!(file("81,66"), "1 H0010");
    // A year is exact, whatever decimals its cell shows.
    assert_eq!(file("81,67"), "1 H0010");
}
