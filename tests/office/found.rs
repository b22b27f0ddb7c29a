//! Where tables stand on sheets: one file of another library for each trait, with what must be found written by hand.

use std::fs;
use std::path::Path;
use takar::office::{Book, Choice, Found, Remark, RowIs, open, said, tables, tables_with};

fn book(name: &str) -> Book {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/found").join(name);
    open(&fs::read(path).expect("a fixture"), name).expect("a book")
}

/// The tables of the first sheet that has any.
fn found(name: &str) -> Vec<Found> {
    book(name).sheets.iter().map(tables).find(|found| !found.is_empty()).unwrap_or_default()
}

fn only(name: &str) -> Found {
    let mut found = found(name);
    assert_eq!(found.len(), 1, "{name} has one table");
    found.remove(0)
}

fn heads(found: &Found) -> Vec<String> {
    found.heads.iter().map(|head| head.levels.join(" > ")).collect()
}

/// A row as `3 Nilai AKIP | 70`; headings among rows with `#`, totals with `=` in front.
fn rows(found: &Found) -> Vec<String> {
    let told = |row: &takar::office::FoundRow| {
        let cells =
            row.cells.iter().map(|cell| cell.as_ref().map(|content| said(content).into_owned()).unwrap_or_default());
        let sign = match row.is {
            RowIs::Thing => "",
            RowIs::Level => "# ",
            RowIs::Total => "= ",
        };
        format!("{sign}{} {}", row.number, cells.collect::<Vec<_>>().join(" | "))
    };
    found.rows.iter().map(told).collect()
}

const HEAD: [&str; 4] = ["Indikator Kinerja", "Satuan", "Target", "Realisasi"];

#[test]
fn titles_stand_above() {
    let found = only("judul.xlsx");
    let above: Vec<&str> = found.above.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(above, ["Capaian Kinerja Tahun 2024", "Kecamatan Sumberjo"]);
    assert_eq!(heads(&found), HEAD);
    assert_eq!(
        rows(&found),
        ["5 Indeks Kepuasan Masyarakat | Indeks | 80 | 82,5", "6 Nilai AKIP | Nilai | 70 | 73,48"]
    );
}

#[test]
fn headings_have_two_levels() {
    let found = only("dua-tingkat.xlsx");
    let all = ["Indikator Kinerja", "2023 > Target", "2023 > Realisasi", "2024 > Target", "2024 > Realisasi"];
    assert_eq!(heads(&found), all);
    assert_eq!(rows(&found), ["3 Nilai AKIP | 68 | 69,5 | 70 | 73,48"]);
}

#[test]
fn headings_have_three_levels() {
    let found = only("tiga-tingkat.xlsx");
    let all = [
        "No",
        "Indikator Kinerja",
        "Realisasi > I > K",
        "Realisasi > I > Rp",
        "Realisasi > II > K",
        "Realisasi > II > Rp",
    ];
    assert_eq!(heads(&found), all);
    assert_eq!(found.called(4), "K di bawah II di bawah Realisasi");
    assert_eq!(rows(&found), ["4 1 | Jumlah Dokumen | 2 | 1500000 | 3 | 2750000"]);
}

#[test]
fn blank_cells_of_a_heading_belong_to_the_word_before() {
    let found = only("tanpa-gabungan.xlsx");
    let all = ["Indikator Kinerja", "Fisik > Target", "Fisik > Realisasi", "Keuangan > Pagu", "Keuangan > Realisasi"];
    assert_eq!(heads(&found), all);
}

#[test]
fn numbers_of_columns_are_no_row() {
    let found = only("nomor.xlsx");
    assert_eq!(found.heads[4].label.as_deref(), Some("5 = 4/3*100"));
    assert_eq!(rows(&found), ["3 Indeks Kepuasan Masyarakat | Indeks | 80 | 82,5 | 103,13"]);
}

#[test]
fn numbers_of_columns_stand_inside_a_heading() {
    let found = only("nomor-di-dalam.xlsx");
    let all = ["No", "Indikator Kinerja", "Target > K", "Target > Rp", "Realisasi > K", "Realisasi > Rp"];
    assert_eq!(heads(&found), all);
    let labels: Vec<Option<&str>> = found.heads.iter().map(|head| head.label.as_deref()).collect();
    assert_eq!(labels, [None, None, None, None, Some("4 = 3/2*100"), Some("4 = 3/2*100")]);
    assert_eq!(rows(&found), ["4 1 | Nilai AKIP | 70 | 1000000 | 73,48 | 900000"]);
}

#[test]
fn letters_number_columns_too() {
    let found = only("huruf.xlsx");
    assert_eq!(found.heads[3].label.as_deref(), Some("d = c + 1"));
    assert_eq!(rows(&found).len(), 1);
}

#[test]
fn the_same_names_stand_under_two_groups() {
    let found = only("nama-sama.xlsx");
    assert_eq!(
        heads(&found)[3..],
        ["FISIK > REAL", "FISIK > %", "KEUANGAN > ALOKASI", "KEUANGAN > REAL", "KEUANGAN > %"]
    );
    assert_eq!(rows(&found), ["3 1.01 | Jumlah Ruang | 4 | 3 | 75 | 5000000 | 4000000 | 80"]);
}

