//! Faults of which no more are told are known by their code alone: it is that of the finding that reading the cell has.

use super::paths_oracle::RULES;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;
use takar::data::Field;
use takar::data::wide::{CellReader, Steps, place};
use takar::engine::Package;
use takar::frame::{Asked, Cells, Frame, Given};
use takar::number::NumberFormat;
use takar::source::SourceId;

const CELLS: &str = "|0|1|-1|99,5|1000|1000,5|9999999|-9999999|0,5|1.250|1,250|1.25.000|12.50|1.000.000,5|1,000,000.5|abc|-|n/a|\
    tidak terdefinisi|85%|85 %|0,4%|8500%|Rp 5.000|Rp5.000,-|Rp -5.000,-|(5)|(Rp5)|18 orang|5 ton|3,2 miliar|2 M|5 juta rupiah|\
    73,50 (BB)|38% (sementara)|69,1-69,5|80..90|130; 150|1 2|123 456|3,01E+12|Mar-68|2024-12-31|#DIV/0!|####|=A1+B1|8o|1O,5|\
    12345678901234567890123456789|0,12345678901234567890123456789|+5|5+|--5|,5|5,|.|,|'5|\"5\"|a;b|92‰|$5|5 USD|baris\nlain|  7  |1e5|½";

const FORMATS: [Option<NumberFormat>; 3] = [None, Some(NumberFormat::Indonesian), Some(NumberFormat::English)];

/// How cells of everything that the rules know are read.
fn readers(package: &Package) -> Vec<CellReader> {
    let schema = package.schema();
    let fields = [Field::Value, Field::Target, Field::Budget, Field::Spent, Field::Extra("kab".into())];
    let mut readers = Vec::new();
    for code in schema.codes.keys() {
        let code: Arc<str> = code.as_str().into();
        for (field, format) in fields.iter().flat_map(|field| FORMATS.map(|format| (field, format))) {
            readers.push(CellReader::new(&schema, &code, field, 2024, format));
        }
    }
    readers
}

#[test]
fn the_code_of_a_fault_is_that_of_its_finding() {
    let rules = format!("{RULES}data \"data.csv\"\n  kolom kab \"Kabupaten\"\n");
    let package = Package::new("uji", [("aturan.takar", rules)]);
    assert!(package.program().is_some(), "the rules are sound");
    let here = || place(SourceId::default(), 2, "A");
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for reader in readers(&package) {
        for cell in CELLS.split('|') {
            let read = reader.read(cell, 2024, here(), "data.csv").err().map(|problem| problem.code());
            if let Some(code) = reader.fault_of(cell) {
                assert_eq!(Some(code), read, "{cell:?} of {reader:?}");
                *seen.entry(code.to_string()).or_default() += 1;
            }
            if let Some(steps) = cell.parse().ok().filter(|_| !cell.starts_with('+'))
                && let Some(code) = reader.fault_of_steps(Steps { steps, scale: 0 })
            {
                assert_eq!(Some(code), read, "{steps} of {reader:?}");
            }
        }
    }
    let seen: Vec<&str> = seen.keys().map(String::as_str).collect();
    for code in ["D0012", "D0013", "D0014", "D0015", "D0016", "D0017", "D0019", "D0020", "D0025", "D0041"] {
        assert!(seen.contains(&code), "{code} is in no cell of the table: {seen:?}");
    }
}

/// A column that is wrong in every row is counted in a few times what a sound one takes: when the finding of each was made, it
/// was a thousand times.
#[test]
fn many_faults_are_counted() {
    let package = Package::new("uji", [("aturan.takar", "besaran A\n  skala 0..100\nQ = A / 3\n  tampil 3\n")]);
    let asked = Asked { year: Some(2024), ..Asked::of("tabel", [("A", true)]) };
    let frame = Frame::new(&package, asked).expect("a table");
    let run = |number: i64| {
        let steps = vec![number; 20_000];
        let given = [Given { cells: Cells::Steps(&steps, 0), valid: None }];
        let begun = Instant::now();
        let told = frame.computing().rows(&given, steps.len(), 0, &mut |_| ());
        (told, begun.elapsed())
    };
    let (told, faulty) = run(9_999);
    assert_eq!((told.fault_count(), told.faulty_rows(), told.faults().len()), (20_000, 20_000, 20));
    assert_eq!(told.faults()[19].title, "A = 9999 di luar skala 0..100");
    let (sound_told, sound) = run(99);
    assert_eq!(sound_told.fault_count(), 0);
    assert!(faulty < sound * 40 + std::time::Duration::from_millis(500), "{faulty:?} beside {sound:?}");
}
