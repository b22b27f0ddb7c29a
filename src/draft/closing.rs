//! Which totals and means below the last row are of the whole table, and which only of its last part: its figures say so, else its words.

use super::figures::{Number, Says, is_printed};
use super::footers::is_of_headings;
use super::means;
use super::package::{Known, value};
use super::roles::Role;
use super::subtotals::of_tops;
use crate::audit::footers::beyond_all;
use crate::audit::words::tokens;
use crate::calendar::printed_year;
use crate::number::Exact;
use crate::office::RowIs;
use std::collections::{BTreeSet, HashMap};

/// Where a part may begin that ends with the last row, by the place of its first thing.
struct Begin {
    /// Its first thing.
    at: usize,
    /// Whether another total stands right above it.
    is_below_total: bool,
}

/// What is added up from the end: each row with its figure, and what the sum is divided by, where it is.
type Form = Vec<(Exact, Option<Exact>)>;

impl Known<'_> {
    /// The totals and means of the whole table, below its last row.
    pub fn closing_rows(&self) -> &[usize] {
        self.once.closing.get_or_init(|| {
            let last = self.things.iter().map(|thing| thing.row).max().unwrap_or(0);
            let rows = &self.shape.found.rows;
            let totals: Vec<usize> = (last + 1..rows.len()).filter(|row| rows[*row].is == RowIs::Total).collect();
            let own = totals.iter().enumerate();
            let own = own.filter(|(at, row)| !self.is_of_part(**row, &totals[..*at], &totals[*at + 1..]));
            own.map(|(_, row)| *row).collect()
        })
    }

    /// Whether a total below the last row is only of a part of the rows above it; `above` and `below` are the others there.
    fn is_of_part(&self, row: usize, above: &[usize], below: &[usize]) -> bool {
        let first = self.things.first().map_or(0, |thing| thing.row);
        let last = self.things.iter().map(|thing| thing.row).max().unwrap_or(0);
        let between: Vec<usize> = (first..last).filter(|other| self.is_alike(row, *other)).collect();
        let own = self.label(row);
        if own.first().is_some_and(|word| word.starts_with("sub")) {
            return !between.is_empty() || !below.is_empty();
        }
        let begins = self.begins(&between);
        if begins.is_empty() || own.iter().any(|word| OF_ALL.contains(&word.as_str())) {
            return false;
        }
        // The first of several, where such totals stand between the rows too.
        if above.is_empty() && !between.is_empty() && below.iter().any(|other| self.is_alike(row, *other)) {
            return true;
        }
        // What stands below the total of the last part is of more than that.
        let nearest = begins.iter().map(|begin| begin.at).max();
        let is_open = |begin: &&Begin| above.is_empty() || Some(begin.at) != nearest;
        let figures: Vec<(usize, &Number)> = (0..self.shape.heads.len())
            .filter_map(|at| match self.shape.cell(at, row) {
                Says::Number(number) => Some((at, number)),
                Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => None,
            })
            .collect();
        let whole: Vec<bool> = figures.iter().map(|(at, number)| self.is_of_all(row, *at, number)).collect();
        let held: Vec<BTreeSet<usize>> = figures.iter().map(|(at, number)| self.given_from(*at, number)).collect();
        let fits = |begin: usize| held.iter().map(move |held| held.contains(&begin)).zip(whole.iter().copied());
        let speaks = |begin: &&Begin| {
            fits(begin.at).any(|(part, all)| part && !all) && !fits(begin.at).any(|(part, all)| all && !part)
        };
        if begins.iter().filter(is_open).any(|begin| speaks(&begin)) {
            return true;
        }
        if begins.iter().any(|begin| fits(begin.at).any(|(part, all)| all && !part)) {
            return false;
        }
        let is_called_so = |other: &usize| {
            let words = self.label(*other);
            let may = begins.iter().any(|begin| begin.is_below_total && fits(begin.at).any(|(part, _)| part));
            let is_only = above.is_empty() && below.is_empty();
            own == words && may || is_numbered_alike(&own, &words) || is_only && is_one_word_apart(&own, &words)
        };
        between.iter().any(is_called_so)
            || self.names_last_part(row)
            || above.is_empty() && !between.is_empty() && !below.is_empty()
    }

    /// Whether two totals have figures in one column.
    fn is_alike(&self, row: usize, other: usize) -> bool {
        let has_figure = |row: usize, at: usize| matches!(self.shape.cell(at, row), Says::Number(_));
        self.shape.found.rows[other].is == RowIs::Total
            && (0..self.shape.heads.len()).any(|at| has_figure(row, at) && has_figure(other, at))
    }

    /// The words of a total.
    fn label(&self, row: usize) -> Vec<String> {
        let words = (0..self.shape.heads.len()).find_map(|at| match self.shape.cell(at, row) {
            Says::Words(words) => Some(tokens(words)),
            Says::Blank | Says::Nothing | Says::Number(_) | Says::Range(_) => None,
        });
        words.unwrap_or_default()
    }

    /// Where the last part may begin: below a total, below a heading, or with an objective; of one row only below a total.
    fn begins(&self, between: &[usize]) -> Vec<Begin> {
        let pairs = self.things.windows(2).enumerate();
        let begins = pairs.filter_map(|(at, pair)| {
            let since = pair[0].row + 1..pair[1].row;
            let is_below_total = between.iter().any(|total| since.contains(total));
            let is_below_heading = since.clone().any(|row| self.shape.found.rows[row].is == RowIs::Level);
            let is_part = is_below_heading || pair[1].objective.is_some() && pair[0].objective != pair[1].objective;
            (is_below_total || is_part && at + 2 < self.things.len()).then_some(Begin { at: at + 1, is_below_total })
        });
        begins.collect()
    }

    /// Whether a figure is that of all rows.
    fn is_of_all(&self, row: usize, column: usize, printed: &Number) -> bool {
        let is_mean = || {
            self.shape.heads[column].role == Role::Achieved
                && (means::may_be_of_all(self, column, printed) || is_of_headings(self, row, column, printed))
        };
        self.given_from(column, printed).contains(&0) || is_mean()
    }

    /// The things with which the rows begin, down to the last, that a figure is the sum or mean of.
    fn given_from(&self, column: usize, printed: &Number) -> BTreeSet<usize> {
        let mut fitting = BTreeSet::new();
        for form in self.forms(column) {
            let (mut sum, mut divisor, mut is_divided) = (Exact::ZERO, Exact::ZERO, false);
            for (at, (part, by)) in form.into_iter().enumerate().rev() {
                sum = sum + part;
                is_divided |= by.is_some();
                divisor = divisor + by.unwrap_or(Exact::ZERO);
                let value = if is_divided { sum.checked_div(&divisor) } else { Some(sum.clone()) };
                if value.is_some_and(|value| is_printed(&value, &printed.value, printed.places)) {
                    fitting.insert(at);
                }
            }
        }
        // The highest of rows that hold each other.
        if matches!(self.shape.heads[column].role, Role::Budget | Role::Spent) {
            let own: Vec<Option<Exact>> =
                self.things.iter().map(|thing| value(self.shape.cell(column, thing.row))).collect();
            let is_sum = |begin: usize| {
                let values: Vec<Exact> = own[begin..].iter().flatten().cloned().collect();
                of_tops(&values).as_ref() == Some(&printed.value)
            };
            let nearest = self.nearest();
            fitting.extend([Some(0), nearest].into_iter().flatten().filter(|begin| is_sum(*begin)));
        }
        fitting
    }

    /// The first thing below the last total between the rows.
    fn nearest(&self) -> Option<usize> {
        let last = self.things.last()?.row;
        let total = (0..last).rfind(|row| self.shape.found.rows[*row].is == RowIs::Total)?;
        self.things.iter().position(|thing| thing.row > total).filter(|at| *at > 0)
    }

    /// What a total of a column may be made of: for each way a figure of each row.
    fn forms(&self, column: usize) -> Vec<Form> {
        let own = |at: usize| self.things.iter().map(move |thing| value(self.shape.cell(at, thing.row)));
        let sum = || own(column).map(|own| (own.unwrap_or(Exact::ZERO), None)).collect::<Form>();
        let mean = |values: Vec<Option<Exact>>| {
            let part = |own: Option<Exact>| match own {
                Some(own) => (own, Some(Exact::ONE)),
                None => (Exact::ZERO, Some(Exact::ZERO)),
            };
            values.into_iter().map(part).collect::<Form>()
        };
        let ratio = |part: usize, whole: usize| {
            let both = own(part).zip(own(whole));
            let both = both.map(|(part, whole)| {
                (part.unwrap_or(Exact::ZERO) * Exact::HUNDRED, Some(whole.unwrap_or(Exact::ZERO)))
            });
            both.collect::<Form>()
        };
        let measured = self.measured;
        match self.shape.heads[column].role {
            Role::Achieved => {
                let cases = measured.cases.iter().zip(&measured.spots).filter(|(_, spot)| spot.column == column);
                let given: HashMap<usize, Exact> = cases
                    .filter_map(|(case, spot)| Some((spot.row, measured.rule.as_ref()?.achieved(case)?)))
                    .collect();
                let by_rule = self.things.iter().map(|thing| given.get(&thing.row).cloned()).collect();
                let year = measured.years.iter().find(|year| year.achieved == Some(column));
                let of_sums = year.and_then(|year| Some(ratio(year.real?, year.target?)));
                [mean(by_rule), mean(own(column).collect()), sum()].into_iter().chain(of_sums).collect()
            }
            Role::Absorbed => {
                let money = self.money();
                let of_sums = money.spent.zip(money.budget).map(|(spent, budget)| ratio(spent, budget));
                std::iter::once(mean(own(column).collect())).chain(of_sums).collect()
            }
            Role::Target | Role::Real | Role::Unknown => vec![sum(), mean(own(column).collect())],
            Role::Budget
            | Role::Spent
            | Role::Counter
            | Role::Code
            | Role::Name
            | Role::Objective
            | Role::Level
            | Role::Unit
            | Role::Way
            | Role::Grade
            | Role::Note
            | Role::Person => vec![sum()],
        }
    }

    /// Whether the words of a total are from what its last part is called, and not from what all others are called.
    fn names_last_part(&self, row: usize) -> bool {
        let own = beyond_all(&self.label(row).join(" "));
        let called = |at: usize| -> BTreeSet<String> {
            let objective = self.things[at].objective.as_deref().map(tokens).unwrap_or_default();
            let heading = (0..self.things[at].row).rfind(|row| self.shape.found.rows[*row].is == RowIs::Level);
            objective.into_iter().chain(heading.map(|row| self.label(row)).unwrap_or_default()).collect()
        };
        let has_all = |words: &BTreeSet<String>| own.iter().all(|word| words.contains(word));
        let Some(last) = self.things.len().checked_sub(1) else { return false };
        !own.is_empty() && has_all(&called(last)) && !(0..last).all(|at| has_all(&called(at)))
    }
}

/// Words that only a total of all has.
const OF_ALL: [&str; 7] = ["keseluruhan", "seluruh", "seluruhnya", "semua", "semuanya", "grand", "organisasi"];

/// `Rata-rata IKU 1-2`, `Rata-rata IKU 3-4`: the same words but for numbers.
fn is_numbered_alike(own: &[String], other: &[String]) -> bool {
    let is_number = |word: &String| {
        let is_digits = word.bytes().all(|byte| byte.is_ascii_digit()) && printed_year(word).is_none();
        is_digits || word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x')) || word.len() == 1
    };
    let differ = |(own, other): &(&String, &String)| own != other;
    let mut differing = own.iter().zip(other).filter(differ).peekable();
    own.len() == other.len()
        && differing.peek().is_some()
        && differing.all(|(own, other)| is_number(own) && is_number(other))
}

/// `Jumlah Bidang Alfa`, `Jumlah Bidang Beta`
fn is_one_word_apart(own: &[String], other: &[String]) -> bool {
    own.len() == other.len() && own.len() > 2 && own.iter().zip(other).filter(|(own, other)| own != other).count() == 1
}
