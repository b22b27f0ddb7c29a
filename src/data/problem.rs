//! What can be wrong with a data file. The kinds and their codes are here, the wording in `problem/words.rs`.

mod about;
mod cells;
mod factor_words;
mod header_unit;
mod header_words;
mod near_numbers;
mod number_words;
mod places;
mod several_words;
mod share_words;
mod tens_words;
mod texts;
mod words;

pub use about::{About, Use, What};
use cells::typed;
pub use cells::{as_typed, quoted};
pub(super) use header_words::lines_above;
pub use near_numbers::{names_sum, row_beside};
pub use texts::PIPED;

use super::cell_error::CellError;
use super::header::Above;
use super::schema::{Heading, NumberFormat};
use crate::diagnostic::{CellPlace, Code, Diagnostic, Edit, Severity, Suggestion};
use crate::number::Interval;
use crate::source::Span;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A cell that a problem is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its place for people.
    pub place: CellPlace,
    /// Its content, trimmed.
    pub text: String,
    /// Its bytes in the file, including quotes, and the delimiter there; none if it cannot be edited.
    pub bytes: Option<(Span, char)>,
}

/// Which key of a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKey {
    /// `kode`
    Code,
    /// `tahun`
    Year,
    /// `unit`
    Unit,
}

/// A known code or label near an unknown one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// What the cell should contain.
    pub text: String,
    /// The descriptive name, when `text` is a code that has one.
    pub label: Option<String>,
}

/// The content of an office's cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfOffice {
    /// Its place for people.
    pub place: CellPlace,
    /// Its content.
    pub text: Arc<str>,
    /// The office.
    pub unit: Arc<str>,
}

/// What a line above a header states about the figures below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// As written there: `(dalam juta rupiah)`.
    pub words: String,
    /// The same as the end of a header: `juta rupiah`.
    pub unit: String,
    /// What it applies to: figures in `rupiah`.
    pub of: String,
    /// The headers all of whose figures are in it.
    pub whole: Vec<String>,
    /// Those only some of whose figures are.
    pub parts: Vec<String>,
}

impl Stated {
    /// From a line, before it is known what it applies to.
    pub(super) fn of(above: &Above) -> Stated {
        let (words, unit) = (above.words.clone(), above.said.words.clone());
        Stated { words, unit, of: above.of().to_string(), whole: Vec::new(), parts: Vec::new() }
    }
}

/// A place of a factor that is not applied to any figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// In a row that is not data; the columns some of whose figures may be in it.
    Note { parts: Vec<String> },
    /// In the column `satuan` of a row with money only.
    Unit,
    /// In another header, whose figures have the same magnitude as those below the cell; whether the rules name the
    /// cell's header, and its unit without the factor.
    Header { name: String, is_named: bool, unit: Option<String> },
}

