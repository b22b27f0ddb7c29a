//! Formulas of units and percent by chance: each mend that is proposed of one that cannot be meant ends its message, leads to no
//! other there, says one of the numbers that the formula may say, but for hundreds, and two without a condition in their words come
//! to one value.

use crate::dice::Dice;
use crate::packages::{Files, check, mended};
use crate::sample;
use std::collections::BTreeMap;
use takar::diagnostic::{Diagnostic, Edit, Severity};
use takar::number::Exact;
use takar::source::Span;

const THINGS: &str = "\
besaran P
  satuan persen
  skala 1..100
besaran T
  skala > 0
besaran D
  satuan rupiah
  skala > 0
besaran E
  satuan rupiah
  skala > 0
besaran I
  skala > 0 .. 4
besaran W
  skala > 0 .. 100
";

/// What they are in plain fractions: P is 80 %.
const VALUES: [(&str, i64, i64); 6] =
    [("P", 4, 5), ("T", 3, 1), ("D", 1000, 1), ("E", 1600, 1), ("I", 31, 10), ("W", 67, 1)];

/// How a formula may be read.
#[derive(Debug, Clone, Copy, Default)]
struct Reading {
    /// Numbers in sums are percent.
    numbers: bool,
    /// Percent numbers in sums, `D / E * 100`, count as the percentage they say.
    scores: bool,
    /// Values without a unit and a scale that ends below 50 are percent numbers, unless they are divided.
    values: bool,
    /// Percentages are read as their percent numbers.
    points: bool,
}

/// Words of a mend that say what it takes for granted.
const CONDITION: [&str; 3] = ["bila ", "misalnya", "kalau"];

fn formula(dice: &mut Dice, depth: u32) -> String {
    const LEAVES: [&str; 24] = [
        "P",
        "P",
        "P",
        "T",
        "D",
        "E",
        "D / E",
        "100",
        "(100)",
        "60",
        "2",
        "0,5",
        "1",
        "50%",
        "100%",
        "12",
        "W",
        "W",
        "I",
        "(I - 1)",
        "(W - 1)",
        "(1 - (I - 1) / 3)",
        "4",
        "3",
    ];
    if depth == 0 {
        return dice.pick(&LEAVES).to_string();
    }
    let [one, other] = [0, 1].map(|_| {
        let depth = if dice.one_in(2) { 0 } else { depth - 1 };
        formula(dice, depth)
    });
    match dice.pick(&["*", "/", "*", "/", "+", "-", "( )", "( )"]) {
        "( )" => format!("{one} {} ({other})", dice.pick(&["*", "/"])),
        sign => format!("{one} {sign} {other}"),
    }
}

/// Sums, products and brackets in plain fractions; none where something is divided by nothing.
struct Reader<'t> {
    left: &'t str,
    reading: Reading,
}

/// What is read: a number, whether it is written alone, and whether a value is taken a hundred times in it.
struct Read {
    value: Exact,
    is_written: bool,
    is_score: bool,
}

