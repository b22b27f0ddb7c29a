//! Factors that headings or lines above the table name: `Pagu (juta rupiah)`. The data keep the figures as they are printed. Money
//! has its factor in the heading of the data, and the table divides by it again; an indicator has it in its unit: `juta rupiah`.

use super::figures::Says;
use super::package::Known;
use super::roles::Role;
use super::things::Thing;
use super::told::few;
use crate::data::header::{Said, factor_of, factors_above, measure_in};
use crate::data::schema::Schema;
use crate::number;

/// The factors of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Factors {
    /// Of budgets and spending.
    pub money: Option<Said>,
    /// The units of indicators, by code, with what says so.
    pub units: Vec<(String, String)>,
    /// Columns whose factor is not used.
    pub left: Vec<usize>,
    /// Indicators that a line above may speak of, and what it says.
    pub unclear: Vec<(String, String)>,
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

    /// What is told of them.
    pub fn told(&self, known: &Known) -> Vec<String> {
        let money = self
            .money
            .as_ref()
            .map(|said| format!("satuan pagu dan serapan di data: {}, seperti di tabel", said.words));
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
        money.into_iter().chain(units).chain(left).chain(unclear).collect()
    }
}

impl Known<'_> {
    /// The factors of the data.
    pub fn factors(&self) -> &Factors {
        self.once.factors.get_or_init(|| self.settled_factors())
    }

    fn settled_factors(&self) -> Factors {
        let said = |at: &usize| factor_of(&self.shape.title(*at));
        let money = self.money();
        let of_money = |said: &Said| matches!(said.unit.as_deref(), None | Some("rupiah"));
        let columns: Vec<usize> = [money.budget, money.spent].into_iter().flatten().collect();
        let own: Vec<Said> = columns.iter().filter_map(said).filter(of_money).collect();
        let above = self.above();
        // A heading that says what its figures are in is not spoken of elsewhere.
        let is_plain =
            |at: &usize| said(at).is_none() && measure_in(&self.shape.title(*at), &Schema::default()).is_some();
        let stated = own.first().or_else(|| above.iter().find(|said| of_money(said)));
        let stated = stated.filter(|_| !columns.iter().any(is_plain)).cloned();
        let money = stated.filter(|first| !columns.is_empty() && own.iter().all(|one| one.zeros == first.zeros));
        let is_left = |at: &usize| said(at).is_some();
        let mut left: Vec<usize> = columns.into_iter().filter(is_left).filter(|_| money.is_none()).collect();
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
        Factors { money, units, left, unclear }
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
        let title = self.shape.title(column);
        let unit = thing.unit.as_deref().map(str::to_lowercase);
        // What counts in thousands itself, and percent, takes no factor.
        let counts = unit.as_deref().and_then(|unit| number::zeros(unit.split_whitespace().next()?)).is_some();
        if counts || unit.as_deref() == Some("persen") {
            return None;
        }
        let own = factor_of(&title)
            .filter(|said| unit.is_none() || said.unit.is_none() || said.unit.as_deref() == unit.as_deref());
        if own.is_some() || measure_in(&title, &Schema::default()).is_some() {
            return own;
        }
        let of = |said: &&Said| Some(said.unit.as_deref().unwrap_or("rupiah")) == unit.as_deref();
        above.iter().find(of).cloned()
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
        is_money.then(|| (factor_of(&self.shape.title(column)).is_some(), self.factors().money.clone()))
    }
}

/// `juta rupiah`
fn in_tens(said: &Said, thing: &Thing) -> String {
    let word = match said.zeros {
        3 => "ribu",
        6 => "juta",
        9 => "miliar",
        _ => "triliun",
    };
    let unit = thing.unit.as_deref().map(str::to_lowercase).or_else(|| said.unit.as_deref().map(str::to_string));
    unit.map_or(word.to_string(), |unit| format!("{word} {unit}"))
}
