//! What can be wrong with names and with the contents of a definition. The kinds are here, the wording in
//! `structure_words.rs`.

use crate::diagnostic::Edit;
use crate::resolve::names::Version;
use crate::source::Span;
use crate::syntax::ast::{Direction, Years};
use crate::syntax::words::Block;

/// What is wrong with the structure of a package.
#[derive(Debug, Clone)]
pub enum StructureProblem {
    /// Two definitions of one name for the same years.
    SameName { name: String, first: Box<Version>, second: Box<Version> },
    /// Two `umum` for the same codes in the same years, each with its head and its years.
    SameGeneral { prefix: Option<String>, first: (Span, Years), second: (Span, Years), block: Span },
    /// `induk` in an `umum` without a prefix: nothing has everything as its parts.
    ParentOfAll { span: Span },
    /// `satuan orang` in a `kelompok`, whose achievement is in percent.
    UnitOfGroup { span: Span, unit: String },
    /// `satuan pesen`: most likely a misspelling of `near`.
    NearUnit { span: Span, written: String, near: &'static str },
    /// A role or function used as a name, of a column of the data or of something else.
    ReservedName { span: Span, name: String, column: Option<ReservedColumn> },
    /// An extra column with the name of a value.
    FieldIsName { span: Span, value: Span, name: String },
    /// `kolom kodee = "Kode IKP"`: unknown to the language, perhaps meant as `near`; `line` is the whole clause.
    UnknownHeading { span: Span, line: Span, name: String, header: String, near: Option<&'static str> },
    /// A column of the language, or a header, named twice; `header` if the columns are two.
    RepeatedHeading { span: Span, first: Span, role: &'static str, header: Option<String> },
    /// An extra column declared twice and differently.
    FieldDiffers { span: Span, first: Span, name: String },
    /// A clause given twice where one counts.
    RepeatedClause { span: Span, first: Span, word: &'static str },
    /// `wajib lengkap` and `abaikan yang kosong` in one group.
    TwoPolicies { span: Span, first: Span },
    /// A definition without a required clause; each of the lines resolves the finding when inserted after `after`.
    /// Later versions that lack the same are not reported again.
    MissingClause {
        span: Span,
        block: Block,
        what: &'static str,
        after: Span,
        lines: Vec<String>,
        advice: String,
        earlier: Option<Span>,
    },
    /// `batas 100` or `skala 100`: a range of one number.
    OneNumber { span: Span, word: &'static str, number: String, mends: Vec<String> },
    /// `langkah 0`
    NoStep { span: Span },
    /// A second `paket`.
    SecondPackage { span: Span, first: Span, block: Span },
    /// A data file named twice.
    SecondData { span: Span, first: Span, block: Span, path: String },
    /// A table name used twice.
    SecondTable { span: Span, first: Span, name: String },
    /// A member named twice.
    RepeatedMember { span: Span, name: String, rest: Span },
    /// A group among its own members; how to remove it unless it is the only one.
    OwnMember { span: Span, name: String, rest: Option<Span> },
    /// Columns above the first `baris` of their table.
    ColumnsFirst { span: Span, head: Span, rows: Span, text: String },
    /// An unknown rule name.
    UnknownRule {
        /// Where the nearest is defined, if nothing uses it: that may be the misspelt one.
        unused: Option<Span>,
        spans: Vec<Span>,
        kind: &'static str,
        name: String,
        nearest: Option<String>,
        other: Option<&'static str>,
        /// Some of this kind that there are.
        all: String,
    },
    /// A rule without a formula for the direction of indicators that use it.
    NoFormulaForDirection { rule: Span, block: Span, name: String, direction: Direction, users: Vec<(String, Span)> },
    /// A rule that is not in force in some year of its user. `begun` is its `berlaku` for one year, if another clause
    /// would cover all of them.
    RuleNotInForce {
        spans: Vec<Span>,
        kind: &'static str,
        name: String,
        years: Years,
        known: Vec<Years>,
        begun: Option<Begun>,
    },
    /// Something defined and never used.
    Unused { span: Span, block: Span, kind: &'static str, name: String, places: Vec<String> },
    /// Something computed from itself, through another year or not.
    Cycle { path: Vec<(String, Span)>, through_time: bool },
    /// The same name from two used packages.
    TwoPackages { name: String, packages: [String; 2], years: Option<Years>, span: Span },
    /// An `umum` for the same codes in the same years in two used packages; the packages and its head lines.
    TwoGenerals { prefix: Option<String>, packages: [String; 2], places: [Span; 2], years: Option<Years>, span: Span },
    /// `ganti` of something that no used package has.
    ReplacesNothing { span: Span, name: String },
    /// A definition of a used package defined again without `ganti`.
    NeedsReplace { span: Span, head: Span, name: String, package: String, original: Span },
    /// `gunakan` of a package that is not found.
    NoSuchPackage { span: Span, name: String, nearest: Option<String>, known: Vec<String> },
    /// Weights that do not add up to the whole.
    WeightSum { span: Span, sum: String, whole: &'static str, percent: Option<Vec<Edit>>, lack: Option<Lack> },
    /// A weight for something that is not a member.
    WeightOfStranger { span: Span, name: String, near: Option<String>, member: Option<Edit>, group: String },
    /// A member with two weights.
    RepeatedWeight { span: Span, first: Span, name: String },
    /// A member without a weight, with what is left for it.
    MissingWeight { span: Span, names: Vec<String>, rest: Option<String>, group: String },
    /// A weighted mean in a group without weights.
    NoWeights { span: Span, group: String },
    /// An acceptance that accepts nothing.
    NeedlessAcceptance { span: Span, words: &'static str },
    /// A shared member of two groups that may not share any; `whole` is the group that counts it twice, and the end of
    /// its member list; `only_once` removes it from that group, if it is listed there itself.
    SharedMember {
        span: Span,
        other: Span,
        name: String,
        first: String,
        second: String,
        whole: (String, Span),
        only_once: Option<Edit>,
    },
    /// `[awal]` or `[akhir]` in a package without `periode`.
    NoPlanPeriod { span: Span, word: &'static str, package: Option<Span> },
    /// `urutan` with a word twice.
    RepeatedWord { span: Span, word: String },
    /// Conversions that call each other too often.
    DeepConversion { span: Span, name: String },
    /// Inputs that a sketch leaves undeclared.
    Assumed { spans: Vec<Span>, names: Vec<String>, at: Span },
}

/// By how much weights are off, and the members whose weight alone could be wrong.
#[derive(Debug, Clone)]
pub struct Lack {
    /// `kurang 10%`
    pub words: String,
    /// Each with what its weight would have to be.
    pub members: Vec<(String, String, Edit)>,
}

/// The `berlaku 2026` of a rule that its users need in other years too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    /// The clause.
    pub at: Span,
    pub year: i32,
    /// Whether adding `mulai` is enough; else the rule has no other version, and users are in force in earlier years.
    pub is_enough: bool,
}

/// `kolom target "…"` under `data`.
#[derive(Debug, Clone)]
pub struct ReservedColumn {
    /// The whole clause.
    pub line: Span,
    /// The header it gives.
    pub header: Option<String>,
    /// Whether it says a unit or how quarters combine.
    pub is_measured: bool,
}
