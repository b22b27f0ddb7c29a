//! Units that rows leave to other rows, and percentages beside them: no cell is computed in another unit than it is written in,
//! and none that may be meant a hundredfold is taken in silence.

use super::desk::Desk;
use super::dice::Dice;
use super::paths::{by_pieces, told};
use std::collections::BTreeMap;
use takar::diagnostic::Severity;
use takar::engine::Package;
use takar::report::table::Cell;

/// The value of 1.1 in a year as it is shown, or the codes of what is wrong.
fn shown(desk: &Desk, rules: &str, rows: &str, year: i32) -> String {
    let table = "tabel T \"t\"\n  baris \"1.1\"\n  kolom nilai\n";
    desk.put("p/aturan.takar", format!("{rules}{table}data \"d.csv\"\n"));
    desk.put("p/d.csv", rows);
    let run = desk.run(&format!("hitung p --tahun {year} --format csv --angka en"));
    let mut cells = run.lines().filter_map(|line| line.split_once(",baris,")?.1.split_once(",Nilai: "));
    let codes = told(&run);
    match codes.as_str() {
        "0" => cells.next().map(|(value, unit)| format!("{value} {}", unit.trim_end_matches(','))).unwrap_or_default(),
        wrong => wrong.to_string(),
    }
}

/// A row without a unit under an `umum` that says one is in that of the `umum`, whatever other years say; within a year, in
/// that of the year.
#[test]
fn umum_with_a_unit_and_years_with_another() {
    let desk = Desk::new();
    let people = "umum \"1\"\n  satuan orang\n";
    let percent = "umum \"1\"\n  satuan persen\n";
    let head = "kode;tahun;satuan;nilai\n";
    for (rules, rows, year, wanted) in [
        (people, "1.1;2023;persen;90%\n1.1;2024;;5 orang\n", 2024, "5 orang"),
        (people, "1.1;2023;persen;90%\n1.1;2024;;5 orang\n", 2023, "90 persen"),
        (percent, "1.1;2023;orang;90\n1.1;2024;;95%\n", 2024, "95 persen"),
        (people, "1.1;2023;;5 orang\n1.1;2024;persen;90%\n", 2023, "5 orang"),
        (people, "1.1;2023;;5 orang\n1.1;2024;persen;90%\n", 2024, "90 persen"),
        (people, "1.1;2022;;5\n1.1;2023;persen;90%\n1.1;2024;;5 orang\n1.1;2025;;6\n", 2025, "6 orang"),
        (
            "umum \"1\"\n  satuan orang\n  berlaku mulai 2024\numum \"1\"\n  berlaku sampai 2023\n",
            "1.1;2023;persen;90%\n1.1;2024;;5 orang\n",
            2024,
            "5 orang",
        ),
        // Without a unit of the `umum` other years say it.
        ("umum \"1\"\n", "1.1;2023;persen;90%\n1.1;2024;;95%\n", 2024, "0 D0051"),
        ("umum \"1\"\n", "1.1;2023;persen;90%\n1.1;2024;;95\n", 2024, "95 persen"),
        ("umum \"1\"\n", "1.1;2023;persen;90%\n1.1;2024;;5 orang\n", 2024, "1 D0015"),
    ] {
        assert_eq!(shown(&desk, rules, &format!("{head}{rows}"), year), wanted, "{rules}{rows}");
    }
    let quarters = "umum \"1\"\n  satuan orang\n  triwulan terakhir\n";
    let rows = "kode;tahun;triwulan;satuan;nilai\n1.1;2024;1;persen;90%\n1.1;2024;2;;5 orang\n";
    assert_eq!(shown(&desk, quarters, rows, 2024), "1 D0015");
    let rows = "unit;kode;tahun;satuan;nilai\nU1;1.1;2024;persen;90%\nU2;1.1;2024;;5 orang\n";
    assert_eq!(shown(&desk, people, rows, 2024), "1 D0015");
}

