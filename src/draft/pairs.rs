//! Which target and which realisation each printed achievement was computed from, and the rule that did it.

use super::factors::Heading;
use super::figures::{Says, at_most, is_printed};
use super::infer::{Case, Given, Inferred, Shown, Way, infer};
use super::roles::Role;
use super::shape::Shape;
use crate::audit::words::tokens;
use crate::calendar::printed_year;
use crate::number::Exact;

/// What of a table holds figures of one year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearColumns {
    /// The year.
    pub year: i32,
    /// Its target.
    pub target: Option<usize>,
    /// Its realisation.
    pub real: Option<usize>,
    /// Its achievement, as printed.
    pub achieved: Option<usize>,
    /// Its grade, as printed.
    pub grade: Option<usize>,
}

/// A printed achievement: what it is made of, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Row of the found table.
    pub row: usize,
    /// Column of the found table.
    pub column: usize,
    /// Index of the year.
    pub year: usize,
}

/// The years of a table, and the rule.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// The columns of each year.
    pub years: Vec<YearColumns>,
    /// The printed achievements.
    pub cases: Vec<Case>,
    /// Where each stands.
    pub spots: Vec<Spot>,
    /// What was known beforehand.
    pub given: Given,
    /// The rule that explains most of them.
    pub rule: Option<Inferred>,
    /// Years that no heading names, counted on from the year of the table.
    pub counted_on: bool,
}

/// Finds them. `rows` are the things, `ways` which way each counts where the table says so.
pub fn measured(shape: &Shape, rows: &[usize], ways: &[Option<Way>]) -> Measured {
    let mut measured = Measured { given: Given { ways: ways.to_vec(), unrounded: false }, ..Measured::default() };
    (measured.years, measured.counted_on) = years(shape, rows, ways);
    measured.given.unrounded =
        measured.years.iter().filter_map(|year| year.achieved).any(|at| is_unrounded(shape, rows, at));
    for (at, year) in measured.years.iter().enumerate() {
        let (cases, spots) = cases(shape, rows, year, at);
        measured.cases.extend(cases);
        measured.spots.extend(spots);
    }
    if measured.cases.is_empty() {
        for (cases, spots) in of_quarters(shape, rows, measured.years.len()) {
            measured.cases.extend(cases);
            measured.spots.extend(spots);
        }
    }
    let has_quarters = [Role::Real, Role::Target].iter().any(|role| !shape.quarters(*role).is_empty());
    if has_quarters && !measured.years.iter().any(|year| year.year == shape.year) {
        measured.years.push(YearColumns { year: shape.year, ..YearColumns::default() });
    }
    measured.rule = infer(&measured.cases, &measured.given);
    measured
}

/// Whether a table has targets of quarters, beside their realisations where it has those.
pub fn are_of_quarters(shape: &Shape) -> bool {
    let targets = shape.quarters(Role::Target);
    let reals = shape.quarters(Role::Real);
    !targets.is_empty() && reals.iter().all(|(_, quarter)| targets.iter().any(|(_, own)| own == quarter))
}

/// Whether the rows have targets, or achievements that are of some. A column of targets that nobody filled in is left, where nothing
/// else asks for it: its rows are plain figures.
pub fn settle_targets(shape: &Shape, rows: &[usize], measured: &mut Measured) -> bool {
    let says = |at: Option<usize>| at.is_some_and(|at| rows.iter().any(|row| *shape.cell(at, *row) != Says::Blank));
    let years = &mut measured.years;
    let is_filled = years.iter().any(|year| says(year.target) || year.target.is_some() && says(year.achieved));
    let has_figures = years.iter().any(|year| says(year.real));
    let has_any = years.iter().any(|year| year.target.is_some());
    if has_any && !is_filled && has_figures {
        years.iter_mut().for_each(|year| (year.target, year.achieved) = (None, None));
        (measured.cases, measured.spots, measured.rule) = Default::default();
        return are_of_quarters(shape);
    }
    has_any || are_of_quarters(shape)
}

/// The printed achievements of quarters, where the year has none.
fn of_quarters(shape: &Shape, rows: &[usize], year: usize) -> Vec<(Vec<Case>, Vec<Spot>)> {
    let column =
        |role: Role, quarter: u8| shape.quarters(role).into_iter().find(|(_, own)| *own == quarter).map(|(at, _)| at);
    let of = |quarter: u8| {
        let [target, real, achieved] = [Role::Target, Role::Real, Role::Achieved].map(|role| column(role, quarter));
        cases(shape, rows, &YearColumns { year: shape.year, target, real, achieved, grade: None }, year)
    };
    (1..=4).map(of).collect()
}

