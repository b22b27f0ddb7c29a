//! Every expression of a program, one root after the other.

use super::{Expr, Kind, Outcome, Program, Rows};

impl Program {
    /// Calls `look` with every expression that is written as a whole: formulas, targets, cases of rules, pieces of
    /// conversions, conditions, columns, footers. Not those of examples.
    pub fn each_expression<'p>(&'p self, look: &mut impl FnMut(&'p Expr)) {
        for definition in &self.definitions {
            definition.formula.iter().for_each(&mut *look);
            match &definition.kind {
                Kind::Quantity => {}
                Kind::Indicator(indicator) => indicator.target.iter().for_each(&mut *look),
                Kind::Group(group) => {
                    look(&group.achievement);
                    group.weights.iter().for_each(|(_, weight)| look(weight));
                }
            }
        }
        for rule in &self.achievement_rules {
            rule.cases.iter().for_each(|(condition, _)| look(condition));
            let outcomes = rule.cases.iter().map(|(_, outcome)| outcome).chain(rule.formulas());
            outcomes.for_each(|outcome| match outcome {
                Outcome::Value(expr) => look(expr),
                Outcome::Undefined(..) => {}
            });
        }
        self.conversions.iter().flat_map(|rule| &rule.pieces).for_each(|piece| look(&piece.value));
        self.assertions.iter().for_each(|assertion| look(&assertion.condition));
        for table in &self.tables {
            for block in &table.blocks {
                block.columns.iter().for_each(|column| look(&column.value));
                block.filter.iter().for_each(&mut *look);
                block.sort.iter().for_each(|(key, _)| look(key));
                if let Rows::Classes { value, .. } = &block.rows {
                    look(value);
                }
            }
            table.all_footers().flat_map(|footer| &footer.values).for_each(|(value, _)| look(value));
        }
    }
}
