//! Which values a search may enter.

use super::whatif::session;
use super::whatif_parts::{holds, refusal};

/// A further column is bounded by nothing, entered as its own data are, and of words none is sought.
#[test]
fn further_columns_are_sought_as_they_are() {
    let rules = "paket \"P\"\n  tahun 2024\nbesaran A\n  langkah 1\n  skala 0..10\nF = kab A * 2\nG = kab A + 1\n\
         besaran B\n  satuan orang\nQ = luas B * 2\nH = jika ket A = \"b\" maka 2 selain itu 1\ndata \"d.csv\"\n  \
         kolom kab \"Kab\"\n  kolom ket \"Ket\" teks\n  kolom luas \"Luas\" satuan ha\n";
    let mut session = session(rules, "kode;tahun;nilai;Kab;Ket;Luas\nA;2024;2;-3,5;b;\nB;2024;3;;;2,0\n");
    for (line, part) in [
        ("cari kab A agar F < 0", "kab A paling tinggi −0,1\n"),
        ("cari kab A agar F < 0", "dicari pada semua nilai, langkah 0,1 (seperti dalam data)"),
        ("cari kab A agar F = -7", "kab A = −3,5\n"),
        ("cari kab A agar G >= 12", "kab A paling rendah 11\n"),
        ("cari luas B agar Q = 5", "luas B = 2,5\n"),
    ] {
        holds(&mut session, line, part);
    }
    assert!(refusal(&mut session, "cari ket A agar H = 2").contains("yang dapat dicari hanya angka"));
}

/// The edges of a conversion are figures of the rules, as those of a grade are.
#[test]
fn edges_of_conversions_are_met() {
    let rules = "paket \"P\"\n  tahun 2024\naturan konversi Poin\n  0 .. 2,5 : 1\n  > 2,5 .. 10 : 2\n  terima loncatan \"x\"\n\
         besaran A\n  skala 0..10\nF = Poin(A)\ndata \"d.csv\"\n";
    let mut session = session(rules, "kode;tahun;nilai\nA;2024;2\n");
    holds(&mut session, "cari A agar F = 1", "A paling tinggi 2,5\n");
}
