//! Rows that say the same twice in one file are told with the line of the first, whatever columns a file has and however far
//! the two lie apart.

use super::dice::Dice;
use std::collections::BTreeMap;
use takar::data::Dataset;
use takar::data::csv::{CsvFile, read_csv};
use takar::data::problem::DataProblem;
use takar::data::schema::Schema;
use takar::diagnostic::few::MOST_ALIKE;
use takar::engine::Package;
use takar::source::Sources;

const RULES: &str = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
    makin tinggi : realisasi / target * 100\nindikator A \"Angka\"\n  arah makin tinggi\n  capaian Baku\n  triwulan terakhir\n\
    indikator B \"Bagian\"\n  arah makin tinggi\n  capaian Baku\nbesaran C\ndata \"d.csv\"\n  kolom nasional \"Nasional\"\n";

/// Which rows of a file are told to be there already, with the line of the first.
fn told(schema: &Schema, texts: &[&str]) -> Vec<Vec<(u32, u32)>> {
    let (mut data, mut sources) = (Dataset::new(), Sources::default());
    let read = |text: &&str| {
        let source = sources.add("d.csv", *text);
        let found = read_csv(CsvFile { source, name: "d.csv", text, format: None }, schema, &mut data);
        let twice = found.iter().filter_map(|problem| match problem {
            // What stands in another file is another finding.
            DataProblem::Duplicate { row, first: Some(first), .. } if first.source == source => {
                Some((row.row, first.row))
            }
            _ => None,
        });
        let mut twice: Vec<(u32, u32)> = twice.collect();
        twice.sort_unstable();
        twice
    };
    texts.iter().map(read).collect()
}

#[test]
fn rows_that_are_there_already() {
    let package = Package::new("p", [("p.takar", RULES)]);
    let schema = package.schema();
    // Columns of every sort before and after those that leave a value, and files of which some rows leave none.
    let heads = [
        "unit;kode;tahun;triwulan;target;realisasi",
        "unit;kode;tahun;triwulan;realisasi;nilai",
        "unit;kode;tahun;triwulan;Status;realisasi",
        "unit;kode;tahun;triwulan;Status;Nasional",
        "unit;kode;tahun;triwulan;catatan;satuan",
        "unit;kode;tahun;triwulan;target 2023;realisasi 2024",
    ];
    let mut dice = Dice(0xD6E8_FEB8_6659_FD93);
    let mut found = 0;
    for round in 0..400 {
        let head = heads[round % heads.len()];
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        let (mut text, mut wanted) = (format!("{head}\n"), Vec::new());
        for line in 2..2 + dice.below(14) as u32 {
            let key = format!(
                "{};{};{};{}",
                dice.pick(&["u", "v"]),
                dice.pick(&["A", "B"]),
                dice.pick(&["2023", "2024"]),
                dice.pick(&["", "2"])
            );
            let (one, two) = (dice.pick(&["", "5", "n/a", "x"]), dice.pick(&["", "7", "n/a"]));
            text += &format!("{key};{one};{two}\n");
            match known.get(&key) {
                Some(first) => wanted.push((line, *first)),
                None => drop(known.insert(key, line)),
            }
        }
        // Where years are columns the header says which; a row of another year is another matter.
        if head.ends_with("2024") {
            continue;
        }
        found += wanted.len();
        assert!(wanted.len() < MOST_ALIKE, "all are told");
        // What stands in another file is not in this one.
        let other = format!("{head}\nu;A;2023;;1;2\nv;B;2024;2;;\n");
        assert_eq!(told(&schema, &[&text]), [wanted.clone()], "{text}");
        let both = told(&schema, &[&other, &text]);
        assert_eq!(both[1], wanted, "{other}{text}");
    }
    assert!(found > 300, "{found}");
}

#[test]
fn rows_far_apart() {
    let package = Package::new("p", [("p.takar", RULES)]);
    let mut text = String::from("unit;kode;tahun;target;realisasi\n");
    (0..5000).for_each(|at| text += &format!("Unit {at};B;2024;5;{at}\n"));
    text += "Unit 3000;B;2024;5;3000\nUnit 4;B;2024;5;6\nUnit 3000;B;2024;5;3000\n";
    assert_eq!(told(&package.schema(), &[&text]), [[(5002, 3002), (5003, 6), (5004, 3002)]]);
    // The row that says the same again can go.
    let source = Sources::default().add("d.csv", text.as_str());
    let file = CsvFile { source, name: "d.csv", text: &text, format: None };
    let found = read_csv(file, &package.schema(), &mut Dataset::new());
    let same = found.iter().filter(|one| matches!(one, DataProblem::Duplicate { same: Some(_), .. })).count();
    assert_eq!(same, 2);
}

/// As many declared columns as there are lines of rules: each cell goes to its own.
#[test]
fn thousands_of_columns_in_a_wide_file() {
    use super::desk::Desk;
    const MANY: usize = 3000;
    let desk = Desk::new();
    let columns: String = (0..MANY).map(|at| format!("  kolom k{at}\n")).collect();
    let last = MANY - 1;
    desk.put("g.takar", format!("data \"d.csv\"\n{columns}besaran A\nB = k7 A + k{last} A\n"));
    let head: Vec<String> = (0..MANY).map(|at| format!("k{at} A")).collect();
    let cells: Vec<String> = (0..MANY).map(|at| at.to_string()).collect();
    desk.put("besar.csv", format!("unit;A;{}\nu;1;{}\n", head.join(";"), cells.join(";")));
    let shown = desk.runs_to_file(&["hitung g.takar --data besar.csv --keluar hasil.csv --tahun 2024"]);
    assert!(shown.contains(&format!("u,2024,{}", 7 + last)), "{shown}");
}
