//! Goal seek, checked by trying every value: random rules with caps, plateaus, roundings, pieces, grades, means and
//! roots on small grids. The answer must contain exactly the values found by evaluating each.
//!
//! `tests/seek_oracle/full.sh` runs many; a sample runs with the other tests.

use crate::dice::{Dice, sign};
use crate::sample;
use rust_decimal::Decimal;
use takar::data::{Content, Dataset, Datum, Field, Key};
use takar::engine::Package;
use takar::eval::{self, Cell, Evaluation, Value};
use takar::number::{Bound, Exact, Interval};
use takar::plan::{self, Op, Plan, SlotId};
use takar::program::{Expr, Role, When};
use takar::resolve::asked;
use takar::seek::{Answer, Grid, Ground, Question, Side, Want, seek};
use takar::source::Span;
use takar::syntax;
use takar::syntax::ast::Comparison;
use takar::whatif::{Kept, Screen, Session};

const YEAR: i32 = 2024;

#[test]
fn a_sample_equals_trying_every_value() {
    let part = sample::of(4, 1);
    let told = run(1, 300 / part as u64);
    assert!(part * told.asked >= 600, "too few questions could be asked: {told:?}");
    assert!(
        part * told.found > 100 && told.between > 1 && part * told.impossible > 50 && part * told.said > 2_000,
        "the sample is lopsided: {told:?}"
    );
}

#[test]
#[ignore = "long; run by tests/seek_oracle/full.sh"]
fn many_equal_trying_every_value() {
    let told = run(1_000_000, 12_000);
    println!("{told:?}");
    assert!(told.rules >= 10_000, "too few rule sets were sound: {told:?}");
}

/// What was compared.
#[derive(Debug, Default)]
struct Told {
    rules: usize,
    asked: usize,
    values: usize,
    found: usize,
    several: usize,
    between: usize,
    impossible: usize,
    unrelated: usize,
    /// Values of which a session said whether they do.
    said: usize,
}

