//! Scenarios: what was changed, as a text of the same language, and the way back.

use super::overlay;
use super::session::CURRENT;
use super::show;
use super::state::{Assumed, Failure, Given, RuleChange, State, Target, new_findings, program_of};
use crate::check;
use crate::data::{Content, Dataset, Field, Key, Units};
use crate::diagnostic::{Code, Diagnostic, Edit, Label, Place, Severity, nearest};
use crate::engine::{Package, unit_named};
use crate::number::Exact;
use crate::program::{Program, Role};
use crate::resolve::asked;
use crate::source::{SourceId, Sources, Span};
use crate::syntax;
use crate::syntax::ast::{Assignment, ClauseKind, Head, Item};
use std::sync::Arc;

/// The name of things as they are in the package and its data.
pub const BASE: &str = "dasar";

/// Begins the remark that names the unit a scenario was made for.
const FOR_UNIT: &str = "unit ";

/// Whether a text can stand between quotes in a rule file.
pub fn can_be_written(text: &str) -> bool {
    !text.contains(|c: char| syntax::is_quote(c) || syntax::is_break(c))
}

/// Where scenarios are kept.
pub trait Shelf {
    /// The names of all, in order.
    fn names(&self) -> Result<Vec<String>, Box<Diagnostic>>;
    /// The text of one; none when there is none of this name.
    fn read(&self, name: &str) -> Result<Option<String>, Box<Diagnostic>>;
    /// Keeps a text. One that is there is written over only when `over` says so.
    fn write(&mut self, name: &str, text: &str, over: bool) -> Result<Written, Box<Diagnostic>>;
}

/// What came of keeping a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It stands there now, under this path.
    Done(String),
    /// Another of this name was there, and stays.
    Exists(String),
}

/// A scenario as read: what it assumes and changes.
#[derive(Debug, Clone)]
pub struct Read {
    /// What it changes.
    pub state: State,
    /// The year it is about, when it says one.
    pub year: Option<i32>,
    /// The unit it was made for, when it says one.
    pub unit: Option<String>,
    /// What it calls a unit, when the data have none of that name.
    pub no_unit: Option<String>,
    /// What the check says of its changes that is no error.
    pub warnings: Vec<Diagnostic>,
    /// The package as it changes it.
    pub package: Package,
    /// Its rules, with the codes of the data.
    pub program: Arc<Program>,
    /// The data as the changed rules read them, where that is otherwise.
    pub data: Option<Dataset>,
    /// The findings about the data that the changed rules do away with.
    pub gone: Vec<Diagnostic>,
}

/// The text of a state, for a year and, as a remark, the unit it was made for.
pub fn write(name: &str, state: &State, program: &Program, (year, unit): (i32, Option<&str>)) -> String {
    let mut text = format!("skenario \"{name}\"\n  tahun {year}\n");
    if let Some(unit) = unit.filter(|unit| can_be_written(unit)) {
        text.push_str(&format!("  catatan \"{FOR_UNIT}{unit}\"\n"));
    }
    for one in &state.assumed {
        text.push_str(&format!("  diketahui {} = {}\n", one.of.words(program, year), one.written(program)));
    }
    for change in &state.rules {
        text.push('\n');
        text.push_str(change.text.trim_end());
        text.push('\n');
    }
    text
}

/// What the text of a scenario is called.
pub fn text_name(name: &str) -> String {
    format!("skenario/{name}.takar")
}

/// The name of the scenario that is meant: what is typed, unless that is the name of its file.
pub fn meant<'t>(typed: &'t str, shelf: &dyn Shelf) -> Result<&'t str, Box<Diagnostic>> {
    let stem = typed.len().checked_sub(ENDING.len()).and_then(|at| typed.split_at_checked(at));
    match stem.filter(|(stem, ending)| !stem.is_empty() && ending.eq_ignore_ascii_case(ENDING)) {
        Some((stem, _)) if !shelf.names()?.iter().any(|known| known == typed) => Ok(stem),
        _ => Ok(typed),
    }
}

const ENDING: &str = ".takar";

