//! A word to choose, as the protocol has it.

use super::protocol::Range;
use super::server::Client;
use crate::syntax::functions::{Aggregate, Function};
use serde_json::{Value, json};

/// The number that the protocol has for each kind.
pub const FUNCTION: u8 = 3;
pub const VALUE: u8 = 6;
pub const RULE: u8 = 3;
pub const WORD: u8 = 14;
pub const UNIT: u8 = 11;
pub const FILE: u8 = 17;

/// A word to choose.
pub struct Choice {
    pub text: String,
    pub about: String,
    pub kind: u8,
    /// How it is written, for whoever does not know it.
    pub example: &'static str,
    /// A text that stands behind the place gives way to it.
    pub replaces_text: bool,
    /// It is asked of a name, which has to follow.
    pub needs_name: bool,
}

impl Choice {
    pub fn new(text: impl Into<String>, about: impl Into<String>, kind: u8) -> Choice {
        Choice { text: text.into(), about: about.into(), kind, example: "", replaces_text: false, needs_name: false }
    }

    /// The text that shows whether it can stand somewhere: a function with something in its brackets.
    pub fn tried(&self) -> String {
        if self.text.ends_with('(') { format!("{}1)", self.text) } else { self.text.clone() }
    }

    /// As the protocol has it.
    pub fn item(self, at: usize, range: Range, can: Client) -> Value {
        let is_open = !self.text.starts_with('"');
        let is_whole = !is_open || self.text.contains('[');
        let label = if is_whole { &self.text } else { self.text.trim_end_matches(['"', ']', '(']) };
        // Whoever types inside the brackets leaves them closed.
        let is_snippet = can.snippets && self.text.ends_with('(');
        let parts = if takes_two(&self.text) { "$1; $2" } else { "$1" };
        let new = if is_snippet { format!("{}{parts})$0", self.text) } else { self.text.clone() };
        let mut item = json!({
            "label": label, "kind": self.kind, "sortText": format!("{at:04}"),
            "filterText": self.text, "textEdit": { "range": range, "newText": new },
        });
        if is_snippet {
            item["insertTextFormat"] = 2.into();
        }
        if !self.about.is_empty() {
            item["detail"] = self.about.into();
        }
        if !self.example.is_empty() {
            item["documentation"] = json!({ "kind": "markdown", "value": format!("```takar\n{}\n```", self.example) });
        }
        item
    }
}

/// Whether a function with its bracket takes two parts at least.
fn takes_two(call: &str) -> bool {
    let word = call.trim_end_matches('(');
    let of_function = Function::from_word(word).map(Function::arity);
    of_function.or_else(|| Aggregate::from_word(word).map(Aggregate::arity)).is_some_and(|arity| arity.least > 1)
}
