//! What a cell would be if printed figures were true, or if one convention were another: the plan of the year, with slots
//! pinned or changed and all that rests on them worked out again.

use super::ways::Way;
use crate::data::Content;
use crate::eval::{self, Cell, Evaluation, Results, Value};
use crate::number::Exact;
use crate::plan::{self, Input, Op, Plan, PlannedCell, SlotId};
use crate::program::quick::{QuickMap, QuickSet};
use crate::program::units::Unit;
use crate::program::{Claim, Definition, Kind, NameId, Program, Role, When};
use crate::range;
use crate::syntax::ast::Direction;
use rust_decimal::Decimal;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// Printed values by the slot that stands for all that have the same one.
pub(super) type Pins = BTreeMap<SlotId, Exact>;

/// A place in a table of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Position {
    /// Table, block, row, column of the block.
    Body(usize, usize, usize, usize),
    /// Table, footer, column.
    Footer(usize, usize, usize),
    /// A statement of a claim.
    Claim(usize),
}

/// `triliun`
const MOST_TENS: i32 = 12;

/// In what a figure of the rules is.
#[derive(Clone, Copy)]
pub(super) struct Measure<'p> {
    pub unit: &'p Unit,
    /// So many tens it is divided by.
    pub tens: i32,
}

/// An evaluated year to ask such questions of.
pub(super) struct World<'r> {
    pub results: Results<'r>,
    /// What the report claims in its running text.
    claims: &'r [Claim],
    /// For each slot the first that is sure to have its value.
    same: Vec<SlotId>,
    /// Whose value a slot is.
    roles: QuickMap<SlotId, (NameId, Role, When)>,
    /// The year with every direction turned, and the same without caps.
    turned: OnceCell<(Plan, Evaluation, Evaluation)>,
    /// The year with every achievement by another rule of the package.
    ruled: OnceCell<Vec<(String, Plan, Evaluation)>>,
    /// The years beside it, as far as somebody asked.
    beside: RefCell<BTreeMap<i32, Option<(Plan, Evaluation)>>>,
    /// The year as it is, to be changed and put back: a copy for each question would take time with the rules.
    scratch: RefCell<Option<Evaluation>>,
    /// Codes whose data are what they are, however few decimals they have.
    pub exact: BTreeSet<String>,
    /// The words of all orders that the rules give.
    pub ordered: BTreeSet<&'r str>,
}

/// More rules of achievement than these are not tried as conventions.
const MOST_RULES: usize = 12;