fn run(seed: u64, packages: u64) -> Told {
    let mut told = Told::default();
    for at in 0..packages {
        let mut dice = Dice(seed.wrapping_add(at).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let rules = rules(&mut dice);
        let package = Package::new("acak", [("acak.takar", rules.text.as_str())]);
        let Some(program) = package.program() else { continue };
        told.rules += 1;
        for _ in 0..4 {
            let goal = goal(&mut dice);
            let mut sources = package.sources().clone();
            let id = sources.add("tanya", goal.as_str());
            let Ok(expr) = syntax::typed::value(&goal, Span::new(id, 0, goal.len())) else { continue };
            let Ok(expr) = asked::condition(program, &sources, &expr) else { continue };
            ask(&mut told, &mut dice, &rules, &package, (&goal, &expr));
        }
    }
    told
}

fn ask(told: &mut Told, dice: &mut Dice, rules: &Rules, package: &Package, (goal, expr): (&str, &Expr)) {
    let Some(program) = package.program() else { return };
    let (plan, cells) = plan::plan_with(program, YEAR, &[expr]);
    let unknown = dice.below(3) as usize;
    let (code, lo, hi, step) = &rules.inputs[unknown];
    let mut data = Dataset::new();
    data.lane("");
    for (code, lo, hi, step) in &rules.inputs {
        if !dice.one_in(9) {
            let many = u64::try_from((hi - lo) / step).unwrap_or(0);
            let value = lo + Decimal::from(dice.below(many + 1)) * step;
            data.set_number(code, Field::Value, YEAR, value);
        }
    }
    let word = Content::Text(dice.pick(&["rendah", "cukup", "tinggi"]).into());
    let key = Key { code: "M".into(), field: Field::Value, year: YEAR, quarter: None };
    data.set(0, key, Datum { content: word, origin: None });
    data.set_number("I1", Field::Target, YEAR, Decimal::from(dice.below(12)));
    data.set_number("I2", Field::Target, YEAR, Decimal::new(dice.below(500) as i64, 1));
    let evaluation = eval::evaluate(&plan, &data);
    let name = program.by_code[*code];
    let Some(slot) = plan.value(name, Role::Value, When::year(YEAR)) else { return };
    let range = Interval::new(Bound::Included(Exact::from(*lo)), Bound::Included(Exact::from(*hi)));
    let Some(grid) = Grid::new(Exact::from(*step), &range) else { return };
    let want = want(&plan, cells[0].slot);
    let ground = Ground {
        plan: &plan,
        data: &data,
        evaluation: &evaluation,
        held: &[],
        patience: &takar::seek::Patience::default(),
    };
    let answer = seek(ground, &Question { unknown: slot, grid: grid.clone(), want: want.clone() });

    // Every value, each with an evaluation of its own from the data up.
    let (first, last) = (grid.first.expect("closed"), grid.last.expect("closed"));
    let tried: Vec<(i64, Evaluation)> = (first..=last)
        .map(|at| {
            let mut data = data.clone();
            data.set_number(code, Field::Value, YEAR, Decimal::from(at) * step);
            (at, eval::evaluate(&plan, &data))
        })
        .collect();
    told.asked += 1;
    told.values += tried.len();
    let holds = |evaluation: &Evaluation| matches!(evaluation.cell(cells[0].slot, 0), Ok(Value::Truth(true)));
    let right: Vec<i64> = tried.iter().filter(|(_, evaluation)| holds(evaluation)).map(|(at, _)| *at).collect();
    let context = || format!("{}\n{goal}, dicari {code}\n{answer:?}\n{data:?}", rules.text);
    if dice.one_in(3)
        && let Some(mut session) =
            Session::new(package.clone(), data.clone(), YEAR, Screen { width: 10_000, colour: false })
    {
        let reply = session.answer(&format!("cari {code} agar {goal}"), &mut Kept::default());
        // A session may refuse the question, of small percentages for one.
        for (at, evaluation) in tried.iter().filter(|_| !reply.failed) {
            let value = Decimal::from(*at) * step;
            let said = said(&reply.text, code, value);
            assert!(said.is_none_or(|said| said == holds(evaluation)), "{value}: {}{}", reply.text, context());
            told.said += usize::from(said.is_some());
        }
    }
    match &answer {
        Answer::Found(stretches) => {
            let found: Vec<i64> = stretches.iter().flat_map(|part| part.from.unwrap()..=part.to.unwrap()).collect();
            assert_eq!(found, right, "{}", context());
            told.found += 1;
            told.several += usize::from(stretches.len() > 1);
        }
        Answer::Between(pairs) => {
            assert!(right.is_empty(), "{}", context());
            assert_eq!(*pairs, crossings(&tried, &want), "{}", context());
            told.between += 1;
        }
        Answer::Impossible { of, greatest, least } => {
            assert!(right.is_empty(), "{}", context());
            let numbers = |evaluation: &Evaluation| number(evaluation.cell(*of, 0));
            let all: Vec<Exact> = tried.iter().filter_map(|(_, evaluation)| numbers(evaluation)).collect();
            let at = |at: &Option<i64>| at.and_then(|at| numbers(&tried[(at - first) as usize].1));
            if all.len() == tried.iter().filter(|(_, one)| one.cell(*of, 0).is_ok()).count() {
                assert_eq!(at(greatest), all.iter().max().cloned(), "{}", context());
                assert_eq!(at(least), all.iter().min().cloned(), "{}", context());
            }
            told.impossible += 1;
        }
        Answer::Unrelated(now) => {
            assert!(tried.iter().all(|(_, evaluation)| holds(evaluation) == *now), "{}", context());
            told.unrelated += 1;
        }
        Answer::Unfinished(_) => panic!("a small grid was left unsearched\n{}", context()),
    }
}

fn want(plan: &Plan, goal: SlotId) -> Want {
    match plan.slot(goal).op {
        Op::Compare(left, comparison, right) => Want::Compare(left, comparison, Side::Slot(right)),
        _ => Want::Truth(goal),
    }
}

/// Whether a value does, by the words of a session; none where these leave it open.
pub fn said(reply: &str, code: &str, value: Decimal) -> Option<bool> {
    let line = reply.lines().next()?;
    let read = |text: &str| text.replace('.', "").replace(',', ".").replace('−', "-").parse::<Decimal>().expect(reply);
    if line.contains("tidak bergantung pada") {
        return Some(line.ends_with("sudah terpenuhi"));
    }
    if line.starts_with("mustahil") || line.starts_with("tidak ada ") {
        return Some(false);
    }
    let rest = line.strip_prefix(&format!("{code} ")).unwrap_or_else(|| panic!("{reply}"));
    if rest.starts_with("boleh berapa saja") {
        return Some(true);
    }
    let is_within = |part: &str| match part.split_once(" sampai ") {
        Some((from, to)) => read(from) <= value && value <= read(to),
        None => match (part.strip_prefix("paling rendah "), part.strip_prefix("paling tinggi ")) {
            (Some(from), _) => read(from) <= value,
            (_, Some(to)) => value <= read(to),
            (None, None) => read(part.trim_start_matches("= ")) == value,
        },
    };
    let told: Vec<&str> = rest.split(", ").map(|part| part.trim_start_matches("atau ")).collect();
    (!rest.contains("bagian lagi")).then(|| told.iter().any(|part| is_within(part)))
}

fn number(cell: &Cell) -> Option<Exact> {
    match cell {
        Ok(Value::Number(value)) => Some(value.clone()),
        _ => None,
    }
}

/// Neighbours between which an equality is passed.
fn crossings(tried: &[(i64, Evaluation)], want: &Want) -> Vec<(i64, i64)> {
    let Want::Compare(left, Comparison::Equal, right) = want else { return Vec::new() };
    let side = |evaluation: &Evaluation, comparison| {
        matches!(eval::compared(evaluation.cell(*left, 0), comparison, &right.cell(evaluation)), Ok(Value::Truth(true)))
    };
    let passes = |pair: &&[(i64, Evaluation)]| {
        let (below, above) = (Comparison::Less, Comparison::Greater);
        let (a, b) = (&pair[0].1, &pair[1].1);
        side(a, below) && side(b, above) || side(a, above) && side(b, below)
    };
    tried.windows(2).filter(passes).map(|pair| (pair[0].0, pair[1].0)).collect()
}

/// Random rules, and the inputs they have: code, scale, step.
struct Rules {
    text: String,
    inputs: Vec<(&'static str, Decimal, Decimal, Decimal)>,
}

fn rules(dice: &mut Dice) -> Rules {
    let mut text = String::new();
    let mut inputs = Vec::new();
    for code in ["A", "B", "C"] {
        let (lo, hi, step) = match dice.below(5) {
            0 => (Decimal::ZERO, Decimal::from(20), Decimal::ONE),
            1 => (Decimal::from(-6), Decimal::from(6), Decimal::new(5, 1)),
            2 => (Decimal::ZERO, Decimal::from(5), Decimal::new(25, 2)),
            3 => (Decimal::ONE, Decimal::from(4), Decimal::new(1, 1)),
            _ => (Decimal::ZERO, Decimal::from(100), Decimal::from(3)),
        };
        let show = |number: Decimal| number.to_string().replace('.', ",");
        text.push_str(&format!("besaran {code}\n  skala {}..{}\n  langkah {}\n", show(lo), show(hi), show(step)));
        inputs.push((code, lo, hi, step));
    }
    text.push_str("besaran M\n  urutan \"rendah\"; \"cukup\"; \"tinggi\"\n");
    text.push_str(&format!("besaran F\n  skala -100000..100000\n  rumus {}\n  predikat Pita\n", formula(dice, 3)));
    for code in ["I1", "I2"] {
        let direction = dice.pick(&["makin tinggi", "makin rendah"]);
        text.push_str(&format!("indikator {code}\n  skala -100000..100000\n  satuan nilai\n  arah {direction}\n"));
        text.push_str(&format!("  capaian Baku\n  predikat Pita\n  rumus {}\n", formula(dice, 2)));
        if dice.one_in(3) {
            text.push_str(&format!("  batas {}..{}\n", dice.below(30), 60 + dice.below(60)));
        }
        if dice.one_in(3) {
            text.push_str(&format!("  bulat {} {}\n", dice.below(3), mode(dice)));
        }
    }
    text.push_str("aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n");
    text.push_str("  makin tinggi : realisasi / target * 100\n");
    text.push_str(dice.pick(&[
        "  makin rendah : (2*target - realisasi) / target * 100\n",
        "  makin rendah : 100 - (realisasi - target) / target * 50%\n",
    ]));
    text.push_str(dice.pick(&[
        "",
        "  batas 0..100\n",
        "  batas 0..120\n",
        "  bulat 1 genap\n",
        "  batas 0..110\n  bulat 0 biasa\n",
    ]));
    let mean = dice.pick(&[
        "rata_rata(capaian anggota)",
        "terkecil(capaian anggota)",
        "jumlah(capaian anggota)",
        "rata_rata_geometrik(abs(capaian anggota))",
        "median(capaian anggota)",
        "rata_rata_tertimbang(capaian anggota)",
    ]);
    let policy = dice.pick(&["", "  abaikan yang kosong\n", "  wajib lengkap\n"]);
    text.push_str(&format!("kelompok K\n  anggota I1; I2\n  capaian {mean}\n  predikat Pita\n{policy}"));
    if mean.contains("tertimbang") {
        text.push_str("  bobot I1 30%; I2 70%\n");
    }
    if dice.one_in(3) {
        text.push_str(&format!("  bulat {} {}\n", dice.below(3), mode(dice)));
    }
    let (low, high) = (dice.below(40), 50 + dice.below(60));
    text.push_str("aturan predikat Pita\n");
    if dice.one_in(2) {
        text.push_str(&format!("  bulat {} {}\n", dice.below(2), mode(dice)));
    }
    text.push_str(&format!("  < {low} : \"rendah\"\n  {low} .. < {high} : \"cukup\"\n  >= {high} : \"tinggi\"\n"));
    text.push_str(&format!(
        "aturan konversi Peta\n  < {low} : nilai / 2\n  {low} .. < {high} : {} - nilai\n  >= {high} : nilai * 2\n  terima loncatan \"acak\"\n",
        dice.below(80)
    ));
    Rules { text, inputs }
}

fn formula(dice: &mut Dice, depth: u32) -> String {
    if depth == 0 {
        return match dice.below(5) {
            0 => format!("{},{}", dice.below(12), dice.below(10)),
            1 => dice.below(9).to_string(),
            _ => dice.pick(&["A", "B", "C", "A"]).to_string(),
        };
    }
    let mut part = || formula(dice, depth - 1);
    let (a, b) = (part(), part());
    match dice.below(13) {
        0 | 1 => format!("({a} + {b})"),
        2 => format!("({a} - {b})"),
        3 | 4 => format!("{a} * {b}"),
        5 => format!("{a} / (abs({b}) + {})", 1 + dice.below(4)),
        6 => format!("min({a}; {b})"),
        7 => format!("maks({a}; {b})"),
        8 => format!("bulat({a}; {})", dice.below(2)),
        9 => format!("abs({a})"),
        10 => format!("(jika {a} {} {b} maka {a} selain itu {})", sign(dice), dice.below(9)),
        11 => format!("Peta({a})"),
        _ => format!("({a})^2"),
    }
}

fn goal(dice: &mut Dice) -> String {
    let number = |dice: &mut Dice| match dice.below(4) {
        0 => dice.below(130).to_string(),
        1 => format!("{},{}", dice.below(110), dice.below(10)),
        _ => dice.below(25).to_string(),
    };
    let value = |dice: &mut Dice| dice.pick(&["F", "F", "I1", "capaian I1", "capaian I2", "capaian K", "A + F"]);
    let grade = |dice: &mut Dice| {
        let of = dice.pick(&["F", "I1", "K"]);
        format!("predikat {of} {} \"{}\"", sign(dice), dice.pick(&["rendah", "cukup", "tinggi"]))
    };
    let word = |dice: &mut Dice| {
        let chosen = format!("(jika {} > {} maka M selain itu \"rendah\")", dice.pick(&["A", "B", "C"]), dice.below(6));
        let one = dice.pick(&["M", "predikat F", &chosen, &chosen]);
        let grade = format!("predikat {}", dice.pick(&["F", "K"]));
        let other = dice.pick(&["\"rendah\"", "\"cukup\"", "\"tinggi\"", &grade]);
        format!("{one} {} {other}", sign(dice))
    };
    match dice.below(9) {
        6 => word(dice),
        7 => format!("tidak {}", grade(dice)),
        8 => format!("{} {} {}", word(dice), dice.pick(&["dan", "atau"]), grade(dice)),
        0 => grade(dice),
        1 => format!("{} {} {} dan {}", value(dice), sign(dice), number(dice), grade(dice)),
        2 => format!("tidak ({} {} {})", value(dice), sign(dice), number(dice)),
        3 => format!("{} = {}", value(dice), number(dice)),
        _ => format!("{} {} {}", value(dice), sign(dice), number(dice)),
    }
}

fn mode(dice: &mut Dice) -> &'static str {
    dice.pick(&["biasa", "genap", "pangkas", "ke_atas", "ke_bawah"])
}
