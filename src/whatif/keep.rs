//! Scenarios in a session: kept, opened, held against each other.

use super::compare;
use super::scenario::{self, BASE, Shelf, Written};
use super::session::{CURRENT, Session, plain};
use super::state::{Failure, State};
use crate::diagnostic::{Code, Diagnostic, nearest};

impl Session {
    pub(super) fn scenarios(&self, shelf: &mut dyn Shelf) -> Result<String, Box<Diagnostic>> {
        let names = shelf.names()?;
        Ok(match names.is_empty() {
            true => "belum ada skenario; simpan dengan  skenario simpan NAMA\n".to_string(),
            false => names.iter().map(|name| format!("  {name}\n")).collect(),
        })
    }

    pub(super) fn save(&mut self, name: &str, over: bool, shelf: &mut dyn Shelf) -> Result<String, Box<Diagnostic>> {
        if [BASE, CURRENT].iter().any(|kept| name.eq_ignore_ascii_case(kept)) {
            return Err(Box::new(plain(Code::T0011, format!("\"{name}\" adalah nama tetap, pilih nama lain"))));
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
        let own = State { assumed: self.state.of_unit(&self.unit()), rules: self.state.rules.clone() };
        let others = self.state.assumed.len() - own.assumed.len();
        if own.is_empty() {
            let finding =
                plain(Code::T0012, format!("belum ada andaian untuk unit ini; {others} andaian untuk unit lain"));
            return Err(Box::new(finding.advise("pindah dahulu ke unit yang diandaikan, dengan  unit NAMA")));
        }
        let text = scenario::write(name, &own, self.view.program(), (year, self.unit().as_deref()));
        match shelf.write(name, &text, over)? {
            Written::Done(path) => {
                self.saved = Some(self.state.clone());
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
        let read = self.read_scenario(name, shelf)?;
        if let Some(year) = read.year.filter(|year| *year != self.year) {
            self.go_to_year(year).map_err(|finding| (vec![*finding], self.base().sources().clone()))?;
        }
        let view = self.view_of(&read.state)?;
        self.saved = Some(read.state.clone());
        Ok(self.apply(read.state, view, format!("skenario {name}, {}\n", self.heading())))
    }

    pub(super) fn read_scenario(&self, name: &str, shelf: &mut dyn Shelf) -> Result<scenario::Read, Failure> {
        let failed = |finding: Diagnostic| (vec![finding], self.base().sources().clone());
        let text = shelf.read(name).map_err(|finding| failed(*finding))?;
        let Some(text) = text else {
            let known = shelf.names().map_err(|finding| failed(*finding))?;
            let finding = plain(Code::T0014, format!("tidak ada skenario \"{name}\""));
            return Err(failed(match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => finding.advise(format!("apakah maksud Anda {near}?")),
                None if known.is_empty() => finding.advise("paket ini belum punya skenario"),
                None => finding.advise(format!("yang ada: {}", known.join(", "))),
            }));
        };
        let mut base = self.base().clone();
        let id = base.keep(format!("skenario/{name}.takar"), text);
        let read = scenario::read(&base, id, &self.data, self.year);
        let mut read = read.map_err(|findings| (findings, base.sources().clone()))?;
        let unit = self.unit();
        read.state.assumed.iter_mut().for_each(|one| one.unit = unit.clone());
        Ok(read)
    }

    /// The year that all changes of rules are made for; the year at hand where none is changed.
    fn year_of_changes(&self) -> Option<i32> {
        let first = self.state.rules.first().map_or(self.year, |change| change.year);
        self.state.rules.iter().all(|change| change.year == first).then_some(first)
    }

    /// Two states side by side; a scenario of another year would be compared with figures of this one.
    pub(super) fn compare(&mut self, a: &str, b: &str, shelf: &mut dyn Shelf) -> Result<String, Failure> {
        let first = self.view_of(&self.state_named(a, shelf)?)?;
        let second = self.view_of(&self.state_named(b, shelf)?)?;
        Ok(compare::side_by_side([a, b], [&first, &second], &self.data, self.year))
    }

    fn state_named(&self, name: &str, shelf: &mut dyn Shelf) -> Result<State, Failure> {
        match name.to_lowercase().as_str() {
            BASE => Ok(State::default()),
            CURRENT => Ok(self.state.clone()),
            _ => {
                let read = self.read_scenario(name, shelf)?;
                match read.year.filter(|year| *year != self.year) {
                    None => Ok(read.state),
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
