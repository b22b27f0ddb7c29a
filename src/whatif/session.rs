//! A session: one package, its data, the changes laid over them, and an answer to each line.

use super::aligned::{changes, wrapped};
use super::find::Told;
use super::held::held_back;
use super::help;
use super::mends::{self, Mend};
use super::moves::{self, moves};
use super::outdone;
use super::phrases;
use super::scenario::{self, Shelf};
use super::stands;
use super::state::{Failure, Rules, State, View};
use super::statement::{self, Statement};
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::Package;
use crate::program::{Expr, ExprKind};
use crate::report::diagnostics;
use crate::resolve::asked;
use crate::seek::Patience;
use crate::source::Sources;
use crate::syntax::ast::{Comparison, Operator};
use std::sync::Arc;

/// The name of the scenario that is being made.
pub const CURRENT: &str = "sekarang";

/// A longer line was pasted by mistake; what is said of it would be as long.
pub const LONGEST_LINE: usize = 1 << 16;

/// What a line is called that was typed.
pub(super) const TYPED: &str = "coba";

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
#[non_exhaustive]
pub struct Reply {
    /// What to show; empty, or ends with a line break.
    pub text: String,
    /// The statement was not understood, or could not be done: nothing was changed.
    pub failed: bool,
    /// Something of the question is left unanswered: the search was stopped, or became too long.
    pub unfinished: bool,
    /// What an assumption read of quarters, which is more than their own figures; it stands in the text, too.
    pub read: String,
    /// The person wants to leave.
    pub leave: bool,
    /// What each mend that is proposed makes of the line; for tests.
    #[doc(hidden)]
    pub mends: Vec<Mend>,
}

/// A package, data, and changes.
#[derive(Debug, Clone)]
pub struct Session {
    base: Arc<Package>,
    pub(super) all: Arc<Dataset>,
    pub(super) data: Arc<Dataset>,
    pub(super) lane: usize,
    pub(super) year: i32,
    pub(super) state: State,
    pub(super) past: Vec<State>,
    pub(super) future: Vec<State>,
    pub(super) view: View,
    /// The states of one unit each that were saved or opened.
    pub(super) saved: Vec<State>,
    pub(super) screen: Screen,
    pub(super) patience: Patience,
    /// Whether charts are drawn with signs that every screen knows.
    pub(super) is_plain: bool,
    /// What the statement at hand has read of quarters.
    pub(super) read: String,
}

