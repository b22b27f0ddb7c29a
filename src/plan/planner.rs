//! Definitions to slots: one facet of one name in one year at a time, its dependencies first.

use super::lower::Context;
use super::told_once::Once;
use super::years::GroupYears;
use super::*;
use crate::data::State;
use crate::number::Bound;
use crate::program::depend::{Facet, Need, facet, needs_of, needs_to_plan};
use crate::program::measure::{Oddity, Sort};
use crate::program::quick::{QuickMap, QuickSet, WrittenMap};
use crate::program::{Definition, Kind, Subject};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Every part of a definition that has a value. Money is last: it comes from data alone and takes many slots over four
/// quarters.
pub(super) const FACETS: [Facet; 6] =
    [Facet::Value, Facet::Target, Facet::Achievement, Facet::ValueBand, Facet::Budget, Facet::Spent];

/// How many of them rules produce.
const RULED: usize = 4;

/// Slots reserved per definition, so that the vector is not reallocated again and again.
const SLOTS_EACH: usize = 4;

/// Plans one year.
pub struct Planner<'p> {
    pub(super) program: &'p Program,
    pub(super) year: i32,
    pub(super) plan: Plan,
    /// Which slots depend on which years of groups with changing members.
    pub(super) years: GroupYears<'p>,
    inputs: WrittenMap<Input, SlotId>,
    /// What kind of number a slot is, where it is not a plain value.
    pub(super) sorts: QuickMap<SlotId, (Sort, Option<Box<Oddity>>)>,
    /// What names without a declared unit stand for.
    pub(super) worked: super::worked::Workings,
    pub(super) coverage: super::coverage::Coverage,
    planned: QuickSet<(NameId, Facet, When)>,
    /// The codes with quarterly money, where the data are known.
    pub(super) quarterly: Option<HashSet<&'p str>>,
    /// Where things happen, for proofs about them.
    pub(super) sites: Option<Sites>,
    /// Names whose values of other years are not followed, because they never end.
    pub(super) endless: HashSet<NameId>,
    pub(super) refused: Once,
}

impl<'p> Planner<'p> {
    /// A planner with nothing planned; for `data` only, or for any data.
    pub fn new(program: &'p Program, year: i32, data: Option<&'p Dataset>) -> Self {
        // There may be thousands of versions, each in force for one of the years that are planned.
        let in_force = program.definitions.iter().filter(|one| one.in_force.covers(year)).count();
        let plan = Plan {
            year,
            slots: Vec::with_capacity(in_force.saturating_mul(SLOTS_EACH)),
            values: BTreeMap::new(),
            tables: Vec::new(),
            assertions: Vec::new(),
            claims: Vec::new(),
            reported: Vec::new(),
            weights: Vec::new(),
            years: Vec::new(),
            sums: Vec::new(),
            targets: Vec::new(),
            orders: HashMap::new(),
            parts: Vec::new(),
            uneven: Vec::new(),
            unlike: Vec::new(),
            refused: Vec::new(),
            twice: Vec::new(),
        };
        let quarterly = data.map(money::with_quarters);
        Planner {
            program,
            year,
            plan,
            years: GroupYears::new(program),
            inputs: WrittenMap::default(),
            sorts: QuickMap::default(),
            worked: Default::default(),
            coverage: Default::default(),
            planned: QuickSet::default(),
            quarterly,
            sites: None,
            endless: HashSet::new(),
            refused: Once::default(),
        }
    }

    /// Every value of the year, every table, every assertion.
    pub fn everything(&mut self) {
        self.values_of(&FACETS);
        self.tables_and_assertions();
    }

    /// The same without money that no rule reads.
    pub fn everything_ruled(&mut self) {
        self.values_of(&FACETS[..RULED]);
        self.tables_and_assertions();
    }

