//! `takar hitung --data` over long files: whole units at a time, as `takar hitung` computes them.

use super::{desk::Desk, sample};
use std::fmt::Write;
use takar::data::Dataset;
use takar::data::csv::{CsvFile, read_csv};
use takar::engine::Package;
use takar::source::Sources;
use takar::stream::{Job, Options, Worker};

const LONG: &str = "\
unit;kode;tahun;target;realisasi;keterangan
Mojoagung;SAKIP;2024;72,5;73,12;
Mojoagung;SKM;2024;90;81,55;baik
Mojoagung;SAKIP;2023;70;69;
\"Jombang; Kota\";SAKIP;2024;0;80;

\"Jombang; Kota\";SKM;2024;90;n/a;
Sumobito;SAKIP;2023;70;1.250;
Sumobito;SKN;2023;90;85;
Sumobito;SKM;2023;90;9155;
Kesamben;SKM;2024;90;85%;
Kesamben;SKM;2024;90;85;
Ploso;SKM;tahun lalu;90;85;
;SKM;2024;90;85;
";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("besar.csv", LONG);
    desk
}

#[test]
fn a_long_file() {
    insta::assert_snapshot!(desk().runs_to_file(&["hitung contoh --data besar.csv --keluar hasil.csv"]));
}

#[test]
fn one_office_for_an_indonesian_excel() {
    let desk = desk();
    desk.put("besar.csv", "\u{feff}kode,tahun,target,realisasi\r\nSAKIP,2024,72.5,73.12\r\nSKM,2023,90,81.55\r\n");
    insta::assert_snapshot!(desk.runs_to_file(&["hitung contoh --data besar.csv --keluar hasil.csv --angka id"]));
}

#[test]
fn other_years_are_at_hand() {
    let desk = desk();
    desk.edit("contoh/aturan.takar", "tabel T1", "besaran BEDA\n  rumus SAKIP - SAKIP[tahun-1]\n\ntabel T1");
    insta::assert_snapshot!(desk.runs_to_file(&["hitung contoh --data besar.csv --keluar hasil.csv"]));
}

#[test]
fn what_cannot_be_computed_in_pieces() {
    let desk = desk();
    desk.edit(
        "contoh/aturan.takar",
        "indikator SAKIP",
        "umum \"7.01\"\n  arah makin tinggi\n  capaian Baku\n\nindikator SAKIP",
    );
    desk.put("kode.csv", "unit;kode;tahun;target;realisasi\nA;SAKIP;2024;1;2\nA;7.01;2024;1;2\n");
    // Rows of a unit apart from each other, farther than a block reaches.
    let mut apart = String::from("unit;kode;tahun;target;realisasi\n");
    for unit in (0..9_000).chain([17]) {
        writeln!(apart, "U{unit:05};SAKIP;2024;72,5;73,12\nU{unit:05};SKM;2024;90;81,55").expect("memory");
    }
    desk.put("terpisah.csv", apart);
    desk.put("tanpa_tahun.csv", "kode;target;realisasi;kode\nSAKIP;1;2;SKM\n");
    let shown = desk.runs(&[
        "hitung contoh --data kode.csv --keluar hasil.csv",
        "hitung contoh --data terpisah.csv --keluar hasil.csv",
        "hitung contoh --data tanpa_tahun.csv --keluar hasil.csv",
        "hitung contoh --data besar.csv --keluar hasil.csv --ketat",
    ]);
    assert!(!desk.path("hasil.csv").exists());
    insta::assert_snapshot!(shown);
}

/// Rows of many units, some with faults and gaps, over several blocks.
/// So many that their text is several blocks.
fn units() -> u32 {
    sample::of(12_000, 20_000)
}

fn many_units() -> String {
    let mut text = String::from("unit;kode;tahun;target;realisasi\n");
    for unit in 0..units() {
        for (code, year) in [("SAKIP", 2023), ("SKM", 2024), ("SAKIP", 2024)] {
            let (target, value) = (40 + (unit * 7 + year) % 60, 25 + (unit * 13 + year) % 75);
            match (unit + year) % 97 {
                0 => writeln!(text, "U{unit:06};{code};{year};{target};"),
                1 => writeln!(text, "U{unit:06};{code};{year};0;{value},5"),
                2 => writeln!(text, "U{unit:06};{code};{year};{target};{value},5x"),
                _ => writeln!(text, "U{unit:06};{code};{year};{target};{value},{:02}", unit % 100),
            }
            .expect("memory");
        }
    }
    text
}