/// A row that leaves its unit to another row, file, year, quarter or office is in percent with it, and doubtful with it.
#[test]
fn doubtful_shares_in_rows_without_a_unit() {
    let desk = Desk::new();
    let rules = "paket \"P\"\n  tahun 2024\naturan capaian R\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
    let two = format!("{rules}indikator A\n  arah makin tinggi\n  capaian R\ndata \"t.csv\"\ndata \"r.csv\"\n");
    let of_two = |t: &str, r: &str| {
        desk.put("p/aturan.takar", &two);
        desk.put("p/t.csv", t);
        desk.put("p/r.csv", r);
        told(&desk.run("hitung p"))
    };
    let (target, value) = ("kode;tahun;target\nA;2024;0,9\n", "kode;tahun;satuan;realisasi\nA;2024;persen;85%\n");
    assert_eq!(of_two(target, value), "1 D0049");
    assert_eq!(of_two(value, target), "1 D0049");
    assert_eq!(of_two("kode;tahun;target\nA;2024;90\n", value), "0");
    let head = "unit;kode;tahun;triwulan;satuan;nilai\n";
    for (thing, code) in [("besaran A\n", "A"), ("umum \"1\"\n", "1.1"), ("umum \"1\"\n  satuan orang\n", "1.1")] {
        let is_ruled = thing.contains("orang");
        let of_one = |rows: &str| {
            desk.put(
                "p/aturan.takar",
                format!("paket \"P\"\n  tahun 2024\n{thing}  triwulan terakhir\ndata \"x.csv\"\n"),
            );
            desk.put("p/x.csv", format!("{head}{}", rows.replace('A', code)));
            told(&desk.run("hitung p"))
        };
        let later = of_one("U;A;2023;;persen;90%\nU;A;2024;;;0,95\n");
        assert_eq!(later, if is_ruled { "0" } else { "1 D0049" }, "{thing}");
        assert_eq!(of_one("U;A;2024;1;persen;90%\nU;A;2024;2;;0,95\n"), "1 D0049", "{thing}");
        assert_eq!(of_one("U1;A;2024;;persen;90%\nU2;A;2024;;;0,95\n"), "1 D0049", "{thing}");
        // The unit of the year counts, not any that the code had.
        let mixed = of_one("U;A;2022;;persen;90%\nU;A;2023;;orang;5\nU;A;2024;;;0,95\n");
        assert_eq!(mixed, "0", "{thing}");
    }
}

/// A signed cell of a further column with its own `satuan persen` stands beside the others.
#[test]
fn signs_of_further_columns_with_a_unit() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", "paket \"P\"\n  tahun 2024\nbesaran K\n  satuan persen\nF = K + kab K\n  satuan persen\ndata \"d.csv\"\n  kolom kab \"Kab\" satuan persen\n");
    for rows in
        ["K;2024;0,95;90%\n", "K;2024;90%;0,95\n", "K;2023;5;90%\nK;2024;0,95;\n", "K;2023;;90%\nK;2024;0,95;\n"]
    {
        desk.put("p/d.csv", format!("kode;tahun;nilai;Kab\n{rows}"));
        assert_eq!(told(&desk.run("hitung p")), "1 D0049", "{rows}");
        assert!(by_pieces(&desk, "p", "p/d.csv").ends_with("1 D0049"), "{rows}");
    }
    for rows in ["2023;5;90%\n2024;0,95;\n", "2024;90%;0,95\n", "2024;0,95;90%\n"] {
        desk.put("lebar.csv", format!("tahun;K;kab K\n{rows}"));
        assert!(by_pieces(&desk, "p", "lebar.csv").ends_with("1 D0049"), "{rows}");
    }
}

/// A range with the sign of percent at one end, and at the other a number that may be a part, is refused as it stands.
#[test]
fn ranges_with_one_sign() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", "paket \"P\"\n  tahun 2024\naturan capaian R\n  rentang : jika realisasi < target_bawah maka 50 selain itu 100\nindikator A\n  satuan persen\n  arah rentang\n  capaian R\ndata \"x.csv\"\n");
    for (range, wanted) in [
        ("40%-0,6", "1 D0049"),
        ("0,4-60%", "1 D0049"),
        ("0,4%-60%", "0"),
        ("40%-60", "0"),
        ("40-60%", "0"),
        ("0-60%", "0"),
        ("60%-40%", "1 D0036"),
    ] {
        desk.put("p/x.csv", format!("kode;tahun;target;realisasi\nA;2024;{range};50\n"));
        assert_eq!(told(&desk.run("hitung p")), wanted, "{range}");
        desk.put("lebar.csv", format!("tahun;target A;A\n2024;{range};50\n"));
        for file in ["p/x.csv", "lebar.csv"] {
            assert!(by_pieces(&desk, "p", file).ends_with(wanted), "{range} {file}");
        }
    }
}

