//! Targets that a change of rules states in vain: data, or an assumption, have one, and theirs counts.

use super::show::{self, Shown};
use super::state::{View, written_name};
use crate::eval;
use crate::plan::StatedTarget;
use crate::program::{Role, When};

/// A line for each target that was written at the prompt, or in a scenario, and does not count in a year.
pub fn outdone(view: &View, year: i32) -> Vec<String> {
    let sources = view.rules.package.sources();
    let is_changed = |one: &&StatedTarget| {
        let span = view.plan.slot(one.stated).span;
        one.when == When::year(year) && span.is_some_and(|span| sources.get(span.source).name() == "coba")
    };
    let mut lines: Vec<String> = Vec::new();
    for one in view.plan.targets.iter().filter(is_changed) {
        if let Some(line) = line(view, one).filter(|line| !lines.contains(line)) {
            lines.push(line);
        }
    }
    lines
}

/// `  data menang: target P tetap 20 (d.csv, baris 3, kolom "target"); 7 menurut aturan tidak dipakai`
fn line(view: &View, one: &StatedTarget) -> Option<String> {
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
    let (name, stated) = (written_name(code), show::number(stated));
    let (who, place, mend) = match origin {
        Some(origin) => {
            let mend = format!("; untuk mengandaikannya, ketik  target {name} = {stated}");
            ("data", format!(" ({})", view.data.describe(origin)), mend)
        }
        None => ("andaian", String::new(), String::new()),
    };
    Some(format!(
        "  {who} menang: target {name} tetap {}{place}, {stated} menurut aturan tidak dipakai{mend}\n",
        shown.text
    ))
}
