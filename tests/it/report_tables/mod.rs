//! Tables in every format.

pub mod any_text;
mod sample;

use insta::assert_snapshot;
use takar::report::table::{Cell, Column, Footer, Part, Table};
use takar::report::{CsvStyle, csv, json, markdown, terminal};
use unicode_width::UnicodeWidthStr;

/// A name and a table for every kind of layout.
fn samples() -> [(&'static str, Table); 2] {
    [("district", sample::district()), ("months", sample::months())]
}

#[test]
fn terminal_at_usual_widths() {
    for (name, table) in samples() {
        for width in [40, 80, 100, 140] {
            assert_snapshot!(format!("terminal_{name}_{width}"), terminal(&table, width, false));
        }
    }
}

/// What stands above rows or sums them up is no row: numbers count rows alone, and a group without words has no heading.
#[test]
fn records_number_rows_alone() {
    let words = |text: &str| Cell { shown: text.into(), ..Cell::default() };
    let row = |name: &str, value: &str| vec![words(name), words(value)];
    let column = |title: &str| Column { title: title.into(), numeric: false };
    let table = Table {
        columns: vec![column("Indikator Kinerja Utama"), column("Keterangan yang panjang sekali")],
        rows: vec![
            row("Sasaran satu", ""),
            row("Kepuasan", "dinilai masyarakat"),
            row("Aduan", "dijawab"),
            row("Jumlah", "dua indikator"),
            row("", ""),
            row("Tanpa sasaran", "berdiri sendiri"),
        ],
        parts: vec![Part::Heading, Part::Row, Part::Row, Part::Subtotal, Part::Heading, Part::Row],
        ..Table::default()
    };
    assert_snapshot!(terminal(&table, 24, false), @"
    0

    ────────────────────────
    Sasaran satu
    ── 1 ───────────────────
    Indikator  Kepuasan
    Kinerja
    Utama
    Keteranga  dinilai
    n yang     masyarakat
    panjang
    sekali
    ── 2 ───────────────────
    Indikator  Aduan
    Kinerja
    Utama
    Keteranga  dijawab
    n yang
    panjang
    sekali
    ────────────────────────
    Indikator  Jumlah
    Kinerja
    Utama
    Keteranga  dua indikator
    n yang
    panjang
    sekali
    ── 3 ───────────────────
    Indikator  Tanpa sasaran
    Kinerja
    Utama
    Keteranga  berdiri
    n yang     sendiri
    panjang
    sekali
    ");
}

#[test]
fn terminal_in_colour() {
    let coloured = terminal(&sample::district(), 80, true);
    assert_snapshot!("terminal_district_colour", coloured.replace('\u{1b}', "␛"));
    assert_eq!(without_escapes(&coloured), terminal(&sample::district(), 80, false));
}

#[test]
fn terminal_without_colour_has_no_escape() {
    for (_, table) in samples() {
        for width in [20, 80, 200] {
            assert!(!terminal(&table, width, false).contains('\u{1b}'));
        }
    }
}

#[test]
fn terminal_never_exceeds_its_width() {
    for (name, table) in samples() {
        for width in 20..250 {
            for line in terminal(&table, width, false).lines() {
                assert!(line.width() <= width, "{name} at {width}: {line:?}");
            }
        }
    }
}

#[test]
fn terminal_keeps_every_word() {
    for (name, table) in samples() {
        for width in 40..250 {
            let text = terminal(&table, width, false);
            for word in words(&table) {
                assert!(text.contains(&word), "{name} at {width} lacks {word:?}");
            }
        }
    }
}

/// Every word of titles, cells, labels and notes.
fn words(table: &Table) -> Vec<String> {
    let footers = table.footers.iter();
    let cells = table.rows.iter().chain(footers.clone().map(|footer| &footer.cells)).flatten();
    let texts = (table.columns.iter().map(|column| &column.title))
        .chain(cells.map(|cell| &cell.shown))
        .chain(footers.map(|footer| &footer.label))
        .chain(table.notes.iter().map(|note| &note.text))
        .chain([&table.title]);
    texts.flat_map(|text| text.split_whitespace()).map(str::to_string).collect()
}

#[test]
fn terminal_shows_tables_without_rows_or_columns() {
    let mut table = sample::district();
    table.rows.clear();
    assert_snapshot!("terminal_no_rows", terminal(&table, 80, false));
    assert_eq!(terminal(&Table::default(), 80, false), "0\n\n(tidak ada baris)\n");
}

#[test]
fn footer_without_room_for_its_label_keeps_it() {
    let mut table = sample::district();
    table.columns.rotate_right(2);
    table.rows.iter_mut().for_each(|row| row.rotate_right(2));
    table.footers[0].cells.rotate_right(1);
    table.footers[0].cells[1] = sample::words("3 indikator");
    assert_snapshot!("terminal_label_alone", terminal(&table, 100, false));
    assert!(markdown(&table).contains("**Rata-Rata Capaian IKU** **97,69%**"));
}

#[test]
fn markdown_of_samples() {
    for (name, table) in samples() {
        assert_snapshot!(format!("markdown_{name}"), markdown(&table));
    }
}

#[test]
fn markdown_escapes() {
    let table = Table {
        title: "a | b <script>".into(),
        columns: vec![sample::column("*x* | y", false)],
        rows: vec![vec![sample::words("satu|dua\r\ntiga `c` [d](e) \\ &lt; 1_2")]],
        footers: vec![Footer { label: "dua\nbaris".into(), from: 0, cells: vec![Cell::default()] }],
        ..Table::default()
    };
    assert_snapshot!("markdown_escapes", markdown(&table));
}

#[test]
fn csv_of_samples() {
    let tables = [sample::district(), sample::months()];
    assert_snapshot!("csv_en", csv(&tables, CsvStyle::En));
    assert_snapshot!("csv_id", csv(&tables[..1], CsvStyle::Id));
}

#[test]
fn csv_is_read_back_as_written() {
    let mut table = sample::district();
    table.rows[0][0] = sample::words("satu, dua; \"tiga\"\nempat");
    for (style, delimiter, number) in [(CsvStyle::En, b',', "73.48"), (CsvStyle::Id, b';', "73,48")] {
        let text = csv(&[table.clone(), sample::months()], style);
        assert_eq!(text.starts_with('\u{FEFF}'), style == CsvStyle::Id);
        let text = text.trim_start_matches('\u{FEFF}');
        let mut reader = csv_reader(text, delimiter);
        let header: Vec<String> = reader.headers().expect("a header").iter().map(String::from).collect();
        assert_eq!(header[..5], ["tabel", "unit", "tahun", "bagian", "Sasaran Strategis"]);
        let records: Vec<_> = reader.records().map(|record| record.expect("a full row")).collect();
        assert_eq!(&records[0][4], "satu, dua; \"tiga\"\nempat");
        assert_eq!(&records[0][7], number);
        assert_eq!(&records[2][7], "belum diisi");
        // Three rows, a footer, a note no cell refers to and a remark; then two rows and a footer.
        assert_eq!(records.len(), 6 + 3);
    }
}

fn csv_reader(text: &str, delimiter: u8) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes())
}

