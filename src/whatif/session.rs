//! A session: one package, its data, the changes laid over them, and an answer to each line.

use super::find::{Sought, find};
use super::moves::moves;
use super::scenario::{self, BASE, Shelf, Written};
use super::show::{self, Shown};
use super::state::{Assumed, Rules, State, Target, View, program_of};
use super::statement::{self, Statement};
use super::table::aligned;
use super::{compare, help, sensitivity};
use crate::check::program::{Expr, ExprKind, Role, Subject, ValueRef, When};
use crate::check::question;
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::engine::Package;
use crate::explain::{self, codes};
use crate::plan;
use crate::report::build::{self, Results};
use crate::report::{diagnostics, explanation, terminal};
use crate::source::Sources;
use crate::syntax::ast::{Assignment, Reference};
use std::sync::Arc;

/// The name of the scenario that is being made.
pub const CURRENT: &str = "sekarang";

/// Changes told after one statement; more are counted.
const MOST_MOVES: usize = 24;

/// What answers are written for.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Columns.
    pub width: usize,
    /// Whether colours may be used.
    pub colour: bool,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What to show; empty, or ends with a line break.
    pub text: String,
    /// The statement was not understood, or could not be done: nothing was changed.
    pub failed: bool,
    /// The person wants to leave.
    pub leave: bool,
}

/// A package, data, and changes.
#[derive(Debug, Clone)]
pub struct Session {
    base: Arc<Package>,
    all: Dataset,
    pub(super) data: Dataset,
    lane: usize,
    pub(super) year: i32,
    pub(super) state: State,
    past: Vec<State>,
    future: Vec<State>,
    pub(super) view: View,
    /// The state that was last saved or opened.
    saved: Option<State>,
    screen: Screen,
}

/// What is wrong, and the texts it points into.
pub(super) type Failure = (Vec<Diagnostic>, Sources);

impl Session {
    /// A session in a year; none when the rules have errors.
    pub fn new(package: Package, data: Dataset, year: i32, screen: Screen) -> Option<Session> {
        let own = data.only(0);
        let base = Arc::new(package);
        let program = program_of(&base, &own)?;
        let rules = Rules { changes: Vec::new(), package: base.clone(), program };
        let view = View::new(rules, &own, year, &[], &[]);
        let (state, past, future) = Default::default();
        Some(Session { base, all: data, data: own, lane: 0, year, state, past, future, view, saved: None, screen })
    }

    /// What the session is about: package, year, unit.
    pub fn heading(&self) -> String {
        let unit = self.all.units().get(self.lane).filter(|unit| !unit.is_empty());
        let unit = unit.map(|unit| format!(" · {unit}")).unwrap_or_default();
        format!("{} · {}{unit}", self.view.program().package.title, self.year)
    }

    /// What stands before a line: the year, and a star while something is assumed.
    pub fn prompt(&self) -> String {
        format!("{}{}> ", self.year, if self.state.is_empty() { "" } else { "*" })
    }

    /// What is said at the end: what would be lost.
    pub fn farewell(&self) -> String {
        match self.state.is_empty() || self.saved.as_ref() == Some(&self.state) {
            true => String::new(),
            false => format!("andaian ini tidak disimpan:\n{}", self.changes()),
        }
    }

    /// The units of the data.
    pub(super) fn units(&self) -> Vec<String> {
        self.all.units().iter().filter(|unit| !unit.is_empty()).map(|unit| unit.to_string()).collect()
    }

    /// Answers one statement.
    pub fn answer(&mut self, line: &str, shelf: &mut dyn Shelf) -> Reply {
        let mut sources = self.view.rules.package.sources().clone();
        let id = sources.add("coba", line);
        let done = match statement::read(id, line) {
            Ok(statement) => self.carry_out(statement, &sources, shelf),
            Err(findings) => Err((findings, sources.clone())),
        };
        match done {
            Ok(reply) => reply,
            Err((findings, sources)) => Reply { text: self.tell(&findings, &sources), failed: true, leave: false },
        }
    }