/// A finding about a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataProblem {
    /// Only blank lines.
    EmptyFile { file: String },
    /// A header line and nothing below.
    HeaderOnly { header: CellPlace },
    /// No column of codes; `names` are the headers that were read.
    NoCodeColumn { header: CellPlace, names: Vec<String> },
    /// Neither a column nor the rules give the year.
    NoYearColumn { header: CellPlace },
    /// A header that is nearly a known one (`typo`) or contains one (`Realisasi 2024`).
    NearHeader {
        cell: Cell,
        /// The header it should have, with its year if it has one.
        meant: String,
        /// The same without.
        role: String,
        typo: bool,
        /// Whether rows cannot be read without it.
        keys: bool,
    },
    /// A header that the rules name and the file lacks; `names` are those it has.
    NoSuchHeading { header: CellPlace, heading: Heading, near: Option<String>, names: Vec<String> },
    /// Two columns for the same thing, counted from 1.
    DuplicateHeader { cell: Cell, column: usize, first: String, first_column: usize },
    /// One header for several declared columns, none of which the file declares.
    AmbiguousHeader { cell: Cell, fields: Vec<String>, file: String },
    /// Columns of values without a year where others have one: they are about the year of the package, if it has one.
    ColumnsWithoutYear { cells: Vec<Cell>, year: Option<i32> },
    /// A row that fills two columns for the same thing, with different values.
    BothFilled { cell: Cell, first: Cell },
    /// Lines above the header line.
    HeaderNotFirst {
        header: CellPlace,
        above: Span,
        /// What they state about the figures below.
        stated: Vec<Stated>,
        /// Units in them that are not understood.
        unread: Vec<String>,
        /// Edits that put it elsewhere and remove the lines, and their text.
        mend: Option<(String, Vec<Edit>)>,
    },
    /// Columns of quarters that do not say which field they hold; `words` are the possible ones.
    BareQuarters { cells: Vec<Cell>, words: Vec<&'static str> },
    /// A number under a header with another unit than that of the number; `bare` is the header without it.
    HeaderUnit {
        cell: Cell,
        header: Cell,
        /// None if that would remove the factor from the numbers that it applies to.
        bare: Option<String>,
        /// Whether the rules name the header, which then cannot be changed alone.
        is_named: bool,
        found: String,
        unit: Option<String>,
        about: About,
    },
    /// Text in a header that is written like a unit and is unknown; `bare` is the header without it. If it is not
    /// certainly one, it is only pointed out.
    UnreadUnit { cell: Cell, words: String, bare: String, is_named: bool, is_money: bool, is_sure: bool },
    /// A word at the end of a header that is a unit elsewhere, above numbers in another one: it may be a unit, or just
    /// a word.
    UnitAsWord { cell: Cell, header: String, words: String, bare: String, unit: Option<String>, about: About },
    /// A factor beside figures that it may be meant for; `mends` are edits that keep it, and their texts.
    FactorBeside { cell: Cell, words: String, beside: Beside, mends: Vec<(String, Vec<Edit>)> },
    /// A header of two rows; `names` is the equivalent single row, as `edit` writes it.
    TwoRowHeader { header: CellPlace, names: Vec<String>, edit: Edit },
    /// Another heading among the rows; `now` stands there where the first one has `was`.
    OtherHeading { row: CellPlace, first: CellPlace, was: String, now: String },
    /// More columns than the reader accepts.
    TooManyColumns { header: CellPlace, columns: usize, limit: usize },
    /// Columns with content that nothing reads, why, and lines of the rules and headers that would make some of them be
    /// read.
    UnusedColumns { cells: Vec<Cell>, reasons: Vec<String>, lines: Vec<Use>, titles: Vec<String> },
    /// Values of budget codes beside money without a column of spending; `is_mixed` if other codes have values there
    /// too.
    SpendingAsValue { cell: Cell, header: String, rows: usize, is_mixed: bool },
    /// A column with content and without a header.
    UntitledColumn { row: CellPlace, column: usize },
    /// A row with fewer or more cells than the header; `mends` are edits and the texts they show.
    FieldCount { row: CellPlace, found: usize, expected: usize, delimiter: char, mends: Vec<(String, Edit)> },
    /// An unclosed quote.
    UnclosedQuote { row: CellPlace },
    /// A row without its code, year or unit; `beside` says what it is, if it does not look like data.
    EmptyKey { row: CellPlace, key: RowKey, beside: Option<&'static str> },
    /// A code, or a name in the column `indikator`, that no rule declares; `begin` are prefixes that an `umum` covers,
    /// `dated` what it may have been before a spreadsheet turned it into a date, `zeros` what it may have been before
    /// it lost its zeros.
    UnknownCode {
        cell: Cell,
        is_label: bool,
        near: Option<Near>,
        begin: Vec<String>,
        dated: Option<Vec<String>>,
        zeros: Vec<String>,
    },
    /// A name shared by several codes.
    AmbiguousLabel { cell: Cell, codes: Vec<String> },
    /// Not a year; `mend` is the year it contains.
    BadYear { cell: Cell, mend: Option<String> },
    /// No version of the rules is in force in the year; `versions` as written in rules.
    YearNotCovered { cell: Cell, code: Arc<str>, year: i32, versions: Vec<String> },
    /// The same unit, code and year again; `same` deletes the later row if both rows are equal.
    Duplicate {
        row: CellPlace,
        first: Option<CellPlace>,
        code: Arc<str>,
        year: i32,
        quarter: Option<u8>,
        unit: Arc<str>,
        same: Option<Edit>,
    },
    /// A cell of a value column that cannot be read.
    Value {
        cell: Cell,
        about: About,
        unit: Option<String>,
        format: Option<NumberFormat>,
        file: String,
        /// How many further cells of the file have the same form.
        alike: usize,
        /// For an ambiguous number: the unambiguous cells of its column that disagree, one of each format.
        torn: Vec<Cell>,
        error: CellError,
    },
    /// Numbers with two readings that were read like the unambiguous cells of their column; `cell` is the first.
    Followed { cell: Cell, clear: Cell, format: NumberFormat, file: String, cells: usize },
    /// A small percentage without its sign, beside cells that have theirs; `number` is none for a range.
    BareShare { cell: Cell, about: About, clear: Cell, number: Option<Decimal> },
    /// A number outside its scale.
    OutOfScale {
        cell: Cell,
        about: About,
        /// The number as displayed.
        shown: String,
        scale: Interval,
        declared: bool,
        basis: Option<String>,
        /// What was probably meant, in the format of the file, and how that is derived.
        mend: Option<(String, String)>,
    },
    /// Not a quarter; `mend` is the one it mentions.
    BadQuarter { cell: Cell, mend: Option<u8> },
    /// A quarter of a code whose rules do not mention quarters.
    QuarterUnused { cell: Cell, about: About },
    /// Not one of the words of `urutan`; `near` is the one probably meant.
    NotInOrder { cell: Cell, about: About, words: Vec<String>, number: bool, near: Option<String> },
    /// A describing column has two texts for one code and year; the first is kept.
    AttributeDiffers { cell: Cell, first: Option<CellPlace>, kept: String, name: String, code: Arc<str>, year: i32 },
    /// Two offices have different texts for one code and year, which has only one; that of the first is used.
    OfficesDiffer { kept: OfOffice, other: OfOffice, name: String, code: Arc<str>, year: i32 },
    /// Two offices whose names differ only in case or spaces.
    OfficesAlike { first: OfOffice, second: OfOffice },
    /// A sum row that is read as that of an office.
    OfficeOfSum { office: OfOffice },
    /// The data have another unit than the rules.
    UnitDiffers { cell: Cell, declared: Option<String>, code: Arc<str> },
    /// The data have a unit that is most likely a misspelling of `near`.
    NearUnit { cell: Cell, near: &'static str, code: Arc<str> },
    /// No unit is declared, and every number of a code carries the same; for `others` more codes of the block, too.
    /// `is_only`: it is the only such unit there.
    UnitStated { cell: Cell, code: Arc<str>, others: usize, unit: String, block: String, is_only: bool },
    /// A number that nothing uses: a target of a thing without targets, a value that is only computed. `group`: of a
    /// group.
    NotTaken { cell: Cell, role: &'static str, group: bool, code: Arc<str> },
    /// A number between the multiples of `langkah`; `shown` is the number as displayed.
    OffStep { cell: Cell, shown: String, step: String, code: Arc<str> },
    /// A percentage up to one beside a far greater one, neither with its sign: perhaps a fraction. `shown` are the
    /// numbers as displayed.
    FarBelow { cell: Cell, beside: String, shown: [String; 2], code: Arc<str> },
    /// A code of an `umum` with no other code above it, though others have one.
    NoParent { place: CellPlace, code: Arc<str>, parent: String, prefix: String, year: Option<i32> },
    /// `induk` names a code that does not exist.
    UnknownParent { place: CellPlace, code: Arc<str>, parent: String },
    /// The code in `induk` does not exist in the year of the row, nor does anything above it.
    AbsentParent { place: CellPlace, code: Arc<str>, parent: String, year: i32, by_rules: bool },
    /// Codes each of which is a part of the next, and the last of the first; `cells` are those that say so.
    ParentCircle { cells: Vec<CellPlace>, codes: Vec<String>, opened: String },
    /// The same fault in many cells; see `several.rs`.
    Several { all: Vec<DataProblem> },
    /// How many more findings of a kind the file has than are shown, and where the next ones are.
    More { code: Code, severity: Severity, next: Vec<CellPlace>, count: usize },
}

impl DataProblem {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            DataProblem::EmptyFile { .. } => Code::D0001,
            DataProblem::HeaderOnly { .. } => Code::D0002,
            DataProblem::NoCodeColumn { .. } => Code::D0003,
            DataProblem::NoYearColumn { .. } => Code::D0004,
            DataProblem::NearHeader { .. } | DataProblem::BareQuarters { .. } => Code::D0005,
            DataProblem::DuplicateHeader { .. } | DataProblem::BothFilled { .. } => Code::D0006,
            DataProblem::HeaderNotFirst { .. } => Code::D0007,
            DataProblem::FieldCount { .. } => Code::D0008,
            DataProblem::UnclosedQuote { .. } => Code::D0009,
            DataProblem::EmptyKey { .. } => Code::D0010,
            DataProblem::UnknownCode { .. } => Code::D0011,
            DataProblem::Value { error, .. } => error.code(),
            DataProblem::HeaderUnit { .. } => Code::D0015,
            DataProblem::UnreadUnit { .. } | DataProblem::UnitAsWord { .. } | DataProblem::FactorBeside { .. } => {
                Code::D0060
            }
            DataProblem::Followed { .. } => Code::D0042,
            DataProblem::BareShare { .. } => Code::D0049,
            DataProblem::OutOfScale { .. } => Code::D0020,
            DataProblem::Duplicate { .. } => Code::D0021,
            DataProblem::BadYear { .. } => Code::D0022,
            DataProblem::YearNotCovered { .. } => Code::D0023,
            DataProblem::AmbiguousLabel { .. } => Code::D0027,
            DataProblem::UntitledColumn { .. } => Code::D0029,
            DataProblem::TooManyColumns { .. } => Code::D0030,
            DataProblem::BadQuarter { .. } => Code::D0034,
            DataProblem::QuarterUnused { .. } => Code::D0035,
            DataProblem::NotInOrder { .. } => Code::D0037,
            DataProblem::AttributeDiffers { .. } => Code::D0038,
            DataProblem::OfficesDiffer { .. } => Code::D0050,
            DataProblem::UnitDiffers { .. } => Code::D0043,
            DataProblem::NearUnit { .. } => Code::D0062,
            DataProblem::UnitStated { .. } => Code::D0051,
            DataProblem::OfficesAlike { .. } => Code::D0054,
            DataProblem::OfficeOfSum { .. } => Code::D0064,
            DataProblem::UnusedColumns { .. } | DataProblem::SpendingAsValue { .. } => Code::D0056,
            DataProblem::NoSuchHeading { .. } => Code::D0057,
            DataProblem::TwoRowHeader { .. } | DataProblem::OtherHeading { .. } => Code::D0058,
            DataProblem::AmbiguousHeader { .. } => Code::D0055,
            DataProblem::ColumnsWithoutYear { .. } => Code::D0053,
            DataProblem::NotTaken { .. } => Code::D0044,
            DataProblem::OffStep { .. } => Code::D0045,
            DataProblem::FarBelow { .. } => Code::D0061,
            DataProblem::NoParent { .. } => Code::D0039,
            DataProblem::UnknownParent { .. } | DataProblem::AbsentParent { .. } => Code::D0040,
            DataProblem::ParentCircle { .. } => Code::D0048,
            DataProblem::Several { all } => all.first().map_or(Code::D0014, DataProblem::code),
            DataProblem::More { code, .. } => *code,
        }
    }

    /// Its severity: a warning only if no value is lost silently.
    pub fn severity(&self) -> Severity {
        match self {
            DataProblem::HeaderOnly { .. }
            | DataProblem::HeaderNotFirst { .. }
            | DataProblem::UntitledColumn { .. }
            | DataProblem::UnusedColumns { .. }
            | DataProblem::SpendingAsValue { .. }
            | DataProblem::Followed { .. }
            | DataProblem::NotTaken { .. }
            | DataProblem::UnitStated { .. }
            | DataProblem::OfficesAlike { .. }
            | DataProblem::OfficeOfSum { .. }
            | DataProblem::ColumnsWithoutYear { year: Some(_), .. }
            | DataProblem::OffStep { .. }
            | DataProblem::FarBelow { .. }
            | DataProblem::NoParent { .. }
            | DataProblem::UnreadUnit { is_sure: false, .. }
            | DataProblem::UnitAsWord { .. }
            | DataProblem::AbsentParent { by_rules: true, .. } => Severity::Warning,
            // Either of two names may be shown in a table; a unit or a parent changes figures.
            DataProblem::AttributeDiffers { name, .. } | DataProblem::OfficesDiffer { name, .. }
                if !matches!(name.to_lowercase().as_str(), "satuan" | "induk") =>
            {
                Severity::Warning
            }
            DataProblem::NearHeader { typo, keys, .. } if !typo && !keys => Severity::Warning,
            DataProblem::Several { all } => all.first().map_or(Severity::Error, DataProblem::severity),
            DataProblem::More { severity, .. } => *severity,
            _ => Severity::Error,
        }
    }

    /// The message in the form that `report` prints.
    pub fn into_diagnostic(self) -> Diagnostic {
        let suggestions = self
            .suggestions()
            .into_iter()
            .map(|(text, edits)| Suggestion { text: typed(text, &edits), edits })
            .collect();
        Diagnostic {
            code: self.code(),
            severity: self.severity(),
            title: self.message(),
            labels: self.labels(),
            reasons: self.reasons(),
            suggestions,
            advice: self.advice(),
        }
    }
}
