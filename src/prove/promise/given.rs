//! Counterexamples to a promise: confirmed with the rules as they run, and reported as a `contoh`.

use super::boxes::{Searched, search};
use super::columns::{Chosen, Column, Holds, Part};
use super::ground::{Ground, is_false};
use super::{Asked, Speaks};
use crate::data::range_target::whole_of;
use crate::data::{Content, Dataset, Datum, Field, Key, State};
use crate::eval::twice::twice;
use crate::eval::{self, Cell, Value};
use crate::number::{Exact, Places, Rounding, with_comma};
use crate::plan::{self, Op, Unknown, plan_unknown_for};
use crate::program::units::Unit;
use crate::program::{EXAMPLE_YEAR, Expr, ExprKind, Program, Says, written_name};
use crate::seek::Stretch;
use crate::syntax::ast::{Comparison, Operator};

/// Decimals shown of a number without a finite decimal form.
const NEAR: i32 = 4;
/// The most columns shown of an undecided part.
const MOST_COLUMNS: usize = 5;

/// A counterexample to a promise.
#[derive(Debug, Clone)]
pub struct Refuted {
    pub year: i32,
    /// Each set of data with its results: `realisasi AKIP = 5` and `capaian AKIP = 120%`.
    pub cases: Vec<(Vec<String>, Vec<String>)>,
    /// The same, each as the text of a `contoh`.
    pub examples: Vec<String>,
}

/// The counterexample, if the rules as they run confirm it.
pub(super) fn refuted(asked: &Asked, columns: &[Column], chosen: &[Vec<Chosen>]) -> Option<Refuted> {
    let Asked { program, sources, promise, year, .. } = *asked;
    let mut sides = Vec::new();
    match &promise.says {
        Says::Keeps { value, .. } if !is_comparison(value) => sides.push(value),
        Says::Holds(_) | Says::Follows { .. } | Says::Keeps { .. } => collect(promise.expression(), &mut sides),
    }
    let expressions: Vec<&Expr> = std::iter::once(promise.expression()).chain(sides.iter().copied()).collect();
    let (mut cases, mut values) = (Vec::new(), Vec::new());
    for chosen in chosen {
        let data = dataset(columns, chosen);
        // Judged like an example, to which no `pastikan` applies.
        let (mut plan, cells) = plan::plan_given(program, year, &data, &expressions);
        plan.assertions.clear();
        let goal = match (&promise.says, &plan.slot(cells[0].slot).op) {
            (Says::Keeps { .. }, Op::Compare(left, ..)) => *left,
            _ => cells[0].slot,
        };
        let evaluation = eval::evaluate(&plan, &data);
        // Contradictory figures are neither data nor an example.
        if twice(&plan, &evaluation, &data, 0).iter().any(|one| one.said.is_contradiction()) {
            return None;
        }
        values.push(evaluation.cell(goal, 0).clone());
        let mut results: Vec<String> = Vec::new();
        for (side, planned) in sides.iter().zip(&cells[1..]) {
            let cell = evaluation.cell(planned.slot, 0);
            let Some(expected) = expected(cell, &plan.slot(planned.slot).unit) else { continue };
            let written = sources.one_line(side.span);
            // A choice on the left is put in brackets.
            let is_choice = matches!(side.kind, ExprKind::If { .. });
            let line = if is_choice { format!("({written}) {expected}") } else { format!("{written} {expected}") };
            if !results.contains(&line) {
                results.push(line);
            }
        }
        cases.push((given(program, columns, chosen, year), results));
    }
    let is_refuted = match (&promise.says, values.as_slice()) {
        (Says::Holds(_) | Says::Follows { .. }, [only]) => is_false(only),
        (Says::Keeps { along, .. }, [first, second]) => {
            let comparison = if *along { Comparison::Greater } else { Comparison::Less };
            matches!(eval::compared(first, comparison, second), Ok(Value::Truth(true)))
        }
        _ => false,
    };
    let with_results = cases.iter().filter(|(_, results)| !results.is_empty());
    let examples = with_results.map(|(given, results)| example(program, year, given, results)).collect();
    is_refuted.then_some(Refuted { year, cases, examples })
}

fn is_comparison(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Binary { operator: Operator::Compare(_), .. })
}

/// The sides of every comparison except plain numbers and words, and the values tested for presence.
fn collect<'e>(expr: &'e Expr, sides: &mut Vec<&'e Expr>) {
    if let ExprKind::Binary { operator: Operator::Compare(_), left, right } = &expr.kind {
        let told = [left, right].into_iter().map(|side| &**side);
        sides.extend(told.filter(|side| !is_plain(side)));
    } else if let ExprKind::Binary { operator: Operator::And | Operator::Or, left, right } = &expr.kind {
        collect(left, sides);
        collect(right, sides);
    } else if let ExprKind::Not(inner) = &expr.kind {
        collect(inner, sides);
    } else if let ExprKind::Present(inner) = &expr.kind {
        sides.push(inner);
    }
}