impl Reader<'_> {
    fn next_is(&mut self, sign: char) -> bool {
        self.left = self.left.trim_start();
        let is_it = self.left.starts_with(sign);
        self.left = if is_it { &self.left[sign.len_utf8()..] } else { self.left };
        is_it
    }

    fn sum(&mut self) -> Option<Read> {
        let mut terms = vec![(true, self.product()?)];
        loop {
            terms.push(match () {
                () if self.next_is('+') => (true, self.product()?),
                () if self.next_is('-') => (false, self.product()?),
                () => break,
            });
        }
        if let [(_, _)] = terms.as_slice() {
            return terms.pop().map(|(_, only)| only);
        }
        let (is_written, mut value) = (terms.iter().all(|(_, one)| one.is_written), Exact::ZERO);
        for (is_added, one) in terms {
            let is_number = one.is_written && one.value.abs() > Exact::from(2);
            let is_hundredth = is_number && self.reading.numbers || one.is_score && self.reading.scores;
            let one = if is_hundredth { &one.value * &Exact::HUNDREDTH } else { one.value };
            value = if is_added { &value + &one } else { &value - &one };
        }
        Some(Read { value, is_written, is_score: false })
    }

    fn product(&mut self) -> Option<Read> {
        // What is divided is no percent number.
        let (start, reading) = (self.left, self.reading);
        let mut product = self.factors()?;
        if product.1 && reading.values {
            (self.left, self.reading.values) = (start, false);
            product = self.factors()?;
            self.reading = reading;
        }
        Some(product.0)
    }

    /// A product, and whether something is divided in it.
    fn factors(&mut self) -> Option<(Read, bool)> {
        let (mut product, mut is_divided, mut has_hundred) = (self.one()?, false, false);
        has_hundred |= product.is_written && product.value == Exact::HUNDRED;
        let mut is_score = product.is_score;
        loop {
            let is_above = match () {
                () if self.next_is('*') => true,
                () if self.next_is('/') => false,
                () => break,
            };
            let next = self.one()?;
            is_divided |= !is_above;
            has_hundred |= is_above && next.is_written && next.value == Exact::HUNDRED;
            is_score |= is_above && next.is_score;
            let value = match is_above {
                true => &product.value * &next.value,
                false => product.value.checked_div(&next.value)?,
            };
            product = Read { value, is_written: product.is_written && next.is_written, is_score: false };
        }
        let is_score = is_score || has_hundred && !product.is_written;
        Some((Read { is_score, ..product }, is_divided))
    }

    fn one(&mut self) -> Option<Read> {
        if self.next_is('(') {
            let inner = self.sum();
            assert!(self.next_is(')'), "{}", self.left);
            return inner;
        }
        self.left = self.left.trim_start();
        let end = self.left.find(|c: char| !c.is_alphanumeric() && c != ',').unwrap_or(self.left.len());
        let (word, left) = self.left.split_at(end);
        self.left = left;
        if let Some((name, above, below)) = VALUES.iter().find(|(name, ..)| *name == word) {
            let value = Exact::from(*above).checked_div(&Exact::from(*below))?;
            let by = match *name {
                "P" if self.reading.points => Exact::HUNDRED,
                "T" | "W" if self.reading.values => Exact::HUNDREDTH,
                _ => Exact::ONE,
            };
            return Some(Read { value: &value * &by, is_written: false, is_score: false });
        }
        let (whole, decimals) = word.split_once(',').unwrap_or((word, ""));
        let digits: i64 = format!("{whole}{decimals}").parse().unwrap_or_else(|_| panic!("{word:?}"));
        let number = (0..decimals.len())
            .fold(Exact::from(digits), |number, _| number.checked_div(&Exact::from(10)).expect("ten"));
        let is_signed = self.next_is('%');
        let value = if is_signed && !self.reading.points { &number * &Exact::HUNDREDTH } else { number };
        Some(Read { value, is_written: !is_signed, is_score: false })
    }
}

fn reckoned(formula: &str) -> Option<Exact> {
    read_as(formula, Reading::default())
}

fn read_as(formula: &str, reading: Reading) -> Option<Exact> {
    Reader { left: formula, reading }.sum().map(|read| read.value).filter(|value| !value.is_zero())
}

/// Whether a formula with an edit says one of the numbers that it may say; a sign of percent alone makes one certain.
fn is_one_of(before: &str, after: &str) -> bool {
    let readings = (0..16u8).map(|which| {
        let has = |bit: u8| which & bit != 0;
        Reading { numbers: has(1), scores: has(2), values: has(4), points: has(8) }
    });
    let before: Vec<Exact> = readings.clone().filter_map(|reading| read_as(before, reading)).collect();
    let after: Vec<Exact> =
        readings.filter(|one| !one.values && !one.points).filter_map(|one| read_as(after, one)).collect();
    before.is_empty()
        || after.is_empty()
        || after.iter().any(|after| before.iter().any(|one| is_same_digits(one, after)))
}

/// The same but for hundreds.
fn is_same_digits(one: &Exact, other: &Exact) -> bool {
    let Some(mut by) = one.checked_div(other) else { return false };
    for _ in 0..4 {
        by = match () {
            () if by == Exact::ONE => return true,
            () if by > Exact::ONE => &by * &Exact::HUNDREDTH,
            () => &by * &Exact::HUNDRED,
        };
    }
    by == Exact::ONE
}

/// The errors about percent in a formula.
fn errors(files: &Files) -> Vec<Diagnostic> {
    let package = check(files);
    package.diagnostics().iter().filter(|one| one.severity == Severity::Error).cloned().collect()
}

