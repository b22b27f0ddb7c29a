//! The order of the words that a value may have: that of `urutan`, or that of the bands of its grade.

use super::planner::Planner;
use super::*;
use std::ops::Bound;

impl Planner<'_> {
    /// Notes the order of the words of what rows are sorted by, if it is words that have one.
    pub(super) fn sorted_by(&mut self, key: SlotId) {
        let order = self.word_order(key);
        if !order.is_empty() {
            self.plan.orders.insert(key, order.into());
        }
    }

    fn word_order(&self, key: SlotId) -> Vec<Arc<str>> {
        let mut next = Some(key);
        while let Some(slot) = next {
            let Slot { op, role, .. } = self.slot(slot);
            if let Op::Band(_, table) = op {
                let mut bands: Vec<_> = table.bands.iter().collect();
                bands.sort_by(|(one, _), (other, _)| match (one.lo(), other.lo()) {
                    (Bound::Unbounded, Bound::Unbounded) => std::cmp::Ordering::Equal,
                    (Bound::Unbounded, _) => std::cmp::Ordering::Less,
                    (_, Bound::Unbounded) => std::cmp::Ordering::Greater,
                    (Bound::Included(one) | Bound::Excluded(one), Bound::Included(other) | Bound::Excluded(other)) => {
                        one.cmp(other)
                    }
                });
                return bands.into_iter().map(|(_, word)| word.clone()).collect();
            }
            let of_input = op.input().and_then(|input| Some((*self.program.by_code.get(&*input.code)?, input.when)));
            let named = of_input.or(role.map(|(name, _, when)| (name, when)));
            let version = named.and_then(|(name, when)| self.program.version(name, when.year));
            let words = version.map(|version| version.order.as_slice()).unwrap_or_default();
            if !words.is_empty() {
                return words.iter().map(|word| word.as_str().into()).collect();
            }
            next = op.operands().next().filter(|_| matches!(op, Op::Same(_) | Op::Fallback(..)));
        }
        Vec::new()
    }
}
