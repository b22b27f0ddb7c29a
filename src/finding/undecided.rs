//! A `pastikan` over many things of which it is not known for some.

use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::source::Span;

/// So many are named.
const MOST: usize = 4;

/// What one `pastikan` over many things could not be asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// Its words.
    pub message: String,
    /// The things.
    pub codes: Vec<String>,
    /// Why it is not known of the first.
    pub reason: String,
    /// The cell where that begins.
    pub cell: Option<CellPlace>,
    /// Where it stands.
    pub span: Span,
}

impl Undecided {
    pub(super) fn told(self) -> Diagnostic {
        let named = self.codes.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = self.codes.len().saturating_sub(MOST);
        let named = if more > 0 { format!("{named}, dan {more} lainnya") } else { named };
        let title = format!("belum dapat dipastikan untuk {named}: {}", self.message);
        let base = Diagnostic::new(Code::H0027, Severity::Warning, title).at(self.span, "").because(self.reason);
        match self.cell {
            Some(cell) => base.at_place(Place::Cell(cell), ""),
            None => base,
        }
    }
}
