//! `SURAT[triwulan 2]`: read, it is what has come together up to that quarter; assumed or sought, the figure of that quarter
//! alone. Whoever gets an answer about the one is told of the other.

use super::session::{Session, plain};
use super::show::Shown;
use super::state::{State, Target, View};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::eval::Value;
use crate::number::{Exact, with_comma};
use crate::program::{Expr as Resolved, ExprKind as ResolvedKind, Program, Role};
use crate::source::Sources;
use crate::syntax::ast::{Assignment, Combination, Expr, ExprKind, Operator};

impl Session {
    /// ` (sampai triwulan 2; triwulan 2 sendiri 310 surat)`, of a quarter that is read and is more than its own figure.
    pub(super) fn with_own_quarter(&self, expr: &Resolved) -> String {
        let all = self.to_date(expr);
        let said = |of: &Target| of.words(self.view.program(), self.year);
        let quarter = |of: &Target| format!("triwulan {}", of.when.quarter.unwrap_or_default());
        match (all.as_slice(), &expr.kind) {
            ([], _) => String::new(),
            ([of], ResolvedKind::Value(_)) => {
                format!(" (sampai {0}; {0} sendiri {1})", quarter(of), self.value_of(of))
            }
            (all, _) => {
                let each: Vec<String> = all.iter().map(|of| format!("{} sampai {}", said(of), quarter(of))).collect();
                format!(" ({})", each.join("; "))
            }
        }
    }

    /// What a search says of quarters: an unknown is the figure of its quarter alone, a wish is about all up to it.
    pub(super) fn sought_quarters(&self, unknowns: &[Target], goal: &Resolved) -> String {
        let read = self.to_date(goal);
        let own = unknowns.iter().filter(|of| comes_together(self.view.program(), of));
        let lines = own.map(|of| {
            let name = of.words(self.view.program(), self.year);
            let quarter = of.when.quarter.unwrap_or_default();
            let beside = if read.contains(of) {
                format!("; dalam syarat {name} berarti sampai triwulan itu")
            } else {
                String::new()
            };
            format!("  yang dicari angka triwulan {quarter} sendiri{beside}\n")
        });
        lines.collect()
    }

    /// `  angka triwulan 2 sendiri; sampai triwulan 2: 590 surat → 600 surat`, of an assumption that is made.
    pub(super) fn moved_to_date(&self, of: &Target, after: (&View, &State)) -> String {
        let program = self.view.program();
        let Some(expr) = of.expr(program).filter(|_| comes_together(program, of)) else { return String::new() };
        let shown = |view: &View, state: &State| {
            let assumed = state.of_unit(&self.unit());
            let view = View::new(view.rules.clone(), &view.base, self.year, &assumed, &[&expr]);
            view.asked.last().map(|cell| Shown::cell(&view, *cell)).map(|shown| shown.text).unwrap_or_default()
        };
        let quarter = of.when.quarter.unwrap_or_default();
        let (before, after) = (shown(&self.view, &self.state), shown(after.0, after.1));
        match before == after {
            true => format!("  angka triwulan {quarter} sendiri\n"),
            false => format!("  angka triwulan {quarter} sendiri; sampai triwulan {quarter}: {before} → {after}\n"),
        }
    }

    /// `SURAT[triwulan 2] = SURAT[triwulan 2] + 10`: the right side is what has come together, the left side is not.
    pub(super) fn quarter_from_itself(
        &self,
        one: &Assignment,
        (of, expr): (&Target, &Resolved),
        given: &Expr,
        sources: &Sources,
    ) -> Option<Diagnostic> {
        of.when.quarter?;
        let is_own = |read: &Target| read.code == of.code && read.role == of.role && read.when.year == of.when.year;
        let read = self.to_date(expr).into_iter().find(is_own)?;
        let program = self.view.program();
        let (quarter, words) = (read.when.quarter.unwrap_or_default(), read.words(program, self.year));
        let together = way(program, &read).map_or("gabungan", |way| match way {
            Combination::Sum => "jumlah",
            Combination::Mean => "rata-rata",
            Combination::Greatest => "yang terbesar",
            Combination::Least => "yang terkecil",
            Combination::Last => "yang terakhir",
        });
        let title = format!(
            "{words} di kanan = berarti {together} sampai triwulan {quarter}, bukan triwulan {quarter} sendiri"
        );
        let found = plain(Code::T0022, title).at(one.value.span(), "");
        let own = format!("triwulan {quarter} sendiri sekarang {}", self.value_of(&read));
        let target = sources.slice(one.target.span).trim();
        let is_there = matches!(self.held_now(of), Some((Ok(Value::Number(_)), _)));
        let step = step(given, of.is_percent(program)).filter(|_| read == *of && is_there);
        Some(match step {
            Some(step) => {
                let mend = format!("{target} {step}");
                let whole = one.target.span.to(one.value.span());
                found.because(own).suggest(format!("tulis  {mend}"), vec![Edit::replace(whole, mend)])
            }
            None => found.because(own).advise(format!("tulis angkanya langsung, atau misalnya  {target} naik 10")),
        })
    }

    /// The quarters that an expression reads and that are more than their own figures, each once, the last first.
    fn to_date(&self, expr: &Resolved) -> Vec<Target> {
        let program = self.view.program();
        let mut found = Vec::new();
        for of in expr.values().into_iter().rev().filter_map(|value| Target::of(program, value, self.year)) {
            if comes_together(program, &of) && !found.contains(&of) {
                found.push(of);
            }
        }
        found
    }
}

/// Whether what is read of a quarter rests on earlier ones, too.
fn comes_together(program: &Program, of: &Target) -> bool {
    of.when.quarter.is_some_and(|quarter| quarter > 1) && way(program, of).is_some_and(|way| way != Combination::Last)
}

/// How the quarters of a value become one.
fn way(program: &Program, of: &Target) -> Option<Combination> {
    let version = program.version(*program.by_code.get(&of.code)?, of.when.year)?;
    match of.role {
        Role::Main | Role::Value | Role::Target | Role::TargetLow | Role::TargetHigh => version.quarters,
        Role::Budget => Some(version.money.of_budget()),
        Role::Spent => Some(version.money.of_spent()),
        Role::Field(field) => program.fields.get(field.0 as usize)?.quarters,
        Role::RawAchievement
        | Role::CappedAchievement
        | Role::Achievement
        | Role::Band
        | Role::BandWords
        | Role::Label
        | Role::Code
        | Role::Goal
        | Role::UnitName
        | Role::Parent
        | Role::ScaleLow
        | Role::ScaleHigh
        | Role::Weight => None,
    }
}

/// `naik 10` of `X + 10`, `naik 10%` of `X * 1,1`.
fn step(given: &Expr, is_percent: bool) -> Option<String> {
    let ExprKind::Binary { operator, left, right } = &given.kind else { return None };
    let (ExprKind::Reference(_), ExprKind::Number { value, percent: false }) = (&left.kind, &right.kind) else {
        return None;
    };
    match operator {
        Operator::Add => Some(format!("naik {}", with_comma(*value))),
        Operator::Subtract => Some(format!("turun {}", with_comma(*value))),
        Operator::Multiply if !is_percent => {
            let share = &(&Exact::from(*value) - &Exact::ONE) * &Exact::HUNDRED;
            let number = with_comma(share.abs().to_decimal()?.normalize());
            Some(format!("{} {number}%", if share.is_negative() { "turun" } else { "naik" }))
        }
        Operator::Multiply
        | Operator::Divide
        | Operator::Power
        | Operator::Compare(_)
        | Operator::And
        | Operator::Or => None,
    }
}
