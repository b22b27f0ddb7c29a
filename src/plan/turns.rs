//! The sign with which values over quarters count in what is computed from them: added or subtracted.

use super::planner::Planner;
use super::*;
use std::cmp::Ordering;

/// With which sign the values over quarters below a slot count in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Turn {
    pub way: Way,
    /// Numbers of unknown sign that they are multiplied by; only the data say whether these reverse the sign.
    pub by: Arc<[SlotId]>,
    /// Whether something else is added: `100 - A`, not `-A`.
    pub is_beside: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Way {
    /// An increase of any of them increases the result.
    #[default]
    Up,
    /// An increase of any of them decreases the result: they are subtracted or negated.
    Down,
    /// Some increase, some decrease it.
    Mixed,
    /// They are divisors.
    Divided,
}

/// Numbers of unknown sign that are tracked; with more of them, a slot counts as opposed to everything.
const KEPT: usize = 64;

impl Turn {
    fn mixed() -> Turn {
        Turn { way: Way::Mixed, by: Arc::default(), is_beside: true }
    }

    fn divided() -> Turn {
        Turn { way: Way::Divided, ..Turn::mixed() }
    }

    /// The same as a factor: a sign before all of it is a sign before the product.
    pub fn in_product(self) -> Turn {
        match self.way {
            Way::Up | Way::Down if !self.is_beside => Turn::default(),
            Way::Up | Way::Down | Way::Mixed | Way::Divided => self,
        }
    }

    pub fn turned(self) -> Turn {
        let way = match self.way {
            Way::Up => Way::Down,
            Way::Down => Way::Up,
            Way::Mixed => Way::Mixed,
            Way::Divided => Way::Divided,
        };
        Turn { way, ..self }
    }

    fn also_by(self, more: &[SlotId]) -> Turn {
        if more.is_empty() {
            return self;
        }
        let mut by = self.by.to_vec();
        by.extend_from_slice(more);
        by.sort_unstable();
        by.dedup();
        if by.len() > KEPT { Turn::mixed() } else { Turn { by: by.into(), ..self } }
    }

    fn beside(self, other: Turn) -> Turn {
        let is_beside = self.is_beside || other.is_beside;
        if self.way == other.way { Turn { is_beside, ..self }.also_by(&other.by) } else { Turn::mixed() }
    }
}