fn is_plain(side: &Expr) -> bool {
    if let ExprKind::Negate(inner) = &side.kind {
        return is_plain(inner);
    }
    matches!(side.kind, ExprKind::Number(..) | ExprKind::Text(_))
}

fn dataset(columns: &[Column], chosen: &[Chosen]) -> Dataset {
    let mut data = Dataset::new();
    let lane = data.lane("");
    for (column, chosen) in columns.iter().zip(chosen) {
        let of = &column.of;
        let mut set = |field: Field, content: Content| {
            let key = Key { code: of.code.clone(), field, year: of.when.year, quarter: of.when.quarter };
            data.set(lane, key, Datum { content, origin: None });
        };
        let number = |at: i64| match &column.holds {
            Holds::Numbers(entry) => entry.grid.value(at).to_decimal(),
            Holds::Words(_) | Holds::Any(..) => None,
        };
        match chosen {
            Chosen::Number(at) => {
                if let Some(number) = number(*at) {
                    set(of.field.clone(), Content::Number(number));
                }
            }
            Chosen::Range(low, high) => {
                if let (Some(low), Some(high)) = (number(*low), number(*high)) {
                    set(Field::Target, whole_of(low, high));
                    set(Field::TargetLow, Content::Number(low));
                    set(Field::TargetHigh, Content::Number(high));
                }
            }
            Chosen::Word(at) => {
                if let Holds::Words(words) = &column.holds
                    && let Some(word) = words.get(*at)
                {
                    set(of.field.clone(), Content::Text(word.clone()));
                }
            }
            Chosen::Missing(State::NotFilled) | Chosen::Fixed => {}
            Chosen::Missing(state) => set(of.field.clone(), Content::Missing(*state, "".into())),
        }
    }
    data
}

/// `realisasi AKIP = 5`, as an example states it. A blank needs to be written only where a code exists by its rows
/// alone: `pagu "7.1.1" = belum diisi` makes it a part, in that year.
fn given(program: &Program, columns: &[Column], chosen: &[Chosen], year: i32) -> Vec<String> {
    let is_of_data = |column: &Column| {
        let name = program.by_code.get(&*column.of.code);
        let is_whole = column.of.field.is_money() && column.of.when.quarter.is_none();
        is_whole && name.is_some_and(|name| program.versions(*name).all(|version| version.from_data))
    };
    let given = columns.iter().zip(chosen).filter_map(|(column, chosen)| {
        let value = match (chosen, &column.holds) {
            (Chosen::Number(at), Holds::Numbers(entry)) => said(&entry.grid.value(*at), &column.unit)?,
            (Chosen::Range(low, high), Holds::Numbers(entry)) => {
                let end = |at: &i64| said(&entry.grid.value(*at), &column.unit);
                format!("{}..{}", end(low)?, end(high)?)
            }
            (Chosen::Word(at), Holds::Words(words)) => format!("\"{}\"", words.get(*at)?),
            (Chosen::Missing(State::NotApplicable), _) => "tidak berlaku".to_string(),
            (Chosen::Missing(State::NotFilled), _) if is_of_data(column) => "belum diisi".to_string(),
            _ => return None,
        };
        Some(format!("{} = {value}", column.words(year)))
    });
    given.collect()
}

impl Column {
    /// `target AKIP[2023]`
    pub fn words(&self, year: i32) -> String {
        let (name, period) = (written_name(&self.of.code), self.of.when.written(year));
        match self.of.field.word() {
            "realisasi" => format!("{name}{period}"),
            word => format!("{word} {name}{period}"),
        }
    }
}

/// A number with the sign of its unit, if it has a finite decimal form.
fn said(number: &Exact, unit: &Unit) -> Option<String> {
    let sign = if unit.is_percent() { "%" } else { "" };
    number.to_decimal().map(|number| format!("{}{sign}", with_comma(number.normalize())))
}

/// `= 120%`, `≈ 119,3548%`, `= "Baik"`, `= belum diisi`; none for what an example cannot expect.
fn expected(cell: &Cell, unit: &Unit) -> Option<String> {
    let sign = if unit.is_percent() { "%" } else { "" };
    let near = |number: Exact| {
        let places = Places::new(NEAR)?;
        Some(format!("≈ {}{sign}", number.to_plain(places, Rounding::HalfAway).replace('.', ",")))
    };
    match cell {
        Ok(Value::Number(number)) => match number.to_decimal().map(|number| number.normalize()) {
            Some(number) if number.scale() <= 10 => Some(format!("= {}{sign}", with_comma(number))),
            _ => near(number.clone()),
        },
        Ok(Value::Irrational(_)) => near(eval::compare::rounded(cell, NEAR)?),
        Ok(Value::Text(word)) => Some(match range(word) {
            Some((low, high)) => format!("= {low}..{high}"),
            None => format!("= \"{word}\""),
        }),
        Ok(Value::Truth(_)) => None,
        Err(fault) => match fault.state {
            State::NotFilled => Some("= belum diisi".into()),
            State::NotApplicable => Some("= tidak berlaku".into()),
            State::Undefined => Some("= tidak terdefinisi".into()),
            State::Faulty => None,
        },
    }
}

