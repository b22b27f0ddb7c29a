//! `IKM naik 5`, `target IKM turun 2,5`, `X[triwulan 2] naik 10%`: what stands there now, moved.

use super::phrases::Moved;
use super::scenario;
use super::session::{Session, plain};
use super::show;
use super::state::{Failure, Given, Target};
use crate::data::State;
use crate::diagnostic::{Code, Diagnostic};
use crate::eval::{Cell, Value};
use crate::number::Exact;
use crate::plan::SlotId;
use crate::program::Role;
use crate::program::units::Unit;
use crate::resolve::asked;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::ast::ExprKind;
use crate::syntax::typed;

impl Session {
    /// Assumes what a value is now, and so much more or less: of a thing in percent so many points, of others a share of it.
    pub(super) fn shift(&mut self, moved: &Moved, id: SourceId, sources: &Sources) -> Result<String, Failure> {
        let text = sources.get(id).text();
        let part = |range: &std::ops::Range<usize>| Span::new(id, range.start, range.end);
        let failed = |findings: Vec<Diagnostic>| {
            (findings.into_iter().map(super::assume::instead_seek).map(scenario::severe).collect(), sources.clone())
        };
        let names = typed::names(text, part(&moved.what)).map_err(failed)?;
        let by = typed::value(text, part(&moved.by)).map_err(failed)?;
        let targets = asked::unknowns(self.view.program(), sources, &names).map_err(failed)?;
        if targets.len() > 1 {
            let whole = Span::new(id, moved.what.start, moved.by.end);
            let (first, how) = (&text[moved.what.clone()], &text[moved.what.end..moved.by.end]);
            let first = first.split(';').next().unwrap_or(first).trim();
            let finding = plain(Code::T0001, "satu baris menaikkan atau menurunkan satu hal").at(whole, "");
            return Err(failed(vec![finding.advise(format!("satu per satu, misalnya  {first} {}", how.trim()))]));
        }
        let target = targets.first().and_then(|(reference, _)| Target::of(self.view.program(), reference, self.year));
        // A reference that can be given always means a target, and what was typed is a number.
        let (Some(of), ExprKind::Number { value: by, percent }) = (target, &by.kind) else {
            return Err((Vec::new(), sources.clone()));
        };
        let whole = Span::new(id, moved.what.start, moved.by.end);
        let way = if moved.up { "naik" } else { "turun" };
        let by_words = format!("{way} {}{}", text[moved.by.clone()].trim(), if moved.percent { "%" } else { "" });
        let cannot = |reason: String| {
            let finding = plain(Code::T0017, format!("{} {reason}", sources.slice(whole).trim())).at(whole, "");
            self.with_inputs(finding, &of, &by_words)
        };
        let refused = |reason: String| failed(vec![cannot(reason)]);
        let now = match self.held_now(&of) {
            Some((Ok(Value::Number(now)), _)) => now,
            Some((Ok(Value::Irrational(root)), _)) => {
                let reason = format!("tidak dapat ditulis habis: sekarang {}", root.describe());
                return Err(refused(reason));
            }
            Some((Ok(_), _)) if of.role == Role::Target => return Err(failed(vec![self.range_moved(&of, whole)])),
            Some((Ok(_), _)) => return Err(refused("tidak dapat dihitung: sekarang bukan angka".into())),
            Some((Err(fault), _)) => return Err(refused(format!("tidak dapat dihitung: {}", fault.reason))),
            None => return Err(refused(format!("tidak dapat dihitung: {}", State::NotFilled.words()))),
        };
        let by = Exact::from(*by);
        let percent = *percent || moved.percent;
        let is_share = percent && !of.is_percent(self.view.program());
        let how = match (percent, is_share) {
            (true, false) => format!(", {way} {} poin", show::number(&by)),
            (true, true) => format!(", {way} {}%", show::number(&by)),
            (false, _) => String::new(),
        };
        let change = match is_share {
            // Of what lies below zero, too, more is higher.
            true => &(&now.abs() * &by) * &Exact::HUNDREDTH,
            false => by,
        };
        let new = if moved.up { &now + &change } else { &now - &change };
        let Some(new) = new.to_decimal() else {
            let finding = cannot(format!("= {}, tidak dapat ditulis habis", show::number(&new)));
            return Err(failed(vec![self.rounded(finding, &of, &new, whole)]));
        };
        let value = Given::Number(new.normalize());
        let one = scenario::accepted(self.view.program(), of, value, self.year, whole)
            .map_err(|finding| failed(vec![*finding]))?;
        self.assume_all(vec![(one, String::new())], (whole, &how), sources)
    }

    /// `target A naik 10%` of a target that is a range: its ends are moved, each by itself.
    fn range_moved(&self, of: &Target, whole: Span) -> Diagnostic {
        let ends = [Role::TargetLow, Role::TargetHigh].map(|role| Target { role, ..of.clone() });
        let [low, high] = ends.map(|end| end.words(self.view.program(), self.year));
        let words = of.words(self.view.program(), self.year);
        plain(Code::T0017, format!("{words} berupa rentang: {}", self.value_of(of).trim_matches('"')))
            .at(whole, "")
            .advise(format!("ubah ujungnya satu per satu:  {low} naik …  dan  {high} naik …"))
    }

    /// What an assumption of a value would take the place of: of a quarter its own cell, of a year what is shown of it,
    /// which its quarters may tell.
    pub(super) fn held_now(&self, target: &Target) -> Option<(Cell, Unit)> {
        let asked = target.expr(self.view.program());
        let view = self.asking(&asked.iter().collect::<Vec<_>>()).ready_for(std::slice::from_ref(target));
        let own = || view.slots_of(target).first().copied();
        let of_year = || {
            let name = *view.program().by_code.get(&target.code)?;
            let role = target.role.as_read();
            view.slot(name, role, target.when)
        };
        let slot: SlotId = if target.when.quarter.is_some() { own()? } else { of_year().or_else(own)? };
        Some((view.evaluation.cell(slot, 0).clone(), view.plan.slot(slot).unit.clone()))
    }
}