    fn carry_out(&mut self, statement: Statement, sources: &Sources, shelf: &mut dyn Shelf) -> Result<Reply, Failure> {
        let failed = |findings| (findings, sources.clone());
        let text = match statement {
            Statement::Nothing => String::new(),
            Statement::Ask(expr) => {
                let (expr, _) = question::value(self.view.program(), sources, &expr)
                    .map_err(|findings| failed(statement::with_near_command(findings, sources.slice(expr.span))))?;
                self.ask(&expr, sources)
            }
            Statement::Set(list) => self.set(&list, sources)?,
            Statement::Rules(text) => self.change_rules(&text)?,
            Statement::Seek { unknowns, goal } => {
                let written = sources.slice(goal.span).trim().to_string();
                let goal = question::condition(self.view.program(), sources, &goal).map_err(failed)?;
                self.seek(&unknowns, &goal, &written, sources)?
            }
            Statement::Sensitivity(expr) => {
                let (expr, _) = question::value(self.view.program(), sources, &expr).map_err(failed)?;
                let view = self.asking(&[&expr]);
                let slot = view.asked.last().map(|cell| cell.slot);
                let words = sources.slice(expr.span).trim();
                slot.map(|slot| sensitivity::sensitivity(&view, &self.data, slot, words, self.year)).unwrap_or_default()
            }
            Statement::Explain(name) => self.explain(&name).map_err(|finding| failed(vec![*finding]))?,
            Statement::Table(None) => self.table_names(),
            Statement::Table(Some(name)) => self.table(&name).map_err(|finding| failed(vec![*finding]))?,
            Statement::Year(None) => format!("tahun {}\n", self.year),
            Statement::Year(Some(year)) => self.go_to_year(year).map_err(|finding| failed(vec![*finding]))?,
            Statement::Unit(None) => self.unit_names(),
            Statement::Unit(Some(name)) => self.go_to_unit(&name).map_err(|finding| failed(vec![*finding]))?,
            Statement::Changes => self.changes(),
            Statement::Undo => match self.past.pop() {
                Some(state) => {
                    self.future.push(self.state.clone());
                    self.step_to(state)?
                }
                None => "tidak ada yang dapat dibatalkan\n".to_string(),
            },
            Statement::Redo => match self.future.pop() {
                Some(state) => {
                    self.past.push(self.state.clone());
                    self.step_to(state)?
                }
                None => "tidak ada yang dapat diulangi\n".to_string(),
            },
            Statement::Reset if self.state.is_empty() => "belum ada andaian\n".to_string(),
            Statement::Reset => self.apply(State::default(), "semua andaian dibuang\n".into())?,
            Statement::Scenarios => self.scenarios(shelf).map_err(|finding| failed(vec![*finding]))?,
            Statement::Save { name, over } => {
                self.save(&name, over, shelf).map_err(|finding| failed(vec![*finding]))?
            }
            Statement::Open(name) => self.open(&name, shelf)?,
            Statement::Compare(a, b) => {
                let first = self.state_named(&a, shelf)?;
                let second = self.state_named(&b, shelf)?;
                let views = [self.view_of(&first)?, self.view_of(&second)?];
                compare::side_by_side([&a, &b], [&views[0], &views[1]], &self.data, self.year)
            }
            Statement::Help(None) => help::general(),
            Statement::Help(Some(topic)) => match help::on(&topic) {
                Some(text) => text,
                None => {
                    let finding = plain("T0005", format!("tidak ada bantuan untuk \"{topic}\""));
                    return Err(failed(vec![finding.advise(format!("yang ada: {}", help::topics()))]));
                }
            },
            Statement::Leave => return Ok(Reply { text: String::new(), failed: false, leave: true }),
        };
        Ok(Reply { text, failed: false, leave: false })
    }

    fn tell(&self, findings: &[Diagnostic], sources: &Sources) -> String {
        diagnostics::messages(sources, findings, self.screen.width.max(60), self.screen.colour)
    }

    /// The current view with further expressions planned.
    pub(super) fn asking(&self, asked: &[&Expr]) -> View {
        View::new(self.view.rules.clone(), &self.data, self.year, &self.state.assumed, asked)
    }

    fn ask(&self, expr: &Expr, sources: &Sources) -> String {
        if let ExprKind::Value(ValueRef { role, subject: Subject::Name(name), period: None }) = expr.kind {
            let when = When::year(self.year);
            if role == Role::Main {
                return show::card(&self.view, &self.data, name, self.year);
            }
            if let Some(cell) = plan::cell(self.view.program(), &self.view.plan, name, role, when) {
                let shown = Shown::cell(&self.view, &self.data, cell);
                return format!("{} = {}\n", sources.slice(expr.span).trim(), shown.in_full());
            }
        }
        let view = self.asking(&[expr]);
        let shown = view.asked.last().map(|cell| Shown::cell(&view, &self.data, *cell).in_full());
        format!("{} = {}\n", sources.slice(expr.span).trim(), shown.unwrap_or_default())
    }

