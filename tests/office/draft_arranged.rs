//! Drafts of sheets and documents on which several tables stand, or whose rows and columns are laid out otherwise: what a wrong
//! reading would give is a figure that looks right.

use super::compose::Room;
use super::data::{RULES, shown};
use super::draft::{drafted, file};
use super::draft_rows::worked;
use std::fs;
use std::path::Path;
use takar::office::{open, tables_of};

/// What must and what must not be said and written of a fixture.
fn holds(name: &str, wanted: &[&str], unwanted: &[&str]) {
    let all = worked(name);
    for words in wanted {
        assert!(all.contains(words), "{name} lacks {words:?}:\n{all}");
    }
    for words in unwanted {
        assert!(!all.contains(words), "{name} has {words:?}:\n{all}");
    }
}

/// Title, unit and heading below a signature are those of the table below them, and no name of a person is.
#[test]
fn a_table_below_a_signature_is_read_by_its_own_heading() {
    let other = "1 tabel lain tidak dipakai";
    holds("tanda-tangan-lain.xlsx", &["2 indikator", other, "tanda tangan tidak dibaca: baris 6 sampai 11"], &["AKIP"]);
    holds("tanda-tangan-nama.xlsx", &["2 indikator, tahun 2024", other], &["AKIP", "Fulan"]);
    holds("tahun-lain-tanda-tangan.xlsx", &["2 indikator, tahun 2024", other], &["AKIP"]);
    holds(
        "tanda-tangan-judul.xlsx",
        &["2 indikator", "130 surat  121 surat", "judul kolom di baris 9 lain urutannya"],
        &[other],
    );
    holds("tanda-tangan-satuan.xlsx", &["satuan pagu dan serapan di data: juta rupiah, seperti di tabel"], &[]);
}

/// Another year, quarter or office in a title begins another table; a title that is said again goes on.
#[test]
fn a_title_of_another_time_or_office_begins_another_table() {
    for name in ["tahun-lain.xlsx", "tahun-rapat.xlsx", "triwulan-lain.xlsx", "dinas-lain.xlsx"] {
        holds(name, &["2 indikator, tahun 2024", "1 tabel lain tidak dipakai"], &["AKIP", "judul di antara baris"]);
    }
    holds("triwulan-lain.xlsx", &["judul tabel menyebut triwulan 1; angkanya ditulis sebagai angka tahun 2024"], &[]);
    holds("judul-lanjut.xlsx", &["2 indikator, tahun 2024"], &["tabel lain"]);
}

/// A unit below a table of a document is said of it, unless another table follows directly.
#[test]
fn notes_below_a_table_of_a_document_are_read() {
    let said = "satuan pagu dan serapan di data: juta rupiah, seperti di tabel";
    holds("satuan-bawah.docx", &[said, "\nIKM;2024;80;78;250;\n"], &[]);
    holds("satuan-antara.docx", &[], &[said]);
    holds("persen-bawah.docx", &["80%", "78%"], &[]);
    insta::assert_snapshot!(shown("satuan-bawah.docx", "data \"satuan-bawah.docx\"\n", RULES));
}

#[test]
fn sums_of_parts_are_no_sums_of_all() {
    holds(
        "sub-jumlah.xlsx",
        &["4 besaran", "(jumlah): 5, 8", "tidak ada temuan"],
        &["penutup jumlah(pagu) pada pagu; jumlah(serapan) pada serapan \"Sub", "Sub \n"],
    );
    holds("sub-jumlah-salah.xlsx", &["250, jumlah"], &[]);
}

#[test]
fn a_unit_in_a_name_is_said_of_that_row() {
    holds("satuan-nama.xlsx", &["120 orang", "110 orang", "80%"], &["120%"]);
}

/// Objectives with an achievement of their own, their mean and the grade of all are no indicators.
#[test]
fn objectives_with_achievements_are_no_indicators() {
    holds("sasaran-capaian.xlsx", &["3 indikator", "(judul di antara baris): 3, 6"], &["belum diisi", "PREDIKAT"]);
    holds("sasaran-uraian.xlsx", &["3 indikator", "(judul di antara baris): 3, 6"], &["belum diisi"]);
    // `Capaian Kinerja` over targets too is no achievement.
    let over = "No;Indikator;Capaian Kinerja;;\n;;Target;Realisasi;%\n1;Indeks A;80;78;97,5\n1.1;Indeks B;70;63;90\nA;Indeks C;50;40;80\n";
    assert!(file(&drafted(over, Some(2024)), "iku.takar").starts_with("# 3 indikator"));
}

/// Target, realisation and achievement in rows are columns of the indicator above them.
#[test]
fn labels_in_rows_are_columns() {
    let told = "yang tertulis di baris dibaca sebagai kolom";
    holds("uraian-triwulan.xlsx", &["2 indikator", told, ";2024;1;30;27\n", "8 dari 8 angka"], &[]);
    holds("uraian-tahun.xlsx", &["2 indikator, tahun 2022, 2023, 2024", told, ";2023;30;30\n", "6 dari 6 angka"], &[]);
    holds("uraian-bawah.xlsx", &["2 indikator", told, ";2024;30;27\n", "2 dari 2 angka"], &["TARGET"]);
}

/// Quarters below a name are quarters of it; to the end of each they are not added up.
#[test]
fn quarters_below_names_are_no_indicators() {
    holds("triwulan-bawah.xlsx", &["2 indikator", ";2024;1;30;27\n", ";2024;4;40;36\n"], &["TRIWULAN"]);
    for name in ["sampai-bawah.xlsx", "sampai-baris.xlsx"] {
        holds(name, &["2 indikator", "tidak dijumlahkan (triwulan terakhir)", ";2024;4;130;121\n"], &[]);
    }
}