/// Reads the scenario of a name, against a package and its data. `year` counts where it says none of its own.
pub fn named((package, data, year): (&Package, &Dataset, i32), name: &str, shelf: &dyn Shelf) -> Result<Read, Failure> {
    let failed = |finding: Diagnostic| (vec![finding], package.sources().clone());
    let text = shelf.read(name).map_err(|finding| failed(*finding))?;
    let Some(text) = text else {
        let known = shelf.names().map_err(|finding| failed(*finding))?;
        let finding = Diagnostic::new(Code::T0014, Severity::Error, format!("tidak ada skenario \"{name}\""));
        return Err(failed(match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => finding.advise(format!("apakah maksud Anda {near}?")),
            None if let Some([first, second]) = two_in(name, &known) => {
                finding.advise(format!("dua skenario dipisah titik koma:  bandingkan {first}; {second}"))
            }
            None if known.is_empty() => finding.advise("paket ini belum punya skenario"),
            None => finding.advise(format!("yang ada: {}", known.join(", "))),
        }));
    };
    let mut base = package.clone();
    let id = base.keep(text_name(name), text);
    read(&base, id, data, year).map_err(|findings| (findings, base.sources().clone()))
}

/// Whether a name is that of a state which always is there.
pub fn is_fixed_state(name: &str) -> bool {
    [BASE, CURRENT].iter().any(|fixed| name.eq_ignore_ascii_case(fixed))
}

/// `optimis, dasar`, `rapat dengan dasar`: two states where one name should stand, one of them known.
fn two_in<'t>(name: &'t str, known: &[String]) -> Option<[&'t str; 2]> {
    const BETWEEN: [&str; 6] = ["dan", "dengan", "terhadap", "lawan", "vs", "atas"];
    let parts = name.split([',', ' ']).filter(|part| !part.is_empty());
    let mut states = parts.filter(|part| !BETWEEN.iter().any(|word| part.eq_ignore_ascii_case(word)));
    let both = [states.next()?, states.next()?];
    let is_known = |one: &str| is_fixed_state(one) || known.iter().any(|known| known == one);
    (states.next().is_none() && both.iter().any(|one| is_known(one))).then_some(both)
}

/// Reads a scenario, a text that the package keeps, against the package and its data; every finding at once. `year` counts
/// where it says none of its own.
pub fn read(package: &Package, id: SourceId, data: &Dataset, year: i32) -> Result<Read, Vec<Diagnostic>> {
    let source = package.sources().get(id);
    let parsed = syntax::parse(id, source.text());
    // A number that may be read in two ways is as bad as one that cannot be read: figures stand here, not rules.
    if !parsed.diagnostics.is_empty() {
        return Err(parsed.diagnostics.into_iter().map(severe).collect());
    }
    let mut heads = parsed.module.items.iter().filter(|item| matches!(item.head, Head::Scenario { .. }));
    let head = heads.next();
    if let Some(second) = heads.next() {
        let finding = Diagnostic::new(Code::T0010, Severity::Error, "satu berkas hanya memuat satu skenario");
        let finding = finding.at(second.head_span, "");
        return Err(vec![finding.advise("pindahkan ke berkas sendiri, atau gabungkan isinya dengan yang di atas")]);
    }
    let Some(head) = head else {
        let finding = Diagnostic::new(Code::T0010, Severity::Error, "berkas ini bukan skenario");
        let finding = finding.at_place(Place::File(source.name().to_string()), "");
        return Err(vec![finding.advise("baris pertamanya harus  skenario \"…\"")]);
    };
    let own_year =
        head.clauses.iter().find_map(|clause| if let ClauseKind::Year(year) = clause.kind { Some(year) } else { None });
    let year = own_year.unwrap_or(year);
    let changes = parsed.module.items.iter().filter(|item| !std::ptr::eq(*item, head));
    let rules: Vec<RuleChange> = changes
        .map(|item| RuleChange { text: format!("{}\n", source.text()[item.span.range()].trim_end()), year })
        .collect();
    let altered = if rules.is_empty() { package.clone() } else { package.altered_by(id, year) };
    let mut warnings = new_findings(package, &altered);
    let (mut read, mut gone) = (None, Vec::new());
    if let Some(again) = altered.read_again(package, data) {
        warnings.extend(again.new);
        (read, gone) = (Some(again.data), again.gone);
    }
    let Some(program) = program_of(&altered, read.as_ref().unwrap_or(data)) else { return Err(warnings) };
    let assumed = assumed(head, &program, package.sources(), year)?;
    let (unit, no_unit) = unit_of(head, data.units()).map_err(|finding| vec![*finding])?;
    let state = State { assumed, rules };
    Ok(Read { state, year: own_year, unit, no_unit, warnings, package: altered, program, data: read, gone })
}