impl Session {
    /// A session in a year; none when the rules have errors.
    pub fn new(package: Package, data: Dataset, year: i32, screen: Screen) -> Option<Session> {
        let own = Arc::new(data.only(0));
        let base = Arc::new(package);
        // The codes of all units are the codes of each.
        let rules = Rules::new(&base, &[], &data).ok()?;
        let view = View::new(rules, &own, year, &[], &[]);
        let (state, past, future) = Default::default();
        Some(Session {
            base,
            all: Arc::new(data),
            data: own,
            lane: 0,
            year,
            state,
            past,
            future,
            view,
            saved: Vec::new(),
            screen,
            patience: Patience::default(),
            is_plain: false,
            read: String::new(),
        })
    }
    /// How many changes were made that can be taken back.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.past.len()
    }

    /// Says how long the searches of the next statements may go on.
    pub fn be_patient(&mut self, patience: Patience) {
        self.patience = patience;
    }

    /// Says whether charts are drawn with signs that every screen knows.
    pub fn draw_plainly(&mut self, is_plain: bool) {
        self.is_plain = is_plain;
    }

    /// The units of the data.
    pub fn units(&self) -> Vec<String> {
        self.all.units().iter().filter(|unit| !unit.is_empty()).map(|unit| unit.to_string()).collect()
    }

    /// Answers one statement.
    pub fn answer(&mut self, line: &str, shelf: &mut dyn Shelf) -> Reply {
        if line.lines().any(|line| line.len() > LONGEST_LINE) {
            return self.refused(self.too_long());
        }
        self.read.clear();
        match self.done(line, shelf) {
            Ok(reply) => reply,
            Err((findings, sources)) => {
                // What can mean one line only is answered.
                let meant = self.one_meaning(line);
                if let Some(Ok(reply)) = meant.as_deref().map(|meant| self.done(meant, shelf)) {
                    return Reply {
                        text: format!("dibaca sebagai  {}\n{}", meant.unwrap_or_default(), reply.text),
                        ..reply
                    };
                }
                let (findings, sources) = self.better(line, (findings, sources), shelf);
                let findings = self.with_own_examples(findings, shelf);
                let mends = mends::of(&findings, &sources);
                Reply { mends, ..self.refused(self.tell(&findings, &sources)) }
            }
        }
    }

    /// The answer to a statement that can be carried out.
    pub(super) fn done(&mut self, line: &str, shelf: &mut dyn Shelf) -> Result<Reply, Failure> {
        let mut sources = self.view.rules.package.sources().clone();
        let understood = phrases::understood(line, self.view.program(), self.year);
        let id = sources.add_rules(TYPED, understood.as_deref().unwrap_or(line));
        let moved = phrases::moved(line, self.view.program(), self.year);
        match (moved, statement::read(id, sources.get(id).text())) {
            (Some(moved), _) => self.shift(&moved, id, &sources).map(|text| self.said(&text)),
            (None, Ok(statement)) => {
                let wider = self.with_codes_named(&statement, line);
                let kept = wider.map(|view| std::mem::replace(&mut self.view, view));
                let done = self.carry_out(statement, &sources, shelf);
                kept.into_iter().for_each(|view| self.view = view);
                done
            }
            // Whatever keeps a statement from being read keeps it from being done.
            (None, Err(findings)) => Err((findings.into_iter().map(scenario::severe).collect(), sources)),
        }
    }

    /// What is asked for compares words only with such as can be, as rules do.
    pub(super) fn words_that_can_be(&self, expr: &Expr) -> Result<(), Vec<Diagnostic>> {
        let found = crate::check::words_in_question(self.view.program(), expr);
        if found.is_empty() { Ok(()) } else { Err(found) }
    }

    fn carry_out(&mut self, statement: Statement, sources: &Sources, shelf: &mut dyn Shelf) -> Result<Reply, Failure> {
        let failed = |findings| (findings, sources.clone());
        let mut unfinished = false;
        let mut taken = |told: Told| {
            unfinished = told.unfinished;
            told.text
        };
        let text = match statement {
            Statement::Nothing => String::new(),
            // A name that only a table has asks for the table.
            Statement::Ask(expr) if self.is_table(sources.slice(expr.span)) => {
                self.table(statement::bare(sources.slice(expr.span))).map_err(|finding| failed(vec![*finding]))?
            }
            Statement::Ask(expr) => {
                let (expr, _) = asked::value(self.view.program(), sources, &expr)
                    .map_err(|findings| self.with_near_thing(findings, sources.slice(expr.span)))
                    .map_err(failed)?;
                let expr = self.with_words(expr).map_err(|finding| failed(vec![*finding]))?;
                self.words_that_can_be(&expr).map_err(failed)?;
                self.ask(&expr, sources).map_err(|finding| failed(vec![*finding]))?
            }
            Statement::Assign(list) => self.assign(&list, sources)?,
            Statement::Rules(text) => self.change_rules(&text)?,
            Statement::Drop(name) => self.drop_one(&name, sources)?,
            Statement::Seek { unknowns, goal } => {
                let written = sources.slice(goal.span).trim().to_string();
                let goal = asked::condition(self.view.program(), sources, &goal).map_err(failed)?;
                // Of a grade that is not there the search says so itself.
                let goal = self.with_words(goal).map_err(|finding| failed(vec![*finding]))?;
                if !is_equality(&goal) {
                    self.words_that_can_be(&goal).map_err(failed)?;
                }
                taken(self.seek(&unknowns, &goal, &written, sources)?)
            }
            Statement::Prove(promise, span) => taken(self.prove(&promise, span, sources)?),
            Statement::Sensitivity(expr) => {
                let (expr, _) = asked::value(self.view.program(), sources, &expr).map_err(failed)?;
                let expr = self.with_words(expr).map_err(|finding| failed(vec![*finding]))?;
                self.words_that_can_be(&expr).map_err(failed)?;
                taken(self.sensitivity(&expr, sources)?)
            }
            Statement::Explain(name) => self.explain(&name).map_err(|finding| failed(vec![*finding]))?,
            Statement::Table(None) => self.table_names(),
            Statement::Table(Some(name)) => self.table(&name).map_err(|finding| failed(vec![*finding]))?,
            Statement::Chart(name) => self.chart(name.as_deref()).map_err(|finding| failed(vec![*finding]))?,
            Statement::Year(None) => format!("tahun {}\n", self.year),
            Statement::Year(Some(year)) => self.go_to_year(year).map_err(|finding| failed(vec![*finding]))?,
            Statement::Unit(None) => self.unit_names(),
            Statement::Unit(Some(name)) => self.go_to_unit(&name).map_err(|finding| failed(vec![*finding]))?,
            Statement::Changes => self.changes(),
            Statement::Undo(_) if self.past.is_empty() => "tidak ada yang dapat dibatalkan\n".to_string(),
            Statement::Undo(steps) => {
                let steps = steps.min(self.past.len());
                let mut state = self.state.clone();
                for earlier in self.past.split_off(self.past.len() - steps).into_iter().rev() {
                    self.future.push(std::mem::replace(&mut state, earlier));
                }
                self.step_to(state)?
            }
            Statement::Redo => match self.future.pop() {
                Some(state) => {
                    self.past.push(self.state.clone());
                    self.step_to(state)?
                }
                None => "tidak ada yang dapat diulangi\n".to_string(),
            },
            Statement::Reset if self.state.is_empty() => "belum ada andaian\n".to_string(),
            Statement::Reset => {
                let (state, view) = (State::default(), self.view_of(&State::default())?);
                self.apply(state, view, "semua andaian dibuang\n".into())
            }
            Statement::Scenarios => self.scenarios(shelf).map_err(|finding| failed(vec![*finding]))?,
            Statement::Save { name, over } => {
                self.save(&name, over, shelf).map_err(|finding| failed(vec![*finding]))?
            }
            Statement::Open(name) => self.open(&name, shelf)?,
            Statement::Compare(a, b) => self.compare(&a, &b, shelf)?,
            Statement::Help(None) => self.help(None, shelf).unwrap_or_default(),
            Statement::Help(Some(topic)) => match self.help(Some(&topic), shelf) {
                Some(text) => text,
                None => {
                    let finding = plain(Code::T0005, format!("tidak ada bantuan untuk \"{topic}\""));
                    return Err(failed(vec![finding.advise(format!("yang ada: {}", help::topics()))]));
                }
            },
            Statement::Leave => return Ok(Reply { leave: true, ..self.said("") }),
        };
        Ok(Reply { unfinished, ..self.said(&text) })
    }

    /// An answer with a text.
    fn said(&self, text: &str) -> Reply {
        let [text, read] = [text, &self.read].map(|text| wrapped(text, self.screen.width));
        Reply { text, failed: false, unfinished: false, read, leave: false, mends: Vec::new() }
    }

    /// What is said of a statement that was not done.
    fn refused(&self, text: String) -> Reply {
        Reply { text, failed: true, unfinished: false, read: String::new(), leave: false, mends: Vec::new() }
    }

    /// The package without changes.
    pub(super) fn base(&self) -> &Package {
        &self.base
    }

    pub(super) fn tell(&self, findings: &[Diagnostic], sources: &Sources) -> String {
        diagnostics::messages(sources, findings, self.screen.width, self.screen.colour)
    }

    /// The unit at hand; none when the data have none.
    pub fn unit(&self) -> Option<Arc<str>> {
        self.all.units().get(self.lane).filter(|unit| !unit.is_empty()).map(Arc::from)
    }

    /// The current view with further expressions planned.
    pub(super) fn asking(&self, asked: &[&Expr]) -> View {
        let assumed = self.state.of_unit(&self.unit());
        View::new(self.view.rules.clone(), &self.data, self.year, &assumed, asked)
    }

    /// Takes a state over, with the values under it, and tells what it moves.
    pub(super) fn apply(&mut self, state: State, view: View, text: String) -> String {
        self.past.push(self.state.clone());
        self.future.clear();
        text + &self.go_to(state, view)
    }

    /// Moves to an earlier or later state, and tells which one it is.
    fn step_to(&mut self, state: State) -> Result<String, Failure> {
        let view = self.view_of(&state)?;
        let moved = self.go_to(state, view);
        Ok(match self.state.is_empty() {
            true => format!("sekarang tanpa andaian\n{moved}"),
            false => format!("andaian sekarang: {}\n{moved}", self.changes_in_a_line()),
        })
    }

    /// Moves to a state; the differences in words, and what of its changes does not count.
    fn go_to(&mut self, state: State, view: View) -> String {
        let in_vain = |view: &View| [outdone::lines(view, self.year), stands::lines(view)].concat();
        let known = in_vain(&self.view);
        let vain = in_vain(&view).into_iter().filter(|line| !known.contains(line)).collect::<String>();
        self.move_to(state, view) + &vain
    }

    fn move_to(&mut self, state: State, view: View) -> String {
        let moved = moves(&self.view, &view, self.year);
        let tables = if moved.is_empty() { moves::tables(&self.view, &view) } else { Vec::new() };
        let changed = self.state.differing(&state, &self.unit());
        self.state = state;
        self.data = Arc::clone(&view.base);
        self.view = view;
        if !tables.is_empty() {
            return format!("  capaian dan predikat {} tetap; yang berubah: tabel {}\n", self.year, tables.join(", "));
        }
        if moved.is_empty() {
            return format!(
                "  tidak ada hasil {} yang berubah{}\n",
                self.year,
                held_back(&self.view, &changed, self.year)
            );
        }
        let more = moved.len().saturating_sub(MOST_MOVES);
        let missing = moved.iter().take(MOST_MOVES).filter_map(|one| Some((one.what.clone(), one.reason.clone()?)));
        let reasons = moves::reasons(&missing.collect::<Vec<_>>());
        let rows = moved.into_iter().take(MOST_MOVES).map(|one| [one.what, one.before, one.after]);
        let mut text = changes(&rows.collect::<Vec<_>>(), self.screen.width);
        if more > 0 {
            text.push_str(&format!("  dan {more} hasil lagi\n"));
        }
        text + &reasons
    }

    /// The values under a state.
    pub(super) fn view_of(&self, state: &State) -> Result<View, Failure> {
        let assumed = state.of_unit(&self.unit());
        if state.rules == self.view.rules.changes {
            let under = self.view.under(&self.data, &assumed);
            let anew = || View::new(self.view.rules.clone(), &self.data, self.year, &assumed, &[]);
            return Ok(under.unwrap_or_else(anew));
        }
        let rules = Rules::new(&self.base, &state.rules, &self.all)?;
        let data = self.data_of_unit(&rules);
        Ok(View::new(rules, &data, self.year, &assumed, &[]))
    }
}

/// `… = "Baik"`: of a word that is not there the search says so itself.
fn is_equality(goal: &Expr) -> bool {
    matches!(goal.kind, ExprKind::Binary { operator: Operator::Compare(Comparison::Equal), .. })
}

/// A finding that points nowhere.
pub(super) fn plain(code: Code, title: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, title)
}
