//! `pagu "7"` where only the parts of 7 are in the data: a question may name such a code, as a formula may.

use super::session::Session;
use super::state::{Rules, View};
use super::statement::Statement;
use crate::data::segments::begins_with;
use crate::resolve;
use crate::syntax::is_quote;
use std::sync::Arc;

impl Session {
    /// For a question about a code that an `umum` speaks for and that has parts in the data but no row: the values with that
    /// code among the things; of what is to be proved those of the rules alone, with whatever code it names. None of any other
    /// statement.
    pub(super) fn with_codes_named(&self, statement: &Statement, line: &str) -> Option<View> {
        match statement {
            Statement::Ask(_)
            | Statement::Seek { .. }
            | Statement::Prove(..)
            | Statement::Sensitivity(_)
            | Statement::Explain(_) => {}
            Statement::Nothing
            | Statement::Assign(_)
            | Statement::Rules(_)
            | Statement::Table(_)
            | Statement::Chart(_)
            | Statement::Year(_)
            | Statement::Unit(_)
            | Statement::Changes
            | Statement::Undo(_)
            | Statement::Drop(_)
            | Statement::Redo
            | Statement::Reset
            | Statement::Scenarios
            | Statement::Save { .. }
            | Statement::Open(_)
            | Statement::Compare(..)
            | Statement::Help(_)
            | Statement::Leave => return None,
        }
        let program = self.view.program();
        let quoted = || line.split(is_quote).skip(1).step_by(2).filter(|code| !code.is_empty());
        let package = self.view.rules.package.program()?;
        let program = if let Statement::Prove(..) = statement {
            // Of all data the same is asked as in a file: what rows there are now is nothing to it.
            resolve::with_codes(package, &quoted().collect::<Vec<_>>())
        } else {
            let has_parts = |code: &str| program.by_code.keys().any(|known| begins_with(known, code));
            let is_spoken_for = |code: &str| program.general(code, self.year).is_some_and(|one| one.prefix.is_some());
            let is_new = |code: &&str| !program.by_code.contains_key(*code) && is_spoken_for(code) && has_parts(code);
            let codes: Vec<&str> = quoted().filter(is_new).collect();
            if codes.is_empty() {
                return None;
            }
            let data = self.view.rules.data.as_deref().unwrap_or(&self.all);
            resolve::with_data_and(package, data, &codes)
        };
        let program = Arc::new(program);
        let rules = Rules { program, ..self.view.rules.clone() };
        Some(View::new(rules, &self.data, self.year, &self.state.of_unit(&self.unit()), &[]))
    }
}
