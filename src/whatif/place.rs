//! Where a session stands: its year and its unit.

use super::session::{Session, plain};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::program::NameId;
use std::sync::Arc;

/// Units that a message names.
const MOST_TOLD: usize = 8;

impl Session {
    pub(super) fn go_to_year(&mut self, year: i32) -> Result<String, Box<Diagnostic>> {
        let program = self.view.program();
        let in_force =
            program.names.iter().enumerate().any(|(at, _)| program.version(NameId(at as u32), year).is_some());
        if !in_force {
            return Err(Box::new(plain(Code::T0008, format!("tidak ada aturan yang berlaku tahun {year}"))));
        }
        self.year = year;
        self.view = self.asking(&[]);
        Ok(format!("{}\n", self.heading()))
    }

    /// The years that the data speak of.
    pub(super) fn years(&self) -> Vec<String> {
        let years: std::collections::BTreeSet<i32> = self.all.columns().map(|(key, _)| key.year).collect();
        years.iter().map(i32::to_string).collect()
    }

    pub(super) fn unit_names(&self) -> String {
        match self.all.units().iter().filter(|unit| !unit.is_empty()).count() {
            0 => "data paket ini hanya tentang satu unit\n".to_string(),
            _ => self.all.units().iter().map(|unit| format!("  {unit}\n")).collect(),
        }
    }

    pub(super) fn go_to_unit(&mut self, name: &str) -> Result<String, Box<Diagnostic>> {
        let units = self.all.units();
        let Some(lane) = units.iter().position(|unit| unit.eq_ignore_ascii_case(name)) else {
            let finding = plain(Code::T0009, format!("tidak ada unit \"{name}\" dalam data"));
            return Err(Box::new(match nearest(name, units.iter().map(|unit| &**unit)) {
                Some(near) => finding.advise(format!("apakah maksud Anda  unit \"{near}\" ?")),
                None => finding.advise(known_units(units)),
            }));
        };
        self.lane = lane;
        self.data = self.all.only(lane);
        self.view = self.asking(&[]);
        Ok(format!("{}\n", self.heading()))
    }
}

/// Names that a unit may have, to be followed at the prompt and on the command line alike.
fn known_units(units: &[Arc<str>]) -> String {
    let named: Vec<&str> = units.iter().map(|unit| &**unit).filter(|unit| !unit.is_empty()).collect();
    let told = named[..named.len().min(MOST_TOLD)].join(", ");
    match named.len().saturating_sub(MOST_TOLD) {
        _ if named.is_empty() => "data paket ini hanya tentang satu unit, jangan sebut unitnya".to_string(),
        0 => format!("yang ada: {told}"),
        more => format!("yang ada: {told}, dan {more} lagi"),
    }
}
