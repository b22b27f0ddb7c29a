//! What the examples of help are about: things of the package at hand that belong together, and figures they can have.

use super::grid::{Entries, entries};
use super::help;
use super::scenario::Shelf;
use super::session::Session;
use super::show::number;
use super::state::{Target, View, written_name};
use super::statement;
use crate::data::Field;
use crate::diagnostic::Diagnostic;
use crate::eval::rational;
use crate::number::{Bound, Exact, Places, Rounding};
use crate::plan::{Op, SlotId};
use crate::program::intervals::write_number;
use crate::program::units::Unit;
use crate::program::{Definition, NameId, Role, When};

/// Choices that are looked for, each of results and of what is rated; an example takes the first that goes.
const MOST_CHOICES: usize = 6;
/// Results that are looked at for them.
const MOST_LOOKED_AT: usize = 60;

/// Words and figures that examples are written with; whatever a package has not makes an example none of its own.
const WORDS: [&str; 16] = [
    "IKPP",
    "IKM",
    "IPP",
    "AKIP",
    "IKU",
    "T31",
    "Ordinal",
    "Istimewa",
    "Kecamatan Mojoagung",
    "2023",
    "92",
    "80",
    "8,7",
    "SKM",
    "90",
    "Aduan",
];

/// Words of examples, each with what the package at hand has in its place.
#[derive(Debug, Default, Clone)]
pub struct Names(Vec<(&'static str, String)>);

impl Names {
    /// A text with the names of the package; what it has none for stays.
    pub fn put(&self, text: &str) -> String {
        self.replaced(text).0
    }

    /// The same; none where the package has no name or figure for one of its words.
    fn whole(&self, text: &str) -> Option<String> {
        let (text, is_whole) = self.replaced(text);
        is_whole.then_some(text)
    }

    fn replaced(&self, text: &str) -> (String, bool) {
        let (mut rest, mut shown, mut is_whole) = (text, String::new(), true);
        let goes_on = |c: char| c.is_alphanumeric() || c == '_';
        while let Some(next) = rest.chars().next() {
            let begins = !shown.ends_with(goes_on);
            let is_here = |word: &&&str| {
                let after = rest.strip_prefix(**word);
                begins && after.is_some_and(|after| !after.starts_with(goes_on))
            };
            let found = WORDS.iter().find(is_here);
            let own = found.and_then(|word| self.0.iter().find(|(known, _)| known == word));
            is_whole &= found.is_none() || own.is_some();
            let length = found.map_or(next.len_utf8(), |word| word.len());
            shown.push_str(own.map_or(&rest[..length], |(_, own)| own));
            rest = &rest[length..];
        }
        (shown, is_whole)
    }
}

impl Session {
    /// The names that examples are written with.
    pub(super) fn help_names(&self) -> Names {
        self.samples().swap_remove(0)
    }

    /// Help in general or on one thing, with examples that can be typed as they stand; none when it is no command.
    pub(super) fn help(&self, topic: Option<&str>, shelf: &dyn Shelf) -> Option<String> {
        let mut words = topic.unwrap_or_default().split_whitespace();
        if words.next().is_some_and(|word| word.eq_ignore_ascii_case("predikat")) {
            return Some(self.bands_help(words.next(), shelf));
        }
        let samples = self.samples();
        let own = |written: &[&str]| self.example(&samples, written, shelf);
        topic.map_or_else(|| Some(help::general(&own)), |topic| help::on(topic, &own))
    }

    /// The first of some examples that can be carried out with names of the package.
    pub(super) fn example(&self, samples: &[Names], written: &[&str], shelf: &dyn Shelf) -> Option<String> {
        written.iter().find_map(|written| {
            let mut lines: Vec<String> = samples.iter().filter_map(|names| names.whole(written)).collect();
            lines.dedup();
            lines.into_iter().find(|line| self.trial(line, shelf).is_ok())
        })
    }

    /// Findings whose examples are about the package at hand.
    pub(super) fn with_own_examples(&self, mut findings: Vec<Diagnostic>, shelf: &dyn Shelf) -> Vec<Diagnostic> {
        for advice in findings.iter_mut().flat_map(|finding| &mut finding.advice) {
            let Some(example) = advice.strip_prefix("contoh:  ") else { continue };
            let names = self.help_names();
            // What was typed may have the same words.
            let own = match example.strip_prefix("ubah IKPP ") {
                Some(typed) => {
                    let written = ["ubah AKIP", "ubah IKU", "ubah IKPP", "ubah IKM"];
                    let lines = self.samples().into_iter().flat_map(|names| written.map(|line| names.whole(line)));
                    let mut lines = lines.flatten().map(|line| format!("{line} {typed}"));
                    // Where it can be done with none of them, no name of the package stands there.
                    let form = || format!("ubah NAMA {typed}");
                    let usual =
                        || self.example(&self.samples(), &["ubah AKIP batas 0..120", "ubah IKU batas 0..120"], shelf);
                    // A word alone says too little.
                    let is_word = !typed.contains(char::is_whitespace);
                    is_word
                        .then(usual)
                        .flatten()
                        .or_else(|| Some(lines.find(|line| self.trial(line, shelf).is_ok()).unwrap_or_else(form)))
                }
                None if statement::is_sample(example) => {
                    self.example(&self.samples(), &[example], shelf).or_else(|| names.whole(example))
                }
                None => None,
            };
            if let Some(own) = own {
                *advice = format!("contoh:  {own}");
            }
        }
        findings
    }

    /// What examples can be about, the best choice first; there is always one.
    pub(super) fn samples(&self) -> Vec<Names> {
        let (view, year) = (&self.view, self.year);
        let (sought, rated) = (sought(view, year), rated(view, year));
        let years = self.years();
        // Last year has figures to be held against.
        let earlier = years.iter().rev().find(|other| **other < year.to_string());
        let other_year = earlier.or(years.iter().find(|other| **other > year.to_string()));
        let of_quarters =
            in_force(view, year).into_iter().filter(|one| one.quarters.is_some() && one.formula.is_none());
        let quarterly = of_quarters.filter_map(|one| Some((one.name, figure(view, one, Role::Main, year)?))).next();
        let (quarterly, in_quarter) = quarterly.unzip();
        let fixed = [
            ("SKM", quarterly.map(|name| written_name(view.program().code(name)))),
            ("90", in_quarter),
            ("T31", view.plan.tables.first().map(|table| table.name.clone())),
            ("Kecamatan Mojoagung", self.units().first().cloned()),
            ("2023", Some(other_year.map_or_else(|| (year - 1).to_string(), String::clone))),
        ];
        let fixed: Vec<_> = fixed.into_iter().filter_map(|(word, own)| Some((word, own?))).collect();
        let choice = |at: usize| {
            let of = |all: &[Names]| all.get(at).or(all.first()).map(|names| names.0.clone()).unwrap_or_default();
            Names([of(&sought), of(&rated), fixed.clone()].concat())
        };
        (0..sought.len().max(rated.len()).max(1)).map(choice).collect()
    }
}

/// Results with the inputs that they rest on: what is computed, then groups, then achievements.
fn sought(view: &View, year: i32) -> Vec<Names> {
    let in_force = in_force(view, year);
    let computed = |one: &&&Definition| one.formula.is_some() && one.order.is_empty();
    let is_indicator = |one: &&&Definition| one.kind.indicator().is_some();
    // Parts stand before what is made of them.
    let results = in_force
        .iter()
        .filter(computed)
        .filter(is_indicator)
        .chain(in_force.iter().rev().filter(computed).filter(|one| !is_indicator(one)))
        .map(|one| (*one, Role::Main))
        .chain(in_force.iter().filter(|one| one.kind.group().is_some()).map(|one| (*one, Role::Achievement)))
        .chain(in_force.iter().filter(is_indicator).map(|one| (*one, Role::Achievement)));
    let mut found: Vec<(bool, Names)> = results
        .take(MOST_LOOKED_AT)
        .filter_map(|(one, role)| of_result(view, one, role, year))
        .take(MOST_CHOICES)
        .collect();
    found.sort_by_key(|(has_pair, _)| !has_pair);
    found.into_iter().map(|(_, names)| names).collect()
}

/// A result, one or two inputs of one unit, and figures for them; none where it rests on no figure of the year's data.
fn of_result(view: &View, result: &Definition, role: Role, year: i32) -> Option<(bool, Names)> {
    let program = view.program();
    let slot = view.slot(result.name, role.as_read(), When::year(year))?;
    let needed = view.plan.needed(std::iter::once(slot), &view.pins);
    let inputs = (0..view.plan.slots.len() as u32).map(SlotId).filter(|at| needed[at.0 as usize] && *at != slot);
    let inputs: Vec<(&Definition, String)> = inputs
        .filter_map(|at| {
            let Op::Input(input) = &view.plan.slot(at).op else { return None };
            let own = program.version(*program.by_code.get(&*input.code)?, year)?;
            let is_entered = own.formula.is_none() && own.order.is_empty() && own.kind.group().is_none();
            let is_of_year = input.field == Field::Value && input.when == When::year(year);
            let figure = (is_entered && is_of_year).then(|| figure(view, own, Role::Main, year)).flatten()?;
            Some((own, figure))
        })
        .take(MOST_CHOICES * MOST_CHOICES)
        .collect();
    let same_unit = |at: usize| {
        let other = |one: &&(&Definition, String)| one.0.name != inputs[at].0.name && one.0.unit == inputs[at].0.unit;
        Some((&inputs[at], inputs[at..].iter().find(other)?))
    };
    let pair = (0..inputs.len()).find_map(same_unit);
    let (first, second) = match pair {
        Some((first, second)) => (first, Some(second)),
        None => (inputs.first()?, None),
    };
    let code = |name: NameId| written_name(program.code(name));
    let (words, wanted) = match (role, result.kind.indicator().is_some()) {
        (Role::Achievement, true) => (format!("capaian {}", code(result.name)), "100".to_string()),
        (Role::Achievement, false) => (code(result.name), now_or_full(view, slot)),
        _ => (code(result.name), figure(view, result, Role::Main, year)?),
    };
    let names = [
        ("IKPP", Some(words)),
        ("IKM", Some(code(first.0.name))),
        ("92", Some(first.1.clone())),
        ("IPP", second.map(|(own, _)| code(own.name))),
        // Two that are sought together may have two units.
        ("Aduan", second.or(inputs.get(1)).map(|(own, _)| code(own.name))),
        ("8,7", Some(wanted)),
    ];
    Some((pair.is_some(), Names(names.into_iter().filter_map(|(word, own)| Some((word, own?))).collect())))
}

/// Indicators with what is rated by them: a group that they are members of, else they themselves.
fn rated(view: &View, year: i32) -> Vec<Names> {
    let program = view.program();
    let in_force = in_force(view, year);
    let has_number = |one: &&Definition| one.kind.indicator().is_some() && one.order.is_empty();
    let members = in_force.iter().filter_map(|group| Some((*group, &group.kind.group()?.members))).flat_map(
        |(group, members)| {
            let members = members.iter().filter_map(|(name, _)| program.version(*name, year));
            members.filter(has_number).map(move |one| (one, group))
        },
    );
    let alone = in_force.iter().copied().filter(has_number).map(|one| (one, one));
    // What is entered shows more than what is computed.
    let (entered, computed): (Vec<_>, Vec<_>) = members.chain(alone).partition(|(one, _)| one.formula.is_none());
    let names = entered.into_iter().chain(computed).take(MOST_CHOICES).map(|(one, group)| {
        let rule = |of: &Definition| {
            let (name, _) = of.band.as_ref()?;
            program.band_rules.called(name).find(|rule| rule.in_force.covers(year))
        };
        let best = rule(group).and_then(|rule| {
            rule.bands.iter().max_by_key(|band| match band.range.lo() {
                Bound::Included(low) | Bound::Excluded(low) => Some(low.clone()),
                Bound::Unbounded => None,
            })
        });
        let names = [
            ("AKIP", Some(written_name(program.code(one.name)))),
            ("IKU", Some(written_name(program.code(group.name)))),
            ("80", figure(view, one, Role::Target, year)),
            ("Ordinal", rule(one).map(|rule| rule.name.clone())),
            ("Istimewa", best.map(|band| band.grade.clone())),
        ];
        Names(names.into_iter().filter_map(|(word, own)| Some((word, own?))).collect())
    });
    names.collect()
}

/// What the achievement of a group is now, as whole; the achievement of a group that has none is looked for at 100.
fn now_or_full(view: &View, slot: SlotId) -> String {
    let now = rational(view.evaluation.cell(slot, 0)).map(|now| now.round(Places::WHOLE, Rounding::Ceiling));
    now.map_or_else(|| "100".to_string(), |now| typed(&now))
}

fn in_force(view: &View, year: i32) -> Vec<&Definition> {
    let names = view.program().in_order();
    names.into_iter().filter_map(|name| view.program().version(name, year)).collect()
}

/// A figure that a value can have and has not: about a tenth more than now, else well up in its scale.
fn figure(view: &View, of: &Definition, role: Role, year: i32) -> Option<String> {
    let target = Target { code: view.program().code(of.name).to_string(), role, when: When::year(year) };
    let Entries { grid, .. } = entries(view, &target, None).ok()?;
    let step = grid.value(1);
    let steps = |value: &Exact| {
        let near = value.checked_div(&step)?.round(Places::WHOLE, Rounding::HalfAway);
        near.to_decimal().and_then(|near| i64::try_from(near).ok())
    };
    let now = view.slot(of.name, role.as_read(), When::year(year));
    let now = now.and_then(|slot| rational(view.evaluation.cell(slot, 0))).and_then(steps);
    let all = grid.all();
    let within = |at: &i64| all.from.is_none_or(|from| from <= *at) && all.to.is_none_or(|to| *at <= to);
    let usual = || steps(&Exact::from(80)).filter(within).or(all.to).or(all.from);
    let at = match (now, all.from, all.to) {
        (Some(now), ..) => {
            let tenth = (now.abs() / 10).max(1);
            [now + tenth, now - tenth].into_iter().find(within).or(all.to)?
        }
        (None, Some(from), Some(to)) => from + to.checked_sub(from)? / 5 * 4,
        (None, ..) => usual()?,
    };
    let percent = if target.role_is_percent(of) { "%" } else { "" };
    Some(format!("{}{percent}", typed(&grid.value(at))))
}

/// A figure as rules write it: `2_337_500_000`.
fn typed(value: &Exact) -> String {
    write_number(value).unwrap_or_else(|| number(value))
}

impl Target {
    /// Whether its figures are written with a percent sign.
    fn role_is_percent(&self, of: &Definition) -> bool {
        matches!(self.role, Role::Main | Role::Target) && of.unit == Unit::Percent
    }
}
