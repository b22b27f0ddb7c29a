//! Displayed figures beside grades: does a figure as displayed lie in another band than the grade printed next to it?
//!
//! Around each edge a few values are compared, once as the band decides and once as a reader of the table would. A
//! value displayed one decimal finer than the edges is close enough; anything closer still gets its footnote when it
//! occurs.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::{Exact, Interval, NumberStyle, Places, Rounding, format};
use crate::plan::{BandTable, Op, Plan, Show, SlotId};
use crate::program::intervals::{end, say_number};
use crate::program::units::Unit;
use crate::program::{BandRule, NameId, Program, Role, When};
use crate::source::Span;
use crate::syntax::ast::Precision;
use std::collections::{BTreeMap, BTreeSet};

/// Findings about the tables of a year; `reach` says what a value can be at all, if that is proved.
pub fn prove(program: &Program, plan: &Plan, reach: &dyn Fn((NameId, Role, When)) -> Option<CanBe>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut told: BTreeSet<(Span, i32)> = BTreeSet::new();
    let mut looked: BTreeSet<(SlotId, SlotId, i32)> = BTreeSet::new();
    // Many names are graded by one rule and displayed alike.
    let mut sound: BTreeMap<(Span, i32), Vec<Looked>> = BTreeMap::new();
    for row in plan.tables.iter().flat_map(|table| &table.blocks).flat_map(|block| &block.rows) {
        let cells = || row.cells.iter().flatten();
        for grade in cells() {
            let Some((judged, table)) = plan.graded(grade.slot) else { continue };
            for figure in cells().filter(|cell| plan.plain(cell.slot) == plan.plain(judged)) {
                let Some(shown) = precision(plan, figure.slot, figure.show) else { continue };
                if !looked.insert((grade.slot, figure.slot, shown.places.get())) {
                    continue;
                }
                let Some(rule) = rule_of(program, plan, grade.slot) else { continue };
                let own = own_rounding(plan, judged);
                let sound = sound.entry((rule.span, shown.places.get())).or_default();
                let can_be = plan
                    .slot(plan.plain(judged))
                    .role
                    .and_then(reach)
                    .unwrap_or(CanBe { numbers: Interval::ALL, step: None });
                if sound.iter().any(|known| *known == (table, own, shown, can_be.clone())) {
                    continue;
                }
                let Some(clash) = clash(own, table, &shown, &can_be) else {
                    sound.push((table, own, shown, can_be));
                    continue;
                };
                if told.insert((rule.span, shown.places.get())) {
                    let code = plan.slot(judged).role.map_or("", |(name, _, _)| program.code(name));
                    findings.push(finding(rule, code, plan.slot(judged).role.map(|(_, role, _)| role), &clash, &shown));
                }
            }
        }
    }
    findings
}

/// What a value can be at all.
#[derive(Debug, Clone, PartialEq)]
pub struct CanBe {
    pub numbers: Interval,
    /// `langkah`, for values from the data.
    pub step: Option<Exact>,
}

impl CanBe {
    fn holds(&self, value: &Exact) -> bool {
        let is_whole = |many: Exact| many.round(Places::WHOLE, Rounding::HalfAway) == many;
        let is_on_grid = self.step.as_ref().is_none_or(|step| value.checked_div(step).is_some_and(is_whole));
        is_on_grid && self.numbers.contains(value)
    }
}

/// Bands, the rounding of the value itself, that of the figure, and what the value can be.
type Looked<'p> = (&'p BandTable, Option<Precision>, Precision, CanBe);

/// A value whose displayed figure a reader would grade differently.
struct Clash {
    value: Exact,
    grade: usize,
    read: usize,
}

fn rule_of<'p>(program: &'p Program, plan: &Plan, grade: SlotId) -> Option<&'p BandRule> {
    let (name, _, when) = plan.slot(plan.plain(grade)).role?;
    let (rule, _) = program.version(name, when.year)?.band.as_ref()?;
    program.band_rule(rule, when.year)
}

