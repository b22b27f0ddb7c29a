//! No run leaves what the check accepts: random rules and random data with every state. Every value lies in its proved
//! range; a scale without a finding holds, bands without a finding leave no value without a grade, divisors without a
//! finding are not 0, directions without a finding are followed, by numbers and by words, and two realisations that are
//! reported to violate one do so in a run.
//!
//! `tests/prove_oracle/full.sh` runs many; a sample runs with the other tests. The results of a run come from the
//! evaluator, which `eval_oracle` compares with another language.

mod directions;
mod made;

use crate::dice::Dice;
use crate::sample;
use directions::{Wrong, confirmed, directions};
use made::{data, decided, ends, rules};
use std::collections::{BTreeMap, BTreeSet};
use takar::engine::Package;
use takar::eval::{self, Value};
use takar::number::Interval;
use takar::plan::{self, Reason};
use takar::program::{Kind, NameId, Program, Role, When};
use takar::prove;

const YEAR: i32 = 2024;
/// Rows of data for each package.
const DATA: usize = 6;
/// Packages after which a long run tells how far it is.
const TOLD_EVERY: usize = 10_000;

#[test]
fn a_sample_stays_where_it_is_proved() {
    let told = run(1, sample::of(250, 1_000));
    println!("{told:?}");
    // Of fewer packages something of every kind.
    let least = |found: usize, least: usize| found >= sample::of(1, least);
    assert!(least(told.passed, 20) && least(told.values, 2_000), "too little was proved: {told:?}");
    let of_rules = least(told.banded, 100) && least(told.scaled, 100) && least(told.followed, 100);
    assert!(of_rules, "the sample is lopsided: {told:?}");
    let of_directions = least(told.inside, 100) && least(told.worded, 50) && least(told.broken, 20);
    assert!(of_directions, "the sample is lopsided: {told:?}");
}

#[test]
#[ignore = "long; run by tests/prove_oracle/full.sh"]
fn many_stay_where_they_are_proved() {
    let many = std::env::var("TAKAR_PROVE_ORACLE").ok().and_then(|many| many.parse().ok()).unwrap_or(100_000);
    println!("{:?}", run(1_000_000, many));
}

/// What was looked at.
#[derive(Debug, Default)]
struct Told {
    packages: usize,
    /// Sound, perhaps with warnings.
    passed: usize,
    values: usize,
    /// Runs with a finding about what is reported.
    reported: usize,
    banded: usize,
    scaled: usize,
    divided: usize,
    followed: usize,
    /// Realisations outside of a range beside those inside.
    inside: usize,
    /// Words beside the next.
    worded: usize,
    /// Breaks that a run confirms.
    broken: usize,
    /// Directions of which nothing could be said.
    open: usize,
}

fn run(seed: u64, packages: u64) -> Told {
    let mut told = Told::default();
    for at in 0..packages {
        let mut dice = Dice(seed.wrapping_add(at).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let rules = if at % 2 == 0 { rules(&mut dice) } else { decided(&mut dice) };
        let mut package = Package::new("acak", [("acak.takar", rules.as_str())]);
        told.packages += 1;
        if told.packages.is_multiple_of(TOLD_EVERY) {
            println!("{told:?}");
        }
        let Some(program) = package.program().cloned() else { continue };
        told.passed += 1;
        let wrong = confirmed(&mut told, &mut package, &program, &rules);
        let codes: BTreeSet<&str> = package.diagnostics().iter().map(|one| one.code.as_str()).collect();
        let codes: BTreeSet<String> = codes.into_iter().map(str::to_string).collect();
        let reach = prove::reach(&program, YEAR);
        for _ in 0..DATA {
            let data = if at % 2 == 0 { data(&mut dice) } else { ends(&mut dice) };
            look(&mut told, &mut package, &program, &reach, (&codes, &wrong), (&rules, &data));
        }
    }
    told
}

type Reach = BTreeMap<(NameId, Role), Interval>;

fn look(
    told: &mut Told,
    package: &mut Package,
    program: &Program,
    reach: &Reach,
    (codes, wrong): (&BTreeSet<String>, &Wrong),
    (rules, text): (&str, &str),
) {
    let (data, _) = package.read_data(|_| Ok(text.to_string()));
    // What is reported in the place of a formula that could never give it has its finding.
    let run = package.run(&data, YEAR).expect("sound rules");
    if run.findings().iter().any(|finding| finding.code.as_str() == "H0017") {
        told.reported += 1;
        return;
    }
    let plan = plan::plan(program, YEAR);
    let evaluation = eval::evaluate(&plan, &data);
    let context = |what: &str| format!("{what}\n{rules}\n{text}");
    let without = |code: &str| !codes.contains(code);
    for ((name, role), range) in reach {
        let Some(slot) = plan.value(*name, *role, When::year(YEAR)) else { continue };
        let code = program.code(*name);
        let cell = evaluation.cell(slot, 0);
        if let Ok(Value::Number(number)) = cell {
            // Where a scale may be left, what rests on it is proved as if it were not.
            let holds = range.contains(number) || !without("K0301");
            assert!(holds, "{}", context(&format!("{code} {role:?}: {number:?} in {range:?}")));
            told.values += 1;
        }
        let Some(definition) = program.version(*name, YEAR) else { continue };
        if let (Ok(Value::Number(number)), Role::Value, Some((scale, _)), true) =
            (cell, role, &definition.scale, without("K0301"))
        {
            assert!(scale.contains(number), "{}", context(&format!("{code} = {number:?} leaves its scale")));
            told.scaled += 1;
        }
        let graded = match definition.kind {
            Kind::Quantity => *role == Role::Value,
            Kind::Indicator(_) | Kind::Group(_) => *role == Role::Achievement,
        };
        if let (true, Some(grade), Ok(Value::Number(_)), true) =
            (graded, plan.value(*name, Role::Band, When::year(YEAR)), cell, without("K0210") && without("K0213"))
        {
            if let Err(fault) = evaluation.cell(grade, 0) {
                assert!(
                    matches!(*fault.reason, Reason::Uncovered(_)),
                    "{}",
                    context(&format!("{code}: {}", fault.reason))
                );
            }
            told.banded += 1;
        }
        if let (Err(fault), true) = (cell, without("K0311")) {
            let by_zero = matches!(*fault.reason, Reason::DividedByZero(_));
            assert!(!by_zero, "{}", context(&format!("{code} {role:?}: {}", fault.reason)));
            told.divided += 1;
        }
    }
    directions(told, program, wrong, &data, (rules, text));
}
