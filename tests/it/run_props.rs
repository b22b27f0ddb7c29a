//! The shipped rules over damaged data: whatever stands in a cell, tables come out in every format, and nothing panics.
//! And several units in one file: each gets tables of its own.

use crate::package::{MOJOAGUNG, Texts};
use proptest::prelude::*;
use std::sync::LazyLock;
use takar::engine::Package;
use takar::report::table::Table;
use takar::report::{CsvStyle, csv, diagnostics, json, markdown, terminal};

static SHIPPED: LazyLock<(Texts, Package)> = LazyLock::new(|| {
    let texts = Texts::read(MOJOAGUNG);
    let package = texts.package();
    (texts, package)
});

/// What people and programs leave in cells.
fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "", "-", "n/a", "0", "-1", "0,00", "1.250", "1.250.000,50", "100%", "(5)", "73,50 (BB)", "BB", "Rp 5", "#DIV/0!",
            "tidak terdefinisi", "2024", "9999999999999999999999999999", "0,0000000000000000000000000001", "\"", ";", "\n",
            "\r\n", "\u{feff}", "AKIP", "kode", "1e9", "−3", "69,1-69,5", "𝟗", "\u{0}", "'=1+1",
        ]).prop_map(str::to_string),
        1 => "\\PC{0,8}",
        1 => "[0-9]{1,32}([,.][0-9]{1,30})?",
    ]
}

/// Every format and two widths; the text is only looked at for being there.
fn render(tables: &[Table]) {
    for table in tables {
        for width in [20, 80, 200] {
            assert!(!terminal(table, width, true).is_empty());
        }
        assert!(!markdown(table).is_empty());
    }
    assert!(!csv(tables, CsvStyle::En).is_empty() && !csv(tables, CsvStyle::Id).is_empty());
    let read: Result<serde_json::Value, _> = serde_json::from_str(&json(tables));
    assert!(read.is_ok());
}

fn exercise(texts: &Texts, year: Option<i32>) {
    texts.run_with(SHIPPED.1.clone(), year, |seen| {
        let tables = seen.run.tables();
        assert_eq!(tables.len(), seen.run.plan().tables.len() * seen.data.units().len().max(1));
        render(&tables);
        let told = diagnostics::render_within(seen.package.sources(), seen.findings, 80, false);
        assert_eq!(told.is_empty(), seen.findings.is_empty());
        assert!(!diagnostics::json(seen.package.sources(), seen.findings).is_empty());
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::sample::of(12, 40), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_cells_give_tables(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..7_usize, scrap()), 1..8),
        year in prop::sample::select(vec![None, Some(2022), Some(2023), Some(2024), Some(2025)]),
    ) {
        let mut texts = SHIPPED.0.clone();
        for (file, row, column, scrap) in damage {
            let file = file.index(texts.data.len());
            let text = &mut texts.data[file].1;
            let mut rows: Vec<Vec<String>> =
                text.lines().map(|line| line.split(';').map(String::from).collect()).collect();
            let row = row.index(rows.len());
            match rows[row].get_mut(column) {
                Some(cell) => *cell = scrap,
                None => rows[row].push(scrap),
            }
            *text = rows.into_iter().map(|row| row.join(";") + "\n").collect();
        }
        exercise(&texts, year);
    }

    #[test]
    fn damaged_files_give_tables(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..30_usize, scrap()), 1..8),
    ) {
        let mut texts = SHIPPED.0.clone();
        for (file, at, length, scrap) in damage {
            let file = file.index(texts.data.len());
            let text = &mut texts.data[file].1;
            let at = at.index(text.len() + 1);
            let end = (at + length).min(text.len());
            if text.get(at..end).is_some() {
                text.replace_range(at..end, &scrap);
            }
        }
        exercise(&texts, Some(2024));
    }
}

/// The data of one unit or several, with a column that tells whose they are.
fn with_units(units: &[&str]) -> Texts {
    let mut texts = SHIPPED.0.clone();
    for (_, text) in &mut texts.data {
        let (header, rows) = text.split_once('\n').expect("a header");
        let rows: String =
            units.iter().flat_map(|unit| rows.lines().map(move |row| format!("{unit};{row}\n"))).collect();
        *text = format!("unit;{header}\n{rows}");
    }
    texts
}

fn table<'t>(tables: &'t [Table], name: &str) -> &'t Table {
    tables.iter().find(|table| table.name == name).expect(name)
}

#[test]
fn each_unit_has_its_own_tables() {
    let plain = SHIPPED.0.tables(None);
    let mut texts = with_units(&["Kecamatan Satu", "Kecamatan Dua", "Kecamatan Tiga"]);
    let own = |tables: &[Table], unit: &str| -> Vec<Table> {
        let own = tables.iter().filter(|table| table.unit.as_deref() == Some(unit));
        // A remark names the line of its file, which is another here.
        own.map(|table| Table { unit: None, remarks: Vec::new(), notes: Vec::new(), ..table.clone() }).collect()
    };
    let figures = |tables: &[Table]| -> Vec<Vec<String>> {
        let rows =
            tables.iter().flat_map(|table| table.rows.iter().chain(table.footers.iter().map(|footer| &footer.cells)));
        rows.map(|row| row.iter().map(|cell| cell.shown.clone()).collect()).collect()
    };
    let tables = texts.tables(None);
    assert_eq!(tables.len(), 3 * plain.len());
    for unit in ["Kecamatan Satu", "Kecamatan Dua", "Kecamatan Tiga"] {
        assert_eq!(figures(&own(&tables, unit)), figures(&plain), "{unit}");
    }
    // One unit's figure moves that unit's tables and no other's.
    let (_, iku) = texts.data.iter_mut().find(|(name, _)| name == "data/iku.csv").expect("the file");
    *iku = iku.replace("Kecamatan Dua;AKIP;2024;73,5;73,48", "Kecamatan Dua;AKIP;2024;73,5;70");
    let changed = texts.tables(None);
    assert_eq!(own(&changed, "Kecamatan Satu"), own(&tables, "Kecamatan Satu"));
    assert_eq!(own(&changed, "Kecamatan Tiga"), own(&tables, "Kecamatan Tiga"));
    let second = own(&changed, "Kecamatan Dua");
    let main = table(&second, "T31");
    assert_eq!(main.rows[0][4].shown, "95,24%");
    assert_eq!(main.footers[0].cells[4].shown, "95,32%");
    render(&changed);
}

/// A unit without rows of its own in a year has no value there; it does not borrow another's.
#[test]
fn a_unit_without_data_has_none() {
    let mut texts = with_units(&["Satu"]);
    let (_, iku) = texts.data.iter_mut().find(|(name, _)| name == "data/iku.csv").expect("the file");
    iku.push_str("Dua;AKIP;2024;80;60;\n");
    let tables = texts.tables(None);
    let second: Vec<Table> = tables.into_iter().filter(|table| table.unit.as_deref() == Some("Dua")).collect();
    let main = table(&second, "T31");
    let shown: Vec<&str> = main.rows.iter().map(|row| row[4].shown.as_str()).collect();
    assert_eq!(shown, ["75,00%", "–"]);
    assert_eq!(main.footers[0].cells[4].shown, "–");
}
