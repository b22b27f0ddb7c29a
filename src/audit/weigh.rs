//! Columns of figures decided by what they hold: a title may mean several columns of the rules, and one that has the words of
//! another may be that of its neighbour. The reading under which nearly all figures agree wins; where none is clearly better,
//! nothing is said of the figures.

use super::evidence::{Evidence, is_round};
use super::figure::{Beside, Figure, Printed};
use super::held::Held;
use super::lines::Rows;
use super::naming::{self, Differs};
use super::sheet::rounding;
use super::titles::{self, Columns, Sure, Wanted};
use super::whose::Whose;
use super::words::{folded, tokens};
use super::world::cell_at;
use crate::number::Exact;
use crate::program::Role;
use crate::program::units::Unit;
use std::collections::BTreeMap;

/// Words of titles that name one kind of figure; a title with none of them may be of any.
const KINDS: [&[&str]; 5] = [
    &["target", "sasaran", "ditargetkan"],
    &["realisasi", "serapan", "penyerapan", "hasil", "terserap", "dicapai"],
    &["capaian", "persen", "ketercapaian", "pencapaian"],
    &["pagu", "anggaran", "alokasi", "dpa", "apbd"],
    &["bobot"],
];

/// Columns are looked at again until none moves, so often at most.
const MOST_ROUNDS: usize = 8;

/// How many printed columns and columns of the rules are compared at most; a wider sheet goes by its titles.
const MOST_PAIRS: usize = 20_000;

/// A printed column, weighed.
struct Weigh<'w> {
    held: &'w Held<'w, 'w>,
    rows: &'w [Rows],
    /// Of each printed column what speaks for each column of the rules that it may be.
    found: BTreeMap<usize, BTreeMap<usize, Evidence>>,
}

/// Moves columns to where nearly all of their figures agree, and leaves those that may be several of the rules.
pub(super) fn decide(held: &Held, rows: &[Rows], columns: &mut Columns) {
    let is_open = |column: &usize| {
        let title = &held.sheet.table.header[*column];
        let holds = |row: usize| !held.sheet.cell(row, *column).figures().is_empty();
        !held.titles.is_declared(*column)
            && !titles::is_counting(title)
            && columns[*column].is_none_or(|(of, _)| held.wanted[of].numeric)
            && (0..held.sheet.table.rows.len()).any(holds)
    };
    let open: Vec<usize> = (0..columns.len()).filter(is_open).collect();
    if open.len() * held.wanted.len() > MOST_PAIRS {
        return;
    }
    let weigh = |column: usize| -> BTreeMap<usize, Evidence> {
        let own = columns[column].map(|(of, _)| of);
        let may_be = |of: &usize| {
            own == Some(*of)
                || held.wanted[*of].numeric
                    && held.titles.is_of(column, *of)
                    && !held.titles.is_of_whole(column, *of)
                    && is_kind(&held.sheet.table.header[column], &held.wanted[*of])
                    && held.is_let(rows, columns, column, *of)
        };
        let all = (0..held.wanted.len()).filter(may_be);
        all.map(|of| (of, held.agreement(rows, column, of, false))).collect()
    };
    let found = open.iter().map(|column| (*column, weigh(*column))).collect();
    let weigh = Weigh { held, rows, found };
    for _ in 0..MOST_ROUNDS {
        let mut moved = false;
        for &column in &open {
            moved |= weigh.place(column, columns);
        }
        if !moved {
            break;
        }
    }
    for &column in &open {
        if weigh.is_open(column, columns) {
            columns[column] = None;
        }
    }
}

