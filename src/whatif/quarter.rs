//! `SURAT[triwulan 2]`: read, it is what has come together up to that quarter; assumed or sought, the figure of that quarter
//! alone. Whoever gets an answer about the one is told of the other.

use super::session::{Session, plain};
use super::show::Shown;
use super::state::{Assumed, Given, State, Target, View};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::eval::{Value, rational, same};
use crate::number::{Exact, with_comma};
use crate::program::depend::needs_of;
use crate::program::to_date::role_of;
use crate::program::{Expr as Resolved, ExprKind as ResolvedKind, Over, Program, Role, When};
use crate::source::{Sources, Span};
use crate::syntax::ast::{Assignment, Combination, Expr, ExprKind, Operator};

/// As many readings are told one by one.
const MOST_TOLD: usize = 4;

/// A quarter that is read and is more than its own figure.
#[derive(Debug, Clone)]
pub(super) struct QuarterRead {
    of: Target,
    how: How,
    /// Where it is read so.
    spans: Vec<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// By itself.
    Alone,
    /// Beside another quarter of the same that is taken off: what has come in between.
    Between,
    /// It is computed, and has no figure of its own.
    Computed,
    /// The last figure there is up to a quarter: another one where the quarter is blank, or, of a target, where the quarter
    /// is said not to be measured. The target of one that is still to come is its own.
    Last,
}

impl Session {
    /// ` (sampai triwulan 2; triwulan 2 sendiri 310 surat)`, of a quarter that is read and is more than its own figure.
    pub(super) fn with_own_quarter(&self, expr: &Resolved) -> String {
        let all = self.to_date(expr);
        let said = |of: &Target| of.words(self.view.program(), self.year);
        match (all.as_slice(), &expr.kind) {
            ([], _) => String::new(),
            ([one], ResolvedKind::Value(_)) if one.how == How::Computed => {
                format!(" (sampai {})", one.of.quarter_words())
            }
            ([one], ResolvedKind::Value(_)) => {
                format!(" (sampai {0}; {0} sendiri {1})", one.of.quarter_words(), self.value_of(&one.of))
            }
            (all, _) => {
                let each = all.iter().map(|one| format!("{} sampai {}", said(&one.of), one.of.quarter_words()));
                format!(" ({})", each.collect::<Vec<_>>().join("; "))
            }
        }
    }

    /// What a search says of quarters: an unknown is the figure of its quarter alone, a wish is about all up to it.
    pub(super) fn sought_quarters(&self, unknowns: &[Target], goal: &Resolved) -> String {
        let program = self.view.program();
        let words = |of: &Target| of.words(program, self.year);
        let mut read: Vec<Target> = self.to_date(goal).into_iter().map(|one| one.of).collect();
        let mut lines: Vec<String> = Vec::new();
        for of in unknowns.iter().filter(|of| of.comes_together(program)) {
            let beside = match read.iter().position(|known| known == of) {
                Some(at) => format!("; dalam syarat {} berarti sampai triwulan itu", words(&read.remove(at))),
                None => String::new(),
            };
            let line = format!("  yang dicari angka {} sendiri{beside}\n", of.quarter_words());
            lines.extend((!lines.contains(&line)).then_some(line));
        }
        let others = read.iter().take(MOST_TOLD);
        lines.extend(others.map(|of| format!("  dalam syarat {} berarti sampai {}\n", words(of), of.quarter_words())));
        lines.concat()
    }

