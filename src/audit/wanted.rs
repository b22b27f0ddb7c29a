//! A column of the rules as titles of printed ones are held against it.

use super::model::LEVELS;
use super::money_words::{of_one_purse, without_purse};
use super::naming::{self, Differs, Now, Said};
use super::plans;
use super::quarters;
use super::same_row;
use super::words::{folded, tokens};
use crate::program::{Expr, Role};
use std::borrow::Cow;

/// A column of the rules; blocks stand side by side.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Its title.
    pub title: String,
    /// Its expression as the rules write it.
    pub text: String,
    /// The value that it shows, where it computes nothing.
    pub role: Option<Role>,
    /// Whether it holds numbers.
    pub numeric: bool,
    /// Its block.
    pub block: usize,
    /// The one year that its values are of.
    pub year: Option<i32>,
    /// Its expression without a year, where it can be of another one.
    pub stem: Option<Expr>,
    /// The rules' table has none: it was put beside for a year that the printed one names.
    pub beside: bool,
    /// Whether it is of the end of the plan and its title says so without the year: `Target Akhir RPJMD`.
    pub ends: bool,
    /// The office of the package, where its title names one.
    pub office: Option<String>,
    /// What the printed table leaves open.
    pub beside_it: Beside,
}

/// What else a printed table has columns of, as far as its titles tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside {
    /// Whether it has money of one purse alone: `Anggaran (APBD)` is all of it.
    is_of_one_purse: bool,
    /// Whether neither it nor the rules have performance: its `Realisasi` is what was spent.
    is_of_money: bool,
    /// Whether all its targets and realisations but those of money stand below `Fisik`: they are of performance.
    is_physical: bool,
}

/// The columns of the rules beside those of a printed table.
pub(super) fn in_print(mut wanted: Vec<Wanted>, header: &[String]) -> Vec<Wanted> {
    let is_of_one_purse = of_one_purse(header);
    let is_realised = |one: &Wanted| matches!(one.role, Some(Role::Main | Role::Value));
    let is_target = |title: &String| {
        let of_money = title.rsplit_once(LEVELS).and_then(|(above, _)| naming::realm(above)) == Some(true);
        !of_money && tokens(title).iter().any(|word| word == "target")
    };
    let is_of_money = !wanted.iter().any(is_realised) && !header.iter().any(is_target);
    let beside = Beside { is_of_one_purse, is_of_money, is_physical: is_physical(header) };
    wanted.iter_mut().for_each(|one| one.beside_it = beside);
    wanted
}

fn is_physical(header: &[String]) -> bool {
    let has = |title: &str, all: &[&str]| tokens(title).iter().any(|word| all.contains(&word.as_str()));
    let measured = || {
        let all = header.iter().filter(|title| has(title, &["target", "realisasi"]));
        all.filter(|title| !has(title, &["anggaran", "keuangan", "belanja"]))
    };
    let is_below = |title: &String| title.rsplit_once(LEVELS).is_some_and(|(above, _)| naming::is_physical(above));
    measured().any(|title| has(title, &["target"])) && measured().all(is_below)
}

impl Wanted {
    /// Whether it holds weights.
    pub fn is_weight(&self) -> bool {
        self.text.trim_start().to_lowercase().starts_with("bobot")
    }

    /// Whether it shows what was set before the year, not what came of it.
    pub fn is_set(&self) -> bool {
        matches!(self.role, Some(Role::Target | Role::TargetLow | Role::TargetHigh | Role::Budget | Role::Weight))
    }

    /// Whether it names the unit of each row.
    pub fn is_unit(&self) -> bool {
        !self.numeric && (folded(&self.text) == "satuan" || folded(&self.title) == "satuan")
    }

    /// Whether it computes how much figures differ: below 0 one went down.
    pub fn is_change(&self) -> bool {
        self.role.is_none() && self.text.split('"').step_by(2).any(|part| part.contains(['-', '−']))
    }

    /// The same where it says so in a word.
    pub fn is_difference(&self) -> bool {
        self.is_change() || self.role.is_none() && self.text.to_lowercase().contains("selisih")
    }

    /// Whether it is of money.
    pub fn is_money(&self) -> bool {
        let text = self.text.to_lowercase();
        text.contains("pagu") || text.contains("serapan")
    }

