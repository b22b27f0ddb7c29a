//! Figures that other figures of their table tell how to read, and figures that these contradict: asked or told, never silent.

use super::draft::{audited, drafted, file};
use super::draft_budget::{FULL, in_full, printed};

/// All that a draft asks.
fn asked(draft: &takar::draft::Draft) -> String {
    file(draft, "paket.takar").to_string() + file(draft, "aturan.takar")
}

/// Units that no heading says: the printed percent do.
#[test]
fn units_that_percent_tell() {
    for [budget, spent] in [[0, 3], [0, 6], [0, 9], [3, 0], [6, 0], [9, 0]] {
        for (heads, rows) in [
            ("Program;Pagu;Realisasi;%", ["Alfa", "Beta"]),
            ("Indikator;Satuan;Target;Realisasi;Pagu;Serapan;%", ["Nilai A;nilai;70;71", "Nilai B;nilai;70;71"]),
        ] {
            let row = |at: usize, percent: &str| {
                format!("{};{};{};{percent}\n", rows[at], printed(FULL[at][0], budget), printed(FULL[at][1], spent))
            };
            let text = format!("{heads}\n{}{}", row(0, "82,00"), row(1, "64,00"));
            let draft = drafted(&text, Some(2024));
            assert_eq!(in_full(file(&draft, "data/iku.csv")), FULL, "{text}");
            assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
            assert!(asked(&draft).contains("hanya cocok bila"), "{text}");
        }
    }
    // What a heading says stays, and is asked.
    let text = "Program;Pagu (Rp);Realisasi (Rp);%\nAlfa;1500000000;1200;80\nBeta;500000000;450;90\n";
    let draft = drafted(text, Some(2024));
    assert!(file(&draft, "data/iku.csv").contains(";1500000000;1200\n"));
    assert!(asked(&draft).contains("tidak cocok dengan satuan di judul"), "{}", asked(&draft));
    // A slip in the percent, or a small one, is no other unit.
    for percent in ["8", "79", "800"] {
        let draft = drafted(&format!("Program;Pagu;Realisasi;%\nAlfa;1500;1200;{percent}\n"), Some(2024));
        assert!(!asked(&draft).contains("TANYA"), "{percent}");
    }
}

/// Two cells with `Rp` in one row: the percent of the row tells that both are in full.
#[test]
fn signs_that_percent_tell() {
    let text = "Program;Pagu (ribu rupiah);Realisasi (juta rupiah);%\nAlfa;75.100.000;70.200;93,48\n\
                Beta;Rp82.400.000;Rp47.700.000;57,89\n";
    let draft = drafted(text, Some(2024));
    let data = file(&draft, "data/iku.csv");
    assert!(data.contains(";82400;47,7\n"), "{data}");
    assert!(!asked(&draft).contains("TANYA"), "{}", asked(&draft));
}

/// A heading that says rupiah beside one in millions, with figures of one size: both are read as they say, and asked.
#[test]
fn rupiah_beside_millions() {
    let draft = drafted("Program;Pagu (juta rupiah);Realisasi (Rp)\nAlfa;1500;1200\nBeta;500;450\n", Some(2024));
    let data = file(&draft, "data/iku.csv");
    assert!(data.contains(";pagu (juta rupiah);serapan (rupiah)\n") && data.contains(";1500;1200\n"), "{data}");
    assert!(asked(&draft).contains("angkanya sama besar"), "{}", asked(&draft));
}

