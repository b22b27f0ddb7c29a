//! Printed words of things whose values are words: held against the data and the order that the rules give them.

use super::case::{Case, First};
use super::figure::Printed;
use super::outcome::Verdict;
use super::spots::Spot;
use super::words::same_in_print;
use super::world::World;
use crate::eval::Value;
use crate::plan::PlannedCell;
use crate::program::Role;

/// The words that a cell of the rules may hold, where it is one with an order.
pub(super) fn words<'r>(world: &World<'r>, cell: PlannedCell) -> Option<&'r [String]> {
    let (name, role, when) = world.role(cell.slot)?;
    let order = &world.program().version(name, when.year)?.order;
    (matches!(role, Role::Main | Role::Value | Role::Target) && !order.is_empty()).then_some(order.as_slice())
}

/// The first look at a cell whose value is such a word.
pub(super) fn look(case: &Case, spot: &Spot, order: &[String]) -> First {
    let right = case.world.right(spot.cell.slot);
    let has_value = matches!(right, Ok(Value::Text(_)));
    let printed = match &spot.printed {
        Printed::Words(printed) => own(printed),
        // `BB (73,48)`
        Printed::Number(figures) => figures.iter().find_map(|one| one.grade.as_deref()).unwrap_or_default(),
        Printed::Torn(_) => "",
        Printed::Fault => {
            return First::Plain(Verdict::Fault, "lembar kerjanya tidak dapat menghitung sel ini".into());
        }
        Printed::Blank | Printed::Dash if has_value => return First::Plain(Verdict::Blank, String::new()),
        Printed::Blank | Printed::Dash => return First::Passed,
    };
    match right {
        Ok(Value::Text(right)) if same_in_print(printed, right) => First::Plain(Verdict::Agrees, String::new()),
        Ok(Value::Text(_)) if order.iter().any(|word| same_in_print(printed, word)) => {
            First::Plain(Verdict::Contradicts, "lain dengan data paket".into())
        }
        Ok(_) => First::Plain(Verdict::Unjudged, "bukan kata dari urutannya".into()),
        Err(fault) => First::Plain(Verdict::Unjudged, fault.reason.to_string()),
    }
}

/// `WTP` of `"WTP"` and of `WTP (Wajar Tanpa Pengecualian)`.
fn own(printed: &str) -> &str {
    let before = printed.split_once('(').map_or(printed, |(before, _)| before);
    let bare = if before.trim().is_empty() { printed } else { before };
    bare.trim_matches(['"', '(', ')', '“', '”', ' ', '\u{a0}'])
}

impl World<'_> {
    /// Whether words are those of an order that the rules give.
    pub fn is_ordered(&self, words: &str) -> bool {
        self.ordered.iter().any(|word| same_in_print(own(words), word))
    }
}