impl Weigh<'_> {
    fn evidence(&self, column: usize, of: usize) -> Evidence {
        self.found.get(&column).and_then(|all| all.get(&of)).copied().unwrap_or_default()
    }

    /// Whether so few figures are those of the column that it was taken for that another may have its place.
    fn is_weak(&self, column: usize, at: Option<(usize, Sure)>) -> bool {
        let Some((of, _)) = at else { return true };
        let own = self.evidence(column, of);
        let is_all = |found: &Evidence| found.agree == found.all && is_whole(*found);
        // Wholly another one, and this one wholly somebody else's.
        let is_elsewhere = || {
            let elsewhere = self.found.get(&column).into_iter().flatten();
            let together = |other: &usize| *other != column && self.held.sheet.table.stand_together(column, *other);
            own.agree < own.all
                && elsewhere.into_iter().any(|(other, found)| *other != of && is_all(found))
                && self.found.keys().any(|other| together(other) && is_all(&self.evidence(*other, of)))
        };
        self.found.contains_key(&column) && (own.agree * 2 <= own.all || is_elsewhere()) || self.is_empty(column, of)
    }

    /// Whether a column holds no figure where the rules have them: the units beside a realisation, under one title with it.
    fn is_empty(&self, column: usize, of: usize) -> bool {
        let Held { sheet, wanted, titles, .. } = self.held;
        let holds = |row: usize| !sheet.cell(row, column).figures().is_empty();
        wanted[of].numeric && !titles.is_declared(column) && !(0..sheet.table.rows.len()).any(holds)
    }

    /// Puts a column where its figures are, and takes away who stands there without figures.
    fn place(&self, column: usize, columns: &mut Columns) -> bool {
        let Held { sheet, titles, .. } = self.held;
        if !self.is_weak(column, columns[column]) {
            return false;
        }
        let own = columns[column].map_or(Evidence::default(), |(of, _)| self.evidence(column, of));
        let current = columns[column].map(|(of, _)| of);
        // A title without a word of figures says nothing for either: then more figures have to.
        let is_said = current.is_some() || !kinds(&tokens(&sheet.table.header[column])).is_empty();
        let is_money = |of: usize| self.held.wanted[of].is_money();
        let is_better = |of: usize, found: &Evidence| {
            let is_other = titles.is_other(column, of);
            let is_own = matches!(titles.whose(column, of), Whose::Own | Whose::Changed);
            let is_much = found.agree >= 3 && found.distinct >= 3 && found.agree * 5 >= found.all * 4;
            Some(of) != current
                && is_whole(*found)
                && found.agree > own.agree
                && (is_said || is_much)
                && (!is_other || found.agree == found.all)
                && (!is_own || found.is_nearly())
        };
        let all = self.found.get(&column).into_iter().flatten();
        let mut better: Vec<(Evidence, usize)> =
            all.filter(|(of, found)| is_better(**of, found)).map(|(of, found)| (*found, *of)).collect();
        better.sort_by_key(|(found, of)| (std::cmp::Reverse(found.agree), *of));
        // As good for another one: the figures do not tell.
        let next = better.get(1).map_or(0, |(found, _)| found.agree);
        let Some(&(found, of)) = better.first().filter(|(found, _)| found.agree > next) else { return false };
        let together = |other: &usize| *other != column && sheet.table.stand_together(column, *other);
        let holder =
            (0..columns.len()).filter(together).find(|other| columns[*other].is_some_and(|(own, _)| own == of));
        // `Realisasi` beside `Pagu` is that of money, where every figure is and no other column has it.
        let is_of_money = is_money(of)
            && current.is_some_and(|own| !is_money(own))
            && (found.agree == found.all, own.agree, holder) == (true, 0, None);
        let is_certain = matches!(columns[column], Some((_, Sure::Certain)));
        if is_certain && !is_of_money && !self.yields(column, current, columns) {
            return false;
        }
        if let Some(holder) = holder {
            let is_weaker = self.is_weak(holder, columns[holder]) && self.evidence(holder, of).agree < found.agree;
            let stays = matches!(columns[holder], Some((_, Sure::Certain)))
                && self.held.is_filled_wrongly(self.rows, columns, holder);
            if !is_weaker || stays || titles.is_declared(holder) {
                return false;
            }
            columns[holder] = None;
        }
        columns[column] = Some((of, Sure::Guessed));
        true
    }

    /// Whether a column with the very title of one of the rules gives its place up: somebody else has the figures, or it holds
    /// another kind of figure. Else it is a column that was filled wrongly, and that is to be said.
    fn yields(&self, column: usize, of: Option<usize>, columns: &Columns) -> bool {
        let Some(of) = of else { return true };
        let table = self.held.sheet.table;
        let own = self.evidence(column, of);
        let has_figures = |other: &usize| {
            let found = self.evidence(*other, of);
            *other != column
                && table.stand_together(column, *other)
                && is_whole(found)
                && found.agree > own.agree
                && self.is_weak(*other, columns[*other])
        };
        self.found.keys().any(has_figures) || self.is_far(column, of)
    }

    /// Whether a column holds money, or the like of it, in the rows where the rules have percent: visitors stand beside shares.
    fn is_far(&self, column: usize, of: usize) -> bool {
        let Held { sheet, world, titles, .. } = self.held;
        let is_percent = |row: &usize| {
            let cell = self.held.place(self.rows, *row, of).and_then(|position| cell_at(world.plan(), position));
            cell.is_some_and(|cell| {
                matches!(world.plan().slot(cell.slot).unit, Unit::Percent | Unit::Points)
                    || world.role(cell.slot).is_some_and(|(_, role, _)| role.is_achievement())
            })
        };
        let most = Exact::from(100_000);
        let (mut far, mut all) = (0, 0);
        for row in (0..sheet.table.rows.len()).filter(is_percent) {
            let figures = sheet.cell(row, column).figures();
            all += usize::from(!figures.is_empty());
            // `100.000` may be a hundred with three decimals.
            let is_far = |figure: &Figure| figure.unit == Beside::Rupiah || figure.value.abs() >= most;
            far += usize::from(!figures.is_empty() && figures.iter().all(is_far));
        }
        !titles.is_named(column, of) && far > 0 && far * 2 >= all
    }

    /// Whether what a column is remains open once all figures were heard.
    fn is_open(&self, column: usize, columns: &Columns) -> bool {
        let Held { sheet, wanted, titles, .. } = self.held;
        let Some((of, sure)) = columns[column] else { return false };
        if self.is_far(column, of) {
            return true;
        }
        let table = sheet.table;
        let own = self.evidence(column, of);
        if sure == Sure::Certain {
            // Of two columns with one title, of which the rules have one, the one whose figures are no other's.
            let title = folded(&table.header[column]);
            let alike = |other: &usize| {
                table.stand_together(column, *other) && folded(&table.header[*other]) == title && !title.is_empty()
            };
            let printed = (0..columns.len()).filter(alike).count();
            let known = wanted.iter().filter(|one| folded(&one.title) == title).count();
            return printed > known.max(1)
                && own.all > 0
                && self.held.agreement(self.rows, column, of, true).agree == 0;
        }
        if sure == Sure::Guessed || own.agree == own.all {
            return false;
        }
        let title = &table.header[column];
        let is_plain = wanted[of].differs(title) == Differs::Little;
        if self.may_be_spent(column, of, columns) {
            return true;
        }
        // Wrong from top to bottom under a title that names nothing else it is what its title says.
        let others = self.found.get(&column).into_iter().flatten().filter(|(other, _)| **other != of);
        others.into_iter().any(|(other, found)| {
            let is_free = titles.is_free(columns, column, *other);
            let is_as_good = is_free && found.agree >= own.agree && found.agree > 0;
            let is_of_other = is_whole(*found) && found.agree >= own.agree + 2;
            !is_plain && is_as_good || is_of_other && (is_free || !is_plain)
        })
    }
}

