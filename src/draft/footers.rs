//! Totals and means below a table, as far as its rows give them.

use super::codes::written;
use super::figures::{Number, Says, at_most, is_printed};
use super::package::{ALL, Known, value};
use super::roles::Role;
use super::things::Thing;
use crate::number::{Exact, Rounding};
use crate::office::{RowIs, tops};
use std::collections::BTreeSet;

/// A row below the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Footer {
    /// Its row.
    pub row: usize,
    /// Its words.
    pub label: String,
    /// Its figures.
    pub parts: Vec<Part>,
}

/// A figure of such a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The column of the table found.
    pub column: usize,
    /// What gives it.
    pub formula: String,
    /// The column of the rules below which it stands.
    pub below: String,
}

/// The rows behind the last indicator whose figures the rows above give.
pub fn footers(known: &Known) -> Vec<Footer> {
    let totals = known.closing_rows().iter().copied();
    let footer = |row: usize| {
        let words = (0..known.shape.heads.len()).find_map(|at| match known.shape.cell(at, row) {
            Says::Words(words) => Some(words.clone()),
            Says::Blank | Says::Nothing | Says::Number(_) | Says::Range(_) => None,
        });
        let mut parts: Vec<Part> =
            known.columns().into_iter().filter_map(|(at, below)| part(known, row, at, below)).collect();
        parts.extend(sums_beside(known, row, &parts));
        parts.sort_by_key(|part| part.column);
        (!parts.is_empty()).then(|| Footer { row, label: words.unwrap_or_else(|| "Jumlah".into()), parts })
    };
    totals.filter_map(footer).collect()
}

/// Figures beside sums of the same kind, of other years: they are sums too, and where the rows give another one the audit tells.
fn sums_beside(known: &Known, row: usize, parts: &[Part]) -> Vec<Part> {
    let role = |at: usize| known.shape.heads[at].role;
    let is_sum = |part: &&Part| part.formula == format!("jumlah({})", part.below);
    let of_values = |at: usize| matches!(role(at), Role::Target | Role::Real | Role::Unknown);
    let is_beside = |at: usize| parts.iter().filter(is_sum).any(|part| role(part.column) == role(at));
    let is_open = |at: usize| {
        let is_figure = matches!(known.shape.cell(at, row), Says::Number(_));
        is_figure && of_values(at) && is_beside(at) && parts.iter().all(|part| part.column != at)
    };
    let open = known.columns().into_iter().filter(|(at, _)| is_open(*at));
    open.map(|(column, below)| Part { column, formula: format!("jumlah({below})"), below }).collect()
}