    fn set(&mut self, list: &[Assignment], sources: &Sources) -> Result<String, Failure> {
        let new = scenario::resolve(self.view.program(), sources, list, self.year)
            .map_err(|findings| (findings.into_iter().map(instead_seek).collect(), sources.clone()))?;
        let mut state = self.state.clone();
        let mut text = String::new();
        for one in new {
            let before = self.value_of(&one.of);
            let words = one.of.words(self.view.program(), self.year);
            text.push_str(&format!("{words} = {} (andaian; tadinya {before})\n", one.value.written()));
            state.assume(one);
        }
        self.apply(state, text)
    }

    /// What is shown of a value as things are.
    fn value_of(&self, target: &Target) -> String {
        let role = if target.role == Role::Main { Role::Value } else { target.role };
        match Shown::of(&self.view, &self.data, &target.code, role, target.when) {
            Some(shown) if shown.reason.is_none() => shown.text,
            // Another year or a quarter may not be planned yet.
            _ => {
                let asked = target.expr(self.view.program());
                let view = self.asking(&asked.iter().collect::<Vec<_>>());
                match view.slots_of(target).first().map(|slot| (view.evaluation.cell(*slot, 0), slot)) {
                    Some((Ok(value), slot)) => show::plain(&Ok(value.clone()), &view.plan.slot(*slot).unit),
                    _ => "belum diisi".to_string(),
                }
            }
        }
    }

    fn change_rules(&mut self, text: &str) -> Result<String, Failure> {
        let mut state = self.state.clone();
        state.rules.push(text.to_string());
        let (changed, findings) = View::altered(&self.base, &state.rules, self.year);
        if changed.program().is_none() {
            return Err((findings, changed.sources().clone()));
        }
        // Those of earlier changes were told then.
        let (_, known) = View::altered(&self.base, &self.state.rules, self.year);
        let new: Vec<Diagnostic> = findings.into_iter().filter(|one| !known.contains(one)).collect();
        let warnings = self.tell(&new, changed.sources());
        self.apply(state, format!("{warnings}aturan diubah: {}\n", in_a_line(text)))
    }

    /// Takes a state over and tells what it moves.
    fn apply(&mut self, state: State, text: String) -> Result<String, Failure> {
        let before = std::mem::replace(&mut self.state, state);
        match self.go_to(self.state.clone()) {
            Ok(moved) => {
                self.past.push(before);
                self.future.clear();
                Ok(text + &moved)
            }
            Err(failure) => {
                self.state = before;
                Err(failure)
            }
        }
    }

    /// Moves to an earlier or later state, and tells which one it is.
    fn step_to(&mut self, state: State) -> Result<String, Failure> {
        let moved = self.go_to(state)?;
        Ok(match self.state.is_empty() {
            true => format!("sekarang tanpa andaian\n{moved}"),
            false => format!("andaian sekarang: {}\n{moved}", self.changes_in_a_line()),
        })
    }

    /// Moves to a state; the differences in words.
    fn go_to(&mut self, state: State) -> Result<String, Failure> {
        let view = self.view_of(&state)?;
        let moved = moves(&self.view, &view, &self.data, self.year);
        self.state = state;
        self.view = view;
        if moved.is_empty() {
            return Ok("  tidak ada hasil yang berubah\n".to_string());
        }
        let more = moved.len().saturating_sub(MOST_MOVES);
        let rows: Vec<Vec<String>> = moved
            .into_iter()
            .take(MOST_MOVES)
            .map(|one| vec![one.what, one.before, "→".to_string(), one.after])
            .collect();
        let mut text = aligned(&rows, 2);
        if more > 0 {
            text.push_str(&format!("  dan {more} hasil lagi\n"));
        }
        Ok(text)
    }

    /// The values under a state.
    fn view_of(&self, state: &State) -> Result<View, Failure> {
        if state.rules == self.view.rules.changes {
            let under = self.view.under(&self.data, &state.assumed);
            return Ok(
                under.unwrap_or_else(|| View::new(self.view.rules.clone(), &self.data, self.year, &state.assumed, &[]))
            );
        }
        let (package, findings) = match state.rules.is_empty() {
            true => (self.base.clone(), Vec::new()),
            false => {
                let (package, findings) = View::altered(&self.base, &state.rules, self.year);
                (Arc::new(package), findings)
            }
        };
        match program_of(&package, &self.data) {
            Some(program) => {
                let rules = Rules { changes: state.rules.clone(), package, program };
                Ok(View::new(rules, &self.data, self.year, &state.assumed, &[]))
            }
            None => Err((findings, package.sources().clone())),
        }
    }

