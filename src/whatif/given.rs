//! A value as a person gives it: read from what is typed, and written as a scenario has it.

use super::state::{Assumed, Given};
use crate::check;
use crate::data::Content;
use crate::number::{Exact, with_comma};
use crate::program::level::is_small;
use crate::program::{Program, Wanted};

impl Assumed {
    /// As a scenario writes it: a small percentage with its sign, without which it would be asked what is meant.
    pub fn written(&self, program: &Program) -> String {
        let written = self.value.written();
        match &self.value {
            Given::Number(number) if self.of.is_percent(program) && is_small(&Exact::from(*number)) => {
                format!("{written}%")
            }
            Given::Number(_) | Given::Word(_) | Given::Missing(_) => written,
        }
    }
}

impl Given {
    /// What a literal gives.
    pub fn of(wanted: &Wanted) -> Option<Given> {
        Some(match check::stated(wanted)? {
            Content::Number(number) => Given::Number(number),
            Content::Text(word) => Given::Word(word.to_string()),
            Content::Missing(state, _) => Given::Missing(state),
        })
    }

    /// As a rule writes it: `98,15`, `"WTP"`.
    pub fn written(&self) -> String {
        match self {
            Given::Number(number) => with_comma(*number),
            Given::Word(word) => format!("\"{word}\""),
            Given::Missing(state) => state.words().to_string(),
        }
    }
}
