//! States of a session as runs: what a workbook lays beside each other.

use super::scenario::{self, BASE, Shelf};
use super::session::{CURRENT, Session};
use super::state::{Failure, View};
use crate::data::Dataset;
use crate::engine::Run;
use crate::plan::{Plan, SlotId};
use crate::source::Sources;

/// A state with its values.
#[derive(Debug, Clone)]
pub struct Side {
    /// What it is called at the prompt.
    pub name: String,
    /// What it assumes and changes, as a scenario is written; nothing of the package as it is.
    pub text: String,
    view: View,
}

impl Side {
    /// The run, whose only unit is that of the session.
    pub fn run(&self) -> Run<'_> {
        let View { rules, plan, data, evaluation, .. } = &self.view;
        Run::under(&rules.package, (&rules.program, plan), data, evaluation)
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.view.plan
    }

    /// The data with what is assumed.
    pub fn data(&self) -> &Dataset {
        &self.view.data
    }

    /// The slots that are assumed and not computed.
    pub fn held(&self) -> Vec<SlotId> {
        self.view.computed_pins()
    }

    /// The texts of its rules.
    pub fn sources(&self) -> &Sources {
        self.view.rules.package.sources()
    }
}

impl Session {
    /// States by their names; without names the package as it is and, where something is assumed, what is at hand.
    ///
    /// # Errors
    ///
    /// That there is none of such a name, or that it is of another year.
    pub fn sides(&self, names: &[String], shelf: &mut dyn Shelf) -> Result<Vec<Side>, Failure> {
        let at_hand: &[&str] = if self.state.is_empty() { &[BASE] } else { &[CURRENT, BASE] };
        let names: Vec<&str> = match names {
            [] => at_hand.to_vec(),
            names => names.iter().map(String::as_str).collect(),
        };
        let side = |name: &str| {
            let name = self.shelved(name, shelf)?;
            let (state, _) = self.state_named(name, shelf)?;
            let view = self.view_of(&state)?;
            let text = match state.is_empty() {
                true => String::new(),
                false => scenario::write(name, &state, &view.rules.program, (view.plan.year, None)),
            };
            Ok(Side { name: name.to_string(), text, view })
        };
        names.into_iter().map(side).collect()
    }
}