/// The ends of a target that is a range, as displayed.
fn range(word: &str) -> Option<(&str, &str)> {
    let (low, high) = word.split_once('–')?;
    let is_number = |end: &str| end.starts_with(|c: char| c.is_ascii_digit() || c == '-') && !end.contains(' ');
    (is_number(low) && is_number(high)).then_some((low, high))
}

fn example(program: &Program, year: i32, given: &[String], results: &[String]) -> String {
    let mut text = "contoh \"yang membantah\"\n".to_string();
    // If all years are alike, none is named.
    let own = program.package.year.unwrap_or(EXAMPLE_YEAR);
    if own != year || program.package.year.is_none() && !program.turns().is_empty() {
        text.push_str(&format!("  tahun {year}\n"));
    }
    lines("diketahui", given, &mut text);
    results.iter().for_each(|one| lines("hasil", std::slice::from_ref(one), &mut text));
    text
}

/// The width of a line to be pasted: a screen of 80 columns, less the margin before advice.
const PASTED: usize = 62;

/// Writes parts below each other, up to two per line; long ones are broken where the language allows a line break.
fn lines(word: &str, parts: &[String], text: &mut String) {
    let wide = |line: &str| line.chars().count() > PASTED;
    let mut at = 0;
    while at < parts.len() {
        let pair = parts.get(at..at + 2).map(|pair| format!("  {word} {}", pair.join("; ")));
        let (line, taken) = match pair.filter(|pair| !wide(pair)) {
            Some(pair) => (pair, 2),
            None => (format!("  {word} {}", parts[at]), 1),
        };
        let sign = [" ≈ ", " = "].into_iter().find_map(|sign| Some((line.rfind(sign)?, sign)));
        match sign.filter(|_| wide(&line)) {
            Some((place, sign)) => {
                let (left, right) = (&line[..place], &line[place + sign.len()..]);
                text.push_str(&format!("{left} {}\n      {right}\n", sign.trim()));
            }
            None => text.push_str(&format!("{line}\n")),
        }
        at += taken;
    }
}

/// An undecided part in words: only the columns that are restricted.
pub fn say_parts(year: i32, columns: &[Column], parts: &[Part]) -> String {
    let said = columns.iter().zip(parts).filter_map(|(column, part)| {
        let run = |run: &Stretch| -> Option<String> {
            let Holds::Numbers(entry) = &column.holds else { return None };
            let number = |at: i64| said(&entry.grid.value(at), &column.unit).unwrap_or_default();
            Some(match (run.from, run.to) {
                (Some(from), Some(to)) if from == to => number(from),
                (Some(from), Some(to)) => format!("{} sampai {}", number(from), number(to)),
                (Some(from), None) => format!("{} ke atas", number(from)),
                (None, Some(to)) => format!("{} ke bawah", number(to)),
                (None, None) => "berapa saja".to_string(),
            })
        };
        let words = match part {
            Part::All => return None,
            Part::Numbers(one) => run(one)?,
            Part::Range(low, high) => format!("dari {} hingga {}", run(low)?, run(high)?),
            Part::Words(from, to) => {
                let Holds::Words(words) = &column.holds else { return None };
                words[*from..=*to].iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
            }
            Part::Blank => "belum diisi".to_string(),
            Part::Absent => "tidak berlaku".to_string(),
        };
        Some(format!("{} {words}", column.words(year)))
    });
    let said: Vec<String> = said.collect();
    let more = said.len().saturating_sub(MOST_COLUMNS);
    let some = said[..said.len() - more].join("; ");
    match (some.is_empty(), more) {
        (true, _) => "semua data".to_string(),
        (false, 0) => some,
        (false, more) => format!("{some}; dan {more} masukan lain"),
    }
}

/// Whether a promise that holds says anything: whether for some data its `jika` holds and its statement has a truth
/// value.
pub(super) fn speaks(asked: &Asked) -> Speaks {
    let Says::Follows { premise, whole } = &asked.promise.says else { return Speaks::Of };
    let ExprKind::Binary { right: conclusion, .. } = &whole.kind else { return Speaks::Of };
    let both = Expr {
        kind: ExprKind::Binary { operator: Operator::And, left: Box::new(premise.clone()), right: conclusion.clone() },
        span: whole.span,
    };
    match (can_hold(asked, both), can_hold(asked, premise.clone())) {
        (true, _) => Speaks::Of,
        (false, true) => Speaks::OfNothing,
        (false, false) => Speaks::NeverAsked,
    }
}

/// Whether a condition can hold for any data; true if unknown.
fn can_hold(asked: &Asked, condition: Expr) -> bool {
    let span = condition.span;
    let never = Expr { kind: ExprKind::Not(Box::new(condition)), span };
    let (Unknown { plan, .. }, goal) = plan_unknown_for(asked.program, asked.year, asked.endless, &never);
    let mut ground = Ground::new(asked.program, &plan, goal, asked.endless, asked.stands);
    match search(&mut ground, &mut |_, _| true) {
        Searched::Holds { .. } => false,
        Searched::Fails | Searched::Left(_) => true,
    }
}