impl<'r> World<'r> {
    pub fn new(results: Results<'r>, claims: &'r [Claim]) -> World<'r> {
        let mut roles: QuickMap<SlotId, (NameId, Role, When)> = QuickMap::default();
        for (&key, &slot) in &results.plan.values {
            roles.entry(slot).or_insert(key);
        }
        let same = range::same_slots(results.plan);
        let (turned, ruled, beside, scratch, exact) = Default::default();
        let ordered = results.program.definitions.iter().flat_map(|one| &one.order).map(String::as_str).collect();
        World { results, claims, same, roles, turned, ruled, beside, scratch, exact, ordered }
    }

    pub fn plan(&self) -> &'r Plan {
        self.results.plan
    }

    pub fn program(&self) -> &'r Program {
        self.results.program
    }

    /// The slot that stands for all with the value of this one.
    pub fn key(&self, slot: SlotId) -> SlotId {
        self.same[slot.0 as usize]
    }

    /// Whose value a slot is, where it is one.
    pub fn role(&self, slot: SlotId) -> Option<(NameId, Role, When)> {
        let plain = self.plan().plain(slot);
        self.roles.get(&slot).or_else(|| self.roles.get(&plain)).copied()
    }

    /// The number that the data have for a slot, where it is an input with one.
    pub fn input(&self, slot: SlotId) -> Option<(&'r Input, Decimal)> {
        let input = self.plan().slot(slot).op.input()?;
        match self.results.data.get(0, &input.key())?.content {
            Content::Number(value) => Some((input, value)),
            Content::Text(_) | Content::Missing(..) => None,
        }
    }

    /// The input that a slot shows: as it is, rounded, or in other tens, `pagu / 1_000_000`.
    pub fn shown_input(&self, slot: SlotId) -> Option<SlotId> {
        let op = |slot: SlotId| &self.plan().slot(slot).op;
        let mut slot = self.plan().plain(slot);
        while !matches!(op(slot), Op::Input(_)) {
            let inner = if let Op::Round(inner, _) = op(slot) { *inner } else { self.in_other_tens(slot)? };
            slot = self.plan().plain(inner);
        }
        Some(slot)
    }

    /// What a slot is a written number of times, or the percent of.
    pub fn in_other_tens(&self, slot: SlotId) -> Option<SlotId> {
        let op = |slot: SlotId| &self.plan().slot(self.plan().plain(slot)).op;
        if let Op::Divide(inner, by) | Op::Multiply(inner, by) = op(slot)
            && matches!(op(*by), Op::Number(_))
        {
            Some(*inner)
        } else if let Op::Share(inner) | Op::Percentage(inner) = op(slot) {
            Some(*inner)
        } else {
            None
        }
    }

    /// In what a slot is: its unit, and the tens that its rules have divided it by.
    pub fn measure(&self, slot: SlotId) -> Measure<'r> {
        Measure { unit: &self.plan().slot(slot).unit, tens: self.tens(slot) }
    }

    /// So many tens the rules have divided a slot by: 6 of `pagu / 1_000_000`, and of a sum of such.
    fn tens(&self, slot: SlotId) -> i32 {
        let op = |slot: SlotId| &self.plan().slot(self.plan().plain(slot)).op;
        let (mut slot, mut tens) = (slot, 0);
        loop {
            slot = if let Op::Round(inner, _) = op(slot) {
                *inner
            } else if let Op::Divide(inner, by) = op(slot)
                && let Op::Number(by) = op(*by)
            {
                tens += (1..=MOST_TENS).find(|tens| Exact::power_of_ten(*tens) == *by).unwrap_or(0);
                *inner
            } else if let Op::Aggregate(of) = op(slot)
                && let Some(first) = of.items.first()
            {
                *first
            } else {
                return tens;
            };
        }
    }

    /// The value of a slot as it is.
    pub fn right(&self, slot: SlotId) -> &'r Cell {
        self.results.evaluation.cell(slot, 0)
    }

    /// The slots that a cell is computed from, in order, itself last.
    pub fn cone(&self, goal: SlotId) -> Vec<SlotId> {
        self.plan().under(&[goal], &[]).into_iter().collect()
    }

    /// The value of a slot if these figures were those printed.
    pub fn pinned(&self, goal: SlotId, cone: &[SlotId], pins: &Pins) -> Cell {
        let own = self.key(goal);
        self.changed(goal, cone, &|_, slot| {
            let key = self.key(slot);
            let pin = (key != own).then(|| pins.get(&key)).flatten()?;
            Some(Ok(Value::Number(pin.clone())))
        })
    }

    /// The value of a slot under another convention.
    pub fn by(&self, goal: SlotId, cone: &[SlotId], way: &Way) -> Cell {
        self.changed(goal, cone, &|evaluation, slot| way.instead(self, evaluation, slot, goal))
    }

    /// Works a cone out again; `instead` gives the cell of a slot where it is another one.
    fn changed(&self, goal: SlotId, cone: &[SlotId], instead: &dyn Fn(&Evaluation, SlotId) -> Option<Cell>) -> Cell {
        let Results { plan, data, evaluation, .. } = self.results;
        let mut own = self.scratch.take().unwrap_or_else(|| evaluation.clone());
        let mut moved: QuickSet<SlotId> = QuickSet::default();
        for &slot in cone {
            if !moved.is_empty() && plan.slot(slot).op.uses_any(|operand| moved.contains(&operand)) {
                own.revise(plan, data, 0, &[slot]);
                moved.insert(slot);
            }
            if let Some(cell) = instead(&own, slot)
                && cell != *own.cell(slot, 0)
            {
                own.pin(slot, 0, cell);
                moved.insert(slot);
            }
        }
        let found = own.cell(goal, 0).clone();
        for slot in moved {
            own.pin(slot, 0, evaluation.cell(slot, 0).clone());
        }
        self.scratch.replace(Some(own));
        found
    }

    /// The value of a thing in a year that the plan does not look at, where the data have that year.
    pub fn of_year(&self, name: NameId, role: Role, when: When) -> Option<Exact> {
        self.in_year(when.year, |plan| plan.value(name, role, when))
    }

    /// What stands at the same place of a table of another year, where that has the same rows.
    pub fn of_year_at(&self, at: Position, year: i32) -> Option<Exact> {
        let (Position::Body(table, ..) | Position::Footer(table, ..)) = at else { return None };
        let shape = |plan: &Plan| {
            let table = plan.tables.get(table)?;
            let rows = table.blocks.iter().flat_map(|block| &block.rows).map(|row| row.words.to_string());
            let footers = table.footers.iter().map(|footer| footer.label.clone());
            Some(rows.chain(footers).collect::<Vec<_>>())
        };
        let own = shape(self.plan());
        self.in_year(year, |plan| cell_at(plan, at).filter(|_| shape(plan) == own).map(|cell| cell.slot))
    }

    fn in_year(&self, year: i32, find: impl Fn(&Plan) -> Option<SlotId>) -> Option<Exact> {
        let Results { program, data, .. } = self.results;
        let mut beside = self.beside.borrow_mut();
        let year = beside.entry(year).or_insert_with(|| {
            data.years().contains(&year).then(|| {
                let plan = plan::plan_over(program, year, data);
                let evaluation = eval::evaluate(&plan, data);
                (plan, evaluation)
            })
        });
        let (plan, evaluation) = year.as_ref()?;
        eval::rational(evaluation.cell(find(plan)?, 0)).cloned()
    }

    /// The value of a cell if every indicator were better the other way, with or without caps.
    pub fn turned(&self, at: Position, capped: bool) -> Option<Cell> {
        let (plan, evaluation, uncapped) = self.turned.get_or_init(|| {
            let program = turned(self.results.program);
            let data = self.results.data;
            let plan = plan::plan_claims(&program, self.plan().year, Some(data), self.claims);
            let evaluation = eval::evaluate(&plan, data);
            let mut uncapped = evaluation.clone();
            for (slot, planned) in (0..).map(SlotId).zip(&plan.slots) {
                if let Op::Clamp(inner, _) = &planned.op {
                    let cell = uncapped.cell(*inner, 0).clone();
                    uncapped.pin(slot, 0, cell);
                } else if planned.op.operands().next().is_some() {
                    uncapped.revise(&plan, data, 0, &[slot]);
                }
            }
            (plan, evaluation, uncapped)
        });
        let cell = cell_at(plan, at)?;
        let evaluation = if capped { evaluation } else { uncapped };
        Some(evaluation.cell(cell.slot, 0).clone())
    }

    /// The rules of achievement that some indicator does not follow: conventions of the package's own.
    fn ruled(&self) -> &[(String, Plan, Evaluation)] {
        self.ruled.get_or_init(|| {
            let (program, data, year) = (self.program(), self.results.data, self.plan().year);
            let in_force = program.achievement_rules.iter().filter(|rule| rule.in_force.covers(year));
            let names: BTreeSet<&str> = in_force.map(|rule| rule.name.as_str()).collect();
            let used = |definition: &&Definition| definition.kind.indicator().is_some();
            let is_of_all = |name: &str| {
                let mut indicators = program.definitions.iter().filter(used).filter_map(|one| one.kind.indicator());
                indicators.all(|indicator| indicator.rule.0 == name)
            };
            let others = names.into_iter().filter(|name| !is_of_all(name)).take(MOST_RULES);
            let by = others.map(|name| {
                let program = ruled(program, name);
                let plan = plan::plan_over(&program, year, data);
                let evaluation = eval::evaluate(&plan, data);
                (name.to_string(), plan, evaluation)
            });
            by.collect()
        })
    }

    /// The names of those rules.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.ruled().iter().map(|(name, ..)| name.as_str())
    }

    /// The value of a cell by one of them.
    pub fn by_rule(&self, at: Position, rule: usize) -> Option<Cell> {
        let (_, plan, evaluation) = self.ruled().get(rule)?;
        Some(evaluation.cell(cell_at(plan, at)?.slot, 0).clone())
    }
}

/// The cell of a place.
pub(super) fn cell_at(plan: &Plan, at: Position) -> Option<PlannedCell> {
    match at {
        Position::Body(table, block, row, column) => {
            *plan.tables.get(table)?.blocks.get(block)?.rows.get(row)?.cells.get(column)?
        }
        Position::Footer(table, footer, column) => *plan.tables.get(table)?.footers.get(footer)?.cells.get(column)?,
        Position::Claim(at) => plan.claims.get(at).map(|claim| claim.cell),
    }
}

/// The same rules with every achievement by one rule.
fn ruled(program: &Program, name: &str) -> Program {
    let mut program = program.clone();
    for definition in &mut program.definitions {
        if let Kind::Indicator(indicator) = &mut definition.kind {
            indicator.rule.0 = name.to_string();
        }
    }
    program
}

/// The same rules with every direction turned.
fn turned(program: &Program) -> Program {
    let mut program = program.clone();
    for definition in &mut program.definitions {
        if let Kind::Indicator(indicator) = &mut definition.kind {
            indicator.direction = match indicator.direction {
                Direction::Higher => Direction::Lower,
                Direction::Lower => Direction::Higher,
                Direction::Range => Direction::Range,
            };
        }
    }
    program
}
