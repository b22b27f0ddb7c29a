//! Groups of groups, weights, blanks and years with other members, compared with a Python model of their page
//! (tests/eval_oracle/groups.py): values, states, and which members were left out on the way to each.

use crate::oracle::{self, Package, Tally, is_missing, shown};
use crate::package::Seen;
use std::collections::BTreeSet;
use takar::plan::SlotId;
use takar::program::{Role, When};

#[test]
fn sample() {
    let least = [("packages", 150), ("numbers", 300), ("missing", 150), ("left out", 100)];
    oracle::sample(include_str!("../eval_oracle/groups_sample.txt"), &least, compare);
}

#[test]
#[ignore = "needs a generated file, see tests/eval_oracle/groups.sh"]
fn full() {
    oracle::full("TAKAR_GROUPS_ORACLE", compare);
}

fn compare(package: &Package, tally: &mut Tally) {
    let texts = package.texts();
    let rules = texts.package();
    if rules.program().is_none() {
        tally.differs(|| format!("refused:\n{}", texts.messages()));
        return;
    }
    texts.run_with(rules, Some(2024), |seen| {
        for line in package.part("harap").lines() {
            let mut words = line.split(' ');
            let found = found(seen, words.next().unwrap_or_default());
            tally.count(if is_missing(words.next().unwrap_or_default()) { "missing" } else { "numbers" }, 1);
            tally.count("left out", usize::from(!line.ends_with("[]")));
            if found != line {
                tally.differs(|| format!("expected {line}\ncomputed {found}"));
            }
        }
    });
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
            // The first that it reads comes first.
            let below = open.len();
            open.extend(plan.slot(at).op.operands());
            open[below..].reverse();
        }
        // A stated weight names nobody; whose it is stands with the other values of the formula.
        None
    };
    evaluation.left_out(plan, &leavings, slot, 0).iter().filter_map(|one| code(one.item)).collect()
}
