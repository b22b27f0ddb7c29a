//! Every expression of a program, one root after the other.

use super::{Aggregate, Expr, ExprKind, Kind, NameId, Over, Program, Rows, Subject, ValueRef};
use crate::syntax::ast::{Operator, Years};
use std::collections::BTreeSet;

impl Program {
    /// Calls `look` with every expression that is written as a whole: formulas, targets, cases of rules, pieces of
    /// conversions, conditions, columns, footers. Not those of examples.
    pub fn each_expression<'p>(&'p self, look: &mut impl FnMut(&'p Expr)) {
        self.each_formula(look);
        self.assertions.iter().for_each(|assertion| look(&assertion.condition));
        self.promises.iter().for_each(|promise| look(promise.expression()));
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

    /// The same for what values are computed by: formulas, targets, weights, rules, conversions.
    pub fn each_formula<'p>(&'p self, look: &mut impl FnMut(&'p Expr)) {
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
            rule.expressions().for_each(&mut *look);
        }
        self.conversions.iter().flat_map(|rule| &rule.pieces).for_each(|piece| look(&piece.value));
    }

    /// The years in which something else begins to count among what values are computed by.
    pub fn turns(&self) -> BTreeSet<i32> {
        let definitions = self.definitions.iter().map(|one| one.in_force);
        let rules = self.achievement_rules.iter().map(|one| one.in_force);
        let bands = self.band_rules.iter().map(|one| one.in_force);
        let conversions = self.conversions.iter().map(|one| one.in_force);
        definitions.chain(rules).chain(bands).chain(conversions).flat_map(Years::turns).collect()
    }
}

impl Expr {
    /// Whether it is a year: `tahun`, and one so many years off.
    pub fn is_year(&self) -> bool {
        let is_whole = |expr: &Expr| matches!(&expr.kind, ExprKind::Number(number, _) if number.is_integer());
        if let ExprKind::Binary { operator, left, right } = &self.kind {
            let (adds, takes) = (*operator == Operator::Add, *operator == Operator::Subtract);
            return (adds || takes) && left.is_year() && is_whole(right) || adds && is_whole(left) && right.is_year();
        }
        if let ExprKind::If { then, otherwise, .. } = &self.kind {
            return then.is_year() && otherwise.is_year();
        }
        self.kind == ExprKind::Year
    }

    /// Everything that it names.
    pub fn names(&self) -> Vec<NameId> {
        let mut names = Vec::new();
        self.each(&mut |expr| {
            if let ExprKind::Value(ValueRef { subject: Subject::Name(name), .. }) = expr.kind {
                names.push(name);
            } else if let ExprKind::Aggregate { over: Over::Members(set, _), .. } = &expr.kind {
                names.extend(set.of);
            }
        });
        names
    }

    /// Every value that stands in it.
    pub fn values(&self) -> Vec<&ValueRef> {
        let mut values = Vec::new();
        self.each(&mut |expr| values.extend(if let ExprKind::Value(value) = &expr.kind { Some(value) } else { None }));
        values
    }

    /// Calls `look` with it and with all in it. Depth is bounded by the parser.
    pub fn each<'e>(&'e self, look: &mut impl FnMut(&'e Expr)) {
        look(self);
        self.children().for_each(|child| child.each(look));
    }

    /// What a value is when it is handed on as it is: the branches of a choice, the values of `terakhir`, else the
    /// expression itself.
    pub fn handed_on(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::If { then, otherwise, .. } => {
                [then, otherwise].into_iter().flat_map(|one| one.handed_on()).collect()
            }
            ExprKind::Aggregate { aggregate: Aggregate::Last, over } => match over {
                Over::List(values) => values.iter().flat_map(Expr::handed_on).collect(),
                Over::Members(_, body) | Over::Rows(body) => body.handed_on(),
            },
            ExprKind::Number(..)
            | ExprKind::Text(_)
            | ExprKind::Year
            | ExprKind::Argument
            | ExprKind::Convert(..)
            | ExprKind::Difference(..)
            | ExprKind::Growth(..)
            | ExprKind::Value(_)
            | ExprKind::Negate(_)
            | ExprKind::Not(_)
            | ExprKind::Binary { .. }
            | ExprKind::Least(_)
            | ExprKind::Greatest(_)
            | ExprKind::Round(..)
            | ExprKind::Absolute(_)
            | ExprKind::Root(_)
            | ExprKind::Present(_)
            | ExprKind::Aggregate { .. } => vec![self],
        }
    }
}
