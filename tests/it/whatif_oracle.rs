//! Assuming a value in a session gives exactly the same results as writing it into the data: random packages with
//! units, quarters, ranges, versions by year, groups, parts and money, and random assumptions, each answered both ways.

use crate::dice::Dice;
use crate::sample;
use crate::seek_oracle::said;
use std::collections::BTreeMap;
use takar::engine::{Package, has_errors};
use takar::whatif::{Kept, Screen, Session};

/// unit, code, year, quarter
type Row = (&'static str, &'static str, i32, u8);
/// target, realisasi, pagu, serapan
type Rows = BTreeMap<Row, [String; 4]>;

const UNITS: [&str; 2] = ["U1", "U2"];
const QUARTERED: [&str; 3] = ["S", "E", "X"];
const CODES: [&str; 9] = ["S", "E", "X", "T", "B", "H", "D", "7.1", "7.2"];
const RANGED: [&str; 2] = ["E", "T"];
const END_OF_QUARTER: &str = "target_bawah E[triwulan 2]";
const QUESTIONS: [&str; 41] = [
    "S",
    "target S",
    "capaian S",
    "predikat S",
    "S[triwulan 2]",
    "E",
    "target_bawah E",
    "target_atas E",
    "capaian E",
    "T",
    "target T",
    "target_bawah T",
    "target_atas T",
    "capaian T",
    "H",
    "capaian H",
    "predikat H",
    "X",
    "B",
    "D",
    "D[2023]",
    "K",
    "capaian K",
    "predikat K",
    "V",
    "W",
    "Z",
    "L",
    "M",
    "pagu S",
    "serapan S",
    "pagu X",
    "N",
    "S[tahun-1]",
    "O",
    "S - X",
    // Of quarters that may still be to come.
    "target S[triwulan 3]",
    "target S[triwulan 4] - target S[triwulan 3]",
    "target_bawah E[triwulan 4]",
    "target_atas E[triwulan 3]",
    "capaian S[triwulan 3]",
];

#[test]
fn a_sample_comes_out_as_written_in_the_data() {
    let told = run(1, sample::of(2, 4));
    assert!(
        told.assumed > 4 && told.moved > 2 && told.answers > 250 && told.tried > 2 && told.listed > 10,
        "the sample is lopsided: {told:?}"
    );
}

#[test]
#[ignore = "long"]
fn many_come_out_as_written_in_the_data() {
    println!("{:?}", run(1_000_000, 1500));
}

#[derive(Debug, Default)]
struct Told {
    packages: u32,
    assumed: u32,
    moved: u32,
    answers: u32,
    sought: u32,
    tried: u32,
    listed: u32,
}

