//! Leaves of the syntax tree: spans, numbers, texts, names, ranges. One short function per grammar rule.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::ast::*;
use super::lines::trim_end;
use super::parser::Rule;
use super::problem::WritingProblem;
use crate::diagnostic::Edit;
use crate::number::{Places, Rounding, parse_decimal, with_comma};
use crate::source::{SourceId, Span};
use pest::iterators::Pair;
use rust_decimal::Decimal;
use std::cell::RefCell;

/// Turns the pairs of one line into syntax, collecting what is wrong with its leaves.
pub struct Builder {
    source: SourceId,
    base: usize,
    problems: RefCell<Vec<WritingProblem>>,
}

impl Builder {
    /// A builder for the line that starts at byte `base` of `source`.
    pub fn new(source: SourceId, base: usize) -> Self {
        Builder { source, base, problems: RefCell::default() }
    }

    /// Notes a mistake.
    pub fn report(&self, problem: WritingProblem) {
        self.problems.borrow_mut().push(problem);
    }

    /// The mistakes noted.
    pub fn into_problems(self) -> Vec<WritingProblem> {
        self.problems.into_inner()
    }

    /// The place of a pair, without the space that pest counts behind an absent optional part.
    pub fn span(&self, pair: &Pair<Rule>) -> Span {
        let span = pair.as_span();
        let length = match pair.clone().into_inner().next_back() {
            Some(last) if !matches!(last.as_rule(), Rule::text_body) && !is_closed(pair.as_rule()) => {
                return Span::new(self.source, self.base + span.start(), self.base + span.start()).to(self.span(&last));
            }
            _ => trim_end(pair.as_str()).len(),
        };
        Span::new(self.source, self.base + span.start(), self.base + span.start() + length)
    }

    /// The number in a `literal`, `signed` or `number`.
    pub fn number(&self, pair: &Pair<Rule>) -> Decimal {
        let negative = pair.clone().into_inner().any(|inner| inner.as_rule() == Rule::minus);
        let digits = match pair.as_rule() {
            Rule::number => Some(pair.clone()),
            _ => pair.clone().into_inner().find(|inner| inner.as_rule() == Rule::number),
        };
        let Some(digits) = digits else { return Decimal::ZERO };
        let span = self.span(&digits);
        let value = self.digits(digits.as_str(), span);
        if negative { -value } else { value }
    }

    fn digits(&self, written: &str, span: Span) -> Decimal {
        let groups: Vec<&str> = written.split(['.', ',']).collect();
        let [whole, rest @ ..] = groups.as_slice() else { return Decimal::ZERO };
        let plain = match rest {
            [] => whole.replace('_', ""),
            [fraction] => {
                if is_ambiguous(written) {
                    self.report(WritingProblem::AmbiguousNumber { span, written: written.to_string(), range: false });
                }
                format!("{}.{}", whole.replace('_', ""), fraction.replace('_', ""))
            }
            _ => {
                self.report(WritingProblem::GroupedNumber {
                    span,
                    written: written.to_string(),
                    plain: ungroup(written),
                });
                return Decimal::ZERO;
            }
        };
        parse_decimal(&plain).unwrap_or_else(|_| {
            self.report(WritingProblem::LongNumber { span, written: written.to_string() });
            Decimal::ZERO
        })
    }

    /// A `text` without its quotes.
    pub fn text(&self, pair: &Pair<Rule>) -> Word {
        let body = pair.clone().into_inner().find(|inner| inner.as_rule() == Rule::text_body);
        Word { text: body.map(|body| body.as_str().to_string()).unwrap_or_default(), span: self.span(pair) }
    }

    /// A `name`, `word` or quoted `code`.
    pub fn name(&self, pair: &Pair<Rule>) -> Word {
        let span = self.span(pair);
        let inner = match pair.as_rule() {
            Rule::name | Rule::plain_name => pair.clone().into_inner().next().unwrap_or_else(|| pair.clone()),
            _ => pair.clone(),
        };
        let text = match inner.as_rule() {
            Rule::code | Rule::short_code => inner.as_str().trim().trim_matches(super::lines::is_quote),
            _ => inner.as_str().trim(),
        };
        Word { text: text.to_string(), span }
    }

    /// A year from an `integer`.
    pub fn year(&self, pair: &Pair<Rule>) -> i32 {
        let written = pair.as_str().trim();
        match written.parse::<i32>() {
            Ok(year) if (1900..3000).contains(&year) => year,
            // `IKM[3]`: what stands in brackets may be a quarter.
            Ok(quarter @ 1..=4) if pair.get_input()[..pair.as_span().start()].trim_end().ends_with('[') => {
                let (span, instead) = (self.span(pair), format!("triwulan {quarter}"));
                let edits = vec![Edit::replace(span, instead.clone())];
                self.report(WritingProblem::ForeignOperator {
                    span,
                    found: written.to_string(),
                    instead: instead.into(),
                    edits,
                });
                1900
            }
            _ => {
                self.report(WritingProblem::BadYear { span: self.span(pair), written: written.to_string() });
                1900
            }
        }
    }

    /// The years of a `year_range`, in order.
    pub fn year_range(&self, pair: &Pair<Rule>) -> (i32, i32) {
        let mut years = pair.clone().into_inner().filter(|inner| inner.as_rule() == Rule::integer);
        let known = self.problems.borrow().len();
        let mut next = || years.next().map_or(1900, |year| self.year(&year));
        let (from, to) = (next(), next());
        // What is no year comes neither before another one nor behind it.
        if from > to && self.problems.borrow().len() == known {
            let (lower, upper, swapped) = (from.to_string(), to.to_string(), format!("{to}..{from}"));
            self.report(WritingProblem::ReversedRange { span: self.span(pair), lower, upper, swapped });
        }
        (from, to)
    }

