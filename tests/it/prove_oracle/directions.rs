//! Directions: what is shown to break one breaks it in a run, and what has no finding is followed by every realisation.

use super::{Told, YEAR};
use std::collections::BTreeSet;
use takar::data::Dataset;
use takar::engine::Package;
use takar::eval::{self, Value};
use takar::number::Exact;
use takar::plan::{self, Op};
use takar::program::{Definition, NameId, Program, Role, When};
use takar::syntax::ast::Direction;

/// The rules and directions that have a finding.
pub type Wrong = BTreeSet<(String, &'static str)>;

/// Whether what is shown to break a direction does, in a run; gives the rules and directions that have a finding.
pub fn confirmed(told: &mut Told, package: &mut Package, program: &Program, rules: &str) -> Wrong {
    let mut wrong = Wrong::new();
    let findings: Vec<_> = package.diagnostics().to_vec();
    for finding in findings.iter().filter(|one| matches!(one.code.as_str(), "K0350" | "K0351")) {
        let code = finding.title.split("capaian ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a code");
        let name = program.by_code[code];
        let definition = program.version(name, YEAR).expect("a definition");
        let indicator = definition.kind.indicator().expect("an indicator");
        wrong.insert((indicator.rule.0.clone(), indicator.direction.words()));
        if finding.code.as_str() == "K0351" {
            told.open += 1;
            continue;
        }
        let words = &finding.reasons[0];
        let plain = |text: &str| text.replace('.', "").replace('−', "-");
        let (beside, rest) = words.split_once(", realisasi ").expect("realisations");
        let (at, beside) = beside.split_once(", A ").unwrap_or((beside, ""));
        let other = if beside == "belum diisi" { "" } else { beside };
        let target =
            plain(&at.strip_prefix("pada target ").unwrap_or_default().replace(" sampai ", "_")).replace('_', "..");
        let mut worth = Vec::new();
        for one in rest.split(" dan realisasi ") {
            let (realisation, achievement) = one.split_once(" bercapaian ").expect("an achievement");
            let row = format!("{code};2024;{target};{}", plain(realisation));
            let text = format!("kode;tahun;target;realisasi\nA;2024;;{}\n{row}\n", plain(other));
            let (data, _) = package.read_data(|_| Ok(text.clone()));
            let plan = plan::plan(program, YEAR);
            let slot = plan.value(name, Role::Achievement, When::year(YEAR)).expect("an achievement");
            let evaluation = eval::evaluate(&plan, &data);
            let Ok(Value::Number(number)) = evaluation.cell(slot, 0) else {
                panic!("{code}: {words}\n{text}{:?}\n{rules}", evaluation.cell(slot, 0))
            };
            worth.push((number.clone(), achievement.to_string()));
        }
        let [(first, _), (second, _)] = worth.as_slice() else { panic!("{words}") };
        let breaks = match indicator.direction {
            Direction::Higher => first > second,
            Direction::Lower | Direction::Range => first < second,
        };
        assert!(breaks, "{code}: {words}\nbut {first:?} and {second:?}\n{rules}");
        told.broken += 1;
    }
    wrong
}

/// Puts many realisations in the place of the one in the data, for each measured indicator.
pub fn directions(told: &mut Told, program: &Program, wrong: &Wrong, data: &Dataset, (rules, text): (&str, &str)) {
    for index in 0..program.names.len() {
        let name = NameId(index as u32);
        let Some(definition) = program.version(name, YEAR) else { continue };
        let Some(indicator) = definition.kind.indicator() else { continue };
        let rule = program.achievement_rule(&indicator.rule.0, YEAR).expect("a rule");
        if rule.backwards.is_some() || wrong.contains(&(rule.name.clone(), indicator.direction.words())) {
            continue;
        }
        let plan = plan::plan(program, YEAR);
        let slot = |role| plan.value(name, role, When::year(YEAR)).expect("a value");
        let (value, goal) = (slot(Role::Value), slot(Role::Achievement));
        if !matches!(plan.slot(value).op, Op::Input(_)) {
            continue;
        }
        let order = plan.between(&[value], &[goal], &[]);
        let mut evaluation = eval::evaluate(&plan, data);
        let ends = [Role::TargetLow, Role::TargetHigh].map(|role| evaluation.cell(slot(role), 0).clone().ok());
        let mut worth: Vec<(Value, Exact)> = Vec::new();
        for realisation in realisations(definition) {
            evaluation.pin(value, 0, Ok(realisation.clone()));
            evaluation.revise(&plan, data, 0, &order);
            if let Ok(Value::Number(now)) = evaluation.cell(goal, 0) {
                worth.push((realisation, now.clone()));
            }
        }
        let code = program.code(name);
        let context = |(one, was): &(Value, Exact), (other, now): &(Value, Exact)| {
            format!("{code}: {one:?} is worth {was:?}, {other:?} {now:?}\n{rules}\n{text}")
        };
        if indicator.direction == Direction::Range {
            let [Some(low), Some(high)] = ends else { continue };
            let is_inside = |(value, _): &(Value, Exact)| match (value, &low, &high) {
                (Value::Number(value), Value::Number(low), Value::Number(high)) => low <= value && value <= high,
                _ => *value == low,
            };
            let (inside, outside): (Vec<_>, Vec<_>) = worth.iter().partition(|one| is_inside(one));
            let worst = inside.iter().min_by(|a, b| a.1.cmp(&b.1));
            let best = outside.iter().max_by(|a, b| a.1.cmp(&b.1));
            if let (Some(worst), Some(best)) = (worst, best) {
                assert!(worst.1 >= best.1, "{}", context(worst, best));
                told.inside += outside.len();
            }
            continue;
        }
        for pair in worth.windows(2) {
            let right = match indicator.direction {
                Direction::Higher => pair[0].1 <= pair[1].1,
                Direction::Lower | Direction::Range => pair[0].1 >= pair[1].1,
            };
            assert!(right, "{}", context(&pair[0], &pair[1]));
            match definition.order.is_empty() {
                true => told.followed += 1,
                false => told.worded += 1,
            }
        }
    }
}

/// Realisations over the whole scale, or every word, in order.
fn realisations(definition: &Definition) -> Vec<Value> {
    if !definition.order.is_empty() {
        return definition.order.iter().map(|word| Value::Text(word.as_str().into())).collect();
    }
    let range = definition.data_range();
    let hundredths = (0..14_000).step_by(137).chain([4_000, 4_999, 5_000, 5_001, 6_000, 8_000, 10_000, 10_001]);
    let hundredths: BTreeSet<i128> = hundredths.collect();
    let numbers = hundredths.into_iter().map(|hundredth| Exact::ratio(hundredth, 100).expect("a ratio"));
    numbers.filter(|number| range.contains(number)).map(Value::Number).collect()
}
