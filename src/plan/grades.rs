//! The grade of a value, and its description.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::program::{Band, BandRule, Definition};

impl Planner<'_> {
    /// The grade and its description, by the band rule of the year.
    pub(super) fn band(&mut self, definition: &Definition, value: SlotId, when: When) {
        let Some((name, span)) = &definition.band else { return };
        match self.program.band_rule(name, when.year) {
            Some(rule) if let Some(reason) = self.other_unit_than_bands(value, rule) => {
                let slot = self.without_unit(reason, Some(*span));
                self.record(definition.name, Role::Band, when, slot);
                self.record(definition.name, Role::BandWords, when, slot);
            }
            Some(rule) if let Some(refused) = self.share_beside_bands(definition, value, rule, when) => {
                self.record(definition.name, Role::Band, when, refused);
                self.record(definition.name, Role::BandWords, when, refused);
            }
            Some(rule) => {
                let grades = table_of(rule, |band| band.grade.as_str());
                let words = table_of(rule, |band| band.words.as_deref().unwrap_or(&band.grade));
                let grade = self.push(Op::Band(value, Arc::new(grades)), Unit::Any, Some(rule.span));
                let words = self.push(Op::Band(value, Arc::new(words)), Unit::Any, Some(rule.span));
                self.record(definition.name, Role::Band, when, grade);
                self.record(definition.name, Role::BandWords, when, words);
            }
            None => {
                let name = name.as_str().into();
                let reason = Reason::RuleNotInForce { kind: RuleOf::Band, name, year: when.year };
                let slot = self.missing(State::Faulty, reason, Some(*span));
                self.record(definition.name, Role::Band, when, slot);
                self.record(definition.name, Role::BandWords, when, slot);
            }
        }
    }

    /// A fraction below 1 compared with bands whose ends are all far above it: `D / E` beside `50 .. < 75`.
    fn share_beside_bands(
        &mut self,
        definition: &Definition,
        value: SlotId,
        rule: &BandRule,
        when: When,
    ) -> Option<SlotId> {
        let formula = definition.formula.as_ref()?;
        if rule.ends.are_signed() {
            return None;
        }
        self.share_beside_points(formula, value, &rule.ends, &Context::of(definition.name, when))
    }
}

fn table_of<'r>(rule: &'r BandRule, words: impl Fn(&'r Band) -> &'r str) -> BandTable {
    BandTable {
        round: rule.round,
        bands: rule.bands.iter().map(|band| (band.range.clone(), words(band).into())).collect(),
        uncovered: rule.uncovered.iter().map(|part| (part.range.clone(), part.reason.as_str().into())).collect(),
    }
}
