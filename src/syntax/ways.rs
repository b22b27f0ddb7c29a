//! What a broken line may mean: of several edits that make it whole those that say something of their own. One alone is certain;
//! of several each is told with the line that it makes; of too many there is none.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::ast::{Expr, ExprKind, Operator};
use super::build::Builder;
use super::expression;
use super::functions::{self, Aggregate, Function};
use super::lines::{is_name_char, leading_word, significant};
use super::mistakes::first_title;
use super::parser::{Rule, parse_line};
use super::problem::to_type;
use super::words;
use crate::diagnostic::{Edit, Suggestion};
use crate::source::{SourceId, Span};
use pest::iterators::Pair;

/// Longer lines, and more edits of one, are not tried.
const LONGEST: usize = 800;
const MOST_TRIED: usize = 90;
/// So many meanings are shown.
pub const MOST: usize = 4;

/// Words behind which a formula begins.
const JOINING: [&str; 10] = ["dan", "atau", "tidak", "jika", "maka", "itu", "pada", "bila", "tinggi", "rendah"];

/// One edit of a line: from where to where, and what stands there then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way(pub usize, pub usize, pub &'static str);

/// What makes another line of one.
pub trait Change {
    /// The line that it makes.
    fn line(&self, line: &str) -> String;
    /// Its edits of the line that begins here.
    fn edits(&self, source: SourceId, base: usize) -> Vec<Edit>;
}

impl Change for Way {
    fn line(&self, line: &str) -> String {
        format!("{}{}{}", &line[..self.0], self.2, &line[self.1..])
    }

    fn edits(&self, source: SourceId, base: usize) -> Vec<Edit> {
        vec![Edit::replace(Span::new(source, base + self.0, base + self.1), self.2)]
    }
}

/// Two edits, the first of which stands no later.
impl Change for (Way, Way) {
    fn line(&self, line: &str) -> String {
        self.0.line(&self.1.line(line))
    }

    fn edits(&self, source: SourceId, base: usize) -> Vec<Edit> {
        match (&self.0, &self.1) {
            // Two that stand at one place are one.
            (Way(at, end, ")"), Way(other, _, ")")) if at == other => Way(*at, *end, "))").edits(source, base),
            (one, other) => [one.edits(source, base), other.edits(source, base)].concat(),
        }
    }
}

/// The ways to close two round brackets that a line leaves open.
pub fn closing_two(source: SourceId, rule: Rule, line: &str) -> Vec<(Way, Way)> {
    let opened = significant(line).find(|(_, c, is_text)| *c == '(' && !is_text);
    let ends: Vec<usize> = ends(line).filter(|at| opened.is_some_and(|(first, ..)| *at > first)).collect();
    let pairs = ends.iter().rev().flat_map(|last| {
        let earlier = ends.iter().rev().filter(move |first| *first <= last);
        earlier.map(|first| (Way(*first, *first, ")"), Way(*last, *last, ")")))
    });
    distinct(source, rule, line, pairs.collect())
}

/// The ways to close a bracket that a line leaves open: at its end, without an opening one, or earlier.
pub fn closing(source: SourceId, rule: Rule, line: &str, missing: &str) -> Vec<Way> {
    let sign = match missing {
        ")" => ")",
        "]" => "]",
        _ => return Vec::new(),
    };
    let opening = if sign == ")" { '(' } else { '[' };
    let signs: Vec<(usize, char)> =
        significant(line).filter(|(.., is_text)| !is_text).map(|(at, c, _)| (at, c)).collect();
    let opened = signs.iter().filter(|(_, c)| *c == opening).map(|(at, _)| *at);
    let opened: Vec<usize> = opened.collect();
    let Some(first) = opened.first() else { return Vec::new() };
    let ends = ends(line).filter(|at| at > first).map(|at| Way(at, at, sign));
    let mut inner: Vec<Way> = ends.collect();
    inner.reverse();
    // `AKIP (= 3`: no call begins so.
    let begins_sign = |at: &usize| line[at + 1..].trim_start().starts_with(['=', '<', '>', ';', '*', '/']);
    let is_own = |at: &usize| name_before(&line[..*at]).is_none() || begins_sign(at);
    let without = opened.iter().filter(|at| is_own(at)).map(|at| Way(*at, at + 1, ""));
    let at_end = inner.first().filter(|way| way.0 == line.len()).cloned();
    let mut found = distinct(source, rule, line, at_end.into_iter().chain(without).chain(inner).collect());
    // What keeps the bracket is the likelier.
    found.sort_by_key(|way| way.2.is_empty());
    found
}

