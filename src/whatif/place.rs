//! Where a session stands: its year and its unit.

use super::session::{Session, plain};
use super::state::Rules;
use super::statement;
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{unit_named, unknown_unit};
use crate::program::NameId;
use std::sync::Arc;

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

    /// The data of the unit at hand as rules read them.
    pub(super) fn data_of_unit(&self, rules: &Rules) -> Arc<Dataset> {
        let name = self.all.units().get(self.lane).unwrap_or_default();
        let read = rules.data.as_deref();
        let lane = read.map_or(Some(self.lane), |read| read.units().lane(name));
        Arc::new(lane.map(|lane| read.unwrap_or(&self.all).only(lane)).unwrap_or_default())
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
        // A statement leaves quotes at the ends out, also those that are of the name.
        let is_it = |unit: &str| statement::bare(unit) == statement::bare(name);
        let quoted = || units.iter().position(is_it);
        let Some(lane) = unit_named(units, name).or_else(quoted) else {
            return Err(unknown_unit(units, name));
        };
        self.lane = lane;
        self.data = self.data_of_unit(&self.view.rules);
        self.view = self.asking(&[]);
        Ok(format!("{}\n", self.heading()))
    }
}