fn run(seed: u64, packages: u64) -> Told {
    let mut told = Told::default();
    for at in 0..packages {
        let dice = &mut Dice(seed.wrapping_add(at).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let rules = rules(dice);
        let mut rows = rows(dice);
        let unit = dice.pick(&UNITS);
        let Some(mut session) = session(&rules, &rows, unit) else { continue };
        told.packages += 1;
        for _ in 0..5 {
            let before = answers(&mut session, &mut told);
            let first = assumption(dice, unit);
            let (statement, row, column, value) = in_part(dice, &rows, &first).unwrap_or(first);
            let reply = session.answer(&statement, &mut Kept::default());
            // A range the wrong way round and the like are refused, as data are.
            if reply.failed {
                continue;
            }
            told.assumed += 1;
            rows.entry(row).or_default()[column] = value;
            // Data that would not be taken as they are say nothing of what is assumed.
            let Some(mut written) = self::session(&rules, &rows, unit) else { break };
            let (assumed, right) = (answers(&mut session, &mut told), answers(&mut written, &mut told));
            told.moved += u32::from(before != assumed);
            for (one, other) in assumed.iter().zip(&right) {
                assert_eq!(one, other, "after {statement} of {unit}\n{rules}\n{}", csv(&rows));
            }
            sought(dice, (&session, &written), &mut told, &rules);
            listed(dice, &session, (&rows, unit), &mut told);
        }
        kept(&mut session, (&rules, unit), &mut told);
    }
    told
}

/// The same thing assumed as people say it: so much more or less, or one end of a range alone.
fn in_part(
    dice: &mut Dice,
    rows: &Rows,
    (statement, row, column, _): &(String, Row, usize, String),
) -> Option<(String, Row, usize, String)> {
    let (what, _) = statement.split_once(" = ")?;
    let cell = &rows.get(row)?[*column];
    let by = dice.below(12);
    if *column == 0 && RANGED.contains(&row.1) && dice.one_in(2) {
        let (low, high) = cell.split_once('-').unwrap_or((cell, cell));
        let (low, high): (u64, u64) = (low.parse().ok()?, high.parse().ok()?);
        let (end, new, low, high) = match dice.one_in(2) {
            true => ("target_bawah", high.saturating_sub(by), high.saturating_sub(by), high),
            false => ("target_atas", low + by, low, low + by),
        };
        let cell = if low == high { low.to_string() } else { format!("{low}-{high}") };
        return Some((format!("{} = {new}", what.replacen("target", end, 1)), *row, *column, cell));
    }
    let now: u64 = cell.parse().ok().filter(|_| dice.one_in(2))?;
    Some(match now > by && dice.one_in(2) {
        true => (format!("{what} turun {by}"), *row, *column, (now - by).to_string()),
        false => (format!("{what} naik {by}"), *row, *column, (now + by).to_string()),
    })
}

/// What is found is so when it is assumed; and it is found whether data or a person say the rest.
fn sought(dice: &mut Dice, (session, written): (&Session, &Session), told: &mut Told, rules: &str) {
    let unknown = dice.pick(&[
        "S",
        "X",
        "B",
        "target S",
        "target T",
        "target_bawah T",
        "target_atas E",
        "target E",
        "target E[triwulan 3]",
        "target S[triwulan 3]",
        "S[triwulan 2]",
        "S[triwulan 3]",
        END_OF_QUARTER,
    ]);
    let goal = dice.pick(&[
        "capaian S >= 90",
        "V >= 3",
        "capaian T >= 60",
        "capaian E < 100",
        "K >= 80",
        "W > 12",
        "Z >= 7",
        "predikat S >= \"Baik\"",
        "predikat K < \"Istimewa\"",
        "target S[triwulan 3] >= 30",
        "S[triwulan 3] < target S[triwulan 4]",
    ]);
    let question = format!("cari {unknown} agar {goal}");
    let [reply, theirs] = [session, written].map(|one| one.clone().answer(&question, &mut Kept::default()));
    let is_told = !reply.failed && !reply.unfinished;
    let (mine, theirs) = (reply.text, theirs.text);
    let first = |text: &str| text.lines().next().unwrap_or_default().to_string();
    assert_eq!(plain(&first(&mine)), plain(&first(&theirs)), "{question}\n{rules}");
    // Whether any one value does is said rightly, equal ends of a range among them.
    let (mut trial, value) = (session.clone(), dice.below(45));
    if is_told && !trial.answer(&format!("{unknown} = {value}"), &mut Kept::default()).failed {
        let holds = trial.answer(goal, &mut Kept::default()).text.contains("= ya");
        let said = said(&mine, unknown, value.into());
        assert!(said.is_none_or(|said| said == holds), "{unknown} = {value}, {question}: {mine}\n{rules}");
        told.tried += u32::from(said.is_some());
    }
    let Some(value) = first(&mine).strip_prefix(&format!("{unknown} ")).and_then(|rest| {
        let bare =
            rest.strip_prefix("= ").or(rest.strip_prefix("paling rendah ")).or(rest.strip_prefix("paling tinggi "));
        bare.map(str::to_string)
    }) else {
        return;
    };
    let mut session = session.clone();
    let done = session.answer(&format!("{unknown} = {value}"), &mut Kept::default());
    assert!(!done.failed, "{question}: {mine}{}", done.text);
    let holds = session.answer(goal, &mut Kept::default()).text;
    assert!(holds.contains("= ya"), "{question}: {mine}{holds}\n{rules}");
    told.sought += 1;
}

/// Whatever moves a result by a step is listed by `kepekaan`, and nothing that leaves it is said to move it.
fn listed(dice: &mut Dice, session: &Session, (rows, unit): (&Rows, &str), told: &mut Told) {
    let result = dice.pick(&["capaian S", "capaian E", "capaian T", "capaian H"]);
    let ask = |session: &Session, line: &str| session.clone().answer(line, &mut Kept::default());
    let (before, table) = (ask(session, result).text, ask(session, &format!("kepekaan {result}")).text);
    for (row, column) in rows.keys().filter(|row| row.0 == unit && row.2 == 2024).flat_map(|row| [(row, 0), (row, 1)]) {
        let period = if row.3 == 0 { String::new() } else { format!("[triwulan {}]", row.3) };
        let name = format!("{}{}{period}", ["target ", ""][column], row.1);
        let mut moved = session.clone();
        let is_number = rows[row][column].parse::<u64>().is_ok();
        if !is_number || !before.contains('%') || moved.answer(&format!("{name} naik 1"), &mut Kept::default()).failed {
            continue;
        }
        let moves = ask(&moved, result).text != before;
        let line = table.lines().find_map(|line| line.trim_start().strip_prefix(&format!("{name}  ")));
        let up = line.and_then(|line| line.split_whitespace().nth(2));
        assert!(up.is_some() || !moves, "{name} of {result}\n{table}\n{}", csv(rows));
        assert!(up.is_none_or(|up| (up != "tetap") == moves), "{name} of {result}\n{table}\n{}", csv(rows));
        told.listed += u32::from(up.is_some());
    }
}

/// A scenario brings back what it was made of.
fn kept(session: &mut Session, (rules, unit): (&str, &'static str), told: &mut Told) {
    let mut shelf = Kept::default();
    if session.answer("skenario simpan a", &mut shelf).failed {
        return;
    }
    let right = answers(session, told);
    session.answer("awal", &mut shelf);
    let opened = session.answer("skenario buka a", &mut shelf);
    assert!(!opened.failed, "{}\n{:?}", opened.text, shelf.0);
    assert_eq!(answers(session, told), right, "{unit}\n{rules}\n{:?}", shelf.0);
}

fn answers(session: &mut Session, told: &mut Told) -> Vec<String> {
    let ask = |question: &&str| {
        let reply = session.answer(question, &mut Kept::default());
        format!("{question}: {}", plain(&reply.text))
    };
    let answers: Vec<String> = QUESTIONS.iter().map(ask).collect();
    told.answers += answers.len() as u32;
    answers
}

/// An answer without the places of data cells, and without the zeros that only fill a column.
fn plain(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut parts = joined.split(" (data/a.csv");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |all, part| all + part.split_once(')').map_or("", |(_, rest)| rest))
}

fn assumption(dice: &mut Dice, unit: &'static str) -> (String, Row, usize, String) {
    let code = dice.pick(&CODES);
    let year = if dice.one_in(4) || code == "D" { 2023 } else { 2024 };
    let quarter = if QUARTERED.contains(&code) && !dice.one_in(2) { 1 + dice.below(4) as u8 } else { 0 };
    let has_target = ["S", "E", "T", "H"].contains(&code);
    let has_money = ["S", "X", "7.1"].contains(&code);
    let column = match dice.below(6) {
        0 | 1 if has_target => 0,
        2 if has_money => 2,
        3 if has_money => 3,
        _ => 1,
    };
    let is_range = column == 0 && RANGED.contains(&code) && !dice.one_in(3);
    let (low, more) = (1 + dice.below(40), dice.below(9));
    let (value, cell) = match is_range {
        true => (format!("{low}..{}", low + more), format!("{low}-{}", low + more)),
        false => match dice.below(12) {
            0 => ("belum diisi".to_string(), String::new()),
            1 => ("tidak berlaku".to_string(), "n/a".to_string()),
            _ => (low.to_string(), low.to_string()),
        },
    };
    let role = ["target ", "", "pagu ", "serapan "][column];
    let name = if code.starts_with('7') { format!("\"{code}\"") } else { code.to_string() };
    let period = match (year, quarter) {
        (2024, 0) => String::new(),
        (_, 0) => format!("[{year}]"),
        (2024, _) => format!("[triwulan {quarter}]"),
        _ => format!("[{year} triwulan {quarter}]"),
    };
    (format!("{role}{name}{period} = {value}"), (unit, code, year, quarter), column, cell)
}

fn rows(dice: &mut Dice) -> Rows {
    let mut rows = Rows::new();
    let number = |dice: &mut Dice| (1 + dice.below(40)).to_string();
    for unit in UNITS {
        for code in CODES {
            for year in [2023, 2024] {
                if dice.one_in(8) || code == "D" && year == 2024 {
                    continue;
                }
                let quarters = if QUARTERED.contains(&code) && !dice.one_in(4) { 1..=4 } else { 0..=0 };
                for quarter in quarters {
                    let value = if dice.one_in(5) { String::new() } else { number(dice) };
                    let low = 1 + dice.below(30);
                    let target = match () {
                        () if !["S", "E", "T", "H"].contains(&code) || dice.one_in(6) => String::new(),
                        () if RANGED.contains(&code) && !dice.one_in(3) => format!("{low}-{}", low + dice.below(9)),
                        () => low.to_string(),
                    };
                    let has_money = ["S", "X", "7.1"].contains(&code) && !dice.one_in(4);
                    let money = |dice: &mut Dice| if has_money { number(dice) } else { String::new() };
                    let money = [money(dice), money(dice)];
                    let [budget, spent] = money;
                    rows.insert((unit, code, year, quarter), [target, value, budget, spent]);
                }
            }
        }
    }
    rows
}

fn csv(rows: &Rows) -> String {
    let mut text = "unit;kode;tahun;triwulan;target;realisasi;pagu;serapan\n".to_string();
    for ((unit, code, year, quarter), cells) in rows {
        let quarter = if *quarter == 0 { String::new() } else { quarter.to_string() };
        text.push_str(&format!("{unit};{code};{year};{quarter};{}\n", cells.join(";")));
    }
    text
}

fn session(rules: &str, rows: &Rows, unit: &str) -> Option<Session> {
    let mut package = Package::new("acak", [("acak.takar", rules)]);
    assert!(!has_errors(package.diagnostics()), "{rules}\n{:#?}", package.diagnostics());
    let (data, findings) = package.read_data(|_| Ok(csv(rows)));
    if !findings.is_empty() {
        return None;
    }
    let mut session = Session::new(package, data, 2024, Screen { width: 300, colour: false })?;
    session.answer(&format!("unit {unit}"), &mut Kept::default());
    Some(session)
}

fn rules(dice: &mut Dice) -> String {
    let quarters = ["jumlah", "terakhir", "rata_rata", "terbesar", "terkecil"];
    let cap = dice.pick(&["", "  batas 0..120\n", "  bulat 0\n  batas 0..101,4\n", "  batas 0..101,4\n  bulat 0\n"]);
    let money = dice.pick(&["", "  triwulan serapan terakhir\n", "  triwulan pagu jumlah\n"]);
    let stated = dice.pick(&["", "  target 20\n", "  target B + 1\n"]);
    let way = dice.pick(&["makin tinggi", "makin rendah"]);
    let [s, e, x] = [0; 3].map(|_| dice.pick(&quarters));
    let blank = dice.pick(&["", "  abaikan yang kosong\n"]);
    let mean = dice.pick(&["rata_rata", "terkecil", "jumlah"]);
    format!(
        "paket \"P\"\n  tahun 2024\n\ndata \"data/a.csv\"\n\numum \"7\"\n\n\
         aturan capaian C\n  jika realisasi = 0 : tidak terdefinisi \"nol\"\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
         makin tinggi : realisasi / target * 100\n  makin rendah : target / realisasi * 100\n{cap}\n\
         aturan capaian R\n  jika realisasi = 0 : tidak terdefinisi \"nol\"\n  \
         rentang : jika realisasi > target_atas maka target_atas / realisasi * 100 selain itu \
         jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100\n{cap}\n\
         aturan predikat Q\n  < 70 : \"Kurang\"\n  70 .. < 100 : \"Baik\"\n  >= 100 : \"Istimewa\"\n\n\
         indikator S\n  skala 0..1000\n  arah {way}\n  capaian C\n  predikat Q\n  triwulan {s}\n{money}{stated}\n\
         indikator E\n  skala > 0 .. 1000\n  arah rentang\n  capaian R\n  triwulan {e}\n\n\
         besaran X\n  skala 0..1000\n  triwulan {x}\n\n\
         indikator T\n  skala > 0 .. 1000\n  arah rentang\n  capaian R\n\n\
         indikator H\n  skala 0..1000\n  arah makin tinggi\n  capaian C\n  predikat Q\n{stated}\n\
         besaran B\n  skala 0..500\n\nbesaran D\n  berlaku sampai 2023\n\nbesaran D\n  berlaku mulai 2024\n  rumus B * 2\n\n\
         kelompok K\n  anggota S; E; T; H\n  capaian {mean}(capaian anggota)\n  predikat Q\n{blank}\n\
         V = S - X\n\nW = B[tahun-1] + B\n\nZ = jika ada(B) maka B selain itu 5\n\nL = jumlah(nilai turunan \"7\")\n\n\
         M = pagu S - serapan S\n\nN = D[tahun-1] + D\n\nO = banyaknya(S; X; B)\n"
    )
}