impl Weigh<'_> {
    /// Whether `Capaian (%)` may be of the money beside it, the only thing printed that it can be worked out from, since none of
    /// its figures is an achievement of its row.
    fn may_be_spent(&self, column: usize, of: usize, columns: &Columns) -> bool {
        let Held { sheet, wanted, titles, .. } = self.held;
        let roles = (0..columns.len()).filter(|other| sheet.table.stand_together(column, *other));
        let roles: Vec<&Role> = roles.filter_map(|other| wanted[columns[other]?.0].role.as_ref()).collect();
        let is_share = |other: &Wanted| other.is_money() && other.role.is_none() && other.numeric;
        wanted[of].role.as_ref().is_some_and(|role| role.is_achievement())
            && !titles.is_named(column, of)
            && naming::is_bare_achievement(&sheet.table.header[column])
            && self.evidence(column, of).agree == 0
            && roles.contains(&&Role::Budget)
            && roles.contains(&&Role::Spent)
            && !roles.iter().any(|role| matches!(role, Role::Target | Role::Main | Role::Value))
            && (0..wanted.len()).any(|other| is_share(&wanted[other]) && titles.is_free(columns, column, other))
    }
}

/// Whether nearly all figures agree, and not one over and over.
fn is_whole(found: Evidence) -> bool {
    found.agree >= 2 && found.distinct >= 2 && found.agree * 3 >= found.all * 2
}

