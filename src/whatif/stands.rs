//! What has a figure of its own that stands whatever is assumed of its details or its quarters: that is said, or an assumption
//! would move nothing without a word.

use super::overlay;
use super::show;
use super::stand_quarters;
use super::state::{Target, View};
use crate::data::{Content, Key, State};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval::twice::{Said, Twice, twice};
use crate::eval::{Cell, rational, same};
use crate::number::Exact;
use crate::plan::{OwnAndParts, SlotId, YearAndQuarters};
use crate::program::{NameId, Role, When};

/// A figure that stays as it was written, assumed or computed.
pub(super) struct Stands {
    /// `pagu "4"`
    pub what: String,
    /// As it is.
    pub own: String,
    /// What it would be by what was assumed, where that is a number.
    pub by: Option<String>,
    /// What was assumed below it.
    pub below: Below,
    pub why: Why,
    /// The assumption that has it follow.
    pub line: String,
}

/// What a figure could be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    Details,
    Quarters,
}

/// Why it stands.
pub(super) enum Why {
    /// It is written in this cell, in words.
    Cell(String),
    /// It is assumed itself.
    Assumed,
    /// A formula gives it, and not of its own quarters.
    Formula,
}

/// A line for each of them, at the prompt.
pub fn lines(view: &View) -> Vec<String> {
    let line = |one: Stands| {
        let Stands { what, own, line, below, .. } = &one;
        let by = one.by();
        let mend = match (below, &one.by) {
            (Below::Details, Some(_)) => format!("untuk mengandaikannya, ketik  {line}"),
            (Below::Details | Below::Quarters, _) => format!("agar mengikuti {}, ketik  {line}", below.word()),
        };
        match &one.why {
            Why::Cell(cell) => format!("  data menang: {what} tetap {own} ({cell}), {by}; {mend}\n"),
            Why::Assumed => format!("  andaian menang: {what} tetap {own}, {by}; {mend}\n"),
            Why::Formula => {
                format!("  rumus menang: {what} tetap {own}, {by}; andaikan {what} sendiri, atau masukan rumusnya\n")
            }
        }
    };
    stands(view).into_iter().map(line).collect()
}

/// The same of a scenario that is laid over a package.
pub fn findings(view: &View) -> Vec<Diagnostic> {
    let told = |one: Stands| {
        let Stands { what, own, line, below, .. } = &one;
        let title = format!("{what} tetap {own}, {} yang diandaikan", one.by());
        let told = Diagnostic::new(Code::B0506, Severity::Warning, title);
        let told = told.because(match &one.why {
            Why::Cell(cell) => format!("angka {what} tertulis sendiri ({cell})"),
            Why::Assumed => format!("{what} juga diandaikan"),
            Why::Formula => format!("{what} dihitung dengan rumus, bukan dari triwulannya"),
        });
        told.advise(match one.why {
            Why::Cell(_) => format!("bila {what} mengikuti {}, tulis dalam skenario:  diketahui {line}", below.its()),
            Why::Assumed => format!("bila {what} mengikuti {}, ganti andaiannya dengan  {line}", below.its()),
            Why::Formula => format!("andaikan {what} sendiri, atau masukan rumusnya"),
        })
    };
    stands(view).into_iter().map(told).collect()
}

impl Stands {
    /// `110 menurut rinciannya`
    fn by(&self) -> String {
        match &self.by {
            Some(by) => format!("{by} menurut {}", self.below.its()),
            None => format!("apa pun {}", self.below.its()),
        }
    }
}

impl Below {
    fn word(self) -> &'static str {
        match self {
            Below::Details => "rincian",
            Below::Quarters => "triwulan",
        }
    }

    fn its(self) -> &'static str {
        match self {
            Below::Details => "rinciannya",
            Below::Quarters => "triwulannya",
        }
    }
}

/// `target A = belum diisi`: what stands in for a figure counts again.
pub(super) fn emptied(view: &View, of: &Target) -> String {
    format!("{} = {}", of.words(view.program(), view.plan.year), State::NotFilled.words())
}

impl View {
    /// Whether a cell is assumed to be blank, so that a value comes of what stands in for it.
    pub(super) fn is_emptied(&self, name: NameId, role: Role, when: When) -> bool {
        let of = Target { code: self.program().code(name).to_string(), role: role.as_given(), when };
        let field = overlay::field(self.program(), &of);
        let datum = field.and_then(|field| self.data.get(0, &overlay::key(&of, field)));
        datum.is_some_and(|datum| matches!(datum.content, Content::Missing(State::NotFilled, _)))
    }
}

/// A figure as it stands there; none where it does not stand, or is wrong.
pub(super) fn standing(cell: &Cell, said: impl FnOnce() -> String) -> Option<String> {
    match cell {
        Ok(_) => Some(said()),
        Err(fault) => match fault.state {
            State::NotApplicable | State::Undefined => Some(fault.state.words().to_string()),
            State::NotFilled | State::Faulty => None,
        },
    }
}