    /// `  angka triwulan 2 sendiri; sampai triwulan 2: 590 surat → 600 surat`, of an assumption that is made.
    pub(super) fn moved_to_date(&self, of: &Target, after: (&View, &State)) -> String {
        let program = self.view.program();
        let Some(expr) = of.expr(program).filter(|_| of.comes_together(program)) else { return String::new() };
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

    /// The quarters that the right side of an assumption reads and that are more than their own figures.
    pub(super) fn quarters_read(&self, of: &Target, expr: &Resolved) -> Vec<QuarterRead> {
        let mut found = self.to_date(expr);
        // What is no figure of a quarter alone is no other kind of figure than what is read.
        let is_own =
            of.when.quarter.is_some() && of.way(self.view.program()).is_some_and(|way| way != Combination::Last);
        for one in found.iter_mut().filter(|one| !is_own && one.how == How::Alone) {
            one.how = How::Between;
        }
        found
    }

    /// `  S[2023 triwulan 2] dibaca sampai triwulan 2: 590; triwulan 2 sendiri 310`, of each.
    pub(super) fn told_of(&self, read: &[QuarterRead]) -> String {
        let program = self.view.program();
        let expressions: Vec<Resolved> = read.iter().filter_map(|one| one.of.expr(program)).collect();
        let view = self.asking(&expressions.iter().collect::<Vec<_>>());
        let mut lines: Vec<String> = Vec::new();
        for (one, cell) in read.iter().zip(&view.asked).take(MOST_TOLD) {
            let (words, quarter) = (one.of.words(program, self.year), one.of.quarter_words());
            let own = match one.how {
                How::Computed => String::new(),
                How::Alone | How::Between | How::Last => format!("; {quarter} sendiri {}", self.value_of(&one.of)),
            };
            lines.push(format!("  {words} dibaca sampai {quarter}: {}{own}\n", Shown::cell(&view, *cell).text));
        }
        let more = read.len().saturating_sub(MOST_TOLD);
        lines.extend((more > 0).then(|| format!("  dan {more} lagi dibaca sampai triwulannya\n")));
        lines.concat()
    }

    /// `SURAT[triwulan 2] = SURAT[triwulan 2] + 10`, `= SURAT[2023 triwulan 2]`, `= target SURAT[triwulan 2]`: the right side
    /// is what has come together, the left side is not.
    pub(super) fn unlike_quarters(
        &self,
        one: &Assignment,
        (of, given): (&Target, &Expr),
        quarters: &[QuarterRead],
        sources: &Sources,
    ) -> Option<Diagnostic> {
        let alone: Vec<&QuarterRead> = quarters.iter().filter(|read| read.how == How::Alone).collect();
        let first = alone.first()?;
        let program = self.view.program();
        let (quarter, words) = (first.of.quarter_words(), first.of.words(program, self.year));
        let together = first.of.way(program).map_or("gabungan", |way| match way {
            Combination::Sum => "jumlah",
            Combination::Mean => "rata-rata",
            Combination::Greatest => "yang terbesar",
            Combination::Least => "yang terkecil",
            Combination::Last => "yang terakhir",
        });
        let title = format!("{words} di kanan = berarti {together} sampai {quarter}, bukan {quarter} sendiri");
        let found = plain(Code::T0022, title).at(one.value.span(), "");
        let own = format!("{quarter} sendiri sekarang {}", self.value_of(&first.of));
        let target = sources.slice(one.target.span).trim();
        let is_there = matches!(self.held_now(of), Some((Ok(Value::Number(_)), _)));
        let is_itself = alone.len() == 1 && first.of == *of && is_there;
        let step = step(given, of.is_percent(program)).filter(|_| is_itself).map(|step| format!("{target} {step}"));
        let value = one.value.span();
        let right = || self.own_alone(of, &alone, value, sources).or_else(|| self.apart(&alone, value, sources));
        let mend = step.or_else(|| Some(format!("{target} = {}", right()?)));
        Some(match mend {
            Some(mend) => {
                let whole = one.target.span.to(one.value.span());
                found.because(own).suggest(format!("tulis  {mend}"), vec![Edit::replace(whole, mend)])
            }
            None => found.because(own).advise(format!("tulis angkanya langsung, atau misalnya  {target} naik 10")),
        })
    }

    /// Of a right side that reads nothing else: the figure of the quarter itself.
    fn own_alone(&self, of: &Target, alone: &[&QuarterRead], whole: Span, sources: &Sources) -> Option<String> {
        let [QuarterRead { of: read, spans, .. }] = alone else { return None };
        let is_all = spans.len() == 1 && sources.slice(spans[0]) == sources.slice(whole).trim();
        let own = self.own_figure(read).filter(|_| is_all)?.to_decimal()?;
        Some(Assumed { of: of.clone(), value: Given::Number(own.normalize()), unit: None }.written(self.view.program()))
    }

    /// Whether what is read of a quarter is what its own cell holds.
    fn is_own(&self, of: &Target) -> bool {
        let read = of.expr(self.view.program());
        let view = self.asking(&read.iter().collect::<Vec<_>>());
        let own = self.held_now(of).map(|(cell, _)| cell);
        view.asked.last().zip(own).is_none_or(|(read, own)| same(view.evaluation.cell(read.slot, 0), &own))
    }

    /// Whether it is money that parts may give.
    fn is_of_parts(&self, of: &Target) -> bool {
        let program = self.view.program();
        let has_parts = |name| !program.parts_in(name, of.when.year).is_empty();
        let is_money = matches!(of.role, Role::Budget | Role::Spent);
        is_money && program.by_code.get(&of.code).is_some_and(|name| has_parts(*name))
    }

    /// The figure of a quarter itself, where it is a number.
    fn own_figure(&self, of: &Target) -> Option<Exact> {
        let (cell, _) = self.held_now(of)?;
        if let Ok(Value::Number(own)) = cell { Some(own) } else { None }
    }

    /// Whether what has come together up to a quarter, less that up to another, is the figure of the quarter itself. Of
    /// targets, those of measured quarters count up to a measured one, and all that are written up to one to come, so that
    /// an earlier quarter may come in with it.
    fn is_added(&self, of: &Target, before: &Target) -> bool {
        let program = self.view.program();
        let both: Vec<Resolved> = [of, before].into_iter().filter_map(|of| of.expr(program)).collect();
        let view = self.asking(&both.iter().collect::<Vec<_>>());
        let numbers = view.asked.iter().filter_map(|cell| rational(view.evaluation.cell(cell.slot, 0)));
        let [to_date, earlier] = numbers.collect::<Vec<_>>()[..] else { return false };
        self.own_figure(of) == Some(to_date - earlier)
    }

    /// A right side with what has come in each quarter in the place of what has come together up to it: of sums, so much as
    /// the quarter has added.
    fn apart(&self, alone: &[&QuarterRead], whole: Span, sources: &Sources) -> Option<String> {
        let program = self.view.program();
        let (mut text, start) = (sources.slice(whole).to_string(), whole.range().start);
        let mut places: Vec<(&Target, Span)> = Vec::new();
        for read in alone {
            places.extend(read.spans.iter().map(|span| (&read.of, *span)));
        }
        // From the end, so that what stands before stays where it is.
        places.sort_by_key(|(_, span)| std::cmp::Reverse(span.range().start));
        for (of, span) in places {
            let written = sources.slice(span);
            let (from, to) = (span.range().start.checked_sub(start)?, span.range().end.checked_sub(start)?);
            // A member of a set has no place of its own.
            let is_plain = text.get(from..to)? == written && written.ends_with(']') && !written.contains('(');
            if !is_plain || of.way(program) != Some(Combination::Sum) {
                return None;
            }
            let quarter = of.when.quarter.map(|quarter| quarter - 1);
            let before = Target { when: When { quarter, ..of.when }, ..of.clone() };
            if !self.is_added(of, &before) {
                return None;
            }
            let added = format!("{} - {}", of.words(program, self.year), before.words(program, self.year));
            let is_all = text.trim() == written;
            text.replace_range(from..to, &if is_all { added } else { format!("({added})") });
        }
        Some(text.trim().to_string())
    }

    /// The quarters that an expression reads and that are more than their own figures, each once, the last first.
    fn to_date(&self, expr: &Resolved) -> Vec<QuarterRead> {
        let (program, mut all) = (self.view.program(), Vec::new());
        read_in(program, self.year, expr, &mut all);
        let mut found: Vec<QuarterRead> = Vec::new();
        for one in all.into_iter().rev() {
            let one = match one.how {
                How::Last if self.is_own(&one.of) => continue,
                // What its parts give is no cell of its own.
                How::Last if self.is_of_parts(&one.of) => QuarterRead { how: How::Computed, ..one },
                How::Last => QuarterRead { how: How::Alone, ..one },
                How::Alone | How::Between | How::Computed => one,
            };
            match found.iter_mut().find(|known| known.of == one.of) {
                Some(known) if known.how == one.how => known.spans.extend(one.spans),
                // Once by itself is enough.
                Some(known) if one.how == How::Alone => *known = one,
                Some(_) => {}
                None => found.push(one),
            }
        }
        found
    }
}

impl Target {
    /// Whether what is read of a quarter rests on earlier ones, too.
    fn comes_together(&self, program: &Program) -> bool {
        program.by_code.get(&self.code).is_some_and(|name| program.comes_together(*name, self.role, self.when))
    }

