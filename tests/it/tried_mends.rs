//! Formulas of units and percent by chance: each mend that is proposed of one that cannot be meant ends its message, leads to no
//! other there, says the same number but for hundreds, and two without a condition in their words come to one value.

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
";

/// What they are in plain fractions: P is 80 %.
const VALUES: [(&str, i64, i64); 4] = [("P", 4, 5), ("T", 3, 1), ("D", 1000, 1), ("E", 1600, 1)];

/// Words of a mend that say what it takes for granted.
const CONDITION: [&str; 3] = ["bila ", "misalnya", "kalau"];

fn formula(dice: &mut Dice, depth: u32) -> String {
    const LEAVES: [&str; 16] =
        ["P", "P", "P", "T", "D", "E", "D / E", "100", "(100)", "60", "2", "0,5", "1", "50%", "100%", "12"];
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
}

impl Reader<'_> {
    fn next_is(&mut self, sign: char) -> bool {
        self.left = self.left.trim_start();
        let is_it = self.left.starts_with(sign);
        self.left = if is_it { &self.left[sign.len_utf8()..] } else { self.left };
        is_it
    }

    fn sum(&mut self) -> Option<Exact> {
        let mut sum = self.product()?;
        loop {
            sum = match () {
                () if self.next_is('+') => &sum + &self.product()?,
                () if self.next_is('-') => &sum - &self.product()?,
                () => return Some(sum),
            };
        }
    }

    fn product(&mut self) -> Option<Exact> {
        let mut product = self.one()?;
        loop {
            product = match () {
                () if self.next_is('*') => &product * &self.one()?,
                () if self.next_is('/') => product.checked_div(&self.one()?)?,
                () => return Some(product),
            };
        }
    }

    fn one(&mut self) -> Option<Exact> {
        if self.next_is('(') {
            let inner = self.sum();
            assert!(self.next_is(')'), "{}", self.left);
            return inner;
        }
        self.left = self.left.trim_start();
        let end = self.left.find(|c: char| !c.is_alphanumeric() && c != ',').unwrap_or(self.left.len());
        let (word, left) = self.left.split_at(end);
        self.left = left;
        if let Some((_, above, below)) = VALUES.iter().find(|(name, ..)| *name == word) {
            return Exact::from(*above).checked_div(&Exact::from(*below));
        }
        let (whole, decimals) = word.split_once(',').unwrap_or((word, ""));
        let digits: i64 = format!("{whole}{decimals}").parse().unwrap_or_else(|_| panic!("{word:?}"));
        let number = (0..decimals.len())
            .fold(Exact::from(digits), |number, _| number.checked_div(&Exact::from(10)).expect("ten"));
        Some(if self.next_is('%') { &number * &Exact::HUNDREDTH } else { number })
    }
}

fn reckoned(formula: &str) -> Option<Exact> {
    Reader { left: formula }.sum().filter(|value| !value.is_zero())
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
