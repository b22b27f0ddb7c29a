//! Claims of the running text, each statement laid over the plan as a cell of a table is.

use super::case::{Case, First};
use super::figure::{self, Printed};
use super::follow;
use super::model::{PrintedRow, PrintedTable};
use super::outcome::Verdict;
use super::read;
use super::remark::Remark;
use super::spots::Spot;
use super::world::{Pins, Position, World};
use crate::data::State;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::eval::{self, Value};
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::plan::{PlannedClaim, SlotId};
use crate::program::{Claim, Expectation, Expr, ExprKind, Statement, Wanted};
use crate::source::{Sources, Span};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// What a statement says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Says {
    /// A figure; whether it is meant to the last digit.
    Figure { exact: bool },
    /// A word.
    Word(String),
    /// No value, for this reason.
    State(State),
    /// A condition.
    Holds,
}

/// A statement as it is written and planned.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claimed {
    pub says: Says,
    /// What it speaks of, as it is written: the left side, or the whole condition.
    pub text: String,
    /// The figure or word that is claimed, as it is printed.
    pub printed: String,
    /// The values in a condition, as they are written.
    pub values: Vec<(String, SlotId)>,
}

/// Lays claims over the plan: each as a printed table of its own, each statement in a row and a column of its own.
pub(super) fn lay(
    world: &World,
    sources: &Sources,
    claims: &[Claim],
    printed: &mut Vec<PrintedTable>,
    spots: &mut Vec<Spot>,
) -> Vec<Claimed> {
    let mut all = Vec::new();
    for (at, planned) in world.plan().claims.iter().enumerate() {
        let (of, which) = planned.of;
        let Some(claim) = claims.get(of) else { continue };
        let Some(statement) = claim.statements.get(which) else { continue };
        if which == 0 {
            printed.push(table(sources, claim));
        }
        let left = match statement {
            Statement::Is(expected) => expected.value.span,
            Statement::Holds(condition) => condition.span,
        };
        let spoken = one_line(sources.slice(left));
        let (says, text) = (says(statement), printed_as(world, planned, claim, statement));
        spots.push(Spot {
            table: printed.len().saturating_sub(1),
            row: which,
            column: which,
            position: Position::Claim(at),
            cell: planned.cell,
            key: world.key(planned.cell.slot),
            printed: match says {
                Says::Figure { .. } => figures(world, planned, statement, &text),
                Says::Word(_) | Says::State(_) | Says::Holds => Printed::Words(text.clone()),
            },
            role: None,
            names_unit: false,
            who: match claim.statements.len() {
                1 => format!("\"{}\"", claim.words),
                _ => format!("\"{}\": {spoken}", claim.words),
            },
        });
        let values = planned.sides.iter().map(|(span, slot)| (one_line(sources.slice(*span)), *slot));
        all.push(Claimed { says, text: spoken, printed: text, values: values.collect() });
    }
    all
}

/// A claim as a table: its file, its page, a row for each statement.
fn table(sources: &Sources, claim: &Claim) -> PrintedTable {
    let source = sources.get(claim.span.source);
    let file = source.name().to_string();
    let line = |span: Span| source.position(span.start as usize).line;
    let stem = file.rsplit_once('/').map_or(file.as_str(), |(_, name)| name);
    PrintedTable {
        table: stem.rsplit_once('.').map_or(stem, |(stem, _)| stem).to_string(),
        page: claim.page,
        header: vec![String::new(); claim.statements.len()],
        rows: claim
            .statements
            .iter()
            .map(|statement| PrintedRow { line: line(statement.span()), ..PrintedRow::default() })
            .collect(),
        file,
        ..PrintedTable::default()
    }
}

