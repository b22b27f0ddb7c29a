//! What stands in files of every form: expected values are written by hand beside the script that made the files.

use super::{book, lines, said};
use takar::office::{Kind, Sheet};

fn only(name: &str) -> Sheet {
    let mut book = book(name);
    assert_eq!(book.sheets.len(), 1, "{name}");
    book.sheets.remove(0)
}

/// Column B of `formats.xlsx`, from row 2.
const FORMATS: [(&str, &str); 37] = [
    ("persen", "97.69 Percent(2)"),
    ("persen bulat", "87.9 Percent(0)"),
    ("persen bersyarat", "45 Percent(0)"),
    ("persen bersyarat 2", "75 Percent(0)"),
    ("persen sebagai kata", "97,5 Decimals(2) terbaca 97,5%"),
    ("persen negatif", "-5 Percent(1)"),
    ("ekor biner", "0.3 General"),
    ("ekor persen", "30 Percent(1)"),
    ("sepertiga", "0.333333333333333 Decimals(2)"),
    ("tersembunyi", "0.75 Decimals(0)"),
    ("kode", "2 Padded(2)"),
    ("kode 2", "7 Padded(2)"),
    ("kode 3", "12 Padded(4)"),
    ("rupiah", "1500000 Money(0)"),
    ("rupiah 2", "2500000.5 Money(2)"),
    ("ribuan", "3012572306 Decimals(0)"),
    ("besar", "besar 1e+30"),
    ("kecil", "0.004 Percent(3)"),
    ("ilmiah", "0.00000015 Other"),
    ("pecahan", "0.5 Other"),
    ("tanggal", "hari 2024-12-31"),
    ("tanggal Indonesia", "hari 2024-08-17"),
    ("dengan jam", "hari 2024-02-29 13:45:30"),
    ("jam", "hari 12:00:00"),
    ("lama", "hari 36:00:00"),
    ("hari 59", "hari 1900-02-28"),
    ("hari 61", "hari 1900-03-01"),
    ("teks angka", "0,26 %"),
    ("angka di sel teks", "2010 General"),
    ("benar", "benar"),
    ("salah", "salah"),
    ("baris", "dua\nbaris"),
    ("titik dua", "5 General"),
    ("enam belas", "0.123456789012345 General"),
    ("ribu dihilangkan", "5000 Scaled { thousands: 1, decimals: 0, named: false }"),
    ("orang", "18 Decimals(0) terbaca 18 orang"),
    ("negatif", "-12.5 Decimals(1)"),
];

fn formats_of(name: &str, others: &[(&str, &str)]) {
    let sheet = only(name);
    assert_eq!(sheet.name, "Format", "{name}");
    for (number, (what, expected)) in (2..).zip(FORMATS) {
        let row = sheet.row(number).expect(what);
        assert_eq!(row.get(0).map(said).as_deref(), Some(what), "{name}");
        let expected = others.iter().find(|(other, _)| *other == what).map_or(expected, |(_, expected)| expected);
        assert_eq!(row.get(1).map(said).as_deref(), Some(expected), "{name}, {what}");
    }
    assert_eq!(sheet.row(39).expect("kosong").get(1), None, "an empty text is nothing");
    assert_eq!(sheet.row(40).expect("spasi").get(1).map(said).as_deref(), Some("  tepi  "), "{name}");
}

#[test]
fn a_number_is_what_it_counts_as_and_how_it_is_shown() {
    formats_of("formats.xlsx", &[]);
}

/// LibreOffice writes 15 digits itself, large powers in its own way, truths of this format as 1 and 0 in its own files, and
/// counts days before March 1900 without the day that never was.
#[test]
fn the_same_sheet_from_libreoffice() {
    let digits = ("enam belas", "0.123456789012346 General");
    let large = ("besar", "besar 1E+030");
    formats_of("formats-libreoffice.xlsx", &[digits, large]);
    let own = [digits, large, ("benar", "1 General"), ("salah", "0 General"), ("hari 59", "hari 1900-02-27")];
    formats_of("formats-libreoffice.ods", &own);
    formats_of("formats-libreoffice.fods", &own);
}

#[test]
fn days_are_counted_from_1904_where_the_workbook_says_so() {
    formats_of("dates-1904.xlsx", &[("hari 59", "hari 1904-02-29"), ("hari 61", "hari 1904-03-02")]);
}

