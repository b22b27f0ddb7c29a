//! Operations that decide something as formulas: where a float would decide otherwise, they are values.

use super::double::{self, Why};
use super::lines::guarded;
use super::operations::{round, signed, undefined_where};
use super::state::{self, States};
use super::terms;
use super::translate::{Kind, Made, Said, Translator};
use crate::eval::Value;
use crate::number::{Exact, Interval};
use crate::plan::{BandTable, SlotId};
use crate::syntax::ast::{Comparison, Precision};
use std::ops::Bound;

impl<'r> Translator<'r> {
    /// The exact number in a slot.
    pub(super) fn exact(&self, slot: SlotId) -> Option<&'r Value> {
        self.cell(slot).as_ref().ok()
    }

    pub(super) fn divided(&self, left: &Made, right: &Made, divisor: SlotId) -> Said {
        let both = States::worst([&left.states, &right.states]);
        let stated = self.results.plan.slot(self.results.plan.plain(divisor)).op.number().is_some_and(|n| !n.is_zero());
        // A float that is zero where the number is not, or the other way round, divides where nothing may be divided.
        if let (Some(Value::Number(exact)), Some(float)) = (self.exact(divisor), right.float)
            && exact.is_zero() != (float == 0.0)
        {
            return Said::Value(Why::Tie);
        }
        let float = left.float.zip(right.float).map(|(left, right)| left / right);
        let states = if stated { both } else { undefined_where(&both, &format!("{}=0", right.value)) };
        Said::Line(states, format!("{}/{}", left.value, right.value), Kind::Number, float)
    }

    pub(super) fn power(&self, base: &Made, exponent: i32, slot: SlotId) -> Said {
        if let (Some(Value::Number(exact)), Some(float)) = (self.exact(slot), base.float)
            && exact.is_zero() != (float == 0.0)
        {
            return Said::Value(Why::Tie);
        }
        let states = match exponent < 0 {
            true => undefined_where(&base.states, &format!("{}=0", base.value)),
            false => base.states.clone(),
        };
        let value = if exponent == 0 { "1".to_string() } else { format!("{}^{}", base.value, signed(exponent)) };
        Said::Line(states, value, Kind::Number, base.float.map(|base| base.powi(exponent)))
    }

    pub(super) fn root(&self, of: &Made, slot: SlotId) -> Said {
        if let (Some(Value::Number(exact)), Some(float)) = (self.exact(slot), of.float)
            && exact.is_negative() != (float < 0.0)
        {
            return Said::Value(Why::Tie);
        }
        let states = undefined_where(&of.states, &format!("{}<0", of.value));
        Said::Line(states, format!("SQRT({})", of.value), Kind::Number, of.float.map(f64::sqrt))
    }

    pub(super) fn rounded(&self, of: &Made, slot: SlotId, precision: &Precision) -> Said {
        let Precision { places, mode } = *precision;
        if let (Some(exact), Some(float)) = (self.exact(slot), of.float)
            && !double::rounds(float, exact, places, mode)
        {
            return Said::Value(Why::Tie);
        }
        let float = of.float.map(|float| double::rounded(float, places, mode));
        Said::Line(of.states.clone(), round(&of.value, precision), Kind::Number, float)
    }

    /// A comparison of two values; words as they are written, which spreadsheets do not compare by themselves.
    pub(super) fn compared(&self, left: (SlotId, &Made), comparison: Comparison, right: (SlotId, &Made)) -> Said {
        let states = States::worst([&left.1.states, &right.1.states]);
        let (one, other) = (&left.1.value, &right.1.value);
        if let [Some(one), Some(other)] = [left.0, right.0].map(|slot| self.number(slot))
            && let (Some(left), Some(right)) = (left.1.float, right.1.float)
            && !double::decides(left, right, one.cmp(&other))
        {
            return Said::Value(Why::Tie);
        }
        if [left.0, right.0].iter().any(|slot| matches!(self.exact(*slot), Some(Value::Irrational(_)))) {
            return Said::Value(Why::Tie);
        }
        let is_word = left.1.kind == Kind::Word || right.1.kind == Kind::Word;
        let value = match comparison {
            Comparison::Equal if is_word => format!("EXACT({one},{other})"),
            Comparison::NotEqual if is_word => format!("NOT(EXACT({one},{other}))"),
            Comparison::Equal => format!("{one}={other}"),
            Comparison::NotEqual => format!("{one}<>{other}"),
            Comparison::Less => format!("{one}<{other}"),
            Comparison::LessEqual => format!("{one}<={other}"),
            Comparison::Greater => format!("{one}>{other}"),
            Comparison::GreaterEqual => format!("{one}>={other}"),
        };
        Said::Line(states, value, Kind::Truth, None)
    }

    /// The exact rational number of a slot.
    fn number(&self, slot: SlotId) -> Option<Exact> {
        match self.exact(slot)? {
            Value::Number(exact) => Some(exact.clone()),
            Value::Irrational(_) | Value::Text(_) | Value::Truth(_) => None,
        }
    }

    /// Whether a float stands on the same side of the ends of a range as the exact number.
    fn decides_within(&self, exact: &Value, float: f64, range: &Interval) -> bool {
        let Value::Number(exact) = exact else { return false };
        [range.lo(), range.hi()].into_iter().all(|bound| match bound {
            Bound::Included(end) | Bound::Excluded(end) => double::decides(float, double::near(end), exact.cmp(end)),
            Bound::Unbounded => true,
        })
    }

    pub(super) fn within(&self, of: &Made, slot: SlotId, range: &Interval) -> Said {
        if let (Some(exact), Some(float)) = (self.exact(slot), of.float)
            && !self.decides_within(exact, float, range)
        {
            return Said::Value(Why::Tie);
        }
        let value = &of.value;
        let low = match range.lo() {
            Bound::Included(end) => Some(format!("{value}>={}", terms::number(end))),
            Bound::Excluded(end) => Some(format!("{value}>{}", terms::number(end))),
            Bound::Unbounded => None,
        };
        let high = match range.hi() {
            Bound::Included(end) => Some(format!("{value}<={}", terms::number(end))),
            Bound::Excluded(end) => Some(format!("{value}<{}", terms::number(end))),
            Bound::Unbounded => None,
        };
        let conditions: Vec<String> = [low, high].into_iter().flatten().collect();
        let text = match &conditions[..] {
            [] => "TRUE".to_string(),
            [one] => one.clone(),
            both => format!("AND({})", both.join(",")),
        };
        Said::Line(of.states.clone(), text, Kind::Truth, None)
    }

    /// A grade, looked up in the table of its edges.
    pub(super) fn graded(&mut self, of: &Made, slot: SlotId, table: &BandTable) -> Said {
        let (exact, mut float) = (self.exact(slot).cloned(), of.float);
        let mut decided = exact.clone();
        let mut value = of.value.clone();
        if let Some(precision) = &table.round {
            if let (Some(exact), Some(number)) = (&exact, float)
                && !double::rounds(number, exact, precision.places, precision.mode)
            {
                return Said::Value(Why::Tie);
            }
            float = float.map(|float| double::rounded(float, precision.places, precision.mode));
            decided = exact.and_then(|exact| exact.rounded(precision));
            value = round(&value, precision);
        }
        let ranges = || table.bands.iter().chain(&table.uncovered).map(|(range, _)| range);
        if let (Some(decided), Some(float)) = (&decided, float)
            && !ranges().all(|range| self.decides_within(decided, float, range))
        {
            return Said::Value(Why::Tie);
        }
        let Some(scale) = self.scales.of(table) else { return Said::Value(Why::Long) };
        let name = format!("{} (untuk skala)", self.name(slot));
        let result = decided.as_ref().and_then(double::near_value).map(double::digits);
        let state = (of.states.text(), self.cell(slot).as_ref().err().map_or(0, |f| state::code(f.state)).to_string());
        let own_state = self.lines.next().0;
        let value = guarded(&of.states, &own_state, value);
        let (_, x) = self.helper(&name, state, (value, result.unwrap_or_else(|| self.result(slot))));
        let at = decided.as_ref().and_then(|value| ranges().position(|range| value.is_in(range)));
        let found = format!("IF(ISNUMBER({x}),{},0)", scale.place(&x));
        let at = at.map_or(0, |at| at + 1).to_string();
        let (_, place) = self.helper("baris dalam tabel skala", ("0".into(), "0".into()), (found, at));
        let none = format!("IF({place}=0,3,INDEX({},{place}))", scale.states);
        let states = match of.states.constant() {
            Some(0) => States::cell(none),
            Some(code) => States::always(code),
            None => States::cell(format!("IF({0}>0,{0},{none})", of.states.text())),
        };
        Said::Line(states, format!("INDEX({},{place})", scale.grades), Kind::Word, None)
    }
}
