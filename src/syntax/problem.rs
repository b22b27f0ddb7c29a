//! Everything that can be wrong with the writing of a line.

mod message;

pub use message::short;

use super::words::Block;
use crate::diagnostic::{Code, Edit, Suggestion};
use crate::source::Span;

/// One mistake in writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A line whose first word begins neither a definition nor a clause.
    UnknownLine { span: Span, word: String, block: Option<Block>, mend: LineMend },
    /// A clause before the first definition.
    ClauseOutside { span: Span, word: &'static str, blocks: &'static [Block] },
    /// A clause in a definition that has no such clause.
    ClauseMisplaced { span: Span, line: Span, word: &'static str, block: Block },
    /// A text that is not closed on its line; `empty` when nothing follows the sign.
    UnclosedQuote { span: Span, empty: bool },
    /// A bracket that is not closed on its line; `unfinished` when more than the closing sign is missing.
    UnclosedBracket { span: Span, line: Span, missing: String, unfinished: bool },
    /// A closing bracket without an opening one, or `instead` of another one.
    UnexpectedClose { span: Span, found: char, instead: Option<char> },
    /// Brackets too deep.
    TooDeep { span: Span },
    /// Too many operators.
    TooLong { span: Span },
    /// Something else was expected.
    Expected { span: Span, missing: Missing, expected: Vec<&'static str>, hints: Hints },
    /// A complete line goes on.
    ExtraText { span: Span, found: String, extra: Extra },
    /// Two operands side by side.
    MissingOperator { span: Span, left: String, right: String, sign: &'static str, edit: Edit },
    /// `1.250.000`
    GroupedNumber { span: Span, written: String, plain: String },
    /// `1.250`; `range` when two ends may be meant.
    AmbiguousNumber { span: Span, written: String, range: bool },
    /// `IKM x 25`
    LoneX { span: Span },
    /// `min(a, b)`: every comma of the list.
    CommaSeparator { span: Span, commas: Vec<Span> },
    /// `==`, `&&`, `and`, …
    ForeignOperator { span: Span, found: String, instead: &'static str, edits: Vec<Edit> },
    /// `dasar PermenPANRB 14/2017`
    UnquotedText { span: Span, text: String },
    /// `rumus = …`
    EqualsAfterClause { span: Span, word: String, sign: char },
    /// `skala 25-100`
    RangeSign { span: Span, found: String },
    /// `indikator "Nilai AKIP"`
    MissingName { span: Span, block: &'static str, proposal: String, edits: Vec<Edit> },
    /// A sign or word between two parts is missing.
    MissingSign { span: Span, sign: &'static str, before: String, edit: Edit },
    /// `jika … maka …` without `selain itu`
    MissingOtherwise { span: Span },
    /// `rumus 1,25 *`
    Unfinished { span: Span, sign: char },
    /// More digits than can be kept exactly.
    LongNumber { span: Span, written: String },
    /// `// catatan`
    SlashComment { span: Span },
    /// `batas 100..0`
    ReversedRange { span: Span, lower: String, upper: String, swapped: String },
    /// `IKM = 80..90`; the name where it stands alone.
    RangeOfValue { span: Span, name: Option<Span> },
    /// `bulat 2,5`
    BadPlaces { span: Span, written: String },
    /// A year outside 1900..2999.
    BadYear { span: Span, written: String },
    /// A quarter that is not 1 to 4.
    BadQuarter { span: Span, written: String },
    /// `aturan Baku`; `misspelt` when the word there is not the rule's name.
    MissingRuleKind { span: Span, misspelt: bool, likely: Vec<&'static str> },
    /// `indikator Nilai-AKIP`
    BadName { span: Span, written: String, proposal: Option<String> },
    /// `"Surat "Edaran" Bupati"`: the quotes between the first and the last.
    NestedQuotes { span: Span, edits: Vec<Edit> },
    /// How many more mistakes the file has than are shown.
    More { span: Span, count: usize },
}

/// How a line that begins with an unknown word may be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineMend {
    /// Nobody knows.
    Unknown,
    /// A word that looks alike.
    Near(&'static str),
    /// A sign of a list stands before a good line.
    Bullet,
    /// It is a formula without a name; with its text, and the place of a leading `=`.
    Formula { text: String, sign: Option<Span> },
}

/// What stands where something else was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Nothing: the line ends after this.
    After(String),
    /// This, in the words of the message.
    Instead(String),
}

/// Help with an expectation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// Mends, the likeliest first.
    pub mends: Vec<Suggestion>,
    /// Advice that is no edit.
    pub advice: Option<&'static str>,
    /// A line of this kind as it should be.
    pub example: Option<&'static str>,
}

/// What goes on after the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extra {
    /// Anything.
    Tail,
    /// A clause or definition that belongs on a line of its own; the place of the space before it.
    Line(Span),
    /// The same as the piece before it.
    Twice,
    /// `Rp`
    Currency,
}

impl Problem {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Problem::UnknownLine { .. } => Code::K0001,
            Problem::ClauseOutside { .. } => Code::K0002,
            Problem::ClauseMisplaced { .. } => Code::K0003,
            Problem::UnclosedQuote { .. } => Code::K0004,
            Problem::UnclosedBracket { .. } => Code::K0005,
            Problem::UnexpectedClose { .. } => Code::K0006,
            Problem::TooDeep { .. } => Code::K0007,
            Problem::TooLong { .. } => Code::K0008,
            Problem::Expected { .. } => Code::K0009,
            Problem::ExtraText { .. } => Code::K0010,
            Problem::MissingOperator { .. } => Code::K0011,
            Problem::GroupedNumber { .. } => Code::K0012,
            Problem::AmbiguousNumber { .. } => Code::K0013,
            Problem::LoneX { .. } => Code::K0014,
            Problem::CommaSeparator { .. } => Code::K0015,
            Problem::ForeignOperator { .. } => Code::K0016,
            Problem::UnquotedText { .. } => Code::K0017,
            Problem::EqualsAfterClause { .. } => Code::K0018,
            Problem::RangeSign { .. } => Code::K0019,
            Problem::MissingName { .. } => Code::K0020,
            Problem::MissingSign { .. } => Code::K0021,
            Problem::MissingOtherwise { .. } => Code::K0022,
            Problem::Unfinished { .. } => Code::K0023,
            Problem::LongNumber { .. } => Code::K0024,
            Problem::SlashComment { .. } => Code::K0025,
            Problem::ReversedRange { .. } => Code::K0026,
            Problem::BadPlaces { .. } => Code::K0027,
            Problem::BadYear { .. } => Code::K0028,
            Problem::BadQuarter { .. } => Code::K0033,
            Problem::RangeOfValue { .. } => Code::K0034,
            Problem::MissingRuleKind { .. } => Code::K0029,
            Problem::BadName { .. } => Code::K0030,
            Problem::NestedQuotes { .. } => Code::K0031,
            Problem::More { .. } => Code::K0032,
        }
    }

    /// The place.
    pub fn span(&self) -> Span {
        match self {
            Problem::UnknownLine { span, .. }
            | Problem::ClauseOutside { span, .. }
            | Problem::ClauseMisplaced { span, .. }
            | Problem::UnclosedQuote { span, .. }
            | Problem::UnclosedBracket { span, .. }
            | Problem::UnexpectedClose { span, .. }
            | Problem::TooDeep { span }
            | Problem::TooLong { span }
            | Problem::Expected { span, .. }
            | Problem::ExtraText { span, .. }
            | Problem::MissingOperator { span, .. }
            | Problem::GroupedNumber { span, .. }
            | Problem::AmbiguousNumber { span, .. }
            | Problem::LoneX { span }
            | Problem::CommaSeparator { span, .. }
            | Problem::ForeignOperator { span, .. }
            | Problem::UnquotedText { span, .. }
            | Problem::EqualsAfterClause { span, .. }
            | Problem::RangeSign { span, .. }
            | Problem::MissingName { span, .. }
            | Problem::MissingSign { span, .. }
            | Problem::MissingOtherwise { span }
            | Problem::Unfinished { span, .. }
            | Problem::LongNumber { span, .. }
            | Problem::SlashComment { span }
            | Problem::ReversedRange { span, .. }
            | Problem::RangeOfValue { span, .. }
            | Problem::BadPlaces { span, .. }
            | Problem::BadYear { span, .. }
            | Problem::BadQuarter { span, .. }
            | Problem::MissingRuleKind { span, .. }
            | Problem::BadName { span, .. }
            | Problem::NestedQuotes { span, .. }
            | Problem::More { span, .. } => *span,
        }
    }
}
