//! Scenarios that live as long as the program that keeps them.

use super::{Shelf, Written};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// A shelf in memory: the text of each scenario by its name. For programs without a disk, or that keep the texts elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept(pub BTreeMap<String, String>);

impl Shelf for Kept {
    fn names(&self) -> Result<Vec<String>, Box<Diagnostic>> {
        Ok(self.0.keys().cloned().collect())
    }

    fn read(&self, name: &str) -> Result<Option<String>, Box<Diagnostic>> {
        Ok(self.0.get(name).cloned())
    }

    fn write(&mut self, name: &str, text: &str, over: bool) -> Result<Written, Box<Diagnostic>> {
        let path = format!("skenario/{name}.takar");
        if self.0.contains_key(name) && !over {
            return Ok(Written::Exists(path));
        }
        self.0.insert(name.into(), text.into());
        Ok(Written::Done(path))
    }
}