/// A unit that cells state does not take the place of one that is written, whichever file comes first.
#[test]
fn stated_units_beside_written_ones() {
    let desk = Desk::new();
    let (written, stated) = ("kode;tahun;satuan;nilai\nA;2024;orang;\n", "kode;tahun;nilai\nA;2024;18 dokumen\n");
    desk.put("p/aturan.takar", "paket \"P\"\n  tahun 2024\nbesaran A\ndata \"x.csv\"\ndata \"y.csv\"\n");
    for (first, second) in [(written, stated), (stated, written)] {
        desk.put("p/x.csv", first);
        desk.put("p/y.csv", second);
        assert!(told(&desk.run("hitung p")).starts_with("1 D0038"), "{first}{second}");
    }
    desk.put("p/x.csv", "kode;tahun;satuan;nilai\nA;2024;%;\n");
    desk.put("p/y.csv", "kode;tahun;nilai\nA;2024;18%\n");
    assert_eq!(told(&desk.run("hitung p")), "0 D0051");
}

/// Ranges are written in CSV as numbers are.
#[test]
fn ranges_in_csv() {
    let desk = Desk::new();
    let rules = |clause: &str| {
        format!(
            "paket \"P\"\n  tahun 2024\naturan capaian R\n  rentang : jika realisasi < target_bawah maka 50 selain itu 100\nindikator A\n  satuan nilai\n  arah rentang\n  capaian R\n{clause}data \"x.csv\"\n  kolom ket teks\ntabel T\n  baris A\n  kolom target\n  kolom ket\n"
        )
    };
    desk.put("p/aturan.takar", rules(""));
    desk.put("p/x.csv", "kode;tahun;target;realisasi;ket\nA;2024;69,1-69,5;69;1,5–2,5\n");
    let lines = |angka: &str| desk.run(&format!("hitung p --format csv --angka {angka}"));
    assert!(lines("en").contains(",69.1–69.5,\"1,5–2,5\","), "{}", lines("en"));
    assert!(lines("id").contains(";69,1–69,5;1,5–2,5;"), "{}", lines("id"));
    desk.put("p/aturan.takar", rules("  triwulan jumlah\n"));
    desk.put(
        "p/x.csv",
        "kode;tahun;triwulan;target;realisasi;ket\nA;2024;1;1000,5-2000;69;\nA;2024;2;1000-2000,5;69;\n",
    );
    assert!(lines("en").contains(",2000.5–4000.5,"), "{}", lines("en"));
    assert!(lines("id").contains(";2000,5–4000,5;"), "{}", lines("id"));
}

/// A text in the column `indikator` that names one thing and is the code of another may mean either; of two things of one
/// name the year of the row decides.
#[test]
fn names_in_the_column_indikator() {
    let desk = Desk::new();
    let of = |rules: &str, rows: &str| {
        desk.put("p/aturan.takar", format!("paket \"P\"\n  tahun 2024\n{rules}data \"x.csv\"\n"));
        desk.put("p/x.csv", rows);
        told(&desk.run("hitung p"))
    };
    let named = "besaran IKM \"Nilai survei\"\nbesaran X \"IKM\"\n";
    assert_eq!(of(named, "indikator;tahun;nilai\nIKM;2024;5\n"), "1 D0027");
    assert_eq!(of(named, "kode;indikator;tahun;nilai\nIKM;IKM;2024;5\n"), "0");
    assert_eq!(of("besaran IKM \"IKM\"\n", "indikator;tahun;nilai\nIKM;2024;5\n"), "0");
    let twice = "besaran X \"Indeks\"\n  berlaku sampai 2023\nbesaran Y \"Indeks\"\n  berlaku mulai 2024\nF = Y * 1\n  berlaku mulai 2024\n";
    for rows in ["indikator;tahun;nilai\nIndeks;2023;5\nIndeks;2024;6\n", "indikator;2023;2024\nIndeks;5;6\n"] {
        assert_eq!(of(twice, rows), "0", "{rows}");
        assert_eq!(by_pieces(&desk, "p", "p/x.csv"), "2023,tidak berlaku / 2024,6 · 0", "{rows}");
    }
    let open = "besaran X \"Indeks\"\nbesaran Y \"Indeks\"\n  berlaku mulai 2024\n";
    for (rows, wanted) in [
        ("indikator;2023;2024\nIndeks;5;6\n", "1 D0027"),
        ("indikator;2023;2024\nIndeks;5;\n", "1 D0027"),
        ("indikator;2022;2023\nTidak ada;5;6\n", "1 D0011"),
    ] {
        assert!(of(open, rows).starts_with(wanted), "{rows}");
    }
}