/// A figure of a total, where sum or mean of its column give it.
fn part(known: &Known, row: usize, column: usize, below: String) -> Option<Part> {
    let Says::Number(printed) = known.shape.cell(column, row) else { return None };
    if below.starts_with("jika ") {
        return None;
    }
    let role = known.shape.heads[column].role;
    if matches!(role, Role::Budget | Role::Spent | Role::Absorbed) && has_rows_below_zero(known, row) {
        return None;
    }
    if role == Role::Achieved && is_of_headings(known, row, column, printed) {
        return None;
    }
    let own =
        |at: usize| known.things.iter().filter_map(|thing| value(known.shape.cell(at, thing.row))).collect::<Vec<_>>();
    let values = if role == Role::Achieved { achieved(known, column) } else { own(column) };
    let sum = |values: &[Exact]| values.iter().sum::<Exact>();
    let is = |value: &Exact| is_printed(value, &printed.value, at_most(printed.places, 8));
    let is_rounded = |value: &Exact| value.round(printed.places, Rounding::HalfAway) == printed.value;
    let mean = Exact::ratio(1, i128::try_from(values.len()).ok()?).map(|part| sum(&values) * part)?;
    let is_alike = known.things.windows(2).all(|pair| pair[0].unit == pair[1].unit);
    let formula = match role {
        // Whatever is printed, it can be nothing else; a wrong one is told by the audit.
        Role::Achieved if is(&sum(&values)) && !is(&mean) => format!("jumlah({below})"),
        Role::Achieved if below == "capaian" && known.has_own_mean() => format!("capaian {ALL}"),
        // What fits only cut off is behind what fits as it is rounded.
        Role::Achieved if is_alike && !is_rounded(&mean) && of_totals(known, row, column).is_some() => {
            of_totals(known, row, column)?
        }
        Role::Achieved => format!("rata_rata({below})"),
        // Of levels that hold each other no sum is printed, but of one of them.
        Role::Budget | Role::Spent => match heads(known, row) {
            Some(heads) if of_heads(known, Some(column), &heads).is_some_and(|sum| is(&sum)) => {
                let (word, rest) =
                    below.split_once(' ').map_or((below.as_str(), None), |(word, rest)| (word, Some(rest)));
                let (word, year) = word.split_at(word.find('[').unwrap_or(word.len()));
                let sum = named(word, &heads, year);
                (heads.len() <= MOST_NAMED).then(|| rest.map_or(sum.clone(), |rest| format!("({sum}) {rest}")))?
            }
            Some(_) if !is(&sum(&values)) => return None,
            Some(_) | None => format!("jumlah({below})"),
        },
        // Rows that hold each other are counted twice.
        Role::Absorbed => match heads(known, row) {
            heads if !below.starts_with("serapan ") => {
                if heads.is_some() {
                    return None;
                }
                let year =
                    below.get("serapan".len()..).and_then(|rest| rest.split_once(' ')).map_or("", |(year, _)| year);
                format!("jumlah(serapan{year}) / jumlah(pagu{year}) * 100%")
            }
            Some(heads) => {
                let money = known.money();
                let [spent, budget] = [money.spent, money.budget].map(|at| of_heads(known, at, &heads));
                let percent = spent?.checked_div(&budget?)? * Exact::HUNDRED;
                let formula = || format!("({}) / ({}) * 100%", named("serapan", &heads, ""), named("pagu", &heads, ""));
                (is(&percent) && heads.len() <= MOST_NAMED).then(formula)?
            }
            None => "jumlah(serapan) / jumlah(pagu) * 100%".to_string(),
        },
        Role::Target | Role::Real | Role::Unknown if is_alike && is(&sum(&values)) => format!("jumlah({below})"),
        Role::Target | Role::Real | Role::Unknown if is_alike && is(&mean) => format!("rata_rata({below})"),
        Role::Target
        | Role::Real
        | Role::Unknown
        | Role::Counter
        | Role::Code
        | Role::Name
        | Role::Objective
        | Role::Level
        | Role::Unit
        | Role::Way
        | Role::Grade
        | Role::Note
        | Role::Person => return None,
    };
    Some(Part { column, formula, below })
}

/// Whether a total of money may hold rows that are none of the rules, as they are below 0.
fn has_rows_below_zero(known: &Known, row: usize) -> bool {
    let shape = known.shape;
    let money = known.money();
    let is_negative = |row: usize, at: usize| value(shape.cell(at, row)).is_some_and(|value| value.is_negative());
    let is_left = |row: usize| {
        let found = &shape.found.rows[row];
        let is_below = || [money.budget, money.spent].into_iter().flatten().any(|at| is_negative(row, at));
        found.is == RowIs::Thing && shape.is_of_year(row) && is_below()
    };
    let differs = |at: usize| {
        let own = known.things.iter().filter_map(|thing| value(shape.cell(at, thing.row)));
        let own = own.filter(|value| !value.is_negative());
        value(shape.cell(at, row)) != Some(own.sum())
    };
    (0..row).any(is_left) && [money.budget, money.spent].into_iter().flatten().any(differs)
}

/// The achievement of the sums of targets and realisations, where that is what a total prints.
fn of_totals(known: &Known, row: usize, column: usize) -> Option<String> {
    let Says::Number(printed) = known.shape.cell(column, row) else { return None };
    let year = known.measured.years.iter().find(|year| year.achieved == Some(column))?;
    let (target, real) = (year.target?, year.real?);
    let printed_sum = |at: usize| value(known.shape.cell(at, row));
    let sum = |at: usize| {
        let own = known.things.iter().filter_map(|thing| value(known.shape.cell(at, thing.row)));
        Some(own.sum())
    };
    let is_it = |part: Option<Exact>, whole: Option<Exact>| {
        let ratio = part.zip(whole).and_then(|(part, whole)| part.checked_div(&whole));
        ratio.is_some_and(|ratio| is_printed(&(ratio * Exact::HUNDRED), &printed.value, printed.places))
    };
    let words = |at: usize| known.columns().into_iter().find(|(own, _)| *own == at).map(|(_, below)| below);
    let (whole, part) = (words(target)?, words(real)?);
    (is_it(sum(real), sum(target)) || is_it(printed_sum(real), printed_sum(target)))
        .then(|| format!("jumlah({part}) / jumlah({whole}) * 100%"))
}

