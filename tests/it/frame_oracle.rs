//! Columns of a table in memory compared with the same cells as a wide file: equal cell for cell and code for code,
//! whatever the types of the columns, and in whatever pieces the rows come.

use super::dice::Dice;
use super::paths_oracle::{RULES, by_pieces, rows, wide};
use super::sample;
use std::collections::{BTreeMap, BTreeSet};
use takar::columns::plain;
use takar::data::split::{cells, row_end, unquoted};
use takar::engine::Package;
use takar::frame::{Answered, Answers, Asked, Bits, Cells, Frame, Given, Kind, NumberFormat, Texts, Told, state};
use takar::stream::Signs;

struct Words(Vec<String>);

impl Texts for Words {
    fn text(&self, row: usize) -> &str {
        &self.0[row]
    }
}

/// A column as it is handed over.
enum Held {
    Steps(Vec<i64>, u32, Vec<u8>),
    Long(Vec<i128>, u32, Vec<u8>),
    Texts(Words),
}

fn table(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = text.as_bytes();
    let (mut at, mut lines) = (0, Vec::new());
    while at < bytes.len() {
        let (end, _) = row_end(bytes, at, b";");
        let row = cells(bytes, at..end, b';').map(|cell| unquoted(&text[cell]).trim().to_string());
        lines.push(row.collect::<Vec<String>>());
        at = end + 1;
    }
    let headers = lines.remove(0);
    (headers, lines)
}

/// A number of digits with at most one comma, as steps of so many decimals.
fn steps(cell: &str, scale: usize) -> Option<i128> {
    let (whole, part) = cell.split_once(',').unwrap_or((cell, ""));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole.strip_prefix('-').unwrap_or(whole)) || (cell.contains(',') && !is_number(part)) {
        return None;
    }
    (part.len() <= scale).then(|| format!("{whole}{part:0<scale$}").parse().expect("digits"))
}

fn held(column: &[&str], dice: &mut Dice, offset: usize) -> Held {
    let decimals = column.iter().filter_map(|cell| Some(cell.split_once(',')?.1.len())).max().unwrap_or(0);
    let scale = decimals + dice.at(4) * dice.at(5);
    let nobody = dice.pick(&[-77, 0, i128::from(i64::MIN), i128::MAX]);
    let all: Option<Vec<i128>> =
        column.iter().map(|cell| if cell.is_empty() { Some(nobody) } else { steps(cell, scale) }).collect();
    // What stands before the bits of a column and behind them is of others, and there may be nothing behind.
    let mut bits = vec![dice.pick(&[0u8, 0x5a, 0xff]); (column.len() + offset).div_ceil(8) + dice.at(2)];
    for (row, cell) in column.iter().enumerate() {
        let bit = 1 << ((row + offset) % 8);
        bits[(row + offset) / 8] = bits[(row + offset) / 8] & !bit | if cell.is_empty() { 0 } else { bit };
    }
    match all {
        Some(all) if !dice.one_in(5) => {
            match all.iter().map(|one| i64::try_from(*one)).collect::<Result<Vec<i64>, _>>() {
                Ok(all) if dice.one_in(2) => Held::Steps(all, scale as u32, bits),
                _ => Held::Long(all, scale as u32, bits),
            }
        }
        _ => Held::Texts(Words(column.iter().map(|cell| cell.to_string()).collect())),
    }
}

/// What a column gives in a lane, as CSV has it.
fn written(answered: &Answered, column: usize, lane: usize, kind: Kind) -> String {
    let Some((marks, answers)) = answered.column(column) else { return "tidak berlaku".into() };
    if let Some(state) = state(marks[lane]) {
        return state.words().into();
    }
    let fits = |scale: u32| assert!(matches!(kind, Kind::Number(most) if scale <= most), "{kind:?} but {scale}");
    match answers {
        Answers::Numbers { steps, scale, trim } => {
            fits(scale);
            plain(steps[lane] as i64, scale, trim)
        }
        Answers::Mixed(steps) => {
            fits(steps[lane].1);
            plain(steps[lane].0, steps[lane].1, steps[lane].2)
        }
        Answers::Words(words) => answered.words()[usize::from(words[lane])].to_string(),
        Answers::Texts(texts) => texts[lane].to_string(),
        Answers::Truths(truths) => ["tidak", "ya"][usize::from(truths[lane])].into(),
        Answers::Nothing => "tidak berlaku".into(),
    }
}

