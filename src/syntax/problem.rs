//! Everything that can be wrong with the writing of a line.

mod message;
mod misplaced;
mod numbers;
mod pieces;
mod unknown_line;

pub use pieces::{short, to_type};

use super::limits::TooMuch;
use super::words::Block;
use crate::diagnostic::{Code, Edit, Suggestion};
use crate::source::Span;
use std::borrow::Cow;

/// One mistake in writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WritingProblem {
    /// A line whose first word begins neither a definition nor a clause.
    UnknownLine { span: Span, word: String, block: Option<Block>, mend: LineMend },
    /// A clause before the first definition.
    ClauseOutside { span: Span, word: &'static str, blocks: &'static [Block] },
    /// A clause in a definition that has no such clause.
    /// `lost` is the word that is missing before it, where with it the line would be one of this definition.
    ClauseMisplaced { span: Span, lost: Option<&'static str>, word: &'static str, block: Block },
    /// A text that is not closed on its line; `empty` when nothing follows the sign.
    /// `is_stray` where the line is whole without the sign; `mends` where it may end before a comment.
    UnclosedQuote { span: Span, empty: bool, is_stray: bool, mends: Vec<Suggestion> },
    /// A bracket that is not closed on its line; `unfinished` when more than the closing sign is missing. `mends`, one for each
    /// meaning that the line may have.
    UnclosedBracket { span: Span, missing: String, unfinished: bool, mends: Vec<Suggestion> },
    /// A closing bracket without an opening one, or `instead` of another one; with its mends likewise.
    UnexpectedClose { span: Span, found: char, instead: Option<char>, mends: Vec<Suggestion> },
    /// More in one line than can be read safely.
    TooMuch { span: Span, of: TooMuch },
    /// Something else was expected.
    Expected { span: Span, missing: Missing, expected: Vec<&'static str>, hints: Hints },
    /// A complete line goes on.
    ExtraText { span: Span, found: String, extra: Extra },
    /// The same without its mends, which would not help.
    Unmended(Box<WritingProblem>),
    /// Two operands side by side; a sign that may stand between them, and mends where few may.
    MissingOperator { span: Span, left: String, right: String, sign: &'static str, mends: Vec<Suggestion> },
    /// `maks(A : B; 3)`: a sign that parts in a list, or divides.
    ColonInList { span: Span, mends: Vec<Suggestion> },
    /// `A -- B`: minus twice.
    DoubledMinus { span: Span, mends: Vec<Suggestion> },
    /// `1.250.000`
    GroupedNumber { span: Span, written: String, plain: String },
    /// `1.2O0`: letters for digits, and the number that is meant.
    LetterInNumber { span: Span, written: String, digits: String },
    /// `1.250`; `range` when two ends may be meant.
    AmbiguousNumber { span: Span, written: String, range: bool },
    /// `IKM x 25`
    LoneX { span: Span },
    /// `min(a, b)`: every comma of the list.
    CommaSeparator { span: Span, commas: Vec<Span> },
    /// `==`, `&&`, `and`, …
    ForeignOperator { span: Span, found: String, instead: Cow<'static, str>, edits: Vec<Edit> },
    /// `berlaku mulai 1 Juli 2025`
    PartOfYear { span: Span, found: String, year: String },
    /// `dasar PermenPANRB 14/2017`
    UnquotedText { span: Span, text: String },
    /// `rumus = …`
    EqualsAfterClause { span: Span, word: String, sign: char, instead: &'static str },
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
    /// `// catatan`; `divides` where one of the signs may stand in a formula.
    SlashComment { span: Span, divides: bool },
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
    /// `""Baik""`
    DoubledQuotes { span: Span, edits: Vec<Edit> },
    /// A sign in a comment or a text that looks like the end of a line; `line` when a line of rules follows.
    HiddenBreak { span: Span, found: char, line: bool },
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
    /// `maksimal 110%`, `skala0..100`: with the line as it should be, and its place.
    Whole { text: String, line: Span },
    /// `2 biasa`: the line without its first word.
    Rounding(String),
    /// `IKM naik 5`: what is asked at the prompt.
    Assumption(String),
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
    /// Signs that say nothing.
    Tail,
    /// The same between two words, which a space parts.
    Between,
    /// Something that says something: it is not thrown away.
    Saying,
    /// A clause or definition that belongs on a line of its own; the place of the space before it.
    Line(Span),
    /// The same as the piece before it.
    Twice,
    /// `Rp`
    Currency,
    /// A unit behind a number; with the space before it.
    Unit { place: Span, unit: String },
    /// `150 juta`, with the number in full and where both stand.
    Magnitude { place: Span, numbers: Vec<String> },
    /// `predikat Indeks(realisasi)`: of what the grade is.
    BandOf,
    /// `target 25..30`: a range of a target stands in the data.
    RangeInRules { range: String },
    /// A word before a value that says nothing; with the space behind it.
    Piece(Span),
    /// Several of what has a line each; what parts them, where each can have one.
    Apart { word: String, gaps: Vec<Span> },
    /// Something behind a member of a list that may be another one.
    Unparted,
    /// It belongs elsewhere: what is to be said of that, and the mends.
    Elsewhere { what: String, mends: Vec<Suggestion>, advice: Option<&'static str> },
    /// `penutup A "Judul"; B`: the title, with the space before it, and the end of the line, where it belongs.
    Title { title: String, place: Span, end: Span },
}

impl WritingProblem {
    /// Whether it is something that a reader sees and the rules do not.
    pub fn is_hidden_break(&self) -> bool {
        matches!(self, WritingProblem::HiddenBreak { .. })
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            WritingProblem::UnknownLine { .. } => Code::K0001,
            WritingProblem::ClauseOutside { .. } => Code::K0002,
            WritingProblem::ClauseMisplaced { .. } => Code::K0003,
            WritingProblem::UnclosedQuote { .. } => Code::K0004,
            WritingProblem::UnclosedBracket { .. } => Code::K0005,
            WritingProblem::UnexpectedClose { .. } => Code::K0006,
            WritingProblem::TooMuch { of: TooMuch::Depth, .. } => Code::K0007,
            WritingProblem::TooMuch { of: TooMuch::Operators | TooMuch::Parts, .. } => Code::K0008,
            WritingProblem::Expected { .. } => Code::K0009,
            WritingProblem::ExtraText { .. } => Code::K0010,
            WritingProblem::Unmended(problem) => problem.code(),
            WritingProblem::MissingOperator { .. } => Code::K0011,
            WritingProblem::GroupedNumber { .. } => Code::K0012,
            WritingProblem::AmbiguousNumber { .. } => Code::K0013,
            WritingProblem::LoneX { .. } => Code::K0014,
            WritingProblem::CommaSeparator { .. } => Code::K0015,
            WritingProblem::ForeignOperator { .. }
            | WritingProblem::ColonInList { .. }
            | WritingProblem::DoubledMinus { .. } => Code::K0016,
            WritingProblem::PartOfYear { .. } => Code::K0035,
            WritingProblem::UnquotedText { .. } => Code::K0017,
            WritingProblem::EqualsAfterClause { .. } => Code::K0018,
            WritingProblem::RangeSign { .. } => Code::K0019,
            WritingProblem::MissingName { .. } => Code::K0020,
            WritingProblem::MissingSign { .. } => Code::K0021,
            WritingProblem::MissingOtherwise { .. } => Code::K0022,
            WritingProblem::Unfinished { .. } => Code::K0023,
            WritingProblem::LongNumber { .. } => Code::K0024,
            WritingProblem::SlashComment { .. } => Code::K0025,
            WritingProblem::ReversedRange { .. } => Code::K0026,
            WritingProblem::BadPlaces { .. } => Code::K0027,
            WritingProblem::BadYear { .. } => Code::K0028,
            WritingProblem::BadQuarter { .. } => Code::K0033,
            WritingProblem::RangeOfValue { .. } => Code::K0034,
            WritingProblem::HiddenBreak { .. } => Code::K0036,
            WritingProblem::LetterInNumber { .. } => Code::K0037,
            WritingProblem::MissingRuleKind { .. } => Code::K0029,
            WritingProblem::BadName { .. } => Code::K0030,
            WritingProblem::NestedQuotes { .. } | WritingProblem::DoubledQuotes { .. } => Code::K0031,
            WritingProblem::More { .. } => Code::K0032,
        }
    }

    /// The place.
    pub fn span(&self) -> Span {
        match self {
            WritingProblem::Unmended(problem) => problem.span(),
            WritingProblem::UnknownLine { span, .. }
            | WritingProblem::ClauseOutside { span, .. }
            | WritingProblem::ClauseMisplaced { span, .. }
            | WritingProblem::UnclosedQuote { span, .. }
            | WritingProblem::UnclosedBracket { span, .. }
            | WritingProblem::UnexpectedClose { span, .. }
            | WritingProblem::TooMuch { span, .. }
            | WritingProblem::Expected { span, .. }
            | WritingProblem::ExtraText { span, .. }
            | WritingProblem::MissingOperator { span, .. }
            | WritingProblem::GroupedNumber { span, .. }
            | WritingProblem::AmbiguousNumber { span, .. }
            | WritingProblem::LoneX { span }
            | WritingProblem::CommaSeparator { span, .. }
            | WritingProblem::ForeignOperator { span, .. }
            | WritingProblem::ColonInList { span, .. }
            | WritingProblem::DoubledMinus { span, .. }
            | WritingProblem::PartOfYear { span, .. }
            | WritingProblem::UnquotedText { span, .. }
            | WritingProblem::EqualsAfterClause { span, .. }
            | WritingProblem::RangeSign { span, .. }
            | WritingProblem::MissingName { span, .. }
            | WritingProblem::MissingSign { span, .. }
            | WritingProblem::MissingOtherwise { span }
            | WritingProblem::Unfinished { span, .. }
            | WritingProblem::LongNumber { span, .. }
            | WritingProblem::SlashComment { span, .. }
            | WritingProblem::HiddenBreak { span, .. }
            | WritingProblem::LetterInNumber { span, .. }
            | WritingProblem::ReversedRange { span, .. }
            | WritingProblem::RangeOfValue { span, .. }
            | WritingProblem::BadPlaces { span, .. }
            | WritingProblem::BadYear { span, .. }
            | WritingProblem::BadQuarter { span, .. }
            | WritingProblem::MissingRuleKind { span, .. }
            | WritingProblem::BadName { span, .. }
            | WritingProblem::NestedQuotes { span, .. }
            | WritingProblem::DoubledQuotes { span, .. }
            | WritingProblem::More { span, .. } => *span,
        }
    }
}
