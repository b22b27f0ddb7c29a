//! Values from data: realisation and target, over the year and over quarters.

use super::coverage::Covering;
use super::lower::Context;
use super::planner::Planner;
use super::quarters::{QUARTERS, at, until};
use super::shares::Place;
use super::*;
use crate::program::measure::{Measure, Sort};
use crate::program::{Definition, Indicator};
use crate::syntax::ast::{Combination, Comparison};

impl Planner<'_> {
    /// The realisation: measured, computed, or both.
    pub(super) fn value(&mut self, definition: &Definition, when: When) {
        let reported = self.measured(definition, when);
        let slot = match &definition.formula {
            None => reported,
            Some(formula) => {
                let computed = self.lower(formula, &Context::of(definition.name, when));
                let worked = self.worked_out(definition, formula, computed);
                let computed = self.placed(computed, &definition.unit, formula, Place::Declared);
                let span = formula.span;
                self.both(ReportedPair { name: definition.name, when, computed, reported, span });
                let measure = match &worked {
                    Some(worked) => worked.measure.clone(),
                    None => self.measure_of_formula(definition, computed),
                };
                // What is reported beside it is read in the same unit.
                self.set_unit(reported, measure.unit.clone());
                let slot = self.push(Op::Fallback(computed, reported), Unit::Any, Some(span));
                self.set_measure(slot, measure);
                if let Some(worked) = worked.filter(|worked| !worked.is_one()) {
                    self.worked.of.insert(slot, worked);
                }
                if definition.quarters.is_some() || !self.rests_on(computed).is_empty() {
                    let of = match when.quarter {
                        None => Covering::Either { value: slot, first: computed, second: reported },
                        Some(_) => Covering::Quarter,
                    };
                    self.is_over_quarters(slot, definition.name, Field::Value, when, of);
                }
                slot
            }
        };
        self.record(definition.name, Role::Value, when, slot);
    }

    /// The realisation according to the data. With `triwulan` a year has its own cell, or its quarters.
    fn measured(&mut self, definition: &Definition, when: When) -> SlotId {
        let Some(how) = definition.quarters else { return self.column(definition, Field::Value, when) };
        let cells = self.quarter_cells(definition, &Field::Value, when);
        let raw = self.combined_to_date(definition, how, &cells, when);
        let year = self.column(definition, Field::Value, When::year(when.year));
        let quarters = self.on_its_scale(definition, (Field::Value, year), raw, when);
        if when.quarter.is_some() {
            self.is_over_quarters(quarters, definition.name, Field::Value, when, Covering::Quarter);
            return quarters;
        }
        let (name, field) = (definition.name, Field::Value);
        let one = YearAndQuarters {
            name,
            field,
            when,
            year,
            quarters,
            raw,
            cells,
            declared: true,
            is_mean: how == Combination::Mean,
            within: definition.data_range(),
        };
        let slot = self.push(Op::Fallback(year, quarters), definition.unit.clone(), Some(definition.span));
        let of = Covering::Cells { year, cells: one.cells.clone() };
        self.is_over_quarters(slot, name, Field::Value, when, of);
        self.over_year(one);
        slot
    }

    /// A sum of quarters may leave a scale that each of them keeps.
    fn on_its_scale(
        &mut self,
        definition: &Definition,
        (field, year): (Field, SlotId),
        sum: SlotId,
        when: When,
    ) -> SlotId {
        let adds = definition.quarters == Some(Combination::Sum);
        let Some((scale, _)) = definition.scale.as_ref().filter(|_| adds) else { return sum };
        let code = self.program.code(definition.name).into();
        let inside = self.condition(Op::Within(sum, Box::new(scale.clone())));
        let reason = Reason::SumOffScale { code, year: when.year, of_target: field != Field::Value };
        let outside = self.missing(State::Faulty, reason, Some(definition.span));
        let unit = definition.unit.clone();
        let kept = self.push(Op::Choose { cases: vec![(inside, sum)], otherwise: outside }, unit, None);
        if when.quarter.is_none() {
            self.plan.sums.push(ScaledSum { name: definition.name, field, when, year, sum, kept });
        }
        kept
    }

    /// The target, and its ends where it is a range. A cell of the data takes precedence over the target of the rules.
    pub(super) fn target(&mut self, definition: &Definition, indicator: &Indicator, when: When) {
        let stated = indicator.target.as_ref().map(|formula| {
            let slot = self.lower(formula, &Context::of(definition.name, when));
            let slot = self.placed(slot, &definition.unit, formula, Place::Declared);
            let measure = self.measure_of_formula(definition, slot);
            let slot = self.own(slot, Unit::Any);
            self.set_measure(slot, measure);
            slot
        });
        if let (Some(stated), None) = (stated, when.quarter) {
            self.stated_twice(definition, stated, when);
        }
        let Some(_) = definition.quarters.filter(|_| self.program.has_range_target(definition)) else {
            let target = self.target_to_date(definition, (&Field::Target, None), stated, when);
            let target = self.own(target, definition.unit.clone());
            self.measured_as_stated(definition, target, stated, when);
            self.record(definition.name, Role::Target, when, target);
            for (role, field) in [(Role::TargetLow, Field::TargetLow), (Role::TargetHigh, Field::TargetHigh)] {
                // A single target is a range of one number; without quarters it is that of the year.
                let end = self.column(definition, field, When::year(when.year));
                let slot = self.push(Op::Fallback(end, target), definition.unit.clone(), Some(definition.span));
                self.measured_as_stated(definition, slot, stated, when);
                self.record(definition.name, role, when, slot);
            }
            return;
        };
        let [low, high] = [Field::TargetLow, Field::TargetHigh].map(|field| {
            let end = self.target_to_date(definition, (&field, Some(&Field::Target)), stated, when);
            let end = self.own(end, definition.unit.clone());
            self.measured_as_stated(definition, end, stated, when);
            end
        });
        self.record(definition.name, Role::TargetLow, when, low);
        self.record(definition.name, Role::TargetHigh, when, high);
        // Ranges of quarters have no description of their own.
        let is_range = self.condition(Op::Compare(low, Comparison::NotEqual, high));
        let code = self.program.code(definition.name).into();
        // Like a range of the year, it is not a number, but it exists.
        let range = self.missing(State::Faulty, Reason::TargetIsRange { code }, Some(definition.span));
        let year = self.column(definition, Field::Target, When::year(when.year));
        let single = self.choice(vec![(is_range, range)], low);
        // A range of the year is shown as written.
        let written = self.condition(Op::Present(year));
        let target = match when.quarter {
            None => self.choice(vec![(written, year)], single),
            Some(_) => single,
        };
        self.measured_as_stated(definition, target, stated, when);
        self.coverage.ranges.insert(target, low);
        self.record(definition.name, Role::Target, when, target);
    }

    /// A target, or an end of it, is the kind of number that the rules state where no unit is declared, else that of
    /// the realisation.
    fn measured_as_stated(&mut self, definition: &Definition, slot: SlotId, stated: Option<SlotId>, when: When) {
        if definition.unit != Unit::Any {
            return;
        }
        let stated = stated.map(|stated| self.measure(stated));
        let measure = match stated.filter(|stated| *stated != Measure::thing(Unit::Any)) {
            Some(stated) => stated,
            None => self.measure_of_row(definition, when),
        };
        self.set_measure(slot, measure);
    }

    /// The target that the rules state, to be compared with the data of the year and of all its quarters.
    fn stated_twice(&mut self, definition: &Definition, stated: SlotId, when: When) {
        let (name, target) = (definition.name, Field::Target);
        let cell = self.column(definition, target.clone(), When::year(when.year));
        let is_ranged = self.program.has_range_target(definition);
        let fields = [Field::TargetLow, Field::TargetHigh].map(|end| if is_ranged { end } else { Field::Target });
        let other = is_ranged.then_some(&target);
        let ends = [&fields[0], &fields[1]].map(|end| self.filled(definition, (end, other), When::year(when.year)));
        let within = definition.data_range();
        let (no_quarters, of_year) = (Default::default(), within.clone());
        self.target_twice(StatedTarget { name, when, cell, ends, quarters: no_quarters, within: of_year, stated });
        let Some(how) = definition.quarters else { return };
        let cells = [&fields[0], &fields[1]]
            .map(|end| QUARTERS.map(|quarter| self.filled(definition, (end, other), at(when, quarter))));
        let quarters = [cells[0].to_vec(), cells[1].to_vec()];
        let ends = cells.map(|cells| self.over_all(definition, how, &cells));
        self.target_twice(StatedTarget { name, when, cell, ends, quarters, within, stated });
    }

    /// All quarters of a year combined; the last of them must itself have a value.
    fn over_all(&mut self, definition: &Definition, how: Combination, cells: &[SlotId; 4]) -> SlotId {
        match how == Combination::Last {
            true => cells[cells.len() - 1],
            false => self.over(definition, how, cells, None, true),
        }
    }

    /// A column, or the one that replaces it where it is not filled.
    fn filled(&mut self, definition: &Definition, (own, other): (&Field, Option<&Field>), when: When) -> SlotId {
        let own = self.column(definition, own.clone(), when);
        let Some(other) = other else { return own };
        let other = self.column(definition, other.clone(), when);
        self.push(Op::Fallback(own, other), definition.unit.clone(), Some(definition.span))
    }

    /// A target up to a time. The target of the year stands for the year. Otherwise those quarters count in which
    /// something was measured, so that half a year is compared with the targets of that half; a year measured as a
    /// whole needs the targets of all quarters. Before anything is measured, the written targets count, and likewise up
    /// to a requested quarter that is still to come.
    fn target_to_date(
        &mut self,
        definition: &Definition,
        fields: (&Field, Option<&Field>),
        stated: Option<SlotId>,
        when: When,
    ) -> SlotId {
        let year = self.filled(definition, fields, When::year(when.year));
        let fallback = |planner: &mut Self, first, second| {
            planner.push(Op::Fallback(first, second), definition.unit.clone(), Some(definition.span))
        };
        let Some(how) = definition.quarters else {
            let Some(stated) = stated else { return year };
            let slot = fallback(self, year, stated);
            if !self.rests_on(stated).is_empty() {
                let of = Covering::Either { value: slot, first: year, second: stated };
                self.is_over_quarters(slot, definition.name, Field::Target, when, of);
            }
            return slot;
        };
        let targets = QUARTERS.map(|quarter| self.filled(definition, fields, at(when, quarter)));
        let count = until(when);
        let measured = QUARTERS.map(|quarter| self.is_measured(definition, at(when, quarter)));
        let written = self.over(definition, how, &targets[..count], None, false);
        let mut cases = Vec::new();
        let mut whole = None;
        if when.quarter.is_none() {
            let all = self.over_all(definition, how, &targets);
            let whole_year = self.is_of_the_whole_year(definition, when);
            cases.push((whole_year, all));
            whole = Some(whole_year);
            let (name, field) = (definition.name, Field::Target);
            let (cells, declared, within) = (targets.to_vec(), true, definition.data_range());
            let (quarters, raw, is_mean) = (all, all, how == Combination::Mean);
            let one = YearAndQuarters { name, field, when, year, quarters, raw, cells, declared, is_mean, within };
            self.over_year(one);
        }
        if when.quarter.is_some() {
            let own = self.awaited(definition, at(when, QUARTERS[count - 1]));
            let not_measured = self.condition(Op::Not(measured[count - 1]));
            let to_come = self.condition(Op::And(own, not_measured));
            cases.push((to_come, self.planned_to(definition, how, (&targets[..count], &measured), when)));
        }
        if how == Combination::Last {
            let latest = (0..count).rev().map(|at| (measured[at], targets[at]));
            cases.extend(latest);
        } else {
            let any = self.any(measured, count);
            let keep = Some(measured[..count].to_vec());
            cases.push((any, self.over(definition, how, &targets[..count], keep, true)));
        }
        let of_quarters = self.choice(cases, written);
        let of_quarters = self.on_its_scale(definition, (Field::Target, year), of_quarters, when);
        let slot = match (stated, when.quarter) {
            (None, None) => fallback(self, year, of_quarters),
            (Some(stated), None) => {
                let none = fallback(self, written, stated);
                let written = self.any_written(targets);
                let of_quarters = self.choice(vec![(written, of_quarters)], none);
                fallback(self, year, of_quarters)
            }
            // Where a quarter is requested, its own targets come first.
            (stated, Some(_)) => {
                let of_year = stated.map_or(year, |stated| fallback(self, year, stated));
                let written = self.any_written(targets);
                self.choice(vec![(written, of_quarters)], of_year)
            }
        };
        // The target of a quarter covers that quarter, unless a formula brings in others.
        if when.quarter.is_none() || stated.is_some_and(|stated| !self.rests_on(stated).is_empty()) {
            let of = Covering::Target { year, stated, whole, targets, measured };
            self.is_over_quarters(slot, definition.name, Field::Target, when, of);
        }
        slot
    }

    /// The targets up to a requested quarter that is still to come. Nothing is compared with them yet; its own target
    /// is required, and that of each quarter that was measured. A quarter stated as not measured never counts.
    fn planned_to(
        &mut self,
        definition: &Definition,
        how: Combination,
        (targets, measured): (&[SlotId], &[SlotId; 4]),
        when: When,
    ) -> SlotId {
        let own = targets.len() - 1;
        if how == Combination::Last {
            return targets[own];
        }
        let mut keep = Vec::with_capacity(targets.len());
        for (place, quarter) in QUARTERS.into_iter().enumerate().take(targets.len()) {
            let awaited = self.awaited(definition, at(when, quarter));
            if place == own {
                keep.push(awaited);
                continue;
            }
            let written = self.is_filled(targets[place]);
            let counts = self.condition(Op::Or(measured[place], written));
            keep.push(self.condition(Op::And(awaited, counts)));
        }
        self.over(definition, how, targets, Some(keep), true)
    }

    /// Whether a quarter has a realisation or may still get one: it is not stated as not measured.
    fn awaited(&mut self, definition: &Definition, when: When) -> SlotId {
        let one = self.condition(Op::Number(Exact::ONE));
        match definition.formula {
            None => {
                let cell = self.column(definition, Field::Value, when);
                let there = self.condition(Op::Fallback(cell, one));
                self.is_filled(there)
            }
            Some(_) => {
                let value = self.role(definition.name, Role::Value, when, None);
                let there = self.condition(Op::Fallback(value, one));
                self.condition(Op::Present(there))
            }
        }
    }

    pub(super) fn any_written(&mut self, targets: [SlotId; 4]) -> SlotId {
        let present = targets.map(|target| self.is_filled(target));
        self.any(present, present.len())
    }

    /// Whether a quarter has a realisation, reported or computed.
    fn is_measured(&mut self, definition: &Definition, when: When) -> SlotId {
        match definition.formula {
            None => {
                let cell = self.column(definition, Field::Value, when);
                self.is_filled(cell)
            }
            Some(_) => {
                let value = self.role(definition.name, Role::Value, when, None);
                self.condition(Op::Present(value))
            }
        }
    }

    /// Whether the realisation of a year was measured as a whole, reported or computed from what was.
    fn is_of_the_whole_year(&mut self, definition: &Definition, when: When) -> SlotId {
        let cell = self.column(definition, Field::Value, When::year(when.year));
        let reported = self.condition(Op::Present(cell));
        let is_own = |pair: &&ReportedPair| (pair.name, pair.when) == (definition.name, When::year(when.year));
        let Some(computed) = self.plan.reported.iter().find(is_own).map(|pair| pair.computed) else { return reported };
        let whole = self.rests_on_whole_years(computed, when.year);
        let is_computed = self.condition(Op::Present(computed));
        let not_computed = self.condition(Op::Not(is_computed));
        let computed = whole.map_or(is_computed, |whole| self.condition(Op::And(is_computed, whole)));
        let reported = self.condition(Op::And(not_computed, reported));
        self.condition(Op::Or(computed, reported))
    }

    pub(super) fn column(&mut self, definition: &Definition, field: Field, when: When) -> SlotId {
        let unit = match field {
            Field::Budget | Field::Spent => Unit::from_word("rupiah"),
            Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh | Field::Extra(_) => {
                definition.unit.clone()
            }
        };
        let input = Input { code: self.program.code(definition.name).into(), field, when };
        let may_tell = unit == Unit::Any && self.is_of_unmet_data(definition);
        let slot = self.input(input, unit, Some(definition.span));
        if may_tell {
            self.set_measure(slot, Measure::plain(Sort::Unknown));
        }
        slot
    }

    /// Whether only data that are not yet read can say what a code is. Once read, that is known.
    fn is_of_unmet_data(&self, definition: &Definition) -> bool {
        definition.from_data && !self.program.has_met_data
    }

    /// The kind of number of what the data say beside a realisation: that of its formula, where the thing has no unit.
    pub(super) fn measure_of_row(&self, definition: &Definition, when: When) -> Measure {
        let unit = definition.unit_of_row();
        if unit != Unit::Any {
            return Measure::thing(unit);
        }
        let computed = definition.formula.as_ref().and_then(|_| self.plan.value(definition.name, Role::Value, when));
        match computed {
            Some(slot) => self.measure(slot).named(),
            None if self.is_of_unmet_data(definition) => Measure::plain(Sort::Unknown),
            None => Measure::thing(Unit::Any),
        }
    }
}