fn compare(seed: u64) -> usize {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let rows = rows(&mut dice);
    let format = dice.pick(&["", " angka id"]);
    let rules = format!("{RULES}data \"data.csv\"{format}\n  kolom kab \"Kabupaten\"\n");
    let package = Package::new("p", [("a.takar", rules.as_str())]);
    let text = wide(&rows);
    let (Some((expected, codes)), _) = by_pieces(&package, &text, &mut dice, Signs::new()) else { return 0 };
    if codes.contains("D0049") {
        return 0;
    }
    let (headers, lines) = table(&text);
    // More than a chunk, now and then.
    let times = dice.pick(&[1, 1, 1 + 1_200 / lines.len()]);
    let count = lines.len() * times;
    // Where the bits begin is anywhere in a byte, and anywhere in a word.
    let offset = dice.at(75);
    let cells = |at: usize| lines.iter().cycle().take(count).map(move |line| line[at].as_str()).collect::<Vec<_>>();
    let columns: Vec<Held> = (0..headers.len()).map(|at| held(&cells(at), &mut dice, offset)).collect();
    let is_number = |held: &Held| !matches!(held, Held::Texts(_));
    let asked = Asked {
        format: (!format.is_empty()).then_some(NumberFormat::Indonesian),
        ..Asked::of("tabel", headers.iter().cloned().zip(columns.iter().map(is_number)))
    };
    let frame = Frame::new(&package, asked).expect("a table");
    let results = frame.results();
    let mut computing = frame.computing();
    let (mut told, mut from, mut seen) = (Told::default(), 0, 0);
    let mut found: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
    while from < count {
        let many = (count - from).min(1 + dice.at(900));
        let bits = |bytes| Some(Bits { bytes, offset: from + offset });
        let words: Vec<Option<Words>> = columns
            .iter()
            .map(|held| match held {
                Held::Texts(words) => Some(Words(words.0[from..from + many].to_vec())),
                Held::Steps(..) | Held::Long(..) => None,
            })
            .collect();
        let given: Vec<Given> = columns
            .iter()
            .zip(&words)
            .map(|(held, words)| match (held, words) {
                (Held::Steps(all, scale, valid), _) => {
                    Given { cells: Cells::Steps(&all[from..from + many], *scale), valid: bits(valid) }
                }
                (Held::Long(all, scale, valid), _) => {
                    Given { cells: Cells::Long(&all[from..from + many], *scale), valid: bits(valid) }
                }
                (Held::Texts(_), Some(words)) => Given { cells: Cells::Texts(words), valid: None },
                (Held::Texts(_), None) => Given { cells: Cells::Blank, valid: None },
            })
            .collect();
        told.add(computing.rows(&given, many, from as u64, &mut |answered| {
            for lane in 0..answered.lines().len() {
                let line = results.iter().enumerate();
                let line = line.map(|(at, (title, kind))| (title.clone(), written(answered, at, lane, *kind)));
                found.insert(from + answered.lines().row(lane), line.collect());
            }
        }));
        from += many;
    }
    let of_table: BTreeSet<String> = told.faults().iter().map(|one| one.code.to_string()).collect();
    let at = || format!("seed {seed}\n{text}\n{of_table:?} but {codes:?}");
    assert!(of_table.is_subset(&codes) && of_table.is_empty() == codes.is_empty(), "{}", at());
    for (row, line) in found {
        let line_of = &lines[row % lines.len()];
        let wanted = &expected[&(line_of[0].clone(), line_of[1].clone())];
        assert_eq!(line, *wanted, "row {row}: {}", at());
        seen += line.len();
    }
    seen
}

#[test]
fn a_table_gives_what_a_wide_file_gives() {
    let seeds = 1..sample::of(40, 400);
    let (many, mut seen) = (seeds.end as usize, 0);
    seeds.for_each(|seed| seen += compare(seed));
    assert!(seen > many * 100, "{seen} cells");
}
