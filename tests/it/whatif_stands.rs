//! A figure that stands whatever is assumed below it (quarters, details, targets of rules) is told, at the prompt and under a
//! scenario alike; with the line that is proposed it follows.

use crate::dice::Dice;
use takar::engine::{Package, has_errors};
use takar::whatif::{Kept, Screen, Session, Under};

/// In each way that quarters come together, over each figure that may stand in a year and in its quarters: what is assumed
/// of a quarter beside a figure of the year, written or assumed, is told unless both say the same, and wherever the same
/// figures in the data would be H0010.
#[test]
fn a_quarter_beside_a_figure_of_the_year() {
    let told = run(7, 50);
    assert!(told.stood > 15 && told.silent > 5 && told.refused > 10 && told.mended > 15, "{told:?}");
}

#[test]
#[ignore = "long"]
fn many_quarters_beside_a_figure_of_the_year() {
    println!("{:?}", run(1_000, 20_000));
}

#[derive(Debug, Default)]
struct Told {
    stood: u32,
    silent: u32,
    refused: u32,
    mended: u32,
}

/// Column, what is assumed, whether every quarter has to be there, what reads it.
type Figure = (usize, &'static str, &'static str, bool);
const FIGURES: [Figure; 6] = [
    (1, "", "A", false),
    (0, "target ", "A", true),
    (0, "target ", "E", true),
    (2, "pagu ", "A", false),
    (3, "serapan ", "A", false),
    (4, "lain ", "A", false),
];

/// The cell of the year and those of the quarters: none, a number or a range of two, or `n/a`.
type Cells = [Option<(u64, u64)>; 5];