    /// How the quarters of a value become one.
    fn way(&self, program: &Program) -> Option<Combination> {
        program.combination(*program.by_code.get(&self.code)?, self.role, self.when.year)
    }

    /// `triwulan 2`
    fn quarter_words(&self) -> String {
        format!("triwulan {}", self.when.quarter.unwrap_or_default())
    }
}

/// The quarters read in an expression, in order. Depth is bounded by the parser.
fn read_in(program: &Program, year: i32, expr: &Resolved, found: &mut Vec<QuarterRead>) {
    let read = |of: Option<Target>| of.and_then(|of| Some((how(program, &of)?, of)));
    if let ResolvedKind::Value(value) = &expr.kind
        && let Some((how, of)) = read(Target::of(program, value, year))
    {
        found.push(QuarterRead { of, how, spans: vec![expr.span] });
    }
    if let ResolvedKind::Aggregate { over: Over::Members(..), .. } = &expr.kind
        && let Some(any) = program.definitions.first()
    {
        for (need, _) in needs_of(program, any, expr) {
            let when = When::year(year).resolve(need.period, program.package.plan);
            let of = need.name.zip(role_of(need.facet));
            let of = of.map(|(name, role)| Target { code: program.code(name).to_string(), role, when });
            if let Some((how, of)) = read(of) {
                found.push(QuarterRead { of, how, spans: vec![expr.span] });
            }
        }
    }
    let from = found.len();
    expr.children().for_each(|child| read_in(program, year, child, found));
    if is_between(program, year, expr) {
        found[from..].iter_mut().filter(|one| one.how == How::Alone).for_each(|one| one.how = How::Between);
    }
}

/// Why what is read of a value is more than its own figure; none where it is not.
fn how(program: &Program, of: &Target) -> Option<How> {
    let name = *program.by_code.get(&of.code)?;
    let quarter = of.when.quarter.filter(|quarter| *quarter > 1);
    let has_cell = super::overlay::field(program, of).is_some();
    let is_last = || !matches!(of.role, Role::Main | Role::Value) && of.way(program) == Some(Combination::Last);
    match quarter.is_some() && has_cell {
        true if of.comes_together(program) => Some(How::Alone),
        true if is_last() => Some(How::Last),
        true | false => quarter.filter(|_| program.is_made_to_date(name, of.role, of.when)).map(|_| How::Computed),
    }
}

/// `S[triwulan 3] - S[triwulan 2]`, `target S - S[triwulan 3]`, `pagu S - serapan S[triwulan 2]`: sums of the quarters of one
/// thing, or its year, so that the difference is what lies between, or what is left.
fn is_between(program: &Program, year: i32, expr: &Resolved) -> bool {
    let ResolvedKind::Binary { operator: Operator::Subtract, left, right } = &expr.kind else { return false };
    let side = |expr: &Resolved| {
        let value = if let ResolvedKind::Value(value) = &expr.kind { Some(value) } else { None };
        value.and_then(|value| Target::of(program, value, year))
    };
    let (Some(from), Some(off)) = (side(left), side(right)) else { return false };
    let kind = |of: &Target| {
        let field = if let Role::Field(field) = of.role { Some(field) } else { None };
        (matches!(of.role, Role::Budget | Role::Spent), field)
    };
    let is_one = from.code == off.code && from.when.year == off.when.year && kind(&from) == kind(&off) && from != off;
    let adds = |of: &Target| of.way(program) == Some(Combination::Sum);
    let is_whole = from.when.quarter.is_none() || from.role == Role::Budget || adds(&from);
    is_one && is_whole && off.when.quarter.is_some() && adds(&off)
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