/// The decimals a figure is displayed with; none where they follow the data.
fn precision(plan: &Plan, slot: SlotId, show: Show) -> Option<Precision> {
    match show {
        Show::Declared(precision) | Show::AsWritten(Some(precision)) => Some(precision),
        Show::Automatic if plan.slot(slot).unit == Unit::Percent => {
            Some(Precision { places: Places::new(2)?, mode: Rounding::HalfAway })
        }
        Show::Automatic | Show::Exact | Show::AsWritten(None) | Show::Year => None,
    }
}

/// The first such value around the edges of the bands, among those that are possible.
fn clash(own: Option<Precision>, table: &BandTable, shown: &Precision, can_be: &CanBe) -> Option<Clash> {
    let edges: BTreeSet<&Exact> =
        table.bands.iter().flat_map(|(range, _)| [range.lo(), range.hi()]).filter_map(end).collect();
    let decimals =
        |edge: &&Exact| edge.to_exact_plain().map_or(0, |text| text.split_once('.').map_or(0, |(_, d)| d.len()));
    let finest = edges.iter().map(decimals).max().unwrap_or(0) as i32;
    if table.round.is_none() && shown.places.get() > finest {
        return None;
    }
    let places = [shown.places.get(), table.round.map_or(finest, |round| round.places.get())];
    let tenths = [-10, -6, -5, -4, -1, 0, 1, 4, 5, 6, 10];
    for edge in edges {
        for (step, tenth) in places.iter().flat_map(|step| tenths.map(|tenth| (step, tenth))) {
            let unit = Exact::from(10).checked_pow(-step - 1).unwrap_or(Exact::ONE) * Exact::from(tenth);
            let value = edge + &unit;
            let value = own.map_or(value.clone(), |own| value.round(own.places, own.mode));
            if !can_be.holds(&value) {
                continue;
            }
            let decided = table.round.map_or(value.clone(), |round| value.round(round.places, round.mode));
            let figure = value.round(shown.places, shown.mode);
            let of = |value: &Exact| table.bands.iter().position(|(range, _): &(Interval, _)| range.contains(value));
            if let (Some(grade), Some(read)) = (of(&decided), of(&figure))
                && table.bands[grade].1 != table.bands[read].1
            {
                return Some(Clash { value, grade, read });
            }
        }
    }
    None
}

/// The last rounding of a value.
fn own_rounding(plan: &Plan, slot: SlotId) -> Option<Precision> {
    let mut slot = plan.plain(slot);
    while let Op::Clamp(inner, _) = plan.slot(slot).op {
        slot = plan.plain(inner);
    }
    if let Op::Round(_, precision) = plan.slot(slot).op { Some(precision) } else { None }
}

fn finding(rule: &BandRule, code: &str, role: Option<Role>, clash: &Clash, shown: &Precision) -> Diagnostic {
    let what = if role.is_some_and(Role::is_achievement) { format!("capaian {code}") } else { code.to_string() };
    let figure = format(&clash.value.to_plain(shown.places, shown.mode), NumberStyle::Indonesian);
    let (grade, read) = (&rule.bands[clash.grade], &rule.bands[clash.read]);
    let value = say_number(&clash.value);
    let shown_as = if value == figure { value } else { format!("{value} ditampilkan {figure}") };
    let title = format!(
        "{what} {shown_as} di sebelah predikat \"{}\", padahal {figure} terbaca \"{}\"",
        grade.grade, read.grade
    );
    let finding =
        Diagnostic::new(Code::K0340, Severity::Warning, title).at(read.range_span, "").at(grade.range_span, "");
    let places = shown.places.get();
    match rule.round {
        None => {
            let line = format!("bulat {places} {}", shown.mode.word());
            finding
                .suggest(
                    format!("bila predikatnya menurut angka yang tampil, tambahkan  {line}"),
                    vec![Edit::insert_after(rule.span, format!("\n  {line}"))],
                )
                .advise(format!("atau tampilkan lebih teliti:  tampil {}", places.max(0) + 1))
        }
        Some(round) => finding.advise(format!(
            "tampilkan seperti predikatnya dibulatkan:  tampil {} {}",
            round.places.get(),
            round.mode.word()
        )),
    }
}