    /// Years forward or back, from a `shift`.
    pub fn shift(&self, pair: &Pair<Rule>) -> i32 {
        let negative = pair.clone().into_inner().any(|sign| sign.as_rule() == Rule::minus);
        let by = pair
            .clone()
            .into_inner()
            .find(|part| part.as_rule() == Rule::integer)
            .and_then(|part| part.as_str().trim().parse::<i32>().ok())
            .unwrap_or(0)
            .clamp(0, 1000);
        if negative { -by } else { by }
    }

    /// A quarter, 1 to 4.
    pub fn quarter(&self, pair: &Pair<Rule>) -> u8 {
        let number = pair.clone().into_inner().find(|part| part.as_rule() == Rule::integer);
        let written = number.as_ref().map_or("", |number| number.as_str().trim());
        match written.parse() {
            Ok(quarter @ 1..=4) => quarter,
            _ => {
                self.report(WritingProblem::BadQuarter { span: self.span(pair), written: written.to_string() });
                1
            }
        }
    }

    /// A `rounding`.
    pub fn places(&self, pair: &Pair<Rule>) -> Precision {
        let mut result = Precision::WHOLE;
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::signed => {
                    let value = self.number(&inner);
                    let is_percent = inner.clone().into_inner().any(|sign| sign.as_rule() == Rule::percent);
                    let whole = i32::try_from(value).ok().filter(|_| value.is_integer() && !is_percent);
                    match whole.filter(|places| (-15..=28).contains(places)).and_then(Places::new) {
                        Some(places) => result.places = places,
                        None => self.report(WritingProblem::BadPlaces {
                            span: self.span(&inner),
                            written: inner.as_str().trim().to_string(),
                        }),
                    }
                }
                Rule::mode => {
                    let word = inner.as_str().trim().to_lowercase();
                    result.mode = Rounding::from_word(&word).unwrap_or(Rounding::HalfAway);
                }
                _ => {}
            }
        }
        result
    }

    /// A `range`, its ends in order.
    pub fn range(&self, pair: &Pair<Rule>) -> Range {
        let span = self.span(pair);
        let mut range = Range { lower: None, upper: None, span };
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::lower => range.lower = Some(self.edge(&inner, Rule::greater)),
                Rule::upper => range.upper = Some(self.edge(&inner, Rule::less)),
                Rule::single => self.single(&inner, &mut range),
                _ => {}
            }
        }
        if let (Some(lower), Some(upper)) = (&range.lower, &range.upper)
            && lower.value > upper.value
        {
            let (low, high) = (with_comma(lower.value), with_comma(upper.value));
            let signs = (if upper.included { "" } else { "> " }, if lower.included { "" } else { "< " });
            let swapped = format!("{}{high} .. {}{low}", signs.0, signs.1);
            self.report(WritingProblem::ReversedRange { span, lower: low, upper: high, swapped });
        }
        range
    }

    /// Reports ends in the wrong order.
    pub fn reversed(&self, span: Span, (low, high): (Decimal, Decimal)) {
        let (lower, upper) = (with_comma(low), with_comma(high));
        let swapped = format!("{upper}..{lower}");
        self.report(WritingProblem::ReversedRange { span, lower, upper, swapped });
    }

    fn edge(&self, pair: &Pair<Rule>, strict: Rule) -> Edge {
        let included = !pair.clone().into_inner().any(|inner| inner.as_rule() == strict);
        let value = pair.clone().into_inner().find(|inner| inner.as_rule() == Rule::signed);
        Edge { value: value.map(|value| self.number(&value)).unwrap_or_default(), included, span: self.span(pair) }
    }

    fn single(&self, pair: &Pair<Rule>, range: &mut Range) {
        let sign = pair.clone().into_inner().next().map(|inner| inner.as_rule());
        match sign {
            Some(Rule::greater | Rule::greater_equal) => range.lower = Some(self.edge(pair, Rule::greater)),
            Some(Rule::less | Rule::less_equal) => range.upper = Some(self.edge(pair, Rule::less)),
            _ => {
                let before = self.problems.borrow().len();
                let edge = self.edge(pair, Rule::greater);
                // A lone `25.100` may also be `25..100` with a point missing.
                for problem in self.problems.borrow_mut().iter_mut().skip(before) {
                    if let WritingProblem::AmbiguousNumber { range, .. } = problem {
                        *range = sign != Some(Rule::equals);
                    }
                }
                range.lower = Some(edge.clone());
                range.upper = Some(edge);
            }
        }
    }
}

/// Rules that end with their own closing sign, not with an inner rule.
fn is_closed(rule: Rule) -> bool {
    matches!(rule, Rule::text | Rule::code | Rule::short_code)
}

/// Whether a reader may take the decimal point for one between thousands: `1.250`.
pub fn is_ambiguous(written: &str) -> bool {
    let Some((whole, fraction)) = written.split_once('.') else { return false };
    whole.len() <= 3 && !whole.starts_with('0') && fraction.len() == 3
}

/// `1.250.000,50` as the language writes it: `1_250_000,50`.
fn ungroup(written: &str) -> String {
    let last_comma = written.rfind(',').filter(|_| written.matches(',').count() == 1);
    let last_point = written.rfind('.').filter(|_| written.matches('.').count() == 1);
    let decimal = last_comma.or(last_point);
    written
        .char_indices()
        .map(|(at, c)| match c {
            '.' | ',' if Some(at) == decimal => ',',
            '.' | ',' => '_',
            other => other,
        })
        .collect()
}