#[test]
fn csv_disarms_formulas_and_leaves_numbers() {
    let half = takar::number::Exact::ratio(-1, 2).expect("not zero");
    let row = vec![
        sample::words("=HYPERLINK(\"x\")"),
        sample::words("+62 812"),
        sample::words("-"),
        sample::words("@SUM(A1)"),
        sample::words("-5,5%"),
        sample::number("-0.5", half, "poin"),
    ];
    let titles = ["=a", "b", "b", "c", "d", "e"];
    let table = Table {
        columns: titles.map(|title| sample::column(title, false)).to_vec(),
        rows: vec![row],
        ..Table::default()
    };
    assert_snapshot!("csv_formulas", csv(std::slice::from_ref(&table), CsvStyle::En));
    assert!(csv(&[table], CsvStyle::Id).contains(";-0,5;"));
}

#[test]
fn csv_of_nothing_is_a_header() {
    assert_eq!(csv(&[], CsvStyle::En), "tabel,unit,tahun,bagian,satuan,catatan\n");
}

#[test]
fn json_of_samples() {
    assert_snapshot!("json_district", json(&[sample::district()]));
}

#[test]
fn json_is_the_serialisation_of_the_table() {
    let tables = [sample::district(), sample::months()];
    let read: serde_json::Value = serde_json::from_str(&json(&tables)).expect("valid JSON");
    assert_eq!(read["versi"], 1);
    assert_eq!(read["tabel"], serde_json::to_value(&tables).expect("tables serialise"));
    let ratio = &read["tabel"][0]["baris"][1][4];
    assert_eq!(ratio["pecahan"]["pembilang"], "8300");
    assert!(ratio.get("desimal").is_none(), "a ratio has no exact decimal");
}

#[test]
fn numbers_stay_in_line_beside_marks() {
    let text = terminal(&sample::district(), 200, false);
    let end = |number: &str| {
        let line = text.lines().find(|line| line.contains(number)).expect("the number is shown");
        let at = line.find(number).expect("it was just found");
        line[..at].width() + number.width()
    };
    assert_eq!(end(" 73,48"), end(" 8,3"));
}

/// Drops `ESC [ … m`.
fn without_escapes(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_string();
    let rest = parts.map(|part| part.split_once('m').map_or("", |(_, rest)| rest));
    first + &rest.collect::<String>()
}

#[test]
fn a_column_of_one_long_word_is_broken_and_not_cut() {
    let word = "a".repeat(100);
    let table = Table {
        columns: vec![Column { title: "Kata".into(), numeric: false }],
        rows: vec![vec![sample::words(&word)]],
        ..Table::default()
    };
    let text = terminal(&table, 30, false);
    assert_eq!(text.matches('a').count(), 100 + "Kata".matches('a').count());
}

/// A figure rounded from a root is marked where programs read, too.
#[test]
fn csv_marks_roots() {
    let root =
        Cell { plain: Some("1.41".into()), root: Some("akar 2".into()), unit: Some("orang".into()), ..Cell::default() };
    let column = Column { title: "Nilai".into(), numeric: true };
    let table = Table { columns: vec![column], rows: vec![vec![root]], ..Table::default() };
    assert!(csv(&[table], CsvStyle::En).ends_with(",baris,1.41,Nilai: orang,Nilai: ≈\n"));
}