/// The ways to mend a line with a closing bracket that nothing opens, which stands at this place.
pub fn opening(source: SourceId, rule: Rule, line: &str, at: usize) -> Vec<Way> {
    let sign = if line[at..].starts_with(']') { "[" } else { "(" };
    let begins = significant(&line[..at]).filter_map(|(place, c, is_text)| {
        let before = &line[..place];
        let is_begin = !is_text && (is_name_char(c) || "([-–−".contains(c)) && !before.ends_with(is_number_part);
        let is_call = name_before(before).is_some_and(|name| !is_function(name));
        (is_begin && !is_call).then_some(Way(place, place, sign))
    });
    // `A - Atahun-1]`: the bracket was lost inside of what is one word now.
    let times = ["tahun", "triwulan"].into_iter().flat_map(|time| line[..at].match_indices(time));
    let inside = times.filter(|(place, _)| sign == "[" && line[..*place].ends_with(is_name_char));
    let inside = inside.map(|(place, _)| Way(place, place, sign)).collect::<Vec<_>>();
    if let [only] = distinct(source, rule, line, inside).as_slice() {
        return vec![only.clone()];
    }
    let ways = std::iter::once(Way(at, at + 1, "")).chain(begins);
    let found = distinct(source, rule, line, ways.collect());
    match found.is_empty() && sign == "(" {
        true => distinct(source, rule, line, behind_functions(&line[..at], sign).collect()),
        false => found,
    }
}

/// The ways to mend a line in which a bracket is closed by that of another kind, at this place: with its own before that one or
/// instead, or opened by the other.
pub fn closing_otherwise(source: SourceId, rule: Rule, line: &str, at: usize, own: char) -> Vec<Way> {
    let mut open = Vec::new();
    for (place, c, _) in significant(&line[..at]).filter(|(.., is_text)| !is_text) {
        match c {
            '(' | '[' => open.push(place),
            ')' | ']' => _ = open.pop(),
            _ => {}
        }
    }
    let (closing, opening) = if own == ']' { ("]", "(") } else { (")", "[") };
    let opened = open.pop().map(|place| Way(place, place + 1, opening));
    let ways = [Way(at, at + 1, closing), Way(at, at, closing)].into_iter().chain(opened);
    distinct(source, rule, line, ways.collect())
}

/// `bulatIKM; 1)`: behind the name of a function that a word begins with.
fn behind_functions<'t>(line: &'t str, sign: &'static str) -> impl Iterator<Item = Way> + 't {
    let known = |word: &str| {
        let begins = functions::words().filter(|known| word.len() > known.len() && word.starts_with(known));
        begins.map(str::len).max()
    };
    let words = super::mistakes::words_of(line).into_iter();
    words.filter_map(move |(at, word)| known(word).map(|length| Way(at + length, at + length, sign)))
}

/// The edits that make a line whole, the first of each meaning; none where there are too many.
pub fn distinct<W: Change>(source: SourceId, rule: Rule, line: &str, ways: Vec<W>) -> Vec<W> {
    if line.len() > LONGEST || ways.len() > MOST_TRIED {
        return Vec::new();
    }
    let mut found: Vec<(String, W)> = Vec::new();
    for way in ways {
        let Some(says) = meaning(source, rule, &way.line(line)) else { continue };
        if found.iter().all(|(known, _)| *known != says) {
            found.push((says, way));
        }
    }
    if found.len() > MOST { Vec::new() } else { found.into_iter().map(|(_, way)| way).collect() }
}

/// Edits as mends of the line that begins at `base`; of several each says what it makes. `title` is that of one alone.
pub fn mends<W: Change>(
    source: SourceId,
    base: usize,
    line: &str,
    ways: &[W],
    title: impl Fn(&W) -> String,
) -> Vec<Suggestion> {
    let is_one = ways.len() == 1;
    let text = |way: &W| if is_one { title(way) } else { becomes(&way.line(line)) };
    let mend = |way: &W| Suggestion::new(text(way), way.edits(source, base));
    ways.iter().map(mend).collect()
}

/// `menjadi: X = (A + B) * 2`
pub fn becomes(line: &str) -> String {
    format!("menjadi: {}", to_type(line.trim()))
}

/// What a line says, without the signs that change nothing; none where it cannot be read, or nobody means it.
fn meaning(source: SourceId, rule: Rule, line: &str) -> Option<String> {
    let pair = parse_line(rule, line).ok().filter(|_| first_title(rule, line).is_none())?;
    let builder = Builder::new(source, 0);
    let mut said = String::new();
    say(&builder, pair, &mut said)?;
    Some(said)
}

/// Whether a line with another sign is one that somebody may mean: `1,5,2` is no number.
pub fn is_sound(source: SourceId, rule: Rule, line: &str) -> bool {
    let Some(pair) = parse_line(rule, line).ok().filter(|_| first_title(rule, line).is_none()) else { return false };
    let builder = Builder::new(source, 0);
    say(&builder, pair, &mut String::new()).is_some() && builder.into_problems().is_empty()
}

fn say(builder: &Builder, pair: Pair<Rule>, said: &mut String) -> Option<()> {
    match pair.as_rule() {
        Rule::EOI => {}
        Rule::expr | Rule::side | Rule::group | Rule::conditional | Rule::literal | Rule::call => {
            said.push_str(&formula(&expression::expr(builder, pair))?);
        }
        rule => {
            let text = pair.as_str().trim().to_string();
            let mut parts = pair.into_inner().peekable();
            said.push_str(&format!(" {rule:?}"));
            if parts.peek().is_none() {
                said.push_str(&format!(" {text:?}"));
            }
            said.push('(');
            for part in parts {
                say(builder, part, said)?;
            }
            said.push(')');
        }
    }
    Some(())
}

