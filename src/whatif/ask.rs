//! Answers that change nothing: values, tables, goal seek, sensitivity, explanations.

use super::aligned::aligned;
use super::find::Told;
use super::find::{Sought, find};
use super::sensitivity;
use super::session::{Screen, Session, plain};
use super::show::{self, Shown};
use super::state::{Assumed, Failure, Target, View, written_name};
use super::wish::{plain_wish, wish};
use super::{assume, moves};
use crate::calendar;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::eval::Results;
use crate::explain::{self, codes};
use crate::number::Exact;
use crate::plan::{self, SlotId};
use crate::program::{Expr, ExprKind, Role, Subject, ValueRef, When};
use crate::prove;
use crate::report::build;
use crate::report::table::Table;
use crate::report::{explanation, terminal};
use crate::resolve::asked;
use crate::source::{Sources, Span};
use crate::syntax::ast::{self, Reference};

impl Session {
    pub(super) fn ask(&self, expr: &Expr, sources: &Sources) -> Result<String, Box<Diagnostic>> {
        if let ExprKind::Value(ValueRef { role, subject: Subject::Name(name), period: None }) = expr.kind {
            let when = When::year(self.year);
            if role == Role::Main {
                return Ok(show::card(&self.view, name, self.year));
            }
            if let Some(cell) = plan::cell(self.view.program(), &self.view.plan, name, role, when) {
                let shown = Shown::cell(&self.view, cell);
                let left_out = show::left_out(&self.view, cell.slot);
                return Ok(format!("{} = {}\n{left_out}", sources.slice(expr.span).trim(), shown.in_full()));
            }
        }
        if let ExprKind::Number(number, unit) = &expr.kind
            && let Some(year) = calendar::YEARS.into_iter().find(|year| *number == Exact::from(i64::from(*year)))
            && !unit.is_percent()
        {
            return Ok(format!("{} = {}\n  untuk pindah tahun:  tahun {year}\n", year, show::number(number)));
        }
        // A quoted code alone reads as a text; here it can only mean the thing.
        if let ExprKind::Text(code) = &expr.kind {
            let program = self.view.program();
            return match program.by_code.get(code) {
                Some(&name) => Ok(show::card(&self.view, name, self.year)),
                None => {
                    let finding = plain(Code::T0019, format!("tidak ada kode \"{code}\"")).at(expr.span, "");
                    Err(Box::new(match nearest(code, program.names.iter().map(|name| name.code.as_str())) {
                        Some(near) => finding.advise(format!("apakah maksud Anda {}?", written_name(near))),
                        None => finding.advise("kode yang ada: dalam berkas aturan dan kolom kode berkas data"),
                    }))
                }
            };
        }
        let view = self.asking(&[expr]);
        if let Some(finding) = refused(&view, expr).into_iter().next() {
            return Err(Box::new(finding));
        }
        let Some(cell) = view.asked.last() else { return Ok(String::new()) };
        let (shown, left_out) = (Shown::cell(&view, *cell), show::left_out(&view, cell.slot));
        let quarters = if shown.reason.is_none() { self.with_own_quarter(expr) } else { String::new() };
        Ok(format!("{} = {}{quarters}\n{left_out}", sources.slice(expr.span).trim(), shown.in_full()))
    }