fn says(statement: &Statement) -> Says {
    let Statement::Is(Expectation { wanted, printed, .. }) = statement else { return Says::Holds };
    match wanted {
        Wanted::State(state, _) => Says::State(*state),
        Wanted::Value(Expr { kind: ExprKind::Text(word), .. }) => Says::Word(word.to_string()),
        Wanted::Value(_) => Says::Figure { exact: !printed.as_ref().is_some_and(|printed| printed.enough) },
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

// ── What is printed ──────────────────────────────────────────────────────────────────────────────────────────────

/// The figure of a statement and its decimals.
fn wanted(world: &World, planned: &PlannedClaim, statement: &Statement) -> Option<(Exact, Places)> {
    let Statement::Is(Expectation { printed: Some(printed), .. }) = statement else { return None };
    Some((eval::rational(world.right(planned.wanted?))?.clone(), printed.places))
}

/// The words that print it: those of the sentence where it has them, with the sign of its unit.
fn printed_as(world: &World, planned: &PlannedClaim, claim: &Claim, statement: &Statement) -> String {
    match statement {
        Statement::Is(Expectation { wanted: Wanted::Value(Expr { kind: ExprKind::Text(word), .. }), .. }) => {
            word.to_string()
        }
        Statement::Is(Expectation { wanted: Wanted::Value(written), .. }) => {
            let Some((value, places)) = wanted(world, planned, statement) else { return String::new() };
            in_words(&claim.words, &value, places).unwrap_or_else(|| {
                let sign = if has_percent(written) { "%" } else { "" };
                format!("{}{sign}", format(&value.to_plain(places, Rounding::HalfAway), NumberStyle::Indonesian))
            })
        }
        Statement::Is(_) | Statement::Holds(_) => String::new(),
    }
}

fn has_percent(written: &Expr) -> bool {
    if let ExprKind::Negate(inner) = &written.kind {
        return has_percent(inner);
    }
    matches!(&written.kind, ExprKind::Number(_, unit) if unit.is_percent())
}

fn figures(world: &World, planned: &PlannedClaim, statement: &Statement, text: &str) -> Printed {
    let Some((value, places)) = wanted(world, planned, statement) else { return Printed::Words(text.to_string()) };
    match read::cell(text) {
        Printed::Number(figures) => {
            let own = figures.into_iter().filter(|one| one.value.abs() == value.abs() && one.places == places);
            let own: Vec<_> = own.map(|one| figure::Figure { value: value.clone(), ..one }).collect();
            if own.is_empty() { Printed::Words(text.to_string()) } else { Printed::Number(own) }
        }
        read @ (Printed::Blank | Printed::Dash | Printed::Words(_) | Printed::Fault | Printed::Torn(_)) => read,
    }
}

/// A figure as the sentence prints it, with its sign and unit: `3,32`, `4,68%`, `Rp. 272.705.335,00`.
fn in_words(words: &str, value: &Exact, places: Places) -> Option<String> {
    let is_own = |digits: &str| {
        let read = read::cell(digits);
        read.figures().iter().any(|one| one.value == value.abs() && one.places == places)
    };
    let mut from = 0;
    while let Some(start) = words[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let end = words[start..].find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
        let end = end.map_or(words.len(), |at| start + at);
        from = end;
        let ends = grouped_to(words, end).into_iter().rev();
        let mut runs = ends.map(|end| (end, words[start..end].trim_end_matches(['.', ','])));
        let Some((end, digits)) = runs.find(|(_, digits)| is_own(digits)) else { continue };
        let (before, behind) = (words[..start].trim_end(), words[end..].trim_start());
        let is_percent = behind.starts_with('%') || behind.to_lowercase().starts_with("persen");
        let money = before.to_lowercase();
        let is_money = money.ends_with("rp") || money.ends_with("rp.");
        let minus = if *value < Exact::ZERO { "-" } else { "" };
        let (money, percent) = (if is_money { "Rp " } else { "" }, if is_percent { "%" } else { "" });
        return Some(format!("{money}{minus}{digits}{percent}"));
    }
    None
}

/// Where a number may end whose first digits end there: behind each group that a space parts from the one before, `940 238,5`.
fn grouped_to(words: &str, end: usize) -> Vec<usize> {
    let mut ends = vec![end];
    let mut at = end;
    while let Some(rest) = words[at..].strip_prefix([' ', '\u{a0}', '\u{2009}', '\u{202f}']) {
        let group = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if group != 3 {
            break;
        }
        let run = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        at = words.len() - rest.len() + run;
        ends.push(at);
    }
    ends
}

// ── What is said of it ───────────────────────────────────────────────────────────────────────────────────────────

/// The first look at a statement.
pub(super) fn look(case: &Case, spot: &Spot, claimed: &Claimed) -> First {
    let right = case.world.right(spot.cell.slot);
    let open = |why: String| First::Plain(Verdict::Unjudged, why);
    match (&claimed.says, right) {
        (Says::State(state), Err(fault)) if fault.state == *state => First::Plain(Verdict::Agrees, String::new()),
        (Says::State(_), Ok(_)) => First::Plain(Verdict::Claim, claimed.wrong(case)),
        (Says::Figure { .. }, Err(fault)) if fault.state == State::Undefined => {
            First::Plain(Verdict::Undefined, fault.reason.to_string())
        }
        (_, Err(fault)) => open(format!("{}: {}", fault.state.words(), fault.reason)),
        (Says::Figure { .. }, Ok(right @ (Value::Number(_) | Value::Irrational(_)))) => match &spot.printed {
            Printed::Number(figures) => case.number(spot, figures, right),
            Printed::Blank | Printed::Dash | Printed::Words(_) | Printed::Fault | Printed::Torn(_) => {
                open(String::new())
            }
        },
        (Says::Figure { .. }, Ok(_)) => open(String::new()),
        (Says::Word(word), Ok(Value::Text(own))) if **own == *word.as_str() => {
            First::Plain(Verdict::Agrees, String::new())
        }
        (Says::Holds, Ok(Value::Truth(true))) => First::Plain(Verdict::Agrees, String::new()),
        (Says::Word(_), Ok(_)) => First::Plain(Verdict::Claim, String::new()),
        (Says::Holds, Ok(_)) => First::Plain(Verdict::Claim, claimed.wrong(case)),
    }
}

impl Claimed {
    fn wrong(&self, case: &Case) -> String {
        let values = self.values.iter().filter_map(|(text, slot)| Some(format!("{text} {}", case.said(*slot)?)));
        let values: Vec<String> = values.collect();
        match values.as_slice() {
            [] => format!("{} tidak benar", self.text),
            values => format!("{} tidak benar: {}", self.text, values.join("; ")),
        }
    }
}

/// What a statement that is not true follows from: the same one before it, or wrong printed figures that make it true.
/// `heard` holds the first of each that is said of a value.
pub(super) fn cause<'c>(case: &Case<'c, '_>, at: usize, heard: &mut Heard<'c>) -> Option<usize> {
    // What is said again is one mistake; another word for the same grade is another.
    if let Some(claimed) = case.claimed(at) {
        match heard.entry((case.spots[at].key, &claimed.printed)) {
            Entry::Occupied(first) => return Some(*first.get()),
            Entry::Vacant(none) => none.insert(at),
        };
    }
    let goal = case.spots[at].cell.slot;
    let cone = case.world.cone(goal);
    let fits = |pins: &Pins| matches!(case.world.pinned(goal, &cone, pins), Ok(Value::Truth(true)));
    follow::first_that(case, at, follow::off_among(case, at, &cone), cone.len(), &fits)
}

/// What was said first of a value, in these words.
pub(super) type Heard<'c> = HashMap<(SlotId, &'c str), usize>;