/// The unit that a remark names, or what it says instead. A name that is nearly that of a unit is refused, or its figures
/// would be taken for those of all; a person's own remark may begin so too.
fn unit_of(head: &Item, units: &Units) -> Result<(Option<String>, Option<String>), Box<Diagnostic>> {
    let noted = head.clauses.iter().filter_map(|clause| {
        let ClauseKind::Note(note) = &clause.kind else { return None };
        let begun = note.text.get(..FOR_UNIT.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(FOR_UNIT));
        Some((note.span, note.text.get(FOR_UNIT.len()..).filter(|_| begun)?))
    });
    let (mut first, mut other) = (None::<(Span, usize)>, None);
    for (span, name) in noted {
        match (unit_named(units, name), first) {
            (Some(lane), Some((before, known))) if lane != known => return Err(Box::new(two_units(span, before))),
            (Some(lane), None) => first = Some((span, lane)),
            (Some(_), Some(_)) => {}
            (None, _) => other = other.or(Some((span, name))),
        }
    }
    if let Some((_, lane)) = first {
        return Ok((units.get(lane).map(str::to_string), None));
    }
    match other.map(|(span, name)| (span, name, nearest(name, units.iter()))) {
        Some((span, name, Some(near))) => Err(Box::new(nearly_unit(span, name, near))),
        Some((_, name, None)) => Ok((None, Some(name.to_string()))),
        None => Ok((None, None)),
    }
}

/// Whose figures are meant, only its writer knows.
fn two_units(span: Span, first: Span) -> Diagnostic {
    let title = "skenario ini menyebut dua unit; andaiannya hanya untuk satu".to_string();
    let finding = Diagnostic::new(Code::K0103, Severity::Error, title).at(span, "");
    let finding = finding.at(first, "yang pertama di sini");
    finding.advise("hapus catatan unit yang bukan, atau buat satu skenario untuk tiap unit")
}

fn nearly_unit(span: Span, name: &str, near: &str) -> Diagnostic {
    let edit = Edit::replace(span, format!("\"{FOR_UNIT}{near}\""));
    let title = format!("tidak ada unit \"{name}\" dalam data");
    let finding = Diagnostic::new(Code::T0009, Severity::Error, title).at(span, "");
    finding.suggest(format!("apakah maksud Anda  catatan \"{FOR_UNIT}{near}\" ?"), vec![edit])
}

/// The finding as one that stops what it is about.
pub fn severe(finding: Diagnostic) -> Diagnostic {
    Diagnostic { severity: Severity::Error, ..finding }
}

/// What is wrong with a scenario, a text that the package keeps. Where it upsets a rule of the package, no mend of that rule
/// is offered: the package is right as it stands.
pub fn review(package: &Package, id: SourceId, data: &Dataset, year: i32) -> Vec<Diagnostic> {
    let source = package.sources().get(id);
    if package.program().is_none() {
        return syntax::parse(id, source.text()).diagnostics;
    }
    let mut findings = match read(package, id, data, year) {
        Ok(read) => {
            let turned = turned(&read, data, read.year.unwrap_or(year));
            let file = || Place::File(source.name().to_string());
            turned.into_iter().map(|finding| finding.at_place(file(), "")).chain(read.warnings).collect()
        }
        Err(findings) => findings,
    };
    for finding in &mut findings {
        let is_own = |label: &Label| match &label.place {
            Place::Text(span) => span.source == id,
            Place::File(_) => true,
            // The cell is right by the rules of the package.
            Place::Cell(_) => false,
        };
        if !finding.labels.iter().any(is_own) {
            finding.reasons.push(format!("begitu menurut {}", source.name()));
        }
        finding.suggestions.retain(|mend| mend.edits.iter().all(|edit| edit.span.source == id));
    }
    findings
}