    pub(super) fn seek(
        &self,
        unknowns: &[Reference],
        goal: &Expr,
        written: &str,
        sources: &Sources,
    ) -> Result<Told, Failure> {
        let program = self.view.program();
        let failed = |findings| (findings, sources.clone());
        let found = asked::unknowns(program, sources, unknowns).map_err(failed)?;
        let targets: Vec<Target> =
            found.iter().filter_map(|(reference, _)| Target::of(program, reference, self.year)).collect();
        if is_whole_and_end(&targets) {
            let span = found.last().map_or(goal.span, |(_, span)| *span);
            let reason = "target dan ujungnya satu masukan; cari targetnya, atau kedua ujungnya";
            return Err(failed(vec![plain(Code::T0006, reason).at(span, "")]));
        }
        let are_planned = targets.iter().all(|target| !self.view.slots_of(target).is_empty());
        let anew;
        let (view, want) = match plain_wish(&self.view, goal, self.year).filter(|_| are_planned) {
            Some(want) => (&self.view, want),
            None => {
                let own: Vec<Expr> = targets.iter().filter_map(|target| target.expr(program)).collect();
                anew = self.asking(&own.iter().chain([goal]).collect::<Vec<_>>());
                let findings = refused(&anew, goal);
                if !findings.is_empty() {
                    return Err(failed(findings));
                }
                let want = wish(&anew, goal);
                (&anew, want)
            }
        };
        let ready = view.ready_for(&targets);
        let (view, data, year, unknowns) = (&ready, &*ready.data, self.year, targets.as_slice());
        let sought = Sought { view, data, sources, unknowns, want, goal, patience: &self.patience, written, year };
        let mut told = find(&sought).map_err(|reason| {
            let span = found.first().map_or(goal.span, |(_, span)| *span);
            failed(vec![plain(Code::T0006, reason).at(span, "")])
        })?;
        told.text += &self.sought_quarters(&targets, goal);
        Ok(told)
    }

    /// Whatever is assumed of data plays no part: all data are meant. Changes of rules do.
    pub(super) fn prove(&self, promise: &ast::Promise, span: Span, sources: &Sources) -> Result<Told, Failure> {
        let program = self.view.program();
        let failed = |findings| (findings, sources.clone());
        let Some(found) = asked::promise(program, sources, promise, span).map_err(failed)? else {
            return Ok(Told::default());
        };
        self.words_that_can_be(found.expression()).map_err(failed)?;
        let view = self.asking(&[found.expression()]);
        let findings = refused(&view, found.expression());
        if !findings.is_empty() {
            return Err(failed(findings));
        }
        let answer = prove::promise::judge(program, sources, &found, &self.patience);
        let text = prove::promise::told(&answer, &prove::promise::written(sources, &found));
        Ok(Told {
            text,
            unfinished: matches!(answer, prove::promise::Answer::Open { .. } | prove::promise::Answer::OfData { .. }),
        })
    }

    pub(super) fn sensitivity(&self, expr: &Expr, sources: &Sources) -> Result<Told, Failure> {
        // The grade of another time is planned only where it is asked for.
        let grade = self.grade_of(expr);
        let view = self.asking(&grade.iter().chain([expr]).collect::<Vec<_>>());
        let findings = refused(&view, expr);
        if !findings.is_empty() {
            return Err((findings, sources.clone()));
        }
        let words = sources.slice(expr.span).trim();
        let slot = view.asked.last().map(|cell| cell.slot);
        let told = slot.map(|slot| {
            sensitivity::sensitivity(&view, (&view.data, &self.patience), slot, words, (self.year, self.screen.width))
        });
        let mut told = told.unwrap_or_default();
        if told.text.starts_with(&format!("{words} = ")) {
            told.text = told.text.replacen('\n', &format!("{}\n", self.with_own_quarter(expr)), 1);
        }
        Ok(told)
    }

    /// The grade of what is asked about, where its rules give one.
    fn grade_of(&self, expr: &Expr) -> Option<Expr> {
        let ExprKind::Value(ValueRef { role, subject: Subject::Name(name), period: Some(period) }) = expr.kind else {
            return None;
        };
        let when = When::year(self.year).resolve(Some(period), self.view.program().package.plan);
        let version = self.view.program().version(name, when.year)?;
        let is_graded = version.band.is_some() && (role.as_read() == Role::Value || role.is_achievement());
        let value = ValueRef { role: Role::Band, subject: Subject::Name(name), period: Some(period) };
        is_graded.then(|| Expr { kind: ExprKind::Value(value), span: super::state::no_place() })
    }