#[test]
fn as_many_threads_as_you_like() {
    let desk = Desk::new();
    desk.put("data.csv", many_units());
    // A line for each unit in each of two years.
    let result = desk.same_with_any_threads("hitung contoh --data data.csv");
    assert_eq!(result.lines().count() as u32, 2 * units() + 1);
}

/// The same text in pieces and as a whole: the pieces end at units, and every line is that of the tables.
#[test]
fn pieces_give_what_the_whole_gives() {
    let package = Package::new("contoh", [("aturan.takar", super::desk::RULES)]);
    let program = package.program().expect("sound rules");
    let text: String = many_units().lines().take(1 + 3 * 700).map(|line| format!("{line}\n")).collect();
    let (header, body) = text.split_once('\n').expect("a header");
    let source = Sources::default().add("d.csv", "");
    let options = Options::of(source, "d.csv");
    let job = Job::new(program, package.schema(), header, options).expect("a header");
    let mut worker = Worker::new(&job);
    let (mut out, mut at, mut line) = (Vec::new(), 0, 2);
    let mut pieces = 0;
    while at < body.len() {
        let piece = &body.as_bytes()[at..body.len().min(at + 5_000)];
        let last = at + piece.len() == body.len();
        let end = if last { body.len() } else { at + job.cut(piece).expect("the end of a unit") + 1 };
        worker.block(&body[at..end], line, &mut out);
        line += body[at..end].lines().count() as u32;
        (at, pieces) = (end, pieces + 1);
    }
    let found = String::from_utf8(out).expect("a text");

    let mut data = Dataset::new();
    read_csv(CsvFile { source, name: "d.csv", text: &text, format: None }, &package.schema(), &mut data);
    let runs: Vec<_> = [2023, 2024].map(|year| (year, package.run(&data, year).expect("a run"))).into();
    let mut expected = String::new();
    for (lane, unit) in data.units().iter().enumerate() {
        for (year, run) in &runs {
            let achievement = |code: &str| {
                let name = program.by_code[code];
                let when = takar::program::When::year(*year);
                let slot = run.plan().value(name, takar::program::Role::Achievement, when).expect("planned");
                match run.evaluation().cell(slot, lane) {
                    Ok(takar::eval::Value::Number(number)) => {
                        let two = takar::number::Places::new(2).expect("two");
                        number.to_plain(two, takar::number::Rounding::HalfAway)
                    }
                    Ok(other) => panic!("{other:?}"),
                    Err(fault) => fault.state.words().to_string(),
                }
            };
            let shown = ["SAKIP", "SKM", "IKU"].map(achievement).join(",");
            writeln!(expected, "{unit},{year},{shown}").expect("memory");
        }
    }
    assert!(pieces > 5);
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), 1400);
}

/// Quarters beside a year, targets beside those of the rules, sums beyond their scale: as in a package's own data.
#[test]
fn what_is_said_twice() {
    let desk = Desk::new();
    let rules = "paket \"Uji\"\n  tahun 2024\naturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
        makin tinggi : realisasi / target * 100\nindikator A\n  arah makin tinggi\n  capaian Baku\n  triwulan jumlah\n\
        indikator B\n  arah makin tinggi\n  capaian Baku\n  target 10\n\
        indikator C\n  arah makin tinggi\n  capaian Baku\n  target 5\n  triwulan jumlah\nbesaran X\n  triwulan jumlah\n  skala 0..5\n\
        besaran Y\n  triwulan jumlah\n  skala 1..9\nbesaran Z\n  triwulan jumlah\nbesaran BAGI\n  rumus Z / Y\n";
    let unit = |name: &str| {
        format!(
            "{name};A;2024;;20;20;;\n{name};A;2024;1;5;5;100;10\n{name};A;2024;2;5;6;200;20\n{name};B;2024;;11;10;;\n\
             {name};C;2024;1;10;9;;\n{name};X;2024;1;;4;;\n{name};X;2024;2;;4;;\n{name};Y;2024;1;;4;;\n\
             {name};Z;2024;1;;4;;\n{name};Z;2024;2;;4;;\n"
        )
    };
    let head = "unit;kode;tahun;triwulan;target;realisasi;pagu;serapan\n";
    desk.put("uji/a.takar", format!("{rules}data \"d.csv\" angka id\n"));
    desk.put("uji/d.csv", format!("{head}{}", unit("Bareng")));
    desk.put("besar.csv", format!("{head}{}{}", unit("Bareng"), unit("Ploso")));
    let told = desk.runs_to_file(&["hitung uji --data besar.csv --keluar hasil.csv --angka id"]);
    let own = desk.runs(&["hitung uji"]);
    for code in ["H0010", "H0011", "H0012", "H0013", "H0014", "H0015"] {
        assert!(told.contains(code) && own.contains(code), "{code}\n{told}\n{own}");
    }
    insta::assert_snapshot!(told);
}

