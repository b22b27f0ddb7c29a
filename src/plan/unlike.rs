//! Units that only the data tell, or that a later version changes: what does not go together has no value and says why.
//!
//! What the rules alone tell is refused when they are checked. Both ask `program::units`.

use super::planner::Planner;
use super::*;
use crate::program::BandRule;
use crate::syntax::ast::Operator;

impl Planner<'_> {
    /// The unit that all of several values share, or two that do not go together.
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

    /// The unit of a value; what is not there in a year cannot be at odds with anything.
    pub(super) fn unit_there(&self, slot: SlotId) -> Unit {
        let is_missing = matches!(self.op(self.plain(slot)), Op::Missing(..));
        if is_missing { Unit::Any } else { self.unit(slot) }
    }

    /// Two values that may not be combined.
    pub(super) fn unlike(&mut self, operator: Operator, left: SlotId, right: SlotId, span: Option<Span>) -> SlotId {
        let sides = Box::new([left, right].map(|side| self.measured_at(side)));
        self.without_unit(Reason::Unlike { operator, sides }, span)
    }

    /// Several values of which two have units that do not go together.
    pub(super) fn mixed(&mut self, what: &'static str, first: SlotId, other: SlotId, span: Option<Span>) -> SlotId {
        let sides = Box::new([first, other].map(|side| self.measured_at(side)));
        self.without_unit(Reason::Mixed { what, sides }, span)
    }

    /// A value in a unit that its band rule does not grade; what the rules alone tell was refused when they were checked.
    pub(super) fn other_unit_than_bands(&self, value: SlotId, rule: &BandRule) -> Option<Reason> {
        let (unit, _) = rule.unit.as_ref()?;
        if self.unit_there(value).same(unit).is_some() {
            return None;
        }
        let (name, bands) = (rule.name.as_str().into(), unit.word()?.into());
        Some(Reason::OtherUnitThanBands { rule: name, bands, value: Box::new(self.measured_at(value)) })
    }

    /// The unit of a value, and what says so.
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

    /// Of several values those whose units only the data say, one for each unit.
    pub(super) fn units_of_data(&self, slots: &[SlotId]) -> Vec<Measured> {
        let mut found: Vec<Measured> = Vec::new();
        for one in slots.iter().map(|slot| self.measured_at(*slot)) {
            if one.cell.is_some() && one.unit.is_some() && found.iter().all(|known| known.unit != one.unit) {
                found.push(one);
            }
        }
        found
    }

    /// Whether the rules alone say the units of values, of one year: what does not go together never will.
    pub(super) fn is_from_rules(&self, slots: &[SlotId]) -> bool {
        let mut all = slots.iter().map(|slot| self.measured_at(*slot));
        all.all(|one| one.cell.is_none() && one.year.is_none())
    }

    /// The first value of a name that a slot rests on, or is.
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
