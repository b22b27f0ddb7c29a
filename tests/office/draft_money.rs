//! What is said of one column and of no other, and what is a sum of which rows: units of money, subtotals, totals over levels, the
//! year beside its quarters.

use super::draft::{audited, drafted, file, holds};
use takar::draft::{Asked, Kept, draft};
use takar::office::{Book, Content, Shown, lay, open, tables_of};
use takar::source::sheet::{Laid, Wanted};

/// Two indicators with money below these headings.
fn with_money(heads: &str, first: &str, second: &str) -> String {
    format!("Indikator;Satuan;Target;Realisasi;{heads}\nIKM;nilai;80;81;{first}\nSurat;surat;15;14;{second}\n")
}

#[test]
fn a_unit_in_a_heading_is_of_its_column() {
    for (heads, first, wanted) in [
        ("Pagu;Serapan (juta rupiah)", "1000000000;900,5", "pagu;serapan (juta rupiah)"),
        ("Pagu (Rp);Serapan (juta Rp)", "1000000000;900,5", "pagu;serapan (juta rp)"),
        ("Pagu (juta rupiah);Serapan", "1000;900500000", "pagu (juta rupiah);serapan"),
        ("Pagu (miliar rupiah);Serapan (juta rupiah)", "1;900,5", "pagu (miliar rupiah);serapan (juta rupiah)"),
        ("Pagu (juta rupiah);Serapan (juta rupiah)", "1000;900,5", "pagu (juta rupiah);serapan (juta rupiah)"),
    ] {
        let draft = drafted(&with_money(heads, first, first), Some(2024));
        let data = file(&draft, "data/iku.csv");
        assert!(data.starts_with(&format!("kode;tahun;target;realisasi;{wanted}\n")), "{heads}: {data}");
        let (pagu, spent) = first.split_once(';').expect("two");
        assert!(data.contains(&format!("IKM;2024;80;81;{pagu};{spent}\n")), "{data}");
        assert_eq!(audited(&draft), Vec::<String>::new(), "{heads}");
        // One that says nothing beside one that does is asked about.
        let is_open = wanted.contains("pagu;") && !heads.contains("(Rp)") || wanted.ends_with(";serapan");
        assert_eq!(file(&draft, "aturan.takar").contains("tidak menyebut satuan"), is_open, "{heads}");
    }
}