/// Money of a thing beside that of its parts is told unit by unit, unless `kecuali` names the thing: whether a long file
/// or a wide one brings it. There no `pastikan` is looked at that could tell instead.
#[test]
fn money_beside_that_of_its_parts() {
    let desk = Desk::new();
    let part = |code: &str, more: &str| format!("indikator \"{code}\"\n  arah makin tinggi\n  capaian Baku\n{more}");
    let rules = format!(
        "paket \"Uji\"\n  tahun 2025\naturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
         makin tinggi : realisasi / target * 100\n{}{}{}RASIO = jika pagu \"4\" = 0 maka 0 selain itu serapan \"4\" / pagu \"4\" * 100%\n",
        part("4", ""),
        part("4.1", "  induk \"4\"\n"),
        part("4.2", "  induk \"4\"\n")
    );
    desk.put("a.takar", &rules);
    let guard = "pastikan jumlah(pagu rincian) = pagu \"pagu sama\"\n";
    desk.put("b.takar", format!("{rules}{guard}"));
    desk.put("c.takar", format!("{rules}{guard}  kecuali \"4\" \"tercetak begitu\"\n"));
    desk.put(
        "panjang.csv",
        "unit;kode;tahun;pagu;serapan\nA;4;2025;100;9\nA;4.1;2025;60;4\nA;4.2;2025;40;5\nB;4;2025;99;9\n\
         B;4.1;2025;60;4\nB;4.2;2025;40;5\nC;4;2025;;9\nC;4.1;2025;60;4\nC;4.2;2025;40;5\nD;4;2025;70;9\nD;4.1;2025;60;4\n",
    );
    desk.put(
        "lebar.csv",
        "unit;tahun;pagu 4;pagu 4.1;pagu 4.2;serapan 4\nA;2025;100;60;40;9\nB;2025;99;60;40;9\nC;2025;;60;40;9\nD;2025;70;60;;9\n",
    );
    let told = |rules: &str, data: &str| {
        desk.runs_to_file(&[&format!("hitung {rules}.takar --data {data}.csv --keluar hasil.csv --timpa --angka id")])
    };
    for data in ["panjang", "lebar"] {
        for rules in ["a", "b"] {
            let told = told(rules, data);
            assert_eq!(told.matches("kesalahan H0019").count(), 1, "{rules} {data}\n{told}");
            assert!(told.contains("pagu 4 tahun 2025: 99, 100 menurut rinciannya"), "{told}");
            assert!(told.contains("unit B"), "{told}");
        }
        let accepted = told("c", data);
        assert!(!accepted.contains("H0019"), "{accepted}");
    }
}

/// However many faults are alike, each counts; those that are told and those that are counted are all there are.
#[test]
fn faults_that_are_alike_are_all_counted() {
    let desk = Desk::new();
    desk.put("d.takar", "besaran A\nbesaran B\nC = A + B\n");
    for (bad, more) in [
        (20, None),
        (21, Some("… dan 1 kesalahan lagi")),
        (24, Some("… dan 4 kesalahan lagi")),
        (5_000, Some("… dan 4.980 kesalahan lagi")),
    ] {
        let row = |at: usize| format!("u{at:05};A;2024;x\nu{at:05};B;2024;1\n");
        desk.put("d.csv", "unit;kode;tahun;realisasi\n".to_string() + &(0..bad).map(row).collect::<String>());
        for threads in [1, 3] {
            let shown = desk.run(&format!("hitung d.takar --data d.csv --keluar hasil.csv --utas {threads}"));
            let number = if bad == 5_000 { "5.000".to_string() } else { bad.to_string() };
            assert!(
                shown.contains(&format!("{number} kali")) && shown.contains(&format!("{number} baris berisi")),
                "{shown}"
            );
            assert_eq!(
                more,
                shown.lines().find(|line| line.starts_with("… dan") && line.ends_with("kesalahan lagi")),
                "{shown}"
            );
        }
    }
}

