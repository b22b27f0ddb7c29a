//! What holds of every explanation.

use std::collections::{BTreeMap, BTreeSet};
use takar::data::Dataset;
use takar::engine::{Package, Run};
use takar::eval::Value;
use takar::number::{Exact, Places, Rounding};
use takar::plan::SlotId;
use takar::program::{Role, When};
use takar::report::explanation::{Explanation, Part, Reading, StepKind, Subject, json, markdown, text};

/// Every value of the plan as it is shown: the same for all that is explained of one run.
pub struct Known(BTreeSet<String>);

impl Known {
    /// Those of one lane.
    pub fn of(run: &Run, lane: usize) -> Known {
        let all = (0..run.plan().slots.len() as u32).map(SlotId);
        Known(all.filter_map(|slot| told(run, lane, slot)).collect())
    }
}

/// What is shown of a named value is that value; what is shown of any other is one of the plan's; each thing stands
/// there once; all three formats can be made.
pub fn numbers_are_the_evaluators(run: &Run, lane: usize, known: &Known, explanation: &Explanation) {
    let mut names = BTreeSet::new();
    let check = |subject: Option<&Subject>, reading: &Reading| {
        let full = bare(&reading.full);
        match subject.and_then(|subject| slot_of(run, subject)) {
            Some(slot) => {
                assert_eq!(
                    Some(full.to_string()),
                    told(run, lane, slot).or_else(|| state(run, lane, slot)),
                    "{subject:?}"
                );
                if let Ok(Value::Number(value)) = run.evaluation().cell(slot, lane) {
                    assert_eq!(reading.cell.value.as_ref(), Some(value));
                    rounds_to(value, reading.cell.plain.as_deref().expect("a number"));
                }
            }
            None if reading.cell.value.is_some() => assert!(known.0.contains(full), "{full}"),
            None => {}
        }
    };
    let check_part = |part: &Part| {
        check(part.subject.as_ref(), &part.value);
        part.weight.iter().for_each(|weight| check(None, weight));
    };
    for thing in &explanation.things {
        assert!(names.insert(&thing.name), "{} stands there twice", thing.name);
        check(Some(&thing.subject), &thing.value);
        thing.parts.iter().for_each(check_part);
        for step in &thing.steps {
            step.before.iter().chain(&step.after).for_each(|reading| check(None, reading));
            step.parts.iter().for_each(check_part);
        }
    }
    let (text, markdown, json) = (text(explanation, 80, false), markdown(explanation), json(explanation));
    assert!(text.ends_with('\n') && markdown.ends_with('\n') && json.ends_with('\n'));
    // What is said to be explained is explained.
    let parts = explanation.things.iter().flat_map(|thing| {
        thing.parts.iter().chain(thing.steps.iter().flat_map(|step| &step.parts)).filter(|part| part.explained)
    });
    for part in parts {
        let code = part.subject.as_ref().map(|subject| &subject.code);
        assert!(explanation.things.iter().any(|thing| Some(&thing.subject.code) == code), "{}", part.name);
    }
}

/// The digits before `…` are those of the value; a full number is the value.
fn told(run: &Run, lane: usize, slot: SlotId) -> Option<String> {
    let decimals = Places::new(6).expect("places");
    let plain = match run.evaluation().cell(slot, lane) {
        Ok(Value::Number(value)) => match value.to_exact_plain() {
            Some(plain) if plain.split_once('.').is_none_or(|(_, part)| part.len() <= 10) => plain,
            _ => format!("{}…", value.to_plain(decimals, Rounding::Truncate)),
        },
        Ok(Value::Irrational(root)) => format!("{}…", root.to_plain(decimals, Rounding::Truncate).expect("digits")),
        Ok(Value::Text(text)) => return Some(text.to_string()),
        Ok(Value::Truth(_)) | Err(_) => return None,
    };
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if whole.starts_with('-') { "−" } else { "" };
    let digits: Vec<char> = whole.trim_start_matches('-').chars().collect();
    let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    let tail = if part.is_empty() { String::new() } else { format!(",{part}") };
    Some(format!("{sign}{}{tail}", groups.join(".")))
}

fn state(run: &Run, lane: usize, slot: SlotId) -> Option<String> {
    run.evaluation().cell(slot, lane).as_ref().err().map(|fault| fault.state.words().to_string())
}

/// A number without its unit; words stay as they are.
fn bare(text: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '−' | '.' | ',' | '…');
    let end = text.find(|c| !number(c)).unwrap_or(text.len());
    let rest = &text[end..];
    let is_unit = rest == "%" || rest.starts_with(' ') && !rest.trim().contains(' ');
    if end > 0 && text.starts_with(|c: char| c.is_ascii_digit() || c == '−') && is_unit { &text[..end] } else { text }
}

fn slot_of(run: &Run, subject: &Subject) -> Option<SlotId> {
    let name = *run.program().by_code.get(&subject.code)?;
    let when = When { year: subject.year, quarter: subject.quarter };
    run.plan().value(name, Role::from_word(&subject.role)?, when)
}

