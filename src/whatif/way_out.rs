//! Where a result cannot be assumed: the inputs that it rests on, and lines about them that can be typed.

use super::raised;
use super::said::thing;
use super::scenario::Shelf;
use super::sensitivity::target_of;
use super::session::{Session, plain};
use super::state::{Target, View};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::number::{Exact, Places, Rounding};
use crate::plan::{Op, SlotId};
use crate::program::{Role, When};
use crate::source::Span;

/// More inputs than these are counted.
const MOST_INPUTS: usize = 3;
/// Inputs of which one is looked for that a search can be about.
const MOST_TRIED: usize = 6;

/// What a value rests on in the data of its year.
fn inputs(view: &View, slot: SlotId) -> Vec<Target> {
    let needed = view.plan.needed(std::iter::once(slot), &[]);
    let others = (0..view.plan.slots.len() as u32).map(SlotId).filter(|at| *at != slot && needed[at.0 as usize]);
    let mut found: Vec<Target> = Vec::new();
    for at in others {
        let Op::Input(input) = &view.plan.slot(at).op else { continue };
        let is_filled = view.evaluation.cell(at, 0).is_ok();
        let own = target_of(view, input).filter(|_| is_filled);
        if let Some(own) = own.filter(|own| !found.contains(own)) {
            found.push(own);
        }
    }
    found
}

impl Session {
    /// What a thing rests on and how one of it is moved; nothing where it is itself given.
    pub(super) fn with_inputs(&self, finding: Diagnostic, of: &Target, by: &str) -> Diagnostic {
        let Some(&name) = self.view.program().by_code.get(&of.code) else { return finding };
        let Some(slot) = self.view.slot(name, of.role.as_read(), of.when) else { return finding };
        let names = self.words_of_inputs(slot);
        match names.as_slice() {
            [] => finding,
            [first, ..] => {
                finding.advise(format!("dihitung dari {}", listed(&names))).advise(format!("contoh:  {first} {by}"))
            }
        }
    }

    fn words_of_inputs(&self, slot: SlotId) -> Vec<String> {
        let (program, year) = (self.view.program(), self.year);
        inputs(&self.view, slot).iter().map(|input| input.words(program, year)).collect()
    }

    /// The nearest number that can be written in place of one that cannot, as a line.
    pub(super) fn rounded(&self, finding: Diagnostic, of: &Target, new: &Exact, whole: Span) -> Diagnostic {
        let two = new.round(Places::new(2).unwrap_or(Places::WHOLE), Rounding::HalfAway);
        let Some(two) = two.to_decimal() else { return finding };
        let words = of.words(self.view.program(), self.year);
        let line = format!("{words} = {}", crate::number::with_comma(two.normalize()));
        finding.suggest(format!("tulis  {line}  bila cukup dua desimal"), vec![Edit::replace(whole, line)])
    }

    /// `capaian AKIP = 100` of a result: the search that is meant, by the first input that can be searched.
    pub(super) fn sought_instead(&self, line: &str, whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let program = self.view.program();
        let (names, wishes) = self.searches(line)?;
        let first = names.first()?;
        let title = "hasil hitungan tidak dapat diandaikan, hanya masukannya";
        let finding = plain(Code::T0003, title).at(whole, "");
        let finding = finding.advise(format!("dihitung dari {}", listed(&names)));
        let is_wish = line.contains('=') && raised::raised(line, program, self.year).is_none();
        Some(match wishes.into_iter().filter(|_| is_wish).find(|line| self.may_be_found(line, shelf)) {
            Some(sought) => {
                finding.suggest(format!("apakah maksud Anda  {sought} ?"), vec![Edit::replace(whole, sought)])
            }
            None => finding.advise(format!("andaikan masukannya, misalnya  {first} naik 5%")),
        })
    }

    /// The inputs that a result rests on, of which a line wishes something, and the searches of each that bring it about.
    pub(super) fn searches(&self, line: &str) -> Option<(Vec<String>, Vec<String>)> {
        if line.contains(';') {
            return None;
        }
        let program = self.view.program();
        let words: Vec<&str> = line.split_whitespace().collect();
        let (thing, _) = thing(&words, program)?;
        let name = *program.by_code.get(&thing.name)?;
        let is_group = program.version(name, self.year).is_some_and(|version| version.kind.group().is_some());
        // Of a group its achievement is meant.
        let usual = if is_group { Role::Achievement } else { Role::Main };
        let role = thing.role.and_then(Role::from_word).unwrap_or(usual);
        let slot = self.view.slot(name, role.as_read(), When::year(self.year));
        let names = self.words_of_inputs(slot.filter(|_| thing.period.is_empty())?);
        // The year of an input of quarters goes before one of them, which may move nothing.
        let of_year = names.iter().filter_map(|name| name.split_once("[triwulan ")).map(|(name, _)| name.to_string());
        let mut sought: Vec<String> = of_year.chain(names.iter().cloned()).collect();
        // What is done counts before what is aimed at.
        sought.sort_by_key(|name| name.starts_with("target "));
        let mut known = Vec::new();
        sought.retain(|name| {
            !known.contains(name) && {
                known.push(name.clone());
                true
            }
        });
        let wishes = sought.iter().take(MOST_TRIED).map(|name| format!("cari {name} agar {line}")).collect();
        Some((names, wishes))
    }
}

impl Session {
    /// Whether a search can be gone through, and does not end at once with nothing.
    pub(super) fn may_be_found(&self, line: &str, shelf: &dyn Shelf) -> bool {
        self.trial(line, shelf).is_ok() && !self.ends_in_vain(line, shelf)
    }
}

fn listed(names: &[String]) -> String {
    let shown = names.iter().take(MOST_INPUTS).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_INPUTS) {
        0 => shown,
        more => format!("{shown}, dan {more} lagi"),
    }
}