fn stands(view: &View) -> Vec<Stands> {
    let mut found = details(view);
    found.extend(stand_quarters::stands(view));
    found
}

/// Money of a whole beside what is assumed of its details.
fn details(view: &View) -> Vec<Stands> {
    let is_money = |role: Role| matches!(role, Role::Budget | Role::Spent);
    let money: Vec<&Target> = view.assumed.iter().filter(|of| is_money(of.role)).collect();
    // Most questions are not about money, and data are long.
    if money.is_empty() {
        return Vec::new();
    }
    let (program, known) = (view.program(), twice(&view.plan, &view.evaluation, &view.data, 0));
    let found = view.plan.parts.iter().filter_map(|one| {
        let of = |role: &Role| program.field_of(*role) == Some(one.field.clone());
        let role = [Role::Budget, Role::Spent].into_iter().find(of)?;
        let below = program.descendants_in(one.name, one.when.year);
        let is_below = |code: &str| program.by_code.get(code).is_some_and(|name| below.contains(name));
        let is_of_it = |of: &Target| (of.role, of.when.year) == (role, one.when.year);
        if !money.iter().any(|of| is_of_it(of) && is_below(&of.code)) {
            return None;
        }
        let code = program.code(one.name);
        let of = Target { code: code.to_string(), role, when: one.when };
        let shown = || show::plain(view.evaluation.cell(one.own, 0), &view.plan.slot(one.own).unit);
        let own = standing(view.evaluation.cell(one.own, 0), shown)?;
        let by = by_details(view, one, &known)?;
        let (what, filled) = (of.words(program, view.plan.year), filled(view, one));
        let line = match &by {
            Some((sum, _)) => format!("{what} = {}", show::number(sum)),
            None => filled
                .iter()
                .map(|when| Target { when: *when, ..of.clone() })
                .map(|of| emptied(view, &of))
                .collect::<Vec<_>>()
                .join("; "),
        };
        // Of a quarter, too, it is what is assumed that counts.
        let is_assumed = money.iter().any(|of| is_of_it(of) && of.code == code);
        let cells = filled.iter().rev().filter_map(|when| {
            let field = one.field.clone();
            view.data.get(0, &Key { code: code.into(), field, year: when.year, quarter: when.quarter })?.origin
        });
        let cell = cells.map(|origin| view.data.describe(origin)).next().filter(|_| !is_assumed);
        let by = by.map(|(sum, is_open)| said(&sum, is_open));
        Some(Stands { what, own, by, below: Below::Details, why: cell.map_or(Why::Assumed, Why::Cell), line })
    });
    found.collect()
}

/// What the details of a whole come to, and whether that is the least of it; without a number where some of them have none.
/// Nothing where it is what the whole has itself.
fn by_details(view: &View, one: &OwnAndParts, known: &[Twice]) -> Option<Option<(Exact, bool)>> {
    let is_it = |twice: &&Twice| (twice.name, &twice.field, twice.when) == (one.name, &one.field, one.when);
    let told = known.iter().filter(is_it).find_map(|twice| match &twice.said {
        Said::OtherParts { sum, open, .. } => Some((sum.clone(), open.is_some())),
        Said::Parts { sum, .. } => Some((sum.clone(), false)),
        Said::Year { .. } | Said::Never { .. } | Said::Target { .. } | Said::NeverTarget { .. } => None,
        Said::Changed { .. } | Said::Outspent { .. } | Said::OutOfScale { .. } | Said::Added { .. } => None,
    });
    let sum = view.evaluation.cell(one.parts, 0);
    match told {
        Some(told) => Some(Some(told)),
        None if same(view.evaluation.cell(one.own, 0), sum) => None,
        // A condition of the rules tells of the two, or knows that they differ.
        None => Some(rational(sum).filter(|_| one.guard.is_some()).map(|sum| (sum.clone(), false))),
    }
}

/// Where money of a whole is written: in the year, or in its quarters.
fn filled(view: &View, one: &OwnAndParts) -> Vec<When> {
    let is_there =
        |slot: SlotId| !matches!(view.evaluation.cell(slot, 0), Err(fault) if fault.state == State::NotFilled);
    if is_there(one.cell) {
        return vec![one.when];
    }
    let is_it = |years: &&YearAndQuarters| (years.name, &years.field, years.when) == (one.name, &one.field, one.when);
    let cells = view.plan.years.iter().find(is_it).map(|years| &years.cells[..]).unwrap_or_default();
    let quarters = cells.iter().zip(1..).filter(|(cell, _)| is_there(**cell));
    quarters.map(|(_, quarter)| When { quarter: Some(quarter), ..one.when }).collect()
}

fn said(sum: &Exact, is_open: bool) -> String {
    let least = if is_open { "paling sedikit " } else { "" };
    format!("{least}{}", show::number(sum))
}
