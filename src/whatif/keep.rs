//! Scenarios in a session: kept, opened, held against each other.

use super::assume::reversed_target;
use super::compare;
use super::kept::Kept;
use super::scenario::{self, BASE, Shelf, Written};
use super::session::{CURRENT, Session, plain};
use super::state::{Failure, State};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::engine::unit_named;
use crate::syntax;

impl Session {
    pub(super) fn scenarios(&self, shelf: &mut dyn Shelf) -> Result<String, Box<Diagnostic>> {
        let names = shelf.names()?;
        Ok(match names.is_empty() {
            true => "belum ada skenario; simpan dengan  skenario simpan NAMA\n".to_string(),
            false => names.iter().map(|name| format!("  {name}\n")).collect(),
        })
    }

    pub(super) fn save(&mut self, name: &str, over: bool, shelf: &mut dyn Shelf) -> Result<String, Box<Diagnostic>> {
        let name = scenario::meant(name, shelf)?;
        if [BASE, CURRENT].iter().any(|kept| name.eq_ignore_ascii_case(kept)) {
            return Err(Box::new(plain(Code::T0011, format!("\"{name}\" adalah nama tetap, pilih nama lain"))));
        }
        if !scenario::can_be_written(name) {
            let sign = if name.contains(syntax::is_break) { "pemisah baris" } else { "tanda kutip" };
            let finding = plain(Code::T0011, format!("\"{name}\" memuat {sign}, tidak dapat menjadi nama skenario"));
            return Err(Box::new(finding));
        }
        if self.state.is_empty() {
            let finding = plain(Code::T0012, "belum ada andaian yang dapat disimpan");
            return Err(Box::new(finding.advise("andaikan dahulu, misalnya  IKM = 92")));
        }
        let Some(year) = self.year_of_changes() else {
            let finding =
                plain(Code::T0015, "aturan diubah untuk beberapa tahun, satu skenario hanya untuk satu tahun");
            return Err(Box::new(finding.advise("batalkan yang untuk tahun lain; lihat dengan  andaian")));
        };
        let own = self.state.only(&self.unit());
        let others = self.state.assumed.len() - own.assumed.len();
        if own.is_empty() {
            let finding =
                plain(Code::T0012, format!("belum ada andaian untuk unit ini; {others} andaian untuk unit lain"));
            return Err(Box::new(finding.advise("pindah dahulu ke unit yang diandaikan, dengan  unit NAMA")));
        }
        let text = scenario::write(name, &own, self.view.program(), (year, self.unit().as_deref()));
        match shelf.write(name, &text, over)? {
            Written::Done(path) => {
                self.saved.push(own);
                Ok(match others {
                    0 => format!("tersimpan di {path}\n"),
                    _ => format!("tersimpan di {path}\n  tanpa {others} andaian untuk unit lain\n"),
                })
            }
            Written::Exists(path) => Err(Box::new(
                plain(Code::T0013, format!("skenario \"{name}\" sudah ada ({path})"))
                    .advise(format!("pilih nama lain, atau timpa dengan  skenario simpan {name} ganti")),
            )),
        }
    }

    pub(super) fn open(&mut self, name: &str, shelf: &mut dyn Shelf) -> Result<String, Failure> {
        let name = self.shelved(name, shelf)?;
        let read = self.read_scenario(name, shelf)?;
        self.open_read(name, read)
    }

    /// Opens a scenario as tables under it have it: what it assumes of another unit does not count for this one. Whether that
    /// could be done.
    #[doc(hidden)]
    pub fn open_as_printed(&mut self, name: &str, text: &str) -> bool {
        let mut shelf = Kept([(name.to_string(), text.to_string())].into());
        let Ok(mut read) = self.read_scenario(name, &mut shelf) else { return false };
        let made_for = read.unit.as_ref().and_then(|unit| unit_named(self.all.units(), unit));
        if made_for.is_some_and(|lane| lane != self.lane) {
            read.state.assumed.clear();
        }
        self.open_read(name, read).is_ok()
    }

