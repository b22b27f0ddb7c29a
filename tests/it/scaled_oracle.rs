//! Formulas over numbers of a hundred and shares of one, held against what they were written to mean
//! (tests/eval_oracle/scaled.py): what is shown without a word is meant so, and so is what follows from each fix.

use crate::hundreds::shown;
use crate::oracle::{self, Package, Tally};
use crate::package::Texts;
use takar::diagnostic::{Edit, Severity, apply_edits};
use takar::number::Exact;
use takar::program::Role;

/// So many fixes are made one after another.
const MOST_STEPS: usize = 3;

#[test]
fn sample() {
    let least = [("shown", 60), ("fixed", 120)];
    oracle::sample(include_str!("../eval_oracle/scaled.txt"), &least, compare);
}

#[test]
#[ignore = "needs a generated file, see tests/eval_oracle/scaled.sh"]
fn full() {
    oracle::full("TAKAR_SCALED", compare);
}

fn compare(package: &Package, tally: &mut Tally) {
    let (rules, data) = (package.part("a.takar"), package.part("d.csv"));
    let numbers = |name: &str| -> Vec<Exact> { package.part(name).split_whitespace().map(number).collect() };
    let (silent, fixed) = (numbers("diam"), numbers("suntingan"));
    let mends = match shown(rules, data, "F", Role::Value) {
        Ok((value, _)) if silent.contains(&value) => return tally.count("shown", 1),
        Ok((value, _)) => {
            let mends = told(rules, data);
            if mends.is_empty() {
                return tally.differs(|| format!("shown without a word: {value:?}"));
            }
            mends
        }
        Err(mends) => mends,
    };
    tally.count(if mends.is_empty() { "without a fix" } else { "fixed" }, 1);
    if mends.is_empty() && !fixed.is_empty() {
        tally.differs(|| "refused without a fix".into());
    }
    mends.iter().for_each(|edits| follow(&apply_edits(rules, edits), data, &fixed, MOST_STEPS, tally));
}

/// The fixes of what is told of percent though a value is shown.
fn told(rules: &str, data: &str) -> Vec<Vec<Edit>> {
    let package = Texts::new(rules, data).package();
    let told = package.diagnostics().iter().filter(|one| one.severity == Severity::Warning);
    let told = told.filter(|one| one.code.as_str() == "K0334");
    told.flat_map(|one| &one.suggestions).map(|mend| mend.edits.clone()).collect()
}

fn follow(rules: &str, data: &str, fixed: &[Exact], steps: usize, tally: &mut Tally) {
    match shown(rules, data, "F", Role::Value) {
        Ok((value, _)) if fixed.contains(&value) => {}
        Ok((value, _)) => tally.differs(|| format!("a fix makes {value:?} of it:\n{rules}")),
        Err(mends) if steps == 0 || mends.is_empty() => {
            tally.differs(|| format!("a fix leads to another message:\n{rules}"));
        }
        Err(mends) => mends.iter().for_each(|one| follow(&apply_edits(rules, one), data, fixed, steps - 1, tally)),
    }
}

/// `73/100`
fn number(text: &str) -> Exact {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    let part = |text: &str| text.parse::<i128>().expect("a number");
    Exact::ratio(part(above), part(below)).expect("no zero")
}
