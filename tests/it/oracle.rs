//! The framework of the tests against a model in another language: a file of packages, each with what the model says
//! about it, and a tally of what was compared. The models are in tests/*_oracle.

use crate::package::Texts;
use crate::sample;
use std::collections::BTreeMap;
use std::fs;
use takar::data::State;
use takar::eval::{Cell, Value};

/// Differences that are printed; the rest are only counted.
const PRINTED: usize = 20;

/// What was compared.
#[derive(Debug, Default)]
pub struct Tally {
    packages: usize,
    differences: usize,
    counted: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// Adds to what is counted of one sort.
    pub fn count(&mut self, sort: &'static str, more: usize) {
        *self.counted.entry(sort).or_default() += more;
    }

    /// Counts a difference, and prints it while there are few.
    pub fn differs(&mut self, words: impl FnOnce() -> String) {
        self.differences += 1;
        if self.differences <= PRINTED {
            println!("{}", words());
        }
    }
}

/// A package with what the model says of it: parts of text by name.
pub struct Package<'t> {
    /// All of it.
    pub text: &'t str,
    parts: Vec<(&'t str, &'t str)>,
}

impl<'t> Package<'t> {
    /// A part by its name.
    pub fn part(&self, name: &str) -> &'t str {
        let found = self.parts.iter().find(|(known, _)| *known == name);
        found.unwrap_or_else(|| panic!("no part {name} in\n{}", self.text)).1
    }

    /// The parts whose names begin with a word, each with the rest of its name.
    pub fn said<'p>(&'p self, word: &'p str) -> impl Iterator<Item = (&'t str, &'t str)> + 'p {
        self.parts.iter().filter_map(move |(name, text)| Some((name.strip_prefix(word)?.trim_start(), *text)))
    }

    /// The rules and data among the parts.
    pub fn texts(&self) -> Texts {
        let ending = |ending: &str| {
            let found = self.parts.iter().filter(|(name, _)| name.ends_with(ending));
            found.map(|(name, text)| (name.to_string(), text.to_string())).collect()
        };
        Texts { rules: ending(".takar"), data: ending(".csv") }
    }
}

/// Compares a sample, of which at least so many of each sort have to be there, or a sixth of them where not all of it runs.
pub fn sample(text: &str, least: &[(&'static str, usize)], compare: impl Fn(&Package, &mut Tally)) {
    let tally = compared(sample::kinds(text.split("=== ").skip(1)), compare);
    for (sort, least) in least {
        let found = if *sort == "packages" { tally.packages } else { tally.counted.get(sort).copied().unwrap_or(0) };
        assert!(found * sample::of(6, 1) >= *least, "{found} {sort}, not {least}: {tally:?}");
    }
    assert_eq!(tally.differences, 0);
}

/// Compares the file that a variable of the surroundings names.
pub fn full(variable: &str, compare: impl Fn(&Package, &mut Tally)) {
    let path = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} names the file"));
    let text = fs::read_to_string(path).expect("the file can be read");
    let tally = compared(text.split("=== ").skip(1), compare);
    println!("takar:\n{tally:?}");
    assert!(tally.packages > 0);
    assert_eq!(tally.differences, 0);
}

fn compared<'t>(packages: impl Iterator<Item = &'t str>, compare: impl Fn(&Package, &mut Tally)) -> Tally {
    let mut tally = Tally::default();
    for text in packages {
        let parts = text.split("--- ").skip(1).filter_map(|part| part.split_once('\n')).collect();
        let before = tally.differences;
        compare(&Package { text, parts }, &mut tally);
        tally.packages += 1;
        if (before + 1..=PRINTED).contains(&tally.differences) {
            println!("{text}");
        }
    }
    tally
}

/// A cell as the models write it: `73/100`, or the sign of its state.
pub fn shown(cell: &Cell) -> String {
    match cell {
        Ok(Value::Number(value)) => match value.fraction() {
            (num, den) if den == "1" => num,
            (num, den) => format!("{num}/{den}"),
        },
        Ok(Value::Text(text)) => format!("\"{text}\""),
        Ok(Value::Irrational(root)) => root.describe(),
        Ok(Value::Truth(truth)) => truth.to_string(),
        Err(fault) => match fault.state {
            State::NotFilled => "-",
            State::NotApplicable => "n/a",
            State::Undefined => "?",
            State::Faulty => "!",
        }
        .to_string(),
    }
}

/// Whether what is shown says that there is no value.
pub fn is_missing(shown: &str) -> bool {
    matches!(shown, "-" | "n/a" | "?" | "!")
}
