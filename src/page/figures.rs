//! Which cells are figures, and the derivation that each leads to.

use crate::eval::Results;
use crate::explain::{Asked, Derivations, explain_all};
use crate::plan::{Op, PlannedCell, SlotId};
use crate::program::{Role, When};
use crate::report::chart::lines::{Line, role};
use crate::report::table::{Cell, Table};
use crate::source::Sources;

/// The derivations of a unit.
pub(super) struct Figures {
    /// The number of the unit on the page; none where each derivation is asked for when it is wanted.
    unit: Option<usize>,
    /// All of them.
    pub found: Derivations,
}

impl Figures {
    /// Those of all cells of tables, and of what charts show beside them.
    #[cfg(feature = "html")]
    pub fn of(results: Results, sources: &Sources, lane: usize, unit: usize, laid: &[(&Table, Vec<Line>)]) -> Figures {
        let asked = asked(results, laid);
        Figures { unit: Some(unit), found: explain_all(results, sources, lane, &asked) }
    }

    /// The same where nothing is explained yet: a link names the slot.
    pub fn unexplained(results: Results, laid: &[(&Table, Vec<Line>)]) -> Figures {
        let mut figures = Figures { unit: None, found: Derivations::default() };
        figures.add(results, laid);
        figures.take(of_years(results).map(|one| one.cell.slot));
        figures
    }

    /// Adds those of tables of the same plan, made again.
    pub fn add(&mut self, results: Results, laid: &[(&Table, Vec<Line>)]) {
        self.take(self::figures(results, laid).map(|(cell, ..)| cell.slot));
    }

    fn take(&mut self, slots: impl Iterator<Item = SlotId>) {
        self.found.of_slot.extend(slots.map(|slot| (slot, slot.0 as usize)));
    }

    /// The derivation that such a link asks for; nothing where no figure has it.
    pub fn asked_by(results: Results, sources: &Sources, laid: &[(&Table, Vec<Line>)], link: &str) -> Option<Figures> {
        let is_it = |one: &Asked| link.strip_prefix('d').is_some_and(|slot| slot == one.cell.slot.0.to_string());
        let asked = asked(results, laid).into_iter().find(is_it)?;
        Some(Figures { unit: None, found: explain_all(results, sources, 0, &[asked]) })
    }

    /// The derivation that a slot opens.
    pub fn link(&self, slot: SlotId) -> Option<String> {
        self.found.of_slot.get(&slot).map(|at| self.id(*at))
    }

    /// That of a value by its name.
    pub fn link_of_name(&self, name: &str) -> Option<String> {
        self.found.of_name.get(name).map(|at| self.id(*at))
    }

    /// How a derivation is called on the page.
    pub fn id(&self, at: usize) -> String {
        match self.unit {
            Some(unit) => format!("u{unit}-d{}", at + 1),
            None => format!("d{at}"),
        }
    }
}

/// Every figure of tables, and of what charts show beside them.
fn asked(results: Results, laid: &[(&Table, Vec<Line>)]) -> Vec<Asked> {
    let own = figures(results, laid).map(|(cell, table, line, at)| Asked { cell, called: called(table, line, at) });
    own.chain(of_years(results)).collect()
}

/// The figures of tables, with where they stand.
fn figures<'l>(
    results: Results<'l>,
    laid: &'l [(&Table, Vec<Line>)],
) -> impl Iterator<Item = (PlannedCell, &'l Table, &'l Line<'l>, usize)> {
    let lines = laid.iter().flat_map(|(table, lines)| lines.iter().map(move |line| (*table, line)));
    lines.flat_map(move |(table, line)| {
        let cells = line.cells.iter().zip(&line.at).enumerate();
        cells.filter_map(move |(at, (cell, planned))| {
            let cell = planned.filter(|planned| is_figure(results, *planned, cell))?;
            Some((cell, table, line, at))
        })
    })
}

/// Values of whole years up to the one at hand, which trends show.
fn of_years(results: Results) -> impl Iterator<Item = Asked> {
    let plan = results.plan;
    let values = plan.values.iter().filter(move |((_, role, when), _)| {
        let is_drawn = role.is_achievement() || *role == Role::Value;
        is_drawn && when.year <= plan.year && *when == When::year(when.year)
    });
    values.filter_map(move |((name, role, when), slot)| {
        let cell = crate::plan::cell(results.program, plan, *name, *role, *when)?;
        Some(Asked { cell: PlannedCell { slot: *slot, ..cell }, called: String::new() })
    })
}

/// Whether a cell says something that was computed or read; names and what the rules state as it is do not.
fn is_figure(results: Results, planned: PlannedCell, cell: &Cell) -> bool {
    let plan = results.plan;
    let is_name = role(results, planned.slot).is_some_and(|(_, role, _)| {
        matches!(role, Role::Label | Role::Code | Role::Goal | Role::UnitName | Role::Parent)
    });
    let plain = plan.slot(plan.plain(planned.slot));
    let is_stated = plain.role.is_none() && matches!(plain.op, Op::Number(_) | Op::Text(_));
    !is_name && !is_stated && !cell.words().is_empty()
}

/// What a value is called that is the value of no name.
fn called(table: &Table, line: &Line, at: usize) -> String {
    let title = table.columns.get(at).map(|column| column.title.trim()).unwrap_or_default();
    match (title, line.label.trim()) {
        ("", label) => label.to_string(),
        (title, "") => title.to_string(),
        (title, label) => format!("{label} · {title}"),
    }
}
