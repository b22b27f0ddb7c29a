//! The derivations that figures lead to.

use super::figures::Figures;
#[cfg(feature = "html")]
use super::view::Table;
use super::view::{Panel, Part, Rule, Step};
use crate::explain::Derived;
use crate::report::explanation::{self, StepKind};
use crate::report::terminal::REPORTED;
#[cfg(feature = "html")]
use std::collections::{HashMap, HashSet};

/// One for each value that a figure of the tables leads to, and for what these are made of.
#[cfg(feature = "html")]
pub(super) fn panels(figures: &Figures, tables: &[Table]) -> Vec<Panel> {
    let mut back: HashMap<&str, &str> = HashMap::new();
    for table in tables {
        for link in links(table) {
            back.entry(link).or_insert(&table.id);
        }
    }
    let first = tables.first().map(|table| table.id.as_str()).unwrap_or_default();
    let mut all = all(figures, |id| back.get(id).copied().unwrap_or(first).to_string());
    let known: HashMap<&str, &Panel> = all.iter().map(|panel| (panel.id.as_str(), panel)).collect();
    let mut reached: HashSet<String> = HashSet::new();
    let mut waiting: Vec<&str> = back.into_keys().collect();
    while let Some(id) = waiting.pop() {
        let Some(panel) = known.get(id).filter(|_| reached.insert(id.to_string())) else { continue };
        let parts = panel.parts.iter().chain(panel.steps.iter().flat_map(|step| &step.parts));
        waiting.extend(parts.filter_map(|part| part.link.as_deref()));
    }
    all.retain(|panel| reached.contains(&panel.id));
    all
}

/// All that there are; `back` says of each where it is closed to.
pub(super) fn all(figures: &Figures, back: impl Fn(&str) -> String) -> Vec<Panel> {
    let all = figures.found.all.iter().enumerate();
    all.map(|(at, one)| {
        let id = figures.id(at);
        let back = back(&id);
        panel(figures, one, id, back)
    })
    .collect()
}

/// What the figures of a table and of its charts open.
#[cfg(feature = "html")]
fn links(table: &Table) -> impl Iterator<Item = &str> {
    let cells = table.rows.iter().chain(&table.feet).flat_map(|row| &row.cells).map(|cell| &cell.link);
    let bars = [&table.bars, &table.money].into_iter().flatten().flat_map(|bars| &bars.rows);
    let bars = bars.flat_map(|bar| &bar.figures);
    let points = table.trends.iter().flat_map(|trend| &trend.points).map(|point| &point.figure);
    cells.chain(bars.chain(points).map(|figure| &figure.link)).filter_map(Option::as_deref)
}

fn panel(figures: &Figures, derived: &Derived, id: String, back: String) -> Panel {
    let thing = &derived.thing;
    let reported = thing.value.cell.reported.then(|| REPORTED.to_string());
    let said = [
        ("tepat", thing.value.exact()),
        ("sebab", thing.value.why()),
        ("catatan", reported),
        ("catatan", thing.to_date.clone()),
    ];
    Panel {
        id,
        name: thing.name.clone(),
        value: thing.value.words(),
        label: thing.label.clone(),
        said: said.into_iter().filter_map(|(word, text)| Some((word, text?))).collect(),
        steps: thing.steps.iter().map(|one| step(figures, one)).collect(),
        parts: thing.parts.iter().map(|one| part(figures, one)).collect(),
        rules: derived.rules.iter().map(rule).collect(),
        back,
    }
}

/// As `jelaskan` says it, with the parts led to.
fn step(figures: &Figures, step: &explanation::Step) -> Step {
    let changes = [StepKind::Cap, StepKind::Round].contains(&step.kind);
    let (text, mut lines) = match (changes, step.kind == StepKind::Case) {
        (true, _) => (format!("{}: {}", step.text, step.change().unwrap_or_default()), Vec::new()),
        (false, true) => (format!("{}? {}", step.text, step.lines.join("; ")), Vec::new()),
        (false, false) => (step.text.clone(), step.lines.clone()),
    };
    if let Some(after) = step.after.as_ref().filter(|_| !changes && step.kind != StepKind::Band) {
        lines.push(format!("= {}", after.full));
    }
    Step {
        word: step.kind.word(),
        text,
        is_rule: [StepKind::Formula, StepKind::Case, StepKind::Piece, StepKind::Band].contains(&step.kind),
        lines,
        source: if changes { step.place.clone() } else { step.source() },
        parts: step.parts.iter().map(|one| part(figures, one)).collect(),
    }
}

fn part(figures: &Figures, part: &explanation::Part) -> Part {
    Part {
        name: part.name.clone(),
        value: part.value.words(),
        link: figures.link_of_name(&part.name),
        remarks: part.remarks(),
    }
}

fn rule(rule: &explanation::Rule) -> Rule {
    Rule {
        name: rule.name.clone(),
        place: rule.place.clone(),
        in_force: rule.in_force.clone(),
        basis: rule.basis.clone(),
        notes: rule.notes.clone(),
    }
}