#[test]
fn an_objective_stands_over_its_indicators() {
    let filled = [
        "2 Meningkatnya kepuasan | Indeks Kepuasan Masyarakat | Indeks | 80 | 82,5",
        "3 Meningkatnya kepuasan | Jumlah Aduan | Aduan | 10 | 8",
        "4 Meningkatnya akuntabilitas | Nilai AKIP | Nilai | 70 | 73,48",
    ];
    let (merged, blank) = (only("sasaran-gabung.xlsx"), only("sasaran-kosong.xlsx"));
    assert_eq!(rows(&merged), filled);
    assert_eq!(rows(&blank), filled);
    assert_eq!(blank.rows[1].from[0], 2);
    // A blank cell is filled on a guess, which is said; a merged one says so itself.
    assert_eq!(merged.remarks, []);
    assert_eq!(blank.remarks, [Remark::FilledDown { head: 0, count: 1, first: 3 }]);
}

#[test]
fn programmes_and_totals_are_no_things() {
    let found = only("jenjang.xlsx");
    let all = [
        "# 2 1.01 | Program Pendidikan |  |  |  |  | 7000000",
        "3 1.01.01 | Pembangunan ruang | Jumlah Ruang | Ruang | 4 | 3 | 4000000",
        "4 1.01.02 | Pengadaan buku | Jumlah Buku | Buku | 100 | 120 | 3000000",
        "= 5  | Sub Total |  |  |  |  | 7000000",
        "= 6  | JUMLAH |  |  |  |  | 7000000",
    ];
    assert_eq!(rows(&found), all);
}

#[test]
fn signatures_are_never_read() {
    let found = only("tanda-tangan.xlsx");
    assert_eq!(rows(&found).len(), 2);
    let below: Vec<&str> = found.below.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(below, ["*) angka sementara"]);
    assert_eq!(found.remarks, [Remark::Signatures { first: 6, last: 10 }]);
    assert!(!format!("{found:?}").contains("NIP"));
}

#[test]
fn a_table_goes_on_below_signatures() {
    let found = only("tanda-tangan-tengah.xlsx");
    assert_eq!(
        rows(&found),
        ["2 Indeks Kepuasan Masyarakat | Indeks | 80 | 82,5", "10 Nilai AKIP | Nilai | 70 | 73,48"]
    );
    let first = Remark::Signatures { first: 4, last: 8 };
    let second = Remark::Signatures { first: 12, last: 18 };
    assert_eq!(found.remarks, [first, second, Remark::BelowSignatures(vec![19])]);
    assert!(!format!("{found:?}").contains("PEJABAT"));
}

#[test]
fn a_blank_column_parts_no_heading() {
    let found = only("celah.xlsx");
    let all = [
        "No",
        "Indikator Kinerja",
        "Satuan",
        "Tahun 2024 > Target",
        "Tahun 2024 > Realisasi",
        "Tahun 2024 > Capaian (%)",
    ];
    assert_eq!(heads(&found), all);
    assert_eq!(rows(&found).len(), 2);
    // Figures that are typed as words have no heading either.
    assert_eq!(found.remarks, [Remark::Untitled(vec![7])]);
}

#[test]
fn a_sheet_has_two_tables() {
    let found = found("dua-tabel.xlsx");
    assert_eq!(found.len(), 2);
    assert_eq!(found.iter().map(|one| one.above[0].text.as_str()).collect::<Vec<_>>(), ["Tabel 1", "Tabel 2"]);
    assert_eq!(heads(&found[1]), ["Program", "Anggaran", "Realisasi Anggaran"]);
    assert_eq!(rows(&found[0]).len(), 2);
    assert_eq!(rows(&found[1]), ["8 Program Pelayanan | 5000000 | 4500000"]);
}