/// What is to be told of claims beside findings: what cannot be told yet, and `=` where the figure is a rounded one.
pub(super) fn remarks(case: &Case, claims: &[Claim], claimed: &[Claimed]) -> (Vec<Remark>, Vec<Diagnostic>) {
    let (mut remarks, mut findings) = (Vec::new(), Vec::new());
    for (at, spot) in case.spots.iter().enumerate() {
        let Position::Claim(which) = spot.position else { continue };
        let (Some(claimed), Some(planned)) = (claimed.get(which), case.world.plan().claims.get(which)) else {
            continue;
        };
        let Some(claim) = claims.get(planned.of.0) else { continue };
        let Some(statement) = claim.statements.get(planned.of.1) else { continue };
        findings.extend(unprinted(case.world, planned, claim, statement));
        match &case.first[at] {
            First::Plain(Verdict::Unjudged, why) => {
                let place = super::finding::place(case, at);
                remarks.push(Remark::OpenClaim { place, why: why.clone() });
            }
            First::Plain(Verdict::Agrees | Verdict::Unit, _) if claimed.says == Says::Figure { exact: true } => {
                let is_same = planned.wanted.is_some_and(|wanted| case.world.right(wanted) == case.right(at));
                if let (false, Statement::Is(expected)) = (is_same, statement) {
                    findings.push(rounded_figure(expected, case.text(at)));
                }
            }
            First::Passed | First::Plain(..) | First::Told(_) | First::Together(_) | First::Off(_) => {}
        }
    }
    (remarks, findings)
}

/// A figure that its sentence does not print, though it prints some: one of the two is mistyped.
fn unprinted(world: &World, planned: &PlannedClaim, claim: &Claim, statement: &Statement) -> Option<Diagnostic> {
    let (value, places) = wanted(world, planned, statement)?;
    let Statement::Is(Expectation { wanted: Wanted::Value(written), .. }) = statement else { return None };
    if in_words(&claim.words, &value, places).is_some() || !prints_figures(&claim.words) {
        return None;
    }
    let shown = format(&value.to_plain(places, Rounding::HalfAway), NumberStyle::Indonesian);
    let title = format!("angka {shown} tidak ada dalam kalimatnya");
    let finding = Diagnostic::new(Code::C0011, Severity::Warning, title).at(written.span, "");
    Some(finding.advise("tulis angkanya seperti dalam kalimat itu, dengan desimal yang sama"))
}

/// Whether a sentence prints a figure beside years.
fn prints_figures(words: &str) -> bool {
    let parts = words.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let mut figures = parts.map(|part| part.trim_matches(['.', ','])).filter(|part| !part.is_empty());
    figures.any(|figure| figure.len() != 4 || !(figure.starts_with("19") || figure.starts_with("20")))
}

fn rounded_figure(expected: &Expectation, printed: &str) -> Diagnostic {
    let title = format!("{printed} cocok setelah dibulatkan, tidak persis sama");
    Diagnostic::new(Code::C0010, Severity::Warning, title)
        .at(expected.span, "")
        .suggest("tulis  ≈  untuk angka yang tercetak", vec![Edit::replace(expected.sign, "≈")])
}
