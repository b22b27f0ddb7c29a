//! Tables as applications of offices hand them out: money under several heads, codes that stand twice, rows of years.

use super::draft::{audited, drafted, file, holds};
use super::draft_found::refused;
use takar::draft::Lacks;

/// `Operasi | Total`, each over budget, spending and percent: what was spent and its percent are those of one head, the total.
#[test]
fn money_is_that_of_one_head() {
    let total = "Kode;Uraian;Belanja Operasi;;;Total;;\n;;Anggaran;Realisasi;%;Anggaran;Realisasi;%\n\
                 1;Program satu;200;50;25,00;400;300;75,00\n2;Program dua;100;90;90,00;300;120;40,00\n";
    let draft = drafted(total, Some(2025));
    holds(&draft, "data/iku.csv", "1;2025;;400;300\n");
    assert_eq!(audited(&draft), Vec::<String>::new());
    // Without a total the first; the heading of the second alone says that it is money.
    let first = "No;Daerah;Penanganan Wabah;;;Belanja Kesehatan;;\n;;Anggaran;Realisasi;%;Anggaran;Realisasi;%\n\
                 1;Kab. Satu;800;200;25,00;500;400;80,00\n2;Kab. Dua;0;0;0,00;300;150;50,00\n";
    let draft = drafted(first, Some(2025));
    holds(&draft, "data/iku.csv", ";2025;;800;200\n");
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// Words over three columns each, without merges as in a CSV, and none that tables begin with.
#[test]
fn words_over_columns_without_merges() {
    let text = "Daerah;Wabah;;;Kesehatan;;\n;Anggaran;Realisasi;%;Anggaran;Realisasi;%\nKab. Satu;800;200;25,00;500;400;80,00\nKab. Dua;40;20;50,00;300;150;50,00\n";
    let draft = drafted(text, Some(2025));
    holds(&draft, "tabel.takar", "\"Wabah · Anggaran\"");
    holds(&draft, "data/iku.csv", "KAB_DUA;2025;;40;20\n");
}

/// What is left of a budget is none.
#[test]
fn what_is_left_is_no_budget() {
    let text = "Kegiatan;Sisa Anggaran;Pagu Anggaran;Realisasi Anggaran;Selisih Serapan\nSatu;100;400;300;5\nDua;50;200;150;6\n";
    let draft = drafted(text, Some(2025));
    holds(&draft, "data/iku.csv", "SATU;2025;;400;300\n");
    assert!(!draft.told.iter().any(|line| line.contains("kolom uang yang mungkin")), "{:?}", draft.told);
}

/// Accounts that stand below each activity, codes of provinces beside those of their regencies.
#[test]
fn codes_that_stand_twice() {
    let accounts = "Kode Rekening;Uraian;Anggaran;Realisasi\n1.01.01;Kegiatan satu;300;100\n5.1.02;Belanja Barang;300;100\n\
                    1.01.02;Kegiatan dua;500;400\n5.1.02;Belanja Barang;500;400\n";
    let draft = drafted(accounts, Some(2025));
    assert_eq!(audited(&draft), Vec::<String>::new());
    assert!(draft.told.iter().any(|line| line.ends_with("kodenya bernomor: B5 (5.1.02-2)")), "{:?}", draft.told);
    let regions = "Kode Provinsi;Kode Kabupaten;Nama Kabupaten;Jenis;Nilai\n11;1101;Kab. Satu;Migas;1,5\n11;1102;Kab. Dua;Migas;2,5\n\
                   11;1101;Kab. Satu;Non Migas;3,5\n11;1102;Kab. Dua;Non Migas;4,5\n";
    let draft = drafted(regions, Some(2025));
    holds(&draft, "iku.takar", "\"Kab. Satu, Non Migas\"");
    assert_eq!(audited(&draft), Vec::<String>::new());
    let own = regions.lines().take(3).collect::<Vec<_>>().join("\n");
    assert!(file(&drafted(&own, Some(2025)), "iku.takar").contains("besaran \"1101\""));
}

/// Budgets of each quarter in rows: the data have those of years, so each row stands for itself.
#[test]
fn money_of_quarters_in_rows() {
    let mut text =
        String::from("Tahun;Triwulan;Uraian Belanja;Jenis Belanja;Anggaran;Realisasi;% Realisasi Anggaran\n");
    for (quarter, spent) in ["I", "II", "III", "IV"].iter().zip([25, 50, 75, 100]) {
        text.push_str(&format!("2023;{quarter};Belanja Pegawai;Pegawai (51);200;{};{spent}\n", spent * 2));
        text.push_str(&format!("2023;{quarter};Belanja Barang;Barang (52);400;{};{spent}\n", spent * 4));
    }
    let draft = drafted(&text, None);
    let data = file(&draft, "data/iku.csv");
    assert_eq!(data.lines().count(), 9, "{data}");
    assert!(data.lines().any(|line| line.ends_with(";2023;;400;300")), "{data}");
    holds(&draft, "iku.takar", "\"Belanja Barang, III\"");
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// `Tahun` down the side and nothing that names a row: each column is a thing, each row a year.
#[test]
fn years_down_the_side() {
    let text = "No;Tahun;Umur Harapan Hidup;IPM\n1;2021;69,96;72,29\n2;2022;70,18;\n3;2023;70,44;74,39\n";
    let draft = drafted(text, None);
    let data = file(&draft, "data/iku.csv");
    assert!(data.contains("IPM;2023;74,39\n") && data.contains(";2022;70,18\n"), "{data}");
    assert_eq!(data.lines().count(), 6, "{data}");
    assert!(draft.told.iter().any(|line| line.starts_with("tahun berada di baris")), "{:?}", draft.told);
    assert_eq!(audited(&draft), Vec::<String>::new());
    // A year that stands twice, and a target, are more than plain figures.
    assert!(refused(&text.replace("2022", "2021"), None).is_some());
}

/// A heading that is known for something else names the rows where no other does; dates are no names.
#[test]
fn names_where_no_heading_says_so() {
    let text = "Sumber Pajak;2022;2023\nPenghasilan;895101;935068,6\nCukai;224200;245449,8\n";
    assert!(file(&drafted(text, None), "data/iku.csv").contains("CUKAI;2023;245449,8\n"));
    let dated =
        "id;tanggal;skpd;anggaran;realisasi\nA-1;2025-11-24;Dinas Satu;500;250\nA-2;2025-11-25;Dinas Dua;700;70\n";
    let draft = drafted(dated, Some(2025));
    holds(&draft, "iku.takar", "\"Dinas Satu\"");
}

/// A figure in the column of units is none, and `Rp` is the unit `rupiah`.
#[test]
fn units_that_are_none_and_one_by_another_name() {
    let text = "Indikator;Satuan;Target;Realisasi\nPDRB per kapita;Rp;60000000;62335696,98\nKelompok tani;20;40;45\n";
    let draft = drafted(text, Some(2025));
    let rules = file(&draft, "iku.takar");
    assert!(rules.contains("satuan rupiah") && !rules.contains("satuan \"20\""), "{rules}");
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// Nobody is asked for the year of a table that gives nothing in any year.
#[test]
fn a_year_is_asked_for_last() {
    let words = "Indikator;Aspek;Bidang\nIndeks kualitas air;Lingkungan;Air\nIndeks kualitas udara;Lingkungan;Udara\n";
    assert_eq!(refused(words, None), Some(Lacks::Figures));
    assert_eq!(refused("Indikator;Target\nIndeks kualitas air;80\n", None), Some(Lacks::Year));
}

/// A plan of action: targets of quarters, beside that of the year or alone; what does not make the year is said.
#[test]
fn targets_of_quarters_without_realisations() {
    let rows = "1;Nilai SAKIP;Nilai;75,35;0;75;75,2;75,35\n2;Jumlah tamu;Orang;100;25;25;25;25\n3;Jumlah surat;Surat;120;25;25;25;25\n";
    let heads = "No;Indikator Kinerja;Satuan;Target 2025;Target Triwulan;;;\n;;;;I;II;III;IV\n";
    let draft = drafted(&format!("{heads}{rows}"), None);
    let (data, rules) = (file(&draft, "data/iku.csv"), file(&draft, "iku.takar"));
    assert!(data.contains("SAKIP;2025;;75,35;\nSAKIP;2025;1;0;\n") && data.contains("SAKIP;2025;4;75,35;\n"), "{data}");
    assert!(data.contains("JUMLAH_TAMU;2025;4;25;\n") && data.contains("JUMLAH_SURAT;2025;;120;\n"), "{data}");
    assert!(!data.contains("JUMLAH_SURAT;2025;1"), "{data}");
    assert!(rules.contains("triwulan terakhir") && rules.contains("triwulan jumlah"), "{rules}");
    assert!(
        draft
            .told
            .iter()
            .any(|line| line.starts_with("target triwulan 1 indikator tidak dipakai")
                && line.ends_with("setahunnya: E5")),
        "{:?}",
        draft.told
    );
    assert_eq!(audited(&draft), Vec::<String>::new());
    let alone = "No;Indikator Kinerja;Satuan;Target Triwulan;;;\n;;;I;II;III;IV\n1;Nilai SAKIP;Nilai;0;75;75,2;75,35\n2;Jumlah tamu;Orang;25;25;25;25\n";
    let draft = drafted(alone, Some(2025));
    holds(&draft, "data/iku.csv", "SAKIP;2025;2;75;\n");
    // Beside realisations it is said too.
    let both = "No;Indikator;Satuan;Target 2025;Target TW I;Target TW II;Realisasi TW I;Realisasi TW II\n1;Jumlah tamu;Orang;100;50;50;40;60\n2;Jumlah surat;Surat;120;50;50;20;30\n";
    let draft = drafted(both, None);
    assert!(draft.told.iter().any(|line| line.ends_with("setahunnya: E3")), "{:?}", draft.told);
}

/// What stands in a column that is not used is not asked about.
#[test]
fn questions_are_about_what_is_used() {
    let text =
        "Indikator;Satuan;Target;Target Januari;Target Februari\nLayanan tepat waktu;%;100;25;1\nSurat;surat;4;1;1\n";
    let draft = drafted(text, Some(2025));
    let used = draft.told.iter().any(|line| line.contains("kolom tidak dipakai"));
    let asked = file(&draft, "aturan.takar").contains("angka persen");
    assert!(!(used && asked), "{}", file(&draft, "aturan.takar"));
}

/// A total of years, of which one is off: it is told, not left out.
#[test]
fn a_total_of_one_year_that_is_off() {
    let text = "Uraian;2022;2023\nPajak pusat;10,5;20,5\nBea masuk;1,5;2,5\nJumlah;12;24\n";
    let draft = drafted(text, None);
    assert_eq!(audited(&draft).len(), 1, "{}", file(&draft, "tabel.takar"));
}