    /// A printed title without upper levels that say no more than its year, its office, or that it is of money, or not:
    /// `Anggaran · Serapan`.
    pub fn own<'t>(&self, printed: &'t str) -> Cow<'t, str> {
        let is_plain = |above: &str| {
            naming::realm(above) == Some(self.is_money())
                || naming::only_year(above).is_some()
                || self.is_of_office(above)
                || self.beside_it.is_physical && !self.is_money() && naming::is_physical(above)
        };
        let own = printed.rsplit_once(LEVELS).filter(|(above, _)| above.split(LEVELS).all(is_plain));
        let own = own.map_or(printed, |(_, own)| own);
        if let Some(own) = self.without_office(own) {
            return Cow::Owned(own);
        }
        let is_whole = self.is_money() && self.beside_it.is_of_one_purse;
        let bare = if is_whole { without_purse(own) } else { None };
        bare.map_or(Cow::Borrowed(own), Cow::Owned)
    }

    /// A title without the office of the package at its end: `Realisasi Kabupaten Jombang`.
    fn without_office(&self, title: &str) -> Option<String> {
        let office = self.office.as_ref()?;
        let words: Vec<&str> = title.split_whitespace().collect();
        let begins = |from: &usize| same_row::may_begin_office(words[*from], office);
        let is_end = |word: &&str| word.starts_with('(') || naming::is_year(word) || folded(word) == "tahun";
        let ends = |to: usize| words[to..].first().is_none_or(is_end);
        let from = (1..words.len()).filter(begins);
        let spans = from.flat_map(|from| (from + 2..=words.len()).map(move |to| (from, to)));
        let mut spans = spans.filter(|(_, to)| ends(*to));
        let (from, to) = spans.find(|(from, to)| self.is_of_office(&words[*from..*to].join(" ")))?;
        Some([&words[..from], &words[to..]].concat().join(" "))
    }

    /// Whether a title means what was spent because nothing else was realised: `Realisasi` beside `Pagu`.
    pub fn is_spent_alone(&self, printed: &str) -> bool {
        self.beside_it.is_of_money && self.role == Some(Role::Spent) && naming::is_spent(&self.own(printed))
    }

    /// Whether a title is of the year of a column that was put beside, in the words of a plan: `Target RPJMD 2026`.
    pub fn is_of_plan(&self, printed: &str) -> bool {
        let of_year = self.year.filter(|_| self.beside && self.is_set());
        of_year.and_then(|year| plans::differs(&self.own(printed), &self.title, year)) == Some(Differs::Little)
    }

    /// Whether a level above titles names the office of the package and nothing else.
    pub fn is_of_office(&self, level: &str) -> bool {
        self.office.as_ref().is_some_and(|office| same_row::is_office(level, office))
    }

    /// How much a printed title differs from its own, with the level above that says that it is of money, or without it.
    pub fn differs(&self, printed: &str) -> Differs {
        if self.is_spent_alone(printed) {
            return Differs::Little;
        }
        let without = naming::differs(&self.own(printed), &self.title);
        let of_end = self.year.filter(|_| self.ends).and_then(|end| plans::differs(printed, &self.title, end));
        without.min(naming::differs(printed, &self.title)).min(of_end.unwrap_or(Differs::Much))
    }

    /// Whether a wrong column in its place accuses somebody: figures and grades, not names and units.
    pub fn is_judged(&self) -> bool {
        self.numeric || matches!(self.role, Some(Role::Band | Role::BandWords))
    }

    /// Whether the time that a printed title names is its own.
    pub fn is_of(&self, title: &str, now: Now) -> bool {
        match (naming::said(title, now), naming::said(&self.title, now)) {
            (Said::Nothing, _) => !self.beside,
            (Said::Year(year), Said::Year(own)) => year == own,
            (Said::Year(year), Said::Nothing) => self.year.unwrap_or(now.year) == year,
            (Said::Apart, Said::Apart) => quarters::is_same_time(title, &self.title),
            (Said::Against, Said::Against) => true,
            (Said::Year(year), Said::Apart) => self.ends && self.year == Some(year),
            (Said::Year(_), Said::Against) => false,
            (Said::Apart | Said::Against, Said::Nothing | Said::Year(_) | Said::Apart | Said::Against) => false,
        }
    }
}