    /// Where a value comes from, or what the code of a message means.
    pub(super) fn explain(&self, name: &str) -> Result<String, Box<Diagnostic>> {
        let Screen { width, colour } = self.screen;
        if codes::is_code(name) {
            let meaning = codes::find(name).ok_or_else(|| Box::new(codes::unknown(name)))?;
            return Ok(explanation::meaning::text(&meaning, width, colour));
        }
        // What is assumed stands in the explanation as a number of its own, not as the formula it hides.
        let wanted = explain::wanted(self.view.program(), self.year, name);
        let anew = (!wanted.is_empty()).then(|| self.asking(&wanted.iter().collect::<Vec<_>>()));
        let view = anew.as_ref().unwrap_or(&self.view);
        let plan = view.plan_as_assumed();
        let results = Results { plan: &plan, ..view.results() };
        let question =
            explain::question(view.program(), &plan, name).map_err(|unclear| Box::new(unclear.into_diagnostic()))?;
        let found = explain::explain(results, view.rules.package.sources(), &question, 0);
        let shown = explanation::text(&found, width, colour);
        let when = question.when;
        let slots =
            moves::RESULTS.into_iter().chain(question.role).filter_map(|role| view.slot(question.name, role, when));
        Ok(format!("{}{shown}", self.with_changes(view, slots)))
    }

    /// `dengan andaian: …`: what is assumed of all that some values rest on, and every change of rules.
    pub(super) fn with_changes(&self, view: &View, slots: impl Iterator<Item = SlotId>) -> String {
        let needed = view.plan.needed(slots, &[]);
        let own = self.state.of_unit(&self.unit());
        let counts = |one: &&Assumed| view.slots_of(&one.of).iter().any(|slot| needed[slot.0 as usize]);
        let assumed = own.iter().filter(counts).map(|one| self.assumed_words(one));
        let rules = self.state.rules.iter().map(|change| assume::in_a_line(&change.text));
        let all: Vec<String> = assumed.chain(rules).collect();
        if all.is_empty() { String::new() } else { format!("dengan andaian: {}\n", all.join("; ")) }
    }

    pub(super) fn table_names(&self) -> String {
        let rows: Vec<Vec<String>> =
            self.view.plan.tables.iter().map(|table| vec![table.name.clone(), table.title.clone()]).collect();
        aligned(&rows, false)
    }

    pub(super) fn table(&self, name: &str) -> Result<String, Box<Diagnostic>> {
        let tables = build::tables(self.view.results(), 0);
        let titled = || tables.iter().find(|table| table.title.eq_ignore_ascii_case(name));
        if let Some(table) = tables.iter().find(|table| table.name.eq_ignore_ascii_case(name)).or_else(titled) {
            let shown = terminal(table, self.screen.width, self.screen.colour);
            let planned = self.view.plan.tables.iter().filter(|planned| planned.name == table.name);
            let slots = planned.flat_map(|planned| planned.cells()).map(|cell| cell.slot);
            return Ok(format!("{}{shown}", self.with_changes(&self.view, slots)));
        }
        Err(no_table(name, "tabel", &tables))
    }
}

fn no_table(name: &str, command: &str, tables: &[Table]) -> Box<Diagnostic> {
    let known: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    let finding = plain(Code::T0007, format!("tidak ada tabel \"{name}\""));
    // `tabel 1` is T1, `tabel Capaian` the one whose title has that word.
    let numbered = known.iter().copied().find(|known| known.trim_start_matches(char::is_alphabetic) == name);
    let titled = || {
        let wanted = name.to_lowercase();
        let mut found = tables.iter().filter(|table| table.title.to_lowercase().contains(&wanted));
        found.next().filter(|_| found.next().is_none()).map(|table| table.name.as_str())
    };
    Box::new(match numbered.or_else(|| nearest(name, known.iter().copied())).or_else(titled) {
        Some(near) => finding.advise(format!("apakah maksud Anda  {command} {near} ?")),
        None => finding.advise(format!("yang ada: {}", known.join(", "))),
    })
}

/// Whether one target is sought both as a whole and by an end.
fn is_whole_and_end(targets: &[Target]) -> bool {
    let [a, b] = targets else { return false };
    let is_one = (&a.code, a.when) == (&b.code, b.when) && a.role.is_target() && b.role.is_target();
    is_one && a.role.is_target_end() != b.role.is_target_end()
}

/// What of a question cannot be meant, as a rule would be told.
fn refused(view: &View, expr: &Expr) -> Vec<Diagnostic> {
    let own = view.plan.refused.iter().filter(|refused| refused.span.source == expr.span.source);
    own.map(|refused| refused.clone().into_diagnostic()).collect()
}
