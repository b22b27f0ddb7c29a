//! Units that only the data reveal, or that a later version changes: incompatible values give no value, with the
//! reason.
//!
//! Conflicts visible in the rules alone are refused when they are checked. Both use `program::units`.

use super::planner::Planner;
use super::*;
use crate::program::BandRule;
use crate::syntax::ast::Operator;

impl Planner<'_> {
    /// The common unit of several values, or two of them that are incompatible.
    pub(super) fn common_unit(&self, slots: &[SlotId]) -> Result<Unit, (SlotId, SlotId)> {
        let mut common = Unit::Any;
        let mut first: Option<SlotId> = None;
        for slot in slots {
            let unit = self.unit_there(*slot);
            match (common.same(&unit), first) {
                (Some(both), _) => {
                    if unit != Unit::Any {
                        first = first.or(Some(*slot));
                    }
                    common = both;
                }
                (None, first) => return Err((first.unwrap_or(*slot), *slot)),
            }
        }
        Ok(common)
    }

    /// The unit of a value; a value that does not exist in a year conflicts with nothing.
    pub(super) fn unit_there(&self, slot: SlotId) -> Unit {
        let is_missing = matches!(self.op(self.plain(slot)), Op::Missing(..));
        if is_missing { Unit::Any } else { self.unit(slot) }
    }

    /// Two values that may not be combined.
    pub(super) fn unlike(&mut self, operator: Operator, left: SlotId, right: SlotId, span: Option<Span>) -> SlotId {
        let sides = Box::new([left, right].map(|side| self.measured_at(side)));
        self.without_unit(Reason::Unlike { operator, sides }, span)
    }

    /// Several values, two of which have incompatible units.
    pub(super) fn mixed(&mut self, what: &'static str, first: SlotId, other: SlotId, span: Option<Span>) -> SlotId {
        let sides = Box::new([first, other].map(|side| self.measured_at(side)));
        self.without_unit(Reason::Mixed { what, sides }, span)
    }

    /// A value in a unit that its band rule does not grade; what the rules alone show was refused when they were
    /// checked.
    pub(super) fn other_unit_than_bands(&self, value: SlotId, rule: &BandRule) -> Option<Reason> {
        let (unit, _) = rule.unit.as_ref()?;
        if self.unit_there(value).same(unit).is_some() {
            return None;
        }
        let (name, bands) = (rule.name.as_str().into(), unit.word()?.into());
        Some(Reason::OtherUnitThanBands { rule: name, bands, value: Box::new(self.measured_at(value)) })
    }

    /// The unit of a value, and where it is stated.
    fn measured_at(&self, slot: SlotId) -> Measured {
        let source = self.source_of(slot);
        let definition = source.and_then(|(name, _, when)| self.program.version(name, when.year));
        Measured {
            unit: self.unit(slot).word().map(Arc::from),
            code: source.map(|(name, ..)| self.program.code(name).into()),
            cell: definition.and_then(|definition| definition.unit_cell.as_deref().map(Arc::from)),
            year: source.map(|(_, _, when)| when.year).filter(|year| *year != self.year),
        }
    }

    /// Those of several values whose units only the data state, one for each unit.
    pub(super) fn units_of_data(&self, slots: &[SlotId]) -> Vec<Measured> {
        let mut found: Vec<Measured> = Vec::new();
        for one in slots.iter().map(|slot| self.measured_at(*slot)) {
            if one.cell.is_some() && one.unit.is_some() && found.iter().all(|known| known.unit != one.unit) {
                found.push(one);
            }
        }
        found
    }

    /// Whether the units of values of one year are stated by the rules alone: a conflict then never goes away.
    pub(super) fn is_from_rules(&self, slots: &[SlotId]) -> bool {
        let mut all = slots.iter().map(|slot| self.measured_at(*slot));
        all.all(|one| one.cell.is_none() && one.year.is_none())
    }

    /// The first value of a name that a slot depends on, or is.
    fn source_of(&self, slot: SlotId) -> Option<(NameId, Role, When)> {
        let mut next = Some(slot);
        while let Some(slot) = next {
            let found = self.slot(slot);
            match (&found.role, &found.op) {
                (Some(role), _) => return Some(*role),
                (None, Op::Input(input)) => {
                    return Some((*self.program.by_code.get(&*input.code)?, Role::Value, input.when));
                }
                (None, op) => next = op.operands().find(|operand| self.unit(*operand) != Unit::Any),
            }
        }
        None
    }
}
