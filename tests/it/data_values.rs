//! What lands in the dataset: values, states, cells, remarks, and that a wrong cell hides no other.

use crate::data_cases::{read, schema};
use takar::data::csv::{CsvFile, read_csv};
use takar::data::{Content, Dataset, Datum, Field, Key, State};
use takar::diagnostic::Diagnostic;
use takar::source::Sources;

fn datum(data: &Dataset, unit: usize, code: &str, field: Field, year: i32) -> Datum {
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

fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|one| one.code.as_str()).collect()
}

#[test]
fn a_whole_file_is_read() {
    let text = "\u{feff}Unit,KODE, Tahun ,Target,Realisasi,Catatan,NASIONAL,Penanggung_Jawab,Sumber\r\n\
        \r\n\
        Mojowarno,IKM,2024,80,\"85,20\",\"naik\r\nterus\",\"84,5\",Camat,survei\r\n\
        ,,,,,,,,\r\n\
        Bareng,IPP,2023,n/a,-,,,,\r\n";
    let (data, found) = read("iku.csv", text);
    assert_eq!(codes(&found), ["D0056"], "{found:?}");
    assert_eq!(data.units().iter().collect::<Vec<_>>(), ["Mojowarno", "Bareng"]);
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
    assert_eq!(found[0].code().as_str(), "D0021");
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

fn quarter(data: &Dataset, code: &str, field: Field, quarter: Option<u8>) -> Option<Content> {
    let key = Key { code: code.into(), field, year: 2024, quarter };
    data.get(0, &key).map(|datum| datum.content)
}

fn whole(number: i64) -> Content {
    Content::Number(number.into())
}

#[test]
fn quarters_are_read_however_they_are_written() {
    let text = "kode;tahun;triwulan;realisasi\nSURAT;2024;TW 1;3\nSURAT;2024;ii;4\nSURAT;2024;Triwulan III;5\n\
        SURAT;2024;4;6\nSURAT;2024;;20\nIKM;2024;-;85\n";
    let (data, found) = read("iku.csv", text);
    assert!(found.is_empty(), "{found:?}");
    let read = |q| quarter(&data, "SURAT", Field::Value, q);
    let quarters = [Some(1), Some(2), Some(3), Some(4), None].map(read);
    assert_eq!(quarters, [3, 4, 5, 6, 20].map(|number| Some(whole(number))));
    assert_eq!(number(&data, "IKM", Field::Value, 2024), "85");
}

#[test]
fn quarters_that_no_rule_joins_are_told_once() {
    let (data, found) = read("iku.csv", "kode;tahun;triwulan;realisasi\nPEG;2024;1;3\nPEG;2024;2;4\nIKM;2024;;85\n");
    assert_eq!(found.len(), 1);
    assert!(matches!(quarter(&data, "PEG", Field::Value, Some(2)), Some(Content::Missing(State::Faulty, _))));
    assert_eq!(number(&data, "IKM", Field::Value, 2024), "85");
}

#[test]
fn money_is_rupiah_whatever_the_code() {
    let text = "kode;tahun;pagu;serapan;realisasi\nSERAP;2024;Rp 5.000.000,00;4000000;80%\nIKM;2024;-;0;85\n";
    let (data, found) = read("iku.csv", text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(number(&data, "SERAP", Field::Budget, 2024), "5000000.00");
    assert_eq!(number(&data, "SERAP", Field::Spent, 2024), "4000000");
    assert_eq!(number(&data, "SERAP", Field::Value, 2024), "80");
    assert_eq!(state(&data, "IKM", Field::Budget, 2024), Some(State::NotFilled));
}

#[test]
fn a_range_has_two_ends_and_its_text() {
    for range in ["69,1-69,5", "69,1–69,5", "69,1 s.d. 69,5", "69,1..69,5", "69,1 Sampai Dengan 69,5", "69.1 - 69.5"]
    {
        let (data, found) = read("iku.csv", &format!("kode;tahun;target;realisasi\nGINI;2024;{range};70\n"));
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(number(&data, "GINI", Field::TargetLow, 2024), "69.1");
        assert_eq!(number(&data, "GINI", Field::TargetHigh, 2024), "69.5");
        let target = datum(&data, 0, "GINI", Field::Target, 2024);
        assert_eq!(target.content, Content::Text("69,1–69,5".into()));
        assert_eq!(datum(&data, 0, "GINI", Field::TargetLow, 2024).origin, target.origin);
    }
    let (data, found) = read("iku.csv", "kode;tahun;target;realisasi\nGINI;2024;69;70\n");
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(number(&data, "GINI", Field::Target, 2024), "69");
    assert_eq!(quarter(&data, "GINI", Field::TargetLow, None), None);
}

#[test]
fn the_ends_of_a_disputed_range_fall_with_it() {
    let text = "kode;tahun;target;realisasi\nGINI;2024;1-2;70\nGINI;2024;3;71\n";
    let (data, found) = read("iku.csv", text);
    assert_eq!(found.len(), 1);
    assert_eq!(state(&data, "GINI", Field::TargetLow, 2024), Some(State::Faulty));
    assert_eq!(state(&data, "GINI", Field::TargetHigh, 2024), Some(State::Faulty));
}

#[test]
fn codes_of_a_prefix_need_no_rule_of_their_own() {
    let text = "kode;indikator;satuan;tahun;target;realisasi;pagu\n\
        7.01.02;Program A;%;2024;100%;90%;5000000\n\
        7.01.02.2.01;Kegiatan A;Dokumen;2024;3 dokumen;2;4000000\n\
        7.01.03;Program B;;2024;80%;70;\n";
    let (data, found) = read("iku.csv", text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(number(&data, "7.01.02", Field::Target, 2024), "100");
    assert_eq!(number(&data, "7.01.02.2.01", Field::Target, 2024), "3");
    assert_eq!(number(&data, "7.01.03", Field::Target, 2024), "80");
    let name = datum(&data, 0, "7.01.02", Field::Extra("indikator".into()), 2024);
    assert_eq!(name.content, Content::Text("Program A".into()));
}

#[test]
fn a_prefix_ends_with_a_segment() {
    for code in ["7.011.02", "7.0", "7.01..02", "7.01.", "7.01.02 Program"] {
        let (_, found) = read("iku.csv", &format!("kode;tahun;realisasi\n{code};2024;3\n"));
        assert_eq!(found.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(), ["D0011"], "{code}");
    }
    let mut longer = schema();
    let mut version = longer.prefixes[0].versions[0].clone();
    version.unit = Some("orang".into());
    longer.prefixes.push(takar::data::schema::PrefixSchema { prefix: "7.01.02".into(), versions: vec![version] });
    let unit = |code: &str| longer.prefix(code, 2024).and_then(|prefix| prefix.versions[0].unit.clone());
    assert_eq!((unit("7.01.02.1").as_deref(), unit("7.01.03").as_deref()), (Some("orang"), Some("persen")));
}

#[test]
fn words_stand_as_the_rules_write_them() {
    let (data, found) = read("iku.csv", "kode;tahun;target;realisasi\nOPINI;2024;wtp;-\n");
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(datum(&data, 0, "OPINI", Field::Target, 2024).content, Content::Text("WTP".into()));
    assert_eq!(state(&data, "OPINI", Field::Value, 2024), Some(State::NotFilled));
}

#[test]
fn extra_columns_have_their_own_unit() {
    let text = "kode;tahun;realisasi;Bobot;Nasional\nPEG;2024;18 orang;30%;20 orang\n";
    let (data, found) = read("iku.csv", text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(number(&data, "PEG", Field::Extra("bobot".into()), 2024), "30");
    assert_eq!(number(&data, "PEG", Field::Extra("nasional".into()), 2024), "20");
}

#[test]
fn headers_of_the_offices_own_are_no_slips() {
    let text = "kode;tahun;target;realisasi;tercetak_target;kebutuhan_nilai;Urusan;Harapan\nPEG;2024;1;2;a;b;c;d\n";
    assert_eq!(codes(&read("iku.csv", text).1), ["D0056"]);
    let text = "kode;tahun;realisasi;tercetak_target;Urutan\nPEG;2024;1;2;a\n";
    assert_eq!(codes(&read("iku.csv", text).1), ["D0056"]);
}

#[test]
fn what_describes_a_thing_may_be_written_often() {
    let mut sources = Sources::default();
    let mut data = Dataset::new();
    let mut read = |name: &str, text: &str| {
        let source = sources.add(name, text);
        read_csv(CsvFile { source, name, text, format: None }, &schema(), &mut data)
    };
    assert!(
        read("a.csv", "kode;Uraian;tahun;triwulan;target\n7.01.02;Layanan;2024;1;5\n7.01.02;Layanan;2024;2;6\n")
            .is_empty()
    );
    assert!(read("b.csv", "kode;uraian;tahun;realisasi\n7.01.02;layanan ;2024;85\n").is_empty());
    let found = read("c.csv", "kode;uraian;tahun;pagu\n7.01.02;Lain;2024;85\n");
    assert_eq!(found.iter().map(|f| f.code().as_str()).collect::<Vec<_>>(), ["D0038"]);
    let kept = datum(&data, 0, "7.01.02", Field::Extra("uraian".into()), 2024);
    assert_eq!(kept.content, Content::Text("Layanan".into()));
    assert_eq!(number(&data, "7.01.02", Field::Budget, 2024), "85");
}

#[test]
fn what_the_rules_declare_reaches_the_reader() {
    let rules = "paket \"Kecamatan\"\n  tahun 2024\n\n\
        aturan capaian Baku \"Baku\"\n  makin tinggi : realisasi / target * 100\n  \
        rentang : 100\n\n\
        umum \"7.01\"\n  arah makin tinggi\n  capaian Baku\n  satuan persen\n  triwulan terakhir\n\n\
        indikator GINI \"Gini\"\n  satuan nilai\n  arah rentang\n  capaian Baku\n\n\
        besaran OPINI \"Opini\"\n  urutan \"TMP\"; \"WDP\"; \"WTP\"\n\n\
        besaran SURAT \"Surat\"\n  satuan dokumen\n  triwulan jumlah\n\n\
        data \"data/a.csv\"\n  kolom porsi satuan persen\n";
    let mut package = takar::engine::Package::new("p", [("a.takar", rules)]);
    assert!(!takar::engine::has_errors(package.diagnostics()), "{:?}", package.diagnostics());
    let text = "kode;triwulan;target;realisasi;porsi;pagu\nGINI;;1-2;2;30%;5000\nOPINI;;WTP;wdp;;\nSURAT;1;3;4;;\n\
        SURAT;II;3;4;;\n7.01.02;;100%;80%;;5000\n7.01.02.2.01;3;;70;;\n7.01.09.2.01;3;;70;;\n";
    let (data, found) = package.read_data(|_| Ok(text.to_string()));
    // OPINI and SURAT are quantities: nothing takes their targets.
    let codes = found.iter().map(|f| f.code.as_str()).collect::<Vec<_>>();
    assert_eq!(codes, ["D0044", "D0044", "D0044", "D0039"], "{found:?}");
    assert_eq!(number(&data, "GINI", Field::TargetHigh, 2024), "2");
    assert_eq!(number(&data, "GINI", Field::Extra("porsi".into()), 2024), "30");
    assert_eq!(number(&data, "7.01.02", Field::Value, 2024), "80");
    assert_eq!(quarter(&data, "SURAT", Field::Value, Some(2)), Some(whole(4)));
    assert_eq!(datum(&data, 0, "OPINI", Field::Value, 2024).content, Content::Text("WDP".into()));
}

#[test]
fn years_may_be_columns() {
    let text = "kode;uraian;2023;Tahun 2024\nIKM;Indeks;80;85,5\nIPP;Indeks;;3,74\n";
    let (data, found) = read("iku.csv", text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(number(&data, "IKM", Field::Value, 2023), "80");
    assert_eq!(number(&data, "IKM", Field::Value, 2024), "85.5");
    assert_eq!(number(&data, "IPP", Field::Value, 2024), "3.74");
    let empty = Key { code: "IPP".into(), field: Field::Value, year: 2023, quarter: None };
    let blank = data.get(0, &empty).expect("a blank cell of a year is a blank row of that year");
    assert_eq!(blank.content, Content::Missing(State::NotFilled, "".into()));
    let text = "kode;Target 2024;Realisasi 2024;Target 2025\nIKM;80;85,5;90\n";
    let (data, found) = read("iku.csv", text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(number(&data, "IKM", Field::Target, 2024), "80");
    assert_eq!(number(&data, "IKM", Field::Value, 2024), "85.5");
    assert_eq!(number(&data, "IKM", Field::Target, 2025), "90");
    let origin = datum(&data, 0, "IKM", Field::Target, 2025).origin.expect("a cell");
    assert_eq!(data.describe(origin), "data/iku.csv, baris 2, kolom \"Target 2025\"");
}

#[test]
fn columns_of_years_are_checked_like_rows() {
    let text = "kode;2021;2022\nAKIP;70;71\nAKIP;;72\nIKM;80;180\n";
    let (data, found) = read("iku.csv", text);
    let codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
    // AKIP has rules from 2022 on, and 2022 stands twice; IKM ends at 100.
    assert_eq!(codes, ["D0023", "D0021", "D0020"]);
    assert_eq!(state(&data, "AKIP", Field::Value, 2022), Some(State::Faulty));
    assert_eq!(state(&data, "IKM", Field::Value, 2022), Some(State::Faulty));
    assert_eq!(number(&data, "IKM", Field::Value, 2021), "80");
}

#[test]
fn two_columns_of_values_that_take_turns() {
    let text = "kode;tahun;target;realisasi;nilai\nAKIP;2024;73,5;73,48;\nIKM;2024;;-;98,15\nIPP;2024;;3;3\n";
    let (data, found) = read("iku.csv", text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(number(&data, "AKIP", Field::Value, 2024), "73.48");
    assert_eq!(number(&data, "IKM", Field::Value, 2024), "98.15");
    assert_eq!(number(&data, "IPP", Field::Value, 2024), "3");
    let text = "kode;tahun;realisasi;nilai\nAKIP;2024;73,48;\nIKM;2024;90;98,15\n";
    let (data, found) = read("iku.csv", text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(number(&data, "AKIP", Field::Value, 2024), "73.48");
    assert_eq!(state(&data, "IKM", Field::Value, 2024), Some(State::Faulty));
}

#[test]
fn a_number_with_two_readings_follows_its_column_and_no_piece_of_it() {
    let text = "kode;tahun;realisasi\nPAGU;2023;1.250.000,50\nPAGU;2024;750.000\n";
    let (data, found) = read("iku.csv", text);
    assert_eq!(found.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["D0042"]);
    assert_eq!(number(&data, "PAGU", Field::Value, 2024), "750000");
    // A file that is read in pieces would be read otherwise when it is cut otherwise.
    let mut sources = Sources::default();
    let mut data = Dataset::new();
    let file = CsvFile { source: sources.add("iku.csv", text), name: "iku.csv", text, format: None };
    let (problems, _) =
        takar::data::csv::read_part((file, b';'), 0, &schema(), &takar::data::shares::Signs::new(), &mut data);
    assert_eq!(problems.iter().map(|problem| problem.code().as_str()).collect::<Vec<_>>(), ["D0012"]);
}
