//! What is wrong, where, why and how to mend it: data only, put into words by each stage and drawn by `report`.
//!
//! ```
//! use takar::diagnostic::{Severity, apply_edits};
//! use takar::engine::Package;
//!
//! let rules = "besaran IKM\nbesaran IPP\nNILAI = IKN + IPP\n";
//! let package = Package::new("contoh", [("aturan.takar", rules)]);
//! let finding = &package.diagnostics()[0];
//! assert_eq!(finding.code.as_str(), "K0102");
//! assert_eq!(finding.severity, Severity::Error);
//!
//! // A suggestion is an edit that ends the finding.
//! let mended = apply_edits(rules, &finding.suggestions[0].edits);
//! assert!(Package::new("contoh", [("aturan.takar", mended)]).diagnostics().is_empty());
//! ```

#[doc(hidden)]
pub mod few;
mod gravity;
#[doc(hidden)]
pub mod nearest;
pub mod registry;
pub(crate) mod trouble;

#[doc(hidden)]
pub use nearest::nearest;

use crate::source::{SourceId, Span};
use std::fmt;

/// A stable code such as `K0203`; `K` rule files, `D` data, `H` results, `B` files and commands, `C` printed tables, `T` questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// As people read it.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// `kesalahan`: has to be mended before the result counts.
    Error,
    /// `peringatan`: the result stands, but a person should look.
    Warning,
}

/// Where a message points.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// A piece of a rule file.
    Text(Span),
    /// A cell of a data file.
    Cell(CellPlace),
    /// A file as a whole, by the name that messages show.
    File(String),
}

/// A cell as a person finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlace {
    /// The data file.
    pub source: SourceId,
    /// Line in the file, from 1 (the header is a line too).
    pub row: u32,
    /// Header of the column, if the message is about one cell and not the whole row.
    pub column: Option<String>,
}

/// A place and what to say beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The piece of a rule file, the cell or the file.
    pub place: Place,
    /// What; may be empty when the title says it all.
    pub text: String,
}

/// A replacement of one span by a text; an empty span inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes away.
    pub span: Span,
    /// What comes instead.
    pub text: String,
}

/// A mend that can be applied as it is: after its edits the finding is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestion {
    /// The sentence a person reads.
    pub text: String,
    /// The edits; never empty, never overlapping.
    pub edits: Vec<Edit>,
    /// Whether it decides what only the author can: it takes away what says something, picks one of several things that may be
    /// meant, or writes what nobody gave. One that does not restores what alone can be meant, and an editor may make it unread.
    pub decides: bool,
}

/// One message to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// The problem in the planner's words, with the figures.
    pub title: String,
    /// The places, the most telling first.
    pub labels: Vec<Label>,
    /// `karena`: the reason or the source, when it helps.
    pub reasons: Vec<String>,
    /// `saran`: mends that can be applied, the likeliest first.
    pub suggestions: Vec<Suggestion>,
    /// `petunjuk`: advice that is no edit of this file.
    pub advice: Vec<String>,
}

impl Diagnostic {
    /// A message without places; add them with [`Diagnostic::at`].
    pub fn new(code: Code, severity: Severity, title: impl Into<String>) -> Self {
        debug_assert!(code.gravity().allows(severity), "{code} is registered otherwise");
        Diagnostic {
            code,
            severity,
            title: title.into(),
            labels: Vec::new(),
            reasons: Vec::new(),
            suggestions: Vec::new(),
            advice: Vec::new(),
        }
    }

    /// Adds a place in a rule file.
    pub fn at(self, span: Span, text: impl Into<String>) -> Self {
        self.at_place(Place::Text(span), text)
    }

    /// Adds a place of any kind.
    pub fn at_place(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// Adds a reason.
    pub fn because(mut self, text: impl Into<String>) -> Self {
        self.reasons.push(text.into());
        self
    }

    /// Adds a mend that restores what is meant, as far as [`Suggestion::new`] can see.
    pub fn suggest(self, text: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.mend(Suggestion::new(text, edits))
    }

    /// Adds a mend that decides what only the author can.
    pub fn propose(self, text: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.mend(Suggestion::deciding(text, edits))
    }

    /// Adds a mend.
    pub fn mend(mut self, mend: Suggestion) -> Self {
        debug_assert!(!mend.edits.is_empty(), "a mend without an edit is advice");
        self.suggestions.push(mend);
        self
    }

    /// The mend that may be made unread: of a mistake, the only one, and it decides nothing.
    pub fn certain(&self) -> Option<&Suggestion> {
        let [only] = self.suggestions.as_slice() else { return None };
        (self.severity == Severity::Error && !only.decides).then_some(only)
    }

    /// Adds advice.
    pub fn advise(mut self, text: impl Into<String>) -> Self {
        self.advice.push(text.into());
        self
    }

    /// The first place in a rule file, for ordering and for editors.
    pub fn span(&self) -> Option<Span> {
        self.spans().next()
    }

    /// Every place in a rule file.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.labels.iter().filter_map(|label| match label.place {
            Place::Text(span) => Some(span),
            Place::Cell(_) | Place::File(_) => None,
        })
    }
}

/// Words of a mend that is right only on a condition, or one of several.
const CONDITIONS: [&str; 4] = ["bila", "misalnya", "kalau", "atau"];
/// A sign has so many bytes at most: to take away more takes away what says something.
const LONGEST_SIGN: usize = 3;

impl Suggestion {
    /// A mend that restores what is meant, unless its own words put a condition or it takes away more than a sign.
    pub fn new(text: impl Into<String>, edits: Vec<Edit>) -> Self {
        let text = text.into();
        let is_asked = text.split([' ', ':', '.']).any(|word| CONDITIONS.contains(&word));
        let takes_away = |edit: &Edit| edit.text.trim().is_empty() && edit.span.range().len() > LONGEST_SIGN;
        let decides = is_asked || edits.iter().all(takes_away);
        Suggestion { text, edits, decides }
    }

    /// A mend that decides what only the author can.
    pub fn deciding(text: impl Into<String>, edits: Vec<Edit>) -> Self {
        Suggestion { text: text.into(), edits, decides: true }
    }

    /// A mend that loses nothing though it takes words away: they stand there twice.
    pub fn restoring(text: impl Into<String>, edits: Vec<Edit>) -> Self {
        Suggestion { text: text.into(), edits, decides: false }
    }
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Edit { span, text: text.into() }
    }

    /// Inserts `text` right after `span`.
    pub fn insert_after(span: Span, text: impl Into<String>) -> Self {
        Edit::replace(span.after(), text)
    }

    /// Inserts `text` right before `span`.
    pub fn insert_before(span: Span, text: impl Into<String>) -> Self {
        Edit::replace(Span { end: span.start, ..span }, text)
    }
}

/// Applies edits of one source to its text. Edits are applied from the back, so their order does not matter.
pub fn apply_edits(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
    let mut result = text.to_string();
    for edit in edits {
        if result.get(edit.span.range()).is_some() {
            result.replace_range(edit.span.range(), &edit.text);
        }
    }
    result
}

/// The whole message in one line, without the places: for logs, and for errors of other programs. With the lines of the
/// file it is drawn by [`crate::report::diagnostics`].
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.title)?;
        let mends = self.suggestions.iter().map(|mend| &mend.text).chain(&self.advice);
        mends.take(1).try_for_each(|mend| write!(f, "; {mend}"))
    }
}

impl std::error::Error for Diagnostic {}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Severity {
    /// The word people see.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "kesalahan",
            Severity::Warning => "peringatan",
        }
    }
}