/// What is shown differs from the exact value by at most half a step of its last decimal, in whatever mode a whole.
fn rounds_to(value: &Exact, plain: &str) {
    let decimals = plain.split_once('.').map_or(0, |(_, part)| part.len() as i32);
    let places = Places::new(decimals).expect("places");
    let modes = Rounding::ALL.into_iter();
    assert!(modes.map(|mode| value.to_plain(places, mode)).any(|one| one == plain), "{plain} for {value:?}");
}

/// Formulas with numbers put in, computed anew as rules of their own.
#[derive(Default)]
pub struct Formulas {
    /// Each formula once, with what came out.
    known: BTreeMap<String, Option<Computed>>,
    /// How many were computed.
    pub tried: usize,
}

impl Formulas {
    /// Where every number of a formula ends, the formula gives the value behind it.
    pub fn come_out(&mut self, explanation: &Explanation) {
        let steps = explanation.things.iter().flat_map(|thing| &thing.steps);
        for step in steps.filter(|step| step.kind == StepKind::Formula) {
            let (Some(line), Some(after)) = (step.lines.first(), &step.after) else { continue };
            let Some(formula) = line.strip_prefix("= ") else { continue };
            // Digits that go on, missing values and words of more than arithmetic cannot be written as a rule.
            let plain = |c: char| c.is_ascii_digit() || " .,%+-*/^();".contains(c);
            if !formula.chars().all(plain) {
                continue;
            }
            let known = self.known.entry(formula.to_string()).or_insert_with(|| computed(&formula.replace('.', "")));
            let percent = matches!(after.cell.unit.as_deref(), Some("persen" | "poin"));
            let shown = after.cell.value.clone();
            match &*known {
                Some(Computed::Unclear) => continue,
                // A plain number takes the unit of its place: 90 / 100 * 100 is 90 % in an achievement.
                Some(Computed::Plain(value)) if shown.as_ref() == Some(value) => {}
                // An achievement takes the number of what has a unit of its own, which the formula does not show: 12 / 3 * 100%
                // of persons are 4, of bare numbers 400 %.
                Some(Computed::True(value)) if formula.ends_with("* 100%") && shown.as_ref() == Some(value) => {}
                Some(Computed::Plain(value) | Computed::True(value)) => {
                    assert_eq!(shown.map(|shown| true_value(shown, percent)).as_ref(), Some(value), "{formula}");
                }
                None => assert_eq!(shown, None, "{formula}"),
            }
            self.tried += 1;
        }
    }
}

/// What a formula with numbers put in gives.
enum Computed {
    /// The true value of a percentage: 80 % is 0.8.
    True(Exact),
    /// A number without a unit.
    Plain(Exact),
    /// A number without its unit beside percent cannot be told from a part.
    Unclear,
}

fn true_value(value: Exact, percent: bool) -> Exact {
    if percent { &value * &Exact::HUNDREDTH } else { value }
}

/// What it gives as it is written. A percentage in it may stand for a value in persen, beside which a plain number is one
/// of persen: where that gives another value, the text alone does not tell.
fn computed(formula: &str) -> Option<Computed> {
    let written = computed_from(&format!("Z = {formula}\n"));
    let (mut values, mut rest, mut named) = (String::new(), formula, String::new());
    while let Some((before, after)) = rest.split_once('%') {
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').len();
        let name = format!("P{}", values.len());
        values += &format!("besaran {name}\n  satuan persen\n  rumus {}%\n", &before[digits..]);
        named += &format!("{}{name}", &before[..digits]);
        rest = after;
    }
    let of_values = computed_from(&format!("{values}Z = {named}{rest}\n"));
    match (&written, &of_values) {
        (Ok(Some(one)), Ok(Some(other))) if one.number() != other.number() => Some(Computed::Unclear),
        _ => written.unwrap_or_else(|findings| panic!("{formula}: {findings}")),
    }
}

/// The value of Z in some rules; their findings where they cannot be meant.
fn computed_from(rules: &str) -> Result<Option<Computed>, String> {
    let package = Package::new("hitung", [("hitung.takar", rules)]);
    // Numbers that stand for values have lost what they are of: what is a part then, or a ratio, the text does not tell.
    if package.diagnostics().iter().any(|finding| ["K0330", "K0334"].contains(&finding.code.as_str())) {
        return Ok(Some(Computed::Unclear));
    }
    let by_zero = package.diagnostics().iter().any(|finding| finding.code.as_str() == "K0307");
    if package.program().is_none() && !by_zero {
        return Err(format!("{:?}", package.diagnostics()));
    }
    let data = Dataset::new();
    let Some(run) = package.run(&data, 2024) else { return Ok(None) };
    let name = run.program().by_code["Z"];
    let slot = run.plan().value(name, Role::Value, When::year(2024)).expect("a value");
    Ok(match run.evaluation().cell(slot, 0) {
        Ok(Value::Number(value)) => Some(match run.plan().slot(slot).unit.is_percent() {
            true => Computed::True(true_value(value.clone(), true)),
            false => Computed::Plain(value.clone()),
        }),
        _ => None,
    })
}

impl Computed {
    fn number(&self) -> Option<&Exact> {
        match self {
            Computed::True(value) | Computed::Plain(value) => Some(value),
            Computed::Unclear => None,
        }
    }
}