    fn tables_and_assertions(&mut self) {
        let program = self.program;
        for table in &program.tables {
            let planned = self.table(table);
            self.plan.tables.push(planned);
        }
        if program.tables.is_empty()
            && let Some(table) = super::standard::table(program, self.year)
        {
            let planned = self.table(&table);
            self.plan.tables.push(planned);
        }
        let year = self.year;
        for assertion in program.assertions.iter().filter(|one| one.in_force.covers(year)) {
            let subjects: Vec<Option<NameId>> = match assertion.for_each {
                false => vec![None],
                true => self.subjects_of(assertion).into_iter().map(Some).collect(),
            };
            for about in subjects {
                self.assertion(assertion, about);
            }
        }
    }

    /// Every value of the year that rules produce, and the money that they read.
    pub(super) fn ruled_values(&mut self) {
        self.values_of(&FACETS[..RULED]);
    }

    pub(super) fn values_of(&mut self, facets: &[Facet]) {
        for index in 0..self.program.names.len() {
            let name = NameId(index as u32);
            if self.program.version(name, self.year).is_some() {
                for facet in facets {
                    self.ensure(name, *facet, When::year(self.year));
                }
            }
        }
    }

    /// Everything that has parts in a year, in display order.
    pub(super) fn with_parts(&self, year: i32) -> Vec<NameId> {
        let in_force = |name: NameId| self.program.version(name, year);
        let names = self.program.in_order();
        let parents: BTreeSet<NameId> = names.iter().filter_map(|name| in_force(*name)?.parent_in(year)).collect();
        names.into_iter().filter(|name| parents.contains(name) && in_force(*name).is_some()).collect()
    }

    pub fn finish(self) -> Plan {
        Plan { refused: self.refused.into_all(), ..self.plan }
    }

    /// An expression that belongs to no definition.
    pub fn question(&mut self, expr: &Expr) -> PlannedCell {
        let context = Context::of_year(self.year);
        let slot = self.lower(expr, &context);
        PlannedCell { slot, show: self.show(expr, slot, &context, None) }
    }

    /// Adds an operation.
    pub(super) fn push(&mut self, op: Op, unit: Unit, span: Option<Span>) -> SlotId {
        let slot = SlotId(self.plan.slots.len() as u32);
        let op = self.years.admit(slot, op);
        self.plan.slots.push(Slot { op, unit, span, role: None });
        slot
    }

    /// Adds a slot without a value.
    pub(super) fn missing(&mut self, state: State, reason: impl Into<Arc<Reason>>, span: Option<Span>) -> SlotId {
        let slot = self.push(Op::Missing(state, reason.into()), Unit::Any, span);
        self.sorted(slot, Sort::Absent)
    }

    pub(super) fn unit(&self, slot: SlotId) -> Unit {
        self.plan.slot(slot).unit.clone()
    }

    pub(super) fn set_unit(&mut self, slot: SlotId, unit: Unit) {
        self.plan.slots[slot.0 as usize].unit = unit;
    }

    pub(super) fn slot(&self, slot: SlotId) -> &Slot {
        self.plan.slot(slot)
    }

    pub(super) fn op(&self, slot: SlotId) -> &Op {
        &self.plan.slot(slot).op
    }

    /// A data column; each gets a single slot.
    pub(super) fn input(&mut self, input: Input, unit: Unit, span: Option<Span>) -> SlotId {
        if let Some(&known) = self.inputs.get(&input) {
            return known;
        }
        let slot = self.push(Op::Input(input.clone()), unit, span);
        self.inputs.insert(input, slot);
        slot
    }