/// Figures of one size are hardly of two units: the other heading is taken for both, and asked about.
#[test]
fn money_of_one_size() {
    let draft = drafted(&with_money("Pagu (juta rupiah);Serapan", "1000;900,5", "2000;1500"), Some(2024));
    let data = file(&draft, "data/iku.csv");
    assert!(data.starts_with("kode;tahun;target;realisasi;pagu (juta rupiah);serapan (juta rupiah)\n"), "{data}");
    assert!(file(&draft, "aturan.takar").contains("TANYA: judul \"Pagu (juta rupiah)\" menyebut juta rupiah"));
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// The printed percent say which units are meant.
#[test]
fn a_percent_of_the_budget_settles_its_units() {
    let text = with_money("Pagu;Serapan (juta rupiah);%", "1000000000;900,5;90,05", "2000000000;1500;75,00");
    let draft = drafted(&text, Some(2024));
    assert!(!file(&draft, "aturan.takar").contains("tidak menyebut satuan"), "{}", file(&draft, "aturan.takar"));
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// A line above speaks of the columns that say nothing themselves.
#[test]
fn a_line_above_is_of_bare_headings() {
    let text = format!("(dalam juta rupiah)\n{}", with_money("Pagu;Serapan (Rp)", "1000;900500000", "2000;1500000000"));
    let data = drafted(&text, Some(2024));
    let data = file(&data, "data/iku.csv");
    assert!(data.starts_with("kode;tahun;target;realisasi;pagu (juta rupiah);serapan\n"), "{data}");
}

/// A subtotal beside rows that an indicator is counted from is none of the indicators.
#[test]
fn subtotals_beside_parts() {
    let text = "No;Indikator;Satuan;Target;Realisasi;Pagu;Serapan\n1;Persentase aduan;%;90;80;100000;90000\n;a. Selesai;;;40;;\n\
                ;b. Seluruhnya;;;50;;\n2;Surat;surat;15;14;200000;150000\n;Jumlah Sasaran 1;;;;300000;240000\n;Jumlah;;;;300000;240000\n";
    let draft = drafted(text, Some(2024));
    assert_eq!(draft.told[0], "2 indikator dan 2 besaran, tahun 2024");
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// Of subtotals and no grand total the last one is a subtotal too.
#[test]
fn the_last_subtotal_is_no_grand_total() {
    let heads = "No;Sasaran;Indikator Kinerja;Satuan;Target;Realisasi;Pagu\n";
    let rows = |first: &str, last: &str| {
        format!(
            "{heads}1;Sasaran satu;Nilai AKIP;nilai;70;71;100000\n;{first};;;;;100000\n2;Sasaran dua;Surat;surat;100;99;200000\n;{last}\n"
        )
    };
    for (first, last, is_part) in [
        ("Jumlah Sasaran 1", "Jumlah Sasaran 2;;;;;200000", true),
        ("Jumlah", "Jumlah;;;;;200000", true),
        // Wrong in itself: its words tell.
        ("Jumlah Sasaran 1", "Jumlah Sasaran 2;;;;;250000", true),
        ("Jumlah", "Jumlah;;;;;300000", false),
        ("Jumlah Sasaran 1", "Jumlah;;;;;300000", false),
    ] {
        let draft = drafted(&rows(first, last), Some(2024));
        assert_eq!(file(&draft, "tabel.takar").contains("penutup"), !is_part, "{first} {last}");
        assert_eq!(audited(&draft), Vec::<String>::new(), "{first} {last}");
    }
}

/// A total over programmes and their activities is that of the programmes, whether codes or figures say which those are.
#[test]
fn totals_of_the_highest_level() {
    let coded = "Kode;Uraian;Pagu;Realisasi;%\n1.01;Program A;3000;2700;90,00\n1.01.01;Kegiatan 1;1000;900;90,00\n\
                 1.01.02;Kegiatan 2;2000;1800;90,00\n1.02;Program B;500;400;80,00\n1.02.01;Kegiatan 3;500;400;80,00\n;Jumlah;3500;3100;88,57\n";
    let named = "Program/Kegiatan;Pagu;Realisasi\nPROGRAM A;3000;2700\nKegiatan 1;1000;900\nKegiatan 2;2000;1800\n\
                 PROGRAM B;500;400\nKegiatan 3;200;150\nKegiatan 4;300;250\nJUMLAH;3500;3100\n";
    for (text, parts) in [(coded, 3), (named, 2)] {
        let draft = drafted(text, Some(2024));
        let table = file(&draft, "tabel.takar");
        let footer = table.lines().find(|line| line.trim_start().starts_with("penutup")).expect("a total");
        assert_eq!(footer.matches(" pada ").count(), parts, "{footer}");
        assert!(!footer.contains("jumlah("), "{footer}");
        assert_eq!(audited(&draft), Vec::<String>::new());
    }
}

/// What is printed for the year is not what is printed up to its end.
#[test]
fn the_year_beside_its_quarters() {
    let text = "Indikator;Satuan;Target;Realisasi s.d. TW I;Realisasi s.d. TW II;Realisasi s.d. TW III;Realisasi s.d. TW IV;Realisasi\n\
                Surat;surat;100;20;40;60;95;95\nIKM;nilai;80;;;;;82\nAKIP;nilai;70;68;69;70;71;73\n";
    let draft = drafted(text, Some(2024));
    let data = file(&draft, "data/iku.csv");
    for line in ["SURAT;2024;;100;95", "SURAT;2024;4;;95", "IKM;2024;;80;82", "AKIP;2024;;70;73", "AKIP;2024;4;;71"] {
        assert!(data.lines().any(|own| own == line), "{line}: {data}");
    }
    assert!(draft.told.iter().all(|told| !told.contains("tidak dipakai")), "{:#?}", draft.told);
}

/// Where the sheet itself reads as other figures than were drafted, the package asks.
#[test]
fn a_sheet_that_reads_otherwise_is_asked_about() {
    let text = "Capaian 2024\nIndikator;Satuan;Target;Realisasi;Capaian (%)\nPersentase A;%;90;0,87;96,67\nNilai C;nilai;80;81;101,25\n";
    let book = open(text.as_bytes(), "iku.csv").expect("a text of cells");
    let kept = Kept { book: &book, file: "data/iku.xlsx", sheet: &book.sheets[0].name, has_others: false };
    let asked = Asked { title: "Kecamatan Sumberjo", source: "iku.xlsx", kept: Some(kept), ..Asked::default() };
    let draft = draft(&tables_of(&book)[0], &asked).expect("a draft");
    assert!(
        draft.told.iter().any(|told| told.contains("sel terbaca lain langsung dari lembarnya")),
        "{:#?}",
        draft.told
    );
    let rules = file(&draft, "paket.takar");
    assert!(rules.contains("# TANYA: 2 angka terbaca lain langsung dari lembarnya, misalnya Persentase A"), "{rules}");
    assert!(!draft.keeps);
}

/// What is done about a target of zero tells which way it counts, and is no matter of those where more is better.
#[test]
fn targets_of_zero_and_below() {
    let text = "Indikator;Satuan;Target;Realisasi;Capaian (%)\nAngka kematian;kasus;10;8;120\nTemuan;temuan;5;6;80\n\
                Pengaduan;aduan;0;0;100\nKecelakaan;kasus;0;2;0\nIKM;nilai;80;100;120\n";
    let draft = drafted(text, Some(2024));
    // `audited` takes no package with findings.
    assert_eq!(audited(&draft), Vec::<String>::new());
    assert!(!file(&draft, "aturan.takar").contains("PENGADUAN"), "{}", file(&draft, "aturan.takar"));
    let below = "Indikator;Satuan;Target;Realisasi\nPertumbuhan;%;-1,5;-2,1\nLaju;%;2;-1,2\n";
    let draft = drafted(below, Some(2024));
    holds(&draft, "aturan.takar", "jika target < 0 : tidak terdefinisi");
    assert!(file(&draft, "aturan.takar").contains("TANYA: ada hal berangka di bawah nol"));
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// Rows of one name are told apart in the print; a target that is no number accuses nobody; digits in two groups are one number where
/// the row shows how large it is.
#[test]
fn the_own_print_accuses_nobody() {
    for text in [
        "Indikator;Satuan;Target;Realisasi;Capaian\nJumlah dokumen;dokumen;10;9;90,00\nJumlah dokumen;dokumen;12;12;100,00\nNilai;nilai;70;71;101,43\n",
        "Indikator;Satuan;Target;Realisasi\nInflasi;%;3±1;2,9\nNilai;nilai;70;71\n",
        "Indikator;Satuan;Target;Realisasi\nKunjungan;orang;670 949;709.061\nNilai;nilai;70;71\n",
    ] {
        let draft = drafted(text, Some(2024));
        assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
    }
    let text =
        "Indikator;Satuan;Target;Realisasi\nKunjungan;orang;670 949;709.061\nTamu;orang;120 130;9\nNilai;nilai;70;71\n";
    let data = drafted(text, Some(2024));
    let data = file(&data, "data/iku.csv").to_string();
    assert!(data.contains("KUNJUNGAN;2024;670949;709061\n") && data.contains("TAMU;2024;;9\n"), "{data}");
}

/// Quarters beside the target of a year show what they make of it.
#[test]
fn quarters_beside_a_target_of_the_year() {
    let text = "Indikator;Satuan;Target 2024;Realisasi TW I;Realisasi TW II;Realisasi TW III;Realisasi TW IV\nSurat;surat;100;20;26;24;30\n";
    let table = drafted(text, None);
    let table = file(&table, "tabel.takar").to_string();
    assert!(table.contains("kolom realisasi \"Realisasi setahun\"") && table.contains("kolom capaian"), "{table}");
}

/// Programmes above their activities without codes: a right total over them is no finding, one that counts twice is.
#[test]
fn totals_of_a_sheet_over_levels() {
    let rows = "Program/Kegiatan;Pagu\nPROGRAM A;3000\nKegiatan 1;1000\nKegiatan 2;2000\nPROGRAM B;500\nKegiatan 3;200\nKegiatan 4;300\n";
    for (total, is_told) in [("3500", false), ("3600", true)] {
        assert_eq!(laid(&format!("{rows}JUMLAH;{total}\n")).sums.is_empty(), !is_told, "{total}");
    }
}

/// Figures of a quarter without a code or a name are of something: the reader of the data asks, nothing is passed over.
#[test]
fn rows_of_figures_without_a_name() {
    let text = "Kode;Tahun;Triwulan;Indikator;Target;Realisasi\nN.1;2025;1;IKM;80;81\n;2025;2;;82;82,5\n;;;;162;163\nN.2;2025;1;Surat;5;6\n";
    let lines = laid(text).text;
    assert!(lines.lines().any(|line| line.starts_with(";2025;2;;82;")), "{lines}");
    assert!(!lines.contains("162"), "{lines}");
}

/// The last subtotal of rows on several levels is of its part.
#[test]
fn the_last_subtotal_of_levels() {
    let text = "No;Uraian;Pagu;Realisasi\nI;Program Alfa;300;270\n1;Kegiatan Satu;100;90\n2;Kegiatan Dua;200;180\n;Jumlah;300;270\n\
                II;Program Beta;800;684\n1;Kegiatan Tiga;300;280\na;Sub Tiga;300;280\n2;Kegiatan Empat;500;404\n\
                a;Sub Empat;495;400\nb;Sub Lima;5;4\n;Jumlah;800;684\n";
    let draft = drafted(text, Some(2024));
    assert_eq!(audited(&draft), Vec::<String>::new());
    assert!(!file(&draft, "tabel.takar").contains("penutup"), "{}", file(&draft, "tabel.takar"));
}

/// A programme that is not the sum of its activities is named, and the right total below it is not; a wrong one is, against the rows
/// that stand over no other.
#[test]
fn a_wrong_programme_above_a_right_total() {
    for (total, told) in [
        ("300", "C2 310, jumlah rinciannya 300; periksa"),
        ("310", "C2 310, jumlah rinciannya 300; periksa"),
        ("290", "C2 310, jumlah rinciannya 300, C6 290, jumlah rinciannya 300; periksa"),
    ] {
        let text = format!(
            "Kode;Uraian;Pagu;Realisasi\n7.01;Program Alfa;310;270\n7.01.1;Satu;100;90\n7.01.1.1;Sub Satu;100;90\n\
             7.01.2;Dua;200;180\n;Jumlah Program 1;{total};270\n7.02;Program Beta;50;40\n7.02.1;Tiga;50;40\n;Jumlah Program 2;50;40\n"
        );
        let all = drafted(&text, Some(2024)).told.join("\n");
        assert!(all.contains(&format!("bukan jumlah baris-barisnya: {told}")), "{total}: {all}");
    }
}

/// Texts among the figures of a sheet are summed up too; where their value is not certain no sum is told.
#[test]
fn totals_of_a_sheet_with_texts() {
    for (cells, is_told) in [
        (["100", "1.234.567", "1234667"], false),
        (["100", "Rp1.234.567", "1234667"], false),
        (["100", "1.234.567", "1234000"], true),
        (["100", "2,5", "203"], true),
        (["100", "1,234", "1334"], false),
        (["100", "8,85 M", "300"], false),
        (["100", "-", "100"], false),
    ] {
        let text =
            format!("No;Program;Pagu\n1;Satu;{}\n2;Dua;{}\n3;Tiga;0\n;Jumlah;{}\n", cells[0], cells[1], cells[2]);
        assert_eq!(!laid(&text).sums.is_empty(), is_told, "{cells:?}");
    }
}

/// A programme, its activities of which two have one figure, and its sum again.
#[test]
fn a_total_below_a_head_of_equal_parts() {
    for (total, is_told) in [("2034.5", false), ("2034", true), ("4069", false)] {
        let text = format!(
            "Program;Pagu\nProgram Satu;2034.5\nKegiatan A;553.5\nKegiatan B;553.5\nKegiatan C;634\nKegiatan D;293.5\n\
             Total Program Satu;{total}\nProgram Dua;50\nKegiatan E;50\nTotal Program Dua;50\n"
        );
        assert_eq!(!laid(&text).sums.is_empty(), is_told, "{total} {:?}", laid(&text).sums);
    }
}

/// Rows of equal figures are rows of their own, not a programme and its only activity, where nothing says so.
#[test]
fn equal_figures_are_each_added() {
    for (figures, total, told) in [
        ([100, 100, 300], 500, None),
        ([100, 100, 100], 300, None),
        ([100, 100, 300], 400, Some("sel B5 400, jumlah sel B2 sampai B4 500 (selisih −100)")),
        ([100, 100, 300], 600, Some("sel B5 600, jumlah sel B2 sampai B4 500 (selisih 100)")),
        ([100, 100, 100], 999, Some("sel B5 999, jumlah sel B2 sampai B4 300 (selisih 699)")),
        // A programme above its activities counts once, however equal these are.
        ([200, 100, 100], 200, None),
    ] {
        let [first, second, third] = figures;
        let text = format!("Program;Pagu\nAlfa;{first}\nBeta;{second}\nGama;{third}\nJumlah;{total}\n");
        assert_eq!(laid(&text).sums.first().map(String::as_str), told, "{figures:?} {total}");
    }
}

/// A format that leaves thousands out: a heading that says so is of what is shown, elsewhere what is held counts, and that is told.
#[test]
fn thousands_that_a_format_leaves_out() {
    let shown = Shown::Scaled { thousands: 2, decimals: 0, named: false };
    let rows = |above: &str, head: &str, first: &str| {
        format!(
            "{above}No;Program;Pagu{head};Realisasi{head}\n1;Alfa;{first};750000000\n2;Beta;2000000000;1000000000\n"
        )
    };
    for (above, head, first, wanted) in [
        ("", " (juta rupiah)", "1500000000", ";1500;750\n"),
        ("(dalam jutaan rupiah)\n", "", "1500000000", ";1500;750\n"),
        ("", " (juta rupiah)", "1500400000", ";1500,4;750\n"),
        ("", " (Rp)", "1500000000", ";1500000000;750000000\n"),
        ("", "", "1500000000", ";1500000000;750000000\n"),
    ] {
        let found = tables_of(&book_shown(&rows(above, head, first), shown)).remove(0);
        let asked = Asked { title: "Contoh", source: "a.xlsx", year: Some(2024), ..Asked::default() };
        holds(&draft(&found, &asked).expect("a draft"), "data/iku.csv", wanted);
    }
    let told = |head, first| laid_of(&book_shown(&rows("", head, first), shown)).told;
    assert_eq!(told(" (juta rupiah)", "1500000000"), Vec::<String>::new());
    assert_eq!(told(" (juta rupiah)", "1500400000"), ["sel C2 menampilkan 1500, isinya 1500,4; isinya yang dihitung"]);
    assert_eq!(
        told(" (Rp)", "1500000000"),
        ["sel C2 menampilkan 1500, isinya 1500000000; isinya yang dihitung, begitu pula 3 sel lain"]
    );
}

fn laid(text: &str) -> Laid {
    laid_of(&book_shown(text, Shown::General))
}

/// A workbook whose larger figures are shown so.
fn book_shown(text: &str, shown: Shown) -> Book {
    let mut book = open(text.as_bytes(), "a.csv").expect("a text of cells");
    let cells = book.sheets.iter_mut().flat_map(|sheet| &mut sheet.rows).flat_map(|row| &mut row.cells);
    for cell in cells {
        // As a workbook has them.
        if let Content::Text(text) = &cell.content
            && let Ok(number) = text.parse()
        {
            let is_large = number >= 1000.into();
            cell.content = Content::Number(number, if is_large { shown } else { Shown::General });
        }
    }
    book
}

fn laid_of(book: &Book) -> Laid {
    let wanted = Wanted {
        file: "a.csv",
        sheet: None,
        first_row: None,
        hidden_rows: None,
        headers: &[],
        codes: &[],
        span: None,
        year: None,
        knows: &|_| false,
        is_known: &|_| true,
        measure: &|_| None,
    };
    lay(book, &wanted).expect("a table")
}

/// What is left of a budget is no quantity of its own, whatever it is called.
#[test]
fn what_is_left_of_a_budget() {
    for word in ["Sisa", "Saldo", "Saldo Anggaran"] {
        let text = format!(
            "(dalam jutaan rupiah)\nNo;Program;Alokasi;Realisasi Anggaran;{word}\n1;Alfa;526;478,6;47,4\n2;Beta;895,5;770,1;125,4\n"
        );
        let draft = drafted(&text, Some(2024));
        assert!(!file(&draft, "tabel.takar").contains("kolom nilai"), "{}", file(&draft, "tabel.takar"));
        assert!(
            draft.told.iter().any(|told| *told == format!("1 kolom tidak dipakai: E \"{word}\"")),
            "{:#?}",
            draft.told
        );
    }
    // Alone it is what the table is about.
    holds(&drafted("No;Uraian;Saldo\n1;Kas;526\n2;Bank;895\n", Some(2024)), "data/iku.csv", ";526\n");
}

/// Of budgets beside each other the one that adds up the others is that of the row, and what was spent of it stands below the same
/// word; where nothing adds up, it is asked.
#[test]
fn sources_of_a_budget_and_their_sum() {
    for (sums, taken, is_asked) in [(["3000", "1500"], "Jumlah", false), (["3001", "1500"], "APBD", true)] {
        let text = format!(
            "No;Program;Anggaran (Rp);;;Realisasi (Rp);;\n;;APBD;DAK;Jumlah;APBD;DAK;Jumlah\n\
             1;Alfa;2000;1000;{};1900;900;2800\n2;Beta;1000;500;{};800;500;1300\n",
            sums[0], sums[1]
        );
        let draft = drafted(&text, Some(2024));
        let table = file(&draft, "tabel.takar");
        assert!(table.contains(&format!("kolom pagu \"Anggaran (Rp) · {taken}\"")), "{table}");
        assert!(table.contains(&format!("kolom serapan \"Realisasi (Rp) · {taken}\"")), "{table}");
        assert_eq!(file(&draft, "paket.takar").contains("TANYA"), is_asked, "{sums:?}");
    }
}

/// Where percent settle that some figures with `Rp` are in full, the others of the column are as large.
#[test]
fn signs_that_percent_settle() {
    let text = "No;Program;Pagu (Rp.000);Realisasi (Rp.000);%\n1;Alfa;Rp4.690.000.000;3.517.000 ribu;74,99\n\
                2;Delta;Rp7.330.000.000;Rp4.251.000.000;57,99\n;Jumlah;12020000;7768000;64,63\n";
    let draft = drafted(text, Some(2024));
    holds(&draft, "data/iku.csv", ";7330000;4251000\n");
    assert_eq!(audited(&draft), Vec::<String>::new());
}