#[test]
fn each_mend_ends_its_message() {
    let mut dice = Dice(14);
    let (mut tried, mut wrong) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for at in 0..sample::of(160, 700) {
        let text = formula(&mut dice, 1 + at as u32 % 3);
        let unit = dice.pick(&["", "\n  satuan persen"]);
        let files: Files = vec![("a.takar".into(), format!("{THINGS}X = {text}{unit}\n"))];
        let package = check(&files);
        let line = files[0].1.find("X = ").expect("a formula") as u32;
        // What stands elsewhere in the formula may have been hidden till then.
        let is_there = |span: Option<Span>, edits: &[Edit]| {
            let start = edits.iter().map(|edit| edit.span.start).min().unwrap_or(line);
            let grown = edits.iter().map(|edit| edit.text.len() as u32).sum::<u32>();
            let end = edits.iter().map(|edit| edit.span.end).max().unwrap_or(line) + grown;
            span.is_some_and(|span| span.start <= end && span.end > start)
        };
        for one in package.diagnostics().iter().filter(|one| one.code.as_str().starts_with("K033")) {
            let mut plain: Vec<(String, Exact)> = Vec::new();
            for mend in &one.suggestions {
                *tried.entry(one.code.as_str()).or_default() += 1;
                let new = mended(package.sources(), &files, &mend.edits);
                let now = new[0].1[line as usize..].to_string();
                let left = errors(&new);
                // Others stand elsewhere in the formula.
                let known = |told: &Diagnostic| {
                    let mut others = package.diagnostics().iter().filter(|other| *other != one);
                    others.any(|other| (other.code, &other.title) == (told.code, &told.title))
                };
                if let Some(told) = left.iter().find(|told| is_there(told.span(), &mend.edits) && !known(told)) {
                    wrong.push(format!("{text}{unit} -> {now}: {} ({})", told.code, mend.text));
                    continue;
                }
                let formula = now["X = ".len()..].lines().next().unwrap_or_default();
                let (Some(before), Some(after)) = (reckoned(&text), reckoned(formula)) else { continue };
                let is_sign = mend.edits.iter().all(|edit| edit.text == "%");
                if !is_sign && !is_one_of(&text, formula) {
                    wrong.push(format!("{text}{unit} -> {now}: none of its readings ({})", mend.text));
                }
                let is_product = !text.contains([' ']) || !text.contains(" + ") && !text.contains(" - ");
                if is_product && !is_same_digits(&before, &after) {
                    wrong.push(format!("{text}{unit} -> {now}: another number ({})", mend.text));
                }
                if is_product && left.is_empty() && !CONDITION.iter().any(|word| mend.text.contains(word)) {
                    plain.push((format!("{formula} ({})", mend.text), after));
                }
            }
            if let [(first, value), others @ ..] = plain.as_slice()
                && let Some((other, _)) = others.iter().find(|(_, other)| other != value)
            {
                wrong.push(format!("{text}{unit}: {first} and {other} are two values"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried:?}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried.values().sum::<usize>() > sample::of(20, 100), "{tried:?}");
}

/// Ends of a scale, weights and parts beside each other: what each mend makes of a formula, in this order.
#[test]
fn no_other_number() {
    let table: [(&str, &[&str]); 19] = [
        ("1 - (I - 1) / 3", &["(1 - (I - 1) / 3) * 100"]),
        ("1 - (I - 1) / (4 - 1)", &["(1 - (I - 1) / (4 - 1)) * 100"]),
        ("(1 - (4 - I) / 3) * 100%", &["(1 - (4 - I) / 3) * 100"]),
        ("(T - 1) / 8", &["(T - 1) / 8 * 100"]),
        ("(T + 1) / 8", &["(T + 1) / 8 * 100"]),
        ("(W + 1) / 101 * 100", &[]),
        ("I - 1", &[]),
        ("1 - W", &["100 - W"]),
        ("50% + (P / 20%) * 50", &["50% + (P / 20%) * 50%"]),
        ("selisih(P; I)", &[]),
        ("3 * W / 100 + T / 100", &[]),
        ("(W - 25) / (100 - 25) * 100%", &["(W - 25) / (100 - 25) * 100"]),
        ("60 * 100%", &["60"]),
        ("W + P * 100", &["W + P * 100 / 100%"]),
        ("(60% * (P / 100%) + 40% * (I / 4)) * 100", &[]),
        ("1 - T / 12 * 100", &["100 - T / 12 * 100"]),
        ("min(T / 12; 1,2)", &["min(T / 12 * 100; 120)"]),
        ("(1 - W / 100 * P) * 100%", &[]),
        ("maks(W / 100; W / 50)", &["maks(W; W / 50 * 100)"]),
    ];
    for (text, wanted) in table {
        let files: Files = vec![("a.takar".into(), format!("{THINGS}X = {text}\n  satuan persen\n"))];
        let package = check(&files);
        let mends = package.diagnostics().iter().flat_map(|one| &one.suggestions);
        let found: Vec<String> =
            mends.map(|mend| mended(package.sources(), &files, &mend.edits)[0].1.clone()).collect();
        let formula = |text: &String| text[THINGS.len() + 4..].lines().next().unwrap_or_default().to_string();
        assert_eq!(found.iter().map(formula).collect::<Vec<_>>(), wanted, "{text}");
        assert!(!errors(&files).is_empty(), "{text}");
    }
}
