//! Factors that headings or lines above the table name: `Pagu (juta rupiah)`. The data keep the figures as they are printed. Money
//! has its factor in the heading of the data, each column its own, and the table divides by it again; an indicator has it in its
//! unit: `juta rupiah`.

use super::figures::Says;
use super::money::Money;
use super::package::{Known, value};
use super::proved::Proved;
use super::roles::Role;
use super::shape::Shape;
use super::things::Thing;
use super::told::few;
use crate::audit::words::tokens;
use crate::data::header::{Said, factor_of, factors_above, measure_in};
use crate::data::schema::Schema;
use crate::number::{self, Exact};

/// The factors of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Factors {
    /// Of budgets.
    pub budget: Option<Said>,
    /// Of money spent: what the heading of one column says is not said of the other.
    pub spent: Option<Said>,
    /// A column of money that names no unit, beside another one that names a factor.
    pub open: Option<Open>,
    /// What printed percent tell of money.
    pub proved: Option<Proved>,
    /// Columns of money whose heading says rupiah, beside one that names a factor.
    pub plain: [bool; 2],
    /// Whether the figures of such two are of one size all the same.
    pub are_alike: bool,
    /// The units of indicators, by code, with what says so.
    pub units: Vec<(String, String)>,
    /// Columns whose factor is not used.
    pub left: Vec<usize>,
    /// Indicators that a line above may speak of, and what it says.
    pub unclear: Vec<(String, String)>,
}

/// A column of money that names no unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    bare: usize,
    /// The one that names a factor.
    said: usize,
    /// Whether their figures are of one size: the factor is taken for both then.
    is_alike: bool,
}

impl Factors {
    /// The unit of an indicator as its figures are printed.
    pub fn unit<'f>(&'f self, thing: &'f Thing) -> Option<&'f str> {
        let own = self.units.iter().find(|(code, _)| *code == thing.code).map(|(_, unit)| unit.as_str());
        own.or(thing.unit.as_deref())
    }

    /// What stands behind a word of the heading: ` (juta rupiah)`.
    pub fn behind(said: Option<&Said>) -> String {
        said.map(|said| format!(" ({})", said.words)).unwrap_or_default()
    }

    /// What stands behind `pagu` and `serapan` in the data: rupiah too, where the sheet says so and its figures look otherwise.
    pub fn in_data(&self) -> [String; 2] {
        let own = [(&self.budget, self.plain[0]), (&self.spent, self.plain[1])];
        own.map(
            |(said, is_plain)| {
                if is_plain && self.are_alike { " (rupiah)".into() } else { Factors::behind(said.as_ref()) }
            },
        )
    }

    /// What is told of them.
    pub fn told(&self, known: &Known) -> Vec<String> {
        let how = if self.proved.as_ref().is_some_and(|proved| proved.read.is_some()) {
            "menurut persen tercetaknya"
        } else {
            "seperti di tabel"
        };
        let of = |word: &str, said: &Said| format!("satuan {word} di data: {}, {how}", said.words);
        let money = match (&self.budget, &self.spent) {
            (Some(budget), Some(spent)) if budget.zeros == spent.zeros => vec![of("pagu dan serapan", budget)],
            (budget, spent) => {
                let both = [("pagu", budget), ("serapan", spent)];
                both.into_iter().filter_map(|(word, said)| Some(of(word, said.as_ref()?))).collect()
            }
        };
        let open = self.open.map(|open| {
            let [bare, said] = [open.bare, open.said].map(|at| known.shape.title(at));
            let read = if open.is_alike {
                "angkanya sama besar, dibaca bersatuan sama"
            } else {
                "angkanya dibaca dalam rupiah"
            };
            format!("judul \"{said}\" menyebut satuannya, \"{bare}\" tidak: {read}; periksa")
        });
        let mut words: Vec<&str> = self.units.iter().map(|(_, unit)| unit.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        let units = words.into_iter().map(|unit| {
            let codes = self.units.iter().filter(|(_, own)| own == unit).map(|(code, _)| code.clone());
            format!("satuan {}: {unit}, seperti di tabel", few(&codes.collect::<Vec<String>>()))
        });
        let unclear = self.unclear.iter().map(|(code, words)| {
            format!("\"{words}\" di atas atau di bawah tabel tidak dipakai untuk {code}: kolom-kolomnya tidak bersatuan sama")
        });
        let left = self.left.iter().map(|at| {
            let title = known.shape.title(*at);
            format!("satuan di judul \"{title}\" tidak dipakai: angka lain di kolom itu atau di sebelahnya tidak bersatuan itu")
        });
        money.into_iter().chain(open).chain(units).chain(left).chain(unclear).collect()
    }

    /// What is asked of a column of money that names no unit beside another one that names a factor.
    pub fn asked(&self, known: &Known) -> Option<String> {
        if let Some(proved) = &self.proved {
            return known.asked_proved(proved);
        }
        if self.are_alike {
            let money = known.money();
            let [budget, spent] = [money.budget?, money.spent?].map(|at| known.shape.title(at));
            return Some(format!(
                "judul \"{budget}\" dan \"{spent}\" menyebut satuan yang lain, tetapi angkanya sama besar. Tertulis menurut judulnya; \
                 bila salah satunya keliru, ganti satuan di judul data."
            ));
        }
        let open = self.open?;
        let is_spent = known.shape.heads[open.bare].role == Role::Spent;
        let (word, of_said) = if is_spent { ("serapan", &self.budget) } else { ("pagu", &self.spent) };
        let words = of_said.as_ref().map(|said| said.words.as_str()).unwrap_or_default();
        let [bare, said] = [open.bare, open.said].map(|at| known.shape.title(at));
        let (read, other) = match open.is_alike {
            true => (format!("angkanya sama besar, maka {word} juga {words}"), "rupiah"),
            false => (format!("{word} tertulis dalam rupiah"), words),
        };
        Some(format!(
            "judul \"{said}\" menyebut {words}, \"{bare}\" tidak menyebut satuan; {read}. Bila {other}, tulis judul  {word} ({other})  \
             di data."
        ))
    }
}

/// What the heading of a column says its figures are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// Nothing.
    Bare,
    /// A unit without a factor.
    Plain,
    /// A factor.
    Factor(Said),
}

