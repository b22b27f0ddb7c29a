//! How long a workbook takes to be read, and how much memory at most, beside calamine alone in the same run.
//!
//! `cargo bench --bench office` prints a table; bytes asked of the allocator are counted as in `memory.rs`. `-- --rows 1000`
//! takes so many rows instead of 100 000.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a benchmark looks at the clock")]

use calamine::Reader;
use rust_xlsxwriter::Workbook;
use std::io::Cursor;
use std::time::Instant;

mod counting;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let asked = words.iter().position(|word| word == "--rows").and_then(|at| words.get(at + 1)?.parse().ok());
    let rows: u32 = asked.unwrap_or(100_000);
    let file = workbook(rows);
    println!("{rows} rows x 10 columns, {}\n", mib(file.len()));
    println!("| reader | time | most at once, beside the file |\n| --- | ---: | ---: |");
    let most = line("takar", || takar::office::open(&file, "besar.xlsx").expect("a workbook").sheets[0].rows.len());
    line("takar, with its tables found", || {
        let book = takar::office::open(&file, "besar.xlsx").expect("a workbook");
        takar::office::tables_of(&book).iter().map(|table| table.rows.len()).sum()
    });
    line("calamine, the whole sheet", || {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&file)).expect("a workbook");
        book.worksheet_range("Data").expect("a sheet").height()
    });
    line("calamine, cell by cell, nothing kept", || {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&file)).expect("a workbook");
        let mut cells = book.worksheet_cells_reader("Data").expect("a sheet");
        let mut last = 0;
        while let Some(cell) = cells.next_cell().expect("a cell") {
            last = cell.get_position().0 as usize + 1;
        }
        last
    });
    if rows <= 100_000 {
        assert!(most <= 64 << 20, "{} are more than the goal of 64 MiB", mib(most));
    }
}

fn mib(bytes: usize) -> String {
    format!("{:.1} MiB", bytes as f64 / (1 << 20) as f64)
}

fn line(what: &str, read: impl FnOnce() -> usize) -> usize {
    let begun = Instant::now();
    let (rows, most) = counting::most(read);
    let took = begun.elapsed();
    assert!(rows > 0);
    println!("| {what} | {:.2} s | {} |", took.as_secs_f64(), mib(most));
    most
}

/// Codes, names that all differ, words of a few, and figures; percent and thousands by their formats.
fn workbook(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0.00%");
    let sheet = book.add_worksheet();
    sheet.set_name("Data").expect("a name");
    let heads = ["Kode", "Indikator Kinerja", "Satuan", "Capaian", "Target", "Realisasi", "Pagu", "Serapan", "A", "B"];
    sheet.write_row(0, 0, heads).expect("a heading");
    for row in 1..=rows {
        let number = f64::from(row);
        let write = |sheet: &mut rust_xlsxwriter::Worksheet| -> Result<(), rust_xlsxwriter::XlsxError> {
            sheet.write(row, 0, format!("1.01.{row:06}"))?;
            sheet.write(row, 1, format!("Jumlah dokumen perencanaan nomor {row}"))?;
            sheet.write(row, 2, ["Dokumen", "Orang", "Unit"][row as usize % 3])?;
            sheet.write_number_with_format(row, 3, (number % 97.0) / 97.0, &percent)?;
            (4..10).try_for_each(|column| sheet.write(row, column, number * f64::from(column) / 7.0).map(drop))
        };
        write(sheet).expect("a row");
    }
    book.save_to_buffer().expect("a workbook")
}