fn run(seed: u64, cases: u64) -> Told {
    let mut told = Told::default();
    for at in 0..cases {
        let dice = &mut Dice(seed.wrapping_add(at).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let way = dice.pick(&["jumlah", "terakhir", "rata_rata", "terbesar", "terkecil"]);
        let figure = dice.pick(&FIGURES);
        let (column, role, code, is_target) = figure;
        let (is_range, year_is_none) = (code == "E", dice.one_in(8) && code != "E");
        let number = |dice: &mut Dice| {
            let low = 1 + dice.below(4);
            Some((low, if is_range { low + dice.below(2) } else { low }))
        };
        let mut cells: Cells = [None; 5];
        for (at, cell) in cells.iter_mut().enumerate() {
            *cell = if dice.one_in(if at == 0 { 4 } else { 3 }) { None } else { number(dice) };
        }
        let package = package(way);
        let data = csv(figure, &cells, year_is_none);
        // What is assumed: quarters, and in some scenarios the year, too.
        let (mut lines, mut after, mut none_after) = (Vec::new(), cells, year_is_none);
        let first = 1 + dice.below(4) as usize;
        for quarter in [first, 1 + (first + dice.below(3) as usize) % 4] {
            let value = if dice.one_in(8) { None } else { number(dice) };
            let end = value.filter(|_| is_range && dice.one_in(3));
            match (end, cells[quarter]) {
                // One end alone, where the other is there.
                (Some((low, _)), Some((_, high))) if low <= high => {
                    lines.push(format!("target_bawah {code}[triwulan {quarter}] = {low}"));
                    after[quarter] = Some((low, high));
                }
                (None, _) => {
                    lines.push(format!("{role}{code}[triwulan {quarter}] = {}", written(value, "..")));
                    after[quarter] = value;
                }
                (Some(_), _) => {}
            }
        }
        if lines.is_empty() {
            continue;
        }
        if dice.one_in(4) {
            let value = number(dice);
            lines.push(format!("{role}{code} = {}", written(value, "..")));
            (after[0], none_after) = (value, false);
        }
        let (mut session, under) = both(&package, &data, &lines);
        let reply = session.answer(&lines.join("; "), &mut Kept::default());
        let context = format!("triwulan {way}\n{data}\n{lines:?}\n{}\n{under:#?}", reply.text);
        assert!(!reply.failed, "{context}");

        let year = after[0].filter(|_| !none_after);
        let stands = year.is_some() || none_after;
        let [low, high] = [0, 1].map(|end| raw(way, column, is_target, &after, end));
        let same = year.is_some_and(|(least, most)| low == Some((least, 1)) && high == Some((most, 1)));
        let title = format!("{role}{code} tetap ");
        let is_told = reply.text.contains(&format!("menang: {title}"));
        assert_eq!(is_told, stands && !same, "{context}");
        assert_eq!(under.iter().any(|one| one.starts_with(&title)), is_told, "{context}");
        if is_told {
            told.stood += 1
        } else {
            told.silent += 1
        }

        // As data it is refused no more often than it is told.
        let (written, findings) = package.clone().read_data(|_| Ok(csv(figure, &after, none_after)));
        assert!(findings.is_empty(), "{findings:#?}");
        let run = package.run(&written, 2024).expect("a run").findings();
        let refused = run.iter().any(|one| one.code.to_string() == "H0010");
        assert!(is_told || !refused, "{context}\n{run:#?}");
        told.refused += u32::from(refused);

        // With what is proposed it follows its quarters, and nothing stands.
        if let Some((_, mend)) = reply.text.split_once(", ketik  ") {
            let done = session.answer(mend.lines().next().unwrap_or_default(), &mut Kept::default());
            assert!(!done.failed && !done.text.contains("menang"), "{context}\n{}", done.text);
            let quarters = |line: &&String| line.contains("[triwulan");
            let rest: Vec<String> = lines.iter().filter(quarters).cloned().collect();
            let blank = csv(figure, &[None, cells[1], cells[2], cells[3], cells[4]], false);
            let (mut other, _) = both(&package, &blank, &rest);
            other.answer(&rest.join("; "), &mut Kept::default());
            for question in [format!("{role}{code}"), format!("capaian {code}"), "Z".to_string()] {
                let [one, two] = [&mut session, &mut other].map(|one| answer(one, &question));
                assert_eq!(one, two, "{question}\n{context}");
            }
            told.mended += 1;
        }
    }
    told
}

/// What quarters give of one end, as a fraction: up to the last that is there, or of a target all of them.
fn raw(way: &str, column: usize, is_target: bool, cells: &Cells, end: usize) -> Option<(u64, u64)> {
    let quarters = &cells[1..];
    let last = quarters.iter().rposition(|cell| cell.is_some())? + 1;
    let count = if is_target { 4 } else { last };
    let of = |cell: &Option<(u64, u64)>| cell.map(|(low, high)| [low, high][end]);
    let way = if column == 4 { "jumlah" } else { way };
    if way == "terakhir" {
        return of(&quarters[count - 1]).map(|last| (last, 1));
    }
    let all = quarters[..count].iter().map(of).collect::<Option<Vec<u64>>>()?;
    let sum = all.iter().sum::<u64>();
    Some(match way {
        "jumlah" => (sum, 1),
        "terbesar" => (*all.iter().max()?, 1),
        "terkecil" => (*all.iter().min()?, 1),
        _ if sum % count as u64 == 0 => (sum / count as u64, 1),
        _ => (sum, count as u64),
    })
}

/// An answer without what says why there is none.
fn answer(session: &mut Session, question: &str) -> String {
    let text = session.answer(question, &mut Kept::default()).text;
    text.split(" (").next().unwrap_or_default().split("dihitung").next().unwrap_or_default().trim().to_string()
}

fn written(value: Option<(u64, u64)>, between: &str) -> String {
    match value {
        None => "belum diisi".into(),
        Some((low, high)) if low == high => low.to_string(),
        Some((low, high)) => format!("{low}{between}{high}"),
    }
}

fn package(way: &str) -> Package {
    let quarters = format!("  triwulan {way}\n  triwulan pagu {way}\n  triwulan serapan {way}\n");
    let rules = format!(
        "paket \"P\"\n  tahun 2024\n\naturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
         makin tinggi : realisasi / target * 100\n\naturan capaian R\n  \
         rentang : jika realisasi > target_atas maka 50 selain itu 100\n\n\
         indikator A\n  arah makin tinggi\n  capaian C\n{quarters}\nindikator E\n  arah rentang\n  capaian R\n  triwulan {way}\n\n\
         Z = lain A\n\ndata \"d.csv\"\n  kolom lain \"lain\" triwulan jumlah\n"
    );
    let package = Package::new("contoh", [("aturan.takar", rules.as_str())]);
    assert!(!has_errors(package.diagnostics()), "{rules}\n{:#?}", package.diagnostics());
    package
}

fn csv((column, _, code, _): Figure, cells: &Cells, year_is_none: bool) -> String {
    let mut text = "kode;triwulan;target;realisasi;pagu;serapan;lain\n".to_string();
    for (quarter, cell) in cells.iter().enumerate() {
        let mut row = ["", "", "", "", ""].map(String::from);
        row[column] = match cell {
            _ if quarter == 0 && year_is_none => "n/a".into(),
            None => String::new(),
            Some(_) => written(*cell, "-"),
        };
        let quarter = if quarter == 0 { String::new() } else { quarter.to_string() };
        text += &format!("{code};{quarter};{}\n", row.join(";"));
    }
    text
}

/// A session over the data, and what is said of a scenario with these assumptions.
fn both(package: &Package, data: &str, lines: &[String]) -> (Session, Vec<String>) {
    let mut package = package.clone();
    let (data, findings) = package.read_data(|_| Ok(data.to_string()));
    assert!(findings.is_empty(), "{findings:#?}");
    let mut shelf = Kept::default();
    shelf.0.insert("s".into(), format!("skenario \"s\"\n  diketahui {}\n", lines.join("; ")));
    let under = match Under::open(&package, &data, Some(2024), "s", &shelf) {
        Ok(under) => under.unit(0).map(|(_, findings)| findings).unwrap_or_else(|failed| failed.0),
        Err(failed) => failed.0,
    };
    let under = under.into_iter().filter(|one| one.code.to_string() != "H0010").map(|one| one.title).collect();
    let session = Session::new(package, data, 2024, Screen { width: 4000, colour: false }).expect("a session");
    (session, under)
}

/// What is said under a scenario, each finding with its reasons and mends.
fn said(rules: &str, data: &str, scenario: &str) -> String {
    let desk = super::desk::Desk::new();
    desk.put("p/aturan.takar", format!("paket \"P\"\n  tahun 2024\n{rules}data \"d.csv\"\n"));
    desk.put("p/d.csv", data);
    desk.put("p/skenario/s.takar", format!("skenario \"s\"\n{scenario}"));
    desk.run("hitung p --skenario s")
}

macro_rules! of_quarters {
    ($more:literal) => {
        concat!(
            "aturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n\n",
            "indikator A\n  arah makin tinggi\n  capaian C\n  triwulan jumlah\n",
            $more
        )
    };
}

const QUARTERS: &str = of_quarters!("");
const COMPUTED: &str = of_quarters!("  rumus X + 1\nbesaran X\n  triwulan jumlah\n");
const PARTS: &str = "umum \"4\"\n";

#[test]
fn what_is_said_of_what_stands() {
    let cases = [
        (QUARTERS, "kode;triwulan;target;realisasi\nA;;100;80\n", "  diketahui A[triwulan 1] = 30\n"),
        (
            QUARTERS,
            "kode;triwulan;target;realisasi\nA;;100;80\n",
            "  diketahui A[triwulan 2] = 30; target A[triwulan 1] = 40; A = 90\n",
        ),
        (COMPUTED, "kode;triwulan;target;realisasi\nA;;100;\nX;1;;5\n", "  diketahui A[triwulan 1] = 30\n"),
        (QUARTERS, "kode;triwulan;target;realisasi\nA;;100;80\n", "\nubah A\n  target 50\n"),
        (QUARTERS, "kode;triwulan;target;realisasi\nA;;;80\n", "  diketahui target A = 70\n\nubah A\n  target 50\n"),
        (PARTS, "kode;pagu\n4;100\n4.1;100\n", "  diketahui pagu \"4.1\" = tidak berlaku\n"),
        (PARTS, "kode;pagu\n4;100\n4.1;60\n4.2;40\n", "  diketahui pagu \"4.1\" = tidak berlaku\n"),
        (PARTS, "kode;pagu\n4;100\n4.1;60\n4.2;40\n", "  diketahui pagu \"4.1\" = belum diisi\n"),
        (PARTS, "kode;pagu\n4;n/a\n4.1;\n", "  diketahui pagu \"4.1\" = 7\n"),
        (PARTS, "kode;triwulan;pagu\n4;1;100\n4;2;100\n4.1;;60\n", "  diketahui pagu \"4.1\" = belum diisi\n"),
    ];
    let all = cases.map(|(rules, data, scenario)| format!("{rules}{data}{scenario}{}\n", said(rules, data, scenario)));
    insta::assert_snapshot!(all.join("\n"));
}

/// Each of two units has its own figures; nothing is said of the one whose year follows its quarters.
#[test]
fn each_unit_has_its_own() {
    let data = "unit;kode;triwulan;target;realisasi\nBarat;A;;100;80\nTimur;A;;100;\nTimur;A;2;;5\n";
    let told = said(QUARTERS, data, "  diketahui A[triwulan 1] = 30\n");
    assert_eq!(told.matches("tetap 80, 30 menurut triwulannya yang diandaikan").count(), 1, "{told}");
    let none = said(QUARTERS, data, "  catatan \"unit Timur\"\n  diketahui A[triwulan 1] = 30\n");
    assert!(!none.contains("tetap"), "{none}");
}