/// Office 1 says 0,885, office 2 says `90%`: what the first means is not known, whatever was computed before; the others
/// keep their results.
#[test]
fn a_percentage_that_a_later_sign_makes_doubtful() {
    let desk = Desk::new();
    desk.put("kecil/aturan.takar", "paket \"Kecil\"\n  tahun 2024\nbesaran K\n  satuan persen\nDUA = K * 2\n");
    desk.put("panjang.csv", "unit;kode;tahun;nilai\nA;K;2024;0,885\nB;K;2024;90%\nC;K;2024;1\nD;K;2024;12\n");
    desk.put("lebar.csv", "unit;tahun;K\nA;2024;0,885\nB;2024;90%\nC;2024;1\nD;2024;12\n");
    let lines = ["panjang", "lebar"].map(|name| format!("hitung kecil --data {name}.csv --keluar hasil-{name}.csv"));
    insta::assert_snapshot!(desk.runs(&lines.each_ref().map(String::as_str)));
    for name in ["panjang", "lebar"] {
        let found = std::fs::read_to_string(desk.path(&format!("hasil-{name}.csv"))).expect("a result");
        let cells: Vec<&str> = found.lines().map(|line| line.rsplit(',').next().unwrap_or_default()).collect();
        assert_eq!(cells[1], "keliru", "{found}");
        assert!(cells[2].starts_with("180"), "{found}");
        assert_eq!(cells[3], "keliru", "{found}");
        assert!(cells[4].starts_with("24"), "{found}");
    }
}

/// Names that differ in large letters or spaces only are two offices, and pointed out; the same name again is refused.
#[test]
fn offices_that_are_called_nearly_alike() {
    let desk = Desk::new();
    let head = "unit;kode;tahun;target;realisasi\n";
    // More than a block of them.
    let count = sample::of(11_000, 20_000);
    let many: String = (0..count).map(|at| format!("Unit {at};SAKIP;2024;80;70\n")).collect();
    desk.put("satu.csv", format!("{head}{many}unit  77;SAKIP;2024;80;70\n"));
    desk.put("dua.csv", format!("{head}UNIT 77;SAKIP;2024;80;70\n{many}UNIT 77;SKM;2024;80;70\n"));
    for threads in ["1", "3"] {
        let shown = desk.run(&format!("hitung contoh --data satu.csv --keluar hasil.csv --utas {threads}"));
        let said = format!("peringatan D0054: unit \"unit  77\" di baris {}", count + 2);
        assert!(shown.contains(&said), "{shown}");
        assert!(shown.contains("status 0"), "{shown}");
        assert_eq!(desk.get("hasil.csv").lines().count(), count + 2);
        let shown = desk.run(&format!("hitung contoh --data dua.csv --keluar lain.csv --utas {threads}"));
        assert!(shown.contains("kesalahan D0113: unit \"UNIT 77\" muncul lagi"), "{shown}");
    }
}

/// A row with a blank code and a word of the language is no second row of a header, wherever its block begins.
#[test]
fn a_word_in_a_row_without_code() {
    let desk = desk();
    desk.put(
        "besar.csv",
        "unit;kode;tahun;target;realisasi\nAda;SAKIP;2024;80;40\nKantor;;;;realisasi\nKantor;SAKIP;2024;80;60\n",
    );
    let shown = desk.runs_to_file(&["hitung contoh --data besar.csv --keluar hasil.csv"]);
    assert!(shown.contains("D0010") && shown.contains("besar.csv, baris 3"), "{shown}");
    assert!(shown.contains("Ada;2024") || shown.contains("Ada,2024"), "{shown}");
    assert!(shown.contains("Kantor;2024") || shown.contains("Kantor,2024"), "{shown}");
}

/// A header of two rows is refused with the one row that says the same, as it is where the whole file is read: below it the
/// figures stand under the wrong words.
#[test]
fn a_header_of_two_rows() {
    let desk = Desk::new();
    desk.put("p.takar", "besaran A\nF = A * 1\n");
    let cases = [
        ("kode;2023;2024\n;Realisasi;Realisasi\nA;5;6\n", "kode; Realisasi 2023; Realisasi 2024"),
        ("sep=;\n\nkode;2024;\n\n;target;realisasi\nA;5;6\n", "kode; target 2024; realisasi 2024"),
        ("unit;kode;2023\n;;Realisasi\nU;A;5\n", "unit; kode; Realisasi 2023"),
    ];
    for (text, mend) in cases {
        desk.put("x.csv", text);
        let shown = desk.run("hitung p.takar --data x.csv --keluar hasil.csv");
        assert!(shown.contains("D0058") && shown.contains(mend) && shown.contains("── status 2"), "{shown}");
        assert!(!desk.path("hasil.csv").exists());
    }
}
