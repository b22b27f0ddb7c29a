//! An explanation for a terminal: one block for each thing, key words on the left, their text beside them.

use super::{Explanation, Part, Rule, Step, StepKind, Thing};
use crate::report::text::{paint, width, wrap};
use anstyle::Style;

/// The column of the key words.
const INDENT: usize = 2;

/// The column of the text.
const BODY: usize = 13;

/// The narrowest supported width.
const NARROWEST: usize = 40;

/// The explanation as lines of at most `width` columns, ending in a line break.
pub fn text(explanation: &Explanation, width: usize, colour: bool) -> String {
    let mut page = Page { lines: Vec::new(), width: width.clamp(NARROWEST, 200) };
    let bold = if colour { Style::new().bold() } else { Style::new() };
    if let Some(unit) = &explanation.unit {
        page.lines.push(format!("unit {unit}"));
    }
    for thing in &explanation.things {
        page.gap();
        page.thing(thing, bold);
    }
    if !explanation.others.is_empty() {
        page.gap();
        page.lines.push("Juga".into());
        page.parts(&explanation.others, INDENT);
    }
    if !explanation.rules.is_empty() {
        page.gap();
        page.lines.push("Aturan yang dipakai".into());
        explanation.rules.iter().for_each(|rule| page.rule(rule));
    }
    page.lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

struct Page {
    lines: Vec<String>,
    width: usize,
}

impl Page {
    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }

    fn thing(&mut self, thing: &Thing, bold: Style) {
        let heading = format!("{} = {}", thing.name, thing.value.words());
        let heading = wrap(&heading, self.width);
        self.lines.extend(heading.iter().map(|line| paint(bold, line)));
        if let Some(label) = &thing.label {
            self.hanging(INDENT, "", label);
        }
        if let Some(exact) = thing.value.exact() {
            self.said("tepat", &exact);
        }
        if let Some(why) = thing.value.why() {
            self.said("sebab", &why);
        }
        if thing.value.cell.reported {
            self.said("catatan", super::super::terminal::REPORTED);
        }
        if let Some(note) = &thing.to_date {
            self.said("catatan", note);
        }
        thing.steps.iter().for_each(|step| self.step(step));
        if !thing.parts.is_empty() {
            let from = self.lines.len();
            self.parts(&thing.parts, BODY);
            self.name(from, "dari");
        }
    }

    fn step(&mut self, step: &Step) {
        let from = self.lines.len();
        match step.kind {
            StepKind::Cap | StepKind::Round => {
                let change = step.change().unwrap_or_default();
                let source = step.place.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
                self.hanging(BODY, "", &format!("{}: {change}{source}", step.text));
            }
            StepKind::Case => {
                let answer = step.lines.join("; ");
                self.hanging(BODY, "", &format!("{}? {answer}", step.text));
            }
            StepKind::Formula
            | StepKind::Piece
            | StepKind::Band
            | StepKind::Choice
            | StepKind::Data
            | StepKind::Missing => {
                self.hanging(BODY, "", &step.text);
                for line in &step.lines {
                    self.hanging(BODY, "", line);
                }
                if let Some(after) = step.after.as_ref().filter(|_| step.kind != StepKind::Band) {
                    self.hanging(BODY, "= ", &after.full);
                }
                if let Some(source) = step.source() {
                    self.hanging(BODY, "", &format!("({source})"));
                }
            }
        }
        self.name(from, step.kind.word());
        if !step.parts.is_empty() {
            let from = self.lines.len();
            self.parts(&step.parts, BODY);
            self.name(from, "anggota");
        }
    }

    /// Puts the key word of a step before its first line.
    fn name(&mut self, at: usize, word: &str) {
        if let Some(line) = self.lines.get_mut(at) {
            let rest = line.split_off(line.len().min(BODY));
            *line = format!("{:INDENT$}{word:<room$}{rest}", "", room = BODY - INDENT);
        }
    }

    fn said(&mut self, word: &str, text: &str) {
        let from = self.lines.len();
        self.hanging(BODY, "", text);
        self.name(from, word);
    }

    /// One line for each part, with its remarks after or below it.
    fn parts(&mut self, parts: &[Part], indent: usize) {
        let heads: Vec<String> = parts.iter().map(|part| format!("{} = {}", part.name, part.value.words())).collect();
        let longest = heads.iter().map(|head| width(head)).max().unwrap_or(0);
        // The first remark of each is beside it if there is room for all.
        let remarks: Vec<Vec<String>> = parts.iter().map(Part::remarks).collect();
        let widest = remarks.iter().filter_map(|all| all.first()).map(|first| width(first)).max().unwrap_or(0);
        let beside = indent + longest + 2 + widest <= self.width;
        for (head, remarks) in heads.iter().zip(&remarks) {
            let gap = longest.saturating_sub(width(head)) + 2;
            let first = remarks.first().filter(|_| beside);
            let line = first.map_or_else(|| head.clone(), |first| format!("{head}{:gap$}{first}", ""));
            self.hanging(indent, "", &line);
            for remark in &remarks[usize::from(first.is_some())..] {
                self.hanging(indent + 2, "", remark);
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let years = rule.in_force.as_ref().map(|years| format!(", berlaku {years}")).unwrap_or_default();
        self.hanging(INDENT, "", &format!("{} ({}{years})", rule.name, rule.place));
        for basis in &rule.basis {
            self.hanging(INDENT + 2, "dasar ", basis);
        }
        for note in &rule.notes {
            self.hanging(INDENT + 2, "catatan ", note);
        }
    }

    /// Wrapped lines; continuation lines are below the text after `lead`.
    fn hanging(&mut self, indent: usize, lead: &str, text: &str) {
        let inside = indent + width(lead);
        let limit = self.width.saturating_sub(inside).max(20);
        for (at, line) in wrap(text, limit).into_iter().enumerate() {
            let lead = if at == 0 { lead.to_string() } else { " ".repeat(width(lead)) };
            self.lines.push(format!("{:indent$}{lead}{line}", ""));
        }
    }
}