/// Which columns of percent are of money: those that budget and spending explain better than targets do.
pub fn absorbed(shape: &Shape, rows: &[usize]) -> Vec<usize> {
    let (budgets, spent) = (shape.columns(Role::Budget), shape.columns(Role::Spent));
    if budgets.is_empty() || spent.is_empty() {
        return Vec::new();
    }
    // Of what each heading says: `Pagu (Rp) | Serapan (juta Rp)`.
    let zeros =
        |at: usize| Heading::of(shape, at).factor().and_then(|said| i32::try_from(said.zeros).ok()).unwrap_or(0);
    let is_money = |at: usize| matches!(shape.heads[at].role, Role::Budget | Role::Spent);
    let explained = |column: usize, targets: &[usize], reals: &[usize]| {
        let given = Given { ways: vec![Some(Way::Up); rows.len()], unrounded: is_unrounded(shape, rows, column) };
        let pairs = targets.iter().flat_map(|target| reals.iter().map(|real| (*target, *real))).take(MOST_PAIRS);
        let counted = pairs.map(|(target, real)| {
            let columns = YearColumns {
                year: shape.year,
                target: Some(target),
                real: Some(real),
                achieved: Some(column),
                grade: None,
            };
            let cases = cases(shape, rows, &columns, 0).0;
            let stated = zeros(real) - zeros(target);
            let tens = Exact::from(10).checked_pow(stated).unwrap_or(Exact::ONE);
            let in_full = cases.iter().map(|case| Case { real: &case.real * &tens, ..case.clone() });
            let as_stated = infer(&in_full.collect::<Vec<Case>>(), &given).map_or(0, |rule| rule.explained);
            // Of money in another unit than is said only the plain percent are.
            let is_open = as_stated < cases.len() && is_money(target);
            let others = (-9..=9).step_by(3).filter(|_| is_open);
            let others = others.map(|tens| cases.iter().filter(|case| is_part(case, tens)).count());
            others.max().unwrap_or(0).max(as_stated)
        });
        counted.max().unwrap_or(0)
    };
    let (targets, reals) = (shape.columns(Role::Target), shape.columns(Role::Real));
    let is_of_money = |at: &usize| explained(*at, &budgets, &spent) > explained(*at, &targets, &reals);
    shape.columns(Role::Achieved).into_iter().filter(is_of_money).collect()
}

/// Whether what is printed is what was realised of a target, with so many more tens.
fn is_part(case: &Case, tens: i32) -> bool {
    let Shown::Figure(printed, places) = &case.shown else { return false };
    let ratio = case.real.clone().checked_div(&case.target).zip(Exact::from(10).checked_pow(tens));
    let Some(percent) = ratio.map(|(ratio, tens)| ratio * tens * Exact::HUNDRED) else { return false };
    !printed.is_zero() && is_printed(&percent, printed, at_most(*places, 6))
}

/// Each achievement with the columns that explain it best; years without one with what stands there.
fn years(shape: &Shape, rows: &[usize], ways: &[Option<Way>]) -> (Vec<YearColumns>, bool) {
    let of_year = |at: usize| shape.heads[at].year.unwrap_or(shape.year);
    let here = |role: Role| {
        let all = shape.columns(role);
        let own: Vec<usize> = all.iter().copied().filter(|at| !shape.heads[*at].elsewhere).collect();
        if own.is_empty() { all } else { own }
    };
    let (mut targets, mut achieved, grades) = (here(Role::Target), here(Role::Achieved), here(Role::Grade));
    // `Target` goes before `Target Indikator`, which may say something else of it, `Target Perubahan` before `Target Awal`; one that
    // nobody filled in goes last.
    let is_blank = |at: usize| rows.iter().all(|row| *shape.cell(at, *row) == Says::Blank);
    targets.sort_by_key(|at| (is_blank(*at), !is_bare(shape, *at, "target"), is_before_changes(shape, *at)));
    // What is achieved of a plan of several years is none of its year.
    achieved.retain(|at| !shape.heads[*at].elsewhere);
    let mut reals = here(Role::Real);
    let mut counted_on = false;
    if reals.is_empty() && shape.reals_in_words.is_none() {
        // `tahun1 | capaian1`: a heading that does not say; or nothing but years.
        reals = shape.unknown_figures();
        reals.retain(|at| !achieved.is_empty() || shape.heads[*at].year.is_some() || reals_alone(shape, *at));
        let unnamed = reals.iter().all(|at| shape.heads[*at].year.is_none());
        let is_counted = |at: &usize| shape.title(*at).ends_with(|c: char| c.is_ascii_digit());
        counted_on = unnamed && achieved.len() > 1 && reals.len() > 1 && achieved.iter().chain(&reals).all(is_counted);
    }
    let mut found: Vec<YearColumns> = Vec::new();
    for (nth, &column) in achieved.iter().enumerate() {
        let filled = |at: &usize| rows.iter().any(|row| matches!(shape.cell(*at, *row), Says::Number(_)));
        if counted_on && !filled(&column) {
            continue;
        }
        let year = if counted_on { shape.year + i32::try_from(nth).unwrap_or(0) } else { of_year(column) };
        if found.iter().any(|known| known.year == year) {
            continue;
        }
        let best = best_pair(shape, rows, ways, column, &targets, &reals, year);
        let (target, real) = best.unzip();
        found.push(YearColumns { year, target, real, achieved: Some(column), grade: None });
    }
    for (columns, is_target) in [(&targets, true), (&reals, false)] {
        for &at in columns {
            let year = of_year(at);
            let is_used = found.iter().any(|one| one.target == Some(at) || one.real == Some(at));
            if is_used || counted_on {
                continue;
            }
            let place = found.iter().position(|one| one.year == year);
            let place = place.unwrap_or_else(|| {
                found.push(YearColumns { year, ..YearColumns::default() });
                found.len() - 1
            });
            let slot = if is_target { &mut found[place].target } else { &mut found[place].real };
            *slot = slot.or(Some(at));
        }
    }
    for &at in &grades {
        if let Some(one) = found.iter_mut().find(|one| one.year == of_year(at)) {
            one.grade = one.grade.or(Some(at));
        }
    }
    found.sort_by_key(|one| one.year);
    (found, counted_on)
}