#[test]
fn hidden_rows_columns_and_sheets_are_told() {
    for name in ["hidden.xlsx", "hidden-libreoffice.ods"] {
        let book = book(name);
        let sheets: Vec<(&str, bool)> = book.sheets.iter().map(|sheet| (&*sheet.name, sheet.hidden)).collect();
        assert_eq!(sheets, [("Tampak", false), ("Sembunyi", true), ("Sangat sembunyi", true)], "{name}");
        let hidden: Vec<u32> = book.sheets[0].rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
        assert_eq!(hidden, [3, 9], "{name}: by hand, by a filter");
        assert_eq!(book.sheets[0].hidden_columns, [2..=2], "{name}");
        assert_eq!(lines(&book.sheets[1]), ["2 B=tersembunyi"], "{name}");
    }
}

#[test]
fn merged_cells_hold_what_their_first_one_holds() {
    for name in ["merged.xlsx", "merged-libreoffice.ods", "page-libreoffice.xls"] {
        let sheet = only(name);
        let merges: Vec<String> =
            sheet.merges.iter().map(|merge| format!("{:?} {:?}", merge.rows, merge.columns)).collect();
        assert_eq!(merges, ["1..=2 0..=0", "1..=2 1..=1", "1..=1 2..=3", "3..=4 1..=1"], "{name}");
        assert_eq!(sheet.row(4).expect("row 4").get(1), None, "{name}: 99 lies below a merged cell");
        assert!(lines(&sheet)[2].contains("B=Mutu"), "{name}");
    }
}

#[test]
fn a_formula_counts_as_the_value_beside_it() {
    assert_eq!(
        lines(&only("formulas-none.xlsx"))[1..],
        [
            "2 A=80 General | B=60 General | C=tanpa nilai =B2/A2",
            "3 A=0 General | B=5 General | C=tanpa nilai =B3/A3",
            "4 A=10 General | C=tanpa nilai =IF(B4=\"\",\"\",1)",
            "5 A=4 General | B=2 General | C=tanpa nilai =SUM(A2:A5)",
        ]
    );
    for name in ["formulas-kept.xlsx", "formulas-kept.ods"] {
        assert_eq!(
            lines(&only(name))[1..],
            [
                "2 A=80 General | B=60 General | C=75 Percent(0)",
                "3 A=0 General | B=5 General | C=galat #DIV/0!",
                "4 A=10 General",
                "5 A=4 General | B=2 General | C=94 General",
            ],
            "{name}"
        );
    }
}

/// XlsxWriter knows no values, writes 0 for each and asks Excel to compute. A zero among other values is one; the value kept
/// of another workbook counts.
#[test]
fn zeros_of_a_script_are_no_values() {
    assert_eq!(
        lines(&only("formulas-zero.xlsx"))[1..],
        ["2 A=80 General | B=60 General | C=tanpa nilai =B2/A2", "3 C=tanpa nilai =SUM(A2:A2)"]
    );
    assert_eq!(
        lines(&only("formulas-given.xlsx")),
        ["1 A=80 General | B=60 General | C=0.75 General | D=0 General | E=42 General"]
    );
}

#[test]
fn texts_are_those_that_a_person_sees() {
    assert_eq!(
        lines(&only("rich.xlsx")),
        ["1 A=Indeks Kepuasan Masyarakat | B=東京 | C=satu\ndua", "2 A=a & b < c > \"d\" | B=_x0041_ tetap",]
    );
    assert_eq!(lines(&only("inline.xlsx"))[2], "3 A=baris 3 | B=2.5 General");
}

#[test]
fn other_ways_to_write_the_same_sheet() {
    for name in ["plain.xlsx", "lying.xlsx", "prefixed.xlsx", "without-places.xlsx", "macro.xlsm", "renamed.csv"] {
        assert_eq!(book(name).kind, Kind::Xlsx, "{name}");
        assert_eq!(
            lines(&only(name)),
            ["1 A=kode | B=nilai", "2 A=A | B=1.5 General", "3 A=B | B=2 General"],
            "{name}"
        );
    }
}

#[test]
fn what_a_spreadsheet_repeats_counts_where_it_holds_something() {
    let sheet = only("repeated.ods");
    assert_eq!(sheet.hidden_columns, [3..=4]);
    assert_eq!(
        lines(&sheet),
        [
            "1 A=Judul",
            "7 A=a | B=97.69 Percent(2) | C=7 Padded(3)",
            "8 A=sama | B=1.5 General | C=1.5 General | D=1.5 General",
            "9 A=sama | B=1.5 General | C=1.5 General | D=1.5 General",
            "10 A=sama | B=1.5 General | C=1.5 General | D=1.5 General",
            "11h A=dua\nbaris | B=tanpa nilai =[.B7]*2 | C=benar",
            "12 A=hari 2024-12-31 | B=hari 13:45:00 | C=1500000 Money(0)",
        ]
    );
    assert_eq!(sheet.row(7).and_then(|row| row.get(2)?.code()).as_deref(), Some("007"), "a code as it is shown");
}

