//! What proofs may rely on: a program without the parts that have a finding of their own, so that one mistake is
//! reported once.

use crate::number::Exact;
use crate::program::units::Unit;
use crate::program::{AchievementRule, Expr, ExprKind, Kind, Outcome, Program};
use crate::source::{SourceId, Span};

/// Places with a finding of their own, sorted.
#[derive(Debug)]
pub struct Unclear(Vec<(SourceId, u32)>);

impl Unclear {
    /// The places of findings.
    pub fn new(spans: &[Span]) -> Unclear {
        let mut places: Vec<_> = spans.iter().map(|span| (span.source, span.start)).collect();
        places.sort_unstable();
        places.dedup();
        Unclear(places)
    }

    /// Whether a block has a finding of its own.
    pub fn holds(&self, block: Span) -> bool {
        let at = self.0.partition_point(|place| *place < (block.source, block.start));
        self.0.get(at).is_some_and(|place| *place <= (block.source, block.end))
    }

    /// The blocks of a program that have findings of their own, in order of place.
    pub fn blocks(&self, program: &Program) -> Vec<Span> {
        let definitions = program.definitions.iter().map(|one| one.block);
        let rules = program.achievement_rules.iter().map(|one| one.block);
        let bands = program.band_rules.iter().map(|one| one.block);
        let conversions = program.conversions.iter().map(|one| one.block);
        let all = definitions.chain(rules).chain(bands).chain(conversions);
        let mut blocks: Vec<Span> = all.filter(|block| self.holds(*block)).collect();
        blocks.sort_unstable();
        blocks
    }

    /// The same program, with the units in these blocks unknown.
    pub fn unknown(&self, program: &Program) -> Program {
        let mut unknown = self.without(program);
        for definition in unknown.definitions.iter_mut().filter(|one| self.holds(one.block)) {
            // Like a code whose unit only the data will state.
            (definition.unit, definition.quarters, definition.from_data) = (Unit::Any, None, true);
        }
        unknown
    }

    /// The program with these blocks emptied; slots planned from them lie in these blocks.
    pub fn without(&self, program: &Program) -> Program {
        let mut program = program.clone();
        for definition in program.definitions.iter_mut().filter(|one| self.holds(one.block)) {
            let span = definition.span;
            definition.formula = None;
            match &mut definition.kind {
                Kind::Quantity => {}
                Kind::Indicator(indicator) => indicator.target = None,
                Kind::Group(group) => {
                    group.achievement = Expr { kind: ExprKind::Number(Exact::ZERO, Unit::Any), span };
                    group.weights.clear();
                }
            }
        }
        for rule in program.achievement_rules.iter_mut().filter(|rule| self.holds(rule.block)) {
            let AchievementRule { cases, higher, lower, range, higher_range, lower_range, span, .. } = rule;
            cases.clear();
            [higher, lower, range, higher_range, lower_range].into_iter().for_each(|formula| {
                *formula = Some(Outcome::Undefined(String::new(), *span));
            });
        }
        for rule in program.conversions.iter_mut().filter(|rule| self.holds(rule.block)) {
            rule.pieces.clear();
        }
        program
    }
}