    /// The slot of a role of a name at a time.
    pub(super) fn role(&mut self, name: NameId, role: Role, when: When, span: Option<Span>) -> SlotId {
        let program = self.program;
        let code = program.code(name);
        let Some(definition) = self.version(name, when.year) else {
            let reason = Reason::NotInForce { name: Some(code.into()), year: when.year };
            let slot = self.missing(State::NotApplicable, reason, span);
            // What has no value this year is of the same kind as in other years.
            let measure = self.measure_in_other_years(name, role);
            self.set_measure(slot, measure);
            return slot;
        };
        match facet(role, &definition.kind) {
            Some(facet) => self.ensure(name, facet, when),
            None => return self.attribute(definition, role, when, span),
        }
        let role = match (role, &definition.kind) {
            (Role::Main, Kind::Group(_)) => Role::Achievement,
            (Role::Main, _) => Role::Value,
            (role, _) => role,
        };
        match self.plan.value(name, role, when) {
            Some(slot) => slot,
            None => self.missing(State::NotApplicable, Reason::HasNone { code: code.into(), role }, span),
        }
    }

    /// Words about a definition, an end of its scale, or an extra data column.
    fn attribute(&mut self, definition: &Definition, role: Role, when: When, span: Option<Span>) -> SlotId {
        let code = self.program.code(definition.name);
        self.site_of_words(definition, role, span);
        let text = match role {
            Role::Field(id) => {
                let field = &self.program.fields[id.0 as usize];
                return self.extra(definition, field, when, span);
            }
            Role::ScaleLow | Role::ScaleHigh => {
                let scale = definition.scale.as_ref().map(|(scale, _)| scale);
                let bound = scale.map(|scale| if role == Role::ScaleLow { scale.lo() } else { scale.hi() });
                return match bound {
                    Some(Bound::Included(end) | Bound::Excluded(end)) => {
                        let slot = self.push(Op::Number(end.clone()), Unit::Any, span);
                        let measure = self.measure_of_row(definition, when);
                        self.measured_as(slot, measure)
                    }
                    _ => self.missing(State::NotApplicable, Reason::NoScale { code: code.into() }, span),
                };
            }
            Role::Weight => {
                return self.missing(State::NotApplicable, Reason::NoWeight { code: code.into() }, span);
            }
            Role::Label => definition.label.as_deref().unwrap_or(code),
            Role::Goal => definition.goal.as_deref().unwrap_or_default(),
            Role::UnitName => definition.unit.word().unwrap_or_default(),
            Role::Parent => {
                match definition.parent_in(when.year).and_then(|parent| self.program.version(parent, when.year)) {
                    Some(parent) => parent.label.as_deref().unwrap_or_else(|| self.program.code(parent.name)),
                    None => "",
                }
            }
            Role::Code => code,
            // Roles with a number are planned as facets and never get here.
            Role::Main | Role::Value | Role::Target | Role::TargetLow | Role::TargetHigh => code,
            Role::RawAchievement | Role::CappedAchievement | Role::Achievement => code,
            Role::Band | Role::BandWords | Role::Budget | Role::Spent => code,
        };
        self.push(Op::Text(text.into()), Unit::Any, span)
    }

    /// Plans a facet after everything it needs; without recursion, however long the chain.
    pub(super) fn ensure(&mut self, name: NameId, facet: Facet, when: When) {
        if self.planned.contains(&(name, facet, when)) {
            return;
        }
        let mut stack = vec![((name, facet, when), false)];
        let mut open = QuickSet::default();
        while let Some((node, ready)) = stack.pop() {
            // Rules have no cycles, but data may call two things parts of each other.
            if self.planned.contains(&node) || !ready && !open.insert(node) {
                continue;
            }
            let (name, facet, when) = node;
            let Some(definition) = self.version(name, when.year) else {
                self.planned.insert(node);
                continue;
            };
            if !ready && self.is_endless(name, when) {
                self.planned.insert(node);
                self.unknown(definition, facet, when);
                continue;
            }
            if ready {
                self.planned.insert(node);
                self.facet(definition, facet, when);
                continue;
            }
            stack.push((node, true));
            let needed = needs_to_plan(self.program, definition, facet);
            // Which quarters of a target count depends on the values that a formula gives in them.
            if facet == Facet::Target && definition.quarters.is_some() && definition.formula.is_some() {
                let quarters = quarters::QUARTERS.map(|quarter| (name, Facet::Value, quarters::at(when, quarter)));
                let quarters = quarters.into_iter().chain([(name, Facet::Value, When::year(when.year))]);
                stack.extend(quarters.filter(|node| !self.planned.contains(node)).map(|one| (one, false)));
            }
            stack.extend(self.unplanned(needed, name, when).into_iter().map(|need| (need, false)));
        }
    }