impl Heading {
    /// The factor.
    pub fn factor(self) -> Option<Said> {
        match self {
            Heading::Factor(said) => Some(said),
            Heading::Bare | Heading::Plain => None,
        }
    }

    /// Of a column: the lowest words that name a unit count. `Rp` alone only tells money from other figures.
    pub fn of(shape: &Shape, column: usize) -> Heading {
        let of = |text: &str| match factor_of(text) {
            Some(said) => Heading::Factor(said),
            None if measure_in(text, &Schema::default()).is_some() => Heading::Plain,
            None => Heading::Bare,
        };
        let is_sign = |level: &str| matches!(tokens(level).as_slice(), [only] if only == "rp" || only == "rupiah");
        let levels = shape.found.heads[column].levels.iter().rev().filter(|level| !is_sign(level));
        let own = levels.map(|level| of(level)).find(|said| *said != Heading::Bare);
        own.unwrap_or_else(|| of(&shape.title(column)))
    }

    /// The factors of money that lines above and below a table name.
    pub fn above(shape: &Shape) -> Option<Said> {
        let lines: Vec<&str> =
            shape.found.above.iter().chain(&shape.found.below).map(|line| line.text.as_str()).collect();
        factors_above(&lines.join("\n"), &|_| false).into_iter().find(of_money)
    }
}

/// Whether a factor is one of money.
pub fn of_money(said: &Said) -> bool {
    matches!(said.unit.as_deref(), None | Some("rupiah"))
}