/// Tables of two years below each other in a report are judged each by its year; of two quarters only the first is.
#[test]
fn a_report_with_two_tables_is_judged_by_their_titles() {
    for (name, judged) in
        [("dua-tahun.xlsx", "12 angka dalam 2 tabel: cocok 6"), ("dua-triwulan.xlsx", "6 angka dalam 1 tabel: cocok 6")]
    {
        let room = Room::new();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/found").join(name);
        fs::copy(&from, room.path(name)).expect("a copy");
        room.takar(&format!("baru --dari {name} kantor"));
        fs::remove_dir_all(room.path("kantor/cetakan")).expect("the printed copy");
        fs::create_dir(room.path("kantor/cetakan")).expect("a folder");
        fs::copy(&from, room.path("kantor/cetakan/laporan.xlsx")).expect("a copy");
        let said = room.takar("audit kantor");
        assert!(said.contains(judged) && said.contains("tidak ada temuan"), "{name}: {said}");
    }
}

/// A table below another one is of the year that the title above that one names, and this is told.
#[test]
fn a_year_above_another_table() {
    let room = Room::new();
    let text = "Realisasi Anggaran 2024;;;;\nNo;Program;Pagu;Realisasi;\n1;Alfa;100;90;\n2;Beta;200;180;\n\
                No;Kegiatan;Pagu;Realisasi;%\n1;Gama;100;90;90\n2;Delta;200;180;90\n";
    fs::write(room.path("dua.csv"), text).expect("a file");
    let said = room.takar("baru --dari dua.csv kantor");
    assert!(said.contains("tahun 2024 menurut judul tabel di atasnya (baris 1)"), "{said}");
    assert!(said.contains("1 tabel lain tidak dipakai"), "{said}");
}

/// The same things below a title once more are another table, whatever that says.
#[test]
fn the_same_rows_below_another_title_are_another_table() {
    let head = "No;Indikator;Target;Realisasi\n";
    let text = |title: &str, rows: &str| {
        format!("Capaian 2024\n{head}1;Indeks A;80;78\n2;Indeks B;70;63\n\n{title}\n{head}{rows}")
    };
    let tables = |text: String| tables_of(&open(text.as_bytes(), "iku.csv").expect("a text of cells")).len();
    assert_eq!(tables(text("Capaian (Perubahan)", "1;Indeks A;82;78\n2;Indeks B;70;63\n")), 2);
    assert_eq!(tables(text("Capaian (lanjutan)", "3;Indeks C;82;78\n4;Indeks D;70;63\n")), 1);
}

/// Another year or quarter in the headings themselves, and other things in the place of indicators, are another table too.
#[test]
fn a_heading_of_another_time_is_another_table() {
    let head = |time: &str| format!("No;Sasaran;Indikator;Satuan;Target {time};Realisasi {time};Capaian;Ket\n");
    let row = |name: &str| format!("1;Meningkatnya A;{name};nilai;80;78;97,5;\n");
    let count = |text: &str| tables_of(&open(text.as_bytes(), "iku.csv").expect("a text of cells")).len();
    for (first, second, tables) in [("2024", "2023", 2), ("TW I", "TW II", 2), ("2024", "2024", 1)] {
        for between in ["", "\n"] {
            let text = format!("{}{}{between}{}{}", head(first), row("Indeks A"), head(second), row("Indeks B"));
            assert_eq!(count(&text), tables, "{text}");
        }
    }
    let of = |things: &str| format!("No;{things};Target;Realisasi;Capaian (%)\n");
    let text = |second: &str| {
        format!("{}1;Indeks A;80;78;97,5\n\n{}1;Program X;10;9;90\n", of("Indikator Kinerja"), of(second))
    };
    assert_eq!((count(&text("Program")), count(&text("Indikator Kinerja"))), (2, 1));
}

/// A year is that of a title; running text names many, and a plan has several.
#[test]
fn the_year_of_a_table_is_that_of_its_title() {
    let table = "No;Indikator;Target;Realisasi\n1;Indeks A;80;78\n";
    for (above, year) in [
        ("Capaian 2024 dibanding 2023", "2024"),
        ("Capaian Tahun 2024\nRenstra 2021-2026", "2024"),
        ("Tabel 3.1 Capaian Tahun 2024\nPada tahun ini capaian naik dibanding tahun 2023.", "2024"),
    ] {
        let draft = drafted(&format!("{above}\n{table}"), None);
        assert!(
            file(&draft, "paket.takar").contains(&format!("tahun {year}\n")),
            "{above}: {}",
            file(&draft, "paket.takar")
        );
    }
}

/// What stands in a total and is not given by its rows, and money beside other things, is told.
#[test]
fn what_is_not_taken_is_told() {
    let nested = "Kode;Program;Pagu;Realisasi\n1.01;Program A;500;400\n1.01.01;Kegiatan A;300;250\n1.01.02;Kegiatan B;300;150\n;JUMLAH;500;450\n";
    let told = drafted(nested, Some(2024)).told.join("\n");
    assert!(told.contains("1 angka di baris jumlah tidak dipakai, barisnya tidak memberi angka itu"), "{told}");
    let beside =
        "No;Indikator;Target;Realisasi;Program;Pagu\n1;Indeks A;80;78;Program X;100\n2;Indeks B;70;63;Program Y;50\n";
    let told = drafted(beside, Some(2024)).told.join("\n");
    assert!(told.contains("padahal berdiri di samping kolom \"Program\""), "{told}");
    let part = "Persentase A;95;0,92\nIndeks;3,5;3,4\n";
    let rules = file(&drafted(&format!("Indikator;Target;Realisasi\n{part}"), Some(2024)), "aturan.takar").to_string();
    assert!(rules.contains("TANYA: sel C2 (0,92) di samping angka persen"), "{rules}");
}