/// Whether the lowest words of a heading are this one, and at most the year.
fn is_bare(shape: &Shape, at: usize, word: &str) -> bool {
    let last = shape.found.heads[at].levels.last().map(|level| tokens(level)).unwrap_or_default();
    last.iter().all(|own| own == word || own == "tahun" || printed_year(own).is_some())
}

/// Whether a heading says that its figures are those before they were changed.
fn is_before_changes(shape: &Shape, at: usize) -> bool {
    let last = shape.found.heads[at].levels.last().map(|level| tokens(level)).unwrap_or_default();
    last.iter().any(|own| matches!(own.as_str(), "awal" | "murni" | "semula" | "sebelum" | "induk"))
}

/// Whether a column without a known heading is the only one with figures.
fn reals_alone(shape: &Shape, at: usize) -> bool {
    shape.unknown_figures() == [at]
}

/// Of all targets and realisations the pair that explains most of an achievement; of several the nearest before it.
fn best_pair(
    shape: &Shape,
    rows: &[usize],
    ways: &[Option<Way>],
    achieved: usize,
    targets: &[usize],
    reals: &[usize],
    year: i32,
) -> Option<(usize, usize)> {
    let unrounded = is_unrounded(shape, rows, achieved);
    let given = Given { ways: ways.to_vec(), unrounded };
    let near = |at: usize| {
        let named = shape.heads[at].year.is_some_and(|own| own != year);
        (named, at > achieved, at.abs_diff(achieved))
    };
    let mut pairs: Vec<(usize, usize)> = targets.iter().flat_map(|t| reals.iter().map(|r| (*t, *r))).collect();
    pairs.sort_by_key(|(target, real)| (near(*real), near(*target)));
    pairs.truncate(MOST_PAIRS);
    let explained = |pair: &(usize, usize)| {
        let (target, real) = *pair;
        let columns =
            YearColumns { year, target: Some(target), real: Some(real), achieved: Some(achieved), grade: None };
        infer(&cases(shape, rows, &columns, 0).0, &given).map_or(0, |rule| rule.explained)
    };
    if pairs.len() < 2 {
        return pairs.first().copied();
    }
    let counted: Vec<usize> = pairs.iter().map(explained).collect();
    let best = counted.iter().max()?;
    pairs.iter().zip(&counted).find(|(_, count)| *count == best).map(|(pair, _)| *pair)
}

/// So many pairs are tried for one column.
const MOST_PAIRS: usize = 24;

/// The printed achievements of a year with what they are made of.
fn cases(shape: &Shape, rows: &[usize], year: &YearColumns, at: usize) -> (Vec<Case>, Vec<Spot>) {
    let (mut cases, mut spots) = (Vec::new(), Vec::new());
    let (Some(target), Some(real), Some(column)) = (year.target, year.real, year.achieved) else {
        return (cases, spots);
    };
    for (thing, &row) in rows.iter().enumerate() {
        let (Says::Number(target), Says::Number(real)) = (shape.cell(target, row), shape.cell(real, row)) else {
            continue;
        };
        let shown = match shape.cell(column, row) {
            Says::Number(number) => Shown::Figure(number.value.clone(), number.places),
            Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => Shown::Nothing,
        };
        let (target, real): (Exact, Exact) = (target.value.clone(), real.value.clone());
        cases.push(Case { thing, target, real, shown });
        spots.push(Spot { row, column, year: at });
    }
    (cases, spots)
}

/// Whether a column holds more decimals than anybody prints.
fn is_unrounded(shape: &Shape, rows: &[usize], column: usize) -> bool {
    rows.iter().any(|row| matches!(shape.cell(column, *row), Says::Number(number) if number.places.get() > 6))
}