impl Known<'_> {
    /// The factors of the data.
    pub fn factors(&self) -> &Factors {
        self.once.factors.get_or_init(|| self.settled_factors())
    }

    fn settled_factors(&self) -> Factors {
        let said = |at: &usize| Heading::of(self.shape, *at).factor();
        let money = self.money();
        let columns: Vec<usize> = [money.budget, money.spent].into_iter().flatten().collect();
        let above = self.above();
        // A heading that says what its figures are in is not spoken of elsewhere, nor is what another heading says said of it.
        let is_bare = |at: &usize| Heading::of(self.shape, *at) == Heading::Bare;
        let all_above = || above.iter().find(|said| of_money(said)).cloned();
        let of = |at: Option<usize>| {
            let at = at?;
            if is_bare(&at) { all_above() } else { said(&at).filter(of_money) }
        };
        let (budget, spent) = (of(money.budget), of(money.spent));
        // What has no column yet is filled in as the other one.
        let budget = budget.or_else(|| spent.clone().filter(|_| money.budget.is_none()));
        let spent = spent.or_else(|| budget.clone().filter(|_| money.spent.is_none()));
        let columns_of = match (money.budget, money.spent) {
            (Some(bare), Some(said)) if budget.is_none() && spent.is_some() => Some((bare, said)),
            (Some(said), Some(bare)) if budget.is_some() && spent.is_none() => Some((bare, said)),
            _ => None,
        };
        let open = columns_of.filter(|(bare, _)| is_bare(bare)).map(|(bare, said)| {
            let is_alike = !self.is_proved(money, [&budget, &spent]) && self.are_alike(bare, said);
            Open { bare, said, is_alike }
        });
        let both = budget.clone().or_else(|| spent.clone()).filter(|_| open.is_some_and(|open| open.is_alike));
        let (budget, spent) = (budget.or_else(|| both.clone()), spent.or(both));
        let open = open.filter(|_| !self.is_proved(money, [&budget, &spent]));
        let proved = self.proved_units(money, [&budget, &spent]);
        let open = open.filter(|_| proved.is_none());
        let [budget, spent] = proved.as_ref().and_then(|proved| proved.read.clone()).unwrap_or([budget, spent]);
        let is_plain = |at: Option<usize>, own: &Option<Said>, other: &Option<Said>| {
            own.is_none() && other.is_some() && at.is_some_and(|at| Heading::of(self.shape, at) == Heading::Plain)
        };
        let plain = [is_plain(money.budget, &budget, &spent), is_plain(money.spent, &spent, &budget)];
        let are_alike = match (plain, money.budget, money.spent) {
            ([true, _], Some(bare), Some(said)) | ([_, true], Some(said), Some(bare)) => {
                proved.is_none() && !self.is_proved(money, [&budget, &spent]) && self.are_alike(bare, said)
            }
            _ => false,
        };
        let is_left = |at: &usize| said(at).is_some();
        let mut left: Vec<usize> =
            columns.into_iter().filter(|at| said(at).is_some_and(|said| !of_money(&said))).collect();
        let (mut units, mut unclear, values) = (Vec::new(), Vec::new(), self.values());
        for thing in self.things {
            let filled = values.iter().copied().filter(|at| self.is_figure(*at, thing));
            let factors: Vec<(usize, Option<Said>)> = filled.map(|at| (at, self.factor(at, thing, &above))).collect();
            let Some(first) = factors.iter().find_map(|(_, said)| said.clone()) else { continue };
            let is_whole = factors.iter().all(|(_, said)| said.as_ref().is_some_and(|said| said.zeros == first.zeros));
            match is_whole {
                true => units.push((thing.code.clone(), in_tens(&first, thing))),
                false => {
                    let by_heading: Vec<usize> = factors.iter().map(|(at, _)| *at).filter(is_left).collect();
                    unclear.extend(by_heading.is_empty().then(|| (thing.code.clone(), first.words.clone())));
                    left.extend(by_heading);
                }
            }
        }
        // A heading whose factor no figure below it can have.
        let is_used = |at: &usize| {
            self.things.iter().any(|thing| self.is_figure(*at, thing) && self.factor(*at, thing, &above).is_some())
        };
        left.extend(values.iter().copied().filter(is_left).filter(|at| !is_used(at)));
        left.sort_unstable();
        left.dedup();
        Factors { budget, spent, open, proved, plain, are_alike, units, left, unclear }
    }

    /// Whether the figures of two columns of money are of one size as they are written, as a reader of the data asks: none of what names
    /// no unit is more than twice the other.
    fn are_alike(&self, bare: usize, said: usize) -> bool {
        let own = |at: usize, thing: &Thing| value(self.shape.cell(at, thing.row)).filter(|value| *value > Exact::ZERO);
        let pairs = self.things.iter().filter_map(|thing| Some((own(bare, thing)?, own(said, thing)?)));
        let told: Vec<bool> = pairs.map(|(bare, said)| bare <= &said + &said).collect();
        !told.is_empty() && told.iter().all(|alike| *alike)
    }

    /// Whether the printed percent of the budget come of budget and spending with these factors.
    fn is_proved(&self, money: Money, factors: [&Option<Said>; 2]) -> bool {
        let (Some(budget), Some(spent), Some(absorbed)) = (money.budget, money.spent, money.absorbed) else {
            return false;
        };
        let in_full = |at: usize, row: usize, factor: &Option<Said>| {
            let tens = factor.as_ref().map_or(1, |said| 10_i64.pow(said.zeros));
            Some(value(self.shape.cell(at, row))? * Exact::from(tens))
        };
        let fits = |thing: &Thing| {
            let Says::Number(printed) = self.shape.cell(absorbed, thing.row) else { return None };
            let (whole, part) = (in_full(budget, thing.row, factors[0])?, in_full(spent, thing.row, factors[1])?);
            let percent = part.checked_div(&whole)? * Exact::HUNDRED;
            Some((percent - printed.value.clone()).abs() <= Exact::ONE)
        };
        let told: Vec<bool> = self.things.iter().filter_map(fits).collect();
        !told.is_empty() && told.iter().all(|fits| *fits)
    }

    /// The factors that lines above and below the table name, of money and of what its indicators count.
    fn above(&self) -> Vec<Said> {
        let found = self.shape.found;
        let lines: Vec<&str> = found.above.iter().chain(&found.below).map(|line| line.text.as_str()).collect();
        let knows = |unit: &str| {
            self.things.iter().any(|thing| thing.unit.as_deref().map(str::to_lowercase).as_deref() == Some(unit))
        };
        factors_above(&lines.join("\n"), &knows)
    }

    fn is_figure(&self, column: usize, thing: &Thing) -> bool {
        matches!(self.shape.cell(column, thing.row), Says::Number(_) | Says::Range(_))
    }

    /// The factor of a figure: that of its heading, or where this says no unit that of a line above.
    fn factor(&self, column: usize, thing: &Thing, above: &[Said]) -> Option<Said> {
        let unit = thing.unit.as_deref().map(str::to_lowercase);
        // What counts in thousands itself, and percent, takes no factor.
        let counts = unit.as_deref().and_then(|unit| number::zeros(unit.split_whitespace().next()?)).is_some();
        if counts || unit.as_deref() == Some("persen") {
            return None;
        }
        // `18 ribu orang` was read in full.
        if matches!(self.shape.cell(column, thing.row), Says::Number(number) if number.tens > 0) {
            return None;
        }
        let fits = |said: &Said| unit.is_none() || said.unit.is_none() || said.unit.as_deref() == unit.as_deref();
        match Heading::of(self.shape, column) {
            Heading::Factor(said) => return Some(said).filter(fits),
            Heading::Plain => return None,
            Heading::Bare => {}
        }
        // Figures of no known unit are money where nothing else in the table is, and the line says so.
        let is_money_alone = || unit.is_none() && !self.has_targets && self.has_no_money();
        let of = |said: &&Said| match unit.as_deref() {
            None => said.unit.as_deref() == Some("rupiah") && is_money_alone(),
            own => Some(said.unit.as_deref().unwrap_or("rupiah")) == own,
        };
        above.iter().find(of).cloned()
    }

    fn has_no_money(&self) -> bool {
        let is_money = |at: usize| matches!(self.shape.heads[at].role, Role::Budget | Role::Spent);
        !(0..self.shape.heads.len()).any(is_money)
    }

    /// The columns of targets and of what is realised.
    fn values(&self) -> Vec<usize> {
        let years = self.measured.years.iter().flat_map(|year| [year.target, year.real]).flatten();
        let quarters = self.quarters().into_iter().map(|(at, _)| at);
        let mut all: Vec<usize> = years.chain(quarters).chain(self.aim_columns().iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What shows a column of the rules as it is printed.
    pub fn divided(&self, column: usize, shows: String) -> String {
        let said = self.money_of(column).and_then(|(_, said)| said);
        said.map_or(shows.clone(), |said| format!("{shows} / 1{}", "_000".repeat(said.zeros as usize / 3)))
    }

    /// The heading of a column of the table, with the factor that stands above the printed one.
    pub fn titled(&self, column: usize) -> String {
        let title = self.shape.title(column);
        match self.money_of(column) {
            Some((false, said)) => format!("{title}{}", Factors::behind(said.as_ref())),
            _ => title,
        }
    }

    /// The factor of a column of money, and whether its heading says it.
    fn money_of(&self, column: usize) -> Option<(bool, Option<Said>)> {
        let is_money = matches!(self.shape.heads[column].role, Role::Budget | Role::Spent);
        let factors = self.factors();
        let own = if self.shape.heads[column].role == Role::Budget { &factors.budget } else { &factors.spent };
        is_money.then(|| (Heading::of(self.shape, column).factor().is_some(), own.clone()))
    }
}

/// `juta rupiah`
fn in_tens(said: &Said, thing: &Thing) -> String {
    let word = number::word(said.zeros).unwrap_or("triliun");
    let unit = thing.unit.as_deref().map(str::to_lowercase).or_else(|| said.unit.as_deref().map(str::to_string));
    unit.map_or(word.to_string(), |unit| format!("{word} {unit}"))
}