#[test]
fn tables_of_a_document() {
    for name in ["table.docx", "table-libreoffice.docx"] {
        let sheet = only(name);
        assert_eq!(sheet.name, "tabel 1", "{name}");
        assert_eq!(sheet.above, ["Lampiran", "Tabel 3.1 Capaian Kinerja"], "{name}");
        assert_eq!(sheet.merges.len(), 4, "{name}");
        assert_eq!(
            lines(&sheet),
            [
                "1 A=No | B=Sasaran | C=Target",
                "2 C=2023 | D=2024",
                "3 A=1 | B=Mutu naik | C=0,9 Angka | D=1",
                "4 C=75,35 | D=76",
                "5 A=2 | B=Biaya turun\nbertahap\ndan terukur | C=Rp1.000 | D=Rp900",
            ],
            "{name}"
        );
    }
}

#[test]
fn changes_controls_tables_within_and_fields_of_a_document() {
    let book = book("inside.docx");
    let of = |at: usize| (book.sheets[at].above.join(" / "), lines(&book.sheets[at]).join(" // "));
    let says = |above: &str, rows: &str| (above.to_string(), rows.to_string());
    assert_eq!(
        of(0),
        says("Perubahan", "1 A=Indikator | B=Target // 2 A=AKIP | B=75,5 // 3 A=SKM lanjut | B=80"),
        "what was inserted counts, what was deleted or moved away does not"
    );
    assert_eq!(
        of(1),
        says("Kendali", "1 A=Nama | B=Isi | C=Kosong // 2 A=terisi | B=sel // 3 A=baris | B=dalam kendali"),
        "text in controls counts, what one may type there and hidden text do not"
    );
    assert_eq!(of(2), says("Bersarang", "1 A=luar | B=judul dalam\nsesudah // 2 A=baris 2"));
    assert_eq!(of(3), says("judul dalam", "1 A=dalam 1 | B=dalam 2"), "a table within is one of its own");
    assert_eq!(of(4), says("Bidang", "1 A=12 // 2 B=menjorok"), "of a field its result");
    assert_eq!(book.sheets[4].name, "tabel 5");
}

#[test]
fn pages_that_call_themselves_workbooks() {
    let sheet = only("page.xls");
    assert_eq!(sheet.above, ["Laporan Realisasi", "Tahun 2024"]);
    assert_eq!(sheet.merges.len(), 4);
    assert_eq!(
        lines(&sheet),
        [
            "1 A=Kode | B=Program | C=Anggaran & Realisasi",
            "2 C=Pagu | D=Realisasi",
            "3 A=1.01 | B=Pendidikan\nDasar | C=10.701.893.800,00 | D=97,69 %",
            "4h A=1.02 | B=Kesehatan | C=0,00 | D=-",
            "5 A=Jumlah <total> | C=10.701.893.800,00",
        ]
    );
    assert_eq!(lines(&only("page-windows.xls")), ["1 A=Triwulan – I | B=“baik”"]);
    assert_eq!(lines(&only("page-wide.xls")), ["1 A=Kode | B=≥ 80"]);
    let nested = book("page.xlsx");
    assert_eq!(nested.kind, Kind::Html);
    let all: Vec<Vec<String>> = nested.sheets.iter().map(lines).collect();
    assert_eq!(all, [["1 A=kiri"], ["1 A=dalam"]]);
    assert_eq!(nested.sheets[0].above, ["Luar"]);
}

#[test]
fn texts_of_cells() {
    assert_eq!(
        lines(&only("tab.csv")),
        ["1 A=kdprov | B=kdpemda | C=nilai", "2 A=00 | B=00 | C=2000000000000", "3 A=01 | B=01 | C=224045853000"]
    );
    assert_eq!(
        lines(&only("comma.csv")),
        ["1 A=kode | B=nama | C=nilai", "2 A=A | B=satu, dua | C=1.5", "3 A=B | B=tiga \"empat\" | C=2"]
    );
    assert_eq!(
        lines(&only("semicolon.csv")),
        [
            "1 A=Judul laporan, tahun 2024",
            "3 A=kode | B=nama | C=nilai",
            "4 A=A | B=dua\nbaris | C=7,5",
            "6 A=B | C=8,25"
        ],
        "a row has the number of its first line"
    );
}
