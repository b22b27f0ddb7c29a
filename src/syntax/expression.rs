//! Expressions: pest pairs to [`Expr`], with the binding strength of every operator in one table.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::ast::*;
use super::build::Builder;
use super::functions;
use super::mistakes::{joining, spoken, spreadsheet_if};
use super::parser::Rule;
use super::problem::WritingProblem;
use crate::diagnostic::{Edit, Suggestion};
use crate::source::Span;
use pest::iterators::{Pair, Pairs};
use pest::pratt_parser::{Assoc, Op, PrattParser};
use std::sync::LazyLock;

/// Weakest first: `atau` < `dan` < `tidak` < comparison < `+ -` < `* /` < prefix minus < `^`, so `-2^2` is `-(2^2)`.
static PRATT: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    PrattParser::new()
        .op(Op::infix(Rule::or, Assoc::Left))
        .op(Op::infix(Rule::and, Assoc::Left))
        .op(Op::prefix(Rule::not))
        .op(Op::infix(Rule::comparison, Assoc::Left))
        .op(Op::infix(Rule::plus, Assoc::Left) | Op::infix(Rule::minus, Assoc::Left))
        .op(Op::infix(Rule::times, Assoc::Left) | Op::infix(Rule::divide, Assoc::Left))
        .op(Op::prefix(Rule::negative))
        .op(Op::infix(Rule::power, Assoc::Right))
});

/// Builds an `expr`, a `group` or any single operand.
pub fn expr(builder: &Builder, pair: Pair<Rule>) -> Expr {
    match pair.as_rule() {
        Rule::expr | Rule::side => sequence(builder, pair.into_inner()),
        _ => operand(builder, pair),
    }
}

fn sequence(builder: &Builder, pairs: Pairs<Rule>) -> Expr {
    PRATT
        .map_primary(|pair| operand(builder, pair))
        .map_prefix(|sign, inner| {
            let span = builder.span(&sign).to(inner.span);
            let inner = Box::new(inner);
            let kind = if sign.as_rule() == Rule::not { ExprKind::Not(inner) } else { ExprKind::Negate(inner) };
            Expr { kind, span }
        })
        .map_infix(|left, sign, right| {
            let span = left.span.to(right.span);
            let operator = operator(&sign);
            let problem = hyphenated(&left, operator, &right).or_else(|| twice(builder.span(&sign), operator, &right));
            problem.into_iter().for_each(|problem| builder.report(problem));
            Expr { kind: ExprKind::Binary { operator, left: Box::new(left), right: Box::new(right) }, span }
        })
        .parse(pairs)
}

/// `A -- B` would add: the sign may stand there twice by a slip of the hand.
fn twice(sign: Span, operator: Operator, right: &Expr) -> Option<WritingProblem> {
    let mut first = right;
    while let ExprKind::Binary { left, .. } = &first.kind {
        first = left;
    }
    let is_it =
        operator == Operator::Subtract && matches!(first.kind, ExprKind::Negate(_)) && right.span.start == sign.end;
    let span = Span { end: right.span.start + 1, ..sign };
    let mend = |text: &str, sign: &str| Suggestion::new(text, vec![Edit::replace(span, sign)]);
    let mends = vec![mend("tulis - bila dikurangi", "-"), mend("tulis + bila ditambah", "+")];
    is_it.then_some(WritingProblem::DoubledMinus { span, mends })
}

/// `rata-rata(…)`, as the word is spelt outside formulas, is no difference.
fn hyphenated(left: &Expr, operator: Operator, right: &Expr) -> Option<WritingProblem> {
    // In `2 * rata-rata(…)` the word before the sign ends a product.
    let (mut before, mut ended) = (left, None);
    while let ExprKind::Binary { left, right, .. } = &before.kind {
        ended = Some(last_operand(left));
        before = right;
    }
    let (Operator::Subtract, ExprKind::Reference(first), ExprKind::Call { function, .. }) =
        (operator, &before.kind, &right.kind)
    else {
        return None;
    };
    let [word] = first.words.as_slice() else { return None };
    // `rata-rata-tertimbang(…)` has one word more before it.
    let earlier = ended.and_then(|ended| {
        let ExprKind::Reference(reference) = &ended.kind else { return None };
        reference.words.last()
    });
    let longest = earlier.and_then(|earlier| {
        let instead = functions::joined(&[&earlier.text, &word.text, &function.text])?;
        Some((format!("{}-{}-{}", earlier.text, word.text, function.text), instead, earlier.span))
    });
    let (found, instead, from) = match longest {
        Some(longest) => longest,
        None => {
            let instead = functions::joined(&[&word.text, &function.text])?;
            (format!("{}-{}", word.text, function.text), instead, word.span)
        }
    };
    let span = from.to(function.span);
    let edits = vec![Edit::replace(span, instead)];
    Some(WritingProblem::ForeignOperator { span, found, instead: instead.into(), edits })
}

/// The operand that ends an expression.
fn last_operand(expr: &Expr) -> &Expr {
    let mut last = expr;
    while let ExprKind::Binary { right, .. } = &last.kind {
        last = right;
    }
    last
}