/// A target that it turns round beside what the data of its unit say; where the data have several and it names none, that is
/// told when it is opened.
fn turned(read: &Read, data: &Dataset, year: i32) -> Option<Diagnostic> {
    let units = data.units();
    let lane = match &read.unit {
        Some(unit) => unit_named(units, unit)?,
        None if units.len() <= 1 => 0,
        None => return None,
    };
    let mut own = data.only(lane);
    for one in &read.state.assumed {
        overlay::write(&mut own, &read.program, one);
    }
    let number = |key: Key| match own.get(0, &key)?.content {
        Content::Number(number) => Some(Exact::from(number)),
        Content::Text(_) | Content::Missing(..) => None,
    };
    read.state.assumed.iter().filter(|one| one.of.role.is_target_end()).find_map(|one| {
        let [low, high] = [Field::TargetLow, Field::TargetHigh].map(|end| number(overlay::key(&one.of, end)));
        is_turned(&read.program, &one.of, [&low?, &high?], year)
    })
}

/// What is said of a target whose lower end lies above its upper one.
pub fn is_turned(program: &Program, of: &Target, [low, high]: [&Exact; 2], year: i32) -> Option<Diagnostic> {
    let words = Target { role: Role::Target, ..of.clone() }.words(program, year);
    let (bottom, top) = (show::number(low), show::number(high));
    let title = format!("{words} terbalik: batas bawahnya {bottom}, batas atasnya {top}");
    let finding = Diagnostic::new(Code::T0021, Severity::Error, title);
    (low > high).then(|| finding.advise(format!("tulis kedua ujungnya sekaligus:  {words} = {top}..{bottom}")))
}

fn assumed(head: &Item, program: &Program, sources: &Sources, year: i32) -> Result<Vec<Assumed>, Vec<Diagnostic>> {
    let assignments: Vec<Assignment> = head
        .clauses
        .iter()
        .filter_map(|clause| if let ClauseKind::Given(list) = &clause.kind { Some(list.clone()) } else { None })
        .flatten()
        .collect();
    resolve(program, sources, &assignments, year)
}

/// What a person gives, as assumptions; refused where it lies outside of its scale or order.
pub fn resolve(
    program: &Program,
    sources: &Sources,
    assignments: &[Assignment],
    year: i32,
) -> Result<Vec<Assumed>, Vec<Diagnostic>> {
    let (given, mut problems) = match asked::given(program, sources, assignments, year) {
        Ok(given) => (given, Vec::new()),
        // What can be understood is looked at all the same, so that everything wrong is told at once.
        Err(problems) => {
            let alone = |one| asked::given(program, sources, std::slice::from_ref(one), year).unwrap_or_default();
            (assignments.iter().flat_map(alone).collect(), problems)
        }
    };
    problems.extend(check::given_together(program, year, &given, "skenario"));
    let mut found = Vec::new();
    for (reference, expr, span) in given {
        let Some((of, value)) = Target::of(program, &reference, year).zip(Given::of(&expr)) else { continue };
        match accepted(program, of, value, year, span.to(expr.span())) {
            Ok(one) => found.push(one),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// An assumption; refused where the value lies outside of its scale or order.
pub fn accepted(
    program: &Program,
    of: Target,
    value: Given,
    year: i32,
    span: Span,
) -> Result<Assumed, Box<Diagnostic>> {
    match super::grid::refused(program, &of, &value) {
        Some((reason, basis)) => {
            let title = format!("{} = {} {reason}", of.words(program, year), value.written());
            let base = Diagnostic::new(Code::T0004, Severity::Error, title).at(span, "");
            let name = program.by_code.get(&of.code).filter(|name| program.version(**name, year).is_none());
            let is_of_data = name.is_some() && of.code.starts_with(|c: char| c.is_ascii_digit());
            let base = match is_of_data {
                true => base
                    .advise(format!("bila {} masih ada tahun {year}, tambahkan barisnya di data tahun itu", of.code)),
                false => base,
            };
            Err(Box::new(basis.into_iter().fold(base, Diagnostic::because)))
        }
        None => Ok(Assumed { of, value, unit: None }),
    }
}
