//! The workbook of a run, read by another library: its sheets, its cached results, what is a value and no formula.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::io::Cursor;
use std::path::Path;
use takar::workbook::Book;

/// The workbook of a shipped package, and what Takar prints.
fn shipped(name: &str) -> (Xlsx<Cursor<Vec<u8>>>, Vec<takar::report::table::Table>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(name);
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
