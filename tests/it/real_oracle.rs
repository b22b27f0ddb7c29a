//! Calculations with roots compared with 420-digit decimals and constructed results (tests/number_oracle).

use std::cmp::Ordering;
use std::fs;

use takar::number::{Exact, Places, Real, Rounding, TooHard, geometric_mean};

use crate::number_oracle::literal;

#[test]
fn sample() {
    let tally = compare(include_str!("../number_oracle/roots_sample.txt"));
    assert!(tally.cases >= 2000);
    assert_eq!((tally.differences, tally.too_hard), (0, 0));
}

#[test]
#[ignore = "needs a generated file, see tests/number_oracle/roots.sh"]
fn full() {
    let path = std::env::var("TAKAR_ROOTS_ORACLE").expect("TAKAR_ROOTS_ORACLE names the file");
    let tally = compare(&fs::read_to_string(path).expect("the file can be read"));
    println!("takar:\n{} cases, {} differences, {} too hard", tally.cases, tally.differences, tally.too_hard);
    assert!(tally.cases > 0);
    assert_eq!(tally.differences, 0);
}

#[derive(Default)]
struct Tally {
    cases: usize,
    differences: usize,
    too_hard: usize,
}

fn compare(lines: &str) -> Tally {
    let mut tally = Tally::default();
    for line in lines.lines() {
        let (calculation, expected) = line.split_once('\t').expect("a tab before the result");
        tally.cases += 1;
        match agrees(calculation, expected) {
            Ok(None) => {}
            Ok(Some(ours)) => {
                tally.differences += 1;
                println!("{calculation}\n  expected {expected}\n  computed {ours}");
            }
            Err(TooHard) => {
                tally.too_hard += 1;
                println!("{calculation}\n  expected {expected}\n  too hard");
            }
        }
    }
    tally
}

/// What came out instead, if anything.
fn agrees(calculation: &str, expected: &str) -> Result<Option<String>, TooHard> {
    let ours = evaluate(calculation)?;
    let (Some(ours), Some((num, den))) = (&ours, expected.split_once('/')) else {
        let same = ours.is_none() && expected == "none";
        return Ok((!same).then(|| ours.map_or("none".to_owned(), |value| value.to_string())));
    };
    let expected = literal(num).checked_div(&literal(den)).unwrap();
    Ok((ours.cmp_exact(&expected)? != Ordering::Equal).then(|| ours.to_string()))
}

/// Evaluates a postfix calculation; `None` if it has no result.
fn evaluate(calculation: &str) -> Result<Option<Real>, TooHard> {
    let mut stack: Vec<Real> = Vec::new();
    for token in calculation.split(' ') {
        let value = match token {
            "+" | "-" | "*" | "/" | "min" | "max" | "cmp" => {
                let (y, x) = (stack.pop().unwrap(), stack.pop().unwrap());
                match token {
                    "+" => Some(x + y),
                    "-" => Some(x - y),
                    "*" => Some(x * y),
                    "/" => x.checked_div(&y)?,
                    "min" => Some(x.min(&y)?),
                    "max" => Some(x.max(&y)?),
                    _ => Some(Exact::from(x.cmp(&y)? as i64).into()),
                }
            }
            "neg" => Some(-stack.pop().unwrap()),
            "abs" => Some(stack.pop().unwrap().abs()?),
            _ => match token.split(':').collect::<Vec<_>>()[..] {
                ["pow", exponent] => stack.pop().unwrap().powi(exponent.parse().unwrap())?,
                ["root", degree] => stack.pop().unwrap().root(degree.parse().unwrap())?,
                ["mean", count] => {
                    let count: usize = count.parse().unwrap();
                    geometric_mean(&stack.split_off(stack.len() - count))?
                }
                ["round", places, mode] => {
                    let places = Places::new(places.parse().unwrap()).unwrap();
                    let rounded = stack.pop().unwrap().round(places, Rounding::from_word(mode).unwrap())?;
                    Some(rounded.into())
                }
                _ => Some(literal(token).into()),
            },
        };
        let Some(value) = value else { return Ok(None) };
        stack.push(value);
    }
    assert_eq!(stack.len(), 1, "{calculation}");
    Ok(stack.pop())
}