/// Whether a mean is that of what objectives print over their rows, which are none of the table.
pub fn is_of_headings(known: &Known, row: usize, column: usize, printed: &Number) -> bool {
    let rows = &known.shape.found.rows;
    let figures = |is: RowIs| (0..row).filter(move |row| rows[*row].is == is);
    let own: Vec<Exact> = figures(RowIs::Level).filter_map(|row| value(known.shape.cell(column, row))).collect();
    let mean = |values: &[Exact]| {
        let sum: Exact = values.iter().sum();
        Exact::ratio(1, i128::try_from(values.len()).ok()?).map(|part| sum * part)
    };
    // Each was rounded before.
    let near = |values: &[Exact]| {
        let step = Exact::ratio(1, 10_i128.pow(printed.places.get().clamp(0, 8).unsigned_abs()));
        mean(values).zip(step).is_some_and(|(mean, step)| (mean - printed.value.clone()).abs() <= step)
    };
    own.len() > 1 && near(&own) && !near(&achieved(known, column))
}

/// Achievements by the rule, in full, of a column.
fn achieved(known: &Known, column: usize) -> Vec<Exact> {
    let Some(rule) = &known.measured.rule else { return Vec::new() };
    let own = known.measured.cases.iter().zip(&known.measured.spots).filter(|(_, spot)| spot.column == column);
    own.filter_map(|(case, _)| rule.achieved(case)).collect()
}

/// The rows of the highest level, where rows hold each other, by their codes or by figures of money whose total this row has.
fn heads<'k>(known: &Known<'k>, row: usize) -> Option<Vec<&'k Thing>> {
    if is_nested(known) {
        let codes: BTreeSet<&str> = known.things.iter().map(|thing| thing.code.as_str()).collect();
        let is_below = |code: &str| code.match_indices('.').any(|(at, _)| codes.contains(&code[..at]));
        return Some(known.things.iter().filter(|thing| !is_below(&thing.code)).collect());
    }
    let money = known.money();
    let heads = [money.budget, money.spent].into_iter().flatten().find_map(|at| {
        let printed = value(known.shape.cell(at, row))?;
        let filled = known.things.iter().filter_map(|thing| Some((thing, value(known.shape.cell(at, thing.row))?)));
        let (things, values): (Vec<&Thing>, Vec<Exact>) = filled.unzip();
        let tops = tops(&values)?;
        let total: Exact = tops.iter().map(|top| &values[*top]).sum();
        (total == printed).then(|| tops.into_iter().map(|top| things[top]).collect())
    });
    heads.or_else(|| last_rows(known, row))
}

/// The last rows, where a total is of them alone: `JUMLAH BELANJA` below what comes in and what goes out.
fn last_rows<'k>(known: &Known<'k>, row: usize) -> Option<Vec<&'k Thing>> {
    let money = known.money();
    let columns: Vec<usize> = [money.budget, money.spent].into_iter().flatten().collect();
    let printed: Vec<Exact> = columns.iter().map(|at| value(known.shape.cell(*at, row))).collect::<Option<_>>()?;
    let fits = |from: usize| {
        let sum = |at: usize| of_heads(known, Some(at), &known.things[from..].iter().collect::<Vec<&Thing>>());
        columns.iter().zip(&printed).all(|(at, printed)| sum(*at).as_ref() == Some(printed))
    };
    // Of many rows some make any sum.
    let first = known.things.len().saturating_sub(MOST_NAMED);
    let from = (first.max(1)..known.things.len().saturating_sub(1)).find(|from| fits(*from))?;
    (columns.len() > 1 && !fits(0)).then(|| known.things[from..].iter().collect())
}

/// `(pagu "1.01" + pagu "1.02")`: rows that hold others cannot be summed up with them.
fn named(word: &str, heads: &[&Thing], year: &str) -> String {
    heads.iter().map(|thing| format!("{word} {}{year}", written(&thing.code))).collect::<Vec<_>>().join(" + ")
}

/// So many are written one by one.
const MOST_NAMED: usize = 12;

/// Their figures in a column.
fn of_heads(known: &Known, column: Option<usize>, heads: &[&Thing]) -> Option<Exact> {
    let own = heads.iter().filter_map(|thing| value(known.shape.cell(column?, thing.row)));
    column.map(|_| own.sum())
}

/// Whether a code holds another one: `2.16` and `2.16.01`.
fn is_nested(known: &Known) -> bool {
    let mut codes: Vec<&str> = known.things.iter().map(|thing| thing.code.as_str()).collect();
    codes.sort_unstable();
    let holds = |one: &str, other: &str| other.strip_prefix(one).is_some_and(|rest| rest.starts_with('.'));
    codes.windows(2).any(|pair| holds(pair[0], pair[1]))
}