#[test]
fn hidden_rows_count_unless_told_otherwise() {
    let book = book("tersembunyi.xlsx");
    let found = &tables(&book.sheets[0])[0];
    assert_eq!(rows(found).len(), 3);
    assert!(found.remarks.contains(&Remark::HiddenRows { rows: vec![3], taken: true }));
    assert!(found.remarks.contains(&Remark::HiddenColumns(vec![1])));
    let choice = Choice { hidden: Some(false), ..Choice::default() };
    let found = &tables_with(&book.sheets[0], &choice)[0];
    assert_eq!(found.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    assert!(found.remarks.contains(&Remark::HiddenRows { rows: vec![3], taken: false }));
}

#[test]
fn a_code_stands_in_four_columns() {
    let found = only("kode-empat.xlsx");
    assert_eq!(found.heads[0].width, 4);
    assert_eq!(rows(&found), ["2 7.01.02.2.01 | Administrasi | 5000000", "3 7.01.03.2.01 | Pelayanan | 7500000"]);
}

#[test]
fn machine_headings_are_headings() {
    let found = only("mesin.xlsx");
    assert_eq!(heads(&found), ["id", "nama_indikator", "target", "satuan", "tahun1", "tahun2"]);
}

#[test]
fn years_are_columns() {
    let found = only("tahun-kolom.xlsx");
    assert_eq!(heads(&found), ["Kode", "2022", "2023", "2024"]);
    assert_eq!(rows(&found), ["2 AKIP | 65 | 68,5 | 73,48", "3 IKM | 78 | 80 | 82,5"]);
}

#[test]
fn without_a_heading_there_is_no_table() {
    assert_eq!(found("tanpa-judul.xlsx"), []);
}

#[test]
fn keys_and_values_are_no_heading() {
    let found = only("formulir.xlsx");
    assert_eq!(heads(&found), HEAD);
    assert_eq!(found.above.len(), 2);
}

#[test]
fn units_stand_in_a_row_of_the_heading() {
    let found = only("satuan-judul.xlsx");
    assert_eq!(heads(&found), ["Indikator Kinerja", "Target > (%)", "Pagu > (Rp)"]);
}

#[test]
fn rules_say_where_the_data_begin() {
    let book = book("tanpa-judul.xlsx");
    let choice = Choice { first: Some(2), ..Choice::default() };
    // The row above holds figures: no heading.
    assert_eq!(tables_with(&book.sheets[0], &choice), []);
    let book = self::book("nomor-di-dalam.xlsx");
    let choice = Choice { first: Some(4), ..Choice::default() };
    assert_eq!(tables_with(&book.sheets[0], &choice), tables(&book.sheets[0]));
}

#[test]
fn a_heading_stands_again_on_the_next_page() {
    let found = only("ulang.docx");
    assert_eq!(heads(&found), ["Indikator Kinerja", "2024 > Target", "2024 > Realisasi"]);
    assert_eq!(rows(&found), ["3 Nilai AKIP | 70 | 73,48", "6 Indeks Kepuasan Masyarakat | 80 | 82,5"]);
    assert_eq!(found.remarks, [Remark::HeadingAgain(vec![4])]);
    assert_eq!(found.above[0].text, "Tabel 3.1 Capaian Kinerja");
}

/// The rows below it are none of the first heading's.
#[test]
fn a_heading_again_of_another_unit_or_column_begins_another_table() {
    let count = |first: &str, again: &str| {
        let head = "No;Indikator Kinerja;Satuan;Target";
        let text = format!("{head};{first}\n1;Alfa;nilai;80;500\n{head};{again}\n2;Beta;nilai;70;600\n");
        takar::office::tables_of(&open(text.as_bytes(), "a.csv").expect("cells")).len()
    };
    for (first, again) in [
        ("Pagu (juta rupiah)", "Pagu"),
        ("Pagu", "Pagu (juta rupiah)"),
        ("Pagu (juta rupiah)", "Pagu (ribu rupiah)"),
        ("Pagu juta rupiah", "Pagu rupiah"),
        ("Realisasi", "Pagu"),
        ("Realisasi", "Realisasi s.d. TW II"),
        ("Realisasi", "Realisasi Tahun Lalu"),
    ] {
        assert_eq!(count(first, again), 2, "{first} {again}");
    }
    for (first, again) in
        [("Pagu (Rp)", "Pagu (rupiah)"), ("Pagu (juta rupiah)", "PAGU (jutaan Rp)"), ("Ket.", "Keterangan")]
    {
        assert_eq!(count(first, again), 1, "{first} {again}");
    }
}

#[test]
fn tables_of_signatures_are_none() {
    let all: Vec<usize> = book("perjanjian.docx").sheets.iter().map(|sheet| tables(sheet).len()).collect();
    assert_eq!(all, [0, 1, 1]);
    let book = book("perjanjian.docx");
    let goals = &tables(&book.sheets[1])[0];
    assert_eq!(rows(goals)[1], "4  | Meningkatnya kepuasan | Jumlah Aduan | 10 Aduan");
    let money = &tables(&book.sheets[2])[0];
    assert_eq!(rows(money), ["2 1. | Program Pelayanan | Rp5.294.655.000,00", "= 3  | TOTAL | Rp5.294.655.000,00"]);
}

/// A heading with numbers of its own directly below the rows is another table's, with a title between or without.
#[test]
fn a_table_directly_below_another() {
    for title in ["", "Anggaran\n"] {
        let text = format!(
            "Capaian Kinerja Tahun 2024\nNo;Indikator;Satuan;Target;Realisasi\n1;Nilai A;nilai;70;71\n2;Nilai B;nilai;80;72\n\
             {title}No;Program;Pagu;Realisasi\n1;Program Alfa;2000;1900\n2;Program Beta;1000;870\n"
        );
        let book = open(text.as_bytes(), "a.csv").expect("a text of cells");
        let rows: Vec<usize> = takar::office::tables_of(&book).iter().map(|table| table.rows.len()).collect();
        assert_eq!(rows, [2, 2], "{text}");
    }
}
