//! Formulas with percent in every position, including refused ones, compared with the model in Python
//! (tests/eval_oracle/formulas.py).

use crate::oracle::{self, Package, Tally, shown};
use crate::package::Texts;
use crate::sample;
use std::collections::BTreeSet;
use takar::diagnostic::Severity;
use takar::program::{Role, When};

#[test]
fn sample() {
    let least = [("computed", 1000), ("refused", 500)];
    oracle::sample(include_str!("../eval_oracle/formulas.txt"), &least, compare);
}

/// What is refused is told beside other mistakes of the package, and nothing else is.
#[test]
fn told_beside_other_mistakes() {
    let mut told = 0;
    for text in include_str!("../eval_oracle/formulas.txt").split("=== ").skip(1) {
        let part = |name: &str| text.split("--- ").find_map(|part| part.strip_prefix(name)).expect("a part");
        let (sound, senseless) = (part("a.takar\n"), part("tolak.takar\n"));
        let refused: Vec<&str> = part("tolak\n").lines().collect();
        for name in refused.iter().skip(told % 7).step_by(sample::of(57, 19)) {
            let own = block(senseless, name);
            let own = own.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
            let rules = format!("{sound}{own}\nGALAT = K + TIDAK_ADA\nIKUT = GALAT / A\n  satuan persen\n");
            let found = refused_in(&Texts::new(&rules, part("d.csv\n")));
            let wanted = BTreeSet::from([name.to_string(), "GALAT".to_string()]);
            assert_eq!(found, wanted, "{own}");
            told += 1;
        }
    }
    assert!(told > sample::of(10, 30), "only {told}");
}

#[test]
#[ignore = "needs a generated file, see tests/eval_oracle/formulas.sh"]
fn full() {
    oracle::full("TAKAR_FORMULAS", compare);
}

fn compare(package: &Package, tally: &mut Tally) {
    let (sound, senseless, data) = (package.part("a.takar"), package.part("tolak.takar"), package.part("d.csv"));
    let refused: BTreeSet<&str> = package.part("tolak").lines().collect();
    let found = all_refused(sound, senseless, data);
    tally.count("refused", refused.len());
    for name in refused.iter().filter(|name| !found.contains(**name)) {
        tally.differs(|| format!("{name} should be refused\n{}", block(senseless, name)));
    }
    for name in found.iter().filter(|name| !refused.contains(name.as_str())) {
        tally.differs(|| format!("{name} should have a meaning\n{}", block(sound, name)));
    }
    values(&Texts::new(sound, data), package.part("harap"), tally);
}

/// The heads of the blocks that are refused. Some findings are told only when others are mended, so what is refused is
/// taken out until nothing is.
fn all_refused(sound: &str, refused: &str, data: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut left = refused.to_string();
    loop {
        let rules = vec![("a.takar".to_string(), sound.to_string()), ("tolak.takar".to_string(), left.clone())];
        let more = refused_in(&Texts { rules, data: vec![("d.csv".to_string(), data.to_string())] });
        let before = found.len();
        found.extend(more);
        if found.len() == before {
            return found;
        }
        let digits: BTreeSet<&str> = found.iter().filter_map(|name| name.get(1..)).collect();
        let mut is_out = false;
        let lines = left.lines().filter(|line| {
            if !line.starts_with(' ') {
                is_out = head_name(line).is_some_and(|head| digits.contains(head.get(1..).unwrap_or_default()));
            }
            !is_out
        });
        left = lines.map(|line| format!("{line}\n")).collect();
    }
}

/// The heads of the blocks with errors.
pub fn refused_in(texts: &Texts) -> BTreeSet<String> {
    let package = texts.package();
    let errors = package.diagnostics().iter().filter(|finding| finding.severity == Severity::Error);
    let heads = errors.filter_map(|finding| {
        let span = finding.span()?;
        let text = package.sources().get(span.source).text();
        let before = &text[..span.start as usize];
        let line = text[before.rfind('\n').map_or(0, |at| at + 1)..].lines().next()?;
        let head = if line.starts_with(' ') { before.lines().rev().find(|line| !line.starts_with(' '))? } else { line };
        head_name(head)
    });
    heads.collect()
}

/// `F1` of `F1 = …`, `kelompok F1` and `aturan capaian F1`.
fn head_name(head: &str) -> Option<String> {
    let words = head.split_whitespace();
    match head.split_once('=') {
        Some((name, _)) => Some(name.trim().to_string()),
        None => words.last().map(str::to_string),
    }
}

fn values(texts: &Texts, wanted: &str, tally: &mut Tally) {
    let rules = texts.package();
    if rules.program().is_none() {
        tally.differs(|| format!("refused:\n{}", texts.messages()));
        return;
    }
    texts.run_with(rules, Some(2024), |seen| {
        let (plan, program) = (seen.run.plan(), seen.package.program().expect("sound rules"));
        for line in wanted.lines() {
            tally.count("computed", 1);
            let (name, said) = line.split_once(' ').expect("a name");
            let id = program.by_code[name];
            let role = if name.starts_with('F') { Role::Value } else { Role::Achievement };
            let slot = plan.value(id, role, When::year(2024)).expect("a value");
            let value = shown(seen.run.evaluation().cell(slot, 0));
            let found = format!("{} {value}", plan.slot(slot).unit.word().unwrap_or("-"));
            if found != said {
                let text = block(&texts.rules[0].1, name);
                tally.differs(|| format!("{name}\n{text}  expected {said}\n  computed {found}"));
            }
        }
    });
}

/// The text of a block and of those with its number.
fn block(text: &str, name: &str) -> String {
    let digits = &name[1..];
    let mut shown = String::new();
    let mut is_own = false;
    for line in text.lines() {
        if !line.starts_with(' ') {
            is_own = head_name(line).is_some_and(|head| head.get(1..) == Some(digits));
        }
        if is_own {
            shown.push_str(&format!("    {line}\n"));
        }
    }
    shown
}