    fn open_read(&mut self, name: &str, mut read: scenario::Read) -> Result<String, Failure> {
        let replaced = self.replaced();
        if let Some(year) = read.year.filter(|year| *year != self.year) {
            self.go_to_year(year).map_err(|finding| (vec![*finding], self.base().sources().clone()))?;
        }
        let own = read.state.clone();
        // What is assumed of other units stands beside it.
        let unit = self.unit();
        let others = self.state.assumed.iter().filter(|one| one.unit != unit);
        read.state.assumed.splice(0..0, others.cloned());
        let view = self.view_of(&read.state)?;
        if let Some(finding) = reversed_target(&view, &own.assumed, self.year) {
            return Err((vec![finding], self.base().sources().clone()));
        }
        let in_data = |one: &&Diagnostic| one.labels.iter().any(|label| matches!(label.place, Place::Cell(_)));
        let rules = &view.rules;
        let new = rules.findings.iter().filter(in_data).filter(|one| !self.view.rules.findings.contains(one));
        let told = self.tell(&new.cloned().collect::<Vec<_>>(), rules.package.sources());
        self.saved.push(own);
        let for_other = self.of_other_unit(name, read.unit.as_deref());
        Ok(self.apply(read.state, view, format!("{told}skenario {name}, {}\n{for_other}{replaced}", self.heading())))
    }

    /// Whether everything that is changed stands in scenarios, unit by unit.
    pub(super) fn is_saved(&self) -> bool {
        match self.state.assumed.is_empty() {
            true => self.state.rules.is_empty() || self.saved.iter().any(|saved| saved.rules == self.state.rules),
            false => self.state.assumed.iter().all(|one| self.saved.contains(&self.state.only(&one.unit))),
        }
    }

    /// What is said of changes that an opened scenario takes the place of, and that no other holds.
    fn replaced(&self) -> String {
        let own = self.state.only(&self.unit());
        match own.is_empty() || self.saved.contains(&own) {
            true => String::new(),
            false => {
                let changes = self.own_changes().collect::<Vec<_>>().join("; ");
                format!("  menggantikan yang belum disimpan: {changes}; kembali dengan  batal\n")
            }
        }
    }

    pub(super) fn shelved<'t>(&self, typed: &'t str, shelf: &dyn Shelf) -> Result<&'t str, Failure> {
        scenario::meant(typed, shelf).map_err(|finding| (vec![*finding], self.base().sources().clone()))
    }

    pub(super) fn read_scenario(&self, name: &str, shelf: &mut dyn Shelf) -> Result<scenario::Read, Failure> {
        let mut read = scenario::named((self.base(), &self.all, self.year), name, shelf)?;
        let unit = self.unit();
        read.state.assumed.iter_mut().for_each(|one| one.unit = unit.clone());
        Ok(read)
    }

    /// What is said of a scenario that was made for another unit than the one it is used for.
    fn of_other_unit(&self, name: &str, made_for: Option<&str>) -> String {
        let own = self.unit();
        match made_for {
            Some(other) if own.as_deref() != Some(other) => {
                let own = own.map_or("unit ini".to_string(), |own| format!("unit {own}"));
                format!("  {name} dibuat untuk unit {other}; di sini andaiannya dipakai untuk {own}\n")
            }
            _ => String::new(),
        }
    }

    /// The year that all changes of rules are made for; the year at hand where none is changed.
    fn year_of_changes(&self) -> Option<i32> {
        let first = self.state.rules.first().map_or(self.year, |change| change.year);
        self.state.rules.iter().all(|change| change.year == first).then_some(first)
    }

    /// Two states side by side; a scenario of another year would be compared with figures of this one.
    pub(super) fn compare(&mut self, a: &str, b: &str, shelf: &mut dyn Shelf) -> Result<String, Failure> {
        let (a, b) = (self.shelved(a, shelf)?, self.shelved(b, shelf)?);
        let (first, about_first) = self.state_named(a, shelf)?;
        let (second, about_second) = self.state_named(b, shelf)?;
        let (first, second) = (self.view_of(&first)?, self.view_of(&second)?);
        let compared = compare::side_by_side([a, b], [&first, &second], (self.year, self.screen.width));
        Ok(format!("{about_first}{about_second}{compared}"))
    }

    /// A state by its name, and what is to be said of it.
    pub(super) fn state_named(&self, name: &str, shelf: &mut dyn Shelf) -> Result<(State, String), Failure> {
        match name.to_lowercase().as_str() {
            BASE => Ok((State::default(), String::new())),
            CURRENT => Ok((self.state.clone(), String::new())),
            _ => {
                let read = self.read_scenario(name, shelf)?;
                match read.year.filter(|year| *year != self.year) {
                    None => {
                        let about = self.of_other_unit(name, read.unit.as_deref());
                        Ok((read.state, about))
                    }
                    Some(year) => {
                        let title = format!("skenario {name} dibuat untuk tahun {year}, sekarang tahun {}", self.year);
                        let finding = plain(Code::T0016, title).advise(format!("pindah dahulu:  tahun {year}"));
                        Err((vec![finding], self.base().sources().clone()))
                    }
                }
            }
        }
    }
}