    fn seek(&self, unknowns: &[Reference], goal: &Expr, written: &str, sources: &Sources) -> Result<String, Failure> {
        let program = self.view.program();
        let failed = |findings| (findings, sources.clone());
        let found = question::unknowns(program, sources, unknowns).map_err(failed)?;
        let targets: Vec<Target> =
            found.iter().filter_map(|(reference, _)| Target::of(program, reference, self.year)).collect();
        let own: Vec<Expr> = targets.iter().filter_map(|target| target.expr(program)).collect();
        let asked: Vec<&Expr> = own.iter().chain([goal]).collect();
        let view = self.asking(&asked);
        let sought = Sought {
            view: &view,
            data: &self.data,
            sources,
            assumed: &self.state.assumed,
            unknowns: &targets,
            goal,
            written,
            year: self.year,
        };
        find(&sought).map_err(|reason| {
            let span = found.first().map_or(goal.span, |(_, span)| *span);
            failed(vec![plain("T0006", reason).at(span, "")])
        })
    }

    /// Where a value comes from, or what the code of a message means.
    fn explain(&self, name: &str) -> Result<String, Box<Diagnostic>> {
        let Screen { width, colour } = self.screen;
        if codes::is_code(name) {
            let meaning = codes::find(name).ok_or_else(|| Box::new(codes::unknown(name)))?;
            return Ok(explanation::meaning::text(&meaning, width, colour));
        }
        // What is assumed stands in the explanation as a number of its own, not as the formula it hides.
        let plan = self.view.plan_as_assumed();
        let results = Results { plan: &plan, ..self.results() };
        let question = explain::question(self.view.program(), &plan, name)
            .map_err(|unclear| Box::new(unclear.into_diagnostic()))?;
        let found = explain::explain(results, self.view.rules.package.sources(), &question, 0);
        let shown = explanation::text(&found, width, colour);
        Ok(match self.state.is_empty() {
            true => shown,
            false => format!("dengan andaian: {}\n{shown}", self.changes_in_a_line()),
        })
    }

