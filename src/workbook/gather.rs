//! Aggregates as formulas. Few plain members stand in the formula itself; others get a line each, with whether they take
//! part as its state, so that the formula runs over a range.

use super::double::{self, Why};
use super::lines::Lines;
use super::state::{self, States};
use super::terms;
use super::translate::{Kind, Made, Said, Translator};
use crate::eval::Value;
use crate::plan::{AggregateOp, SlotId, Takes};
use crate::program::Aggregate;

/// So many members stand in one formula.
const TOGETHER: usize = 24;

/// The code of a member that belongs elsewhere.
const APART: &str = "-1";

/// Members in lines of their own.
struct Block {
    first: usize,
    states: String,
    values: String,
    weights: Option<(String, String)>,
    /// The state that carries what is wrong behind the last one that takes part.
    last_state: String,
}

impl Translator<'_> {
    pub(super) fn gathered(&mut self, op: &AggregateOp) -> Said {
        if op.order.is_some() && op.aggregate == Aggregate::Last {
            return Said::Value(Why::Sorted);
        }
        if op.items.is_empty() {
            let nobody = op.of_nobody(std::iter::empty()).map_or(0, state::code);
            let value = if op.aggregate.only_counts() { "0" } else { "\"–\"" };
            return Said::Line(States::always(nobody), value.to_string(), Kind::Number, Some(0.0));
        }
        let items: Vec<Made> = op.items.iter().map(|item| self.of(*item)).collect();
        if let (None, None, Some(state)) = (&op.keep, &op.weights, constant(op, &items)) {
            return Said::Line(States::always(state), terms::text(state::words(state)), items[0].kind, None);
        }
        let needs_lines = matches!(op.aggregate, Aggregate::Last | Aggregate::Percentile(_));
        let is_plain = op.keep.is_none() && op.weights.is_none() && !needs_lines;
        let are_numbers = || op.aggregate.only_counts() || items.iter().all(|item| item.kind == Kind::Number);
        let float = self.float(op);
        match is_plain && items.len() <= TOGETHER && are_numbers() {
            true => together(op, &items, float),
            false => self.in_lines(op, &items, float),
        }
    }

    /// What takes part now.
    fn part(&self, op: &AggregateOp) -> Vec<usize> {
        let takes = |at: usize| self.results.evaluation.takes(op, at, self.lane);
        (0..op.items.len()).filter(|at| matches!(takes(*at), Takes::Part)).collect()
    }

    /// What a spreadsheet makes of the members that take part.
    fn float(&self, op: &AggregateOp) -> Option<f64> {
        let part = self.part(op);
        let of = |slots: &[SlotId]| -> Option<Vec<f64>> { part.iter().map(|at| self.of(slots[*at]).float).collect() };
        if op.aggregate == Aggregate::Count {
            return Some(part.len() as f64);
        }
        if op.aggregate == Aggregate::Last {
            return self.of(op.items[*part.last()?]).float;
        }
        let mut numbers = of(&op.items)?;
        let count = numbers.len() as f64;
        let sum = || numbers.iter().sum::<f64>();
        Some(match op.aggregate {
            Aggregate::Sum | Aggregate::CountIf => sum(),
            Aggregate::Place => sum() + 1.0,
            Aggregate::Mean => sum() / count,
            Aggregate::WeightedMean => {
                let weights = of(op.weights.as_ref()?)?;
                let all: f64 = numbers.iter().zip(&weights).map(|(number, weight)| number * weight).sum();
                all / weights.iter().sum::<f64>()
            }
            Aggregate::GeometricMean if numbers.contains(&0.0) => 0.0,
            Aggregate::GeometricMean => (numbers.iter().map(|number| number.ln()).sum::<f64>() / count).exp(),
            Aggregate::Least => numbers.into_iter().reduce(f64::min)?,
            Aggregate::Greatest => numbers.into_iter().reduce(f64::max)?,
            Aggregate::Median => {
                numbers.sort_by(f64::total_cmp);
                let last = numbers.len().checked_sub(1)?;
                (numbers[last / 2] + numbers[numbers.len() / 2]) / 2.0
            }
            Aggregate::Percentile(share) => {
                numbers.sort_by(f64::total_cmp);
                let (low, high, part) = crate::eval::between(&numbers, share)?;
                low + (high - low) * double::near(&part)
            }
            Aggregate::Count | Aggregate::Last => return None,
        })
    }

    /// Each member in a line: its state is 0 where it takes part and -1 where it belongs elsewhere.
    fn in_lines(&mut self, op: &AggregateOp, items: &[Made], float: Option<f64>) -> Said {
        let block = self.block(op, items);
        let Block { first, states, values, .. } = &block;
        let fatal = if op.complete { 2 } else { 3 };
        let gravest = format!("MAX({states})");
        let mut state = match op.aggregate.only_counts() {
            true => format!("IF({gravest}>={fatal},{gravest},0)"),
            false => {
                format!("IF({gravest}>={fatal},{gravest},IF(COUNTIF({states},0)=0,MAX(1,{gravest}),0))")
            }
        };
        if op.is_latest_quarter() {
            let nobody = format!("IF(COUNTIF({states},0)=0,MAX(1,{gravest}),0)");
            state = format!("IF({0}>0,{0},{nobody})", block.last_state);
        }
        let mut kind = Kind::Number;
        let value = match op.aggregate {
            Aggregate::Count => format!("COUNTIF({states},0)"),
            Aggregate::Sum | Aggregate::CountIf => format!("SUM({values})"),
            Aggregate::Place => format!("SUM({values})+1"),
            Aggregate::Mean => format!("AVERAGE({values})"),
            Aggregate::WeightedMean => match &block.weights {
                Some((of_weights, weights)) => {
                    // A weight is wanted of whoever takes part; all of them may not be nothing.
                    let lacks = format!("MAX({of_weights})");
                    let whole = format!("IF({lacks}>0,{lacks},IF(SUM({weights})=0,3,0))");
                    state = format!("IF({state}>0,{state},{whole})");
                    format!("SUMPRODUCT({values},{weights})/SUM({weights})")
                }
                None => return Said::Value(Why::Kind),
            },
            Aggregate::GeometricMean => {
                state = format!("IF({state}>0,{state},IF(MIN({values})<0,3,0))");
                format!("IF(MIN({values})=0,0,GEOMEAN({values}))")
            }
            Aggregate::Least => format!("MIN({values})"),
            Aggregate::Greatest => format!("MAX({values})"),
            Aggregate::Median => format!("MEDIAN({values})"),
            Aggregate::Percentile(share) => format!("PERCENTILE({values},{}/1000000)", share.0),
            Aggregate::Last => {
                kind = if items.iter().any(|item| item.kind == Kind::Word) { Kind::Word } else { Kind::Number };
                format!("INDEX({values},SUMPRODUCT(MAX(({states}=0)*(ROW({states})-{}))))", first - 1)
            }
        };
        if op.aggregate == Aggregate::WeightedMean && self.is_weightless(op) {
            return Said::Value(Why::Tie);
        }
        Said::Line(States::cell(state), value, kind, float)
    }

    /// Whether a float takes weights for nothing that are something, or the other way round.
    fn is_weightless(&self, op: &AggregateOp) -> bool {
        let part = self.part(op);
        let weights = || op.weights.iter().flat_map(|weights| part.iter().map(|at| weights[*at]));
        let floats: f64 = weights().filter_map(|weight| self.of(weight).float).sum();
        let mut exact = crate::number::Exact::ZERO;
        for weight in weights() {
            if let Ok(Value::Number(number)) = self.results.evaluation.cell(weight, self.lane) {
                exact = exact + number.clone();
            }
        }
        exact.is_zero() != (floats == 0.0)
    }

    fn block(&mut self, op: &AggregateOp, items: &[Made]) -> Block {
        let is_weighted = op.weights.is_some();
        let first = self.lines.next_row();
        for (at, item) in items.iter().enumerate() {
            let state = match op.keep.as_ref().map(|keep| self.of(keep[at])) {
                None => item.states.text(),
                Some(keep) => {
                    let kept = format!("IF({},{},{APART})", keep.value, item.states.text());
                    match keep.states.constant() {
                        Some(0) => kept,
                        Some(_) => States::worst([&keep.states, &item.states]).text(),
                        None => {
                            let both = States::worst([&keep.states, &item.states]).text();
                            format!("IF({}>0,{both},{kept})", keep.states.text())
                        }
                    }
                }
            };
            let (now, result) = self.now(op, at, is_weighted);
            let own = self.lines.next().0;
            let otherwise = if is_weighted { "0" } else { "\"\"" };
            let value = format!("IF({own}=0,{},{otherwise})", item.value);
            let name = format!("  anggota: {}", self.name(op.items[at]));
            self.helper(&name, (state, now), (value, result));
        }
        let last = self.lines.next_row() - 1;
        let (states, values) = Lines::range(first, last);
        let weights = op.weights.as_ref().map(|weights| {
            let begin = self.lines.next_row();
            for (at, weight) in weights.iter().enumerate() {
                let weight = self.of(*weight);
                let of_item = format!("{}{}", &states[..1], first + at);
                let state = match weight.states.is_there() {
                    true => "0".to_string(),
                    false => format!("IF({of_item}=0,{},0)", weight.states.text()),
                };
                let takes_part = matches!(self.results.evaluation.takes(op, at, self.lane), Takes::Part);
                let result = weight.float.filter(|_| takes_part).unwrap_or(0.0);
                let own = self.lines.next().0;
                let value = format!("IF(AND({of_item}=0,{own}=0),{},0)", weight.value);
                let name = format!("  bobot: {}", self.name(op.items[at]));
                self.helper(&name, (state, "0".to_string()), (value, double::digits(result)));
            }
            Lines::range(begin, self.lines.next_row() - 1)
        });
        let last_state = if op.is_latest_quarter() { self.behind_the_last(op, first, last) } else { String::new() };
        Block { first, states, values, weights, last_state }
    }

    /// What is wrong behind the last quarter that takes part; what is wrong before it does not matter.
    fn behind_the_last(&mut self, op: &AggregateOp, first: usize, last: usize) -> String {
        let fatal = if op.complete { 2 } else { 3 };
        let mut before = "0".to_string();
        let mut now = 0;
        for (at, row) in (first..=last).enumerate() {
            let (of, _) = Lines::range(row, row);
            let of = of.split(':').next().unwrap_or_default().to_string();
            now = match self.results.evaluation.takes(op, at, self.lane) {
                Takes::Part => 0,
                Takes::Fatal(fault) => now.max(state::code(fault.state)),
                Takes::Apart | Takes::LeftOut(_) => now,
            };
            let text = format!("IF({of}=0,0,IF({of}>={fatal},MAX({of},{before}),{before}))");
            (before, _) = self.helper("  keadaan sesudahnya", (text, now.to_string()), Default::default());
        }
        before
    }

    /// State and value of a member now.
    fn now(&self, op: &AggregateOp, at: usize, is_weighted: bool) -> (String, String) {
        let none = || if is_weighted { "0".to_string() } else { String::new() };
        match self.results.evaluation.takes(op, at, self.lane) {
            Takes::Part => ("0".to_string(), self.result(op.items[at])),
            Takes::Apart => (APART.to_string(), none()),
            Takes::LeftOut(fault) | Takes::Fatal(fault) => (state::code(fault.state).to_string(), none()),
        }
    }
}

