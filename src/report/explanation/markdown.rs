//! An explanation for a report: a heading for each thing, its steps as a list.

use super::{Explanation, Part, Step, StepKind, Thing};
use crate::report::markdown::escape;

/// The explanation as Markdown, ending in a line break.
pub fn markdown(explanation: &Explanation) -> String {
    let mut lines = Vec::new();
    let unit = explanation.unit.as_ref().map(|unit| format!(" · {}", escape(unit))).unwrap_or_default();
    lines.push(format!("## {}{unit}", escape(&explanation.question)));
    for thing in &explanation.things {
        lines.push(String::new());
        self::thing(thing, &mut lines);
    }
    if !explanation.others.is_empty() {
        lines.extend([String::new(), "### Juga".into(), String::new()]);
        lines.extend(explanation.others.iter().map(|part| format!("- {}", self::part(part))));
    }
    if !explanation.rules.is_empty() {
        lines.extend([String::new(), "### Aturan yang dipakai".into(), String::new()]);
    }
    for rule in &explanation.rules {
        let years = rule.in_force.as_ref().map(|years| format!(", berlaku {years}")).unwrap_or_default();
        lines.push(format!("- {} ({}{years})", escape(&rule.name), escape(&rule.place)));
        lines.extend(rule.basis.iter().map(|basis| format!("  - dasar: {}", escape(basis))));
        lines.extend(rule.notes.iter().map(|note| format!("  - catatan: {}", escape(note))));
    }
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn thing(thing: &Thing, lines: &mut Vec<String>) {
    lines.push(format!("### {} = {}", escape(&thing.name), escape(&thing.value.words())));
    lines.push(String::new());
    if let Some(label) = &thing.label {
        lines.extend([escape(label), String::new()]);
    }
    if let Some(exact) = thing.value.exact() {
        lines.push(format!("- tepat: {}", escape(&exact)));
    }
    if let Some(why) = thing.value.why() {
        lines.push(format!("- sebab: {}", escape(&why)));
    }
    if thing.value.cell.reported {
        lines.push(format!("- catatan: {}", crate::report::terminal::REPORTED));
    }
    if let Some(note) = &thing.to_date {
        lines.push(format!("- catatan: {}", escape(note)));
    }
    thing.steps.iter().for_each(|step| self::step(step, lines));
    if !thing.parts.is_empty() {
        lines.push("- dari:".into());
        lines.extend(thing.parts.iter().map(|part| format!("  - {}", self::part(part))));
    }
}

fn step(step: &Step, lines: &mut Vec<String>) {
    let source = step.source().map(|source| format!(" ({})", escape(&source))).unwrap_or_default();
    let word = step.kind.word();
    match step.kind {
        StepKind::Cap | StepKind::Round => {
            let change = escape(&step.change().unwrap_or_default());
            lines.push(format!("- {word}: {}: {change}{source}", code(&step.text)));
        }
        StepKind::Case => {
            lines.push(format!("- {word}: {}? {}{source}", code(&step.text), escape(&step.lines.join("; "))))
        }
        StepKind::Data | StepKind::Choice | StepKind::Missing => {
            lines.push(format!("- {word}: {}{source}", escape(&step.text)));
            lines.extend(step.lines.iter().map(|line| format!("  - {}", escape(line))));
        }
        StepKind::Formula | StepKind::Piece | StepKind::Band => {
            lines.push(format!("- {word}: {}{source}", code(&step.text)));
            lines.extend(step.lines.iter().map(|line| format!("  - {}", escape(line))));
            if let Some(after) = step.after.as_ref().filter(|_| step.kind != StepKind::Band) {
                lines.push(format!("  - = {}", escape(&after.full)));
            }
        }
    }
    lines.extend(step.parts.iter().map(|part| format!("  - {}", self::part(part))));
}

fn part(part: &Part) -> String {
    let remarks: String = part.remarks().iter().map(|remark| format!("; {}", escape(remark))).collect();
    format!("{} = {}{remarks}", escape(&part.name), escape(&part.value.words()))
}

/// Rule text as code; a backtick in it needs a longer fence.
fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