/// One row of a file: its year, its unit and its value.
type Row = (i32, &'static str, &'static str);

/// The rules, and the code whose values they say something of.
const RULES: [(&str, &str); 5] = [
    ("besaran A\n", "A"),
    ("umum \"1\"\n", "1.1"),
    ("umum \"1\"\n  satuan orang\n", "1.1"),
    ("umum \"1\"\n  satuan persen\n", "1.1"),
    ("umum \"1\"\n  satuan orang\n  berlaku mulai 2024\numum \"1\"\n  berlaku sampai 2023\n", "1.1"),
];

fn sheet(code: &str, title: &str, rows: &[Row]) -> String {
    let lines = rows.iter().map(|(year, unit, text)| format!("{code};{year};{unit};{text}\n"));
    format!("kode;tahun;satuan;{title}\n{}", lines.collect::<String>())
}

/// The values by year, none where something is wrong.
fn values(rules: &str, code: &str, files: [(&str, &[Row]); 2], turned: bool) -> Option<BTreeMap<i32, Cell>> {
    let column = "  kolom kab \"Kab\"\n";
    let mut declared = ["data \"x.csv\"\n".to_string(), format!("data \"y.csv\"\n{column}")];
    if turned {
        declared.reverse();
    }
    let rules = format!("{rules}{}", declared.concat());
    let mut package = Package::new("p", [("a.takar", rules.as_str())]);
    let texts = files.map(|(title, rows)| sheet(code, title, rows));
    let (data, findings) = package.read_data(|path| Ok(texts[usize::from(path == "y.csv")].clone()));
    if findings.iter().any(|one| one.severity == Severity::Error) {
        return None;
    }
    let years = files[0].1.iter().map(|row| row.0);
    let value =
        |year: i32| package.run(&data, year).expect("a run").value(&format!("nilai {code}"), "").expect("a value");
    Some(years.map(|year| (year, value(year))).collect())
}

fn look(seed: u64) -> bool {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (rules, code) = dice.pick(&RULES);
    let mut rows = |often: u64| -> Vec<Row> {
        let years = (2022..=2025).filter(|_| !dice.one_in(often)).collect::<Vec<_>>();
        let unit = ["", "", "", "persen", "orang"];
        let texts = ["5", "7", "0,9", "90%", "0,9%", "5 orang", ""];
        years.into_iter().map(|year| (year, dice.pick(&unit), dice.pick(&texts))).collect()
    };
    let (x, y) = (rows(3), rows(2));
    let files: [(&str, &[Row]); 2] = [("nilai", &x), ("Kab", &y)];
    let both = [false, true].map(|turned| values(rules, code, files, turned));
    let at = || format!("seed {seed}\n{rules}{}{}", sheet(code, "nilai", &x), sheet(code, "Kab", &y));
    assert_eq!(both[0].is_some(), both[1].is_some(), "the order of the files decides: {}", at());
    let Some(found) = &both[0] else { return false };
    let is_signed = x.iter().chain(&y).any(|row| row.2.contains('%'));
    for (year, unit, text) in &x {
        let (number, word) = text.split_once(' ').unwrap_or((text, ""));
        if number.is_empty() {
            continue;
        }
        let cell = &found[year];
        let shown = cell.unit.as_deref().unwrap_or_default();
        let plain = number.trim_end_matches('%').replace(',', ".");
        assert_eq!(cell.plain.as_deref(), Some(plain.as_str()), "{year}: {}", at());
        let word = if number.ends_with('%') { "persen" } else { word };
        assert!(word.is_empty() || word == shown, "{text} is shown in {shown:?}, {year}: {}", at());
        assert!(unit.is_empty() || *unit == shown, "{unit} is shown in {shown:?}, {year}: {}", at());
        let is_doubtful = is_signed && shown == "persen" && *text == "0,9";
        assert!(!is_doubtful, "{text} may be meant a hundredfold, {year}: {}", at());
    }
    true
}

#[test]
fn no_cell_is_computed_in_another_unit() {
    let sound = (1..crate::sample::of(170, 500)).filter(|seed| look(*seed)).count();
    assert!(sound > crate::sample::of(15, 50), "{sound} without a finding");
}