    /// Plans what an expression needs, so that lowering it is only lookup.
    pub(super) fn prepare(&mut self, expr: &Expr, own: NameId, when: When) {
        let Some(definition) = self.version(own, when.year) else { return };
        let needed = needs_of(self.program, definition, expr);
        for (name, facet, when) in self.unplanned(needed, own, when) {
            self.ensure(name, facet, when);
        }
    }

    fn unplanned(&self, needed: Vec<(Need, Span)>, own: NameId, when: When) -> Vec<(NameId, Facet, When)> {
        let plan = self.program.package.plan;
        needed
            .into_iter()
            .map(|(need, _)| (need.name.unwrap_or(own), need.facet, when.resolve(need.period, plan)))
            .filter(|node| !self.planned.contains(node))
            .collect()
    }

    fn facet(&mut self, definition: &Definition, facet: Facet, when: When) {
        match (facet, &definition.kind) {
            (Facet::Value, Kind::Group(_)) | (Facet::Target, Kind::Quantity | Kind::Group(_)) => {}
            (Facet::Value, _) => self.value(definition, when),
            (Facet::Target, Kind::Indicator(indicator)) => self.target(definition, indicator, when),
            (Facet::Achievement, Kind::Indicator(indicator)) => self.indicator(definition, indicator, when),
            (Facet::Achievement, Kind::Group(group)) => self.group(definition, group, when),
            (Facet::Achievement, Kind::Quantity) => {}
            (Facet::ValueBand, Kind::Quantity) => {
                if let Some(value) = self.plan.value(definition.name, Role::Value, when) {
                    self.band(definition, value, when);
                }
            }
            (Facet::ValueBand, _) => {}
            (Facet::Budget, _) => self.money(definition, Role::Budget, Field::Budget, when),
            (Facet::Spent, _) => self.money(definition, Role::Spent, Field::Spent, when),
        }
    }

    /// The slot whose value another passes on unchanged.
    pub(super) fn plain(&self, slot: SlotId) -> SlotId {
        self.plan.plain(slot)
    }

    /// A formula may be a bare reference to another thing; a slot of its own keeps role and place apart.
    pub(super) fn own(&mut self, slot: SlotId, unit: Unit) -> SlotId {
        let Slot { op, role, span, .. } = self.plan.slot(slot);
        // An extra column has one slot for all its readers.
        let is_column = matches!(op, Op::Input(input) if matches!(input.field, Field::Extra(_)));
        match role.is_some() || is_column {
            true => self.push(Op::Same(slot), unit, *span),
            false => slot,
        }
    }

    pub(super) fn record(&mut self, name: NameId, role: Role, when: When, slot: SlotId) {
        self.plan.slots[slot.0 as usize].role.get_or_insert((name, role, when));
        self.plan.values.insert((name, role, when), slot);
    }

    /// A slot without a value because of incompatible units.
    pub(super) fn without_unit(&mut self, reason: Reason, span: Option<Span>) -> SlotId {
        let reason = Arc::new(reason);
        if !self.plan.unlike.contains(&(span, reason.clone())) {
            self.plan.unlike.push((span, reason.clone()));
        }
        self.missing(State::Faulty, reason, span)
    }

    /// Records that a value is both computed and reported.
    pub(super) fn both(&mut self, pair: ReportedPair) {
        self.plan.reported.push(pair);
    }
}

/// The thing that a reference means in a context.
pub(super) fn subject(subject: Subject, context: &Context) -> Option<NameId> {
    match subject {
        Subject::Name(name) => Some(name),
        Subject::This => context.this,
        Subject::Each => context.each.or(context.this),
    }
}