/// The kinds of figures that words name.
fn kinds(words: &[String]) -> Vec<usize> {
    let has = |kind: &usize| words.iter().any(|word| KINDS[*kind].contains(&word.as_str()));
    (0..KINDS.len()).filter(has).collect()
}

/// The kinds of figures that a title names.
pub(super) fn kinds_of(title: &str) -> Vec<usize> {
    kinds(&tokens(title))
}

/// Whether a title names achievements and nothing else.
pub(super) fn names_achievement(title: &str) -> bool {
    kinds_of(title) == [2]
}

/// Whether a title may mean a column of the rules: it names no other kind of figure.
pub(super) fn is_kind(title: &str, wanted: &Wanted) -> bool {
    let printed = kinds(&tokens(title));
    let mut own = kinds(&tokens(&wanted.title));
    own.extend(match wanted.role {
        Some(Role::Target | Role::TargetLow | Role::TargetHigh) => Some(0),
        Some(Role::Main | Role::Value | Role::Spent) => Some(1),
        Some(Role::RawAchievement | Role::CappedAchievement | Role::Achievement) => Some(2),
        Some(Role::Budget) => Some(3),
        Some(Role::Weight) => Some(4),
        Some(Role::Band | Role::BandWords | Role::Label | Role::Code | Role::Goal | Role::UnitName) => None,
        Some(Role::Parent | Role::ScaleLow | Role::ScaleHigh | Role::Field(_)) | None => None,
    });
    printed.is_empty() || own.is_empty() || printed.iter().any(|kind| own.contains(kind))
}

/// Columns of the rules that a printed one of figures may be and no other is, in the words of the rules.
pub(super) fn readings<'h>(held: &'h Held, rows: &[Rows], columns: &Columns, column: usize) -> Vec<&'h Wanted> {
    if columns.len() * held.wanted.len() > MOST_PAIRS {
        return Vec::new();
    }
    let title = &held.sheet.table.header[column];
    let may_be = |of: &usize| {
        held.wanted[*of].numeric && held.titles.may_be(columns, column, *of) && is_kind(title, &held.wanted[*of])
    };
    let mut all: Vec<(usize, u32, usize)> = (0..held.wanted.len())
        .filter(may_be)
        .map(|of| {
            let alike = super::words::alike(title, &held.wanted[of].title);
            (held.agreement(rows, column, of, false).agree, alike, of)
        })
        .filter(|(agree, alike, _)| *agree > 0 || *alike >= 30)
        .collect();
    all.sort_by_key(|(agree, alike, of)| (std::cmp::Reverse((*agree, *alike)), *of));
    all.into_iter().map(|(.., of)| &held.wanted[of]).collect()
}

/// What the figures of a printed row say of a row of the rules whatever stands above them: columns are not known yet.
pub(super) fn of_row_anywhere(held: &Held, block: usize, row: usize, at: usize) -> Evidence {
    let (own, from) = (&held.planned.blocks[block], held.offsets[block]);
    let mut evidence = Evidence::default();
    let mut seen: Vec<&Exact> = Vec::new();
    for column in 0..own.columns.len() {
        let position = held.position(block, at, from + column);
        let Some(cell) = cell_at(held.world.plan(), position) else { continue };
        let Some(value) = crate::eval::rational(held.world.right(cell.slot)) else { continue };
        if is_round(value) || seen.contains(&value) {
            continue;
        }
        seen.push(value);
        evidence.all += 1;
        let mode = rounding(cell.show);
        let is_it = |cell: &Printed| cell.figures().iter().any(|one| one.digits().len() >= 2 && one.is_by(value, mode));
        if (0..held.sheet.table.header.len()).any(|place| is_it(held.sheet.cell(row, place))) {
            evidence.agree += 1;
            evidence.telling += 1;
            evidence.distinct += 1;
            evidence.results += 1;
        }
    }
    evidence
}
