//! Groups of groups, weights, blanks and years with other members, against their page written out in Python
//! (tests/eval_oracle/groups.py): values, states, and who was left out on the way to each.

use crate::package::{Seen, Texts};
use std::collections::BTreeSet;
use std::fs;
use takar::data::State;
use takar::eval::{Cell, Value};
use takar::plan::SlotId;
use takar::program::{Role, When};

#[test]
fn sample() {
    let tally = compare(include_str!("../eval_oracle/groups_sample.txt"));
    assert!(tally.packages >= 150 && tally.numbers >= 300 && tally.left_out >= 100, "{tally:?}");
    assert!(tally.missing >= 150, "{tally:?}");
    assert_eq!(tally.differences, 0);
}

#[test]
#[ignore = "needs a generated file, see tests/eval_oracle/groups.sh"]
fn full() {
    let path = std::env::var("TAKAR_GROUPS_ORACLE").expect("TAKAR_GROUPS_ORACLE names the file");
    let tally = compare(&fs::read_to_string(path).expect("the file can be read"));
    println!("takar:\n{tally:?}");
    assert!(tally.packages > 0);
    assert_eq!(tally.differences, 0);
}

#[derive(Debug, Default)]
struct Tally {
    packages: usize,
    numbers: usize,
    missing: usize,
    left_out: usize,
    differences: usize,
}

fn compare(text: &str) -> Tally {
    let mut tally = Tally::default();
    for package in text.split("=== ").skip(1) {
        let mut parts = package.split("--- ").filter_map(|part| part.split_once('\n'));
        let (_, rules, data, wanted) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(number), Some((_, rules)), Some((_, data)), Some((_, wanted))) => (number, rules, data, wanted),
            _ => panic!("a package of four parts:\n{package}"),
        };
        let before = tally.differences;
        let texts = Texts::new(rules, data);
        let rules = texts.package();
        if rules.program().is_none() {
            println!("refused:\n{}", texts.messages());
            tally.differences += 1;
        } else {
            texts.run_with(rules, Some(2024), |seen| {
                for line in wanted.lines() {
                    let found = found(seen, line.split(' ').next().unwrap_or_default());
                    match line.split(' ').nth(1) {
                        Some("-" | "n/a" | "?" | "!") => tally.missing += 1,
                        _ => tally.numbers += 1,
                    }
                    tally.left_out += usize::from(!line.ends_with("[]"));
                    if found != line {
                        println!("expected {line}\ncomputed {found}");
                        tally.differences += 1;
                    }
                }
            });
        }
        tally.packages += 1;
        if (before + 1..20).contains(&tally.differences) {
            println!("{package}");
        }
    }
    tally
}

fn found(seen: &Seen, code: &str) -> String {
    let (plan, program) = (seen.run.plan(), seen.package.program().expect("sound rules"));
    let name = program.by_code[code];
    let when = When::year(plan.year);
    let slot = [Role::Achievement, Role::Value].into_iter().find_map(|role| plan.value(name, role, when));
    let slot = slot.expect("a value");
    let cell = seen.run.evaluation().cell(slot, 0);
    let left_out = if cell.is_ok() { left_out(seen, slot) } else { BTreeSet::new() };
    format!("{code} {} [{}]", shown(cell), left_out.into_iter().collect::<Vec<_>>().join(","))
}

/// The codes that were left out on the way to a value.
fn left_out(seen: &Seen, slot: SlotId) -> BTreeSet<String> {
    let (plan, program, evaluation) =
        (seen.run.plan(), seen.package.program().expect("sound rules"), seen.run.evaluation());
    let leavings = evaluation.leavings(plan, 0);
    let code = |item: SlotId| {
        // A formula over a member is no value of a name; the member is what it reads.
        let mut open = vec![item];
        while let Some(at) = open.pop() {
            if let Some((name, ..)) = plan.slot(at).role {
                return Some(program.code(name).to_string());
            }
            open.extend(plan.slot(at).op.operands());
        }
        // A stated weight names nobody; whose it is stands with the other values of the formula.
        None
    };
    evaluation.left_out(plan, &leavings, slot, 0).iter().filter_map(|one| code(one.item)).collect()
}

fn shown(cell: &Cell) -> String {
    match cell {
        Ok(Value::Number(value)) => match value.fraction() {
            (num, den) if den == "1" => num,
            (num, den) => format!("{num}/{den}"),
        },
        Ok(other) => format!("{other:?}"),
        Err(fault) => match fault.state {
            State::NotFilled => "-",
            State::NotApplicable => "n/a",
            State::Undefined => "?",
            State::Faulty => "!",
        }
        .to_string(),
    }
}
