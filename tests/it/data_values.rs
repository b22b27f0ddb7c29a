//! What lands in the dataset: values, states, cells, remarks, and that a wrong cell hides no other.

use crate::data_cases::{read, schema};
use takar::data::csv::{CsvFile, read_csv};
use takar::data::{Content, Dataset, Datum, Field, Key, State};
use takar::source::Sources;

fn datum<'a>(data: &'a Dataset, unit: usize, code: &str, field: Field, year: i32) -> &'a Datum {
    let key = Key { code: code.into(), field, year, quarter: None };
    data.get(unit, &key).unwrap_or_else(|| panic!("no {key:?} for unit {unit}"))
}

fn number(data: &Dataset, code: &str, field: Field, year: i32) -> String {
    match &datum(data, 0, code, field, year).content {
        Content::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

fn state(data: &Dataset, code: &str, field: Field, year: i32) -> Option<State> {
    match &datum(data, 0, code, field, year).content {
        Content::Missing(state, reason) => {
            assert!(*state != State::Faulty || !reason.is_empty());
            Some(*state)
        }
        _ => None,
    }
}

#[test]
fn a_whole_file_is_read() {
    let text = "\u{feff}Unit,KODE, Tahun ,Target,Realisasi,Catatan,NASIONAL,Penanggung_Jawab,Sumber\r\n\
        \r\n\
        Mojowarno,IKM,2024,80,\"85,20\",\"naik\r\nterus\",\"84,5\",Camat,survei\r\n\
        ,,,,,,,,\r\n\
        Bareng,IPP,2023,n/a,-,,,,\r\n";
    let (data, found) = read("iku.csv", text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(data.units().iter().map(|unit| &**unit).collect::<Vec<_>>(), ["Mojowarno", "Bareng"]);
    assert_eq!(number(&data, "IKM", Field::Target, 2024), "80");
    assert_eq!(number(&data, "IKM", Field::Value, 2024), "85.20");
    assert_eq!(number(&data, "IKM", Field::Extra("nasional".into()), 2024), "84.5");
    let text = |field: &str| datum(&data, 0, "IKM", Field::Extra(field.into()), 2024).content.clone();
    assert_eq!(text("pj"), Content::Text("Camat".into()));
    assert_eq!(text("Sumber"), Content::Text("survei".into()));
    let missing = |field| datum(&data, 1, "IPP", field, 2023).content.clone();
    assert_eq!(missing(Field::Target), Content::Missing(State::NotApplicable, "".into()));
    assert_eq!(missing(Field::Value), Content::Missing(State::NotFilled, "".into()));
    let origin = datum(&data, 1, "IPP", Field::Value, 2023).origin.expect("a cell");
    assert_eq!(data.describe(origin), "data/iku.csv, baris 6, kolom \"Realisasi\"");
    let remark = data.remarks().first().expect("a remark");
    assert_eq!((&*remark.text, remark.lane), ("naik\r\nterus", 0));
}

#[test]
fn labels_stand_in_for_codes() {
    let text = "indikator\ttahun\tnilai\nindeks kepuasan masyarakat\t2024\t85\nIPP\t2024\t3.5\n";
    let (data, found) = read("iku.csv", text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(number(&data, "IKM", Field::Value, 2024), "85");
    assert_eq!(number(&data, "IPP", Field::Value, 2024), "3.5");
}

#[test]
fn of_two_rows_none_counts_and_the_others_stay() {
    let text = "kode;tahun;target;realisasi\nIKM;2024;80;85\nIPP;2024;4;3,5\nIKM;2024;;86\n";
    let (data, found) = read("iku.csv", text);
    assert_eq!(found.len(), 1);
    assert_eq!(state(&data, "IKM", Field::Value, 2024), Some(State::Faulty));
    assert_eq!(state(&data, "IKM", Field::Target, 2024), Some(State::Faulty));
    assert_eq!(number(&data, "IPP", Field::Value, 2024), "3.5");
}

#[test]
fn one_wrong_cell_leaves_its_row() {
    let (data, found) = read("iku.csv", "kode;tahun;target;realisasi\nIKM;2024;80;8x5\n");
    assert_eq!(found.len(), 1);
    assert_eq!(number(&data, "IKM", Field::Target, 2024), "80");
    assert_eq!(state(&data, "IKM", Field::Value, 2024), Some(State::Faulty));
}

#[test]
fn a_column_that_is_there_twice_counts_not() {
    let (data, _) = read("iku.csv", "kode;tahun;nilai;realisasi\nIKM;2024;80;85\n");
    assert_eq!(state(&data, "IKM", Field::Value, 2024), Some(State::Faulty));
}

#[test]
fn two_files_join_and_clash() {
    let mut sources = Sources::default();
    let mut data = Dataset::new();
    let mut read = |name: &str, text: &str| {
        let source = sources.add(name, text);
        let file = CsvFile { source, name, text, format: None };
        read_csv(file, &schema(), &mut data)
    };
    assert!(read("a.csv", "kode;tahun;target;realisasi\nIKM;2024;80;\nIPP;2024;4;3,5\n").is_empty());
    assert!(read("b.csv", "kode;tahun;target;realisasi\nIKM;2024;;85\n").is_empty());
    let found = read("c.csv", "kode;tahun;target;realisasi\nIPP;2024;5;3,6\n");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code().0, "D0021");
    assert_eq!(found[0].labels().len(), 2);
    assert_eq!(number(&data, "IKM", Field::Target, 2024), "80");
    assert_eq!(number(&data, "IKM", Field::Value, 2024), "85");
    assert_eq!(state(&data, "IPP", Field::Target, 2024), Some(State::Faulty));
    assert_eq!(state(&data, "IPP", Field::Value, 2024), Some(State::Faulty));
}

#[test]
fn the_default_year_stands_in_for_the_column() {
    let schema = takar::data::schema::Schema { default_year: Some(2024), ..schema() };
    let text = "kode;realisasi\nIKM;85\n";
    let source = Sources::default().add("a.csv", text);
    let mut data = Dataset::new();
    let file = CsvFile { source, name: "a.csv", text, format: None };
    assert!(read_csv(file, &schema, &mut data).is_empty());
    assert_eq!(number(&data, "IKM", Field::Value, 2024), "85");
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for ending in ["\n", "\r\n", "\r"] {
        let text = ["kode;tahun;realisasi", "", "IKM;2024;85", "", "XYZW;2024;1", ""].join(ending);
        let (data, found) = read("iku.csv", &text);
        let origin = datum(&data, 0, "IKM", Field::Value, 2024).origin.expect("a cell");
        assert_eq!(origin.row, 3, "{ending:?}");
        assert_eq!(found.len(), 1);
        assert!(format!("{:?}", found[0].labels).contains("row: 5"), "{ending:?}");
    }
}
