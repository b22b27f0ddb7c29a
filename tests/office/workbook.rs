//! The workbook of a run, read by another library: its sheets, its cached results, what is a value and no formula.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::io::Cursor;
use std::path::Path;
use takar::workbook::Book;

/// The workbook of a shipped package, and what Takar prints.
fn shipped(name: &str) -> (Xlsx<Cursor<Vec<u8>>>, Vec<takar::report::table::Table>) {
    made(&format!("rules/{name}"))
}

/// The same of a package of this repository.
fn made(place: &str) -> (Xlsx<Cursor<Vec<u8>>>, Vec<takar::report::table::Table>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(place);
    let mut folder = takar::folder::open(path).unwrap_or_else(|_| panic!("a package"));
    let read = folder.read_data().unwrap_or_else(|_| panic!("data"));
    let package = &folder.package;
    let year = package.year(None, &read.data).expect("a year");
    let planned = package.planned(&read.data, year).expect("a plan");
    let run = planned.unit(0);
    let tables = run.tables();
    let mut book = Book::new(&run.program().package.title, run.plan(), &read.data, &tables);
    book.add(&run, 0, &tables, package.sources(), &[]).expect("room");
    let bytes = book.finish().expect("a workbook");
    (open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook"), tables)
}

#[test]
fn cached_results_are_what_tables_print() {
    let (mut book, tables) = shipped("mojoagung-2024");
    let sheets = book.sheet_names();
    let own: Vec<&str> = sheets[tables.len()..].iter().map(String::as_str).collect();
    assert_eq!(own, ["Masukan", "Hitungan", "Skala", "Sumber"]);
    let mut compared = 0;
    for table in &tables {
        let sheet = book.worksheet_range(&table.name).expect("a sheet of each table");
        for (at, row) in table.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let Some(plain) = &cell.plain else { continue };
                let places = plain.split_once('.').map_or(0, |(_, behind)| behind.len());
                let found = match sheet.get_value((4 + at as u32, column as u32)) {
                    Some(Data::Float(number)) => format!("{number:.places$}"),
                    Some(Data::Int(number)) => format!("{:.places$}", *number as f64),
                    other => panic!("{} row {at}, column {column}: {other:?} for {plain}", table.name),
                };
                assert_eq!(&found, plain, "{} row {at}, column {column}", table.name);
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared} figures");
}

/// Rows and footers of one name, on one side or on two, are as many in a workbook and a document as in the table.
#[test]
fn rows_of_one_name_are_all_there() {
    let (mut book, tables) = made("tests/page/sanding");
    let bytes = takar::document::document(&tables).expect("a document");
    let text = super::document::words(&super::document::part(&bytes, "word/document.xml"));
    let mut footers = 0;
    for table in &tables {
        let sheet = book.worksheet_range(&table.name).expect("a sheet of each table");
        for (at, footer) in table.footers.iter().enumerate() {
            footers += 1;
            let row = (4 + table.rows.len() + at) as u32;
            let label = sheet.get_value((row, footer.from as u32)).map(ToString::to_string);
            assert_eq!(label.as_deref(), Some(footer.label.as_str()), "{} footer {at}", table.name);
            for (column, cell) in footer.cells.iter().enumerate().skip(1) {
                let shown = cell.plain.as_ref().map(|plain| plain.parse::<f64>().expect("a number"));
                let found = match sheet.get_value((row, column as u32)) {
                    Some(Data::Float(number)) => Some(*number),
                    Some(Data::Int(number)) => Some(*number as f64),
                    _ => None,
                };
                assert_eq!(found, shown, "{} footer {at}, column {column}", table.name);
            }
            let figures = footer.cells.iter().map(|cell| cell.words()).filter(|words| !words.is_empty());
            let row: String = [footer.label.as_str()].into_iter().chain(figures).collect();
            let is_same = |line: &&str| line.replace('|', "") == row;
            let like_it = table
                .footers
                .iter()
                .filter(|other| {
                    other.label == footer.label
                        && other.cells.iter().map(|cell| cell.words()).eq(footer.cells.iter().map(|cell| cell.words()))
                })
                .count();
            assert!(text.split('/').filter(is_same).count() >= like_it, "{} footer {at}: {row}\n{text}", table.name);
        }
        let names = |name: &str| table.rows.iter().flatten().filter(|cell| cell.words() == name).count();
        let in_sheet = |name: &str| {
            sheet.rows().flatten().filter(|cell| matches!(cell, Data::String(words) if words == name)).count()
        };
        for name in ["Alfa", "Beta", "Delta"] {
            assert_eq!(in_sheet(name), names(name), "{} {name}", table.name);
        }
    }
    assert_eq!(footers, 7);
}

/// Every working cell of the shipped report is a formula: no figure of it lies where floats decide otherwise.
#[test]
fn no_cell_of_the_shipped_report_is_a_value() {
    let (mut book, _) = shipped("mojoagung-2024");
    let lines = book.worksheet_range("Hitungan").expect("a sheet");
    let values = lines.rows().skip(4).filter(|row| row.get(4).is_some_and(|cell| *cell != Data::Empty)).count();
    let formulas = book.worksheet_formula("Hitungan").expect("a sheet");
    assert_eq!(values, 0);
    assert!(formulas.used_cells().count() > 4000, "{} formulas", formulas.used_cells().count());
}

/// Whole amounts are formulas however large they are, up to where a rounding that is moved by what floats lose meets the next one.
#[test]
fn large_amounts_stay_formulas() {
    let room = super::compose::Room::new();
    let rules = "paket \"K\"\n  tahun 2024\ndata \"d.csv\"\numum \"7\"\ntabel T \"t\"\n  baris \"7.1\"; \"7.2\"\n  kolom kode\n  kolom pagu \"Pagu\"\n  penutup jumlah(pagu) \"Jumlah\"\n";
    std::fs::write(room.path("a.takar"), rules).expect("rules");
    for (amount, is_formula) in
        [("499999999999", true), ("500000000000", true), ("90000000000001", true), ("900000000000001", false)]
    {
        std::fs::write(room.path("d.csv"), format!("kode;tahun;pagu\n7.1;2024;{amount}\n7.2;2024;100\n"))
            .expect("data");
        room.takar("hitung . --keluar h.xlsx");
        let mut book: Xlsx<_> = calamine::open_workbook(room.path("h.xlsx")).expect("a workbook");
        let formulas = book.worksheet_formula("T").expect("a sheet");
        let own = formulas.used_cells().filter(|(_, _, formula)| formula.contains("Hitungan"));
        assert_eq!(own.count(), if is_formula { 3 } else { 1 }, "{amount}");
    }
}
