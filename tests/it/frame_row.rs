//! One row of a table, as it is asked about.

use takar::data::{Content, Field, Key, State};
use takar::engine::Package;
use takar::frame::{Asked, Frame, NumberFormat, One, Unfit, columns, row};

const RULES: &str = r#"
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "target nol"
  makin tinggi : realisasi / target * 100

besaran IKM
  skala 25..100

indikator SAKIP
  arah makin tinggi
  capaian Baku
"#;

fn read(cells: &[(&str, &str, bool)], year: Option<i32>) -> Result<One, Unfit> {
    let package = Package::new("contoh", [("aturan.takar", RULES)]);
    let asked = Asked::of("baris", cells.iter().map(|(header, _, is_number)| (*header, *is_number)));
    let texts: Vec<String> = cells.iter().map(|(_, text, _)| text.to_string()).collect();
    row(&package, Asked { year, format: Some(NumberFormat::English), ..asked }, &texts).1
}

fn content(one: &One, code: &str, field: Field) -> Option<Content> {
    let key = Key { code: code.into(), field, year: one.year, quarter: None };
    one.data.get(0, &key).map(|datum| datum.content)
}

#[test]
fn headers_and_cells_are_those_of_a_table() {
    let cells = [
        ("IKM", "98,15", true),
        ("Target SAKIP", "1,250.5", false),
        ("realisasi SAKIP", "n/a", false),
        ("tahun", "2024", true),
    ];
    let one = read(&cells, None).expect("a row");
    assert_eq!(one.year, 2024);
    assert_eq!(content(&one, "IKM", Field::Value), Some(Content::Number("98.15".parse().expect("a number"))));
    assert_eq!(content(&one, "SAKIP", Field::Target), Some(Content::Number("1250.5".parse().expect("a number"))));
    assert!(matches!(
        content(&one, "SAKIP", Field::Value),
        Some(Content::Missing(State::NotApplicable | State::NotFilled, _))
    ));
}

#[test]
fn what_is_wrong_is_told() {
    let Err(Unfit::Findings(found)) = read(&[("IKM", "188,3", true)], Some(2024)) else { panic!("out of its scale") };
    assert_eq!(found[0].title, "IKM = 188,3 di luar skala 25..100");
    assert_eq!(read(&[("IKM", "90", true)], None).unwrap_err(), Unfit::NoYear);
    assert_eq!(read(&[("kode", "IKM", false), ("tahun", "2024", true)], None).unwrap_err(), Unfit::Long("kode".into()));
    let one = read(&[("IKM", "90", true), ("SAKP", "1", true)], Some(2024)).expect("a row");
    assert_eq!(one.unknown, [("SAKP".to_string(), Some("SAKIP".to_string()))]);
}

#[test]
fn columns_are_those_that_headers_can_name() {
    let folder = takar::folder::open("rules/mojoagung-2024").expect("a package");
    let package = &folder.package;
    let headers = columns(package, 2024, &[]).expect("columns");
    let asked = Asked { year: Some(2024), ..Asked::of("tabel", headers.iter().map(|header| (header.as_str(), true))) };
    let frame = Frame::new(package, asked).expect("a table");
    assert_eq!(frame.unknown(), []);
    let lacking = frame.lacking(2024);
    assert_eq!(lacking.columns, [""; 0]);
    assert!(lacking.nowhere.contains(&"7.01.01.2.06".to_string()), "{:?}", lacking.nowhere);
}
