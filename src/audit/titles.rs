//! Which printed column is which column of the rules: as declared, else by its title, else by a near one.

use super::figure::Printed;
use super::merged;
use super::model::{LEVELS, PrintedTable};
use super::naming::{self, Differs, Now, Said};
use super::read;
use super::weigh::is_kind;
use super::whose::Whose;
use super::words::{alike, folded, tokens};
use crate::program::Role;

pub(super) use super::wanted::Wanted;

/// How sure it is that two columns are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// By what they hold.
    Guessed,
    /// By words that are nearly the same.
    Near,
    /// By the same words, or by declaration.
    Certain,
}

/// In a wider table columns are known by equal titles alone.
pub(super) const MOST_COLUMNS: usize = 400;

/// For each printed column the column of the rules.
pub(super) type Columns = Vec<Option<(usize, Sure)>>;

/// The titles of a printed table beside those of the rules.
#[derive(Clone, Copy)]
pub(super) struct Titles<'t> {
    pub table: &'t PrintedTable,
    pub wanted: &'t [Wanted],
    pub now: Now,
}

impl Titles<'_> {
    /// For each printed column the column of the rules, where titles alone are enough: as declared, of the same title, words
    /// of a near one; and what was declared and means nothing.
    pub fn columns(self) -> (Columns, Vec<String>) {
        let Titles { table, wanted, .. } = self;
        let mut found: Columns = vec![None; table.header.len()];
        let mut unknown = Vec::new();
        for (at, holds) in &table.layout.columns {
            match (at.checked_sub(1).filter(|place| *place < found.len()), declared(holds, wanted)) {
                (Some(place), Some(column)) => found[place] = Some((column, Sure::Certain)),
                (Some(_), None) if holds == "lewati" => {}
                _ => unknown.push(format!("kolom {at} = {holds}")),
            }
        }
        // Equal titles in their order: the second `Capaian` is the second.
        for place in 0..table.header.len() {
            let own = folded(&table.header[place]);
            if found[place].is_none() && !self.is_declared(place) && !own.is_empty() && !self.is_surplus(place) {
                let same = |at: &usize| {
                    let one = &wanted[*at];
                    folded(&one.title) == own && !one.beside && !self.is_of_whole(place, *at)
                };
                let column = (0..wanted.len()).filter(same).find(|at| self.is_free(&found, place, *at));
                found[place] = column.map(|column| (column, Sure::Certain));
            }
        }
        // Below `Kinerja` and `Anggaran` the one of these that the rules have under the same title.
        for place in 0..table.header.len() {
            let of_realm = |place: usize| {
                let (above, own) = table.header[place].rsplit_once(LEVELS)?;
                Some((naming::realm(above)?, folded(own)))
            };
            let Some(own) = of_realm(place).filter(|_| found[place].is_none() && !self.is_declared(place)) else {
                continue;
            };
            // Of money `Realisasi` is what was spent, whatever the rules call it.
            let is_spent = |at: usize| own.0 && wanted[at].role == Some(Role::Spent) && naming::is_spent(&own.1);
            let is_planned = |at: usize| own.0 && wanted[at].role == Some(Role::Budget) && naming::is_planned(&own.1);
            let is_it = |at: &usize| {
                let is_same = (wanted[*at].is_money(), folded(&wanted[*at].title)) == own;
                (is_same || is_spent(*at) || is_planned(*at)) && !wanted[*at].beside
            };
            let same = (0..table.header.len()).filter(|other| of_realm(*other).as_ref() == Some(&own));
            if let ([column], 1) = ((0..wanted.len()).filter(is_it).collect::<Vec<_>>().as_slice(), same.count())
                && self.is_of(place, *column)
                && self.is_free(&found, place, *column)
            {
                let is_same = folded(&wanted[*column].title) == own.1;
                found[place] = Some((*column, if is_same { Sure::Certain } else { Sure::Near }));
            }
        }
        // Below the name of the office what stands elsewhere below those of others.
        for place in 0..table.header.len() {
            let open = found[place].is_none() && !self.is_declared(place);
            let same = |at: &usize| {
                let title = &table.header[place];
                let own = wanted[*at].own(title);
                let is_below = title.split(LEVELS).any(|level| wanted[*at].is_of_office(level));
                is_below && folded(&wanted[*at].title) == folded(&own) && !wanted[*at].beside && self.is_of(place, *at)
            };
            let column = (0..wanted.len()).filter(|_| open).filter(same).find(|at| self.is_free(&found, place, *at));
            found[place] = column.map(|column| (column, Sure::Certain)).or(found[place]);
        }
        // Below titles of other levels its own words, where no other column has them and none names another time.
        for place in 0..table.header.len() {
            let Some(own) = self.leaf(place).filter(|_| found[place].is_none() && !self.is_declared(place)) else {
                continue;
            };
            let same = |at: &usize| {
                let one = &wanted[*at];
                let is_it = one.is_of(&table.header[place], self.now) && !self.is_other(place, *at);
                folded(&one.title) == folded(own) && is_it
            };
            let column = (0..wanted.len()).filter(same).find(|at| self.is_free(&found, place, *at));
            found[place] = column.map(|column| (column, Sure::Certain));
        }
        self.near(&mut found, &|_, place, of| {
            let own = self.leaf(place).map_or(0, |own| alike(own, &wanted[of].title));
            let alike = alike(&table.header[place], &wanted[of].title).max(own);
            let shares = naming::share(&table.header[place], &wanted[of].title)
                || naming::has_all(&table.header[place], &wanted[of].title);
            let is_it = shares && self.is_of(place, of);
            (!wanted[of].numeric && alike >= 55 && is_it && !self.is_other(place, of)).then_some(alike)
        });
        (found, unknown)
    }

    /// The same by words alone: also where titles differ so little that no figure need tell.
    pub fn by_words(self) -> Columns {
        let (mut found, _) = self.columns();
        self.near(&mut found, &|found, place, of| self.is_plain(found, place, of).then_some(100));
        found
    }

    /// Titles that are nearly the same, where no other is as near. `score` says how much speaks for two columns being one, none
    /// where they cannot be.
    pub fn near(self, found: &mut Columns, score: &dyn Fn(&Columns, usize, usize) -> Option<u32>) {
        // No table of a report is as wide; its titles would be compared with each other for minutes.
        while self.table.header.len() <= MOST_COLUMNS {
            let mut best: Option<(u32, usize, usize)> = None;
            for place in 0..self.table.header.len() {
                if found[place].is_some() || self.is_declared(place) || is_counting(&self.table.header[place]) {
                    continue;
                }
                let mut scores: Vec<(u32, usize)> = (0..self.wanted.len())
                    .filter(|at| self.may_be(found, place, *at))
                    .filter_map(|at| Some((score(found, place, at)?, at)))
                    .collect();
                scores.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
                let Some(&(score, at)) = scores.first() else { continue };
                // As near to another: then the place would have to decide, and it may be wrong.
                if scores.get(1).is_some_and(|(second, _)| second + 10 > score) {
                    continue;
                }
                if best.is_none_or(|(most, ..)| score > most) {
                    best = Some((score, place, at));
                }
            }
            let Some((_, place, at)) = best else { return };
            found[place] = Some((at, Sure::Near));
        }
    }

    /// Whether a printed column may be one of the rules: no other is, and it names no other year.
    pub fn may_be(self, found: &Columns, place: usize, of: usize) -> bool {
        let said = naming::said(&self.table.header[place], self.now);
        let is_apart = matches!(said, Said::Apart | Said::Against) && !self.wanted[of].beside;
        self.is_free(found, place, of) && (is_apart || self.is_of(place, of))
    }

    /// The same where it names no other time at all.
    pub fn is_it(self, found: &Columns, place: usize, of: usize) -> bool {
        self.is_free(found, place, of) && self.is_of(place, of)
    }

    /// Whether the time that its title names is that of a column of the rules.
    pub fn is_of(self, place: usize, of: usize) -> bool {
        self.wanted[of].is_of(&self.table.header[place], self.now)
    }

    /// Whether a column of the rules is of another year, and a printed one names none.
    pub fn is_of_unsaid_year(self, place: usize, of: usize) -> bool {
        naming::said(&self.table.header[place], self.now) == Said::Nothing
            && matches!(naming::said(&self.wanted[of].title, self.now), Said::Year(year) if year != self.now.year)
    }

    /// Whether the titles of both speak of a time that is no single year.
    pub fn are_apart(self, place: usize, of: usize) -> bool {
        let is_apart = |title: &str| matches!(naming::said(title, self.now), Said::Apart | Said::Against);
        is_apart(&self.table.header[place]) && is_apart(&self.wanted[of].title)
    }

    /// Whether no other column under its heading is this one of the rules.
    pub fn is_free(self, found: &Columns, place: usize, of: usize) -> bool {
        let is_it = |other: usize| found[other].is_some_and(|(own, _)| own == of);
        !(0..found.len()).any(|other| is_it(other) && self.table.stand_together(place, other))
    }

    pub fn is_declared(self, place: usize) -> bool {
        self.table.layout.columns.iter().any(|(at, _)| *at == place + 1)
    }

    /// Whether a title differs so little that it needs no figure, and no other printed column does.
    pub fn is_plain(self, found: &Columns, place: usize, of: usize) -> bool {
        let is_one = |place: usize| {
            self.wanted[of].differs(&self.table.header[place]) == Differs::Little
                && self.is_of(place, of)
                && !self.is_of_whole(place, of)
        };
        let others = (0..found.len()).filter(|other| *other != place && found[*other].is_none());
        is_one(place) && !others.filter(|other| self.table.stand_together(place, *other)).any(is_one)
    }

    /// Whether a printed column speaks of what a row is a part of, and the one of the rules of the row: by its title, or since
    /// it is filled where the rows of a whole begin.
    pub fn is_of_whole(self, place: usize, of: usize) -> bool {
        self.wanted[of].is_judged()
            && (naming::is_of_whole(&self.table.header[place], &self.wanted[of].title, &self.row_words())
                || self.is_over_wholes(place) && !self.is_own(place, of) && !self.is_named(place, of))
    }

    /// The words for what rows are.
    fn row_words(self) -> Vec<String> {
        self.names().iter().flat_map(|title| tokens(title)).collect()
    }

    /// Whether it is filled where the rows of a whole begin.
    pub fn is_over_wholes(self, place: usize) -> bool {
        merged::is_of_whole(self.table, place, &self.names())
    }

    /// The titles of names in the rules; without them rows are called by their objectives.
    fn names(&self) -> Vec<&str> {
        let by = |role: Role| -> Vec<&str> {
            let own = self.wanted.iter().filter(|one| one.role.as_ref() == Some(&role));
            own.map(|one| one.title.as_str()).collect()
        };
        [Role::Label, Role::Goal].map(by).into_iter().find(|titles| !titles.is_empty()).unwrap_or_default()
    }

    /// Whether a printed title is that of the rules, and no more columns under its heading have it than there: then it is that
    /// column, whatever stands in it and wherever it is blank.
    fn is_own(self, place: usize, of: usize) -> bool {
        let title = &self.wanted[of].title;
        let says = |other: &usize| {
            self.wanted[of].differs(&self.table.header[*other]) == Differs::Little && self.is_of(*other, of)
        };
        let printed = (0..self.table.header.len()).filter(|other| self.table.stand_together(place, *other));
        let known = self.wanted.iter().filter(|one| !one.beside && folded(&one.title) == folded(title));
        says(&place) && printed.filter(says).count() <= known.count()
    }

    /// Whether a printed title is the very one of the rules, and no more columns under its heading have it than there.
    pub fn is_named(self, place: usize, of: usize) -> bool {
        let title = folded(&self.wanted[of].title);
        let says = |other: &usize| folded(&self.table.header[*other]) == title;
        let printed = (0..self.table.header.len()).filter(|other| self.table.stand_together(place, *other));
        let known = self.wanted.iter().filter(|one| !one.beside && folded(&one.title) == title);
        says(&place) && printed.filter(says).count() <= known.count()
    }

    /// Whose figures a title says stand below it.
    pub fn whose(self, place: usize, of: usize) -> Whose {
        self.wanted[of].whose(&self.table.header[place], self.now, &self.row_words())
    }

    /// Whether a title speaks of another thing than a column of the rules that is judged.
    pub fn is_other(self, place: usize, of: usize) -> bool {
        let wanted = &self.wanted[of];
        wanted.is_judged() && (self.whose(place, of) == Whose::Other || self.is_of_whole(place, of))
    }

    /// Whether between the columns to both sides nothing else is left: of the rules it is the only one there that the title may
    /// mean, and of the printed ones the only one that may be it.
    pub fn is_between(self, found: &Columns, place: usize, of: usize) -> bool {
        let part = self.table.parts.iter().find(|part| part.contains(&place)).cloned();
        let part = part.unwrap_or_else(|| (0..self.table.header.len()).collect());
        let Some(at) = part.iter().position(|own| *own == place) else { return false };
        let told = |place: &&usize| found[**place].map(|(of, _)| of);
        let (before, after) = (&part[..at], &part[at + 1..]);
        let left = before.iter().rev().find_map(|place| told(&place));
        let right = after.iter().find_map(|place| told(&place));
        let last = self.wanted.iter().filter(|one| !one.beside).count();
        let (low, high) = (left.map_or(0, |of| of + 1), right.unwrap_or(last));
        let may_be = |place: usize, of: usize| {
            self.wanted[of].numeric
                && self.may_be(found, place, of)
                && is_kind(&self.table.header[place], &self.wanted[of])
        };
        let open = |place: &&usize| told(place).is_none();
        let beside = before.iter().rev().take_while(open).chain(after.iter().take_while(open));
        let is_rival = |place: &usize| {
            !self.is_declared(*place)
                && !is_counting(&self.table.header[*place])
                && self.holds(*place)
                && may_be(*place, of)
        };
        let known = before.iter().chain(after).filter(|place| told(place).is_some()).count();
        let (is_alone, is_free) = (!beside.copied().any(|place| is_rival(&place)), (low..high).contains(&of));
        known >= 2 && is_alone && is_free && (low..high).all(|other| other == of || !may_be(place, other))
    }

    /// Whether a column has figures.
    fn holds(self, place: usize) -> bool {
        let is_figure = |cell: &str| matches!(read::cell(cell), Printed::Number(_) | Printed::Torn(_));
        (0..self.table.rows.len()).any(|row| is_figure(self.table.cell(row, place)))
    }

    /// Whether a column has no figure, and more have its title than in the rules, some of them figures: the units beside a
    /// realisation, merged under one title.
    fn is_surplus(self, place: usize) -> bool {
        let own = folded(&self.table.header[place]);
        let is_one = |other: &usize| folded(&self.table.header[*other]) == own;
        let printed: Vec<usize> = (0..self.table.header.len()).filter(is_one).collect();
        let known = self.wanted.iter().filter(|one| !one.beside && folded(&one.title) == own);
        let numeric = known.clone().all(|one| one.numeric);
        printed.len() > known.count() && numeric && !self.holds(place) && printed.iter().any(|place| self.holds(*place))
    }

    /// The own title of a column below others, where no other column has the same one.
    fn leaf(&self, place: usize) -> Option<&str> {
        let own = |title: &str| title.rsplit_once(LEVELS).map_or(folded(title), |(_, own)| folded(own));
        let (_, words) = self.table.header.get(place)?.rsplit_once(LEVELS)?;
        let same = |other: &usize| own(&self.table.header[*other]) == folded(words);
        let others = (0..self.table.header.len()).filter(|other| self.table.stand_together(place, *other));
        (others.filter(same).count() <= 1).then_some(words)
    }
}

/// Whether a title is that of the running number.
pub(super) fn is_counting(title: &str) -> bool {
    matches!(folded(title).as_str(), "" | "no" | "nomor" | "no urut" | "nomor urut")
}

/// The column of the rules that is meant by its expression or its title.
fn declared(holds: &str, wanted: &[Wanted]) -> Option<usize> {
    let by_text = wanted.iter().position(|one| is_expression(holds, &one.text));
    by_text.or_else(|| wanted.iter().position(|one| is_title(holds, &one.title)))
}

/// Whether what a column is said to hold is an expression of the rules.
pub fn is_expression(holds: &str, text: &str) -> bool {
    let bare =
        |text: &str| text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    bare(text) == bare(holds)
}

/// Whether it is a title of the rules.
pub fn is_title(holds: &str, title: &str) -> bool {
    folded(title) == folded(holds.trim_matches('"'))
}