fn operand(builder: &Builder, pair: Pair<Rule>) -> Expr {
    let span = builder.span(&pair);
    let kind = match pair.as_rule() {
        Rule::group => {
            let inner = pair.into_inner().find(|inner| inner.as_rule() == Rule::expr);
            return match inner {
                Some(inner) => Expr { span, ..expr(builder, inner) },
                None => Expr { kind: ExprKind::Text(String::new()), span },
            };
        }
        Rule::literal => {
            let percent = pair.clone().into_inner().any(|inner| inner.as_rule() == Rule::percent);
            ExprKind::Number { value: builder.number(&pair), percent }
        }
        Rule::text => ExprKind::Text(builder.text(&pair).text),
        Rule::call => call(builder, pair),
        Rule::conditional => conditional(builder, pair),
        _ => ExprKind::Reference(reference(builder, pair)),
    };
    Expr { kind, span }
}

fn call(builder: &Builder, pair: Pair<Rule>) -> ExprKind {
    let span = builder.span(&pair);
    let written = pair.as_str();
    let mut function = Word { text: String::new(), span };
    let mut arguments = Vec::new();
    for inner in pair.into_inner() {
        match inner.as_rule() {
            Rule::function => function = Word { text: inner.as_str().trim().to_string(), span: builder.span(&inner) },
            Rule::expr => arguments.push(expr(builder, inner)),
            _ => {}
        }
    }
    if function.text.eq_ignore_ascii_case("if") {
        spreadsheet_if(written, span).into_iter().for_each(|problem| builder.report(problem));
    }
    if let [argument] = arguments.as_slice() {
        one_argument(builder, &function, argument, &written[(argument.span.start - span.start) as usize..]);
    }
    ExprKind::Call { function, arguments }
}

/// `min(1,2)` reads as the minimum of one number; nobody means that.
fn one_argument(builder: &Builder, function: &Word, argument: &Expr, written: &str) {
    let several = ["min", "maks", "bulat"].iter().any(|known| function.text.eq_ignore_ascii_case(known));
    let length = (argument.span.end - argument.span.start) as usize;
    let comma = written.get(..length).and_then(|number| number.find(','));
    if let (true, ExprKind::Number { .. }, Some(comma)) = (several, &argument.kind, comma) {
        let at = argument.span.start as usize + comma;
        let span = Span::new(argument.span.source, at, at + 1);
        builder.report(WritingProblem::CommaSeparator { span, commas: vec![span] });
    }
}

fn conditional(builder: &Builder, pair: Pair<Rule>) -> ExprKind {
    let span = builder.span(&pair);
    let mut parts: Vec<Expr> =
        pair.into_inner().filter(|inner| inner.as_rule() == Rule::expr).map(|inner| expr(builder, inner)).collect();
    let mut take = || {
        let empty = Expr { kind: ExprKind::Text(String::new()), span };
        Box::new(if parts.is_empty() { empty } else { parts.remove(0) })
    };
    ExprKind::If { condition: take(), then: take(), otherwise: take() }
}

/// Builds a `reference`; an `x`, `and` or `or` between names is reported as the sign it was meant to be.
pub fn reference(builder: &Builder, pair: Pair<Rule>) -> Reference {
    let mut words = Vec::new();
    let mut period = None;
    let mut span = builder.span(&pair);
    for inner in pair.into_inner() {
        match inner.as_rule() {
            Rule::word | Rule::code | Rule::short_code => words.push(builder.name(&inner)),
            Rule::period => period = Some(read_period(builder, inner.clone())),
            _ => continue,
        }
        span.end = builder.span(&inner).end;
    }
    let between = words.len().saturating_sub(1);
    for (index, word) in words.iter().take(between).enumerate() {
        if index > 0 && word.text.eq_ignore_ascii_case("x") {
            builder.report(WritingProblem::LoneX { span: word.span });
            continue;
        }
        // Only a word like `not` may come first; the others stand between two operands.
        let instead = spoken(&word.text).filter(|&instead| (instead == "tidak") == (index == 0));
        let instead = instead.or_else(|| joining(&word.text).filter(|_| index > 0));
        if let Some(instead) = instead {
            let (found, edits) = (word.text.clone(), vec![Edit::replace(word.span, instead)]);
            builder.report(WritingProblem::ForeignOperator { span: word.span, found, instead: instead.into(), edits });
        }
    }
    Reference { words, period, span }
}

fn read_period(builder: &Builder, pair: Pair<Rule>) -> Period {
    let mut period = Period { year: YearOf::Shift(0), quarter: None };
    for inner in pair.into_inner() {
        match inner.as_rule() {
            Rule::integer => period.year = YearOf::Fixed(builder.year(&inner)),
            Rule::kw_awal => period.year = YearOf::First,
            Rule::kw_akhir => period.year = YearOf::Last,
            Rule::shift => period.year = YearOf::Shift(builder.shift(&inner)),
            Rule::quarter => period.quarter = Some(builder.quarter(&inner)),
            _ => {}
        }
    }
    period
}

/// The sign of a `comparison`.
pub fn comparison(pair: &Pair<Rule>) -> Comparison {
    match pair.clone().into_inner().next().map(|sign| sign.as_rule()) {
        Some(Rule::not_equal) => Comparison::NotEqual,
        Some(Rule::less_equal) => Comparison::LessEqual,
        Some(Rule::greater_equal) => Comparison::GreaterEqual,
        Some(Rule::less) => Comparison::Less,
        Some(Rule::greater) => Comparison::Greater,
        _ => Comparison::Equal,
    }
}

fn operator(pair: &Pair<Rule>) -> Operator {
    match pair.as_rule() {
        Rule::plus => Operator::Add,
        Rule::minus => Operator::Subtract,
        Rule::times => Operator::Multiply,
        Rule::divide => Operator::Divide,
        Rule::power => Operator::Power,
        Rule::and => Operator::And,
        Rule::or => Operator::Or,
        _ => Operator::Compare(comparison(pair)),
    }
}