/// The state of all together where no data decide it.
fn constant(op: &AggregateOp, items: &[Made]) -> Option<u8> {
    let states: Option<Vec<u8>> = items.iter().map(|item| item.states.constant()).collect();
    let states = states?;
    if states.contains(&0) || op.aggregate.only_counts() {
        return None;
    }
    Some(states.into_iter().max().unwrap_or(0).max(1))
}

/// Few members, in one formula.
fn together(op: &AggregateOp, items: &[Made], float: Option<f64>) -> Said {
    let fatal = if op.complete { 2 } else { 3 };
    let worst = States::worst(items.iter().map(|item| &item.states));
    let values: Vec<&str> = items
        .iter()
        .filter(|item| !matches!(item.states.constant(), Some(1..)))
        .map(|item| item.value.as_str())
        .collect();
    let values = values.join(",");
    let gravest = worst.text();
    let somebody = items.iter().any(|item| item.states.is_there()) || op.aggregate.only_counts();
    let mut states = match (worst.constant(), somebody) {
        (Some(code), _) if code >= fatal => States::always(code),
        (Some(_), true) => States::there(),
        (_, true) => States::cell(format!("IF({gravest}>={fatal},{gravest},0)")),
        (_, false) => {
            States::cell(format!("IF({gravest}>={fatal},{gravest},IF(COUNT({values})=0,MAX(1,{gravest}),0))"))
        }
    };
    let value = match op.aggregate {
        Aggregate::Count => {
            let sure = items.iter().filter(|item| item.states.is_there()).count();
            let others = items.iter().filter(|item| item.states.constant().is_none());
            let counted = others.map(|item| format!("+({}=0)", item.states.text()));
            format!("{sure}{}", counted.collect::<String>())
        }
        Aggregate::Sum | Aggregate::CountIf => format!("SUM({values})"),
        Aggregate::Place => format!("SUM({values})+1"),
        Aggregate::Mean => format!("AVERAGE({values})"),
        Aggregate::Least => format!("MIN({values})"),
        Aggregate::Greatest => format!("MAX({values})"),
        Aggregate::Median => format!("MEDIAN({values})"),
        Aggregate::GeometricMean => {
            let below = format!("IF(MIN({values})<0,3,0)");
            states = match states.constant() {
                Some(0) => States::cell(below),
                Some(_) => states,
                None => States::cell(format!("IF({0}>0,{0},{below})", states.text())),
            };
            format!("IF(MIN({values})=0,0,GEOMEAN({values}))")
        }
        Aggregate::WeightedMean | Aggregate::Last | Aggregate::Percentile(_) => return Said::Value(Why::Kind),
    };
    Said::Line(states, value, Kind::Number, float)
}
