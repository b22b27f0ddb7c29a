//! Columns against the exact evaluator: every slot of many plans, over data made to hit edges and ties.

mod edges;
mod seconds;
mod two_floats;

use crate::package::Texts;
use crate::sample;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use takar::columns::{self, Decimals, Found, Results, Tally, Wanted};
use takar::data::{Content, Dataset, Datum, State};
use takar::engine::Package;
use takar::eval::{self, Cell, Value};
use takar::number::{Places, Rounding};
use takar::plan::{self, Input, Op, Plan, SlotId};
use takar::syntax::ast::Precision;

/// Numbers without a pattern, the same every time.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678_9ABC_DEF1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

/// How hard the numbers are.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// Two decimals, round targets.
    Usual,
    /// Any decimals, signs, gaps.
    Rough,
    /// Long numbers and words too.
    Wide,
}

fn content(random: &mut Random, kind: Kind) -> Content {
    const ROUND: [i64; 16] = [0, 60, 80, 100, 50, 110, 90, 120, 70, 25, 40, 200, 4, 5, 30, 1];
    let number = |mantissa: i64, scale: u32| Content::Number(Decimal::new(mantissa, scale));
    let steps = |random: &mut Random, end: u64| random.below(end) as i64;
    match (kind, random.below(40)) {
        (_, 0) => Content::Missing(State::NotFilled, "".into()),
        (_, 1) => Content::Missing(State::NotApplicable, "".into()),
        (Kind::Rough | Kind::Wide, 2) => Content::Missing(State::Undefined, "".into()),
        (Kind::Rough | Kind::Wide, 3) => Content::Missing(State::Faulty, "".into()),
        (Kind::Rough | Kind::Wide, 4..=6) => number(-steps(random, 20_000), 2),
        (Kind::Rough | Kind::Wide, 7..=12) => {
            let scale = random.below(7) as u32;
            number(steps(random, 1_000_000), scale)
        }
        (Kind::Wide, 13) => number(steps(random, i64::MAX as u64), random.below(10) as u32),
        (Kind::Wide, 14) if random.below(20) == 0 => Content::Text("A".into()),
        (_, 13..=24) => number(ROUND[random.below(16) as usize], 0),
        (_, 25..=27) => number(steps(random, 130), 0),
        _ => number(steps(random, 12_500), 2),
    }
}

fn fill(plan: &Plan, units: usize, seed: u64, kind: Kind) -> Dataset {
    let mut random = Random::new(seed);
    let mut data = Dataset::new();
    for unit in 0..units {
        data.lane(&unit.to_string());
    }
    let inputs: Vec<&Input> = plan
        .slots
        .iter()
        .filter_map(|slot| match &slot.op {
            Op::Input(input) => Some(input),
            _ => None,
        })
        .collect();
    for lane in 0..units {
        for input in &inputs {
            let datum = Datum { content: content(&mut random, kind), origin: None };
            data.set(lane, input.key(), datum);
        }
    }
    data
}

fn decimals(random: &mut Random) -> Decimals {
    let places = match random.below(8) {
        0 => return Decimals::Automatic,
        1 => 0,
        2 => -1,
        3 => 3,
        4 => 1,
        _ => 2,
    };
    let mode = Rounding::ALL[if random.below(2) == 0 { 0 } else { random.below(5) as usize }];
    Decimals::Declared(Precision { places: Places::new(places).expect("places"), mode })
}

/// Whether a result is what the exact cell gives.
pub fn agrees(cell: &Cell, found: Found, decimals: Decimals) -> bool {
    match (cell, found) {
        (Err(fault), Found::Missing(state)) => fault.state == state,
        (Ok(Value::Text(text)), Found::Text(word)) => **text == *word,
        (Ok(Value::Truth(truth)), Found::Truth(found)) => *truth == found,
        (Ok(Value::Number(value)), Found::Number { steps, scale, trim }) => {
            let given = columns::number(steps, scale);
            match decimals {
                Decimals::Declared(Precision { places, mode }) => !trim && given == value.round(places, mode),
                Decimals::Automatic => {
                    let whole = |places| value.round(Places::new(places).expect("places"), Rounding::HalfAway);
                    let ends = whole(4) == *value;
                    trim == ends && given == if ends { value.clone() } else { whole(2) }
                }
            }
        }
        (Ok(Value::Number(value)), Found::Text(text)) => match decimals {
            Decimals::Declared(Precision { places, mode }) => {
                text == value.round(places, mode).to_plain(places.max(Places::WHOLE), mode)
            }
            Decimals::Automatic => {
                let round = |places| value.round(Places::new(places).expect("places"), Rounding::HalfAway);
                let ends = round(4) == *value;
                let shown = if ends {
                    round(4).to_string()
                } else {
                    round(2).to_plain(Places::new(2).expect("2"), Rounding::Floor)
                };
                text == shown
            }
        },
        (Ok(Value::Irrational(root)), Found::Text(text)) => {
            let Precision { places, mode } = match decimals {
                Decimals::Declared(precision) => precision,
                Decimals::Automatic => Precision { places: Places::new(2).expect("places"), mode: Rounding::HalfAway },
            };
            let shown = places.max(Places::WHOLE);
            root.round(places, mode).is_ok_and(|value| text == value.to_plain(shown, Rounding::HalfAway))
        }
        (Ok(Value::Irrational(root)), Found::Number { steps, scale, .. }) => {
            let precision = match decimals {
                Decimals::Declared(precision) => precision,
                Decimals::Automatic => Precision { places: Places::new(2).expect("places"), mode: Rounding::HalfAway },
            };
            root.round(precision.places, precision.mode).is_ok_and(|value| value == columns::number(steps, scale))
        }
        _ => false,
    }
}