/// `JUMLAH BELANJA` is of the last rows where it has their sums.
#[test]
fn a_total_of_the_last_rows() {
    let rows = "Uraian;Anggaran;Realisasi;%\nPendapatan;1000;1100;110\nBelanja Pegawai;5000;4800;96\nBelanja Barang;3000;2700;90\n";
    let draft = drafted(&format!("{rows}JUMLAH BELANJA;8000;7500;93,75\n"), Some(2024));
    assert_eq!(audited(&draft), Vec::<String>::new());
    let table = file(&draft, "tabel.takar");
    assert!(table.contains("pagu BELANJA_PEGAWAI + pagu BELANJA_BARANG"), "{table}");
    // One that has neither is told by the audit.
    let wrong = drafted(&format!("{rows}JUMLAH;9100;8600;94,51\n"), Some(2024));
    assert_eq!(audited(&wrong).len(), 1);
}

/// What does not add up is taken as it stands, and told.
#[test]
fn figures_that_are_not_the_sum_of_their_rows() {
    for (text, wanted) in [
        (
            "Kode;Uraian;Pagu\n1.01;Program A;300\n1.01.01;Satu;100\n1.01.02;Dua;220\n1.02;Program B;5\n",
            Some("C2 300, jumlah rinciannya 320"),
        ),
        ("Kode;Uraian;Pagu\n1.01;Program A;320\n1.01.01;Satu;100\n1.01.02;Dua;220\n1.02;Program B;5\n", None),
        (
            "Uraian;Pagu\nProgram A;300\nKegiatan Satu;100\nKegiatan Dua;220\nProgram B;5\n",
            Some("B2 300, jumlah rinciannya 320"),
        ),
        ("Uraian;Pagu\nProgram A;3\nKegiatan Satu;3\nSub Kegiatan Dua;2\n", Some("B3 3, jumlah rinciannya 2")),
        // A row below without a figure leaves it open.
        ("Uraian;Pagu\nProgram A;300\nKegiatan Satu;100\nKegiatan Dua;\nProgram B;5\n", None),
        (
            "No;Uraian;Pagu\n1;Satu;100\n2;Dua;200\n;Jumlah I;301\n3;Tiga;5\n4;Empat;6\n;Jumlah II;11\n;Jumlah;311\n",
            Some("C4 301, jumlah rinciannya 300"),
        ),
        (
            "No;Uraian;Pagu\n1;Satu;100\n2;Dua;200\n;Jumlah I;300\n3;Tiga;5\n4;Empat;6\n;Jumlah II;11\n;Jumlah;311\n",
            None,
        ),
    ] {
        let draft = drafted(text, Some(2024));
        let told = draft.told.iter().find(|told| told.starts_with("bukan jumlah"));
        assert_eq!(told.is_some(), wanted.is_some(), "{text}{:#?}", draft.told);
        assert!(told.is_none_or(|told| told.contains(wanted.unwrap_or_default())), "{told:?}");
    }
}

/// A unit that is not understood is asked about, never taken for rupiah without a word; those that are understood are read.
#[test]
fn units_of_headings_that_are_not_understood() {
    let table =
        |head: &str| format!("Indikator;Satuan;Target;Realisasi;{head}\nIKM;nilai;80;81;500\nSurat;surat;15;14;600\n");
    for head in ["Pagu (ratusan juta)", "Pagu (USD)", "Pagu (Rp jutra)", "Anggaran (puluh juta)"] {
        let draft = drafted(&table(head), Some(2024));
        let rules = file(&draft, "aturan.takar");
        assert!(rules.contains("TANYA: satuan di judul kolom tidak dimengerti: E"), "{head}\n{rules}");
    }
    for (head, is_in_millions) in [
        ("Pagu (Rp dlm jt)", true),
        ("Pagu (Rupiah dalam juta)", true),
        ("Pagu (satuan juta rupiah)", true),
        ("Pagu (Rp)", false),
        ("Pagu (APBD)", false),
        ("Pagu", false),
    ] {
        let draft = drafted(&table(head), Some(2024));
        assert!(!file(&draft, "aturan.takar").contains("tidak dimengerti"), "{head}");
        let table = file(&draft, "tabel.takar");
        assert_eq!(table.contains("kolom pagu / 1_000_000 "), is_in_millions, "{head}\n{table}");
    }
}