/// A formula with all of its brackets; sums, products and the like in a row are one. None where a condition is computed with, or
/// a number is taken for a condition, or a function has too few parts.
fn formula(expr: &Expr) -> Option<String> {
    Some(match &expr.kind {
        ExprKind::Number { value, percent } => format!("{}{}", value.normalize(), if *percent { "%" } else { "" }),
        ExprKind::Text(text) => format!("{text:?}"),
        ExprKind::Reference(reference) => {
            let words: Vec<&str> = reference.words.iter().map(|word| word.text.as_str()).collect();
            format!("{words:?}{:?}", reference.period)
        }
        ExprKind::Call { function, arguments } => {
            let known = Function::from_word(&function.text);
            let arity =
                known.map(Function::arity).or_else(|| Aggregate::from_word(&function.text).map(Aggregate::arity));
            let fits = arity.is_none_or(|arity| (arity.least..=arity.most).contains(&arguments.len()));
            let computes = known.is_some_and(|known| known != Function::Present);
            if !fits || computes && arguments.iter().any(is_condition) {
                return None;
            }
            let parts = arguments.iter().map(formula).collect::<Option<Vec<_>>>()?;
            format!("{}({})", function.text.to_lowercase(), parts.join(";"))
        }
        ExprKind::Negate(inner) if is_condition(inner) => return None,
        ExprKind::Negate(inner) => format!("-({})", formula(inner)?),
        ExprKind::Not(inner) if is_number(inner) => return None,
        ExprKind::Not(inner) => format!("!({})", formula(inner)?),
        ExprKind::If { condition, .. } if is_number(condition) => return None,
        ExprKind::If { condition, then, otherwise } => {
            format!("?({};{};{})", formula(condition)?, formula(then)?, formula(otherwise)?)
        }
        ExprKind::Binary { operator, left, right } => {
            let joins = matches!(operator, Operator::And | Operator::Or);
            if [left, right].into_iter().any(|side| if joins { is_number(side) } else { is_condition(side) }) {
                return None;
            }
            match operator {
                Operator::Add | Operator::Subtract | Operator::Multiply | Operator::And | Operator::Or => {
                    let mut terms = Vec::new();
                    row(expr, of_row(*operator), &mut terms)?;
                    format!("{:?}({})", of_row(*operator), terms.join(","))
                }
                // A power is a whole number.
                Operator::Power if matches!(&right.kind, ExprKind::Number { value, .. } if !value.is_integer()) => {
                    return None;
                }
                _ => format!("{operator:?}({},{})", formula(left)?, formula(right)?),
            }
        }
    })
}

/// A difference is a sum with what is taken away.
fn of_row(operator: Operator) -> Operator {
    if operator == Operator::Subtract { Operator::Add } else { operator }
}

fn row(expr: &Expr, of: Operator, terms: &mut Vec<String>) -> Option<()> {
    match &expr.kind {
        ExprKind::Binary { operator, left, right } if of_row(*operator) == of => {
            let is_joined = matches!(of, Operator::And | Operator::Or);
            if !is_joined && (is_condition(left) || is_condition(right)) {
                return None;
            }
            row(left, of, terms)?;
            if *operator == Operator::Subtract {
                terms.push(format!("-({})", formula(right)?));
                return Some(());
            }
            row(right, of, terms)
        }
        _ => {
            terms.push(formula(expr)?);
            Some(())
        }
    }
}

fn is_condition(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Not(_) => true,
        ExprKind::Binary { operator, .. } => matches!(operator, Operator::Compare(_) | Operator::And | Operator::Or),
        _ => false,
    }
}

fn is_number(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number { .. } | ExprKind::Negate(_) => true,
        ExprKind::Binary { .. } => !is_condition(expr),
        _ => false,
    }
}

/// The places behind a name, a number, a text or a closing bracket.
fn ends(line: &str) -> impl Iterator<Item = usize> {
    significant(line).filter_map(|(at, c, is_text)| {
        let end = at + c.len_utf8();
        let is_end = !is_text && (is_name_char(c) || ")]%".contains(c)) || is_text && super::is_quote(c);
        (is_end && !line[end..].starts_with(is_number_part)).then_some(end)
    })
}

fn is_number_part(c: char) -> bool {
    is_name_char(c) || c == ',' || c == '.'
}

/// The name that ends here, so that a bracket would be that of a call.
fn name_before(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let start = before.rfind(|c| !is_name_char(c));
    let start = start.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = leading_word(&before[start..]);
    let is_first = start == 0 && words::begins_a_line(word);
    let joins = JOINING.iter().any(|known| word.eq_ignore_ascii_case(known));
    (!word.is_empty() && !joins && !is_first).then_some(word)
}

fn is_function(word: &str) -> bool {
    Function::from_word(word).is_some() || Aggregate::from_word(word).is_some()
}