#[derive(Debug, Default)]
struct Counts {
    cells: u64,
    wrong: u64,
    tally: Tally,
    unfit: BTreeMap<&'static str, u64>,
}

/// Slots by themselves, then all that a program gives together. Of those by themselves every twenty-fourth, others in every plan; each is
/// fitted and run anew, so that all of them cost the square of their number.
fn compare(name: &str, plan: &Plan, data: &Dataset, seed: u64, counts: &mut Counts) {
    let mut random = Random::new(seed);
    let evaluation = eval::evaluate(plan, data);
    let slots = (0..plan.slots.len() as u32).map(SlotId);
    let all: Vec<Wanted> = slots.map(|slot| Wanted { slot, decimals: decimals(&mut random) }).collect();
    let step = sample::of(24, 1);
    let single = all.iter().skip(seed as usize % step).step_by(step).map(std::slice::from_ref);
    for wanted in single.chain([&all[..]]) {
        let tally = columns::evaluate(plan, data, wanted, |from, results: &Results| {
            for (column, one) in wanted.iter().enumerate() {
                for lane in 0..results.lanes() {
                    let (cell, found) = (evaluation.cell(one.slot, from + lane), results.get(column, lane));
                    counts.cells += 1;
                    if !agrees(cell, found, one.decimals) {
                        counts.wrong += 1;
                        if counts.wrong < 10 {
                            let op = &plan.slot(one.slot).op;
                            println!(
                                "{name}: slot {:?} {op:?}\n  {:?}: {cell:?} but {found:?}",
                                one.slot, one.decimals
                            );
                        }
                    }
                }
            }
        });
        for misfit in columns::misfits(plan, wanted) {
            *counts.unfit.entry(misfit.why).or_default() += 1;
        }
        counts.tally.columns += tally.columns;
        counts.tally.exact += tally.exact;
        counts.tally.parted += tally.parted;
        counts.tally.odd += tally.odd;
        counts.tally.lanes += tally.lanes;
    }
}

/// A package of a file of tests/eval_oracle, with its year.
fn read(package: &str) -> Option<(String, Package, i32)> {
    let (number, rest) = package.split_once('\n')?;
    let parts: Vec<(&str, &str)> = rest.split("--- ").skip(1).filter_map(|part| part.split_once('\n')).collect();
    let rules: Vec<(String, String)> = parts
        .iter()
        .filter(|(name, _)| name.ends_with(".takar"))
        .map(|(name, text)| (name.to_string(), text.to_string()))
        .collect();
    let year = parts.iter().find_map(|(name, _)| name.strip_prefix("harap ")?.split(' ').next()?.parse().ok())?;
    Some((number.to_string(), Package::new("uji", rules), year))
}

#[test]
fn random_plans() {
    let mut counts = Counts::default();
    let kinds = [Kind::Usual, Kind::Rough, Kind::Wide];
    let made = sample::kinds(include_str!("../eval_oracle/sample.txt").split("=== ").skip(1));
    for (at, (name, package, year)) in made.filter_map(read).enumerate() {
        let Some(program) = package.program() else { continue };
        let plan = plan::plan(program, year);
        let kind = kinds[at % 3];
        let units = if at % 34 == 0 { 600 } else { sample::of(16, 40) };
        compare(&name, &plan, &fill(&plan, units, at as u64, kind), at as u64, &mut counts);
    }
    println!("{counts:?}");
    assert_eq!(counts.wrong, 0);
    assert!(counts.tally.columns > 3 * counts.tally.exact, "{counts:?}");
}

/// Formulas in which percent stands everywhere.
#[test]
fn plans_of_percent() {
    let mut counts = Counts::default();
    let packages = include_str!("../eval_oracle/formulas.txt").split("=== ").skip(1).step_by(sample::of(6, 3));
    for (at, text) in packages.enumerate() {
        let rules = text.split("--- ").find_map(|part| part.strip_prefix("a.takar\n")).expect("rules");
        let package = Package::new("uji", [("a.takar", rules)]);
        let plan = plan::plan(package.program().expect("sound rules"), 2024);
        let kind = [Kind::Usual, Kind::Rough][at % 2];
        compare(&at.to_string(), &plan, &fill(&plan, 12, at as u64, kind), at as u64, &mut counts);
    }
    println!("{counts:?}");
    assert_eq!(counts.wrong, 0);
}

/// Plans over quarters, budgets and their hierarchy, with every state in the cells.
#[test]
fn plans_over_quarters() {
    let mut counts = Counts::default();
    let packages = include_str!("../eval_oracle/quarters.txt").split("=== ").skip(1).step_by(sample::of(40, 20));
    for (at, (name, package, year)) in packages.filter_map(read).enumerate() {
        let Some(program) = package.program() else { continue };
        let plan = plan::plan(program, year);
        let kind = [Kind::Usual, Kind::Rough][at % 2];
        compare(&name, &plan, &fill(&plan, 12, at as u64, kind), at as u64, &mut counts);
    }
    println!("{counts:?}");
    assert_eq!(counts.wrong, 0);
}