impl Planner<'_> {
    /// With which sign the values over quarters count in the result of an operation.
    pub(super) fn turn_of(&self, op: &Op) -> Turn {
        let of = |slot: SlotId| self.turn_below(slot);
        let all = |slots: &mut dyn Iterator<Item = SlotId>| {
            let (mut turn, mut is_beside) = (None::<Turn>, false);
            for slot in slots {
                match of(slot) {
                    Some(one) => turn = Some(turn.map_or(one.clone(), |turn| turn.beside(one))),
                    None => is_beside |= !self.is_nothing(slot),
                }
            }
            let turn = turn.unwrap_or_default();
            Turn { is_beside: turn.is_beside || is_beside, ..turn }
        };
        match op {
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) => Turn::default(),
            Op::Subtract(a, b) => match (of(*a), of(*b)) {
                (Some(from), Some(off)) => from.beside(off.turned()),
                (Some(_), None) => all(&mut op.operands()),
                (None, _) => all(&mut op.operands()).turned(),
            },
            Op::Negate(a) => all(&mut [*a].into_iter()).turned(),
            Op::Multiply(a, b) => match (of(*a), of(*b)) {
                (Some(turn), None) => self.times(turn, *b),
                (None, Some(turn)) => self.times(turn, *a),
                (Some(one), Some(other)) => match (one.clone().in_product().way, other.clone().in_product().way) {
                    (Way::Up, Way::Up) => {
                        let is_turned = one.way != other.way;
                        let both = Turn { way: Way::Up, ..one }.beside(Turn { way: Way::Up, ..other });
                        let product = both.also_by(&[*a, *b]);
                        if is_turned { product.turned() } else { product }
                    }
                    (Way::Divided, _) | (_, Way::Divided) => Turn::divided(),
                    (Way::Up | Way::Down | Way::Mixed, _) => Turn::mixed(),
                },
                (None, None) => Turn::default(),
            },
            Op::Divide(a, b) => match (of(*a), of(*b)) {
                (Some(turn), None) => self.times(turn, *b),
                (_, Some(_)) => Turn::divided(),
                (None, None) => Turn::default(),
            },
            Op::Power(a, exponent) => match of(*a) {
                Some(turn @ Turn { way: Way::Up, .. }) if *exponent > 0 => turn.also_by(&[*a]),
                Some(turn) if *exponent == 1 => turn,
                Some(_) if *exponent < 0 => Turn::divided(),
                Some(_) => Turn::mixed(),
                None => Turn::default(),
            },
            Op::Absolute(a) | Op::Root(a) => match of(*a) {
                Some(turn @ Turn { way: Way::Up, .. }) => turn.also_by(&[*a]),
                Some(_) => Turn::mixed(),
                None => Turn::default(),
            },
            // A reported value replaces a computed one, and counts as that does.
            Op::Fallback(first, second) => of(*first).or_else(|| of(*second)).unwrap_or_default(),
            // The condition of a choice decides, and does not count.
            Op::Choose { cases, otherwise } => {
                all(&mut cases.iter().map(|(_, value)| *value).chain(std::iter::once(*otherwise)))
            }
            Op::Aggregate(op) => {
                let weighs = |slot: &SlotId| of(*slot).is_some();
                match op.weights.as_ref().is_some_and(|weights| weights.iter().any(weighs)) {
                    true => Turn::mixed(),
                    false => all(&mut op.items.iter().copied()),
                }
            }
            Op::Add(..) | Op::Share(_) | Op::Percentage(_) | Op::Same(_) | Op::Least(_) | Op::Greatest(_) => {
                all(&mut op.operands())
            }
            Op::Round(..) | Op::Clamp(..) | Op::Compare(..) | Op::And(..) | Op::Or(..) | Op::Not(_) => {
                all(&mut op.operands())
            }
            Op::Filled(_) | Op::Present(_) | Op::Band(..) | Op::Within(..) | Op::Rank(..) => all(&mut op.operands()),
        }
    }

    /// Whether a slot adds nothing: it is 0, or has no value.
    fn is_nothing(&self, slot: SlotId) -> bool {
        matches!(self.op(slot), Op::Missing(..)) || self.sign(slot) == Some(Ordering::Equal)
    }

    /// With which sign the values over quarters below a slot count in it; none where there are none.
    pub(super) fn turn_below(&self, slot: SlotId) -> Option<Turn> {
        let is_over = self.rests_known(slot).is_some_and(|rests| !rests.is_empty());
        self.coverage.turns.get(slot.0 as usize).filter(|_| is_over).cloned()
    }

    fn times(&self, turn: Turn, factor: SlotId) -> Turn {
        match self.sign(factor) {
            Some(Ordering::Less) => turn.turned(),
            Some(Ordering::Equal | Ordering::Greater) => turn,
            None => turn.also_by(&[factor]),
        }
    }

    /// The sign of a number that the rules write.
    pub(super) fn sign(&self, slot: SlotId) -> Option<Ordering> {
        let (mut slot, mut turned) = (slot, false);
        loop {
            let op = self.op(slot);
            if let Op::Number(value) = op {
                let sign = value.cmp(&Exact::ZERO);
                return Some(if turned { sign.reverse() } else { sign });
            }
            turned ^= matches!(op, Op::Negate(_));
            let is_scaled = matches!(op, Op::Negate(_) | Op::Share(_) | Op::Percentage(_) | Op::Same(_));
            slot = op.operands().next().filter(|_| is_scaled)?;
        }
    }
}
