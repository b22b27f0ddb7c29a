//! Targets that a change of rules states in vain: data, or an assumption, have one, and theirs counts.

use super::session::TYPED;
use super::show::{self, Shown};
use super::state::{View, written_name};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval;
use crate::plan::StatedTarget;
use crate::program::{Role, When};

/// A target that stays as it was written, or assumed.
struct Outdone {
    /// `target P`
    what: String,
    /// As it is shown.
    own: String,
    /// Its cell, in words; none where it is assumed.
    cell: Option<String>,
    /// What the rules state.
    stated: String,
}

/// A line for each target that was written at the prompt and does not count in a year:
/// `  data menang: target P tetap 20 (d.csv, baris 3, kolom "target"), 7 menurut aturan tidak dipakai`
pub fn lines(view: &View, year: i32) -> Vec<String> {
    let line = |Outdone { what, own, cell, stated }: Outdone| match cell {
        Some(cell) => format!(
            "  data menang: {what} tetap {own} ({cell}), {stated} menurut aturan tidak dipakai; untuk mengandaikannya, \
             ketik  {what} = {stated}\n"
        ),
        None => format!("  andaian menang: {what} tetap {own}, {stated} menurut aturan tidak dipakai\n"),
    };
    let mut lines: Vec<String> = outdone(view, year, TYPED).into_iter().map(line).collect();
    lines.dedup();
    lines
}

/// The same of a scenario that is laid over a package, by the name of its text.
pub fn findings(view: &View, year: i32, text: &str) -> Vec<Diagnostic> {
    let told = |Outdone { what, own, cell, stated }: Outdone| {
        let title = format!("{what} tetap {own}, {stated} menurut aturan skenario tidak dipakai");
        let told = Diagnostic::new(Code::B0506, Severity::Warning, title);
        match cell {
            Some(cell) => told
                .because(format!("target dalam data menang atas target dalam aturan ({cell})"))
                .advise(format!("untuk mengandaikannya, tulis dalam skenario:  diketahui {what} = {stated}")),
            None => told.because(format!("{what} juga diandaikan, dan andaian menang atas target dalam aturan")),
        }
    };
    let mut findings: Vec<Diagnostic> = outdone(view, year, text).into_iter().map(told).collect();
    findings.dedup();
    findings
}

/// The targets that a text of this name states and that do not count in a year.
fn outdone(view: &View, year: i32, text: &str) -> Vec<Outdone> {
    let sources = view.rules.package.sources();
    let is_changed = |one: &&StatedTarget| {
        let span = view.plan.slot(one.stated).span;
        one.when == When::year(year) && span.is_some_and(|span| sources.get(span.source).name() == text)
    };
    view.plan.targets.iter().filter(is_changed).filter_map(|one| of(view, one)).collect()
}

fn of(view: &View, one: &StatedTarget) -> Option<Outdone> {
    let is_there = |slot: &&crate::plan::SlotId| view.evaluation.cell(**slot, 0).is_ok();
    // A target of the year counts before those of the quarters.
    let cell = [one.cell].iter().chain(one.quarters.iter().flatten().rev()).copied().find(|slot| is_there(&slot))?;
    let stated = eval::rational(view.evaluation.cell(one.stated, 0))?;
    let code = view.program().code(one.name);
    let counts = view.slot(one.name, Role::Target, one.when);
    if counts.and_then(|slot| eval::rational(view.evaluation.cell(slot, 0))) == Some(stated) {
        return None;
    }
    let shown = Shown::of(view, code, Role::Target, one.when)?;
    let used = view.evaluation.used_of(&view.plan, cell, 0);
    let input = view.plan.slot(used).op.input();
    let origin = input.and_then(|input| view.data.get(0, &input.key())).and_then(|datum| datum.origin);
    let cell = origin.map(|origin| view.data.describe(origin));
    let what = format!("target {}", written_name(code));
    Some(Outdone { what, own: shown.text, cell, stated: show::number(stated) })
}
