//! Money in a footer counts once: what a whole has, its details have already.

use super::lower::RowAt;
use super::planner::Planner;
use super::*;
use crate::program::quick::QuickMap;
use crate::program::{Aggregate, Over, Subject, ValueRef};

impl Planner<'_> {
    /// Takes those rows out of a sum of money whose whole stands in a row too, as long as that row is shown.
    pub(super) fn count_once(&mut self, op: &mut AggregateOp, over: &Over, rows: &[RowAt], span: Option<Span>) {
        let Over::Rows(body) = over else { return };
        // What is no money any more, such as how often a budget is above an edge, is counted row by row.
        let rupiah = Unit::from_word("rupiah");
        let is_money = |item: &SlotId| self.slot(*item).unit == rupiah;
        let adds = op.aggregate == Aggregate::Sum && reads_money(body) && op.items.iter().all(is_money);
        if !adds || op.items.len() != rows.len() {
            return;
        }
        let mut there: QuickMap<(NameId, When), Vec<&RowAt>> = QuickMap::default();
        for row in rows {
            if let Some(name) = row.name {
                there.entry((name, row.when)).or_default().push(row);
            }
        }
        let above: Vec<Vec<&RowAt>> = rows.iter().map(|row| self.rows_above(row, &there)).collect();
        if above.iter().all(Vec::is_empty) {
            return;
        }
        for (at, wholes) in above.iter().enumerate() {
            for filter in wholes.iter().filter_map(|whole| whole.filter) {
                let hidden = self.push(Op::Not(filter), Unit::Any, span);
                if let Some(keep) = &mut op.keep {
                    keep[at] = self.push(Op::And(keep[at], hidden), Unit::Any, span);
                }
            }
        }
        let counts = |at: usize| above[at].iter().all(|whole| whole.filter.is_some());
        let retain = |slots: &mut Vec<SlotId>| {
            let mut at = 0;
            slots.retain(|_| {
                at += 1;
                counts(at - 1)
            });
        };
        retain(&mut op.items);
        op.keep.as_mut().into_iter().for_each(retain);
    }

    /// The rows of what a row is a part of, in the same year.
    fn rows_above<'r>(&self, row: &RowAt, there: &QuickMap<(NameId, When), Vec<&'r RowAt>>) -> Vec<&'r RowAt> {
        let wholes = row.name.into_iter().flat_map(|name| self.program.wholes_in(name, row.when.year));
        wholes.filter_map(|whole| there.get(&(whole, row.when))).flatten().copied().collect()
    }
}

/// Whether money of the row itself stands in an expression: `pagu`, `bulat(pagu / 1_000_000; 2)`, `jumlah(pagu rincian)`.
fn reads_money(expr: &Expr) -> bool {
    let is_money = |value: &ValueRef| matches!(value.role, Role::Budget | Role::Spent);
    expr.values().into_iter().any(|value| is_money(value) && !matches!(value.subject, Subject::Name(_)))
}