    fn results(&self) -> Results<'_> {
        Results {
            program: self.view.program(),
            plan: &self.view.plan,
            evaluation: &self.view.evaluation,
            data: &self.data,
        }
    }

    fn table_names(&self) -> String {
        let rows: Vec<Vec<String>> =
            self.view.plan.tables.iter().map(|table| vec![table.name.clone(), table.title.clone()]).collect();
        aligned(&rows, 2)
    }

    fn table(&self, name: &str) -> Result<String, Box<Diagnostic>> {
        let tables = build::tables(self.results(), 0);
        if let Some(table) = tables.iter().find(|table| table.name.eq_ignore_ascii_case(name)) {
            let shown = terminal(table, self.screen.width, self.screen.colour);
            return Ok(match self.state.is_empty() {
                true => shown,
                false => format!("dengan andaian: {}\n{shown}", self.changes_in_a_line()),
            });
        }
        let known: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        let finding = plain("T0007", format!("tidak ada tabel \"{name}\""));
        Err(Box::new(match nearest(name, known.iter().copied()) {
            Some(near) => finding.advise(format!("apakah maksud Anda  tabel {near} ?")),
            None => finding.advise(format!("yang ada: {}", known.join(", "))),
        }))
    }

    fn go_to_year(&mut self, year: i32) -> Result<String, Box<Diagnostic>> {
        let program = self.view.program();
        let in_force = program
            .names
            .iter()
            .enumerate()
            .any(|(at, _)| program.version(crate::check::program::NameId(at as u32), year).is_some());
        if !in_force {
            return Err(Box::new(plain("T0008", format!("tidak ada aturan yang berlaku tahun {year}"))));
        }
        self.year = year;
        self.view = self.asking(&[]);
        Ok(format!("{}\n", self.heading()))
    }

    fn unit_names(&self) -> String {
        match self.all.units().iter().filter(|unit| !unit.is_empty()).count() {
            0 => "data paket ini hanya tentang satu unit\n".to_string(),
            _ => self.all.units().iter().map(|unit| format!("  {unit}\n")).collect(),
        }
    }

    fn go_to_unit(&mut self, name: &str) -> Result<String, Box<Diagnostic>> {
        let units = self.all.units();
        let Some(lane) = units.iter().position(|unit| unit.eq_ignore_ascii_case(name)) else {
            let finding = plain("T0009", format!("tidak ada unit \"{name}\" dalam data"));
            return Err(Box::new(match nearest(name, units.iter().map(|unit| &**unit)) {
                Some(near) => finding.advise(format!("apakah maksud Anda  unit \"{near}\" ?")),
                None => finding.advise("tulis  unit  saja untuk melihat semua namanya"),
            }));
        };
        self.lane = lane;
        self.data = self.all.only(lane);
        self.view = self.asking(&[]);
        Ok(format!("{}\n", self.heading()))
    }

    fn changes(&self) -> String {
        if self.state.is_empty() {
            return "belum ada andaian; semua angka menurut data\n".to_string();
        }
        let mut text = String::new();
        for one in &self.state.assumed {
            text.push_str(&format!("  {}\n", self.assumed_words(one)));
        }
        for rules in &self.state.rules {
            rules.trim_end().lines().for_each(|line| text.push_str(&format!("  {line}\n")));
        }
        text
    }

    fn changes_in_a_line(&self) -> String {
        let assumed = self.state.assumed.iter().map(|one| self.assumed_words(one));
        let rules = self.state.rules.iter().map(|rules| in_a_line(rules));
        assumed.chain(rules).collect::<Vec<_>>().join("; ")
    }

    fn assumed_words(&self, one: &Assumed) -> String {
        format!("{} = {}", one.of.words(self.view.program(), self.year), one.value.written())
    }

    fn scenarios(&self, shelf: &mut dyn Shelf) -> Result<String, Box<Diagnostic>> {
        let names = shelf.names()?;
        Ok(match names.is_empty() {
            true => "belum ada skenario; simpan dengan  skenario simpan NAMA\n".to_string(),
            false => names.iter().map(|name| format!("  {name}\n")).collect(),
        })
    }

    fn save(&mut self, name: &str, over: bool, shelf: &mut dyn Shelf) -> Result<String, Box<Diagnostic>> {
        if [BASE, CURRENT].iter().any(|kept| name.eq_ignore_ascii_case(kept)) {
            return Err(Box::new(plain("T0011", format!("\"{name}\" adalah nama tetap, pilih nama lain"))));
        }
        if self.state.is_empty() {
            let finding = plain("T0012", "belum ada andaian yang dapat disimpan");
            return Err(Box::new(finding.advise("andaikan dahulu, misalnya  IKM = 92")));
        }
        let text = scenario::write(name, &self.state, self.view.program(), self.year);
        match shelf.write(name, &text, over)? {
            Written::Done(path) => {
                self.saved = Some(self.state.clone());
                Ok(format!("tersimpan di {path}\n"))
            }
            Written::Exists(path) => Err(Box::new(
                plain("T0013", format!("skenario \"{name}\" sudah ada ({path})"))
                    .advise(format!("pilih nama lain, atau timpa dengan  skenario simpan {name} ganti")),
            )),
        }
    }

    fn open(&mut self, name: &str, shelf: &mut dyn Shelf) -> Result<String, Failure> {
        let read = self.read_scenario(name, shelf)?;
        if let Some(year) = read.year.filter(|year| *year != self.year) {
            self.go_to_year(year).map_err(|finding| (vec![*finding], self.base.sources().clone()))?;
        }
        self.saved = Some(read.state.clone());
        self.apply(read.state, format!("skenario {name}, {}\n", self.heading()))
    }

    fn read_scenario(&self, name: &str, shelf: &mut dyn Shelf) -> Result<scenario::Read, Failure> {
        let failed = |finding: Diagnostic| (vec![finding], self.base.sources().clone());
        let text = shelf.read(name).map_err(|finding| failed(*finding))?;
        let Some(text) = text else {
            let known = shelf.names().map_err(|finding| failed(*finding))?;
            let finding = plain("T0014", format!("tidak ada skenario \"{name}\""));
            return Err(failed(match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => finding.advise(format!("apakah maksud Anda {near}?")),
                None if known.is_empty() => finding.advise("paket ini belum punya skenario"),
                None => finding.advise(format!("yang ada: {}", known.join(", "))),
            }));
        };
        scenario::read(&format!("skenario/{name}.takar"), &text, &self.base, self.year)
    }

    fn state_named(&self, name: &str, shelf: &mut dyn Shelf) -> Result<State, Failure> {
        match name.to_lowercase().as_str() {
            BASE => Ok(State::default()),
            CURRENT => Ok(self.state.clone()),
            _ => Ok(self.read_scenario(name, shelf)?.state),
        }
    }
}

/// A change of rules on one line, however many it has.
fn in_a_line(rules: &str) -> String {
    let lines: Vec<&str> = rules.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match lines.len() {
        0..=3 => lines.join(" "),
        more => format!("{} … ({more} baris)", lines[0]),
    }
}

/// Who wants a result to be something may mean to seek.
fn instead_seek(finding: Diagnostic) -> Diagnostic {
    match finding.code {
        Code("K0405") => finding.advise("untuk mencari masukan yang memberi hasil itu:  cari … agar …"),
        _ => finding,
    }
}

/// A finding that points nowhere.
pub(super) fn plain(code: &'static str, title: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code(code), Severity::Error, title)
}
