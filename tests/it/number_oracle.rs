//! Exact numbers compared with results computed by Python's `Fraction` (tests/number_oracle).

use std::fs;

use num_bigint::BigInt;
use takar::number::{Exact, Places, Rounding, parse_decimal};

#[test]
fn sample() {
    let tally = compare(include_str!("../number_oracle/sample.txt"));
    assert!(tally.cases >= 3000);
    assert!(tally.ties * 5 >= tally.roundings);
    assert_eq!(tally.differences, 0);
}

#[test]
#[ignore = "needs a generated file, see tests/number_oracle/full.sh"]
fn full() {
    let path = std::env::var("TAKAR_NUMBER_ORACLE").expect("TAKAR_NUMBER_ORACLE names the file");
    let tally = compare(&fs::read_to_string(path).expect("the file can be read"));
    println!(
        "takar:\n{} cases, {} roundings, {} ties, {} differences",
        tally.cases, tally.roundings, tally.ties, tally.differences
    );
    assert!(tally.cases > 0);
    assert_eq!(tally.differences, 0);
}

#[derive(Default)]
struct Tally {
    cases: usize,
    roundings: usize,
    ties: usize,
    differences: usize,
}

fn compare(lines: &str) -> Tally {
    let mut tally = Tally::default();
    for line in lines.lines() {
        let (calculation, expected) = line.split_once('\t').expect("a tab before the result");
        let ours = evaluate(calculation, &mut tally).map_or("none".to_owned(), |value| {
            let (num, den) = value.fraction();
            format!("{num}/{den}")
        });
        tally.cases += 1;
        if ours != expected {
            tally.differences += 1;
            println!("{calculation}\n  expected {expected}\n  computed {ours}");
        }
    }
    tally
}

/// Evaluates a postfix calculation; `None` if it has no result.
fn evaluate(calculation: &str, tally: &mut Tally) -> Option<Exact> {
    let mut stack = Vec::new();
    for token in calculation.split(' ') {
        let value = match token {
            "+" | "-" | "*" | "/" | "min" | "max" => {
                let (y, x): (Exact, Exact) = (stack.pop().unwrap(), stack.pop().unwrap());
                match token {
                    "+" => x + y,
                    "-" => x - y,
                    "*" => x * y,
                    "/" => x.checked_div(&y)?,
                    "min" => x.min(y),
                    _ => x.max(y),
                }
            }
            "neg" => -stack.pop().unwrap(),
            "abs" => stack.pop().unwrap().abs(),
            _ => match token.split(':').collect::<Vec<_>>()[..] {
                ["pow", exponent] => {
                    let exponent = exponent.parse().unwrap();
                    stack.pop().unwrap().checked_pow(exponent)?
                }
                ["round", places, mode] => {
                    let places = Places::new(places.parse().unwrap()).unwrap();
                    let value = stack.pop().unwrap();
                    tally.roundings += 1;
                    tally.ties += usize::from(is_tie(&value, places));
                    value.round(places, Rounding::from_word(mode).unwrap())
                }
                _ => literal(token),
            },
        };
        stack.push(value);
    }
    assert_eq!(stack.len(), 1, "{calculation}");
    stack.pop()
}

/// A decimal, or an integer longer than a decimal can be.
pub fn literal(token: &str) -> Exact {
    match parse_decimal(token) {
        Ok(decimal) => decimal.into(),
        Err(_) => Exact::from_big(token.parse::<BigInt>().unwrap().into()).unwrap(),
    }
}

fn is_tie(value: &Exact, places: Places) -> bool {
    let ten = Exact::from(10).checked_pow(places.get()).unwrap();
    let steps = value * &ten;
    !steps.is_integer() && (steps * Exact::from(2)).is_integer()
}
